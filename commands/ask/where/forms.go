package where

import (
	"strings"

	"usher/knowledge"
)

// forms are the inflected forms of a folded name: Russian declines the names of places, the other languages do not.
func forms(folded string, lang knowledge.Lang) []string {
	if lang != knowledge.Ru || folded == "" {
		return []string{folded}
	}
	list := []string{folded}
	before, last := "", folded
	if i := strings.LastIndexByte(folded, ' '); i >= 0 {
		before, last = folded[:i+1], folded[i+1:]
	}
	if before != "" { // both words are declined: Буркина-Фасо is not, Новый Орлеан is
		adjective := adjectives(strings.TrimSuffix(before, " "))
		for _, a := range adjective {
			for _, n := range nouns(last) {
				list = append(list, a+" "+n)
			}
		}
		for _, n := range nouns(last) {
			list = append(list, before+n)
		}
		return list
	}
	return append(list, nouns(last)...)
}

// endings of a noun's cases, by the ending of its nominative.
var endings = []struct {
	nominative string
	others     []string
}{
	{"ия", []string{"ии", "ию", "иеи"}},
	{"ая", []string{"ои", "ую"}},
	{"а", []string{"ы", "и", "е", "у", "ои"}},
	{"я", []string{"и", "е", "ю", "еи"}},
	{"ь", []string{"я", "и", "ю", "е", "ем", "ью"}},
	{"и", []string{"я", "е", "ю", "ем", "ах", "ев"}}, // й folds to и: Китай, Дубай; and plurals
	{"ы", []string{"ах", "ам", "ами", "ов"}},
	{"ое", []string{"ого", "ому", "ом"}},
	{"о", nil}, {"е", nil}, {"у", nil}, {"э", nil}, {"ю", nil},
}

func nouns(word string) (list []string) {
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(word, e.nominative); ok {
			for _, other := range e.others {
				list = append(list, stem+other)
			}
			return append(list, word)
		}
	}
	r := []rune(word)
	if len(r) < 3 || !cyrillic(r[len(r)-1]) {
		return []string{word}
	}
	for _, other := range []string{"", "а", "у", "ом", "е"} { // a consonant: Берлин, в Берлине
		list = append(list, word+other)
	}
	return list
}

func adjectives(word string) []string {
	for _, e := range []struct{ nominative, stem string }{{"ыи", "ы"}, {"ии", "и"}, {"ая", "а"}, {"ое", "о"}, {"ые", "ы"}, {"ие", "и"}} {
		if stem, ok := strings.CutSuffix(word, e.nominative); ok {
			return []string{stem + "ого", stem + "ом", stem + "ому", stem + "ои", stem + "ую", stem + "ых", stem + "их", stem + "ым"}
		}
	}
	var list []string
	for _, n := range nouns(word) {
		list = append(list, n)
	}
	return list
}

func cyrillic(r rune) bool { return r >= 'а' && r <= 'я' || r == 'ё' }

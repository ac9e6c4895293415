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
	for _, ending := range []string{"ыи", "ии", "ая", "ое", "ые", "ие"} {
		if stem, ok := strings.CutSuffix(word, ending); ok {
			return []string{stem + "ого", stem + "ом", stem + "ому", stem + "ои", stem + "ую", stem + "ых", stem + "их", stem + "ым"}
		}
	}
	return nouns(word)
}

func cyrillic(r rune) bool { return r >= 'а' && r <= 'я' || r == 'ё' }

// adjective reads по бакинскому времени: the city whose name begins as the adjective does.
func (x index) adjective(list []string, i int) (p Place, ok bool) {
	if i+1 >= len(list) || !strings.HasPrefix(list[i+1], "врем") {
		return p, false
	}
	stem := list[i]
	for _, ending := range []string{"скому", "ское", "ского", "ском"} {
		if s, cut := strings.CutSuffix(stem, ending); cut {
			stem = s
			ok = true
			break
		}
	}
	if !ok {
		return p, false
	}
	best, most := name{}, 2
	for first, names := range x {
		common := commonPrefix(first, stem)
		if common <= most && !(common == most && first < firstOf(best)) || common < len([]rune(first))-2 {
			continue
		}
		for _, n := range names {
			if len(n.words) == 1 {
				best, most = n, common
			}
		}
	}
	if best.words == nil {
		return p, false
	}
	zone, err := knowledge.LoadZone(best.zones[0])
	return Place{Zone: zone, Name: best.words[0], At: i, End: i + 2}, err == nil
}

func firstOf(n name) string {
	if n.words == nil {
		return "\U0010ffff"
	}
	return n.words[0]
}

func commonPrefix(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

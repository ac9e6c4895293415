package ask

import (
	"slices"
	"strings"
	"sync"

	"usher/commands/ask/words"
	"usher/knowledge"
)

// term finds the word of the trade whose meaning is asked for, and nothing else: "what is a TD?". The question must say all of one
// of the term's names, and nothing more than its own words for asking.
func (v vocab) term(q []string) string {
	left := v.without(q, "define")
	if len(left) == len(q) {
		return ""
	}
	asked := slices.DeleteFunc(slices.Clone(left), func(w string) bool { return v.common[w] })
	for _, name := range termNames() {
		if slices.EqualFunc(left, name.words, sameName) || len(name.content) > 0 && slices.EqualFunc(asked, name.content, sameName) {
			return name.id
		}
	}
	return ""
}

// sameName reports whether a word is a form of a name's word, looks like it (a Russian keyboard writes ТАР for TAP) or has an Arabic
// preposition before it.
func sameName(word, name string) bool {
	return words.Same(word, name) || lookalike.Replace(word) == name || words.Same(strings.TrimPrefix(word, "ب"), name)
}

// lookalike writes Cyrillic letters whose capitals look like Latin ones as these, in lower case.
var lookalike = strings.NewReplacer("а", "a", "в", "b", "е", "e", "к", "k", "м", "m", "н", "h", "о", "o", "р", "p", "с", "c", "т", "t", "у", "y", "х", "x")

// termName is a name or alias of a term, folded, in any language: people mix them.
type termName struct {
	id      string
	words   []string
	content []string // without the common words of its language
}

var termNames = sync.OnceValue(func() (list []termName) {
	for _, t := range knowledge.Terms().All() {
		for _, lang := range knowledge.Langs() {
			for _, alias := range append([]string{t.Name.In(lang)}, t.Aliases.In(lang)...) {
				name := words.Of(alias)
				list = append(list, termName{t.ID, name, content(name, lang)})
			}
		}
	}
	return list
})

// content leaves the common words of a language out.
func content(list []string, lang knowledge.Lang) []string {
	return slices.DeleteFunc(slices.Clone(list), func(w string) bool { return vocabulary()[lang].common[w] })
}

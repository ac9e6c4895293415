package ask

import (
	"strings"
	"unicode"

	"usher/commands/ask/words"
	"usher/knowledge"
)

// language tells which of the six languages a question is in: by its script and, among the three that share one, by their common
// words and accents. The fallback breaks ties.
func language(question string, fallback knowledge.Lang) knowledge.Lang {
	var arabic, cyrillic, han, latin int
	for _, r := range question {
		switch {
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch {
	case arabic > 0 && arabic >= cyrillic && 4*arabic >= latin:
		return knowledge.Ar
	case cyrillic > 0 && 4*cyrillic >= latin:
		return knowledge.Ru
	case han > 0 && 8*han >= latin:
		return knowledge.Zh
	}
	best, most := fallback, 0
	list := words.Of(question)
	for _, lang := range []knowledge.Lang{knowledge.En, knowledge.Fr, knowledge.Es} {
		n := 0
		for _, w := range list {
			if vocabulary()[lang].common[w] {
				n += 2
			}
		}
		if vocabulary()[lang].spells("define", list) {
			n += 3
		}
		for _, r := range question {
			if lang == knowledge.Fr && strings.ContainsRune("àâçèêëîïôùûœ", r) || lang == knowledge.Es && strings.ContainsRune("ñ¿¡íóúá", r) {
				n++
			}
		}
		if n > most || n == most && n > 0 && lang == fallback {
			best, most = lang, n
		}
	}
	return best
}

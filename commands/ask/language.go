package ask

import (
	"slices"
	"unicode"

	"usher/commands/ask/meaning"
	"usher/commands/ask/words"
	"usher/knowledge"
)

// language tells which of the six languages a question is in: by its script and, among the three that share one, by their common
// words and accents. The fallback breaks ties.
func language(m *meaning.Model, question string, fallback knowledge.Lang) knowledge.Lang {
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
	list := slices.DeleteFunc(words.Of(question), digitsOnly.MatchString) // numbers are of no language
	if len(list) == 0 {
		return fallback
	}
	chances := m.Language(list)
	best := fallback
	for _, lang := range []knowledge.Lang{knowledge.En, knowledge.Fr, knowledge.Es, knowledge.Ar} {
		if c := chances[lang]; c > chances[best] && (lang != knowledge.Ar || c > arabizi) {
			best = lang
		}
	}
	switch {
	case best == fallback || chances[best] >= certain && len(list) > 1:
		return best
	case len(list) == 1 && chances[best] < alone:
		return fallback
	case chances[best]-chances[fallback] < margin:
		return fallback
	}
	return best
}

// How likely a language in Latin letters must be to count: against the fallback, and Arabic written in them.
const (
	certain = 0.60
	margin  = 0.15
	alone   = 0.97 // of a single word, which may be a name
	arabizi = 0.85
)

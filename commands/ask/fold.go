package ask

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"usher/knowledge"
)

// maxQuestion bounds what is read of a question, in bytes.
const maxQuestion = 10_000

// fold makes spellings equal that a reader takes as one: case, accents, Arabic forms, digits of every script; what is not a letter
// or a digit becomes a space, but dots between digits stay (14.b, A.8).
func fold(s string) string {
	if len(s) > maxQuestion {
		s = strings.ToValidUTF8(s[:maxQuestion], "")
	}
	runes := []rune(norm.NFKD.String(strings.ToLower(s)))
	var b strings.Builder
	for i, r := range runes {
		switch {
		case unicode.Is(unicode.Mn, r), r == 'ـ': // accents, vowel signs, tatweel
		case r == 'ة':
			b.WriteRune('ه')
		case r == 'ى':
			b.WriteRune('ي')
		case r >= '٠' && r <= '٩': // Arabic-Indic
			b.WriteRune('0' + r - '٠')
		case r >= '۰' && r <= '۹': // Persian and Urdu
			b.WriteRune('0' + r - '۰')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case strings.ContainsRune(".:/-+", r) && i > 0 && i+1 < len(runes) && isWord(runes[i-1]) && isWord(runes[i+1]) && (unicode.IsDigit(runes[i-1]) || unicode.IsDigit(runes[i+1])):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(norm.NFC.String(b.String())), " ")
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// words splits folded text: at spaces, and every Chinese character is a word of its own.
func words(folded string) (list []string) {
	start := -1
	flush := func(end int) {
		if start >= 0 {
			list = append(list, folded[start:end])
			start = -1
		}
	}
	for i, r := range folded {
		switch {
		case r == ' ':
			flush(i)
		case unicode.Is(unicode.Han, r):
			flush(i)
			list = append(list, string(r))
		case start < 0:
			start = i
		}
	}
	flush(len(folded))
	return list
}

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
	list := words(fold(question))
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

// Package words cuts what people type into words, with the spellings made equal that a reader takes as one.
package words

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Max bounds what is read of a question, in bytes.
const Max = 10_000

//go:embed simplified.txt
var simplifiedTXT string

// simplified maps traditional Chinese characters to simplified ones, after OpenCC.
var simplified = sync.OnceValue(func() map[rune]rune {
	pairs := []rune(strings.TrimSpace(simplifiedTXT))
	m := make(map[rune]rune, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
})

// Fold makes spellings equal that a reader takes as one: case, accents, Arabic forms, traditional and simplified characters, digits of
// every script; what is not a letter or a digit becomes a space, but marks between digits stay (14.b, A.8, 14:30, 3/12).
func Fold(s string) string {
	if len(s) > Max {
		s = strings.ToValidUTF8(s[:Max], "")
	}
	if plain(s) {
		return strings.ToLower(s)
	}
	lower := strings.ToLower(s)
	if !single(lower) {
		return norm.NFC.String(fold(norm.NFKD.String(lower)))
	}
	return fold(lower)
}

// fold folds text in lower case whose accents stand apart or come off letter by letter.
func fold(lower string) string {
	var b strings.Builder
	b.Grow(len(lower))
	gap := false // a space is due before the next letter
	write := func(r rune) {
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	table, before := letters(), ' '
	for i, r := range lower {
		if r < bare {
			r = table[r]
		}
		switch {
		case r >= 0x4e00 && r <= 0x9fff:
			if simple, ok := simplified()[r]; ok {
				r = simple
			}
			write(r)
		case r == 0, unicode.Is(unicode.Mn, r), r == 'ـ': // accents, vowel signs, tatweel
		case r == 'ة':
			write('ه')
		case r == 'ى':
			write('ي')
		case r >= '٠' && r <= '٩': // Arabic-Indic
			write('0' + r - '٠')
		case r >= '۰' && r <= '۹': // Persian and Urdu
			write('0' + r - '۰')
		case isWord(r):
			write(r)
		case strings.ContainsRune(".:/-+", r) && i > 0 && joins(before, lower[i+1:]):
			write(r)
		default:
			gap = true
		}
		before = r
	}
	return b.String()
}

// bare is where the scripts end whose letters lose their accents by a table: Latin, Greek, Cyrillic, Hebrew and Arabic.
const bare = 0x700

// letters are these without their accents: 0 for an accent itself, several where more than one letter comes of one.
var letters = sync.OnceValue(func() *[bare]rune {
	var table [bare]rune
	for r := range table {
		for _, part := range norm.NFKD.String(string(rune(r))) {
			switch {
			case unicode.Is(unicode.Mn, part):
			case table[r] != 0:
				table[r] = several
			default:
				table[r] = part
			}
		}
	}
	return &table
})

const several = -1

// single reports whether each letter of a text comes apart by the table or not at all.
func single(lower string) bool {
	table := letters()
	for _, r := range lower {
		switch {
		case r < 0x80, r >= 0x4e00 && r <= 0x9fff:
		case r < bare:
			if table[r] == several {
				return false
			}
		case r >= 0x2013 && r <= 0x201f: // dashes and quotation marks
		default:
			return false
		}
	}
	return true
}

// joins reports whether a mark between before and the rest of a text belongs to a number.
func joins(before rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && isWord(before) && isWord(after) && (unicode.IsDigit(before) || unicode.IsDigit(after))
}

// plain reports whether a text is of Latin letters without accents and single spaces: nothing but its case can change.
func plain(s string) bool {
	for i := range len(s) {
		letter := s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z'
		if !letter && (s[i] != ' ' || i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// Split cuts folded text: at spaces, and every Chinese character is a word of its own.
func Split(folded string) (list []string) {
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

// Of folds a text and cuts it into words.
func Of(s string) []string { return Split(Fold(s)) }

// startRunes is how many letters two forms of one word begin with alike, at least.
const startRunes = 4

// Start is what all forms of a word begin with; empty: it is too short to have forms.
func Start(w string) string {
	n := 0
	for i := range w {
		if n == startRunes {
			return w[:i]
		}
		n++
	}
	return ""
}

// Same reports whether two words are forms of one word: equal, or long and alike but for their ends.
func Same(a, b string) bool {
	if a == b {
		return true
	}
	start := Start(a)
	if start == "" || !strings.HasPrefix(b, start) || len(b) == len(start) {
		return false // forms of one word begin alike: no need to look closer
	}
	end := len(start) // of what they begin with
	for end < len(a) && end < len(b) && a[end] == b[end] {
		end++
	}
	for end < len(a) && end < len(b) && !(utf8.RuneStart(a[end]) && utf8.RuneStart(b[end])) {
		end--
	}
	common, x, y := utf8.RuneCountInString(a[:end]), utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return max(x, y)-common <= 3 && 4*common >= 3*min(x, y)
}

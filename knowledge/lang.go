package knowledge

import (
	"fmt"
	"strings"
)

// Lang is one of the six official languages of the ITU, in the order of their English names' codes.
type Lang uint8

// The six languages.
const (
	Ar Lang = iota
	En
	Es
	Fr
	Ru
	Zh
)

var codes = [...]string{"ar", "en", "es", "fr", "ru", "zh"}

// Langs lists the six languages in the order of their codes.
func Langs() []Lang { return []Lang{Ar, En, Es, Fr, Ru, Zh} }

// String returns the ISO 639-1 code: "fr".
func (l Lang) String() string { return codes[l] }

// Name returns the language's name in itself: français.
func (l Lang) Name() string { return names[l][0] }

// names of each language: its own, then the English one.
var names = [...][2]string{{"العربية", "Arabic"}, {"English", "English"}, {"español", "Spanish"}, {"français", "French"}, {"русский", "Russian"}, {"中文", "Chinese"}}

// LangNamed returns the language of a code or of a name, its own or the English one, in any case.
func LangNamed(word string) (l Lang, ok bool) {
	if l.UnmarshalText([]byte(word)) == nil {
		return l, true
	}
	for _, l := range Langs() {
		if Fold(word) == Fold(names[l][0]) || Fold(word) == Fold(names[l][1]) {
			return l, true
		}
	}
	return l, false
}

// MarshalText writes the code.
func (l Lang) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a code, in any case, with or without a region: fr, FR, fr-CH, zh_CN.
func (l *Lang) UnmarshalText(text []byte) error {
	code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(string(text)), "_", "-"), "-")
	for i, c := range codes {
		if c == code {
			*l = Lang(i)
			return nil
		}
	}
	return fmt.Errorf("unknown language %q: it is one of %s", text, strings.Join(codes[:], ", "))
}

// RTL reports whether the language is written from right to left.
func (l Lang) RTL() bool { return l == Ar }

// Text is one text in the six languages.
type Text [len(codes)]string

// In returns the text in a language.
func (t Text) In(l Lang) string { return t[l] }

// Aliases are other names of a thing, in each of the six languages.
type Aliases [len(codes)][]string

// In returns the names in a language.
func (a Aliases) In(l Lang) []string { return a[l] }

package text

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"usher/knowledge"
)

// Kind says what a span is, so that each platform can draw it in its own way.
type Kind string

// The kinds of spans. A platform that knows nothing better draws a span's text.
const (
	Words  Kind = ""       // running text
	Strong Kind = "strong" // to be seen first
	Moment Kind = "moment" // an instant, in the zone that its text names
	Date   Kind = "date"   // a day of the meeting's calendar
	Link   Kind = "link"   // a web page or mailbox
)

// Span is a part of a line.
type Span struct {
	Kind Kind      `json:"kind,omitempty"`
	Text string    `json:"text"`         // as plain text shows it
	At   time.Time `json:"at,omitzero"`  // of a moment, in the zone that Text shows; of a date, its beginning in the meeting's zone
	URL  string    `json:"url,omitzero"` // of a link: https: or mailto:
}

// Line is a line of text: a sentence, a label with its value, an element of a list.
type Line []Span

// Plain makes a line of running text.
func Plain(s string) Line { return Line{{Text: s}} }

// Bold makes a line that is to be seen first.
func Bold(s string) Line { return Line{{Kind: Strong, Text: s}} }

// Page makes a link of a web address, with or without its scheme.
func Page(address string) Line {
	url := address
	if !strings.Contains(url, "://") {
		url = "https://" + url
	}
	return Line{{Kind: Link, Text: address, URL: url}}
}

// Mailbox makes a link of an e-mail address.
func Mailbox(address string) Line {
	return Line{{Kind: Link, Text: address, URL: "mailto:" + address}}
}

// Title is a line that stands alone at the head of others: strong, with a capital.
func Title(l Line) Line {
	s := l.String()
	r, size := utf8.DecodeRuneInString(s)
	return Bold(string(unicode.ToUpper(r)) + s[size:])
}

// maxEcho is how much of what a person typed is said back, in characters.
const maxEcho = 60

// Echo makes what a person typed fit to be said back: without control characters and marks of direction, and short.
func Echo(typed string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, typed)
	if runes := []rune(clean); len(runes) > maxEcho {
		return string(runes[:maxEcho]) + "…"
	}
	return clean
}

// Join puts lines one after the other with a separator between them; empty lines are left out.
func Join(separator string, lines ...Line) (all Line) {
	for _, l := range lines {
		if len(l) == 0 {
			continue
		}
		if len(all) > 0 && separator != "" {
			all = append(all, Span{Text: separator})
		}
		all = append(all, l...)
	}
	return all
}

// String returns the line as plain text, without marks of direction.
func (l Line) String() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Marks of direction: Unicode Standard Annex 9, isolates.
const (
	lri = "\u2066" // left-to-right isolate
	pdi = "\u2069" // pop directional isolate
)

var (
	latinWord = `[+/]?[\p{Latin}\d](?:[\p{Latin}\d._:/@+&'’-]*[\p{Latin}\d])?`
	latinRun  = regexp.MustCompile(latinWord + `(?: ` + latinWord + `)*`)
	latin     = regexp.MustCompile(`\p{Latin}|^\+\d`)
)

// Isolate sets Latin names, addresses, codes and hours apart from the text around them where a language is written from
// right to left, so that each keeps its own order: 12:00, tsbsg11@itu.int, ITU MyMeetings.
func Isolate(s string, lang knowledge.Lang) string {
	if !lang.RTL() {
		return s
	}
	return latinRun.ReplaceAllStringFunc(s, func(run string) string {
		if latin.MatchString(run) {
			return lri + run + pdi
		}
		// Numbers that stand side by side keep the order of the sentence: isolate each.
		words := strings.Split(run, " ")
		for i := range words {
			words[i] = lri + words[i] + pdi
		}
		return strings.Join(words, " ")
	})
}

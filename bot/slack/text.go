package slack

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"usher/commands/text"
	"usher/knowledge"
)

// fence is a character without width: a mark of Slack's beside it is a character like others.
const fence = "\u200b"

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape makes a text mean nothing to Slack: no mention, no link, no bold. All text that stands in mrkdwn goes through it. Marks of direction
// in the text are dropped; those that its language needs are set.
func escape(s string, lang knowledge.Lang) string {
	return entities.Replace(unmarked(text.Isolate(undirected(s), lang)))
}

// undirected drops marks of direction.
func undirected(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}

// unmarked fences the characters that would draw bold, italic, struck out or code. Between letters they draw nothing: addresses and ids stay
// as they are.
func unmarked(s string) string {
	if !strings.ContainsAny(s, "*_~`") {
		return s
	}
	runes := []rune(s)
	letter := func(i int) bool {
		return i >= 0 && i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]))
	}
	var b strings.Builder
	for i, r := range runes {
		if strings.ContainsRune("*_~`", r) && !(letter(i-1) && letter(i+1)) {
			b.WriteString(fence + string(r) + fence)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// label is a text of Slack's plain kind, which draws nothing but what it says; at most so many characters.
func label(s string, lang knowledge.Lang, most int) string {
	s = text.Isolate(undirected(s), lang)
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most-1]) + "…"
	}
	return s
}

// units is how long a text is for Slack, which counts at most what UTF-16 does.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// pen draws lines as mrkdwn.
type pen struct {
	lang   knowledge.Lang
	shared bool // several people read it
}

// line draws a line, with its instants in the reader's own time behind it: the meeting's time stays as it is.
func (p pen) line(l text.Line) string {
	var b strings.Builder
	for i, s := range l {
		drawn := escape(s.Text, p.lang)
		switch {
		case s.Kind == text.Link && linkable(s.URL):
			drawn = "<" + href(s.URL) + "|" + entities.Replace(undirected(s.Text)) + ">"
		case s.Kind == text.Strong && strings.TrimSpace(s.Text) != "":
			drawn = strong(drawn, outer(l, i-1, false), outer(l, i+1, true))
		}
		b.WriteString(drawn)
	}
	for _, own := range p.own(l) {
		b.WriteString(" · " + own)
	}
	return b.String()
}

// outer is the character that stands beside a span.
func outer(l text.Line, i int, first bool) (r rune) {
	if i < 0 || i >= len(l) || l[i].Text == "" {
		return ' '
	}
	runes := []rune(l[i].Text)
	if first {
		return runes[0]
	}
	return runes[len(runes)-1]
}

// strong draws bold, which Slack only sees beside white space or marks of ASCII.
func strong(s string, before, after rune) string {
	s = "*" + s + "*"
	near := func(r rune) bool { return r == ' ' || r < unicode.MaxASCII && unicode.IsPunct(r) }
	if !near(before) {
		s = fence + s
	}
	if !near(after) {
		s += fence
	}
	return s
}

func linkable(address string) bool {
	return (strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "mailto:")) && !strings.ContainsAny(address, "|<> \n")
}

func href(address string) string { return strings.ReplaceAll(address, "&", "&amp;") }

// maxOwn is how many instants of a line are shown in the reader's own time.
const maxOwn = 2

// own draws a line's instants in the reader's own time. Where one person reads, and their zone stands there already, there are none.
func (p pen) own(l text.Line) (drawn []string) {
	var instants []time.Time
	var zones []string
	for _, s := range l {
		if s.Kind != text.Moment || s.At.IsZero() {
			continue
		}
		if !slices.ContainsFunc(instants, s.At.Equal) {
			instants = append(instants, s.At)
		}
		if zone := s.At.Location().String(); !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	if len(instants) > maxOwn || !p.shared && len(zones) > 1 {
		return nil
	}
	for _, at := range instants {
		token := fmt.Sprintf("<!date^%d^{date_short_pretty} {time}|%s UTC>", at.Unix(), at.UTC().Format("2006-01-02 15:04"))
		if p.lang.RTL() {
			token = "\u2066" + token + "\u2069"
		}
		drawn = append(drawn, token)
	}
	return drawn
}

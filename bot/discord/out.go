package discord

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// Discord's limits of a message.
const (
	maxContent = 2000 // UTF-16 units
	maxRows    = 5    // of buttons
	maxInRow   = 5
	maxCustom  = 100 // characters of a custom id
)

// part is a message of a reply.
type part struct {
	outgoing
	files []commands.File
}

// out draws a reply as messages: the buttons and files stand below the last.
func out(reply *commands.Reply) (parts []part) {
	for _, content := range bot.Split(drawing{reply}.content(), maxContent, units) {
		parts = append(parts, part{outgoing: outgoing{Content: content}})
	}
	last := &parts[len(parts)-1]
	last.Components = rows(buttons(reply))
	for _, b := range reply.Blocks {
		if f, ok := b.(commands.File); ok {
			last.files = append(last.files, f)
		}
	}
	return parts
}

// units is the length of a text as Discord counts it, or more.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

func buttons(reply *commands.Reply) (all []component) {
	if title, ok := formTitle(reply.Command); ok {
		c, _ := commands.Lookup(reply.Command)
		all = append(all, component{Type: typeButton, Style: 1, Label: text.For(reply.Lang).Text(title, nil), CustomID: formID(c, reply.Lang)})
	}
	for _, s := range reply.Suggestions {
		if id := lineID(&reply.Lang, s.Line); len([]rune(id)) <= maxCustom {
			all = append(all, component{Type: typeButton, Style: 2, Label: s.Label, CustomID: id})
		}
	}
	return all[:min(len(all), maxRows*maxInRow)]
}

// rows puts buttons into rows.
func rows(all []component) (rows []component) {
	for len(all) > 0 {
		n := min(len(all), maxInRow)
		rows = append(rows, component{Type: typeRow, Components: all[:n]})
		all = all[n:]
	}
	return rows
}

// drawing draws a reply's text.
type drawing struct{ *commands.Reply }

func (d drawing) content() string {
	var lines []string
	quoted, sections := false, false
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case commands.Paragraph:
			lines = append(lines, d.line(b.Line))
		case commands.List:
			for _, item := range b.Items {
				lines = append(lines, "- "+d.line(item))
			}
		case commands.Fields:
			for _, f := range b.Fields {
				lines = append(lines, d.line(text.For(d.Lang).Line("label", text.Args{"name": f.Label, "value": f.Value})))
			}
		case commands.Section:
			sections = true
			lines = append(lines, d.line(b.Title))
			for _, l := range b.Lines {
				lines = append(lines, "- "+d.line(l))
			}
			for _, places := range d.places(b) {
				lines = append(lines, "-# "+escape(places, d.Lang))
			}
		case commands.File:
			lines = append(lines, escape(b.Name, d.Lang))
		case commands.Quote:
			quoted = true
			for l := range strings.Lines(b.Text) { // in its own direction
				lines = append(lines, "> "+escape(strings.TrimRight(l, "\n"), knowledge.En))
			}
		}
	}
	if cited := d.cited(sections); cited != "" && !quoted { // a quote stands below its own place
		lines = append(lines, "-# "+escape(cited, d.Lang))
	}
	if content := strings.TrimSpace(strings.Join(lines, "\n")); content != "" {
		return content
	}
	return "…" // Discord takes no empty message
}

// cited and places are the citations as the plain drawing words them.
func (d drawing) cited(sections bool) string {
	citing := &commands.Reply{Lang: d.Lang, Citations: d.Citations}
	if sections {
		citing.Blocks = []commands.Block{commands.Section{}}
	}
	lines := strings.Split(commands.Plain(citing, commands.Style{}), "\n")
	return lines[len(lines)-1]
}

func (d drawing) places(s commands.Section) (lines []string) {
	citing := &commands.Reply{Lang: d.Lang, Citations: d.Citations, Blocks: []commands.Block{commands.Section{Keys: s.Keys}}}
	for _, l := range strings.Split(commands.Plain(citing, commands.Style{}), "\n") {
		if strings.HasPrefix(l, "   ") {
			lines = append(lines, strings.TrimSpace(l))
		}
	}
	return lines
}

func (d drawing) line(l text.Line) string {
	var b strings.Builder
	for _, s := range l {
		drawn := escape(s.Text, d.Lang)
		switch {
		case s.Kind == text.Strong && strings.TrimSpace(s.Text) != "":
			drawn = "**" + drawn + "**"
		case s.Kind == text.Link && webAddress.MatchString(s.URL):
			drawn = "<" + s.URL + ">" // without a preview
		}
		b.WriteString(drawn)
	}
	return startOf(b.String()) + instants(l)
}

// webAddress is an address that stands between angle brackets as it is.
var webAddress = regexp.MustCompile(`^https?://[^\s<>]+$`)

// instants draws the instants of a line as each reader's own clock shows them, with how far they are.
func instants(l text.Line) string {
	var at []time.Time
	for _, s := range l {
		if s.Kind == text.Moment && !s.At.IsZero() && (len(at) == 0 || len(at) == 1 && s.At.After(at[0])) {
			at = append(at, s.At)
		}
	}
	switch len(at) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(" · <t:%d:F> (<t:%[1]d:R>)", at[0].Unix())
	}
	if at[1].Sub(at[0]) >= 12*time.Hour {
		return fmt.Sprintf(" · <t:%d:F> – <t:%d:F> (<t:%[1]d:R>)", at[0].Unix(), at[1].Unix())
	}
	return fmt.Sprintf(" · <t:%d:F>–<t:%d:t> (<t:%[1]d:R>)", at[0].Unix(), at[1].Unix())
}

// escape takes from a text all that Discord would draw or call: marks, mentions, links. Hidden marks of direction that somebody typed go;
// Latin words inside a text from right to left get their own.
func escape(s string, lang knowledge.Lang) string {
	var b strings.Builder
	for _, r := range text.Isolate(withoutDirection(s), lang) {
		if strings.ContainsRune("\\*_~`|<>@[]", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func withoutDirection(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}

// startOf takes the meaning from the marks that have one at the head of a line alone: headings, lists, small print.
func startOf(line string) string { return lineStart.ReplaceAllString(line, "$1$2\\$3") }

var lineStart = regexp.MustCompile(`(?m)^(\s*)(\d*)([#+.-])`)

package commands

import (
	"slices"
	"strings"

	"usher/commands/text"
)

// Style wraps parts of a plain drawing, for instance in a terminal's colours. A nil function leaves its part as it is.
type Style struct {
	Strong, Quiet, Link func(string) string
}

// Plain draws a reply as plain text: paragraphs, bulleted lists, and at the end the places in the letter that it rests on.
// Names, codes and hours inside a text from right to left are isolated.
func Plain(r *Reply, style Style) string {
	var lines []string
	for _, b := range r.Blocks {
		switch b := b.(type) {
		case Paragraph:
			lines = append(lines, style.line(b.Line, r))
		case List:
			for _, item := range b.Items {
				lines = append(lines, "• "+style.line(item, r))
			}
		case Fields:
			for _, f := range b.Fields {
				lines = append(lines, style.line(text.For(r.Lang).Line("label", text.Args{"name": f.Label, "value": f.Value}), r))
			}
		case Quote:
			lines = append(lines, "  "+b.Text) // in its own direction: a line of its own
		}
	}
	quoted := slices.ContainsFunc(r.Blocks, func(b Block) bool { _, quote := b.(Quote); return quote })
	if cited := r.cited(); cited != "" && !quoted { // a quote stands below its own place
		lines = append(lines, wrap(style.Quiet, text.Isolate(cited, r.Lang)))
	}
	return strings.Join(lines, "\n")
}

// Body draws a reply as Plain does, without quotes and citations.
func Body(r *Reply) string {
	body := *r
	body.Citations = nil
	body.Blocks = slices.DeleteFunc(slices.Clone(r.Blocks), func(b Block) bool { _, quote := b.(Quote); return quote })
	return Plain(&body, Style{})
}

func (style Style) line(l text.Line, r *Reply) string {
	var b strings.Builder
	for _, s := range l {
		t := text.Isolate(s.Text, r.Lang)
		switch s.Kind {
		case text.Strong:
			t = wrap(style.Strong, t)
		case text.Link:
			t = wrap(style.Link, t)
		}
		b.WriteString(t)
	}
	return b.String()
}

func wrap(f func(string) string, s string) string {
	if f == nil {
		return s
	}
	return f(s)
}

// cited names the document and the places of a reply's citations, each once.
func (r *Reply) cited() string {
	if len(r.Citations) == 0 {
		return ""
	}
	var places []text.Line
	for _, c := range r.Citations {
		if !slices.ContainsFunc(places, func(l text.Line) bool { return l.String() == c.Place }) {
			places = append(places, text.Plain(c.Place))
		}
	}
	p := text.For(r.Lang)
	return p.Text("cite.line", text.Args{"document": r.Citations[0].Document, "places": text.Join(p.Text("cite.separator", nil), places...)})
}

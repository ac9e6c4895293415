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
		case Section:
			lines = append(lines, style.section(b, r)...)
		case File:
			lines = append(lines, wrap(style.Link, text.Isolate(b.Name, r.Lang)))
		case Quote:
			lines = append(lines, "  "+b.Text) // in its own direction: a line of its own
		}
	}
	quoted := r.has(func(b Block) bool { _, quote := b.(Quote); return quote })
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

// section draws a title, its lines and the places that they rest on.
func (style Style) section(s Section, r *Reply) []string {
	lines := []string{style.line(s.Title, r)}
	for _, l := range s.Lines {
		lines = append(lines, "   • "+style.line(l, r))
	}
	if places := r.places(func(c Citation) bool { return slices.Contains(s.Keys, c.Key) && c.Quote != "" }); len(places) > 0 {
		p := text.For(r.Lang)
		line := p.Text("cite.places", text.Args{"places": text.Join(p.Text("cite.separator", nil), places...)})
		lines = append(lines, "   "+wrap(style.Quiet, text.Isolate(line, r.Lang)))
	}
	return lines
}

// places names the places of some citations, each once.
func (r *Reply) places(which func(Citation) bool) (places []text.Line) {
	for _, c := range r.Citations {
		if which(c) && c.Place != "" && !slices.ContainsFunc(places, func(l text.Line) bool { return l.String() == c.Place }) {
			places = append(places, text.Plain(c.Place))
		}
	}
	return places
}

// cited names the documents that a reply rests on, each once with its places; where sections show the places, the documents alone.
func (r *Reply) cited() string {
	p := text.For(r.Lang)
	var documents []string
	var sources []text.Line
	for _, c := range r.Citations {
		if slices.Contains(documents, c.Document) {
			continue
		}
		documents = append(documents, c.Document)
		places := r.places(func(o Citation) bool { return o.Document == c.Document })
		if len(places) == 0 || r.has(func(b Block) bool { _, section := b.(Section); return section }) {
			sources = append(sources, text.Plain(c.Document))
			continue
		}
		sources = append(sources, p.Line("cite.source", text.Args{"document": c.Document, "places": text.Join(p.Text("cite.separator", nil), places...)}))
	}
	if len(sources) == 0 {
		return ""
	}
	return p.Text("cite.line", text.Args{"sources": text.Join(p.Text("cite.separator", nil), sources...)})
}

func (r *Reply) has(which func(Block) bool) bool { return slices.ContainsFunc(r.Blocks, which) }

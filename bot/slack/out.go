package slack

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// Slack's limits, as far as replies come near them.
const (
	maxSection  = 3000   // characters of a section's text
	maxBlocks   = 50     // blocks of a message; two are kept for the citation and the buttons
	maxMessage  = 12_000 // characters of a message's blocks: more are refused as too long
	maxFallback = 3900   // characters of the text beside the blocks
	maxButton   = 75     // characters of a button
	maxButtons  = 25     // buttons of a row
)

// message is one message as Slack takes it.
type message struct {
	text   string // for notifications and screen readers
	blocks []slack.Block
	length int // characters in the blocks' texts
}

// drawing is how a reply is drawn.
type drawing struct {
	most   int    // characters of a message's blocks
	shared bool   // several people read it
	share  string // the line that a button shares with them; empty: there is none
}

// draw draws a reply as messages: buttons stand below the last.
func draw(reply *commands.Reply, d drawing) (messages []message) {
	sections, context := drawSections(reply, d)
	var m message
	var plain []string
	flush := func() {
		if len(m.blocks) > 0 {
			m.text = fallback(strings.Join(plain, "\n"))
			messages = append(messages, m)
		}
		m, plain = message{}, nil
	}
	add := func(s string, block slack.Block) {
		if n := units(s); m.length+n > d.most || len(m.blocks) >= maxBlocks-2 {
			flush()
		}
		m.blocks, m.length, plain = append(m.blocks, block), m.length+units(s), append(plain, s)
	}
	for _, s := range sections {
		add(s, section(s))
	}
	if context != "" {
		add(context, slack.NewContextBlock("", mrkdwn(context)))
	}
	if len(m.blocks) == 0 {
		add("…", section("…")) // Slack takes no empty message
	}
	if buttons := drawButtons(reply, d.share); len(buttons) > 0 {
		m.blocks = append(m.blocks, slack.NewActionBlock("usher", buttons...))
	}
	flush()
	return messages
}

// drawSections draws a reply's blocks as the texts of sections, and where the letter says it.
func drawSections(reply *commands.Reply, d drawing) (sections []string, context string) {
	p := pen{reply.Lang, d.shared}
	most := min(maxSection, d.most)
	var lines []string
	quoted, sectioned := false, false
	pack := func() {
		sections = append(sections, packed(lines, most)...)
		lines = nil
	}
	line := func(before string, l text.Line) {
		drawn := before + p.line(l)
		if units(drawn) > most { // no such line is known: it is cut where nothing but words stands
			for _, part := range bot.Split(l.String(), most/6, units) {
				lines = append(lines, escape(part, reply.Lang))
			}
			return
		}
		lines = append(lines, drawn)
	}
	for _, b := range reply.Blocks {
		switch b := b.(type) {
		case commands.Paragraph:
			line("", b.Line)
		case commands.List:
			for _, item := range b.Items {
				line("• ", item)
			}
		case commands.Fields:
			for _, f := range b.Fields {
				line("", text.For(reply.Lang).Line("label", text.Args{"name": f.Label, "value": f.Value}))
			}
		case commands.Section:
			sectioned = true
			pack()
			line("", b.Title)
			for _, l := range b.Lines {
				line("   • ", l)
			}
			if places := placesOf(reply, b); places != "" {
				lines = append(lines, "   "+escape(places, reply.Lang))
			}
			pack()
		case commands.File:
			line("", text.Plain(b.Name))
		case commands.Quote:
			quoted = true
			pack()
			for _, part := range bot.Split(b.Text, most/6, units) {
				lines = append(lines, "> "+strings.ReplaceAll(escape(part, knowledge.En), "\n", "\n> "))
			}
			pack()
		}
	}
	pack()
	if !quoted {
		context = escape(cited(reply, sectioned), reply.Lang)
	}
	return sections, context
}

// packed puts lines together as long as they fit.
func packed(lines []string, most int) (texts []string) {
	var b strings.Builder
	length := 0
	for _, l := range lines {
		if n := units(l) + 1; length > 0 && length+n > most {
			texts = append(texts, b.String())
			b.Reset()
			length = 0
		}
		if length > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l)
		length += units(l) + 1
	}
	if length > 0 {
		texts = append(texts, b.String())
	}
	return texts
}

// cited is the line of the places that a reply rests on, of the documents alone where its sections show the places.
func cited(reply *commands.Reply, sectioned bool) string {
	bare := &commands.Reply{Lang: reply.Lang, Citations: reply.Citations}
	if sectioned {
		bare.Blocks = []commands.Block{commands.Section{}}
	}
	return strings.TrimSpace(commands.Plain(bare, commands.Style{}))
}

// placesOf is the line of the places that a section rests on.
func placesOf(reply *commands.Reply, s commands.Section) (places string) {
	bare := &commands.Reply{Lang: reply.Lang, Citations: reply.Citations, Blocks: []commands.Block{commands.Section{Keys: s.Keys}}}
	var quiet []string
	commands.Plain(bare, commands.Style{Quiet: func(s string) string { quiet = append(quiet, s); return s }})
	if len(quiet) > 1 { // the places, then the documents
		return quiet[0]
	}
	return ""
}

func mrkdwn(s string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.MarkdownType, Text: s, Verbatim: true}
}

func plainText(s string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.PlainTextType, Text: s}
}

func section(s string) slack.Block { return slack.NewSectionBlock(mrkdwn(s), nil, nil) }

// fallback is the text beside the blocks, whole lines of it.
func fallback(s string) string {
	if units(s) <= maxFallback {
		return s
	}
	kept := ""
	for line := range strings.Lines(s) {
		if units(kept)+units(line) > maxFallback {
			break
		}
		kept += line
	}
	return kept + "…"
}

// drawButtons draws suggestions, and the button that shares an answer.
func drawButtons(reply *commands.Reply, share string) (buttons []slack.BlockElement) {
	add := func(kind, name, line string) {
		if len(buttons) < maxButtons {
			id := fmt.Sprintf("%s:%d", kind, len(buttons))
			buttons = append(buttons, slack.NewButtonBlockElement(id, reply.Lang.String()+" "+line, plainText(label(name, reply.Lang, maxButton))))
		}
	}
	for _, s := range reply.Suggestions {
		add(say, s.Label, s.Line)
	}
	if share != "" {
		add(tell, text.For(reply.Lang).Text("suggest.share", nil), share)
	}
	return buttons
}

// fileOf returns the file of a reply that has one.
func fileOf(reply *commands.Reply) (f commands.File, ok bool) {
	for _, b := range reply.Blocks {
		if f, ok = b.(commands.File); ok {
			return f, true
		}
	}
	return f, false
}

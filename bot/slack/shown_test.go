package slack

import (
	"encoding/json"
	"regexp"
	"strings"

	"usher/bot/bottest"
	"usher/commands"
	"usher/knowledge"
)

var (
	dated  = regexp.MustCompile(`<!date\^\d+\^[^|>]*\|([^>]*)>`)
	link   = regexp.MustCompile(`<(?:https|mailto):[^|>]*\|([^>]*)>`)
	ping   = regexp.MustCompile(`<[@!#][^>]*>`)
	bolded = regexp.MustCompile(`\*([^*\n\x{200b}]+)\*`)
)

// show shows a message as a reader reads it, and holds its blocks against the limits.
func (w *world) show(channel, thread, only, blocks string, files ...commands.File) {
	type words struct{ Type, Text string }
	var drawn []struct {
		Type     string
		Text     words
		Elements []struct {
			Type, Value string
			Text        json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(blocks), &drawn); err != nil {
		w.Errorf("blocks %.100q: %v", blocks, err)
	}
	w.mu.Lock()
	m := bottest.Message{Channel: channel, Thread: w.ids[thread], For: only, Files: files}
	w.mu.Unlock()
	if directly(channel) {
		m.Channel, m.To = "", strings.TrimPrefix(channel, "D")
	}
	var texts []string
	for _, b := range drawn {
		if b.Text.Text != "" {
			texts = append(texts, b.Text.Text)
		}
		for _, e := range b.Elements {
			if b.Type == "context" {
				var s string
				_ = json.Unmarshal(e.Text, &s)
				texts = append(texts, s)
				continue
			}
			var t words
			_ = json.Unmarshal(e.Text, &t)
			code, line, _ := strings.Cut(e.Value, " ")
			button := bottest.Button{Label: t.Text, Line: line, Lang: new(knowledge.Lang)}
			_ = button.Lang.UnmarshalText([]byte(code))
			m.Buttons = append(m.Buttons, button)
		}
	}
	if len(drawn) > maxBlocks {
		w.Errorf("%d blocks", len(drawn))
	}
	for _, s := range texts {
		m.Length += units(s)
		if units(s) > maxSection {
			w.Errorf("a text of %d", units(s))
		}
	}
	s := dated.ReplaceAllString(strings.Join(texts, "\n"), "$1")
	s = link.ReplaceAllString(s, "$1")
	m.Pings = ping.FindAllString(s, -1)
	s = bolded.ReplaceAllString(s, "$1")
	m.Text = unescape(strings.ReplaceAll(s, fence, ""))
	w.shown <- m
}

package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"usher/bot"
	"usher/bot/bottest"
	"usher/commands"
	"usher/knowledge"
)

// world is a server with the people on it.
type world struct {
	*Discord
	s     *server
	shown chan bottest.Message

	mu      sync.Mutex
	taken   map[string]chan error // by the event's id
	tokens  map[string]bottest.Act
	threads map[string]string
	ended   chan struct{}
}

var (
	_ bottest.Breaker   = (*world)(nil)
	_ bottest.Throttler = (*world)(nil)
)

func newWorld(t *testing.T) bottest.World {
	w := &world{s: newServer(t), shown: make(chan bottest.Message, 1<<12), taken: map[string]chan error{}, tokens: map[string]bottest.Act{}, threads: map[string]string{}, ended: make(chan struct{})}
	w.s.post = w.show
	var err error
	w.Discord, err = New(Config{Token: "t", API: w.s.URL, Library: knowledge.Embedded(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) Platform() bot.Platform        { return w }
func (w *world) Shown() <-chan bottest.Message { return w.shown }
func (w *world) Traits() bottest.Traits {
	return bottest.Traits{Channels: true, Slash: true, Joins: true, Buttons: true, Forms: true, Redeliver: true, Private: true, Most: maxContent}
}

// Run lets the world know what was taken over, and when nothing more will be.
func (w *world) Run(ctx context.Context, h bot.Handler) error {
	err := w.Discord.Run(ctx, watching{h, w})
	if err == nil {
		close(w.ended)
	}
	return err
}

type watching struct {
	bot.Handler
	w *world
}

func (h watching) Handle(ctx context.Context, e bot.Event) error {
	err := h.Handler.Handle(ctx, e)
	var id string
	switch e := e.(type) {
	case bot.Asked:
		id = e.ID
	case bot.Joined:
		id = e.ID
	}
	h.w.mu.Lock()
	defer h.w.mu.Unlock()
	if c := h.w.taken[id]; c != nil {
		c <- err
	}
	return err
}

// Break implements bottest.Breaker.
func (w *world) Break() {
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	if w.s.conn != nil {
		_ = w.s.conn.Close()
		w.s.conn = nil
	}
}

// Throttle implements bottest.Throttler.
func (w *world) Throttle(n int) {
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	w.s.throttle = n
}

// Do implements bottest.World.
func (w *world) Do(act bottest.Act) error {
	select {
	case <-w.s.connected:
	case <-time.After(10 * time.Second):
		return errors.New("nobody connects")
	}
	if _, err := knowledge.LoadZone(act.Zone); err == nil && act.Zone != "" { // Discord tells no zones: people choose theirs
		choice := bottest.Act{Kind: bottest.Press, ID: "zone-" + act.ID, User: act.User, Channel: act.Channel, Button: bottest.Button{Line: "/zone " + act.Zone}}
		if err := w.Do(choice); err != nil {
			return err
		}
	}
	kind, data, id := w.event(act)
	done := make(chan error, 4)
	w.mu.Lock()
	w.taken[id] = done
	w.mu.Unlock()
	w.s.mu.Lock()
	if kind == "INTERACTION_CREATE" {
		w.s.acked["token-"+id] = done
	}
	if act.Kind == bottest.Mention && act.Thread != "" {
		w.s.send("THREAD_CREATE", fmt.Sprintf(`{"id":%q,"type":11,"parent_id":%q}`, act.Thread, act.Channel))
	}
	there := w.s.send(kind, data)
	w.s.mu.Unlock()
	if !there {
		select {
		case <-w.ended:
			return errors.New("nobody is connected")
		default:
			return nil
		}
	}
	select {
	case err := <-done:
		return err
	case <-w.ended:
		return errors.New("nobody is connected")
	}
}

// event is what the gateway sends for an act.
func (w *world) event(act bottest.Act) (kind, data, id string) {
	who := map[string]any{"id": act.User, "bot": act.Bot}
	m := map[string]any{"id": act.ID, "author": who, "content": act.Text, "channel_id": "D" + act.User}
	if act.Kind == bottest.Join {
		m = map[string]any{"guild_id": "G1", "user": who, "joined_at": act.ID}
		kind, id = "GUILD_MEMBER_ADD", "join/G1/"+act.User+"/"+act.ID
		w.mu.Lock()
		w.tokens[act.User] = act
		w.mu.Unlock()
	}
	if act.Kind == bottest.Mention {
		m["guild_id"], m["channel_id"], m["mentions"] = "G1", act.Channel, []any{map[string]any{"id": "BOT"}}
		m["content"] = strings.Replace(act.Text, "<@usher>", "<@BOT>", 1)
		w.mu.Lock()
		if act.Thread != "" {
			m["channel_id"] = act.Thread
		} else {
			w.threads[act.ID] = act.Channel
		}
		w.mu.Unlock()
	}
	if act.Kind == bottest.Direct || act.Kind == bottest.Mention {
		kind, id = "MESSAGE_CREATE", act.ID
	}
	if kind == "" {
		kind, id, m = "INTERACTION_CREATE", act.ID, w.interaction(act, who)
	}
	raw, _ := json.Marshal(m)
	return kind, string(raw), id
}

func (w *world) interaction(act bottest.Act, who map[string]any) map[string]any {
	i := map[string]any{"id": act.ID, "application_id": "APP", "token": "token-" + act.ID, "guild_id": "G1", "channel_id": act.Channel, "locale": act.Locale, "member": map[string]any{"user": who}}
	if act.Thread != "" {
		i["channel"] = channel{ID: act.Thread, Type: 11, Parent: act.Channel}
	}
	switch act.Kind {
	case bottest.Slash:
		sub := map[string]any{"name": subAsk, "options": []any{map[string]any{"name": optionQuestion, "value": act.Text}}}
		if number, agenda := strings.CutPrefix(act.Text, "agenda "); agenda {
			sub = map[string]any{"name": "agenda", "options": []any{map[string]any{"name": "items", "value": number}}}
		}
		i["type"], i["data"] = typeCommand, map[string]any{"name": "usher", "options": []any{sub}}
	case bottest.Press:
		i["type"], i["data"] = typePress, map[string]any{"custom_id": lineID(act.Button.Lang, act.Button.Line)}
	case bottest.Submit:
		c, _ := commands.Lookup(act.Command)
		var parts []any
		for name, values := range act.Values {
			parts = append(parts, map[string]any{"type": typeLabel, "component": map[string]any{"type": typeInput, "custom_id": name, "value": values[0]}})
		}
		i["type"], i["data"] = typeSubmit, map[string]any{"custom_id": formID(c, knowledge.En), "components": parts}
	}
	w.mu.Lock()
	w.tokens["token-"+act.ID] = act
	w.mu.Unlock()
	return i
}

var (
	calls    = regexp.MustCompile(`(^|[^\\])(<@[!&]?\w+>|@everyone|@here)`)
	escaped  = regexp.MustCompile(`\\([[:punct:]])`)
	shownURL = regexp.MustCompile(`(^|[^\\])<(https?://[^>]+)>`)
)

// show is what a reader sees of a message. A greeting's button is pressed by the newcomer whom it names.
func (w *world) show(where, token string, m outgoing, flags int, files []commands.File) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if strings.HasPrefix(token, "token-zone-") {
		return
	}
	shown := bottest.Message{Channel: where, Length: units(m.Content), Files: files}
	if act, ok := w.tokens[token]; ok {
		shown.Channel, shown.Thread = act.Channel, act.Thread
		if flags&flagEphemeral != 0 {
			shown.For = act.User
		}
	} else if parent := w.threads[where]; parent != "" {
		shown.Channel, shown.Thread = parent, where
	} else if user, direct := strings.CutPrefix(where, "D"); direct {
		shown.Channel, shown.To = "", user
	}
	for _, row := range m.Components {
		for _, b := range row.Components {
			if kind, lang, line, _ := parseID(b.CustomID); kind == idLine {
				shown.Buttons = append(shown.Buttons, bottest.Button{Label: b.Label, Line: line, Lang: lang})
			}
		}
	}
	if name := greeted.FindStringSubmatch(m.Content); name != nil && token == "" {
		joined := w.tokens[name[1]]
		go func() {
			_ = w.Do(bottest.Act{Kind: bottest.Press, ID: fmt.Sprint("welcome", name[1]), User: name[1], Channel: where, Locale: joined.Locale, Button: shown.Buttons[0]})
		}()
		return
	}
	shown.Pings = calls.FindAllString(m.Content, -1)
	shown.Text = escaped.ReplaceAllString(strings.ReplaceAll(shownURL.ReplaceAllString(m.Content, "$1$2"), "**", ""), "$1")
	w.shown <- shown
}

var greeted = regexp.MustCompile(`^Welcome, <@(\w+)>`)

func TestDiscord(t *testing.T) { bottest.Exercise(t, newWorld) }

package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack/slacktest"

	"usher/bot"
	"usher/bot/bottest"
	"usher/commands"
)

// world is Slack's side: slacktest's server, with the calls that the bot makes answered as Slack does, and a socket that delivers again what
// was not acknowledged.
type world struct {
	*testing.T
	server  *slacktest.Server
	adapter *Slack
	shown   chan bottest.Message

	mu       sync.Mutex
	conn     *websocket.Conn
	ended    bool
	began    bool
	ids      map[string]string // of messages, by acts, and back
	users    map[string]bottest.Act
	waiting  []*envelope
	count    int
	throttle int
	files    map[string]commands.File
	refuse   map[string]string // what a method answers instead
	calls    []string
	views    []string
}

type envelope struct {
	id    string
	frame map[string]any
	done  chan error
}

// most is a message's length here: short, so that long answers come in parts.
const most = 2000

func newWorld(t *testing.T) bottest.World { return open(t) }

func open(t *testing.T) *world {
	w := &world{T: t, shown: make(chan bottest.Message, 1<<12), ids: map[string]string{}, users: map[string]bottest.Act{}, files: map[string]commands.File{}, refuse: map[string]string{}}
	w.server = slacktest.NewTestServer(func(c slacktest.Customize) {
		c.Handle("/ws", slacktest.Websocket(w.socket))
		for name, answer := range map[string]func(*http.Request) string{
			"auth.test": func(*http.Request) string {
				return `"url":"https://x.slack.com/","team":"x","user":"usher","team_id":"T1","user_id":"UBOT","bot_id":"BBOT"`
			},
			"apps.connections.open": func(*http.Request) string { return `"url":"` + w.server.GetWSURL() + `"` },
			"users.info":            w.user, "chat.postMessage": w.post, "chat.postEphemeral": w.post, "respond": w.post,
			"conversations.open":           func(r *http.Request) string { return `"channel":{"id":"D` + r.FormValue("users") + `"}` },
			"files.getUploadURLExternal":   func(r *http.Request) string { return w.ticket(r) },
			"files.completeUploadExternal": w.complete,
			"views.open":                   w.view, "views.publish": w.view,
		} {
			c.Handle("/"+name, w.method(name, answer))
		}
		c.Handle("/upload", w.upload)
	})
	w.server.Start()
	t.Cleanup(func() { w.Break(); w.server.Stop() })
	var err error
	w.adapter, err = New(Config{BotToken: "xoxb-1", AppToken: "xapp-1", URL: w.server.GetAPIURL(), Sockets: 1, Ping: time.Hour, People: 1, Pace: 1, Most: most})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) method(name string, answer func(*http.Request) string) http.HandlerFunc {
	return func(out http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		refused := w.refuse[name]
		w.calls = append(w.calls, name)
		limited := w.throttle > 0 && (strings.HasPrefix(name, "chat.") || name == "respond")
		if limited {
			w.throttle--
		}
		w.mu.Unlock()
		switch {
		case limited:
			out.Header().Set("Retry-After", "0")
			out.WriteHeader(http.StatusTooManyRequests)
		case refused != "":
			fmt.Fprintf(out, `{"ok":false,%s}`, refused)
		case name == "respond":
			answer(r)
			fmt.Fprint(out, `{"ok":true}`)
		default:
			fmt.Fprintf(out, `{"ok":true,%s}`, answer(r))
		}
	}
}

// socket is one connection: what waits is sent, acknowledgements are read.
func (w *world) socket(c *websocket.Conn) {
	w.mu.Lock()
	w.conn, w.began = c, true
	_ = c.WriteJSON(map[string]any{"type": "hello", "num_connections": 1})
	for _, e := range w.waiting {
		_ = c.WriteJSON(e.frame)
	}
	w.mu.Unlock()
	for {
		var ack struct {
			ID string `json:"envelope_id"`
		}
		if err := c.ReadJSON(&ack); err != nil {
			w.mu.Lock()
			if w.conn == c {
				w.conn = nil
			}
			w.mu.Unlock()
			return
		}
		w.settle(func(e *envelope) bool { return e.id == ack.ID }, nil)
	}
}

func (w *world) settle(which func(*envelope) bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var rest []*envelope
	for _, e := range w.waiting {
		if which(e) {
			e.done <- err
			continue
		}
		rest = append(rest, e)
	}
	w.waiting = rest
}

// Break implements bottest.Breaker.
func (w *world) Break() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn != nil {
		w.conn.Close()
		w.conn = nil
	}
}

// Throttle implements bottest.Throttler.
func (w *world) Throttle(n int) { w.mu.Lock(); w.throttle = n; w.mu.Unlock() }

// Traits implements bottest.World.
func (w *world) Traits() bottest.Traits {
	return bottest.Traits{Channels: true, Slash: true, Joins: true, Buttons: true, Forms: true, Redeliver: true, Private: true, Most: most}
}

// Shown implements bottest.World.
func (w *world) Shown() <-chan bottest.Message { return w.shown }

// Platform implements bottest.World.
func (w *world) Platform() bot.Platform { return &watched{w.adapter, w} }

// watched lets the world know what is refused.
type watched struct {
	*Slack
	w *world
}

func (p *watched) Run(ctx context.Context, h bot.Handler) error {
	err := p.Slack.Run(ctx, handler{h, p.w})
	if ctx.Err() != nil {
		p.w.mu.Lock()
		p.w.ended = true
		p.w.mu.Unlock()
		p.w.settle(func(*envelope) bool { return true }, errors.New("nobody is connected"))
	}
	return err
}

type handler struct {
	bot.Handler
	w *world
}

func (h handler) Handle(ctx context.Context, e bot.Event) error {
	err := h.Handler.Handle(ctx, e)
	if err != nil {
		h.w.settle(func(v *envelope) bool { return true }, err)
	}
	return err
}

// Do implements bottest.World.
func (w *world) Do(act bottest.Act) error {
	w.mu.Lock()
	if w.ended {
		w.mu.Unlock()
		return errors.New("nobody is connected")
	}
	w.count++
	e := &envelope{id: fmt.Sprint("envelope-", w.count), done: make(chan error, 1)}
	w.users[act.User] = act
	e.frame = w.frame(act, e.id)
	w.waiting = append(w.waiting, e)
	broken := w.conn == nil && w.began
	if w.conn != nil {
		_ = w.conn.WriteJSON(e.frame)
	}
	w.mu.Unlock()
	if broken {
		return nil
	}
	return <-e.done
}

// ts is the time by which Slack names an act's message; w.mu is held.
func (w *world) ts(act string) string {
	if act == "" {
		return ""
	}
	if w.ids[act] == "" {
		ts := fmt.Sprintf("1636534800.%06d", len(w.ids))
		w.ids[act], w.ids[ts] = ts, act
	}
	return w.ids[act]
}

var typed = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// frame is an act as Slack sends it; w.mu is held.
func (w *world) frame(act bottest.Act, id string) map[string]any {
	user := map[string]any{"id": act.User, "team_id": "T1"}
	channel := act.Channel
	if channel == "" {
		channel = "D" + act.User
	}
	respond := w.server.GetAPIURL() + "respond?channel=" + channel + "&user=" + act.User
	kind, payload := "interactive", map[string]any{"team": map[string]any{"id": "T1"}, "user": user, "trigger_id": act.ID, "response_url": respond}
	event := map[string]any{"user": act.User, "channel": channel, "ts": w.ts(act.ID), "event_ts": w.ts(act.ID)}
	if act.Bot {
		event["bot_id"] = "B1"
	}
	if act.Thread != "" {
		event["thread_ts"] = w.ts(act.Thread)
	}
	switch act.Kind {
	case bottest.Slash:
		kind = "slash_commands"
		payload = map[string]any{"command": "/usher", "text": typed.Replace(act.Text), "team_id": "T1", "channel_id": channel, "user_id": act.User, "trigger_id": act.ID, "response_url": respond}
	case bottest.Press:
		container := map[string]any{"type": "message", "channel_id": channel}
		if act.Thread != "" {
			container["thread_ts"] = w.ts(act.Thread)
		}
		value := act.Button.Line
		if act.Button.Lang != nil {
			value = act.Button.Lang.String() + " " + value
		}
		payload["type"], payload["container"], payload["channel"] = "block_actions", container, map[string]any{"id": channel}
		payload["actions"] = []any{map[string]any{"type": "button", "block_id": "usher", "action_id": "say:0", "value": value}}
	case bottest.Submit:
		values := map[string]any{}
		for name, v := range act.Values {
			values[name] = map[string]any{name: map[string]any{"type": "plain_text_input", "value": v[0]}}
		}
		payload["type"] = "view_submission"
		payload["view"] = map[string]any{"id": "V1", "type": "modal", "callback_id": "form:" + act.Command, "private_metadata": channel, "state": map[string]any{"values": values}}
	default:
		kind = "events_api"
		switch act.Kind {
		case bottest.Mention:
			event["type"], event["text"] = "app_mention", strings.Replace(act.Text, "<@usher>", "<@UBOT>", 1)
		case bottest.Join:
			event["type"], event["team"] = "member_joined_channel", "T1"
		default:
			event["type"], event["channel_type"], event["text"] = "message", "im", typed.Replace(act.Text)
		}
		payload = map[string]any{"type": "event_callback", "team_id": "T1", "event_id": "Ev" + act.ID, "event": event}
	}
	return map[string]any{"type": kind, "envelope_id": id, "payload": payload}
}

func (w *world) user(r *http.Request) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	act := w.users[r.FormValue("user")]
	data, _ := json.Marshal(map[string]any{"id": act.User, "tz": act.Zone, "locale": act.Locale, "is_bot": act.Bot})
	return `"user":` + string(data)
}

func (w *world) ticket(r *http.Request) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	id := fmt.Sprint("F", len(w.files))
	w.files[id] = commands.File{Name: r.FormValue("filename")}
	return fmt.Sprintf(`"file_id":%q,"upload_url":"%supload?id=%s"`, id, w.server.GetAPIURL(), id)
}

func (w *world) upload(_ http.ResponseWriter, r *http.Request) {
	part, _, err := r.FormFile("file")
	if err != nil {
		w.Error(err)
		return
	}
	data, _ := io.ReadAll(part)
	w.mu.Lock()
	defer w.mu.Unlock()
	id := r.URL.Query().Get("id")
	w.files[id] = commands.File{Name: w.files[id].Name, Data: data}
}

func (w *world) complete(r *http.Request) string {
	var files []struct{ ID string }
	_ = json.Unmarshal([]byte(r.FormValue("files")), &files)
	w.mu.Lock()
	f := w.files[files[0].ID]
	w.mu.Unlock()
	w.show(r.FormValue("channel_id"), r.FormValue("thread_ts"), "", r.FormValue("blocks"), f)
	return fmt.Sprintf(`"files":[{"id":%q}]`, files[0].ID)
}

func (w *world) view(r *http.Request) string {
	body, _ := io.ReadAll(r.Body)
	w.mu.Lock()
	w.views = append(w.views, string(body))
	w.mu.Unlock()
	return `"view":{"id":"V1"}`
}

func (w *world) post(r *http.Request) string {
	if r.URL.Path == "/respond" {
		var body struct {
			Type   string          `json:"response_type"`
			Blocks json.RawMessage `json:"blocks"`
		}
		_ = json.NewDecoder(r.Body).Decode(&body)
		who := r.URL.Query().Get("user")
		if body.Type == "in_channel" {
			who = ""
		}
		w.show(r.URL.Query().Get("channel"), "", who, string(body.Blocks))
		return ""
	}
	if units(r.FormValue("text")) > 4000 || r.FormValue("unfurl_links") != "false" || r.FormValue("text") == "" {
		w.Errorf("a message with text %.80q, unfurl_links %q", r.FormValue("text"), r.FormValue("unfurl_links"))
	}
	w.show(r.FormValue("channel"), r.FormValue("thread_ts"), r.FormValue("user"), r.FormValue("blocks"))
	return fmt.Sprintf(`"channel":%q,"ts":"1.1","message_ts":"1.1"`, r.FormValue("channel"))
}

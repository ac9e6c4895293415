package discord

import (
	"context"
	"net/url"
	"sync/atomic"
	"time"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// The bounds of an interaction.
const (
	ackMost  = 3 * time.Second  // after which Discord takes no acknowledgement
	leftMost = 10 * time.Minute // after which what shows that an answer is being made goes
)

// deferral is an interaction that was acknowledged and whose answer is awaited.
type deferral struct {
	app, token string
	private    bool
	acked      chan struct{} // closed when err is set
	err        error
	used       atomic.Bool // the answer's first part stands in its place
	timer      *time.Timer
}

// act acknowledges an interaction and hands its event over.
func (d *Discord) act(ctx context.Context, h bot.Handler, i interaction) error {
	switch kind, lang, name, _ := parseID(i.Data.CustomID); {
	case i.Type == typeComplete:
		go d.reply(ctx, i, callback{answerWithin, d.complete(i)}, nil)
		return nil
	case i.Type == typePress && kind == idForm:
		c, known := commands.Lookup(name)
		if title, ok := formTitle(name); ok && known && lang != nil {
			go d.reply(ctx, i, callback{answerForm, formOf(c, title, *lang)}, nil)
			return nil
		}
	}
	e, ok := acted(i)
	if !ok {
		return nil
	}
	head := headOf(i)
	private := !head.Where.Direct
	if invoked, command := e.(bot.Invoked); command {
		private = invoked.Private
	}
	df := d.deferring(i, private)
	if err := h.Handle(ctx, e); err != nil {
		d.finish(i.ID)
		notice := out(commands.Notice(langOf(i.Locale), "bot.busy", nil))[0].outgoing
		notice.Flags = flagEphemeral
		go d.reply(ctx, i, callback{answerNow, notice}, nil)
		return err
	}
	var data any
	if private {
		data = map[string]int{"flags": flagEphemeral}
	}
	go d.reply(ctx, i, callback{answerLater, data}, df)
	return nil
}

func langOf(locale string) (lang knowledge.Lang) {
	lang = knowledge.En
	_ = lang.UnmarshalText([]byte(locale)) // one that is not ours leaves English
	return lang
}

// reply sends an interaction's first answer.
func (d *Discord) reply(ctx context.Context, i interaction, c callback, df *deferral) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), ackMost)
	defer cancel()
	err := d.acks.do(ctx, call{method: "POST", path: "/interactions/" + url.PathEscape(i.ID) + "/" + url.PathEscape(i.Token) + "/callback", body: c}, nil)
	if err != nil {
		d.log.Warn("an interaction is not acknowledged", "error", err)
	}
	if df != nil {
		df.err = err
		close(df.acked)
	}
}

func (d *Discord) deferring(i interaction, private bool) *deferral {
	df := &deferral{app: i.App, token: i.Token, private: private, acked: make(chan struct{})}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.deferred[i.ID] = df
	df.timer = time.AfterFunc(leftMost, func() {
		ctx, cancel := context.WithTimeout(context.Background(), callMost)
		defer cancel()
		d.Finish(ctx, bot.Address{Event: i.ID}, false)
	})
	return df
}

// awaited returns an event's deferral, if it is an interaction's.
func (d *Discord) awaited(event string) *deferral {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.deferred[event]
}

func (d *Discord) finish(event string) *deferral {
	d.mu.Lock()
	defer d.mu.Unlock()
	df := d.deferred[event]
	if df != nil {
		df.timer.Stop()
		delete(d.deferred, event)
	}
	return df
}

// Finish implements bot.Finisher: where no answer came, nothing shows any more that one is being made.
func (d *Discord) Finish(ctx context.Context, to bot.Address, _ bool) {
	df := d.finish(to.Event)
	if df == nil || df.used.Load() {
		return
	}
	select {
	case <-df.acked:
	case <-ctx.Done():
		return
	}
	if err := d.acks.do(ctx, call{method: "DELETE", path: df.path() + "/messages/@original"}, nil); err != nil {
		d.log.Debug("what shows that an answer is being made stays", "error", err)
	}
}

func (df *deferral) path() string {
	return "/webhooks/" + url.PathEscape(df.app) + "/" + url.PathEscape(df.token)
}

// form is a window to fill in.
type form struct {
	ID         string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []component `json:"components"`
}

// formTitle is the message that names a command's form. ok is false where there is none to open.
func formTitle(command string) (key string, ok bool) {
	if command == "zone" {
		return "form.zone", true
	}
	return "", false
}

// formOf draws a command's arguments as a form, of at most five inputs.
func formOf(c commands.Command, title string, lang knowledge.Lang) form {
	f := form{ID: formID(c, lang), Title: cut(text.For(lang).Text(title, nil), 45)}
	for _, a := range c.Args[:min(len(c.Args), 5)] {
		required := a.Required || len(c.Args) == 1
		f.Components = append(f.Components, component{
			Type: typeLabel, Label: cut(a.Name, 45), Description: cut(text.For(lang).Text("help."+c.Name+"."+a.Name, nil), 100),
			Component: &component{Type: typeInput, CustomID: a.Name, Style: 1, Most: 100, Required: &required},
		})
	}
	return f
}

// cut shortens a text to so many characters.
func cut(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

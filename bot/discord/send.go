package discord

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
)

// Send implements bot.Platform.
func (d *Discord) Send(ctx context.Context, to bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	if df := d.awaited(to.Event); df != nil {
		return d.answer(ctx, df, to, reply)
	}
	return d.post(ctx, to, out(reply))
}

// SendPrivately implements bot.Ephemeral: only an interaction can be answered so.
func (d *Discord) SendPrivately(ctx context.Context, to bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	df := d.awaited(to.Event)
	if df == nil {
		return bot.Receipt{}, errors.New("discord can show something to one person alone only in answer to a command, a button or a form")
	}
	return d.answer(ctx, df, to, reply)
}

// answer puts the first part in the place of what shows that an answer is being made, and sends the others after it.
func (d *Discord) answer(ctx context.Context, df *deferral, to bot.Address, reply *commands.Reply) (r bot.Receipt, err error) {
	select {
	case <-df.acked:
	case <-ctx.Done():
		return r, ctx.Err()
	}
	parts := out(reply)
	if df.err != nil {
		if df.private {
			return r, df.err
		}
		return d.post(ctx, to, parts) // in the channel, since the interaction is void
	}
	for n, p := range parts {
		c := call{method: "PATCH", path: df.path() + "/messages/@original", body: p.outgoing, files: p.files}
		if n > 0 || df.used.Load() {
			if df.private {
				p.Flags = flagEphemeral
			}
			c.method, c.path, c.body = "POST", df.path()+"?wait=true", p.outgoing
		}
		var shown message
		if err := d.rest.do(ctx, c, &shown); err != nil {
			return r, err
		}
		df.used.Store(true)
		r = bot.Receipt{Channel: shown.Channel, Message: shown.ID}
	}
	return r, nil
}

// post sends messages to a channel, to a thread, or to the thread that a mention's answer opens.
func (d *Discord) post(ctx context.Context, to bot.Address, parts []part) (r bot.Receipt, err error) {
	where, reference := to.Channel, (*reference)(nil)
	if to.Thread != "" {
		where = to.Thread
	}
	if name, opens := strings.CutPrefix(to.Return, byThread); opens && to.Thread == to.Event {
		if where, reference, err = d.begin(ctx, to, name); err != nil {
			return r, err
		}
	}
	for n, p := range parts {
		p.Flags, p.Reference = flagNoPreview, reference
		p.Nonce, p.Enforce = nonce(to, n, p.Content), true
		var shown message
		if err := d.rest.do(ctx, call{method: "POST", path: "/channels/" + url.PathEscape(where) + "/messages", body: p.outgoing, files: p.files, safe: true}, &shown); err != nil {
			return r, err
		}
		r = bot.Receipt{Channel: where, Message: shown.ID}
	}
	return r, nil
}

// begin opens the thread of a mention. Where the bot may not, the answer is a reply in the channel.
func (d *Discord) begin(ctx context.Context, to bot.Address, name string) (where string, _ *reference, err error) {
	body := map[string]any{"name": name, "auto_archive_duration": 1440}
	err = d.rest.do(ctx, call{method: "POST", path: "/channels/" + url.PathEscape(to.Channel) + "/messages/" + url.PathEscape(to.Event) + "/threads", body: body, safe: true}, nil)
	var refused *refusal
	const opened = 160004
	switch {
	case err == nil, errors.As(err, &refused) && refused.code == opened:
		d.hangs(channel{ID: to.Event, Type: 11, Parent: to.Channel})
		return to.Event, nil, nil
	case errors.As(err, &refused) && refused.status < 500 && !errors.Is(err, bot.ErrPermanent):
		d.log.Warn("the answer to a mention opens no thread: give the bot Create Public Threads", "error", err)
		return to.Channel, &reference{Message: to.Event}, nil
	}
	return "", nil, err
}

// Type implements bot.Typing. An interaction shows it already.
func (d *Discord) Type(ctx context.Context, to bot.Address) error {
	if d.awaited(to.Event) != nil || to.Channel == "" {
		return nil
	}
	where := to.Channel
	if to.Thread != "" && to.Thread != to.Event {
		where = to.Thread
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return d.rest.do(ctx, call{method: "POST", path: "/channels/" + url.PathEscape(where) + "/typing"}, nil)
}

// Welcome implements bot.Welcomer: a message in the server's system channel whose button opens the pack for who presses it alone.
func (d *Discord) Welcome(ctx context.Context, to bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	p := text.For(reply.Lang)
	const here = "\uFFFC"
	content := strings.Replace(escape(p.Text("bot.greeting", text.Args{"who": here}), reply.Lang), here, "<@"+to.To.User+">", 1)
	greeting := part{outgoing: outgoing{Content: content, Components: rows([]component{
		{Type: typeButton, Style: 1, Label: p.Text("bot.greeting.open", nil), CustomID: lineID(nil, "/welcome")},
	})}}
	return d.post(ctx, to, []part{greeting})
}

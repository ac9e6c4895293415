package bot

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"unicode/utf8"

	"usher/commands"
	"usher/commands/ask"
)

// answer makes the reply to an event and carries out its effects; nil is none. An error is a *commands.Refusal where the asker can mend it.
func (b *Bot) answer(ctx context.Context, log *slog.Logger, who asker, e Event) (*commands.Reply, error) {
	h, now := e.head(), b.c.Clock()
	base, bound, err := b.c.meeting(h.Who.Platform, h.Where, now)
	if err != nil {
		return nil, err
	}
	r := commands.Request{Library: b.c.Library, Base: base, Now: now, Lang: who.lang, Zone: who.zone}
	if r.Zone == nil {
		r.Zone = base.Zone()
	}
	key := laneOf(e)
	m := mind{Asker: b.c.Asker, question: ask.Question{Turns: b.turns.of(key, now), Lang: who.chosen, Bound: bound}}
	if _, joined := e.(Joined); joined {
		return b.welcome(ctx, log, r, h.Who)
	}
	reply, err := b.inTurn(ctx, func() (*commands.Reply, error) { return b.make(ctx, r, m, e) })
	if line, ok := said(e); ok {
		b.turns.add(key, plain(line, b.c.Limits.Question), now)
	}
	if err != nil {
		return nil, err
	}
	return reply, b.carryOut(ctx, h.Who, reply.Effects)
}

// inTurn makes a reply when no more than may are being made.
func (b *Bot) inTurn(ctx context.Context, answer func() (*commands.Reply, error)) (*commands.Reply, error) {
	select {
	case b.makes <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting for others' answers: %w", ctx.Err())
	}
	defer func() { <-b.makes }()
	return answer()
}

// said is the line of an event that has one.
func said(e Event) (line string, ok bool) {
	switch e := e.(type) {
	case Asked:
		return e.Text, true
	case Invoked:
		return e.Line, true
	case Pressed:
		return e.Line, true
	}
	return "", false
}

// make makes the reply to an event: it states, and does nothing.
func (b *Bot) make(ctx context.Context, r commands.Request, m mind, e Event) (*commands.Reply, error) {
	line, _ := said(e)
	line = cut(line, b.c.Limits.Question)
	switch e := e.(type) {
	case Submitted:
		return submitted(ctx, r, e)
	case Pressed:
		if m.question.Lang == nil && e.Lang != nil { // what goes on goes on in its language
			r.Lang, m.question.Lang = *e.Lang, e.Lang
		}
		return m.said(ctx, r, line)
	case Invoked:
		return m.invoked(ctx, r, line)
	case Asked:
		return m.said(ctx, r, line)
	}
	return nil, fmt.Errorf("bot: there is no way to answer %T", e)
}

// mind answers what is said in a conversation.
type mind struct {
	*ask.Asker
	question ask.Question // all but its text
}

// said answers a line: with a slash before it, it is a command or refused; else it is a question, and what no question's answer is found
// for may still be a command.
func (m mind) said(ctx context.Context, r commands.Request, line string) (*commands.Reply, error) {
	if line == "" {
		return commands.Examples(r), nil
	}
	if order, slash := strings.CutPrefix(line, "/"); slash {
		reply, err := run(ctx, r, order)
		if reply == nil && err == nil {
			err = commands.NoCommand(r, order)
		}
		return reply, err
	}
	answer, err := m.ask(ctx, r, line)
	if err != nil || found(answer) {
		return answer, err
	}
	if reply, err := run(ctx, r, line); reply != nil && err == nil {
		return reply, nil
	}
	return answer, nil
}

// invoked answers what stands behind the platform's own command: a command of ours, or a question. Where a question's first word is that of
// a command, it is read as one that does not fit before it is asked: what is a TD?
func (m mind) invoked(ctx context.Context, r commands.Request, line string) (*commands.Reply, error) {
	reply, err := run(ctx, r, strings.TrimPrefix(line, "/"))
	switch {
	case err == nil && reply != nil:
		return reply, nil
	case err == nil:
		return m.said(ctx, r, line)
	}
	if answer, failed := m.ask(ctx, r, line); failed == nil && found(answer) {
		return answer, nil
	}
	return nil, err
}

func (m mind) ask(ctx context.Context, r commands.Request, line string) (*commands.Reply, error) {
	q := m.question
	q.Text = line
	return m.Ask(ctx, r, q)
}

func found(answer *commands.Reply) bool { return len(answer.Keys) > 0 || answer.Gap != "" }

// run runs a line that names a command; the reply is nil where it names none.
func run(ctx context.Context, r commands.Request, line string) (*commands.Reply, error) {
	command, args, ok, err := commands.Parse(r, line)
	if !ok || err != nil {
		return nil, err
	}
	return command.Run(ctx, r, args)
}

func submitted(ctx context.Context, r commands.Request, e Submitted) (*commands.Reply, error) {
	command, ok := commands.Lookup(e.Command)
	if !ok {
		return nil, commands.NoCommand(r, e.Command)
	}
	args, err := commands.Fill(r, command, e.Values)
	if err != nil {
		return nil, err
	}
	return command.Run(ctx, r, args)
}

// welcome is the welcome pack for who was not given it before, else nothing. Where the store fails nothing is given either: the pack can be
// asked for.
func (b *Bot) welcome(ctx context.Context, log *slog.Logger, r commands.Request, who Identity) (*commands.Reply, error) {
	store, cancel := context.WithTimeout(ctx, b.c.Limits.Store)
	defer cancel()
	first, err := b.c.Store.Welcome(store, who, r.Base.Meeting().ID)
	if err != nil {
		log.Error("the store does not say whether the person was welcomed", "error", err)
		return nil, nil
	}
	if !first {
		log.Info("welcomed before")
		return nil, nil
	}
	return run(ctx, r, "welcome")
}

// carryOut does what a reply asks to be done.
func (b *Bot) carryOut(ctx context.Context, who Identity, effects []commands.Effect) error {
	for _, effect := range effects {
		switch effect := effect.(type) {
		case commands.Choice:
			store, cancel := context.WithTimeout(ctx, b.c.Limits.Store)
			err := b.c.Store.Choose(store, who, effect)
			cancel()
			if err != nil {
				return fmt.Errorf("keeping a choice: %w", err)
			}
		default:
			return fmt.Errorf("bot: nobody carries out %T", effect)
		}
	}
	return nil
}

// cut is what is read of a text: without white space round it, and at most so many bytes.
func cut(s string, most int) string {
	s = strings.TrimSpace(s)
	if len(s) <= most {
		return s
	}
	s = s[:most]
	for len(s) > 0 {
		if r, size := utf8.DecodeLastRuneInString(s); r != utf8.RuneError || size > 1 {
			break
		}
		s = s[:len(s)-1]
	}
	return s
}

// plain is a line as it is remembered: without the slash of a command.
func plain(s string, most int) string { return strings.TrimPrefix(cut(s, most), "/") }

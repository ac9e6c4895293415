package main

import (
	"context"
	"log/slog"
	"time"

	"usher/bot"
	"usher/bot/terminal"
	"usher/commands"
	"usher/commands/ask"
)

type chatCmd struct{}

// Run is called by kong.
func (*chatCmd) Run(ctx context.Context, s *session) error { return s.chat(ctx) }

// chat talks in the terminal until its input ends or the context does.
func (s *session) chat(ctx context.Context) error {
	asker := ask.New()
	r, err := s.request()
	if err != nil {
		return err
	}
	clock := time.Now
	if s.Now != "" {
		clock = func() time.Time { return r.Now }
	}
	t := terminal.New(terminal.Config{In: s.in, Screen: s.screen(), Interactive: s.interactive, Request: r, Clock: clock})
	store := bot.NewMemory()
	if s.Lang != "" {
		if err := store.Choose(ctx, terminal.You(), commands.Choice{Lang: &r.Lang}); err != nil {
			return err
		}
	}
	limits := bot.DefaultLimits()
	limits.Burst, limits.Age = 0, 0 // one person, at an instant that may stand still or go back
	b, err := bot.New(bot.Config{
		Library: r.Library, Asker: asker, Store: store, Clock: t.Now, Meeting: s.Meeting, Lang: r.Lang, Limits: limits,
		Log: slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		return err
	}
	return b.Serve(ctx, t)
}

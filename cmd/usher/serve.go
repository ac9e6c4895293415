package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"usher/bot"
	"usher/commands/ask"
)

type serveCmd struct {
	Config string `help:"The configuration, a YAML file; usher setup config prints an example." placeholder:"FILE" type:"path"`
}

// Help is called by kong.
func (*serveCmd) Help() string {
	var b strings.Builder
	b.WriteString("The platforms run for which the environment holds secrets, each in the variable named or in the file that NAME_FILE names:\n")
	for _, k := range platformKinds() {
		for _, s := range k.secrets {
			fmt.Fprintf(&b, "\n%s – %s: %s\n", s.name, k.name, s.what)
		}
	}
	return b.String()
}

// Run is called by kong.
func (c *serveCmd) Run(ctx context.Context, s *session) error {
	asker := ask.New()
	r, err := s.request()
	if err != nil {
		return err
	}
	var conf config
	if c.Config != "" {
		if conf, err = readConfig(c.Config, r.Library); err != nil {
			return err
		}
	}
	platforms, err := s.connect(conf)
	if err != nil {
		return err
	}
	if len(platforms) == 0 {
		s.needs()
		return s.chat(ctx)
	}
	clock := time.Now
	if s.Now != "" {
		clock = func() time.Time { return r.Now }
	}
	b, err := bot.New(bot.Config{
		Library: r.Library, Asker: asker, Store: bot.NewMemory(), Clock: clock, Meeting: s.Meeting, Lang: r.Lang,
		Rooms: conf.rooms(), Roles: conf.roles(),
		Log: slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: conf.level()})),
	})
	if err != nil {
		return err
	}
	if _, err := asker.Ask(ctx, r, ask.Question{Text: "when is the meeting?", Bound: true}); err != nil { // what the first question needs is read
		return err
	}
	return b.Serve(ctx, platforms...)
}

// connect makes the platforms for which there are secrets. One that has some of its secrets and lacks others is an error.
func (s *session) connect(conf config) (platforms []bot.Platform, err error) {
	for _, k := range s.kinds {
		secrets, missing, err := k.read(s.getenv)
		switch {
		case err != nil:
			return nil, err
		case len(secrets) == 0:
			continue
		case len(missing) > 0:
			return nil, usageError{fmt.Errorf("%s needs %s too: %s", k.name, missing[0].name, missing[0].what)}
		case k.connect == nil:
			return nil, usageError{fmt.Errorf("this build of usher cannot run %s: unset %s", k.name, k.secrets[0].name)}
		}
		p, err := k.connect(secrets, conf)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", k.name, err)
		}
		platforms = append(platforms, p)
	}
	return platforms, nil
}

// needs says what a platform would need to run.
func (s *session) needs() {
	fmt.Fprintln(s.err, "usher: no platform has its secrets; set these in the environment, each by its value or as NAME_FILE:")
	for _, k := range s.kinds {
		for _, secret := range k.secrets {
			fmt.Fprintf(s.err, "    %-18s %s: %s\n", secret.name, k.name, secret.what)
		}
	}
	fmt.Fprintln(s.err, "usher: until then you can talk here")
}

type setupCmd struct {
	Config setupConfigCmd `cmd:"" help:"Print an example of the configuration, in comments."`
	Slack  setupSlackCmd  `cmd:"" help:"Print the steps that install the bot in Slack, what it is granted and the manifest."`
}

type setupConfigCmd struct{}

// Run is called by kong.
func (*setupConfigCmd) Run(s *session) error {
	_, err := fmt.Fprint(s.out, exampleConfig)
	return err
}

package main

import (
	"fmt"
	"log/slog"
	"os"
	"time"

	"usher/bot"
	"usher/bot/slack"
)

// connectSlack makes the platform of its secrets. SLACK_API_URL points it at another server, SLACK_PING_INTERVAL (30s) is after how long
// without a ping a connection is dead.
func connectSlack(secrets map[string]string, c config) (bot.Platform, error) {
	var ping time.Duration
	if interval := os.Getenv("SLACK_PING_INTERVAL"); interval != "" {
		var err error
		if ping, err = time.ParseDuration(interval); err != nil || ping <= 0 {
			return nil, usageError{fmt.Errorf("SLACK_PING_INTERVAL: %q is no time: write one such as 30s", interval)}
		}
	}
	p, err := slack.New(slack.Config{
		BotToken: secrets["SLACK_BOT_TOKEN"], AppToken: secrets["SLACK_APP_TOKEN"], URL: os.Getenv("SLACK_API_URL"), Ping: ping,
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: c.level()})),
	})
	if err != nil {
		return nil, usageError{err}
	}
	return p, nil
}

type setupSlackCmd struct{}

// Run is called by kong.
func (*setupSlackCmd) Run(s *session) error {
	steps, err := slack.Setup()
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(s.out, steps)
	return err
}

package main

import (
	"fmt"
	"log/slog"
	"os"
	"strings"

	"usher/bot"
	"usher/bot/discord"
	"usher/knowledge"
)

// platformKind is a platform that usher serve can run.
type platformKind struct {
	name    string
	secrets []secretKind
	connect func(secrets map[string]string, c config) (bot.Platform, error) // nil: not in this build
}

// secretKind is a secret that a platform needs, and what it is, for who has to get it.
type secretKind struct{ name, what string }

// platformKinds are the platforms, a line each.
func platformKinds() []platformKind {
	return []platformKind{
		{"slack", []secretKind{{"SLACK_BOT_TOKEN", "the bot's token, xoxb-…"}, {"SLACK_APP_TOKEN", "the app's token with connections:write, xapp-…"}}, connectSlack},
		{"discord", []secretKind{{"DISCORD_BOT_TOKEN", "the bot's token"}}, connectDiscord},
	}
}

// read reads a platform's secrets from the environment, each from NAME or from the file that NAME_FILE names. missing lists those
// that there are not.
func (k platformKind) read(getenv func(string) string) (found map[string]string, missing []secretKind, err error) {
	found = make(map[string]string)
	for _, s := range k.secrets {
		value, file := strings.TrimSpace(getenv(s.name)), getenv(s.name+"_FILE")
		switch {
		case value != "" && file != "":
			return nil, nil, usageError{fmt.Errorf("%s and %s_FILE are both set: keep one of them", s.name, s.name)}
		case file != "":
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, nil, usageError{fmt.Errorf("%s_FILE: %w", s.name, err)}
			}
			if value = strings.TrimSpace(string(data)); value == "" {
				return nil, nil, usageError{fmt.Errorf("%s_FILE: %s is empty: put the secret there", s.name, file)}
			}
		}
		if value == "" {
			missing = append(missing, s)
			continue
		}
		found[s.name] = value
	}
	return found, missing, nil
}

func connectDiscord(secrets map[string]string, c config) (bot.Platform, error) {
	return discord.New(discord.Config{
		Token: secrets["DISCORD_BOT_TOKEN"], API: os.Getenv("DISCORD_API_URL"), Library: knowledge.Embedded(),
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: c.level()})),
	})
}

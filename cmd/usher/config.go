package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"

	"usher/bot"
	"usher/knowledge"
)

// exampleConfig is a configuration in comments.
//
//go:embed config.yaml
var exampleConfig string

// config is what the file of usher serve holds.
type config struct {
	Channels []channelConfig `yaml:"channels"`
	Roles    []roleConfig    `yaml:"roles"`
	Log      string          `yaml:"log"`
}

type channelConfig struct {
	Platform string `yaml:"platform"`
	Team     string `yaml:"team"`
	Channel  string `yaml:"channel"`
	Meeting  string `yaml:"meeting"`
}

type roleConfig struct {
	Role     string   `yaml:"role"`
	Platform string   `yaml:"platform"`
	Team     string   `yaml:"team"`
	Users    []string `yaml:"users"`
	Groups   []string `yaml:"groups"`
}

// maxConfig bounds the file, in bytes.
const maxConfig = 1 << 20

// readConfig reads a configuration and holds it against the platforms and the loaded meetings. The error has a line for each thing that is
// wrong: file:line:column, what, and how to mend it.
func readConfig(name string, library *knowledge.Library) (c config, err error) {
	file, err := os.Open(name)
	if err != nil {
		return c, usageError{fmt.Errorf("--config: %w", err)}
	}
	defer file.Close()
	src, err := io.ReadAll(io.LimitReader(file, maxConfig+1))
	switch {
	case err != nil:
		return c, usageError{fmt.Errorf("--config: %w", err)}
	case len(src) > maxConfig:
		return c, usageError{fmt.Errorf("--config: %s is larger than %d bytes: is it the right file?", name, maxConfig)}
	}
	err = yaml.NewDecoder(bytes.NewReader(src), yaml.Strict()).Decode(&c)
	var wrong yaml.Error
	switch {
	case errors.Is(err, io.EOF): // comments alone
		return c, nil
	case errors.As(err, &wrong):
		return c, usageError{fmt.Errorf("%s: %s", at(name, wrong.GetToken()), wrong.GetMessage())}
	case err != nil:
		return c, usageError{fmt.Errorf("%s: %w", name, err)}
	}
	var all []error
	c.check(library, func(path, problem string) {
		all = append(all, fmt.Errorf("%s: %s", at(name, tokenOf(src, path)), problem))
	})
	if len(all) > 0 {
		return c, usageError{errors.Join(all...)}
	}
	return c, nil
}

// at names a place in a file.
func at(name string, t *token.Token) string {
	if t == nil || t.Position == nil {
		return name
	}
	return fmt.Sprintf("%s:%d:%d", name, t.Position.Line, t.Position.Column)
}

// tokenOf returns the token at a path, or at the nearest one above it that there is.
func tokenOf(src []byte, path string) *token.Token {
	for ; path != "$"; path = path[:max(strings.LastIndexAny(path, ".["), 1)] {
		p, err := yaml.PathString(path)
		if err != nil {
			return nil
		}
		if node, err := p.ReadNode(bytes.NewReader(src)); err == nil {
			return node.GetToken()
		}
	}
	return nil
}

// check reports each thing that cannot be so, with its path in the file.
func (c config) check(library *knowledge.Library, report func(path, problem string)) {
	var platforms, meetings []string
	for _, k := range platformKinds() {
		platforms = append(platforms, k.name)
	}
	for _, b := range library.Meetings() {
		meetings = append(meetings, b.Meeting().ID)
	}
	oneOf := func(path, what, value string, of []string) {
		switch near := knowledge.Nearest(value, of); {
		case slices.Contains(of, value):
		case value == "":
			report(path, fmt.Sprintf("the %s is missing: it is one of %s", what, strings.Join(of, ", ")))
		case near != "":
			report(path, fmt.Sprintf("there is no %s %q: did you mean %s?", what, value, near))
		default:
			report(path, fmt.Sprintf("there is no %s %q: it is one of %s", what, value, strings.Join(of, ", ")))
		}
	}
	seen := make(map[bot.Room]bool)
	for i, ch := range c.Channels {
		path := fmt.Sprintf("$.channels[%d]", i)
		oneOf(path+".platform", "platform", ch.Platform, platforms)
		oneOf(path+".meeting", "meeting", ch.Meeting, meetings)
		if ch.Channel == "" {
			report(path+".channel", "the channel is missing: write its id")
		}
		room := bot.Room{Platform: ch.Platform, Team: ch.Team, Channel: ch.Channel}
		if seen[room] {
			report(path+".channel", fmt.Sprintf("the channel %s stands here twice: remove one of the two", ch.Channel))
		}
		seen[room] = true
	}
	for i, r := range c.Roles {
		path := fmt.Sprintf("$.roles[%d]", i)
		oneOf(path+".role", "role", r.Role, []string{bot.Chair, bot.Secretariat})
		oneOf(path+".platform", "platform", r.Platform, platforms)
		if len(r.Users)+len(r.Groups) == 0 {
			report(path, "nobody has this role: name users or groups by their ids")
		}
	}
	if c.Log != "" {
		oneOf("$.log", "level of the log", c.Log, []string{"error", "warn", "info", "debug"})
	}
}

// rooms and roles are the configuration as the bot takes it.
func (c config) rooms() (rooms []bot.Room) {
	for _, ch := range c.Channels {
		rooms = append(rooms, bot.Room(ch))
	}
	return rooms
}

func (c config) roles() (roles []bot.Role) {
	for _, r := range c.Roles {
		roles = append(roles, bot.Role{Name: r.Role, Platform: r.Platform, Team: r.Team, Users: r.Users, Groups: r.Groups})
	}
	return roles
}

func (c config) level() (level slog.Level) {
	if c.Log != "" && level.UnmarshalText([]byte(c.Log)) != nil {
		level = slog.LevelInfo // check has refused the others
	}
	return level
}

package discord

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

func newDiscord(t *testing.T, s *server) *Discord {
	t.Helper()
	d, err := New(Config{Token: "s3cret", API: s.URL, Library: knowledge.Embedded()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What no second try mends is given up, in one line that says what to do and holds no token.
func TestGivenUp(t *testing.T) {
	for code, want := range map[int]string{4004: "DISCORD_BOT_TOKEN", 4013: "intents", 4014: "Server Members Intent"} {
		s := newServer(t)
		s.closeWith = code
		err := newDiscord(t, s).Run(context.Background(), nil)
		if !errors.Is(err, bot.ErrPermanent) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%d: %v", code, err)
		}
	}
	s := newServer(t)
	s.status = http.StatusUnauthorized
	err := newDiscord(t, s).Register(context.Background(), commands.Table())
	if !errors.Is(err, bot.ErrPermanent) || !strings.Contains(err.Error(), "DISCORD_BOT_TOKEN") || strings.Contains(err.Error(), "s3cret") {
		t.Error(err)
	}
	s = newServer(t)
	s.Server.Close()
	if err := newDiscord(t, s).Run(context.Background(), nil); err == nil || errors.Is(err, bot.ErrPermanent) {
		t.Errorf("the network is down: %v", err)
	}
}

// The commands are registered once as long as they do not change, and keep Discord's limits in every language.
func TestRegister(t *testing.T) {
	s := newServer(t)
	for range 2 {
		if err := newDiscord(t, s).Register(context.Background(), commands.Table()); err != nil {
			t.Fatal(err)
		}
	}
	if s.puts != 1 {
		t.Errorf("registered %d times", s.puts)
	}
	var check func(definition) int
	check = func(d definition) int {
		most := len([]rune(d.Name + d.Description))
		for locale, told := range d.Localized {
			if n := len([]rune(told)); n < 1 || n > 100 {
				t.Errorf("%s, %s: %q", d.Name, locale, told)
			}
			most = max(most, len([]rune(d.Name+told)))
		}
		if len(d.Options) > 25 || len(d.Choices) > 25 || len(d.Name) > 32 || len(d.Localized) != 7 {
			t.Errorf("%+v", d)
		}
		optional := false
		for _, o := range d.Options {
			if o.Required && optional {
				t.Errorf("%s: %s is required and stands after one that is not", d.Name, o.Name)
			}
			optional = optional || !o.Required
			most += check(o)
		}
		for _, c := range d.Choices {
			most += len([]rune(c.Name + c.Value))
		}
		return most
	}
	if all := check(s.commands[0]); all > 8000 {
		t.Errorf("%d characters", all)
	}
}

// Nothing that is said draws or calls anything.
func TestEscape(t *testing.T) {
	for said, want := range map[string]string{
		"@everyone <@1> **b** [x](u)": `\@everyone \<\@1\> \*\*b\*\* \[x\](u)`, "a\u202eb": "ab", "`c` ~~d~~ ||e||": "\\`c\\` \\~\\~d\\~\\~ \\|\\|e\\|\\|",
	} {
		if got := escape(said, knowledge.En); got != want {
			t.Errorf("%q: %q", said, got)
		}
	}
	for line, want := range map[string]string{"# h": `\# h`, "14. x": `14\. x`, "- x": `\- x`, "plain": "plain"} {
		if got := (drawing{&commands.Reply{Lang: knowledge.En}}).line(text.Plain(line)); got != want {
			t.Errorf("%q: %q", line, got)
		}
	}
}

// Values are suggested from memory, 25 at most.
func TestComplete(t *testing.T) {
	var i interaction
	i.Data.Options = []option{{Name: "agenda", Options: []option{{Name: "items", Value: "", Focused: true}}}}
	if found := newDiscord(t, newServer(t)).complete(i); len(found.Choices) == 0 || len(found.Choices) > 25 || found.Choices[0].Value == "" {
		t.Errorf("%+v", found)
	}
}

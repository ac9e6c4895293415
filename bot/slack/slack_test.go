package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"usher/bot"
	"usher/bot/bottest"
	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

func TestSlack(t *testing.T) { bottest.Exercise(t, newWorld) }

// What Slack refuses at the start is one line with what to do, and permanent where trying again does not help.
func TestRefusedAtStart(t *testing.T) {
	for _, test := range []struct {
		method, answer, want string
		permanent            bool
	}{
		{"auth.test", `"error":"invalid_auth"`, "copy it again", true},
		{"auth.test", `"error":"token_revoked"`, "install the app again", true},
		{"auth.test", `"error":"internal_error"`, "internal_error", false},
		{"apps.connections.open", `"error":"missing_scope","needed":"connections:write"`, "it needs connections:write", true},
	} {
		w := open(t)
		w.refuse[test.method] = test.answer
		err := w.adapter.Run(context.Background(), nil)
		if err == nil || !strings.Contains(err.Error(), test.want) || errors.Is(err, bot.ErrPermanent) != test.permanent || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s %s: %v", test.method, test.answer, err)
		}
	}
	w := open(t)
	w.server.Stop()
	if err := w.adapter.Run(context.Background(), nil); err == nil || errors.Is(err, bot.ErrPermanent) || !strings.Contains(err.Error(), "network") {
		t.Errorf("the network down: %v", err)
	}
}

// The manifest says nothing that Slack's own type does not know.
func TestManifest(t *testing.T) {
	data, err := json.Marshal(Manifest())
	if err != nil {
		t.Fatal(err)
	}
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	var m slack.Manifest
	if err := strict.Decode(&m); err != nil || len([]rune(m.Features.SlashCommands[0].UsageHint)) > maxHint {
		t.Errorf("%v: %s", err, data)
	}
}

// An instant stands in the reader's own time behind the meeting's; nothing in words means anything to Slack.
func TestLine(t *testing.T) {
	at := time.Date(2021, 12, 1, 11, 0, 0, 0, time.UTC)
	got := pen{knowledge.En, true}.line(text.Line{{Text: "<!channel> & *x* "}, {Kind: text.Moment, Text: "12:00", At: at}})
	const want = "&lt;!channel&gt; &amp; \u200b*\u200bx\u200b*\u200b 12:00 · <!date^1638356400^{date_short_pretty} {time}|2021-12-01 11:00 UTC>"
	if got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// Every command's form is within Slack's limits in every language.
func TestForms(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		for _, c := range commands.Table() {
			view := drawForm(c, lang, "C1")
			if n := len([]rune(view.Title.Text)); n > maxTitle || len(view.Blocks.BlockSet) != len(c.Args)+1 {
				t.Errorf("%v %s: a title of %d, %d blocks", lang, c.Name, n, len(view.Blocks.BlockSet))
			}
		}
	}
}

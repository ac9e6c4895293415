package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"usher/bot"
	"usher/bot/bottest"
	"usher/knowledge"
)

// served runs usher serve with an environment and lines to type.
func served(kinds []platformKind, env map[string]string, typed string, args ...string) (out, errs string, code int) {
	var o, e bytes.Buffer
	code = run(context.Background(), process{
		args: append(append([]string{"serve"}, args...), november...), in: strings.NewReader(typed), out: &o, err: &e,
		getenv: func(name string) string { return env[name] }, kinds: kinds,
	})
	return o.String(), e.String(), code
}

func write(t *testing.T, content string) (name string) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "usher.yaml")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// Without secrets serve says what it would need, and talks in the terminal.
func TestServeWithoutSecrets(t *testing.T) {
	out, errs, code := served(platformKinds(), nil, "when is the opening plenary?\n")
	if code != exitOK || !strings.Contains(out, "12:00 (Geneva)") {
		t.Errorf("code %d: %s", code, out)
	}
	for _, want := range []string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DISCORD_BOT_TOKEN", "you can talk here"} {
		if !strings.Contains(errs, want) {
			t.Errorf("%q is not said:\n%s", want, errs)
		}
	}
}

func TestSecrets(t *testing.T) {
	file := write(t, "xoxb-1\n")
	for _, tt := range []struct {
		env  map[string]string
		says string
	}{
		{map[string]string{"SLACK_BOT_TOKEN_FILE": file}, "slack needs SLACK_APP_TOKEN too"},
		{map[string]string{"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_BOT_TOKEN_FILE": file}, "both set"},
		{map[string]string{"DISCORD_BOT_TOKEN_FILE": "/nowhere"}, "DISCORD_BOT_TOKEN_FILE: open /nowhere"},
		{map[string]string{"DISCORD_BOT_TOKEN_FILE": write(t, " \n")}, "is empty"},
	} {
		if _, errs, code := served(platformKinds(), tt.env, ""); code != exitUsage || !strings.Contains(errs, tt.says) || strings.Contains(errs, "xoxb-1") {
			t.Errorf("%v: code %d: %s", tt.env, code, errs)
		}
	}
}

// With secrets the platform runs, with the rooms of the configuration, until the process is stopped.
func TestServeRunsPlatforms(t *testing.T) {
	world := bottest.NewFake("fake")
	var given map[string]string
	kinds := []platformKind{{"slack", []secretKind{{"TOKEN", "a token"}}, func(secrets map[string]string, _ config) (bot.Platform, error) {
		given = secrets
		return world.Platform(), nil
	}}}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var out, errs bytes.Buffer
	code := make(chan int)
	go func() {
		code <- run(ctx, process{args: append([]string{"serve"}, november...), out: &out, err: &errs, kinds: kinds,
			getenv: func(name string) string { return map[string]string{"TOKEN_FILE": write(t, "s3cret\n")}[name] }})
	}()
	if err := world.Do(bottest.Act{Kind: bottest.Slash, ID: "E1", User: "U1", Channel: "C1", Text: "deadlines next"}); err != nil {
		t.Fatal(err)
	}
	if m := <-world.Shown(); !strings.Contains(m.Text, "8 days left") {
		t.Errorf("%+v", m)
	}
	stop()
	if c := <-code; c != exitOK || given["TOKEN"] != "s3cret" || strings.Contains(errs.String(), "s3cret") || !strings.Contains(errs.String(), "msg=answered") {
		t.Errorf("code %d, secrets %v:\n%s", c, given, errs.String())
	}
}

// What is wrong in the configuration is said with its place.
func TestConfigFindings(t *testing.T) {
	for content, want := range map[string]string{
		"channels:\n  - platform: slack\n    channel: C1\n    meeting: itu-t-sg11-2021-13\n":                                                            "usher.yaml:4:14: there is no meeting \"itu-t-sg11-2021-13\": did you mean itu-t-sg11-2021-12?",
		"channels:\n  - platform: slak\n    channel: C1\n    meeting: itu-t-sg11-2021-12\n":                                                             "usher.yaml:2:15: there is no platform \"slak\"",
		"channels:\n  - platform: slack\n    meeting: itu-t-sg11-2021-12\n":                                                                             "usher.yaml:2:",
		"channels:\n  - {platform: slack, channel: C1, meeting: itu-t-sg11-2021-12}\n  - {platform: slack, channel: C1, meeting: itu-t-sg11-2021-12}\n": "usher.yaml:3:32: the channel C1 stands here twice",
		"roles:\n  - {role: chairman, platform: slack, users: [U1]}\n":                                                                                  "usher.yaml:2:12: there is no role \"chairman\"",
		"roles:\n  - {role: chair, platform: slack}\n":                                                                                                  "nobody has this role",
		"rolls: []\n":            "usher.yaml:1:1: unknown field \"rolls\"",
		"log: loud\n":            "usher.yaml:1:6: there is no level of the log \"loud\"",
		"log: [\n":               "usher.yaml:1:",
		"channels: everywhere\n": "usher.yaml:1:11: ",
	} {
		_, errs, code := served(platformKinds(), nil, "", "--config", write(t, content))
		if code != exitUsage || !strings.Contains(errs, want) || strings.Contains(errs, "goroutine") {
			t.Errorf("%q: code %d: %s\nwant %s", content, code, errs, want)
		}
	}
	if _, errs, code := served(platformKinds(), nil, "", "--config", "/nowhere.yaml"); code != exitUsage || !strings.Contains(errs, "/nowhere.yaml") {
		t.Errorf("code %d: %s", code, errs)
	}
}

// The example is a configuration as it stands, and another one without its comments' signs.
func TestExampleConfig(t *testing.T) {
	out, _, code := usher("setup", "config")
	if code != exitOK {
		t.Fatal(code)
	}
	if c, err := readConfig(write(t, out), knowledge.Embedded()); err != nil || len(c.Channels) > 0 {
		t.Errorf("%+v, %v", c, err)
	}
	var plain strings.Builder
	for line := range strings.Lines(out) {
		if rest, ok := strings.CutPrefix(line, "# "); ok && (strings.HasPrefix(rest, " ") || strings.HasSuffix(strings.TrimSpace(rest), ":") && !strings.Contains(rest, " ") || strings.HasPrefix(rest, "log:")) {
			plain.WriteString(rest)
		}
	}
	c, err := readConfig(write(t, plain.String()), knowledge.Embedded())
	if err != nil || len(c.rooms()) != 2 || len(c.roles()) != 2 || c.rooms()[1].Team != "123456789012345678" || c.Log != "info" {
		t.Errorf("%+v, %v\n%s", c, err, plain.String())
	}
	if all, err := yaml.Marshal(c); err != nil || !bytes.Contains(all, []byte("role: chair")) {
		t.Errorf("%s, %v", all, err)
	}
}

// The steps end in a manifest that can be pasted, with one slash command.
func TestSetupSlack(t *testing.T) {
	out, _, code := usher("setup", "slack")
	at := strings.Index(out, "\n{")
	if code != exitOK || at < 0 {
		t.Fatalf("code %d: %s", code, out)
	}
	var manifest struct {
		Features struct {
			Commands []struct{ Command string } `json:"slash_commands"`
		}
	}
	if err := json.Unmarshal([]byte(out[at:]), &manifest); err != nil || len(manifest.Features.Commands) != 1 || manifest.Features.Commands[0].Command != "/usher" {
		t.Errorf("%+v, %v", manifest, err)
	}
}

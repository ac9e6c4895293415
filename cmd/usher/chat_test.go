package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"usher/knowledge"
)

// talk types lines to the program and returns what it prints.
func talk(t *testing.T, p process, lines ...string) string {
	t.Helper()
	var out bytes.Buffer
	p.in, p.out, p.err, p.getenv = strings.NewReader(strings.Join(lines, "\n")), &out, &out, func(string) string { return "" }
	if code := run(context.Background(), p); code != exitOK {
		t.Fatalf("code %d: %s", code, out.String())
	}
	return out.String()
}

var november = []string{"--now", "2021-11-10T09:00:00Z"}

// Piped lines are answered one by one: questions that follow one another, commands with and without a slash, choices.
func TestChatAnswersEachLine(t *testing.T) {
	got := talk(t, process{args: november}, "when is the opening plenary?", "and in Nairobi?", "", "/zone Kathmandu", "deadlines next", "agenda item 14",
		"/now 2021-12-01T11:30:00Z", "now", "/language fr", "what is a TD?", "/agenda 99", "/schedule --on tomorrow", "/foo", "/now soon", "quelle est la capitale du Japon ?")
	want := []string{
		"Opening plenary: Wednesday 1 December 2021, 12:00 (Geneva)\n", "= 14:00 (Nairobi)", "It is Wednesday 10 November 2021, 14:45 there.", "8 days left", "Item 14:",
		"It is now Wednesday 1 December 2021, 17:15 (Kathmandu).", "On now – Opening plenary", "français", "TD (document temporaire)", "de 1 à 28", "«\u00a0tomorrow\u00a0»", "«\u00a0foo\u00a0»", "«\u00a0soon\u00a0»", "La lettre ne permet pas",
	}
	rest := got
	for _, w := range want {
		_, after, ok := strings.Cut(rest, w)
		if !ok {
			t.Fatalf("%q does not follow in\n%s", w, got)
		}
		rest = after
	}
	if answers := strings.Count(got, "\n\n"); answers != 14 {
		t.Errorf("%d answers:\n%s", answers, got)
	}
}

// The first screen says in each language what Usher is for and what one can ask, within a terminal's width and height.
func TestChatGreets(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		got := talk(t, process{args: append([]string{"--lang", lang.String()}, november...), terminal: true, interactive: true, width: 80})
		lines := strings.Split(got, "\n")
		if len(lines) > 24 {
			t.Errorf("%v: %d lines:\n%s", lang, len(lines), got)
		}
		for _, line := range lines {
			if w := ansi.StringWidth(line); w > 80 {
				t.Errorf("%v: %d cells: %s", lang, w, line)
			}
		}
		for _, want := range []string{"Usher", "•", "/", "help", "Ctrl-D", "2021", "›"} {
			if !strings.Contains(got, want) {
				t.Errorf("%v lacks %q:\n%s", lang, want, got)
			}
		}
	}
}

// A file is saved beside the user, and never over another.
func TestChatSavesAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	got := talk(t, process{args: november, terminal: true, interactive: true, width: 80}, "/calendar opening-plenary", "/calendar opening-plenary")
	for _, name := range []string{"session.opening-plenary.ics", "session.opening-plenary-2.ics"} {
		data, err := os.ReadFile(filepath.Join(".", name))
		if err != nil || !bytes.Contains(data, []byte("DTSTART;TZID=Europe/Zurich:20211201T120000")) || !strings.Contains(got, name) {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

func TestChatEndsWhenItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	in, typing, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer typing.Close()
	stop()
	var out bytes.Buffer
	if code := run(ctx, process{args: november, in: in, out: &out, err: &out, getenv: func(string) string { return "" }}); code != exitOK {
		t.Errorf("code %d: %s", code, out.String())
	}
}

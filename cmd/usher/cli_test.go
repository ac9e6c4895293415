package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"usher/commands/eval"
)

const meetingFolder = "../../knowledge/meetings/itu-t-sg11-2021-12"

func TestWhatIsWrongIsSaid(t *testing.T) {
	spoilt := t.TempDir()
	copyFolder(t, meetingFolder, spoilt)
	spoil(t, filepath.Join(spoilt, "deadlines.yaml"), "date: 2021-11-01", "date: 1 November")
	tests := []struct {
		args []string
		code int
		says string // on the error output, or on the output of check
	}{
		{[]string{"ask", "--zone", "Asia/Tokio", "when"}, 2, "did you mean Asia/Tokyo?"},
		{[]string{"now", "--zone", "Mars/Base"}, 2, "give an IANA name such as Asia/Tokyo"},
		{[]string{"now", "--zone", "Etc/GMT+5"}, 2, "the opposite of what it says"},
		{[]string{"deadlines", "all", "registration"}, 1, "contradict each other"},
		{[]string{"now", "--now", "tomorrow"}, 2, "write it as 2021-11-10T09:00:00Z"},
		{[]string{"now", "--lang", "de"}, 2, "it is one of ar, en, es, fr, ru, zh"},
		{[]string{"now", "--meeting", "none"}, 2, "there is itu-t-sg11-2021-12"},
		{[]string{"now", "--meetings", "/nowhere"}, 2, "/nowhere is not a folder"},
		{[]string{"schedule", "--on", "1/12/2021"}, 2, "like 2021-12-01"},
		{[]string{"schedule", "--slot", "two"}, 2, "--slot"},
		{[]string{"schedul"}, 2, `did you mean "schedule"?`},
		{[]string{"ask"}, 2, "Write the question"},
		{[]string{"ask", "--batch", "/nowhere.jsonl"}, 2, "/nowhere.jsonl cannot be read"},
		{[]string{"eval", filepath.Join(meetingFolder, "rules.yaml")}, 2, "rules.yaml:1: this line is not as it should be"},
		{[]string{"check", "/nowhere"}, 2, "/nowhere is not a folder"},
		{[]string{"check", spoilt}, 1, `deadlines.yaml:`},
		{[]string{"check", spoilt}, 1, `"1 November" is not a day`},
		{[]string{"check", t.TempDir()}, 1, "there is no meeting here"},
		{[]string{"agenda", "99"}, 1, "no item 99"},
		{[]string{"agenda", "99", "--json"}, 1, `{"refused":"The draft agenda has no item 99`},
		{[]string{"agenda", "a"}, 1, "No agenda item names “a”"},
		{[]string{"source"}, 2, `"<id>"`},
		{[]string{"ask", "what is the airspeed of an unladen swallow"}, 1, ""},
		{[]string{"now", "--meetings", spoilt}, 0, "are left out"},
		{[]string{"now", "--meetings", spoilt}, 0, spoilt + "/deadlines.yaml:"},
		{[]string{"--version"}, 0, "usher "},
	}
	for _, tt := range tests {
		out, errs, code := usher(tt.args...)
		if code != tt.code || !strings.Contains(errs+out, tt.says) || strings.Contains(errs, "goroutine") {
			t.Errorf("usher %s: code %d, want %d, with %q\n%s%s", strings.Join(tt.args, " "), code, tt.code, tt.says, out, errs)
		}
	}
}

func TestHelpTeaches(t *testing.T) {
	out, _, code := usher("--help")
	for _, want := range []string{"Examples:", "usher ask when does the opening plenary start in Tokyo", "deadlines", "check", "--zone"} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("--help (%d) lacks %q:\n%s", code, want, out)
		}
	}
	if out, _, code := usher("schedule", "--help"); code != 0 || !strings.Contains(out, "a numbered session of the time plan") {
		t.Errorf("schedule --help (%d):\n%s", code, out)
	}
}

// Colour on a terminal alone, and never against NO_COLOR.
func TestColour(t *testing.T) {
	show := func(terminal bool, env map[string]string) string {
		var out bytes.Buffer
		run(context.Background(), process{args: []string{"schedule", "opening-plenary", "--lang", "en"}, out: &out, err: &out, terminal: terminal, getenv: func(n string) string { return env[n] }})
		return out.String()
	}
	if !strings.Contains(show(true, nil), "\x1b[1mOpening plenary\x1b[0m") {
		t.Error("no colour on a terminal")
	}
	for name, s := range map[string]string{"a pipe": show(false, nil), "NO_COLOR": show(true, map[string]string{"NO_COLOR": "1"}), "a dumb terminal": show(true, map[string]string{"TERM": "dumb"})} {
		if strings.Contains(s, "\x1b") {
			t.Errorf("colour with %s", name)
		}
	}
}

func TestSystemSettings(t *testing.T) {
	show := func(env map[string]string) string {
		var out bytes.Buffer
		run(context.Background(), process{args: []string{"schedule", "opening-plenary"}, out: &out, err: &out, getenv: func(n string) string { return env[n] }})
		return out.String()
	}
	if got := show(map[string]string{"LANG": "fr_CH.UTF-8", "TZ": "Africa/Dakar"}); !strings.Contains(got, "12:00 (Genève) = 11:00 (Dakar)") {
		t.Errorf("LANG and TZ do not count: %s", got)
	}
	for tz, city := range map[string]string{"UTC": "UTC", ":Asia/Tokyo": "Tokyo"} {
		if got := show(map[string]string{"TZ": tz}); !strings.Contains(got, " ("+city+")") {
			t.Errorf("TZ=%s does not count: %s", tz, got)
		}
	}
	if got := show(map[string]string{"LANG": "C.UTF-8", "TZ": "Nowhere"}); !strings.Contains(got, "Opening plenary") {
		t.Errorf("a system without language: %s", got)
	}
}

// The answer comes in the language of the question, or in the one that is wanted.
func TestLanguageOfTheAnswer(t *testing.T) {
	question := []string{"ask", "when", "is", "the", "opening", "plenary", "--now", "2021-11-10T09:00:00Z"}
	if out, _, _ := usher(question...); !strings.Contains(out, "Opening plenary: Wednesday 1 December 2021") {
		t.Error(out)
	}
	if out, _, _ := usher(append(question, "--lang", "ru")...); !strings.Contains(out, "Открывающее пленарное заседание: среда, 1 декабря 2021 года") {
		t.Error(out)
	}
}

// The batch writes one answer a question, the same each time, with the question's own instant, zone and turns.
func TestBatch(t *testing.T) {
	questions := filepath.Join(meetingFolder, "questions.jsonl")
	first, errs, code := usher("ask", "--batch", questions)
	second, _, _ := usher("ask", "--batch", questions)
	if code != 0 || withoutMicros(t, first) != withoutMicros(t, second) {
		t.Fatalf("two runs differ, or failed (%d): %s", code, errs)
	}
	data, err := os.ReadFile(questions)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(first, "\n"), bytes.Count(data, []byte("\n")); got != want {
		t.Errorf("%d answers to %d questions", got, want)
	}
	for line := range strings.Lines(first) {
		var a eval.Answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if a.Answered && len(a.Keys) == 0 || a.Text == "" || a.Answered && len(a.Citations) == 0 {
			t.Errorf("answered without key or citation, or the reverse: %s", line)
		}
		for _, c := range a.Citations {
			if c.Key == "" || c.Document == "" || !strings.HasPrefix(c.Key, "term.") && (c.Place == "" || c.Quote == "") {
				t.Errorf("a citation is not whole: %+v", c)
			}
		}
	}
	var refused bytes.Buffer
	misspelt := strings.NewReader(`{"id":"7","q":"when","tz":"Asia/Tokio"}`)
	if code := run(context.Background(), process{args: []string{"ask", "--batch", "-"}, in: misspelt, out: &refused, err: &refused, getenv: func(string) string { return "" }}); code != exitUsage || !strings.Contains(refused.String(), "question 7: tz: unknown time zone") {
		t.Errorf("a misspelt zone (%d): %s", code, refused.String())
	}
	foreign := strings.NewReader(`{"id":"8","lang":"fr","q":"point 99 de l'ordre du jour"}`)
	var declined bytes.Buffer
	if code := run(context.Background(), process{args: []string{"ask", "--batch", "-"}, in: foreign, out: &declined, err: &declined, getenv: func(string) string { return "" }}); code != exitOK || !strings.Contains(declined.String(), `"lang":"fr"`) || !strings.Contains(declined.String(), `"answered":false`) {
		t.Errorf("what is not there (%d): %s", code, declined.String())
	}
	in := `{"id":"1","lang":"en","now":"2021-11-01T09:00:00Z","tz":"Asia/Tokyo","turns":["When is the opening plenary?"],"q":"and in Nairobi?"}`
	var out bytes.Buffer
	run(context.Background(), process{args: []string{"ask", "--batch", "-"}, in: strings.NewReader(in), out: &out, err: &out, getenv: func(string) string { return "" }})
	if !strings.Contains(out.String(), "14:00 (Nairobi)") {
		t.Errorf("turns do not count: %s", out.String())
	}
}

func withoutMicros(t *testing.T, lines string) string {
	var all []string
	for line := range strings.Lines(lines) {
		before, _, ok := strings.Cut(line, `"micros":`)
		if !ok {
			t.Fatal("no micros in ", line)
		}
		all = append(all, before)
	}
	return strings.Join(all, "\n")
}

func TestEvalPrintsATable(t *testing.T) {
	out, _, code := usher("eval", "--wrong", filepath.Join(meetingFolder, "questions.jsonl"))
	if code != 0 || !strings.Contains(out, "lang      n  right %") || !strings.Contains(out, "\nall     432 ") {
		t.Errorf("eval (%d):\n%.300s", code, out)
	}
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func spoil(t *testing.T, file, old, new string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s has no %q: %v", file, old, err)
	}
	if err := os.WriteFile(file, bytes.Replace(data, []byte(old), []byte(new), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// another makes a folder of meetings with one that is the good one but for changes: file, old, new, file, old, new …
func another(t *testing.T, changes ...string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	folder := filepath.Join(dir, "another")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	copyFolder(t, meetingFolder, folder)
	changes = append(changes, "meeting.yaml", "id: itu-t-sg11-2021-12", "id: another")
	for ; len(changes) > 0; changes = changes[3:] {
		spoil(t, filepath.Join(folder, changes[0]), changes[1], changes[2])
	}
	if out, errs, code := usher("check", dir); code != 0 {
		t.Fatalf("%s%s", out, errs)
	}
	return dir
}

// A folder beside the program adds a meeting, with nothing else changed.
func TestMeetingsFolder(t *testing.T) {
	dir := another(t)
	out, errs, code := usher("about", "--meetings", dir)
	if code != 0 || !strings.Contains(out, "(another)") || !strings.Contains(out, "(itu-t-sg11-2021-12)") {
		t.Errorf("about (%d): %s%s", code, out, errs)
	}
	if _, errs, code := usher("now", "--meetings", dir, "--meeting", "another"); code != 0 {
		t.Errorf("now (%d): %s", code, errs)
	}
}

// Two folders of one id: the second is left out and said, by check and by loading alike.
func TestOneIDTwice(t *testing.T) {
	dir := another(t)
	if err := os.CopyFS(filepath.Join(dir, "twin"), os.DirFS(filepath.Join(dir, "another"))); err != nil {
		t.Fatal(err)
	}
	if out, _, code := usher("check", dir); code != exitNo || !strings.Contains(out, `the folder another holds a meeting of the same id "another"`) {
		t.Errorf("check (%d): %s", code, out)
	}
	if _, errs, code := usher("about", "--meetings", dir); code != 0 || !strings.Contains(errs, "the same id") {
		t.Errorf("about (%d): %s", code, errs)
	}
}

// A deadline with an hour and a zone of its own is told in that zone first, and passes within its day.
func TestDeadlineWithAnHour(t *testing.T) {
	dir := another(t,
		"letter.txt", "–\t注册（通过", "–\t16:00 UTC 注册（通过",
		"deadlines.yaml", "2021年11月1日 – 注册", "2021年11月1日 – 16:00 UTC 注册",
		"deadlines.yaml", "date: 2021-11-01", "date: 2021-11-01\n    hour: \"16:00\"\n    zone: UTC",
		"gaps.yaml", "deadline.interpretation, deadline.registration, ", "deadline.interpretation, ")
	for now, want := range map[string]string{
		"2021-10-31T23:30:00Z": "Registration: Monday 1 November 2021, 16:00 (UTC) = Tuesday 2 November, 01:00 (Tokyo) – 1 day left",
		"2021-11-01T15:59:00Z": "– today is the last day",
		"2021-11-01T16:30:00Z": "– passed today",
		"2021-11-02T00:30:00Z": "– passed 1 day ago",
	} {
		if out, errs, _ := usher("deadlines", "registration", "--meetings", dir, "--meeting", "another", "--zone", "Asia/Tokyo", "--now", now); !strings.Contains(out, want) {
			t.Errorf("at %s: %s%s; want %q", now, out, errs, want)
		}
	}
}

// A session that ends after midnight has both its hours, and no open day.
func TestSessionOverMidnight(t *testing.T) {
	dir := another(t,
		"letter.txt", "14时 – 16时", "22时 – 2021年12月1日1时",
		"schedule.yaml", "14时 – 16时", "22时 – 2021年12月1日1时",
		"schedule.yaml", "first: 2021-11-30\n    start: \"14:00\"\n    end: \"16:00\"", "first: 2021-11-30\n    last: 2021-12-01\n    start: \"22:00\"\n    end: \"01:00\"",
		"schedule.yaml", "    outside: true # the day before the meeting\n", "    outside: true\n")
	if out, errs, _ := usher("now", "--meetings", dir, "--meeting", "another", "--now", "2021-11-30T23:30:00Z"); !strings.Contains(out, "Planned for now – ") || !strings.Contains(out, "22:00 – Wednesday 1 December, 01:00 (Geneva)\n") {
		t.Errorf("%s%s", out, errs)
	}
}

// A letter without agenda or deadlines is no error: it is said.
func TestMeetingWithoutAgenda(t *testing.T) {
	dir := another(t)
	agenda := filepath.Join(dir, "another", "agenda.yaml")
	if err := os.WriteFile(agenda, []byte("plenaries: []\nitems: []\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "another", "deadlines.yaml"), []byte("deadlines: []\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "another", "questions.jsonl")); err != nil {
		t.Fatal(err)
	}
	gaps := filepath.Join(dir, "another", "gaps.yaml")
	for _, of := range []string{
		"    of: [deadline.translation, deadline.interpretation, deadline.registration, deadline.contributions]\n    fields: [hour]\n",
		"    of: [deadline.registration]\n    fields: [late]\n", "    of: [deadline.contributions]\n    fields: [late]\n",
		"    of: [agenda.11, agenda.18]\n    fields: [start]\n", "    of: [agenda.23]\n    fields: [date]\n",
	} {
		spoil(t, gaps, of, "")
	}
	for _, see := range []string{"deadline.registration, ", "deadline.interpretation, ", "deadline.translation, deadline.contributions, "} {
		spoil(t, filepath.Join(dir, "another", "welcome.yaml"), see, "")
	}
	if out, _, code := usher("check", dir); code != 0 {
		t.Fatal(out)
	}
	for _, args := range [][]string{{"agenda"}, {"agenda", "1"}, {"agenda", "--plenary", "opening"}, {"deadlines"}, {"deadlines", "next"}, {"ask", "item 1"}} {
		_, errs, code := usher(append(args, "--meetings", dir, "--meeting", "another")...)
		if code != exitNo || !strings.Contains(errs, "The letter gives no ") {
			t.Errorf("%v (%d): %s", args, code, errs)
		}
	}
}

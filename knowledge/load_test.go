package knowledge

import (
	"bytes"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// Files that nobody should have written: each is refused with its place, without a panic and within bounded memory.
func TestBadFiles(t *testing.T) {
	deep := strings.Repeat("- ", 200_000)
	bomb := "a: &a [x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'm'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	whole := string(folderOf(t)["rules.yaml"].Data)
	tests := []struct {
		name    string
		data    string
		problem string
		where   string
	}{
		{"truncated in a list", whole[:strings.Index(whole, "en: [documents")+20], "this is not YAML", "m/rules.yaml:14:"},
		{"truncated in a quote", whole[:strings.Index(whole, "'règles sur l''")+12], "this is not YAML", "m/rules.yaml:"},
		{"empty", "", "the file is empty", "m/rules.yaml"},
		{"only a comment", "# nothing\n", "the file is empty", "m/rules.yaml"},
		{"a list", "- a\n- b\n", "a mapping should stand here", "m/rules.yaml:1:3"},
		{"two documents", "topics: []\nrules: []\n---\ntopics: []\n", "a second document", "m/rules.yaml:4:1"},
		{"a field twice", "topics: []\ntopics: []\nrules: []\n", "already defined", "m/rules.yaml:2:1"},
		{"a bomb of aliases", bomb, "anchors, aliases and tags are not read", "m/rules.yaml:1:4"},
		{"a tag", "topics: !!binary aGVsbG8=\nrules: []\n", "anchors, aliases and tags are not read", "m/rules.yaml:1:9"},
		{"deep brackets", "topics: " + strings.Repeat("[", 200_000), "nested too deeply", "m/rules.yaml:1:"},
		{"deep braces", "topics: " + strings.Repeat("{a: ", 100_000), "nested too deeply", "m/rules.yaml:1:"},
		{"deep dashes", deep, "nested too deeply", "m/rules.yaml:1:"},
		{"deep keys", strings.Repeat("? ", 200_000), "nested too deeply", "m/rules.yaml:1:"},
		{"10 MB", whole + strings.Repeat("# padding, padding, padding\n", 10<<20/28), "larger than", "m/rules.yaml"},
		{"not UTF-8", strings.Replace(whole, "Documents", "Docum\xe9nts", 1), "not UTF-8", "m/rules.yaml:"},
		{"after a byte order mark", "\ufeff" + strings.Replace(whole, "id: documents", "id: documents\n    idd: x", 1), `unknown field "idd"`, "m/rules.yaml:5:"},
		{"binary", "\x7fELF\x02\x01\x01\x00\x00", "a mapping should stand here", "m/rules.yaml:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			folder := folderOf(t)
			folder["rules.yaml"] = &fstest.MapFile{Data: []byte(tt.data)}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			bases, found := load(folder, "m")
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 512<<20 {
				t.Errorf("took %d MB", used>>20)
			}
			if len(bases) > 0 {
				t.Error("a base was made")
			}
			for _, f := range found {
				if strings.Contains(f.Problem, tt.problem) && strings.HasPrefix(f.Where(), tt.where) && len(f.Excerpt) < 1000 {
					return
				}
			}
			t.Errorf("not found: %s %s; found %v", tt.where, tt.problem, found)
		})
	}
}

// lineOf tells on which line of the good rules.yaml a text stands first.
func lineOf(t *testing.T, text string) int {
	before, _, ok := bytes.Cut(folderOf(t)["rules.yaml"].Data, []byte(text))
	if !ok {
		t.Fatalf("no %q", text)
	}
	return bytes.Count(before, []byte("\n")) + 1
}

func TestBadFolders(t *testing.T) {
	tests := []struct {
		name    string
		change  func(fstest.MapFS)
		problem string
		where   string
	}{
		{"no letter", func(m fstest.MapFS) { delete(m, "letter.txt") }, "the file is missing", "m/letter.txt"},
		{"an empty letter", func(m fstest.MapFS) { m["letter.txt"] = &fstest.MapFile{} }, "the file is empty", "m/letter.txt"},
		{"the letter of another meeting", func(m fstest.MapFS) {
			m["letter.txt"] = &fstest.MapFile{Data: []byte("TSB Collective letter 1/99\nMeeting of Study Group 99, Geneva, 1-2 June 2020")}
		}, "is another letter", "m/meeting.yaml:"},
		{"a folder in place of a file", func(m fstest.MapFS) { m["rules.yaml"] = &fstest.MapFile{Mode: fs.ModeDir} }, "not a regular file", "m/rules.yaml"},
		{"a pipe in place of a file", func(m fstest.MapFS) { m["rules.yaml"] = &fstest.MapFile{Mode: fs.ModeNamedPipe} }, "not a regular file", "m/rules.yaml"},
		{"line ends of another system", func(m fstest.MapFS) {
			m["rules.yaml"] = &fstest.MapFile{Data: bytes.ReplaceAll(bytes.Replace(m["rules.yaml"].Data, []byte("topic: support"), []byte("topic: suport"), 1), []byte("\n"), []byte("\r\n"))}
		}, "no topic", fmt.Sprintf("m/rules.yaml:%d:", lineOf(t, "topic: support"))},
		{"no rules", func(m fstest.MapFS) { delete(m, "rules.yaml") }, "the file is missing", "m/rules.yaml"},
		{"a letter outside the folder", func(m fstest.MapFS) {
			m["meeting.yaml"] = &fstest.MapFile{Data: bytes.Replace(m["meeting.yaml"].Data, []byte("file: letter.txt"), []byte("file: ../letter.txt"), 1)}
		}, "not a file of the meeting's folder", "m/meeting.yaml:"},
		{"nothing", func(m fstest.MapFS) {
			for name := range m {
				delete(m, name)
			}
		}, "no meeting here", "m"},
		{"no meeting.yaml", func(m fstest.MapFS) { delete(m, "meeting.yaml") }, "the file is missing", "m/meeting.yaml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			folder := folderOf(t)
			tt.change(folder)
			found := Check(folder, "m")
			for _, f := range found {
				if strings.Contains(f.Problem, tt.problem) && strings.HasPrefix(f.Where(), tt.where) {
					return
				}
			}
			t.Errorf("not found: %s %s; found %v", tt.where, tt.problem, found)
		})
	}
}

// renamed is the good folder as a meeting of another id.
func renamed(t *testing.T, id string) fstest.MapFS {
	folder := folderOf(t)
	src := folder["meeting.yaml"].Data
	folder["meeting.yaml"] = &fstest.MapFile{Data: bytes.Replace(src, []byte("id: itu-t-sg11-2021-12"), []byte("id: "+id), 1)}
	return folder
}

func nest(folders map[string]fstest.MapFS) fstest.MapFS {
	all := make(fstest.MapFS)
	for dir, folder := range folders {
		for name, file := range folder {
			all[dir+"/"+name] = file
		}
	}
	return all
}

func TestOneBadFolderDoesNotStopTheOthers(t *testing.T) {
	bad := renamed(t, "bad")
	bad["agenda.yaml"] = &fstest.MapFile{Data: []byte("items: [")}
	lib, found := Embedded().Add(nest(map[string]fstest.MapFS{"a": renamed(t, "first"), "b": bad, "c": renamed(t, "third")}), "many")
	if len(found) == 0 || !strings.HasPrefix(found[0].File, "many/b/agenda.yaml") {
		t.Errorf("findings: %v", found)
	}
	if got := ids(lib); got != "first itu-t-sg11-2021-12 third" {
		t.Errorf("loaded: %s", got)
	}
}

func TestAFolderReplacesAMeetingUnlessItIsBad(t *testing.T) {
	good := folderOf(t)
	good["rules.yaml"] = &fstest.MapFile{Data: bytes.ReplaceAll(good["rules.yaml"].Data, []byte("en: Meeting chat\n"), []byte("en: The chat\n"))}
	chat := func(l *Library) string {
		b, err := l.Meeting("itu-t-sg11-2021-12", time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		e, _ := b.Entry("rule.remote.chat")
		return e.Name.In(En)
	}
	lib, found := Embedded().Add(good, "good")
	if len(found) > 0 || chat(lib) != "The chat" || ids(lib) != "itu-t-sg11-2021-12" {
		t.Errorf("not replaced: %q, %v", chat(lib), found)
	}
	bad := folderOf(t)
	bad["rules.yaml"] = &fstest.MapFile{Data: []byte("rules:")}
	lib, found = lib.Add(bad, "bad")
	if len(found) == 0 || chat(lib) != "The chat" {
		t.Errorf("a bad folder replaced a good one: %q, %v", chat(lib), found)
	}
	if chat(Embedded()) != "Meeting chat" {
		t.Error("the embedded library changed")
	}
}

func ids(l *Library) string {
	var list []string
	for _, b := range l.Meetings() {
		list = append(list, b.Meeting().ID)
	}
	return strings.Join(list, " ")
}

func TestMeetingByID(t *testing.T) {
	lib, _ := Embedded().Add(nest(map[string]fstest.MapFS{"a": renamed(t, "other")}), "many")
	if _, err := lib.Meeting("none", time.Time{}); err == nil || !strings.Contains(err.Error(), "other") {
		t.Errorf("error: %v", err)
	}
	if b, err := lib.Meeting("", time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)); err != nil || b == nil {
		t.Errorf("the last meeting is not given: %v", err)
	}
}

// A folder that is not there, or holds no meeting, is said.
func TestNoMeetings(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"empty": fstest.MapFS{}, "file": fstest.MapFS{"readme": {}}} {
		if _, found := Embedded().Add(fsys, name); len(found) != 1 || !strings.Contains(found[0].Problem, "no meeting here") {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// FuzzDecode reads whatever stands in a file: it is decoded or refused, and every finding has its place in the file.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("topics:\n  - id: a\n    name: {ar: a, en: a, es: a, fr: a, ru: a, zh: a}\nrules: []\n"))
	f.Add([]byte("rules:\n  - {id: rule.a, topic: a, hedges: [may]}\n"))
	f.Add([]byte("topics: &a [*a]\n---\n? - : [\n"))
	f.Add([]byte("rules: |\n  text\n\t\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, found := read(fstest.MapFS{"rules.yaml": {Data: data}}, "m", "rules.yaml")
		if len(found) == 0 {
			var into folder
			found = d.decode(&into.rules)
		}
		lines := bytes.Count(d.src, []byte("\n")) + 1
		for _, f := range found {
			if f.Problem == "" || f.Mend == "" || f.Line > lines {
				t.Errorf("%+v in %q", f, data)
			}
		}
	})
}

package knowledge

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

const sg11 = "meetings/itu-t-sg11-2021-12"

// folderOf copies an embedded meeting's folder, to be changed.
func folderOf(t testing.TB) fstest.MapFS {
	t.Helper()
	m := make(fstest.MapFS)
	err := fs.WalkDir(sub(embedded, sg11), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(embedded, sg11+"/"+name)
		m[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEmbeddedMeetingsHaveNoFindings(t *testing.T) {
	for _, f := range CheckEmbedded() {
		t.Error(f.Error())
	}
	if n := len(Embedded().Meetings()); n == 0 {
		t.Error("no meeting is embedded")
	}
}

func TestEveryKeyHasAnEntry(t *testing.T) {
	data, err := os.ReadFile("testdata/keys.tsv")
	if err != nil {
		t.Fatal(err)
	}
	b := Embedded().Meetings()[0]
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")[1:]
	for _, line := range lines {
		key, _, _ := strings.Cut(line, "\t")
		if _, ok := b.Entry(key); !ok {
			t.Errorf("no entry has the key %s", key)
		}
	}
	if len(lines) < 80 {
		t.Errorf("only %d keys", len(lines))
	}
}

// Each case spoils one line of a good folder; the finding must stand on that line, and say so.
func TestFindings(t *testing.T) {
	tests := []struct {
		name, file, old, new string
		line                 string // begins the line of the finding, after white space; empty: as new begins
		problem              string
	}{
		{"unknown field", "deadlines.yaml", "date: 2021-11-01", "date: 2021-11-01\n    dte: 2021-11-01", "dte:", `unknown field "dte"`},
		{"missing field", "deadlines.yaml", "date: 2021-11-01\n", "\n", "- id: deadline.registration", `the field "date" is missing`},
		{"missing language", "rules.yaml", "      ru: Чат собрания\n", "", "ar:", "the language ru is missing"},
		{"empty language", "rules.yaml", "ru: Чат собрания", "ru: ''", "ru: ''", "nothing stands after ru"},
		{"unknown language", "rules.yaml", "ru: Чат собрания", "rus: Чат собрания", "rus:", `unknown language "rus"`},
		{"duplicate id", "rules.yaml", "id: rule.visa", "id: rule.fellowships", "- id: rule.fellowships", "stands twice"},
		{"bad id", "rules.yaml", "id: rule.visa", "id: Rule Visa", "- id: Rule Visa", "is not an id"},
		{"id of another kind", "rules.yaml", "id: rule.visa", "id: deadline.visa", "- id: deadline.visa", "does not begin with rule"},
		{"plenary that runs backwards", "agenda.yaml", "first: 13, last: 28", "first: 28, last: 13", "- {session: session.closing-plenary", "are no range"},
		{"dangling see", "welcome.yaml", "session.newcomers]", "session.newcomer]", "see:", `no entry "session.newcomer"`},
		{"dangling gap", "gaps.yaml", "of: [session.bsg-training]", "of: [session.bsg]", "of:", `no entry "session.bsg"`},
		{"dangling place", "rules.yaml", "place: annex-a.interpretation", "place: annex-a.interpreting", "- place: annex-a.interpreting", "has no place"},
		{"unknown topic", "rules.yaml", "topic: interpretation", "topic: interpreting", "topic: interpreting", "no topic"},
		{"unknown shared gap", "gaps.yaml", "- gap.fee\n", "- gap.fees\n", "- gap.fees", "no gap"},
		{"needed entry", "meeting.yaml", "- id: meeting.homepage", "- id: meeting.page", "id: itu-t-sg11-2021-12", `no entry "meeting.homepage"`},
		{"not a day", "deadlines.yaml", "date: 2021-11-01", "date: 1 Nov 2021", "date: 1 Nov 2021", "is not a day"},
		{"day that does not exist", "deadlines.yaml", "date: 2021-11-01", "date: 2021-11-31", "date: 2021-11-31", "is not a day"},
		{"not a time", "schedule.yaml", `start: "12:00"`, `start: "12h"`, "start:", "is not a time of day"},
		{"not a number", "agenda.yaml", "number: 14\n", "number: fourteen\n", "number: fourteen", "is not a whole number"},
		{"not a list", "welcome.yaml", "hedges: [draft]", "hedges: draft", "hedges: draft", "a list should stand here"},
		{"not true or false", "schedule.yaml", "outside: true", "outside: maybe", "outside: maybe", "neither true nor false"},
		{"date outside the meeting", "schedule.yaml", "first: 2021-12-10\n    hedges", "first: 2021-12-11\n    hedges", "first: 2021-12-11", "this is outside"},
		{"inside although said outside", "schedule.yaml", "first: 2021-11-30", "first: 2021-12-02", "outside: true", "lies within the meeting"},
		{"last before first", "schedule.yaml", "last: 2021-12-03", "last: 2021-11-30", "last: 2021-11-30", "before the first"},
		{"deadline after the meeting", "deadlines.yaml", "date: 2021-11-18", "date: 2022-11-18", "date: 2022-11-18", "this deadline is outside"},
		{"wrong weekday", "schedule.yaml", "{date: 2021-12-01, weekday: Wednesday}", "{date: 2021-12-01, weekday: Thursday}", "- {date: 2021-12-01", "is a Wednesday, not a Thursday"},
		{"end before start", "schedule.yaml", `end: "16:00"`, `end: "13:00"`, `end: "13:00"`, "is not after the start"},
		{"slot's end before start", "schedule.yaml", `{number: 2, start: "12:00", end: "13:15"}`, `{number: 2, start: "12:00", end: "11:15"}`, "- {number: 2", "is not after the start"},
		{"hour that the clocks skip", "schedule.yaml", "first: 2021-11-30\n    start: \"14:00\"\n    end: \"16:00\"", "first: 2021-03-28\n    start: \"02:30\"\n    end: \"16:00\"", `start: "02:30"`, "the clocks change"},
		{"meeting ends before it begins", "meeting.yaml", "last: 2021-12-10", "last: 2021-11-10", "last: 2021-11-10", "before it begins"},
		{"unknown zone", "meeting.yaml", "zone: Europe/Zurich", "zone: Europe/Zürich", "zone:", "unknown time zone"},
		{"quote not in the letter", "rules.yaml", "quote: 远程参会将尽力提供。", "quote: 远程参会将全力提供。", "quote: 远程参会将全力提供。", "this quote is not in the letter"},
		{"quote in another place", "rules.yaml", "- place: annex-a.interpretation", "- place: annex-a.remote", "quote: 如果有成员国提出要求", "stands elsewhere"},
		{"anchor not in the letter", "meeting.yaml", "anchor: ANNEX B", "anchor: ANNEX D", "anchor: ANNEX D", "the letter has no"},
		{"anchor twice in the letter", "meeting.yaml", "anchor: ANNEX B", "anchor: SG11 virtual meeting", "anchor: SG11 virtual meeting", "more than once"},
		{"no source", "rules.yaml", "    source:\n      - place: annex-a.interpretation\n        quote: 如果有成员国提出要求，将为开幕和闭幕全体会议提供口译服务。口译服务的申请请至少在会议首日的六个星期之前通过在注册表的相应框中打勾来提出。\n", "", "- id: rule.interpretation", `the field "source" is missing`},
		{"item in no plenary", "agenda.yaml", "first: 13, last: 28", "first: 14, last: 28", "number: 13", "falls in 0 plenaries"},
		{"item in two plenaries", "agenda.yaml", "first: 13, last: 28", "first: 12, last: 28", "number: 12", "falls in 2 plenaries"},
		{"item number lost", "agenda.yaml", "number: 14\n", "number: 15\n", "number: 15", "where item 14 should"},
		{"no such item", "agenda.yaml", "first: 13, last: 28", "first: 13, last: 29", "- {session: session.closing-plenary", "no item 29"},
		{"hour neither stated nor admitted", "schedule.yaml", "    start: \"12:00\"\n", "", "- id: session.opening-plenary", "no start, and no gap admits it"},
		{"gap denies what is stated", "gaps.yaml", "of: [session.closing-plenary]", "of: [session.closing-plenary, session.opening-plenary]", "fields: [start, end]", "states its start"},
		{"number differs", "rules.yaml", "Conformément à la Circulaire TSB 68", "Conformément à la Circulaire TSB 86", "fr:", "lacks 68"},
		{"number from nowhere", "rules.yaml", "en: 'Under TSB Circular 68", "en: 'Under TSB Circular 69", "en: 'Under TSB Circular 69", "stands neither in the entry's fields nor in its quotes"},
		{"another day of the meeting", "schedule.yaml", "en: The opening plenary is held", "en: The opening plenary of 10 December 2021 is held", "en:", "states 2021-12-10, which stands neither"},
		{"date differs", "meeting.yaml", "20 juillet 2021", "21 juillet 2021", "fr:", "lacks 2021-07-20"},
		{"wrong weekday in a text", "meeting.yaml", "20 juillet 2021", "lundi 20 juillet 2021", "fr:", "is a Tuesday, not a Monday"},
		{"address differs", "schedule.yaml", "www.itu.int/go/tsg11).\n    es", "www.itu.int/go/tsg12).\n    es", "en:", "itu.int/go/tsg12"},
		{"hedge lost", "schedule.yaml", "en: The draft time plan divides", "en: The time plan divides", "en: The time plan divides", "has lost its hedge (draft)"},
		{"hedge lost that the English carries", "meeting.yaml", "Le projet d''ordre du jour a été établi", "L''ordre du jour a été établi", "fr:", "has lost its hedge (draft)"},
		{"unknown hedge", "schedule.yaml", "hedges: [planned]", "hedges: [planed]", "hedges: [planed]", "unknown hedge"},
		{"day that its quote does not state", "deadlines.yaml", "date: 2021-11-01", "date: 2021-11-03", "date: 2021-11-03", "2021-11-03 stands in no quote of deadline.registration"},
		{"hour that its quote does not state", "schedule.yaml", "start: \"12:00\"\n    name", "start: \"13:00\"\n    name", "start: \"13:00\"", "13:00 stands in no quote"},
		{"slot's hour that its quote does not state", "schedule.yaml", `start: "12:00", end: "13:15"`, `start: "11:50", end: "13:15"`, "- {number: 2", "11:50 stands in no quote"},
		{"address that its quote does not state", "meeting.yaml", "email: tsbsg11@itu.int", "email: tsbsg12@itu.int", "email:", "tsbsg12@itu.int stands in no quote"},
		{"telephone number that its quote does not state", "meeting.yaml", "phone: +41 22 730 5780", "phone: +41 22 730 5781", "phone:", "+41227305781 stands in no quote"},
		{"meeting's last day", "meeting.yaml", "last: 2021-12-10", "last: 2021-12-17", "last: 2021-12-17", "stands in no quote of meeting.overview"},
		{"letter's date", "meeting.yaml", "date: 2021-07-20", "date: 2021-07-21", "date: 2021-07-21", "stands in no quote of meeting.letter"},
		{"blank quote", "rules.yaml", "quote: 远程参会将尽力提供。", "quote: ''", "quote: ''", "nothing stands after quote:"},
		{"escape in a name", "meeting.yaml", "en: Geneva", "en: \"\\e[31mGeneva\"", "en:", "hidden character U+001B"},
		{"mark of direction", "rules.yaml", "ru: Чат собрания", "ru: \"Чат \u202eсобрания\"", "ru:", "U+202E"},
		{"weekday beside a date without a year", "schedule.yaml", "en: The opening plenary is held", "en: On Thursday 1 December the opening plenary is held", "en: On Thursday", "2021-12-01 is a Wednesday, not a Thursday"},
		{"weekday in Chinese numerals", "schedule.yaml", "zh: 开幕全体会议", "zh: 十二月一日星期四，开幕全体会议", "zh: 十二月", "2021-12-01 is a Wednesday, not a Thursday"},
		{"slot's number that its quote does not state", "schedule.yaml", "{number: 5, ", "{number: 7, ", "- {number: 7", "7 stands in no quote of timeplan.slots"},
		{"plenary's items that no quote states", "agenda.yaml", "first: 1, last: 12", "first: 1, last: 9", "- {session: session.opening-plenary", "9 stands in no quote of agenda.split"},
		{"Arabic-Indic digits", "rules.yaml", "الرسالة المعممة 68", "الرسالة المعممة ٨٦", "ar:", "lacks 68"},
		{"Chinese numeral", "rules.yaml", "会议首日的6个星期", "会议首日的十二个星期", "zh:", "states 12"},
		{"number in words", "rules.yaml", "6 semaines", "sept semaines", "fr:", "states 7"},
		{"address without a path", "rules.yaml", "www.itu.int/go/tsg11). Delegates", "www.itu.org). Delegates", "en:", "states itu.org"},
		{"hedge that the English alone has lost", "meeting.yaml", "The draft agenda was drawn up", "The agenda was drawn up", "en: The letter speaks", "has lost its hedge (draft)"},
		{"number in the meeting's name", "meeting.yaml", "name:\n  ar: لجنة الدراسات 11", "name:\n  ar: لجنة الدراسات 13", "ar:", "lacks 11"},
		{"blank alias", "rules.yaml", "ru: [", "ru: [\"\", ", "ru:", "an element of this list is blank"},
		{"gap that leads nowhere", "gaps.yaml", "see: [contact.secretariat]", "see: []", "see: []", "names nobody to ask"},
		{"step that rests on nothing", "welcome.yaml", "see: [rule.documents.access]", "see: []", "see: []", "rests on no entry"},
		{"step's id", "welcome.yaml", "id: step.account", "id: account", "- id: account", "not the id of one step"},
		{"word that is no term", "welcome.yaml", "words: [term.", "words: [term.x-", "words:", "has no term"},
		{"unknown gap field", "gaps.yaml", "fields: [email]", "fields: [mail]", "fields: [mail]", "has no field \"mail\" to leave open"},
		{"gap without fields", "gaps.yaml", "    fields: [email]\n", "", "- id: gap.", "belong together"},
		{"gap with an entry's id", "gaps.yaml", "id: gap.closing-plenary-hour", "id: session.closing-plenary", "- id: session.closing-plenary", "does not begin with gap"},
		{"shared gap named twice", "gaps.yaml", "- gap.fee\n", "- gap.fee\n  - gap.fee\n", "- gap.fee", "is named twice"},
		{"address that is none", "meeting.yaml", "email: tsbsg11@itu.int", "email: tsbsg11", "email: tsbsg11", "is no address"},
		{"short quote", "rules.yaml", "quote: 远程参会将尽力提供。", "quote: 远", "quote: 远", "too short"},
		{"zone without an hour", "deadlines.yaml", "date: 2021-11-01", "date: 2021-11-01\n    zone: Asia/Tokyo", "zone: Asia/Tokyo", "without an hour"},
		{"question of a zone that is none", "questions.jsonl", `"tz": "`, `"tz": "Moon/`, `{"id"`, "unknown time zone"},
		{"question twice", "questions.jsonl", `"id": "ar-sched-02"`, `"id": "ar-sched-01"`, `{"id": "ar-sched-01"`, "stands on line 1 too"},
		{"question with a field that is none", "questions.jsonl", `"also"`, `"allso"`, `{"id"`, `unknown field "allso"`},
		{"question without a field", "questions.jsonl", `"expect"`, `"also"`, `{"id"`, `the field "expect" is missing`},
		{"question set", "questions.jsonl", `"expect": ["session.opening-plenary"]`, `"expect": ["session.opening"]`, `{"id": "ar-sched-01"`, `no entry has the key "session.opening"`},
		{"question set that is not JSON", "questions.jsonl", `{"id": "ar-sched-01", `, `{"id": "ar-sched-01" `, `{"id": "ar-sched-01"`, "is not a question"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			folder := folderOf(t)
			src := string(folder[tt.file].Data)
			if !strings.Contains(src, tt.old) {
				t.Fatalf("%s has no %q", tt.file, tt.old)
			}
			folder[tt.file] = &fstest.MapFile{Data: []byte(strings.Replace(src, tt.old, tt.new, 1))}
			lines := strings.Split(string(folder[tt.file].Data), "\n")
			found := Check(folder, "m")
			for _, f := range found {
				if f.Mend == "" || f.Excerpt == "" || f.Line < 1 || f.Column < 1 {
					t.Errorf("finding without advice, excerpt or place: %+v", f)
				}
				if f.File == "m/"+tt.file && strings.Contains(f.Problem, tt.problem) && strings.HasPrefix(strings.TrimSpace(lines[f.Line-1]), tt.line) {
					return
				}
			}
			t.Errorf("not found on a line %q: %q; found %v", tt.line, tt.problem, found)
		})
	}
}

// Several things wrong at once are all shown, in the order of the files' lines.
func TestEveryFindingAtOnce(t *testing.T) {
	folder := folderOf(t)
	spoil := func(file, old, new string) {
		folder[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(folder[file].Data), old, new, 1))}
	}
	spoil("deadlines.yaml", "date: 2021-11-01", "date: 2022-11-01")
	spoil("deadlines.yaml", "date: 2021-10-01", "date: 2021-13-01")
	spoil("rules.yaml", "topic: interpretation", "topik: interpretation")
	spoil("rules.yaml", "quote: 远程参会将尽力提供。", "quote: nowhere")
	var got []string
	for _, f := range Check(folder, "m") {
		got = append(got, fmt.Sprintf("%s %s", f.File, f.Problem))
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{"deadlines.yaml \"2021-13-01\" is not a day", "deadlines.yaml the letter is of", `rules.yaml unknown field "topik"`, "rules.yaml this quote is not in the letter"} {
		if !strings.Contains(all, want) {
			t.Errorf("not found: %s\n%s", want, all)
		}
	}
}

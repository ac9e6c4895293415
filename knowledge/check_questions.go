package knowledge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/token"
)

// questionFile is a meeting's question set, one JSON object a line. A folder need not have one.
const questionFile = "questions.jsonl"

// question is a line of a question set; the last row says where it comes from, and is not read.
type question struct {
	ID      string     `json:"id"`
	Lang    Lang       `json:"lang"`
	Now     time.Time  `json:"now"`
	Zone    string     `json:"tz"`
	Turns   []string   `json:"turns"`
	Text    string     `json:"q"`
	Expect  []string   `json:"expect"`
	Or      [][]string `json:"or"`
	Also    []string   `json:"also"`
	Say     []string   `json:"say"`
	Never   []string   `json:"never"`
	Verdict string     `json:"verdict"`

	Kind, Source, Original, Adapted, Original_note any
}

var questionFields = strings.Fields("id lang now tz turns q expect or also say never verdict kind source original adapted original_note")

// checkQuestions proves the question set: each line is a question with an id of its own, a language, an instant, a zone that
// exists, and keys that are entries.
func checkQuestions(fsys fs.FS, name string, f *folder) []Finding {
	if _, err := fs.Stat(fsys, questionFile); err != nil {
		return nil
	}
	d, found := read(fsys, name, questionFile)
	if len(found) > 0 {
		return found
	}
	known := make(map[string]bool)
	for _, t := range Terms().All() {
		known[t.ID] = true
	}
	for _, e := range f.entries() {
		known[e.ID] = true
	}
	seen := make(map[string]int) // id to the line that has it
	n := 0
	for line := range bytes.Lines(d.src) {
		n++
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		report := func(word, problem, mend string) {
			column := len([]rune(string(line[:max(0, bytes.Index(line, []byte(word)))]))) + 1
			found = append(found, d.find(&token.Position{Line: n, Column: column}, problem, mend))
		}
		q, ok := readQuestion(line, report)
		if !ok {
			continue
		}
		if first := seen[q.ID]; first > 0 {
			report(`"id"`, fmt.Sprintf("the question %q stands on line %d too", q.ID, first), "give each question an id of its own")
		}
		seen[q.ID] = n
		if _, err := LoadZone(q.Zone); q.Zone != "" && err != nil {
			problem, mend, _ := strings.Cut(err.Error(), ": ")
			report(`"tz"`, problem, mend)
		}
		keys := slices.Sorted(slices.Values(slices.Concat(q.Expect, q.Also, slices.Concat(q.Or...))))
		for _, key := range slices.Compact(keys) {
			if !known[key] {
				report(`"`+key+`"`, fmt.Sprintf("no entry has the key %q", key), nearestID(key, known))
			}
		}
	}
	return found
}

func readQuestion(line []byte, report func(word, problem, mend string)) (q question, ok bool) {
	const form = `write one JSON object a line: {"id": "en-01", "lang": "en", "now": "2021-11-10T09:00:00Z", "q": "…", "expect": ["…"]}`
	var fields map[string]json.RawMessage
	err := json.Unmarshal(line, &fields)
	if err == nil {
		err = json.Unmarshal(line, &q)
	}
	if err != nil {
		report("", "this line is not a question: "+err.Error(), form)
		return q, false
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(questionFields, name) {
			report(`"`+name+`"`, fmt.Sprintf("unknown field %q", name), "one of these can stand here: "+strings.Join(questionFields, ", "))
		}
	}
	for _, name := range []string{"id", "lang", "now", "q", "expect"} {
		if _, there := fields[name]; !there {
			report("", fmt.Sprintf("the field %q is missing", name), form)
			ok = false
		}
	}
	return q, true
}

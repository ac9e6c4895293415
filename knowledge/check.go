package knowledge

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/token"
)

// Check proves a meeting's folder, with its question set, and returns every finding; name stands before the files' names.
// Folders of meetings are checked one after the other. At most maxFindings a folder are returned.
func Check(fsys fs.FS, name string) (found []Finding) {
	entries, _ := fs.ReadDir(fsys, ".")
	taken := make(map[string]string) // id to the folder that has it
	for _, e := range entries {
		if !holdsMeeting(fsys, e.Name()) {
			continue
		}
		id, more := checkOne(sub(fsys, e.Name()), path.Join(name, e.Name()))
		found = append(found, more...)
		if taken[id] != "" {
			found = append(found, twice(path.Join(name, e.Name(), "meeting.yaml"), id, taken[id]))
		}
		taken[id] = e.Name()
	}
	if len(taken) > 0 {
		return found
	}
	_, found = checkOne(fsys, name) // a meeting's folder, or one that lacks its files
	return found
}

// CheckEmbedded proves the meetings that the program carries.
func CheckEmbedded() []Finding { return Check(sub(embedded, "meetings"), "") }

// maxFindings bounds what a hopeless folder prints.
const maxFindings = 500

func checkOne(fsys fs.FS, name string) (id string, found []Finding) {
	f, found := readFolder(fsys, name)
	if f.whole { // what could not be read would dangle everywhere
		found = append(found, prove(f)...)
		found = append(found, checkQuestions(fsys, name, f)...)
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		if n := strings.Compare(a.File, b.File); n != 0 {
			return n
		}
		return a.Line - b.Line
	})
	found = slices.Compact(found)
	if len(found) > maxFindings {
		found = append(found[:maxFindings], Finding{File: name, Problem: fmt.Sprintf("%d more findings", len(found)-maxFindings), Mend: "mend these first"})
	}
	return f.meeting.ID, found
}

// checkQuestions proves that every key that questions.jsonl names is an entry. A folder need not have one.
func checkQuestions(fsys fs.FS, name string, f *folder) (found []Finding) {
	const file = "questions.jsonl"
	if _, err := fs.Stat(fsys, file); err != nil {
		return nil
	}
	d, found := read(fsys, name, file)
	if len(found) > 0 {
		return found
	}
	known := make(map[string]bool)
	for _, e := range f.entries() {
		known[e.ID] = true
	}
	lines := bufio.NewScanner(bytes.NewReader(d.src))
	lines.Buffer(nil, maxFile)
	for n := 1; lines.Scan(); n++ {
		var q struct {
			Expect []string
			Or     [][]string
			Also   []string
		}
		at := &token.Position{Line: n, Column: 1}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			found = append(found, d.find(at, "this line is not a question: "+err.Error(), "write one JSON object a line, with expect, or and also as lists of keys"))
			continue
		}
		keys := make(map[string]bool)
		for _, key := range slices.Concat(q.Expect, q.Also, slices.Concat(q.Or...)) {
			keys[key] = true
		}
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			if !known[key] && !strings.HasPrefix(key, "term.") {
				at.Column = len([]rune(string(lines.Bytes()[:max(0, bytes.Index(lines.Bytes(), []byte(`"`+key+`"`)))]))) + 1
				found = append(found, d.find(at, fmt.Sprintf("no entry has the key %q", key), nearestID(key, known)))
			}
		}
	}
	return found
}

// prover gathers the findings of the rules.
type prover struct {
	*folder
	found []Finding
	byID  map[string]held
}

// rules of a folder, each a question that is asked of all its entries.
var proofs = []func(*prover){
	(*prover).ids,
	(*prover).references,
	(*prover).days,
	(*prover).hours,
	(*prover).plan,
	(*prover).agendaInPlenaries,
	(*prover).openFields,
	(*prover).letterAndQuotes,
	(*prover).texts,
	(*prover).hedges,
	(*prover).sameInAllLanguages,
	(*prover).fieldsInQuotes,
}

func prove(f *folder) []Finding {
	p := &prover{folder: f, byID: make(map[string]held)}
	for _, proof := range proofs {
		proof(p)
	}
	return p.found
}

// report adds a finding at the first of the fields, given by address, that stands in a file.
func (p *prover) report(problem, mend string, fields ...any) {
	for _, field := range fields {
		if s, ok := p.at[field]; ok {
			p.found = append(p.found, s.find(problem, mend))
			return
		}
	}
}

// nearestID advises on a key that no entry has.
func nearestID[V any](key string, known map[string]V) string {
	if near := Nearest(key, slices.Sorted(maps.Keys(known))); near != "" {
		return "did you mean " + near + "?"
	}
	return "name an entry that exists, or add it"
}

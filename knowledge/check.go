package knowledge

import (
	"io/fs"
	"maps"
	"slices"
)

// Check proves a meeting's folder, with its question set, and returns every finding; name stands before the files' names.
// Folders of meetings are checked one after the other. At most maxFindings a folder are returned.
func Check(fsys fs.FS, name string) []Finding {
	_, found := load(fsys, name, checkQuestions)
	return found
}

// CheckEmbedded proves the meetings that the program carries, and what all meetings share.
func CheckEmbedded() []Finding {
	return append(checkShared(), Check(sub(embedded, "meetings"), "")...)
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
	(*prover).addresses,
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

// report adds a finding at the first of the fields, given by address, that stands in a file, else at the meeting's id.
func (p *prover) report(problem, mend string, fields ...any) {
	for _, field := range append(fields, &p.meeting.ID) {
		if s, ok := p.at[field]; ok {
			p.found = append(p.found, s.find(problem, mend))
			return
		}
	}
	p.found = append(p.found, Finding{File: "meeting.yaml", Problem: problem, Mend: mend})
}

// nearestID advises on a key that no entry has.
func nearestID[V any](key string, known map[string]V) string {
	if near := Nearest(key, slices.Sorted(maps.Keys(known))); near != "" {
		return "did you mean " + near + "?"
	}
	return "name an entry that exists, or add it"
}

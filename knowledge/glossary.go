package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Glossary is the words of the trade, shared by all meetings. It states nothing of any meeting: each term rests on a document of its
// own. It is immutable and safe for concurrent use; what its methods return must not be changed.
type Glossary struct {
	file  glossaryFile
	names map[string][]string // folded name or alias in any language to the ids of terms
}

type glossaryFile struct {
	Documents []Document `yaml:"documents"`
	Terms     []Term     `yaml:"terms"`
}

// Document is what a term rests on: a Recommendation, a Resolution, a circular.
type Document struct {
	ID   string `yaml:"id"`
	Name Text   `yaml:"name"` // as it is cited: Recommendation ITU-T A.8
}

// Term is a word of the trade that a first-time delegate may not know.
type Term struct {
	ID      string   `yaml:"id"` // term.td
	Name    Text     `yaml:"name"`
	Text    Text     `yaml:"text"` // what it means, in a sentence or two; the first stands for itself
	Aliases Aliases  `yaml:"aliases"`
	Source  []string `yaml:"source"` // ids of documents
}

func (t Term) id() string     { return t.ID }
func (d Document) id() string { return d.ID }

// Terms returns the glossary that the program carries, read once.
func Terms() *Glossary { return embeddedGlossary() }

var embeddedGlossary = sync.OnceValue(func() *Glossary {
	g := &Glossary{names: make(map[string][]string)}
	mustRead("glossary.yaml", &g.file)
	add := func(id, name string) {
		if name = Fold(name); !slices.Contains(g.names[name], id) {
			g.names[name] = append(g.names[name], id)
		}
	}
	for _, t := range g.file.Terms {
		add(t.ID, t.ID)
		add(t.ID, strings.TrimPrefix(t.ID, "term."))
		for _, l := range Langs() {
			add(t.ID, t.Name.In(l))
			for _, alias := range t.Aliases.In(l) {
				add(t.ID, alias)
			}
		}
	}
	return g
})

// All lists the terms in the glossary's order.
func (g *Glossary) All() []Term { return g.file.Terms }

// Term returns a term by id: term.td.
func (g *Glossary) Term(id string) (Term, bool) { return find(g.file.Terms, id) }

// Named returns the ids of the terms that a name, an alias in any language or an id (with or without term.) names, white space and
// case apart.
func (g *Glossary) Named(words string) []string { return g.names[Fold(words)] }

// Documents lists what a term rests on.
func (g *Glossary) Documents(t Term) (list []Document) {
	for _, id := range t.Source {
		if d, ok := find(g.file.Documents, id); ok {
			list = append(list, d)
		}
	}
	return list
}

// checkShared proves the files that all meetings share: the glossary and the common gaps.
func checkShared() []Finding {
	p := &prover{folder: &folder{at: make(map[any]spot)}, byID: make(map[string]held)}
	var glossary glossaryFile
	var gaps struct {
		Gaps []Gap `yaml:"gaps"`
	}
	for name, into := range map[string]any{"glossary.yaml": &glossary, "gaps.yaml": &gaps} {
		d, found := read(embedded, "", name)
		if len(found) == 0 {
			found = d.decode(into)
		}
		p.found = append(p.found, found...)
		for field, at := range d.at {
			p.at[field] = spot{d, at}
		}
	}
	for i := range gaps.Gaps {
		p.compare(&gaps.Gaps[i].Name, new(stated))
		p.compare(&gaps.Gaps[i].Text, new(stated))
	}
	p.glossary(&glossary)
	return inOrder("", p.found)
}

// glossary: every term has an id of its own, a document that is there and names that lead to it alone; its texts say the same in
// every language.
func (p *prover) glossary(g *glossaryFile) {
	used, seen := make(map[string]bool), make(map[string]bool)
	documents := make(map[string]bool)
	for i := range g.Documents {
		documents[g.Documents[i].ID] = true
		p.compare(&g.Documents[i].Name, nil)
	}
	names := make(map[string]string) // language and folded name to the term that has it
	for i := range g.Terms {
		t := &g.Terms[i]
		p.id(&t.ID)
		if !strings.HasPrefix(t.ID, "term.") || seen[t.ID] {
			p.report(fmt.Sprintf("%q is not the id of one term", t.ID), "begin it with term. and give each term its own", &t.ID)
		}
		seen[t.ID] = true
		if len(t.Source) == 0 {
			p.report(t.ID+" rests on nothing", "name a document under source", &t.ID)
		}
		for j := range t.Source {
			used[t.Source[j]] = true
			if !documents[t.Source[j]] {
				p.report(fmt.Sprintf("there is no document %q", t.Source[j]), nearestID(t.Source[j], documents), &t.Source[j])
			}
		}
		p.compare(&t.Name, nil)
		p.compare(&t.Text, nil)
		for l := range t.Aliases {
			for j := range t.Aliases[l] {
				alias := &t.Aliases[l][j]
				key := Lang(l).String() + " " + Fold(*alias)
				if other := names[key]; other != "" && other != t.ID {
					p.report(fmt.Sprintf("%q names %s too", *alias, other), "keep it with one of them", alias)
				}
				names[key] = t.ID
			}
		}
	}
	for i := range g.Documents {
		if d := &g.Documents[i]; !used[d.ID] {
			p.report(fmt.Sprintf("no term rests on %q", d.ID), "remove it, or name it under source", &d.ID)
		}
	}
}

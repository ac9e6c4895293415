package commands

import (
	"slices"
	"strings"
	"time"

	"usher/commands/text"
	"usher/knowledge"
)

// Reply is an answer, free of any platform.
type Reply struct {
	Command   string         `json:"command"`
	Lang      knowledge.Lang `json:"lang"`
	Blocks    []Block        `json:"blocks"`
	Keys      []string       `json:"keys"`          // ids of the entries that the answer rests on; none: it is declined
	Citations []Citation     `json:"citations"`     // where the letter says it: each source of the keys and of what is told beside them
	Gap       string         `json:"gap,omitempty"` // id of the gap that a declined question falls into
	Verdict   Verdict        `json:"verdict,omitempty"`
	Effects   []Effect       `json:"effects,omitempty"`

	Suggestions []Suggestion `json:"suggestions,omitempty"` // what can be asked next

	aside []string // ids of entries that are told beside what was asked: cited, not among the keys
}

// Verdict is the answer to a yes/no question, as it was asked.
type Verdict string

// The verdicts.
const (
	Yes     Verdict = "yes"
	No      Verdict = "no"
	Unknown Verdict = "unknown" // the letter does not say
)

// Judge sets the verdict; yes and no become the reply's first words.
func (r *Reply) Judge(req Request, v Verdict) {
	r.Verdict = v
	first := ""
	switch v {
	case Yes:
		first = req.printer().Text("verdict.yes", nil)
	case No:
		first = req.printer().Text("verdict.no", nil)
	default:
		return // what is missing is told already
	}
	r.Blocks = slices.Insert(r.Blocks, 0, Block(Paragraph{text.Bold(first)}))
}

// Clock says in which zone the reply shows hours where what was named has others too: CST, Brazil. Of the others one of each hour is told.
func (r *Reply) Clock(req Request, others []*time.Location) {
	noon := req.Base.Meeting().First.At(knowledge.Clock{}, req.Base.Zone()).Add(12 * time.Hour)
	_, taken := noon.In(req.Zone).Zone()
	seen := map[int]bool{taken: true}
	var cities []string
	for _, z := range others {
		_, offset := noon.In(z).Zone()
		if !seen[offset] && len(cities) < maxReadings {
			cities = append(cities, req.printer().City(z))
		}
		seen[offset] = true
	}
	if len(cities) > 0 {
		r.say(req.say("zone.read", text.Args{"city": req.printer().City(req.Zone), "cities": strings.Join(cities, req.printer().Text("list.comma", nil))}))
	}
}

// maxReadings bounds how many other readings of a zone's name are told.
const maxReadings = 4

// Block is a part of a reply.
type Block interface{ block() }

// Paragraph is a sentence or several.
type Paragraph struct {
	Line text.Line `json:"line"`
}

// List is a list of lines.
type List struct {
	Items []text.Line `json:"items"`
}

// Fields are labels with their values.
type Fields struct {
	Fields []Field `json:"fields"`
}

// Field is a label with its value.
type Field struct {
	Label text.Line `json:"label"`
	Value text.Line `json:"value"`
}

// Quote is the letter's own words, in the letter's language.
type Quote struct {
	Text string `json:"text"`
}

// Section is a title with what belongs under it, and the ids of the entries and terms that it rests on: their places are shown with
// it. A step of the welcome pack has its id, under which progress can be kept.
type Section struct {
	ID    string      `json:"id,omitempty"` // step.registration
	Title text.Line   `json:"title"`
	Lines []text.Line `json:"lines,omitempty"`
	Keys  []string    `json:"keys"`
}

// File is a file to keep: a calendar. Platforms hand it over as such.
type File struct {
	Name string `json:"name"`
	Type string `json:"type"` // text/calendar
	Data []byte `json:"data"` // base64 in JSON
}

func (Section) block()   {}
func (File) block()      {}
func (Paragraph) block() {}
func (List) block()      {}
func (Fields) block()    {}
func (Quote) block()     {}

// Citation is where the letter says what an answer says or, of a term, the document that it rests on.
type Citation struct {
	Key      string `json:"key"`
	Document string `json:"document"` // in the language of the reply
	Place    string `json:"place"`    // likewise; a term has none
	Quote    string `json:"quote"`    // in the letter's language; likewise
}

// say adds a paragraph; an empty line, or one that the reply holds already, adds none.
func (r *Reply) say(line text.Line) {
	if len(line) > 0 && !slices.ContainsFunc(r.Blocks, func(b Block) bool {
		p, ok := b.(Paragraph)
		return ok && slices.Equal(p.Line, line)
	}) {
		r.Blocks = append(r.Blocks, Paragraph{line})
	}
}

// section adds a section and cites what it rests on.
func (r *Reply) section(s Section) {
	r.Blocks = append(r.Blocks, s)
	r.cite(s.Keys...)
}

func (r *Reply) list(items ...text.Line) {
	if len(items) > 0 {
		r.Blocks = append(r.Blocks, List{items})
	}
}

// rest adds keys that the answer rests on.
func (r *Reply) rest(keys ...string) {
	for _, k := range keys {
		if !slices.Contains(r.Keys, k) {
			r.Keys = append(r.Keys, k)
		}
	}
}

// cite adds the places of entries that are told beside what was asked.
func (r *Reply) cite(ids ...string) { r.aside = append(r.aside, ids...) }

// finish adds what every reply carries.
func (r *Reply) finish(req Request, command string) *Reply {
	r.Command, r.Lang, r.Citations = command, req.Lang, []Citation{}
	for _, e := range r.Effects {
		if c, ok := e.(Choice); ok && c.Lang != nil { // it speaks the language that was chosen
			r.Lang = *c.Lang
		}
	}
	if r.Keys == nil {
		r.Keys = []string{}
	}
	var cited []string
	for _, key := range slices.Concat(r.Keys, r.aside) {
		if slices.Contains(cited, key) {
			continue
		}
		cited = append(cited, key)
		if term, ok := knowledge.Terms().Term(key); ok {
			for _, d := range knowledge.Terms().Documents(term) {
				r.Citations = append(r.Citations, Citation{Key: key, Document: d.Name.In(req.Lang)})
			}
		}
		entry, _ := req.Base.Entry(key)
		for _, s := range entry.Source {
			r.Citations = append(r.Citations, Citation{
				Key:      key,
				Document: req.Base.Meeting().Letter.Name.In(req.Lang),
				Place:    req.Base.Place(s).Name.In(req.Lang),
				Quote:    s.Quote,
			})
		}
	}
	r.suggestNext(req)
	return r
}

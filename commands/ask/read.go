package ask

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"usher/commands"
	"usher/commands/ask/meaning"
	"usher/commands/ask/where"
	"usher/knowledge"
)

// Reading is what was understood of a question.
type Reading struct {
	to          addressing
	label       string // what it is about: an entry's or gap's id, or another thing that one can ask
	zone        *time.Location
	place       where.Place // of the zone; none where the zone was said before
	gap         string
	command     string
	ids         []string
	from, until knowledge.Day
	slot        *int
	items       []string
	which       string // of the deadlines: next, open, passed
	entities    entities
	follows     bool     // it asks for what was asked before, elsewhere or on another day
	earlier     *Reading // of a question that the letter leaves open: what was asked before it

	question meaning.Question // as the model hears it
	subject  float64          // the chance that it asks for a subject of the agenda, once the subject's own words are taken out
	topical  float64          // the chance that it asks for a subject of the agenda, as it stands
	odd      float64          // how many of its words are strange,
	telling  int              // among how many that tell something

	// For whoever maintains the vocabularies.
	lang    knowledge.Lang
	topics  []meaning.Chance
	hits    []hit
	forms   [4]float64
	because string
}

func (q Reading) empty() bool { return q.command == "" && q.gap == "" }

// read understands a question after the one before it.
func (a *Asker) read(r commands.Request, question Question, before Reading) (q Reading) {
	r.Lang = language(a.model(), question.Text, r.Lang)
	q.to = a.address(r, question, before)
	r = q.to.request(r)
	v := vocabulary()[r.Lang]
	x := a.index(r.Base)
	q.lang, q.entities = r.Lang, x.find(r, question.Text)
	e := q.entities
	place := e.place(r.Base.Zone())
	q.zone, q.place = place.Zone, place
	if len(e.words) == 0 {
		return q
	}
	if term := v.term(e.words); term != "" {
		q.command, q.ids, q.label, q.because = "what", []string{term}, term, "a word of the trade"
		return q
	}
	concepts := meaning.ConceptsOf(e.said)
	general := meaning.Question{Words: e.masked, Concepts: concepts, Asked: e.asked, Context: contextOf(before), Known: func(w string) bool { return x.known[w] }}
	heard := a.model().Hear(general)
	q.question, q.topics = general, heard.Topics()
	defer func() { q.forms = heard.Form(learntAs(q.label)) }()
	q.odd, q.telling = q.strange(a.model(), x)
	q.hits = x.match(e.masked, concepts, r.Lang)
	if !before.empty() && q.namesOnlyAGroup() {
		q.continueWith(before)
		return q
	}
	if q.items = e.items; len(q.items) == 0 && kind(before.label) == "agenda" {
		q.items = bareItems(e.words, before)
	}
	if slot := v.slot(e.words, r.Lang); slot != nil && len(r.Base.Slots().List) > 0 && *slot <= r.Base.Slots().List[len(r.Base.Slots().List)-1].Number {
		q.slot, q.command, q.label, q.because = slot, "schedule", "timeplan.slots", "a session by its number"
		return q
	}
	if len(q.items) > 0 && !e.other {
		q.byNumber(r)
		return q
	}
	if i := slices.IndexFunc(q.hits, func(h hit) bool { return kind(h.id) == "agenda" }); i >= 0 && q.hits[i].score > vague {
		about := general
		about.Concepts = nil
		about.Words = q.hits[i].without(e.masked, "«topic»")
		q.subject = chance(a.model().Hear(about).Topics(), "agenda.topic")
	}
	q.topical = chance(q.topics, "agenda.topic")
	q.topics = fuse(q.topics, q.hits, q.subject, q.says("item"))
	a.choose(r, &q, before)
	if q.empty() && q.because == "" {
		q.because = "nothing is sure enough"
	}
	return q
}

// structural are the concepts of a meeting's frame: a name that is said by these alone is not said.
var structural = []string{"agenda", "item", "sub-item", "number", "opening", "closing", "plenary", "session", "meeting", "first", "last", "next", "previous"}

// byNumber takes the items that are named by their numbers: a sub-item where its name stands beside the number of its item, the
// division of the agenda where the numbers are those of a plenary.
func (q *Reading) byNumber(r commands.Request) {
	q.command, q.label, q.because = "agenda", "agenda.item", "an item by its number"
	if len(q.items) != 1 {
		return
	}
	if n, err := strconv.Atoi(q.items[0]); err == nil {
		if step := q.beside(); step != 0 {
			q.items[0] = strconv.Itoa(n + step)
			return
		}
	}
	for _, p := range r.Base.Plenaries() {
		if q.items[0] == strconv.Itoa(p.First)+"-"+strconv.Itoa(p.Last) {
			q.items, q.ids, q.label = nil, []string{"agenda.split"}, "agenda.split"
			return
		}
	}
	least := naming
	if q.says("sub-item") {
		least = loose
	}
	for _, h := range q.hits {
		if h.score >= least && strings.HasPrefix(h.id, "agenda."+q.items[0]+".") && !h.saysOnly(structural...) {
			q.items, q.ids, q.label = nil, []string{h.id}, h.id
			return
		}
	}
	if letters := lettersOf(r.Base, q.items[0]); q.says("sub-item") && len(letters) > 0 {
		q.items = letters
	}
}

// beside is 1 where the item behind a number is asked for, -1 for the one before it: what comes after item 18? Else it is 0.
func (q *Reading) beside() int {
	number := slices.Index(q.entities.masked, "«n»")
	for _, s := range q.entities.said {
		if s.End > number || number-s.End > 3 {
			continue
		}
		switch s.Concept {
		case "after":
			return 1
		case "before":
			return -1
		}
	}
	return 0
}

// lettersOf are the sub-items of an item by its number, as AgendaArgs takes them.
func lettersOf(b *knowledge.Base, number string) (list []string) {
	item, _ := b.Item("agenda." + number)
	for _, sub := range item.Sub {
		list = append(list, number+"."+sub.Letter)
	}
	return list
}

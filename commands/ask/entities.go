package ask

import (
	"slices"
	"strings"
	"time"

	"usher/commands"
	"usher/commands/ask/meaning"
	"usher/commands/ask/when"
	"usher/commands/ask/where"
	"usher/commands/ask/words"
	"usher/knowledge"
)

// entities are what a question names beside its subject, and its words with these replaced by placeholders.
type entities struct {
	words  []string // as typed, folded
	taken  []string // the placeholder of each word; empty: none
	masked []string // with «date», «time», «place», «group», «other», «event» and «n» in the place of what they stand for
	asked  bool     // it has a question mark

	concepts []string       // that its words say
	said     []meaning.Said // what its masked words say
	items    []string       // numbers of items that it names, as AgendaArgs takes them
	spans    []when.Span
	places   []where.Place
	other    bool     // another group, of which nothing is known here
	year     bool     // a year in which nothing of this meeting falls
	events   []string // ids of the events that it names
}

// maxWords bounds how many words of a question are read: nobody asks in more, and time grows with them.
const maxWords = 500

// find reads the entities of a question, with misspelt words put right that name none.
func (x *index) find(r commands.Request, question string) entities {
	list := words.Of(dashes.ReplaceAllString(lettered.ReplaceAllString(question, "$1.$2 "), "$1-$2"))
	list = list[:min(len(list), maxWords)]
	e := x.entities(r, list)
	if spelt, changed := x.spell(e); changed {
		e = x.entities(r, spelt)
	}
	e.asked = strings.ContainsAny(question, "?？؟")
	return e
}

// maxSpelt bounds how many words of a question are looked into.
const maxSpelt = 6

func (x *index) spell(e entities) (spelt []string, changed bool) {
	known := func(w []byte) bool { return x.known[string(w)] }
	tries := 0
	for i, w := range e.words {
		if e.taken[i] != "" || x.known[w] || tries == maxSpelt || !x.model.Doubtful(w) || len(meaning.Saying(e.words[i:i+1])) > 0 {
			continue
		}
		tries++
		if right, ok := x.model.Spell(w, known); ok {
			if !changed {
				spelt, changed = slices.Clone(e.words), true
			}
			spelt[i] = right
		}
	}
	return spelt, changed
}

func (x *index) entities(r commands.Request, list []string) entities {
	e := entities{words: list, concepts: meaning.Concepts(list), taken: make([]string, len(list))}
	v := vocabulary()[r.Lang]
	m := r.Base.Meeting()
	taken := e.taken
	take := func(at, end int, as string) bool {
		for i := at; i < end; i++ {
			if taken[i] != "" {
				return false
			}
		}
		for i := at; i < end; i++ {
			taken[i] = as
		}
		return true
	}
	x.events.find(e.words, false, func(at int, n named) bool {
		taken := take(at, at+len(n.words), "«event»")
		if taken && !slices.Contains(e.events, n.id) {
			e.events = append(e.events, n.id)
		}
		return taken
	})
	x.group.find(e.words, true, func(at int, n named) bool { return take(at, at+len(n.words), "«group»") })
	for _, s := range v.foreigners(e.words, x) {
		if take(s[0], s[1], "«other»") {
			e.other = true
		}
	}
	items, from, to := v.items(e.words, r.Lang)
	e.items = items
	take(from, to, "«n»")
	places := where.Find(e.words, r.Lang)
	for _, s := range when.Find(e.words, r.Lang, when.Context{Today: knowledge.DayOf(r.Now, r.Zone), First: m.First, Last: m.Last}) {
		if slices.ContainsFunc(places, func(p where.Place) bool { return p.At < s.End && s.End < p.End }) {
			continue // Сент-Люсия is no September
		}
		as := "«date»"
		if s.Hour != nil {
			as = "«time»"
		}
		if take(s.At, s.End, as) {
			e.spans = append(e.spans, s)
		}
	}
	if len(e.items) == 0 && slices.Contains(e.concepts, "agenda") { // agenda 14 to 16
		for i, w := range e.words {
			if _, ok := itemNumber(w); !ok && !itemRange.MatchString(w) || taken[i] != "" {
				continue
			}
			if list, n := v.numbers(e.words[i:], r.Lang); take(i, i+n, "«n»") {
				e.items = list
				break
			}
		}
	}
	for _, p := range places {
		if take(p.At, p.End, "«place»") {
			e.places = append(e.places, p)
		}
	}
	e.year = slices.ContainsFunc(e.words, func(w string) bool { return x.foreignYear(w) })
	for i, w := range e.words {
		switch {
		case taken[i] == "" && w[0] >= '0' && w[0] <= '9':
			e.masked = append(e.masked, "«n»")
		case taken[i] == "":
			e.masked = append(e.masked, w)
		case i == 0 || taken[i] != taken[i-1]:
			e.masked = append(e.masked, taken[i])
		}
	}
	e.said = meaning.Saying(e.masked)
	return e
}

// place is the first place named that is not in the meeting's own zone, else the first; its zone is nil where none is named.
func (e entities) place(meeting *time.Location) (place where.Place) {
	for _, p := range e.places {
		if p.Zone.String() != meeting.String() {
			return p
		}
	}
	if len(e.places) > 0 {
		return e.places[0]
	}
	return place
}

// days is the first day or range of days named.
func (e entities) days() (from, to knowledge.Day, ok bool) {
	for _, s := range e.spans {
		if s.Hour == nil {
			return s.From, s.To, true
		}
	}
	return from, to, false
}

package ask

import (
	"slices"
	"strconv"
	"strings"

	"usher/commands"
	"usher/commands/ask/when"
)

// bareItems reads a follow-up that is a number and little else: and 19?
func bareItems(list []string, before Reading) (items []string) {
	if len(list) > 4 {
		return nil
	}
	for _, w := range list {
		if item, ok := itemNumber(w); ok {
			items = append(items, item)
		}
	}
	return items
}

// contextOf is the label under which the model knows what was asked before.
func contextOf(before Reading) string {
	switch {
	case before.label == "":
		return ""
	case kind(before.label) == "agenda" && before.label != "agenda.all" && before.label != "agenda.split":
		return "agenda.item"
	case kind(before.label) == "event":
		return "event"
	}
	return before.label
}

// leans reports whether a question that is not understood by itself wants what was asked before, elsewhere, on another day, or more of it.
func (q Reading) leans() bool {
	return q.zone != nil || len(q.entities.masked) <= short && (len(q.entities.spans) > 0 || q.goesOn())
}

// elsewhere reports whether a question goes on with another place: and for my colleague in Tokyo?
func (q Reading) elsewhere() bool {
	return q.zone != nil && q.goesOn() && q.odd == 0 && len(q.entities.masked) <= brief && !slices.ContainsFunc(worldly, q.says)
}

// worldly are the concepts of what is none of our business.
var worldly = []string{"weather", "sport", "food", "shopping", "health", "code", "maths", "politics", "film", "joke"}

// How many words a question has at most that names its neighbour alone, that is short, and that goes on with another place.
const (
	few   = 4
	short = 6
	brief = 9
)

// goesOn reports whether a question begins as one that goes on does: and, what about.
func (q Reading) goesOn() bool { return vocabulary()[q.lang].has("and", q.entities.masked[:1]) }

// continueWith asks the question before again, elsewhere or for another day.
func (q *Reading) continueWith(before Reading) {
	if before.gap != "" && q.zone != nil && before.earlier != nil { // what is not stated is so in every zone
		before = *before.earlier
	}
	to, lang, zone, place, e, topics, hits := q.to, q.lang, q.zone, q.place, q.entities, q.topics, q.hits
	*q = before
	q.to, q.lang, q.entities, q.topics, q.hits, q.because = to, lang, e, topics, hits, "what was asked before"
	q.follows = len(q.entities.masked) <= 4 || zone != nil
	if zone != nil {
		q.zone, q.place = zone, place
	}
	if from, until, ok := e.days(); ok && q.command == "schedule" && len(q.ids) == 0 {
		q.from, q.until = from, until
	}
	q.keepKnown()
}

// next takes what stands beside that which was asked about: the other plenary, the item before or after it.
func (q *Reading) next(r commands.Request, before Reading) bool {
	top := q.topics[0]
	if kind(before.label) == "agenda" && (len(q.entities.words) <= few || top.P >= likely && (top.Label == "follow.other" || top.Label == "agenda.item")) {
		return q.neighbour(r, before)
	}
	if top.P < likely || top.Label != "follow.other" {
		return false
	}
	if p := r.Base.Plenaries(); top.Label == "follow.other" && len(p) == 2 && len(before.ids) == 1 && best(q.hits).score < naming {
		for i := range p {
			if before.ids[0] == p[i].Session {
				q.set(r, p[1-i].Session, []string{p[1-i].Session})
				q.because, q.follows = "the other plenary", true
				return true
			}
		}
	}
	return false
}

// neighbour takes the item before or after the one that was asked about.
func (q *Reading) neighbour(r commands.Request, before Reading) bool {
	if items := append(slices.Clone(before.items), before.ids...); q.says("sub-item") && len(items) == 1 {
		if letters := lettersOf(r.Base, strings.TrimPrefix(items[0], "agenda.")); len(letters) > 0 {
			q.items, q.command, q.label, q.because, q.follows = letters, "agenda", "agenda.item", "the sub-items of the one before", true
			return true
		}
	}
	step := 0
	for _, id := range q.entities.concepts {
		switch id {
		case "next", "after":
			step = 1
		case "previous", "before":
			step = -1
		}
	}
	items := append(slices.Clone(before.items), before.ids...)
	if step == 0 || len(items) == 0 {
		return false
	}
	last := items[len(items)-1]
	if step < 0 {
		last = items[0]
	}
	last = strings.TrimPrefix(last, "agenda.")
	if i := strings.LastIndexByte(last, '-'); i >= 0 && step > 0 {
		last = last[i+1:]
	}
	n := 0
	for _, c := range last {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	count := 1
	for i := range q.entities.words {
		if k, _, ok := when.Number(q.entities.words, i, q.lang); ok && k > 1 && k < 6 {
			count = k
		}
	}
	for k := 1; k <= count; k++ {
		q.items = append(q.items, strconv.Itoa(n+k*step))
	}
	q.command, q.label, q.because, q.follows = "agenda", "agenda.item", "the item next to the one before", true
	return true
}

// keepKnown drops what the meeting that is meant now does not know: it was asked of another. What is left of nothing is not understood.
func (q *Reading) keepKnown() {
	unknown := func(id string) bool { _, ok := q.to.base.Entry(id); return !ok }
	if had := len(q.ids); had > 0 && q.command != "what" {
		q.ids = slices.DeleteFunc(slices.Clone(q.ids), unknown)
		if len(q.ids) == 0 {
			q.command = ""
		}
	}
	if _, ok := q.to.base.Gap(q.gap); q.gap != "" && !ok {
		q.gap = ""
	}
}

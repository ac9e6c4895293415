package ask

import (
	"cmp"
	"slices"
	"strings"

	"usher/commands"
	"usher/commands/ask/meaning"
	"usher/commands/ask/words"
	"usher/knowledge"
)

// How likely a second entry must be beside the best one, and by itself, where what says the best one is taken out of the question: at all,
// and as a part of what is likely of its kind.
const (
	hint  = 0.08
	other = 0.05
	most  = 0.60
)

// second is another entry of the best label's kind that a question names: registration and contributions, is A before B? Of two the one
// drowns the other, so what says the best one is taken out, and what is left must say the other. Empty: there is none.
func (a *Asker) second(q *Reading, top string) string {
	if !q.joins() {
		return ""
	}
	i := slices.IndexFunc(q.hits, func(h hit) bool { return h.id == top })
	if i < 0 {
		return ""
	}
	rest := q.question
	rest.Words, rest.Concepts = q.hits[i].without(q.question.Words, ""), nil
	best, all := meaning.Chance{}, 0.0
	for _, t := range a.model().Hear(rest).Topics() {
		if kind(t.Label) != kind(top) || t.Label == top {
			continue
		}
		all += t.P
		if t.P > best.P {
			best = t
		}
	}
	if best.P < other || best.P < most*all || chance(q.topics, best.Label) < hint {
		return ""
	}
	return best.Label
}

// relations are the concepts that set two things beside each other.
var relations = []string{"before", "previous", "after", "parallel", "clash", "first"}

// joins reports whether a question sets two things beside each other: by a word such as and, or as before and after do.
func (q *Reading) joins() bool {
	and := vocabulary()[q.lang].has("join", q.entities.words)
	if q.lang == knowledge.Ar { // it is written onto the next word
		and = and || slices.ContainsFunc(q.entities.words[1:], func(w string) bool { return strings.HasPrefix(w, "و") && len(w) > 8 })
	}
	return and || slices.ContainsFunc(relations, q.says)
}

// inOrder puts entries in the order in which a question names them.
func (q *Reading) inOrder(ids []string) {
	at := func(id string) int {
		for _, h := range q.hits {
			if h.id != id {
				continue
			}
			said := h.said()
			for i, w := range q.entities.masked {
				if slices.ContainsFunc(said, func(f string) bool { return f == w || words.Same(f, w) }) {
					return i
				}
			}
			for _, s := range q.entities.said {
				if slices.Contains(said, "·"+s.Concept) {
					return s.At
				}
			}
		}
		return len(q.entities.masked)
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(at(a), at(b)) })
}

// compare judges whether the first of two entries lies before or after the other, or at the same time.
func (q Reading) compare(b *knowledge.Base) (v commands.Verdict, compared bool) {
	if len(q.ids) != 2 {
		return v, false
	}
	a, aEnd, ok := extent(b, q.ids[0])
	o, oEnd, also := extent(b, q.ids[1])
	if !ok || !also {
		return v, false
	}
	apart := aEnd.Before(o) || oEnd.Before(a)
	switch {
	case q.says("parallel") || q.says("clash"):
		switch {
		case apart:
			return commands.No, true
		case a == o && a == aEnd && kind(q.ids[0]) == "deadline" && kind(q.ids[1]) == "deadline":
			return commands.Yes, true
		}
		return commands.Unknown, true // the hours tell, and those of one or both are open
	case q.says("before") || q.says("previous"):
		if !apart {
			return commands.Unknown, true
		}
		return yes(aEnd.Before(o)), true
	case q.says("after"):
		if !apart {
			return commands.Unknown, true
		}
		return yes(oEnd.Before(a)), true
	}
	return v, false
}

// extent is the first and last day of a session, an event or a deadline.
func extent(b *knowledge.Base, id string) (first, last knowledge.Day, ok bool) {
	if d, ok := b.Deadline(id); ok {
		return d.Date, d.Date, true
	}
	if s, ok := b.Session(id); ok {
		return s.First, s.Until(), true
	}
	return first, last, false
}

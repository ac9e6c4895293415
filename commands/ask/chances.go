package ask

import (
	"slices"

	"usher/commands/ask/meaning"
)

// sure is the chance from which on a label is believed, by what part of the question's words is strange: who asks about something else uses
// other words. Between two parts it grows evenly.
var sure = []struct{ strange, chance float64 }{
	{0, 0.40},
	{0.10, 0.60},
	{0.20, 0.85},
	{0.30, 0.97},
	{1, 0.97},
}

// ahead is how many times as likely as the next one a label must be, and plain the chance that it must have, to be believed where none of the
// words is strange and hardly anything else is likely.
const (
	ahead = 2.0
	plain = 0.32
)

// needed is the chance that a question's best label must have.
func (q Reading) needed() float64 {
	if q.says("item") && kind(q.topics[0].Label) == "agenda" {
		return itemSure
	}
	part := q.odd / float64(max(1, q.telling))
	if part == 0 && q.topics[0].P >= ahead*q.topics[1].P && chance(q.topics, "other.world")+chance(q.topics, "other.chat") < 0.1 {
		return plain
	}
	for i := 1; i < len(sure); i++ {
		if from, to := sure[i-1], sure[i]; part <= to.strange {
			return from.chance + (to.chance-from.chance)*between(from.strange, to.strange, part)
		}
	}
	return 1
}

// itemSure is the chance from which on an item is believed where one is asked for in so many words.
const itemSure = 0.35

// learntAs is the label under which the model knows what a question is about: of agenda items and events it knows the kind alone.
func learntAs(label string) string {
	switch {
	case kind(label) == "event" && label != "event.all":
		return "event"
	case kind(label) == "agenda" && label != "agenda.all" && label != "agenda.split":
		return "agenda.topic"
	}
	return label
}

func chance(topics []meaning.Chance, label string) float64 {
	for _, t := range topics {
		if t.Label == label {
			return t.P
		}
	}
	return 0
}

// How much a name says beside the model, and from which fit on.
const (
	voice = 0.75
	loose = 0.40

	vague = 0.30 // where an item is asked for
	clear = 0.70
)

// fuse gives each entry and gap the chance that the question is about it, from the model and from its names together. What the model
// knows by its kind alone, agenda items and events, has its chance from its names, as far as the kind is likely; where an item is asked for
// in so many words, it is the kind.
func fuse(topics []meaning.Chance, hits []hit, subject float64, item bool) []meaning.Chance {
	fused := slices.DeleteFunc(slices.Clone(topics), func(t meaning.Chance) bool { return t.Label == "agenda.topic" || t.Label == "event" })
	plain, event := max(chance(topics, "agenda.topic"), chance(topics, "agenda.item")), chance(topics, "event")
	asked := max(subject, plain)
	if item {
		plain, asked = 1, 1
	}
	for _, h := range hits {
		fit := between(loose, 1, h.score)
		switch kind(h.id) {
		case "agenda":
			fit = (0.3 + 0.7*asked) * between(loose-plain*(loose-vague), 1-plain*(1-clear), h.score)
		case "event":
			fit *= 0.6 + 0.4*event
		default:
			fit *= voice
		}
		if fit == 0 {
			continue
		}
		i := slices.IndexFunc(fused, func(t meaning.Chance) bool { return t.Label == h.id })
		if i < 0 {
			i = len(fused)
			fused = append(fused, meaning.Chance{Label: h.id})
		}
		fused[i].P = 1 - (1-fused[i].P)*(1-fit)
	}
	meaning.Sort(fused)
	return fused
}

// between is how far a value lies on the way from one bound to another, from 0 to 1.
func between(from, to, value float64) float64 { return max(0, min(1, (value-from)/(to-from))) }

func best(hits []hit) hit {
	if len(hits) == 0 {
		return hit{}
	}
	return hits[0]
}

// half is how strange a word is that an example or two have, beside one that none has.
const half = 0.5

// strange counts the words of a question that neither the examples nor the meeting's names know, among those that tell something.
func (q Reading) strange(m *meaning.Model, x *index) (strange float64, telling int) {
	said := make([]bool, len(q.entities.masked))
	for _, s := range q.entities.said {
		for i := s.At; i < s.End; i++ {
			said[i] = true
		}
	}
	odd := meaning.Strange(q.entities.masked, func(w string) bool { return m.Unknown(w) && !x.known[w] })
	for i, w := range q.entities.masked {
		if w[0] == 0xc2 {
			continue // a placeholder
		}
		telling++
		switch {
		case said[i]:
		case odd[i]:
			strange++
		case m.Rare(w) && !x.known[w]:
			strange += half
		}
	}
	return strange, telling
}

package ask

import (
	"math"
	"slices"
	"strings"

	"usher/commands/ask/meaning"
	"usher/commands/ask/words"
	"usher/knowledge"
)

// index is what a meeting calls its things.
type index struct {
	aliases []alias
	weight  map[string]float64 // of a feature: how much it tells
	events  []named            // names of other bodies' events, the longest first
	group   [][]string         // names of the meeting's own group, the longest first
	known   map[string]bool    // words that stand in some name
}

// alias is a name of an entry by its features: words without the common ones, and the concepts that they say.
type alias struct {
	id       string
	features []string
	total    float64
}

type named struct {
	id    string
	words []string
}

// newIndex reads a meeting's names and aliases in every language: people mix them.
func newIndex(b *knowledge.Base) *index {
	x := &index{weight: make(map[string]float64), known: make(map[string]bool)}
	holders := make(map[string]map[string]bool) // feature to the entries that have it
	total := 0
	add := func(id string, name knowledge.Text, aliases knowledge.Aliases) {
		total++
		for _, lang := range knowledge.Langs() {
			for _, text := range append([]string{name.In(lang)}, aliases.In(lang)...) {
				list := words.Of(text)
				for _, w := range list {
					x.known[w] = true
				}
				if strings.HasPrefix(id, "event.") && len(list) > 0 {
					x.events = append(x.events, named{id, list})
				}
				features := featuresOf(list, lang)
				if len(features) == 0 || slices.ContainsFunc(x.aliases, func(a alias) bool { return a.id == id && slices.Equal(a.features, features) }) {
					continue
				}
				x.aliases = append(x.aliases, alias{id: id, features: features})
				for _, f := range features {
					if holders[f] == nil {
						holders[f] = make(map[string]bool)
					}
					holders[f][id] = true
				}
			}
		}
	}
	for e := range b.Entries() {
		add(e.ID, e.Name, e.Aliases)
	}
	for _, g := range b.Gaps() {
		add(g.ID, g.Name, g.Aliases)
	}
	for f, ids := range holders {
		x.weight[f] = math.Log(1 + float64(total)/float64(len(ids)))
	}
	for i := range x.aliases {
		for _, f := range x.aliases[i].features {
			x.aliases[i].total += x.weight[f]
		}
	}
	m := b.Meeting()
	for _, lang := range knowledge.Langs() {
		for _, text := range append([]string{m.Name.In(lang)}, m.Aliases.In(lang)...) {
			if list := words.Of(text); len(list) > 0 {
				x.group = append(x.group, list)
			}
		}
	}
	slices.SortStableFunc(x.group, func(a, b []string) int { return len(b) - len(a) })
	slices.SortStableFunc(x.events, func(a, b named) int { return len(b.words) - len(a.words) })
	return x
}

// frames are concepts that say how is asked, not what about.
var frames = map[string]bool{"who": true, "what": true, "when": true, "where": true, "how": true, "why": true, "how-many": true, "which": true, "whether": true, "item": true,
	"agenda": true, "discuss": true, "topic": true, "day": true, "date": true, "hour": true, "need": true, "want": true, "possible": true, "number": true, "point": true, "ask": true, "you": true, "meeting": true, "now": true, "hello": true, "thanks": true}

// featuresOf are the words of a name or question that say something, and the concepts.
func featuresOf(list []string, lang knowledge.Lang) (features []string) {
	for _, id := range meaning.Concepts(list) {
		if f := "·" + id; !frames[id] && !slices.Contains(features, f) {
			features = append(features, f)
		}
	}
	v := vocabulary()[lang]
	for _, w := range list {
		if !v.common[w] && w[0] != 0xc2 && !slices.Contains(features, w) { // not «placeholder»
			features = append(features, w)
		}
	}
	return features
}

// hit is an entry that a question names.
type hit struct {
	id    string
	score float64 // from 0 to 1: how much of a name is said, and how much of what is said it explains
}

// match finds the entries and gaps that words name, best first.
func (x *index) match(list []string, lang knowledge.Lang) (hits []hit) {
	asked := featuresOf(list, lang)
	said := 0.0
	for _, f := range asked {
		said += x.value(f)
	}
	best := make(map[string]float64)
	for _, a := range x.aliases {
		matched, explained := 0.0, 0.0
		for _, f := range a.features {
			for _, q := range asked {
				if f == q || f[0] != 0xc2 && q[0] != 0xc2 && words.Same(q, f) {
					matched += x.weight[f]
					explained += x.value(q)
					break
				}
			}
		}
		if matched == 0 {
			continue
		}
		recall, precision := matched/a.total, min(1, explained/max(said, 0.1))
		if score := 2 * recall * precision / (recall + precision); score > best[a.id] {
			best[a.id] = score
		}
	}
	for id, score := range best {
		hits = append(hits, hit{id, score})
	}
	slices.SortFunc(hits, func(a, b hit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return strings.Compare(a.id, b.id)
	})
	return hits
}

// value is how much a feature of a question tells; one that names nothing here tells less, and what all questions hold nothing.
func (x *index) value(f string) float64 {
	if w, ok := x.weight[f]; ok {
		return w
	}
	return 1
}

// kind is the first part of an id.
func kind(id string) string {
	prefix, _, _ := strings.Cut(id, ".")
	return prefix
}

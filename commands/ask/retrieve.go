package ask

import (
	"math"
	"slices"
	"strconv"
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
	years   map[string]bool    // in which something of the meeting falls
	frame   func(feature string) bool
}

// foreignYear reports whether a word is a year that the meeting has nothing to do with.
func (x *index) foreignYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && digitsOnly.MatchString(w) && !x.years[w] && !x.known[w]
}

// alias is a name of an entry by its features: words without the common ones, and the concepts that they say.
type alias struct {
	id       string
	features []string
	total    float64
	subject  float64 // of features that do not belong to asking
}

type named struct {
	id    string
	words []string
}

// newIndex reads a meeting's names and aliases in every language: people mix them.
func newIndex(b *knowledge.Base, frame func(string) bool) *index {
	x := &index{frame: frame, weight: make(map[string]float64), known: make(map[string]bool), years: make(map[string]bool)}
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
			if !x.frame(f) {
				x.aliases[i].subject += x.weight[f]
			}
		}
	}
	m := b.Meeting()
	for _, d := range append([]knowledge.Day{m.First, m.Last}, dates(b)...) {
		x.years[strconv.Itoa(d.Year)] = true
	}
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

func dates(b *knowledge.Base) (days []knowledge.Day) {
	for _, s := range b.Sessions() {
		days = append(days, s.First)
	}
	for _, d := range b.Deadlines() {
		days = append(days, d.Date)
	}
	return days
}

// featuresOf are the words of a name or question that say something, and the concepts.
func featuresOf(list []string, lang knowledge.Lang) (features []string) {
	for _, id := range meaning.Concepts(list) {
		if f := "·" + id; !slices.Contains(features, f) {
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
	score float64  // from 0 to 1: how much of a name is said, and how much of what is said it explains
	said  []string // the features of the question that say it
}

// match finds the entries and gaps that words name, best first.
func (x *index) match(list []string, lang knowledge.Lang) (hits []hit) {
	asked := featuresOf(list, lang)
	said, subject := 0.0, 0.0 // how much is said, and without what belongs to asking for a subject of the agenda
	var subjects []string
	for _, f := range asked {
		said += x.value(f)
		if !x.frame(f) {
			subject += x.value(f)
			subjects = append(subjects, f)
		}
	}
	best := make(map[string]hit)
	for _, a := range x.aliases {
		matched, explained := 0.0, 0.0
		var by []string
		whole, total, heard := said, a.total, asked
		if kind(a.id) == "agenda" {
			whole, total, heard = subject, a.subject, subjects
		}
		for _, f := range a.features {
			for _, q := range heard {
				if f == q || f[0] == q[0] && f[0] != 0xc2 && words.Same(q, f) {
					matched += x.weight[f]
					explained += x.value(q)
					by = append(by, q)
					break
				}
			}
		}
		if matched == 0 {
			continue
		}
		recall, precision := min(1, matched/max(total, 0.1)), min(1, explained/max(whole, 0.1))
		if score := 2 * recall * precision / (recall + precision); score > best[a.id].score {
			best[a.id] = hit{a.id, score, by}
		}
	}
	for _, h := range best {
		hits = append(hits, h)
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

// without replaces the words of a question that say a hit by a placeholder.
func (h hit) without(list []string, placeholder string) (left []string) {
	said := make([]bool, len(list))
	for i, w := range list {
		said[i] = slices.Contains(h.said, w)
	}
	for _, s := range meaning.Saying(list) {
		if slices.Contains(h.said, "·"+s.Concept) {
			for i := s.At; i < s.End; i++ {
				said[i] = true
			}
		}
	}
	for i, w := range list {
		switch {
		case !said[i]:
			left = append(left, w)
		case i == 0 || !said[i-1]:
			left = append(left, placeholder)
		}
	}
	return left
}

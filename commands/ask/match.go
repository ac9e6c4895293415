package ask

import (
	"math"
	"slices"
	"strings"

	"usher/knowledge"
)

// phrase is a name or alias of an entry or gap, as folded words without the common ones.
type phrase struct {
	id    string
	words []string
	gap   bool
	due   bool // counts only where the question is about time left: a deadline's name without the word itself
}

// index holds the phrases of a meeting, and how much each word tells.
type index struct {
	phrases []phrase
	weight  map[string]float64
	total   int
}

// newIndex reads a meeting's names and aliases in every language: people mix them.
func newIndex(b *knowledge.Base) *index {
	x := &index{weight: make(map[string]float64)}
	seen := make(map[string]map[string]bool) // word to the entries that it names
	put := func(p phrase) {
		if len(p.words) == 0 || slices.ContainsFunc(x.phrases, func(o phrase) bool { return o.id == p.id && slices.Equal(o.words, p.words) }) {
			return
		}
		x.phrases = append(x.phrases, p)
		for _, w := range p.words {
			if seen[w] == nil {
				seen[w] = make(map[string]bool)
			}
			seen[w][p.id] = true
		}
	}
	add := func(id string, gap bool, name knowledge.Text, aliases knowledge.Aliases) {
		for _, lang := range knowledge.Langs() {
			for _, alias := range append([]string{name.In(lang)}, aliases.In(lang)...) {
				list := words(fold(alias))
				put(phrase{id: id, words: content(list, lang), gap: gap})
				if kind(id) == "deadline" {
					put(phrase{id: id, words: content(vocabulary()[lang].without(list, "deadline"), lang), due: true})
				}
			}
		}
	}
	for e := range b.Entries() {
		add(e.ID, false, e.Name, e.Aliases)
		x.total++
	}
	for _, g := range b.Gaps() {
		add(g.ID, true, g.Name, g.Aliases)
		x.total++
	}
	for w, ids := range seen {
		x.weight[w] = math.Log(float64(x.total) / float64(len(ids)))
	}
	return x
}

func content(list []string, lang knowledge.Lang) []string {
	return slices.DeleteFunc(slices.Clone(list), func(w string) bool { return vocabulary()[lang].common[w] })
}

// hit is an entry or gap that a question names.
type hit struct {
	id    string
	gap   bool
	score float64
	said  float64 // share of the question's telling words that it explains
}

// match finds what a question names, best first. A phrase counts where all its words stand in the question.
// due says that the question is about time left.
func (x *index) match(question []string, due bool) (hits []hit) {
	known := 0.0
	for _, w := range question {
		known += x.value(w)
	}
	best := make(map[string]hit)
	for _, p := range x.phrases {
		if p.due && !due {
			continue
		}
		score := 0.0
		for _, w := range p.words {
			if !slices.ContainsFunc(question, func(q string) bool { return same(q, w) }) {
				score = 0
				break
			}
			score += x.weight[w]
		}
		if score == 0 || strings.ContainsFunc(p.words[0], isHan) && len(p.words) > 1 && at(question, p.words) < 0 {
			continue
		}
		if at(question, p.words) >= 0 {
			score *= 1.2
		}
		if score > best[p.id].score {
			best[p.id] = hit{p.id, p.gap, score, score / max(known, 1)}
		}
	}
	for _, h := range best {
		if due && kind(h.id) == "deadline" {
			h.score *= 1.5
		}
		hits = append(hits, h)
	}
	rank(hits)
	return hits
}

// rank sorts hits by their scores, and by id where they are equal.
func rank(hits []hit) {
	slices.SortFunc(hits, func(a, b hit) int {
		if a.score != b.score {
			if a.score > b.score {
				return -1
			}
			return 1
		}
		return strings.Compare(a.id, b.id)
	})
}

// knows reports whether a word stands in a name.
func (x *index) knows(word string) bool {
	_, ok := x.weight[word]
	return ok
}

func (x *index) value(word string) float64 {
	if w, ok := x.weight[word]; ok {
		return w
	}
	return math.Log(float64(x.total)) / 2 // a word that names nothing here speaks against every entry
}

func isHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

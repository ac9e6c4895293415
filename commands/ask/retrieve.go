package ask

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"usher/commands/ask/meaning"
	"usher/commands/ask/words"
	"usher/knowledge"
)

// index is what a meeting calls its things.
type index struct {
	aliases []alias
	weight  map[string]float64 // of a feature: how much it tells

	features []string         // of all aliases
	number   map[string]int   // of a feature: its place in features
	alike    map[string][]int // features that are words, by how they start
	entries  int              // how many have aliases
	holders  [2][][]int32     // of a feature: the aliases that have it, those of other things and those of items
	events   phrasebook       // names of other bodies' events
	group    phrasebook       // names of the meeting's own group
	known    map[string]bool  // words that stand in some name
	years    map[string]bool  // in which something of the meeting falls
	model    *meaning.Model
	tallies  sync.Pool // of *[]tally, one for each alias, all zero
}

// tally is how much of an alias is said, and how much of what is said it explains.
type tally struct{ matched, explained float64 }

// foreignYear reports whether a word is a year that the meeting has nothing to do with.
func (x *index) foreignYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && digitsOnly.MatchString(w) && !x.years[w] && !x.known[w]
}

// alias is a name of an entry by its features: words without the common ones, and the concepts that they say.
type alias struct {
	id       string
	entry    int // its number
	features []string
	total    float64
	subject  float64 // of features that do not belong to asking
	item     bool    // of an item of the agenda
}

// phrasebook holds names by how their first word starts, the longest first.
type phrasebook map[string][]named

type named struct {
	id    string
	words []string
}

// start is what all forms of a word begin with, or a short word itself.
func start(w string) string { return cmp.Or(words.Start(w), w) }

func (b phrasebook) add(id string, name []string) {
	if len(name) == 0 {
		return
	}
	key := start(name[0])
	b[key] = append(b[key], named{id, name})
	slices.SortStableFunc(b[key], func(a, b named) int { return len(b.words) - len(a.words) })
}

// find calls use for the names that words say, from the longest at each place on, until it takes one. Of an exact name no other form counts.
func (b phrasebook) find(list []string, exact bool, use func(at int, n named) (taken bool)) {
	for i, w := range list {
		for _, n := range b[start(w)] {
			end := i + len(n.words)
			if end <= len(list) && (slices.Equal(list[i:end], n.words) || !exact && begins(list[i:end], n.words)) && use(i, n) {
				break
			}
		}
	}
}

// title is a name of an entry or gap in a language, cut.
type title struct {
	id, text        string
	lang            knowledge.Lang
	words, features []string
}

// namesOf cuts the names and aliases of a meeting's entries and gaps, in the order of its files, and counts the entries and gaps.
func namesOf(b *knowledge.Base) (entries int, names []title) {
	add := func(id string, name knowledge.Text, aliases knowledge.Aliases) {
		entries++
		for _, lang := range knowledge.Langs() {
			for _, text := range append([]string{name.In(lang)}, aliases.In(lang)...) {
				names = append(names, title{id: id, text: text, lang: lang})
			}
		}
	}
	for e := range b.Entries() {
		add(e.ID, e.Name, e.Aliases)
	}
	for _, g := range b.Gaps() {
		add(g.ID, g.Name, g.Aliases)
	}
	var all sync.WaitGroup
	for part := range slices.Chunk(names, len(names)/runtime.GOMAXPROCS(0)+1) {
		all.Go(func() {
			for i := range part {
				part[i].words = words.Of(part[i].text)
				part[i].features = featuresOf(part[i].words, meaning.Concepts(part[i].words), part[i].lang)
			}
		})
	}
	all.Wait()
	return entries, names
}

// newIndex reads a meeting's names and aliases in every language: people mix them.
func newIndex(b *knowledge.Base, model *meaning.Model) *index {
	x := &index{model: model, events: make(phrasebook), group: make(phrasebook), weight: make(map[string]float64), known: make(map[string]bool), number: make(map[string]int), alike: make(map[string][]int), years: make(map[string]bool)}
	holders := make(map[string]map[string]bool) // feature to the entries that have it
	seen := make(map[string]bool)               // ids with their features
	entry := make(map[string]int)               // of an id
	total, names := namesOf(b)
	for _, n := range names {
		for _, w := range append(meaning.Pairs(n.words), n.words...) {
			x.known[w] = true
		}
		if kind(n.id) == "event" {
			x.events.add(n.id, n.words)
		}
		key := n.id + " " + strings.Join(n.features, " ")
		if len(n.features) == 0 || seen[key] {
			continue
		}
		seen[key] = true
		number, ok := entry[n.id]
		if !ok {
			number = len(entry)
			entry[n.id] = number
		}
		x.aliases = append(x.aliases, alias{id: n.id, entry: number, features: n.features, item: kind(n.id) == "agenda"})
		for _, f := range n.features {
			if holders[f] == nil {
				holders[f] = make(map[string]bool)
			}
			holders[f][n.id] = true
		}
	}
	for f, ids := range holders {
		x.weight[f] = math.Log(1 + float64(total)/float64(len(ids)))
	}
	for i := range x.aliases {
		for _, f := range x.aliases[i].features {
			x.hold(f, int32(i))
			x.aliases[i].total += x.weight[f]
			if !x.model.Frame(f) {
				x.aliases[i].subject += x.weight[f]
			}
		}
	}
	x.entries = len(entry)
	x.tallies.New = func() any { list := make([]tally, len(x.aliases)); return &list }
	m := b.Meeting()
	for _, d := range append([]knowledge.Day{m.First, m.Last}, dates(b)...) {
		x.years[strconv.Itoa(d.Year)] = true
	}
	for _, name := range groupNames(b) {
		x.group.add(m.ID, name)
	}
	return x
}

// hold notes that an alias has a feature.
func (x *index) hold(feature string, alias int32) {
	n, ok := x.number[feature]
	if !ok {
		n = len(x.features)
		x.features, x.number[feature] = append(x.features, feature), n
		for k := range x.holders {
			x.holders[k] = append(x.holders[k], nil)
		}
		if start := words.Start(feature); start != "" && feature[0] != 0xc2 {
			x.alike[start] = append(x.alike[start], n)
		}
	}
	k := 0
	if x.aliases[alias].item {
		k = 1
	}
	x.holders[k][n] = append(x.holders[k][n], alias)
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

// featuresOf are the words of a name or question that say something, and the concepts that they say.
func featuresOf(list, concepts []string, lang knowledge.Lang) (features []string) {
	for _, id := range concepts {
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
	score float64 // from 0 to 1: how much of a name is said, and how much of what is said it explains
	by    *alias  // the name,
	at    int32   // and its place among the names
	heard []hearing
}

// said are the features of the question that say a hit's name.
func (h hit) said() (said []string) {
	for _, m := range h.heard {
		if slices.Contains(h.by.features, m.name) {
			said = append(said, m.said)
		}
	}
	return said
}

// concepts are those of said that are concepts.
func (h hit) concepts() []string {
	return slices.DeleteFunc(h.said(), func(f string) bool { return !strings.HasPrefix(f, "·") })
}

// saysOnly reports whether a hit's name is said by nothing but some concepts.
func (h hit) saysOnly(concepts ...string) bool {
	for _, m := range h.heard {
		if slices.Contains(h.by.features, m.name) && strings.HasPrefix(m.name, "·") && !slices.Contains(concepts, strings.TrimPrefix(m.name, "·")) {
			return false
		}
	}
	return len(h.concepts()) > 0
}

// match finds the entries and gaps that words name, best first.
func (x *index) match(list, concepts []string, lang knowledge.Lang) (hits []hit) {
	asked := featuresOf(list, concepts, lang)
	said, subject := 0.0, 0.0 // how much is said, and without what belongs to asking for a subject of the agenda
	var subjects []string
	for _, f := range asked {
		said += x.value(f)
		if !x.model.Frame(f) {
			subject += x.value(f)
			subjects = append(subjects, f)
		}
	}
	heard := [2][]hearing{x.hear(asked)} // by other entries and by items of the agenda
	heard[1] = slices.DeleteFunc(slices.Clone(heard[0]), func(h hearing) bool { return !slices.Contains(subjects, h.said) })
	tallies := x.tallies.Get().(*[]tally)
	defer x.tallies.Put(tallies)
	touched := make([]int32, 0, 256)
	for k, list := range heard {
		for _, m := range list {
			w, v := x.weight[m.name], x.value(m.said)
			for _, i := range x.holders[k][m.feature] {
				t := &(*tallies)[i]
				if t.matched == 0 {
					touched = append(touched, i)
				}
				t.matched += w
				t.explained += v
			}
		}
	}
	place := make([]int, x.entries) // of an entry among the hits, from 1 on
	for _, i := range touched {
		a, t := &x.aliases[i], (*tallies)[i]
		(*tallies)[i] = tally{}
		whole, total := said, a.total
		if a.item {
			whole, total = subject, a.subject
		}
		recall, precision := min(1, t.matched/max(total, 0.1)), min(1, t.explained/max(whole, 0.1))
		score := 2 * recall * precision / (recall + precision)
		at := place[a.entry] - 1
		switch {
		case at < 0:
			k := 0
			if a.item {
				k = 1
			}
			hits = append(hits, hit{id: a.id, score: score, by: a, at: i, heard: heard[k]})
			place[a.entry] = len(hits)
		case score > hits[at].score || score == hits[at].score && i < hits[at].at:
			hits[at].score, hits[at].by, hits[at].at = score, a, i
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.id, b.id))
	})
	return hits
}

// hearing is a feature of names and the feature of a question that says it.
type hearing struct {
	feature int
	name    string // the feature
	said    string
}

// hear returns the features of names that a question's features say, each once.
func (x *index) hear(asked []string) (found []hearing) {
	for _, q := range asked {
		if f, ok := x.number[q]; ok {
			found = append(found, hearing{f, x.features[f], q})
		}
		start := words.Start(q)
		if start == "" || q[0] == 0xc2 {
			continue
		}
		for _, f := range x.alike[start] {
			if x.features[f] != q && words.Same(q, x.features[f]) {
				found = append(found, hearing{f, x.features[f], q})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b hearing) int { return a.feature - b.feature })
	return slices.CompactFunc(found, func(a, b hearing) bool { return a.feature == b.feature })
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

// without replaces the words of a question that say a hit by a placeholder, or leaves them out where it is empty.
func (h hit) without(list []string, placeholder string) (left []string) {
	said, features := make([]bool, len(list)), h.said()
	for i, w := range list {
		said[i] = slices.Contains(features, w)
	}
	for _, s := range meaning.Saying(list) {
		if slices.Contains(features, "·"+s.Concept) {
			for i := s.At; i < s.End; i++ {
				said[i] = true
			}
		}
	}
	for i, w := range list {
		switch {
		case !said[i]:
			left = append(left, w)
		case placeholder != "" && (i == 0 || !said[i-1]):
			left = append(left, placeholder)
		}
	}
	return left
}

package meaning

import (
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Example is a question with what it is about.
type Example struct {
	Question
	Labels []string // ids of entries and gaps, or names of other things that one can ask: agenda.topic, other.world
	Lang   string   // code of its language
	Form   string   // how it wants to be answered: ".", "+", "-" or "="
	Again  bool     // it is the one before with something beside it
}

const (
	positive = 2
	rounds   = 12
	rate     = 0.5
	decay    = 2e-6
	minSeen  = 3 // examples that have a feature at least
	minKnown = 1 // examples that hold a stem at least, for it to be known
	tiny     = 0.02
)

// Train makes a model of examples. It is deterministic: the same examples in the same order make the same bytes.
func Train(examples []Example) *Model {
	m := &Model{}
	examples = append(examples[:len(examples):len(examples)], later(examples)...)
	seen := make(map[string]int) // stem to how many in-domain examples hold it
	for _, e := range examples {
		for _, s := range stems(e) {
			seen[s]++
		}
		for _, l := range e.Labels {
			if !slices.Contains(m.Labels, l) {
				m.Labels = append(m.Labels, l)
			}
		}
	}
	slices.Sort(m.Labels)
	for s, n := range seen {
		if n >= minKnown {
			m.known = append(m.known, bucket32(s))
		}
	}
	slices.Sort(m.known)
	m.known = slices.Compact(m.known)
	m.frames, m.lexicon = frames(examples), newLexicon(examples)

	rows, said := make([][]feature, len(examples)), make([][]string, len(examples))
	count := make([]uint16, 1<<bucketBits)
	for i, e := range examples {
		own := stems(e)
		said[i] = Concepts(e.Words[:min(len(e.Words), maxWords)])
		rows[i] = merged(features(e.Question, said[i], func(w string) bool {
			n := seen[stem(w)]
			if slices.Contains(own, stem(w)) {
				n--
			}
			return n < minKnown
		}))
		for _, f := range rows[i] {
			if count[f.bucket] < math.MaxUint16 {
				count[f.bucket]++
			}
		}
	}
	for i := range rows {
		rows[i] = slices.DeleteFunc(rows[i], func(f feature) bool { return count[f.bucket] < minSeen })
	}
	labels := make([]map[int]bool, len(examples))
	for i, e := range examples {
		labels[i] = make(map[int]bool)
		for _, l := range e.Labels {
			at, _ := slices.BinarySearch(m.Labels, l)
			labels[i][at] = true
		}
	}
	m.topics = fit(rows, len(m.Labels), func(i, k int) bool { return labels[i][k] }, nil, slight, against)
	m.langs = fit(rows, len(Langs), func(i, k int) bool { return examples[i].Lang == Langs[k] }, nil, 0, 0)
	m.asks = fit(rows, 1, func(i, _ int) bool { return examples[i].Form != "." }, func(i int) bool { return isOther(examples[i]) }, 0, 0)
	for i, e := range examples { // the last to be learnt: the rows grow
		label := e.Labels[0]
		rows[i] = underLabel(rows[i], e.Words, said[i], label)
	}
	m.forms = fit(rows, len(Forms), func(i, k int) bool { return examples[i].Form == Forms[k] }, func(i int) bool {
		return examples[i].Form == "." || isOther(examples[i])
	}, 0, 0)
	return m
}

// every is how many questions there are to one that is learnt as asked later in a conversation too.
const every = 4

// later are some of the questions that lean on none before, as asked after another: a whole question means the same wherever it stands.
func later(examples []Example) (list []Example) {
	for i := 0; i < len(examples); i += every {
		e := examples[i]
		before := examples[i*7919%len(examples)].Labels[0] // far away in the files
		if e.Context != "" || strings.HasPrefix(e.Labels[0], "follow.") || strings.HasPrefix(before, "follow.") || strings.HasPrefix(before, "other.") {
			continue
		}
		if before == "agenda.topic" {
			before = "agenda.item"
		}
		e.Context = before
		list = append(list, e)
	}
	return list
}

// minFrame is how many questions about a subject of the agenda share a word that belongs to the asking, not to the subject.
const minFrame = 4

// frames are the stems of such words and the concepts that they say.
func frames(examples []Example) (list []uint32) {
	count := make(map[string]int)
	for _, e := range examples {
		if e.Labels[0] != "agenda.topic" || !slices.Contains(e.Words, "«topic»") {
			continue // where the subject stands in its own words they are not told from the asking
		}
		for _, s := range stems(e) {
			count[s]++
		}
		for _, c := range Concepts(e.Words) {
			count["·"+c]++
		}
	}
	for s, n := range count {
		if n >= minFrame {
			list = append(list, bucket32(s))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// isOther reports whether an example is none of our business.
func isOther(e Example) bool { return strings.HasPrefix(e.Labels[0], "other.") }

// stems are those of an example's own words, each once; those of what is not our business are none of ours.
func stems(e Example) (list []string) {
	if isOther(e) {
		return nil
	}
	for _, w := range append(Pairs(e.Words), e.Words...) {
		if s := stem(w); !placeholder(w) && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// fit learns one logistic regression a class by adaptive gradient steps, over the examples in a fixed shuffled order. Classes do not touch each
// other: they are shared out among the processors, and what comes out does not depend on how many there are.
func fit(rows [][]feature, classes int, is func(i, k int) bool, skip func(i int) bool, slight, against int8) matrix {
	weights := make([]float32, classes<<bucketBits)
	part := (classes + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0)
	var all sync.WaitGroup
	for from := 0; from < classes; from += part {
		n := min(part, classes-from)
		all.Go(func() {
			own := learn(rows, n, func(i, k int) bool { return is(i, from+k) }, skip)
			for b := range 1 << bucketBits {
				copy(weights[b*classes+from:], own[b*n:(b+1)*n])
			}
		})
	}
	all.Wait()
	return compress(weights, classes, slight, against)
}

func learn(rows [][]feature, classes int, is func(i, k int) bool, skip func(i int) bool) []float32 {
	weights := make([]float32, classes<<bucketBits)
	squares := make([]float32, classes<<bucketBits)
	order := make([]int, 0, len(rows))
	for i := range rows {
		if skip == nil || !skip(i) {
			order = append(order, i)
		}
	}
	state := uint64(88172645463325252)
	scores := make([]float32, classes)
	for range rounds {
		for i := len(order) - 1; i > 0; i-- { // Fisher-Yates with xorshift
			state ^= state << 13
			state ^= state >> 7
			state ^= state << 17
			j := int(state % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			clear(scores)
			for _, f := range rows[i] {
				w := weights[int(f.bucket)*classes : (int(f.bucket)+1)*classes]
				for k := range scores {
					scores[k] += float32(w[k] * f.value)
				}
			}
			for k := range scores {
				target := float32(0)
				if is(i, k) {
					target = 1
				}
				gradient := sigmoid(scores[k]) - target
				if target > 0 {
					gradient *= positive
				}
				if gradient < tiny && gradient > -tiny {
					continue
				}
				for _, f := range rows[i] {
					at := int(f.bucket)*classes + k
					g := float32(gradient*f.value) + float32(decay*weights[at])
					squares[at] += float32(g * g)
					weights[at] -= float32(rate * g / float32(math.Sqrt(float64(squares[at])+1e-8)))
				}
			}
		}
	}
	return weights
}

// softmax turns scores into chances that add up to one.
func softmax(scores []float32) {
	most := slices.Max(scores)
	sum := float32(0)
	for k, s := range scores {
		scores[k] = float32(math.Exp(float64(s - most)))
		sum += scores[k]
	}
	for k := range scores {
		scores[k] /= sum
	}
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// Package meaning tells what a question is about, from its words alone: a linear model, learnt from the examples in examples/, gives each
// label (an entry's id, a gap's id, or another thing that one can ask) the chance that the question is about it. It knows nothing of any
// one meeting: examples name its group, dates and places by placeholders.
package meaning

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Forms are how a question wants to be answered: not by yes or no; whether what the label says holds; whether the contrary holds; whether
// a day, hour, number or name is the right one.
var Forms = []string{".", "+", "-", "="}

// Langs are the languages of the examples.
var Langs = []string{"ar", "en", "es", "fr", "ru", "zh"}

// Model is what was learnt. It is immutable and safe for concurrent use.
type Model struct {
	Labels []string // sorted
	known  []uint32 // hashes of stems that some example has, sorted
	frames []uint32 // hashes of stems and concepts with which subjects of the agenda are asked for, sorted

	lexicon lexicon
	topics  matrix // for Labels
	asks    matrix // whether yes or no is asked for
	forms   matrix // for Forms but the first
	langs   matrix // for Langs
}

// matrix holds weights by bucket, those that count. The cells are read where the file has them: they are most of the model.
type matrix struct {
	start []uint32 // of each bucket's cells, and the end of the last
	cells []byte   // class and weight in turn, a byte each
	scale float32
}

// sharp is how much differences between labels count.
const sharp = 0.7

// Chance is a label with the chance that a question is about it.
type Chance struct {
	Label string
	P     float64
}

// Heard is a question as the model has heard it: its topics and its form are told from the same features.
type Heard struct {
	model    *Model
	words    []string
	concepts []string
	features []feature
}

// Hear reads a question.
func (m *Model) Hear(q Question) Heard {
	words, ids := q.Words[:min(len(q.Words), maxWords)], q.Concepts
	if ids == nil || len(words) < len(q.Words) {
		ids = Concepts(words)
	}
	return Heard{m, words, ids, features(q, ids, m.unknown)}
}

// Topics returns the labels, in their order, with their chances.
func (h Heard) Topics() []Chance {
	m := h.model
	scores := m.topics.scores(h.features, len(m.Labels))
	for k := range scores {
		scores[k] *= sharp
	}
	softmax(scores)
	topics := make([]Chance, len(scores))
	for k, s := range scores {
		topics[k] = Chance{m.Labels[k], float64(s)}
	}
	return topics
}

// Sort puts the likeliest first, and those that are as likely in the order of their labels.
func Sort(topics []Chance) {
	slices.SortFunc(topics, func(a, b Chance) int {
		if a.P != b.P {
			return cmp.Compare(b.P, a.P)
		}
		return strings.Compare(a.Label, b.Label)
	})
}

// Form returns the chances of each of Forms for a question about label.
func (h Heard) Form(label string) (chances [4]float64) {
	asked := float64(sigmoid(h.model.asks.scores(h.features, 1)[0]))
	scores := h.model.forms.scores(underLabel(h.features, h.words, h.concepts, label), len(Forms))[1:]
	softmax(scores)
	chances[0] = 1 - asked
	for k, s := range scores {
		chances[k+1] = asked * float64(s)
	}
	return chances
}

// Language returns how likely words are of each of Langs.
func (m *Model) Language(words []string) (chances [6]float64) {
	for k, s := range m.langs.scores(m.Hear(Question{Words: words}).features, len(Langs)) {
		chances[k] = float64(sigmoid(s))
	}
	return chances
}

func (m *Model) unknown(w string) bool {
	_, ok := slices.BinarySearch(m.known, bucket32(stem(w)))
	return !ok
}

// Frame reports whether a word, or a concept with a dot before it, belongs to how one asks for a subject of the agenda.
func (m *Model) Frame(w string) bool {
	_, ok := slices.BinarySearch(m.frames, bucket32(stem(w)))
	return ok
}

// Unknown reports whether no example holds a word.
func (m *Model) Unknown(w string) bool { return m.unknown(w) }

// bucket32 is the FNV-1a hash of a word.
func bucket32(s string) uint32 {
	sum := uint32(2166136261)
	for i := range len(s) {
		sum = (sum ^ uint32(s[i])) * 16777619
	}
	return sum
}

func (x matrix) scores(list []feature, classes int) []float32 {
	scores := make([]float32, classes)
	for _, f := range list {
		v := f.value * x.scale
		cells := x.cells[2*x.start[f.bucket] : 2*x.start[f.bucket+1]]
		for i := 0; i+1 < len(cells); i += 2 {
			scores[cells[i]] += v * float32(int8(cells[i+1]))
		}
	}
	return scores
}

// slight and against are the most that a topic's weight, of 127 steps, for and against it may be and not count.
const (
	slight  = 3
	against = 6
)

// compress keeps the weights that count, in 256 steps: above slight, or below -against.
func compress(weights []float32, classes int, slight, against int8) matrix {
	most := float32(0)
	for _, w := range weights {
		most = max(most, w, -w)
	}
	x := matrix{start: make([]uint32, 1<<bucketBits+1), scale: most / math.MaxInt8}
	for b := range 1 << bucketBits {
		x.start[b] = uint32(len(x.cells) / 2)
		for k := range classes {
			if w := int8(math.RoundToEven(float64(weights[b*classes+k] / x.scale))); w > slight || w < -against {
				x.cells = append(x.cells, byte(k), byte(w))
			}
		}
	}
	x.start[1<<bucketBits] = uint32(len(x.cells) / 2)
	return x
}

// WriteTo writes the model as Read reads it.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	text := func(s string) {
		b.WriteByte(byte(len(s)))
		b.WriteString(s)
	}
	b.WriteByte(byte(len(m.Labels)))
	for _, l := range m.Labels {
		text(l)
	}
	for _, hashes := range [][]uint32{m.known, m.frames, m.lexicon.words} {
		b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(hashes))))
		for _, h := range hashes {
			b.Write(binary.LittleEndian.AppendUint32(nil, h))
		}
	}
	b.Write(m.lexicon.counts)
	for _, x := range []matrix{m.topics, m.asks, m.forms, m.langs} {
		b.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(x.scale)))
		b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(x.cells)/2)))
		for i := range 1 << bucketBits {
			b.WriteByte(byte(x.start[i+1] - x.start[i]))
		}
		b.Write(x.cells)
	}
	n, err := w.Write(b.Bytes())
	return int64(n), err
}

// Read reads a model; data that is cut off or not one is an error.
func Read(data []byte) (m *Model, err error) {
	defer func() {
		if recover() != nil { // an index past the end
			m, err = nil, fmt.Errorf("meaning: this is not a model")
		}
	}()
	m = &Model{}
	next := func(n int) []byte {
		part := data[:n:n]
		data = data[n:]
		return part
	}
	for range next(1)[0] {
		m.Labels = append(m.Labels, string(next(int(next(1)[0]))))
	}
	for _, into := range []*[]uint32{&m.known, &m.frames, &m.lexicon.words} {
		hashes := make([]uint32, binary.LittleEndian.Uint32(next(4)))
		for i := range hashes {
			hashes[i] = binary.LittleEndian.Uint32(next(4))
		}
		*into = hashes
	}
	m.lexicon.counts = next(len(m.lexicon.words))
	for _, x := range []*matrix{&m.topics, &m.asks, &m.forms, &m.langs} {
		x.scale = math.Float32frombits(binary.LittleEndian.Uint32(next(4)))
		cells := binary.LittleEndian.Uint32(next(4))
		x.start = make([]uint32, 1<<bucketBits+1)
		for i, n := range next(1 << bucketBits) {
			x.start[i+1] = x.start[i] + uint32(n)
		}
		if x.start[1<<bucketBits] != cells {
			return nil, fmt.Errorf("meaning: the model's cells do not add up")
		}
		x.cells = next(2 * int(cells))
	}
	return m, nil
}

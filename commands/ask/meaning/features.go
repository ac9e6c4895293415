package meaning

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Question is a question as the model sees it.
type Question struct {
	Words    []string               // folded, entities replaced by placeholders: «place», «date», «group» …
	Concepts []string               // that the words say, as Concepts has them; nil: they are not looked for yet
	Asked    bool                   // a question mark stands in it
	Context  string                 // label of what was asked before; empty: nothing
	Known    func(word string) bool // words that name something at this meeting; nil: none
}

// bucketBits is the binary logarithm of how many buckets features are hashed into.
const bucketBits = 18

// feature is a hashed feature and its value.
type feature struct {
	bucket uint32
	value  float32
}

// bucket hashes a feature's kind and parts by FNV-1a, each part closed by a zero.
func bucket(kind byte, parts ...string) uint32 {
	const prime = 1099511628211
	sum := (14695981039346656037 ^ uint64(kind)) * prime
	for _, p := range parts {
		for i := range len(p) {
			sum = (sum ^ uint64(p[i])) * prime
		}
		sum *= prime
	}
	return uint32((sum ^ sum>>29 ^ sum>>47) & (1<<bucketBits - 1))
}

// How much a concept and a pair of concepts count beside a word.
const (
	conceptWeight = 3
	pairWeight    = 1.2
)

// maxWords bounds what is read of a question.
const maxWords = 80

// features are a question's: words, the concepts that they say, pairs of words, parts of words, what went before, and how much of it is
// unknown. unknown tells which words no example has.
func features(q Question, ids []string, unknown func(word string) bool) (list []feature) {
	words := q.Words[:min(len(q.Words), maxWords)]
	list = make([]feature, 0, 32*len(words))
	add := func(kind byte, value float32, parts ...string) {
		list = append(list, feature{bucket(kind, parts...), value})
	}
	strange, telling := 0, 0
	odd := Strange(words, func(w string) bool { return unknown(w) && (q.Known == nil || !q.Known(w)) })
	for i, w := range words {
		add('w', 1, w)
		if i > 0 {
			add('b', 1, words[i-1], w)
		}
		if i > 1 {
			add('s', 0.5, words[i-2], w)
			if isHan(w) {
				add('t', 1, words[i-2], words[i-1], w)
			}
		}
		if placeholder(w) {
			continue
		}
		if !isHan(w) {
			parts(w, func(p string) { add('c', 0.15, p) })
		}
		telling++
		if odd[i] {
			strange++
		}
	}
	for i, id := range ids {
		add('k', conceptWeight, id)
		for _, other := range ids[i+1:] {
			if id < other {
				add('K', pairWeight, id, other)
			} else if other < id {
				add('K', pairWeight, other, id)
			}
		}
		if q.Context != "" {
			add('z', 0.7, kindOf(q.Context), id)
		}
	}
	if len(words) > 0 {
		add('1', 0.7, words[0])
		add('9', 0.7, words[len(words)-1])
	}
	if len(words) > 1 {
		add('2', 0.7, words[0], words[1])
	}
	add('l', 0.7, string(rune('0'+min(len(words), 9))))
	if q.Asked {
		add('?', 0.7)
	}
	if q.Context == "" {
		add('x', 1, "none")
	} else {
		add('x', 1.5, q.Context)
		add('x', 1.5, "kind", kindOf(q.Context))
		add('x', 1, "some")
		for _, w := range words {
			add('y', 0.7, kindOf(q.Context), w)
		}
	}
	norm := float32(0)
	for _, f := range list {
		norm += f.value * f.value
	}
	scale := float32(3 / math.Sqrt(float64(norm)+1e-9))
	for i := range list {
		list[i].value *= scale
	}
	// How strange a question is counts the same however long it is.
	list = append(list, feature{bucket('u', string(rune('0'+min(strange, 5)))), 1}, feature{bucket('0'), 1})
	if telling > 0 {
		list = append(list, feature{bucket('r', string(rune('0'+strange*5/telling))), 1})
	}
	return list
}

// merged adds up the features that fall into one bucket. A sum of weights needs it not; learning does.
func merged(list []feature) []feature {
	slices.SortFunc(list, func(a, b feature) int { return int(a.bucket) - int(b.bucket) })
	kept := list[:0]
	for _, f := range list {
		if n := len(kept); n > 0 && kept[n-1].bucket == f.bucket {
			kept[n-1].value += f.value
		} else {
			kept = append(kept, f)
		}
	}
	return kept
}

// underLabel are the features from which the form of a question is told, given what it is about: the words that ask for the contrary of one
// rule ask for another rule itself.
func underLabel(list []feature, words, said []string, label string) []feature {
	list = slices.Clone(list)
	value := float32(2 / math.Sqrt(float64(len(said)+len(words)/2+1)))
	list = append(list, feature{bucket('L', label), 1}, feature{bucket('L', kindOf(label)), 1})
	for _, c := range said {
		list = append(list, feature{bucket('M', label, c), value})
	}
	for _, w := range words {
		list = append(list, feature{bucket('N', label, stem(w)), value / 2})
	}
	return list
}

// Strange tells which words are unknown: a Chinese character is one where the pairs that it stands in are.
func Strange(words []string, unknown func(word string) bool) []bool {
	odd := make([]bool, len(words))
	known := make([]bool, len(words)) // stands in a pair that is known
	for i, w := range words {
		odd[i] = !placeholder(w) && unknown(w)
		if i > 0 && isHan(w) && isHan(words[i-1]) && !unknown(words[i-1]+w) {
			known[i-1], known[i] = true, true
		}
	}
	for i, w := range words {
		paired := i > 0 && isHan(words[i-1]) || i+1 < len(words) && isHan(words[i+1])
		odd[i] = odd[i] || isHan(w) && paired && !known[i]
	}
	return odd
}

// Pairs are the pairs of Chinese characters that stand side by side.
func Pairs(words []string) (pairs []string) {
	for i := 1; i < len(words); i++ {
		if isHan(words[i-1]) && isHan(words[i]) {
			pairs = append(pairs, words[i-1]+words[i])
		}
	}
	return pairs
}

// parts are the runs of three to five letters of a word with its ends marked.
func parts(w string, use func(string)) {
	marked := "^" + w + "$"
	at := make([]int, 0, 32)
	for i := range marked {
		at = append(at, i)
	}
	at = append(at, len(marked))
	for n := 3; n <= 5; n++ {
		for i := 0; i+n < len(at); i++ {
			use(marked[at[i]:at[i+n]])
		}
	}
}

func placeholder(w string) bool { r, _ := utf8.DecodeRuneInString(w); return r == '«' }

func isHan(w string) bool { r, _ := utf8.DecodeRuneInString(w); return unicode.Is(unicode.Han, r) }

func kindOf(label string) string {
	for i, r := range label {
		if r == '.' {
			return label[:i]
		}
	}
	return label
}

// stem is what two forms of a word have in common, as far as knowing it goes.
func stem(w string) string {
	n, fifth := 0, 0
	for i := range w {
		if n == 5 {
			fifth = i
		}
		if n++; n == 6 {
			return w[:fifth]
		}
	}
	return w
}

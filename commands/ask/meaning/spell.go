package meaning

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexicon is how often the examples have each word: the hashes of words, sorted, and for each the binary logarithms of one more than how
// often examples of our business have it (low four bits) and all examples (high four bits).
type lexicon struct {
	words  []uint32
	counts []byte
}

// A word of at most rare is taken for misspelt where one of at least common is a letter away from it; one that no example has, where it is
// of at least usual. They are logarithms as in lexicon.
const (
	rare   = 1 // 1 or 2 times
	usual  = 3 // 7 times
	common = 5 // 31 times
)

// How many letters a word has that is put right: a shorter one is a letter away from too many, a longer one is none.
const (
	minSpelt = 5
	maxSpelt = 24
)

func newLexicon(examples []Example) (l lexicon) {
	own, all := make(map[uint32]int), make(map[uint32]int)
	for _, e := range examples {
		for _, w := range e.Words {
			if placeholder(w) || isHan(w) {
				continue
			}
			h := bucket32(w)
			all[h]++
			if !isOther(e) {
				own[h]++
			}
		}
	}
	for h := range all {
		l.words = append(l.words, h)
	}
	slices.Sort(l.words)
	for _, h := range l.words {
		log := func(n int) byte { return byte(min(bits.Len(uint(n+1))-1, 15)) }
		l.counts = append(l.counts, log(own[h])|log(all[h])<<4)
	}
	return l
}

func (l lexicon) count(w []byte) (own, all int) {
	h := uint32(2166136261)
	for _, c := range w {
		h = (h ^ uint32(c)) * 16777619
	}
	i, ok := slices.BinarySearch(l.words, h)
	if !ok {
		return 0, 0
	}
	return int(l.counts[i] & 15), int(l.counts[i] >> 4)
}

// Rare reports whether at most an example or two of our business have a word; of a Chinese character it is not known.
func (m *Model) Rare(w string) bool {
	own, _ := m.lexicon.count([]byte(w))
	return own <= rare && !isHan(w)
}

// letters of each script, with which a word is put right.
var letters = []string{"abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщъыьэюя", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءئؤ"}

// Doubtful reports whether a word may be misspelt: it is a word of letters, neither short nor long, that hardly any example has.
func (m *Model) Doubtful(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	if n := utf8.RuneCountInString(w); n < minSpelt || n > maxSpelt || isHan(w) || !unicode.IsLetter(first) {
		return false
	}
	_, all := m.lexicon.count([]byte(w))
	return all <= rare
}

// Spell puts a misspelt word right: two letters exchanged, one missing, too many or wrong, so that it becomes the most usual word of the
// examples or one that is known. A word that the examples have, or a short one, stays as it is.
func (m *Model) Spell(w string, known func(word []byte) bool) (spelt string, changed bool) {
	if !m.Doubtful(w) {
		return w, false
	}
	_, all := m.lexicon.count([]byte(w))
	least := usual
	if all > 0 {
		least = common
	}
	best := 0
	spelt = w
	edits([]rune(w), func(candidate []byte) {
		n, _ := m.lexicon.count(candidate)
		if all == 0 && n < least && known(candidate) {
			n = least
		}
		if n >= least && n > best {
			best, spelt = n, string(candidate)
		}
	})
	return spelt, best > 0
}

// edits calls use for each word that is a letter away, the likelier slips first. What it is given is overwritten.
func edits(w []rune, use func(word []byte)) {
	buffer := make([]byte, 0, 4*len(w)+8)
	try := func(parts ...[]rune) {
		buffer = buffer[:0]
		for _, p := range parts {
			for _, r := range p {
				buffer = utf8.AppendRune(buffer, r)
			}
		}
		use(buffer)
	}
	for i := 0; i+1 < len(w); i++ {
		if w[i] != w[i+1] {
			try(w[:i], []rune{w[i+1], w[i]}, w[i+2:])
		}
	}
	for i := range w {
		if i == 0 || w[i] != w[i-1] { // of a doubled letter either
			try(w[:i], w[i+1:])
		}
	}
	script := scriptOf(w)
	for i := 0; i <= len(w); i++ {
		for _, r := range script {
			try(w[:i], []rune{r}, w[i:])
		}
	}
	for i := range w {
		for _, r := range script {
			if r != w[i] {
				try(w[:i], []rune{r}, w[i+1:])
			}
		}
	}
}

// scriptOf are the letters of the script that a word begins in; none where it is another.
func scriptOf(w []rune) string {
	i := slices.IndexFunc(letters, func(script string) bool { return strings.ContainsRune(script, w[0]) })
	if i < 0 {
		return ""
	}
	return letters[i]
}

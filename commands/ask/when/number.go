package when

import (
	"strconv"
	"strings"
)

const hanDigits = "一二三四五六七八九"

// number reads a number in digits or in words; ordinal tells that it is written as one.
func (p parser) number(i int) (next, n int, ordinal, ok bool) {
	if g := match(digits, p.word(i)); g != nil {
		n, _ = strconv.Atoi(g[1])
		return i + 1, n, g[2] != "", true
	}
	if next, n := p.han(i); next > i {
		return next, n, false, true
	}
	if next, m, ok := p.take(i, "number"); ok {
		return next, m.n, false, true
	}
	return i, 0, false, false
}

// han reads a Chinese numeral up to 99.
func (p parser) han(i int) (next, n int) {
	at := i
	digit := func() int {
		if w := p.word(at); w != "" && strings.Contains(hanDigits, w) {
			at++
			return strings.Index(hanDigits, w)/len("一") + 1
		}
		return 0
	}
	tens := digit()
	if p.word(at) == "十" {
		at++
		ones := digit()
		return at, max(tens, 1)*10 + ones
	}
	return at, tens
}

// dayNumber reads the number of a day in a month.
func (p parser) dayNumber(i int) (next, n int, ordinal, ok bool) {
	next, n, ordinal, ok = p.number(i)
	if !ok {
		var m meaning
		if next, m, ok = p.take(i, "ordinal"); ok {
			n, ordinal = m.n, true
		}
	}
	return next, n, ordinal, ok && n >= 1 && n <= 31
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

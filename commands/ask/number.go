package ask

import (
	"regexp"
	"strconv"
)

// itemWord is an item's number with the letter of a sub-item; an Arabic "and" may stick to it.
var itemWord = regexp.MustCompile(`^و?(\d{1,2})(?:[.-]?([a-z]))?$`)

// itemNumber reads a word as an item's number: 14 or 14.b.
func itemNumber(word string) (item string, ok bool) {
	g := itemWord.FindStringSubmatch(word)
	switch {
	case g == nil:
		return "", false
	case g[2] == "":
		return g[1], true
	}
	return g[1] + "." + g[2], true
}

// itemRange is two numbers that are written as one word: 6-8.
var itemRange = regexp.MustCompile(`^(\d{1,2})-(\d{1,2})$`)

// items reads the item numbers that stand behind their word, as AgendaArgs takes them: item 14, items 6 to 8, 第14项; and the words
// that they are.
func (v vocab) items(q []string) (list []string, from, to int) {
	for _, phrase := range v.cues["item"] {
		for i := range q {
			if at(q[i:], phrase) != 0 {
				continue
			}
			start := i + len(phrase)
			for start < len(q) && (q[start] == "第" || q[start] == "no" || q[start] == "n" || q[start] == "numero" || q[start] == "number" || q[start] == "رقم" || q[start] == "номер") {
				start++
			}
			if list, n := v.numbers(q[start:]); len(list) > 0 {
				return list, start, start + n
			}
		}
	}
	for _, phrase := range v.cues["after"] {
		for i := 1; i < len(q); i++ {
			if at(q[i:], phrase) != 0 {
				continue
			}
			if item, ok := itemNumber(q[i-1]); ok {
				from := i - 1
				list := []string{item}
				if from >= 2 && v.has("to", q[from-1:from]) { // 第6到8项
					if first, ok := itemNumber(q[from-2]); ok {
						list, from = []string{first + "-" + item}, from-2
					}
				}
				return list, from, i
			}
		}
	}
	return nil, 0, 0
}

func (v vocab) itemSpans(q []string) [][2]int {
	if list, from, to := v.items(q); len(list) > 0 {
		return [][2]int{{from, to}}
	}
	return nil
}

// numbers reads the numbers with which words begin, with words of a range or a list between them, and how many words they are.
func (v vocab) numbers(q []string) (list []string, n int) {
	isRange := false
	for i, word := range q {
		item, ok := itemNumber(word)
		if g := itemRange.FindStringSubmatch(word); g != nil {
			item, ok = word, true
		}
		switch {
		case ok && isRange:
			list[len(list)-1] += "-" + item
			isRange, n = false, i+1
		case ok:
			list, n = append(list, item), i+1
		case len(list) > 0 && v.has("to", []string{word}):
			isRange = true
		case len(list) == 0 || !v.has("join", []string{word}):
			return list, n
		}
	}
	return list, n
}

// slot reads the number of a numbered session that stands behind its word: session 2.
func (v vocab) slot(q []string) *int {
	for _, phrase := range v.cues["slot"] {
		for i := range q {
			if at(q[i:], phrase) != 0 || i+len(phrase) >= len(q) {
				continue
			}
			if n, err := strconv.Atoi(q[i+len(phrase)]); err == nil && n < 10 {
				return &n
			}
		}
	}
	return nil
}

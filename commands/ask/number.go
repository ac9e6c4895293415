package ask

import (
	"regexp"
	"slices"
	"strconv"

	"usher/commands/ask/when"
	"usher/knowledge"
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

var (
	letter     = regexp.MustCompile(`^[a-h]$`)
	digitsOnly = regexp.MustCompile(`^\d+$`)
)

// lettered is a number with the letter of a sub-item as it is written, with its bracket: 3 a), 3(a).
var lettered = regexp.MustCompile(`(\d{1,2})\s*\(?([a-hA-H])\)`)

// dashes are what people write between the ends of a range: 22–25, 23 → 26.
var dashes = regexp.MustCompile(`(\d)\s*[-–—−‑→～〜~]\s*(\d)`)

// letterWords are the letters that are words too: of a number, in a sentence that goes on, they are none.
var letterWords = []string{"a", "y", "e", "o", "c"}

// itemRange is two numbers that are written as one word: 6-8.
var itemRange = regexp.MustCompile(`^(\d{1,2})-(\d{1,2})$`)

// items reads the item numbers that stand behind their word, as AgendaArgs takes them: item 14, items 6 to 8, 第14项, or before it: the
// second item; and the words that they are.
func (v vocab) items(q []string, lang knowledge.Lang) (list []string, from, to int) {
	for _, phrase := range v.cues["item"] {
		for i := range q {
			if !begins(q[i:], phrase) {
				continue
			}
			start := i + len(phrase)
			for start < len(q) && v.names("filler", q[start]) {
				start++
			}
			if list, n := v.numbers(q[start:], lang); len(list) > 0 {
				return list, start, start + n
			}
			if n, end, ok := when.Ordinal(q, start, lang); ok && lang == knowledge.Ar { // البند الثاني
				return []string{strconv.Itoa(n)}, start, end
			}
			for back := max(0, i-4); back < i; back++ {
				if n, end, ok := when.Ordinal(q, back, lang); ok && end == i {
					return []string{strconv.Itoa(n)}, back, i
				}
			}
		}
	}
	for _, phrase := range v.cues["after"] {
		for i := 1; i < len(q); i++ {
			if !begins(q[i:], phrase) {
				continue
			}
			for back := max(0, i-3); back < i; back++ {
				item, ok := itemNumber(q[back])
				end := back + 1
				if !ok {
					var n int
					if n, end, ok = when.Number(q, back, lang); ok {
						item = strconv.Itoa(n)
					}
				}
				if !ok || end != i {
					continue
				}
				list, from := []string{item}, back
				to := from - 1
				if to > 0 && v.names("filler", q[to]) { // 第6到第8项
					to--
				}
				if to > 0 && v.has("to", q[to:to+1]) {
					if first, ok := itemNumber(q[to-1]); ok {
						list, from = []string{first + "-" + item}, to-1
					}
				}
				return list, from, i
			}
		}
	}
	return nil, 0, 0
}

// numbers reads the numbers with which words begin, with words of a range or a list between them, and how many words they are.
func (v vocab) numbers(q []string, lang knowledge.Lang) (list []string, n int) {
	isRange := false
	for i := 0; i < len(q); {
		item, ok := itemNumber(q[i])
		end := i + 1
		if !ok && itemRange.MatchString(q[i]) {
			item, ok = q[i], true
		}
		if !ok {
			var number int
			if number, end, ok = when.Number(q, i, lang); ok {
				item = strconv.Itoa(number)
			}
		}
		switch {
		case ok && isRange:
			list[len(list)-1] += "-" + item
			isRange, n = false, end
		case ok:
			if end < len(q) && letter.MatchString(q[end]) && (end+1 == len(q) || !slices.Contains(letterWords, q[end])) && digitsOnly.MatchString(item) { // 3 a)
				item += "." + q[end]
				end++
			}
			list, n = append(list, item), end
		case len(list) > 0 && v.has("to", q[i:i+1]):
			isRange, end = true, i+1
		case len(list) > 0 && (v.has("join", q[i:i+1]) || v.has("item", q[i:i+1]) || v.names("filler", q[i])):
			end = i + 1
		default:
			return list, n
		}
		i = end
	}
	return list, n
}

// slot reads the number of a numbered session that stands behind its word or, in Chinese, before it: session 2, 第2时段.
func (v vocab) slot(q []string, lang knowledge.Lang) *int {
	number := func(i int) *int {
		if i < 0 || i >= len(q) || i+1 < len(q) && v.has("to", q[i+1:i+2]) {
			return nil // of several the whole list is shown
		}
		if n, err := strconv.Atoi(q[i]); err == nil && n < 10 {
			return &n
		}
		return nil
	}
	for _, phrase := range v.cues["slot"] {
		for i := range q {
			if !begins(q[i:], phrase) {
				continue
			}
			at := i + len(phrase)
			for at < len(q) && v.names("filler", q[at]) {
				at++
			}
			if n := number(at); n != nil {
				return n
			}
			if n := number(i - 1); n != nil && lang == knowledge.Zh {
				return n
			}
		}
	}
	return nil
}

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

// items reads the item numbers that stand behind their word, as AgendaArgs takes them: item 14, items 6 to 8, 第14项.
func (v vocab) items(q []string) []string {
	for _, phrase := range v.cues["item"] {
		if i := at(q, phrase); i >= 0 {
			if list := v.numbers(q[i+len(phrase):]); len(list) > 0 {
				return list
			}
		}
	}
	for _, phrase := range v.cues["after"] {
		if i := at(q, phrase); i > 0 {
			if item, ok := itemNumber(q[i-1]); ok {
				return []string{item}
			}
		}
	}
	return nil
}

// numbers reads the numbers with which words begin, with words of a range or a list between them.
func (v vocab) numbers(q []string) (list []string) {
	isRange := false
	for _, word := range q {
		item, ok := itemNumber(word)
		switch {
		case ok && isRange:
			list[len(list)-1] += "-" + item
			isRange = false
		case ok:
			list = append(list, item)
		case len(list) > 0 && v.has("to", []string{word}):
			isRange = true
		case len(list) == 0 || !v.has("join", []string{word}):
			return list
		}
	}
	return list
}

// slot reads the number of a numbered session that stands behind its word: session 2.
func (v vocab) slot(q []string) *int {
	for _, phrase := range v.cues["slot"] {
		if i := at(q, phrase); i >= 0 && i+len(phrase) < len(q) {
			if n, err := strconv.Atoi(q[i+len(phrase)]); err == nil && n < 10 {
				return &n
			}
		}
	}
	return nil
}

package bot

import (
	"strings"
	"unicode/utf8"
)

// Split cuts a text into parts of at most so many units, as length counts them (bytes, characters, UTF-16 units): between lines where it
// can, else between words, else between characters. White space at a cut is dropped. most is the length of a character at least.
func Split(s string, most int, length func(string) int) (parts []string) {
	for end := fitting(s, most, length); end < len(s); end = fitting(s, most, length) {
		at := end
		for _, sep := range []string{"\n", " "} {
			if i := strings.LastIndex(s[:end], sep); i > 0 && strings.TrimSpace(s[:i]) != "" {
				at = i
				break
			}
		}
		if part := strings.TrimRight(s[:at], " \n"); part != "" {
			parts = append(parts, part)
		}
		s = strings.TrimLeft(s[at:], " \n")
	}
	if s != "" || len(parts) == 0 {
		parts = append(parts, s)
	}
	return parts
}

// fitting returns how many bytes of a text fit, one character at least. It looks at each character once.
func fitting(s string, most int, length func(string) int) int {
	end, units := 0, 0
	for end < len(s) {
		_, size := utf8.DecodeRuneInString(s[end:])
		units += length(s[end : end+size])
		if units > most && end > 0 {
			break
		}
		end += size
	}
	return end
}

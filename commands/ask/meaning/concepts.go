package meaning

import (
	"embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"usher/commands/ask/words"
)

//go:embed concepts
var conceptFiles embed.FS

// conceptIndex maps forms of words to the concepts that they say.
type conceptIndex struct {
	whole    map[string][]string // one word or several joined by spaces
	prefixes map[string][]string // regist for regist*
	longest  map[string]int      // of a word: how many words the longest form has that begins with it
}

// concepts are those of all languages together: people mix them, and a form means the same thing wherever it stands.
var concepts = sync.OnceValue(func() conceptIndex {
	x := conceptIndex{whole: make(map[string][]string), prefixes: make(map[string][]string), longest: make(map[string]int)}
	entries, err := conceptFiles.ReadDir("concepts")
	if err != nil {
		panic(err) // embedded
	}
	for _, e := range entries {
		data, _ := conceptFiles.ReadFile("concepts/" + e.Name())
		for line := range strings.Lines(string(data)) {
			id, cell, ok := strings.Cut(strings.TrimSpace(line), "\t")
			if !ok || strings.HasPrefix(id, "#") {
				continue
			}
			for _, form := range strings.Split(cell, ";") {
				form = strings.TrimSpace(form)
				bare, prefix := strings.CutSuffix(form, "*")
				list := words.Of(bare)
				if len(list) == 0 {
					continue
				}
				key, into := strings.Join(list, " "), x.whole
				if prefix && len(list) == 1 {
					into = x.prefixes
				}
				if !slices.Contains(into[key], id) {
					into[key] = append(into[key], id)
				}
				x.longest[list[0]] = max(x.longest[list[0]], len(list))
			}
		}
	}
	return x
})

// Said is a concept and the words that say it: words[At:End].
type Said struct {
	Concept string
	At, End int
}

// Saying returns the concepts that words say, in the order in which they are said.
func Saying(list []string) (found []Said) {
	x := concepts()
	for i := range list {
		for n := min(x.longest[list[i]], len(list)-i); n > 0; n-- {
			phrase := list[i]
			if n > 1 {
				phrase = strings.Join(list[i:i+n], " ")
			}
			if ids := x.whole[phrase]; ids != nil {
				for _, id := range ids {
					found = append(found, Said{id, i, i + n})
				}
				break // the longest form that begins here; shorter ones begin elsewhere too
			}
		}
		for _, id := range x.stems(list[i]) {
			found = append(found, Said{id, i, i + 1})
		}
	}
	return found
}

// Concepts returns the concepts alone, not nil.
func Concepts(list []string) []string { return ConceptsOf(Saying(list)) }

// ConceptsOf are the concepts of what Saying returned.
func ConceptsOf(said []Said) []string {
	ids := make([]string, 0, len(said))
	for _, s := range said {
		ids = append(ids, s.Concept)
	}
	return slices.Compact(ids)
}

// stems are the concepts of the longest prefix that a word begins with; small words that Arabic writes onto it are tried without.
func (x conceptIndex) stems(w string) []string {
	for _, form := range bare(w) {
		if form != w {
			if ids := x.whole[form]; ids != nil {
				return ids
			}
		}
		for end := len(form); end >= 3; end-- {
			if end < len(form) && !utf8.RuneStart(form[end]) {
				continue
			}
			if ids := x.prefixes[form[:end]]; ids != nil {
				return ids
			}
		}
	}
	return nil
}

func bare(w string) []string {
	list := []string{w}
	if r, _ := utf8.DecodeRuneInString(w); r >= 0x600 && r < 0x700 {
		for _, prefix := range []string{"ال", "وال", "بال", "لل", "فال", "و", "ب", "ل", "ف"} {
			if rest, ok := strings.CutPrefix(w, prefix); ok && utf8.RuneCountInString(rest) > 2 {
				list = append(list, rest)
			}
		}
	}
	return list
}

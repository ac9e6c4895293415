package when

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"usher/commands/ask/words"
	"usher/knowledge"
)

//go:embed words.yaml
var wordsYAML []byte

// A token is a run of words with what it means: one word may mean several things.
type meaning struct {
	kind string // day, weekday, month, number, next …
	n    int    // of a weekday, month, number, ordinal or relative day
}

// lexicon is the words of one language: their number to the phrases of so many words, joined by spaces, to their meanings.
type lexicon struct {
	phrases map[string][]meaning
	longest int
	from    map[string]int // a phrase's first word to how many words the longest has that begins with it
}

// lexicons reads words.yaml.
var lexicons = sync.OnceValue(func() (all [6]lexicon) {
	var file map[string]struct {
		Days     map[int][]string    `yaml:"days"`
		Weekdays [][]string          `yaml:"weekdays"`
		Months   [][]string          `yaml:"months"`
		Numbers  map[int][]string    `yaml:"numbers"`
		Ordinals map[int][]string    `yaml:"ordinals"`
		Duals    map[string][]string `yaml:"duals"`
		Others   map[string][]string `yaml:"others"`
	}
	if err := yaml.Unmarshal(wordsYAML, &file); err != nil {
		panic(fmt.Sprintf("when: words.yaml: %v", err)) // embedded: a test reads it
	}
	for _, lang := range knowledge.Langs() {
		l := lexicon{phrases: make(map[string][]meaning), from: make(map[string]int)}
		add := func(m meaning, phrases []string) {
			for _, p := range phrases {
				list := words.Of(p)
				key := strings.Join(list, " ")
				if !slices.Contains(l.phrases[key], m) {
					l.phrases[key] = append(l.phrases[key], m)
				}
				l.longest = max(l.longest, len(list))
				l.from[list[0]] = max(l.from[list[0]], len(list))
			}
		}
		f := file[lang.String()]
		for _, n := range slices.Sorted(maps.Keys(f.Days)) {
			add(meaning{"relative", n}, f.Days[n])
		}
		for n, list := range f.Weekdays {
			add(meaning{"weekday", n}, list)
		}
		for n, list := range f.Months {
			add(meaning{"monthname", n + 1}, list)
		}
		for _, n := range slices.Sorted(maps.Keys(f.Numbers)) {
			add(meaning{"number", n}, f.Numbers[n])
		}
		for _, n := range slices.Sorted(maps.Keys(f.Ordinals)) {
			add(meaning{"ordinal", n}, f.Ordinals[n])
		}
		for _, unit := range slices.Sorted(maps.Keys(f.Duals)) {
			add(meaning{"two" + unit, 2}, f.Duals[unit])
		}
		for _, kind := range slices.Sorted(maps.Keys(f.Others)) {
			add(meaning{kind, 0}, f.Others[kind])
		}
		all[lang] = l
	}
	return all
})

package ask

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"

	"usher/commands/ask/words"
	"usher/knowledge"
)

//go:embed words.yaml
var wordsYAML []byte

// vocab is the key words of one language, folded.
type vocab struct {
	common map[string]bool
	cues   map[string][][]string // cue to its phrases, each as words
}

// vocabulary holds words.yaml.
var vocabulary = sync.OnceValue(func() (all [6]vocab) {
	var file map[string]map[string][]string
	if err := yaml.Unmarshal(wordsYAML, &file); err != nil {
		panic(fmt.Sprintf("ask: words.yaml: %v", err)) // embedded: a test reads it
	}
	for _, lang := range knowledge.Langs() {
		v := vocab{common: make(map[string]bool), cues: make(map[string][][]string)}
		for cue, phrases := range file[lang.String()] {
			for _, p := range phrases {
				if cue == "common" {
					v.common[words.Fold(p)] = true
				} else {
					v.cues[cue] = append(v.cues[cue], words.Of(p))
				}
			}
		}
		for _, phrases := range v.cues { // the longest first: what is meant by, then what is
			slices.SortStableFunc(phrases, func(a, b []string) int { return len(b) - len(a) })
		}
		all[lang] = v
	}
	return all
})

// has reports whether a question has a cue of its language.
func (v vocab) has(cue string, question []string) bool {
	for _, phrase := range v.cues[cue] {
		if at(question, phrase) >= 0 {
			return true
		}
	}
	return false
}

// names reports whether a word is itself, in no other form, a phrase of a cue.
func (v vocab) names(cue, word string) bool {
	return slices.ContainsFunc(v.cues[cue], func(phrase []string) bool { return len(phrase) == 1 && phrase[0] == word })
}

// without takes every phrase of some cues out of a question.
func (v vocab) without(question []string, cues ...string) []string {
	left := slices.Clone(question)
	for _, cue := range cues {
		for _, phrase := range v.cues[cue] {
			for i := at(left, phrase); i >= 0; i = at(left, phrase) {
				left = slices.Delete(left, i, i+len(phrase))
			}
		}
	}
	return left
}

// at returns where a phrase stands in a question, or -1.
func at(question, phrase []string) int {
	for i := range question {
		if begins(question[i:], phrase) {
			return i
		}
	}
	return -1
}

// begins reports whether words begin with a phrase.
func begins(list, phrase []string) bool {
	if len(phrase) == 0 || len(phrase) > len(list) {
		return false
	}
	for i, w := range phrase {
		if !words.Same(list[i], w) {
			return false
		}
	}
	return true
}

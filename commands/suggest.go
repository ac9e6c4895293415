package commands

import (
	"slices"
	"strconv"
	"strings"

	"usher/commands/text"
	"usher/knowledge"
)

// Suggestion is what can be asked or ordered next: platforms draw it as a button, and pressing it asks or orders Line.
type Suggestion struct {
	Label string `json:"label"` // in the reply's language, at most MaxLabel characters
	Line  string `json:"line"`  // a command, with a slash before it, or a question; at most MaxLine bytes
}

// The bounds of a suggestion, within those of every platform's buttons.
const (
	MaxLabel = 75 // characters
	MaxLine  = 88 // bytes
)

// maxNamed is of how many entries an answer may be told for its sentence and calendar entries to be suggested by name.
const maxNamed = 3

// suggest adds a suggestion; one that is too long for a button, or that repeats a line, is left out.
func (r *Reply) suggest(label, line string) {
	if runes := []rune(label); len(runes) > MaxLabel {
		label = string(runes[:MaxLabel-1]) + "…"
	}
	if len(line) <= MaxLine && !slices.ContainsFunc(r.Suggestions, func(s Suggestion) bool { return s.Line == line }) {
		r.Suggestions = append(r.Suggestions, Suggestion{label, line})
	}
}

// suggestNext adds what is near every answer: the letter's own words, other deadlines, the calendar, another language.
func (r *Reply) suggestNext(req Request) {
	label := func(key string) string { return text.For(r.Lang).Text(key, nil) }
	if r.Command != "source" && len(r.Keys) > 0 && len(r.Keys) <= maxNamed && r.Command != "welcome" {
		if e, ok := req.Base.Entry(r.Keys[0]); ok && len(e.Source) > 0 {
			r.suggest(label("suggest.source"), "/source "+e.ID)
		}
	}
	dated := req.coming(r.Keys)
	if slices.ContainsFunc(r.Keys, func(id string) bool { return strings.HasPrefix(id, "deadline.") }) && len(r.Keys) < len(req.Base.Deadlines()) {
		r.suggest(label("suggest.deadlines"), "/deadlines all")
	}
	switch {
	case r.Command == "calendar":
	case len(dated) > 0 && len(dated) <= maxNamed:
		r.suggest(label("suggest.calendar"), "/calendar "+strings.Join(dated, " "))
	case len(dated) > 0 || r.Command == "welcome":
		r.suggest(label("suggest.calendar"), "/calendar")
	}
	if r.Command == "language" {
		for _, lang := range knowledge.Langs() {
			if lang != r.Lang {
				r.suggest(lang.Name(), "/language "+lang.String())
			}
		}
		return
	}
	r.suggest(label("suggest.language"), "/language")
}

// coming lists, of some ids, the sessions and deadlines that are not over.
func (r Request) coming(ids []string) (dated []string) {
	for _, id := range ids {
		d, deadline := r.Base.Deadline(id)
		s, session := r.Base.Session(id)
		if deadline && !r.Base.Passed(d, r.Now) || session && !r.over(s) {
			dated = append(dated, id)
		}
	}
	return dated
}

// suggestExamples adds the questions that can be asked at every meeting.
func (r *Reply) suggestExamples(req Request) {
	for _, line := range req.examples() {
		r.suggest(line.String(), line.String())
	}
}

// suggestMeetings adds the choice among meetings: each by the name of its group, with the year where several are of one group.
func (r *Reply) suggestMeetings(req Request, among []*knowledge.Base) {
	name := func(b *knowledge.Base) string { return b.Meeting().Name.In(req.Lang) }
	for _, b := range among {
		line := name(b)
		if slices.ContainsFunc(among, func(o *knowledge.Base) bool { return o != b && name(o) == name(b) }) {
			line += " " + strconv.Itoa(b.Meeting().First.Year)
		}
		r.suggest(line, line)
	}
}

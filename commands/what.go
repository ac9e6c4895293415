package commands

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"usher/commands/text"
	"usher/knowledge"
)

// WhatArgs name the words of the trade to explain. Without any it lists them.
type WhatArgs struct {
	Terms []string `json:"terms,omitempty" arg:"" optional:""`
}

// what explains words of the trade from the glossary, and says where each occurs on the meeting's agenda.
func what(_ context.Context, r Request, a WhatArgs) (*Reply, error) {
	reply := &Reply{}
	if len(a.Terms) == 0 {
		return r.glossary(reply), nil
	}
	for _, words := range a.Terms {
		ids := knowledge.Terms().Named(words)
		if len(ids) == 0 {
			return nil, r.unknown(words, termNames(r.Lang))
		}
		for _, id := range ids {
			term, _ := knowledge.Terms().Term(id)
			r.explain(reply, term)
		}
	}
	return reply, nil
}

// explain adds what a term means.
func (r Request) explain(reply *Reply, term knowledge.Term) {
	reply.rest(term.ID)
	reply.say(r.say("label", text.Args{"name": text.Bold(term.Name.In(r.Lang)), "value": term.Text.In(r.Lang)}))
	var lines []text.Line
	for _, item := range r.occurs(term) {
		lines = append(lines, r.say("what.agenda", text.Args{"item": r.itemLine(item)}))
		reply.cite(item.ID)
	}
	reply.list(lines...)
	for _, e := range r.about(term) {
		line := text.Plain(e.Text.In(r.Lang))
		if s, ok := r.Base.Session(e.ID); ok {
			line = r.openly(s)
		}
		reply.say(r.say("what.letter", text.Args{"entry": line}))
		reply.rest(e.ID)
	}
}

// about lists the meeting's entries, other than agenda items, that have one of a term's names.
func (r Request) about(term knowledge.Term) (entries []knowledge.Entry) {
	var seen []string
	for _, lang := range knowledge.Langs() {
		for _, alias := range term.Aliases.In(lang) {
			for _, id := range r.Base.Named(alias) {
				e, ok := r.Base.Entry(id)
				if _, item := r.Base.Item(id); ok && !item && !slices.Contains(seen, id) && e.Text.In(r.Lang) != "" {
					seen, entries = append(seen, id), append(entries, e)
				}
			}
		}
	}
	return entries
}

// glossary lists every term by its name.
func (r Request) glossary(reply *Reply) *Reply {
	reply.say(r.say("what.list", nil))
	var lines []text.Line
	for _, term := range knowledge.Terms().All() {
		lines = append(lines, text.Plain(term.Name.In(r.Lang)))
		reply.rest(term.ID)
	}
	reply.list(lines...)
	return reply
}

// termNames are the names by which terms can be asked for: of each the alias that stands first.
func termNames(lang knowledge.Lang) (names []string) {
	for _, t := range knowledge.Terms().All() {
		names = append(names, t.Aliases.In(lang)...)
	}
	return names
}

// occurs lists the agenda's items and sub-items whose own words, as the letter prints them, hold a term's name in any language.
func (r Request) occurs(term knowledge.Term) (items []knowledge.Item) {
	names := termPatterns()[term.ID]
	holds := func(i knowledge.Item) bool {
		return slices.ContainsFunc(i.Source, func(s knowledge.Source) bool { return names.MatchString(s.Quote) })
	}
	for _, item := range r.Base.Items() {
		if holds(item) {
			items = append(items, item)
		}
		for _, sub := range item.Sub {
			if holds(sub) {
				items = append(items, sub)
			}
		}
	}
	return items
}

// termPatterns are the terms' names as whole words, in any language; abbreviations in their own case, the others in any.
var termPatterns = sync.OnceValue(func() map[string]*regexp.Regexp {
	patterns := make(map[string]*regexp.Regexp)
	for _, t := range knowledge.Terms().All() {
		var forms []string
		for _, lang := range knowledge.Langs() {
			for _, alias := range t.Aliases.In(lang) {
				form := regexp.QuoteMeta(alias)
				if !strings.ContainsFunc(alias, unicode.IsUpper) || strings.ContainsFunc(alias, unicode.IsSpace) {
					form = "(?i:" + form + ")"
				}
				if !strings.ContainsFunc(alias, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
					form = `(?:^|[^\p{L}\d])` + form + `(?:[^\p{L}\d]|$)`
				}
				forms = append(forms, form)
			}
		}
		patterns[t.ID] = regexp.MustCompile(strings.Join(forms, "|"))
	}
	return patterns
})

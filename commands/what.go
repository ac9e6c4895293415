package commands

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	var names []string
	for _, lang := range knowledge.Langs() {
		names = append(names, term.Aliases.In(lang)...)
	}
	holds := func(i knowledge.Item) bool {
		return slices.ContainsFunc(i.Source, func(s knowledge.Source) bool {
			return slices.ContainsFunc(names, func(name string) bool { return holdsName(s.Quote, name) })
		})
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

// holdsName reports whether a text holds a name as whole words; an abbreviation in its own case, another name in any.
func holdsName(s, name string) bool {
	if !strings.ContainsFunc(name, unicode.IsUpper) || strings.ContainsFunc(name, unicode.IsSpace) {
		s, name = strings.ToLower(s), strings.ToLower(name)
	}
	han := strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) }) // words stand without spaces
	part := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for {
		before, after, found := strings.Cut(s, name)
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		if han || !part(last) && !part(next) {
			return true
		}
		_, size := utf8.DecodeRuneInString(s[len(before):])
		s = s[len(before)+size:]
	}
}

package ask

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"usher/commands"
	"usher/knowledge"
)

// Asker answers questions. It is safe for concurrent use.
type Asker struct {
	mu      sync.Mutex
	indexes map[*knowledge.Base]*index
}

// New returns an asker.
func New() *Asker { return &Asker{indexes: make(map[*knowledge.Base]*index)} }

func (a *Asker) index(b *knowledge.Base) *index {
	a.mu.Lock()
	defer a.mu.Unlock()
	x := a.indexes[b]
	if x == nil {
		x = newIndex(b)
		a.indexes[b] = x
	}
	return x
}

// Question is what a person typed.
type Question struct {
	Text  string
	Turns []string        // the questions before it in the conversation, oldest first
	Lang  *knowledge.Lang // the language of the answer; nil: the question's own
}

// Ask answers a question; the request's language breaks ties where the question's own cannot be told. A question that names
// nothing itself is about what the turns before it named.
func (a *Asker) Ask(ctx context.Context, r commands.Request, question Question) (*commands.Reply, error) {
	var before reading
	for _, turn := range question.Turns {
		before = a.read(r, turn, before)
	}
	q := a.read(r, question.Text, before)
	if q.zone != nil {
		r.Zone = q.zone
	}
	r.Lang = language(question.Text, r.Lang)
	if question.Lang != nil {
		r.Lang = *question.Lang
	}
	if q.gap != "" {
		gap, _ := r.Base.Gap(q.gap)
		return commands.Decline(r, &gap), nil
	}
	if q.command == "" {
		return commands.Decline(r, nil), nil
	}
	c, ok := commands.Lookup(q.command)
	if !ok {
		return nil, fmt.Errorf("ask: no command %q", q.command)
	}
	args := c.NewArgs()
	q.fill(args)
	return c.Run(ctx, r, args)
}

// reading is what was understood of a question.
type reading struct {
	zone    *time.Location
	gap     string
	command string
	ids     []string
	day     knowledge.Day
	slot    *int
	items   []string
	next    bool
}

func (q reading) empty() bool { return q.command == "" && q.gap == "" }

func (q reading) fill(args any) {
	switch a := args.(type) {
	case *commands.ScheduleArgs:
		a.What, a.On, a.Slot = q.ids, q.day, q.slot
	case *commands.AgendaArgs:
		a.Items = append(q.items, q.ids...)
	case *commands.DeadlinesArgs:
		a.Which = q.ids
		if q.next {
			a.Which = []string{"next"}
		}
	case *commands.RulesArgs:
		a.Topics = q.ids
	case *commands.ContactsArgs:
		a.Who = q.ids
	case *commands.WhatArgs:
		a.Terms = q.ids
	case *commands.MeetingArgs:
		a.About = q.ids
	}
}

// commandOf names the command that shows entries whose id has a prefix.
var commandOf = map[string]string{
	"session": "schedule", "event": "schedule", "timeplan": "schedule", "agenda": "agenda", "deadline": "deadlines",
	"rule": "rules", "contact": "contacts", "meeting": "meeting", "welcome": "welcome",
}

// The least that a match must weigh, and explain of the question.
const (
	minScore = 2.5
	minSaid  = 0.35
	near     = 0.97 // of the best score: as good
)

// read understands a question. What it lacks it takes from the one before: a follow-up asks about the same kind of thing
// ("and the closing one?") or about the same thing elsewhere ("and in Tokyo?").
func (a *Asker) read(r commands.Request, question string, before reading) (q reading) {
	r.Lang = language(question, r.Lang)
	v := vocabulary()[r.Lang]
	all := words(fold(question))
	follows := !before.empty() && v.follows(all)
	q.zone, all = place(all, r.Lang)
	if q.items = v.items(all); len(q.items) > 0 {
		q.command = "agenda"
		return q
	}
	if q.slot = v.slot(all); q.slot != nil {
		q.command = "schedule"
		return q
	}
	q.day, all = v.day(all, r)
	x, left := a.index(r.Base), content(all, r.Lang)
	if v.foreign(all, x) {
		return q // another group, of which nothing is known here
	}
	if term := v.term(all); term != "" {
		q.command, q.ids = "what", []string{term}
		return q
	}
	due := v.has("deadline", all)
	if due && len(content(v.without(all, "deadline", "next", "all", "now"), r.Lang)) == 0 {
		q.command, q.next = "deadlines", v.has("next", all)
		return q
	}
	hits := x.match(left, due || follows && before.command == "deadlines")
	if follows {
		favour(hits, before.command)
	}
	if q.name(r, hits); !q.empty() {
		return q
	}
	rest := content(v.without(all, "today", "tomorrow", "now", "next", "all", "agenda"), r.Lang)
	switch {
	case len(rest) > 0: // words that nobody here knows
		return q
	case !q.day.IsZero():
		q.command = "schedule"
	case v.has("now", all), v.has("next", all):
		q.command = "now"
	case v.has("agenda", all):
		q.command = "agenda"
	case !before.empty():
		before.zone = q.zone
		return before
	}
	return q
}

// name takes what a question names for certain: entries of one kind, or a gap.
func (q *reading) name(r commands.Request, hits []hit) {
	if len(hits) == 0 || hits[0].score < minScore || hits[0].said < minSaid {
		return
	}
	best := hits[0]
	gap, _ := r.Base.Gap(best.id)
	switch {
	case best.gap && len(gap.Of) == 1:
		q.ids = gap.Of // what an entry leaves open is told with the entry
	case best.gap:
		q.gap = best.id
		return
	default:
		for _, h := range hits {
			if !h.gap && h.score >= near*best.score && kind(h.id) == kind(best.id) {
				q.ids = append(q.ids, h.id)
			}
		}
	}
	q.command = commandOf[kind(q.ids[0])]
}

// favour ranks what a command shows before other things.
func favour(hits []hit, command string) {
	for i := range hits {
		if commandOf[kind(hits[i].id)] == command {
			hits[i].score *= 1.5
		}
	}
	rank(hits)
}

// kind is the first part of an id.
func kind(id string) string {
	prefix, _, _ := strings.Cut(id, ".")
	return prefix
}

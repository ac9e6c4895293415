package ask

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"usher/commands"
	"usher/commands/ask/meaning"
	"usher/knowledge"
)

// Asker answers questions. It is safe for concurrent use.
type Asker struct {
	model   func() *meaning.Model
	mu      sync.Mutex
	library *knowledge.Library // whose meetings are indexed
	names   directory
	indexes map[*knowledge.Base]*index
}

// New returns an asker at once. What the first question needs is read meanwhile, side by side: make the asker before you load a meeting.
func New() *Asker {
	for _, read := range []func(){func() { meaning.Embedded() }, func() { meaning.Concepts(nil) }, func() { vocabulary() }} {
		go read()
	}
	return &Asker{model: meaning.Embedded, indexes: make(map[*knowledge.Base]*index)}
}

// directory is that of a library. What was kept of the meetings of another one, and is not in this, is dropped.
func (a *Asker) directory(l *knowledge.Library) directory {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.library != l {
		a.library, a.names = l, newDirectory(l)
		maps.DeleteFunc(a.indexes, func(b *knowledge.Base, _ *index) bool { return !slices.Contains(l.Meetings(), b) })
	}
	return a.names
}

func (a *Asker) index(b *knowledge.Base) *index {
	a.mu.Lock()
	defer a.mu.Unlock()
	x := a.indexes[b]
	if x == nil {
		x = newIndex(b, a.model())
		a.indexes[b] = x
	}
	return x
}

// Question is what a person typed.
type Question struct {
	Text  string
	Turns []string        // the questions before it in the conversation, oldest first
	Lang  *knowledge.Lang // the language of the answer; nil: the question's own
	Bound bool            // the request's meeting was chosen, as a channel's is; else, of several, one must be named
}

// maxTurns is how many questions before are read: what was asked earlier than that is another matter.
const maxTurns = 6

// Ask answers a question; the request's language breaks ties where the question's own cannot be told. A question that names
// nothing itself is about what the turns before it named.
func (a *Asker) Ask(ctx context.Context, r commands.Request, question Question) (*commands.Reply, error) {
	q := a.Read(r, question)
	r = q.to.request(r)
	if q.zone != nil {
		r.Zone = q.zone
	}
	r.Lang = q.lang
	if question.Lang != nil {
		r.Lang = *question.Lang
	}
	if !q.to.settled && !q.ofNoMeeting() {
		return commands.WhichMeeting(r, q.to.among), nil
	}
	reply, err := a.run(ctx, r, q)
	if err != nil {
		return nil, err
	}
	q.judge(r, reply)
	if len(q.place.Others) > 0 && len(reply.Keys) > 0 {
		reply.Clock(r, q.place.Others)
	}
	return reply, nil
}

// Read understands a question in its conversation.
func (a *Asker) Read(r commands.Request, question Question) Reading {
	var before Reading
	turns := question.Turns[max(0, len(question.Turns)-maxTurns):]
	for _, turn := range turns {
		q := a.read(r, Question{Text: turn, Bound: question.Bound}, before)
		r.Lang = q.lang // breaks the tie of what follows
		if q.gap != "" && before.gap == "" && !before.empty() {
			earlier := before
			q.earlier = &earlier
		}
		if !q.empty() { // what was not understood drops nothing
			before = q
		}
		before.to = q.to
	}
	return a.read(r, question, before)
}

func (a *Asker) run(ctx context.Context, r commands.Request, q Reading) (*commands.Reply, error) {
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

// fill sets the arguments of a command.
func (q Reading) fill(args any) {
	switch a := args.(type) {
	case *commands.ScheduleArgs:
		a.What, a.Slot = q.ids, q.slot
		if len(q.ids) == 0 && q.slot == nil {
			a.From, a.To = q.from, q.until
		}
	case *commands.AgendaArgs:
		a.Items = append(q.items, q.ids...)
	case *commands.NowArgs:
		a.Next = q.says("next") && !q.says("now")
	case *commands.DeadlinesArgs:
		a.Which = q.ids
		if q.which != "" {
			a.Which = []string{q.which}
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

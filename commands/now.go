package commands

import (
	"context"
	"slices"

	"usher/commands/text"
	"usher/knowledge"
)

// NowArgs ask for what comes next alone; the request carries the instant.
type NowArgs struct {
	Next bool `json:"next,omitempty"`
}

func now(_ context.Context, r Request, a NowArgs) (*Reply, error) {
	reply := &Reply{}
	in := r.Base.At(r.Now)
	m := r.Base.Meeting()
	if a.Next && len(in.Next) > 0 {
		for _, s := range in.Next {
			reply.say(r.say("now.next", text.Args{"session": r.session(s)}))
			reply.rest(s.ID)
		}
		r.undated(reply, in)
		return reply, nil
	}
	switch in.Phase {
	case knowledge.Before:
		reply.say(r.say("now.before", text.Args{"n": r.today().Until(m.First), "day": r.printer().Day(m.First, r.Base.Zone())}))
		reply.rest("meeting.overview")
	case knowledge.After:
		reply.say(r.say("now.after", text.Args{"n": m.Last.Until(r.today()), "day": r.printer().Day(m.Last, r.Base.Zone())}))
		reply.rest("meeting.overview")
	case knowledge.Between:
		reply.say(r.say("now.between", nil))
		reply.cite(r.Base.Slots().ID)
	}
	r.onNow(reply, in)
	busy := len(reply.Keys) > 0 // then what comes next is beside the point
	for _, s := range in.Next {
		reply.say(r.say("now.next", text.Args{"session": r.session(s)}))
		if busy {
			reply.cite(s.ID)
		} else {
			reply.rest(s.ID)
		}
	}
	if len(in.Next) == 0 && in.Phase != knowledge.After && len(reply.Keys) == 0 {
		reply.say(r.say("now.none-next", nil))
	}
	return reply, nil
}

// undated tells beside what comes next which sessions may be held today at an hour that is not stated.
func (r Request) undated(reply *Reply, in knowledge.Instant) {
	for _, s := range in.Today {
		if _, event := r.event(s.ID); event || s.Start.Stated() {
			continue
		}
		key := "now.today"
		if s.First != s.Until() {
			key = "now.possibly"
		}
		reply.say(r.say(key, text.Args{"session": r.openly(s)}))
		reply.cite(s.ID)
	}
}

func (r Request) onNow(reply *Reply, in knowledge.Instant) {
	for _, s := range in.Today {
		_, event := r.event(s.ID)
		_, stated := r.Base.Starts(s)
		_, ends := r.Base.Ends(s)
		on := slices.ContainsFunc(in.On, func(o knowledge.Session) bool { return o.ID == s.ID })
		switch {
		case event:
			continue
		case on && slices.Contains(s.Hedges, "planned"):
			reply.say(r.say("now.planned", text.Args{"session": r.session(s)}))
		case on && ends:
			reply.say(r.say("now.on", text.Args{"session": r.session(s)}))
		case on:
			reply.say(r.say("now.on-since", text.Args{"session": r.session(s)}))
		case s.First != s.Until() && !stated:
			reply.say(r.say("now.possibly", text.Args{"session": r.openly(s)}))
		case !stated:
			reply.say(r.say("now.today", text.Args{"session": r.openly(s)}))
		default:
			continue
		}
		reply.rest(s.ID)
	}
	if len(reply.Keys) == 0 && in.Slot == nil && in.Phase == knowledge.During {
		reply.say(r.say("now.none", nil))
	}
	if in.Slot != nil {
		reply.say(r.say("now.slot", text.Args{"number": in.Slot.Number, "hours": r.printer().Hours(r.today().At(in.Slot.Start, r.Base.Zone()), r.today().At(in.Slot.End, r.Base.Zone()), r.clock())}))
		reply.rest(r.Base.Slots().ID)
	}
	for _, s := range in.Today {
		if _, event := r.event(s.ID); event {
			reply.say(r.say("schedule.parallel", text.Args{"event": r.session(s)}))
			reply.rest(s.ID)
		}
	}
}

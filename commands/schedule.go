package commands

import (
	"context"
	"slices"
	"strconv"

	"usher/commands/text"
	"usher/knowledge"
)

// ScheduleArgs choose what the schedule shows: sessions and events by name, a numbered session, a day or a range of days.
// Without any it shows everything.
type ScheduleArgs struct {
	What []string      `json:"what,omitempty" arg:"" optional:""`
	On   knowledge.Day `json:"on,omitzero"`
	From knowledge.Day `json:"from,omitzero"`
	To   knowledge.Day `json:"to,omitzero"`
	Slot *int          `json:"slot,omitempty"`
}

func schedule(_ context.Context, r Request, a ScheduleArgs) (*Reply, error) {
	err := r.oneOf(map[string]bool{"what": len(a.What) > 0, "slot": a.Slot != nil, "on": !a.On.IsZero(), "from–to": !a.From.IsZero() || !a.To.IsZero()})
	if err != nil {
		return nil, err
	}
	reply := &Reply{}
	switch {
	case len(a.What) > 0:
		ids, err := r.choose(a.What, "session.", "event.", "timeplan.")
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			r.one(reply, id)
		}
	case a.Slot != nil:
		return r.slot(*a.Slot)
	case !a.On.IsZero():
		r.days(reply, a.On, a.On)
	case !a.From.IsZero() || !a.To.IsZero():
		r.days(reply, a.From, a.To)
	default:
		r.happenings(reply, r.Base.Happenings())
		if updates, ok := r.Base.Fact("timeplan.updates"); ok {
			r.facts(reply, updates.Entry)
		}
	}
	return reply, nil
}

// one shows a session or event with all that is known of it, the session times, or the note on updates.
func (r Request) one(reply *Reply, id string) {
	s, ok := r.Base.Session(id)
	switch {
	case ok:
		reply.rest(id)
		reply.say(r.openly(s))
		reply.say(text.Plain(s.Text.In(r.Lang)))
		for _, p := range r.Base.Plenaries() {
			if p.Session == id {
				reply.say(r.say("schedule.items", text.Args{"items": r.numbers(p)}))
				reply.cite("agenda.split")
			}
		}
		r.openOf(reply, id, "day", "start", "end", "email")
	case id == r.Base.Slots().ID:
		r.slots(reply)
	default:
		if fact, ok := r.Base.Fact(id); ok {
			r.facts(reply, fact.Entry)
		}
	}
}

func (r Request) numbers(p knowledge.Plenary) text.Line {
	if p.First == p.Last {
		return text.Plain(strconv.Itoa(p.First))
	}
	return r.say("list.range", text.Args{"first": p.First, "last": p.Last})
}

// planGap says, where the time plan has a column for one of some days, that its cells are not known.
func (r Request) planGap(reply *Reply, from, to knowledge.Day) {
	if slices.ContainsFunc(r.Base.PlanDays(), func(p knowledge.PlanDay) bool { return p.Date.Between(from, to) }) {
		r.tellOpen(reply, r.Base.Slots().ID, "meetings")
		reply.cite(r.Base.Slots().ID)
	}
}

// due lists the deadlines of a range of days.
func (r Request) due(from, to knowledge.Day) (list []knowledge.Deadline) {
	for _, d := range r.Base.Deadlines() {
		if d.Date.Between(from, to) {
			list = append(list, d)
		}
	}
	return list
}

func (r Request) dueList(reply *Reply, list []knowledge.Deadline) {
	for _, d := range list {
		reply.list(r.deadline(d))
		reply.rest(d.ID)
	}
}

// happenings lists sessions and events, the meeting's own first.
func (r Request) happenings(reply *Reply, list []knowledge.Session) {
	var own, parallel []text.Line
	for _, s := range list {
		reply.rest(s.ID)
		if _, event := r.event(s.ID); event {
			parallel = append(parallel, r.say("schedule.parallel", text.Args{"event": r.session(s)}))
			continue
		}
		own = append(own, r.openly(s))
	}
	reply.list(append(own, parallel...)...)
}

// openly writes a session and says where its day or hour is open.
func (r Request) openly(s knowledge.Session) text.Line {
	switch {
	case s.First != s.Until() && !s.Start.Stated():
		return r.say("schedule.no-day", text.Args{"session": r.session(s)})
	case !s.Start.Stated():
		return r.say("schedule.no-hour", text.Args{"session": r.session(s)})
	}
	return r.session(s)
}

func (r Request) event(id string) (knowledge.Session, bool) {
	for _, e := range r.Base.Events() {
		if e.ID == id {
			return e, true
		}
	}
	return knowledge.Session{}, false
}

// days shows what lies in a range of days; an open end is the meeting's. Ends in the wrong order are exchanged.
func (r Request) days(reply *Reply, from, to knowledge.Day) {
	m := r.Base.Meeting()
	switch {
	case from.IsZero() && to.Before(m.First):
		from = to
	case from.IsZero():
		from = m.First
	case to.IsZero() && m.Last.Before(from):
		to = from
	case to.IsZero():
		to = m.Last
	case to.Before(from):
		from, to = to, from
	}
	list := r.Base.Select(func(s knowledge.Session) bool { return r.within(s, from, to) })
	due := r.due(from, to)
	if len(list)+len(due) == 0 {
		reply.say(r.say("schedule.nothing", text.Args{"day": r.printer().Days(from, to, r.Base.Zone())}))
		if !from.Between(m.First, m.Last) || !to.Between(m.First, m.Last) {
			reply.say(r.say("schedule.outside", text.Args{"first": r.printer().Day(m.First, r.Base.Zone()), "last": r.printer().Day(m.Last, r.Base.Zone())}))
			reply.rest("meeting.overview")
		}
	} else {
		reply.say(text.Title(r.printer().Days(from, to, r.Base.Zone())))
		r.happenings(reply, list)
		r.dueList(reply, due)
	}
	r.planGap(reply, from, to)
}

// within reports whether a session lies in a range of days, those of the meeting's calendar or, by its hours, of the asker's: who is
// twelve hours ahead finds what begins at noon on either of two days.
func (r Request) within(s knowledge.Session, from, to knowledge.Day) bool {
	if !s.Until().Before(from) && !to.Before(s.First) {
		return true
	}
	start, stated := r.Base.Starts(s)
	end, ends := r.Base.Ends(s)
	if !ends {
		end = start.Add(1)
	}
	return stated && !knowledge.DayOf(end.Add(-1), r.Zone).Before(from) && !to.Before(knowledge.DayOf(start, r.Zone))
}

// slot shows the hours of a numbered session.
func (r Request) slot(number int) (*Reply, error) {
	slots := r.Base.Slots()
	if len(slots.List) == 0 {
		return nil, r.refuse("schedule.no-slots", nil)
	}
	for _, s := range slots.List {
		if s.Number == number {
			reply := &Reply{}
			reply.say(r.slotLine(s))
			r.openOf(reply, slots.ID, "meetings")
			return reply, nil
		}
	}
	return nil, r.refuse("schedule.no-slot", text.Args{"number": number, "first": slots.List[0].Number, "last": slots.List[len(slots.List)-1].Number})
}

func (r Request) slots(reply *Reply) {
	slots := r.Base.Slots()
	reply.say(r.say("schedule.slots", nil))
	var lines []text.Line
	for _, s := range slots.List {
		lines = append(lines, r.slotLine(s))
	}
	reply.list(lines...)
	r.openOf(reply, slots.ID, "meetings")
}

// slotLine writes a numbered session's hours. They hold on every day of the meeting; the asker's are those of today or, before
// and after the meeting, of its first day.
func (r Request) slotLine(s knowledge.Slot) text.Line {
	m := r.Base.Meeting()
	day := r.today()
	if !day.Between(m.First, m.Last) {
		day = m.First
	}
	return r.say("schedule.slot", text.Args{
		"number": s.Number,
		"hours":  r.printer().Daily(day.At(s.Start, r.Base.Zone()), day.At(s.End, r.Base.Zone()), r.clock()),
	})
}

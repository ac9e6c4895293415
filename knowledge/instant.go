package knowledge

import (
	"cmp"
	"slices"
	"time"
)

// Phase is where an instant lies in the life of a meeting.
type Phase string

// The phases. Between is a day of the meeting without a column in the time plan.
const (
	Before  Phase = "before"
	During  Phase = "during"
	Between Phase = "between"
	After   Phase = "after"
)

// Instant is what is known of one instant of a meeting.
type Instant struct {
	Phase Phase
	Today []Session // sessions and events that lie on this day of the meeting's zone, an open window of days included
	On    []Session // of these, what is on: between start and end, or since the start where no end is stated
	Slot  *Slot     // the numbered session of the time plan that is running
	Next  []Session // the meeting's own sessions that begin next, at one time or, where no hour is stated, on one day
}

// On lists the sessions and events that lie on a day, as Select sorts them.
func (b *Base) On(d Day) []Session {
	return b.Select(func(s Session) bool { return d.Between(s.First, s.Until()) })
}

// Select lists the sessions, then the events, that meet a condition, by their first day and hour; those without an hour come after
// the others of the day.
func (b *Base) Select(meets func(Session) bool) []Session {
	hour := func(s Session) int {
		if s.Start.Stated() {
			return s.Start.Minutes()
		}
		return 24 * 60
	}
	sorted := func(list []Session) []Session {
		list = slices.DeleteFunc(slices.Clone(list), func(s Session) bool { return !meets(s) })
		slices.SortStableFunc(list, func(x, y Session) int { return cmp.Or(y.First.Until(x.First), hour(x)-hour(y)) })
		return list
	}
	return slices.Concat(sorted(b.Sessions()), sorted(b.Events()))
}

// Starts returns when a session begins; ok is false where the letter states no hour, and the instant is then the day's
// beginning in the meeting's zone.
func (b *Base) Starts(s Session) (at time.Time, ok bool) {
	return s.First.At(s.Start, b.Zone()), s.Start.Stated()
}

// Ends returns when a session ends; ok is false where the letter states no end.
func (b *Base) Ends(s Session) (at time.Time, ok bool) {
	return s.Until().At(s.End, b.Zone()), s.End.Stated()
}

// At tells what is on and what is next at an instant.
func (b *Base) At(now time.Time) Instant {
	today := DayOf(now, b.Zone())
	in := Instant{Phase: b.phase(today), Today: b.On(today)}
	for _, s := range in.Today {
		start, stated := b.Starts(s)
		end, ends := b.Ends(s)
		if stated && !now.Before(start) && (!ends || now.Before(end)) {
			in.On = append(in.On, s)
		}
	}
	if in.Phase == During {
		for _, slot := range b.Slots().List {
			if !now.Before(today.At(slot.Start, b.Zone())) && now.Before(today.At(slot.End, b.Zone())) {
				in.Slot = &slot
			}
		}
	}
	in.Next = b.next(now, today)
	return in
}

func (b *Base) phase(today Day) Phase {
	m := b.Meeting()
	switch {
	case today.Before(m.First):
		return Before
	case m.Last.Before(today):
		return After
	case len(b.PlanDays()) > 0 && !slices.ContainsFunc(b.PlanDays(), func(p PlanDay) bool { return p.Date == today }):
		return Between
	}
	return During
}

// next lists the sessions that have not begun and begin first. A session with an open day within some days is next only
// as long as none of these days has come.
func (b *Base) next(now time.Time, today Day) (list []Session) {
	var least time.Time
	for _, s := range b.Sessions() {
		start, stated := b.Starts(s)
		if stated && !now.Before(start) || !stated && !today.Before(s.First) {
			continue
		}
		if !stated {
			start = s.First.Add(1).Start(b.Zone()) // some time on the day: after what has an hour
		}
		switch {
		case len(list) == 0 || start.Before(least):
			list, least = []Session{s}, start
		case start.Equal(least):
			list = append(list, s)
		}
	}
	return list
}

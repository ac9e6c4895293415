package knowledge

import (
	"iter"
	"slices"
	"strconv"
	"time"
)

// held is an entry of the folder and what its own fields state.
type held struct {
	*Entry
	kind   string // the first part of its id: session, rule …
	text   bool   // a text must be there: an agenda item's name is its text
	fields []any  // addresses of what the entry states beside its text: *Day, *Clock, *int, or *string that holds an address
}

// values yields the entry's fields, by their addresses, with what scan would read in them.
func (h held) values() iter.Seq2[any, []string] {
	return func(yield func(any, []string) bool) {
		for _, field := range h.fields {
			var values []string
			switch f := field.(type) {
			case *Day:
				values = []string{f.String()}
			case *Clock:
				values = []string{f.String()}
			case *int:
				values = []string{strconv.Itoa(*f)}
			case *string:
				values = scan(*f, En).values
			}
			if !yield(field, values) {
				return
			}
		}
	}
}

// entries lists every entry of the folder in the files' order.
func (f *folder) entries() (list []held) {
	add := func(kind string, e *Entry, text bool, fields ...any) {
		list = append(list, held{e, kind, text, fields})
	}
	for i := range f.meeting.Facts {
		e := &f.meeting.Facts[i]
		add("meeting", &e.Entry, true, &e.URL)
	}
	for i := range f.meeting.Contacts {
		c := &f.meeting.Contacts[i]
		add("contact", &c.Entry, true, &c.Email, &c.Phone, &c.Fax, &c.URL)
	}
	for n, sessions := range [][]Session{f.schedule.Sessions, f.schedule.Events} {
		kind := []string{"session", "event"}[n]
		for i := range sessions {
			e := &sessions[i]
			add(kind, &e.Entry, true, &e.First, &e.Last, &e.Start, &e.End)
		}
	}
	if s := f.schedule.Slots; s != nil {
		var list []any
		for i := range s.List {
			list = append(list, &s.List[i].Number, &s.List[i].Start, &s.List[i].End)
		}
		add("timeplan", &s.Entry, true, list...)
	}
	if u := f.schedule.Updates; u != nil {
		add("timeplan", &u.Entry, true, &u.URL)
	}
	if a := f.agenda.Split; a != nil {
		var ranges []any
		for i := range f.agenda.Plenaries {
			ranges = append(ranges, &f.agenda.Plenaries[i].First, &f.agenda.Plenaries[i].Last)
		}
		add("agenda", &a.Entry, true, ranges...)
	}
	for i := range f.items() {
		add("agenda", &i.Entry, false)
	}
	for i := range f.deadlines.Deadlines {
		d := &f.deadlines.Deadlines[i]
		add("deadline", &d.Entry, true, &d.Date, &d.Hour)
	}
	for i := range f.rules.Rules {
		add("rule", &f.rules.Rules[i].Entry, true)
	}
	if w := f.welcome.Welcome; w != nil {
		add("welcome", &w.Entry, true)
	}
	return list
}

// happenings lists sessions and events.
func (f *folder) happenings() []Session { return slices.Concat(f.schedule.Sessions, f.schedule.Events) }

// zoneOf is the zone of a deadline's day and hour: its own or the meeting's.
func (f *folder) zoneOf(d Deadline) *time.Location {
	if d.Zone != nil {
		return d.Zone.Location
	}
	return f.meeting.Zone.Location
}

// facts yields the entries of kind Fact.
func (f *folder) facts() iter.Seq[*Fact] {
	return func(yield func(*Fact) bool) {
		for i := range f.meeting.Facts {
			if !yield(&f.meeting.Facts[i]) {
				return
			}
		}
		for _, fact := range []*Fact{f.schedule.Updates, f.agenda.Split, f.welcome.Welcome} {
			if fact != nil && !yield(fact) {
				return
			}
		}
	}
}

// items yields the agenda's items, each followed by its sub-items.
func (f *folder) items() iter.Seq[*Item] {
	return func(yield func(*Item) bool) {
		for i := range f.agenda.Items {
			item := &f.agenda.Items[i]
			if !yield(item) {
				return
			}
			for j := range item.Sub {
				if !yield(&item.Sub[j]) {
					return
				}
			}
		}
	}
}

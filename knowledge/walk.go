package knowledge

import "iter"

// held is an entry of the folder and what its own fields state.
type held struct {
	*Entry
	text   bool          // a text must be there: an agenda item's name is its text
	fields func(*stated) // adds what the entry's fields state
}

// entries lists every entry of the folder in the files' order.
func (f *folder) entries() (list []held) {
	add := func(e *Entry, text bool, fields func(*stated)) { list = append(list, held{e, text, fields}) }
	none := func(*stated) {}
	for i := range f.meeting.Facts {
		e := &f.meeting.Facts[i]
		add(&e.Entry, true, func(s *stated) { s.addresses(e.URL) })
	}
	for i := range f.meeting.Contacts {
		c := &f.meeting.Contacts[i]
		add(&c.Entry, true, func(s *stated) { s.addresses(c.Email, c.Phone, c.Fax, c.URL) })
	}
	for _, sessions := range [][]Session{f.schedule.Sessions, f.schedule.Events} {
		for i := range sessions {
			e := &sessions[i]
			add(&e.Entry, true, func(s *stated) { s.days(e.First, e.Until()); s.clocks(e.Start, e.End) })
		}
	}
	if s := f.schedule.Slots; s != nil {
		add(&s.Entry, true, none)
	}
	if u := f.schedule.Updates; u != nil {
		add(&u.Entry, true, none)
	}
	if a := f.agenda.Split; a != nil {
		add(&a.Entry, true, none)
	}
	for i := range f.items() {
		add(&i.Entry, false, none)
	}
	for i := range f.deadlines.Deadlines {
		d := &f.deadlines.Deadlines[i]
		add(&d.Entry, true, func(s *stated) { s.days(d.Date); s.clocks(d.Hour) })
	}
	for i := range f.rules.Rules {
		add(&f.rules.Rules[i].Entry, true, none)
	}
	if w := f.welcome.Welcome; w != nil {
		add(&w.Entry, true, none)
	}
	return list
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

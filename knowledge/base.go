package knowledge

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Base is an immutable snapshot of one meeting. It is safe for concurrent use; what its methods return must not be changed.
type Base struct {
	f       *folder
	entries []*Entry          // in the order of the files
	byID    map[string]*Entry // every entry
	gaps    []Gap             // the meeting's own, then those shared with other meetings
	places  map[string]Place
	names   func() map[string][]string // folded name or alias in any language to the ids of entries and topics, made when first asked for
}

func newBase(f *folder) *Base {
	b := &Base{f: f, byID: make(map[string]*Entry), places: make(map[string]Place), gaps: slices.Concat(f.gaps.Gaps, f.shared)}
	for _, e := range f.entries() {
		b.entries = append(b.entries, e.Entry)
		b.byID[e.ID] = e.Entry
	}
	for _, p := range f.meeting.Letter.Places {
		b.places[p.ID] = p
	}
	f.at, f.letter = nil, nil // they served the check
	b.names = sync.OnceValue(b.index)
	return b
}

// Meeting returns the meeting itself.
func (b *Base) Meeting() Meeting { return b.f.meeting }

// Zone returns the meeting's time zone.
func (b *Base) Zone() *time.Location { return b.f.meeting.Zone.Location }

// Entry returns the entry of an id, of whatever kind.
func (b *Base) Entry(id string) (Entry, bool) {
	if e := b.byID[id]; e != nil {
		return *e, true
	}
	return Entry{}, false
}

// Entries yields every entry in the order of the files: meeting, schedule, agenda, deadlines, rules, welcome.
func (b *Base) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, e := range b.entries {
			if !yield(*e) {
				return
			}
		}
	}
}

// Named returns the ids of the entries and topics that a name, an alias in any language or an id names, white space and case
// apart, in the order of the files.
func (b *Base) Named(words string) []string { return b.names()[Fold(words)] }

func (b *Base) index() map[string][]string {
	names := make(map[string][]string)
	add := func(id, name string) {
		if name = Fold(name); !slices.Contains(names[name], id) {
			names[name] = append(names[name], id)
		}
	}
	thing := func(id string, name Text, aliases Aliases) {
		add(id, id)
		for _, lang := range Langs() {
			add(id, name.In(lang))
			for _, alias := range aliases.In(lang) {
				add(id, alias)
			}
		}
	}
	for _, e := range b.entries {
		thing(e.ID, e.Name, e.Aliases)
	}
	for _, t := range b.Topics() {
		thing(t.ID, t.Name, t.Aliases)
	}
	return names
}

// Fold writes names that a reader takes as one alike: NFKC, without case, each run of white space as one space.
func Fold(s string) string {
	return cases.Fold().String(strings.Join(strings.Fields(norm.NFKC.String(s)), " "))
}

// Place returns the part of the letter that a source names.
func (b *Base) Place(s Source) Place { return b.places[s.Place] }

// Fact returns a fact by id: meeting.overview, timeplan.updates, agenda.split, welcome.
func (b *Base) Fact(id string) (Fact, bool) {
	for f := range b.f.facts() {
		if f.ID == id {
			return *f, true
		}
	}
	return Fact{}, false
}

// Welcome lists the steps of the welcome pack and the ids of the terms that a newcomer needs first. Its entry is the fact welcome.
func (b *Base) Welcome() (steps []Step, words []string) {
	return b.f.welcome.Steps, b.f.welcome.Words
}

// Contacts lists whom to ask.
func (b *Base) Contacts() []Contact { return b.f.meeting.Contacts }

// Contact returns a contact by id.
func (b *Base) Contact(id string) (Contact, bool) { return find(b.f.meeting.Contacts, id) }

// Sessions lists the meeting's own sessions in the letter's order.
func (b *Base) Sessions() []Session { return b.f.schedule.Sessions }

// Events lists what other bodies hold at the same time.
func (b *Base) Events() []Session { return b.f.schedule.Events }

// Session returns a session or an event by id.
func (b *Base) Session(id string) (Session, bool) { return find(b.f.happenings(), id) }

// Happenings lists the meeting's own sessions, then what other bodies hold.
func (b *Base) Happenings() []Session { return b.f.happenings() }

// Slots returns the numbered sessions of the time plan; its list is empty where the plan has none.
func (b *Base) Slots() Slots {
	if b.f.schedule.Slots == nil {
		return Slots{}
	}
	return *b.f.schedule.Slots
}

// PlanDays lists the days that the time plan has columns for.
func (b *Base) PlanDays() []PlanDay { return b.f.schedule.Days }

// Deadlines lists the deadlines by date.
func (b *Base) Deadlines() []Deadline {
	return slices.SortedStableFunc(slices.Values(b.f.deadlines.Deadlines), func(x, y Deadline) int { return y.Date.Until(x.Date) })
}

// Deadline returns a deadline by id.
func (b *Base) Deadline(id string) (Deadline, bool) { return find(b.f.deadlines.Deadlines, id) }

// Passed reports whether a deadline has passed at an instant: its hour is over or, where the letter states no hour, its day
// is over in the meeting's zone.
func (b *Base) Passed(d Deadline, now time.Time) bool {
	if d.Hour.Stated() {
		return now.After(d.Date.At(d.Hour, b.ZoneOf(d)))
	}
	return d.Date.Before(DayOf(now, b.ZoneOf(d)))
}

// ZoneOf returns the zone of a deadline's day and hour: its own or the meeting's.
func (b *Base) ZoneOf(d Deadline) *time.Location { return b.f.zoneOf(d) }

// Items lists the agenda's items, each with its sub-items.
func (b *Base) Items() []Item { return b.f.agenda.Items }

// Lettered reports whether the letters of sub-items are the agenda's own: else they are ours, and an answer says so.
func (b *Base) Lettered() bool { return b.f.agenda.Lettered }

// Item returns an item by id: agenda.14 or agenda.14.b.
func (b *Base) Item(id string) (Item, bool) {
	for i := range b.f.items() {
		if i.ID == id {
			return *i, true
		}
	}
	return Item{}, false
}

// Plenaries lists which items each plenary takes.
func (b *Base) Plenaries() []Plenary { return b.f.agenda.Plenaries }

// PlenaryOf returns the plenary that is expected to take an item or, for a sub-item, its item.
func (b *Base) PlenaryOf(i Item) (Plenary, bool) {
	for _, p := range b.f.agenda.Plenaries {
		if p.First <= i.Number && i.Number <= p.Last {
			return p, true
		}
	}
	return Plenary{}, false
}

// Topics lists the topics of the rules.
func (b *Base) Topics() []Topic { return b.f.rules.Topics }

// Rules lists the rules.
func (b *Base) Rules() []Rule { return b.f.rules.Rules }

// Rule returns a rule by id.
func (b *Base) Rule(id string) (Rule, bool) { return find(b.f.rules.Rules, id) }

// Gaps lists what the letter does not state.
func (b *Base) Gaps() []Gap { return b.gaps }

// Gap returns a gap by id.
func (b *Base) Gap(id string) (Gap, bool) {
	i := slices.IndexFunc(b.gaps, func(g Gap) bool { return g.ID == id })
	if i < 0 {
		return Gap{}, false
	}
	return b.gaps[i], true
}

// GapOf returns the gap that admits that an entry leaves a field open.
func (b *Base) GapOf(id, field string) (Gap, bool) {
	i := slices.IndexFunc(b.gaps, func(g Gap) bool { return slices.Contains(g.Of, id) && slices.Contains(g.Fields, field) })
	if i < 0 {
		return Gap{}, false
	}
	return b.gaps[i], true
}

type identified interface{ id() string }

func (e Entry) id() string { return e.ID }

func find[T identified](list []T, id string) (t T, ok bool) {
	if i := slices.IndexFunc(list, func(t T) bool { return t.id() == id }); i >= 0 {
		return list[i], true
	}
	return t, false
}

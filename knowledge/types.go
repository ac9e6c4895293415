package knowledge

import "time"

// Entry is what every fact has in common. Fields that a kind of entry adds (days, hours, addresses, numbers) stand in
// that kind; texts never repeat them, so that one place holds each value.
type Entry struct {
	ID      string   `yaml:"id"` // stable: deadline.contributions, agenda.14.b
	Name    Text     `yaml:"name"`
	Text    Text     `yaml:"text,omitempty"` // what the letter says, in whole sentences, hedges kept
	Aliases Aliases  `yaml:"aliases,omitempty"`
	Hedges  []string `yaml:"hedges,omitempty"` // kinds of languages.yaml that each text must carry: draft, planned …
	Holds   string   `yaml:"holds,omitempty"`  // what the entry says of its subject: yes (absent), no (there are no fellowships), unknown (it depends)
	See     []string `yaml:"see,omitempty"`    // ids of entries that belong beside it
	Note    Text     `yaml:"note,omitempty"`   // ours, on a peculiarity of the letter's wording
	Source  []Source `yaml:"source"`
}

// Source is where the letter says it.
type Source struct {
	Place string `yaml:"place"` // id of a Place
	Quote string `yaml:"quote"` // verbatim but for white space; found within the place
}

// Meeting is the meeting itself, the letter that announces it, and whom to ask.
type Meeting struct {
	ID       string    `yaml:"id"`                 // names the folder: itu-t-sg11-2021-12
	Revision int       `yaml:"revision,omitempty"` // raised with each change of a day or an hour, so that calendars take it over
	Zone     Zone      `yaml:"zone"`
	First    Day       `yaml:"first"`
	Last     Day       `yaml:"last"`
	Name     Text      `yaml:"name"`
	Aliases  Aliases   `yaml:"aliases"`
	City     Text      `yaml:"city"` // how people call the zone: Geneva
	Letter   Letter    `yaml:"letter"`
	Facts    []Fact    `yaml:"facts"`
	Contacts []Contact `yaml:"contacts"`
}

// Zone is an IANA time zone: Europe/Zurich.
type Zone struct{ *time.Location }

// UnmarshalText reads an IANA name; an abbreviation or an offset is refused, since it says nothing about summer time.
func (z *Zone) UnmarshalText(text []byte) (err error) {
	z.Location, err = LoadZone(string(text))
	return err
}

// Letter is the text that the facts rest on.
type Letter struct {
	File   string  `yaml:"file"` // in the meeting's folder
	Date   Day     `yaml:"date"`
	Name   Text    `yaml:"name"`   // as a citation names it
	Places []Place `yaml:"places"` // in the letter's order
}

// Place is a part of the letter, from its anchor to the next place's.
type Place struct {
	ID     string `yaml:"id"`
	Anchor string `yaml:"anchor"` // words that stand exactly once in the letter
	Name   Text   `yaml:"name"`
}

// Fact is an entry without fields of its own, but perhaps an address.
type Fact struct {
	Entry `yaml:",inline"`
	URL   string `yaml:"url,omitempty"`
}

// Contact is whom to ask.
type Contact struct {
	Entry `yaml:",inline"`
	Email string `yaml:"email,omitempty"`
	Phone string `yaml:"phone,omitempty"` // international form
	Fax   string `yaml:"fax,omitempty"`
	URL   string `yaml:"url,omitempty"`
}

// Session is what takes place on a day or, where only that is known, within some days; hours are the meeting's.
type Session struct {
	Entry   `yaml:",inline"`
	First   Day   `yaml:"first"`
	Last    Day   `yaml:"last,omitempty"`    // absent: the same day
	Start   Clock `yaml:"start,omitempty"`   // absent: a gap admits it
	End     Clock `yaml:"end,omitempty"`     // absent: a gap admits it
	Outside bool  `yaml:"outside,omitempty"` // lies outside the days of the meeting, on purpose
}

// Until is the last day: the first one where no other is given.
func (s Session) Until() Day {
	if s.Last.IsZero() {
		return s.First
	}
	return s.Last
}

// Slots are the numbered sessions of a day's time plan.
type Slots struct {
	Entry `yaml:",inline"`
	List  []Slot `yaml:"list"`
}

// Slot is one numbered session of every day.
type Slot struct {
	Number int   `yaml:"number"`
	Start  Clock `yaml:"start"`
	End    Clock `yaml:"end"`
}

// PlanDay is a day that the time plan has a column for.
type PlanDay struct {
	Date    Day    `yaml:"date"`
	Weekday string `yaml:"weekday"` // English name, as printed
}

// Deadline is a day by which something must be done. Without an hour it lasts until the day is over in the meeting's
// zone; with one, its zone may be its own (16:00 UTC).
type Deadline struct {
	Entry `yaml:",inline"`
	Date  Day   `yaml:"date"`
	Hour  Clock `yaml:"hour,omitempty"` // absent: a gap admits it
	Zone  *Zone `yaml:"zone,omitempty"` // absent: the meeting's
}

// Item is an item of the agenda, or a sub-item.
type Item struct {
	Entry  `yaml:",inline"`
	Number int    `yaml:"number,omitempty"`
	Letter string `yaml:"letter,omitempty"` // of a sub-item; ours unless the agenda prints them
	Sub    []Item `yaml:"sub,omitempty"`
}

// Plenary says which items a session is expected to take.
type Plenary struct {
	Session string `yaml:"session"` // id of the session
	First   int    `yaml:"first"`   // number of the first item
	Last    int    `yaml:"last"`
}

// Topic groups rules.
type Topic struct {
	ID      string  `yaml:"id"`
	Name    Text    `yaml:"name"`
	Aliases Aliases `yaml:"aliases,omitempty"`
}

// Rule is one rule of the letter.
type Rule struct {
	Entry `yaml:",inline"`
	Topic string `yaml:"topic"`
}

// Step is one thing that a new delegate does, in the welcome pack's order.
type Step struct {
	ID   string   `yaml:"id"` // step.registration: progress is kept under it
	Name Text     `yaml:"name"`
	See  []string `yaml:"see"` // ids of the entries that say it; a deadline or session among them gives its day
}

// Gap is what the letter does not state. With Of it names the fields that entries leave open (a session's start and end,
// a deadline's hour …); without, it answers a question that no entry covers.
type Gap struct {
	ID      string   `yaml:"id"`
	Of      []string `yaml:"of,omitempty"`
	Fields  []string `yaml:"fields,omitempty"`
	Name    Text     `yaml:"name"`
	Text    Text     `yaml:"text"`
	Aliases Aliases  `yaml:"aliases"`
	See     []string `yaml:"see"` // whom to ask, or where it will be
}

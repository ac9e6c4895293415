package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"usher/commands/text"
	"usher/knowledge"
)

// CalendarArgs choose what the calendar file holds: sessions, events and deadlines by name. Without any it holds the meeting's own
// sessions and all deadlines. Alarm is how many days before a deadline the calendar is to remind; absent, it does not.
type CalendarArgs struct {
	What  []string `json:"what,omitempty" arg:"" optional:""`
	Alarm *int     `json:"alarm,omitempty"`
}

// maxAlarm is the longest reminder before a deadline, in days.
const maxAlarm = 366

// calendar gives sessions and deadlines as a file to import (RFC 5545). An entry keeps its UID for good, and the meeting's revision is
// its SEQUENCE: importing a later file updates what an earlier one brought.
func calendar(_ context.Context, r Request, a CalendarArgs) (*Reply, error) {
	if a.Alarm != nil && (*a.Alarm < 0 || *a.Alarm > maxAlarm) {
		return nil, r.refuse("calendar.alarm", text.Args{"max": maxAlarm})
	}
	ids, err := r.choose(a.What, "session.", "event.", "deadline.")
	if err != nil {
		return nil, err
	}
	if len(a.What) == 0 {
		for _, s := range r.Base.Sessions() {
			ids = append(ids, s.ID)
		}
		for _, d := range r.Base.Deadlines() {
			ids = append(ids, d.ID)
		}
	}
	if len(ids) == 0 {
		return nil, r.refuse("calendar.empty", nil)
	}
	reply := &Reply{}
	reply.rest(ids...)
	name := r.Base.Meeting().ID
	if len(ids) == 1 {
		name = ids[0]
	}
	reply.say(r.say("calendar.entries", text.Args{"n": len(ids)}))
	reply.Blocks = append(reply.Blocks, File{Name: name + ".ics", Type: "text/calendar", Data: []byte(r.ics(ids, a.Alarm))})
	return reply, nil
}

// ics writes the calendar.
func (r Request) ics(ids []string, alarm *int) string {
	cal := ics.NewCalendarFor("Usher")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(r.Base.Meeting().Name.In(r.Lang))
	zones := make(map[string][]time.Time) // IANA name to the instants that are told in it
	for _, id := range ids {
		e := ics.NewEvent(id + "@" + r.Base.Meeting().ID)
		e.SetDtStampTime(r.Now)
		e.SetSequence(r.Base.Meeting().Revision)
		if home, ok := r.Base.Fact("meeting.homepage"); ok && home.URL != "" {
			e.SetURL(text.Page(home.URL)[0].URL)
		}
		if s, ok := r.Base.Session(id); ok {
			r.sessionEvent(e, s, zones)
		} else if d, ok := r.Base.Deadline(id); ok {
			r.deadlineEvent(e, d, zones, alarm)
		}
		cal.AddVEvent(e)
	}
	for name, instants := range zones {
		slices.SortFunc(instants, time.Time.Compare)
		cal.Components = slices.Insert(cal.Components, 0, ics.Component(timezone(name, instants[0], instants[len(instants)-1])))
	}
	return cal.Serialize(ics.WithNewLine("\r\n"))
}

// sessionEvent fills the event of a session: at its hours or, where none is stated, over its days.
func (r Request) sessionEvent(e *ics.VEvent, s knowledge.Session, zones map[string][]time.Time) {
	open := r.gapTexts(s.ID, "day", "start", "end", "email")
	r.describe(e, s.Name.In(r.Lang), s.Entry, open)
	start, stated := r.Base.Starts(s)
	if !stated {
		days(e, s.First, s.Until())
		return
	}
	at(e, ics.ComponentPropertyDtStart, start, zones)
	if end, ok := r.Base.Ends(s); ok {
		at(e, ics.ComponentPropertyDtEnd, end, zones)
	}
}

// deadlineEvent fills the event of a deadline, which keeps nobody busy.
func (r Request) deadlineEvent(e *ics.VEvent, d knowledge.Deadline, zones map[string][]time.Time, alarm *int) {
	summary := r.say("calendar.deadline", text.Args{"name": d.Name.In(r.Lang)}).String()
	r.describe(e, summary, d.Entry, r.gapTexts(d.ID, "hour"))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	if d.Hour.Stated() {
		at(e, ics.ComponentPropertyDtStart, d.Date.At(d.Hour, r.Base.ZoneOf(d)), zones)
	} else {
		days(e, d.Date, d.Date)
	}
	if alarm != nil {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetTrigger(fmt.Sprintf("-P%dD", *alarm))
		a.SetDescription(text.Isolate(summary, r.Lang))
	}
}

// describe sets what an event is called and what the letter says of it, with its places.
func (r Request) describe(e *ics.VEvent, summary string, entry knowledge.Entry, open []string) {
	var places []text.Line
	for _, s := range entry.Source {
		places = append(places, text.Plain(r.Base.Place(s).Name.In(r.Lang)))
	}
	p := r.printer()
	source := p.Line("cite.source", text.Args{"document": r.Base.Meeting().Letter.Name.In(r.Lang), "places": text.Join(p.Text("cite.separator", nil), places...)})
	lines := append([]string{entry.Text.In(r.Lang)}, open...)
	for _, l := range r.pointers([]string{"meeting.homepage"}) {
		lines = append(lines, l.String())
	}
	lines = append(lines, p.Text("cite.line", text.Args{"sources": source}))
	language := &ics.KeyValues{Key: "LANGUAGE", Value: []string{r.Lang.String()}}
	e.SetSummary(text.Isolate(summary, r.Lang), language)
	e.SetDescription(text.Isolate(strings.Join(lines, "\n"), r.Lang), language)
}

// gapTexts say what the letter leaves open of an entry, once a gap.
func (r Request) gapTexts(id string, fields ...string) (texts []string) {
	for _, field := range fields {
		if gap, ok := r.Base.GapOf(id, field); ok && !slices.Contains(texts, gap.Text.In(r.Lang)) {
			texts = append(texts, gap.Text.In(r.Lang))
		}
	}
	return texts
}

// days sets an event that lasts whole days; in the format its end is the day after the last.
func days(e *ics.VEvent, first, last knowledge.Day) {
	e.SetAllDayStartAt(first.Start(time.UTC))
	e.SetAllDayEndAt(last.Add(1).Start(time.UTC))
}

// at sets an instant as wall time of its zone, which the calendar defines.
func at(e *ics.VEvent, property ics.ComponentProperty, t time.Time, zones map[string][]time.Time) {
	zone := t.Location().String()
	e.SetProperty(property, t.Format(wallTime), ics.WithTZID(zone))
	zones[zone] = append(zones[zone], t)
}

// wallTime is a time of the day as iCalendar writes it beside a TZID.
const wallTime = "20060102T150405"

// timezone defines a zone for a span of time, with a year on either side: each change of its clocks stands there as it is known, since
// rules that repeat for ever would promise more.
func timezone(name string, from, to time.Time) *ics.VTimezone {
	z := ics.NewTimezone(name)
	end := to.AddDate(1, 0, 0)
	for t := from.AddDate(-1, 0, 0); !t.IsZero() && t.Before(end); {
		start, next := t.ZoneBounds()
		abbreviation, offset := t.Zone()
		before, wall := offset, time.Unix(0, 0).UTC() // a zone that never changed its clocks
		if !start.IsZero() {
			_, before = start.Add(-time.Second).Zone()
			wall = start.UTC().Add(time.Duration(before) * time.Second)
		}
		observance := &ics.ComponentBase{}
		observance.SetProperty(ics.ComponentPropertyDtStart, wall.Format(wallTime))
		observance.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), utcOffset(before))
		observance.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), utcOffset(offset))
		observance.SetProperty(ics.ComponentProperty(ics.PropertyTzname), abbreviation)
		if t.IsDST() {
			z.Components = append(z.Components, &ics.Daylight{ComponentBase: *observance})
		} else {
			z.Components = append(z.Components, &ics.Standard{ComponentBase: *observance})
		}
		t = next
	}
	return z
}

// utcOffset writes seconds east of UTC as +0530.
func utcOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
}

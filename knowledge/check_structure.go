package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

var (
	idForm      = regexp.MustCompile(`^[a-z]+(\.[a-z0-9-]+)*$`)
	meetingForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// needed are the entries that answers point to at every meeting.
var needed = []string{"meeting.overview", "meeting.letter", "meeting.homepage", "contact.secretariat"}

// ids: every id is well formed and stands once.
func (p *prover) ids() {
	for _, e := range p.entries() {
		p.id(&e.Entry.ID)
		if first, _, _ := strings.Cut(e.ID, "."); first != e.kind && e.ID != "" {
			p.report(fmt.Sprintf("the id %q does not begin with %s", e.ID, e.kind), "begin it with "+e.kind+": the commands find entries of a kind by it", &e.Entry.ID)
		}
		if _, twice := p.byID[e.ID]; twice {
			p.report(fmt.Sprintf("the id %q stands twice", e.ID), "give each entry an id of its own", &e.Entry.ID)
		}
		p.byID[e.ID] = e
	}
	if id := &p.meeting.ID; *id != "" && !meetingForm.MatchString(*id) {
		p.report(fmt.Sprintf("%q is not a meeting's id", *id), "write lower-case words and numbers with hyphens between them: body-group-2021-12", id)
	}
	gaps := make(map[string]bool)
	for _, g := range p.shared {
		gaps[g.ID] = true
	}
	for i := range p.gaps.Gaps {
		g := &p.gaps.Gaps[i]
		p.id(&g.ID)
		if !strings.HasPrefix(g.ID, "gap.") && g.ID != "" {
			p.report(fmt.Sprintf("the id %q does not begin with gap", g.ID), "begin it with gap: entries have the other names", &g.ID)
		}
		if gaps[g.ID] {
			p.report(fmt.Sprintf("the id %q stands twice", g.ID), "give each gap an id of its own", &g.ID)
		}
		gaps[g.ID] = true
	}
	for _, id := range needed {
		if _, ok := p.byID[id]; !ok {
			p.report(fmt.Sprintf("there is no entry %q", id), "add it: answers at every meeting point to it", &p.meeting.ID)
		}
	}
}

func (p *prover) id(id *string) {
	if *id != "" && !idForm.MatchString(*id) {
		p.report(fmt.Sprintf("%q is not an id", *id), "write lower-case words with dots between them: rule.remote.chat", id)
	}
}

// references: what names an entry, a place, a topic or a gap names one that is there.
func (p *prover) references() {
	entry := func(id *string) {
		if _, ok := p.byID[*id]; !ok && *id != "" {
			p.report(fmt.Sprintf("there is no entry %q", *id), nearestID(*id, p.byID), id)
		}
	}
	each := func(ids []string) {
		for i := range ids {
			entry(&ids[i])
		}
	}
	places := make(map[string]bool)
	for _, place := range p.meeting.Letter.Places {
		places[place.ID] = true
	}
	for _, e := range p.entries() {
		each(e.See)
		if !slices.Contains([]string{"", "yes", "no", "unknown"}, e.Holds) {
			p.report(fmt.Sprintf("%q is none of yes, no, unknown", e.Holds), "say whether what the entry is about holds, or leave the line out", &e.Entry.Holds)
		}
		for i := range e.Source {
			if place := &e.Source[i].Place; !places[*place] && *place != "" {
				p.report(fmt.Sprintf("the letter has no place %q", *place), nearestID(*place, places)+" (places stand in meeting.yaml)", place)
			}
		}
	}
	for i := range p.gaps.Gaps {
		g := &p.gaps.Gaps[i]
		each(g.Of)
		each(g.See)
		if len(g.See) == 0 {
			p.report(fmt.Sprintf("%s names nobody to ask and no place to look", g.ID), "add see: with ids, for instance [contact.secretariat]", &g.See, &g.ID)
		}
	}
	p.welcomePack(each)
	for i := range p.agenda.Plenaries {
		id := &p.agenda.Plenaries[i].Session
		if _, ok := find(p.schedule.Sessions, *id); !ok && *id != "" {
			p.report(fmt.Sprintf("there is no session %q", *id), "name a session of schedule.yaml", id)
		}
	}
	topics := make(map[string]bool)
	for _, t := range p.rules.Topics {
		topics[t.ID] = true
	}
	for i := range p.rules.Rules {
		if topic := &p.rules.Rules[i].Topic; !topics[*topic] && *topic != "" {
			p.report(fmt.Sprintf("there is no topic %q", *topic), nearestID(*topic, topics), topic)
		}
	}
	common := make(map[string]bool)
	for _, g := range commonGaps() {
		common[g.ID] = true
	}
	for i := range p.gaps.Common {
		id := &p.gaps.Common[i]
		if !common[*id] {
			p.report(fmt.Sprintf("no gap %q is shared by all meetings", *id), nearestID(*id, common), id)
		}
		if slices.Contains(p.gaps.Common[:i], *id) {
			p.report(fmt.Sprintf("the gap %q is named twice", *id), "remove one of the lines", id)
		}
	}
	for _, g := range p.shared {
		for _, id := range g.See {
			if _, ok := p.byID[id]; !ok {
				p.report(fmt.Sprintf("the gap %q points to %q, which is not there", g.ID, id), "add that entry, or leave the gap out", &p.gaps.Common)
			}
		}
	}
}

// welcomePack: its steps have ids of their own and rest on entries, its words are terms.
func (p *prover) welcomePack(each func([]string)) {
	steps := make(map[string]bool)
	for i := range p.welcome.Steps {
		step := &p.welcome.Steps[i]
		if !strings.HasPrefix(step.ID, "step.") || steps[step.ID] {
			p.report(fmt.Sprintf("%q is not the id of one step", step.ID), "begin it with step. and give each step its own", &step.ID)
		}
		p.id(&step.ID)
		steps[step.ID] = true
		each(step.See)
		if len(step.See) == 0 {
			p.report(step.ID+" rests on no entry", "add see: with the ids of the entries that say it", &step.See, &step.ID)
		}
	}
	if w := p.welcome.Welcome; w != nil && len(p.welcome.Steps) == 0 {
		p.report("the welcome pack has no step", "add steps:, what a newcomer does, in order", &w.Entry.ID)
	}
	for i := range p.welcome.Words {
		word := &p.welcome.Words[i]
		if _, ok := Terms().Term(*word); !ok {
			p.report(fmt.Sprintf("the glossary has no term %q", *word), "name a term of glossary.yaml", word)
		}
	}
}

// days: nothing lies outside the meeting unawares, or ends before it begins.
func (p *prover) days() {
	m := &p.meeting
	if m.First.IsZero() || m.Last.IsZero() {
		return // the reader has said it
	}
	if m.Last.Before(m.First) {
		p.report(fmt.Sprintf("the meeting ends on %s, before it begins on %s", m.Last, m.First), "put the earlier day first", &m.Last)
		return
	}
	for i := range p.schedule.Sessions {
		s := &p.schedule.Sessions[i]
		inside := s.First.Between(m.First, m.Last) && s.Until().Between(m.First, m.Last)
		switch {
		case s.First.IsZero():
		case !inside && !s.Outside:
			p.report(fmt.Sprintf("the meeting lasts from %s to %s: this is outside", m.First, m.Last), "correct the day, or say outside: true where the letter means it", outsideField(s, m.First, m.Last), &s.First)
		case inside && s.Outside:
			p.report("this session lies within the meeting", "take outside: true away", &s.Outside)
		}
	}
	for _, list := range [][]Session{p.schedule.Sessions, p.schedule.Events} {
		for i := range list {
			if s := &list[i]; s.Until().Before(s.First) {
				p.report(fmt.Sprintf("the last day %s is before the first, %s", s.Last, s.First), "put the earlier day first", &s.Last)
			}
		}
	}
	for i := range p.deadlines.Deadlines {
		d := &p.deadlines.Deadlines[i]
		if !d.Date.IsZero() && !d.Date.Between(m.Letter.Date, m.Last) {
			p.report(fmt.Sprintf("the letter is of %s and the meeting ends on %s: this deadline is outside", m.Letter.Date, m.Last), "correct the day", &d.Date)
		}
	}
}

// outsideField is the field that makes a session lie outside the meeting.
func outsideField(s *Session, first, last Day) *Day {
	if s.First.Between(first, last) {
		return &s.Last
	}
	return &s.First
}

// hours: nothing ends before it begins, and every hour exists in its zone.
func (p *prover) hours() {
	exists := func(d Day, c *Clock, zone *time.Location) {
		if zone == nil || d.IsZero() || !c.Stated() {
			return
		}
		if at := d.At(*c, zone); at.Hour()*60+at.Minute() != c.Minutes() {
			p.report(fmt.Sprintf("there is no %s on %s in %s: the clocks change", c, d, zone), "correct the hour", c)
		}
	}
	zone := p.meeting.Zone.Location
	for _, list := range [][]Session{p.schedule.Sessions, p.schedule.Events} {
		for i := range list {
			s := &list[i]
			exists(s.First, &s.Start, zone)
			exists(s.Until(), &s.End, zone)
			if s.Start.Stated() && s.End.Stated() && s.First == s.Until() && s.End.Minutes() <= s.Start.Minutes() {
				p.report(fmt.Sprintf("the end %s is not after the start %s", s.End, s.Start), "correct the hours, or say on which later day it ends (last:)", &s.End)
			}
		}
	}
	for i := range p.deadlines.Deadlines {
		d := &p.deadlines.Deadlines[i]
		exists(d.Date, &d.Hour, p.zoneOf(*d))
		if d.Zone != nil && !d.Hour.Stated() {
			p.report("a zone stands here without an hour", "add the hour, or take the zone away: a day alone is the meeting's", d.Zone, &d.Entry.ID)
		}
	}
}

// plan: the days carry their right weekdays, and the numbered sessions follow one another.
func (p *prover) plan() {
	for i := range p.schedule.Days {
		d := &p.schedule.Days[i]
		if d.Date.IsZero() {
			continue
		}
		if want := d.Date.Weekday().String(); d.Weekday != "" && d.Weekday != want {
			p.report(fmt.Sprintf("%s is a %s, not a %s", d.Date, want, d.Weekday), "correct the day or the weekday", &d.Weekday)
		}
		if !d.Date.Between(p.meeting.First, p.meeting.Last) {
			p.report(fmt.Sprintf("%s is outside the meeting", d.Date), "correct the day", &d.Date)
		}
		if i > 0 && !p.schedule.Days[i-1].Date.Before(d.Date) {
			p.report(fmt.Sprintf("%s does not follow %s", d.Date, p.schedule.Days[i-1].Date), "list each day once, in order", &d.Date)
		}
	}
	if p.schedule.Slots == nil {
		return
	}
	list := p.schedule.Slots.List
	for i := range list {
		s := &list[i]
		if s.End.Minutes() <= s.Start.Minutes() {
			p.report(fmt.Sprintf("the end %s is not after the start %s", s.End, s.Start), "correct the hours", &s.End)
		}
		if i > 0 && s.Number <= list[i-1].Number {
			p.report(fmt.Sprintf("session %d stands after session %d", s.Number, list[i-1].Number), "number each session once, in order", &s.Number)
		}
		if i > 0 && s.Start.Minutes() < list[i-1].End.Minutes() {
			p.report(fmt.Sprintf("session %d begins at %s, before session %d ends", s.Number, s.Start, list[i-1].Number), "correct the hours, or sort the sessions", &s.Start)
		}
	}
}

// agendaInPlenaries: items are numbered one after the other, and each falls in exactly one plenary.
func (p *prover) agendaInPlenaries() {
	for i := range p.agenda.Items {
		item := &p.agenda.Items[i]
		if item.Number != i+1 {
			p.report(fmt.Sprintf("item %d stands where item %d should", item.Number, i+1), "number the items from 1, in order", &item.Number, &item.Entry.ID)
			continue
		}
		if want := fmt.Sprintf("agenda.%d", item.Number); item.ID != want {
			p.report(fmt.Sprintf("item %d has the id %q", item.Number, item.ID), "give it the id "+want, &item.Entry.ID)
		}
		for j := range item.Sub {
			if sub := &item.Sub[j]; sub.ID != item.ID+"."+sub.Letter {
				p.report(fmt.Sprintf("sub-item %s of item %d has the id %q", sub.Letter, item.Number, sub.ID), "give it the id "+item.ID+"."+sub.Letter, &sub.Entry.ID)
			}
		}
		in := 0
		for _, plenary := range p.agenda.Plenaries {
			if plenary.First <= item.Number && item.Number <= plenary.Last {
				in++
			}
		}
		if in != 1 {
			p.report(fmt.Sprintf("item %d falls in %d plenaries", item.Number, in), "correct first and last of the plenaries: each item falls in one", &item.Number)
		}
	}
	for i := range p.agenda.Plenaries {
		plenary := &p.agenda.Plenaries[i]
		if plenary.First < 1 || plenary.Last < plenary.First {
			p.report(fmt.Sprintf("items %d to %d are no range", plenary.First, plenary.Last), "put the number of the first item first", &plenary.Last)
		}
		if plenary.Last > len(p.agenda.Items) {
			p.report(fmt.Sprintf("there is no item %d", plenary.Last), fmt.Sprintf("the agenda has %d items", len(p.agenda.Items)), &plenary.Last)
		}
	}
}

// openable are the fields that an entry of a kind can leave open, and so a gap can admit. Beside an entry's own they are what people
// ask of it: what to do when it is late, when an item comes up.
var openable = map[string][]string{
	"session": {"day", "start", "end", "email"}, "event": {"day", "start", "end", "email"}, "deadline": {"hour", "late"},
	"timeplan": {"meetings"}, "agenda": {"start", "date"}, "rule": {"languages"}, "welcome": {"contents"},
}

// openFields: what is not stated is admitted by a gap, and no gap denies what is stated.
func (p *prover) openFields() {
	for _, e := range p.entries() {
		for name, stated := range p.states(e) {
			admitted := slices.ContainsFunc(p.gaps.Gaps, func(g Gap) bool { return slices.Contains(g.Of, e.ID) && slices.Contains(g.Fields, name) })
			if !stated && !admitted {
				p.report(fmt.Sprintf("%s has no %s, and no gap admits it", e.ID, name), fmt.Sprintf("state it, or add a gap to gaps.yaml with of: [%s] and fields: [%s]", e.ID, name), &e.Entry.ID)
			}
		}
	}
	for i := range p.gaps.Gaps {
		g := &p.gaps.Gaps[i]
		if (len(g.Of) == 0) != (len(g.Fields) == 0) {
			p.report("of and fields belong together", "name the entries (of) and what they leave open (fields), or neither", &g.ID)
		}
		for _, id := range g.Of {
			of, known := p.byID[id]
			for j := range g.Fields {
				field := &g.Fields[j]
				switch {
				case known && !slices.Contains(openable[of.kind], *field):
					p.report(fmt.Sprintf("%s has no field %q to leave open", id, *field), "name one of: "+strings.Join(openable[of.kind], ", "), field)
				case known && p.states(of)[*field]:
					p.report(fmt.Sprintf("%s states its %s", id, *field), "take it from the gap, or from the entry if the letter does not say it", field)
				}
			}
		}
	}
}

// states tells which of the fields that an entry should have it does state.
func (p *prover) states(e held) map[string]bool {
	if s, ok := find(p.happenings(), e.ID); ok {
		fields := map[string]bool{"start": s.Start.Stated(), "end": s.End.Stated()}
		if e.kind == "session" && s.First != s.Until() && !s.Start.Stated() {
			fields["day"] = false // somewhere within these days; an event lasts all of them
		}
		return fields
	}
	if d, ok := find(p.deadlines.Deadlines, e.ID); ok {
		return map[string]bool{"hour": d.Hour.Stated()}
	}
	return nil
}

// addresses: an address has the form of one.
func (p *prover) addresses() {
	whole := func(re *regexp.Regexp, field *string, example string) {
		if at := re.FindStringIndex(*field); *field != "" && (at == nil || at[0] > 0 || at[1] < len(*field)) {
			p.report(fmt.Sprintf("%q is no address", *field), "write it as "+example, field)
		}
	}
	for i := range p.meeting.Contacts {
		c := &p.meeting.Contacts[i]
		whole(email, &c.Email, "name@example.org")
		whole(phone, &c.Phone, "+41 22 730 5111")
		whole(phone, &c.Fax, "+41 22 730 5111")
		whole(url, &c.URL, "www.example.org/page")
	}
	for f := range p.facts() {
		whole(url, &f.URL, "www.example.org/page")
	}
}

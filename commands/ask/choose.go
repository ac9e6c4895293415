package ask

import (
	"slices"
	"strings"

	"usher/commands"
	"usher/commands/ask/meaning"
	"usher/knowledge"
)

// From which chance on what is believed: the rest is the likeliness of neighbours.
const (
	likely    = 0.30 // that a question is about something else, or leans on the one before
	plainly   = 0.70 // that it asks for what is not stated, though it names an event
	beside    = 0.20 // that another label is meant too,
	share     = 0.55 // as a part of the best label's chance
	likelyToo = 0.10 // that the session of a day is meant that is named
	instead   = 0.40 // that an item is meant rather than what is not stated
	due       = 0.30 // that a question which names the day of a deadline is about one
	kindred   = 0.60 // that another name may be meant too, and
	alike     = 0.80 // that another name is meant too, as a part of the best name's score
)

// choose decides what a question is about, or that it cannot be told.
func (a *Asker) choose(r commands.Request, q *Reading, before Reading) {
	q.prefer(before)
	top := q.topics[0]
	hit := best(q.hits)
	switch {
	case !before.empty() && q.elsewhere() && (top.P < plainly || kind(top.Label) == "follow") && len(q.entities.events) == 0:
		q.continueWith(before)
		return
	case !before.empty() && q.next(r, before):
		return
	case strings.HasPrefix(top.Label, "other.") && top.P >= likely && len(q.entities.events) == 0:
		q.because = top.Label
		return
	case q.entities.year && slices.Contains(ofOneYear, kind(top.Label)):
		q.because = "another year"
		return
	case q.says("wtsa") && kind(top.Label) == "meeting":
		q.because = "another meeting" // the assembly, which the agenda only speaks of
		return
	case q.entities.other: // of another group nothing is known, and of this one's groups what is missing
		q.because = "another group"
		if q.missing(r, top.Label) {
			q.gap, q.label = top.Label, top.Label
		}
		return
	case len(q.entities.events) > 0 && !(strings.HasPrefix(top.Label, "gap.") && top.P >= plainly):
		q.set(r, "event", q.entities.events)
		return
	case strings.HasPrefix(top.Label, "follow.") && slices.ContainsFunc(worldly, q.says):
		q.because = "other.world"
		return
	case strings.HasPrefix(top.Label, "follow.") && top.P >= likely && !before.empty():
		q.question.Context = ""
		alone := fuse(a.model().Hear(q.question).Topics(), q.hits, q.subject, q.says("item"))
		if hit.score < naming && !(alone[0].P >= whole && kind(alone[0].Label) != "other") {
			q.continueWith(before)
			return
		}
		q.topics, top = alone, alone[0] // it names something or says a whole thing: a new subject
	}
	if top.P < q.needed() {
		switch id := q.deadlineOn(r); {
		case id != "": // until which hour on 18 November?
			q.set(r, id, []string{id})
		case !before.empty() && q.leans():
			q.continueWith(before)
		}
		return
	}
	if kind(top.Label) == "agenda" && hit.id == top.Label || kind(top.Label) == "event" && hit.id == top.Label {
		q.setHits(r, hit)
		return
	}
	labels := []string{top.Label}
	for _, c := range q.topics[1:] {
		if c.P >= beside && c.P >= q.shares(top.Label)*top.P && kind(c.Label) == kind(top.Label) {
			labels = append(labels, c.Label)
		}
	}
	if len(labels) == 1 {
		if other := a.second(q, top.Label); other != "" {
			labels = append(labels, other)
		}
	}
	if len(labels) == 2 {
		q.inOrder(labels)
	}
	q.label = top.Label
	q.apply(r, labels)
}

// deadlineOn is the deadline on the day that a question names, where it may well be about one. Empty: there is none, or several.
func (q *Reading) deadlineOn(r commands.Request) (id string) {
	from, to, dated := q.entities.days()
	likely := 0.0
	for _, c := range q.topics {
		if gap, ok := r.Base.Gap(c.Label); kind(c.Label) == "deadline" || kind(c.Label) == "deadlines" || ok && len(gap.Of) > 0 && kind(gap.Of[0]) == "deadline" {
			likely += c.P
		}
	}
	if !dated || from != to || likely < due {
		return ""
	}
	for _, d := range r.Base.Deadlines() {
		if d.Date == from {
			if id != "" {
				return ""
			}
			id = d.ID
		}
	}
	return id
}

// prefer puts before the likeliest label one of another kind that fits better: what is of the kind that was asked about before, where little
// is said, and a session, where an hour is asked for, which items have none of.
func (q *Reading) prefer(before Reading) {
	top := q.topics[0]
	first := func(is func(label string) bool, least float64) {
		i := slices.IndexFunc(q.topics, func(c meaning.Chance) bool { return is(c.Label) })
		if i > 0 && q.topics[i].P >= least {
			c := q.topics[i]
			q.topics = slices.Insert(slices.Delete(q.topics, i, i+1), 0, c)
		}
	}
	from, to, dated := q.entities.days()
	onDay := func(label string) bool {
		s, ok := q.to.base.Session(label)
		return ok && kind(label) == "session" && !s.Until().Before(from) && !to.Before(s.First)
	}
	if kind(top.Label) == "session" && dated && slices.ContainsFunc(q.topics, func(c meaning.Chance) bool { return c.P >= likelyToo && onDay(c.Label) }) {
		all := 0.0
		for _, c := range q.topics {
			if kind(c.Label) == "session" {
				all += c.P
			}
		}
		if !onDay(top.Label) { // the plenary of 1 December
			first(onDay, likelyToo)
		}
		q.topics[0].P = min(1, all) // the day leaves no other session
		return
	}
	session := func(label string) bool { return kind(label) == "session" }
	switch {
	case kind(top.Label) == "gap" && q.topical >= likely: // where is that which is not stated taken up?
		first(func(label string) bool { _, item := q.to.base.Item(label); return item }, instead)
	case top.Label == "deadline.translation" && q.denies("translation"): // what need not be translated
		first(func(label string) bool { return label == "deadline.contributions" }, 0)
	case kind(top.Label) == "agenda" && q.topical < likely && !q.says("item") && !q.says("agenda") && q.framed(top.Label): // next session
		first(func(label string) bool { return kind(label) != "agenda" && kind(label) != "other" }, plain)
	case kind(top.Label) == "agenda" && q.says("hour"):
		first(session, beside)
	case kind(top.Label) == "agenda" && (q.says("day") || q.says("date") || q.says("when")):
		first(session, 0.9*top.P)
	case !before.empty() && len(q.entities.masked) <= few && kind(top.Label) == "agenda":
		first(func(label string) bool { return kind(label) == kind(before.label) }, top.P/2)
	}
}

// framed reports whether the name of an entry is said by the concepts of a meeting's frame alone.
func (q *Reading) framed(id string) bool {
	i := slices.IndexFunc(q.hits, func(h hit) bool { return h.id == id })
	return i >= 0 && q.hits[i].saysOnly(structural...)
}

// denies reports whether a word such as not or without stands shortly before what says a concept.
func (q *Reading) denies(concept string) bool {
	v := vocabulary()[q.lang]
	for _, s := range q.entities.said {
		if s.Concept == concept && slices.ContainsFunc(q.entities.masked[max(0, s.At-nearby):s.At], func(w string) bool { return v.names("not", w) }) {
			return true
		}
	}
	return false
}

// nearby is how many words before it deny a word.
const nearby = 5

// naming is the score from which on a name is something new.
const naming = 0.5

// whole is the chance from which on a question that might lean on the one before says a whole thing by itself.
const whole = 0.85

// ofOneYear are the kinds of what a meeting of another year has its own of.
var ofOneYear = []string{"meeting", "session", "deadline", "schedule", "deadlines", "event", "gap"}

// missing reports whether a label is of a gap that no entry tells of.
func (q Reading) missing(r commands.Request, label string) bool {
	gap, ok := r.Base.Gap(label)
	return ok && len(gap.Of) == 0
}

// setHits takes the entries whose names fit, those as well as the best, and those of which the question says all that it says of the best
// in other words.
func (q *Reading) setHits(r commands.Request, top hit) {
	var ids []string
	meant := top.concepts()
	for _, h := range q.hits {
		if kind(h.id) != kind(top.id) || h.score < kindred*top.score {
			continue
		}
		said := h.concepts()
		same := len(meant) > 0 && !slices.ContainsFunc(meant, func(c string) bool { return !slices.Contains(said, c) })
		if h.score >= alike*top.score || same {
			ids = append(ids, h.id)
		}
	}
	q.because = "a name"
	q.set(r, ids[0], ids)
}

// shares is how likely a label must be beside the best one, as a part of its chance, to be meant too. Sessions exclude one another more
// than deadlines do.
func (q Reading) shares(label string) float64 {
	switch kind(label) {
	case "session":
		return 0.8
	case "deadline":
		if vocabulary()[q.lang].has("join", q.entities.words) {
			return 0.4
		}
	}
	return share
}

// commandOf names the command that shows entries whose id has a prefix.
var commandOf = map[string]string{
	"session": "schedule", "event": "schedule", "timeplan": "schedule", "agenda": "agenda", "deadline": "deadlines",
	"rule": "rules", "contact": "contacts", "meeting": "meeting", "welcome": "welcome",
}

// set takes entries.
func (q *Reading) set(r commands.Request, label string, ids []string) {
	q.label, q.ids = label, ids
	q.command = commandOf[kind(ids[0])]
}

// apply turns labels into a command.
func (q *Reading) apply(r commands.Request, labels []string) {
	from, to, dated := q.entities.days()
	today := knowledge.DayOf(r.Now, r.Zone)
	switch label := labels[0]; label {
	case "schedule.day":
		q.command, q.from, q.until = "schedule", today, today
		if dated {
			q.from, q.until = from, to
		}
	case "schedule.all":
		q.command = "schedule"
		if dated {
			q.from, q.until = from, to
		}
	case "now", "help", "about", "welcome":
		q.command = label
	case "deadlines.all", "deadlines.next":
		q.command = "deadlines"
		if dated {
			for _, d := range r.Base.Deadlines() {
				if d.Date.Between(from, to) {
					q.ids = append(q.ids, d.ID)
				}
			}
		}
		switch {
		case len(q.ids) > 0: // what falls due on 20 October?
		case q.says("next") && label == "deadlines.next":
			q.which = "next"
		case q.says("miss") && q.says("remaining"): // which have passed, which are left?
		case q.says("miss") && !q.says("still"):
			q.which = "passed"
		case (q.says("remaining") || q.says("still")) && !q.says("next") && !q.says("first"):
			q.which = "open"
		case label == "deadlines.next":
			q.which = "next"
		}
	case "agenda.all":
		q.command = "agenda"
	case "agenda.item": // its subject or number is not told
		q.because = "no item fits"
	case "event.all":
		for _, e := range r.Base.Events() {
			q.ids = append(q.ids, e.ID)
		}
		if len(q.ids) > 0 {
			q.command = "schedule"
		}
	case "timeplan.slots":
		q.command, q.ids = "schedule", []string{label}
		if q.slot = vocabulary()[q.lang].slot(q.entities.words, q.lang); q.slot != nil {
			q.ids = nil
		}
	default:
		q.entries(r, labels)
	}
}

// entries takes labels that are ids: of entries, or of gaps.
func (q *Reading) entries(r commands.Request, labels []string) {
	for _, id := range labels {
		if gap, ok := r.Base.Gap(id); ok {
			if len(gap.Of) == 1 { // what an entry leaves open is told with the entry
				q.add(r, gap.Of[0])
			} else if of := q.likeliest(r, gap.Of); of != "" {
				q.add(r, of)
			} else if len(q.ids) == 0 {
				q.gap = id
			}
			continue
		}
		if _, ok := r.Base.Entry(id); ok {
			q.add(r, id)
		}
	}
	if from, to, dated := q.entities.days(); dated && len(q.ids) > 1 { // of several sessions those of the day that is named
		if left := slices.DeleteFunc(slices.Clone(q.ids), func(id string) bool {
			s, ok := r.Base.Session(id)
			return ok && (to.Before(s.First) || s.Until().Before(from))
		}); len(left) > 0 {
			q.ids = left
		}
	}
	if len(q.ids) > 0 {
		q.gap = ""
		q.command = commandOf[kind(q.ids[0])]
	}
}

// likeliest is that of several entries which a question about what they leave open means: the one of the day that it names, else the one
// that it speaks of. Empty: it cannot be told.
func (q *Reading) likeliest(r commands.Request, ids []string) string {
	if from, to, ok := q.entities.days(); ok {
		for _, id := range ids {
			if d, is := r.Base.Deadline(id); is && d.Date.Between(from, to) {
				return id
			}
		}
	}
	for _, t := range q.topics {
		if t.P >= spoken && slices.Contains(ids, t.Label) {
			return t.Label
		}
	}
	return ""
}

// spoken is the chance from which on an entry is spoken of beside what it leaves open.
const spoken = 0.04

func (q *Reading) add(r commands.Request, id string) {
	if !slices.Contains(q.ids, id) && (len(q.ids) == 0 || kind(q.ids[0]) == kind(id)) {
		q.ids = append(q.ids, id)
	}
}

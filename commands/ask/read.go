package ask

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"usher/commands"
	"usher/commands/ask/meaning"
	"usher/commands/ask/when"
	"usher/knowledge"
)

// Reading is what was understood of a question.
type Reading struct {
	label    string // what it is about: an entry's or gap's id, or another thing that one can ask
	zone     *time.Location
	gap      string
	command  string
	ids      []string
	from, to knowledge.Day
	slot     *int
	items    []string
	which    string // of the deadlines: next, open, passed
	form     string // how it wants to be answered: ".", "+", "-" or "="
	entities entities

	odd, telling int // how many of its words are strange, among how many that tell something

	// For whoever maintains the vocabularies.
	lang    knowledge.Lang
	topics  []meaning.Chance
	hits    []hit
	forms   [4]float64
	because string
}

func (q Reading) empty() bool { return q.command == "" && q.gap == "" }

// share is the part of the best label's chance from which on another label is meant too.
const share = 0.55

// sure is the chance from which on a label is believed, by how many of the question's words are strange: who asks about something else
// uses other words.
var sure = []struct{ strange, chance float64 }{
	{0, 0.40},
	{0.15, 0.60},
	{0.25, 0.90},
	{1, 0.97},
}

// needed is the chance that a question's best label must have.
func (q Reading) needed() float64 {
	if q.says("item") && kind(q.topics[0].Label) == "agenda" {
		return sure[0].chance
	}
	part := float64(q.odd) / float64(max(1, q.telling))
	for _, s := range sure {
		if part <= s.strange {
			return s.chance
		}
	}
	return 1
}

// read understands a question after the one before it.
func (a *Asker) read(r commands.Request, question string, before Reading) (q Reading) {
	r.Lang = language(a.model, question, r.Lang)
	v := vocabulary()[r.Lang]
	x := a.index(r.Base)
	q.lang, q.entities = r.Lang, x.find(r, question)
	e := q.entities
	q.zone = e.zone(r.Base.Zone())
	if len(e.words) == 0 {
		return q
	}
	if term := v.term(e.words); term != "" {
		q.command, q.ids, q.label, q.because = "what", []string{term}, term, "a word of the trade"
		return q
	}
	general := meaning.Question{Words: e.masked, Asked: e.asked, Context: contextOf(before), Known: func(w string) bool { return x.known[w] }}
	q.topics, q.forms = a.model.Of(general)
	q.form = bestForm(q.forms)
	q.odd, q.telling = q.strange(a.model, x)
	q.hits = x.match(e.masked, r.Lang)
	if q.items, _, _ = v.items(e.words, r.Lang); len(q.items) == 0 && kind(before.label) == "agenda" {
		q.items = bareItems(e.words, before)
	}
	if len(q.items) > 0 && !e.other {
		q.byNumber(r)
		return q
	}
	if slot := v.slot(e.words); slot != nil && len(r.Base.Slots().List) > 0 && *slot <= r.Base.Slots().List[len(r.Base.Slots().List)-1].Number {
		q.slot, q.command, q.label, q.because = slot, "schedule", "timeplan.slots", "a session by its number"
		return q
	}
	subject := 0.0 // the chance that it asks for a subject of the agenda, once the subject's own words are taken out
	if i := slices.IndexFunc(q.hits, func(h hit) bool { return kind(h.id) == "agenda" }); i >= 0 {
		general.Words = q.hits[i].without(e.masked, "«topic»")
		topics, _ := a.model.Of(general)
		subject = chance(topics, "agenda.topic")
	}
	q.topics = fuse(q.topics, q.hits, subject, q.says("item"))
	a.choose(r, &q, before)
	if q.empty() && q.because == "" {
		q.because = "nothing is sure enough"
	}
	return q
}

// byNumber takes the items that are named by their numbers: a sub-item where its name stands beside the number of its item, the
// division of the agenda where the numbers are those of a plenary.
func (q *Reading) byNumber(r commands.Request) {
	q.command, q.label, q.because = "agenda", "agenda.item", "an item by its number"
	if len(q.items) != 1 {
		return
	}
	for _, p := range r.Base.Plenaries() {
		if q.items[0] == strconv.Itoa(p.First)+"-"+strconv.Itoa(p.Last) {
			q.items, q.ids, q.label = nil, []string{"agenda.split"}, "agenda.split"
			return
		}
	}
	for _, h := range q.hits {
		if h.score >= 0.5 && strings.HasPrefix(h.id, "agenda."+q.items[0]+".") {
			q.items, q.ids, q.label = nil, []string{h.id}, h.id
			return
		}
	}
}

// bareItems reads a follow-up that is a number and little else: and 19?
func bareItems(list []string, before Reading) (items []string) {
	if len(list) > 4 {
		return nil
	}
	for _, w := range list {
		if item, ok := itemNumber(w); ok {
			items = append(items, item)
		}
	}
	return items
}

// contextOf is the label under which the model knows what was asked before.
func contextOf(before Reading) string {
	switch {
	case before.label == "":
		return ""
	case kind(before.label) == "agenda" && before.label != "agenda.all" && before.label != "agenda.split":
		return "agenda.item"
	case kind(before.label) == "event":
		return "event"
	}
	return before.label
}

func bestForm(forms [4]float64) string {
	best := 0
	for k := range forms {
		if forms[k] > forms[best] {
			best = k
		}
	}
	return meaning.Forms[best]
}

// choose decides what a question is about, or that it cannot be told.
func (a *Asker) choose(r commands.Request, q *Reading, before Reading) {
	top := q.topics[0]
	hit := best(q.hits)
	switch {
	case strings.HasPrefix(top.Label, "other.") && top.P >= 0.3 && len(q.entities.events) == 0:
		q.because = top.Label
		return
	case q.entities.year && slices.Contains(ofOneYear, kind(top.Label)):
		q.because = "another year"
		return
	case q.entities.other && !q.missing(r, top.Label):
		q.because = "another group"
		return
	case len(q.entities.events) > 0 && !(strings.HasPrefix(top.Label, "gap.") && top.P >= 0.7):
		q.set(r, "event", q.entities.events)
		return
	case strings.HasPrefix(top.Label, "follow.") && top.P >= 0.3 && !before.empty():
		q.continueWith(r, before)
		return
	case top.Label == "agenda.item" && top.P >= 0.3 && kind(before.label) == "agenda" && len(before.items)+len(before.ids) > 0:
		if q.neighbour(r, before) {
			return
		}
	}
	if top.P < q.needed() {
		if !before.empty() && q.leans() {
			q.continueWith(r, before)
		}
		return
	}
	if kind(top.Label) == "agenda" && hit.id == top.Label || kind(top.Label) == "event" && hit.id == top.Label {
		q.setHits(r, hit)
		return
	}
	labels := []string{top.Label}
	for _, c := range q.topics[1:] {
		if c.P >= 0.2 && c.P >= shares(top.Label)*top.P && kind(c.Label) == kind(top.Label) {
			labels = append(labels, c.Label)
		}
	}
	q.label = top.Label
	q.apply(r, labels, before)
}

// ofOneYear are the kinds of what a meeting of another year has its own of.
var ofOneYear = []string{"meeting", "session", "deadline", "schedule", "deadlines", "event"}

// leans reports whether a question that is not understood by itself wants what was asked before, elsewhere, on another day, or more of it.
func (q Reading) leans() bool {
	few := len(q.entities.masked) <= 6
	first := q.entities.masked[:1]
	return q.zone != nil || few && (len(q.entities.spans) > 0 || vocabulary()[q.lang].has("and", first))
}

// missing reports whether a label is of a gap that no entry tells of.
func (q Reading) missing(r commands.Request, label string) bool {
	gap, ok := r.Base.Gap(label)
	return ok && len(gap.Of) == 0
}

func chance(topics []meaning.Chance, label string) float64 {
	for _, t := range topics {
		if t.Label == label {
			return t.P
		}
	}
	return 0
}

// How much a name says beside the model, and from which fit on.
const (
	voice = 0.75
	loose = 0.40

	vague = 0.30 // where an item is asked for
	plain = 0.70
)

// fuse gives each entry and gap the chance that the question is about it, from the model and from its names together. What the model
// knows by its kind alone, agenda items and events, has its chance from its names, as far as the kind is likely; where an item is asked for
// in so many words, it is the kind.
func fuse(topics []meaning.Chance, hits []hit, subject float64, item bool) []meaning.Chance {
	chances := make(map[string]float64, len(topics))
	for _, t := range topics {
		chances[t.Label] = t.P
	}
	asked := max(subject, chances["agenda.topic"], chances["agenda.item"])
	event := chances["event"]
	for _, h := range hits {
		fit := max(0, (h.score-loose)/(1-loose))
		switch kind(h.id) {
		case "agenda":
			fit *= 0.3 + 0.7*asked
			if item {
				fit = max(0, min(1, (h.score-vague)/(plain-vague)))
			}
		case "event":
			fit *= 0.6 + 0.4*event
		default:
			fit *= voice
		}
		if fit > 0 {
			chances[h.id] = 1 - (1-chances[h.id])*(1-fit)
		}
	}
	var fused []meaning.Chance
	for label, p := range chances {
		if label != "agenda.topic" && label != "event" {
			fused = append(fused, meaning.Chance{Label: label, P: p})
		}
	}
	slices.SortFunc(fused, func(a, b meaning.Chance) int {
		switch {
		case a.P > b.P:
			return -1
		case a.P < b.P:
			return 1
		}
		return strings.Compare(a.Label, b.Label)
	})
	return fused
}

func best(hits []hit) hit {
	if len(hits) == 0 {
		return hit{}
	}
	return hits[0]
}

// setHits takes the entries whose names fit, those as well as the best.
func (q *Reading) setHits(r commands.Request, top hit) {
	var ids []string
	for _, h := range q.hits {
		if h.score >= 0.88*top.score && kind(h.id) == kind(top.id) {
			ids = append(ids, h.id)
		}
	}
	q.because = "a name"
	q.set(r, ids[0], ids)
}

// shares is how likely a label must be beside the best one, as a part of its chance, to be meant too. Sessions exclude one another more
// than deadlines do.
func shares(label string) float64 {
	if kind(label) == "session" {
		return 0.8
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
func (q *Reading) apply(r commands.Request, labels []string, before Reading) {
	from, to, dated := q.entities.days()
	today := knowledge.DayOf(r.Now, r.Zone)
	switch label := labels[0]; label {
	case "schedule.day":
		q.command, q.from, q.to = "schedule", today, today
		if dated {
			q.from, q.to = from, to
		}
	case "schedule.all":
		q.command = "schedule"
		if dated {
			q.from, q.to = from, to
		}
	case "now", "help", "about", "welcome":
		q.command = label
	case "deadlines.all", "deadlines.next":
		q.command = "deadlines"
		switch {
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
		if q.slot = vocabulary()[q.lang].slot(q.entities.words); q.slot != nil {
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

// continueWith asks the question before again, elsewhere or for another day.
func (q *Reading) continueWith(r commands.Request, before Reading) {
	zone, form, e, topics, hits := q.zone, q.form, q.entities, q.topics, q.hits
	*q = before
	q.form, q.entities, q.topics, q.hits, q.because = form, e, topics, hits, "what was asked before"
	if zone != nil {
		q.zone = zone
	}
	if from, to, ok := e.days(); ok && q.command == "schedule" && len(q.ids) == 0 {
		q.from, q.to = from, to
	}
}

// neighbour takes the item before or after the one that was asked about.
func (q *Reading) neighbour(r commands.Request, before Reading) bool {
	step := 0
	for _, id := range meaning.Concepts(q.entities.words) {
		switch id {
		case "next", "after":
			step = 1
		case "previous", "before":
			step = -1
		}
	}
	items := append(slices.Clone(before.items), before.ids...)
	if step == 0 || len(items) == 0 {
		return false
	}
	last := items[len(items)-1]
	if step < 0 {
		last = items[0]
	}
	last = strings.TrimPrefix(last, "agenda.")
	if i := strings.LastIndexByte(last, '-'); i >= 0 && step > 0 {
		last = last[i+1:]
	}
	n := 0
	for _, c := range last {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	count := 1
	for i := range q.entities.words {
		if k, _, ok := when.Number(q.entities.words, i, q.lang); ok && k > 1 && k < 6 {
			count = k
		}
	}
	for k := 1; k <= count; k++ {
		q.items = append(q.items, strconv.Itoa(n+k*step))
	}
	q.command, q.label, q.because = "agenda", "agenda.item", "the item next to the one before"
	return true
}

// strange counts the words of a question that neither the examples nor the meeting's names know, among those that tell something.
func (q Reading) strange(m *meaning.Model, x *index) (strange, telling int) {
	said := make([]bool, len(q.entities.masked))
	for _, s := range meaning.Saying(q.entities.masked) {
		for i := s.At; i < s.End; i++ {
			said[i] = true
		}
	}
	for i, w := range q.entities.masked {
		if w[0] == 0xc2 {
			continue // a placeholder
		}
		telling++
		if !said[i] && m.Unknown(w) && !x.known[w] {
			strange++
		}
	}
	return strange, telling
}

package ask

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"usher/commands"
	"usher/knowledge"
	"usher/knowledge/cldr"
)

// Asker answers questions. It is safe for concurrent use.
type Asker struct {
	mu      sync.Mutex
	indexes map[*knowledge.Base]*index
}

// New returns an asker.
func New() *Asker { return &Asker{indexes: make(map[*knowledge.Base]*index)} }

func (a *Asker) index(b *knowledge.Base) *index {
	a.mu.Lock()
	defer a.mu.Unlock()
	x := a.indexes[b]
	if x == nil {
		x = newIndex(b)
		a.indexes[b] = x
	}
	return x
}

// Ask answers a question in its own language; the request's language breaks ties. turns are the questions that came before
// in the conversation, oldest first: a question that names nothing itself is about what they named.
func (a *Asker) Ask(ctx context.Context, r commands.Request, question string, turns ...string) (*commands.Reply, error) {
	r.Lang = language(question, r.Lang)
	q := a.read(r, question)
	if q.empty() && len(turns) > 0 {
		before := a.read(r, turns[len(turns)-1])
		before.zone = q.zone
		q = before
	}
	if q.zone != nil {
		r.Zone = q.zone
	}
	if q.gap != "" {
		gap, _ := r.Base.Gap(q.gap)
		return commands.Decline(r, &gap), nil
	}
	if q.command == "" {
		return commands.Decline(r, nil), nil
	}
	c, ok := commands.Lookup(q.command)
	if !ok {
		return nil, fmt.Errorf("ask: no command %q", q.command)
	}
	args := c.NewArgs()
	q.fill(args)
	return c.Run(ctx, r, args)
}

// reading is what was understood of a question.
type reading struct {
	zone    *time.Location
	gap     string
	command string
	ids     []string
	day     knowledge.Day
	slot    *int
	items   []string
	next    bool
}

func (q reading) empty() bool { return q.command == "" && q.gap == "" }

func (q reading) fill(args any) {
	switch a := args.(type) {
	case *commands.ScheduleArgs:
		a.What, a.On, a.Slot = q.ids, q.day, q.slot
	case *commands.AgendaArgs:
		a.Items = append(q.items, q.ids...)
	case *commands.DeadlinesArgs:
		a.Which = q.ids
		if q.next {
			a.Which = []string{"next"}
		}
	case *commands.RulesArgs:
		a.Topics = q.ids
	case *commands.ContactsArgs:
		a.Who = q.ids
	case *commands.MeetingArgs:
		a.About = q.ids
	}
}

// commandOf names the command that shows entries whose id has a prefix.
var commandOf = map[string]string{
	"session": "schedule", "event": "schedule", "timeplan": "schedule", "agenda": "agenda", "deadline": "deadlines",
	"rule": "rules", "contact": "contacts", "meeting": "meeting", "welcome": "welcome",
}

// The least that a match must weigh, and explain of the question.
const (
	minScore = 2.5
	minSaid  = 0.35
	near     = 0.97 // of the best score: as good
)

func (a *Asker) read(r commands.Request, question string) (q reading) {
	v := vocabulary()[r.Lang]
	all := words(fold(question))
	q.zone, all = place(all, r.Lang)
	q.items, q.slot = v.numbers(all, r)
	if len(q.items) > 0 {
		q.command = "agenda"
		return q
	}
	if q.slot != nil {
		q.command = "schedule"
		return q
	}
	q.day, all = v.day(all, r)
	if v.has("deadline", all) && len(v.without(content(all, r.Lang), "deadline", "next", "all", "now")) == 0 {
		q.command, q.next = "deadlines", v.has("next", all)
		return q
	}
	hits := a.index(r.Base).match(content(all, r.Lang))
	if v.has("deadline", all) {
		for i := range hits {
			if strings.HasPrefix(hits[i].id, "deadline.") {
				hits[i].score *= 1.5
			}
		}
		slices.SortStableFunc(hits, func(x, y hit) int { return int(y.score*1e6 - x.score*1e6) })
	}
	if len(hits) > 0 && hits[0].score >= minScore && hits[0].said >= minSaid {
		best := hits[0]
		if best.gap {
			if gap, _ := r.Base.Gap(best.id); len(gap.Of) == 1 {
				q.ids = gap.Of // what an entry leaves open is told with the entry
			} else {
				q.gap = best.id
				return q
			}
		} else {
			for _, h := range hits {
				if !h.gap && h.score >= near*best.score && kind(h.id) == kind(best.id) {
					q.ids = append(q.ids, h.id)
				}
			}
		}
		q.command = commandOf[kind(q.ids[0])]
		return q
	}
	switch {
	case !q.day.IsZero():
		q.command = "schedule"
	case v.has("now", all), v.has("next", all) && len(content(all, r.Lang)) <= 2:
		q.command = "now"
	case v.has("agenda", all) && len(content(all, r.Lang)) <= 2:
		q.command = "agenda"
	}
	return q
}

func kind(id string) string {
	prefix, _, _ := strings.Cut(id, ".")
	return prefix
}

var itemWord = regexp.MustCompile(`^(\d{1,2})(?:[.-]?([a-z]))?$`)

// numbers reads item numbers (item 14, items 6 to 8) and a numbered session (session 2) that stand behind their words.
func (v vocab) numbers(q []string, r commands.Request) (items []string, slot *int) {
	for _, phrase := range v.cues["item"] {
		for i := at(q, phrase) + len(phrase); i >= len(phrase) && i < len(q) && len(items) == 0; i = len(q) {
			for ; i < len(q); i++ {
				if g := itemWord.FindStringSubmatch(q[i]); g != nil {
					if len(items) > 0 && i > 1 && v.has("to", q[i-1:i]) && itemWord.MatchString(q[i-2]) && !v.and(q[i-1]) {
						items[len(items)-1] += "-" + q[i]
						continue
					}
					items = append(items, strings.ReplaceAll(q[i], "-", ""))
				} else if len(items) == 0 || !v.has("to", q[i:i+1]) {
					break
				}
			}
		}
	}
	if len(items) > 0 {
		return items, nil
	}
	for _, phrase := range v.cues["slot"] {
		if i := at(q, phrase); i >= 0 && i+len(phrase) < len(q) {
			if n, err := strconv.Atoi(q[i+len(phrase)]); err == nil && n < 10 {
				return nil, &n
			}
		}
	}
	return nil, nil
}

// and reports whether a word joins two numbers without what lies between them: the last of the words of a range.
func (v vocab) and(word string) bool {
	list := v.cues["to"]
	return len(list) > 0 && same(list[len(list)-1][0], word)
}

var monthDay = regexp.MustCompile(`^\d{1,2}$`)

// day reads a day (3 December, December 3, 12月3日, 2021-12-03, today, tomorrow) and takes it out of the question.
func (v vocab) day(q []string, r commands.Request) (knowledge.Day, []string) {
	today := knowledge.DayOf(r.Now, r.Zone)
	if v.has("tomorrow", q) {
		return today.Add(1), q
	}
	if v.has("today", q) {
		return today, q
	}
	year := r.Base.Meeting().First.Year
	for i, w := range q {
		if d, err := knowledge.ParseDay(w); err == nil {
			return d, slices.Concat(q[:i], q[i+1:])
		}
		if w == "月" && i > 0 && i+1 < len(q) && monthDay.MatchString(q[i-1]) && monthDay.MatchString(q[i+1]) {
			month, _ := strconv.Atoi(q[i-1])
			dom, _ := strconv.Atoi(q[i+1])
			return knowledge.Day{Year: year, Month: time.Month(month), Dom: dom}, slices.Concat(q[:i-1], q[i+2:])
		}
		month := monthOf(w, r.Lang)
		if month == 0 {
			continue
		}
		for _, j := range []int{i - 1, i + 1, i - 2} {
			if j < 0 || j >= len(q) {
				continue
			}
			if dom, err := strconv.Atoi(strings.TrimRight(q[j], "abcdefghijklmnopqrstuvwxyz")); err == nil && dom >= 1 && dom <= 31 {
				return knowledge.Day{Year: year, Month: month, Dom: dom}, slices.Concat(q[:min(i, j)], q[max(i, j)+1:])
			}
		}
	}
	return knowledge.Day{}, q
}

func monthOf(word string, lang knowledge.Lang) time.Month {
	names := cldr.Calendar(lang.String())
	for _, list := range [][]string{names.Months, names.MonthsAlone, names.MonthsShort} {
		for i, name := range list {
			if fold(name) == word && lang != knowledge.Zh {
				return time.Month(i + 1)
			}
		}
	}
	return 0
}

// place finds the city or zone in which a question wants its hours, and takes it out of the question: the longest name counts.
func place(q []string, lang knowledge.Lang) (*time.Location, []string) {
	for i, w := range q {
		if w == "utc" || w == "gmt" {
			return time.UTC, slices.Concat(q[:i], q[i+1:])
		}
	}
	best, from, length := "", 0, 0
	for _, c := range cityNames(lang) {
		if len(c.words) > length {
			if i := at(q, c.words); i >= 0 {
				best, from, length = c.zone, i, len(c.words)
			}
		}
	}
	if best == "" {
		return nil, q
	}
	zone, err := knowledge.LoadZone(best)
	if err != nil {
		return nil, q
	}
	return zone, slices.Concat(q[:from], q[from+length:])
}

type cityName struct {
	words []string
	zone  string
}

var cityIndexes = func() (all [6]func() []cityName) {
	for _, lang := range knowledge.Langs() {
		all[lang] = sync.OnceValue(func() (list []cityName) {
			for _, c := range cldr.Cities() {
				list = append(list, cityName{words(fold(c.Names[lang.String()])), c.Zone})
			}
			return list
		})
	}
	return all
}()

// cityNames lists the cities of the zones, as a language names them.
func cityNames(lang knowledge.Lang) []cityName { return cityIndexes[lang]() }

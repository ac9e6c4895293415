package commands

import (
	"context"
	"slices"
	"strings"
	"time"

	"usher/commands/text"
	"usher/knowledge"
)

// DeadlinesArgs choose deadlines: "next", "all", those still "open", those already "passed", or deadlines by name. Without any it shows
// all.
type DeadlinesArgs struct {
	Which []string `json:"which,omitempty" arg:"" optional:""`
}

func deadlines(_ context.Context, r Request, a DeadlinesArgs) (*Reply, error) {
	reply := &Reply{}
	if len(r.Base.Deadlines()) == 0 {
		return nil, r.refuse("deadline.no-deadlines", nil)
	}
	which := "all"
	if len(a.Which) > 0 {
		which = a.Which[0]
	}
	if i := slices.IndexFunc(a.Which, func(w string) bool { return slices.Contains([]string{"all", "next", "open", "passed"}, w) }); i >= 0 && len(a.Which) > 1 {
		return nil, r.refuse("unknown.one-of", text.Args{"names": strings.Join(a.Which, r.printer().Text("list.comma", nil))})
	}
	switch which {
	case "next":
		r.nextDeadline(reply)
		return reply, nil
	case "all", "open", "passed":
		r.deadlineList(reply, which)
		return reply, nil
	}
	ids, err := r.choose(a.Which, "deadline.")
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		d, _ := r.Base.Deadline(id)
		r.oneDeadline(reply, d)
	}
	return reply, nil
}

// deadlineList lists all deadlines, or those that are open or passed; where there is none of these it says so.
func (r Request) deadlineList(reply *Reply, which string) {
	var lines []text.Line
	for _, d := range r.Base.Deadlines() {
		if passed := r.Base.Passed(d, r.Now); which == "all" || passed == (which == "passed") {
			lines = append(lines, r.deadline(d))
			reply.rest(d.ID)
		}
	}
	switch {
	case len(lines) > 0:
		reply.list(lines...)
	case which == "open":
		r.nextDeadline(reply) // all have passed
	default:
		reply.say(r.say("deadline.none-passed", nil))
		r.nextDeadline(reply)
	}
}

func (r Request) nextDeadline(reply *Reply) {
	list := r.Base.Deadlines()
	for _, d := range list {
		if r.Base.Passed(d, r.Now) {
			continue
		}
		if len(reply.Keys) == 0 {
			reply.say(r.say("deadline.next", text.Args{"deadline": r.deadline(d)}))
		} else if first, _ := r.Base.Deadline(reply.Keys[0]); first.Date == d.Date {
			reply.say(r.deadline(d))
		} else {
			return
		}
		reply.say(text.Plain(d.Text.In(r.Lang)))
		r.openOf(reply, d.ID, "hour")
	}
	if len(reply.Keys) == 0 {
		last := list[len(list)-1]
		reply.say(r.say("deadline.none", nil))
		reply.say(r.say("deadline.last", text.Args{"deadline": r.deadline(last)}))
		r.openOf(reply, last.ID, "late")
	}
}

func (r Request) oneDeadline(reply *Reply, d knowledge.Deadline) {
	reply.say(r.deadline(d))
	reply.say(text.Plain(d.Text.In(r.Lang)))
	if r.Base.Passed(d, r.Now) {
		r.openOf(reply, d.ID, "late")
		return
	}
	r.openOf(reply, d.ID, "hour")
}

// deadline writes a deadline, its day and the days left or passed since, by the calendar of its zone.
func (r Request) deadline(d knowledge.Deadline) text.Line {
	zone, when, clock := r.Base.ZoneOf(d), text.Line{r.printer().Day(d.Date, r.Base.Zone())}, r.clock()
	if d.Zone != nil { // its own zone first: by its calendar the days are counted
		clock.Meeting, clock.City[r.Lang] = zone, r.printer().City(zone)
	}
	if d.Hour.Stated() {
		when = r.printer().When(d.Date.At(d.Hour, zone), time.Time{}, clock)
	}
	left := r.say("deadline.today", nil)
	switch n := knowledge.DayOf(r.Now, zone).Until(d.Date); {
	case n > 0:
		left = r.say("deadline.left", text.Args{"n": n})
	case n == 0 && r.Base.Passed(d, r.Now):
		left = r.say("deadline.passed-today", nil)
	case n < 0:
		left = r.say("deadline.passed", text.Args{"n": -n})
	}
	return r.say("deadline.line", text.Args{"name": text.Bold(d.Name.In(r.Lang)), "when": when, "left": left})
}

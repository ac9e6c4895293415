package commands

import (
	"context"
	"strings"

	"usher/commands/text"
	"usher/knowledge"
)

// WelcomeArgs choose the form: the whole pack, or what there is to do as a list to tick off.
type WelcomeArgs struct {
	Checklist bool `json:"checklist,omitempty"`
}

// welcome is the newcomers' welcome pack: what the meeting is, what to do step by step with the days left, whom to ask, and the words
// of the trade.
func welcome(_ context.Context, r Request, a WelcomeArgs) (*Reply, error) {
	pack, ok := r.Base.Fact("welcome")
	if !ok {
		return nil, r.refuse("unknown.answer", nil)
	}
	reply := &Reply{}
	reply.rest(pack.ID) // what it leads to is told beside it
	steps, words := r.Base.Welcome()
	if !a.Checklist {
		reply.suggest(r.printer().Text("suggest.checklist", nil), "/welcome --checklist")
		r.opening(reply, pack)
	}
	for i, step := range steps {
		reply.section(r.step(step, i+1, a.Checklist))
	}
	if a.Checklist {
		return reply, nil
	}
	reply.section(Section{
		Title: text.Bold(r.printer().Text("welcome.ask", nil)),
		Lines: r.pointers([]string{"contact.secretariat", "meeting.homepage"}),
		Keys:  []string{"contact.secretariat", "meeting.homepage"},
	})
	terms := Section{Title: text.Bold(r.printer().Text("welcome.words", nil)), Keys: words}
	for _, id := range words {
		term, _ := knowledge.Terms().Term(id)
		terms.Lines = append(terms.Lines, r.say("label", text.Args{"name": text.Bold(term.Name.In(r.Lang)), "value": firstSentence(term.Text.In(r.Lang))}))
	}
	reply.section(terms)
	return reply, nil
}

// opening says what the meeting is, and how far away.
func (r Request) opening(reply *Reply, pack knowledge.Fact) {
	m := r.Base.Meeting()
	lines := []text.Line{r.printer().Days(m.First, m.Last, r.Base.Zone())}
	for _, id := range pack.See {
		e, _ := r.Base.Entry(id)
		lines = append(lines, text.Plain(firstSentence(e.Text.In(r.Lang))))
	}
	switch today := r.today(); {
	case today.Before(m.First):
		lines = append(lines, r.say("now.before", text.Args{"n": today.Until(m.First), "day": r.printer().Day(m.First, r.Base.Zone())}))
	case m.Last.Before(today):
		lines = append(lines, r.say("now.after", text.Args{"n": m.Last.Until(today), "day": r.printer().Day(m.Last, r.Base.Zone())}))
	}
	reply.section(Section{Title: text.Bold(m.Name.In(r.Lang)), Lines: lines, Keys: pack.See})
	reply.section(Section{Title: text.Bold(pack.Name.In(r.Lang)), Lines: []text.Line{text.Plain(firstSentence(pack.Text.In(r.Lang)))}, Keys: []string{pack.ID}})
}

// step tells one step: the days of its deadlines and sessions and, unless it is one of a checklist or its days are all over, what the
// letter says of it. Where a day is over it says whom to ask.
func (r Request) step(step knowledge.Step, number int, checklist bool) Section {
	s := Section{ID: step.ID, Keys: step.See, Title: r.say("welcome.step", text.Args{"number": number, "name": text.Bold(step.Name.In(r.Lang))})}
	if checklist {
		s.Title = r.say("welcome.check", text.Args{"id": step.ID, "name": text.Bold(step.Name.In(r.Lang))})
	}
	brief := checklist || r.allOver(step.See)
	over := false // what stands above is, and whom to ask has not been said yet
	add := func(passed bool, lines ...text.Line) {
		if over && !passed {
			s.Lines = append(s.Lines, r.pointers([]string{"contact.secretariat"})...)
		}
		s.Lines, over = append(s.Lines, lines...), passed
	}
	for _, id := range step.See {
		if d, ok := r.Base.Deadline(id); ok {
			passed := r.Base.Passed(d, r.Now)
			add(passed, r.deadline(d))
			if gap, open := r.Base.GapOf(id, "late"); open && passed {
				add(passed, text.Plain(gap.Text.In(r.Lang)))
			}
		} else if session, ok := r.Base.Session(id); ok {
			add(r.over(session), r.say("welcome.when", text.Args{"session": r.openly(session), "left": r.left(session)}))
			if gap, open := r.Base.GapOf(id, "email"); open && !r.over(session) {
				add(false, text.Plain(gap.Text.In(r.Lang)))
			}
		} else if e, ok := r.Base.Entry(id); ok && !brief {
			add(false, text.Plain(firstSentence(e.Text.In(r.Lang))))
		}
	}
	add(false)
	return s
}

// allOver reports whether some entries have days and all of these are over.
func (r Request) allOver(ids []string) bool {
	dated := 0
	for _, id := range ids {
		d, deadline := r.Base.Deadline(id)
		s, session := r.Base.Session(id)
		if deadline && !r.Base.Passed(d, r.Now) || session && !r.over(s) {
			return false
		}
		if deadline || session {
			dated++
		}
	}
	return dated > 0
}

// over reports whether a session has ended: its end has passed or, where none is stated, its last day.
func (r Request) over(s knowledge.Session) bool {
	if end, stated := r.Base.Ends(s); stated {
		return !r.Now.Before(end)
	}
	return s.Until().Before(r.today())
}

// left says in how many days, by the meeting's calendar, a session is.
func (r Request) left(s knowledge.Session) text.Line {
	switch days := r.today().Until(s.First); {
	case r.over(s):
		return r.say("welcome.over", nil)
	case days > 0:
		return r.say("deadline.left", text.Args{"n": days})
	}
	return r.say("welcome.today", nil)
}

// firstSentence returns a text's first sentence, with its full stop.
func firstSentence(s string) string {
	for _, stop := range []string{". ", "。"} {
		if before, _, more := strings.Cut(s, stop); more {
			return before + strings.TrimSpace(stop)
		}
	}
	return s
}

package ask

import (
	"slices"
	"strings"
	"time"

	"usher/commands"
	"usher/commands/ask/meaning"
	"usher/commands/ask/words"
	"usher/knowledge"
)

// How likely it must be that a question wants a yes or no: by itself, where it is asked without a word such as when or which, and where it
// has a word such as whether besides.
const (
	asks   = 0.6
	hinted = 0.3
	worded = 0.05
)

// judge gives the reply to a yes/no question its verdict: yes, no, or unknown where the letter does not say.
func (q Reading) judge(r commands.Request, reply *commands.Reply) {
	least := asks
	whether := vocabulary()[q.lang].has("whether", q.entities.words)
	switch {
	case !q.plain():
	case whether:
		least = worded
	case q.entities.asked:
		least = hinted
	}
	if q.follows || q.empty() && strings.HasPrefix(q.because, "other.") || q.forms[1]+q.forms[2]+q.forms[3] < least {
		return
	}
	form := 1 // the likeliest of those that want a yes or no
	for k := range q.forms {
		if k > form && q.forms[k] > q.forms[form] {
			form = k
		}
	}
	verdict, compared := q.compare(r.Base)
	switch {
	case compared:
	case q.which == "open" || q.which == "passed": // is there any left, has any passed?
		verdict = yes(slices.ContainsFunc(r.Base.Deadlines(), func(d knowledge.Deadline) bool {
			return r.Base.Passed(d, r.Now) == (q.which == "passed")
		}))
	case len(reply.Keys) > 0 && kind(reply.Keys[0]) != "term":
		verdict = q.verdict(r, reply.Keys[0], meaning.Forms[form])
	default:
		verdict = commands.Unknown
	}
	reply.Judge(r, verdict)
}

// plain reports whether a question is asked without a word such as when or which: it then wants a yes or no.
func (q Reading) plain() bool {
	if len(q.entities.words) < 3 {
		return false
	}
	open := []string{"who", "what", "when", "where", "how", "why", "how-many", "how-long", "which", "last-until"}
	return !slices.ContainsFunc(open, q.says) && !vocabulary()[q.lang].has("interrogative", q.entities.words)
}

// opposite turns yes and no.
func opposite(v commands.Verdict) commands.Verdict {
	switch v {
	case commands.Yes:
		return commands.No
	case commands.No:
		return commands.Yes
	}
	return v
}

func yes(holds bool) commands.Verdict {
	if holds {
		return commands.Yes
	}
	return commands.No
}

func (q Reading) verdict(r commands.Request, id, form string) commands.Verdict {
	if strings.HasPrefix(q.label, "gap.") {
		return commands.Unknown
	}
	if d, ok := r.Base.Deadline(id); ok {
		return q.ofDeadline(r, d, form)
	}
	if s, ok := r.Base.Session(id); ok {
		return q.ofSession(r, s, form)
	}
	if i, ok := r.Base.Item(id); ok {
		return q.ofItem(r, i)
	}
	if id == "meeting.overview" && form == "=" {
		m := r.Base.Meeting()
		if from, to, ok := q.entities.days(); ok {
			return yes(from == m.First && (to == m.Last || to == from) || from == m.Last && to == from)
		}
	}
	e, _ := r.Base.Entry(id)
	holds := map[string]commands.Verdict{"": commands.Yes, "yes": commands.Yes, "no": commands.No, "unknown": commands.Unknown}[e.Holds]
	switch form {
	case "-":
		return opposite(holds)
	case "=":
		if q.says("platform") && !q.names(e) {
			return commands.No
		}
	}
	return holds
}

// says reports whether a question says a concept.
func (q Reading) says(concept string) bool { return slices.Contains(q.entities.concepts, concept) }

// names reports whether a question says a proper name of an entry: a word, written as one or as two, that all its texts share.
func (q Reading) names(e knowledge.Entry) bool {
	said := slices.Clone(q.entities.words)
	for i := 1; i < len(q.entities.words); i++ {
		said = append(said, q.entities.words[i-1]+q.entities.words[i])
	}
	for _, lang := range knowledge.Langs() {
		text := words.Of(e.Text.In(lang))
		said = slices.DeleteFunc(said, func(w string) bool { return !slices.Contains(text, w) })
	}
	return len(said) > 0
}

// ofDeadline: still open, already passed, or the right day?
func (q Reading) ofDeadline(r commands.Request, d knowledge.Deadline, form string) commands.Verdict {
	for _, s := range q.entities.spans {
		if s.Hour != nil && !d.Hour.Stated() {
			return commands.Unknown
		}
	}
	passed := r.Base.Passed(d, r.Now)
	if _, open := r.Base.GapOf(d.ID, "late"); open && passed && form == "+" && (q.says("late") || q.says("miss")) {
		return commands.Unknown // whether it is possible afterwards
	}
	if from, to, ok := q.entities.days(); ok && from == to {
		today := knowledge.DayOf(r.Now, r.Zone)
		if form == "=" || from != today && from != today.Add(1) {
			if form == "+" && !passed { // can I still do it on that day?
				return yes(!d.Date.Before(from))
			}
			return yes(from == d.Date)
		}
		if form == "+" {
			return yes(!d.Date.Before(from))
		}
	}
	switch form {
	case "+":
		return yes(!passed)
	case "-":
		return yes(passed)
	}
	return commands.Unknown
}

// ofSession: is there one, on that day, at that hour?
func (q Reading) ofSession(r commands.Request, s knowledge.Session, form string) commands.Verdict {
	start, stated := r.Base.Starts(s)
	for _, span := range q.entities.spans {
		if span.Hour == nil {
			continue
		}
		if !stated {
			return commands.Unknown
		}
		for _, zone := range []*time.Location{r.Base.Zone(), r.Zone} {
			end, ends := r.Base.Ends(s)
			if at := start.In(zone); at.Hour()*60+at.Minute() == span.Hour.Minutes() {
				return commands.Yes
			}
			if at := end.In(zone); ends && at.Hour()*60+at.Minute() == span.Hour.Minutes() {
				return commands.Yes
			}
		}
		return commands.No
	}
	if from, to, ok := q.entities.days(); ok && form == "=" {
		if s.First != s.Until() && !stated && from == to && from.Between(s.First, s.Until()) && strings.HasPrefix(s.ID, "session.") {
			return commands.Unknown
		}
		return yes(!s.Until().Before(from) && !to.Before(s.First))
	}
	switch form {
	case "-":
		return commands.No
	case "=":
		return commands.Unknown
	}
	return commands.Yes
}

// ofItem: is it in the plenary that is named?
func (q Reading) ofItem(r commands.Request, i knowledge.Item) commands.Verdict {
	p, ok := r.Base.PlenaryOf(i)
	if from, to, dated := q.entities.days(); dated && ok {
		s, _ := r.Base.Session(p.Session)
		return yes(s.First.Between(from, to))
	}
	opening, closing := q.says("opening"), q.says("closing")
	if !ok || opening == closing {
		return commands.Yes
	}
	first := len(r.Base.Plenaries()) > 0 && r.Base.Plenaries()[0] == p
	return yes(first == opening)
}

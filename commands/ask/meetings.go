package ask

import (
	"slices"
	"strconv"
	"strings"

	"usher/commands"
	"usher/commands/ask/words"
	"usher/knowledge"
)

// addressing is which of the loaded meetings a question goes to.
type addressing struct {
	base    *knowledge.Base
	settled bool              // named, chosen, or the only one that can be meant
	among   []*knowledge.Base // those that can be meant, where it is not settled
}

// address finds the meeting that a question names: by a name of its group and, of several of one group, by a year or month in which the
// meeting falls. One that names none goes to the meeting of the question before, then to the one that is chosen, then to the only one that
// is not over.
func (a *Asker) address(r commands.Request, question Question, before Reading) addressing {
	all := r.Library.Meetings()
	if len(all) == 1 {
		return addressing{base: r.Base, settled: true}
	}
	list := words.Of(question.Text)
	list = list[:min(len(list), maxWords)]
	named := a.directory(r.Library).named(list)
	switch {
	case len(named) > 1 && question.Bound && slices.Contains(named, r.Base):
		return addressing{base: r.Base, settled: true}
	case len(named) == 1:
		return addressing{base: named[0], settled: true}
	case len(named) > 1:
		if dated := slices.DeleteFunc(slices.Clone(named), func(b *knowledge.Base) bool { return !a.index(b).fallsIn(list) }); len(dated) == 1 {
			return addressing{base: dated[0], settled: true}
		}
		return addressing{base: first(named, r), among: named}
	case before.to.settled:
		return before.to
	case question.Bound:
		return addressing{base: r.Base, settled: true}
	}
	coming := slices.DeleteFunc(all, func(b *knowledge.Base) bool { return b.Meeting().Last.Before(knowledge.DayOf(r.Now, b.Zone())) })
	if len(coming) > 1 {
		return addressing{base: first(coming, r), among: coming}
	}
	return addressing{base: r.Base, settled: true}
}

// request is a request about the meeting that is meant. Whose zone is not known is shown that of the meeting.
func (to addressing) request(r commands.Request) commands.Request {
	if r.Zone.String() == r.Base.Zone().String() {
		r.Zone = to.base.Zone()
	}
	r.Base = to.base
	return r
}

// namesOnlyAGroup reports whether a question is a group's name and little else: which meeting is meant by the question before.
func (q Reading) namesOnlyAGroup() bool {
	common := vocabulary()[q.lang].common
	named := false
	for _, w := range q.entities.masked {
		if w != "«group»" && !common[w] && !vocabulary()[q.lang].has("and", []string{w}) {
			return false
		}
		named = named || w == "«group»"
	}
	return named
}

// ofNoMeeting reports whether a question is about no meeting at all: a word of the trade, the program itself, the weather.
func (q Reading) ofNoMeeting() bool {
	return len(q.entities.words) == 0 || slices.Contains([]string{"what", "help", "about"}, q.command) || q.empty() && strings.HasPrefix(q.because, "other.")
}

// first is the request's meeting where it is among several, else the first of them.
func first(among []*knowledge.Base, r commands.Request) *knowledge.Base {
	if slices.Contains(among, r.Base) {
		return r.Base
	}
	return among[0]
}

// fallsIn reports whether words name a year of this meeting.
func (x *index) fallsIn(list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { _, err := strconv.Atoi(w); return err == nil && x.years[w] })
}

// directory maps the names of the loaded meetings' groups, by their first word, to the meetings.
type directory map[string][]groupNamed

type groupNamed struct {
	words []string
	base  *knowledge.Base
}

func newDirectory(l *knowledge.Library) directory {
	d := make(directory)
	for _, b := range l.Meetings() {
		for _, name := range groupNames(b) {
			d[name[0]] = append(d[name[0]], groupNamed{name, b})
		}
	}
	return d
}

// named returns the meetings whose groups words name. Of names that begin at one word the longest counts.
func (d directory) named(list []string) (bases []*knowledge.Base) {
	for i := 0; i < len(list); i++ {
		longest := 0
		for _, n := range d[list[i]] {
			if len(n.words) > longest && len(n.words) <= len(list)-i && slices.Equal(n.words, list[i:i+len(n.words)]) {
				longest = len(n.words)
			}
		}
		if longest == 0 {
			continue
		}
		for _, n := range d[list[i]] {
			if len(n.words) == longest && slices.Equal(n.words, list[i:i+longest]) && !slices.Contains(bases, n.base) {
				bases = append(bases, n.base)
			}
		}
		i += longest - 1
	}
	return bases
}

// groupNames are the names of a meeting's own group in every language, cut, each once.
func groupNames(b *knowledge.Base) (names [][]string) {
	m := b.Meeting()
	seen := make(map[string]bool)
	for _, lang := range knowledge.Langs() {
		for _, text := range append([]string{m.Name.In(lang)}, m.Aliases.In(lang)...) {
			list := words.Of(text)
			if key := strings.Join(list, " "); len(list) > 0 && !seen[key] {
				seen[key] = true
				names = append(names, list)
			}
		}
	}
	return names
}

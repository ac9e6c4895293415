package commands

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"usher/commands/text"
	"usher/knowledge"
)

// AgendaArgs choose what the agenda shows: items (14, 14.b, 6-8, words of a title) or the items of a plenary. Without any
// it shows all items.
type AgendaArgs struct {
	Items   []string `json:"items,omitempty" arg:"" optional:""`
	Plenary string   `json:"plenary,omitempty"`
}

func agenda(_ context.Context, r Request, a AgendaArgs) (*Reply, error) {
	if len(r.Base.Items()) == 0 {
		return nil, r.refuse("agenda.no-agenda", nil)
	}
	if err := r.oneOf(map[string]bool{"items": len(a.Items) > 0, "plenary": a.Plenary != ""}); err != nil {
		return nil, err
	}
	reply := &Reply{}
	switch {
	case len(a.Items) > 0:
		ids, missing := r.items(a.Items)
		if len(ids) == 0 {
			return nil, missing[0]
		}
		r.showItems(reply, ids)
		for _, m := range missing {
			reply.say(m.Line)
		}
	case a.Plenary != "":
		return r.plenary(a.Plenary)
	default:
		for _, p := range r.Base.Plenaries() {
			r.part(reply, p)
		}
		r.division(reply)
	}
	return reply, nil
}

var (
	itemNumber = regexp.MustCompile(`^(\d{1,4})(?:\.?([a-z]))?$`)
	itemRange  = regexp.MustCompile(`^(\d{1,4})\s*[-–]\s*(\d{1,4})$`)
)

// items finds the ids of the items that words name, and says which there are not.
func (r Request) items(words []string) (ids []string, missing []*Refusal) {
	add := func(number int, letter string) {
		id, refusal := r.item(number, letter)
		if refusal != nil {
			missing = append(missing, refusal)
		} else {
			ids = append(ids, id)
		}
	}
	for _, w := range words {
		w = strings.ToLower(strings.TrimSpace(w))
		if g := itemRange.FindStringSubmatch(w); g != nil {
			first, last := number(g[1]), number(g[2])
			if last < first {
				first, last = last, first
			}
			for n := first; n < last && n <= len(r.Base.Items()); n++ {
				add(n, "")
			}
			add(last, "") // where the agenda ends before, that is said once
			continue
		}
		if g := itemNumber.FindStringSubmatch(strings.TrimPrefix(w, "agenda.")); g != nil {
			add(number(g[1]), g[2])
			continue
		}
		topic := r.topic(w)
		if len(topic) == 0 {
			missing = append(missing, r.refuse("agenda.no-topic", text.Args{"words": w}))
		}
		ids = append(ids, topic...)
	}
	return ids, missing
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func (r Request) item(n int, letter string) (string, *Refusal) {
	id := fmt.Sprintf("agenda.%d", n)
	items := r.Base.Items()
	if _, ok := r.Base.Item(id); !ok {
		return "", r.refuse("agenda.no-item", text.Args{"number": n, "first": items[0].Number, "last": items[len(items)-1].Number})
	}
	if letter == "" {
		return id, nil
	}
	if _, ok := r.Base.Item(id + "." + letter); !ok {
		return "", r.refuse("agenda.no-sub", text.Args{"number": n, "letter": letter})
	}
	return id + "." + letter, nil
}

// minTopic is how many bytes of a title are searched for at least: three Latin letters, one Chinese character.
const minTopic = 3

// topic finds the items whose title or alias, in any language, holds the words.
func (r Request) topic(words string) (ids []string) {
	if ids = r.named(words, "agenda."); len(ids) > 0 {
		return ids
	}
	words = knowledge.Fold(words)
	if len(words) < minTopic {
		return nil
	}
	holds := func(s string) bool { return strings.Contains(knowledge.Fold(s), words) }
	for e := range r.Base.Entries() {
		if _, item := r.Base.Item(e.ID); !item {
			continue
		}
		for _, lang := range knowledge.Langs() {
			if holds(e.Name.In(lang)) || slices.ContainsFunc(e.Aliases.In(lang), holds) {
				ids = append(ids, e.ID)
				break
			}
		}
	}
	return ids
}

// showItems shows items in the agenda's order, each with its sub-items and the plenary that is expected to take it.
func (r Request) showItems(reply *Reply, ids []string) {
	lettered := false
	for i, id := range ids {
		item, ok := r.Base.Item(id)
		if !ok {
			r.division(reply)
			continue
		}
		reply.rest(id)
		reply.say(r.itemLine(item))
		if item.Letter != "" {
			parent, _ := r.Base.Item(fmt.Sprintf("agenda.%d", item.Number))
			reply.say(r.say("agenda.of", text.Args{"number": parent.Number, "title": parent.Name.In(r.Lang)}))
		}
		reply.list(r.subItems(item)...)
		lettered = lettered || item.Letter != "" || len(item.Sub) > 0
		if plenary, ok := r.Base.PlenaryOf(item); ok && (i == len(ids)-1 || !r.inPlenary(ids[i+1], plenary)) {
			session, _ := r.Base.Session(plenary.Session)
			reply.say(r.say("agenda.expected", text.Args{"plenary": r.session(session)}))
			reply.cite("agenda.split", session.ID)
		}
	}
	if len(ids) == 1 {
		r.tellOpen(reply, ids[0], "start", "date")
	}
	if lettered && !r.Base.Lettered() {
		reply.say(r.say("agenda.lettered", nil))
	}
}

func (r Request) inPlenary(id string, p knowledge.Plenary) bool {
	item, ok := r.Base.Item(id)
	next, _ := r.Base.PlenaryOf(item)
	return ok && next == p
}

func (r Request) itemLine(i knowledge.Item) text.Line {
	if i.Letter != "" {
		return r.say("agenda.sub", text.Args{"number": i.Number, "letter": i.Letter, "title": text.Bold(i.Name.In(r.Lang))})
	}
	return r.say("agenda.item", text.Args{"number": i.Number, "title": text.Bold(i.Name.In(r.Lang))})
}

func (r Request) subItems(item knowledge.Item) (lines []text.Line) {
	for _, sub := range item.Sub {
		lines = append(lines, r.say("agenda.letter", text.Args{"letter": sub.Letter, "title": sub.Name.In(r.Lang)}))
	}
	return lines
}

// plenary shows the items of the plenary that words name.
func (r Request) plenary(words string) (*Reply, error) {
	reply := &Reply{}
	ids := r.named(words, "session.")
	var names []string
	for _, p := range r.Base.Plenaries() {
		short := strings.TrimSuffix(strings.TrimPrefix(p.Session, "session."), "-plenary")
		names = append(names, short)
		if slices.Contains(ids, p.Session) || short == knowledge.Fold(words) {
			r.part(reply, p)
		}
	}
	if len(reply.Blocks) == 0 {
		return nil, r.refuse("agenda.no-plenary", text.Args{"words": words, "plenaries": strings.Join(names, r.printer().Text("list.comma", nil))})
	}
	r.division(reply)
	return reply, nil
}

// part lists the items of a plenary.
func (r Request) part(reply *Reply, p knowledge.Plenary) {
	session, _ := r.Base.Session(p.Session)
	reply.say(r.say("agenda.part", text.Args{"plenary": r.session(session), "items": r.numbers(p)}))
	reply.cite(session.ID)
	var lines []text.Line
	for _, i := range r.Base.Items() {
		if p.First <= i.Number && i.Number <= p.Last {
			lines = append(lines, r.say("agenda.number", text.Args{"number": i.Number, "title": i.Name.In(r.Lang)}))
		}
	}
	reply.list(lines...)
}

// division rests the reply on the entry that says which items fall in which plenary.
func (r Request) division(reply *Reply) {
	split, ok := r.Base.Fact("agenda.split")
	if !ok {
		return
	}
	if len(reply.Blocks) == 0 {
		for _, p := range r.Base.Plenaries() {
			session, _ := r.Base.Session(p.Session)
			reply.say(r.say("agenda.part", text.Args{"plenary": r.session(session), "items": r.numbers(p)}))
		}
	}
	r.facts(reply, split.Entry)
}

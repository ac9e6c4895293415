package commands

import (
	"slices"
	"strings"
	"time"

	"usher/commands/text"
	"usher/knowledge"
)

// session writes a session's name and when it is.
func (r Request) session(s knowledge.Session) text.Line {
	return r.say("label", text.Args{"name": text.Bold(s.Name.In(r.Lang)), "value": r.when(s)})
}

// when writes from when to when a session lasts, as far as the letter states it.
func (r Request) when(s knowledge.Session) text.Line {
	start, stated := r.Base.Starts(s)
	if !stated {
		return r.printer().Days(s.First, s.Until(), r.Base.Zone())
	}
	end, ends := r.Base.Ends(s)
	if !ends {
		end = time.Time{}
	}
	return r.printer().When(start, end, r.clock())
}

// openOf rests a reply on an entry and says what the letter leaves open of it.
func (r Request) openOf(reply *Reply, id string, fields ...string) {
	reply.rest(id)
	r.tellOpen(reply, id, fields...)
}

// tellOpen says what the letter leaves open of an entry, once a gap, and whom to ask.
func (r Request) tellOpen(reply *Reply, id string, fields ...string) {
	var told, see []string
	for _, field := range fields {
		gap, ok := r.Base.GapOf(id, field)
		if !ok || slices.Contains(told, gap.ID) {
			continue
		}
		told, see = append(told, gap.ID), append(see, gap.See...)
		reply.say(text.Plain(gap.Text.In(r.Lang)))
	}
	for _, line := range r.pointers(see) {
		reply.say(line)
	}
}

// pointers say whom to ask and where to look, once an address.
func (r Request) pointers(ids []string) (lines []text.Line) {
	var seen []string
	for _, id := range ids {
		var line text.Line
		if fact, ok := r.Base.Fact(id); ok && fact.URL != "" {
			line = r.say("pointer.page", text.Args{"address": text.Page(fact.URL)})
		} else if c, ok := r.Base.Contact(id); ok && c.Email != "" {
			line = r.say("pointer.contact", text.Args{"name": c.Name.In(r.Lang), "address": text.Mailbox(c.Email)})
		}
		if s := line.String(); s != "" && !slices.Contains(seen, s) {
			seen, lines = append(seen, s), append(lines, line)
		}
	}
	return lines
}

// facts adds entries that are told by their texts alone: the text of one, the names and texts of several.
func (r Request) facts(reply *Reply, entries ...knowledge.Entry) {
	for _, e := range entries {
		line := text.Plain(e.Text.In(r.Lang))
		if len(entries) > 1 {
			line = r.say("label", text.Args{"name": text.Bold(e.Name.In(r.Lang)), "value": line})
		}
		reply.say(line)
		reply.rest(e.ID)
	}
}

// named finds the entries, among those with one of some prefixes, that words name: an id, an id without its prefix, or a name or
// alias in any language.
func (r Request) named(words string, prefixes ...string) (ids []string) {
	for _, prefix := range prefixes {
		for _, id := range []string{words, prefix + words} {
			if _, ok := r.Base.Entry(id); ok && strings.HasPrefix(id, prefix) {
				return []string{id}
			}
		}
	}
	for _, id := range r.Base.Named(words) {
		_, entry := r.Base.Entry(id)
		if entry && slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(id, p) }) {
			ids = append(ids, id)
		}
	}
	return ids
}

// choose finds the entries that each of several arguments names. One that names nothing is refused with what can be named.
func (r Request) choose(words []string, prefixes ...string) (ids []string, err error) {
	for _, w := range words {
		found := r.named(w, prefixes...)
		if len(found) == 0 {
			return nil, r.unknown(w, r.choices(prefixes...))
		}
		for _, id := range found {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// choices lists the ids that can be named, without their prefixes.
func (r Request) choices(prefixes ...string) (names []string) {
	for e := range r.Base.Entries() {
		for _, prefix := range prefixes {
			if short, ok := strings.CutPrefix(e.ID, prefix); ok {
				names = append(names, short)
				break
			}
		}
	}
	return names
}

// maxChoices is how many names a refusal lists.
const maxChoices = 16

// unknown refuses words that name nothing, with the nearest of the names that would do or the first of them.
func (r Request) unknown(words string, names []string) error {
	if near := knowledge.Nearest(words, names); near != "" {
		return r.refuse("unknown.near", text.Args{"words": words, "name": near})
	}
	if len(names) > maxChoices {
		names = append(slices.Clone(names[:maxChoices]), "…")
	}
	return r.refuse("unknown.thing", text.Args{"words": words, "names": strings.Join(names, r.printer().Text("list.comma", nil))})
}

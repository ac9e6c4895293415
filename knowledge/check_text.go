package knowledge

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// letterAndQuotes: the letter is there, its places are found in their order, and each quote stands in its place.
func (p *prover) letterAndQuotes() {
	if p.letter == nil {
		return // the reader has said why
	}
	text := string(p.letter.src)
	starts, lost := make(map[string]int), 0
	last := 0
	list := p.meeting.Letter.Places
	var findings []func()
	for i := range list {
		place := &list[i]
		at := strings.Index(text, place.Anchor)
		switch {
		case at < 0:
			lost++
			findings = append(findings, func() {
				p.report(fmt.Sprintf("the letter has no %q", place.Anchor), "copy the anchor from "+p.letter.name, &place.Anchor)
			})
		case strings.Count(text, place.Anchor) > 1:
			findings = append(findings, func() {
				p.report(fmt.Sprintf("%q stands more than once in the letter", place.Anchor), "take a longer anchor", &place.Anchor)
			})
		case at < last:
			findings = append(findings, func() {
				p.report(fmt.Sprintf("%q stands before the place above", place.Anchor), "list the places in the letter's order", &place.Anchor)
			})
		default:
			last, starts[place.ID] = at, at
		}
	}
	if len(list) > 2 && lost > len(list)/2 {
		p.report(fmt.Sprintf("%s is another letter: %d of %d places are not in it", p.letter.name, lost, len(list)), "put the letter that this folder was made from there", &p.meeting.Letter.File)
		return
	}
	for _, report := range findings {
		report()
	}
	whole, parts := oneSpaced(text), make(map[string]string) // each folded once
	for id, start := range starts {
		end := len(text)
		for _, other := range starts {
			if other > start && other < end {
				end = other
			}
		}
		parts[id] = oneSpaced(text[start:end])
	}
	for _, e := range p.entries() {
		if len(e.Source) == 0 {
			p.report(fmt.Sprintf("%s has no source", e.ID), "add source: with a place and a verbatim quote", &e.Entry.ID)
		}
		for i := range e.Source {
			s := &e.Source[i]
			part, ok := parts[s.Place]
			if !ok || s.Quote == "" {
				continue
			}
			if utf8.RuneCountInString(s.Quote) < minQuote {
				p.report("this quote is too short to prove anything", "quote the words round it too", &s.Quote)
			}
			switch quote := oneSpaced(s.Quote); {
			case strings.Contains(part, quote):
			case strings.Contains(whole, quote):
				p.report("this quote stands elsewhere in the letter than in "+s.Place, "correct the place", &s.Quote)
			default:
				p.report("this quote is not in the letter", "copy it word for word from "+p.letter.name, &s.Quote)
			}
		}
	}
}

// minQuote is the least that a quote holds, in characters: 附件C is one that a reader can find.
const minQuote = 3

// oneSpaced makes one space of each run of white space: quotes are verbatim but for line breaks and tabs.
func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// texts: every entry has its text and the names by which people ask for it.
func (p *prover) texts() {
	for _, e := range p.entries() {
		if e.text && e.Text == (Text{}) {
			p.report(fmt.Sprintf("%s has no text", e.ID), "add text: with what the letter says, in the six languages", &e.Entry.ID)
		}
		for l := range e.Aliases {
			if len(e.Aliases[l]) == 0 {
				p.report(fmt.Sprintf("%s has no aliases in %s", e.ID, Lang(l)), "add the names by which people ask for it", &e.Entry.Aliases, &e.Entry.ID)
			}
		}
	}
}

// language holds languages.yaml.
var language = sync.OnceValue(func() (words struct {
	names   Aliases            // names with a number in them that states nothing: COVID-19
	numbers map[int]Aliases    // numbers to the words for them
	hedges  map[string]Aliases // kind of hedge to the words that carry it
}) {
	var file struct {
		Names   Aliases `yaml:"names"`
		Numbers []struct {
			N     int     `yaml:"n"`
			Words Aliases `yaml:"words"`
		} `yaml:"numbers"`
		Hedges []struct {
			ID    string  `yaml:"id"`
			Words Aliases `yaml:"words"`
		} `yaml:"hedges"`
	}
	mustRead("languages.yaml", &file)
	words.names, words.numbers, words.hedges = file.Names, make(map[int]Aliases), make(map[string]Aliases)
	for _, n := range file.Numbers {
		words.numbers[n.N] = n.Words
	}
	for _, h := range file.Hedges {
		words.hedges[h.ID] = h.Words
	}
	return words
})

// hedges: an entry that the letter hedges carries the hedge in each language, in its text or, without one, in its name; and a
// hedge that the English or half of the languages carry is carried by all.
func (p *prover) hedges() {
	for _, e := range p.entries() {
		for i := range e.Hedges {
			if _, ok := language().hedges[e.Hedges[i]]; !ok {
				p.report(fmt.Sprintf("unknown hedge %q", e.Hedges[i]), nearestID(e.Hedges[i], language().hedges)+" (hedges stand in languages.yaml)", &e.Hedges[i])
			}
		}
		where := &e.Text
		if e.Text == (Text{}) {
			where = &e.Name
		}
		for _, kind := range slices.Sorted(maps.Keys(language().hedges)) {
			words := language().hedges[kind]
			with := 0
			for l := range where {
				if carries(where[l], words[l]) {
					with++
				}
			}
			if !slices.Contains(e.Hedges, kind) && !carries(where[En], words[En]) && 2*with < len(where) {
				continue // a word of another sense, in a language or two
			}
			for l := range where {
				if where[l] != "" && !carries(where[l], words[l]) {
					p.report(fmt.Sprintf("this text has lost its hedge (%s)", kind), fmt.Sprintf("say it with one of: %s", strings.Join(words[l], ", ")), &where[l])
				}
			}
		}
	}
}

func carries(text string, words []string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// sameInAllLanguages: what a text states in digits stands in the entry's fields or its quotes, or else in the letter, and is the same in
// every language, and a date that names its weekday names the right one.
func (p *prover) sameInAllLanguages() {
	var general stated // the meeting's own names may stand in any text
	general.addresses(p.meeting.Name[En], p.meeting.Letter.Name[En])
	for f := range p.facts() {
		general.addresses(f.URL)
	}
	done := make(map[*Text]bool)
	compare := func(t *Text, allowed *stated) {
		p.compare(t, allowed)
		done[t] = true
	}
	for _, e := range p.entries() {
		allowed := general
		for field, values := range e.values() {
			allowed.add(values...)
			if d, ok := field.(*Day); ok {
				allowed.days(*d)
			}
		}
		for _, s := range e.Source {
			allowed.add(quoted(s.Quote).values...)
		}
		compare(&e.Entry.Name, &allowed)
		compare(&e.Entry.Text, &allowed)
		compare(&e.Entry.Note, nil) // ours
	}
	for i := range p.meeting.Letter.Places {
		compare(&p.meeting.Letter.Places[i].Name, nil) // likewise: a place that the letter does not number
	}
	compare(&p.meeting.Letter.Name, nil)
	var whole *stated
	if p.letter != nil {
		letter := quoted(string(p.letter.src))
		letter.add(scan(string(p.letter.src), En).values...)
		letter.add(general.values...)
		whole = &letter
	}
	for field := range p.at { // gaps, topics, the meeting's name and city
		if t, ok := field.(*Text); ok && !done[t] {
			compare(t, whole)
		}
	}
}

// fieldsInQuotes: what an entry's fields state stands in its quotes: days, hours, addresses, telephone numbers. The meeting's
// days stand in the quotes of meeting.overview, the letter's in those of meeting.letter, the plan's somewhere in the letter.
func (p *prover) fieldsInQuotes() {
	quotes := make(map[string]stated)
	for _, e := range p.entries() {
		var said stated
		for _, s := range e.Source {
			said.add(quoted(s.Quote).values...)
		}
		quotes[e.ID] = said
		for field, values := range e.values() {
			p.within(said, e.ID, field, values...)
		}
	}
	m := &p.meeting
	p.within(quotes["meeting.overview"], "meeting.overview", &m.First, m.First.String())
	p.within(quotes["meeting.overview"], "meeting.overview", &m.Last, m.Last.String())
	p.within(quotes["meeting.letter"], "meeting.letter", &m.Letter.Date, m.Letter.Date.String())
	if p.letter != nil {
		letter := scan(string(p.letter.src), En)
		letter.add(scan(string(p.letter.src), Zh).values...)
		for i := range p.schedule.Days {
			d := &p.schedule.Days[i].Date
			p.within(letter, "the letter", d, d.String())
		}
	}
}

// within reports the values of a field that the quotes of an entry do not state. A field that is not stated holds none.
func (p *prover) within(said stated, of string, field any, values ...string) {
	for _, v := range values {
		if v != "" && !slices.Contains(said.values, v) {
			p.report(fmt.Sprintf("%s stands in no quote of %s", v, of), "correct the field, or add the quote that says it", field)
		}
	}
}

// compare holds a text's languages against each other and, where allowed is given, against what may stand in them.
func (p *prover) compare(t *Text, allowed *stated) {
	var all [len(codes)]stated
	for l := range t {
		all[l] = scan(t[l], Lang(l))
		for _, w := range all[l].weekdays {
			if day, ok := w.in(p.meeting.Letter.Date.Year, p.meeting.Last.Year, p.meeting.First.Year); !ok {
				p.report(fmt.Sprintf("%s is a %s, not a %s", day, day.Weekday(), w.name), "correct the day or the weekday", &t[l])
			}
		}
		if allowed != nil && Lang(l) == En { // the other languages are held against the English below
			for _, v := range all[l].values {
				if !slices.Contains(allowed.values, v) {
					p.report(fmt.Sprintf("this text states %s, which stands neither in the entry's fields nor in its quotes", v), "correct the texts, or add the quote that says it", &t[l])
				}
			}
		}
	}
	for l := range t {
		if t[l] == "" || t[En] == "" {
			continue
		}
		if lacks := all[En].missing(all[l]); len(lacks) > 0 {
			p.report(fmt.Sprintf("the %s text lacks %s, which the English one states", Lang(l), strings.Join(lacks, ", ")), "make the languages state the same", &t[l])
		}
		if more := all[l].missing(all[En]); len(more) > 0 {
			p.report(fmt.Sprintf("the %s text states %s, which the English one does not", Lang(l), strings.Join(more, ", ")), "make the languages state the same", &t[l])
		}
	}
}

// Package when reads the days, ranges of days and hours that a question names, in the six languages: 3 December, 3/12, next Wednesday, in
// two weeks, from Monday to Friday, three days before the opening, 14h30. Days are those of the asker's calendar; a date without a year is
// the one nearest to the meeting. Numbers stand day first.
package when

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"usher/knowledge"
)

// Context is what relative days are counted from.
type Context struct {
	Today       knowledge.Day // the asker's
	First, Last knowledge.Day // of the meeting
}

// Span is what words name: a day, a range of days, or an hour.
type Span struct {
	From, To knowledge.Day    // equal for one day; zero where only an hour is named
	Hour     *knowledge.Clock // nil: none
	At, End  int              // the words that name it: words[At:End]
}

// Find returns what the words of a question name, in their order.
func Find(list []string, lang knowledge.Lang, c Context) (spans []Span) {
	p := newParser(list, lang, c)
	for i := 0; i < len(list); {
		s, ok := p.longest(i)
		if !ok {
			i++
			continue
		}
		s.At = i
		spans = append(spans, s)
		i = s.End
	}
	return spans
}

// Number reads a number, in digits or in words, and returns the position behind it. One in words is an article more often than a number:
// it is not read.
func Number(list []string, i int, lang knowledge.Lang) (n, end int, ok bool) {
	p := newParser(list, lang, Context{})
	end, n, _, ok = p.number(i)
	return n, end, ok && (n != 1 || digits.MatchString(p.word(i)))
}

// Ordinal reads the third, 16-й, treizième.
func Ordinal(list []string, i int, lang knowledge.Lang) (n, end int, ok bool) {
	p := newParser(list, lang, Context{})
	if g := match(digits, p.word(i)); g != nil && g[2] != "" {
		n, _ = strconv.Atoi(g[1])
		return n, i + 1, true
	}
	end, m, ok := p.take(i, "ordinal")
	return m.n, end, ok && m.n > 0
}

type parser struct {
	words  []string
	tokens [][]token // of each position, the longest first; nil: not read yet
	lex    lexicon
	lang   knowledge.Lang
	c      Context
}

// token is a phrase with one of its meanings.
type token struct {
	next int // the position behind it
	meaning
}

func newParser(list []string, lang knowledge.Lang, c Context) parser {
	return parser{list, make([][]token, len(list)), lexicons()[lang], lang, c}
}

// rule reads a span at a position; ok is false where it does not apply.
type rule func(p parser, i int) (s Span, ok bool)

// longest reads the longest span at a position: a range before a day before an hour.
func (p parser) longest(i int) (best Span, ok bool) {
	for _, read := range []rule{parser.dateRange, parser.day, parser.hour} {
		if s, found := read(p, i); found && (!ok || s.End > best.End) {
			best, ok = s, true
		}
	}
	return best, ok
}

// take reads the longest phrase of a kind.
func (p parser) take(i int, kinds ...string) (next int, m meaning, ok bool) {
	if i >= len(p.words) {
		return i, m, false
	}
	if p.tokens[i] == nil {
		p.tokens[i] = p.at(i)
	}
	for _, t := range p.tokens[i] {
		if slices.Contains(kinds, t.kind) {
			return t.next, t.meaning, true
		}
	}
	return i, m, false
}

// at returns the phrases at a position; not nil.
func (p parser) at(i int) []token {
	tokens := []token{}
	longest := p.lex.from[p.words[i]]
	if p.lang == knowledge.Ar { // small words are written onto the first
		longest = p.lex.longest
	}
	for n := min(longest, len(p.words)-i); n > 0; n-- {
		if p.compound(i + n - 1) {
			continue
		}
		phrase := strings.Join(p.words[i:i+n], " ")
		for _, form := range p.forms(phrase) {
			for _, m := range p.lex.phrases[form] {
				tokens = append(tokens, token{i + n, m})
			}
		}
	}
	return tokens
}

// compound reports whether 日 stands at a position in a word that is no day: 下周日程 is the programme of next week, not of Sunday.
func (p parser) compound(i int) bool {
	return p.word(i) == "日" && i+1 < len(p.words) && strings.Contains("程期历志", p.words[i+1])
}

// sunday reports whether 日 or 天 stands at a position for the seventh day of a week.
func (p parser) sunday(i int) bool { return p.word(i) == "天" || p.word(i) == "日" && !p.compound(i) }

// forms are a phrase and, in Arabic, the phrase without the small words that are written onto it.
func (p parser) forms(phrase string) []string {
	list := []string{phrase}
	if p.lang == knowledge.Ar {
		for _, prefix := range []string{"و", "ب", "ل", "ف", "لل", "ال", "وال", "بال", "يوم "} {
			if rest, ok := strings.CutPrefix(phrase, prefix); ok && utf8.RuneCountInString(rest) > 2 {
				list = append(list, rest, "ال"+rest)
			}
		}
	}
	return list
}

// skip reads phrases of some kinds where they stand.
func (p parser) skip(i int, kinds ...string) int {
	if next, _, ok := p.take(i, kinds...); ok {
		return next
	}
	return i
}

func (p parser) word(i int) string {
	if i < len(p.words) {
		return p.words[i]
	}
	return ""
}

var (
	digits = regexp.MustCompile(`^(\d{1,4})(?:-?(st|nd|rd|th|er|ere|eme|e|re|o|a|го|е|и|я|ое|ого|ом|ому|ои|ую|号|日))?$`)
	ymd    = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	dmy    = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d\d))?$`)
	dashed = regexp.MustCompile(`^(\d{1,2})-(\d{1,2})$`)
	clock  = regexp.MustCompile(`^(\d{1,2})[:h.](\d\d)(am|pm|h|hs|hrs)?$`)
	hours  = regexp.MustCompile(`^(\d{1,2})(h|hs|hrs|am|pm|ч)$`)
)

// match is what a form of digits finds in a word: all of them begin with a digit.
func match(form *regexp.Regexp, word string) []string {
	if word == "" || word[0] < '0' || word[0] > '9' {
		return nil
	}
	return form.FindStringSubmatch(word)
}

// String writes a span as 2021-12-03, 2021-12-01..2021-12-10 or 14:30.
func (s Span) String() string {
	switch {
	case s.Hour != nil:
		return s.Hour.String()
	case s.From != s.To:
		return s.From.String() + ".." + s.To.String()
	}
	return s.From.String()
}

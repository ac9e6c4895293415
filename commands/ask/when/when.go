// Package when reads the days, ranges of days and hours that a question names, in the six languages: 3 December, 3/12, next Wednesday, in
// two weeks, from Monday to Friday, three days before the opening, 14h30. Days are those of the asker's calendar; a date without a year is
// the one nearest to the meeting. Numbers stand day first.
package when

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
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
	p := parser{list, lexicons()[lang], lang, c}
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
	p := parser{list, lexicons()[lang], lang, Context{}}
	end, n, _, ok = p.number(i)
	return n, end, ok && (n != 1 || digits.MatchString(p.word(i)))
}

// Ordinal reads the third, 16-й, treizième.
func Ordinal(list []string, i int, lang knowledge.Lang) (n, end int, ok bool) {
	p := parser{list, lexicons()[lang], lang, Context{}}
	if g := digits.FindStringSubmatch(p.word(i)); g != nil && g[2] != "" {
		n, _ = strconv.Atoi(g[1])
		return n, i + 1, true
	}
	end, m, ok := p.take(i, "ordinal")
	return m.n, end, ok && m.n > 0
}

type parser struct {
	words []string
	lex   lexicon
	lang  knowledge.Lang
	c     Context
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
	for n := min(p.lex.longest, len(p.words)-i); n > 0; n-- {
		phrase := strings.Join(p.words[i:i+n], " ")
		for _, form := range p.forms(phrase) {
			for _, m := range p.lex.phrases[form] {
				if slices.Contains(kinds, m.kind) {
					return i + n, m, true
				}
			}
		}
	}
	return i, m, false
}

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

const hanDigits = "一二三四五六七八九"

// number reads a number in digits or in words; ordinal tells that it is written as one.
func (p parser) number(i int) (next, n int, ordinal, ok bool) {
	if g := digits.FindStringSubmatch(p.word(i)); g != nil {
		n, _ = strconv.Atoi(g[1])
		return i + 1, n, g[2] != "", true
	}
	if next, n := p.han(i); next > i {
		return next, n, false, true
	}
	if next, m, ok := p.take(i, "number"); ok {
		return next, m.n, false, true
	}
	return i, 0, false, false
}

// han reads a Chinese numeral up to 99.
func (p parser) han(i int) (next, n int) {
	at := i
	digit := func() int {
		if w := p.word(at); w != "" && strings.Contains(hanDigits, w) {
			at++
			return strings.Index(hanDigits, w)/len("一") + 1
		}
		return 0
	}
	tens := digit()
	if p.word(at) == "十" {
		at++
		ones := digit()
		return at, max(tens, 1)*10 + ones
	}
	return at, tens
}

// dayNumber reads the number of a day in a month.
func (p parser) dayNumber(i int) (next, n int, ordinal, ok bool) {
	next, n, ordinal, ok = p.number(i)
	if !ok {
		var m meaning
		if next, m, ok = p.take(i, "ordinal"); ok {
			n, ordinal = m.n, true
		}
	}
	return next, n, ordinal, ok && n >= 1 && n <= 31
}

// year reads a year with what stands round it: de 2021, 2021 года, 2021年.
func (p parser) year(i int) (next, year int) {
	at := p.skip(i, "of")
	g := digits.FindStringSubmatch(p.word(at))
	if g == nil || len(g[1]) != 4 {
		return i, 0
	}
	year, _ = strconv.Atoi(g[1])
	if year < 1900 || year > 2200 {
		return i, 0
	}
	at++
	if w := p.word(at); w == "年" || w == "года" || w == "год" || w == "г" {
		at++
	}
	return at, year
}

// month reads a month's name or, in Chinese, its number.
func (p parser) month(i int) (next, month int, ok bool) {
	if next, m, ok := p.take(i, "monthname"); ok {
		return next, m.n, true
	}
	if at, n, _, ok := p.number(i); ok && p.word(at) == "月" && n >= 1 && n <= 12 {
		return at + 1, n, true
	}
	return i, 0, false
}

// date makes a day; without a year it is the one nearest to the meeting.
func (p parser) date(year, month, dom int) (knowledge.Day, bool) {
	if year != 0 {
		if year < 100 {
			year += 2000
		}
		d := knowledge.Day{Year: year, Month: time.Month(month), Dom: dom}
		return d, d.Exists()
	}
	var best knowledge.Day
	for _, y := range []int{p.c.First.Year, p.c.First.Year - 1, p.c.First.Year + 1} {
		d := knowledge.Day{Year: y, Month: time.Month(month), Dom: dom}
		if d.Exists() && (best.IsZero() || distance(d, p.c.First) < distance(best, p.c.First)) {
			best = d
		}
	}
	return best, !best.IsZero()
}

func distance(a, b knowledge.Day) int {
	n := a.Until(b)
	return max(n, -n)
}

func one(d knowledge.Day, end int) (Span, bool) { return Span{From: d, To: d, End: end}, true }

// day reads one day, or a week, month or weekend as the range that it is.
func (p parser) day(i int) (Span, bool) {
	for _, read := range []rule{parser.written, parser.numeric, parser.relative, parser.counted, parser.weekday, parser.week, parser.inMonth, parser.ofMonth} {
		if s, ok := read(p, i); ok {
			return s, true
		}
	}
	return Span{}, false
}

// written reads a day with its month in words: Friday 3 December 2021, December 3rd, 12月3日, and 1-10 December.
func (p parser) written(i int) (Span, bool) {
	at := p.skip(i, "the", "on")
	if next, _, ok := p.take(at, "weekday"); ok {
		at = p.skip(next, "the", "on", "of")
	}
	at = p.skip(at, "the")
	if next, month, ok := p.month(at); ok {
		next = p.skip(next, "the")
		if end, dom, _, ok := p.dayNumber(next); ok {
			if w := p.word(end); w == "日" || w == "号" {
				end++
			}
			end, year := p.year(end)
			if d, ok := p.date(year, month, dom); ok {
				return one(d, end)
			}
		}
	}
	next, dom, _, ok := p.dayNumber(at)
	last, joined := 0, false
	if g := dashed.FindStringSubmatch(p.word(at)); g != nil {
		dom, _ = strconv.Atoi(g[1])
		last, _ = strconv.Atoi(g[2])
		next, ok, joined = at+1, true, true
	}
	if !ok {
		return Span{}, false
	}
	if !joined {
		if to, _, ok := p.take(next, "to", "and"); ok {
			if end, n, _, ok := p.dayNumber(p.skip(to, "the")); ok {
				if _, _, ok := p.month(p.skip(end, "of")); ok {
					next, last, joined = end, n, true
				}
			}
		}
	}
	end, month, ok := p.month(p.skip(next, "of"))
	if !ok {
		return Span{}, false
	}
	end, year := p.year(end)
	first, ok := p.date(year, month, dom)
	if !ok {
		return Span{}, false
	}
	if joined {
		if d, ok := p.date(first.Year, month, last); ok && !d.Before(first) {
			return Span{From: first, To: d, End: end}, true
		}
		return Span{}, false
	}
	return one(first, end)
}

// numeric reads a day in digits: 2021-12-03, 3/12/2021, 3.12.
func (p parser) numeric(i int) (Span, bool) {
	w := p.word(i)
	if g := ymd.FindStringSubmatch(w); g != nil {
		y, m, d := atoi(g[1]), atoi(g[2]), atoi(g[3])
		if day, ok := p.date(y, m, d); ok && m <= 12 {
			return one(day, i+1)
		}
	}
	if g := dmy.FindStringSubmatch(w); g != nil && (g[3] != "" || !dashed.MatchString(w)) && !quarterHour(w) {
		if day, ok := p.date(atoi(g[3]), atoi(g[2]), atoi(g[1])); ok && atoi(g[2]) >= 1 && atoi(g[2]) <= 12 {
			return one(day, i+1)
		}
	}
	if year, ok := p.chineseYear(i); ok {
		return year, true
	}
	return Span{}, false
}

// chineseYear reads 2021年12月3日.
func (p parser) chineseYear(i int) (Span, bool) {
	if len(p.word(i)) != 4 || p.word(i+1) != "年" {
		return Span{}, false
	}
	next, month, ok := p.month(i + 2)
	if !ok {
		return Span{}, false
	}
	end, dom, _, ok := p.dayNumber(next)
	if !ok {
		return Span{}, false
	}
	if w := p.word(end); w == "日" || w == "号" {
		end++
	}
	if d, ok := p.date(atoi(p.word(i)), month, dom); ok {
		return one(d, end)
	}
	return Span{}, false
}

// quarterHour tells 14.30 from the 14th of a month.
func quarterHour(w string) bool {
	g := clock.FindStringSubmatch(w)
	return g != nil && atoi(g[1]) < 24 && (g[2] == "00" || g[2] == "15" || g[2] == "30" || g[2] == "45")
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// relative reads today, tomorrow, послезавтра.
func (p parser) relative(i int) (Span, bool) {
	if next, m, ok := p.take(i, "relative"); ok {
		return one(p.c.Today.Add(m.n), next)
	}
	return Span{}, false
}

// counted reads in two weeks, three days ago, two days before the opening.
func (p parser) counted(i int) (Span, bool) {
	at := i
	next, _, in := p.take(i, "in")
	if in {
		at = next
	}
	ago, _, past := p.take(i, "ago")
	if past { // il y a trois jours, قبل ثلاثة أيام
		if s, ok := p.amount(ago); ok {
			if s.anchor != nil {
				return one(s.anchor.Add(-s.days), s.end)
			}
			return one(p.c.Today.Add(-s.days), s.end)
		}
	}
	s, ok := p.amount(at)
	if !ok {
		return Span{}, false
	}
	if s.anchor != nil {
		return one(s.anchor.Add(s.sign*s.days), s.end)
	}
	if end, _, ok := p.take(s.end, "ago"); ok {
		return one(p.c.Today.Add(-s.days), end)
	}
	if end, _, ok := p.take(s.end, "later"); ok {
		return one(p.c.Today.Add(s.days), end)
	}
	if in {
		return one(p.c.Today.Add(s.days), s.end)
	}
	return Span{}, false
}

// quantity is a number of days, perhaps counted from the meeting's opening or closing.
type quantity struct {
	days   int
	sign   int // -1 before, +1 after the anchor
	anchor *knowledge.Day
	end    int
}

// amount reads three days, a week, اسبوعين, and before or after what.
func (p parser) amount(i int) (q quantity, ok bool) {
	units := map[string]int{"day": 1, "week": 7, "month": 30}
	next, m, dual := p.take(i, "twoday", "twoweek", "twomonth")
	if dual {
		q = quantity{days: 2 * units[strings.TrimPrefix(m.kind, "two")], end: next}
	} else {
		at, n, _, number := p.number(i)
		if !number {
			n = 1
		}
		end, m, unit := p.take(at, "day", "week", "month")
		if !unit || !number && m.kind == "day" || n > 400 {
			return q, false
		}
		q = quantity{days: n * units[m.kind], end: end}
	}
	for _, side := range []struct {
		kind string
		sign int
	}{{"before", -1}, {"after", 1}} {
		if at, _, ok := p.take(q.end, side.kind); ok {
			if end, _, ok := p.take(at, "start", "meeting"); ok {
				return quantity{q.days, side.sign, &p.c.First, end}, true
			}
			if end, _, ok := p.take(at, "end"); ok {
				return quantity{q.days, side.sign, &p.c.Last, end}, true
			}
		}
	}
	if p.lang == knowledge.Zh { // 开幕前三天: the anchor stands first
		if q, ok := p.anchored(i, q); ok {
			return q, true
		}
	}
	return q, true
}

// anchored reads 前 and 后 with an anchor before the number: words before i.
func (p parser) anchored(i int, q quantity) (quantity, bool) {
	if i == 0 {
		return q, false
	}
	sign := 0
	switch p.word(i - 1) {
	case "前":
		sign = -1
	case "后":
		sign = 1
	default:
		return q, false
	}
	for n := min(6, i-1); n > 0; n-- {
		if next, m, ok := p.take(i-1-n, "start", "end"); ok && next == i-1 {
			anchor := &p.c.First
			if m.kind == "end" {
				anchor = &p.c.Last
			}
			return quantity{q.days, sign, anchor, q.end}, true
		}
	}
	return q, false
}

// week reads this week, la semaine prochaine, the second week, the weekend: Monday to Sunday, or Saturday and Sunday.
func (p parser) week(i int) (Span, bool) {
	at := p.skip(i, "the", "on")
	monday := func(d knowledge.Day) knowledge.Day { return d.Add(-(int(d.Weekday()) + 6) % 7) }
	span := func(first knowledge.Day, days, end int) (Span, bool) {
		return Span{From: first, To: first.Add(days - 1), End: end}, true
	}
	offset := map[string]int{"next": 7, "this": 0, "last": -7}
	if next, m, ok := p.take(at, "next", "this", "last"); ok {
		if end, unit, ok := p.take(next, "weekend", "week", "month"); ok {
			if tail, _, ok := p.take(end, "next"); ok && m.kind == "this" { // cette semaine prochaine: the tail decides
				end, m.kind = tail, "next"
			}
			return p.unit(unit.kind, offset[m.kind], end, monday, span)
		}
	}
	if next, m, ok := p.take(at, "ordinal"); ok {
		if end, unit, ok := p.take(next, "week"); ok && unit.kind == "week" {
			return p.meetingWeek(m.n, end, monday, span)
		}
	}
	if next, unit, ok := p.take(at, "weekend", "week", "month"); ok {
		if end, m, ok := p.take(next, "next", "this", "last"); ok {
			return p.unit(unit.kind, offset[m.kind], end, monday, span)
		}
		if end, m, ok := p.take(next, "ordinal"); ok && unit.kind == "week" {
			return p.meetingWeek(m.n, end, monday, span)
		}
		if end, n, _, ok := p.number(next); ok && unit.kind == "week" && n <= 5 {
			return p.meetingWeek(n, end, monday, span)
		}
		if unit.kind == "weekend" {
			return p.unit("weekend", 0, next, monday, span)
		}
	}
	return Span{}, false
}

func (p parser) unit(kind string, offset, end int, monday func(knowledge.Day) knowledge.Day, span func(knowledge.Day, int, int) (Span, bool)) (Span, bool) {
	switch kind {
	case "week":
		return span(monday(p.c.Today).Add(offset), 7, end)
	case "weekend":
		return span(monday(p.c.Today).Add(offset+5), 2, end)
	}
	first := time.Date(p.c.Today.Year, p.c.Today.Month+time.Month(offset/7), 1, 12, 0, 0, 0, time.UTC)
	d := knowledge.DayOf(first, time.UTC)
	return span(d, first.AddDate(0, 1, -1).Day(), end)
}

// meetingWeek is a week of the meeting by its number; -1 is the last.
func (p parser) meetingWeek(n, end int, monday func(knowledge.Day) knowledge.Day, span func(knowledge.Day, int, int) (Span, bool)) (Span, bool) {
	first := monday(p.c.First).Add(7 * (n - 1))
	if n < 0 {
		first = monday(p.c.Last)
	}
	if p.c.Last.Before(first) {
		return Span{}, false
	}
	return span(first, 7, end)
}

// weekday reads Monday, next Wednesday, lundi prochain, 下周三: the next such day from today on or, with next, that of next week.
func (p parser) weekday(i int) (Span, bool) {
	at, which := p.skip(i, "the", "on"), ""
	if next, m, ok := p.take(at, "next", "this", "last"); ok {
		if end, _, week := p.take(next, "week"); week && p.lang == knowledge.Zh { // 下周三, 下个星期三
			if tail, n := p.han(end); tail > end && n <= 6 || p.word(end) == "日" || p.word(end) == "天" {
				if tail == end {
					tail, n = end+1, 7
				}
				return p.ofWeek(n%7, m.kind, tail)
			}
		}
		if _, _, ok := p.take(next, "weekday"); ok {
			at, which = next, m.kind
		} else if p.lang != knowledge.Zh {
			return Span{}, false
		}
		if end, day, ok := p.take(next, "weekday"); ok && p.lang == knowledge.Zh {
			return p.ofWeek(day.n, m.kind, end)
		}
	}
	end, day, ok := p.take(at, "weekday")
	if !ok {
		return Span{}, false
	}
	if next, m, ok := p.take(end, "next", "this", "last"); ok && which == "" {
		end, which = next, m.kind
	}
	if which == "next" {
		if tail, _, ok := p.take(end, "week"); ok {
			end = tail
		}
	}
	ahead := (day.n - int(p.c.Today.Weekday()) + 7) % 7
	switch which {
	case "last":
		return one(p.c.Today.Add(ahead-7), end)
	case "next":
		return p.ofWeek(day.n, "next", end)
	}
	return one(p.c.Today.Add(ahead), end)
}

// ofWeek is a weekday of this, the next or the last week, from Monday.
func (p parser) ofWeek(weekday int, which string, end int) (Span, bool) {
	monday := p.c.Today.Add(-(int(p.c.Today.Weekday()) + 6) % 7)
	offset := map[string]int{"next": 7, "last": -7}[which]
	return one(monday.Add(offset+(weekday+6)%7), end)
}

// inMonth reads in December, в декабре, 12月.
func (p parser) inMonth(i int) (Span, bool) {
	at := p.skip(i, "on", "in", "from")
	next, month, ok := p.month(at)
	if !ok || at == i && p.lang != knowledge.Zh {
		return Span{}, false
	}
	end, year := p.year(next)
	first, ok := p.date(year, month, 1)
	if !ok {
		return Span{}, false
	}
	return Span{From: first, To: knowledge.DayOf(first.Start(time.UTC).AddDate(0, 1, -1), time.UTC), End: end}, true
}

// ofMonth reads the 10th, le 10, 10-го, 10号: that day of the meeting's month which lies nearest to the meeting.
func (p parser) ofMonth(i int) (Span, bool) {
	at, _, the := p.take(i, "the")
	next, n, ordinal, ok := p.dayNumber(at)
	marked := ok && slices.Contains([]string{"日", "号", "числа", "число"}, p.word(next))
	if !ok || !marked && !(the && ordinal) && !(the && slices.Contains([]knowledge.Lang{knowledge.Fr, knowledge.Es, knowledge.Ar}, p.lang) && next == len(p.words)) && !(ordinal && p.lang == knowledge.Ru) {
		return Span{}, false
	}
	if _, _, _, ok := p.number(at); !ok { // the first: in words it is of something else
		return Span{}, false
	}
	if marked {
		next++
	}
	var best knowledge.Day
	for _, m := range []int{0, -1, 1} {
		first := time.Date(p.c.First.Year, p.c.First.Month+time.Month(m), 1, 12, 0, 0, 0, time.UTC)
		d := knowledge.Day{Year: first.Year(), Month: first.Month(), Dom: n}
		if d.Exists() && (best.IsZero() || p.away(d) < p.away(best)) {
			best = d
		}
	}
	if best.IsZero() {
		return Span{}, false
	}
	return one(best, next)
}

// away is how many days a day lies outside the meeting.
func (p parser) away(d knowledge.Day) int {
	return max(0, d.Until(p.c.First), p.c.Last.Until(d))
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

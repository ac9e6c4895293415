package when

import (
	"slices"
	"strings"
	"time"

	"usher/knowledge"
)

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
			if tail, n := p.han(end); tail > end && n <= 6 || p.sunday(end) {
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

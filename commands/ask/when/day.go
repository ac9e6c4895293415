package when

import (
	"strconv"
	"time"

	"usher/knowledge"
)

// year reads a year with what stands round it: de 2021, 2021 года, 2021年.
func (p parser) year(i int) (next, year int) {
	at := p.skip(i, "of")
	g := match(digits, p.word(at))
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
	if g := match(dashed, p.word(at)); g != nil {
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
	if g := match(ymd, w); g != nil {
		y, m, d := atoi(g[1]), atoi(g[2]), atoi(g[3])
		if day, ok := p.date(y, m, d); ok && m <= 12 {
			return one(day, i+1)
		}
	}
	if g := match(dmy, w); g != nil && (g[3] != "" || !dashed.MatchString(w)) && !quarterHour(w) {
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
	g := match(clock, w)
	return g != nil && atoi(g[1]) < 24 && (g[2] == "00" || g[2] == "15" || g[2] == "30" || g[2] == "45")
}

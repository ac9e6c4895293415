package when

import (
	"strings"

	"usher/knowledge"
)

// dateRange reads from Monday to Friday, between 1 and 10 December, 12月1日至10日.
func (p parser) dateRange(i int) (Span, bool) {
	at := i
	next, from, opened := p.take(i, "from", "between")
	if opened {
		at = next
	}
	first, ok := p.day(at)
	if !ok {
		return Span{}, false
	}
	joint := []string{"to"}
	if opened && from.kind == "between" {
		joint = []string{"and", "to"}
	}
	to, _, ok := p.take(first.End, joint...)
	if !ok {
		return Span{}, false // since: only the beginning is said
	}
	last, ok := p.day(p.skip(to, "the"))
	if !ok {
		if end, n, _, number := p.dayNumber(to); number { // 12月1日到10日
			d := knowledge.Day{Year: first.From.Year, Month: first.From.Month, Dom: n}
			if w := p.word(end); w == "日" || w == "号" {
				end++
			}
			if d.Exists() && !d.Before(first.From) {
				return Span{From: first.From, To: d, End: end}, true
			}
		}
		return Span{}, false
	}
	if days := last.To.Until(first.From); days > 0 && days < 7 { // from Monday to Friday: the Friday after that Monday
		last.To = last.To.Add(7)
	}
	if last.To.Before(first.From) {
		return Span{}, false
	}
	return Span{From: first.From, To: last.To, End: last.End}, true
}

// hour reads a time of the day: 14:30, 14h30, 2 pm, 下午两点, в 14 часов, noon.
func (p parser) hour(i int) (Span, bool) {
	at := func(hour, minute, end int) (Span, bool) {
		c, err := knowledge.NewClock(hour, minute)
		return Span{Hour: &c, End: end}, err == nil
	}
	if next, m, ok := p.take(i, "noon", "midnight"); ok && p.lang != knowledge.Ar {
		return at(map[string]int{"noon": 12}[m.kind], 0, next)
	}
	start, half := i, 0 // which half of the day
	if next, m, ok := p.take(i, "am", "pm"); ok && p.lang == knowledge.Zh {
		start, half = next, map[string]int{"am": 1, "pm": 2}[m.kind]
	}
	_, _, said := p.take(start, "clock")
	if p.lang == knowledge.Ar && said {
		start = p.skip(start, "clock")
	}
	hour, minute, end, sure := 0, 0, start, false
	if g := match(clock, p.word(start)); g != nil {
		hour, minute, end, sure = atoi(g[1]), atoi(g[2]), start+1, true
		half = max(half, map[string]int{"am": 1, "pm": 2}[g[3]])
	} else if g := match(hours, p.word(start)); g != nil {
		hour, end, sure = atoi(g[1]), start+1, true
		half = max(half, map[string]int{"am": 1, "pm": 2}[g[2]])
	} else if next, n, ordinal, ok := p.number(start); ok && !ordinal && n < 25 {
		hour, end = n, next
		sure = said && p.lang == knowledge.Ar
		if next, _, ok := p.take(end, "clock"); ok && p.lang != knowledge.Ar {
			end, sure = next, true
		}
	} else {
		return Span{}, false
	}
	if end > start && minute == 0 {
		if next, _, ok := p.take(end, "half"); ok && (sure || p.follows(next, "am", "pm")) {
			minute, end = 30, next
		} else if next, _, ok := p.take(end, "quarter"); ok && (sure || p.follows(next, "am", "pm")) {
			minute, end = 15, next
		} else if next, n, _, ok := p.number(end); ok && sure && p.lang == knowledge.Zh && p.word(next) == "分" {
			minute, end = n, next+1
		} else if ok && sure && n < 60 && (p.lang == knowledge.Fr) && strings.HasSuffix(p.word(end-1), "h") { // 14 h 30
			minute, end = n, next
		}
	}
	if next, m, ok := p.take(end, "am", "pm"); ok {
		half, end, sure = map[string]int{"am": 1, "pm": 2}[m.kind], next, true
	}
	switch {
	case !sure || hour > 24:
		return Span{}, false
	case half == 2 && hour < 12:
		hour += 12
	case half == 1 && hour == 12:
		hour = 0
	}
	return at(hour%24, minute, end)
}

// follows reports whether a phrase of some kinds stands at a position.
func (p parser) follows(i int, kinds ...string) bool {
	_, _, ok := p.take(i, kinds...)
	return ok
}

package text

import (
	"strconv"
	"time"

	"usher/knowledge"
	"usher/knowledge/cldr"
)

// Clock is the two zones in which times are shown: the meeting's and the asker's.
type Clock struct {
	Meeting *time.Location
	City    knowledge.Text // how people call the meeting's zone: Geneva
	Asker   *time.Location
}

// Day writes a day in full: Wednesday 1 December 2021.
func (p *Printer) Day(d knowledge.Day, zone *time.Location) Span {
	return Span{Kind: Date, Text: p.date("date.full", d), At: d.Start(zone)}
}

// Days writes a range of days, or the one day that it is.
func (p *Printer) Days(first, last knowledge.Day, zone *time.Location) Line {
	if first == last {
		return Line{p.Day(first, zone)}
	}
	key := "date.range"
	if first.Year == last.Year {
		key = "date.same-year"
	}
	short := func(d knowledge.Day) Span {
		return Span{Kind: Date, Text: p.date("date.short", d), At: d.Start(zone)}
	}
	return p.Line(key, Args{"first": p.Day(first, zone), "last": p.Day(last, zone), "firstShort": short(first), "lastShort": short(last)})
}

func (p *Printer) date(key string, d knowledge.Day) string {
	names := cldr.Calendar(p.lang.String())
	day := Plain(strconv.Itoa(d.Dom))
	if d.Dom == 1 && p.Has("date.first") {
		day = p.Line("date.first", nil)
	}
	return p.Text(key, Args{
		"weekday": names.Weekday(d.Weekday()), "day": day, "month": names.Month(d.Month), "number": int(d.Month), "year": d.Year,
	})
}

// When writes from when to when something lasts, in the meeting's zone and, where it is another, in the asker's with the
// day where that differs: Wednesday 1 December 2021, 12:00 (Geneva) = Thursday 2 December, 00:00 (Auckland). A zero end is
// not stated.
func (p *Printer) When(start, end time.Time, c Clock) Line {
	day := knowledge.DayOf(start, c.Meeting)
	return p.Line("time.on", Args{"day": p.Day(day, c.Meeting), "hours": p.Hours(start, end, c)})
}

// Hours writes the hours alone, in both zones.
func (p *Printer) Hours(start, end time.Time, c Clock) Line {
	return p.both(start, end, c, func(there Line, _ int) Line {
		return p.Line("time.on", Args{"day": p.date("date.short", knowledge.DayOf(start, c.Asker)), "hours": there})
	})
}

// Daily writes the hours of what takes place every day: where the asker's day differs, as the day before or after.
func (p *Printer) Daily(start, end time.Time, c Clock) Line {
	return p.both(start, end, c, func(there Line, later int) Line {
		if later < 0 {
			return p.Line("time.day-before", Args{"hours": there})
		}
		return p.Line("time.day-after", Args{"hours": there})
	})
}

func (p *Printer) both(start, end time.Time, c Clock, another func(there Line, later int) Line) Line {
	here := p.Line("time.in", Args{"hours": p.span(start, end, c.Meeting), "city": c.City.In(p.lang)})
	if c.Asker.String() == c.Meeting.String() {
		return here
	}
	there := p.span(start, end, c.Asker)
	if later := knowledge.DayOf(start, c.Meeting).Until(knowledge.DayOf(start, c.Asker)); later != 0 {
		there = another(there, later)
	}
	return p.Line("time.both", Args{"here": here, "there": p.Line("time.in", Args{"hours": there, "city": p.City(c.Asker)})})
}

func (p *Printer) span(start, end time.Time, zone *time.Location) Line {
	from := Line{{Kind: Moment, Text: start.In(zone).Format("15:04"), At: start.In(zone)}}
	if end.IsZero() {
		return from
	}
	return p.Line("time.range", Args{"start": from, "end": Span{Kind: Moment, Text: end.In(zone).Format("15:04"), At: end.In(zone)}})
}

// City names a zone by its city, UTC as such.
func (p *Printer) City(zone *time.Location) string {
	return cldr.CityOf(zone.String(), p.lang.String())
}

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

// Moment writes an instant in one zone: Wednesday 1 December 2021, 12:00.
func (p *Printer) Moment(t time.Time, zone *time.Location) Line {
	day := knowledge.DayOf(t, zone)
	return p.Line("time.on", Args{"day": p.Day(day, zone), "hours": Span{Kind: Moment, Text: t.In(zone).Format("15:04"), At: t.In(zone)}})
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
	return p.both(start, end, c, func(hours Line, day knowledge.Day) Line {
		return p.Line("time.on", Args{"day": p.date("date.short", day), "hours": hours})
	})
}

// Daily writes the hours of what takes place every day: where the asker's day differs, as the day before or after.
func (p *Printer) Daily(start, end time.Time, c Clock) Line {
	here := knowledge.DayOf(start, c.Meeting)
	return p.both(start, end, c, func(hours Line, day knowledge.Day) Line {
		key := "time.day-same"
		switch {
		case day.Before(here):
			key = "time.day-before"
		case here.Before(day):
			key = "time.day-after"
		}
		return p.Line(key, Args{"hours": hours})
	})
}

// both writes hours in the meeting's zone and the asker's; on names the day of hours whose day is not the one that the sentence
// speaks of.
func (p *Printer) both(start, end time.Time, c Clock, on func(hours Line, day knowledge.Day) Line) Line {
	day := knowledge.DayOf(start, c.Meeting)
	here := p.Line("time.in", Args{"hours": p.span(start, end, c.Meeting, day, on), "city": c.City.In(p.lang)})
	if c.Asker.String() == c.Meeting.String() {
		return here
	}
	there := p.span(start, end, c.Asker, day, on)
	return p.Line("time.both", Args{"here": here, "there": p.Line("time.in", Args{"hours": there, "city": p.City(c.Asker)})})
}

// span writes hours in a zone. Where they lie on one day, it is named once unless it is the given one; an end on another day has
// its day, and so has its start unless it stands beside the given day in the meeting's zone.
func (p *Printer) span(start, end time.Time, zone *time.Location, day knowledge.Day, on func(Line, knowledge.Day) Line) Line {
	moment := func(t time.Time) Line {
		return Line{{Kind: Moment, Text: t.In(zone).Format("15:04"), At: t.In(zone)}}
	}
	first, last := knowledge.DayOf(start, zone), knowledge.DayOf(end.Add(-1), zone) // midnight ends its day
	hours := moment(start)
	if !end.IsZero() && first == last {
		hours = p.Line("time.range", Args{"start": hours, "end": moment(end)})
	}
	if first != day {
		hours = on(hours, first)
	}
	if end.IsZero() || first == last {
		return hours
	}
	return p.Line("time.range-days", Args{"start": hours, "end": on(moment(end), last)})
}

// City names a zone by its city, UTC as such.
func (p *Printer) City(zone *time.Location) string {
	return cldr.CityOf(zone.String(), p.lang.String())
}

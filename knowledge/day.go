package knowledge

import (
	"fmt"
	"time"
)

// Day is a day of the calendar, without an hour or a zone. The zero Day is no day.
type Day struct {
	Year  int
	Month time.Month
	Dom   int // day of the month
}

// DayOf returns the day that it is at an instant in a zone.
func DayOf(t time.Time, zone *time.Location) Day {
	y, m, d := t.In(zone).Date()
	return Day{y, m, d}
}

// ParseDay reads a day as ISO 8601 writes it: 2021-12-01.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}, fmt.Errorf("%q is not a day of the calendar: write one as year-month-day, like 2021-12-01", s)
	}
	return DayOf(t, time.UTC), nil
}

// UnmarshalText reads a day as ParseDay does.
func (d *Day) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDay(string(text))
	return err
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// String writes the day as 2021-12-01, and no day as the empty string.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.noon().Format(time.DateOnly)
}

// Exists reports whether the calendar has the day: November has no 31st.
func (d Day) Exists() bool { return DayOf(d.noon(), time.UTC) == d }

// IsZero reports whether it is no day.
func (d Day) IsZero() bool { return d == Day{} }

// noon stands for the day where only the calendar counts: no change of clocks reaches it.
func (d Day) noon() time.Time { return time.Date(d.Year, d.Month, d.Dom, 12, 0, 0, 0, time.UTC) }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.noon().Weekday() }

// Add returns the day n days later.
func (d Day) Add(n int) Day { return DayOf(d.noon().AddDate(0, 0, n), time.UTC) }

// Until returns how many days it is to another day: negative when that day is earlier.
func (d Day) Until(other Day) int {
	return int((other.noon().Unix() - d.noon().Unix()) / (24 * 60 * 60)) // a Duration holds 292 years alone
}

// Before reports whether the day is earlier than another.
func (d Day) Before(other Day) bool { return d.noon().Before(other.noon()) }

// Between reports whether the day lies from first to last, both included.
func (d Day) Between(first, last Day) bool { return !d.Before(first) && !last.Before(d) }

// Start returns the instant at which the day begins in a zone.
func (d Day) Start(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Dom, 0, 0, 0, 0, zone)
}

// At returns the instant of a clock time on the day in a zone.
func (d Day) At(c Clock, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Dom, c.minutes/60, c.minutes%60, 0, 0, zone)
}

// Clock is a time of the day in whole minutes, wall time of a zone that stands elsewhere. The zero Clock is no time:
// the letter does not state it.
type Clock struct {
	minutes int // since midnight
	stated  bool
}

// ParseClock reads a time of the day on 24 hours: 09:00.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil || len(s) != len("15:04") {
		return Clock{}, fmt.Errorf("%q is not a time of day: write it as \"09:00\", on 24 hours", s)
	}
	return Clock{t.Hour()*60 + t.Minute(), true}, nil
}

// UnmarshalText reads a time as ParseClock does.
func (c *Clock) UnmarshalText(text []byte) (err error) {
	*c, err = ParseClock(string(text))
	return err
}

// Stated reports whether there is a time.
func (c Clock) Stated() bool { return c.stated }

// String writes the time as 09:00, and no time as the empty string.
func (c Clock) String() string {
	if !c.stated {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", c.minutes/60, c.minutes%60)
}

// Minutes returns the minutes since midnight.
func (c Clock) Minutes() int { return c.minutes }

// NewClock makes a time of the day; an hour past 23 or a minute past 59 is an error.
func NewClock(hour, minute int) (Clock, error) {
	return ParseClock(fmt.Sprintf("%02d:%02d", hour, minute))
}

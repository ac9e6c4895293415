package knowledge

import (
	"strings"
	"testing"
	"time"
)

func at(t testing.TB, s string) time.Time {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

func sessionIDs(list []Session) string {
	var ids []string
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return strings.Join(ids, " ")
}

func TestAt(t *testing.T) {
	b := Embedded().Meetings()[0]
	tests := []struct {
		now      string
		phase    Phase
		on, next string
		slot     int // -1: none
	}{
		{"2021-07-20T12:00:00Z", Before, "", "session.bsg-training", -1},
		{"2021-11-30T12:59:59Z", Before, "", "session.bsg-training", -1},
		{"2021-11-30T13:00:00Z", Before, "session.bsg-training", "session.opening-plenary", -1},
		{"2021-11-30T14:59:59Z", Before, "session.bsg-training", "session.opening-plenary", -1},
		{"2021-11-30T15:00:00Z", Before, "", "session.opening-plenary", -1},
		{"2021-11-30T23:00:00Z", During, "", "session.opening-plenary", -1}, // midnight in Geneva: the newcomers' days have come
		{"2021-12-01T08:00:00Z", During, "", "session.opening-plenary", 0},
		{"2021-12-01T10:59:59Z", During, "", "session.opening-plenary", -1},
		{"2021-12-01T11:00:00Z", During, "session.opening-plenary", "session.closing-plenary", 2},
		{"2021-12-01T22:59:59Z", During, "session.opening-plenary", "session.closing-plenary", -1},
		{"2021-12-02T09:30:00Z", During, "", "session.closing-plenary", 1},
		{"2021-12-04T11:00:00Z", Between, "", "session.closing-plenary", -1},
		{"2021-12-09T23:30:00Z", During, "", "", -1}, // the closing day, without an hour
		{"2021-12-10T23:00:00Z", After, "", "", -1},
	}
	for _, tt := range tests {
		in := b.At(at(t, tt.now))
		slot := -1
		if in.Slot != nil {
			slot = in.Slot.Number
		}
		if in.Phase != tt.phase || sessionIDs(in.On) != tt.on || sessionIDs(in.Next) != tt.next || slot != tt.slot {
			t.Errorf("at %s: %s, on %q, next %q, slot %d; want %s, %q, %q, %d", tt.now, in.Phase, sessionIDs(in.On), sessionIDs(in.Next), slot, tt.phase, tt.on, tt.next, tt.slot)
		}
	}
}

func TestOn(t *testing.T) {
	b := Embedded().Meetings()[0]
	for day, want := range map[string]string{
		"2021-11-28": "",
		"2021-11-30": "session.bsg-training event.sg13",
		"2021-12-01": "session.opening-plenary session.newcomers event.sg13",
		"2021-12-03": "session.newcomers event.sg13 event.casc",
		"2021-12-10": "session.closing-plenary event.sg13",
		"2021-12-11": "",
	} {
		d, err := ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := sessionIDs(b.On(d)); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
}

// A deadline without an hour lasts until its day is over in Geneva: on 20 October that is 22:00 UTC, on 18 November 23:00.
func TestPassed(t *testing.T) {
	b := Embedded().Meetings()[0]
	utc := Zone{time.UTC}
	hour, _ := ParseClock("16:00")
	withHour := Deadline{Date: Day{2021, 11, 18}, Hour: hour, Zone: &utc}
	interpretation, _ := b.Deadline("deadline.interpretation")
	contributions, _ := b.Deadline("deadline.contributions")
	for _, tt := range []struct {
		deadline Deadline
		now      string
		want     bool
	}{
		{interpretation, "2021-10-20T21:59:59Z", false},
		{interpretation, "2021-10-20T22:00:00Z", true},
		{contributions, "2021-11-18T22:59:59Z", false},
		{contributions, "2021-11-18T23:00:00Z", true},
		{withHour, "2021-11-18T16:00:00Z", false},
		{withHour, "2021-11-18T16:00:01Z", true},
	} {
		if got := b.Passed(tt.deadline, at(t, tt.now)); got != tt.want {
			t.Errorf("%s at %s: passed %v", tt.deadline.Date, tt.now, got)
		}
	}
}

// The wall time of the meeting's zone is the same instant everywhere, in summer and in winter.
func TestStartsAcrossTheChangeOfClocks(t *testing.T) {
	b := Embedded().Meetings()[0]
	noon, _ := ParseClock("12:00")
	for day, want := range map[string]string{"2021-10-30": "10:00", "2021-10-31": "11:00", "2021-12-01": "11:00"} {
		d, _ := ParseDay(day)
		start, ok := b.Starts(Session{First: d, Start: noon})
		if got := start.UTC().Format("15:04"); !ok || got != want {
			t.Errorf("12:00 in Geneva on %s is %s UTC, want %s", day, got, want)
		}
	}
	opening, _ := b.Session("session.opening-plenary")
	start, _ := b.Starts(opening)
	for zone, want := range map[string]string{
		"Asia/Tokyo": "2021-12-01 20:00", "America/New_York": "2021-12-01 06:00", "Asia/Kathmandu": "2021-12-01 16:45", "Pacific/Auckland": "2021-12-02 00:00",
	} {
		z, err := LoadZone(zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := start.In(z).Format("2006-01-02 15:04"); got != want {
			t.Errorf("the opening in %s: %s, want %s", zone, got, want)
		}
	}
}

func TestLookUps(t *testing.T) {
	b := Embedded().Meetings()[0]
	if n := len(b.Items()); n != 28 {
		t.Errorf("%d items", n)
	}
	subs := 0
	for _, i := range b.Items() {
		subs += len(i.Sub)
	}
	if subs != 16 {
		t.Errorf("%d sub-items", subs)
	}
	sub, _ := b.Item("agenda.14.b")
	if p, ok := b.PlenaryOf(sub); !ok || p.Session != "session.closing-plenary" {
		t.Errorf("14.b is in %v", p)
	}
	if g, ok := b.GapOf("session.closing-plenary", "start"); !ok || g.ID != "gap.closing-plenary-hour" {
		t.Errorf("the open hour of the closing plenary: %v", g.ID)
	}
	if _, ok := b.GapOf("session.opening-plenary", "start"); ok {
		t.Error("a gap denies the hour of the opening plenary")
	}
	if g, ok := b.Gap("gap.recording"); !ok || len(g.See) == 0 {
		t.Error("no gap says that recording is not stated")
	}
	if _, ok := b.Entry("session.none"); ok {
		t.Error("an entry that is not there")
	}
}

func TestDays(t *testing.T) {
	d := Day{2021, 10, 20}
	if n := d.Until(Day{2021, 11, 1}); n != 12 {
		t.Errorf("%d days across the change of clocks", n)
	}
	if n := (Day{1, 1, 1}).Until(Day{2021, 12, 1}); n != 738_124 {
		t.Errorf("%d days from the year 1", n)
	}
	if got := d.Add(12); got != (Day{2021, 11, 1}) {
		t.Errorf("12 days later: %s", got)
	}
	if d.Weekday() != time.Wednesday || d.String() != "2021-10-20" || (Day{}).String() != "" {
		t.Errorf("%s %s", d, d.Weekday())
	}
	for _, bad := range []string{"", "2021-02-29", "2021-1-1", "1/2/2021", "2021-12-01T00:00"} {
		if _, err := ParseDay(bad); err == nil {
			t.Errorf("%q is taken for a day", bad)
		}
	}
	for _, bad := range []string{"", "24:00", "9:00", "09:60", "12h"} {
		if _, err := ParseClock(bad); err == nil {
			t.Errorf("%q is taken for a time", bad)
		}
	}
}

func TestLoadZone(t *testing.T) {
	for name, want := range map[string]string{
		"Asia/Tokio": "Asia/Tokyo", "Tokyo": "Asia/Tokyo", "Europe/Zürich": "Europe/Zurich", "New York": "America/New_York",
		"東京": "", "Genf": "", "": "", "Local": "", "../../etc/passwd": "", "EST5EDT": "", "right/Asia/Tokyo": "", "Токио": "Asia/Tokyo",
	} {
		_, err := LoadZone(name)
		if err == nil {
			t.Errorf("%q is taken for a zone", name)
		} else if want != "" && !strings.Contains(err.Error(), "did you mean "+want+"?") {
			t.Errorf("%q: %v; want %s", name, err, want)
		}
	}
	for _, name := range []string{"UTC", "utc", "GMT", "Asia/Kathmandu", "Asia/Calcutta", "europe/zurich"} {
		if _, err := LoadZone(name); err != nil {
			t.Error(err)
		}
	}
}

func TestLang(t *testing.T) {
	for code, want := range map[string]Lang{"fr": Fr, "FR": Fr, "fr-CH": Fr, "zh_CN": Zh} {
		var l Lang
		if err := l.UnmarshalText([]byte(code)); err != nil || l != want {
			t.Errorf("%s: %v, %v", code, l, err)
		}
	}
	var l Lang
	if err := l.UnmarshalText([]byte("de")); err == nil || !strings.Contains(err.Error(), "ar, en, es, fr, ru, zh") {
		t.Errorf("error: %v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		loadEmbedded()
	}
}

func BenchmarkLookUps(b *testing.B) {
	base, now := Embedded().Meetings()[0], at(b, "2021-12-01T11:20:00Z")
	for b.Loop() {
		base.Entry("rule.remote.chat")
		base.At(now)
		base.On(Day{2021, 12, 3})
		base.GapOf("session.closing-plenary", "start")
	}
}

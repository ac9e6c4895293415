package bot

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"
)

func in(channel string) lane { return lane{where: Conversation{Channel: channel}} }

// In one conversation one thing is done after the other; others go on meanwhile, as many at once as may.
func TestLanes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLanes(2, 10, 100)
		var mu sync.Mutex
		var done []string
		working, most := 0, 0
		do := func(name string, d time.Duration) func() {
			return func() {
				mu.Lock()
				working++
				most = max(most, working)
				mu.Unlock()
				time.Sleep(d) // of the bubble's clock
				mu.Lock()
				working--
				done = append(done, name)
				mu.Unlock()
			}
		}
		for name, d := range map[string]time.Duration{"b1": 2 * time.Second} {
			_ = l.add(in("b"), do(name, d), nil)
		}
		for _, name := range []string{"a1", "a2", "a3"} {
			_ = l.add(in("a"), do(name, 3*time.Second), nil)
		}
		_ = l.add(in("c"), do("c1", time.Second), nil)
		synctest.Wait()
		if !l.close(time.Minute, func() { t.Error("there was time enough") }) {
			t.Error("it is not done")
		}
		a := slices.DeleteFunc(slices.Clone(done), func(s string) bool { return s[0] != 'a' })
		if !slices.Equal(a, []string{"a1", "a2", "a3"}) || len(done) != 5 || most != 2 {
			t.Errorf("%v, %d at once", done, most)
		}
		if err := l.add(in("a"), do("a4", 0), nil); !errors.Is(err, ErrStopping) {
			t.Error(err)
		}
		if len(l.queues) != 0 || l.waiting != 0 {
			t.Errorf("%d queues and %d things are left", len(l.queues), l.waiting)
		}
	})
}

// A full queue says so once at its end; when too much waits in all, nothing more is taken.
func TestLanesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLanes(1, 2, 5)
		hold := make(chan struct{})
		var said []string
		say := func(s string) func() { return func() { said = append(said, s) } }
		_ = l.add(in("a"), func() { <-hold }, nil)
		synctest.Wait()
		for range 5 {
			if err := l.add(in("a"), say("done"), say("sorry")); err != nil {
				t.Error(err)
			}
		}
		_ = l.add(in("b"), say("b"), nil)
		_ = l.add(in("c"), say("c"), nil)
		if err := l.add(in("d"), say("d"), nil); !errors.Is(err, ErrBusy) {
			t.Error(err)
		}
		close(hold)
		synctest.Wait()
		slices.Sort(said)
		if !slices.Equal(said, []string{"b", "c", "done", "done", "sorry"}) {
			t.Error(said)
		}
		if err := l.add(in("a"), say("again"), nil); err != nil {
			t.Error(err)
		}
		synctest.Wait()
		if !slices.Contains(said, "again") {
			t.Error(said)
		}
	})
}

// What does not end in time is told to hurry, and is left if it does not.
func TestLanesHurry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLanes(1, 2, 5)
		hold, hurried := make(chan struct{}), false
		_ = l.add(in("a"), func() { <-hold }, nil)
		began := time.Now()
		if l.close(time.Second, func() { hurried = true }) || !hurried || time.Since(began) != 2*time.Second {
			t.Errorf("hurried %v after %v", hurried, time.Since(began))
		}
		close(hold)
	})
}

func TestFlood(t *testing.T) {
	f := newFlood(3, time.Second)
	now := time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC)
	you, other := Identity{User: "U1"}, Identity{User: "U2"}
	for i, step := range []struct {
		after time.Duration
		want  pace
	}{
		{0, pass}, {0, pass}, {0, pass}, {0, tell}, {0, hush},
		{time.Second, pass}, {0, hush}, // still a flood: not told again
		{3 * time.Second, pass}, {0, pass}, {0, pass}, {0, tell}, // it was calm between
		{time.Minute, pass}, {0, pass}, {0, pass}, {0, tell},
		{-time.Hour, hush}, // a clock that is set back gives nothing
	} {
		now = now.Add(step.after)
		if got := f.take(you, now); got != step.want {
			t.Errorf("step %d: %v, want %v", i, got, step.want)
		}
	}
	if f.take(other, now) != pass {
		t.Error("another pays for it")
	}
	for range 100 {
		if newFlood(0, 0).take(you, now) != pass {
			t.Error("it is slowed without a bound")
		}
	}
}

func TestAged(t *testing.T) {
	a := newAged[string, int](2, time.Hour)
	now := time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC)
	a.put("a", 1, now)
	a.put("b", 2, now)
	a.put("a", 3, now)
	a.put("c", 4, now) // b was put longest ago
	for key, want := range map[string]int{"a": 3, "b": 0, "c": 4} {
		if got, ok := a.get(key, now); got != want || ok != (want != 0) {
			t.Errorf("%s: %d, %v", key, got, ok)
		}
	}
	if _, ok := a.get("a", now.Add(2*time.Hour)); ok || a.order.Len() != 1 || len(a.at) != 1 {
		t.Errorf("what is old is kept: %d, %d", a.order.Len(), len(a.at))
	}
}

func TestTurns(t *testing.T) {
	turns := newTurns(2, 10, time.Hour)
	now := time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC)
	for _, q := range []string{"one", "two", "three"} {
		turns.add(in("a"), q, now)
	}
	if got := turns.of(in("a"), now); !slices.Equal(got, []string{"two", "three"}) {
		t.Error(got)
	}
	if len(turns.of(in("b"), now))+len(turns.of(in("a"), now.Add(2*time.Hour))) > 0 {
		t.Error("a conversation knows what is not its own, or what is long past")
	}
}

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		text string
		most int
		want []string
	}{
		{"", 5, []string{""}},
		{"short", 5, []string{"short"}},
		{"one\ntwo\nthree", 8, []string{"one\ntwo", "three"}},
		{"one two three", 8, []string{"one two", "three"}},
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"ééééé", 2, []string{"éé", "éé", "é"}},
		{"   abc", 3, []string{"abc"}},
		{"ab\n\n\n\ncd", 3, []string{"ab", "cd"}},
		{"\xff\xff\xff", 2, []string{"\xff\xff", "\xff"}},
	} {
		if got := Split(tt.text, tt.most, utf8.RuneCountInString); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("one two\nthree", 5)
	f.Fuzz(func(t *testing.T, s string, most int) {
		most = 1 + max(most, -most)%50
		if most < 1 {
			return
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		parts := Split(s, most, utf8.RuneCountInString)
		if bare(strings.Join(parts, "")) != bare(s) {
			t.Errorf("%q becomes %q", s, parts)
		}
		for _, p := range parts {
			if utf8.RuneCountInString(p) > most {
				t.Errorf("%q is longer than %d", p, most)
			}
		}
	})
}

func TestCut(t *testing.T) {
	for _, tt := range []struct{ in, want string }{{"  abc ", "abc"}, {"abcdef", "abcd"}, {"abéé", "abé"}, {"abcé", "abc"}, {"中中", "中"}} {
		if got := cut(tt.in, 4); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

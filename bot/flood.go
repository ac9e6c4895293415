package bot

import (
	"sync"
	"time"
)

// flood slows people who write more than one can read. Each has an allowance that refills with time.
type flood struct {
	burst int
	every time.Duration

	mu     sync.Mutex
	people *aged[Identity, allowance]
}

type allowance struct {
	left float64
	at   time.Time
	told bool
}

// pace is what flood says to one more message.
type pace int

const (
	pass pace = iota
	tell      // it is too much, and that is to be said
	hush      // it is too much, and that was said
)

// newFlood allows burst messages at once and one more each time that every has passed; a burst of 0 allows all.
func newFlood(burst int, every time.Duration) *flood {
	return &flood{burst: burst, every: every, people: newAged[Identity, allowance](100_000, time.Duration(burst)*every)}
}

func (f *flood) take(who Identity, now time.Time) pace {
	if f.burst == 0 {
		return pass
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	a, known := f.people.get(who, now)
	if !known {
		a.left = float64(f.burst)
	} else if f.every > 0 && now.After(a.at) {
		a.left = min(a.left+float64(now.Sub(a.at))/float64(f.every), float64(f.burst))
	}
	a.at = now
	verdict := pass
	switch {
	case a.left >= 1:
		a.left--
		a.told = a.told && a.left < float64(f.burst)/2 // calm again: the next time it is said anew
	case a.told:
		verdict = hush
	default:
		verdict, a.told = tell, true
	}
	f.people.put(who, a, now)
	return verdict
}

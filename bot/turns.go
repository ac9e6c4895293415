package bot

import (
	"slices"
	"sync"
	"time"
)

// turns are the last questions of conversations: a follow-up leans on them. They are kept in memory alone.
type turns struct {
	most int // of one conversation

	mu  sync.Mutex
	all *aged[lane, []string]
}

func newTurns(most, conversations int, age time.Duration) *turns {
	return &turns{most: most, all: newAged[lane, []string](conversations, age)}
}

// of returns the questions of a conversation, oldest first.
func (t *turns) of(key lane, now time.Time) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	before, _ := t.all.get(key, now)
	return slices.Clone(before)
}

func (t *turns) add(key lane, question string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	before, _ := t.all.get(key, now)
	all := append(slices.Clone(before), question)
	t.all.put(key, all[max(0, len(all)-t.most):], now)
}

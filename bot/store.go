package bot

import (
	"context"
	"sync"
	"time"

	"usher/commands"
)

// Store keeps what outlives a conversation. It is safe for concurrent use; each call ends with its context.
type Store interface {
	// Claim records an event, and reports whether it had not been recorded before. It is kept for an hour at least: platforms deliver
	// again within minutes.
	Claim(ctx context.Context, event string, now time.Time) (first bool, err error)
	// Welcome records, for good, that a person was given a meeting's welcome pack, and reports whether that had not been recorded before.
	Welcome(ctx context.Context, who Identity, meeting string) (first bool, err error)
	// Choice returns what a person has chosen; what they have not is empty.
	Choice(ctx context.Context, who Identity) (commands.Choice, error)
	// Choose keeps a choice; what is empty in it stays as it was.
	Choose(ctx context.Context, who Identity, choice commands.Choice) error
}

// How much Memory keeps.
const (
	memoryEvents = 100_000
	memoryPeople = 100_000
	memoryAge    = 2 * time.Hour // of events
)

// Memory is a Store for as long as the process lives. Of very many people it forgets those who were longest away.
type Memory struct {
	mu       sync.Mutex
	events   *aged[string, struct{}]
	welcomed *aged[welcome, struct{}]
	choices  *aged[Identity, commands.Choice]
}

type welcome struct {
	who     Identity
	meeting string
}

// NewMemory returns a store that holds nothing.
func NewMemory() *Memory {
	return &Memory{
		events:   newAged[string, struct{}](memoryEvents, memoryAge),
		welcomed: newAged[welcome, struct{}](memoryPeople, 0),
		choices:  newAged[Identity, commands.Choice](memoryPeople, 0),
	}
}

// Claim implements Store.
func (m *Memory) Claim(_ context.Context, event string, now time.Time) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, before := m.events.get(event, now); before {
		return false, nil
	}
	m.events.put(event, struct{}{}, now)
	return true, nil
}

// Welcome implements Store.
func (m *Memory) Welcome(_ context.Context, who Identity, meeting string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := welcome{who, meeting}
	if _, before := m.welcomed.get(key, time.Time{}); before {
		return false, nil
	}
	m.welcomed.put(key, struct{}{}, time.Time{})
	return true, nil
}

// Choice implements Store.
func (m *Memory) Choice(_ context.Context, who Identity) (commands.Choice, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	choice, _ := m.choices.get(who, time.Time{})
	return choice, nil
}

// Choose implements Store.
func (m *Memory) Choose(_ context.Context, who Identity, choice commands.Choice) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	kept, _ := m.choices.get(who, time.Time{})
	if choice.Zone != "" {
		kept.Zone = choice.Zone
	}
	if choice.Lang != nil {
		kept.Lang = choice.Lang
	}
	m.choices.put(who, kept, time.Time{})
	return nil
}

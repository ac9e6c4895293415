package bottest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"usher/bot"
	"usher/commands"
	"usher/commands/ask"
	"usher/knowledge"
)

// opening is the instant at which tests begin: the meeting is three weeks away.
func opening() time.Time { return time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC) }

// stage is a bot that runs a platform, and what a test needs to play the people there.
type stage struct {
	*testing.T
	World
	traits Traits
	store  *gate
	log    *journal
	stop   context.CancelFunc
	served chan error
	acts   int
	clock  *clock
}

// start starts a bot on a new world; both end with the test.
func start(t *testing.T, asker *ask.Asker, world World) *stage {
	ctx, stop := context.WithCancel(context.Background())
	s := &stage{T: t, World: world, traits: world.Traits(), store: &gate{Memory: bot.NewMemory()}, log: &journal{}, stop: stop, served: make(chan error, 1), clock: &clock{at: opening()}}
	limits := bot.DefaultLimits()
	limits.Retry = time.Millisecond
	b, err := bot.New(bot.Config{
		Library: knowledge.Embedded(), Asker: asker, Store: s.store, Clock: s.clock.now, Lang: knowledge.En, Limits: limits,
		Log: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	platform := world.Platform()
	go func() { s.served <- b.Serve(ctx, platform) }()
	t.Cleanup(func() {
		s.store.open()
		s.end()
		if said := s.log.leaked(); said != "" {
			t.Errorf("the log holds what was said: %q", said)
		}
	})
	return s
}

// end stops the bot, once, and waits for it. Nothing that was said may stand in the log.
func (s *stage) end() {
	s.Helper()
	s.stop()
	select {
	case err := <-s.served:
		if err != nil {
			s.Errorf("the bot ended with %v", err)
		}
		s.served <- nil
	case <-time.After(patience):
		s.Fatal("the bot does not stop\n", s.log)
	}
}

// patience is how long a test waits before it fails.
const patience = 30 * time.Second

// do lets a person do something that is acknowledged.
func (s *stage) do(act Act) Act {
	s.Helper()
	act = s.named(act)
	if err := s.Do(act); err != nil {
		s.Fatalf("%+v is not taken over: %v\n%s", act, err, s.log)
	}
	return act
}

// named fills in an act's id and user.
func (s *stage) named(act Act) Act {
	s.acts++
	if act.ID == "" {
		act.ID = fmt.Sprintf("E%d", s.acts)
	}
	if act.User == "" {
		act.User = "U1"
	}
	if len(act.Text) > 8 {
		s.log.never(act.Text)
	}
	return act
}

// see awaits the next message.
func (s *stage) see() Message {
	s.Helper()
	select {
	case m := <-s.Shown():
		if s.traits.Most > 0 && m.Length > s.traits.Most {
			s.Errorf("a message of %d units, at most %d: %.80s", m.Length, s.traits.Most, m.Text)
		}
		return m
	case <-time.After(patience):
		s.Fatal("no message comes\n", s.log)
		return Message{}
	}
}

// says awaits the next message, which says something.
func (s *stage) says(want string) Message {
	s.Helper()
	m := s.see()
	if !strings.Contains(m.Text, want) {
		s.Fatalf("%q is shown; want %q\n%s", m.Text, want, s.log)
	}
	return m
}

// all awaits the parts of an answer: what is shown before the answer to a question asked after it, in a conversation of one queue.
func (s *stage) all(act Act) (text string, parts []Message) {
	s.Helper()
	act.Kind, act.ID, act.Text = Direct, "", "/zone"
	s.do(act)
	for {
		m := s.see()
		if strings.Contains(m.Text, "Your time zone") {
			return text, parts
		}
		parts = append(parts, m)
		text += m.Text + "\n"
	}
}

// asked lets a person ask something in a direct message.
func (s *stage) asked(question string) Act {
	s.Helper()
	return s.do(Act{Text: question})
}

// clock stands still until it is set.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// journal is a log that is read while it is written.
type journal struct {
	mu     sync.Mutex
	b      bytes.Buffer
	secret []string
}

// Write implements io.Writer.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

func (j *journal) never(said string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.secret = append(j.secret, said[:min(len(said), 200)])
}

// leaked returns what was said and stands in the log.
func (j *journal) leaked() string {
	log := j.String()
	for _, said := range j.secret {
		if strings.Contains(log, said) {
			return said
		}
	}
	return ""
}

// gate is a store that can be slow, fail or panic for one user.
type gate struct {
	*bot.Memory
	mu    sync.Mutex
	who   string
	shut  chan struct{} // closed when it opens
	met   chan struct{} // closed when somebody waits
	fails error
	panic any
}

// hold lets the store wait for a user until open; waits is closed once it does.
func (g *gate) hold(user string) (waits <-chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.who, g.shut, g.met = user, make(chan struct{}), make(chan struct{})
	return g.met
}

func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut != nil {
		close(g.shut)
	}
	g.who, g.shut = "", nil
}

func (g *gate) spoil(fails error, panics any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.fails, g.panic = fails, panics
}

// Choice implements bot.Store.
func (g *gate) Choice(ctx context.Context, who bot.Identity) (commands.Choice, error) {
	g.mu.Lock()
	shut, met, fails, panics := g.shut, g.met, g.fails, g.panic
	if shut != nil && who.User == g.who && met != nil {
		close(met)
		g.met = nil
	} else if who.User != g.who {
		shut = nil
	}
	g.mu.Unlock()
	if panics != nil {
		panic(panics)
	}
	if shut != nil {
		select {
		case <-shut:
		case <-ctx.Done():
			return commands.Choice{}, ctx.Err()
		}
	}
	if fails != nil {
		return commands.Choice{}, fails
	}
	return g.Memory.Choice(ctx, who)
}

// Claim implements bot.Store.
func (g *gate) Claim(ctx context.Context, event string, now time.Time) (bool, error) {
	g.mu.Lock()
	fails := g.fails
	g.mu.Unlock()
	if fails != nil {
		return false, fails
	}
	return g.Memory.Claim(ctx, event, now)
}

var errStore = errors.New("the store is away")

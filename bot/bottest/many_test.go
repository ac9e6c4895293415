package bottest

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"usher/bot"
	"usher/commands/ask"
	"usher/knowledge"
)

// A thousand questions of two hundred people on two platforms at once: each is answered once, in order within its conversation, and is
// acknowledged (how soon is logged: it depends on the machine). A third platform whose server refuses every message holds up nobody.
func TestManyPeople(t *testing.T) {
	people, each := 200, 5
	if raced {
		people = 40
	}
	limits := bot.DefaultLimits()
	limits.Patience, limits.Grace = 10*time.Minute, time.Second // what the third platform refuses is given up at the stop
	b, err := bot.New(bot.Config{
		Library: knowledge.Embedded(), Asker: ask.New(), Store: bot.NewMemory(), Clock: opening, Lang: knowledge.En, Limits: limits,
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	worlds := []*Fake{NewFake("one"), NewFake("two"), NewFake("down")}
	worlds[2].Throttle(1 << 40)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	served := make(chan error)
	go func() { served <- b.Serve(ctx, worlds[0].Platform(), worlds[1].Platform(), worlds[2].Platform()) }()
	if err := worlds[0].Do(Act{Kind: Direct, ID: "first", User: "first", Text: "when is the opening plenary?"}); err != nil {
		t.Fatal(err)
	}
	<-worlds[0].Shown() // what the first question needs is read
	for range 4 {
		go func() { _ = worlds[2].Do(Act{Kind: Direct, ID: "X", User: "U1", Text: "/zone"}) }()
	}

	var mu sync.Mutex
	var waits []time.Duration
	var asking sync.WaitGroup
	for user := range people {
		asking.Go(func() {
			for n := range each {
				began := time.Now()
				err := worlds[user%2].Do(Act{Kind: Direct, ID: fmt.Sprintf("E%d-%d", user, n), User: fmt.Sprint("U", user), Text: fmt.Sprintf("what is agenda item %d?", n+2)})
				waited := time.Since(began)
				mu.Lock()
				waits = append(waits, waited)
				mu.Unlock()
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	asking.Wait()
	next := make(map[string]int)
	for range people * each {
		var m Message
		select {
		case m = <-worlds[0].Shown():
		case m = <-worlds[1].Shown():
		case <-time.After(patience):
			t.Fatal("no message comes")
		}
		if next[m.To]++; !strings.HasPrefix(m.Text, fmt.Sprintf("Item %d:", next[m.To]+1)) {
			t.Fatalf("%s is shown as answer %d: %.60s", m.To, next[m.To], m.Text)
		}
	}
	stop()
	if err := <-served; err != nil {
		t.Error(err)
	}
	for _, w := range worlds {
		select {
		case m := <-w.Shown():
			t.Errorf("one answer more: %+v", m)
		default:
		}
	}
	slices.Sort(waits)
	t.Logf("acknowledged: median %v, 99th of 100 %v", waits[len(waits)/2], waits[len(waits)*99/100]) // it depends on the machine
}

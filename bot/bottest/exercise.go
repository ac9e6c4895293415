package bottest

import (
	"testing"

	"usher/commands/ask"
)

// Exercise proves a platform: each test gets a world of its own from newWorld, which may end with the test by t.Cleanup. The abilities that a
// World has not are skipped.
func Exercise(t *testing.T, newWorld func(t *testing.T) World) {
	asker := ask.New()
	for _, test := range []struct {
		name string
		has  func(Traits) bool
		run  func(*stage)
	}{
		{"question", nil, question},
		{"settings", nil, settings},
		{"follow-up", nil, followUp},
		{"command", nil, command},
		{"refusal", nil, refusal},
		{"file", nil, file},
		{"long answer", nil, long},
		{"hostile text", nil, hostile},
		{"huge text", nil, huge},
		{"order", nil, order},
		{"flood", nil, flooded},
		{"failing store", nil, failing},
		{"panic", nil, panics},
		{"stop", nil, stops},
		{"mention", func(t Traits) bool { return t.Channels }, mentioned},
		{"slow store", func(t Traits) bool { return t.Channels }, slow},
		{"overflow", func(t Traits) bool { return t.Channels }, overflow},
		{"stop finishes", func(t Traits) bool { return t.Channels }, finishes},
		{"slash command", func(t Traits) bool { return t.Slash }, slash},
		{"join", func(t Traits) bool { return t.Joins }, join},
		{"button", func(t Traits) bool { return t.Buttons }, button},
		{"form", func(t Traits) bool { return t.Forms }, form},
		{"re-delivery", func(t Traits) bool { return t.Redeliver }, redelivery},
		{"bots", func(t Traits) bool { return t.Redeliver }, bots},
		{"disconnect", nil, disconnect},
		{"rate limit", nil, throttled},
	} {
		t.Run(test.name, func(t *testing.T) {
			world := newWorld(t)
			if test.has != nil && !test.has(world.Traits()) {
				t.Skip("this platform has no such thing")
			}
			test.run(start(t, asker, world))
		})
	}
}

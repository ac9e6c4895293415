package commands

import (
	"context"
	"slices"
	"strings"
	"testing"

	"usher/knowledge"
)

// What the pack says rests on entries and terms: each of its blocks is a section with ids, and each of these is cited.
func TestWelcomeIsSupported(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		for _, now := range []string{"2021-07-25T09:00:00Z", "2021-10-25T09:00:00Z", "2021-11-19T09:00:00Z", "2021-12-05T09:00:00Z", "2022-01-01T00:00:00Z"} {
			for _, args := range []WelcomeArgs{{}, {Checklist: true}} {
				c, _ := Lookup("welcome")
				reply, err := c.Run(context.Background(), request(t, lang, now), &args)
				if err != nil {
					t.Fatal(err)
				}
				for _, b := range reply.Blocks {
					s, ok := b.(Section)
					if !ok || len(s.Keys) == 0 || len(s.Title) == 0 {
						t.Errorf("%v %s: a block without ids: %+v", lang, now, b)
					}
					for _, key := range s.Keys {
						if !slices.ContainsFunc(reply.Citations, func(c Citation) bool { return c.Key == key }) {
							t.Errorf("%v %s: %s is not cited", lang, now, key)
						}
					}
				}
			}
		}
	}
}

// A step whose day is over says so and whom to ask; one that is open says how many days are left.
func TestWelcomeSteps(t *testing.T) {
	for now, want := range map[string]map[string]string{
		"2021-10-25T09:00:00Z": {"step.registration": "7 days left", "step.interpretation": "passed 5 days ago", "step.opening": "37 days left"},
		"2021-12-01T11:30:00Z": {"step.registration": "passed 30 days ago", "step.training": "– over", "step.opening": "– today"},
		"2021-12-05T09:00:00Z": {"step.training": "– over", "step.opening": "– over"},
	} {
		reply, err := welcome(context.Background(), request(t, knowledge.En, now), WelcomeArgs{Checklist: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range reply.Blocks {
			s := b.(Section)
			var lines []string
			for _, l := range s.Lines {
				lines = append(lines, l.String())
			}
			text := strings.Join(lines, "\n")
			if !strings.Contains(text, want[s.ID]) {
				t.Errorf("%s %s: %q not in\n%s", now, s.ID, want[s.ID], text)
			}
			over := strings.Contains(text, "passed ") || strings.Contains(text, "– over")
			if asks := strings.Contains(text, "tsbsg11@itu.int"); asks != over {
				t.Errorf("%s %s: over %v, says whom to ask %v:\n%s", now, s.ID, over, asks, text)
			}
		}
	}
}

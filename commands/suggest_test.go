package commands

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"usher/knowledge"
)

func lines(reply *Reply) (all []string) {
	for _, s := range reply.Suggestions {
		all = append(all, s.Line)
	}
	return all
}

// Each button of each answer fits every platform's buttons and, where it is a command, runs.
func TestSuggestionsRun(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		r := request(t, lang, "2021-11-10T09:00:00Z")
		each(t, func(c Command, name string, args any) {
			reply, err := c.Run(context.Background(), r, args)
			if err != nil {
				t.Fatal(err)
			}
			if len(reply.Suggestions) == 0 || len(reply.Suggestions) > 10 {
				t.Errorf("%v %s: %d suggestions", lang, name, len(reply.Suggestions))
			}
			for _, s := range reply.Suggestions {
				if s.Label == "" || utf8.RuneCountInString(s.Label) > MaxLabel || len(s.Line) > MaxLine {
					t.Errorf("%v %s: %+v does not fit a button", lang, name, s)
				}
				line, order := strings.CutPrefix(s.Line, "/")
				if !order { // a question
					continue
				}
				command, args, ok, err := Parse(r, line)
				if !ok || err != nil {
					t.Fatalf("%v %s: %q: %v", lang, name, s.Line, err)
				}
				if _, err := command.Run(context.Background(), r, args); err != nil {
					t.Errorf("%v %s: %q: %v", lang, name, s.Line, err)
				}
			}
		})
	}
}

func TestSuggestions(t *testing.T) {
	r := request(t, knowledge.En, "2021-11-10T09:00:00Z")
	for line, want := range map[string][]string{
		"deadlines next":           {"/source deadline.contributions", "/deadlines all", "/calendar deadline.contributions", "/language"},
		"deadlines registration":   {"/source deadline.registration", "/deadlines all", "/language"}, // passed: nothing for a calendar
		"schedule opening-plenary": {"/source session.opening-plenary", "/calendar session.opening-plenary", "/language"},
		"source agenda.14":         {"/language"},
		"language fr":              {"/language ar", "/language en", "/language es", "/language ru", "/language zh"},
		"welcome":                  {"/welcome --checklist", "/calendar", "/language"},
	} {
		c, args, _, err := Parse(r, line)
		if err != nil {
			t.Fatal(err)
		}
		reply, err := c.Run(context.Background(), r, args)
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(reply); !slices.Equal(got, want) {
			t.Errorf("%s suggests %q, want %q", line, got, want)
		}
	}
	if got := lines(Decline(r, nil)); len(got) != 6 || got[0] != "What is on today?" {
		t.Errorf("a declined question suggests %q", got)
	}
	if got := lines(WhichMeeting(r, []*knowledge.Base{r.Base, r.Base})); got[0] != "ITU-T Study Group 11" {
		t.Errorf("which meeting suggests %q", got)
	}
}

// A form's values fill the arguments as a typed line does, and are refused alike.
func TestFill(t *testing.T) {
	r := request(t, knowledge.En, "2021-11-10T09:00:00Z")
	c, _ := Lookup("calendar")
	args, err := Fill(r, c, map[string][]string{"what": {"opening-plenary", "registration"}, "alarm": {"2"}})
	if a, ok := args.(*CalendarArgs); err != nil || !ok || len(a.What) != 2 || *a.Alarm != 2 {
		t.Errorf("%+v, %v", args, err)
	}
	source, _ := Lookup("source")
	for _, refused := range []struct {
		c      Command
		values map[string][]string
	}{{c, map[string][]string{"alarm": {"two"}}}, {c, map[string][]string{"colour": {"red"}}}, {source, map[string][]string{"id": {""}}}} {
		if args, err := Fill(r, refused.c, refused.values); err == nil {
			t.Errorf("%v is taken for %+v", refused.values, args)
		}
	}
}

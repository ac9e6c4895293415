package commands

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"usher/commands/text"
	"usher/knowledge"
)

func request(t testing.TB, lang knowledge.Lang, now string) Request {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	lib := knowledge.Embedded()
	base, err := lib.Meeting("", instant)
	if err != nil {
		t.Fatal(err)
	}
	tokyo, err := knowledge.LoadZone("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	return Request{Library: lib, Base: base, Now: instant, Lang: lang, Zone: tokyo}
}

// arguments are some of each command: what stands here is asked in every language, and timed.
var arguments = map[string][]string{
	"schedule":  {`{}`, `{"what":["opening-plenary"]}`, `{"on":"2021-12-03"}`, `{"from":"2021-11-29","to":"2021-12-05"}`, `{"slot":2}`},
	"now":       {`{}`},
	"agenda":    {`{}`, `{"items":["14"]}`, `{"items":["6-8","1.g"]}`, `{"plenary":"closing"}`},
	"deadlines": {`{}`, `{"which":["next"]}`, `{"which":["registration"]}`},
	"rules":     {`{}`, `{"topics":["remote"]}`, `{"topics":["remote.chat"]}`},
	"contacts":  {`{}`},
	"meeting":   {`{}`, `{"about":["letter","homepage"]}`},
	"welcome":   {`{}`, `{"checklist":true}`},
	"what":      {`{}`, `{"terms":["TD","aap"]}`},
	"calendar":  {`{}`, `{"what":["opening-plenary"],"alarm":2}`},
	"source":    {`{"id":"agenda.14.b"}`},
	"zone":      {`{}`, `{"zone":["New","York"]}`},
	"language":  {`{}`},
	"help":      {`{}`, `{"command":"agenda"}`},
	"about":     {`{}`},
}

func each(t testing.TB, do func(c Command, name string, args any)) {
	for _, c := range Table() {
		if len(arguments[c.Name]) == 0 {
			t.Errorf("no arguments to try for %s", c.Name)
		}
		for _, src := range arguments[c.Name] {
			args := c.NewArgs()
			if err := json.Unmarshal([]byte(src), args); err != nil {
				t.Fatalf("%s %s: %v", c.Name, src, err)
			}
			do(c, c.Name+" "+src, args)
		}
	}
}

// What an answer states rests on entries, and each of these is cited with its document, place and quote.
func TestEveryAnswerIsCited(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		r := request(t, lang, "2021-12-01T11:20:00Z")
		each(t, func(c Command, name string, args any) {
			reply, err := c.Run(context.Background(), r, args)
			if err != nil {
				t.Errorf("%v %s: %v", lang, name, err)
				return
			}
			if reply.Lang != lang || reply.Command != c.Name || len(reply.Blocks) == 0 {
				t.Errorf("%v %s: %+v", lang, name, reply)
			}
			if (len(reply.Keys) == 0) != slices.Contains([]string{"help", "about", "zone", "language"}, c.Name) {
				t.Errorf("%v %s rests on %v", lang, name, reply.Keys)
			}
			cited := make(map[string]bool)
			for _, cite := range reply.Citations {
				cited[cite.Key] = cite.Document != "" && (strings.HasPrefix(cite.Key, "term.") || cite.Place != "" && cite.Quote != "")
			}
			for _, key := range reply.Keys {
				if !cited[key] {
					t.Errorf("%v %s does not cite %s", lang, name, key)
				}
			}
			if plain := Plain(reply, Style{}); strings.ContainsAny(plain, "{}") || strings.Contains(plain, "  \n") {
				t.Errorf("%v %s: a placeholder is left:\n%s", lang, name, plain)
			}
		})
	}
}

// A reply is data: times are instants in their zone, links have their address.
func TestSpans(t *testing.T) {
	r := request(t, knowledge.En, "2021-11-10T09:00:00Z")
	reply, err := schedule(context.Background(), r, ScheduleArgs{What: []string{"opening-plenary"}})
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[text.Kind][]text.Span)
	for _, b := range reply.Blocks {
		for _, s := range b.(Paragraph).Line {
			found[s.Kind] = append(found[s.Kind], s)
		}
	}
	opening := time.Date(2021, 12, 1, 11, 0, 0, 0, time.UTC)
	if m := found[text.Moment]; len(m) != 2 || !m[0].At.Equal(opening) || !m[1].At.Equal(opening) || m[1].At.Location().String() != "Asia/Tokyo" {
		t.Errorf("moments: %+v", m)
	}
	if d := found[text.Date]; len(d) != 1 || d[0].Text != "Wednesday 1 December 2021" {
		t.Errorf("dates: %+v", d)
	}
	if l := found[text.Link]; len(l) != 2 || l[0].URL != "https://www.itu.int/go/tsg11" || l[1].URL != "mailto:tsbsg11@itu.int" {
		t.Errorf("links: %+v", l)
	}
}

func TestRefusalsAdvise(t *testing.T) {
	r := request(t, knowledge.En, "2021-11-10T09:00:00Z")
	for args, want := range map[any]string{
		&AgendaArgs{Items: []string{"29"}}:       "items 1 to 28",
		&AgendaArgs{Plenary: "middle"}:           "opening, closing",
		&SourceArgs{ID: "deadline.registratoin"}: "Did you mean deadline.registration?",
		&ScheduleArgs{What: []string{"opening-plenary"}, On: knowledge.Day{Year: 2021, Month: 12, Dom: 3}}: "contradict each other, give one of them: on, what",
		&AgendaArgs{Items: []string{"3"}, Plenary: "closing"}:                                              "contradict each other",
		&DeadlinesArgs{Which: []string{"all", "registration"}}:                                             "contradict each other",
		&ScheduleArgs{What: []string{"openning"}}:                                                          "You can name: ",
		&RulesArgs{Topics: []string{"remot"}}:                                                              "Did you mean remote?",
		&HelpArgs{Command: "schedul"}:                                                                      "Did you mean schedule?",
		&AgendaArgs{Items: []string{"\x1b[31m\u202ered\xff" + strings.Repeat("x", 100)}}:                   "“[31mred" + strings.Repeat("x", 53) + "…”",
	} {
		for _, c := range Table() {
			if reflect.TypeOf(c.NewArgs()) != reflect.TypeOf(args) {
				continue
			}
			_, err := c.Run(context.Background(), r, args)
			var refusal *Refusal
			if !errors.As(err, &refusal) || !strings.Contains(err.Error(), want) {
				t.Errorf("%s %+v: %v, want %q", c.Name, args, err, want)
			}
		}
	}
	if _, err := Table()[0].Run(context.Background(), r, &NowArgs{}); err == nil {
		t.Error("a command takes another's arguments")
	}
}

// A day is one of the meeting's calendar or of the asker's: in Auckland the opening plenary begins on the next.
func TestDaysOfBothCalendars(t *testing.T) {
	r := request(t, knowledge.En, "2021-12-01T11:30:00Z")
	r.Zone, _ = knowledge.LoadZone("Pacific/Auckland")
	for dom, want := range map[int]bool{1: true, 2: true, 3: false} {
		reply, err := schedule(context.Background(), r, ScheduleArgs{On: knowledge.Day{Year: 2021, Month: 12, Dom: dom}})
		if err != nil || slices.Contains(reply.Keys, "session.opening-plenary") != want {
			t.Errorf("%d December: %v, %v", dom, reply.Keys, err)
		}
	}
}

// A declined question states no fact: it names the gap, or says that it cannot answer, and always whom to ask.
func TestDecline(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		r := request(t, lang, "2021-11-10T09:00:00Z")
		gap, _ := r.Base.Gap("gap.recording")
		for _, reply := range []*Reply{Decline(r, &gap), Decline(r, nil)} {
			if len(reply.Keys) > 0 || len(reply.Citations) > 0 || !strings.Contains(Body(reply), "tsbsg11@itu.int") {
				t.Errorf("%v: %s", lang, Body(reply))
			}
		}
	}
}

// The definition of a command is its schema: every argument has its name and its text in every language.
func TestEveryArgumentIsExplained(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		for _, c := range Table() {
			if !text.For(lang).Has("help." + c.Name) {
				t.Errorf("%v: no help on %s", lang, c.Name)
			}
			for _, a := range c.Args {
				if a.Name == "" || !text.For(lang).Has("help."+c.Name+"."+a.Name) {
					t.Errorf("%v: no help on %s %s", lang, c.Name, a.Name)
				}
			}
		}
	}
}

func BenchmarkCommands(b *testing.B) {
	r := request(b, knowledge.En, "2021-12-01T11:20:00Z")
	each(b, func(c Command, name string, args any) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := c.Run(context.Background(), r, args); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

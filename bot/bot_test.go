package bot_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"usher/bot"
	"usher/commands"
	"usher/commands/ask"
	"usher/knowledge"
)

// journal is a log that is read while it is written.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

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

var asker = sync.OnceValue(ask.New)

func november() time.Time { return time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC) }

func config(log *journal) bot.Config {
	return bot.Config{Library: knowledge.Embedded(), Asker: asker(), Store: bot.NewMemory(), Clock: november, Lang: knowledge.En, Log: slog.New(slog.NewTextHandler(log, nil))}
}

func newBot(t *testing.T, c bot.Config) *bot.Bot {
	t.Helper()
	b, err := bot.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// platform is one of functions; it can do nothing beside.
type platform struct {
	run  func(context.Context, bot.Handler) error
	mu   sync.Mutex
	sent []*commands.Reply
	to   []bot.Address
}

func (*platform) Name() string                                   { return "test" }
func (p *platform) Run(ctx context.Context, h bot.Handler) error { return p.run(ctx, h) }
func (p *platform) Send(_ context.Context, to bot.Address, r *commands.Reply) (bot.Receipt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent, p.to = append(p.sent, r), append(p.to, to)
	return bot.Receipt{}, nil
}

// says tells the bot events, and ends.
func says(events ...bot.Event) *platform {
	return &platform{run: func(ctx context.Context, h bot.Handler) error {
		for _, e := range events {
			if err := h.Handle(ctx, e); err != nil {
				return bot.Permanent(err)
			}
		}
		return nil
	}}
}

func head(user string) bot.Head {
	return bot.Head{Who: bot.Identity{Platform: "test", Team: "T1", User: user}, Where: bot.Conversation{Team: "T1", Channel: "D-" + user, Direct: true}}
}

func asks(user, text string) bot.Event { return bot.Asked{Head: head(user), Text: text} }

// answers are what a platform is sent when events are told.
func answers(t *testing.T, c bot.Config, events ...bot.Event) (texts []string) {
	t.Helper()
	p := says(events...)
	if err := newBot(t, c).Serve(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	for _, r := range p.sent {
		texts = append(texts, commands.Plain(r, commands.Style{}))
	}
	return texts
}

func TestConfigIsChecked(t *testing.T) {
	for want, spoil := range map[string]func(*bot.Config){
		"lacks Store":          func(c *bot.Config) { c.Store = nil },
		"lacks Clock":          func(c *bot.Config) { c.Clock = nil },
		`no meeting "none"`:    func(c *bot.Config) { c.Meeting = "none" },
		`no meeting "nowhere"`: func(c *bot.Config) { c.Rooms = []bot.Room{{Platform: "test", Channel: "C1", Meeting: "nowhere"}} },
		`no role "king"`:       func(c *bot.Config) { c.Roles = []bot.Role{{Name: "king"}} },
		"must be 1 at least":   func(c *bot.Config) { c.Limits = bot.DefaultLimits(); c.Limits.Running = 0 },
		"must be above 0":      func(c *bot.Config) { c.Limits = bot.DefaultLimits(); c.Limits.Grace = 0 },
	} {
		c := config(&journal{})
		spoil(&c)
		if _, err := bot.New(c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %q", err, want)
		}
	}
}

// A platform that loses its connection, or panics, is run again after pauses that grow; what is permanent ends it, and no other.
func TestServeRunsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &journal{}
		began := time.Now()
		var at []time.Duration
		flaky := &platform{run: func(context.Context, bot.Handler) error {
			at = append(at, time.Since(began))
			switch len(at) {
			case 1, 2:
				return errors.New("the line is dead")
			case 3:
				panic("what somebody wrote")
			}
			return bot.Permanent(errors.New("the token was revoked: make a new one"))
		}}
		lasts := &platform{run: func(ctx context.Context, _ bot.Handler) error { <-ctx.Done(); return nil }}
		ctx, stop := context.WithTimeout(t.Context(), time.Hour)
		defer stop()
		err := newBot(t, config(log)).Serve(ctx, flaky, lasts)
		if !errors.Is(err, bot.ErrPermanent) || err.Error() != "test: the token was revoked: make a new one" {
			t.Error(err)
		}
		if want := []time.Duration{0, time.Second, 3 * time.Second, 7 * time.Second}; !slices.Equal(at, want) {
			t.Errorf("run at %v, want %v", at, want)
		}
		if time.Since(began) != time.Hour {
			t.Errorf("the other platform ended after %v", time.Since(began))
		}
		if strings.Contains(log.String(), "somebody") {
			t.Error(log)
		}
	})
}

// able can do all that a platform may.
type able struct {
	*platform
	did       []string
	fails     error
	registers int
}

func (a *able) note(what string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.did = append(a.did, what)
}

func (a *able) SendPrivately(ctx context.Context, to bot.Address, r *commands.Reply) (bot.Receipt, error) {
	a.note("privately to " + to.To.User)
	return a.Send(ctx, to, r)
}

func (a *able) Welcome(ctx context.Context, to bot.Address, r *commands.Reply) (bot.Receipt, error) {
	a.note("welcome to " + to.To.User)
	return a.Send(ctx, to, r)
}

func (a *able) Type(context.Context, bot.Address) error { a.note("types"); return a.fails }

func (a *able) Person(_ context.Context, who bot.Identity) (bot.Person, error) {
	a.note("looks up " + who.User)
	return bot.Person{Locale: "es-MX", Zone: "Asia/Tokyo"}, a.fails
}

func (a *able) Register(_ context.Context, table []commands.Command) error {
	if a.registers++; a.registers == 1 {
		return errors.New("not now")
	}
	a.note("registers " + table[0].Name)
	return nil
}

func (a *able) Finish(_ context.Context, to bot.Address, answered bool) {
	if !answered {
		a.note("unanswered " + to.Event)
		return
	}
	a.note("answered " + to.Event)
}

// What a platform can do is found, and asked of it when there is something to do.
func TestAbilities(t *testing.T) {
	c := config(&journal{})
	c.Limits = bot.DefaultLimits()
	c.Limits.Retry, c.Limits.Running = time.Millisecond, 1
	private := head("U1")
	private.ID, private.Private = "E1", true
	private.Where = bot.Conversation{Team: "T1", Channel: "C1"}
	known := private
	known.ID, known.Locale, known.Zone = "E2", "fr", "Africa/Dakar"
	events := []bot.Event{
		bot.Invoked{Head: private, Line: "schedule opening-plenary"},
		bot.Invoked{Head: private, Line: "schedule opening-plenary"}, // delivered again
		bot.Invoked{Head: known, Line: "schedule opening-plenary"},
	}
	a := &able{platform: says(events...)}
	if err := newBot(t, c).Serve(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if want := []string{"registers schedule", "looks up U1", "types", "privately to U1", "answered E1", "unanswered E1", "types", "privately to U1", "answered E2"}; !slices.Equal(a.did, want) {
		t.Errorf("%q\nwant %q", a.did, want)
	}
	for i, want := range []string{"12:00 (Ginebra) = 20:00 (Tokio)", "12:00 (Genève) = 11:00 (Dakar)"} {
		if got := commands.Plain(a.sent[i], commands.Style{}); !strings.Contains(got, want) {
			t.Errorf("%s; want %q", got, want)
		}
	}
	newcomer := private
	newcomer.ID, newcomer.Who.User = "E3", "U9"
	a = &able{platform: says(bot.Joined{Head: newcomer}), registers: 1, fails: errors.New("missing scope")}
	if err := newBot(t, config(&journal{})).Serve(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(a.did, "welcome to U9") || a.sent[0].Command != "welcome" || a.sent[0].Lang != knowledge.Es {
		t.Errorf("%q", a.did)
	}
}

// An answer that is not sent in time is told to hurry when the bot stops, which then ends.
func TestStopHurries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &journal{}
		c := config(log)
		c.Limits = bot.DefaultLimits()
		c.Limits.Patience = time.Hour
		ctx, stop := context.WithCancel(t.Context())
		p := &stuck{platform: says(asks("U1", "/zone"))}
		time.AfterFunc(time.Second, stop)
		began := time.Now()
		run := p.run
		p.run = func(ctx context.Context, h bot.Handler) error {
			_ = run(ctx, h)
			<-ctx.Done()
			return nil
		}
		if err := newBot(t, c).Serve(ctx, p); err != nil {
			t.Error(err)
		}
		if lasted := time.Since(began); lasted != 11*time.Second || !strings.Contains(log.String(), "the answer was not sent") {
			t.Errorf("it ended after %v\n%s", lasted, log)
		}
	})
}

type stuck struct{ *platform }

func (*stuck) Send(ctx context.Context, _ bot.Address, _ *commands.Reply) (bot.Receipt, error) {
	<-ctx.Done()
	return bot.Receipt{}, ctx.Err()
}

// library has two meetings that lie ahead in November 2021.
func library(t *testing.T) *knowledge.Library {
	t.Helper()
	l, found := knowledge.Embedded().Add(os.DirFS("../commands/eval/testdata/kites-2027-11"), "kites-2027-11")
	if len(found) > 0 || len(l.Meetings()) != 2 {
		t.Fatal(found)
	}
	return l
}

// Of several meetings a channel has its own; elsewhere it is asked back which is meant, and a button answers that for the question before.
func TestWhichMeeting(t *testing.T) {
	c := config(&journal{})
	c.Library = library(t)
	c.Rooms = []bot.Room{{Platform: "test", Team: "T1", Channel: "D-U2", Meeting: "itu-t-sg11-2021-12"}}
	p := says(asks("U1", "what is the next deadline?"), asks("U2", "what is the next deadline?"))
	if err := newBot(t, c).Serve(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	var choices []commands.Suggestion
	for i, r := range p.sent {
		text := commands.Plain(r, commands.Style{})
		switch {
		case p.to[i].To.User == "U2" && !strings.Contains(text, "8 days left"):
			t.Errorf("in the meeting's own channel: %s", text)
		case p.to[i].To.User == "U1":
			choices = r.Suggestions
		}
	}
	if len(choices) < 2 {
		t.Fatalf("no choice: %+v", choices)
	}
	for i, b := range c.Library.Meetings() {
		if choices[i].Label != b.Meeting().Name.In(knowledge.En) {
			t.Errorf("%+v, want %s", choices[i], b.Meeting().Name.In(knowledge.En))
		}
		lang := knowledge.En
		got := answers(t, c, asks("U1", "what is the next deadline?"), bot.Pressed{Head: head("U1"), Line: choices[i].Line, Lang: &lang})
		if d := b.Deadlines(); len(got) != 2 || !strings.Contains(got[1], "Next deadline") || !slices.ContainsFunc(d, func(d knowledge.Deadline) bool { return strings.Contains(got[1], d.Name.In(knowledge.En)) }) {
			t.Errorf("%s: %q", choices[i].Line, got)
		}
	}
}

// Who has a role is not slowed; it is given by user or by group, on its platform and team.
func TestRolesAreNotSlowed(t *testing.T) {
	grouped, elsewhere := head("U2"), head("U1")
	grouped.Groups, elsewhere.Who.Team = []string{"S7"}, "T2"
	for _, tt := range []struct {
		who    bot.Head
		slowed bool
	}{{head("U1"), false}, {grouped, false}, {head("U3"), true}, {elsewhere, true}} {
		c := config(&journal{})
		c.Limits = bot.DefaultLimits()
		c.Limits.Burst = 2
		c.Roles = []bot.Role{{Name: bot.Chair, Platform: "test", Team: "T1", Users: []string{"U1"}}, {Name: bot.Secretariat, Platform: "test", Groups: []string{"S7"}}}
		e := bot.Asked{Head: tt.who, Text: "/zone"}
		got := answers(t, c, e, e, e, e, e)
		if slowed := strings.Contains(strings.Join(got, ""), "wait a moment"); slowed != tt.slowed {
			t.Errorf("%+v: %q", tt.who, got)
		}
	}
}

// What a store does not keep is not claimed to be kept.
func TestChoiceThatIsNotKept(t *testing.T) {
	c := config(&journal{})
	c.Store = forgetful{bot.NewMemory()}
	if got := answers(t, c, asks("U1", "/zone Tokyo")); len(got) != 1 || !strings.Contains(got[0], "Something went wrong") {
		t.Errorf("%q", got)
	}
	if got := answers(t, c, bot.Joined{Head: head("U1")}, asks("U1", "/agenda 14")); len(got) != 1 || !strings.Contains(got[0], "Item 14:") {
		t.Errorf("who may have been welcomed is welcomed: %q", got)
	}
}

type forgetful struct{ *bot.Memory }

func (forgetful) Choose(context.Context, bot.Identity, commands.Choice) error {
	return errors.New("full")
}
func (forgetful) Welcome(context.Context, bot.Identity, string) (bool, error) {
	return false, errors.New("full")
}

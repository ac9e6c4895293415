package bottest

import (
	"context"
	"errors"
	"html"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"usher/bot"
	"usher/commands"
)

// FakeMost is how many characters a message of Fake holds.
const FakeMost = 2000

// Fake is a platform in memory: a server whose marks are those of HTML and whose mentions are <@user>, <!all> and @everyone, and its adapter.
// Its server delivers again what was not acknowledged.
type Fake struct {
	name  string
	shown chan Message

	mu       sync.Mutex
	waiting  []*delivery
	arrived  chan struct{} // holds one where something waits
	broken   chan struct{} // closed when the connection breaks; nil while there is none
	closed   bool
	throttle int
	runs     int
}

type delivery struct {
	act  Act
	done chan error
}

// NewFake returns a platform of a name on which nobody has done anything.
func NewFake(name string) *Fake {
	return &Fake{name: name, shown: make(chan Message, 1<<14), arrived: make(chan struct{}, 1)}
}

// Platform implements World.
func (f *Fake) Platform() bot.Platform { return &fakeAdapter{f} }

// Traits implements World.
func (f *Fake) Traits() Traits {
	return Traits{Channels: true, Slash: true, Joins: true, Buttons: true, Forms: true, Redeliver: true, Private: true, Most: FakeMost}
}

// Shown implements World.
func (f *Fake) Shown() <-chan Message { return f.shown }

// Do implements World.
func (f *Fake) Do(act Act) error {
	d := &delivery{act, make(chan error, 1)}
	f.mu.Lock()
	if f.closed {
		f.mu.Unlock()
		return errors.New("nobody is connected")
	}
	connected := f.broken != nil || f.runs == 0
	f.waiting = append(f.waiting, d)
	f.wake()
	f.mu.Unlock()
	if !connected {
		return nil
	}
	return <-d.done
}

// Break implements Breaker.
func (f *Fake) Break() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken != nil {
		close(f.broken)
		f.broken = nil
	}
}

// Throttle implements Throttler.
func (f *Fake) Throttle(messages int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.throttle = messages
}

// wake tells Run that something waits; f.mu is held.
func (f *Fake) wake() {
	select {
	case f.arrived <- struct{}{}:
	default:
	}
}

func (f *Fake) next() *delivery {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.waiting) == 0 {
		return nil
	}
	d := f.waiting[0]
	f.waiting = f.waiting[1:]
	return d
}

// retryAfter is how long the server wants to be left alone.
const retryAfter = 5 * time.Millisecond

var errThrottled = errors.New("429 too many requests")

var mention = regexp.MustCompile(`<[@!][^>]*>|@everyone`)

// post is the server's: it shows a message, with the mentions that it finds in the raw text.
func (f *Fake) post(m Message) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.throttle > 0 {
		f.throttle--
		return errThrottled
	}
	if m.Length > FakeMost {
		return errors.New("400 the message is too long")
	}
	m.Pings = mention.FindAllString(m.Text, -1)
	m.Text = html.UnescapeString(m.Text)
	f.shown <- m
	return nil
}

// fakeAdapter is the adapter of Fake.
type fakeAdapter struct{ f *Fake }

var (
	_ bot.Platform  = (*fakeAdapter)(nil)
	_ bot.Ephemeral = (*fakeAdapter)(nil)
	_ Breaker       = (*Fake)(nil)
	_ Throttler     = (*Fake)(nil)
)

func (a *fakeAdapter) Name() string { return a.f.name }

// Run delivers what waits until the connection breaks or the context ends.
func (a *fakeAdapter) Run(ctx context.Context, h bot.Handler) error {
	f := a.f
	f.mu.Lock()
	broken := make(chan struct{})
	f.broken, f.runs = broken, f.runs+1
	f.wake()
	f.mu.Unlock()
	for {
		select {
		case <-ctx.Done():
			a.close()
			return nil
		case <-broken:
			return errors.New("the connection is lost")
		case <-f.arrived:
		}
		for d := f.next(); d != nil; d = f.next() {
			d.done <- h.Handle(ctx, a.in(d.act))
		}
	}
}

// close refuses what waits and all that comes.
func (a *fakeAdapter) close() {
	a.f.mu.Lock()
	a.f.closed = true
	a.f.mu.Unlock()
	for d := a.f.next(); d != nil; d = a.f.next() {
		d.done <- errors.New("nobody is connected")
	}
}

// in makes an event of an act.
func (a *fakeAdapter) in(act Act) bot.Event {
	h := bot.Head{
		ID: act.ID, Who: bot.Identity{Platform: a.f.name, Team: "T1", User: act.User},
		Where: bot.Conversation{Team: "T1", Channel: act.Channel, Thread: act.Thread, Direct: act.Channel == ""},
		Bot:   act.Bot, Locale: act.Locale, Zone: act.Zone, Return: "return-" + act.ID,
	}
	if h.Where.Direct {
		h.Where.Channel = "direct-" + act.User
	}
	switch act.Kind {
	case Mention:
		if h.Where.Thread == "" {
			h.Where.Thread = act.ID
		}
		return bot.Asked{Head: h, Text: strings.TrimPrefix(act.Text, "<@usher> ")}
	case Slash:
		h.Private = true
		return bot.Invoked{Head: h, Line: act.Text}
	case Press:
		return bot.Pressed{Head: h, Line: act.Button.Line, Lang: act.Button.Lang}
	case Submit:
		return bot.Submitted{Head: h, Command: act.Command, Values: act.Values}
	case Join:
		return bot.Joined{Head: h}
	}
	return bot.Asked{Head: h, Text: act.Text}
}

// out draws a reply as messages.
func (*fakeAdapter) out(to bot.Address, reply *commands.Reply) (messages []Message) {
	direct := strings.Map(func(r rune) rune { // hidden marks of direction that somebody typed are not ours
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, commands.Plain(reply, commands.Style{}))
	for _, part := range bot.Split(direct, FakeMost, utf8.RuneCountInString) {
		m := Message{Channel: to.Channel, Thread: to.Thread, Length: utf8.RuneCountInString(part)}
		m.Text = strings.ReplaceAll(html.EscapeString(part), "@everyone", "&#64;everyone")
		if to.Direct {
			m.Channel, m.To = "", to.To.User
		}
		messages = append(messages, m)
	}
	last := &messages[len(messages)-1]
	for _, s := range reply.Suggestions {
		last.Buttons = append(last.Buttons, Button{s.Label, s.Line, &reply.Lang})
	}
	for _, b := range reply.Blocks {
		if file, ok := b.(commands.File); ok {
			last.Files = append(last.Files, file)
		}
	}
	return messages
}

// Send implements bot.Platform.
func (a *fakeAdapter) Send(ctx context.Context, to bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	return a.post(ctx, to, a.out(to, reply))
}

// SendPrivately implements bot.Ephemeral.
func (a *fakeAdapter) SendPrivately(ctx context.Context, to bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	messages := a.out(to, reply)
	for i := range messages {
		messages[i].For = to.To.User
	}
	return a.post(ctx, to, messages)
}

func (a *fakeAdapter) post(ctx context.Context, to bot.Address, messages []Message) (r bot.Receipt, err error) {
	for _, m := range messages {
		for err = a.f.post(m); errors.Is(err, errThrottled); err = a.f.post(m) {
			select {
			case <-ctx.Done():
				return r, ctx.Err()
			case <-time.After(retryAfter):
			}
		}
		if err != nil {
			return r, err
		}
	}
	return bot.Receipt{Channel: to.Channel, Message: to.Event}, nil
}

package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// Name is the platform's.
const Name = "terminal"

// You are the person at the terminal.
func You() bot.Identity { return bot.Identity{Platform: Name, User: "you"} }

// maxLine bounds a line that is typed or piped, in bytes.
const maxLine = 1 << 20

// Config is what a terminal is made of.
type Config struct {
	In          io.Reader
	Screen      Screen
	Interactive bool             // somebody types: they are greeted, and see a prompt
	Request     commands.Request // the meeting, language and zone to begin with
	Clock       func() time.Time
}

// Terminal is the platform. It implements bot.Platform and bot.Finisher.
type Terminal struct {
	Config
	done chan struct{} // holds one when the line is dealt with

	mu      sync.Mutex
	instant time.Time      // at which answers are given; zero: the clock's
	lang    knowledge.Lang // of what the terminal itself says
	zone    *time.Location
}

var (
	_ bot.Platform = (*Terminal)(nil)
	_ bot.Finisher = (*Terminal)(nil)
)

// New returns a terminal at which nothing has been said.
func New(c Config) *Terminal {
	return &Terminal{Config: c, done: make(chan struct{}, 1), lang: c.Request.Lang, zone: c.Request.Zone}
}

// Name implements bot.Platform.
func (*Terminal) Name() string { return Name }

// Now is the instant at which answers are given: the clock's, or the one set with /now. It is the clock of the bot that runs the terminal.
func (t *Terminal) Now() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.instant.IsZero() {
		return t.Clock()
	}
	return t.instant
}

// Run implements bot.Platform: it ends with the input.
func (t *Terminal) Run(ctx context.Context, h bot.Handler) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	lines, failed := t.read(ctx)
	if t.Interactive {
		if err := t.greet(ctx); err != nil {
			return bot.Permanent(err)
		}
	}
	for {
		if t.Interactive {
			fmt.Fprint(t.Screen.Out, "\n› ")
		}
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok {
				if t.Interactive {
					fmt.Fprintln(t.Screen.Out)
				}
				if err := <-failed; err != nil {
					return bot.Permanent(err)
				}
				return nil
			}
			if err := t.take(ctx, h, strings.TrimSpace(line)); errors.Is(err, bot.ErrStopping) {
				return nil
			} else if err != nil {
				return err
			}
			if !t.Interactive {
				fmt.Fprintln(t.Screen.Out) // one empty line between answers
			}
		}
	}
}

// read reads lines until the input or the context ends; then failed holds the input's error, or nil.
func (t *Terminal) read(ctx context.Context) (lines <-chan string, failed <-chan error) {
	read, err := make(chan string), make(chan error, 1)
	go func() {
		defer close(read)
		in := bufio.NewScanner(t.In)
		in.Buffer(nil, maxLine)
		for in.Scan() {
			select {
			case read <- in.Text():
			case <-ctx.Done():
				err <- nil
				return
			}
		}
		err <- in.Err()
	}()
	return read, err
}

// take hands a line to the bot, and waits until it is dealt with.
func (t *Terminal) take(ctx context.Context, h bot.Handler, line string) error {
	if line == "" {
		return nil
	}
	order, slash := strings.CutPrefix(line, "/")
	if name, instant, _ := strings.Cut(order, " "); slash && name == "now" {
		t.setNow(strings.TrimSpace(instant))
		return nil
	}
	err := h.Handle(ctx, bot.Asked{Text: line, Head: bot.Head{
		Who:    You(),
		Where:  bot.Conversation{Direct: true},
		Locale: t.Request.Lang.String(),
		Zone:   t.Request.Zone.String(),
	}})
	if err != nil {
		return err
	}
	select {
	case <-t.done:
	case <-ctx.Done():
	}
	return nil
}

// Send implements bot.Platform.
func (t *Terminal) Send(_ context.Context, _ bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	for _, e := range reply.Effects {
		if choice, ok := e.(commands.Choice); ok {
			t.chosen(choice)
		}
	}
	return bot.Receipt{}, t.Screen.Show(reply)
}

// Finish implements bot.Finisher.
func (t *Terminal) Finish(context.Context, bot.Address, bool) { t.done <- struct{}{} }

func (t *Terminal) chosen(choice commands.Choice) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if zone, err := knowledge.LoadZone(choice.Zone); err == nil {
		t.zone = zone
	}
	if choice.Lang != nil {
		t.lang = *choice.Lang
	}
}

// setNow sets the instant at which answers are given, to rehearse a meeting; the empty one is the clock's again.
func (t *Terminal) setNow(words string) {
	instant, err := time.Parse(time.RFC3339, words)
	if words != "" && err != nil {
		t.say("chat.bad-now", text.Args{"words": text.Echo(words)})
		return
	}
	t.mu.Lock()
	t.instant = instant // zero without words
	lang, zone := t.lang, t.zone
	t.mu.Unlock()
	p := text.For(lang)
	t.say("chat.now", text.Args{"now": p.Moment(t.Now(), zone), "city": p.City(zone)})
}

func (t *Terminal) say(key string, args text.Args) {
	t.mu.Lock()
	lang := t.lang
	t.mu.Unlock()
	t.Screen.Write(text.Isolate(text.For(lang).Text(key, args), lang))
}

// greet is the first screen: what the meeting is, what comes next, and what one can ask.
func (t *Terminal) greet(ctx context.Context) error {
	r := t.Request
	r.Now = t.Now()
	about, _ := commands.Lookup("about")
	now, _ := commands.Lookup("now")
	next, _ := commands.Lookup("deadlines")
	for _, part := range []struct {
		command commands.Command
		args    any
		blocks  int // how many of the first ones are shown
	}{{about, about.NewArgs(), 2}, {now, now.NewArgs(), 3}, {next, &commands.DeadlinesArgs{Which: []string{"next"}}, 1}} {
		reply, err := part.command.Run(ctx, r, part.args)
		var refusal *commands.Refusal
		if errors.As(err, &refusal) { // a meeting without deadlines
			continue
		}
		if err != nil {
			return err
		}
		reply.Blocks, reply.Citations = reply.Blocks[:min(part.blocks, len(reply.Blocks))], nil
		t.Screen.Write(commands.Plain(reply, t.Screen.Style))
	}
	fmt.Fprintln(t.Screen.Out)
	t.Screen.Write(commands.Plain(commands.Examples(r), t.Screen.Style))
	fmt.Fprintln(t.Screen.Out)
	t.say("chat.commands", nil)
	return nil
}

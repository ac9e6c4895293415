package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"usher/commands"
	"usher/commands/ask"
	"usher/commands/text"
	"usher/knowledge"
)

type chatCmd struct{}

// Run is called by kong. One goroutine reads lines; it ends with the input, or with the process where a read never returns.
func (*chatCmd) Run(ctx context.Context, s *session) error {
	r, err := s.request()
	if err != nil {
		return err
	}
	c := &chat{session: s, asker: ask.New(), r: r, clock: time.Now}
	if s.Now != "" {
		c.clock = func() time.Time { return r.Now }
	}
	if s.Lang != "" {
		c.lang = &r.Lang
	}
	lines := make(chan string)
	failed := make(chan error, 1)
	go func() {
		defer close(lines)
		in := bufio.NewScanner(s.in)
		in.Buffer(nil, maxLine)
		for in.Scan() {
			select {
			case lines <- in.Text():
			case <-ctx.Done():
				return
			}
		}
		failed <- in.Err()
	}()
	if s.interactive {
		if err := c.greet(ctx); err != nil {
			return err
		}
	}
	for {
		if s.interactive {
			fmt.Fprint(s.out, "\n› ")
		}
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok {
				if s.interactive {
					fmt.Fprintln(s.out)
				}
				return <-failed
			}
			if err := c.answer(ctx, line); err != nil {
				return err
			}
			if !s.interactive {
				fmt.Fprintln(s.out) // one empty line between answers
			}
		}
	}
}

const (
	maxLine  = 1 << 20 // bytes of a line that is typed or piped
	maxTurns = 10      // earlier questions that a follow-up can lean on
)

// chat is a conversation in the terminal.
type chat struct {
	*session
	asker *ask.Asker
	r     commands.Request
	clock func() time.Time
	lang  *knowledge.Lang // chosen; nil: that of each question
	turns []string        // questions and commands before, oldest first
}

// greet is the first screen: what the meeting is, what comes next, and what one can ask.
func (c *chat) greet(ctx context.Context) error {
	c.r.Now = c.clock()
	about, _ := commands.Lookup("about")
	now, _ := commands.Lookup("now")
	next, _ := commands.Lookup("deadlines")
	for _, part := range []struct {
		command commands.Command
		args    any
		blocks  int // how many of the first ones are shown
	}{{about, about.NewArgs(), 2}, {now, now.NewArgs(), 3}, {next, &commands.DeadlinesArgs{Which: []string{"next"}}, 1}} {
		reply, err := part.command.Run(ctx, c.r, part.args)
		var refusal *commands.Refusal
		if errors.As(err, &refusal) { // a meeting without deadlines
			continue
		}
		if err != nil {
			return err
		}
		reply.Blocks, reply.Citations = reply.Blocks[:min(part.blocks, len(reply.Blocks))], nil
		c.write(commands.Plain(reply, c.style()))
	}
	fmt.Fprintln(c.out)
	c.write(commands.Plain(commands.Examples(c.r), c.style()))
	fmt.Fprintln(c.out)
	c.say("chat.commands", nil)
	return nil
}

// answer answers a line: a command, with or without a slash, or a question.
func (c *chat) answer(ctx context.Context, line string) error {
	line = strings.TrimSpace(line)
	if line == "" {
		return nil
	}
	c.r.Now = c.clock()
	order, slash := strings.CutPrefix(line, "/")
	if name, instant, _ := strings.Cut(order, " "); slash && name == "now" {
		c.setNow(strings.TrimSpace(instant))
		return nil
	}
	reply, err := c.reply(ctx, order, slash)
	c.turns = append(c.turns, order)
	c.turns = c.turns[max(0, len(c.turns)-maxTurns):]
	var refusal *commands.Refusal
	switch {
	case errors.As(err, &refusal):
		c.write(refusal.Error())
		return nil
	case err != nil:
		return err
	case reply == nil:
		c.write(commands.NoCommand(c.r, order).Error())
		return nil
	}
	for _, e := range reply.Effects {
		if choice, ok := e.(commands.Choice); ok {
			c.choose(choice)
		}
	}
	return c.show(reply)
}

// reply answers a line. What has a slash before it is a command, or nothing: the reply is then nil. Else it is a question, and what no
// question's answer is found for may still be a command.
func (c *chat) reply(ctx context.Context, line string, slash bool) (*commands.Reply, error) {
	if slash {
		return c.run(ctx, line)
	}
	answer, err := c.asker.Ask(ctx, c.r, ask.Question{Text: line, Turns: c.turns, Lang: c.lang, Bound: c.Meeting != ""})
	if err != nil || len(answer.Keys) > 0 || answer.Gap != "" {
		return answer, err
	}
	if reply, err := c.run(ctx, line); reply != nil && err == nil {
		return reply, nil
	}
	return answer, nil
}

// run runs a line that names a command; the reply is nil where it names none.
func (c *chat) run(ctx context.Context, line string) (*commands.Reply, error) {
	command, args, ok, err := commands.Parse(c.r, line)
	if !ok || err != nil {
		return nil, err
	}
	return command.Run(ctx, c.r, args)
}

func (c *chat) choose(choice commands.Choice) {
	if zone, err := knowledge.LoadZone(choice.Zone); err == nil {
		c.r.Zone = zone
	}
	if choice.Lang != nil {
		c.r.Lang, c.lang = *choice.Lang, choice.Lang
	}
}

// setNow sets the instant at which answers are given, to rehearse a meeting; the empty one is the clock's again.
func (c *chat) setNow(words string) {
	instant, err := time.Parse(time.RFC3339, words)
	switch {
	case words == "":
		c.clock = time.Now
	case err != nil:
		c.say("chat.bad-now", text.Args{"words": text.Echo(words)})
		return
	default:
		c.clock = func() time.Time { return instant }
	}
	p := text.For(c.r.Lang)
	c.say("chat.now", text.Args{"now": p.Moment(c.clock(), c.r.Zone), "city": p.City(c.r.Zone)})
}

func (c *chat) say(key string, args text.Args) {
	c.write(text.Isolate(text.For(c.r.Lang).Text(key, args), c.r.Lang))
}

package commands

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"usher/commands/text"
	"usher/knowledge"
)

// Request is all that a command sees.
type Request struct {
	Library *knowledge.Library // the meetings that are loaded
	Base    *knowledge.Base    // the meeting that is asked about
	Now     time.Time
	Lang    knowledge.Lang
	Zone    *time.Location // the asker's
}

// today is the day at the meeting.
func (r Request) today() knowledge.Day { return knowledge.DayOf(r.Now, r.Base.Zone()) }

// clock is the pair of zones that hours are shown in.
func (r Request) clock() text.Clock {
	return text.Clock{Meeting: r.Base.Zone(), City: r.Base.Meeting().City, Asker: r.Zone}
}

func (r Request) printer() *text.Printer { return text.For(r.Lang) }

func (r Request) say(key string, args text.Args) text.Line { return r.printer().Line(key, args) }

// Command is one thing that one can ask or order.
type Command struct {
	Name string
	Args []Arg // in the order in which they are written

	arguments reflect.Type
	run       func(context.Context, Request, any) (*Reply, error)
}

// Arg is an argument of a command: a field of its struct.
type Arg struct {
	Name       string // as in JSON; its description is the message help.⟨command⟩.⟨name⟩
	Positional bool   // written without its name
	Required   bool
	Type       reflect.Type
}

// Define makes a command of a function. The fields of A are its arguments: the tag json names one, arg marks it as
// positional, optional as not required.
func Define[A any](name string, run func(context.Context, Request, A) (*Reply, error)) Command {
	c := Command{Name: name, arguments: reflect.TypeFor[A]()}
	for i := range c.arguments.NumField() {
		field := c.arguments.Field(i)
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		_, positional := field.Tag.Lookup("arg")
		_, optional := field.Tag.Lookup("optional")
		c.Args = append(c.Args, Arg{Name: key, Positional: positional, Required: positional && !optional, Type: field.Type})
	}
	c.run = func(ctx context.Context, r Request, args any) (*Reply, error) {
		a, ok := args.(*A)
		if !ok {
			return nil, fmt.Errorf("command %s takes %T, not %T", name, new(A), args)
		}
		reply, err := run(ctx, r, *a)
		if err != nil {
			return nil, err
		}
		return reply.finish(r, name), nil
	}
	return c
}

// NewArgs returns a pointer to a zero struct of the command's arguments, for Run.
func (c Command) NewArgs() any { return reflect.New(c.arguments).Interface() }

// Run runs the command; args come from NewArgs. An error is a *Refusal where the arguments name what is not there.
func (c Command) Run(ctx context.Context, r Request, args any) (*Reply, error) {
	return c.run(ctx, r, args)
}

// Table lists every command, in the order in which help shows them.
func Table() []Command {
	table.once.Do(func() { table.commands = defined() })
	return slices.Clone(table.commands)
}

// table is made once; a value of its own would refer to itself through help.
var table struct {
	once     sync.Once
	commands []Command
}

func defined() []Command {
	return []Command{
		Define("schedule", schedule),
		Define("now", now),
		Define("agenda", agenda),
		Define("deadlines", deadlines),
		Define("rules", rules),
		Define("contacts", contacts),
		Define("meeting", meeting),
		Define("welcome", welcome),
		Define("what", what),
		Define("calendar", calendar),
		Define("source", source),
		Define("zone", zone),
		Define("language", language),
		Define("help", help),
		Define("about", about),
	}
}

// Lookup returns the command of a name.
func Lookup(name string) (Command, bool) {
	for _, c := range Table() {
		if c.Name == name {
			return c, true
		}
	}
	return Command{}, false
}

// Refusal is an error that the asker can mend, in the asker's language: what was named is not there.
type Refusal struct {
	Line text.Line
	Lang knowledge.Lang
}

func (r *Refusal) Error() string { return text.Isolate(r.Line.String(), r.Lang) }

// Reply is the refusal as an answer: it states no fact.
func (r *Refusal) Reply() *Reply {
	return &Reply{Lang: r.Lang, Blocks: []Block{Paragraph{r.Line}}, Keys: []string{}, Citations: []Citation{}}
}

// Notice is a reply of one message of the catalogues, from the program itself: it states no fact.
func Notice(lang knowledge.Lang, key string, args text.Args) *Reply {
	return (&Refusal{text.For(lang).Line(key, args), lang}).Reply()
}

// oneOf refuses arguments that contradict each other: at most one of them is given.
func (r Request) oneOf(args map[string]bool) error {
	var given []string
	for _, name := range slices.Sorted(maps.Keys(args)) {
		if args[name] {
			given = append(given, name)
		}
	}
	if len(given) < 2 {
		return nil
	}
	return r.refuse("unknown.one-of", text.Args{"names": strings.Join(given, r.printer().Text("list.comma", nil))})
}

// refuse makes a refusal of a message; what the asker typed stands in it under "words".
func (r Request) refuse(key string, args text.Args) *Refusal {
	if words, ok := args["words"].(string); ok {
		args["words"] = text.Echo(words)
	}
	return &Refusal{r.say(key, args), r.Lang}
}

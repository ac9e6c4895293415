package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/alecthomas/kong"

	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// tableCmd is a command of the table on the command line.
type tableCmd struct {
	command commands.Command
	Args    any `embed:""`
}

// Run is called by kong.
func (c *tableCmd) Run(ctx context.Context, s *session) error {
	r, err := s.request()
	if err != nil {
		return err
	}
	reply, err := c.command.Run(ctx, r, c.Args)
	if err != nil {
		return err
	}
	return s.print(reply)
}

// print prints a reply as text or JSON.
func (s *session) print(reply *commands.Reply) error {
	if s.JSON {
		out := json.NewEncoder(s.out)
		out.SetIndent("", "  ")
		out.SetEscapeHTML(false)
		return out.Encode(reply)
	}
	if i := slices.IndexFunc(reply.Blocks, func(b commands.Block) bool { _, file := b.(commands.File); return file }); i >= 0 && !s.terminal {
		_, err := s.out.Write(reply.Blocks[i].(commands.File).Data) // usher calendar > meeting.ics
		return err
	}
	_, err := fmt.Fprintln(s.out, commands.Plain(reply, s.style()))
	return err
}

// style is colour on a terminal, unless NO_COLOR is set (no-color.org) or the terminal is dumb.
func (s *session) style() commands.Style {
	if !s.terminal || s.getenv("NO_COLOR") != "" || s.getenv("TERM") == "dumb" {
		return commands.Style{}
	}
	paint := func(code string) func(string) string {
		return func(t string) string { return "\x1b[" + code + "m" + t + "\x1b[0m" }
	}
	return commands.Style{Strong: paint("1"), Quiet: paint("2"), Link: paint("4")}
}

// describe gives the flags and arguments of the table's commands their help.
func describe(node *kong.Node) {
	english := text.For(knowledge.En)
	for _, child := range node.Children {
		for _, flag := range child.Flags {
			if key := "help." + child.Name + "." + flag.Name; english.Has(key) {
				flag.Help = english.Text(key, nil)
			}
		}
		for _, arg := range child.Positional {
			if key := "help." + child.Name + "." + arg.Name; english.Has(key) {
				arg.Help = english.Text(key, nil)
			}
		}
	}
}

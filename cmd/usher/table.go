package main

import (
	"context"
	"encoding/json"

	"github.com/alecthomas/kong"

	"usher/bot/terminal"
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
	if f, ok := terminal.FileOf(reply); ok && !s.terminal { // usher calendar > meeting.ics
		_, err := s.out.Write(f.Data)
		return err
	}
	return s.screen().Show(reply)
}

// screen is where replies are shown.
func (s *session) screen() terminal.Screen {
	return terminal.Screen{Out: s.out, Width: s.width, Style: s.style()}
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

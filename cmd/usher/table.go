package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/charmbracelet/x/ansi"

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
	if f, ok := file(reply); ok && !s.terminal { // usher calendar > meeting.ics
		_, err := s.out.Write(f.Data)
		return err
	}
	return s.show(reply)
}

// show prints a reply as text, broken between words at the terminal's width, and saves its file.
func (s *session) show(reply *commands.Reply) error {
	s.write(commands.Plain(reply, s.style()))
	f, ok := file(reply)
	if !ok {
		return nil
	}
	name, err := save(f)
	if err != nil {
		return err
	}
	s.write(text.Isolate(text.For(reply.Lang).Text("file.saved", text.Args{"name": name}), reply.Lang))
	return nil
}

func (s *session) write(answer string) {
	if s.width > 0 {
		answer = ansi.Wrap(strings.ReplaceAll(answer, "-", unbreakable), s.width, "")
		answer = strings.ReplaceAll(answer, unbreakable, "-")
	}
	fmt.Fprintln(s.out, answer)
}

// unbreakable stands for a hyphen while lines are broken: names such as ITU-T stay in one piece.
const unbreakable = "\u2011"

// file returns the file of a reply that has one.
func file(reply *commands.Reply) (f commands.File, ok bool) {
	for _, b := range reply.Blocks {
		if f, ok = b.(commands.File); ok {
			return f, true
		}
	}
	return f, false
}

// save writes a file into the working folder; one that is there already stays, and the new one gets a number.
func save(f commands.File) (name string, err error) {
	for n := 1; ; n++ {
		name = f.Name
		if extension := filepath.Ext(name); n > 1 {
			name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, extension), n, extension)
		}
		out, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = out.Write(f.Data)
		return name, errors.Join(err, out.Close())
	}
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

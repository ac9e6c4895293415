package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// flags are those of every command.
type flags struct {
	Lang     string `help:"Language of the answer: ar, en, es, fr, ru or zh. By default that of the question, else of the system." placeholder:"LANG"`
	Zone     string `help:"Your time zone, an IANA name: Asia/Tokyo. By default the system's." placeholder:"ZONE"`
	Now      string `help:"The instant to answer at: 2021-11-10T09:00:00Z. By default now." placeholder:"TIME"`
	Meeting  string `help:"The meeting to answer about, by its id." placeholder:"ID"`
	Meetings string `help:"A folder of meetings that adds to those in the program or replaces them." placeholder:"DIR"`
	JSON     bool   `help:"Print the whole reply as JSON." name:"json"`

	Version kong.VersionFlag `help:"Print the version."`
}

type cli struct {
	flags
	Chat  chatCmd  `cmd:"" default:"1" help:"Talk: questions and commands, a line each. It is what usher does alone."`
	Ask   askCmd   `cmd:"" help:"Answer a question in your own words."`
	Check checkCmd `cmd:"" help:"Prove a meeting's folder: every finding with its place and how to mend it."`
	Eval  evalCmd  `cmd:"" help:"Answer a question set and score the answers, a language a row."`
	Serve serveCmd `cmd:"" help:"Run the bot on the chat platforms for which there are secrets; without any, talk here."`
	Setup setupCmd `cmd:"" help:"Print what is needed to set the bot up."`
}

const examples = `Examples:
  usher
  usher ask when does the opening plenary start in Tokyo
  usher ask --lang fr --zone Africa/Dakar "date limite contributions ?"
  usher deadlines next --now 2021-11-10T09:00:00Z
  usher schedule --on 2021-12-01 --zone Asia/Kathmandu
  usher agenda 14.b
  usher source deadline.registration
  usher check ./my-meeting`

// usageError is a command line that is wrong: exit code 2.
type usageError struct{ error }

// run runs the program and returns its exit code.
func run(ctx context.Context, p process) int {
	var c cli
	parser, err := newParser(&c, p)
	if err != nil {
		fmt.Fprintln(p.err, "usher:", err)
		return exitUsage
	}
	code := -1
	parser.Exit = func(n int) { code = n }
	k, err := parser.Parse(p.args)
	if code >= 0 { // --help has printed
		return code
	}
	if err != nil {
		fmt.Fprintf(p.err, "usher: %v\n  → usher --help shows what there is\n", err)
		return exitUsage
	}
	s := &session{process: p, flags: c.flags}
	k.BindTo(ctx, (*context.Context)(nil))
	err = k.Run(s)
	var refusal *commands.Refusal
	var usage usageError
	switch {
	case err == nil:
		return s.code
	case errors.As(err, &refusal) && s.JSON:
		if err := writeLine(p.out, map[string]string{"refused": refusal.Line.String()}); err != nil {
			fmt.Fprintln(p.err, "usher:", err)
		}
		return exitNo
	case errors.As(err, &refusal):
		fmt.Fprintln(p.err, refusal) // in the asker's language: no Latin word before it
		return exitNo
	case errors.As(err, &usage):
		fmt.Fprintln(p.err, "usher:", usage.error)
		return exitUsage
	}
	fmt.Fprintln(p.err, "usher:", err)
	return exitNo
}

// newParser makes the command line from the flags, our own commands and the table of commands.
func newParser(c *cli, p process) (*kong.Kong, error) {
	options := []kong.Option{
		kong.Name("usher"),
		kong.Description("Usher answers delegates' questions about a meeting from the meeting's own letter.\n\n" + examples),
		kong.Writers(p.out, p.err),
		kong.Vars{"version": version()},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	}
	english := text.For(knowledge.En)
	for _, command := range commands.Table() {
		options = append(options, kong.DynamicCommand(command.Name, english.Text("help."+command.Name, nil), "", &tableCmd{command, command.NewArgs()}))
	}
	parser, err := kong.New(c, options...)
	if err == nil {
		describe(parser.Model.Node)
	}
	return parser, err
}

// version names what is running: the module's version, or the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "usher"
	}
	return "usher " + info.Main.Version + " (" + info.GoVersion + ")"
}

// session is one run of a command.
type session struct {
	process
	flags
	code int
}

// request makes a request of the flags.
func (s *session) request() (r commands.Request, err error) {
	r.Lang = systemLang(s.getenv)
	if s.Lang != "" {
		if err := r.Lang.UnmarshalText([]byte(s.Lang)); err != nil {
			return r, usageError{fmt.Errorf("--lang: %w", err)}
		}
	}
	r.Now = time.Now()
	if s.Now != "" {
		if r.Now, err = time.Parse(time.RFC3339, s.Now); err != nil {
			return r, usageError{fmt.Errorf("--now: %q is not an instant: write it as 2021-11-10T09:00:00Z, or with an offset as 2021-11-10T10:00:00+01:00", s.Now)}
		}
	}
	if r.Library, err = s.library(); err != nil {
		return r, err
	}
	if r.Base, err = r.Library.Meeting(s.Meeting, r.Now); err != nil {
		return r, usageError{fmt.Errorf("--meeting: %w", err)}
	}
	r.Zone = systemZone(s.getenv, r.Base.Zone())
	if s.Zone != "" {
		if r.Zone, err = knowledge.LoadZone(s.Zone); err != nil {
			return r, usageError{fmt.Errorf("--zone: %w", err)}
		}
	}
	return r, nil
}

// library loads the embedded meetings and those of --meetings. What is wrong with a folder is said, and the others are used.
func (s *session) library() (*knowledge.Library, error) {
	l := knowledge.Embedded()
	if s.Meetings == "" {
		return l, nil
	}
	if info, err := os.Stat(s.Meetings); err != nil || !info.IsDir() {
		return nil, usageError{fmt.Errorf("--meetings: %s is not a folder that can be read", s.Meetings)}
	}
	l, found := l.Add(os.DirFS(s.Meetings), filepath.Clean(s.Meetings))
	for _, f := range found {
		fmt.Fprintln(s.err, f.Error())
	}
	if len(found) > 0 {
		fmt.Fprintln(s.err, "usher: the folders with these findings are left out; usher check proves a folder")
	}
	return l, nil
}

// systemLang is the language of the system's locale where it is one of the six, else English.
func systemLang(getenv func(string) string) knowledge.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value, _, _ := strings.Cut(getenv(name), "."); value != "" {
			var lang knowledge.Lang
			if lang.UnmarshalText([]byte(value)) == nil {
				return lang
			}
			break
		}
	}
	return knowledge.En
}

// systemZone is the zone that TZ names (Asia/Tokyo or :Asia/Tokyo), else the machine's, else the given one. A machine set to UTC is a
// server: nobody chose its zone as theirs.
func systemZone(getenv func(string) string, otherwise *time.Location) *time.Location {
	if zone, err := knowledge.LoadZone(strings.TrimPrefix(getenv("TZ"), ":")); err == nil {
		return zone
	}
	if link, err := os.Readlink("/etc/localtime"); err == nil {
		_, name, _ := strings.Cut(link, "zoneinfo/")
		if zone, err := knowledge.LoadZone(name); err == nil && zone != time.UTC {
			return zone
		}
	}
	return otherwise
}

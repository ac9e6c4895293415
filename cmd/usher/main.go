// Usher answers delegates' questions about a virtual meeting from the meeting's own letter, in six languages.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // zones on machines without them

	"golang.org/x/term"
)

// gcPercent is how much the heap may grow, in percent, before it is collected, unless GOGC says otherwise: most of what is loaded stays, and
// a question leaves little, so that half the usual costs nothing and holds the program under 64 MB.
const gcPercent = 50

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends what does not listen
	os.Exit(run(ctx, systemProcess()))
}

// process is what a run of the program takes from its surroundings.
type process struct {
	args     []string
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	terminal bool // out is one
	width    int  // of the terminal, in cells; 0 where out is none

	interactive bool           // in and out are a terminal: somebody types
	kinds       []platformKind // that serve can run
}

func systemProcess() process {
	p := process{args: os.Args[1:], in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv, kinds: platformKinds()}
	p.terminal = term.IsTerminal(int(os.Stdout.Fd()))
	p.interactive = p.terminal && term.IsTerminal(int(os.Stdin.Fd()))
	if p.terminal {
		p.width, _, _ = term.GetSize(int(os.Stdout.Fd())) // 0 where it cannot be told: lines are not broken
	}
	return p
}

// The exit codes.
const (
	exitOK    = 0
	exitNo    = 1 // findings, a question declined, something named that is not there
	exitUsage = 2 // the command line is wrong, or a file cannot be read
)

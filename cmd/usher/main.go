// Usher answers delegates' questions about a virtual meeting from the meeting's own letter, in six languages.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	_ "time/tzdata" // zones on machines without them
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends what does not listen
	os.Exit(run(ctx, process{os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv, isTerminal(os.Stdout)}))
}

// process is what a run of the program takes from its surroundings.
type process struct {
	args     []string
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	terminal bool // out is one
}

// The exit codes.
const (
	exitOK    = 0
	exitNo    = 1 // findings, a question declined, something named that is not there
	exitUsage = 2 // the command line is wrong, or a file cannot be read
)

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

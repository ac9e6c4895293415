package terminal

import (
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"usher/bot"
	"usher/bot/bottest"
	"usher/commands"
	"usher/knowledge"
)

// world is the other side of a terminal: lines go in, and what stands between empty lines comes out.
type world struct {
	*Terminal
	typed chan string
	rest  []byte // of a line that was not read yet
	taken chan error
	ended chan struct{}
	shown chan bottest.Message

	mu  sync.Mutex
	out strings.Builder
}

func newWorld(t *testing.T) bottest.World {
	t.Chdir(t.TempDir())
	now := time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC)
	base, err := knowledge.Embedded().Meeting("", now)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{typed: make(chan string, 1000), taken: make(chan error, 1000), ended: make(chan struct{}), shown: make(chan bottest.Message, 1000)}
	w.Terminal = New(Config{
		In: reader{w}, Screen: Screen{Out: w}, Clock: func() time.Time { return now },
		Request: commands.Request{Library: knowledge.Embedded(), Base: base, Lang: knowledge.En, Zone: base.Zone()},
	})
	return w
}

func (w *world) Platform() bot.Platform        { return w }
func (w *world) Traits() bottest.Traits        { return bottest.Traits{} }
func (w *world) Shown() <-chan bottest.Message { return w.shown }

func (w *world) Do(act bottest.Act) error {
	w.typed <- act.Text + "\n"
	select {
	case err := <-w.taken:
		return err
	case <-w.ended:
		return errors.New("the terminal has ended")
	}
}

// Run lets the world know what was taken over.
func (w *world) Run(ctx context.Context, h bot.Handler) error {
	defer close(w.ended)
	return w.Terminal.Run(ctx, watched{h, w})
}

type watched struct {
	bot.Handler
	w *world
}

func (h watched) Handle(ctx context.Context, e bot.Event) error {
	err := h.Handler.Handle(ctx, e)
	h.w.taken <- err
	return err
}

type reader struct{ w *world }

func (r reader) Read(p []byte) (int, error) {
	if len(r.w.rest) == 0 {
		select {
		case line := <-r.w.typed:
			r.w.rest = []byte(line)
		case <-r.w.ended:
			return 0, io.EOF
		}
	}
	n := copy(p, r.w.rest)
	r.w.rest = r.w.rest[n:]
	return n, nil
}

var saved = regexp.MustCompile(`Saved in this folder: (.+)\n`)

// Write is the screen.
func (w *world) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out.Write(p)
	if before, ok := strings.CutSuffix(w.out.String(), "\n\n"); ok || w.out.String() == "\n" {
		w.out.Reset()
		m := bottest.Message{Text: before, Length: len(before)}
		if found := saved.FindStringSubmatch(before + "\n"); found != nil {
			data, err := os.ReadFile(found[1])
			if err != nil {
				return 0, err
			}
			m.Files = []commands.File{{Name: found[1], Data: data}}
		}
		if strings.TrimSpace(m.Text) != "" {
			w.shown <- m
		}
	}
	return len(p), nil
}

func TestTerminal(t *testing.T) { bottest.Exercise(t, newWorld) }

// A line that is too long ends the conversation with an error that is no reason to begin it again.
func TestLineTooLong(t *testing.T) {
	w := newWorld(t).(*world)
	w.Terminal.In = strings.NewReader(strings.Repeat("x", maxLine+1))
	err := w.Terminal.Run(context.Background(), nil)
	if !errors.Is(err, bot.ErrPermanent) || !strings.Contains(err.Error(), "too long") {
		t.Error(err)
	}
}

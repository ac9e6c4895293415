package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"usher/commands"
)

// Bot answers events.
type Bot struct {
	c     Config
	lanes *lanes
	flood *flood
	turns *turns
	makes chan struct{} // one for each answer that is made

	hurry  context.Context // ends when what was begun must end
	hasten context.CancelFunc
}

// New returns a bot that runs no platform yet, or an error for each thing that is wrong with its configuration.
func New(c Config) (*Bot, error) {
	if c.Limits == (Limits{}) {
		c.Limits = DefaultLimits()
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	b := &Bot{
		c:     c,
		lanes: newLanes(c.Limits.Running, c.Limits.Queue, c.Limits.Waiting),
		flood: newFlood(c.Limits.Burst, c.Limits.Every),
		makes: make(chan struct{}, c.Limits.Making),
		turns: newTurns(c.Limits.Turns, c.Limits.Conversations, c.Limits.Age),
	}
	b.hurry, b.hasten = context.WithCancel(context.Background())
	return b, nil
}

// Serve runs platforms until all have ended or the context does; then it stops as the package's comment says. It is called once. The
// error joins those of the platforms that ended with one.
func (b *Bot) Serve(ctx context.Context, platforms ...Platform) error {
	running, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	ended := make(chan error)
	for _, p := range platforms {
		go func() { ended <- b.keep(running, p) }()
	}
	stop := func() {
		b.c.Log.Info("stopping: what was begun is finished")
		if !b.lanes.close(b.c.Limits.Grace, b.hasten) {
			b.c.Log.Error("what was begun did not end in time and is left", "seconds", (2 * b.c.Limits.Grace).Seconds())
		}
		b.hasten()
		hangUp()
	}
	var errs []error
	stopped := ctx.Done()
	for left := len(platforms); left > 0; {
		select {
		case <-stopped:
			stop()
			stopped = nil
		case err := <-ended:
			left--
			errs = append(errs, err)
		}
	}
	if stopped != nil {
		stop()
	}
	return errors.Join(errs...)
}

// keep runs a platform, and again after an error that may pass.
func (b *Bot) keep(ctx context.Context, p Platform) error {
	log := b.c.Log.With("platform", p.Name())
	registrar, registers := p.(Registrar)
	for pause := b.c.Limits.Retry; ; pause = min(2*pause, 64*b.c.Limits.Retry) {
		began := time.Now()
		err := safely(func() error {
			if registers {
				if err := registrar.Register(ctx, commands.Table()); err != nil {
					return fmt.Errorf("registering the commands: %w", err)
				}
				registers = false
			}
			return p.Run(ctx, handler{b, p})
		})
		switch {
		case err == nil, ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrPermanent):
			log.Error("the platform is given up", "error", err)
			return fmt.Errorf("%s: %w", p.Name(), err)
		case time.Since(began) > 64*b.c.Limits.Retry: // it ran well for long
			pause = b.c.Limits.Retry
		}
		log.Warn("the platform is run again", "error", err, "seconds", pause.Seconds())
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
	}
}

// handler takes over the events of one platform.
type handler struct {
	*Bot
	p Platform
}

// Handle implements Handler.
func (h handler) Handle(ctx context.Context, e Event) error {
	if e.head().Bot {
		return nil
	}
	work := context.WithoutCancel(ctx)
	return h.lanes.add(laneOf(e),
		func() { h.deal(work, h.p, e) },
		func() { h.sorry(work, h.p, e, "bot.full") })
}

// panicked is a panic as an error. It tells of the panic's value no more than its type, unless the runtime made it: the value may hold
// what somebody wrote.
type panicked struct {
	what  string
	stack string
}

func (p *panicked) Error() string { return "panic: " + p.what }

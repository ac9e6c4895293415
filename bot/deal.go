package bot

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"time"

	"usher/commands"
	"usher/knowledge"
)

// safely calls a function and turns a panic of it into an error.
func safely(do func() error) (err error) {
	defer func() {
		switch value := recover().(type) {
		case nil:
		case runtime.Error:
			err = &panicked{value.Error(), string(debug.Stack())}
		default:
			err = &panicked{fmt.Sprintf("%T", value), string(debug.Stack())}
		}
	}()
	return do()
}

// addressOf is where the answer to an event goes.
func addressOf(e Event) Address {
	h := e.head()
	return Address{Conversation: h.Where, To: h.Who, Event: h.ID, Return: h.Return, Private: h.Private}
}

// within bounds how long something takes; it ends earlier where what was begun must.
func (b *Bot) within(ctx context.Context, most time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, most)
	stop := context.AfterFunc(b.hurry, cancel)
	return ctx, func() { stop(); cancel() }
}

// deal deals with one event, from whether it was seen before to the answer's sending.
func (b *Bot) deal(ctx context.Context, p Platform, e Event) {
	making, cancel := b.within(ctx, b.c.Limits.Patience)
	defer cancel()
	h, began := e.head(), b.c.Clock()
	log := b.c.Log.With("platform", p.Name(), "event", h.ID, "kind", e.kind())
	answered := false
	if f, ok := p.(Finisher); ok {
		defer func() {
			ctx, cancel := context.WithTimeout(ctx, b.c.Limits.Store)
			defer cancel()
			if err := safely(func() error { f.Finish(ctx, addressOf(e), answered); return nil }); err != nil {
				logError(log, "the platform could not finish the event", err)
			}
		}()
	}
	who := b.stranger()
	var reply *commands.Reply
	err := safely(func() (err error) {
		if !b.first(making, log, h) {
			log.Info("delivered again")
			return nil
		}
		who = b.person(making, log, p, h)
		if verdict := b.pace(e); verdict != pass {
			log.Info("slowed")
			if verdict == tell {
				reply = commands.Notice(who.lang, "bot.flood", nil)
			}
			return nil
		}
		if t, ok := p.(Typing); ok {
			if err := t.Type(making, addressOf(e)); err != nil {
				log.Debug("not shown that an answer is made", "error", err)
			}
		}
		reply, err = b.answer(making, log, who, e)
		return err
	})
	if err != nil {
		reply = b.words(log, who.lang, err)
	}
	if reply == nil {
		return
	}
	if err := b.send(ctx, p, e, reply); err != nil {
		logError(log, "the answer was not sent", err)
		return
	}
	answered = true
	log.Info("answered", "command", reply.Command, "lang", reply.Lang, "keys", len(reply.Keys), "gap", reply.Gap, "ms", b.c.Clock().Sub(began).Milliseconds())
}

// sorry sends a notice instead of an answer.
func (b *Bot) sorry(ctx context.Context, p Platform, e Event, key string) {
	making, cancel := b.within(ctx, b.c.Limits.Patience)
	defer cancel()
	log := b.c.Log.With("platform", p.Name(), "kind", e.kind())
	log.Warn("a conversation has more to do than may wait")
	err := safely(func() error {
		return b.send(ctx, p, e, commands.Notice(b.person(making, log, p, e.head()).lang, key, nil))
	})
	if err != nil {
		logError(log, "the notice was not sent", err)
	}
}

// send sends a reply in the way that the platform can and the event wants.
func (b *Bot) send(ctx context.Context, p Platform, e Event, reply *commands.Reply) error {
	ctx, cancel := b.within(ctx, b.c.Limits.Patience)
	defer cancel()
	return safely(func() (err error) {
		to := addressOf(e)
		welcomer, welcomes := p.(Welcomer)
		ephemeral, privately := p.(Ephemeral)
		_, joined := e.(Joined)
		switch {
		case joined && welcomes:
			to.Private = true
			_, err = welcomer.Welcome(ctx, to, reply)
		case (joined || to.Private) && privately && !to.Direct:
			to.Private = true
			_, err = ephemeral.SendPrivately(ctx, to, reply)
		default:
			to.Private = to.Private || joined
			_, err = p.Send(ctx, to, reply)
		}
		return err
	})
}

// first claims an event. Where the store fails it is answered: twice is better than never.
func (b *Bot) first(ctx context.Context, log *slog.Logger, h Head) bool {
	if h.ID == "" {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, b.c.Limits.Store)
	defer cancel()
	first, err := b.c.Store.Claim(ctx, h.Who.Platform+"/"+h.ID, b.c.Clock())
	if err != nil {
		log.Error("the store does not say whether the event was seen", "error", err)
		return true
	}
	return first
}

func (b *Bot) pace(e Event) pace {
	h := e.head()
	if _, joined := e.(Joined); joined || len(b.c.roles(h)) > 0 {
		return pass
	}
	return b.flood.take(h.Who, b.c.Clock())
}

// asker is who asks, as far as it is known.
type asker struct {
	lang   knowledge.Lang  // breaks ties
	chosen *knowledge.Lang // of every answer
	zone   *time.Location  // nil: not known
}

func (b *Bot) stranger() asker { return asker{lang: b.c.Lang, zone: b.c.Zone} }

// person finds out the language and zone of who did something: what they chose, else what the platform knows.
func (b *Bot) person(ctx context.Context, log *slog.Logger, p Platform, h Head) asker {
	a := b.stranger()
	store, cancel := context.WithTimeout(ctx, b.c.Limits.Store)
	defer cancel()
	choice, err := b.c.Store.Choice(store, h.Who)
	if err != nil {
		log.Error("the store does not say what the person chose", "error", err)
	}
	known := Person{Locale: h.Locale, Zone: h.Zone}
	if d, ok := p.(Directory); ok && (known.Locale == "" && choice.Lang == nil || known.Zone == "" && choice.Zone == "") {
		found, err := d.Person(ctx, h.Who)
		if err != nil {
			log.Warn("the platform does not tell the person's language and zone", "error", err)
		}
		if known.Locale == "" {
			known.Locale = found.Locale
		}
		if known.Zone == "" {
			known.Zone = found.Zone
		}
	}
	var lang knowledge.Lang
	if lang.UnmarshalText([]byte(known.Locale)) == nil {
		a.lang = lang
	}
	if choice.Lang != nil {
		a.lang, a.chosen = *choice.Lang, choice.Lang
	}
	for _, name := range []string{choice.Zone, known.Zone} {
		if zone, err := knowledge.LoadZone(name); err == nil {
			a.zone = zone
			break
		}
	}
	return a
}

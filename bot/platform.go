package bot

import (
	"context"
	"errors"

	"usher/commands"
)

// Platform is a place where people talk with the bot.
type Platform interface {
	// Name is that of the platform in Identity, in the configuration and in the log; it is constant.
	Name() string
	// Run tells the handler what people do until its context ends, and then returns nil. It returns nil earlier where nobody can come
	// any more; an error when the connection is lost and Run is to be called again, or one that is ErrPermanent. It is not called twice
	// at once.
	Run(context.Context, Handler) error
	// Send shows a reply at an address, to all who are there. It obeys the platform's rate limits and tries again by itself what can
	// succeed; it never shows a reply twice. It is called from many goroutines, for one conversation from one at a time. Its errors
	// hold nothing that people wrote: they are logged.
	Send(context.Context, Address, *commands.Reply) (Receipt, error)
}

// Handler takes over events.
type Handler interface {
	// Handle returns at once. With nil the event is taken over: the platform acknowledges it. ErrStopping and ErrBusy mean that it is
	// not, so that another process, or a later delivery, can have it.
	Handle(context.Context, Event) error
}

// What Handle and Run may return.
var (
	ErrStopping  = errors.New("usher is stopping")
	ErrBusy      = errors.New("too much is waiting")
	ErrPermanent = errors.New("trying again does not help") // that of an error that Permanent made
)

// Permanent makes an error one that is ErrPermanent; its text stays.
func Permanent(err error) error { return permanent{err} }

type permanent struct{ error }

func (p permanent) Unwrap() []error { return []error{p.error, ErrPermanent} }

// Address is where a reply goes.
type Address struct {
	Conversation
	To      Identity // who is answered
	Event   string   // the id of the event that is answered
	Return  string   // of the event's head
	Private bool     // for To alone
}

// Receipt names a message that was sent, as its platform does.
type Receipt struct {
	Channel, Message string
}

// The abilities that a platform may have beside, found by assertion.
type (
	// Ephemeral can show a reply to one person alone where others are. Without it a private reply is sent as any other.
	Ephemeral interface {
		SendPrivately(context.Context, Address, *commands.Reply) (Receipt, error)
	}
	// Typing can show that an answer is being made. It is called before each answer, and returns soon.
	Typing interface {
		Type(context.Context, Address) error
	}
	// Welcomer has its own way to hand a newcomer the welcome pack. Without it the pack is sent as a private reply.
	Welcomer interface {
		Welcome(context.Context, Address, *commands.Reply) (Receipt, error)
	}
	// Directory can look up what an event does not say of a person. Its error leaves the person unknown, and nothing else.
	Directory interface {
		Person(context.Context, Identity) (Person, error)
	}
	// Registrar registers the commands with the platform; it is called before Run, again until it succeeds once.
	Registrar interface {
		Register(context.Context, []commands.Command) error
	}
	// Finisher is told when an event that was taken over is done with, whether it was answered or not: what shows that an answer is
	// being made ends then.
	Finisher interface {
		Finish(ctx context.Context, to Address, answered bool)
	}
)

// Person is what a platform knows of one.
type Person struct {
	Locale string // fr-CA; empty where it is not known
	Zone   string // an IANA name, likewise
}

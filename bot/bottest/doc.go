// Package bottest proves platforms. Exercise is the suite that each must pass: it starts a bot with the platform's adapter, plays the people
// on the platform's other side, and looks at what they are shown. Fake is a platform in memory that passes it and that tests of the bot use.
//
// Nothing here waits for a time to pass: a message is awaited, and that there is none is known when the answer to a later question comes.
//
// Goroutines: one a test (start) that runs the bot, and ends when the test does.
package bottest

import (
	"usher/bot"
	"usher/commands"
	"usher/knowledge"
)

// World is a platform's other side: the server that the adapter under test speaks with, and the people there.
type World interface {
	// Platform is the adapter. It is asked for once.
	Platform() bot.Platform
	// Traits tells what there is on this platform.
	Traits() Traits
	// Do lets a person do something, and returns when the adapter has acknowledged it, or refused it with an error. While the connection
	// is broken it returns at once, and the server delivers later.
	Do(Act) error
	// Shown delivers what people are shown, each message once, in order.
	Shown() <-chan Message
}

// Breaker is a World whose connection can be broken. The adapter, or the bot by running it again, makes a new one.
type Breaker interface{ Break() }

// Throttler is a World whose server can refuse the next messages for the rate at which they come.
type Throttler interface{ Throttle(messages int) }

// Traits are what a platform has. Tests of what it has not are skipped.
type Traits struct {
	Channels  bool // with threads, mentions, and people beside the one who asks
	Slash     bool // commands of its own
	Joins     bool
	Buttons   bool
	Forms     bool
	Redeliver bool // it delivers one event more than once, or out of its own bots' mouths
	Private   bool // one person alone can be shown something in a channel
	Most      int  // of a message's Length; 0: no bound
}

// Kind is a kind of act.
type Kind int

// The kinds of acts.
const (
	Direct  Kind = iota // a message to the bot alone
	Mention             // a message in a channel that names the bot
	Slash               // the platform's command
	Press               // a button
	Submit              // a form
	Join                // to come to a channel
)

// Act is what a person does.
type Act struct {
	Kind            Kind
	ID              string // of the event: two acts of one id are one event, delivered twice
	User            string
	Channel, Thread string // empty for a direct message; without a thread a mention begins one, named after the act's id
	Bot             bool   // the user is a bot
	Text            string
	Button          Button
	Command         string
	Values          map[string][]string
	Locale, Zone    string // of the person's settings on the platform
}

// Message is a message as it is shown.
type Message struct {
	Channel, Thread string // the channel is empty for a direct message
	For             string // who alone sees it in a channel; empty: all do
	To              string // whose direct message it is
	Text            string // as a reader reads it: what stands for a mark of the platform is that mark
	Pings           []string
	Buttons         []Button
	Files           []commands.File
	Length          int // as the platform counts it
}

// Button is a button below a message.
type Button struct {
	Label, Line string
	Lang        *knowledge.Lang // of the reply
}

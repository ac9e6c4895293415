package bot

import (
	"usher/knowledge"
)

// Identity is a person on a platform. A user's id is only unique within a team: the workspace or server that it comes from.
type Identity struct {
	Platform, Team, User string
}

// Conversation is where something is said: a thread of a channel, a channel, or the direct messages of one person with the bot.
type Conversation struct {
	Team, Channel string
	Thread        string // empty outside one; a mention's answer opens one, and the platform names it beforehand
	Direct        bool   // with the bot alone
}

// Head is what every event carries.
type Head struct {
	ID      string // the same at each delivery of one event, unique on its platform; empty: it is delivered once
	Who     Identity
	Where   Conversation
	Bot     bool     // a bot did it, this one or another: it is ignored
	Private bool     // only who did it is to see the answer
	Locale  string   // of the person, as the platform knows it: fr-CA; empty where it does not
	Zone    string   // likewise, an IANA name
	Groups  []string // likewise, the ids of the groups or roles on the platform that the person has
	Return  string   // what the platform needs to answer this event; handed back in Address
}

// Event is what a person did: Asked, Invoked, Joined, Pressed or Submitted.
type Event interface {
	head() Head
	kind() string
}

// Asked is a message to the bot in a person's own words; a command with a slash before it is one too.
type Asked struct {
	Head
	Text string // without the mention of the bot
}

// Invoked is a command of the platform's own kind: what stands behind /usher, a command's line or a question.
type Invoked struct {
	Head
	Line string
}

// Joined is a person who came to the meeting's channel or team.
type Joined struct{ Head }

// Pressed is a suggestion's button.
type Pressed struct {
	Head
	Line string          // of the suggestion
	Lang *knowledge.Lang // of the reply that it stood under; nil: not known
}

// Submitted is a form, or a menu of arguments, for one command.
type Submitted struct {
	Head
	Command string
	Values  map[string][]string // by the arguments' names
}

func (h Head) head() Head { return h }

func (Asked) kind() string     { return "asked" }
func (Invoked) kind() string   { return "invoked" }
func (Joined) kind() string    { return "joined" }
func (Pressed) kind() string   { return "pressed" }
func (Submitted) kind() string { return "submitted" }

// lane names the queue and the memory of an event. In a channel outside a thread each person has their own; so has who joins.
type lane struct {
	platform string
	where    Conversation
	who      Identity
}

func laneOf(e Event) lane {
	h := e.head()
	l := lane{platform: h.Who.Platform, where: h.Where}
	if _, joined := e.(Joined); joined || h.Where.Thread == "" && !h.Where.Direct {
		l.who = h.Who
	}
	return l
}

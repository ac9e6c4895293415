package bot

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"time"

	"usher/commands/ask"
	"usher/knowledge"
)

// Config is what a bot is made of.
type Config struct {
	Library *knowledge.Library // the meetings
	Asker   *ask.Asker
	Store   Store
	Clock   func() time.Time // the instant that answers are given at
	Log     *slog.Logger
	Rooms   []Room
	Roles   []Role
	Meeting string         // the one that is spoken of where no room says; empty: of several, one is named or asked for
	Zone    *time.Location // of people whose own is not known; nil: the meeting's
	Lang    knowledge.Lang // likewise; it breaks ties where a question's own cannot be told
	Limits  Limits         // the zero value stands for DefaultLimits
}

// Room binds a channel to the meeting that is spoken of there.
type Room struct {
	Platform, Team, Channel string // an empty team is any
	Meeting                 string // its id
}

// Role is what some people of a platform are: chair or secretariat. It is given by ids that the platform vouches for, never by what
// somebody writes.
type Role struct {
	Name           string // Chair or Secretariat
	Platform, Team string // an empty team is any
	Users, Groups  []string
}

// The roles that there are. Who has one is not slowed.
const (
	Chair       = "chair"
	Secretariat = "secretariat"
)

// Limits bound what is held and how long it takes.
type Limits struct {
	Question int // bytes of a question that are read

	Turns         int           // questions of a conversation that a follow-up can lean on
	Conversations int           // of which these are remembered
	Age           time.Duration // for how long; 0: for good

	Running int // conversations that are worked at a time
	Making  int // of which so many make an answer: with fewer than there are processors, acknowledging never waits for one
	Queue   int // events that wait in one
	Waiting int // and in all

	Burst int           // messages that one person may write at once; 0: any number
	Every time.Duration // after which one more may come

	Patience time.Duration // for making one answer, and as long for sending it
	Store    time.Duration // for one call of the store
	Grace    time.Duration // for what was begun, when stopping; then as long again for what was told to hurry
	Retry    time.Duration // the first pause before a platform is run again; it doubles up to 64 times that
}

// DefaultLimits are those of a meeting of some hundred people.
func DefaultLimits() Limits {
	return Limits{
		Question: 8 << 10,
		Turns:    10, Conversations: 10_000, Age: time.Hour,
		Running: 32, Making: max(1, runtime.GOMAXPROCS(0)-1), Queue: 16, Waiting: 10_000,
		Burst: 10, Every: 3 * time.Second,
		Patience: 30 * time.Second, Store: 3 * time.Second, Grace: 10 * time.Second, Retry: time.Second,
	}
}

func (c Config) check() error {
	var wrong []error
	for name, missing := range map[string]bool{"Library": c.Library == nil, "Asker": c.Asker == nil, "Store": c.Store == nil, "Clock": c.Clock == nil, "Log": c.Log == nil} {
		if missing {
			wrong = append(wrong, fmt.Errorf("bot: the configuration lacks %s", name))
		}
	}
	if len(wrong) > 0 {
		return errors.Join(wrong...)
	}
	for _, room := range append(slices.Clone(c.Rooms), Room{Meeting: c.Meeting}) {
		if _, err := c.Library.Meeting(room.Meeting, c.Clock()); err != nil {
			wrong = append(wrong, err)
		}
	}
	for _, role := range c.Roles {
		if role.Name != Chair && role.Name != Secretariat {
			wrong = append(wrong, fmt.Errorf("bot: there is no role %q: it is %s or %s", role.Name, Chair, Secretariat))
		}
	}
	if l := c.Limits; l.Running < 1 || l.Making < 1 || l.Queue < 1 || l.Waiting < 1 || l.Question < 1 || l.Turns < 1 || l.Conversations < 1 {
		wrong = append(wrong, errors.New("bot: a limit on what is held must be 1 at least"))
	}
	if l := c.Limits; l.Patience <= 0 || l.Store <= 0 || l.Grace <= 0 || l.Retry <= 0 {
		wrong = append(wrong, errors.New("bot: a limit on how long something takes must be above 0"))
	}
	return errors.Join(wrong...)
}

// meeting returns the meeting that is spoken of somewhere, and whether it was chosen.
func (c Config) meeting(platform string, where Conversation, now time.Time) (base *knowledge.Base, bound bool, err error) {
	id := c.Meeting
	for _, r := range c.Rooms {
		if r.Platform == platform && r.Channel == where.Channel && (r.Team == "" || r.Team == where.Team) {
			id = r.Meeting
			break
		}
	}
	base, err = c.Library.Meeting(id, now)
	return base, id != "", err
}

// roles lists the roles of whoever did what an event's head tells.
func (c Config) roles(h Head) (names []string) {
	for _, r := range c.Roles {
		if r.Platform != h.Who.Platform || r.Team != "" && r.Team != h.Who.Team || slices.Contains(names, r.Name) {
			continue
		}
		if slices.Contains(r.Users, h.Who.User) || slices.ContainsFunc(r.Groups, func(g string) bool { return slices.Contains(h.Groups, g) }) {
			names = append(names, r.Name)
		}
	}
	return names
}

package slack

import (
	"context"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"usher/bot"
)

// maxPeople bounds how many people are kept; then all are forgotten.
const maxPeople = 10_000

// people are those of whom Slack was asked.
type people struct {
	mu    sync.Mutex
	known map[bot.Identity]known
}

type known struct {
	bot.Person
	bot   bool
	until time.Time
}

// Person implements bot.Directory. An error is told once in the time for which a person is kept.
func (s *Slack) Person(ctx context.Context, who bot.Identity) (bot.Person, error) {
	k, err := s.lookUp(ctx, who)
	return k.Person, err
}

// isBot reports whether a user is known to be a bot.
func (s *Slack) isBot(ctx context.Context, who bot.Identity) bool {
	k, err := s.lookUp(ctx, who)
	return err == nil && k.bot
}

func (s *Slack) lookUp(ctx context.Context, who bot.Identity) (known, error) {
	s.people.mu.Lock()
	k, ok := s.people.known[who]
	s.people.mu.Unlock()
	if ok && time.Now().Before(k.until) {
		return k, nil
	}
	var user *slack.User
	err := patiently(ctx, func() (err error) {
		user, err = s.api.GetUserInfoContext(ctx, who.User)
		return err
	})
	k = known{until: time.Now().Add(s.c.People)}
	if err == nil {
		k.Person, k.bot = bot.Person{Locale: user.Locale, Zone: user.TZ}, user.IsBot
	}
	if ctx.Err() == nil {
		s.people.mu.Lock()
		if len(s.people.known) >= maxPeople {
			clear(s.people.known)
		}
		s.people.known[who] = k
		s.people.mu.Unlock()
	}
	if err != nil {
		return k, explain("looking up a person", err)
	}
	return k, nil
}

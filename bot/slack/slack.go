package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"usher/bot"
	"usher/knowledge"
)

// Config is what the platform is made of.
type Config struct {
	BotToken string       // xoxb-…
	AppToken string       // xapp-…, with connections:write
	URL      string       // of the API; empty: Slack's own
	Log      *slog.Logger // of what has no answer: malformed events, lost acknowledgements; nil: none
	Lang     knowledge.Lang

	Sockets int           // connections at a time, at most 10; 0: two, so that one stays while Slack renews the other
	Ping    time.Duration // without a ping of Slack's for so long a connection is dead; 0: 30 s
	People  time.Duration // for which a person's language and zone are kept; 0: ten minutes
	Pace    time.Duration // between two newcomers' welcomes; 0: 200 ms
	Most    int           // characters of a message; 0: as many as Slack takes
}

// Slack is the platform. It implements bot.Platform, bot.Ephemeral, bot.Welcomer and bot.Directory.
type Slack struct {
	c      Config
	api    *slack.Client
	people people
	homes  homes
	paced  chan struct{} // holds one while nobody is welcomed

	mu sync.Mutex
	me self
}

var (
	_ bot.Platform  = (*Slack)(nil)
	_ bot.Ephemeral = (*Slack)(nil)
	_ bot.Welcomer  = (*Slack)(nil)
	_ bot.Directory = (*Slack)(nil)
)

// callTimeout bounds one call of Slack's API.
const callTimeout = 20 * time.Second

// New returns a platform that is not connected, or an error that tells what a token should be.
func New(c Config) (*Slack, error) {
	if !strings.HasPrefix(c.BotToken, "xoxb-") {
		return nil, errors.New("the bot's token does not begin with xoxb-: copy the Bot User OAuth Token from OAuth & Permissions")
	}
	if !strings.HasPrefix(c.AppToken, "xapp-") {
		return nil, errors.New("the app's token does not begin with xapp-: make one with connections:write under Basic Information, App-Level Tokens")
	}
	for _, d := range []struct {
		set   *time.Duration
		usual time.Duration
	}{{&c.Ping, 30 * time.Second}, {&c.People, 10 * time.Minute}, {&c.Pace, 200 * time.Millisecond}} {
		if *d.set <= 0 {
			*d.set = d.usual
		}
	}
	if c.Sockets <= 0 {
		c.Sockets = 2
	}
	if c.Most <= 0 || c.Most > maxMessage {
		c.Most = maxMessage
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	options := []slack.Option{
		slack.OptionAppLevelToken(c.AppToken),
		slack.OptionHTTPClient(&http.Client{Timeout: callTimeout}),
		slack.OptionLog(log.New(io.Discard, "", 0)),
	}
	if c.URL != "" {
		options = append(options, slack.OptionAPIURL(strings.TrimSuffix(c.URL, "/")+"/"))
	}
	s := &Slack{c: c, api: slack.New(c.BotToken, options...), paced: make(chan struct{}, 1)}
	s.people.known, s.homes.drawn = make(map[bot.Identity]known), make(map[string]home)
	s.paced <- struct{}{}
	return s, nil
}

// Name implements bot.Platform.
func (*Slack) Name() string { return Name }

// came is what one connection brought, or the error that it ended with.
type came struct {
	socket int
	client *socketmode.Client
	event  socketmode.Event
	ended  error
}

// Run implements bot.Platform. It returns an error as soon as no connection is left that works or could soon.
func (s *Slack) Run(ctx context.Context, h bot.Handler) error {
	me, err := s.whoami(ctx)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	var working sync.WaitGroup
	defer working.Wait()
	defer stop()
	brought := make(chan came)
	failing := make(map[int]bool)
	for socket := range s.c.Sockets {
		working.Go(func() { s.connect(ctx, socket, brought) })
	}
	for {
		var c came
		select {
		case <-ctx.Done():
			return nil
		case c = <-brought:
		}
		if c.ended != nil {
			if ctx.Err() != nil {
				return nil
			}
			return explain("connecting", c.ended)
		}
		switch c.event.Type {
		case socketmode.EventTypeConnected:
			delete(failing, c.socket)
		case socketmode.EventTypeConnectionError:
			failing[c.socket] = true
			if e, ok := c.event.Data.(*slack.ConnectionErrorEvent); ok && len(failing) == s.c.Sockets {
				return explain("connecting", e.ErrorObj)
			}
		default:
			s.take(ctx, &working, h, me, c)
		}
	}
}

// connect keeps one connection, and hands on what it brings.
func (s *Slack) connect(ctx context.Context, socket int, brought chan<- came) {
	client := socketmode.New(s.api, socketmode.OptionPingInterval(s.c.Ping), socketmode.OptionLog(log.New(io.Discard, "", 0)))
	ended := make(chan error, 1)
	var running sync.WaitGroup
	defer running.Wait()
	running.Go(func() { ended <- client.RunContext(ctx) })
	for {
		c := came{socket: socket, client: client}
		select {
		case c.event = <-client.Events:
		case c.ended = <-ended:
		}
		select {
		case brought <- c:
		case <-ctx.Done():
			return
		}
		if c.ended != nil {
			return
		}
	}
}

// take hands one event to the bot and acknowledges it when it is taken over.
func (s *Slack) take(ctx context.Context, working *sync.WaitGroup, h bot.Handler, me self, c came) {
	var e bot.Event
	switch data := c.event.Data.(type) {
	case slackevents.EventsAPIEvent:
		if opened, ok := data.InnerEvent.Data.(*slackevents.AppHomeOpenedEvent); ok && opened.Tab == "home" {
			s.openHome(ctx, h, data.TeamID, opened.User)
		}
		e = me.event(data)
	case slack.SlashCommand:
		e = me.command(data)
	case slack.InteractionCallback:
		if e = me.pressed(data); e == nil {
			e = me.submitted(data)
		}
		if command, ok := asksForm(data); ok {
			working.Go(func() { s.openForm(ctx, me, data, command) })
		}
	case *socketmode.ErrorBadMessage:
		s.malformed(ctx, c.client, data)
		return
	case *socketmode.ErrorWriteFailed:
		s.c.Log.Warn("an acknowledgement was not delivered; what it was for comes again", "platform", Name, "error", data.Cause)
		return
	}
	if c.event.Request == nil || c.event.Request.EnvelopeID == "" {
		return // hello, connecting: nothing to acknowledge
	}
	if e != nil && h.Handle(ctx, e) != nil {
		return // not taken over: Slack delivers it again, or tells the person
	}
	s.acknowledge(ctx, c.client, c.event.Request.EnvelopeID)
}

func (s *Slack) acknowledge(ctx context.Context, client *socketmode.Client, envelope string) {
	if err := client.AckCtx(ctx, envelope, nil); err != nil && ctx.Err() == nil {
		s.c.Log.Warn("an envelope could not be acknowledged", "platform", Name, "error", err)
	}
}

// malformed acknowledges what could not be read: it would come again as it is.
func (s *Slack) malformed(ctx context.Context, client *socketmode.Client, bad *socketmode.ErrorBadMessage) {
	var envelope struct {
		ID   string `json:"envelope_id"`
		Type string `json:"type"`
	}
	_ = json.Unmarshal(bad.Message, &envelope) // without an id there is nothing to acknowledge
	s.c.Log.Warn("an event of an unknown or malformed kind was put aside", "platform", Name, "envelope", envelope.Type, "bytes", len(bad.Message))
	if envelope.ID != "" {
		s.acknowledge(ctx, client, envelope.ID)
	}
}

// whoami asks Slack who the bot is, and holds what it may do against what it needs.
func (s *Slack) whoami(ctx context.Context) (self, error) {
	r, err := s.api.AuthTestContext(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return self{}, ctx.Err()
		}
		return self{}, explain("asking who the bot is", err)
	}
	if granted := r.Header.Get("X-OAuth-Scopes"); granted != "" {
		if lacking := lacking(granted); len(lacking) > 0 {
			return self{}, bot.Permanent(fmt.Errorf("the app lacks the scopes %s: add them under OAuth & Permissions and install the app again", strings.Join(lacking, ", ")))
		}
	}
	me := self{user: r.UserID, bot: r.BotID, team: r.TeamID}
	s.mu.Lock()
	s.me = me
	s.mu.Unlock()
	return me, nil
}

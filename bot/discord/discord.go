package discord

import (
	"fmt"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"usher/bot"
	"usher/knowledge"
)

// Name is the platform's.
const Name = "discord"

// Config is what the platform is made of.
type Config struct {
	Token   string             // the bot's, without "Bot " before it
	API     string             // scheme and host of the server; empty: Discord's own
	Library *knowledge.Library // whose entries are suggested while somebody types; nil: none are
	Meeting string             // the one among them; empty: the next
	Clock   func() time.Time   // nil: time.Now
	Log     *slog.Logger       // nil: nothing is logged
}

// Discord is the platform. It implements bot.Platform, Ephemeral, Typing, Welcomer, Registrar and Finisher.
type Discord struct {
	c    Config
	log  *slog.Logger
	host *url.URL
	rest *rest // messages
	acks *rest // acknowledgements

	mu         sync.Mutex
	me         identity
	line       *line             // the connection's session, kept so that it can be resumed
	identified []time.Time       // when a session was begun, within the last day
	guilds     map[string]guild  // by their ids
	parents    map[string]string // of threads: the channels that they hang on
	screened   map[string]bool   // newcomers who have yet to accept the server's rules: server/user
	deferred   map[string]*deferral
}

// identity is who the bot is.
type identity struct {
	app, user string
	members   bool // the intent for members is switched on
}

var (
	_ bot.Platform  = (*Discord)(nil)
	_ bot.Ephemeral = (*Discord)(nil)
	_ bot.Typing    = (*Discord)(nil)
	_ bot.Welcomer  = (*Discord)(nil)
	_ bot.Registrar = (*Discord)(nil)
	_ bot.Finisher  = (*Discord)(nil)
)

// New returns the platform, which is not connected yet. The error is one of the configuration.
func New(c Config) (*Discord, error) {
	host, err := url.Parse(c.API)
	if err != nil || c.API != "" && (host.Host == "" || host.Scheme != "http" && host.Scheme != "https") {
		return nil, fmt.Errorf("DISCORD_API_URL is not the address of a server: write it as https://discord.example, without a path")
	}
	if c.API == "" {
		host = &url.URL{Scheme: "https", Host: "discord.com"}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	return &Discord{
		c: c, log: c.Log.With("platform", Name), host: host, rest: newRest(host, c.Token), acks: newRest(host, c.Token),
		guilds: make(map[string]guild), parents: make(map[string]string), screened: make(map[string]bool), deferred: make(map[string]*deferral),
	}, nil
}

// Name implements bot.Platform.
func (*Discord) Name() string { return Name }

func (d *Discord) self() identity {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.me
}

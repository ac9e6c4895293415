package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"usher/bot"
)

// The bounds of a connection.
const (
	openMost = 30 * time.Second  // for opening it
	idleMost = 100 * time.Second // without a byte: two heartbeats are answered in less
	budget   = 500               // sessions begun within a day: at 1,000 Discord takes the token away
)

// line is a session with the gateway.
type line struct {
	*discordgo.Session
	mu   sync.Mutex
	conn net.Conn
}

// hangUp closes the connection without the library.
func (l *line) hangUp() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != nil {
		_ = l.conn.Close()
	}
}

// watched is a connection on which something must be heard.
type watched struct{ net.Conn }

// Read implements io.Reader.
func (w watched) Read(p []byte) (int, error) {
	if err := w.SetReadDeadline(time.Now().Add(idleMost)); err != nil {
		return 0, err
	}
	return w.Conn.Read(p)
}

// elsewhere sends the library's requests to another server.
type elsewhere struct{ d *Discord }

// RoundTrip implements http.RoundTripper.
func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = e.d.host.Scheme, e.d.host.Host, e.d.host.Host
	return e.d.rest.client.Transport.RoundTrip(r)
}

func (d *Discord) newLine() (*line, error) {
	s, err := discordgo.New("Bot " + d.c.Token)
	if err != nil {
		return nil, err
	}
	l := &line{Session: s}
	s.LogLevel = -1 // what it logs could hold what people write
	s.StateEnabled, s.ShouldReconnectOnError, s.SyncEvents = false, false, true
	s.Client = &http.Client{Transport: elsewhere{d}, Timeout: callMost}
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	s.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: 15 * time.Second, NetDialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := dialer.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		l.mu.Lock()
		l.conn = conn
		l.mu.Unlock()
		return watched{conn}, nil
	}}
	s.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	if d.self().members {
		s.Identify.Intents |= discordgo.IntentsGuildMembers
	}
	return l, nil
}

// session returns the session to resume, or a new one as long as Discord bears it.
func (d *Discord) session() (*line, error) {
	d.mu.Lock()
	kept, day := d.line, time.Now().Add(-24*time.Hour)
	for len(d.identified) > 0 && d.identified[0].Before(day) {
		d.identified = d.identified[1:]
	}
	spent := len(d.identified) >= budget
	d.mu.Unlock()
	switch {
	case kept != nil:
		return kept, nil
	case spent:
		return nil, bot.Permanent(fmt.Errorf("%d sessions were begun within a day, and at 1,000 Discord takes the token away: look why the connection breaks, then start again", budget))
	}
	l, err := d.newLine()
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.line, d.identified = l, append(d.identified, time.Now())
	return l, nil
}

func (d *Discord) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.line = nil
}

// Run implements bot.Platform.
func (d *Discord) Run(ctx context.Context, h bot.Handler) error {
	if err := d.introduce(ctx); err != nil {
		return err
	}
	l, err := d.session()
	if err != nil {
		return err
	}
	lost := make(chan struct{}, 1)
	defer l.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { d.take(ctx, h, e.Type, e.RawData) })()
	defer l.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case lost <- struct{}{}:
		default:
		}
	})()
	if err := d.open(ctx, l); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	d.log.Info("connected", "members", d.self().members)
	select {
	case <-ctx.Done():
		d.forget()
		_ = l.Close() // it is over either way
		return nil
	case <-lost:
		return errors.New("the connection to discord is lost")
	}
}

// open opens the connection, within openMost.
func (d *Discord) open(ctx context.Context, l *line) error {
	opened := make(chan error, 1)
	go func() { opened <- l.Open() }()
	timer := time.NewTimer(openMost)
	defer timer.Stop()
	select {
	case err := <-opened:
		return d.opened(err)
	case <-timer.C:
		d.forget() // the library may be stuck in it for good
		l.hangUp()
		return errors.New("discord's gateway does not answer, or the library is stuck: the session is begun anew")
	case <-ctx.Done():
		d.forget()
		l.hangUp()
		return ctx.Err()
	}
}

// opened says what is wrong with a connection that was not opened.
func (d *Discord) opened(err error) error {
	var closed *websocket.CloseError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, discordgo.ErrWSAlreadyOpen):
		d.forget()
		return errors.New("the last connection to discord has not ended: the session is begun anew")
	case !errors.As(err, &closed):
		return fmt.Errorf("discord's gateway cannot be reached: look at the network: %w", err)
	}
	d.forget()
	why := map[int]string{
		4004: "the token is wrong or revoked: make a new one in the Developer Portal (Bot, Reset Token) and put it in DISCORD_BOT_TOKEN",
		4010: "the shard is refused", 4011: "the bot is on too many servers for one connection: use one application a meeting",
		4012: "the gateway's version is out of date: update usher", 4013: "the intents are invalid: update usher",
		4014: "an intent is not switched on: in the Developer Portal, under Bot, switch Server Members Intent on, or off and start again",
	}[closed.Code]
	if why == "" {
		return fmt.Errorf("discord's gateway closed the connection with %d", closed.Code)
	}
	return bot.Permanent(fmt.Errorf("discord's gateway closed the connection with %d: %s", closed.Code, why))
}

// introduce asks Discord who the bot is, and whether the intent for members is switched on.
func (d *Discord) introduce(ctx context.Context) error {
	if d.self().app != "" {
		return nil
	}
	var app struct {
		ID    string `json:"id"`
		Flags int    `json:"flags"`
	}
	var me user
	if err := d.rest.do(ctx, call{method: "GET", path: "/users/@me", safe: true}, &me); err != nil {
		return err
	}
	err := d.rest.do(ctx, call{method: "GET", path: "/applications/@me", safe: true}, &app)
	var refused *refusal
	if errors.As(err, &refused) && !errors.Is(err, bot.ErrPermanent) {
		d.log.Warn("discord does not tell of the application: newcomers are not greeted", "error", err)
		app.ID = me.ID
	} else if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	const membersOn = 1<<14 | 1<<15
	d.me = identity{app: app.ID, user: me.ID, members: app.Flags&membersOn != 0}
	if !d.me.members {
		d.log.Info("the Server Members Intent is off: newcomers are not greeted; all else works")
	}
	return nil
}

// take takes what the gateway sends. A payload that is not understood, or a panic, ends nothing else.
func (d *Discord) take(ctx context.Context, h bot.Handler, kind string, data json.RawMessage) {
	defer func() {
		if value := recover(); value != nil {
			d.log.Error("an event is given up", "type", kind, "error", fmt.Sprintf("panic: %T", value))
		}
	}()
	if err := d.sort(ctx, h, kind, data); errors.Is(err, bot.ErrStopping) || errors.Is(err, bot.ErrBusy) {
		d.log.Warn("an event is not taken over", "type", kind, "error", err)
	} else if err != nil {
		d.log.Warn("an event is not understood", "type", kind, "error", fmt.Sprintf("%T", err))
	}
}

func (d *Discord) sort(ctx context.Context, h bot.Handler, kind string, data json.RawMessage) error {
	switch kind {
	case "MESSAGE_CREATE":
		var m message
		if err := json.Unmarshal(data, &m); err != nil {
			return err
		}
		if e, ok := asked(d.self(), m, d.parent(m.Channel)); ok {
			return h.Handle(ctx, e)
		}
	case "INTERACTION_CREATE":
		var i interaction
		if err := json.Unmarshal(data, &i); err != nil {
			return err
		}
		return d.act(ctx, h, i)
	case "GUILD_CREATE":
		var g guild
		if err := json.Unmarshal(data, &g); err != nil {
			return err
		}
		d.know(g)
	case "THREAD_CREATE":
		var c channel
		if err := json.Unmarshal(data, &c); err != nil {
			return err
		}
		d.hangs(c)
	case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE":
		var j joined
		if err := json.Unmarshal(data, &j); err != nil {
			return err
		}
		if g, came := d.came(j, kind == "GUILD_MEMBER_ADD"); came {
			return h.Handle(ctx, arrived(j, g))
		}
	}
	return nil // the rest is ignored on purpose
}

package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
)

// maxReturned is how many messages Slack takes at the address that a command or button comes with.
const maxReturned = 5

// Send implements bot.Platform.
func (s *Slack) Send(ctx context.Context, to bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	b := readBack(to.Return)
	if b.Home > 0 {
		return bot.Receipt{}, s.home(ctx, to, b.Home, reply)
	}
	messages := draw(reply, drawing{most: s.c.Most, shared: !to.Direct})
	return s.all(ctx, to.Channel, to.Thread, messages, reply, func(ctx context.Context, m message) (channel, ts string, err error) {
		channel, ts, err = s.api.PostMessageContext(ctx, to.Channel, options(m, slack.MsgOptionTS(to.Thread))...)
		if b.URL != "" && absent(err) { // a button of a place where the bot is not
			return s.api.PostMessageContext(ctx, to.Channel, options(m, slack.MsgOptionResponseURL(b.URL, slack.ResponseTypeInChannel))...)
		}
		return channel, ts, err
	})
}

// SendPrivately implements bot.Ephemeral: to a command or button by its own way back, which works where the bot is not; else where the
// person and the bot both are; else by direct message.
func (s *Slack) SendPrivately(ctx context.Context, to bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	b := readBack(to.Return)
	messages := draw(reply, drawing{most: s.c.Most, share: b.Line})
	sent := 0
	return s.all(ctx, to.Channel, to.Thread, messages, reply, func(ctx context.Context, m message) (channel, ts string, err error) {
		if sent++; b.URL != "" && sent <= maxReturned {
			channel, ts, err = s.api.PostMessageContext(ctx, to.Channel, options(m, slack.MsgOptionResponseURL(b.URL, slack.ResponseTypeEphemeral))...)
			if !gone(err) {
				return channel, ts, err
			}
		}
		ts, err = s.api.PostEphemeralContext(ctx, to.Channel, to.To.User, options(m, slack.MsgOptionTS(to.Thread))...)
		if absent(err) {
			return s.api.PostMessageContext(ctx, to.To.User, options(m)...)
		}
		return to.Channel, ts, err
	})
}

// Welcome implements bot.Welcomer: by direct message, one newcomer after the other; bots are not welcomed.
func (s *Slack) Welcome(ctx context.Context, to bot.Address, reply *commands.Reply) (bot.Receipt, error) {
	if s.isBot(ctx, to.To) {
		return bot.Receipt{}, nil
	}
	select {
	case <-s.paced:
	case <-ctx.Done():
		return bot.Receipt{}, fmt.Errorf("waiting for other newcomers: %w", ctx.Err())
	}
	time.AfterFunc(s.c.Pace, func() { s.paced <- struct{}{} })
	to.Channel, to.Thread, to.Direct = to.To.User, "", true
	return s.Send(ctx, to, reply)
}

// options are what every message is sent with: Slack neither looks for names and links in it nor shows what links lead to.
func options(m message, more ...slack.MsgOption) []slack.MsgOption {
	return append([]slack.MsgOption{
		slack.MsgOptionText(m.text, false), // escaped when it was drawn
		slack.MsgOptionBlocks(m.blocks...),
		slack.MsgOptionDisableLinkUnfurl(),
		slack.MsgOptionDisableMediaUnfurl(),
	}, more...)
}

// all sends the messages of a reply one after the other. A file comes with the last.
func (s *Slack) all(ctx context.Context, channel, thread string, messages []message, reply *commands.Reply, send func(context.Context, message) (string, string, error)) (r bot.Receipt, err error) {
	if f, ok := fileOf(reply); ok {
		if err := s.upload(ctx, channel, thread, f, messages[len(messages)-1], reply); err == nil {
			messages = messages[:len(messages)-1]
		} else if s.c.Log.Warn("the file was not sent", "platform", Name, "error", err); ctx.Err() != nil {
			return r, err
		}
	}
	for _, m := range messages {
		err = patiently(ctx, func() (err error) {
			r.Channel, r.Message, err = send(ctx, m)
			return err
		})
		if err != nil {
			return r, explain("sending an answer", err)
		}
	}
	return r, nil
}

// usualPause is how long is waited where Slack wants to be left alone and does not say for how long.
const usualPause = time.Second

// patiently calls Slack again as long as it only wants to be called later, if its pause fits before the context's end. What may have been
// done is not done again.
func patiently(ctx context.Context, call func() error) error {
	for {
		err := call()
		var limited *slack.RateLimitedError
		pause := usualPause
		switch {
		case errors.As(err, &limited):
			pause = limited.RetryAfter
		case code(err) != "ratelimited" && code(err) != "rate_limited":
			return err
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) < pause {
			return err
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return err
		case <-timer.C:
		}
	}
}

// absent reports whether the bot or the person is not where a message should go.
func absent(err error) bool {
	return slices.Contains([]string{"not_in_channel", "channel_not_found", "user_not_in_channel", "restricted_action"}, code(err))
}

// gone reports whether a way back is used up or too old: nothing was shown.
func gone(err error) bool {
	var status slack.StatusCodeError
	return slices.Contains([]string{"used_url", "expired_url", "no_such_url"}, code(err)) || errors.As(err, &status) && (status.Code == 404 || status.Code == 410)
}

// upload sends a file with the message that tells of it.
func (s *Slack) upload(ctx context.Context, channel, thread string, f commands.File, m message, reply *commands.Reply) error {
	if directly(channel) && channel[0] != 'D' {
		var opened *slack.Channel
		err := patiently(ctx, func() (err error) {
			opened, _, _, err = s.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{channel}})
			return err
		})
		if err != nil {
			return explain("opening a direct conversation", err)
		}
		channel = opened.ID
	}
	err := patiently(ctx, func() error {
		_, err := s.api.UploadFileContext(ctx, slack.UploadFileParameters{
			Content: string(f.Data), FileSize: len(f.Data), Filename: f.Name, Title: f.Name,
			Channel: channel, ThreadTimestamp: thread, Blocks: slack.Blocks{BlockSet: m.blocks},
			AltTxt: text.For(reply.Lang).Text("suggest.calendar", nil),
		})
		return err
	})
	if err != nil {
		return explain("uploading a file", err)
	}
	return nil
}

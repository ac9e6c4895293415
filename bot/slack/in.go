package slack

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"usher/bot"
	"usher/knowledge"
)

// Name is the platform's.
const Name = "slack"

// What buttons do, before the colon of their ids.
const (
	say  = "say"  // ask or order the line of their value
	tell = "tell" // the same, for all to see
	form = "form" // open the form of the command that their value names
)

// maxShare bounds the line that a button shares, in bytes; a button's value holds 2000 characters.
const maxShare = 1500

// self is who the bot is, as Slack tells it.
type self struct{ user, bot, team string }

// back is what answering an event needs: where Slack takes an answer without the bot being there, and what was asked.
type back struct {
	URL  string `json:"url,omitempty"`
	Line string `json:"line,omitempty"`
	Home int    `json:"home,omitempty"` // the part of the home tab that is answered, from 1
}

func (b back) String() string {
	if b == (back{}) {
		return ""
	}
	data, _ := json.Marshal(b) // two strings and a number always marshal
	return string(data)
}

func readBack(s string) (b back) {
	_ = json.Unmarshal([]byte(s), &b) // what is not ours is empty
	return b
}

// event makes an event of what came over the Events API; nil where there is nothing to answer.
func (me self) event(e slackevents.EventsAPIEvent) bot.Event {
	switch inner := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		if inner.Edited != nil {
			return nil // it was answered when it was written
		}
		h := me.head(e.TeamID, first(inner.UserTeam, inner.SourceTeam), inner.User, inner.BotID)
		h.ID = inner.Channel + "/" + inner.TimeStamp
		h.Where = bot.Conversation{Team: e.TeamID, Channel: inner.Channel, Thread: first(inner.ThreadTimeStamp, inner.TimeStamp)}
		return bot.Asked{Head: h, Text: me.unmention(inner.Text)}
	case *slackevents.MessageEvent:
		return me.direct(e.TeamID, inner)
	case *slackevents.MemberJoinedChannelEvent:
		h := me.head(e.TeamID, inner.Team, inner.User, "")
		h.ID = eventID(e)
		h.Where = bot.Conversation{Team: e.TeamID, Channel: inner.Channel}
		return bot.Joined{Head: h}
	case *slackevents.TeamJoinEvent:
		if inner.User == nil {
			return nil
		}
		h := me.head(e.TeamID, inner.User.TeamID, inner.User.ID, "")
		h.ID, h.Bot = eventID(e), h.Bot || inner.User.IsBot
		h.Locale, h.Zone = inner.User.Locale, inner.User.TZ
		h.Where = bot.Conversation{Team: e.TeamID, Direct: true, Channel: inner.User.ID}
		return bot.Joined{Head: h}
	}
	return nil // whatever else comes was not asked for
}

// direct makes an event of a direct message. Of the kinds of messages that are no new words of a person, none is answered; a file with words
// and a message that a thread shows outside are.
func (me self) direct(team string, m *slackevents.MessageEvent) bot.Event {
	switch m.SubType {
	case "", "file_share", "thread_broadcast", "me_message", "bot_message":
	default:
		return nil
	}
	if m.ChannelType != "im" {
		return nil // in a channel a mention comes as an event of its own
	}
	h := me.head(team, first(m.UserTeam, m.SourceTeam), m.User, m.BotID)
	h.ID = m.Channel + "/" + m.TimeStamp
	h.Where = bot.Conversation{Team: team, Channel: m.Channel, Thread: m.ThreadTimeStamp, Direct: true}
	return bot.Asked{Head: h, Text: me.unmention(m.Text)}
}

// command makes an event of the slash command.
func (me self) command(c slack.SlashCommand) bot.Event {
	h := me.head(c.TeamID, "", c.UserID, "")
	h.ID, h.Private = "trigger/"+c.TriggerID, true
	h.Where = bot.Conversation{Team: c.TeamID, Channel: c.ChannelID, Direct: strings.HasPrefix(c.ChannelID, "D")}
	line := unescape(c.Text)
	h.Return = back{URL: c.ResponseURL, Line: shared(line)}.String()
	return bot.Invoked{Head: h, Line: line}
}

// shared is a line that a button can share.
func shared(line string) string {
	if len(line) > maxShare {
		return ""
	}
	return line
}

// pressed makes an event of a button that asks or orders; nil for others.
func (me self) pressed(c slack.InteractionCallback) bot.Event {
	if c.Type != slack.InteractionTypeBlockActions || len(c.ActionCallback.BlockActions) == 0 {
		return nil
	}
	action := c.ActionCallback.BlockActions[0]
	kind, _, _ := strings.Cut(action.ActionID, ":")
	if kind != say && kind != tell {
		return nil
	}
	code, line, _ := strings.Cut(action.Value, " ")
	h := me.head(c.Team.ID, c.User.TeamID, c.User.ID, "")
	h.ID = "trigger/" + c.TriggerID
	channel := first(c.Container.ChannelID, c.Channel.ID)
	if channel == "" { // on the home tab
		channel = c.User.ID
	}
	h.Where = bot.Conversation{Team: c.Team.ID, Channel: channel, Thread: first(c.Container.ThreadTs, c.Message.ThreadTimestamp), Direct: directly(channel)}
	h.Private = c.Container.IsEphemeral && kind == say
	b := back{URL: c.ResponseURL}
	if h.Private {
		b.Line = shared(line)
	}
	h.Return = b.String()
	e := bot.Pressed{Head: h, Line: line}
	var lang knowledge.Lang
	if lang.UnmarshalText([]byte(code)) == nil {
		e.Lang = &lang
	}
	return e
}

// directly reports whether a channel is a person's own: a direct message, or their id.
func directly(channel string) bool {
	return strings.HasPrefix(channel, "D") || strings.HasPrefix(channel, "U") || strings.HasPrefix(channel, "W")
}

// submitted makes an event of a form.
func (me self) submitted(c slack.InteractionCallback) bot.Event {
	if c.Type != slack.InteractionTypeViewSubmission {
		return nil
	}
	kind, command, _ := strings.Cut(c.View.CallbackID, ":")
	if kind != form {
		return nil
	}
	h := me.head(c.Team.ID, c.User.TeamID, c.User.ID, "")
	h.ID, h.Private = "trigger/"+first(c.TriggerID, c.View.ID+"/"+c.View.Hash), true
	channel := first(c.View.PrivateMetadata, c.User.ID)
	h.Where = bot.Conversation{Team: c.Team.ID, Channel: channel, Direct: directly(channel)}
	e := bot.Submitted{Head: h, Command: command, Values: make(map[string][]string)}
	if c.View.State == nil {
		return e
	}
	for name, actions := range c.View.State.Values {
		for _, a := range actions {
			if a.Value != "" {
				e.Values[name] = append(e.Values[name], a.Value)
			}
			if a.SelectedOption.Value != "" {
				e.Values[name] = append(e.Values[name], a.SelectedOption.Value)
			}
			for _, o := range a.SelectedOptions {
				e.Values[name] = append(e.Values[name], o.Value)
			}
		}
	}
	return e
}

// head is that of what a user of a team did. In a shared channel the user's team may be another than the one where it happens.
func (me self) head(team, own, user, botID string) bot.Head {
	return bot.Head{
		Who: bot.Identity{Platform: Name, Team: first(own, team), User: user},
		Bot: botID != "" || user == "" || user == me.user || user == "USLACKBOT",
	}
}

// unmention is a message without the bot's mention, as it was typed.
func (me self) unmention(s string) string {
	if me.user != "" {
		s = strings.ReplaceAll(s, "<@"+me.user+">", " ")
	}
	return strings.TrimSpace(unescape(linked.ReplaceAllString(s, "$1$2")))
}

// linked is an address that Slack found in what was typed: what was typed stands behind the bar, where there is one.
var linked = regexp.MustCompile(`<(?:https?://|mailto:)[^<>|]*\|([^<>]*)>|<(https?://[^<>|]*)>`)

// unescape undoes what Slack does to what people type.
func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}

func eventID(e slackevents.EventsAPIEvent) string {
	if outer, ok := e.Data.(*slackevents.EventsAPICallbackEvent); ok {
		return outer.EventID
	}
	return ""
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

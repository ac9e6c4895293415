package discord

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"usher/bot"
	"usher/commands"
)

// asked makes an event of a message that is to the bot: direct, or with its mention. parent is the channel that the message's thread hangs
// on; empty where it is in none. ok is false for what is not for the bot.
func asked(me identity, m message, parent string) (e bot.Asked, ok bool) {
	toMe := slices.ContainsFunc(m.Mentioned, func(u user) bool { return u.ID == me.user })
	if m.ID == "" || m.Type != plainMessage && m.Type != replyMessage || m.Guild != "" && !toMe {
		return e, false
	}
	e.Text = strings.TrimSpace(strings.NewReplacer("<@"+me.user+">", "", "<@!"+me.user+">", "").Replace(m.Content))
	e.Head = bot.Head{
		ID: m.ID, Who: bot.Identity{Platform: Name, User: m.Author.ID}, Bot: m.Author.Bot || m.Author.ID == me.user || m.Webhook != "",
		Where: bot.Conversation{Team: m.Guild, Channel: m.Channel, Direct: m.Guild == ""},
	}
	if m.Member != nil {
		e.Groups = m.Member.Roles
	}
	switch {
	case e.Where.Direct:
	case parent != "":
		e.Where.Channel, e.Where.Thread = parent, m.Channel
	default: // the thread that a message begins has its id
		e.Where.Thread, e.Return = m.ID, byThread+threadName(e.Text)
	}
	return e, true
}

// threadName is a thread's name for a question: at most 80 characters of it, in one line.
func threadName(question string) string {
	const most = 80
	name := strings.Join(strings.FieldsFunc(question, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	}), " ")
	if runes := []rune(name); len(runes) > most {
		name = string(runes[:most-1]) + "…"
	}
	if name == "" {
		return "Usher"
	}
	return name
}

// arrived makes an event of a newcomer to a server.
func arrived(j joined, g guild) bot.Joined {
	return bot.Joined{Head: bot.Head{
		ID: "join/" + j.Guild + "/" + j.User.ID + "/" + j.At, Who: bot.Identity{Platform: Name, User: j.User.ID}, Bot: j.User.Bot,
		Where: bot.Conversation{Team: j.Guild, Channel: g.System}, Locale: g.Locale,
	}}
}

// acted makes an event of a command, a button or a form. ok is false for what is none of ours.
func acted(i interaction) (e bot.Event, ok bool) {
	h := headOf(i)
	if i.ID == "" || i.Token == "" || h.Who.User == "" {
		return nil, false
	}
	switch i.Type {
	case typeCommand:
		line, shared := lineOf(i.Data.Options)
		h.Private = !h.Where.Direct && !shared
		return bot.Invoked{Head: h, Line: line}, true
	case typePress, typeSubmit:
		kind, lang, rest, known := parseID(i.Data.CustomID)
		h.Private = !h.Where.Direct
		switch {
		case !known: // a button of an older version
			return bot.Asked{Head: h}, true
		case i.Type == typePress && kind == idLine:
			return bot.Pressed{Head: h, Line: rest, Lang: lang}, true
		case i.Type == typeSubmit && kind == idForm:
			return bot.Submitted{Head: h, Command: rest, Values: valuesOf(i.Data.Components)}, true
		}
	}
	return nil, false
}

func headOf(i interaction) bot.Head {
	who, roles := i.who()
	h := bot.Head{
		ID: i.ID, Who: bot.Identity{Platform: Name, User: who.ID}, Bot: who.Bot, Locale: i.Locale, Groups: roles, Return: byToken + i.Token,
		Where: bot.Conversation{Team: i.Guild, Channel: i.ChannelID, Direct: i.Guild == ""},
	}
	if i.Channel.thread() {
		h.Where.Channel, h.Where.Thread = i.Channel.Parent, i.Channel.ID
	}
	return h
}

// The options that are none of a command's arguments.
const (
	optionQuestion = "question" // of the sub-command ask
	optionShare    = "share"    // all may see the answer
	subAsk         = "ask"
)

// lineOf is the line that a command's options stand for, as commands.Parse reads it, or the question.
func lineOf(options []option) (line string, shared bool) {
	if len(options) == 0 {
		return "help", false
	}
	sub := options[0]
	words := []string{sub.Name}
	command, _ := commands.Lookup(sub.Name)
	for _, o := range sub.Options {
		value := strings.TrimSpace(fmt.Sprint(o.Value))
		switch arg := slices.IndexFunc(command.Args, func(a commands.Arg) bool { return a.Name == o.Name }); {
		case o.Name == optionShare:
			shared, _ = o.Value.(bool)
		case o.Name == optionQuestion:
			words = []string{value}
		case arg < 0 || value == "":
		case command.Args[arg].Positional:
			words = append(words, value)
		default:
			words = append(words, fmt.Sprintf("--%s=%s", o.Name, quoted(value)))
		}
	}
	return strings.Join(words, " "), shared
}

func quoted(value string) string {
	if !strings.ContainsFunc(value, unicode.IsSpace) {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, "") + `"`
}

// valuesOf are the values of a form by the arguments' names.
func valuesOf(parts []submitted) map[string][]string {
	values := make(map[string][]string)
	for _, p := range parts {
		if p.Component != nil {
			p.Components = append(p.Components, *p.Component)
		}
		for _, c := range append(p.Components, p) {
			if value := strings.TrimSpace(c.Value); c.CustomID != "" && value != "" {
				values[c.CustomID] = append(values[c.CustomID], value)
			}
		}
	}
	return values
}

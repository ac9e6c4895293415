package slack

import (
	"context"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// formTime is how long Slack lets a form be opened after a press.
const formTime = 3 * time.Second

// maxTitle is how long a form's title may be, in characters.
const maxTitle = 24

// asksForm tells which command's form a press asks for.
func asksForm(c slack.InteractionCallback) (command string, ok bool) {
	if c.Type != slack.InteractionTypeBlockActions || len(c.ActionCallback.BlockActions) == 0 {
		return "", false
	}
	action := c.ActionCallback.BlockActions[0]
	kind, _, _ := strings.Cut(action.ActionID, ":")
	return action.Value, kind == form
}

// openForm opens a command's form, in the language of the button.
func (s *Slack) openForm(ctx context.Context, me self, c slack.InteractionCallback, value string) {
	ctx, cancel := context.WithTimeout(ctx, formTime)
	defer cancel()
	code, name, _ := strings.Cut(value, " ")
	lang := s.c.Lang
	_ = lang.UnmarshalText([]byte(code)) // an unknown one leaves the bot's
	command, ok := commands.Lookup(name)
	if !ok {
		return
	}
	if _, err := s.api.OpenViewContext(ctx, c.TriggerID, drawForm(command, lang, first(c.Container.ChannelID, c.User.ID))); err != nil {
		s.c.Log.Warn("a form was not opened", "platform", Name, "error", explain("opening a form", err))
	}
}

// drawForm draws a command's arguments as a form. The channel is where its answer goes.
func drawForm(c commands.Command, lang knowledge.Lang, channel string) slack.ModalViewRequest {
	p := text.For(lang)
	view := slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: form + ":" + c.Name, PrivateMetadata: channel,
		Title:  plainText(label("Usher /"+c.Name, lang, maxTitle)),
		Submit: plainText(label(p.Text("form.send", nil), lang, maxTitle)),
		Close:  plainText(label(p.Text("form.close", nil), lang, maxTitle)),
	}
	view.Blocks.BlockSet = append(view.Blocks.BlockSet, section(escape(p.Text("help."+c.Name, nil), lang)))
	for _, a := range c.Args {
		what := plainText(label(p.Text("help."+c.Name+"."+a.Name, nil), lang, 2000))
		var field slack.BlockElement = slack.NewPlainTextInputBlockElement(nil, a.Name)
		if a.Type.Kind() == reflect.Bool {
			field = slack.NewCheckboxGroupsBlockElement(a.Name, slack.NewOptionBlockObject("true", plainText(label(a.Name, lang, maxButton)), nil))
		}
		input := slack.NewInputBlock(a.Name, what, nil, field)
		input.Optional = !a.Required
		view.Blocks.BlockSet = append(view.Blocks.BlockSet, input)
	}
	return view
}

// homeLines are the commands whose answers make up the home tab.
func homeLines() []string { return []string{"now", "deadlines next", "language", "zone"} }

// homes are the home tabs that are being drawn.
type homes struct {
	mu    sync.Mutex
	drawn map[string]home
}

type home struct {
	blocks []slack.Block
	opened time.Time
}

// homePause is how soon a home tab is drawn again.
const homePause = 30 * time.Second

// openHome asks the bot for all that a home tab shows.
func (s *Slack) openHome(ctx context.Context, h bot.Handler, team, user string) {
	s.homes.mu.Lock()
	last, ok := s.homes.drawn[user]
	again := !ok || time.Since(last.opened) > homePause
	if again {
		if len(s.homes.drawn) >= maxPeople {
			clear(s.homes.drawn)
		}
		s.homes.drawn[user] = home{opened: time.Now()}
	}
	s.homes.mu.Unlock()
	if !again {
		return
	}
	for i, line := range homeLines() {
		e := bot.Invoked{Line: line, Head: bot.Head{
			Who:    bot.Identity{Platform: Name, Team: team, User: user},
			Where:  bot.Conversation{Team: team, Channel: "home/" + user, Direct: true},
			Return: back{Home: i + 1}.String(),
		}}
		if h.Handle(ctx, e) != nil {
			return
		}
	}
}

// home takes one answer of a home tab, and shows the tab with the last.
func (s *Slack) home(ctx context.Context, to bot.Address, part int, reply *commands.Reply) error {
	sections, context := drawSections(reply, drawing{most: s.c.Most})
	s.homes.mu.Lock()
	drawn := s.homes.drawn[to.To.User]
	for _, text := range sections {
		drawn.blocks = append(drawn.blocks, section(text))
	}
	if context != "" {
		drawn.blocks = append(drawn.blocks, slack.NewContextBlock("", mrkdwn(context)))
	}
	last := part == len(homeLines())
	blocks := drawn.blocks
	if last {
		drawn.blocks = nil
	}
	s.homes.drawn[to.To.User] = drawn
	s.homes.mu.Unlock()
	if !last {
		return nil
	}
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: append(blocks, homeButtons(reply.Lang))}}
	_, err := s.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: to.To.User, View: view})
	if err != nil {
		return explain("showing the home tab", err)
	}
	return nil
}

// homeButtons are what can be done from the home tab: the forms of language and zone, deadlines, the welcome pack.
func homeButtons(lang knowledge.Lang) slack.Block {
	p := text.For(lang)
	button := func(id, key, value string) slack.BlockElement {
		return slack.NewButtonBlockElement(id, lang.String()+" "+value, plainText(label(p.Text(key, nil), lang, maxButton)))
	}
	return slack.NewActionBlock("home",
		button(form+":zone", "suggest.zone", "zone"),
		button(form+":language", "suggest.language", "language"),
		button(say+":deadlines", "suggest.deadlines", "/deadlines all"),
		button(say+":welcome", "suggest.welcome", "/welcome"),
	)
}

package discord

import (
	"context"
	"errors"
	"reflect"

	"usher/bot"
	"usher/commands"
	"usher/commands/text"
	"usher/knowledge"
)

// definition is a command, a sub-command or an option as Discord registers it.
type definition struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Description  string            `json:"description"`
	Localized    map[string]string `json:"description_localizations,omitempty"`
	Options      []definition      `json:"options,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
	Choices      []choice          `json:"choices,omitempty"`
	Most         int               `json:"max_length,omitempty"`
	Contexts     []int             `json:"contexts,omitempty"`
	Installs     []int             `json:"integration_types,omitempty"`
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Discord's types of commands and options, and its limits.
const (
	typeSub, typeString, typeInt, typeBool = 1, 3, 4, 5

	maxDescription = 100
	maxChoices     = 25
	maxQuestion    = 1000
)

// locales are Discord's names of our languages; it has no Arabic.
func locales() map[string]knowledge.Lang {
	return map[string]knowledge.Lang{"en-US": knowledge.En, "en-GB": knowledge.En, "fr": knowledge.Fr, "es-ES": knowledge.Es, "es-419": knowledge.Es, "ru": knowledge.Ru, "zh-CN": knowledge.Zh}
}

func described(kind int, name, key string) definition {
	d := definition{Type: kind, Name: name, Description: cut(text.For(knowledge.En).Text(key, nil), maxDescription), Localized: make(map[string]string)}
	for locale, lang := range locales() {
		d.Localized[locale] = cut(text.For(lang).Text(key, nil), maxDescription)
	}
	return d
}

// definitions are the commands as Discord registers them: one, with a sub-command for each of ours and one for questions.
func definitions(table []commands.Command) []definition {
	usher := described(1, "usher", "help.about")
	usher.Contexts, usher.Installs = []int{0, 1}, []int{0} // on servers and in direct messages with the bot
	ask, question := described(typeSub, subAsk, "help.ask"), described(typeString, optionQuestion, "help.ask.question")
	question.Required, question.Most = true, maxQuestion
	share := described(typeBool, optionShare, "help.share")
	ask.Options = []definition{question, share}
	usher.Options = []definition{ask}
	for _, c := range table {
		sub := described(typeSub, c.Name, "help."+c.Name)
		for _, a := range c.Args {
			sub.Options = append(sub.Options, optionOf(c, a, table))
		}
		sub.Options = append(sub.Options, share)
		usher.Options = append(usher.Options, sub)
	}
	return []definition{usher}
}

func optionOf(c commands.Command, a commands.Arg, table []commands.Command) definition {
	t := a.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	kind := typeString
	switch t.Kind() {
	case reflect.Int:
		kind = typeInt
	case reflect.Bool:
		kind = typeBool
	}
	o := described(kind, a.Name, "help."+c.Name+"."+a.Name)
	o.Required = a.Required
	switch {
	case c.Name == "language":
		for _, l := range knowledge.Langs() {
			o.Choices = append(o.Choices, choice{l.Name(), l.String()})
		}
	case c.Name == "help" && len(table) <= maxChoices:
		for _, other := range table {
			o.Choices = append(o.Choices, choice{other.Name, other.Name})
		}
	default:
		o.Autocomplete = kind == typeString && completes(c.Name, a.Name)
	}
	return o
}

// Register implements bot.Registrar: it registers the commands where they have changed. Where Discord refuses, questions work all the same.
func (d *Discord) Register(ctx context.Context, table []commands.Command) error {
	if err := d.introduce(ctx); err != nil {
		return err
	}
	want, path := definitions(table), "/applications/"+d.self().app+"/commands"
	var have []definition
	err := d.rest.do(ctx, call{method: "GET", path: path + "?with_localizations=true", safe: true}, &have)
	if err == nil && reflect.DeepEqual(have, want) {
		d.log.Debug("the commands are registered already")
		return nil
	}
	if err == nil {
		err = d.rest.do(ctx, call{method: "PUT", path: path, body: want, safe: true}, nil)
	}
	var refused *refusal
	if errors.As(err, &refused) && !errors.Is(err, bot.ErrPermanent) {
		d.log.Error("the commands are not registered; mentions and direct messages work", "error", err)
		return nil
	}
	return err
}

package discord

import (
	"strings"

	"usher/knowledge"
)

// completes tells whether an argument's values are suggested while somebody types.
func completes(command, arg string) bool { return named(nil, command, arg, knowledge.En) != nil }

// named lists what an argument can name; without a base it is empty, and nil where nothing is suggested.
func named(b *knowledge.Base, command, arg string, lang knowledge.Lang) []choice {
	all := []choice{}
	switch key := command + "." + arg; {
	case key != "schedule.what" && key != "agenda.items" && key != "deadlines.which" && key != "calendar.what":
		return nil
	case b == nil:
		return all
	case key == "agenda.items":
		for _, i := range b.Items() {
			number := strings.TrimPrefix(i.ID, "agenda.")
			all = append(all, choice{number + ". " + i.Text.In(lang), number})
		}
		return all
	}
	if command != "deadlines" {
		for _, s := range b.Sessions() {
			all = append(all, choice{s.Name.In(lang), s.ID})
		}
	}
	if command != "schedule" {
		for _, dl := range b.Deadlines() {
			all = append(all, choice{dl.Name.In(lang), dl.ID})
		}
	}
	return all
}

// choices answer an interaction that completes.
type choices struct {
	Choices []choice `json:"choices"`
}

// complete suggests values for the option that somebody types, from memory.
func (d *Discord) complete(i interaction) choices {
	found := choices{[]choice{}}
	if d.c.Library == nil || len(i.Data.Options) == 0 {
		return found
	}
	b, err := d.c.Library.Meeting(d.c.Meeting, d.c.Clock())
	if err != nil {
		return found
	}
	sub := i.Data.Options[0]
	for _, o := range sub.Options {
		typed, _ := o.Value.(string)
		if !o.Focused {
			continue
		}
		for _, c := range named(b, sub.Name, o.Name, langOf(i.Locale)) {
			if typed = strings.ToLower(typed); strings.Contains(strings.ToLower(c.Name+" "+c.Value), typed) && len(found.Choices) < maxChoices && len(c.Value) <= maxDescription {
				found.Choices = append(found.Choices, choice{cut(c.Name, maxDescription), c.Value})
			}
		}
	}
	return found
}

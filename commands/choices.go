package commands

import (
	"context"
	"strings"

	"usher/commands/text"
	"usher/knowledge"
)

// Effect is what a command asks to be done beside the answer. Commands do nothing themselves: who runs them does it, or not.
type Effect interface{ effect() }

// Choice is what the asker chose for all that follows in the conversation. What is not chosen is empty.
type Choice struct {
	Zone string          `json:"zone,omitempty"` // IANA name
	Lang *knowledge.Lang `json:"lang,omitempty"`
}

func (Choice) effect() {}

// ZoneArgs name the asker's time zone: Asia/Tokyo, or a city in any of the six languages. Without it the one in use is told.
type ZoneArgs struct {
	Zone []string `json:"zone,omitempty" arg:"" optional:""`
}

func zone(_ context.Context, r Request, a ZoneArgs) (*Reply, error) {
	reply := &Reply{}
	if len(a.Zone) > 0 {
		name := strings.Join(a.Zone, " ")
		chosen, ok := knowledge.ZoneNamed(name)
		if !ok {
			return nil, r.noZone(name)
		}
		r.Zone = chosen
		reply.Effects = []Effect{Choice{Zone: chosen.String()}}
	}
	name := r.printer().City(r.Zone)
	if name != r.Zone.String() {
		name += " (" + r.Zone.String() + ")"
	}
	reply.say(r.say("choice.zone", text.Args{"zone": name, "now": r.printer().Moment(r.Now, r.Zone)}))
	return reply, nil
}

func (r Request) noZone(name string) error {
	if near := knowledge.NearestZone(name); near != "" {
		return r.refuse("unknown.near", text.Args{"words": name, "name": near})
	}
	return r.refuse("choice.no-zone", text.Args{"words": name})
}

// LanguageArgs name the language of the answers, by its code or name. Without it the one in use is told.
type LanguageArgs struct {
	Language string `json:"language,omitempty" arg:"" optional:""`
}

func language(_ context.Context, r Request, a LanguageArgs) (*Reply, error) {
	reply := &Reply{}
	if a.Language != "" {
		lang, ok := knowledge.LangNamed(a.Language)
		if !ok {
			var names []string
			for _, l := range knowledge.Langs() {
				names = append(names, l.Name())
			}
			return nil, r.refuse("choice.no-language", text.Args{"words": a.Language, "names": strings.Join(names, r.printer().Text("list.comma", nil))})
		}
		r.Lang = lang
		reply.Effects = []Effect{Choice{Lang: &lang}}
	}
	reply.say(r.say("choice.language", text.Args{"language": r.Lang.Name()}))
	return reply, nil
}

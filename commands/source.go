package commands

import (
	"context"

	"usher/commands/text"
)

// SourceArgs name the entry whose source is wanted.
type SourceArgs struct {
	ID string `json:"id" arg:""`
}

// source shows the letter's own words on an entry, in the letter's language, with their places.
func source(_ context.Context, r Request, a SourceArgs) (*Reply, error) {
	ids := r.named(a.ID, "")
	if len(ids) == 0 {
		return nil, r.unknown(a.ID, r.choices(""))
	}
	reply := &Reply{}
	for _, id := range ids {
		e, _ := r.Base.Entry(id)
		reply.say(text.Bold(e.Name.In(r.Lang)))
		for _, s := range e.Source {
			reply.say(r.say("source.quote", text.Args{"document": r.Base.Meeting().Letter.Name.In(r.Lang), "place": r.Base.Place(s).Name.In(r.Lang)}))
			reply.Blocks = append(reply.Blocks, Quote{s.Quote})
		}
		if note := e.Note.In(r.Lang); note != "" {
			reply.say(r.say("source.note", text.Args{"note": note}))
		}
		reply.rest(id)
	}
	return reply, nil
}

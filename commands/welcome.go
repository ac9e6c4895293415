package commands

import (
	"context"

	"usher/commands/text"
)

// WelcomeArgs are none.
type WelcomeArgs struct{}

// welcome tells a new delegate what the letter says of the first steps, each by the entry that says it.
func welcome(_ context.Context, r Request, _ WelcomeArgs) (*Reply, error) {
	reply := &Reply{}
	pack, ok := r.Base.Fact("welcome")
	if !ok {
		return nil, r.refuse("unknown.answer", nil)
	}
	reply.say(r.say("label", text.Args{"name": text.Bold(pack.Name.In(r.Lang)), "value": r.Base.Meeting().Name.In(r.Lang)}))
	reply.say(text.Plain(pack.Text.In(r.Lang)))
	reply.rest(pack.ID)
	var lines []text.Line
	for _, id := range pack.See {
		if s, ok := r.Base.Session(id); ok {
			lines = append(lines, r.openly(s))
		} else if d, ok := r.Base.Deadline(id); ok {
			lines = append(lines, r.deadline(d))
		} else if e, ok := r.Base.Entry(id); ok {
			line := text.Plain(e.Text.In(r.Lang))
			if c, ok := r.Base.Contact(id); ok && c.Email != "" {
				line = text.Mailbox(c.Email)
			}
			lines = append(lines, r.say("label", text.Args{"name": text.Bold(e.Name.In(r.Lang)), "value": line}))
		}
		reply.rest(id)
	}
	reply.list(lines...)
	return reply, nil
}

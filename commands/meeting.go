package commands

import (
	"context"

	"usher/commands/text"
	"usher/knowledge"
)

// MeetingArgs choose what to tell of the meeting: overview, topic, letter, homepage. Without any it gives the overview.
type MeetingArgs struct {
	About []string `json:"about,omitempty" arg:"" optional:""`
}

func meeting(_ context.Context, r Request, a MeetingArgs) (*Reply, error) {
	if len(a.About) == 0 {
		a.About = []string{"meeting.overview"}
	}
	ids, err := r.choose(a.About, "meeting.")
	if err != nil {
		return nil, err
	}
	reply := &Reply{}
	for _, id := range ids {
		fact, _ := r.Base.Fact(id)
		if id == "meeting.overview" {
			m := r.Base.Meeting()
			days := r.printer().Days(m.First, m.Last, r.Base.Zone())
			reply.say(r.say("label", text.Args{"name": text.Bold(fact.Name.In(r.Lang)), "value": days}))
		}
		if fact.URL != "" {
			reply.say(r.say("label", text.Args{"name": text.Bold(fact.Name.In(r.Lang)), "value": text.Page(fact.URL)}))
		}
		reply.say(text.Plain(fact.Text.In(r.Lang)))
		reply.rest(id)
	}
	return reply, nil
}

// ContactsArgs choose contacts by name. Without any it shows all.
type ContactsArgs struct {
	Who []string `json:"who,omitempty" arg:"" optional:""`
}

func contacts(_ context.Context, r Request, a ContactsArgs) (*Reply, error) {
	ids, err := r.choose(a.Who, "contact.")
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		for _, c := range r.Base.Contacts() {
			ids = append(ids, c.ID)
		}
	}
	reply := &Reply{}
	for _, id := range ids {
		if c, ok := r.Base.Contact(id); ok {
			r.contact(reply, c)
		}
	}
	return reply, nil
}

func (r Request) contact(reply *Reply, c knowledge.Contact) {
	reply.rest(c.ID)
	reply.say(text.Bold(c.Name.In(r.Lang)))
	var fields []Field
	add := func(key, value string, draw func(string) text.Line) {
		if value != "" {
			fields = append(fields, Field{r.say(key, nil), draw(value)})
		}
	}
	add("contact.email", c.Email, text.Mailbox)
	add("contact.phone", c.Phone, text.Plain)
	add("contact.fax", c.Fax, text.Plain)
	add("contact.url", c.URL, text.Page)
	if len(fields) > 0 {
		reply.Blocks = append(reply.Blocks, Fields{fields})
	}
	reply.say(text.Plain(c.Text.In(r.Lang)))
}

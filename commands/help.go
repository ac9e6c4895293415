package commands

import (
	"context"
	"strings"

	"usher/commands/text"
	"usher/knowledge"
)

// HelpArgs name the command to explain. Without one it lists all.
type HelpArgs struct {
	Command string `json:"command,omitempty" arg:"" optional:""`
}

func help(_ context.Context, r Request, a HelpArgs) (*Reply, error) {
	reply := &Reply{}
	if a.Command == "" {
		reply.say(r.say("help.title", nil))
		var lines []text.Line
		for _, c := range Table() {
			lines = append(lines, r.say("help.line", text.Args{"command": text.Bold(c.Name), "what": r.say("help."+c.Name, nil)}))
		}
		reply.list(lines...)
		reply.say(r.say("unknown.try", nil))
		reply.list(r.examples()...)
		reply.suggestExamples(r)
		return reply, nil
	}
	c, ok := Lookup(strings.ToLower(a.Command))
	if !ok {
		return nil, r.unknown(a.Command, commandNames())
	}
	reply.say(r.say("help.line", text.Args{"command": text.Bold(c.Name), "what": r.say("help."+c.Name, nil)}))
	var lines []text.Line
	for _, arg := range c.Args {
		lines = append(lines, r.say("help.line", text.Args{"command": arg.Name, "what": r.say("help."+c.Name+"."+arg.Name, nil)}))
	}
	reply.list(lines...)
	return reply, nil
}

// Examples is a reply that shows what one can ask.
func Examples(r Request) *Reply {
	reply := &Reply{}
	reply.say(r.say("unknown.try", nil))
	reply.list(r.examples()...)
	reply.suggestExamples(r)
	return reply.finish(r, "help")
}

// NoCommand refuses a line that should begin with a command's name and does not.
func NoCommand(r Request, line string) error {
	name, _, _ := strings.Cut(line, " ")
	return r.unknown(name, commandNames())
}

func commandNames() (names []string) {
	for _, c := range Table() {
		names = append(names, c.Name)
	}
	return names
}

// examples are questions that can be asked at every meeting.
func (r Request) examples() []text.Line {
	var lines []text.Line
	for _, key := range []string{"unknown.try-1", "unknown.try-2", "unknown.try-3", "unknown.try-4", "unknown.try-5"} {
		lines = append(lines, r.say(key, nil))
	}
	return lines
}

// AboutArgs are none.
type AboutArgs struct{}

func about(_ context.Context, r Request, _ AboutArgs) (*Reply, error) {
	reply := &Reply{}
	m := r.Base.Meeting()
	reply.say(r.say("about.what", text.Args{"meeting": m.Name.In(r.Lang), "letter": m.Letter.Name.In(r.Lang)}))
	for _, key := range []string{"about.rule", "about.languages", "about.privacy"} {
		reply.say(r.say(key, nil))
	}
	reply.say(r.say("about.meetings", nil))
	reply.list(r.meetings(r.Library.Meetings())...)
	return reply, nil
}

// meetings are the names of meetings with their days and ids.
func (r Request) meetings(bases []*knowledge.Base) (names []text.Line) {
	for _, b := range bases {
		m := b.Meeting()
		names = append(names, r.say("about.meeting", text.Args{"name": m.Name.In(r.Lang), "id": m.ID, "days": r.printer().Days(m.First, m.Last, b.Zone())}))
	}
	return names
}

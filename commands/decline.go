package commands

import (
	"usher/commands/text"
	"usher/knowledge"
)

// Decline is the answer to what no entry covers: it states no fact. Where the question falls into a known gap it says what
// the letter does not state, and always whom to ask.
func Decline(r Request, gap *knowledge.Gap) *Reply {
	reply := &Reply{Keys: []string{}}
	see := []string{"contact.secretariat"}
	if gap != nil {
		reply.Gap, see = gap.ID, gap.See
		reply.say(text.Plain(gap.Text.In(r.Lang)))
	} else {
		reply.say(r.say("unknown.answer", nil))
	}
	for _, line := range r.pointers(see) {
		reply.say(line)
	}
	if gap == nil {
		reply.say(r.say("unknown.try", nil))
		reply.list(r.examples()...)
		reply.suggestExamples(r)
	}
	return reply.finish(r, "")
}

// WhichMeeting asks back which of several meetings is meant: it states no fact about any.
func WhichMeeting(r Request, among []*knowledge.Base) *Reply {
	reply := &Reply{}
	reply.say(r.say("unknown.meeting", nil))
	reply.list(r.meetings(among)...)
	reply.suggestMeetings(r, among)
	return reply.finish(r, "")
}

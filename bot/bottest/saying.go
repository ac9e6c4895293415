package bottest

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"usher/commands"
	"usher/knowledge"
)

// A question is answered where it was asked, in its own language.
func question(s *stage) {
	s.asked("when is the opening plenary?")
	m := s.says("Wednesday 1 December 2021, 12:00 (Geneva)")
	if m.Channel != "" || s.traits.Channels && m.To != "U1" {
		s.Errorf("a direct message is answered in %+v", m)
	}
	s.asked("Сколько дней осталось до подачи вкладов?")
	s.says("осталось 8 дней")
}

// A language and a zone that were chosen hold for all that follows.
func settings(s *stage) {
	s.asked("/zone Kathmandu")
	s.says("14:45")
	s.asked("/language français")
	s.says("français")
	s.asked("when is the opening plenary?")
	s.says("12:00 (Genève) = 16:45 (Katmandou)")
}

func followUp(s *stage) {
	s.asked("when is the opening plenary?")
	s.says("12:00 (Geneva)")
	s.asked("and in Nairobi?")
	s.says("14:00 (Nairobi)")
	if !s.traits.Channels {
		return
	}
	first := s.do(Act{Kind: Mention, Channel: "C1", Text: "<@usher> when is the opening plenary?"})
	s.says("12:00 (Geneva)")
	s.do(Act{Kind: Mention, Channel: "C1", Thread: first.ID, User: "U2", Text: "<@usher> and in Nairobi?"})
	if m := s.says("(Nairobi)"); m.Thread != first.ID {
		s.Errorf("the follow-up is answered in %+v", m)
	}
	s.do(Act{Kind: Mention, Channel: "C1", Text: "<@usher> and in Nairobi?"}) // another conversation: nothing to lean on
	if m := s.see(); strings.Contains(m.Text, "plenary") {
		s.Errorf("a conversation leans on another: %s", m.Text)
	}
}

func command(s *stage) {
	s.asked("deadlines next")
	s.says("8 days left")
	s.asked("/agenda 14")
	s.says("Item 14:")
}

func refusal(s *stage) {
	s.asked("/agenda 99")
	s.says("no item 99")
	s.asked("/foo")
	s.says("“foo”")
	s.asked("what is the capital of Japan?")
	s.says("I cannot answer that from the letter.")
	if log := s.log.String(); strings.Contains(log, "level=ERROR") {
		s.Errorf("a refusal is logged as an error:\n%s", log)
	}
}

func file(s *stage) {
	s.asked("/calendar opening-plenary")
	m := s.says(".ics")
	if len(m.Files) != 1 || m.Files[0].Name != "session.opening-plenary.ics" || !strings.Contains(string(m.Files[0].Data), "DTSTART;TZID=Europe/Zurich:20211201T120000") {
		s.Errorf("files: %.300v", m.Files)
	}
}

// A long answer comes whole, in parts that the platform takes, with the buttons below the last.
func long(s *stage) {
	s.asked("/rules")
	got, parts := s.all(Act{})
	base, err := knowledge.Embedded().Meeting("", opening())
	if err != nil {
		s.Fatal(err)
	}
	c, _ := commands.Lookup("rules")
	reply, err := c.Run(context.Background(), commands.Request{Library: knowledge.Embedded(), Base: base, Now: opening(), Lang: knowledge.En, Zone: base.Zone()}, c.NewArgs())
	if err != nil {
		s.Fatal(err)
	}
	rest := got
	for _, word := range strings.Fields(commands.Body(reply)) {
		_, after, ok := strings.Cut(rest, strings.Trim(word, "•"))
		if !ok {
			s.Fatalf("%q is missing in %d parts:\n%s", word, len(parts), got)
		}
		rest = after
	}
	if s.traits.Most > 0 && len(parts) < 2 {
		s.Errorf("%d characters in %d parts", len(got), len(parts))
	}
	for i, m := range parts {
		if s.traits.Buttons && (len(m.Buttons) > 0) != (i == len(parts)-1) {
			s.Errorf("part %d of %d has %d buttons", i+1, len(parts), len(m.Buttons))
		}
	}
}

// hostiles are what must neither call anybody nor draw anything when it is said back.
var hostiles = []string{"@everyone", "@here", "<!channel>", "<!here>", "<!all>", "<@U1>", "<#C1>", "<https://evil.example|bank>", "**bold**", "`code`", "[x](https://evil.example)", "&lt;!channel&gt;", "a\u202eb\u2066c"}

func hostile(s *stage) {
	for _, said := range hostiles {
		s.asked("/language " + said)
		m := s.see()
		if len(m.Pings) > 0 {
			s.Errorf("%q calls %q", said, m.Pings)
		}
		if strings.ContainsAny(m.Text, "\u202e\u202d\u2066\u2067") {
			s.Errorf("%q turns the text round: %q", said, m.Text)
		}
		if clean := strings.NewReplacer("\u202e", "", "\u2066", "").Replace(said); !strings.Contains(strings.ReplaceAll(m.Text, "\u200b", ""), clean) {
			s.Errorf("%q is shown as %q", said, m.Text)
		}
		s.clock.forward(time.Minute) // for who floods
	}
}

// A text of 100 KB is answered like another, and not said back.
func huge(s *stage) {
	for _, said := range []string{strings.Repeat("registration ", 8000), strings.Repeat("x", 100<<10), "/agenda " + strings.Repeat("é", 50<<10)} {
		s.asked(said)
		if text, parts := s.all(Act{}); len(parts) == 0 || len(text) > 20_000 {
			s.Errorf("%d bytes in %d parts answer %.20q", len(text), len(parts), said)
		}
	}
}

// What is said in one conversation is answered in its order.
func order(s *stage) {
	for n := 1; n <= 9; n++ {
		s.asked(fmt.Sprint("/agenda ", n))
	}
	for n := 1; n <= 9; n++ {
		s.says(fmt.Sprintf("Item %d:", n))
	}
}

// Who writes too much is told so once, and answered again later.
func flooded(s *stage) {
	const burst = 10
	for range burst {
		s.asked("/zone")
		s.says("Your time zone")
	}
	for range 3 {
		s.asked("/zone")
	}
	s.says("Please wait a moment")
	if s.traits.Channels {
		s.do(Act{Kind: Direct, User: "U2", Text: "/zone"})
		if m := s.says("Your time zone"); m.To != "U2" {
			s.Errorf("%+v is shown", m)
		}
	}
	s.asked("/foo")
	s.clockAfterQueue()
	s.asked("/zone")
	s.says("Your time zone") // nothing came between
}

// clockAfterQueue lets a minute pass when nothing waits any more in a direct conversation.
func (s *stage) clockAfterQueue() {
	s.Helper()
	for deadline := time.Now().Add(patience); strings.Count(s.log.String(), "msg=slowed") < 4; {
		if time.Now().After(deadline) {
			s.Fatal("the messages are not slowed\n", s.log)
		}
	}
	s.clock.forward(time.Minute)
}

// A store that fails takes neither answers nor order.
func failing(s *stage) {
	s.store.spoil(errStore, nil)
	s.asked("when is the opening plenary?")
	s.says("12:00 (Geneva)")
	s.store.spoil(nil, nil)
	s.asked("/zone Tokyo")
	s.says("Tokyo")
	if log := s.log.String(); !strings.Contains(log, errStore.Error()) {
		s.Errorf("the log does not say that the store fails:\n%s", log)
	}
}

var number = regexp.MustCompile(`\b[A-Z2-7]{8}\b`)

// A panic is told with a number, which stands in the log with the cause, and ends nothing else.
func panics(s *stage) {
	s.store.spoil(nil, "what somebody wrote")
	s.log.never("what somebody wrote")
	s.asked("when is the opening plenary?")
	told := number.FindString(s.says("Something went wrong").Text)
	if log := s.log.String(); told == "" || !strings.Contains(log, "number="+told) || !strings.Contains(log, "panic: string") || !strings.Contains(log, "stack=") {
		s.Errorf("the number %q: the log does not tell the cause:\n%s", told, log)
	}
	s.store.spoil(nil, nil)
	s.asked("when is the opening plenary?")
	s.says("12:00 (Geneva)")
}

// Who comes after the stop is refused.
func stops(s *stage) {
	s.asked("when is the opening plenary?")
	s.says("12:00 (Geneva)")
	s.end()
	if err := s.Do(s.named(Act{Text: "when is the closing plenary?"})); err == nil {
		s.Error("a question is taken over after the stop")
	}
	select {
	case m := <-s.Shown():
		s.Errorf("%q is shown after the stop", m.Text)
	default:
	}
}

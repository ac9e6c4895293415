package bottest

import (
	"fmt"
	"strings"
	"time"
)

// A mention in a channel is answered in a thread of its own.
func mentioned(s *stage) {
	act := s.do(Act{Kind: Mention, Channel: "C1", Text: "<@usher> when is the opening plenary?"})
	if m := s.says("12:00 (Geneva)"); m.Channel != "C1" || m.Thread != act.ID || m.For != "" {
		s.Errorf("a mention is answered in %+v", m)
	}
	s.do(Act{Kind: Mention, Channel: "C1", Text: "<@usher> "})
	s.says("You can ask")
}

// Who waits for a slow store holds up nobody in another conversation, nor the acknowledgement.
func slow(s *stage) {
	waits := s.store.hold("U1")
	s.do(Act{Kind: Mention, User: "U1", Channel: "C1", Text: "<@usher> when is the opening plenary?"})
	<-waits
	s.do(Act{Kind: Mention, User: "U2", Channel: "C1", Text: "<@usher> what is agenda item 14?"})
	s.says("Item 14:")
	s.store.open()
	s.says("12:00 (Geneva)")
}

// More than may wait in one conversation is said at its end, once; other conversations are as ever.
func overflow(s *stage) {
	waits := s.store.hold("U1")
	first := s.do(Act{Kind: Mention, User: "U1", Channel: "C1", Text: "<@usher> what is agenda item 14?"})
	<-waits
	const queue = 16
	for n := range queue + 3 {
		s.do(Act{Kind: Mention, User: fmt.Sprint("U1", n), Channel: "C1", Thread: first.ID, Text: "<@usher> what is agenda item 3?"})
	}
	s.do(Act{Kind: Mention, User: "U2", Channel: "C1", Text: "<@usher> what is agenda item 4?"})
	s.says("Item 4:")
	s.store.open()
	s.says("Item 14:")
	for range queue {
		s.says("Item 3:")
	}
	s.says("Please ask again those that got no answer.")
	s.do(Act{Kind: Mention, User: "U3", Channel: "C1", Thread: first.ID, Text: "<@usher> what is agenda item 5?"})
	s.says("Item 5:")
}

// What was begun before a stop is finished; what comes after is refused.
func finishes(s *stage) {
	waits := s.store.hold("U1")
	first := s.do(Act{Kind: Mention, User: "U1", Channel: "C1", Text: "<@usher> what is agenda item 14?"})
	<-waits
	s.do(Act{Kind: Mention, User: "U2", Channel: "C1", Thread: first.ID, Text: "<@usher> what is agenda item 3?"})
	s.stop()
	for deadline := time.Now().Add(patience); !strings.Contains(s.log.String(), "msg=\"stopping"); {
		if time.Now().After(deadline) {
			s.Fatal("the bot does not say that it stops")
		}
	}
	refused := 0
	for deadline := time.Now().Add(patience); refused == 0; { // the log is written just before nothing more is taken over
		if s.Do(s.named(Act{Kind: Mention, User: "U3", Channel: "C2", Bot: false, Text: "<@usher> what is agenda item 5?"})) != nil {
			refused++
		} else if time.Now().After(deadline) {
			s.Fatal("questions are taken over while the bot stops")
		}
	}
	s.store.open()
	seen := make(map[string]bool)
	for !seen["Item 14:"] || !seen["Item 3:"] {
		text := s.see().Text
		head, _, _ := strings.Cut(text, " ")
		rest := strings.Fields(text)
		if len(rest) > 1 {
			seen[head+" "+rest[1]] = true
		}
	}
	s.end()
}

// A command of the platform's own is answered to who gave it, a question behind it too.
func slash(s *stage) {
	s.do(Act{Kind: Slash, Channel: "C1", Text: "agenda 14"})
	if m := s.says("Item 14:"); m.Channel != "C1" || s.traits.Private && m.For != "U1" {
		s.Errorf("a command is answered in %+v", m)
	}
	s.do(Act{Kind: Slash, Channel: "C1", Text: "what is a TD?"})
	s.says("temporary document")
	s.do(Act{Kind: Slash, Channel: "C1", Text: "agenda 99"})
	s.says("no item 99")
	s.do(Act{Kind: Slash, Channel: "C1", User: "U2", Locale: "fr-CA", Zone: "Africa/Nairobi", Text: "schedule opening-plenary"})
	s.says("12:00 (Genève) = 14:00 (Nairobi)")
	s.do(Act{Kind: Slash, Channel: "C1", User: "U2", Locale: "xx", Zone: "Mars/Base", Text: "schedule opening-plenary"})
	s.says("12:00 (Geneva)")
}

// A newcomer is welcomed once, alone, in their language; bots are not.
func join(s *stage) {
	s.do(Act{Kind: Join, Channel: "C1", User: "U5", Locale: "fr"})
	first := s.says("2021")
	if first.For != "U5" && first.To != "U5" && s.traits.Private {
		s.Errorf("the welcome is shown in %+v", first)
	}
	text := first.Text
	for !strings.Contains(text, "Source\u00a0:") { // the end of the pack
		text += s.see().Text
	}
	s.do(Act{Kind: Join, Channel: "C1", User: "U5", Locale: "fr"})
	s.do(Act{Kind: Join, Channel: "C2", User: "U5", Locale: "fr"})
	s.do(Act{Kind: Join, Channel: "C1", User: "B1", Bot: true})
	s.do(Act{Kind: Join, Channel: "C1", User: "U6"})
	for text = ""; !strings.Contains(text, "Source:"); {
		m := s.see()
		if m.For != "U6" && m.To != "U6" {
			s.Fatalf("somebody is welcomed again: %+v", m)
		}
		text += m.Text
	}
}

// Buttons ask and order what they stand for, in the language of the answer above them.
func button(s *stage) {
	s.do(Act{Kind: Mention, Channel: "C1", Text: "<@usher> quelle est la prochaine échéance ?"})
	m := s.says("encore 8 jours")
	press := func(label string) Message {
		s.Helper()
		for _, b := range m.Buttons {
			if b.Label == label {
				s.do(Act{Kind: Press, Channel: m.Channel, Thread: m.Thread, Button: b})
				return s.see()
			}
		}
		s.Fatalf("there is no button %q: %+v", label, m.Buttons)
		return m
	}
	if quote := press("Texte de la lettre"); !strings.Contains(quote.Text, "2021年11月18日") || !strings.Contains(quote.Text, "Lettre collective") || quote.Thread != m.Thread {
		s.Errorf("the sentence: %+v", quote)
	}
	m = press("Autre langue")
	if m = press("русский"); !strings.Contains(m.Text, "русский") {
		s.Errorf("the language: %s", m.Text)
	}
	s.do(Act{Kind: Mention, Channel: "C1", Text: "<@usher> when is the opening plenary?"})
	s.says("среда, 1 декабря")
}

func form(s *stage) {
	s.do(Act{Kind: Submit, Channel: "C1", Command: "zone", Values: map[string][]string{"zone": {"Tokyo"}}})
	s.says("Asia/Tokyo")
	s.do(Act{Kind: Submit, Channel: "C1", Command: "calendar", Values: map[string][]string{"alarm": {"soon"}}})
	s.says("“soon”")
	s.asked("when is the opening plenary?")
	s.says("20:00 (Tokyo)")
}

// An event that is delivered again is answered once.
func redelivery(s *stage) {
	act := s.asked("when is the opening plenary?")
	s.do(act)
	s.says("12:00 (Geneva)")
	s.do(act)
	s.asked("/agenda 14")
	s.says("Item 14:")
}

// What bots say is not answered.
func bots(s *stage) {
	s.do(Act{Kind: Direct, Bot: true, Text: "when is the opening plenary?"})
	s.asked("/agenda 14")
	s.says("Item 14:")
}

// What is said while the connection is broken is answered once it is there again, and nothing twice.
func disconnect(s *stage) {
	b, ok := s.World.(Breaker)
	if !ok {
		s.Skip("this platform has no connection")
	}
	before := s.asked("/agenda 3")
	s.says("Item 3:")
	for n := 4; n <= 6; n++ {
		b.Break()
		s.asked(fmt.Sprint("/agenda ", n))
		if s.traits.Redeliver {
			s.do(before)
		}
		s.says(fmt.Sprintf("Item %d:", n))
	}
}

// An answer that the platform refuses for its rate comes all the same, once.
func throttled(s *stage) {
	r, ok := s.World.(Throttler)
	if !ok {
		s.Skip("this platform has no rate limit")
	}
	r.Throttle(2)
	s.asked("/agenda 14")
	s.says("Item 14:")
	s.asked("/agenda 3")
	s.says("Item 3:")
}

package ask

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"usher/commands"
	"usher/knowledge"
)

func TestTmp(t *testing.T) {
	lib := knowledge.Embedded()
	now := time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC)
	b, _ := lib.Meeting("", now)
	a := New()
	for line := range strings.Lines(os.Getenv("Q")) {
		parts := strings.Split(strings.TrimSpace(line), " / ")
		r := commands.Request{Library: lib, Base: b, Now: now, Lang: knowledge.En, Zone: b.Zone()}
		fmt.Println("==", line)
		fmt.Println(strings.Join(a.Read(r, Question{Text: parts[len(parts)-1], Turns: parts[:len(parts)-1], Bound: true}).Explain(), "\n"))
	}
}

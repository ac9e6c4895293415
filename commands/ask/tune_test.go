package ask

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"usher/commands"
	"usher/knowledge"
)

func TestTune(t *testing.T) {
	lib := knowledge.Embedded()
	b, _ := lib.Meeting("", time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC))
	a := New()
	for _, f := range strings.Fields(os.Getenv("F")) {
		data, _ := os.ReadFile(f)
		n, ans := 0, 0
		for line := range strings.Lines(string(data)) {
			var d struct {
				ID, Lang, Now, Q string
				Turns, Expect    []string
			}
			if json.Unmarshal([]byte(line), &d) != nil {
				continue
			}
			now, _ := time.Parse(time.RFC3339, d.Now)
			if now.IsZero() {
				now = time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC)
			}
			var l knowledge.Lang
			l.UnmarshalText([]byte(d.Lang))
			r := commands.Request{Library: lib, Base: b, Now: now, Lang: l, Zone: b.Zone()}
			q := a.Read(r, Question{Text: d.Q, Turns: d.Turns, Bound: true})
			n++
			if !q.empty() && q.gap == "" {
				ans++
			}
			if os.Getenv("V") == "" {
				continue
			}
			if len(q.topics) == 0 {
				continue
			}
			got := append(slices.Clone(q.ids), q.gap)
			kind := "?"
			switch {
			case q.empty():
				kind = "decl"
			case len(d.Expect) == 0 && q.gap == "":
				kind = "INV"
			case len(d.Expect) == 0:
				kind = "gapok"
			case slices.Contains(got, d.Expect[0]):
				kind = "ok"
			case len(q.items) > 0:
				kind = "items"
			}
			exp := ""
			if len(d.Expect) > 0 {
				exp = d.Expect[0]
			}
			rank := -1
			for i, c := range q.topics {
				if c.Label == exp {
					rank = i
					break
				}
			}
			fmt.Printf("%s\t%s\t%s\t%.2f\t%d\t%v/%d\t%s\t%s\t%s\t%s\n", kind, exp, q.topics[0].Label, q.topics[0].P, rank, q.odd, q.telling, q.because, strings.Join(got, ","), d.ID, d.Q)
		}
		fmt.Println(f, n, "answered", ans)
	}
}

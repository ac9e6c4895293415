package meaning_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"usher/commands/ask"
	"usher/commands/ask/meaning"
)

func TestTune(t *testing.T) {
	examples, err := ask.ReadExamples(os.DirFS("examples"))
	if err != nil {
		t.Fatal(err)
	}
	var learn, held []meaning.Example
	for i, e := range examples {
		if i%10 == 7 {
			held = append(held, e)
		} else {
			learn = append(learn, e)
		}
	}
	m := meaning.Train(learn)
	for name, set := range map[string][]meaning.Example{"train": learn, "held": held} {
		right, n, gr, gn, or, on := 0, 0, 0, 0, 0, 0
		for _, e := range set {
			topics, _ := m.Of(e.Question)
			ok := topics[0].Label == e.Labels[0]
			switch {
			case strings.HasPrefix(e.Labels[0], "other."):
				on++
				if strings.HasPrefix(topics[0].Label, "other.") {
					or++
				}
			case strings.HasPrefix(e.Labels[0], "gap."):
				gn++
				if ok {
					gr++
				}
			default:
				n++
				if ok {
					right++
				}
			}
		}
		fmt.Printf("%s entries %.1f gaps %.1f other %.1f\n", name, 100*float64(right)/float64(n), 100*float64(gr)/float64(gn), 100*float64(or)/float64(on))
	}
}

// Train learns the model of commands/ask/meaning from its examples and writes it, from the project's folder:
//
//	go run ./cmd/train
//
// It prints how many examples of those that it sets aside it understands, then learns from all. The same examples make the same model.
package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"time"

	"usher/commands/ask"
	"usher/commands/ask/meaning"
)

func main() {
	if err := train("commands/ask/meaning"); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(folder string) error {
	began := time.Now()
	examples, err := ask.ReadExamples(os.DirFS(folder + "/examples"))
	if err != nil {
		return err
	}
	var learn, held []meaning.Example
	n := 0 // of questions, each with what is made of it
	for _, e := range examples {
		if !e.Again {
			n++
		}
		switch {
		case n%10 != 7:
			learn = append(learn, e)
		case !e.Again:
			held = append(held, e)
		}
	}
	score(meaning.Train(learn), held)
	m := meaning.Train(examples)
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return err
	}
	fmt.Printf("%d examples, %d labels, %d kB, %.1f s\n", len(examples), len(m.Labels), b.Len()>>10, time.Since(began).Seconds())
	return os.WriteFile(folder+"/model.bin", b.Bytes(), 0o644)
}

// score prints how well a model understands examples that it has not seen.
func score(m *meaning.Model, held []meaning.Example) {
	right, near, forms, n, answered, strange := 0, 0, 0, 0, 0, 0
	for _, e := range held {
		heard := m.Hear(e.Question)
		topics, chances := heard.Topics(), heard.Form(e.Labels[0])
		meaning.Sort(topics)
		if strings.HasPrefix(e.Labels[0], "other.") {
			strange++
			if !strings.HasPrefix(topics[0].Label, "other.") && topics[0].P >= 0.3 {
				answered++
			}
			continue
		}
		n++
		if topics[0].Label == e.Labels[0] {
			right++
		}
		for _, t := range topics[:3] {
			if t.Label == e.Labels[0] {
				near++
			}
		}
		best := 0
		for k := range chances {
			if chances[k] > chances[best] {
				best = k
			}
		}
		if meaning.Forms[best] == e.Form {
			forms++
		}
	}
	percent := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	fmt.Printf("held out: %d questions, label right %.1f %%, among three %.1f %%, form right %.1f %%; %d of other things, answered %.1f %%\n",
		n, percent(right, n), percent(near, n), percent(forms, n), strange, percent(answered, strange))
}

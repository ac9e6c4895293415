package meaning_test

import (
	"fmt"
	"os"
	"sort"
	"testing"

	"usher/commands/ask"
	"usher/commands/ask/meaning"
)

func TestConfusions(t *testing.T) {
	examples, err := ask.ReadExamples(os.DirFS("examples"))
	if err != nil {
		t.Fatal(err)
	}
	conf := map[string]int{}
	total := map[string]int{}
	wrong := map[string]int{}
	for fold := 0; fold < 3; fold++ {
		var learn, held []meaning.Example
		for i, e := range examples {
			if i%3 == fold {
				held = append(held, e)
			} else {
				learn = append(learn, e)
			}
		}
		m := meaning.Train(learn)
		for _, e := range held {
			topics, _ := m.Of(e.Question)
			total[e.Labels[0]]++
			if topics[0].Label != e.Labels[0] {
				conf[e.Labels[0]+" -> "+topics[0].Label]++
				wrong[e.Labels[0]]++
			}
		}
	}
	var keys []string
	for k := range conf {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return conf[keys[i]] > conf[keys[j]] })
	for _, k := range keys[:70] {
		fmt.Println(conf[k], k)
	}
	var ls []string
	for k := range total {
		ls = append(ls, k)
	}
	sort.Slice(ls, func(i, j int) bool {
		return float64(wrong[ls[i]])/float64(total[ls[i]]) > float64(wrong[ls[j]])/float64(total[ls[j]])
	})
	for _, k := range ls[:40] {
		fmt.Printf("%s %d/%d\n", k, wrong[k], total[k])
	}
}

package eval

import (
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"usher/commands"
	"usher/commands/ask"
	"usher/knowledge"
)

// BenchmarkQuestions reports the median and the slowest hundredth of the validation questions, in microseconds, each asked once after all
// were asked once: with the program's meeting alone, and with twenty.
func BenchmarkQuestions(b *testing.B) {
	for _, meetings := range []int{1, 20} {
		b.Run(fmt.Sprintf("meetings=%d", meetings), func(b *testing.B) {
			l := library(b, meetings)
			asker := ask.New()
			askAll(b, asker, l)
			var took []time.Duration
			for b.Loop() {
				took = append(took, askAll(b, asker, l)...)
			}
			slices.Sort(took)
			micros := func(at int) float64 { return float64(took[at].Nanoseconds()) / 1e3 }
			b.ReportMetric(micros(len(took)/2), "p50-µs")
			b.ReportMetric(micros(len(took)*99/100), "p99-µs")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkLongQuestion asks a question of 10,000 characters in each language, in milliseconds an operation.
func BenchmarkLongQuestion(b *testing.B) {
	l := library(b, 1)
	asker := ask.New()
	for _, lang := range knowledge.Langs() {
		questions := validation(b, lang)
		var text strings.Builder
		for i := 0; text.Len() < 40_000; i++ {
			text.WriteString(questions[i%len(questions)].Text + " ")
		}
		q := Question{Text: string([]rune(text.String())[:10_000])}
		b.Run(lang.String(), func(b *testing.B) {
			for b.Loop() {
				askOne(b, asker, l, q)
			}
		})
	}
}

// BenchmarkMeetingMemory reports what each of twenty meetings takes when it has been asked about, in kilobytes.
func BenchmarkMeetingMemory(b *testing.B) {
	for b.Loop() {
		one := library(b, 1)
		asker := ask.New()
		askAll(b, asker, one)
		before := live()
		l := library(b, 20)
		for _, base := range l.Meetings() {
			r := commands.Request{Library: l, Base: base, Now: base.Meeting().First.Start(base.Zone()), Zone: base.Zone()}
			if _, err := asker.Ask(b.Context(), r, ask.Question{Text: "when does the opening plenary start?", Bound: true}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(live()-before)/19/1024, "kB/meeting")
		runtime.KeepAlive(l)
		runtime.KeepAlive(asker)
	}
}

func live() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// library is the program's, with the kites under other ids and years up to a number of meetings.
func library(b *testing.B, meetings int) *knowledge.Library {
	b.Helper()
	l := knowledge.Embedded()
	for n := len(l.Meetings()); n < meetings; n++ {
		id := fmt.Sprintf("%s-%d", kites, n)
		folder := make(fstest.MapFS)
		files := os.DirFS(kitesFolder)
		names, err := fs.Glob(files, "*")
		if err != nil {
			b.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				b.Fatal(err)
			}
			if name == "meeting.yaml" {
				data = []byte(strings.Replace(string(data), "id: "+kites, "id: "+id, 1))
			}
			folder[id+"/"+name] = &fstest.MapFile{Data: data}
		}
		var found []knowledge.Finding
		if l, found = l.Add(folder, "."); len(found) > 0 {
			b.Fatal(found[0].Error())
		}
	}
	if n := len(l.Meetings()); n != meetings {
		b.Fatalf("%d meetings are loaded, not %d", n, meetings)
	}
	return l
}

func validation(b *testing.B, lang knowledge.Lang) []Question {
	b.Helper()
	f, err := os.Open("testdata/validation/" + lang.String() + ".jsonl")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	questions, err := Read[Question](f, f.Name())
	if err != nil {
		b.Fatal(err)
	}
	return questions
}

func askAll(b *testing.B, asker *ask.Asker, l *knowledge.Library) (took []time.Duration) {
	b.Helper()
	for _, lang := range knowledge.Langs() {
		for _, q := range validation(b, lang) {
			took = append(took, askOne(b, asker, l, q))
		}
	}
	return took
}

func askOne(b *testing.B, asker *ask.Asker, l *knowledge.Library, q Question) time.Duration {
	base := knowledge.Embedded().Meetings()[0]
	r := commands.Request{Library: l, Base: base, Now: q.Now, Zone: base.Zone(), Lang: knowledge.En}
	began := time.Now()
	_, _ = asker.Ask(b.Context(), r, ask.Question{Text: q.Text, Turns: q.Turns, Bound: true}) // a refusal is an answer
	return time.Since(began)
}

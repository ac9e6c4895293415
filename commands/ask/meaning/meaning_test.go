package meaning

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"usher/commands/ask/words"
)

// examples are few and plain: two subjects in two languages, as statements of fact and as yes/no questions.
func examples() (list []Example) {
	add := func(label, form, lang, format string, places ...string) {
		for _, place := range places {
			q := Question{Words: words.Of(fmt.Sprintf(format, place)), Asked: form != "."}
			list = append(list, Example{Question: q, Labels: []string{label}, Form: form, Lang: lang})
		}
	}
	rooms := []string{"north", "south", "east", "west", "centre"}
	salles := []string{"nord", "sud", "est", "ouest", "centre"}
	add("coffee", ".", "en", "where do they serve coffee in the %s wing", rooms...)
	add("coffee", "+", "en", "is there coffee in the %s wing", rooms...)
	add("lift", ".", "en", "where does the elevator of the %s wing stop", rooms...)
	add("lift", "+", "en", "is there an elevator in the %s wing", rooms...)
	add("coffee", ".", "fr", "où servent-ils le café dans la salle %s", salles...)
	add("coffee", "+", "fr", "y a-t-il du café dans la salle %s", salles...)
	add("lift", ".", "fr", "où s'arrête l'ascenseur de la salle %s", salles...)
	add("lift", "+", "fr", "y a-t-il un ascenseur dans la salle %s", salles...)
	return list
}

func written(t *testing.T, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := m.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("%d of %d bytes: %v", n, b.Len(), err)
	}
	return b.Bytes()
}

func TestTrain(t *testing.T) {
	m := Train(examples())
	if want := []string{"coffee", "lift"}; !slices.Equal(m.Labels, want) {
		t.Fatalf("labels %q, want %q", m.Labels, want)
	}
	data := written(t, m)
	if !bytes.Equal(data, written(t, Train(examples()))) {
		t.Error("the same examples make another model")
	}
	for _, tt := range []struct{ question, label, form, lang string }{
		{"where do they serve coffee", "coffee", ".", "en"},
		{"is there an elevator", "lift", "+", "en"},
		{"où servent-ils le café", "coffee", ".", "fr"},
		{"y a-t-il un ascenseur", "lift", "+", "fr"},
	} {
		q := Question{Words: words.Of(tt.question), Asked: tt.form != "."}
		topics := m.Hear(q).Topics()
		Sort(topics)
		if topics[0].Label != tt.label || topics[0].P < topics[1].P {
			t.Errorf("%q is about %v", tt.question, topics)
		}
		forms := m.Hear(q).Form(tt.label)
		if got := Forms[slices.Index(forms[:], slices.Max(forms[:]))]; got != tt.form {
			t.Errorf("%q has form %q, want %q", tt.question, got, tt.form)
		}
		langs := m.Language(q.Words)
		if got := Langs[slices.Index(langs[:], slices.Max(langs[:]))]; got != tt.lang {
			t.Errorf("%q is in %s, want %s", tt.question, got, tt.lang)
		}
	}
	if m.Unknown("coffee") || !m.Unknown("zebra") {
		t.Error("which words are known is wrong")
	}
}

func TestReadWhatWasWritten(t *testing.T) {
	m := Train(examples())
	data := written(t, m)
	again, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, written(t, again)) {
		t.Error("what is read is written otherwise")
	}
	q := Question{Words: words.Of("where is the coffee")}
	if got, want := again.Hear(q).Topics(), m.Hear(q).Topics(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for _, n := range []int{0, 1, 5, 20, len(data) / 2, len(data) - 1} {
		if _, err := Read(data[:n]); err == nil {
			t.Errorf("%d of %d bytes are read as a model", n, len(data))
		}
	}
}

func TestEmbedded(t *testing.T) {
	m := Embedded()
	if !slices.IsSorted(m.Labels) || len(slices.Compact(slices.Clone(m.Labels))) != len(m.Labels) {
		t.Errorf("labels are not sorted, or doubled: %q", m.Labels)
	}
	topics := m.Hear(Question{Words: words.Of("when is the registration deadline"), Asked: true}).Topics()
	Sort(topics)
	sum := 0.0
	for i, c := range topics {
		sum += c.P
		if i > 0 && c.P > topics[i-1].P {
			t.Errorf("%v stands behind %v", c, topics[i-1])
		}
	}
	if len(topics) != len(m.Labels) || sum < 0.99 || sum > 1.01 {
		t.Errorf("%d chances add up to %f", len(topics), sum)
	}
}

// Each language has the same concepts, each on one line with its forms.
func TestConceptFiles(t *testing.T) {
	var first []string
	for _, lang := range Langs {
		data, err := conceptFiles.ReadFile("concepts/" + lang + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		n := 0
		for line := range strings.Lines(string(data)) {
			n++
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			id, cell, ok := strings.Cut(line, "\t")
			if !ok || id == "" || strings.Contains(cell, "\t") {
				t.Errorf("%s:%d: not two columns: %q", lang, n, line)
				continue
			}
			if !slices.ContainsFunc(strings.Split(cell, ";"), func(form string) bool { return len(words.Of(form)) > 0 }) {
				t.Errorf("%s:%d: %s has no form", lang, n, id)
			}
			if slices.Contains(ids, id) {
				t.Errorf("%s:%d: %s is there twice", lang, n, id)
			}
			ids = append(ids, id)
		}
		slices.Sort(ids)
		if first == nil {
			first = ids
		}
		if !slices.Equal(ids, first) {
			t.Errorf("%s has other concepts than %s", lang, Langs[0])
		}
	}
}

func TestConcepts(t *testing.T) {
	for question, want := range map[string]string{
		"who is it":       "who",
		"when does it":    "when",
		"кто":             "who",
		"when’s the next": "next",
		"zzqx":            "",
	} {
		got := Concepts(words.Of(question))
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%q says %q, not %q", question, got, want)
		}
	}
}

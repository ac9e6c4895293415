package ask

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"usher/commands/ask/meaning"
	"usher/commands/ask/words"
	"usher/knowledge"
)

func TestLanguage(t *testing.T) {
	m := meaning.Embedded()
	for question, want := range map[string]knowledge.Lang{
		"when does it start":               knowledge.En,
		"quand commence la réunion ?":      knowledge.Fr,
		"¿cuándo empieza la reunión?":      knowledge.Es,
		"cuando empieza la reunion":        knowledge.Es,
		"когда начало":                     knowledge.Ru,
		"SG11 MyMeetings когда начало":     knowledge.Ru,
		"什么时候开始":                           knowledge.Zh,
		"MyMeetings怎么用":                    knowledge.Zh,
		"متى يبدأ":                         knowledge.Ar,
		"متى يبدأ اجتماع SG11 MyMeetings؟": knowledge.Ar,
		"":    knowledge.En,
		"?!…": knowledge.En,
	} {
		if got := language(m, question, knowledge.En); got != want {
			t.Errorf("%q is taken for %v", question, got)
		}
	}
	for _, lang := range knowledge.Langs() {
		if got := language(m, "?!…", lang); got != lang {
			t.Errorf("the fallback %v does not break the tie: %v", lang, got)
		}
	}
}

func TestItems(t *testing.T) {
	for _, tt := range []struct {
		lang     knowledge.Lang
		question string
		want     string
		said     string // the words that are the numbers
	}{
		{knowledge.En, "what is item 14", "14", "14"},
		{knowledge.En, "item 14.b please", "14.b", "14.b"},
		{knowledge.En, "item 3 b", "3.b", "3 b"},
		{knowledge.En, "agenda items 6 to 8", "6-8", "6 to 8"},
		{knowledge.En, "items 6-8", "6-8", "6-8"},
		{knowledge.En, "items 3, 5 and 7", "3 5 7", "3 5 and 7"},
		{knowledge.En, "item number nine", "9", "nine"},
		{knowledge.En, "the second item", "2", "second"},
		{knowledge.Fr, "points 6 à 8", "6-8", "6 a 8"},
		{knowledge.Fr, "les points du 6 au 8", "6-8", "6 au 8"},
		{knowledge.Es, "puntos 2 y 3", "2 3", "2 y 3"},
		{knowledge.Ru, "пункты 6 по 8", "6-8", "6 по 8"},
		{knowledge.Ru, "пункты с 23 по 26", "23-26", "23 по 26"},
		{knowledge.Ar, "البنود 26 و27", "26 27", "26 و27"},
		{knowledge.Ar, "البند الثاني", "2", "الثاني"},
		{knowledge.Zh, "第14项", "14", "14"},
		{knowledge.Zh, "议题6到8", "6-8", "6 到 8"},
		{knowledge.Zh, "第6到8项", "6-8", "6 到 8"},
		{knowledge.En, "the 3rd of December", "", ""},
		{knowledge.En, "item", "", ""},
	} {
		q := words.Of(tt.question)
		list, from, to := vocabulary()[tt.lang].items(q, tt.lang)
		if got, said := strings.Join(list, " "), strings.Join(q[from:to], " "); got != tt.want || said != tt.said {
			t.Errorf("%q: %q from %q, want %q from %q", tt.question, got, said, tt.want, tt.said)
		}
	}
}

// An explanation has what was read, the candidates, and what was taken or why nothing was.
func TestExplain(t *testing.T) {
	r, a := request(t, day10), New()
	for question, want := range map[string][]string{
		"when does the opening plenary start in Tokyo on 1 December?": {
			"language   en",
			"read as    when does the opening plenary start in «place» «date»",
			"when       2021-12-01",
			"where      tokyo = Asia/Tokyo",
			"taken      schedule session.opening-plenary",
		},
		"пункт 14":                   {"language   ru", "taken      agenda 14 (an item by its number)"},
		"what is a TD?":              {"taken      what term.td (a word of the trade)"},
		"when is the SG17 meeting?":  {"read as    when is the «other» meeting", "taken      declined (another group)"},
		"are the sessions recorded?": {"taken      gap.recording"},
		"":                           {"taken      declined"},
	} {
		lines := a.Read(r, Question{Text: question}).Explain()
		for _, line := range want {
			spaced := func(l string) bool { return slices.Equal(strings.Fields(l), strings.Fields(line)) }
			if !slices.ContainsFunc(lines, spaced) {
				t.Errorf("%q: no line %q in\n%s", question, line, strings.Join(lines, "\n"))
			}
		}
	}
	lines := a.Read(r, Question{Text: "how do I access the documents?"}).Explain()
	for _, start := range []string{"concepts   ", "candidate  ", "name       ", "form       "} {
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, start) }) {
			t.Errorf("no line begins with %q in\n%s", start, strings.Join(lines, "\n"))
		}
	}
}

func TestReadExamples(t *testing.T) {
	file := func(text string) fstest.MapFS { return fstest.MapFS{"en.tsv": {Data: []byte(text)}} }
	list, err := ReadExamples(file("# a comment\n\na.b,c\t+\tIs it on {date} in Tokyo?\tx.y\n"))
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	e := list[0]
	if got := strings.Join(e.Words, " "); got != "is it on «date» in «place»" {
		t.Errorf("words %q", got)
	}
	if !slices.Equal(e.Labels, []string{"a.b", "c"}) || e.Form != "+" || e.Context != "x.y" || !e.Asked || e.Lang != "en" {
		t.Errorf("%+v", e)
	}
	for _, text := range []string{"a\t.", "\t.\tquestion", "a\t!\tquestion", "a\t.\ton {dat}"} {
		if _, err := ReadExamples(file("# line one\n" + text)); err == nil || !strings.HasPrefix(err.Error(), "en.tsv:2: ") {
			t.Errorf("%q: %v", text, err)
		}
	}
	files := file(strings.Repeat("a\t.\twhen is it\n", 5))
	files["asides/en.tsv"] = &fstest.MapFile{Data: []byte("after\tMany thanks.\n")}
	list, err = ReadExamples(files)
	if err != nil || len(list) != 6 || !list[5].Again || strings.Join(list[5].Words, " ") != "when is it many thanks" {
		t.Errorf("with an aside: %+v, %v", list, err)
	}
	files["asides/en.tsv"] = &fstest.MapFile{Data: []byte("beside\tMany thanks.\n")}
	if _, err := ReadExamples(files); err == nil || !strings.HasPrefix(err.Error(), "asides/en.tsv:1: ") {
		t.Errorf("a bad aside: %v", err)
	}
	if _, err := ReadExamples(fstest.MapFS{"xx.tsv": {}}); err == nil {
		t.Error("a language that is none is read")
	}
}

// The same question gives the same answer, whoever is asked and whatever was asked between.
func TestAskIsRepeatable(t *testing.T) {
	r, a := request(t, day10), New()
	questions := []string{"is there interpretation at the closing plenary?", "какие сроки?", "who chairs SG17?", "第14项", "documents"}
	answers := func(a *Asker) (list []string) {
		for _, question := range questions {
			data, err := json.Marshal(ask(t, a, r, question))
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, string(data)+strings.Join(a.Read(r, Question{Text: question}).Explain(), "\n"))
		}
		return list
	}
	first := answers(a)
	for _, again := range [][]string{answers(a), answers(New())} {
		for i := range first {
			if first[i] != again[i] {
				t.Errorf("%q:\n%s\nthen\n%s", questions[i], first[i], again[i])
			}
		}
	}
}

func FuzzAsk(f *testing.F) {
	for _, q := range []string{"when is item 14.b on 3 December in Tokyo", "البنود 26 و27", "第14项", "sg17 q5/11", "\xff\u202e٣", "can I still register?"} {
		f.Add(q, q)
	}
	r, a := request(f, day10), New()
	f.Fuzz(func(t *testing.T, turn, question string) {
		reply, err := a.Ask(context.Background(), r, Question{Text: question, Turns: []string{turn}})
		if err != nil {
			return // no such item or session
		}
		if without := []string{"", "help", "about"}; len(reply.Keys) == 0 && !slices.Contains(without, reply.Command) {
			t.Errorf("%q after %q: %s is answered from nothing", question, turn, reply.Command)
		}
		if len(reply.Keys) > 0 && (reply.Command == "" || len(reply.Citations) == 0) {
			t.Errorf("%q after %q: %q without a command or place", question, turn, reply.Keys)
		}
	})
}

func BenchmarkAsk(b *testing.B) {
	r, a := request(b, day10), New()
	for b.Loop() {
		ask(b, a, r, "when does the opening plenary start in Tokyo?")
	}
}

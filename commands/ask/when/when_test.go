package when

import (
	"os"
	"strings"
	"testing"

	"usher/commands/ask/words"
	"usher/knowledge"
)

// The forms stand in testdata/forms.tsv: language, what is typed, and what it names when today is Wednesday 10 November 2021 and the
// meeting lasts from 1 to 10 December 2021: a day, first..last, an hour, or - for nothing.
func TestForms(t *testing.T) {
	data, err := os.ReadFile("testdata/forms.tsv")
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) knowledge.Day {
		d, err := knowledge.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	c := Context{Today: day("2021-11-10"), First: day("2021-12-01"), Last: day("2021-12-10")}
	forms := make(map[string]int)
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(cells) != 3 {
			t.Fatalf("three columns: %q", line)
		}
		var lang knowledge.Lang
		if err := lang.UnmarshalText([]byte(cells[0])); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range Find(words.Of(cells[1]), lang, c) {
			got = append(got, s.String())
		}
		if g := strings.Join(got, " "); g != strings.Trim(cells[2], "-") && g != cells[2] {
			t.Errorf("%s %q: %q, want %q", cells[0], cells[1], g, cells[2])
		}
		if cells[2] != "-" {
			forms[cells[0]]++
		}
	}
	for lang, n := range forms {
		if n < 40 {
			t.Errorf("%s: only %d forms", lang, n)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"in two weeks", "12月3日到10日下午两点半", "بعد غد الساعة 3 مساء", "с 1 по 10 декабря", "3/12/2021 14h30", "三十十百"} {
		f.Add(s, uint8(1))
	}
	c := Context{Today: knowledge.Day{Year: 2021, Month: 11, Dom: 10}, First: knowledge.Day{Year: 2021, Month: 12, Dom: 1}, Last: knowledge.Day{Year: 2021, Month: 12, Dom: 10}}
	f.Fuzz(func(t *testing.T, s string, lang uint8) {
		list := words.Of(s)
		for _, span := range Find(list, knowledge.Lang(lang%6), c) {
			if span.At >= span.End || span.End > len(list) || span.Hour == nil && (!span.From.Exists() || !span.To.Exists() || span.To.Before(span.From)) {
				t.Errorf("%q: %+v", s, span)
			}
		}
	})
}

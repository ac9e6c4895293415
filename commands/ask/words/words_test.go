package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"  Séance  d'OUVERTURE ":        "seance d ouverture",
		"الجلسةُ الأُولىـ":              "الجلسه الاولي",
		"٣ ديسمبر":                      "3 ديسمبر",
		"۱۴":                            "14",
		"ＳＧ１１":                          "sg11",
		"item 14.b, A.8":                "item 14.b a.8",
		"14:30 on 3/12, +1":             "14:30 on 3/12 1",
		"UTC+5:30":                      "utc+5:30",
		"e.g. this/that":                "e g this that",
		"Ещё — всё":                     "еще все",
		"會議議程":                          "会议议程",
		"¿Cuándo? ¡Mañana!":             "cuando manana",
		"\x00\u202e<b>x</b>":            "b x b",
		"\xff\xfe":                      "",
		"":                              "",
		"a\t\nb\u00a0c":                 "a b c",
		"caf\u0065\u0301 and caf\u00e9": "cafe and cafe",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFoldReadsNoMoreThanMax(t *testing.T) {
	if got, want := Fold(strings.Repeat("x", Max)+"y"), strings.Repeat("x", Max); got != want {
		t.Errorf("%d bytes, want %d", len(got), len(want))
	}
	got := Fold(strings.Repeat("слово ", Max)) // Max cuts a letter in two
	if len(got) > Max || !utf8.ValidString(got) {
		t.Errorf("%d bytes are read, valid: %v", len(got), utf8.ValidString(got))
	}
}

func TestSplit(t *testing.T) {
	for folded, want := range map[string][]string{
		"":              nil,
		"item 14.b":     {"item", "14.b"},
		"第14项":          {"第", "14", "项"},
		"sg11会议 begins": {"sg11", "会", "议", "begins"},
		"когда начало":  {"когда", "начало"},
	} {
		if got := Split(folded); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", folded, got, want)
		}
	}
	if got, want := Of("第１４項，Item B"), []string{"第", "14", "项", "item", "b"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSame(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"plenary", "plenary", true},
		{"deadline", "deadlines", true},
		{"session", "sessions", true},
		{"пленарное", "пленарного", true},
		{"регистрация", "регистрацию", true},
		{"a", "a", true},
		{"a", "b", false},
		{"td", "tds", false},
		{"item", "items", false}, // too short
		{"opening", "closing", false},
		{"registration", "regional", false},
		{"contribution", "contact", false},
		{"会", "议", false},
		{"", "", true},
		{"", "word", false},
	} {
		if got := Same(tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q: %v", tt.a, tt.b, got)
		}
		if Same(tt.a, tt.b) != Same(tt.b, tt.a) {
			t.Errorf("%q and %q: the order counts", tt.a, tt.b)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Séance d'OUVERTURE", "الجلسةُ الأُولىـ ٣", "ＳＧ１１ 會議", "14:30 3/12 -5", "\xff\u202e\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if !utf8.ValidString(folded) || strings.Join(strings.Fields(folded), " ") != folded {
			t.Errorf("%q: %q", s, folded)
		}
		list := Split(folded)
		if strings.Join(list, "") != strings.ReplaceAll(folded, " ", "") {
			t.Errorf("%q: words are lost: %q", folded, list)
		}
		if slices.Contains(list, "") {
			t.Errorf("%q: an empty word: %q", folded, list)
		}
	})
}

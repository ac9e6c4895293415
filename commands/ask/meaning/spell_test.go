package meaning

import (
	"testing"

	"usher/commands/ask/words"
)

// A word that no example has becomes the most usual one that is a letter away; a word that stands in examples, a short one and one that is
// near nothing stay.
func TestSpell(t *testing.T) {
	m := Embedded()
	none := func([]byte) bool { return false }
	for typed, want := range map[string]string{
		"deadine":     "deadline", // one missing
		"plenarry":    "plenary",  // one doubled
		"registre":    "",         // a word of another language
		"agedna":      "agenda",   // two exchanged
		"inscripcoin": "inscripcion",
		"регстрация":  "регистрация",
		"дедлаин":     "", // й as it is folded
		"الافتتاحبه":  "الافتتاحيه",
		"plan":        "", // too short
		"zzqxjk":      "",
		"会":           "",
	} {
		got, changed := m.Spell(typed, none)
		if want == "" && changed || want != "" && got != want {
			t.Errorf("%s: %q, %v; want %q", typed, got, changed, want)
		}
	}
	if got, changed := m.Spell("kitez", func(w []byte) bool { return string(w) == "kites" }); !changed || got != "kites" {
		t.Errorf("a name of the meeting: %q, %v", got, changed)
	}
}

func FuzzSpell(f *testing.F) {
	for _, w := range []string{"deadine", "регистрацяи", "الافتتاحبه", "会议", "\xff\xfe\xfd\xfc\xfb", "naïveté"} {
		f.Add(w)
	}
	m := Embedded()
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range words.Of(text) {
			got, changed := m.Spell(w, func([]byte) bool { return false })
			if changed != (got != w) || len(words.Of(got)) != 1 {
				t.Errorf("%q: %q, changed %v", w, got, changed)
			}
		}
	})
}

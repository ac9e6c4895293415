package text

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"usher/knowledge"
)

// dates may choose among the parts of a day.
var dateKeys = regexp.MustCompile(`^date\.`)

func TestCataloguesAreComplete(t *testing.T) {
	english := For(knowledge.En)
	for _, lang := range knowledge.Langs() {
		p := For(lang)
		for key, m := range english.messages {
			other, ok := p.messages[key]
			if !ok {
				t.Errorf("%v lacks %s", lang, key)
				continue
			}
			if want, got := holes(whole(m)), holes(whole(other)); !slices.Equal(want, got) && !dateKeys.MatchString(key) {
				t.Errorf("%v: %s has the placeholders %v, the English one %v", lang, key, got, want)
			}
			if (m.forms == nil) != (other.forms == nil) {
				t.Errorf("%v: %s has plural forms in one language and none in another", lang, key)
			}
		}
		for key := range p.messages {
			if _, ok := english.messages[key]; !ok && key != "date.first" {
				t.Errorf("%v has %s, which English lacks", lang, key)
			}
		}
	}
}

// Every form that whole numbers take is there, and no other; a form may leave out {n} only where it stands for one number.
func TestPluralForms(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		p := For(lang)
		numbers := make(map[string]int) // form to how many of 0..1000 take it
		for n := range 1001 {
			numbers[p.form(n)]++
		}
		if lang == knowledge.Ru {
			numbers["other"] = 2 // fractions
		}
		for key, m := range p.messages {
			if m.forms == nil {
				continue
			}
			want, got := slices.Sorted(maps.Keys(numbers)), slices.Sorted(maps.Keys(m.forms))
			if !slices.Equal(want, got) {
				t.Errorf("%v: %s has the forms %v, want %v", lang, key, got, want)
			}
			for form, t2 := range m.forms {
				text := source(t2)
				if numbers[form] > 1 && !strings.Contains(text, "{n}") {
					t.Errorf("%v: %s, form %s, does not show {n}", lang, key, form)
				}
				if got, want := without(holes(text), "n"), without(holes(whole(m)), "n"); !slices.Equal(got, want) {
					t.Errorf("%v: %s, form %s, has the placeholders %v, other has %v", lang, key, form, got, want)
				}
			}
		}
	}
}

func TestCataloguesAreClean(t *testing.T) {
	for _, lang := range knowledge.Langs() {
		for key, m := range For(lang).messages {
			for _, t2 := range append(slices.Collect(maps.Values(m.forms)), m.one) {
				text := source(t2)
				if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) }) {
					t.Errorf("%v: %s holds a control character", lang, key)
				}
				if plain := strings.TrimSpace(placeholder.ReplaceAllString(text, "")); lang != knowledge.En && len(strings.Fields(plain)) > 1 && strings.ContainsFunc(plain, unicode.IsLetter) && plain == plainOf(For(knowledge.En).messages[key]) {
					t.Errorf("%v: %s is not translated: %q", lang, key, text)
				}
			}
		}
	}
}

// French puts a space that does not break before : ; ? ! » and after «.
func TestFrenchSpaces(t *testing.T) {
	for key, m := range For(knowledge.Fr).messages {
		for _, t2 := range append(slices.Collect(maps.Values(m.forms)), m.one) {
			if at := regexp.MustCompile(` [:;?!»]|« `).FindString(source(t2)); at != "" {
				t.Errorf("%s: an ordinary space in %q", key, at)
			}
		}
	}
}

func plainOf(m message) string {
	return strings.TrimSpace(placeholder.ReplaceAllString(whole(m), ""))
}

// whole is a message's text as it is written, of its forms the last.
func whole(m message) string {
	if m.forms != nil {
		return source(m.forms["other"])
	}
	return source(m.one)
}

func source(t template) string {
	var b strings.Builder
	for i, part := range t {
		if i%2 == 1 {
			part = "{" + part + "}"
		}
		b.WriteString(part)
	}
	return b.String()
}

// Every key that the code asks for is there, and every key that is there is asked for.
func TestKeysAreUsed(t *testing.T) {
	code := ""
	for _, dir := range []string{"..", ".", "../../bot", "../../bot/terminal", "../../bot/slack", "../../bot/discord", "../../cmd/usher"} {
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatal("no code", err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(name, "_test.go") {
				code += string(src)
			}
		}
	}
	english := For(knowledge.En)
	for _, g := range regexp.MustCompile(`(?:say|refuse|Line|Text|Has|add|notice)\("([a-z]+\.[a-z0-9.-]+|label)"`).FindAllStringSubmatch(code, -1) {
		if key := g[1]; !english.Has(key) && !strings.HasSuffix(key, ".") && key != "date.first" {
			t.Errorf("the code asks for %s", key)
		}
	}
	for key := range english.messages {
		if !strings.Contains(code, `"`+key+`"`) && !strings.HasPrefix(key, "help.") {
			t.Errorf("nothing asks for %s", key)
		}
	}
}

func holes(text string) (names []string) {
	for _, g := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, g[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func without(list []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == name })
}

func TestPlurals(t *testing.T) {
	for _, tt := range []struct {
		lang knowledge.Lang
		want map[int]string
	}{
		{knowledge.En, map[int]string{0: "0 days left", 1: "1 day left", 2: "2 days left", 21: "21 days left"}},
		{knowledge.Fr, map[int]string{1: "encore 1 jour", 2: "encore 2 jours"}},
		{knowledge.Ru, map[int]string{1: "остался 1 день", 2: "осталось 2 дня", 5: "осталось 5 дней", 11: "осталось 11 дней", 21: "остался 21 день", 112: "осталось 112 дней"}},
		{knowledge.Zh, map[int]string{1: "还剩1天", 21: "还剩21天"}},
	} {
		for n, want := range tt.want {
			if got := For(tt.lang).Text("deadline.left", Args{"n": n}); got != want {
				t.Errorf("%v %d: %q, want %q", tt.lang, n, got, want)
			}
		}
	}
	forms := make(map[string]bool)
	for _, n := range []int{0, 1, 2, 3, 11, 100} {
		forms[For(knowledge.Ar).form(n)] = true
	}
	if len(forms) != 6 {
		t.Errorf("Arabic forms: %v", forms)
	}
}

func TestDays(t *testing.T) {
	day := knowledge.Day{Year: 2021, Month: time.December, Dom: 1}
	last := knowledge.Day{Year: 2021, Month: time.December, Dom: 10}
	next := knowledge.Day{Year: 2022, Month: time.January, Dom: 2}
	for lang, want := range map[knowledge.Lang][3]string{
		knowledge.Ar: {"الأربعاء، 1 ديسمبر 2021", "من الأربعاء، 1 ديسمبر إلى الجمعة، 10 ديسمبر 2021", "من الأربعاء، 1 ديسمبر 2021 إلى الأحد، 2 يناير 2022"},
		knowledge.En: {"Wednesday 1 December 2021", "Wednesday 1 December to Friday 10 December 2021", "Wednesday 1 December 2021 to Sunday 2 January 2022"},
		knowledge.Es: {"miércoles 1 de diciembre de 2021", "del miércoles 1 de diciembre al viernes 10 de diciembre de 2021", "del miércoles 1 de diciembre de 2021 al domingo 2 de enero de 2022"},
		knowledge.Fr: {"mercredi 1er décembre 2021", "du mercredi 1er décembre au vendredi 10 décembre 2021", "du mercredi 1er décembre 2021 au dimanche 2 janvier 2022"},
		knowledge.Ru: {"среда, 1 декабря 2021 года", "среда, 1 декабря – пятница, 10 декабря 2021 года", "среда, 1 декабря 2021 года – воскресенье, 2 января 2022 года"},
		knowledge.Zh: {"2021年12月1日（星期三）", "2021年12月1日（星期三）至12月10日（星期五）", "2021年12月1日（星期三）至2022年1月2日（星期日）"},
	} {
		p := For(lang)
		got := [3]string{p.Day(day, time.UTC).Text, p.Days(day, last, time.UTC).String(), p.Days(day, next, time.UTC).String()}
		if got != want {
			t.Errorf("%v: %q, want %q", lang, got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	zone := func(name string) *time.Location {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	geneva := zone("Europe/Zurich")
	start := time.Date(2021, 12, 1, 12, 0, 0, 0, geneva)
	clock := func(asker string) Clock {
		return Clock{Meeting: geneva, City: knowledge.Text{knowledge.En: "Geneva", knowledge.Fr: "Genève"}, Asker: zone(asker)}
	}
	for asker, want := range map[string]string{
		"Europe/Zurich":    "Wednesday 1 December 2021, 12:00 (Geneva)",
		"Europe/Paris":     "Wednesday 1 December 2021, 12:00 (Geneva) = 12:00 (Paris)",
		"Asia/Tokyo":       "Wednesday 1 December 2021, 12:00 (Geneva) = 20:00 (Tokyo)",
		"Asia/Kathmandu":   "Wednesday 1 December 2021, 12:00 (Geneva) = 16:45 (Kathmandu)",
		"Pacific/Auckland": "Wednesday 1 December 2021, 12:00 (Geneva) = Thursday 2 December, 00:00 (Auckland)",
		"UTC":              "Wednesday 1 December 2021, 12:00 (Geneva) = 11:00 (UTC)",
	} {
		if got := For(knowledge.En).When(start, time.Time{}, clock(asker)).String(); got != want {
			t.Errorf("%s: %q, want %q", asker, got, want)
		}
	}
	if got, want := For(knowledge.En).When(start.Add(2*time.Hour), start.Add(4*time.Hour), clock("Asia/Vladivostok")).String(), "Wednesday 1 December 2021, 14:00–16:00 (Geneva) = 23:00 – Thursday 2 December, 01:00 (Vladivostok)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := For(knowledge.En).When(start, start.Add(14*time.Hour), clock("Europe/Zurich")).String(), "Wednesday 1 December 2021, 12:00 – Thursday 2 December, 02:00 (Geneva)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := For(knowledge.En).Daily(start, start.Add(75*time.Minute), clock("Pacific/Auckland")).String(), "12:00–13:15 (Geneva) = 00:00–01:15 on the day after (Auckland)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := For(knowledge.En).Daily(start.Add(-3*time.Hour), start, clock("Pacific/Honolulu")).String(), "09:00–12:00 (Geneva) = 22:00 on the day before – 01:00 on the same day (Honolulu)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestIsolate(t *testing.T) {
	mark := strings.NewReplacer(lri, "<", pdi, ">")
	for in, want := range map[string]string{
		"الساعة 12:00 في جنيف":               "الساعة <12:00> في جنيف",
		"أداة ITU MyMeetings هي":             "أداة <ITU MyMeetings> هي",
		"البريد: tsbsg11@itu.int.":           "البريد: <tsbsg11@itu.int>.",
		"هاتف +41 22 730 5780":               "هاتف <+41 22 730 5780>",
		"(TSB) ثم 2021 12:00":                "(<TSB>) ثم <2021> <12:00>",
		"التوصية ITU-T A.8، ثم www.itu.int/": "التوصية <ITU-T A.8>، ثم <www.itu.int>/",
		"بلا لاتيني":                         "بلا لاتيني",
	} {
		if got := mark.Replace(Isolate(in, knowledge.Ar)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := Isolate("12:00 Geneva", knowledge.En); got != "12:00 Geneva" {
		t.Errorf("isolated in English: %q", got)
	}
}

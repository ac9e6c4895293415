package where

import (
	"slices"
	"strings"
	"testing"
	"time"

	"usher/commands/ask/words"
	"usher/knowledge"
)

// found are the zones of the places that a question names.
func found(question string, lang knowledge.Lang) string {
	var zones []string
	for _, p := range Find(words.Of(question), lang) {
		zones = append(zones, p.Zone.String())
	}
	return strings.Join(zones, " ")
}

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		lang     knowledge.Lang
		question string
		want     string
	}{
		{knowledge.En, "when does it start in Tokyo?", "Asia/Tokyo"},
		{knowledge.En, "New York time please", "America/New_York"},
		{knowledge.En, "in Nairobi and in Buenos Aires", "Africa/Nairobi America/Argentina/Buenos_Aires"},
		{knowledge.En, "what time is that in India", "Asia/Kolkata"},
		{knowledge.En, "Japanese time", "Asia/Tokyo"},
		{knowledge.En, "the Japanese delegation", ""}, // a nationality without a word for time
		{knowledge.En, "when is it", ""},
		{knowledge.Fr, "heure de Dakar", "Africa/Dakar"},
		{knowledge.Fr, "à Genève", "Europe/Zurich"},
		{knowledge.Fr, "au Sénégal", "Africa/Dakar"},
		{knowledge.Es, "hora de Bogotá", "America/Bogota"},
		{knowledge.Es, "en Ciudad de México", "America/Mexico_City"},
		{knowledge.Ru, "Токио", "Asia/Tokyo"},
		{knowledge.Ru, "в Москве", "Europe/Moscow"},
		{knowledge.Ru, "по Ташкенту", "Asia/Tashkent"},
		{knowledge.Ru, "в Женеве", "Europe/Zurich"},
		{knowledge.Ru, "по московскому времени", "Europe/Moscow"},
		{knowledge.Ru, "в Нью-Йорке", "America/New_York"},
		{knowledge.Ar, "بتوقيت الرياض", "Asia/Riyadh"},
		{knowledge.Ar, "في القاهرة", "Africa/Cairo"},
		{knowledge.Ar, "وبالقاهرة", "Africa/Cairo"},
		{knowledge.Zh, "东京时间", "Asia/Tokyo"},
		{knowledge.Zh, "北京时间几点", "Asia/Shanghai"},
		{knowledge.Zh, "東京", "Asia/Tokyo"},

		{knowledge.En, "in UTC", "UTC"},
		{knowledge.En, "10:00 CST", "America/Chicago"},
		{knowledge.En, "EST time", "America/New_York"},
		{knowledge.Ru, "по мск", "Europe/Moscow"},
		{knowledge.En, "UTC+5:30", "UTC+5:30"},
		{knowledge.En, "at 9 GMT-3", "UTC-3"},
		{knowledge.En, "UTC+0", "UTC"},
		{knowledge.En, "UTC+15", ""},

		// Everyday words that are names of places or zones too.
		{knowledge.En, "la", ""},
		{knowledge.En, "can I eat there", ""},
		{knowledge.En, "most of us", ""},
		{knowledge.Fr, "où est la réunion", ""},
		{knowledge.Fr, "à quelle heure est la séance", ""},
		{knowledge.Es, "¿se usa MyMeetings?", ""},
		{knowledge.Es, "usa la plataforma", ""},
		{knowledge.Ru, "самое главное", ""},
	} {
		if got := found(tt.question, tt.lang); got != tt.want {
			t.Errorf("%v %q: %q, want %q", tt.lang, tt.question, got, tt.want)
		}
	}
}

func TestFindTellsWhatElseIsMeant(t *testing.T) {
	for question, want := range map[string][]string{
		"10:00 CST": {"Asia/Shanghai", "America/Havana"},
		"10:00 IST": {"Asia/Jerusalem", "Europe/Dublin"},
		"10:00 JST": nil,
		"in Tokyo":  nil,
	} {
		places := Find(words.Of(question), knowledge.En)
		if len(places) != 1 {
			t.Errorf("%q: %d places", question, len(places))
			continue
		}
		var got []string
		for _, z := range places[0].Others {
			got = append(got, z.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q may mean %q too, want %q", question, got, want)
		}
	}
	if places := Find(words.Of("in Australia"), knowledge.En); len(places) != 1 || len(places[0].Others) == 0 {
		t.Errorf("Australia has one zone: %v", places)
	}
}

func TestFindTellsWhere(t *testing.T) {
	list := words.Of("is it 9 in New York or 14:00 UTC+2")
	places := Find(list, knowledge.En)
	if len(places) != 2 {
		t.Fatalf("%d places", len(places))
	}
	if got := strings.Join(list[places[0].At:places[0].End], " "); got != "new york" {
		t.Errorf("%q", got)
	}
	if _, offset := time.Date(2021, 12, 1, 0, 0, 0, 0, places[1].Zone).Zone(); offset != 2*3600 {
		t.Errorf("UTC+2 is %d seconds", offset)
	}
}

// Each name of a country or city is found in its language, with a zone of one of the rows that have it. Everyday words are not.
func TestEveryName(t *testing.T) {
	type key struct {
		lang knowledge.Lang
		name string
	}
	everyday := make(map[key]bool)
	zones := make(map[key][]string)
	var names []struct {
		key
		text string
	}
	for line := range strings.Lines(placesTSV) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(cells) != 2+len(columns) {
			t.Fatalf("%d columns: %q", len(cells), line)
		}
		if cells[0] == "people" {
			continue
		}
		for i, lang := range columns {
			for _, text := range strings.Split(cells[2+i], ";") {
				k := key{lang, words.Fold(text)}
				switch {
				case k.name == "":
				case cells[0] == "everyday":
					everyday[k] = true
				default:
					zones[k] = append(zones[k], strings.Fields(cells[1])...)
					names = append(names, struct {
						key
						text string
					}{k, text})
				}
			}
		}
	}
	if len(names) < 5000 {
		t.Errorf("only %d names", len(names))
	}
	for _, n := range names {
		if everyday[n.key] || everyday[key{knowledge.En, n.name}] {
			continue
		}
		if n.key == (key{knowledge.En, "vatican"}) { // a nationality too: it counts beside a word for time alone
			continue
		}
		places := Find(words.Of(n.text), n.lang)
		if len(places) != 1 || !slices.Contains(zones[n.key], places[0].Zone.String()) {
			t.Errorf("%v %q: %q, want one of %q", n.lang, n.text, found(n.text, n.lang), zones[n.key])
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"in New York", "по бакинскому времени", "بتوقيت الرياض", "北京时间", "UTC+5:30 GMT-3 CST", "utc+99 gmt+"} {
		f.Add(s, uint8(1))
	}
	f.Fuzz(func(t *testing.T, s string, lang uint8) {
		list := words.Of(s)
		end := 0
		for _, p := range Find(list, knowledge.Lang(lang%6)) {
			if p.Zone == nil || p.At < end || p.At >= p.End || p.End > len(list) {
				t.Errorf("%q: %+v", s, p)
			}
			end = p.End
		}
	})
}

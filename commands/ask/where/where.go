// Package where finds the time zone that a question wants its hours in: a city, a country, a nationality, an abbreviation or an offset, in
// the six languages and their inflected forms.
package where

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"usher/commands/ask/words"
	"usher/knowledge"
	"usher/knowledge/cldr"
)

// Place is a zone that a question names.
type Place struct {
	Zone    *time.Location
	Others  []*time.Location // further zones that the name may mean: of a country with several, or of an ambiguous abbreviation
	Name    string           // the words that name it, as folded
	At, End int              // words[At:End]
}

//go:embed places.tsv
var placesTSV string

// name is a name of a place, folded and cut.
type name struct {
	words    []string
	zones    []string // the first is the one taken
	people   bool     // a nationality: it counts beside a word for time
	everyday bool     // an everyday word too: it counts beside a word for time, or last behind one for in
}

// index finds names by their first word.
type index map[string][]name

// indexes are of each language: people name places in the language of the question, and in English.
var indexes = func() (all [6]func() index) {
	for _, lang := range knowledge.Langs() {
		all[lang] = sync.OnceValue(func() index { return build(lang) })
	}
	return all
}()

// columns of places.tsv after the kind and the zones.
var columns = []knowledge.Lang{knowledge.En, knowledge.Fr, knowledge.Es, knowledge.Ru, knowledge.Ar, knowledge.Zh}

func build(lang knowledge.Lang) index {
	x := make(index)
	everyday := make(map[string]bool)
	add := func(text string, zones []string, people bool) {
		for _, form := range forms(words.Fold(text), lang) {
			list := words.Split(form)
			if len(list) == 0 {
				continue
			}
			same := func(n name) bool { return slices.Equal(n.words, list) }
			switch i := slices.IndexFunc(x[list[0]], same); {
			case i < 0:
				x[list[0]] = append(x[list[0]], name{list, zones, people, everyday[form]})
			case x[list[0]][i].people && !people: // the Vatican: a place that is also what its people are called
				x[list[0]][i].people = false
			}
		}
	}
	read := func(use func(kind string, zones []string, text string)) {
		for line := range strings.Lines(placesTSV) {
			cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
			if len(cells) != 2+len(columns) {
				continue // a comment
			}
			for i, l := range columns {
				if l == lang || l == knowledge.En {
					for _, text := range strings.Split(cells[2+i], ";") {
						if text != "" {
							use(cells[0], strings.Fields(cells[1]), text)
						}
					}
				}
			}
		}
	}
	read(func(kind string, _ []string, text string) {
		if kind == "everyday" {
			everyday[words.Fold(text)] = true
		}
	})
	read(func(kind string, zones []string, text string) {
		if kind != "everyday" {
			add(text, zones, kind == "people")
		}
	})
	for _, c := range cldr.Cities() {
		add(c.Names[lang.String()], []string{c.Zone}, false)
		add(c.Names["en"], []string{c.Zone}, false)
	}
	return x
}

// Find returns the places that words name, the longest name at each position.
func Find(list []string, lang knowledge.Lang) (places []Place) {
	x := indexes[lang]()
	for i := 0; i < len(list); {
		p, ok := abbreviation(list, i, lang)
		if !ok {
			p, ok = offset(list, i)
		}
		if !ok {
			p, ok = x.named(list, i, lang)
		}
		if !ok && lang == knowledge.Ru {
			p, ok = x.adjective(list, i)
		}
		if !ok {
			i++
			continue
		}
		places = append(places, p)
		i = p.End
	}
	return places
}

func (x index) named(list []string, i int, lang knowledge.Lang) (Place, bool) {
	best := name{}
	for _, first := range bare(list[i], lang) {
		for _, n := range x[first] {
			if len(n.words) > len(best.words) && i+len(n.words) <= len(list) && slices.Equal(n.words[1:], list[i+1:i+len(n.words)]) {
				best = n
			}
		}
	}
	end := i + len(best.words)
	if best.words == nil || best.people && !timed(list, i, end, lang) || best.everyday && !counts(list, i, end, lang) {
		return Place{}, false
	}
	p := Place{Name: strings.Join(best.words, " "), At: i, End: end}
	for _, zone := range best.zones {
		z, err := knowledge.LoadZone(zone)
		switch {
		case err != nil:
		case p.Zone == nil:
			p.Zone = z
		default:
			p.Others = append(p.Others, z)
		}
	}
	return p, p.Zone != nil
}

// bare are a word and, in Arabic, the word without the small words written onto it.
func bare(w string, lang knowledge.Lang) []string {
	list := []string{w}
	if lang == knowledge.Ar {
		for _, prefix := range []string{"ب", "ل", "و", "ف", "وب", "ول", "لل"} {
			if rest, ok := strings.CutPrefix(w, prefix); ok && utf8.RuneCountInString(rest) > 2 {
				list = append(list, rest, "ال"+rest)
			}
		}
		if rest, ok := strings.CutPrefix(w, "ال"); ok {
			list = append(list, rest)
		}
	}
	return list
}

// hours are the words for time that stand before or behind a place in each language.
var hours = map[knowledge.Lang]struct{ before, behind []string }{
	knowledge.En: {behind: []string{"time", "hours"}},
	knowledge.Fr: {before: []string{"heure", "heures"}},
	knowledge.Es: {before: []string{"hora", "horario"}},
	knowledge.Ru: {before: []string{"время", "времени"}, behind: []string{"время", "времени"}},
	knowledge.Ar: {before: []string{"توقيت", "بتوقيت", "التوقيت", "بالتوقيت"}},
	knowledge.Zh: {behind: []string{"时", "时间"}},
}

// timed reports whether a word for time stands beside words[at:end].
func timed(list []string, at, end int, lang knowledge.Lang) bool {
	return at > 0 && slices.Contains(hours[lang].before, list[at-1]) || end < len(list) && slices.Contains(hours[lang].behind, list[end])
}

// counts reports whether an everyday word is meant as a place. In French and Spanish, where the word for time stands before, it has to be
// the last word: à quelle heure est la séance?
func counts(list []string, at, end int, lang knowledge.Lang) bool {
	if (lang == knowledge.Fr || lang == knowledge.Es) && end < len(list) {
		return false
	}
	return timed(list, at, end, lang) || closes(list, at, end)
}

// closes reports whether words[at:end] end a question behind a word for in: what time is it in EST?
func closes(list []string, at, end int) bool {
	return end == len(list) && at > 0 && slices.Contains([]string{"in", "en", "в", "по", "heure", "hora"}, list[at-1])
}

// abbreviations of zones, with the reading that is taken first and the others that they may have.
var abbreviations = map[string][]string{
	"utc": {"UTC"}, "gmt": {"UTC"}, "zulu": {"UTC"}, "cet": {"Europe/Zurich"}, "cest": {"Europe/Zurich"}, "eet": {"Europe/Athens"}, "eest": {"Europe/Athens"},
	"wet": {"Europe/Lisbon"}, "msk": {"Europe/Moscow"}, "мск": {"Europe/Moscow"}, "est": {"America/New_York"}, "edt": {"America/New_York"},
	"mst": {"America/Denver", "Asia/Kuala_Lumpur"}, "mdt": {"America/Denver"}, "pst": {"America/Los_Angeles", "Asia/Manila"}, "pdt": {"America/Los_Angeles"},
	"cst": {"America/Chicago", "Asia/Shanghai", "America/Havana"}, "cdt": {"America/Chicago"}, "ist": {"Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"},
	"bst": {"Europe/London", "Asia/Dhaka"}, "jst": {"Asia/Tokyo"}, "kst": {"Asia/Seoul"}, "hkt": {"Asia/Hong_Kong"}, "sgt": {"Asia/Singapore"}, "pkt": {"Asia/Karachi"},
	"gst": {"Asia/Dubai"}, "ast": {"America/Halifax", "Asia/Riyadh"}, "adt": {"America/Halifax"}, "wib": {"Asia/Jakarta"}, "wita": {"Asia/Makassar"}, "wit": {"Asia/Jayapura"},
	"aest": {"Australia/Sydney"}, "aedt": {"Australia/Sydney"}, "acst": {"Australia/Adelaide"}, "awst": {"Australia/Perth"}, "nzst": {"Pacific/Auckland"}, "nzdt": {"Pacific/Auckland"},
	"brt": {"America/Sao_Paulo"}, "art": {"America/Argentina/Buenos_Aires"}, "clt": {"America/Santiago"}, "cot": {"America/Bogota"}, "pet": {"America/Lima"},
	"wat": {"Africa/Lagos"}, "cat": {"Africa/Harare"}, "eat": {"Africa/Nairobi"}, "sast": {"Africa/Johannesburg"}, "npt": {"Asia/Kathmandu"},
}

// shy are the abbreviations that are everyday words: they count beside a word for time, or last behind a preposition.
var shy = map[string]bool{"est": true, "cat": true, "eat": true, "art": true, "wit": true, "wet": true, "pet": true, "cot": true, "wat": true, "cet": true, "cest": true, "pdt": true, "ast": true, "clt": true}

func abbreviation(list []string, i int, lang knowledge.Lang) (Place, bool) {
	zones := abbreviations[list[i]]
	if zones == nil {
		return Place{}, false
	}
	if shy[list[i]] && !counts(list, i, i+1, lang) {
		return Place{}, false
	}
	if (list[i] == "utc" || list[i] == "gmt") && i+1 < len(list) && signed.MatchString(list[i+1]) {
		return Place{}, false // an offset
	}
	p := Place{Name: list[i], At: i, End: i + 1}
	for n, zone := range zones {
		z, err := knowledge.LoadZone(zone)
		if err != nil {
			continue
		}
		if n == 0 {
			p.Zone = z
		} else {
			p.Others = append(p.Others, z)
		}
	}
	return p, p.Zone != nil
}

var (
	utcOffset = regexp.MustCompile(`^(?:utc|gmt)([+-])(\d{1,2})(?::?(\d\d))?$`)
	signed    = regexp.MustCompile(`^([+-])(\d{1,2})(?::?(\d\d))?$`)
)

// offset reads UTC+5:30 and GMT-3.
func offset(list []string, i int) (Place, bool) {
	g := utcOffset.FindStringSubmatch(list[i])
	end := i + 1
	if g == nil {
		return Place{}, false
	}
	hours, minutes := number(g[2]), number(g[3])
	if hours > 14 || minutes > 59 {
		return Place{}, false
	}
	seconds := hours*3600 + minutes*60
	label := "UTC" + g[1] + strconv.Itoa(hours)
	if minutes > 0 {
		label += ":" + g[3]
	}
	if g[1] == "-" {
		seconds = -seconds
	}
	if seconds == 0 {
		return Place{Zone: time.UTC, Name: label, At: i, End: end}, true
	}
	return Place{Zone: time.FixedZone(label, seconds), Name: label, At: i, End: end}, true
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

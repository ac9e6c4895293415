package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"usher/knowledge/cldr"
)

// loaded are the zones read so far, by name: reading one costs more than a question.
var loaded sync.Map

// LoadZone returns the zone of an IANA name (Asia/Tokyo), in any case, or UTC. The error of an unknown one suggests the nearest: people
// misspell zones, and write cities where a zone is wanted.
func LoadZone(name string) (*time.Location, error) {
	switch root, rest, _ := strings.Cut(name, "/"); {
	case strings.EqualFold(name, "UTC"), strings.EqualFold(name, "GMT"):
		return time.UTC, nil
	case root == "Etc":
		if slices.Contains([]string{"UTC", "UCT", "GMT", "Zulu", "Universal", "Greenwich"}, rest) {
			return time.UTC, nil
		}
		return nil, fmt.Errorf("the time zone %q means the opposite of what it says: name a city's zone instead, such as America/Bogota, or UTC", name)
	case root == name, root == "right", root == "posix": // "Local", "EST" and "" load too, and mean no place
	default:
		if zone, ok := loaded.Load(name); ok {
			return zone.(*time.Location), nil
		}
		if zone, err := time.LoadLocation(name); err == nil {
			loaded.Store(name, zone)
			return zone, nil
		}
		for _, c := range cldr.Cities() {
			if strings.EqualFold(c.Zone, name) {
				return time.LoadLocation(c.Zone)
			}
		}
	}
	if near := NearestZone(name); near != "" {
		return nil, fmt.Errorf("unknown time zone %q: did you mean %s?", name, near)
	}
	return nil, fmt.Errorf("unknown time zone %q: give an IANA name such as Asia/Tokyo or America/New_York", name)
}

// ZoneNamed returns the zone of an IANA name, or of a city that names a zone in one of the six languages: Asia/Tokyo, Tokio, 东京.
func ZoneNamed(name string) (*time.Location, bool) {
	if zone, err := LoadZone(name); err == nil {
		return zone, true
	}
	for _, c := range cldr.Cities() {
		for _, city := range c.Names {
			if foldZone(city) == foldZone(name) {
				zone, err := LoadZone(c.Zone)
				return zone, err == nil
			}
		}
	}
	return nil, false
}

// NearestZone returns the zone whose name, or the name of whose city in one of the six languages, is closest to a
// misspelt one: at most one edit in four letters.
func NearestZone(name string) string {
	name = foldZone(name)
	best, least := "", len([]rune(name))/4+1
	try := func(zone, spelling string) {
		if d := distance(name, foldZone(spelling), least); d < least {
			best, least = zone, d
		}
	}
	for _, c := range cldr.Cities() {
		_, city, _ := strings.Cut(c.Zone, "/")
		for _, spelling := range append([]string{c.Zone, city}, c.Aliases...) {
			try(c.Zone, spelling)
		}
		for _, spelling := range c.Names {
			try(c.Zone, spelling)
		}
	}
	return best
}

func foldZone(s string) string {
	return strings.NewReplacer("_", " ", "-", " ").Replace(strings.ToLower(strings.TrimSpace(s)))
}

// Nearest returns the name that is closest to a misspelt one, at most one edit in three letters; the empty string if none is.
func Nearest(word string, names []string) (best string) {
	least := len([]rune(word))/3 + 1
	for _, name := range names {
		if d := distance(word, name, least); d < least {
			best, least = name, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap between two words; most or more is all the same.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= most || len(y)-len(x) >= most {
		return most
	}
	older, old, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(old[j+1]+1, row[j]+1, old[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], older[j-1]+1)
			}
		}
		older, old, row = old, row, older
	}
	return min(old[len(y)], most)
}

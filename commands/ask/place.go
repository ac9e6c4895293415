package ask

import (
	"slices"
	"sync"
	"time"

	"usher/knowledge"
	"usher/knowledge/cldr"
)

// place finds the city or zone in which a question wants its hours, and takes it out of the question: the longest name counts.
func place(q []string, lang knowledge.Lang) (*time.Location, []string) {
	for i, w := range q {
		if w == "utc" || w == "gmt" {
			return time.UTC, slices.Concat(q[:i], q[i+1:])
		}
	}
	best, from, length := "", 0, 0
	for _, c := range cityNames(lang) {
		if len(c.words) > length {
			if i := at(q, c.words); i >= 0 {
				best, from, length = c.zone, i, len(c.words)
			}
		}
	}
	if best == "" {
		return nil, q
	}
	zone, err := knowledge.LoadZone(best)
	if err != nil {
		return nil, q
	}
	return zone, slices.Concat(q[:from], q[from+length:])
}

type cityName struct {
	words []string
	zone  string
}

var cityIndexes = func() (all [6]func() []cityName) {
	for _, lang := range knowledge.Langs() {
		all[lang] = sync.OnceValue(func() (list []cityName) {
			for _, c := range cldr.Cities() {
				list = append(list, cityName{words(fold(c.Names[lang.String()])), c.Zone})
			}
			return list
		})
	}
	return all
}()

// cityNames lists the cities of the zones, as a language names them.
func cityNames(lang knowledge.Lang) []cityName { return cityIndexes[lang]() }

// Package cldr holds the names of months, weekdays and time-zone cities in Arabic, Chinese, English, French, Russian and
// Spanish, a compact extract of Unicode CLDR 48 that generate.mjs writes. Languages are named by their ISO 639-1 codes.
package cldr

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"
)

// Names are the calendar names of one language.
type Names struct {
	Months        []string `json:"months"`        // January first, as they stand in a date (Russian genitive)
	MonthsAlone   []string `json:"monthsAlone"`   // as they stand alone
	MonthsShort   []string `json:"monthsShort"`   // abbreviated, as in a date
	Weekdays      []string `json:"weekdays"`      // Sunday first, like time.Weekday
	WeekdaysShort []string `json:"weekdaysShort"` // abbreviated
}

// City is a time zone as people name it.
type City struct {
	Zone    string            // IANA name: Asia/Kolkata
	Aliases []string          // older IANA names of the same zone: Asia/Calcutta
	Names   map[string]string // language code to the name of the zone's city
}

//go:embed calendar.json
var calendarJSON []byte

//go:embed cities.tsv
var citiesTSV string

var calendars = sync.OnceValue(func() map[string]Names {
	var m map[string]Names
	if err := json.Unmarshal(calendarJSON, &m); err != nil {
		panic(fmt.Sprintf("cldr: calendar.json: %v", err)) // embedded: a test reads it
	}
	return m
})

var cities = sync.OnceValue(func() []City {
	lines := strings.Split(strings.TrimSpace(citiesTSV), "\n")
	langs := strings.Split(lines[0], "\t")[2:]
	list := make([]City, 0, len(lines)-1)
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		c := City{Zone: cells[0], Aliases: strings.Fields(cells[1]), Names: make(map[string]string, len(langs))}
		for i, lang := range langs {
			c.Names[lang] = cells[2+i]
		}
		list = append(list, c)
	}
	return list
})

var byZone = sync.OnceValue(func() map[string]*City {
	m := make(map[string]*City)
	list := cities()
	for i := range list {
		m[list[i].Zone] = &list[i]
		for _, alias := range list[i].Aliases {
			m[alias] = &list[i]
		}
	}
	return m
})

// Calendar returns the names of months and weekdays in a language; the zero Names for a language that is not held.
func Calendar(lang string) Names { return calendars()[lang] }

// Cities returns every zone that has a city, sorted by IANA name. The caller must not change it.
func Cities() []City { return cities() }

// CityOf names the city of an IANA zone in a language: "Tokio" for Asia/Tokyo in Spanish. A zone without a city, such as
// UTC, keeps its own name.
func CityOf(zone, lang string) string {
	if c := byZone()[zone]; c != nil {
		return c.Names[lang]
	}
	return zone
}

// Weekday returns the name of a weekday in a language.
func (n Names) Weekday(d time.Weekday) string { return n.Weekdays[d] }

// Month returns the name of a month as it stands in a date.
func (n Names) Month(m time.Month) string { return n.Months[m-1] }

package ask

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"usher/commands"
	"usher/knowledge"
	"usher/knowledge/cldr"
)

var monthDay = regexp.MustCompile(`^\d{1,2}$`)

// day reads a day (3 December, December 3, 12月3日, 2021-12-03, today, tomorrow) and takes it out of the question.
func (v vocab) day(q []string, r commands.Request) (knowledge.Day, []string) {
	today := knowledge.DayOf(r.Now, r.Zone)
	if v.has("tomorrow", q) {
		return today.Add(1), q
	}
	if v.has("today", q) {
		return today, q
	}
	year := r.Base.Meeting().First.Year
	for i, w := range q {
		if d, err := knowledge.ParseDay(w); err == nil {
			return d, slices.Concat(q[:i], q[i+1:])
		}
		if w == "月" && i > 0 && i+1 < len(q) && monthDay.MatchString(q[i-1]) && monthDay.MatchString(q[i+1]) {
			month, _ := strconv.Atoi(q[i-1])
			dom, _ := strconv.Atoi(q[i+1])
			if d := (knowledge.Day{Year: year, Month: time.Month(month), Dom: dom}); d.Exists() {
				return d, slices.Concat(q[:i-1], q[i+2:])
			}
		}
		month := monthOf(w, r.Lang)
		if month == 0 {
			continue
		}
		for _, j := range []int{i - 1, i + 1, i - 2} {
			if j < 0 || j >= len(q) {
				continue
			}
			dom, err := strconv.Atoi(strings.TrimRight(q[j], "abcdefghijklmnopqrstuvwxyz"))
			if d := (knowledge.Day{Year: year, Month: month, Dom: dom}); err == nil && d.Exists() {
				return d, slices.Concat(q[:min(i, j)], q[max(i, j)+1:])
			}
		}
	}
	return knowledge.Day{}, q
}

func monthOf(word string, lang knowledge.Lang) time.Month {
	names := cldr.Calendar(lang.String())
	for _, list := range [][]string{names.Months, names.MonthsAlone, names.MonthsShort} {
		for i, name := range list {
			if fold(name) == word && lang != knowledge.Zh {
				return time.Month(i + 1)
			}
		}
	}
	return 0
}

package knowledge

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"

	"usher/knowledge/cldr"
)

// stated is what a text states that can be compared across languages: days as 2021-12-01 (or --12-01 without a year),
// hours as 12:00, addresses and telephone numbers, and the numbers that are left, each as often as it occurs.
type stated struct {
	values   []string
	weekdays []weekday
}

// weekday is a day of the week that a text puts beside a date; its day has the year 0 where the text gives none.
type weekday struct {
	day  Day
	name time.Weekday
}

// in returns the day in the first of some years in which it has its weekday or, where it has it in none, in the last.
func (w weekday) in(years ...int) (d Day, ok bool) {
	if d = w.day; d.Year != 0 {
		return d, d.Weekday() == w.name
	}
	for _, d.Year = range years {
		if d.Weekday() == w.name {
			return d, true
		}
	}
	return d, false
}

func (s *stated) add(values ...string) { s.values = append(s.values, values...) }

func (s *stated) days(days ...Day) {
	for _, d := range days {
		s.add(d.String(), fmt.Sprintf("--%02d-%02d", d.Month, d.Dom))
	}
}

func (s *stated) addresses(texts ...string) {
	for _, t := range texts {
		s.add(scan(t, En).values...)
	}
}

// missing returns the values that another lacks, counted.
func (s stated) missing(other stated) (list []string) {
	left := slices.Clone(other.values)
	for _, v := range s.values {
		if i := slices.Index(left, v); i >= 0 {
			left = slices.Delete(left, i, i+1)
		} else {
			list = append(list, v)
		}
	}
	return list
}

var (
	email      = regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)
	url        = regexp.MustCompile(`(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,}(?:/(?:[\w./~%?=&#-]*[\w/])?)?)`)
	phone      = regexp.MustCompile(`\+\d[\d ]{5,}\d`)
	isoDay     = regexp.MustCompile(`\b(\d{4})-(\d\d)-(\d\d)\b`)
	hourColon  = regexp.MustCompile(`\b(\d{1,2}):(\d\d)\b`)
	hourH      = regexp.MustCompile(`\b(\d{1,2})\s?h(?:\s?(\d\d))?\b`)
	hourZh     = regexp.MustCompile(`(\d{1,2})[时点](?:(\d{1,2})分)?`)
	hourRange  = regexp.MustCompile(`\b([01]\d|2[0-3])([0-5]\d)-([01]\d|2[0-3])([0-5]\d)\b`)
	number     = regexp.MustCompile(`\d+`)
	dayZh      = regexp.MustCompile(`(?:(\d{4})年)?(\d{1,2})月(\d{1,2})(?:日?\s?[-–至到]\s?(?:(\d{1,2})月)?(\d{1,2}))?日(?:\s?\(?星期([一二三四五六日天]))?`)
	numeralZh  = regexp.MustCompile(`(第?)([〇零一二三四五六七八九十百]+)([年月日时点分个件天周项次场节届条])`)
	zhNumerals = "一二三四五六七八九"
)

// digits writes the digits of Arabic and Persian script as ours.
var digits = func() *strings.Replacer {
	var pairs []string
	for i, r := range "٠١٢٣٤٥٦٧٨٩" {
		pairs = append(pairs, string(r), strconv.Itoa(i/len("٠")))
	}
	for i, r := range "۰۱۲۳۴۵۶۷۸۹" {
		pairs = append(pairs, string(r), strconv.Itoa(i/len("۰")))
	}
	return strings.NewReplacer(pairs...)
}()

// arabicNumerals writes Chinese numerals that stand before a unit in digits: 十二月一日, 六个星期. Before a measure word 一 is an
// article, and other languages put 二 into the grammar: 一个 and 二周 state no number. Nor do ordinals, which they write in words.
func arabicNumerals(text string) string {
	return numeralZh.ReplaceAllStringFunc(text, func(match string) string {
		g := numeralZh.FindStringSubmatch(match)
		n := numeral(g[2])
		if g[1] != "" || n < minNumeral && !strings.ContainsAny(g[3], "年月日时点") {
			return match
		}
		return strconv.Itoa(n) + g[3]
	})
}

// minNumeral is the least number that is read in words: below it stand articles and duals.
const minNumeral = 3

// numeral reads a Chinese numeral below a thousand, or a year digit by digit: 二十一, 二〇二一.
func numeral(s string) int {
	total, last, placed := 0, 0, strings.ContainsAny(s, "十百")
	for _, r := range s {
		switch r {
		case '十':
			total, last = total+10*max(last, 1), 0
		case '百':
			total, last = total+100*max(last, 1), 0
		default:
			if !placed {
				total *= 10
				total += last
			}
			last = strings.IndexRune(zhNumerals, r)/len("一") + 1
			if r == '〇' || r == '零' {
				last = 0
			}
		}
	}
	if !placed {
		total *= 10
	}
	return total + last
}

// dates are the patterns of a language's written dates.
type dates struct {
	pattern  *regexp.Regexp // weekday, day, last day of a range, month, year
	months   []string
	weekdays []string
}

var datesOf = sync.OnceValue(func() (all [len(codes)]dates) {
	for _, l := range []Lang{Ar, En, Es, Fr, Ru} {
		names := cldr.Calendar(l.String())
		fold := func(list []string) []string {
			folded := make([]string, len(list))
			for i, s := range list {
				folded[i] = regexp.QuoteMeta(strings.ToLower(norm.NFKC.String(s)))
			}
			return folded
		}
		d := dates{months: fold(names.Months), weekdays: fold(names.Weekdays)}
		d.pattern = regexp.MustCompile(`(?:(` + strings.Join(d.weekdays, "|") + `)[,،]?\s)?(\d{1,2})(?:er|º|-е|-го)?(?:\s?[-–]\s?(\d{1,2})(?:er|º|-е|-го)?)?(?:\sde|\sof)?\s(` +
			strings.Join(d.months, "|") + `)(?:,?\s(?:de\s|del\s)?(\d{4})|[^\p{L}]|$)`)
		all[l] = d
	}
	return all
})

// numerals are the numbers that a language writes in words, folded.
func numerals(l Lang) map[string]int {
	words := make(map[string]int)
	for n, list := range language().numbers {
		for _, w := range list[l] {
			words[norm.NFKC.String(w)] = n
		}
	}
	return words
}

// numeralsOf are the patterns of these words.
var numeralsOf = sync.OnceValue(func() (all [len(codes)]*regexp.Regexp) {
	for _, l := range Langs() {
		all[l] = regexp.MustCompile(`(?:^|[^\p{L}\p{M}])(` + strings.Join(slices.Sorted(maps.Keys(numerals(l))), "|") + `)(?:[^\p{L}\p{M}]|$)`)
	}
	return all
})

// scan reads what a text in a language states.
func scan(text string, l Lang) (s stated) {
	text = digits.Replace(strings.ToLower(norm.NFKC.String(text)))
	for _, name := range language().names[l] {
		text = strings.ReplaceAll(text, strings.ToLower(name), " ; ")
	}
	take := func(re *regexp.Regexp, use func(groups []string)) { text = replaceGroups(re, text, use) }
	take(email, func(g []string) { s.add(g[0]) })
	take(url, func(g []string) { s.add(g[1]) })
	take(phone, func(g []string) { s.add("+" + strings.Join(number.FindAllString(g[0], -1), "")) })
	take(isoDay, func(g []string) { s.day(g[1], atoi(g[2]), g[3]) })
	if l == Zh {
		text = arabicNumerals(text)
		take(dayZh, func(g []string) {
			month := atoi(g[2])
			s.day(g[1], month, g[3])
			if g[6] != "" {
				s.weekday(g[1], month, g[3], time.Weekday((strings.Index("一二三四五六日", strings.Replace(g[6], "天", "日", 1))/len("一")+1)%7))
			}
			if g[5] != "" {
				if g[4] != "" {
					month = atoi(g[4])
				}
				s.day(g[1], month, g[5])
			}
		})
		take(hourZh, func(g []string) { s.hour(g[1], g[2]) })
	} else {
		d := datesOf()[l]
		take(d.pattern, func(g []string) {
			month := slices.Index(d.months, regexp.QuoteMeta(g[4])) + 1
			s.day(g[5], month, g[2])
			if g[1] != "" {
				s.weekday(g[5], month, g[2], time.Weekday(slices.Index(d.weekdays, regexp.QuoteMeta(g[1]))))
			}
			if g[3] != "" {
				s.day(g[5], month, g[3])
			}
		})
	}
	take(hourColon, func(g []string) { s.hour(g[1], g[2]) })
	take(hourH, func(g []string) { s.hour(g[1], g[2]) })
	take(numeralsOf()[l], func(g []string) { s.add(strconv.Itoa(numerals(l)[g[1]])) })
	take(number, func(g []string) { s.add(strconv.Itoa(atoi(g[0]))) })
	slices.Sort(s.values)
	return s
}

// quoted reads what a quote of the letter states, whose language is told by its script. Beside what scan finds it reads
// the letter's own way to write hours: 0900-1015.
func quoted(quote string) stated {
	l := En
	if hasHan(quote) {
		l = Zh
	}
	s := scan(quote, l)
	for _, g := range hourRange.FindAllStringSubmatch(quote, -1) {
		s.hour(g[1], g[2])
		s.hour(g[3], g[4])
	}
	return s
}

func (s *stated) day(year string, month int, dom string) {
	if year == "" {
		s.add(fmt.Sprintf("--%02d-%02d", month, atoi(dom)))
		return
	}
	s.add(Day{atoi(year), time.Month(month), atoi(dom)}.String())
}

func (s *stated) weekday(year string, month int, dom string, name time.Weekday) {
	s.weekdays = append(s.weekdays, weekday{Day{atoi(year), time.Month(month), atoi(dom)}, name})
}

func (s *stated) hour(hour, minute string) {
	s.add(fmt.Sprintf("%02d:%02d", atoi(hour), atoi(minute)))
}

// replaceGroups hands each match's groups to use and blanks it, so that no later pattern reads it again.
func replaceGroups(re *regexp.Regexp, text string, use func(groups []string)) string {
	return re.ReplaceAllStringFunc(text, func(match string) string {
		use(re.FindStringSubmatch(match))
		return " ; "
	})
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff })
}

package eval

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

var spaces = regexp.MustCompile(`[\s\p{Z}]+`)

// plain is a text as it is compared: NFKC, ASCII digits, no marks of direction, one kind of space, without case.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		}
		return r
	}, norm.NFKC.String(text))
	return cases.Fold().String(spaces.ReplaceAllString(text, " "))
}

var (
	clock    = regexp.MustCompile(`^(\d\d):(\d\d)$`)
	digits   = regexp.MustCompile(`^\d{4,}$`)
	grouping = regexp.MustCompile(`(\d)[ .\-]+(\d)`)
)

// holds reports whether a wanted string stands in a text: @2021-12-01 in a usual written form of the language, hours also as
// 9:00 or 09h00, numbers as whole numbers, a telephone number however it is grouped.
func holds(text, wanted, lang string) bool {
	text = plain(text)
	if day, ok := strings.CutPrefix(wanted, "@"); ok {
		return written(day, lang).match(text)
	}
	wanted = plain(wanted)
	switch {
	case clock.MatchString(wanted):
		g := clock.FindStringSubmatch(wanted)
		return guarded{regexp.MustCompile(fmt.Sprintf(`0?%d ?[:h.٫] ?%s`, atoi(g[1]), g[2])), digit, digit}.match(text)
	case digits.MatchString(wanted):
		for old := ""; old != text; {
			old, text = text, grouping.ReplaceAllString(text, "$1$2")
		}
		return strings.Contains(text, wanted)
	case wanted != "" && wanted[0] >= '0' && wanted[0] <= '9':
		return guarded{regexp.MustCompile(regexp.QuoteMeta(wanted)), digit, digit}.match(text)
	}
	return strings.Contains(text, wanted)
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// guarded is a pattern with conditions on what may stand before and after it, which Go's patterns lack.
type guarded struct {
	pattern       *regexp.Regexp
	before, after func(rest string) bool // report whether the neighbour forbids the match
}

// patterns are alternatives.
type patterns []guarded

func (p patterns) match(text string) bool {
	for _, g := range p {
		if g.match(text) {
			return true
		}
	}
	return false
}

func (g guarded) match(text string) bool {
	for from := 0; from <= len(text); {
		at := g.pattern.FindStringIndex(text[from:])
		if at == nil {
			return false
		}
		start, end := from+at[0], from+at[1]
		forbidden := start > 0 && g.before != nil && g.before(text[start-1:])
		if !forbidden && (g.after == nil || !g.after(text[end:])) {
			return true
		}
		from = start + 1
	}
	return false
}

func digit(rest string) bool { return rest != "" && rest[0] >= '0' && rest[0] <= '9' }

var months = map[string]string{
	"en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept?|sep october|oct november|nov december|dec",
	"fr": "janvier|janv f[ée]vrier|f[ée]vr mars avril|avr mai juin juillet|juil ao[ûu]t septembre|sept octobre|oct novembre|nov d[ée]cembre|d[ée]c",
	"es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|sept?|setiembre octubre|oct noviembre|nov diciembre|dic",
	"ru": "янв(?:аря|арь)? фев(?:раля|раль|р)? март[а]?|мар апр(?:еля|ель)? ма[яй] июн[яь] июл[яь] авг(?:уста|уст)? сен(?:тября|тябрь|т)? окт(?:ября|ябрь)? ноя(?:бря|брь|б)? дек(?:абря|абрь)?",
	"ar": "يناير|كانون_الثاني فبراير|شباط مارس|آذار [أا]بريل|إبريل|نيسان مايو|أيار يونيو|حزيران يوليو|تموز [أا]غسطس|آب سبتمبر|أيلول [أا]كتوبر|تشرين_الأول نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول",
}

var (
	ordinal = map[string]string{"en": `(?:st|nd|rd|th)?`, "fr": `(?:er)?`, "es": `\.?(?:º|°|o|ro)?`, "ru": `(?:-?го|-?е)?`}
	link    = map[string]string{"en": `(?: of)? `, "fr": " ", "es": `(?: de)? `, "ru": " ", "ar": ` (?:من )?`}
)

const rangeWords = "to|through|until|till|and|-|–|—|jusqu'au|jusqu’au|au|et le|et|al|a|hasta el|hasta|y el|y|по|до|и|إلى|حتى|و"

var writtenForms sync.Map // day and language to patterns

// written are the usual written forms of a day in a language; the year may be absent but not another one.
func written(iso, lang string) patterns {
	key := iso + lang
	if p, ok := writtenForms.Load(key); ok {
		return p.(patterns)
	}
	p := compile(iso, lang)
	writtenForms.Store(key, p)
	return p
}

func compile(iso, lang string) (all patterns) {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return nil
	}
	y, m, d := day.Year(), int(day.Month()), day.Day()
	add := func(before, after func(string) bool, format string, args ...any) {
		all = append(all, guarded{regexp.MustCompile(fmt.Sprintf(format, args...)), before, after})
	}
	add(nil, digit, `%d[-/.]0?%d[-/.]0?%d`, y, m, d)
	add(digit, digit, `0?%d[/.]0?%d(?:[/.]%d)?`, d, m, y)
	if lang == "zh" {
		add(digit, nil, `0?%d ?月 ?0?%d ?[日号至到\-–—~]`, m, d)
		add(digit, nil, `0?%d ?月 ?\d+ ?[日号]?(?: ?\([^)]*\))? ?[至到\-–—~] ?0?%d ?[日号]`, m, d)
		return all
	}
	name := "(?:" + strings.ReplaceAll(strings.Split(months[lang], " ")[m-1], "_", " ") + ")"
	nth, of := ordinal[lang], link[lang]
	anotherYear := otherYear(y)
	add(digit, anotherYear, `0?%d%s%s%s`, d, nth, of, name)
	add(digit, anotherYear, `0?%d%s ?(?:%s) ?(?:[\p{L}]+,? )?\d+%s%s%s`, d, nth, rangeWords, nth, of, name)
	if d == 1 && lang == "ar" {
		add(nil, nil, `الأول من %s`, name)
	}
	if d == 1 && lang == "es" {
		add(nil, nil, `primero de %s`, name)
	}
	if lang == "en" {
		add(nil, nil, `%s\.? 0?%d%s ?(?:-|–|—|to|through|and) ?\d+`, name, d, nth)
		add(nil, func(rest string) bool { return digit(rest) || yearAfter(rest, y) }, `%s\.? (?:\d+ ?(?:-|–|—|to|through|and) ?)?0?%d%s`, name, d, nth)
	}
	return all
}

var year = regexp.MustCompile(`^,? ?(?:de |del )?((?:19|20)\d\d)`)

// yearAfter reports whether a year other than y follows.
func yearAfter(rest string, y int) bool {
	g := year.FindStringSubmatch(rest)
	return g != nil && g[1] != fmt.Sprint(y)
}

// otherYear forbids that the month's name goes on, or that another year follows it.
func otherYear(y int) func(string) bool {
	return func(rest string) bool {
		next, _ := utf8.DecodeRuneInString(rest)
		return unicode.IsLetter(next) || unicode.IsDigit(next) || next == '_' || yearAfter(rest, y)
	}
}

package eval

import (
	"regexp"
	"slices"
	"strings"
)

var latinWords = map[string][]string{
	"en": strings.Fields("the of is are to in on at and for by not you your no this that with from be it will can has was does if until"),
	"fr": strings.Fields("le la les de des du est sont à au aux en sur et pour par ne pas vous votre ce cette avec une un il dans qui se jusqu"),
	"es": strings.Fields("el la los las de del es son a al en y para por no usted su este esta con una un se lo que hasta hay"),
}

var (
	addresses = regexp.MustCompile(`https?://\S+|www\.\S+|\S+@\S+|<[^>]*>`)
	wordRuns  = regexp.MustCompile(`\p{L}+`)
)

// language is that of a text: the claimed one, unless its script or a clear majority of function words contradicts it.
func language(text, claimed string) string {
	text = addresses.ReplaceAllString(text, " ")
	counts := make(map[string]int)
	for _, c := range text {
		switch {
		case c >= 0x600 && c <= 0x6ff:
			counts["ar"]++
		case c >= 0x400 && c <= 0x4ff:
			counts["ru"]++
		case c >= 0x4e00 && c <= 0x9fff:
			counts["zh"] += 2
		default:
			if wordRuns.MatchString(string(c)) {
				counts["latin"]++
			}
		}
	}
	for _, lang := range []string{"ar", "ru", "zh"} { // names and codes stay in Latin script inside the others
		if counts[lang] > 0 && 4*counts[lang] >= counts["latin"] {
			return lang
		}
	}
	hits := make(map[string]int)
	for _, w := range wordRuns.FindAllString(strings.ToLower(text), -1) {
		for lang, known := range latinWords {
			if slices.Contains(known, w) {
				hits[lang]++
			}
		}
	}
	best := "en"
	for _, lang := range []string{"fr", "es"} {
		if hits[lang] > hits[best] {
			best = lang
		}
	}
	if _, latin := latinWords[claimed]; latin && hits[best]-hits[claimed] < 2 {
		return claimed
	}
	return best
}

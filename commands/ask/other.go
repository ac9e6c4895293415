package ask

import "regexp"

var groupName = regexp.MustCompile(`^(\p{L}{1,3})-?(\d{1,2})(?:/\d+)?$`)

// ordinal is a number before the word for a group: 17-я, 17th, 17e.
var ordinal = regexp.MustCompile(`^(\d{1,2})(?:-?\p{L}{1,3})?$`)

// foreigners are where a question names a group by a number that no name here has: SG17, study group 5, 第17研究组, GCNT.
func (v vocab) foreigners(q []string, x *index) (spans [][2]int) {
	for i, w := range q {
		prefix, number := "", ""
		if g := groupName.FindStringSubmatch(w); g != nil {
			prefix, number = g[1], g[2]
		}
		if v.names("body", w) && !x.known[w] {
			spans = append(spans, [2]int{i, i + 1})
			continue
		}
		for _, phrase := range v.cues["group"] {
			if len(phrase) == 1 && phrase[0] == prefix && !x.known[w] && !x.known[prefix+number] {
				spans = append(spans, [2]int{i, i + 1})
				break
			}
			if next := i + 1; next < len(q) && next >= len(phrase) && begins(q[next-len(phrase):next], phrase) && q[next][0] >= '0' && q[next][0] <= '9' {
				spans = append(spans, [2]int{next - len(phrase), next + 1})
				break
			}
			if g := ordinal.FindStringSubmatch(w); g != nil && i+1+len(phrase) <= len(q) && len(phrase[0]) > 2 && begins(q[i+1:i+1+len(phrase)], phrase) {
				spans = append(spans, [2]int{i, i + 1 + len(phrase)})
				break
			}
		}
	}
	return spans
}

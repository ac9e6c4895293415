package ask

import (
	"regexp"
	"strings"
)

// follows reports whether a question leans on the one before: it begins as follow-ups do, or is very short.
func (v vocab) follows(q []string) bool {
	for _, phrase := range v.cues["and"] {
		if at(q, phrase) == 0 {
			return true
		}
	}
	return len(q) <= 3 || len(q) > 0 && strings.HasPrefix(q[0], "و")
}

var groupName = regexp.MustCompile(`^(\p{L}{1,3})-?(\d{1,2})(?:/\d+)?$`)

// foreign reports whether a question names a group by a number that no name here has: SG17, WP 2, Question 5/11.
func (v vocab) foreign(q []string, x *index) bool {
	for i, w := range q {
		prefix, number := "", ""
		if g := groupName.FindStringSubmatch(w); g != nil {
			prefix, number = g[1], g[2]
		}
		for _, phrase := range v.cues["group"] {
			if len(phrase) == 1 && phrase[0] == prefix && !x.knows(w) && !x.knows(prefix+number) {
				return true
			}
			if next := i + 1; next < len(q) && next >= len(phrase) && at(q[next-len(phrase):next], phrase) == 0 && q[next][0] >= '0' && q[next][0] <= '9' && !x.knows(q[next]) {
				return true
			}
		}
	}
	return false
}

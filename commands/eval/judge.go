package eval

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Judgement is what one answer is worth.
type Judgement struct {
	Right, Loose, Invented, Misled bool

	Asked   bool   // a verdict was asked for
	Verdict bool   // and it is right
	Why     string // it is not right
}

// pointers are keys that any answer may add.
var pointers = []string{"meeting.homepage", "contact.secretariat", "timeplan.updates"}

type set map[string]bool

func setOf(lists ...[]string) set {
	s := make(set)
	for _, list := range lists {
		for _, k := range list {
			s[k] = true
		}
	}
	return s
}

func (s set) within(other set) bool {
	for k := range s {
		if !other[k] {
			return false
		}
	}
	return true
}

func (s set) meets(other set) bool {
	for k := range s {
		if other[k] {
			return true
		}
	}
	return false
}

// Judge holds an answer, nil where there is none, against its question.
func Judge(q Question, a *Answer) (j Judgement) {
	j.Asked = q.Verdict != ""
	if a == nil {
		j.Why = "no answer line"
		return j
	}
	j.Verdict = j.Asked && a.Verdict == q.Verdict
	var why []string
	keys, own, also := setOf(a.Keys), setOf(q.Also), setOf(q.Also, pointers)
	mayDecline, wholes := len(q.Expect) == 0, []set(nil)
	for _, choice := range append([][]string{q.Expect}, q.Or...) {
		if len(choice) == 0 {
			mayDecline = true
		} else {
			wholes = append(wholes, setOf(choice))
		}
	}
	var extra []string
	switch {
	case !a.Answered:
		if !mayDecline {
			why = append(why, "declined")
		}
	case mayDecline && len(wholes) == 0:
		if j.Invented = !keys.meets(own) || !keys.within(also); j.Invented {
			why = append(why, fmt.Sprintf("invented: %v", a.Keys))
		}
	default:
		allowed, fits := maps.Clone(also), false
		for _, whole := range wholes {
			if whole.within(keys) {
				fits = true
				maps.Copy(allowed, whole)
			}
		}
		if !fits && !(mayDecline && len(keys) > 0 && keys.within(also)) {
			why = append(why, fmt.Sprintf("without %v, has %v", slices.Sorted(maps.Keys(wholes[0])), a.Keys))
			j.Misled = !slices.ContainsFunc(wholes, keys.meets)
		}
		for _, k := range slices.Sorted(maps.Keys(keys)) {
			if !allowed[k] && !strings.HasPrefix(k, "term.") {
				extra = append(extra, k)
			}
		}
	}
	if a.Answered || !mayDecline {
		if unsaid := slices.DeleteFunc(slices.Clone(q.Say), func(s string) bool { return holds(a.Text, s, q.Lang) }); len(unsaid) > 0 {
			why = append(why, fmt.Sprintf("does not say %v", unsaid))
		}
	}
	if said := slices.DeleteFunc(slices.Clone(q.Never), func(s string) bool { return !holds(a.Text, s, q.Lang) }); len(said) > 0 {
		why = append(why, fmt.Sprintf("says %v", said))
	}
	j.Loose = len(why) == 0 && len(keys) <= 6+len(q.Expect)
	if !j.Misled && len(extra) > 0 {
		why = append(why, fmt.Sprintf("beside the point: %v", extra))
	}
	if told := language(a.Text, q.Lang); told != q.Lang {
		why = append(why, "in "+told)
	}
	j.Right, j.Why = len(why) == 0, strings.Join(why, "; ")
	return j
}

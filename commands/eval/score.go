package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Score counts the judgements of a language.
type Score struct {
	Lang                           string
	N, Right, Loose, Misled        int
	Out, Invented, Asked, Verdicts int // questions that expect no key; of them invented; with a verdict; of them right
}

// Wrong is a question whose answer is not right.
type Wrong struct {
	Question Question
	Answer   *Answer
	Why      string
}

// Scores judges answers and counts them a language, by its code, and last over all.
func Scores(questions []Question, answers []Answer) (scores []Score, wrong []Wrong) {
	byID := make(map[string]*Answer)
	for i := range answers {
		byID[answers[i].ID] = &answers[i]
	}
	rows := make(map[string]*Score)
	for _, q := range questions {
		j := Judge(q, byID[q.ID])
		for _, lang := range []string{q.Lang, "all"} {
			if rows[lang] == nil {
				rows[lang] = &Score{Lang: lang}
			}
			rows[lang].count(q, j)
		}
		if !j.Right {
			wrong = append(wrong, Wrong{q, byID[q.ID], j.Why})
		}
	}
	for _, s := range rows {
		scores = append(scores, *s)
	}
	slices.SortFunc(scores, func(a, b Score) int {
		if (a.Lang == "all") != (b.Lang == "all") {
			return one(a.Lang == "all") - one(b.Lang == "all")
		}
		return strings.Compare(a.Lang, b.Lang)
	})
	return scores, wrong
}

func (s *Score) count(q Question, j Judgement) {
	s.N++
	s.Out += one(len(q.Expect) == 0)
	s.Right += one(j.Right)
	s.Loose += one(j.Loose)
	s.Misled += one(j.Misled)
	s.Invented += one(j.Invented)
	s.Asked += one(j.Asked)
	s.Verdicts += one(j.Verdict)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Print writes the scores as a table, shares in percent.
func Print(w io.Writer, scores []Score) {
	share := func(part, whole int) float64 { return 100 * float64(part) / float64(max(1, whole)) }
	fmt.Fprintf(w, "%-5s %5s %8s %8s %9s %5s %11s %7s %10s\n", "lang", "n", "right %", "loose %", "misled %", "out", "invented %", "yes/no", "verdict %")
	for _, s := range scores {
		fmt.Fprintf(w, "%-5s %5d %8.1f %8.1f %9.1f %5d %11.1f %7d %10.1f\n", s.Lang, s.N, share(s.Right, s.N), share(s.Loose, s.N),
			share(s.Misled, s.N-s.Out), s.Out, share(s.Invented, s.Out), s.Asked, share(s.Verdicts, s.Asked))
	}
}

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"usher/commands"
	"usher/commands/ask"
	"usher/commands/eval"
	"usher/knowledge"
)

type askCmd struct {
	Batch    string   `help:"Answer a question set, a JSON object a line; - is standard input." placeholder:"FILE"`
	Explain  bool     `help:"Show how the question was understood: language, dates, places, candidates with their chances, and why."`
	Question []string `arg:"" optional:"" help:"The question."`
}

// Run is called by kong.
func (c *askCmd) Run(ctx context.Context, s *session) error {
	asker := ask.New()
	r, err := s.request()
	if err != nil {
		return err
	}
	if c.Batch != "" {
		questions, err := s.questions(c.Batch)
		if err != nil {
			return err
		}
		out := bufio.NewWriter(s.out)
		answers, err := s.batch(ctx, asker, r, questions)
		if err != nil {
			return err
		}
		for _, a := range answers {
			if err := writeLine(out, a); err != nil {
				return err
			}
		}
		return out.Flush()
	}
	if len(c.Question) == 0 {
		return usageError{fmt.Errorf("ask what? Write the question: usher ask when does the meeting start")}
	}
	question := ask.Question{Text: strings.Join(c.Question, " "), Bound: s.Meeting != ""}
	if s.Lang != "" {
		question.Lang = &r.Lang
	}
	if c.Explain {
		for _, line := range asker.Read(r, question).Explain() {
			fmt.Fprintln(s.out, line)
		}
		return nil
	}
	reply, err := asker.Ask(ctx, r, question)
	if err != nil {
		return err
	}
	if len(reply.Keys) == 0 {
		s.code = exitNo
	}
	return s.print(reply)
}

func (s *session) questions(file string) ([]eval.Question, error) {
	in := s.in
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, usageError{fmt.Errorf("%s cannot be read: %w", file, err)}
		}
		defer f.Close()
		in = f
	}
	questions, err := eval.Read[eval.Question](in, file)
	if err != nil {
		return nil, usageError{err}
	}
	for _, q := range questions {
		if _, err := knowledge.LoadZone(q.Zone); q.Zone != "" && err != nil {
			return nil, usageError{fmt.Errorf("%s: question %s: tz: %w", file, q.ID, err)}
		}
	}
	return questions, nil
}

// batch answers a question set, each question at its own instant and in its own zone.
func (s *session) batch(ctx context.Context, asker *ask.Asker, r commands.Request, questions []eval.Question) ([]eval.Answer, error) {
	answers := make([]eval.Answer, 0, len(questions))
	for _, q := range questions {
		r := r
		if !q.Now.IsZero() {
			r.Now = q.Now
		}
		r.Zone = r.Base.Zone()
		if q.Zone != "" {
			if zone, err := knowledge.LoadZone(q.Zone); err == nil { // questions has refused the others
				r.Zone = zone
			}
		}
		began := time.Now()
		reply, err := asker.Ask(ctx, r, ask.Question{Text: q.Text, Turns: q.Turns, Bound: s.Meeting != ""})
		a := eval.Answer{ID: q.ID, Keys: []string{}, Citations: []eval.Citation{}, Micros: time.Since(began).Microseconds()}
		var refusal *commands.Refusal
		switch {
		case errors.As(err, &refusal): // what was named is not there: declined, in words
			a.Text, a.Lang = refusal.Error(), refusal.Lang.String()
		case err != nil:
			return nil, fmt.Errorf("question %s: %w", q.ID, err)
		default:
			a.Answered = slices.ContainsFunc(reply.Keys, func(key string) bool { return !strings.HasPrefix(key, "term.") }) // by the letter
			a.Keys = append(a.Keys, reply.Keys...)
			a.Lang, a.Gap, a.Command, a.Verdict = reply.Lang.String(), reply.Gap, reply.Command, string(reply.Verdict)
			a.Text = commands.Body(reply)
			for _, c := range reply.Citations {
				a.Citations = append(a.Citations, eval.Citation(c))
			}
		}
		answers = append(answers, a)
	}
	return answers, nil
}

func writeLine(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

type evalCmd struct {
	File  string `arg:"" help:"The question set; - is standard input."`
	Wrong bool   `help:"List what is not right."`
}

// Run is called by kong.
func (c *evalCmd) Run(ctx context.Context, s *session) error {
	r, err := s.request()
	if err != nil {
		return err
	}
	questions, err := s.questions(c.File)
	if err != nil {
		return err
	}
	answers, err := s.batch(ctx, ask.New(), r, questions)
	if err != nil {
		return err
	}
	scores, wrong := eval.Scores(questions, answers)
	if s.JSON {
		return writeLine(s.out, scores)
	}
	if c.Wrong {
		for _, w := range wrong {
			fmt.Fprintf(s.out, "%s [%s] %s\n    %s\n    %.160q\n", w.Question.ID, w.Question.Lang, strings.Join(append(w.Question.Turns, w.Question.Text), " / "), w.Why, w.Answer.Text)
		}
	}
	eval.Print(s.out, scores)
	return nil
}

package ask

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"usher/commands/ask/meaning"
	"usher/commands/ask/when"
	"usher/commands/ask/where"
	"usher/commands/ask/words"
	"usher/knowledge"
)

// ReadExamples reads the examples that the model learns from: files of lines of four columns, a label or several joined by commas, a form,
// a question, and the label of the question before it where it leans on one. Placeholders stand in braces: {group}, {place}, {date} …
// A file is named by its language; one of the same name under asides holds what people say before or behind a question and that says nothing
// of it: to some of the questions one is joined, and they are examples too. An error names the file and line.
func ReadExamples(fsys fs.FS) (examples []meaning.Example, err error) {
	files, err := fs.Glob(fsys, "*.tsv")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		var lang knowledge.Lang
		if err := lang.UnmarshalText([]byte(strings.TrimSuffix(path.Base(file), ".tsv"))); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		asides, err := readAsides(fsys, "asides/"+file)
		if err != nil {
			return nil, err
		}
		n := 0
		for line := range strings.Lines(string(data)) {
			n++
			line = strings.TrimRight(line, "\r\n")
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
				continue
			}
			cells := strings.Split(line, "\t")
			e, err := example(cells, lang)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, n, err)
			}
			examples = append(examples, e)
			if n%every == 0 && len(asides) > 0 && !strings.HasPrefix(cells[0], "follow.") {
				cells[2] = asides[n/every*stride%len(asides)].join(cells[2])
				e, err := example(cells, lang)
				if err != nil {
					return nil, fmt.Errorf("%s:%d: %w", file, n, err)
				}
				e.Again = true
				examples = append(examples, e)
			}
		}
	}
	return examples, nil
}

// every is how many questions there are to one that is learnt with an aside too, and stride goes through these out of their order.
const (
	every  = 5
	stride = 37
)

// aside is what stands before or behind a question and says nothing of it.
type aside struct {
	text   string
	behind bool
}

func (a aside) join(question string) string {
	if a.behind {
		return question + " " + a.text
	}
	return a.text + " " + question
}

// readAsides reads lines of two columns: before or after, and the aside. A language may have none.
func readAsides(fsys fs.FS, file string) (asides []aside, err error) {
	data, err := fs.ReadFile(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		place, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || place != "before" && place != "after" || text == "" {
			return nil, fmt.Errorf("%s:%d: write before or after, a tab and the aside", file, n)
		}
		asides = append(asides, aside{text, place == "after"})
	}
	return asides, err
}

// placeholders are what a question is asked about in general terms, and what stands for it in the model's eyes.
var placeholders = []string{"group", "other", "place", "date", "time", "n", "topic", "event"}

func example(cells []string, lang knowledge.Lang) (e meaning.Example, err error) {
	if len(cells) < 3 || cells[0] == "" || cells[2] == "" {
		return e, fmt.Errorf("write label, form and question with tabs between them")
	}
	e.Lang = lang.String()
	e.Labels, e.Form = strings.Split(cells[0], ","), cells[1]
	if !slices.Contains(meaning.Forms, e.Form) {
		return e, fmt.Errorf("the form %q is none of %s", e.Form, strings.Join(meaning.Forms, " "))
	}
	if len(cells) > 3 && cells[3] != "" {
		e.Context, _, _ = strings.Cut(cells[3], ",")
	}
	text := cells[2]
	for _, p := range placeholders {
		text = strings.ReplaceAll(text, "{"+p+"}", " xx"+p+"xx ")
	}
	if strings.ContainsAny(text, "{}") && !strings.HasPrefix(cells[0], "other.") {
		return e, fmt.Errorf("unknown placeholder: it is one of {%s}", strings.Join(placeholders, "}, {"))
	}
	e.Asked = strings.ContainsAny(text, "?？؟")
	e.Words = mask(words.Of(text), lang)
	return e, nil
}

// mask puts placeholders in the place of real days, hours and places, as it is done with questions.
func mask(list []string, lang knowledge.Lang) (masked []string) {
	taken := make([]string, len(list))
	take := func(at, end int, as string) {
		for i := at; i < end; i++ {
			if taken[i] != "" {
				return
			}
		}
		for i := at; i < end; i++ {
			taken[i] = as
		}
	}
	c := when.Context{Today: knowledge.Day{Year: 2021, Month: 11, Dom: 10}, First: knowledge.Day{Year: 2021, Month: 12, Dom: 1}, Last: knowledge.Day{Year: 2021, Month: 12, Dom: 10}}
	for _, s := range when.Find(list, lang, c) {
		if s.Hour != nil {
			take(s.At, s.End, "«time»")
		} else {
			take(s.At, s.End, "«date»")
		}
	}
	for _, p := range where.Find(list, lang) {
		take(p.At, p.End, "«place»")
	}
	for i, w := range list {
		p, is := strings.CutPrefix(w, "xx")
		switch {
		case is && strings.HasSuffix(p, "xx"):
			masked = append(masked, "«"+strings.TrimSuffix(p, "xx")+"»")
		case taken[i] == "" && w[0] >= '0' && w[0] <= '9':
			masked = append(masked, "«n»")
		case taken[i] == "":
			masked = append(masked, w)
		case i == 0 || taken[i] != taken[i-1]:
			masked = append(masked, taken[i])
		}
	}
	return masked
}

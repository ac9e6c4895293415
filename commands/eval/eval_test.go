package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The reference scorer is a program in another language; both must judge the same answers alike, each language and score.
func TestScoresAgreeWithTheReference(t *testing.T) {
	for _, set := range []string{"../../knowledge/meetings/itu-t-sg11-2021-12/questions.jsonl", "testdata/real.jsonl"} {
		questions := readFile[Question](t, set)
		for name, answers := range map[string][]Answer{"none": nil, "expected": expected(questions), "varied": varied(questions)} {
			scores, wrong := Scores(questions, answers)
			var ours bytes.Buffer
			Print(&ours, scores)
			file := filepath.Join(t.TempDir(), "answers.jsonl")
			var lines bytes.Buffer
			for _, a := range answers {
				if err := json.NewEncoder(&lines).Encode(a); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(file, lines.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			theirs, err := exec.Command("python3", "testdata/score.py", set, file).Output()
			if err != nil {
				t.Fatalf("the reference scorer needs python3: %v", err)
			}
			if ours.String() != string(theirs) {
				t.Errorf("%s, %s answers:\n%s\nreference:\n%s", set, name, ours.String(), theirs)
			}
			if name == "expected" && len(wrong) > len(questions)/20 {
				t.Errorf("%s: %d of the expected answers are wrong, first %+v", set, len(wrong), wrong[0])
			}
		}
	}
}

// expected answers say what the questions ask for.
func expected(questions []Question) (answers []Answer) {
	for _, q := range questions {
		a := Answer{ID: q.ID, Answered: len(q.Expect) > 0, Keys: q.Expect, Text: sentence[q.Lang], Verdict: q.Verdict}
		for _, s := range q.Say {
			a.Text += " " + writtenOut(s, q.Lang) + ";"
		}
		answers = append(answers, a)
	}
	return answers
}

// varied answers are wrong in every way, in turn.
func varied(questions []Question) (answers []Answer) {
	langs := []string{"ar", "en", "es", "fr", "ru", "zh"}
	for i, a := range expected(questions) {
		switch i % 9 {
		case 1:
			a.Answered, a.Keys = false, nil
		case 2:
			a.Answered, a.Keys = true, []string{"agenda.28", "rule.visa"}
		case 3:
			a.Keys = append(a.Keys, "meeting.homepage", "agenda.9", "term.td")
		case 4:
			a.Text = sentence[langs[i%len(langs)]] + " 12:00 TIES 118 17:45"
		case 5:
			a.Text += " 9h00, 14:00, 23:59, 13:30"
		case 6:
			a.Verdict = "yes"
		case 7:
			a.Answered, a.Keys = true, questions[i].Also
		case 8:
			continue
		}
		answers = append(answers, a)
	}
	return answers
}

var sentence = map[string]string{
	"ar": "هذا هو الجواب من الرسالة", "en": "This is the answer from the letter", "es": "Esta es la respuesta de la carta",
	"fr": "Ceci est la réponse de la lettre", "ru": "Это ответ из письма", "zh": "这是集体函中的答复",
}

func writtenOut(s, lang string) string {
	if s[0] != '@' {
		return s
	}
	return s[1:] // ISO is a usual form in every language
}

func readFile[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := Read[T](f, name)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

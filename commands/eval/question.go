package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// Question is a line of a question set.
type Question struct {
	ID      string     `json:"id"`
	Lang    string     `json:"lang"`            // of the question and so of the answer
	Now     time.Time  `json:"now"`             // when it is asked
	Zone    string     `json:"tz,omitempty"`    // the asker's; absent: Europe/Zurich
	Turns   []string   `json:"turns,omitempty"` // earlier questions of the conversation, oldest first
	Text    string     `json:"q"`
	Expect  []string   `json:"expect"`            // keys that the answer rests on; none: it must decline
	Or      [][]string `json:"or,omitempty"`      // other lists that serve as well
	Also    []string   `json:"also,omitempty"`    // keys that a good answer may add
	Say     []string   `json:"say,omitempty"`     // strings that must stand in it
	Never   []string   `json:"never,omitempty"`   // strings that must not
	Verdict string     `json:"verdict,omitempty"` // of a yes/no question: yes, no or unknown
}

// Answer is a line of answers.
type Answer struct {
	ID        string     `json:"id"`
	Answered  bool       `json:"answered"` // an entry of the meeting is what was asked about
	Keys      []string   `json:"keys"`
	Lang      string     `json:"lang"`
	Text      string     `json:"text"` // as a reader of plain text sees it, quotes apart
	Verdict   string     `json:"verdict,omitempty"`
	Citations []Citation `json:"citations"`
	Gap       string     `json:"gap,omitempty"`
	Command   string     `json:"command"`
	Micros    int64      `json:"micros"` // how long the answer took, in microseconds
}

// Citation is where the letter says what an answer says.
type Citation struct {
	Key      string `json:"key"`
	Document string `json:"document"`
	Place    string `json:"place"`
	Quote    string `json:"quote"`
}

// maxLine bounds a line of a question set, in bytes.
const maxLine = 1 << 20

// Read reads a question set or answers, one JSON object a line. name stands in errors.
func Read[T any](r io.Reader, name string) (list []T, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var t T
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("%s:%d: this line is not as it should be: %w", name, n, err)
		}
		list = append(list, t)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

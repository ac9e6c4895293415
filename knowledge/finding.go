package knowledge

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Finding is one thing that is wrong in a meeting's folder: where, what, and how to mend it.
type Finding struct {
	File    string `json:"file"`              // path within the folder, after the folder's name
	Line    int    `json:"line"`              // from 1; 0 for a file as a whole
	Column  int    `json:"column"`            // from 1, in characters
	Excerpt string `json:"excerpt,omitempty"` // the line itself
	Problem string `json:"problem"`
	Mend    string `json:"mend"`
}

// Error writes the finding on two lines, or on three with the line itself.
func (f Finding) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", f.Where(), f.Problem)
	if f.Excerpt != "" {
		fmt.Fprintf(&b, "    %s\n", f.Excerpt)
	}
	fmt.Fprintf(&b, "    → %s", f.Mend)
	return b.String()
}

// Where writes file:line:column, or the file alone.
func (f Finding) Where() string {
	if f.Line == 0 {
		return printable(f.File)
	}
	return fmt.Sprintf("%s:%d:%d", printable(f.File), f.Line, f.Column)
}

// excerptWidth is how much of a line a finding shows, in characters, so that one line of a megabyte stays readable.
const excerptWidth = 160

// excerpt returns the line that a column lies on, cut round the column, made safe to print.
func excerpt(src []byte, line, column int) string {
	for ; line > 1; line-- {
		_, rest, ok := bytes.Cut(src, []byte("\n"))
		if !ok {
			return ""
		}
		src = rest
	}
	src, _, _ = bytes.Cut(src, []byte("\n"))
	if most := 4 * (column + excerptWidth); len(src) > most {
		src = src[:most]
	}
	runes := []rune(strings.ToValidUTF8(string(src), string(utf8.RuneError)))
	from := 0
	if column > excerptWidth {
		from = min(column-excerptWidth/2, len(runes))
	}
	to := min(from+excerptWidth, len(runes))
	cut := strings.TrimSpace(printable(string(runes[from:to])))
	if from > 0 {
		cut = "… " + cut
	}
	if to < len(runes) {
		cut += " …"
	}
	return cut
}

// printable replaces hidden characters: a file's bytes never drive a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && hidden(r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

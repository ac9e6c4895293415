package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"usher/knowledge"
)

var update = flag.Bool("update", false, "write the golden files anew; look at them before they are committed")

// usher runs the program as a person would and returns what it prints and its exit code.
func usher(args ...string) (out, errs string, code int) {
	var o, e bytes.Buffer
	code = run(context.Background(), process{args: args, in: strings.NewReader(""), out: &o, err: &e, getenv: func(string) string { return "" }})
	return o.String(), e.String(), code
}

// The answers of every command in the six languages. Each was read in a terminal; a change shows in the difference.
func TestGolden(t *testing.T) {
	script, err := os.ReadFile("testdata/commands.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range knowledge.Langs() {
		t.Run(lang.String(), func(t *testing.T) {
			var got strings.Builder
			for line := range strings.Lines(string(script)) {
				line = strings.TrimSpace(line)
				if line == "" || line[0] == '#' {
					continue
				}
				args := append(strings.Fields(line), "--lang", lang.String(), "--zone")
				if !strings.Contains(line, "--zone") {
					args = append(args, "Europe/Zurich")
				} else {
					args = args[:len(args)-1]
				}
				if !strings.Contains(line, "--now") {
					args = append(args, "--now", "2021-11-10T09:00:00Z")
				}
				out, errs, code := usher(args...)
				fmt.Fprintf(&got, "$ usher %s\n%s%s[%d]\n\n", line, out, errs, code)
			}
			file := filepath.Join("testdata", "golden", lang.String()+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("%s differs; go test ./cmd/usher -update writes it anew\n%s", file, difference(got.String(), string(want)))
			}
		})
	}
}

// difference shows the first lines that differ.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got: %s\nwant: %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

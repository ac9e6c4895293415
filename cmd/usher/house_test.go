package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// arrows are the imports that are allowed inside the project: a package and what it may import. Imports form one line,
// knowledge ← commands ← commands/ask ← bot ← bot/⟨platform⟩ ← cmd/usher, with leaves that hang off it.
var arrows = map[string][]string{
	"usher/knowledge/cldr": {},
	"usher/knowledge":      {"usher/knowledge/cldr"},
	"usher/commands/text":  {"usher/knowledge", "usher/knowledge/cldr"},
	"usher/commands":       {"usher/knowledge", "usher/commands/text"},
	"usher/commands/eval":  {},
	"usher/cmd/train":      {"usher/commands/ask", "usher/commands/ask/meaning"},

	"usher/commands/ask/words":   {},
	"usher/commands/ask/when":    {"usher/knowledge", "usher/knowledge/cldr", "usher/commands/ask/words"},
	"usher/commands/ask/where":   {"usher/knowledge", "usher/knowledge/cldr", "usher/commands/ask/words"},
	"usher/commands/ask/meaning": {"usher/commands/ask/words"},
	"usher/commands/ask": {"usher/knowledge", "usher/commands", "usher/commands/ask/words", "usher/commands/ask/when", "usher/commands/ask/where",
		"usher/commands/ask/meaning"},
	"usher/bot":          {"usher/knowledge", "usher/commands", "usher/commands/text", "usher/commands/ask"},
	"usher/bot/terminal": {"usher/knowledge", "usher/commands", "usher/commands/text", "usher/bot"},
	"usher/bot/slack":    {"usher/knowledge", "usher/commands", "usher/commands/text", "usher/bot"},
	"usher/bot/discord":  {"usher/knowledge", "usher/commands", "usher/commands/text", "usher/bot"},
	"usher/bot/bottest":  {"usher/knowledge", "usher/commands", "usher/commands/ask", "usher/bot"},
	"usher/cmd/usher": {"usher/knowledge", "usher/commands", "usher/commands/text", "usher/commands/ask", "usher/commands/eval", "usher/bot",
		"usher/bot/terminal", "usher/bot/slack", "usher/bot/discord"},
}

// What knowledge may import from outside, beside the standard library.
var knowledgeImports = []string{"github.com/goccy/go-yaml", "golang.org/x/text"}

func TestImportsFormOneLine(t *testing.T) {
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		names := strings.Fields(line)
		allowed, ok := arrows[names[0]]
		if !ok {
			t.Errorf("the package %s is not in the house: add it to arrows, and say why in the commit", names[0])
		}
		for _, name := range names[1:] {
			if strings.HasPrefix(name, "usher/") && !slices.Contains(allowed, name) {
				t.Errorf("%s may not import %s", names[0], name)
			}
			if outside := strings.Contains(name, "."); outside && strings.HasPrefix(names[0], "usher/knowledge") &&
				!slices.ContainsFunc(knowledgeImports, func(p string) bool { return strings.HasPrefix(name, p) }) {
				t.Errorf("%s may not import %s", names[0], name)
			}
		}
	}
}

var platform = regexp.MustCompile(`(?i)\b(slack|discord)\b`)

// A platform is named in its own folder and where it is wired, nowhere else; a meeting in its own folder alone.
func TestNamesStayInTheirRooms(t *testing.T) {
	meeting := regexp.MustCompile(`(?i)\bsg-?1[13]\b|study group 1[13]|\bcasc\b|\btsg11\b`)
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		room := filepath.ToSlash(path)
		for _, name := range platform.FindAllString(string(src), -1) {
			if own := "/bot/" + strings.ToLower(name) + "/"; !strings.Contains(room, own) && !strings.Contains(room, "/cmd/") {
				t.Errorf("%s names a platform: %s", path, name)
			}
		}
		if found := meeting.Find(bytes.ReplaceAll(src, []byte("itu-t-sg11-2021-12"), nil)); found != nil {
			t.Errorf("%s names the meeting: %s", path, found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Files stay short enough to be read at once.
func TestFilesAreShort(t *testing.T) {
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		src, err := os.ReadFile(path)
		if n := bytes.Count(src, []byte("\n")); n > 400 {
			t.Errorf("%s has %d lines: at most 400", path, n)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Interfaces stay small enough to be implemented without thinking.
func TestInterfacesAreSmall(t *testing.T) {
	const most = 4
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if i, ok := n.(*ast.InterfaceType); ok && i.Methods.NumFields() > most {
				t.Errorf("%s: an interface of %d methods: at most %d", path, i.Methods.NumFields(), most)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

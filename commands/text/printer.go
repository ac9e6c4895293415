package text

import (
	"embed"
	"fmt"
	"regexp"
	"strconv"
	"sync"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"usher/knowledge"
)

//go:embed *.yaml
var files embed.FS

// Args fill the placeholders of a message: a string, an int or a Line each. "n" chooses the plural form.
type Args map[string]any

// Printer prints the messages of one language.
type Printer struct {
	lang     knowledge.Lang
	tag      language.Tag
	messages map[string]message
}

// message is a template, or one for each plural form by CLDR's names.
type message struct {
	one   template
	forms map[string]template
}

// template is a text cut at its placeholders: a literal, a placeholder's name, a literal …
type template []string

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

func cut(s string) (t template) {
	at := 0
	for _, g := range placeholder.FindAllStringSubmatchIndex(s, -1) {
		t = append(t, s[at:g[0]], s[g[2]:g[3]])
		at = g[1]
	}
	return append(t, s[at:])
}

// UnmarshalYAML reads a text or a mapping of plural forms.
func (m *message) UnmarshalYAML(unmarshal func(any) error) error {
	var one string
	if err := unmarshal(&one); err == nil {
		m.one = cut(one)
		return nil
	}
	var forms map[string]string
	err := unmarshal(&forms)
	m.forms = make(map[string]template, len(forms))
	for form, s := range forms {
		m.forms[form] = cut(s)
	}
	return err
}

var printers = func() (all [6]func() *Printer) {
	for _, lang := range knowledge.Langs() {
		all[lang] = sync.OnceValue(func() *Printer { return load(lang) })
	}
	return all
}()

// For returns the printer of a language.
func For(lang knowledge.Lang) *Printer { return printers[lang]() }

func load(lang knowledge.Lang) *Printer {
	p := &Printer{lang: lang, tag: language.MustParse(lang.String())}
	src, err := files.ReadFile(lang.String() + ".yaml")
	if err == nil {
		err = yaml.Unmarshal(src, &p.messages)
	}
	if err != nil {
		panic(fmt.Sprintf("text: %v: %v", lang, err)) // embedded: a test reads every catalogue
	}
	return p
}

// Has reports whether there is a message of a key.
func (p *Printer) Has(key string) bool {
	_, ok := p.messages[key]
	return ok
}

// Line prints a message. A key that the catalogue lacks is a programming error and panics; a test asks for every key.
func (p *Printer) Line(key string, args Args) Line {
	m, ok := p.messages[key]
	if !ok {
		panic(fmt.Sprintf("text: %v has no message %q", p.lang, key))
	}
	t := m.one
	if m.forms != nil {
		n, _ := args["n"].(int)
		t = m.forms[p.form(n)]
	}
	line := make(Line, 0, len(t))
	for i, part := range t {
		switch {
		case i%2 == 1:
			line = append(line, value(key, part, args)...)
		case part != "":
			line = append(line, Span{Text: part})
		}
	}
	return line
}

// Text prints a message as plain text.
func (p *Printer) Text(key string, args Args) string { return p.Line(key, args).String() }

func value(key, name string, args Args) Line {
	switch v := args[name].(type) {
	case string:
		return Plain(v)
	case int:
		return Plain(strconv.Itoa(v))
	case Span:
		return Line{v}
	case Line:
		return v
	}
	panic(fmt.Sprintf("text: message %q wants {%s}", key, name))
}

// form names the plural form of a whole number.
func (p *Printer) form(n int) string {
	switch plural.Cardinal.MatchPlural(p.tag, max(n, -n), 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

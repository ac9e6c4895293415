package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Bounds on a folder's files, so that a wrong file costs neither memory nor the stack.
const (
	maxFile   = 512 << 10 // bytes; a whole meeting in six languages takes half of it
	maxTokens = 60_000    // of YAML in a file; our longest has a fifth
	maxDepth  = 24        // nested lists and mappings; our files need 8
)

// document is a file of a folder with what is needed to point into it.
type document struct {
	name string // with the folder's: itu-t-sg11-2021-12/rules.yaml
	src  []byte
	at   map[any]*token.Position // where each field stands, by its address

	parsed bool // it is a mapping in YAML; its fields may still be wrong
}

// find makes a finding at a position of the document; nil is the document as a whole.
func (d *document) find(at *token.Position, problem, mend string) Finding {
	f := Finding{File: d.name, Problem: problem, Mend: mend}
	if at != nil {
		f.Line, f.Column = at.Line, max(at.Column, 1)
		f.Excerpt = excerpt(d.src, f.Line, f.Column)
	}
	return f
}

// read reads a file of a folder within the bounds.
func read(folder fs.FS, dir, name string) (*document, []Finding) {
	d := &document{name: path.Join(dir, name), at: make(map[any]*token.Position)}
	info, err := fs.Stat(folder, name)
	if err == nil && !info.Mode().IsRegular() {
		return d, []Finding{d.find(nil, "this is not a regular file", "put a file of text here")} // a pipe would never end
	}
	var file fs.File
	if err == nil {
		file, err = folder.Open(name)
	}
	if err != nil {
		problem := "the file cannot be read: " + cause(err)
		if errors.Is(err, fs.ErrNotExist) {
			problem = "the file is missing"
		}
		return d, []Finding{d.find(nil, problem, "a meeting's folder holds "+files+" and its letter; make the file readable")}
	}
	defer file.Close()
	d.src, err = io.ReadAll(io.LimitReader(file, maxFile+1))
	switch {
	case err != nil:
		return d, []Finding{d.find(nil, "the file cannot be read: "+cause(err), "make the file readable")}
	case len(d.src) > maxFile:
		return d, []Finding{d.find(nil, fmt.Sprintf("the file is larger than %d bytes", maxFile), "a meeting needs a tenth of that: is it the right file?")}
	}
	if len(bytes.TrimSpace(d.src)) == 0 {
		return d, []Finding{d.find(nil, "the file is empty", "write what belongs there")}
	}
	d.src = bytes.TrimPrefix(d.src, []byte("\ufeff"))                                                           // some editors put it first
	d.src = bytes.ReplaceAll(bytes.ReplaceAll(d.src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n")) // lines as every editor counts them
	if !utf8.Valid(d.src) {
		return d, []Finding{d.find(invalidAt(d.src), "a byte here is not UTF-8", "save the file as UTF-8")}
	}
	return d, nil
}

// decode fills a struct from the document's YAML.
func (d *document) decode(into any) (found []Finding) {
	report := func(at *token.Position, problem, mend string) {
		if len(found) < maxFindings {
			found = append(found, d.find(at, problem, mend))
		}
	}
	tokens := lexer.Tokenize(string(d.src))
	if at, problem, mend := refused(tokens); problem != "" {
		report(at, problem, mend)
		return found
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		at, problem := (*token.Position)(nil), err.Error()
		var syntax yaml.Error
		if errors.As(err, &syntax) {
			at, problem = syntax.GetToken().Position, syntax.GetMessage()
		}
		report(at, "this is not YAML: "+problem, "mend the indentation, the brackets or the quotes; a text with a colon or a # needs quotes")
		return found
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil && body != nil {
			report(position(doc.Body), "a second document begins here", "keep one document in the file: remove the line ---")
			return found
		}
		if doc.Body != nil {
			body = doc.Body
		}
	}
	if body == nil {
		report(nil, "the file is empty", "write what belongs there")
		return found
	}
	switch body.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		d.parsed = true
	}
	(&decoder{at: d.at, report: report}).value(body, reflect.ValueOf(into).Elem())
	return found
}

// refused says which token, if any, our files never need and a hostile one may misuse: aliases multiply, deep nesting
// exhausts the stack of any recursive reader.
func refused(tokens token.Tokens) (at *token.Position, problem, mend string) {
	flow, line, dashes := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			line, dashes = t.Position.Line, 0
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			return t.Position, "anchors, aliases and tags are not read", "write the text out where it is needed, or put it in quotes"
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType:
			dashes++
		}
		if flow > maxDepth || dashes > maxDepth || t.Position.IndentNum > 8*maxDepth {
			return t.Position, "lists and mappings are nested too deeply here", "is a bracket missing its end?"
		}
	}
	if len(tokens) > maxTokens {
		return tokens[maxTokens].Position, "the file is too long to be one meeting's", "is it the right file?"
	}
	return nil, "", ""
}

func invalidAt(src []byte) *token.Position {
	good := 0
	for good < len(src) {
		r, size := utf8.DecodeRune(src[good:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		good += size
	}
	line := bytes.Count(src[:good], []byte("\n")) + 1
	return &token.Position{Line: line, Column: utf8.RuneCount(src[bytes.LastIndexByte(src[:good], '\n')+1:good]) + 1}
}

// cause drops the path from a file error: the finding names the file as people know it.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

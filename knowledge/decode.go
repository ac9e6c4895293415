package knowledge

import (
	"encoding"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// decoder fills a struct from a YAML document. Unlike the library's own decoder it goes on after an error, so that one
// run shows every finding, and remembers where each field stands: at[&entry.ID].
type decoder struct {
	at     map[any]*token.Position
	report func(at *token.Position, problem, mend string)
}

var unmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// value fills v, which is addressable, from a node.
func (d *decoder) value(n ast.Node, v reflect.Value) {
	d.at[v.Addr().Interface()] = position(n)
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem())
		return
	}
	if v.Addr().Type().Implements(unmarshaler) {
		if s, ok := d.scalar(n); ok {
			if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
				problem, mend, _ := strings.Cut(err.Error(), ": ")
				d.report(position(n), problem, mend)
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		if s, ok := d.scalar(n); ok {
			v.SetString(s)
		}
	case reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			v.SetBool(b.Value)
		} else {
			d.report(position(n), "this is neither true nor false", "write true or false, or leave the line out")
		}
	case reflect.Int:
		if s, ok := d.scalar(n); ok {
			number, err := strconv.Atoi(s)
			if err != nil {
				d.report(position(n), fmt.Sprintf("%q is not a whole number", s), "write it in digits: 14")
			}
			v.SetInt(int64(number))
		}
	case reflect.Slice:
		d.slice(n, v)
	case reflect.Array:
		d.languages(n, v)
	case reflect.Struct:
		d.structure(n, v)
	}
}

// scalar reads a single value. Characters that would drive a terminal or turn a text round are refused here, once for every
// field.
func (d *decoder) scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return d.clean(n, n.Value), true
	case *ast.LiteralNode:
		return d.clean(n, strings.TrimSpace(n.Value.Value)), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	d.report(position(n), "a single value should stand here", "write one text, number or date")
	return "", false
}

func (d *decoder) clean(n ast.Node, s string) string {
	if i := strings.IndexFunc(s, hidden); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		d.report(position(n), fmt.Sprintf("this text holds the hidden character U+%04X", r), "remove it: direction is set when a text is drawn")
	}
	return s
}

// hidden are characters that show nothing and act: controls, marks of direction, invisible spaces; not the joiners that Arabic
// script needs.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d'
}

func (d *decoder) slice(n ast.Node, v reflect.Value) {
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		d.report(position(n), "a list should stand here", "write it as [a, b] or with a dash before each element")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(seq.Values), len(seq.Values))) // whole at once: addresses must last
	for i, element := range seq.Values {
		e := v.Index(i)
		d.value(element, e)
		if e.Kind() == reflect.String && strings.TrimSpace(e.String()) == "" {
			d.report(position(element), "an element of this list is blank", "write it, or remove it")
		}
	}
}

// languages fills an array of one element a language from a mapping of codes.
func (d *decoder) languages(n ast.Node, v reflect.Value) {
	var seen [len(codes)]bool
	for _, pair := range d.pairs(n) {
		var lang Lang
		if err := lang.UnmarshalText([]byte(key(pair))); err != nil || key(pair) != lang.String() {
			d.report(position(pair.Key), fmt.Sprintf("unknown language %q", key(pair)), "write one of "+strings.Join(codes[:], ", "))
			continue
		}
		seen[lang] = true
		d.value(pair.Value, v.Index(int(lang)))
	}
	for _, lang := range Langs() {
		if !seen[lang] {
			d.report(position(n), fmt.Sprintf("the language %s is missing", lang), fmt.Sprintf("add a line %s: with this text in that language", lang))
		} else if e := v.Index(int(lang)); e.Len() == 0 || e.Kind() == reflect.String && strings.TrimSpace(e.String()) == "" {
			d.report(d.at[e.Addr().Interface()], fmt.Sprintf("nothing stands after %s:", lang), "write this text in that language")
		}
	}
}

func (d *decoder) structure(n ast.Node, v reflect.Value) {
	fields, required := fieldsOf(v)
	for _, pair := range d.pairs(n) {
		name := key(pair)
		field, ok := fields[name]
		if !ok {
			known := slices.Sorted(maps.Keys(fields))
			d.report(position(pair.Key), fmt.Sprintf("unknown field %q", name), "one of these can stand here: "+strings.Join(known, ", "))
			continue
		}
		d.value(pair.Value, field)
		if slices.Contains(required, name) && field.Kind() == reflect.String && strings.TrimSpace(field.String()) == "" {
			d.report(position(pair.Key), fmt.Sprintf("nothing stands after %s:", name), "write it, or see what another entry has there")
		}
		required = slices.DeleteFunc(required, func(r string) bool { return r == name })
	}
	for _, name := range required {
		d.report(position(n), fmt.Sprintf("the field %q is missing", name), fmt.Sprintf("add a line %s:", name))
	}
}

// fieldsOf lists a struct's fields by their names in YAML, embedded ones included, and the names that must be there.
func fieldsOf(v reflect.Value) (fields map[string]reflect.Value, required []string) {
	fields = make(map[string]reflect.Value)
	for i := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		switch {
		case options == "inline":
			inner, needed := fieldsOf(v.Field(i))
			maps.Copy(fields, inner)
			required = append(required, needed...)
		case name != "":
			fields[name] = v.Field(i)
			if options != "omitempty" {
				required = append(required, name)
			}
		}
	}
	return fields, required
}

func (d *decoder) pairs(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	d.report(position(n), "a mapping should stand here", "write fields, each as name: value")
	return nil
}

func key(pair *ast.MappingValueNode) string { return pair.Key.GetToken().Value }

// position returns where a node begins. A mapping's token is its first colon: its first key is meant.
func position(n ast.Node) *token.Position {
	switch m := n.(type) {
	case *ast.MappingNode:
		if len(m.Values) > 0 {
			return position(m.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return position(m.Key)
	case *ast.SequenceNode:
		if len(m.Values) > 0 && !m.IsFlowStyle {
			return position(m.Values[0])
		}
	}
	return n.GetToken().Position
}

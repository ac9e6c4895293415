package commands

import (
	"encoding"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"usher/commands/text"
)

// Parse reads a command as it is typed: its name, then arguments, those that are not positional as --name value or, where they are
// yes or no, as --name alone; a word with spaces stands in quotes. ok is false where the first word names no command. The error is a
// *Refusal that says which argument does not fit.
func Parse(r Request, line string) (c Command, args any, ok bool, err error) {
	words := split(line)
	if len(words) == 0 {
		return c, nil, false, nil
	}
	if c, ok = Lookup(strings.ToLower(words[0])); !ok {
		return c, nil, false, nil
	}
	args = c.NewArgs()
	err = r.fill(c, reflect.ValueOf(args).Elem(), words[1:])
	return c, args, true, err
}

// Fill makes the arguments of a command from values by their names, as a form or a menu gives them. The error is a *Refusal.
func Fill(r Request, c Command, values map[string][]string) (args any, err error) {
	args = c.NewArgs()
	fields := reflect.ValueOf(args).Elem()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		i := slices.IndexFunc(c.Args, func(a Arg) bool { return a.Name == name })
		if i < 0 {
			return nil, r.noArgument(c, name)
		}
		for _, value := range values[name] {
			if value != "" && !set(fields.Field(i), value) {
				return nil, r.refuse("parse.value", text.Args{"words": value, "name": name, "what": r.say("help."+c.Name+"."+name, nil)})
			}
		}
	}
	return args, r.required(c, fields)
}

// fill sets the fields of a command's arguments from words.
func (r Request) fill(c Command, fields reflect.Value, words []string) error {
	for i := 0; i < len(words); i++ {
		name, value, hasValue := strings.Cut(strings.TrimPrefix(words[i], "--"), "=")
		if !strings.HasPrefix(words[i], "--") {
			if err := r.positional(c, fields, words[i]); err != nil {
				return err
			}
			continue
		}
		arg := -1
		for j, a := range c.Args {
			if a.Name == name && !a.Positional {
				arg = j
			}
		}
		if arg < 0 {
			return r.noArgument(c, words[i])
		}
		if fields.Field(arg).Kind() == reflect.Bool && !hasValue {
			value, hasValue = "true", true
		}
		if !hasValue && i+1 < len(words) {
			i++
			value, hasValue = words[i], true
		}
		if !hasValue || !set(fields.Field(arg), value) {
			return r.refuse("parse.value", text.Args{"words": value, "name": name, "what": r.say("help."+c.Name+"."+name, nil)})
		}
	}
	return r.required(c, fields)
}

// required refuses arguments that lack one that must be given.
func (r Request) required(c Command, fields reflect.Value) error {
	for i, a := range c.Args {
		if a.Required && fields.Field(i).IsZero() {
			return r.refuse("parse.missing", text.Args{"name": a.Name, "what": r.say("help."+c.Name+"."+a.Name, nil)})
		}
	}
	return nil
}

// positional gives a word to the first positional argument that takes one more.
func (r Request) positional(c Command, fields reflect.Value, word string) error {
	for i, a := range c.Args {
		if f := fields.Field(i); a.Positional && (f.Kind() == reflect.Slice || f.IsZero()) && set(f, word) {
			return nil
		}
	}
	return r.noArgument(c, word)
}

func (r Request) noArgument(c Command, word string) error {
	var names []string
	for _, a := range c.Args {
		if a.Positional {
			names = append(names, a.Name)
		} else {
			names = append(names, "--"+a.Name)
		}
	}
	if len(names) == 0 {
		return r.refuse("parse.none", text.Args{"words": word, "command": c.Name})
	}
	return r.refuse("parse.argument", text.Args{"words": word, "command": c.Name, "names": strings.Join(names, r.printer().Text("list.comma", nil))})
}

// set sets a field of an argument struct from a word; a slice gains an element.
func set(f reflect.Value, word string) bool {
	if u, ok := f.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(word)) == nil
	}
	switch f.Kind() {
	case reflect.Pointer:
		value := reflect.New(f.Type().Elem())
		if !set(value.Elem(), word) {
			return false
		}
		f.Set(value)
	case reflect.Slice:
		value := reflect.New(f.Type().Elem()).Elem()
		if !set(value, word) {
			return false
		}
		f.Set(reflect.Append(f, value))
	case reflect.String:
		f.SetString(word)
	case reflect.Int:
		n, err := strconv.Atoi(word)
		f.SetInt(int64(n))
		return err == nil
	case reflect.Bool:
		b, err := strconv.ParseBool(word)
		f.SetBool(b)
		return err == nil
	default:
		return false
	}
	return true
}

// split cuts a line at white space, except inside quotation marks: "…", “…”, «…».
func split(line string) (words []string) {
	var word strings.Builder
	closing, open := rune(0), false
	flush := func() {
		if open || word.Len() > 0 {
			words = append(words, word.String())
		}
		word.Reset()
		open = false
	}
	for _, r := range line {
		switch {
		case closing != 0 && r == closing:
			closing = 0
		case closing != 0:
			word.WriteRune(r)
		case r == '"' || r == '“' || r == '«':
			closing, open = map[rune]rune{'"': '"', '“': '”', '«': '»'}[r], true
		case strings.ContainsRune(" \t\u00a0\u3000", r):
			flush()
		default:
			word.WriteRune(r)
		}
	}
	flush()
	return words
}

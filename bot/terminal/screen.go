package terminal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"usher/commands"
	"usher/commands/text"
)

// Screen shows replies as text.
type Screen struct {
	Out   io.Writer
	Width int // in cells, at which lines are broken between words; 0: they are not
	Style commands.Style
}

// Show shows a reply and saves its file in the working folder. The error is that of saving.
func (s Screen) Show(reply *commands.Reply) error {
	s.Write(commands.Plain(reply, s.Style))
	f, ok := FileOf(reply)
	if !ok {
		return nil
	}
	name, err := save(f)
	if err != nil {
		return err
	}
	s.Write(text.Isolate(text.For(reply.Lang).Text("file.saved", text.Args{"name": name}), reply.Lang))
	return nil
}

// Write shows a text and ends the line.
func (s Screen) Write(answer string) {
	if s.Width > 0 {
		answer = ansi.Wrap(strings.ReplaceAll(answer, "-", unbreakable), s.Width, "")
		answer = strings.ReplaceAll(answer, unbreakable, "-")
	}
	fmt.Fprintln(s.Out, answer)
}

// unbreakable stands for a hyphen while lines are broken: names such as ITU-T stay in one piece.
const unbreakable = "\u2011"

// FileOf returns the file of a reply that has one.
func FileOf(reply *commands.Reply) (f commands.File, ok bool) {
	for _, b := range reply.Blocks {
		if f, ok = b.(commands.File); ok {
			return f, true
		}
	}
	return f, false
}

// save writes a file into the working folder; one that is there already stays, and the new one gets a number.
func save(f commands.File) (name string, err error) {
	for n := 1; ; n++ {
		name = f.Name
		if extension := filepath.Ext(name); n > 1 {
			name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, extension), n, extension)
		}
		out, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = out.Write(f.Data)
		return name, errors.Join(err, out.Close())
	}
}

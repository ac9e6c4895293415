package knowledge

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/token"
)

//go:embed gaps.yaml languages.yaml meetings
var embedded embed.FS

// files are what a meeting's folder holds beside its letter and, for the check alone, questions.jsonl.
const files = "meeting.yaml, schedule.yaml, agenda.yaml, deadlines.yaml, rules.yaml, gaps.yaml and welcome.yaml"

// folder is a meeting as its files say it, before it is proved.
type folder struct {
	meeting  Meeting
	schedule struct {
		Days     []PlanDay `yaml:"days,omitempty"`
		Sessions []Session `yaml:"sessions"`
		Events   []Session `yaml:"events,omitempty"`
		Slots    *Slots    `yaml:"slots,omitempty"`
		Updates  *Fact     `yaml:"updates,omitempty"`
	}
	agenda struct {
		Split     *Fact     `yaml:"split,omitempty"`
		Plenaries []Plenary `yaml:"plenaries"`
		Items     []Item    `yaml:"items"`
		Lettered  bool      `yaml:"lettered,omitempty"` // the letters of sub-items are the agenda's own, not ours
	}
	deadlines struct {
		Deadlines []Deadline `yaml:"deadlines"`
	}
	rules struct {
		Topics []Topic `yaml:"topics"`
		Rules  []Rule  `yaml:"rules"`
	}
	gaps struct {
		Common []string `yaml:"common,omitempty"` // ids of the shared gaps that the letter leaves open too
		Gaps   []Gap    `yaml:"gaps"`
	}
	welcome struct {
		Welcome *Fact `yaml:"welcome"`
	}
	shared []Gap // the gaps named under common

	letter *document
	at     map[any]spot // where each field stands, by its address
	whole  bool         // every file could be read
}

// spot is a place in one of the folder's files.
type spot struct {
	doc *document
	at  *token.Position
}

func (s spot) find(problem, mend string) Finding { return s.doc.find(s.at, problem, mend) }

// open reads a meeting's folder, named dir in findings, and proves it. A folder with findings is no base.
func open(fsys fs.FS, dir string) (*Base, []Finding) {
	f, found := readFolder(fsys, dir)
	if f.whole {
		found = append(found, prove(f)...)
	}
	if len(found) > 0 {
		return nil, found
	}
	return newBase(f), nil
}

// readFolder reads a folder, and returns what is wrong with its form.
func readFolder(fsys fs.FS, dir string) (*folder, []Finding) {
	f := &folder{at: make(map[any]spot)}
	parts := []struct {
		file string
		into any
	}{
		{"meeting.yaml", &f.meeting},
		{"schedule.yaml", &f.schedule},
		{"agenda.yaml", &f.agenda},
		{"deadlines.yaml", &f.deadlines},
		{"rules.yaml", &f.rules},
		{"gaps.yaml", &f.gaps},
		{"welcome.yaml", &f.welcome},
	}
	docs, all := make([]*document, len(parts)), make([][]Finding, len(parts))
	var wg sync.WaitGroup
	for i, p := range parts {
		wg.Go(func() {
			if docs[i], all[i] = read(fsys, dir, p.file); len(all[i]) == 0 {
				all[i] = docs[i].decode(p.into)
			}
		})
	}
	wg.Wait()
	f.whole = true
	for _, d := range docs {
		f.whole = f.whole && d.parsed
		for field, at := range d.at {
			f.at[field] = spot{d, at}
		}
	}
	found := slices.Concat(all...)
	if !f.whole {
		return f, found // what could not be read would dangle everywhere
	}
	switch file := &f.meeting.Letter.File; {
	case *file == "": // said already
	case !fs.ValidPath(*file):
		found = append(found, f.at[file].find("this is not a file of the meeting's folder", "put the letter into the folder and name it"))
	default:
		letter, unread := read(fsys, dir, *file)
		if found = append(found, unread...); len(unread) == 0 {
			f.letter = letter
		}
	}
	for i := range f.agenda.Items {
		for j := range f.agenda.Items[i].Sub {
			f.agenda.Items[i].Sub[j].Number = f.agenda.Items[i].Number
		}
	}
	for _, g := range commonGaps() {
		if slices.Contains(f.gaps.Common, g.ID) {
			f.shared = append(f.shared, g)
		}
	}
	return f, found
}

var commonGaps = sync.OnceValue(func() []Gap {
	var file struct {
		Gaps []Gap `yaml:"gaps"`
	}
	mustRead("gaps.yaml", &file)
	return file.Gaps
})

// mustRead reads an embedded file, which a test reads too: it cannot fail at run time.
func mustRead(name string, into any) *document {
	d, found := read(embedded, "", name)
	if len(found) == 0 {
		found = d.decode(into)
	}
	if len(found) > 0 {
		panic(found[0].Error())
	}
	return d
}

// Library is the meetings that are loaded together.
type Library struct {
	bases []*Base // by first day, then id
}

// Embedded is the meetings that the program carries, loaded once. A test has proved them: they are not proved again.
func Embedded() *Library { return embeddedLibrary() }

var embeddedLibrary = sync.OnceValue(loadEmbedded)

func loadEmbedded() *Library {
	entries, err := embedded.ReadDir("meetings")
	if err != nil {
		panic(err)
	}
	l := new(Library)
	for _, e := range entries {
		f, found := readFolder(sub(embedded, "meetings/"+e.Name()), e.Name())
		if len(found) > 0 {
			panic(found[0].Error())
		}
		l = l.with(newBase(f))
	}
	return l
}

// Add returns the library with the meetings of a folder in it: the folder itself, if it holds a meeting.yaml, or each of
// its subfolders. A meeting that is there already is replaced. A folder with findings is left out, and the meeting that it
// would have replaced stays; the others are loaded.
func (l *Library) Add(fsys fs.FS, name string) (*Library, []Finding) {
	next := &Library{bases: slices.Clone(l.bases)}
	base := path.Base(name)
	if _, err := fs.Stat(fsys, "meeting.yaml"); err == nil {
		b, found := open(fsys, base)
		return next.with(b), found
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return l, []Finding{{File: name, Problem: "the folder cannot be read: " + cause(err), Mend: "name a folder of meetings, or of one"}}
	}
	var all []Finding
	meetings, taken := 0, make(map[string]string) // id to the folder that has it
	for _, e := range entries {
		if !holdsMeeting(fsys, e.Name()) {
			continue
		}
		meetings++
		b, found := open(sub(fsys, e.Name()), e.Name())
		if b != nil && taken[b.Meeting().ID] != "" {
			found = append(found, twice(path.Join(e.Name(), "meeting.yaml"), b.Meeting().ID, taken[b.Meeting().ID]))
			b = nil
		}
		if b != nil {
			taken[b.Meeting().ID] = e.Name()
		}
		all = append(all, found...)
		next = next.with(b)
	}
	if meetings == 0 {
		all = append(all, Finding{File: name, Problem: "there is no meeting here", Mend: "name a folder that holds meeting.yaml, or a folder of such folders"})
	}
	return next, all
}

// holdsMeeting reports whether a folder's entry is a meeting's folder, itself or through a link.
func holdsMeeting(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, path.Join(name, "meeting.yaml"))
	return err == nil && !strings.HasPrefix(name, ".")
}

func twice(file, id, other string) Finding {
	return Finding{File: file, Problem: fmt.Sprintf("the folder %s holds a meeting of the same id %q", other, id), Mend: "give each meeting an id of its own, or remove one of the folders"}
}

func (l *Library) with(b *Base) *Library {
	if b == nil {
		return l
	}
	bases := slices.DeleteFunc(slices.Clone(l.bases), func(old *Base) bool { return old.Meeting().ID == b.Meeting().ID })
	bases = append(bases, b)
	slices.SortFunc(bases, func(a, b *Base) int {
		if n := b.Meeting().First.Until(a.Meeting().First); n != 0 {
			return n
		}
		return strings.Compare(a.Meeting().ID, b.Meeting().ID)
	})
	return &Library{bases}
}

// Meetings lists the loaded meetings by their first day.
func (l *Library) Meetings() []*Base { return slices.Clone(l.bases) }

// Meeting returns the meeting of an id. With no id it returns the only one, or of several the one that is on or next on a
// day, or the last of all.
func (l *Library) Meeting(id string, today Day) (*Base, error) {
	var ids []string
	for _, b := range l.bases {
		if b.Meeting().ID == id || id == "" && !b.Meeting().Last.Before(today) {
			return b, nil
		}
		ids = append(ids, b.Meeting().ID)
	}
	switch {
	case len(l.bases) == 0:
		return nil, fmt.Errorf("no meeting is loaded")
	case id == "":
		return l.bases[len(l.bases)-1], nil
	}
	return nil, fmt.Errorf("no meeting %q is loaded: there is %s", id, strings.Join(ids, ", "))
}

func sub(fsys fs.FS, dir string) fs.FS {
	s, err := fs.Sub(fsys, dir)
	if err != nil {
		panic(err) // only an invalid path, and ours come from ReadDir
	}
	return s
}

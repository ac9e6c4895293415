package knowledge

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/goccy/go-yaml/token"
)

//go:embed gaps.yaml glossary.yaml languages.yaml meetings
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
		Welcome *Fact    `yaml:"welcome"`
		Steps   []Step   `yaml:"steps"`
		Words   []string `yaml:"words"` // ids of the terms that a newcomer needs first
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

// find makes a finding at a field, given by its address.
func (f *folder) find(field any, problem, mend string) Finding {
	return f.at[field].find(problem, mend)
}

func (s spot) find(problem, mend string) Finding { return s.doc.find(s.at, problem, mend) }

// load reads and proves the meeting's folder that a folder is, or each of those that it holds. What has findings is no base, nor
// is a second meeting of one id. Findings come by file and line, at most maxFindings a folder, under the path from name. Further
// proofs, such as that of the question set, are asked of each folder that could be read.
func load(fsys fs.FS, name string, further ...func(fs.FS, string, *folder) []Finding) (bases []*Base, all []Finding) {
	dirs, err := meetingDirs(fsys)
	if err != nil {
		return nil, []Finding{{File: name, Problem: "the folder cannot be read: " + cause(err), Mend: "name a folder of meetings, or of one"}}
	}
	if len(dirs) == 0 {
		return nil, []Finding{{File: name, Problem: "there is no meeting here", Mend: "name a folder that holds " + files + ", or a folder of such folders"}}
	}
	taken := make(map[string]string) // id to the folder that has it
	for _, dir := range dirs {
		where := path.Join(name, dir)
		f, found := readFolder(sub(fsys, dir), where)
		if f.whole { // what could not be read would dangle everywhere
			found = append(found, prove(f)...)
			for _, proof := range further {
				found = append(found, proof(sub(fsys, dir), where, f)...)
			}
		}
		if id := f.meeting.ID; taken[id] != "" {
			found = append(found, f.find(&f.meeting.ID, fmt.Sprintf("the folder %s holds a meeting of the same id %q", taken[id], id), "give each meeting an id of its own, or remove one of the folders"))
		} else if id != "" {
			taken[id] = dir
		}
		if len(found) == 0 {
			bases = append(bases, newBase(f))
		}
		all = append(all, inOrder(where, found)...)
	}
	return bases, all
}

// meetingDirs lists the folders that hold a meeting.yaml: the folder itself or else those in it, through links too, hidden ones
// apart. Without any it is the folder itself if it holds another file of a meeting's.
func meetingDirs(fsys fs.FS) (dirs []string, err error) {
	holds := func(dir string) bool {
		_, err := fs.Stat(fsys, path.Join(dir, "meeting.yaml"))
		return err == nil
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil || holds(".") {
		return []string{"."}, err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && holds(e.Name()) {
			dirs = append(dirs, e.Name())
		}
	}
	if len(dirs) == 0 && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.Contains(files, e.Name()) }) {
		dirs = []string{"."}
	}
	return dirs, nil
}

// maxFindings bounds what a hopeless folder prints.
const maxFindings = 500

func inOrder(name string, found []Finding) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column, strings.Compare(a.Problem, b.Problem))
	})
	found = slices.Compact(found)
	if len(found) > maxFindings {
		found = append(found[:maxFindings:maxFindings], Finding{File: name, Problem: fmt.Sprintf("%d more findings", len(found)-maxFindings), Mend: "mend these first"})
	}
	return found
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
		found = append(found, f.find(file, "this is not a file of the meeting's folder", "put the letter into the folder and name it"))
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
// would have replaced stays; the others are loaded. name stands before the files' names.
func (l *Library) Add(fsys fs.FS, name string) (*Library, []Finding) {
	bases, found := load(fsys, name)
	for _, b := range bases {
		l = l.with(b)
	}
	return l, found
}

func (l *Library) with(b *Base) *Library {
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

// Meeting returns the meeting of an id. With no id it returns the only one, or of several the one that is on or next at an
// instant, each by the calendar of its own zone, or the last of all.
func (l *Library) Meeting(id string, now time.Time) (*Base, error) {
	var ids []string
	for _, b := range l.bases {
		if b.Meeting().ID == id || id == "" && !b.Meeting().Last.Before(DayOf(now, b.Zone())) {
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

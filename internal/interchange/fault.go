package interchange

import (
	"sijoita/problem"
)

// Fault is one thing that is wrong with a document, and where. Path counts
// from 0, as in episodes[3].referred_on; that of the whole document is empty.
type Fault struct {
	Path string
	Key  string // of its message
	Args problem.Args
}

// maxFaults bounds what a hostile file can make us say. No honest document has
// as many; every fault of one is told.
const maxFaults = 100_000

// maxUntold is how many more are counted before reading breaks off.
const maxUntold = 1000

// maxShown is how many characters of what the document says are told back.
const maxShown = 60

// Refused makes one problem of the faults of a document: problem.Invalid with
// a field for each.
func Refused(faults []Fault) *problem.Error {
	p := problem.New(problem.Invalid, "interchange.refused")
	for _, f := range faults {
		p.Fields = append(p.Fields, problem.Field{Name: f.Path, Key: f.Key, Args: f.Args})
	}
	return p
}

// faults gathers what is wrong. The zero value is ready.
type faults struct {
	list   []Fault
	untold int // beyond the first maxFaults
}

func (f *faults) add(path, key string, args problem.Args) {
	if len(f.list) == maxFaults {
		f.untold++
		return
	}
	f.list = append(f.list, Fault{Path: path, Key: key, Args: args})
}

// paths are the places that have a fault, so that what only follows from it is
// not told as another.
func (f *faults) paths() map[string]bool {
	found := make(map[string]bool, len(f.list))
	for _, told := range f.list {
		found[told.Path] = true
	}
	return found
}

// all are the faults, and at the end how many more there are.
func (f *faults) all() []Fault {
	if f.untold == 0 {
		return f.list
	}
	return append(f.list, Fault{Key: "interchange.more", Args: problem.Args{"n": f.untold}})
}

// shown is what the document says, short enough for a message.
func shown(said string) string {
	runes := []rune(said)
	if len(runes) <= maxShown {
		return said
	}
	return string(runes[:maxShown]) + "…"
}

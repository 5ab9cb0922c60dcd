package interchange

// Cut divides a document into documents of at most so many records, of which
// each refers to itself, to those before it and to what its county holds: read
// one after the other they add what the whole would have. A list whose records
// refer to one another, or to a list that refers back, stays whole. A document
// that is small enough is its own only part; one without records has none.
func (d *Document) Cut(most int) []*Document {
	whole := *d
	var parts []*Document
	var part *Document
	size := 0
	for _, piece := range whole.pieces() {
		for left := piece.records(); left > 0; left = piece.records() {
			if part == nil || size >= most {
				part, size = &Document{County: d.County}, 0
				parts = append(parts, part)
			}
			n := left
			if !piece.together {
				n = min(left, most-size)
			}
			piece.move(part, n)
			size += n
		}
	}
	return parts
}

// divisible is a list whose first records can be moved to another document.
type divisible interface {
	length() int
	move(to value, n int)
	walk(at *path, to visitor)
}

func (v listValue[T, P]) length() int { return len(*v.p) }

func (v listValue[T, P]) move(to value, n int) {
	other := to.(listValue[T, P])
	*other.p = append(*other.p, (*v.p)[:n]...)
	*v.p = (*v.p)[n:]
}

// piece is some lists of a document that are moved one after the other.
type piece struct {
	lists    []int // their places among the document's fields
	fields   []field
	together bool // all their records, or none
}

func (p piece) records() (n int) {
	for _, at := range p.lists {
		n += p.fields[at].value.(divisible).length()
	}
	return n
}

func (p piece) move(part *Document, n int) {
	fields := part.fields()
	for _, at := range p.lists {
		list := p.fields[at].value.(divisible)
		some := min(n, list.length())
		list.move(fields[at].value, some)
		n -= some
	}
}

// pieces orders the lists so that each comes after those to which it refers.
// Those that refer to one another come last, and in one piece.
func (d *Document) pieces() []piece {
	fields := d.fields()
	waiting := map[int]map[List]bool{} // the lists to which a list refers
	for at, f := range fields {
		if list, ok := f.value.(divisible); ok && list.length() > 0 {
			meant := meaning{}
			list.walk(new(path), meant)
			waiting[at] = meant
		}
	}
	var all []piece
	for {
		free, rest := -1, []int(nil)
		for at := range fields {
			if _, waits := waiting[at]; !waits {
				continue
			}
			rest = append(rest, at)
			if free < 0 && !refersToAny(fields, waiting, at) {
				free = at
			}
		}
		switch {
		case len(rest) == 0:
			return all
		case free < 0:
			return append(all, piece{rest, fields, true})
		}
		all = append(all, piece{[]int{free}, fields, waiting[free][List(fields[free].key())]})
		delete(waiting, free)
	}
}

// refersToAny tells whether a list refers to another that waits.
func refersToAny(fields []field, waiting map[int]map[List]bool, at int) bool {
	for other := range waiting {
		if other != at && waiting[at][List(fields[other].key())] {
			return true
		}
	}
	return false
}

// meaning gathers the lists to which records refer.
type meaning map[List]bool

func (m meaning) id(*path, List, string)                  {}
func (m meaning) reference(_ *path, list List, id string) { m[list] = true }

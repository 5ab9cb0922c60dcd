package interchange

import (
	"slices"
	"strconv"

	"sijoita/problem"
)

// formatName and versionNumber say what the document is; they hold nothing.
type (
	formatName    struct{}
	versionNumber struct{}
)

func (formatName) absent() bool    { return false }
func (formatName) write(w *writer) { w.text(Format) }

func (formatName) read(r *reader, tok token) {
	if tok != (token{aText, Format}) {
		r.refuse(tok, "interchange.format", problem.Args{"format": Format})
	}
}

func (versionNumber) absent() bool    { return false }
func (versionNumber) write(w *writer) { w.raw(strconv.Itoa(Version)) }

func (versionNumber) read(r *reader, tok token) {
	if f, err := strconv.ParseFloat(tok.text, 64); tok.kind != aNumber || err != nil || f != Version {
		r.refuse(tok, "interchange.version", problem.Args{"version": Version})
	}
}

// recordOf is a pointer to a T that is a record.
type recordOf[T any] interface {
	*T
	record
}

// listValue is a list of records.
type listValue[T any, P recordOf[T]] struct{ p *[]T }

func list[T any, P recordOf[T]](p *[]T) value { return listValue[T, P]{p} }

func (v listValue[T, P]) absent() bool { return false }

// moreValue is a list that came after version 1: an empty one says nothing.
type moreValue[T any, P recordOf[T]] struct{ listValue[T, P] }

func more[T any, P recordOf[T]](p *[]T) value { return moreValue[T, P]{listValue[T, P]{p}} }

func (v moreValue[T, P]) absent() bool { return len(*v.p) == 0 }

func (v listValue[T, P]) read(r *reader, tok token) {
	r.elements(tok, func(tok token) {
		var empty T
		*v.p = append(*v.p, empty)
		r.record(tok, P(&(*v.p)[len(*v.p)-1]))
	})
}

func (v listValue[T, P]) write(w *writer) {
	w.open("[")
	for i := range *v.p {
		w.element()
		w.object(P(&(*v.p)[i]).fields())
	}
	w.close("]")
}

func (v listValue[T, P]) walk(at *path, to visitor) {
	for i := range *v.p {
		at.index(i)
		walk(P(&(*v.p)[i]).fields(), at, to)
		at.up()
	}
}

// oneValue is a record that stands where it belongs; the zero one is absent.
type oneValue[T comparable, P recordOf[T]] struct{ p *T }

func one[T comparable, P recordOf[T]](p *T) value { return oneValue[T, P]{p} }

func (v oneValue[T, P]) absent() bool {
	var none T
	return *v.p == none
}

func (v oneValue[T, P]) read(r *reader, tok token) { r.record(tok, P(v.p)) }
func (v oneValue[T, P]) write(w *writer)           { w.object(P(v.p).fields()) }

// maybeValue is a record that may be left out.
type maybeValue[T any, P recordOf[T]] struct{ p **T }

func maybe[T any, P recordOf[T]](p **T) value { return maybeValue[T, P]{p} }

func (v maybeValue[T, P]) absent() bool    { return *v.p == nil }
func (v maybeValue[T, P]) write(w *writer) { w.object(P(*v.p).fields()) }

func (v maybeValue[T, P]) read(r *reader, tok token) {
	*v.p = new(T)
	r.record(tok, P(*v.p))
}

// idValue is the sender's id of a record in a list.
type idValue struct {
	list List
	p    *string
}

func id(list List, p *string) value { return idValue{list, p} }

func (v idValue) absent() bool              { return *v.p == "" }
func (v idValue) write(w *writer)           { w.text(*v.p) }
func (v idValue) read(r *reader, tok token) { *v.p = readID(r, tok) }

func (v idValue) walk(at *path, to visitor) {
	if v.list != noList && *v.p != "" {
		to.id(at, v.list, *v.p)
	}
}

func readID(r *reader, tok token) string {
	s, ok := readText(r, tok)
	if ok && s == "" {
		r.fault("", "interchange.id_empty", nil)
	}
	return s
}

// refValue is the id of a record that stands in a list, here or in the county.
type refValue idValue

func ref(list List, p *string) value { return refValue{list, p} }

func (v refValue) absent() bool              { return *v.p == "" }
func (v refValue) write(w *writer)           { w.text(*v.p) }
func (v refValue) read(r *reader, tok token) { *v.p = readID(r, tok) }

func (v refValue) walk(at *path, to visitor) {
	if *v.p != "" {
		to.reference(at, v.list, *v.p)
	}
}

// refsValue is a list of ids.
type refsValue struct {
	list List
	p    *[]string
}

func refs(list List, p *[]string) value { return refsValue{list, p} }

func (v refsValue) absent() bool { return false }

// moreRefsValue is a list of ids that came after version 1.
type moreRefsValue struct{ refsValue }

func moreRefs(list List, p *[]string) value { return moreRefsValue{refsValue{list, p}} }

func (v moreRefsValue) absent() bool { return len(*v.p) == 0 }

func (v refsValue) write(w *writer) {
	w.open("[")
	for _, s := range *v.p {
		w.element()
		w.text(s)
	}
	w.close("]")
}

func (v refsValue) read(r *reader, tok token) {
	r.elements(tok, func(tok token) { *v.p = append(*v.p, readID(r, tok)) })
}

func (v refsValue) walk(at *path, to visitor) {
	for i := range *v.p {
		at.index(i)
		refValue{v.list, &(*v.p)[i]}.walk(at, to)
		at.up()
	}
}

// nameOnce drops from each list of staff or employers those who are named
// again: to have been there twice says no more than once.
func (d *Document) nameOnce() {
	for i := range d.Meetings {
		once(&d.Meetings[i].Staff)
	}
	for i := range d.EmployerContacts {
		once(&d.EmployerContacts[i].Staff)
	}
	for i := range d.PlannedMeetings {
		once(&d.PlannedMeetings[i].Staff)
	}
	for i := range d.CareTeamMeetings {
		once(&d.CareTeamMeetings[i].Attended)
		once(&d.CareTeamMeetings[i].InPart)
	}
	for i := range d.Supervision {
		once(&d.Supervision[i].Staff)
	}
	for i := range d.ServiceNotes {
		n := &d.ServiceNotes[i]
		n.Staff = append(n.Staff, n.Led...) // who led was there
		once(&n.Staff)
		once(&n.Led)
	}
	for i := range d.Consents {
		once(&d.Consents[i].Employers)
	}
}

func once(ids *[]string) {
	if len(*ids) < 2 {
		return
	}
	seen := make(map[string]bool, len(*ids))
	*ids = slices.DeleteFunc(*ids, func(id string) bool {
		again := seen[id]
		seen[id] = true
		return again
	})
}

// holdersValue is who holds a place in an episode: one id for the whole of it,
// or a list with the days of each.
type holdersValue struct {
	list List
	p    *[]Dated
}

func holders(list List, p *[]Dated) value { return holdersValue{list, p} }

func (v holdersValue) absent() bool { return len(*v.p) == 0 }

// alone tells whether one holds the place for the whole episode.
func (v holdersValue) alone() bool {
	return len(*v.p) == 1 && (*v.p)[0].From.IsZero() && (*v.p)[0].To.IsZero()
}

func (v holdersValue) write(w *writer) {
	if v.alone() {
		w.text((*v.p)[0].ID)
		return
	}
	w.open("[")
	for i := range *v.p {
		w.element()
		w.object(datedHolder{v.list, &(*v.p)[i]}.fields())
	}
	w.close("]")
}

func (v holdersValue) read(r *reader, tok token) {
	switch tok.kind {
	case aText:
		*v.p = []Dated{{ID: readID(r, tok)}}
	case aList:
		r.elements(tok, func(tok token) {
			*v.p = append(*v.p, Dated{})
			r.record(tok, datedHolder{v.list, &(*v.p)[len(*v.p)-1]})
		})
	default:
		r.refuse(tok, "interchange.not_holder", nil)
	}
}

func (v holdersValue) walk(at *path, to visitor) {
	alone := v.alone()
	for i := range *v.p {
		if alone {
			refValue{v.list, &(*v.p)[i].ID}.walk(at, to)
			return
		}
		at.index(i)
		walk(datedHolder{v.list, &(*v.p)[i]}.fields(), at, to)
		at.up()
	}
}

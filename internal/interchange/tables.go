package interchange

import (
	"iter"
	"strings"
	"sync"

	"sijoita/casework"
)

// Form is how the rows of a table stand in a document.
type Form int

// The forms.
const (
	FormList   Form = iota // any number of records
	FormRecord             // one record, or none
	FormScores             // scores by their item
)

// Table is a list of the contract laid out in rows and columns, for those who
// keep a service in sheets. What is nested in a record is a table of its own,
// whose rows name the record they belong to.
type Table struct {
	Path    string // episodes, or episodes.pauses
	Form    Form
	Parent  *Table // whose records the rows belong to; nil: the document itself
	Columns []Column

	list   List    // of the records' ids; noList: they have none that others name
	fields []field // of a record that says nothing
}

// Kind is what a cell of a column holds.
type Kind int

// The kinds.
const (
	KindText   Kind = iota
	KindID          // of the record itself
	KindRef         // of another record
	KindRefs        // of several
	KindWord        // one of Words
	KindCode        // of a public list, with its zeros
	KindDay         // casework.Day
	KindTime        // a text, as 14:30
	KindWeek        // a text, as 2026-W47
	KindMonth       // a text, as 2026-11
	KindNumber      // float64
	KindWhole       // float64
	KindMoney       // float64, in euros
	KindYesNo       // bool
)

// Column is one value of a table's records.
type Column struct {
	Key      string // starts_on, or name.fi of what stands in the record itself
	Kind     Kind
	Required bool
	Words    []string // of KindWord
	List     List     // of a reference, or of the id
	Digits   int      // of a code that has as many
	CaseText bool     // somebody's own words about a client
}

// Tables are all tables of the contract, a record's own after it.
var Tables = sync.OnceValue(func() []*Table {
	var all []*Table
	for _, f := range new(Document).fields() {
		if s := f.value.shape(); s.rows != nil {
			all = append(all, tablesOf(nil, f.key(), s.rows)...)
		}
	}
	return all
})

func tablesOf(parent *Table, key string, r *rows) []*Table {
	t := &Table{Path: key, Form: r.form, Parent: parent, fields: r.empty}
	if parent != nil {
		t.Path = parent.Path + "." + key
	}
	all := []*Table{t}
	t.addColumns("", r.empty, func(key string, nested *rows) {
		all = append(all, tablesOf(t, key, nested)...)
	})
	return all
}

func (t *Table) addColumns(prefix string, fields []field, nested func(string, *rows)) {
	for _, f := range fields {
		s := f.value.shape()
		if s.cell != nil {
			t.Columns = append(t.Columns, Column{
				Key: prefix + f.key(), Kind: s.cell.kind, Required: f.required() && prefix == "", List: s.cell.list,
				Words: wordsIn(s.cell.words), Digits: s.cell.digits, CaseText: s.cell.caseText,
			})
			if s.cell.kind == KindID {
				t.list = s.cell.list
			}
		}
		if s.inline != nil {
			t.addColumns(prefix+f.key()+".", s.inline, nested)
		}
		if s.rows != nil {
			nested(f.key(), s.rows)
		}
	}
}

func wordsIn(words string) []string {
	if words == "" {
		return nil
	}
	return strings.Split(words, "|")
}

// key is the table's key in its parent.
func (t *Table) key() string { return t.Path[strings.LastIndexByte(t.Path, '.')+1:] }

// column finds a column by its key, or -1.
func (t *Table) column(key string) int {
	for i, c := range t.Columns {
		if c.Key == key {
			return i
		}
	}
	return -1
}

// shape is how a value lies in tables: in a cell of its record's row, in
// several of them, or in rows of a table of its own.
type shape struct {
	cell   *cell
	inline []field
	rows   *rows
}

// cell is a value that lies in one cell. What is not told has no value.
type cell struct {
	kind     Kind
	value    any
	words    string
	list     List
	digits   int
	caseText bool
}

// rows are records that lie in a table of their own.
type rows struct {
	form  Form
	empty []field // of a record that says nothing: what columns there are
	each  iter.Seq[[]field]
}

// inCell is the shape of a value in one cell; value is asked for what is told.
func inCell[T any](v value, kind Kind, told func() T) shape {
	c := &cell{kind: kind}
	if !v.absent() {
		c.value = told()
	}
	return shape{cell: c}
}

func (formatName) shape() shape    { return shape{} }
func (versionNumber) shape() shape { return shape{} }

func (v listValue[T, P]) shape() shape {
	return shape{rows: &rows{empty: P(new(T)).fields(), each: func(yield func([]field) bool) {
		for i := range *v.p {
			if !yield(P(&(*v.p)[i]).fields()) {
				return
			}
		}
	}}}
}

func (v oneValue[T, P]) shape() shape {
	fields := P(v.p).fields()
	if id, ok := fields[0].value.(idValue); !ok || id.list != noList {
		return shape{inline: fields}
	}
	return shape{rows: &rows{form: FormRecord, empty: P(new(T)).fields(), each: func(yield func([]field) bool) {
		if !v.absent() {
			yield(fields)
		}
	}}}
}

func (v maybeValue[T, P]) shape() shape {
	return shape{rows: &rows{form: FormRecord, empty: P(new(T)).fields(), each: func(yield func([]field) bool) {
		if !v.absent() {
			yield(P(*v.p).fields())
		}
	}}}
}

func (v idValue) shape() shape {
	s := inCell(v, KindID, func() string { return *v.p })
	s.cell.list = v.list
	return s
}

func (v refValue) shape() shape {
	s := inCell(v, KindRef, func() string { return *v.p })
	s.cell.list = v.list
	return s
}

func (v refsValue) shape() shape {
	s := shape{cell: &cell{kind: KindRefs, list: v.list}}
	if len(*v.p) > 0 {
		s.cell.value = *v.p
	}
	return s
}

// shape of a holder is a cell when one holds the place for the whole of it,
// and rows when it goes from one to another.
func (v holdersValue) shape() shape {
	s := shape{cell: &cell{kind: KindRef, list: v.list}}
	if v.alone() {
		s.cell.value = (*v.p)[0].ID
	}
	s.rows = &rows{empty: datedHolder{v.list, &Dated{}}.fields(), each: func(yield func([]field) bool) {
		if v.alone() {
			return
		}
		for i := range *v.p {
			if !yield(datedHolder{v.list, &(*v.p)[i]}.fields()) {
				return
			}
		}
	}}
	return s
}

// scoreFields are what a score lies in.
func scoreFields(item, score *int) []field {
	return []field{{"item!", count(&item)}, {"score!", count(&score)}}
}

func (v scores) shape() shape {
	return shape{rows: &rows{form: FormScores, empty: scoreFields(nil, nil), each: func(yield func([]field) bool) {
		for item := 1; item <= items; item++ {
			if score, ok := (*v.p)[item]; ok && !yield(scoreFields(&item, &score)) {
				return
			}
		}
	}}}
}

func (v textValue) shape() shape {
	return shape{cell: &cell{kind: KindText, value: *v.p, caseText: v.caseText}}
}

func (v wordValue[T]) shape() shape {
	s := inCell(v, KindWord, func() string { return string(*v.p) })
	s.cell.words = v.words
	return s
}

func (v codeValue) shape() shape {
	s := inCell(v, KindCode, func() string { return *v.p })
	s.cell.digits = v.digits
	return s
}

func (v dayValue) shape() shape { return inCell(v, KindDay, func() casework.Day { return *v.p }) }
func (v timeValue) shape() shape {
	return inCell(v, KindTime, func() string { return string(*v.p) })
}
func (v weekValue) shape() shape   { return inCell(v, KindWeek, func() string { return v.p.String() }) }
func (v monthValue) shape() shape  { return inCell(v, KindMonth, func() string { return v.p.String() }) }
func (v hoursValue) shape() shape  { return inCell(v, KindNumber, func() float64 { return *v.p }) }
func (v numberValue) shape() shape { return inCell(v, KindNumber, func() float64 { return **v.p }) }
func (v countValue) shape() shape {
	return inCell(v, KindWhole, func() float64 { return float64(**v.p) })
}
func (v moneyValue) shape() shape {
	return inCell(v, KindMoney, func() float64 { return float64(**v.p) / 100 })
}
func (v sumValue) shape() shape {
	return inCell(v, KindMoney, func() float64 { return float64(*v.p) / 100 })
}
func (v yesNoValue) shape() shape { return inCell(v, KindYesNo, func() bool { return **v.p }) }

func (v yesValue) shape() shape { return shape{cell: &cell{kind: KindYesNo, value: *v.p}} }

// Laid is one row of a table: the id of the record it belongs to, where it
// belongs to one, and a value for each column; nil where nothing is told.
type Laid struct {
	Parent string
	Cells  []any
}

// Rows lays the document's records of a table out, in their order.
func (d *Document) Rows(t *Table) iter.Seq[Laid] {
	return func(yield func(Laid) bool) {
		eachRecord(d.fields(), t, func(parent string, fields []field) bool {
			return yield(Laid{parent, cellsOf(make([]any, 0, len(t.Columns)), fields)})
		})
	}
}

// eachRecord hands on the records of a table with the id of their parent, and
// tells whether it came to the end.
func eachRecord(document []field, t *Table, do func(parent string, fields []field) bool) bool {
	if t.Parent == nil {
		return eachBelow(document, t, func(fields []field) bool { return do("", fields) })
	}
	return eachRecord(document, t.Parent, func(_ string, parent []field) bool {
		return eachBelow(parent, t, func(fields []field) bool { return do(idIn(parent), fields) })
	})
}

func eachBelow(parent []field, t *Table, do func([]field) bool) bool {
	s := parent[find(parent, t.key())].value.shape()
	for fields := range s.rows.each {
		if !do(fields) {
			return false
		}
	}
	return true
}

// idIn is the id among a record's fields.
func idIn(fields []field) string {
	for _, f := range fields {
		if id, ok := f.value.(idValue); ok {
			return *id.p
		}
	}
	return ""
}

func cellsOf(cells []any, fields []field) []any {
	for _, f := range fields {
		s := f.value.shape()
		switch {
		case s.cell == nil:
		case f.value.absent() && !f.required():
			cells = append(cells, nil)
		default:
			cells = append(cells, s.cell.value)
		}
		cells = cellsOf(cells, s.inline)
	}
	return cells
}

package interchange

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/problem"
)

// Unreadable stands in the place of a value that could not be read where it
// was written, and whose fault is told there.
type Unreadable struct{}

// Filled are the rows of each table as somebody filled them in. A cell holds
// what its column's Kind says, nil or Unreadable. What need not be known may be
// left out: an id that nothing refers to is made of what the row says, and a
// reference may be the name of one record instead of its id.
type Filled map[*Table][]Laid

// ParentColumn is the place of a row's parent, beside its columns.
const ParentColumn = -1

// CellFault is one thing that is wrong with filled rows, and where. Without a
// Table it is about all of them.
type CellFault struct {
	Table  *Table
	Row    int // counted from 0
	Column int // of the table's columns, or ParentColumn
	Key    string
	Args   problem.Args
}

// ReadRows makes a document of filled rows, by the same checks as Read.
func ReadRows(filled Filled, held Held) (*Document, []CellFault, error) {
	if held == nil {
		held = empty{}
	}
	b := &builder{filled: filled, held: held, children: map[*Table]map[int][]int{}, names: map[List]*named{}}
	if err := b.settle(); err != nil {
		return nil, nil, err
	}
	var text bytes.Buffer
	b.out = &writer{out: bufio.NewWriter(&text)}
	b.document()
	if err := b.out.out.Flush(); err != nil {
		return nil, nil, err
	}
	d, faults, err := Read(&text, held)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range faults {
		b.faults = append(b.faults, b.placed(f))
	}
	if len(b.faults) > 0 {
		return nil, b.faults, nil
	}
	return d, nil, nil
}

// builder writes filled rows as a document.
type builder struct {
	filled   Filled
	held     Held
	county   string
	children map[*Table]map[int][]int // of each table: rows by the row of their parent
	names    map[List]*named
	faults   []CellFault
	out      *writer
}

func (b *builder) fault(t *Table, row, column int, key string, args problem.Args) {
	b.faults = append(b.faults, CellFault{t, row, column, key, args})
}

// settle gives every record its id, and says by id what is said by name.
func (b *builder) settle() error {
	for _, t := range Tables() {
		if at := t.column("id"); t.Path == "county" && len(b.filled[t]) > 0 {
			b.county, _ = b.filled[t][0].Cells[at].(string)
		}
		b.nameRows(t)
	}
	b.nameEpisodes()
	for _, t := range Tables() {
		if err := b.refer(t); err != nil {
			return err
		}
		b.bind(t)
	}
	return nil
}

// nameRows makes the ids that are left out, and remembers what rows are called.
func (b *builder) nameRows(t *Table) {
	id := t.column("id")
	if t.list == noList || id < 0 {
		return
	}
	names := &named{ids: map[string]int{}, byName: map[string][]string{}}
	b.names[t.list] = names
	for i, row := range b.filled[t] {
		if said, ok := row.Cells[id].(string); ok {
			names.add(said, i)
		}
	}
	for i, row := range b.filled[t] {
		if row.Cells[id] == nil {
			made := madeID(t, row)
			for n := 2; names.has(made); n++ {
				made = fmt.Sprint(madeID(t, row), "-", n)
			}
			row.Cells[id] = made
			names.add(made, i)
		}
		if said, ok := row.Cells[id].(string); ok {
			for _, name := range namesOf(t, row) {
				names.call(name, said)
			}
		}
	}
}

// madeID is an id for a row without one: the same for the same row, so that
// a file that comes a second time is found out.
func madeID(t *Table, row Laid) string {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%s %q %q", t.Path, row.Parent, row.Cells)))
	return t.key() + "-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// namesOf are what people call a record: a person with the family name last or first.
func namesOf(t *Table, row Laid) []string {
	said := func(key string) string {
		if at := t.column(key); at >= 0 {
			s, _ := row.Cells[at].(string)
			return s
		}
		return ""
	}
	if given, family := said("given_name"), said("family_name"); given != "" && family != "" {
		return []string{given + " " + family, family + " " + given, family + ", " + given}
	}
	if name := said("name"); name != "" {
		return []string{name}
	}
	return nil
}

// nameEpisodes lets a client who has one episode stand for it.
func (b *builder) nameEpisodes() {
	episodes, clients := b.names[ListEpisodes], b.names[ListClients]
	t := tableOf(ListEpisodes)
	id, client := t.column("id"), t.column("client")
	for _, row := range b.filled[t] {
		own, _ := row.Cells[id].(string)
		whose, _ := row.Cells[client].(string)
		if found := clients.called(whose); len(found) == 1 {
			whose = found[0]
		}
		if own == "" || !clients.has(whose) {
			continue
		}
		episodes.call(whose, own)
		for _, name := range namesOf(tableOf(ListClients), b.filled[tableOf(ListClients)][clients.ids[whose]]) {
			episodes.call(name, own)
		}
	}
}

func tableOf(list List) *Table {
	for _, t := range Tables() {
		if t.list == list {
			return t
		}
	}
	return nil
}

// named is what the records of a list are called.
type named struct {
	ids    map[string]int // their rows
	byName map[string][]string
}

func (n *named) add(id string, row int) {
	if _, twice := n.ids[id]; !twice {
		n.ids[id] = row
	}
}

func (n *named) has(id string) bool { _, ok := n.ids[id]; return ok }

// call notes a name of a record; the same name of the same record once.
func (n *named) call(name, id string) {
	name = folded(name)
	for _, known := range n.byName[name] {
		if known == id {
			return
		}
	}
	n.byName[name] = append(n.byName[name], id)
}

func (n *named) called(name string) []string { return n.byName[folded(name)] }

// folded is a name without what people write in more than one way.
func folded(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// refer says by id what the rows of a table say by name.
func (b *builder) refer(t *Table) error {
	for i, row := range b.filled[t] {
		for c, column := range t.Columns {
			var err error
			switch said := row.Cells[c].(type) {
			case nil:
				row.Cells[c], err = b.only(column)
			case string:
				if column.Kind == KindRef {
					row.Cells[c], err = b.meant(t, i, c, said)
				}
			case []string:
				for n := range said {
					if said[n], err = b.meant(t, i, c, said[n]); err != nil {
						break
					}
				}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// only gives the id of the only programme or team there is, where one must be told.
func (b *builder) only(c Column) (any, error) {
	if !c.Required || c.Kind != KindRef || c.List != ListProgrammes && c.List != ListTeams {
		return nil, nil
	}
	own := b.names[c.List].ids
	if len(own) == 0 {
		found, err := b.heldNames(c.List)
		if err != nil || len(found) != 1 {
			return nil, err
		}
		for id := range found {
			return id, nil
		}
	}
	for id := range own {
		if len(own) == 1 {
			return id, nil
		}
	}
	return nil, nil
}

// meant is the id that a reference means: of the file's own records before
// those of the county.
func (b *builder) meant(t *Table, row, column int, said string) (string, error) {
	list := t.Columns[column].List
	own := b.names[list]
	found := own.called(said)
	if own.has(said) {
		return said, nil
	}
	if len(found) == 0 {
		there, err := b.heldNames(list)
		if err != nil {
			return "", err
		}
		if _, isID := there[said]; isID {
			return said, nil
		}
		for id, name := range there {
			if folded(name) == folded(said) {
				found = append(found, id)
			}
		}
	}
	switch len(found) {
	case 0:
		return said, nil
	case 1:
		return found[0], nil
	}
	b.fault(t, row, column, "interchange.ambiguous", problem.Args{"n": len(found)})
	return found[0], nil
}

// heldNames are the county's records of a list by id. Its clients are not
// asked for: who is one is not told to who guesses names.
func (b *builder) heldNames(list List) (map[string]string, error) {
	if list == ListClients || list == ListEpisodes {
		return nil, nil
	}
	return b.held.Names(b.county, list)
}

// bind finds the row that each row of a nested table belongs to.
func (b *builder) bind(t *Table) {
	if t.Parent == nil {
		return
	}
	b.children[t] = map[int][]int{}
	parents := b.names[t.Parent.list]
	for i, row := range b.filled[t] {
		found := parents.called(row.Parent)
		switch {
		case row.Parent == "":
			b.fault(t, i, ParentColumn, "interchange.missing", nil)
			continue
		case parents.has(row.Parent):
			found = []string{row.Parent}
		case len(found) == 0:
			b.fault(t, i, ParentColumn, "interchange.no_parent", nil)
			continue
		case len(found) > 1:
			b.fault(t, i, ParentColumn, "interchange.ambiguous", problem.Args{"n": len(found)})
		}
		parent := parents.ids[found[0]]
		switch before := b.children[t][parent]; {
		case t.Form == FormRecord && len(before) > 0:
			b.fault(t, i, ParentColumn, "interchange.one_only", nil)
		case len(before) == 0 && b.holderTold(t, parent):
			b.fault(t, i, ParentColumn, "interchange.told_twice", nil)
		}
		b.children[t][parent] = append(b.children[t][parent], i)
	}
}

// holderTold tells whether the parent's own row names a holder, whom the rows
// of the nested table name too.
func (b *builder) holderTold(t *Table, parent int) bool {
	at := t.Parent.column(t.key())
	return at >= 0 && b.filled[t.Parent][parent].Cells[at] != nil
}

func (b *builder) document() {
	w := b.out
	w.open("{")
	w.key("format")
	w.text(Format)
	w.key("version")
	w.raw(strconv.Itoa(Version))
	for _, t := range Tables() {
		if t.Parent == nil {
			w.key(t.Path)
			var all []int
			for i := range b.filled[t] {
				all = append(all, i)
			}
			b.rows(t, all)
		}
	}
	w.close("}")
}

// rows writes the rows of a table that stand in one place of the document.
func (b *builder) rows(t *Table, rows []int) {
	w := b.out
	switch t.Form {
	case FormList:
		w.open("[")
		for _, i := range rows {
			w.element()
			b.record(t, i)
		}
		w.close("]")
	case FormRecord:
		if len(rows) == 0 {
			w.raw("null")
			return
		}
		b.record(t, rows[0])
		for _, i := range rows[1:] {
			if t.Parent == nil {
				b.fault(t, i, 0, "interchange.one_only", nil)
			}
		}
	case FormScores:
		b.scores(t, rows)
	}
}

func (b *builder) record(t *Table, row int) {
	b.fields(t, row, t.fields, 0)
}

// fields writes an object whose cells begin at a column, and gives the column after it.
func (b *builder) fields(t *Table, row int, fields []field, column int) int {
	b.out.open("{")
	for _, f := range fields {
		s := f.value.shape()
		b.out.key(f.key())
		switch {
		case s.inline != nil:
			width := widthOf(s.inline)
			if b.told(t, row, column, width) {
				b.fields(t, row, s.inline, column)
			} else {
				b.out.raw("null")
			}
			column += width
		case s.rows != nil:
			nested := tableAt(t.Path + "." + f.key())
			rows := b.children[nested][row]
			if s.cell == nil || len(rows) > 0 {
				b.rows(nested, rows)
			} else {
				b.cell(t.Columns[column], b.filled[t][row].Cells[column])
			}
			if s.cell != nil {
				column++
			}
		default:
			b.cell(t.Columns[column], b.filled[t][row].Cells[column])
			column++
		}
	}
	b.out.close("}")
	return column
}

// widthOf is how many columns fields lie in.
func widthOf(fields []field) int {
	width := 0
	for _, f := range fields {
		s := f.value.shape()
		if s.cell != nil {
			width++
		}
		width += widthOf(s.inline)
	}
	return width
}

func (b *builder) told(t *Table, row, column, width int) bool {
	for _, value := range b.filled[t][row].Cells[column : column+width] {
		if value != nil {
			return true
		}
	}
	return false
}

func tableAt(path string) *Table {
	for _, t := range Tables() {
		if t.Path == path {
			return t
		}
	}
	return nil
}

func (b *builder) cell(c Column, value any) {
	w := b.out
	switch said := value.(type) {
	case nil:
		if c.Kind == KindRefs {
			w.raw("[]")
		} else {
			w.raw("null")
		}
	case string:
		w.text(said)
	case float64:
		w.number(said)
	case bool:
		w.yesNo(said)
	case casework.Day:
		w.text(said.String())
	case []string:
		w.open("[")
		for _, id := range said {
			w.element()
			w.text(id)
		}
		w.close("]")
	default:
		w.raw("{}") // which no value is: its reader refuses it, and knows that something was told
	}
}

// scores writes scores by their item.
func (b *builder) scores(t *Table, rows []int) {
	b.out.open("{")
	for _, i := range rows {
		cells := b.filled[t][i].Cells
		item, ok := cells[0].(float64)
		if !ok {
			b.fault(t, i, 0, "interchange.item", nil)
			continue
		}
		b.out.key(inFigures(item))
		b.cell(t.Columns[1], cells[1])
	}
	b.out.close("}")
}

var stepInPath = regexp.MustCompile(`\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.\[\]]+)`)

// placed finds the cell of a fault of the document.
func (b *builder) placed(f Fault) CellFault {
	at := &trail{builder: b, CellFault: CellFault{Key: f.Key, Args: f.Args, Column: ParentColumn}}
	for _, step := range stepInPath.FindAllStringSubmatch(f.Path, -1) {
		if index, err := strconv.Atoi(step[2]); step[2] != "" && err == nil {
			at.index(index)
		} else {
			at.key(step[1] + step[3])
		}
	}
	return at.CellFault
}

// trail follows a path of the document through the filled rows.
type trail struct {
	*builder
	CellFault
	below  string // the keys after the row that it has come to
	scores []int  // the rows it has come to, when they are scores
}

// key goes to what a key names: a table, or a column of the row.
func (p *trail) key(key string) {
	if p.scores != nil {
		p.item(key)
		return
	}
	if p.below != "" {
		key = p.below + "." + key
	}
	p.below = key
	if p.Table != nil {
		p.column(key)
	}
	switch t := p.nested(); {
	case t == nil || t.Form == FormList:
	case t.Form == FormRecord:
		p.index(0)
	case len(p.children[t][p.Row]) > 0:
		p.scores = p.children[t][p.Row]
		p.index(0)
	}
}

// nested is the table that the keys name, or nil.
func (p *trail) nested() *Table {
	if p.Table == nil {
		return tableAt(p.below)
	}
	return tableAt(p.Table.Path + "." + p.below)
}

// index goes to a row of the table that the keys name.
func (p *trail) index(i int) {
	t := p.nested()
	if t == nil {
		return
	}
	row, column := i, 0
	if t.Parent != nil {
		rows := p.children[t][p.Row]
		if i >= len(rows) {
			return
		}
		row, column = rows[i], ParentColumn
	}
	p.Table, p.Row, p.Column, p.below = t, row, column, ""
}

// column goes to the column of a key, or to the first of what it holds.
func (p *trail) column(key string) {
	for i, c := range p.Table.Columns {
		if c.Key == key || strings.HasPrefix(c.Key, key+".") {
			p.Column = i
			return
		}
	}
}

// item goes to the last row with a score of the item.
func (p *trail) item(key string) {
	for _, row := range p.scores {
		if item, ok := p.filled[p.Table][row].Cells[0].(float64); ok && inFigures(item) == key {
			p.Row, p.Column = row, 1
		}
	}
}

func inFigures(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
)

// table says how one kind of record stands in its table. Everything that is
// the same for all kinds (reading by a condition, adding many, correcting with
// the old text kept) is written once here; the columns, and every condition,
// are written where the kind is.
type table[T any] struct {
	name    string
	columns string // all but id, in the order of values and scan
	order   string // of a list
	record  func(*T) *casework.Record
	values  func(*Tx, T) []any
	scan    func(scan func(...any) error) (T, error)
	// children adds the rows that hang on the record, and reads them for a
	// list in one query each; both may be nil.
	addChildren  func(*Tx, []T) error
	readChildren func(tx *Tx, list []T, of string, args []any) error // of: in SQL, the keys of the list
	dropChildren func(*Tx, int64) error
}

// where lists the county's records that meet a condition, whose arguments
// begin at $2. The condition may use the table's own columns only.
//
// The plus keeps the county from choosing the index: SQLite takes any equality
// for rarer than a list of keys, and would read all of the county for twenty
// rows. A condition that wants an index with the county in it says so itself.
func (t table[T]) where(tx *Tx, condition string, args ...any) ([]T, error) {
	args = append([]any{tx.County}, args...)
	where := "+county = $1 AND (" + condition + ")"
	all, err := list(tx, t.scan, "SELECT id, "+t.columns+" FROM "+t.name+" WHERE "+where+" ORDER BY "+t.order, args...)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", t.name, err)
	}
	if t.readChildren != nil && len(all) > 0 {
		of, args := t.keysOf(all, where, args)
		if err := t.readChildren(tx, all, of, args); err != nil {
			return nil, fmt.Errorf("list what hangs on %s: %w", t.name, err)
		}
	}
	return all, nil
}

// keysOf names the keys of a list: themselves where they are few, else the
// condition by which the list was found.
func (t table[T]) keysOf(all []T, where string, args []any) (string, []any) {
	if len(all) > chunk {
		return "SELECT id FROM " + t.name + " WHERE " + where, args
	}
	ids := make([]int64, len(all))
	for i := range all {
		ids[i] = t.record(&all[i]).ID
	}
	return in(nil, ids)
}

// find gives the one record that meets a condition, or ErrNotFound.
func (t table[T]) find(tx *Tx, condition string, args ...any) (T, error) {
	all, err := t.where(tx, condition, args...)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

// byUID gives the record with the uid, or ErrNotFound.
func (t table[T]) byUID(tx *Tx, uid casework.UID) (T, error) { return t.find(tx, "uid = $2", uid) }

// byID gives the record with the key, or ErrNotFound.
func (t table[T]) byID(tx *Tx, id int64) (T, error) { return t.find(tx, "id = $2", id) }

// ofEpisodes lists the records of the episodes that meet a further condition,
// without arguments of its own; none is empty.
func (t table[T]) ofEpisodes(tx *Tx, ids []int64, further string) ([]T, error) {
	var all []T
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := t.where(tx, "episode IN ("+marks+")"+further, args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// chunk keeps a statement's parameters well under both databases' limits.
const chunk = 384

// rowsAtOnce is how many rows one INSERT adds: few enough that its text is kept
// prepared, and enough that the statement itself costs little.
func rowsAtOnce(columns string) int { return max(1, 600/(strings.Count(columns, ",")+1)) }

// add stores new records and gives each its ID. A uid or sender's id that is
// there already is ErrTaken, and then nothing was added by this call's chunk.
func (t table[T]) add(tx *Tx, records []T) error {
	for part := range slices.Chunk(records, rowsAtOnce(t.columns)) {
		if err := t.addChunk(tx, part); err != nil {
			return fmt.Errorf("add %s: %w", t.name, err)
		}
		if tx.Added != nil {
			tx.Added(len(part))
		}
	}
	if t.addChildren != nil && len(records) > 0 {
		if err := t.addChildren(tx, records); err != nil {
			return fmt.Errorf("add what hangs on %s: %w", t.name, err)
		}
	}
	return nil
}

func (t table[T]) addChunk(tx *Tx, records []T) error {
	place := make(map[casework.UID]*T, len(records))
	rows := make([][]any, len(records))
	for i := range records {
		r := t.record(&records[i])
		r.Revision = max(r.Revision, 1)
		place[r.UID] = &records[i]
		rows[i] = t.values(tx, records[i])
	}
	query, args := insertRows(t.name, t.columns, rows)
	type given struct {
		id  int64
		uid casework.UID
	}
	ids, err := list(tx, func(scan func(...any) error) (g given, err error) {
		return g, scan(&g.id, &g.uid)
	}, query+" RETURNING id, uid", args...)
	if err != nil {
		if tx.dialect.unique(err) {
			return fmt.Errorf("%w: %v", ErrTaken, err)
		}
		return err
	}
	for _, g := range ids {
		t.record(place[g.uid]).ID = g.id
	}
	return nil
}

// insertRows writes one INSERT for all the rows.
func insertRows(name, columns string, rows [][]any) (query string, args []any) {
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", name, columns)
	n := 0
	for i, row := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte('(')
		for j := range row {
			if j > 0 {
				b.WriteString(", ")
			}
			n++
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteByte(')')
		args = append(args, row...)
	}
	return b.String(), args
}

// addRows inserts rows that have no record of their own.
func addRows(tx *Tx, name, columns string, rows [][]any) error {
	return putRows(tx, name, columns, rows, "")
}

// putRows is addRows with what is done about a row that is there already, in SQL.
func putRows(tx *Tx, name, columns string, rows [][]any, conflict string) error {
	for part := range slices.Chunk(rows, rowsAtOnce(columns)) {
		query, args := insertRows(name, columns, part)
		if _, err := tx.exec(query+" "+conflict, args...); err != nil {
			return fmt.Errorf("add %s: %w", name, err)
		}
	}
	return nil
}

// revise puts the new text of a record in the place of the old one, which goes
// to revisions with who changed it and why. It gives the record its new
// revision, or ErrStale when the old text is no longer the present one.
func (t table[T]) revise(tx *Tx, old T, changed *T, actor, reason string) error {
	before := t.record(&old)
	after := t.record(changed)
	body, err := json.Marshal(old)
	if err != nil {
		return fmt.Errorf("keep old %s: %w", t.name, err)
	}
	after.Revision = before.Revision + 1
	values := t.values(tx, *changed)
	set := make([]string, len(values))
	for i := range values {
		set[i] = fmt.Sprintf("$%d", i+1)
	}
	n := len(values)
	res, err := tx.exec(fmt.Sprintf("UPDATE %s SET (%s) = (%s) WHERE county = $%d AND id = $%d AND revision = $%d",
		t.name, t.columns, strings.Join(set, ", "), n+1, n+2, n+3),
		append(values, tx.County, before.ID, before.Revision)...)
	if err != nil {
		return fmt.Errorf("change %s: %w", t.name, err)
	}
	if changedRows, err := res.RowsAffected(); err != nil {
		return err
	} else if changedRows == 0 {
		return ErrStale
	}
	if t.dropChildren != nil {
		if err := t.dropChildren(tx, before.ID); err != nil {
			return err
		}
		if err := t.addChildren(tx, []T{*changed}); err != nil {
			return err
		}
	}
	_, err = tx.exec(`INSERT INTO revisions (county, kind, record, revision, until_at, actor, reason, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		tx.County, t.name, before.ID, before.Revision, tx.Now.UnixMicro(), actor, reason, string(body))
	return err
}

// Revision is an old text of a record.
type Revision struct {
	Number  int
	UntilAt int64 // Unix microseconds
	Actor   string
	Reason  string
	Body    json.RawMessage // the casework type, as it was
}

// Revisions lists the old texts of a record, newest first. kind is the table.
func (tx *Tx) Revisions(kind string, id int64) ([]Revision, error) {
	return list(tx, func(scan func(...any) error) (r Revision, err error) {
		var body string
		err = scan(&r.Number, &r.UntilAt, &r.Actor, &r.Reason, &body)
		r.Body = json.RawMessage(body)
		return r, err
	}, `SELECT revision, until_at, actor, reason, body FROM revisions
		WHERE county = $1 AND kind = $2 AND record = $3 ORDER BY revision DESC`, tx.County, kind, id)
}

// ref stores a key that may be missing: 0 is NULL.
type ref int64

func (r ref) value() any {
	if r == 0 {
		return nil
	}
	return int64(r)
}

// Scan reads NULL as 0.
func (r *ref) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*r = 0
	case int64:
		*r = ref(v)
	default:
		return fmt.Errorf("a key cannot be read from %T", src)
	}
	return nil
}

// key lets a field of int64 be scanned as a key that may be missing.
func key(p *int64) *ref { return (*ref)(p) }

// text lets a string be scanned from a column that may be NULL.
type text string

// Scan reads NULL as empty.
func (t *text) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = ""
	case string:
		*t = text(v)
	case []byte:
		*t = text(v)
	default:
		return fmt.Errorf("a text cannot be read from %T", src)
	}
	return nil
}

func optional(s *string) *text { return (*text)(s) }

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// in writes "$n, $n+1 …" for the ids, from the number that follows args. The
// last id is repeated up to a round number, so that lists of many lengths make
// few statements.
func in(args []any, ids []int64) (string, []any) {
	if len(ids) == 0 {
		return "NULL", args // IN (NULL) holds for nothing
	}
	marks := make([]string, listLength(len(ids)))
	for i := range marks {
		args = append(args, ids[min(i, len(ids)-1)])
		marks[i] = "$" + strconv.Itoa(len(args))
	}
	return strings.Join(marks, ", "), args
}

// listLength is the next of 1, 2, 3, 4, 6, 8, 12, 16, 24 …
func listLength(n int) int {
	length := 1
	for length < n {
		if length*3/2 >= n && length > 1 {
			return length * 3 / 2
		}
		length *= 2
	}
	return length
}

package store

import (
	"time"

	"sijoita/casework"
)

// ImportState is how far a staged import has come.
type ImportState string

// The states of a staged import.
const (
	ImportFaulty  ImportState = "faulty"  // it cannot be imported as it is
	ImportChecked ImportState = "checked" // it waits to be confirmed
	ImportRunning ImportState = "running"
	ImportDone    ImportState = "done"
	ImportFailed  ImportState = "failed" // what is left of it cannot be imported
	ImportBroken  ImportState = "broken" // it was stopped, and can go on
)

// StagedImport is a file that waits to be imported, without what is in it.
type StagedImport struct {
	UID      casework.UID
	StaffID  int64
	Name     string
	State    ImportState
	Result   string // JSON, app's own
	StagedAt time.Time
	BegunAt  time.Time // zero: not begun
	SeenAt   time.Time
	Cut      bool // its content stands in parts; those that were imported are gone
	Left     int  // the records in these
}

const (
	stagedColumns = "uid, staff, name, state, result, staged_at, begun_at, seen_at"
	stagedRead    = "SELECT " + stagedColumns + ", cut, (SELECT COALESCE(SUM(records), 0) FROM staged_part WHERE import = staged_import.uid) FROM staged_import "
)

func scanStaged(scan func(...any) error) (s StagedImport, err error) {
	var staged, begun, seen int64
	err = scan(&s.UID, &s.StaffID, &s.Name, &s.State, &s.Result, &staged, &begun, &seen, &s.Cut, &s.Left)
	s.StagedAt = time.UnixMicro(staged).UTC()
	if begun != 0 {
		s.BegunAt, s.SeenAt = time.UnixMicro(begun).UTC(), time.UnixMicro(seen).UTC()
	}
	return s, err
}

// DropWaiting lets go of a person's files that were not imported.
func (tx *Tx) DropWaiting(staffID int64) error {
	_, err := tx.dropImports("county = $1 AND staff = $2 AND state NOT IN ('running', 'done')", tx.County, staffID)
	return err
}

// StageImport keeps a file. A uid that is there already is ErrTaken.
func (tx *Tx) StageImport(s StagedImport, content []byte) error {
	_, err := tx.exec("INSERT INTO staged_import ("+stagedColumns+", county, content, runner) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $7, $8, $9)",
		s.UID, s.StaffID, s.Name, s.State, s.Result, tx.Now.UnixMicro(), tx.County, content, []byte{})
	return err
}

// StagedImports lists a person's files, the newest first.
func (tx *Tx) StagedImports(staffID int64) ([]StagedImport, error) {
	return list(tx, scanStaged, stagedRead+"WHERE county = $1 AND staff = $2 ORDER BY staged_at DESC, uid", tx.County, staffID)
}

// StagedImport gives a person's file, or ErrNotFound.
func (tx *Tx) StagedImport(staffID int64, uid casework.UID) (StagedImport, error) {
	return one(tx, scanStaged, stagedRead+"WHERE county = $1 AND staff = $2 AND uid = $3", tx.County, staffID, uid)
}

// StagedContent gives what is in a file.
func (tx *Tx) StagedContent(uid casework.UID) (content []byte, err error) {
	return content, tx.row("SELECT content FROM staged_import WHERE county = $1 AND uid = $2", []any{tx.County, uid}, &content)
}

// BreakImports marks the county's imports of which nobody was seen since a
// moment: whoever ran them is gone.
func (tx *Tx) BreakImports(since time.Time) error {
	_, err := tx.exec("UPDATE staged_import SET state = 'broken', running = NULL WHERE county = $1 AND state = 'running' AND seen_at < $2", tx.County, since.UnixMicro())
	return err
}

// RunImport begins the import of a person's file that waits for it, and tells
// false when it does not wait. Another that is running in the county is ErrTaken.
func (tx *Tx) RunImport(staffID int64, uid, runner casework.UID) (bool, error) {
	return tx.changed("UPDATE staged_import SET state = 'running', running = county, runner = $1, begun_at = $2, seen_at = $2 "+
		"WHERE county = $3 AND staff = $4 AND uid = $5 AND state IN ('checked', 'broken')", runner, tx.Now.UnixMicro(), tx.County, staffID, uid)
}

// SeeImport says that the runner is still there.
func (tx *Tx) SeeImport(uid, runner casework.UID) error {
	_, err := tx.exec("UPDATE staged_import SET seen_at = $1 WHERE county = $2 AND uid = $3 AND runner = $4 AND state = 'running'",
		tx.Now.UnixMicro(), tx.County, uid, runner)
	return err
}

// StagedPart is a part of a file that waits to be imported.
type StagedPart struct {
	Place   int // in which order they are imported
	Records int
	Content []byte
	Last    bool
}

// runners is the condition that a file is still imported by a runner, whose
// arguments are the file, the county and the runner.
const runners = "uid = $1 AND county = $2 AND runner = $3 AND state = 'running'"

// StagePart keeps a part of a file that is being imported. It tells false
// when it is not the runner's any more.
func (tx *Tx) StagePart(uid, runner casework.UID, p StagedPart) (bool, error) {
	return tx.changed("INSERT INTO staged_part (import, place, records, content) SELECT uid, CAST($4 AS BIGINT), CAST($5 AS BIGINT), $6 FROM staged_import WHERE "+runners,
		uid, tx.County, runner, p.Place, p.Records, p.Content)
}

// DropParts lets go of what was staged of a file's parts by a run that was stopped.
func (tx *Tx) DropParts(uid, runner casework.UID) error {
	_, err := tx.exec("DELETE FROM staged_part WHERE import IN (SELECT uid FROM staged_import WHERE "+runners+")", uid, tx.County, runner)
	return err
}

// CutImport says that all parts are staged, which stand in the content's place
// from now on. It tells false when the import is not the runner's any more.
func (tx *Tx) CutImport(uid, runner casework.UID) (bool, error) {
	return tx.changed("UPDATE staged_import SET cut = TRUE, content = $4 WHERE "+runners, uid, tx.County, runner, []byte{})
}

// NextPart gives the part of a file that is imported next, or ErrNotFound.
func (tx *Tx) NextPart(uid casework.UID) (p StagedPart, err error) {
	return p, tx.row(`SELECT place, records, content, place = (SELECT MAX(place) FROM staged_part WHERE import = $1)
		FROM staged_part WHERE import = $1 ORDER BY place LIMIT 1`, []any{uid}, &p.Place, &p.Records, &p.Content, &p.Last)
}

// PartImported lets go of a part that was imported. It tells false when the
// import is not the runner's any more.
func (tx *Tx) PartImported(uid, runner casework.UID, place int) (bool, error) {
	return tx.changed("DELETE FROM staged_part WHERE place = $4 AND import IN (SELECT uid FROM staged_import WHERE "+runners+")",
		uid, tx.County, runner, place)
}

// StopImport says that an import was stopped which can go on. It tells false
// when it is not the runner's any more.
func (tx *Tx) StopImport(uid, runner casework.UID, result string) (bool, error) {
	return tx.changed("UPDATE staged_import SET state = 'broken', running = NULL, result = $4 WHERE "+runners, uid, tx.County, runner, result)
}

// EndImport ends an import and lets go of what is left of the file. It tells
// false when it is not the runner's any more.
func (tx *Tx) EndImport(uid, runner casework.UID, state ImportState, result string) (bool, error) {
	if err := tx.DropParts(uid, runner); err != nil {
		return false, err
	}
	return tx.changed("UPDATE staged_import SET state = $4, running = NULL, result = $5, content = $6 WHERE "+runners,
		uid, tx.County, runner, state, result, []byte{})
}

// DropImport lets go of a person's file, and tells whether there was one that
// is not being imported.
func (tx *Tx) DropImport(staffID int64, uid casework.UID) (bool, error) {
	return tx.dropImports("county = $1 AND staff = $2 AND uid = $3 AND state <> 'running'", tx.County, staffID, uid)
}

// SweepImports takes away, in every county, files staged before a moment.
func (tx *Tx) SweepImports(before time.Time) error {
	_, err := tx.dropImports("staged_at < $1", before.UnixMicro())
	return err
}

// dropImports lets go of the files that meet a condition, with their parts, and
// tells whether there were any.
func (tx *Tx) dropImports(condition string, args ...any) (bool, error) {
	if _, err := tx.exec("DELETE FROM staged_part WHERE import IN (SELECT uid FROM staged_import WHERE "+condition+")", args...); err != nil {
		return false, err
	}
	return tx.changed("DELETE FROM staged_import WHERE "+condition, args...)
}

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
	ImportFailed  ImportState = "failed" // nothing was changed
	ImportBroken  ImportState = "broken" // whoever imported it is gone; nothing was changed
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
}

const stagedColumns = "uid, staff, name, state, result, staged_at, begun_at, seen_at"

func scanStaged(scan func(...any) error) (s StagedImport, err error) {
	var staged, begun, seen int64
	err = scan(&s.UID, &s.StaffID, &s.Name, &s.State, &s.Result, &staged, &begun, &seen)
	s.StagedAt = time.UnixMicro(staged).UTC()
	if begun != 0 {
		s.BegunAt, s.SeenAt = time.UnixMicro(begun).UTC(), time.UnixMicro(seen).UTC()
	}
	return s, err
}

// DropWaiting lets go of a person's files that were not imported.
func (tx *Tx) DropWaiting(staffID int64) error {
	_, err := tx.exec("DELETE FROM staged_import WHERE county = $1 AND staff = $2 AND state NOT IN ('running', 'done')", tx.County, staffID)
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
	return list(tx, scanStaged, "SELECT "+stagedColumns+" FROM staged_import WHERE county = $1 AND staff = $2 ORDER BY staged_at DESC, uid", tx.County, staffID)
}

// StagedImport gives a person's file, or ErrNotFound.
func (tx *Tx) StagedImport(staffID int64, uid casework.UID) (StagedImport, error) {
	return one(tx, scanStaged, "SELECT "+stagedColumns+" FROM staged_import WHERE county = $1 AND staff = $2 AND uid = $3", tx.County, staffID, uid)
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

// EndImport ends an import and lets go of the file. It tells false when it is
// not the runner's any more.
func (tx *Tx) EndImport(uid, runner casework.UID, state ImportState, result string) (bool, error) {
	return tx.changed("UPDATE staged_import SET state = $1, running = NULL, result = $2, content = $3 WHERE county = $4 AND uid = $5 AND runner = $6 AND state = 'running'",
		state, result, []byte{}, tx.County, uid, runner)
}

// DropImport lets go of a person's file, and tells whether there was one that
// is not being imported.
func (tx *Tx) DropImport(staffID int64, uid casework.UID) (bool, error) {
	return tx.changed("DELETE FROM staged_import WHERE county = $1 AND staff = $2 AND uid = $3 AND state <> 'running'", tx.County, staffID, uid)
}

// SweepImports takes away, in every county, files staged before a moment.
func (tx *Tx) SweepImports(before time.Time) error {
	_, err := tx.exec("DELETE FROM staged_import WHERE staged_at < $1", before.UnixMicro())
	return err
}

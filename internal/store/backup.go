package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ErrNotBackup says that a file holds no backup of Sijoita.
var ErrNotBackup = errors.New("store: not a backup of Sijoita")

// ErrNewerSchema says that a database was made by a newer Sijoita than this one.
var ErrNewerSchema = errors.New("store: schema of a newer Sijoita")

// Backup writes everything into one SQLite file at path, of the same schema as
// the database: one unchanging picture, taken while others read and write. The
// file appears whole or not at all, and is readable by its owner alone.
func (db *DB) Backup(ctx context.Context, path string) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), ".sijoita-backup-*")
	if err != nil {
		return fmt.Errorf("make backup: %w", err)
	}
	defer os.Remove(temp.Name()) //nolint:errcheck // gone already when all went well
	if err := temp.Close(); err != nil {
		return err
	}
	copyInto := rowsInto
	if db.dialect.vacuums {
		copyInto = vacuumInto
	}
	if err := copyInto(ctx, db, temp.Name()); err != nil {
		return fmt.Errorf("make backup: %w", err)
	}
	return settle(temp.Name(), path)
}

// IsFile tells whether the path leads to the database's own file.
func (db *DB) IsFile(path string) bool {
	own, err := os.Stat(db.path)
	if err != nil {
		return false
	}
	other, err := os.Stat(path)
	return err == nil && os.SameFile(own, other)
}

// settle gives a finished file its name, so that a power cut leaves the old
// one or the new one.
func settle(temp, path string) error {
	if err := flush(temp); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return flush(filepath.Dir(path))
}

func flush(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func vacuumInto(ctx context.Context, db *DB, path string) error {
	return db.files.vacuum(ctx, db.write, path)
}

// rowsInto copies a database into an empty SQLite file, row by row.
func rowsInto(ctx context.Context, db *DB, path string) (err error) {
	version, err := db.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	into, err := openSQLite(path, db.files)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, into.alone(ctx), into.Close()) }()
	if err := into.migrateTo(ctx, version); err != nil {
		return err
	}
	tables, err := into.tables(ctx)
	if err != nil {
		return err
	}
	return db.Read(ctx, 0, time.Time{}, func(from *Tx) error {
		return into.Write(ctx, 0, time.Time{}, func(to *Tx) error { return copyTables(from, to, tables) })
	})
}

// alone makes an SQLite file stand without the files beside it.
func (db *DB) alone(ctx context.Context) error {
	_, err := db.write.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	return err
}

// storedTable is a table as it stands in a database.
type storedTable struct {
	name    string
	columns []string
	needs   []string // tables that its rows name
}

// tables lists an SQLite database's tables, each after those that it needs.
func (db *DB) tables(ctx context.Context) ([]storedTable, error) {
	rows, err := db.write.QueryContext(ctx, `SELECT m.name, c.name, '' FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'goose_db_version'
		UNION ALL
		SELECT m.name, '', k."table" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []storedTable
	for rows.Next() {
		var name, column, needs string
		if err := rows.Scan(&name, &column, &needs); err != nil {
			return nil, err
		}
		i := slices.IndexFunc(all, func(t storedTable) bool { return t.name == name })
		if i < 0 {
			i = len(all)
			all = append(all, storedTable{name: name})
		}
		if needs == "" {
			all[i].columns = append(all[i].columns, column)
		} else if needs != name {
			all[i].needs = append(all[i].needs, needs)
		}
	}
	return inOrder(all), rows.Err()
}

// inOrder puts each table after those that it needs.
func inOrder(all []storedTable) []storedTable {
	var ordered []storedTable
	var visit func(storedTable)
	placed := map[string]bool{}
	visit = func(t storedTable) {
		if placed[t.name] {
			return
		}
		placed[t.name] = true
		for _, needed := range all {
			if slices.Contains(t.needs, needed.name) {
				visit(needed)
			}
		}
		ordered = append(ordered, t)
	}
	for _, t := range all {
		visit(t)
	}
	return ordered
}

func copyTables(from, to *Tx, tables []storedTable) error {
	for _, t := range tables {
		if err := copyTable(from, to, t); err != nil {
			return fmt.Errorf("copy %s: %w", t.name, err)
		}
	}
	return nil
}

func copyTable(from, to *Tx, t storedTable) error {
	columns := strings.Join(t.columns, ", ")
	rows, err := from.tx.QueryContext(from.ctx, "SELECT "+columns+" FROM "+t.name)
	if err != nil {
		return err
	}
	defer rows.Close()
	var gathered [][]any
	for rows.Next() {
		row := make([]any, len(t.columns))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if gathered = append(gathered, row); len(gathered) == chunk {
			if err := addRows(to, t.name, columns, gathered); err != nil {
				return err
			}
			gathered = gathered[:0]
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return addRows(to, t.name, columns, gathered)
}

// Backup is a copy of a backup, made ready to be restored; the file itself is
// never written to. Close removes the copy.
type Backup struct {
	*DB
	Schema int64 // of the backup as it was; the copy has this program's
	dir    string
}

// OpenBackup makes a backup ready. If it is encrypted it has the database's key,
// or that of the options; the copy is encrypted as the database is. It refuses
// with ErrNotBackup a file that is none or has another key, and with
// ErrNewerSchema one of a newer program.
func (db *DB) OpenBackup(ctx context.Context, path string, options ...Option) (_ *Backup, err error) {
	from := db.files
	for _, option := range options {
		option(&from)
	}
	from, err = from.of(path)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "sijoita-restore-")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	file := filepath.Join(dir, "backup.db")
	if err := db.files.copyBackup(ctx, from.address(path, "mode=ro&_pragma=busy_timeout(10000)"), file); err != nil {
		return nil, err
	}
	opened, err := openSQLite(file, db.files)
	if err != nil {
		return nil, err
	}
	b := &Backup{DB: opened, dir: dir}
	if err := b.prepare(ctx); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return b, nil
}

// copyBackup reads a backup by SQLite itself, so that a database in use may
// stand in for one.
func (f files) copyBackup(ctx context.Context, from, into string) (err error) {
	source, err := sql.Open("sqlite3", from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	var version int64
	err = source.QueryRowContext(ctx, "SELECT MAX(version_id) FROM goose_db_version WHERE is_applied").Scan(&version)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrNotBackup, err)
	}
	return f.vacuum(ctx, source, into)
}

func (b *Backup) prepare(ctx context.Context) (err error) {
	if b.Schema, err = b.SchemaVersion(ctx); err != nil {
		return err
	}
	if b.Schema > LatestSchema() {
		return ErrNewerSchema
	}
	_, err = b.Migrate(ctx)
	return err
}

// Close removes the copy.
func (b *Backup) Close() error { return errors.Join(b.DB.Close(), os.RemoveAll(b.dir)) }

// momentary are the tables that a restore leaves empty: what was ended since
// the backup must not come to life again, so everybody signs in anew.
var momentary = []string{"session", "sign_in_link", "kept_form", "throttle", "staged_import", "calendar_feed"}

// Restore puts a backup in the place of everything that the database holds, in
// one transaction. after runs in it as its last statements.
func (db *DB) Restore(ctx context.Context, b *Backup, now time.Time, after func(*Tx) error) error {
	tables, err := b.tables(ctx)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	kept := slices.DeleteFunc(slices.Clone(tables), func(t storedTable) bool { return slices.Contains(momentary, t.name) })
	return b.Read(ctx, 0, now, func(from *Tx) error {
		return db.Write(ctx, 0, now, func(to *Tx) error {
			for _, statement := range db.dialect.clear(tables) {
				if _, err := to.exec(statement); err != nil {
					return fmt.Errorf("restore: %w", err)
				}
			}
			if err := copyTables(from, to, kept); err != nil {
				return fmt.Errorf("restore: %w", err)
			}
			for _, statement := range db.dialect.reset(kept) {
				if _, err := to.exec(statement); err != nil {
					return fmt.Errorf("restore: %w", err)
				}
			}
			return after(to)
		})
	})
}

// deleteRows empties tables one by one, those that need others first.
func deleteRows(tables []storedTable) []string {
	var statements []string
	for _, t := range slices.Backward(tables) {
		statements = append(statements, "DELETE FROM "+t.name)
	}
	return statements
}

// truncate empties tables at once and keeps everybody else out of them until
// the transaction ends.
func truncate(tables []storedTable) []string {
	names := make([]string, len(tables))
	for i, t := range tables {
		names[i] = t.name
	}
	return []string{"TRUNCATE " + strings.Join(names, ", ")}
}

// resetIdentities lets each table's next key follow its highest.
func resetIdentities(tables []storedTable) []string {
	var statements []string
	for _, t := range tables {
		if slices.Contains(t.columns, "id") {
			statements = append(statements, fmt.Sprintf(
				"SELECT setval(pg_get_serial_sequence('%[1]s', 'id'), COALESCE((SELECT MAX(id) FROM %[1]s), 0) + 1, FALSE)", t.name))
		}
	}
	return statements
}

package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// restored gives an empty database of either kind the backup.
func restored(t *testing.T, db *store.DB, file string) *store.DB {
	t.Helper()
	backup, err := db.OpenBackup(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	if err := db.Restore(t.Context(), backup, moment, func(*store.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return db
}

func backup(t *testing.T, db *store.DB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := db.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	return file
}

func countClients(t *testing.T, db *store.DB, county int64) (n int) {
	t.Helper()
	read(t, db, county, func(tx *store.Tx) error {
		h, err := tx.Holding()
		n = len(h.Clients)
		return err
	})
	return n
}

func TestBackupIsOnePictureWhileOthersWrite(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		ctx, stop := context.WithCancel(t.Context())
		written := make(chan int)
		go func() {
			n := 0
			for ctx.Err() == nil {
				// A client and an entry go together: a backup holds both or neither.
				err := db.Write(t.Context(), w.county, moment, func(tx *store.Tx) error {
					if err := tx.AddClients([]casework.Client{{Record: record(""), GivenName: "A", FamilyName: "B", BirthOn: casework.MustDay("1990-01-01")}}); err != nil {
						return err
					}
					return tx.Append(audit.Entry{Action: audit.Added, Kind: "client", Result: audit.Done})
				})
				if err != nil {
					t.Error(err)
					break
				}
				n++
			}
			written <- n
		}()
		files := []string{backup(t, db), backup(t, db), backup(t, db)}
		stop()
		if n := <-written; n == 0 {
			t.Error("nothing was written while the backups were made")
		}
		for _, file := range files {
			copied := restored(t, migrated(t, "sqlite:"+filepath.Join(t.TempDir(), "copy.db")), file)
			var entries int64
			read(t, copied, w.county, func(tx *store.Tx) (err error) {
				entries, err = tx.VerifyLog()
				return err
			})
			if clients := countClients(t, copied, w.county); int64(clients-len(w.clients)) != entries {
				t.Errorf("a backup has %d clients and %d entries", clients, entries)
			}
		}
	})
}

func TestRestoreIsWholeOrNothing(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		file := backup(t, db)
		write(t, db, w.county, func(tx *store.Tx) error {
			return tx.AddClients([]casework.Client{{Record: record("p9"), GivenName: "A", FamilyName: "B", BirthOn: casework.MustDay("1990-01-01")}})
		})
		b, err := db.OpenBackup(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		failure := errors.New("the log could not be written")
		if err := db.Restore(t.Context(), b, moment, func(*store.Tx) error { return failure }); !errors.Is(err, failure) {
			t.Errorf("the restore ended with %v", err)
		}
		if n := countClients(t, db, w.county); n != len(w.clients)+1 {
			t.Errorf("after a failed restore there are %d clients", n)
		}
		restored(t, db, file)
		if n := countClients(t, db, w.county); n != len(w.clients) {
			t.Errorf("after the restore there are %d clients", n)
		}
		write(t, db, w.county, func(tx *store.Tx) error { // keys go on after the highest
			return tx.AddClients([]casework.Client{{Record: record("p9"), GivenName: "A", FamilyName: "B", BirthOn: casework.MustDay("1990-01-01")}})
		})
	})
}

func TestOpenBackupRefusesWhatIsNone(t *testing.T) {
	dir := t.TempDir()
	db := migrated(t, "sqlite:"+filepath.Join(dir, "own.db"))
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte("SQLite format 3, or so it says"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(dir, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for rule, tt := range map[string]struct {
		path string
		want error
	}{
		"a text":                     {text, store.ErrNotBackup},
		"an empty file":              {empty, store.ErrNotBackup},
		"a folder":                   {dir, store.ErrNotBackup},
		"a file that is not there":   {filepath.Join(dir, "none.db"), os.ErrNotExist},
		"another program's database": {foreign(t, dir), store.ErrNotBackup},
	} {
		t.Run(rule, func(t *testing.T) {
			if _, err := db.OpenBackup(t.Context(), tt.path); !errors.Is(err, tt.want) {
				t.Errorf("OpenBackup = %v, want %v", err, tt.want)
			}
		})
	}
}

// foreign makes an SQLite file that has nothing to do with us.
func foreign(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "foreign.db")
	db, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"net/url"
	"os"
	"strings"

	_ "github.com/ncruces/go-sqlite3/vfs/adiantum" // encryption at rest
)

// Option says how the SQLite files of a database are kept.
type Option func(*files)

// Key is what files are encrypted with: 32 bytes of chance.
type Key [32]byte

// ParseKey reads a key of 64 hexadecimal digits.
func ParseKey(s string) (k Key, err error) {
	raw, err := hex.DecodeString(strings.TrimSpace(s))
	if err != nil || len(raw) != len(k) {
		return k, errors.New("store: a key has 64 hexadecimal digits") // and is not told back
	}
	copy(k[:], raw)
	return k, nil
}

// String hides the key from logs.
func (Key) String() string { return "…" }

// WithKey encrypts every SQLite file that is written, and reads those that were
// encrypted with the same key: the database with all that SQLite puts beside
// it, and backups, of PostgreSQL too.
func WithKey(k Key) Option {
	return func(f *files) { f.key, f.layer = &k, "adiantum" }
}

// OnLayer puts a file layer that was registered with SQLite under the files:
// one that refuses writes, in tests. It comes after WithKey.
func OnLayer(name string) Option { return func(f *files) { f.layer = name } }

// files is how SQLite files are opened.
type files struct {
	key   *Key   // nil: as they are
	layer string // of SQLite's; empty: its own
}

// address is where SQLite finds the file at path, with further parameters.
func (f files) address(path, parameters string) string {
	at := "file:" + (&url.URL{Path: path}).EscapedPath() + "?"
	if f.layer != "" {
		at += "vfs=" + url.QueryEscape(f.layer) + "&"
	}
	if f.key != nil {
		at += "hexkey=" + hex.EncodeToString(f.key[:]) + "&"
	}
	return at + parameters
}

// vacuum copies an SQLite database into an empty file, page by page.
func (f files) vacuum(ctx context.Context, from *sql.DB, path string) error {
	_, err := from.ExecContext(ctx, "VACUUM INTO ?1", f.address(path, ""))
	return err
}

// plainStart is how an SQLite file begins that is not encrypted.
const plainStart = "SQLite format 3\x00"

// of gives how the file at path is to be read: one that is not encrypted
// without a key, though others have one.
func (f files) of(path string) (files, error) {
	file, err := os.Open(path)
	if err != nil {
		return f, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	start := make([]byte, len(plainStart))
	if n, _ := file.Read(start); string(start[:n]) == plainStart { // what cannot be read is found to be none later
		f = files{}
	}
	return f, nil
}

// Package store keeps the records: SQL written out, one file a concept, one
// text for SQLite and PostgreSQL (dialect.go holds what differs). It decides
// nothing: internal/app opens the transactions and asks package access, and
// every exported method of Tx works inside one county.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL; SQLite: prepared.go

	"sijoita/problem"
)

// ErrNotFound says that there is no such row in the county.
var ErrNotFound = errors.New("store: not found")

// ErrStale says that the row has a newer revision than the one to be changed.
var ErrStale = errors.New("store: a newer revision is there")

// ErrTaken says that the key is already there.
var ErrTaken = errors.New("store: key already there")

// ErrLocked says that a database file cannot be read with the key, or without one.
var ErrLocked = errors.New("store: the file is encrypted with another key, or is no database")

// ErrInUse says that other rows name the one that was to be taken away.
var ErrInUse = errors.New("store: in use")

// DB is one database, of either kind.
type DB struct {
	dialect dialect
	write   *sql.DB // SQLite: a single connection
	read    *sql.DB
	log     *group
	path    string // of the SQLite file, else empty
	url     string
	files   files
}

// Open opens the database at sqlite:PATH or postgres://…. A missing SQLite
// file is made, with its folder. The schema is left as it is: see Migrate. It
// fails with ErrLocked where the key is not the file's.
func Open(ctx context.Context, address string, options ...Option) (*DB, error) {
	var f files
	for _, option := range options {
		option(&f)
	}
	db, err := open(address, f)
	if err != nil {
		return nil, err
	}
	if err := db.write.PingContext(ctx); err != nil {
		if db.dialect.locked(err) {
			err = fmt.Errorf("%w: %w", ErrLocked, err)
		}
		return nil, errors.Join(fmt.Errorf("open database: %w", err), db.Close())
	}
	db.log = &group{db: db}
	return db, nil
}

func open(address string, f files) (*DB, error) {
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok && path != "" {
		return openSQLite(path, f)
	}
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(address, f)
	}
	return nil, fmt.Errorf("database address %q is neither sqlite:PATH nor postgres://…", redact(address))
}

func openSQLite(path string, f files) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make folder of database: %w", err)
	}
	if err := makePrivate(path); err != nil {
		return nil, fmt.Errorf("make database: %w", err)
	}
	// busy_timeout first: every later pragma may have to wait.
	file := f.address(path, "_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)"+
		"&_pragma=foreign_keys(on)&_pragma=temp_store(memory)")
	write, err := openPrepared(file + "&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	read, err := openPrepared(file + "&_pragma=query_only(on)")
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read.SetMaxOpenConns(4 * runtime.NumCPU())
	read.SetMaxIdleConns(4 * runtime.NumCPU())
	return &DB{dialect: sqlite, write: write, read: read, path: path, url: "sqlite:" + path, files: f}, nil
}

// makePrivate makes a file for its owner alone unless it is there; what SQLite
// puts beside it gets the same rights.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func openPostgres(address string, f files) (*DB, error) {
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	pool.SetMaxOpenConns(8 * runtime.NumCPU())
	pool.SetMaxIdleConns(8 * runtime.NumCPU())
	return &DB{dialect: postgres, write: pool, read: pool, url: address, files: f}, nil
}

func redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "…"
	}
	return u.Redacted()
}

// Address is where the database is, with any password hidden.
func (db *DB) Address() string { return redact(db.url) }

// Close lets go of the database.
func (db *DB) Close() error {
	if db.read == db.write {
		return db.write.Close()
	}
	return errors.Join(db.read.Close(), db.write.Close())
}

// Ping tells whether the database answers, for the health check.
func (db *DB) Ping(ctx context.Context) error { return db.read.PingContext(ctx) }

// Tx is a transaction in one county, with one moment for all it writes.
type Tx struct {
	ctx     context.Context
	tx      *sql.Tx
	dialect dialect
	County  int64
	Now     time.Time
	Added   func(n int) // is told of records as they are added; nil: nobody
}

// Write runs fn in one writing transaction; it is committed when fn returns
// nil, and else leaves no trace. A database that cannot be reached or written
// just now is problem.Unavailable, and so is a commit that got no answer: then
// nobody knows whether it was done, and what is sent again is there once.
func (db *DB) Write(ctx context.Context, county int64, now time.Time, fn func(*Tx) error) error {
	return db.in(ctx, db.write, nil, county, now, fn)
}

// Read runs fn on one unchanging picture of the database. One that cannot be
// reached or read just now is problem.Unavailable.
func (db *DB) Read(ctx context.Context, county int64, now time.Time, fn func(*Tx) error) error {
	opts := &sql.TxOptions{ReadOnly: true}
	if db.dialect.name == postgres.name {
		opts.Isolation = sql.LevelRepeatableRead
	}
	return db.in(ctx, db.read, opts, county, now, fn)
}

func (db *DB) in(ctx context.Context, pool *sql.DB, opts *sql.TxOptions, county int64, now time.Time, fn func(*Tx) error) error {
	tx, err := begin(ctx, pool, opts)
	if err != nil {
		return db.told("problem.unavailable", fmt.Errorf("begin transaction: %w", err))
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := fn(&Tx{ctx: ctx, tx: tx, dialect: db.dialect, County: county, Now: now}); err != nil {
		return db.told("problem.unavailable", err)
	}
	if err := commit(ctx, tx); err != nil {
		key := db.dialect.unanswered
		if opts != nil { // it only read
			key = "problem.unavailable"
		}
		return db.told(key, fmt.Errorf("commit: %w", err))
	}
	return nil
}

// told makes a problem of an error of the machine beneath, in the words of the
// key: nobody who meets it can do anything but try again.
func (db *DB) told(key string, err error) error {
	if problem.As(err) != nil || !db.dialect.absent(err) {
		return err
	}
	return fmt.Errorf("%w (%w)", problem.New(problem.Unavailable, key), err)
}

func (tx *Tx) exec(query string, args ...any) (sql.Result, error) {
	res, err := tx.tx.ExecContext(tx.ctx, tx.dialect.query(query), args...)
	if err != nil && tx.dialect.unique(err) {
		return nil, fmt.Errorf("%w: %v", ErrTaken, err)
	}
	return res, err
}

// insert runs an INSERT … RETURNING id.
func (tx *Tx) insert(query string, args ...any) (id int64, err error) {
	err = tx.tx.QueryRowContext(tx.ctx, tx.dialect.query(query), args...).Scan(&id)
	if err != nil && tx.dialect.unique(err) {
		return 0, fmt.Errorf("%w: %v", ErrTaken, err)
	}
	return id, err
}

// row reads one row; no row is ErrNotFound.
func (tx *Tx) row(query string, args []any, into ...any) error {
	err := tx.tx.QueryRowContext(tx.ctx, tx.dialect.query(query), args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// list reads every row with scan, which gets the row's Scan.
func list[T any](tx *Tx, scan func(func(...any) error) (T, error), query string, args ...any) ([]T, error) {
	rows, err := tx.tx.QueryContext(tx.ctx, tx.dialect.query(query), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// one reads the single row that list would; none is ErrNotFound.
func one[T any](tx *Tx, scan func(func(...any) error) (T, error), query string, args ...any) (T, error) {
	all, err := list(tx, scan, query, args...)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

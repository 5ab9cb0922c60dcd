package store

import (
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Migration is a step that Migrate took.
type Migration struct {
	Version int64
	Name    string
	Took    time.Duration
}

// Migrate brings the schema up to date and tells what it did; nothing to do is
// no error. Two servers that start at once do not disturb each other.
func (db *DB) Migrate(ctx context.Context) ([]Migration, error) {
	provider, err := db.provider()
	if err != nil {
		return nil, err
	}
	results, err := provider.Up(ctx)
	var done []Migration
	for _, r := range results {
		done = append(done, Migration{Version: r.Source.Version, Name: filepath.Base(r.Source.Path), Took: r.Duration})
	}
	if err != nil {
		return done, fmt.Errorf("migrate: %w", err)
	}
	return done, nil
}

// SchemaVersion is the number of the last migration taken; 0 for none.
func (db *DB) SchemaVersion(ctx context.Context) (int64, error) {
	provider, err := db.provider()
	if err != nil {
		return 0, err
	}
	return provider.GetDBVersion(ctx)
}

// LatestSchema is the number of the last migration that this program brings.
func LatestSchema() int64 {
	var latest int64
	names, _ := fs.Glob(migrationFiles, "migrations/*.sql")
	for _, name := range names {
		if version, err := goose.NumericComponent(name); err == nil {
			latest = max(latest, version)
		}
	}
	return latest
}

// migrateTo brings the schema to the version, for a copy of a database that is
// not up to date.
func (db *DB) migrateTo(ctx context.Context, version int64) error {
	provider, err := db.provider()
	if err == nil {
		_, err = provider.UpTo(ctx, version)
	}
	return err
}

func (db *DB) provider() (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	opts := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if db.dialect.name == postgres.name {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	provider, err := goose.NewProvider(db.dialect.goose, db.write, translated{files, db.dialect}, opts...)
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return provider, nil
}

// translated serves the migrations in the dialect's words.
type translated struct {
	fs.FS
	dialect dialect
}

// Open opens a file of migrations; its text is translated, a folder is as it is.
func (t translated) Open(name string) (fs.File, error) {
	f, err := t.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return f, err
	}
	text, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return translatedFile{f, strings.NewReader(t.dialect.migration(string(text)))}, nil
}

type translatedFile struct {
	fs.File
	text io.Reader
}

func (f translatedFile) Read(p []byte) (int, error) { return f.text.Read(p) }

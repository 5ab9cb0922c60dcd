package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/ncruces/go-sqlite3/driver"
	"github.com/rogpeppe/go-internal/testscript"

	"sijoita/internal/testkit"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sijoita": main})
}

// TestOnSQLite runs every script with a database file of its own.
func TestOnSQLite(t *testing.T) {
	runScripts(t, "sqlite", func(work string) (string, string) {
		return "sqlite:" + filepath.Join(work, "data", "sijoita.db"), "sqlite:" + filepath.Join(work, "other.db")
	})
}

// TestOnBoth runs the scripts that must go the same way on either database.
func TestOnBoth(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		runScripts(t, "both", func(work string) (string, string) {
			return "sqlite:" + filepath.Join(work, "sijoita.db"), "sqlite:" + filepath.Join(work, "other.db")
		})
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		testkit.Postgres(t) // skips here when PostgreSQL is left out
		runScripts(t, "both", func(string) (string, string) { return testkit.Postgres(t), testkit.Postgres(t) })
	})
}

// runScripts runs a folder of scripts. Each gets two databases that are not
// there yet, SIJOITA_DB and OTHER_DB, the Kainuu file as KAINUU, in
// OUTCOMES the folder of what the rules themselves make of it, and the
// authorities' worked examples as OFFICIAL.
func runScripts(t *testing.T, folder string, databases func(work string) (string, string)) {
	kainuu, err := filepath.Abs(filepath.Join("testdata", "kainuu-2023-2024.json"))
	if err != nil {
		t.Fatal(err)
	}
	golden, err := filepath.Abs(filepath.Join("..", "..", "outcomes", "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	official, err := filepath.Abs(filepath.Join("..", "..", "rules", "cases", "official.json"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script", folder),
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") == "1",
		Setup: func(e *testscript.Env) error {
			db, other := databases(e.WorkDir)
			e.Setenv("SIJOITA_DB", db)
			e.Setenv("OTHER_DB", other)
			e.Setenv("KAINUU", kainuu)
			e.Setenv("OUTCOMES", golden)
			e.Setenv("OFFICIAL", official)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"sql": runSQL, "exits": runExits},
	})
}

// runSQL goes behind the program's back: sql 'STATEMENT' changes the database.
func runSQL(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sql 'STATEMENT'")
	}
	driver, address := "pgx", ts.Getenv("SIJOITA_DB")
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, address = "sqlite3", "file:"+path
	}
	db, err := sql.Open(driver, address)
	ts.Check(err)
	defer db.Close()
	result, err := db.Exec(args[0])
	ts.Check(err)
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		ts.Fatalf("%s changed nothing (%v)", args[0], err)
	}
}

// runExits runs a command and compares its exit code: exits CODE COMMAND ARG…
func runExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG…")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("it ended with %s, want %s", got, args[0])
	}
}

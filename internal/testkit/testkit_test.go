package testkit_test

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"sijoita/casework"
	"sijoita/internal/testkit"
)

func TestTheClockMovesOnlyWhenTold(t *testing.T) {
	clock := testkit.ClockAt(t, "2026-11-21 14:35")
	if got := clock.Now().Format(time.RFC3339); got != "2026-11-21T12:35:00Z" {
		t.Errorf("now is %s", got)
	}
	clock.Advance(12 * time.Hour)
	if got := casework.DayAt(clock.Now()); got != casework.MustDay("2026-11-22") {
		t.Errorf("twelve hours later it is %s", got)
	}
	clock.Set(testkit.Moment(t, "2027-01-01 00:00"))
	if got := casework.DayAt(clock.Now()); got != casework.MustDay("2027-01-01") {
		t.Errorf("set to new year it is %s", got)
	}
}

func TestIDsComeInOneOrderAndNeverTwice(t *testing.T) {
	one, again, other := testkit.NewIDs(1), testkit.NewIDs(1), testkit.NewIDs(2)
	seen := map[casework.UID]bool{}
	for n := range uint64(1000) {
		id := one.New()
		if id != again.New() || id != testkit.UID(1, n+1) {
			t.Fatalf("id %d differs between two sources of one seed", n+1)
		}
		for _, id := range []casework.UID{id, other.New()} {
			if id.IsZero() || seen[id] {
				t.Fatalf("id %s came twice or is none", id)
			}
			seen[id] = true
		}
	}
}

func TestPostgresDatabases(t *testing.T) {
	migrated := 0
	migrate := func(url string) error {
		migrated++
		return run(url, "create table client (name text collate \"C\")", "insert into client values ('Åke')")
	}
	first := testkit.PostgresFromTemplate(t, "one_table", migrate)
	second := testkit.PostgresFromTemplate(t, "one_table", migrate)
	if migrated != 1 {
		t.Errorf("the template was migrated %d times", migrated)
	}
	if err := run(first, "insert into client values ('Aino')"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, url, query, want string
	}{
		{"a copy is its own", first, "select count(*) from client", "2"},
		{"what one test writes no other sees", second, "select count(*) from client", "1"},
		{"text is UTF-8", second, "select length(name) from client", "3"},
		{"a database without a template is empty", testkit.Postgres(t),
			"select count(*) from information_schema.tables where table_schema = 'public'", "0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := one(t, tt.url, tt.query); got != tt.want {
				t.Errorf("%s: got %s, want %s", tt.query, got, tt.want)
			}
		})
	}
}

func TestPostgresTellsWhyATemplateFailed(t *testing.T) {
	testkit.Postgres(t) // skips here when PostgreSQL is left out
	r := &recorder{TB: t}
	r.do(func() {
		testkit.PostgresFromTemplate(r, "broken", func(url string) error { return run(url, "create tabel x ()") })
	})
	if !strings.Contains(r.fatal, "template broken") || !strings.Contains(r.fatal, "syntax error") {
		t.Errorf("the test ended with %q", r.fatal)
	}
}

// TestPostgresEndsWithTheTestBinary runs this binary again, kills it while its
// server answers, and waits for the server's directory to go.
func TestPostgresEndsWithTheTestBinary(t *testing.T) {
	const child = "SIJOITA_TESTKIT_CHILD"
	if os.Getenv(child) == "1" {
		fmt.Println(one(t, testkit.Postgres(t), "select current_setting('data_directory')"))
		select {}
	}
	testkit.Postgres(t)
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), child+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var data string
	if _, err := fmt.Fscanln(out, &data); err != nil {
		t.Fatalf("the child told no directory: %v", err)
	}
	if _, err := os.Stat(data); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // says "killed"
	deadline := time.After(20 * time.Second)
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		select {
		case <-tick.C:
			if _, err := os.Stat(data); os.IsNotExist(err) {
				return
			}
		case <-deadline:
			t.Fatalf("%s is still there", data)
		}
	}
}

// recorder is a test whose failure can be looked at.
type recorder struct {
	testing.TB
	fatal string
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.fatal = fmt.Sprintf(format, args...)
	panic(r)
}

// do runs f until it ends or fails the recorder.
func (r *recorder) do(f func()) {
	defer func() {
		if p := recover(); p != nil && p != any(r) {
			panic(p)
		}
	}()
	f()
}

func run(url string, statements ...string) error {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			return err
		}
	}
	return nil
}

func one(t *testing.T, url, query string) string {
	t.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var value string
	if err := db.QueryRow(query).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

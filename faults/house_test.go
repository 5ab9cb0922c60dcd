// Package faults does to Sijoita what life does to a program: it is killed in
// the middle of a write, its disk is full, its database goes and comes back, two
// people send at once, the clock jumps. It looks at what is left: nothing that
// was acknowledged is lost, nothing is half there, and the log is whole.
//
// What runs here in `make test` is short; `make faults` does the same for as
// long as it is given. docs/reliability.md tells what was tried and how often,
// and beside each test stands what was taken out to see it fail.
package faults

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sijoita/casework"
	"sijoita/e2e/program"
	"sijoita/internal/app"
	"sijoita/internal/demo"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
)

// How long the tests go on. The defaults are for `make test`.
var (
	kills    = flag.Int("kills", 4, "how often the program is killed, on each database")
	restarts = flag.Int("restarts", 1, "how often PostgreSQL goes and comes back under load")
	twice    = flag.Int("twice", 300, "how many forms are sent, each two to four times, on each database")
	hurtful  = flag.Bool("hurtful", false, "try files that are made to hurt")
	rounds   = flag.Int("rounds", 10, "how often two people correct one contact at once")
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "sijoita-faults-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	workshop = dir
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// workshop is the directory of the built program and of the databases.
var workshop string

var built = sync.OnceValues(func() (string, error) { return program.Build(workshop) })

func binary(t testing.TB) string {
	t.Helper()
	path, err := built()
	must(t, err)
	return path
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The people of the demo who work here.
var coachNames = []string{"Riikka Tolonen", "Sami Karjalainen"}

// house is the demo's county in a database that outlives its program.
type house struct {
	t       testing.TB
	address string
	args    []string // of the program, before the command
	workers []worker
	server  *program.Server
}

// worker is a person who is signed in, with what they write about.
type worker struct {
	token            string
	client, employer string
}

// onEach runs a test on a house of its own on each database.
func onEach(t *testing.T, test func(t *testing.T, address func(testing.TB) string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, sqliteHouse) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, postgresHouse) })
}

var template struct {
	once sync.Once
	file []byte
	err  error
}

// sqliteHouse gives the address of a new SQLite database with the demo in it.
func sqliteHouse(t testing.TB) string {
	t.Helper()
	template.once.Do(func() {
		path := filepath.Join(workshop, "template.db")
		if template.err = furnish("sqlite:" + path); template.err == nil {
			template.file, template.err = os.ReadFile(path)
		}
	})
	must(t, template.err)
	path := filepath.Join(t.TempDir(), "sijoita.db")
	must(t, os.WriteFile(path, template.file, 0o600))
	return "sqlite:" + path
}

// postgresHouse gives the address of a new PostgreSQL database with the demo in it.
func postgresHouse(t testing.TB) string {
	t.Helper()
	return testkit.PostgresFromTemplate(t, "faults", furnish)
}

// furnish puts the demo of today into an empty database.
func furnish(address string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, address)
	if err != nil {
		return err
	}
	if _, err := db.Migrate(ctx); err != nil {
		return errors.Join(err, db.Close())
	}
	a := newApp(db)
	var document bytes.Buffer
	if err := interchange.Write(&document, demo.Document(a.Day())); err != nil {
		return errors.Join(err, db.Close())
	}
	_, err = a.Import(ctx, app.HouseKeeper("faults"), app.ImportInput{File: &document})
	return errors.Join(err, db.Close())
}

func newApp(db *store.DB) *app.App {
	return &app.App{Store: db, Clock: time.Now, IDs: newUID, Random: rand.Reader, Demo: true}
}

func newUID() (u casework.UID) {
	_, _ = rand.Read(u[:]) // never fails
	return u
}

// settle signs the workers in, in a database with the demo in it.
func settle(t testing.TB, address string) *house {
	t.Helper()
	return settleWith(t, address, nil)
}

// settleWith is settle in a database that is opened with the program's options.
func settleWith(t testing.TB, address string, args []string) *house {
	t.Helper()
	var options []store.Option
	if len(args) > 0 && strings.HasPrefix(address, "sqlite:") {
		text, err := os.ReadFile(args[1])
		must(t, err)
		key, err := store.ParseKey(string(text))
		must(t, err)
		options = append(options, store.WithKey(key))
	}
	db, err := store.Open(t.Context(), address, options...)
	must(t, err)
	defer db.Close()
	h := &house{t: t, address: address, args: args}
	a := newApp(db)
	people, err := a.DemoPeople(t.Context())
	must(t, err)
	for _, p := range people {
		if slices.Contains(coachNames, p.Name) && p.Grant.Role == casework.RoleCoach {
			h.workers = append(h.workers, worker{token: signIn(t, a, p.UID)})
		}
	}
	if len(h.workers) != len(coachNames) {
		t.Fatalf("%d of %v are in the demo", len(h.workers), coachNames)
	}
	return h
}

func signIn(t testing.TB, a *app.App, who casework.UID) string {
	t.Helper()
	entrance, err := a.DemoSignIn(t.Context(), who, "faults")
	must(t, err)
	return string(entrance.Token)
}

// start runs the program and waits until it answers; it gives how long that took.
func (h *house) start() time.Duration {
	h.t.Helper()
	began := time.Now()
	server, err := program.Start(binary(h.t), slices.Concat(h.args, []string{"--db", h.address, "serve", "--addr", "127.0.0.1:0"})...)
	must(h.t, err)
	h.server = server
	if a := h.ask(worker{}, http.MethodGet, "/health", nil); a.err != nil || a.status != http.StatusOK {
		h.t.Fatalf("the program that was started answers %d, %v\n%s", a.status, a.err, server.Log())
	}
	return time.Since(began)
}

// stop ends the program in good order.
func (h *house) stop() {
	h.t.Helper()
	if err := h.server.Stop(); err != nil {
		h.t.Errorf("%v\n%s", err, h.server.Log())
	}
}

// findSubjects gives each worker a client and an employer to write about.
func (h *house) findSubjects() {
	h.t.Helper()
	for i := range h.workers {
		w := &h.workers[i]
		w.client = h.firstLink(*w, "/clients")
		w.employer = h.firstLink(*w, "/employers")
	}
}

func (h *house) firstLink(w worker, path string) string {
	h.t.Helper()
	a := h.ask(w, http.MethodGet, path, nil)
	found := regexp.MustCompile(path + `/([a-z2-7]{26})`).FindStringSubmatch(a.page)
	if a.err != nil || found == nil {
		h.t.Fatalf("%s answers with %d, %v and names nobody", path, a.status, a.err)
	}
	return found[1]
}

// answer is what came back, or that nothing did.
type answer struct {
	status  int
	request string // its id, by which the log knows it
	to      string // where it leads
	page    string
	err     error
}

// browsers keep their connections and follow no redirect.
var browsers = &http.Client{
	Timeout:       30 * time.Second,
	Transport:     &http.Transport{MaxIdleConnsPerHost: 16, DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// ask sends a request as the worker; fields make it a form.
func (h *house) ask(w worker, method, path string, fields url.Values) answer {
	r, err := http.NewRequest(method, h.server.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		return answer{err: err}
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.AddCookie(&http.Cookie{Name: "sijoita", Value: w.token})
	r.AddCookie(&http.Cookie{Name: "lang", Value: "fi"})
	came, err := browsers.Do(r)
	if err != nil {
		return answer{err: err}
	}
	defer came.Body.Close()
	page, err := io.ReadAll(came.Body)
	return answer{came.StatusCode, came.Header.Get("X-Request-Id"), came.Header.Get("Location"), string(page), err}
}

// contents opens the house's database from beside, as one who owns it does.
func (h *house) contents() *contents {
	h.t.Helper()
	driver, address := "pgx", h.address
	if path, ok := strings.CutPrefix(h.address, "sqlite:"); ok {
		driver, address = "sqlite3", "file:"+path+"?_pragma=busy_timeout(10000)"
	}
	db, err := sql.Open(driver, address)
	must(h.t, err)
	return &contents{h.t, db}
}

type contents struct {
	t  testing.TB
	db *sql.DB
}

func (c *contents) close() {
	c.t.Helper()
	must(c.t, c.db.Close())
}

// rows gives a statement's rows, each as text with the columns apart; uids are
// as people see them.
func (c *contents) rows(statement string) []string {
	c.t.Helper()
	found, err := c.db.QueryContext(c.t.Context(), statement)
	if err != nil {
		c.t.Fatalf("%s: %v", statement, err)
	}
	defer found.Close()
	columns, err := found.Columns()
	must(c.t, err)
	var all []string
	for found.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		must(c.t, found.Scan(into...))
		for i, value := range row {
			if raw, ok := value.([]byte); ok && columns[i] == "uid" {
				row[i] = casework.UID(raw).String()
			} else if ok {
				row[i] = fmt.Sprintf("%x", raw)
			}
		}
		all = append(all, strings.TrimSuffix(fmt.Sprintln(row...), "\n"))
	}
	must(c.t, found.Err())
	return all
}

// set gives a statement's rows, of one column, as a set that counts.
func (c *contents) set(statement string) map[string]int {
	c.t.Helper()
	all := map[string]int{}
	for _, row := range c.rows(statement) {
		all[row]++
	}
	return all
}

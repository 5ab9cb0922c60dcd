package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/demo"
	"sijoita/internal/i18n"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
)

// town is the demo's county behind the whole site, on a Saturday.
type town struct {
	app     *app.App
	handler http.Handler
	people  map[string]casework.UID
	clients []casework.Client
	clock   *testkit.Clock
	path    string
	log     *bytes.Buffer // what the program says of itself
	logging sync.Mutex
}

// Write takes a line of the program's own log.
func (w *town) Write(line []byte) (int, error) {
	w.logging.Lock()
	defer w.logging.Unlock()
	return w.log.Write(line)
}

// said is the program's own log so far.
func (w *town) said() string {
	w.logging.Lock()
	defer w.logging.Unlock()
	return w.log.String()
}

// Who is who in the demo.
const (
	coach         = "Riikka Tolonen"
	colleague     = "Sami Karjalainen"
	leader        = "Sanna Kemppainen"
	careWorker    = "Minna Piirainen"
	manager       = "Leena Salonen"
	reviewer      = "Ritva Anttila"
	administrator = "Timo Manninen"
	dpo           = "Elina Hirvonen"
)

// newTown makes the demo's county in a database of the test's own.
func newTown(t testing.TB) *town {
	t.Helper()
	path := filepath.Join(t.TempDir(), "town.db")
	w := newTownAt(t, "sqlite:"+path)
	w.path = path
	return w
}

// newTownAt makes the demo's county in an empty database.
func newTownAt(t testing.TB, address string, options ...store.Option) *town {
	t.Helper()
	return newTownOf(t, demoDocument(), address, options...)
}

// newTownOf makes the county of a document in an empty database.
func newTownOf(t testing.TB, document []byte, address string, options ...store.Option) *town {
	t.Helper()
	db, err := store.Open(t.Context(), address, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := &town{log: new(bytes.Buffer), clock: testkit.ClockAt(t, "2026-11-21 14:35"), people: map[string]casework.UID{}}
	ids := testkit.NewIDs(7)
	passwords, err := auth.NewPasswords(2, auth.Cost{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	w.app = &app.App{Store: db, Clock: w.clock.Now, IDs: ids.New, Random: rand.Reader, Passwords: passwords, Demo: true}
	operator := access.Actor{Kind: access.Operator, ID: "cli:test", Name: "cli:test"}
	if _, err := w.app.Import(t.Context(), operator, app.ImportInput{File: bytes.NewReader(document)}); err != nil {
		t.Fatal(err)
	}
	everyone, err := w.app.DemoPeople(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range everyone {
		w.people[p.Name] = p.UID
	}
	w.clients = w.allClients(t)
	server := &Server{App: w.app, Log: slog.New(slog.NewTextHandler(w, nil))}
	w.handler = server.Handler()
	return w
}

// demoDocument is the demo of the day, written once.
var demoDocument = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	if err := interchange.Write(&b, demo.Document(casework.MustDay("2026-11-21"))); err != nil {
		panic(err)
	}
	return b.Bytes()
})

// visitor is one person's browser.
type visitor struct {
	t      testing.TB
	town   *town
	cookie *http.Cookie
	lang   string
	from   string // address; those who guess are slowed down by it
}

// as signs a person of the demo in.
func (w *town) as(t testing.TB, name string) *visitor {
	t.Helper()
	entrance, err := w.app.DemoSignIn(t.Context(), w.people[name], "test")
	if err != nil {
		t.Fatalf("sign in %s: %v", name, err)
	}
	return &visitor{t: t, town: w, cookie: &http.Cookie{Name: "sijoita", Value: string(entrance.Token)}, lang: "fi"}
}

// answer is what came back.
type answer struct {
	status int
	to     string // where it leads, for a redirect
	page   string
	header http.Header
}

func (v *visitor) get(path string) answer { return v.ask(http.MethodGet, path, nil) }

func (v *visitor) post(path string, fields url.Values) answer {
	return v.ask(http.MethodPost, path, fields)
}

func (v *visitor) ask(method, path string, fields url.Values) answer {
	v.t.Helper()
	r := httptest.NewRequestWithContext(context.Background(), method, path, strings.NewReader(fields.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.AddCookie(&http.Cookie{Name: "lang", Value: v.lang})
	if v.cookie != nil {
		r.AddCookie(v.cookie)
	}
	if v.from != "" {
		r.RemoteAddr = v.from
	}
	w := httptest.NewRecorder()
	v.town.handler.ServeHTTP(w, r)
	if gaps := i18n.Missing(w.Body.String()); len(gaps) > 0 {
		v.t.Errorf("%s %s: a text is missing: %v", method, path, gaps)
	}
	return answer{w.Code, w.Header().Get("Location"), w.Body.String(), w.Header()}
}

// mustGet gets a page that must be there.
func (v *visitor) mustGet(path string) string {
	v.t.Helper()
	a := v.get(path)
	if a.status != http.StatusOK {
		v.t.Fatalf("GET %s: %d", path, a.status)
	}
	return a.page
}

// allClients are those of the demo.
func (w *town) allClients(t testing.TB) (all []casework.Client) {
	t.Helper()
	err := w.app.Store.Read(t.Context(), 1, w.clock.Now(), func(tx *store.Tx) error {
		episodes, err := tx.Episodes()
		if err != nil {
			return err
		}
		var ids []int64
		for _, e := range episodes {
			ids = append(ids, e.ClientID)
		}
		all, err = tx.ClientsByID(ids)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// find gives the uid of the client with the names.
func (w *town) find(t testing.TB, given, family string) casework.UID {
	t.Helper()
	for _, c := range w.clients {
		if c.GivenName == given && c.FamilyName == family {
			return c.UID
		}
	}
	t.Fatalf("there is no %s %s", given, family)
	return casework.UID{}
}

// breakLog takes the log away, as a full disk would.
func breakLog(t *testing.T, w *town) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+w.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "CREATE TRIGGER no_log BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no log'); END"); err != nil {
		t.Fatal(err)
	}
}

// newRecorder sends a request as it is and gives the status.
func newRecorder(w *town, r *http.Request) int {
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	return rec.Code
}

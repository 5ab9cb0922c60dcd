// Package bench measures the pages that people wait for, through the whole
// site on a real SQLite file: who asks, may they, the query, the page, and the
// log entry that is on the disk before anything is shown.
package bench

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sijoita/bench/sets"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/demo"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/internal/web"
)

// The people who ask for pages.
const (
	coach  = "coach"
	leader = "leader"
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "sijoita-bench-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	workshop = dir
	code := m.Run()
	for _, c := range []*county{small, large} {
		if c.db != nil {
			if err := c.db.Close(); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// workshop is the directory of the databases.
var workshop string

// county is a database with the whole site over it.
type county struct {
	name  string
	shape sets.Shape // zero: the demo

	once     sync.Once
	err      error
	db       *store.DB
	handler  http.Handler
	tokens   map[string]string
	client   string // path of a client's page
	employer string // and of an employer's
}

// The counties. The large one has 5,000 clients and 200,000 contacts of ten years.
var (
	small = &county{name: "suvanto"}
	large = &county{name: "large", shape: sets.County}
)

var today = casework.Date(2026, 11, 20) // a Friday, when a week has most in it

// open makes the county the first time that it is asked for.
func (c *county) open(tb testing.TB) *county {
	tb.Helper()
	c.once.Do(func() { c.err = c.make() })
	if c.err != nil {
		tb.Fatal(c.err)
	}
	return c
}

func (c *county) make() (err error) {
	ctx := context.Background()
	if c.db, err = store.Open(ctx, "sqlite:"+filepath.Join(workshop, c.name+".db")); err != nil {
		return err
	}
	if _, err := c.db.Migrate(ctx); err != nil {
		return err
	}
	noon := today.Time().Add(12 * time.Hour)
	a := &app.App{Store: c.db, Clock: func() time.Time { return noon }, IDs: newUID, Random: rand.Reader, Demo: true}
	if a.Passwords, err = auth.NewPasswords(1, auth.Recommended); err != nil {
		return err
	}
	if err := c.fill(ctx, a); err != nil {
		return err
	}
	c.handler = (&web.Server{App: a, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}).Handler()
	return c.signIn(ctx, a)
}

func (c *county) fill(ctx context.Context, a *app.App) error {
	if c.shape.Name != "" {
		const seed = 1
		return sets.Make(ctx, c.db, c.shape, seed, today, func(int) {})
	}
	var document bytes.Buffer
	if err := interchange.Write(&document, demo.Document(today)); err != nil {
		return err
	}
	_, err := a.Import(ctx, app.HouseKeeper("bench"), app.ImportInput{File: &document})
	return err
}

func newUID() (u casework.UID) {
	_, _ = rand.Read(u[:]) // never fails
	return u
}

// signIn opens sessions for those who ask, and finds the pages of a client and
// of an employer.
func (c *county) signIn(ctx context.Context, a *app.App) error {
	c.tokens = map[string]string{}
	for person, in := range map[string]struct{ name, login string }{
		coach: {"Riikka Tolonen", sets.Login("coach", 1, 1)}, leader: {"Sanna Kemppainen", sets.Login("leader", 1, 1)},
	} {
		entrance, err := a.SignIn(ctx, app.Credentials{Login: in.login, Password: sets.Password})
		if c.shape.Name == "" {
			entrance, err = enterDemo(ctx, a, in.name)
		}
		if err != nil {
			return err
		}
		c.tokens[person] = string(entrance.Token)
	}
	for path, page := range map[string]*string{"/clients": &c.client, "/employers": &c.employer} {
		status, list := c.ask(coach, http.MethodGet, path, nil)
		*page = regexp.MustCompile(path + `/[a-z2-7]{26}`).FindString(list)
		if status != http.StatusOK || *page == "" {
			return fmt.Errorf("%s answers %s with %d and names nobody", path, coach, status)
		}
	}
	return nil
}

// enterDemo opens a session of somebody in the demo.
func enterDemo(ctx context.Context, a *app.App, name string) (app.Entrance, error) {
	people, err := a.DemoPeople(ctx)
	if err != nil {
		return app.Entrance{}, err
	}
	at := slices.IndexFunc(people, func(p app.DemoPerson) bool { return p.Name == name })
	if at < 0 {
		return app.Entrance{}, fmt.Errorf("nobody in the demo is called %s", name)
	}
	return a.DemoSignIn(ctx, people[at].UID, "bench")
}

// ask sends a request as the person and gives what came back.
func (c *county) ask(person, method, path string, fields url.Values) (status int, page string) {
	r := httptest.NewRequest(method, path, strings.NewReader(fields.Encode()))
	if fields != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.AddCookie(&http.Cookie{Name: "sijoita", Value: c.tokens[person]})
	r.AddCookie(&http.Cookie{Name: "lang", Value: "fi"})
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

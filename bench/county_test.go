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
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

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
	coach  = "Riikka Tolonen"
	leader = "Sanna Kemppainen"
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
	name   string
	copies int // of the demo, each with its own team
	visits int // more contacts that each coach has made, over five years

	once     sync.Once
	err      error
	db       *store.DB
	handler  http.Handler
	tokens   map[string]string
	client   string // path of a client's page
	employer string // and of an employer's
}

// The counties. The large one has more than 5,000 clients and 200,000 contacts.
var (
	small = &county{name: "suvanto", copies: 1}
	large = &county{name: "large", copies: 53, visits: 640}
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
	var document bytes.Buffer
	if err := interchange.Write(&document, c.document()); err != nil {
		return err
	}
	if _, err := a.Import(ctx, app.HouseKeeper("bench"), app.ImportInput{File: &document}); err != nil {
		return err
	}
	c.handler = (&web.Server{App: a, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}).Handler()
	return c.signIn(ctx, a)
}

func newUID() (u casework.UID) {
	_, _ = rand.Read(u[:]) // never fails
	return u
}

// signIn opens sessions for those who ask, and finds the pages of a client and
// of an employer.
func (c *county) signIn(ctx context.Context, a *app.App) error {
	people, err := a.DemoPeople(ctx)
	if err != nil {
		return err
	}
	c.tokens = map[string]string{}
	for _, p := range people {
		if p.Name != coach && p.Name != leader || c.tokens[p.Name] != "" {
			continue
		}
		entrance, err := a.DemoSignIn(ctx, p.UID, "bench")
		if err != nil {
			return err
		}
		c.tokens[p.Name] = string(entrance.Token)
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

// document is the demo as many times as the county has copies, in one
// programme, with the contacts of more years.
func (c *county) document() *interchange.Document {
	whole := demo.Document(today)
	for n := 1; n < c.copies; n++ {
		one := demo.Document(today)
		rename(reflect.ValueOf(one).Elem(), fmt.Sprintf("-%d", n))
		join(whole, one)
	}
	c.addVisits(whole)
	return whole
}

// renamed are the fields that name a record of a copy.
var renamed = map[string]bool{
	"ID": true, "Team": true, "CareTeam": true, "Client": true, "Episode": true, "Employer": true, "Staff": true,
	"Coach": true, "ReferringUnit": true, "By": true, "Attended": true,
}

// rename gives every record in the value a name of the copy's own.
func rename(v reflect.Value, suffix string) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			rename(v.Index(i), suffix)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field, name := v.Field(i), v.Type().Field(i).Name
			switch {
			case name == "County" || name == "Programmes":
			case renamed[name] && field.Kind() == reflect.String && field.String() != "":
				field.SetString(field.String() + suffix)
			case renamed[name] && field.Type() == reflect.TypeFor[[]string]():
				field.Set(reflect.ValueOf(renamedAll(field.Interface().([]string), suffix)))
			default:
				rename(field, suffix)
			}
		}
	}
}

// renamedAll gives a list of its own: records of the demo share theirs.
func renamedAll(names []string, suffix string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = name + suffix
	}
	return all
}

// join adds a copy's lists to the whole.
func join(whole, one *interchange.Document) {
	to, from := reflect.ValueOf(whole).Elem(), reflect.ValueOf(one).Elem()
	for i := range to.NumField() {
		if name := to.Type().Field(i).Name; to.Field(i).Kind() == reflect.Slice && name != "Programmes" {
			to.Field(i).Set(reflect.AppendSlice(to.Field(i), from.Field(i)))
		}
	}
}

// addVisits gives every coach more contacts for nobody in particular, with the
// employers there are, over the years before today.
func (c *county) addVisits(d *interchange.Document) {
	const years = 5 * 365
	perCopy := len(d.Employers) / max(c.copies, 1)
	for s, person := range d.Staff {
		if len(person.Roles) == 0 || person.Roles[0].Role != casework.RoleCoach {
			continue
		}
		first := s / (len(d.Staff) / c.copies) * perCopy
		for n := range c.visits {
			d.EmployerContacts = append(d.EmployerContacts, interchange.EmployerContact{
				ID: fmt.Sprintf("more-%s-%d", person.ID, n), Employer: d.Employers[first+n%perCopy].ID, Staff: []string{person.ID},
				On: today.AddDays(-1 - n*years/c.visits), Channel: casework.FaceToFace, Kind: casework.ColdVisit,
				Reached: casework.ReachedOther, Next: casework.NextNotNow, Learned: "Ei tarvetta juuri nyt",
			})
		}
	}
}

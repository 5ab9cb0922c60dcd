package web

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"html"
	"net/http"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"sijoita/casework"
	"sijoita/internal/demo"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
)

// canary is in every text of a client's records.
const canary = "kanarialintu"

// caseTexts are the fields of the interchange that hold what somebody wrote.
var caseTexts = []string{"Text", "Wish", "Notes", "Learned", "Scope", "Where", "Phone", "Email", "Address", "Counterparty", "HandedTo", "Goal"}

// withCanaries is the demo with a canary in every text of a client's records.
func withCanaries(t testing.TB) []byte {
	t.Helper()
	d := demo.Document(casework.MustDay("2026-11-21"))
	planted := map[string]int{}
	whole := reflect.ValueOf(d).Elem()
	for i := range whole.NumField() {
		plant(whole.Field(i), planted)
	}
	for _, kind := range []string{"Text", "Wish", "Learned", "Scope", "Phone"} {
		if planted[kind] == 0 {
			t.Fatalf("no %s has a canary: %v", kind, planted)
		}
	}
	var b bytes.Buffer
	if err := interchange.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func plant(v reflect.Value, planted map[string]int) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			plant(v.Index(i), planted)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field, name := v.Field(i), v.Type().Field(i).Name
			if field.Type() == reflect.TypeFor[string]() && slices.Contains(caseTexts, name) && v.Type() != reflect.TypeFor[interchange.Employer]() {
				if name == "Phone" || name == "Email" {
					field.SetString(cmp.Or(field.String(), canary+"@example.org"))
				} else {
					field.SetString(strings.TrimSpace(field.String() + " " + canary))
				}
				planted[name]++
				continue
			}
			plant(field, planted)
		}
	}
}

// told tells what of a client a page gives away: a canary, or a client's whole name.
func (w *town) told(page string) []string {
	page = html.UnescapeString(page)
	var all []string
	if strings.Contains(page, canary) {
		all = append(all, canary)
	}
	for _, c := range w.clients {
		for _, name := range []string{c.FamilyName + ", " + c.GivenName, c.GivenName + " " + c.FamilyName} {
			if hasName(page, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

// hasName tells whether a page holds the name, and not only a longer one that
// begins with it.
func hasName(page, name string) bool {
	for {
		_, after, found := strings.Cut(page, name)
		if next, _ := utf8.DecodeRuneInString(after); !found || !unicode.IsLetter(next) {
			return found
		}
		page = after
	}
}

// sinks are ways for the log to be lost. Each gives what brings it back.
var sinks = []struct {
	fault string
	lose  func(t *testing.T, raw *sql.DB, disk *testkit.Disk) (restore func())
}{
	{"the table takes no entry", func(t *testing.T, raw *sql.DB, _ *testkit.Disk) func() {
		run(t, raw, "CREATE TRIGGER no_log BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no log'); END")
		return func() { run(t, raw, "DROP TRIGGER no_log") }
	}},
	{"the table is gone", func(t *testing.T, raw *sql.DB, _ *testkit.Disk) func() {
		run(t, raw, "PRAGMA legacy_alter_table = on; ALTER TABLE audit RENAME TO audit_elsewhere")
		return func() { run(t, raw, "ALTER TABLE audit_elsewhere RENAME TO audit") }
	}},
	{"the disk is full", whole(testkit.DiskFull)},
	{"the disk is read-only", whole(testkit.DiskReadOnly)},
	{"the disk hangs", whole(testkit.DiskHanging)},
	{"somebody else holds the database", func(t *testing.T, raw *sql.DB, _ *testkit.Disk) func() {
		conn, err := raw.Conn(context.Background())
		if err == nil {
			_, err = conn.ExecContext(context.Background(), "BEGIN IMMEDIATE")
		}
		if err != nil {
			t.Fatal(err)
		}
		return func() {
			if _, err := conn.ExecContext(context.Background(), "ROLLBACK"); err != nil {
				t.Error(err)
			}
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
		}
	}},
}

func whole(fault testkit.DiskFault) func(*testing.T, *sql.DB, *testkit.Disk) func() {
	return func(_ *testing.T, _ *sql.DB, disk *testkit.Disk) func() {
		disk.Fail(fault, 0)
		return func() { disk.Heal() }
	}
}

func run(t *testing.T, db *sql.DB, statements string) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), statements); err != nil {
		t.Fatal(err)
	}
}

// answerLimit is how soon everybody is answered. A machine that is busy with
// other tests is given more; -long holds to what is promised.
func answerLimit() time.Duration {
	if *long {
		return 2 * time.Second
	}
	return 8 * time.Second
}

// TestWithoutALogNothingOfAClientIsShown asks for every route as those who may
// see the most, while the log takes no entry in one of six ways. Nothing of a
// client is in any answer, everybody is answered, and when the log is back so
// are the pages.
//
// Seen to fail: with show handing over what it read when Store.Log failed
// (canaries and names on every page), and without WithSomeoneWaiting (no answer
// for as long as the disk hangs, or for ten seconds).
func TestWithoutALogNothingOfAClientIsShown(t *testing.T) {
	disk := testkit.NewDisk(t)
	path := filepath.Join(t.TempDir(), "town.db")
	document := withCanaries(t)
	w := newTownOf(t, document, "sqlite:"+path, store.OnLayer(disk.Name()))
	raw, err := sql.Open("sqlite3", "file:"+path+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	paths := visits(t, w)
	names, together := []string{coach}, 64 // so many wait at once for a disk that hangs
	if *long {
		names, together = []string{coach, leader, careWorker, manager, administrator, dpo}, 8
	}
	people := map[string]*visitor{}
	for _, name := range names {
		people[name] = w.as(t, name)
	}
	routes := (&Server{App: w.app}).everyRoute()
	tells := 0
	for _, r := range routes {
		if method, _, _ := strings.Cut(r.pattern, " "); method == http.MethodGet && len(w.told(people[coach].get(paths[r.pattern]).page)) > 0 {
			tells++
		}
	}
	if tells < 30 {
		t.Fatalf("with a log only %d routes tell a coach of a client: the test tries nothing", tells)
	}
	for _, sink := range sinks {
		t.Run(sink.fault, func(t *testing.T) {
			restore := sink.lose(t, raw, disk)
			var slowest time.Duration
			var mu sync.Mutex
			for who, v := range people {
				for batch := range slices.Chunk(routes, together) {
					var asking sync.WaitGroup
					for _, r := range batch {
						method, pattern, _ := strings.Cut(r.pattern, " ")
						if pattern == "/sign-in/demo" || who != coach && method != http.MethodGet {
							continue
						}
						asking.Go(func() {
							began := time.Now()
							a := v.ask(method, paths[r.pattern], nil)
							took := time.Since(began)
							mu.Lock()
							slowest = max(slowest, took)
							mu.Unlock()
							if told := w.told(a.page); len(told) > 0 {
								t.Errorf("%s as %s gives %d and tells %v", r.pattern, who, a.status, told)
							}
							if took > answerLimit() {
								t.Errorf("%s as %s is answered after %s", r.pattern, who, took)
							}
						})
					}
					asking.Wait()
				}
			}
			restore()
			if told := w.told(people[coach].mustGet("/clients")); len(told) == 0 {
				t.Error("with the log back the clients are not")
			}
			t.Logf("%d routes, the slowest answer after %s", len(routes), slowest.Round(time.Millisecond))
		})
	}
	wantWholeLog(t, w)
	if told := w.told(w.said()); len(told) > 0 {
		t.Errorf("the program's own log tells %v", told)
	}
	if !strings.Contains(w.said(), "no log") {
		t.Error("the program's own log does not tell what was wrong")
	}
}

// crawled is how many pages one person's crawl looks at.
func crawled() int {
	if *long {
		return 400
	}
	return 30
}

// TestWhateverIsShownIsInTheLog follows every link from each role's first page.
// Every client whom a page names is in the log's entries of that very request.
//
// Seen to fail: with the clients left out of what the caseload tells the log.
func TestWhateverIsShownIsInTheLog(t *testing.T) {
	w := newTown(t)
	raw, err := sql.Open("sqlite3", "file:"+w.path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	byName := map[string][]int64{} // several may have one name: then one of them must be in the log
	for _, c := range w.clients {
		for _, name := range []string{c.FamilyName + ", " + c.GivenName, c.GivenName + " " + c.FamilyName} {
			byName[name] = append(byName[name], c.ID)
		}
	}
	for _, person := range []string{coach, leader, careWorker, manager, reviewer, administrator, dpo} {
		t.Run(person, func(t *testing.T) {
			v := w.as(t, person)
			pages, named := 0, 0
			crawl(v, crawled(), func(path string, a answer) {
				pages++
				logged := clientsOfRequest(t, raw, a.header.Get("X-Request-Id"))
				for _, name := range w.told(a.page) {
					named++
					if !slices.ContainsFunc(byName[name], func(id int64) bool { return slices.Contains(logged, id) }) {
						t.Errorf("%s names %s, and the log of its request does not", path, name)
					}
				}
				title := htmlTitle.FindString(a.page)
				for _, where := range []string{path, a.to, title} {
					if told := w.told(where); len(told) > 0 {
						t.Errorf("an address or a title names %v: %s", told, where)
					}
				}
			})
			t.Logf("%d pages name clients %d times", pages, named)
			if named == 0 && (person == coach || person == leader || person == careWorker) {
				t.Error("no page names a client: the test tries nothing")
			}
		})
	}
}

var htmlTitle = regexp.MustCompile(`<title>[^<]*`)

var linkTargets = regexp.MustCompile(`href="(/[^"#]*)"`)

// clientsOfRequest lists the clients whom the log's entries of a request concern.
func clientsOfRequest(t *testing.T, raw *sql.DB, request string) (ids []int64) {
	t.Helper()
	rows, err := raw.QueryContext(t.Context(), "SELECT c.client FROM audit a JOIN audit_client c ON c.county = a.county AND c.seq = a.seq WHERE a.request = ?", request)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return ids
}

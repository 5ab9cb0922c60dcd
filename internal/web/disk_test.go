package web

import (
	"database/sql"
	"flag"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"sijoita/internal/i18n"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
)

var long = flag.Bool("long", false, "try everything, however long it takes")

// flow is something that people do many times a day. It gets its form ready and
// gives what sends it, as often as somebody presses the button.
type flow struct {
	name, who string
	ready     func(*testing.T, *town, *visitor) (path string, form url.Values)
}

// flows are the main ones, in an order in which each finds what it needs.
var flows = []flow{
	{"a visit to an employer", coach, func(t *testing.T, w *town, v *visitor) (string, url.Values) {
		page := v.mustGet("/log")
		return "/log", blankTo(t, page, "/log", url.Values{"employer": {firstEmployer(t, page)}, "client": {w.joona(t)}, "learned": {"tarvetta keväällä"}})
	}},
	{"a visit to a new employer", coach, func(t *testing.T, _ *town, v *visitor) (string, url.Values) {
		return "/log", blankTo(t, v.mustGet("/log"), "/log", url.Values{"employer_name": {"Uusi Leipomo"}})
	}},
	{"a visit is corrected", coach, func(t *testing.T, w *town, v *visitor) (string, url.Values) {
		path := "/contacts/" + firstIn(t, v.mustGet("/clients/"+w.joona(t)), "/contacts/")
		return path, blankTo(t, v.mustGet(path), path, url.Values{"learned": {"tarkennettu"}, "reason": {"tarkennus"}})
	}},
	{"a meeting with its tasks and the next one", coach, func(t *testing.T, w *town, v *visitor) (string, url.Values) {
		return "/log/meeting", blankTo(t, v.mustGet("/log/meeting?client="+w.joona(t)), "/log/meeting", url.Values{
			"minutes": {"45"}, "text": {"CV on valmis."}, "task-1": {"Soita leipomoon"}, "next-on": {"2026-11-30"}, "next-where": {"Kirjasto"}})
	}},
	{"a planned meeting", coach, onClient("meetings/new", url.Values{"on": {"2026-12-01"}, "at": {"9"}, "where": {"Kahvila"}})},
	{"a task", coach, onClient("tasks/new", url.Values{"text": {"Tuo todistus"}})},
	{"a note", coach, onClient("notes/new", url.Values{"text": {"Soitti."}})},
	{"a job", coach, onClient("placements/new", url.Values{"employer_name": {"Uusi Kahvila"}, "hours_per_week": {"20"}})},
	{"consents", coach, onClient("consents", url.Values{"answer-kela": {"yes"}, "answer-health": {"no"}})},
	{"a pause", coach, onClient("pause", url.Values{"reason": {"own_wish"}})},
	{"the end of an episode", coach, onClient("end", url.Values{"initiative": {"client"}, "reason": {"client_wish"}, "situation": {"not_in_work"}})},
	{"a referral", careWorker, func(t *testing.T, w *town, v *visitor) (string, url.Values) {
		return "/referrals/new", blankTo(t, v.mustGet("/referrals/new"), "/referrals/new", w.newClient())
	}},
	{"an employer", coach, func(t *testing.T, _ *town, v *visitor) (string, url.Values) {
		return "/employers/new", blankTo(t, v.mustGet("/employers/new"), "/employers/new", url.Values{"name": {"Veistämö Oy"}})
	}},
	{"a person who may work", administrator, func(t *testing.T, _ *town, v *visitor) (string, url.Values) {
		return "/people/new", blankTo(t, v.mustGet("/people/new"), "/people/new", url.Values{"name": {"Uusi Ihminen"}, "role": {"manager"}})
	}},
	{"signing in", "", func(_ *testing.T, w *town, _ *visitor) (string, url.Values) {
		return "/sign-in/demo", url.Values{"staff": {w.people[coach].String()}}
	}},
}

// onClient is a form on a page of its own about one client.
func onClient(what string, typed url.Values) func(*testing.T, *town, *visitor) (string, url.Values) {
	return func(t *testing.T, w *town, v *visitor) (string, url.Values) {
		path := "/clients/" + w.joona(t) + "/" + what
		return path, blankTo(t, v.mustGet(path), path, typed)
	}
}

func (w *town) joona(t testing.TB) string { return w.find(t, "Joona", "Moilanen").String() }

// commits tells when something was committed to the town's file, as one who
// owns it sees it from beside.
type commits struct {
	t  *testing.T
	db *sql.Conn
}

func watch(t *testing.T, path string) commits {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return commits{t, conn}
}

// number changes with every commit of somebody else. It changes as well when the
// write-ahead log begins anew, so that a change of it says nothing by itself.
func (c commits) number() (n int64) {
	c.t.Helper()
	if err := c.db.QueryRowContext(c.t.Context(), "PRAGMA data_version").Scan(&n); err != nil {
		c.t.Fatal(err)
	}
	return n
}

// rows counts what is kept: every use case that changes something adds a row, a
// revision or an entry.
func (c commits) rows() (n int64) {
	c.t.Helper()
	var counts string
	err := c.db.QueryRowContext(c.t.Context(), `SELECT group_concat('SELECT COUNT(*) AS n FROM "' || name || '"', ' UNION ALL ')
		FROM sqlite_master WHERE type = 'table'`).Scan(&counts)
	if err == nil {
		err = c.db.QueryRowContext(c.t.Context(), "SELECT SUM(n) FROM ("+counts+")").Scan(&n)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// TestWritesRefusedAtEveryMoment does each of the main flows on a disk that
// takes no write from the nth on, for every n, until the flow is through. Each
// time the person is told so, in words that are true: nothing was kept. The same
// form is then sent again to the same server, and at the end it is there once.
//
// Seen to fail: without Store.told (a fault of ours with a code, for "not right
// now"), and with the log's entries written after the commit of what they tell
// of (told that nothing was kept, and it is).
func TestWritesRefusedAtEveryMoment(t *testing.T) {
	faults := map[string]testkit.DiskFault{"full": testkit.DiskFull, "failing": testkit.DiskFailing}
	if *long {
		faults["read-only"], faults["tearing"], faults["gone"] = testkit.DiskReadOnly, testkit.DiskTearing, testkit.DiskGone
	}
	for name, fault := range faults {
		t.Run("a disk that is "+name, func(t *testing.T) {
			t.Parallel()
			disk := testkit.NewDisk(t)
			path := filepath.Join(t.TempDir(), "town.db")
			w := newTownAt(t, "sqlite:"+path, store.OnLayer(disk.Name()))
			kept, tried := watch(t, path), 0
			for _, f := range flows {
				tried += f.refused(t, w, disk, fault, kept)
			}
			wantWholeLog(t, w)
			t.Logf("%d refusals in %d flows", tried, len(flows))
		})
	}
}

// refused sends a flow's form with every write refused in turn, and counts them.
func (f flow) refused(t *testing.T, w *town, disk *testkit.Disk, fault testkit.DiskFault, kept commits) (n int) {
	t.Helper()
	v := &visitor{t: t, town: w, lang: "fi"}
	if f.who != "" {
		v = w.as(t, f.who)
	}
	path, form := f.ready(t, w, v)
	for n = 0; ; n++ {
		before, held := kept.number(), kept.rows()
		disk.Fail(fault, n)
		a := v.post(path, form)
		met := disk.Heal()
		switch done := kept.number() != before; {
		case a.status == http.StatusSeeOther && done:
			if n == 0 {
				t.Errorf("%s: nothing was refused: the test tries nothing", f.name)
			}
			if again := v.post(path, form); again.status != http.StatusSeeOther && again.status != http.StatusConflict {
				t.Errorf("%s: sent again it gives %d", f.name, again.status)
			}
			return n
		case !met:
			t.Fatalf("%s: nothing was refused, and it gives %d:\n%s", f.name, a.status, a.page)
		case a.status != http.StatusServiceUnavailable || !strings.Contains(a.page, i18n.For(i18n.FI).T("problem.unavailable")):
			t.Fatalf("%s, refused at %d: %d\n%s", f.name, n, a.status, a.page)
		case done && kept.rows() != held:
			t.Errorf("%s, refused at %d: told that nothing was kept, and something was", f.name, n)
		}
	}
}

func wantWholeLog(t *testing.T, w *town) {
	t.Helper()
	err := w.app.Store.Read(t.Context(), 1, w.clock.Now(), func(tx *store.Tx) error {
		_, err := tx.VerifyLog()
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

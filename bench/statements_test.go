package bench

import (
	"database/sql"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3"
	_ "github.com/ncruces/go-sqlite3/driver"
)

// statements are those that have run since they were last taken.
var statements struct {
	sync.Mutex
	ran []statement
}

type statement struct {
	text string
	took time.Duration
}

func init() {
	sqlite3.AutoExtension(func(c *sqlite3.Conn) error {
		return c.Trace(sqlite3.TRACE_PROFILE, func(_ sqlite3.TraceEvent, what, took any) error {
			stmt, ok := what.(*sqlite3.Stmt)
			if !ok {
				return nil
			}
			ns, _ := took.(int64)
			statements.Lock()
			defer statements.Unlock()
			statements.ran = append(statements.ran, statement{stmt.SQL(), time.Duration(ns)})
			return nil
		})
	})
}

// taken gives the statements of the pages asked for since it was last called.
func taken() []statement {
	statements.Lock()
	defer statements.Unlock()
	ran := statements.ran
	statements.ran = nil
	return ran
}

// mainPages are those that people wait for many times a day.
func mainPages(c *county) []struct{ person, path string } {
	return []struct{ person, path string }{
		{coach, "/today"}, {coach, "/clients"}, {coach, "/clients?view=team"}, {coach, "/clients?view=queue"}, {coach, c.client},
		{coach, c.client + "/lookers"}, {coach, "/log"}, {coach, "/log/meeting"}, {coach, "/log?client=" + strings.TrimPrefix(c.client, "/clients/")},
		{coach, "/log/employers?employer_name=kahvila"}, {coach, "/log?employer=" + strings.TrimPrefix(c.employer, "/employers/")},
		{coach, "/employers"}, {coach, "/employers?sort=name"}, {coach, "/employers?q=kahvila"}, {coach, "/employers?filter=own"},
		{coach, "/employers?filter=return"}, {coach, "/employers?filter=jobs"}, {coach, "/employers?filter=stopped"}, {coach, c.employer},
		{coach, "/leads"}, {coach, "/talks"}, {coach, "/notices"}, {coach, "/search?q=kah"}, {coach, "/calendar"},
		{leader, "/team"}, {leader, "/figures"}, {leader, "/figures/outcomes"},
	}
}

// mostStatements is how many a page may need: none asks once for each row. The
// most has Today, each of whose rules reads records of its own (86).
const mostStatements = 90

func TestNoPageAsksOnceForEachRow(t *testing.T) {
	c := small.open(t)
	for _, p := range mainPages(c) {
		taken()
		if status, _ := c.ask(p.person, http.MethodGet, p.path, nil); status != http.StatusOK {
			t.Errorf("%s answers %d", p.path, status)
		}
		ran := taken()
		t.Logf("%3d statements: %s", len(ran), p.path)
		if len(ran) > mostStatements {
			t.Errorf("%s needs %d statements, more than %d; the same most often: %s", p.path, len(ran), mostStatements, oftenest(ran))
		}
	}
}

func oftenest(ran []statement) string {
	times := map[string]int{}
	most := ""
	for _, s := range ran {
		if times[s.text]++; times[s.text] > times[most] {
			most = s.text
		}
	}
	return most
}

// largeTables grow with every day of work, and no page may read one whole.
var largeTables = []string{
	"client", "consent", "episode", "episode_coach", "episode_care_team", "meeting", "meeting_staff", "planned_meeting",
	"planned_meeting_staff", "task", "note", "employer", "employer_contact", "employer_last", "employer_person",
	"employer_contact_staff", "employer_return", "placement", "counselling", "start_answer", "earnings", "dormancy", "audit", "audit_client", "revision", "coach_week", "last_contact",
	"plan", "profile_answer", "profile_summary", "job", "wish", "supporter", "lead", "lead_win", "application", "disclosure_talk",
	"support_plan", "closing_talk", "setback", "care_message", "record_text", "partner_talk", "notice", "referral", "suitability", "estimate",
	"income", "pause", "ban", "letter", "unit_client", "interest_answer", "placement_change", "placement_subsidy", "client_last",
}

// searchesWords marks the search for an employer by any word of the name, which
// no index helps: it reads the words of every employer, beside the rows.
const searchesWords = "sought LIKE"

func TestNoPageReadsALargeTableWhole(t *testing.T) {
	c := small.open(t)
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(workshop, c.name+".db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	told := map[string]bool{}
	for _, p := range mainPages(c) {
		taken()
		c.ask(p.person, http.MethodGet, p.path, nil)
		for _, s := range taken() {
			if told[s.text] || !strings.HasPrefix(s.text, "SELECT") {
				continue
			}
			told[s.text] = true
			steps := plan(t, db, s.text)
			if stopsWhenFull(s.text, steps) {
				continue
			}
			for _, step := range steps {
				if table := readWhole(step, s.text); slices.Contains(largeTables, table) && !strings.Contains(s.text, searchesWords) {
					t.Errorf("%s reads %s whole (%s):\n%s", p.path, table, step, s.text)
				}
			}
		}
	}
	if len(told) == 0 {
		t.Error("no statement was seen")
	}
}

// stopsWhenFull tells whether a statement walks an index in the order asked
// for until its page is full.
func stopsWhenFull(text string, steps []string) bool {
	return strings.Contains(text, " LIMIT ") && !slices.ContainsFunc(steps, func(step string) bool { return strings.Contains(step, "TEMP B-TREE") })
}

// plan is how SQLite would go about a statement.
func plan(t *testing.T, db *sql.DB, text string) (steps []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, nothing(text)...)
	if err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	return steps
}

var parameter = regexp.MustCompile(`\?(\d+)`)

// nothing are as many empty parameters as the statement has.
func nothing(text string) []any {
	seen := map[string]bool{}
	for _, m := range parameter.FindAllString(text, -1) {
		seen[m] = true
	}
	return make([]any, len(seen))
}

var (
	scanned  = regexp.MustCompile(`^SCAN (\w+)`)
	byCounty = regexp.MustCompile(`^SEARCH (\w+) USING .*\(county=\?\)$`) // all of a county is all there is
)

// readWhole names the table that a step of a plan reads whole, or nothing.
func readWhole(step, text string) string {
	found := scanned.FindStringSubmatch(step)
	if found == nil {
		found = byCounty.FindStringSubmatch(step)
	}
	if found == nil {
		return ""
	}
	alias := regexp.MustCompile(`(?:FROM|JOIN|,) (\w+) (?:AS )?` + found[1] + `\b`).FindStringSubmatch(text)
	if alias != nil {
		return alias[1]
	}
	return found[1]
}

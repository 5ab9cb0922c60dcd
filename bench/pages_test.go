package bench

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// What 99 of a hundred requests may take. The numbers are generous, for a busy
// machine: they find what has become slow by its nature. docs/performance.md
// tells what was measured.
const (
	atOnce  = 300 * time.Millisecond // what one waits for many times a day
	patient = 10 * time.Second       // figures made of every record of a programme
)

func BenchmarkToday(b *testing.B)    { page(b, atOnce, coach, "/today") }
func BenchmarkCaseload(b *testing.B) { page(b, atOnce, coach, "/clients?view=team") }
func BenchmarkLogForm(b *testing.B)  { page(b, atOnce, coach, "/log") }
func BenchmarkTeam(b *testing.B)     { page(b, atOnce, leader, "/team") }
func BenchmarkFigures(b *testing.B)  { page(b, patient, leader, "/figures") }
func BenchmarkOutcomes(b *testing.B) { page(b, patient, leader, "/figures/outcomes") }

func BenchmarkFindEmployers(b *testing.B) {
	page(b, atOnce, coach, "/log/employers?employer_name=kahvila")
}

func BenchmarkEmployers(b *testing.B)       { page(b, atOnce, coach, "/employers") }
func BenchmarkSearchEmployers(b *testing.B) { page(b, atOnce, coach, "/employers?q=kahvila") }

func BenchmarkEmployer(b *testing.B) {
	each(b, func(b *testing.B, c *county) { measure(b, atOnce, func() int { return get(c, coach, c.employer) }) })
}

func BenchmarkClient(b *testing.B) {
	each(b, func(b *testing.B, c *county) { measure(b, atOnce, func() int { return get(c, coach, c.client) }) })
}

func BenchmarkLogContact(b *testing.B) {
	each(b, func(b *testing.B, c *county) {
		_, form := c.ask(coach, http.MethodGet, "/log", nil)
		employer := between(b, form, `name="employer" value="`, `"`)
		measure(b, atOnce, func() int {
			status, _ := c.ask(coach, http.MethodPost, "/log", url.Values{
				"uid": {newUID().String()}, "new_employer_uid": {newUID().String()}, "employer": {employer}, "on": {today.String()},
				"channel": {"face_to_face"}, "kind": {"cold_visit"}, "reached": {"other"}, "next": {"not_now"},
			})
			if status == http.StatusSeeOther {
				return http.StatusOK
			}
			return status
		})
	})
}

// between is what stands in a page between two marks.
func between(tb testing.TB, page, before, after string) string {
	tb.Helper()
	_, rest, found := strings.Cut(page, before)
	text, _, closed := strings.Cut(rest, after)
	if !found || !closed {
		tb.Fatalf("the page has no %s", before)
	}
	return text
}

// page measures one page in each county.
func page(b *testing.B, budget time.Duration, person, path string) {
	each(b, func(b *testing.B, c *county) { measure(b, budget, func() int { return get(c, person, path) }) })
}

func get(c *county, person, path string) int {
	status, _ := c.ask(person, http.MethodGet, path, nil)
	return status
}

// each runs a measurement in each county.
func each(b *testing.B, run func(*testing.B, *county)) {
	for _, c := range []*county{small, large} {
		b.Run(c.name, func(b *testing.B) { run(b, c.open(b)) })
	}
}

// measure asks again and again and reports how long the half, and 99 of a
// hundred, took at most. More than the budget fails.
func measure(b *testing.B, budget time.Duration, ask func() int) {
	b.Helper()
	if status := ask(); status != http.StatusOK {
		b.Fatalf("the page answers %d", status)
	}
	var took []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		ask()
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	at := func(percent int) time.Duration { return took[(len(took)-1)*percent/100] }
	b.ReportMetric(float64(at(50).Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(at(99).Microseconds())/1000, "p99-ms")
	if at(99) > budget {
		b.Errorf("99 of a hundred take up to %s (the half up to %s), more than %s", at(99), at(50), budget)
	}
}

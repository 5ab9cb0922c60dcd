package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/internal/testkit"
)

// TestWorkGoesOnWhateverTheClockDoes moves the server's clock while it serves:
// by leaps, backwards, over nights with an hour twice or none, leap days and a
// year's 53rd week. At each moment a coach signs in, opens the pages of the day
// and notes a visit, which is of the right day in Helsinki; the log stays whole.
func TestWorkGoesOnWhateverTheClockDoes(t *testing.T) {
	w := newTown(t)
	for _, m := range []struct {
		says   string
		moment string // UTC
		day    string // in Helsinki
	}{
		{"as it was", "2026-11-21 12:35", "2026-11-21"},
		{"two days on", "2026-11-23 12:35", "2026-11-23"},
		{"and two days back", "2026-11-21 12:36", "2026-11-21"},
		{"a minute back", "2026-11-21 12:35", "2026-11-21"},
		{"it is tomorrow in Helsinki already", "2026-11-21 22:30", "2026-11-22"},
		{"the last day of a year that has 53 weeks", "2026-12-31 10:00", "2026-12-31"},
		{"its 53rd week goes on in the new year", "2027-01-03 10:00", "2027-01-03"},
		{"and ends", "2027-01-03 22:01", "2027-01-04"},
		{"the hour that is not there", "2027-03-28 01:00", "2027-03-28"},
		{"the midnight after it", "2027-03-28 21:00", "2027-03-29"},
		{"the hour that comes twice, first", "2027-10-31 00:30", "2027-10-31"},
		{"and again", "2027-10-31 01:30", "2027-10-31"},
		{"the midnight after it", "2027-10-31 22:00", "2027-11-01"},
		{"29 February", "2028-02-29 12:00", "2028-02-29"},
		{"and the day after", "2028-02-29 22:00", "2028-03-01"},
		{"back to the beginning", "2026-11-21 12:35", "2026-11-21"},
	} {
		moment, err := time.Parse("2006-01-02 15:04", m.moment)
		if err != nil {
			t.Fatal(err)
		}
		w.clock.Set(moment)
		v := w.as(t, coach)
		for _, path := range []string{"/today", "/clients", "/fidelity", "/employers"} {
			v.mustGet(path)
		}
		form := blankTo(t, v.mustGet("/log"), "/log", url.Values{"employer_name": {"Kello " + m.moment}})
		if on := form.Get("on"); on != m.day {
			t.Errorf("%s: the visit is of %s, want %s", m.says, on, m.day)
		}
		if a := v.post("/log", form); a.status != http.StatusSeeOther {
			t.Errorf("%s: a visit is answered with %d", m.says, a.status)
		}
	}
	w.clock.Set(testkit.Moment(t, "2028-03-02 12:00"))
	for _, name := range []string{leader, manager} {
		for _, path := range []string{"/team", "/figures", "/figures/outcomes"} {
			if a := w.as(t, name).get(path); a.status >= http.StatusInternalServerError {
				t.Errorf("%s is answered with %d", path, a.status)
			}
		}
	}
	checks, err := w.app.VerifyLogs(t.Context(), access.Actor{Kind: access.Operator, ID: "cli:test", Name: "cli:test"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if c.Problem() != nil {
			t.Errorf("the log of %s is not whole: %v", c.County, c.Problem())
		}
	}
	if said := w.said(); strings.Contains(said, "level=ERROR") {
		t.Errorf("the program says %s", said)
	}
}

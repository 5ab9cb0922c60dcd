package web

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sijoita/casework"
)

// TestTheDayOfTheDemoIsMovedFromItsPages: whoever moves it goes on where they
// were, and where the clock goes by itself nothing speaks of it.
func TestTheDayOfTheDemoIsMovedFromItsPages(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	for _, a := range []answer{v.get(pathDemo), v.post(pathDemo, url.Values{"to": {"2026-11-23"}})} {
		if a.status != http.StatusNotFound {
			t.Errorf("where the day does not move the answer is %d", a.status)
		}
	}
	if strings.Contains(v.mustGet("/today"), `href="/demo`) {
		t.Error("where the day does not move a page leads there")
	}

	w.app.MoveClock = func(to casework.Day) time.Duration {
		by := time.Duration(to.DaysSince(w.app.Day())) * 24 * time.Hour
		w.clock.Advance(by)
		return by
	}
	w.handler = (&Server{App: w.app, Log: slog.New(slog.NewTextHandler(w, nil))}).Handler()
	v.lang = "en"
	if page := v.mustGet("/clients"); !strings.Contains(page, `href="/demo?back=%2Fclients"`) {
		t.Error("a page of the demo does not lead to where its day is moved")
	}
	if page := v.mustGet("/demo?back=%2Fclients"); !strings.Contains(page, `name="to" value="2026-11-22"`) || !strings.Contains(page, `value="2026-11-28"`) {
		t.Error("the next day and the next week are not offered")
	}
	for _, row := range []struct {
		to, back string
		status   int
		see      string
	}{
		{"2026-11-28", "/clients", http.StatusSeeOther, "/clients"},
		{"2026-11-30", "https://elsewhere.example/", http.StatusSeeOther, "/"},
		{"2026-11-29", "/clients", http.StatusUnprocessableEntity, "only goes forward"},
		{"2028-01-01", "/clients", http.StatusUnprocessableEntity, "a year at most"},
		{"soon", "/clients", http.StatusUnprocessableEntity, "value=\"soon\""},
		{"", "/clients", http.StatusUnprocessableEntity, "Give the day."},
	} {
		if a := v.post(pathDemo, url.Values{"to": {row.to}, "back": {row.back}}); a.status != row.status || !strings.Contains(a.to+a.page, row.see) {
			t.Errorf("to %q is answered with %d %s", row.to, a.status, a.to)
		}
	}
	if page := v.mustGet("/today"); !strings.Contains(page, "30 November") {
		t.Error("Today is not of the day that it was moved to")
	}
	stranger := &visitor{t: t, town: w, lang: "en"}
	if page := stranger.mustGet("/sign-in"); !strings.Contains(page, `name="to" value="2026-12-01"`) || !strings.Contains(page, `name="back" value="/sign-in"`) {
		t.Error("the sign-in page does not move the day")
	}
}

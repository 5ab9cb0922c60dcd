package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"sijoita/casework"
)

// TestACalendarProgramReadsTheMeetings makes the address as a coach does and
// reads it as a calendar program does, which has no session.
func TestACalendarProgramReadsTheMeetings(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	a := v.post("/calendar/feed", nil)
	if a.status != http.StatusOK {
		t.Fatalf("the address is answered with %d", a.status)
	}
	_, rest, _ := strings.Cut(a.page, "/feeds/")
	token, _, _ := strings.Cut(rest, "<")
	if strings.Contains(v.mustGet("/calendar"), "/feeds/") {
		t.Error("the address is shown twice")
	}

	stranger := &visitor{t: t, town: w, lang: "fi"}
	text := stranger.mustGet("/feeds/" + token)
	c, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Events()) == 0 || !strings.Contains(text, "DTSTART;TZID=Europe/Helsinki:2026112") {
		t.Errorf("the file holds no meeting in Helsinki's time:\n%s", text)
	}
	names := w.told(text)
	for _, word := range []string{"IPS", "Suvan", "valmen", "LOCATION", "DESCRIPTION", "ATTENDEE", "ORGANIZER"} {
		if strings.Contains(text, word) {
			names = append(names, word)
		}
	}
	if len(names) > 0 {
		t.Errorf("a calendar outside is told %q", names)
	}
	for _, e := range c.Events() {
		if e.GetProperty(ics.ComponentPropertySummary).Value != "Tapaaminen" {
			t.Errorf("a meeting is called %q", e.GetProperty(ics.ComponentPropertySummary).Value)
		}
	}

	if a := v.post("/calendar/feed/end", nil); a.status != http.StatusSeeOther {
		t.Errorf("the end is answered with %d", a.status)
	}
	if a := stranger.get("/feeds/" + token); a.status != http.StatusNotFound {
		t.Errorf("an address that has ended is answered with %d", a.status)
	}
	if strings.Contains(w.said(), token) {
		t.Error("the program's log tells the address")
	}
}

// TestTheZoneOfTheFileIsHelsinkis holds the rules of summer time that the file
// tells against the ones we compute by.
func TestTheZoneOfTheFileIsHelsinkis(t *testing.T) {
	for year := 2024; year < 2036; year++ {
		for _, change := range []struct {
			month  time.Month
			before int // seconds from UTC
		}{{time.March, 2 * 3600}, {time.October, 3 * 3600}} {
			last := time.Date(year, change.month+1, 0, 0, 0, 0, 0, time.UTC)
			sunday := last.AddDate(0, 0, -int(last.Weekday()))
			at := sunday.Add(time.Hour) // 01:00 UTC
			_, before := at.Add(-time.Second).In(casework.Helsinki).Zone()
			_, after := at.In(casework.Helsinki).Zone()
			if before != change.before || after == before {
				t.Errorf("on the last Sunday of %s %d the clock goes from %d to %d", change.month, year, before, after)
			}
		}
	}
}

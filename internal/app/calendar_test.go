package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

// weekText writes what a week holds, day by day.
func weekText(w app.CalendarWeek) string {
	var lines []string
	for _, m := range w.Meetings {
		lines = append(lines, fmt.Sprintf("%s %s %s", m.Planned.On, m.Planned.At, m.Client.GivenName))
	}
	for _, d := range w.Tasks {
		lines = append(lines, fmt.Sprintf("%s task %s", d.Task.DueOn, d.Client.GivenName))
	}
	for _, r := range w.Returns {
		lines = append(lines, fmt.Sprintf("%s back to %s", r.On, r.Employer.Name))
	}
	slices.Sort(lines)
	return strings.Join(lines, "; ")
}

func TestAWeekHoldsWhatOneHasPromised(t *testing.T) {
	inTown(t, func(u *town) { // it is a Monday, 23.11.2026
		u.planFor(u.joona, u.riikka, 1)
		u.planFor(u.joona, u.riikka, 7)  // next week
		u.planFor(u.joona, u.riikka, -1) // last Sunday
		u.planFor(u.mirja, u.sami, 1)    // another coach's
		off := u.planFor(u.joona, u.riikka, 2)
		u.write(u.county, func(tx *store.Tx) error {
			cancelled := off
			cancelled.CancelledOn = today
			_, err := tx.RevisePlanned(off, cancelled, "x", "cancelled")
			return err
		})
		u.promise(u.joona, 0, u.riikka) // due today
		back := u.visit(u.riikka, u.purola, -3, nil)
		u.write(u.county, func(tx *store.Tx) error {
			changed := back
			changed.Next, changed.ReturnOn = casework.NextReturn, today.AddDays(3)
			_, err := tx.ReviseContact(back, changed, "x", "x")
			return err
		})
		u.logged()
		week, err := u.Calendar(u.ctx, u.as(u.riikka), casework.Day{})
		must(t, err)
		want := fmt.Sprintf("%s task Joona; %s 14:30 Joona; %s back to Lähikauppa Purola", today, today.AddDays(1), today.AddDays(3))
		if got := weekText(week); got != want || week.Week != today.Week() {
			t.Errorf("week %s holds %s, want %s", week.Week, got, want)
		}
		u.wantLogged(asRiikka + "show|calendar|2026-W48|own_caseload|coach_own_day|shown||" + u.names([]int64{u.joona.ID}))
		for days, want := range map[int]string{-1: today.AddDays(-1).String() + " 14:30 Joona", 7: today.AddDays(7).String() + " 14:30 Joona", 14: ""} {
			week, err := u.Calendar(u.ctx, u.as(u.riikka), today.AddDays(days))
			must(t, err)
			if got := weekText(week); got != want {
				t.Errorf("the week of %s holds %s, want %s", today.AddDays(days), got, want)
			}
		}
		u.ban(u.joona, u.riikka)
		week, err = u.Calendar(u.ctx, u.as(u.riikka), casework.Day{})
		must(t, err)
		if got := weekText(week); strings.Contains(got, "Joona") {
			t.Errorf("somebody who is kept from the client sees %s", got)
		}
	})
}

func TestACalendarOutsideIsToldWhenAndOfNobody(t *testing.T) {
	inTown(t, func(u *town) {
		planned := u.planFor(u.joona, u.riikka, 1)
		u.planFor(u.joona, u.riikka, 181) // further than it looks
		first, err := u.MakeCalendarFeed(u.ctx, u.as(u.riikka))
		must(t, err)
		u.logged()
		feed, err := u.CalendarFeed(u.ctx, first)
		must(t, err)
		want := app.FeedMeeting{UID: planned.UID, Revision: 1, On: planned.On, At: planned.At}
		if len(feed.Meetings) != 1 || feed.Meetings[0] != want {
			t.Errorf("it is told %+v", feed.Meetings)
		}
		u.wantLogged(asRiikka + "list|calendar_feed|Riikka Tolonen|own_caseload|coach_own_day|shown|1 meetings|")
		second, err := u.MakeCalendarFeed(u.ctx, u.as(u.riikka))
		must(t, err)
		for what, token := range map[string]auth.Token{"an address that was replaced": first, "nobody's": "nobodys", "none": ""} {
			if _, err := u.CalendarFeed(u.ctx, token); !problem.Is(err, problem.NotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		week, err := u.Calendar(u.ctx, u.as(u.riikka), casework.Day{})
		must(t, err)
		if !week.Feed {
			t.Error("the page does not tell that there is an address")
		}
		must(t, u.EndCalendarFeed(u.ctx, u.as(u.riikka)))
		_, err = u.CalendarFeed(u.ctx, second)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		wantProblem(t, u.EndCalendarFeed(u.ctx, u.as(u.riikka)), problem.NotFound, "problem.not_found")
	})
}

// TestInitialsGoToCalendarsWhereTheCountyWantsIt: off until an administrator
// turns them on, never of one under an order of non-disclosure, and the log
// names of whom it was told.
func TestInitialsGoToCalendarsWhereTheCountyWantsIt(t *testing.T) {
	inTown(t, func(u *town) {
		u.planFor(u.joona, u.riikka, 1)
		token, err := u.MakeCalendarFeed(u.ctx, u.as(u.riikka))
		must(t, err)
		told := func() string {
			feed, err := u.CalendarFeed(u.ctx, token)
			must(t, err)
			return feed.Meetings[0].Initials
		}
		if got := told(); got != "" {
			t.Errorf("before anybody chose a calendar is told %q", got)
		}
		if err := u.ShowCalendarInitials(u.ctx, u.as(u.riikka), true); !problem.Is(err, problem.Forbidden) {
			t.Errorf("a coach turns them on: %v", err)
		}
		must(t, u.ShowCalendarInitials(u.ctx, u.as(u.aino), true))
		u.logged()
		if got, want := told(), u.joona.Initials(); got != want || want == "" {
			t.Errorf("a calendar is told %q, want %q", got, want)
		}
		u.wantLogged(asRiikka + "list|calendar_feed|Riikka Tolonen|own_caseload|coach_own_day|shown|1 meetings|" + u.names([]int64{u.joona.ID}))
		week, err := u.Calendar(u.ctx, u.as(u.riikka), casework.Day{})
		must(t, err)
		if !week.Initials {
			t.Error("the page does not tell what goes out")
		}
		_, err = u.OrderNonDisclosure(u.ctx, u.as(u.riikka), because(u.joona.UID), true)
		must(t, err)
		if got := told(); got != "" {
			t.Errorf("of one under an order of non-disclosure it is told %q", got)
		}
		must(t, u.ShowCalendarInitials(u.ctx, u.as(u.aino), false))
		page, err := u.SetUp(u.ctx, u.as(u.aino))
		must(t, err)
		if page.Initials.On || page.Initials.Since != today {
			t.Errorf("turned off they are %+v", page.Initials)
		}
	})
}

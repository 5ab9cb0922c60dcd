package outcomes_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/outcomes"
)

// waitingTown is a team of two coaches on the 30th of June 2024: the first full
// time in Kajaani and Sotkamo, the second half time in Kajaani.
func waitingTown(parts ...func(*outcomes.Records)) outcomes.CapacityRecords {
	r := service(parts...)
	return outcomes.CapacityRecords{
		On: d("2024-06-30"), Begun: r.Programme.StartsOn, Team: team,
		Loads: map[int64]casework.Load{coachOne: {Active: 18, Limit: 20}, coachTwo: {Active: 12, Limit: 10}},
		Areas: []casework.CoachArea{
			{CoachID: coachOne, Municipality: "205", Span: span("2024-01-01", "")}, {CoachID: coachOne, Municipality: "765", Span: span("2024-01-01", "")},
			{CoachID: coachTwo, Municipality: "205", Span: span("2024-01-01", "")}, {CoachID: coachTwo, Municipality: "290", Span: span("2024-01-01", "2024-03-01")},
			{CoachID: 9, Municipality: "777", Span: span("2024-01-01", "")},
		},
		Municipalities: r.Municipalities, Episodes: r.Episodes,
	}
}

// queuers are so many who wait since a day, with keys from first on.
func queuers(first, n int, since string) (parts []func(*outcomes.Records)) {
	for k := first; k < first+n; k++ {
		parts = append(parts, func(r *outcomes.Records) {
			e := casework.Episode{ClientID: int64(k), ProgrammeID: programme, TeamID: team, ReferredOn: d(since)}
			e.Record = called(fmt.Sprintf("q%d", k), int64(k))
			r.Episodes = append(r.Episodes, e)
		})
	}
	return parts
}

func inTeam(id int64) func(*casework.Episode) { return func(e *casework.Episode) { e.TeamID = id } }

func TestCapacity(t *testing.T) {
	for _, row := range []struct {
		says string
		with []func(*outcomes.Records)
		want string // active/limit, waiting, free, short = coaches, cause
	}{
		{"nobody waits: two places are free, and a coach over the limit takes none of them", nil, "0/30, 0 wait, 2 free, 0 short = 0, "},
		{"two wait for two places", queuers(1, 2, "2024-05-01"), "0/30, 2 wait, 2 free, 0 short = 0, pace"},
		{"three wait for two: one place is a tenth of a coach, rounded up", queuers(1, 3, "2024-05-01"), "0/30, 3 wait, 2 free, 1 short = 0.1, pace"},
		{"twenty-two: a whole coach", queuers(1, 22, "2024-05-01"), "0/30, 22 wait, 2 free, 20 short = 1, pace"},
		{"twenty-three: a tenth more", queuers(1, 23, "2024-05-01"), "0/30, 23 wait, 2 free, 21 short = 1.1, pace"},
		{"who was started, cancelled or ended does not wait", all(episode(1, "2024-05-01", "2024-05-10"), episode(2, "2024-05-01", "", cancelled("2024-05-02")),
			episode(3, "2024-05-01", "2024-05-10", ended("2024-06-01"))), "1/30, 0 wait, 2 free, 0 short = 0, "},
		{"another team's do not wait here", all(episode(1, "2024-05-01", "", inTeam(otherTeam))), "0/30, 0 wait, 2 free, 0 short = 0, "},
		{"who moved on to another team waits there", all(episode(1, "2024-02-01", ""), episode(1, "2024-05-01", "", key("e9", 9), inTeam(otherTeam))), "0/30, 0 wait, 2 free, 0 short = 0, "},
		{"a withdrawn episode counts nowhere", all(episode(1, "2024-05-01", "", withdrawnEpisode)), "0/30, 0 wait, 2 free, 0 short = 0, "},
		{"who is referred tomorrow does not wait today", all(episode(1, "2024-07-01", "")), "0/30, 0 wait, 2 free, 0 short = 0, "},
	} {
		t.Run(row.says, func(t *testing.T) {
			c := outcomes.CapacityOf(waitingTown(row.with...))
			got := fmt.Sprintf("%d/%d, %d wait, %d free, %d short = %v, %s", c.Active, c.Limit, c.Waiting, c.Free, c.Short(), c.ShortCoaches(), c.Cause)
			if got != row.want {
				t.Errorf("it is %s, want %s", got, row.want)
			}
		})
	}
	full := waitingTown(queuers(1, 1, "2024-05-01")...)
	full.Loads = map[int64]casework.Load{coachOne: {Active: 20, Limit: 20}}
	if c := outcomes.CapacityOf(full); c.Cause != casework.CauseLimit {
		t.Errorf("with no place free the cause is %q", c.Cause)
	}
}

func TestCapacityByArea(t *testing.T) {
	c := outcomes.CapacityOf(waitingTown(
		episode(1, "2024-05-01", ""), livesIn(1, "205"), episode(2, "2024-05-01", "2024-05-02"), livesIn(2, "205"),
		episode(3, "2024-05-01", ""), livesIn(3, "290"), episode(4, "2024-05-01", "")))
	var got []string
	for _, a := range c.Areas {
		got = append(got, fmt.Sprintf("%s %v: %d active, %d wait, %d free", a.Municipality, a.Coaches, a.Active, a.Waiting, a.Free))
	}
	want := []string{"205 [1 2]: 1 active, 1 wait, 2 free", "290 []: 0 active, 1 wait, 0 free", "765 [1]: 0 active, 0 wait, 2 free", " []: 0 active, 1 wait, 0 free"}
	if !slices.Equal(got, want) {
		t.Errorf("the areas are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestPaces: from the 30th of March on are three months, 92 days, and from the
// 30th of December 2023 six.
func TestPaces(t *testing.T) {
	with := append(queuers(1, 4, "2024-02-15"), queuers(5, 2, "2024-04-15")...)
	with = append(with,
		episode(11, "2024-02-15", "2024-05-01"), episode(12, "2024-02-15", "2024-05-01"), episode(13, "2024-02-15", "2024-05-01"), episode(14, "2024-02-15", "2024-05-01", ended("2024-06-01")),
		episode(15, "2024-02-15", "", key("c1", 15), cancelled("2024-04-01")), episode(16, "2024-03-30", "", key("c2", 16), cancelled("2024-03-30")))
	r := waitingTown(with...)
	line := func(p outcomes.Pace) string {
		on, empties := p.EmptyOn(6, r.On)
		return fmt.Sprintf("%d months: %d came, %d began, %d turned back, %d ended, shrinks by %d, empty %v %s", p.Months, p.Referred, p.Started, p.Cancelled, p.Ended, p.Shrinks(), empties, on)
	}
	var got []string
	for _, p := range outcomes.CapacityOf(r).Paces {
		got = append(got, line(p))
	}
	// 6 × 92 / 3 = 184 days after the 30th of June: the 31st of December.
	want := []string{"3 months: 2 came, 4 began, 1 turned back, 1 ended, shrinks by 3, empty true 2024-12-31"}
	if !slices.Equal(got, want) {
		t.Errorf("it goes\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	r.Begun = d("2023-06-30")
	paces := outcomes.CapacityOf(r).Paces
	if len(paces) != 3 || line(paces[1]) != "6 months: 12 came, 4 began, 2 turned back, 1 ended, shrinks by -6, empty false " {
		t.Errorf("of an older programme it goes %+v", paces)
	}
	if m := paces[0].Monthly(paces[0].Started); m != 4.0/3 {
		t.Errorf("four in three months are %v a month", m)
	}
	for _, row := range []struct {
		says    string
		pace    outcomes.Pace
		waiting int
		want    string
	}{
		{"nobody waits: it is empty today", outcomes.Pace{Days: 90}, 0, "2024-06-30"},
		{"as many come as go: it never is", outcomes.Pace{Days: 90, Referred: 5, Started: 5}, 3, ""},
		{"one goes in ninety days: three in two hundred and seventy", outcomes.Pace{Days: 90, Started: 1}, 3, "2025-03-27"},
		{"a part of a day is a day", outcomes.Pace{Days: 91, Started: 2}, 1, "2024-08-15"},
		{"in ten years: it still is", outcomes.Pace{Days: 365, Started: 1}, 10, "2034-06-28"},
		{"beyond them it is not said", outcomes.Pace{Days: 365, Started: 1}, 11, ""},
	} {
		t.Run(row.says, func(t *testing.T) {
			if on, _ := row.pace.EmptyOn(row.waiting, d("2024-06-30")); on.String() != row.want {
				t.Errorf("it is empty on %q, want %q", on, row.want)
			}
		})
	}
}

package casework

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestDatedOn(t *testing.T) {
	handOver := []Dated{{1, span("2026-01-01", "2026-03-31")}, {2, span("2026-04-01", "")}}
	standIn := []Dated{{1, span("", "")}, {2, span("2026-07-01", "2026-07-31")}}
	for _, row := range []struct {
		rule string
		list []Dated
		on   string
		want int64
	}{
		{"nobody before the first", handOver, "2025-12-31", 0},
		{"the old one on the last day", handOver, "2026-03-31", 1},
		{"the new one from the day of the hand-over", handOver, "2026-04-01", 2},
		{"and until further notice", handOver, "2027-01-01", 2},
		{"who began last holds the place", standIn, "2026-07-15", 2},
		{"and gives it back", standIn, "2026-08-01", 1},
		{"whatever their order", []Dated{standIn[1], standIn[0]}, "2026-07-15", 2},
		{"of two who began on one day, the one named last", []Dated{{1, span("2026-01-01", "")}, {2, span("2026-01-01", "")}}, "2026-02-01", 2},
		{"nobody is nobody", nil, "2026-02-01", 0},
	} {
		t.Run(row.rule, func(t *testing.T) {
			e := Episode{Coaches: row.list, CareTeams: row.list}
			if c, k := e.CoachOn(day(row.on)), e.CareTeamOn(day(row.on)); c != row.want || k != row.want {
				t.Errorf("on %s it is %d as coach and %d as care team, want %d", row.on, c, k, row.want)
			}
		})
	}
}

// anyHolders draws who held a place: rows one after another, or over each other
// as a sender may have them.
func anyHolders(t *rapid.T, first Day) []Dated {
	var list []Dated
	for range rapid.IntRange(0, 5).Draw(t, "rows") {
		x := Dated{ID: rapid.Int64Range(1, 4).Draw(t, "who"), Span: Span{From: first.AddDays(rapid.IntRange(-20, 60).Draw(t, "from"))}}
		if rapid.Bool().Draw(t, "since always") {
			x.From = Day{}
		}
		if rapid.Bool().Draw(t, "ends") {
			x.To = first.AddDays(rapid.IntRange(-20, 80).Draw(t, "to"))
			if x.To.Before(x.From) {
				x.To = x.From
			}
		}
		list = append(list, x)
	}
	return list
}

// Whatever stood before: the days before the hand-over, and those after a
// stand-in, are as they were, and on every day between it is the new one.
func TestAHandOverChangesItsDaysAndNoOthers(t *testing.T) {
	first := day("2026-11-23")
	rapid.Check(t, func(t *rapid.T) {
		list := anyHolders(t, first)
		before := slices.Clone(list)
		in := Span{From: first.AddDays(rapid.IntRange(-10, 40).Draw(t, "new from"))}
		if rapid.Bool().Draw(t, "for a while") {
			in.To = in.From.AddDays(rapid.IntRange(0, 30).Draw(t, "new days"))
		}
		who := rapid.Int64Range(0, 4).Draw(t, "new")
		got := handed(list, who, in)
		for n := range 200 {
			d := first.AddDays(n - 60)
			want := DatedOn(before, d)
			if in.Holds(d) {
				want = who
			}
			if DatedOn(got, d) != want {
				t.Fatalf("on %s it is %d, want %d: %v of %v", d, DatedOn(got, d), want, got, before)
			}
		}
		if !slices.Equal(list, before) {
			t.Fatalf("the old rows were changed: %v", list)
		}
	})
}

// After any hand-overs, one after another, every day from the start on has
// exactly one coach, and no two rows share a day.
func TestEveryDayHasOneCoach(t *testing.T) {
	start := day("2026-01-05")
	today := day("2026-11-23")
	rapid.Check(t, func(t *rapid.T) {
		e, err := StartEpisode(Episode{ReferredOn: start.AddDays(-30)}, EpisodeStart{On: start, CoachID: 1, Load: Load{Limit: 20}}, today)
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 6).Draw(t, "hand-overs") {
			in := HandOver{Load: Load{Limit: 20}, CoachID: rapid.Int64Range(1, 4).Draw(t, "coach"), From: start.AddDays(rapid.IntRange(0, 400).Draw(t, "from"))}
			if in.StandIn = rapid.Bool().Draw(t, "stand-in"); in.StandIn {
				in.To = in.From.AddDays(rapid.IntRange(0, 40).Draw(t, "days"))
			}
			if e, err = HandOverEpisode(e, in, today); err != nil && told(err) != "invalid: problem.invalid; coach: episode.coach_already" {
				t.Fatal(err)
			}
		}
		for n := range 500 {
			var holders int
			for _, c := range e.Coaches {
				if c.Holds(start.AddDays(n)) {
					holders++
				}
			}
			if holders != 1 {
				t.Fatalf("on %s there are %d coaches: %v", start.AddDays(n), holders, e.Coaches)
			}
		}
	})
}

func TestHandOverEpisode(t *testing.T) {
	today := day("2026-11-23")
	own := Episode{ReferredOn: day("2026-01-01"), StartedOn: day("2026-02-02"), Coaches: []Dated{{1, span("2026-01-01", "")}}}
	queued, ended, cancelled := own, own, own
	queued.StartedOn, ended.EndedOn = Day{}, day("2026-10-01")
	cancelled.StartedOn, cancelled.CancelledOn = Day{}, day("2026-02-01")
	covered := own
	covered.Coaches = []Dated{{1, span("2026-01-01", "2026-11-15")}, {2, span("2026-11-16", "2026-12-06")}, {1, span("2026-12-07", "")}}
	from := func(coach int64, from, to string) HandOver {
		in := HandOver{CoachID: coach, Load: Load{Active: 19, Limit: 20}, StandIn: to != ""}
		in.From, in.To = span(from, to).From, span(from, to).To
		return in
	}
	full := HandOver{CoachID: 2, Load: Load{Active: 19, Waiting: 1, Limit: 20}, From: day("2026-11-23")}
	knowingly, standIn := full, full
	knowingly.Knowingly, standIn.StandIn, standIn.To = true, true, day("2026-11-30")
	for _, row := range []struct {
		rule    string
		episode Episode
		in      HandOver
		want    []Dated
		told    string
	}{
		{"another takes over from today", own, from(2, "2026-11-23", ""), []Dated{{1, span("2026-01-01", "2026-11-22")}, {2, span("2026-11-23", "")}}, ""},
		{"from a day that has been", own, from(2, "2026-11-02", ""), []Dated{{1, span("2026-01-01", "2026-11-01")}, {2, span("2026-11-02", "")}}, ""},
		{"from a day to come", own, from(2, "2027-01-04", ""), []Dated{{1, span("2026-01-01", "2027-01-03")}, {2, span("2027-01-04", "")}}, ""},
		{"after a stand-in the own coach goes on", own, from(2, "2026-12-21", "2027-01-03"),
			[]Dated{{1, span("2026-01-01", "2026-12-20")}, {2, span("2026-12-21", "2027-01-03")}, {1, span("2027-01-04", "")}}, ""},
		{"a stand-in may become the coach", covered, from(2, "2026-11-23", ""),
			[]Dated{{1, span("2026-01-01", "2026-11-15")}, {2, span("2026-11-16", "2026-11-22")}, {2, span("2026-11-23", "")}}, ""},
		{"the own coach may come back early", covered, from(1, "2026-11-30", ""),
			[]Dated{{1, span("2026-01-01", "2026-11-15")}, {2, span("2026-11-16", "2026-11-29")}, {1, span("2026-11-30", "")}}, ""},
		{"a stand-in for the stand-in, who then goes on", covered, from(3, "2026-11-25", "2026-11-26"),
			[]Dated{{1, span("2026-01-01", "2026-11-15")}, {2, span("2026-11-16", "2026-11-24")}, {3, span("2026-11-25", "2026-11-26")},
				{2, span("2026-11-27", "2026-12-06")}, {1, span("2026-12-07", "")}}, ""},
		{"a last day says nothing of a hand-over for good", own, HandOver{CoachID: 2, Load: Load{Limit: 20}, From: day("2026-11-23"), To: day("2026-11-30")},
			[]Dated{{1, span("2026-01-01", "2026-11-22")}, {2, span("2026-11-23", "")}}, ""},
		{"not without a coach", own, from(0, "2026-11-23", ""), nil, "invalid: problem.invalid; coach: episode.coach_missing"},
		{"not to the one who has the client", own, from(1, "2026-11-23", ""), nil, "invalid: problem.invalid; coach: episode.coach_already"},
		{"nor to stand in for themselves", own, from(1, "2026-11-23", "2026-11-30"), nil, "invalid: problem.invalid; coach: episode.coach_already"},
		{"not before the start", own, from(2, "2026-02-01", ""), nil, "invalid: problem.invalid; from: episode.change_too_early"},
		{"not in two years", own, from(2, "2028-11-23", ""), nil, "invalid: problem.invalid; from: episode.too_far"},
		{"a stand-in ends", own, HandOver{CoachID: 2, From: day("2026-11-23"), StandIn: true}, nil, "invalid: problem.invalid; to: problem.day_missing"},
		{"not before it begins", own, from(2, "2026-11-23", "2026-11-22"), nil, "invalid: problem.invalid; to: problem.end_before_start"},
		{"nor in two years", own, from(2, "2026-11-23", "2028-11-22"), nil, "invalid: problem.invalid; to: episode.too_far"},
		{"not to a coach without a free place", own, full, nil, "invalid: problem.invalid; knowingly: queue.over_limit"},
		{"but knowingly", own, knowingly, []Dated{{1, span("2026-01-01", "2026-11-22")}, {2, span("2026-11-23", "")}}, ""},
		{"a stand-in needs no place", own, standIn, []Dated{{1, span("2026-01-01", "2026-11-22")}, {2, span("2026-11-23", "2026-11-30")}, {1, span("2026-12-01", "")}}, ""},
		{"all that is missing is told at once", own, HandOver{StandIn: true}, nil,
			"invalid: problem.invalid; coach: episode.coach_missing; from: problem.day_missing; to: problem.day_missing"},
		{"one who waits has no coach to hand over", queued, from(2, "2026-11-23", ""), nil, "conflict: episode.still_queued; from: episode.still_queued"},
		{"one who has ended has none either", ended, from(2, "2026-11-23", ""), nil, "conflict: episode.has_ended; from: episode.has_ended"},
		{"nor one who was cancelled", cancelled, from(2, "2026-11-23", ""), nil, "conflict: episode.was_cancelled; from: episode.was_cancelled"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := HandOverEpisode(row.episode, row.in, today)
			if told(err) != row.told {
				t.Fatalf("told %q, want %q", told(err), row.told)
			}
			if err == nil && !slices.Equal(got.Coaches, row.want) {
				t.Errorf("the coaches are %v, want %v", got.Coaches, row.want)
			}
		})
	}
}

func TestChangeCareTeam(t *testing.T) {
	today := day("2026-11-23")
	own := Episode{ReferredOn: day("2026-01-01"), StartedOn: day("2026-02-02"), CareTeams: []Dated{{5, span("", "")}}}
	queued, ended, cancelled := own, own, own
	queued.StartedOn, ended.EndedOn = Day{}, day("2026-10-01")
	cancelled.StartedOn, cancelled.CancelledOn = Day{}, day("2026-02-01")
	for _, row := range []struct {
		rule    string
		episode Episode
		id      int64
		from    string
		want    []Dated
		told    string
	}{
		{"another care team from a day on", own, 6, "2026-11-02", []Dated{{5, span("", "2026-11-01")}, {6, span("2026-11-02", "")}}, ""},
		{"none any more", own, 0, "2026-11-02", []Dated{{5, span("", "2026-11-01")}}, ""},
		{"while they wait too", queued, 6, "2026-01-01", []Dated{{5, span("", "2025-12-31")}, {6, span("2026-01-01", "")}}, ""},
		{"not the same one", own, 5, "2026-11-02", nil, "invalid: problem.invalid; care_team: episode.care_team_already"},
		{"not before the referral", own, 6, "2025-12-31", nil, "invalid: problem.invalid; from: episode.change_too_early"},
		{"not without a day", own, 6, "", nil, "invalid: problem.invalid; from: problem.day_missing"},
		{"not when it has ended", ended, 6, "2026-11-02", nil, "conflict: episode.has_ended; from: episode.has_ended"},
		{"nor when it was cancelled", cancelled, 6, "2026-11-02", nil, "conflict: episode.was_cancelled; from: episode.was_cancelled"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := ChangeCareTeam(row.episode, row.id, span(row.from, "").From, today)
			if told(err) != row.told {
				t.Fatalf("told %q, want %q", told(err), row.told)
			}
			if err == nil && !slices.Equal(got.CareTeams, row.want) {
				t.Errorf("the care teams are %v, want %v", got.CareTeams, row.want)
			}
		})
	}
}

func TestAStartKeepsWhoWaitedWithTheClient(t *testing.T) {
	today := day("2026-11-23")
	waited := Episode{ReferredOn: day("2026-01-01"), Coaches: []Dated{{1, span("2026-02-01", "2026-05-31")}, {2, span("2026-06-01", "")}}}
	for _, row := range []struct {
		rule  string
		coach int64
		want  []Dated
	}{
		{"another coach begins", 3, []Dated{{1, span("2026-02-01", "2026-05-31")}, {2, span("2026-06-01", "2026-11-22")}, {3, span("2026-11-23", "")}}},
		{"the same one goes on", 2, waited.Coaches},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := StartEpisode(waited, EpisodeStart{On: today, CoachID: row.coach, Load: Load{Limit: 20}}, today)
			if err != nil || !slices.Equal(got.Coaches, row.want) {
				t.Errorf("the coaches are %v, %v; want %v", got.Coaches, err, row.want)
			}
		})
	}
}

package casework

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// told is what a rule said: nothing, or kind, key and fields of its problem.
func told(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// span is written from–to; an empty side is open.
func span(from, to string) Span {
	var s Span
	if from != "" {
		s.From = day(from)
	}
	if to != "" {
		s.To = day(to)
	}
	return s
}

func TestStateOn(t *testing.T) {
	queued := Episode{ReferredOn: day("2026-03-10")}
	cancelled := queued
	cancelled.CancelledOn = day("2026-03-20")
	started := queued
	started.StartedOn = day("2026-04-01")
	paused := started
	paused.Pauses = []Pause{{Span: span("2026-05-04", "2026-05-10")}, {Span: span("2026-06-01", "")}}
	ended := paused
	ended.EndedOn = day("2026-06-30")
	sameDay := queued
	sameDay.StartedOn, sameDay.EndedOn = queued.ReferredOn, queued.ReferredOn

	for _, row := range []struct {
		rule    string
		episode Episode
		on      string
		want    State
	}{
		{"before the referral there is nothing", queued, "2026-03-09", NotReferred},
		{"from its day on, the queue", queued, "2026-03-10", Queue},
		{"until further notice", queued, "2027-03-10", Queue},
		{"the day before the cancellation, the queue", cancelled, "2026-03-19", Queue},
		{"cancelled on the day of the cancellation", cancelled, "2026-03-20", Cancelled},
		{"and ever after", cancelled, "2027-03-20", Cancelled},
		{"the day before the start, the queue", started, "2026-03-31", Queue},
		{"active on the day of the start", started, "2026-04-01", Active},
		{"the day before a pause, active", paused, "2026-05-03", Active},
		{"a pause holds its first day", paused, "2026-05-04", Paused},
		{"and its last", paused, "2026-05-10", Paused},
		{"the day after it, active", paused, "2026-05-11", Active},
		{"a pause without a last day lasts", paused, "2027-01-01", Paused},
		{"and to the end of the episode", ended, "2026-06-29", Paused},
		{"ended already on the last day", ended, "2026-06-30", Ended},
		{"and ever after, whatever the pause says", ended, "2027-01-01", Ended},
		{"the past is as it was", ended, "2026-04-15", Active},
		{"all on one day: ended that evening", sameDay, "2026-03-10", Ended},
		{"and nothing the day before", sameDay, "2026-03-09", NotReferred},
		{"a start after a cancellation holds", Episode{ReferredOn: day("2026-03-10"), CancelledOn: day("2026-03-20"), StartedOn: day("2026-04-01")}, "2026-04-01", Active},
		{"and before that it was cancelled", Episode{ReferredOn: day("2026-03-10"), CancelledOn: day("2026-03-20"), StartedOn: day("2026-04-01")}, "2026-03-31", Cancelled},
		{"without a referral there is nothing", Episode{StartedOn: day("2026-04-01")}, "2026-04-01", NotReferred},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := row.episode.StateOn(day(row.on)); got != row.want {
				t.Errorf("on %s it is %q, want %q", row.on, got, row.want)
			}
		})
	}
}

func TestStarted(t *testing.T) {
	var started []State
	for _, s := range []State{NotReferred, Queue, Active, Paused, Ended, Cancelled} {
		if s.Started() {
			started = append(started, s)
		}
	}
	if want := []State{Active, Paused, Ended}; !slices.Equal(started, want) {
		t.Errorf("the started are %q, want %q", started, want)
	}
}

func TestNewest(t *testing.T) {
	episode := func(id, referred string) Episode {
		return Episode{Noted: Noted{Record: Record{SenderID: id}}, ReferredOn: day(referred)}
	}
	old, late := episode("e2", "2026-01-01"), episode("e1", "2026-06-01")
	withdrawn := episode("e9", "2026-08-01")
	withdrawn.Withdrawn = true
	for _, row := range []struct {
		rule string
		list []Episode
		on   string
		want string
	}{
		{"the one referred last", []Episode{old, late}, "2026-12-31", "e1"},
		{"by that day", []Episode{old, late}, "2026-05-31", "e2"},
		{"that day too", []Episode{old, late}, "2026-06-01", "e1"},
		{"of two on one day the one whose id sorts last", []Episode{episode("e2", "2026-06-01"), late}, "2026-06-01", "e2"},
		{"sorted as text", []Episode{episode("e10", "2026-06-01"), episode("e9", "2026-06-01")}, "2026-06-01", "e9"},
		{"whatever their order", []Episode{episode("e9", "2026-06-01"), episode("e10", "2026-06-01")}, "2026-06-01", "e9"},
		{"a withdrawn one does not count", []Episode{old, withdrawn}, "2026-12-31", "e2"},
		{"none before the first", []Episode{old, late}, "2025-12-31", ""},
		{"none of none", nil, "2026-12-31", ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, found := Newest(row.list, day(row.on))
			if found != (row.want != "") || got.SenderID != row.want {
				t.Errorf("on %s it is %q, %v; want %q", row.on, got.SenderID, found, row.want)
			}
		})
	}
}

func TestStartEpisode(t *testing.T) {
	today := day("2026-11-23")
	queued := Episode{ReferredOn: day("2026-11-02"), TeamID: 7, Pathway: PathwaySelf}
	started, cancelled := queued, queued
	started.StartedOn = day("2026-11-10")
	cancelled.CancelledOn = day("2026-11-10")
	in := EpisodeStart{On: today, CoachID: 3, EmployedAtStart: true, Load: Load{Limit: 20}}
	with := func(change func(*EpisodeStart)) EpisodeStart {
		changed := in
		change(&changed)
		return changed
	}
	for _, row := range []struct {
		rule    string
		episode Episode
		in      EpisodeStart
		want    string
	}{
		{"it begins today", queued, in, ""},
		{"or as early as the referral", queued, with(func(s *EpisodeStart) { s.On = queued.ReferredOn }), ""},
		{"not before it", queued, with(func(s *EpisodeStart) { s.On = day("2026-11-01") }),
			"invalid: problem.invalid; started_on: episode.start_before_referral"},
		{"not tomorrow", queued, with(func(s *EpisodeStart) { s.On = today.AddDays(1) }), "invalid: problem.invalid; started_on: problem.day_ahead"},
		{"it has a coach", queued, with(func(s *EpisodeStart) { s.CoachID = 0 }), "invalid: problem.invalid; coach: episode.coach_missing"},
		{"it may be agreed in writing the same day", queued, with(func(s *EpisodeStart) { s.AgreementOn = today }), ""},
		{"not before the referral", queued, with(func(s *EpisodeStart) { s.AgreementOn = day("2026-11-01") }),
			"invalid: problem.invalid; agreement_on: episode.agreement_before_referral"},
		{"not tomorrow either", queued, with(func(s *EpisodeStart) { s.AgreementOn = today.AddDays(1) }), "invalid: problem.invalid; agreement_on: problem.day_ahead"},
		{"with a coach without a free place", queued, EpisodeStart{On: today, CoachID: 3, Load: Load{Active: 20, Limit: 20}}, "invalid: problem.invalid; knowingly: queue.over_limit"},
		{"all that is missing is told at once", queued, EpisodeStart{}, "invalid: problem.invalid; started_on: problem.day_missing; coach: episode.coach_missing"},
		{"it begins once", started, in, "conflict: episode.already_started; started_on: episode.already_started"},
		{"a cancelled one does not begin", cancelled, in, "conflict: episode.was_cancelled; started_on: episode.was_cancelled"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := StartEpisode(row.episode, row.in, today)
			if told(err) != row.want {
				t.Fatalf("told %q, want %q", told(err), row.want)
			}
			if err != nil && got.StartedOn != row.episode.StartedOn {
				t.Errorf("refused, and started on %v", got.StartedOn)
			}
			if err == nil && (got.StateOn(today) != Active || got.CoachOn(row.in.On) != 3 || !got.EmployedAtStart || got.TeamID != 7) {
				t.Errorf("it is %+v", got)
			}
		})
	}
	if queued.Coaches != nil {
		t.Error("the old text was changed")
	}
}

func TestCaseloadLimit(t *testing.T) {
	tenth := 0.1 // a variable: constants are added exactly
	for fte, want := range map[float64]int{
		1: 20, 0.5: 10, 0.55: 11, 0.8: 16, 0.35: 7, 0.15: 3, 0.99: 19, 0.04: 0, 0: 0,
		tenth + 0.2: 6, tenth + 0.7: 16, // 0.30000000000000004, 0.7999999999999999
	} {
		if got := CaseloadLimit(fte); got != want {
			t.Errorf("%v of full time may have %d clients, want %d", fte, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) { // whole hundredths are as exact as they are written
		n := rapid.IntRange(0, 100).Draw(t, "hundredths")
		if got, want := CaseloadLimit(float64(n)/100), n*20/100; got != want {
			t.Fatalf("0.%02d of full time may have %d, want %d", n, got, want)
		}
	})
}

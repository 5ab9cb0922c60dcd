package casework

import "testing"

func TestCauseOf(t *testing.T) {
	full, half, over := Load{Active: 20, Limit: 20}, Load{Active: 9, Waiting: 1, Limit: 20}, Load{Active: 19, Waiting: 4, Limit: 20}
	for _, row := range []struct {
		rule    string
		waiting int
		loads   []Load
		want    Cause
	}{
		{"nobody waits", 0, []Load{half}, ""},
		{"there are places, and yet people wait", 3, []Load{full, half}, CausePace},
		{"every place is taken", 3, []Load{full, full}, CauseLimit},
		{"who has too many takes no place from the others", 3, []Load{over, half}, CausePace},
		{"a place that is promised is no free one", 3, []Load{{Active: 19, Waiting: 1, Limit: 20}}, CauseLimit},
		{"there are no coaches", 3, nil, CauseLimit},
	} {
		if got := CauseOf(row.waiting, row.loads); got != row.want {
			t.Errorf("%s: %q, want %q", row.rule, got, row.want)
		}
	}
}

func TestAssignCoach(t *testing.T) {
	today := day("2026-11-23")
	waiting := Episode{ReferredOn: day("2026-09-01")}
	promised := waiting
	promised.Coaches = []Dated{{ID: 4, Span: Span{From: day("2026-09-10")}}}
	started := waiting
	started.StartedOn = day("2026-10-01")
	roomy, full := Load{Active: 12, Limit: 20}, Load{Active: 18, Waiting: 2, Limit: 20}
	for _, row := range []struct {
		rule      string
		e         Episode
		coach     int64
		load      Load
		knowingly bool
		want      string // what is refused
	}{
		{"to a coach with a free place", waiting, 5, roomy, false, ""},
		{"from one coach to another", promised, 5, roomy, false, ""},
		{"to nobody", waiting, 0, roomy, false, "invalid: problem.invalid; coach: episode.coach_missing"},
		{"to a coach without a free place", waiting, 5, full, false, "invalid: problem.invalid; knowingly: queue.over_limit"},
		{"knowingly", waiting, 5, full, true, ""},
		{"when coaching has begun", started, 5, roomy, false, "conflict: episode.already_started"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := AssignCoach(row.e, row.coach, row.load, row.knowingly, today)
			if row.want != "" {
				if told(err) != row.want {
					t.Errorf("told %q, want %q", told(err), row.want)
				}
				return
			}
			if err != nil || got.CoachOn(today) != row.coach || got.CoachOn(today.AddDays(-1)) != row.e.CoachOn(today.AddDays(-1)) {
				t.Errorf("it is %+v, %v", got, err)
			}
		})
	}
}

package casework

import (
	"reflect"
	"testing"
)

func TestEndEpisode(t *testing.T) {
	today := day("2026-11-23")
	active := Episode{ReferredOn: day("2026-01-01"), StartedOn: day("2026-02-02"), Pauses: []Pause{{Span: span("2026-05-04", "2026-05-10")}}}
	paused, queued, ended, cancelled := active, active, active, active
	paused.Pauses = []Pause{{Span: span("2026-11-02", "")}}
	queued.StartedOn, ended.EndedOn = Day{}, day("2026-10-01")
	cancelled.StartedOn, cancelled.CancelledOn = Day{}, day("2026-02-01")
	in := EpisodeEnd{On: today, Reason: CloseGoalReached,
		Closing: Closing{Initiative: ByBoth, Situation: InPaidWork, HandedTo: " omahoitaja ", CareTeamTold: true, WayBackTold: true}}
	with := func(change func(*EpisodeEnd)) EpisodeEnd {
		changed := in
		change(&changed)
		return changed
	}
	for _, row := range []struct {
		rule    string
		episode Episode
		in      EpisodeEnd
		want    string
	}{
		{"it ends today", active, in, ""},
		{"during a pause too", paused, in, ""},
		{"on the day it began at the earliest", Episode{ReferredOn: today, StartedOn: today}, in, ""},
		{"not the day before", active, with(func(e *EpisodeEnd) { e.On = day("2026-02-01") }), "invalid: problem.invalid; ended_on: episode.before_start"},
		{"on the last day of a pause", active, with(func(e *EpisodeEnd) { e.On = day("2026-05-10") }), ""},
		{"not within one that is over", active, with(func(e *EpisodeEnd) { e.On = day("2026-05-09") }), "invalid: problem.invalid; ended_on: episode.end_before_pause"},
		{"nor before one that goes on", paused, with(func(e *EpisodeEnd) { e.On = day("2026-11-01") }), "invalid: problem.invalid; ended_on: episode.end_before_pause"},
		{"not tomorrow", active, with(func(e *EpisodeEnd) { e.On = today.AddDays(1) }), "invalid: problem.invalid; ended_on: problem.day_ahead"},
		{"an empty form", active, EpisodeEnd{},
			"invalid: problem.invalid; ended_on: problem.day_missing; initiative: problem.choose; reason: problem.choose; situation: problem.choose"},
		{"one who waits is not ended", queued, in, "conflict: episode.still_queued; ended_on: episode.still_queued"},
		{"nor one who was cancelled", cancelled, in, "conflict: episode.was_cancelled; ended_on: episode.was_cancelled"},
		{"it ends once", ended, in, "conflict: episode.has_ended; ended_on: episode.has_ended"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := EndEpisode(row.episode, row.in, today)
			if told(err) != row.want {
				t.Fatalf("told %q, want %q", told(err), row.want)
			}
			if err != nil {
				return
			}
			want := row.episode
			want.EndedOn, want.EndReason, want.Closing = row.in.On, "goal_reached", row.in.Closing
			want.Closing.HandedTo = "omahoitaja"
			if !reflect.DeepEqual(got, want) || got.StateOn(today) != Ended {
				t.Errorf("it is %+v, want %+v", got, want)
			}
			back, err := ReopenEpisode(got, []Episode{got})
			if err != nil || !reflect.DeepEqual(back, row.episode) {
				t.Errorf("reopened it is %+v, %v; want %+v", back, err, row.episode)
			}
		})
	}
}

func TestReopenEpisode(t *testing.T) {
	ended := Episode{Noted: Noted{Record: Record{ID: 1}}, ProgrammeID: 3, ReferredOn: day("2026-01-01"), StartedOn: day("2026-02-02"), EndedOn: day("2026-10-01"), EndReason: "moved"}
	active, queued, cancelled := ended, ended, ended
	active.EndedOn, queued.StartedOn = Day{}, Day{}
	cancelled.StartedOn, cancelled.CancelledOn = Day{}, day("2026-02-01")
	later := Episode{Noted: Noted{Record: Record{ID: 2}}, ProgrammeID: 3, ReferredOn: day("2026-11-01")}
	elsewhere, withdrawn, earlier := later, later, later
	elsewhere.ProgrammeID, withdrawn.Withdrawn, earlier.ReferredOn = 4, true, day("2025-11-01")
	for _, row := range []struct {
		rule    string
		episode Episode
		others  []Episode
		want    string
	}{
		{"an end is taken back", ended, []Episode{ended, earlier, elsewhere, withdrawn}, ""},
		{"not when the client has come back", ended, []Episode{ended, later}, "conflict: episode.returned_since; reason: episode.returned_since"},
		{"there is none to take back", active, nil, "conflict: episode.goes_on; reason: episode.goes_on"},
		{"nor of one who waits", queued, nil, "conflict: episode.still_queued; reason: episode.still_queued"},
		{"nor of one who was cancelled", cancelled, nil, "conflict: episode.was_cancelled; reason: episode.was_cancelled"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := ReopenEpisode(row.episode, row.others)
			if told(err) != row.want {
				t.Fatalf("told %q, want %q", told(err), row.want)
			}
			if err == nil && (got.StateOn(day("2026-11-23")) != Active || got.EndReason != "" || got.Closing != Closing{}) {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

func TestReturnEpisode(t *testing.T) {
	today := day("2026-11-23")
	ended := Episode{ClientID: 9, ProgrammeID: 3, TeamID: 7, ReferredOn: day("2026-01-01"), StartedOn: day("2026-02-02"), EndedOn: day("2026-10-01")}
	active, cancelled, elsewhere, sameDay, withdrawn := ended, ended, ended, ended, ended
	active.EndedOn = Day{}
	cancelled.StartedOn, cancelled.EndedOn, cancelled.CancelledOn = Day{}, Day{}, day("2026-10-05")
	elsewhere.ProgrammeID, elsewhere.EndedOn = 4, Day{}
	sameDay.ReferredOn, sameDay.StartedOn, sameDay.EndedOn = today, today, today
	withdrawn.Withdrawn, withdrawn.EndedOn = true, Day{}
	in := EpisodeReturn{Load: Load{Limit: 20}, On: today, Pathway: PathwaySelf, CareTeamID: 5, Start: true, CoachID: 2, EmployedAtStart: true}
	with := func(change func(*EpisodeReturn)) EpisodeReturn {
		changed := in
		change(&changed)
		return changed
	}
	for _, row := range []struct {
		rule   string
		others []Episode
		in     EpisodeReturn
		state  State
		want   string
	}{
		{"begun at once", []Episode{ended}, in, Active, ""},
		{"or to the queue", []Episode{ended}, with(func(r *EpisodeReturn) { r.Start, r.CoachID = false, 0 }), Queue, ""},
		{"on the day the last one ended", []Episode{ended}, with(func(r *EpisodeReturn) { r.On = day("2026-10-01") }), Active, ""},
		{"not the day before", []Episode{ended}, with(func(r *EpisodeReturn) { r.On = day("2026-09-30") }), "", "invalid: problem.invalid; on: episode.return_before_end"},
		{"nor before a later one was cancelled", []Episode{ended, cancelled}, with(func(r *EpisodeReturn) { r.On = day("2026-10-04") }), "",
			"invalid: problem.invalid; on: episode.return_before_end"},
		{"not on the day of its referral", []Episode{sameDay}, in, "", "invalid: problem.invalid; on: episode.return_same_day"},
		{"not while one goes on", []Episode{ended, active}, in, "", "conflict: episode.goes_on; on: episode.goes_on"},
		{"one in another programme is no hindrance", []Episode{ended, elsewhere}, in, Active, ""},
		{"nor one that was withdrawn", []Episode{ended, withdrawn}, in, Active, ""},
		{"not tomorrow", []Episode{ended}, with(func(r *EpisodeReturn) { r.On = today.AddDays(1) }), "", "invalid: problem.invalid; on: problem.day_ahead"},
		{"a start has a coach", []Episode{ended}, with(func(r *EpisodeReturn) { r.CoachID = 0 }), "", "invalid: problem.invalid; coach: episode.coach_missing"},
		{"an empty form", []Episode{ended}, EpisodeReturn{}, "", "invalid: problem.invalid; on: problem.day_missing; pathway: problem.choose"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := ReturnEpisode(ended, row.others, row.in, today)
			if told(err) != row.want {
				t.Fatalf("told %q, want %q", told(err), row.want)
			}
			if err != nil {
				return
			}
			started := row.state == Active
			if got.StateOn(today) != row.state || got.ClientID != 9 || got.ProgrammeID != 3 || got.TeamID != 7 || got.ReferredOn != row.in.On ||
				got.CareTeamOn(today) != 5 || started != (got.CoachOn(today) == 2) || started != got.EmployedAtStart {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

func TestNoteAgreement(t *testing.T) {
	today := day("2026-11-23")
	started := Episode{ReferredOn: day("2026-01-01"), StartedOn: day("2026-02-02")}
	ended := started
	ended.EndedOn = day("2026-10-01")
	for _, row := range []struct {
		rule    string
		episode Episode
		on      string
		want    string
	}{
		{"signed later", started, "2026-03-01", ""},
		{"before the start, after the referral", started, "2026-01-15", ""},
		{"taken away", started, "", ""},
		{"noted when it has ended", ended, "2026-03-01", ""},
		{"not before the referral", started, "2025-12-31", "invalid: problem.invalid; agreement_on: episode.agreement_before_referral"},
		{"not tomorrow", started, "2026-11-24", "invalid: problem.invalid; agreement_on: problem.day_ahead"},
		{"not before the start of coaching is noted", Episode{ReferredOn: day("2026-01-01")}, "2026-03-01", "conflict: episode.still_queued; agreement_on: episode.still_queued"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			on := span(row.on, "").From
			got, err := NoteAgreement(row.episode, on, today)
			if told(err) != row.want || err == nil && got.AgreementOn != on {
				t.Errorf("told %q, agreed on %s; want %q", told(err), got.AgreementOn, row.want)
			}
		})
	}
}

func TestTellCareTeam(t *testing.T) {
	began, over := day("2026-01-12"), day("2026-11-20")
	for _, row := range []struct {
		rule string
		e    Episode
		want string // refused
	}{
		{"of an end the care team may be told later", Episode{StartedOn: began, EndedOn: over}, ""},
		{"of none there is nothing to tell", Episode{StartedOn: began}, "episode.goes_on"},
		{"nor before coaching began", Episode{}, "episode.still_queued"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := TellCareTeam(row.e)
			if refused := refusedWith(err, "care_team_told", row.want); !refused || got.Closing.CareTeamTold != (row.want == "") {
				t.Errorf("told is %t (%v)", got.Closing.CareTeamTold, err)
			}
		})
	}
}

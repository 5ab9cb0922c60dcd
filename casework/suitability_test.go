package casework

import (
	"reflect"
	"strings"
	"testing"
)

func TestMeetFirst(t *testing.T) {
	today := day("2026-11-23")
	queued := Episode{Noted: Noted{Record: Record{ID: 4}}, ReferredOn: day("2026-11-02")}
	started, ended, cancelled := queued, queued, queued
	started.StartedOn, ended.StartedOn, ended.EndedOn = day("2026-11-10"), day("2026-11-10"), day("2026-11-20")
	cancelled.CancelledOn = day("2026-11-10")
	seven, eleven := 7, 11
	in := SuitabilityNote{On: today, Place: PlaceCafe, Present: []Attendant{ClientPresent, CoachPresent}, ModelTold: true, VoluntaryTold: true, FreeTold: true,
		Wish: " Haluan takaisin kauppaan. ", Keenness: &seven, Goal: GoalReturn, Concerns: []Concern{ConcernMoney}, Decision: DecideStart}
	with := func(change func(*SuitabilityNote)) SuitabilityNote {
		changed := in
		change(&changed)
		return changed
	}
	think := with(func(n *SuitabilityNote) { n.Decision, n.ThinkUntil = DecideThink, day("2026-12-07") })
	no := with(func(n *SuitabilityNote) { n.Decision, n.Reason = DecideNo, DeclineNotNow })
	elsewhere := with(func(n *SuitabilityNote) { n.Decision, n.Service = DecideService, " Kelan kuntoutus " })
	for _, row := range []struct {
		rule    string
		episode Episode
		in      SuitabilityNote
		state   State // of the episode after it
		want    string
	}{
		{"coaching will begin", queued, in, Queue, ""},
		{"the day and the decision are enough", queued, SuitabilityNote{On: today, Decision: DecideService}, Cancelled, ""},
		{"the client thinks it over", queued, think, Queue, ""},
		{"and goes on waiting when the day has passed", queued, with(func(n *SuitabilityNote) {
			n.On, n.Decision, n.ThinkUntil = day("2026-11-05"), DecideThink, day("2026-11-12")
		}), Queue, ""},
		{"the client does not go on: the waiting ends", queued, no, Cancelled, ""},
		{"another service serves better: it ends too", queued, elsewhere, Cancelled, ""},
		{"noted after the start", started, in, Active, ""},
		{"which is then no more to be decided", started, no, Active, "conflict: episode.already_started; decision: episode.already_started"},
		{"nothing begins without having told that it is voluntary", queued, with(func(n *SuitabilityNote) { n.VoluntaryTold = false }), Queue,
			"invalid: problem.invalid; voluntary_told: suitability.tell_voluntary"},
		{"thinking has a day", queued, with(func(n *SuitabilityNote) { n.Decision = DecideThink }), Queue, "invalid: problem.invalid; think_until: problem.day_missing"},
		{"after the meeting", queued, with(func(n *SuitabilityNote) { n.Decision, n.ThinkUntil = DecideThink, day("2026-11-22") }), Queue,
			"invalid: problem.invalid; think_until: suitability.think_past"},
		{"a no has a reason", queued, with(func(n *SuitabilityNote) { n.Decision = DecideNo }), Queue, "invalid: problem.invalid; declined: problem.choose"},
		{"how keen goes to ten", queued, with(func(n *SuitabilityNote) { n.Keenness = &eleven }), Queue, "invalid: problem.invalid; keenness: suitability.keenness_range"},
		{"not before the referral", queued, with(func(n *SuitabilityNote) { n.On = day("2026-11-01") }), Queue, "invalid: problem.invalid; on: suitability.before_referral"},
		{"not tomorrow", queued, with(func(n *SuitabilityNote) { n.On = today.AddDays(1) }), Queue, "invalid: problem.invalid; on: problem.day_ahead"},
		{"words that are none", queued, with(func(n *SuitabilityNote) {
			n.Place, n.Present, n.Concerns, n.Goal = PlaceWorkplace, []Attendant{"cat"}, []Concern{"rain"}, "fame"
		}), Queue,
			"invalid: problem.invalid; place: problem.choose; present: problem.choose; concerns: problem.choose; goal: problem.choose"},
		{"a text has an end", queued, with(func(n *SuitabilityNote) { n.Wish = strings.Repeat("ä", 2001) }), Queue, "invalid: problem.invalid; wish: problem.too_long"},
		{"an empty form", queued, SuitabilityNote{}, Queue, "invalid: problem.invalid; on: problem.day_missing; decision: problem.choose"},
		{"not when it was cancelled", cancelled, in, Cancelled, "conflict: episode.was_cancelled; on: episode.was_cancelled"},
		{"nor when it has ended", ended, in, Ended, "conflict: episode.has_ended; on: episode.has_ended"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, e, err := MeetFirst(row.episode, row.in, today)
			if told(err) != row.want {
				t.Fatalf("told %q, want %q", told(err), row.want)
			}
			if e.StateOn(today) != row.state {
				t.Errorf("the episode is %q, want %q", e.StateOn(today), row.state)
			}
			if err == nil && (got.EpisodeID != 4 || got.On != row.in.On || got.Place != row.in.Place || got.Decision != row.in.Decision || got.Wish != strings.TrimSpace(row.in.Wish)) {
				t.Errorf("it is %+v", got)
			}
		})
	}
	if s, _, _ := MeetFirst(queued, with(func(n *SuitabilityNote) { n.ThinkUntil, n.Reason, n.Service = today, DeclineOther, "Kela" }), today); !s.ThinkUntil.IsZero() || s.Reason != "" || s.Service != "" {
		t.Errorf("what belongs to another decision was kept: %+v", s)
	}
}

func TestCorrectMeeting(t *testing.T) {
	today := day("2026-11-23")
	e := Episode{ReferredOn: day("2026-11-02")}
	in := SuitabilityNote{On: today, VoluntaryTold: true, Decision: DecideStart, Wish: "Haluan töihin."}
	s, _, err := MeetFirst(e, in, today)
	if err != nil {
		t.Fatal(err)
	}
	s.Noted = Noted{Record: Record{ID: 3, Revision: 2}, RecordedBy: 8}
	for _, row := range []struct {
		rule     string
		from, to Decision
		want     string
	}{
		{"the text", DecideStart, DecideStart, ""},
		{"starting into thinking", DecideStart, DecideThink, ""},
		{"not into an end of the waiting", DecideStart, DecideNo, "conflict: suitability.decision_stands; decision: suitability.decision_stands"},
		{"nor out of one", DecideNo, DecideStart, "conflict: suitability.decision_stands; decision: suitability.decision_stands"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			old, note := s, in
			old.Decision = row.from
			note.Wish, note.Decision, note.ThinkUntil, note.Reason = "Haluan kouluun.", row.to, today, DeclineOther
			got, err := CorrectMeeting(old, e, note, today)
			if told(err) != row.want {
				t.Fatalf("told %q, want %q", told(err), row.want)
			}
			if err == nil && (got.Wish != "Haluan kouluun." || got.Decision != row.to || !reflect.DeepEqual(got.Noted, s.Noted)) {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

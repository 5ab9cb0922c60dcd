package casework

import (
	"slices"
	"testing"
)

func TestPauses(t *testing.T) {
	today := day("2026-11-23")
	active := Episode{ReferredOn: day("2026-01-01"), StartedOn: day("2026-02-02"),
		Pauses: []Pause{{Span: span("2026-05-04", "2026-05-10"), Reason: "muu syy"}}}
	paused, queued, ended, cancelled := active, active, active, active
	paused.Pauses = append(slices.Clone(active.Pauses), Pause{Span: span("2026-11-02", ""), Reason: "hospital", CheckOn: day("2026-11-30"), Contact: CoachContacts})
	queued.StartedOn, ended.EndedOn = Day{}, day("2026-10-01")
	cancelled.StartedOn, cancelled.CancelledOn = Day{}, day("2026-02-01")
	note := PauseNote{From: today, Reason: PauseOwnWish, CheckOn: day("2026-12-21"), Contact: ClientContacts}
	pause := func(change func(*PauseNote)) func(Episode) (Episode, error) {
		in := note
		change(&in)
		return func(e Episode) (Episode, error) { return PauseEpisode(e, in, today) }
	}
	resume := func(on string) func(Episode) (Episode, error) {
		return func(e Episode) (Episode, error) { return ResumeEpisode(e, span(on, "").From, today) }
	}
	check := func(on string) func(Episode) (Episode, error) {
		return func(e Episode) (Episode, error) { return CheckPause(e, span(on, "").From, today) }
	}
	first := active.Pauses[0]
	open := paused.Pauses[1]
	till := func(to string) Pause { p := open; p.To = day(to); return p }
	looked := func(on string) Pause { p := open; p.CheckOn = day(on); return p }
	for _, row := range []struct {
		rule    string
		episode Episode
		do      func(Episode) (Episode, error)
		want    []Pause
		told    string
	}{
		{"a pause begins today", active, pause(func(*PauseNote) {}),
			[]Pause{first, {Span: span("2026-11-23", ""), Reason: "own_wish", CheckOn: day("2026-12-21"), Contact: ClientContacts}}, ""},
		{"or began the day after the last one", active, pause(func(p *PauseNote) { p.From = day("2026-05-11") }),
			[]Pause{first, {Span: span("2026-05-11", ""), Reason: "own_wish", CheckOn: day("2026-12-21"), Contact: ClientContacts}}, ""},
		{"not within it", active, pause(func(p *PauseNote) { p.From = day("2026-05-10") }), nil, "conflict: episode.paused_until; from: episode.paused_until"},
		{"nor before it", active, pause(func(p *PauseNote) { p.From = day("2026-04-01") }), nil, "conflict: episode.paused_until; from: episode.paused_until"},
		{"not twice", paused, pause(func(*PauseNote) {}), nil, "conflict: episode.already_paused; from: episode.already_paused"},
		{"not tomorrow", active, pause(func(p *PauseNote) { p.From = today.AddDays(1) }), nil, "invalid: problem.invalid; from: problem.day_ahead"},
		{"not before the start", active, pause(func(p *PauseNote) { p.From = day("2026-02-01") }), nil, "invalid: problem.invalid; from: episode.before_start"},
		{"looked at today at the earliest", active, pause(func(p *PauseNote) { p.CheckOn = day("2026-11-22") }), nil, "invalid: problem.invalid; check_on: episode.check_past"},
		{"and within a year", active, pause(func(p *PauseNote) { p.CheckOn = day("2027-11-25") }), nil, "invalid: problem.invalid; check_on: episode.too_far"},
		{"an empty form", active, pause(func(p *PauseNote) { *p = PauseNote{} }), nil,
			"invalid: problem.invalid; from: problem.day_missing; reason: problem.choose; contact: problem.choose; check_on: problem.day_missing"},
		{"one who waits has nothing to pause", queued, pause(func(*PauseNote) {}), nil, "conflict: episode.still_queued; from: episode.still_queued"},
		{"nor one who was cancelled", cancelled, pause(func(*PauseNote) {}), nil, "conflict: episode.was_cancelled; from: episode.was_cancelled"},
		{"nor one who has ended", ended, pause(func(*PauseNote) {}), nil, "conflict: episode.has_ended; from: episode.has_ended"},

		{"coaching goes on today: yesterday was the last day of the pause", paused, resume("2026-11-23"), []Pause{first, till("2026-11-22")}, ""},
		{"it went on the day after it began", paused, resume("2026-11-03"), []Pause{first, till("2026-11-02")}, ""},
		{"on the very day it was no pause", paused, resume("2026-11-02"), []Pause{first}, ""},
		{"not before it", paused, resume("2026-11-01"), nil, "invalid: problem.invalid; resumed_on: episode.resume_before_pause"},
		{"not tomorrow", paused, resume("2026-11-24"), nil, "invalid: problem.invalid; resumed_on: problem.day_ahead"},
		{"not without a day", paused, resume(""), nil, "invalid: problem.invalid; resumed_on: problem.day_missing"},
		{"one who is not paused does not resume", active, resume("2026-11-23"), nil, "conflict: episode.not_paused; resumed_on: episode.not_paused"},
		{"nor one who waits", queued, resume("2026-11-23"), nil, "conflict: episode.still_queued; resumed_on: episode.still_queued"},

		{"another day to look at it", paused, check("2026-12-14"), []Pause{first, looked("2026-12-14")}, ""},
		{"not one that has been", paused, check("2026-11-22"), nil, "invalid: problem.invalid; check_on: episode.check_past"},
		{"there is nothing to look at", active, check("2026-12-14"), nil, "conflict: episode.not_paused; check_on: episode.not_paused"},
		{"nor when it has ended", ended, check("2026-12-14"), nil, "conflict: episode.has_ended; check_on: episode.has_ended"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			before := slices.Clone(row.episode.Pauses)
			got, err := row.do(row.episode)
			if told(err) != row.told {
				t.Fatalf("told %q, want %q", told(err), row.told)
			}
			if err == nil && !slices.Equal(got.Pauses, row.want) {
				t.Errorf("the pauses are %v, want %v", got.Pauses, row.want)
			}
			if !slices.Equal(row.episode.Pauses, before) {
				t.Errorf("the old text was changed: %v", row.episode.Pauses)
			}
		})
	}
}

func TestCheckDay(t *testing.T) {
	p := Pause{Span: span("2026-11-02", "")}
	if got := p.CheckDay(); got != day("2026-11-30") {
		t.Errorf("without a day it is looked at on %s, want four weeks on", got)
	}
	p.CheckOn = day("2026-11-09")
	if got := p.CheckDay(); got != p.CheckOn {
		t.Errorf("it is looked at on %s, want the day agreed", got)
	}
}

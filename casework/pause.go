package casework

import (
	"slices"

	"sijoita/problem"
)

// PauseReason is a word for why a client has a break (F28).
type PauseReason string

// The known reasons.
const (
	PauseOwnWish  PauseReason = "own_wish"
	PauseHospital PauseReason = "hospital"
	PauseParental PauseReason = "parental"
	PauseService  PauseReason = "service"
	PauseOther    PauseReason = "other"
)

// PauseReasons lists the known words in the order they are offered. A sender
// may have others of their own.
var PauseReasons = []PauseReason{PauseOwnWish, PauseHospital, PauseParental, PauseService, PauseOther}

// PauseContact is who keeps in touch during a pause.
type PauseContact string

// The answers.
const (
	CoachContacts    PauseContact = "coach"
	CareTeamContacts PauseContact = "care_team"
	ClientContacts   PauseContact = "client"
)

// PauseContacts lists the answers in the order they are offered.
var PauseContacts = []PauseContact{CoachContacts, CareTeamContacts, ClientContacts}

// Pause (tauko) is a break in an episode.
type Pause struct {
	Span
	Reason  string       // a known word of PauseReasons, or the sender's own; may be empty
	CheckOn Day          // when it is looked at again; zero: not told
	Contact PauseContact // empty: not told
}

// CheckAfter is how many days after its beginning a pause is looked at, unless
// another day is agreed.
const CheckAfter = 28

// CheckDay is the day on which the pause is looked at: the agreed one, or four
// weeks from the beginning.
func (p Pause) CheckDay() Day {
	if p.CheckOn.IsZero() {
		return p.From.AddDays(CheckAfter)
	}
	return p.CheckOn
}

// PauseOn is the pause that holds on the day; the bool is false when none does.
func (e Episode) PauseOn(d Day) (Pause, bool) {
	if i := e.pauseOn(d); i >= 0 {
		return e.Pauses[i], true
	}
	return Pause{}, false
}

// pauseOn finds the pause that holds on the day; -1 for none.
func (e Episode) pauseOn(d Day) int {
	for i, p := range e.Pauses {
		if p.Holds(d) {
			return i
		}
	}
	return -1
}

// PauseNote is what is asked when a client takes a break.
type PauseNote struct {
	From    Day
	Reason  PauseReason
	CheckOn Day
	Contact PauseContact
}

// PauseEpisode notes that a client takes a break. It refuses with
// problem.Conflict when the episode has not started, has ended or has a pause
// that day or later, and with problem.Invalid a day before the start or after
// today, a reason or keeper of contact that is none, and a day to look at it
// that is missing, past or more than a year ahead.
func PauseEpisode(e Episode, in PauseNote, today Day) (Episode, error) {
	if err := e.canChange("from"); err != nil {
		return e, err
	}
	if i := slices.IndexFunc(e.Pauses, func(p Pause) bool { return p.To.IsZero() }); i >= 0 {
		return e, stands("from", "episode.already_paused", e.Pauses[i].From)
	}
	var f problem.Fields
	checkDay(&f, "from", in.From, today)
	if !in.From.IsZero() && in.From.Before(e.StartedOn) {
		f.Add("from", "episode.before_start", problem.Args{"on": e.StartedOn})
	}
	oneOf(&f, "reason", in.Reason, PauseReasons)
	oneOf(&f, "contact", in.Contact, PauseContacts)
	checkCheck(&f, in.CheckOn, today)
	if err := f.Problem(); err != nil {
		return e, err
	}
	for _, p := range e.Pauses {
		if !p.To.Before(in.From) {
			return e, stands("from", "episode.paused_until", p.To)
		}
	}
	e.Pauses = append(e.Pauses[:len(e.Pauses):len(e.Pauses)],
		Pause{Span: Span{From: in.From}, Reason: string(in.Reason), CheckOn: in.CheckOn, Contact: in.Contact})
	return e, nil
}

func checkCheck(f *problem.Fields, on, today Day) {
	switch {
	case on.IsZero():
		f.Add("check_on", "problem.day_missing")
	case on.Before(today):
		f.Add("check_on", "episode.check_past")
	case on.After(today.AddDays(mostAhead)):
		f.Add("check_on", "episode.too_far")
	}
}

// ResumeEpisode ends the break: the day is the first on which coaching goes on.
// A break that ends on the day it began was none and is taken out. It refuses
// with problem.Conflict when there is no break, and with problem.Invalid a day
// before it began or after today.
func ResumeEpisode(e Episode, on, today Day) (Episode, error) {
	i, err := e.running("resumed_on", today)
	if err != nil {
		return e, err
	}
	var f problem.Fields
	checkDay(&f, "resumed_on", on, today)
	from := e.Pauses[i].From
	if !on.IsZero() && on.Before(from) {
		f.Add("resumed_on", "episode.resume_before_pause", problem.Args{"on": from})
	}
	if err := f.Problem(); err != nil {
		return e, err
	}
	pauses := append([]Pause(nil), e.Pauses[:i]...)
	if on != from {
		p := e.Pauses[i]
		p.To = on.AddDays(-1)
		pauses = append(pauses, p)
	}
	e.Pauses = append(pauses, e.Pauses[i+1:]...)
	return e, nil
}

// CheckPause agrees on another day to look at the break. It refuses with
// problem.Conflict when there is no break, and with problem.Invalid a day that
// is missing, past or more than a year ahead.
func CheckPause(e Episode, on, today Day) (Episode, error) {
	i, err := e.running("check_on", today)
	if err != nil {
		return e, err
	}
	var f problem.Fields
	checkCheck(&f, on, today)
	e.Pauses = append([]Pause(nil), e.Pauses...)
	e.Pauses[i].CheckOn = on
	return e, f.Problem()
}

// running finds the break that is going on, or says that there is none.
func (e Episode) running(field string, today Day) (int, error) {
	if err := e.canChange(field); err != nil {
		return -1, err
	}
	i := e.pauseOn(today)
	if i < 0 {
		return -1, stands(field, "episode.not_paused", e.activeSince(today))
	}
	return i, nil
}

// activeSince is since when the episode has gone on without a break.
func (e Episode) activeSince(today Day) Day {
	since := e.StartedOn
	for _, p := range e.Pauses {
		if !p.To.IsZero() && p.To.Before(today) && p.To.After(since) {
			since = p.To.AddDays(1)
		}
	}
	return since
}

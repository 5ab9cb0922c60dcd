package casework

import (
	"sijoita/problem"
)

// Pathway is how a client came to the service.
type Pathway string

// The pathways (F1).
const (
	PathwaySelf       Pathway = "self"
	PathwayCarer      Pathway = "carer"
	PathwayThreeParty Pathway = "three_party"
	PathwayOther      Pathway = "other"
)

// Pathways lists them in the order they are offered.
var Pathways = []Pathway{PathwaySelf, PathwayCarer, PathwayThreeParty, PathwayOther}

// Dated is who or what holds a place in an episode (its coach, its care team)
// for a span of days. A hand-over is a new Dated and never rewrites the past.
type Dated struct {
	ID int64
	Span
}

// DatedOn finds who holds the place on the day: 0 when nobody does. Of
// several, the one that began last holds it.
func DatedOn(list []Dated, d Day) int64 {
	var holder int64
	var since Day
	for _, x := range list {
		if x.Holds(d) && !x.From.Before(since) {
			holder, since = x.ID, x.From
		}
	}
	return holder
}

// Pause is a break in an episode (tauko).
type Pause struct {
	Span
	Reason string
}

// Episode (asiakkuus) is one client's enrolment in one programme, from the
// referral to the closing.
type Episode struct {
	Noted
	ClientID        int64
	ProgrammeID     int64
	TeamID          int64
	Pathway         Pathway
	ReferredOn      Day
	ReferringUnitID int64 // a care team; 0: not told
	CareTeams       []Dated
	Coaches         []Dated
	CancelledOn     Day
	CancelReason    ReturnReason // with CancelledOn; empty: not told (imported)
	StartedOn       Day
	EmployedAtStart bool
	Pauses          []Pause
	EndedOn         Day
	EndReason       string
}

// State is where an episode stands on a day. The states partition the
// referred; being employed is not one of them.
type State string

// The states of figures.md, and NotReferred before the referral's day.
const (
	NotReferred State = ""
	Queue       State = "queue"
	Active      State = "active"
	Paused      State = "paused"
	Ended       State = "ended"
	Cancelled   State = "cancelled"
)

// Started tells whether the state is one of those that follow a start.
func (s State) Started() bool { return s == Active || s == Paused || s == Ended }

// StateOn is the episode's state in the evening of the day, by figures.md.
func (e Episode) StateOn(d Day) State {
	by := func(x Day) bool { return !x.IsZero() && !x.After(d) }
	switch {
	case !by(e.ReferredOn):
		return NotReferred
	case by(e.StartedOn) && by(e.EndedOn):
		return Ended
	case by(e.StartedOn) && e.pausedOn(d):
		return Paused
	case by(e.StartedOn):
		return Active
	case by(e.CancelledOn):
		return Cancelled
	default:
		return Queue
	}
}

func (e Episode) pausedOn(d Day) bool {
	for _, p := range e.Pauses {
		if p.Holds(d) {
			return true
		}
	}
	return false
}

// CoachOn is the episode's coach on the day; 0 when it has none.
func (e Episode) CoachOn(d Day) int64 { return DatedOn(e.Coaches, d) }

// CareTeamOn is the episode's care team on the day; 0 when it has none.
func (e Episode) CareTeamOn(d Day) int64 { return DatedOn(e.CareTeams, d) }

// EpisodeStart is what is asked when coaching begins.
type EpisodeStart struct {
	On              Day
	CoachID         int64
	EmployedAtStart bool
}

// StartEpisode begins the coaching of a queued client. It refuses with
// problem.Conflict when the episode has started, ended or been cancelled, and
// with problem.Invalid for a day before the referral or after today, or
// without a coach.
func StartEpisode(e Episode, in EpisodeStart, today Day) (Episode, error) {
	if err := e.stillWaits(); err != nil {
		return e, err
	}
	var f problem.Fields
	checkDay(&f, "started_on", in.On, today)
	if !in.On.IsZero() && in.On.Before(e.ReferredOn) {
		f.Add("started_on", "episode.start_before_referral", problem.Args{"on": e.ReferredOn})
	}
	if in.CoachID == 0 {
		f.Add("coach", "episode.coach_missing")
	}
	if err := f.Problem(); err != nil {
		return e, err
	}
	e.StartedOn = in.On
	e.EmployedAtStart = in.EmployedAtStart
	e.Coaches = []Dated{{ID: in.CoachID, Span: Span{From: in.On}}}
	return e, nil
}

// checkDay refuses a missing day and one that has not come yet.
func checkDay(f *problem.Fields, name string, d, today Day) {
	switch {
	case d.IsZero():
		f.Add(name, "problem.day_missing")
	case d.After(today):
		f.Add(name, "problem.day_ahead")
	}
}

// Newest is the episode that tells a client's state in one programme on the
// day: the one referred last by then, and of two on one day the one whose
// outward id sorts last. Withdrawn episodes do not count. The bool is false
// when the client had none.
func Newest(list []Episode, d Day) (Episode, bool) {
	var newest Episode
	found := false
	for _, e := range list {
		if e.Withdrawn || e.ReferredOn.After(d) {
			continue
		}
		if !found || e.laterThan(newest) {
			newest, found = e, true
		}
	}
	return newest, found
}

func (e Episode) laterThan(other Episode) bool {
	if e.ReferredOn != other.ReferredOn {
		return e.ReferredOn.After(other.ReferredOn)
	}
	return e.Outward() > other.Outward()
}

// CaseloadLimit is how many active clients a coach with the share of full-time
// work may have: 20 a full-time coach (criterion 1), rounded down.
func CaseloadLimit(fte float64) int {
	const fullTime, slack = 20, 1e-9 // 0.55 × 20 is 11, also in binary
	return int(fullTime*fte + slack)
}

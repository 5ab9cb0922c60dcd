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
	AgreementOn     Day // of the co-operation agreement (yhteistyösopimus); zero: none yet
	EmployedAtStart bool
	Pauses          []Pause
	EndedOn         Day
	EndReason       string // a known word of CloseReasons, or the sender's own
	Closing         Closing
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
	case by(e.StartedOn) && e.pauseOn(d) >= 0:
		return Paused
	case by(e.StartedOn):
		return Active
	case by(e.CancelledOn):
		return Cancelled
	default:
		return Queue
	}
}

// CoachOn is the episode's coach on the day; 0 when it has none.
func (e Episode) CoachOn(d Day) int64 { return DatedOn(e.Coaches, d) }

// CareTeamOn is the episode's care team on the day; 0 when it has none.
func (e Episode) CareTeamOn(d Day) int64 { return DatedOn(e.CareTeams, d) }

// EpisodeStart is what is asked when coaching begins.
type EpisodeStart struct {
	On              Day
	CoachID         int64
	AgreementOn     Day // zero: not agreed in writing yet
	EmployedAtStart bool
	Load            Load // the coach's, without this client
	Knowingly       bool // also when the coach has no free place
}

// StartEpisode begins the coaching of a queued client; who waited with the
// client before stays in the record. It refuses with problem.Conflict when the
// episode has started or been cancelled, and with problem.Invalid for a day
// before the referral or after today, without a coach, or with one who has no
// free place, unless it is done knowingly.
func StartEpisode(e Episode, in EpisodeStart, today Day) (Episode, error) {
	if err := e.stillWaits(); err != nil {
		return e, beside("started_on", err)
	}
	var f problem.Fields
	checkDay(&f, "started_on", in.On, today)
	if !in.On.IsZero() && in.On.Before(e.ReferredOn) {
		f.Add("started_on", "episode.start_before_referral", problem.Args{"on": e.ReferredOn})
	}
	if in.CoachID == 0 {
		f.Add("coach", "episode.coach_missing")
	} else {
		CheckLoad(&f, in.Load, in.Knowingly)
	}
	e.checkAgreement(&f, in.AgreementOn, today)
	if err := f.Problem(); err != nil {
		return e, err
	}
	e.StartedOn = in.On
	e.AgreementOn = in.AgreementOn
	e.EmployedAtStart = in.EmployedAtStart
	e.Coaches = handed(e.Coaches, in.CoachID, Span{From: in.On})
	return e, nil
}

// NoteAgreement keeps the day of the co-operation agreement, which is often
// signed some time after the start; no day takes a mistaken one away. It refuses
// with problem.Conflict before the start, and with problem.Invalid a day before
// the referral or after today.
func NoteAgreement(e Episode, on, today Day) (Episode, error) {
	if e.StartedOn.IsZero() {
		return e, e.notStarted("agreement_on")
	}
	var f problem.Fields
	e.checkAgreement(&f, on, today)
	e.AgreementOn = on
	return e, f.Problem()
}

func (e Episode) checkAgreement(f *problem.Fields, on, today Day) {
	switch {
	case on.IsZero():
	case on.After(today):
		f.Add("agreement_on", "problem.day_ahead")
	case on.Before(e.ReferredOn):
		f.Add("agreement_on", "episode.agreement_before_referral", problem.Args{"on": e.ReferredOn})
	}
}

// stands is the problem of a deed that the episode's state does not let happen:
// what stands in the way since which day, said beside the field.
func stands(field, key string, on Day) error {
	return beside(field, problem.New(problem.Conflict, key).With("on", on))
}

// beside says a problem of the whole beside a field too.
func beside(field string, err error) error {
	p := *problem.As(err)
	p.Fields = []problem.Field{{Name: field, Key: p.Key, Args: p.Args}}
	return &p
}

// notStarted says why what asks for a started episode cannot be done.
func (e Episode) notStarted(field string) error {
	if !e.CancelledOn.IsZero() {
		return stands(field, "episode.was_cancelled", e.CancelledOn)
	}
	return stands(field, "episode.still_queued", e.ReferredOn)
}

// canChange refuses what asks for an episode that has started and goes on.
func (e Episode) canChange(field string) error {
	switch {
	case e.StartedOn.IsZero():
		return e.notStarted(field)
	case !e.EndedOn.IsZero():
		return stands(field, "episode.has_ended", e.EndedOn)
	}
	return nil
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

package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// Attendant is who was at a meeting.
type Attendant string

// Who may be there.
const (
	ClientPresent     Attendant = "client"
	CoachPresent      Attendant = "coach"
	CareWorkerPresent Attendant = "care_worker"
	TeamLeaderPresent Attendant = "team_leader"
	RelativePresent   Attendant = "relative"
	GuardianPresent   Attendant = "guardian"
	EmployerPresent   Attendant = "employer"
	PartnerPresent    Attendant = "partner" // of employment services, Kela, social services …
)

// Attendants lists them in the order they are offered.
var Attendants = []Attendant{
	ClientPresent, CoachPresent, CareWorkerPresent, TeamLeaderPresent, RelativePresent, GuardianPresent, EmployerPresent, PartnerPresent,
}

// Goal is what a client wants from the service.
type Goal string

// The goals.
const (
	GoalPaidWork Goal = "paid_work"
	GoalStudy    Goal = "study"
	GoalReturn   Goal = "return_to_work"
	GoalKeepJob  Goal = "keep_job"
)

// Goals lists them in the order they are offered.
var Goals = []Goal{GoalPaidWork, GoalStudy, GoalReturn, GoalKeepJob}

// Concern is what makes a client hesitate.
type Concern string

// What it may be.
const (
	ConcernMoney    Concern = "money"
	ConcernStrength Concern = "strength"
	ConcernStigma   Concern = "stigma"
	ConcernSkills   Concern = "skills"
	ConcernOther    Concern = "other"
)

// Concerns lists them in the order they are offered.
var Concerns = []Concern{ConcernMoney, ConcernStrength, ConcernStigma, ConcernSkills, ConcernOther}

// Decision is what client and coach came to at the end of a first meeting.
type Decision string

// The decisions (F2). Only a client's own wish decides: nobody is found unfit.
const (
	DecideStart   Decision = "start"
	DecideThink   Decision = "think"
	DecideNo      Decision = "no"
	DecideService Decision = "other_service"
)

// Decisions lists them in the order they are offered.
var Decisions = []Decision{DecideStart, DecideThink, DecideNo, DecideService}

// ReferringDecisions are those of a three-party meeting by which a client is
// referred. Of somebody who is not, nothing is recorded.
var ReferringDecisions = []Decision{DecideStart, DecideThink}

// ends tells whether the decision ends the waiting.
func (d Decision) ends() bool { return d == DecideNo || d == DecideService }

// DeclineReason is why a client does not go on.
type DeclineReason string

// The reasons. How ready for work somebody is is none of them.
const (
	DeclineNotNow   DeclineReason = "not_now"
	DeclineTogether DeclineReason = "together"
	DeclineOther    DeclineReason = "other"
)

// DeclineReasons lists them in the order they are offered.
var DeclineReasons = []DeclineReason{DeclineNotNow, DeclineTogether, DeclineOther}

// Suitability (palvelun sopivuus) is a first meeting: what was told of the
// service, what the client wants, and what was decided. A client who thinks it
// over has another one later.
type Suitability struct {
	Noted
	EpisodeID     int64
	On            Day
	Place         Place // one of FirstPlaces; empty: not told
	Present       []Attendant
	ModelTold     bool
	VoluntaryTold bool // and that stopping has no consequence
	FreeTold      bool
	Wish          string // whether they want to work, in the client's own words
	Keenness      *int   // 0–10; nil: not asked
	Goal          Goal   // empty: not told
	Concerns      []Concern
	Decision      Decision
	ThinkUntil    Day           // with DecideThink
	Reason        DeclineReason // with DecideNo
	Service       string        // with DecideService; may be empty
}

// SuitabilityNote is what is noted of a first meeting. Only the day and the
// decision are asked for.
type SuitabilityNote struct {
	On            Day
	Place         Place
	Present       []Attendant
	ModelTold     bool
	VoluntaryTold bool
	FreeTold      bool
	Wish          string
	Keenness      *int
	Goal          Goal
	Concerns      []Concern
	Decision      Decision
	ThinkUntil    Day
	Reason        DeclineReason
	Service       string
}

// PlaceCafe is a place of the community that stands alone in a first meeting: it
// is where many a client wants to meet.
const PlaceCafe Place = "cafe"

// FirstPlaces lists where a first meeting may be, in the order they are offered
// (F2).
var FirstPlaces = []Place{PlaceOffice, PlaceCareUnit, PlaceHome, PlaceCafe, PlaceCommunity, PlaceRemote}

const (
	maxWords    = 2000
	maxService  = 200
	maxKeenness = 10
)

// MeetFirst makes a record of a first meeting and gives the episode as it is
// after it: a client who does not go on waits no more. It refuses with
// problem.Conflict when the episode is over, or has started and the decision is
// another than to start, and with problem.Invalid a day before the referral or
// after today, answers that are none, a start without having told that the
// service is voluntary, thinking without a day or with one before the meeting,
// a no without a reason, and texts that are too long.
func MeetFirst(e Episode, in SuitabilityNote, today Day) (Suitability, Episode, error) {
	switch {
	case !e.EndedOn.IsZero():
		return Suitability{}, e, stands("on", "episode.has_ended", e.EndedOn)
	case e.StartedOn.IsZero() && !e.CancelledOn.IsZero():
		return Suitability{}, e, stands("on", "episode.was_cancelled", e.CancelledOn)
	case !e.StartedOn.IsZero() && in.Decision != DecideStart && in.Decision != "":
		return Suitability{}, e, stands("decision", "episode.already_started", e.StartedOn)
	}
	s, err := in.suitability(e, today)
	if err != nil {
		return Suitability{}, e, err
	}
	if s.Decision.ends() {
		e.CancelledOn, e.CancelReason = s.On, ReturnDeclined
		if s.Decision == DecideService {
			e.CancelReason = ReturnOther
		}
	}
	return s, e, nil
}

// CorrectMeeting gives the record of a first meeting another text. The waiting
// that a decision ended is not brought back by it, nor ended: it refuses with
// problem.Conflict a decision that would have, and else what MeetFirst refuses
// as invalid.
func CorrectMeeting(s Suitability, e Episode, in SuitabilityNote, today Day) (Suitability, error) {
	changed, err := in.suitability(e, today)
	if err != nil {
		return s, err
	}
	if changed.Decision != s.Decision && (changed.Decision.ends() || s.Decision.ends()) {
		return s, stands("decision", "suitability.decision_stands", s.On)
	}
	changed.Noted = s.Noted
	return changed, nil
}

func (in SuitabilityNote) suitability(e Episode, today Day) (Suitability, error) {
	in = in.tidied()
	var f problem.Fields
	checkDay(&f, "on", in.On, today)
	if !in.On.IsZero() && in.On.Before(e.ReferredOn) {
		f.Add("on", "suitability.before_referral", problem.Args{"on": e.ReferredOn})
	}
	maybeOneOf(&f, "place", in.Place, FirstPlaces)
	allOf(&f, "present", in.Present, Attendants)
	allOf(&f, "concerns", in.Concerns, Concerns)
	if in.Goal != "" {
		oneOf(&f, "goal", in.Goal, Goals)
	}
	if k := in.Keenness; k != nil && (*k < 0 || *k > maxKeenness) {
		f.Add("keenness", "suitability.keenness_range")
	}
	checkText(&f, "wish", in.Wish, maxWords)
	in.checkDecision(&f)
	if err := f.Problem(); err != nil {
		return Suitability{}, err
	}
	return Suitability{
		EpisodeID: e.ID, On: in.On, Place: in.Place, Present: in.Present, ModelTold: in.ModelTold, VoluntaryTold: in.VoluntaryTold, FreeTold: in.FreeTold,
		Wish: in.Wish, Keenness: in.Keenness, Goal: in.Goal, Concerns: in.Concerns,
		Decision: in.Decision, ThinkUntil: in.ThinkUntil, Reason: in.Reason, Service: in.Service,
	}, nil
}

// tidied leaves out what belongs to another decision.
func (in SuitabilityNote) tidied() SuitabilityNote {
	in.Wish, in.Service = strings.TrimSpace(in.Wish), strings.TrimSpace(in.Service)
	if in.Decision != DecideThink {
		in.ThinkUntil = Day{}
	}
	if in.Decision != DecideNo {
		in.Reason = ""
	}
	if in.Decision != DecideService {
		in.Service = ""
	}
	return in
}

func (in SuitabilityNote) checkDecision(f *problem.Fields) {
	oneOf(f, "decision", in.Decision, Decisions)
	switch in.Decision {
	case DecideStart:
		if !in.VoluntaryTold {
			f.Add("voluntary_told", "suitability.tell_voluntary")
		}
	case DecideThink:
		switch {
		case in.ThinkUntil.IsZero():
			f.Add("think_until", "problem.day_missing")
		case in.ThinkUntil.Before(in.On):
			f.Add("think_until", "suitability.think_past")
		}
	case DecideNo:
		oneOf(f, "declined", in.Reason, DeclineReasons)
	case DecideService:
		checkText(f, "service", in.Service, maxService)
	}
}

// allOf refuses words that are not in the list of a field.
func allOf[T ~string](f *problem.Fields, name string, values, words []T) {
	for _, v := range values {
		if !slices.Contains(words, v) {
			f.Add(name, "problem.choose")
			return
		}
	}
}

package casework

import (
	"strings"

	"sijoita/problem"
)

// CloseReason is a word for why an episode ended (F17).
type CloseReason string

// The known reasons (F17).
const (
	CloseGoalReached  CloseReason = "goal_reached"
	CloseClientWish   CloseReason = "client_wish"
	CloseNotNow       CloseReason = "not_now"
	CloseStudying     CloseReason = "studying"
	CloseOtherService CloseReason = "other_service"
	CloseCareEnded    CloseReason = "care_ended"
	CloseMoved        CloseReason = "moved"
	CloseHealth       CloseReason = "health"
	CloseNotReached   CloseReason = "not_reached"
	CloseDied         CloseReason = "died"
	CloseOther        CloseReason = "other"
)

// CloseReasons lists the known words in the order they are offered. A sender may
// have others of their own.
var CloseReasons = []CloseReason{
	CloseGoalReached, CloseClientWish, CloseNotNow, CloseStudying, CloseOtherService, CloseCareEnded, CloseMoved, CloseHealth, CloseNotReached, CloseDied, CloseOther,
}

// Initiative is who wished for the end.
type Initiative string

// The answers.
const (
	ByClient        Initiative = "client"
	ByBoth          Initiative = "together"
	ByNobodyReached Initiative = "not_reached"
	ByOther         Initiative = "other"
)

// Initiatives lists the answers in the order they are offered.
var Initiatives = []Initiative{ByClient, ByBoth, ByNobodyReached, ByOther}

// Situation is what a client does when the episode ends.
type Situation string

// The answers.
const (
	InPaidWork     Situation = "paid_work"
	InStudies      Situation = "studying"
	InWorkTrial    Situation = "work_trial"
	InOtherService Situation = "other_service"
	NotInWork      Situation = "not_in_work"
)

// Situations lists the answers in the order they are offered.
var Situations = []Situation{InPaidWork, InStudies, InWorkTrial, InOtherService, NotInWork}

// Closing is what is noted of an end beside its day and reason. All of it is
// empty for an episode that goes on, and for one that a sender ended without
// telling.
type Closing struct {
	Initiative   Initiative
	Situation    Situation
	HandedTo     string // with whom the support goes on; may be empty
	CareTeamTold bool
	WayBackTold  bool
	Summary      string // of the coaching, for the care team; may be empty
}

// EpisodeEnd is what is asked when coaching ends (F17). The talk before it and
// what the client thought of it are a record of their own: ClosingTalk.
type EpisodeEnd struct {
	On     Day
	Reason CloseReason
	Closing
}

const (
	maxHandedTo = 200
	maxSummary  = 2000
)

// EndEpisode ends the coaching. Jobs may run on, and a break that is going on
// ends with it. It refuses with problem.Conflict when the episode has not
// started or has ended, and with problem.Invalid a day before the start, within
// a break that is over, or after today, an answer that is none, and a text that
// is too long.
func EndEpisode(e Episode, in EpisodeEnd, today Day) (Episode, error) {
	if err := e.canChange("ended_on"); err != nil {
		return e, err
	}
	var f problem.Fields
	checkDay(&f, "ended_on", in.On, today)
	if !in.On.IsZero() {
		e.checkEnd(&f, in.On)
	}
	oneOf(&f, "initiative", in.Initiative, Initiatives)
	oneOf(&f, "reason", in.Reason, CloseReasons)
	oneOf(&f, "situation", in.Situation, Situations)
	checkText(&f, "handed_to", in.HandedTo, maxHandedTo)
	checkText(&f, "summary", in.Summary, maxSummary)
	if err := f.Problem(); err != nil {
		return e, err
	}
	in.HandedTo, in.Summary = strings.TrimSpace(in.HandedTo), strings.TrimSpace(in.Summary)
	e.EndedOn, e.EndReason, e.Closing = in.On, string(in.Reason), in.Closing
	return e, nil
}

func (e Episode) checkEnd(f *problem.Fields, on Day) {
	if on.Before(e.StartedOn) {
		f.Add("ended_on", "episode.before_start", problem.Args{"on": e.StartedOn})
		return
	}
	for _, p := range e.Pauses {
		if last := p.last(); on.Before(last) {
			f.Add("ended_on", "episode.end_before_pause", problem.Args{"on": last})
			return
		}
	}
}

// last is the last day that is known of the pause.
func (p Pause) last() Day {
	if p.To.IsZero() {
		return p.From
	}
	return p.To
}

// Over is the day on which the episode is over, by its end or cancellation; the
// zero Day when it goes on.
func (e Episode) Over() Day {
	if e.StartedOn.IsZero() {
		return e.CancelledOn
	}
	return e.EndedOn
}

// TellCareTeam notes that the care team has been told of the end since. It
// refuses with problem.Conflict when the episode has not ended.
func TellCareTeam(e Episode) (Episode, error) {
	if e.StartedOn.IsZero() {
		return e, e.notStarted("care_team_told")
	}
	if e.EndedOn.IsZero() {
		return e, stands("care_team_told", "episode.goes_on", e.StartedOn)
	}
	e.Closing.CareTeamTold = true
	return e, nil
}

// ReopenEpisode takes back an end that was noted by mistake; a break that ended
// with it goes on. others are the client's other episodes. It refuses with
// problem.Conflict when the episode has not ended, and when the client has come
// back in the programme since.
func ReopenEpisode(e Episode, others []Episode) (Episode, error) {
	if e.StartedOn.IsZero() {
		return e, e.notStarted("reason")
	}
	if e.EndedOn.IsZero() {
		return e, stands("reason", "episode.goes_on", e.StartedOn)
	}
	for _, o := range others {
		if o.ID != e.ID && o.ProgrammeID == e.ProgrammeID && !o.Withdrawn && o.ReferredOn.After(e.ReferredOn) {
			return e, stands("reason", "episode.returned_since", o.ReferredOn)
		}
	}
	e.EndedOn, e.EndReason, e.Closing = Day{}, "", Closing{}
	return e, nil
}

// EpisodeReturn is what is asked when a client comes back (paluu): a new
// episode, which begins at once or waits.
type EpisodeReturn struct {
	On              Day
	Pathway         Pathway
	CareTeamID      int64 // 0: none
	Start           bool  // at once, with the coach; else to the queue
	CoachID         int64
	EmployedAtStart bool
	Load            Load // the coach's
	Knowingly       bool // also when the coach has no free place
}

// ReturnEpisode makes the new episode of a client who comes back to a team;
// earlier is what it follows, and stays as it is. others are all of the client's
// episodes. It refuses with problem.Conflict when one in the programme goes on,
// and with problem.Invalid a day before an earlier one was over, that of its
// referral or one after today, a
// pathway that is none, and a start without a coach.
func ReturnEpisode(earlier Episode, others []Episode, in EpisodeReturn, today Day) (Episode, error) {
	var f problem.Fields
	checkDay(&f, "on", in.On, today)
	oneOf(&f, "pathway", in.Pathway, Pathways)
	for _, o := range others {
		if o.ProgrammeID != earlier.ProgrammeID || o.Withdrawn {
			continue
		}
		over := o.Over()
		if over.IsZero() {
			return Episode{}, stands("on", "episode.goes_on", o.ReferredOn)
		}
		switch {
		case in.On.IsZero():
		case in.On.Before(over):
			f.Add("on", "episode.return_before_end", problem.Args{"on": over})
		case in.On == o.ReferredOn: // of two referred on one day nobody could say which is the newer
			f.Add("on", "episode.return_same_day", problem.Args{"on": o.ReferredOn})
		}
	}
	if in.Start && in.CoachID == 0 {
		f.Add("coach", "episode.coach_missing")
	}
	if err := f.Problem(); err != nil {
		return Episode{}, err
	}
	e := Episode{ClientID: earlier.ClientID, ProgrammeID: earlier.ProgrammeID, TeamID: earlier.TeamID, Pathway: in.Pathway, ReferredOn: in.On}
	if in.CareTeamID != 0 {
		e.CareTeams = []Dated{{ID: in.CareTeamID, Span: Span{From: in.On}}}
	}
	if !in.Start {
		return e, nil
	}
	return StartEpisode(e, EpisodeStart{
		On: in.On, CoachID: in.CoachID, EmployedAtStart: in.EmployedAtStart, Load: in.Load, Knowingly: in.Knowingly,
	}, today)
}

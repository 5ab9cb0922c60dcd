package outcomes

import (
	"sijoita/casework"
)

// NextStep is what the work with a client asks for next. Like a phase it is found
// from what was done, never kept; nothing waits for it, and any of it may be done
// in another order.
type NextStep string

// The steps, in the order in which they come first.
const (
	NextEnding    NextStep = "ending"    // a placement is over, and how was not told
	NextStart     NextStep = "start"     // a job has begun or will, and support in it is not agreed on
	NextSupport   NextStep = "support"   // the same of a trial, of studies and of a job that has gone on for a while
	NextConsents  NextStep = "consents"  // it was never asked what may be said, and to whom
	NextAgreement NextStep = "agreement" // the co-operation agreement
	NextProfile   NextStep = "profile"   // what the search begins with is not known yet
	NextTelling   NextStep = "telling"   // what employers are told was never talked over
	NextPlan      NextStep = "plan"      // for the search of work
	NextEmployer  NextStep = "employer"  // no employer has been met for the client
	NextMeeting   NextStep = "meeting"   // the next one is not agreed on
)

// startAsked is for how many days after its first the start of a job is gone
// through; then it is support that is missing.
const startAsked = 31

// endingAsked is for how many days it is asked how a placement ended: later nobody
// remembers, and of an imported one nobody was there.
const endingAsked = 60

// Course is what was done with a client in the present episode, as far as the
// next step asks.
type Course struct {
	Episode    casework.Episode
	Consents   casework.Consents
	Placements []casework.Placement
	Supported  map[int64]bool // placements with a support plan that holds
	Profiled   bool           // what the search begins with is known
	Told       bool           // what employers are told was talked over
	Planned    bool           // a plan for the search of work holds
	Met        bool           // an employer was met for the client, or a lead is open
	Ahead      bool           // a meeting is agreed on
}

// Next is what comes next in the coaching of a client on the day, and the
// placement that it is about, if it is about one. It is empty for one who is not
// coached on the day, and when nothing is missing.
func Next(c Course, on casework.Day) (NextStep, *casework.Placement) {
	if c.Episode.StateOn(on) != casework.Active {
		return "", nil
	}
	working := false
	for _, p := range c.Placements {
		switch {
		case p.Withdrawn || p.EpisodeID != c.Episode.ID:
		case !p.EndsOn.IsZero() && p.EndsOn.Before(on):
			if p.EndReason == "" && on.DaysSince(p.EndsOn) <= endingAsked {
				return NextEnding, &p
			}
		case c.Supported[p.ID]:
			working = working || p.Kind == casework.Employment
		case p.Kind == casework.Employment && on.DaysSince(p.StartsOn) <= startAsked:
			return NextStart, &p
		default:
			return NextSupport, &p
		}
	}
	leave := c.Consents.EmployerLeave(on)
	for _, s := range []struct {
		missing bool
		step    NextStep
	}{
		{len(c.Consents) == 0, NextConsents},
		{c.Episode.AgreementOn.IsZero(), NextAgreement},
		{!working && !c.Planned && !c.Profiled, NextProfile},
		{!working && !c.Told, NextTelling},
		{!working && !c.Planned, NextPlan},
		{!working && !c.Met && leave.Speaks(), NextEmployer},
		{!c.Ahead, NextMeeting},
	} {
		if s.missing {
			return s.step, nil
		}
	}
	return "", nil
}

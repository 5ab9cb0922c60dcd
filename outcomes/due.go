package outcomes

import (
	"slices"

	"sijoita/casework"
)

// DueKind is why something waits for a coach.
type DueKind string

// The rules of Today. Each is a small function below, and an item goes when
// what it asks for is done.
const (
	DueCounselling DueKind = "counselling" // a job begins, or its hours or pay change, and benefits were not gone through
	DueEarnings    DueKind = "earnings"    // the earnings limit of a pension is passed for months in a row
	DueRest        DueKind = "rest"        // a pension cannot be dormant for much longer
	DueSilence     DueKind = "silence"     // no meeting for three weeks
	DueEmployer    DueKind = "employer"    // no employer met face to face for the client a month after the start
	DueReturn      DueKind = "return"      // an employer to go back to
	DueConsent     DueKind = "consent"     // a consent runs out
	DuePlan        DueKind = "plan"        // a plan for the search of work is to be looked at again
	DueMessage     DueKind = "message"     // the care team has written about the client
)

// Due is one matter that waits. Late is past its time; the others are near it.
type Due struct {
	Kind       DueKind
	Late       bool
	ClientID   int64 // 0 for an employer
	EmployerID int64 // 0 for a client's matter
	Days       int   // since the start, the last meeting; or until the job, the return (negative: passed)
	On         casework.Day
	Contact    *casework.EmployerContact // what was said of the return
	Planned    *casework.PlannedMeeting  // the meeting to note
	Task       *casework.Task            // what was promised
	Consent    casework.ConsentKind      // the one that runs out first
	Occasion   *casework.Occasion        // at which benefits were not gone through

	Lead        *casework.Lead        // that it is about
	Application *casework.Application // sent for the lead
	Stop        casework.LeadStop     // why the lead may not be worked
	Message     *casework.CareMessage // that waits
	Placement   *casework.Placement   // the job, trial or studies
	Limit       casework.LimitKind    // that is near; empty: a look on the way
	Stage       casework.SupportStage // of the support
	Text        *casework.RecordText  // that waits to be carried
	Referral    *casework.Referral    // to answer
}

// Limits of the rules, in days.
const (
	silentAfter    = 21 // without a meeting (complaint and practice: three weeks)
	silentSoon     = 18
	employerWithin = 30 // first employer met after the start (criterion 15's best anchor)
	employerSoon   = 25
)

// ReturnAhead is how many days before its day an employer to go back to shows.
const ReturnAhead = 2

// DueClient is what the rules need of one client who is coached.
type DueClient struct {
	ClientID     int64
	Episode      casework.Episode
	LastMeeting  casework.Day
	LastFaceMeet casework.Day // the last employer met face to face for the client
	Consents     casework.Consents
	Plans        []casework.Plan
	Messages     []casework.CareMessage
	Texts        []casework.RecordText
	Placements   []casework.Placement
	Counselling  []casework.Counselling
	Answers      []casework.StartAnswer // of the starts of jobs
	Earnings     EarningsDue
	Meetings     []casework.Meeting     // of those who have a placement
	Support      []casework.SupportPlan // of the placements
	Talks        []casework.ClosingTalk // about how coaching goes on
	Earlier      []casework.Placement   // of earlier episodes
}

// dueRules are the rules for the clients of a state. In the others nothing waits.
var dueRules = map[casework.State][]func(DueClient, casework.Day) (Due, bool){
	casework.Active: {dueCounselling, dueSubsidy, dueEarnings, dueRest, dueThin, dueLimit, dueEmployer, dueSilence, dueConsent, duePlan, dueSupportReview, dueTalk, dueMessage, dueRecordText},
	casework.Paused: {duePause, dueEarnings, dueRest, dueLimit, dueConsent, dueTalk, dueMessage, dueRecordText},
}

// DueFor lists what waits in the clients' matters, the late ones first.
func DueFor(clients []DueClient, today casework.Day) []Due {
	var list []Due
	for _, c := range clients {
		for _, rule := range dueRules[c.Episode.StateOn(today)] {
			if d, ok := rule(c, today); ok {
				d.ClientID = c.ClientID
				list = append(list, d)
			}
		}
	}
	SortDue(list)
	return list
}

// SortDue puts the late ones first, and within them what has waited longest.
func SortDue(list []Due) {
	slices.SortStableFunc(list, func(a, b Due) int {
		if a.Late != b.Late {
			if a.Late {
				return -1
			}
			return 1
		}
		return a.On.Compare(b.On)
	})
}

// dueEmployer: a month has passed, or soon will have, since the start and no
// employer has been met face to face for the client, who is not in work and has
// let the coach speak for them.
func dueEmployer(c DueClient, today casework.Day) (Due, bool) {
	days := today.DaysSince(c.Episode.StartedOn)
	met := !c.LastFaceMeet.Before(c.Episode.StartedOn) // one met in an earlier episode does not help now
	if met || days < employerSoon || c.Episode.EmployedAtStart || !c.Consents.EmployerLeave(today).Speaks() || c.working(today) {
		return Due{}, false
	}
	return Due{Kind: DueEmployer, Late: days > employerWithin, Days: days, On: c.Episode.StartedOn.AddDays(employerWithin)}, true
}

// dueSilence: nobody has met the client for three weeks, or soon will not have.
// Where a support plan says how often they meet, dueThin watches over it.
func dueSilence(c DueClient, today casework.Day) (Due, bool) {
	if c.supported(today) {
		return Due{}, false
	}
	since := c.LastMeeting
	if since.Before(c.Episode.StartedOn) {
		since = c.Episode.StartedOn
	}
	for _, p := range c.Episode.Pauses { // nobody was to be met while the client was away
		if p.To.After(since) && p.To.Before(today) {
			since = p.To
		}
	}
	days := today.DaysSince(since)
	if days < silentSoon {
		return Due{}, false
	}
	return Due{Kind: DueSilence, Late: days > silentAfter, Days: days, On: since.AddDays(silentAfter)}, true
}

func (c DueClient) working(today casework.Day) bool {
	return slices.ContainsFunc(c.Placements, func(p casework.Placement) bool { return p.OpenJob() && p.RunsOn(today) })
}

// DueReturns lists the employers to go back to. newest holds each employer's
// newest contact by anybody: a later contact settles an older promise.
func DueReturns(newest map[int64]casework.EmployerContact, staff int64, today casework.Day) []Due {
	var list []Due
	for _, c := range newest {
		if c.Next != casework.NextReturn || c.ReturnOn.IsZero() || !slices.Contains(c.Staff, staff) || c.ReturnOn.After(today.AddDays(ReturnAhead)) {
			continue
		}
		list = append(list, Due{Kind: DueReturn, Late: c.ReturnOn.Before(today), EmployerID: c.EmployerID,
			Days: c.ReturnOn.DaysSince(today), On: c.ReturnOn, Contact: &c})
	}
	slices.SortFunc(list, func(a, b Due) int { return int(a.EmployerID - b.EmployerID) })
	SortDue(list)
	return list
}

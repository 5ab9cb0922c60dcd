package outcomes

import (
	"slices"

	"sijoita/casework"
)

// FindingKind is why it is proposed to talk about how coaching goes on.
type FindingKind string

// The kinds.
const (
	FoundStalled FindingKind = "stalled" // nothing has moved for half a year
	FoundSteady  FindingKind = "steady"  // the job goes well, with little support
)

// FindingKinds lists them in the order they are shown.
var FindingKinds = []FindingKind{FoundStalled, FoundSteady}

// Limits of the finders.
const (
	StalledDays = 183 // without a job, a trial or studies
	SteadyDays  = 183 // in the same job
	QuietDays   = 91  // of which the contacts are counted, and for which a talk is enough
	FewContacts = 3   // in QuietDays: once a month
)

// Finding is a client with whom it is proposed to talk about how coaching goes
// on. It closes nothing.
type Finding struct {
	Kind         FindingKind
	ClientID     int64
	Since        casework.Day // nothing has moved, or the job has run
	LastMeeting  casework.Day
	LastFaceMeet casework.Day        // an employer, for the client
	Contacts     int                 // in the last QuietDays
	Placement    *casework.Placement // the job
}

// Findings lists with whom to talk, first those for whom it has been so the
// longest. Nobody is in it with whom it was talked about in the last three
// months, or who agreed on a later day to talk again.
func Findings(clients []DueClient, today casework.Day) []Finding {
	var list []Finding
	for _, c := range clients {
		for _, finder := range []func(DueClient, casework.Day) (Finding, bool){stalled, steady} {
			if f, found := finder(c, today); found {
				f.ClientID, f.LastMeeting, f.LastFaceMeet = c.ClientID, c.LastMeeting, c.LastFaceMeet
				list = append(list, f)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Finding) int { return a.Since.Compare(b.Since) })
	return list
}

// stalled: coaching has gone on for half a year in which the client has had no
// job, work trial or studies, none is ahead, and there was no pause. The half
// year is counted from the latest of the start of coaching, the end of a pause
// and the end of a placement.
func stalled(c DueClient, today casework.Day) (Finding, bool) {
	if c.Episode.StateOn(today) != casework.Active || c.talked(today) {
		return Finding{}, false
	}
	since := c.Episode.StartedOn
	for _, p := range c.Episode.Pauses {
		if p.To.After(since) {
			since = p.To
		}
	}
	for _, p := range c.Placements {
		switch {
		case p.Withdrawn:
		case p.EndsOn.IsZero() || !p.EndsOn.Before(today):
			return Finding{}, false
		case p.EndsOn.After(since):
			since = p.EndsOn
		}
	}
	return Finding{Kind: FoundStalled, Since: since}, today.DaysSince(since) >= StalledDays
}

// steady: the same job has run for half a year, in the last three months there
// was contact at most once a month, and no meeting of three at work, which is
// called in when something is wrong.
func steady(c DueClient, today casework.Day) (Finding, bool) {
	if c.Episode.StateOn(today) != casework.Active || c.talked(today) {
		return Finding{}, false
	}
	quiet, contacts := today.AddDays(-QuietDays), 0
	for _, m := range c.Meetings {
		if !m.InTouch() || m.On.Before(quiet) || m.On.After(today) {
			continue
		}
		if m.Kind == casework.MeetingThreeParty {
			return Finding{}, false
		}
		contacts++
	}
	for _, p := range c.Placements {
		if !p.Withdrawn && p.Kind == casework.Employment && p.RunsOn(today) && today.DaysSince(p.StartsOn) >= SteadyDays {
			return Finding{Kind: FoundSteady, Since: p.StartsOn, Contacts: contacts, Placement: &p}, contacts <= FewContacts
		}
	}
	return Finding{}, false
}

// talked tells that it was talked about not long ago, or that a day for it is
// agreed on.
func (c DueClient) talked(today casework.Day) bool {
	talk, ok := casework.LastTalk(c.Talks, today)
	return ok && (today.DaysSince(talk.On) < QuietDays || talk.LookOn.After(today))
}

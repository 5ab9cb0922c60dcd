package outcomes

import (
	"fmt"
	"strings"
	"testing"

	"sijoita/casework"
)

// told writes phases shortly: what is done with its first day, what is now with
// how many days it has lasted, and leaves out what is ahead.
func told(phases []Phase) string {
	var parts []string
	for _, p := range phases {
		switch p.State {
		case PhaseDone:
			parts = append(parts, fmt.Sprintf("%s from %s", p.Key, p.From))
		case PhaseNow:
			parts = append(parts, fmt.Sprintf("%s NOW from %s, %d days", p.Key, p.From, p.Days))
		}
	}
	return strings.Join(parts, "; ")
}

func TestPhases(t *testing.T) {
	day := casework.MustDay
	yes := true
	const id = 9
	queued := casework.Episode{Noted: casework.Noted{Record: casework.Record{ID: id}}, ReferredOn: day("2026-01-05")}
	started := queued
	started.StartedOn = day("2026-01-12")
	cancelled, ended, paused := queued, started, started
	cancelled.CancelledOn = day("2026-02-01")
	ended.EndedOn = day("2026-06-30")
	paused.Pauses = []casework.Pause{{Span: casework.Span{From: day("2026-03-01")}}}

	meeting := func(kind casework.MeetingKind, on string) casework.Meeting {
		return casework.Meeting{EpisodeID: id, Kind: kind, On: day(on)}
	}
	contact := func(on string) casework.EmployerContact { return casework.EmployerContact{EpisodeID: id, On: day(on)} }
	placement := func(kind casework.PlacementKind, from, to string) casework.Placement {
		p := casework.Placement{EpisodeID: id, Kind: kind, StartsOn: day(from), OpenMarket: &yes}
		if to != "" {
			p.EndsOn = day(to)
		}
		return p
	}
	type deeds struct {
		meetings   []casework.Meeting
		contacts   []casework.EmployerContact
		placements []casework.Placement
	}
	profile := meeting(casework.MeetingProfile, "2026-01-15")
	withdrawnMeeting, withdrawnContact := profile, contact("2026-02-01")
	withdrawnMeeting.Withdrawn, withdrawnContact.Withdrawn = true, true
	withdrawnJob := placement(casework.Employment, "2026-02-01", "")
	withdrawnJob.Withdrawn = true
	others := contact("2026-02-01")
	others.EpisodeID = id + 1
	for _, row := range []struct {
		rule    string
		episode casework.Episode
		deeds   deeds
		on      string
		want    string
	}{
		{"before the referral nothing", queued, deeds{}, "2026-01-04", ""},
		{"coming in from the day of the referral", queued, deeds{}, "2026-01-05", "coming_in NOW from 2026-01-05, 0 days"},
		{"whoever waits is coming in, whatever was done already", queued, deeds{meetings: []casework.Meeting{profile}}, "2026-01-20",
			"coming_in NOW from 2026-01-05, 15 days; profile from 2026-01-15"},
		{"coming in after the start too, while nothing more was done", started, deeds{}, "2026-01-20", "coming_in NOW from 2026-01-05, 15 days"},
		{"the profile from its first meeting", started, deeds{meetings: []casework.Meeting{meeting(casework.MeetingProfile, "2026-01-20"), profile}}, "2026-01-20",
			"coming_in from 2026-01-05; profile NOW from 2026-01-15, 5 days"},
		{"not before that day", started, deeds{meetings: []casework.Meeting{profile}}, "2026-01-14", "coming_in NOW from 2026-01-05, 9 days"},
		{"job search from the first meeting for it", started, deeds{meetings: []casework.Meeting{profile, meeting(casework.MeetingJobSearch, "2026-02-02")}}, "2026-02-02",
			"coming_in from 2026-01-05; profile from 2026-01-15; job_search NOW from 2026-02-02, 0 days"},
		{"or from the first employer met for the client", started, deeds{meetings: []casework.Meeting{meeting(casework.MeetingJobSearch, "2026-02-02")}, contacts: []casework.EmployerContact{contact("2026-01-30")}}, "2026-02-02",
			"coming_in from 2026-01-05; job_search NOW from 2026-01-30, 3 days"},
		{"agreement from the first work trial", started, deeds{placements: []casework.Placement{placement(casework.WorkTrial, "2026-02-16", "2026-02-20")}}, "2026-03-01",
			"coming_in from 2026-01-05; agreement NOW from 2026-02-16, 13 days"},
		{"or three-way meeting", started, deeds{meetings: []casework.Meeting{meeting(casework.MeetingThreeParty, "2026-02-10")}}, "2026-02-10",
			"coming_in from 2026-01-05; agreement NOW from 2026-02-10, 0 days"},
		{"support from the first day of a paid job", started, deeds{placements: []casework.Placement{placement(casework.Employment, "2026-03-02", "")}}, "2026-03-02",
			"coming_in from 2026-01-05; support NOW from 2026-03-02, 0 days"},
		{"not while the job is ahead", started, deeds{placements: []casework.Placement{placement(casework.Employment, "2026-03-02", "")}}, "2026-03-01",
			"coming_in NOW from 2026-01-05, 55 days"},
		{"on the job's last day too", started, deeds{placements: []casework.Placement{placement(casework.Employment, "2026-03-02", "2026-03-31")}}, "2026-03-31",
			"coming_in from 2026-01-05; support NOW from 2026-03-02, 29 days"},
		{"the day after it, job search is back", started, deeds{contacts: []casework.EmployerContact{contact("2026-02-01")}, placements: []casework.Placement{placement(casework.Employment, "2026-03-02", "2026-03-31")}}, "2026-04-01",
			"coming_in from 2026-01-05; job_search NOW from 2026-02-01, 59 days; support from 2026-03-02"},
		{"also when nothing of it was done before", started, deeds{placements: []casework.Placement{placement(casework.Employment, "2026-03-02", "2026-03-31")}}, "2026-04-01",
			"coming_in from 2026-01-05; job_search NOW from , 0 days; support from 2026-03-02"},
		{"with a second job it is support again", started, deeds{placements: []casework.Placement{placement(casework.Employment, "2026-03-02", "2026-03-31"), placement(casework.Employment, "2026-05-01", "")}}, "2026-05-01",
			"coming_in from 2026-01-05; support NOW from 2026-03-02, 60 days"},
		{"a break changes no phase", paused, deeds{meetings: []casework.Meeting{profile}}, "2026-03-02",
			"coming_in from 2026-01-05; profile NOW from 2026-01-15, 46 days"},
		{"nothing is now when it has ended", ended, deeds{meetings: []casework.Meeting{profile}}, "2026-06-30", "coming_in from 2026-01-05; profile from 2026-01-15"},
		{"the day before it was", ended, deeds{meetings: []casework.Meeting{profile}}, "2026-06-29", "coming_in from 2026-01-05; profile NOW from 2026-01-15, 165 days"},
		{"nothing is now when it was cancelled", cancelled, deeds{}, "2026-02-01", "coming_in from 2026-01-05"},
		{"meetings of other kinds belong to any phase", started, deeds{meetings: []casework.Meeting{meeting(casework.MeetingBenefits, "2026-01-15"), meeting(casework.MeetingFollowAlong, "2026-01-16")}}, "2026-01-20",
			"coming_in NOW from 2026-01-05, 15 days"},
		{"what was withdrawn was not done", started, deeds{[]casework.Meeting{withdrawnMeeting}, []casework.EmployerContact{withdrawnContact}, []casework.Placement{withdrawnJob}}, "2026-02-02",
			"coming_in NOW from 2026-01-05, 28 days"},
		{"nor what was done in another episode", started, deeds{contacts: []casework.EmployerContact{others}}, "2026-02-02", "coming_in NOW from 2026-01-05, 28 days"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got := Phases(row.episode, row.deeds.meetings, row.deeds.contacts, row.deeds.placements, day(row.on))
			if told(got) != row.want {
				t.Errorf("on %s it is\n%s\nwant\n%s", row.on, told(got), row.want)
			}
			if len(got) != len(casework.Phases) {
				t.Errorf("%d phases, want all %d", len(got), len(casework.Phases))
			}
		})
	}
	if got := Phases(casework.Episode{}, nil, nil, nil, day("2026-01-01")); got != nil {
		t.Errorf("without an episode there are phases: %v", got)
	}
}

package outcomes

import (
	"fmt"
	"slices"
	"testing"

	"sijoita/casework"
)

// lines writes what waits shortly: the rule, whether it is late, the days, the
// day and whose it is.
func lines(list []Due) []string {
	var out []string
	for _, d := range list {
		late := ""
		if d.Late {
			late = " late"
		}
		out = append(out, fmt.Sprintf("%s%s %d %s %d", d.Kind, late, d.Days, d.On, d.ClientID+d.EmployerID))
	}
	return out
}

func TestDueFor(t *testing.T) {
	day := casework.MustDay
	today := day("2026-11-23")
	yes, no := true, false
	employers := func(leave casework.EmployerLeave) casework.Consents {
		return casework.Consents{{Kind: casework.ConsentEmployers, Given: true, Leave: leave}}
	}
	until := func(days int) casework.Consent {
		return casework.Consent{Kind: casework.ConsentCareTeam, Given: true, Span: casework.Span{To: today.AddDays(days)}}
	}
	// calm is a client with whom all is well: long coached, met yesterday.
	calm := DueClient{
		ClientID:    7,
		Episode:     casework.Episode{ReferredOn: today.AddDays(-100), StartedOn: today.AddDays(-90)},
		LastMeeting: today.AddDays(-1), LastFaceMeet: today.AddDays(-30), Consents: employers(casework.LeaveDirect),
	}
	for ago := range 90 { // met as often as anybody could ask for
		calm.Meetings = append(calm.Meetings, casework.Meeting{On: today.AddDays(-1 - ago), Channel: casework.MeetingFaceToFace})
	}
	job := func(from int) casework.Placement {
		return casework.Placement{Kind: casework.Employment, OpenMarket: &yes, StartsOn: today.AddDays(from)}
	}
	lasting, permanent := job(-80), job(-80)
	lasting.EndsOn, permanent.OpenMarket = today, &no
	past := job(-80)
	past.EndsOn = today.AddDays(-1)
	withdrawn, trial := job(3), job(3)
	withdrawn.Withdrawn, trial.Kind = true, casework.WorkTrial
	over := func(from, to int) casework.Placement {
		p := job(from)
		p.EndsOn = today.AddDays(to)
		return p
	}
	changed := func(from, change int) casework.Placement {
		p := job(from)
		p.Changes = []casework.PlacementChange{{From: today.AddDays(change)}}
		return p
	}
	advised := func(days int) []casework.Counselling { return []casework.Counselling{{On: today.AddDays(days)}} }

	pause := func(check int) []casework.Pause {
		return []casework.Pause{{Span: casework.Span{From: today.AddDays(-40)}, CheckOn: today.AddDays(check)}}
	}
	for _, row := range []struct {
		rule   string
		client func(*DueClient)
		want   []string
	}{
		{"nothing waits", func(*DueClient) {}, nil},

		{"a job in two weeks: benefits wait", func(c *DueClient) { c.Placements = []casework.Placement{job(14)} }, []string{"counselling 14 2026-12-07 7"}},
		{"not in fifteen days", func(c *DueClient) { c.Placements = []casework.Placement{job(15)} }, nil},
		{"in eight days there is time", func(c *DueClient) { c.Placements = []casework.Placement{job(8)} }, []string{"counselling 8 2026-12-01 7"}},
		{"in a week it is late", func(c *DueClient) { c.Placements = []casework.Placement{job(7)} }, []string{"counselling late 7 2026-11-30 7"}},
		{"a job that began thirty days ago", func(c *DueClient) { c.Placements = []casework.Placement{job(-30)} }, []string{"counselling late -30 2026-10-24 7"}},
		{"not thirty-one days ago", func(c *DueClient) { c.Placements = []casework.Placement{job(-31)} }, nil},
		{"a job that has ended asks no more", func(c *DueClient) { c.Placements = []casework.Placement{over(-20, -1)} }, nil},
		{"on its last day it does", func(c *DueClient) { c.Placements = []casework.Placement{over(-20, 0)} }, []string{"counselling late -20 2026-11-03 7"}},
		{"hours that change ask anew", func(c *DueClient) { c.Placements, c.Counselling = []casework.Placement{changed(-60, -3)}, advised(-61) }, []string{"counselling late -3 2026-11-20 7"}},
		{"it goes when the client declines", func(c *DueClient) {
			c.Placements = []casework.Placement{job(3)}
			c.Answers = []casework.StartAnswer{{On: today, Question: casework.StartCounselling, Reply: casework.StartDeclined}}
		}, nil},
		{"it goes when benefits were gone through", func(c *DueClient) { c.Placements, c.Counselling = []casework.Placement{job(3)}, advised(0) }, nil},
		{"on the day coaching began is soon enough", func(c *DueClient) { c.Placements, c.Counselling = []casework.Placement{job(3)}, advised(-90) }, nil},
		{"before that it was another time", func(c *DueClient) { c.Placements, c.Counselling = []casework.Placement{job(3)}, advised(-91) }, []string{"counselling late 3 2026-11-26 7"}},
		{"it goes when the job is withdrawn", func(c *DueClient) { c.Placements = []casework.Placement{withdrawn} }, nil},
		{"a work trial is no job", func(c *DueClient) { c.Placements = []casework.Placement{trial} }, nil},

		{"one month over the limit of a pension is known to the page alone", func(c *DueClient) { c.Earnings.Over = 1 }, nil},
		{"the second in a row is told", func(c *DueClient) { c.Earnings.Over = 2 }, []string{"earnings 2 2026-11-01 7"}},
		{"the third is late", func(c *DueClient) { c.Earnings.Over = 3 }, []string{"earnings late 3 2026-11-01 7"}},
		{"a dormant pension that ends in two months", func(c *DueClient) { c.Earnings.RestEnds = today.AddDays(60) }, []string{"rest 60 2027-01-22 7"}},
		{"not in sixty-one days", func(c *DueClient) { c.Earnings.RestEnds = today.AddDays(61) }, nil},
		{"on its last day it is not late", func(c *DueClient) { c.Earnings.RestEnds = today }, []string{"rest 0 2026-11-23 7"}},
		{"after it is", func(c *DueClient) { c.Earnings.RestEnds = today.AddDays(-1) }, []string{"rest late -1 2026-11-22 7"}},

		{"seventeen days without a meeting are well", func(c *DueClient) { c.LastMeeting = today.AddDays(-17) }, nil},
		{"eighteen are near three weeks", func(c *DueClient) { c.LastMeeting = today.AddDays(-18) }, []string{"silence 18 2026-11-26 7"}},
		{"three weeks are the limit", func(c *DueClient) { c.LastMeeting = today.AddDays(-21) }, []string{"silence 21 2026-11-23 7"}},
		{"nobody is silent who was away until two weeks ago", func(c *DueClient) {
			c.LastMeeting = today.AddDays(-60)
			c.Episode.Pauses = []casework.Pause{{Span: casework.Span{From: today.AddDays(-59), To: today.AddDays(-14)}}}
		}, nil},
		{"nor for one who wants the coach in the background", func(c *DueClient) {
			c.Episode.StartedOn, c.LastFaceMeet, c.Consents = today.AddDays(-31), casework.Day{}, employers(casework.LeaveBackground)
		}, nil},
		{"but for one who has named the employers to be met", func(c *DueClient) {
			c.Episode.StartedOn, c.LastFaceMeet, c.Consents = today.AddDays(-31), casework.Day{}, employers(casework.LeaveNamed)
		}, []string{"employer late 31 2026-11-22 7"}},
		{"more is late", func(c *DueClient) { c.LastMeeting = today.AddDays(-22) }, []string{"silence late 22 2026-11-22 7"}},
		{"it goes with a meeting today", func(c *DueClient) { c.LastMeeting = today }, nil},
		{"never met: from the start of coaching", func(c *DueClient) { c.LastMeeting = casework.Day{} }, []string{"silence late 90 2026-09-15 7"}},
		{"a meeting of an earlier time: from the start too", func(c *DueClient) {
			c.Episode.StartedOn, c.LastMeeting, c.LastFaceMeet = today.AddDays(-10), today.AddDays(-60), today.AddDays(-1)
		}, nil},

		{"twenty-four days without an employer met are well", func(c *DueClient) { c.Episode.StartedOn, c.LastFaceMeet = today.AddDays(-24), casework.Day{} }, nil},
		{"twenty-five are near a month", func(c *DueClient) { c.Episode.StartedOn, c.LastFaceMeet = today.AddDays(-25), casework.Day{} }, []string{"employer 25 2026-11-28 7"}},
		{"a month is the limit", func(c *DueClient) { c.Episode.StartedOn, c.LastFaceMeet = today.AddDays(-30), casework.Day{} }, []string{"employer 30 2026-11-23 7"}},
		{"more is late", func(c *DueClient) { c.Episode.StartedOn, c.LastFaceMeet = today.AddDays(-31), casework.Day{} }, []string{"employer late 31 2026-11-22 7"}},
		{"it goes with an employer met", func(c *DueClient) { c.Episode.StartedOn, c.LastFaceMeet = today.AddDays(-31), today }, nil},
		{"on the day coaching began is soon enough", func(c *DueClient) { c.Episode.StartedOn, c.LastFaceMeet = today.AddDays(-31), today.AddDays(-31) }, nil},
		{"one met in an earlier time of coaching is another matter", func(c *DueClient) { c.Episode.StartedOn, c.LastFaceMeet = today.AddDays(-31), today.AddDays(-32) }, []string{"employer late 31 2026-11-22 7"}},
		{"whoever came with a job needs none yet", func(c *DueClient) { c.LastFaceMeet, c.Episode.EmployedAtStart = casework.Day{}, true }, nil},
		{"nor whoever is in work", func(c *DueClient) { c.LastFaceMeet, c.Placements = casework.Day{}, []casework.Placement{lasting} }, nil},
		{"whose job has ended does", func(c *DueClient) { c.LastFaceMeet, c.Placements = casework.Day{}, []casework.Placement{past} }, []string{"employer late 90 2026-09-24 7"}},
		{"so does one whose work is not in the open market", func(c *DueClient) { c.LastFaceMeet, c.Placements = casework.Day{}, []casework.Placement{permanent} }, []string{"employer late 90 2026-09-24 7"}},

		{"a pause without a day is looked at after four weeks", func(c *DueClient) {
			c.Episode.Pauses = []casework.Pause{{Span: casework.Span{From: today.AddDays(-28)}}}
		}, []string{"pause 0 2026-11-23 7"}},
		{"three days before its day it shows", func(c *DueClient) { c.Episode.Pauses = pause(3) }, []string{"pause 3 2026-11-26 7"}},
		{"not four", func(c *DueClient) { c.Episode.Pauses = pause(4) }, nil},
		{"on its day it is not late", func(c *DueClient) { c.Episode.Pauses = pause(0) }, []string{"pause 0 2026-11-23 7"}},
		{"the day after it is", func(c *DueClient) { c.Episode.Pauses = pause(-1) }, []string{"pause late -1 2026-11-22 7"}},
		{"it goes when coaching goes on", func(c *DueClient) {
			c.Episode.Pauses = pause(-1)
			c.Episode.Pauses[0].To = today.AddDays(-1)
		}, nil},
		{"and with the end", func(c *DueClient) { c.Episode.Pauses, c.Episode.EndedOn = pause(-1), today }, nil},

		{"a consent with fifteen days to go is well", func(c *DueClient) { c.Consents = append(c.Consents, until(15)) }, nil},
		{"one with two weeks to go is to be asked anew", func(c *DueClient) { c.Consents = append(c.Consents, until(14)) }, []string{"consent 14 2026-12-07 7"}},
		{"to its last day", func(c *DueClient) { c.Consents = append(c.Consents, until(0)) }, []string{"consent 0 2026-11-23 7"}},
		{"it goes when it has ended", func(c *DueClient) { c.Consents = append(c.Consents, until(-1)) }, nil},
		{"and with a new answer", func(c *DueClient) {
			renewed := until(365)
			renewed.From = today
			c.Consents = append(c.Consents, until(-1), renewed)
		}, nil},
		{"and when it is taken back", func(c *DueClient) {
			taken := until(3)
			taken.WithdrawnOn = today
			c.Consents = append(c.Consents, taken)
		}, nil},
		{"a no that ends waits for nobody", func(c *DueClient) {
			no := until(3)
			no.Given = false
			c.Consents = append(c.Consents, no)
		}, nil},
		{"of several the first", func(c *DueClient) {
			other := until(3)
			other.Kind = casework.ConsentKela
			c.Consents = append(c.Consents, until(9), other)
		}, []string{"consent 3 2026-11-26 7"}},
		{"a limit that is passed knows of no break", func(c *DueClient) {
			c.Episode.Pauses, c.Earnings.Over = []casework.Pause{{Span: casework.Span{From: today}}}, 2
		}, []string{"earnings 2 2026-11-01 7"}},
		{"nothing else waits for one on a break", func(c *DueClient) {
			c.LastMeeting, c.LastFaceMeet, c.Placements = casework.Day{}, casework.Day{}, []casework.Placement{job(1)}
			c.Episode.Pauses = []casework.Pause{{Span: casework.Span{From: today}}}
		}, nil},
		{"nor for one who has ended", func(c *DueClient) { c.LastMeeting, c.Episode.EndedOn = casework.Day{}, today }, nil},
		{"nor for one who waits", func(c *DueClient) { c.LastMeeting, c.Episode.StartedOn = casework.Day{}, casework.Day{} }, nil},
		{"the late ones first, and those who waited longest before the others", func(c *DueClient) {
			c.LastMeeting, c.LastFaceMeet, c.Episode.StartedOn = today.AddDays(-25), casework.Day{}, today.AddDays(-26)
			c.Placements = []casework.Placement{job(5)}
		}, []string{"silence late 25 2026-11-19 7", "counselling late 5 2026-11-28 7", "employer 26 2026-11-27 7"}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			c := calm
			row.client(&c)
			if got := lines(DueFor([]DueClient{c}, today)); !slices.Equal(got, row.want) {
				t.Errorf("what waits is %q, want %q", got, row.want)
			}
		})
	}
}

func TestDueReturns(t *testing.T) {
	day := casework.MustDay
	today := day("2026-11-23")
	const me, colleague = 3, 4
	promise := func(employer int64, in int, staff ...int64) casework.EmployerContact {
		return casework.EmployerContact{EmployerID: employer, On: today.AddDays(-20), Next: casework.NextReturn, ReturnOn: today.AddDays(in), Staff: staff}
	}
	settled := promise(5, -1, me)
	settled.Next = casework.NextNotNow
	for _, row := range []struct {
		rule   string
		newest []casework.EmployerContact
		want   []string
	}{
		{"two days before its day it shows", []casework.EmployerContact{promise(5, 2, me)}, []string{"return 2 2026-11-25 5"}},
		{"not three", []casework.EmployerContact{promise(5, 3, me)}, nil},
		{"on its day it is not late", []casework.EmployerContact{promise(5, 0, me)}, []string{"return 0 2026-11-23 5"}},
		{"the day after it is", []casework.EmployerContact{promise(5, -1, me)}, []string{"return late -1 2026-11-22 5"}},
		{"it waits for both of a pair", []casework.EmployerContact{promise(5, 0, colleague, me)}, []string{"return 0 2026-11-23 5"}},
		{"not for a colleague", []casework.EmployerContact{promise(5, 0, colleague)}, nil},
		{"it goes with a later contact, whatever came of it", []casework.EmployerContact{settled}, nil},
		{"the late ones first, then by day", []casework.EmployerContact{promise(5, 2, me), promise(6, -2, me), promise(7, 1, me), promise(8, -9, me)},
			[]string{"return late -9 2026-11-14 8", "return late -2 2026-11-21 6", "return 1 2026-11-24 7", "return 2 2026-11-25 5"}},
		{"of two on one day in the order of the employers", []casework.EmployerContact{promise(6, 1, me), promise(5, 1, me)},
			[]string{"return 1 2026-11-24 5", "return 1 2026-11-24 6"}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			newest := map[int64]casework.EmployerContact{}
			for _, c := range row.newest {
				newest[c.EmployerID] = c
			}
			got := DueReturns(newest, me, today)
			if !slices.Equal(lines(got), row.want) {
				t.Errorf("what waits is %q, want %q", lines(got), row.want)
			}
			for _, d := range got {
				if d.Contact == nil || d.Contact.EmployerID != d.EmployerID {
					t.Errorf("%+v has not what was said", d)
				}
			}
		})
	}
}

package outcomes

import (
	"testing"

	"sijoita/casework"
)

func TestNext(t *testing.T) {
	day, today := casework.MustDay, casework.MustDay("2026-06-15")
	const id = 9
	direct := casework.Consents{{Kind: casework.ConsentEmployers, Given: true, Leave: casework.LeaveDirect, Span: casework.Span{From: day("2026-03-16")}}}
	background := casework.Consents{{Kind: casework.ConsentEmployers, Given: true, Leave: casework.LeaveBackground, Span: casework.Span{From: day("2026-03-16")}}}
	placement := func(key int64, kind casework.PlacementKind, from, to, why string) casework.Placement {
		p := casework.Placement{EpisodeID: id, Kind: kind, StartsOn: day(from), EndReason: why}
		p.ID = key
		if to != "" {
			p.EndsOn = day(to)
		}
		return p
	}
	trial := placement(3, casework.WorkTrial, "2026-06-01", "2026-06-30", "")
	job := placement(4, casework.Employment, "2026-06-22", "", "")
	course := func(change func(*Course)) Course {
		c := Course{Episode: casework.Episode{ReferredOn: day("2026-03-09"), StartedOn: day("2026-03-16"), AgreementOn: day("2026-03-16")},
			Consents: direct, Profiled: true, Told: true, Planned: true, Met: true, Ahead: true, Supported: map[int64]bool{}}
		c.Episode.ID = id
		change(&c)
		return c
	}
	for _, row := range []struct {
		rule   string
		change func(*Course)
		want   NextStep
	}{
		{"when everything is done nothing is asked", func(*Course) {}, ""},
		{"who waits is not coached yet", func(c *Course) { c.Episode.StartedOn, c.Consents = casework.Day{}, nil }, ""},
		{"first it is asked what may be said", func(c *Course) {
			c.Consents, c.Episode.AgreementOn, c.Profiled, c.Ahead = nil, casework.Day{}, false, false
		}, NextConsents},
		{"then the agreement is made", func(c *Course) { c.Episode.AgreementOn, c.Profiled = casework.Day{}, false }, NextAgreement},
		{"then the profile has what a search begins with", func(c *Course) { c.Profiled, c.Told, c.Planned = false, false, false }, NextProfile},
		{"which is not asked for any more when there is a plan", func(c *Course) { c.Profiled = false }, ""},
		{"what employers are told is talked over before the plan", func(c *Course) { c.Told, c.Planned = false, false }, NextTelling},
		{"the plan comes before the first employer", func(c *Course) { c.Planned, c.Met = false, false }, NextPlan},
		{"an employer is met for the client", func(c *Course) { c.Met, c.Ahead = false, false }, NextEmployer},
		{"but not by a coach who stays in the background", func(c *Course) { c.Met, c.Consents = false, background }, ""},
		{"the next meeting is agreed on", func(c *Course) { c.Ahead = false }, NextMeeting},
		{"a trial that runs asks for its support before all else", func(c *Course) { c.Placements, c.Consents = []casework.Placement{trial}, nil }, NextSupport},
		{"with its support plan it asks for no more", func(c *Course) { c.Placements, c.Supported[3] = []casework.Placement{trial}, true }, ""},
		{"a trial does not end the search", func(c *Course) { c.Placements, c.Supported[3], c.Planned = []casework.Placement{trial}, true, false }, NextPlan},
		{"a job that begins soon is gone through", func(c *Course) { c.Placements = []casework.Placement{job} }, NextStart},
		{"one that has gone on for a while asks for its support", func(c *Course) {
			c.Placements = []casework.Placement{placement(4, casework.Employment, "2026-04-01", "", "")}
		}, NextSupport},
		{"who has work is not asked for a plan", func(c *Course) { c.Placements, c.Supported[4], c.Planned = []casework.Placement{job}, true, false }, ""},
		{"a trial that is over is asked how it ended", func(c *Course) {
			c.Placements = []casework.Placement{placement(5, casework.WorkTrial, "2026-05-01", "2026-05-31", "")}
		}, NextEnding},
		{"once", func(c *Course) {
			c.Placements = []casework.Placement{placement(5, casework.WorkTrial, "2026-05-01", "2026-05-31", "wants_pay")}
		}, ""},
		{"and not after two months", func(c *Course) {
			c.Placements = []casework.Placement{placement(5, casework.WorkTrial, "2026-03-01", "2026-03-31", "")}
		}, ""},
		{"one of an earlier episode asks for nothing", func(c *Course) {
			p := trial
			p.EpisodeID = 1
			c.Placements = []casework.Placement{p}
		}, ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got, _ := Next(course(row.change), today); got != row.want {
				t.Errorf("it is %q, want %q", got, row.want)
			}
		})
	}
}

package outcomes

import (
	"testing"

	"sijoita/casework"
)

// atWork is somebody who began to be coached a year ago and has a job since so
// many days.
func atWork(days int, met ...int) DueClient {
	c := DueClient{ClientID: 3, Episode: casework.Episode{Noted: casework.Noted{Record: casework.Record{ID: 1}}, ReferredOn: on.AddDays(-400), StartedOn: on.AddDays(-365)}}
	yes := true
	c.Placements = []casework.Placement{{Noted: casework.Noted{Record: casework.Record{ID: 7}}, EpisodeID: 1, Kind: casework.Employment, StartsOn: on.AddDays(-days), OpenMarket: &yes}}
	for _, ago := range met {
		c.Meetings = append(c.Meetings, casework.Meeting{EpisodeID: 1, On: on.AddDays(-ago), Channel: casework.MeetingFaceToFace, Kind: casework.MeetingFollowAlong})
		if c.LastMeeting.Before(on.AddDays(-ago)) {
			c.LastMeeting = on.AddDays(-ago)
		}
	}
	return c
}

var on = casework.MustDay("2026-11-23")

func monthly(c DueClient) DueClient {
	c.Support = []casework.SupportPlan{{PlacementID: 7, On: c.Placements[0].StartsOn, SupportTerms: casework.SupportTerms{
		Rhythm:   casework.Cadences{FirstWeek: casework.EveryMonth, FirstMonth: casework.EveryMonth, ThreeMonths: casework.EveryMonth, Later: casework.EveryMonth},
		ReviewOn: on.AddDays(100),
	}}}
	return c
}

func TestThinWeeks(t *testing.T) {
	for _, row := range []struct {
		rule string
		c    DueClient
		kind DueKind // empty: nothing waits
		late bool
	}{
		{"on the first day there is time", atWork(0, 5), "", false},
		{"two days before the third it is time", atWork(1, 5), DueThin, false},
		{"after it it is late", atWork(4, 5), DueThin, true},
		{"a contact settles it", atWork(9, 3), "", false},
		{"after the first month three weeks of silence are the rule", atWork(60, 25), DueSilence, true},
		{"unless a plan says how often: once a month", monthly(atWork(60, 25)), "", false},
		{"then the month is watched", monthly(atWork(60, 34)), DueThin, true},
	} {
		t.Run(row.rule, func(t *testing.T) {
			row.c.Consents = nil
			list := DueFor([]DueClient{row.c}, on)
			var support []Due
			for _, d := range list {
				if d.Kind == DueThin || d.Kind == DueSilence {
					support = append(support, d)
				}
			}
			if row.kind == "" && len(support) > 0 || row.kind != "" && (len(support) != 1 || support[0].Kind != row.kind || support[0].Late != row.late) {
				t.Errorf("what waits is %+v", support)
			}
		})
	}
}

func TestWhatRunsOut(t *testing.T) {
	trial := func(days int, change func(*casework.Placement)) DueClient {
		c := atWork(days, 1)
		c.Placements[0].Kind, c.Placements[0].EmployerID, c.Placements[0].OpenMarket = casework.WorkTrial, 5, nil
		change(&c.Placements[0])
		return c
	}
	for _, row := range []struct {
		rule string
		c    DueClient
		due  bool
		late bool
		kind casework.LimitKind
	}{
		{"a young trial waits for nothing", trial(30, func(*casework.Placement) {}), false, false, ""},
		{"three weeks before six months it is told", trial(163, func(*casework.Placement) {}), true, false, casework.LimitEmployer},
		{"after them it is late", trial(190, func(*casework.Placement) {}), true, true, casework.LimitEmployer},
		{"an agreed end is told too", trial(30, func(p *casework.Placement) { p.EndsOn = on.AddDays(21) }), true, false, casework.LimitEnds},
		{"one further off is not", trial(30, func(p *casework.Placement) { p.EndsOn = on.AddDays(22) }), false, false, ""},
		{"a look on the way waits", trial(30, func(p *casework.Placement) { p.Trial.CheckOn = on.AddDays(-5) }), false, false, ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			d, due := dueLimit(row.c, on)
			if due != row.due || due && (d.Late != row.late || d.Limit != row.kind) {
				t.Errorf("%t: %+v", due, d)
			}
		})
	}
	unmet := trial(30, func(p *casework.Placement) { p.Trial.CheckOn = on.AddDays(-5) })
	unmet.Meetings = nil
	if d, due := dueLimit(unmet, on); !due || d.Limit != "" || !d.Late {
		t.Errorf("a look that nobody took: %t %+v", due, d)
	}
	for ago, waits := range map[int]bool{4: false, 5 + planAhead: false, 6 + planAhead: true} {
		unmet.Placements[0].Trial.CheckedOn = on.AddDays(-ago)
		if _, due := dueLimit(unmet, on); due != waits {
			t.Errorf("a look held %d days ago, for one asked for 5 days ago: waits is %t, want %t", ago, due, waits)
		}
	}
}

func TestFindings(t *testing.T) {
	idle := func(change func(*DueClient)) DueClient {
		c := atWork(0)
		c.Placements, c.Episode.StartedOn = nil, on.AddDays(-StalledDays)
		change(&c)
		return c
	}
	talk := func(ago, look int) []casework.ClosingTalk {
		return []casework.ClosingTalk{{On: on.AddDays(-ago), ClosingTalkTerms: casework.ClosingTalkTerms{LookOn: on.AddDays(look)}}}
	}
	for _, row := range []struct {
		rule string
		c    DueClient
		want FindingKind
	}{
		{"half a year without a job is stalled", idle(func(*DueClient) {}), FoundStalled},
		{"a day less is not", idle(func(c *DueClient) { c.Episode.StartedOn = on.AddDays(1 - StalledDays) }), ""},
		{"nor when a trial ended since", idle(func(c *DueClient) {
			c.Placements = []casework.Placement{{Kind: casework.WorkTrial, StartsOn: on.AddDays(-90), EndsOn: on.AddDays(-60)}}
		}), ""},
		{"nor when a job is ahead", idle(func(c *DueClient) {
			c.Placements = []casework.Placement{{Kind: casework.Employment, StartsOn: on.AddDays(9)}}
		}), ""},
		{"a withdrawn one is none", idle(func(c *DueClient) {
			c.Placements = []casework.Placement{{Noted: casework.Noted{Withdrawn: true}, Kind: casework.Employment, StartsOn: on.AddDays(9)}}
		}), FoundStalled},
		{"nor after a pause", idle(func(c *DueClient) {
			c.Episode.Pauses = []casework.Pause{{Span: casework.Span{From: on.AddDays(-60), To: on.AddDays(-30)}}}
		}), ""},
		{"nobody is asked again within three months", idle(func(c *DueClient) { c.Talks = talk(QuietDays-1, 0) }), ""},
		{"nor before the day that was agreed", idle(func(c *DueClient) { c.Talks = talk(120, 1) }), ""},
		{"but after it", idle(func(c *DueClient) { c.Talks = talk(QuietDays, 0) }), FoundStalled},
		{"half a year in the same job with little contact is steady", atWork(SteadyDays, 20, 50, 80), FoundSteady},
		{"contact more often than monthly is not", atWork(SteadyDays, 10, 20, 50, 80), ""},
		{"nor a day less", atWork(SteadyDays-1, 20), ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			list := Findings([]DueClient{row.c}, on)
			if row.want == "" && len(list) > 0 || row.want != "" && (len(list) != 1 || list[0].Kind != row.want || list[0].ClientID != 3) {
				t.Errorf("found: %+v", list)
			}
		})
	}
	trouble := atWork(SteadyDays, 20)
	trouble.Meetings[0].Kind = casework.MeetingThreeParty
	if list := Findings([]DueClient{trouble}, on); len(list) > 0 {
		t.Errorf("with a meeting of three at work: %+v", list)
	}
}

package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
)

// newsShown is for how many days what happened to a common client is news.
const newsShown = 14

// NewsKind is what happened to a common client.
type NewsKind string

// The kinds. All but the first three are told as long as the client gives leave.
const (
	NewsReceived NewsKind = "received" // the referral has come in and waits
	NewsReturned NewsKind = "returned"
	NewsStarted  NewsKind = "started"
	NewsJob      NewsKind = "job"
	NewsJobAhead NewsKind = "job_ahead" // agreed, and not begun
	NewsJobEnded NewsKind = "job_ended"
	NewsPaused   NewsKind = "paused"
	NewsEnded    NewsKind = "ended"
)

// News is one thing that happened to a common client.
type News struct {
	Kind     NewsKind
	On       casework.Day
	Client   casework.Client
	CareTeam casework.CareTeam
}

// CareHome is a care worker's first page: what is new about the common clients,
// what is asked of the care team, and whom to ask about work.
type CareHome struct {
	CareTeams []casework.CareTeam
	News      []News            // the newest first
	Asked     []ReferralLine    // referrals to write
	Messages  []CareMessageLine // to the care team, that wait
	Answered  []CareMessageLine // to the coaches, dealt with lately
	Clients   []CareTeamClient
	Units     []UnitSums
	Terms     casework.Terms
	MayRefer  bool
	Today     casework.Day
}

// CareHome gives the first page of a worker of one or several care teams.
// Problems: Forbidden for everybody else.
func (a *App) CareHome(ctx context.Context, actor access.Actor) (CareHome, error) {
	return show(ctx, a, actor, func(t *turn) (CareHome, error) {
		h := CareHome{Today: t.day, Terms: casework.TermsSocial}
		own := access.Resource{County: t.tx.County}
		for _, g := range actor.Grants {
			if g.Role == casework.RoleCareWorker && g.Holds(t.day) {
				own.CareTeams = append(own.CareTeams, g.CareTeamID)
			}
		}
		if err := t.may(access.KeepInterest, own, "care_team", ""); err != nil {
			return h, err
		}
		opened := t.decision
		all, err := t.tx.CareTeams()
		if err != nil {
			return h, err
		}
		var concerned []int64
		for _, c := range all {
			if !slices.Contains(own.CareTeams, c.ID) {
				continue
			}
			p, err := t.careTeamPage(c.UID)
			if err != nil {
				return h, err
			}
			concerned = append(concerned, p.concerned()...)
			if err := t.addToHome(&h, p); err != nil {
				return h, err
			}
		}
		t.decision = opened
		messages, err := t.careMessages(own.CareTeams)
		h.Messages = waitingFor(casework.ToCareTeam, messages)
		h.Answered = kept(messages, func(m CareMessageLine) bool {
			return m.To == casework.ToCoaches && !m.DoneOn.IsZero() && t.day.DaysSince(m.DoneOn) <= newsShown
		})
		slices.SortStableFunc(h.News, func(a, b News) int { return b.On.Compare(a.On) })
		t.shows(audit.Listed, "care_team", "", "first page", concerned...)
		return h, err
	})
}

func (t *turn) addToHome(h *CareHome, p CareTeamPage) error {
	h.CareTeams = append(h.CareTeams, p.CareTeam)
	h.Asked = append(h.Asked, p.Asked...)
	h.Clients = append(h.Clients, p.Clients...)
	h.News = append(h.News, p.News...)
	h.MayRefer = h.MayRefer || p.MayRefer
	if p.Terms == casework.TermsCare {
		h.Terms = casework.TermsCare
	}
	sums, err := t.unitSums(p.CareTeam)
	h.Units = append(h.Units, sums)
	return err
}

// newsOf tells what happened lately to one of the common clients, as far as the
// actor may know it.
func (t *turn) newsOf(careTeam casework.CareTeam, d dossier, line ReferralLine, open bool, work commonWork) []News {
	var all []News
	tell := func(kind NewsKind, on casework.Day) {
		if !on.IsZero() && !on.After(t.day) && t.day.DaysSince(on) <= newsShown {
			all = append(all, News{Kind: kind, On: on, Client: line.Client, CareTeam: careTeam})
		}
	}
	e := line.Episode
	switch line.Answer {
	case casework.AnswerReceived:
		tell(NewsReceived, line.Referral.ReceivedOn)
	case casework.AnswerReturned:
		tell(NewsReturned, e.CancelledOn)
	case casework.AnswerStarted:
		tell(NewsStarted, e.StartedOn)
	}
	if !open {
		return all
	}
	tell(NewsEnded, e.EndedOn)
	for _, whole := range d.Episodes {
		if whole.ID != e.ID {
			continue
		}
		for _, p := range whole.Pauses {
			tell(NewsPaused, p.From)
		}
	}
	for _, j := range work.placements {
		if j.EpisodeID != e.ID || !j.OpenJob() {
			continue
		}
		if j.StartsOn.After(t.day) && !j.Withdrawn {
			all = append(all, News{Kind: NewsJobAhead, On: j.StartsOn, Client: line.Client, CareTeam: careTeam})
		}
		tell(NewsJob, j.StartsOn)
		tell(NewsJobEnded, j.EndsOn)
	}
	return all
}

package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
)

// answerShown is for how many days a referral's last answer, and an ending,
// stay on the care team's page.
const answerShown = 30

// CareTeamPage is what a care team and the team have in common: one page for the
// weekly meeting.
type CareTeamPage struct {
	CareTeam casework.CareTeam
	Others   []casework.CareTeam // the actor's other ones
	Coaches  []string            // who take part in its work today
	Asked    []ReferralLine      // to be written by the care team
	Answers  []ReferralLine      // waiting, and answered lately
	Clients  []CareTeamClient    // being coached, on a break, ended lately
	Terms    casework.Terms
	Today    casework.Day
	MayRefer bool
	MayAsk   bool
	MayNote  bool                       // the meetings of the care team
	Meetings []casework.CareTeamMeeting // the newest first, of those who may note them
	Messages []CareMessageLine          // between the care team and the coaches, the newest first; of the same
	News     []News                     // of the last weeks
	Names    Names                      // of who was there
}

// meetingMonths is how far back a care team's page lists its meetings.
const meetingMonths = 3

// ReferralLine is a referral and where it has got to.
type ReferralLine struct {
	Client   casework.Client
	Referral casework.Referral
	Episode  casework.Episode // zero: only asked for
	Answer   casework.Answer
	Coach    string
	Staff    string // who asked for it
}

// CareTeamClient is one of the common clients. What the actor may not see of the
// timeline is left empty, and Closed says so.
type CareTeamClient struct {
	Client  casework.Client
	Episode casework.Episode
	State   casework.State
	Coach   string
	Phase   casework.PhaseKey
	Last    casework.Day // when the client was last met
	Job     *casework.Placement
	Next    *casework.PlannedMeeting // the next meeting to come
	Wish    string                   // what the referral said; another care team's is left out
	Closed  bool
}

// CareTeam gives the page of a care team: to its own workers, and to coaches and
// team leaders who take part in its work or have clients or referrals with it.
// Each sees the clients they reach. Problems: NotFound for a care team that the
// actor has nothing to do with.
func (a *App) CareTeam(ctx context.Context, actor access.Actor, uid casework.UID) (CareTeamPage, error) {
	return show(ctx, a, actor, func(t *turn) (CareTeamPage, error) {
		p, err := t.careTeamPage(uid)
		if err != nil {
			return p, err
		}
		opened := t.decision
		if p.MayNote = t.allowed(access.NoteCareTeam, t.resource); p.MayNote {
			if p.Meetings, err = t.tx.MeetingsOfCareTeam(p.CareTeam.ID, t.day.AddMonths(-meetingMonths)); err != nil {
				return p, err
			}
			slices.Reverse(p.Meetings)
			if p.Messages, err = t.careMessages([]int64{p.CareTeam.ID}); err != nil {
				return p, err
			}
			p.Names, err = t.names()
		}
		t.decision = opened
		t.shows(audit.Listed, "care_team", uid.String(), "", p.concerned()...)
		return p, err
	})
}

// careTeamPage decides on a care team's page and loads what it has in common
// with the team. The last decision is that on the page.
func (t *turn) careTeamPage(uid casework.UID) (CareTeamPage, error) {
	p := CareTeamPage{Today: t.day, Terms: casework.TermsCare}
	common, err := t.commonCareTeams()
	if err != nil {
		return p, err
	}
	for _, c := range common {
		if c.UID == uid {
			p.CareTeam = c
		} else {
			p.Others = append(p.Others, c)
		}
	}
	reach := access.ScopeOf(t.actor, access.ReadClient, t.day)
	within := access.Resource{County: t.tx.County, CareTeams: []int64{p.CareTeam.ID}}
	if p.CareTeam.ID != 0 {
		within.Teams = reach.Teams
	}
	if err := t.may(access.ReadClient, within, "care_team", uid.String()); err != nil {
		return p, err
	}
	opened, of := t.decision, t.resource
	units, err := t.referringUnits()
	if err != nil {
		return p, err
	}
	p.MayRefer = len(units.Teams) > 0 && t.allowed(access.ReferClient, t.referResource(0, p.CareTeam.ID))
	p.MayAsk = p.MayRefer && units.Coaches
	t.decision, t.resource = opened, of
	return p, t.fillCareTeam(&p, reach)
}

// CareTeams lists the care teams whose page the actor may open.
func (a *App) CareTeams(ctx context.Context, actor access.Actor) ([]casework.CareTeam, error) {
	return show(ctx, a, actor, func(t *turn) ([]casework.CareTeam, error) {
		reach := access.ScopeOf(actor, access.ReadClient, t.day)
		within := access.Resource{County: t.tx.County, Teams: reach.Teams, CareTeams: reach.CareTeams}
		if err := t.may(access.ReadClient, within, "care_team", ""); err != nil {
			return nil, err
		}
		common, err := t.commonCareTeams()
		t.shows(audit.Listed, "care_team", "", "")
		return common, err
	})
}

func (p CareTeamPage) concerned() []int64 {
	var ids []int64
	for _, line := range slices.Concat(p.Asked, p.Answers) {
		ids = append(ids, line.Client.ID)
	}
	for _, c := range p.Clients {
		ids = append(ids, c.Client.ID)
	}
	for _, m := range p.Messages {
		if m.Client != nil {
			ids = append(ids, m.Client.ID)
		}
	}
	return ids
}

// commonCareTeams lists by name the care teams that the actor has to do with: a
// care worker's own; those in whose work the coaches of the actor's teams take
// part, with whom they have clients, and whom they have asked for a referral.
func (t *turn) commonCareTeams() ([]casework.CareTeam, error) {
	reach := access.ScopeOf(t.actor, access.ReadClient, t.day)
	mine := map[int64]bool{}
	for _, id := range reach.CareTeams {
		mine[id] = true
	}
	if len(reach.Teams) > 0 {
		if err := t.careTeamsOfTeams(reach.Teams, mine); err != nil {
			return nil, err
		}
	}
	all, err := t.tx.CareTeams()
	all = slices.DeleteFunc(all, func(c casework.CareTeam) bool { return !mine[c.ID] })
	slices.SortStableFunc(all, func(a, b casework.CareTeam) int {
		return strings.Compare(casework.SortKey(a.Name), casework.SortKey(b.Name))
	})
	return all, err
}

func (t *turn) careTeamsOfTeams(teams []int64, found map[int64]bool) error {
	people, err := t.tx.StaffOfTeams(teams)
	if err != nil {
		return err
	}
	assignments, err := t.tx.CareTeamAssignments()
	if err != nil {
		return err
	}
	for _, a := range assignments {
		if a.Holds(t.day) && slices.ContainsFunc(people, func(s casework.Staff) bool { return s.ID == a.CoachID }) {
			found[a.CareTeamID] = true
		}
	}
	near, err := t.tx.EpisodesNear(store.Near{Teams: teams})
	if err != nil {
		return err
	}
	for _, e := range newestOfAll(near, t.day) {
		if slices.Contains(teams, e.TeamID) && shownToCareTeam(e, t.day) {
			found[e.CareTeamOn(t.day)] = true
		}
	}
	asked, err := t.tx.AskedReferrals(teams, nil)
	for _, r := range asked {
		if r.Waits() {
			found[r.CareTeamID] = true
		}
	}
	return err
}

// shownToCareTeam tells whether an episode is on its care team's page: open, or
// over for no longer than answers are shown.
func shownToCareTeam(e casework.Episode, on casework.Day) bool {
	switch e.StateOn(on) {
	case casework.Ended:
		return on.DaysSince(e.EndedOn) <= answerShown
	case casework.Cancelled:
		return on.DaysSince(e.CancelledOn) <= answerShown
	}
	return true
}

func (t *turn) fillCareTeam(p *CareTeamPage, reach access.Scope) error {
	id := p.CareTeam.ID
	coaches, err := t.attending(id)
	if err != nil {
		return err
	}
	for _, c := range coaches {
		p.Coaches = append(p.Coaches, c.Name)
	}
	common, err := t.commonEpisodes(id, reach)
	if err != nil {
		return err
	}
	asked, err := t.tx.AskedReferrals(nil, []int64{id})
	if err != nil {
		return err
	}
	banned, err := t.bans()
	if err != nil {
		return err
	}
	asked = slices.DeleteFunc(asked, func(r casework.Referral) bool { return len(banned.on(r.ClientID)) > 0 || !t.seesAsked(r, reach) })
	var ids []int64
	for _, e := range common {
		ids = append(ids, e.ClientID)
	}
	for _, r := range asked {
		ids = append(ids, r.ClientID)
	}
	dossiers, err := t.dossiers(ids)
	if err != nil {
		return err
	}
	of := make(map[int64]dossier, len(dossiers))
	for _, d := range dossiers {
		of[d.ID] = d
	}
	names, err := t.names()
	if err != nil {
		return err
	}
	for _, r := range asked {
		line := ReferralLine{Client: of[r.ClientID].Client, Referral: r, Answer: r.AnswerOn(casework.Episode{}, t.day), Staff: names.Staff[r.RecordedBy]}
		if r.Waits() {
			p.Asked = append(p.Asked, line)
		} else {
			p.Answers = append(p.Answers, line)
		}
	}
	if err := t.fillTerms(p, common); err != nil {
		return err
	}
	return t.fillCommon(p, common, of, names)
}

// commonEpisodes lists the episodes that are on the care team's page, of the
// clients whom the actor reaches.
func (t *turn) commonEpisodes(careTeam int64, reach access.Scope) ([]casework.Episode, error) {
	banned, err := t.bans()
	if err != nil {
		return nil, err
	}
	near, err := t.tx.EpisodesNear(store.Near{CareTeams: []int64{careTeam}})
	var common []casework.Episode
	for _, e := range newestOfAll(near, t.day) {
		r := clientResource(t.tx.County, []casework.Episode{e}, nil, banned.on(e.ClientID), t.day)
		if e.CareTeamOn(t.day) == careTeam && reach.Reaches(r) && shownToCareTeam(e, t.day) {
			common = append(common, e)
		}
	}
	return common, err
}

// seesAsked tells whether the actor sees, on the care team's page, a referral
// that was asked of it: the care team while it is to be written, and the team
// that asked also for a while after it was dropped.
func (t *turn) seesAsked(r casework.Referral, reach access.Scope) bool {
	if slices.Contains(reach.Teams, r.TeamID) {
		return r.Waits() || t.day.DaysSince(r.DroppedOn) <= answerShown
	}
	return r.Waits() && slices.Contains(reach.CareTeams, r.CareTeamID)
}

// fillTerms lets the page speak as social services do when all that it shows is
// in their programmes.
func (t *turn) fillTerms(p *CareTeamPage, common []casework.Episode) error {
	programmes, err := t.tx.Programmes()
	if err != nil || len(common) == 0 {
		return err
	}
	social := map[int64]bool{}
	for _, x := range programmes {
		social[x.ID] = x.Terms == casework.TermsSocial
	}
	if !slices.ContainsFunc(common, func(e casework.Episode) bool { return !social[e.ProgrammeID] }) {
		p.Terms = casework.TermsSocial
	}
	return nil
}

// commonWork is what was done with the common clients.
type commonWork struct {
	meetings   []casework.Meeting
	contacts   []casework.EmployerContact
	placements []casework.Placement
	planned    []casework.PlannedMeeting
	last       map[int64]store.Last
}

// workOn loads it: one query a kind of thing, never one a line.
func (t *turn) workOn(episodes []casework.Episode) (w commonWork, err error) {
	keys := episodeKeys(episodes)
	if w.meetings, err = t.tx.MeetingsOfEpisodes(keys); err != nil {
		return w, err
	}
	if w.contacts, err = t.tx.ContactsOfEpisodes(keys); err != nil {
		return w, err
	}
	if w.placements, err = t.tx.PlacementsOfEpisodes(keys); err != nil {
		return w, err
	}
	if w.planned, err = t.tx.PlannedOfEpisodes(keys); err != nil {
		return w, err
	}
	w.last, err = t.tx.LastOf(converted(episodes, func(e casework.Episode) int64 { return e.ClientID }))
	return w, err
}

// fillCommon adds the common clients and what has been answered of their
// referrals.
func (t *turn) fillCommon(p *CareTeamPage, common []casework.Episode, of map[int64]dossier, names Names) error {
	work, err := t.workOn(common)
	if err != nil {
		return err
	}
	for _, e := range common {
		d, coach := of[e.ClientID], names.Staff[e.CoachOn(t.day)]
		r := d.referralOf(e)
		answer := r.AnswerOn(e, t.day)
		if !t.readsReferral(r, d) {
			r = casework.ReferralOf(e)
		}
		client, told := header(d.Client, e)
		line := ReferralLine{Client: client, Referral: r, Episode: told, Answer: answer, Coach: coach}
		if answer != casework.AnswerStarted || t.day.DaysSince(e.StartedOn) <= answerShown {
			p.Answers = append(p.Answers, line)
		}
		open := false
		if answer == casework.AnswerStarted {
			c := t.commonClient(d, e, work)
			c.Coach, c.Wish = coach, r.Wish
			p.Clients = append(p.Clients, c)
			open = !c.Closed
		}
		p.News = append(p.News, t.newsOf(p.CareTeam, d, line, open, work)...)
	}
	slices.SortStableFunc(p.Answers, func(a, b ReferralLine) int {
		return cmp.Or(b.Episode.ReferredOn.Compare(a.Episode.ReferredOn), b.Referral.AskedOn.Compare(a.Referral.AskedOn))
	})
	slices.SortStableFunc(p.Clients, func(a, b CareTeamClient) int {
		return strings.Compare(casework.SortKey(a.Client.FamilyName+" "+a.Client.GivenName), casework.SortKey(b.Client.FamilyName+" "+b.Client.GivenName))
	})
	return nil
}

// commonClient is one of the common clients, as far as the actor may see.
func (t *turn) commonClient(d dossier, e casework.Episode, work commonWork) CareTeamClient {
	c := CareTeamClient{State: e.StateOn(t.day)}
	c.Client, c.Episode = header(d.Client, e)
	if !t.decide(access.ReadTimeline, clientResource(t.tx.County, []casework.Episode{e}, d.Consents, d.Banned(t.day), t.day)).Allowed {
		c.Closed = true
		return c
	}
	c.Episode, c.Last = e, work.last[d.ID].Meeting
	for _, phase := range outcomes.Phases(e, work.meetings, work.contacts, work.placements, t.day) {
		if phase.State == outcomes.PhaseNow {
			c.Phase = phase.Key
		}
	}
	for _, p := range work.planned {
		if p.EpisodeID == e.ID && p.Waits() && !p.On.Before(t.day) && (c.Next == nil || p.Compare(*c.Next) < 0) {
			c.Next = &p
		}
	}
	for _, j := range work.placements {
		if j.EpisodeID == e.ID && j.OpenJob() && j.RunsOn(t.day) {
			c.Job = &j
			break
		}
	}
	return c
}

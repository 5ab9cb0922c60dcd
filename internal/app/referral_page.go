package app

import (
	"context"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
)

// ReferringTeam is a team that clients are referred to, with its programme.
type ReferringTeam struct {
	casework.Team
	Programme casework.Programme
}

// ReferringUnits are the teams and care teams that the actor may choose from in
// a referral: a care worker's own care teams and every team of a programme that
// runs; a coach's and a team leader's own teams and every care team.
type ReferringUnits struct {
	Teams     []ReferringTeam
	CareTeams []casework.CareTeam
	Cares     bool // the actor is of a care team
	Coaches   bool // the actor is of a team
}

func (t *turn) referringUnits() (ReferringUnits, error) {
	var u ReferringUnits
	mine := map[int64]bool{} // by team, and by care team below 0
	for _, g := range t.actor.Grants {
		if g.Holds(t.day) {
			mine[g.TeamID], mine[-g.CareTeamID] = true, true
			u.Coaches = u.Coaches || g.TeamID != 0
			u.Cares = u.Cares || g.CareTeamID != 0
		}
	}
	delete(mine, 0)
	programmes, err := t.tx.Programmes()
	if err != nil {
		return u, err
	}
	teams, err := t.tx.Teams()
	if err != nil {
		return u, err
	}
	for _, team := range teams {
		i := slices.IndexFunc(programmes, func(p casework.Programme) bool { return p.ID == team.ProgrammeID })
		runs := casework.Span{From: programmes[i].StartsOn, To: programmes[i].EndsOn}.Holds(t.day)
		if runs && (u.Cares || mine[team.ID]) {
			u.Teams = append(u.Teams, ReferringTeam{team, programmes[i]})
		}
	}
	careTeams, err := t.tx.CareTeams()
	for _, c := range careTeams {
		if u.Coaches || mine[-c.ID] {
			u.CareTeams = append(u.CareTeams, c)
		}
	}
	return u, err
}

// ReferralForm is what the form of a referral offers, with what is chosen in it
// to begin with.
type ReferralForm struct {
	ReferringUnits
	Client   *casework.Client // who is known already; nil: a new one
	Team     casework.UID
	CareTeam casework.UID
	Nurses   []string // who works in the care teams, for the own nurse's name
	Today    casework.Day
}

// ReferralForm gives the form to refer somebody: the client, or with the zero
// uid a new one. careTeam is the one to begin with, if not the actor's own.
// Problems: Forbidden for one who refers nobody; NotFound for a client out of
// reach.
func (a *App) ReferralForm(ctx context.Context, actor access.Actor, client, careTeam casework.UID) (ReferralForm, error) {
	return show(ctx, a, actor, func(t *turn) (ReferralForm, error) {
		f := ReferralForm{Today: t.day}
		if err := t.may(access.ReferClient, t.referResource(0, 0), "referral", ""); err != nil {
			return f, err
		}
		var err error
		if f.ReferringUnits, err = t.referringUnits(); err != nil {
			return f, err
		}
		own := int64(0)
		var concerned []int64
		if !client.IsZero() {
			d, err := t.dossier(client)
			if err != nil {
				return f, err
			}
			if err := t.mayWith(access.ReadClient, d); err != nil {
				return f, err
			}
			f.Client, concerned = &d.Client, []int64{d.ID}
			if e, ok := t.presentTo(d); ok {
				own = e.CareTeamOn(t.day)
			}
		}
		chosen, err := t.chooseUnits(&f, careTeam, own)
		if err != nil {
			return f, err
		}
		f.CareTeam = chosen
		if f.Nurses, err = t.nursesOf(f.CareTeams); err != nil {
			return f, err
		}
		t.shows(audit.Showed, "referral", "", "form", concerned...)
		return f, nil
	})
}

// chooseUnits chooses the care team of a form, the one asked for or the
// client's, and the team whose coach takes part in its work; where there is one
// to choose from, that.
func (t *turn) chooseUnits(f *ReferralForm, asked casework.UID, own int64) (casework.UID, error) {
	chosen := casework.CareTeam{}
	for _, c := range f.CareTeams {
		if c.UID == asked || asked.IsZero() && (c.ID == own || len(f.CareTeams) == 1 || !f.Coaches && chosen.ID == 0) {
			chosen = c
		}
	}
	if len(f.Teams) == 1 {
		f.Team = f.Teams[0].UID
	}
	if chosen.ID == 0 || !f.Team.IsZero() {
		return chosen.UID, nil
	}
	coaches, err := t.attending(chosen.ID)
	for _, s := range coaches {
		for _, g := range s.Grants {
			for _, team := range f.Teams {
				if g.Role == casework.RoleCoach && g.TeamID == team.ID && g.Holds(t.day) && f.Team.IsZero() {
					f.Team = team.UID
				}
			}
		}
	}
	return chosen.UID, err
}

// nursesOf names who else works in the care teams today, by name.
func (t *turn) nursesOf(careTeams []casework.CareTeam) ([]string, error) {
	staff, err := t.tx.Staff()
	var names []string
	for _, s := range staff {
		works := func(c casework.CareTeam) bool { return s.CaresIn(c.ID, t.day) }
		if s.ID != t.actor.StaffID && slices.ContainsFunc(careTeams, works) {
			names = append(names, s.Name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(casework.SortKey(a), casework.SortKey(b)) })
	return slices.Compact(names), err
}

// attending lists the coaches who take part in the care team's work today.
func (t *turn) attending(careTeam int64) ([]casework.Staff, error) {
	assignments, err := t.tx.AssignmentsOfCareTeam(careTeam)
	if err != nil {
		return nil, err
	}
	var there []casework.Staff
	for _, a := range assignments {
		if !a.Holds(t.day) {
			continue
		}
		s, err := t.tx.StaffByID(a.CoachID)
		if err != nil {
			return nil, err
		}
		there = append(there, s)
	}
	return there, nil
}

// ReferralPage is a referral as it stands, with what has come of it.
type ReferralPage struct {
	Referral  casework.Referral
	Episode   casework.Episode // zero: only asked for
	Client    casework.Client
	Answer    casework.Answer
	Programme casework.Programme
	Names     Names
	Nurses    []string     // who works in the care team; for those who write it
	Like      *LikeClients // who may be the same person; for those who receive it
	Outside   []casework.Requirement
	Today     casework.Day
	May       MayWithReferral
}

// MayWithReferral says what the actor may do with a referral as it stands.
type MayWithReferral struct{ Write, Receive, TakeBack bool }

// Referral gives one referral. The care team that it came from, or is asked,
// sees what it says, whatever the client's consents; so does the team. Problems:
// NotFound for one out of reach, and for another care team's to one who may not
// read the client's timeline.
func (a *App) Referral(ctx context.Context, actor access.Actor, uid casework.UID) (ReferralPage, error) {
	return show(ctx, a, actor, func(t *turn) (ReferralPage, error) {
		r, d, err := t.referral(uid)
		if err != nil {
			return ReferralPage{}, err
		}
		if !t.readsReferral(r, d) {
			if err := t.mayWith(access.ReadTimeline, d); err != nil {
				return ReferralPage{}, err
			}
		}
		return t.referralPage(r, d)
	})
}

// readsReferral tells whether the actor, who may know of the client, may know
// what the referral says.
func (t *turn) readsReferral(r casework.Referral, d dossier) bool {
	own := access.Resource{County: t.tx.County, Teams: []int64{r.TeamID}, CareTeams: []int64{r.CareTeamID}, Banned: d.Banned(t.day)}
	return t.decide(access.ReadClient, own).Allowed ||
		t.decide(access.ReadTimeline, d.resource(t.tx.County, t.day)).Allowed
}

func (t *turn) referralPage(r casework.Referral, d dossier) (ReferralPage, error) {
	p := ReferralPage{Referral: r, Client: d.Client, Today: t.day}
	for _, e := range d.Episodes {
		if e.ID == r.EpisodeID && r.EpisodeID != 0 {
			p.Episode = e
		}
	}
	p.Answer = r.AnswerOn(p.Episode, t.day)
	var err error
	if p.Programme, err = t.tx.Programme(r.ProgrammeID); err != nil {
		return p, err
	}
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	if p.Answer == casework.AnswerAsked || p.Episode.StateOn(t.day) == casework.Queue {
		if p.Outside, err = t.outside(p.Programme, d.Client, r, p.Episode); err != nil {
			return p, err
		}
	}
	opened := t.decision
	keeps := p.Episode.ID != 0 && t.keepsQueueOf(d, p.Episode)
	p.May = MayWithReferral{
		Write:    r.Waits() && t.allowed(access.ReferClient, t.referResource(r.TeamID, r.CareTeamID)),
		Receive:  keeps && p.Episode.StateOn(t.day) == casework.Queue,
		TakeBack: keeps && p.Answer == casework.AnswerReturned,
	}
	t.decision = opened // what else they may do is not why it is shown
	if p.May.Write {
		if p.Nurses, err = t.nursesOf([]casework.CareTeam{{Record: casework.Record{ID: r.CareTeamID}}}); err != nil {
			return p, err
		}
	}
	concerned := []int64{d.ID}
	if p.May.Receive {
		like, ids, err := t.like(d.Client)
		if err != nil {
			return p, err
		}
		p.Like = like
		for _, id := range ids {
			if id != d.ID {
				concerned = append(concerned, id)
			}
		}
	}
	if t.decide(access.ReadTimeline, d.resource(t.tx.County, t.day)).Allowed {
		t.shows(audit.Showed, "referral", r.UID.String(), "whole", concerned...)
		return p, nil
	}
	p.Client, p.Episode = header(p.Client, p.Episode)
	t.shows(audit.Showed, "referral", r.UID.String(), "", concerned...)
	return p, nil
}

// outside lists what the client of a referral seems not to meet of what its
// programme requires, as of the day of the referral.
func (t *turn) outside(p casework.Programme, c casework.Client, r casework.Referral, e casework.Episode) ([]casework.Requirement, error) {
	on := cmpDay(e.ReferredOn, cmpDay(r.AskedOn, t.day))
	if len(p.Eligibility.RequiresOn(on)) == 0 {
		return nil, nil
	}
	kinds, err := t.careKinds()
	return p.Eligibility.Outside(comer(c, r, kinds), on), err
}

// comer is what a referral tells of its client, by the kinds of the care teams.
func comer(c casework.Client, r casework.Referral, kinds map[int64]casework.CareTeamKind) casework.Comer {
	return casework.Comer{BirthOn: c.BirthOn, Rehabilitation: r.Rehabilitation, Care: kinds[r.CareTeamID]}
}

// careKinds tells what kind each care team is of.
func (t *turn) careKinds() (map[int64]casework.CareTeamKind, error) {
	all, err := t.tx.CareTeams()
	kinds := make(map[int64]casework.CareTeamKind, len(all))
	for _, c := range all {
		kinds[c.ID] = c.Kind
	}
	return kinds, err
}

// QueueAnswer is what the forms to receive a referral and to return it are
// about.
type QueueAnswer struct {
	Client    casework.Client
	Episode   casework.Episode
	Referral  casework.Referral
	Names     Names
	Programme casework.Programme
	Outside   []casework.Requirement
	Today     casework.Day
}

// QueueAnswer gives the form to receive a client's referral, or to return it.
// Problems: NotFound for a client out of reach.
func (a *App) QueueAnswer(ctx context.Context, actor access.Actor, client casework.UID) (QueueAnswer, error) {
	return show(ctx, a, actor, func(t *turn) (QueueAnswer, error) {
		d, e, r, err := t.queued(client)
		if err != nil {
			return QueueAnswer{}, err
		}
		q := QueueAnswer{Client: d.Client, Episode: e, Referral: r, Today: t.day}
		if q.Programme, err = t.tx.Programme(e.ProgrammeID); err != nil {
			return q, err
		}
		if q.Outside, err = t.outside(q.Programme, d.Client, r, e); err != nil {
			return q, err
		}
		q.Names, err = t.names()
		t.shows(audit.Showed, "client", client.String(), "header", d.ID)
		return q, err
	})
}

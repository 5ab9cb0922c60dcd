package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/outcomes"
)

// CareAgenda is what a care team's meeting goes through (F16), made of the
// record: what is asked of whom, the common clients, those who wait, and how the
// unit's clients have been asked about work. Of those it holds sums alone, so
// that it can lie on the table.
type CareAgenda struct {
	CareTeamPage
	ToCareTeam []CareMessageLine // that wait, the oldest first
	ToCoaches  []CareMessageLine
	Interest   UnitSums
	Last       *casework.CareTeamMeeting // the last one held, with what was agreed
}

// CareAgenda gives the agenda of the care team's next meeting: each sees the
// clients they reach, and of them what the client has given leave for. Problems:
// Forbidden; NotFound for a care team that the actor has nothing to do with.
func (a *App) CareAgenda(ctx context.Context, actor access.Actor, uid casework.UID) (CareAgenda, error) {
	return show(ctx, a, actor, func(t *turn) (CareAgenda, error) {
		p, err := t.careAgenda(uid)
		t.shows(audit.Listed, "care_team", uid.String(), "agenda", p.concerned()...)
		return p, err
	})
}

func (t *turn) careAgenda(uid casework.UID) (CareAgenda, error) {
	page, err := t.careTeamPage(uid)
	p := CareAgenda{CareTeamPage: page}
	if err != nil {
		return p, err
	}
	within, err := t.withCareTeam(p.CareTeam.ID)
	if err != nil {
		return p, err
	}
	if err := t.may(access.NoteCareTeam, within, "care_team_meeting", ""); err != nil {
		return p, err
	}
	p.MayNote = true
	opened, of := t.decision, t.resource
	if p.Meetings, err = t.tx.MeetingsOfCareTeam(p.CareTeam.ID, t.day.AddMonths(-meetingMonths)); err != nil {
		return p, err
	}
	slices.Reverse(p.Meetings)
	if i := slices.IndexFunc(p.Meetings, func(m casework.CareTeamMeeting) bool { return !m.Withdrawn }); i >= 0 {
		p.Last = &p.Meetings[i]
	}
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	messages, err := t.careMessages([]int64{p.CareTeam.ID})
	if err != nil {
		return p, err
	}
	p.ToCareTeam, p.ToCoaches = waitingFor(casework.ToCareTeam, messages), waitingFor(casework.ToCoaches, messages)
	p.Messages = messages
	p.Interest, err = t.unitSums(p.CareTeam)
	t.decision, t.resource = opened, of
	return p, err
}

// unitSums are a care team's answers on work as far as the actor is told them.
func (t *turn) unitSums(c casework.CareTeam) (UnitSums, error) {
	list, err := t.tx.UnitClients([]int64{c.ID})
	sums := UnitSums{CareTeam: c, UnitInterest: outcomes.InterestOn(list, t.day), Own: t.allowed(access.KeepInterest, t.careTeamResource(c.ID))}
	if sums.Hidden = !sums.Own && !sums.Tellable() && sums.Listed > 0; sums.Hidden {
		sums.UnitInterest = outcomes.UnitInterest{}
	}
	return sums, err
}

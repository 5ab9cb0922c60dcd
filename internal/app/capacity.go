package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/outcomes"
)

// CapacityPage is a team's places and queue, reckoned; each coach's part stands
// on it for whoever may see each coach's figures.
type CapacityPage struct {
	Teams     []casework.Team // those the actor may choose from
	Team      casework.Team
	Programme casework.Programme
	Capacity  outcomes.Capacity
	Loads     []CoachLoad
	ShowsAll  bool // every coach
}

// Capacity gives the capacity of the team with the uid, or of the actor's first
// team: counts, and no client. Problems: Forbidden for a team out of reach and
// for one who reaches none; NotFound for a team that the county has not.
func (a *App) Capacity(ctx context.Context, actor access.Actor, uid casework.UID) (CapacityPage, error) {
	return show(ctx, a, actor, func(t *turn) (CapacityPage, error) {
		var p CapacityPage
		all, err := t.tx.Teams()
		if err != nil {
			return p, err
		}
		p.Teams = kept(all, func(team casework.Team) bool { return t.allowed(access.ReadTeam, t.teamResource(team.ID)) })
		if p.Team, err = t.teamAsked(p.Teams, all, uid); err != nil {
			return p, err
		}
		resource := t.teamResource(p.Team.ID)
		if err := t.may(access.ReadTeam, resource, "team", p.Team.UID.String()); err != nil {
			return p, err
		}
		decision := t.decision
		p.ShowsAll = t.allowed(access.ReadCoaches, resource)
		t.decision = decision
		t.shows(audit.Showed, "team", p.Team.UID.String(), "capacity")
		return p, t.fillCapacity(&p)
	})
}

func (t *turn) fillCapacity(p *CapacityPage) error {
	var err error
	if p.Programme, err = t.tx.Programme(p.Team.ProgrammeID); err != nil {
		return err
	}
	loads, err := t.coachLoads(p.Team.ID)
	if err != nil {
		return err
	}
	r := outcomes.CapacityRecords{On: t.day, Begun: p.Programme.StartsOn, Team: p.Team.ID, Loads: map[int64]casework.Load{}}
	for _, l := range loads {
		r.Loads[l.Coach.ID] = l.Load
	}
	if r.Areas, err = t.tx.CoachAreas(); err != nil {
		return err
	}
	if r.Municipalities, err = t.tx.Municipalities(p.Programme.ID); err != nil {
		return err
	}
	if r.Episodes, err = t.tx.EpisodesOfProgramme(p.Programme.ID); err != nil {
		return err
	}
	p.Capacity = outcomes.CapacityOf(r)
	if p.ShowsAll {
		p.Loads = loads
	}
	return nil
}

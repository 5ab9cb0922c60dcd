package casework

import (
	"slices"

	"sijoita/problem"
)

// unitOf says what a role's grant must name: a team, a care team, or nothing.
func unitOf(r Role) (team, careTeam bool) {
	return r == RoleCoach || r == RoleTeamLeader, r == RoleCareWorker
}

// GiveGrant checks a role that is about to be given to a person, and clears
// what the role does not have: a manager has no team, and only those who coach
// or lead have a share of full-time work. Fields: role, unit, fte, from, to.
func GiveGrant(s Staff, g *Grant, f *problem.Fields) {
	oneOf(f, "role", g.Role, Roles)
	team, careTeam := unitOf(g.Role)
	if !team {
		g.TeamID, g.FTE = 0, nil
	}
	if !careTeam {
		g.CareTeamID = 0
	}
	if !team && !careTeam {
		g.Unit = ""
	}
	if team && g.TeamID == 0 {
		f.Add("unit", "people.team_missing")
	}
	if careTeam && g.CareTeamID == 0 {
		f.Add("unit", "people.care_team_missing")
	}
	if g.FTE != nil && !(*g.FTE > 0 && *g.FTE <= 1) {
		f.Add("fte", "people.fte_wrong")
	}
	switch {
	case g.From.IsZero():
		f.Add("from", "problem.day_missing")
	case !g.To.IsZero() && g.To.Before(g.From):
		f.Add("to", "problem.end_before_start")
	case slices.ContainsFunc(s.Grants, func(have Grant) bool { return have.sameAs(*g) && have.Overlaps(g.Span) }):
		f.Add("role", "people.role_twice")
	}
}

// sameAs tells whether two grants give the same role in the same unit.
func (g Grant) sameAs(o Grant) bool {
	return g.Role == o.Role && g.TeamID == o.TeamID && g.CareTeamID == o.CareTeamID
}

// LastAdministrator tells whether a person who is to lose the grant would be no
// administrator any more: no other grant of theirs lasts until further notice.
func LastAdministrator(all []Grant, losing Grant, on Day) bool {
	if losing.Role != RoleAdministrator || !losing.To.IsZero() && losing.To.Before(on) {
		return false
	}
	return !slices.ContainsFunc(all, func(g Grant) bool {
		return g.ID != losing.ID && g.Role == RoleAdministrator && g.Holds(on) && g.To.IsZero()
	})
}

// PresentFirst puts a person's grants in the order people are told of them:
// those of the day, those to come, and those that have ended, the newest first.
func PresentFirst(all []Grant, on Day) []Grant {
	rank := func(g Grant) int {
		switch {
		case g.Holds(on):
			return 0
		case g.From.After(on):
			return 1
		}
		return 2
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Grant) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return b.From.Compare(a.From)
	})
	return sorted
}

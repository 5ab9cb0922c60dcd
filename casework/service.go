package casework

import "slices"

// Service is how a county's service is set up: who works in it, in which
// teams, with which care teams and where.
type Service struct {
	Programmes  []Programme
	Teams       []Team
	Staff       []Staff
	CareTeams   []CareTeam
	Assignments []CareTeamAssignment
	Areas       []CoachArea
}

// SetUpStep is one thing that a service needs before work can begin in it.
type SetUpStep string

// The steps, in the order in which they are taken: each needs those before it.
const (
	StepProgrammes SetUpStep = "programmes"
	StepTeams      SetUpStep = "teams"      // every programme has a team
	StepCoaches    SetUpStep = "coaches"    // every team has a coach
	StepCareTeams  SetUpStep = "care_teams" // somebody refers clients
	StepAttending  SetUpStep = "attending"  // every care team is attended by a coach
	StepAreas      SetUpStep = "areas"      // every coach works somewhere
)

// StepState is how far a step has come on a day.
type StepState struct {
	Step SetUpStep
	Have int // what is there
	Lack int // how many of those before lack it
}

// Done tells whether nothing more is needed of the step.
func (s StepState) Done() bool { return s.Have > 0 && s.Lack == 0 }

// Steps tells how far each step of setting the service up has come on the day.
// A programme that has ended needs nothing more.
func (s Service) Steps(on Day) []StepState {
	programmes := slices.DeleteFunc(slices.Clone(s.Programmes), func(p Programme) bool { return !p.EndsOn.IsZero() && p.EndsOn.Before(on) })
	teams := slices.DeleteFunc(slices.Clone(s.Teams), func(t Team) bool {
		return !slices.ContainsFunc(programmes, func(p Programme) bool { return p.ID == t.ProgrammeID })
	})
	coaches := s.CoachesOn(on)
	return []StepState{
		{StepProgrammes, len(programmes), 0},
		{StepTeams, len(teams), lacking(programmes, func(p Programme) bool {
			return slices.ContainsFunc(teams, func(t Team) bool { return t.ProgrammeID == p.ID })
		})},
		{StepCoaches, len(coaches), lacking(teams, func(t Team) bool {
			return slices.ContainsFunc(coaches, func(c Staff) bool { return c.coaches(t.ID, on) })
		})},
		{StepCareTeams, len(s.CareTeams), 0},
		{StepAttending, count(s.Assignments, func(a CareTeamAssignment) bool { return a.Holds(on) }),
			lacking(s.CareTeams, func(c CareTeam) bool { return len(CoachesOfCareTeam(s.Assignments, c.ID, on)) > 0 })},
		{StepAreas, count(s.Areas, func(a CoachArea) bool { return a.Holds(on) }), lacking(coaches, func(c Staff) bool {
			return slices.ContainsFunc(s.Areas, func(a CoachArea) bool { return a.CoachID == c.ID && a.Holds(on) })
		})},
	}
}

// NextStep finds the first step that is not done, and whether there is one.
func NextStep(all []StepState) (SetUpStep, bool) {
	i := slices.IndexFunc(all, func(s StepState) bool { return !s.Done() })
	if i < 0 {
		return "", false
	}
	return all[i].Step, true
}

// CoachesOn lists who coaches on the day, in whatever team.
func (s Service) CoachesOn(on Day) []Staff {
	return slices.DeleteFunc(slices.Clone(s.Staff), func(p Staff) bool { return !p.coaches(0, on) })
}

// Led tells whether anybody leads the team on the day.
func Led(staff []Staff, team int64, on Day) bool {
	return slices.ContainsFunc(staff, func(s Staff) bool {
		return slices.ContainsFunc(s.Grants, func(g Grant) bool { return g.Role == RoleTeamLeader && g.TeamID == team && g.Holds(on) })
	})
}

// coaches tells whether the person is a coach on the day: of the team, or of
// any when the team is 0.
func (s Staff) coaches(team int64, on Day) bool {
	return slices.ContainsFunc(s.Grants, func(g Grant) bool {
		return g.Role == RoleCoach && (team == 0 || g.TeamID == team) && g.Holds(on)
	})
}

// CoachesFrom lists who coaches on the day or will: whom work can be given to.
func (s Service) CoachesFrom(on Day) []Staff {
	return slices.DeleteFunc(slices.Clone(s.Staff), func(p Staff) bool {
		return !slices.ContainsFunc(p.Grants, func(g Grant) bool { return g.Role == RoleCoach && (g.To.IsZero() || !g.To.Before(on)) })
	})
}

func count[T any](all []T, holds func(T) bool) (n int) {
	for _, x := range all {
		if holds(x) {
			n++
		}
	}
	return n
}

func lacking[T any](all []T, has func(T) bool) int {
	return count(all, func(x T) bool { return !has(x) })
}

package casework

import (
	"fmt"
	"strings"
	"testing"
)

func TestSteps(t *testing.T) {
	today := MustDay("2026-11-22")
	now, past := Span{From: today.AddDays(-30)}, Span{From: today.AddDays(-300), To: today.AddDays(-1)}
	coach := func(id, team int64, span Span) Staff {
		return Staff{Record: Record{ID: id}, Grants: []Grant{{Role: RoleCoach, TeamID: team, Span: span}}}
	}
	whole := func() Service {
		return Service{
			Programmes:  []Programme{{Record: Record{ID: 1}}},
			Teams:       []Team{{Record: Record{ID: 11}, ProgrammeID: 1}},
			Staff:       []Staff{coach(101, 11, now), {Record: Record{ID: 102}, Grants: []Grant{{Role: RoleAdministrator, Span: now}}}},
			CareTeams:   []CareTeam{{Record: Record{ID: 21}}},
			Assignments: []CareTeamAssignment{{CareTeamID: 21, CoachID: 101, Span: now}},
			Areas:       []CoachArea{{CoachID: 101, Municipality: "205", Span: now}},
		}
	}
	for _, row := range []struct {
		rule   string
		change func(*Service)
		next   SetUpStep // empty: nothing is left to do
		lacks  int
	}{
		{"everything is there", func(*Service) {}, "", 0},
		{"an empty service begins with a programme", func(s *Service) { *s = Service{} }, StepProgrammes, 0},
		{"a programme that has ended is none to work in", func(s *Service) { s.Programmes[0].EndsOn = today.AddDays(-1) }, StepProgrammes, 0},
		{"a programme that ends today still is", func(s *Service) { s.Programmes[0].EndsOn = today }, "", 0},
		{"every programme has a team", func(s *Service) { s.Programmes = append(s.Programmes, Programme{Record: Record{ID: 2}}) }, StepTeams, 1},
		{"every team has a coach", func(s *Service) { s.Teams = append(s.Teams, Team{Record: Record{ID: 12}, ProgrammeID: 1}) }, StepCoaches, 1},
		{"a coach who has left is none", func(s *Service) { s.Staff = []Staff{coach(101, 11, past)} }, StepCoaches, 1},
		{"somebody refers clients", func(s *Service) { s.CareTeams = nil }, StepCareTeams, 0},
		{"a coach attends every care team", func(s *Service) { s.CareTeams = append(s.CareTeams, CareTeam{Record: Record{ID: 22}}) }, StepAttending, 1},
		{"one who has stopped does not", func(s *Service) { s.Assignments[0].Span = past }, StepAttending, 1},
		{"every coach works somewhere", func(s *Service) { s.Staff = append(s.Staff, coach(103, 11, now)) }, StepAreas, 1},
		{"an area that is left counts no more", func(s *Service) { s.Areas[0].Span = past }, StepAreas, 1},
	} {
		t.Run(row.rule, func(t *testing.T) {
			s := whole()
			row.change(&s)
			steps := s.Steps(today)
			next, left := NextStep(steps)
			if next != row.next || left != (row.next != "") {
				t.Fatalf("the next step is %q, want %q; %+v", next, row.next, steps)
			}
			for _, state := range steps {
				if state.Step == next && state.Lack != row.lacks {
					t.Errorf("%d lack it, want %d", state.Lack, row.lacks)
				}
			}
		})
	}
}

func TestCoachesFrom(t *testing.T) {
	today := MustDay("2026-11-22")
	s := Service{Staff: []Staff{
		{Name: "now", Grants: []Grant{{Role: RoleCoach, Span: Span{From: today}}}},
		{Name: "ahead", Grants: []Grant{{Role: RoleCoach, Span: Span{From: today.AddDays(5)}}}},
		{Name: "last day", Grants: []Grant{{Role: RoleCoach, Span: Span{From: today.AddDays(-5), To: today}}}},
		{Name: "left", Grants: []Grant{{Role: RoleCoach, Span: Span{From: today.AddDays(-5), To: today.AddDays(-1)}}}},
		{Name: "leads", Grants: []Grant{{Role: RoleTeamLeader, Span: Span{From: today}}}},
	}}
	names := func(all []Staff) string {
		var list []string
		for _, p := range all {
			list = append(list, p.Name)
		}
		return strings.Join(list, ", ")
	}
	got := fmt.Sprintf("%s | %s", names(s.CoachesFrom(today)), names(s.CoachesOn(today)))
	if want := "now, ahead, last day | now, last day"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

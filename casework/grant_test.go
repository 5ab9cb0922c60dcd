package casework

import (
	"testing"

	"sijoita/problem"
)

func TestGiveGrant(t *testing.T) {
	from, last := MustDay("2026-01-01"), MustDay("2026-06-30")
	share := func(n float64) *float64 { return &n }
	coaching := Grant{ID: 1, Role: RoleCoach, TeamID: 11, Span: Span{From: from, To: last}}
	for _, row := range []struct {
		rule  string
		grant Grant
		want  string // the field and what is wrong with it; empty: nothing is
	}{
		{"a coach has a team", Grant{Role: RoleCoach, TeamID: 12, FTE: share(0.5), Span: Span{From: from}}, ""},
		{"a coach without a team", Grant{Role: RoleCoach, CareTeamID: 21, Span: Span{From: from}}, "unit: people.team_missing"},
		{"a team leader without a team", Grant{Role: RoleTeamLeader, Span: Span{From: from}}, "unit: people.team_missing"},
		{"a care worker has a care team", Grant{Role: RoleCareWorker, CareTeamID: 21, Span: Span{From: from}}, ""},
		{"a care worker without a care team", Grant{Role: RoleCareWorker, TeamID: 11, Span: Span{From: from}}, "unit: people.care_team_missing"},
		{"a manager has neither", Grant{Role: RoleManager, TeamID: 11, CareTeamID: 21, FTE: share(7), Span: Span{From: from}}, ""},
		{"no role", Grant{Span: Span{From: from}}, "role: problem.choose"},
		{"a role that there is not", Grant{Role: "king", Span: Span{From: from}}, "role: problem.choose"},
		{"no share at all", Grant{Role: RoleCoach, TeamID: 12, FTE: share(0), Span: Span{From: from}}, "fte: people.fte_wrong"},
		{"more than all of one's time", Grant{Role: RoleCoach, TeamID: 12, FTE: share(1.2), Span: Span{From: from}}, "fte: people.fte_wrong"},
		{"no first day", Grant{Role: RoleManager}, "from: problem.day_missing"},
		{"a last day before the first", Grant{Role: RoleManager, Span: Span{From: last, To: from}}, "to: problem.end_before_start"},
		{"one day is enough", Grant{Role: RoleManager, Span: Span{From: last, To: last}}, ""},
		{"the same role in the same team at the same time", Grant{Role: RoleCoach, TeamID: 11, Span: Span{From: last}}, "role: people.role_twice"},
		{"the same role after it has ended", Grant{Role: RoleCoach, TeamID: 11, Span: Span{From: last.AddDays(1)}}, ""},
		{"another role in the same team", Grant{Role: RoleTeamLeader, TeamID: 11, Span: Span{From: from}}, ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			var f problem.Fields
			g := row.grant
			GiveGrant(Staff{Grants: []Grant{coaching}}, &g, &f)
			got := ""
			if p := problem.As(f.Problem()); p != nil {
				got = p.Fields[0].Name + ": " + p.Fields[0].Key
			}
			if got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
			if g.Role == RoleManager && (g.TeamID != 0 || g.CareTeamID != 0 || g.FTE != nil) {
				t.Errorf("a manager keeps what is not theirs: %+v", g)
			}
		})
	}
}

func TestLastAdministrator(t *testing.T) {
	today := MustDay("2026-11-23")
	admin := func(id int64, from, to string) Grant {
		g := Grant{ID: id, Role: RoleAdministrator, Span: Span{From: MustDay(from)}}
		if to != "" {
			g.To = MustDay(to)
		}
		return g
	}
	present := admin(1, "2026-01-01", "")
	for _, row := range []struct {
		rule   string
		losing Grant
		others []Grant
		want   bool
	}{
		{"the only one", present, nil, true},
		{"beside another role", present, []Grant{{ID: 2, Role: RoleManager}}, true},
		{"beside one that lasts", present, []Grant{admin(2, "2026-11-23", "")}, false},
		{"beside one that will end", present, []Grant{admin(2, "2026-01-01", "2026-12-31")}, true},
		{"beside one that has not begun", present, []Grant{admin(2, "2026-11-24", "")}, true},
		{"one that has ended long ago", admin(1, "2026-01-01", "2026-11-22"), nil, false},
		{"one that ends today", admin(1, "2026-01-01", "2026-11-23"), nil, true},
		{"another role", Grant{ID: 1, Role: RoleManager}, nil, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := LastAdministrator(append(row.others, row.losing), row.losing, today); got != row.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestPresentFirst(t *testing.T) {
	today := MustDay("2026-11-23")
	grant := func(id int64, from, to Day) Grant { return Grant{ID: id, Span: Span{From: from, To: to}} }
	all := []Grant{
		grant(1, today.AddDays(-500), today.AddDays(-400)), grant(2, today.AddDays(-300), today.AddDays(-1)), grant(3, today.AddDays(1), Day{}),
		grant(4, today.AddDays(-10), Day{}), grant(5, today, today),
	}
	var got []int64
	for _, g := range PresentFirst(all, today) {
		got = append(got, g.ID)
	}
	want := []int64{5, 4, 3, 2, 1}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("order %v, want %v", got, want)
		}
	}
}

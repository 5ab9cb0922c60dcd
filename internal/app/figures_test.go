package app_test

import (
	"fmt"
	"strings"
	"testing"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

func TestEachCoachsFiguresAreForWhoMayReadThem(t *testing.T) {
	inTown(t, func(u *town) {
		leader := u.as(u.hire(u.county, "Jaana Johto", casework.Grant{Role: casework.RoleTeamLeader, TeamID: u.team.ID, Span: always},
			casework.Grant{Role: casework.RoleTeamLeader, TeamID: u.other.ID, Span: always}))
		ofRiikka := "coaches." + u.riikka.Outward() + ".face_to_face"

		table, err := u.Monitoring(u.ctx, leader, app.FiguresInput{})
		must(u.t, err)
		rows, err := u.FigureRows(u.ctx, leader, app.FiguresInput{}, ofRiikka)
		must(u.t, err)
		if len(table.Table.Coaches) != 3 || len(rows.Rows) != 2 || len(rows.Table.Coaches) != 3 {
			u.t.Errorf("a leader sees %d coaches, and of Riikka's contacts %d", len(table.Table.Coaches), len(rows.Rows))
		}

		sami := u.as(u.sami)
		table, err = u.Monitoring(u.ctx, sami, app.FiguresInput{})
		must(u.t, err)
		rows, err = u.FigureRows(u.ctx, sami, app.FiguresInput{}, outcomes.ContactsFaceToFace)
		must(u.t, err)
		if len(table.Table.Coaches) != 0 || len(rows.Table.Coaches) != 0 {
			u.t.Errorf("a coach is handed the figures of %d and %d coaches", len(table.Table.Coaches), len(rows.Table.Coaches))
		}
		u.logged()
		rows, err = u.FigureRows(u.ctx, sami, app.FiguresInput{}, ofRiikka)
		wantProblem(u.t, err, problem.Forbidden, "access.refused.read_coaches")
		if len(rows.Rows) != 0 {
			u.t.Errorf("a coach is handed %d of Riikka's contacts", len(rows.Rows))
		}
		u.called[u.programme.UID.String()] = "programme"
		u.wantLogged(asSami + "attempt|programme|programme|" + unknown + "read_coaches|")
	})
}

func TestRowsBehindANumber(t *testing.T) {
	inTown(t, func(u *town) {
		rows, err := u.FigureRows(u.ctx, u.as(u.riikka), app.FiguresInput{}, outcomes.Started)
		must(u.t, err)
		var names []string
		for _, r := range rows.Rows {
			names = append(names, r.Client.GivenName)
		}
		if got, want := strings.Join(names, " "), "Joona Mirja Aada Ritva"; !sameWords(got, want) || rows.Outer != 3 || rows.Table.Started != 7 {
			u.t.Errorf("the rows are %s and %d of other teams, of %d", got, rows.Outer, rows.Table.Started)
		}
		entry := u.logged()[0]
		if want := asRiikka + "list|client||team|coach_team|shown|started|Joona, Mirja, Aada, Ritva"; entry != want {
			u.t.Errorf("the log says %s, want %s", entry, want)
		}
		if text := fmt.Sprintf("%+v", rows); strings.Contains(text, "Åkerlund") || strings.Contains(text, "Öhman") {
			u.t.Error("clients of another team are handed over")
		}
		_, err = u.FigureRows(u.ctx, u.as(u.riikka), app.FiguresInput{}, canary)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		u.wantLogged()
	})
}

// TestAClientWhoHasLeftTheTeamIsNotOpenedByItsFigures moves a client to another
// team: the first counts them still, and opens them no more than their page.
func TestAClientWhoHasLeftTheTeamIsNotOpenedByItsFigures(t *testing.T) {
	inTown(t, func(u *town) {
		later := u.joona.Episode
		later.Noted, later.TeamID, later.ReferredOn, later.StartedOn = u.noted(), u.other.ID, today.AddDays(-3), casework.Day{}
		later.Coaches, later.CareTeams = nil, nil
		u.write(u.county, func(tx *store.Tx) error { _, err := tx.AddEpisode(later); return err })
		_, err := u.Client(u.ctx, u.as(u.riikka), u.joona.UID)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		u.logged()
		for _, figure := range []string{outcomes.ContactsTotal, outcomes.JobStarts} {
			rows, err := u.FigureRows(u.ctx, u.as(u.riikka), app.FiguresInput{}, figure)
			must(u.t, err)
			if text := fmt.Sprintf("%+v", rows); rows.Outer != 1 || strings.Contains(text, "Moilanen") {
				u.t.Errorf("%s: %d of another team, and Joona is handed over", figure, rows.Outer)
			}
			for _, r := range rows.Rows {
				if r.Client != nil && r.Client.ID == u.joona.ID {
					u.t.Errorf("%s opens Joona", figure)
				}
			}
		}
	})
}

func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	for _, w := range x {
		if !strings.Contains(b, w) {
			return false
		}
	}
	return len(x) == len(y)
}

// TestWhoMayNotOpenRowsGetsThePublishedOutcomes: small counts are hidden from
// them unless they ask for the whole, and from others when they ask for it.
func TestWhoMayNotOpenRowsGetsThePublishedOutcomes(t *testing.T) {
	inTown(t, func(u *town) {
		leader := u.as(u.hire(u.county, "Jaana Johto", casework.Grant{Role: casework.RoleTeamLeader, TeamID: u.team.ID, Span: always}))
		boss := u.as(u.hire(u.county, "Mari Malinen", manager(always)))
		for _, c := range []struct {
			actor     access.Actor
			view      app.OutcomesView
			published bool
		}{
			{leader, "", false}, {leader, app.OutcomesPublished, true}, {boss, "", true}, {boss, app.OutcomesWhole, false},
		} {
			got, err := u.Outcomes(u.ctx, c.actor, app.FiguresInput{View: c.view})
			must(u.t, err)
			if got.Results.Published != c.published || got.Results.On != today || got.Results.From != u.programme.StartsOn {
				u.t.Errorf("%v with %q gets %v of %s–%s", c.actor, c.view, got.Results.Published, got.Results.From, got.Results.On)
			}
			if hidden := got.Results.Rates.EmployedEverOfStarted.Numerator == outcomes.Hidden; hidden != c.published {
				u.t.Errorf("%q of 7 started, the employed are hidden: %v", c.view, hidden)
			}
		}
		entry := u.logged()[0]
		if !strings.Contains(entry, "outcomes "+u.programme.StartsOn.String()+"…"+today.String()) {
			u.t.Errorf("the log says %s", entry)
		}
	})
}

func TestRowsBehindTheOutcomes(t *testing.T) {
	inTown(t, func(u *town) {
		for figure, want := range map[string]int{"flows.started": 7, "time_to_first_contact.people": 7, "age_groups.35_to_44.rates.employed_ever_of_started.denominator": 7, "main_incomes.disability_pension_kela.rates.employed_ever_of_started.denominator": 7} {
			rows, err := u.FigureRows(u.ctx, u.as(u.riikka), app.FiguresInput{}, figure)
			must(u.t, err)
			if rows.Total+rows.Outer != want || len(rows.Rows) != 4 {
				u.t.Errorf("%s has %d rows and %d of other teams", figure, rows.Total, rows.Outer)
			}
			if text := fmt.Sprintf("%+v", rows); strings.Contains(text, "Åkerlund") || strings.Contains(text, "Öhman") {
				u.t.Errorf("%s hands over clients of another team", figure)
			}
		}
	})
}

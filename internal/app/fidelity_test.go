package app_test

import (
	"fmt"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/problem"
)

func TestEachCoachsPartOfTheScoresIsForWhoMayReadIt(t *testing.T) {
	inTown(t, func(u *town) {
		leader := u.as(u.hire(u.county, "Jaana Johto", casework.Grant{Role: casework.RoleTeamLeader, TeamID: u.team.ID, Span: always}))
		whole, err := u.LiveFidelity(u.ctx, leader, app.FidelityInput{Team: u.team.Outward()})
		must(u.t, err)
		if all := whole.Scores.Items[1].PerCoach; !whole.Coaches || len(all) < 2 {
			u.t.Fatalf("a leader sees %d coaches", len(all))
		}
		own, err := u.LiveFidelity(u.ctx, u.as(u.riikka), app.FidelityInput{Team: u.team.Outward()})
		must(u.t, err)
		for n, item := range own.Scores.Items {
			for _, c := range item.PerCoach {
				if c.ID != u.riikka.Outward() {
					u.t.Errorf("Riikka is handed %s of item %d", c.Name, n)
				}
			}
		}
		if *own.Scores.Items[1].Score != *whole.Scores.Items[1].Score || len(own.Scores.Items[1].PerCoach) != 1 {
			u.t.Error("Riikka sees another score, or not her own part")
		}
		boss, err := u.LiveFidelity(u.ctx, u.as(u.hire(u.county, "Mari Malinen", manager(always))), app.FidelityInput{Team: u.team.Outward()})
		must(u.t, err)
		for n, item := range boss.Scores.Items {
			if len(item.PerCoach)+len(item.Weeks) > 0 {
				u.t.Errorf("a manager is handed the coaches of item %d", n)
			}
		}
		_, err = u.FidelityRows(u.ctx, u.as(u.hire(u.county, "Maija Malinen", manager(always))), app.FidelityInput{Team: u.team.Outward()}, 1)
		wantProblem(u.t, err, problem.Forbidden, "access.refused.read_rows")
	})
}

func TestRowsBehindAnItem(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		u.logged()
		rows, err := u.FidelityRows(u.ctx, riikka, app.FidelityInput{Team: u.team.Outward()}, 1)
		must(u.t, err)
		if rows.Behind.Total != rows.Live.N || rows.Behind.Outer != 0 {
			u.t.Errorf("there are %d rows behind %d clients", rows.Behind.Total, rows.Live.N)
		}
		for _, r := range rows.Behind.Rows {
			if r.Client == nil || r.State != casework.Active {
				u.t.Errorf("a row is %+v", r)
			}
		}
		entry := u.logged()[0]
		if !strings.HasPrefix(entry, asRiikka+"list|client||team|coach_team|shown|fidelity 1|") {
			u.t.Errorf("the log says %s", entry)
		}
		for _, item := range []int{0, 26, -1} {
			_, err = u.FidelityRows(u.ctx, riikka, app.FidelityInput{Team: u.team.Outward()}, item)
			wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		}
	})
}

func TestScoresOfATeamOutOfReach(t *testing.T) {
	inTown(t, func(u *town) {
		_, err := u.LiveFidelity(u.ctx, u.as(u.riikka), app.FidelityInput{Team: u.other.Outward()})
		wantProblem(u.t, err, problem.Forbidden, "access.refused.read_figures")
		_, err = u.LiveFidelity(u.ctx, u.as(u.riikka), app.FidelityInput{Team: u.abroadTeam.Outward()})
		wantProblem(u.t, err, problem.NotFound, "house.team_unknown")
		found, err := u.LiveFidelity(u.ctx, u.as(u.riikka), app.FidelityInput{})
		must(u.t, err)
		if found.Team.ID != u.team.ID || found.Scores.On != today {
			u.t.Errorf("without a team and a day it is %s on %s", found.Team.Name, found.Scores.On)
		}
	})
}

// TestAClientOfAnotherTeamIsNotHandedOver: the rows behind an item name none of
// those whom the actor cannot open.
func TestAClientOfAnotherTeamIsNotHandedOver(t *testing.T) {
	inTown(t, func(u *town) {
		for item := 1; item <= 25; item++ {
			rows, err := u.FidelityRows(u.ctx, u.as(u.riikka), app.FidelityInput{Team: u.team.Outward()}, item)
			must(u.t, err)
			if text := fmt.Sprintf("%+v", rows.Behind); strings.Contains(text, "Åkerlund") || strings.Contains(text, "Öhman") {
				u.t.Errorf("clients of another team are handed over with item %d", item)
			}
		}
	})
}

// TestDisclosureIsScoredByTalksAndPlans holds that the live scores are given
// what is noted of the talks, and of the plans.
func TestDisclosureIsScoredByTalksAndPlans(t *testing.T) {
	inTown(t, func(u *town) {
		item := func() (n float64, missing int) {
			t.Helper()
			f, err := u.LiveFidelity(u.ctx, u.as(u.riikka), app.FidelityInput{Team: u.team.Outward()})
			must(u.t, err)
			live := f.Scores.Items[13]
			for _, p := range live.Parts {
				if p.Key == "exact_words" && p.N != nil {
					n = *p.N
				}
			}
			return n, len(live.Missing)
		}
		u.planFirst(u.joona, u.riikka) // for whom an employer was met
		if n, missing := item(); n != 0 || missing == 0 {
			u.t.Errorf("without a talk the words of %v are agreed, and %d things lack", n, missing)
		}
		u.talked(u.mirja, u.sami)
		if n, _ := item(); n != 1 {
			u.t.Errorf("by the plan the words of %v are agreed", n)
		}
	})
}

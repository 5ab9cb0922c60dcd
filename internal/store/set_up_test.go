package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sijoita/casework"
	"sijoita/internal/store"
)

func TestAreasAndAssignments(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		span := casework.Span{From: casework.MustDay("2026-01-01")}
		ended := casework.Span{From: casework.MustDay("2026-01-01"), To: casework.MustDay("2026-06-30")}
		careTeams := []casework.CareTeam{{Record: record(""), Name: "Psykiatria", Kind: "psychiatry"}, {Record: record(""), Name: "Nuoret", Kind: "youth"}}
		areas := []casework.CoachArea{
			{CoachID: w.second.ID, Municipality: "765", Span: ended}, {CoachID: w.coach.ID, Municipality: "205", Span: span},
		}
		var assignments []casework.CareTeamAssignment
		write(t, db, w.county, func(tx *store.Tx) error {
			if err := tx.AddCareTeams(careTeams); err != nil {
				return err
			}
			for _, c := range careTeams {
				assignments = append(assignments, casework.CareTeamAssignment{CareTeamID: c.ID, CoachID: w.coach.ID, Span: span})
			}
			if err := tx.AddCareTeamAssignments(assignments); err != nil {
				return err
			}
			return tx.AddCoachAreas(areas)
		})
		exact := cmp.Comparer(func(a, b casework.Day) bool { return a == b })
		read(t, db, w.county, func(tx *store.Tx) error {
			gotAreas, err := tx.CoachAreas()
			if err != nil {
				return err
			}
			for i := range gotAreas {
				gotAreas[i].ID = 0
			}
			if diff := cmp.Diff(areas, gotAreas, exact); diff != "" {
				t.Errorf("areas, in the order in which they came (-want +got):\n%s", diff)
			}
			gotAssignments, err := tx.AssignmentsOfCareTeam(careTeams[1].ID)
			if len(gotAssignments) != 1 || gotAssignments[0].ID == 0 || gotAssignments[0].CareTeamID != careTeams[1].ID {
				t.Errorf("the care team's own: %+v", gotAssignments)
			}
			all, _ := tx.CareTeamAssignments()
			if len(all) != len(assignments) {
				t.Errorf("%d assignments, want %d", len(all), len(assignments))
			}
			return err
		})
		write(t, db, 0, func(tx *store.Tx) error { // another county sees none of it
			county, err := tx.AddCounty(casework.County{Key: "toinen"})
			if err != nil {
				return err
			}
			tx.County = county.ID
			some, err := tx.CoachAreas()
			if len(some) > 0 {
				t.Errorf("another county sees %+v", some)
			}
			return err
		})
	})
}

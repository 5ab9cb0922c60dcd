package store

import (
	"sijoita/casework"
)

// CareTeamAssignments lists which coaches take part in which care teams' work,
// of all times, in the order in which they were noted.
func (tx *Tx) CareTeamAssignments() ([]casework.CareTeamAssignment, error) {
	return tx.assignments("county = $1", tx.County)
}

// AssignmentsOfCareTeam lists which coaches take part, took part and will take
// part in one care team's work.
func (tx *Tx) AssignmentsOfCareTeam(careTeam int64) ([]casework.CareTeamAssignment, error) {
	return tx.assignments("county = $1 AND care_team = $2", tx.County, careTeam)
}

func (tx *Tx) assignments(where string, args ...any) ([]casework.CareTeamAssignment, error) {
	return list(tx, func(scan func(...any) error) (a casework.CareTeamAssignment, err error) {
		return a, scan(&a.ID, &a.CareTeamID, &a.CoachID, &a.From, &a.To)
	}, "SELECT id, care_team, coach, from_on, to_on FROM care_team_assignment WHERE "+where+" ORDER BY id", args...)
}

// AddCareTeamAssignments adds them.
func (tx *Tx) AddCareTeamAssignments(all []casework.CareTeamAssignment) error {
	rows := make([][]any, len(all))
	for i, a := range all {
		rows[i] = []any{tx.County, a.CareTeamID, a.CoachID, a.From, a.To}
	}
	return addRows(tx, "care_team_assignment", "county, care_team, coach, from_on, to_on", rows)
}

// CoachAreas lists which municipalities which coaches work in, of all times, in
// the order in which they were noted.
func (tx *Tx) CoachAreas() ([]casework.CoachArea, error) {
	return list(tx, func(scan func(...any) error) (a casework.CoachArea, err error) {
		return a, scan(&a.ID, &a.CoachID, &a.Municipality, &a.From, &a.To)
	}, "SELECT id, coach, municipality, from_on, to_on FROM coach_area WHERE county = $1 ORDER BY id", tx.County)
}

// AddCoachAreas adds them.
func (tx *Tx) AddCoachAreas(all []casework.CoachArea) error {
	rows := make([][]any, len(all))
	for i, a := range all {
		rows[i] = []any{tx.County, a.CoachID, a.Municipality, a.From, a.To}
	}
	return addRows(tx, "coach_area", "county, coach, municipality, from_on, to_on", rows)
}

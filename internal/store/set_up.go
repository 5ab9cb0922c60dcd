package store

import (
	"time"

	"sijoita/casework"
)

// CareTeamAssignments lists which coaches take part in which care teams' work,
// of all times, in the order in which they were noted.
func (tx *Tx) CareTeamAssignments() ([]casework.CareTeamAssignment, error) {
	return tx.assignments("county = $1")
}

// AssignmentsOfCareTeam lists which coaches take part, took part and will take
// part in one care team's work.
func (tx *Tx) AssignmentsOfCareTeam(careTeam int64) ([]casework.CareTeamAssignment, error) {
	return tx.assignments("county = $1 AND care_team = $2", careTeam)
}

// assignments lists those that meet a condition, whose arguments begin at $2.
func (tx *Tx) assignments(where string, args ...any) ([]casework.CareTeamAssignment, error) {
	args = append([]any{tx.County}, args...)
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

// ProgrammeByUID gives one programme, or ErrNotFound.
func (tx *Tx) ProgrammeByUID(uid casework.UID) (casework.Programme, error) {
	return programmes.byUID(tx, uid)
}

// TeamByUID gives one team, or ErrNotFound.
func (tx *Tx) TeamByUID(uid casework.UID) (casework.Team, error) { return teams.byUID(tx, uid) }

// CareTeamByUID gives one care team, or ErrNotFound.
func (tx *Tx) CareTeamByUID(uid casework.UID) (casework.CareTeam, error) {
	return careTeams.byUID(tx, uid)
}

// ReviseProgramme puts another text in the place of a programme's.
func (tx *Tx) ReviseProgramme(old, changed casework.Programme, actor, reason string) (casework.Programme, error) {
	return changed, programmes.revise(tx, old, &changed, actor, reason)
}

// ReviseTeam puts another text in the place of a team's.
func (tx *Tx) ReviseTeam(old, changed casework.Team, actor, reason string) (casework.Team, error) {
	return changed, teams.revise(tx, old, &changed, actor, reason)
}

// ReviseCareTeam puts another text in the place of a care team's.
func (tx *Tx) ReviseCareTeam(old, changed casework.CareTeam, actor, reason string) (casework.CareTeam, error) {
	return changed, careTeams.revise(tx, old, &changed, actor, reason)
}

// ReviseStaff puts another name and title in the place of a person's; the
// grants stay as they are.
func (tx *Tx) ReviseStaff(old, changed casework.Staff, actor, reason string) (casework.Staff, error) {
	return changed, staff.revise(tx, old, &changed, actor, reason)
}

// Remove takes away a record that nothing else names, with its earlier texts:
// its key may be given anew. What is in use is ErrInUse.
func (tx *Tx) Remove(kind Kind, id int64) error {
	_, err := tx.exec("DELETE FROM "+string(kind)+" WHERE county = $1 AND id = $2", tx.County, id)
	if err != nil && tx.dialect.inUse(err) {
		return ErrInUse
	}
	if err != nil {
		return err
	}
	_, err = tx.exec("DELETE FROM revisions WHERE county = $1 AND kind = $2 AND record = $3", tx.County, kind, id)
	return err
}

// EndAssignment sets the last day of a coach's part in a care team's work.
func (tx *Tx) EndAssignment(id int64, to casework.Day) error {
	return tx.mustChange("UPDATE care_team_assignment SET to_on = $1 WHERE county = $2 AND id = $3", to, tx.County, id)
}

// DropAssignment takes away a coach's part in a care team's work that never began.
func (tx *Tx) DropAssignment(id int64) error {
	return tx.mustChange("DELETE FROM care_team_assignment WHERE county = $1 AND id = $2", tx.County, id)
}

// EndArea sets the last day of a coach's work in a municipality.
func (tx *Tx) EndArea(id int64, to casework.Day) error {
	return tx.mustChange("UPDATE coach_area SET to_on = $1 WHERE county = $2 AND id = $3", to, tx.County, id)
}

// DropArea takes away a coach's work in a municipality that never began.
func (tx *Tx) DropArea(id int64) error {
	return tx.mustChange("DELETE FROM coach_area WHERE county = $1 AND id = $2", tx.County, id)
}

// mustChange runs a statement about one row; when there is no such row it is
// ErrNotFound.
func (tx *Tx) mustChange(query string, args ...any) error {
	there, err := tx.changed(query, args...)
	if err == nil && !there {
		err = ErrNotFound
	}
	return err
}

// ReplaceFirstRunLink stores the link of a database without a county, in the
// place of older ones.
func (tx *Tx) ReplaceFirstRunLink(token []byte, expires time.Time) error {
	if _, err := tx.exec("DELETE FROM first_run_link"); err != nil {
		return err
	}
	_, err := tx.exec("INSERT INTO first_run_link (token, expires_at) VALUES ($1, $2)", token, expires.UnixMicro())
	return err
}

// FirstRunLink tells whether a token is that of the first run, and still good.
func (tx *Tx) FirstRunLink(token []byte) (bool, error) {
	var n int
	err := tx.row("SELECT COUNT(*) FROM first_run_link WHERE token = $1 AND expires_at > $2", []any{token, tx.Now.UnixMicro()}, &n)
	return n > 0, err
}

// SpendFirstRunLink takes the link of the first run away, and tells false when
// somebody has used it.
func (tx *Tx) SpendFirstRunLink(token []byte) (bool, error) {
	return tx.changed("DELETE FROM first_run_link WHERE token = $1 AND expires_at > $2", token, tx.Now.UnixMicro())
}

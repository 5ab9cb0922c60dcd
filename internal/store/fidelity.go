package store

import "sijoita/casework"

// Here is what the live scores of one team are made of. Each list is one
// statement, however large the team.

// ofTeam has the episodes of a team, and nearTeam every episode of the clients
// who have had one in it; the team is $2.
const (
	ofTeam   = "episode IN (SELECT id FROM episode WHERE team = $2)"
	nearTeam = "episode IN (SELECT id FROM episode WHERE client IN (SELECT client FROM episode WHERE team = $2))"
	coachOf  = "SELECT staff FROM staff_grant WHERE team = $2 AND role = 'coach'"
)

// PlacementsNear lists the placements of every episode of the clients who have
// had one in the team.
func (tx *Tx) PlacementsNear(team int64) ([]casework.Placement, error) {
	return placements.where(tx, nearTeam, team)
}

// ContactsOfTeam lists the contacts of a span that were made for the team's
// episodes, or by anyone who ever coached in it.
func (tx *Tx) ContactsOfTeam(team int64, in casework.Span) ([]casework.EmployerContact, error) {
	return contacts.where(tx, "id IN (SELECT id FROM employer_contact WHERE "+ofTeam+` AND on_day >= $3 AND on_day <= $4
		UNION SELECT contact FROM employer_contact_staff WHERE staff IN (`+coachOf+`) AND on_day >= $3 AND on_day <= $4)`, team, in.From, in.To)
}

// FirstVisits lists, for each of the team's episodes, the first face-to-face
// contact made for it.
func (tx *Tx) FirstVisits(team int64) ([]casework.EmployerContact, error) {
	return contacts.where(tx, `id IN (SELECT id FROM (
		SELECT id, ROW_NUMBER() OVER (PARTITION BY episode ORDER BY on_day, id) AS place FROM employer_contact
		WHERE `+ofTeam+` AND channel = 'face_to_face' AND NOT withdrawn) AS visit WHERE place = 1)`, team)
}

// MeetingsOfTeam lists the meetings of the team's episodes in a span, with
// nothing of what was written of them.
func (tx *Tx) MeetingsOfTeam(team int64, in casework.Span) ([]casework.Meeting, error) {
	const where = "county = $1 AND " + ofTeam + " AND on_day >= $3 AND on_day <= $4 AND NOT withdrawn"
	args := []any{tx.County, team, in.From, in.To}
	all, err := list(tx, func(scan func(...any) error) (m casework.Meeting, err error) {
		return m, scan(&m.ID, &m.EpisodeID, &m.On, &m.Place, &m.Channel, &m.Kind)
	}, "SELECT id, episode, on_day, place, channel, kind FROM meeting WHERE +"+where+" ORDER BY on_day, id", args...)
	if err != nil {
		return nil, err
	}
	there, err := staffRows(tx, "meeting_staff", "meeting", "SELECT id FROM meeting WHERE +"+where, args)
	place := index(all, func(m *casework.Meeting) int64 { return m.ID })
	for _, r := range there {
		place[r.of].Staff = append(place[r.of].Staff, r.staff)
	}
	return all, err
}

// WorktimeOfTeam lists the working time in a span of weeks of everyone who ever
// coached in the team.
func (tx *Tx) WorktimeOfTeam(team int64, from, to casework.Week) ([]casework.Worktime, error) {
	return worktimes.where(tx, "staff IN ("+coachOf+") AND week >= $3 AND week <= $4", team, int(from), int(to))
}

// CareTeamMeetingsOf lists the meetings in a span of the care teams to which
// anyone who coached in the team was ever assigned, the oldest first.
func (tx *Tx) CareTeamMeetingsOf(team int64, in casework.Span) ([]casework.CareTeamMeeting, error) {
	return careTeamMeetings.where(tx, `county = $1 AND care_team IN (SELECT care_team FROM care_team_assignment
		WHERE county = $1 AND coach IN (`+coachOf+`)) AND on_day >= $3 AND on_day <= $4 AND NOT withdrawn`, team, in.From, in.To)
}

// AssignmentsOfTeam lists the assignments to care teams of everyone who ever
// coached in the team.
func (tx *Tx) AssignmentsOfTeam(team int64) ([]casework.CareTeamAssignment, error) {
	return tx.assignments("county = $1 AND coach IN ("+coachOf+")", team)
}

// SupervisionOf lists the team's occasions of guidance in a span, the oldest
// first, without those that were withdrawn.
func (tx *Tx) SupervisionOf(team int64, in casework.Span) ([]casework.Supervision, error) {
	return supervisions.where(tx, "team = $2 AND on_day >= $3 AND on_day <= $4 AND NOT withdrawn", team, in.From, in.To)
}

// CounsellingOfTeam lists the benefits counselling given in the team's
// episodes, the oldest first.
func (tx *Tx) CounsellingOfTeam(team int64) ([]casework.Counselling, error) {
	return counsellings.where(tx, ofTeam, team)
}

// ServiceNotesOf lists the team's notes of the service in a span, the oldest
// first, without those that were withdrawn.
func (tx *Tx) ServiceNotesOf(team int64, in casework.Span) ([]casework.ServiceNote, error) {
	return serviceNotes.where(tx, "team = $2 AND on_day >= $3 AND on_day <= $4 AND NOT withdrawn", team, in.From, in.To)
}

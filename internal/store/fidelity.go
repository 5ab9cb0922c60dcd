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
// episodes, or by anyone who ever coached in it, with what scores are made of
// and no more: who met whom when and how, whether somebody who decides, and
// whether it followed the plan.
// Those that were withdrawn are left out.
func (tx *Tx) ContactsOfTeam(team int64, in casework.Span) ([]casework.EmployerContact, error) {
	var all []casework.EmployerContact
	_, err := list(tx, func(scan func(...any) error) (none struct{}, err error) {
		var c casework.EmployerContact
		var staff int64
		err = scan(&c.ID, &c.UID, optional(&c.SenderID), &c.EmployerID, key(&c.EpisodeID), &c.On, &c.Channel, &c.DecisionMaker, &c.MatchesPlan, key(&staff))
		if n := len(all); n == 0 || all[n-1].ID != c.ID {
			all = append(all, c)
		}
		if last := &all[len(all)-1]; staff != 0 {
			last.Staff = append(last.Staff, staff)
		}
		return none, err
	}, `SELECT k.id, k.uid, k.sender_id, k.employer, k.episode, k.on_day, k.channel, k.decision_maker, k.matches_plan, s.staff
		FROM employer_contact k LEFT JOIN employer_contact_staff s ON s.contact = k.id
		WHERE +k.county = $1 AND NOT k.withdrawn AND k.id IN (
			SELECT id FROM employer_contact WHERE `+ofTeam+` AND on_day >= $3 AND on_day <= $4
			UNION SELECT contact FROM employer_contact_staff WHERE staff IN (`+coachOf+`) AND on_day >= $3 AND on_day <= $4)
		ORDER BY k.id, s.place`, tx.County, team, in.From, in.To)
	return all, err
}

// FirstVisits lists, for each of the team's episodes, the first face-to-face
// contact made for it, with nothing but the episode and the day.
func (tx *Tx) FirstVisits(team int64) ([]casework.EmployerContact, error) {
	return list(tx, func(scan func(...any) error) (c casework.EmployerContact, err error) {
		c.Channel = casework.FaceToFace
		return c, scan(&c.ID, &c.EpisodeID, &c.On)
	}, `SELECT k.id, k.episode, k.on_day FROM episode e JOIN employer_contact k ON k.id = (
		SELECT id FROM employer_contact WHERE episode = e.id AND channel = 'face_to_face' AND NOT withdrawn ORDER BY on_day, id LIMIT 1)
		WHERE +e.county = $1 AND e.team = $2`, tx.County, team)
}

// MeetingsOfTeam lists the meetings of the team's episodes in a span, with
// nothing of what was written of them. Those before the near day are listed
// only for episodes with a job that began since the span did, and without who
// held them.
func (tx *Tx) MeetingsOfTeam(team int64, in casework.Span, near casework.Day) ([]casework.Meeting, error) {
	early, err := list(tx, func(scan func(...any) error) (m casework.Meeting, err error) {
		return m, scan(&m.ID, &m.EpisodeID, &m.On, &m.Place, &m.Channel, &m.Kind)
	}, `SELECT id, episode, on_day, place, channel, kind FROM meeting WHERE +county = $1 AND NOT withdrawn AND on_day >= $3 AND on_day < $4
		AND episode IN (SELECT episode FROM placement WHERE `+ofTeam+" AND kind = 'employment' AND starts_on >= $3)", tx.County, team, in.From, near)
	if err != nil {
		return nil, err
	}
	all := early
	_, err = list(tx, func(scan func(...any) error) (none struct{}, err error) {
		var m casework.Meeting
		var staff int64
		err = scan(&m.ID, &m.EpisodeID, &m.On, &m.Place, &m.Channel, &m.Kind, key(&staff))
		if n := len(all); n == 0 || all[n-1].ID != m.ID {
			all = append(all, m)
		}
		if last := &all[len(all)-1]; staff != 0 {
			last.Staff = append(last.Staff, staff)
		}
		return none, err
	}, `SELECT m.id, m.episode, m.on_day, m.place, m.channel, m.kind, s.staff FROM meeting m LEFT JOIN meeting_staff s ON s.meeting = m.id
		WHERE +m.county = $1 AND NOT m.withdrawn AND m.`+ofTeam+" AND m.on_day >= $3 AND m.on_day <= $4 ORDER BY m.id, s.place", tx.County, team, near, in.To)
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

// PlansOfTeam lists the plans of the team's episodes that stand, with what they
// say of what employers are told and nothing more.
func (tx *Tx) PlansOfTeam(team int64) ([]casework.Plan, error) {
	return list(tx, func(scan func(...any) error) (p casework.Plan, err error) {
		return p, scan(&p.ID, &p.EpisodeID, &p.On, &p.Told, &p.Sentence, &p.NotSaid)
	}, "SELECT id, episode, on_day, told, sentence, not_said FROM plan WHERE +county = $1 AND "+ofTeam+" AND NOT withdrawn ORDER BY id", tx.County, team)
}

// DisclosureTalksOfTeam lists the talks of the team's episodes that stand, with
// what was weighed and decided and nothing more.
func (tx *Tx) DisclosureTalksOfTeam(team int64) ([]casework.DisclosureTalk, error) {
	return list(tx, func(scan func(...any) error) (k casework.DisclosureTalk, err error) {
		var weighed string
		err = scan(&k.ID, &k.EpisodeID, &k.On, &weighed, &k.Told, &k.Sentence, &k.NotSaid)
		k.Weighed = unspaced[casework.Weighed](weighed)
		return k, err
	}, "SELECT id, episode, on_day, weighed, told, sentence, not_said FROM disclosure_talk WHERE +county = $1 AND "+ofTeam+" AND NOT withdrawn ORDER BY id", tx.County, team)
}

package store

import (
	"sijoita/casework"
)

// Worktime lists the working time of everyone who ever held a role in a team
// of the programme; programme 0 means the whole county.
func (tx *Tx) Worktime(programme int64) ([]casework.Worktime, error) {
	return list(tx, func(scan func(...any) error) (w casework.Worktime, err error) {
		return w, scan(&w.StaffID, &w.Week, &w.Hours, &w.EmploymentServices, &w.Community)
	}, `SELECT staff, week, hours, employment_services, community FROM worktime
		WHERE county = $1 AND ($2 = 0 OR staff IN (
			SELECT g.staff FROM staff_grant g JOIN team t ON t.id = g.team WHERE t.programme = $2))
		ORDER BY week, staff`, tx.County, programme)
}

// AddWorktime adds weeks of working time. A week that is there is ErrTaken.
func (tx *Tx) AddWorktime(all []casework.Worktime) error {
	rows := make([][]any, len(all))
	for i, w := range all {
		rows[i] = []any{tx.County, w.StaffID, int(w.Week), w.Hours, w.EmploymentServices, w.Community}
	}
	return addRows(tx, "worktime", "county, staff, week, hours, employment_services, community", rows)
}

// CareTeamMeetings lists the care teams' meetings, the oldest first.
func (tx *Tx) CareTeamMeetings() ([]casework.CareTeamMeeting, error) {
	return tx.careTeamMeetings("on_day, id", "county = $1")
}

// careTeamMeetings lists those that meet a condition, whose arguments begin at $2.
func (tx *Tx) careTeamMeetings(order, where string, args ...any) ([]casework.CareTeamMeeting, error) {
	args = append([]any{tx.County}, args...)
	type row struct {
		id      int64
		meeting casework.CareTeamMeeting
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
		return r, scan(&r.id, &r.meeting.CareTeamID, &r.meeting.On)
	}, "SELECT id, care_team, on_day FROM care_team_meeting WHERE "+where+" ORDER BY "+order, args...)
	if err != nil {
		return nil, err
	}
	there, err := staffRows(tx, "care_team_meeting_staff", "meeting", "SELECT id FROM care_team_meeting WHERE "+where, args)
	all := make([]casework.CareTeamMeeting, len(rows))
	place := make(map[int64]*casework.CareTeamMeeting, len(rows))
	for i, r := range rows {
		all[i] = r.meeting
		place[r.id] = &all[i]
	}
	for _, r := range there {
		place[r.of].Attended = append(place[r.of].Attended, r.staff)
	}
	return all, err
}

// AddCareTeamMeeting adds one with who was there.
func (tx *Tx) AddCareTeamMeeting(m casework.CareTeamMeeting) error {
	id, err := tx.insert("INSERT INTO care_team_meeting (county, care_team, on_day) VALUES ($1, $2, $3) RETURNING id",
		tx.County, m.CareTeamID, m.On)
	if err != nil {
		return err
	}
	return addRows(tx, "care_team_meeting_staff", "meeting, place, staff", placed(id, m.Attended))
}

// Supervision lists the occasions of guidance of all teams, the oldest first.
func (tx *Tx) Supervision() ([]casework.Supervision, error) {
	return tx.supervision("on_day, id", "county = $1")
}

// supervision lists the occasions that meet a condition, whose arguments begin at $2.
func (tx *Tx) supervision(order, where string, args ...any) ([]casework.Supervision, error) {
	args = append([]any{tx.County}, args...)
	type row struct {
		id          int64
		supervision casework.Supervision
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
		return r, scan(&r.id, &r.supervision.TeamID, &r.supervision.On, &r.supervision.Kind)
	}, "SELECT id, team, on_day, kind FROM supervision WHERE "+where+" ORDER BY "+order, args...)
	if err != nil {
		return nil, err
	}
	there, err := staffRows(tx, "supervision_staff", "supervision", "SELECT id FROM supervision WHERE "+where, args)
	all := make([]casework.Supervision, len(rows))
	place := make(map[int64]*casework.Supervision, len(rows))
	for i, r := range rows {
		all[i] = r.supervision
		place[r.id] = &all[i]
	}
	for _, r := range there {
		place[r.of].Staff = append(place[r.of].Staff, r.staff)
	}
	return all, err
}

// AddSupervision adds one occasion with who took part.
func (tx *Tx) AddSupervision(s casework.Supervision) error {
	id, err := tx.insert("INSERT INTO supervision (county, team, on_day, kind) VALUES ($1, $2, $3, $4) RETURNING id",
		tx.County, s.TeamID, s.On, s.Kind)
	if err != nil {
		return err
	}
	return addRows(tx, "supervision_staff", "supervision, place, staff", placed(id, s.Staff))
}

func placed(of int64, staff []int64) [][]any {
	rows := make([][]any, len(staff))
	for i, s := range staff {
		rows[i] = []any{of, i, s}
	}
	return rows
}

var reviews = table[casework.Review]{
	name:    "review",
	columns: "uid, county, sender_id, revision, team, from_on, to_on, kind, scale, total",
	order:   "to_on, id",
	record:  func(r *casework.Review) *casework.Record { return &r.Record },
	values: func(tx *Tx, r casework.Review) []any {
		return []any{r.UID, tx.County, orNull(r.SenderID), r.Revision, r.TeamID, r.From, r.To, r.Kind, r.Scale, r.Total}
	},
	scan: func(scan func(...any) error) (r casework.Review, err error) {
		var county int64
		return r, scan(&r.ID, &r.UID, &county, optional(&r.SenderID), &r.Revision, &r.TeamID, &r.From, &r.To, &r.Kind, &r.Scale, &r.Total)
	},
	addChildren: func(tx *Tx, all []casework.Review) error {
		var rows [][]any
		for _, r := range all {
			for item, score := range r.Scores {
				rows = append(rows, []any{r.ID, item, score})
			}
		}
		return addRows(tx, "review_score", "review, item, score", rows)
	},
	readChildren: func(tx *Tx, all []casework.Review, of string, args []any) error {
		type row struct {
			review      int64
			item, score int
		}
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
			return r, scan(&r.review, &r.item, &r.score)
		}, "SELECT review, item, score FROM review_score WHERE review IN ("+of+")", args...)
		if err != nil {
			return err
		}
		place := index(all, func(r *casework.Review) int64 { return r.ID })
		for _, r := range rows {
			of := place[r.review]
			if of.Scores == nil {
				of.Scores = map[int]int{}
			}
			of.Scores[r.item] = r.score
		}
		return nil
	},
}

// ReviewsOfProgramme lists the fidelity reviews of a programme's teams, the oldest first.
func (tx *Tx) ReviewsOfProgramme(programme int64) ([]casework.Review, error) {
	return reviews.where(tx, "team IN (SELECT id FROM team WHERE programme = $2)", programme)
}

// Reviews lists every fidelity review of the county.
func (tx *Tx) Reviews() ([]casework.Review, error) { return reviews.where(tx, "1 = 1") }

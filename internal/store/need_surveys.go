package store

import "sijoita/casework"

var needSurveys = table[casework.NeedSurvey]{
	name:    "need_survey",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, team, name, from_day, to_day",
	order:   "from_day, id",
	record:  func(s *casework.NeedSurvey) *casework.Record { return &s.Record },
	values: func(tx *Tx, s casework.NeedSurvey) []any {
		return []any{s.UID, tx.County, orNull(s.SenderID), s.Revision, s.RecordedBy, s.RecordedAt, s.Withdrawn, s.TeamID, s.Name, s.From, s.To}
	},
	scan: func(scan func(...any) error) (s casework.NeedSurvey, err error) {
		var county int64
		return s, scan(&s.ID, &s.UID, &county, optional(&s.SenderID), &s.Revision, &s.RecordedBy, &s.RecordedAt, &s.Withdrawn, &s.TeamID, &s.Name, &s.From, &s.To)
	},
	addChildren: func(tx *Tx, all []casework.NeedSurvey) error {
		var rows [][]any
		for _, s := range all {
			for i, u := range s.Units {
				row := []any{s.ID, i, u.Name, ref(u.CareTeamID).value(), casework.Day{}, "", nil, nil, nil, nil, ""}
				if a := u.Answer; a != nil {
					row = append(row[:4], a.On, a.By, a.Clients, a.Want, a.Named, a.Discuss, a.Text)
				}
				rows = append(rows, row)
			}
		}
		return addRows(tx, "need_unit", "need_survey, place, name, care_team, answered_on, answered_by, clients, want, named, discuss, text", rows)
	},
	readChildren: func(tx *Tx, all []casework.NeedSurvey, of string, args []any) error {
		type row struct {
			of             int64
			unit           casework.NeedUnit
			answer         casework.NeedAnswer
			clients, named *int
		}
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
			a := &r.answer
			return r, scan(&r.of, &r.unit.Name, key(&r.unit.CareTeamID), &a.On, &a.By, &r.clients, &a.Want, &r.named, &a.Discuss, &a.Text)
		}, `SELECT need_survey, name, care_team, answered_on, answered_by, clients, want, named, discuss, text FROM need_unit
			WHERE need_survey IN (`+of+`) ORDER BY need_survey, place`, args...)
		place := index(all, func(s *casework.NeedSurvey) int64 { return s.ID })
		for _, r := range rows {
			if r.clients != nil && r.named != nil {
				r.answer.Clients, r.answer.Named = *r.clients, *r.named
				r.unit.Answer = &r.answer
			}
			place[r.of].Units = append(place[r.of].Units, r.unit)
		}
		return err
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM need_unit WHERE need_survey = $1", id)
		return err
	},
}

// NeedSurveyByUID gives one survey of need with its answers, or ErrNotFound.
func (tx *Tx) NeedSurveyByUID(uid casework.UID) (casework.NeedSurvey, error) {
	return needSurveys.byUID(tx, uid)
}

// NeedSurveysOf lists a team's surveys of need, the oldest first, withdrawn ones too.
func (tx *Tx) NeedSurveysOf(team int64) ([]casework.NeedSurvey, error) {
	return needSurveys.where(tx, "team = $2", team)
}

// AddNeedSurvey adds one with its units. A uid that is there is ErrTaken.
func (tx *Tx) AddNeedSurvey(s casework.NeedSurvey) (casework.NeedSurvey, error) {
	all := []casework.NeedSurvey{s}
	err := needSurveys.add(tx, all)
	return all[0], err
}

// AddNeedSurveys adds them with their units.
func (tx *Tx) AddNeedSurveys(all []casework.NeedSurvey) error { return needSurveys.add(tx, all) }

// ReviseNeedSurvey puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseNeedSurvey(old, changed casework.NeedSurvey, actor, reason string) (casework.NeedSurvey, error) {
	err := needSurveys.revise(tx, old, &changed, actor, reason)
	return changed, err
}

// NeedLink is the secret link by which one unit answers a survey once.
type NeedLink struct {
	County int64
	Survey casework.UID
	Unit   int // place among the survey's units
	Spent  bool
}

// PutNeedLink keeps what finds a unit's answer by its link; an earlier link of
// the unit finds it no more.
func (tx *Tx) PutNeedLink(survey int64, unit int, token []byte) error {
	_, err := tx.exec(`INSERT INTO need_link (need_survey, place, county, token, made_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (need_survey, place) DO UPDATE SET token = excluded.token, made_at = excluded.made_at, spent_at = NULL`,
		survey, unit, tx.County, token, tx.Now.UnixMicro())
	return err
}

// NeedLink finds what a link is for, in whatever county, or ErrNotFound.
func (tx *Tx) NeedLink(token []byte) (NeedLink, error) {
	return one(tx, func(scan func(...any) error) (l NeedLink, err error) {
		var spent *int64
		err = scan(&l.County, &l.Survey, &l.Unit, &spent)
		l.Spent = spent != nil
		return l, err
	}, "SELECT l.county, s.uid, l.place, l.spent_at FROM need_link l JOIN need_survey s ON s.id = l.need_survey WHERE l.token = $1", token)
}

// NeedLinks tells which of a survey's units have a link that was not used.
func (tx *Tx) NeedLinks(survey int64) (map[int]bool, error) {
	places, err := list(tx, func(scan func(...any) error) (n int, err error) { return n, scan(&n) },
		"SELECT place FROM need_link WHERE county = $1 AND need_survey = $2 AND spent_at IS NULL", tx.County, survey)
	open := make(map[int]bool, len(places))
	for _, n := range places {
		open[n] = true
	}
	return open, err
}

// SpendNeedLink notes that a link was answered by, and tells false when it was
// before.
func (tx *Tx) SpendNeedLink(token []byte) (bool, error) {
	return tx.changed("UPDATE need_link SET spent_at = $1 WHERE county = $2 AND token = $3 AND spent_at IS NULL", tx.Now.UnixMicro(), tx.County, token)
}

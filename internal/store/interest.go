package store

import (
	"slices"

	"sijoita/casework"
)

var unitClients = table[casework.UnitClient]{
	name:    "unit_client",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, care_team, mark, from_day, to_day, referral",
	order:   "mark, id",
	record:  func(c *casework.UnitClient) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.UnitClient) []any {
		return []any{c.UID, tx.County, orNull(c.SenderID), c.Revision, c.RecordedBy, c.RecordedAt, c.Withdrawn,
			c.CareTeamID, c.Mark, c.From, c.To, ref(c.ReferralID).value()}
	},
	scan: func(scan func(...any) error) (c casework.UnitClient, err error) {
		var county int64
		return c, scan(&c.ID, &c.UID, &county, optional(&c.SenderID), &c.Revision, &c.RecordedBy, &c.RecordedAt, &c.Withdrawn,
			&c.CareTeamID, &c.Mark, &c.From, &c.To, key(&c.ReferralID))
	},
	addChildren: func(tx *Tx, all []casework.UnitClient) error {
		var rows [][]any
		for _, c := range all {
			for _, a := range c.Answers {
				rows = append(rows, []any{c.ID, a.On, a.Interest, a.Told, a.Meet, a.InPlan, a.NextOn, ref(a.StaffID).value()})
			}
		}
		return addRows(tx, "interest_answer", "unit_client, on_day, interest, told, meet, in_plan, next_on, staff", rows)
	},
	readChildren: func(tx *Tx, all []casework.UnitClient, of string, args []any) error {
		type row struct {
			of int64
			casework.InterestAnswer
		}
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
			return r, scan(&r.of, &r.On, &r.Interest, &r.Told, &r.Meet, &r.InPlan, &r.NextOn, key(&r.StaffID))
		}, "SELECT unit_client, on_day, interest, told, meet, in_plan, next_on, staff FROM interest_answer WHERE unit_client IN ("+of+") ORDER BY unit_client, on_day", args...)
		place := index(all, func(c *casework.UnitClient) int64 { return c.ID })
		for _, r := range rows {
			place[r.of].Answers = append(place[r.of].Answers, r.InterestAnswer)
		}
		return err
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM interest_answer WHERE unit_client = $1", id)
		return err
	},
}

// UnitClientByUID gives one, or ErrNotFound.
func (tx *Tx) UnitClientByUID(uid casework.UID) (casework.UnitClient, error) {
	return unitClients.byUID(tx, uid)
}

// UnitClients lists everybody who is or was on a care team's list of work
// interest, by mark, withdrawn ones too.
func (tx *Tx) UnitClients(careTeams []int64) ([]casework.UnitClient, error) {
	var all []casework.UnitClient
	for part := range slices.Chunk(careTeams, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := unitClients.where(tx, "care_team IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// AddUnitClients adds them with their answers.
func (tx *Tx) AddUnitClients(all []casework.UnitClient) error { return unitClients.add(tx, all) }

// ReviseUnitClient puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseUnitClient(old, changed casework.UnitClient, actor, reason string) (casework.UnitClient, error) {
	err := unitClients.revise(tx, old, &changed, actor, reason)
	return changed, err
}

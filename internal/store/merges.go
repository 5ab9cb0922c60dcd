package store

import "sijoita/casework"

var merges = table[casework.Merge]{
	name: "merge",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, keep, emptied, reason, proposed_by, proposed_on," +
		" dropped_by, dropped_on, confirmed_by, confirmed_on, undo_proposed_by, undo_proposed_on, undone_by, undone_on, ordered, reached",
	order:  "id",
	record: func(m *casework.Merge) *casework.Record { return &m.Record },
	values: func(tx *Tx, m casework.Merge) []any {
		return []any{m.UID, tx.County, orNull(m.SenderID), m.Revision, m.RecordedBy, m.RecordedAt, m.Withdrawn, m.KeepID, m.FromID, m.Reason,
			m.ProposedBy, m.ProposedOn, ref(m.DroppedBy).value(), m.DroppedOn, ref(m.ConfirmedBy).value(), m.ConfirmedOn,
			ref(m.UndoProposedBy).value(), m.UndoProposedOn, ref(m.UndoneBy).value(), m.UndoneOn, m.Ordered, m.Reached}
	},
	scan: func(scan func(...any) error) (m casework.Merge, err error) {
		var county int64
		return m, scan(&m.ID, &m.UID, &county, optional(&m.SenderID), &m.Revision, &m.RecordedBy, &m.RecordedAt, &m.Withdrawn,
			&m.KeepID, &m.FromID, &m.Reason, &m.ProposedBy, &m.ProposedOn, key(&m.DroppedBy), &m.DroppedOn, key(&m.ConfirmedBy), &m.ConfirmedOn,
			key(&m.UndoProposedBy), &m.UndoProposedOn, key(&m.UndoneBy), &m.UndoneOn, &m.Ordered, &m.Reached)
	},
	addChildren:  addMergeRows,
	readChildren: readMergeRows,
	dropChildren: func(tx *Tx, id int64) error {
		for _, rows := range []string{"merge_row", "merge_income", "merge_ban"} {
			if _, err := tx.exec("DELETE FROM "+rows+" WHERE merge = $1", id); err != nil {
				return err
			}
		}
		return nil
	},
}

// movedBy is where a merge keeps the moved rows of a kind.
func movedBy(m *casework.Merge, kind string) *[]int64 {
	return map[string]*[]int64{"episode": &m.Episodes, "referral": &m.Referrals, "consent": &m.Consents, "double": &m.Doubles}[kind]
}

func addMergeRows(tx *Tx, all []casework.Merge) error {
	var moved, incomes, bans [][]any
	for _, m := range all {
		for _, kind := range []string{"episode", "referral", "consent", "double"} {
			for _, id := range *movedBy(&m, kind) {
				moved = append(moved, []any{m.ID, kind, id})
			}
		}
		for _, i := range m.Incomes {
			incomes = append(incomes, []any{m.ID, i.Kind, i.From, i.To})
		}
		for _, b := range m.Bans {
			bans = append(bans, []any{m.ID, b.StaffID, b.From, b.To})
		}
	}
	if err := addRows(tx, "merge_row", "merge, kind, record", moved); err != nil {
		return err
	}
	if err := addRows(tx, "merge_income", "merge, kind, from_on, to_on", incomes); err != nil {
		return err
	}
	return addRows(tx, "merge_ban", "merge, staff, from_on, to_on", bans)
}

func readMergeRows(tx *Tx, all []casework.Merge, of string, args []any) error {
	place := index(all, func(m *casework.Merge) int64 { return m.ID })
	of = " WHERE merge IN (" + of + ") ORDER BY "
	type row struct {
		merge, record int64
		kind          string
	}
	moved, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.merge, &r.kind, &r.record) },
		"SELECT merge, kind, record FROM merge_row"+of+"record", args...)
	if err != nil {
		return err
	}
	for _, r := range moved {
		ids := movedBy(place[r.merge], r.kind)
		*ids = append(*ids, r.record)
	}
	type incomeRow struct {
		merge  int64
		income casework.Income
	}
	incomes, err := list(tx, func(scan func(...any) error) (r incomeRow, err error) {
		return r, scan(&r.merge, &r.income.Kind, &r.income.From, &r.income.To)
	}, "SELECT merge, kind, from_on, to_on FROM merge_income"+of+"id", args...)
	if err != nil {
		return err
	}
	for _, r := range incomes {
		place[r.merge].Incomes = append(place[r.merge].Incomes, r.income)
	}
	type banRow struct {
		merge int64
		ban   casework.Ban
	}
	bans, err := list(tx, func(scan func(...any) error) (r banRow, err error) {
		return r, scan(&r.merge, &r.ban.StaffID, &r.ban.From, &r.ban.To)
	}, "SELECT merge, staff, from_on, to_on FROM merge_ban"+of+"id", args...)
	for _, r := range bans {
		place[r.merge].Bans = append(place[r.merge].Bans, r.ban)
	}
	return err
}

// MergeByUID gives one merge, or ErrNotFound.
func (tx *Tx) MergeByUID(uid casework.UID) (casework.Merge, error) { return merges.byUID(tx, uid) }

// MergesOf lists the merges that a client's record is or was in, the oldest first.
func (tx *Tx) MergesOf(client int64) ([]casework.Merge, error) {
	return merges.where(tx, "keep = $2 OR emptied = $2", client)
}

// AddMerge adds a proposal. A uid that is there is ErrTaken.
func (tx *Tx) AddMerge(m casework.Merge) (casework.Merge, error) {
	all := []casework.Merge{m}
	err := merges.add(tx, all)
	return all[0], err
}

// ReviseMerge puts the changed merge in the place of the old one; see table.revise.
func (tx *Tx) ReviseMerge(old, changed casework.Merge, actor, reason string) (casework.Merge, error) {
	err := merges.revise(tx, old, &changed, actor, reason)
	return changed, err
}

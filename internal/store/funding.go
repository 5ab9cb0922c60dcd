package store

import "sijoita/casework"

var programmeFunding = table[casework.ProgrammeFunding]{
	name:    "programme_funding",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, programme, funder, amount, from_day, to_day",
	order:   "from_day, id",
	record:  func(f *casework.ProgrammeFunding) *casework.Record { return &f.Record },
	values: func(tx *Tx, f casework.ProgrammeFunding) []any {
		return []any{f.UID, tx.County, orNull(f.SenderID), f.Revision, f.RecordedBy, f.RecordedAt, f.Withdrawn, f.ProgrammeID, f.Funder, f.Amount, f.From, f.To}
	},
	scan: func(scan func(...any) error) (f casework.ProgrammeFunding, err error) {
		var county int64
		return f, scan(&f.ID, &f.UID, &county, optional(&f.SenderID), &f.Revision, &f.RecordedBy, &f.RecordedAt, &f.Withdrawn,
			&f.ProgrammeID, &f.Funder, &f.Amount, &f.From, &f.To)
	},
}

// FundingByUID gives one programme's funding, or ErrNotFound.
func (tx *Tx) FundingByUID(uid casework.UID) (casework.ProgrammeFunding, error) {
	return programmeFunding.byUID(tx, uid)
}

// FundingOfProgramme lists what a programme is paid by, the oldest first,
// withdrawn ones too.
func (tx *Tx) FundingOfProgramme(programme int64) ([]casework.ProgrammeFunding, error) {
	return programmeFunding.where(tx, "programme = $2", programme)
}

// EveryFunding lists what the county's programmes are paid by, in the order in
// which it was noted, withdrawn ones too.
func (tx *Tx) EveryFunding() ([]casework.ProgrammeFunding, error) {
	return programmeFunding.everything(tx)
}

// AddFunding adds one. A uid that is there is ErrTaken.
func (tx *Tx) AddFunding(f casework.ProgrammeFunding) (casework.ProgrammeFunding, error) {
	all := []casework.ProgrammeFunding{f}
	err := programmeFunding.add(tx, all)
	return all[0], err
}

// AddFundings adds them.
func (tx *Tx) AddFundings(all []casework.ProgrammeFunding) error {
	return programmeFunding.add(tx, all)
}

// ReviseFunding puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseFunding(old, changed casework.ProgrammeFunding, actor, reason string) (casework.ProgrammeFunding, error) {
	err := programmeFunding.revise(tx, old, &changed, actor, reason)
	return changed, err
}

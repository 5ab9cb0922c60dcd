package store

import "sijoita/casework"

var subsidyTerms = table[casework.SubsidyTerms]{
	name: "subsidy_terms",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, area, municipality, kind, not_granted, percent, amount, months," +
		" pensioners, ask, text, source, from_day, to_day",
	order:  "area, kind, from_day, id",
	record: func(x *casework.SubsidyTerms) *casework.Record { return &x.Record },
	values: func(tx *Tx, x casework.SubsidyTerms) []any {
		return []any{x.UID, tx.County, orNull(x.SenderID), x.Revision, x.RecordedBy, x.RecordedAt, x.Withdrawn, x.Area, x.Municipality, x.Kind,
			x.NotGranted, x.Percent, x.Amount, x.Months, x.Pensioners, x.Ask, x.Text, x.Source, x.From, x.To}
	},
	scan: func(scan func(...any) error) (x casework.SubsidyTerms, err error) {
		var county int64
		return x, scan(&x.ID, &x.UID, &county, optional(&x.SenderID), &x.Revision, &x.RecordedBy, &x.RecordedAt, &x.Withdrawn, &x.Area, &x.Municipality,
			&x.Kind, &x.NotGranted, &x.Percent, &x.Amount, &x.Months, &x.Pensioners, &x.Ask, &x.Text, &x.Source, &x.From, &x.To)
	},
}

// SubsidyTermsByUID gives one line of terms, or ErrNotFound.
func (tx *Tx) SubsidyTermsByUID(uid casework.UID) (casework.SubsidyTerms, error) {
	return subsidyTerms.byUID(tx, uid)
}

// SubsidyTermsOfArea lists the terms in an employment area, by kind and the
// oldest first, withdrawn ones too.
func (tx *Tx) SubsidyTermsOfArea(area string) ([]casework.SubsidyTerms, error) {
	return subsidyTerms.where(tx, "area = $2", area)
}

// EverySubsidyTerms lists what the county knows of the terms of subsidies, in
// the order in which it was noted, withdrawn ones too.
func (tx *Tx) EverySubsidyTerms() ([]casework.SubsidyTerms, error) {
	return subsidyTerms.everything(tx)
}

// AddSubsidyTerms adds one line of terms. A uid that is there is ErrTaken.
func (tx *Tx) AddSubsidyTerms(x casework.SubsidyTerms) (casework.SubsidyTerms, error) {
	all := []casework.SubsidyTerms{x}
	err := subsidyTerms.add(tx, all)
	return all[0], err
}

// AddAllSubsidyTerms adds them.
func (tx *Tx) AddAllSubsidyTerms(all []casework.SubsidyTerms) error { return subsidyTerms.add(tx, all) }

// ReviseSubsidyTerms puts the changed terms in the place of the old; see table.revise.
func (tx *Tx) ReviseSubsidyTerms(old, changed casework.SubsidyTerms, actor, reason string) (casework.SubsidyTerms, error) {
	err := subsidyTerms.revise(tx, old, &changed, actor, reason)
	return changed, err
}

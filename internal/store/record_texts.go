package store

import "sijoita/casework"

var recordTexts = table[casework.RecordText]{
	name:    "record_text",
	columns: notedColumns + "from_day, to_day, register, text, carried_on, carried_at, carried_by",
	order:   "on_day DESC, id DESC",
	record:  func(r *casework.RecordText) *casework.Record { return &r.Record },
	values: func(tx *Tx, r casework.RecordText) []any {
		return notedValues(tx, r.Noted, r.EpisodeID, r.On, r.From, r.To, r.Register, r.Text, r.CarriedOn, r.CarriedAt, ref(r.CarriedBy).value())
	},
	scan: func(scan func(...any) error) (r casework.RecordText, err error) {
		return r, scanNoted(scan, &r.Noted, &r.EpisodeID, &r.On, &r.From, &r.To, &r.Register, &r.Text, &r.CarriedOn, &r.CarriedAt, key(&r.CarriedBy))
	},
}

// RecordTextByUID gives one text for a register, or ErrNotFound.
func (tx *Tx) RecordTextByUID(uid casework.UID) (casework.RecordText, error) {
	return recordTexts.byUID(tx, uid)
}

// RecordTextsOfEpisodes lists the episodes' texts for registers, the newest
// first, withdrawn ones too.
func (tx *Tx) RecordTextsOfEpisodes(ids []int64) ([]casework.RecordText, error) {
	return recordTexts.ofEpisodes(tx, ids, "")
}

// AddRecordTexts adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddRecordTexts(all []casework.RecordText) error { return recordTexts.add(tx, all) }

// ReviseRecordText puts the changed text in the place of the old one; see table.revise.
func (tx *Tx) ReviseRecordText(old, changed casework.RecordText, actor, reason string) (casework.RecordText, error) {
	err := recordTexts.revise(tx, old, &changed, actor, reason)
	return changed, err
}

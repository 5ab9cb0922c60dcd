package store

import "sijoita/casework"

var setbacks = table[casework.Setback]{
	name:    "setback",
	columns: notedColumns + "text",
	order:   "on_day DESC, id DESC",
	record:  func(c *casework.Setback) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.Setback) []any {
		return notedValues(tx, c.Noted, c.EpisodeID, c.On, c.Text)
	},
	scan: func(scan func(...any) error) (c casework.Setback, err error) {
		return c, scanNoted(scan, &c.Noted, &c.EpisodeID, &c.On, &c.Text)
	},
}

// SetbackByUID gives one setback, or ErrNotFound.
func (tx *Tx) SetbackByUID(uid casework.UID) (casework.Setback, error) {
	return setbacks.byUID(tx, uid)
}

// SetbacksOfEpisodes lists what was told to the care team, the newest first,
// withdrawn ones too.
func (tx *Tx) SetbacksOfEpisodes(ids []int64) ([]casework.Setback, error) {
	return setbacks.ofEpisodes(tx, ids, "")
}

// AddSetbacks adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddSetbacks(all []casework.Setback) error { return setbacks.add(tx, all) }

// ReviseSetback puts the changed text in the place of the old one; see table.revise.
func (tx *Tx) ReviseSetback(old, changed casework.Setback, actor, reason string) (casework.Setback, error) {
	err := setbacks.revise(tx, old, &changed, actor, reason)
	return changed, err
}

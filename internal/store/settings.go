package store

import "sijoita/casework"

// Setting is what a county has set for itself, from a day on.
type Setting struct {
	Value string
	From  casework.Day
	By    int64 // staff
}

// Setting gives what the county has set under a name and what holds on the day;
// of one day the last. It is ErrNotFound where nothing was ever set.
func (tx *Tx) Setting(name string, on casework.Day) (Setting, error) {
	all, err := list(tx, func(scan func(...any) error) (s Setting, err error) {
		return s, scan(&s.Value, &s.From, &s.By)
	}, "SELECT value, from_day, recorded_by FROM setting WHERE county = $1 AND name = $2 AND from_day <= $3 ORDER BY from_day DESC, id DESC LIMIT 1",
		tx.County, name, on)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Setting{}, err
	}
	return all[0], nil
}

// Set sets something for the county, from a day on; what was set before stays.
func (tx *Tx) Set(name string, s Setting) error {
	return addRows(tx, "setting", "county, name, value, from_day, recorded_by, recorded_at", [][]any{{tx.County, name, s.Value, s.From, s.By, tx.Now.UnixMicro()}})
}

package app

import (
	"errors"

	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// What an administrator sets for the whole county holds from a day on. A
// setting's name is also what access and the log call it.

// setting gives what the county has set as it stands today; one that it never
// set is the value unset, since no day.
func setting(tx *store.Tx, name, unset string) (store.Setting, error) {
	set, err := tx.Setting(name, casework.DayAt(tx.Now))
	if errors.Is(err, store.ErrNotFound) {
		return store.Setting{Value: unset}, nil
	}
	return set, err
}

// set puts a value in the place of the county's from today on, for an actor who
// may, and logs what is told of it. A value that stands already stays as it is.
func (t *turn) set(name, value, unset, told string) error {
	before, err := setting(t.tx, name, unset)
	if err != nil {
		return err
	}
	if before.Value == value { // sent again
		t.shows(audit.Showed, name, "", "unchanged")
		return nil
	}
	t.did(audit.Changed, name, "", told)
	return t.tx.Set(name, store.Setting{Value: value, From: t.day, By: t.actor.StaffID})
}

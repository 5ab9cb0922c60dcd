package store_test

import (
	"errors"
	"testing"

	"sijoita/casework"
	"sijoita/internal/store"
)

// TestASettingHoldsFromItsDay: of one day the last holds, what was set before
// holds on the days before, and another county has set nothing.
func TestASettingHoldsFromItsDay(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		on := func(tx *store.Tx, day string) string {
			s, err := tx.Setting("calculator", casework.MustDay(day))
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				t.Fatal(err)
			}
			return s.Value
		}
		write(t, db, w.county, func(tx *store.Tx) error {
			set := func(value, from string) error {
				return tx.Set("calculator", store.Setting{Value: value, From: casework.MustDay(from), By: w.coach.ID})
			}
			return errors.Join(set("closed", "2026-11-10"), set("open", "2026-11-20"), set("open again", "2026-11-20"))
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			for day, want := range map[string]string{"2026-11-09": "", "2026-11-10": "closed", "2026-11-19": "closed", "2026-11-20": "open again", "2026-12-01": "open again"} {
				if got := on(tx, day); got != want {
					t.Errorf("on %s %q holds, want %q", day, got, want)
				}
			}
			if _, err := tx.Setting("other", casework.MustDay("2026-12-01")); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("what was never set gives %v", err)
			}
			return nil
		})
	})
}

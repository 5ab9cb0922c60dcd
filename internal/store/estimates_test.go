package store_test

import (
	"errors"
	"testing"

	"sijoita/casework"
	"sijoita/internal/store"
)

func (w world) estimate(on string, episode int64) casework.Estimate {
	limit := casework.Cents(990_90)
	return casework.Estimate{
		Noted: noted(), EpisodeID: episode, On: casework.MustDay(on), Edition: "2026-11-22-3f3539909", Municipality: "205",
		Facts: casework.Facts{casework.AskBenefits: "disability_pension_kela", casework.AskHomeCost: "560.00"}, Limit: &limit,
		Offers: []casework.Offer{
			{Name: "Kahvila", HourlyPay: 12_50, HoursPerWeek: 20, StartsOn: casework.MustDay("2026-12-01"), CommuteCost: 60_00},
			{HourlyPay: 13_00, HoursPerWeek: 8.25},
		},
		Lines: []casework.EstimateLine{
			{Key: "national_pension", Amount: 783_23}, {Key: "income_tax", Amount: -10_00}, {Offer: 1, Settled: true, Key: "wage", Amount: 1075_00},
		},
	}
}

func TestEstimatesAreKeptWhole(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		all := []casework.Estimate{w.estimate("2026-11-19", w.episodes[0].ID), w.estimate("2026-11-20", w.episodes[0].ID), w.estimate("2026-11-20", w.episodes[1].ID)}
		write(t, db, w.county, func(tx *store.Tx) error { return tx.AddEstimates(all) })
		read(t, db, w.county, func(tx *store.Tx) error {
			byUID, err := tx.EstimateByUID(all[0].UID)
			sameEstimate(t, "what is kept", byUID, all[0])
			mine, err2 := tx.EstimatesOfEpisodes([]int64{w.episodes[0].ID})
			if len(mine) != 2 {
				t.Fatalf("the episode has %d estimates, want 2", len(mine))
			}
			sameEstimate(t, "the newest", mine[0], all[1])
			sameEstimate(t, "the older", mine[1], all[0])
			return errors.Join(err, err2)
		})
		withdrawn := all[0]
		withdrawn.Withdrawn = true
		write(t, db, w.county, func(tx *store.Tx) (err error) {
			withdrawn, err = tx.ReviseEstimate(all[0], withdrawn, "actor", "väärä asiakas")
			return err
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			byUID, err := tx.EstimateByUID(all[0].UID)
			sameEstimate(t, "what was withdrawn", byUID, withdrawn)
			return err
		})
	})
}

// sameEstimate compares what the pointer to a limit points at, too.
func sameEstimate(t *testing.T, what string, got, want casework.Estimate) {
	t.Helper()
	if *got.Limit != *want.Limit {
		t.Errorf("%s has the limit %s, want %s", what, *got.Limit, *want.Limit)
	}
	got.Limit, want.Limit = nil, nil
	same(t, what, got, want)
}

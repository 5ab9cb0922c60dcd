package store

import (
	"fmt"

	"sijoita/casework"
)

var estimates = table[casework.Estimate]{
	name:    "estimate",
	columns: notedColumns + "edition, municipality, facts, earnings_limit",
	order:   "on_day DESC, id DESC",
	record:  func(e *casework.Estimate) *casework.Record { return &e.Record },
	values: func(tx *Tx, e casework.Estimate) []any {
		return notedValues(tx, e.Noted, e.EpisodeID, e.On, e.Edition, e.Municipality, e.Facts.String(), e.Limit)
	},
	scan: func(scan func(...any) error) (e casework.Estimate, err error) {
		var facts string
		if err = scanNoted(scan, &e.Noted, &e.EpisodeID, &e.On, &e.Edition, &e.Municipality, &facts, &e.Limit); err != nil {
			return e, err
		}
		var ok bool
		if e.Facts, ok = casework.ParseFacts(facts); !ok {
			return e, fmt.Errorf("estimate %d: its facts are none", e.ID)
		}
		return e, nil
	},
	addChildren:  addEstimateRows,
	readChildren: readEstimateRows,
	dropChildren: func(tx *Tx, id int64) error {
		for _, rows := range []string{"estimate_offer", "estimate_line"} {
			if _, err := tx.exec("DELETE FROM "+rows+" WHERE estimate = $1", id); err != nil {
				return err
			}
		}
		return nil
	},
}

func addEstimateRows(tx *Tx, all []casework.Estimate) error {
	var offers, lines [][]any
	for _, e := range all {
		for _, o := range e.Offers {
			offers = append(offers, []any{tx.County, e.ID, o.Name, o.HourlyPay, o.HoursPerWeek, o.StartsOn, o.CommuteCost})
		}
		for _, l := range e.Lines {
			lines = append(lines, []any{tx.County, e.ID, l.Offer, l.Settled, l.Key, l.Amount})
		}
	}
	if err := addRows(tx, "estimate_offer", "county, estimate, name, hourly_pay, hours_per_week, starts_on, commute_cost", offers); err != nil {
		return err
	}
	return addRows(tx, "estimate_line", "county, estimate, offer, settled, line, amount", lines)
}

func readEstimateRows(tx *Tx, all []casework.Estimate, of string, args []any) error {
	place := index(all, func(e *casework.Estimate) int64 { return e.ID })
	type offerRow struct {
		of    int64
		offer casework.Offer
	}
	offers, err := list(tx, func(scan func(...any) error) (r offerRow, err error) {
		o := &r.offer
		return r, scan(&r.of, &o.Name, &o.HourlyPay, &o.HoursPerWeek, &o.StartsOn, &o.CommuteCost)
	}, `SELECT estimate, name, hourly_pay, hours_per_week, starts_on, commute_cost FROM estimate_offer
		WHERE estimate IN (`+of+`) ORDER BY id`, args...)
	if err != nil {
		return err
	}
	for _, r := range offers {
		place[r.of].Offers = append(place[r.of].Offers, r.offer)
	}
	type lineRow struct {
		of   int64
		line casework.EstimateLine
	}
	lines, err := list(tx, func(scan func(...any) error) (r lineRow, err error) {
		l := &r.line
		return r, scan(&r.of, &l.Offer, &l.Settled, &l.Key, &l.Amount)
	}, `SELECT estimate, offer, settled, line, amount FROM estimate_line
		WHERE estimate IN (`+of+`) ORDER BY id`, args...)
	for _, r := range lines {
		place[r.of].Lines = append(place[r.of].Lines, r.line)
	}
	return err
}

// EstimateByUID gives one estimate, or ErrNotFound.
func (tx *Tx) EstimateByUID(uid casework.UID) (casework.Estimate, error) {
	return estimates.byUID(tx, uid)
}

// EstimatesOfEpisodes lists the episodes' estimates, the newest first, withdrawn
// ones too.
func (tx *Tx) EstimatesOfEpisodes(ids []int64) ([]casework.Estimate, error) {
	return estimates.ofEpisodes(tx, ids, "")
}

// AddEstimates adds them and gives each its ID. A uid that is there is ErrTaken.
func (tx *Tx) AddEstimates(all []casework.Estimate) error { return estimates.add(tx, all) }

// ReviseEstimate puts the withdrawn estimate in the place of the one that stood;
// see table.revise.
func (tx *Tx) ReviseEstimate(old, changed casework.Estimate, actor, reason string) (casework.Estimate, error) {
	err := estimates.revise(tx, old, &changed, actor, reason)
	return changed, err
}

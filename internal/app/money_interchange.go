package app

import (
	"sijoita/casework"
	"sijoita/internal/interchange"
)

// addEstimates adds what was computed for clients.
func (in *importer) addEstimates() error {
	all := converted(in.document.Estimates, func(e interchange.Estimate) casework.Estimate {
		facts, _ := casework.ParseFacts(e.Facts) // the reader has checked them
		return casework.Estimate{
			Noted: in.noted(e.ID, e.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, e.Episode), On: e.On, Edition: e.Edition,
			Municipality: e.Municipality, Facts: facts, Limit: e.Limit,
			Offers: converted(e.Offers, func(o interchange.Offer) casework.Offer {
				return casework.Offer{Name: o.Name, HourlyPay: orNothing(o.HourlyPay), HoursPerWeek: o.HoursPerWeek, StartsOn: o.StartsOn, CommuteCost: orNothing(o.CommuteCost)}
			}),
			Lines: converted(e.Lines, func(l interchange.EstimateLine) casework.EstimateLine {
				return casework.EstimateLine{Offer: orNothing(l.Offer), Settled: l.Settled, Key: l.Line, Amount: l.Amount}
			}),
		}
	})
	err := in.turn.tx.AddEstimates(all)
	keep(in, interchange.ListEstimates, all, func(e *casework.Estimate) casework.Record { return e.Record })
	return err
}

// orNothing is what a document tells; what it does not tell is nothing.
func orNothing[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}

func (x exporter) estimate(e casework.Estimate) interchange.Estimate {
	return interchange.Estimate{
		ID: e.Outward(), Episode: x.episodes[e.EpisodeID], On: e.On, Edition: e.Edition, Municipality: e.Municipality, Facts: e.Facts.String(),
		Limit: e.Limit, Withdrawn: e.Withdrawn,
		Offers: converted(e.Offers, func(o casework.Offer) interchange.Offer {
			return interchange.Offer{Name: o.Name, HourlyPay: &o.HourlyPay, HoursPerWeek: o.HoursPerWeek, StartsOn: o.StartsOn, CommuteCost: &o.CommuteCost}
		}),
		Lines: converted(e.Lines, func(l casework.EstimateLine) interchange.EstimateLine {
			return interchange.EstimateLine{Offer: &l.Offer, Settled: l.Settled, Line: l.Key, Amount: l.Amount}
		}),
	}
}

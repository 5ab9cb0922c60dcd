package casework

import (
	"strconv"
	"strings"

	"sijoita/problem"
)

// Estimate (laskelma) is what was computed for a client: the facts and offers
// that were asked about, by which rules, and what came out. It never changes;
// one that was made for the wrong client is withdrawn. Package benefits
// computes it, and again whenever its trace is asked for.
type Estimate struct {
	Noted
	EpisodeID    int64
	On           Day    // whose rules were asked
	Edition      string // of the rules
	Municipality string // where the client lived, three digits
	Facts        Facts
	Offers       []Offer // one to MostOffers
	Lines        []EstimateLine
	Limit        *Cents // the earnings limit a month; nil: none applies
}

// Offer (työtarjous) is a job that somebody may take, as far as its money goes.
type Offer struct {
	Name         string // the job or the employer, as they call it; may be empty
	HourlyPay    Cents
	HoursPerWeek float64
	StartsOn     Day   // zero: not known
	CommuteCost  Cents // a month
}

// EstimateLine is one sum of an estimate, of a month.
type EstimateLine struct {
	Offer   int    // counted from 1; 0: today, without any of them
	Settled bool   // once a passed earnings limit has taken effect
	Key     string // of the line, in the words of package benefits
	Amount  Cents  // below zero: it is taken
}

// MostOffers is how many offers one estimate compares.
const MostOffers = 3

const (
	maxOfferName  = 100
	mostHourlyPay = 1000_00 // cents
)

// Net is the sum of the lines of an offer (0: of today), before or after a
// passed limit has taken effect; false when there are none.
func (e Estimate) Net(offer int, settled bool) (sum Cents, told bool) {
	for _, l := range e.Lines {
		if l.Offer == offer && l.Settled == settled {
			sum, told = sum+l.Amount, true
		}
	}
	return sum, told
}

// CheckOffers refuses with problem.Invalid what is no offer, beside the field
// of offers.N. …, counted from 1: no pay or one over 1000 € an hour, hours
// outside 0–60 a week or not in quarters, a negative or impossible way to work,
// a start more than a year off, a name over 100 characters. With none the
// fault is beside the first's pay, with more than MostOffers beside offers.
func CheckOffers(offers []Offer, today Day) error {
	var f problem.Fields
	switch {
	case len(offers) == 0:
		f.Add("offers.1.hourly_pay", "money.offers_number", problem.Args{"most": MostOffers})
	case len(offers) > MostOffers:
		f.Add("offers", "money.offers_number", problem.Args{"most": MostOffers})
	}
	for i, o := range offers {
		at := "offers." + strconv.Itoa(i+1) + "."
		checkText(&f, at+"name", strings.TrimSpace(o.Name), maxOfferName)
		if o.HourlyPay <= 0 || o.HourlyPay > mostHourlyPay {
			f.Add(at+"hourly_pay", "money.hourly_pay")
		}
		if quarters := o.HoursPerWeek * 4; !(o.HoursPerWeek > 0 && o.HoursPerWeek <= maxHours) || quarters != float64(int(quarters)) {
			f.Add(at+"hours_per_week", "money.hours", problem.Args{"most": maxHours})
		}
		if o.CommuteCost < 0 || o.CommuteCost > highPay*100 {
			f.Add(at+"commute_cost", "money.commute_cost")
		}
		if !o.StartsOn.IsZero() && (o.StartsOn.Before(today.AddDays(-aheadForStart)) || o.StartsOn.After(today.AddDays(aheadForStart))) {
			f.Add(at+"starts_on", "money.starts_on")
		}
	}
	return f.Problem()
}

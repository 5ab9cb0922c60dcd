package outcomes

import "sijoita/casework"

// When a job that begins, or changes, asks for benefits counselling, in days. A
// payer answers in a week or two: sooner than two weeks before, few jobs are
// agreed on; later, an answer may come too late. Thirty days are what the
// criterion allows for a change (fidelity.md, item 12).
const (
	startAhead  = 14
	startLate   = 7 // from here on it is late
	startBehind = 30
)

// dueCounselling: a job begins within two weeks, or has begun within the last
// thirty days, or its hours or pay change so, and benefits counselling is not
// noted for it (criterion 12). It goes when it is noted, when the client
// declines, and when the job has ended.
func dueCounselling(c DueClient, today casework.Day) (Due, bool) {
	for _, o := range casework.Occasions(c.Episode, c.Placements, c.Counselling, c.Answers) {
		days := o.On.DaysSince(today)
		over := !o.Placement.EndsOn.IsZero() && o.Placement.EndsOn.Before(today)
		if !o.Missing() || over || days > startAhead || days < -startBehind {
			continue
		}
		return Due{Kind: DueCounselling, Late: days <= startLate, Days: days, On: o.On, Occasion: &o}, true
	}
	return Due{}, false
}

// AdviceMissing lists the jobs of the clients that wait for benefits counselling,
// the late ones first.
func AdviceMissing(clients []DueClient, today casework.Day) []Due {
	var list []Due
	for _, c := range clients {
		if d, waits := dueCounselling(c, today); waits {
			d.ClientID = c.ClientID
			list = append(list, d)
		}
	}
	SortDue(list)
	return list
}

// EarningsDue is what the rules need of a client's earnings; the earnings watch
// (package benefits) tells it.
type EarningsDue struct {
	Over     int          // which month in a row over the limit of a pension the present one is; 0: it is not over
	RestEnds casework.Day // the last day on which a pension that is dormant may be so; zero: none is
}

// From which month over the limit the coach is told, from which it is late, and
// how many days before a pension ends.
const (
	overTold  = 2
	overLate  = 3
	restAhead = 60
)

// dueEarnings: the pay has been over the earnings limit of a pension for two
// months in a row, so that in the third the payer may stop paying it.
func dueEarnings(c DueClient, today casework.Day) (Due, bool) {
	if c.Earnings.Over < overTold {
		return Due{}, false
	}
	return Due{Kind: DueEarnings, Late: c.Earnings.Over >= overLate, Days: c.Earnings.Over, On: today.Month().First()}, true
}

// dueRest: a pension has been dormant for nearly as long as it can be; then it ends.
func dueRest(c DueClient, today casework.Day) (Due, bool) {
	ends := c.Earnings.RestEnds
	if ends.IsZero() || ends.DaysSince(today) > restAhead {
		return Due{}, false
	}
	return Due{Kind: DueRest, Late: ends.Before(today), Days: ends.DaysSince(today), On: ends}, true
}

package outcomes

import "sijoita/casework"

// DueSubsidy is a wage subsidy that begins, or has begun, without a decision:
// the employer is to have it before the job begins.
const DueSubsidy DueKind = "subsidy"

// dueSubsidy: a wage subsidy begins within two weeks, or has begun within the
// last thirty days, and no decision on it is noted. It goes when the decision is
// noted, when the subsidy is corrected away, and when the job has ended.
func dueSubsidy(c DueClient, today casework.Day) (Due, bool) {
	for _, p := range c.Placements {
		if p.Withdrawn || !p.EndsOn.IsZero() && p.EndsOn.Before(today) {
			continue
		}
		for _, s := range p.Subsidies() {
			from := s.From
			if from.IsZero() {
				from = p.StartsOn
			}
			days := from.DaysSince(today)
			if s.Kind == casework.WageSubsidy && !s.Decided() && days <= startAhead && days >= -startBehind {
				return Due{Kind: DueSubsidy, Late: days <= 0, Days: days, On: from, Placement: &p}, true
			}
		}
	}
	return Due{}, false
}

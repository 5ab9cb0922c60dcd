package benefits

import "sijoita/rules"

// sicknessAllowance is a day's allowance of a year's gross wage: one share up
// to the limit, a smaller one of what is over it, and no less than the least.
func (l *law) sicknessAllowance(grossYear, deduction rules.Decimal) rules.Decimal {
	year := grossYear.Times(rules.Yes.Minus(deduction)).Cents()
	limit := l.get("sairauspaivaraha.raja2")
	sum := year.Least(limit).Times(l.get("sairauspaivaraha.prosentti1"))
	sum = sum.Plus(year.Minus(limit).Positive().Times(l.get("sairauspaivaraha.prosentti2")))
	return sum.Over(l.get("sairauspaivaraha.jakaja")).Cents().Most(l.get("sairauspaivaraha.vahimmais"))
}

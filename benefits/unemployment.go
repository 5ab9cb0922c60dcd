package benefits

import "sijoita/rules"

// monthOf makes a month's amount of a day's, for so many days.
func monthOf(perDay, days rules.Decimal) rules.Decimal { return perDay.Times(days).Cents() }

// childIncrease is what children add to a day's unemployment benefit.
func (l *law) childIncrease(children int) rules.Decimal {
	switch {
	case children <= 0:
		return rules.No
	case children == 1:
		return l.get("tyottomyys.lapsikorotus.1")
	case children == 2:
		return l.get("tyottomyys.lapsikorotus.2")
	default:
		return l.get("tyottomyys.lapsikorotus.3")
	}
}

// basicUnemployment is a month's full labour market subsidy, basic allowance or
// general support.
func (l *law) basicUnemployment(children int) rules.Decimal {
	perDay := l.get("tyottomyys.perus_pv").Plus(l.childIncrease(children))
	return monthOf(perDay, l.get("tyottomyys.paivia_kuukaudessa"))
}

// adjustment is what a month's wage takes off an unemployment benefit: a part
// of what is over the protected share.
func (l *law) adjustment(wage, protected rules.Decimal) rules.Decimal {
	return wage.Minus(protected).Positive().Times(l.get("tyottomyys.sovittelu.prosentti")).Cents()
}

// adjusted is a month's unemployment benefit beside a wage.
func (l *law) adjusted(full, wage rules.Decimal) rules.Decimal {
	return full.Minus(l.adjustment(wage, l.get("tyottomyys.sovittelu.suojaosa_kk"))).Positive()
}

// allowance is an earnings-related unemployment allowance a month, in full and
// on its two steps. Before 2.9.2024 there were no steps: they are the full one.
type allowance struct{ full, first, second rules.Decimal }

// earningsRelated computes the allowance of a monthly wage: a day's basic part,
// a share of the daily wage over it, and a smaller share of what is over the
// bend; no more than the ceiling and no less than the basic part.
func (l *law) earningsRelated(monthlyWage rules.Decimal) allowance {
	days, basic := l.get("tyottomyys.paivia_kuukaudessa"), l.get("tyottomyys.perus_pv")
	daily := monthlyWage.Times(rules.Yes.Minus(l.get("ansiopaivaraha.palkkavahennys"))).Over(days)
	bend := basic.Times(l.get("ansiopaivaraha.taite_kerroin")).Over(days)
	part := daily.Least(bend).Minus(basic).Positive().Times(l.get("ansiopaivaraha.prosentti1"))
	part = part.Plus(daily.Minus(bend).Positive().Times(l.get("ansiopaivaraha.prosentti2")))
	full := basic.Plus(part).Least(daily.Times(l.get("ansiopaivaraha.katto_osuus"))).Most(basic)
	step := func(key string) rules.Decimal {
		share := l.get(key)
		if share.IsZero() {
			return monthOf(full, days)
		}
		return monthOf(full.Times(share).Most(basic), days)
	}
	return allowance{monthOf(full, days), step("ansiopaivaraha.porras1_kerroin"), step("ansiopaivaraha.porras2_kerroin")}
}

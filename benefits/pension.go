package benefits

import "sijoita/rules"

// kelaPension is a month's pension from Kela.
type kelaPension struct{ national, guarantee rules.Decimal }

// fullNational is the national pension of somebody without other pensions.
func (l *law) fullNational(couple bool) rules.Decimal {
	if couple {
		return l.get("kansanelake.taysi_parisuhde")
	}
	return l.get("kansanelake.taysi_yksin")
}

// kelaPensionBeside computes Kela's pension beside other pensions a month. Kela
// rounds a year of the others to the whole euro before it takes half of what is
// over the limit; the guarantee pension fills up what is left, and what is
// under the smallest amount is not paid.
func (l *law) kelaPensionBeside(others rules.Decimal, couple bool) kelaPension {
	year := others.Times(twelve).Round(0)
	over := year.Minus(l.get("kansanelake.tuloraja_vuosi")).Positive()
	reduction := over.Times(l.get("kansanelake.vahennyskerroin")).Over(twelve).Cents()
	least := l.get("kansanelake.pienin_maksettava")
	national := paidFrom(least, l.fullNational(couple).Minus(reduction))
	guarantee := paidFrom(least, l.get("takuuelake.taysi").Minus(others).Minus(national))
	return kelaPension{national, guarantee}
}

// paidFrom is an amount, or nothing where it is under the least that is paid.
func paidFrom(least, amount rules.Decimal) rules.Decimal {
	if amount.Less(least) {
		return rules.No
	}
	return amount
}

// nationalEndsAt is the least other pension a month beside which no national
// pension is paid.
func (l *law) nationalEndsAt(couple bool) rules.Decimal {
	return l.firstCent(func(others rules.Decimal) bool { return l.kelaPensionBeside(others, couple).national.IsZero() })
}

// nationalIsFullTo is the largest other pension a month that takes nothing off
// the national pension.
func (l *law) nationalIsFullTo(couple bool) rules.Decimal {
	full := l.fullNational(couple)
	return l.firstCent(func(others rules.Decimal) bool { return l.kelaPensionBeside(others, couple).national.Less(full) }).Minus(cent)
}

// guaranteeEndsAt is the least of all other pensions a month beside which no
// guarantee pension is paid.
func (l *law) guaranteeEndsAt() rules.Decimal {
	return l.get("takuuelake.taysi").Minus(l.get("kansanelake.pienin_maksettava")).Plus(cent)
}

// firstCent finds, by halving, the least amount of which a condition is true that
// stays true once it is; it looks up to a hundred thousand euros.
func (l *law) firstCent(holds func(rules.Decimal) bool) rules.Decimal {
	low, high := int64(-1), int64(100_000_00) // it does not hold at low, and does at high
	for high-low > 1 {
		if middle := (low + high) / 2; holds(rules.Hundredths(middle)) {
			high = middle
		} else {
			low = middle
		}
	}
	return rules.Hundredths(high)
}

// earningsLimit is the wage a month up to which a disability pension is paid:
// Kela's in euros, and for an earnings-related one a share of the stable
// earnings, which is never under Kela's.
func (l *law) earningsLimit(stable rules.Decimal, earningsRelated, full bool) rules.Decimal {
	kela := l.get("tyokyvyttomyyselake.ansaintaraja")
	if !earningsRelated {
		return kela
	}
	share := "tyokyvyttomyyselake.tyoelake.ansaintaraja_osa"
	if full {
		share = "tyokyvyttomyyselake.tyoelake.ansaintaraja_taysi"
	}
	return stable.Times(l.get(share)).Cents().Most(kela)
}

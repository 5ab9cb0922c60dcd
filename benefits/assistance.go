package benefits

import "sijoita/rules"

// share gives a part of the basic amount of somebody who lives alone.
func (l *law) basicAmount(share rules.Decimal) rules.Decimal {
	return l.get("toimeentulotuki.perusosa_yksin").Times(share).Cents()
}

func (l *law) basicAlone() rules.Decimal { return l.basicAmount(rules.Yes) }

func (l *law) basicLoneParent() rules.Decimal {
	return l.basicAmount(rules.Yes.Plus(l.get("toimeentulotuki.yksinhuoltaja_lisa")))
}

func (l *law) basicShared() rules.Decimal {
	return l.basicAmount(l.get("toimeentulotuki.yhteistalous_18"))
}

func (l *law) basicWithParents() rules.Decimal {
	return l.basicAmount(l.get("toimeentulotuki.vanhempien_luona_18"))
}

// basicChild is the basic amount of a household's first, second, third … child.
func (l *law) basicChild(nth int, under10 bool) rules.Decimal {
	key := "toimeentulotuki.lapsi_10_17"
	if under10 {
		key = "toimeentulotuki.lapsi_alle_10"
	}
	share := l.get(key)
	switch {
	case nth == 2:
		share = share.Minus(l.get("toimeentulotuki.vahennys_2_lapsi"))
	case nth > 2:
		share = share.Minus(l.get("toimeentulotuki.vahennys_3_lapsi"))
	}
	return l.basicAmount(share)
}

// basicOf is the basic amount of a household. How old the children are is not
// asked: they count as under ten, so that the estimate does not promise too
// much.
func (l *law) basicOf(h household) rules.Decimal {
	var sum rules.Decimal
	switch {
	case h.adults > 1:
		sum = l.basicShared().Times(rules.Whole(int64(h.adults)))
	case h.children > 0:
		sum = l.basicLoneParent()
	default:
		sum = l.basicAlone()
	}
	for nth := 1; nth <= h.children; nth++ {
		sum = sum.Plus(l.basicChild(nth, true))
	}
	return sum
}

// The norms of housing costs in social assistance by size, up to four people.
const assistanceNorm = "toimeentulotuki.asumisnormi"

// acceptedHousing is what social assistance accepts of the costs of a home: up
// to the municipality's norm, water apart.
func (l *law) acceptedHousing(cost rules.Decimal, people int, municipality string, water bool) rules.Decimal {
	norm := func(size string) rules.Decimal { return l.in(assistanceNorm+"."+size, municipality) }
	most := norm([...]string{"1", "2", "3", "4"}[min(max(people, 1), 4)-1])
	if people > 4 {
		most = most.Plus(norm("lisahenkilo").Times(rules.Whole(int64(people - 4))))
	}
	accepted := cost.Least(most)
	if water {
		accepted = accepted.Plus(l.get("toimeentulotuki.vesi_henkilo").Times(rules.Whole(int64(people))))
	}
	return accepted
}

// leftOut is the part of an adult's net wage that social assistance leaves out
// of account: none since 1.3.2026.
func (l *law) leftOut(netWage rules.Decimal) rules.Decimal {
	return netWage.Positive().Least(l.get("toimeentulotuki.ansiotulovahennys_18"))
}

package benefits

import "sijoita/rules"

// household is who lives together, as housing allowances count them.
type household struct{ adults, children int }

func (h household) people() int { return h.adults + h.children }

// The caps of housing costs by rent class and size, up to four people.
var (
	housingCaps = [4][5]string{1: capKeys("ryhma1"), 2: capKeys("ryhma2"), 3: capKeys("ryhma3")}
	pensionCaps = [4]string{1: "elasumistuki.enimmaismenot.ryhma1", 2: "elasumistuki.enimmaismenot.ryhma2", 3: "elasumistuki.enimmaismenot.ryhma3"}
)

func capKeys(class string) [5]string {
	const key = "asumistuki.enimmaismenot."
	return [5]string{key + class + ".lisahenkilo", key + class + ".1", key + class + ".2", key + class + ".3", key + class + ".4"}
}

// housingCap is the most that general housing allowance accepts as costs.
func (l *law) housingCap(class, people int) rules.Decimal {
	return l.bySize(housingCaps[class], people)
}

// bySize gives what keys say of one to four people, and key 0 of each more.
func (l *law) bySize(keys [5]string, people int) rules.Decimal {
	amount := l.get(keys[min(max(people, 1), 4)])
	if people > 4 {
		amount = amount.Plus(l.get(keys[0]).Times(rules.Whole(int64(people - 4))))
	}
	return amount
}

// waterAndHeating is what general housing allowance adds to the rent of those
// who pay for them apart.
func (l *law) waterAndHeating(people int, municipality string, water, heating bool) rules.Decimal {
	sum := rules.No
	if water {
		sum = l.get("asumistuki.vesi_henkilo").Times(rules.Whole(int64(people)))
	}
	if heating {
		norm := l.get("asumistuki.lammitys_1").Plus(l.get("asumistuki.lammitys_lisa").Times(rules.Whole(int64(people - 1))))
		switch l.in("asumistuki.lammitysalue", municipality).Whole() {
		case 1:
			norm = norm.Times(rules.Yes.Plus(l.get("asumistuki.lammitys_korotus_itainen")))
		case 2:
			norm = norm.Times(rules.Yes.Plus(l.get("asumistuki.lammitys_korotus_pohjoinen")))
		}
		sum = sum.Plus(norm)
	}
	return sum.Cents()
}

// assetIncome is what assets count as income a year. Before 2025 general
// housing allowance had no such income: its share was 0.
func (l *law) assetIncome(assets rules.Decimal, adults int) rules.Decimal {
	limit := "asumistuki.varallisuus.raja_1_aikuinen"
	if adults > 1 {
		limit = "asumistuki.varallisuus.raja_useampi"
	}
	return assets.Minus(l.get(limit)).Positive().Times(l.get("asumistuki.varallisuus.osuus_vuodessa")).Cents()
}

// tooWealthy tells whether assets alone rule general housing allowance out.
func (l *law) tooWealthy(assets rules.Decimal) bool {
	bar := l.get("asumistuki.varallisuus.este")
	return !bar.IsZero() && !assets.Less(bar)
}

// housingIncome is what general housing allowance counts as income a month:
// everything before tax, less what is left out of each one's wage, with the
// income from assets, to the whole euro.
func (l *law) housingIncome(gross rules.Decimal, wages []rules.Decimal, assetsYear rules.Decimal) rules.Decimal {
	most := l.get("asumistuki.ansiotulovahennys")
	for _, wage := range wages {
		gross = gross.Minus(wage.Least(most))
	}
	return gross.Plus(assetsYear.Over(twelve).Cents()).Round(0)
}

// allowanceSteps are the steps of a general housing allowance.
type allowanceSteps struct{ accepted, own, paid rules.Decimal }

// housingTerms are the shares of the general housing allowance of a day.
type housingTerms struct {
	factor, base, adult, child, ownFrom rules.Decimal // of the own share
	share, least                        rules.Decimal // of what is paid
}

func (l *law) housingTerms() housingTerms {
	return housingTerms{
		factor: l.get("asumistuki.perusomavastuu.kerroin"), base: l.get("asumistuki.perusomavastuu.vakio"),
		adult: l.get("asumistuki.perusomavastuu.aikuinen"), child: l.get("asumistuki.perusomavastuu.lapsi"),
		ownFrom: l.get("asumistuki.perusomavastuu.huomiotta_alle"),
		share:   l.get("asumistuki.tukiprosentti"), least: l.get("asumistuki.pienin_maksettava"),
	}
}

// allowance computes the general housing allowance: a share of the accepted
// costs over the household's own share of them. A small own share is left out,
// and a small allowance is not paid.
func (t housingTerms) allowance(costs, most, income rules.Decimal, h household) allowanceSteps {
	accepted := costs.Least(most)
	free := t.base.Plus(t.adult.Times(rules.Whole(int64(h.adults)))).Plus(t.child.Times(rules.Whole(int64(h.children))))
	own := paidFrom(t.ownFrom, income.Minus(free).Positive().Times(t.factor).Cents())
	return allowanceSteps{accepted, own, paidFrom(t.least, accepted.Minus(own).Positive().Times(t.share).Cents())}
}

// housingEndsAt is the largest income a month, in whole euros, with which a
// household still gets general housing allowance for the costs of its cap.
func (l *law) housingEndsAt(class int, h household) rules.Decimal {
	terms, most := l.housingTerms(), l.housingCap(class, h.people())
	low, high := int64(0), int64(100_000)
	for high-low > 1 {
		if middle := (low + high) / 2; terms.allowance(most, most, rules.Whole(middle), h).paid.IsZero() {
			high = middle
		} else {
			low = middle
		}
	}
	return rules.Whole(low)
}

// pensionerTerms are the shares of the pensioner's housing allowance of a day.
type pensionerTerms struct{ share, own, extra, limit, least rules.Decimal }

// pensionerTerms gives them for somebody alone, or with a partner who has no
// right to the allowance.
func (l *law) pensionerTerms(alone bool) pensionerTerms {
	limit := "elasumistuki.tuloraja.puoliso_ei_oikeutta"
	if alone {
		limit = "elasumistuki.tuloraja.yksin"
	}
	return pensionerTerms{
		share: l.get("elasumistuki.tukiprosentti"), own: l.get("elasumistuki.perusomavastuu"),
		extra: l.get("elasumistuki.lisaomavastuu.prosentti"), limit: l.get(limit), least: l.get("elasumistuki.pienin_maksettava"),
	}
}

// allowance computes the pensioner's housing allowance a month of a year's
// costs and income.
func (t pensionerTerms) allowance(costs, most, income rules.Decimal) rules.Decimal {
	extra := income.Minus(t.limit).Positive().Times(t.extra)
	return paidFrom(t.least, pensionerShare(t.share, costs.Least(most), t.own, extra).Over(twelve).Cents())
}

// pensionerShare is the part of the accepted costs over both own shares that is
// paid.
func pensionerShare(share, accepted, own, extra rules.Decimal) rules.Decimal {
	return accepted.Minus(own).Minus(extra).Positive().Times(share)
}

// pensionerAssets is what assets count as income a year in the pensioner's
// housing allowance.
func (l *law) pensionerAssets(assets rules.Decimal, alone bool) rules.Decimal {
	limit := "elasumistuki.omaisuus.raja_puolisot"
	if alone {
		limit = "elasumistuki.omaisuus.raja_yksin"
	}
	return assets.Minus(l.get(limit)).Positive().Times(l.get("elasumistuki.omaisuus.osuus_vuodessa")).Cents()
}

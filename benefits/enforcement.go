package benefits

import "sijoita/rules"

// protected is what enforcement leaves of a month's income in any case.
func (l *law) protected(dependants int) rules.Decimal {
	day := l.get("ulosotto.suojaosuus.velallinen").Plus(l.get("ulosotto.suojaosuus.elatettava").Times(rules.Whole(int64(dependants))))
	return day.Times(l.get("ulosotto.paivia_kuukaudessa")).Cents()
}

// seized is what enforcement takes of a month's net income: two thirds of what
// is over the protected part, from a bound on a third of the whole, and from
// the next bound on four fifths of what is over it, at most a half in all.
func (l *law) seized(net rules.Decimal, dependants int) rules.Decimal {
	protected := l.protected(dependants)
	thirds := func(key string, of rules.Decimal) rules.Decimal { return of.Times(l.get(key)).Over(three) }
	upTo, then := protected.Times(l.get("ulosotto.tuloraja.ylaraja")), protected.Times(l.get("ulosotto.kolmasosa.ylaraja"))
	switch {
	case !net.More(protected):
		return rules.No
	case !net.More(upTo):
		return thirds("ulosotto.tuloraja.kolmasosia", net.Minus(protected)).Cents()
	case !net.More(then):
		return thirds("ulosotto.kolmasosa.kolmasosia", net).Cents()
	}
	sum := thirds("ulosotto.kolmasosa.kolmasosia", then).Plus(net.Minus(then).Times(l.get("ulosotto.ylittava.osuus")))
	return sum.Least(net.Times(l.get("ulosotto.enintaan"))).Cents()
}

package benefits

import "sijoita/rules"

// income is a year's taxable income and what is taken off it.
type income struct {
	wage, pension, benefit rules.Decimal
	commuting              rules.Decimal // what the way to work costs a year
	children               int
	loneParent             bool
}

// rates are in percent.
type rates struct{ municipality, church rules.Decimal }

// taxes are a year's taxes and contributions.
type taxes struct {
	pension, unemployment rules.Decimal // an employee's contributions
	state, municipal      rules.Decimal // after the deduction for work
	church, medical       rules.Decimal
	daily, broadcasting   rules.Decimal
	surtax                rules.Decimal // of a large pension
	rules                 map[string][]*rules.Row
}

// all is what the tax administration calls the tax: everything but the two
// contributions of an employee.
func (t taxes) all() rules.Decimal {
	return t.incomeTax().Plus(t.health()).Plus(t.broadcasting)
}

func (t taxes) incomeTax() rules.Decimal {
	return t.state.Plus(t.municipal).Plus(t.church).Plus(t.surtax)
}

func (t taxes) health() rules.Decimal { return t.medical.Plus(t.daily) }

// tax computes a year's taxes in the order of the tax administration: net
// income, the deductions from it one by one, each to the cent, then the four
// taxes of the same taxable income, and the deduction for work from the state's
// first and from the others in proportion.
func (l *law) tax(in income, at rates) taxes {
	t := taxes{rules: map[string][]*rules.Row{}}
	before := l.take()
	note := func(line string) {
		if !l.quiet {
			t.rules[line] = append(t.rules[line], l.take()...)
		}
	}
	t.pension = in.wage.Times(l.get("vero.tyoelakemaksu")).Cents()
	note("pension_contribution")
	t.unemployment = in.wage.Times(l.get("vero.tyottomyysvakuutusmaksu")).Cents()
	note("unemployment_contribution")
	if from := l.get("vero.paivarahamaksu.tuloraja"); !in.wage.Less(from) {
		t.daily = in.wage.Times(l.get("vero.paivarahamaksu")).Cents()
	}
	note("health_contribution")

	net := in.wage.Plus(in.pension).Plus(in.benefit).Minus(l.earningCosts(in)).Positive()
	pensionDeduction := l.pensionDeduction(in.pension, net)
	taxable := net.Minus(t.pension).Minus(t.unemployment).Minus(t.daily).Minus(l.earnedDeduction(in.wage, net)).Minus(pensionDeduction).Positive()
	taxable = taxable.Minus(l.basicDeduction(taxable)).Positive()
	t.state = l.stateTax(taxable)
	t.municipal = taxable.Times(at.municipality).Times(percentage).Cents()
	t.church = taxable.Times(at.church).Times(percentage).Cents()
	t.surtax = in.pension.Minus(pensionDeduction).Minus(l.get("vero.elaketulon_lisavero.raja")).Positive().Times(l.get("vero.elaketulon_lisavero.prosentti")).Cents()
	note("income_tax")

	t.medical = taxable.Times(l.get("vero.sairaanhoitomaksu")).Plus(taxable.Minus(in.wage).Positive().Times(l.get("vero.sairaanhoitomaksu.korotus_muu_tulo"))).Cents()
	note("health_contribution")
	t.deduct(l.workDeduction(in, net))
	note("income_tax")
	over := net.Minus(l.get("vero.yle.raja")).Positive().Times(l.get("vero.yle.prosentti")).Cents()
	t.broadcasting = over.Least(l.get("vero.yle.enintaan"))
	note("broadcasting_tax")
	l.read = before
	return t
}

// deduct takes the deduction for work off the state's tax, and what is left of
// it off the others in proportion.
func (t *taxes) deduct(deduction rules.Decimal) {
	ofState := deduction.Least(t.state)
	t.state = t.state.Minus(ofState)
	others := t.municipal.Plus(t.church).Plus(t.medical)
	rest := deduction.Minus(ofState).Least(others)
	if rest.IsZero() {
		return
	}
	ofMunicipal := t.municipal.Times(rest).Over(others).Cents()
	ofChurch := t.church.Times(rest).Over(others).Cents()
	t.municipal, t.church = t.municipal.Minus(ofMunicipal), t.church.Minus(ofChurch)
	t.medical = t.medical.Minus(rest.Minus(ofMunicipal).Minus(ofChurch))
}

// earningCosts are taken off before net income: a fixed sum of the wage, and
// the costs of the way to work over one's own share of them.
func (l *law) earningCosts(in income) rules.Decimal {
	costs := l.get("vero.tulonhankkimisvahennys")
	if !in.commuting.IsZero() {
		way := in.commuting.Minus(l.get("vero.matkakulut.omavastuu")).Positive().Least(l.get("vero.matkakulut.enintaan"))
		costs = costs.Plus(way)
	}
	return costs.Least(in.wage)
}

// earnedDeduction is ansiotulovähennys, which ended with 2024: since then its
// most is 0.
func (l *law) earnedDeduction(wage, net rules.Decimal) rules.Decimal {
	first, second := l.get("vero.ansiotulovahennys.raja1"), l.get("vero.ansiotulovahennys.raja2")
	sum := wage.Least(second).Minus(first).Positive().Times(l.get("vero.ansiotulovahennys.prosentti1"))
	sum = sum.Plus(wage.Minus(second).Positive().Times(l.get("vero.ansiotulovahennys.prosentti2")))
	sum = sum.Least(l.get("vero.ansiotulovahennys.enintaan"))
	less := net.Minus(l.get("vero.ansiotulovahennys.raja3")).Positive().Times(l.get("vero.ansiotulovahennys.prosentti3"))
	return sum.Minus(less).Positive().Cents()
}

// pensionDeduction is eläketulovähennys: the full one goes up to the next ten
// euros, and shrinks as all net income grows.
func (l *law) pensionDeduction(pension, net rules.Decimal) rules.Decimal {
	full := l.get("vero.elaketulovahennys.kerroin").Times(l.get("vero.elaketulovahennys.kansanelake_vuosi")).Times(tenth).Up().Times(ten)
	bend := l.get("vero.elaketulovahennys.raja2")
	less := net.Least(bend).Minus(full).Positive().Times(l.get("vero.elaketulovahennys.prosentti1"))
	less = less.Plus(net.Minus(bend).Positive().Times(l.get("vero.elaketulovahennys.prosentti2")))
	return full.Minus(less).Positive().Least(pension).Cents()
}

// basicDeduction is perusvähennys.
func (l *law) basicDeduction(taxable rules.Decimal) rules.Decimal {
	most := l.get("vero.perusvahennys.enintaan")
	less := taxable.Minus(most).Positive().Times(l.get("vero.perusvahennys.pieneneminen"))
	return most.Least(taxable).Minus(less).Positive().Cents()
}

// workDeduction is työtulovähennys, a deduction from the tax itself. Children
// raise its most, those of a lone parent twice.
func (l *law) workDeduction(in income, net rules.Decimal) rules.Decimal {
	most := l.get("vero.tyotulovahennys.enintaan")
	if in.children > 0 {
		raise := l.get("vero.tyotulovahennys.lapsikorotus").Times(rules.Whole(int64(in.children)))
		if in.loneParent {
			raise = raise.Times(two)
		}
		most = most.Plus(raise)
	}
	sum := in.wage.Times(l.get("vero.tyotulovahennys.prosentti1")).Least(most)
	first, second := l.get("vero.tyotulovahennys.raja1"), l.get("vero.tyotulovahennys.raja2")
	less := net.Least(second).Minus(first).Positive().Times(l.get("vero.tyotulovahennys.prosentti2"))
	less = less.Plus(net.Minus(second).Positive().Times(l.get("vero.tyotulovahennys.prosentti3")))
	return sum.Minus(less).Positive().Cents()
}

// scale has the steps of the state's scale from the top: where each begins, the
// tax there, and the share of what is over it.
var scale = [...]struct{ from, tax, share string }{
	{"vero.valtio.raja6", "vero.valtio.vero_alarajalla6", "vero.valtio.prosentti6"},
	{"vero.valtio.raja5", "vero.valtio.vero_alarajalla5", "vero.valtio.prosentti5"},
	{"vero.valtio.raja4", "vero.valtio.vero_alarajalla4", "vero.valtio.prosentti4"},
	{"vero.valtio.raja3", "vero.valtio.vero_alarajalla3", "vero.valtio.prosentti3"},
	{"vero.valtio.raja2", "vero.valtio.vero_alarajalla2", "vero.valtio.prosentti2"},
}

// stateTax is the state's tax of a taxable income.
func (l *law) stateTax(taxable rules.Decimal) rules.Decimal {
	for _, step := range scale {
		if from := l.get(step.from); taxable.More(from) {
			return l.get(step.tax).Plus(taxable.Minus(from).Times(l.get(step.share))).Cents()
		}
	}
	return taxable.Minus(l.get("vero.valtio.raja1")).Positive().Times(l.get("vero.valtio.prosentti1")).Cents()
}

// percent is the tax in percent of the income, up to the next half, as on a tax
// card.
func percent(tax, income rules.Decimal) rules.Decimal {
	if income.IsZero() {
		return rules.No
	}
	return tax.Times(hundred).Over(income).Times(two).Up().Over(two)
}

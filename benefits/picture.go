package benefits

import (
	"slices"

	"sijoita/casework"
	"sijoita/problem"
	"sijoita/rules"
)

// month is a picture while it is computed, at one wage.
type month struct {
	*calculation
	wage    rules.Decimal
	settled bool // what a passed limit brings has come
	lines   map[string]Line
}

// picture computes a month at a wage, in the order in which one thing decides
// the next: wage, unemployment benefit, pensions, tax, enforcement, housing
// allowance, social assistance.
func (c *calculation) picture(wage rules.Decimal, settled bool) Picture {
	m := &month{calculation: c, wage: wage, settled: settled, lines: make(map[string]Line, 12)}
	m.take()
	m.add(LineWage, wage, "benefits.basis.wage", c.weekRows, "pay", cents(c.hourlyPay()), "hours", m.hoursOfWage(), "weeks", number(c.weeks))
	m.addBenefits()
	m.addTaxes()
	m.addHousing()
	m.addDebts()
	m.addAssistance()
	return m.picture()
}

// hoursOfWage are the weekly hours that make the wage.
func (m *month) hoursOfWage() float64 {
	if m.hourlyPay().IsZero() {
		return 0
	}
	return number(m.wage.Over(m.hourlyPay().Times(m.weeks)))
}

// number is a number to be shown, and not to be computed with.
func number(d rules.Decimal) float64 { return d.Round(4).Shown() }

// add adds a line of an amount, with its basis and the rules read since the
// last one. Rules that were read before may be given.
func (m *month) add(key string, amount rules.Decimal, basis string, before []*rules.Row, args ...any) {
	if m.quiet {
		m.lines[key] = Line{Key: key, Amount: cents(amount)}
		return
	}
	line := Line{Key: key, Amount: cents(amount), Basis: Words{Key: basis}}
	for _, row := range slices.Concat(before, m.take()) {
		if !slices.Contains(line.Rules, row) {
			line.Rules = append(line.Rules, row)
		}
	}
	if len(args) > 0 {
		line.Basis.Args = make(problem.Args, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			line.Basis.Args[args[i].(string)] = args[i+1]
		}
	}
	m.lines[key] = line
}

// sum adds the lines of some benefits that are received.
func (m *month) sum(kinds []Kind) rules.Decimal {
	var sum casework.Cents
	for _, b := range m.Benefits {
		if slices.Contains(kinds, b.Kind) {
			for _, key := range linesOf(b.Kind) {
				sum += m.lines[key].Amount
			}
		}
	}
	return euros(sum)
}

// linesOf are the lines that a benefit gives.
func linesOf(kind Kind) []string {
	if kind == DisabilityPensionKela {
		return kelaLines
	}
	return []string{string(kind)}
}

var kelaLines = []string{LineNationalPension, LineGuaranteePension}

func (m *month) couple() bool { return m.Household.Adults > 1 }

func (m *month) people() household { return household{m.Household.Adults, m.Household.Children} }

// stopped tells whether a pension is not paid at this wage: its limit is
// passed, and either it is left dormant at once or the consequence has come.
func (m *month) stopped(b Benefit) bool {
	limit, has := m.limits[b.Kind]
	return has && m.wage.More(limit) && (m.settled || b.Suspended)
}

// addBenefits adds what is paid whatever the housing and the net are.
func (m *month) addBenefits() {
	for _, b := range m.Benefits {
		switch {
		case slices.Contains(pensions, b.Kind):
			m.addPension(b)
		case slices.Contains(unemployment, b.Kind):
			m.addUnemployment(b)
		case slices.Contains(byAmount, b.Kind):
			m.add(string(b.Kind), euros(*b.Amount), "benefits.basis.given", nil)
		}
	}
}

// addUnemployment adds an unemployment benefit less its part of the wage.
func (m *month) addUnemployment(b Benefit) {
	var full rules.Decimal
	basis, adjusted, args := "benefits.basis.given", "benefits.basis.given_adjusted", []any{}
	if b.Amount != nil {
		full = euros(*b.Amount)
	} else {
		full = m.basicUnemployment(m.Household.Children)
		basis, adjusted = "benefits.basis.unemployment", "benefits.basis.unemployment_adjusted"
		perDay := m.get("tyottomyys.perus_pv").Plus(m.childIncrease(m.Household.Children))
		args = []any{"day", cents(perDay), "days", number(m.get("tyottomyys.paivia_kuukaudessa"))}
	}
	if m.wage.IsZero() {
		m.add(string(b.Kind), full, basis, nil, args...)
		return
	}
	less := m.adjustment(m.wage, m.get("tyottomyys.sovittelu.suojaosa_kk"))
	args = append(args, "full", cents(full), "less", cents(less))
	m.add(string(b.Kind), m.adjusted(full, m.wage), adjusted, nil, args...)
}

// addPension adds a disability pension or rehabilitation benefit.
func (m *month) addPension(b Benefit) {
	if m.stopped(b) {
		for _, key := range linesOf(b.Kind) {
			m.add(key, rules.No, "benefits.basis.pension_stopped", m.limitRows, "limit", cents(m.limits[b.Kind]))
		}
		return
	}
	if b.earningsRelated() {
		m.add(string(b.Kind), euros(*b.Amount), "benefits.basis.given", nil)
		return
	}
	paid, basis := m.kelaPension(b)
	if b.Kind == RehabilitationBenefit {
		m.add(string(b.Kind), paid.national.Plus(paid.guarantee), basis, nil, "others", cents(m.otherPensions()))
		return
	}
	rows := m.take()
	m.add(LineNationalPension, paid.national, basis, rows, "others", cents(m.otherPensions()))
	m.add(LineGuaranteePension, paid.guarantee, "benefits.basis.guarantee", rows, "full", cents(m.get("takuuelake.taysi")))
}

// kelaPension is what Kela pays: as told, of which the national pension is at
// most the full one, or what the rules tell beside the other pensions.
func (m *month) kelaPension(b Benefit) (kelaPension, string) {
	if b.Amount == nil {
		return m.kelaPensionBeside(m.otherPensions(), m.couple()), "benefits.basis.national"
	}
	told := euros(*b.Amount)
	national := told.Least(m.fullNational(m.couple()))
	return kelaPension{national, told.Minus(national)}, "benefits.basis.given"
}

// otherPensions are those that insurers other than Kela pay.
func (m *month) otherPensions() (sum rules.Decimal) {
	for _, b := range m.Benefits {
		if b.earningsRelated() {
			sum = sum.Plus(euros(*b.Amount))
		}
	}
	return sum
}

// taxable are the month's incomes that tax is paid of, but the wage.
func (m *month) taxable() (pension, benefit rules.Decimal) {
	return m.sum(pensions), m.sum(taxedBenefits)
}

// addTaxes adds the taxes and contributions of the month: a twelfth of those of
// twelve such months.
func (m *month) addTaxes() {
	pension, benefit := m.taxable()
	in := income{
		wage: m.wage.Times(twelve), pension: pension.Times(twelve), benefit: benefit.Times(twelve),
		children: m.Household.Children, loneParent: m.Household.Adults == 1,
	}
	if m.Job != nil && !m.wage.IsZero() {
		in.commuting = euros(m.Job.CommuteCost).Times(twelve)
	}
	t := m.tax(in, m.rates)
	year := in.wage.Plus(in.pension).Plus(in.benefit)
	add := func(key string, amount rules.Decimal, rows []*rules.Row) {
		m.add(key, amount.Over(twelve).Cents().Negative(), "benefits.basis."+key, append(slices.Clone(rows), t.rules[key]...), "year", cents(year), "tax", cents(amount))
	}
	add(LineIncomeTax, t.incomeTax(), m.rateRows)
	add(LinePensionContribution, t.pension, nil)
	add(LineUnemploymentContribution, t.unemployment, nil)
	add(LineHealthContribution, t.health(), nil)
	add(LineBroadcastingTax, t.broadcasting, nil)
}

// taxLines are what is taken off before anything is paid out.
var taxLines = []string{LineIncomeTax, LinePensionContribution, LineUnemploymentContribution, LineHealthContribution, LineBroadcastingTax}

// grossAndNet are the month's taxed incomes before and after tax.
func (m *month) grossAndNet() (gross, net rules.Decimal) {
	pension, benefit := m.taxable()
	gross = m.wage.Plus(pension).Plus(benefit)
	var taken casework.Cents
	for _, key := range taxLines {
		taken += m.lines[key].Amount
	}
	return gross, gross.Plus(euros(taken))
}

// addHousing adds the housing allowance: the pensioner's, else the general one.
func (m *month) addHousing() {
	gross, _ := m.grossAndNet()
	gross = gross.Plus(euros(m.Household.OtherIncome))
	_, pensioner := m.benefit(PensionerHousingAllowance)
	if pensioner {
		m.addPensionerHousing(gross)
	}
	b, general := m.benefit(HousingAllowance)
	switch {
	case !general:
	case pensioner && !m.lines[string(PensionerHousingAllowance)].isZero():
		m.add(string(b.Kind), rules.No, "benefits.basis.one_housing_allowance", nil)
	default:
		m.addGeneralHousing(gross)
	}
}

func (l Line) isZero() bool { return l.Amount == 0 }

// addGeneralHousing adds general housing allowance of the month's income before
// tax.
func (m *month) addGeneralHousing(gross rules.Decimal) {
	key, h := string(HousingAllowance), m.people()
	if m.Housing.Kind == Owned {
		m.add(key, rules.No, "benefits.basis.housing_owned", nil)
		return
	}
	assets := euros(m.Household.Assets)
	if m.tooWealthy(assets) {
		m.add(key, rules.No, "benefits.basis.housing_assets", nil, "most", cents(m.get("asumistuki.varallisuus.este")))
		return
	}
	costs := euros(m.Housing.Cost).Plus(m.waterAndHeating(h.people(), m.Municipality, m.Housing.WaterSeparate, m.Housing.HeatingSeparate))
	most := m.housingCap(int(m.in("asumistuki.kuntaryhma", m.Municipality).Whole()), h.people())
	counted := m.housingIncome(gross, []rules.Decimal{m.wage}, m.assetIncome(assets, h.adults))
	terms := m.housingTerms()
	steps := terms.allowance(costs, most, counted, h)
	m.add(key, steps.paid, "benefits.basis.housing", nil, "percent", number(terms.share.Times(hundred)),
		"accepted", cents(steps.accepted), "own", cents(steps.own), "income", cents(counted))
}

// addPensionerHousing adds the pensioner's allowance. A partial pension alone
// gives no right to it; a dormant one keeps it.
func (m *month) addPensionerHousing(gross rules.Decimal) {
	key := string(PensionerHousingAllowance)
	if !m.entitledPensioner() {
		m.add(key, rules.No, "benefits.basis.pensioner_partial", nil)
		return
	}
	costs := euros(m.Housing.Cost)
	if m.Housing.WaterSeparate {
		costs = costs.Plus(m.get("elasumistuki.vesi").Times(rules.Whole(int64(m.people().people()))))
	}
	alone := !m.couple()
	most := m.get(pensionCaps[m.in("elasumistuki.kuntaryhma", m.Municipality).Whole()])
	year := gross.Times(twelve).Plus(m.pensionerAssets(euros(m.Household.Assets), alone))
	terms := m.pensionerTerms(alone)
	costs = costs.Times(twelve)
	paid := terms.allowance(costs, most, year)
	m.add(key, paid, "benefits.basis.pensioner_housing", nil, "percent", number(terms.share.Times(hundred)),
		"accepted", cents(costs.Least(most).Over(twelve)), "own", cents(terms.own.Over(twelve)),
		"extra", cents(year.Minus(terms.limit).Positive().Times(terms.extra).Over(twelve)))
}

// entitledPensioner tells whether a pension of the question gives the right, or
// none is told of: it may be another than a disability pension.
func (m *month) entitledPensioner() bool {
	partial := false
	for _, b := range m.Benefits {
		if !slices.Contains(pensions, b.Kind) {
			continue
		}
		if b.Full || !b.earningsRelated() {
			return true
		}
		partial = true
	}
	return !partial
}

// addDebts adds what is taken for debts, and the costs of having the job.
func (m *month) addDebts() {
	if m.Debts.Enforcement {
		m.addEnforcement()
	}
	if m.Debts.ChildSupport > 0 {
		m.add(LineChildSupport, euros(m.Debts.ChildSupport).Negative(), "benefits.basis.given", nil)
	}
	if m.Job != nil && !m.wage.IsZero() && m.Job.CommuteCost > 0 {
		m.add(LineCommuteCost, euros(m.Job.CommuteCost).Negative(), "benefits.basis.given", nil)
	}
}

// notSeized are incomes that enforcement leaves alone; they count all the same
// when the part of others is computed.
var notSeized = []Kind{LabourMarketSubsidy, GeneralSupport, StudentAid}

// addEnforcement adds what is seized of the net of the incomes that may be.
func (m *month) addEnforcement() {
	gross, net := m.grossAndNet()
	from := gross.Minus(m.sum(notSeized))
	if from.IsZero() {
		m.add(LineEnforcement, rules.No, "benefits.basis.not_seized", nil)
		return
	}
	counted := net.Plus(m.sum(housingAllowances))
	most := net.Times(from).Over(gross).Cents()
	taken := m.seized(counted, m.Household.Children).Least(most)
	m.add(LineEnforcement, taken.Negative(), "benefits.basis.enforcement", nil, "net", cents(counted), "protected", cents(m.protected(m.Household.Children)))
}

// addAssistance adds social assistance: what the household's needs are over
// what it has. Enforcement and the way to work leave less to have; child
// support that is paid does not.
func (m *month) addAssistance() {
	if _, asked := m.benefit(SocialAssistance); !asked {
		return
	}
	h := m.people()
	basic := m.basicOf(h)
	homeCosts := m.acceptedHousing(euros(m.Housing.Cost), h.people(), m.Municipality, m.Housing.WaterSeparate)
	gross, net := m.grossAndNet()
	netWage := rules.No
	if !gross.IsZero() {
		netWage = net.Times(m.wage).Over(gross)
	}
	has := net.Plus(m.sum(housingAllowances)).Plus(euros(m.Household.OtherIncome)).
		Plus(euros(m.lines[LineEnforcement].Amount + m.lines[LineCommuteCost].Amount)).Minus(m.leftOut(netWage)).Cents()
	paid := basic.Plus(homeCosts).Minus(has.Positive()).Positive()
	m.add(string(SocialAssistance), paid, "benefits.basis.assistance", nil, "basic", cents(basic), "home", cents(homeCosts), "has", cents(has))
}

// picture puts the lines into their order. A benefit of nothing is a line too:
// that it is not paid is news.
func (m *month) picture() Picture {
	var p Picture
	tell := func(key string, ofNothing bool) {
		if line, computed := m.lines[key]; computed && (ofNothing || !line.isZero()) {
			p.Lines = append(p.Lines, line)
			p.Net += line.Amount
		}
	}
	tell(LineWage, false)
	for _, b := range m.Benefits {
		for _, key := range linesOf(b.Kind) {
			tell(key, true)
		}
	}
	for _, key := range slices.Concat(taxLines, []string{LineEnforcement, LineChildSupport, LineCommuteCost}) {
		tell(key, false)
	}
	p.AfterHousing = p.Net - m.Housing.Cost
	return p
}

package benefits

import (
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/problem"
	"sijoita/rules"
)

// Words are a sentence by its key in the catalogues, with what goes into it.
type Words struct {
	Key  string
	Args problem.Args
}

// Line is one sum of a picture and what it was computed from.
type Line struct {
	Key    string // the benefit's kind, or one of the words below
	Amount casework.Cents
	Basis  Words
	Rules  []*rules.Row // that were asked, in the order of the computing
}

// The lines that are no benefit's.
const (
	LineWage                     = "wage"
	LineNationalPension          = "national_pension"
	LineGuaranteePension         = "guarantee_pension"
	LineIncomeTax                = "income_tax"
	LinePensionContribution      = "pension_contribution"
	LineUnemploymentContribution = "unemployment_contribution"
	LineHealthContribution       = "health_contribution"
	LineBroadcastingTax          = "broadcasting_tax"
	LineEnforcement              = "enforcement"
	LineChildSupport             = "child_support"
	LineCommuteCost              = "commute_cost"
)

// Lines are the keys of the lines that are no benefit's, but the wage.
var Lines = []string{
	LineNationalPension, LineGuaranteePension, LineIncomeTax, LinePensionContribution, LineUnemploymentContribution,
	LineHealthContribution, LineBroadcastingTax, LineEnforcement, LineChildSupport, LineCommuteCost,
}

// Confirmed tells whether every value behind the line has been confirmed.
func (l Line) Confirmed() bool {
	return !slices.ContainsFunc(l.Rules, func(r *rules.Row) bool { return !r.Confirmed })
}

// Notes are the doubts about the values behind the line, each once.
func (l Line) Notes() (notes []string) {
	for _, r := range l.Rules {
		if !r.Confirmed && !slices.Contains(notes, r.Note) {
			notes = append(notes, r.Note)
		}
	}
	return notes
}

// Laws are the legal sources of the line, each once.
func (l Line) Laws() (laws []string) {
	for _, r := range l.Rules {
		if !slices.Contains(laws, r.Parameter.Law) {
			laws = append(laws, r.Parameter.Law)
		}
	}
	return laws
}

// Picture is what a month brings and takes.
type Picture struct {
	Lines        []Line
	Net          casework.Cents // the sum of the lines
	AfterHousing casework.Cents // what is left when the home is paid
}

// Point is the net of a month at some weekly hours, once the consequence of a
// passed limit has set in.
type Point struct {
	Hours rules.Decimal
	Net   casework.Cents
}

// Estimate is the answer to a question.
type Estimate struct {
	On        casework.Day
	Edition   string
	RulesFrom casework.Day // since when no rule has changed
	Before    Picture
	After     Picture
	Settled   *Picture       // once a passed earnings limit has taken effect; nil: it is not passed
	Change    casework.Cents // of the net, from before to after
	Kept      *rules.Decimal // of each euro of wage; nil without a wage
	Marginal  rules.Decimal  // the share of ten euros more wage that does not reach the net
	Limit     *casework.Cents
	MostHours *rules.Decimal // weekly, at this pay, at or under the limit
	Warnings  []Warning
	Curve     []Point
	Deciders  []Tell // whose decision it is in the end
}

// Compute answers a question by the rules of its day. What cannot be answered
// is an Invalid problem with the place of each fault: a question that does not
// fit together, a benefit that did not exist on the day, a day or a place of
// which the rules say nothing.
func Compute(e *rules.Edition, q Question) (Estimate, error) {
	if err := q.check(); err != nil {
		return Estimate{}, err
	}
	l, err := onDay(e, q.On, "on")
	if err != nil {
		return Estimate{}, err
	}
	if err := existing(l, q); err != nil {
		return Estimate{}, err
	}
	c := calculation{law: l, Question: q}
	c.begin()
	estimate := Estimate{On: q.On, Edition: e.ID(), RulesFrom: casework.DayAt(l.day.Since)}
	wage := c.wage(c.hours())
	estimate.Before = c.picture(rules.No, false)
	estimate.After = c.picture(wage, false)
	estimate.Change = estimate.After.Net - estimate.Before.Net
	if !wage.IsZero() {
		kept := euros(estimate.Change).Over(wage).Round(4)
		estimate.Kept = &kept
	}
	c.quiet = true
	more := c.picture(wage.Plus(ten), false)
	c.quiet = false
	estimate.Marginal = rules.Yes.Minus(euros(more.Net - estimate.After.Net).Over(ten)).Round(4)
	if c.limited() {
		limit := cents(c.limit)
		estimate.Limit = &limit
		estimate.MostHours = c.mostHours()
		if wage.More(c.limit) {
			settled := c.picture(wage, true)
			estimate.Settled = &settled
		}
	}
	estimate.Curve = c.curve(estimate.MostHours)
	estimate.Warnings = c.warnings(wage, estimate)
	estimate.Deciders = c.deciders(estimate.Before)
	return estimate, l.gap("on", q.On)
}

// replaced says which benefits another took the place of, by the rule that
// tells when each was paid.
var replaced = []struct {
	kind    Kind
	rule    string
	instead []Kind
}{
	{GeneralSupport, "etuus.yleistuki", []Kind{LabourMarketSubsidy, BasicAllowance}},
	{LabourMarketSubsidy, "etuus.tyomarkkinatuki", []Kind{GeneralSupport}},
	{BasicAllowance, "etuus.peruspaivaraha", []Kind{GeneralSupport}},
}

// existing refuses benefits that were not paid on the day, and names what was.
func existing(l *law, q Question) error {
	var faults problem.Fields
	for i, b := range q.Benefits {
		for _, r := range replaced {
			if b.Kind == r.kind && !l.holds(r.rule) {
				faults.Add(node{path: "benefits"}.item(i).child("kind"), "benefits.fault.not_paid",
					problem.Args{"kind": string(b.Kind), "on": q.On, "instead": listed(r.instead)})
			}
		}
	}
	return faults.Problem()
}

// listed writes words one after another.
func listed[T ~string](words []T) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return strings.Join(list, ", ")
}

// calculation is a question with what is the same at every wage.
type calculation struct {
	*law
	Question
	limit     rules.Decimal // the lowest earnings limit that applies
	limits    map[Kind]rules.Decimal
	limitRows []*rules.Row
	weeks     rules.Decimal
	weekRows  []*rules.Row
	rates     rates
	rateRows  []*rules.Row
}

func (c *calculation) begin() {
	c.limits = map[Kind]rules.Decimal{}
	for _, b := range c.Benefits {
		if !slices.Contains(pensions, b.Kind) {
			continue
		}
		stable := rules.No
		if b.StableEarnings != nil {
			stable = euros(*b.StableEarnings)
		}
		limit := c.earningsLimit(stable, b.earningsRelated(), b.Full)
		if !c.limited() || limit.Less(c.limit) {
			c.limit = limit
		}
		c.limits[b.Kind] = limit
	}
	c.limitRows = c.take()
	c.weeks = c.get("arvio.viikkoja_kuukaudessa")
	c.weekRows = c.take()
	c.rates = rates{municipality: c.localRate("vero.kunta", "vero.kunta.keskimaarin")}
	if c.Church {
		c.rates.church = c.localRate("vero.kirkko", "vero.kirkko.keskimaarin")
	}
	c.rateRows = c.take()
}

// localRate is a municipality's own tax rate, or the country's mean where it is
// not held for the day. The mean is no rate of anybody's: it is in doubt.
func (c *calculation) localRate(key, mean string) rules.Decimal {
	if c.holds(key + "." + c.Municipality) {
		return c.in(key, c.Municipality)
	}
	rate := c.get(mean)
	if last := len(c.read) - 1; last >= 0 {
		doubtful := *c.read[last]
		doubtful.Confirmed, doubtful.Note = false, meanNote
		c.read[last] = &doubtful
	}
	return rate
}

// meanNote is in Finnish, as the notes of the rules are.
const meanNote = "Kunnan omaa prosenttia ei ole luettu tälle päivälle: laskettu koko maan keskiarvolla."

func (c *calculation) benefit(kind Kind) (Benefit, bool) {
	i := slices.IndexFunc(c.Benefits, func(b Benefit) bool { return b.Kind == kind })
	if i < 0 {
		return Benefit{}, false
	}
	return c.Benefits[i], true
}

// limited tells whether an earnings limit applies.
func (c *calculation) limited() bool { return len(c.limits) > 0 }

func (c *calculation) hours() rules.Decimal {
	if c.Job == nil {
		return rules.No
	}
	return c.Job.HoursPerWeek
}

func (c *calculation) hourlyPay() rules.Decimal {
	if c.Job == nil {
		return rules.No
	}
	return euros(c.Job.HourlyPay)
}

// wage is a month's wage for weekly hours.
func (c *calculation) wage(hours rules.Decimal) rules.Decimal {
	return c.hourlyPay().Times(hours).Times(c.weeks).Cents()
}

// mostHours are the weekly hours whose wage stays at or under the limit, down
// to a quarter of an hour; nil without pay.
func (c *calculation) mostHours() *rules.Decimal {
	month := c.hourlyPay().Times(c.weeks)
	if month.IsZero() {
		return nil
	}
	quarters := c.limit.Times(four).Over(month).Down()
	for c.wage(quarters.Over(four)).More(c.limit) { // a wage is to the cent
		quarters = quarters.Minus(rules.Yes)
	}
	hours := quarters.Over(four).Round(2)
	return &hours
}

// The curve goes over the hours of a week.
const curveHours = 40

// curve gives the net over weekly hours, with the last hour under the limit
// where it lies between two of them.
func (c *calculation) curve(last *rules.Decimal) []Point {
	c.quiet = true
	defer func() { c.quiet = false }()
	points := make([]Point, 0, curveHours+2)
	add := func(hours rules.Decimal) {
		points = append(points, Point{hours, c.picture(c.wage(hours), true).Net})
	}
	for h := int64(0); h <= curveHours; h++ {
		hours := rules.Whole(h)
		add(hours)
		if next := rules.Whole(h + 1); h < curveHours && last != nil && last.More(hours) && last.Less(next) {
			add(*last)
		}
	}
	return points
}

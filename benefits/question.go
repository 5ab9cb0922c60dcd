package benefits

import (
	"io"
	"slices"

	"sijoita/casework"
	"sijoita/problem"
	"sijoita/rules"
)

// Kind is a benefit, by the word that a client's incomes have for it.
type Kind string

// The benefits.
const (
	DisabilityPensionKela     Kind = "disability_pension_kela"
	DisabilityPensionEarnings Kind = "disability_pension_earnings"
	RehabilitationBenefit     Kind = "rehabilitation_benefit" // a fixed-term disability pension
	LabourMarketSubsidy       Kind = "labour_market_subsidy"
	GeneralSupport            Kind = "general_support"
	BasicAllowance            Kind = "basic_allowance"
	EarningsRelatedAllowance  Kind = "earnings_related_allowance"
	SicknessAllowance         Kind = "sickness_allowance"
	SocialAssistance          Kind = "social_assistance"
	HousingAllowance          Kind = "housing_allowance"
	PensionerHousingAllowance Kind = "pensioner_housing_allowance"
	StudentAid                Kind = "student_aid"
)

// Kinds lists the benefits.
var Kinds = []Kind{
	DisabilityPensionKela, DisabilityPensionEarnings, RehabilitationBenefit, LabourMarketSubsidy, GeneralSupport, BasicAllowance,
	EarningsRelatedAllowance, SicknessAllowance, SocialAssistance, HousingAllowance, PensionerHousingAllowance, StudentAid,
}

var (
	pensions     = []Kind{DisabilityPensionKela, DisabilityPensionEarnings, RehabilitationBenefit}
	unemployment = []Kind{LabourMarketSubsidy, GeneralSupport, BasicAllowance, EarningsRelatedAllowance}
	// taxedBenefits are the taxable ones that are no pension.
	taxedBenefits     = append([]Kind{SicknessAllowance, StudentAid}, unemployment...)
	housingAllowances = []Kind{HousingAllowance, PensionerHousingAllowance}
	// byAmount are those that the rules cannot tell without it.
	byAmount = []Kind{DisabilityPensionEarnings, EarningsRelatedAllowance, SicknessAllowance, StudentAid}
)

// Question is what is asked: how somebody lives, what they receive and owe, and
// the job. It names nobody. Money is of a month.
type Question struct {
	On           casework.Day // whose rules decide
	Municipality string
	Church       bool // pays church tax
	Household    Household
	Housing      Housing
	Benefits     []Benefit
	Debts        Debts
	Job          *Job // nil: no job
}

// Household is who live together.
type Household struct {
	Adults, Children int
	OtherIncome      casework.Cents // of the others, before tax
	Assets           casework.Cents
}

// HousingKind is how somebody has their home.
type HousingKind string

// The kinds of housing.
const (
	Rent             HousingKind = "rent"
	RightOfOccupancy HousingKind = "right_of_occupancy"
	Owned            HousingKind = "owned"
)

// Housing is the home and what it costs.
type Housing struct {
	Kind            HousingKind
	Cost            casework.Cents
	HeatingSeparate bool // paid apart from the cost
	WaterSeparate   bool
}

// Benefit is what somebody receives.
type Benefit struct {
	Kind           Kind
	Amount         *casework.Cents // before tax and before a wage; nil: what the rules tell
	StableEarnings *casework.Cents // an earnings-related pension's vakiintunut keskiansio
	Full           bool            // a full pension, not a partial one
	Suspended      bool            // is left dormant once the earnings limit is passed
}

// earningsRelated tells whether an insurer other than Kela pays the pension.
func (b Benefit) earningsRelated() bool {
	return b.Kind == DisabilityPensionEarnings || b.Kind == RehabilitationBenefit && b.StableEarnings != nil
}

// Debts are what is taken or owed every month.
type Debts struct {
	Enforcement  bool
	ChildSupport casework.Cents
}

// Job is the offer.
type Job struct {
	HourlyPay    casework.Cents
	HoursPerWeek rules.Decimal
	StartsOn     casework.Day // zero: not known
	CommuteCost  casework.Cents
}

// What a question may hold at most.
const (
	MostHours  = 60
	mostPeople = 20
)

// ReadQuestion reads a question as JSON. What is wrong with it is an Invalid
// problem with the place of each fault, such as benefits[0].kind.
func ReadQuestion(r io.Reader) (Question, error) {
	doc, err := readJSON(r)
	if err != nil {
		return Question{}, err
	}
	var c checked
	v := c.object(doc, "on!", "municipality!", "church", "household!", "housing!", "benefits", "debts", "job")
	q := Question{On: c.day(v["on"]), Municipality: c.text(v["municipality"]), Church: c.yesNo(v["church"], false)}
	if v["household"].present {
		h := c.object(v["household"], "adults!", "children", "other_income", "assets")
		q.Household = Household{c.count(h["adults"], mostPeople), c.count(h["children"], mostPeople), c.money(h["other_income"]), c.assets(h["assets"])}
	}
	if v["housing"].present {
		h := c.object(v["housing"], "kind!", "cost!", "heating_separate", "water_separate")
		q.Housing = Housing{word(&c, h["kind"], Rent, RightOfOccupancy, Owned), c.money(h["cost"]), c.yesNo(h["heating_separate"], false), c.yesNo(h["water_separate"], false)}
	}
	for _, item := range c.list(v["benefits"]) {
		q.Benefits = append(q.Benefits, c.benefit(item))
	}
	if v["debts"].present {
		d := c.object(v["debts"], "enforcement", "child_support")
		q.Debts = Debts{c.yesNo(d["enforcement"], false), c.money(d["child_support"])}
	}
	if v["job"].present {
		j := c.object(v["job"], "hourly_pay!", "hours_per_week!", "starts_on", "commute_cost")
		q.Job = &Job{c.money(j["hourly_pay"]), c.number(j["hours_per_week"], MostHours), c.day(j["starts_on"]), c.money(j["commute_cost"])}
	}
	if v["municipality"].present {
		q.checkMunicipality(&c.faults)
	}
	if err := c.faults.Problem(); err != nil {
		return Question{}, err
	}
	return q, q.check()
}

// assets may be more than an amount of a month.
func (c *checked) assets(n node) casework.Cents {
	return cents(c.number(n, 100*mostEuros))
}

func (c *checked) benefit(n node) Benefit {
	v := c.object(n, "kind!", "amount", "stable_earnings", "full", "suspended")
	b := Benefit{Kind: word(c, v["kind"], Kinds...), Full: c.yesNo(v["full"], true), Suspended: c.yesNo(v["suspended"], false)}
	for name, to := range map[string]**casework.Cents{"amount": &b.Amount, "stable_earnings": &b.StableEarnings} {
		if v[name].present {
			amount := c.money(v[name])
			*to = &amount
		}
	}
	for _, name := range []string{"stable_earnings", "full", "suspended"} {
		if v[name].present && b.Kind != "" && !slices.Contains(pensions, b.Kind) {
			c.fault(v[name], "benefits.fault.pensions_only")
		}
	}
	return b
}

// check finds what does not fit together. The result is an Invalid problem with
// the place of each fault.
func (q Question) check() error {
	var faults problem.Fields
	q.checkMunicipality(&faults)
	if q.Household.Adults < 1 {
		faults.Add("household.adults", "benefits.fault.no_adult")
	}
	seen := map[Kind]bool{}
	for i, b := range q.Benefits {
		at := node{path: "benefits"}.item(i)
		if seen[b.Kind] {
			faults.Add(at.child("kind"), "benefits.fault.kind_twice")
		}
		seen[b.Kind] = true
		if b.Amount == nil && (slices.Contains(byAmount, b.Kind) || b.earningsRelated()) {
			faults.Add(at.child("amount"), "benefits.fault.amount")
		}
	}
	return faults.Problem()
}

func (q Question) checkMunicipality(faults *problem.Fields) {
	if _, known := casework.MunicipalityNames(q.Municipality); !known {
		faults.Add("municipality", "interchange.municipality", problem.Args{"value": q.Municipality})
	}
}

package benefits

import (
	"slices"

	"sijoita/casework"
	"sijoita/problem"
	"sijoita/rules"
)

// Tell is whom a warning is for: who must be told, or asked.
type Tell string

// Whom to tell.
const (
	TellKela               Tell = "kela"
	TellPensionCompany     Tell = "pension_company"
	TellEmploymentServices Tell = "employment_services"
	TellUnemploymentFund   Tell = "unemployment_fund"
	TellEnforcementOffice  Tell = "enforcement_office"
	TellTaxAdministration  Tell = "tax_administration"
)

// Warning is something to know before the job begins.
type Warning struct {
	Key   string
	Text  Words
	Rules []*rules.Row
	Tell  []Tell
}

// The warnings.
const (
	WarnEarningsLimit     = "earnings_limit"     // the wage is over the limit of a pension
	WarnSuspendedBenefit  = "suspended_benefit"  // what may be paid while a pension is dormant
	WarnStableEarnings    = "stable_earnings"    // the limit is not known without them
	WarnWageReport        = "wage_report"        // an unemployment benefit is adjusted by the wage
	WarnPartTime          = "part_time"          // over the part-time that may be beside the benefit
	WarnHousingReview     = "housing_review"     // the income rises so much that it must be told
	WarnSocialAssistance  = "social_assistance"  // every euro counts
	WarnEnforcement       = "enforcement"        // a postponement can be asked for
	WarnSicknessAllowance = "sickness_allowance" // not computed beside a wage
	WarnStudentAid        = "student_aid"        // likewise
	WarnTaxCard           = "tax_card"           // the card is of another income
)

// Warnings lists them.
var Warnings = []string{
	WarnEarningsLimit, WarnSuspendedBenefit, WarnStableEarnings, WarnWageReport, WarnPartTime, WarnHousingReview, WarnSocialAssistance,
	WarnEnforcement, WarnSicknessAllowance, WarnStudentAid, WarnTaxCard,
}

// warner gathers warnings.
type warner struct {
	*calculation
	wage rules.Decimal
	list []Warning
}

// warnings are what must be known and told at this wage; without a wage none.
func (c *calculation) warnings(wage rules.Decimal, e Estimate) []Warning {
	if wage.IsZero() {
		return nil
	}
	w := warner{calculation: c, wage: wage}
	w.take()
	w.ofPensions()
	w.ofUnemployment()
	w.ofHousing(e)
	for _, of := range []struct {
		kind Kind
		key  string
	}{{SocialAssistance, WarnSocialAssistance}, {SicknessAllowance, WarnSicknessAllowance}, {StudentAid, WarnStudentAid}} {
		if w.receives(of.kind) {
			if of.kind == SocialAssistance {
				w.get("toimeentulotuki.ansiotulovahennys_18")
			}
			w.warn(of.key, []Tell{TellKela})
		}
	}
	if w.Debts.Enforcement {
		most := w.get("ulosotto.lykkays.tuloraja_kk")
		w.warn(WarnEnforcement, []Tell{TellEnforcementOffice}, "months", number(most))
	}
	w.warn(WarnTaxCard, []Tell{TellTaxAdministration})
	return w.list
}

// warn adds a warning with the rules read since the last one.
func (w *warner) warn(key string, tell []Tell, args ...any) {
	words := Words{Key: "benefits.warning." + key}
	if len(args) > 0 {
		words.Args = problem.Args{}
		for i := 0; i+1 < len(args); i += 2 {
			words.Args[args[i].(string)] = args[i+1]
		}
	}
	w.list = append(w.list, Warning{key, words, w.take(), tell})
}

func (w *warner) receives(kind Kind) bool {
	return slices.ContainsFunc(w.Benefits, func(b Benefit) bool { return b.Kind == kind })
}

// ofPensions warns of a limit that the wage passes, and tells from what the
// limit was computed where it is not all known.
func (w *warner) ofPensions() {
	var passed []Tell
	kela := false
	for _, b := range w.Benefits {
		limit, has := w.limits[b.Kind]
		if !has {
			continue
		}
		if b.Kind == DisabilityPensionEarnings && b.StableEarnings == nil {
			w.warn(WarnStableEarnings, []Tell{TellPensionCompany}, "limit", cents(limit))
		}
		if !w.wage.More(limit) {
			continue
		}
		if b.earningsRelated() {
			passed = append(passed, TellPensionCompany)
		} else {
			passed, kela = append(passed, TellKela), true
		}
	}
	if len(passed) == 0 {
		return
	}
	slices.Sort(passed)
	w.read = append(w.read, w.limitRows...)
	months := w.get("tyokyvyttomyyselake.kela.ylitys_kk")
	least, most := w.get("tyokyvyttomyyselake.lepaaminen.min_kk"), w.get("tyokyvyttomyyselake.lepaaminen.max_v")
	w.get("tyokyvyttomyyselake.laki738.voimassa")
	w.warn(WarnEarningsLimit, slices.Compact(passed), "wage", cents(w.wage), "limit", cents(w.limit), "months", number(months), "least", number(least), "most", number(most))
	if kela {
		w.warn(WarnSuspendedBenefit, []Tell{TellKela}, "amount", cents(w.get("vammaistuki16.ylin")))
	}
}

// ofUnemployment warns of what the wage does to the right to a benefit.
func (w *warner) ofUnemployment() {
	fund := w.receives(EarningsRelatedAllowance)
	if !fund && !w.receives(GeneralSupport) && !w.receives(LabourMarketSubsidy) && !w.receives(BasicAllowance) {
		return
	}
	payer := TellKela
	if fund {
		payer = TellUnemploymentFund
	}
	w.get("tyottomyys.sovittelu.prosentti")
	w.warn(WarnWageReport, []Tell{payer, TellEmploymentServices})
	share, week := w.get("tyottomyys.osa_aikatyo_enintaan"), w.get("arvio.kokoaikatyo_tunteja")
	if most := share.Times(week); w.hours().More(most) {
		w.warn(WarnPartTime, []Tell{payer, TellEmploymentServices}, "percent", number(share.Times(hundred)), "hours", number(most))
	}
	w.take()
}

// ofHousing warns where the income rises so much that Kela must be told.
func (w *warner) ofHousing(e Estimate) {
	if !w.receives(HousingAllowance) || !w.holds("asumistuki.muutos.tulot_nousu") {
		return
	}
	before, after := grossOf(e.Before), grossOf(e.After)
	rise := w.get("asumistuki.muutos.tulot_nousu")
	if !euros(after - before).Less(rise) {
		w.warn(WarnHousingReview, []Tell{TellKela}, "rise", cents(rise))
	}
	w.take()
}

// grossOf is what housing allowance counts of a picture: what is paid before
// tax, but the allowances themselves and social assistance.
func grossOf(p Picture) (sum casework.Cents) {
	for _, line := range p.Lines {
		switch Kind(line.Key) {
		case HousingAllowance, PensionerHousingAllowance, SocialAssistance:
		default:
			sum += max(line.Amount, 0)
		}
	}
	return sum
}

// Laws are the legal sources of the warning, each once.
func (w Warning) Laws() []string { return Line{Rules: w.Rules}.Laws() }

// deciders are those whose decision it is in the end: everybody who pays or
// takes a line of the picture.
func (c *calculation) deciders(p Picture) (deciders []Tell) {
	for _, line := range p.Lines {
		who, decides := decides[line.Key]
		if b, paid := c.benefit(Kind(line.Key)); paid && b.earningsRelated() {
			who = TellPensionCompany
		}
		if decides && !slices.Contains(deciders, who) {
			deciders = append(deciders, who)
		}
	}
	if len(deciders) == 0 {
		return []Tell{TellKela}
	}
	return deciders
}

// decides says who decides on a line.
var decides = map[string]Tell{
	LineNationalPension: TellKela, LineGuaranteePension: TellKela, string(DisabilityPensionEarnings): TellPensionCompany,
	string(RehabilitationBenefit): TellKela, string(LabourMarketSubsidy): TellKela, string(GeneralSupport): TellKela,
	string(BasicAllowance): TellKela, string(EarningsRelatedAllowance): TellUnemploymentFund, string(SicknessAllowance): TellKela,
	string(SocialAssistance): TellKela, string(HousingAllowance): TellKela, string(PensionerHousingAllowance): TellKela,
	string(StudentAid): TellKela, LineIncomeTax: TellTaxAdministration, LineEnforcement: TellEnforcementOffice,
}

package benefits

import (
	"math"
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/rules"
)

// QuestionOf makes a question of a client's facts and an offer; nil: no job.
// What is not told counts as the plainest there is: one adult alone, who rents,
// owns nothing and owes nothing. Untold names it. A benefit that another has
// taken the place of counts as that one.
func QuestionOf(e *rules.Edition, facts casework.Facts, municipality string, on casework.Day, offer *casework.Offer) Question {
	q := Question{
		On: on, Municipality: municipality, Church: facts.Yes(casework.AskChurch),
		Household: Household{
			Adults: max(facts.Count(casework.AskAdults), 1), Children: facts.Count(casework.AskChildren),
			OtherIncome: amountOf(facts, casework.AskOtherIncome), Assets: amountOf(facts, casework.AskAssets),
		},
		Housing: Housing{
			Kind: Rent, Cost: amountOf(facts, casework.AskHomeCost),
			HeatingSeparate: facts.Yes(casework.AskHeatingSeparate), WaterSeparate: facts.Yes(casework.AskWaterSeparate),
		},
		Debts: Debts{Enforcement: facts.Yes(casework.AskEnforcement), ChildSupport: amountOf(facts, casework.AskChildSupport)},
	}
	if kind := facts[casework.AskHome]; kind != "" {
		q.Housing.Kind = HousingKind(kind)
	}
	for _, word := range facts.Words(casework.AskBenefits) {
		if word != casework.NoBenefits {
			q.addBenefit(e, facts, word)
		}
	}
	if offer != nil {
		q.Job = &Job{
			HourlyPay: offer.HourlyPay, HoursPerWeek: rules.Hundredths(int64(math.Round(offer.HoursPerWeek * 100))),
			StartsOn: offer.StartsOn, CommuteCost: offer.CommuteCost,
		}
	}
	return q
}

// HourlyPay is what a month's pay for weekly hours is in an hour, by the weeks
// that the rules of the day count in a month; 0 without hours or rules.
func HourlyPay(e *rules.Edition, on casework.Day, month casework.Cents, hours float64) casework.Cents {
	day, _ := e.On(on.Time())
	weeks, known := day.Row("arvio.viikkoja_kuukaudessa")
	if !known || hours <= 0 {
		return 0
	}
	return cents(euros(month).Over(weeks.Value.Times(rules.Hundredths(int64(math.Round(hours * 100))))))
}

func amountOf(facts casework.Facts, question string) casework.Cents {
	amount, _ := facts.Money(question)
	return amount
}

// addBenefit adds a benefit with what is told of it, once.
func (q *Question) addBenefit(e *rules.Edition, facts casework.Facts, word string) {
	b := Benefit{Kind: Successor(e, Kind(word), q.On), Full: true}
	if slices.ContainsFunc(q.Benefits, func(other Benefit) bool { return other.Kind == b.Kind }) {
		return
	}
	if amount, told := facts.Money(casework.AskAmount(word)); told {
		b.Amount = &amount
	}
	if stable, told := facts.Money(casework.AskStable(word)); told {
		b.StableEarnings = &stable
	}
	if slices.Contains(pensions, b.Kind) {
		b.Full = !facts.Yes(casework.AskPartial(word))
		b.Suspended = facts.Yes(casework.AskDormant)
	}
	q.Benefits = append(q.Benefits, b)
}

// Successor is the benefit that is paid on a day in the place of one that is
// paid no more; any other is itself.
func Successor(e *rules.Edition, kind Kind, on casework.Day) Kind {
	day, covered := e.On(on.Time())
	for _, r := range replaced {
		if r.kind == kind && covered && len(r.instead) == 1 {
			if _, paid := day.Row(r.rule); !paid {
				return r.instead[0]
			}
		}
	}
	return kind
}

// PaidInstead is an answer to casework.AskBenefits with the successors of the
// day, each once.
func PaidInstead(e *rules.Edition, words string, on casework.Day) string {
	var paid []string
	for word := range strings.FieldsSeq(words) {
		if kind := string(Successor(e, Kind(word), on)); !slices.Contains(paid, kind) {
			paid = append(paid, kind)
		}
	}
	slices.SortFunc(paid, func(a, b string) int {
		return slices.Index(casework.BenefitKinds, a) - slices.Index(casework.BenefitKinds, b)
	})
	return strings.Join(paid, " ")
}

// PaidOn lists the benefits that are paid on a day, in the order of
// casework.BenefitKinds.
func PaidOn(e *rules.Edition, on casework.Day) []Kind {
	day, _ := e.On(on.Time())
	var kinds []Kind
	for _, word := range casework.BenefitKinds {
		paid := true
		for _, r := range replaced {
			if _, holds := day.Row(r.rule); r.kind == Kind(word) && !holds {
				paid = false
			}
		}
		if paid {
			kinds = append(kinds, Kind(word))
		}
	}
	return kinds
}

// NeedsAmount tells whether the rules cannot tell what the benefit pays.
func NeedsAmount(kind Kind) bool { return slices.Contains(byAmount, kind) }

// Untold lists the questions without an answer that would change an estimate of
// the facts, in their order.
func Untold(facts casework.Facts) []string {
	receives := func(kinds ...Kind) bool {
		return slices.ContainsFunc(kinds, func(k Kind) bool { return slices.Contains(facts.Words(casework.AskBenefits), string(k)) })
	}
	housed := receives(HousingAllowance, PensionerHousingAllowance, SocialAssistance)
	matters := map[string]bool{
		casework.AskAdults: housed || receives(DisabilityPensionKela), casework.AskChildren: true, casework.AskOtherIncome: housed && facts.Count(casework.AskAdults) > 1,
		casework.AskAssets: receives(HousingAllowance, PensionerHousingAllowance), casework.AskHome: housed, casework.AskHomeCost: true,
		casework.AskHeatingSeparate: receives(HousingAllowance), casework.AskWaterSeparate: housed, casework.AskChurch: true,
		casework.AskEnforcement: true, casework.AskChildSupport: true, casework.AskDormant: receives(pensions...), casework.AskBenefits: true,
	}
	var untold []string
	for _, q := range casework.QuestionsOf(casework.SectionLivelihood) {
		if _, told := facts[q.Key]; matters[q.Key] && !told {
			untold = append(untold, q.Key)
		}
	}
	return untold
}

// Compare answers the same question for each of the offers; without one, for
// no job. Problems: as Compute.
func Compare(e *rules.Edition, facts casework.Facts, municipality string, on casework.Day, offers []casework.Offer) ([]Estimate, error) {
	if len(offers) == 0 {
		alone, err := Compute(e, QuestionOf(e, facts, municipality, on, nil))
		return []Estimate{alone}, err
	}
	answers := make([]Estimate, len(offers))
	for i := range offers {
		var err error
		if answers[i], err = Compute(e, QuestionOf(e, facts, municipality, on, &offers[i])); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// Again computes a kept estimate once more, by the edition that is given, and
// tells whether every sum of it is the same. Problems: as Compute.
func Again(e *rules.Edition, kept casework.Estimate) (answers []Estimate, same bool, err error) {
	answers, err = Compare(e, kept.Facts, kept.Municipality, kept.On, kept.Offers)
	return answers, err == nil && slices.Equal(KeptLines(answers), kept.Lines), err
}

// KeptLines are the lines of estimates of one question, to be kept: those
// without a job once, and those of each offer.
func KeptLines(answers []Estimate) (lines []casework.EstimateLine) {
	add := func(offer int, settled bool, p Picture) {
		for _, l := range p.Lines {
			lines = append(lines, casework.EstimateLine{Offer: offer, Settled: settled, Key: l.Key, Amount: l.Amount})
		}
	}
	for i, a := range answers {
		if i == 0 {
			add(0, false, a.Before)
		}
		add(i+1, false, a.After)
		if a.Settled != nil {
			add(i+1, true, *a.Settled)
		}
	}
	return lines
}

// InHand is the picture to go by: once a passed limit has taken effect, where
// it does.
func (e Estimate) InHand() Picture {
	if e.Settled != nil {
		return *e.Settled
	}
	return e.After
}

// Cliff is where more hours leave less.
type Cliff struct{ From, To Point }

// Loss is what is lost in a month.
func (c Cliff) Loss() casework.Cents { return c.From.Net - c.To.Net }

// Cliffs are the places of a curve where more hours leave less, falls that
// follow each other as one.
func Cliffs(curve []Point) (cliffs []Cliff) {
	for i := 1; i < len(curve); i++ {
		from, to := curve[i-1], curve[i]
		if to.Net >= from.Net {
			continue
		}
		if last := len(cliffs) - 1; last >= 0 && cliffs[last].To.Hours.Equal(from.Hours) {
			cliffs[last].To = to
			continue
		}
		cliffs = append(cliffs, Cliff{from, to})
	}
	return cliffs
}

package casework

import (
	"slices"
	"strconv"
	"strings"
)

// What a client lives on and owes is kept as answers of the profile, in a
// section that the page Money asks. Here stand its questions (F13); what a job
// does to the answers, package benefits computes.

// The questions of livelihood that are the same for everybody.
const (
	AskBenefits        = "benefit_kinds"   // BenefitKinds, or NoBenefits
	AskDormant         = "dormant_pension" // is left dormant (lepäämään) when its earnings limit is passed
	AskAdults          = "adults"          // who live together, the client too
	AskChildren        = "children"
	AskOtherIncome     = "other_income" // of the others, before tax
	AskAssets          = "assets"
	AskHome            = "home_kind"
	AskHomeCost        = "home_cost"
	AskHeatingSeparate = "heating_separate"
	AskWaterSeparate   = "water_separate"
	AskChurch          = "church_tax"
	AskEnforcement     = "enforcement"
	AskChildSupport    = "child_support" // that the client pays
)

// AskAmount is the question for what one of the ToldKinds pays in a month,
// before tax and before a wage.
func AskAmount(kind string) string { return "amount_" + kind }

// AskStable is the question for the stable earnings (vakiintunut keskiansio)
// behind an earnings-related pension.
func AskStable(kind string) string { return "stable_" + kind }

// AskPartial is the question whether a pension is a partial one.
func AskPartial(kind string) string { return "partial_" + kind }

// BenefitKinds lists the benefits among the incomes, in the order they are
// offered.
var BenefitKinds = slices.DeleteFunc(slices.Clone(IncomeKinds), func(kind string) bool { return kind == "wage" || kind == "other" })

// ToldKinds are the benefits whose amount is asked: that of a housing allowance
// and of social assistance is always computed.
var ToldKinds = slices.DeleteFunc(slices.Clone(BenefitKinds), func(kind string) bool {
	return kind == "housing_allowance" || kind == "pensioner_housing_allowance" || kind == "social_assistance"
})

// InsuredPensions are the pensions that an insurer other than Kela may pay.
var InsuredPensions = []string{"disability_pension_earnings", "rehabilitation_benefit"}

// NoBenefits answers AskBenefits for somebody who receives none.
const NoBenefits = "none"

var yesNo = []string{"yes", "no"}

// HomeKinds lists how somebody may have their home, in the order it is offered.
var HomeKinds = []string{"rent", "right_of_occupancy", "owned"}

const (
	mostAlike  = 20         // people of one household
	mostAssets = 10_000_000 // euros
)

// livelihood are the questions, a benefit's own after the one which there are.
func livelihood() []Question {
	ask := func(key string, form AnswerForm, most float64, words ...string) Question {
		return Question{Key: key, Section: SectionLivelihood, Form: form, Most: most, Words: words}
	}
	list := []Question{ask(AskBenefits, AnswerMany, 0, append(slices.Clone(BenefitKinds), NoBenefits)...)}
	for _, kind := range ToldKinds {
		list = append(list, ask(AskAmount(kind), AnswerMoney, highPay))
	}
	for _, kind := range InsuredPensions {
		list = append(list, ask(AskStable(kind), AnswerMoney, highPay), ask(AskPartial(kind), AnswerOne, 0, yesNo...))
	}
	return append(list,
		ask(AskDormant, AnswerOne, 0, yesNo...),
		ask(AskAdults, AnswerCount, mostAlike),
		ask(AskChildren, AnswerCount, mostAlike),
		ask(AskOtherIncome, AnswerMoney, highPay),
		ask(AskAssets, AnswerMoney, mostAssets),
		ask(AskHome, AnswerOne, 0, HomeKinds...),
		ask(AskHomeCost, AnswerMoney, highPay),
		ask(AskHeatingSeparate, AnswerOne, 0, yesNo...),
		ask(AskWaterSeparate, AnswerOne, 0, yesNo...),
		ask(AskChurch, AnswerOne, 0, yesNo...),
		ask(AskEnforcement, AnswerOne, 0, yesNo...),
		ask(AskChildSupport, AnswerMoney, highPay),
	)
}

// BenefitsOf are the benefits among a client's incomes of the day, as an answer
// to AskBenefits; empty: none.
func BenefitsOf(incomes []Income, on Day) string {
	var words []string
	for _, kind := range BenefitKinds {
		if slices.ContainsFunc(incomes, func(i Income) bool { return i.Kind == kind && i.Holds(on) }) {
			words = append(words, kind)
		}
	}
	return strings.Join(words, " ")
}

// disabilityPensions are the benefits that are a disability pension: the
// rehabilitation benefit (kuntoutustuki) is one for a fixed time.
var disabilityPensions = []string{"disability_pension_kela", "disability_pension_earnings", "rehabilitation_benefit"}

// OnDisabilityPension tells whether a client is known to live on a disability
// pension on the day: by what was told last of their livelihood, or where
// nothing was told, by the incomes of their record.
func OnDisabilityPension(answers ProfileAnswers, incomes []Income, on Day) bool {
	kinds, told := FactsOf(answers)[AskBenefits]
	if !told {
		kinds = BenefitsOf(incomes, on)
	}
	return slices.ContainsFunc(strings.Fields(kinds), func(kind string) bool { return slices.Contains(disabilityPensions, kind) })
}

// Facts are what an estimate was made of, besides its offers: the answers to
// questions of livelihood, by their keys. A question without an answer has no
// entry.
type Facts map[string]string

// FactsOf are the facts that answers tell today.
func FactsOf(all ProfileAnswers) Facts {
	facts := Facts{}
	for _, q := range QuestionsOf(SectionLivelihood) {
		if a, answered := all.Present(q.Key); answered && a.Tells() {
			facts[q.Key] = a.Answer
		}
	}
	return facts
}

// Money is the amount that answers a question; false when there is none.
func (f Facts) Money(question string) (Cents, bool) {
	amount, err := ParseCents(f[question])
	return amount, err == nil
}

// Count is the whole number that answers a question; 0 when there is none.
func (f Facts) Count(question string) int {
	n, err := strconv.Atoi(f[question])
	if err != nil {
		return 0
	}
	return n
}

// Yes tells whether a question is answered yes.
func (f Facts) Yes(question string) bool { return f[question] == "yes" }

// Words are the words that answer a question with words to choose.
func (f Facts) Words(question string) []string { return strings.Fields(f[question]) }

// String writes the facts in the order of the questions, each as key=answer,
// with a semicolon between them: one text for a column and for a document.
func (f Facts) String() string {
	var parts []string
	for _, q := range QuestionsOf(SectionLivelihood) {
		if answer, told := f[q.Key]; told {
			parts = append(parts, q.Key+"="+answer)
		}
	}
	return strings.Join(parts, "; ")
}

// ParseFacts reads what String wrote; false when a part of it is no answer to a
// question of livelihood, or a second one.
func ParseFacts(text string) (Facts, bool) {
	facts := Facts{}
	if text == "" {
		return facts, true
	}
	for part := range strings.SplitSeq(text, ";") {
		key, answer, _ := strings.Cut(strings.TrimSpace(part), "=")
		q, known := QuestionOf(key)
		if _, twice := facts[key]; twice || !known || q.Section != SectionLivelihood || answer == "" || !q.takes(answer) {
			return nil, false
		}
		facts[key] = answer
	}
	return facts, true
}

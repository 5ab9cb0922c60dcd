package casework

import (
	"maps"
	"strings"
	"testing"
)

func TestLivelihoodIsAnswered(t *testing.T) {
	const s = SectionLivelihood
	for _, row := range []struct {
		rule string
		note AnswerNote
		want string // the answer that is added; empty: refused
	}{
		{"an amount to the cent", note(AskHomeCost, 0, Told, "560.00"), "560.00"},
		{"an amount with three decimals", note(AskHomeCost, 0, Told, "560.005"), ""},
		{"an amount that is not written as amounts are kept", note(AskHomeCost, 0, Told, "560,5"), ""},
		{"an amount below zero", note(AskHomeCost, 0, Told, "-1.00"), ""},
		{"the most that a month's amount may be", note(AskHomeCost, 0, Told, "100000.00"), "100000.00"},
		{"a cent more than that", note(AskHomeCost, 0, Told, "100000.01"), ""},
		{"assets may be more than an amount of a month", note(AskAssets, 0, Told, "100000.01"), "100000.01"},
		{"people are counted whole", note(AskAdults, 0, Told, "2"), "2"},
		{"half a person", note(AskAdults, 0, Told, "1.5"), ""},
		{"more people than one home has", note(AskChildren, 0, Told, "21"), ""},
		{"benefits stand in the order they are offered", note(AskBenefits, 0, Told, "housing_allowance general_support"), "general_support housing_allowance"},
		{"no benefits is an answer", note(AskBenefits, 0, Told, NoBenefits), NoBenefits},
		{"a wage is no benefit", note(AskBenefits, 0, Told, "wage"), ""},
		{"yes and no are words", note(AskChurch, 0, Told, "yes"), "yes"},
		{"perhaps is neither", note(AskChurch, 0, Told, "perhaps"), ""},
		{"an amount is asked of every benefit", note(AskAmount("student_aid"), 0, Told, "279.38"), "279.38"},
		{"stable earnings are an insured pension's", note(AskStable("disability_pension_earnings"), 0, Told, "2100.00"), "2100.00"},
		{"Kela's pension has none", note(AskStable("disability_pension_kela"), 0, Told, "2100.00"), ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			added, err := AnswerSection(nil, SectionNote{Section: s, On: profiledOn, Source: SourceClient, Answers: []AnswerNote{row.note}}, profiledOn)
			got := ""
			if err == nil && len(added) == 1 {
				got = added[0].Answer
			}
			if got != row.want {
				t.Errorf("%q is kept (%v), want %q", got, err, row.want)
			}
		})
	}
}

func TestFactsAreWhatAnswersTell(t *testing.T) {
	unknown := answer(3, AskAssets, "2026-11-02", "paljon")
	unknown.State = Unknown
	facts := FactsOf(ProfileAnswers{
		answer(1, AskHomeCost, "2026-11-02", "540.00"), answer(2, AskHomeCost, "2026-11-09", "560.00"), unknown,
		answer(4, AskBenefits, "2026-11-02", "general_support housing_allowance"), answer(5, "goal_now", "2026-11-02", "Kauppa"),
	})
	if want := (Facts{AskHomeCost: "560.00", AskBenefits: "general_support housing_allowance"}); !maps.Equal(facts, want) {
		t.Errorf("the facts are %v, want %v", facts, want)
	}
	const text = "benefit_kinds=general_support housing_allowance; home_cost=560.00"
	if facts.String() != text {
		t.Errorf("they are written %q, want %q", facts, text)
	}
	if read, ok := ParseFacts(text); !ok || !maps.Equal(read, facts) {
		t.Errorf("%q is read as %v, %t", text, read, ok)
	}
	for _, none := range []string{"home_cost", "home_cost=", "home_cost=dear", "hours=20", "home_cost=1.00; home_cost=1.00", ";"} {
		if facts, ok := ParseFacts(none); ok {
			t.Errorf("%q is read as %v", none, facts)
		}
	}
}

func TestCheckOffers(t *testing.T) {
	good := Offer{Name: "Kahvila", HourlyPay: 12_50, HoursPerWeek: 20, StartsOn: MustDay("2026-12-01"), CommuteCost: 60_00}
	with := func(change func(*Offer)) []Offer {
		o := good
		change(&o)
		return []Offer{o}
	}
	for _, row := range []struct {
		rule   string
		offers []Offer
		want   string // field and key; empty: it is one
	}{
		{"a job with its pay and hours", []Offer{good}, ""},
		{"three are compared", []Offer{good, good, good}, ""},
		{"and no more", []Offer{good, good, good, good}, "offers: money.offers_number"},
		{"without one there is nothing to compare", nil, "offers.1.hourly_pay: money.offers_number"},
		{"pay is asked for", with(func(o *Offer) { o.HourlyPay = 0 }), "offers.1.hourly_pay: money.hourly_pay"},
		{"a month's pay typed for an hour's", with(func(o *Offer) { o.HourlyPay = 1000_01 }), "offers.1.hourly_pay: money.hourly_pay"},
		{"a quarter of an hour", with(func(o *Offer) { o.HoursPerWeek = 18.25 }), ""},
		{"ten minutes", with(func(o *Offer) { o.HoursPerWeek = 18.1 }), "offers.1.hours_per_week: money.hours"},
		{"no hours", with(func(o *Offer) { o.HoursPerWeek = 0 }), "offers.1.hours_per_week: money.hours"},
		{"the most hours of a week", with(func(o *Offer) { o.HoursPerWeek = 60 }), ""},
		{"more than that", with(func(o *Offer) { o.HoursPerWeek = 60.25 }), "offers.1.hours_per_week: money.hours"},
		{"a way to work that pays", with(func(o *Offer) { o.CommuteCost = -1 }), "offers.1.commute_cost: money.commute_cost"},
		{"a start that is not known", with(func(o *Offer) { o.StartsOn = Day{} }), ""},
		{"a start in another year than the next", with(func(o *Offer) { o.StartsOn = MustDay("2028-01-01") }), "offers.1.starts_on: money.starts_on"},
		{"a name is short", with(func(o *Offer) { o.Name = strings.Repeat("ä", 101) }), "offers.1.name: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := mended(CheckOffers(row.offers, profiledOn)); got != row.want {
				t.Errorf("refused with %q, want %q", got, row.want)
			}
		})
	}
}

func TestAnEstimatesNetIsTheSumOfItsLines(t *testing.T) {
	e := Estimate{Lines: []EstimateLine{
		{Key: "general_support", Amount: 800_02}, {Key: "income_tax", Amount: -160_00},
		{Offer: 1, Key: "wage", Amount: 1075_00}, {Offer: 1, Settled: true, Key: "wage", Amount: 1000_00},
	}}
	for _, row := range []struct {
		offer   int
		settled bool
		want    Cents
		told    bool
	}{{0, false, 640_02, true}, {1, false, 1075_00, true}, {1, true, 1000_00, true}, {0, true, 0, false}, {2, false, 0, false}} {
		if net, told := e.Net(row.offer, row.settled); net != row.want || told != row.told {
			t.Errorf("the net of %d (settled: %t) is %s, %t; want %s, %t", row.offer, row.settled, net, told, row.want, row.told)
		}
	}
}

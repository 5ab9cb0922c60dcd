package benefits_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/rules"
)

var autumn = casework.MustDay("2026-11-01")

// TestFactsAskTheContractsQuestion holds what is made of a client's facts
// against the same question as a document asks it.
func TestFactsAskTheContractsQuestion(t *testing.T) {
	e := edition(t)
	offer := casework.Offer{HourlyPay: 12_50, HoursPerWeek: 38.25, CommuteCost: 60_00} // over every limit
	for _, row := range []struct {
		rule, facts, question string
	}{
		{"what is not told is the plainest there is", "",
			`{"household":{"adults":1},"housing":{"kind":"rent","cost":0}`},
		{"a home, a household and debts", "adults=2; children=1; other_income=1500.00; assets=4000.00; home_kind=right_of_occupancy; home_cost=610.00; " +
			"heating_separate=yes; water_separate=no; church_tax=yes; enforcement=yes; child_support=80.00",
			`{"church":true,"household":{"adults":2,"children":1,"other_income":1500,"assets":4000},
			"housing":{"kind":"right_of_occupancy","cost":610,"heating_separate":true},"debts":{"enforcement":true,"child_support":80}`},
		{"a pension with its amount, its stable earnings and what happens to it",
			"benefit_kinds=disability_pension_earnings; amount_disability_pension_earnings=820.00; stable_disability_pension_earnings=2100.00; " +
				"partial_disability_pension_earnings=yes; dormant_pension=yes",
			`{"household":{"adults":1},"housing":{"kind":"rent","cost":0},
			"benefits":[{"kind":"disability_pension_earnings","amount":820,"stable_earnings":2100,"full":false,"suspended":true}]`},
		{"an amount of a benefit that is not received asks nothing", "benefit_kinds=general_support; amount_student_aid=279.38",
			`{"household":{"adults":1},"housing":{"kind":"rent","cost":0},"benefits":[{"kind":"general_support"}]`},
		{"benefits that another took the place of are that one, once", "benefit_kinds=labour_market_subsidy general_support basic_allowance",
			`{"household":{"adults":1},"housing":{"kind":"rent","cost":0},"benefits":[{"kind":"general_support"}]`},
		{"no benefits is an answer", "benefit_kinds=none", `{"household":{"adults":1},"housing":{"kind":"rent","cost":0}`},
	} {
		t.Run(row.rule, func(t *testing.T) {
			facts, ok := casework.ParseFacts(row.facts)
			if !ok {
				t.Fatalf("%q are no facts", row.facts)
			}
			got := benefits.QuestionOf(e, facts, "205", autumn, &offer)
			want := ask(t, row.question+`,"on":"2026-11-01","municipality":"205","job":{"hourly_pay":12.50,"hours_per_week":38.25,"commute_cost":60}}`)
			if g, w := compute(t, e, got), compute(t, e, want); !reflect.DeepEqual(g, w) {
				t.Errorf("%+v\nis asked, want\n%+v", got, want)
			}
		})
	}
}

func TestSuccessor(t *testing.T) {
	e := edition(t)
	for _, row := range []struct {
		on         string
		kind, want benefits.Kind
	}{
		{"2026-05-01", benefits.LabourMarketSubsidy, benefits.GeneralSupport},
		{"2026-05-01", benefits.BasicAllowance, benefits.GeneralSupport},
		{"2026-04-30", benefits.LabourMarketSubsidy, benefits.LabourMarketSubsidy},
		{"2026-04-30", benefits.GeneralSupport, benefits.GeneralSupport}, // which of two it was before, nobody can tell
		{"2026-05-01", benefits.StudentAid, benefits.StudentAid},
		{"2030-01-01", benefits.LabourMarketSubsidy, benefits.LabourMarketSubsidy},
	} {
		if got := benefits.Successor(e, row.kind, casework.MustDay(row.on)); got != row.want {
			t.Errorf("on %s %s is %s, want %s", row.on, row.kind, got, row.want)
		}
	}
	for words, want := range map[string]string{
		"housing_allowance labour_market_subsidy basic_allowance": "general_support housing_allowance", casework.NoBenefits: casework.NoBenefits, "": "",
	} {
		if got := benefits.PaidInstead(e, words, autumn); got != want {
			t.Errorf("in autumn 2026 %q is %q, want %q", words, got, want)
		}
	}
	if kinds := benefits.PaidOn(e, autumn); slices.Contains(kinds, benefits.LabourMarketSubsidy) || !slices.Contains(kinds, benefits.GeneralSupport) {
		t.Errorf("in autumn 2026 there are %v", kinds)
	}
}

// TestABenefitIsOneOfTheIncomes holds the words of benefits against those of a
// client's incomes.
func TestABenefitIsOneOfTheIncomes(t *testing.T) {
	ours := make([]string, len(benefits.Kinds))
	for i, k := range benefits.Kinds {
		ours[i] = string(k)
	}
	theirs := slices.Clone(casework.BenefitKinds)
	slices.Sort(ours)
	slices.Sort(theirs)
	if !slices.Equal(ours, theirs) {
		t.Errorf("benefits are %v, incomes %v", ours, theirs)
	}
}

// TestAKeptEstimateComesOutAgain: the same edition gives every sum again, and
// another says that it does not.
func TestAKeptEstimateComesOutAgain(t *testing.T) {
	e := edition(t)
	facts, _ := casework.ParseFacts("benefit_kinds=disability_pension_kela pensioner_housing_allowance; home_cost=560.00")
	kept := casework.Estimate{On: autumn, Municipality: "205", Facts: facts, Offers: []casework.Offer{{HourlyPay: 12_50, HoursPerWeek: 8}, {HourlyPay: 12_50, HoursPerWeek: 30}}}
	answers, err := benefits.Compare(e, kept.Facts, kept.Municipality, kept.On, kept.Offers)
	if err != nil {
		t.Fatal(err)
	}
	kept.Lines = benefits.KeptLines(answers)
	for offer, want := range []benefits.Picture{answers[0].Before, answers[0].After, answers[1].After} {
		if net, told := kept.Net(offer, false); net != want.Net || !told {
			t.Errorf("of offer %d %s is kept, computed was %s", offer, net, want.Net)
		}
	}
	if net, told := kept.Net(2, true); !told || net != answers[1].InHand().Net {
		t.Errorf("once the limit is passed %s is kept, computed was %s", net, answers[1].InHand().Net)
	}
	if again, same, err := benefits.Again(e, kept); err != nil || !same || !reflect.DeepEqual(again, answers) {
		t.Errorf("computed again it is the same: %t (%v)", same, err)
	}
	kept.Lines[0].Amount++
	if _, same, err := benefits.Again(e, kept); err != nil || same {
		t.Errorf("a cent more is the same: %t (%v)", same, err)
	}
	none, err := benefits.Compare(e, facts, "205", autumn, nil)
	if err != nil || len(none) != 1 || none[0].Before.Net != answers[0].Before.Net {
		t.Errorf("without an offer %+v comes out (%v)", none, err)
	}
}

func TestUntold(t *testing.T) {
	for _, row := range []struct{ rule, facts, want string }{
		{"of whom nothing is told everything that matters to anybody is asked", "",
			"benefit_kinds children home_cost church_tax enforcement child_support"},
		{"a housing allowance asks for the home and who lives in it", "benefit_kinds=housing_allowance; children=0; church_tax=no; enforcement=no; child_support=0.00",
			"adults assets home_kind home_cost heating_separate water_separate"},
		{"others' income is asked where there are others", "benefit_kinds=social_assistance; adults=2; children=0; home_kind=rent; home_cost=500.00; " +
			"water_separate=no; church_tax=no; enforcement=no; child_support=0.00", "other_income"},
		{"a pension asks whether it is left dormant", "benefit_kinds=disability_pension_kela; adults=1; children=0; home_cost=500.00; church_tax=no; " +
			"enforcement=no; child_support=0.00", "dormant_pension"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			facts, ok := casework.ParseFacts(row.facts)
			if !ok {
				t.Fatalf("%q are no facts", row.facts)
			}
			if got := strings.Join(benefits.Untold(facts), " "); got != row.want {
				t.Errorf("%s is untold, want %s", got, row.want)
			}
		})
	}
}

func TestCliffs(t *testing.T) {
	at := func(hours int64, net casework.Cents) benefits.Point {
		return benefits.Point{Hours: rules.Whole(hours), Net: net}
	}
	for _, row := range []struct {
		rule  string
		curve []benefits.Point
		want  []benefits.Cliff
	}{
		{"a curve that never falls has none", []benefits.Point{at(0, 1), at(1, 1), at(2, 3)}, nil},
		{"a fall is one", []benefits.Point{at(0, 5), at(1, 3), at(2, 4)}, []benefits.Cliff{{From: at(0, 5), To: at(1, 3)}}},
		{"falls that follow each other are one", []benefits.Point{at(0, 5), at(1, 3), at(2, 1), at(3, 2)}, []benefits.Cliff{{From: at(0, 5), To: at(2, 1)}}},
		{"falls with a rise between them are two", []benefits.Point{at(0, 5), at(1, 3), at(2, 4), at(3, 2)},
			[]benefits.Cliff{{From: at(0, 5), To: at(1, 3)}, {From: at(2, 4), To: at(3, 2)}}},
	} {
		if got := benefits.Cliffs(row.curve); !reflect.DeepEqual(got, row.want) {
			t.Errorf("%s: %v, want %v", row.rule, got, row.want)
		}
	}
}

package benefits_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/problem"
	"sijoita/rules"
)

var update = flag.Bool("update", false, "write the golden traces anew")

// clients are those whom the golden traces follow; %s is a week's hours.
var clients = map[string]string{
	"general_support_kajaani": `{"on":"2026-11-01","municipality":"205","household":{"adults":1},"housing":{"kind":"rent","cost":560.00},
		"benefits":[{"kind":"general_support"},{"kind":"housing_allowance"}],"job":{"hourly_pay":12.50,"hours_per_week":%s}}`,
	"kela_disability_pension": `{"on":"2026-11-01","municipality":"205","household":{"adults":1},"housing":{"kind":"rent","cost":560.00},
		"benefits":[{"kind":"disability_pension_kela"},{"kind":"pensioner_housing_allowance"}],"job":{"hourly_pay":12.50,"hours_per_week":%s}}`,
	"earnings_pension_enforcement": `{"on":"2026-11-01","municipality":"205","church":true,"household":{"adults":1},"housing":{"kind":"rent","cost":610.00},
		"benefits":[{"kind":"disability_pension_earnings","amount":1400.00,"stable_earnings":2600.00},{"kind":"pensioner_housing_allowance"}],
		"debts":{"enforcement":true},"job":{"hourly_pay":12.50,"hours_per_week":%s}}`,
	"social_assistance_winter": `{"on":"2026-02-15","municipality":"205","household":{"adults":1},"housing":{"kind":"rent","cost":560.00},
		"benefits":[{"kind":"labour_market_subsidy"},{"kind":"housing_allowance"},{"kind":"social_assistance"}],"job":{"hourly_pay":12.50,"hours_per_week":%s}}`,
}

// TestGoldenTraces holds each estimate, with every rule that it asked, against
// the trace that a person has read and computed again by hand.
func TestGoldenTraces(t *testing.T) {
	e := edition(t)
	for name, text := range clients {
		for _, hours := range []string{"8", "15", "30"} {
			t.Run(name+"_"+hours, func(t *testing.T) {
				got := trace(t, compute(t, e, ask(t, fmt.Sprintf(text, hours))))
				file := filepath.Join("testdata", "traces", name+"_"+hours+".txt")
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("the trace is\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// trace writes an estimate with the rules behind each line.
func trace(t *testing.T, e benefits.Estimate) string {
	var b strings.Builder
	picture := func(name string, p benefits.Picture) {
		fmt.Fprintf(&b, "%s\n", name)
		for _, l := range p.Lines {
			mark := ""
			if !l.Confirmed() {
				mark = " (not confirmed)"
			}
			fmt.Fprintf(&b, "  %s %s%s\n", l.Key, l.Amount, mark)
			args, err := json.Marshal(l.Basis.Args)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "    %s %s\n", l.Basis.Key, args)
			for _, r := range l.Rules {
				fmt.Fprintf(&b, "    %s = %s\n", r.Parameter.Key, r.Value)
			}
		}
		fmt.Fprintf(&b, "  net %s, after housing %s\n", p.Net, p.AfterHousing)
	}
	picture("before", e.Before)
	picture("after", e.After)
	if e.Settled != nil {
		picture("settled", *e.Settled)
	}
	kept := "none"
	if e.Kept != nil {
		kept = e.Kept.String()
	}
	fmt.Fprintf(&b, "change %s, kept %s, marginal %s\n", e.Change, kept, e.Marginal)
	if e.Limit != nil {
		fmt.Fprintf(&b, "limit %s, at most %s hours\n", e.Limit, e.MostHours)
	}
	for _, p := range e.Curve {
		fmt.Fprintf(&b, "%s h %s\n", p.Hours, p.Net)
	}
	for _, w := range e.Warnings {
		fmt.Fprintf(&b, "warning %s: tell %v\n", w.Key, w.Tell)
	}
	return b.String()
}

func ask(tb testing.TB, text string) benefits.Question {
	tb.Helper()
	q, err := benefits.ReadQuestion(strings.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	return q
}

func compute(tb testing.TB, e *rules.Edition, q benefits.Question) benefits.Estimate {
	tb.Helper()
	got, err := benefits.Compute(e, q)
	if err != nil {
		tb.Fatalf("%+v: %v", q, err)
	}
	return got
}

// anyQuestion draws what a coach may be asked about.
func anyQuestion(t *rapid.T) benefits.Question {
	money := func(most int, name string) casework.Cents {
		return casework.Cents(rapid.IntRange(0, most*100).Draw(t, name))
	}
	amount := func(most int, name string) *casework.Cents { c := money(most, name); return &c }
	q := benefits.Question{
		On:           casework.MustDay("2024-01-01").AddDays(rapid.IntRange(0, 1095).Draw(t, "day")),
		Municipality: rapid.SampledFrom([]string{"205", "091", "297", "777", "905"}).Draw(t, "municipality"),
		Church:       rapid.Bool().Draw(t, "church"),
		Household:    benefits.Household{Adults: rapid.IntRange(1, 3).Draw(t, "adults"), Children: rapid.IntRange(0, 4).Draw(t, "children"), Assets: money(60000, "assets")},
		Housing: benefits.Housing{Kind: rapid.SampledFrom([]benefits.HousingKind{benefits.Rent, benefits.RightOfOccupancy, benefits.Owned}).Draw(t, "housing"),
			Cost: money(1200, "cost"), HeatingSeparate: rapid.Bool().Draw(t, "heating"), WaterSeparate: rapid.Bool().Draw(t, "water")},
		Debts: benefits.Debts{Enforcement: rapid.Bool().Draw(t, "enforcement"), ChildSupport: money(200, "support")},
		Job:   &benefits.Job{HourlyPay: money(25, "pay") + 500, HoursPerWeek: rules.Whole(int64(rapid.IntRange(0, 40).Draw(t, "hours"))), CommuteCost: money(100, "commute")},
	}
	basic := benefits.LabourMarketSubsidy
	if !q.On.Before(casework.MustDay("2026-05-01")) {
		basic = benefits.GeneralSupport
	}
	add := func(b benefits.Benefit) { q.Benefits = append(q.Benefits, b) }
	switch rapid.IntRange(0, 4).Draw(t, "living") {
	case 0:
		add(benefits.Benefit{Kind: basic})
		add(benefits.Benefit{Kind: benefits.HousingAllowance})
	case 1:
		add(benefits.Benefit{Kind: benefits.DisabilityPensionKela, Suspended: rapid.Bool().Draw(t, "suspended")})
		add(benefits.Benefit{Kind: benefits.PensionerHousingAllowance})
	case 2:
		add(benefits.Benefit{Kind: benefits.DisabilityPensionEarnings, Amount: amount(1600, "pension"), StableEarnings: amount(3500, "stable"), Full: true})
		add(benefits.Benefit{Kind: benefits.DisabilityPensionKela})
		add(benefits.Benefit{Kind: benefits.PensionerHousingAllowance})
	case 3:
		add(benefits.Benefit{Kind: benefits.DisabilityPensionEarnings, Amount: amount(1600, "pension"), StableEarnings: amount(3500, "stable")})
		add(benefits.Benefit{Kind: benefits.HousingAllowance})
	case 4:
		add(benefits.Benefit{Kind: benefits.EarningsRelatedAllowance, Amount: amount(2200, "allowance")})
		add(benefits.Benefit{Kind: benefits.HousingAllowance})
	}
	if q.On.After(casework.MustDay("2025-12-31")) && q.Municipality != "777" && rapid.Bool().Draw(t, "assistance") {
		add(benefits.Benefit{Kind: benefits.SocialAssistance})
	}
	return q
}

// TestLinesAddUp holds every estimate against itself: the sum of the lines is
// the net, the curve goes through the pictures, no benefit is below nothing,
// and what is doubtful is told.
func TestLinesAddUp(t *testing.T) {
	e := edition(t)
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestion(t)
		got, err := benefits.Compute(e, q)
		if err != nil {
			t.Fatalf("%v", err)
		}
		pictures := []benefits.Picture{got.Before, got.After}
		settled := got.After
		if got.Settled != nil {
			pictures, settled = append(pictures, *got.Settled), *got.Settled
		}
		for _, p := range pictures {
			var sum casework.Cents
			for _, l := range p.Lines {
				sum += l.Amount
				if len(l.Rules) == 0 && l.Amount > 0 && l.Basis.Key != "benefits.basis.given" {
					t.Errorf("%s has no rule", l.Key)
				}
				if !l.Confirmed() && len(l.Notes()) == 0 {
					t.Errorf("%s is doubtful without a reason", l.Key)
				}
			}
			if sum != p.Net || p.AfterHousing != p.Net-q.Housing.Cost {
				t.Errorf("the lines come to %s, the net is %s", sum, p.Net)
			}
		}
		if got.Change != got.After.Net-got.Before.Net {
			t.Errorf("the change is %s", got.Change)
		}
		for _, p := range got.Curve {
			if p.Hours.Equal(q.Job.HoursPerWeek) && p.Net != settled.Net {
				t.Errorf("the curve is at %s, the picture at %s", p.Net, settled.Net)
			}
		}
		if (got.Settled != nil) != warned(got, benefits.WarnEarningsLimit) {
			t.Error("a passed limit is told where it is passed")
		}
	})
}

func warned(e benefits.Estimate, key string) bool {
	for _, w := range e.Warnings {
		if w.Key == key {
			return true
		}
	}
	return false
}

// cliffs are the sums by which one euro more can lower the net of a month, by
// the rule that each comes from, with the roundings of the other lines.
const cliffs = casework.Cents(
	7_00 + // an own share of ten euros in general housing allowance, seven tenths of it
		15_00 + // the smallest general housing allowance
		7_46 + // the smallest pensioner's one
		12_66 + // the daily allowance contribution of the whole wage
		8_01 + // the smallest national or guarantee pension
		50) // roundings, of which the whole euro of income in housing allowance is most

// TestMoreWageLowersTheNetByCliffsAlone goes up the hours of a week.
func TestMoreWageLowersTheNetByCliffsAlone(t *testing.T) {
	e := edition(t)
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestion(t)
		for i := range q.Benefits { // the earnings limit is a cliff of its own: the curve has it
			q.Benefits[i].Suspended = false
		}
		q.Job.CommuteCost = 0 // paid from the first hour on
		got, err := benefits.Compute(e, q)
		if err != nil {
			t.Fatalf("%v", err)
		}
		for i, p := range got.Curve[1:] {
			last := got.Curve[i]
			passes := got.MostHours != nil && last.Hours.Compare(*got.MostHours) <= 0 && p.Hours.More(*got.MostHours) ||
				passesOwnLimit(q, last.Hours, p.Hours)
			if fall := last.Net - p.Net; !passes && fall > cliffs {
				t.Fatalf("from %s to %s hours the net falls by %s", last.Hours, p.Hours, fall)
			}
		}
	})
}

// passesOwnLimit tells whether the wage passes the limit of an earnings-related
// pension, which may lie above the one at which Kela's pension stops.
func passesOwnLimit(q benefits.Question, from, to rules.Decimal) bool {
	for _, b := range q.Benefits {
		if b.StableEarnings != nil {
			share := map[bool]int64{true: 40, false: 60}[b.Full]
			limit := rules.Whole(int64(*b.StableEarnings) * share) // in cents of cents
			week := rules.Whole(int64(q.Job.HourlyPay) * 430)      // of one hour, in the same
			return !from.Times(week).More(limit) && to.Times(week).More(limit)
		}
	}
	return false
}

// TestEachDayHasAnAnswer asks on the first of every month, and round each day
// on which a rule changes.
func TestEachDayHasAnAnswer(t *testing.T) {
	e := edition(t)
	days := map[string]bool{"2024-01-01": true, "2026-12-31": true}
	for day := casework.MustDay("2024-02-01"); day.Before(casework.MustDay("2027-01-01")); day = day.AddMonths(1) {
		days[day.String()] = true
		days[day.AddDays(-1).String()] = true
	}
	for day := range days {
		for _, text := range []string{
			`{"on":"%s","municipality":"777","household":{"adults":1},"housing":{"kind":"rent","cost":500},"benefits":[{"kind":"%s"},{"kind":"housing_allowance"}],"debts":{"enforcement":true},"job":{"hourly_pay":12,"hours_per_week":20}}`,
			`{"on":"%s","municipality":"205","household":{"adults":1},"housing":{"kind":"rent","cost":500},"benefits":[{"kind":"disability_pension_kela"},{"kind":"pensioner_housing_allowance"},{"kind":"%s"}],"job":{"hourly_pay":12,"hours_per_week":20}}`,
		} {
			kind := "labour_market_subsidy"
			if day >= "2026-05-01" {
				kind = "general_support"
			}
			got := compute(t, e, ask(t, fmt.Sprintf(text, day, kind)))
			if since := got.RulesFrom; since.After(got.On) {
				t.Errorf("the rules of %s are from %s", day, since)
			}
		}
	}
}

func TestEstimate(t *testing.T) {
	e := edition(t)
	const home = `"municipality":"205","household":{"adults":1},"housing":{"kind":"rent","cost":560.00}`
	line := func(p benefits.Picture, key string) casework.Cents {
		for _, l := range p.Lines {
			if l.Key == key {
				return l.Amount
			}
		}
		return -1
	}
	for _, tt := range []struct {
		name, question string
		holds          func(benefits.Estimate) bool
	}{
		{"without a job nothing changes", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"general_support"}]}`, func(e benefits.Estimate) bool {
			return e.Change == 0 && e.Kept == nil && e.Before.Net == e.After.Net && len(e.Warnings) == 0 && e.Limit == nil && e.MostHours == nil
		}},
		{"a wage at the limit does not pass it", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"disability_pension_kela"}],"job":{"hourly_pay":990.90,"hours_per_week":0.23255813953}}`, func(e benefits.Estimate) bool {
			return e.After.Lines[0].Amount == 990_90 && e.Settled == nil && !warned(e, benefits.WarnEarningsLimit)
		}},
		{"over it the first month's picture keeps the pension", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"disability_pension_kela"}],"job":{"hourly_pay":12.50,"hours_per_week":18.5}}`, func(e benefits.Estimate) bool {
			return line(e.After, benefits.LineNationalPension) == 787_07 && e.Settled != nil && line(*e.Settled, benefits.LineNationalPension) == 0 && warned(e, benefits.WarnEarningsLimit)
		}},
		{"left dormant it is not paid", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"disability_pension_kela","suspended":true}],"job":{"hourly_pay":12.50,"hours_per_week":18.5}}`, func(e benefits.Estimate) bool {
			return line(e.Before, benefits.LineNationalPension) == 787_07 && line(e.After, benefits.LineNationalPension) == 0 && line(e.After, benefits.LineGuaranteePension) == 0 && warned(e, benefits.WarnSuspendedBenefit)
		}},
		{"the most hours are told down to a quarter", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"disability_pension_kela"}],"job":{"hourly_pay":12.50,"hours_per_week":20}}`, func(e benefits.Estimate) bool {
			return e.MostHours.String() == "18.25" && *e.Limit == 990_90
		}},
		{"the lowest of two limits is told", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"disability_pension_earnings","amount":300,"stable_earnings":3000},{"kind":"disability_pension_kela"}],"job":{"hourly_pay":12.50,"hours_per_week":20}}`, func(e benefits.Estimate) bool {
			return *e.Limit == 990_90 && line(*e.Settled, "disability_pension_earnings") == 300_00 && line(*e.Settled, benefits.LineNationalPension) == 0
		}},
		{"a rehabilitation benefit is Kela's and one line", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"rehabilitation_benefit"}],"job":{"hourly_pay":12.50,"hours_per_week":10}}`, func(e benefits.Estimate) bool {
			return line(e.Before, "rehabilitation_benefit") == 990_90 && *e.Limit == 990_90 && e.Deciders[0] == benefits.TellKela
		}},
		{"with stable earnings it is an insurer's", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"rehabilitation_benefit","amount":1100,"stable_earnings":3000}],"job":{"hourly_pay":12.50,"hours_per_week":10}}`, func(e benefits.Estimate) bool {
			return line(e.Before, "rehabilitation_benefit") == 1100_00 && *e.Limit == 1200_00 && e.Deciders[0] == benefits.TellPensionCompany
		}},
		{"what Kela pays may be told", `{"on":"2026-11-01",` + home + `,"benefits":[{"kind":"disability_pension_kela","amount":900}]}`, func(e benefits.Estimate) bool {
			return line(e.Before, benefits.LineNationalPension) == 787_07 && line(e.Before, benefits.LineGuaranteePension) == 112_93
		}},
		{"a municipality without its rate is taxed at the mean, in doubt", `{"on":"2025-06-01",` + home + `,"benefits":[{"kind":"labour_market_subsidy"}]}`, func(e benefits.Estimate) bool {
			l := e.Before.Lines[1]
			return l.Key == benefits.LineIncomeTax && !l.Confirmed() && len(l.Notes()) == 1
		}},
		{"one with its rate is not", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"general_support"}]}`, func(e benefits.Estimate) bool { return e.Before.Lines[1].Confirmed() }},
		{"a pensioner's housing allowance comes before the general one", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"disability_pension_kela"},{"kind":"housing_allowance"},{"kind":"pensioner_housing_allowance"}]}`, func(e benefits.Estimate) bool {
			return line(e.Before, "housing_allowance") == 0 && line(e.Before, "pensioner_housing_allowance") > 0
		}},
		{"a partial pension gives no right to it", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"disability_pension_earnings","amount":500,"stable_earnings":2000,"full":false},{"kind":"pensioner_housing_allowance"}]}`, func(e benefits.Estimate) bool {
			return line(e.Before, "pensioner_housing_allowance") == 0
		}},
		{"general support alone is not seized", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"general_support","amount":1300}],"debts":{"enforcement":true}}`, func(e benefits.Estimate) bool {
			return line(e.Before, benefits.LineEnforcement) == -1
		}},
		{"beside a small wage no more than its net is seized", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"general_support","amount":1800}],"debts":{"enforcement":true},"job":{"hourly_pay":10,"hours_per_week":1}}`, func(e benefits.Estimate) bool {
			seized := -line(e.After, benefits.LineEnforcement)
			return seized > 30_00 && seized < 43_00
		}},
		{"what is seized is not there for social assistance to count", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"disability_pension_earnings","amount":1200,"stable_earnings":2500},{"kind":"social_assistance"}],"debts":{"enforcement":true}}`, func(e benefits.Estimate) bool {
			return line(e.Before, benefits.LineEnforcement) < -50_00 && e.Before.Net == 1077_43
		}},
		{"nor is what the way to work costs", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"social_assistance"}],"job":{"hourly_pay":10,"hours_per_week":5,"commute_cost":60}}`, func(e benefits.Estimate) bool {
			return line(e.After, benefits.LineCommuteCost) == -60_00 && e.Change == 0
		}},
		{"social assistance takes each euro of a net wage", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"social_assistance"}],"job":{"hourly_pay":10,"hours_per_week":5}}`, func(e benefits.Estimate) bool {
			return e.Before.Net == 1077_43 && e.After.Net == e.Before.Net && e.Marginal.Equal(rules.Yes)
		}},
		{"to February 150 of it stayed", `{"on":"2026-02-01",` + home + `,"benefits":[{"kind":"social_assistance"}],"job":{"hourly_pay":10,"hours_per_week":5}}`, func(e benefits.Estimate) bool {
			return e.Change == 150_00
		}},
		{"long hours are warned of beside an unemployment benefit", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"general_support"}],"job":{"hourly_pay":10,"hours_per_week":30.5}}`, func(e benefits.Estimate) bool {
			return warned(e, benefits.WarnPartTime)
		}},
		{"thirty are part-time", `{"on":"2026-06-01",` + home + `,"benefits":[{"kind":"general_support"}],"job":{"hourly_pay":10,"hours_per_week":30}}`, func(e benefits.Estimate) bool {
			return !warned(e, benefits.WarnPartTime) && warned(e, benefits.WarnWageReport)
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := compute(t, e, ask(t, tt.question)); !tt.holds(got) {
				t.Errorf("got\n%s", trace(t, got))
			}
		})
	}
}

func TestBadQuestionsAreRefusedWithTheirPlace(t *testing.T) {
	const sound = `{"on":"2026-11-01","municipality":"205","household":{"adults":1},"housing":{"kind":"rent","cost":560},"benefits":[{"kind":"general_support"}],"job":{"hourly_pay":12,"hours_per_week":20}}`
	e := edition(t)
	for _, tt := range []struct{ name, old, new, path, key string }{
		{"no day", `"on":"2026-11-01",`, ``, "on", "interchange.missing"},
		{"a day that is none", `2026-11-01`, `2026-02-30`, "on", "interchange.day"},
		{"a day before the rules", `2026-11-01`, `2023-12-31`, "on", "benefits.fault.outside"},
		{"a day after them", `2026-11-01`, `2027-01-01`, "on", "benefits.fault.outside"},
		{"a municipality that is none", `"205"`, `"000"`, "municipality", "interchange.municipality"},
		{"a kind that is none", `general_support`, `lottery`, "benefits[0].kind", "interchange.word"},
		{"a wage is no benefit", `general_support`, `wage`, "benefits[0].kind", "interchange.word"},
		{"a kind twice", `{"kind":"general_support"}`, `{"kind":"general_support"},{"kind":"general_support"}`, "benefits[1].kind", "benefits.fault.kind_twice"},
		{"a benefit of another time", `general_support`, `basic_allowance`, "benefits[0].kind", "benefits.fault.not_paid"},
		{"an amount that the rules cannot tell", `general_support`, `student_aid`, "benefits[0].amount", "benefits.fault.amount"},
		{"a negative amount", `"cost":560`, `"cost":-560`, "housing.cost", "interchange.negative"},
		{"a third of a cent", `"cost":560`, `"cost":560.333`, "housing.cost", "benefits.fault.cents"},
		{"an amount without end", `"cost":560`, `"cost":99999999999999999999999`, "housing.cost", "benefits.fault.too_large"},
		{"an amount with an exponent", `"cost":560`, `"cost":5e300`, "housing.cost", "interchange.not_number"},
		{"more than sixty hours", `"hours_per_week":20`, `"hours_per_week":60.25`, "job.hours_per_week", "benefits.fault.too_large"},
		{"half a person", `"adults":1`, `"adults":1.5`, "household.adults", "interchange.not_whole"},
		{"nobody", `"adults":1`, `"adults":0`, "household.adults", "benefits.fault.no_adult"},
		{"a key that is not known", `"adults":1`, `"adults":1,"dogs":2`, "household.dogs", "interchange.unknown_key"},
		{"a key twice", `"adults":1`, `"adults":1,"adults":2`, "household.adults", "interchange.key_twice"},
		{"a text for a number", `"adults":1`, `"adults":"one"`, "household.adults", "interchange.not_number"},
		{"a list for an object", `{"adults":1}`, `[]`, "household", "interchange.not_object"},
		{"an object for a list", `[{"kind":"general_support"}]`, `{}`, "benefits", "interchange.not_list"},
		{"a limit for a benefit that has none", `{"kind":"general_support"}`, `{"kind":"general_support","suspended":true}`, "benefits[0].suspended", "benefits.fault.pensions_only"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(sound, tt.old, tt.new, 1)
			if text == sound {
				t.Fatal("nothing was changed")
			}
			q, err := benefits.ReadQuestion(strings.NewReader(text))
			if err == nil {
				_, err = benefits.Compute(e, q)
			}
			p := problem.As(err)
			if p == nil || p.Kind != problem.Invalid {
				t.Fatalf("got %v", err)
			}
			for _, f := range p.Fields {
				if f.Name == tt.path && f.Key == tt.key {
					return
				}
			}
			t.Errorf("told %+v, want %s: %s", p.Fields, tt.path, tt.key)
		})
	}
}

// FuzzQuestion reads whatever comes: it is answered or refused.
func FuzzQuestion(f *testing.F) {
	for _, text := range clients {
		f.Add(fmt.Sprintf(text, "20"))
	}
	f.Add(`[[[[[[[[[[[[[[[[[[[[[[`)
	f.Add(`{"on":null,"benefits":[null]}`)
	e := edition(f)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := benefits.ReadQuestion(strings.NewReader(text))
		if err == nil {
			_, err = benefits.Compute(e, q)
		}
		if err != nil && !problem.Is(err, problem.Invalid) {
			t.Errorf("%v", err)
		}
	})
}

// FuzzExamples reads whatever comes as worked examples.
func FuzzExamples(f *testing.F) {
	official, err := os.ReadFile("../rules/cases/official.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(official))
	f.Add(`[{"id":"a","function":"paivat","valid_on":"2026-01-01","inputs":{"per_day":99999999999999999999999999999,"days":99999999999999999999999999999},"expected":{"kk":1}}]`)
	f.Add(`[{"id":"a","function":"vero","valid_on":"2026-01-01","inputs":{"income":0.000000000000000000000000001,"kind":"elake","kunta":100000000,"evl":1},"expected":{"vero":null}}]`)
	e := edition(f)
	f.Fuzz(func(t *testing.T, text string) {
		examples, err := benefits.ReadExamples(strings.NewReader(text))
		if err == nil {
			_, err = benefits.RunExamples(e, examples)
		}
		if err != nil && !problem.Is(err, problem.Invalid) {
			t.Errorf("%v", err)
		}
	})
}

package benefits

import (
	"testing"

	"sijoita/casework"
	"sijoita/rules"
)

// at gives the rules of a day.
func at(t *testing.T, day string) *law {
	t.Helper()
	e, err := rules.Published()
	if err != nil {
		t.Fatal(err)
	}
	l, err := onDay(e, casework.MustDay(day), "on")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func dec(t *testing.T, s string) rules.Decimal {
	t.Helper()
	d, err := rules.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestBoundaries holds every formula at the two sides of each of its edges. The
// numbers were computed by hand from the laws named in rules/data.
func TestBoundaries(t *testing.T) {
	d := func(s string) rules.Decimal { return dec(t, s) }
	spring24, april24 := at(t, "2024-03-31"), at(t, "2024-04-01")
	winter26, march26, now := at(t, "2026-02-28"), at(t, "2026-03-01"), at(t, "2026-11-01")
	alone := household{1, 0}
	housing := func(l *law, income string) allowanceSteps {
		return l.housingTerms().allowance(d("560"), l.housingCap(3, 1), d(income), alone)
	}
	pensioner := func(income string) rules.Decimal {
		return now.pensionerTerms(true).allowance(d("6720"), now.get("elasumistuki.enimmaismenot.ryhma3"), d(income))
	}
	wageTax := func(l *law, wage string) taxes { return l.tax(income{wage: d(wage)}, rates{d("8.4"), d("0")}) }
	for _, tt := range []struct {
		name string
		got  rules.Decimal
		want string
	}{
		{"to 31.3.2024 a wage of 300 takes nothing off an unemployment benefit", spring24.adjusted(d("800.02"), d("300")), "800.02"},
		{"and half of what is over it", spring24.adjusted(d("800.02"), d("300.50")), "799.77"},
		{"from 1.4.2024 half of the first euro goes", april24.adjusted(d("800.02"), d("1")), "799.52"},
		{"a benefit ends where half of the wage is all of it", now.adjusted(d("800.02"), d("1600.04")), "0"},
		{"and is a cent before", now.adjusted(d("800.02"), d("1600.02")), "0.01"},
		{"to 31.3.2024 one child adds to a day's benefit", spring24.basicUnemployment(1), "925.58"},
		{"and the fourth as much as the third", spring24.basicUnemployment(4), "1037.59"},
		{"from 1.4.2024 children add nothing", april24.basicUnemployment(3), "800.02"},

		{"an earnings-related allowance of a small wage is the basic part", now.earningsRelated(d("800")).full, "800.02"},
		{"it is at most the ceiling of the daily wage", now.earningsRelated(d("1000")).full, "865.53"},
		{"at the bend the smaller share begins", now.earningsRelated(d("3675.76")).full, "2030.74"},
		{"the first step is a part of the full one, never under the basic part", now.earningsRelated(d("1000")).first, "800.02"},
		{"before 2.9.2024 there are no steps", april24.earningsRelated(d("2500")).second, april24.earningsRelated(d("2500")).full.String()},

		{"other pensions up to the limit of the year leave the national pension whole", now.kelaPensionBeside(d("66.54"), false).national, "787.07"},
		{"a cent more takes its half of a euro a year", now.kelaPensionBeside(d("66.55"), false).national, "787.03"},
		{"the smallest national pension is paid", now.kelaPensionBeside(d("1624.62"), false).national, "8.03"},
		{"what is smaller is not", now.kelaPensionBeside(d("1624.63"), false).national, "0"},
		{"a guarantee pension under the smallest is not paid", now.kelaPensionBeside(d("325.17"), false).guarantee, "0"},

		{"Kela's earnings limit is in euros", now.earningsLimit(rules.No, false, true), "990.90"},
		{"an earnings-related one is 40 % of the stable earnings", now.earningsLimit(d("2600"), true, true), "1040.00"},
		{"of a partial pension 60 %", now.earningsLimit(d("2600"), true, false), "1560.00"},
		{"it is never under Kela's", now.earningsLimit(d("2100"), true, true), "990.90"},

		{"income up to the free part brings no own share", housing(now, "761").own, "0"},
		{"an own share under ten euros is left out", housing(now, "780").own, "0"},
		{"one of ten is not", housing(now, "781").own, "10.00"},
		{"costs are accepted up to the cap", housing(now, "781").accepted, "394"},
		{"the smallest housing allowance is paid", housing(now, "1506").paid, "15.05"},
		{"what is smaller is not", housing(now, "1507").paid, "0"},
		{"to 31.3.2024 an own share is smaller and the allowance larger", housing(spring24, "1000").paid, "240.61"},
		{"five people have the cap of four and one more", now.housingCap(3, 5), "1004"},
		{"to 31.3.2024 three hundred of a wage is left out", spring24.housingIncome(d("1000"), []rules.Decimal{d("400")}, rules.No), "700"},
		{"a smaller wage wholly", spring24.housingIncome(d("1000"), []rules.Decimal{d("200")}, rules.No), "800"},
		{"income is counted to the whole euro", now.housingIncome(d("1000.50"), []rules.Decimal{d("400")}, rules.No), "1001"},
		{"assets up to the limit are no income", now.assetIncome(d("10000"), 1), "0"},
		{"a fifth of what is over it is", now.assetIncome(d("10005"), 1), "1.00"},
		{"two adults have the larger limit", now.assetIncome(d("20005"), 2), "1.00"},
		{"in 2024 assets are no income", april24.assetIncome(d("45000"), 1), "0"},
		{"water and heating in Kainuu", now.waterAndHeating(2, "205", true, true), "106.96"},
		{"heating in eastern counties", now.waterAndHeating(1, "297", false, true), "47.84"},
		{"heating elsewhere", now.waterAndHeating(1, "091", false, true), "46.00"},

		{"a pensioner's housing allowance of a small income", pensioner("10280"), "427.73"},
		{"income over the limit is own share by 43.5 %", pensioner("10380"), "424.65"},
		{"the smallest one is paid", pensioner("23919"), "7.48"},
		{"what is smaller is not", pensioner("23921"), "0"},
		{"assets over 15 000 are income", now.pensionerAssets(d("15100"), true), "15.00"},
		{"in 2024 by eight in a hundred over a higher limit", april24.pensionerAssets(d("18406"), true), "8.00"},

		{"to 28.2.2026 social assistance leaves 150 of a net wage out", winter26.leftOut(d("400")), "150"},
		{"a smaller wage wholly", winter26.leftOut(d("90")), "90"},
		{"from 1.3.2026 nothing", march26.leftOut(d("400")), "0"},
		{"the basic amount of February", winter26.basicOf(alone), "596.32"},
		{"and of March", march26.basicOf(alone), "578.43"},
		{"a lone parent with four children", now.basicOf(household{1, 4}), "2024.51"},
		{"two adults", now.basicOf(household{2, 0}), "994.90"},
		{"housing costs up to the norm of the municipality", now.acceptedHousing(d("560"), 1, "205", false), "499"},
		{"under the norm as they are, with water", now.acceptedHousing(d("400"), 1, "205", true), "426.4"},
		{"six people have the norm of four and two more", now.acceptedHousing(d("2000"), 6, "205", false), "963"},

		{"a daily allowance of the smallest sum", now.sicknessAllowance(d("5000"), d("0.0907")), "31.99"},
		{"up to the limit seven tenths", now.sicknessAllowance(d("28899"), rules.No), "67.43"},
		{"over it a smaller share", now.sicknessAllowance(d("34899"), rules.No), "70.43"},

		{"nothing is seized of the protected part", now.seized(d("990.90"), 0), "0"},
		{"two thirds of what is over it", now.seized(d("991.80"), 0), "0.60"},
		{"up to twice the protected part", now.seized(d("1981.80"), 0), "660.60"},
		{"then a third of the whole", now.seized(d("1981.83"), 0), "660.61"},
		{"up to four times", now.seized(d("3963.60"), 0), "1321.20"},
		{"then four fifths of what is over that", now.seized(d("3973.60"), 0), "1329.20"},
		{"at most half of the whole", now.seized(d("10000"), 0), "5000.00"},
		{"a dependant raises the protected part", now.protected(1), "1280.70"},

		{"under its threshold no daily allowance contribution", wageTax(now, "17254.99").daily, "0"},
		{"from it on of the whole wage", wageTax(now, "17255").daily, "151.84"},
		{"no broadcasting tax up to the threshold of net income", wageTax(now, "15900").broadcasting, "0"},
		{"then 2.5 % of what is over it", wageTax(now, "16000").broadcasting, "2.50"},
		{"at most 160", wageTax(now, "40000").broadcasting, "160"},
		{"the state's tax at the foot of a step", now.stateTax(d("22000")), "2780.80"},
		{"and over it", now.stateTax(d("22100")), "2799.80"},
		{"on the top step of 2026", now.stateTax(d("100000")), "29016.05"},
		{"of nothing", now.stateTax(rules.No), "0.00"},
		{"the way to work counts over one's own share", now.earningCosts(income{wage: d("20000"), commuting: d("1320")}), "1170"},
		{"under it not", now.earningCosts(income{wage: d("20000"), commuting: d("800")}), "750"},
		{"a full pension deduction goes up to the next ten", now.pensionDeduction(d("11080"), d("11080")), "11080.00"},
		{"and shrinks by half of what is over", now.pensionDeduction(d("11180"), d("11180")), "11029.00"},
		{"children raise the deduction for work", now.workDeduction(income{wage: d("30000"), children: 1}, d("29250")), "3535.00"},
		{"those of a lone parent twice", now.workDeduction(income{wage: d("30000"), children: 1, loneParent: true}, d("29250")), "3640.00"},
		{"a tax card goes up to the next half", percent(d("100.10"), d("10000")), "1.5"},
	} {
		if !tt.got.Equal(d(tt.want)) {
			t.Errorf("%s: %s, want %s", tt.name, tt.got, tt.want)
		}
	}
}

// TestTheDeductionForWorkIsShared takes it off the state's tax first, and the
// rest off the others to the cent.
func TestTheDeductionForWorkIsShared(t *testing.T) {
	d := func(s string) rules.Decimal { return dec(t, s) }
	tax := taxes{state: d("100"), municipal: d("50.01"), church: d("10.01"), medical: d("6.67")}
	tax.deduct(d("133.33"))
	left := tax.municipal.Plus(tax.church).Plus(tax.medical)
	if !tax.state.IsZero() || !left.Equal(d("33.36")) || !tax.municipal.Equal(d("25.02")) {
		t.Errorf("%s, %s, %s, %s", tax.state, tax.municipal, tax.church, tax.medical)
	}
	tax.deduct(d("1000"))
	if left := tax.municipal.Plus(tax.church).Plus(tax.medical); !left.IsZero() {
		t.Errorf("%s is left", left)
	}
}

// TestAGapIsNotGuessed asks for what the rules do not hold.
func TestAGapIsNotGuessed(t *testing.T) {
	l := at(t, "2025-06-01")
	l.acceptedHousing(dec(t, "400"), 1, "205", false)
	if l.missing != "toimeentulotuki.asumisnormi.1.205" || l.gap("on", casework.MustDay("2025-06-01")) == nil {
		t.Errorf("missing %q", l.missing)
	}
}

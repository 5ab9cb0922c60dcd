package benefits

import (
	"fmt"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/rules"
)

// What is told of subsidies is offered as it was told: nothing of it is made
// surer than its source.
func TestKnownSubsidies(t *testing.T) {
	e, err := rules.Published()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, k := range KnownSubsidies(e) {
		lines = append(lines, lineOf(k))
		x := k.Terms
		if k.Terms.Area == "" {
			x.Area = kainuuArea // whoever takes it into use says where
		}
		if _, err := casework.KeepSubsidyTerms(x, casework.MustDay("2026-11-23")); err != nil {
			t.Errorf("%s cannot be kept: %v", lineOf(k), err)
		}
		if x.Source == "" {
			t.Errorf("%s has no source", lineOf(k))
		}
	}
	want := []string{
		"proposed  wage_subsidy 2023-07-01– 50 % 10 months",
		"proposed  wage_subsidy 2023-07-01– 70 % 10 months",
		"heard 10 wage_subsidy 2025-01-01– not granted",
		"earlier 10205 municipal_supplement 2022-01-01–2024-12-31 400.00 8 months",
		"heard 10205 municipal_supplement 2025-01-01– 1200.00 6 months, not for pensioners",
	}
	if got, want := strings.Join(lines, "\n"), strings.Join(want, "\n"); got != want {
		t.Errorf("known are\n%s\nwant\n%s", got, want)
	}
}

func lineOf(k KnownSubsidy) string {
	x := k.Terms
	line := fmt.Sprintf("%s %s%s %s %s–%s", k.Doubt, x.Area, x.Municipality, x.Kind, x.From, x.To)
	if x.NotGranted {
		line += " not granted"
	}
	if x.Percent != nil {
		line += fmt.Sprintf(" %g %%", *x.Percent)
	}
	if x.Amount != nil {
		line += " " + x.Amount.String()
	}
	if x.Months != nil {
		line += fmt.Sprintf(" %d months", *x.Months)
	}
	if x.Pensioners != nil && !*x.Pensioners {
		line += ", not for pensioners"
	}
	return line
}

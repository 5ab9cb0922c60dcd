package bench

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sijoita/benefits"
	"sijoita/rules"
)

// estimateBudget is what the computing of an estimate with its curve may take
// when nothing else runs: a page that answers in 50 ms has other things to do.
const estimateBudget = 5 * time.Millisecond

// asked is a question in which everything that there is to compute is computed.
const asked = `{"on":"2026-11-01","municipality":"205","church":true,
 "household":{"adults":1,"children":2,"other_income":100,"assets":12000},
 "housing":{"kind":"rent","cost":760.00,"heating_separate":true,"water_separate":true},
 "benefits":[{"kind":"disability_pension_kela"},{"kind":"disability_pension_earnings","amount":320.00,"stable_earnings":2100.00},
             {"kind":"general_support"},{"kind":"housing_allowance"},{"kind":"pensioner_housing_allowance"},{"kind":"social_assistance"}],
 "debts":{"enforcement":true,"child_support":50},
 "job":{"hourly_pay":12.50,"hours_per_week":20,"commute_cost":110}}`

// BenchmarkEstimate computes an estimate with its curve.
func BenchmarkEstimate(b *testing.B) {
	edition, err := rules.Published()
	if err != nil {
		b.Fatal(err)
	}
	question, err := benefits.ReadQuestion(strings.NewReader(asked))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if _, err := benefits.Compute(edition, question); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	if least := slices.Min(took); least > estimateBudget {
		b.Errorf("an estimate takes %s at best; its budget is %s", least, estimateBudget)
	}
}

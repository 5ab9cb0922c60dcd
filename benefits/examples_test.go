package benefits_test

import (
	"os"
	"testing"

	"sijoita/benefits"
	"sijoita/rules"
)

func edition(tb testing.TB) *rules.Edition {
	tb.Helper()
	e, err := rules.Published()
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// TestOfficialExamplesReproduce holds every formula against the authorities'
// own worked examples. The list only grows.
func TestOfficialExamplesReproduce(t *testing.T) {
	file, err := os.Open("../rules/cases/official.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	examples, err := benefits.ReadExamples(file)
	if err != nil {
		t.Fatal(err)
	}
	results, err := benefits.RunExamples(edition(t), examples)
	if err != nil {
		t.Fatal(err)
	}
	misprints := 0
	for _, r := range results.List {
		if r.Misprint {
			misprints++
			if r.OK {
				t.Errorf("%s is marked as a misprint and comes out as it says", r.ID)
			}
			continue
		}
		for _, m := range r.Missed {
			t.Errorf("%s: %s is %s, want %s", r.ID, m.Name, m.Got, m.Want)
		}
	}
	if results.Passed < 78 || results.Failed != 0 || misprints != 4 {
		t.Errorf("%d passed, %d failed, %d misprints", results.Passed, results.Failed, misprints)
	}
}

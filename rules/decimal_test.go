package rules_test

import (
	"testing"

	"sijoita/rules"
)

func decimal(t *testing.T, s string) rules.Decimal {
	t.Helper()
	d, err := rules.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestRounding(t *testing.T) {
	for _, tt := range []struct {
		name string
		got  rules.Decimal
		want string
	}{
		{"a half cent goes up", decimal(t, "129.325").Cents(), "129.33"},
		{"less than a half goes down", decimal(t, "129.3249").Cents(), "129.32"},
		{"a half below zero goes away from zero", decimal(t, "129.325").Negative().Cents(), "-129.33"},
		{"a third has 34 digits until it is rounded", decimal(t, "100").Over(rules.Whole(3)).Cents(), "33.33"},
		{"tens up", decimal(t, "1107.88").Up().Times(rules.Whole(10)), "11080"},
		{"down to the whole", decimal(t, "73.74").Down(), "73"},
		{"nothing is below zero", decimal(t, "5").Minus(decimal(t, "7")).Positive(), "0"},
		{"a sum keeps its cents", decimal(t, "0.10").Plus(decimal(t, "0.20")), "0.30"},
	} {
		if tt.got.String() != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, tt.got, tt.want)
		}
	}
}

func TestAnOperationChangesNoOperand(t *testing.T) {
	a, b := decimal(t, "12345678901234567890.12"), decimal(t, "0.01")
	copied := a
	sum := copied.Plus(b)
	sum = sum.Plus(b).Times(b)
	if a.String() != "12345678901234567890.12" || copied.String() != a.String() || b.String() != "0.01" || sum.IsZero() {
		t.Errorf("%s, %s, %s", a, copied, b)
	}
}

func TestWhatIsNotANumberIsRefused(t *testing.T) {
	for _, s := range []string{"", ".", "1.2.3", "-1", "1e5", "1,5", "0x10", "NaN", "1_000", "1234567890123456789012345678901"} {
		if d, err := rules.ParseDecimal(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
}

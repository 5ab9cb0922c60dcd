package casework

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestParseCents(t *testing.T) {
	for _, row := range []struct {
		rule, text string
		want       Cents
		ok         bool
	}{
		{"whole euros", "1250", 125000, true},
		{"a comma and two decimals", "1250,50", 125050, true},
		{"a point and one decimal", "1250.5", 125050, true},
		{"thousands apart", "1 250,50", 125050, true},
		{"by a hard space", "1\u00a0250", 125000, true},
		{"by a narrow one", "1\u202f250", 125000, true},
		{"space around it", " 12,30 ", 1230, true},
		{"a comma and no decimals", "12,", 1200, true},
		{"nothing", "0", 0, true},
		{"less than nothing", "-12,30", -1230, true},
		{"less than nothing by cents alone", "-0,05", -5, true},
		{"three decimals are too exact", "12,305", 0, false},
		{"two points", "1.250,50", 0, false},
		{"decimals alone", ",50", 0, false},
		{"a sign alone", "-", 0, false},
		{"a sign and decimals alone", "-,50", 0, false},
		{"a sign among the decimals", "1,-5", 0, false},
		{"letters", "12 e", 0, false},
		{"a power of ten", "1e3", 0, false},
		{"more than there is", "99999999999999", 0, false},
		{"no text", "", 0, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := ParseCents(row.text)
			if got != row.want || (err == nil) != row.ok {
				t.Errorf("ParseCents(%q) = %d, %v; want %d", row.text, got, err, row.want)
			}
		})
	}
}

func TestCentsReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Cents(rapid.Int64Range(-1e14, 1e14).Draw(t, "cents"))
		if got, err := ParseCents(c.String()); got != c || err != nil {
			t.Fatalf("%s reads as %d, %v", c, got, err)
		}
		body, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var got Cents
		if err := json.Unmarshal(body, &got); got != c || err != nil {
			t.Fatalf("%s reads as %d, %v", body, got, err)
		}
	})
}

func TestCentsAreWrittenWithTwoDecimals(t *testing.T) {
	for c, want := range map[Cents]string{0: "0.00", 5: "0.05", 125000: "1250.00", -5: "-0.05", -125050: "-1250.50"} {
		if got := c.String(); got != want {
			t.Errorf("%d cents are %s, want %s", int64(c), got, want)
		}
	}
}

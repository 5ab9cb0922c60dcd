package casework

import "testing"

func TestParseBusinessID(t *testing.T) {
	for _, row := range []struct {
		rule, typed, want string
	}{
		{"the check digit fits", "9876543-0", "9876543-0"},
		{"the hyphen may be left out", "98765430", "9876543-0"},
		{"as in a VAT number", "FI98765430", "9876543-0"},
		{"space and small letters do no harm", " fi 9876543-0 ", "9876543-0"},
		{"an old one of six digits has a nought before it", "876543-8", "0876543-8"},
		{"a sum that divides by eleven has the check digit 0", "0000000-0", "0000000-0"},
		{"another check digit", "9876543-1", ""},
		{"two digits have changed places", "9876453-0", ""},
		{"a remainder of one has no check digit", "0000006-1", ""},
		{"letters", "987654A-0", ""},
		{"too short", "6543-0", ""},
		{"too long", "19876543-0", ""},
		{"nothing", "", ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, ok := ParseBusinessID(row.typed)
			if got != row.want || ok != (row.want != "") {
				t.Errorf("got %q, %t; want %q", got, ok, row.want)
			}
		})
	}
}

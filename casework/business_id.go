package casework

import "strings"

// ParseBusinessID reads a business id (Y-tunnus, FO-nummer) as people write it:
// with or without its hyphen, with a country's letters before it as in a VAT
// number, an old one of six digits too. It gives it as 1234567-8, and false
// when the check digit does not fit.
func ParseBusinessID(s string) (string, bool) {
	s = strings.Join(strings.Fields(strings.ToUpper(s)), "")
	s = strings.ReplaceAll(strings.TrimPrefix(s, "FI"), "-", "")
	if len(s) == 7 {
		s = "0" + s
	}
	if len(s) != 8 || strings.Trim(s, "0123456789") != "" {
		return "", false
	}
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2} {
		sum += weight * int(s[i]-'0')
	}
	check := (11 - sum%11) % 11
	if check != int(s[7]-'0') { // a remainder of 1 would ask for 10, and such ids are not given
		return "", false
	}
	return s[:7] + "-" + s[7:], true
}

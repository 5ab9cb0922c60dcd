package casework

import (
	"fmt"
	"strconv"
	"strings"
)

// Cents is an amount of euros, exact to the cent.
type Cents int64

// ParseCents reads euros with at most two decimals, with a point or a comma:
// 1250, 1250.5, 1 250,50.
func ParseCents(s string) (Cents, error) {
	clean := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".").Replace(strings.TrimSpace(s))
	euros, decimals, _ := strings.Cut(clean, ".")
	digits := strings.TrimPrefix(euros, "-")
	if digits == "" || len(digits) > 13 || len(decimals) > 2 || strings.Trim(digits+decimals, "0123456789") != "" {
		return 0, fmt.Errorf("%q is not an amount of euros", s)
	}
	n, err := strconv.ParseInt(euros+(decimals + "00")[:2], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not an amount of euros", s)
	}
	return Cents(n), nil
}

// String gives the euros with two decimals and a point: 1250.00.
func (c Cents) String() string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	return fmt.Sprintf("%s%d.%02d", sign, c/100, c%100)
}

// MarshalJSON writes the euros as a number with two decimals.
func (c Cents) MarshalJSON() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalJSON reads a number or a string of euros.
func (c *Cents) UnmarshalJSON(raw []byte) (err error) {
	*c, err = ParseCents(strings.Trim(string(raw), `"`))
	return err
}

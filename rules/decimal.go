package rules

import (
	"fmt"

	"github.com/cockroachdb/apd/v3"
)

// Decimal is an exact decimal number: an amount, a rate, a count. It is never a
// binary fraction, and no operation changes its operands. A quotient has 34
// digits; whoever divides says afterwards where it is rounded.
type Decimal struct{ n apd.Decimal }

// What true and false are in a rule.
var (
	Yes = Whole(1)
	No  = Decimal{}
)

var exact = apd.BaseContext.WithPrecision(34)

func init() { exact.Rounding = apd.RoundHalfUp }

// Whole is a whole number.
func Whole(n int64) (d Decimal) {
	d.n.SetInt64(n)
	return d
}

// Hundredths is so many hundredths: 1250 is 12.50.
func Hundredths(n int64) (d Decimal) {
	d.n.SetFinite(n, -2)
	return d
}

// ParseDecimal reads digits with at most one point, without sign or exponent.
func ParseDecimal(s string) (d Decimal, err error) {
	for _, r := range s {
		if (r < '0' || r > '9') && r != '.' {
			return d, fmt.Errorf("%q is not a number", s)
		}
	}
	if _, _, err := d.n.SetString(s); err != nil || len(s) > 30 {
		return Decimal{}, fmt.Errorf("%q is not a number", s)
	}
	return d, nil
}

// must stops the program on arithmetic that has no answer: no formula divides
// by zero, and 34 digits hold every sum of money.
func must(condition apd.Condition, err error) {
	if err != nil {
		panic(fmt.Sprintf("rules: %v (%v)", err, condition))
	}
}

// Plus is d + o.
func (d Decimal) Plus(o Decimal) (sum Decimal) {
	must(exact.Add(&sum.n, &d.n, &o.n))
	return sum
}

// Minus is d − o.
func (d Decimal) Minus(o Decimal) (difference Decimal) {
	must(exact.Sub(&difference.n, &d.n, &o.n))
	return difference
}

// Times is d × o.
func (d Decimal) Times(o Decimal) (product Decimal) {
	must(exact.Mul(&product.n, &d.n, &o.n))
	return product
}

// Over is d ÷ o; o is not 0.
func (d Decimal) Over(o Decimal) (quotient Decimal) {
	must(exact.Quo(&quotient.n, &d.n, &o.n))
	return quotient
}

// Negative is −d.
func (d Decimal) Negative() Decimal { return No.Minus(d) }

// Compare is below 0 where d is less than o, 0 where they are equal, above 0
// where d is more.
func (d Decimal) Compare(o Decimal) int { return d.n.Cmp(&o.n) }

// Less tells whether d < o.
func (d Decimal) Less(o Decimal) bool { return d.Compare(o) < 0 }

// More tells whether d > o.
func (d Decimal) More(o Decimal) bool { return d.Compare(o) > 0 }

// Equal tells whether they are the same number: 1.0 is 1.
func (d Decimal) Equal(o Decimal) bool { return d.Compare(o) == 0 }

// IsZero tells whether the number is 0.
func (d Decimal) IsZero() bool { return d.n.IsZero() }

// Least is the smaller of the two.
func (d Decimal) Least(o Decimal) Decimal {
	if o.Less(d) {
		return o
	}
	return d
}

// Most is the larger of the two.
func (d Decimal) Most(o Decimal) Decimal {
	if o.More(d) {
		return o
	}
	return d
}

// Positive is d, or 0 where d is less.
func (d Decimal) Positive() Decimal { return d.Most(No) }

// Round has so many decimals; a half goes away from zero, as the authorities
// round.
func (d Decimal) Round(decimals int) (rounded Decimal) {
	if d.n.Exponent == int32(-decimals) {
		return d
	}
	must(exact.Quantize(&rounded.n, &d.n, int32(-decimals)))
	return rounded
}

// Cents has two decimals.
func (d Decimal) Cents() Decimal { return d.Round(2) }

// InHundredths is the number to two decimals, in hundredths: 12.5 is 1250.
func (d Decimal) InHundredths() int64 {
	rounded := d.Cents()
	n := rounded.n.Coeff.Int64()
	if rounded.n.Negative {
		return -n
	}
	return n
}

// Down is the whole number at or below d.
func (d Decimal) Down() (whole Decimal) {
	must(exact.Floor(&whole.n, &d.n))
	return whole
}

// Up is the whole number at or above d.
func (d Decimal) Up() (whole Decimal) {
	must(exact.Ceil(&whole.n, &d.n))
	return whole
}

// Whole is the number's whole part, for counts.
func (d Decimal) Whole() int64 {
	down := d.Down()
	n, err := down.n.Int64()
	must(0, err)
	return n
}

// String writes the number with the decimals it has: 37.21, never an exponent.
func (d Decimal) String() string { return d.n.Text('f') }

// MarshalJSON writes a JSON number.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// Shown is the number as a person is shown it, and not as one computes with it.
func (d Decimal) Shown() float64 {
	f, err := d.n.Float64()
	must(0, err)
	return f
}

package i18n

import (
	"fmt"
	"strconv"
	"time"

	"golang.org/x/text/number"

	"sijoita/casework"
)

// nothing stands where there is no figure to show.
const nothing = "–"

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// Int writes a whole number with its thousands apart: 1 250 in Finnish and
// Swedish (with a space that does not break), 1,250 in English.
func (p *Printer) Int(n int) string { return p.numbers.Sprint(number.Decimal(n)) }

// Decimal writes a number with that many decimals: 3,1 · 3.1.
func (p *Printer) Decimal(f float64, digits int) string {
	return p.numbers.Sprint(number.Decimal(f, number.MinFractionDigits(digits), number.MaxFractionDigits(digits)))
}

// Number writes a number with at most two decimals, and none in vain: 37,5.
func (p *Printer) Number(f float64) string {
	return p.numbers.Sprint(number.Decimal(f, number.MaxFractionDigits(2)))
}

// Percent writes num of den as hundredths: 33,3 % · 33.3%. A share of nothing
// is "–", never 0.
func (p *Printer) Percent(num, den, digits int) string {
	if den == 0 {
		return nothing
	}
	return p.Decimal(100*float64(num)/float64(den), digits) + p.words.percent
}

// Euro writes an amount to the cent: 1 250,00 € · €1,250.00.
func (p *Printer) Euro(c casework.Cents) string {
	sign := ""
	if c < 0 {
		sign, c = p.words.minus, -c
	}
	amount := p.Int(int(c/100)) + p.words.decimal + fmt.Sprintf("%02d", c%100)
	return sign + p.words.beforeEuro + amount + p.words.afterEuro
}

// value writes one argument of a message.
func (p *Printer) value(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return p.Int(v)
	case float64:
		return p.Number(v)
	case casework.Day:
		return p.Day(v)
	case casework.Week:
		return strconv.Itoa(v.Number())
	case casework.Cents:
		return p.Euro(v)
	case casework.Names:
		return p.Name(v)
	case time.Time:
		return p.Moment(v)
	default:
		return fmt.Sprint(v)
	}
}

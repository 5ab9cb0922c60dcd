package casework

import (
	"fmt"
	"strings"
	"time"

	"sijoita/problem"
)

// Month is a calendar month as year × 100 + month: 202611. 0 is no month.
type Month int

// Month is the calendar month that holds the day.
func (d Day) Month() Month {
	y, m, _ := d.Time().Date()
	return Month(y*100 + int(m))
}

// ParseMonth reads 2026-11, and nothing else.
func ParseMonth(s string) (Month, error) {
	first, err := ParseDay(s + "-01")
	if err != nil {
		return 0, fmt.Errorf("%q is not a month", s)
	}
	return first.Month(), nil
}

// First is the first day of the month.
func (m Month) First() Day { return Date(int(m)/100, time.Month(int(m)%100), 1) }

// Last is the last day of the month.
func (m Month) Last() Day { return m.First().AddMonths(1).AddDays(-1) }

// Add gives the month n months later (earlier when n is negative).
func (m Month) Add(n int) Month { return m.First().AddMonths(n).Month() }

// Span is the days of the month.
func (m Month) Span() Span { return Span{From: m.First(), To: m.Last()} }

// String gives 2026-11, or nothing for no month.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", int(m)/100, int(m)%100)
}

// OneOff is a pay that comes beside the month's own.
type OneOff string

// The one-off payments.
const (
	OneOffHolidayBonus OneOff = "holiday_bonus"
	OneOffHolidayPay   OneOff = "holiday_pay" // at the end of a job, for holidays not had
	OneOffArrears      OneOff = "arrears"
	OneOffOther        OneOff = "other"
)

// OneOffs lists them in the order they are offered.
var OneOffs = []OneOff{OneOffHolidayBonus, OneOffHolidayPay, OneOffArrears, OneOffOther}

// EarningsSource is who told what was paid.
type EarningsSource string

// The sources.
const (
	EarningsPayslip  EarningsSource = "payslip"
	EarningsClient   EarningsSource = "client"
	EarningsRegister EarningsSource = "register" // the client's view of the incomes register
)

// EarningsSources lists them in the order they are offered.
var EarningsSources = []EarningsSource{EarningsPayslip, EarningsClient, EarningsRegister}

// Earnings (ansiot) is what a client was paid in a month, all jobs together and
// before tax. The one noted last of a month holds; the earlier ones stay.
type Earnings struct {
	Noted
	EpisodeID int64
	Month     Month
	Pay       Cents
	OneOff    Cents  // paid beside it, once; 0: nothing
	What      OneOff // with OneOff; empty: not told
	Source    EarningsSource
}

const mostPay = 10_000_000 // cents: more is a slip of the hand

// NoteEarnings makes a record of what was paid. It refuses with problem.Invalid
// a month that has not begun, an amount below nothing or over 100,000 euros, and
// words that are none of theirs. What a payment of nothing was for is left out.
func NoteEarnings(e Earnings, today Day) (Earnings, error) {
	if e.OneOff == 0 {
		e.What = ""
	}
	var f problem.Fields
	switch {
	case e.Month == 0:
		f.Add("month", "problem.day_missing")
	case e.Month > today.Month():
		f.Add("month", "earnings.month_ahead")
	}
	checkPaid(&f, "pay", e.Pay)
	checkPaid(&f, "one_off", e.OneOff)
	if e.What != "" {
		oneOf(&f, "what", e.What, OneOffs)
	}
	if e.Source != "" {
		oneOf(&f, "source", e.Source, EarningsSources)
	}
	return e, f.Problem()
}

func checkPaid(f *problem.Fields, name string, amount Cents) {
	if amount < 0 || amount > mostPay {
		f.Add(name, "earnings.pay_range", problem.Args{"most": Cents(mostPay)})
	}
}

// EarnedIn is what is noted of a month: of those that are not withdrawn, in the
// order they were noted, the last. The bool is false where nothing is.
func EarnedIn(all []Earnings, m Month) (found Earnings, noted bool) {
	for _, e := range all {
		if e.Month == m && !e.Withdrawn {
			found, noted = e, true
		}
	}
	return found, noted
}

// ExpectedPay is what the jobs promise for a month, before tax: of each day of
// the month the pay of that day, a part of its month. A whole month is the pay
// itself. The bool is false when a job runs of which the pay is not told.
func ExpectedPay(placements []Placement, m Month) (Cents, bool) {
	first, last := m.First(), m.Last()
	days := last.DaysSince(first) + 1
	var ofDays Cents // the pay of each day, not yet divided by the days of the month
	for _, p := range placements {
		if p.Kind != Employment || p.Withdrawn || !p.RunsIn(m.Span()) {
			continue
		}
		for d := first; !d.After(last); d = d.AddDays(1) {
			if !p.RunsOn(d) {
				continue
			}
			pay := p.PayOn(d)
			if pay == nil {
				return 0, false
			}
			ofDays += *pay
		}
	}
	return (ofDays + Cents(days)/2) / Cents(days), true
}

// Dormancy (eläkkeen lepääminen) is a time for which a disability pension is not
// paid because of earnings, and waits.
type Dormancy struct {
	Noted
	EpisodeID int64
	Payer     Office // Kela or the pension company
	Span
	Text string // what the payer said of it; may be empty
}

// Payers lists whose pension may be left dormant.
var Payers = []Office{OfficeKela, OfficePension}

// aheadForDormancy is how many days before it a dormancy may be noted: it is
// agreed with the payer beforehand.
const aheadForDormancy = 366

// NoteDormancy makes a record of a dormancy. It refuses with problem.Invalid no
// payer, a missing first day or one more than a year ahead, an end before it, and
// a text over 500 characters. How long it may last is for the payer to say.
func NoteDormancy(d Dormancy, today Day) (Dormancy, error) {
	d.Text = strings.TrimSpace(d.Text)
	var f problem.Fields
	oneOf(&f, "payer", d.Payer, Payers)
	switch {
	case d.From.IsZero():
		f.Add("from", "problem.day_missing")
	case d.From.After(today.AddDays(aheadForDormancy)):
		f.Add("from", "earnings.dormancy_too_far")
	}
	if !d.To.IsZero() && d.To.Before(d.From) {
		f.Add("to", "problem.end_before_start")
	}
	checkText(&f, "text", d.Text, maxStartText)
	return d, f.Problem()
}

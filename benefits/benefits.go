// Package benefits computes what a job does to somebody's income: the benefits,
// taxes and contributions of Finland before and after it, each line with what
// it was computed from. Every result is an estimate for a conversation. The
// authority that pays decides.
//
// Here stand formulas in the authorities' order of rounding, and no amounts:
// those are dated data, read by package rules. The package keeps nothing and
// knows no client.
package benefits

import (
	"sijoita/casework"
	"sijoita/rules"
)

// law is what the rules say on one day, as the formulas ask them. It remembers
// what it was asked, so that a line can name its sources.
type law struct {
	day     rules.Day
	missing string // the first rule that says nothing on the day
	read    []*rules.Row
	quiet   bool // only the sums are wanted: nothing is remembered
}

// get gives the value of a rule. A rule that says nothing on the day counts as
// 1, so that the formula comes to its end; whoever began it asks for missing.
func (l *law) get(key string) rules.Decimal {
	row, ok := l.day.Row(key)
	if !ok {
		l.miss(key)
		return rules.Yes
	}
	l.remember(row)
	return row.Value
}

func (l *law) remember(row *rules.Row) {
	if !l.quiet {
		l.read = append(l.read, row)
	}
}

func (l *law) miss(key string) {
	if l.missing == "" {
		l.missing = key
	}
}

// in gives the value of a rule in a municipality: its own, else that of all
// others.
func (l *law) in(key, municipality string) rules.Decimal {
	if row, ok := l.day.Row(key + "." + municipality); ok {
		l.remember(row)
		return row.Value
	}
	if row, ok := l.day.Row(key + "." + rules.OthersCode); ok {
		l.remember(row)
		return row.Value
	}
	l.miss(key + "." + municipality)
	return rules.Yes
}

// holds tells whether a rule says anything on the day, without asking it.
func (l *law) holds(key string) bool {
	_, ok := l.day.Row(key)
	return ok
}

// take gives the rows that were asked for since the last time.
func (l *law) take() []*rules.Row {
	read := l.read
	l.read = nil
	return read
}

// Steps of rounding and counting that more than one formula takes.
var (
	two     = rules.Whole(2)
	three   = rules.Whole(3)
	four    = rules.Whole(4)
	ten     = rules.Whole(10)
	twelve  = rules.Whole(12)
	hundred = rules.Whole(100)

	cent       = rules.Hundredths(1)
	percentage = cent // one of a hundred
	tenth      = rules.Hundredths(10)
)

// cents is an amount as the rest of the program knows it.
func cents(d rules.Decimal) casework.Cents { return casework.Cents(d.InHundredths()) }

// euros is an amount as the formulas know it.
func euros(c casework.Cents) rules.Decimal { return rules.Hundredths(int64(c)) }

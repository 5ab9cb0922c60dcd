package casework

import "sijoita/problem"

// ProgrammeFunding is what somebody pays of a programme's costs for a span of days that
// has an end: a grant, or the county's own share.
type ProgrammeFunding struct {
	Noted
	ProgrammeID int64
	Funder      string // in the words of whoever noted it
	Amount      Cents
	Span
}

// mostFunding is more euros than any programme gets; beyond it a zero too many
// was typed.
const mostFunding = 100_000_000_00

// FundProgramme makes a programme's funding of what is told. It refuses with
// problem.Invalid one without its programme, a funder, both days or an amount
// above zero, and an end before its start; fields: programme, funder, amount,
// from, to.
func FundProgramme(x ProgrammeFunding, _ Day) (ProgrammeFunding, error) {
	x.Funder = oneLine(x.Funder)
	var f problem.Fields
	if x.ProgrammeID == 0 {
		f.Add("programme", "problem.choose")
	}
	if x.Funder == "" {
		f.Add("funder", "funding.funder_missing")
	}
	checkText(&f, "funder", x.Funder, maxName)
	if x.Amount <= 0 || x.Amount > mostFunding {
		f.Add("amount", "funding.amount_range", problem.Args{"most": Cents(mostFunding)})
	}
	checkSpan(&f, x.Span)
	if x.To.IsZero() {
		f.Add("to", "problem.day_missing")
	}
	return x, f.Problem()
}

// Days is how many days the money is for.
func (x ProgrammeFunding) Days() int { return max(0, x.To.DaysSince(x.From)+1) }

// PassedBy is how many of those days have passed by the evening of a day.
func (x ProgrammeFunding) PassedBy(on Day) int { return min(max(0, on.DaysSince(x.From)+1), x.Days()) }

// FallenBy is the part of the amount that falls on the days that have passed by
// the evening of a day, each day the same, rounded to the cent.
func (x ProgrammeFunding) FallenBy(on Day) Cents {
	days := Cents(x.Days())
	if days == 0 {
		return 0
	}
	passed := Cents(x.PassedBy(on))
	return x.Amount/days*passed + (x.Amount%days*passed+days/2)/days
}

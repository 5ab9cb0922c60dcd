package casework

import (
	"cmp"
	"slices"

	"sijoita/problem"
)

// SubsidyTerms are the terms on which a subsidy is granted in an employment area
// (työllisyysalue), or in one of its municipalities, for a span of days. A county
// keeps what it has learned of them, with where it learned it: they tell a coach
// what to ask of the area, and decide nothing.
type SubsidyTerms struct {
	Noted
	Area         string // code of an employment area
	Municipality string // of the area, when the terms are its own; empty: of the whole area
	Kind         SubsidyKind
	NotGranted   bool     // on these days nobody is granted it; then no share, sum or months are told
	Percent      *float64 // of the wage costs at most; nil: not told
	Amount       *Cents   // a month at most; nil: not told
	Months       *int     // at most; nil: not told
	Pensioners   *bool    // granted also to those on a disability pension; nil: not known
	Ask          string   // whom to ask
	Text         string   // for whom, and what else to know
	Source       string   // where it was learned, and how sure it is
	Span
}

const mostSubsidyMonths = 60 // no subsidy of a wage is granted for longer at once

// KeepSubsidyTerms checks terms as they are to stand. It refuses with
// problem.Invalid; fields: area, municipality, kind, percent, amount, months,
// ask, text, source, from, to.
func KeepSubsidyTerms(x SubsidyTerms, _ Day) (SubsidyTerms, error) {
	x.Ask, x.Text, x.Source = oneLine(x.Ask), oneLine(x.Text), oneLine(x.Source)
	var f problem.Fields
	if _, known := EmploymentAreaCalled(x.Area); !known {
		f.Add("area", "problem.choose")
	}
	if lies, known := AreaOfMunicipality(x.Municipality); x.Municipality != "" && (!known || lies != x.Area) {
		f.Add("municipality", "terms.municipality_elsewhere")
	}
	oneOf(&f, "kind", x.Kind, SubsidyKinds)
	checkPercent(&f, "percent", x.Percent)
	checkPay(&f, "amount", x.Amount)
	if x.Months != nil && (*x.Months < 1 || *x.Months > mostSubsidyMonths) {
		f.Add("months", "terms.months_range", problem.Args{"most": mostSubsidyMonths})
	}
	if x.NotGranted && (x.Percent != nil || x.Amount != nil || x.Months != nil) {
		f.Add("granted", "terms.nothing_granted")
	}
	checkText(&f, "ask", x.Ask, maxName)
	checkText(&f, "text", x.Text, maxLearned)
	checkText(&f, "source", x.Source, maxLearned)
	checkSpan(&f, x.Span)
	return x, f.Problem()
}

// Reach tells whether the terms are for those who live in the municipality.
func (x SubsidyTerms) Reach(municipality string) bool {
	area, known := AreaOfMunicipality(municipality)
	return known && area == x.Area && (x.Municipality == "" || x.Municipality == municipality)
}

// SubsidyTermsFor lists those of the terms that stand for who lives in the
// municipality, in the order in which they are given.
func SubsidyTermsFor(all []SubsidyTerms, municipality string) []SubsidyTerms {
	var list []SubsidyTerms
	for _, x := range all {
		if !x.Withdrawn && x.Reach(municipality) {
			list = append(list, x)
		}
	}
	return list
}

// SubsidyDoubtKind is why a subsidy may not be granted as it is written.
type SubsidyDoubtKind string

// The doubts. Each is said beside a field, and none stops anybody: the area
// knows better than what was learned of it.
const (
	DoubtNotGranted SubsidyDoubtKind = "not_granted"  // not there on its first day
	DoubtPension    SubsidyDoubtKind = "pension"      // not for somebody on a disability pension
	DoubtPercent    SubsidyDoubtKind = "percent"      // a larger share than is granted
	DoubtAmount     SubsidyDoubtKind = "amount"       // a larger sum than is granted
	DoubtMonths     SubsidyDoubtKind = "months"       // longer than is granted
	DoubtLate       SubsidyDoubtKind = "decided_late" // a wage subsidy decided on after it begins
	DoubtUndecided  SubsidyDoubtKind = "undecided"    // begun, and no decision is noted
)

// SubsidyDoubt is one doubt about a subsidy.
type SubsidyDoubt struct {
	Kind  SubsidyDoubtKind
	Terms SubsidyTerms // that it does not fit; zero when no terms are about it
	Last  Day          // the last day that the terms allow; zero: the doubt is about none
}

// Field is the end of the name of the field beside which a doubt is said.
func (d SubsidyDoubt) Field() string {
	switch d.Kind {
	case DoubtPercent:
		return "_percent"
	case DoubtAmount:
		return "_amount"
	case DoubtMonths:
		return "_to"
	case DoubtLate, DoubtUndecided:
		return "_decided_on"
	}
	return ""
}

// SubsidyDoubts are the doubts about each of a job's subsidies, in the order of
// Subsidies. terms are those for where the client lives (SubsidyTermsFor);
// pension tells that the client is known to live on a disability pension.
func (p Placement) SubsidyDoubts(terms []SubsidyTerms, pension bool, today Day) [][]SubsidyDoubt {
	all := p.Subsidies()
	doubts := make([][]SubsidyDoubt, len(all))
	for i, s := range all {
		s.From = orToday(s.From, p.StartsOn)
		doubts[i] = append(s.misfits(terms, pension, usedBefore(all, s)), p.undecided(s, today)...)
	}
	return doubts
}

// usedBefore is how many days there have been of the same kind of subsidy when
// one begins.
func usedBefore(all []Subsidy, s Subsidy) (days int) {
	for _, o := range all {
		if o.Kind != s.Kind || o.From.IsZero() || !o.From.Before(s.From) {
			continue
		}
		last := s.From.AddDays(-1)
		if !o.To.IsZero() && o.To.Before(last) {
			last = o.To
		}
		days += last.DaysSince(o.From) + 1
	}
	return days
}

// InForce parts the terms of one kind of subsidy: those that hold on a day, and
// of the others those that are the next to say something: that it was granted
// until lately, or will be.
func InForce(terms []SubsidyTerms, kind SubsidyKind, on Day) (holds, others []SubsidyTerms) {
	for _, x := range terms {
		switch {
		case x.Kind != kind:
		case x.Holds(on):
			holds = append(holds, x)
		default:
			others = append(others, x)
		}
	}
	return holds, others
}

// misfits are the doubts that the terms raise. Where several hold on the first
// day, it is enough to fit one of them; else those of the nearest are told.
func (s Subsidy) misfits(terms []SubsidyTerms, pension bool, used int) []SubsidyDoubt {
	holds, others := InForce(terms, s.Kind, s.From)
	granted := slices.DeleteFunc(slices.Clone(holds), func(x SubsidyTerms) bool {
		return x.NotGranted || slices.ContainsFunc(holds, x.endedBy)
	})
	if len(granted) == 0 {
		return s.notGranted(holds, others)
	}
	slices.SortStableFunc(granted, SubsidyTerms.moreFirst) // of two that fit alike, the better is told
	var least []SubsidyDoubt
	for i, x := range granted {
		if doubts := s.misfit(x, pension, used); i == 0 || len(doubts) < len(least) {
			least = doubts
		}
	}
	return least
}

// moreFirst puts the terms that grant more before the others.
func (x SubsidyTerms) moreFirst(o SubsidyTerms) int {
	return cmp.Or(compareLimits(o.Percent, x.Percent), compareLimits(o.Amount, x.Amount), compareLimits(o.Months, x.Months))
}

// compareLimits compares what is granted at most; without a limit it is more.
func compareLimits[T cmp.Ordered](a, b *T) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Compare(*a, *b)
}

// endedBy tells whether other terms say that nobody is granted these any more:
// they begin later, or with them, and are not those of a wider area.
func (x SubsidyTerms) endedBy(o SubsidyTerms) bool {
	return o.NotGranted && !o.From.Before(x.From) && (o.Municipality != "" || x.Municipality == "")
}

// notGranted tells of a kind that is known in the area and not granted on the
// first day. Of a kind that nobody has written anything about nothing is known.
func (s Subsidy) notGranted(holds, others []SubsidyTerms) []SubsidyDoubt {
	for _, x := range slices.Backward(holds) {
		if x.NotGranted {
			return []SubsidyDoubt{{Kind: DoubtNotGranted, Terms: x}}
		}
	}
	others = slices.DeleteFunc(others, func(x SubsidyTerms) bool { return x.NotGranted })
	slices.SortStableFunc(others, func(a, b SubsidyTerms) int { return a.apart(s.From) - b.apart(s.From) })
	for _, x := range others {
		return []SubsidyDoubt{{Kind: DoubtNotGranted, Terms: x}}
	}
	return nil
}

// apart is how many days lie between the day and the terms.
func (x SubsidyTerms) apart(on Day) int {
	if x.From.After(on) {
		return x.From.DaysSince(on)
	}
	return on.DaysSince(x.To)
}

// misfit are the doubts that one line of terms raises.
func (s Subsidy) misfit(x SubsidyTerms, pension bool, used int) (doubts []SubsidyDoubt) {
	add := func(kind SubsidyDoubtKind, last Day) { doubts = append(doubts, SubsidyDoubt{kind, x, last}) }
	if pension && x.Pensioners != nil && !*x.Pensioners {
		add(DoubtPension, Day{})
	}
	if s.Percent != nil && x.Percent != nil && *s.Percent > *x.Percent {
		add(DoubtPercent, Day{})
	}
	if s.Amount != nil && x.Amount != nil && *s.Amount > *x.Amount {
		add(DoubtAmount, Day{})
	}
	if last := x.lastDay(s.From, used); !last.IsZero() && s.To.After(last) {
		add(DoubtMonths, last)
	}
	return doubts
}

// lastDay is the last day of a subsidy that begins on a day, when so many days
// were used before; zero: the terms tell of none.
func (x SubsidyTerms) lastDay(from Day, used int) Day {
	if x.Months == nil {
		return Day{}
	}
	return from.AddMonths(*x.Months).AddDays(-1 - used)
}

// undecided are the doubts about when a subsidy was decided on. A wage subsidy
// is decided on before the job begins; of one that has begun, in a job that still
// runs, the decision is to be known.
func (p Placement) undecided(s Subsidy, today Day) []SubsidyDoubt {
	switch {
	case p.Kind != Employment || p.Withdrawn || s.Kind == OtherSubsidy:
		return nil
	case s.Kind == WageSubsidy && s.DecidedOn.After(s.From):
		return []SubsidyDoubt{{Kind: DoubtLate}}
	case !s.Decided() && !s.From.After(today) && p.RunsOn(today):
		return []SubsidyDoubt{{Kind: DoubtUndecided}}
	}
	return nil
}

// Decided tells whether a decision on the subsidy is noted.
func (s Subsidy) Decided() bool { return s.Decision != "" || !s.DecidedOn.IsZero() }

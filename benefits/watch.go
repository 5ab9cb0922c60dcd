package benefits

import (
	"slices"

	"sijoita/casework"
	"sijoita/rules"
)

// WatchQuestion is what the earnings watch asks of a client. It names nobody.
type WatchQuestion struct {
	Today      casework.Day
	Pensions   []Pension
	Jobs       []casework.Placement
	Earned     []casework.Earnings
	Counselled []casework.Counselling // for the limits that a pension company told
	Dormant    []casework.Dormancy
}

// Pension is a disability pension that a client receives, and when.
type Pension struct {
	Benefit
	casework.Span
}

// PensionsOf are the disability pensions among what a client lives on, and
// those that the facts of their money tell of besides. The facts tell the stable
// earnings of an earnings-related one, and whether it is partial.
func PensionsOf(incomes []casework.Income, facts casework.Facts) []Pension {
	var found []Pension
	add := func(kind Kind, of casework.Span) {
		p := Pension{Benefit{Kind: kind, Full: !facts.Yes(casework.AskPartial(string(kind)))}, of}
		if stable, told := facts.Money(casework.AskStable(string(kind))); told {
			p.StableEarnings = &stable
		}
		found = append(found, p)
	}
	for _, i := range incomes {
		if kind := Kind(i.Kind); slices.Contains(pensions, kind) {
			add(kind, i.Span)
		}
	}
	for _, word := range facts.Words(casework.AskBenefits) {
		kind := Kind(word)
		if slices.Contains(pensions, kind) && !slices.ContainsFunc(found, func(p Pension) bool { return p.Kind == kind }) {
			add(kind, casework.Span{})
		}
	}
	return found
}

// How many months the watch shows beside the present one, and how many it
// looks back for the beginning of a run over the limit.
const (
	WatchBack  = 5
	WatchAhead = 3
	watchFrom  = 24
)

// Watch is what a client is paid by month against the earnings limits of their
// disability pensions. It decides nothing: the payer of the pension does.
type Watch struct {
	Months []WatchedMonth // the oldest first
	Limits []WatchedLimit // one for each payer of a pension; none: no limit applies
	Breaks *rules.Row     // after how many months in a row payment stops; nil: the rules say nothing of today
	Rests  []*rules.Row   // how long a pension may be dormant, and until when the law holds
}

// WatchedMonth is what is paid in a month, before tax and all jobs together.
type WatchedMonth struct {
	Month    casework.Month
	Expected *casework.Cents    // what the jobs promise; nil: of one the pay is not told
	Earned   *casework.Earnings // what was paid; nil: not noted
}

// Pay is what is held against a limit: what was paid, without one-off payments,
// else what is expected; nil: not known.
func (m WatchedMonth) Pay() *casework.Cents {
	if m.Earned != nil {
		return &m.Earned.Pay
	}
	return m.Expected
}

// Standing is how a month stands against a limit.
type Standing string

// The standings. Exactly at the limit is under it.
const (
	StandingNone    Standing = "none" // no such pension then
	StandingUnknown Standing = "unknown"
	StandingUnder   Standing = "under"
	StandingOver    Standing = "over"
	StandingDormant Standing = "dormant" // the pension is not paid: it waits
)

// WatchedLimit is the limit of one payer, month by month.
type WatchedLimit struct {
	Payer  Tell
	Months []MonthAtLimit // those of Watch.Months
	either bool           // a fixed-term pension whose payer is not told
}

// Either tells that the pension is fixed-term (kuntoutustuki) and might be a
// pension company's as well: then its limit is in the decision.
func (l WatchedLimit) Either() bool { return l.either }

// At is how the month stands; the zero MonthAtLimit for one that is not watched.
func (l WatchedLimit) At(m casework.Month) MonthAtLimit {
	for _, at := range l.Months {
		if at.Month == m {
			return at
		}
	}
	return MonthAtLimit{}
}

// MonthAtLimit is a month against a limit.
type MonthAtLimit struct {
	Month    casework.Month
	Standing Standing
	Limit    *casework.Cents // nil: not known; then Least is the least it can be
	Least    *casework.Cents // Kela's limit, under which none is; nil: the rules do not reach so far
	Told     bool            // by the pension company, not computed
	InRow    int             // which month in a row over the limit; 0: it is not over
	OneOff   bool            // over only when the one-off payment is counted in
	Rules    []*rules.Row    // behind the limit
}

// Of makes the watch of a client by the rules of each month. Months of which
// the rules say nothing have no limit: none is guessed.
func (q WatchQuestion) Of(e *rules.Edition) Watch {
	now := q.Today.Month()
	var months []WatchedMonth
	for m := now.Add(-watchFrom); m <= now.Add(WatchAhead); m = m.Add(1) {
		months = append(months, q.month(m))
	}
	var w Watch
	shown := months[watchFrom-WatchBack:]
	w.Months = shown
	for _, payer := range []Tell{TellKela, TellPensionCompany} {
		limit := WatchedLimit{Payer: payer}
		row := 0
		for _, month := range months {
			at := q.at(e, payer, month)
			if row++; at.Standing != StandingOver {
				row = 0
			}
			at.InRow = row
			limit.Months = append(limit.Months, at)
			for _, p := range q.pensionsOf(payer, month.Month) {
				limit.either = limit.either || payer == TellKela && p.Kind == RehabilitationBenefit
			}
		}
		limit.Months = limit.Months[watchFrom-WatchBack:]
		if slices.ContainsFunc(limit.Months, func(at MonthAtLimit) bool { return at.Standing != StandingNone }) {
			w.Limits = append(w.Limits, limit)
		}
	}
	if day, covered := e.On(q.Today.Time()); covered {
		if row, told := day.Row("tyokyvyttomyyselake.kela.ylitys_kk"); told {
			w.Breaks = row
		}
		for _, key := range []string{restLeast, restMost, "tyokyvyttomyyselake.laki738.voimassa"} {
			if row, told := day.Row(key); told {
				w.Rests = append(w.Rests, row)
			}
		}
	}
	return w
}

// Worst is the limit that has been passed for the most months in a row by the
// present one, with how that month stands. The bool is false where none is.
func (w Watch) Worst(now casework.Month) (worst WatchedLimit, at MonthAtLimit, passed bool) {
	for _, limit := range w.Limits {
		if month := limit.At(now); month.InRow > at.InRow {
			worst, at, passed = limit, month, true
		}
	}
	return worst, at, passed
}

func (q WatchQuestion) month(m casework.Month) WatchedMonth {
	month := WatchedMonth{Month: m}
	if expected, known := casework.ExpectedPay(q.Jobs, m); known {
		month.Expected = &expected
	}
	if earned, noted := casework.EarnedIn(q.Earned, m); noted {
		month.Earned = &earned
	}
	return month
}

// pensionsOf are those that the payer pays in the month. A fixed-term one is
// Kela's unless its stable earnings are known, or a pension company has told
// its limit.
func (q WatchQuestion) pensionsOf(payer Tell, m casework.Month) []Pension {
	told := q.told(m) != nil
	var found []Pension
	for _, p := range q.Pensions {
		of := TellKela
		if p.earningsRelated() || p.Kind == RehabilitationBenefit && told {
			of = TellPensionCompany
		}
		if of == payer && p.Overlaps(m.Span()) {
			found = append(found, p)
		}
	}
	return found
}

// told is the limit that the pension company told: the last one by the end of
// the month, or where there is none by then the first after it.
func (q WatchQuestion) told(m casework.Month) *casework.Cents {
	var before, after casework.Counselling
	for _, c := range q.Counselled {
		switch {
		case c.Withdrawn || c.Limit == nil:
		case !c.On.After(m.Last()):
			if before.Limit == nil || !c.On.Before(before.On) {
				before = c
			}
		case after.Limit == nil || c.On.Before(after.On):
			after = c
		}
	}
	if before.Limit != nil {
		return before.Limit
	}
	return after.Limit
}

func (q WatchQuestion) dormant(payer Tell, m casework.Month) bool {
	return slices.ContainsFunc(q.Dormant, func(d casework.Dormancy) bool {
		return !d.Withdrawn && string(d.Payer) == string(payer) && d.Overlaps(m.Span())
	})
}

// at is how a month stands against the payer's limit, alone.
func (q WatchQuestion) at(e *rules.Edition, payer Tell, month WatchedMonth) MonthAtLimit {
	at := MonthAtLimit{Month: month.Month, Standing: StandingNone}
	pensions := q.pensionsOf(payer, month.Month)
	if len(pensions) == 0 {
		return at
	}
	q.limit(e, payer, pensions, &at)
	pay := month.Pay()
	switch {
	case q.dormant(payer, month.Month):
		at.Standing = StandingDormant
	case pay == nil || at.Least == nil:
		at.Standing = StandingUnknown
	case at.Limit == nil && *pay > *at.Least:
		at.Standing = StandingUnknown
	case at.Limit != nil && *pay > *at.Limit:
		at.Standing = StandingOver
	default:
		at.Standing = StandingUnder
		at.OneOff = month.Earned != nil && at.Limit != nil && *pay+month.Earned.OneOff > *at.Limit
	}
	return at
}

// limit finds the limit of the payer in the month: Kela's in euros; a pension
// company's as it told it, else its share of the stable earnings where they are
// known. It is never under Kela's.
func (q WatchQuestion) limit(e *rules.Edition, payer Tell, pensions []Pension, at *MonthAtLimit) {
	l, err := onDay(e, at.Month.First(), "month")
	if err != nil {
		return
	}
	least := cents(l.earningsLimit(rules.No, false, true))
	if at.Rules = l.take(); l.missing != "" {
		return
	}
	at.Least = &least
	if payer == TellKela {
		at.Limit = &least
		return
	}
	if told := q.told(at.Month); told != nil {
		limit := max(*told, least)
		at.Limit, at.Told = &limit, true
		return
	}
	for _, p := range pensions {
		if p.StableEarnings == nil {
			at.Limit = nil
			return
		}
		limit := cents(l.earningsLimit(euros(*p.StableEarnings), true, p.Full))
		if at.Rules = append(at.Rules, l.take()...); at.Limit == nil || limit < *at.Limit {
			at.Limit = &limit
		}
	}
}

const (
	restLeast = "tyokyvyttomyyselake.lepaaminen.min_kk"
	restMost  = "tyokyvyttomyyselake.lepaaminen.max_v"
)

// Rest is how long a pension that was left dormant may stay so.
type Rest struct {
	casework.Dormancy
	Returns casework.Day // from when it may be paid again, at the earliest
	Ends    casework.Day // the last day it may be dormant: the pension ends after it
	Rules   []*rules.Row
}

// RestOf tells the days of a dormancy by the rules of its first day (738/2009:
// from three months to two years). The bool is false where the rules say
// nothing of that day.
func RestOf(e *rules.Edition, d casework.Dormancy) (Rest, bool) {
	l, err := onDay(e, d.From, "from")
	if err != nil {
		return Rest{Dormancy: d}, false
	}
	least, most := l.get(restLeast), l.get(restMost)
	if l.missing != "" {
		return Rest{Dormancy: d}, false
	}
	r := Rest{Dormancy: d, Rules: l.take()}
	r.Returns = d.From.AddMonths(int(least.Whole()))
	r.Ends = d.From.AddMonths(int(most.Times(twelve).Whole())).AddDays(-1)
	return r, true
}

package benefits

import (
	"strings"
	"time"

	"sijoita/casework"
	"sijoita/rules"
)

// KnownSubsidy are terms of a subsidy that are told somewhere: a beginning for a
// county that keeps its own. What holds today, the employment area knows.
type KnownSubsidy struct {
	Doubt SubsidyDoubt
	Terms casework.SubsidyTerms // without an area: proposed for the whole country
}

// SubsidyDoubt is how far what is told may be trusted.
type SubsidyDoubt string

// The doubts.
const (
	Proposed  SubsidyDoubt = "proposed" // in a government proposal: the areas apply it, and some have stopped
	Earlier   SubsidyDoubt = "earlier"  // read on the payer's page, of days that are past
	HeardOnly SubsidyDoubt = "heard"    // told to a team by the area's employment manager, in no rule book
)

const (
	municipalMonthly = "kuntalisa.kuukaudessa."
	municipalMonths  = "kuntalisa.kuukausia."
)

// What the team in Kainuu learned from its area's employment manager, as its
// guide tells: from 2025 the area grants no wage subsidy, and the supplement that
// came in its place is not for those on a disability pension.
const (
	kainuuArea  = "10"
	heardSource = "Kainuun opas: kerrottu alueen työllisyyden hoidon johdolta"
)

var heardFrom = casework.MustDay("2025-01-01")

// KnownSubsidies lists what the rules' edition tells of wage subsidies and of
// municipal supplements, and what is known beside it: those of the whole country
// first, then by municipality, the oldest first.
func KnownSubsidies(e *rules.Edition) []KnownSubsidy {
	var list []KnownSubsidy
	for _, key := range []string{"palkkatuki.osaaminen", "palkkatuki.alentuneesti_tyokykyinen"} {
		list = append(list, proposedSubsidy(e, key)...)
	}
	list = append(list, KnownSubsidy{HeardOnly, casework.SubsidyTerms{
		Area: kainuuArea, Kind: casework.WageSubsidy, NotGranted: true, Source: heardSource, Span: casework.Span{From: heardFrom},
	}})
	for _, key := range e.Keys() {
		if municipality, ok := strings.CutPrefix(key, municipalMonthly); ok {
			list = append(list, supplements(e, key, municipality)...)
		}
	}
	return list
}

// proposedSubsidy is a share of the wage costs, for the longer of the two times.
func proposedSubsidy(e *rules.Edition, key string) (list []KnownSubsidy) {
	p, ok := e.Parameter(key)
	if !ok {
		return nil
	}
	for _, row := range p.Rows {
		percent := row.Value.Times(rules.Whole(100)).Shown()
		list = append(list, KnownSubsidy{Proposed, casework.SubsidyTerms{
			Kind: casework.WageSubsidy, Percent: &percent, Months: monthsOn(e, "palkkatuki.kesto_kk.pitka", row.From),
			Text: p.Description, Source: sourceOf(row), Span: daysOf(row),
		}})
	}
	return list
}

func supplements(e *rules.Edition, key, municipality string) (list []KnownSubsidy) {
	area, ok := casework.AreaOfMunicipality(municipality)
	p, told := e.Parameter(key)
	if !ok || !told {
		return nil
	}
	for _, row := range p.Rows {
		amount := casework.Cents(row.Value.InHundredths())
		k := KnownSubsidy{Earlier, casework.SubsidyTerms{
			Area: area, Municipality: municipality, Kind: casework.MunicipalSupplement, Amount: &amount,
			Months: monthsOn(e, municipalMonths+municipality, row.From), Source: sourceOf(row), Span: daysOf(row),
		}}
		if !row.Confirmed {
			k.Doubt, k.Terms.Source = HeardOnly, heardSource
			if area == kainuuArea {
				k.Terms.Pensioners = new(bool)
			}
		}
		list = append(list, k)
	}
	return list
}

func monthsOn(e *rules.Edition, key string, on time.Time) *int {
	p, ok := e.Parameter(key)
	if !ok {
		return nil
	}
	row, ok := p.On(on)
	if !ok {
		return nil
	}
	months := int(row.Value.Whole())
	return &months
}

func sourceOf(row rules.Row) string {
	if row.Source != "" {
		return row.Source
	}
	return row.Parameter.Law
}

func daysOf(row rules.Row) casework.Span {
	span := casework.Span{From: casework.DayAt(row.From)}
	if !row.To.IsZero() {
		span.To = casework.DayAt(row.To)
	}
	return span
}

package demo

import (
	"fmt"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// The employment areas in which Suvanto's municipalities lie, and one of which
// something is known.
const (
	areaOfTown = "27"
	areaNorth  = "32"
	areaKainuu = "10"
)

// addSubsidyTerms makes what the county has learned of the terms of subsidies.
// Those of its own areas are invented; of Kainuu-Koillismaa stands what the guide
// of its team tells.
func (s *service) addSubsidyTerms() {
	const invented, heard = "Keksitty esimerkki: kysy oikeat ehdot alueelta", "Kainuun opas: kerrottu alueen työllisyyden hoidon johdolta. Ei vahvistettu: tarkista alueelta."
	const ask = "Työllisyyspalvelut, yrityspalvelut"
	const lowered = "Alentuneesti työkykyisille."
	ended := s.ago(100)
	begun := casework.MustDay("2025-01-01")
	s.doc.SubsidyTerms = []interchange.SubsidyTerms{
		{Area: areaOfTown, Kind: wage, From: s.beganOn, Percent: ptr(50.0), Months: ptr(10), Ask: ask, Text: "Ammatillisen osaamisen parantamiseksi.", Source: invented},
		{Area: areaOfTown, Kind: wage, From: s.beganOn, Percent: ptr(70.0), Months: ptr(10), Pensioners: ptr(true), Ask: ask, Text: lowered, Source: invented},
		{Area: areaOfTown, Municipality: town, Kind: supplement, From: s.beganOn, Amount: ptr(casework.Cents(1200_00)), Months: ptr(6), Pensioners: ptr(false), Ask: "Kunnan elinkeinopalvelut", Source: invented},
		{Area: areaNorth, Kind: wage, From: s.beganOn, To: ended, Percent: ptr(70.0), Months: ptr(10), Ask: ask, Text: lowered, Source: invented},
		{Area: areaNorth, Kind: wage, From: ended.AddDays(1), NotGranted: true, Ask: ask, Source: invented},
		{Area: areaKainuu, Kind: wage, From: begun, NotGranted: true, Source: heard},
		{Area: areaKainuu, Municipality: "205", Kind: supplement, From: begun, Amount: ptr(casework.Cents(1200_00)), Months: ptr(6), Pensioners: ptr(false), Source: heard},
	}
	number(s.doc.SubsidyTerms, "ehto-", func(x *interchange.SubsidyTerms) *string { return &x.ID })
}

// decide puts the decision beside a subsidy: of a wage subsidy before the job
// begins, of a supplement once it has.
func (s *service) decide(help *interchange.Subsidy) {
	const before, after = 12, 9
	on := workdayTo(help.From.AddDays(-before))
	if help.Kind == supplement {
		on = workdayFrom(help.From.AddDays(after))
	}
	if !on.After(s.today) {
		help.DecidedOn, help.Decision = on, fmt.Sprintf("TYL/%d/%d", 1000+17*len(s.doc.Placements), on.Time().Year())
	}
}

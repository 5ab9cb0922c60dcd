package outcomes

import (
	"testing"

	"sijoita/casework"
)

func TestDueSubsidy(t *testing.T) {
	today := casework.MustDay("2026-11-23")
	job := func(kind casework.SubsidyKind, from int) casework.Placement {
		return casework.Placement{Kind: casework.Employment, StartsOn: today.AddDays(from),
			Subsidy: &casework.Subsidy{Kind: kind, Span: casework.Span{From: today.AddDays(from)}}}
	}
	with := func(p casework.Placement, change func(*casework.Placement)) casework.Placement {
		change(&p)
		return p
	}
	for _, row := range []struct {
		rule      string
		placement casework.Placement
		due, late bool
	}{
		{"two weeks before it begins", job(casework.WageSubsidy, 14), true, false},
		{"sooner there is time", job(casework.WageSubsidy, 15), false, false},
		{"on the day it begins it is late", job(casework.WageSubsidy, 0), true, true},
		{"a month after it still waits", job(casework.WageSubsidy, -30), true, true},
		{"longer it is left to the job's page", job(casework.WageSubsidy, -31), false, false},
		{"with the number of a decision", with(job(casework.WageSubsidy, 0), func(p *casework.Placement) { p.Subsidy.Decision = "TE/1" }), false, false},
		{"with its day", with(job(casework.WageSubsidy, 0), func(p *casework.Placement) { p.Subsidy.DecidedOn = today }), false, false},
		{"a supplement may be decided on later", job(casework.MunicipalSupplement, 0), false, false},
		{"a job that has ended", with(job(casework.WageSubsidy, -9), func(p *casework.Placement) { p.EndsOn = today.AddDays(-1) }), false, false},
		{"a job noted by mistake", with(job(casework.WageSubsidy, 0), func(p *casework.Placement) { p.Withdrawn = true }), false, false},
		{"a job without a subsidy", with(job(casework.WageSubsidy, 0), func(p *casework.Placement) { p.Subsidy = nil }), false, false},
		{"one without a first day is from the job's", with(job(casework.WageSubsidy, 3), func(p *casework.Placement) { p.Subsidy.From = casework.Day{} }), true, false},
		{"a further one", with(job(casework.MunicipalSupplement, -200), func(p *casework.Placement) {
			p.FurtherSubsidies = []casework.Subsidy{{Kind: casework.WageSubsidy, Span: casework.Span{From: today.AddDays(7)}}}
		}), true, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			d, due := dueSubsidy(DueClient{Placements: []casework.Placement{row.placement}}, today)
			if due != row.due || d.Late != row.late || due && (d.Kind != DueSubsidy || d.Placement == nil) {
				t.Errorf("due %v, late %v; want %v, %v: %+v", due, d.Late, row.due, row.late, d)
			}
		})
	}
}

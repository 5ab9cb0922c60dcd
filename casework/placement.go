package casework

import (
	"strings"

	"sijoita/problem"
)

// PlacementKind is what a client moved on to.
type PlacementKind string

// The kinds. Only employment is a job; a work trial never is.
const (
	Employment     PlacementKind = "employment"
	WorkTrial      PlacementKind = "work_trial"
	Study          PlacementKind = "study"
	OtherPlacement PlacementKind = "other"
)

// SubsidyKind is who pays a part of a wage.
type SubsidyKind string

// The kinds of subsidy.
const (
	WageSubsidy         SubsidyKind = "wage_subsidy"
	MunicipalSupplement SubsidyKind = "municipal_supplement"
	OtherSubsidy        SubsidyKind = "other"
)

// SubsidyKinds lists them in the order they are offered.
var SubsidyKinds = []SubsidyKind{WageSubsidy, MunicipalSupplement, OtherSubsidy}

// Subsidy is a part of the wage that somebody else pays.
type Subsidy struct {
	Kind    SubsidyKind
	Percent *float64 // nil: not told
	Span
}

// Placement (sijoittuminen) is an employment, a work trial or studies.
type Placement struct {
	Noted
	EpisodeID    int64
	Kind         PlacementKind
	EmployerID   int64  // 0: none or not told
	Occupation   string // Ammattiluokitus 2010, four digits, or empty
	StartsOn     Day
	EndsOn       Day
	EndReason    string
	HoursPerWeek *float64 // nil: not told
	MonthlyPay   *Cents   // nil: not told
	OpenMarket   *bool    // nil: not told, counts as no
	Permanent    *bool    // nil: not told, counts as no
	Subsidy      *Subsidy
}

// OpenJob tells whether the placement is a job in the open labour market.
func (p Placement) OpenJob() bool {
	return !p.Withdrawn && p.Kind == Employment && p.OpenMarket != nil && *p.OpenMarket
}

// RunsOn tells whether the placement has the day in it.
func (p Placement) RunsOn(d Day) bool {
	return Span{From: p.StartsOn, To: p.EndsOn}.Holds(d)
}

// IsJobStart tells whether the placement is an open job that began on or after
// the start of its episode (figures.md).
func (p Placement) IsJobStart(e Episode) bool {
	return p.OpenJob() && !e.StartedOn.IsZero() && !p.StartsOn.Before(e.StartedOn)
}

// EmploymentNote is what is asked when a client gets a job (F10, short).
type EmploymentNote struct {
	EmployerID   int64
	StartsOn     Day
	EndsOn       Day // zero: until further notice
	HoursPerWeek *float64
	MonthlyPay   *Cents
	OpenMarket   bool
	Permanent    bool
	Subsidy      *Subsidy
	Occupation   string
}

const (
	maxHours      = 60
	aheadForStart = 366 // days: a job may be agreed well before it begins
)

// StartPlacement makes an employment of a note. It refuses with
// problem.Invalid a missing employer or day, an end before the start, hours
// outside 0–60, a negative pay, a permanent job with an end, a subsidy outside
// the job or outside 0–100 %; with problem.Conflict when the episode has not
// started.
func StartPlacement(e Episode, in EmploymentNote, today Day) (Placement, error) {
	if e.StartedOn.IsZero() {
		return Placement{}, problem.New(problem.Conflict, "placement.episode_not_started")
	}
	var f problem.Fields
	in.check(&f, today)
	if err := f.Problem(); err != nil {
		return Placement{}, err
	}
	open, permanent := in.OpenMarket, in.Permanent
	return Placement{
		EpisodeID: e.ID, Kind: Employment, EmployerID: in.EmployerID, Occupation: strings.TrimSpace(in.Occupation),
		StartsOn: in.StartsOn, EndsOn: in.EndsOn, HoursPerWeek: in.HoursPerWeek, MonthlyPay: in.MonthlyPay,
		OpenMarket: &open, Permanent: &permanent, Subsidy: in.Subsidy,
	}, nil
}

func (in EmploymentNote) check(f *problem.Fields, today Day) {
	if in.EmployerID == 0 {
		f.Add("employer", "placement.employer_missing")
	}
	switch {
	case in.StartsOn.IsZero():
		f.Add("starts_on", "problem.day_missing")
	case in.StartsOn.After(today.AddDays(aheadForStart)):
		f.Add("starts_on", "placement.start_too_far")
	}
	if !in.EndsOn.IsZero() && in.EndsOn.Before(in.StartsOn) {
		f.Add("ends_on", "problem.end_before_start")
	}
	if in.Permanent && !in.EndsOn.IsZero() {
		f.Add("ends_on", "placement.permanent_with_end")
	}
	if h := in.HoursPerWeek; h != nil && !(*h > 0 && *h <= maxHours) { // so asked, a NaN is refused
		f.Add("hours_per_week", "placement.hours_range", problem.Args{"most": maxHours})
	}
	if p := in.MonthlyPay; p != nil && *p < 0 {
		f.Add("monthly_pay", "placement.pay_negative")
	}
	if o := strings.TrimSpace(in.Occupation); o != "" && !fourDigits(o) {
		f.Add("occupation", "placement.occupation_digits")
	}
	if in.Subsidy != nil {
		in.Subsidy.check(f, Span{From: in.StartsOn, To: in.EndsOn})
	}
}

func (s Subsidy) check(f *problem.Fields, job Span) {
	oneOf(f, "subsidy", s.Kind, SubsidyKinds)
	if s.Percent != nil && !(*s.Percent > 0 && *s.Percent <= 100) {
		f.Add("subsidy_percent", "placement.percent_range")
	}
	if !s.To.IsZero() && s.To.Before(s.From) {
		f.Add("subsidy_to", "problem.end_before_start")
	}
	if s.From.Before(job.From) || !job.To.IsZero() && (s.From.After(job.To) || s.To.After(job.To)) {
		f.Add("subsidy_from", "placement.subsidy_outside")
	}
}

func fourDigits(s string) bool {
	if len(s) != 4 {
		return false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

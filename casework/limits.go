package casework

import (
	"slices"

	"sijoita/problem"
)

// LimitKind is a limit that the rules set to a work trial or to studies.
type LimitKind string

// The limits. Those of a trial are as suomi.fi tells them ("Työkokeilun
// järjestäminen työpaikalla"): at most six months with one employer and twelve in
// all, on at most five days a week, at most eight hours a day. Studies on
// unemployment benefit are paid for at most twenty-four months. The pages were
// written before the employment areas took over in 2025, so that a limit can be
// passed knowingly.
const (
	LimitEmployer LimitKind = "trial_employer"
	LimitTrials   LimitKind = "trial_all"
	LimitStudies  LimitKind = "studies"
	LimitDay      LimitKind = "trial_day" // hours a day
	LimitEnds     LimitKind = "ends"      // what was agreed on runs out
)

const (
	trialEmployerMonths = 6
	trialAllMonths      = 12
	studyMonths         = 24
	trialDayHours       = 8
)

// Limit is the last day that a rule, or what was agreed, lets a placement run.
type Limit struct {
	Kind LimitKind
	Last Day
}

// Limits lists the last days of a work trial or of studies on unemployment
// benefit, the earliest first. all are the client's placements, whichever episode
// they belong to: what was used up before counts. Other placements have none.
func (p Placement) Limits(all []Placement) []Limit {
	if p.Withdrawn || p.StartsOn.IsZero() {
		return nil
	}
	var list []Limit
	add := func(kind LimitKind, months int, counts func(Placement) bool) {
		used := 0
		for _, o := range all {
			if o.ID != p.ID && !o.Withdrawn && o.Kind == p.Kind && o.StartsOn.Before(p.StartsOn) && counts(o) {
				used += o.daysUntil(p.StartsOn.AddDays(-1))
			}
		}
		list = append(list, Limit{kind, p.StartsOn.AddMonths(months).AddDays(-1 - used)})
	}
	switch {
	case p.Kind == WorkTrial:
		if p.EmployerID != 0 {
			add(LimitEmployer, trialEmployerMonths, func(o Placement) bool { return o.EmployerID == p.EmployerID })
		}
		add(LimitTrials, trialAllMonths, func(Placement) bool { return true })
	case p.Kind == Study && p.Funding == UnemploymentBenefit:
		add(LimitStudies, studyMonths, func(o Placement) bool {
			return o.Funding == UnemploymentBenefit && o.School == p.School && o.Subject == p.Subject
		})
	}
	if (p.Kind == WorkTrial || p.Kind == Study) && !p.EndsOn.IsZero() {
		list = append(list, Limit{LimitEnds, p.EndsOn})
	}
	slices.SortStableFunc(list, func(a, b Limit) int { return a.Last.Compare(b.Last) })
	return list
}

// daysUntil is how many days of the placement there are by the last day.
func (p Placement) daysUntil(last Day) int {
	if !p.EndsOn.IsZero() && p.EndsOn.Before(last) {
		last = p.EndsOn
	}
	return max(last.DaysSince(p.StartsOn)+1, 0)
}

// HoursPerDay is how many hours a day a work trial has; nil: not told.
func (p Placement) HoursPerDay() *float64 {
	if p.Kind != WorkTrial || p.HoursPerWeek == nil || p.DaysPerWeek == nil || *p.DaysPerWeek == 0 {
		return nil
	}
	hours := *p.HoursPerWeek / *p.DaysPerWeek
	return &hours
}

// checkLimits refuses what would pass a limit. It can be done all the same when
// it is done knowingly.
func (p Placement) checkLimits(all []Placement) error {
	var f problem.Fields
	if hours := p.HoursPerDay(); hours != nil && *hours > trialDayHours {
		f.Add("knowingly", "trial.over_day", problem.Args{"most": trialDayHours})
	}
	for _, l := range p.Limits(all) {
		if l.Kind != LimitEnds && !p.EndsOn.IsZero() && p.EndsOn.After(l.Last) {
			f.Add("knowingly", l.Kind.over(), problem.Args{"on": l.Last})
			break
		}
	}
	return f.Problem()
}

func (k LimitKind) over() string {
	return map[LimitKind]string{LimitEmployer: "trial.over_employer", LimitTrials: "trial.over_all", LimitStudies: "trial.over_studies"}[k]
}

// JobWeeks are the lengths of a job, in weeks, that are told when it has ended.
var JobWeeks = []int{13, 26, 52}

// Lasted is how many days the placement has had by the day, its first and last
// among them, and the longest of JobWeeks that it reached; 0: none.
func (p Placement) Lasted(on Day) (days, weeks int) {
	days = p.daysUntil(on)
	for _, w := range JobWeeks {
		if days >= w*7 {
			weeks = w
		}
	}
	return days, weeks
}

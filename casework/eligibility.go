package casework

import (
	"strings"

	"sijoita/problem"
)

// Requirement is one thing that a programme asks of who comes to it, beside
// their own wish to work.
type Requirement string

// The requirements. How ready for work somebody is can never be one
// (criterion 9).
const (
	RequiresAge    Requirement = "age"
	RequiresNoKela Requirement = "no_kela_rehabilitation"
	RequiresCare   Requirement = "care_contact"
)

// Eligibility (palveluun pääsyn ehdot) is what a programme requires of who comes
// to it, on the days of its span; with no days it holds as long as the programme.
// The zero value is open to all who want to work.
type Eligibility struct {
	AgeFrom     *int // whole years, this one included; nil: no lower bound
	AgeTo       *int // whole years, this one included; nil: no upper bound
	NoKela      bool // no vocational rehabilitation of Kela is under way
	CareContact bool // a care contact is running
	Why         string
	Span
}

// Working age (työikä): those whom the service is for (criterion 9 takes it for
// a target group, not for an exclusion).
const (
	workingAgeFrom = 18
	workingAgeTo   = 64
)

// mostYears is how high a bound of age may be.
const mostYears = 100

// check refuses what cannot be required; fields: age_from, age_to, eligible_to,
// eligibility_why.
func (g Eligibility) check(f *problem.Fields) {
	for _, bound := range []struct {
		name  string
		years *int
	}{{"age_from", g.AgeFrom}, {"age_to", g.AgeTo}} {
		if bound.years != nil && (*bound.years < 0 || *bound.years > mostYears) {
			f.Add(bound.name, "setup.age_wrong", problem.Args{"most": mostYears})
		}
	}
	if g.AgeFrom != nil && g.AgeTo != nil && *g.AgeTo < *g.AgeFrom {
		f.Add("age_to", "setup.age_order")
	}
	if !g.From.IsZero() && !g.To.IsZero() && g.To.Before(g.From) {
		f.Add("eligible_to", "problem.end_before_start")
	}
	checkText(f, "eligibility_why", g.Why, maxNotes)
	if len(g.Requires()) > 0 && strings.TrimSpace(g.Why) == "" {
		f.Add("eligibility_why", "setup.eligibility_why_missing")
	}
}

// Requires lists what is required on some day; nothing: open to all who want to
// work.
func (g Eligibility) Requires() (all []Requirement) {
	if g.AgeFrom != nil || g.AgeTo != nil {
		all = append(all, RequiresAge)
	}
	if g.NoKela {
		all = append(all, RequiresNoKela)
	}
	if g.CareContact {
		all = append(all, RequiresCare)
	}
	return all
}

// RequiresOn lists what is required on the day; nothing: open to all who want
// to work.
func (g Eligibility) RequiresOn(on Day) []Requirement {
	if !g.Holds(on) {
		return nil
	}
	return g.Requires()
}

// Excludes lists what of it keeps people out who want to work and are of the
// target group, which weakens criterion 9: ages narrower than working age, and
// another rehabilitation. A care contact tells whom the service is for.
func (g Eligibility) Excludes() (all []Requirement) {
	if g.AgeFrom != nil && *g.AgeFrom > workingAgeFrom || g.AgeTo != nil && *g.AgeTo < workingAgeTo {
		all = append(all, RequiresAge)
	}
	if g.NoKela {
		all = append(all, RequiresNoKela)
	}
	return all
}

// Comer is what is known of a person who comes to a programme.
type Comer struct {
	BirthOn        Day
	Rehabilitation Rehabilitation // empty: not told
	Care           CareTeamKind   // of the unit that refers; empty: none
}

// Outside lists the requirements of the day that a person seems not to meet. It
// is for a note, and keeps nobody out: what is not known is no mark against
// anybody.
func (g Eligibility) Outside(c Comer, on Day) (all []Requirement) {
	for _, r := range g.RequiresOn(on) {
		outside := false
		switch r {
		case RequiresAge:
			outside = !c.BirthOn.IsZero() && !g.agesHold(c.BirthOn, on)
		case RequiresNoKela:
			outside = c.Rehabilitation == KelaRehabilitation
		case RequiresCare:
			outside = c.Care == CareSocial || c.Care == CareEmployment
		}
		if outside {
			all = append(all, r)
		}
	}
	return all
}

func (g Eligibility) agesHold(born, on Day) bool {
	young := g.AgeFrom != nil && born.AddMonths(12**g.AgeFrom).After(on)
	old := g.AgeTo != nil && !born.AddMonths(12*(*g.AgeTo+1)).After(on)
	return !young && !old
}

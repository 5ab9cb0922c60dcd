package casework

import (
	"slices"
	"strings"
	"unicode"

	"sijoita/problem"
)

// mostUnitName is how long the name of a programme, a team or a care team may be.
const mostUnitName = 120

// unitName is a name as it is kept: one line, words one space apart. It refuses
// an empty one, one that is too long, and what is not text.
func unitName(f *problem.Fields, typed string) string {
	name := strings.Join(strings.Fields(typed), " ")
	checkText(f, "name", name, mostUnitName)
	if name == "" || strings.ContainsFunc(name, unicode.IsControl) {
		f.Add("name", "setup.name_missing")
	}
	return name
}

// SetUpProgramme checks a programme as it is to stand; terms that are not told
// follow from the kind. It refuses with problem.Invalid; fields: kind, name,
// starts_on, ends_on, terms, scale, and those of its eligibility: age_from,
// age_to, eligible_to, eligibility_why.
func SetUpProgramme(p Programme) (Programme, error) {
	var f problem.Fields
	p.Name = unitName(&f, p.Name)
	oneOf(&f, "kind", p.Kind, ProgrammeKinds)
	if p.Terms == "" {
		p.Terms = TermsOf(p.Kind)
	}
	oneOf(&f, "terms", p.Terms, AllTerms)
	p.Scale = strings.TrimSpace(p.Scale)
	checkText(&f, "scale", p.Scale, mostUnitName)
	if p.StartsOn.IsZero() {
		f.Add("starts_on", "problem.day_missing")
	} else if !p.EndsOn.IsZero() && p.EndsOn.Before(p.StartsOn) {
		f.Add("ends_on", "problem.end_before_start")
	}
	p.Eligibility.Why = strings.TrimSpace(p.Eligibility.Why)
	p.Eligibility.check(&f)
	return p, f.Problem()
}

// SetUpTeam checks a team as it is to stand. It refuses with problem.Invalid;
// fields: name, programme.
func SetUpTeam(t Team) (Team, error) {
	var f problem.Fields
	t.Name = unitName(&f, t.Name)
	if t.ProgrammeID == 0 {
		f.Add("programme", "problem.choose")
	}
	return t, f.Problem()
}

// SetUpCareTeam checks a care team as it is to stand. It refuses with
// problem.Invalid; fields: name, kind, municipality.
func SetUpCareTeam(c CareTeam) (CareTeam, error) {
	var f problem.Fields
	c.Name = unitName(&f, c.Name)
	oneOf(&f, "kind", c.Kind, CareTeamKinds)
	if _, known := MunicipalityNames(c.Municipality); c.Municipality != "" && !known {
		f.Add("municipality", "setup.municipality_unknown")
	}
	return c, f.Problem()
}

// AttendCareTeam checks that a coach can begin to take part in a care team's
// work, beside what is agreed already. It refuses with problem.Invalid; fields:
// coach, from, to.
func AttendCareTeam(all []CareTeamAssignment, a CareTeamAssignment) error {
	var f problem.Fields
	if a.CoachID == 0 {
		f.Add("coach", "problem.choose")
	}
	checkSpan(&f, a.Span)
	if slices.ContainsFunc(all, func(o CareTeamAssignment) bool {
		return o.CareTeamID == a.CareTeamID && o.CoachID == a.CoachID && o.Overlaps(a.Span)
	}) {
		f.Add("coach", "setup.attends_already")
	}
	return f.Problem()
}

// CoverAreas checks that a coach can begin to work in municipalities, beside
// what is agreed already, and gives what is to be added. It refuses with
// problem.Invalid; fields: coach, municipality, from, to.
func CoverAreas(all []CoachArea, coach int64, municipalities []string, span Span) ([]CoachArea, error) {
	var f problem.Fields
	if coach == 0 {
		f.Add("coach", "problem.choose")
	}
	if len(municipalities) == 0 {
		f.Add("municipality", "setup.municipality_missing")
	}
	checkSpan(&f, span)
	var added []CoachArea
	for _, code := range municipalities {
		area := CoachArea{CoachID: coach, Municipality: code, Span: span}
		if names, known := MunicipalityNames(code); !known {
			f.Add("municipality", "setup.municipality_unknown")
		} else if slices.ContainsFunc(all, area.clashesWith) {
			f.Add("municipality", "setup.covers_already", problem.Args{"municipality": names})
		}
		added = append(added, area)
	}
	return added, f.Problem()
}

func (a CoachArea) clashesWith(o CoachArea) bool {
	return a.CoachID == o.CoachID && a.Municipality == o.Municipality && a.Overlaps(o.Span)
}

func checkSpan(f *problem.Fields, s Span) {
	switch {
	case s.From.IsZero():
		f.Add("from", "problem.day_missing")
	case !s.To.IsZero() && s.To.Before(s.From):
		f.Add("to", "problem.end_before_start")
	}
}

// EndSpan sets the last day of what lasts. What has ended by today is past and
// stays as it is: problem.Conflict. A last day before the first means that it
// never began, which the bool tells. Else it refuses with problem.Invalid;
// fields: to.
func EndSpan(s Span, to, today Day) (ended Span, never bool, err error) {
	var f problem.Fields
	switch {
	case !s.To.IsZero() && s.To.Before(today):
		return s, false, problem.New(problem.Conflict, "setup.ended_already").With("on", s.To)
	case to.IsZero():
		f.Add("to", "problem.day_missing")
	}
	s.To = to
	return s, to.Before(s.From), f.Problem()
}

// CoachesOfArea finds who works in a municipality on the day, those who began
// there first before the others.
func CoachesOfArea(all []CoachArea, municipality string, on Day) []int64 {
	return coachesOn(all, on, func(a CoachArea) (int64, Span, bool) { return a.CoachID, a.Span, a.Municipality == municipality })
}

// CoachesOfCareTeam finds who takes part in a care team's work on the day,
// those who began there first before the others.
func CoachesOfCareTeam(all []CareTeamAssignment, careTeam int64, on Day) []int64 {
	return coachesOn(all, on, func(a CareTeamAssignment) (int64, Span, bool) { return a.CoachID, a.Span, a.CareTeamID == careTeam })
}

// coachesOn gathers the coaches of dated rows that are about the matter and hold
// on the day, each once.
func coachesOn[T any](all []T, on Day, of func(T) (coach int64, span Span, concerns bool)) []int64 {
	type since struct {
		coach int64
		from  Day
	}
	var there []since
	for _, row := range all {
		if coach, span, concerns := of(row); concerns && span.Holds(on) {
			there = append(there, since{coach, span.From})
		}
	}
	slices.SortStableFunc(there, func(a, b since) int { return a.from.Compare(b.from) })
	var coaches []int64
	for _, s := range there {
		if !slices.Contains(coaches, s.coach) {
			coaches = append(coaches, s.coach)
		}
	}
	return coaches
}

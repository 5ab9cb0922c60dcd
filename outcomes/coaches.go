package outcomes

import (
	"slices"

	"sijoita/casework"
)

// coach is who had a coach role in a team of the programme in the period.
type coach struct {
	id    string // to the outside
	name  string
	roles []casework.Grant // those of the programme that have a day in the period
	days  int              // on which a role was held, but those of weeks without work

	active, met, starts string // the names of the coach's numbers
}

func (t *counting) readCoaches() {
	idle := t.idleWeeks()
	period := casework.Span{From: t.from, To: t.on}
	t.coaches = make(map[int64]*coach)
	for _, s := range t.Staff {
		id := s.Outward()
		c := &coach{id: id, name: s.Name, active: OfCoach(id, Active), met: OfCoach(id, FaceToFace), starts: OfCoach(id, JobStarts)}
		for _, g := range s.Grants {
			if g.Role == casework.RoleCoach && t.teams[g.TeamID] && g.Overlaps(period) && !t.from.After(t.on) {
				c.roles = append(c.roles, g)
			}
		}
		if len(c.roles) > 0 {
			c.days = c.daysIn(period, idle[s.ID])
			t.coaches[s.ID] = c
			t.open(c.active, c.met, c.starts)
		}
	}
}

// idleWeeks has, for each of the staff, the weeks whose worktime shows 0 hours.
func (t *counting) idleWeeks() map[int64][]casework.Week {
	idle := make(map[int64][]casework.Week)
	for _, w := range t.Worktime {
		if w.Hours == 0 {
			idle[w.StaffID] = append(idle[w.StaffID], w.Week)
		}
	}
	return idle
}

// daysIn counts the days of the period on which a role was held, each once,
// but those of idle weeks.
func (c *coach) daysIn(period casework.Span, idle []casework.Week) int {
	slices.Sort(idle)
	idle = slices.Compact(idle)
	days := 0
	for _, span := range c.spansIn(period) {
		days += length(span)
		for _, week := range idle {
			monday := week.Monday()
			days -= length(within(span, casework.Span{From: monday, To: monday.AddDays(6)}))
		}
	}
	return days
}

// spansIn has the roles' days within the period as spans that share no day.
func (c *coach) spansIn(period casework.Span) []casework.Span {
	roles := slices.SortedFunc(slices.Values(c.roles), func(a, b casework.Grant) int { return a.From.Compare(b.From) })
	var spans []casework.Span
	for _, g := range roles {
		span := within(g.Span, period)
		if last := len(spans) - 1; last >= 0 && !span.From.After(spans[last].To) {
			span.From = spans[last].To.AddDays(1)
		}
		if length(span) > 0 {
			spans = append(spans, span)
		}
	}
	return spans
}

// within cuts a span to a period that has an end.
func within(span, period casework.Span) casework.Span {
	if span.From.Before(period.From) {
		span.From = period.From
	}
	if span.To.IsZero() || span.To.After(period.To) {
		span.To = period.To
	}
	return span
}

// length counts the days of a span that has an end.
func length(s casework.Span) int { return max(0, s.To.DaysSince(s.From)+1) }

// fte is the share of full-time work of the roles held on the day, or on the
// last day before it on which one was held. One that is not told counts as 1.
func (c *coach) fte(on casework.Day) float64 {
	var last casework.Day
	for _, g := range c.roles {
		if to := within(g.Span, casework.Span{To: on}).To; to.After(last) {
			last = to
		}
	}
	sum := 0.0
	for _, g := range c.roles {
		switch {
		case !g.Holds(last):
		case g.FTE == nil:
			sum++
		default:
			sum += *g.FTE
		}
	}
	return sum
}

func (t *counting) coachList() []Coach {
	list := []Coach{}
	for _, c := range t.coaches {
		fte, active, met := c.fte(t.on), t.n(c.active), t.n(c.met)
		weeks := float64(c.days) / 7
		list = append(list, Coach{
			ID: c.id, Name: c.name, FTE: fte, Active: active, OverLimit: active > casework.CaseloadLimit(fte),
			FaceToFace: met, Weeks: rounded(weeks), PerWeek: share(float64(met), weeks), JobStarts: t.n(c.starts),
		})
	}
	slices.SortFunc(list, func(a, b Coach) int { return casework.CompareIDs(a.ID, b.ID) })
	return list
}

// employerContacts are the programme's, and the coaches' face-to-face contacts
// over all their weeks.
func (t *counting) employerContacts() EmployerContacts {
	days, met := 0, 0
	for _, c := range t.coaches {
		days += c.days
		met += t.n(c.met)
	}
	return EmployerContacts{
		Total: t.n(ContactsTotal), FaceToFace: t.n(ContactsFaceToFace),
		PerCoachWeek: share(float64(met), float64(days)/7), Target: casework.WeeklyTarget,
	}
}

package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// NeedSurvey is a question to care units, once: how many of their clients would
// the service be for (F24). It holds numbers, and nobody's name.
type NeedSurvey struct {
	Noted
	TeamID int64
	Name   string // of the season or the area
	Span          // from its making to the last day for answers
	Units  []NeedUnit
}

// NeedUnit is one unit that is asked, with its answer.
type NeedUnit struct {
	Name       string
	CareTeamID int64       // 0: a unit that is no care team of the service
	Answer     *NeedAnswer // nil: none yet
}

// NeedAnswer is what a unit told.
type NeedAnswer struct {
	On      Day
	By      string // in what work or part of the unit; may be empty
	Clients int    // of working age
	Want    *int   // of them, who want to work; nil: not told
	Named   int    // of them, for whom the service is
	Discuss *int   // of them, whom the unit wants to talk over first; nil: not told
	Text    string
}

const (
	maxUnits     = 100
	maxUnitCount = 100_000
	surveyLasts  = 31  // days, unless another day is chosen: Kanta-Häme's took October 2023
	surveyAtMost = 366 // days
)

// MakeNeedSurvey makes a survey of what is noted; without a last day it closes
// after a month. It refuses with problem.Invalid one without a team, a name or
// units, more than a hundred, two units of one name, a last day before today or
// more than a year away, and texts that are too long.
func MakeNeedSurvey(s NeedSurvey, today Day) (NeedSurvey, error) {
	s.Name, s.From = oneLine(s.Name), orToday(s.From, today)
	if s.To.IsZero() {
		s.To = s.From.AddDays(surveyLasts)
	}
	var f problem.Fields
	if s.TeamID == 0 {
		f.Add("team", "problem.choose")
	}
	if s.Name == "" {
		f.Add("name", "need.name_missing")
	}
	checkText(&f, "name", s.Name, maxName)
	switch {
	case s.To.Before(s.From), s.To.Before(today) && s.Revision == 0:
		f.Add("to", "need.closes_past")
	case s.To.After(s.From.AddDays(surveyAtMost)):
		f.Add("to", "need.closes_far")
	}
	s.Units = slices.Clone(s.Units)
	for i := range s.Units {
		s.Units[i].Name = oneLine(s.Units[i].Name)
		checkText(&f, "units", s.Units[i].Name, maxName)
		if slices.ContainsFunc(s.Units[:i], func(u NeedUnit) bool { return strings.EqualFold(u.Name, s.Units[i].Name) }) {
			f.Add("units", "need.unit_twice", problem.Args{"name": s.Units[i].Name})
			break
		}
	}
	switch {
	case len(s.Units) == 0:
		f.Add("units", "need.units_missing")
	case len(s.Units) > maxUnits:
		f.Add("units", "need.units_many", problem.Args{"most": maxUnits})
	}
	return s, f.Problem()
}

// NeedReply is an answer as its form sends it; nil is what was left empty.
type NeedReply struct {
	By                            string
	Clients, Want, Named, Discuss *int
	Text                          string
}

// AnswerNeedSurvey puts a unit's answer into the survey. It refuses with
// problem.Conflict a survey that is closed or withdrawn, and with problem.Invalid
// numbers that are missing, negative or larger than the unit, and texts that are
// too long.
func AnswerNeedSurvey(s NeedSurvey, unit int, in NeedReply, today Day) (NeedSurvey, error) {
	if s.Withdrawn || !s.Holds(today) || unit < 0 || unit >= len(s.Units) {
		return s, problem.New(problem.Conflict, "need.closed")
	}
	a := NeedAnswer{On: today, By: oneLine(in.By), Want: in.Want, Discuss: in.Discuss, Text: strings.TrimSpace(in.Text)}
	var f problem.Fields
	switch {
	case in.Clients == nil:
		f.Add("clients", "need.clients_missing")
	case *in.Clients < 0 || *in.Clients > maxUnitCount:
		f.Add("clients", "need.clients_range", problem.Args{"most": maxUnitCount})
	default:
		a.Clients = *in.Clients
	}
	if in.Named == nil {
		f.Add("named", "need.named_missing")
	} else {
		a.Named = *in.Named
	}
	for _, part := range []struct {
		name string
		n    *int
	}{{"want", in.Want}, {"named", in.Named}, {"discuss", in.Discuss}} {
		if part.n != nil && in.Clients != nil && (*part.n < 0 || *part.n > *in.Clients) {
			f.Add(part.name, "need.more_than_clients")
		}
	}
	checkText(&f, "by", a.By, maxName)
	checkText(&f, "text", a.Text, maxTeamText)
	if err := f.Problem(); err != nil {
		return s, err
	}
	s.Units = slices.Clone(s.Units)
	s.Units[unit].Answer = &a
	return s, nil
}

// Part is some of a whole that was counted with it.
type Part struct{ N, Of int }

// NeedSums are the answers of a survey added up. A part is of the clients of
// those units that told it.
type NeedSums struct {
	Units   int
	Answers int
	Clients int
	Want    Part
	Named   Part
	Discuss Part
}

// Sums adds the answers up.
func (s NeedSurvey) Sums() NeedSums {
	sums := NeedSums{Units: len(s.Units)}
	add := func(p *Part, n *int, of int) {
		if n != nil {
			p.N, p.Of = p.N+*n, p.Of+of
		}
	}
	for _, u := range s.Units {
		if a := u.Answer; a != nil {
			sums.Answers++
			sums.Clients += a.Clients
			add(&sums.Want, a.Want, a.Clients)
			add(&sums.Named, &a.Named, a.Clients)
			add(&sums.Discuss, a.Discuss, a.Clients)
		}
	}
	return sums
}

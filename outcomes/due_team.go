package outcomes

import (
	"slices"
	"strings"

	"sijoita/casework"
)

// TeamDueKind is why something of the team's own waits.
type TeamDueKind string

// The rules. Each is a small function below, and a line goes when what it asks
// for is noted.
const (
	DueLogReview     TeamDueKind = "log_review"     // the log of contacts was not gone through this week (criterion 17)
	DueGroup         TeamDueKind = "group"          // no group supervision this week (criteria 7 and 8)
	DueOutcomeReview TeamDueKind = "outcome_review" // outcomes not gone through with a coach for a quarter (criterion 8)
	DueMentoring     TeamDueKind = "mentoring"      // a new coach without a day in the field for a month (criterion 8)
	DueWeek          TeamDueKind = "week"           // a working week that was not confirmed (criteria 2 and 24)
	DueTraining      TeamDueKind = "training"       // a training to be done, or done again
	DueGroupAction   TeamDueKind = "group_action"   // what a group agreed to be done
)

// TeamDue is one matter of the team's own that waits.
type TeamDue struct {
	Kind     TeamDueKind
	Late     bool
	On       casework.Day          // by when it was or is to be done
	Staff    []int64               // whom it is about; nobody: the whole team
	Week     casework.Week         // of DueWeek: the first that was not confirmed
	N        int                   // of DueWeek: how many weeks
	Training *casework.Training    // of DueTraining
	Action   *casework.GroupAction // of DueGroupAction
}

// Limits of the rules, in days.
const (
	outcomesWithin = 92 // since a coach's outcomes were gone through
	outcomesSoon   = 75
	fieldWithin    = 31  // since a new coach was in the field with the leader
	newFor         = 365 // after the first role as a coach
	trainingAhead  = 60
	weeksBack      = 4 // of working time: what criteria 2 and 24 look at
)

// DueGuidance lists what guidance waits in a team: guidance has the team's
// occasions of the last quarter at least, and coaches those of the day. A team
// without coaches waits for nothing.
func DueGuidance(guidance []casework.Supervision, coaches []casework.Staff, today casework.Day) []TeamDue {
	if len(coaches) == 0 {
		return nil
	}
	var list []TeamDue
	for _, weekly := range []struct {
		kind casework.SupervisionKind
		due  TeamDueKind
	}{{casework.ContactLogReview, DueLogReview}, {casework.GroupSupervision, DueGroup}} {
		if d, waits := dueThisWeek(guidance, weekly.kind, today); waits {
			d.Kind = weekly.due
			list = append(list, d)
		}
	}
	if d, waits := dueSince(guidance, casework.OutcomeReview, coaches, outcomesWithin, outcomesSoon, today); waits {
		d.Kind = DueOutcomeReview
		list = append(list, d)
	}
	newcomers := slices.DeleteFunc(slices.Clone(coaches), func(s casework.Staff) bool { return today.DaysSince(firstCoached(s)) > newFor })
	if d, waits := dueSince(guidance, casework.FieldMentoring, newcomers, fieldWithin, fieldWithin, today); waits {
		d.Kind = DueMentoring
		list = append(list, d)
	}
	return list
}

// dueThisWeek: nothing of the kind was held this ISO week; late when nothing was
// the week before either.
func dueThisWeek(guidance []casework.Supervision, kind casework.SupervisionKind, today casework.Day) (TeamDue, bool) {
	held := func(monday casework.Day) bool {
		week := casework.Span{From: monday, To: monday.AddDays(6)}
		return slices.ContainsFunc(guidance, func(s casework.Supervision) bool { return !s.Withdrawn && s.Kind == kind && week.Holds(s.On) })
	}
	monday := today.Monday()
	if held(monday) {
		return TeamDue{}, false
	}
	return TeamDue{Late: !held(monday.AddDays(-7)), On: monday.AddDays(6)}, true
}

// dueSince: some of the people have not taken part in an occasion of the kind for
// so many days, or soon will not have. One who has come lately has had the days
// since then.
func dueSince(guidance []casework.Supervision, kind casework.SupervisionKind, people []casework.Staff, within, soon int, today casework.Day) (TeamDue, bool) {
	var due TeamDue
	for _, p := range people {
		last := firstCoached(p)
		for _, s := range guidance {
			if !s.Withdrawn && s.Kind == kind && slices.Contains(s.Staff, p.ID) && s.On.After(last) {
				last = s.On
			}
		}
		days := today.DaysSince(last)
		if days < soon {
			continue
		}
		due.Staff = append(due.Staff, p.ID)
		due.Late = due.Late || days > within
		if on := last.AddDays(within); due.On.IsZero() || on.Before(due.On) {
			due.On = on
		}
	}
	return due, len(due.Staff) > 0
}

// firstCoached is the first day of a person's first role as a coach.
func firstCoached(s casework.Staff) (first casework.Day) {
	for _, g := range s.Grants {
		if g.Role == casework.RoleCoach && (first.IsZero() || g.From.Before(first)) {
			first = g.From
		}
	}
	return first
}

// DueWeeks tells which of a coach's last four weeks were not confirmed;
// worktime has those that were. A week that no role as a coach covers whole is
// not asked for, and of one who has confirmed none yet only the last is.
func DueWeeks(coach casework.Staff, worktime []casework.Worktime, today casework.Day) (TeamDue, bool) {
	own := slices.DeleteFunc(slices.Clone(worktime), func(w casework.Worktime) bool { return w.StaffID != coach.ID })
	due := TeamDue{Kind: DueWeek, Staff: []int64{coach.ID}}
	back := weeksBack
	if len(own) == 0 {
		back = 1
	}
	last := today.Monday().AddDays(-7) // of the last week that is over
	for n := back - 1; n >= 0; n-- {
		monday := last.AddDays(-7 * n)
		worked := slices.ContainsFunc(coach.Grants, func(g casework.Grant) bool {
			return g.Role == casework.RoleCoach && g.Holds(monday) && g.Holds(monday.AddDays(6))
		})
		if !worked || slices.ContainsFunc(own, func(w casework.Worktime) bool { return w.Week == monday.Week() }) {
			continue
		}
		if due.N == 0 {
			due.Week, due.On = monday.Week(), monday.AddDays(6)
		}
		due.N++
	}
	due.Late = due.N > 1
	return due, due.N > 0
}

// DueTrainings lists the trainings that are to be done, or done again, within
// two months. A later one of the same name settles those before it.
func DueTrainings(all []casework.Training, today casework.Day) []TeamDue {
	var list []TeamDue
	for _, t := range all {
		if t.Withdrawn || t.DueOn.IsZero() || t.DueOn.DaysSince(today) > trainingAhead || settled(t, all) {
			continue
		}
		list = append(list, TeamDue{Kind: DueTraining, Late: t.DueOn.Before(today), On: t.DueOn, Staff: []int64{t.StaffID}, Training: &t})
	}
	slices.SortStableFunc(list, func(a, b TeamDue) int { return a.On.Compare(b.On) })
	return list
}

// settled tells whether the person has done a training of the same name after
// this one.
func settled(t casework.Training, all []casework.Training) bool {
	return slices.ContainsFunc(all, func(o casework.Training) bool {
		return !o.Withdrawn && o.ID != t.ID && o.StaffID == t.StaffID && o.Kind == t.Kind && strings.EqualFold(o.Name, t.Name) && o.DoneOn.After(t.DoneOn)
	})
}

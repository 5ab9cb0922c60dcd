package fidelity

import (
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/problem"
)

// PlanNote is an action of a development plan as a form sends it.
type PlanNote struct {
	TeamID      int64
	ReviewID    int64
	Year        int
	Item        int
	Goal        string
	Action      string
	Owner       casework.ActionOwner
	StaffID     int64
	Responsible string
	Measure     string
	DueOn       casework.Day
	State       casework.ActionState
	Outcome     string
}

// The years in which a plan may lie, by the year it is.
const (
	yearsBack  = 5
	yearsAhead = 3
)

// PlanAction makes an action of a development plan. It refuses with
// problem.Invalid one without what is done, whose it is, who answers for it or a
// day by which, one that is done without a word of what was done, a criterion
// that the scale has not, a year that is far off, and texts over 2,000 characters.
func PlanAction(note PlanNote, today casework.Day) (casework.PlanAction, error) {
	var f problem.Fields
	for _, text := range []*string{&note.Goal, &note.Action, &note.Responsible, &note.Measure, &note.Outcome} {
		*text = strings.TrimSpace(*text)
	}
	if note.TeamID == 0 {
		f.Add("team", "problem.choose")
	}
	if year := today.Time().Year(); note.Year < year-yearsBack || note.Year > year+yearsAhead {
		f.Add("year", "development.year_far")
	}
	if note.Item < 0 || note.Item > items {
		f.Add("item", "review.no_item")
	}
	if note.Action == "" {
		f.Add("action", "development.action_missing")
	}
	if !slices.Contains(casework.ActionOwners, note.Owner) {
		f.Add("owner", "problem.choose")
	}
	if note.StaffID == 0 && note.Responsible == "" {
		f.Add("responsible", "development.responsible_missing")
	}
	if note.DueOn.IsZero() {
		f.Add("due_on", "problem.day_missing")
	}
	if !slices.Contains(casework.ActionStates, note.State) {
		f.Add("state", "problem.choose")
	}
	if note.State == casework.ActionDone && note.Outcome == "" {
		f.Add("outcome", "development.outcome_missing")
	}
	checkLength(&f, "goal", note.Goal, maxReason)
	checkLength(&f, "action", note.Action, maxReason)
	checkLength(&f, "measure", note.Measure, maxReason)
	checkLength(&f, "outcome", note.Outcome, maxReason)
	checkLength(&f, "responsible", note.Responsible, maxName)
	if err := f.Problem(); err != nil {
		return casework.PlanAction{}, err
	}
	if note.StaffID != 0 {
		note.Responsible = ""
	}
	return casework.PlanAction{TeamID: note.TeamID, ReviewID: note.ReviewID, Year: note.Year, Item: note.Item, Goal: note.Goal, Action: note.Action,
		Owner: note.Owner, StaffID: note.StaffID, Responsible: note.Responsible, Measure: note.Measure, DueOn: note.DueOn, State: note.State,
		Outcome: note.Outcome}, nil
}

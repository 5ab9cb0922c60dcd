package outcomes

import (
	"slices"

	"sijoita/casework"
)

// DueGroupActions lists the actions of groups that are to be done by the end of
// this ISO week, and those whose day has passed, the longest passed first.
func DueGroupActions(all []casework.GroupAction, today casework.Day) []TeamDue {
	sunday := today.Monday().AddDays(6)
	var list []TeamDue
	for _, a := range all {
		if !a.Open() || a.DueOn.IsZero() || a.DueOn.After(sunday) {
			continue
		}
		due := TeamDue{Kind: DueGroupAction, Late: a.Late(today), On: a.DueOn, Action: &a}
		if a.StaffID != 0 {
			due.Staff = []int64{a.StaffID}
		}
		list = append(list, due)
	}
	slices.SortStableFunc(list, func(a, b TeamDue) int { return a.On.Compare(b.On) })
	return list
}

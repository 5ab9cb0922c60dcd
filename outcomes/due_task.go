package outcomes

import "sijoita/casework"

// DueTask is a task of the coach's own whose last day is near or has passed.
const DueTask DueKind = "task"

// taskAhead is how many days before its last day a task shows.
const taskAhead = 1

// DueTasks lists the coach's open tasks that wait; one without a last day
// stands on the client's page only. clients tells whose the episodes are.
func DueTasks(tasks []casework.Task, clients map[int64]int64, today casework.Day) []Due {
	var list []Due
	for _, t := range tasks {
		if t.Open() && t.Whose == casework.CoachsTask && !t.DueOn.IsZero() && !t.DueOn.After(today.AddDays(taskAhead)) {
			list = append(list, Due{Kind: DueTask, Late: t.DueOn.Before(today), ClientID: clients[t.EpisodeID], Days: t.DueOn.DaysSince(today), On: t.DueOn, Task: &t})
		}
	}
	return list
}

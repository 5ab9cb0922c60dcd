package demo

import (
	"testing"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// TestMeetingsAreAhead: on every day Riikka has two meetings today, one
// tomorrow and one to note, and a task whose day has come.
func TestMeetingsAreAhead(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		days := map[int]int{}
		for _, p := range d.PlannedMeetings {
			days[p.On.DaysSince(today)]++
		}
		same(t, "planned, by days from today", days, map[int]int{-2: 1, 0: 2, 1: 1, 6: 1})
		due := 0
		for _, task := range d.Tasks {
			if task.Meeting == "" {
				t.Errorf("%s was agreed in no meeting", task.ID)
			}
			if task.Whose == casework.CoachsTask && task.DueOn == today && task.DoneOn.IsZero() {
				due++
			}
		}
		same(t, "tasks due today", due, 1)
	})
}

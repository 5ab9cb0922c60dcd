package outcomes

import (
	"fmt"
	"testing"

	"sijoita/casework"
)

func TestDueMeetings(t *testing.T) {
	today := casework.MustDay("2026-11-23")
	passed := casework.PlannedMeeting{EpisodeID: 9, On: casework.MustDay("2026-11-20")}
	for _, row := range []struct {
		rule    string
		planned func(*casework.PlannedMeeting)
		waits   bool
	}{
		{"its day has passed and nothing is noted", func(*casework.PlannedMeeting) {}, true},
		{"it is today: there is time", func(p *casework.PlannedMeeting) { p.On = today }, false},
		{"it was yesterday", func(p *casework.PlannedMeeting) { p.On = today.AddDays(-1) }, true},
		{"it was noted", func(p *casework.PlannedMeeting) { p.HeldAs = 4 }, false},
		{"it was called off", func(p *casework.PlannedMeeting) { p.CancelledOn = today }, false},
		{"it was withdrawn", func(p *casework.PlannedMeeting) { p.Withdrawn = true }, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			p := passed
			row.planned(&p)
			got := DueMeetings([]casework.PlannedMeeting{p}, map[int64]int64{9: 5}, today)
			if waits := len(got) == 1; waits != row.waits {
				t.Fatalf("it waits: %v", waits)
			}
			if row.waits && (got[0].Kind != DueMeeting || !got[0].Late || got[0].ClientID != 5 || got[0].On != p.On || got[0].Planned.EpisodeID != 9) {
				t.Errorf("it is %+v", got[0])
			}
		})
	}
}

func TestDueTasks(t *testing.T) {
	today := casework.MustDay("2026-11-23")
	promised := casework.Task{EpisodeID: 9, Whose: casework.CoachsTask, Text: "Ring the shop", DueOn: today}
	for _, row := range []struct {
		rule string
		task func(*casework.Task)
		want string
	}{
		{"today is its last day", func(*casework.Task) {}, "soon 0"},
		{"tomorrow is", func(t *casework.Task) { t.DueOn = today.AddDays(1) }, "soon 1"},
		{"the day after tomorrow is far", func(t *casework.Task) { t.DueOn = today.AddDays(2) }, ""},
		{"yesterday was", func(t *casework.Task) { t.DueOn = today.AddDays(-1) }, "late -1"},
		{"no day was agreed", func(t *casework.Task) { t.DueOn = casework.Day{} }, ""},
		{"the client has promised it", func(t *casework.Task) { t.Whose = casework.ClientsTask }, ""},
		{"it is done", func(t *casework.Task) { t.DoneOn = today }, ""},
		{"it was withdrawn", func(t *casework.Task) { t.Withdrawn = true }, ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			task := promised
			row.task(&task)
			said := ""
			for _, d := range DueTasks([]casework.Task{task}, map[int64]int64{9: 5}, today) {
				said = fmt.Sprint(map[bool]string{true: "late", false: "soon"}[d.Late], " ", d.Days)
				if d.Kind != DueTask || d.ClientID != 5 || d.Task.Text != task.Text || d.On != task.DueOn {
					t.Errorf("it is %+v", d)
				}
			}
			if said != row.want {
				t.Errorf("it is %q, want %q", said, row.want)
			}
		})
	}
}

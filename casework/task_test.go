package casework

import (
	"strings"
	"testing"
)

func TestAgreeTask(t *testing.T) {
	today := day("2026-11-23")
	for _, row := range []struct {
		rule    string
		note    TaskNote
		want    Task
		refused string
	}{
		{"a list and a text are enough", TaskNote{EpisodeID: 9, Whose: ClientsTask, Text: " Bring the CV "}, Task{EpisodeID: 9, Whose: ClientsTask, Text: "Bring the CV"}, ""},
		{"with a last day, agreed in a meeting", TaskNote{EpisodeID: 9, MeetingID: 5, Whose: CoachsTask, Text: "Ring the shop", DueOn: today},
			Task{EpisodeID: 9, MeetingID: 5, Whose: CoachsTask, Text: "Ring the shop", DueOn: today}, ""},
		{"it says what to do", TaskNote{EpisodeID: 9, Whose: CoachsTask, Text: " "}, Task{}, "text: task.text_missing"},
		{"it is somebody's", TaskNote{EpisodeID: 9, Text: "x"}, Task{}, "whose: problem.choose"},
		{"of some client's matters", TaskNote{Whose: CoachsTask, Text: "x"}, Task{}, "client: meeting.client_missing"},
		{"by a day that is not over", TaskNote{EpisodeID: 9, Whose: CoachsTask, Text: "x", DueOn: day("2026-11-22")}, Task{}, "due_on: task.due_passed"},
		{"in at most 300 characters", TaskNote{EpisodeID: 9, Whose: CoachsTask, Text: strings.Repeat("ä", 301)}, Task{}, "text: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := AgreeTask(row.note, today)
			if mended(err) != row.refused || got != row.want {
				t.Errorf("it is %+v, %q", got, mended(err))
			}
		})
	}
}

func TestChangeTask(t *testing.T) {
	today := day("2026-11-23")
	old := Task{Noted: Noted{Record: Record{ID: 4, Revision: 2}}, EpisodeID: 9, MeetingID: 5, Whose: CoachsTask, Text: "Ring the shop", DueOn: day("2026-11-20")}
	for _, row := range []struct {
		rule    string
		note    TaskNote
		want    func(*Task)
		refused string
	}{
		{"another text, and the last day may stay though it has passed", TaskNote{Whose: CoachsTask, Text: "Visit the shop", DueOn: old.DueOn},
			func(t *Task) { t.Text = "Visit the shop" }, ""},
		{"the other list, and no last day", TaskNote{Whose: ClientsTask, Text: old.Text}, func(t *Task) { t.Whose, t.DueOn = ClientsTask, Day{} }, ""},
		{"another last day", TaskNote{Whose: CoachsTask, Text: old.Text, DueOn: today}, func(t *Task) { t.DueOn = today }, ""},
		{"another last day that has passed", TaskNote{Whose: CoachsTask, Text: old.Text, DueOn: day("2026-11-22")}, func(*Task) {}, "due_on: task.due_passed"},
		{"no text", TaskNote{Whose: CoachsTask}, func(*Task) {}, "text: task.text_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			want := old
			row.want(&want)
			got, err := ChangeTask(old, row.note, today)
			if mended(err) != row.refused || got != want {
				t.Errorf("it is %+v, %q", got, mended(err))
			}
		})
	}
}

func TestATaskIsOpenUntilDoneOrWithdrawn(t *testing.T) {
	task := Task{Text: "Ring the shop"}
	done := TickTask(task, day("2026-11-23"))
	if !task.Open() || done.Open() || !TickTask(done, Day{}).Open() || (Task{Noted: Noted{Withdrawn: true}}).Open() {
		t.Error("open tasks are not those that are neither done nor withdrawn")
	}
}

package casework

import (
	"strings"

	"sijoita/problem"
)

// Whose is which of the two lists at the end of a meeting a task stands in.
type Whose string

// The two lists.
const (
	CoachsTask  Whose = "coach"
	ClientsTask Whose = "client"
)

// TaskLists lists them in the order they are shown.
var TaskLists = []Whose{CoachsTask, ClientsTask}

// Task (tehtävä) is what the coach or the client has promised to do, most
// often at the end of a meeting. The coach's belong to whoever coaches the
// client on the day.
type Task struct {
	Noted
	EpisodeID int64
	MeetingID int64 // where it was agreed; 0: between meetings
	Whose     Whose
	Text      string
	DueOn     Day // zero: no day was agreed
	DoneOn    Day // zero: not done
}

// Open tells whether the task is still to be done.
func (t Task) Open() bool { return !t.Withdrawn && t.DoneOn.IsZero() }

// TaskNote is a task as it is agreed.
type TaskNote struct {
	EpisodeID int64
	MeetingID int64
	Whose     Whose
	Text      string
	DueOn     Day
}

const maxTask = 300

// AgreeTask makes a task. It refuses with problem.Invalid one without a client
// or a text, a text over 300 characters, and a last day that has passed.
func AgreeTask(note TaskNote, today Day) (Task, error) {
	var f problem.Fields
	if note.EpisodeID == 0 {
		f.Add("client", "meeting.client_missing")
	}
	oneOf(&f, "whose", note.Whose, TaskLists)
	note.Text = strings.TrimSpace(note.Text)
	if note.Text == "" {
		f.Add("text", "task.text_missing")
	}
	checkText(&f, "text", note.Text, maxTask)
	if !note.DueOn.IsZero() && note.DueOn.Before(today) {
		f.Add("due_on", "task.due_passed")
	}
	if err := f.Problem(); err != nil {
		return Task{}, err
	}
	return Task{EpisodeID: note.EpisodeID, MeetingID: note.MeetingID, Whose: note.Whose, Text: note.Text, DueOn: note.DueOn}, nil
}

// ChangeTask agrees on another text, list or last day. The last day may stay
// though it has passed. It refuses as AgreeTask does.
func ChangeTask(t Task, note TaskNote, today Day) (Task, error) {
	note.EpisodeID, note.MeetingID = t.EpisodeID, t.MeetingID
	if note.DueOn == t.DueOn {
		today = t.DueOn
	}
	changed, err := AgreeTask(note, today)
	if err != nil {
		return t, err
	}
	changed.Noted, changed.DoneOn = t.Noted, t.DoneOn
	return changed, nil
}

// TickTask notes a task as done on the day, or with the zero day as not done.
func TickTask(t Task, on Day) Task {
	t.DoneOn = on
	return t
}

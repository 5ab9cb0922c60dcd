package store

import "sijoita/casework"

var tasks = table[casework.Task]{
	name:    "task",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, meeting, whose, text, due_on, done_on",
	order:   "id",
	record:  func(t *casework.Task) *casework.Record { return &t.Record },
	values: func(tx *Tx, t casework.Task) []any {
		return []any{t.UID, tx.County, orNull(t.SenderID), t.Revision, t.RecordedBy, t.RecordedAt, t.Withdrawn,
			t.EpisodeID, ref(t.MeetingID).value(), t.Whose, t.Text, t.DueOn, t.DoneOn}
	},
	scan: func(scan func(...any) error) (t casework.Task, err error) {
		var county int64
		return t, scan(&t.ID, &t.UID, &county, optional(&t.SenderID), &t.Revision, &t.RecordedBy, &t.RecordedAt, &t.Withdrawn,
			&t.EpisodeID, key(&t.MeetingID), &t.Whose, &t.Text, &t.DueOn, &t.DoneOn)
	},
}

// TaskByUID gives one task, or ErrNotFound.
func (tx *Tx) TaskByUID(uid casework.UID) (casework.Task, error) { return tasks.byUID(tx, uid) }

// TasksOfEpisodes lists the episodes' tasks in the order in which they were
// agreed, done and withdrawn ones too.
func (tx *Tx) TasksOfEpisodes(ids []int64) ([]casework.Task, error) {
	return tasks.ofEpisodes(tx, ids, "")
}

// OpenTasksOfEpisodes lists the episodes' tasks that are still to be done; see
// casework.Task.Open.
func (tx *Tx) OpenTasksOfEpisodes(ids []int64) ([]casework.Task, error) {
	return tasks.ofEpisodes(tx, ids, " AND done_on IS NULL AND NOT withdrawn")
}

// OpenTasksBy lists the tasks that a person noted and that are still to be done.
func (tx *Tx) OpenTasksBy(staff int64) ([]casework.Task, error) {
	return tasks.where(tx, "recorded_by = $2 AND done_on IS NULL AND NOT withdrawn", staff)
}

// TasksOfMeeting lists the tasks that were agreed in a meeting.
func (tx *Tx) TasksOfMeeting(meeting int64) ([]casework.Task, error) {
	return tasks.where(tx, "meeting = $2", meeting)
}

// AddTask adds a task. A uid that is there is ErrTaken.
func (tx *Tx) AddTask(t casework.Task) (casework.Task, error) {
	all := []casework.Task{t}
	err := tasks.add(tx, all)
	return all[0], err
}

// ReviseTask puts the changed task in the place of the old one; see table.revise.
func (tx *Tx) ReviseTask(old, changed casework.Task, actor, reason string) (casework.Task, error) {
	err := tasks.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var notes = table[casework.Note]{
	name:    "note",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, on_day, text",
	order:   "on_day DESC, id DESC",
	record:  func(n *casework.Note) *casework.Record { return &n.Record },
	values: func(tx *Tx, n casework.Note) []any {
		return []any{n.UID, tx.County, orNull(n.SenderID), n.Revision, n.RecordedBy, n.RecordedAt, n.Withdrawn, n.EpisodeID, n.On, n.Text}
	},
	scan: func(scan func(...any) error) (n casework.Note, err error) {
		var county int64
		return n, scan(&n.ID, &n.UID, &county, optional(&n.SenderID), &n.Revision, &n.RecordedBy, &n.RecordedAt, &n.Withdrawn,
			&n.EpisodeID, &n.On, &n.Text)
	},
}

// NoteByUID gives one case note, or ErrNotFound.
func (tx *Tx) NoteByUID(uid casework.UID) (casework.Note, error) { return notes.byUID(tx, uid) }

// NotesOfEpisodes lists the episodes' case notes, the newest first, withdrawn ones too.
func (tx *Tx) NotesOfEpisodes(ids []int64) ([]casework.Note, error) {
	return notes.ofEpisodes(tx, ids, "")
}

// AddNote adds a case note. A uid that is there is ErrTaken.
func (tx *Tx) AddNote(n casework.Note) (casework.Note, error) {
	all := []casework.Note{n}
	err := notes.add(tx, all)
	return all[0], err
}

// ReviseNote puts the changed case note in the place of the old one; see table.revise.
func (tx *Tx) ReviseNote(old, changed casework.Note, actor, reason string) (casework.Note, error) {
	err := notes.revise(tx, old, &changed, actor, reason)
	return changed, err
}

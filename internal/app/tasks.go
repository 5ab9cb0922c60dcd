package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// TaskInput is a task as a form sends it.
type TaskInput struct {
	UID    casework.UID      // of the task to be, made with the form: sending it twice adds one
	Client casework.UID      // not asked at the end of a meeting
	Note   casework.TaskNote // its keys are filled in here
}

// AgreeTask adds a task between meetings. Problems: NotFound for a client out
// of reach; Conflict for a uid that is another's, and with NotedKey for one
// that is there with another text; Invalid with the fields of
// casework.AgreeTask.
func (a *App) AgreeTask(ctx context.Context, actor access.Actor, in TaskInput) (casework.Task, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Task, error) {
		d, e, err := t.clientToNote(in.Client)
		if err != nil {
			return casework.Task{}, err
		}
		if in.UID.IsZero() {
			return casework.Task{}, errUnnamed
		}
		in.Note.EpisodeID = e.ID
		task, err := casework.AgreeTask(in.Note, t.day)
		if err != nil {
			return task, err
		}
		if done, err := t.tx.TaskByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if task.Noted = done.Noted; task != done {
				return done, noted()
			}
			t.shows(audit.Showed, "task", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		task.UID = in.UID
		return task, t.addTask(d, task)
	})
}

// addTask keeps a task that the rules have passed.
func (t *turn) addTask(d dossier, task casework.Task) error {
	if task.UID.IsZero() {
		return errUnnamed
	}
	task.Noted = t.noted(task.UID)
	_, err := t.tx.AddTask(task)
	t.did(audit.Added, "task", task.UID.String(), string(task.Whose), d.ID)
	return err
}

// taskToNote loads a task that the actor may read and change.
func (t *turn) taskToNote(uid casework.UID) (casework.Task, dossier, error) {
	task, err := t.tx.TaskByUID(uid)
	if err != nil {
		return task, dossier{}, err
	}
	d, err := t.dossierOfEpisode(task.EpisodeID)
	if err != nil {
		return task, d, err
	}
	return task, d, t.mayWith(access.NoteClient, d)
}

func (t *turn) reviseTask(d dossier, old, changed casework.Task, why Change) error {
	_, err := t.tx.ReviseTask(old, changed, t.actor.ID, string(why))
	t.did(audit.Corrected, "task", old.UID.String(), changedFields(old, changed), d.ID)
	return err
}

// tickOf notes one of a client's open tasks as done on the day. One that is
// done already stays so.
func (t *turn) tickOf(d dossier, uid casework.UID, on casework.Day) error {
	task, err := t.tx.TaskByUID(uid)
	if err != nil {
		return err
	}
	if !d.has(task.EpisodeID) {
		return store.ErrNotFound
	}
	if !task.Open() {
		return nil
	}
	return t.reviseTask(d, task, casework.TickTask(task, on), ChangeDone)
}

// TickTask notes a task as done today, or as not done after all. Problems:
// NotFound.
func (a *App) TickTask(ctx context.Context, actor access.Actor, uid casework.UID, done bool) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		task, d, err := t.taskToNote(uid)
		if err != nil {
			return d.Client, err
		}
		switch {
		case task.Withdrawn, done == !task.DoneOn.IsZero(): // sent again
			t.shows(audit.Showed, "task", uid.String(), "unchanged", d.ID)
			return d.Client, nil
		case done:
			return d.Client, t.reviseTask(d, task, casework.TickTask(task, t.day), ChangeDone)
		default:
			return d.Client, t.reviseTask(d, task, casework.TickTask(task, casework.Day{}), ChangeUndone)
		}
	})
}

// TaskPage is a task as it stands, with its earlier texts.
type TaskPage struct {
	Task      casework.Task
	Client    casework.Client
	Names     Names
	Revisions []Revision
}

// Task gives one task with its earlier texts.
func (a *App) Task(ctx context.Context, actor access.Actor, uid casework.UID) (TaskPage, error) {
	return show(ctx, a, actor, func(t *turn) (TaskPage, error) {
		task, d, err := t.taskToNote(uid)
		if err != nil {
			return TaskPage{}, err
		}
		p := TaskPage{Task: task, Client: d.Client}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("task", task.ID)
		t.shows(audit.Showed, "task", uid.String(), "", d.ID)
		return p, err
	})
}

// ChangeTask agrees on another text, list or last day. Problems: as AgreeTask;
// Conflict when somebody has changed the task since.
func (a *App) ChangeTask(ctx context.Context, actor access.Actor, which Correction, note casework.TaskNote) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		old, d, err := t.taskToNote(which.UID)
		if err != nil {
			return d.Client, err
		}
		changed, err := casework.ChangeTask(old, note, t.day)
		if err != nil {
			return d.Client, err
		}
		return d.Client, t.putTask(d, which, old, changed, ChangeReworded)
	})
}

// DropTask takes a task off its list: it need not be done. Problems: NotFound;
// Conflict when somebody has changed it since.
func (a *App) DropTask(ctx context.Context, actor access.Actor, which Correction) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		old, d, err := t.taskToNote(which.UID)
		if err != nil {
			return d.Client, err
		}
		dropped := old
		dropped.Withdrawn = true
		return d.Client, t.putTask(d, which, old, dropped, ChangeDropped)
	})
}

// putTask puts a changed task in the place of the one that was on the screen.
func (t *turn) putTask(d dossier, which Correction, old, changed casework.Task, why Change) error {
	if old == changed { // sent again, or nothing changed
		t.shows(audit.Showed, "task", old.UID.String(), "unchanged", d.ID)
		return nil
	}
	if old.Revision != which.Revision {
		return store.ErrStale
	}
	return t.reviseTask(d, old, changed, why)
}

// ClientsList is what is given to the client to take along.
type ClientsList struct {
	Client casework.Client
	Tasks  []casework.Task // the client's own, still to be done
	Next   *casework.PlannedMeeting
	Coach  string
	Today  casework.Day
}

// ClientsList gives the client's own open tasks and the next meeting, with how
// the client is reached, and nothing else of anybody.
func (a *App) ClientsList(ctx context.Context, actor access.Actor, client casework.UID) (ClientsList, error) {
	return show(ctx, a, actor, func(t *turn) (ClientsList, error) {
		d, e, err := t.clientToNote(client)
		if err != nil {
			return ClientsList{}, err
		}
		l := ClientsList{Client: d.Client.Unguarded(), Today: t.day}
		l.Client.Reach = d.Reach
		open, err := t.tx.OpenTasksOfEpisodes(d.episodeIDs())
		if err != nil {
			return l, err
		}
		l.Tasks = kept(open, func(task casework.Task) bool { return task.Whose == casework.ClientsTask })
		planned, err := t.tx.PlannedOfEpisodes(d.episodeIDs())
		if err != nil {
			return l, err
		}
		if i := slices.IndexFunc(planned, func(p casework.PlannedMeeting) bool { return !p.On.Before(t.day) }); i >= 0 {
			next := shown(d.Client, planned[i])
			l.Next = &next
		}
		names, err := t.names()
		l.Coach = names.Staff[e.CoachOn(t.day)]
		t.shows(audit.Showed, "client", client.String(), "client's list", d.ID)
		return l, err
	})
}

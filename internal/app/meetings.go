package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// Change is why a record was changed that needs no reason of the person's own:
// the deed itself says it.
type Change string

// The changes.
const (
	ChangeReplanned Change = "replanned" // another day, time or place was agreed
	ChangeCancelled Change = "cancelled"
	ChangeHeld      Change = "held"
	ChangeReopened  Change = "reopened" // the meeting noted of it was withdrawn or moved
	ChangeMoved     Change = "moved"    // with the meeting it was agreed in
	ChangeDone      Change = "done"
	ChangeUndone    Change = "undone"
	ChangeReworded  Change = "reworded"
	ChangeDropped   Change = "dropped"
)

// MeetingInput is a meeting as a form or a phone sends it, with what was agreed
// at its end.
type MeetingInput struct {
	UID      casework.UID         // of the meeting to be, made with the form: sending it twice adds one
	Client   casework.UID         // may be left out with Planned
	Planned  casework.UID         // the planned meeting that was held; not set: none
	Partners []casework.UID       // who else was there
	Note     casework.MeetingNote // its keys are filled in here
	Tasks    []TaskInput          // those without a text are left out
	Done     []casework.UID       // open tasks that are done by now
	Next     PlanInput            // the next meeting; without a day: none
}

// LogMeeting notes a meeting that was held, what was promised in it, what had
// been done and when to meet next: all of it, or nothing. Problems: NotFound
// for a client, task or planned meeting out of reach; Conflict for a uid that
// is another's meeting, for one that is there with another text (NotedKey) and
// for a planned meeting that was noted or cancelled; Invalid with the fields of
// casework.LogMeeting, task-N and task-N-due for the Nth task, and next-on and
// next-where for the next meeting.
func (a *App) LogMeeting(ctx context.Context, actor access.Actor, in MeetingInput) (casework.Meeting, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Meeting, error) {
		d, e, planned, err := t.whomMet(in)
		if err != nil {
			return casework.Meeting{}, err
		}
		if in.UID.IsZero() {
			return casework.Meeting{}, errUnnamed
		}
		if done, err := t.tx.MeetingByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			return t.meetingAgain(d, done, in)
		}
		told, err := t.told(in, e, nil)
		if err != nil {
			return casework.Meeting{}, err
		}
		return t.addMeeting(d, in, told, planned)
	})
}

// whomMet finds the client of a meeting and the episode it belongs to: those of
// the planned meeting that was held, when one is named.
func (t *turn) whomMet(in MeetingInput) (dossier, casework.Episode, *casework.PlannedMeeting, error) {
	if in.Planned.IsZero() {
		d, e, err := t.clientToNote(in.Client)
		return d, e, nil, err
	}
	planned, d, err := t.plannedToNote(in.Planned)
	if err != nil {
		return d, casework.Episode{}, nil, err
	}
	e, err := t.tx.EpisodeByID(planned.EpisodeID)
	return d, e, &planned, err
}

// told is what a form tells of a meeting and its end, checked and not yet kept.
type told struct {
	meeting casework.Meeting
	tasks   []casework.Task
	next    *casework.PlannedMeeting
}

// told applies the rules to all that the form holds, so that every mistake is
// told at once. before is the staff of the meeting that was sent earlier.
func (t *turn) told(in MeetingInput, e casework.Episode, before []int64) (told, error) {
	var all told
	var f problem.Fields
	note := in.Note
	note.EpisodeID = e.ID
	var err error
	if note.Staff, err = t.staffOf(in.Partners, before); err != nil {
		return all, err
	}
	all.meeting, err = casework.LogMeeting(note, t.day)
	if err := gather(&f, err, func(name string) string { return name }); err != nil {
		return all, err
	}
	for i, in := range in.Tasks {
		if in.Note.Text == "" {
			continue
		}
		in.Note.EpisodeID = e.ID
		task, err := casework.AgreeTask(in.Note, t.day)
		if err := gather(&f, err, taskField(i)); err != nil {
			return all, err
		}
		task.UID = in.UID
		all.tasks = append(all.tasks, task)
	}
	if !in.Next.Plan.On.IsZero() {
		plan := in.Next.Plan
		plan.EpisodeID, plan.Staff, plan.Kind = e.ID, note.Staff, casework.KindAfter(plan.Kind)
		next, err := casework.PlanMeeting(plan, t.day)
		if err := gather(&f, err, func(name string) string { return "next-" + name }); err != nil {
			return all, err
		}
		next.UID = in.Next.UID
		all.next = &next
	}
	return all, f.Problem()
}

// taskField names the fields of the ith task in the form of a meeting.
func taskField(i int) func(string) string {
	return func(name string) string {
		if name == "due_on" {
			return fmt.Sprintf("task-%d-due", i+1)
		}
		return fmt.Sprintf("task-%d", i+1)
	}
}

// addMeeting keeps the meeting and all that was agreed in it.
func (t *turn) addMeeting(d dossier, in MeetingInput, all told, planned *casework.PlannedMeeting) (casework.Meeting, error) {
	meeting := all.meeting
	meeting.Noted = t.noted(in.UID)
	meeting, err := t.tx.AddMeeting(meeting)
	if err != nil {
		return meeting, err
	}
	t.did(audit.Added, "meeting", meeting.UID.String(), string(meeting.Kind), d.ID)
	for _, task := range all.tasks {
		task.MeetingID = meeting.ID
		if err := t.addTask(d, task); err != nil {
			return meeting, err
		}
	}
	for _, uid := range in.Done {
		if err := t.tickOf(d, uid, meeting.On); err != nil {
			return meeting, err
		}
	}
	if planned != nil {
		held, err := casework.HoldMeeting(*planned, meeting.ID)
		if err != nil {
			return meeting, err
		}
		if err := t.revisePlanned(d, *planned, held, ChangeHeld); err != nil {
			return meeting, err
		}
	}
	if all.next != nil {
		return meeting, t.addPlanned(d, *all.next)
	}
	return meeting, nil
}

// meetingAgain answers a meeting that was sent before: it is there once, with
// all that was agreed in it, or it is told that the text is another.
func (t *turn) meetingAgain(d dossier, done casework.Meeting, in MeetingInput) (casework.Meeting, error) {
	e := casework.Episode{Noted: casework.Noted{Record: casework.Record{ID: done.EpisodeID}}}
	sent, err := t.told(in, e, done.Staff)
	if err != nil {
		return done, err
	}
	sent.meeting.Noted = done.Noted
	if !reflect.DeepEqual(done, sent.meeting) {
		return done, noted()
	}
	for _, task := range sent.tasks {
		there, err := t.tx.TaskByUID(task.UID)
		if errors.Is(err, store.ErrNotFound) || err == nil && there.MeetingID != done.ID {
			return done, noted()
		} else if err != nil {
			return done, err
		}
	}
	if sent.next != nil {
		there, err := t.tx.PlannedByUID(sent.next.UID)
		if errors.Is(err, store.ErrNotFound) || err == nil && there.EpisodeID != done.EpisodeID {
			return done, noted()
		} else if err != nil {
			return done, err
		}
	}
	t.shows(audit.Showed, "meeting", in.UID.String(), "sent again", d.ID)
	return done, nil
}

// MeetingPage is a meeting as it stands, with its earlier texts and what was
// agreed in it.
type MeetingPage struct {
	Meeting   casework.Meeting
	Client    casework.Client
	Tasks     []casework.Task
	Names     Names
	Revisions []Revision
	Partners  []casework.Staff
	MoveTo    []casework.Client // whose it may be instead: the actor's own clients
}

// Meeting gives one meeting with its earlier texts.
func (a *App) Meeting(ctx context.Context, actor access.Actor, uid casework.UID) (MeetingPage, error) {
	return show(ctx, a, actor, func(t *turn) (MeetingPage, error) {
		m, d, err := t.meetingToNote(uid)
		if err != nil {
			return MeetingPage{}, err
		}
		p := MeetingPage{Meeting: m, Client: d.Client}
		if p.Tasks, err = t.tasksOf(m); err != nil {
			return p, err
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if p.Revisions, err = t.tx.Revisions("meeting", m.ID); err != nil {
			return p, err
		}
		if p.Partners, err = t.partners(); err != nil {
			return p, err
		}
		p.MoveTo, err = t.ownBut(d)
		ids := []int64{d.ID}
		for _, c := range p.MoveTo {
			ids = append(ids, c.ID)
		}
		t.shows(audit.Showed, "meeting", uid.String(), "", ids...)
		return p, err
	})
}

// ownBut lists the actor's own clients whose a note may be instead.
func (t *turn) ownBut(d dossier) ([]casework.Client, error) {
	own, err := t.reached(access.ScopeOf(t.actor, access.NoteClient, t.day), ViewOwn)
	var list []casework.Client
	for _, c := range own {
		if c.Client.ID != d.ID {
			list = append(list, c.Client)
		}
	}
	return list, err
}

// tasksOf lists what was agreed in a meeting. What an import ties to a meeting
// of somebody else's is not among it.
func (t *turn) tasksOf(m casework.Meeting) ([]casework.Task, error) {
	all, err := t.tx.TasksOfMeeting(m.ID)
	return kept(all, func(task casework.Task) bool { return task.EpisodeID == m.EpisodeID }), err
}

// meetingToNote loads a meeting that the actor may read and change.
func (t *turn) meetingToNote(uid casework.UID) (casework.Meeting, dossier, error) {
	m, err := t.tx.MeetingByUID(uid)
	if err != nil {
		return m, dossier{}, err
	}
	d, err := t.dossierOfEpisode(m.EpisodeID)
	if err != nil {
		return m, d, err
	}
	return m, d, t.mayWith(access.NoteClient, d)
}

// CorrectMeeting puts another text in the place of a meeting's; whose it was
// and what was agreed in it stay. The old text stays readable. Problems: as
// LogMeeting; Invalid without a reason; Conflict when somebody has changed it
// since.
func (a *App) CorrectMeeting(ctx context.Context, actor access.Actor, which Correction, in MeetingInput) (casework.Meeting, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Meeting, error) {
		old, d, err := t.meetingToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		note := in.Note
		note.EpisodeID, note.On, note.Kind = old.EpisodeID, cmpDay(note.On, old.On), cmp.Or(note.Kind, old.Kind)
		if casework.MannerOf(note.Place, note.Channel) == casework.MannerOf(old.Place, old.Channel) || note.Channel == "" {
			note.Place, note.Channel = old.Place, old.Channel
		}
		if note.Staff, err = t.staffOf(in.Partners, old.Staff); err != nil {
			return old, err
		}
		changed, err := casework.LogMeeting(note, t.day)
		if err != nil {
			return old, err
		}
		changed.Noted = old.Noted
		if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
			t.shows(audit.Showed, "meeting", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed, err = t.reviseMeeting(which, old, changed)
		t.did(audit.Corrected, "meeting", old.UID.String(), changedFields(old, changed), d.ID)
		return changed, err
	})
}

func (t *turn) reviseMeeting(which Correction, old, changed casework.Meeting) (casework.Meeting, error) {
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	return t.tx.ReviseMeeting(old, changed, t.actor.ID, which.Reason)
}

// WithdrawMeeting takes a meeting out of every figure, with what was agreed in
// it; it stays to be read, struck through. A planned meeting that it was noted
// of waits again. Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawMeeting(ctx context.Context, actor access.Actor, which Correction) (casework.Meeting, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Meeting, error) {
		old, d, err := t.meetingToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "meeting", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed := old
		changed.Withdrawn = true
		if changed, err = t.reviseMeeting(which, old, changed); err != nil {
			return old, err
		}
		t.did(audit.Withdrew, "meeting", old.UID.String(), "", d.ID)
		if err := t.reopenPlanned(d, old); err != nil {
			return old, err
		}
		return changed, t.eachTaskOf(old, func(task casework.Task) error {
			dropped := task
			dropped.Withdrawn = true
			_, err := t.tx.ReviseTask(task, dropped, t.actor.ID, string(ChangeDropped))
			t.did(audit.Withdrew, "task", task.UID.String(), "", d.ID)
			return err
		})
	})
}

// eachTaskOf does something to each task that was agreed in a meeting and not
// withdrawn.
func (t *turn) eachTaskOf(m casework.Meeting, do func(casework.Task) error) error {
	all, err := t.tasksOf(m)
	for _, task := range all {
		if err == nil && !task.Withdrawn {
			err = do(task)
		}
	}
	return err
}

// reopenPlanned lets the planned meeting that a meeting was noted of wait again.
func (t *turn) reopenPlanned(d dossier, m casework.Meeting) error {
	planned, err := t.tx.PlannedHeldAs(m.ID)
	for _, p := range planned {
		open := p
		open.HeldAs = 0
		if err == nil {
			err = t.revisePlanned(d, p, open, ChangeReopened)
		}
	}
	return err
}

// MoveMeeting moves a meeting to the client it was with, and what was agreed in
// it; a trace stays on both. A planned meeting that it was noted of stays and
// waits again. Problems: NotFound, Invalid (no reason, no client), Conflict.
func (a *App) MoveMeeting(ctx context.Context, actor access.Actor, which Correction, to casework.UID) (casework.Meeting, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Meeting, error) {
		old, d, err := t.meetingToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		target, e, err := t.clientToNote(to)
		if err != nil {
			return old, err
		}
		if target.ID == d.ID {
			t.shows(audit.Showed, "meeting", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed := old
		changed.EpisodeID = e.ID
		if changed, err = t.reviseMeeting(which, old, changed); err != nil {
			return old, err
		}
		t.did(audit.Moved, "meeting", old.UID.String(), "episode", d.ID, target.ID)
		if err := t.reopenPlanned(d, old); err != nil {
			return old, err
		}
		return changed, t.eachTaskOf(old, func(task casework.Task) error {
			moved := task
			moved.EpisodeID = e.ID
			_, err := t.tx.ReviseTask(task, moved, t.actor.ID, string(ChangeMoved))
			t.did(audit.Moved, "task", task.UID.String(), "episode", d.ID, target.ID)
			return err
		})
	})
}

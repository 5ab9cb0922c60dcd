package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// NoteInput is a case note as a form sends it.
type NoteInput struct {
	UID    casework.UID // of the note to be, made with the form: sending it twice adds one
	Client casework.UID
	On     casework.Day // zero: today
	Text   string
}

// WriteNote notes something of a client that belongs to no meeting. Problems:
// NotFound for a client out of reach; Conflict for a uid that is another's, and
// with NotedKey for one that is there with another text; Invalid with the
// fields of casework.WriteNote.
func (a *App) WriteNote(ctx context.Context, actor access.Actor, in NoteInput) (casework.Note, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Note, error) {
		d, e, err := t.clientToNote(in.Client)
		if err != nil {
			return casework.Note{}, err
		}
		if in.UID.IsZero() {
			return casework.Note{}, errUnnamed
		}
		note, err := casework.WriteNote(casework.Note{EpisodeID: e.ID, On: in.On, Text: in.Text}, t.day)
		if err != nil {
			return note, err
		}
		if done, err := t.tx.NoteByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if note.Noted = done.Noted; note != done {
				return done, noted()
			}
			t.shows(audit.Showed, "note", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		note.Noted = t.noted(in.UID)
		note, err = t.tx.AddNote(note)
		t.did(audit.Added, "note", in.UID.String(), "", d.ID)
		return note, err
	})
}

// NotePage is a case note as it stands, with its earlier texts.
type NotePage struct {
	Note      casework.Note
	Client    casework.Client
	Names     Names
	Revisions []Revision
	MoveTo    []casework.Client // whose it may be instead: the actor's own clients
}

// Note gives one case note with its earlier texts.
func (a *App) Note(ctx context.Context, actor access.Actor, uid casework.UID) (NotePage, error) {
	return show(ctx, a, actor, func(t *turn) (NotePage, error) {
		note, d, err := t.noteToNote(uid)
		if err != nil {
			return NotePage{}, err
		}
		p := NotePage{Note: note, Client: d.Client}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if p.Revisions, err = t.tx.Revisions("note", note.ID); err != nil {
			return p, err
		}
		p.MoveTo, err = t.ownBut(d)
		ids := []int64{d.ID}
		for _, c := range p.MoveTo {
			ids = append(ids, c.ID)
		}
		t.shows(audit.Showed, "note", uid.String(), "", ids...)
		return p, err
	})
}

// noteToNote loads a case note that the actor may read and change.
func (t *turn) noteToNote(uid casework.UID) (casework.Note, dossier, error) {
	note, err := t.tx.NoteByUID(uid)
	if err != nil {
		return note, dossier{}, err
	}
	d, err := t.dossierOfEpisode(note.EpisodeID)
	if err != nil {
		return note, d, err
	}
	return note, d, t.mayWith(access.NoteClient, d)
}

// CorrectNote puts another text in the place of a case note's. Problems: as
// WriteNote; Invalid without a reason; Conflict when somebody has changed it
// since.
func (a *App) CorrectNote(ctx context.Context, actor access.Actor, which Correction, in NoteInput) (casework.Note, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Note, error) {
		old, d, err := t.noteToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.On, changed.Text = cmpDay(in.On, old.On), in.Text
		if changed, err = casework.WriteNote(changed, t.day); err != nil {
			return old, err
		}
		return t.putNote(which, old, changed, audit.Corrected, d.ID)
	})
}

// WithdrawNote strikes a case note through; it stays to be read. Problems:
// NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawNote(ctx context.Context, actor access.Actor, which Correction) (casework.Note, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Note, error) {
		old, d, err := t.noteToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.Withdrawn = true
		return t.putNote(which, old, changed, audit.Withdrew, d.ID)
	})
}

// MoveNote moves a case note to the client it is about; a trace stays on both.
// Problems: NotFound, Invalid (no reason, no client), Conflict.
func (a *App) MoveNote(ctx context.Context, actor access.Actor, which Correction, to casework.UID) (casework.Note, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Note, error) {
		old, d, err := t.noteToNote(which.UID)
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
		changed := old
		if target.ID != d.ID {
			changed.EpisodeID = e.ID
		}
		return t.putNote(which, old, changed, audit.Moved, d.ID, target.ID)
	})
}

// putNote puts a changed case note in the place of the one that was on the screen.
func (t *turn) putNote(which Correction, old, changed casework.Note, deed audit.Action, clients ...int64) (casework.Note, error) {
	if old == changed { // sent again, or nothing changed
		t.shows(audit.Showed, "note", old.UID.String(), "unchanged", clients...)
		return old, nil
	}
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	detail := ""
	if deed != audit.Withdrew {
		detail = changedFields(old, changed)
	}
	changed, err := t.tx.ReviseNote(old, changed, t.actor.ID, which.Reason)
	t.did(deed, "note", old.UID.String(), detail, clients...)
	return changed, err
}

package app

import (
	"context"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// SuitabilityInput is a first meeting as a form sends it.
type SuitabilityInput struct {
	UID    casework.UID // of the record to be, made with the form: sending it twice adds one
	Client casework.UID
	Note   casework.SuitabilityNote
}

// NoteSuitability notes a first meeting with the client of the present episode;
// who does not go on leaves the queue. Problems: NotFound; Conflict when the
// episode is in no state for it, for a uid that is another's, and with NotedKey
// for one that is there with another text; Invalid with the fields of
// casework.MeetFirst.
func (a *App) NoteSuitability(ctx context.Context, actor access.Actor, in SuitabilityInput) (casework.Suitability, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Suitability, error) {
		d, e, err := t.episodeToChange(in.Client, access.ChangeEpisode)
		if err != nil {
			return casework.Suitability{}, err
		}
		return t.meetFirst(d, e, in.UID, in.Note)
	})
}

// meetFirst notes a first meeting of an episode that the actor may change.
func (t *turn) meetFirst(d dossier, e casework.Episode, uid casework.UID, note casework.SuitabilityNote) (casework.Suitability, error) {
	var none casework.Suitability
	if uid.IsZero() {
		return none, errUnnamed
	}
	if done, err := t.tx.SuitabilityByUID(uid); err == nil && done.RecordedBy == t.actor.StaffID && d.has(done.EpisodeID) {
		return t.metAgain(d, done, note)
	}
	s, after, err := casework.MeetFirst(e, note, t.day)
	if err != nil {
		return none, err
	}
	s.Noted = t.noted(uid)
	if s, err = t.tx.AddSuitability(s); err != nil {
		return none, err
	}
	t.did(audit.Added, "suitability", s.UID.String(), string(s.Decision), d.ID)
	if after.CancelledOn != e.CancelledOn {
		if after, err = t.tx.ReviseEpisode(e, after, t.actor.ID, stepOf(audit.Cancelled)); err != nil {
			return none, err
		}
		t.did(audit.Cancelled, "episode", e.UID.String(), "", d.ID)
	}
	return s, nil
}

// metAgain answers a first meeting that was sent before: it is there once.
func (t *turn) metAgain(d dossier, done casework.Suitability, note casework.SuitabilityNote) (casework.Suitability, error) {
	var none casework.Suitability
	e, err := t.tx.EpisodeByID(done.EpisodeID)
	if err != nil {
		return none, err
	}
	sent, err := casework.CorrectMeeting(done, e, note, t.day)
	if err != nil {
		return none, err
	}
	if !reflect.DeepEqual(sent, done) {
		return none, noted()
	}
	t.shows(audit.Showed, "suitability", done.UID.String(), "sent again", d.ID)
	return done, nil
}

// SuitabilityPage is a first meeting as it stands, with its earlier texts.
type SuitabilityPage struct {
	Suitability casework.Suitability
	Episode     casework.Episode
	Client      casework.Client
	Terms       casework.Terms // of the episode's programme
	Names       Names
	Revisions   []Revision
	Change      bool // the actor may correct and withdraw it
}

// Suitability gives one first meeting with its earlier texts. Problems: NotFound.
func (a *App) Suitability(ctx context.Context, actor access.Actor, uid casework.UID) (SuitabilityPage, error) {
	return show(ctx, a, actor, func(t *turn) (SuitabilityPage, error) {
		s, d, err := t.suitabilityOf(uid, access.ReadTimeline)
		if err != nil {
			return SuitabilityPage{}, err
		}
		p := SuitabilityPage{Suitability: s, Client: d.Client}
		if p.Episode, err = t.tx.EpisodeByID(s.EpisodeID); err != nil {
			return p, err
		}
		programme, err := t.tx.Programme(p.Episode.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
		opened := t.decision
		p.Change = t.allowed(access.ChangeEpisode, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("suitability", s.ID)
		t.shows(audit.Showed, "suitability", uid.String(), "", d.ID)
		return p, err
	})
}

// suitabilityOf loads a first meeting for somebody who may do the action with
// its client.
func (t *turn) suitabilityOf(uid casework.UID, action access.Action) (casework.Suitability, dossier, error) {
	s, err := t.tx.SuitabilityByUID(uid)
	if err != nil {
		return s, dossier{}, err
	}
	d, err := t.dossierOfEpisode(s.EpisodeID)
	if err != nil {
		return s, d, err
	}
	return s, d, t.mayWith(action, d)
}

// CorrectSuitability puts another text in the place of a first meeting's; the
// old one stays readable. Problems: as NoteSuitability; Invalid without a
// reason; Conflict when somebody has changed it since.
func (a *App) CorrectSuitability(ctx context.Context, actor access.Actor, which Correction, note casework.SuitabilityNote) (casework.Suitability, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Suitability, error) {
		old, d, err := t.suitabilityOf(which.UID, access.ChangeEpisode)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		e, err := t.tx.EpisodeByID(old.EpisodeID)
		if err != nil {
			return old, err
		}
		changed, err := casework.CorrectMeeting(old, e, note, t.day)
		if err != nil {
			return old, err
		}
		if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
			t.shows(audit.Showed, "suitability", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		if changed, err = t.reviseSuitability(which, old, changed); err != nil {
			return old, err
		}
		t.did(audit.Corrected, "suitability", old.UID.String(), changedFields(old, changed), d.ID)
		return changed, nil
	})
}

func (t *turn) reviseSuitability(which Correction, old, changed casework.Suitability) (casework.Suitability, error) {
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	return t.tx.ReviseSuitability(old, changed, t.actor.ID, which.Reason)
}

// WithdrawSuitability takes a first meeting back; it stays to be read, struck
// through. The waiting that it ended is not brought back by that. Problems:
// NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawSuitability(ctx context.Context, actor access.Actor, which Correction) (casework.Suitability, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Suitability, error) {
		old, d, err := t.suitabilityOf(which.UID, access.ChangeEpisode)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "suitability", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed := old
		changed.Withdrawn = true
		changed, err = t.reviseSuitability(which, old, changed)
		t.did(audit.Withdrew, "suitability", old.UID.String(), "", d.ID)
		return changed, err
	})
}

package app

import (
	"context"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// ApplicationInput is an application as a form sends it.
type ApplicationInput struct {
	UID  casework.UID // of the application to be, made with the form: sending it twice adds one
	Lead casework.UID
	Note casework.ApplicationNote
}

// NoteApplication notes that an application was sent for a lead, with what is
// agreed on the day that employers are told. Problems: NotFound; Conflict for a
// lead that was withdrawn or is nobody's, for a uid that is another's, and with
// NotedKey for one that is there with another text; Invalid with the fields of
// casework.NoteApplication.
func (a *App) NoteApplication(ctx context.Context, actor access.Actor, in ApplicationInput) (casework.Application, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Application, error) {
		var none casework.Application
		l, d, err := t.leadOf(in.Lead, access.NoteClient)
		if err != nil {
			return none, err
		}
		if in.UID.IsZero() {
			return none, errUnnamed
		}
		g, err := t.grounds(l, d)
		if err != nil {
			return none, err
		}
		var said casework.Telling
		if d != nil {
			plans, err := t.tx.PlansOfEpisodes([]int64{l.EpisodeID})
			if err != nil {
				return none, err
			}
			told, err := t.toldIn(l.EpisodeID, plans, cmpDay(in.Note.On, t.day))
			if err != nil {
				return none, err
			}
			if told != nil {
				said = *told
			}
		}
		sent, err := casework.NoteApplication(l, in.Note, said, g, t.day)
		if err != nil {
			return none, err
		}
		if done, err := t.tx.ApplicationByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && done.LeadID == l.ID {
			sent.Noted, sent.Told, sent.Sentence = done.Noted, done.Told, done.Sentence
			if !reflect.DeepEqual(done, sent) {
				return none, noted()
			}
			t.shows(audit.Showed, "application", in.UID.String(), "sent again", concerned(d)...)
			return done, nil
		}
		sent.Noted = t.noted(in.UID)
		t.did(audit.Added, "application", in.UID.String(), string(sent.Result), concerned(d)...)
		return t.tx.AddApplication(sent)
	})
}

// ApplicationPage is one application as it stands, with its earlier texts.
type ApplicationPage struct {
	Application casework.Application
	Lead        casework.Lead
	Employer    casework.Employer
	Client      casework.Client
	Terms       casework.Terms
	Leave       casework.Consent
	Names       Names
	Revisions   []Revision
	Note        bool // the actor may correct and withdraw it
}

// Application gives one application with its earlier texts. Those who may not
// read what is written get it without. Problems: NotFound.
func (a *App) Application(ctx context.Context, actor access.Actor, uid casework.UID) (ApplicationPage, error) {
	return show(ctx, a, actor, func(t *turn) (ApplicationPage, error) {
		sent, l, d, err := t.applicationOf(uid, access.ReadTimeline)
		if err != nil {
			return ApplicationPage{}, err
		}
		opened := t.decision
		r := d.resource(t.tx.County, t.day)
		p := ApplicationPage{Application: sent, Lead: l, Client: d.Client.Unguarded(), Leave: d.Consents.EmployerAnswer(t.day), Note: t.allowed(access.NoteClient, r)}
		notes := t.allowed(access.ReadNotes, r)
		t.decision = opened
		t.shows(audit.Showed, "application", uid.String(), d.seenOf(), d.ID)
		employer, err := t.employerWithKey(l.EmployerID)
		if err != nil {
			return p, err
		}
		p.Employer = *employer
		e, err := t.tx.EpisodeByID(sent.EpisodeID)
		if err != nil {
			return p, err
		}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if !notes {
			p.Application = sent.Unwritten()
			return p, nil
		}
		p.Revisions, err = t.tx.Revisions("application", sent.ID)
		return p, err
	})
}

// applicationOf loads an application with its lead for somebody who may do the
// action with its client.
func (t *turn) applicationOf(uid casework.UID, action access.Action) (casework.Application, casework.Lead, dossier, error) {
	sent, err := t.tx.ApplicationByUID(uid)
	if err != nil {
		return sent, casework.Lead{}, dossier{}, err
	}
	l, err := t.tx.LeadByID(sent.LeadID)
	if err != nil {
		return sent, l, dossier{}, err
	}
	d, err := t.dossierOfEpisode(sent.EpisodeID)
	if err != nil {
		return sent, l, d, err
	}
	if d.NonDisclosure {
		action = access.NoteClient
	}
	return sent, l, d, t.mayWith(action, d)
}

// CorrectApplication puts another text in the place of an application's: also
// the interview, and what came of it. The old one stays readable. Problems: as
// NoteApplication; Conflict when somebody has changed it since.
func (a *App) CorrectApplication(ctx context.Context, actor access.Actor, which Correction, note casework.ApplicationNote) (casework.Application, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Application, error) {
		old, l, d, err := t.applicationOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		g, err := t.grounds(l, &d)
		if err != nil {
			return old, err
		}
		changed, err := casework.CorrectApplication(old, l, note, g, t.day)
		if err != nil {
			return old, err
		}
		which.Reason = stepMark + "result"
		return t.reviseApplication(which, audit.Corrected, old, changed, d)
	})
}

func (t *turn) reviseApplication(which Correction, word audit.Action, old, changed casework.Application, d dossier) (casework.Application, error) {
	if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
		t.shows(audit.Showed, "application", old.UID.String(), "unchanged", d.ID)
		return old, nil
	}
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	t.did(word, "application", old.UID.String(), changedFields(old, changed), d.ID)
	return t.tx.ReviseApplication(old, changed, t.actor.ID, which.Reason)
}

// WithdrawApplication takes an application back; it stays to be read, struck
// through. Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawApplication(ctx context.Context, actor access.Actor, which Correction) (casework.Application, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Application, error) {
		old, _, d, err := t.applicationOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.Withdrawn = true
		return t.reviseApplication(which, audit.Withdrew, old, changed, d)
	})
}

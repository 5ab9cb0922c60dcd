package app

import (
	"context"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// CounsellingInput is a record of benefits counselling as a form sends it.
type CounsellingInput struct {
	UID       casework.UID // of the record to be, made with the form: sending it twice adds one
	Client    casework.UID
	Placement casework.UID // the job it was for; not set: none in particular
	Estimate  casework.UID // the estimate that was gone through; not set: none
	Note      casework.Counselling
}

// NoteCounselling notes that benefits were gone through with a client. Problems:
// NotFound for a client out of reach; Conflict for a uid that is another's, and
// with NotedKey for one that is there with another text; Invalid with the fields
// of casework.NoteCounselling, and for a job that is not the client's.
func (a *App) NoteCounselling(ctx context.Context, actor access.Actor, in CounsellingInput) (casework.Counselling, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Counselling, error) {
		d, e, err := t.clientToNote(in.Client)
		if err != nil {
			return casework.Counselling{}, err
		}
		if in.UID.IsZero() {
			return casework.Counselling{}, errUnnamed
		}
		in.Note.EpisodeID, in.Note.ByID = e.ID, actor.StaffID
		c, err := t.counsellingOf(d, in)
		if err != nil {
			return c, err
		}
		if done, err := t.tx.CounsellingByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if c.Noted = done.Noted; !reflect.DeepEqual(c, done) {
				return done, noted()
			}
			t.shows(audit.Showed, "counselling", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		c.Noted = t.noted(in.UID)
		all := []casework.Counselling{c}
		err = t.tx.AddCounselling(all)
		t.did(audit.Added, "counselling", in.UID.String(), "", d.ID)
		return all[0], err
	})
}

// counsellingOf makes a record of what was sent. One for a job stands in the
// job's episode.
func (t *turn) counsellingOf(d dossier, in CounsellingInput) (casework.Counselling, error) {
	c := in.Note
	c.PlacementID, c.EstimateID = 0, 0
	if !in.Placement.IsZero() {
		p, err := t.tx.PlacementByUID(in.Placement)
		if err != nil || !d.has(p.EpisodeID) || p.Kind != casework.Employment {
			return c, invalid("placement", "problem.choose")
		}
		c.PlacementID, c.EpisodeID = p.ID, p.EpisodeID
	}
	if !in.Estimate.IsZero() {
		e, err := t.tx.EstimateByUID(in.Estimate)
		if err != nil || !d.has(e.EpisodeID) {
			return c, invalid("estimate", "problem.choose")
		}
		c.EstimateID = e.ID
	}
	return casework.NoteCounselling(c, t.day)
}

// CounsellingForm is what the form of a record of benefits counselling offers.
type CounsellingForm struct {
	Client    casework.Client
	Consents  casework.Consents
	Jobs      []casework.Placement // that run or are ahead, the newest first
	Employers map[int64]string
	Estimates []casework.Estimate // that may be attached, the newest first
	Today     casework.Day
}

// CounsellingForm gives the form for a client. Problems: NotFound.
func (a *App) CounsellingForm(ctx context.Context, actor access.Actor, client casework.UID) (CounsellingForm, error) {
	return show(ctx, a, actor, func(t *turn) (CounsellingForm, error) {
		d, _, err := t.clientToNote(client)
		if err != nil {
			return CounsellingForm{}, err
		}
		f := CounsellingForm{Client: d.Client, Consents: d.Consents, Today: t.day}
		f.Jobs, f.Employers, err = t.jobsOf(d, func(p casework.Placement) bool { return p.EndsOn.IsZero() || !p.EndsOn.Before(t.day) })
		if err != nil {
			return f, err
		}
		f.Estimates, err = t.estimatesFor(d, 0)
		t.shows(audit.Showed, "client", client.String(), "header", d.ID)
		return f, err
	})
}

// attachable is how many estimates a form offers.
const attachable = 5

// estimatesFor lists the newest estimates of a client, and the one that is
// attached already.
func (t *turn) estimatesFor(d dossier, attached int64) ([]casework.Estimate, error) {
	all, err := t.tx.EstimatesOfEpisodes(d.episodeIDs())
	offered := 0
	return kept(all, func(e casework.Estimate) bool {
		if e.Withdrawn && e.ID != attached {
			return false
		}
		offered++
		return offered <= attachable || e.ID == attached
	}), err
}

// jobsOf lists a client's jobs that are asked for, with the names of their
// employers.
func (t *turn) jobsOf(d dossier, wanted func(casework.Placement) bool) ([]casework.Placement, map[int64]string, error) {
	all, err := t.tx.PlacementsOfEpisodes(d.episodeIDs())
	if err != nil {
		return nil, nil, err
	}
	jobs := kept(all, func(p casework.Placement) bool { return p.Kind == casework.Employment && !p.Withdrawn && wanted(p) })
	names, err := t.employerNames(keysIn(jobs, func(p casework.Placement) int64 { return p.EmployerID }))
	return jobs, names, err
}

// CounsellingPage is one record of benefits counselling with its earlier texts.
type CounsellingPage struct {
	Counselling casework.Counselling
	Job         *casework.Placement // that it was for; nil: none in particular, or it is the client's no more
	Estimate    *casework.Estimate  // that was gone through; nil: none
	Form        CounsellingForm
	Names       Names
	Revisions   []Revision
}

// Counselling gives one record with its earlier texts. Problems: NotFound.
func (a *App) Counselling(ctx context.Context, actor access.Actor, uid casework.UID) (CounsellingPage, error) {
	return show(ctx, a, actor, func(t *turn) (CounsellingPage, error) {
		c, d, err := t.counsellingToNote(uid)
		if err != nil {
			return CounsellingPage{}, err
		}
		p := CounsellingPage{Counselling: c, Form: CounsellingForm{Client: d.Client, Consents: d.Consents, Today: t.day}}
		p.Form.Jobs, p.Form.Employers, err = t.jobsOf(d, func(j casework.Placement) bool {
			return j.ID == c.PlacementID || j.EndsOn.IsZero() || !j.EndsOn.Before(c.On)
		})
		if err != nil {
			return p, err
		}
		for _, j := range p.Form.Jobs {
			if j.ID == c.PlacementID {
				p.Job = &j
			}
		}
		if p.Form.Estimates, err = t.estimatesFor(d, c.EstimateID); err != nil {
			return p, err
		}
		for _, e := range p.Form.Estimates {
			if e.ID == c.EstimateID {
				p.Estimate = &e
			}
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("counselling", c.ID)
		t.shows(audit.Showed, "counselling", uid.String(), d.seenOf(), d.ID)
		return p, err
	})
}

// counsellingToNote loads a record that the actor may read and change.
func (t *turn) counsellingToNote(uid casework.UID) (casework.Counselling, dossier, error) {
	c, err := t.tx.CounsellingByUID(uid)
	if err != nil {
		return c, dossier{}, err
	}
	d, err := t.dossierOfEpisode(c.EpisodeID)
	if err != nil {
		return c, d, err
	}
	return c, d, t.mayWith(access.NoteClient, d)
}

// CorrectCounselling puts another text in the place of a record's. The old one
// stays readable. Problems: as NoteCounselling; Invalid without a reason;
// Conflict when somebody has changed it since.
func (a *App) CorrectCounselling(ctx context.Context, actor access.Actor, which Correction, in CounsellingInput) (casework.Counselling, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Counselling, error) {
		old, d, err := t.counsellingToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		in.Note.EpisodeID, in.Note.ByID = old.EpisodeID, old.ByID
		changed, err := t.counsellingOf(d, in)
		if err != nil {
			return old, err
		}
		changed.Noted = old.Noted
		return t.putCounselling(which, d, old, changed, audit.Corrected)
	})
}

// WithdrawCounselling takes a record out of every figure; it stays to be read,
// struck through. Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawCounselling(ctx context.Context, actor access.Actor, which Correction) (casework.Counselling, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Counselling, error) {
		old, d, err := t.counsellingToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.Withdrawn = true
		return t.putCounselling(which, d, old, changed, audit.Withdrew)
	})
}

// putCounselling puts a changed record in the place of the one that was on the screen.
func (t *turn) putCounselling(which Correction, d dossier, old, changed casework.Counselling, deed audit.Action) (casework.Counselling, error) {
	if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
		t.shows(audit.Showed, "counselling", old.UID.String(), "unchanged", d.ID)
		return old, nil
	}
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	detail := ""
	if deed == audit.Corrected {
		detail = changedFields(old, changed)
	}
	changed, err := t.tx.ReviseCounselling(old, changed, t.actor.ID, which.Reason)
	t.did(deed, "counselling", old.UID.String(), detail, d.ID)
	return changed, err
}

package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// SetbackInput is a setback as a form sends it.
type SetbackInput struct {
	UID    casework.UID // of the setback to be, made with the form: sending it twice adds one
	Client casework.UID
	Note   casework.SetbackNote
}

// TellSetback tells the client's care team at once that the client fares worse.
// Problems: NotFound; Conflict where there is no leave or no care team, for a uid
// that is another's, and with NotedKey for one that is there with another text;
// Invalid with the fields of casework.TellSetback.
func (a *App) TellSetback(ctx context.Context, actor access.Actor, in SetbackInput) (casework.Setback, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Setback, error) {
		var none casework.Setback
		d, e, err := t.episodeToChange(in.Client, access.NoteClient)
		if err != nil {
			return none, err
		}
		if in.UID.IsZero() {
			return none, errUnnamed
		}
		c, err := casework.TellSetback(e, d.Consents, in.Note, t.day)
		if err != nil {
			return none, err
		}
		if done, err := t.tx.SetbackByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if c.Noted = done.Noted; c != done {
				return none, noted()
			}
			t.shows(audit.Showed, "setback", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		c.Noted = t.noted(in.UID)
		all := []casework.Setback{c}
		if err := t.tx.AddSetbacks(all); err != nil {
			return none, err
		}
		t.did(audit.Added, "setback", in.UID.String(), "", d.ID)
		return all[0], t.tell(t.happened(casework.NoticeFaresWorse, e, in.UID))
	})
}

// SetbackForm is what the form to tell the care team offers.
type SetbackForm struct {
	Client   casework.Client
	Episode  casework.Episode
	Terms    casework.Terms
	Consents casework.Consents
	CareTeam string   // empty: none
	Readers  []string // who of the care team would be told
	Today    casework.Day
}

// SetbackForm gives the form to tell the care team that the client fares worse.
// Problems: NotFound.
func (a *App) SetbackForm(ctx context.Context, actor access.Actor, client casework.UID) (SetbackForm, error) {
	return show(ctx, a, actor, func(t *turn) (SetbackForm, error) {
		d, e, err := t.episodeToChange(client, access.NoteClient)
		if err != nil {
			return SetbackForm{}, err
		}
		f := SetbackForm{Client: d.Client, Episode: e, Consents: d.Consents, Today: t.day}
		if f.Terms, err = t.termsOf(e); err != nil {
			return f, err
		}
		names, err := t.namesOf(nil, []int64{e.CareTeamOn(t.day)})
		if err != nil {
			return f, err
		}
		f.CareTeam = names.CareTeams[e.CareTeamOn(t.day)]
		staff, err := t.tx.Staff()
		told := casework.Happening{Kind: casework.NoticeFaresWorse, CareTeamID: e.CareTeamOn(t.day), ByID: actor.StaffID}.ToTell(staff, t.day)
		for _, s := range staff {
			for _, id := range told {
				if s.ID == id {
					f.Readers = append(f.Readers, s.Name)
				}
			}
		}
		t.shows(audit.Showed, "client", client.String(), "header", d.ID)
		return f, err
	})
}

// termsOf are the words of the episode's programme.
func (t *turn) termsOf(e casework.Episode) (casework.Terms, error) {
	programme, err := t.tx.Programme(e.ProgrammeID)
	return programme.Terms, err
}

// SetbackPage is one setback as it stands: who was told, and who has read it.
type SetbackPage struct {
	Setback   casework.Setback
	Client    casework.Client
	Terms     casework.Terms
	Told      []casework.Notice
	Names     Names
	Revisions []Revision
	Note      bool // the actor may correct and withdraw it
}

// Setback gives one setback to whoever may read what is done with the client.
// Problems: NotFound.
func (a *App) Setback(ctx context.Context, actor access.Actor, uid casework.UID) (SetbackPage, error) {
	return show(ctx, a, actor, func(t *turn) (SetbackPage, error) {
		c, e, d, err := t.setbackOf(uid, access.ReadTimeline)
		if err != nil {
			return SetbackPage{}, err
		}
		p := SetbackPage{Setback: c, Client: d.Unguarded()}
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Terms, err = t.termsOf(e); err != nil {
			return p, err
		}
		if p.Told, err = t.tx.NoticesAbout(uid); err != nil {
			return p, err
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("setback", c.ID)
		t.shows(audit.Showed, "setback", uid.String(), "", d.ID)
		return p, err
	})
}

// setbackOf loads a setback for somebody who may do the action with its client.
func (t *turn) setbackOf(uid casework.UID, action access.Action) (casework.Setback, casework.Episode, dossier, error) {
	c, err := t.tx.SetbackByUID(uid)
	if err != nil {
		return c, casework.Episode{}, dossier{}, err
	}
	e, d, err := t.episodeFor(c.EpisodeID, action)
	return c, e, d, err
}

// episodeFor loads an episode with its client for somebody who may do the action.
func (t *turn) episodeFor(id int64, action access.Action) (casework.Episode, dossier, error) {
	e, err := t.tx.EpisodeByID(id)
	if err != nil {
		return e, dossier{}, err
	}
	d, err := t.dossierOfEpisode(id)
	if err != nil {
		return e, d, err
	}
	return e, d, t.mayWith(action, d)
}

// CorrectSetback puts another text in the place of a setback's; the old one
// stays readable, and nobody is told anew. Problems: as TellSetback; Invalid
// without a reason; Conflict when somebody has changed it since.
func (a *App) CorrectSetback(ctx context.Context, actor access.Actor, which Correction, note casework.SetbackNote) (casework.Setback, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Setback, error) {
		old, e, d, err := t.setbackOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		note.On = cmpDay(note.On, old.On)
		changed, err := casework.CorrectSetback(old, e, note, t.day)
		if err != nil {
			return old, err
		}
		return t.putSetback(which, old, changed, audit.Corrected, d.ID)
	})
}

// WithdrawSetback strikes a setback through that was noted by mistake: it stays
// to be read by those who note for the client, and is in nobody's notices any
// more. Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawSetback(ctx context.Context, actor access.Actor, which Correction) (casework.Setback, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Setback, error) {
		old, _, d, err := t.setbackOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.Withdrawn = true
		changed, err = t.putSetback(which, old, changed, audit.Withdrew, d.ID)
		if err != nil {
			return old, err
		}
		return changed, t.tx.DropNotices(old.UID)
	})
}

// putSetback puts a changed setback in the place of the one that was on the screen.
func (t *turn) putSetback(which Correction, old, changed casework.Setback, deed audit.Action, client int64) (casework.Setback, error) {
	if old == changed { // sent again, or nothing changed
		t.shows(audit.Showed, "setback", old.UID.String(), "unchanged", client)
		return old, nil
	}
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	detail := ""
	if deed == audit.Corrected {
		detail = changedFields(old, changed)
	}
	changed, err := t.tx.ReviseSetback(old, changed, t.actor.ID, which.Reason)
	t.did(deed, "setback", old.UID.String(), detail, client)
	return changed, err
}

// setbackEvents adds to a client's timeline what was told to the care team.
func (t *turn) setbackEvents(p *ClientPage, episodes []int64) error {
	all, err := t.tx.SetbacksOfEpisodes(episodes)
	for _, c := range all {
		if !c.Withdrawn || p.May.Note {
			p.Timeline = append(p.Timeline, Event{On: c.On, Setback: &c})
		}
	}
	return err
}

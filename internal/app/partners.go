package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// PartnersPage is with whom of a client's network the coach works, by the
// client's leave, and what was agreed with them.
type PartnersPage struct {
	Client   casework.Client
	Terms    casework.Terms
	Partners []Partner
	Names    Names
	Today    casework.Day
	Note     bool // the actor may note meetings
}

// Partner is one of the network. Beyond the client's leave nothing of what was
// talked about is told, only that the leave is missing.
type Partner struct {
	casework.Supporter
	Reachable bool                   // today
	Talks     []casework.PartnerTalk // the newest first, withdrawn ones too; none beyond leave
	Hidden    int                    // how many are not told: there is no leave for them any more
}

// Partners gives the partners of a client to whoever may read what is written
// of the client. Problems: NotFound.
func (a *App) Partners(ctx context.Context, actor access.Actor, client casework.UID) (PartnersPage, error) {
	return show(ctx, a, actor, func(t *turn) (PartnersPage, error) {
		d, e, err := t.episodeToChange(client, access.ReadNotes)
		if err != nil {
			return PartnersPage{}, err
		}
		p := PartnersPage{Client: d.Client, Today: t.day}
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Terms, err = t.termsOf(e); err != nil {
			return p, err
		}
		if p.Partners, err = t.partnersOf(d); err != nil {
			return p, err
		}
		p.Names, err = t.names()
		t.shows(audit.Showed, "partner_talk", "", "", d.ID)
		return p, err
	})
}

// partnersOf lists the client's network with what was agreed with each, as far
// as the client's leave goes today: those whom we may speak with first.
func (t *turn) partnersOf(d dossier) ([]Partner, error) {
	network, err := t.tx.SupportersOfEpisodes(d.episodeIDs())
	if err != nil {
		return nil, err
	}
	meetings, err := t.tx.PartnerTalksOfEpisodes(d.episodeIDs())
	if err != nil {
		return nil, err
	}
	var all []Partner
	for _, s := range network {
		of := kept(meetings, func(m casework.PartnerTalk) bool { return m.SupporterID == s.ID })
		if s.Withdrawn && len(of) == 0 {
			continue
		}
		p := Partner{Supporter: s, Reachable: s.Reachable(d.Consents, t.day)}
		if p.Reachable {
			p.Talks = of
		} else {
			p.Hidden = len(kept(of, func(m casework.PartnerTalk) bool { return !m.Withdrawn }))
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(x, y Partner) int {
		switch {
		case x.Reachable == y.Reachable:
			return slices.Index(casework.Parties, x.Party) - slices.Index(casework.Parties, y.Party)
		case x.Reachable:
			return -1
		}
		return 1
	})
	return all, nil
}

// PartnerTalkInput is a talk with a partner as a form sends it.
type PartnerTalkInput struct {
	UID     casework.UID // of the meeting to be, made with the form: sending it twice adds one
	Partner casework.UID // of the network
	Note    casework.PartnerNote
}

// MeetPartner notes a talk with somebody of a client's network. Problems:
// NotFound; Conflict where the client has not given leave, for a uid that is
// another's, and with NotedKey for one that is there with another text; Invalid
// with the fields of casework.MeetPartner.
func (a *App) MeetPartner(ctx context.Context, actor access.Actor, in PartnerTalkInput) (casework.PartnerTalk, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.PartnerTalk, error) {
		var none casework.PartnerTalk
		s, d, e, err := t.partner(in.Partner)
		if err != nil {
			return none, err
		}
		if in.UID.IsZero() {
			return none, errUnnamed
		}
		m, err := casework.MeetPartner(e, s, d.Consents, in.Note, t.day)
		if err != nil {
			return none, err
		}
		m.ByID = actor.StaffID
		if done, err := t.tx.PartnerTalkByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if m.Noted = done.Noted; m != done {
				return none, noted()
			}
			t.shows(audit.Showed, "partner_talk", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		m.Noted = t.noted(in.UID)
		all := []casework.PartnerTalk{m}
		err = t.tx.AddPartnerTalks(all)
		t.did(audit.Added, "partner_talk", in.UID.String(), string(s.Party), d.ID)
		return all[0], err
	})
}

// partner loads one of a client's network for somebody who may note for the
// client, with the present episode.
func (t *turn) partner(uid casework.UID) (casework.Supporter, dossier, casework.Episode, error) {
	s, err := t.tx.SupporterByUID(uid)
	if err != nil {
		return s, dossier{}, casework.Episode{}, err
	}
	_, d, err := t.episodeFor(s.EpisodeID, access.NoteClient)
	if err != nil {
		return s, d, casework.Episode{}, err
	}
	e, ok := d.present(t.day)
	if !ok {
		return s, d, e, store.ErrNotFound
	}
	return s, d, e, nil
}

// PartnerForm is what the form to note a talk with a partner offers.
type PartnerForm struct {
	Client    casework.Client
	Terms     casework.Terms
	Partner   casework.Supporter
	Reachable bool // by the client's leave, today
	Today     casework.Day
}

// PartnerForm gives the form to note a talk with a partner. Problems: NotFound.
func (a *App) PartnerForm(ctx context.Context, actor access.Actor, partner casework.UID) (PartnerForm, error) {
	return show(ctx, a, actor, func(t *turn) (PartnerForm, error) {
		s, d, e, err := t.partner(partner)
		if err != nil {
			return PartnerForm{}, err
		}
		f := PartnerForm{Client: d.Client, Partner: s, Reachable: s.Reachable(d.Consents, t.day), Today: t.day}
		f.Terms, err = t.termsOf(e)
		t.shows(audit.Showed, "supporter", partner.String(), "", d.ID)
		return f, err
	})
}

// PartnerTalkPage is one talk as it stands, with its earlier texts.
type PartnerTalkPage struct {
	Talk      casework.PartnerTalk
	Partner   casework.Supporter
	Client    casework.Client
	Terms     casework.Terms
	Names     Names
	Revisions []Revision
}

// PartnerTalk gives one talk with its earlier texts to whoever notes for the
// client, as long as the client's leave for the partner holds. Problems: NotFound.
func (a *App) PartnerTalk(ctx context.Context, actor access.Actor, uid casework.UID) (PartnerTalkPage, error) {
	return show(ctx, a, actor, func(t *turn) (PartnerTalkPage, error) {
		m, s, e, d, err := t.partnerTalk(uid)
		if err != nil {
			return PartnerTalkPage{}, err
		}
		p := PartnerTalkPage{Talk: m, Partner: s, Client: d.Client}
		if p.Terms, err = t.termsOf(e); err != nil {
			return p, err
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("partner_talk", m.ID)
		t.shows(audit.Showed, "partner_talk", uid.String(), "", d.ID)
		return p, err
	})
}

// partnerTalk loads a talk that the actor may read and change. Without the
// client's leave for the partner there is none.
func (t *turn) partnerTalk(uid casework.UID) (m casework.PartnerTalk, s casework.Supporter, e casework.Episode, d dossier, err error) {
	if m, err = t.tx.PartnerTalkByUID(uid); err != nil {
		return m, s, e, d, err
	}
	if e, d, err = t.episodeFor(m.EpisodeID, access.NoteClient); err != nil {
		return m, s, e, d, err
	}
	network, err := t.tx.SupportersOfEpisodes(d.episodeIDs())
	if err != nil {
		return m, s, e, d, err
	}
	for _, one := range network {
		if one.ID == m.SupporterID && one.Reachable(d.Consents, t.day) {
			return m, one, e, d, nil
		}
	}
	return m, s, e, d, store.ErrNotFound
}

// CorrectPartnerTalk puts another text in the place of a talk's; the old one
// stays readable. Problems: as MeetPartner; Invalid without a reason; Conflict
// when somebody has changed it since.
func (a *App) CorrectPartnerTalk(ctx context.Context, actor access.Actor, which Correction, note casework.PartnerNote) (casework.PartnerTalk, error) {
	return change(ctx, a, actor, func(t *turn) (casework.PartnerTalk, error) {
		old, _, e, d, err := t.partnerTalk(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		note.On = cmpDay(note.On, old.On)
		changed, err := casework.CorrectPartnerTalk(old, e, note, t.day)
		if err != nil {
			return old, err
		}
		return t.putPartnerTalk(which, old, changed, audit.Corrected, d.ID)
	})
}

// WithdrawPartnerTalk strikes a talk through; it stays to be read. Problems:
// NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawPartnerTalk(ctx context.Context, actor access.Actor, which Correction) (casework.PartnerTalk, error) {
	return change(ctx, a, actor, func(t *turn) (casework.PartnerTalk, error) {
		old, _, _, d, err := t.partnerTalk(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.Withdrawn = true
		return t.putPartnerTalk(which, old, changed, audit.Withdrew, d.ID)
	})
}

// putPartnerTalk puts a changed talk in the place of the one that was on the screen.
func (t *turn) putPartnerTalk(which Correction, old, changed casework.PartnerTalk, deed audit.Action, client int64) (casework.PartnerTalk, error) {
	if old == changed { // sent again, or nothing changed
		t.shows(audit.Showed, "partner_talk", old.UID.String(), "unchanged", client)
		return old, nil
	}
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	detail := ""
	if deed == audit.Corrected {
		detail = changedFields(old, changed)
	}
	changed, err := t.tx.RevisePartnerTalk(old, changed, t.actor.ID, which.Reason)
	t.did(deed, "partner_talk", old.UID.String(), detail, client)
	return changed, err
}

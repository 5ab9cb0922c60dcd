package app

import (
	"context"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// toldOf is what holds today of what employers are told of a client; nil:
// nothing was agreed.
func (t *turn) toldOf(d dossier) (*casework.Telling, error) {
	e, ok := d.present(t.day)
	if !ok {
		return nil, nil
	}
	plans, err := t.tx.PlansOfEpisodes([]int64{e.ID})
	if err != nil {
		return nil, err
	}
	return t.toldIn(e.ID, plans, t.day)
}

// toldIn is what held on a day in an episode with the plans.
func (t *turn) toldIn(episode int64, plans []casework.Plan, on casework.Day) (*casework.Telling, error) {
	talks, err := t.tx.DisclosureTalksOfEpisodes([]int64{episode})
	if told, ok := casework.TellingOn(plans, talks, on); ok {
		return &told, err
	}
	return nil, err
}

// talkEvents adds to a client's page the talks on what employers are told, and
// what holds of it.
func (t *turn) talkEvents(p *ClientPage, episodes []int64) error {
	talks, err := t.tx.DisclosureTalksOfEpisodes(episodes)
	if err != nil {
		return err
	}
	var plans []casework.Plan
	var present []casework.DisclosureTalk
	for _, one := range talks {
		p.Timeline = append(p.Timeline, Event{On: one.On, Talk: &one})
		if one.EpisodeID == p.Episode.ID {
			present = append(present, one)
		}
	}
	if p.Plan != nil {
		plans = append(plans, *p.Plan)
	}
	if told, ok := casework.TellingOn(plans, present, t.day); ok {
		p.Told = &told
	}
	return nil
}

// TalkInput is a talk on what employers are told as a form sends it.
type TalkInput struct {
	UID    casework.UID // of the talk to be, made with the form: sending it twice adds one
	Client casework.UID
	Note   casework.TalkNote
}

// NoteDisclosureTalk notes a talk with a client on what employers are told.
// Problems: NotFound; Conflict when the episode is over, for a uid that is
// another's, and with NotedKey for one that is there with another text; Invalid
// with the fields of casework.NoteTalk.
func (a *App) NoteDisclosureTalk(ctx context.Context, actor access.Actor, in TalkInput) (casework.DisclosureTalk, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.DisclosureTalk, error) {
		var none casework.DisclosureTalk
		d, e, err := t.episodeToChange(in.Client, access.NoteClient)
		if err != nil {
			return none, err
		}
		if in.UID.IsZero() {
			return none, errUnnamed
		}
		k, err := casework.NoteTalk(e, in.Note, t.day)
		if err != nil {
			return none, err
		}
		if done, err := t.tx.DisclosureTalkByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			k.Noted = done.Noted
			if !reflect.DeepEqual(done, k) {
				return none, noted()
			}
			t.shows(audit.Showed, "disclosure_talk", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		k.Noted = t.noted(in.UID)
		t.did(audit.Added, "disclosure_talk", in.UID.String(), string(k.Occasion), d.ID)
		return t.tx.AddDisclosureTalk(k)
	})
}

// TalksPage is what was talked about with a client of what employers are told.
type TalksPage struct {
	Client  casework.Client
	Episode casework.Episode
	Terms   casework.Terms
	Talks   []casework.DisclosureTalk // of the present episode, the newest first, withdrawn ones too
	Told    *casework.Telling         // what holds; nil: nothing was agreed
	Names   Names
	Today   casework.Day
	Note    bool // the actor may note another
}

// DisclosureTalks gives a client's talks in the present episode on what
// employers are told, and what holds by them and by the plan. Problems: NotFound.
func (a *App) DisclosureTalks(ctx context.Context, actor access.Actor, client casework.UID) (TalksPage, error) {
	return show(ctx, a, actor, func(t *turn) (TalksPage, error) {
		d, e, err := t.episodeToChange(client, access.ReadNotes)
		if err != nil {
			return TalksPage{}, err
		}
		p := TalksPage{Client: d.Client.Unguarded(), Episode: e, Today: t.day}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Talks, err = t.tx.DisclosureTalksOfEpisodes([]int64{e.ID}); err != nil {
			return p, err
		}
		if p.Told, err = t.toldOf(d); err != nil {
			return p, err
		}
		p.Names, err = t.names()
		t.shows(audit.Showed, "disclosure_talk", "", "", d.ID)
		return p, err
	})
}

// TalkPage is one talk as it stands, with its earlier texts.
type TalkPage struct {
	Talk      casework.DisclosureTalk
	Client    casework.Client
	Terms     casework.Terms
	Names     Names
	Revisions []Revision
	Note      bool // the actor may correct and withdraw it
}

// DisclosureTalk gives one talk with its earlier texts. Problems: NotFound.
func (a *App) DisclosureTalk(ctx context.Context, actor access.Actor, uid casework.UID) (TalkPage, error) {
	return show(ctx, a, actor, func(t *turn) (TalkPage, error) {
		k, e, d, err := t.talkOf(uid, access.ReadNotes)
		if err != nil {
			return TalkPage{}, err
		}
		p := TalkPage{Talk: k, Client: d.Client.Unguarded()}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("disclosure_talk", k.ID)
		t.shows(audit.Showed, "disclosure_talk", uid.String(), "", d.ID)
		return p, err
	})
}

// talkOf loads a talk for somebody who may do the action with its client.
func (t *turn) talkOf(uid casework.UID, action access.Action) (casework.DisclosureTalk, casework.Episode, dossier, error) {
	k, err := t.tx.DisclosureTalkByUID(uid)
	if err != nil {
		return k, casework.Episode{}, dossier{}, err
	}
	e, err := t.tx.EpisodeByID(k.EpisodeID)
	if err != nil {
		return k, e, dossier{}, err
	}
	d, err := t.dossierOfEpisode(k.EpisodeID)
	if err != nil {
		return k, e, d, err
	}
	return k, e, d, t.mayWith(action, d)
}

// CorrectDisclosureTalk puts another text in the place of a talk's; the old one
// stays readable. Problems: as NoteDisclosureTalk; Invalid without a reason;
// Conflict when somebody has changed it since.
func (a *App) CorrectDisclosureTalk(ctx context.Context, actor access.Actor, which Correction, note casework.TalkNote) (casework.DisclosureTalk, error) {
	return change(ctx, a, actor, func(t *turn) (casework.DisclosureTalk, error) {
		old, e, d, err := t.talkOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed, err := casework.CorrectTalk(old, e, note, t.day)
		if err != nil {
			return old, err
		}
		return t.reviseTalk(which, audit.Corrected, old, changed, d)
	})
}

func (t *turn) reviseTalk(which Correction, word audit.Action, old, changed casework.DisclosureTalk, d dossier) (casework.DisclosureTalk, error) {
	if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
		t.shows(audit.Showed, "disclosure_talk", old.UID.String(), "unchanged", d.ID)
		return old, nil
	}
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	t.did(word, "disclosure_talk", old.UID.String(), changedFields(old, changed), d.ID)
	return t.tx.ReviseDisclosureTalk(old, changed, t.actor.ID, which.Reason)
}

// WithdrawDisclosureTalk takes a talk back; it stays to be read, struck through.
// Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawDisclosureTalk(ctx context.Context, actor access.Actor, which Correction) (casework.DisclosureTalk, error) {
	return change(ctx, a, actor, func(t *turn) (casework.DisclosureTalk, error) {
		old, _, d, err := t.talkOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.Withdrawn = true
		return t.reviseTalk(which, audit.Withdrew, old, changed, d)
	})
}

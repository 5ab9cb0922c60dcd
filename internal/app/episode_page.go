package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// EpisodePage is an episode with everything that was noted of its course.
type EpisodePage struct {
	Client      casework.Client
	Episode     casework.Episode
	State       casework.State
	Programme   string
	Terms       casework.Terms         // of its programme
	Suitability []casework.Suitability // the first meetings, the newest first
	Others      []casework.Episode     // the client's other episodes, the newest first
	Names       Names
	Revisions   []Revision
	Today       casework.Day
	Change      bool // the actor may change it
	Present     bool // it is the client's present one, which the forms change
}

// Episode gives one episode, by its uid. Problems: NotFound.
func (a *App) Episode(ctx context.Context, actor access.Actor, uid casework.UID) (EpisodePage, error) {
	return show(ctx, a, actor, func(t *turn) (EpisodePage, error) {
		e, d, err := t.episodeOf(uid)
		if err != nil {
			return EpisodePage{}, err
		}
		if err := t.mayWith(access.ReadTimeline, d); err != nil {
			return EpisodePage{}, err
		}
		p := EpisodePage{Client: d.Client, Episode: e, State: e.StateOn(t.day), Today: t.day}
		present, _ := d.present(t.day)
		p.Present = present.ID == e.ID
		opened := t.decision
		p.Change = t.allowed(access.ChangeEpisode, d.resource(t.tx.County, t.day))
		t.decision = opened
		for _, o := range slices.Backward(d.Episodes) {
			if o.ID != e.ID {
				p.Others = append(p.Others, o)
			}
		}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Programme, p.Terms = programme.Name, programme.Terms
		if p.Suitability, err = t.tx.SuitabilityOfEpisodes([]int64{e.ID}); err != nil {
			return p, err
		}
		if p.Revisions, err = t.tx.Revisions("episode", e.ID); err != nil {
			return p, err
		}
		p.Names, err = t.names()
		t.shows(audit.Showed, "episode", uid.String(), "", d.ID)
		return p, err
	})
}

// episodeOf loads an episode with whose it is. It decides nothing yet.
func (t *turn) episodeOf(uid casework.UID) (casework.Episode, dossier, error) {
	e, err := t.tx.EpisodeByUID(uid)
	if err != nil {
		return e, dossier{}, err
	}
	d, err := t.dossierOfEpisode(e.ID)
	return e, d, err
}

// TellCareTeam notes that the care team has been told of an end since it was
// noted. Problems: NotFound; Conflict when the episode has not ended, and when
// somebody has changed it.
func (a *App) TellCareTeam(ctx context.Context, actor access.Actor, which Revised) (casework.Episode, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Episode, error) {
		old, d, err := t.episodeOf(which.UID)
		if err != nil {
			return old, err
		}
		if err := t.mayWith(access.ChangeEpisode, d); err != nil {
			return old, err
		}
		if old.Closing.CareTeamTold { // sent again, or somebody else was there first
			t.shows(audit.Showed, "episode", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		return t.change(d.ID, old, which.Revision, audit.Changed, func(e casework.Episode, _ casework.Day) (casework.Episode, error) {
			return casework.TellCareTeam(e)
		})
	})
}

// ReopenEpisode takes back an end that was noted by mistake. Problems:
// NotFound; Invalid without a reason; Conflict when it has not ended, when the
// client has come back since, and when somebody has changed it.
func (a *App) ReopenEpisode(ctx context.Context, actor access.Actor, which Correction) (casework.Episode, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Episode, error) {
		old, d, err := t.episodeOf(which.UID)
		if err != nil {
			return old, err
		}
		if err := t.mayWith(access.ChangeEpisode, d); err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		reopen := func(e casework.Episode, _ casework.Day) (casework.Episode, error) {
			return casework.ReopenEpisode(e, d.Episodes)
		}
		again, err := t.sentBefore(old, which.Revision, reopen)
		if err != nil {
			return old, err
		}
		if again {
			t.shows(audit.Showed, "episode", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed, err := reopen(old, t.day)
		if err != nil {
			return old, err
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		changed, err = t.tx.ReviseEpisode(old, changed, t.actor.ID, which.Reason)
		t.did(audit.Reopened, "episode", old.UID.String(), "", d.ID)
		return changed, err
	})
}

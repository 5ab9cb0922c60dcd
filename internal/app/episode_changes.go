package app

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// EpisodeInput says which episode a form changes: the client's present one, in
// the text that was on the screen.
type EpisodeInput struct {
	Client   casework.UID
	Revision int
}

// EpisodeForm is what the forms that change an episode offer.
type EpisodeForm struct {
	Client      casework.Client
	Episode     casework.Episode
	State       casework.State
	Terms       casework.Terms // of its programme
	Today       casework.Day
	Suitability []casework.Suitability // the first meetings, the newest first
	Coaches     []CoachLoad            // of the team, today
	CareTeams   []casework.CareTeam
	Names       Names
	Closing     ClosingPage // what there is to know at the end
}

// EpisodeForm gives what is offered to change the client's present episode.
func (a *App) EpisodeForm(ctx context.Context, actor access.Actor, client casework.UID) (EpisodeForm, error) {
	return show(ctx, a, actor, func(t *turn) (EpisodeForm, error) {
		d, e, err := t.episodeToChange(client, access.ChangeEpisode)
		if err != nil {
			return EpisodeForm{}, err
		}
		f := EpisodeForm{Client: d.Client, Episode: e, State: e.StateOn(t.day), Today: t.day}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return f, err
		}
		f.Terms = programme.Terms
		if f.Suitability, err = t.tx.SuitabilityOfEpisodes([]int64{e.ID}); err != nil {
			return f, err
		}
		if f.Coaches, err = t.coachLoads(e.TeamID); err != nil {
			return f, err
		}
		if f.CareTeams, err = t.tx.CareTeams(); err != nil {
			return f, err
		}
		if f.Names, err = t.names(); err != nil {
			return f, err
		}
		f.Closing, err = t.closingOf(d, e)
		t.shows(audit.Showed, "episode", e.UID.String(), "", d.ID)
		return f, err
	})
}

// episodeToChange loads the client's present episode for somebody who may do
// the action with it.
func (t *turn) episodeToChange(client casework.UID, action access.Action) (dossier, casework.Episode, error) {
	d, err := t.dossier(client)
	if err != nil {
		return d, casework.Episode{}, err
	}
	if err := t.mayWith(action, d); err != nil {
		return d, casework.Episode{}, err
	}
	e, ok := d.present(t.day)
	if !ok {
		return d, e, store.ErrNotFound
	}
	return d, e, nil
}

// rule makes the new text of an episode of the old one, or says why not.
type rule func(old casework.Episode, today casework.Day) (casework.Episode, error)

// change puts what the rule makes of an episode in its place. word says in the
// log and beside the old text what was done. A form that is sent twice is done
// once.
func (t *turn) change(client int64, old casework.Episode, revision int, word audit.Action, change rule) (casework.Episode, error) {
	again, err := t.sentBefore(old, revision, change)
	if err != nil {
		return old, err
	}
	if again {
		t.shows(audit.Showed, "episode", old.UID.String(), "unchanged", client)
		return old, nil
	}
	changed, err := change(old, t.day)
	if err != nil {
		return old, err
	}
	if old.Revision != revision {
		return old, store.ErrStale
	}
	if changed, err = t.tx.ReviseEpisode(old, changed, t.actor.ID, stepOf(word)); err != nil {
		return old, err
	}
	detail := ""
	if word == audit.Changed {
		detail = changedFields(old, changed)
	}
	t.did(word, "episode", old.UID.String(), detail, client)
	return changed, t.tellOfHandOver(old, changed)
}

// tellOfHandOver tells a coach who gets a client, the one who had them, and the
// care team.
func (t *turn) tellOfHandOver(old, changed casework.Episode) error {
	h := t.happened(casework.NoticeHandedOver, old, old.UID)
	before := len(h.Coaches)
	for _, c := range changed.Coaches {
		if !slices.ContainsFunc(old.Coaches, func(o casework.Dated) bool { return o.ID == c.ID && o.From == c.From }) && !slices.Contains(h.Coaches, c.ID) {
			h.Coaches = append(h.Coaches, c.ID)
		}
	}
	if len(h.Coaches) == before {
		return nil
	}
	if len(old.Coaches) == 0 { // nobody's before: it is no change of coach
		h.Detail = string(casework.Queue)
	}
	return t.tell(h)
}

// stepOf is the step that stands in the place of a reason beside an episode's
// old text.
func stepOf(word audit.Action) string {
	if word == audit.Changed {
		return stepMark + "episode"
	}
	return stepMark + string(word)
}

// sentBefore tells whether the same actor has sent the same form already: the
// rule makes of the text that was on the screen the one that stands now.
func (t *turn) sentBefore(now casework.Episode, revision int, change rule) (bool, error) {
	if now.Revision != revision+1 {
		return false, nil
	}
	earlier, err := t.tx.Revisions("episode", now.ID)
	if err != nil || len(earlier) == 0 || earlier[0].Number != revision || earlier[0].Actor != t.actor.ID {
		return false, err
	}
	var was casework.Episode
	if err := json.Unmarshal(earlier[0].Body, &was); err != nil {
		return false, err
	}
	made, err := change(was, t.day)
	if err != nil {
		return false, nil // it is told of the present text
	}
	made.Noted = now.Noted
	return reflect.DeepEqual(made, now), nil
}

// changeEpisode is what every change of the client's present episode shares.
func (a *App) changeEpisode(ctx context.Context, actor access.Actor, in EpisodeInput, word audit.Action, change rule) (casework.Episode, error) {
	return a.changeEpisodeWith(ctx, actor, in, word, func(*turn, casework.Episode) (rule, error) { return change, nil })
}

// changeEpisodeWith is changeEpisode with a rule that is made of what the
// county holds.
func (a *App) changeEpisodeWith(ctx context.Context, actor access.Actor, in EpisodeInput, word audit.Action,
	of func(*turn, casework.Episode) (rule, error)) (casework.Episode, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Episode, error) {
		d, old, err := t.episodeToChange(in.Client, access.ChangeEpisode)
		if err != nil {
			return old, err
		}
		change, err := of(t, old)
		if err != nil {
			return old, err
		}
		return t.change(d.ID, old, in.Revision, word, change)
	})
}

// PauseEpisode notes that a client takes a break. Problems: NotFound; Conflict
// when the episode is in no state for it or was changed since; Invalid with
// fields from, reason, check_on, contact.
func (a *App) PauseEpisode(ctx context.Context, actor access.Actor, in EpisodeInput, note casework.PauseNote) (casework.Episode, error) {
	return a.changeEpisode(ctx, actor, in, audit.Paused, func(e casework.Episode, today casework.Day) (casework.Episode, error) {
		return casework.PauseEpisode(e, note, today)
	})
}

// ResumeEpisode notes that a client goes on after a break. Problems: as
// PauseEpisode, with field resumed_on.
func (a *App) ResumeEpisode(ctx context.Context, actor access.Actor, in EpisodeInput, on casework.Day) (casework.Episode, error) {
	return a.changeEpisode(ctx, actor, in, audit.Resumed, func(e casework.Episode, today casework.Day) (casework.Episode, error) {
		return casework.ResumeEpisode(e, on, today)
	})
}

// CheckPause agrees on another day to look at a break. Problems: as
// PauseEpisode, with field check_on.
func (a *App) CheckPause(ctx context.Context, actor access.Actor, in EpisodeInput, on casework.Day) (casework.Episode, error) {
	return a.changeEpisode(ctx, actor, in, audit.Changed, func(e casework.Episode, today casework.Day) (casework.Episode, error) {
		return casework.CheckPause(e, on, today)
	})
}

// NoteAgreement keeps the day of the co-operation agreement. Problems: as
// PauseEpisode, with field agreement_on.
func (a *App) NoteAgreement(ctx context.Context, actor access.Actor, in EpisodeInput, on casework.Day) (casework.Episode, error) {
	return a.changeEpisode(ctx, actor, in, audit.Changed, func(e casework.Episode, today casework.Day) (casework.Episode, error) {
		return casework.NoteAgreement(e, on, today)
	})
}

// EndEpisode ends a client's coaching. Problems: as PauseEpisode, with fields
// ended_on, initiative, reason, situation, handed_to.
func (a *App) EndEpisode(ctx context.Context, actor access.Actor, in EpisodeInput, end casework.EpisodeEnd) (casework.Episode, error) {
	return a.changeEpisode(ctx, actor, in, audit.Ended, func(e casework.Episode, today casework.Day) (casework.Episode, error) {
		return casework.EndEpisode(e, end, today)
	})
}

// HandOverInput is a hand-over as a form sends it.
type HandOverInput struct {
	EpisodeInput
	Coach   casework.UID
	From    casework.Day
	To      casework.Day // of a stand-in
	StandIn bool

	Knowingly bool // also when the coach has no free place
}

// HandOverEpisode gives a client to another coach of the team, for good or to
// stand in. Problems: as PauseEpisode, with fields coach, from, to, knowingly.
func (a *App) HandOverEpisode(ctx context.Context, actor access.Actor, in HandOverInput) (casework.Episode, error) {
	return a.changeEpisodeWith(ctx, actor, in.EpisodeInput, audit.HandedOver, func(t *turn, e casework.Episode) (rule, error) {
		coach, err := t.coachOf(in.Coach, e.TeamID, in.From)
		if err != nil {
			return nil, err
		}
		load, err := t.loadOf(coach, e)
		over := casework.HandOver{CoachID: coach, Load: load, From: in.From, To: in.To, StandIn: in.StandIn, Knowingly: in.Knowingly}
		return func(e casework.Episode, today casework.Day) (casework.Episode, error) {
			return casework.HandOverEpisode(e, over, today)
		}, err
	})
}

// ChangeCareTeam notes which care team has the client's care from a day on; the
// zero uid is none. Problems: as PauseEpisode, with fields care_team, from.
func (a *App) ChangeCareTeam(ctx context.Context, actor access.Actor, in EpisodeInput, careTeam casework.UID, from casework.Day) (casework.Episode, error) {
	return a.changeEpisodeWith(ctx, actor, in, audit.Changed, func(t *turn, _ casework.Episode) (rule, error) {
		id, err := t.careTeamOf(careTeam)
		return func(e casework.Episode, today casework.Day) (casework.Episode, error) {
			return casework.ChangeCareTeam(e, id, from, today)
		}, err
	})
}

// careTeamOf finds the care team by uid; the zero uid is none.
func (t *turn) careTeamOf(uid casework.UID) (int64, error) {
	if uid.IsZero() {
		return 0, nil
	}
	all, err := t.tx.CareTeams()
	if err != nil {
		return 0, err
	}
	for _, c := range all {
		if c.UID == uid {
			return c.ID, nil
		}
	}
	return 0, store.ErrNotFound
}

// ComebackInput is a client's return as a form sends it.
type ComebackInput struct {
	UID             casework.UID // of the episode to be, made with the form: sending it twice adds one
	Client          casework.UID
	On              casework.Day
	Pathway         casework.Pathway
	CareTeam        casework.UID // not set: none
	Start           bool         // at once, with the coach; else to the queue
	Coach           casework.UID
	EmployedAtStart bool
	Knowingly       bool // also when the coach has no free place
}

// ReturnClient begins a new episode of a client who comes back, in the team of
// the last one, which stays as it is. Problems: NotFound; Conflict when an
// episode goes on, for a uid that is another's, and with NotedKey for one that
// is there with another text; Invalid with fields on, pathway, coach.
func (a *App) ReturnClient(ctx context.Context, actor access.Actor, in ComebackInput) (casework.Episode, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Episode, error) {
		d, last, err := t.episodeToChange(in.Client, access.ChangeEpisode)
		if err != nil {
			return casework.Episode{}, err
		}
		if in.UID.IsZero() {
			return casework.Episode{}, errUnnamed
		}
		if done, err := t.tx.EpisodeByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.ID) {
			return t.returnedAgain(d, done, in)
		}
		e, err := t.returnOf(last, d.Episodes, in)
		if err != nil {
			return casework.Episode{}, err
		}
		e.Noted = t.noted(in.UID)
		if e, err = t.tx.AddEpisode(e); err != nil {
			return casework.Episode{}, err
		}
		t.did(audit.Added, "episode", e.UID.String(), "return", d.ID)
		return e, nil
	})
}

func (t *turn) returnOf(last casework.Episode, others []casework.Episode, in ComebackInput) (casework.Episode, error) {
	back := casework.EpisodeReturn{On: in.On, Pathway: in.Pathway, Start: in.Start, EmployedAtStart: in.EmployedAtStart}
	var err error
	if back.CareTeamID, err = t.careTeamOf(in.CareTeam); err != nil {
		return casework.Episode{}, err
	}
	if in.Start {
		if back.CoachID, err = t.coachOf(in.Coach, last.TeamID, t.day); err != nil {
			return casework.Episode{}, err
		}
		if back.Load, err = t.loadOf(back.CoachID, last); err != nil {
			return casework.Episode{}, err
		}
		back.Knowingly = in.Knowingly
	}
	return casework.ReturnEpisode(last, others, back, t.day)
}

// returnedAgain answers a return that was sent before: it is there once.
func (t *turn) returnedAgain(d dossier, done casework.Episode, in ComebackInput) (casework.Episode, error) {
	var others []casework.Episode
	for _, e := range d.Episodes {
		if e.ID != done.ID {
			others = append(others, e)
		}
	}
	sent, err := t.returnOf(done, others, in)
	if err != nil {
		return casework.Episode{}, err
	}
	sent.Noted = done.Noted
	if !reflect.DeepEqual(sent, done) {
		return casework.Episode{}, noted()
	}
	t.shows(audit.Showed, "episode", done.UID.String(), "sent again", d.ID)
	return done, nil
}

package app

import (
	"context"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// PlanSearchInput is a plan for the search of work as a form sends it.
type PlanSearchInput struct {
	UID    casework.UID // of the plan to be, made with the form: sending it twice adds one
	Client casework.UID
	Note   casework.PlanNote
}

// PlanSearch notes what client and coach have agreed on for the search of work;
// the plan of before stays as it was. Problems: NotFound; Conflict when the
// episode is over, for a uid that is another's, and with NotedKey for one that is
// there with another text; Invalid with the fields of casework.MakePlan.
func (a *App) PlanSearch(ctx context.Context, actor access.Actor, in PlanSearchInput) (casework.Plan, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Plan, error) {
		var none casework.Plan
		d, e, err := t.episodeToChange(in.Client, access.NoteClient)
		if err != nil {
			return none, err
		}
		if in.UID.IsZero() {
			return none, errUnnamed
		}
		p, err := casework.MakePlan(e, in.Note, t.day)
		if err != nil {
			return none, err
		}
		if done, err := t.tx.PlanByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			p.Noted = done.Noted
			if !reflect.DeepEqual(done, p) {
				return none, noted()
			}
			t.shows(audit.Showed, "plan", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		p.Noted = t.noted(in.UID)
		t.did(audit.Added, "plan", in.UID.String(), string(p.Mode), d.ID)
		return t.tx.AddPlan(p)
	})
}

// PlansPage is a client's plans for the search of work.
type PlansPage struct {
	Client  casework.Client
	Episode casework.Episode
	Terms   casework.Terms
	Plans   []casework.Plan // of the present episode, the newest first, withdrawn ones too
	Profile Profile
	Told    *casework.Telling // what holds of what employers are told; nil: nothing was agreed
	Leave   casework.EmployerLeave
	Names   Names
	Today   casework.Day
	Note    bool // the actor may make another
}

// Plans gives a client's plans in the present episode, the one that holds and
// those of before. Problems: NotFound.
func (a *App) Plans(ctx context.Context, actor access.Actor, client casework.UID) (PlansPage, error) {
	return show(ctx, a, actor, func(t *turn) (PlansPage, error) {
		d, e, err := t.episodeToChange(client, access.ReadNotes)
		if err != nil {
			return PlansPage{}, err
		}
		p := PlansPage{Client: d.Client, Episode: e, Leave: d.Consents.EmployerLeave(t.day), Today: t.day}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Plans, err = t.tx.PlansOfEpisodes([]int64{e.ID}); err != nil {
			return p, err
		}
		if p.Profile, err = t.profileOf(d.episodeIDs()); err != nil {
			return p, err
		}
		if p.Told, err = t.toldIn(e.ID, p.Plans, t.day); err != nil {
			return p, err
		}
		p.Names, err = t.names()
		t.shows(audit.Showed, "plan", "", "", d.ID)
		return p, err
	})
}

// tellOf adds to a client who was chosen the plan that holds and what employers
// are told, where the actor may read them.
func (t *turn) tellOf(c *FormClient) error {
	d, err := t.dossier(c.Client.UID)
	if err != nil || !t.allowed(access.ReadNotes, d.resource(t.tx.County, t.day)) {
		return err
	}
	e, ok := d.present(t.day)
	if !ok {
		return nil
	}
	plans, err := t.tx.PlansOfEpisodes([]int64{e.ID})
	if err != nil {
		return err
	}
	if plan, ok := casework.PlanOn(plans, t.day); ok {
		c.Plan = &plan
	}
	c.Told, err = t.toldIn(e.ID, plans, t.day)
	return err
}

// planEvents adds to a client's page the plans, and the one that holds.
func (t *turn) planEvents(p *ClientPage, episodes []int64) error {
	plans, err := t.tx.PlansOfEpisodes(episodes)
	if err != nil {
		return err
	}
	var present []casework.Plan
	for _, one := range plans {
		p.Timeline = append(p.Timeline, Event{On: one.On, Plan: &one})
		if one.EpisodeID == p.Episode.ID {
			present = append(present, one)
		}
	}
	if holds, ok := casework.PlanOn(present, t.day); ok {
		p.Plan = &holds
	}
	return nil
}

// PlanPage is one plan as it stands, with its earlier texts.
type PlanPage struct {
	Plan      casework.Plan
	Client    casework.Client
	Terms     casework.Terms
	Names     Names
	Revisions []Revision
	Note      bool // the actor may correct and withdraw it
}

// Plan gives one plan with its earlier texts. Problems: NotFound.
func (a *App) Plan(ctx context.Context, actor access.Actor, uid casework.UID) (PlanPage, error) {
	return show(ctx, a, actor, func(t *turn) (PlanPage, error) {
		plan, e, d, err := t.planOf(uid, access.ReadNotes)
		if err != nil {
			return PlanPage{}, err
		}
		p := PlanPage{Plan: plan, Client: d.Client}
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
		p.Revisions, err = t.tx.Revisions("plan", plan.ID)
		t.shows(audit.Showed, "plan", uid.String(), "", d.ID)
		return p, err
	})
}

// planOf loads a plan for somebody who may do the action with its client.
func (t *turn) planOf(uid casework.UID, action access.Action) (casework.Plan, casework.Episode, dossier, error) {
	p, err := t.tx.PlanByUID(uid)
	if err != nil {
		return p, casework.Episode{}, dossier{}, err
	}
	e, err := t.tx.EpisodeByID(p.EpisodeID)
	if err != nil {
		return p, e, dossier{}, err
	}
	d, err := t.dossierOfEpisode(p.EpisodeID)
	if err != nil {
		return p, e, d, err
	}
	return p, e, d, t.mayWith(action, d)
}

// CorrectPlan puts another text in the place of a plan's; the old one stays
// readable. Problems: as PlanSearch; Invalid without a reason; Conflict when
// somebody has changed it since.
func (a *App) CorrectPlan(ctx context.Context, actor access.Actor, which Correction, note casework.PlanNote) (casework.Plan, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Plan, error) {
		old, e, d, err := t.planOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed, err := casework.CorrectPlan(old, e, note, t.day)
		if err != nil {
			return old, err
		}
		if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
			t.shows(audit.Showed, "plan", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		t.did(audit.Corrected, "plan", old.UID.String(), changedFields(old, changed), d.ID)
		return t.revisePlan(which, old, changed)
	})
}

func (t *turn) revisePlan(which Correction, old, changed casework.Plan) (casework.Plan, error) {
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	return t.tx.RevisePlan(old, changed, t.actor.ID, which.Reason)
}

// WithdrawPlan takes a plan back; it stays to be read, struck through, and the
// one of before holds again. Problems: NotFound, Invalid without a reason,
// Conflict.
func (a *App) WithdrawPlan(ctx context.Context, actor access.Actor, which Correction) (casework.Plan, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Plan, error) {
		old, _, d, err := t.planOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "plan", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed := old
		changed.Withdrawn = true
		t.did(audit.Withdrew, "plan", old.UID.String(), "", d.ID)
		return t.revisePlan(which, old, changed)
	})
}

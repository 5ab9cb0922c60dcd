package app

import (
	"context"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// SupportInput is a support plan as a form sends it.
type SupportInput struct {
	UID       casework.UID // of the plan to be, made with the form: sending it twice adds one
	Placement casework.UID
	Note      casework.SupportNote
}

// PlanSupport notes what is agreed of the support in a job, a work trial or
// studies; the plan of before stays as it was. Problems: NotFound; Conflict when
// the episode is over or the placement withdrawn, for a uid that is another's,
// and with NotedKey for one that is there with another text; Invalid with the
// fields of casework.PlanSupport.
func (a *App) PlanSupport(ctx context.Context, actor access.Actor, in SupportInput) (casework.SupportPlan, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.SupportPlan, error) {
		var none casework.SupportPlan
		j, d, err := t.placementToNote(in.Placement)
		if err != nil {
			return none, err
		}
		if in.UID.IsZero() {
			return none, errUnnamed
		}
		e, err := t.tx.EpisodeByID(j.EpisodeID)
		if err != nil {
			return none, err
		}
		p, err := casework.PlanSupport(e, j, in.Note, t.day)
		if err != nil {
			return none, err
		}
		if done, err := t.tx.SupportPlanByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if p.Noted = done.Noted; !reflect.DeepEqual(done, p) {
				return none, noted()
			}
			t.shows(audit.Showed, "support_plan", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		p.Noted = t.noted(in.UID)
		all := []casework.SupportPlan{p}
		t.did(audit.Added, "support_plan", in.UID.String(), "", d.ID)
		err = t.tx.AddSupportPlans(all)
		return all[0], err
	})
}

// SupportPage is the support in one placement: the plans and the rhythm.
type SupportPage struct {
	Client    casework.Client
	Episode   casework.Episode
	Terms     casework.Terms
	Placement casework.Placement
	Employer  casework.Employer      // zero: none
	Plans     []casework.SupportPlan // of the placement, the newest first, withdrawn ones too
	Rhythm    casework.Rhythm
	Told      *casework.Plan // for the search of work: what may be said to employers; nil: none
	Names     Names
	Today     casework.Day
	Note      bool // the actor may make another
}

// Support gives the support in a placement: the plan that holds, those of before,
// and how it went by the meetings. Problems: NotFound.
func (a *App) Support(ctx context.Context, actor access.Actor, placement casework.UID) (SupportPage, error) {
	return show(ctx, a, actor, func(t *turn) (SupportPage, error) {
		j, err := t.tx.PlacementByUID(placement)
		if err != nil {
			return SupportPage{}, err
		}
		d, err := t.dossierOfEpisode(j.EpisodeID)
		if err != nil {
			return SupportPage{}, err
		}
		if err := t.mayWith(access.ReadNotes, d); err != nil {
			return SupportPage{}, err
		}
		p, err := t.supportOf(j, d)
		t.shows(audit.Showed, "support_plan", placement.String(), d.seenOf(), d.ID)
		return p, err
	})
}

// supportOf gathers the support in a placement.
func (t *turn) supportOf(j casework.Placement, d dossier) (SupportPage, error) {
	p := SupportPage{Client: d.Client, Placement: j, Today: t.day}
	var err error
	if p.Episode, err = t.tx.EpisodeByID(j.EpisodeID); err != nil {
		return p, err
	}
	programme, err := t.tx.Programme(p.Episode.ProgrammeID)
	if err != nil {
		return p, err
	}
	p.Terms = programme.Terms
	employers, err := t.tx.EmployersByID([]int64{j.EmployerID})
	if err != nil {
		return p, err
	}
	if len(employers) > 0 {
		p.Employer = employers[0]
	}
	ids := []int64{j.EpisodeID}
	plans, err := t.tx.SupportPlansOfEpisodes(ids)
	if err != nil {
		return p, err
	}
	p.Plans = kept(plans, func(one casework.SupportPlan) bool { return one.PlacementID == j.ID })
	meetings, err := t.tx.MeetingDaysOfEpisodes(ids)
	if err != nil {
		return p, err
	}
	p.Rhythm = casework.RhythmOf(p.Episode, j, p.Plans, meetings, t.day)
	search, err := t.tx.PlansOfEpisodes(ids)
	if err != nil {
		return p, err
	}
	if told, ok := casework.PlanOn(search, t.day); ok {
		p.Told = &told
	}
	opened := t.decision
	p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
	t.decision = opened
	p.Names, err = t.names()
	return p, err
}

// SupportPlanPage is one support plan as it stands, with its earlier texts.
type SupportPlanPage struct {
	Plan casework.SupportPlan
	SupportPage
	Speaks    bool // the client has given leave to speak to this employer of them
	Revisions []Revision
}

// SupportPlan gives one support plan with its earlier texts. Problems: NotFound.
func (a *App) SupportPlan(ctx context.Context, actor access.Actor, uid casework.UID) (SupportPlanPage, error) {
	return show(ctx, a, actor, func(t *turn) (SupportPlanPage, error) {
		plan, _, d, err := t.supportPlanOf(uid, access.ReadNotes)
		if err != nil {
			return SupportPlanPage{}, err
		}
		p := SupportPlanPage{Plan: plan}
		j, err := t.tx.PlacementByID(plan.PlacementID)
		if err != nil {
			return p, err
		}
		if p.SupportPage, err = t.supportOf(j, d); err != nil {
			return p, err
		}
		p.Speaks = j.EmployerID != 0 && d.Consents.EmployerAnswer(t.day).LetsName(j.EmployerID)
		p.Revisions, err = t.tx.Revisions("support_plan", plan.ID)
		t.shows(audit.Showed, "support_plan", uid.String(), d.seenOf(), d.ID)
		return p, err
	})
}

// supportPlanOf loads a support plan for somebody who may do the action with its
// client.
func (t *turn) supportPlanOf(uid casework.UID, action access.Action) (casework.SupportPlan, casework.Episode, dossier, error) {
	p, err := t.tx.SupportPlanByUID(uid)
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

// CorrectSupport puts another text in the place of a support plan's; the old one
// stays readable. Problems: as PlanSupport; Invalid without a reason; Conflict
// when somebody has changed it since.
func (a *App) CorrectSupport(ctx context.Context, actor access.Actor, which Correction, note casework.SupportNote) (casework.SupportPlan, error) {
	return change(ctx, a, actor, func(t *turn) (casework.SupportPlan, error) {
		old, e, d, err := t.supportPlanOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed, err := casework.CorrectSupport(old, e, note, t.day)
		if err != nil {
			return old, err
		}
		if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
			t.shows(audit.Showed, "support_plan", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		t.did(audit.Corrected, "support_plan", old.UID.String(), changedFields(old, changed), d.ID)
		return t.reviseSupport(which, old, changed)
	})
}

func (t *turn) reviseSupport(which Correction, old, changed casework.SupportPlan) (casework.SupportPlan, error) {
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	return t.tx.ReviseSupportPlan(old, changed, t.actor.ID, which.Reason)
}

// WithdrawSupport takes a support plan back; it stays to be read, struck through,
// and the one of before holds again. Problems: NotFound, Invalid without a reason,
// Conflict.
func (a *App) WithdrawSupport(ctx context.Context, actor access.Actor, which Correction) (casework.SupportPlan, error) {
	return change(ctx, a, actor, func(t *turn) (casework.SupportPlan, error) {
		old, _, d, err := t.supportPlanOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "support_plan", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed := old
		changed.Withdrawn = true
		t.did(audit.Withdrew, "support_plan", old.UID.String(), "", d.ID)
		return t.reviseSupport(which, old, changed)
	})
}

// supportEvents adds to a client's page the support plans and the talks about how
// coaching goes on, and the rhythm of what runs.
func (t *turn) supportEvents(p *ClientPage, episodes []int64) error {
	plans, err := t.tx.SupportPlansOfEpisodes(episodes)
	if err != nil {
		return err
	}
	talks, err := t.tx.ClosingTalksOfEpisodes(episodes)
	if err != nil {
		return err
	}
	p.Support = map[int64]Supported{}
	var meetings []casework.Meeting
	for _, e := range p.Timeline {
		if e.Meeting != nil {
			meetings = append(meetings, *e.Meeting)
		}
	}
	for _, e := range p.Timeline {
		if j := e.Placement; j != nil && !j.Withdrawn && j.EpisodeID == p.Episode.ID && j.RunsOn(t.day) {
			s := Supported{Rhythm: casework.RhythmOf(p.Episode, *j, plans, meetings, t.day)}
			if plan, ok := casework.SupportOn(plans, j.ID, t.day); ok {
				s.Plan = &plan
			}
			p.Support[j.ID] = s
		}
	}
	for _, one := range plans {
		p.Timeline = append(p.Timeline, Event{On: one.On, Support: &one})
	}
	for _, one := range talks {
		p.Timeline = append(p.Timeline, Event{On: one.On, Closing: &one})
	}
	return nil
}

// Supported is how support in a placement that runs stands.
type Supported struct {
	Plan   *casework.SupportPlan // that holds; nil: none
	Rhythm casework.Rhythm
}

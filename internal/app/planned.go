package app

import (
	"context"
	"reflect"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// PlanInput is a meeting to come as a form sends it.
type PlanInput struct {
	UID      casework.UID // of the planned meeting to be, made with the form: sending it twice adds one
	Client   casework.UID
	Partners []casework.UID       // who else comes
	Plan     casework.MeetingPlan // its keys are filled in here
}

// PlanMeeting agrees on a meeting with a client. Problems: NotFound for a
// client out of reach; Conflict for a uid that is another's, and with NotedKey
// for one that is there with another text; Invalid with the fields of
// casework.PlanMeeting.
func (a *App) PlanMeeting(ctx context.Context, actor access.Actor, in PlanInput) (casework.PlannedMeeting, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.PlannedMeeting, error) {
		d, e, err := t.clientToNote(in.Client)
		if err != nil {
			return casework.PlannedMeeting{}, err
		}
		if in.UID.IsZero() {
			return casework.PlannedMeeting{}, errUnnamed
		}
		plan := in.Plan
		plan.EpisodeID = e.ID
		if plan.Staff, err = t.staffOf(in.Partners, nil); err != nil {
			return casework.PlannedMeeting{}, err
		}
		planned, err := casework.PlanMeeting(plan, t.day)
		if err != nil {
			return planned, err
		}
		if done, err := t.tx.PlannedByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			planned.Noted = done.Noted
			if !reflect.DeepEqual(done, planned) {
				return done, noted()
			}
			t.shows(audit.Showed, "planned_meeting", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		planned.UID = in.UID
		return planned, t.addPlanned(d, planned)
	})
}

// addPlanned keeps a planned meeting that the rules have passed.
func (t *turn) addPlanned(d dossier, p casework.PlannedMeeting) error {
	p.Noted = t.noted(p.UID)
	if p.UID.IsZero() {
		return errUnnamed
	}
	_, err := t.tx.AddPlanned(p)
	t.did(audit.Added, "planned_meeting", p.UID.String(), string(p.Kind), d.ID)
	return err
}

func (t *turn) revisePlanned(d dossier, old, changed casework.PlannedMeeting, why Change) error {
	_, err := t.tx.RevisePlanned(old, changed, t.actor.ID, string(why))
	t.did(audit.Corrected, "planned_meeting", old.UID.String(), changedFields(old, changed), d.ID)
	return err
}

// PlannedPage is a planned meeting as it stands, with its earlier texts.
type PlannedPage struct {
	Planned   casework.PlannedMeeting
	Client    casework.Client
	Meeting   casework.UID // that was noted of it; not set: none
	Names     Names
	Revisions []Revision
	Partners  []casework.Staff
}

// PlannedMeeting gives one planned meeting with its earlier texts.
func (a *App) PlannedMeeting(ctx context.Context, actor access.Actor, uid casework.UID) (PlannedPage, error) {
	return show(ctx, a, actor, func(t *turn) (PlannedPage, error) {
		planned, d, err := t.plannedToNote(uid)
		if err != nil {
			return PlannedPage{}, err
		}
		p := PlannedPage{Planned: planned, Client: d.Client}
		if planned.HeldAs != 0 {
			m, err := t.tx.MeetingByID(planned.HeldAs)
			if err != nil {
				return p, err
			}
			p.Meeting = m.UID
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if p.Revisions, err = t.tx.Revisions("planned_meeting", planned.ID); err != nil {
			return p, err
		}
		p.Partners, err = t.partners()
		t.shows(audit.Showed, "planned_meeting", uid.String(), "", d.ID)
		return p, err
	})
}

// plannedToNote loads a planned meeting that the actor may read and change.
func (t *turn) plannedToNote(uid casework.UID) (casework.PlannedMeeting, dossier, error) {
	p, err := t.tx.PlannedByUID(uid)
	if err != nil {
		return p, dossier{}, err
	}
	d, err := t.dossierOfEpisode(p.EpisodeID)
	if err != nil {
		return p, d, err
	}
	return p, d, t.mayWith(access.NoteClient, d)
}

// ReplanMeeting agrees on another day, time or place. Problems: as PlanMeeting;
// Conflict when the meeting was held, cancelled or changed since.
func (a *App) ReplanMeeting(ctx context.Context, actor access.Actor, which Correction, in PlanInput) (casework.PlannedMeeting, error) {
	return change(ctx, a, actor, func(t *turn) (casework.PlannedMeeting, error) {
		old, d, err := t.plannedToNote(which.UID)
		if err != nil {
			return old, err
		}
		plan := in.Plan
		if casework.MannerOf(plan.Place, plan.Channel) == casework.MannerOf(old.Place, old.Channel) {
			plan.Place, plan.Channel = old.Place, old.Channel
		}
		if plan.Staff, err = t.staffOf(in.Partners, old.Staff); err != nil {
			return old, err
		}
		changed, err := casework.ReplanMeeting(old, plan, t.day)
		if err != nil {
			return old, err
		}
		if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
			t.shows(audit.Showed, "planned_meeting", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		return changed, t.revisePlanned(d, old, changed, ChangeReplanned)
	})
}

// CancelMeeting calls a planned meeting off. Problems: NotFound; Conflict when
// it was held or changed since.
func (a *App) CancelMeeting(ctx context.Context, actor access.Actor, which Correction) (casework.PlannedMeeting, error) {
	return change(ctx, a, actor, func(t *turn) (casework.PlannedMeeting, error) {
		old, d, err := t.plannedToNote(which.UID)
		if err != nil {
			return old, err
		}
		if !old.CancelledOn.IsZero() { // sent again
			t.shows(audit.Showed, "planned_meeting", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		cancelled, err := casework.CancelMeeting(old, t.day)
		if err != nil {
			return old, err
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		return cancelled, t.revisePlanned(d, old, cancelled, ChangeCancelled)
	})
}

// meetingEvents adds to a client's page what belongs to its meetings: what was
// agreed in them, the notes between them, and what is still to come. What was
// written stays with those who may read it.
func (t *turn) meetingEvents(p *ClientPage, episodes []int64) error {
	tasks, err := t.tx.TasksOfEpisodes(episodes)
	if err != nil {
		return err
	}
	agreed := map[int64][]casework.Task{}
	for _, task := range tasks {
		if task.Open() {
			p.Tasks = append(p.Tasks, task)
		}
		if !task.Withdrawn {
			agreed[task.MeetingID] = append(agreed[task.MeetingID], task)
		}
	}
	for i, e := range p.Timeline {
		if e.Meeting == nil {
			continue
		}
		p.Timeline[i].Agreed = agreed[e.Meeting.ID]
		if !p.May.Notes {
			e.Meeting.Text = ""
		}
	}
	if p.Planned, err = t.tx.PlannedOfEpisodes(episodes); err != nil {
		return err
	}
	for i := range p.Planned {
		if p.Hidden {
			p.Planned[i] = shown(p.Client, p.Planned[i])
		}
	}
	if err := t.careMessageEvents(p, episodes); err != nil {
		return err
	}
	if !p.May.Notes {
		slices.SortStableFunc(p.Timeline, Event.compare)
		return nil
	}
	if err := t.planEvents(p, episodes); err != nil {
		return err
	}
	if err := t.talkEvents(p, episodes); err != nil {
		return err
	}
	if err := t.supportEvents(p, episodes); err != nil {
		return err
	}
	notes, err := t.tx.NotesOfEpisodes(episodes)
	for _, n := range notes {
		p.Timeline = append(p.Timeline, Event{On: n.On, Note: &n})
	}
	slices.SortStableFunc(p.Timeline, Event.compare)
	return err
}

package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/store"
)

// Development is a team's development plan of one year, beside what the records
// come to today.
type Development struct {
	On      casework.Day
	Teams   []casework.Team // those the actor may choose from
	Team    casework.Team
	Year    int
	Years   []int // that have a plan, this year and the next
	Actions []casework.PlanAction
	Edition *fidelity.Edition
	Scores  map[int]*int     // the live score of each criterion that an action is to raise
	Review  *casework.Review // the last signed one
	Names   Names
	Keeps   bool
}

// Development gives the plan of the team with the uid, or of the actor's first,
// for a year; 0: this one. Problems: NotFound; Forbidden.
func (a *App) Development(ctx context.Context, actor access.Actor, team casework.UID, year int) (Development, error) {
	return show(ctx, a, actor, func(t *turn) (Development, error) {
		return t.development(team, year)
	})
}

func (t *turn) development(uid casework.UID, year int) (Development, error) {
	d := Development{On: t.day, Year: year, Scores: map[int]*int{}}
	if year == 0 {
		d.Year = t.day.Time().Year()
	}
	all, err := t.tx.Teams()
	if err != nil {
		return d, err
	}
	d.Teams = kept(all, func(team casework.Team) bool { return t.sees(access.ReadReview, t.teamResource(team.ID)) })
	if len(d.Teams) > 0 {
		d.Team = d.Teams[0]
	}
	if !uid.IsZero() {
		i := slices.IndexFunc(all, func(team casework.Team) bool { return team.UID == uid })
		if i < 0 {
			return d, store.ErrNotFound
		}
		d.Team = all[i]
	}
	resource := t.teamResource(d.Team.ID)
	if err := t.may(access.ReadReview, resource, "team", d.Team.UID.String()); err != nil {
		return d, err
	}
	d.Keeps = t.sees(access.KeepReview, resource)
	if err := t.fillDevelopment(&d); err != nil {
		return d, err
	}
	t.shows(audit.Showed, "plan_action", d.Team.UID.String(), "")
	return d, nil
}

func (t *turn) fillDevelopment(d *Development) error {
	actions, err := t.tx.ActionsOfTeam(d.Team.ID)
	if err != nil {
		return err
	}
	now := t.day.Time().Year()
	d.Years = []int{now, now + 1}
	var people []int64
	for _, action := range actions {
		if action.Withdrawn {
			continue
		}
		d.Years = append(d.Years, action.Year)
		if action.Year == d.Year {
			d.Actions = append(d.Actions, action)
			people = append(people, action.StaffID)
		}
	}
	slices.Sort(d.Years)
	d.Years = slices.Compact(d.Years)
	if d.Names, err = t.namesOf(people, nil); err != nil {
		return err
	}
	reviews, err := t.tx.ReviewsOfTeam(d.Team.ID)
	if err != nil {
		return err
	}
	d.Review = lastReview(reviews, t.day)
	f := Fidelity{Team: d.Team}
	if err := t.scaleOf(&f); err != nil || f.Edition == nil {
		return err
	}
	d.Edition = f.Edition
	if !slices.ContainsFunc(d.Actions, func(a casework.PlanAction) bool { return a.Item != 0 }) {
		return nil
	}
	records, err := t.teamRecords(f, FidelityInput{On: t.day})
	if err != nil {
		return err
	}
	live := fidelity.Live(records, t.day)
	for _, action := range d.Actions {
		d.Scores[action.Item] = live.Items[action.Item].Score
	}
	return nil
}

// ActionForm is what the form of an action offers.
type ActionForm struct {
	Team      casework.Team
	Edition   *fidelity.Edition
	Staff     []casework.Staff // who may answer for it
	Action    casework.PlanAction
	Review    *casework.Review     // from which it comes
	Found     *casework.ReviewItem // the item of it
	Names     Names
	Revisions []Revision
	Keeps     bool
}

// NewAction gives the form of a new action of a team's plan, from an item of a
// review where one is named. Problems: NotFound; Forbidden.
func (a *App) NewAction(ctx context.Context, actor access.Actor, team, review casework.UID, item int) (ActionForm, error) {
	return show(ctx, a, actor, func(t *turn) (ActionForm, error) {
		var f ActionForm
		of, err := t.reviewNamed(review)
		if err != nil {
			return f, err
		}
		all, err := t.tx.Teams()
		if err != nil {
			return f, err
		}
		reached := kept(all, func(team casework.Team) bool { return t.sees(access.KeepReview, t.teamResource(team.ID)) })
		if f.Team, err = t.teamToKeep(reached, all, team, of.TeamID); err != nil {
			return f, err
		}
		f.Action = casework.PlanAction{Year: t.day.Time().Year(), Item: item, State: casework.ActionPlanned, ReviewID: of.ID}
		err = t.fillActionForm(&f)
		t.shows(audit.Showed, "plan_action", "", "form")
		return f, err
	})
}

// reviewNamed loads a signed review by its uid; none is the zero review.
func (t *turn) reviewNamed(uid casework.UID) (casework.Review, error) {
	if uid.IsZero() {
		return casework.Review{}, nil
	}
	r, err := t.tx.ReviewByUID(uid)
	if err == nil && !r.Held() {
		err = store.ErrNotFound
	}
	return r, err
}

func (t *turn) fillActionForm(f *ActionForm) error {
	f.Keeps = t.sees(access.KeepReview, t.teamResource(f.Team.ID))
	scale := Fidelity{Team: f.Team}
	if err := t.scaleOf(&scale); err != nil {
		return err
	}
	f.Edition = scale.Edition
	all, err := t.tx.Staff()
	if err != nil {
		return err
	}
	f.Staff = kept(all, func(s casework.Staff) bool {
		return slices.ContainsFunc(s.Grants, func(g casework.Grant) bool {
			return g.Holds(t.day) && (g.TeamID == f.Team.ID || g.Role == casework.RoleManager)
		})
	})
	if f.Names, err = t.namesOf([]int64{f.Action.StaffID}, nil); err != nil || f.Action.ReviewID == 0 {
		return err
	}
	r, err := t.tx.ReviewByID(f.Action.ReviewID)
	if err != nil {
		return err
	}
	f.Review = &r
	items, err := t.tx.ItemsOfReview(r.ID)
	if i := slices.IndexFunc(items, func(one casework.ReviewItem) bool { return one.Item == f.Action.Item }); i >= 0 {
		f.Found = &items[i]
	}
	return err
}

// ActionInput is an action as its form sends it.
type ActionInput struct {
	UID    casework.UID // of the action to be, made with the form
	Team   casework.UID
	Review casework.UID // zero: of none
	Staff  casework.UID // who answers for it; zero: somebody else, or it stays
	Note   fidelity.PlanNote
}

// AddAction adds an action to a team's development plan. Problems: NotFound;
// Forbidden; Invalid with the fields of fidelity.PlanAction.
func (a *App) AddAction(ctx context.Context, actor access.Actor, in ActionInput) (casework.PlanAction, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.PlanAction, error) {
		if in.UID.IsZero() {
			return casework.PlanAction{}, errUnnamed
		}
		of, err := t.reviewNamed(in.Review)
		if err != nil {
			return casework.PlanAction{}, err
		}
		all, err := t.tx.Teams()
		if err != nil {
			return casework.PlanAction{}, err
		}
		team, err := t.teamToKeep(nil, all, in.Team, of.TeamID)
		if err != nil {
			return casework.PlanAction{}, err
		}
		in.Note.TeamID, in.Note.ReviewID = team.ID, of.ID
		action, err := t.actionOf(in)
		if err != nil {
			return action, err
		}
		if done, err := t.tx.ActionByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && done.TeamID == team.ID {
			t.shows(audit.Showed, "plan_action", in.UID.String(), "sent again")
			return done, nil
		}
		action.Noted = t.noted(in.UID)
		t.did(audit.Added, "plan_action", in.UID.String(), string(action.Owner))
		added := []casework.PlanAction{action}
		err = t.tx.AddActions(added)
		return added[0], err
	})
}

func (t *turn) actionOf(in ActionInput) (casework.PlanAction, error) {
	if !in.Staff.IsZero() {
		person, err := t.tx.StaffByUID(in.Staff)
		if err != nil {
			return casework.PlanAction{}, err
		}
		in.Note.StaffID = person.ID
	}
	return fidelity.PlanAction(in.Note, t.day)
}

// actionFor loads an action of a plan of a team with whose reviews the actor may do so.
func (t *turn) actionFor(action access.Action, uid casework.UID) (casework.PlanAction, error) {
	a, err := t.tx.ActionByUID(uid)
	if err != nil {
		return a, err
	}
	return a, t.may(action, t.teamResource(a.TeamID), "plan_action", uid.String())
}

// Action gives one action of a development plan with its earlier texts.
// Problems: NotFound; Forbidden.
func (a *App) Action(ctx context.Context, actor access.Actor, uid casework.UID) (ActionForm, error) {
	return show(ctx, a, actor, func(t *turn) (ActionForm, error) {
		var f ActionForm
		var err error
		if f.Action, err = t.actionFor(access.ReadReview, uid); err != nil {
			return f, err
		}
		all, err := t.tx.Teams()
		if err != nil {
			return f, err
		}
		f.Team = teamIn(all, f.Action.TeamID)
		if err := t.fillActionForm(&f); err != nil {
			return f, err
		}
		if f.Revisions, err = t.tx.Revisions("plan_action", f.Action.ID); err == nil {
			err = t.nameActors(&f.Names, f.Revisions)
		}
		t.shows(audit.Showed, "plan_action", uid.String(), "")
		return f, err
	})
}

// ChangeAction changes an action: its text, its day, how far it has come and what
// was done. Problems: as AddAction; Conflict when somebody has changed it since.
func (a *App) ChangeAction(ctx context.Context, actor access.Actor, which Revised, in ActionInput) (casework.PlanAction, error) {
	return change(ctx, a, actor, func(t *turn) (casework.PlanAction, error) {
		old, err := t.actionFor(access.KeepReview, which.UID)
		if err != nil {
			return old, err
		}
		in.Note.TeamID, in.Note.ReviewID = old.TeamID, old.ReviewID
		changed, err := t.actionOf(in)
		if err != nil {
			return old, err
		}
		changed.Noted = old.Noted
		if changed == old {
			t.shows(audit.Showed, "plan_action", old.UID.String(), "unchanged")
			return old, nil
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		t.did(audit.Corrected, "plan_action", old.UID.String(), changedFields(old, changed))
		return t.tx.ReviseAction(old, changed, t.actor.ID, string(changed.State))
	})
}

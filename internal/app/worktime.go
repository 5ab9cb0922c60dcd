package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// WorkWeek is a coach's own working time of one week: as it was confirmed, or as
// the coach's notes propose it.
type WorkWeek struct {
	Week      casework.Week
	Today     casework.Day
	Confirmed *casework.Worktime // nil: not yet
	Proposal  casework.WeekProposal
	Recent    []WeekState // the last weeks and this one, the newest first
	Names     Names
	Revisions []Revision
}

// WeekState tells whether a week was confirmed.
type WeekState struct {
	Week     casework.Week
	Worktime *casework.Worktime // nil: not confirmed
}

// recentWeeks is how many weeks are offered beside this one.
const recentWeeks = 4

// WorkWeek gives the actor's own week; week 0 is the oldest of the last four
// that was not confirmed, else the last one. Problems: Forbidden
// for who does not coach; Invalid for a week that has not begun.
func (a *App) WorkWeek(ctx context.Context, actor access.Actor, week casework.Week) (WorkWeek, error) {
	return show(ctx, a, actor, func(t *turn) (WorkWeek, error) {
		w := WorkWeek{Week: week, Today: t.day}
		if err := t.may(access.NoteOwnWork, access.OwnDay(actor), "worktime", ""); err != nil {
			return w, err
		}
		if week != 0 && week.Monday().After(t.day) {
			return w, invalid("week", "teamwork.week_ahead")
		}
		if err := t.recentWeeks(&w); err != nil {
			return w, err
		}
		if err := t.proposeWeek(&w); err != nil {
			return w, err
		}
		t.shows(audit.Showed, "worktime", w.Week.String(), "")
		return w, nil
	})
}

// recentWeeks fills in the weeks that are offered, and which of them it is.
func (t *turn) recentWeeks(w *WorkWeek) error {
	monday := t.day.Monday()
	first := monday.AddDays(-7 * recentWeeks)
	held, err := t.tx.WorktimeOfStaff(t.actor.StaffID, first.Week(), t.day.Week())
	if err != nil {
		return err
	}
	last := monday.AddDays(-7)
	oldest := last.Week()
	for m := monday; !m.Before(first); m = m.AddDays(-7) {
		state := WeekState{Week: m.Week()}
		if i := slices.IndexFunc(held, func(h casework.Worktime) bool { return h.Week == state.Week }); i >= 0 {
			state.Worktime = &held[i]
		} else if !m.After(last) && len(held) > 0 {
			oldest = state.Week
		}
		w.Recent = append(w.Recent, state)
	}
	if w.Week == 0 {
		w.Week = oldest
	}
	return nil
}

// proposeWeek fills in what was confirmed of the week and what the notes make
// of it.
func (t *turn) proposeWeek(w *WorkWeek) error {
	const back = 12 // weeks, to find the last one that was worked
	monday := w.Week.Monday()
	held, err := t.tx.WorktimeOfStaff(t.actor.StaffID, monday.AddDays(-7*back).Week(), w.Week)
	if err != nil {
		return err
	}
	var usual *casework.Worktime
	for i, h := range held {
		switch {
		case h.Week == w.Week:
			w.Confirmed = &held[i]
		case h.Hours > 0:
			usual = &held[i]
		}
	}
	log, err := t.tx.WeekLogOf(t.actor.StaffID, casework.Span{From: monday, To: monday.AddDays(6)})
	if err != nil {
		return err
	}
	w.Proposal = casework.ProposeWeek(t.actor.StaffID, log, usual, t.fullTime())
	if w.Confirmed == nil {
		return nil
	}
	if w.Names, err = t.names(); err != nil {
		return err
	}
	w.Revisions, err = t.tx.Revisions("worktime", w.Confirmed.ID)
	return err
}

// fullTime is the actor's share of full-time work as a coach today.
func (t *turn) fullTime() (fte float64) {
	for _, g := range t.actor.Grants {
		if g.Role == casework.RoleCoach && g.Holds(t.day) {
			if g.FTE == nil {
				return 1
			}
			fte += *g.FTE
		}
	}
	return min(fte, 1)
}

// WeekInput is a working week as a form sends it, in hours.
type WeekInput struct {
	Week      casework.Week
	Revision  int     // of the week that was on the screen; 0: it was not confirmed yet
	Hours     float64 // worked
	Other     float64 // of them, on other than coaching
	Community float64 // of them, outside the office
}

// changeHours is the step of a week whose hours were corrected: what stood was
// what the coach knew then.
const changeHours = stepMark + "hours"

// ConfirmWeek confirms the actor's own working time of a week, or corrects one
// that was confirmed. Problems: Forbidden for who does not coach; Invalid with
// the fields of casework.ConfirmWeek; Conflict when the week was changed since.
func (a *App) ConfirmWeek(ctx context.Context, actor access.Actor, in WeekInput) (casework.Worktime, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Worktime, error) {
		if err := t.may(access.NoteOwnWork, access.OwnDay(actor), "worktime", in.Week.String()); err != nil {
			return casework.Worktime{}, err
		}
		held, err := t.tx.WorktimeOfStaff(actor.StaffID, in.Week, in.Week)
		if err != nil {
			return casework.Worktime{}, err
		}
		w := casework.Worktime{Record: casework.Record{UID: a.IDs()}, RecordedBy: actor.StaffID, RecordedAt: t.tx.Now.UnixMicro(), StaffID: actor.StaffID, Week: in.Week}
		if len(held) > 0 {
			w = held[0]
		}
		w.Hours, w.EmploymentServices, w.Community = in.Hours, in.Hours-in.Other, in.Community
		if w, err = casework.ConfirmWeek(w, t.day); err != nil {
			return w, err
		}
		switch {
		case len(held) == 0 && in.Revision == 0:
			all := []casework.Worktime{w}
			err = t.tx.AddWorktime(all)
			t.did(audit.Added, "worktime", w.Week.String(), "")
			return all[0], err
		case len(held) > 0 && w == held[0]: // sent again, or nothing changed
			t.shows(audit.Showed, "worktime", w.Week.String(), "unchanged")
			return w, nil
		case len(held) == 0 || held[0].Revision != in.Revision:
			return w, store.ErrStale
		}
		t.did(audit.Corrected, "worktime", w.Week.String(), changedFields(held[0], w))
		return t.tx.ReviseWorktime(held[0], w, actor.ID, changeHours)
	})
}

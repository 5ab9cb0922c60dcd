package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// TrainingInput is a training as a form sends it.
type TrainingInput struct {
	UID    casework.UID // of the note to be, made with the form: sending it twice adds one
	Staff  casework.UID // not asked when one is corrected
	Kind   casework.TrainingKind
	Name   string
	DoneOn casework.Day // zero: still to be done
	DueOn  casework.Day
}

var trainingRecord = teamRecord[casework.Training, TrainingInput]{
	kind:  "training",
	noted: func(r *casework.Training) *casework.Noted { return &r.Noted },
	uid:   func(in TrainingInput) casework.UID { return in.UID },
	place: func(t *turn, in TrainingInput) (casework.Training, error) {
		s, err := t.tx.StaffByUID(in.Staff)
		return casework.Training{StaffID: s.ID}, err
	},
	may: func(t *turn, r casework.Training, target string) error { return t.mayTrain(r.StaffID, target) },
	fill: func(_ *turn, r *casework.Training, in TrainingInput) error {
		r.Kind, r.Name, r.DoneOn, r.DueOn = in.Kind, in.Name, in.DoneOn, in.DueOn
		return nil
	},
	check:  casework.NoteTraining,
	find:   (*store.Tx).TrainingByUID,
	add:    (*store.Tx).AddTraining,
	revise: (*store.Tx).ReviseTraining,
	detail: func(r casework.Training) string { return string(r.Kind) },
}

// mayTrain asks whether the actor may note a person's training: their own as a
// coach, or that of who works in the team they lead.
func (t *turn) mayTrain(staff int64, target string) error {
	if staff == t.actor.StaffID && t.allowed(access.NoteOwnWork, access.OwnDay(t.actor)) {
		return nil
	}
	s, err := t.tx.StaffByID(staff)
	if err != nil {
		return err
	}
	within := access.Resource{County: t.tx.County}
	for _, g := range s.Grants {
		if g.TeamID != 0 && g.Holds(t.day) {
			within.Teams = append(within.Teams, g.TeamID)
		}
	}
	return t.may(access.GuideTeam, within, "training", target)
}

// NoteTraining notes what a coach has learned, or is to. Problems: Forbidden;
// NotFound for a person who is not there; Conflict as for every note; Invalid
// with the fields of casework.NoteTraining.
func (a *App) NoteTraining(ctx context.Context, actor access.Actor, in TrainingInput) (casework.Training, error) {
	return trainingRecord.note(ctx, a, actor, in)
}

// CorrectTraining puts other facts in the place of a training's. Problems: as
// NoteTraining; Invalid without a reason; Conflict when somebody has changed it
// since.
func (a *App) CorrectTraining(ctx context.Context, actor access.Actor, which Correction, in TrainingInput) (casework.Training, error) {
	return trainingRecord.correct(ctx, a, actor, which, in)
}

// WithdrawTraining strikes a training through. Problems: NotFound, Invalid
// without a reason, Conflict.
func (a *App) WithdrawTraining(ctx context.Context, actor access.Actor, which Correction) (casework.Training, error) {
	return trainingRecord.withdraw(ctx, a, actor, which)
}

// Training gives one training with its earlier texts.
func (a *App) Training(ctx context.Context, actor access.Actor, uid casework.UID) (RecordPage[casework.Training], error) {
	return show(ctx, a, actor, func(t *turn) (RecordPage[casework.Training], error) {
		p, err := trainingRecord.page(t, uid)
		if err != nil {
			return p, err
		}
		p.Form.Today = t.day
		s, err := t.tx.StaffByID(p.Record.StaffID)
		p.Form.People = []casework.Staff{s}
		return p, err
	})
}

// TrainingForm gives whose training the actor may note: their own, and that of
// the team they lead. Problems: Forbidden.
func (a *App) TrainingForm(ctx context.Context, actor access.Actor) (RecordForm, error) {
	return show(ctx, a, actor, func(t *turn) (RecordForm, error) {
		f := RecordForm{Today: t.day}
		own := t.allowed(access.NoteOwnWork, access.OwnDay(actor))
		teams, err := t.tx.Teams()
		if err != nil {
			return f, err
		}
		for _, team := range teams {
			if !t.allowed(access.GuideTeam, t.teamResource(team.ID)) {
				continue
			}
			people, err := t.teamPeople(team.ID, nil)
			if err != nil {
				return f, err
			}
			f.People = append(f.People, people...)
		}
		switch {
		case len(f.People) > 0:
		case own:
			s, err := t.tx.StaffByID(actor.StaffID)
			if err != nil {
				return f, err
			}
			f.People = []casework.Staff{s}
		default:
			return f, t.may(access.NoteOwnWork, access.OwnDay(actor), "training", "")
		}
		t.shows(audit.Showed, "training", "", "people")
		return f, nil
	})
}

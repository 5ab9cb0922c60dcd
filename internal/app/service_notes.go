package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// ServiceNoteInput is a note of the service as a form sends it.
type ServiceNoteInput struct {
	UID       casework.UID // of the note to be, made with the form: sending it twice adds one
	Team      casework.UID // not asked when one is corrected
	On        casework.Day // zero: today
	Kind      casework.ServiceNoteKind
	Staff     []casework.UID
	With      string
	Executive bool
	Present   *int
	Text      string
	Group     casework.GroupMeeting // of a group; who led stands in Led
	Led       []casework.UID
	Done      []casework.UID // the group's actions that were found done; not asked when one is corrected
}

var serviceNoteRecord = teamRecord[casework.ServiceNote, ServiceNoteInput]{
	kind:  "service_note",
	noted: func(n *casework.ServiceNote) *casework.Noted { return &n.Noted },
	uid:   func(in ServiceNoteInput) casework.UID { return in.UID },
	place: func(t *turn, in ServiceNoteInput) (casework.ServiceNote, error) {
		team, err := t.tx.TeamByUID(in.Team)
		return casework.ServiceNote{TeamID: team.ID}, err
	},
	may: func(t *turn, n casework.ServiceNote, target string) error {
		return t.may(access.NoteService, t.teamResource(n.TeamID), "service_note", target)
	},
	fill: func(t *turn, n *casework.ServiceNote, in ServiceNoteInput) (err error) {
		n.On, n.Kind, n.With, n.Executive, n.Present, n.Text = cmpDay(in.On, n.On), in.Kind, in.With, in.Executive, in.Present, in.Text
		n.GroupMeeting = in.Group
		if n.Staff, err = t.staffCalled(in.Staff); err == nil {
			n.Led, err = t.staffCalled(in.Led)
		}
		return err
	},
	check:  casework.NoteService,
	find:   (*store.Tx).ServiceNoteByUID,
	add:    (*store.Tx).AddServiceNote,
	revise: (*store.Tx).ReviseServiceNote,
	detail: func(n casework.ServiceNote) string { return string(n.Kind) },
	after: func(t *turn, n casework.ServiceNote, in ServiceNoteInput) error {
		for _, uid := range in.Done {
			if err := t.foundDone(n, uid); err != nil {
				return err
			}
		}
		return nil
	},
}

// NoteService notes something that a team or its leaders did for the service,
// and of a group's meeting which of its earlier actions were found done. Problems:
// Forbidden; NotFound for a team, person or action that is not there; Conflict as
// for every note; Invalid with the fields of casework.NoteService.
func (a *App) NoteService(ctx context.Context, actor access.Actor, in ServiceNoteInput) (casework.ServiceNote, error) {
	return serviceNoteRecord.note(ctx, a, actor, in)
}

// CorrectServiceNote puts other facts in the place of a note's. Problems: as
// NoteService; Invalid without a reason; Conflict when somebody has changed it
// since.
func (a *App) CorrectServiceNote(ctx context.Context, actor access.Actor, which Correction, in ServiceNoteInput) (casework.ServiceNote, error) {
	return serviceNoteRecord.correct(ctx, a, actor, which, in)
}

// WithdrawServiceNote strikes a note through. Problems: NotFound, Invalid without
// a reason, Conflict.
func (a *App) WithdrawServiceNote(ctx context.Context, actor access.Actor, which Correction) (casework.ServiceNote, error) {
	return serviceNoteRecord.withdraw(ctx, a, actor, which)
}

// ServiceNote gives one note with its earlier texts, and a group's meeting with
// its actions and those that it went on from.
func (a *App) ServiceNote(ctx context.Context, actor access.Actor, uid casework.UID) (RecordPage[casework.ServiceNote], error) {
	return show(ctx, a, actor, func(t *turn) (RecordPage[casework.ServiceNote], error) {
		p, err := serviceNoteRecord.page(t, uid)
		if err != nil {
			return p, err
		}
		p.Form.Today = t.day
		if p.Form.People, err = t.teamPeople(p.Record.TeamID, p.Record.Staff); err == nil && p.Record.Kind.IsGroup() {
			p.Form.Group, err = t.groupWork(p.Record)
		}
		return p, err
	})
}

// ServiceNoteForm gives what the form of such a note offers, for the team with
// the uid or the actor's first; of a group's meeting what it goes on from.
// Problems: Forbidden; NotFound.
func (a *App) ServiceNoteForm(ctx context.Context, actor access.Actor, team casework.UID, kind casework.ServiceNoteKind) (RecordForm, error) {
	return show(ctx, a, actor, func(t *turn) (RecordForm, error) {
		f, err := t.formTeam(access.NoteService, team)
		if err != nil {
			return f, err
		}
		if f.People, err = t.teamPeople(f.Team.ID, nil); err == nil && kind.IsGroup() {
			f.Group, err = t.groupWork(casework.ServiceNote{TeamID: f.Team.ID, Kind: kind})
		}
		t.shows(audit.Showed, "team", f.Team.UID.String(), "people")
		return f, err
	})
}

package app

import (
	"context"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
)

// SupervisionInput is an occasion of guidance as a form sends it.
type SupervisionInput struct {
	UID      casework.UID // of the note to be, made with the form: sending it twice adds one
	Team     casework.UID // not asked when one is corrected
	On       casework.Day // zero: today
	Kind     casework.SupervisionKind
	Staff    []casework.UID
	Text     string
	Practise string
	Employer casework.UID // zero: not told
}

var supervisionRecord = teamRecord[casework.Supervision, SupervisionInput]{
	kind:  "supervision",
	noted: func(s *casework.Supervision) *casework.Noted { return &s.Noted },
	uid:   func(in SupervisionInput) casework.UID { return in.UID },
	place: func(t *turn, in SupervisionInput) (casework.Supervision, error) {
		team, err := t.tx.TeamByUID(in.Team)
		return casework.Supervision{TeamID: team.ID}, err
	},
	may: func(t *turn, s casework.Supervision, target string) error {
		return t.may(access.GuideTeam, t.teamResource(s.TeamID), "supervision", target)
	},
	fill: func(t *turn, s *casework.Supervision, in SupervisionInput) (err error) {
		s.On, s.Kind, s.Text, s.Practise, s.EmployerID = cmpDay(in.On, s.On), in.Kind, in.Text, in.Practise, 0
		if !in.Employer.IsZero() {
			employer, err := t.tx.EmployerByUID(in.Employer)
			if err != nil {
				return err
			}
			s.EmployerID = employer.ID
		}
		s.Staff, err = t.staffCalled(in.Staff)
		return err
	},
	check:  casework.NoteSupervision,
	find:   (*store.Tx).SupervisionByUID,
	add:    (*store.Tx).AddSupervision,
	revise: (*store.Tx).ReviseSupervision,
	detail: func(s casework.Supervision) string { return string(s.Kind) },
}

// NoteSupervision notes an occasion of a team's guidance. Problems: Forbidden;
// NotFound for a team, person or employer that is not there; Conflict as for
// every note; Invalid with the fields of casework.NoteSupervision.
func (a *App) NoteSupervision(ctx context.Context, actor access.Actor, in SupervisionInput) (casework.Supervision, error) {
	return supervisionRecord.note(ctx, a, actor, in)
}

// CorrectSupervision puts other facts in the place of an occasion's. Problems:
// as NoteSupervision; Invalid without a reason; Conflict when somebody has
// changed it since.
func (a *App) CorrectSupervision(ctx context.Context, actor access.Actor, which Correction, in SupervisionInput) (casework.Supervision, error) {
	return supervisionRecord.correct(ctx, a, actor, which, in)
}

// WithdrawSupervision strikes an occasion through. Problems: NotFound, Invalid
// without a reason, Conflict.
func (a *App) WithdrawSupervision(ctx context.Context, actor access.Actor, which Correction) (casework.Supervision, error) {
	return supervisionRecord.withdraw(ctx, a, actor, which)
}

// Supervision gives one occasion with its earlier texts.
func (a *App) Supervision(ctx context.Context, actor access.Actor, uid casework.UID) (RecordPage[casework.Supervision], error) {
	return show(ctx, a, actor, func(t *turn) (RecordPage[casework.Supervision], error) {
		p, err := supervisionRecord.page(t, uid)
		if err != nil {
			return p, err
		}
		p.Form, err = t.supervisionChoices(p.Record.TeamID, p.Record.Staff, p.Record.EmployerID)
		return p, err
	})
}

// supervisionChoices are the people of a team and the employers that they have
// met in the last two weeks, with those that are named already.
func (t *turn) supervisionChoices(team int64, staff []int64, employer int64) (RecordForm, error) {
	const lately = 14 // days
	f := RecordForm{Today: t.day}
	var err error
	if f.People, err = t.teamPeople(team, staff); err != nil {
		return f, err
	}
	contacts, err := t.tx.ContactsOfTeam(team, casework.Span{From: t.day.AddDays(-lately), To: t.day})
	if err != nil {
		return f, err
	}
	var ids []int64
	if employer != 0 {
		ids = append(ids, employer)
	}
	for _, c := range slices.Backward(contacts) {
		if c.Counts() && !slices.Contains(ids, c.EmployerID) {
			ids = append(ids, c.EmployerID)
		}
	}
	f.Employers, err = t.tx.EmployersByID(ids)
	slices.SortStableFunc(f.Employers, func(a, b casework.Employer) int {
		return strings.Compare(casework.SortKey(a.Name), casework.SortKey(b.Name))
	})
	return f, err
}

// SupervisionForm is what the leader needs to hold an occasion of guidance and
// note it: who is there, and an agenda made of the records.
type SupervisionForm struct {
	RecordForm
	Employer casework.Employer // where the leader comes from; zero: nowhere in particular
	Agenda   []AgendaLine      // the coaches, by name; none for a day in the field
}

// AgendaLine is one coach's part of the agenda.
type AgendaLine struct {
	CoachFigures
	Matters []AgendaMatter
}

// AgendaMatter is something about one of the coach's clients to talk about.
type AgendaMatter struct {
	outcomes.Due
	Client casework.Client
}

// SupervisionForm gives the form of an occasion of guidance of the team with the
// uid, or of the actor's first, with its agenda. Problems: Forbidden; NotFound
// for a team or an employer that is not there.
func (a *App) SupervisionForm(ctx context.Context, actor access.Actor, team casework.UID, kind casework.SupervisionKind, employer casework.UID) (SupervisionForm, error) {
	return show(ctx, a, actor, func(t *turn) (SupervisionForm, error) {
		var f SupervisionForm
		asked, err := t.formTeam(access.GuideTeam, team)
		if err != nil {
			return f, err
		}
		decision := t.decision
		if !employer.IsZero() {
			if f.Employer, err = t.tx.EmployerByUID(employer); err != nil {
				return f, err
			}
		}
		if f.RecordForm, err = t.supervisionChoices(asked.Team.ID, nil, f.Employer.ID); err != nil {
			return f, err
		}
		f.Team, f.Teams = asked.Team, asked.Teams
		var clients []int64
		if kind != casework.FieldMentoring {
			if f.Agenda, clients, err = t.agenda(asked.Team.ID); err != nil {
				return f, err
			}
		}
		t.decision = decision
		t.shows(audit.Listed, "supervision", "", "agenda", clients...)
		return f, nil
	})
}

// agenda is what a team's records give to talk about, coach by coach, and the
// clients that it names: those whom the actor reaches.
func (t *turn) agenda(team int64) ([]AgendaLine, []int64, error) {
	figures, err := t.coachesOf(team)
	if err != nil {
		return nil, nil, err
	}
	reach := access.ScopeOf(t.actor, access.ReadTimeline, t.day)
	reach.Teams = kept(reach.Teams, func(id int64) bool { return id == team })
	all, err := t.reached(reach, ViewTeam)
	if err != nil {
		return nil, nil, err
	}
	due, err := t.dueClients(all)
	if err != nil {
		return nil, nil, err
	}
	matters := outcomes.DueFor(due, t.day)
	lines := converted(figures, func(f CoachFigures) AgendaLine { return AgendaLine{CoachFigures: f} })
	var clients []int64
	for _, d := range matters {
		i := slices.IndexFunc(all, func(c CaseloadClient) bool { return c.Client.ID == d.ClientID })
		coach := all[i].Episode.CoachOn(t.day)
		n := slices.IndexFunc(lines, func(l AgendaLine) bool { return l.Coach.ID == coach })
		if d.Kind == outcomes.DueConsent || n < 0 { // a consent is between the coach and the client
			continue
		}
		lines[n].Matters = append(lines[n].Matters, AgendaMatter{d, all[i].Client})
		clients = append(clients, d.ClientID)
	}
	for _, c := range all {
		n := slices.IndexFunc(lines, func(l AgendaLine) bool { return l.Coach.ID == c.Episode.CoachOn(t.day) })
		if n >= 0 && c.State == casework.Active {
			lines[n].Active++
		}
	}
	return lines, clients, nil
}

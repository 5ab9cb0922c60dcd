package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
)

// ContactForm is what the form to log a contact offers.
type ContactForm struct {
	Today     casework.Day
	Last      []casework.Employer // the latest met, first
	Found     []casework.Employer // those that a search found
	Partners  []casework.Staff    // colleagues of the actor's teams
	Clients   []FormClient        // whom the contact may be about
	ThisWeek  int                 // face-to-face contacts so far this week
	Employer  *casework.Employer  // one already chosen
	Notice    *EmployerNotice     // what to know of the one chosen or named by its whole name
	ForClient *FormClient
	Named     map[int64]string // the employers to whom clients have limited their leave, by key
}

// FormClient is a client in a list to choose from, with what they have
// answered about employers.
type FormClient struct {
	Client casework.Client
	Leave  casework.Consent
	Plan   *casework.Plan    // of the one already chosen; nil: none
	Told   *casework.Telling // of the one already chosen: what may be said; nil: nothing is agreed
}

const (
	offeredEmployers = 5
	recentDays       = 180
)

// ContactForm gives what the log form offers: last employers, colleagues and
// the actor's own clients. typed searches employers; employer and client are
// those already chosen, or not set.
func (a *App) ContactForm(ctx context.Context, actor access.Actor, typed string, employer, client casework.UID) (ContactForm, error) {
	return show(ctx, a, actor, func(t *turn) (ContactForm, error) {
		f := ContactForm{Today: t.day}
		if err := t.mayNoteEmployers("employer_contact", casework.UID{}); err != nil {
			return f, err
		}
		var err error
		if f.Last, err = t.tx.LastEmployers(actor.StaffID, t.day.AddDays(-recentDays), offeredEmployers); err != nil {
			return f, err
		}
		if f.Found, err = t.tx.FindEmployers(typed, 2*offeredEmployers); err != nil {
			return f, err
		}
		if !employer.IsZero() {
			e, err := t.tx.EmployerByUID(employer)
			if err != nil {
				return f, err
			}
			f.Employer = &e
		} else if f.Employer, err = t.knownAs(typed); err != nil {
			return f, err
		}
		if f.Employer != nil {
			notice, err := t.noticeOf(*f.Employer)
			if err != nil {
				return f, err
			}
			f.Notice = &notice
		}
		if f.Partners, err = t.partners(); err != nil {
			return f, err
		}
		if f.Clients, err = t.formClients(client); err != nil {
			return f, err
		}
		named := map[int64]bool{}
		for _, c := range f.Clients {
			add(named, c.Leave.Employers)
		}
		if f.Named, err = t.employerNames(named); err != nil {
			return f, err
		}
		week := t.day.Week()
		weeks, err := t.tx.CoachWeeks([]int64{actor.StaffID}, week, week)
		for _, w := range weeks {
			f.ThisWeek = w.FaceToFace
		}
		var ids []int64
		for i, c := range f.Clients {
			ids = append(ids, c.Client.ID)
			if c.Client.UID == client {
				f.ForClient = &f.Clients[i]
			}
		}
		if f.ForClient != nil {
			if err = t.tellOf(f.ForClient); err != nil {
				return f, err
			}
		}
		t.allowed(access.NoteClient, access.Resource{County: t.tx.County, Teams: access.ScopeOf(actor, access.NoteClient, t.day).Teams, Coaches: []int64{actor.StaffID}})
		t.shows(audit.Listed, "client", "", "to choose from", ids...)
		return f, err
	})
}

// partners are the colleagues who hold a coach role in the actor's teams today.
func (t *turn) partners() ([]casework.Staff, error) {
	var teams []int64
	for _, g := range t.actor.Grants {
		if g.Holds(t.day) && g.TeamID != 0 {
			teams = append(teams, g.TeamID)
		}
	}
	all, err := t.tx.StaffOfTeams(teams)
	return slices.DeleteFunc(all, func(s casework.Staff) bool {
		return s.ID == t.actor.StaffID || !slices.ContainsFunc(s.Grants, func(g casework.Grant) bool {
			return g.Role == casework.RoleCoach && g.Holds(t.day) && slices.Contains(teams, g.TeamID)
		})
	}), err
}

// formClients are the actor's own running clients, and the one already chosen.
func (t *turn) formClients(chosen casework.UID) ([]FormClient, error) {
	reach := access.ScopeOf(t.actor, access.NoteClient, t.day)
	own, err := t.reached(reach, ViewOwn)
	if err != nil {
		return nil, err
	}
	var clients []casework.Client
	var ids []int64
	for _, c := range own {
		clients = append(clients, c.Client)
		ids = append(ids, c.Client.ID)
	}
	if !chosen.IsZero() && !slices.ContainsFunc(clients, func(c casework.Client) bool { return c.UID == chosen }) {
		d, err := t.dossier(chosen)
		if err != nil {
			return nil, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return nil, err
		}
		clients = append(clients, d.Client)
		ids = append(ids, d.ID)
	}
	consents, err := t.tx.ConsentsOf(ids)
	list := make([]FormClient, len(clients))
	for i, c := range clients {
		list[i] = FormClient{Client: c, Leave: consents[c.ID].EmployerAnswer(t.day)}
	}
	return list, err
}

// FindEmployers lists employers whose name has words that begin as typed.
func (a *App) FindEmployers(ctx context.Context, actor access.Actor, typed string) ([]casework.Employer, error) {
	return show(ctx, a, actor, func(t *turn) ([]casework.Employer, error) {
		if err := t.may(access.ReadEmployers, access.Resource{County: t.tx.County}, "employer", ""); err != nil {
			return nil, err
		}
		t.shows(audit.Listed, "employer", "", "")
		return t.tx.FindEmployers(typed, 2*offeredEmployers)
	})
}

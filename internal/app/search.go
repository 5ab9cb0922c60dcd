package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
)

// ClientHeader is what a list or a comparison tells of a client: who they are
// and where they stand, nothing that needs a consent.
type ClientHeader struct {
	Client  casework.Client
	Episode casework.Episode // the newest that the actor may see; zero when there is none
	State   casework.State
	Coach   string
}

func (t *turn) headerOf(d dossier) ClientHeader {
	e, _ := t.presentTo(d)
	client, e := header(d.Client.Unguarded(), e)
	return ClientHeader{Client: client, Episode: e, State: e.StateOn(t.day)}
}

// Found is what a search finds: clients within the actor's reach, the county's
// employers, and the open leads of both.
type Found struct {
	Typed     string
	Clients   []ClientHeader
	Employers []ListedEmployer
	Leads     []LeadLine
	More      bool // there are some after these
}

// mostListed is how many clients, and how many employers, a search lists;
// mostCalled how many clients of that name are looked at to find them.
const (
	mostListed = 10
	mostCalled = 60
)

// Search finds clients and employers by the beginnings of the words of their
// names, and open leads by those of the job's. Nothing typed finds nothing. Problems: Forbidden for one who reaches
// neither.
func (a *App) Search(ctx context.Context, actor access.Actor, typed string) (Found, error) {
	return show(ctx, a, actor, func(t *turn) (Found, error) {
		f := Found{Typed: typed}
		reach := access.ScopeOf(actor, access.ReadClient, t.day)
		within := access.Resource{County: t.tx.County, Teams: reach.Teams, CareTeams: reach.CareTeams}
		employersToo := t.allowed(access.ReadEmployers, access.Resource{County: t.tx.County})
		if !reach.Empty() || !employersToo {
			if err := t.may(access.ReadClient, within, "client", ""); err != nil {
				return f, err
			}
			if err := t.findClients(&f, reach); err != nil {
				return f, err
			}
		}
		if employersToo {
			if err := t.mayReadEmployers(""); err != nil {
				return f, err
			}
			found, err := t.tx.FindEmployers(typed, mostListed+1)
			if err != nil {
				return f, err
			}
			f.More = f.More || len(found) > mostListed
			if f.Employers, err = t.listed(found[:min(len(found), mostListed)]); err != nil {
				return f, err
			}
			t.shows(audit.Listed, "employer", "", "search")
			if err := t.findLeads(&f); err != nil {
				return f, err
			}
		}
		return f, nil
	})
}

func (t *turn) findClients(f *Found, reach access.Scope) error {
	called, err := t.tx.ClientsCalled(f.Typed, reach.Teams, reach.CareTeams, mostCalled)
	if err != nil {
		return err
	}
	dossiers, err := t.dossiers(converted(called, func(c casework.Client) int64 { return c.ID }))
	if err != nil {
		return err
	}
	names, err := t.names()
	if err != nil {
		return err
	}
	var shown []int64
	for _, d := range dossiers {
		if !t.allowed(access.ReadClient, d.resource(t.tx.County, t.day)) {
			continue
		}
		if f.More = len(f.Clients) == mostListed; f.More {
			break
		}
		h := t.headerOf(d)
		h.Coach = names.Staff[h.Episode.CoachOn(t.day)]
		f.Clients, shown = append(f.Clients, h), append(shown, d.ID)
	}
	t.shows(audit.Listed, "client", "", "search", shown...)
	return nil
}

// findLeads finds the open leads for nobody yet, and those of the clients whose
// timeline the actor may read.
func (t *turn) findLeads(f *Found) error {
	found, err := t.tx.FindLeads(f.Typed, access.ScopeOf(t.actor, access.ReadTimeline, t.day).Teams, mostListed+1)
	if err != nil || len(found) == 0 {
		return err
	}
	f.More = f.More || len(found) > mostListed
	opened := t.decision
	f.Leads, err = t.knownLines(found[:min(len(found), mostListed)])
	t.decision = opened
	t.shows(audit.Listed, "lead", "", "search", clientsNamed(f.Leads)...)
	return err
}

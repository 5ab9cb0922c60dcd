package app

import (
	"context"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// View is which of the clients within reach a caseload lists.
type View string

// The views.
const (
	ViewOwn   View = "own"   // the clients one coaches; a care worker's are the care team's
	ViewTeam  View = "team"  // everyone in the team who is being coached
	ViewQueue View = "queue" // those who wait
	ViewEnded View = "ended" // those who have ended or were cancelled
)

// Views lists them in the order they are offered.
var Views = []View{ViewOwn, ViewTeam, ViewQueue, ViewEnded}

// CaseloadClient is one line of a caseload. What the actor may not see of the
// timeline is left empty, and Closed says so.
type CaseloadClient struct {
	Client   casework.Client
	Episode  casework.Episode
	Terms    casework.Terms // of its programme
	State    casework.State
	Coach    string
	CareTeam string
	Last     store.Last
	Job      *casework.Placement // the open job that runs today
	Closed   bool                // the timeline needs a consent that is not there
}

func episodeOfClient(c CaseloadClient) int64 { return c.Episode.ID }

// Caseload is a page of clients.
type Caseload struct {
	View    View
	Clients []CaseloadClient
	From    int // place of the first, counted from 0
	Total   int
}

// PageSize is how many clients a caseload page holds.
const PageSize = 50

// Caseload lists the clients within the actor's reach, a page at a time, in
// the order of their names. Only those on the page go into the log. Problems:
// Forbidden; Invalid for a view that there is not.
func (a *App) Caseload(ctx context.Context, actor access.Actor, view View, from int) (Caseload, error) {
	return show(ctx, a, actor, func(t *turn) (Caseload, error) {
		if !slices.Contains(Views, view) {
			return Caseload{}, invalid("view", "problem.choose")
		}
		page := Caseload{View: view, From: max(from, 0)}
		reach := access.ScopeOf(actor, access.ReadClient, t.day)
		within := access.Resource{County: t.tx.County, Teams: reach.Teams, CareTeams: reach.CareTeams}
		if view == ViewOwn {
			within.Coaches = []int64{actor.StaffID}
		}
		if err := t.may(access.ReadClient, within, "client", ""); err != nil {
			return page, err
		}
		all, err := t.reached(reach, view)
		if err != nil {
			return page, err
		}
		page.Total = len(all)
		page.From = min(page.From, len(all))
		page.Clients = all[page.From:min(page.From+PageSize, len(all))]
		if err := t.fillCaseload(page.Clients); err != nil {
			return page, err
		}
		var ids []int64
		for _, c := range page.Clients {
			ids = append(ids, c.Client.ID)
		}
		t.shows(audit.Listed, "client", "", "view="+string(view), ids...)
		return page, nil
	})
}

// reached finds the clients of a view, by name, with the episode that puts
// them there.
func (t *turn) reached(reach access.Scope, view View) ([]CaseloadClient, error) {
	var coaches []int64
	teams := reach.Teams
	own := view == ViewOwn && len(teams) > 0
	if own {
		teams, coaches = nil, []int64{t.actor.StaffID}
	}
	asked := store.Near{Teams: teams, CareTeams: reach.CareTeams, Coaches: coaches, On: t.day}
	switch view {
	case ViewQueue:
		asked.State = store.Waiting
	case ViewOwn, ViewTeam:
		asked.State = store.NotOver
	}
	near, err := t.tx.EpisodesNear(asked)
	if err != nil {
		return nil, err
	}
	banned, err := t.bans()
	if err != nil {
		return nil, err
	}
	by := map[int64][]casework.Episode{}
	for _, e := range near {
		by[e.ClientID] = append(by[e.ClientID], e)
	}
	placed := map[int64]CaseloadClient{}
	var ids []int64
	for id, episodes := range by {
		for _, e := range newest(episodes, t.day) {
			r := clientResource(t.tx.County, []casework.Episode{e}, nil, banned.on(id), t.day)
			state := e.StateOn(t.day)
			if !reach.Reaches(r) || !view.holds(state) || own && e.CoachOn(t.day) != t.actor.StaffID {
				continue
			}
			placed[id] = CaseloadClient{Episode: e, State: state}
			ids = append(ids, id)
			break
		}
	}
	clients, err := t.tx.ClientHeads(ids)
	list := make([]CaseloadClient, len(clients))
	names := make(map[int64]string, len(clients))
	for i, c := range clients {
		list[i] = placed[c.ID]
		list[i].Client = c.Unguarded()
		names[c.ID] = casework.SortKey(c.FamilyName + " " + c.GivenName)
	}
	slices.SortStableFunc(list, func(a, b CaseloadClient) int {
		return strings.Compare(names[a.Client.ID], names[b.Client.ID])
	})
	return list, err
}

func (v View) holds(s casework.State) bool {
	switch v {
	case ViewQueue:
		return s == casework.Queue
	case ViewEnded:
		return s == casework.Ended || s == casework.Cancelled
	default:
		return s == casework.Active || s == casework.Paused
	}
}

// fillCaseload adds what a line tells beyond the name: one query a kind of
// thing, never one a line.
func (t *turn) fillCaseload(list []CaseloadClient) error {
	var clientIDs, episodeIDs []int64
	for _, c := range list {
		clientIDs = append(clientIDs, c.Client.ID)
		episodeIDs = append(episodeIDs, c.Episode.ID)
	}
	consents, err := t.tx.ConsentsOf(clientIDs)
	if err != nil {
		return err
	}
	last, err := t.tx.LastOf(clientIDs)
	if err != nil {
		return err
	}
	jobs, err := t.tx.PlacementsOfEpisodes(episodeIDs)
	if err != nil {
		return err
	}
	names, err := t.namesOf(
		converted(list, func(c CaseloadClient) int64 { return c.Episode.CoachOn(t.day) }),
		converted(list, func(c CaseloadClient) int64 { return c.Episode.CareTeamOn(t.day) }))
	if err != nil {
		return err
	}
	terms, err := t.termsByProgramme()
	if err != nil {
		return err
	}
	for i := range list {
		c := &list[i]
		c.Terms = terms[c.Episode.ProgrammeID]
		c.Coach = names.Staff[c.Episode.CoachOn(t.day)]
		c.CareTeam = names.CareTeams[c.Episode.CareTeamOn(t.day)]
		r := clientResource(t.tx.County, []casework.Episode{c.Episode}, consents[c.Client.ID], nil, t.day)
		if !t.decide(access.ReadTimeline, r).Allowed {
			c.Closed = true
			c.Client, c.Episode = header(c.Client, c.Episode)
			continue
		}
		c.Last = last[c.Client.ID]
		for _, j := range jobs {
			if j.EpisodeID == c.Episode.ID && j.OpenJob() && j.RunsOn(t.day) {
				c.Job = &j
				break
			}
		}
	}
	return nil
}

// termsByProgramme gives the words that each of the county's programmes speaks.
func (t *turn) termsByProgramme() (map[int64]casework.Terms, error) {
	programmes, err := t.tx.Programmes()
	terms := make(map[int64]casework.Terms, len(programmes))
	for _, p := range programmes {
		terms[p.ID] = p.Terms
	}
	return terms, err
}

package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
)

// dossier is a client with what every decision about them asks for.
type dossier struct {
	casework.Client
	Episodes []casework.Episode // all of them, the oldest first
	Consents casework.Consents
}

// dossier loads one client by uid. It decides nothing yet.
func (t *turn) dossier(uid casework.UID) (dossier, error) {
	client, err := t.tx.ClientByUID(uid)
	if err != nil {
		return dossier{}, err
	}
	return t.dossierOf(client)
}

// dossierOfEpisode loads the client whose episode it is.
func (t *turn) dossierOfEpisode(id int64) (dossier, error) {
	e, err := t.tx.EpisodeByID(id)
	if err != nil {
		return dossier{}, err
	}
	client, err := t.tx.ClientByID(e.ClientID)
	if err != nil {
		return dossier{}, err
	}
	return t.dossierOf(client)
}

func (t *turn) dossierOf(client casework.Client) (dossier, error) {
	d := dossier{Client: client}
	var err error
	if d.Episodes, err = t.tx.EpisodesOfClients([]int64{client.ID}); err != nil {
		return d, err
	}
	d.Consents, err = t.tx.Consents(client.ID)
	return d, err
}

// newest lists the client's newest episode of each programme on the day, the
// one referred last first.
func newest(all []casework.Episode, on casework.Day) []casework.Episode {
	by := map[int64][]casework.Episode{}
	var order []int64
	for _, e := range all {
		if by[e.ProgrammeID] == nil {
			order = append(order, e.ProgrammeID)
		}
		by[e.ProgrammeID] = append(by[e.ProgrammeID], e)
	}
	var found []casework.Episode
	for _, p := range order {
		if e, ok := casework.Newest(by[p], on); ok {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b casework.Episode) int { return b.ReferredOn.Compare(a.ReferredOn) })
	return found
}

// present is the episode that a page about the client is about: the newest of
// all programmes. The bool is false when there is none yet.
func (d dossier) present(on casework.Day) (casework.Episode, bool) {
	all := newest(d.Episodes, on)
	if len(all) == 0 {
		return casework.Episode{}, false
	}
	return all[0], true
}

// has tells whether the episode is one of the client's.
func (d dossier) has(episode int64) bool {
	return slices.ContainsFunc(d.Episodes, func(e casework.Episode) bool { return e.ID == episode })
}

// resource tells the policies how the client is placed on the day.
func (d dossier) resource(county int64, on casework.Day) access.Resource {
	return clientResource(county, newest(d.Episodes, on), d.Consents, on)
}

func clientResource(county int64, episodes []casework.Episode, consents casework.Consents, on casework.Day) access.Resource {
	r := access.Resource{County: county}
	for _, e := range episodes {
		r.Teams = append(r.Teams, e.TeamID)
		if id := e.CoachOn(on); id != 0 {
			r.Coaches = append(r.Coaches, id)
		}
		if id := e.CareTeamOn(on); id != 0 {
			r.CareTeams = append(r.CareTeams, id)
		}
	}
	for _, kind := range casework.ConsentKinds {
		if consents.Allows(kind, on) {
			r.Consents = append(r.Consents, kind)
		}
	}
	return r
}

// mayWith asks for an action with a client; a refusal looks as if there were
// no such client.
func (t *turn) mayWith(action access.Action, d dossier) error {
	return t.may(action, d.resource(t.tx.County, t.day), "client", d.UID.String(), d.ID)
}

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
	State    casework.State
	Coach    string
	CareTeam string
	Last     store.Last
	Job      *casework.Placement // the open job that runs today
	Closed   bool                // the timeline needs a consent that is not there
}

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
// the order of their names. Only those on the page go into the log.
func (a *App) Caseload(ctx context.Context, actor access.Actor, view View, from int) (Caseload, error) {
	return show(ctx, a, actor, func(t *turn) (Caseload, error) {
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
	near, err := t.tx.EpisodesNear(teams, reach.CareTeams, coaches)
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
			r := clientResource(t.tx.County, []casework.Episode{e}, nil, t.day)
			state := e.StateOn(t.day)
			if !reach.Reaches(r) || !view.holds(state) || own && e.CoachOn(t.day) != t.actor.StaffID {
				continue
			}
			placed[id] = CaseloadClient{Episode: e, State: state}
			ids = append(ids, id)
			break
		}
	}
	clients, err := t.tx.ClientsByID(ids)
	list := make([]CaseloadClient, len(clients))
	for i, c := range clients {
		list[i] = placed[c.ID]
		list[i].Client = c
	}
	slices.SortStableFunc(list, func(a, b CaseloadClient) int {
		return strings.Compare(casework.SortKey(a.Client.FamilyName+" "+a.Client.GivenName), casework.SortKey(b.Client.FamilyName+" "+b.Client.GivenName))
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
	names, err := t.names()
	if err != nil {
		return err
	}
	for i := range list {
		c := &list[i]
		c.Coach = names.Staff[c.Episode.CoachOn(t.day)]
		c.CareTeam = names.CareTeams[c.Episode.CareTeamOn(t.day)]
		r := clientResource(t.tx.County, []casework.Episode{c.Episode}, consents[c.Client.ID], t.day)
		if !access.Decide(t.actor, access.ReadTimeline, r, t.day).Allowed {
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

// Names gives what is shown for the keys of people, teams and employers.
type Names struct {
	Staff     map[int64]string
	StaffUIDs map[int64]casework.UID
	Teams     map[int64]string
	CareTeams map[int64]string
	Employers map[int64]string
}

// Actor names who did something by the id that the log and the revisions keep:
// the name of the staff with that uid, else the id itself (cli:NAME).
func (n Names) Actor(id string) string {
	for staff, uid := range n.StaffUIDs {
		if uid.String() == id {
			return n.Staff[staff]
		}
	}
	return id
}

// names loads the names of the county's staff, teams and care teams.
func (t *turn) names() (Names, error) {
	n := Names{Teams: map[int64]string{}, CareTeams: map[int64]string{}}
	teams, err := t.tx.Teams()
	if err != nil {
		return n, err
	}
	for _, x := range teams {
		n.Teams[x.ID] = x.Name
	}
	careTeams, err := t.tx.CareTeams()
	if err != nil {
		return n, err
	}
	for _, x := range careTeams {
		n.CareTeams[x.ID] = x.Name
	}
	n.Staff, n.StaffUIDs, err = t.tx.StaffNames()
	return n, err
}

// ClientPage is what a client's page shows. Parts that the actor may not see
// are empty, and May says which those are.
type ClientPage struct {
	Client     casework.Client
	Episode    casework.Episode // the newest; zero when there is none
	HasEpisode bool
	State      casework.State
	Programme  string
	Consents   casework.Consents
	Phases     []outcomes.Phase
	Timeline   []Event
	Names      Names
	Today      casework.Day
	May        MayWithClient
}

// MayWithClient says which parts of a client's page are open to the actor.
type MayWithClient struct{ Timeline, Note, Start, Lookers bool }

// Event is one thing that happened, with its day. Exactly one of the pointers
// is set.
type Event struct {
	On         casework.Day
	Contact    *casework.EmployerContact
	Meeting    *casework.Meeting
	Placement  *casework.Placement
	Ended      *casework.Placement // its last day
	Counselled *casework.Counselling
	Episode    *casework.Episode // referral, start or end: State says which
	State      casework.State
}

// Client gives a client's page: the header to whoever may know of the client,
// the timeline and consents to whoever may read them.
func (a *App) Client(ctx context.Context, actor access.Actor, uid casework.UID) (ClientPage, error) {
	return show(ctx, a, actor, func(t *turn) (ClientPage, error) {
		d, err := t.dossier(uid)
		if err != nil {
			return ClientPage{}, err
		}
		if err := t.mayWith(access.ReadClient, d); err != nil {
			return ClientPage{}, err
		}
		return t.clientPage(d)
	})
}

func (t *turn) clientPage(d dossier) (ClientPage, error) {
	r := d.resource(t.tx.County, t.day)
	p := ClientPage{Client: d.Client, Today: t.day}
	p.Episode, p.HasEpisode = d.present(t.day)
	p.State = p.Episode.StateOn(t.day)
	opened := t.decision
	p.May = MayWithClient{
		Note:    t.allowed(access.NoteClient, r),
		Start:   t.allowed(access.StartEpisode, r) && p.State == casework.Queue,
		Lookers: t.allowed(access.ReadLookers, r),
	}
	t.decision = opened // what else they may do is not why it is shown
	var err error
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	if p.HasEpisode {
		programme, err := t.tx.Programme(p.Episode.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Programme = programme.Name
	}
	parts := "header"
	if p.May.Timeline = t.allowed(access.ReadTimeline, r); p.May.Timeline {
		parts = "header, timeline"
		p.Consents = d.Consents
		if err := t.timeline(&p, d.Episodes); err != nil {
			return p, err
		}
	} else {
		p.Client, p.Episode = header(p.Client, p.Episode)
	}
	t.shows(audit.Showed, "client", d.UID.String(), parts, d.ID)
	return p, nil
}

// header leaves of a client what may be known of them without the timeline:
// who they are, what the referral said, and where their coaching stands.
func header(c casework.Client, e casework.Episode) (casework.Client, casework.Episode) {
	c.Incomes = nil
	e.Pauses, e.EndReason, e.EmployedAtStart = nil, "", false
	return c, e
}

func (t *turn) timeline(p *ClientPage, episodes []casework.Episode) error {
	var ids []int64
	for _, e := range episodes {
		ids = append(ids, e.ID)
	}
	contacts, err := t.tx.ContactsOfEpisodes(ids)
	if err != nil {
		return err
	}
	meetings, err := t.tx.MeetingsOfEpisodes(ids)
	if err != nil {
		return err
	}
	placements, err := t.tx.PlacementsOfEpisodes(ids)
	if err != nil {
		return err
	}
	counselling, err := t.tx.CounsellingOfEpisodes(ids)
	if err != nil {
		return err
	}
	if err := t.nameEmployers(p, contacts, placements); err != nil {
		return err
	}
	p.Timeline = events(episodes, contacts, meetings, placements, counselling, t.day)
	p.Phases = outcomes.Phases(p.Episode, meetings, contacts, placements, t.day)
	return nil
}

func (t *turn) nameEmployers(p *ClientPage, contacts []casework.EmployerContact, placements []casework.Placement) error {
	ids := map[int64]bool{}
	for _, c := range contacts {
		ids[c.EmployerID] = true
	}
	for _, j := range placements {
		ids[j.EmployerID] = true
	}
	delete(ids, 0)
	var err error
	p.Names.Employers, err = t.employerNames(ids)
	return err
}

func (t *turn) employerNames(ids map[int64]bool) (map[int64]string, error) {
	var list []int64
	for id := range ids {
		list = append(list, id)
	}
	employers, err := t.tx.EmployersByID(list)
	names := make(map[int64]string, len(employers))
	for _, e := range employers {
		names[e.ID] = e.Name
	}
	return names, err
}

// events puts what happened in order, the newest first; what is agreed for
// later comes on top.
func events(episodes []casework.Episode, contacts []casework.EmployerContact, meetings []casework.Meeting,
	placements []casework.Placement, counselling []casework.Counselling, today casework.Day) []Event {
	var all []Event
	for _, e := range episodes {
		for state, on := range map[casework.State]casework.Day{
			casework.Queue: e.ReferredOn, casework.Active: e.StartedOn, casework.Cancelled: e.CancelledOn, casework.Ended: e.EndedOn,
		} {
			if !on.IsZero() && !on.After(today) {
				all = append(all, Event{On: on, Episode: &e, State: state})
			}
		}
	}
	for _, c := range contacts {
		all = append(all, Event{On: c.On, Contact: &c})
	}
	for _, m := range meetings {
		all = append(all, Event{On: m.On, Meeting: &m})
	}
	for _, p := range placements {
		all = append(all, Event{On: p.StartsOn, Placement: &p})
		if !p.EndsOn.IsZero() && !p.EndsOn.After(today) && !p.Withdrawn {
			all = append(all, Event{On: p.EndsOn, Ended: &p})
		}
	}
	for _, c := range counselling {
		all = append(all, Event{On: c.On, Counselled: &c})
	}
	slices.SortStableFunc(all, func(a, b Event) int {
		if c := b.On.Compare(a.On); c != 0 {
			return c
		}
		return a.rank() - b.rank()
	})
	return all
}

// rank orders what happened on one day, the last deed first: a job follows the
// contact that led to it, and everything follows the referral.
func (e Event) rank() int {
	switch {
	case e.Episode != nil && e.State == casework.Ended:
		return 0
	case e.Ended != nil:
		return 1
	case e.Placement != nil:
		return 2
	case e.Counselled != nil:
		return 3
	case e.Contact != nil:
		return 4
	case e.Meeting != nil:
		return 5
	case e.Episode != nil && e.State == casework.Active:
		return 6
	}
	return 7
}

// Lookers is who has seen or changed a client's records, the newest first.
type Lookers struct {
	Client  casework.Client
	Named   bool // the actor may also know whose records these are
	Entries []audit.Entry
	Before  int64 // ask again with this for older entries; 0: there are none
}

// LookersPage is how many entries a page of the log holds.
const LookersPage = 100

// Lookers tells who has seen or changed a client's records, before the entry
// numbered before (0: from the newest). Asking is itself an entry.
func (a *App) Lookers(ctx context.Context, actor access.Actor, uid casework.UID, before int64) (Lookers, error) {
	return show(ctx, a, actor, func(t *turn) (Lookers, error) {
		d, err := t.dossier(uid)
		if err != nil {
			return Lookers{}, err
		}
		return t.lookers(d, before)
	})
}

// LookersBySender is Lookers for the command line, which names a client by the
// sender's id or the uid.
func (a *App) LookersBySender(ctx context.Context, actor access.Actor, id string) (Lookers, error) {
	return show(ctx, a, actor, func(t *turn) (Lookers, error) {
		client, err := t.tx.ClientBySender(id)
		if uid, parseErr := casework.ParseUID(id); err != nil && parseErr == nil {
			client, err = t.tx.ClientByUID(uid)
		}
		if err != nil {
			return Lookers{}, fmt.Errorf("client %q: %w", id, err)
		}
		d, err := t.dossierOf(client)
		if err != nil {
			return Lookers{}, err
		}
		return t.lookers(d, 0)
	})
}

func (t *turn) lookers(d dossier, before int64) (Lookers, error) {
	if err := t.mayWith(access.ReadLookers, d); err != nil {
		return Lookers{}, err
	}
	entries, err := t.tx.EntriesOfClient(d.ID, before, LookersPage)
	if err != nil {
		return Lookers{}, err
	}
	l := Lookers{Client: d.Client, Entries: entries}
	decision := t.decision
	l.Named = t.allowed(access.ReadClient, d.resource(t.tx.County, t.day))
	t.decision = decision
	if !l.Named {
		l.Client = casework.Client{Record: d.Client.Record}
	}
	if len(entries) == LookersPage {
		l.Before = entries[len(entries)-1].Seq
	}
	t.shows(audit.Showed, "log", d.UID.String(), "", d.ID)
	return l, nil
}

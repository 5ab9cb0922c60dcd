package app

import (
	"maps"
	"slices"

	"sijoita/access"
	"sijoita/casework"
)

// dossier is a client with what every decision about them asks for.
type dossier struct {
	casework.Client
	Episodes  []casework.Episode // all of them, the oldest first
	Consents  casework.Consents
	Referrals []casework.Referral // written, asked for and dropped, the oldest first
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
	if d.Referrals, err = t.tx.ReferralsOfClients([]int64{client.ID}); err != nil {
		return d, err
	}
	d.Consents, err = t.tx.Consents(client.ID)
	return d, err
}

// dossiers loads several clients at once.
func (t *turn) dossiers(ids []int64) ([]dossier, error) {
	clients, err := t.tx.ClientsByID(ids)
	if err != nil {
		return nil, err
	}
	all := make([]dossier, len(clients))
	place := make(map[int64]*dossier, len(clients))
	for i, c := range clients {
		all[i].Client = c
		place[c.ID] = &all[i]
	}
	episodes, err := t.tx.EpisodesOfClients(ids)
	if err != nil {
		return nil, err
	}
	for _, e := range episodes {
		place[e.ClientID].Episodes = append(place[e.ClientID].Episodes, e)
	}
	referrals, err := t.tx.ReferralsOfClients(ids)
	if err != nil {
		return nil, err
	}
	for _, r := range referrals {
		place[r.ClientID].Referrals = append(place[r.ClientID].Referrals, r)
	}
	consents, err := t.tx.ConsentsOf(ids)
	for id, answers := range consents {
		place[id].Consents = answers
	}
	return all, err
}

// dossiersByEpisode loads whose the episodes are, and gives them by episode: of a
// client all that they have. It decides nothing yet.
func (t *turn) dossiersByEpisode(episodes []int64) (map[int64]dossier, error) {
	clients, err := t.tx.ClientsOfEpisodes(distinct(kept(episodes, func(id int64) bool { return id != 0 })))
	if err != nil {
		return nil, err
	}
	all, err := t.dossiers(distinct(clients))
	of := make(map[int64]dossier, len(all))
	for _, d := range all {
		for _, e := range d.Episodes {
			of[e.ID] = d
		}
	}
	return of, err
}

// readable gives, by episode, the clients of the episodes whose timeline the
// actor may read; the others have no entry.
func (t *turn) readable(episodes []int64) (map[int64]dossier, error) {
	of, err := t.dossiersByEpisode(episodes)
	maps.DeleteFunc(of, func(_ int64, d dossier) bool {
		return !t.decide(access.ReadTimeline, d.resource(t.tx.County, t.day)).Allowed
	})
	return of, err
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

// coachOf is who coaches the client in the episode on the day; 0: nobody.
func (d dossier) coachOf(episode int64, on casework.Day) int64 {
	for _, e := range d.Episodes {
		if e.ID == episode {
			return e.CoachOn(on)
		}
	}
	return 0
}

// has tells whether the episode is one of the client's.
func (d dossier) has(episode int64) bool {
	return slices.ContainsFunc(d.Episodes, func(e casework.Episode) bool { return e.ID == episode })
}

// resource tells the policies how the client is placed on the day. One whose
// referral was asked for belongs to the team that asked, and to the care team as
// long as it is to be written.
func (d dossier) resource(county int64, on casework.Day) access.Resource {
	r := clientResource(county, newest(d.Episodes, on), d.Consents, d.Banned(on), on)
	for _, asked := range d.Referrals {
		if asked.EpisodeID == 0 && !asked.Withdrawn {
			r.Teams = append(r.Teams, asked.TeamID)
		}
		if asked.Waits() {
			r.CareTeams = append(r.CareTeams, asked.CareTeamID)
		}
	}
	return r
}

// clientResource tells the policies how a client is placed; banned are those
// of the staff who may not see them, of whom the asking one is enough.
func clientResource(county int64, episodes []casework.Episode, consents casework.Consents, banned []int64, on casework.Day) access.Resource {
	r := access.Resource{County: county, Banned: banned}
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

// bans are the clients from whom the actor is kept today.
type bans struct {
	staff   int64
	clients []int64
}

// bans gives them for a list; a page of several lists loads them once.
func (t *turn) bans() (bans, error) {
	if t.banned == nil {
		clients, err := t.tx.BannedFrom(t.actor.StaffID, t.day)
		if err != nil {
			return bans{}, err
		}
		t.banned = &bans{t.actor.StaffID, clients}
	}
	return *t.banned, nil
}

// on lists the actor when they are kept from the client: all that a list need
// tell the policies.
func (b bans) on(client int64) []int64 {
	if slices.Contains(b.clients, client) {
		return []int64{b.staff}
	}
	return nil
}

// withoutBanned leaves out the contacts that name a client from whom the actor
// is kept.
func (t *turn) withoutBanned(contacts []casework.EmployerContact) ([]casework.EmployerContact, error) {
	banned, err := t.bans()
	if err != nil || len(banned.clients) == 0 {
		return contacts, err
	}
	episodes, err := t.tx.EpisodesOfClients(banned.clients)
	theirs := keysIn(episodes, func(e casework.Episode) int64 { return e.ID })
	return kept(contacts, func(c casework.EmployerContact) bool { return !theirs[c.EpisodeID] }), err
}

// seenOf is what the log says of opening a note: one of a client under an order
// of non-disclosure tells where they work.
func (d dossier) seenOf() string {
	if d.NonDisclosure {
		return "protected"
	}
	return ""
}

// mayWith asks for an action with a client; a refusal looks as if there were
// no such client.
func (t *turn) mayWith(action access.Action, d dossier) error {
	return t.may(action, d.resource(t.tx.County, t.day), "client", d.UID.String(), d.ID)
}

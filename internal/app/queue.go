package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// paceDays is how far back the pace of a queue is looked at: a quarter of a year.
const paceDays = 90

// Queue is who waits for coaching in a team, and why they wait.
type Queue struct {
	Team      casework.Team
	Teams     []casework.Team // those the actor may choose from
	Programme casework.Programme
	Clients   []QueueClient // who was referred first comes first
	From      int           // place of the first, counted from 0
	Total     int
	Loads     []CoachLoad
	Cause     casework.Cause
	Referred  int // within the last quarter of a year
	Started   int // within the last quarter of a year
	MayKeep   bool
	Names     Names
	Today     casework.Day
}

// Free is how many places the team's coaches have left together.
func (q Queue) Free() int {
	free := 0
	for _, l := range q.Loads {
		free += max(0, l.Free())
	}
	return free
}

// QueueClient is one who waits.
type QueueClient struct {
	Client    casework.Client
	Episode   casework.Episode
	Referral  casework.Referral // what the episode says when there is no record of one
	Waited    int               // days
	LastMet   casework.Day      // or called, since the referral; zero: not yet
	Coach     int64             // promised to; 0: nobody yet
	AreaCoach []int64           // coaches of the team who work where the client lives
	Outside   []casework.Requirement
}

// Queue gives the queue of the team with the uid, or of the actor's first team,
// a page at a time. It is in the order of the referrals: nobody is ranked.
// Problems: Forbidden for one who reaches no team; NotFound for a team out of
// reach.
func (a *App) Queue(ctx context.Context, actor access.Actor, team casework.UID, from int) (Queue, error) {
	return show(ctx, a, actor, func(t *turn) (Queue, error) {
		q := Queue{Today: t.day}
		if err := t.chooseQueue(&q, team); err != nil {
			return q, err
		}
		near, err := t.tx.EpisodesNear(store.Near{Teams: []int64{q.Team.ID}})
		if err != nil {
			return q, err
		}
		if err := t.fillQueue(&q, near, from); err != nil {
			return q, err
		}
		if q.Loads, err = t.coachLoads(q.Team.ID); err != nil {
			return q, err
		}
		q.weigh(near)
		var ids []int64
		for _, c := range q.Clients {
			ids = append(ids, c.Client.ID)
		}
		t.shows(audit.Listed, "client", q.Team.UID.String(), "queue", ids...)
		return q, nil
	})
}

// chooseQueue finds the team whose queue is asked for among those whose clients
// the actor reads.
func (t *turn) chooseQueue(q *Queue, uid casework.UID) error {
	teams, err := t.tx.Teams()
	if err != nil {
		return err
	}
	reach := access.ScopeOf(t.actor, access.ReadTimeline, t.day).Teams
	if len(reach) == 0 {
		return t.may(access.ReadTimeline, access.Resource{County: t.tx.County}, "team", "")
	}
	q.Teams = kept(teams, func(team casework.Team) bool { return slices.Contains(reach, team.ID) })
	at := slices.IndexFunc(q.Teams, func(team casework.Team) bool { return uid.IsZero() || team.UID == uid })
	if at < 0 {
		return store.ErrNotFound
	}
	q.Team = q.Teams[at]
	if q.Programme, err = t.tx.Programme(q.Team.ProgrammeID); err != nil {
		return err
	}
	q.MayKeep = t.allowed(access.KeepQueue, t.teamResource(q.Team.ID))
	return t.may(access.ReadTimeline, t.teamResource(q.Team.ID), "team", q.Team.UID.String())
}

// fillQueue puts on the page those who wait in the team and whom the actor may
// know of.
func (t *turn) fillQueue(q *Queue, near []casework.Episode, from int) error {
	reach := access.ScopeOf(t.actor, access.ReadTimeline, t.day)
	banned, err := t.bans()
	if err != nil {
		return err
	}
	waiting := kept(newestOfAll(near, t.day), func(e casework.Episode) bool {
		return e.TeamID == q.Team.ID && e.StateOn(t.day) == casework.Queue &&
			reach.Reaches(clientResource(t.tx.County, []casework.Episode{e}, nil, banned.on(e.ClientID), t.day))
	})
	slices.SortStableFunc(waiting, func(a, b casework.Episode) int { return a.ReferredOn.Compare(b.ReferredOn) })
	q.Total = len(waiting)
	q.From = min(max(from, 0), q.Total)
	waiting = waiting[q.From:min(q.From+PageSize, q.Total)]
	var clientIDs, episodeIDs []int64
	for _, e := range waiting {
		clientIDs, episodeIDs = append(clientIDs, e.ClientID), append(episodeIDs, e.ID)
	}
	clients, err := t.tx.ClientsByID(clientIDs)
	if err != nil {
		return err
	}
	referrals, err := t.tx.ReferralsOfEpisodes(episodeIDs)
	if err != nil {
		return err
	}
	last, err := t.tx.LastOf(clientIDs)
	if err != nil {
		return err
	}
	areas, err := t.tx.CoachAreas()
	if err != nil {
		return err
	}
	kinds, err := t.careKinds()
	if err != nil {
		return err
	}
	for _, e := range waiting {
		at := slices.IndexFunc(clients, func(c casework.Client) bool { return c.ID == e.ClientID })
		c := QueueClient{Client: clients[at].Unguarded(), Episode: e, Referral: casework.ReferralOf(e), Waited: t.day.DaysSince(e.ReferredOn), Coach: e.CoachOn(t.day)}
		for _, r := range referrals {
			if r.EpisodeID == e.ID && !r.Withdrawn {
				c.Referral = r
			}
		}
		if met := last[e.ClientID].Meeting; !met.Before(e.ReferredOn) {
			c.LastMet = met
		}
		if c.Client.Municipality != "" {
			c.AreaCoach = casework.CoachesOfArea(areas, c.Client.Municipality, t.day)
		}
		c.Outside = q.Programme.Eligibility.Outside(comer(clients[at], c.Referral, kinds), e.ReferredOn)
		q.Clients = append(q.Clients, c)
	}
	q.Names, err = t.names()
	return err
}

// weigh tells why people wait: how many came and began within the last quarter
// of a year, and whether the coaches have places left.
func (q *Queue) weigh(near []casework.Episode) {
	since := q.Today.AddDays(-paceDays)
	within := func(d casework.Day) bool { return d.After(since) && !d.After(q.Today) }
	for _, e := range near {
		if e.TeamID != q.Team.ID || e.Withdrawn {
			continue
		}
		if within(e.ReferredOn) {
			q.Referred++
		}
		if within(e.StartedOn) {
			q.Started++
		}
	}
	loads := make([]casework.Load, len(q.Loads))
	for i, l := range q.Loads {
		loads[i] = l.Load
	}
	q.Cause = casework.CauseOf(q.Total, loads)
}

// AssignInput promises a waiting client to a coach.
type AssignInput struct {
	Client    casework.UID
	Revision  int // of the episode that was on the screen
	Coach     casework.UID
	Knowingly bool // also when the coach has no free place
}

// AssignPage is what the form to promise a waiting client to a coach offers.
type AssignPage struct {
	Client  casework.Client
	Episode casework.Episode
	Terms   casework.Terms
	Coaches []CoachLoad
	Area    []int64 // coaches who work where the client lives
	Today   casework.Day
}

// AssignPage gives the form. Problems: NotFound for a client out of reach;
// Conflict when the client does not wait any more.
func (a *App) AssignPage(ctx context.Context, actor access.Actor, client casework.UID) (AssignPage, error) {
	return show(ctx, a, actor, func(t *turn) (AssignPage, error) {
		d, e, _, err := t.queued(client)
		if err != nil {
			return AssignPage{}, err
		}
		p := AssignPage{Client: d.Unguarded(), Episode: e, Today: t.day}
		if e.StateOn(t.day) != casework.Queue {
			return p, problem.New(problem.Conflict, "queue.not_waiting")
		}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
		areas, err := t.tx.CoachAreas()
		if err != nil {
			return p, err
		}
		if p.Client.Municipality != "" {
			p.Area = casework.CoachesOfArea(areas, p.Client.Municipality, t.day)
		}
		p.Coaches, err = t.coachLoads(e.TeamID)
		t.shows(audit.Showed, "client", client.String(), "header", d.ID)
		return p, err
	})
}

// AssignCoach promises a waiting client to a coach. Problems: NotFound for a
// client out of reach; Conflict when the client does not wait any more or it was
// changed since; Invalid with fields coach, knowingly.
func (a *App) AssignCoach(ctx context.Context, actor access.Actor, in AssignInput) (casework.Episode, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Episode, error) {
		d, old, _, err := t.queued(in.Client)
		if err != nil {
			return old, err
		}
		coach, err := t.coachOf(in.Coach, old.TeamID, t.day)
		if err != nil {
			return old, err
		}
		load, err := t.loadOf(coach, old)
		if err != nil {
			return old, err
		}
		return t.change(d.ID, old, in.Revision, audit.Changed, func(e casework.Episode, today casework.Day) (casework.Episode, error) {
			return casework.AssignCoach(e, coach, load, in.Knowingly, today)
		})
	})
}

// loadOf is the load of a coach without the client of an episode, who is to
// come to them; the zero load of nobody.
func (t *turn) loadOf(coach int64, e casework.Episode) (casework.Load, error) {
	loads, err := t.coachLoads(e.TeamID)
	for _, l := range loads {
		if l.Coach.ID != coach {
			continue
		}
		if e.CoachOn(t.day) == coach {
			switch e.StateOn(t.day) {
			case casework.Queue:
				l.Waiting--
			case casework.Active:
				l.Active--
			}
		}
		return l.Load, err
	}
	return casework.Load{}, err
}

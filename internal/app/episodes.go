package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// EpisodeStartInput is the start of a client's coaching as a form sends it.
type EpisodeStartInput struct {
	Client          casework.UID
	Revision        int // of the episode that was on the screen
	On              casework.Day
	Coach           casework.UID
	AgreementOn     casework.Day // zero: not agreed in writing yet
	EmployedAtStart bool
	Knowingly       bool // also when the coach has no free place
}

// EpisodeStart is what the form to start an episode offers.
type EpisodeStart struct {
	Client  casework.Client
	Episode casework.Episode
	Terms   casework.Terms // of its programme
	Today   casework.Day
	Coaches []CoachLoad
}

// CoachLoad is a coach with how many clients they have, and may have.
type CoachLoad struct {
	Coach casework.Staff
	casework.Load
}

// EpisodeStart gives the form to start the coaching of a queued client.
func (a *App) EpisodeStart(ctx context.Context, actor access.Actor, client casework.UID) (EpisodeStart, error) {
	return show(ctx, a, actor, func(t *turn) (EpisodeStart, error) {
		d, e, err := t.episodeToChange(client, access.StartEpisode)
		if err != nil {
			return EpisodeStart{}, err
		}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return EpisodeStart{}, err
		}
		coaches, err := t.coachLoads(e.TeamID)
		t.shows(audit.Showed, "client", client.String(), "header", d.ID)
		return EpisodeStart{Client: d.Client, Episode: e, Terms: programme.Terms, Today: t.day, Coaches: coaches}, err
	})
}

// coachLoads lists the team's coaches of today with their active clients, and
// those in the queue who are promised to them.
func (t *turn) coachLoads(team int64) ([]CoachLoad, error) {
	people, err := t.tx.StaffOfTeams([]int64{team})
	if err != nil {
		return nil, err
	}
	episodes, err := t.tx.CoursesNear(store.Near{Teams: []int64{team}, State: store.NotOver, On: t.day})
	if err != nil {
		return nil, err
	}
	active := countByCoach(episodes, team, casework.Active, t.day)
	waiting := countByCoach(episodes, team, casework.Queue, t.day)
	var loads []CoachLoad
	for _, p := range people {
		if fte, ok := coachFTE(p, team, t.day); ok {
			loads = append(loads, CoachLoad{Coach: p, Load: casework.Load{Active: active[p.ID], Waiting: waiting[p.ID], Limit: casework.CaseloadLimit(fte)}})
		}
	}
	return loads, nil
}

// coachFTE is a person's share of full-time work as a coach of the team on the
// day; the bool is false when they are none.
func coachFTE(p casework.Staff, team int64, on casework.Day) (float64, bool) {
	for _, g := range p.Grants {
		if g.Role == casework.RoleCoach && g.TeamID == team && g.Holds(on) {
			if g.FTE == nil {
				return 1, true
			}
			return *g.FTE, true
		}
	}
	return 0, false
}

// countByCoach counts the team's clients in a state by the coach of the day.
func countByCoach(episodes []casework.Episode, team int64, state casework.State, on casework.Day) map[int64]int {
	count := map[int64]int{}
	for _, e := range newestOfAll(episodes, on) {
		if e.TeamID == team && e.StateOn(on) == state {
			count[e.CoachOn(on)]++
		}
	}
	return count
}

// newestOfAll picks each client's newest episode of each programme.
func newestOfAll(episodes []casework.Episode, on casework.Day) []casework.Episode {
	by := map[int64][]casework.Episode{}
	for _, e := range episodes {
		by[e.ClientID] = append(by[e.ClientID], e)
	}
	var all []casework.Episode
	for _, list := range by {
		all = append(all, newest(list, on)...)
	}
	slices.SortFunc(all, func(a, b casework.Episode) int { return int(a.ID - b.ID) })
	return all
}

// StartEpisode begins the coaching of a queued client. Problems: NotFound for
// a client or coach out of reach; Conflict when it has begun already, was
// cancelled or was changed since; Invalid with fields started_on, coach,
// agreement_on.
func (a *App) StartEpisode(ctx context.Context, actor access.Actor, in EpisodeStartInput) (casework.Episode, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Episode, error) {
		d, old, err := t.episodeToChange(in.Client, access.StartEpisode)
		if err != nil {
			return old, err
		}
		start := casework.EpisodeStart{On: in.On, AgreementOn: in.AgreementOn, EmployedAtStart: in.EmployedAtStart}
		if start.CoachID, err = t.coachOf(in.Coach, old.TeamID, t.day); err != nil {
			return old, err
		}
		if start.Load, err = t.loadOf(start.CoachID, old); err != nil {
			return old, err
		}
		start.Knowingly = in.Knowingly
		return t.change(d.ID, old, in.Revision, audit.Started, func(e casework.Episode, today casework.Day) (casework.Episode, error) {
			return casework.StartEpisode(e, start, today)
		})
	})
}

// coachOf finds the coach by uid; one who is no coach of the team on the day
// counts as not chosen.
func (t *turn) coachOf(uid casework.UID, team int64, on casework.Day) (int64, error) {
	if uid.IsZero() {
		return 0, nil
	}
	p, err := t.tx.StaffByUID(uid)
	if err != nil {
		return 0, err
	}
	if _, ok := coachFTE(p, team, on); !ok {
		return 0, nil
	}
	return p.ID, nil
}

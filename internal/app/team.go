package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
)

// Team is a team's week: the states of its clients and, for whoever may see
// them, each coach's figures.
type Team struct {
	On        casework.Day
	Teams     []casework.Team // those the actor may choose from
	Team      casework.Team
	States    map[casework.State]int
	Started   int
	Employed  int // started clients with a job start (the Kainuu rate's numerator)
	Limit     int
	Coaches   []CoachFigures
	ShowsAll  bool // every coach, not the actor alone
	Waiting   int
	Longest   int
	ThisWeek  int // the whole team's face-to-face contacts this week
	WeekLimit int // the target of all coaches together
	Unled     int // how many coach in it, when nobody leads it; 0: somebody does
	Unadvised []Unadvised
}

// Unadvised is a job of a team's client for which benefits were not gone through
// though it begins or changes about now. It is told to whoever may see each
// coach's figures.
type Unadvised struct {
	Client casework.Client
	Due    outcomes.Due
	Coach  string // empty: nobody
}

// CoachFigures is one coach's line of the team's week.
type CoachFigures struct {
	Coach     casework.Staff
	Active    int
	Limit     int
	Searching int
	Weeks     []WeekCount // the last eight, this one last
	Mean      float64     // face-to-face contacts a week over the last eight full weeks
	JobStarts int
}

// ThisWeek is the coach's face-to-face contacts of the present week.
func (c CoachFigures) ThisWeek() int { return c.Weeks[len(c.Weeks)-1].FaceToFace }

// Team gives the week of the team with the uid, or of the actor's first team.
// Problems: Forbidden for a team out of reach and for one who reaches none;
// NotFound for a team that the county has not.
func (a *App) Team(ctx context.Context, actor access.Actor, uid casework.UID) (Team, error) {
	return show(ctx, a, actor, func(t *turn) (Team, error) {
		week := Team{On: t.day, States: map[casework.State]int{}}
		all, err := t.tx.Teams()
		if err != nil {
			return week, err
		}
		for _, team := range all {
			if t.allowed(access.ReadTeam, t.teamResource(team.ID)) {
				week.Teams = append(week.Teams, team)
			}
		}
		if week.Team, err = t.teamAsked(week.Teams, all, uid); err != nil {
			return week, err
		}
		resource := t.teamResource(week.Team.ID)
		if err := t.may(access.ReadTeam, resource, "team", week.Team.UID.String()); err != nil {
			return week, err
		}
		decision := t.decision
		week.ShowsAll = t.allowed(access.ReadCoaches, resource)
		t.decision = decision
		err = t.fillTeam(&week)
		var named []int64
		for _, u := range week.Unadvised {
			named = append(named, u.Client.ID)
		}
		t.shows(audit.Showed, "team", week.Team.UID.String(), "", named...)
		return week, err
	})
}

func (t *turn) teamResource(id int64) access.Resource {
	return access.Resource{County: t.tx.County, Teams: []int64{id}}
}

func (t *turn) fillTeam(week *Team) error {
	near, err := t.tx.CoursesNear(store.Near{Teams: []int64{week.Team.ID}})
	if err != nil {
		return err
	}
	placements, err := t.tx.JobSpansOfEpisodes(episodeKeys(near))
	if err != nil {
		return err
	}
	jobs := jobsByEpisode(near, placements, t.day)
	coaches, err := t.coachesOf(week.Team.ID)
	if err != nil {
		return err
	}
	people, err := t.tx.StaffOfTeams([]int64{week.Team.ID})
	if err != nil {
		return err
	}
	if !casework.Led(people, week.Team.ID, t.day) {
		week.Unled = len(coaches)
	}
	line := map[int64]*CoachFigures{}
	for i := range coaches {
		line[coaches[i].Coach.ID] = &coaches[i]
		week.Limit += coaches[i].Limit
		week.WeekLimit += casework.WeeklyTarget
		week.ThisWeek += coaches[i].ThisWeek()
	}
	for _, e := range newestOfAll(near, t.day) {
		if e.TeamID == week.Team.ID {
			week.count(e, jobs, line, t.day)
		}
	}
	for _, e := range near {
		if c := line[e.CoachOn(t.day)]; c != nil && e.TeamID == week.Team.ID {
			c.JobStarts += jobs.starts[e.ID]
		}
	}
	if week.ShowsAll {
		if err := t.unadvised(week, newestOfAll(near, t.day), placements, coaches); err != nil {
			return err
		}
	}
	for _, c := range coaches {
		if week.ShowsAll || c.Coach.ID == t.actor.StaffID {
			week.Coaches = append(week.Coaches, c)
		}
	}
	return nil
}

// unadvised adds the jobs of the team's clients that wait for benefits counselling.
func (t *turn) unadvised(week *Team, all []casework.Episode, spans []casework.Placement, coaches []CoachFigures) error {
	working := keysIn(kept(spans, func(p casework.Placement) bool {
		return p.Kind == casework.Employment && !p.Withdrawn && (p.EndsOn.IsZero() || !p.EndsOn.Before(t.day))
	}), func(p casework.Placement) int64 { return p.EpisodeID })
	all = kept(all, func(e casework.Episode) bool {
		return working[e.ID] && e.TeamID == week.Team.ID && e.StateOn(t.day) == casework.Active
	})
	missing, err := t.adviceMissing(all)
	if err != nil || len(missing) == 0 {
		return err
	}
	var clients []int64
	for _, d := range missing {
		clients = append(clients, d.ClientID)
	}
	heads, err := t.tx.ClientHeads(clients)
	if err != nil {
		return err
	}
	banned, err := t.bans()
	if err != nil {
		return err
	}
	for _, d := range missing {
		e := all[slices.IndexFunc(all, func(e casework.Episode) bool { return e.ClientID == d.ClientID })]
		r := clientResource(t.tx.County, []casework.Episode{e}, nil, banned.on(e.ClientID), t.day)
		if !access.Decide(t.actor, access.NoteClient, r, t.day).Allowed {
			continue
		}
		u := Unadvised{Due: d}
		for _, c := range heads {
			if c.ID == d.ClientID {
				u.Client = c.Unguarded()
			}
		}
		for _, c := range coaches {
			if c.Coach.ID == e.CoachOn(t.day) {
				u.Coach = c.Coach.Name
			}
		}
		week.Unadvised = append(week.Unadvised, u)
	}
	return nil
}

// adviceMissing lists which of the episodes' jobs wait for benefits counselling.
func (t *turn) adviceMissing(episodes []casework.Episode) ([]outcomes.Due, error) {
	ids := episodeKeys(episodes)
	placements, err := t.tx.PlacementsOfEpisodes(ids)
	if err != nil {
		return nil, err
	}
	counselled, err := t.tx.CounsellingOfEpisodes(ids)
	if err != nil {
		return nil, err
	}
	answers, err := t.tx.StartAnswersOfEpisodes(ids)
	due := make([]outcomes.DueClient, len(episodes))
	for i, e := range episodes {
		due[i] = outcomes.DueClient{
			ClientID: e.ClientID, Episode: e,
			Placements:  kept(placements, func(p casework.Placement) bool { return p.EpisodeID == e.ID }),
			Counselling: kept(counselled, func(c casework.Counselling) bool { return c.EpisodeID == e.ID }),
			Answers:     kept(answers, func(a casework.StartAnswer) bool { return a.EpisodeID == e.ID }),
		}
	}
	return outcomes.AdviceMissing(due, t.day), err
}

// teamJobs tells of each episode how many job starts it has had, and of each
// client whether they ever had one and whether an open job runs today.
type teamJobs struct {
	starts  map[int64]int
	ever    map[int64]bool
	running map[int64]bool
}

func jobsByEpisode(episodes []casework.Episode, placements []casework.Placement, on casework.Day) teamJobs {
	jobs := teamJobs{map[int64]int{}, map[int64]bool{}, map[int64]bool{}}
	of := map[int64]casework.Episode{}
	for _, e := range episodes {
		if !e.Withdrawn {
			of[e.ID] = e
		}
	}
	for _, p := range placements {
		e, known := of[p.EpisodeID]
		if !known || p.StartsOn.After(on) {
			continue
		}
		if p.IsJobStart(e) {
			jobs.starts[e.ID]++
			jobs.ever[e.ClientID] = true
		}
		if p.OpenJob() && p.RunsOn(on) {
			jobs.running[e.ClientID] = true
		}
	}
	return jobs
}

func (week *Team) count(e casework.Episode, jobs teamJobs, line map[int64]*CoachFigures, on casework.Day) {
	state := e.StateOn(on)
	week.States[state]++
	if state.Started() {
		week.Started++
		if jobs.ever[e.ClientID] {
			week.Employed++
		}
	}
	if state == casework.Queue {
		week.Waiting++
		week.Longest = max(week.Longest, on.DaysSince(e.ReferredOn))
	}
	if c := line[e.CoachOn(on)]; c != nil && state == casework.Active {
		c.Active++
		if !jobs.running[e.ClientID] {
			c.Searching++
		}
	}
}

// coachesOf lists the team's coaches of today with their weeks.
func (t *turn) coachesOf(team int64) ([]CoachFigures, error) {
	people, err := t.tx.StaffOfTeams([]int64{team})
	if err != nil {
		return nil, err
	}
	var coaches []CoachFigures
	var ids []int64
	for _, p := range people {
		if fte, ok := coachFTE(p, team, t.day); ok {
			coaches = append(coaches, CoachFigures{Coach: p, Limit: casework.CaseloadLimit(fte)})
			ids = append(ids, p.ID)
		}
	}
	weeks, err := t.weeks(ids, weeksShown+1)
	if err != nil {
		return nil, err
	}
	for i := range coaches {
		c := &coaches[i]
		nine := weeks[c.Coach.ID]
		c.Weeks = nine[1:]
		full := nine[:weeksShown]
		if t.day == t.day.Monday().AddDays(6) { // a week is full on its Sunday
			full = nine[1:]
		}
		for _, w := range full {
			c.Mean += float64(w.FaceToFace) / weeksShown
		}
	}
	return coaches, nil
}

func episodeKeys(episodes []casework.Episode) []int64 {
	keys := make([]int64, len(episodes))
	for i, e := range episodes {
		keys[i] = e.ID
	}
	return keys
}

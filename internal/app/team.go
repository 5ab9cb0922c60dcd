package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
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
		t.shows(audit.Showed, "team", week.Team.UID.String(), "")
		return week, t.fillTeam(&week)
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
	for _, c := range coaches {
		if week.ShowsAll || c.Coach.ID == t.actor.StaffID {
			week.Coaches = append(week.Coaches, c)
		}
	}
	return nil
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

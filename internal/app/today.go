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

// weeksShown is how many ISO weeks the weekly six looks back, this one too.
const weeksShown = 8

// Today is a coach's day: what waits, the weekly six and the caseload in three
// numbers.
type Today struct {
	On        casework.Day
	Due       []outcomes.Due
	Clients   map[int64]casework.Client   // of Due, by key
	Employers map[int64]casework.Employer // of Due and Contacts, by key
	Weeks     []WeekCount
	Contacts  []casework.EmployerContact // of this week, the newest first, withdrawn ones too
	Searching int                        // active clients without a running open job
	Working   int
	Paused    int
	Active    int
	Limit     int
	Waiting   int // in the queue of the coach's teams
	Longest   int // days the longest of them has waited
}

// WeekCount is a coach's face-to-face employer contacts of one ISO week.
type WeekCount struct {
	Week       casework.Week
	FaceToFace int
}

// Today gives the actor's own day.
func (a *App) Today(ctx context.Context, actor access.Actor) (Today, error) {
	return show(ctx, a, actor, func(t *turn) (Today, error) {
		if err := t.may(access.ReadToday, access.OwnDay(actor), "today", ""); err != nil {
			return Today{}, err
		}
		day := Today{On: t.day}
		weeks, err := t.weeks([]int64{actor.StaffID}, weeksShown)
		if err != nil {
			return day, err
		}
		day.Weeks = weeks[actor.StaffID]
		if err := t.ownClients(&day); err != nil {
			return day, err
		}
		if err := t.employers(&day); err != nil {
			return day, err
		}
		outcomes.SortDue(day.Due)
		if err := t.waiting(&day); err != nil {
			return day, err
		}
		var ids []int64
		for id := range day.Clients {
			ids = append(ids, id)
		}
		t.shows(audit.Showed, "today", "", "", ids...)
		return day, nil
	})
}

// weeks gives the coaches' counts of the last n weeks, this one too, the oldest
// first; a week without contacts counts 0.
func (t *turn) weeks(staff []int64, n int) (map[int64][]WeekCount, error) {
	first := t.day.Monday().AddDays(-7 * (n - 1))
	rows, err := t.tx.CoachWeeks(staff, first.Week(), t.day.Week())
	if err != nil {
		return nil, err
	}
	counts := map[int64][]WeekCount{}
	for _, s := range staff {
		for i := range n {
			counts[s] = append(counts[s], WeekCount{Week: first.AddDays(7 * i).Week()})
		}
	}
	for _, r := range rows {
		for i, w := range counts[r.StaffID] {
			if w.Week == r.Week {
				counts[r.StaffID][i].FaceToFace = r.FaceToFace
			}
		}
	}
	return counts, nil
}

// ownClients fills in the caseload's numbers and what waits in it.
func (t *turn) ownClients(day *Today) error {
	own, err := t.reached(access.ScopeOf(t.actor, access.ReadTimeline, t.day), ViewOwn)
	if err != nil {
		return err
	}
	var clientIDs, episodeIDs []int64
	for _, c := range own {
		clientIDs, episodeIDs = append(clientIDs, c.Client.ID), append(episodeIDs, c.Episode.ID)
	}
	last, err := t.tx.LastOf(clientIDs)
	if err != nil {
		return err
	}
	placements, err := t.tx.PlacementsOfEpisodes(episodeIDs)
	if err != nil {
		return err
	}
	counselling, err := t.tx.CounsellingOfEpisodes(episodeIDs)
	if err != nil {
		return err
	}
	consents, err := t.tx.ConsentsOf(clientIDs)
	if err != nil {
		return err
	}
	of := map[int64]int{}
	due := make([]outcomes.DueClient, len(own))
	for i, c := range own {
		of[c.Episode.ID] = i
		l := last[c.Client.ID]
		due[i] = outcomes.DueClient{ClientID: c.Client.ID, Episode: c.Episode, LastMeeting: l.Meeting, LastFaceMeet: l.EmployerFaceToFace,
			Leave: consents[c.Client.ID].EmployerLeave(t.day)}
	}
	for _, p := range placements {
		due[of[p.EpisodeID]].Placements = append(due[of[p.EpisodeID]].Placements, p)
	}
	for _, c := range counselling {
		due[of[c.EpisodeID]].Counselling = append(due[of[c.EpisodeID]].Counselling, c)
	}
	for i, c := range own {
		day.count(c.State, due[i].Placements, t.day)
	}
	day.Due = outcomes.DueFor(due, t.day)
	day.Clients = map[int64]casework.Client{}
	for _, d := range day.Due {
		i := slices.IndexFunc(own, func(c CaseloadClient) bool { return c.Client.ID == d.ClientID })
		day.Clients[d.ClientID] = own[i].Client
	}
	for _, g := range t.actor.Grants {
		if g.Role == casework.RoleCoach && g.Holds(t.day) {
			fte := 1.0
			if g.FTE != nil {
				fte = *g.FTE
			}
			day.Limit += casework.CaseloadLimit(fte)
		}
	}
	return nil
}

func (day *Today) count(state casework.State, placements []casework.Placement, on casework.Day) {
	if state == casework.Paused {
		day.Paused++
		return
	}
	day.Active++
	if slices.ContainsFunc(placements, func(p casework.Placement) bool { return p.OpenJob() && p.RunsOn(on) }) {
		day.Working++
	} else {
		day.Searching++
	}
}

// employers adds the employers to go back to, and this week's contacts.
func (t *turn) employers(day *Today) error {
	promised, err := t.tx.ReturnsOf(t.actor.StaffID, t.day.AddDays(outcomes.ReturnAhead))
	if err != nil {
		return err
	}
	newest, err := t.tx.LastContacts(promised)
	if err != nil {
		return err
	}
	due := outcomes.DueReturns(newest, t.actor.StaffID, t.day)
	if day.Contacts, err = t.tx.ContactsOfStaff(t.actor.StaffID, t.day.Monday(), t.day); err != nil {
		return err
	}
	var ids []int64
	for _, d := range due {
		ids = append(ids, d.EmployerID)
	}
	for _, c := range day.Contacts {
		ids = append(ids, c.EmployerID)
	}
	employers, err := t.tx.EmployersByID(ids)
	day.Employers = map[int64]casework.Employer{}
	for _, e := range employers {
		day.Employers[e.ID] = e
	}
	day.Due = append(day.Due, due...)
	return err
}

// waiting counts who waits in the coach's teams, without naming them.
func (t *turn) waiting(day *Today) error {
	reach := access.ScopeOf(t.actor, access.ReadClient, t.day)
	near, err := t.tx.EpisodesNear(reach.Teams, nil, nil)
	for _, e := range newestOfAll(near, t.day) {
		if slices.Contains(reach.Teams, e.TeamID) && e.StateOn(t.day) == casework.Queue {
			day.Waiting++
			day.Longest = max(day.Longest, t.day.DaysSince(e.ReferredOn))
		}
	}
	return err
}

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

// teamAsked is the team that was named, or the first in reach.
func (t *turn) teamAsked(reached, all []casework.Team, uid casework.UID) (casework.Team, error) {
	if !uid.IsZero() {
		reached = slices.DeleteFunc(all, func(team casework.Team) bool { return team.UID != uid })
	} else if len(reached) == 0 {
		if err := t.may(access.ReadTeam, access.Resource{County: t.tx.County}, "team", ""); err != nil {
			return casework.Team{}, err
		}
	}
	if len(reached) == 0 {
		return casework.Team{}, store.ErrNotFound
	}
	return reached[0], nil
}

func (t *turn) teamResource(id int64) access.Resource {
	return access.Resource{County: t.tx.County, Teams: []int64{id}}
}

func (t *turn) fillTeam(week *Team) error {
	near, err := t.tx.EpisodesNear([]int64{week.Team.ID}, nil, nil)
	if err != nil {
		return err
	}
	placements, err := t.tx.PlacementsOfProgramme(week.Team.ProgrammeID)
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

// LogPage is a page of the county's log of use.
type LogPage struct {
	Entries []audit.Entry
	Before  int64 // ask again with this for older entries; 0: there are none
	Checked int64 // entries whose chain was verified, with Verify
	Broken  string
}

// UseLog gives the county's log before the entry numbered before (0: from the
// newest); verify checks its chain as well. Names of clients are not in it.
func (a *App) UseLog(ctx context.Context, actor access.Actor, before int64, verify bool) (LogPage, error) {
	return show(ctx, a, actor, func(t *turn) (LogPage, error) {
		if err := t.may(access.ReadLog, access.Resource{County: t.tx.County}, "log", ""); err != nil {
			return LogPage{}, err
		}
		entries, err := t.tx.Entries(before, LookersPage)
		page := LogPage{Entries: entries}
		if err != nil {
			return page, err
		}
		if len(entries) == LookersPage {
			page.Before = entries[len(entries)-1].Seq
		}
		action := audit.Showed
		if verify {
			action = audit.Verified
			if page.Checked, err = t.tx.VerifyLog(); isBroken(err) {
				page.Broken, err = err.Error(), nil
			}
		}
		t.shows(action, "log", "", "")
		return page, err
	})
}

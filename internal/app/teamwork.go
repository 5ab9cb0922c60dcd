package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/outcomes"
)

// Teamwork is what a team has noted of its own work, as the actor may see it:
// the leader sees all of it, a coach what concerns the team and themselves, and
// the management what was held and done, but no single coach's.
type Teamwork struct {
	On          casework.Day
	Teams       []casework.Team // those the actor may choose from
	Team        casework.Team
	Guides      bool // the actor may note guidance, and sees every coach
	MayNote     bool // what was done for the service
	Unled       bool // nobody leads the team
	OwnWork     bool // the actor works in the team and has weeks and trainings of their own
	Due         []outcomes.TeamDue
	Supervision []casework.Supervision // of the last quarter, the newest first
	Weeks       []CoachWeeks
	Notes       []casework.ServiceNote // of the last year, the newest first
	Trainings   []casework.Training    // of the people, who is told by Names
	Names       Names
}

// CoachWeeks tells which of a coach's last weeks were confirmed.
type CoachWeeks struct {
	Coach casework.Staff
	Weeks []WeekState // the oldest first
}

const (
	guidanceDays  = 100 // of guidance that is listed: a quarter, and what the rules look at
	serviceMonths = 12  // of notes of the service
)

// Teamwork gives what the team with the uid, or the actor's first, has noted of
// its own work. Problems: Forbidden for a team out of reach; NotFound for one
// that is not there.
func (a *App) Teamwork(ctx context.Context, actor access.Actor, uid casework.UID) (Teamwork, error) {
	return show(ctx, a, actor, func(t *turn) (Teamwork, error) {
		f, err := t.formTeam(access.ReadTeam, uid)
		w := Teamwork{On: t.day, Teams: f.Teams, Team: f.Team}
		if err != nil {
			return w, err
		}
		decision, resource := t.decision, t.teamResource(w.Team.ID)
		w.Guides = t.allowed(access.GuideTeam, resource)
		w.MayNote = t.allowed(access.NoteService, resource)
		if err := t.fillTeamwork(&w); err != nil {
			return w, err
		}
		t.decision = decision
		t.shows(audit.Showed, "team", w.Team.UID.String(), "teamwork")
		return w, nil
	})
}

func (t *turn) fillTeamwork(w *Teamwork) error {
	people, err := t.tx.StaffOfTeams([]int64{w.Team.ID})
	if err != nil {
		return err
	}
	w.Unled = !casework.Led(people, w.Team.ID, t.day)
	coaches := coachesAmong(people, w.Team.ID, t.day)
	w.OwnWork = slices.ContainsFunc(coaches, func(s casework.Staff) bool { return s.ID == t.actor.StaffID })
	guidance, err := t.tx.EverySupervisionOf(w.Team.ID, t.day.AddDays(-guidanceDays))
	if err != nil {
		return err
	}
	if w.Notes, err = t.tx.EveryServiceNoteOf(w.Team.ID, t.day.AddMonths(-serviceMonths)); err != nil {
		return err
	}
	slices.Reverse(w.Notes)
	seen := coaches
	if !w.Guides {
		seen = kept(coaches, func(s casework.Staff) bool { return s.ID == t.actor.StaffID })
	}
	due, err := t.teamDue(seen, guidance, w.Guides)
	if err != nil {
		return err
	}
	actions, err := t.groupActionsDue(teamsGuided(w))
	if err != nil {
		return err
	}
	w.Due, w.Trainings = append(due.list, actions...), due.trainings
	for _, c := range seen {
		w.Weeks = append(w.Weeks, coachWeeks(c, due.worktime, t.day))
	}
	for _, s := range slices.Backward(guidance) {
		if seen, ok := t.seesGuidance(*w, s); ok {
			w.Supervision = append(w.Supervision, seen)
		}
	}
	w.Names, err = t.names()
	return err
}

// teamsGuided is the team when the actor guides it, whose matters then are theirs.
func teamsGuided(w *Teamwork) []int64 {
	if w.Guides {
		return []int64{w.Team.ID}
	}
	return nil
}

// seesGuidance is an occasion of guidance as the actor may see it: what was
// between the leader and one coach is for those two, and of the rest the
// management sees that it was held.
func (t *turn) seesGuidance(w Teamwork, s casework.Supervision) (casework.Supervision, bool) {
	switch {
	case w.Guides:
		return s, true
	case s.Kind.OfOne():
		return s, slices.Contains(s.Staff, t.actor.StaffID)
	case !w.OwnWork:
		s.Text, s.Staff = "", nil
	}
	return s, true
}

// coachesToday lists who coaches in the team on the day, by name.
func (t *turn) coachesToday(team int64) ([]casework.Staff, error) {
	people, err := t.tx.StaffOfTeams([]int64{team})
	return coachesAmong(people, team, t.day), err
}

func coachesAmong(people []casework.Staff, team int64, on casework.Day) []casework.Staff {
	return kept(people, func(s casework.Staff) bool {
		_, coaches := coachFTE(s, team, on)
		return coaches
	})
}

// teamMatters is what waits of a team's own work, with what it was found by.
type teamMatters struct {
	list      []outcomes.TeamDue
	worktime  []casework.Worktime
	trainings []casework.Training
}

// teamDue lists what waits of the people's weeks and trainings, and, for who
// guides them, of their guidance.
func (t *turn) teamDue(people []casework.Staff, guidance []casework.Supervision, guides bool) (m teamMatters, err error) {
	ids := converted(people, func(s casework.Staff) int64 { return s.ID })
	first := t.day.Monday().AddDays(-7 * recentWeeks)
	if m.worktime, err = t.tx.WorktimeOfPeople(ids, first.Week(), t.day.Week()); err != nil {
		return m, err
	}
	if m.trainings, err = t.tx.TrainingsOf(ids); err != nil {
		return m, err
	}
	if guides {
		m.list = outcomes.DueGuidance(guidance, people, t.day)
	}
	for _, p := range people {
		if d, waits := outcomes.DueWeeks(p, m.worktime, t.day); waits {
			m.list = append(m.list, d)
		}
	}
	m.list = append(m.list, outcomes.DueTrainings(m.trainings, t.day)...)
	return m, nil
}

// coachWeeks tells which of a coach's last weeks were confirmed.
func coachWeeks(c casework.Staff, worktime []casework.Worktime, on casework.Day) CoachWeeks {
	w := CoachWeeks{Coach: c}
	last := on.Monday().AddDays(-7)
	for n := recentWeeks - 1; n >= 0; n-- {
		state := WeekState{Week: last.AddDays(-7 * n).Week()}
		if i := slices.IndexFunc(worktime, func(x casework.Worktime) bool { return x.StaffID == c.ID && x.Week == state.Week }); i >= 0 {
			state.Worktime = &worktime[i]
		}
		w.Weeks = append(w.Weeks, state)
	}
	return w
}

// teamworkToday adds to a day what waits of the team's own work: of the teams
// that the actor leads everything, else the actor's own weeks and trainings; and
// what the actor is to do for a group.
func (t *turn) teamworkToday(day *Today) error {
	led := access.ScopeOf(t.actor, access.GuideTeam, t.day).Teams
	for _, team := range led {
		people, err := t.coachesToday(team)
		if err != nil {
			return err
		}
		guidance, err := t.tx.EverySupervisionOf(team, t.day.AddDays(-guidanceDays))
		if err != nil {
			return err
		}
		matters, err := t.teamDue(people, guidance, true)
		if err != nil {
			return err
		}
		day.Team = append(day.Team, matters.list...)
	}
	if len(led) == 0 {
		self, err := t.tx.StaffByID(t.actor.StaffID)
		if err != nil {
			return err
		}
		matters, err := t.teamDue([]casework.Staff{self}, nil, false)
		if err != nil {
			return err
		}
		day.Team = matters.list
	}
	actions, err := t.groupActionsDue(led)
	if err != nil {
		return err
	}
	day.Team = append(day.Team, actions...)
	var named []int64
	for _, d := range day.Team {
		named = append(named, d.Staff...)
	}
	day.Names, err = t.namesOf(named, nil)
	return err
}

package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// FidelityInput asks for a team's live scores.
type FidelityInput struct {
	Team     string       // its id in documents; empty: the first that the actor may see
	On       casework.Day // zero: today
	Trend    bool         // with the months before
	FirstRow int          // of the rows behind an item: the first to show, counted from 0
}

// Fidelity is a team's live scores as the actor may see them.
type Fidelity struct {
	Teams     []casework.Team // those the actor may choose from
	Team      casework.Team
	Programme casework.Programme
	Edition   *fidelity.Edition
	Scores    fidelity.LiveScores
	Trend     []fidelity.Month // the oldest first
	Review    *casework.Review // the last one that was over by the day; nil: none
	Coaches   bool             // every coach's part is told, not the actor's own alone
	Rows      bool             // the records behind an item may be opened
	Unled     bool             // nobody leads the team
}

// LiveFidelity gives what a team's records come to on the scale of its
// programme. One who may not see each coach's figures sees their own alone.
// Problems: NotFound for a team that is not there; Forbidden for one out of
// reach; Invalid for a programme without a scale.
func (a *App) LiveFidelity(ctx context.Context, actor access.Actor, in FidelityInput) (Fidelity, error) {
	return show(ctx, a, actor, func(t *turn) (Fidelity, error) {
		f, records, err := t.fidelity(&in)
		if err != nil {
			return f, err
		}
		f.Scores = t.ownParts(f, fidelity.Live(records, in.On))
		if in.Trend {
			f.Trend = fidelity.Trend(records, monthEnds(in.On))
		}
		t.shows(audit.Reported, "team", f.Team.UID.String(), "fidelity "+in.On.String())
		return f, nil
	})
}

// fidelity finds the team, decides, and loads what its scores are made of.
func (t *turn) fidelity(in *FidelityInput) (Fidelity, fidelity.Records, error) {
	var f Fidelity
	var records fidelity.Records
	all, err := t.tx.Teams()
	if err != nil {
		return f, records, err
	}
	for _, team := range all {
		if t.allowed(access.ReadFigures, t.teamResource(team.ID)) {
			f.Teams = append(f.Teams, team)
		}
	}
	if f.Team, err = t.teamCalled(f.Teams, all, in.Team); err != nil {
		return f, records, err
	}
	resource := t.teamResource(f.Team.ID)
	if err := t.may(access.ReadFigures, resource, "team", f.Team.UID.String()); err != nil {
		return f, records, err
	}
	decision := t.decision
	f.Coaches = t.allowed(access.ReadCoaches, resource)
	f.Rows = t.allowed(access.ReadRows, resource)
	t.decision = decision
	in.On = cmpDay(in.On, t.day)
	if err := t.scaleOf(&f); err != nil {
		return f, records, err
	}
	records, err = t.teamRecords(f, *in)
	f.Review = lastReview(records.Reviews, in.On)
	f.Unled = !casework.Led(records.Staff, f.Team.ID, in.On)
	return f, records, err
}

// teamCalled is the team that was named by its id in documents, or the first in
// reach. One who reaches none is refused.
func (t *turn) teamCalled(reached, all []casework.Team, id string) (casework.Team, error) {
	if id == "" {
		if len(reached) > 0 {
			return reached[0], nil
		}
		if err := t.may(access.ReadFigures, access.Resource{County: t.tx.County}, "team", ""); err != nil {
			return casework.Team{}, err
		}
	}
	for _, team := range all {
		if team.Outward() == id {
			return team, nil
		}
	}
	known := converted(reached, func(team casework.Team) string { return team.Outward() })
	return casework.Team{}, problem.New(problem.NotFound, "house.team_unknown").With("team", id).With("known", strings.Join(known, ", "))
}

// scaleOf finds the programme of the team and the newest edition of its scale:
// the one that the programme names, else the one made for its kind.
func (t *turn) scaleOf(f *Fidelity) error {
	programmes, err := t.tx.Programmes()
	if err != nil {
		return err
	}
	for _, p := range programmes {
		if p.ID == f.Team.ProgrammeID {
			f.Programme = p
		}
	}
	editions, err := fidelity.Published()
	if err != nil {
		return err
	}
	found := false
	if f.Edition, found = fidelity.Current(editions, f.Programme.Scale); !found {
		for _, e := range editions {
			if e.Programme == f.Programme.Kind {
				f.Edition = e // the newest comes last
			}
		}
	}
	return nil
}

// teamRecords loads what a team's scores on a day are made of. The months before
// it ask for more of what records alone can score.
func (t *turn) teamRecords(f Fidelity, in FidelityInput) (fidelity.Records, error) {
	r := fidelity.Records{Edition: f.Edition, Team: f.Team}
	team := f.Team.ID
	reach := f.Edition.Reach(in.On)
	span := casework.Span{From: reach.Records, To: in.On}
	long, before := span, reach
	if in.Trend {
		before = f.Edition.Reach(monthEnds(in.On)[0])
		long.From = before.Records
	}
	var first []casework.EmployerContact
	var err error
	load := func(step func() error) {
		if err == nil {
			err = step()
		}
	}
	load(func() (err error) { r.Staff, err = t.tx.StaffOfTeams([]int64{team}); return err })
	load(func() (err error) { r.CareTeams, err = t.tx.CareTeams(); return err })
	load(func() (err error) { r.Assignments, err = t.tx.AssignmentsOfTeam(team); return err })
	load(func() (err error) { r.Episodes, err = t.tx.EpisodesNear(store.Near{Teams: []int64{team}}); return err })
	load(func() (err error) { r.Placements, err = t.tx.PlacementsNear(team); return err })
	load(func() (err error) {
		r.Contacts, err = t.tx.ContactsOfTeam(team, casework.Span{From: before.Contacts, To: in.On})
		return err
	})
	load(func() (err error) { first, err = t.tx.FirstVisits(team); return err })
	load(func() (err error) {
		r.Meetings, err = t.tx.MeetingsOfTeam(team, casework.Span{From: reach.JobMeetings, To: in.On}, reach.Meetings)
		return err
	})
	load(func() (err error) {
		r.Worktime, err = t.tx.WorktimeOfTeam(team, long.From.Week(), long.To.Week())
		return err
	})
	load(func() (err error) { r.CareTeamMeetings, err = t.tx.CareTeamMeetingsOf(team, span); return err })
	load(func() (err error) { r.Supervision, err = t.tx.SupervisionOf(team, long); return err })
	load(func() (err error) { r.ServiceNotes, err = t.tx.ServiceNotesOf(team, span); return err })
	load(func() (err error) { r.Counselling, err = t.tx.CounsellingOfTeam(team); return err })
	load(func() (err error) { r.Reviews, err = t.tx.ReviewsOfTeam(team); return err })
	load(func() (err error) { r.Plans, err = t.tx.PlansOfTeam(team); return err })
	load(func() (err error) {
		r.UnitClients, err = t.tx.UnitClients(distinct(converted(r.Assignments, func(a casework.CareTeamAssignment) int64 { return a.CareTeamID })))
		return err
	})
	load(func() (err error) { r.Talks, err = t.tx.DisclosureTalksOfTeam(team); return err })
	r.Contacts = append(r.Contacts, first...) // one that stands twice is taken as it came first
	return r, err
}

// trendMonths is how far back a trend goes.
const trendMonths = 24

// monthEnds lists the last days of the months before the day, the oldest
// first, and the day itself.
func monthEnds(on casework.Day) []casework.Day {
	month := on.AddDays(1 - on.Time().Day())
	days := make([]casework.Day, 0, trendMonths+1)
	for n := trendMonths - 1; n >= 0; n-- {
		days = append(days, month.AddMonths(-n).AddDays(-1))
	}
	return append(days, on)
}

// lastReview is the newest review that was over by the day, or nil.
func lastReview(all []casework.Review, on casework.Day) *casework.Review {
	var last *casework.Review
	for i, r := range all {
		if !r.To.After(on) && (last == nil || r.To.After(last.To)) {
			last = &all[i]
		}
	}
	return last
}

// ownParts leaves out of the scores the parts of other coaches than the actor,
// for one who may not see each coach's.
func (t *turn) ownParts(f Fidelity, scores fidelity.LiveScores) fidelity.LiveScores {
	if f.Coaches {
		return scores
	}
	for n, item := range scores.Items {
		item.PerCoach = slices.DeleteFunc(item.PerCoach, func(c fidelity.CoachScore) bool { return c.StaffID != t.actor.StaffID })
		item.Weeks = slices.DeleteFunc(item.Weeks, func(w casework.Worktime) bool { return w.StaffID != t.actor.StaffID })
		scores.Items[n] = item
	}
	return scores
}

// contactsBehind lists the contacts of rows, of which scores hold only what they
// are made of.
func contactsBehind(rows []outcomes.Row) (ids []int64) {
	for _, r := range rows {
		if r.ContactID != 0 {
			ids = append(ids, r.ContactID)
		}
	}
	return ids
}

// FidelityRows is what stands behind one item of a team's scores.
type FidelityRows struct {
	Fidelity
	Item   fidelity.Item
	Live   fidelity.LiveItem
	Behind FigureRows
}

// FidelityRows opens an item of a team's live scores to the records behind it.
// Problems: as LiveFidelity; NotFound for an item that is none.
func (a *App) FidelityRows(ctx context.Context, actor access.Actor, in FidelityInput, item int) (FidelityRows, error) {
	return show(ctx, a, actor, func(t *turn) (FidelityRows, error) {
		f, records, err := t.fidelity(&in)
		if err != nil {
			return FidelityRows{}, err
		}
		if err := t.may(access.ReadRows, t.teamResource(f.Team.ID), "team", f.Team.UID.String()); err != nil {
			return FidelityRows{}, err
		}
		if item < 1 || item > len(f.Edition.Items) {
			return FidelityRows{}, store.ErrNotFound
		}
		f.Scores = t.ownParts(f, fidelity.Live(records, in.On))
		page := FidelityRows{Fidelity: f, Item: f.Edition.Item(item), Live: f.Scores.Items[item]}
		rows := converted(page.Live.Rows, func(r fidelity.Row) outcomes.Row { return outcomes.Row(r) })
		of := outcomes.Records{Episodes: records.Episodes, Placements: records.Placements}
		if of.Contacts, err = t.tx.ContactsByID(contactsBehind(rows)); err != nil {
			return page, err
		}
		clients, err := t.fillRows(&page.Behind, of, rows, FiguresInput{On: in.On, FirstRow: in.FirstRow})
		t.shows(audit.Listed, "client", "", "fidelity "+strconv.Itoa(item), clients...)
		return page, err
	})
}

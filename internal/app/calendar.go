package app

import (
	"context"
	"errors"
	"maps"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

// CalendarWeek is a person's own ISO week.
type CalendarWeek struct {
	Week     casework.Week
	Today    casework.Day
	Meetings []Appointment // planned and not called off, those that were held too
	Tasks    []DueTask     // of the person, due in the week
	Returns  []Return      // promised for the week
	Feed     bool          // their own calendar reads it
	Initials bool          // which is told the clients' initials
}

// DueTask is a task with whose client it is for.
type DueTask struct {
	Task   casework.Task
	Client casework.Client
}

// Return is an employer to go back to.
type Return struct {
	On       casework.Day
	Employer casework.Employer
}

// Calendar gives the actor's own week in which a day lies.
func (a *App) Calendar(ctx context.Context, actor access.Actor, in casework.Day) (CalendarWeek, error) {
	return show(ctx, a, actor, func(t *turn) (CalendarWeek, error) {
		if err := t.may(access.ReadToday, access.OwnDay(actor), "calendar", ""); err != nil {
			return CalendarWeek{}, err
		}
		if in.IsZero() {
			in = t.day
		}
		first := in.Monday()
		week := CalendarWeek{Week: first.Week(), Today: t.day}
		planned, err := t.tx.PlannedBetween(actor.StaffID, first, first.AddDays(6))
		if err != nil {
			return week, err
		}
		own, err := t.reached(access.ScopeOf(actor, access.ReadTimeline, t.day), ViewOwn)
		if err != nil {
			return week, err
		}
		tasks, owners, err := t.ownPromises(planned, nil, own)
		if err != nil {
			return week, err
		}
		week.Meetings = appointmentsOf(planned, owners)
		for _, task := range tasks {
			if task.Whose == casework.CoachsTask && within(task.DueOn, first) {
				week.Tasks = append(week.Tasks, DueTask{task, owners[task.EpisodeID].Unguarded()})
			}
		}
		if week.Returns, err = t.returnsIn(first); err != nil {
			return week, err
		}
		initials, err := initialsOf(t.tx)
		if err != nil {
			return week, err
		}
		week.Initials = initials.On
		if _, err := t.tx.CalendarFeed(actor.StaffID); err == nil {
			week.Feed = true
		} else if !errors.Is(err, store.ErrNotFound) {
			return week, err
		}
		var ids []int64
		for _, m := range week.Meetings {
			ids = append(ids, m.Client.ID)
		}
		for _, d := range week.Tasks {
			ids = append(ids, d.Client.ID)
		}
		t.shows(audit.Showed, "calendar", week.Week.String(), "", ids...)
		return week, nil
	})
}

// within tells whether a day lies in the week that begins on a Monday.
func within(on, monday casework.Day) bool {
	return !on.IsZero() && on.Monday() == monday
}

// returnsIn finds the employers to whom the actor has promised to go back in a week.
func (t *turn) returnsIn(monday casework.Day) ([]Return, error) {
	promised, err := t.tx.ReturnsOf(t.actor.StaffID, monday.AddDays(6))
	if err != nil {
		return nil, err
	}
	newest, err := t.tx.LastContacts(promised)
	if err != nil {
		return nil, err
	}
	due := map[int64]casework.Day{}
	for id, c := range newest {
		if within(c.ReturnOn, monday) {
			due[id] = c.ReturnOn
		}
	}
	employers, err := t.tx.EmployersByID(slices.Sorted(maps.Keys(due)))
	return converted(employers, func(e casework.Employer) Return { return Return{due[e.ID], e} }), err
}

// MakeCalendarFeed makes the secret address at which the actor's own calendar
// reads their meetings; an earlier one ends. The token is told once, here, and
// stored nowhere. Those who have a day of their own may; ending it everybody may.
func (a *App) MakeCalendarFeed(ctx context.Context, actor access.Actor) (auth.Token, error) {
	token, err := auth.NewToken(a.Random)
	if err != nil {
		return "", err
	}
	return change(ctx, a, actor, func(t *turn) (auth.Token, error) {
		if err := t.may(access.ReadToday, access.OwnDay(actor), "calendar_feed", ""); err != nil {
			return "", err
		}
		t.did(audit.Added, "calendar_feed", actor.ID, "")
		return token, t.tx.ReplaceCalendarFeed(actor.StaffID, token.Sum())
	})
}

// EndCalendarFeed ends the actor's secret address. Problems: NotFound when there
// is none.
func (a *App) EndCalendarFeed(ctx context.Context, actor access.Actor) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "calendar_feed", ""); err != nil {
			return struct{}{}, err
		}
		t.did(audit.Withdrew, "calendar_feed", actor.ID, "")
		dropped, err := t.tx.DropCalendarFeed(actor.StaffID)
		if err == nil && !dropped {
			err = store.ErrNotFound
		}
		return struct{}{}, err
	})
	return err
}

// Feed is what somebody's own calendar is told. A calendar outside lies on
// other people's servers: it is told when there is a meeting, and of nobody, unless
// the county has turned the clients' initials on.
type Feed struct {
	Language string // that the person has chosen, or empty
	Meetings []FeedMeeting
}

// FeedMeeting is one meeting in a calendar outside.
type FeedMeeting struct {
	UID      casework.UID
	Revision int
	On       casework.Day
	At       casework.TimeOfDay // empty: not agreed yet
	Initials string             // of the client, where the county tells them; else empty
}

// How far a calendar outside looks.
const (
	feedBack  = 30  // days
	feedAhead = 180 // days
)

// CalendarFeed gives what a secret address shows. Problems: NotFound for one that
// is nobody's; Forbidden for one of somebody who has no clients' days any more.
func (a *App) CalendarFeed(ctx context.Context, token auth.Token) (Feed, error) {
	var holder store.Holder
	err := a.Store.Read(ctx, 0, a.Clock(), func(tx *store.Tx) (err error) {
		holder, err = tx.HolderOfCalendarFeed(token.Sum())
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return Feed{}, problem.New(problem.NotFound, "problem.not_found")
	}
	if err != nil {
		return Feed{}, err
	}
	actor := actorOf(holder)
	return show(ctx, a, actor, func(t *turn) (Feed, error) {
		if err := t.may(access.ReadToday, access.OwnDay(actor), "calendar_feed", actor.ID); err != nil {
			return Feed{}, err
		}
		feed := Feed{Language: holder.Account.Language}
		planned, err := t.tx.PlannedBetween(actor.StaffID, t.day.AddDays(-feedBack), t.day.AddDays(feedAhead))
		if err != nil {
			return feed, err
		}
		owners, err := t.readable(converted(planned, func(p casework.PlannedMeeting) int64 { return p.EpisodeID }))
		if err != nil {
			return feed, err
		}
		initials, err := initialsOf(t.tx)
		if err != nil {
			return feed, err
		}
		var told []int64
		feed.Meetings, told = feedMeetings(appointmentsOf(planned, owners), initials.On)
		t.shows(audit.Listed, "calendar_feed", actor.ID, counted(int64(len(feed.Meetings)), "meetings"), told...)
		return feed, nil
	})
}

// ownPromises lists the open tasks of the clients whom the actor coaches, and
// those that the actor noted of clients whom nobody coaches, and gives by episode
// whose they, the planned meetings and the leads are, of clients within reach.
func (t *turn) ownPromises(planned []casework.PlannedMeeting, leads []casework.Lead, own []CaseloadClient) ([]casework.Task, map[int64]dossier, error) {
	coached := converted(own, episodeOfClient)
	tasks, err := t.tx.OpenTasksOfEpisodes(coached)
	if err != nil {
		return nil, nil, err
	}
	byMe, err := t.tx.OpenTasksBy(t.actor.StaffID)
	if err != nil {
		return nil, nil, err
	}
	tasks = append(tasks, kept(byMe, func(task casework.Task) bool { return !slices.Contains(coached, task.EpisodeID) })...)
	episodes := slices.Concat(
		converted(planned, func(p casework.PlannedMeeting) int64 { return p.EpisodeID }),
		converted(leads, episodeOfLead),
		converted(tasks, func(task casework.Task) int64 { return task.EpisodeID }))
	owners, err := t.readable(episodes)
	return kept(tasks, func(task casework.Task) bool {
		d, reached := owners[task.EpisodeID]
		return reached && (slices.Contains(coached, task.EpisodeID) || d.coachOf(task.EpisodeID, t.day) == 0)
	}), owners, err
}

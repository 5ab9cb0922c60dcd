package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/rules"
)

// weeksShown is how many ISO weeks the weekly six looks back, this one too.
const weeksShown = 8

// Today is a coach's day: what waits, the weekly six and the caseload in three
// numbers.
type Today struct {
	On        casework.Day
	Due       []outcomes.Due
	Ahead     []Appointment               // planned for today and tomorrow
	Clients   map[int64]casework.Client   // of Due, by key
	Employers map[int64]casework.Employer // of Due and Contacts, by key
	Weeks     []WeekCount
	Contacts  []casework.EmployerContact // of this week, the newest first, withdrawn ones too
	Searching int                        // active clients without a running open job
	Working   int
	Paused    int
	Active    int
	Limit     int
	Waiting   int                // in the queue of the coach's teams
	Longest   int                // days the longest of them has waited
	Team      []outcomes.TeamDue // what waits of the team's own work
	Names     Names              // of Team
	Unheard   int                // of those in the actor's queue who are promised to nobody, how many have not heard from the team for a month
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
		own, err := t.reached(access.ScopeOf(actor, access.ReadTimeline, t.day), ViewOwn)
		if err != nil {
			return day, err
		}
		if err := t.ownClients(&day, own); err != nil {
			return day, err
		}
		if err := t.employers(&day); err != nil {
			return day, err
		}
		if err := t.promised(&day, own); err != nil {
			return day, err
		}
		if err := t.waiting(&day); err != nil {
			return day, err
		}
		if err := t.teamworkToday(&day); err != nil {
			return day, err
		}
		outcomes.SortDue(day.Due)
		var ids []int64
		for id := range day.Clients {
			ids = append(ids, id)
		}
		for _, a := range day.Ahead {
			ids = append(ids, a.Client.ID)
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

// dueClients loads what the rules of Today need of clients: one query a kind of
// thing.
func (t *turn) dueClients(all []CaseloadClient) ([]outcomes.DueClient, error) {
	var clientIDs, episodeIDs []int64
	for _, c := range all {
		clientIDs, episodeIDs = append(clientIDs, c.Client.ID), append(episodeIDs, c.Episode.ID)
	}
	last, err := t.tx.LastOf(clientIDs)
	if err != nil {
		return nil, err
	}
	placements, err := t.tx.PlacementsOfEpisodes(episodeIDs)
	if err != nil {
		return nil, err
	}
	counselling, err := t.tx.CounsellingOfEpisodes(episodeIDs)
	if err != nil {
		return nil, err
	}
	consents, err := t.tx.ConsentsOf(clientIDs)
	if err != nil {
		return nil, err
	}
	plans, err := t.tx.PlansOfEpisodes(episodeIDs)
	if err != nil {
		return nil, err
	}
	messages, err := t.tx.CareMessagesOfEpisodes(episodeIDs)
	if err != nil {
		return nil, err
	}
	texts, err := t.tx.RecordTextsOfEpisodes(episodeIDs)
	if err != nil {
		return nil, err
	}
	episodes, err := t.tx.EpisodesOfClients(clientIDs)
	if err != nil {
		return nil, err
	}
	of := map[int64]int{}
	due := make([]outcomes.DueClient, len(all))
	for i, c := range all {
		of[c.Episode.ID] = i
		l := last[c.Client.ID]
		due[i] = outcomes.DueClient{ClientID: c.Client.ID, Episode: c.Episode, LastMeeting: l.Meeting, LastFaceMeet: l.EmployerFaceToFace,
			Consents: consents[c.Client.ID]}
	}
	for _, p := range placements {
		due[of[p.EpisodeID]].Placements = append(due[of[p.EpisodeID]].Placements, p)
	}
	for _, p := range plans {
		due[of[p.EpisodeID]].Plans = append(due[of[p.EpisodeID]].Plans, p)
	}
	for _, m := range messages {
		due[of[m.EpisodeID]].Messages = append(due[of[m.EpisodeID]].Messages, m)
	}
	for _, r := range texts {
		due[of[r.EpisodeID]].Texts = append(due[of[r.EpisodeID]].Texts, r)
	}
	for _, c := range counselling {
		due[of[c.EpisodeID]].Counselling = append(due[of[c.EpisodeID]].Counselling, c)
	}
	if err := t.supportDue(due, of, episodes); err != nil {
		return nil, err
	}
	return due, t.startsAndEarnings(all, due, of, episodes)
}

// supportDue adds to the clients what the rules of support need: the plans, the
// contacts and the earlier placements of those who have one that runs, and what
// was talked about of how coaching goes on; episodes are all that they have.
func (t *turn) supportDue(due []outcomes.DueClient, of map[int64]int, episodes []casework.Episode) error {
	var present, placed []int64
	at := map[int64]int{}
	for i, c := range due {
		present = append(present, c.Episode.ID)
		if slices.ContainsFunc(c.Placements, func(p casework.Placement) bool { return !p.Withdrawn && p.RunsOn(t.day) }) {
			placed, at[c.ClientID] = append(placed, c.Episode.ID), i
		}
	}
	talks, err := t.tx.ClosingTalksOfEpisodes(present)
	if err != nil {
		return err
	}
	for _, talk := range talks {
		due[of[talk.EpisodeID]].Talks = append(due[of[talk.EpisodeID]].Talks, talk)
	}
	support, err := t.tx.SupportPlansOfEpisodes(placed)
	if err != nil {
		return err
	}
	for _, p := range support {
		due[of[p.EpisodeID]].Support = append(due[of[p.EpisodeID]].Support, p)
	}
	meetings, err := t.tx.MeetingDaysOfEpisodes(placed)
	if err != nil {
		return err
	}
	for _, m := range meetings {
		due[of[m.EpisodeID]].Meetings = append(due[of[m.EpisodeID]].Meetings, m)
	}
	return t.earlierPlacements(due, at, episodes)
}

// earlierPlacements adds to the clients of at, by their place in due, those that
// they had in other episodes: what was used up then counts against the limits of
// a work trial.
func (t *turn) earlierPlacements(due []outcomes.DueClient, at map[int64]int, episodes []casework.Episode) error {
	whose, earlier := map[int64]int{}, []int64{}
	for _, e := range episodes {
		if i, placed := at[e.ClientID]; placed && due[i].Episode.ID != e.ID {
			whose[e.ID], earlier = i, append(earlier, e.ID)
		}
	}
	placements, err := t.tx.PlacementsOfEpisodes(earlier)
	for _, p := range placements {
		due[whose[p.EpisodeID]].Earlier = append(due[whose[p.EpisodeID]].Earlier, p)
	}
	return err
}

// ownClients fills in the caseload's numbers and what waits in it.
func (t *turn) ownClients(day *Today, own []CaseloadClient) error {
	due, err := t.dueClients(own)
	if err != nil {
		return err
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

// startsAndEarnings adds to the clients what was answered of the starts of their
// jobs, and how their pay stands against the limit of a pension; of is the place
// of an episode in due, and episodes are all that the clients have.
func (t *turn) startsAndEarnings(own []CaseloadClient, due []outcomes.DueClient, of map[int64]int, episodes []casework.Episode) error {
	var started, clients []int64
	for i, c := range own {
		if len(due[i].Placements) > 0 {
			started = append(started, c.Episode.ID)
		}
		clients = append(clients, c.Client.ID)
	}
	incomes, err := t.tx.IncomesOf(clients)
	if err != nil {
		return err
	}
	var pensioned []casework.Client
	for _, c := range own {
		if c.Client.Incomes = incomes[c.Client.ID]; len(benefits.PensionsOf(c.Client.Incomes, nil)) > 0 {
			pensioned = append(pensioned, c.Client)
		}
	}
	answers, err := t.tx.StartAnswersOfEpisodes(started)
	if err != nil {
		return err
	}
	for _, a := range answers {
		due[of[a.EpisodeID]].Answers = append(due[of[a.EpisodeID]].Answers, a)
	}
	questions, err := t.watched(pensioned, episodes)
	if err != nil || len(questions) == 0 {
		return err
	}
	edition, err := publishedRules()
	if err != nil {
		return err
	}
	for i, c := range own {
		if q := questions[c.Client.ID]; q != nil {
			due[i].Earnings = earningsDue(*q, edition)
		}
	}
	return nil
}

// earningsDue tells what Today is to know of a client's earnings.
func earningsDue(q benefits.WatchQuestion, edition *rules.Edition) outcomes.EarningsDue {
	var due outcomes.EarningsDue
	if _, at, passed := q.Of(edition).Worst(q.Today.Month()); passed {
		due.Over = at.InRow
	}
	for _, d := range q.Dormant {
		rest, told := benefits.RestOf(edition, d)
		if told && !d.Withdrawn && !d.From.After(q.Today) && d.To.IsZero() {
			due.RestEnds = rest.Ends
		}
	}
	return due
}

// promised adds the meetings ahead, those that passed and wait to be noted, and
// the coach's own tasks and leads: of the clients they coach, and those they
// noted of clients whom nobody coaches yet.
func (t *turn) promised(day *Today, own []CaseloadClient) error {
	planned, err := t.tx.PlannedOfStaff(t.actor.StaffID, t.day.AddDays(1))
	if err != nil {
		return err
	}
	leads, err := t.watchedLeads(own)
	if err != nil {
		return err
	}
	tasks, owners, err := t.ownPromises(planned, leads, own)
	if err != nil {
		return err
	}
	var passed []casework.PlannedMeeting
	for _, a := range appointmentsOf(planned, owners) {
		if a.Planned.On.Before(t.day) {
			passed = append(passed, a.Planned)
		} else {
			day.Ahead = append(day.Ahead, a)
		}
	}
	clients := map[int64]int64{}
	for episode, d := range owners {
		clients[episode] = d.ID
	}
	due := append(outcomes.DueMeetings(passed, clients, t.day), outcomes.DueTasks(tasks, clients, t.day)...)
	for _, d := range owners {
		if slices.ContainsFunc(due, func(one outcomes.Due) bool { return one.ClientID == d.ID }) {
			day.Clients[d.ID] = d.Unguarded()
		}
	}
	day.Due = append(day.Due, due...)
	return t.leadsDue(day, leads, owners)
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
	if day.Contacts, err = t.withoutBanned(day.Contacts); err != nil {
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

// waiting counts who waits in the coach's teams, without naming them, and adds
// with whom to get in touch: those who are promised to the coach by name, and
// for who keeps the queue how many of those who are promised to nobody.
func (t *turn) waiting(day *Today) error {
	reach := access.ScopeOf(t.actor, access.ReadTimeline, t.day)
	near, err := t.tx.EpisodesNear(store.Near{Teams: reach.Teams, State: store.Waiting, On: t.day})
	if err != nil {
		return err
	}
	banned, err := t.bans()
	if err != nil {
		return err
	}
	var own, nobodys, kept []casework.Episode
	var clients []int64
	for _, e := range newestOfAll(near, t.day) {
		r := clientResource(t.tx.County, []casework.Episode{e}, nil, banned.on(e.ClientID), t.day)
		if e.StateOn(t.day) != casework.Queue || !reach.Reaches(r) {
			continue
		}
		day.Waiting++
		day.Longest = max(day.Longest, t.day.DaysSince(e.ReferredOn))
		keeps := t.decide(access.KeepQueue, r).Allowed
		if keeps {
			kept = append(kept, e)
		}
		switch coach := e.CoachOn(t.day); {
		case coach == t.actor.StaffID:
			own, clients = append(own, e), append(clients, e.ClientID)
		case coach == 0 && keeps:
			nobodys, clients = append(nobodys, e), append(clients, e.ClientID)
		}
	}
	last, err := t.tx.LastOf(clients)
	if err != nil {
		return err
	}
	met := make(map[int64]casework.Day, len(last))
	for id, l := range last {
		met[id] = l.Meeting
	}
	unread, err := t.unreadReferrals(kept)
	if err != nil {
		return err
	}
	due := append(outcomes.DueWaiting(own, met, t.day), unread...)
	ids := make([]int64, len(due))
	for i, d := range due {
		ids[i] = d.ClientID
	}
	known, err := t.tx.ClientHeads(ids)
	for _, c := range known {
		day.Clients[c.ID] = c.Unguarded()
	}
	day.Due = append(day.Due, due...)
	for _, d := range outcomes.DueWaiting(nobodys, met, t.day) {
		if d.Late {
			day.Unheard++
		}
	}
	return err
}

// unreadReferrals are those to answer of the people in the queue that the actor
// keeps.
func (t *turn) unreadReferrals(kept []casework.Episode) ([]outcomes.Due, error) {
	ids := converted(kept, func(e casework.Episode) int64 { return e.ID })
	sent, err := t.tx.ReferralsOfEpisodes(ids)
	return outcomes.DueReferrals(kept, sent, t.day), err
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

package fidelity

import (
	"math/big"
	"slices"

	"sijoita/casework"
)

// Here are the items that people rate: what the records show of them. The
// elements of which nothing is said here are left to people.

// phasesBy has the kinds of meeting that show a phase. Engagement shows in no
// record of its own.
var phasesBy = []struct {
	phase string
	kinds []casework.MeetingKind
}{
	{"intake", []casework.MeetingKind{casework.MeetingFirst, casework.MeetingThreeParty}},
	{"assessment", []casework.MeetingKind{casework.MeetingProfile}},
	{"placement", []casework.MeetingKind{casework.MeetingJobSearch}},
	{"coaching", []casework.MeetingKind{casework.MeetingSupportAtWork}},
	{"follow_along", []casework.MeetingKind{casework.MeetingFollowAlong}},
}

// phases (3): how many of the coaches with clients carried each phase out in
// the window. A visit to an employer is a part of placing.
func (x *day) phases(f *finding) {
	done := map[string]map[int64]bool{}
	for _, p := range phasesBy {
		done[p.phase] = map[int64]bool{}
	}
	for _, e := range x.ours {
		for _, m := range x.meetings[e.ID] {
			if !f.span.Holds(m.On) {
				continue
			}
			for _, p := range phasesBy {
				if slices.Contains(p.kinds, m.Kind) {
					note(done[p.phase], m.Staff)
				}
			}
		}
	}
	for _, c := range x.contacts {
		if f.span.Holds(c.On) {
			note(done["placement"], c.Staff)
		}
	}
	with := x.coachesWithClients()
	f.N = len(with)
	for _, p := range phasesBy {
		n := count(with, func(c coach) bool { return done[p.phase][c.ID] })
		f.part(p.phase, n == len(with) && n > 0, n, len(with))
	}
}

func note(done map[int64]bool, staff []int64) {
	for _, s := range staff {
		done[s] = true
	}
}

func (x *day) coachesWithClients() []coach {
	return slices.DeleteFunc(slices.Clone(x.coaches), func(c coach) bool { return len(c.active) == 0 })
}

// careTeamMeetings (5): how many of the meetings of their own care teams the
// coaches took part in.
func (x *day) careTeamMeetings(f *finding) {
	held, attended, whole := 0, 0, 0
	seen := map[int64]bool{}
	proposed := 0
	for _, c := range x.coaches {
		teams := x.careTeamsOf(c)
		for _, m := range x.CareTeamMeetings {
			if f.span.Holds(m.On) && slices.Contains(teams, m.CareTeamID) {
				held++
				add(&attended, slices.Contains(m.Attended, c.ID))
				add(&whole, slices.Contains(m.Attended, c.ID) && !slices.Contains(m.InPart, c.ID))
				if m.Proposed != nil && !seen[m.ID] {
					proposed += *m.Proposed
				}
				seen[m.ID] = true
			}
		}
	}
	f.N = held
	f.lack(MeetingsNoted, max(0, 1-held))
	if held > 0 {
		f.part("weekly_meeting", f.enough(attended, held), attended, held)
		f.figure("whole_meeting", whole, attended)
		f.alone("proposed", float64(proposed))
	}
}

// enough tells whether a part is as good as all, by the item's share.
func (f *finding) enough(n, of int) bool {
	return of > 0 && share(n, of).Cmp(ratOf(f.Item.Limits.Share)) >= 0
}

// partners (6): in how many of the months a coach met employment services, at a
// meeting of theirs or at one that was agreed, and how often they were in
// contact about clients. Without a contact noted it is not known whether there
// were any, and there is no score.
func (x *day) partners(f *finding) {
	const weeks = 13
	met, months, contacts := map[casework.Day]bool{}, map[casework.Day]bool{}, map[casework.Week]bool{}
	for _, m := range x.CareTeamMeetings {
		ours := slices.ContainsFunc(x.coaches, func(c coach) bool { return slices.Contains(m.Attended, c.ID) })
		if f.span.Holds(m.On) && ours && x.kinds[m.CareTeamID] == casework.CareEmployment {
			f.N++
			met[monthOf(m.On)] = true
		}
	}
	for _, n := range x.deeds {
		switch {
		case !f.span.Holds(n.On):
		case n.Kind == casework.PartnerMeeting:
			f.N++
			met[monthOf(n.On)] = true
		case n.Kind == casework.PartnerContact:
			f.N++
			months[monthOf(n.On)], contacts[n.On.Week()] = true, true
		}
	}
	r := Rhythm{MeetingMonths: len(met), ContactWeeks: min(len(contacts), weeks), Weeks: weeks, ContactMonths: len(months)}
	f.part("scheduled_meetings", r.MeetingMonths == f.Item.Window.N, r.MeetingMonths, f.Item.Window.N)
	if r.ContactWeeks == 0 {
		f.lack(PartnerContacts, 1)
		return
	}
	f.part("client_contacts", f.enough(r.ContactWeeks, weeks), r.ContactWeeks, weeks)
	f.take(r)
	f.next(f.nextRhythm(r)...)
}

// nextRhythm are the ways in which partners met, or in contact, more often would
// raise the score; where neither is enough alone, both together.
func (f *finding) nextRhythm(r Rhythm) (ways [][]Need) {
	raised := func(meetings, weeks int) bool {
		with := Rhythm{r.MeetingMonths + meetings, r.ContactWeeks + weeks, r.Weeks, min(f.Item.Window.N, r.ContactMonths+weeks)}
		s := with.score(f.Item)
		return s.Score != nil && *s.Score > *f.Score
	}
	mostMeetings, mostWeeks := f.Item.Window.N-r.MeetingMonths, r.Weeks-r.ContactWeeks
	meetings, weeks := 1, 1
	for meetings < mostMeetings && !raised(meetings, 0) {
		meetings++
	}
	for weeks < mostWeeks && !raised(0, weeks) {
		weeks++
	}
	if mostMeetings > 0 && raised(meetings, 0) {
		ways = append(ways, []Need{{PartnerMonths, float64(meetings)}})
	}
	if mostWeeks > 0 && raised(0, weeks) {
		ways = append(ways, []Need{{PartnerWeeks, float64(weeks)}})
	}
	if len(ways) > 0 {
		return ways
	}
	for weeks = 1; weeks <= mostWeeks; weeks++ {
		if raised(mostMeetings, weeks) {
			return [][]Need{{{PartnerMonths, float64(mostMeetings)}, {PartnerWeeks, float64(weeks)}}}
		}
	}
	return nil
}

// fullTime is what counts as full-time work: nine tenths of it.
var fullTime = big.NewRat(9, 10)

// unit (7): who the team is, and how often it meets.
func (x *day) unit(f *finding) {
	const coaches = 2
	n := count(x.coaches, func(c coach) bool { return c.fte.Cmp(fullTime) >= 0 })
	f.N = len(x.coaches)
	f.part("two_full_time", n >= coaches, n, coaches)
	leaders := len(x.leaders())
	f.part("leader", leaders > 0, leaders, 1)
	met, weeks := x.weeksOf(f, casework.GroupSupervision)
	f.part("weekly_group", f.enough(met, weeks), met, weeks)
	f.lack(GroupWeeks, f.short(met, weeks))
}

// short is how many more would be as good as all, by the item's share.
func (f *finding) short(n, of int) int {
	return ceil(new(big.Rat).Mul(ratOf(of), big.NewRat(int64(f.Item.Limits.Share), 100))) - n
}

// leaders lists who leads the team on the day.
func (x *day) leaders() (list []casework.Staff) {
	for _, s := range x.Staff {
		if slices.ContainsFunc(s.Grants, x.leads) {
			list = append(list, s)
		}
	}
	return list
}

func (x *day) leads(g casework.Grant) bool {
	return g.Role == casework.RoleTeamLeader && g.TeamID == x.Team.ID && g.Holds(x.on)
}

// weeksOf counts the window's full weeks in which the team had guidance of one
// of the kinds, and the full weeks.
func (x *day) weeksOf(f *finding, kinds ...casework.SupervisionKind) (n, of int) {
	for monday := f.span.From.AddDays(6).Monday(); !monday.AddDays(6).After(f.span.To); monday = monday.AddDays(7) {
		of++
		week := casework.Span{From: monday, To: monday.AddDays(6)}
		if slices.ContainsFunc(x.guidance, func(s casework.Supervision) bool { return week.Holds(s.On) && slices.Contains(kinds, s.Kind) }) {
			n++
		}
	}
	return n, of
}

// leader (8): the leader's time, and what the leader was noted to have done.
func (x *day) leader(f *finding) {
	const coachesEach = 10
	time := new(big.Rat)
	leaders := x.leaders()
	for _, s := range leaders {
		for _, g := range s.Grants {
			if x.leads(g) {
				time.Add(time, fteOf(g))
			}
		}
	}
	f.N = len(x.coaches)
	wanted := big.NewRat(int64(len(x.coaches)), coachesEach)
	have, want := rounded(time, 2), rounded(wanted, 2)
	state := NotFound
	if time.Sign() > 0 && time.Cmp(wanted) >= 0 {
		state = Found
	}
	f.Parts = append(f.Parts, Part{"leader_time", state, &have, &want})
	met, weeks := x.weeksOf(f, casework.GroupSupervision, casework.IndividualSupervision)
	f.part("weekly_supervision", f.enough(met, weeks), met, weeks)
	f.lack(GuidedWeeks, f.short(met, weeks))
	x.leaderAtCareTeams(f, leaders)
	months := map[casework.Day]bool{}
	reviewed, mentored := map[int64]bool{}, map[int64]bool{}
	for _, s := range x.guidance {
		switch {
		case !f.span.Holds(s.On):
		case s.Kind == casework.FieldMentoring:
			months[monthOf(s.On)] = true
			note(mentored, s.Staff)
		case s.Kind == casework.OutcomeReview:
			note(reviewed, s.Staff)
		}
	}
	f.part("field_mentoring", len(months) >= f.Item.Window.N, len(months), f.Item.Window.N)
	f.lack(MentoringMonths, f.Item.Window.N-len(months))
	f.figure("mentored", count(x.coaches, func(c coach) bool { return mentored[c.ID] }), len(x.coaches))
	n := count(x.coaches, func(c coach) bool { return reviewed[c.ID] })
	f.part("outcome_review", n > 0 && n == len(x.coaches), n, len(x.coaches))
	f.lack(OutcomeReviews, len(x.coaches)-n)
}

// leaderAtCareTeams counts the coaches' care teams of which a leader took part
// in a meeting in the window.
func (x *day) leaderAtCareTeams(f *finding, leaders []casework.Staff) {
	teams := map[int64]bool{} // whether a leader was there
	for _, c := range x.coaches {
		for _, team := range x.careTeamsOf(c) {
			teams[team] = false
		}
	}
	for _, m := range x.CareTeamMeetings {
		if _, own := teams[m.CareTeamID]; own && f.span.Holds(m.On) &&
			slices.ContainsFunc(leaders, func(s casework.Staff) bool { return slices.Contains(m.Attended, s.ID) }) {
			teams[m.CareTeamID] = true
		}
	}
	n := 0
	for _, there := range teams {
		if there {
			n++
		}
	}
	f.part("care_team_contact", n > 0 && n == len(teams), n, len(teams))
	f.lack(LeaderMeetings, len(teams)-n)
}

// exclusion (9): signals of who is let in and from where. People rate it.
func (x *day) exclusion(f *finding) {
	returned, units := 0, map[int64]bool{}
	for _, e := range x.ours {
		if f.span.Holds(e.ReferredOn) {
			f.N++
			f.behind(e.Outward(), Row{ClientID: e.ClientID, EpisodeID: e.ID})
			if !e.CancelledOn.IsZero() && !e.CancelledOn.After(x.on) {
				returned++
			}
			if e.ReferringUnitID != 0 {
				units[e.ReferringUnitID] = true
			}
		}
	}
	f.figure("returned", returned, f.N)
	f.alone("referring_units", float64(len(units)))
	again, ended := 0, 0
	const within = 30 // days
	for _, p := range x.jobs {
		if p.OpenJob() && !p.EndsOn.IsZero() && f.span.Holds(p.EndsOn) {
			ended++
			help := casework.Span{From: p.EndsOn, To: p.EndsOn.AddDays(within)}
			if slices.ContainsFunc(x.met[p.EpisodeID], func(c casework.EmployerContact) bool { return help.Holds(c.On) && !c.On.After(x.on) }) {
				again++
			}
		}
	}
	f.figure("helped_again", again, ended)
}

// focus (10): whether stories of work and the outcomes are shared, and of how many
// on the care teams' lists of work interest work has been asked about within the
// year. Whether the care asks at intake and in its reviews, and what hangs on its
// walls, people tell.
func (x *day) focus(f *finding) {
	const twice, quarter = 2, 3 // times; months
	stories := x.deedsIn(f.span, casework.WorkStory)
	f.part("stories", stories >= twice, stories, twice)
	f.lack(WorkStories, twice-stories)
	reports := x.deedsIn(casework.Span{From: x.on.AddMonths(-quarter).AddDays(1), To: x.on}, casework.OutcomeReport)
	f.part("rate_shared", reports > 0, reports, 1)
	f.lack(OutcomeReports, 1-reports)
	f.N = stories + reports
	if asked, listed := x.askedAboutWork(); listed > 0 {
		f.figure("asked_about_work", asked, listed)
	}
}

// askedAboutWork counts who stand on the lists of work interest of the team's care
// teams, and of them who have been asked within the year. A list of very few is left out, for
// its counts would tell of persons.
func (x *day) askedAboutWork() (asked, listed int) {
	lists := map[int64][]casework.UnitClient{}
	for _, c := range x.UnitClients {
		if c.Present(x.on) {
			lists[c.CareTeamID] = append(lists[c.CareTeamID], c)
		}
	}
	for unit, list := range lists {
		assigned := slices.ContainsFunc(x.Assignments, func(a casework.CareTeamAssignment) bool { return a.CareTeamID == unit && a.Holds(x.on) })
		if assigned && len(list) >= casework.FewestListed {
			listed += len(list)
			asked += count(list, func(c casework.UnitClient) bool { return c.AskedOn(x.on) })
		}
	}
	return asked, listed
}

// deedsIn counts the team's deeds of a kind in a span: of a kind that asks for
// the leaders, those at which they were.
func (x *day) deedsIn(span casework.Span, kind casework.ServiceNoteKind) int {
	return count(x.deeds, func(n casework.ServiceNote) bool {
		return n.Kind == kind && span.Holds(n.On) && (n.Executive || !kind.ByLeaders())
	})
}

// leadership (11): whether the last review is recent enough (half a year, or a
// year after one that was good), and what the leaders did in the year.
func (x *day) leadership(f *finding) {
	const half, year = 183, 366 // days
	const often, seldom, once, twice = 4, 2, 1, 2
	var last *casework.Review
	for i, r := range x.Reviews {
		if r.TeamID == x.Team.ID && !r.To.After(x.on) && (last == nil || r.To.After(last.To)) {
			last = &x.Reviews[i]
		}
	}
	allowed, steered := half, often
	if last != nil {
		if total := Total(*last); total != nil && *total >= leastGood {
			allowed, steered = year, seldom
		}
	}
	steering := x.deedsIn(f.span, casework.SteeringMeeting)
	f.part("steering", steering >= steered, steering, steered)
	f.lack(SteeringHeld, steered-steering)
	messages := x.deedsIn(f.span, casework.StaffMessage)
	f.part("message_to_staff", messages >= once, messages, once)
	f.lack(StaffMessages, once-messages)
	heard := x.deedsIn(f.span, casework.BarrierReport)
	f.part("barriers_heard", heard >= twice, heard, twice)
	f.lack(BarrierReports, twice-heard)
	f.N = steering + messages + heard
	if last == nil {
		f.part("reviews_on_time", false, 0, 1)
		return
	}
	f.N++
	days := x.on.DaysSince(last.To)
	f.part("reviews_on_time", days <= allowed, days, allowed)
	f.behind(last.Outward(), Row{})
}

// counselling (12): whether advice came before the jobs that began in the
// window, and again when hours or pay changed.
func (x *day) counselling(f *finding) {
	advice := map[int64][]casework.Counselling{}
	given, trained, reporting := 0, 0, 0
	for _, c := range x.Counselling {
		if !x.isOurs(c.EpisodeID) || c.Withdrawn {
			continue
		}
		advice[c.EpisodeID] = append(advice[c.EpisodeID], c)
		if f.span.Holds(c.On) {
			given++
			if c.Adviser == casework.Trained || c.Adviser == casework.SpeciallyTrained {
				trained++
			}
			if slices.Contains(c.Topics, casework.TopicReporting) {
				reporting++
			}
		}
	}
	starts, before, changes, again := 0, 0, 0, 0
	const around = 30 // days
	for _, p := range x.jobs {
		if !p.IsJobStart(x.episodes[p.EpisodeID]) {
			continue
		}
		if f.span.Holds(p.StartsOn) {
			starts++
			x.behindJob(f, p)
			if advised(advice[p.EpisodeID], casework.Span{To: p.StartsOn}) {
				before++
			}
		}
		for _, c := range p.Changes {
			if f.span.Holds(c.From) {
				changes++
				if advised(advice[p.EpisodeID], casework.Span{From: c.From.AddDays(-around), To: c.From.AddDays(around)}) {
					again++
				}
			}
		}
	}
	f.N = starts
	if given > 0 {
		f.part("trained_adviser", trained == given, trained, given)
	}
	if starts > 0 {
		f.part("before_start", f.enough(before, starts), before, starts)
	}
	if changes > 0 {
		f.part("at_changes", f.enough(again, changes), again, changes)
	}
	if reporting > 0 { // of none it is not known: earlier records did not ask
		f.part("reporting_help", f.enough(reporting, given), reporting, given)
	}
}

func advised(all []casework.Counselling, span casework.Span) bool {
	return slices.ContainsFunc(all, func(c casework.Counselling) bool { return span.Holds(c.On) })
}

// profiles (14): how many of those who started in the window had a meeting for
// a profile within a month.
func (x *day) profiles(f *finding) {
	const within = 30 // days
	soon := 0
	for _, e := range x.ours {
		if e.StartedOn.IsZero() || !f.span.Holds(e.StartedOn) {
			continue
		}
		f.N++
		f.behind(e.Outward(), Row{ClientID: e.ClientID, EpisodeID: e.ID})
		first := casework.Span{From: e.StartedOn, To: e.StartedOn.AddDays(within)}
		if x.hasMeeting(e.ID, first, casework.MeetingProfile) {
			soon++
		}
	}
	f.figure("profile_soon", soon, f.N)
}

// hasMeeting tells whether a meeting of one of the kinds (none: any) was held
// in the span, and by the day.
func (x *day) hasMeeting(episode int64, span casework.Span, kinds ...casework.MeetingKind) bool {
	return slices.ContainsFunc(x.meetings[episode], func(m casework.Meeting) bool {
		return span.Holds(m.On) && !m.On.After(x.on) && (len(kinds) == 0 || slices.Contains(kinds, m.Kind))
	})
}

// quality (18): how often the same employer was met, and whether somebody who
// decides was.
func (x *day) quality(f *finding) {
	visits := map[int64]int{}
	decider := 0
	seen := map[int64]bool{}
	for _, c := range x.coaches {
		for _, v := range x.visits[c.ID] {
			if !f.span.Holds(v.On) || seen[v.ID] {
				continue
			}
			seen[v.ID] = true
			visits[v.EmployerID]++
			if v.DecisionMaker != nil && *v.DecisionMaker {
				decider++
			}
			f.behind(v.Outward(), Row{ContactID: v.ID, EpisodeID: v.EpisodeID, ClientID: x.episodes[v.EpisodeID].ClientID})
		}
	}
	f.N = len(seen)
	again := 0
	for _, n := range visits {
		if n > 1 {
			again++
		}
	}
	f.figure("met_again", again, len(visits))
	f.figure("met_decider", decider, f.N)
}

// support (22): who of those in work in the window was met to support the work.
func (x *day) support(f *finding) {
	met := 0
	for _, p := range x.jobs {
		if !p.OpenJob() || !p.RunsIn(f.span) {
			continue
		}
		f.N++
		x.behindJob(f, p)
		since := p.StartsOn
		if since.Before(f.span.From) {
			since = f.span.From
		}
		if x.hasMeeting(p.EpisodeID, casework.Span{From: since, To: x.on}, casework.MeetingSupportAtWork, casework.MeetingFollowAlong) {
			met++
		}
	}
	f.figure("supported", met, f.N)
}

// rhythm (23): how the support went round the job starts of the window.
func (x *day) rhythm(f *finding) {
	const week, blocks, block, fourth = 7, 11, 30, 120 // days; months 2–12 as 30 days from day 29
	n, before, after, weekly, months, due, long, kept := 0, 0, 0, 0, 0, 0, 0, 0
	for _, p := range x.jobs {
		if !p.IsJobStart(x.episodes[p.EpisodeID]) || !f.span.Holds(p.StartsOn) {
			continue
		}
		n++
		x.behindJob(f, p)
		s := p.StartsOn
		met := func(from, to int) bool { return x.metFace(p.EpisodeID, s.AddDays(from), s.AddDays(to)) }
		add(&before, met(-week, -1))
		add(&after, met(0, 3))
		add(&weekly, met(0, 6) && met(7, 13) && met(14, 20) && met(21, 27))
		last := x.on
		if !p.EndsOn.IsZero() && p.EndsOn.Before(last) {
			last = p.EndsOn
		}
		lasted, every := last.DaysSince(s)+1, true
		for b := range blocks {
			from := 28 + b*block
			if from+block > lasted {
				break
			}
			due++
			there := met(from, from+block-1)
			add(&months, there)
			if from+block <= fourth {
				every = every && there
			}
		}
		if lasted >= fourth {
			long++
			add(&kept, every)
		}
	}
	f.N = n
	if n == 0 {
		return
	}
	f.part("week_before", f.enough(before, n), before, n)
	f.part("three_days_after", f.enough(after, n), after, n)
	f.part("weekly_first_month", f.enough(weekly, n), weekly, n)
	if due > 0 {
		f.part("monthly_year", f.enough(months, due), months, due)
	}
	f.figure("four_months", kept, long)
}

func add(n *int, so bool) {
	if so {
		*n++
	}
}

// metFace tells whether the client was met face to face on one of the days.
func (x *day) metFace(episode int64, from, to casework.Day) bool {
	return slices.ContainsFunc(x.meetings[episode], func(m casework.Meeting) bool {
		return m.Channel == casework.MeetingFaceToFace && !m.On.Before(from) && !m.On.After(to) && !m.On.After(x.on)
	})
}

// outreach (25): whether those who were not met for three weeks were sought,
// and how.
func (x *day) outreach(f *finding) {
	const gap, several = 21, 2
	away, sought, outside := 0, 0, 0
	for _, e := range x.active {
		last := e.StartedOn
		attempts, visits := 0, 0
		for _, m := range x.meetings[e.ID] {
			switch {
			case m.On.After(x.on):
			case m.Kind == casework.MeetingOutreach:
				if f.span.Holds(m.On) {
					attempts++
					if m.Place == casework.PlaceHome || m.Place == casework.PlaceCommunity {
						visits++
					}
				}
			case m.On.After(last):
				last = m.On
			}
		}
		if x.on.DaysSince(last) < gap {
			continue
		}
		away++
		f.behind(e.Outward(), Row{ClientID: e.ClientID, EpisodeID: e.ID})
		add(&sought, attempts > 0)
		add(&outside, visits >= several)
	}
	f.N = away
	unreached, ended := 0, 0
	for _, e := range x.ours {
		if !e.StartedOn.IsZero() && !e.EndedOn.IsZero() && f.span.Holds(e.EndedOn) {
			ended++
			add(&unreached, e.EndReason == string(casework.CloseNotReached))
		}
	}
	f.figure("ended_unreached", unreached, ended)
	if away > 0 {
		f.part("attempts_noted", 2*sought >= away, sought, away)
		f.part("visits_outside", 2*outside >= away, outside, away)
	}
}

func count[T any](all []T, holds func(T) bool) (n int) {
	for _, x := range all {
		if holds(x) {
			n++
		}
	}
	return n
}

package fidelity

import (
	"cmp"
	"math/big"
	"slices"

	"sijoita/casework"
)

// caseload (1): active clients to the coaches' full-time equivalents.
func (x *day) caseload(f *finding) {
	fte := new(big.Rat)
	for _, c := range x.coaches {
		fte.Add(fte, c.fte)
		var own *big.Rat
		if c.fte.Sign() > 0 {
			own = new(big.Rat).Quo(ratOf(len(c.active)), c.fte)
		}
		f.perCoach(c, own, len(c.active))
	}
	for _, e := range x.active {
		f.behind(e.Outward(), Row{ClientID: e.ClientID, EpisodeID: e.ID})
	}
	f.N = len(x.active)
	if len(x.coaches) > 0 || f.N > 0 {
		f.take(Caseloads{{FTE: fte, Active: f.N}})
	}
	if f.Score == nil {
		f.lack(Coaches, 1)
		return
	}
	if *f.Score == highest && slices.ContainsFunc(x.coaches, func(c coach) bool { return (Caseload{c.fte, len(c.active)}).over(f.Item) }) {
		f.Warnings = append(f.Warnings, OverLimit)
	}
	if bound, ok := f.bound(); ok {
		most := ratOf(bound.at())
		f.next(
			[]Need{{FewerActive, float64(f.N - floor(new(big.Rat).Mul(most, fte)))}},
			[]Need{needHundredths(MoreFTE, hundredths(new(big.Rat).Sub(new(big.Rat).Quo(ratOf(f.N), most), fte)))},
		)
	}
}

// bound is what the next score up asks for; false at the highest.
func (f *finding) bound() (Step, bool) {
	if f.Score == nil {
		return Step{}, false
	}
	return f.Item.bound(*f.Score + 1)
}

// hours are a coach's of some weeks.
type hours struct{ all, employment, community *big.Rat }

// hoursOf adds up a coach's working time of the window's weeks, and counts the
// weeks that there is none of though a role was held.
func (x *day) hoursOf(c coach, f *finding) (h hours, told, lacking int) {
	h = hours{new(big.Rat), new(big.Rat), new(big.Rat)}
	for _, week := range f.Item.Window.Weeks(x.on) {
		w, there := x.worktime[c.ID][week]
		if !there {
			monday := week.Monday()
			if slices.ContainsFunc(c.roles, func(g casework.Grant) bool { return g.Overlaps(casework.Span{From: monday, To: monday.AddDays(6)}) }) {
				lacking++
			}
			continue
		}
		told++
		h.all.Add(h.all, exact(w.Hours))
		h.employment.Add(h.employment, exact(w.EmploymentServices))
		h.community.Add(h.community, exact(w.Community))
		f.behind(c.Outward()+"/"+week.String(), Row{})
		f.Weeks = append(f.Weeks, w)
	}
	return h, told, lacking
}

// partOf is a part of some hours in per cent; nil when there are none.
func partOf(part, all *big.Rat) *big.Rat {
	if all.Sign() == 0 {
		return nil
	}
	share := new(big.Rat).Quo(part, all)
	return share.Mul(share, ratOf(100))
}

// employmentWork (2): the coaches' hours on employment services, pooled.
func (x *day) employmentWork(f *finding) {
	pooled := hours{new(big.Rat), new(big.Rat), new(big.Rat)}
	lacking := 0
	for _, c := range x.coaches {
		h, told, without := x.hoursOf(c, f)
		pooled.all.Add(pooled.all, h.all)
		pooled.employment.Add(pooled.employment, h.employment)
		lacking += without
		f.N += told
		f.perCoach(c, partOf(h.employment, h.all), told)
	}
	f.lack(WorktimeWeeks, lacking)
	f.lack(Coaches, max(0, 1-len(x.coaches)))
	part := partOf(pooled.employment, pooled.all)
	if part == nil {
		return
	}
	f.take(Percent{part})
	if bound, ok := f.bound(); ok {
		f.next([]Need{needHundredths(EmploymentHours, bound.short(pooled.employment, pooled.all))})
	}
}

// short is how many hours a part is short of a step, in hundredths.
func (s Step) short(part, all *big.Rat) int {
	wanted := new(big.Rat).Mul(all, big.NewRat(int64(s.at()), 100))
	gap := wanted.Sub(wanted, part)
	if s.Above != nil {
		return floor(new(big.Rat).Mul(gap, ratOf(100))) + 1
	}
	return hundredths(gap)
}

// community (24): each coach's hours outside the office.
func (x *day) community(f *finding) {
	var shares Shares
	var prices []price
	lacking := 0
	for _, c := range x.coaches {
		h, told, without := x.hoursOf(c, f)
		lacking += without
		part := partOf(h.community, h.all)
		if part == nil {
			continue
		}
		f.N += told
		f.perCoach(c, part, told)
		shares = append(shares, part)
		var p price
		for score := f.Item.stepOf(part) + 1; score <= highest; score++ {
			bound, _ := f.Item.bound(score)
			gap := bound.short(h.community, h.all)
			p = append(p, &gap)
		}
		prices = append(prices, p)
	}
	f.lack(WorktimeWeeks, lacking)
	f.lack(Coaches, max(0, 1-len(x.coaches)))
	f.takeEach(shares)
	f.nextOfCoaches(CommunityHours, prices)
}

// careTeams (4): how many care teams each coach with clients works with, and
// the share of those clients who come from them.
func (x *day) careTeams(f *finding) {
	var all Attachments
	var prices []price
	for _, c := range x.coaches {
		if len(c.active) == 0 {
			continue
		}
		teams := x.careTeamsOf(c)
		own := 0
		for _, e := range c.active {
			if slices.Contains(teams, e.CareTeamOn(x.on)) {
				own++
			}
			f.behind(e.Outward(), Row{ClientID: e.ClientID, EpisodeID: e.ID})
		}
		f.N += len(c.active)
		part := share(own, len(c.active))
		f.perCoach(c, part, len(c.active))
		a := Attachment{len(teams), part}
		all = append(all, a)
		prices = append(prices, f.attach(a, own, len(c.active)))
	}
	f.lack(ActiveClients, max(0, 1-len(all)))
	f.takeEach(all)
	f.nextOfCoaches(OwnTeamClients, prices)
	for n, a := range all {
		line := &f.PerCoach[n]
		switch {
		case a.Teams == 0:
			line.ToNext = &Next{*line.Score + 1, [][]Need{{{OwnCareTeams, 1}}}}
		case a.Teams > f.Item.Limits.MostTeams:
			line.ToNext = &Next{*line.Score + 1, [][]Need{{{FewerCareTeams, float64(a.Teams - f.Item.Limits.MostTeams)}}}}
		}
	}
}

// careTeamsOf lists the care teams that a coach is assigned to, each once.
func (x *day) careTeamsOf(c coach) (teams []int64) {
	for _, a := range x.Assignments {
		if a.CoachID == c.ID && a.Holds(x.on) && !slices.Contains(teams, a.CareTeamID) {
			teams = append(teams, a.CareTeamID)
		}
	}
	return teams
}

// attach is what more points would cost a coach, in clients. With none or too
// many care teams no client helps.
func (f *finding) attach(a Attachment, own, clients int) (p price) {
	if a.Teams == 0 || a.Teams > f.Item.Limits.MostTeams {
		return nil
	}
	for score := f.Item.stepOf(a.Share) + 1; score <= highest; score++ {
		bound, _ := f.Item.bound(score)
		gap := 100 * (ceil(big.NewRat(int64(bound.at()*clients), 100)) - own)
		p = append(p, &gap)
	}
	return p
}

// pace is how often one coach has met employers in the window.
type pace struct {
	Frequency
	met, weeks int
}

// frequency (17): each coach's face-to-face contacts a week, in the weeks that
// a role of theirs covers whole.
func (x *day) frequency(f *finding) {
	review, reviewedWeeks, lackingMonths := x.logReview(f)
	var all []pace
	without := 0
	for _, c := range x.coaches {
		weeks := x.wholeWeeks(c, f.Item.Window)
		if len(weeks) == 0 {
			continue
		}
		p := pace{weeks: len(weeks), Frequency: Frequency{Log: true, Review: review}}
		for _, v := range x.visits[c.ID] {
			if f.span.Holds(v.On) && slices.Contains(weeks, v.On.Week()) {
				p.met++
				f.behind(v.Outward(), Row{ContactID: v.ID, EpisodeID: v.EpisodeID, ClientID: x.episodes[v.EpisodeID].ClientID})
			}
		}
		seekers := x.seekers(c)
		p.PerWeek, p.JobSeekers = big.NewRat(int64(p.met), int64(p.weeks)), &seekers
		if seekers == 0 {
			without++
		} else {
			f.N += p.met
		}
		f.perCoach(c, p.PerWeek, p.met)
		all = append(all, p)
	}
	f.takeEach(measuresOf(all, review))
	if f.Score == nil {
		f.lack(JobSeekers, max(1, without))
	}
	if review != Weekly {
		f.lack(LogReviews, f.Item.Limits.WeeksReviewed-reviewedWeeks)
	}
	x.nextPace(f, all, review, reviewedWeeks, lackingMonths)
}

func measuresOf(all []pace, review LogReview) Frequencies {
	measures := make(Frequencies, len(all))
	for n, p := range all {
		measures[n] = p.Frequency
		measures[n].Review = review
	}
	return measures
}

// wholeWeeks lists the window's weeks that a coach role of theirs covers whole.
func (x *day) wholeWeeks(c coach, w Window) (weeks []casework.Week) {
	for _, week := range w.Weeks(x.on) {
		monday := week.Monday()
		if slices.ContainsFunc(c.roles, func(g casework.Grant) bool { return g.Holds(monday) && g.Holds(monday.AddDays(6)) }) {
			weeks = append(weeks, week)
		}
	}
	return weeks
}

// seekers counts a coach's active clients without an open job on the day.
func (x *day) seekers(c coach) (n int) {
	for _, e := range c.active {
		if !slices.ContainsFunc(x.placements[e.ClientID], func(p casework.Placement) bool { return p.OpenJob() && p.RunsOn(x.on) }) {
			n++
		}
	}
	return n
}

// logReview tells how often the log of contacts was gone through in the window,
// in how many of its weeks, and how many of its months were left without.
func (x *day) logReview(f *finding) (review LogReview, weeks, lackingMonths int) {
	seen := map[casework.Week]bool{}
	months := map[casework.Day]bool{}
	for _, s := range x.guidance {
		if s.Kind == casework.ContactLogReview && f.span.Holds(s.On) {
			seen[s.On.Week()] = true
			months[monthOf(s.On)] = true
		}
	}
	for month := monthOf(f.span.From); !month.After(f.span.To); month = month.AddMonths(1) {
		if !months[month] {
			lackingMonths++
		}
	}
	switch {
	case len(seen) >= f.Item.Limits.WeeksReviewed:
		return Weekly, len(seen), lackingMonths
	case lackingMonths == 0:
		return Monthly, len(seen), 0
	default:
		return Less, len(seen), lackingMonths
	}
}

// monthOf is the first day of a day's month.
func monthOf(d casework.Day) casework.Day {
	y, m, _ := d.Time().Date()
	return casework.Date(y, m, 1)
}

// nextPace tells what would raise item 17: visits alone, or the log gone
// through more often, with visits where that is not enough.
func (x *day) nextPace(f *finding, all []pace, review LogReview, reviewedWeeks, lackingMonths int) {
	if f.Score == nil || f.brief {
		return
	}
	reviews := map[LogReview]Need{
		Monthly: {MonthReviews, float64(lackingMonths)},
		Weekly:  {LogReviews, float64(f.Item.Limits.WeeksReviewed - reviewedWeeks)},
	}
	prices := f.paces(all, review)
	f.perCoachNext(Contacts, prices)
	for _, kept := range []LogReview{Less, Monthly, Weekly} {
		if rank(kept) < rank(review) {
			continue
		}
		var way []Need
		if kept != review {
			way = append(way, reviews[kept])
		}
		if visits, within := f.visitsFor(all, kept); within {
			if visits > 0 {
				way = append(way, Need{Contacts, float64(visits)})
			}
			f.next(way)
			return
		}
	}
}

func rank(r LogReview) int { return slices.Index([]LogReview{Less, Monthly, Weekly}, r) }

// visitsFor is the fewest visits that raise the item's score when the log is
// gone through so often; false when none do.
func (f *finding) visitsFor(all []pace, review LogReview) (int, bool) {
	wanted := *f.Score + 1
	scored := measuresOf(all, review).score(f.Item)
	if *scored.Score >= wanted {
		return 0, true
	}
	var scores []int
	var own []price
	for n, p := range f.paces(all, review) {
		if scored.each[n] != nil {
			scores, own = append(scores, *scored.each[n]), append(own, p)
		}
	}
	cost, _, within := cheapest(scores, own)
	return cost / 100, within
}

// paces has what more points would cost each coach in visits, as far as the
// review of the log lets them score.
func (f *finding) paces(all []pace, review LogReview) []price {
	prices := make([]price, len(all))
	for n, p := range all {
		p.Review = review
		now := p.scoreOf(f.Item)
		if now == nil {
			continue
		}
		for score := *now + 1; score <= highest; score++ {
			prices[n] = append(prices[n], p.visitsTo(f.Item, score))
		}
	}
	return prices
}

// visitsTo is how many visits more a coach would have needed for a score, in
// hundredths; nil when the log holds it down.
func (p pace) visitsTo(i Item, score int) *int {
	if most, capped := p.cap(i); capped && score > most {
		return nil
	}
	bound, _ := i.bound(score)
	visits := bound.at() * p.weeks
	if *p.JobSeekers < i.Limits.FewSeekers.Under {
		visits = min(visits, i.Limits.FewSeekers.Each**p.JobSeekers*p.weeks)
	}
	gap := 100 * (visits - p.met)
	return &gap
}

// waits (15): days from the start to the first employer met.
func (x *day) waits(f *finding) {
	starts := x.started(f.span)
	if len(starts) < f.Item.Limits.Least {
		starts = x.started(casework.Span{To: x.on})
		if len(starts) > 0 {
			f.Window.From = slices.MinFunc(starts, func(a, b casework.Episode) int { return a.StartedOn.Compare(b.StartedOn) }).StartedOn
		}
	}
	measure := Waits{Tracked: true}
	f.Days = map[int64]int{}
	waiting := 0
	var days []int
	for _, e := range starts {
		n, contact, counts := x.waitOf(e, f.Item.Limits.OpenAfter)
		if !counts {
			waiting++
			continue
		}
		days = append(days, n)
		f.Days[e.ID] = n
		measure.Days = append(measure.Days, ratOf(n))
		row := Row{ClientID: e.ClientID, EpisodeID: e.ID}
		if contact != nil {
			row.ContactID = contact.ID
		}
		f.behind(e.Outward(), row)
	}
	f.N = len(days)
	f.lack(Waiting, waiting)
	f.lack(Starts, max(0, 1-len(starts)))
	f.take(measure)
	if f.Score == nil {
		return
	}
	f.alone("median", median(days))
	if bound, ok := f.bound(); ok {
		less := new(big.Rat).Sub(meanOf(measure.Days), ratOf(bound.at()))
		f.next([]Need{needHundredths(FewerDays, hundredths(less))}, []Need{quickStarts(less, len(days), bound.at())})
	}
}

// quickStarts is how many new clients who meet an employer within a week bring
// a mean of n that is so much too high down to the bound.
func quickStarts(less *big.Rat, n, bound int) Need {
	const week = 7
	all := new(big.Rat).Mul(less, ratOf(n))
	return Need{QuickStarts, float64(ceil(all.Quo(all, ratOf(bound-week))))}
}

// started lists the team's episodes that started in a span, but those of
// clients who had a job then.
func (x *day) started(span casework.Span) (list []casework.Episode) {
	for _, e := range x.ours {
		if !e.StartedOn.IsZero() && span.Holds(e.StartedOn) && !e.EmployedAtStart {
			list = append(list, e)
		}
	}
	return list
}

// waitOf is how many days an episode waited for its first employer, by the day:
// to the first one met, before the start or after the end too; without one to
// the end, or so far. It is false for one who has not waited long enough to
// count.
func (x *day) waitOf(e casework.Episode, openAfter int) (int, *casework.EmployerContact, bool) {
	if met := x.met[e.ID]; len(met) > 0 && !met[0].On.After(x.on) {
		return max(0, met[0].On.DaysSince(e.StartedOn)), &met[0], true
	}
	if !e.EndedOn.IsZero() && !e.EndedOn.After(x.on) {
		return max(0, e.EndedOn.DaysSince(e.StartedOn)), nil, true
	}
	so := x.on.DaysSince(e.StartedOn)
	return so, nil, so > openAfter
}

func median(days []int) float64 {
	sorted := slices.Sorted(slices.Values(days))
	n := len(sorted)
	if n%2 == 1 {
		return float64(sorted[n/2])
	}
	return float64(sorted[n/2-1]+sorted[n/2]) / 2
}

// planned (16): contacts made for a client that follow the client's plan. The
// two highest scores ask for plans that are kept up, which people tell.
func (x *day) planned(f *finding) {
	all, follow, silent := 0, 0, 0
	for _, c := range x.contacts {
		if !f.span.Holds(c.On) {
			continue
		}
		all++
		switch {
		case c.MatchesPlan == nil:
			silent++
		case *c.MatchesPlan:
			follow++
		}
		f.behind(c.Outward(), Row{ContactID: c.ID, EpisodeID: c.EpisodeID, ClientID: x.episodes[c.EpisodeID].ClientID})
	}
	f.N = all
	f.lack(ClientContacts, max(0, 1-all))
	f.lack(MatchesTold, silent)
	if all == 0 {
		return
	}
	f.figure("follows_plan", follow, all)
	if silent > 0 {
		return
	}
	part := share(follow, all)
	if score := f.Item.stepOf(part); score > f.Item.Limits.Caps[OldPlans] {
		f.lack(PlansKept, 1)
		return
	}
	f.take(Percent{part})
	f.next(f.bySearch(PlannedContacts, func(n int) Measure { return Percent{share(follow+n, all+n)} }))
}

// jobsOf lists the team's jobs that run on the day or began in the window, but
// those begun before their episode's start.
func (x *day) jobsOf(f *finding, counts func(casework.Placement) bool) (list []casework.Placement) {
	for _, p := range x.jobs {
		e := x.episodes[p.EpisodeID]
		began := !e.StartedOn.IsZero() && !p.StartsOn.Before(e.StartedOn)
		if counts(p) && began && (p.RunsOn(x.on) || f.span.Holds(p.StartsOn)) {
			list = append(list, p)
		}
	}
	return list
}

func (x *day) behindJob(f *finding, p casework.Placement) {
	f.behind(p.Outward(), Row{PlacementID: p.ID, EpisodeID: p.EpisodeID, ClientID: x.episodes[p.EpisodeID].ClientID})
}

// variety (19, 20): how many of the jobs are different, of those that tell.
func (x *day) variety(f *finding, untold, fresh What, of func(casework.Placement) string) {
	seen := map[string]int{}
	v := Variety{}
	silent := 0
	for _, p := range x.jobsOf(f, casework.Placement.OpenJob) {
		x.behindJob(f, p)
		kind := of(p)
		if kind == "" {
			silent++
			continue
		}
		v.Jobs++
		seen[kind]++
	}
	v.Different = len(seen)
	f.N = v.Jobs
	f.lack(untold, silent)
	f.lack(JobsHad, max(0, 1-v.Jobs-silent))
	f.take(v)
	if f.Score == nil {
		return
	}
	f.figure("different", v.Different, v.Jobs)
	largest := 0
	for _, n := range seen {
		largest = max(largest, n)
	}
	f.figure("largest", largest, v.Jobs)
	f.next(f.bySearch(fresh, func(n int) Measure { return Variety{v.Jobs + n, v.Different + n} }))
}

// openJobs (21): which of all jobs are permanent and in the open labour market.
func (x *day) openJobs(f *finding) {
	j, subsidised := Jobs{}, 0
	for _, p := range x.jobsOf(f, func(p casework.Placement) bool { return p.Kind == casework.Employment }) {
		x.behindJob(f, p)
		j.Jobs++
		if p.RunsOn(x.on) {
			j.Current++
		}
		if p.OpenJob() && p.Permanent != nil && *p.Permanent {
			j.PermanentCompetitive++
		}
		if p.OpenJob() && len(p.Subsidies()) > 0 {
			subsidised++
		}
	}
	f.N = j.Jobs
	f.lack(JobsHad, max(0, 1-j.Jobs))
	f.take(j)
	if f.Score == nil {
		return
	}
	f.figure("permanent_competitive", j.PermanentCompetitive, j.Jobs)
	f.figure("running", j.Current, cmp.Or(f.Item.Limits.Least, j.Jobs))
	f.figure("subsidised", subsidised, j.Jobs)
	f.next(f.bySearch(PermanentJobs, func(n int) Measure { return Jobs{j.Jobs + n, j.Current + n, j.PermanentCompetitive + n} }))
}

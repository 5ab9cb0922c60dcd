package fidelity

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"sijoita/casework"
)

// Records is what the live scores of one team are made of. Records that have
// nothing to do with the team may be among them: they count nowhere.
type Records struct {
	Edition          *Edition
	Team             casework.Team
	Staff            []casework.Staff // with every grant they have had
	CareTeams        []casework.CareTeam
	Assignments      []casework.CareTeamAssignment
	Episodes         []casework.Episode // in the programme, every one of each client who has had one in the team
	Placements       []casework.Placement
	Contacts         []casework.EmployerContact // of the team's episodes and of its coaches; the same may stand twice
	Meetings         []casework.Meeting
	Worktime         []casework.Worktime
	CareTeamMeetings []casework.CareTeamMeeting
	Supervision      []casework.Supervision
	ServiceNotes     []casework.ServiceNote
	Counselling      []casework.Counselling
	Reviews          []casework.Review
	Plans            []casework.Plan
	Talks            []casework.DisclosureTalk
	UnitClients      []casework.UnitClient // of the lists of work interest of the care teams that the team is assigned to
}

// LiveScores is what the records of a team come to on a day. It is not a
// review: an item that records alone cannot score is not scored.
type LiveScores struct {
	Team  string           `json:"team"`
	On    casework.Day     `json:"on"`
	Scale string           `json:"scale"`
	Items ByItem[LiveItem] `json:"items"` // all 25
	Summary
}

// LiveItem is one item of a team on a day.
type LiveItem struct {
	Scored
	Window   LiveWindow   `json:"window"`
	N        int          `json:"n"`         // how many records were counted
	Missing  []Need       `json:"missing"`   // what would be needed to score it, or to score it on all there is
	Evidence []string     `json:"evidence"`  // ids of the records behind it
	PerCoach []CoachScore `json:"per_coach"` // of an item that scores each coach; of item 1 and 2 what each has part in
	ToNext   *Next        `json:"to_next"`   // nil: it has no score, or the highest
	Parts    []Part       `json:"parts"`     // what the records show of what the item asks for

	Rows  []Row               `json:"-"` // the records behind it, by their keys
	Weeks []casework.Worktime `json:"-"` // the working time behind it
	Days  map[int64]int       `json:"-"` // of item 15: how many days each episode waited, by its key
}

// LiveWindow is the days an item looks at.
type LiveWindow struct {
	From casework.Day `json:"from"`
	To   casework.Day `json:"to"`
}

// CoachScore is one coach's part in an item. Score is nil where coaches are not
// scored one by one, and for a coach who is left out.
type CoachScore struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Score  *int     `json:"score"`
	Value  *float64 `json:"value"`
	N      int      `json:"n"`
	ToNext *Next    `json:"to_next"`

	StaffID int64 `json:"-"`
}

// Next is what would raise a score by one point: any of the ways would.
type Next struct {
	Score int      `json:"score"` // the one that would be reached
	Ways  [][]Need `json:"ways"`  // each of them all together
}

// Need is so much of something.
type Need struct {
	What What    `json:"what"`
	N    float64 `json:"n"`
}

// What is what can be needed.
type What string

// What is needed to score an item, or on more than was at hand.
const (
	Coaches         What = "coaches"            // coach roles with a share of working time
	WorktimeWeeks   What = "worktime"           // weeks of a coach without working time
	Waiting         What = "waiting"            // started lately and have met no employer yet
	Starts          What = "starts"             // clients who have started
	JobSeekers      What = "job_seekers"        // coaches with clients who look for work
	OccupationsTold What = "occupation"         // jobs without an occupation
	EmployersTold   What = "employer"           // jobs without an employer
	JobsHad         What = "jobs"               // jobs at all
	LogReviews      What = "log_reviews"        // more weeks in which the log of contacts is gone through
	MonthReviews    What = "month_reviews"      // more months in which it is
	MatchesTold     What = "matches_plan"       // contacts of which it is not told whether they follow the plan
	PlansKept       What = "plans"              // records of when plans were made and changed
	ClientContacts  What = "client_contacts"    // contacts for a client
	MeetingsNoted   What = "care_team_meetings" // meetings of care teams
	PartnerContacts What = "partner_contacts"   // records of contacts with employment services
	PartnerMonths   What = "partner_months"     // months more with a meeting with employment services
	PartnerWeeks    What = "partner_weeks"      // weeks more with a contact with them about a client
	GroupWeeks      What = "group_weeks"        // weeks more with group supervision
	GuidedWeeks     What = "guided_weeks"       // weeks more with supervision, of a group or of one
	LeaderMeetings  What = "leader_meetings"    // care teams whose meeting no leader came to
	MentoringMonths What = "mentoring_months"   // months more with a day in the field
	OutcomeReviews  What = "outcome_reviews"    // coaches with whom outcomes were not gone through
	WorkStories     What = "work_stories"       // stories of work more, shared
	OutcomeReports  What = "outcome_reports"    // reports of outcomes more, shared
	SteeringHeld    What = "steering_meetings"  // meetings more of the steering group with the leaders
	StaffMessages   What = "staff_messages"     // messages more of the leaders to all staff
	BarrierReports  What = "barrier_reports"    // reports more of what hinders
	TalksNoted      What = "disclosure_talks"   // talks on what employers are told
	TalkedFirst     What = "talked_first"       // new clients with whom telling is weighed before an employer is met
	WordsAgreed     What = "words_agreed"       // clients more with whom it is agreed what is said
	TalkedAgain     What = "talked_again"       // clients more with whom it is talked about again
	Judgement       What = "judgement"          // a person's
	ActiveClients   What = "active_clients"     // clients who are coached now
	FewerActive     What = "fewer_active"       // active clients fewer
	MoreFTE         What = "more_fte"           // full-time coaches more
	EmploymentHours What = "employment_hours"   // hours more on employment services, of the same working time
	CommunityHours  What = "community_hours"    // hours more outside the office, of the same working time
	OwnTeamClients  What = "own_team_clients"   // clients more who come from their coach's own care teams
	FewerCareTeams  What = "fewer_care_teams"   // care teams fewer
	OwnCareTeams    What = "own_care_teams"     // care teams to begin with
	FewerDays       What = "fewer_days"         // days off the mean
	QuickStarts     What = "quick_starts"       // new clients who meet an employer within a week
	Contacts        What = "contacts"           // visits more in the window
	NewJobTypes     What = "new_job_types"      // new jobs in occupations that nobody has yet
	NewEmployers    What = "new_employers"      // new jobs with employers that nobody has yet
	PermanentJobs   What = "permanent_jobs"     // new permanent jobs in the open labour market
	PlannedContacts What = "planned_contacts"   // more contacts, all of them following the plan
	CoachPoints     What = "coach_points"       // points more of coaches together
)

// Part is what the records show of one thing that an item asks for.
type Part struct {
	Key   string    `json:"key"` // an element of the item, or a figure
	State PartState `json:"state"`
	N     *float64  `json:"n"`
	Of    *float64  `json:"of"` // nil: a number on its own
}

// PartState is what the records say.
type PartState string

// The states.
const (
	Found    PartState = "found"
	NotFound PartState = "not_found"
	Judge    PartState = "judge"  // only a person can tell
	Figure   PartState = "figure" // a number for whoever judges
)

// Row is one record behind a score, by its keys; 0 is none. A client stands
// with the episode, a job and a contact with theirs.
type Row struct {
	ClientID    int64
	EpisodeID   int64
	PlacementID int64
	ContactID   int64
}

// Live gives what a team's records come to on a day.
func Live(r Records, on casework.Day) LiveScores {
	x := gather(r).day(on)
	live := LiveScores{Team: r.Team.Outward(), On: on, Scale: r.Edition.Scale, Items: ByItem[LiveItem]{}}
	scores := map[int]*int{}
	for _, i := range r.Edition.Items {
		item := x.item(i)
		live.Items[i.Item] = item
		scores[i.Item] = item.Score
	}
	live.Summary = summarize(scores)
	return live
}

// Month is what the items that records alone can score came to on a day.
type Month struct {
	On     casework.Day
	Scores map[int]*int // by item; nil: not scored
	Summary
}

// Trend gives what the items that records alone can score came to on each of
// the days.
func Trend(r Records, days []casework.Day) []Month {
	t := gather(r)
	all := make([]Month, len(days))
	for n, d := range days {
		x := t.day(d)
		x.brief = true
		m := Month{On: d, Scores: map[int]*int{}}
		for _, i := range t.Edition.Items {
			if i.Computed() {
				m.Scores[i.Item] = x.item(i).Score
			}
		}
		m.Summary = summarize(m.Scores)
		all[n] = m
	}
	return all
}

// team is one team's records, put where the items ask for them. Nothing that
// was withdrawn is among them.
type team struct {
	Records
	ours       []casework.Episode                   // that name the team
	episodes   map[int64]casework.Episode           // by key
	byClient   map[int64][]casework.Episode         // of the clients of ours
	placements map[int64][]casework.Placement       // by client
	jobs       []casework.Placement                 // of ours
	met        map[int64][]casework.EmployerContact // face to face, by episode of ours, the earliest first
	contacts   []casework.EmployerContact           // of ours, whatever the channel
	visits     map[int64][]casework.EmployerContact // face to face, by staff
	meetings   map[int64][]casework.Meeting         // by episode of ours
	worktime   map[int64]map[casework.Week]casework.Worktime
	guidance   []casework.Supervision          // of the team
	deeds      []casework.ServiceNote          // of the team
	kinds      map[int64]casework.CareTeamKind // of care teams
}

func gather(r Records) *team {
	t := &team{
		Records: r, episodes: map[int64]casework.Episode{}, byClient: map[int64][]casework.Episode{}, placements: map[int64][]casework.Placement{},
		met: map[int64][]casework.EmployerContact{}, visits: map[int64][]casework.EmployerContact{}, meetings: map[int64][]casework.Meeting{},
		worktime: map[int64]map[casework.Week]casework.Worktime{}, kinds: map[int64]casework.CareTeamKind{},
	}
	t.gatherEpisodes()
	t.gatherContacts()
	for _, m := range r.Meetings {
		if !m.Withdrawn && t.isOurs(m.EpisodeID) {
			t.meetings[m.EpisodeID] = append(t.meetings[m.EpisodeID], m)
		}
	}
	for _, w := range r.Worktime {
		if t.worktime[w.StaffID] == nil {
			t.worktime[w.StaffID] = map[casework.Week]casework.Worktime{}
		}
		t.worktime[w.StaffID][w.Week] = w
	}
	for _, s := range r.Supervision {
		if s.TeamID == r.Team.ID && !s.Withdrawn {
			t.guidance = append(t.guidance, s)
		}
	}
	for _, n := range r.ServiceNotes {
		if n.TeamID == r.Team.ID && !n.Withdrawn {
			t.deeds = append(t.deeds, n)
		}
	}
	t.CareTeamMeetings = slices.DeleteFunc(slices.Clone(r.CareTeamMeetings), func(m casework.CareTeamMeeting) bool { return m.Withdrawn })
	for _, c := range r.CareTeams {
		t.kinds[c.ID] = c.Kind
	}
	return t
}

func (t *team) gatherEpisodes() {
	for _, e := range t.Episodes {
		if e.Withdrawn || e.ProgrammeID != t.Team.ProgrammeID {
			continue
		}
		t.episodes[e.ID] = e
		t.byClient[e.ClientID] = append(t.byClient[e.ClientID], e)
		if e.TeamID == t.Team.ID {
			t.ours = append(t.ours, e)
		}
	}
	for _, p := range t.Placements {
		e, there := t.episodes[p.EpisodeID]
		if p.Withdrawn || !there {
			continue
		}
		t.placements[e.ClientID] = append(t.placements[e.ClientID], p)
		if e.TeamID == t.Team.ID {
			t.jobs = append(t.jobs, p)
		}
	}
}

func (t *team) gatherContacts() {
	known := map[int64]bool{}
	for _, c := range t.Contacts {
		if c.Withdrawn || known[c.ID] {
			continue
		}
		known[c.ID] = true
		ours := t.isOurs(c.EpisodeID)
		if ours {
			t.contacts = append(t.contacts, c)
		}
		if !c.Counts() {
			continue
		}
		if ours {
			t.met[c.EpisodeID] = append(t.met[c.EpisodeID], c)
		}
		for i, s := range c.Staff {
			if !slices.Contains(c.Staff[:i], s) {
				t.visits[s] = append(t.visits[s], c)
			}
		}
	}
	for _, list := range t.met {
		slices.SortFunc(list, func(a, b casework.EmployerContact) int { return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.ID, b.ID)) })
	}
}

// isOurs tells whether an episode names the team; 0 is none.
func (t *team) isOurs(episode int64) bool {
	e, there := t.episodes[episode]
	return there && e.TeamID == t.Team.ID
}

// day is a team on a day.
type day struct {
	*team
	on      casework.Day
	brief   bool               // only the scores are asked for
	active  []casework.Episode // the newest of each active client that names the team
	coaches []coach
}

// coach is who coaches in the team on the day.
type coach struct {
	casework.Staff
	roles  []casework.Grant // of coaches in the team, whenever
	fte    *big.Rat         // of those on the day
	active []casework.Episode
}

func (t *team) day(d casework.Day) *day {
	x := &day{team: t, on: d}
	x.findActive()
	x.findCoaches()
	return x
}

func (x *day) findActive() {
	seen := map[int64]bool{}
	for _, e := range x.ours {
		if seen[e.ClientID] {
			continue
		}
		seen[e.ClientID] = true
		newest, referred := casework.Newest(x.byClient[e.ClientID], x.on)
		if referred && newest.TeamID == x.Team.ID && newest.StateOn(x.on) == casework.Active {
			x.active = append(x.active, newest)
		}
	}
}

func (x *day) findCoaches() {
	for _, s := range x.Staff {
		c := coach{Staff: s, fte: new(big.Rat)}
		held := false
		for _, g := range s.Grants {
			if g.Role != casework.RoleCoach || g.TeamID != x.Team.ID {
				continue
			}
			c.roles = append(c.roles, g)
			if g.Holds(x.on) {
				held = true
				c.fte.Add(c.fte, fteOf(g))
			}
		}
		if !held {
			continue
		}
		for _, e := range x.active {
			if e.CoachOn(x.on) == s.ID {
				c.active = append(c.active, e)
			}
		}
		x.coaches = append(x.coaches, c)
	}
	slices.SortFunc(x.coaches, func(a, b coach) int { return casework.CompareIDs(a.Outward(), b.Outward()) })
}

// fteOf is a grant's share of full-time work; one that is not told counts as 1.
func fteOf(g casework.Grant) *big.Rat {
	if g.FTE == nil {
		return ratOf(1)
	}
	return exact(*g.FTE)
}

// exact is the number that a float was written as: 0.1 is a tenth.
func exact(f float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'f', -1, 64)) // what FormatFloat writes can be read
	return r
}

// item scores one item on the day.
func (x *day) item(i Item) LiveItem {
	span := i.Window.On(x.on)
	f := &finding{Item: i, span: span, brief: x.brief, LiveItem: LiveItem{
		Scored: unscored(), Window: LiveWindow{span.From, span.To}, Missing: []Need{}, Evidence: []string{}, PerCoach: []CoachScore{}, Parts: []Part{},
	}}
	x.find(f)
	f.sortEvidence()
	return f.LiveItem
}

// find has what is known of each item of the scale. The numbers are those of
// the scale; that they mean the same in every edition is what makes it one.
func (x *day) find(f *finding) {
	switch f.Item.Item {
	case 1:
		x.caseload(f)
	case 2:
		x.employmentWork(f)
	case 3:
		x.phases(f)
	case 4:
		x.careTeams(f)
	case 5:
		x.careTeamMeetings(f)
	case 6:
		x.partners(f)
	case 7:
		x.unit(f)
	case 8:
		x.leader(f)
	case 9:
		x.exclusion(f)
	case 10:
		x.focus(f)
	case 11:
		x.leadership(f)
	case 12:
		x.counselling(f)
	case 13:
		x.disclosure(f)
	case 14:
		x.profiles(f)
	case 15:
		x.waits(f)
	case 16:
		x.planned(f)
	case 17:
		x.frequency(f)
	case 18:
		x.quality(f)
	case 19:
		x.variety(f, OccupationsTold, NewJobTypes, func(p casework.Placement) string { return p.Occupation })
	case 20:
		x.variety(f, EmployersTold, NewEmployers, func(p casework.Placement) string {
			if p.EmployerID == 0 {
				return ""
			}
			return strconv.FormatInt(p.EmployerID, 10)
		})
	case 21:
		x.openJobs(f)
	case 22:
		x.support(f)
	case 23:
		x.rhythm(f)
	case 24:
		x.community(f)
	case 25:
		x.outreach(f)
	}
	f.judgeRest()
}

// finding is an item while it is being found.
type finding struct {
	Item  Item
	span  casework.Span
	brief bool // without what would raise it and the records behind it
	LiveItem
	seen map[string]bool
}

// take scores the item, as fidelity score would.
func (f *finding) take(m Measure) { f.Scored = m.score(f.Item) }

// behind adds a record to those behind the item, once.
func (f *finding) behind(id string, row Row) {
	if f.brief {
		return
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	if !f.seen[id] {
		f.seen[id] = true
		f.Evidence = append(f.Evidence, id)
		if row != (Row{}) {
			f.Rows = append(f.Rows, row)
		}
	}
}

func (f *finding) sortEvidence() { slices.SortFunc(f.Evidence, casework.CompareIDs) }

// lack notes that something is missing, when there is any of it.
func (f *finding) lack(what What, n int) {
	if n > 0 {
		f.Missing = append(f.Missing, Need{what, float64(n)})
	}
}

// part notes what the records show of an element: so many of so many.
func (f *finding) part(key string, found bool, n, of int) {
	state := NotFound
	if found {
		state = Found
	}
	f.Parts = append(f.Parts, Part{key, state, number(n), number(of)})
}

// figure notes a number for whoever judges.
func (f *finding) figure(key string, n, of int) {
	f.Parts = append(f.Parts, Part{key, Figure, number(n), number(of)})
}

// alone notes a number that is no part of another.
func (f *finding) alone(key string, n float64) {
	f.Parts = append(f.Parts, Part{Key: key, State: Figure, N: &n})
}

// judgeRest leaves to people the elements of which the records say nothing. An
// item that has no score needs a person.
func (f *finding) judgeRest() {
	counted := !f.Item.Computed()
	for _, e := range f.Item.Elements {
		if counted && !slices.ContainsFunc(f.Parts, func(p Part) bool { return p.Key == e.Key }) {
			f.Parts = append(f.Parts, Part{Key: e.Key, State: Judge})
		}
	}
	if counted && f.Score == nil {
		f.Missing = append(f.Missing, Need{Judgement, float64(max(1, f.unjudged()))})
	}
}

// unjudged counts the elements that only a person can tell.
func (f *finding) unjudged() (n int) {
	for _, p := range f.Parts {
		if p.State == Judge {
			n++
		}
	}
	return n
}

func number(n int) *float64 {
	f := float64(n)
	return &f
}

// perCoach adds a coach's line. Those who are left out have no score.
func (f *finding) perCoach(c coach, value *big.Rat, n int) {
	line := CoachScore{ID: c.Outward(), Name: c.Name, N: n, StaffID: c.ID}
	if value != nil {
		v := rounded(value, 4)
		line.Value = &v
	}
	f.PerCoach = append(f.PerCoach, line)
}

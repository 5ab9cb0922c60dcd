package casework

import (
	"slices"
	"strconv"
	"strings"

	"sijoita/problem"
)

// PlacementNote is what is asked when a client gets a job (F10, short), begins
// a work trial (F25) or studies (F26). What the kind does not have is ignored.
type PlacementNote struct {
	Kind             PlacementKind // empty: employment
	EmployerID       int64
	StartsOn         Day
	EndsOn           Day // zero: until further notice
	HoursPerWeek     *float64
	DaysPerWeek      *float64
	MonthlyPay       *Cents
	Changes          []PlacementChange
	OpenMarket       bool
	Permanent        bool
	Subsidy          *Subsidy
	FurtherSubsidies []Subsidy
	Occupation       string
	School           string
	Subject          string
	Funding          Funding
	Level            StudyLevel
	Found            Found
	Matches          WishMatch
	Trial            Trial
	Agreement        string
	OwnBusiness      bool        // the client works for themself: no employer is asked for
	Business         string      // what the own business is
	Earlier          []Placement // the client's others, against which the limits of a trial or of studies are counted
	Knowingly        bool        // also when a limit is passed
}

const (
	maxHours      = 60
	maxDays       = 7
	trialDays     = 5   // a week: the most that a work trial may have
	trialHours    = 40  // a week: five days of eight hours
	maxDecisionNo = 60  // runes
	aheadForStart = 366 // days: a job may be agreed well before it begins
)

// StartPlacement makes a placement of a note. It refuses with problem.Invalid a
// missing day, a work trial without an employer and an employment with neither an
// employer nor the client's own business, an end before
// the start, hours outside 0–60 (a trial: 0–40, on at most five days), a
// negative pay, a permanent job with an end, a change of hours or pay outside
// the job, a subsidy outside it or outside 0–100 %, a look at a trial outside it,
// and, when it is not done knowingly, a limit of trials or studies that is passed
// (see Limits); with problem.Conflict when the episode has not started.
func StartPlacement(e Episode, in PlacementNote, today Day) (Placement, error) {
	return in.placement(e, Placement{}, today)
}

// CorrectPlacement puts what a note says in the place of a placement's text.
// How it ended stays. It refuses as StartPlacement; that a permanent job has
// ended is no mistake.
func CorrectPlacement(e Episode, old Placement, in PlacementNote, today Day) (Placement, error) {
	return in.placement(e, old, today)
}

func (in PlacementNote) placement(e Episode, old Placement, today Day) (Placement, error) {
	if e.StartedOn.IsZero() {
		return Placement{}, problem.New(problem.Conflict, "placement.episode_not_started")
	}
	in.keepOwn()
	var f problem.Fields
	in.check(&f, old.EndReason != "", today)
	if err := f.Problem(); err != nil {
		return Placement{}, err
	}
	p := Placement{
		EpisodeID: e.ID, Kind: in.Kind, EmployerID: in.EmployerID, Occupation: in.Occupation, StartsOn: in.StartsOn, EndsOn: in.EndsOn,
		EndReason: old.EndReason, EndLearned: old.EndLearned, HoursPerWeek: in.HoursPerWeek, DaysPerWeek: in.DaysPerWeek,
		MonthlyPay: in.MonthlyPay, Changes: in.Changes, Subsidy: in.Subsidy, FurtherSubsidies: in.FurtherSubsidies,
		School: in.School, Subject: in.Subject, Funding: in.Funding, Level: in.Level, Found: in.Found, Matches: in.Matches, Trial: in.Trial,
		Ending: old.Ending, Agreement: in.Agreement, Business: in.Business,
	}
	p.keepFollowed(old)
	switch {
	case in.OwnBusiness:
		p.Form = JobSelfEmployed
	case p.Form == JobSelfEmployed && old.EmployerID == 0: // an employer has taken the own business's place
		p.Form = ""
	}
	if on := p.FourHoursOn; !on.IsZero() && !(Span{From: p.StartsOn, To: p.EndsOn}).Holds(on) {
		f.Add("starts_on", "placement.hours_outside", problem.Args{"on": on})
		return Placement{}, f.Problem()
	}
	p.Noted = old.Noted // which of the earlier ones it is itself
	if !in.Knowingly {
		if err := p.checkLimits(in.Earlier); err != nil {
			return Placement{}, err
		}
	}
	if in.Kind == Employment {
		open, permanent := in.OpenMarket, in.Permanent
		p.OpenMarket, p.Permanent = &open, &permanent
	}
	return p, nil
}

// keepFollowed keeps of the old text what FollowPlacement and EndPlacement note.
func (p *Placement) keepFollowed(old Placement) {
	goal, wish, check := p.Trial.Goal, p.Trial.OwnWish, p.Trial.CheckOn
	p.Trial = old.Trial
	p.Trial.Goal, p.Trial.OwnWish, p.Trial.CheckOn = goal, wish, check
	p.MatchesWhy, p.Form, p.ProbationTo, p.FourHoursOn = old.MatchesWhy, old.Form, old.ProbationTo, old.FourHoursOn
}

// keepOwn clears what the note's kind does not have, and puts what is left in
// order: the changes by their day, the first subsidy in its place.
func (in *PlacementNote) keepOwn() {
	in.Kind = or(in.Kind, Employment)
	in.Occupation, in.School, in.Subject = strings.TrimSpace(in.Occupation), strings.TrimSpace(in.School), strings.TrimSpace(in.Subject)
	if in.Kind != Employment {
		in.MonthlyPay, in.Subsidy, in.FurtherSubsidies, in.Permanent, in.OpenMarket = nil, nil, nil, false, false
		in.Agreement, in.OwnBusiness = "", false
	}
	if in.Kind != WorkTrial {
		in.DaysPerWeek, in.Trial = nil, Trial{}
	}
	if in.OwnBusiness {
		in.EmployerID, in.Agreement = 0, ""
	} else {
		in.Business = ""
	}
	in.Agreement, in.Business = oneLine(in.Agreement), oneLine(in.Business)
	in.Trial.Goal = strings.TrimSpace(in.Trial.Goal)
	in.tidyDecisions()
	if in.Kind == Study {
		in.EmployerID, in.Occupation, in.HoursPerWeek, in.Changes, in.Found = 0, "", nil, nil, ""
	} else {
		in.School, in.Subject, in.Funding, in.Level = "", "", "", ""
	}
	in.Changes = slices.Clone(in.Changes)
	slices.SortStableFunc(in.Changes, func(a, b PlacementChange) int { return a.From.Compare(b.From) })
	if in.Subsidy == nil {
		in.Subsidy, in.FurtherSubsidies = firstOf(in.FurtherSubsidies)
	}
}

// tidyDecisions writes the numbers of decisions on one line.
func (in *PlacementNote) tidyDecisions() {
	if in.Subsidy != nil {
		first := *in.Subsidy
		first.Decision = oneLine(first.Decision)
		in.Subsidy = &first
	}
	in.FurtherSubsidies = slices.Clone(in.FurtherSubsidies)
	for i := range in.FurtherSubsidies {
		in.FurtherSubsidies[i].Decision = oneLine(in.FurtherSubsidies[i].Decision)
	}
}

func (in PlacementNote) check(f *problem.Fields, ended bool, today Day) {
	oneOf(f, "kind", in.Kind, PlacementKinds)
	if in.EmployerID == 0 && !in.OwnBusiness && (in.Kind == Employment || in.Kind == WorkTrial) {
		f.Add("employer", "placement.employer_missing")
	}
	switch {
	case in.StartsOn.IsZero():
		f.Add("starts_on", "problem.day_missing")
	case in.StartsOn.After(today.AddDays(aheadForStart)):
		f.Add("starts_on", "placement.start_too_far")
	}
	if !in.EndsOn.IsZero() && in.EndsOn.Before(in.StartsOn) {
		f.Add("ends_on", "problem.end_before_start")
	}
	if in.Permanent && !in.EndsOn.IsZero() && !ended {
		f.Add("ends_on", "placement.permanent_with_end")
	}
	checkHours(f, "hours_per_week", in.Kind, in.HoursPerWeek)
	checkDays(f, in.Kind, in.DaysPerWeek)
	checkPay(f, "monthly_pay", in.MonthlyPay)
	if in.Occupation != "" && !fourDigits(in.Occupation) {
		f.Add("occupation", "placement.occupation_digits")
	}
	checkText(f, "agreement", in.Agreement, maxName)
	checkText(f, "business", in.Business, maxName)
	checkText(f, "school", in.School, maxName)
	checkText(f, "subject", in.Subject, maxName)
	if in.Funding != "" {
		oneOf(f, "funding", in.Funding, Fundings)
	}
	if in.Level != "" {
		oneOf(f, "level", in.Level, StudyLevels)
	}
	if in.Found != "" {
		oneOf(f, "found", in.Found, Founds)
	}
	if in.Matches != "" {
		oneOf(f, "matches_wish", in.Matches, WishMatches)
	}
	checkText(f, "trial_goal", in.Trial.Goal, maxLearned)
	if check := in.Trial.CheckOn; !check.IsZero() && !in.StartsOn.IsZero() && !(Span{From: in.StartsOn, To: in.EndsOn}).Holds(check) {
		f.Add("trial_check_on", "trial.check_outside")
	}
	of := Span{From: in.StartsOn, To: in.EndsOn}
	if in.Subsidy != nil {
		in.Subsidy.check(f, "subsidy", of, today)
	}
	for _, s := range in.FurtherSubsidies {
		s.check(f, "further_subsidy", of, today)
	}
	for i, c := range in.Changes {
		c.check(f, in.Kind, of)
		if i > 0 && c.From == in.Changes[i-1].From {
			f.Add("change_from", "placement.change_twice", problem.Args{"on": c.From})
		}
	}
}

// checkHours is asked so that what is no number is refused.
func checkHours(f *problem.Fields, name string, kind PlacementKind, h *float64) {
	most := maxHours
	if kind == WorkTrial {
		most = trialHours
	}
	if h != nil && !(*h > 0 && *h <= float64(most)) {
		f.Add(name, "placement.hours_range", problem.Args{"most": most})
	}
}

func checkDays(f *problem.Fields, kind PlacementKind, d *float64) {
	most := maxDays
	if kind == WorkTrial {
		most = trialDays
	}
	if d != nil && !(*d > 0 && *d <= float64(most)) {
		f.Add("days_per_week", "placement.days_range", problem.Args{"most": most})
	}
}

func checkPay(f *problem.Fields, name string, pay *Cents) {
	if pay != nil && *pay < 0 {
		f.Add(name, "placement.pay_negative")
	}
}

// check refuses a change on or before the first day of the placement or after
// its last, and one that changes nothing.
func (c PlacementChange) check(f *problem.Fields, kind PlacementKind, of Span) {
	switch {
	case c.From.IsZero():
		f.Add("change_from", "problem.day_missing")
	case !c.From.After(of.From) || !of.To.IsZero() && c.From.After(of.To):
		f.Add("change_from", "placement.change_outside")
	}
	if c.HoursPerWeek == nil && c.MonthlyPay == nil {
		f.Add("change_hours", "placement.change_empty")
	}
	checkHours(f, "change_hours", kind, c.HoursPerWeek)
	checkPay(f, "change_pay", c.MonthlyPay)
}

// check refuses beside fields whose names begin with the given one.
func (s Subsidy) check(f *problem.Fields, name string, of Span, today Day) {
	oneOf(f, name, s.Kind, SubsidyKinds)
	checkPercent(f, name+"_percent", s.Percent)
	checkPay(f, name+"_amount", s.Amount)
	s.checkDecision(f, name+"_decision", name+"_decided_on", today)
	if !s.To.IsZero() && s.To.Before(s.From) {
		f.Add(name+"_to", "problem.end_before_start")
	}
	if s.From.Before(of.From) || !of.To.IsZero() && (s.From.After(of.To) || s.To.After(of.To)) {
		f.Add(name+"_from", "placement.subsidy_outside")
	}
}

func checkPercent(f *problem.Fields, name string, percent *float64) {
	if percent != nil && !(*percent > 0 && *percent <= 100) {
		f.Add(name, "placement.percent_range")
	}
}

func (s Subsidy) checkDecision(f *problem.Fields, number, on string, today Day) {
	checkText(f, number, s.Decision, maxDecisionNo)
	if s.DecidedOn.After(today) {
		f.Add(on, "problem.day_ahead")
	}
}

func fourDigits(s string) bool {
	if len(s) != 4 {
		return false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// ChangePlacement notes that hours or pay change from a day on. It refuses with
// problem.Invalid what StartPlacement refuses of a change, and with
// problem.Conflict a withdrawn placement or studies, which have neither.
func ChangePlacement(p Placement, c PlacementChange) (Placement, error) {
	if err := p.open(); err != nil {
		return p, err
	}
	if p.Kind == Study {
		return p, problem.New(problem.Conflict, "placement.no_hours")
	}
	if p.Kind != Employment {
		c.MonthlyPay = nil
	}
	var f problem.Fields
	c.check(&f, p.Kind, Span{From: p.StartsOn, To: p.EndsOn})
	if slices.ContainsFunc(p.Changes, func(have PlacementChange) bool { return have.From == c.From }) {
		f.Add("change_from", "placement.change_twice", problem.Args{"on": c.From})
	}
	if err := f.Problem(); err != nil {
		return p, err
	}
	p.Changes = append(slices.Clone(p.Changes), c)
	slices.SortFunc(p.Changes, func(a, b PlacementChange) int { return a.From.Compare(b.From) })
	return p, nil
}

// AddSubsidy notes one subsidy more of a job: a municipal supplement after a
// wage subsidy, say. One without a first day is from the job's. It refuses with problem.Invalid what StartPlacement
// refuses of a subsidy, and with problem.Conflict what is not a job.
func AddSubsidy(p Placement, s Subsidy, today Day) (Placement, error) {
	if err := p.open(); err != nil {
		return p, err
	}
	if p.Kind != Employment {
		return p, problem.New(problem.Conflict, "placement.no_subsidy_here")
	}
	if s.From.IsZero() {
		s.From = p.StartsOn
	}
	var f problem.Fields
	s.Decision = oneLine(s.Decision)
	s.check(&f, "further_subsidy", Span{From: p.StartsOn, To: p.EndsOn}, today)
	if err := f.Problem(); err != nil {
		return p, err
	}
	p.Subsidy, p.FurtherSubsidies = firstOf(append(slices.Clone(p.Subsidies()), s))
	return p, nil
}

// SubsidyDecision is what is noted of a subsidy once it is decided on.
type SubsidyDecision struct {
	Number string // empty: not told
	On     Day    // zero: not told
}

// NoteDecisions puts what was decided beside a job's subsidies, in the order of
// Subsidies. It refuses with problem.Invalid a number over 60 characters and a
// day ahead; fields: decision and decided_on, of the second subsidy decision-2,
// decided_on-2 and so on. With problem.Conflict it refuses a withdrawn placement,
// one without a subsidy, and decisions for more or fewer subsidies than there are.
func NoteDecisions(p Placement, all []SubsidyDecision, today Day) (Placement, error) {
	if err := p.open(); err != nil {
		return p, err
	}
	subsidies := slices.Clone(p.Subsidies())
	if len(subsidies) == 0 || len(subsidies) != len(all) {
		return p, problem.New(problem.Conflict, "placement.no_subsidy_to_decide")
	}
	var f problem.Fields
	for i := range subsidies {
		subsidies[i].Decision, subsidies[i].DecidedOn = oneLine(all[i].Number), all[i].On
		subsidies[i].checkDecision(&f, nth("decision", i), nth("decided_on", i), today)
	}
	if err := f.Problem(); err != nil {
		return p, err
	}
	p.Subsidy, p.FurtherSubsidies = firstOf(subsidies)
	return p, nil
}

// nth names the field of the first, the second and so on of several alike.
func nth(name string, i int) string {
	if i == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(i+1)
}

// PlacementFollow is what comes to be known of a job or a work trial once it has
// begun (F10, F25). All of it may be left open; what the kind does not have is
// ignored.
type PlacementFollow struct {
	Found       Found
	Matches     WishMatch
	MatchesWhy  string
	Form        JobForm
	ProbationTo Day
	FourHoursOn Day
	Trial       Trial // but for Goal and OwnWish, which stay
}

// FollowPlacement puts what has come to be known of a job or a work trial in its
// place. What was said of a trial on the way, without a day, was said today. It
// refuses with problem.Conflict a withdrawn placement, studies and others, and
// with problem.Invalid words that are none, texts over 1,000 characters, a trial
// period or four hours outside the job, a look on the way outside the trial, an
// agreement, hours or a talk ahead, and another sort of job of one who works for
// themself.
func FollowPlacement(p Placement, in PlacementFollow, today Day) (Placement, error) {
	if err := p.open(); err != nil {
		return p, err
	}
	if p.Kind != Employment && p.Kind != WorkTrial {
		return p, problem.New(problem.Conflict, "placement.nothing_to_follow")
	}
	in.keepOwn(p, today)
	var f problem.Fields
	in.check(&f, Span{From: p.StartsOn, To: p.EndsOn}, today)
	if p.OwnBusiness() && in.Form != JobSelfEmployed {
		f.Add("job_form", "placement.own_business")
	}
	if err := f.Problem(); err != nil {
		return p, err
	}
	p.Found, p.Matches, p.MatchesWhy = in.Found, in.Matches, in.MatchesWhy
	p.Form, p.ProbationTo, p.FourHoursOn, p.Trial = in.Form, in.ProbationTo, in.FourHoursOn, in.Trial
	return p, nil
}

// OwnBusiness tells whether the client works for themself in a business that is
// no employer's record.
func (p Placement) OwnBusiness() bool { return p.Form == JobSelfEmployed && p.EmployerID == 0 }

// Follows tells whether there is something to be known of the placement once it
// has begun.
func (p Placement) Follows() bool { return p.Kind == Employment || p.Kind == WorkTrial }

func (in *PlacementFollow) keepOwn(p Placement, today Day) {
	in.MatchesWhy = strings.TrimSpace(in.MatchesWhy)
	in.Trial.Goal, in.Trial.OwnWish = p.Trial.Goal, p.Trial.OwnWish
	for _, text := range []*string{&in.Trial.Feedback, &in.Trial.Tasks, &in.Trial.Midway} {
		*text = strings.TrimSpace(*text)
	}
	if in.Trial.Midway != "" {
		in.Trial.CheckedOn = orToday(in.Trial.CheckedOn, today)
	}
	if p.Kind == WorkTrial {
		in.Form, in.ProbationTo, in.FourHoursOn = "", Day{}, Day{}
	} else {
		in.Trial = p.Trial
	}
}

func (in PlacementFollow) check(f *problem.Fields, of Span, today Day) {
	maybeOneOf(f, "found", in.Found, Founds)
	maybeOneOf(f, "matches_wish", in.Matches, WishMatches)
	checkText(f, "matches_why", in.MatchesWhy, maxLearned)
	maybeOneOf(f, "job_form", in.Form, JobForms)
	if !in.ProbationTo.IsZero() && !of.Holds(in.ProbationTo) {
		f.Add("probation_to", "placement.day_outside")
	}
	checkWithin(f, "four_hours_on", in.FourHoursOn, of, today)
	checkText(f, "trial_tasks", in.Trial.Tasks, maxLearned)
	checkText(f, "trial_midway", in.Trial.Midway, maxLearned)
	checkText(f, "trial_feedback", in.Trial.Feedback, maxLearned)
	if in.Trial.AgreedOn.After(today) {
		f.Add("trial_agreed_on", "problem.day_ahead")
	}
	if check := in.Trial.CheckOn; !check.IsZero() && !of.Holds(check) {
		f.Add("trial_check_on", "trial.check_outside")
	}
	checkWithin(f, "trial_checked_on", in.Trial.CheckedOn, Span{From: of.From}, today)
}

// checkWithin refuses a day outside the span, and one that has not come.
func checkWithin(f *problem.Fields, name string, on Day, of Span, today Day) {
	switch {
	case on.IsZero():
	case on.After(today):
		f.Add(name, "problem.day_ahead")
	case !of.Holds(on):
		f.Add(name, "placement.day_outside")
	}
}

// EndReasons are the reasons that are offered for the end of a placement of a
// kind (F12b).
var EndReasons = map[PlacementKind][]string{
	Employment: {"term_over", "left_new_job", "left_health", "left_unhappy", "left_hours", "left_commute", "left_money",
		"dismissed_performance", "dismissed_absence", "dismissed_production", "subsidy_over", "studies", "other"},
	WorkTrial:      {"as_agreed", "to_job", "wants_pay", "client_stopped", "employer_stopped", "health", "other"},
	Study:          {"completed", "to_job", "interrupted", "health", "other"},
	OtherPlacement: {"as_agreed", "to_job", "client_stopped", "health", "other"},
}

// PlacementEnd is what is asked when a placement ends (F12b).
type PlacementEnd struct {
	On      Day
	Reason  string // one of EndReasons
	Learned string // goes to the next search; may be empty
	Ending
	Feedback string // the employer's, of a work trial; may be empty
}

// EndPlacement notes how a placement ends. Subsidies and the trial period end
// with it at the latest;
// a change agreed for a later day is refused. The client goes back to the
// search without a new referral. It refuses with problem.Invalid a missing day,
// one before the start or before four paid hours were full, or more than a year
// ahead, no reason, words that are none, a text over 1,000 characters.
func EndPlacement(p Placement, in PlacementEnd, today Day) (Placement, error) {
	if err := p.open(); err != nil {
		return p, err
	}
	var f problem.Fields
	switch {
	case in.On.IsZero():
		f.Add("end_on", "problem.day_missing")
	case in.On.Before(p.StartsOn):
		f.Add("end_on", "problem.end_before_start")
	case in.On.After(today.AddDays(aheadForStart)):
		f.Add("end_on", "placement.end_too_far")
	case in.On.Before(p.FourHoursOn):
		f.Add("end_on", "placement.end_before_hours", problem.Args{"on": p.FourHoursOn})
	}
	for _, c := range p.Changes {
		if !in.On.IsZero() && c.From.After(in.On) {
			f.Add("end_on", "placement.change_after_end", problem.Args{"on": c.From})
		}
	}
	oneOf(&f, "end_reason", in.Reason, EndReasons[p.Kind])
	checkText(&f, "end_learned", in.Learned, maxLearned)
	checkText(&f, "trial_feedback", in.Feedback, maxLearned)
	in.Client, in.Employer = strings.TrimSpace(in.Client), strings.TrimSpace(in.Employer)
	checkText(&f, "end_client", in.Client, maxLearned)
	checkText(&f, "end_employer", in.Employer, maxLearned)
	if in.Next != "" {
		oneOf(&f, "end_next", in.Next, Follows)
	}
	if err := f.Problem(); err != nil {
		return p, err
	}
	p.EndsOn, p.EndReason, p.EndLearned, p.Ending = in.On, in.Reason, strings.TrimSpace(in.Learned), in.Ending
	if p.Kind == WorkTrial {
		p.Trial.Feedback = strings.TrimSpace(in.Feedback)
	}
	if p.ProbationTo.After(in.On) {
		p.ProbationTo = in.On
	}
	p.Subsidy, p.FurtherSubsidies = firstOf(until(p.Subsidies(), in.On))
	return p, nil
}

// until cuts subsidies to the last day of their job; one that was to begin
// later falls away.
func until(all []Subsidy, last Day) []Subsidy {
	var kept []Subsidy
	for _, s := range all {
		if s.From.After(last) {
			continue
		}
		if s.To.IsZero() || s.To.After(last) {
			s.To = last
		}
		kept = append(kept, s)
	}
	return kept
}

// firstOf parts the first subsidy from the further ones.
func firstOf(all []Subsidy) (first *Subsidy, further []Subsidy) {
	if len(all) == 0 {
		return nil, nil
	}
	if len(all) > 1 {
		further = all[1:]
	}
	return &all[0], further
}

func (p Placement) open() error {
	if p.Withdrawn {
		return problem.New(problem.Conflict, "placement.withdrawn")
	}
	return nil
}

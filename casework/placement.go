package casework

import "cmp"

// PlacementKind is what a client moved on to.
type PlacementKind string

// The kinds. Only employment is a job; a work trial never is.
const (
	Employment     PlacementKind = "employment"
	WorkTrial      PlacementKind = "work_trial"
	Study          PlacementKind = "study"
	OtherPlacement PlacementKind = "other"
)

// PlacementKinds lists them in the order they are offered.
var PlacementKinds = []PlacementKind{Employment, WorkTrial, Study, OtherPlacement}

// SubsidyKind is who pays a part of a wage.
type SubsidyKind string

// The kinds of subsidy.
const (
	WageSubsidy         SubsidyKind = "wage_subsidy"
	MunicipalSupplement SubsidyKind = "municipal_supplement"
	OtherSubsidy        SubsidyKind = "other"
)

// SubsidyKinds lists them in the order they are offered.
var SubsidyKinds = []SubsidyKind{WageSubsidy, MunicipalSupplement, OtherSubsidy}

// Subsidy is a part of the wage that somebody else pays.
type Subsidy struct {
	Kind    SubsidyKind
	Percent *float64 // of the wage costs; nil: not told
	Amount  *Cents   // a month; nil: not told
	Span
	Decision  string // its number (päätösnumero); empty: not told
	DecidedOn Day    // zero: not told
}

// Funding is what a client lives on while studying (F26).
type Funding string

// The kinds of funding.
const (
	StudentAid              Funding = "student_aid"
	RehabilitationAllowance Funding = "rehabilitation_allowance"
	UnemploymentBenefit     Funding = "unemployment_benefit"
	Apprenticeship          Funding = "apprenticeship"
	OtherFunding            Funding = "other"
)

// Fundings lists them in the order they are offered.
var Fundings = []Funding{StudentAid, RehabilitationAllowance, UnemploymentBenefit, Apprenticeship, OtherFunding}

// StudyLevel is what studies lead to (F26).
type StudyLevel string

// The levels.
const (
	LevelBasic      StudyLevel = "basic"      // basic education, upper secondary school
	LevelVocational StudyLevel = "vocational" // a vocational qualification or a part of one
	LevelHigher     StudyLevel = "higher"     // a university of applied sciences, a university
	LevelCourse     StudyLevel = "course"     // a course, liberal education
)

// StudyLevels lists them in the order they are offered.
var StudyLevels = []StudyLevel{LevelBasic, LevelVocational, LevelHigher, LevelCourse}

// Found is how a job was found (F10).
type Found string

// The ways.
const (
	FoundByCoach   Found = "coach"
	FoundByAd      Found = "ad"
	FoundByClient  Found = "client"
	FoundByNetwork Found = "network"
)

// Founds lists them in the order they are offered.
var Founds = []Found{FoundByCoach, FoundByClient, FoundByAd, FoundByNetwork}

// WishMatch is how a job matches what the client wished for (F10, criterion 16).
type WishMatch string

// The answers.
const (
	MatchesWell   WishMatch = "well"
	MatchesPartly WishMatch = "partly"
	MatchesNot    WishMatch = "not"
)

// WishMatches lists them in the order they are offered.
var WishMatches = []WishMatch{MatchesWell, MatchesPartly, MatchesNot}

// JobForm is what sort of job it is when it is no ordinary one (F10).
type JobForm string

// The sorts.
const (
	JobApprenticeship JobForm = "apprenticeship"
	JobCasual         JobForm = "casual" // as called for, without fixed hours
	JobSelfEmployed   JobForm = "self_employed"
)

// JobForms lists them in the order they are offered.
var JobForms = []JobForm{JobApprenticeship, JobCasual, JobSelfEmployed}

// Trial is what is noted of a work trial alone (F25).
type Trial struct {
	Goal      string // what is to be found out
	OwnWish   *bool  // the client wished for it; nil: not told
	CheckOn   Day    // when it is looked at together on the way; zero: not agreed
	Feedback  string // the employer's, in writing
	Tasks     string // what is done there
	AgreedOn  Day    // when client, organiser and employment services agreed on it; zero: not told
	InPlan    *bool  // it stands in the client's employment plan; nil: not told
	Expenses  *bool  // the client gets expenses; nil: not told
	CheckedOn Day    // when it was looked at together; zero: not yet
	Midway    string // what was said then
}

// Follow is what follows when a placement has ended (F12b).
type Follow string

// The steps.
const (
	FollowSearch  Follow = "search"
	FollowGoesOn  Follow = "goes_on" // in another job, or in studies
	FollowPause   Follow = "pause"
	FollowClosing Follow = "closing"
)

// Follows lists them in the order they are offered.
var Follows = []Follow{FollowSearch, FollowGoesOn, FollowPause, FollowClosing}

// Ending is what is noted of an end beside its day, its reason and what was
// learned (F12b).
type Ending struct {
	Planned  *bool  // it was known beforehand; nil: not told
	Benefits bool   // what becomes of the benefits was gone through
	Next     Follow // empty: not told
	Client   string // why, in the client's words; may be empty
	Employer string // why, in the employer's words; may be empty
}

// PlacementChange is a change of hours or pay in a running placement, from its
// day on. What is not told stays as it was.
type PlacementChange struct {
	From         Day
	HoursPerWeek *float64
	MonthlyPay   *Cents
}

// Placement (sijoittuminen) is an employment, a work trial or studies. A client
// may have several at once.
type Placement struct {
	Noted
	EpisodeID        int64
	Kind             PlacementKind
	EmployerID       int64  // 0: none or not told
	Occupation       string // Ammattiluokitus 2010, four digits, or empty
	StartsOn         Day
	EndsOn           Day
	EndReason        string            // one of EndReasons, or an importer's own words
	EndLearned       string            // what was learned of it
	HoursPerWeek     *float64          // at the start; nil: not told
	DaysPerWeek      *float64          // of a work trial; nil: not told
	MonthlyPay       *Cents            // at the start; nil: not told
	Changes          []PlacementChange // of hours and pay, the oldest first
	OpenMarket       *bool             // nil: not told, counts as no
	Permanent        *bool             // nil: not told, counts as no
	Subsidy          *Subsidy
	FurtherSubsidies []Subsidy  // beside or after the first
	School           string     // of studies
	Subject          string     // of studies
	Funding          Funding    // of studies; empty: not told
	Level            StudyLevel // of studies; empty: not told
	Found            Found      // how a job or a trial was found; empty: not told
	Matches          WishMatch  // how it matches the client's wish; empty: not told
	Trial            Trial      // of a work trial
	Ending           Ending     // with EndReason
	MatchesWhy       string     // why it matches or does not; may be empty
	Form             JobForm    // of a job; empty: an ordinary one, or not told
	ProbationTo      Day        // of a job: the last day of the trial period; zero: none, or not told
	Agreement        string     // of a job: the collective agreement (työehtosopimus), in words; may be empty
	Business         string     // of a client who works for themself: what the own business is; may be empty
	FourHoursOn      Day        // of a job: when four paid hours were full; zero: not told. No figure here reads it (the UK count does)
}

// HoursOn is how many hours a week are done on the day; nil: not told.
func (p Placement) HoursOn(d Day) *float64 {
	hours := p.HoursPerWeek
	for _, c := range p.Changes {
		if !c.From.After(d) {
			hours = cmp.Or(c.HoursPerWeek, hours)
		}
	}
	return hours
}

// PayOn is what is paid a month on the day; nil: not told.
func (p Placement) PayOn(d Day) *Cents {
	pay := p.MonthlyPay
	for _, c := range p.Changes {
		if !c.From.After(d) {
			pay = cmp.Or(c.MonthlyPay, pay)
		}
	}
	return pay
}

// Subsidies lists all of the placement's, the first one first.
func (p Placement) Subsidies() []Subsidy {
	if p.Subsidy == nil {
		return p.FurtherSubsidies
	}
	return append([]Subsidy{*p.Subsidy}, p.FurtherSubsidies...)
}

// OpenJob tells whether the placement is a job in the open labour market.
func (p Placement) OpenJob() bool {
	return !p.Withdrawn && p.Kind == Employment && p.OpenMarket != nil && *p.OpenMarket
}

// RunsOn tells whether the placement has the day in it.
func (p Placement) RunsOn(d Day) bool {
	return Span{From: p.StartsOn, To: p.EndsOn}.Holds(d)
}

// RunsIn tells whether the placement has a day of the span in it. One told to
// end before it began has none.
func (p Placement) RunsIn(span Span) bool {
	day := p.StartsOn // the first on which both can run
	if day.Before(span.From) {
		day = span.From
	}
	return span.Holds(day) && p.RunsOn(day)
}

// IsJobStart tells whether the placement is an open job that began on or after
// the start of its episode (figures.md).
func (p Placement) IsJobStart(e Episode) bool {
	return p.OpenJob() && !e.StartedOn.IsZero() && !p.StartsOn.Before(e.StartedOn)
}

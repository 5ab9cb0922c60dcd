package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// AdviserTraining is what an adviser on benefits has been taught for it (criterion 12).
type AdviserTraining string

// The trainings. Who counts as specially trained is for people to say.
const (
	Untrained        AdviserTraining = "none"
	Trained          AdviserTraining = "trained"
	SpeciallyTrained AdviserTraining = "specialist"
)

// AdviserTrainings lists them in the order they are offered.
var AdviserTrainings = []AdviserTraining{Trained, SpeciallyTrained, Untrained}

// Office is who advises on benefits, or is asked about them (F13).
type Office string

// The offices. OfficeCoach advises, and is never asked.
const (
	OfficeCoach       Office = "coach"
	OfficeKela        Office = "kela"
	OfficePension     Office = "pension_company"
	OfficeInsurer     Office = "insurer" // of accidents at work
	OfficeSocial      Office = "social_services"
	OfficeGuardian    Office = "guardian"
	OfficeEmployment  Office = "employment_services"
	OfficeDebt        Office = "debt_advice"
	OfficeFund        Office = "unemployment_fund"
	OfficeEnforcement Office = "enforcement_office"
	OfficeTax         Office = "tax_administration"
)

// Advisers lists who may give the advice, and Offices whom it may be asked of.
var (
	Advisers = []Office{OfficeCoach, OfficeKela, OfficePension, OfficeInsurer, OfficeSocial, OfficeGuardian, OfficeEmployment, OfficeDebt}
	Offices  = []Office{OfficeKela, OfficePension, OfficeEmployment, OfficeFund, OfficeSocial, OfficeGuardian, OfficeEnforcement, OfficeTax, OfficeInsurer, OfficeDebt}
)

// Consent is the client's leave that speaking with the office without them
// needs; empty where none is kept.
func (o Office) Consent() ConsentKind {
	return map[Office]ConsentKind{
		OfficeKela: ConsentKela, OfficePension: ConsentPensionCompany, OfficeInsurer: ConsentPensionCompany, OfficeSocial: ConsentSocialServices,
		OfficeGuardian: ConsentGuardian, OfficeEmployment: ConsentEmploymentServices,
	}[o]
}

// Topic is a matter that was gone through (F13).
type Topic string

// The topics.
const (
	TopicBenefits     Topic = "benefits_now"
	TopicLimit        Topic = "earnings_limit"
	TopicPension      Topic = "pension"
	TopicUnemployment Topic = "unemployment"
	TopicHousing      Topic = "housing"
	TopicAssistance   Topic = "social_assistance"
	TopicNet          Topic = "net"
	TopicTax          Topic = "tax_card"
	TopicDebts        Topic = "debts"
	TopicFees         Topic = "fees"
	TopicSubsidy      Topic = "subsidy"
	TopicReporting    Topic = "reporting" // what is to be told, to whom and when
)

// Topics lists them in the order they are offered.
var Topics = []Topic{
	TopicBenefits, TopicNet, TopicLimit, TopicPension, TopicUnemployment, TopicHousing, TopicAssistance, TopicTax, TopicDebts, TopicFees,
	TopicSubsidy, TopicReporting,
}

// LimitSource is where a client's own earnings limit was read or heard.
type LimitSource string

// The sources.
const (
	LimitDecision LimitSource = "decision"
	LimitPortal   LimitSource = "portal"
	LimitPhone    LimitSource = "phone"
)

// LimitSources lists them in the order they are offered.
var LimitSources = []LimitSource{LimitDecision, LimitPortal, LimitPhone}

// Counselling (etuusneuvonta) is one time on which benefits were gone through
// with a client (F13). Only the day is sure to be told: an import may hold no more.
type Counselling struct {
	Noted
	EpisodeID   int64
	On          Day
	ByID        int64           // who of the staff gave it or was there; 0: not told
	Adviser     AdviserTraining // of whoever gave it; empty: not told
	GivenBy     Office          // empty: not told
	PlacementID int64           // the job it was for; 0: none in particular
	Topics      []Topic
	Asked       []Office    // who else was asked, with the client or by their leave
	Decision    string      // the client's, or the next step
	Text        string      // what else there is to know of it
	Written     bool        // the client got it on paper
	Limit       *Cents      // a month: the earnings limit that the pension company told; nil: not told
	LimitSource LimitSource // with Limit; empty: not told
	EstimateID  int64       // the estimate that was gone through; 0: none
}

// Unwritten is the record with no more than that benefits were gone through,
// when, and by whom.
func (c Counselling) Unwritten() Counselling {
	return Counselling{Noted: c.Noted, EpisodeID: c.EpisodeID, On: c.On, ByID: c.ByID, Adviser: c.Adviser, GivenBy: c.GivenBy}
}

const (
	maxDecision = 1000
	maxAdvice   = 4000
)

// NoteCounselling makes a record of advice of what was noted. It refuses with
// problem.Invalid a missing day or one ahead, words that are none of theirs, a
// limit that is not above nothing, and texts that are too long. A source
// without a limit is left out.
func NoteCounselling(c Counselling, today Day) (Counselling, error) {
	c.Decision, c.Text = strings.TrimSpace(c.Decision), strings.TrimSpace(c.Text)
	if c.Limit == nil {
		c.LimitSource = ""
	}
	var f problem.Fields
	checkDay(&f, "on", c.On, today)
	if c.Adviser != "" {
		oneOf(&f, "adviser", c.Adviser, AdviserTrainings)
	}
	if c.GivenBy != "" {
		oneOf(&f, "given_by", c.GivenBy, Advisers)
	}
	if c.LimitSource != "" {
		oneOf(&f, "limit_source", c.LimitSource, LimitSources)
	}
	allOf(&f, "topics", c.Topics, Topics)
	allOf(&f, "asked", c.Asked, Offices)
	if c.Limit != nil && *c.Limit <= 0 {
		f.Add("limit", "counselling.limit_range")
	}
	checkText(&f, "decision", c.Decision, maxDecision)
	checkText(&f, "text", c.Text, maxAdvice)
	return c, f.Problem()
}

// StartQuestion is one of the three things that are asked when a job is noted.
type StartQuestion string

// The questions: were benefits gone through, was the care team told, was it
// agreed how the coach supports.
const (
	StartCounselling StartQuestion = "counselling"
	StartCareTeam    StartQuestion = "care_team"
	StartSupport     StartQuestion = "support"
)

// StartQuestions lists them in the order they are asked.
var StartQuestions = []StartQuestion{StartCounselling, StartCareTeam, StartSupport}

// StartReply is what was answered to one.
type StartReply string

// The replies. Done is no reply to whether benefits were gone through: the
// record of it is.
const (
	StartDone     StartReply = "done"
	StartDeclined StartReply = "declined" // the client does not want it
	StartOpen     StartReply = "open"     // not yet after all
)

// StartAnswer is what was answered of a job on a day. The one noted last holds;
// the earlier ones stay as they were.
type StartAnswer struct {
	Noted
	EpisodeID   int64
	On          Day
	PlacementID int64
	Question    StartQuestion
	Reply       StartReply
	Text        string // how the care team was told, what support was agreed; may be empty
}

const maxStartText = 500

// AnswerStart makes an answer. It refuses with problem.Invalid a missing day or
// one ahead, words that are none, that benefits were gone through without a
// record of it, and a text over 500 characters; with problem.Conflict what is no
// job, or a withdrawn one.
func AnswerStart(p Placement, a StartAnswer, today Day) (StartAnswer, error) {
	if err := p.open(); err != nil {
		return a, err
	}
	if p.Kind != Employment {
		return a, problem.New(problem.Conflict, "counselling.no_job")
	}
	a.EpisodeID, a.PlacementID, a.Text = p.EpisodeID, p.ID, strings.TrimSpace(a.Text)
	var f problem.Fields
	checkDay(&f, "on", a.On, today)
	oneOf(&f, "question", a.Question, StartQuestions)
	replies := []StartReply{StartDone, StartDeclined, StartOpen}
	if a.Question == StartCounselling {
		replies = replies[1:]
	}
	oneOf(&f, "reply", a.Reply, replies)
	checkText(&f, "text", a.Text, maxStartText)
	return a, f.Problem()
}

// LastAnswer is the answer that holds to a question of a job: of those that are
// not withdrawn, in the order they were noted, the last. The bool is false where
// there is none, or the last took the others back.
func LastAnswer(all []StartAnswer, placement int64, question StartQuestion) (StartAnswer, bool) {
	for _, a := range slices.Backward(all) {
		if !a.Withdrawn && a.PlacementID == placement && a.Question == question {
			return a, a.Reply != StartOpen
		}
	}
	return StartAnswer{}, false
}

// Occasion is a time at which benefits are to be gone through for a job: before
// it starts, and again when its hours or pay change (criterion 12).
type Occasion struct {
	Placement Placement
	On        Day // the first day of the job, or that of the change
	Change    bool
	Given     Day // when benefits were gone through for it; zero: they were not
	Declined  Day // when the client said they do not want it; zero: they did not
}

// ChangeWithin is how many days before and after a change of hours or pay
// benefits are to be gone through (fidelity.md, item 12).
const ChangeWithin = 30

// Missing tells that benefits were not gone through, and the client did not
// decline it.
func (o Occasion) Missing() bool { return o.Given.IsZero() && o.Declined.IsZero() }

// InTime tells that benefits were gone through before the start of the job, or
// within thirty days of a change.
func (o Occasion) InTime() bool {
	last := o.On
	if o.Change {
		last = last.AddDays(ChangeWithin)
	}
	return !o.Given.IsZero() && !o.Given.After(last)
}

// Occasions lists the times at which benefits are to be gone through for the
// jobs of one episode, the earliest first. A record that names a job is for
// that job alone. One that names none is for the next job to start: it counts
// when it is no older than coaching, and than the start of the job before; and
// for a change when it is no older than what came before in the job, and than
// thirty days. Work trials and studies have none, for their benefit stays.
func Occasions(e Episode, placements []Placement, counselled []Counselling, answers []StartAnswer) []Occasion {
	jobs := make([]Placement, 0, len(placements))
	for _, p := range placements {
		if p.Kind == Employment && !p.Withdrawn && p.EpisodeID == e.ID {
			jobs = append(jobs, p)
		}
	}
	slices.SortStableFunc(jobs, func(a, b Placement) int { return a.StartsOn.Compare(b.StartsOn) })
	var all []Occasion
	since := e.StartedOn
	for i, p := range jobs {
		if i > 0 && jobs[i-1].StartsOn.Before(p.StartsOn) {
			since = latest(since, jobs[i-1].StartsOn.AddDays(1))
		}
		o := Occasion{Placement: p, On: p.StartsOn}
		o.Given = firstAdvice(counselled, func(c Counselling) bool {
			return c.PlacementID == p.ID && p.ID != 0 || c.PlacementID == 0 && !c.On.Before(since)
		})
		o.Declined = declined(answers, p, Day{})
		all = append(all, o)
		before := p.StartsOn
		for _, change := range p.Changes {
			from := latest(before.AddDays(1), change.From.AddDays(-ChangeWithin))
			again := Occasion{Placement: p, On: change.From, Change: true, Declined: declined(answers, p, from)}
			again.Given = firstAdvice(counselled, func(c Counselling) bool {
				return (c.PlacementID == p.ID || c.PlacementID == 0) && !c.On.Before(from)
			})
			all, before = append(all, again), change.From
		}
	}
	slices.SortStableFunc(all, func(a, b Occasion) int { return a.On.Compare(b.On) })
	return all
}

// firstAdvice is the first day on which advice was given that counts.
func firstAdvice(all []Counselling, counts func(Counselling) bool) (first Day) {
	for _, c := range all {
		if !c.Withdrawn && counts(c) && (first.IsZero() || c.On.Before(first)) {
			first = c.On
		}
	}
	return first
}

// declined is when the client said that they want no advice for the job, if that
// is what holds and was said on or after the day.
func declined(answers []StartAnswer, p Placement, from Day) Day {
	a, answered := LastAnswer(answers, p.ID, StartCounselling)
	if !answered || a.Reply != StartDeclined || a.On.Before(from) {
		return Day{}
	}
	return a.On
}

func latest(a, b Day) Day {
	if a.Before(b) {
		return b
	}
	return a
}

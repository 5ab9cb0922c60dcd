// Package interchange reads and writes the JSON documents in which a service,
// or a part of one, travels between counties and systems: a document becomes
// plain structs, and everything that is wrong with it is told with its place.
//
// It knows no database. What the county already holds is asked through Held,
// and turning a Document into records and back is the work of package app.
package interchange

import "sijoita/casework"

// What every document says of itself.
const (
	Format  = "sijoita-interchange"
	Version = 1
)

// Document is a whole service or a part of it. Ids are the sender's; a record
// names another by its id. An absent value is the zero value, an empty list is
// nil. The lists stand in the order of the contract.
type Document struct {
	County              County // the zero County: not told
	Programmes          []Programme
	Teams               []Team
	Staff               []Staff
	CareTeams           []CareTeam
	CareTeamAssignments []CareTeamAssignment
	Clients             []Client
	Episodes            []Episode
	Meetings            []Meeting
	Employers           []Employer
	EmployerContacts    []EmployerContact
	Placements          []Placement
	Counselling         []Counselling
	Worktime            []Worktime
	CareTeamMeetings    []CareTeamMeeting
	Supervision         []Supervision
	Reviews             []Review
	Consents            []Consent
	CoachAreas          []CoachArea
	Referrals           []Referral
	PlannedMeetings     []PlannedMeeting
	Tasks               []Task
	Notes               []Note
	Suitability         []Suitability
	ProfileAnswers      []ProfileAnswer
	JobHistory          []Job
	Wishes              []Wish
	Network             []Supporter
	ProfileSummaries    []ProfileSummary
	Estimates           []Estimate
	ServiceNotes        []ServiceNote
	Trainings           []Training
	StartAnswers        []StartAnswer
	Earnings            []Earnings
	Dormancies          []Dormancy
	PlanActions         []PlanAction
	Plans               []Plan
	Leads               []Lead
	Applications        []Application
	DisclosureTalks     []DisclosureTalk
	UnitClients         []UnitClient
	NeedSurveys         []NeedSurvey
	CareMessages        []CareMessage
	SupportPlans        []SupportPlan
	ClosingTalks        []ClosingTalk
	Setbacks            []Setback
	PartnerTalks        []PartnerTalk
	RecordTexts         []RecordText
	ProgrammeFunding    []ProgrammeFunding
	GroupActions        []GroupAction
	SubsidyTerms        []SubsidyTerms
}

// County is the county whose records the document holds.
type County struct {
	ID   string
	Name casework.Names
}

// Programme is one programme of the county.
type Programme struct {
	ID       string
	Kind     casework.ProgrammeKind
	Name     string
	StartsOn casework.Day
	EndsOn   casework.Day
	Scale    string
	Terms    casework.Terms // empty: those of the kind

	Eligibility Eligibility
}

// Eligibility is what a programme requires of who comes to it; nothing: open to
// all who want to work.
type Eligibility struct {
	AgeFrom              *int
	AgeTo                *int
	NoKelaRehabilitation bool
	CareContact          bool
	Why                  string
	From                 casework.Day
	To                   casework.Day
}

// ProgrammeFunding is what somebody pays of a programme for a span of days.
type ProgrammeFunding struct {
	ID        string
	Programme string
	Funder    string
	Amount    *casework.Cents
	From      casework.Day
	To        casework.Day
	Withdrawn bool
}

// SubsidyTerms are the terms of a subsidy in an employment area.
type SubsidyTerms struct {
	ID           string
	Area         string // two digits
	Municipality string // three digits; empty: the whole area
	Kind         casework.SubsidyKind
	From         casework.Day
	To           casework.Day
	NotGranted   bool
	Percent      *float64
	Amount       *casework.Cents // a month
	Months       *int
	Pensioners   *bool
	Ask          string
	Text         string
	Source       string
	Withdrawn    bool
}

// Team is a team of a programme.
type Team struct {
	ID        string
	Programme string
	Name      string
}

// Staff is a person who works in the service, with the roles held.
type Staff struct {
	ID    string
	Name  string
	Roles []Role
	Title string
}

// Role is one role of a person for a span of days.
type Role struct {
	Role     casework.Role
	Team     string
	CareTeam string
	FTE      *float64
	From     casework.Day
	To       casework.Day
}

// CareTeam is a unit that refers clients and shares their care.
type CareTeam struct {
	ID           string
	Name         string
	Kind         casework.CareTeamKind
	Municipality string
}

// CareTeamAssignment says which coach works with a care team, and when.
type CareTeamAssignment struct {
	CareTeam string
	Coach    string
	From     casework.Day
	To       casework.Day
}

// Client is a client with the sources of income told.
type Client struct {
	ID           string
	GivenName    string
	FamilyName   string
	BirthDate    casework.Day
	Municipality string
	Language     string
	Incomes      []Income

	NonDisclosure bool
	Bans          []Ban
	MergedInto    string // the client whose record took this one's place
	Phone         string
	Email         string
	Manner        string // what to mind when reaching them
}

// Ban keeps one of the staff from a client's records for a span of days.
type Ban struct {
	Staff string
	From  casework.Day
	To    casework.Day
}

// Income is something a client lives on, for a span of days.
type Income struct {
	Kind string
	From casework.Day
	To   casework.Day
}

// Dated is who or what holds a place in an episode for a span of days. Alone
// and without days it holds the place for the whole episode.
type Dated struct {
	ID   string
	From casework.Day
	To   casework.Day
}

// Episode is one enrolment of a client in a programme.
type Episode struct {
	ID              string
	Client          string
	Programme       string
	Team            string
	Pathway         casework.Pathway
	ReferredOn      casework.Day
	ReferringUnit   string
	CareTeams       []Dated
	Coaches         []Dated
	CancelledOn     casework.Day
	CancelReason    casework.ReturnReason
	StartedOn       casework.Day
	EmployedAtStart *bool
	Pauses          []Pause
	EndedOn         casework.Day
	EndReason       string
	Withdrawn       bool
	AgreementOn     casework.Day
	Closing         Closing
}

// Pause is a break in an episode.
type Pause struct {
	From    casework.Day
	To      casework.Day
	Reason  string
	CheckOn casework.Day
	Contact casework.PauseContact
}

// Closing is what was noted of an episode's end beside its day and reason.
type Closing struct {
	Initiative   casework.Initiative
	Situation    casework.Situation
	HandedTo     string
	CareTeamTold bool
	WayBackTold  bool
	Summary      string
}

// Meeting was held with or for a client.
type Meeting struct {
	ID        string
	Episode   string
	On        casework.Day
	Minutes   *int
	Staff     []string
	Place     casework.Place
	Channel   casework.MeetingChannel
	Kind      casework.MeetingKind
	At        casework.TimeOfDay
	Text      string
	Withdrawn bool

	Present      Present // beside the staff
	Topics       SupportNeeds
	Going        casework.Going
	CareTeamTold bool
}

// Employer may have a job for somebody.
type Employer struct {
	ID           string
	Name         string
	BusinessID   string
	Industry     string
	Municipality string
	Sector       casework.Sector
	Address      string
	Website      string
	Persons      []ContactPerson
	Needs        string
	Hiring       string
	Owner        string
	DoNotContact *DoNotContact
	Apart        bool
	Withdrawn    bool
	SameAs       string // of a withdrawn double: what took its place
}

// ContactPerson is somebody at an employer's, in their work.
type ContactPerson struct {
	Name    string
	Role    string
	Phone   string
	Email   string
	Decides bool
}

// DoNotContact says that an employer wants no contacts, since when and why.
type DoNotContact struct {
	On     casework.Day
	Reason string
}

// EmployerContact is one contact with one employer.
type EmployerContact struct {
	ID            string
	Employer      string
	On            casework.Day
	Staff         []string
	Channel       casework.ContactChannel
	Kind          casework.ContactKind
	Episode       string
	DecisionMaker *bool
	MatchesPlan   *bool
	Reached       casework.Reached
	Next          casework.Next
	ReturnOn      casework.Day
	Learned       string
	Knowingly     bool
	Withdrawn     bool
	Person        string
	Purpose       casework.Purpose
	Objections    Objections
	ClientAlong   bool
}

// Placement is a job, a work trial or studies.
type Placement struct {
	ID           string
	Episode      string
	Kind         casework.PlacementKind
	Employer     string
	Occupation   string
	StartsOn     casework.Day
	EndsOn       casework.Day
	EndReason    string
	HoursPerWeek *float64
	MonthlyPay   *casework.Cents
	OpenMarket   *bool
	Permanent    *bool
	Subsidy      *Subsidy
	EndLearned   string
	DaysPerWeek  *float64
	Changes      []PlacementChange
	Further      []Subsidy
	School       string
	Subject      string
	Funding      casework.Funding
	Withdrawn    bool
	Level        casework.StudyLevel
	Found        casework.Found
	Matches      casework.WishMatch
	Trial        Trial
	Ending       Ending
	MatchesWhy   string
	Form         casework.JobForm
	ProbationTo  casework.Day
	FourHoursOn  casework.Day // no figure reads it
	Agreement    string
	Business     string
}

// Trial is what was noted of a work trial alone.
type Trial struct {
	Goal      string
	OwnWish   *bool
	CheckOn   casework.Day
	Feedback  string
	Tasks     string
	AgreedOn  casework.Day
	InPlan    *bool
	Expenses  *bool
	CheckedOn casework.Day
	Midway    string
}

// Ending is what was noted of a placement's end beside its day, its reason and
// what was learned.
type Ending struct {
	Planned  *bool
	Benefits bool
	Next     casework.Follow
	Client   string
	Employer string
}

// PlacementChange is a change of hours or pay, from its day on.
type PlacementChange struct {
	From         casework.Day
	HoursPerWeek *float64
	MonthlyPay   *casework.Cents
}

// Subsidy is a part of a wage that somebody else pays.
type Subsidy struct {
	Kind    casework.SubsidyKind
	Percent *float64
	Amount  *casework.Cents // a month
	From    casework.Day
	To      casework.Day

	Decision  string
	DecidedOn casework.Day
}

// Counselling is advice on benefits, given to a client.
type Counselling struct {
	ID          string
	Episode     string
	On          casework.Day
	By          string
	Adviser     casework.AdviserTraining
	GivenBy     casework.Office
	Placement   string
	Topics      Topics
	Asked       Asked
	Decision    string
	Text        string
	Written     bool
	Limit       *casework.Cents
	LimitSource casework.LimitSource
	Estimate    string
	Withdrawn   bool
}

// Topics are the matters that were gone through.
type Topics struct {
	BenefitsNow, Net, EarningsLimit, Pension, Unemployment, Housing, SocialAssistance, TaxCard, Debts, Fees, Subsidy, Reporting bool
}

// Asked are the offices that were asked.
type Asked struct {
	Kela, PensionCompany, EmploymentServices, UnemploymentFund, SocialServices, Guardian, EnforcementOffice, TaxAdministration, Insurer, DebtAdvice bool
}

// StartAnswer is what was answered when a job began.
type StartAnswer struct {
	ID        string
	Episode   string
	Placement string
	On        casework.Day
	Question  casework.StartQuestion
	Reply     casework.StartReply
	Text      string
	Withdrawn bool
}

// Earnings is what a client was paid in a month.
type Earnings struct {
	ID        string
	Episode   string
	Month     casework.Month
	Pay       *casework.Cents
	OneOff    *casework.Cents // nil: nothing
	What      casework.OneOff
	Source    casework.EarningsSource
	Withdrawn bool
}

// Dormancy is a time for which a pension was left dormant.
type Dormancy struct {
	ID        string
	Episode   string
	Payer     casework.Office
	From      casework.Day
	To        casework.Day
	Text      string
	Withdrawn bool
}

// Worktime is one person's working time in one ISO week.
type Worktime struct {
	Staff                   string
	Week                    casework.Week
	Hours                   float64
	EmploymentServicesHours float64
	CommunityHours          float64
}

// CareTeamMeeting is a care team's meeting and who of the staff were there.
type CareTeamMeeting struct {
	CareTeam  string
	On        casework.Day
	Attended  []string
	InPart    []string // of them, who were there for a part only
	Discussed *int
	Proposed  *int
	Text      string
	Withdrawn bool
}

// UnitClient is somebody on a care team's own list of work interest, by a mark.
type UnitClient struct {
	ID        string
	CareTeam  string
	Mark      string
	From      casework.Day
	To        casework.Day
	Referral  string
	Answers   []InterestAnswer
	Withdrawn bool
}

// InterestAnswer is what they answered on a day.
type InterestAnswer struct {
	On       casework.Day
	Interest casework.Interest
	Told     bool
	Meet     bool
	InPlan   bool
	NextOn   casework.Day
	Staff    string
}

// NeedSurvey is a question to care units, with their answers.
type NeedSurvey struct {
	ID        string
	Team      string
	Name      string
	From      casework.Day
	To        casework.Day
	Units     []NeedUnit
	Withdrawn bool
}

// NeedUnit is one unit that is asked. Its answer is there when it has a day.
type NeedUnit struct {
	Name       string
	CareTeam   string
	AnsweredOn casework.Day
	By         string
	Clients    *int
	Want       *int
	Named      *int
	Discuss    *int
	Text       string
}

// CareMessage is a message between a care team and the coaches.
type CareMessage struct {
	ID        string
	CareTeam  string
	Episode   string
	Toward    casework.Toward
	On        casework.Day
	Text      string
	DoneOn    casework.Day
	DoneBy    string
	Withdrawn bool
}

// Supervision is one occasion of a team's own guidance.
type Supervision struct {
	Team      string
	On        casework.Day
	Kind      casework.SupervisionKind
	Staff     []string
	Text      string
	Practise  string
	Employer  string
	Withdrawn bool
}

// ServiceNote is something that a team or its leaders did for the service.
type ServiceNote struct {
	ID        string
	Team      string
	On        casework.Day
	Kind      casework.ServiceNoteKind
	Staff     []string
	With      string
	Executive bool
	Present   *int
	Text      string
	Withdrawn bool

	Way          casework.GroupWay
	Place        string
	Theme        string
	Led          []string // of Staff
	Attendees    []Attendee
	Phases       []PhaseCount
	Cost         *casework.Cents
	Feedback     string
	Agenda       string
	Observations string
	Decisions    string
	Wishes       string
	NextOn       casework.Day
}

// Attendee is one line of who came to a group of professionals.
type Attendee struct {
	Organisation string
	Municipality string
	Role         string
	Count        *int
}

// PhaseCount is how many of a phase of coaching came to the peer group.
type PhaseCount struct {
	Phase casework.PhaseKey
	Count *int
}

// GroupAction is what a meeting of a group agreed to be done.
type GroupAction struct {
	ID           string
	ServiceNote  string
	What         string
	Municipality string
	Staff        string
	Who          string
	DueOn        casework.Day
	State        casework.GroupActionState
	ClosedOn     casework.Day
	Outcome      string
	Withdrawn    bool
}

// Training is what one of the staff has learned, or is to.
type Training struct {
	ID        string
	Staff     string
	Kind      casework.TrainingKind
	Name      string
	DoneOn    casework.Day
	DueOn     casework.Day
	Withdrawn bool
}

// Review is a fidelity review; its total may stand alone.
type Review struct {
	ID     string
	Team   string
	From   casework.Day
	To     casework.Day
	Kind   string
	Scale  string
	Scores map[int]int
	Total  *int

	Edition         *int
	State           casework.ReviewState // empty: signed
	Steps           []ReviewStep
	Sources         []ReviewSource
	Reviewers       []Reviewer
	Summary         string
	Strengths       string
	Recommendations string
	Corrects        string // the review of which this is a new version
	Note            string
	Items           []ReviewItem
	Ratings         []ReviewRating
	Interviews      []Interview
}

// ReviewStep is what was done in a review, and when.
type ReviewStep struct {
	Step casework.ReviewStep
	On   casework.Day
}

// ReviewSource is what reviewers looked at, and of how many.
type ReviewSource struct {
	Source casework.ReviewSource
	N      *int
}

// Reviewer is one who rates a review, for the days on which they see it.
type Reviewer struct {
	Staff        string
	Organisation string
	From         casework.Day
	To           casework.Day
	HandedInOn   casework.Day
	SignedOn     casework.Day
}

// ReviewItem is an item of a review, with what was agreed of it.
type ReviewItem struct {
	Item           *int
	Rating         casework.Rating
	Reason         string
	Recommendation string
	Comment        string
	Further        string
	DraftRating    casework.Rating
	ChangeReason   string
	LiveScore      *int
	LiveValue      *float64
	LiveN          *int
}

// ReviewRating is what one reviewer gave an item.
type ReviewRating struct {
	Staff  string
	Item   *int
	Rating casework.Rating
	Reason string
}

// Interview is a reviewer's note of a talk that is not personal.
type Interview struct {
	On   casework.Day
	Role casework.InterviewRole
	Text string
}

// PlanAction is one action of a team's development plan.
type PlanAction struct {
	ID          string
	Team        string
	Review      string
	Year        *int
	Item        *int
	Goal        string
	Action      string
	Owner       casework.ActionOwner
	Staff       string
	Responsible string
	Measure     string
	DueOn       casework.Day
	State       casework.ActionState
	Outcome     string
	Withdrawn   bool
}

// Consent is one answer of a client, for a span of days.
type Consent struct {
	ID           string
	Client       string
	Kind         casework.ConsentKind
	Given        bool
	Leave        casework.EmployerLeave
	Scope        string
	From         casework.Day
	To           casework.Day
	Employers    []string
	Counterparty string
	Method       casework.ConsentMethod
	WithdrawnOn  casework.Day
	WithdrawnHow casework.ConsentMethod
	Withdrawn    bool
}

// CoachArea says that a coach works in a municipality, and when.
type CoachArea struct {
	Coach        string
	Municipality string
	From         casework.Day
	To           casework.Day
}

// Referral is what was told of a client when they came: with the episode that
// it began, or asked of a care team only.
type Referral struct {
	ID             string
	Client         string
	Programme      string
	Team           string
	Episode        string
	Pathway        casework.Pathway
	AskedOn        casework.Day
	CareTeam       string
	Referrer       string
	Wish           string
	Employed       casework.EmployedAtReferral
	Rehabilitation casework.Rehabilitation
	JobSeeker      *bool
	Interpreter    bool
	Notes          string
	Agreed         bool
	MetOn          casework.Day
	Likeness       casework.Likeness
	ReceivedOn     casework.Day
	ReceivedBy     string
	ExpectedOn     casework.Day
	DroppedOn      casework.Day
	DropReason     casework.ReturnReason
	Withdrawn      bool
	CareContact    *bool
	OwnNurse       string
	OwnNurseName   string
	Motives        Motives
	CoachWish      string
	PresentedOn    casework.Day
}

// PlannedMeeting is agreed with a client for a day to come, or was held or
// called off.
type PlannedMeeting struct {
	ID          string
	Episode     string
	On          casework.Day
	At          casework.TimeOfDay
	Place       casework.Place
	Channel     casework.MeetingChannel
	Where       string
	Kind        casework.MeetingKind
	Staff       []string
	CancelledOn casework.Day
	HeldAs      string
	Withdrawn   bool
}

// Task is what the coach or the client has promised to do.
type Task struct {
	ID        string
	Episode   string
	Meeting   string
	Whose     casework.Whose
	Text      string
	DueOn     casework.Day
	DoneOn    casework.Day
	Withdrawn bool
}

// Note is a case note that is tied to no meeting.
type Note struct {
	ID        string
	Episode   string
	On        casework.Day
	Text      string
	Withdrawn bool
}

// Suitability is a first meeting and what was decided at it.
type Suitability struct {
	ID            string
	Episode       string
	On            casework.Day
	Present       Present
	ModelTold     bool
	VoluntaryTold bool
	FreeTold      bool
	Wish          string
	Keenness      *int
	Goal          casework.Goal
	Concerns      Concerns
	Decision      casework.Decision
	ThinkUntil    casework.Day
	Reason        casework.DeclineReason
	Service       string
	Withdrawn     bool
	Place         casework.Place
}

// Plan is what client and coach have agreed on for the search of work.
type Plan struct {
	ID        string
	Episode   string
	On        casework.Day
	Goal      string
	Jobs      string
	MinHours  *int
	MaxHours  *int
	Times     string
	Area      string
	MustHave  string
	MustAvoid string
	Mode      casework.SearchMode
	Told      casework.Disclosure
	Sentence  string
	NotSaid   string
	ReviewOn  casework.Day
	Changed   casework.PlanChange
	Withdrawn bool
}

// Lead is a job that there may be at an employer, for a client or for nobody yet.
type Lead struct {
	ID         string
	Episode    string // empty: for nobody yet
	Employer   string
	On         casework.Day
	Source     casework.LeadSource
	Title      string
	Occupation string
	Tasks      string
	Hours      *float64
	Times      string
	Pay        string
	Contract   casework.LeadContract
	Place      string
	StartsOn   casework.Day
	ApplyBy    casework.Day
	Link       string
	Fit        string
	Mode       casework.SearchMode
	Next       string
	NextOn     casework.Day
	NextBy     casework.Whose
	EndedOn    casework.Day
	EndedWhy   casework.LeadEnd
	Wins       []SmallWin
	Withdrawn  bool
}

// SmallWin is a step of the client's in a lead.
type SmallWin struct {
	Win casework.Win
	On  casework.Day
}

// Application is one that was sent for a lead, with what came of it.
type Application struct {
	ID          string
	Episode     string
	Lead        string
	On          casework.Day
	By          casework.AppliedBy
	Prepared    bool
	InterviewOn casework.Day
	InterviewAt casework.TimeOfDay
	WithCoach   bool
	Result      casework.ApplicationResult
	ResultOn    casework.Day
	Feedback    string
	Learned     string
	Feeling     *int
	Told        casework.Disclosure
	Sentence    string
	Withdrawn   bool
}

// DisclosureTalk is a talk on what employers are told.
type DisclosureTalk struct {
	ID        string
	Episode   string
	On        casework.Day
	Occasion  casework.TalkOccasion
	Weighed   Weighed
	Thoughts  string
	Told      casework.Disclosure
	Sentence  string
	NotSaid   string
	By        casework.Teller
	Whom      string
	When      string
	Agreed    bool
	Withdrawn bool
}

// Weighed is what was gone through in a talk.
type Weighed struct{ Benefits, Drawbacks, Adjustments, Coach, Words bool }

// SupportPlan is what is agreed of the support in a job, a work trial or studies.
type SupportPlan struct {
	ID           string
	Episode      string
	Placement    string
	On           casework.Day
	FirstDay     string
	Places       SupportPlaces
	FirstWeek    casework.Cadence
	FirstMonth   casework.Cadence
	ThreeMonths  casework.Cadence
	Later        casework.Cadence
	Needs        SupportNeeds
	CoachDoes    string
	ClientDoes   string
	EmployerDoes string
	CareTeamDoes string
	OthersDo     string
	Adaptations  Adaptations
	Adapted      string
	EarlySigns   string
	Helps        string
	Call         string
	EmployerTold string
	Limits       string
	ReviewOn     casework.Day
	Agreed       bool
	Changed      casework.SupportChange
	Withdrawn    bool
}

// SupportPlaces are where a client is supported.
type SupportPlaces struct{ AtWork, Outside, Phone bool }

// SupportNeeds are the matters with which a client is supported.
type SupportNeeds struct{ Tasks, Coping, Routine, Travel, Interaction, Feedback, Money, Medication bool }

// Adaptations are how a job is fitted to a person.
type Adaptations struct{ Hours, Duties, Induction, Pair, Breaks, Space, Aid bool }

// ClosingTalk is a talk about whether and how coaching goes on.
type ClosingTalk struct {
	ID        string
	Episode   string
	On        casework.Day
	Cause     casework.TalkCause
	Present   Present
	Text      string
	Outcome   casework.TalkOutcome
	HandedTo  string
	LookOn    casework.Day
	Benefit   casework.Benefit
	Fares     casework.Fares
	Recommend *int
	Words     string
	Withdrawn bool
}

// Present says who was at a first meeting, or at a talk about how coaching goes on.

// Setback was told to the client's care team: the client fares worse.
type Setback struct {
	ID        string
	Episode   string
	On        casework.Day
	Text      string
	Withdrawn bool
}

// PartnerTalk is a talk with somebody of the client's network.
type PartnerTalk struct {
	ID         string
	Episode    string
	With       string // of the network
	On         casework.Day
	At         casework.TimeOfDay
	Minutes    *int
	Place      casework.Place
	Channel    casework.MeetingChannel
	Staff      string
	WithClient bool
	Present    string
	Matter     string
	Agreed     string
	NextOn     casework.Day
	Withdrawn  bool
}

// RecordText is a text that is carried into the patient or social record by hand.
type RecordText struct {
	ID        string
	Episode   string
	On        casework.Day
	From, To  casework.Day
	Register  casework.Register
	Text      string
	CarriedOn casework.Day
	CarriedAt casework.TimeOfDay
	CarriedBy string
	Withdrawn bool
}

// Present says who was at a first meeting.
type Present struct{ Client, Coach, CareWorker, TeamLeader, Relative, Guardian, Employer, Partner bool }

// Objections are why an employer hesitated.
type Objections struct{ Absences, Stigma, NoNeed, NoTime, Money, HigherUp, Other bool }

// Motives are why a client wanted to work.
type Motives struct{ Money, Social, Recovery, Everyday, Other bool }

// Concerns are what made a client hesitate.
type Concerns struct{ Money, Strength, Stigma, Skills, Other bool }

// ProfileAnswer is what was answered to one question of a client's profile.
type ProfileAnswer struct {
	ID        string
	Episode   string
	Question  string
	On        casework.Day
	Source    casework.AnswerSource
	State     casework.AnswerState
	Answer    string
	Withdrawn bool
}

// Job is one line of a client's job history.
type Job struct {
	ID           string
	Episode      string
	On           casework.Day
	Source       casework.AnswerSource
	Title        string
	Employer     string
	FromYear     *int
	ToYear       *int
	HoursPerWeek *float64
	Liked        string
	Disliked     string
	WhyEnded     string
	Helped       string
	Withdrawn    bool
	Duties       string
	Pay          string
	Found        casework.Found
}

// Wish is a kind of work that a client wants, or does not want.
type Wish struct {
	ID        string
	Episode   string
	On        casework.Day
	Source    casework.AnswerSource
	Wanted    bool
	Words     string
	Industry  string
	DroppedOn casework.Day
	Withdrawn bool
	// Occupation is a code of Ammattiluokitus 2010, four digits, or empty.
	Occupation string
}

// Supporter is one line of a client's network map.
type Supporter struct {
	ID         string
	Episode    string
	On         casework.Day
	Source     casework.AnswerSource
	Party      casework.Party
	Name       string
	Helps      string
	MayContact bool
	Matters    string
	Withdrawn  bool
}

// ProfileSummary is what an employer may be told of a client's profile.
type ProfileSummary struct {
	ID        string
	Episode   string
	On        casework.Day
	Text      string
	AgreedOn  casework.Day
	Withdrawn bool
}

// Estimate is what was computed for a client of a job's effect on their money.
type Estimate struct {
	ID           string
	Episode      string
	On           casework.Day
	Edition      string
	Municipality string
	Facts        string // as casework.Facts writes them
	Offers       []Offer
	Lines        []EstimateLine
	Limit        *casework.Cents
	Withdrawn    bool
}

// Offer is a job that an estimate was made of.
type Offer struct {
	Name         string
	HourlyPay    *casework.Cents
	HoursPerWeek float64
	StartsOn     casework.Day
	CommuteCost  *casework.Cents
}

// EstimateLine is one sum of an estimate.
type EstimateLine struct {
	Offer   *int // counted from 1; 0: today
	Settled bool
	Line    string
	Amount  casework.Cents
}

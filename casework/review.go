package casework

// ReviewKind is who makes a fidelity review.
type ReviewKind string

// The kinds of review, in the words of the interchange.
const (
	ReviewExternal ReviewKind = "external" // THL, or whom it has asked
	ReviewPeer     ReviewKind = "peer"     // reviewers of another county (vertaisarviointi)
	ReviewSelf     ReviewKind = "self"     // the team's own people
)

// ReviewKinds lists them in the order they are offered.
var ReviewKinds = []ReviewKind{ReviewExternal, ReviewPeer, ReviewSelf}

// ReviewState is how far a review has come.
type ReviewState string

// The states, in their order.
const (
	ReviewPlanned    ReviewState = "planned"
	ReviewEvidence   ReviewState = "evidence"    // the service gathers what it will show
	ReviewVisit      ReviewState = "visit"       // the reviewers are there; the evidence stands still
	ReviewRatings    ReviewState = "rating"      // each reviewer rates alone
	ReviewConsensus  ReviewState = "consensus"   // both have rated, and agree on each item
	ReviewDraft      ReviewState = "draft"       // the report is written
	ReviewComments   ReviewState = "comments"    // the service has the report and may add evidence
	ReviewSigned     ReviewState = "signed"      // for ever
	ReviewActionPlan ReviewState = "action_plan" // signed, and the service has planned what to do
	ReviewCancelled  ReviewState = "cancelled"   // called off before the visit
)

// ReviewStates lists them in their order.
var ReviewStates = []ReviewState{ReviewPlanned, ReviewEvidence, ReviewVisit, ReviewRatings, ReviewConsensus, ReviewDraft, ReviewComments, ReviewSigned,
	ReviewActionPlan, ReviewCancelled}

// ReviewSource is what reviewers look at.
type ReviewSource string

// The sources (module list of the Centre for Mental Health).
const (
	SourceDocuments       ReviewSource = "documents"
	SourceInterviews      ReviewSource = "interviews"
	SourceTeamMeeting     ReviewSource = "team_meeting"
	SourceCareTeamMeeting ReviewSource = "care_team_meeting"
	SourceClientGroup     ReviewSource = "client_group"
	SourceEmployerVisit   ReviewSource = "employer_visit" // observed
	SourceRecords         ReviewSource = "records"
)

// ReviewSources lists them in the order they are offered.
var ReviewSources = []ReviewSource{SourceDocuments, SourceInterviews, SourceTeamMeeting, SourceCareTeamMeeting, SourceClientGroup, SourceEmployerVisit, SourceRecords}

// ReviewStep is what happens once in a review, on a day.
type ReviewStep string

// The steps, in the order of the timeline. Those that move the review on are
// named after the state that they lead to or out of; package fidelity knows them.
const (
	StepAgreement ReviewStep = "agreement" // aims agreed, data protection arranged, interviewees named
	StepEvidence  ReviewStep = "evidence"  // the gathering of evidence has begun
	StepSharing   ReviewStep = "sharing"   // agreed how the evidence is shown
	StepGaps      ReviewStep = "gaps"      // the evidence was looked through for gaps
	StepTimetable ReviewStep = "timetable" // the reviewers have the timetable
	StepVisit     ReviewStep = "visit"     // the visit has begun
	StepVisited   ReviewStep = "visited"   // the visit is over
	StepRated     ReviewStep = "rated"     // all reviewers have handed in
	StepSettled   ReviewStep = "settled"   // all items are agreed
	StepSent      ReviewStep = "sent"      // the service has the report
	StepCommented ReviewStep = "commented" // the service has said what it has to say
	StepSigned    ReviewStep = "signed"    // by all reviewers
	StepForgotten ReviewStep = "forgotten" // the personal data of the review were deleted
	StepAdopted   ReviewStep = "adopted"   // the service has its development plan
)

// ReviewSteps lists them in the order of the timeline.
var ReviewSteps = []ReviewStep{StepAgreement, StepEvidence, StepSharing, StepGaps, StepTimetable, StepVisit, StepVisited, StepRated, StepSettled,
	StepSent, StepCommented, StepSigned, StepForgotten, StepAdopted}

// Review (laatuarviointi) is a fidelity review of a team, from its plan to its
// report. Scores and Total are what it gave, by item number 1–25: only a signed
// review has them. One that was imported may have its total alone.
type Review struct {
	Record
	TeamID    int64
	From      Day // of the visit
	To        Day
	Kind      ReviewKind
	Scale     string
	Edition   int         // of the scale, in which it is shown for ever; 0: not told
	State     ReviewState // empty: signed, as everything that is imported without one
	Scores    map[int]int
	Total     *int // nil: not all items are rated
	Steps     map[ReviewStep]Day
	Sources   []SourceUsed
	Reviewers []Reviewer

	Summary         string
	Strengths       string
	Recommendations string

	CorrectsID int64  // the signed review of which this is a new version; 0: none
	Note       string // why it was made
}

// Held tells whether the review is signed, so that it counts.
func (r Review) Held() bool {
	return r.State == "" || r.State == ReviewSigned || r.State == ReviewActionPlan
}

// SourceUsed is a source of a review, and of how many: people, documents,
// visits. N is nil until it is known.
type SourceUsed struct {
	Source ReviewSource
	N      *int
}

// Reviewer is one who rates, for the days on which they may see the review.
type Reviewer struct {
	StaffID      int64
	Organisation string // whose they are: THL, another county
	Span
	HandedInOn Day // when they gave in their ratings
	SignedOn   Day
}

// Reviewer gives the one of the staff, or nil.
func (r *Review) Reviewer(staff int64) *Reviewer {
	for i := range r.Reviewers {
		if r.Reviewers[i].StaffID == staff {
			return &r.Reviewers[i]
		}
	}
	return nil
}

// Rating is what an item is given: 1 to 5, or that it cannot be rated. Empty is
// not yet.
type Rating string

// NotRated says that an item cannot be rated; then the review has no total.
const NotRated Rating = "not_rated"

// Ratings lists them in the order they are offered.
var Ratings = []Rating{"5", "4", "3", "2", "1", NotRated}

// Points gives the points of a rating; false for one that has none.
func (r Rating) Points() (int, bool) {
	if len(r) == 1 && r[0] >= '1' && r[0] <= '5' {
		return int(r[0] - '0'), true
	}
	return 0, false
}

// ReviewRating is what one reviewer gives an item, and why.
type ReviewRating struct {
	ReviewID int64
	StaffID  int64
	Item     int
	Rating   Rating
	Reason   string
}

// ReviewItem is an item of a review: what the records came to at the visit, what
// the reviewers agreed, and what the service says of it.
type ReviewItem struct {
	Noted
	ReviewID       int64
	Item           int
	Rating         Rating // what was agreed; empty: not yet
	Reason         string
	Recommendation string
	Comment        string // the service's
	Further        string // the further evidence that the service names
	DraftRating    Rating // what the service saw first, where that was changed
	ChangeReason   string // why it was
	LiveScore      *int
	LiveValue      *float64
	LiveN          int
}

// InterviewRole is whom reviewers talked with.
type InterviewRole string

// The roles. A note has no name.
const (
	InterviewClient     InterviewRole = "client"
	InterviewEmployer   InterviewRole = "employer"
	InterviewRelative   InterviewRole = "relative"
	InterviewStaff      InterviewRole = "staff"
	InterviewManagement InterviewRole = "management"
)

// InterviewRoles lists them in the order they are offered.
var InterviewRoles = []InterviewRole{InterviewClient, InterviewEmployer, InterviewRelative, InterviewStaff, InterviewManagement}

// Interview is a reviewer's note of a talk. A personal one is deleted with the
// personal data of the review.
type Interview struct {
	Noted
	ReviewID int64
	On       Day
	Role     InterviewRole
	Text     string
	Personal bool
}

// ReviewRows is the frozen evidence of one item, as package fidelity writes it.
type ReviewRows struct {
	ReviewID int64
	Item     int
	Body     string
}

// ActionOwner is who has to act: nearly half of the criteria rest on the clinic.
type ActionOwner string

// The owners.
const (
	OwnerTeam       ActionOwner = "team"
	OwnerClinic     ActionOwner = "clinic"
	OwnerManagement ActionOwner = "management"
)

// ActionOwners lists them in the order they are offered.
var ActionOwners = []ActionOwner{OwnerTeam, OwnerClinic, OwnerManagement}

// ActionState is how far an action of a development plan has come.
type ActionState string

// The states.
const (
	ActionPlanned  ActionState = "planned"
	ActionUnderWay ActionState = "under_way"
	ActionDone     ActionState = "done"
	ActionDropped  ActionState = "dropped"
)

// ActionStates lists them in the order they are offered.
var ActionStates = []ActionState{ActionPlanned, ActionUnderWay, ActionDone, ActionDropped}

// PlanAction (toimenpide) is one action of a team's yearly development plan
// (kehittämissuunnitelma, F22b).
type PlanAction struct {
	Noted
	TeamID      int64
	ReviewID    int64 // from whose recommendation it comes; 0: none
	Year        int
	Item        int // the criterion it is to raise; 0: none of its own
	Goal        string
	Action      string // what is done
	Owner       ActionOwner
	StaffID     int64  // who answers for it, of the staff; 0: see Responsible
	Responsible string // somebody else, as people call them
	Measure     string // how it is seen that it helped
	DueOn       Day
	State       ActionState
	Outcome     string // what was done
}

// Open tells whether the action still waits to be done.
func (a PlanAction) Open() bool {
	return !a.Withdrawn && (a.State == ActionPlanned || a.State == ActionUnderWay)
}

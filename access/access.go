// Package access decides who may do what. The rules are the Cedar policies in
// policies/, which a data protection officer can read; this package turns an
// actor and a resource into what the policies ask about, and gives back a
// decision with its reason. It is pure: everything it decides by is handed to
// it, and every entrance reaches it through internal/app.
package access

import (
	"strconv"

	"sijoita/casework"
)

// Action is something an actor may ask to do. The list is closed: an action
// without a policy is refused to everybody.
type Action string

// The actions, by what they reach.
const (
	// One client. Reading is split by what is read, so that a consent can
	// open one part and not another.
	ReadClient    Action = "read_client"   // name, and what the referral itself said
	ReadTimeline  Action = "read_timeline" // what was done with and for the client
	ReadNotes     Action = "read_notes"    // what was written of a meeting or between meetings
	ReadLookers   Action = "read_lookers"  // who has seen or changed the client's records
	ReferClient   Action = "refer_client"  // write a referral, ask a care team to write one, drop one that was asked for
	KeepQueue     Action = "keep_queue"    // receive referrals and return them
	StartEpisode  Action = "start_episode"
	ChangeEpisode Action = "change_episode" // first meeting, pause, hand-over, end and return
	NoteClient    Action = "note_client"    // log, correct, withdraw and move notes that name the client
	GuardClient   Action = "guard_client"   // keep one of the staff from the client
	MergeClients  Action = "merge_clients"  // say that two records are one person's, and take it back

	// Work that names no client.
	NoteEmployer  Action = "note_employer" // keep an employer's record, join doubles; log, correct, withdraw a contact
	ReadEmployers Action = "read_employers"

	// What the team notes of itself.
	GuideTeam    Action = "guide_team"     // guidance and training of the team's coaches, and who has confirmed their week
	NoteService  Action = "note_service"   // what was done for the service: steering, messages, reports, partners, groups
	NoteCareTeam Action = "note_care_team" // a care team's meetings
	NoteOwnWork  Action = "note_own_work"  // own working week and own training

	// What care teams do with the service.
	KeepInterest Action = "keep_interest" // a care team's own list of work interest: who was asked, and what they answered
	MessageCare  Action = "message_care"  // between the care team and the coaches, about a common client
	AnswerSurvey Action = "answer_survey" // of need, by a secret link

	// Figures.
	ReadToday   Action = "read_today"   // own day and own weekly six
	ReadTeam    Action = "read_team"    // a team's week, without its coaches' figures
	ReadCoaches Action = "read_coaches" // each coach's figures
	ReadFigures Action = "read_figures" // the monitoring table, aggregates only
	ReadRows    Action = "read_rows"    // the rows behind a figure: clients by name

	// Reviews of fidelity, and the development plans that follow from them.
	ReadReview Action = "read_review" // a review and its report, the plan; no ratings before they may be seen
	KeepReview Action = "keep_review" // the service's part: plan a review, comment its report, keep the plan
	RateReview Action = "rate_review" // the reviewers' part: rate, agree, write the report, sign

	// The house.
	KeepAccount  Action = "keep_account"  // sign in and out; own password, second factor, sessions
	ManagePeople Action = "manage_people" // invitations, grants, resets
	KeepFunding  Action = "keep_funding"  // who pays for the programmes, how much and for which days
	SetUp        Action = "set_up"        // programmes, teams, care teams, who attends them, areas
	ReadLog      Action = "read_log"      // the log of use, for the whole county
	ImportData   Action = "import"
	ExportData   Action = "export"

	ExportRecords Action = "export_records" // without anybody's own words about a client
	KeepHouse     Action = "keep_house"     // migrate, back up, restore, verify: the operator's
	DeliverMail   Action = "deliver_mail"   // send the letters that wait: a background job's
)

// Actions lists every action, in the order of the golden table.
var Actions = []Action{
	ReadClient, ReadTimeline, ReadNotes, ReadLookers, ReferClient, KeepQueue, StartEpisode, ChangeEpisode, NoteClient, GuardClient, MergeClients, NoteEmployer, ReadEmployers,
	GuideTeam, NoteService, NoteCareTeam, NoteOwnWork, KeepInterest, MessageCare, AnswerSurvey,
	ReadToday, ReadTeam, ReadCoaches, ReadFigures, ReadRows, ReadReview, KeepReview, RateReview, KeepAccount, ManagePeople, SetUp, KeepFunding, ReadLog, ImportData, ExportData, ExportRecords, KeepHouse, DeliverMail,
}

// ActorKind tells a person from a program.
type ActorKind string

// The kinds of actor.
const (
	Person   ActorKind = "person"
	Operator ActorKind = "cli"    // the command line, run by who owns the machine
	Guest    ActorKind = "link"   // who comes by a secret link, and is otherwise nobody
	System   ActorKind = "system" // a background job
)

// Actor is who asks. Grants holds every grant of a person; Decide uses those of
// the day, so that a grant that has ended ends with the next request.
type Actor struct {
	Kind    ActorKind
	StaffID int64  // 0 but for a person
	ID      string // the staff's uid; cli:NAME; link:KIND; system:JOB
	Name    string
	County  int64 // the operator's is the county it works on
	Grants  []casework.Grant
	Unled   []int64 // teams that nobody leads today, as far as the actor coaches in them; not told: every team is led
}

// Resource is what is asked for, told by what the policies look at. What does
// not apply is left empty: a county's people have no team.
type Resource struct {
	County    int64
	Teams     []int64                // of the client's newest episode in each programme, or the team itself
	Coaches   []int64                // staff who coach the client on the day, or whose own day or account it is
	CareTeams []int64                // of those episodes, on the day
	Consents  []casework.ConsentKind // what the client has given leave for on the day
	Banned    []int64                // staff who may not see the client on the day
	Reviewers []int64                // staff who are let in to the review on the day
}

// Placement is the resource as a text that two resources share when the
// policies cannot tell them apart.
func (r Resource) Placement() string {
	b := strconv.AppendInt(nil, r.County, 10)
	for _, ids := range [...][]int64{r.Teams, r.Coaches, r.CareTeams, r.Banned} {
		b = append(b, '|')
		for _, id := range ids {
			b = append(strconv.AppendInt(b, id, 10), ' ')
		}
	}
	for _, kind := range r.Consents {
		b = append(append(b, '|'), kind...)
	}
	return string(b)
}

// Relation says how the actor stands to the resource. It goes into the log.
type Relation string

// The relations, nearest first.
const (
	Self        Relation = "self"
	OwnCaseload Relation = "own_caseload"
	OwnTeam     Relation = "team"
	OwnCareTeam Relation = "care_team"
	OwnReview   Relation = "review"
	OwnCounty   Relation = "county"
	Maintenance Relation = "operator"
	NoRelation  Relation = "none"
)

// Relations lists them, nearest first.
var Relations = []Relation{Self, OwnCaseload, OwnTeam, OwnCareTeam, OwnReview, OwnCounty, Maintenance, NoRelation}

// What policies name in the place of a role that people may hold.
const (
	RoleOperator casework.Role = "operator" // the command line
	RoleSystem   casework.Role = "system"   // background jobs
	RoleEveryone casework.Role = "everyone"
)

// Decision is an answer with its reason.
type Decision struct {
	Allowed  bool
	Relation Relation
	Basis    string        // ids of the policies that decided, joined by commas; empty when none spoke
	As       casework.Role // the role that the deciding policy names; empty when refused
}

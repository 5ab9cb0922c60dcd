package outcomes

import "sijoita/casework"

// Records is what the figures of one programme are made of. Records of other
// programmes may be among them: they count nowhere. The order of the lists
// changes no figure, only the order in which rows are told.
type Records struct {
	Programme      casework.Programme
	Teams          []casework.Team
	Staff          []casework.Staff // with every grant they have had
	CareTeams      []casework.CareTeam
	Municipalities map[int64]string // by client: three digits; none or empty: not known
	Births         map[int64]casework.Day
	Incomes        map[int64][]casework.Income
	Profiles       map[int64]casework.Day // by episode: the first meeting for a profile
	Episodes       []casework.Episode
	Placements     []casework.Placement
	Contacts       []casework.EmployerContact
	Worktime       []casework.Worktime
	Reviews        []casework.Review
	Funding        []casework.ProgrammeFunding
}

// Row is one record behind a number, by its keys; 0 is none. A person has the
// client and the newest episode, a flow the placement with its episode and
// client, a contact the contact and, where it was made for a client, that
// client and episode.
type Row struct {
	ClientID    int64
	EpisodeID   int64
	PlacementID int64
	ContactID   int64
}

// Reason is why a record near a number is not in it.
type Reason string

// The reasons.
const (
	Withdrawn       Reason = "withdrawn"         // the note was withdrawn
	ReferredLater   Reason = "referred_later"    // referred after the day
	NotOpenMarket   Reason = "not_open_market"   // no job in the open labour market
	NeverStarted    Reason = "never_started"     // its episode was never started
	BeforeStart     Reason = "before_start"      // the job began before its episode was started
	EmployedAtStart Reason = "employed_at_start" // had a job when coaching began
	UnderYear       Reason = "under_year"        // started less than 365 days before the day
	OtherChannel    Reason = "other_channel"     // not face to face
	TooRecent       Reason = "too_recent"        // the job began too late to have lasted so long
)

// Reasons lists them in the order in which they are told.
var Reasons = []Reason{Withdrawn, ReferredLater, NotOpenMarket, NeverStarted, BeforeStart, EmployedAtStart, UnderYear, OtherChannel, TooRecent}

// Left is a record that a number leaves out, and why.
type Left struct {
	Row
	Reason Reason
}

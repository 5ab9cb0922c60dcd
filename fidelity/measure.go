package fidelity

import "math/big"

// Measure is what one item is scored by: a reviewer's rating, or the measures
// that the item's formula asks for. Shares are in per cent.
type Measure interface {
	// score is what the measure comes to on the item. The item's formula fits
	// the measure.
	score(Item) Scored
}

// Rating is the score that a person gave.
type Rating int

// Caseloads (1) holds each coach.
type Caseloads []Caseload

// Caseload is a coach's share of full-time work and active clients.
type Caseload struct {
	FTE    *big.Rat
	Active int
}

// Percent (2, 16) is one share.
type Percent struct{ Share *big.Rat }

// PhasesDone (3) holds each coach.
type PhasesDone []CoachPhases

// CoachPhases is how many phases a coach carries out, and in which role.
type CoachPhases struct {
	Phases int
	Role   PhaseRole
}

// PhaseRole is what a coach does for clients.
type PhaseRole string

// The roles.
const (
	HasCaseload PhaseRole = "caseload"
	RefersOut   PhaseRole = "refers_out"  // has clients, but others do the employment work
	RefersOnly  PhaseRole = "refers_only" // has no clients
)

// Attachments (4) holds each coach.
type Attachments []Attachment

// Attachment is how many care teams a coach works with, and the share of the
// coach's clients who come from them. The share is asked for only where the
// number of teams does not settle the score; else it may be nil.
type Attachment struct {
	Teams int
	Share *big.Rat
}

// Parts (5, 8, 10, 11, 13, 25) is how many of the item's elements are there.
type Parts int

// Rhythm (6) is how often partners meet and are in contact in three months.
type Rhythm struct {
	MeetingMonths int // months with a scheduled meeting
	ContactWeeks  int // of Weeks
	Weeks         int
	ContactMonths int // months with a contact about a client
}

// Waits (15) are days from the start to the first employer: one by one, or
// their mean alone. Without either there is nothing to score.
type Waits struct {
	Days    []*big.Rat
	Mean    *big.Rat // nil: that of Days
	Tracked bool     // contacts are noted
}

// Frequencies (17) holds each coach.
type Frequencies []Frequency

// Frequency is how often a coach meets employers, and how the log of it is
// gone through.
type Frequency struct {
	PerWeek    *big.Rat
	Log        bool
	Review     LogReview
	JobSeekers *int // nil: enough of them
}

// LogReview is how often the log of contacts is gone through.
type LogReview string

// How often.
const (
	Weekly  LogReview = "weekly"
	Monthly LogReview = "monthly"
	Less    LogReview = "less"
)

// Variety (19, 20) is how many of the jobs are different.
type Variety struct{ Jobs, Different int }

// Jobs (21) are the jobs of a window, those that run, and those that are
// permanent and in the open labour market.
type Jobs struct{ Jobs, Current, PermanentCompetitive int }

// Shares (24) holds each coach.
type Shares []*big.Rat

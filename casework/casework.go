// Package casework is the vocabulary of the service: who takes part, what was
// done, and the rules that hold for it. A type here is a fact with its day; a
// verb (StartEpisode, LogContact, StartPlacement …) checks one deed and returns
// the facts that follow from it, or a problem.Error that says what to mend.
//
// There is no SQL here, no HTTP, no clock and no chance: the day, the ids and
// the records a rule needs are given to it. Figures over many records are in
// package outcomes.
package casework

import "sijoita/problem"

// Record is what every record has: its key, its name to the outside and the
// state of its text. ID and UID are given by the store and the id source.
type Record struct {
	ID       int64
	UID      UID
	SenderID string // the sender's own id of an imported record, else empty
	Revision int    // 1 for the first text; each correction adds one
}

// Noted is a record that a person noted: a wrong one is withdrawn, never
// deleted. A withdrawn record is in no figure and is shown struck through.
type Noted struct {
	Record
	RecordedBy int64 // staff, or 0 when it came from an import
	RecordedAt int64 // Unix microseconds
	Withdrawn  bool
}

// Names is a name in the three languages; one is enough.
type Names struct{ FI, SV, EN string }

// County is a wellbeing services county (hyvinvointialue). Every record
// belongs to one and nothing crosses it.
type County struct {
	ID   int64
	Key  string // the id in interchange documents and of --county
	Name Names
}

// ProgrammeKind is the model a programme follows.
type ProgrammeKind string

// The kinds of programme.
const (
	IPS  ProgrammeKind = "ips"
	LATU ProgrammeKind = "latu"
)

// ProgrammeKinds lists them in the order they are offered.
var ProgrammeKinds = []ProgrammeKind{IPS, LATU}

// Terms is whose words a programme speaks: those of care (hoitotiimi, lähete)
// or of social services (sosiaalipalvelujen tiimi, palvelupäätös).
type Terms string

// The terms.
const (
	TermsCare   Terms = "care"
	TermsSocial Terms = "social"
)

// AllTerms lists them in the order they are offered.
var AllTerms = []Terms{TermsCare, TermsSocial}

// TermsOf is what a programme of the kind speaks unless it is told otherwise:
// IPS lives in mental health care, LATU in social services.
func TermsOf(kind ProgrammeKind) Terms {
	if kind == LATU {
		return TermsSocial
	}
	return TermsCare
}

// Programme (ohjelma) is what clients are enrolled in, with its period.
type Programme struct {
	Record
	Kind     ProgrammeKind
	Name     string
	StartsOn Day
	EndsOn   Day
	Scale    string // the fidelity scale its reviews use, such as ips-25; may be empty
	Terms    Terms

	Eligibility Eligibility
}

// Team (tiimi) is an IPS or LATU team of one programme.
type Team struct {
	Record
	ProgrammeID int64
	Name        string
}

// Role is what a person of the staff may be.
type Role string

// The roles, in the words of the interchange.
const (
	RoleCoach         Role = "coach"
	RoleTeamLeader    Role = "team_leader"
	RoleCareWorker    Role = "care_worker"
	RoleManager       Role = "manager"
	RoleReviewer      Role = "reviewer"
	RoleAdministrator Role = "admin"
	RoleDPO           Role = "dpo"
)

// Roles lists every role in the order people are told of them.
var Roles = []Role{RoleCoach, RoleTeamLeader, RoleCareWorker, RoleManager, RoleReviewer, RoleAdministrator, RoleDPO}

// Grant is one role of one person for a span of days. A coach's and a team
// leader's names the team, a care worker's the care team.
type Grant struct {
	ID         int64
	Role       Role
	TeamID     int64    // 0: none
	CareTeamID int64    // 0: none
	Unit       string   // name of the team or care team, or empty
	FTE        *float64 // share of full-time work, 0–1; nil: not told, counts as 1
	Span
}

// Staff is a person who works in the service or with it.
type Staff struct {
	Record
	Name   string
	Title  string // professional title (ammattinimike), or empty
	Grants []Grant
}

// CareTeamKind is the kind of care a care team gives.
type CareTeamKind string

// The kinds of care team, in the words of the interchange.
const (
	CarePsychiatry CareTeamKind = "psychiatry"
	CareSubstance  CareTeamKind = "substance"
	CareYouth      CareTeamKind = "youth"
	CareSocial     CareTeamKind = "social"
	CareEmployment CareTeamKind = "employment"
	CareOther      CareTeamKind = "other"
)

// CareTeamKinds lists them in the order they are offered.
var CareTeamKinds = []CareTeamKind{CarePsychiatry, CareSubstance, CareYouth, CareSocial, CareEmployment, CareOther}

// CareTeam (hoitotiimi) refers clients and shares their care.
type CareTeam struct {
	Record
	Name         string
	Kind         CareTeamKind
	Municipality string
}

// CareTeamAssignment says which coach takes part in a care team's work, and when.
type CareTeamAssignment struct {
	ID         int64
	CareTeamID int64
	CoachID    int64
	Span
}

// CoachArea says that a coach works in a municipality, and when.
type CoachArea struct {
	ID           int64
	CoachID      int64
	Municipality string // three digits
	Span
}

// Client (asiakas) is a person who is, was or waits to be coached.
type Client struct {
	Record
	GivenName    string
	FamilyName   string
	BirthOn      Day
	Municipality string // three digits, or empty: not known, or under a non-disclosure order
	Language     string // ISO 639-1, or empty
	Incomes      []Income
	MergedInto   int64 // the record that took this one's place; 0: it stands
	Reach
	Safety
}

// Name is the client's name as it is said: given name first.
func (c Client) Name() string { return c.GivenName + " " + c.FamilyName }

// Income is something a client lives on, for a span of days.
type Income struct {
	Kind string // disability_pension_kela … wage, other: the interchange's words
	Span
}

// oneOf refuses a word that is not in the list of a field.
func oneOf[T ~string](f *problem.Fields, name string, value T, words []T) {
	for _, w := range words {
		if w == value {
			return
		}
	}
	f.Add(name, "problem.choose")
}

// Outward is the record's id in a document or on the command line: the
// sender's own where there is one, else the uid.
func (r Record) Outward() string {
	if r.SenderID != "" {
		return r.SenderID
	}
	return r.UID.String()
}

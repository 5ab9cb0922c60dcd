package casework

import (
	"strings"

	"sijoita/problem"
)

// ContactChannel is how an employer was met.
type ContactChannel string

// The channels (F6).
const (
	FaceToFace ContactChannel = "face_to_face"
	ByPhone    ContactChannel = "phone"
	ByEmail    ContactChannel = "email"
	ByVideo    ContactChannel = "video"
	AtEvent    ContactChannel = "event"
)

// ContactChannels lists them in the order they are offered.
var ContactChannels = []ContactChannel{FaceToFace, ByPhone, ByEmail, ByVideo, AtEvent}

// WeeklyTarget is how many face-to-face employer contacts a full-time coach
// aims at in a week (criterion 17).
const WeeklyTarget = 6

// ContactKind is the occasion of a contact.
type ContactKind string

// The kinds (F6).
const (
	ColdVisit   ContactKind = "cold_visit"
	AgreedVisit ContactKind = "agreed"
	EventVisit  ContactKind = "event"
	FollowUp    ContactKind = "follow_up"
)

// ContactKinds lists them in the order they are offered.
var ContactKinds = []ContactKind{ColdVisit, AgreedVisit, EventVisit, FollowUp}

// Reached is whom a contact reached.
type Reached string

// Whom a contact reached (F6).
const (
	ReachedDecisionMaker Reached = "decision_maker"
	ReachedOther         Reached = "other"
	ReachedNoTime        Reached = "no_time"
	ReachedNobody        Reached = "nobody"
)

// ReachedAnswers lists them in the order they are offered.
var ReachedAnswers = []Reached{ReachedDecisionMaker, ReachedOther, ReachedNoTime, ReachedNobody}

// Next is what follows from a contact.
type Next string

// What may follow (F6).
const (
	NextNotNow Next = "not_now"
	NextReturn Next = "return"
	NextLead   Next = "lead"
)

// NextAnswers lists them in the order they are offered.
var NextAnswers = []Next{NextNotNow, NextReturn, NextLead}

// Purpose is what a contact was for (F6).
type Purpose string

// The purposes, as an acquaintance grows.
const (
	PurposeAcquaint  Purpose = "acquaint"
	PurposeNeeds     Purpose = "needs"
	PurposeIntroduce Purpose = "introduce" // a client
	PurposeNegotiate Purpose = "negotiate"
	PurposeSupport   Purpose = "support"
	PurposeThank     Purpose = "thank"
)

// Purposes lists them in the order they are offered.
var Purposes = []Purpose{PurposeAcquaint, PurposeNeeds, PurposeIntroduce, PurposeNegotiate, PurposeSupport, PurposeThank}

// Objection is why an employer hesitated (F6).
type Objection string

// The objections.
const (
	ObjectionAbsences Objection = "absences"
	ObjectionStigma   Objection = "stigma"
	ObjectionNoNeed   Objection = "no_need"
	ObjectionNoTime   Objection = "no_time" // to guide somebody
	ObjectionMoney    Objection = "money"
	ObjectionHigherUp Objection = "higher_up" // others decide
	ObjectionOther    Objection = "other"
)

// Objections lists them in the order they are offered.
var Objections = []Objection{
	ObjectionAbsences, ObjectionStigma, ObjectionNoNeed, ObjectionNoTime, ObjectionMoney, ObjectionHigherUp, ObjectionOther,
}

// EmployerContact (työnantajakontakti) is one visit, call or message to one
// employer by one coach or a pair.
type EmployerContact struct {
	Noted
	EmployerID    int64
	On            Day
	Staff         []int64
	Channel       ContactChannel
	Kind          ContactKind // empty: not told
	EpisodeID     int64       // 0: for nobody in particular
	DecisionMaker *bool       // nil: not told
	MatchesPlan   *bool       // nil: not told
	Reached       Reached     // empty: not told (imported)
	Next          Next        // empty: not told (imported)
	ReturnOn      Day         // when to go back, with NextReturn
	Learned       string      // about the employer; never about a client's health
	Knowingly     bool        // made though the employer wants no contacts
	Person        string      // with whom it was; may be empty
	Purpose       Purpose     // empty: not told
	Objections    []Objection
	ClientAlong   bool // the client was there, with EpisodeID
}

// Counts tells whether the contact is one of the weekly six (criterion 17).
func (c EmployerContact) Counts() bool { return !c.Withdrawn && c.Channel == FaceToFace }

// ContactNote is what a coach notes of a contact. Everything but the employer
// has a default, so that a visit is noted in three taps.
type ContactNote struct {
	EmployerID int64
	On         Day // zero: today
	Staff      []int64
	Channel    ContactChannel // empty: face to face
	Kind       ContactKind    // empty: cold visit
	EpisodeID  int64
	Reached    Reached // empty: somebody else than the decision maker
	Next       Next    // empty: not now
	ReturnOn   Day     // zero with NextReturn: four weeks on
	Learned    string
	Knowingly  bool
	// The rest is asked under the fold and may all be left open.
	Person      string
	Purpose     Purpose
	Objections  []Objection
	ClientAlong bool
}

const (
	maxLearned  = 1000
	returnAfter = 28 // days, when a return has no day of its own
)

// LogContact makes a contact of a note. leave is what the client of the note's
// episode has answered about employers. It refuses with problem.Invalid a note
// without an employer or staff, a day ahead, a return before the contact, words
// that are none, texts that are too long, and naming a client to an employer to whom they
// have not given leave.
func LogContact(note ContactNote, leave Consent, today Day) (EmployerContact, error) {
	note = note.withDefaults(today)
	var f problem.Fields
	if note.EmployerID == 0 {
		f.Add("employer", "contact.employer_missing")
	}
	if len(note.Staff) == 0 {
		f.Add("staff", "contact.staff_missing")
	}
	checkDay(&f, "on", note.On, today)
	oneOf(&f, "channel", note.Channel, ContactChannels)
	oneOf(&f, "kind", note.Kind, ContactKinds)
	oneOf(&f, "reached", note.Reached, ReachedAnswers)
	oneOf(&f, "next", note.Next, NextAnswers)
	if !note.ReturnOn.IsZero() && note.ReturnOn.Before(note.On) {
		f.Add("return_on", "contact.return_before")
	}
	checkText(&f, "learned", note.Learned, maxLearned)
	checkText(&f, "person", note.Person, maxName)
	maybeOneOf(&f, "purpose", note.Purpose, Purposes)
	allOf(&f, "objections", note.Objections, Objections)
	if note.EpisodeID != 0 && !leave.LetsName(note.EmployerID) {
		f.Add("client", NoLeaveKey(leave))
	}
	if err := f.Problem(); err != nil {
		return EmployerContact{}, err
	}
	met := note.Reached == ReachedDecisionMaker
	return EmployerContact{
		EmployerID: note.EmployerID, On: note.On, Staff: note.Staff, Channel: note.Channel, Kind: note.Kind,
		EpisodeID: note.EpisodeID, DecisionMaker: &met, Reached: note.Reached, Next: note.Next,
		ReturnOn: note.ReturnOn, Learned: strings.TrimSpace(note.Learned), Knowingly: note.Knowingly,
		Person: oneLine(note.Person), Purpose: note.Purpose, Objections: note.Objections, ClientAlong: note.ClientAlong && note.EpisodeID != 0,
	}, nil
}

// NoLeaveKey is the message that says why a client may not be named to an employer.
func NoLeaveKey(leave Consent) string {
	if leave.Given && leave.Leave == LeaveNamed {
		return "contact.other_employers_only"
	}
	return "contact.no_leave"
}

func (n ContactNote) withDefaults(today Day) ContactNote {
	if n.On.IsZero() {
		n.On = today
	}
	n.Channel = or(n.Channel, FaceToFace)
	n.Kind = or(n.Kind, ColdVisit)
	n.Reached = or(n.Reached, ReachedOther)
	n.Next = or(n.Next, NextNotNow)
	switch {
	case n.Next != NextReturn:
		n.ReturnOn = Day{}
	case n.ReturnOn.IsZero():
		n.ReturnOn = n.On.AddDays(returnAfter)
	}
	return n
}

func or[T ~string](value, otherwise T) T {
	if value == "" {
		return otherwise
	}
	return value
}

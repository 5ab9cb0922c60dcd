package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// ConsentKind is whom a client has let us work with, or in what (F3). That the
// service keeps a record is no consent: the law asks for it.
type ConsentKind string

// The kinds.
const (
	ConsentEmployers          ConsentKind = "employers"
	ConsentCareTeam           ConsentKind = "care_team"
	ConsentHealth             ConsentKind = "health" // what may be said of health; Scope is the agreed sentence
	ConsentEmploymentServices ConsentKind = "employment_services"
	ConsentKela               ConsentKind = "kela"
	ConsentPensionCompany     ConsentKind = "pension_company"
	ConsentSocialServices     ConsentKind = "social_services"
	ConsentGuardian           ConsentKind = "guardian"
	ConsentFamily             ConsentKind = "family"
	ConsentReview             ConsentKind = "review"     // being interviewed or read in a fidelity review
	ConsentPeerGroup          ConsentKind = "peer_group" // being told of the peer group
	ConsentResearch           ConsentKind = "research"
)

// ConsentKinds lists them in the order they are shown and asked.
var ConsentKinds = []ConsentKind{
	ConsentEmployers, ConsentCareTeam, ConsentHealth, ConsentEmploymentServices, ConsentKela, ConsentPensionCompany,
	ConsentSocialServices, ConsentGuardian, ConsentFamily, ConsentReview, ConsentPeerGroup, ConsentResearch,
}

// EmployerLeave is how far a coach may go with employers for a client.
type EmployerLeave string

// The leaves: none is also what a client without recorded consents has given.
const (
	LeaveNone       EmployerLeave = ""
	LeaveBackground EmployerLeave = "background" // the coach helps but names nobody
	LeaveNamed      EmployerLeave = "named"      // the coach speaks for the client to the named employers
	LeaveDirect     EmployerLeave = "direct"     // the coach speaks for the client to any employer
)

// EmployerLeaves lists those that a client may give, from the least.
var EmployerLeaves = []EmployerLeave{LeaveBackground, LeaveNamed, LeaveDirect}

// Speaks tells whether the coach may name the client to some employer.
func (l EmployerLeave) Speaks() bool { return l == LeaveNamed || l == LeaveDirect }

// ConsentMethod is how an answer was given or taken back.
type ConsentMethod string

// The methods.
const (
	ConsentOral       ConsentMethod = "oral"
	ConsentWritten    ConsentMethod = "written"
	ConsentElectronic ConsentMethod = "electronic"
)

// ConsentMethods lists them in the order they are offered.
var ConsentMethods = []ConsentMethod{ConsentOral, ConsentWritten, ConsentElectronic}

// Consent (suostumus) is one answer of a client, for a span of days. A new
// answer is a new row; the old one ends the day before. One that the client
// takes back holds no more from that very day, and what was agreed stays to be
// read. Withdrawn is an answer that was noted by mistake: never given.
type Consent struct {
	Noted
	ClientID     int64
	Kind         ConsentKind
	Given        bool
	Leave        EmployerLeave // with ConsentEmployers only
	Employers    []int64       // with LeaveNamed only
	Counterparty string        // which company, which relative; may be empty
	Scope        string        // what it covers, in the client's words; may be empty
	Method       ConsentMethod // empty: not told
	WithdrawnOn  Day           // the day the client took it back
	WithdrawnHow ConsentMethod
	Span
}

// TakenBack tells whether the client had taken it back by the day.
func (c Consent) TakenBack(d Day) bool { return !c.WithdrawnOn.IsZero() && !d.Before(c.WithdrawnOn) }

// LetsName tells whether the answer lets a coach name the client to the employer.
func (c Consent) LetsName(employer int64) bool {
	return c.Given && (c.Leave == LeaveDirect || c.Leave == LeaveNamed && slices.Contains(c.Employers, employer))
}

// Consents are all the answers of one client.
type Consents []Consent

// On finds the answer of a kind that holds on the day, and whether there is
// one. Of several the newest counts, and when that was taken back there is none:
// what stood before it does not come back.
func (cs Consents) On(kind ConsentKind, d Day) (Consent, bool) {
	found, ok := cs.newest(kind, func(c Consent) bool { return c.Holds(d) })
	if !ok || found.TakenBack(d) {
		return Consent{}, false
	}
	return found, true
}

// Last is the newest answer of a kind, whether it holds or not.
func (cs Consents) Last(kind ConsentKind) (Consent, bool) {
	return cs.newest(kind, func(Consent) bool { return true })
}

func (cs Consents) newest(kind ConsentKind, counts func(Consent) bool) (found Consent, ok bool) {
	for _, c := range cs {
		if c.Kind == kind && !c.Withdrawn && counts(c) && (!ok || !c.From.Before(found.From)) {
			found, ok = c, true
		}
	}
	return found, ok
}

// Allows tells whether the client has given leave of the kind on the day. No
// answer is no.
func (cs Consents) Allows(kind ConsentKind, d Day) bool {
	c, ok := cs.On(kind, d)
	return ok && c.Given
}

// EmployerAnswer is the client's answer on employers that holds on the day; the
// zero Consent, which lets nothing, when there is none.
func (cs Consents) EmployerAnswer(d Day) Consent {
	c, _ := cs.On(ConsentEmployers, d)
	return c
}

// EmployerLeave is how far the coach may go with employers on the day.
func (cs Consents) EmployerLeave(d Day) EmployerLeave {
	c := cs.EmployerAnswer(d)
	if !c.Given {
		return LeaveNone
	}
	return c.Leave
}

// ConsentAnswer is what a client answers to one kind.
type ConsentAnswer struct {
	Kind         ConsentKind
	Given        bool
	Leave        EmployerLeave
	Employers    []int64
	Counterparty string
	Scope        string
	Method       ConsentMethod // empty: not told
	From         Day           // zero: today
	To           Day           // zero: until it is taken back
}

const (
	maxCounterparty = 200
	maxScope        = 1000
)

// AnswerConsent makes a new answer of what was told, and the present answers
// of the kind as they end with it. It refuses with problem.Invalid a day ahead, a
// day before an answer that stands, an end before its start or before today, a
// leave to nobody, and texts that are too long.
func AnswerConsent(before Consents, a ConsentAnswer, today Day) (answer Consent, ended Consents, err error) {
	if a.From.IsZero() {
		a.From = today
	}
	var f problem.Fields
	oneOf(&f, "kind", a.Kind, ConsentKinds)
	checkDay(&f, "from", a.From, today)
	if !a.To.IsZero() && a.To.Before(today) {
		f.Add("to", "consent.ended_already")
	}
	if a.Method != "" {
		oneOf(&f, "method", a.Method, ConsentMethods)
	}
	checkText(&f, "counterparty", a.Counterparty, maxCounterparty)
	checkText(&f, "scope", a.Scope, maxScope)
	a.checkLeave(&f)
	for _, old := range before {
		if old.Kind == a.Kind && !old.Withdrawn && old.From.After(a.From) {
			f.Add("from", "consent.later_answer", problem.Args{"day": old.From})
			break
		}
	}
	if err := f.Problem(); err != nil {
		return Consent{}, nil, err
	}
	for _, old := range before {
		if old.Kind == a.Kind && !old.Withdrawn && (old.To.IsZero() || !old.To.Before(a.From)) {
			old.To = later(old.From, a.From.AddDays(-1))
			ended = append(ended, old)
		}
	}
	return Consent{
		Kind: a.Kind, Given: a.Given, Leave: a.Leave, Employers: a.Employers, Counterparty: strings.TrimSpace(a.Counterparty),
		Scope: strings.TrimSpace(a.Scope), Method: a.Method, Span: Span{From: a.From, To: a.To},
	}, ended, nil
}

// checkLeave holds an answer on employers to one of the leaves, and leaves
// nothing of one in other answers.
func (a *ConsentAnswer) checkLeave(f *problem.Fields) {
	if a.Kind != ConsentEmployers || !a.Given {
		a.Leave = LeaveNone
	} else {
		oneOf(f, "leave", a.Leave, EmployerLeaves)
	}
	if a.Leave != LeaveNamed {
		a.Employers = nil
	} else if len(a.Employers) == 0 {
		f.Add("employers", "consent.employers_missing")
	}
}

func later(a, b Day) Day {
	if a.Before(b) {
		return b
	}
	return a
}

// WithdrawConsent ends a given consent that the client takes back: from that
// day on it lets nothing. It refuses with problem.Conflict one that was not
// given or does not hold, and with problem.Invalid a day ahead or before the
// consent, and a method that is none.
func WithdrawConsent(c Consent, on Day, how ConsentMethod, today Day) (Consent, error) {
	if !c.Given || c.Withdrawn || !c.WithdrawnOn.IsZero() || !c.Holds(today) {
		return c, problem.New(problem.Conflict, "consent.not_in_force")
	}
	if on.IsZero() {
		on = today
	}
	var f problem.Fields
	checkDay(&f, "on", on, today)
	if on.Before(c.From) {
		f.Add("on", "consent.withdrawn_before")
	}
	oneOf(&f, "how", how, ConsentMethods)
	if err := f.Problem(); err != nil {
		return c, err
	}
	c.WithdrawnOn, c.WithdrawnHow = on, how
	return c, nil
}

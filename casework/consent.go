package casework

// ConsentKind is whom a client has let us work with (F3).
type ConsentKind string

// The kinds that this version's rules ask for.
const (
	ConsentCareTeam           ConsentKind = "care_team"
	ConsentEmployers          ConsentKind = "employers"
	ConsentEmploymentServices ConsentKind = "employment_services"
	ConsentKela               ConsentKind = "kela"
	ConsentFamily             ConsentKind = "family"
)

// ConsentKinds lists them in the order they are shown.
var ConsentKinds = []ConsentKind{ConsentEmployers, ConsentCareTeam, ConsentEmploymentServices, ConsentKela, ConsentFamily}

// EmployerLeave is how far a coach may go with employers for a client.
type EmployerLeave string

// The leaves: none is also what a client without recorded consents has given.
const (
	LeaveNone       EmployerLeave = ""
	LeaveBackground EmployerLeave = "background" // the coach helps but names nobody
	LeaveDirect     EmployerLeave = "direct"     // the coach speaks for the client
)

// Consent (suostumus) is one answer of a client, for a span of days. A new
// answer is a new row; the old one ends the day before.
type Consent struct {
	Record
	ClientID int64
	Kind     ConsentKind
	Given    bool
	Leave    EmployerLeave // with ConsentEmployers only
	Scope    string        // what it covers, in the client's words; may be empty
	Span
}

// Consents are all the answers of one client.
type Consents []Consent

// On finds the answer of a kind that holds on the day, and whether there is one.
func (cs Consents) On(kind ConsentKind, d Day) (Consent, bool) {
	var found Consent
	ok := false
	for _, c := range cs {
		if c.Kind == kind && c.Holds(d) && (!ok || !c.From.Before(found.From)) {
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

// EmployerLeave is how far the coach may go with employers on the day.
func (cs Consents) EmployerLeave(d Day) EmployerLeave {
	c, ok := cs.On(ConsentEmployers, d)
	if !ok || !c.Given {
		return LeaveNone
	}
	return c.Leave
}

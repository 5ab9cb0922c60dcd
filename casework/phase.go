package casework

// PhaseKey names one of the five phases of coaching (process.md §1).
type PhaseKey string

// The phases, in their order.
const (
	PhaseComingIn  PhaseKey = "coming_in"
	PhaseProfile   PhaseKey = "profile"
	PhaseJobSearch PhaseKey = "job_search"
	PhaseAgreement PhaseKey = "agreement"
	PhaseSupport   PhaseKey = "support"
)

// Phases lists them in their order.
var Phases = []PhaseKey{PhaseComingIn, PhaseProfile, PhaseJobSearch, PhaseAgreement, PhaseSupport}

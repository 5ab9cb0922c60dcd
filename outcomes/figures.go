package outcomes

// The numbers that can show their rows, named by their place in the report.
const (
	Referred  = "referred"
	Queue     = "queue"
	Active    = "active"
	Paused    = "paused"
	Ended     = "ended"
	Cancelled = "cancelled"
	Started   = "started"

	EmployedEver = "employed_ever"
	EmployedNow  = "employed_now"

	JobStarts           = "job_starts"
	JobStartsSubsidised = "job_starts_subsidised"
	WorkTrials          = "work_trials"
	Studies             = "studies"

	ContactsTotal      = "employer_contacts.total"
	ContactsFaceToFace = "employer_contacts.face_to_face"

	FaceToFace = "face_to_face" // of a coach

	FlowReferred = "flows.referred" // what happened to episodes in a period
	FlowStarted  = "flows.started"
	FlowEnded    = "flows.ended"
)

// The rates, by their keys. Each has two numbers with rows: see Numerator and
// Denominator.
const (
	EmployedEverOfStarted        = "employed_ever_of_started"
	EmployedNowOfActive          = "employed_now_of_active"
	Quarterly                    = "quarterly"
	EnteredWorkOfJoblessStarters = "entered_work_of_jobless_starters"
	WorkOrStudy12m               = "work_or_study_12m"
)

// RateKeys lists the rates in the order in which they are told.
var RateKeys = []string{EmployedEverOfStarted, EmployedNowOfActive, Quarterly, EnteredWorkOfJoblessStarters, WorkOrStudy12m}

// Numerator names the number above the line of a rate.
func Numerator(rate string) string { return "rates." + rate + ".numerator" }

// Denominator names the number below the line of a rate.
func Denominator(rate string) string { return "rates." + rate + ".denominator" }

// Figures lists the numbers of the whole programme that can show their rows,
// in the order of the report.
var Figures = listFigures()

func listFigures() []string {
	all := []string{Referred, Queue, Active, Paused, Ended, Cancelled, Started, EmployedEver, EmployedNow,
		JobStarts, JobStartsSubsidised, WorkTrials, Studies}
	for _, rate := range RateKeys {
		all = append(all, Numerator(rate), Denominator(rate))
	}
	return append(all, ContactsTotal, ContactsFaceToFace)
}

// OfCoach names a number of one coach: Active, FaceToFace or JobStarts.
func OfCoach(id, figure string) string { return "coaches." + id + "." + figure }

// OfMunicipality names a number of one municipality: Referred, Started or
// EmployedEver. No code is the municipality that is not known.
func OfMunicipality(code *string, figure string) string {
	if code == nil {
		return "municipalities.null." + figure
	}
	return "municipalities." + *code + "." + figure
}

// OfCareTeam names a number of one care team: Referred or Active.
func OfCareTeam(id, figure string) string { return "care_teams." + id + "." + figure }

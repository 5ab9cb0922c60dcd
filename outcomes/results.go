package outcomes

import (
	"encoding/json"

	"sijoita/casework"
)

// Count is how many there are. In a view made for publishing one may be hidden.
type Count int

// Hidden stands for a count that is not told. It is null in JSON.
const Hidden Count = -1

// MarshalJSON writes the number, or null for one that is hidden.
func (c Count) MarshalJSON() ([]byte, error) {
	if c == Hidden {
		return []byte("null"), nil
	}
	return json.Marshal(int(c))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Count) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		*c = Hidden
		return nil
	}
	var n int
	err := json.Unmarshal(raw, &n)
	*c = Count(n)
	return err
}

// Results is what a programme has brought about from its first day to a day,
// as `report outcomes` writes it. Every key is always there; what is not known
// or has nothing to be a share of is null, and no list is null. Published
// tells that small counts are hidden: see Publish.
type Results struct {
	Programme      string       `json:"programme"`
	On             casework.Day `json:"on"`
	From           casework.Day `json:"from"`
	Published      bool         `json:"published"`
	Rates          Rates        `json:"rates"`
	Funnel         Funnel       `json:"funnel"`
	Flows          Flows        `json:"flows"`
	Quarters       []Quarter    `json:"quarters"` // the oldest first
	FirstContact   Wait         `json:"time_to_first_contact"`
	FirstJob       Wait         `json:"time_to_first_job"`
	Tenure         []Tenure     `json:"tenure"`
	Hours          Hours        `json:"hours_per_week"`
	Closings       []Closing    `json:"closings"` // the most common first, not told last
	Municipalities []Group      `json:"municipalities"`
	CareTeams      []Group      `json:"care_teams"`
	AgeGroups      []Group      `json:"age_groups"`
	MainIncomes    []Group      `json:"main_incomes"`
	Costs          Costs        `json:"costs"`
}

// Funnel counts persons: the referred, the started, and of the started those
// who have come to each step. One may have skipped a step.
type Funnel struct {
	Referred        Count `json:"referred"`
	Started         Count `json:"started"`
	Profile         Count `json:"profile"`
	EmployerContact Count `json:"employer_contact"`
	EmployedEver    Count `json:"employed_ever"`
}

// List gives the steps in the order of FunnelKeys.
func (f Funnel) List() []Count {
	return []Count{f.Referred, f.Started, f.Profile, f.EmployerContact, f.EmployedEver}
}

// Flows counts what happened in a period: rows, not persons.
type Flows struct {
	Referred            Count `json:"referred"`
	Started             Count `json:"started"`
	JobStarts           Count `json:"job_starts"`
	JobStartsSubsidised Count `json:"job_starts_subsidised"`
	WorkTrials          Count `json:"work_trials"`
	Studies             Count `json:"studies"`
	Ended               Count `json:"ended"`
	FaceToFace          Count `json:"face_to_face"`
}

// List gives the flows in the order of FlowKeys.
func (f Flows) List() []Count {
	return []Count{f.Referred, f.Started, f.JobStarts, f.JobStartsSubsidised, f.WorkTrials, f.Studies, f.Ended, f.FaceToFace}
}

// Quarter is one calendar quarter, cut to the programme's first day and to the
// day of the report. Its rates are those of its last day.
type Quarter struct {
	Quarter  string       `json:"quarter"` // 2024-Q2
	From     casework.Day `json:"from"`
	To       casework.Day `json:"to"`
	Complete bool         `json:"complete"` // it ended by the day of the report
	Rates    Rates        `json:"rates"`
	Flows    Flows        `json:"flows"`
}

// The parts of Results that the numbers with rows are named by.
const (
	StepProfile         = "funnel.profile"
	StepEmployerContact = "funnel.employer_contact"

	FirstContact = "time_to_first_contact"
	FirstJob     = "time_to_first_job"
)

// FunnelKeys names the steps of the funnel by the numbers whose rows they are.
var FunnelKeys = []string{Referred, Started, StepProfile, StepEmployerContact, EmployedEver}

// FlowKeys names the flows by the numbers whose rows they are.
var FlowKeys = []string{FlowReferred, FlowStarted, JobStarts, JobStartsSubsidised, WorkTrials, Studies, FlowEnded, ContactsFaceToFace}

// Outcomes makes the results of the records from the programme's first day to
// the day on.
func Outcomes(r Records, on casework.Day) Results {
	t := count(r, r.Programme.StartsOn, on)
	t.countOutcomes()
	results := Results{
		Programme: r.Programme.Outward(), On: on, From: t.from,
		Rates: ratesBy(t.rate), Funnel: t.funnel(), Flows: t.flows(t.n(ContactsFaceToFace)),
		FirstContact: t.wait(FirstContact), FirstJob: t.wait(FirstJob),
		Tenure: t.tenureList(), Hours: t.hours(), Closings: t.closingList(),
		Municipalities: t.groupList(ofMunicipality), CareTeams: t.groupList(ofCareTeam),
		AgeGroups: t.groupList(ofAgeGroup), MainIncomes: t.groupList(ofMainIncome),
		Costs: t.costs(),
	}
	results.Quarters = t.quarters(t.metByQuarter())
	return results
}

// countOutcomes gathers the rows of the numbers that Monitoring does not have.
func (t *counting) countOutcomes() {
	t.groups = make(map[string][]*string)
	t.countWaits()
	t.countTenure()
	t.countClosings()
	t.countCosts()
	for _, of := range groupings {
		t.countGroups(of)
	}
}

func (t *counting) funnel() Funnel {
	return Funnel{
		Referred: t.c(Referred), Started: t.c(Started), Profile: t.c(StepProfile),
		EmployerContact: t.c(StepEmployerContact), EmployedEver: t.c(EmployedEver),
	}
}

func (t *counting) flows(met int) Flows {
	return Flows{
		Referred: t.c(FlowReferred), Started: t.c(FlowStarted),
		JobStarts: t.c(JobStarts), JobStartsSubsidised: t.c(JobStartsSubsidised),
		WorkTrials: t.c(WorkTrials), Studies: t.c(Studies), Ended: t.c(FlowEnded), FaceToFace: Count(met),
	}
}

func (t *counting) c(figure string) Count { return Count(t.n(figure)) }

package outcomes

import (
	"sijoita/casework"
	"sijoita/fidelity"
)

// Monitoring is the monitoring table of one programme on one day, as
// `report monitoring` writes it. Every key is always there; what is not known
// or has nothing to be a share of is null, and no list is null.
type Monitoring struct {
	Programme           string           `json:"programme"`
	On                  casework.Day     `json:"on"`
	From                casework.Day     `json:"from"`
	Referred            int              `json:"referred"`
	Queue               int              `json:"queue"`
	Active              int              `json:"active"`
	Paused              int              `json:"paused"`
	Ended               int              `json:"ended"`
	Cancelled           int              `json:"cancelled"`
	Started             int              `json:"started"`
	Balanced            bool             `json:"balanced"` // queue + active + paused + ended + cancelled = referred
	EmployedEver        int              `json:"employed_ever"`
	EmployedNow         int              `json:"employed_now"`
	JobStarts           int              `json:"job_starts"`
	JobStartsSubsidised int              `json:"job_starts_subsidised"`
	WorkTrials          int              `json:"work_trials"`
	Studies             int              `json:"studies"`
	Rates               Rates            `json:"rates"`
	EmployerContacts    EmployerContacts `json:"employer_contacts"`
	Reviews             []Review         `json:"reviews"`        // the oldest first
	Coaches             []Coach          `json:"coaches"`        // by id, c2 before c10
	Municipalities      []Municipality   `json:"municipalities"` // by code, not known last
	CareTeams           []CareTeam       `json:"care_teams"`     // by id, k2 before k10
}

// Rates are the five rates that are told, each always with its definition.
type Rates struct {
	EmployedEverOfStarted        Rate `json:"employed_ever_of_started"`
	EmployedNowOfActive          Rate `json:"employed_now_of_active"`
	Quarterly                    Rate `json:"quarterly"`
	EnteredWorkOfJoblessStarters Rate `json:"entered_work_of_jobless_starters"`
	WorkOrStudy12m               Rate `json:"work_or_study_12m"`
}

// List gives the rates in the order of RateKeys.
func (r Rates) List() []Rate {
	return []Rate{r.EmployedEverOfStarted, r.EmployedNowOfActive, r.Quarterly, r.EnteredWorkOfJoblessStarters, r.WorkOrStudy12m}
}

// ratesBy makes each rate from its key.
func ratesBy(rate func(key string) Rate) Rates {
	return Rates{
		EmployedEverOfStarted:        rate(EmployedEverOfStarted),
		EmployedNowOfActive:          rate(EmployedNowOfActive),
		Quarterly:                    rate(Quarterly),
		EnteredWorkOfJoblessStarters: rate(EnteredWorkOfJoblessStarters),
		WorkOrStudy12m:               rate(WorkOrStudy12m),
	}
}

// Rate is a share: value is null when there is nothing to be a share of.
type Rate struct {
	Numerator   Count    `json:"numerator"`
	Denominator Count    `json:"denominator"`
	Value       *float64 `json:"value"`
}

// EmployerContacts are the contacts of the period, and how near to the weekly
// target the coaches came. PerCoachWeek is null when nobody had a week.
type EmployerContacts struct {
	Total        int      `json:"total"`
	FaceToFace   int      `json:"face_to_face"`
	PerCoachWeek *float64 `json:"per_coach_week"`
	Target       int      `json:"target"`
}

// Review is a fidelity review with what follows from its total. Total and band
// are null when not all items are rated.
type Review struct {
	On      casework.Day   `json:"on"`
	Total   *int           `json:"total"`
	Band    *fidelity.Band `json:"band"`
	NextDue casework.Day   `json:"next_due"`
}

// Coach is one coach's part in the figures. PerWeek is null without weeks.
type Coach struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	FTE        float64  `json:"fte"`
	Active     int      `json:"active"`
	OverLimit  bool     `json:"over_limit"`
	FaceToFace int      `json:"face_to_face"`
	Weeks      float64  `json:"weeks"`
	PerWeek    *float64 `json:"per_week"`
	JobStarts  int      `json:"job_starts"`
}

// Municipality is one municipality's part. Code and name are null when the
// clients' municipality is not known.
type Municipality struct {
	Code         *string `json:"code"`
	Name         *string `json:"name"`
	Referred     int     `json:"referred"`
	Started      int     `json:"started"`
	EmployedEver int     `json:"employed_ever"`
}

// CareTeam is one care team's part.
type CareTeam struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Referred int    `json:"referred"`
	Active   int    `json:"active"`
}

// Monitor makes the monitoring table of the records on a day. Flows count from
// the day from; the zero day stands for the programme's first.
func Monitor(r Records, from, on casework.Day) Monitoring {
	t := count(r, from, on)
	m := Monitoring{
		Programme: r.Programme.Outward(), On: t.on, From: t.from,
		Referred: t.n(Referred), Queue: t.n(Queue), Active: t.n(Active), Paused: t.n(Paused),
		Ended: t.n(Ended), Cancelled: t.n(Cancelled), Started: t.n(Started),
		EmployedEver: t.n(EmployedEver), EmployedNow: t.n(EmployedNow),
		JobStarts: t.n(JobStarts), JobStartsSubsidised: t.n(JobStartsSubsidised),
		WorkTrials: t.n(WorkTrials), Studies: t.n(Studies),
		Rates:            ratesBy(t.rate),
		EmployerContacts: t.employerContacts(),
		Reviews:          t.reviewList(), Coaches: t.coachList(),
		Municipalities: t.municipalityList(), CareTeams: t.careTeamList(),
	}
	m.Balanced = m.Queue+m.Active+m.Paused+m.Ended+m.Cancelled == m.Referred
	return m
}

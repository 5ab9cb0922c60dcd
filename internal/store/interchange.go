package store

import (
	"fmt"
	"maps"
	"slices"

	"sijoita/casework"
)

// Kind is a kind of record that has an id in documents: the name of its table.
type Kind string

// The kinds.
const (
	KindProgramme   Kind = "programme"
	KindTeam        Kind = "team"
	KindStaff       Kind = "staff"
	KindCareTeam    Kind = "care_team"
	KindClient      Kind = "client"
	KindConsent     Kind = "consent"
	KindEpisode     Kind = "episode"
	KindMeeting     Kind = "meeting"
	KindEmployer    Kind = "employer"
	KindContact     Kind = "employer_contact"
	KindPlacement   Kind = "placement"
	KindCounselling Kind = "counselling"
	KindReview      Kind = "review"
	KindReferral    Kind = "referral"
	KindPlanned     Kind = "planned_meeting"
	KindTask        Kind = "task"
	KindNote        Kind = "note"
	KindSuitability Kind = "suitability"
	KindPlan        Kind = "plan"
	KindLead        Kind = "lead"
	KindApplication Kind = "application"
	KindTalk        Kind = "disclosure_talk"
	KindUnitClient  Kind = "unit_client"
	KindNeedSurvey  Kind = "need_survey"
	KindCareMessage Kind = "care_message"
	KindSupportPlan Kind = "support_plan"
	KindClosingTalk Kind = "closing_talk"
	KindSetback     Kind = "setback"
	KindPartnerTalk Kind = "partner_talk"
	KindRecordText  Kind = "record_text"
	KindAnswer      Kind = "profile_answer"
	KindJob         Kind = "job"
	KindWish        Kind = "wish"
	KindSupporter   Kind = "supporter"
	KindSummary     Kind = "profile_summary"
	KindEstimate    Kind = "estimate"
	KindServiceNote Kind = "service_note"
	KindTraining    Kind = "training"
	KindStartAnswer Kind = "start_answer"
	KindEarnings    Kind = "earnings"
	KindDormancy    Kind = "dormancy"
	KindPlanAction  Kind = "plan_action"
	KindFunding     Kind = "programme_funding"
	KindGroupAction Kind = "group_action"
	KindTerms       Kind = "subsidy_terms"
)

// Keys finds the county's records of a kind by what documents call them: the
// sender's id, or the uid of a record that came from no sender. What is not
// there has no entry.
func (tx *Tx) Keys(kind Kind, outward []string) (map[string]int64, error) {
	found := make(map[string]int64)
	for part := range slices.Chunk(outward, chunk) {
		rows, err := tx.keys(kind, part)
		if err != nil {
			return nil, fmt.Errorf("find %s by id: %w", kind, err)
		}
		for _, r := range rows {
			found[r.Outward()] = r.ID
		}
	}
	return found, nil
}

func (tx *Tx) keys(kind Kind, outward []string) ([]casework.Record, error) {
	args := []any{tx.County}
	senders, uids := "NULL", "NULL"
	for _, id := range outward {
		args = append(args, id)
		senders += fmt.Sprintf(", $%d", len(args))
		if uid, err := casework.ParseUID(id); err == nil {
			args = append(args, uid)
			uids += fmt.Sprintf(", $%d", len(args))
		}
	}
	key := "id"
	if kind == KindClient { // what comes for an emptied record is the kept one's
		key = "COALESCE(merged_into, id)"
	}
	// Each half has an index of its own; one condition of both would be looked
	// for in every record of the county.
	from := "SELECT " + key + ", uid, sender_id FROM " + string(kind)
	return list(tx, func(scan func(...any) error) (r casework.Record, err error) {
		return r, scan(&r.ID, &r.UID, optional(&r.SenderID))
	}, from+" WHERE county = $1 AND sender_id IN ("+senders+") UNION ALL "+
		from+" WHERE +county = $1 AND sender_id IS NULL AND uid IN ("+uids+")", args...)
}

// ClientsOfEpisodes finds whose episodes they are.
func (tx *Tx) ClientsOfEpisodes(ids []int64) ([]int64, error) {
	var all []int64
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := list(tx, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) },
			"SELECT DISTINCT client FROM episode WHERE +county = $1 AND id IN ("+marks+")", args...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// What follows adds a list at a time, with few statements for many records,
// gives each record its key and keeps the summaries.

// AddProgrammes adds them.
func (tx *Tx) AddProgrammes(all []casework.Programme) error { return programmes.add(tx, all) }

// AddTeams adds them.
func (tx *Tx) AddTeams(all []casework.Team) error { return teams.add(tx, all) }

// AddCareTeams adds them.
func (tx *Tx) AddCareTeams(all []casework.CareTeam) error { return careTeams.add(tx, all) }

// AddPeople adds staff with their grants.
func (tx *Tx) AddPeople(all []casework.Staff) error { return staff.add(tx, all) }

// AddClients adds clients with their incomes.
func (tx *Tx) AddClients(all []casework.Client) error { return clients.add(tx, all) }

// SayMergedInto notes of clients that were just imported, by key, whose records
// took their place.
func (tx *Tx) SayMergedInto(merged map[int64]int64) error {
	for _, id := range slices.Sorted(maps.Keys(merged)) {
		if _, err := tx.exec("UPDATE client SET merged_into = $1 WHERE county = $2 AND id = $3", merged[id], tx.County, id); err != nil {
			return fmt.Errorf("say whose record took another's place: %w", err)
		}
	}
	return nil
}

// AddConsents adds them.
func (tx *Tx) AddConsents(all []casework.Consent) error { return consents.add(tx, all) }

// AddEpisodes adds episodes with their coaches, care teams and pauses.
func (tx *Tx) AddEpisodes(all []casework.Episode) error { return episodes.add(tx, all) }

// AddReferrals adds them.
func (tx *Tx) AddReferrals(all []casework.Referral) error { return referrals.add(tx, all) }

// AddMeetings adds them.
func (tx *Tx) AddMeetings(all []casework.Meeting) error {
	if err := meetings.add(tx, all); err != nil {
		return err
	}
	newest := map[lastOf]casework.Day{}
	for _, m := range all {
		if !m.Withdrawn {
			later(newest, lastOf{m.EpisodeID, lastMeeting}, m.On)
		}
	}
	return tx.advanceLasts(newest)
}

// AddEmployers adds them.
func (tx *Tx) AddEmployers(all []casework.Employer) error {
	if err := employers.add(tx, all); err != nil {
		return err
	}
	rows := make([][]any, len(all))
	for i, e := range all {
		rows[i] = []any{e.ID, tx.County}
	}
	return addRows(tx, "employer_last", "employer, county", rows)
}

// AddContacts adds them.
func (tx *Tx) AddContacts(all []casework.EmployerContact) error {
	if err := contacts.add(tx, all); err != nil {
		return err
	}
	return tx.summarizeContacts(nil, all)
}

// AddPlacements adds them.
func (tx *Tx) AddPlacements(all []casework.Placement) error { return placements.add(tx, all) }

// AddReviews adds reviews with their scores.
func (tx *Tx) AddReviews(all []casework.Review) error { return reviews.add(tx, all) }

// AddPlannedMeetings adds them.
func (tx *Tx) AddPlannedMeetings(all []casework.PlannedMeeting) error {
	return plannedMeetings.add(tx, all)
}

// AddTasks adds them.
func (tx *Tx) AddTasks(all []casework.Task) error { return tasks.add(tx, all) }

// AddNotes adds them.
func (tx *Tx) AddNotes(all []casework.Note) error { return notes.add(tx, all) }

// AddPlans adds plans for the search of work.
func (tx *Tx) AddPlans(all []casework.Plan) error { return plans.add(tx, all) }

// AddLeads adds them.
func (tx *Tx) AddLeads(all []casework.Lead) error { return leads.add(tx, all) }

// AddApplications adds them.
func (tx *Tx) AddApplications(all []casework.Application) error { return applications.add(tx, all) }

// AddDisclosureTalks adds talks on what employers are told.
func (tx *Tx) AddDisclosureTalks(all []casework.DisclosureTalk) error {
	return disclosureTalks.add(tx, all)
}

// AddSuitabilities adds first meetings.
func (tx *Tx) AddSuitabilities(all []casework.Suitability) error { return suitabilities.add(tx, all) }

// AddCareTeamMeetings adds them with who was there.
func (tx *Tx) AddCareTeamMeetings(all []casework.CareTeamMeeting) error {
	return careTeamMeetings.add(tx, all)
}

// AddSupervisions adds occasions of guidance with who took part.
func (tx *Tx) AddSupervisions(all []casework.Supervision) error { return supervisions.add(tx, all) }

// AddServiceNotes adds them.
func (tx *Tx) AddServiceNotes(all []casework.ServiceNote) error { return serviceNotes.add(tx, all) }

// AddTrainings adds them.
func (tx *Tx) AddTrainings(all []casework.Training) error { return trainings.add(tx, all) }

// Holding is everything that a county holds, each list in the order in which
// its records came; working time by week.
type Holding struct {
	County              casework.County
	Programmes          []casework.Programme
	Teams               []casework.Team
	Staff               []casework.Staff
	CareTeams           []casework.CareTeam
	CareTeamAssignments []casework.CareTeamAssignment
	Clients             []casework.Client
	Consents            []casework.Consent
	Episodes            []casework.Episode
	Meetings            []casework.Meeting
	Employers           []casework.Employer
	Contacts            []casework.EmployerContact
	Placements          []casework.Placement
	Counselling         []casework.Counselling
	Worktime            []casework.Worktime
	CareTeamMeetings    []casework.CareTeamMeeting
	Supervision         []casework.Supervision
	Reviews             []casework.Review
	CoachAreas          []casework.CoachArea
	Referrals           []casework.Referral
	PlannedMeetings     []casework.PlannedMeeting
	Tasks               []casework.Task
	Notes               []casework.Note
	Suitability         []casework.Suitability
	Plans               []casework.Plan
	Leads               []casework.Lead
	Applications        []casework.Application
	DisclosureTalks     []casework.DisclosureTalk
	UnitClients         []casework.UnitClient
	NeedSurveys         []casework.NeedSurvey
	CareMessages        []casework.CareMessage
	SupportPlans        []casework.SupportPlan
	ClosingTalks        []casework.ClosingTalk
	Setbacks            []casework.Setback
	PartnerTalks        []casework.PartnerTalk
	RecordTexts         []casework.RecordText
	ProfileAnswers      []casework.ProfileAnswer
	Jobs                []casework.Job
	Wishes              []casework.Wish
	Supporters          []casework.Supporter
	ProfileSummaries    []casework.ProfileSummary
	Estimates           []casework.Estimate
	ServiceNotes        []casework.ServiceNote
	Trainings           []casework.Training
	StartAnswers        []casework.StartAnswer
	Earnings            []casework.Earnings
	Dormancies          []casework.Dormancy
	ReviewParts         ReviewParts
	PlanActions         []casework.PlanAction
	Funding             []casework.ProgrammeFunding
	GroupActions        []casework.GroupAction
	SubsidyTerms        []casework.SubsidyTerms
}

// Holding reads everything that the county holds.
func (tx *Tx) Holding() (h Holding, err error) {
	reads := []func() error{
		func() (err error) { h.County, err = tx.CountyRow(); return err },
		func() (err error) { h.Programmes, err = programmes.everything(tx); return err },
		func() (err error) { h.Teams, err = teams.everything(tx); return err },
		func() (err error) { h.Staff, err = staff.everything(tx); return err },
		func() (err error) { h.CareTeams, err = careTeams.everything(tx); return err },
		func() (err error) { h.CareTeamAssignments, err = tx.CareTeamAssignments(); return err },
		func() (err error) { h.Clients, err = clients.everything(tx); return err },
		func() (err error) { h.Consents, err = consents.everything(tx); return err },
		func() (err error) { h.Episodes, err = episodes.everything(tx); return err },
		func() (err error) { h.Meetings, err = meetings.everything(tx); return err },
		func() (err error) { h.Employers, err = employers.everything(tx); return err },
		func() (err error) { h.Contacts, err = contacts.everything(tx); return err },
		func() (err error) { h.Placements, err = placements.everything(tx); return err },
		func() (err error) { h.Counselling, err = counsellings.everything(tx); return err },
		func() (err error) { h.Worktime, err = tx.Worktime(0); return err },
		func() (err error) { h.CareTeamMeetings, err = careTeamMeetings.everything(tx); return err },
		func() (err error) { h.Supervision, err = supervisions.everything(tx); return err },
		func() (err error) { h.Reviews, err = reviews.everything(tx); return err },
		func() (err error) { h.CoachAreas, err = tx.CoachAreas(); return err },
		func() (err error) { h.Referrals, err = referrals.everything(tx); return err },
		func() (err error) { h.PlannedMeetings, err = plannedMeetings.everything(tx); return err },
		func() (err error) { h.Tasks, err = tasks.everything(tx); return err },
		func() (err error) { h.Notes, err = notes.everything(tx); return err },
		func() (err error) { h.Suitability, err = suitabilities.everything(tx); return err },
		func() (err error) { h.Plans, err = plans.everything(tx); return err },
		func() (err error) { h.Leads, err = leads.everything(tx); return err },
		func() (err error) { h.Applications, err = applications.everything(tx); return err },
		func() (err error) { h.DisclosureTalks, err = disclosureTalks.everything(tx); return err },
		func() (err error) { h.UnitClients, err = unitClients.everything(tx); return err },
		func() (err error) { h.NeedSurveys, err = needSurveys.everything(tx); return err },
		func() (err error) { h.CareMessages, err = careMessages.everything(tx); return err },
		func() (err error) { h.SupportPlans, err = supportPlans.everything(tx); return err },
		func() (err error) { h.ClosingTalks, err = closingTalks.everything(tx); return err },
		func() (err error) { h.Setbacks, err = setbacks.everything(tx); return err },
		func() (err error) { h.PartnerTalks, err = partnerTalks.everything(tx); return err },
		func() (err error) { h.RecordTexts, err = recordTexts.everything(tx); return err },
		func() (err error) { h.ProfileAnswers, err = profileAnswers.everything(tx); return err },
		func() (err error) { h.Jobs, err = jobs.everything(tx); return err },
		func() (err error) { h.Wishes, err = wishes.everything(tx); return err },
		func() (err error) { h.Supporters, err = supporters.everything(tx); return err },
		func() (err error) { h.ProfileSummaries, err = profileSummaries.everything(tx); return err },
		func() (err error) { h.Estimates, err = estimates.everything(tx); return err },
		func() (err error) { h.ServiceNotes, err = serviceNotes.everything(tx); return err },
		func() (err error) { h.Trainings, err = trainings.everything(tx); return err },
		func() (err error) { h.StartAnswers, err = startAnswers.everything(tx); return err },
		func() (err error) { h.Earnings, err = earnings.everything(tx); return err },
		func() (err error) { h.Dormancies, err = dormancies.everything(tx); return err },
		func() (err error) { h.ReviewParts, err = tx.reviewParts(); return err },
		func() (err error) { h.PlanActions, err = planActions.everything(tx); return err },
		func() (err error) { h.Funding, err = tx.EveryFunding(); return err },
		func() (err error) { h.GroupActions, err = groupActions.everything(tx); return err },
		func() (err error) { h.SubsidyTerms, err = tx.EverySubsidyTerms(); return err },
	}
	for _, read := range reads {
		if err := read(); err != nil {
			return Holding{}, err
		}
	}
	return h, nil
}

// everything lists all the county's records of a kind in the order in which
// they came, withdrawn ones too.
func (t table[T]) everything(tx *Tx) ([]T, error) {
	t.order = "id"
	return t.where(tx, "1 = 1")
}

// EveryEmployer lists all the county's employers.
func (tx *Tx) EveryEmployer() ([]casework.Employer, error) { return employers.everything(tx) }

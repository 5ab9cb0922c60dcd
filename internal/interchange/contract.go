package interchange

import (
	"strings"
	"sync"

	"sijoita/casework"
)

// field is one key of an object of the contract and where its value stands.
// The key's mark says what holds for it: "id!" is required, "learned+" came
// after version 1 and is written only where it says something.
//
// The fields functions below are the contract, read and written by the same
// words and in the same order.
type field struct {
	marked string
	value  value
}

// key is the key without its mark. It is asked for every key of a document
// and makes nothing.
func (f field) key() string {
	if f.required() || f.added() {
		return f.marked[:len(f.marked)-1]
	}
	return f.marked
}

func (f field) required() bool { return strings.HasSuffix(f.marked, "!") }
func (f field) added() bool    { return strings.HasSuffix(f.marked, "+") }

// record is an object of the contract.
type record interface{ fields() []field }

// List is one of the document's lists whose records have ids, by its key.
type List string

// The lists whose records have ids.
const (
	ListProgrammes       List = "programmes"
	ListTeams            List = "teams"
	ListStaff            List = "staff"
	ListCareTeams        List = "care_teams"
	ListClients          List = "clients"
	ListEpisodes         List = "episodes"
	ListMeetings         List = "meetings"
	ListEmployers        List = "employers"
	ListEmployerContacts List = "employer_contacts"
	ListPlacements       List = "placements"
	ListCounselling      List = "counselling"
	ListReviews          List = "reviews"
	ListConsents         List = "consents"
	ListReferrals        List = "referrals"
	ListPlannedMeetings  List = "planned_meetings"
	ListTasks            List = "tasks"
	ListNotes            List = "notes"
	ListSuitability      List = "suitability"
	ListProfileAnswers   List = "profile_answers"
	ListJobHistory       List = "job_history"
	ListWishes           List = "wishes"
	ListNetwork          List = "network"
	ListSummaries        List = "profile_summaries"
	ListEstimates        List = "estimates"
	ListServiceNotes     List = "service_notes"
	ListTrainings        List = "trainings"
	ListStartAnswers     List = "start_answers"
	ListEarnings         List = "earnings"
	ListDormancies       List = "dormancies"
	ListPlanActions      List = "plan_actions"
	ListPlans            List = "plans"
	ListLeads            List = "leads"
	ListApplications     List = "applications"
	ListTalks            List = "disclosure_talks"
	ListUnitClients      List = "unit_clients"
	ListNeedSurveys      List = "need_surveys"
	ListCareMessages     List = "care_messages"
	ListSupportPlans     List = "support_plans"
	ListClosingTalks     List = "closing_talks"
	ListSetbacks         List = "setbacks"
	ListPartnerTalks     List = "partner_talks"
	ListRecordTexts      List = "record_texts"
	ListFunding          List = "programme_funding"
	ListGroupActions     List = "group_actions"
	ListSubsidyTerms     List = "subsidy_terms"

	noList List = "" // of an id that may be known already: the county's own
)

func (d *Document) fields() []field {
	return []field{
		{"format!", formatName{}},
		{"version!", versionNumber{}},
		{"county", one(&d.County)},
		{"programmes", list(&d.Programmes)},
		{"teams", list(&d.Teams)},
		{"staff", list(&d.Staff)},
		{"care_teams", list(&d.CareTeams)},
		{"care_team_assignments", list(&d.CareTeamAssignments)},
		{"clients", list(&d.Clients)},
		{"episodes", list(&d.Episodes)},
		{"meetings", list(&d.Meetings)},
		{"employers", list(&d.Employers)},
		{"employer_contacts", list(&d.EmployerContacts)},
		{"placements", list(&d.Placements)},
		{"counselling", list(&d.Counselling)},
		{"worktime", list(&d.Worktime)},
		{"care_team_meetings", list(&d.CareTeamMeetings)},
		{"supervision", list(&d.Supervision)},
		{"reviews", list(&d.Reviews)},
		{"consents", list(&d.Consents)},
		{"coach_areas", list(&d.CoachAreas)},
		{"referrals", list(&d.Referrals)},
		{"planned_meetings", list(&d.PlannedMeetings)},
		{"tasks", list(&d.Tasks)},
		{"notes", list(&d.Notes)},
		{"suitability", list(&d.Suitability)},
		{"profile_answers", list(&d.ProfileAnswers)},
		{"job_history", list(&d.JobHistory)},
		{"wishes", list(&d.Wishes)},
		{"network", list(&d.Network)},
		{"profile_summaries", list(&d.ProfileSummaries)},
		{"estimates", list(&d.Estimates)},
		{"service_notes", list(&d.ServiceNotes)},
		{"trainings", list(&d.Trainings)},
		{"start_answers", list(&d.StartAnswers)},
		{"earnings", list(&d.Earnings)},
		{"dormancies", list(&d.Dormancies)},
		{"plan_actions", list(&d.PlanActions)},
		{"plans", list(&d.Plans)},
		{"leads", list(&d.Leads)},
		{"applications", list(&d.Applications)},
		{"disclosure_talks", list(&d.DisclosureTalks)},
		{"unit_clients", list(&d.UnitClients)},
		{"need_surveys", list(&d.NeedSurveys)},
		{"care_messages", list(&d.CareMessages)},
		{"support_plans", list(&d.SupportPlans)},
		{"closing_talks", list(&d.ClosingTalks)},
		{"setbacks", list(&d.Setbacks)},
		{"partner_talks", list(&d.PartnerTalks)},
		{"record_texts", list(&d.RecordTexts)},
		{"programme_funding", list(&d.ProgrammeFunding)},
		{"group_actions", list(&d.GroupActions)},
		{"subsidy_terms", list(&d.SubsidyTerms)},
	}
}

func (c *County) fields() []field {
	return []field{
		{"id!", id(noList, &c.ID)},
		{"name!", one((*countyName)(&c.Name))},
	}
}

type countyName casework.Names

func (n *countyName) fields() []field {
	return []field{
		{"fi", text(&n.FI)},
		{"sv", text(&n.SV)},
		{"en", text(&n.EN)},
	}
}

func (p *Programme) fields() []field {
	return []field{
		{"id!", id(ListProgrammes, &p.ID)},
		{"kind!", word(&p.Kind, "ips|latu")},
		{"name!", text(&p.Name)},
		{"starts_on!", day(&p.StartsOn)},
		{"ends_on", day(&p.EndsOn)},
		{"scale", text(&p.Scale)},
		{"terms+", word(&p.Terms, "care|social")},
		{"eligibility+", one(&p.Eligibility)},
	}
}

func (g *Eligibility) fields() []field {
	return []field{
		{"age_from", count(&g.AgeFrom)},
		{"age_to", count(&g.AgeTo)},
		{"no_kela_rehabilitation", yes(&g.NoKelaRehabilitation)},
		{"care_contact", yes(&g.CareContact)},
		{"why", text(&g.Why)},
		{"from", day(&g.From)},
		{"to", day(&g.To)},
	}
}

func (f *ProgrammeFunding) fields() []field {
	return []field{
		{"id!", id(ListFunding, &f.ID)},
		{"programme!", ref(ListProgrammes, &f.Programme)},
		{"funder!", text(&f.Funder)},
		{"amount!", money(&f.Amount)},
		{"from!", day(&f.From)},
		{"to!", day(&f.To)},
		{"withdrawn+", yes(&f.Withdrawn)},
	}
}

func (s *SubsidyTerms) fields() []field {
	return []field{
		{"id!", id(ListSubsidyTerms, &s.ID)},
		{"area!", digits(&s.Area, 2)},
		{"municipality", digits(&s.Municipality, 3)},
		{"kind!", word(&s.Kind, subsidyKinds)},
		{"from!", day(&s.From)},
		{"to", day(&s.To)},
		{"not_granted", yes(&s.NotGranted)},
		{"percent", number(&s.Percent)},
		{"amount", money(&s.Amount)},
		{"months", count(&s.Months)},
		{"pensioners", yesNo(&s.Pensioners)},
		{"ask", text(&s.Ask)},
		{"text", text(&s.Text)},
		{"source", text(&s.Source)},
		{"withdrawn+", yes(&s.Withdrawn)},
	}
}

func (t *Team) fields() []field {
	return []field{
		{"id!", id(ListTeams, &t.ID)},
		{"programme!", ref(ListProgrammes, &t.Programme)},
		{"name!", text(&t.Name)},
	}
}

func (s *Staff) fields() []field {
	return []field{
		{"id!", id(ListStaff, &s.ID)},
		{"name!", text(&s.Name)},
		{"roles!", list(&s.Roles)},
		{"title+", text(&s.Title)},
	}
}

func (r *Role) fields() []field {
	return []field{
		{"role!", word(&r.Role, "coach|team_leader|care_worker|manager|reviewer|admin|dpo")},
		{"team", ref(ListTeams, &r.Team)},
		{"care_team", ref(ListCareTeams, &r.CareTeam)},
		{"fte", share(&r.FTE)},
		{"from!", day(&r.From)},
		{"to", day(&r.To)},
	}
}

func (c *CareTeam) fields() []field {
	return []field{
		{"id!", id(ListCareTeams, &c.ID)},
		{"name!", text(&c.Name)},
		{"kind!", word(&c.Kind, "psychiatry|substance|youth|social|employment|other")},
		{"municipality", digits(&c.Municipality, 3)},
	}
}

func (a *CareTeamAssignment) fields() []field {
	return []field{
		{"care_team!", ref(ListCareTeams, &a.CareTeam)},
		{"coach!", ref(ListStaff, &a.Coach)},
		{"from!", day(&a.From)},
		{"to", day(&a.To)},
	}
}

func (c *Client) fields() []field {
	return []field{
		{"id!", id(ListClients, &c.ID)},
		{"given_name!", text(&c.GivenName)},
		{"family_name!", text(&c.FamilyName)},
		{"birth_date!", day(&c.BirthDate)},
		{"municipality", digits(&c.Municipality, 3)},
		{"language", language(&c.Language)},
		{"incomes", list(&c.Incomes)},
		{"non_disclosure+", yes(&c.NonDisclosure)},
		{"bans+", more(&c.Bans)},
		{"merged_into+", ref(ListClients, &c.MergedInto)},
		{"phone+", text(&c.Phone)},
		{"email+", text(&c.Email)},
		{"manner+", caseText(&c.Manner)},
	}
}

func (b *Ban) fields() []field {
	return []field{
		{"staff!", ref(ListStaff, &b.Staff)},
		{"from!", day(&b.From)},
		{"to", day(&b.To)},
	}
}

const incomeKinds = "disability_pension_kela|disability_pension_earnings|rehabilitation_benefit|" +
	"labour_market_subsidy|general_support|basic_allowance|earnings_related_allowance|sickness_allowance|" +
	"social_assistance|housing_allowance|pensioner_housing_allowance|student_aid|wage|other"

func (i *Income) fields() []field {
	return []field{
		{"kind!", word(&i.Kind, incomeKinds)},
		{"from!", day(&i.From)},
		{"to", day(&i.To)},
	}
}

func (e *Episode) fields() []field {
	return []field{
		{"id!", id(ListEpisodes, &e.ID)},
		{"client!", ref(ListClients, &e.Client)},
		{"programme!", ref(ListProgrammes, &e.Programme)},
		{"team!", ref(ListTeams, &e.Team)},
		{"pathway!", word(&e.Pathway, "self|carer|three_party|other")},
		{"referred_on!", day(&e.ReferredOn)},
		{"referring_unit", ref(ListCareTeams, &e.ReferringUnit)},
		{"care_team", holders(ListCareTeams, &e.CareTeams)},
		{"coach", holders(ListStaff, &e.Coaches)},
		{"cancelled_on", day(&e.CancelledOn)},
		{"started_on", day(&e.StartedOn)},
		{"employed_at_start", yesNo(&e.EmployedAtStart)},
		{"pauses", list(&e.Pauses)},
		{"ended_on", day(&e.EndedOn)},
		{"end_reason", caseText(&e.EndReason)},
		{"withdrawn+", yes(&e.Withdrawn)},
		{"cancel_reason+", word(&e.CancelReason, returnReasons)},
		{"agreement_on+", day(&e.AgreementOn)},
		{"closing+", one(&e.Closing)},
	}
}

func (p *Pause) fields() []field {
	return []field{
		{"from!", day(&p.From)},
		{"to", day(&p.To)},
		{"reason", caseText(&p.Reason)},
		{"check_on+", day(&p.CheckOn)},
		{"contact+", word(&p.Contact, "coach|care_team|client")},
	}
}

func (c *Closing) fields() []field {
	return []field{
		{"initiative", word(&c.Initiative, "client|together|not_reached|other")},
		{"situation", word(&c.Situation, "paid_work|studying|work_trial|other_service|not_in_work")},
		{"handed_to", caseText(&c.HandedTo)},
		{"care_team_told", yes(&c.CareTeamTold)},
		{"way_back_told", yes(&c.WayBackTold)},
		{"summary+", caseText(&c.Summary)},
	}
}

// datedHolder is one line of a hand-over: who, in which list, and when.
type datedHolder struct {
	list List
	*Dated
}

func (h datedHolder) fields() []field {
	return []field{
		{"id!", ref(h.list, &h.ID)},
		{"from", day(&h.From)},
		{"to", day(&h.To)},
	}
}

const (
	meetingPlaces   = "office|care_unit|home|workplace|community|remote"
	meetingChannels = "face_to_face|phone|video|message"
	meetingKinds    = "first_meeting|profile|job_search|support_at_work|follow_along|benefits|three_party|network|outreach|other"
)

func (m *Meeting) fields() []field {
	return []field{
		{"id!", id(ListMeetings, &m.ID)},
		{"episode!", ref(ListEpisodes, &m.Episode)},
		{"on!", day(&m.On)},
		{"minutes", count(&m.Minutes)},
		{"staff!", refs(ListStaff, &m.Staff)},
		{"place!", word(&m.Place, meetingPlaces)},
		{"channel!", word(&m.Channel, meetingChannels)},
		{"kind!", word(&m.Kind, meetingKinds)},
		{"at+", timeOfDay(&m.At)},
		{"text+", caseText(&m.Text)},
		{"withdrawn+", yes(&m.Withdrawn)},
		{"present+", one(&m.Present)},
		{"topics+", one(&m.Topics)},
		{"going+", word(&m.Going, "well|worry|crisis")},
		{"care_team_told+", yes(&m.CareTeamTold)},
	}
}

func (e *Employer) fields() []field {
	return []field{
		{"id!", id(ListEmployers, &e.ID)},
		{"name!", text(&e.Name)},
		{"business_id", text(&e.BusinessID)},
		{"industry", text(&e.Industry)},
		{"municipality", digits(&e.Municipality, 3)},
		{"sector", word(&e.Sector, "company|municipality|county|state|association|social_enterprise|household")},
		{"address+", text(&e.Address)},
		{"website+", text(&e.Website)},
		{"persons+", more(&e.Persons)},
		{"needs+", text(&e.Needs)},
		{"hiring+", text(&e.Hiring)},
		{"owner+", ref(ListStaff, &e.Owner)},
		{"do_not_contact+", maybe(&e.DoNotContact)},
		{"apart+", yes(&e.Apart)},
		{"withdrawn+", yes(&e.Withdrawn)},
		{"same_as+", ref(ListEmployers, &e.SameAs)},
	}
}

func (p *ContactPerson) fields() []field {
	return []field{
		{"name", text(&p.Name)},
		{"role", text(&p.Role)},
		{"phone", text(&p.Phone)},
		{"email", text(&p.Email)},
		{"decides+", yes(&p.Decides)},
	}
}

func (n *DoNotContact) fields() []field {
	return []field{
		{"on!", day(&n.On)},
		{"reason!", text(&n.Reason)},
	}
}

func (c *EmployerContact) fields() []field {
	return []field{
		{"id!", id(ListEmployerContacts, &c.ID)},
		{"employer!", ref(ListEmployers, &c.Employer)},
		{"on!", day(&c.On)},
		{"staff!", refs(ListStaff, &c.Staff)},
		{"channel!", word(&c.Channel, "face_to_face|phone|email|video|event")},
		{"kind", word(&c.Kind, "cold_visit|agreed|event|follow_up")},
		{"episode", ref(ListEpisodes, &c.Episode)},
		{"decision_maker", yesNo(&c.DecisionMaker)},
		{"matches_plan", yesNo(&c.MatchesPlan)},
		{"reached+", word(&c.Reached, "decision_maker|other|no_time|nobody")},
		{"next+", word(&c.Next, "not_now|return|lead")},
		{"return_on+", day(&c.ReturnOn)},
		{"learned+", caseText(&c.Learned)},
		{"knowingly+", yes(&c.Knowingly)},
		{"withdrawn+", yes(&c.Withdrawn)},
		{"person+", text(&c.Person)},
		{"purpose+", word(&c.Purpose, "acquaint|needs|introduce|negotiate|support|thank")},
		{"objections+", one(&c.Objections)},
		{"client_along+", yes(&c.ClientAlong)},
	}
}

func (p *Placement) fields() []field {
	return []field{
		{"id!", id(ListPlacements, &p.ID)},
		{"episode!", ref(ListEpisodes, &p.Episode)},
		{"kind!", word(&p.Kind, "employment|work_trial|study|other")},
		{"employer", ref(ListEmployers, &p.Employer)},
		{"occupation", digits(&p.Occupation, 4)},
		{"starts_on!", day(&p.StartsOn)},
		{"ends_on", day(&p.EndsOn)},
		{"end_reason", caseText(&p.EndReason)},
		{"hours_per_week", number(&p.HoursPerWeek)},
		{"monthly_pay", money(&p.MonthlyPay)},
		{"open_market", yesNo(&p.OpenMarket)},
		{"permanent", yesNo(&p.Permanent)},
		{"subsidy", maybe(&p.Subsidy)},
		{"end_learned+", caseText(&p.EndLearned)},
		{"days_per_week+", number(&p.DaysPerWeek)},
		{"changes+", more(&p.Changes)},
		{"further_subsidies+", more(&p.Further)},
		{"school+", text(&p.School)},
		{"subject+", text(&p.Subject)},
		{"funding+", word(&p.Funding, "student_aid|rehabilitation_allowance|unemployment_benefit|apprenticeship|other")},
		{"withdrawn+", yes(&p.Withdrawn)},
		{"level+", word(&p.Level, "basic|vocational|higher|course")},
		{"found+", word(&p.Found, "coach|client|ad|network")},
		{"matches+", word(&p.Matches, "well|partly|not")},
		{"trial+", one(&p.Trial)},
		{"ending+", one(&p.Ending)},
		{"matches_why+", caseText(&p.MatchesWhy)},
		{"form+", word(&p.Form, "apprenticeship|casual|self_employed")},
		{"probation_to+", day(&p.ProbationTo)},
		{"four_hours_on+", day(&p.FourHoursOn)},
		{"agreement+", text(&p.Agreement)},
		{"business+", caseText(&p.Business)},
	}
}

func (t *Trial) fields() []field {
	return []field{
		{"goal+", caseText(&t.Goal)},
		{"own_wish+", yesNo(&t.OwnWish)},
		{"check_on+", day(&t.CheckOn)},
		{"feedback+", caseText(&t.Feedback)},
		{"tasks+", caseText(&t.Tasks)},
		{"agreed_on+", day(&t.AgreedOn)},
		{"in_plan+", yesNo(&t.InPlan)},
		{"expenses+", yesNo(&t.Expenses)},
		{"checked_on+", day(&t.CheckedOn)},
		{"midway+", caseText(&t.Midway)},
	}
}

func (e *Ending) fields() []field {
	return []field{
		{"planned+", yesNo(&e.Planned)},
		{"benefits+", yes(&e.Benefits)},
		{"next+", word(&e.Next, "search|goes_on|pause|closing")},
		{"client+", caseText(&e.Client)},
		{"employer+", caseText(&e.Employer)},
	}
}

func (c *PlacementChange) fields() []field {
	return []field{
		{"from!", day(&c.From)},
		{"hours_per_week", number(&c.HoursPerWeek)},
		{"monthly_pay", money(&c.MonthlyPay)},
	}
}

const subsidyKinds = "wage_subsidy|municipal_supplement|other"

func (s *Subsidy) fields() []field {
	return []field{
		{"kind", word(&s.Kind, subsidyKinds)},
		{"percent", number(&s.Percent)},
		{"amount+", money(&s.Amount)},
		{"from", day(&s.From)},
		{"to", day(&s.To)},
		{"decision+", caseText(&s.Decision)},
		{"decided_on+", day(&s.DecidedOn)},
	}
}

func (c *Counselling) fields() []field {
	return []field{
		{"id!", id(ListCounselling, &c.ID)},
		{"episode!", ref(ListEpisodes, &c.Episode)},
		{"on!", day(&c.On)},
		{"by", ref(ListStaff, &c.By)},
		{"adviser", word(&c.Adviser, "none|trained|specialist")},
		{"given_by+", word(&c.GivenBy, advisers)},
		{"placement+", ref(ListPlacements, &c.Placement)},
		{"topics+", one(&c.Topics)},
		{"asked+", one(&c.Asked)},
		{"decision+", caseText(&c.Decision)},
		{"text+", caseText(&c.Text)},
		{"written+", yes(&c.Written)},
		{"limit+", money(&c.Limit)},
		{"limit_source+", word(&c.LimitSource, "decision|portal|phone")},
		{"estimate+", ref(ListEstimates, &c.Estimate)},
		{"withdrawn+", yes(&c.Withdrawn)},
	}
}

const advisers = "coach|kela|pension_company|insurer|social_services|guardian|employment_services|debt_advice"

func (t *Topics) fields() []field {
	return []field{
		{"benefits_now+", yes(&t.BenefitsNow)},
		{"net+", yes(&t.Net)},
		{"earnings_limit+", yes(&t.EarningsLimit)},
		{"pension+", yes(&t.Pension)},
		{"unemployment+", yes(&t.Unemployment)},
		{"housing+", yes(&t.Housing)},
		{"social_assistance+", yes(&t.SocialAssistance)},
		{"tax_card+", yes(&t.TaxCard)},
		{"debts+", yes(&t.Debts)},
		{"fees+", yes(&t.Fees)},
		{"subsidy+", yes(&t.Subsidy)},
		{"reporting+", yes(&t.Reporting)},
	}
}

func (a *Asked) fields() []field {
	return []field{
		{"kela+", yes(&a.Kela)},
		{"pension_company+", yes(&a.PensionCompany)},
		{"employment_services+", yes(&a.EmploymentServices)},
		{"unemployment_fund+", yes(&a.UnemploymentFund)},
		{"social_services+", yes(&a.SocialServices)},
		{"guardian+", yes(&a.Guardian)},
		{"enforcement_office+", yes(&a.EnforcementOffice)},
		{"tax_administration+", yes(&a.TaxAdministration)},
		{"insurer+", yes(&a.Insurer)},
		{"debt_advice+", yes(&a.DebtAdvice)},
	}
}

func (a *StartAnswer) fields() []field {
	return []field{
		{"id!", id(ListStartAnswers, &a.ID)},
		{"episode!", ref(ListEpisodes, &a.Episode)},
		{"placement!", ref(ListPlacements, &a.Placement)},
		{"on!", day(&a.On)},
		{"question!", word(&a.Question, "counselling|care_team|support")},
		{"reply!", word(&a.Reply, "done|declined|open")},
		{"text", caseText(&a.Text)},
		{"withdrawn+", yes(&a.Withdrawn)},
	}
}

func (e *Earnings) fields() []field {
	return []field{
		{"id!", id(ListEarnings, &e.ID)},
		{"episode!", ref(ListEpisodes, &e.Episode)},
		{"month!", month(&e.Month)},
		{"pay!", money(&e.Pay)},
		{"one_off", money(&e.OneOff)},
		{"what", word(&e.What, "holiday_bonus|holiday_pay|arrears|other")},
		{"source", word(&e.Source, "payslip|client|register")},
		{"withdrawn+", yes(&e.Withdrawn)},
	}
}

func (d *Dormancy) fields() []field {
	return []field{
		{"id!", id(ListDormancies, &d.ID)},
		{"episode!", ref(ListEpisodes, &d.Episode)},
		{"payer!", word(&d.Payer, "kela|pension_company")},
		{"from!", day(&d.From)},
		{"to", day(&d.To)},
		{"text", caseText(&d.Text)},
		{"withdrawn+", yes(&d.Withdrawn)},
	}
}

func (w *Worktime) fields() []field {
	return []field{
		{"staff!", ref(ListStaff, &w.Staff)},
		{"week!", week(&w.Week)},
		{"hours!", hours(&w.Hours)},
		{"employment_services_hours!", hours(&w.EmploymentServicesHours)},
		{"community_hours!", hours(&w.CommunityHours)},
	}
}

func (m *CareTeamMeeting) fields() []field {
	return []field{
		{"care_team!", ref(ListCareTeams, &m.CareTeam)},
		{"on!", day(&m.On)},
		{"attended!", refs(ListStaff, &m.Attended)},
		{"in_part+", moreRefs(ListStaff, &m.InPart)},
		{"discussed+", count(&m.Discussed)},
		{"proposed+", count(&m.Proposed)},
		{"text+", caseText(&m.Text)},
		{"withdrawn+", yes(&m.Withdrawn)},
	}
}

func (s *Supervision) fields() []field {
	return []field{
		{"team!", ref(ListTeams, &s.Team)},
		{"on!", day(&s.On)},
		{"kind!", word(&s.Kind, "group|individual|field_mentoring|outcome_review|contact_log_review")},
		{"staff", refs(ListStaff, &s.Staff)},
		{"text+", caseText(&s.Text)},
		{"practise+", caseText(&s.Practise)},
		{"employer+", ref(ListEmployers, &s.Employer)},
		{"withdrawn+", yes(&s.Withdrawn)},
	}
}

const serviceNoteKinds = "partner_contact|partner_meeting|outcome_report|work_story|steering_meeting|staff_message|barrier_report|peer_group|joint_group|" +
	"rooting_group|working_party"

func (n *ServiceNote) fields() []field {
	return []field{
		{"id!", id(ListServiceNotes, &n.ID)},
		{"team!", ref(ListTeams, &n.Team)},
		{"on!", day(&n.On)},
		{"kind!", word(&n.Kind, serviceNoteKinds)},
		{"staff", refs(ListStaff, &n.Staff)},
		{"with", text(&n.With)},
		{"executive", yes(&n.Executive)},
		{"present", count(&n.Present)},
		{"text", caseText(&n.Text)},
		{"withdrawn+", yes(&n.Withdrawn)},
		{"way+", word(&n.Way, "on_spot|remote")},
		{"place+", text(&n.Place)},
		{"theme+", text(&n.Theme)},
		{"led+", moreRefs(ListStaff, &n.Led)},
		{"attendees+", more(&n.Attendees)},
		{"phases+", more(&n.Phases)},
		{"cost+", money(&n.Cost)},
		{"feedback+", caseText(&n.Feedback)},
		{"agenda+", caseText(&n.Agenda)},
		{"observations+", caseText(&n.Observations)},
		{"decisions+", caseText(&n.Decisions)},
		{"wishes+", caseText(&n.Wishes)},
		{"next_on+", day(&n.NextOn)},
	}
}

func (a *Attendee) fields() []field {
	return []field{
		{"organisation!", text(&a.Organisation)},
		{"municipality", digits(&a.Municipality, 3)},
		{"role", text(&a.Role)},
		{"count!", count(&a.Count)},
	}
}

func (p *PhaseCount) fields() []field {
	return []field{
		{"phase!", word(&p.Phase, "coming_in|profile|job_search|agreement|support")},
		{"count!", count(&p.Count)},
	}
}

func (a *GroupAction) fields() []field {
	return []field{
		{"id!", id(ListGroupActions, &a.ID)},
		{"service_note!", ref(ListServiceNotes, &a.ServiceNote)},
		{"what!", text(&a.What)},
		{"municipality", digits(&a.Municipality, 3)},
		{"staff", ref(ListStaff, &a.Staff)},
		{"who", text(&a.Who)},
		{"due_on", day(&a.DueOn)},
		{"state!", word(&a.State, "open|done|dropped")},
		{"closed_on", day(&a.ClosedOn)},
		{"outcome", text(&a.Outcome)},
		{"withdrawn", yes(&a.Withdrawn)},
	}
}

func (c *UnitClient) fields() []field {
	return []field{
		{"id!", id(ListUnitClients, &c.ID)},
		{"care_team!", ref(ListCareTeams, &c.CareTeam)},
		{"mark", caseText(&c.Mark)},
		{"from!", day(&c.From)},
		{"to", day(&c.To)},
		{"referral", ref(ListReferrals, &c.Referral)},
		{"answers", list(&c.Answers)},
		{"withdrawn", yes(&c.Withdrawn)},
	}
}

func (a *InterestAnswer) fields() []field {
	return []field{
		{"on!", day(&a.On)},
		{"interest!", word(&a.Interest, "wants_now|later|unsure|no|working|studying")},
		{"told", yes(&a.Told)},
		{"meet", yes(&a.Meet)},
		{"in_plan", yes(&a.InPlan)},
		{"next_on", day(&a.NextOn)},
		{"staff", ref(ListStaff, &a.Staff)},
	}
}

func (s *NeedSurvey) fields() []field {
	return []field{
		{"id!", id(ListNeedSurveys, &s.ID)},
		{"team!", ref(ListTeams, &s.Team)},
		{"name!", text(&s.Name)},
		{"from!", day(&s.From)},
		{"to!", day(&s.To)},
		{"units", list(&s.Units)},
		{"withdrawn", yes(&s.Withdrawn)},
	}
}

func (u *NeedUnit) fields() []field {
	return []field{
		{"name!", text(&u.Name)},
		{"care_team", ref(ListCareTeams, &u.CareTeam)},
		{"answered_on", day(&u.AnsweredOn)},
		{"by", text(&u.By)},
		{"clients", count(&u.Clients)},
		{"want", count(&u.Want)},
		{"named", count(&u.Named)},
		{"discuss", count(&u.Discuss)},
		{"text", caseText(&u.Text)},
	}
}

func (m *CareMessage) fields() []field {
	return []field{
		{"id!", id(ListCareMessages, &m.ID)},
		{"care_team!", ref(ListCareTeams, &m.CareTeam)},
		{"episode", ref(ListEpisodes, &m.Episode)},
		{"toward!", word(&m.Toward, "coaches|care_team")},
		{"on!", day(&m.On)},
		{"text!", caseText(&m.Text)},
		{"done_on", day(&m.DoneOn)},
		{"done_by", ref(ListStaff, &m.DoneBy)},
		{"withdrawn", yes(&m.Withdrawn)},
	}
}

func (t *Training) fields() []field {
	return []field{
		{"id!", id(ListTrainings, &t.ID)},
		{"staff!", ref(ListStaff, &t.Staff)},
		{"kind!", word(&t.Kind, "method|employer|benefits|meeting|safety|other")},
		{"name!", text(&t.Name)},
		{"done_on", day(&t.DoneOn)},
		{"due_on", day(&t.DueOn)},
		{"withdrawn+", yes(&t.Withdrawn)},
	}
}

func (r *Review) fields() []field {
	return []field{
		{"id!", id(ListReviews, &r.ID)},
		{"team!", ref(ListTeams, &r.Team)},
		{"from!", day(&r.From)},
		{"to!", day(&r.To)},
		{"kind!", word(&r.Kind, "external|peer|self")},
		{"scale!", text(&r.Scale)},
		{"scores", scores{&r.Scores}},
		{"total", count(&r.Total)},
		{"edition+", count(&r.Edition)},
		{"state+", word(&r.State, reviewStates)},
		{"steps+", list(&r.Steps)},
		{"sources+", list(&r.Sources)},
		{"reviewers+", list(&r.Reviewers)},
		{"summary+", text(&r.Summary)},
		{"strengths+", text(&r.Strengths)},
		{"recommendations+", text(&r.Recommendations)},
		{"corrects+", ref(ListReviews, &r.Corrects)},
		{"note+", text(&r.Note)},
		{"items+", list(&r.Items)},
		{"ratings+", list(&r.Ratings)},
		{"interviews+", list(&r.Interviews)},
	}
}

const (
	reviewStates  = "planned|evidence|visit|rating|consensus|draft|comments|signed|action_plan|cancelled"
	reviewSteps   = "agreement|evidence|sharing|gaps|timetable|visit|visited|rated|settled|sent|commented|signed|forgotten|adopted"
	reviewSources = "documents|interviews|team_meeting|care_team_meeting|client_group|employer_visit|records"
	ratings       = "5|4|3|2|1|not_rated"
)

func (s *ReviewStep) fields() []field {
	return []field{
		{"step!", word(&s.Step, reviewSteps)},
		{"on!", day(&s.On)},
	}
}

func (s *ReviewSource) fields() []field {
	return []field{
		{"source!", word(&s.Source, reviewSources)},
		{"n", count(&s.N)},
	}
}

func (p *Reviewer) fields() []field {
	return []field{
		{"staff!", ref(ListStaff, &p.Staff)},
		{"organisation", text(&p.Organisation)},
		{"from!", day(&p.From)},
		{"to", day(&p.To)},
		{"handed_in_on", day(&p.HandedInOn)},
		{"signed_on", day(&p.SignedOn)},
	}
}

func (i *ReviewItem) fields() []field {
	return []field{
		{"item!", count(&i.Item)},
		{"rating", word(&i.Rating, ratings)},
		{"reason", text(&i.Reason)},
		{"recommendation", text(&i.Recommendation)},
		{"comment", text(&i.Comment)},
		{"further", text(&i.Further)},
		{"draft_rating", word(&i.DraftRating, ratings)},
		{"change_reason", text(&i.ChangeReason)},
		{"live_score", count(&i.LiveScore)},
		{"live_value", number(&i.LiveValue)},
		{"live_n", count(&i.LiveN)},
	}
}

func (v *ReviewRating) fields() []field {
	return []field{
		{"staff!", ref(ListStaff, &v.Staff)},
		{"item!", count(&v.Item)},
		{"rating", word(&v.Rating, ratings)},
		{"reason", text(&v.Reason)},
	}
}

func (i *Interview) fields() []field {
	return []field{
		{"on!", day(&i.On)},
		{"role!", word(&i.Role, "client|employer|relative|staff|management")},
		{"text!", caseText(&i.Text)},
	}
}

func (a *PlanAction) fields() []field {
	return []field{
		{"id!", id(ListPlanActions, &a.ID)},
		{"team!", ref(ListTeams, &a.Team)},
		{"review", ref(ListReviews, &a.Review)},
		{"year!", count(&a.Year)},
		{"item", count(&a.Item)},
		{"goal", text(&a.Goal)},
		{"action!", text(&a.Action)},
		{"owner!", word(&a.Owner, "team|clinic|management")},
		{"staff", ref(ListStaff, &a.Staff)},
		{"responsible", text(&a.Responsible)},
		{"measure", text(&a.Measure)},
		{"due_on", day(&a.DueOn)},
		{"state!", word(&a.State, "planned|under_way|done|dropped")},
		{"outcome", text(&a.Outcome)},
		{"withdrawn+", yes(&a.Withdrawn)},
	}
}

const (
	consentKinds = "employers|care_team|health|employment_services|kela|pension_company|social_services|guardian|family|" +
		"review|peer_group|research"
	consentMethods = "oral|written|electronic"
)

func (c *Consent) fields() []field {
	return []field{
		{"id!", id(ListConsents, &c.ID)},
		{"client!", ref(ListClients, &c.Client)},
		{"kind!", word(&c.Kind, consentKinds)},
		{"given!", yes(&c.Given)},
		{"leave", word(&c.Leave, "background|named|direct")},
		{"scope", caseText(&c.Scope)},
		{"from!", day(&c.From)},
		{"to", day(&c.To)},
		{"employers+", moreRefs(ListEmployers, &c.Employers)},
		{"counterparty+", caseText(&c.Counterparty)},
		{"method+", word(&c.Method, consentMethods)},
		{"withdrawn_on+", day(&c.WithdrawnOn)},
		{"withdrawn_how+", word(&c.WithdrawnHow, consentMethods)},
		{"withdrawn+", yes(&c.Withdrawn)},
	}
}

func (a *CoachArea) fields() []field {
	return []field{
		{"coach!", ref(ListStaff, &a.Coach)},
		{"municipality!", digits(&a.Municipality, 3)},
		{"from!", day(&a.From)},
		{"to", day(&a.To)},
	}
}

const returnReasons = "declined|other_service|moved|outside|double|incomplete"

func (r *Referral) fields() []field {
	return []field{
		{"id!", id(ListReferrals, &r.ID)},
		{"client!", ref(ListClients, &r.Client)},
		{"programme!", ref(ListProgrammes, &r.Programme)},
		{"team!", ref(ListTeams, &r.Team)},
		{"episode", ref(ListEpisodes, &r.Episode)},
		{"pathway!", word(&r.Pathway, "self|carer|three_party|other")},
		{"asked_on", day(&r.AskedOn)},
		{"care_team", ref(ListCareTeams, &r.CareTeam)},
		{"referrer", ref(ListStaff, &r.Referrer)},
		{"wish", caseText(&r.Wish)},
		{"employed", word(&r.Employed, "no|working|sick_leave|at_risk")},
		{"rehabilitation", word(&r.Rehabilitation, "none|kela|pension|rehabilitative_work|work_trial|other")},
		{"job_seeker", yesNo(&r.JobSeeker)},
		{"interpreter", yes(&r.Interpreter)},
		{"notes", caseText(&r.Notes)},
		{"agreed", yes(&r.Agreed)},
		{"met_on", day(&r.MetOn)},
		{"likeness", word(&r.Likeness, "same|other")},
		{"received_on", day(&r.ReceivedOn)},
		{"received_by", ref(ListStaff, &r.ReceivedBy)},
		{"expected_on", day(&r.ExpectedOn)},
		{"dropped_on", day(&r.DroppedOn)},
		{"drop_reason", word(&r.DropReason, returnReasons)},
		{"withdrawn+", yes(&r.Withdrawn)},
		{"care_contact+", yesNo(&r.CareContact)},
		{"own_nurse+", ref(ListStaff, &r.OwnNurse)},
		{"own_nurse_name+", caseText(&r.OwnNurseName)},
		{"motives+", one(&r.Motives)},
		{"coach_wish+", caseText(&r.CoachWish)},
		{"presented_on+", day(&r.PresentedOn)},
	}
}

func (p *PlannedMeeting) fields() []field {
	return []field{
		{"id!", id(ListPlannedMeetings, &p.ID)},
		{"episode!", ref(ListEpisodes, &p.Episode)},
		{"on!", day(&p.On)},
		{"at", timeOfDay(&p.At)},
		{"place!", word(&p.Place, meetingPlaces)},
		{"channel!", word(&p.Channel, meetingChannels)},
		{"where", caseText(&p.Where)},
		{"kind!", word(&p.Kind, meetingKinds)},
		{"staff!", refs(ListStaff, &p.Staff)},
		{"cancelled_on", day(&p.CancelledOn)},
		{"held_as", ref(ListMeetings, &p.HeldAs)},
		{"withdrawn+", yes(&p.Withdrawn)},
	}
}

func (t *Task) fields() []field {
	return []field{
		{"id!", id(ListTasks, &t.ID)},
		{"episode!", ref(ListEpisodes, &t.Episode)},
		{"meeting", ref(ListMeetings, &t.Meeting)},
		{"whose!", word(&t.Whose, "coach|client")},
		{"text!", caseText(&t.Text)},
		{"due_on", day(&t.DueOn)},
		{"done_on", day(&t.DoneOn)},
		{"withdrawn+", yes(&t.Withdrawn)},
	}
}

func (n *Note) fields() []field {
	return []field{
		{"id!", id(ListNotes, &n.ID)},
		{"episode!", ref(ListEpisodes, &n.Episode)},
		{"on!", day(&n.On)},
		{"text!", caseText(&n.Text)},
		{"withdrawn+", yes(&n.Withdrawn)},
	}
}

func (s *Suitability) fields() []field {
	return []field{
		{"id!", id(ListSuitability, &s.ID)},
		{"episode!", ref(ListEpisodes, &s.Episode)},
		{"on!", day(&s.On)},
		{"present", one(&s.Present)},
		{"model_told", yes(&s.ModelTold)},
		{"voluntary_told", yes(&s.VoluntaryTold)},
		{"free_told", yes(&s.FreeTold)},
		{"wish", caseText(&s.Wish)},
		{"keenness", count(&s.Keenness)},
		{"goal", word(&s.Goal, "paid_work|study|return_to_work|keep_job")},
		{"concerns", one(&s.Concerns)},
		{"decision!", word(&s.Decision, "start|think|no|other_service")},
		{"think_until", day(&s.ThinkUntil)},
		{"reason", word(&s.Reason, "not_now|together|other")},
		{"service", caseText(&s.Service)},
		{"withdrawn", yes(&s.Withdrawn)},
		{"place+", word(&s.Place, "office|care_unit|home|cafe|community|remote")},
	}
}

func (p *Plan) fields() []field {
	return []field{
		{"id!", id(ListPlans, &p.ID)},
		{"episode!", ref(ListEpisodes, &p.Episode)},
		{"on!", day(&p.On)},
		{"goal", caseText(&p.Goal)},
		{"jobs", caseText(&p.Jobs)},
		{"min_hours", count(&p.MinHours)},
		{"max_hours", count(&p.MaxHours)},
		{"times", caseText(&p.Times)},
		{"area", caseText(&p.Area)},
		{"must_have", caseText(&p.MustHave)},
		{"must_avoid", caseText(&p.MustAvoid)},
		{"mode!", word(&p.Mode, searchModes)},
		{"told!", word(&p.Told, toldAnswers)},
		{"sentence", caseText(&p.Sentence)},
		{"not_said", caseText(&p.NotSaid)},
		{"review_on", day(&p.ReviewOn)},
		{"changed", word(&p.Changed, "work|mind|no_places|well_being|other")},
		{"withdrawn", yes(&p.Withdrawn)},
	}
}

const (
	searchModes  = "direct|together|background|self"
	toldAnswers  = "undecided|nothing|some|all"
	noteableWins = "called|visited|asked_how|told|practised|feedback"
)

func (l *Lead) fields() []field {
	return []field{
		{"id!", id(ListLeads, &l.ID)},
		{"episode", ref(ListEpisodes, &l.Episode)},
		{"employer!", ref(ListEmployers, &l.Employer)},
		{"on!", day(&l.On)},
		{"source!", word(&l.Source, "vacancy|hidden|employer|client|network")},
		{"title!", text(&l.Title)},
		{"occupation", digits(&l.Occupation, 4)},
		{"tasks", text(&l.Tasks)},
		{"hours", number(&l.Hours)},
		{"times", text(&l.Times)},
		{"pay", text(&l.Pay)},
		{"contract", word(&l.Contract, "permanent|fixed_term|casual")},
		{"place", text(&l.Place)},
		{"starts_on", day(&l.StartsOn)},
		{"apply_by", day(&l.ApplyBy)},
		{"link", text(&l.Link)},
		{"fit", caseText(&l.Fit)},
		{"mode", word(&l.Mode, searchModes)},
		{"next", caseText(&l.Next)},
		{"next_on", day(&l.NextOn)},
		{"next_by", word(&l.NextBy, "coach|client")},
		{"ended_on", day(&l.EndedOn)},
		{"ended_why", word(&l.EndedWhy, "filled|refused|declined|no_leave|lapsed")},
		{"wins", more(&l.Wins)},
		{"withdrawn", yes(&l.Withdrawn)},
	}
}

func (w *SmallWin) fields() []field {
	return []field{
		{"win!", word(&w.Win, noteableWins)},
		{"on!", day(&w.On)},
	}
}

func (a *Application) fields() []field {
	return []field{
		{"id!", id(ListApplications, &a.ID)},
		{"episode!", ref(ListEpisodes, &a.Episode)},
		{"lead!", ref(ListLeads, &a.Lead)},
		{"on!", day(&a.On)},
		{"by!", word(&a.By, "client|helped|together")},
		{"prepared", yes(&a.Prepared)},
		{"interview_on", day(&a.InterviewOn)},
		{"interview_at", timeOfDay(&a.InterviewAt)},
		{"with_coach", yes(&a.WithCoach)},
		{"result", word(&a.Result, "no_answer|no|reserve|offer|declined")},
		{"result_on", day(&a.ResultOn)},
		{"feedback", caseText(&a.Feedback)},
		{"learned", caseText(&a.Learned)},
		{"feeling", count(&a.Feeling)},
		{"told", word(&a.Told, toldAnswers)},
		{"sentence", caseText(&a.Sentence)},
		{"withdrawn", yes(&a.Withdrawn)},
	}
}

func (k *DisclosureTalk) fields() []field {
	return []field{
		{"id!", id(ListTalks, &k.ID)},
		{"episode!", ref(ListEpisodes, &k.Episode)},
		{"on!", day(&k.On)},
		{"occasion!", word(&k.Occasion, "search|interview|start|no_job|at_work|other")},
		{"weighed", one(&k.Weighed)},
		{"thoughts", caseText(&k.Thoughts)},
		{"told!", word(&k.Told, toldAnswers)},
		{"sentence", caseText(&k.Sentence)},
		{"not_said", caseText(&k.NotSaid)},
		{"by", word(&k.By, "client|coach|together")},
		{"whom", caseText(&k.Whom)},
		{"when", caseText(&k.When)},
		{"agreed", yes(&k.Agreed)},
		{"withdrawn", yes(&k.Withdrawn)},
	}
}

func (w *Weighed) fields() []field {
	return []field{
		{"benefits", yes(&w.Benefits)},
		{"drawbacks", yes(&w.Drawbacks)},
		{"adjustments", yes(&w.Adjustments)},
		{"coach", yes(&w.Coach)},
		{"words", yes(&w.Words)},
	}
}

const cadences = "twice_weekly|weekly|fortnightly|monthly|as_needed"

func (p *SupportPlan) fields() []field {
	return []field{
		{"id!", id(ListSupportPlans, &p.ID)},
		{"episode!", ref(ListEpisodes, &p.Episode)},
		{"placement!", ref(ListPlacements, &p.Placement)},
		{"on!", day(&p.On)},
		{"first_day", caseText(&p.FirstDay)},
		{"places", one(&p.Places)},
		{"first_week!", word(&p.FirstWeek, cadences)},
		{"first_month!", word(&p.FirstMonth, cadences)},
		{"three_months!", word(&p.ThreeMonths, cadences)},
		{"later!", word(&p.Later, cadences)},
		{"needs", one(&p.Needs)},
		{"coach_does", caseText(&p.CoachDoes)},
		{"client_does", caseText(&p.ClientDoes)},
		{"employer_does", caseText(&p.EmployerDoes)},
		{"care_team_does", caseText(&p.CareTeamDoes)},
		{"others_do", caseText(&p.OthersDo)},
		{"adaptations", one(&p.Adaptations)},
		{"adapted", caseText(&p.Adapted)},
		{"early_signs", caseText(&p.EarlySigns)},
		{"helps", caseText(&p.Helps)},
		{"call", caseText(&p.Call)},
		{"employer_told", caseText(&p.EmployerTold)},
		{"limits", caseText(&p.Limits)},
		{"review_on", day(&p.ReviewOn)},
		{"agreed", yes(&p.Agreed)},
		{"changed", word(&p.Changed, "thins|grows|terms|well_being|other")},
		{"withdrawn", yes(&p.Withdrawn)},
	}
}

func (p *SupportPlaces) fields() []field {
	return []field{
		{"at_work", yes(&p.AtWork)},
		{"outside", yes(&p.Outside)},
		{"phone", yes(&p.Phone)},
	}
}

func (n *SupportNeeds) fields() []field {
	return []field{
		{"tasks", yes(&n.Tasks)},
		{"coping", yes(&n.Coping)},
		{"routine", yes(&n.Routine)},
		{"travel", yes(&n.Travel)},
		{"interaction", yes(&n.Interaction)},
		{"feedback", yes(&n.Feedback)},
		{"money", yes(&n.Money)},
		{"medication", yes(&n.Medication)},
	}
}

func (a *Adaptations) fields() []field {
	return []field{
		{"hours", yes(&a.Hours)},
		{"duties", yes(&a.Duties)},
		{"induction", yes(&a.Induction)},
		{"pair", yes(&a.Pair)},
		{"breaks", yes(&a.Breaks)},
		{"space", yes(&a.Space)},
		{"aid", yes(&a.Aid)},
	}
}

func (t *ClosingTalk) fields() []field {
	return []field{
		{"id!", id(ListClosingTalks, &t.ID)},
		{"episode!", ref(ListEpisodes, &t.Episode)},
		{"on!", day(&t.On)},
		{"cause!", word(&t.Cause, "steady|stalled|wish|other")},
		{"present", one(&t.Present)},
		{"text", caseText(&t.Text)},
		{"outcome!", word(&t.Outcome, "goes_on|changes|thins|pauses|closes|thinks")},
		{"handed_to", caseText(&t.HandedTo)},
		{"look_on", day(&t.LookOn)},
		{"benefit", word(&t.Benefit, "much|some|little|none")},
		{"fares", word(&t.Fares, "better|same|worse")},
		{"recommend", count(&t.Recommend)},
		{"words", caseText(&t.Words)},
		{"withdrawn", yes(&t.Withdrawn)},
	}
}

func (c *Setback) fields() []field {
	return []field{
		{"id!", id(ListSetbacks, &c.ID)},
		{"episode!", ref(ListEpisodes, &c.Episode)},
		{"on!", day(&c.On)},
		{"text!", caseText(&c.Text)},
		{"withdrawn", yes(&c.Withdrawn)},
	}
}

func (m *PartnerTalk) fields() []field {
	return []field{
		{"id!", id(ListPartnerTalks, &m.ID)},
		{"episode!", ref(ListEpisodes, &m.Episode)},
		{"with!", ref(ListNetwork, &m.With)},
		{"on!", day(&m.On)},
		{"at", timeOfDay(&m.At)},
		{"minutes", count(&m.Minutes)},
		{"place!", word(&m.Place, meetingPlaces)},
		{"channel!", word(&m.Channel, meetingChannels)},
		{"staff", ref(ListStaff, &m.Staff)},
		{"with_client", yes(&m.WithClient)},
		{"present", caseText(&m.Present)},
		{"matter", caseText(&m.Matter)},
		{"agreed", caseText(&m.Agreed)},
		{"next_on", day(&m.NextOn)},
		{"withdrawn", yes(&m.Withdrawn)},
	}
}

func (t *RecordText) fields() []field {
	return []field{
		{"id!", id(ListRecordTexts, &t.ID)},
		{"episode!", ref(ListEpisodes, &t.Episode)},
		{"on!", day(&t.On)},
		{"from!", day(&t.From)},
		{"to!", day(&t.To)},
		{"register!", word(&t.Register, "patient|social")},
		{"text!", caseText(&t.Text)},
		{"carried_on", day(&t.CarriedOn)},
		{"carried_at", timeOfDay(&t.CarriedAt)},
		{"carried_by", ref(ListStaff, &t.CarriedBy)},
		{"withdrawn", yes(&t.Withdrawn)},
	}
}

func (p *Present) fields() []field {
	return []field{
		{"client", yes(&p.Client)},
		{"coach", yes(&p.Coach)},
		{"care_worker", yes(&p.CareWorker)},
		{"team_leader", yes(&p.TeamLeader)},
		{"relative", yes(&p.Relative)},
		{"guardian", yes(&p.Guardian)},
		{"employer+", yes(&p.Employer)},
		{"partner+", yes(&p.Partner)},
	}
}

func (o *Objections) fields() []field {
	return []field{
		{"absences", yes(&o.Absences)},
		{"stigma", yes(&o.Stigma)},
		{"no_need", yes(&o.NoNeed)},
		{"no_time", yes(&o.NoTime)},
		{"money", yes(&o.Money)},
		{"higher_up", yes(&o.HigherUp)},
		{"other", yes(&o.Other)},
	}
}

func (m *Motives) fields() []field {
	return []field{
		{"money", yes(&m.Money)},
		{"social", yes(&m.Social)},
		{"recovery", yes(&m.Recovery)},
		{"everyday", yes(&m.Everyday)},
		{"other", yes(&m.Other)},
	}
}

func (c *Concerns) fields() []field {
	return []field{
		{"money", yes(&c.Money)},
		{"strength", yes(&c.Strength)},
		{"stigma", yes(&c.Stigma)},
		{"skills", yes(&c.Skills)},
		{"other", yes(&c.Other)},
	}
}

const answerSources = "client|coach|care_team|network|record"

// profileQuestions are the keys of the profile's questions.
var profileQuestions = sync.OnceValue(func() string {
	var keys []string
	for _, q := range casework.Questions() {
		keys = append(keys, q.Key)
	}
	return strings.Join(keys, "|")
})

func (a *ProfileAnswer) fields() []field {
	return []field{
		{"id!", id(ListProfileAnswers, &a.ID)},
		{"episode!", ref(ListEpisodes, &a.Episode)},
		{"question!", word(&a.Question, profileQuestions())},
		{"on!", day(&a.On)},
		{"source!", word(&a.Source, answerSources)},
		{"state!", word(&a.State, "told|unknown|not_now")},
		{"answer!", caseText(&a.Answer)},
		{"withdrawn+", yes(&a.Withdrawn)},
	}
}

func (j *Job) fields() []field {
	return []field{
		{"id!", id(ListJobHistory, &j.ID)},
		{"episode!", ref(ListEpisodes, &j.Episode)},
		{"on!", day(&j.On)},
		{"source!", word(&j.Source, answerSources)},
		{"title!", caseText(&j.Title)},
		{"employer", caseText(&j.Employer)},
		{"from_year", count(&j.FromYear)},
		{"to_year", count(&j.ToYear)},
		{"hours_per_week", number(&j.HoursPerWeek)},
		{"liked", caseText(&j.Liked)},
		{"disliked", caseText(&j.Disliked)},
		{"why_ended", caseText(&j.WhyEnded)},
		{"helped", caseText(&j.Helped)},
		{"withdrawn+", yes(&j.Withdrawn)},
		{"duties+", caseText(&j.Duties)},
		{"pay+", caseText(&j.Pay)},
		{"found+", word(&j.Found, "coach|client|ad|network")},
	}
}

func (w *Wish) fields() []field {
	return []field{
		{"id!", id(ListWishes, &w.ID)},
		{"episode!", ref(ListEpisodes, &w.Episode)},
		{"on!", day(&w.On)},
		{"source!", word(&w.Source, answerSources)},
		{"wanted!", yes(&w.Wanted)},
		{"words!", caseText(&w.Words)},
		{"industry", text(&w.Industry)},
		{"dropped_on", day(&w.DroppedOn)},
		{"withdrawn+", yes(&w.Withdrawn)},
		{"occupation+", digits(&w.Occupation, 4)},
	}
}

const parties = "care_worker|doctor|psychologist|social_worker|employment_services|work_ability|kela|pension_company|guardian|close|" +
	"housing|school|third_sector|debt_advice|occupational_health|other"

func (s *Supporter) fields() []field {
	return []field{
		{"id!", id(ListNetwork, &s.ID)},
		{"episode!", ref(ListEpisodes, &s.Episode)},
		{"on!", day(&s.On)},
		{"source!", word(&s.Source, answerSources)},
		{"party!", word(&s.Party, parties)},
		{"name!", caseText(&s.Name)},
		{"helps", caseText(&s.Helps)},
		{"may_contact", yes(&s.MayContact)},
		{"matters", caseText(&s.Matters)},
		{"withdrawn+", yes(&s.Withdrawn)},
	}
}

func (s *ProfileSummary) fields() []field {
	return []field{
		{"id!", id(ListSummaries, &s.ID)},
		{"episode!", ref(ListEpisodes, &s.Episode)},
		{"on!", day(&s.On)},
		{"text!", caseText(&s.Text)},
		{"agreed_on", day(&s.AgreedOn)},
		{"withdrawn+", yes(&s.Withdrawn)},
	}
}

// The facts are the client's own affairs: without them an estimate says nothing,
// and it goes out with the whole copy alone.
func (e *Estimate) fields() []field {
	return []field{
		{"id!", id(ListEstimates, &e.ID)},
		{"episode!", ref(ListEpisodes, &e.Episode)},
		{"on!", day(&e.On)},
		{"edition!", text(&e.Edition)},
		{"municipality!", digits(&e.Municipality, 3)},
		{"facts!", caseText(&e.Facts)},
		{"offers", list(&e.Offers)},
		{"lines", list(&e.Lines)},
		{"earnings_limit", money(&e.Limit)},
		{"withdrawn+", yes(&e.Withdrawn)},
	}
}

func (o *Offer) fields() []field {
	return []field{
		{"name", caseText(&o.Name)},
		{"hourly_pay!", money(&o.HourlyPay)},
		{"hours_per_week!", hours(&o.HoursPerWeek)},
		{"starts_on", day(&o.StartsOn)},
		{"commute_cost", money(&o.CommuteCost)},
	}
}

func (l *EstimateLine) fields() []field {
	return []field{
		{"offer!", count(&l.Offer)},
		{"settled+", yes(&l.Settled)},
		{"line!", text(&l.Line)},
		{"amount!", sum(&l.Amount)},
	}
}

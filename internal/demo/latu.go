package demo

import (
	"fmt"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// The county's second programme: LATU in Swedish, with one coach, a network and
// no team leader, for the young, as a trial has it.
const (
	latu     = "latu"
	latuTeam = "latu-team"
	linnea   = "linnea-sundqvist" // coaches alone
	siv      = "siv-sandell"      // social worker
	mats     = "mats-holm"        // instructor in rehabilitative work
)

// The units that refer to it.
const (
	workingAge   = "vuxensocialarbetet"
	rehabWork    = "rehabiliterande-arbete"
	municipality = "kommunforsoket"
)

func latuID(kind, of string, n int) string { return fmt.Sprintf("latu-%s-%s%d", kind, of, n) }

// young is a client of the programme. Days are counted back from today; 0 is
// not yet.
type young struct {
	id, given, family string
	age               int
	unit              string
	wish              string
	referred          int
	received          int
	promised          bool
	started           int
	ended             int
	returned          int
	paused            int
	job               *latuJob
	told              string // at the last meeting
}

// latuJob is an employment, or a work trial, that has begun in the programme.
type latuJob struct {
	employer string
	kind     casework.PlacementKind
	work     string
	from     int // ago
	hours    float64
	days     float64
}

var theYoung = []young{
	{id: "elin", given: "Elin", family: "Forsman", age: 31, unit: municipality, wish: "Jag vill ha ett jobb där jag får röra på mig.", referred: 3},
	{id: "anton", given: "Anton", family: "Wikström", age: 23, unit: workingAge, wish: "Lager eller verkstad, helst i närheten.", referred: 26, received: 24, promised: true},
	{id: "jonas", given: "Jonas", family: "Häggblom", age: 27, unit: rehabWork, wish: "", referred: 80, received: 78, returned: 62},
	{id: "ida", given: "Ida", family: "Lindholm", age: 20, unit: workingAge, wish: "Något med djur eller växter.", referred: 40, received: 39, started: 25, told: "Vi började med profilen. Ida har hjälpt till i en trädgård hemma."},
	{id: "emil", given: "Emil", family: "Backman", age: 25, unit: workingAge, wish: "Butik, men inte kassan.", referred: 130, received: 128, started: 112, told: "Vi gick igenom två butiker och bestämde i vilken ordning vi tar kontakt."},
	{id: "tove", given: "Tove", family: "Rosenlund", age: 22, unit: rehabWork, wish: "Kök eller café.", referred: 150, received: 149, started: 133,
		job: &latuJob{employer: "cafe", kind: casework.WorkTrial, work: "9412", from: 18, hours: 8, days: 2}, told: "Arbetsprövningen har börjat bra. Tove vill ha lön efter den."},
	{id: "saga", given: "Saga", family: "Ekholm", age: 24, unit: workingAge, wish: "Jag vill jobba med människor.", referred: 215, received: 213, started: 196,
		job: &latuJob{employer: "hemvard", kind: casework.Employment, work: "5322", from: 75, hours: 25}, told: "Arbetet går bra. Chefen har gett mera ansvar."},
	{id: "viktor", given: "Viktor", family: "Sjöblom", age: 19, unit: municipality, wish: "Vad som helst utomhus.", referred: 170, received: 168, started: 150, paused: 40, told: "Viktor börjar sin civiltjänst. Vi hörs om en månad."},
	{id: "moa", given: "Moa", family: "Grönlund", age: 28, unit: workingAge, wish: "Tillbaka till köket.", referred: 280, received: 279, started: 262, ended: 22,
		job: &latuJob{employer: "skolkok", kind: casework.Employment, work: "9412", from: 205, hours: 30}, told: "Moa klarar sig på egen hand. Vi avslutar tillsammans."},
}

// Whole is the county as the demo shows it: the document, and beside the IPS
// team a LATU programme with one coach, whose people, clients and employers are
// Swedish-speaking.
func Whole(today casework.Day) *interchange.Document {
	s := county(today)
	s.addLatuUnits()
	for _, y := range theYoung {
		s.addYoung(y)
	}
	s.addLatuWork()
	return s.doc
}

func (s *service) addLatuUnits() {
	began := s.ago(300)
	s.doc.Programmes = append(s.doc.Programmes, interchange.Programme{
		ID: latu, Kind: casework.LATU, Name: "LATU på svenska", StartsOn: began, EndsOn: s.today.AddMonths(14), Scale: latu,
		Eligibility: interchange.Eligibility{AgeFrom: ptr(18), AgeTo: ptr(29), NoKelaRehabilitation: true, Why: "Försöket riktar sig till unga. Styrgruppen beslutade om villkoren för projekttiden."},
	})
	s.doc.Teams = append(s.doc.Teams, interchange.Team{ID: latuTeam, Programme: latu, Name: "Suvanto LATU"})
	s.doc.CareTeams = append(s.doc.CareTeams,
		interchange.CareTeam{ID: workingAge, Name: "Vuxensocialarbetet", Kind: casework.CareSocial, Municipality: town},
		interchange.CareTeam{ID: rehabWork, Name: "Rehabiliterande arbetsverksamhet", Kind: casework.CareSocial, Municipality: town},
		interchange.CareTeam{ID: municipality, Name: "Sysselsättningsförsöket", Kind: casework.CareEmployment, Municipality: "421"})
	s.doc.Staff = append(s.doc.Staff,
		interchange.Staff{ID: linnea, Name: "Linnea Sundqvist", Title: "arbetscoach", Roles: []interchange.Role{{Role: casework.RoleCoach, Team: latuTeam, FTE: ptr(1.0), From: began}}},
		interchange.Staff{ID: siv, Name: "Siv Sandell", Title: "socialarbetare", Roles: []interchange.Role{{Role: casework.RoleCareWorker, CareTeam: workingAge, From: began}}},
		interchange.Staff{ID: mats, Name: "Mats Holm", Title: "handledare", Roles: []interchange.Role{{Role: casework.RoleCareWorker, CareTeam: rehabWork, From: began}}})
	for _, unit := range []string{workingAge, rehabWork, municipality} {
		s.doc.CareTeamAssignments = append(s.doc.CareTeamAssignments, interchange.CareTeamAssignment{CareTeam: unit, Coach: linnea, From: began})
	}
	for _, area := range []string{town, "421"} {
		s.doc.CoachAreas = append(s.doc.CoachAreas, interchange.CoachArea{Coach: linnea, Municipality: area, From: began})
	}
	s.doc.Employers = append(s.doc.Employers,
		interchange.Employer{ID: "latu-cafe", Name: "Café Strandgatan", Industry: "56110", Municipality: town, Sector: casework.SectorCompany, Owner: linnea,
			Persons: []interchange.ContactPerson{{Name: "Gun Lillrank", Role: "företagare", Decides: true}}},
		interchange.Employer{ID: "latu-hemvard", Name: "Hemtjänsten Solglimt", Industry: "88101", Municipality: town, Sector: casework.SectorCompany, Owner: linnea,
			Persons: []interchange.ContactPerson{{Name: "Britt Norrgård", Role: "servicechef", Decides: true}}},
		interchange.Employer{ID: "latu-skolkok", Name: "Skolköket i Strandby", Industry: "56290", Municipality: "421", Sector: casework.SectorMunicipality, Owner: linnea},
		interchange.Employer{ID: "latu-butik", Name: "Byabutiken Hörnan", Industry: "47111", Municipality: town, Sector: casework.SectorCompany, Owner: linnea,
			Persons: []interchange.ContactPerson{{Name: "Kaj Ström", Role: "köpman", Decides: true}}})
}

// addYoung adds one client with what was done with them.
func (s *service) addYoung(y young) {
	client, episode := "latu-"+y.id, "latu-e-"+y.id
	s.doc.Clients = append(s.doc.Clients, interchange.Client{
		ID: client, GivenName: y.given, FamilyName: y.family, BirthDate: s.today.AddMonths(-12 * y.age).AddDays(-100), Municipality: town, Language: "sv",
		Incomes: []interchange.Income{{Kind: social, From: s.ago(y.referred)}},
	})
	e := interchange.Episode{
		ID: episode, Client: client, Programme: latu, Team: latuTeam, Pathway: casework.PathwayCarer, ReferredOn: s.ago(y.referred), ReferringUnit: y.unit,
		CareTeams: []interchange.Dated{{ID: y.unit}},
	}
	f := interchange.Referral{
		ID: "latu-f-" + y.id, Client: client, Programme: latu, Team: latuTeam, Episode: episode, Pathway: e.Pathway, CareTeam: y.unit, Wish: y.wish,
		Employed: casework.ReferredJobless, Rehabilitation: casework.NoRehabilitation, Agreed: true,
	}
	switch y.unit {
	case workingAge:
		f.Referrer = siv
	case rehabWork:
		f.Referrer, f.Rehabilitation = mats, casework.RehabilitativeWork
	}
	if y.received > 0 {
		f.ReceivedOn, f.ReceivedBy = s.ago(y.received), linnea
	}
	if y.promised {
		e.Coaches = []interchange.Dated{{ID: linnea}}
	}
	if y.returned > 0 {
		e.CancelledOn, e.CancelReason = s.ago(y.returned), casework.ReturnDeclined
	}
	if y.started > 0 {
		e.StartedOn, e.EmployedAtStart, e.Coaches, e.AgreementOn = s.ago(y.started), ptr(false), []interchange.Dated{{ID: linnea}}, s.ago(y.started-7)
		s.coachYoung(y, client, episode)
	}
	if y.paused > 0 {
		e.Pauses = []interchange.Pause{s.pauseOf(s.ago(y.paused), "service")}
	}
	if y.ended > 0 {
		e.EndedOn, e.EndReason, e.Closing = s.ago(y.ended), string(casework.CloseGoalReached), closingOf(casework.CloseGoalReached)
		e.Closing.HandedTo = "Socialarbetaren"
	}
	s.doc.Episodes = append(s.doc.Episodes, e)
	s.doc.Referrals = append(s.doc.Referrals, f)
}

// coachYoung adds the first meeting, the leave that was given, the meetings
// every two weeks, and the job.
func (s *service) coachYoung(y young, client, episode string) {
	s.doc.Suitability = append(s.doc.Suitability, interchange.Suitability{
		ID: "latu-s-" + y.id, Episode: episode, On: s.ago(y.started + 1), Place: casework.PlaceCafe, Present: interchange.Present{Client: true, Coach: true}, ModelTold: true,
		VoluntaryTold: true, FreeTold: true, Wish: y.wish, Keenness: ptr(8), Goal: casework.GoalPaidWork, Decision: casework.DecideStart,
	})
	yes := interchange.Consent{ID: "latu-c-" + y.id, Client: client, Kind: casework.ConsentCareTeam, Given: true, From: s.ago(y.started), Method: casework.ConsentWritten}
	s.doc.Consents = append(s.doc.Consents, yes)
	yes.ID, yes.Kind, yes.Leave = yes.ID+"-e", casework.ConsentEmployers, casework.LeaveDirect
	s.doc.Consents = append(s.doc.Consents, yes)
	last := max(y.ended, y.paused)
	for ago, n := y.started, 0; ago > last; ago, n = ago-14, n+1 {
		m := interchange.Meeting{
			ID: latuID("m", y.id, n), Episode: episode, On: workdayTo(s.ago(ago)), Minutes: ptr(60), Staff: []string{linnea}, Place: casework.PlaceCommunity,
			Channel: casework.MeetingFaceToFace, Kind: casework.MeetingJobSearch,
		}
		if n < 4 {
			m.Kind = casework.MeetingProfile
		}
		if y.job != nil && ago < y.job.from && y.job.kind == casework.Employment {
			m.Kind = casework.MeetingFollowAlong
		}
		if ago-14 <= last {
			m.Text = y.told
		}
		s.doc.Meetings = append(s.doc.Meetings, m)
	}
	if y.job != nil {
		s.placeYoung(y, episode)
	}
}

func (s *service) placeYoung(y young, episode string) {
	j := y.job
	p := interchange.Placement{
		ID: "latu-j-" + y.id, Episode: episode, Kind: j.kind, Employer: "latu-" + j.employer, Occupation: j.work, StartsOn: s.ago(j.from), HoursPerWeek: ptr(j.hours),
	}
	if j.kind == casework.Employment {
		p.OpenMarket, p.Permanent, p.MonthlyPay = ptr(true), ptr(true), pay(j.hours, 1310)
		s.doc.Counselling = append(s.doc.Counselling, interchange.Counselling{
			ID: "latu-b-" + y.id, Episode: episode, On: s.ago(j.from + 6), By: linnea, GivenBy: casework.OfficeCoach, Placement: p.ID,
			Topics: interchange.Topics{Net: true, SocialAssistance: true, Reporting: true}, Written: true,
		})
	} else {
		p.EndsOn, p.DaysPerWeek, p.Trial = s.ago(j.from).AddMonths(1), ptr(j.days), interchange.Trial{Goal: "Pröva om arbetet passar", OwnWish: ptr(true)}
	}
	s.doc.Placements = append(s.doc.Placements, p)
}

// addLatuWork adds the visits to employers, one or two a week, what is agreed
// for the days to come, the meetings with the units, and the coach's weeks.
func (s *service) addLatuWork() {
	employers := []string{"latu-butik", "latu-cafe", "latu-hemvard", "latu-skolkok"}
	learned := []string{"Behöver någon på förmiddagarna, tar gärna emot ett besök till.", "Inget just nu. Frågar igen på våren.", "Vill gärna träffa den som söker.", "Fick se köket och hörde om arbetstiderna."}
	lookedFor := map[string]string{"latu-butik": "latu-e-emil", "latu-cafe": "latu-e-tove", "latu-hemvard": "latu-e-saga"}
	for n := range 24 {
		c := interchange.EmployerContact{
			ID: latuID("k", "", n), Employer: employers[n%len(employers)], On: workdayTo(s.ago(1 + 4*n)), Staff: []string{linnea}, Channel: casework.FaceToFace,
			Kind: casework.AgreedVisit, DecisionMaker: ptr(n%3 != 1), Reached: casework.ReachedDecisionMaker, Learned: learned[n%len(learned)],
			Episode: lookedFor[employers[n%len(employers)]],
		}
		if n%3 == 1 {
			c.Reached = casework.ReachedOther
		}
		s.doc.EmployerContacts = append(s.doc.EmployerContacts, c)
	}
	for n, at := range []struct {
		who  string
		days int
		kind casework.MeetingKind
	}{{"emil", 1, casework.MeetingJobSearch}, {"ida", 3, casework.MeetingProfile}, {"saga", 6, casework.MeetingFollowAlong}} {
		s.doc.PlannedMeetings = append(s.doc.PlannedMeetings, interchange.PlannedMeeting{
			ID: latuID("p", "", n), Episode: "latu-e-" + at.who, On: workdayFrom(s.today.AddDays(at.days)), At: "10:00", Place: casework.PlaceCommunity,
			Channel: casework.MeetingFaceToFace, Where: "Biblioteket", Kind: at.kind, Staff: []string{linnea},
		})
	}
	s.doc.Tasks = append(s.doc.Tasks, interchange.Task{ID: "latu-t-1", Episode: "latu-e-emil", Whose: casework.CoachsTask, Text: "Ringa köpmannen om en praktisk dag", DueOn: s.today.AddDays(2)},
		interchange.Task{ID: "latu-t-2", Episode: "latu-e-emil", Whose: casework.ClientsTask, Text: "Uppdatera meritförteckningen", DueOn: s.today.AddDays(5)})
	for n := range 3 {
		s.doc.CareTeamMeetings = append(s.doc.CareTeamMeetings, interchange.CareTeamMeeting{
			CareTeam: workingAge, On: workdayTo(s.ago(12 + 28*n)), Attended: []string{linnea}, Discussed: ptr(4), Proposed: ptr(1),
		})
	}
	for n := 1; n <= 8; n++ {
		s.doc.Worktime = append(s.doc.Worktime, interchange.Worktime{
			Staff: linnea, Week: s.ago(7 * n).Week(), Hours: 37, EmploymentServicesHours: 36, CommunityHours: 23,
		})
	}
}

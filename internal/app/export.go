package app

import (
	"context"
	"fmt"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/problem"
)

// Export writes down everything that the actor's county holds, or what belongs
// to one programme alone when it is named by its id: its teams, episodes and
// what hangs on them, with the clients, staff, care teams and employers that
// they name. Each list is in the order in which its records came, so that an
// import of an export gives an equal export. A programme that is not there is
// problem.NotFound. Where clients under a non-disclosure order live and work is
// left out unless it is asked for, and the log says which. Operators may export.
func (a *App) Export(ctx context.Context, actor access.Actor, in ExportInput) (Exported, error) {
	return show(ctx, a, actor, func(t *turn) (Exported, error) {
		if err := t.may(access.ExportData, access.Resource{County: t.tx.County}, "document", in.Programme); err != nil {
			return Exported{}, err
		}
		holding, err := t.tx.Holding()
		if err != nil {
			return Exported{}, err
		}
		if in.Programme != "" {
			p, err := programmeCalled(holding.Programmes, in.Programme)
			if err != nil {
				return Exported{}, err
			}
			holding = ofProgramme(holding, p.ID)
		}
		done := Exported{Protected: len(kept(holding.Clients, func(c casework.Client) bool { return c.NonDisclosure }))}
		if !in.WithProtected {
			holding = withoutProtected(holding)
		}
		done.Document = documentOf(holding)
		clients := converted(holding.Clients, func(c casework.Client) int64 { return c.ID })
		t.shows(audit.Exported, "document", in.Programme, done.detail(in), clients...)
		return done, nil
	})
}

// ExportInput asks for an export.
type ExportInput struct {
	Programme     string // its id in documents; empty: everything
	WithProtected bool   // where clients under a non-disclosure order live and work too
}

// Exported is an export, with how many of its clients are under a
// non-disclosure order.
type Exported struct {
	Document  *interchange.Document
	Protected int
}

func (e Exported) detail(in ExportInput) string {
	said := countsText(countsOf(e.Document))
	switch {
	case e.Protected == 0:
	case in.WithProtected:
		said += fmt.Sprintf(", with what is protected of %d", e.Protected)
	default:
		said += fmt.Sprintf(", without what is protected of %d", e.Protected)
	}
	return said
}

// withoutProtected leaves out where clients under a non-disclosure order live
// and work: the municipality, the employers of their placements, those
// employers where else they stand beside the client, and the places by name
// where they are met.
func withoutProtected(h store.Holding) store.Holding {
	protected := keysIn(kept(h.Clients, func(c casework.Client) bool { return c.NonDisclosure }), func(c casework.Client) int64 { return c.ID })
	of := map[int64]int64{}                  // the protected clients' episodes
	workplaces := map[int64]map[int64]bool{} // of each of them
	for _, e := range h.Episodes {
		if protected[e.ClientID] {
			of[e.ID] = e.ClientID
		}
	}
	h.Clients, h.Placements = slices.Clone(h.Clients), slices.Clone(h.Placements)
	h.Contacts, h.Consents = slices.Clone(h.Contacts), slices.Clone(h.Consents)
	h.PlannedMeetings = slices.Clone(h.PlannedMeetings)
	for i, c := range h.Clients {
		h.Clients[i].HiddenMunicipality, h.Clients[i].HiddenReach = "", casework.Reach{}
		workplaces[c.ID] = map[int64]bool{}
	}
	for i, p := range h.Placements {
		if client := of[p.EpisodeID]; client != 0 {
			workplaces[client][p.EmployerID] = true
			h.Placements[i] = p.Unplaced()
		}
	}
	for i, p := range h.PlannedMeetings {
		if of[p.EpisodeID] != 0 {
			h.PlannedMeetings[i].Where = ""
		}
	}
	for i, c := range h.Contacts {
		if workplaces[of[c.EpisodeID]][c.EmployerID] {
			h.Contacts[i].EpisodeID, h.Contacts[i].ClientAlong = 0, false
		}
	}
	hidden := map[int64]bool{}
	h.Leads = slices.Clone(h.Leads)
	for i, l := range h.Leads {
		if workplaces[of[l.EpisodeID]][l.EmployerID] {
			h.Leads[i], hidden[l.ID] = l.ForNobody(), true
		}
	}
	h.Applications = kept(h.Applications, func(a casework.Application) bool { return !hidden[a.LeadID] })
	for i, c := range h.Consents {
		h.Consents[i].Employers = kept(c.Employers, func(id int64) bool { return !workplaces[c.ClientID][id] })
	}
	return h
}

// ExportRecords writes down everything that the actor's county holds but what
// people have written about clients in their own words: see
// interchange.WithoutCaseTexts, and where clients under a non-disclosure order
// live and work. Administrators may; who is banned from a client gets
// problem.Forbidden.
func (a *App) ExportRecords(ctx context.Context, actor access.Actor) (*interchange.Document, error) {
	return show(ctx, a, actor, func(t *turn) (*interchange.Document, error) {
		if err := t.may(access.ExportRecords, access.Resource{County: t.tx.County}, "document", ""); err != nil {
			return nil, err
		}
		holding, err := t.tx.Holding()
		if err != nil {
			return nil, err
		}
		for _, c := range holding.Clients {
			if slices.Contains(c.Banned(t.day), t.actor.StaffID) { // a ban stands over every right
				return nil, problem.New(problem.Forbidden, "imports.export_banned")
			}
		}
		document := documentOf(withoutProtected(holding))
		interchange.WithoutCaseTexts(document)
		clients := converted(holding.Clients, func(c casework.Client) int64 { return c.ID })
		t.shows(audit.Exported, "document", "", "without case texts: "+countsText(countsOf(document)), clients...)
		return document, nil
	})
}

// ofProgramme leaves of a holding what belongs to one programme.
func ofProgramme(h store.Holding, programme int64) store.Holding {
	h.Programmes = kept(h.Programmes, func(p casework.Programme) bool { return p.ID == programme })
	h.Teams = kept(h.Teams, func(t casework.Team) bool { return t.ProgrammeID == programme })
	h.Funding = kept(h.Funding, func(f casework.ProgrammeFunding) bool { return f.ProgrammeID == programme })
	teams := keysIn(h.Teams, func(t casework.Team) int64 { return t.ID })
	own := keysIn(kept(h.Staff, func(s casework.Staff) bool {
		return slices.ContainsFunc(s.Grants, func(g casework.Grant) bool { return teams[g.TeamID] })
	}), func(s casework.Staff) int64 { return s.ID })

	h.Episodes = kept(h.Episodes, func(e casework.Episode) bool { return e.ProgrammeID == programme })
	episodes := keysIn(h.Episodes, func(e casework.Episode) int64 { return e.ID })
	h.Referrals = kept(h.Referrals, func(r casework.Referral) bool { return r.ProgrammeID == programme })
	clients := keysIn(h.Episodes, func(e casework.Episode) int64 { return e.ClientID })
	for _, r := range h.Referrals { // those who were only asked for have no episode
		clients[r.ClientID] = true
	}
	h.Clients = kept(h.Clients, func(c casework.Client) bool { return clients[c.ID] })
	h.Consents = kept(h.Consents, func(c casework.Consent) bool { return clients[c.ClientID] })
	h.Suitability = kept(h.Suitability, func(s casework.Suitability) bool { return episodes[s.EpisodeID] })
	h.Plans = kept(h.Plans, func(p casework.Plan) bool { return episodes[p.EpisodeID] })
	h.Leads = kept(h.Leads, func(l casework.Lead) bool {
		return episodes[l.EpisodeID] || l.EpisodeID == 0 && (l.RecordedBy == 0 || own[l.RecordedBy])
	})
	leads := keysIn(h.Leads, func(l casework.Lead) int64 { return l.ID })
	h.Applications = kept(h.Applications, func(a casework.Application) bool { return episodes[a.EpisodeID] && leads[a.LeadID] })
	h.DisclosureTalks = kept(h.DisclosureTalks, func(k casework.DisclosureTalk) bool { return episodes[k.EpisodeID] })
	h.Setbacks = kept(h.Setbacks, func(c casework.Setback) bool { return episodes[c.EpisodeID] })
	h.RecordTexts = kept(h.RecordTexts, func(r casework.RecordText) bool { return episodes[r.EpisodeID] })
	h.Meetings = kept(h.Meetings, func(m casework.Meeting) bool { return episodes[m.EpisodeID] })
	h.PlannedMeetings = kept(h.PlannedMeetings, func(p casework.PlannedMeeting) bool { return episodes[p.EpisodeID] })
	h.Tasks = kept(h.Tasks, func(t casework.Task) bool { return episodes[t.EpisodeID] })
	h.Notes = kept(h.Notes, func(n casework.Note) bool { return episodes[n.EpisodeID] })
	h.ProfileAnswers = kept(h.ProfileAnswers, func(a casework.ProfileAnswer) bool { return episodes[a.EpisodeID] })
	h.Jobs = kept(h.Jobs, func(j casework.Job) bool { return episodes[j.EpisodeID] })
	h.Wishes = kept(h.Wishes, func(w casework.Wish) bool { return episodes[w.EpisodeID] })
	h.Supporters = kept(h.Supporters, func(s casework.Supporter) bool { return episodes[s.EpisodeID] })
	network := keysIn(h.Supporters, func(s casework.Supporter) int64 { return s.ID })
	h.PartnerTalks = kept(h.PartnerTalks, func(m casework.PartnerTalk) bool { return episodes[m.EpisodeID] && network[m.SupporterID] })
	h.ProfileSummaries = kept(h.ProfileSummaries, func(s casework.ProfileSummary) bool { return episodes[s.EpisodeID] })
	h.Estimates = kept(h.Estimates, func(e casework.Estimate) bool { return episodes[e.EpisodeID] })
	h.Placements = kept(h.Placements, func(p casework.Placement) bool { return episodes[p.EpisodeID] })
	h.Counselling = kept(h.Counselling, func(c casework.Counselling) bool { return episodes[c.EpisodeID] })
	placements := keysIn(h.Placements, func(p casework.Placement) int64 { return p.ID })
	h.SupportPlans = kept(h.SupportPlans, func(p casework.SupportPlan) bool { return episodes[p.EpisodeID] && placements[p.PlacementID] })
	h.ClosingTalks = kept(h.ClosingTalks, func(t casework.ClosingTalk) bool { return episodes[t.EpisodeID] })
	h.StartAnswers = kept(h.StartAnswers, func(a casework.StartAnswer) bool { return episodes[a.EpisodeID] && placements[a.PlacementID] })
	h.Earnings = kept(h.Earnings, func(e casework.Earnings) bool { return episodes[e.EpisodeID] })
	h.Dormancies = kept(h.Dormancies, func(d casework.Dormancy) bool { return episodes[d.EpisodeID] })
	h.Contacts = kept(h.Contacts, func(c casework.EmployerContact) bool {
		return episodes[c.EpisodeID] || c.EpisodeID == 0 && anyOf(own, c.Staff)
	})
	h.Worktime = kept(h.Worktime, func(w casework.Worktime) bool { return own[w.StaffID] })
	h.CareTeamAssignments = kept(h.CareTeamAssignments, func(a casework.CareTeamAssignment) bool { return own[a.CoachID] })
	h.CoachAreas = kept(h.CoachAreas, func(a casework.CoachArea) bool { return own[a.CoachID] })
	h.CareTeamMeetings = kept(h.CareTeamMeetings, func(m casework.CareTeamMeeting) bool { return anyOf(own, m.Attended) })
	h.Supervision = kept(h.Supervision, func(s casework.Supervision) bool { return teams[s.TeamID] })
	h.ServiceNotes = kept(h.ServiceNotes, func(n casework.ServiceNote) bool { return teams[n.TeamID] })
	notes := keysIn(h.ServiceNotes, func(n casework.ServiceNote) int64 { return n.ID })
	h.GroupActions = kept(h.GroupActions, func(a casework.GroupAction) bool { return notes[a.NoteID] })
	h.Trainings = kept(h.Trainings, func(t casework.Training) bool { return own[t.StaffID] })
	h.UnitClients = nil // a care team's own list is of no programme
	h.NeedSurveys = kept(h.NeedSurveys, func(s casework.NeedSurvey) bool { return teams[s.TeamID] })
	h.CareMessages = kept(h.CareMessages, func(m casework.CareMessage) bool { return episodes[m.EpisodeID] })
	h.Reviews = kept(h.Reviews, func(r casework.Review) bool { return teams[r.TeamID] })
	h.PlanActions = kept(h.PlanActions, func(a casework.PlanAction) bool { return teams[a.TeamID] })
	return onlyNamed(h, own)
}

// onlyNamed leaves of staff, care teams and employers those that the rest of
// the holding names, and of a person's roles those in what is left.
func onlyNamed(h store.Holding, own map[int64]bool) store.Holding {
	people, careTeams, employers := own, map[int64]bool{}, map[int64]bool{}
	for _, e := range h.Episodes {
		careTeams[e.ReferringUnitID] = true
		for _, c := range e.CareTeams {
			careTeams[c.ID] = true
		}
		for _, c := range e.Coaches {
			people[c.ID] = true
		}
	}
	for _, r := range h.Referrals {
		careTeams[r.CareTeamID] = true
		add(people, []int64{r.ReferrerID, r.ReceivedBy, r.OwnNurseID})
	}
	for _, a := range h.CareTeamAssignments {
		careTeams[a.CareTeamID] = true
	}
	for _, m := range h.CareTeamMeetings {
		careTeams[m.CareTeamID] = true
		add(people, m.Attended)
	}
	for _, m := range h.Meetings {
		add(people, m.Staff)
	}
	for _, p := range h.PlannedMeetings {
		add(people, p.Staff)
	}
	for _, c := range h.Counselling {
		people[c.ByID] = true
	}
	for _, m := range h.PartnerTalks {
		people[m.ByID] = true
	}
	for _, t := range h.RecordTexts {
		people[t.CarriedBy] = true
	}
	for _, s := range h.Supervision {
		add(people, s.Staff)
		employers[s.EmployerID] = true
	}
	for _, n := range h.ServiceNotes {
		add(people, n.Staff)
	}
	for _, a := range h.GroupActions {
		people[a.StaffID] = true
	}
	for _, r := range h.Reviews {
		add(people, converted(r.Reviewers, func(p casework.Reviewer) int64 { return p.StaffID }))
	}
	for _, a := range h.PlanActions {
		people[a.StaffID] = true
	}
	for _, s := range h.NeedSurveys {
		for _, u := range s.Units {
			careTeams[u.CareTeamID] = true
		}
	}
	for _, m := range h.CareMessages {
		careTeams[m.CareTeamID], people[m.DoneBy] = true, true
	}
	for _, c := range h.Contacts {
		employers[c.EmployerID] = true
		add(people, c.Staff)
	}
	for _, p := range h.Placements {
		employers[p.EmployerID] = true
	}
	for _, l := range h.Leads {
		employers[l.EmployerID] = true
	}
	for _, c := range h.Consents {
		add(employers, c.Employers)
	}
	for _, c := range h.Clients {
		for _, b := range c.Bans {
			people[b.StaffID] = true
		}
	}
	for _, e := range h.Employers {
		if employers[e.ID] {
			people[e.OwnerID] = true
		}
	}
	h.Employers = kept(h.Employers, func(e casework.Employer) bool { return employers[e.ID] })
	h.CareTeams = kept(h.CareTeams, func(c casework.CareTeam) bool { return careTeams[c.ID] })
	teams := keysIn(h.Teams, func(t casework.Team) int64 { return t.ID })
	h.Staff = kept(h.Staff, func(s casework.Staff) bool { return people[s.ID] })
	for i, s := range h.Staff {
		h.Staff[i].Grants = kept(s.Grants, func(g casework.Grant) bool {
			return (g.TeamID == 0 || teams[g.TeamID]) && (g.CareTeamID == 0 || careTeams[g.CareTeamID])
		})
	}
	return h
}

func kept[T any](list []T, keep func(T) bool) []T {
	var some []T
	for _, x := range list {
		if keep(x) {
			some = append(some, x)
		}
	}
	return some
}

func keysIn[T any](list []T, key func(T) int64) map[int64]bool {
	keys := make(map[int64]bool, len(list))
	for _, x := range list {
		keys[key(x)] = true
	}
	return keys
}

func add(set map[int64]bool, keys []int64) {
	for _, k := range keys {
		set[k] = true
	}
}

func anyOf(set map[int64]bool, keys []int64) bool {
	return slices.ContainsFunc(keys, func(k int64) bool { return set[k] })
}

// outward has what documents call the records of a kind, by key; 0 has no name.
type outward map[int64]string

func outwardOf[T any](list []T, record func(*T) casework.Record) outward {
	names := make(outward, len(list))
	for i := range list {
		r := record(&list[i])
		names[r.ID] = r.Outward()
	}
	return names
}

func (o outward) all(keys []int64) []string {
	return converted(keys, func(k int64) string { return o[k] })
}

func (o outward) dated(list []casework.Dated) []interchange.Dated {
	return converted(list, func(d casework.Dated) interchange.Dated {
		return interchange.Dated{ID: o[d.ID], From: d.From, To: d.To}
	})
}

// exporter writes records in the words of the interchange: each names others
// by what documents call them.
type exporter struct {
	programmes, teams, staff, careTeams, clients, episodes, employers, meetings, placements, reviews, estimates, leads, referrals, network, serviceNotes outward
}

func documentOf(h store.Holding) *interchange.Document {
	x := exporter{
		programmes: outwardOf(h.Programmes, func(p *casework.Programme) casework.Record { return p.Record }),
		teams:      outwardOf(h.Teams, func(t *casework.Team) casework.Record { return t.Record }),
		staff:      outwardOf(h.Staff, func(s *casework.Staff) casework.Record { return s.Record }),
		careTeams:  outwardOf(h.CareTeams, func(c *casework.CareTeam) casework.Record { return c.Record }),
		clients:    outwardOf(h.Clients, func(c *casework.Client) casework.Record { return c.Record }),
		episodes:   outwardOf(h.Episodes, func(e *casework.Episode) casework.Record { return e.Record }),
		employers:  outwardOf(h.Employers, func(e *casework.Employer) casework.Record { return e.Record }),
		meetings:   outwardOf(h.Meetings, func(m *casework.Meeting) casework.Record { return m.Record }),
		estimates:  outwardOf(h.Estimates, func(e *casework.Estimate) casework.Record { return e.Record }),
		placements: outwardOf(h.Placements, func(p *casework.Placement) casework.Record { return p.Record }),
		leads:      outwardOf(h.Leads, func(l *casework.Lead) casework.Record { return l.Record }),
		reviews:    outwardOf(h.Reviews, func(r *casework.Review) casework.Record { return r.Record }),
		referrals:  outwardOf(h.Referrals, func(r *casework.Referral) casework.Record { return r.Record }),
		network:    outwardOf(h.Supporters, func(s *casework.Supporter) casework.Record { return s.Record }),

		serviceNotes: outwardOf(h.ServiceNotes, func(n *casework.ServiceNote) casework.Record { return n.Record }),
	}
	return &interchange.Document{
		County:              interchange.County{ID: h.County.Key, Name: h.County.Name},
		Programmes:          converted(h.Programmes, x.programme),
		Teams:               converted(h.Teams, x.team),
		Staff:               converted(h.Staff, x.person),
		CareTeams:           converted(h.CareTeams, x.careTeam),
		CareTeamAssignments: converted(h.CareTeamAssignments, x.assignment),
		Clients:             converted(h.Clients, x.client),
		Episodes:            converted(h.Episodes, x.episode),
		Meetings:            converted(h.Meetings, x.meeting),
		Employers:           converted(h.Employers, x.employer),
		EmployerContacts:    converted(h.Contacts, x.contact),
		Placements:          converted(h.Placements, x.placement),
		Counselling:         converted(h.Counselling, x.counselling),
		Worktime:            converted(h.Worktime, x.worktime),
		CareTeamMeetings:    converted(h.CareTeamMeetings, x.careTeamMeeting),
		Supervision:         converted(h.Supervision, x.supervision),
		Reviews:             x.reviewsOf(h),
		Consents:            converted(h.Consents, x.consent),
		CoachAreas:          converted(h.CoachAreas, x.coachArea),
		Referrals:           converted(h.Referrals, x.referral),
		PlannedMeetings:     converted(h.PlannedMeetings, x.plannedMeeting),
		Tasks:               converted(h.Tasks, x.task),
		Notes:               converted(h.Notes, x.note),
		Suitability:         converted(h.Suitability, x.suitability),
		Plans:               converted(h.Plans, x.plan),
		Leads:               converted(h.Leads, x.lead),
		Applications:        converted(h.Applications, x.application),
		DisclosureTalks:     converted(h.DisclosureTalks, x.disclosureTalk),
		UnitClients:         converted(h.UnitClients, x.unitClient),
		NeedSurveys:         converted(h.NeedSurveys, x.needSurvey),
		CareMessages:        converted(h.CareMessages, x.careMessage),
		SupportPlans:        converted(h.SupportPlans, x.supportPlan),
		ClosingTalks:        converted(h.ClosingTalks, x.closingTalk),
		Setbacks:            converted(h.Setbacks, x.setback),
		PartnerTalks:        converted(h.PartnerTalks, x.partnerTalk),
		RecordTexts:         converted(h.RecordTexts, x.recordText),
		ProgrammeFunding:    converted(h.Funding, x.funding),
		GroupActions:        converted(h.GroupActions, x.groupAction),
		SubsidyTerms:        converted(h.SubsidyTerms, x.subsidyTerms),
		ProfileAnswers:      converted(h.ProfileAnswers, x.profileAnswer),
		JobHistory:          converted(h.Jobs, x.job),
		Wishes:              converted(h.Wishes, x.wish),
		Network:             converted(h.Supporters, x.supporter),
		ProfileSummaries:    converted(h.ProfileSummaries, x.profileSummary),
		Estimates:           converted(h.Estimates, x.estimate),
		ServiceNotes:        converted(h.ServiceNotes, x.serviceNote),
		Trainings:           converted(h.Trainings, x.training),
		StartAnswers:        converted(h.StartAnswers, x.startAnswer),
		Earnings:            converted(h.Earnings, x.earned),
		Dormancies:          converted(h.Dormancies, x.dormancy),
		PlanActions:         converted(h.PlanActions, x.planAction),
	}
}

func (x exporter) programme(p casework.Programme) interchange.Programme {
	d := interchange.Programme{
		ID: p.Outward(), Kind: p.Kind, Name: p.Name, StartsOn: p.StartsOn, EndsOn: p.EndsOn, Scale: p.Scale,
	}
	g := p.Eligibility
	d.Eligibility = interchange.Eligibility{
		AgeFrom: g.AgeFrom, AgeTo: g.AgeTo, NoKelaRehabilitation: g.NoKela, CareContact: g.CareContact, Why: g.Why, From: g.From, To: g.To,
	}
	if p.Terms != casework.TermsOf(p.Kind) {
		d.Terms = p.Terms
	}
	return d
}

func (x exporter) team(t casework.Team) interchange.Team {
	return interchange.Team{ID: t.Outward(), Programme: x.programmes[t.ProgrammeID], Name: t.Name}
}

func (x exporter) person(s casework.Staff) interchange.Staff {
	return interchange.Staff{ID: s.Outward(), Name: s.Name, Roles: converted(s.Grants, x.role), Title: s.Title}
}

func (x exporter) role(g casework.Grant) interchange.Role {
	return interchange.Role{
		Role: g.Role, Team: x.teams[g.TeamID], CareTeam: x.careTeams[g.CareTeamID], FTE: g.FTE, From: g.From, To: g.To,
	}
}

func (x exporter) careTeam(c casework.CareTeam) interchange.CareTeam {
	return interchange.CareTeam{ID: c.Outward(), Name: c.Name, Kind: c.Kind, Municipality: c.Municipality}
}

func (x exporter) assignment(a casework.CareTeamAssignment) interchange.CareTeamAssignment {
	return interchange.CareTeamAssignment{
		CareTeam: x.careTeams[a.CareTeamID], Coach: x.staff[a.CoachID], From: a.From, To: a.To,
	}
}

func (x exporter) client(c casework.Client) interchange.Client {
	return interchange.Client{
		ID: c.Outward(), GivenName: c.GivenName, FamilyName: c.FamilyName, BirthDate: c.BirthOn,
		Municipality: c.Lives(), Language: c.Language, Incomes: converted(c.Incomes, x.income),
		NonDisclosure: c.NonDisclosure, Bans: converted(c.Bans, x.ban), MergedInto: x.clients[c.MergedInto],
		Phone: c.ReachedBy().Phone, Email: c.ReachedBy().Email, Manner: c.ReachedBy().Manner,
	}
}

func (x exporter) ban(b casework.Ban) interchange.Ban {
	return interchange.Ban{Staff: x.staff[b.StaffID], From: b.From, To: b.To}
}

func (x exporter) income(i casework.Income) interchange.Income {
	return interchange.Income{Kind: i.Kind, From: i.From, To: i.To}
}

func (x exporter) episode(e casework.Episode) interchange.Episode {
	return interchange.Episode{
		ID: e.Outward(), Client: x.clients[e.ClientID], Programme: x.programmes[e.ProgrammeID], Team: x.teams[e.TeamID],
		Pathway: e.Pathway, ReferredOn: e.ReferredOn, ReferringUnit: x.careTeams[e.ReferringUnitID],
		CareTeams: x.careTeams.dated(e.CareTeams), Coaches: x.staff.dated(e.Coaches),
		CancelledOn: e.CancelledOn, StartedOn: e.StartedOn, EmployedAtStart: &e.EmployedAtStart, CancelReason: e.CancelReason,
		Pauses: converted(e.Pauses, x.pause), EndedOn: e.EndedOn, EndReason: e.EndReason, Withdrawn: e.Withdrawn,
		AgreementOn: e.AgreementOn, Closing: interchange.Closing(e.Closing),
	}
}

func (x exporter) pause(p casework.Pause) interchange.Pause {
	return interchange.Pause{From: p.From, To: p.To, Reason: p.Reason, CheckOn: p.CheckOn, Contact: p.Contact}
}

func (x exporter) meeting(m casework.Meeting) interchange.Meeting {
	d := interchange.Meeting{
		ID: m.Outward(), Episode: x.episodes[m.EpisodeID], On: m.On, At: m.At, Staff: x.staff.all(m.Staff),
		Place: m.Place, Channel: m.Channel, Kind: m.Kind, Text: m.Text, Withdrawn: m.Withdrawn,
		Present: presentSaid(m.Present), Topics: needsSaid(m.Topics), Going: m.Going, CareTeamTold: m.CareTeamTold,
	}
	if m.Minutes != 0 {
		d.Minutes = &m.Minutes
	}
	return d
}

func (x exporter) employer(e casework.Employer) interchange.Employer {
	d := interchange.Employer{
		ID: e.Outward(), Name: e.Name, BusinessID: e.BusinessID, Industry: e.Industry,
		Municipality: e.Municipality, Sector: e.Sector, Address: e.Address, Website: e.Website,
		Persons: converted(e.Persons, func(p casework.ContactPerson) interchange.ContactPerson {
			return interchange.ContactPerson(p)
		}),
		Needs: e.Needs, Hiring: e.Hiring, Owner: x.staff[e.OwnerID], Apart: e.Apart, Withdrawn: e.Withdrawn, SameAs: x.employers[e.SameAsID],
	}
	if !e.DoNotContact.On.IsZero() {
		stop := interchange.DoNotContact(e.DoNotContact)
		d.DoNotContact = &stop
	}
	return d
}

func (x exporter) contact(c casework.EmployerContact) interchange.EmployerContact {
	return interchange.EmployerContact{
		ID: c.Outward(), Employer: x.employers[c.EmployerID], On: c.On, Staff: x.staff.all(c.Staff), Channel: c.Channel,
		Kind: c.Kind, Episode: x.episodes[c.EpisodeID], DecisionMaker: c.DecisionMaker, MatchesPlan: c.MatchesPlan,
		Reached: c.Reached, Next: c.Next, ReturnOn: c.ReturnOn, Learned: c.Learned, Knowingly: c.Knowingly, Withdrawn: c.Withdrawn,
		Person: c.Person, Purpose: c.Purpose, Objections: objectionsSaid(c.Objections), ClientAlong: c.ClientAlong,
	}
}

func (x exporter) placement(p casework.Placement) interchange.Placement {
	d := interchange.Placement{
		ID: p.Outward(), Episode: x.episodes[p.EpisodeID], Kind: p.Kind, Employer: x.employers[p.EmployerID],
		Occupation: p.Occupation, StartsOn: p.StartsOn, EndsOn: p.EndsOn, EndReason: p.EndReason,
		HoursPerWeek: p.HoursPerWeek, MonthlyPay: p.MonthlyPay, OpenMarket: p.OpenMarket, Permanent: p.Permanent,
		EndLearned: p.EndLearned, DaysPerWeek: p.DaysPerWeek, School: p.School, Subject: p.Subject, Funding: p.Funding,
		Withdrawn: p.Withdrawn, Level: p.Level, Found: p.Found, Matches: p.Matches, Trial: interchange.Trial(p.Trial), Ending: interchange.Ending(p.Ending),
		MatchesWhy: p.MatchesWhy, Form: p.Form, ProbationTo: p.ProbationTo, FourHoursOn: p.FourHoursOn, Agreement: p.Agreement, Business: p.Business,
	}
	if p.Subsidy != nil {
		first := subsidyTo(*p.Subsidy)
		d.Subsidy = &first
	}
	for _, s := range p.FurtherSubsidies {
		d.Further = append(d.Further, subsidyTo(s))
	}
	for _, c := range p.Changes {
		d.Changes = append(d.Changes, interchange.PlacementChange(c))
	}
	return d
}

func subsidyTo(s casework.Subsidy) interchange.Subsidy {
	return interchange.Subsidy{Kind: s.Kind, Percent: s.Percent, Amount: s.Amount, From: s.From, To: s.To, Decision: s.Decision, DecidedOn: s.DecidedOn}
}

func (x exporter) consent(c casework.Consent) interchange.Consent {
	return interchange.Consent{
		ID: c.Outward(), Client: x.clients[c.ClientID], Kind: c.Kind, Given: c.Given, Leave: c.Leave, Scope: c.Scope,
		From: c.From, To: c.To, Employers: x.employers.all(c.Employers), Counterparty: c.Counterparty, Method: c.Method,
		WithdrawnOn: c.WithdrawnOn, WithdrawnHow: c.WithdrawnHow, Withdrawn: c.Withdrawn,
	}
}

func (x exporter) coachArea(a casework.CoachArea) interchange.CoachArea {
	return interchange.CoachArea{Coach: x.staff[a.CoachID], Municipality: a.Municipality, From: a.From, To: a.To}
}

func (x exporter) referral(r casework.Referral) interchange.Referral {
	return interchange.Referral{
		ID: r.Outward(), Client: x.clients[r.ClientID], Programme: x.programmes[r.ProgrammeID], Team: x.teams[r.TeamID],
		Episode: x.episodes[r.EpisodeID], Pathway: r.Pathway, AskedOn: r.AskedOn, CareTeam: x.careTeams[r.CareTeamID],
		Referrer: x.staff[r.ReferrerID], Wish: r.Wish, Employed: r.Employed, Rehabilitation: r.Rehabilitation, JobSeeker: r.JobSeeker, CareContact: r.CareContact,
		Interpreter: r.Interpreter, Notes: r.Notes, Agreed: r.Agreed, MetOn: r.MetOn, Likeness: r.Likeness,
		ReceivedOn: r.ReceivedOn, ReceivedBy: x.staff[r.ReceivedBy], ExpectedOn: r.ExpectedOn,
		DroppedOn: r.DroppedOn, DropReason: r.DropReason, Withdrawn: r.Withdrawn,
		OwnNurse: x.staff[r.OwnNurseID], OwnNurseName: r.OwnNurseName, Motives: motivesSaid(r.Motives), CoachWish: r.CoachWish, PresentedOn: r.PresentedOn,
	}
}
func (x exporter) plannedMeeting(p casework.PlannedMeeting) interchange.PlannedMeeting {
	return interchange.PlannedMeeting{
		ID: p.Outward(), Episode: x.episodes[p.EpisodeID], On: p.On, At: p.At, Place: p.Place, Channel: p.Channel, Where: p.Where,
		Kind: p.Kind, Staff: x.staff.all(p.Staff), CancelledOn: p.CancelledOn, HeldAs: x.meetings[p.HeldAs], Withdrawn: p.Withdrawn,
	}
}

func (x exporter) task(t casework.Task) interchange.Task {
	return interchange.Task{
		ID: t.Outward(), Episode: x.episodes[t.EpisodeID], Meeting: x.meetings[t.MeetingID], Whose: t.Whose, Text: t.Text,
		DueOn: t.DueOn, DoneOn: t.DoneOn, Withdrawn: t.Withdrawn,
	}
}

func (x exporter) note(n casework.Note) interchange.Note {
	return interchange.Note{ID: n.Outward(), Episode: x.episodes[n.EpisodeID], On: n.On, Text: n.Text, Withdrawn: n.Withdrawn}
}

func (x exporter) plan(p casework.Plan) interchange.Plan {
	return interchange.Plan{
		ID: p.Outward(), Episode: x.episodes[p.EpisodeID], On: p.On, Goal: p.Goal, Jobs: p.Jobs, MinHours: p.MinHours, MaxHours: p.MaxHours,
		Times: p.Times, Area: p.Area, MustHave: p.MustHave, MustAvoid: p.MustAvoid, Mode: p.Mode, Told: p.Told, Sentence: p.Sentence,
		NotSaid: p.NotSaid, ReviewOn: p.ReviewOn, Changed: p.Changed, Withdrawn: p.Withdrawn,
	}
}

func (x exporter) suitability(s casework.Suitability) interchange.Suitability {
	return interchange.Suitability{
		ID: s.Outward(), Episode: x.episodes[s.EpisodeID], On: s.On, Present: presentSaid(s.Present),
		ModelTold: s.ModelTold, VoluntaryTold: s.VoluntaryTold, FreeTold: s.FreeTold, Wish: s.Wish, Keenness: s.Keenness,
		Goal: s.Goal, Concerns: concernsSaid(s.Concerns), Decision: s.Decision, ThinkUntil: s.ThinkUntil, Reason: s.Reason, Service: s.Service,
		Withdrawn: s.Withdrawn, Place: s.Place,
	}
}

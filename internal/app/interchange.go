package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/problem"
)

// Counted is how many records of a list a document held.
type Counted struct {
	List string
	N    int
}

// Imported is what an import added, or would have.
type Imported struct {
	County          casework.County
	Counts          []Counted // every list, in the order of the contract
	WithoutConsents int       // clients who came without recorded consents and so have given none
}

var errDryRun = errors.New("app: a dry run is not kept")

// ImportInput is a document and what to do with it.
type ImportInput struct {
	File   io.Reader
	County string // key of the county; empty: the document's own, or the only one there is
	DryRun bool   // do everything but keep it

	Added func(n int) // is told of records that were added; nil: nobody asks
}

// Import adds what a document holds: all of it, or nothing. A dry run is not
// logged. Import returns problem.Invalid with a field for every fault,
// problem.NotFound when it is not told which county the records belong to, and
// problem.Conflict when the document is of another county than the one named
// or when another import added the same records in the meantime. Operators and
// administrators may import; an administrator, into their own county.
func (a *App) Import(ctx context.Context, actor access.Actor, input ImportInput) (Imported, error) {
	return a.importDocument(ctx, actor, input, func(*turn, Imported) error { return nil })
}

// importDocument is Import with something that belongs to it, in the same
// transaction.
func (a *App) importDocument(ctx context.Context, actor access.Actor, input ImportInput, with func(*turn, Imported) error) (Imported, error) {
	in, err := a.readDocument(ctx, actor, input)
	if err != nil {
		return Imported{}, err
	}
	var done Imported
	_, err = change(ctx, a, actor, func(t *turn) (struct{}, error) {
		err := in.add(t)
		if done = in.result; err == nil {
			err = with(t, done)
		}
		if err == nil && input.DryRun {
			err = errDryRun
		}
		return struct{}{}, err
	})
	switch {
	case errors.Is(err, errDryRun):
		return done, nil
	case errors.Is(err, store.ErrTaken):
		return Imported{}, fmt.Errorf("%w (%v)", problem.New(problem.Conflict, "house.import_meanwhile"), err)
	case err != nil:
		return Imported{}, err
	}
	return done, nil
}

// readDocument reads a document and checks it against what its county holds.
func (a *App) readDocument(ctx context.Context, actor access.Actor, input ImportInput) (*importer, error) {
	in := &importer{keys: keysByList{}, county: input.County, added: input.Added}
	now := a.Clock()
	err := a.Store.Read(ctx, actor.County, now, func(tx *store.Tx) error {
		t := a.turn(ctx, tx, actor)
		if err := t.may(access.ImportData, access.Resource{County: actor.County}, "document", ""); err != nil {
			return err
		}
		document, faults, err := a.documents()(input.File, &held{tx: tx, actor: actor, county: input.County, keys: in.keys})
		if len(faults) > 0 {
			return interchange.Refused(faults)
		}
		in.document = document
		return err
	})
	if err != nil {
		return nil, a.explain(ctx, actor, now, err)
	}
	return in, nil
}

// documents reads documents: JSON, unless whoever wired us knows more.
func (a *App) documents() func(io.Reader, interchange.Held) (*interchange.Document, []interchange.Fault, error) {
	if a.ReadDocument != nil {
		return a.ReadDocument
	}
	return interchange.Read
}

// keysByList has the key of every record that a document means, by list and id.
type keysByList map[interchange.List]map[string]int64

var kindOf = map[interchange.List]store.Kind{
	interchange.ListProgrammes:       store.KindProgramme,
	interchange.ListTeams:            store.KindTeam,
	interchange.ListStaff:            store.KindStaff,
	interchange.ListCareTeams:        store.KindCareTeam,
	interchange.ListClients:          store.KindClient,
	interchange.ListConsents:         store.KindConsent,
	interchange.ListEpisodes:         store.KindEpisode,
	interchange.ListMeetings:         store.KindMeeting,
	interchange.ListEmployers:        store.KindEmployer,
	interchange.ListEmployerContacts: store.KindContact,
	interchange.ListPlacements:       store.KindPlacement,
	interchange.ListCounselling:      store.KindCounselling,
	interchange.ListReviews:          store.KindReview,
	interchange.ListReferrals:        store.KindReferral,
	interchange.ListPlannedMeetings:  store.KindPlanned,
	interchange.ListTasks:            store.KindTask,
	interchange.ListNotes:            store.KindNote,
	interchange.ListSuitability:      store.KindSuitability,
	interchange.ListPlans:            store.KindPlan,
	interchange.ListLeads:            store.KindLead,
	interchange.ListApplications:     store.KindApplication,
	interchange.ListTalks:            store.KindTalk,
	interchange.ListUnitClients:      store.KindUnitClient,
	interchange.ListNeedSurveys:      store.KindNeedSurvey,
	interchange.ListCareMessages:     store.KindCareMessage,
	interchange.ListSupportPlans:     store.KindSupportPlan,
	interchange.ListClosingTalks:     store.KindClosingTalk,
	interchange.ListSetbacks:         store.KindSetback,
	interchange.ListPartnerTalks:     store.KindPartnerTalk,
	interchange.ListRecordTexts:      store.KindRecordText,
	interchange.ListProfileAnswers:   store.KindAnswer,
	interchange.ListJobHistory:       store.KindJob,
	interchange.ListWishes:           store.KindWish,
	interchange.ListNetwork:          store.KindSupporter,
	interchange.ListSummaries:        store.KindSummary,
	interchange.ListEstimates:        store.KindEstimate,
	interchange.ListServiceNotes:     store.KindServiceNote,
	interchange.ListTrainings:        store.KindTraining,
	interchange.ListStartAnswers:     store.KindStartAnswer,
	interchange.ListEarnings:         store.KindEarnings,
	interchange.ListDormancies:       store.KindDormancy,
	interchange.ListPlanActions:      store.KindPlanAction,
	interchange.ListFunding:          store.KindFunding,
	interchange.ListGroupActions:     store.KindGroupAction,
	interchange.ListSubsidyTerms:     store.KindTerms,
}

// held answers what the document's county holds, and keeps the keys it finds.
type held struct {
	tx     *store.Tx
	actor  access.Actor
	county string
	keys   keysByList
}

// enter makes the county the transaction's own; one that is not there, or
// that the actor has nothing to do with, holds nothing. It is an error when it
// is not told which county is meant.
func (h *held) enter(county string) (bool, error) {
	key := cmp.Or(county, h.county)
	found, err := countyOf(h.tx, h.actor, key)
	h.tx.County = found.ID
	if key != "" && problem.Is(err, problem.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// Known finds which of the ids are there.
func (h *held) Known(county string, list interchange.List, ids []string) ([]string, error) {
	if there, err := h.enter(county); !there {
		return nil, err
	}
	found, err := h.tx.Keys(kindOf[list], ids)
	h.keys[list] = found
	known := make([]string, 0, len(found))
	for id := range found {
		known = append(known, id)
	}
	return known, err
}

// Episodes gives the clients' episodes, in the document's words.
func (h *held) Episodes(_ string, clients []string) ([]interchange.Episode, error) {
	outward := make(map[int64]string, len(clients))
	ids := make([]int64, 0, len(clients))
	for _, client := range clients {
		id := h.keys[interchange.ListClients][client]
		outward[id] = client
		ids = append(ids, id)
	}
	programmes, err := h.tx.Programmes()
	if err != nil {
		return nil, err
	}
	for _, p := range programmes {
		outward[-p.ID] = p.Outward()
	}
	episodes, err := h.tx.EpisodesOfClients(ids)
	all := make([]interchange.Episode, len(episodes))
	for i, e := range episodes {
		all[i] = interchange.Episode{
			ID: e.Outward(), Client: outward[e.ClientID], Programme: outward[-e.ProgrammeID], ReferredOn: e.ReferredOn,
			CancelledOn: e.CancelledOn, StartedOn: e.StartedOn, EndedOn: e.EndedOn, Withdrawn: e.Withdrawn,
		}
	}
	return all, err
}

// Weeks gives the working time of the staff, in the document's words.
func (h *held) Weeks(_ string, staff []string) ([]interchange.Worktime, error) {
	outward := make(map[int64]string, len(staff))
	for _, person := range staff {
		outward[h.keys[interchange.ListStaff][person]] = person
	}
	weeks, err := h.tx.Worktime(0)
	var all []interchange.Worktime
	for _, w := range weeks {
		if person, asked := outward[w.StaffID]; asked {
			all = append(all, interchange.Worktime{Staff: person, Week: w.Week})
		}
	}
	return all, err
}

// Names gives the names of a list's records, by what documents call them. A
// list of records without names, or whose names are not told, has none.
func (h *held) Names(county string, list interchange.List) (map[string]string, error) {
	there, err := h.enter(county)
	if !there || err != nil {
		return nil, err
	}
	switch list {
	case interchange.ListProgrammes:
		return namesIn(h.tx.Programmes, func(p casework.Programme) (casework.Record, string) { return p.Record, p.Name })
	case interchange.ListTeams:
		return namesIn(h.tx.Teams, func(t casework.Team) (casework.Record, string) { return t.Record, t.Name })
	case interchange.ListStaff:
		return namesIn(h.tx.Staff, func(s casework.Staff) (casework.Record, string) { return s.Record, s.Name })
	case interchange.ListCareTeams:
		return namesIn(h.tx.CareTeams, func(c casework.CareTeam) (casework.Record, string) { return c.Record, c.Name })
	case interchange.ListEmployers:
		return namesIn(h.tx.EveryEmployer, func(e casework.Employer) (casework.Record, string) { return e.Record, e.Name })
	}
	return nil, nil
}

func namesIn[T any](list func() ([]T, error), name func(T) (casework.Record, string)) (map[string]string, error) {
	all, err := list()
	names := make(map[string]string, len(all))
	for _, x := range all {
		record, called := name(x)
		names[record.Outward()] = called
	}
	return names, err
}

// countyOf finds the county that a document or a command names, or, when it
// names none, the actor's own, or else the only one that the database holds.
// It returns problem.NotFound when there is none or it is not told which.
func countyOf(tx *store.Tx, actor access.Actor, key string) (casework.County, error) {
	all, err := tx.Counties()
	if err != nil {
		return casework.County{}, err
	}
	var found []casework.County
	for _, c := range all {
		switch {
		case actor.County != 0 && c.ID != actor.County: // it may not know of the others
		case key == "" || c.Key == key:
			found = append(found, c)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return casework.County{}, problem.New(problem.NotFound, "house.county_which").With("counties", countyKeys(found))
	case key != "":
		return casework.County{}, problem.New(problem.NotFound, "house.county_unknown").With("county", key)
	default:
		return casework.County{}, problem.New(problem.NotFound, "house.county_none")
	}
}

func countyKeys(all []casework.County) string {
	keys := make([]string, len(all))
	for i, c := range all {
		keys[i] = c.Key
	}
	return strings.Join(keys, ", ")
}

// importer turns a document into records, list by list: what is named comes
// before what names it.
type importer struct {
	document *interchange.Document
	county   string // key of the county that was named with the document
	keys     keysByList
	turn     *turn
	result   Imported
	added    func(n int)
}

func (in *importer) add(t *turn) error {
	in.turn = t
	t.tx.Added = in.added
	if err := in.addCounty(); err != nil {
		return err
	}
	for _, add := range []func() error{
		in.addProgrammes, in.addTeams, in.addCareTeams, in.addStaff, in.addAssignments, in.addClients,
		in.addEpisodes, in.addMeetings, in.addEmployers, in.addConsents, in.addContacts, in.addPlacements,
		in.addWorktime, in.addCareTeamMeetings, in.addSupervision, in.addReviews, in.addCoachAreas, in.addReferrals,
		in.addPlannedMeetings, in.addTasks, in.addNotes, in.addSuitability, in.addPlans, in.addLeads, in.addSupport, in.addProfiles, in.addEstimates,
		in.addServiceNotes, in.addTrainings, in.addCounselling, in.addEarnings, in.addPlanActions,
		in.addUnitClients, in.addNeedSurveys, in.addCareMessages,
		in.addSetbacks, in.addPartnerTalks, in.addRecordTexts, in.addFunding, in.addGroupActions, in.addSubsidyTerms,
	} {
		if err := add(); err != nil {
			return fmt.Errorf("import: %w", err)
		}
	}
	concerned, err := in.concerned()
	if err != nil {
		return err
	}
	in.result.Counts = countsOf(in.document)
	in.result.WithoutConsents = in.withoutConsents()
	t.did(audit.Imported, "document", "", countsText(in.result.Counts), concerned...)
	return nil
}

// addCounty finds the document's county, or makes it, and asks whether the
// actor may import there.
func (in *importer) addCounty() (err error) {
	t, told := in.turn, in.document.County
	if in.county != "" && told.ID != "" && in.county != told.ID {
		return problem.New(problem.Conflict, "house.county_other").With("county", in.county).With("document", told.ID)
	}
	county, err := countyOf(t.tx, t.actor, cmp.Or(told.ID, in.county))
	missing := problem.Is(err, problem.NotFound) && told.ID != ""
	if err != nil && !missing {
		return err
	}
	if t.actor.County == 0 { // the operator's is the one it comes to work on
		t.actor.County = county.ID
	}
	if err := t.may(access.ImportData, access.Resource{County: county.ID}, "document", ""); err != nil {
		return err
	}
	if missing {
		if t.actor.County != 0 { // of another county than the actor's
			return err
		}
		if county, err = t.tx.AddCounty(casework.County{Key: told.ID, Name: told.Name}); err != nil {
			return err
		}
	}
	t.tx.County, t.actor.County = county.ID, county.ID
	in.result.County = county
	return nil
}

// key finds the record that an id means; no id is 0.
func (in *importer) key(list interchange.List, id string) int64 { return in.keys[list][id] }

func (in *importer) everyKey(list interchange.List, ids []string) []int64 {
	var keys []int64
	for _, id := range ids {
		keys = append(keys, in.key(list, id))
	}
	return keys
}

// record is a new record of the sender's.
func (in *importer) record(sender string) casework.Record {
	return casework.Record{UID: in.turn.app.IDs(), SenderID: sender}
}

func (in *importer) noted(sender string, withdrawn bool) casework.Noted {
	return casework.Noted{Record: in.record(sender), RecordedAt: in.turn.tx.Now.UnixMicro(), Withdrawn: withdrawn}
}

// keep remembers the keys that the records of a list were given.
func keep[T any](in *importer, list interchange.List, all []T, record func(*T) casework.Record) {
	if in.keys[list] == nil {
		in.keys[list] = make(map[string]int64, len(all))
	}
	for i := range all {
		r := record(&all[i])
		in.keys[list][r.SenderID] = r.ID
	}
}

// converted makes records of a document's list.
func converted[D, R any](list []D, convert func(D) R) []R {
	all := make([]R, len(list))
	for i, d := range list {
		all[i] = convert(d)
	}
	return all
}

func span(from, to casework.Day) casework.Span { return casework.Span{From: from, To: to} }

func (in *importer) addProgrammes() error {
	all := converted(in.document.Programmes, func(p interchange.Programme) casework.Programme {
		return casework.Programme{
			Record: in.record(p.ID), Kind: p.Kind, Name: p.Name, StartsOn: p.StartsOn, EndsOn: p.EndsOn, Scale: p.Scale,
			Terms: cmp.Or(p.Terms, casework.TermsOf(p.Kind)), Eligibility: eligibility(p.Eligibility),
		}
	})
	err := in.turn.tx.AddProgrammes(all)
	keep(in, interchange.ListProgrammes, all, func(p *casework.Programme) casework.Record { return p.Record })
	return err
}

func eligibility(g interchange.Eligibility) casework.Eligibility {
	return casework.Eligibility{
		AgeFrom: g.AgeFrom, AgeTo: g.AgeTo, NoKela: g.NoKelaRehabilitation, CareContact: g.CareContact, Why: g.Why, Span: span(g.From, g.To),
	}
}

func (in *importer) addTeams() error {
	all := converted(in.document.Teams, func(t interchange.Team) casework.Team {
		return casework.Team{
			Record: in.record(t.ID), ProgrammeID: in.key(interchange.ListProgrammes, t.Programme), Name: t.Name,
		}
	})
	err := in.turn.tx.AddTeams(all)
	keep(in, interchange.ListTeams, all, func(t *casework.Team) casework.Record { return t.Record })
	return err
}

func (in *importer) addCareTeams() error {
	all := converted(in.document.CareTeams, func(c interchange.CareTeam) casework.CareTeam {
		return casework.CareTeam{Record: in.record(c.ID), Name: c.Name, Kind: c.Kind, Municipality: c.Municipality}
	})
	err := in.turn.tx.AddCareTeams(all)
	keep(in, interchange.ListCareTeams, all, func(c *casework.CareTeam) casework.Record { return c.Record })
	return err
}

func (in *importer) addStaff() error {
	all := converted(in.document.Staff, func(s interchange.Staff) casework.Staff {
		return casework.Staff{
			Record: in.record(s.ID), Name: s.Name, Title: s.Title,
			Grants: converted(s.Roles, func(r interchange.Role) casework.Grant {
				return casework.Grant{
					Role: r.Role, TeamID: in.key(interchange.ListTeams, r.Team),
					CareTeamID: in.key(interchange.ListCareTeams, r.CareTeam), FTE: r.FTE, Span: span(r.From, r.To),
				}
			}),
		}
	})
	err := in.turn.tx.AddPeople(all)
	keep(in, interchange.ListStaff, all, func(s *casework.Staff) casework.Record { return s.Record })
	return err
}

func (in *importer) addAssignments() error {
	return in.turn.tx.AddCareTeamAssignments(converted(in.document.CareTeamAssignments,
		func(a interchange.CareTeamAssignment) casework.CareTeamAssignment {
			return casework.CareTeamAssignment{
				CareTeamID: in.key(interchange.ListCareTeams, a.CareTeam),
				CoachID:    in.key(interchange.ListStaff, a.Coach), Span: span(a.From, a.To),
			}
		}))
}

func (in *importer) addClients() error {
	all := converted(in.document.Clients, func(c interchange.Client) casework.Client {
		client := casework.Client{
			Record: in.record(c.ID), GivenName: c.GivenName, FamilyName: c.FamilyName, BirthOn: c.BirthDate,
			Municipality: c.Municipality, Language: c.Language, Reach: casework.Reach{Phone: c.Phone, Email: c.Email, Manner: c.Manner},
			Incomes: converted(c.Incomes, func(i interchange.Income) casework.Income {
				return casework.Income{Kind: i.Kind, Span: span(i.From, i.To)}
			}),
		}
		client.Bans = converted(c.Bans, func(b interchange.Ban) casework.Ban {
			return casework.Ban{StaffID: in.key(interchange.ListStaff, b.Staff), Span: span(b.From, b.To)}
		})
		return client.WithNonDisclosure(c.NonDisclosure)
	})
	if err := in.turn.tx.AddClients(all); err != nil {
		return err
	}
	keep(in, interchange.ListClients, all, func(c *casework.Client) casework.Record { return c.Record })
	merged := map[int64]int64{} // a double may come before what took its place
	for i, c := range in.document.Clients {
		if c.MergedInto != "" {
			merged[all[i].ID] = in.key(interchange.ListClients, c.MergedInto)
		}
	}
	return in.turn.tx.SayMergedInto(merged)
}

func (in *importer) addConsents() error {
	return in.turn.tx.AddConsents(converted(in.document.Consents, func(c interchange.Consent) casework.Consent {
		return casework.Consent{
			Noted: in.noted(c.ID, c.Withdrawn), ClientID: in.key(interchange.ListClients, c.Client), Kind: c.Kind, Given: c.Given,
			Leave: c.Leave, Employers: in.everyKey(interchange.ListEmployers, c.Employers), Counterparty: c.Counterparty, Scope: c.Scope,
			Method: c.Method, WithdrawnOn: c.WithdrawnOn, WithdrawnHow: c.WithdrawnHow, Span: span(c.From, c.To),
		}
	}))
}

func (in *importer) addEpisodes() error {
	all := converted(in.document.Episodes, func(e interchange.Episode) casework.Episode {
		return casework.Episode{
			Noted:    in.noted(e.ID, e.Withdrawn),
			ClientID: in.key(interchange.ListClients, e.Client), ProgrammeID: in.key(interchange.ListProgrammes, e.Programme),
			TeamID: in.key(interchange.ListTeams, e.Team), Pathway: e.Pathway, ReferredOn: e.ReferredOn,
			ReferringUnitID: in.key(interchange.ListCareTeams, e.ReferringUnit),
			CareTeams:       in.dated(interchange.ListCareTeams, e.CareTeams),
			Coaches:         in.dated(interchange.ListStaff, e.Coaches),
			CancelledOn:     e.CancelledOn, CancelReason: e.CancelReason, StartedOn: e.StartedOn,
			EmployedAtStart: e.EmployedAtStart != nil && *e.EmployedAtStart,
			Pauses: converted(e.Pauses, func(p interchange.Pause) casework.Pause {
				return casework.Pause{Span: span(p.From, p.To), Reason: p.Reason, CheckOn: p.CheckOn, Contact: p.Contact}
			}),
			EndedOn: e.EndedOn, EndReason: e.EndReason, AgreementOn: e.AgreementOn, Closing: casework.Closing(e.Closing),
		}
	})
	err := in.turn.tx.AddEpisodes(all)
	keep(in, interchange.ListEpisodes, all, func(e *casework.Episode) casework.Record { return e.Record })
	return err
}

func (in *importer) dated(list interchange.List, all []interchange.Dated) []casework.Dated {
	return converted(all, func(d interchange.Dated) casework.Dated {
		return casework.Dated{ID: in.key(list, d.ID), Span: span(d.From, d.To)}
	})
}

func (in *importer) addMeetings() error {
	all := converted(in.document.Meetings, func(m interchange.Meeting) casework.Meeting {
		meeting := casework.Meeting{
			Noted: in.noted(m.ID, m.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, m.Episode), On: m.On, At: m.At,
			Staff: in.everyKey(interchange.ListStaff, m.Staff), Place: m.Place, Channel: m.Channel, Kind: m.Kind, Text: m.Text,
			Seen: casework.Seen{Present: presentOf(m.Present), Topics: needsOf(m.Topics), Going: m.Going, CareTeamTold: m.CareTeamTold},
		}
		if m.Minutes != nil {
			meeting.Minutes = *m.Minutes
		}
		return meeting
	})
	err := in.turn.tx.AddMeetings(all)
	keep(in, interchange.ListMeetings, all, func(m *casework.Meeting) casework.Record { return m.Record })
	return err
}

func (in *importer) addPlannedMeetings() error {
	return in.turn.tx.AddPlannedMeetings(converted(in.document.PlannedMeetings, func(p interchange.PlannedMeeting) casework.PlannedMeeting {
		return casework.PlannedMeeting{
			Noted: in.noted(p.ID, p.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, p.Episode), On: p.On, At: p.At,
			Place: p.Place, Channel: p.Channel, Where: p.Where, Kind: p.Kind, Staff: in.everyKey(interchange.ListStaff, p.Staff),
			CancelledOn: p.CancelledOn, HeldAs: in.key(interchange.ListMeetings, p.HeldAs),
		}
	}))
}

func (in *importer) addTasks() error {
	return in.turn.tx.AddTasks(converted(in.document.Tasks, func(t interchange.Task) casework.Task {
		return casework.Task{
			Noted: in.noted(t.ID, t.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, t.Episode),
			MeetingID: in.key(interchange.ListMeetings, t.Meeting), Whose: t.Whose, Text: t.Text, DueOn: t.DueOn, DoneOn: t.DoneOn,
		}
	}))
}

func (in *importer) addNotes() error {
	return in.turn.tx.AddNotes(converted(in.document.Notes, func(n interchange.Note) casework.Note {
		return casework.Note{
			Noted: in.noted(n.ID, n.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, n.Episode), On: n.On, Text: n.Text,
		}
	}))
}

func (in *importer) addEmployers() error {
	all := converted(in.document.Employers, func(e interchange.Employer) casework.Employer {
		return casework.Employer{
			Noted: in.noted(e.ID, e.Withdrawn), Name: e.Name, BusinessID: e.BusinessID, Industry: e.Industry,
			Municipality: e.Municipality, Sector: e.Sector, Address: e.Address, Website: e.Website,
			Persons: converted(e.Persons, func(p interchange.ContactPerson) casework.ContactPerson {
				return casework.ContactPerson(p)
			}),
			Needs: e.Needs, Hiring: e.Hiring, OwnerID: in.key(interchange.ListStaff, e.Owner),
			DoNotContact: stopOf(e.DoNotContact), Apart: e.Apart,
		}
	})
	if err := in.turn.tx.AddEmployers(all); err != nil {
		return err
	}
	keep(in, interchange.ListEmployers, all, func(e *casework.Employer) casework.Record { return e.Record })
	same := map[int64]int64{} // a double may come before what took its place
	for i, e := range in.document.Employers {
		if e.SameAs != "" {
			same[all[i].ID] = in.key(interchange.ListEmployers, e.SameAs)
		}
	}
	return in.turn.tx.SaySameAs(same)
}

func stopOf(n *interchange.DoNotContact) casework.DoNotContact {
	if n == nil {
		return casework.DoNotContact{}
	}
	return casework.DoNotContact(*n)
}

func (in *importer) addContacts() error {
	return in.turn.tx.AddContacts(converted(in.document.EmployerContacts, func(c interchange.EmployerContact) casework.EmployerContact {
		return casework.EmployerContact{
			Noted: in.noted(c.ID, c.Withdrawn), EmployerID: in.key(interchange.ListEmployers, c.Employer), On: c.On,
			Staff: in.everyKey(interchange.ListStaff, c.Staff), Channel: c.Channel, Kind: c.Kind,
			EpisodeID: in.key(interchange.ListEpisodes, c.Episode), DecisionMaker: c.DecisionMaker,
			MatchesPlan: c.MatchesPlan, Reached: c.Reached, Next: c.Next, ReturnOn: c.ReturnOn, Learned: c.Learned, Knowingly: c.Knowingly,
			Person: c.Person, Purpose: c.Purpose, Objections: objectionsOf(c.Objections), ClientAlong: c.ClientAlong,
		}
	}))
}

func (in *importer) addPlacements() error {
	all := converted(in.document.Placements, func(p interchange.Placement) casework.Placement {
		return casework.Placement{
			Noted: in.noted(p.ID, p.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, p.Episode), Kind: p.Kind,
			EmployerID: in.key(interchange.ListEmployers, p.Employer), Occupation: p.Occupation,
			StartsOn: p.StartsOn, EndsOn: p.EndsOn, EndReason: p.EndReason, HoursPerWeek: p.HoursPerWeek,
			MonthlyPay: p.MonthlyPay, OpenMarket: p.OpenMarket, Permanent: p.Permanent, Subsidy: subsidyOf(p.Subsidy),
			EndLearned: p.EndLearned, DaysPerWeek: p.DaysPerWeek, Changes: changesOf(p.Changes), FurtherSubsidies: subsidiesOf(p.Further),
			School: p.School, Subject: p.Subject, Funding: p.Funding, Level: p.Level, Found: p.Found, Matches: p.Matches,
			Trial: casework.Trial(p.Trial), Ending: casework.Ending(p.Ending), MatchesWhy: p.MatchesWhy, Form: p.Form,
			ProbationTo: p.ProbationTo, FourHoursOn: p.FourHoursOn, Agreement: p.Agreement, Business: p.Business,
		}
	})
	err := in.turn.tx.AddPlacements(all)
	keep(in, interchange.ListPlacements, all, func(p *casework.Placement) casework.Record { return p.Record })
	return err
}

func changesOf(all []interchange.PlacementChange) []casework.PlacementChange {
	var changes []casework.PlacementChange
	for _, c := range all {
		changes = append(changes, casework.PlacementChange(c))
	}
	return changes
}

func subsidiesOf(all []interchange.Subsidy) []casework.Subsidy {
	var subsidies []casework.Subsidy
	for _, s := range all {
		subsidies = append(subsidies, *subsidyOf(&s))
	}
	return subsidies
}

// subsidyOf keeps a subsidy of an untold kind as one of another kind: that
// there is one counts.
func subsidyOf(s *interchange.Subsidy) *casework.Subsidy {
	if s == nil {
		return nil
	}
	subsidy := &casework.Subsidy{Kind: s.Kind, Percent: s.Percent, Amount: s.Amount, Span: span(s.From, s.To), Decision: s.Decision, DecidedOn: s.DecidedOn}
	if subsidy.Kind == "" {
		subsidy.Kind = casework.OtherSubsidy
	}
	return subsidy
}

func (in *importer) addCoachAreas() error {
	return in.turn.tx.AddCoachAreas(converted(in.document.CoachAreas, func(a interchange.CoachArea) casework.CoachArea {
		return casework.CoachArea{
			CoachID: in.key(interchange.ListStaff, a.Coach), Municipality: a.Municipality, Span: span(a.From, a.To),
		}
	}))
}

func (in *importer) addReferrals() error {
	all := converted(in.document.Referrals, func(r interchange.Referral) casework.Referral {
		return casework.Referral{
			Noted:    in.noted(r.ID, r.Withdrawn),
			ClientID: in.key(interchange.ListClients, r.Client), ProgrammeID: in.key(interchange.ListProgrammes, r.Programme),
			TeamID: in.key(interchange.ListTeams, r.Team), EpisodeID: in.key(interchange.ListEpisodes, r.Episode),
			Pathway: r.Pathway, AskedOn: r.AskedOn, CareTeamID: in.key(interchange.ListCareTeams, r.CareTeam),
			ReferrerID: in.key(interchange.ListStaff, r.Referrer), Wish: r.Wish, Employed: r.Employed, Rehabilitation: r.Rehabilitation,
			JobSeeker: r.JobSeeker, CareContact: r.CareContact, Interpreter: r.Interpreter, Notes: r.Notes, Agreed: r.Agreed, MetOn: r.MetOn, Likeness: r.Likeness,
			ReceivedOn: r.ReceivedOn, ReceivedBy: in.key(interchange.ListStaff, r.ReceivedBy), ExpectedOn: r.ExpectedOn,
			DroppedOn: r.DroppedOn, DropReason: r.DropReason, Motives: motivesOf(r.Motives), CoachWish: r.CoachWish, PresentedOn: r.PresentedOn,
			OwnNurse: casework.OwnNurse{OwnNurseID: in.key(interchange.ListStaff, r.OwnNurse), OwnNurseName: r.OwnNurseName},
		}
	})
	err := in.turn.tx.AddReferrals(all)
	keep(in, interchange.ListReferrals, all, func(r *casework.Referral) casework.Record { return r.Record })
	return err
}

func (in *importer) addPlans() error {
	return in.turn.tx.AddPlans(converted(in.document.Plans, func(p interchange.Plan) casework.Plan {
		return casework.Plan{
			Noted: in.noted(p.ID, p.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, p.Episode), On: p.On,
			PlanTerms: casework.PlanTerms{
				Goal: p.Goal, Jobs: p.Jobs, MinHours: p.MinHours, MaxHours: p.MaxHours, Times: p.Times, Area: p.Area, MustHave: p.MustHave,
				MustAvoid: p.MustAvoid, Mode: p.Mode, Told: p.Told, Sentence: p.Sentence, NotSaid: p.NotSaid, ReviewOn: p.ReviewOn, Changed: p.Changed,
			},
		}
	}))
}

func (in *importer) addSuitability() error {
	return in.turn.tx.AddSuitabilities(converted(in.document.Suitability, func(s interchange.Suitability) casework.Suitability {
		return casework.Suitability{
			Noted: in.noted(s.ID, s.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, s.Episode), On: s.On, Present: presentOf(s.Present),
			ModelTold: s.ModelTold, VoluntaryTold: s.VoluntaryTold, FreeTold: s.FreeTold, Wish: s.Wish, Keenness: s.Keenness,
			Goal: s.Goal, Concerns: concernsOf(s.Concerns), Decision: s.Decision, ThinkUntil: s.ThinkUntil, Reason: s.Reason, Service: s.Service, Place: s.Place,
		}
	}))
}

// concerned lists the clients whose records the document adds to: its own and
// those whom it names, by themselves or by an episode.
func (in *importer) concerned() ([]int64, error) {
	var clients, episodes []int64
	for _, id := range in.keys[interchange.ListClients] {
		clients = append(clients, id)
	}
	for _, id := range in.keys[interchange.ListEpisodes] {
		episodes = append(episodes, id)
	}
	more, err := in.turn.tx.ClientsOfEpisodes(episodes)
	return append(clients, more...), err
}

func (in *importer) withoutConsents() int {
	told := make(map[string]bool, len(in.document.Consents))
	for _, c := range in.document.Consents {
		told[c.Client] = true
	}
	n := 0
	for _, c := range in.document.Clients {
		if !told[c.ID] {
			n++
		}
	}
	return n
}

func countsOf(d *interchange.Document) []Counted {
	return []Counted{
		{"programmes", len(d.Programmes)},
		{"teams", len(d.Teams)},
		{"staff", len(d.Staff)},
		{"care_teams", len(d.CareTeams)},
		{"care_team_assignments", len(d.CareTeamAssignments)},
		{"clients", len(d.Clients)},
		{"episodes", len(d.Episodes)},
		{"meetings", len(d.Meetings)},
		{"employers", len(d.Employers)},
		{"employer_contacts", len(d.EmployerContacts)},
		{"placements", len(d.Placements)},
		{"counselling", len(d.Counselling)},
		{"worktime", len(d.Worktime)},
		{"care_team_meetings", len(d.CareTeamMeetings)},
		{"supervision", len(d.Supervision)},
		{"reviews", len(d.Reviews)},
		{"consents", len(d.Consents)},
		{"coach_areas", len(d.CoachAreas)},
		{"referrals", len(d.Referrals)},
		{"planned_meetings", len(d.PlannedMeetings)},
		{"tasks", len(d.Tasks)},
		{"notes", len(d.Notes)},
		{"suitability", len(d.Suitability)},
		{"profile_answers", len(d.ProfileAnswers)},
		{"job_history", len(d.JobHistory)},
		{"wishes", len(d.Wishes)},
		{"network", len(d.Network)},
		{"profile_summaries", len(d.ProfileSummaries)},
		{"estimates", len(d.Estimates)},
		{"service_notes", len(d.ServiceNotes)},
		{"trainings", len(d.Trainings)},
		{"start_answers", len(d.StartAnswers)},
		{"earnings", len(d.Earnings)},
		{"dormancies", len(d.Dormancies)},
		{"plan_actions", len(d.PlanActions)},
		{"plans", len(d.Plans)},
		{"leads", len(d.Leads)},
		{"applications", len(d.Applications)},
		{"disclosure_talks", len(d.DisclosureTalks)},
		{"unit_clients", len(d.UnitClients)},
		{"need_surveys", len(d.NeedSurveys)},
		{"care_messages", len(d.CareMessages)},
		{"support_plans", len(d.SupportPlans)},
		{"closing_talks", len(d.ClosingTalks)},
		{"setbacks", len(d.Setbacks)},
		{"partner_talks", len(d.PartnerTalks)},
		{"record_texts", len(d.RecordTexts)},
		{"programme_funding", len(d.ProgrammeFunding)},
		{"group_actions", len(d.GroupActions)},
		{"subsidy_terms", len(d.SubsidyTerms)},
	}
}

// countsText says the counts in the log's words.
func countsText(counts []Counted) string {
	var told []string
	for _, c := range counts {
		if c.N > 0 {
			told = append(told, fmt.Sprintf("%s %d", c.List, c.N))
		}
	}
	return strings.Join(told, ", ")
}

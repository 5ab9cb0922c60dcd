package app

import (
	"context"
	"reflect"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// LeadInput is a lead as a form sends it: everything else is named by uid.
type LeadInput struct {
	UID         casework.UID // of the lead to be, made with the form: sending it twice adds one
	Employer    casework.UID
	NewEmployer casework.NewEmployer // used when Employer is not set and a name was typed
	Client      casework.UID         // not set: for nobody yet
	Note        casework.LeadNote    // its keys are filled in here, and the mode where it is not told
}

// NoteLead notes a lead, for a client or for nobody yet. Problems: NotFound for
// an employer or client out of reach; Conflict for a uid that is another's, and
// with NotedKey for one that is there with another text; Invalid with the fields
// of casework.NoteLead, and with client for one who was never referred.
func (a *App) NoteLead(ctx context.Context, actor access.Actor, in LeadInput) (casework.Lead, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Lead, error) {
		if err := t.mayNoteEmployers("lead", in.UID); err != nil {
			return casework.Lead{}, err
		}
		if in.UID.IsZero() {
			return casework.Lead{}, errUnnamed
		}
		note, g, clients, err := t.leadNote(in)
		if err != nil {
			return casework.Lead{}, err
		}
		l, err := casework.NoteLead(note, g, t.day)
		if err != nil {
			return l, err
		}
		if done, err := t.tx.LeadByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID {
			l.Noted, l.EndedOn, l.EndedWhy, l.Wins = done.Noted, done.EndedOn, done.EndedWhy, done.Wins
			if !reflect.DeepEqual(done, l) {
				return done, noted()
			}
			t.shows(audit.Showed, "lead", in.UID.String(), "sent again", clients...)
			return done, nil
		}
		l.Noted = t.noted(in.UID)
		t.did(audit.Added, "lead", in.UID.String(), string(l.Mode), clients...)
		return t.tx.AddLead(l)
	})
}

// leadNote fills in a note's keys, and gives the grounds on which the lead may be
// worked, with whom the log names.
func (t *turn) leadNote(in LeadInput) (casework.LeadNote, casework.Grounds, []int64, error) {
	note := in.Note
	var g casework.Grounds
	var err error
	if g.Employer, err = t.employerOf(ContactInput{Employer: in.Employer, NewEmployer: in.NewEmployer}); err != nil {
		return note, g, nil, err
	}
	note.EmployerID = g.Employer.ID
	known, err := t.codes(casework.OccupationCodes)
	if err != nil {
		return note, g, nil, err
	}
	note.Occupation = known.CodeOf(note.Occupation)
	if in.Client.IsZero() {
		return note, g, nil, nil
	}
	d, e, err := t.clientToNote(in.Client)
	if err != nil {
		return note, g, nil, err
	}
	note.EpisodeID, g.Leave = e.ID, d.Consents.EmployerAnswer(t.day)
	if note.Mode == "" {
		plans, err := t.tx.PlansOfEpisodes([]int64{e.ID})
		if err != nil {
			return note, g, nil, err
		}
		plan, _ := casework.PlanOn(plans, t.day)
		note.Mode = g.UsualMode(plan.Mode, t.day)
	}
	return note, g, []int64{d.ID}, nil
}

// LeadForm is what the form of a lead offers.
type LeadForm struct {
	Today       casework.Day
	Last        []casework.Employer // the latest met, first
	Employer    *casework.Employer  // one already chosen
	Clients     []FormClient        // the actor's own, and the one chosen
	Client      *FormClient         // the one chosen, with the plan that holds
	Like        *casework.Lead      // whose text the new one begins with; nil: none
	Occupations casework.CodeList
}

// LeadForm gives what the form of a new lead offers. like is a lead whose text
// the new one begins with, and client and employer are those already chosen; any
// of them may be not set. Problems: NotFound.
func (a *App) LeadForm(ctx context.Context, actor access.Actor, like, employer, client casework.UID) (LeadForm, error) {
	return show(ctx, a, actor, func(t *turn) (LeadForm, error) {
		f := LeadForm{Today: t.day}
		if err := t.mayNoteEmployers("lead", casework.UID{}); err != nil {
			return f, err
		}
		if !like.IsZero() {
			l, _, err := t.leadOf(like, access.ReadTimeline)
			if err != nil {
				return f, err
			}
			blank := l.ForNobody()
			f.Like = &blank
			if f.Employer, err = t.employerWithKey(l.EmployerID); err != nil {
				return f, err
			}
		}
		if !employer.IsZero() {
			e, err := t.tx.EmployerByUID(employer)
			if err != nil {
				return f, err
			}
			f.Employer = &e
		}
		var err error
		if f.Occupations, err = t.codes(casework.OccupationCodes); err != nil {
			return f, err
		}
		if f.Last, err = t.tx.LastEmployers(actor.StaffID, t.day.AddDays(-recentDays), offeredEmployers); err != nil {
			return f, err
		}
		if f.Clients, err = t.formClients(client); err != nil {
			return f, err
		}
		var ids []int64
		for i, c := range f.Clients {
			ids = append(ids, c.Client.ID)
			if c.Client.UID == client {
				f.Client = &f.Clients[i]
			}
		}
		if f.Client != nil {
			if err := t.tellOf(f.Client); err != nil {
				return f, err
			}
		}
		t.shows(audit.Listed, "client", "", "to choose from", ids...)
		return f, nil
	})
}

func (t *turn) employerWithKey(id int64) (*casework.Employer, error) {
	all, err := t.tx.EmployersByID([]int64{id})
	if err == nil && len(all) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return &all[0], nil
}

// leadOf loads a lead for somebody who may do the action with its client, who is
// nil where it is for nobody yet: those are for whoever knows the employers. One
// of a client under an order of non-disclosure tells where they may work, and
// opens to those who note for the client only.
func (t *turn) leadOf(uid casework.UID, action access.Action) (casework.Lead, *dossier, error) {
	l, err := t.tx.LeadByUID(uid)
	if err != nil {
		return l, nil, err
	}
	if l.EpisodeID == 0 {
		if action == access.NoteClient {
			return l, nil, t.mayNoteEmployers("lead", uid)
		}
		return l, nil, t.mayReadEmployers(uid.String())
	}
	d, err := t.dossierOfEpisode(l.EpisodeID)
	if err != nil {
		return l, nil, err
	}
	if d.NonDisclosure {
		action = access.NoteClient
	}
	return l, &d, t.mayWith(action, d)
}

// grounds are what a lead may be worked on today; d is nil for nobody's.
func (t *turn) grounds(l casework.Lead, d *dossier) (casework.Grounds, error) {
	e, err := t.employerWithKey(l.EmployerID)
	if err != nil {
		return casework.Grounds{}, err
	}
	g := casework.Grounds{Employer: *e}
	if d != nil {
		g.Leave = d.Consents.EmployerAnswer(t.day)
	}
	return g, nil
}

func concerned(d *dossier) []int64 {
	if d == nil {
		return nil
	}
	return []int64{d.ID}
}

// LeadLine is a lead in a list, with where it stands. The employer is the zero
// one where it may not be told.
type LeadLine struct {
	Lead     casework.Lead
	Client   *casework.Client // nil: for nobody yet
	Employer casework.Employer
	State    casework.LeadState
	Stop     casework.LeadStop
	Newest   *casework.Application // nil: none was sent
}

// LeadPage is one lead with what has come of it.
type LeadPage struct {
	LeadLine
	Terms        casework.Terms
	Leave        casework.Consent
	Told         *casework.Telling // what holds of what employers are told; nil: nothing was agreed, or not for this reader
	Applications []casework.Application
	Contacts     []casework.EmployerContact // with the employer for the client, since it was found
	Wins         []casework.SmallWin
	Others       []LeadLine // open ones at the same employer whose clients the reader may know
	Names        Names
	Revisions    []Revision
	Occupations  casework.CodeList
	Today        casework.Day
	Note         bool // the actor may work it
}

// Lead gives one lead with what has come of it. Those who may not read what is
// written get it without. Problems: NotFound.
func (a *App) Lead(ctx context.Context, actor access.Actor, uid casework.UID) (LeadPage, error) {
	return show(ctx, a, actor, func(t *turn) (LeadPage, error) {
		l, d, err := t.leadOf(uid, access.ReadTimeline)
		if err != nil {
			return LeadPage{}, err
		}
		opened := t.decision
		p, err := t.leadPage(l, d)
		if err != nil {
			return p, err
		}
		seen := ""
		if d != nil {
			seen = d.seenOf()
		}
		t.decision = opened
		t.shows(audit.Showed, "lead", uid.String(), seen, p.named()...)
		return p, nil
	})
}

func (t *turn) leadPage(l casework.Lead, d *dossier) (LeadPage, error) {
	p := LeadPage{Today: t.day}
	g, err := t.grounds(l, d)
	if err != nil {
		return p, err
	}
	p.Leave = g.Leave
	p.LeadLine = LeadLine{Lead: l, Employer: g.Employer, State: l.State(casework.LeadFacts{}), Stop: l.StoppedBy(g, t.day)}
	notes := true
	if d == nil {
		p.Note = t.allowed(access.NoteEmployer, access.Resource{County: t.tx.County})
	} else {
		client := d.Client.Unguarded()
		p.Client = &client
		r := d.resource(t.tx.County, t.day)
		p.Note, notes = t.allowed(access.NoteClient, r), t.allowed(access.ReadNotes, r)
		if err := t.leadOfClient(&p, *d, notes); err != nil {
			return p, err
		}
	}
	if p.Others, err = t.leadsBeside(l); err != nil {
		return p, err
	}
	if p.Occupations, err = t.codes(casework.OccupationCodes); err != nil {
		return p, err
	}
	if notes {
		if p.Revisions, err = t.tx.Revisions("lead", l.ID); err != nil {
			return p, err
		}
	} else {
		p.Lead = p.Lead.Unwritten()
		p.Applications = converted(p.Applications, casework.Application.Unwritten)
	}
	p.Names, err = t.names()
	return p, err
}

// leadOfClient adds what has happened, and what is agreed.
func (t *turn) leadOfClient(p *LeadPage, d dossier, notes bool) error {
	episode := []int64{p.Lead.EpisodeID}
	e, err := t.tx.EpisodeByID(p.Lead.EpisodeID)
	if err != nil {
		return err
	}
	programme, err := t.tx.Programme(e.ProgrammeID)
	if err != nil {
		return err
	}
	p.Terms = programme.Terms
	facts, err := t.leadFacts(episode)
	if err != nil {
		return err
	}
	p.State = p.Lead.State(facts)
	p.Applications = kept(facts.Applications, func(a casework.Application) bool { return a.LeadID == p.Lead.ID })
	p.Contacts = kept(facts.Contacts, func(c casework.EmployerContact) bool {
		return c.EmployerID == p.Lead.EmployerID && !c.Withdrawn && !c.On.Before(p.Lead.On)
	})
	p.Wins = casework.WinsOf(p.Lead, p.Applications, t.day)
	if notes {
		p.Told, err = t.toldOf(d)
	}
	return err
}

// leadFacts loads what has happened round the leads of episodes.
func (t *turn) leadFacts(episodes []int64) (f casework.LeadFacts, err error) {
	if f.Contacts, err = t.tx.ContactsOfEpisodes(episodes); err != nil {
		return f, err
	}
	if f.Applications, err = t.tx.ApplicationsOfEpisodes(episodes); err != nil {
		return f, err
	}
	f.Placements, err = t.tx.PlacementsOfEpisodes(episodes)
	return f, err
}

// named lists the clients whom the page names.
func (p LeadPage) named() []int64 {
	lines := p.Others
	if p.Client != nil {
		lines = append([]LeadLine{p.LeadLine}, lines...)
	}
	return clientsNamed(lines)
}

func clientsNamed(lines []LeadLine) []int64 {
	var ids []int64
	for _, l := range lines {
		if l.Client != nil {
			ids = append(ids, l.Client.ID)
		}
	}
	return distinct(ids)
}

// leadsBeside lists the other open leads at a lead's employer that the reader
// may know of.
func (t *turn) leadsBeside(l casework.Lead) ([]LeadLine, error) {
	lines, err := t.employerLeads(l.EmployerID)
	return kept(lines, func(o LeadLine) bool { return o.Lead.ID != l.ID }), err
}

// employerLeads lists an employer's open leads: those for nobody yet, and those
// of the clients whom the reader may know of.
func (t *turn) employerLeads(employer int64) ([]LeadLine, error) {
	all, err := t.tx.LeadsOfEmployer(employer)
	if err != nil {
		return nil, err
	}
	return t.knownLines(kept(all, func(l casework.Lead) bool { return !l.Withdrawn && l.EndedOn.IsZero() }))
}

func episodeOfLead(l casework.Lead) int64 { return l.EpisodeID }

// knownLines words the leads that the reader may know of: those for nobody yet
// where they know the employers, and those of the clients whose timeline they
// may read and whose workplace may be told. Those that led to work, or to
// nothing, are left out.
func (t *turn) knownLines(all []casework.Lead) ([]LeadLine, error) {
	of, err := t.dossiersByEpisode(converted(all, episodeOfLead))
	if err != nil {
		return nil, err
	}
	employersToo := t.allowed(access.ReadEmployers, access.Resource{County: t.tx.County})
	known := kept(all, func(l casework.Lead) bool {
		if l.EpisodeID == 0 {
			return employersToo
		}
		d, there := of[l.EpisodeID]
		return there && !d.NonDisclosure && t.allowed(access.ReadTimeline, d.resource(t.tx.County, t.day))
	})
	lines, err := t.leadLines(known, of)
	return kept(lines, func(l LeadLine) bool { return l.State.Open() }), err
}

// leadLines says where leads stand; of is whose episodes they are in. Where one
// under an order of non-disclosure may work is left out.
func (t *turn) leadLines(all []casework.Lead, of map[int64]dossier) ([]LeadLine, error) {
	var episodes, employerIDs []int64
	for _, l := range all {
		employerIDs = append(employerIDs, l.EmployerID)
		if l.EpisodeID != 0 {
			episodes = append(episodes, l.EpisodeID)
		}
	}
	facts, err := t.leadFacts(distinct(episodes))
	if err != nil {
		return nil, err
	}
	employers, err := t.tx.EmployersByID(distinct(employerIDs))
	at := map[int64]casework.Employer{}
	for _, e := range employers {
		at[e.ID] = e
	}
	return converted(all, func(l casework.Lead) LeadLine { return t.leadLine(l, of, at[l.EmployerID], facts) }), err
}

func (t *turn) leadLine(l casework.Lead, of map[int64]dossier, employer casework.Employer, facts casework.LeadFacts) LeadLine {
	d, forClient := of[l.EpisodeID]
	g := casework.Grounds{Leave: d.Consents.EmployerAnswer(t.day), Employer: employer}
	line := LeadLine{Lead: l, Employer: employer, State: l.State(facts), Stop: l.StoppedBy(g, t.day)}
	if a, sent := casework.NewestApplication(l, facts.Applications); sent {
		line.Newest = &a
	}
	if forClient {
		client := d.Client.Unguarded()
		line.Client = &client
	}
	if d.NonDisclosure {
		line.Lead, line.Employer = l.Unplaced(), casework.Employer{}
	}
	return line
}

// LeadView is which leads a list holds.
type LeadView string

// The views.
const (
	OwnLeads    LeadView = "own"    // of the actor's own clients
	TeamLeads   LeadView = "team"   // of all clients of the actor's teams
	NobodyLeads LeadView = "nobody" // for nobody yet
)

// LeadViews lists them in the order they are offered.
var LeadViews = []LeadView{OwnLeads, TeamLeads, NobodyLeads}

// LeadList is the open leads of a view.
type LeadList struct {
	View  LeadView
	Lines []LeadLine
	Names Names
	Today casework.Day
}

// mostNobodys is how many leads for nobody yet a list holds.
const mostNobodys = 100

// Leads lists the open leads of the actor's own clients, of all of the team's, or
// those that are for nobody yet. A view that is not set is the first of the three
// for who coaches somebody, and the second for a leader who does not. Problems:
// Forbidden; Invalid for a view that there is not.
func (a *App) Leads(ctx context.Context, actor access.Actor, view LeadView) (LeadList, error) {
	return show(ctx, a, actor, func(t *turn) (LeadList, error) {
		list := LeadList{View: view, Today: t.day}
		if err := t.mayReadEmployers(""); err != nil {
			return list, err
		}
		own, err := t.reached(access.ScopeOf(actor, access.ReadTimeline, t.day), ViewOwn)
		if err != nil {
			return list, err
		}
		if list.View == "" {
			if list.View = OwnLeads; len(own) == 0 {
				list.View = TeamLeads
			}
		}
		var all []casework.Lead
		switch list.View {
		case OwnLeads:
			all, err = t.tx.OpenLeadsOfEpisodes(converted(own, episodeOfClient))
		case TeamLeads:
			all, err = t.teamLeads()
		case NobodyLeads:
			all, err = t.tx.LeadsForNobody(mostNobodys)
		default:
			err = invalid("view", "problem.choose")
		}
		if err != nil {
			return list, err
		}
		of, err := t.dossiersByEpisode(converted(all, episodeOfLead))
		if err != nil {
			return list, err
		}
		lines, err := t.leadLines(all, of)
		if err != nil {
			return list, err
		}
		list.Lines = kept(lines, func(l LeadLine) bool { return l.State.Open() })
		t.shows(audit.Listed, "lead", "", "view="+string(list.View), clientsNamed(list.Lines)...)
		list.Names, err = t.namesOf(converted(list.Lines, func(l LeadLine) int64 { return l.Lead.RecordedBy }), nil)
		return list, err
	})
}

// teamLeads are those that nobody has ended of the clients of the actor's teams.
func (t *turn) teamLeads() ([]casework.Lead, error) {
	all, err := t.reached(access.ScopeOf(t.actor, access.ReadTimeline, t.day), ViewTeam)
	if err != nil {
		return nil, err
	}
	return t.tx.OpenLeadsOfEpisodes(converted(all, episodeOfClient))
}

// ClientLeads is everything that was tried for a client in the present episode.
type ClientLeads struct {
	Client       casework.Client
	Terms        casework.Terms
	Lines        []LeadLine // the newest first, withdrawn ones too
	Applications []casework.Application
	Wins         []casework.SmallWin
	Leave        casework.Consent
	Told         *casework.Telling // nil: nothing was agreed, or not for this reader
	Today        casework.Day
	Note         bool // the actor may note another
}

// ClientLeads gives a client's leads with what came of them. Problems: NotFound.
func (a *App) ClientLeads(ctx context.Context, actor access.Actor, client casework.UID) (ClientLeads, error) {
	return show(ctx, a, actor, func(t *turn) (ClientLeads, error) {
		d, e, err := t.episodeToChange(client, access.ReadTimeline)
		if err != nil {
			return ClientLeads{}, err
		}
		p := ClientLeads{Client: d.Client.Unguarded(), Leave: d.Consents.EmployerAnswer(t.day), Today: t.day}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
		opened := t.decision
		r := d.resource(t.tx.County, t.day)
		p.Note = t.allowed(access.NoteClient, r)
		notes := t.allowed(access.ReadNotes, r)
		t.decision = opened
		all, err := t.tx.LeadsOfEpisodes([]int64{e.ID})
		if err != nil {
			return p, err
		}
		if p.Lines, err = t.leadLines(all, map[int64]dossier{e.ID: d}); err != nil {
			return p, err
		}
		if p.Applications, err = t.tx.ApplicationsOfEpisodes([]int64{e.ID}); err != nil {
			return p, err
		}
		for _, l := range p.Lines {
			if !l.Lead.Withdrawn {
				p.Wins = append(p.Wins, casework.WinsOf(l.Lead, p.Applications, t.day)...)
			}
		}
		slices.SortStableFunc(p.Wins, func(a, b casework.SmallWin) int { return b.On.Compare(a.On) })
		t.shows(audit.Showed, "lead", "", "", d.ID)
		if !notes {
			for i, l := range p.Lines {
				p.Lines[i].Lead = l.Lead.Unwritten()
			}
			p.Applications = converted(p.Applications, casework.Application.Unwritten)
			return p, nil
		}
		p.Told, err = t.toldOf(d)
		return p, err
	})
}

// CorrectLead puts another text in the place of a lead's; the old one stays
// readable. Problems: as NoteLead; Invalid without a reason; Conflict when
// somebody has changed it since.
func (a *App) CorrectLead(ctx context.Context, actor access.Actor, which Correction, in LeadInput) (casework.Lead, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Lead, error) {
		old, d, err := t.leadOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		note, g, clients, err := t.leadNote(in)
		if err != nil {
			return old, err
		}
		changed, err := casework.CorrectLead(old, note, g, t.day)
		if err != nil {
			return old, err
		}
		return t.reviseLead(which, audit.Corrected, old, changed, append(concerned(d), clients...))
	})
}

// reviseLead puts the changed lead in the place of the old one. A form that is
// sent twice, or changes nothing, changes nothing.
func (t *turn) reviseLead(which Correction, word audit.Action, old, changed casework.Lead, clients []int64) (casework.Lead, error) {
	clients = distinct(clients)
	if reflect.DeepEqual(old, changed) {
		t.shows(audit.Showed, "lead", old.UID.String(), "unchanged", clients...)
		return old, nil
	}
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	t.did(word, "lead", old.UID.String(), changedFields(old, changed), clients...)
	return t.tx.ReviseLead(old, changed, t.actor.ID, which.Reason)
}

// StepLead notes what is done next with a lead, or that nothing is. Problems:
// NotFound; Conflict for one that was withdrawn or changed since; Invalid with
// the fields of casework.StepLead.
func (a *App) StepLead(ctx context.Context, actor access.Actor, which Correction, in casework.StepNote) (casework.Lead, error) {
	which.Reason = stepMark + "next"
	return a.workLead(ctx, actor, which, func(l casework.Lead, g casework.Grounds, today casework.Day) (casework.Lead, error) {
		return casework.StepLead(l, in, g, today)
	})
}

// NoteWin adds a small win to a lead. Problems: as StepLead, with the fields of
// casework.NoteWin.
func (a *App) NoteWin(ctx context.Context, actor access.Actor, which Correction, in casework.SmallWin) (casework.Lead, error) {
	which.Reason = stepMark + "win"
	return a.workLead(ctx, actor, which, func(l casework.Lead, _ casework.Grounds, today casework.Day) (casework.Lead, error) {
		return casework.NoteWin(l, in, today)
	})
}

// workLead is what the steps of a lead share.
func (a *App) workLead(ctx context.Context, actor access.Actor, which Correction, step func(casework.Lead, casework.Grounds, casework.Day) (casework.Lead, error)) (casework.Lead, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Lead, error) {
		old, d, err := t.leadOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		g, err := t.grounds(old, d)
		if err != nil {
			return old, err
		}
		changed, err := step(old, g, t.day)
		if err != nil {
			return old, err
		}
		return t.reviseLead(which, audit.Corrected, old, changed, concerned(d))
	})
}

// WithdrawLead takes a lead back; it stays to be read, struck through. Problems:
// NotFound, Invalid without a reason, Conflict; Conflict also when applications
// that stand hang on it.
func (a *App) WithdrawLead(ctx context.Context, actor access.Actor, which Correction) (casework.Lead, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Lead, error) {
		old, d, err := t.leadOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.EpisodeID != 0 {
			all, err := t.tx.ApplicationsOfEpisodes([]int64{old.EpisodeID})
			if err != nil {
				return old, err
			}
			if _, sent := casework.NewestApplication(old, all); sent && !old.Withdrawn {
				return old, problem.New(problem.Conflict, "lead.applied_for")
			}
		}
		changed := old
		changed.Withdrawn = true
		return t.reviseLead(which, audit.Withdrew, old, changed, concerned(d))
	})
}

// leadEvents adds to a client's page the leads and what came of them, and the
// open ones.
func (t *turn) leadEvents(p *ClientPage, d dossier) error {
	episodes := d.episodeIDs()
	all, err := t.tx.LeadsOfEpisodes(episodes)
	if err != nil {
		return err
	}
	applications, err := t.tx.ApplicationsOfEpisodes(episodes)
	if err != nil {
		return err
	}
	of := map[int64]dossier{}
	d.NonDisclosure = p.Hidden
	for _, id := range episodes {
		of[id] = d
	}
	lines, err := t.leadLines(all, of)
	if err != nil {
		return err
	}
	leads := map[int64]casework.Lead{}
	for _, line := range lines {
		p.Names.Employers[line.Employer.ID] = line.Employer.Name
		if !p.May.Notes {
			line.Lead = line.Lead.Unwritten()
		}
		leads[line.Lead.ID] = line.Lead
		p.Timeline = append(p.Timeline, Event{On: line.Lead.On, Lead: &line.Lead})
		for _, w := range line.Lead.Wins {
			if !line.Lead.Withdrawn {
				p.Timeline = append(p.Timeline, Event{On: w.On, Lead: &line.Lead, Win: w.Win})
			}
		}
		if line.Lead.EpisodeID == p.Episode.ID && !line.Lead.Withdrawn && line.State.Open() {
			p.Leads = append(p.Leads, line)
		}
	}
	for _, a := range applications {
		if !p.May.Notes {
			a = a.Unwritten()
		}
		lead := leads[a.LeadID]
		p.Timeline = append(p.Timeline, Event{On: a.On, Application: &a, Lead: &lead})
	}
	return nil
}

// openLeads lists a client's open leads in the present episode.
func (t *turn) openLeads(d dossier) ([]LeadLine, error) {
	e, ok := d.present(t.day)
	if !ok {
		return nil, nil
	}
	all, err := t.tx.OpenLeadsOfEpisodes([]int64{e.ID})
	if err != nil {
		return nil, err
	}
	lines, err := t.leadLines(all, map[int64]dossier{e.ID: d})
	return kept(lines, func(l LeadLine) bool { return l.State.Open() }), err
}

// watchedLeads lists the open leads of the actor's own active clients, and those
// for nobody yet that the actor noted.
func (t *turn) watchedLeads(own []CaseloadClient) ([]casework.Lead, error) {
	active := kept(own, func(c CaseloadClient) bool { return c.State == casework.Active })
	all, err := t.tx.OpenLeadsOfEpisodes(converted(active, episodeOfClient))
	if err != nil {
		return nil, err
	}
	nobodys, err := t.tx.LeadsForNobodyOf(t.actor.StaffID)
	return append(all, nobodys...), err
}

// leadsDue adds to Today what waits in the leads; of is whose episodes they are in.
func (t *turn) leadsDue(day *Today, all []casework.Lead, of map[int64]dossier) error {
	lines, err := t.leadLines(all, of)
	if err != nil {
		return err
	}
	var open []outcomes.DueLead
	for _, l := range lines {
		if !l.State.Open() {
			continue
		}
		due := outcomes.DueLead{Lead: l.Lead, Stop: l.Stop, Newest: l.Newest}
		if l.Client != nil {
			due.ClientID = l.Client.ID
		}
		open = append(open, due)
	}
	for _, d := range outcomes.DueLeads(open, t.day) {
		i := slices.IndexFunc(lines, func(l LeadLine) bool { return l.Lead.ID == d.Lead.ID })
		if c := lines[i].Client; c != nil {
			day.Clients[c.ID] = *c
		}
		day.Employers[d.EmployerID] = lines[i].Employer
		day.Due = append(day.Due, d)
	}
	return nil
}

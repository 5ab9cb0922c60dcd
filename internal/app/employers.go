package app

import (
	"context"
	"errors"
	"reflect"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// EmployerFilter is which of the employers a list holds.
type EmployerFilter = store.EmployerFilter

// EmployerFilters lists them in the order they are offered.
var EmployerFilters = store.EmployerFilters

// EmployersInput asks for a page of the county's employers.
type EmployersInput struct {
	Typed  string // words of a name, a business id or a municipality
	Filter EmployerFilter
	ByName bool // else the latest met come first
	From   int
}

// ListedEmployer is one line of the list.
type ListedEmployer struct {
	Employer casework.Employer
	Last     *casework.EmployerContact // the newest that stands; nil: never contacted
	Jobs     int                       // clients' jobs there that run today
}

// EmployerList is a page of employers.
type EmployerList struct {
	EmployersInput
	Employers []ListedEmployer
	More      bool // there are some after these
	Names     Names
	Known     casework.CodeList // industries by name
}

// Employers lists the county's employers that stand, a page at a time. It
// names no client. Problems: Forbidden; Invalid for a filter that there is not.
func (a *App) Employers(ctx context.Context, actor access.Actor, in EmployersInput) (EmployerList, error) {
	return show(ctx, a, actor, func(t *turn) (EmployerList, error) {
		if err := t.mayReadEmployers(""); err != nil {
			return EmployerList{}, err
		}
		if !slices.Contains(EmployerFilters, in.Filter) {
			return EmployerList{}, invalid("filter", "problem.choose")
		}
		in.From = max(in.From, 0)
		list := EmployerList{EmployersInput: in}
		found, err := t.tx.Employers(store.EmployerQuery{
			Typed: in.Typed, Filter: in.Filter, ByName: in.ByName, StaffID: actor.StaffID, Since: t.day.AddDays(-recentDays),
			Today: t.day, From: in.From, Most: PageSize + 1,
		})
		if err != nil {
			return list, err
		}
		list.More = len(found) > PageSize
		found = found[:min(PageSize, len(found))]
		t.shows(audit.Listed, "employer", "", "filter="+string(in.Filter))
		if list.Known, err = t.codes(casework.IndustryCodes); err != nil {
			return list, err
		}
		list.Employers, err = t.listed(found)
		if err == nil {
			list.Names, err = t.namesOf(whoMet(converted(list.Employers, func(e ListedEmployer) *casework.EmployerContact { return e.Last })...), nil)
		}
		return list, err
	})
}

func (t *turn) mayReadEmployers(target string) error {
	return t.may(access.ReadEmployers, access.Resource{County: t.tx.County}, "employer", target)
}

// listed adds what a line tells beyond the name: one query a kind of thing,
// never one a line.
func (t *turn) listed(found []casework.Employer) ([]ListedEmployer, error) {
	ids := converted(found, func(e casework.Employer) int64 { return e.ID })
	last, err := t.tx.LastContacts(ids)
	if err != nil {
		return nil, err
	}
	jobs, err := t.tx.RunningJobs(ids, t.day)
	return converted(found, func(e casework.Employer) ListedEmployer {
		line := ListedEmployer{Employer: e, Jobs: jobs[e.ID]}
		if c, met := last[e.ID]; met {
			line.Last = &c
		}
		return line
	}), err
}

// EmployerNotice is what whoever is about to contact an employer should know:
// it never blocks.
type EmployerNotice struct {
	Employer casework.Employer
	Others   []casework.EmployerContact // see casework.OthersAt
	Names    Names
}

// noticeDepth is how many of an employer's newest contacts are looked at for
// what colleagues do there.
const noticeDepth = 20

func (t *turn) noticeOf(e casework.Employer) (EmployerNotice, error) {
	n := EmployerNotice{Employer: e}
	newest, err := t.tx.ContactsOfEmployer(e.ID, noticeDepth)
	if err != nil {
		return n, err
	}
	n.Others = casework.OthersAt(newest, t.actor.StaffID, t.day)
	met := whoMet(converted(n.Others, func(c casework.EmployerContact) *casework.EmployerContact { return &c })...)
	n.Names, err = t.namesOf(append(met, e.OwnerID), nil)
	return n, err
}

// whoMet lists who made the contacts, of which some may be missing.
func whoMet(contacts ...*casework.EmployerContact) (staff []int64) {
	for _, c := range contacts {
		if c != nil {
			staff = append(staff, c.Staff...)
		}
	}
	return staff
}

// EmployerNotice tells of one employer what to know before a contact.
func (a *App) EmployerNotice(ctx context.Context, actor access.Actor, uid casework.UID) (EmployerNotice, error) {
	return show(ctx, a, actor, func(t *turn) (EmployerNotice, error) {
		if err := t.mayReadEmployers(uid.String()); err != nil {
			return EmployerNotice{}, err
		}
		e, err := t.tx.EmployerByUID(uid)
		if err != nil {
			return EmployerNotice{}, err
		}
		t.shows(audit.Showed, "employer", uid.String(), "notice")
		return t.noticeOf(e)
	})
}

// EmployerPage is one employer with everybody's contacts.
type EmployerPage struct {
	Employer  casework.Employer
	SameAs    *casework.Employer // what took a withdrawn double's place
	Contacts  []EmployerEvent    // the newest first, withdrawn ones too
	Older     bool               // there are older contacts than those
	Others    []casework.EmployerContact
	Promise   *casework.EmployerContact // the newest contact, when it promised a return
	Jobs      EmployerJobs
	Known     casework.CodeList // industries by name
	Leads     []LeadLine        // open, for nobody yet and of clients whom the reader may know of
	Today     casework.Day
	Names     Names
	Revisions []Revision
}

// EmployerEvent is a contact as this reader may see it.
type EmployerEvent struct {
	Contact casework.EmployerContact
	Client  *casework.Client // whom it was for, when the reader may know
	Open    bool             // its page may be opened
}

// EmployerJobs counts what clients have had at an employer's, and names those
// whom the reader may know of.
type EmployerJobs struct {
	Running, Past, Ahead, Trials int
	Named                        []NamedJob
}

// NamedJob is a placement with whose it is.
type NamedJob struct {
	Placement casework.Placement
	Client    casework.Client
}

// contactsShown is how many contacts an employer's page holds.
const contactsShown = 200

// Employer gives an employer's page. Clients are named only where the reader
// may read their timeline, and nobody under an order of non-disclosure, whose
// workplace is not to be found. Problems: NotFound.
func (a *App) Employer(ctx context.Context, actor access.Actor, uid casework.UID) (EmployerPage, error) {
	return show(ctx, a, actor, func(t *turn) (EmployerPage, error) {
		if err := t.mayReadEmployers(uid.String()); err != nil {
			return EmployerPage{}, err
		}
		e, err := t.tx.EmployerByUID(uid)
		if err != nil {
			return EmployerPage{}, err
		}
		return t.employerPage(e)
	})
}

func (t *turn) employerPage(e casework.Employer) (EmployerPage, error) {
	p := EmployerPage{Employer: e, Today: t.day}
	opened := t.decision
	contacts, err := t.tx.ContactsOfEmployer(e.ID, contactsShown+1)
	if err != nil {
		return p, err
	}
	p.Older = len(contacts) > contactsShown
	contacts = contacts[:min(contactsShown, len(contacts))]
	placements, err := t.tx.PlacementsOfEmployer(e.ID)
	if err != nil {
		return p, err
	}
	episodes := map[int64]bool{}
	for _, c := range contacts {
		episodes[c.EpisodeID] = true
	}
	for _, j := range placements {
		episodes[j.EpisodeID] = true
	}
	known, err := t.clientsKnown(episodes)
	if err != nil {
		return p, err
	}
	if p.Leads, err = t.employerLeads(e.ID); err != nil {
		return p, err
	}
	if p.Known, err = t.codes(casework.IndustryCodes); err != nil {
		return p, err
	}
	t.decision = opened // whose timelines may be read is not why the page is shown
	p.Contacts = converted(contacts, func(c casework.EmployerContact) EmployerEvent {
		event := EmployerEvent{Contact: c, Open: c.EpisodeID == 0}
		if client, ok := known[c.EpisodeID]; ok {
			event.Client, event.Open = &client, true
		}
		return event
	})
	p.Others = casework.OthersAt(contacts, t.actor.StaffID, t.day)
	p.Promise = promiseOf(contacts)
	p.Jobs = jobsOf(placements, known, t.day)
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	if e.SameAsID != 0 {
		same, err := t.tx.EmployersByID([]int64{e.SameAsID})
		if err != nil {
			return p, err
		}
		if len(same) > 0 {
			p.SameAs = &same[0]
		}
	}
	if p.Revisions, err = t.tx.Revisions("employer", e.ID); err != nil {
		return p, err
	}
	t.shows(audit.Showed, "employer", e.UID.String(), "", p.named()...)
	return p, nil
}

// named lists the clients whom the page names.
func (p EmployerPage) named() []int64 {
	var ids []int64
	for _, c := range p.Contacts {
		if c.Client != nil {
			ids = append(ids, c.Client.ID)
		}
	}
	for _, j := range p.Jobs.Named {
		ids = append(ids, j.Client.ID)
	}
	ids = append(ids, clientsNamed(p.Leads)...)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// promiseOf is the newest contact that stands, when it promised a return.
func promiseOf(contacts []casework.EmployerContact) *casework.EmployerContact {
	for _, c := range contacts {
		if c.Withdrawn {
			continue
		}
		if c.Next == casework.NextReturn && !c.ReturnOn.IsZero() {
			return &c
		}
		return nil
	}
	return nil
}

func jobsOf(placements []casework.Placement, known map[int64]casework.Client, on casework.Day) EmployerJobs {
	var jobs EmployerJobs
	for _, j := range placements {
		switch {
		case j.Withdrawn:
			continue
		case j.Kind != casework.Employment:
			jobs.Trials++
		case j.StartsOn.After(on):
			jobs.Ahead++
		case j.RunsOn(on):
			jobs.Running++
		default:
			jobs.Past++
		}
		if client, ok := known[j.EpisodeID]; ok {
			jobs.Named = append(jobs.Named, NamedJob{j, client})
		}
	}
	return jobs
}

// clientsKnown finds, by episode, the clients whose timeline the actor may
// read and whose workplace may be told.
func (t *turn) clientsKnown(episodeIDs map[int64]bool) (map[int64]casework.Client, error) {
	var asked []int64
	for id := range episodeIDs {
		if id != 0 {
			asked = append(asked, id)
		}
	}
	ids, err := t.tx.ClientsOfEpisodes(asked)
	if err != nil {
		return nil, err
	}
	clients, err := t.tx.ClientsByID(ids)
	if err != nil {
		return nil, err
	}
	episodes, err := t.tx.EpisodesOfClients(ids)
	if err != nil {
		return nil, err
	}
	consents, err := t.tx.ConsentsOf(ids)
	if err != nil {
		return nil, err
	}
	of := map[int64][]casework.Episode{}
	for _, e := range episodes {
		of[e.ClientID] = append(of[e.ClientID], e)
	}
	known := map[int64]casework.Client{}
	for _, c := range clients {
		r := dossier{Client: c, Episodes: of[c.ID], Consents: consents[c.ID]}.resource(t.tx.County, t.day)
		if c.NonDisclosure || !t.allowed(access.ReadTimeline, r) {
			continue
		}
		for _, e := range of[c.ID] {
			known[e.ID] = c.Unguarded()
		}
	}
	return known, nil
}

// EmployerInput is an employer's record as a form sends it.
type EmployerInput struct {
	UID   casework.UID // of the employer to be, made with the form: sending it twice adds one
	Owner casework.UID // not set: nobody
	Note  casework.EmployerNote
}

// EmployerForm is what the form of an employer's record offers.
type EmployerForm struct {
	Employer casework.Employer // as it stands; zero for a new one
	Owners   []casework.Staff  // who may look after it
	Owner    casework.UID
	Alike    []casework.Employer // that have the name or the business id already
	Known    casework.CodeList   // industries by name
}

// EmployerForm gives the form for a new employer, or with a uid the one to
// correct an employer by. typed is the note so far, to find those alike.
func (a *App) EmployerForm(ctx context.Context, actor access.Actor, uid casework.UID, typed casework.EmployerNote) (EmployerForm, error) {
	return show(ctx, a, actor, func(t *turn) (EmployerForm, error) {
		f := EmployerForm{}
		if err := t.mayNoteEmployers("employer", uid); err != nil {
			return f, err
		}
		var err error
		if !uid.IsZero() {
			if f.Employer, err = t.tx.EmployerByUID(uid); err != nil {
				return f, err
			}
		}
		if f.Known, err = t.codes(casework.IndustryCodes); err != nil {
			return f, err
		}
		typed.Industry = f.Known.CodeOf(typed.Industry)
		if wanted, err := casework.NoteEmployer(typed); err == nil {
			wanted.ID = f.Employer.ID
			if f.Alike, err = t.tx.EmployersAlike(wanted); err != nil {
				return f, err
			}
		}
		staff, err := t.tx.Staff()
		for _, s := range staff {
			if s.ID == f.Employer.OwnerID {
				f.Owner = s.UID
			}
			if s.ID == f.Employer.OwnerID || slices.ContainsFunc(s.Grants, func(g casework.Grant) bool {
				return g.Holds(t.day) && (g.Role == casework.RoleCoach || g.Role == casework.RoleTeamLeader)
			}) {
				f.Owners = append(f.Owners, s)
			}
		}
		t.shows(audit.Showed, "employer", uid.String(), "form")
		return f, err
	})
}

// AddEmployer adds an employer's record. Problems: Invalid with the fields of
// casework.NoteEmployer, and with the field apart for one whose name or business
// id another has, unless the note says that it is apart; Conflict for a uid that
// is another's, and with NotedKey for one that is there with another text.
func (a *App) AddEmployer(ctx context.Context, actor access.Actor, in EmployerInput) (casework.Employer, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Employer, error) {
		if err := t.mayNoteEmployers("employer", in.UID); err != nil {
			return casework.Employer{}, err
		}
		if in.UID.IsZero() {
			return casework.Employer{}, errUnnamed
		}
		done, err := t.tx.EmployerByUID(in.UID)
		if sent := err == nil && done.RecordedBy == actor.StaffID; sent {
			return t.employerAgain(done, in)
		}
		e, err := t.employerNoted(in, casework.Employer{})
		if err != nil {
			return e, err
		}
		e.Noted = t.noted(in.UID)
		if e, err = t.tx.AddEmployer(e); err != nil {
			return e, err
		}
		t.did(audit.Added, "employer", e.UID.String(), "")
		return e, nil
	})
}

// employerAgain answers an employer that was sent before: it is there once.
func (t *turn) employerAgain(done casework.Employer, in EmployerInput) (casework.Employer, error) {
	sent, err := t.employerNoted(in, done)
	if err != nil {
		return sent, err
	}
	if !reflect.DeepEqual(done, sent) {
		return done, noted()
	}
	t.shows(audit.Showed, "employer", done.UID.String(), "sent again")
	return done, nil
}

// employerNoted makes an employer of what was sent; before is the one that it
// corrects, whose other facts it keeps.
func (t *turn) employerNoted(in EmployerInput, before casework.Employer) (casework.Employer, error) {
	if !in.Owner.IsZero() {
		owner, err := t.tx.StaffByUID(in.Owner)
		if err != nil {
			return before, err
		}
		in.Note.OwnerID = owner.ID
	}
	known, err := t.codes(casework.IndustryCodes)
	if err != nil {
		return before, err
	}
	in.Note.Industry = known.CodeOf(in.Note.Industry)
	e, err := casework.NoteEmployer(in.Note)
	if err != nil {
		return before, err
	}
	e.Noted, e.DoNotContact, e.SameAsID = before.Noted, before.DoNotContact, before.SameAsID
	if e.Apart {
		return e, nil
	}
	alike, err := t.tx.EmployersAlike(e)
	if err != nil {
		return e, err
	}
	if before.ID != 0 && e.Name == before.Name && e.BusinessID == before.BusinessID {
		return e, nil // it was alike before: an import may bring several of a name
	}
	if len(alike) > 0 {
		var f problem.Fields
		f.Add("apart", "employer.known", problem.Args{"name": alike[0].Name})
		return e, f.Problem()
	}
	return e, nil
}

// CorrectEmployer puts another text in the place of an employer's record; the
// old text stays readable. Problems: as AddEmployer; Invalid without a reason;
// Conflict when somebody has changed it since.
func (a *App) CorrectEmployer(ctx context.Context, actor access.Actor, which Correction, in EmployerInput) (casework.Employer, error) {
	return a.reviseEmployer(ctx, actor, which, audit.Corrected, func(t *turn, old casework.Employer) (casework.Employer, error) {
		return t.employerNoted(in, old)
	})
}

// StopContacts notes that an employer wants no more contacts, from a day on;
// the reason of the correction is theirs. Problems: Invalid with the fields on
// and reason; Conflict.
func (a *App) StopContacts(ctx context.Context, actor access.Actor, which Correction, on casework.Day) (casework.Employer, error) {
	return a.reviseEmployer(ctx, actor, which, audit.Corrected, func(t *turn, old casework.Employer) (casework.Employer, error) {
		return casework.StopContacts(old, casework.DoNotContact{On: on, Reason: which.Reason}, t.day)
	})
}

// AllowContacts notes that an employer may be contacted again. Problems:
// Invalid without a reason; Conflict.
func (a *App) AllowContacts(ctx context.Context, actor access.Actor, which Correction) (casework.Employer, error) {
	return a.reviseEmployer(ctx, actor, which, audit.Corrected, func(_ *turn, old casework.Employer) (casework.Employer, error) {
		old.DoNotContact = casework.DoNotContact{}
		return old, nil
	})
}

// WithdrawEmployer takes a mistaken record out of every list; it stays to be
// read. Problems: Invalid without a reason; Conflict while contacts or
// placements that stand hang on it (then JoinEmployers is for it), or stale.
func (a *App) WithdrawEmployer(ctx context.Context, actor access.Actor, which Correction) (casework.Employer, error) {
	return a.reviseEmployer(ctx, actor, which, audit.Withdrew, func(t *turn, old casework.Employer) (casework.Employer, error) {
		hanging, err := t.hangsOn(old)
		if err != nil {
			return old, err
		}
		if n := hanging.standing(); n > 0 {
			return old, problem.New(problem.Conflict, "employer.in_use").With("n", n)
		}
		old.Withdrawn = true
		return old, nil
	})
}

// reviseEmployer is what every change of an employer's record shares. A change
// that leaves it as it was, as when a form is sent twice, is none.
func (a *App) reviseEmployer(ctx context.Context, actor access.Actor, which Correction, action audit.Action, change func(*turn, casework.Employer) (casework.Employer, error)) (casework.Employer, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Employer, error) {
		if err := t.mayNoteEmployers("employer", which.UID); err != nil {
			return casework.Employer{}, err
		}
		old, err := t.tx.EmployerByUID(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed, err := change(t, old)
		if err != nil {
			return old, err
		}
		if reflect.DeepEqual(old, changed) {
			t.shows(audit.Showed, "employer", old.UID.String(), "unchanged")
			return old, nil
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		fields := changedFields(old, changed)
		if changed, err = t.tx.ReviseEmployer(old, changed, t.actor.ID, which.Reason); err != nil {
			return changed, err
		}
		t.did(action, "employer", old.UID.String(), fields)
		return changed, nil
	})
}

// hanging is what names an employer.
type hanging struct {
	contacts   []casework.EmployerContact
	placements []casework.Placement
	leaves     []casework.Consent // to be named to it
	leads      []casework.Lead
}

func (h hanging) standing() int {
	n := 0
	for _, c := range h.contacts {
		if !c.Withdrawn {
			n++
		}
	}
	for _, j := range h.placements {
		if !j.Withdrawn {
			n++
		}
	}
	for _, l := range h.leaves {
		if !l.Withdrawn {
			n++
		}
	}
	for _, l := range h.leads {
		if !l.Withdrawn {
			n++
		}
	}
	return n
}

func (t *turn) hangsOn(e casework.Employer) (h hanging, err error) {
	if h.contacts, err = t.tx.AllContactsOfEmployer(e.ID); err != nil {
		return h, err
	}
	if h.placements, err = t.tx.PlacementsOfEmployer(e.ID); err != nil {
		return h, err
	}
	if h.leaves, err = t.tx.LeavesToNameTo(e.ID); err != nil {
		return h, err
	}
	h.leads, err = t.tx.LeadsOfEmployer(e.ID)
	return h, err
}

// JoinEmployers says that an employer's record is the same as another's: its
// contacts, leads, placements and clients' leaves to be named move to the other, each
// with a trace, and it is withdrawn. Nothing of a client is shown or told by it,
// so that whoever keeps employers may do it also where a colleague's clients are
// concerned; the log names them. Problems: Invalid without a reason or with the
// field into for an employer that cannot take its place; Conflict.
func (a *App) JoinEmployers(ctx context.Context, actor access.Actor, which Correction, into casework.UID) (casework.Employer, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Employer, error) {
		if err := t.mayNoteEmployers("employer", which.UID); err != nil {
			return casework.Employer{}, err
		}
		double, err := t.tx.EmployerByUID(which.UID)
		if err != nil {
			return double, err
		}
		if err := which.check(); err != nil {
			return double, err
		}
		if into.IsZero() {
			return double, invalid("into", "employer.choose_other")
		}
		other, err := t.tx.EmployerByUID(into)
		if err != nil {
			return other, err
		}
		if double.SameAsID == other.ID {
			t.shows(audit.Showed, "employer", other.UID.String(), "unchanged")
			return other, nil
		}
		if other.ID == double.ID || other.Withdrawn {
			return double, invalid("into", "employer.choose_other")
		}
		if double.Revision != which.Revision {
			return double, store.ErrStale
		}
		return other, t.join(double, other, which.Reason)
	})
}

func (t *turn) join(double, other casework.Employer, reason string) error {
	h, err := t.hangsOn(double)
	if err != nil {
		return err
	}
	clients, err := t.clientsHanging(h)
	if err != nil {
		return err
	}
	moved := slices.Clone(h.contacts)
	for i := range moved {
		moved[i].EmployerID = other.ID
	}
	if err := t.tx.ReviseContacts(h.contacts, moved, t.actor.ID, reason); err != nil {
		return err
	}
	for _, old := range h.placements {
		j := old
		j.EmployerID = other.ID
		if _, err := t.tx.RevisePlacement(old, j, t.actor.ID, reason); err != nil {
			return err
		}
	}
	for _, old := range h.leaves {
		l := old
		l.Employers = slices.DeleteFunc(slices.Clone(old.Employers), func(id int64) bool { return id == double.ID || id == other.ID })
		l.Employers = append(l.Employers, other.ID)
		if _, err := t.tx.ReviseConsent(old, l, t.actor.ID, reason); err != nil {
			return err
		}
	}
	for _, old := range h.leads {
		l := old
		l.EmployerID = other.ID
		if _, err := t.tx.ReviseLead(old, l, t.actor.ID, reason); err != nil {
			return err
		}
	}
	joined := double
	joined.Withdrawn, joined.SameAsID = true, other.ID
	if _, err := t.tx.ReviseEmployer(double, joined, t.actor.ID, reason); err != nil {
		return err
	}
	t.did(audit.Moved, "employer", double.UID.String(), "to "+other.UID.String(), clients...)
	return nil
}

// clientsHanging lists whose contacts, placements and leaves they are.
func (t *turn) clientsHanging(h hanging) ([]int64, error) {
	var episodes, clients []int64
	for _, c := range h.contacts {
		if c.EpisodeID != 0 {
			episodes = append(episodes, c.EpisodeID)
		}
	}
	for _, j := range h.placements {
		episodes = append(episodes, j.EpisodeID)
	}
	for _, l := range h.leaves {
		clients = append(clients, l.ClientID)
	}
	for _, l := range h.leads {
		if l.EpisodeID != 0 {
			episodes = append(episodes, l.EpisodeID)
		}
	}
	slices.Sort(episodes)
	more, err := t.tx.ClientsOfEpisodes(slices.Compact(episodes))
	clients = append(clients, more...)
	slices.Sort(clients)
	return slices.Compact(clients), err
}

// mostJoined is how far the way from one double to the next is followed.
const mostJoined = 8

// presentEmployer is the employer that stands in the place of one that a form named: a
// double's other. One that was withdrawn for good is refused.
func (t *turn) presentEmployer(uid casework.UID) (casework.Employer, error) {
	e, err := t.tx.EmployerByUID(uid)
	for range mostJoined {
		if err != nil || !e.Withdrawn || e.SameAsID == 0 {
			break
		}
		var same []casework.Employer
		if same, err = t.tx.EmployersByID([]int64{e.SameAsID}); err == nil && len(same) == 0 {
			err = store.ErrNotFound
		}
		if err == nil {
			e = same[0]
		}
	}
	if err == nil && e.Withdrawn {
		err = invalid("employer", "employer.withdrawn")
	}
	return e, err
}

// knownAs finds the employer of just the name that was typed, if there is one.
func (t *turn) knownAs(typed string) (*casework.Employer, error) {
	if typed == "" {
		return nil, nil
	}
	e, err := t.tx.EmployerNamed(typed)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return &e, err
}

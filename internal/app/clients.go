package app

import (
	"cmp"
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/outcomes"
)

// ClientPage is what a client's page shows. Parts that the actor may not see
// are empty, and May says which those are.
type ClientPage struct {
	Client     casework.Client
	Episode    casework.Episode // the newest; zero when there is none
	HasEpisode bool
	State      casework.State
	Referral   *casework.Referral // that began the episode, or was asked for and waits; nil: none, or another care team's
	Answer     casework.Answer    // with Referral
	Programme  string
	Terms      casework.Terms // of the programme
	Consents   casework.Consents
	Phases     []outcomes.Phase
	Next       NextStep // empty for who may not note
	Timeline   []Event
	Planned    []casework.PlannedMeeting // still to be held or noted, the next first
	Tasks      []casework.Task           // still to be done
	Profile    *Profile                  // nil: not for this reader
	Watch      *benefits.Watch           // of earnings; nil: not for this reader, or no pension has a limit
	Plan       *casework.Plan            // the one that holds; nil: none, or not for this reader
	Told       *casework.Telling         // what holds of what employers are told; nil: nothing was agreed, or not for this reader
	Leads      []LeadLine                // that are open in the present episode
	Support    map[int64]Supported       // by placement that runs; nil: not for this reader
	Names      Names
	Today      casework.Day
	May        MayWithClient
	Hidden     bool             // where the client lives and works is not shown: they are under an order of non-disclosure
	MergeWaits bool             // for a second person to confirm it or taking it back; with May.Merge
	MaybeTwice bool             // the referrer says that this person had a record before, and nobody has looked; with May.Merge
	Into       *casework.Client // whose record took this one's place: nothing else is told then
}

// MayWithClient says which parts of a client's page are open to the actor.
type MayWithClient struct{ Timeline, Notes, Note, Start, Change, Lookers, Refer, Queue, Merge bool }

// Event is one thing that happened, with its day. Exactly one of the pointers
// is set, but for an application's lead.
type Event struct {
	On          casework.Day
	Contact     *casework.EmployerContact
	Meeting     *casework.Meeting
	Agreed      []casework.Task // in the meeting
	Note        *casework.Note
	Placement   *casework.Placement
	Ended       *casework.Placement // its last day
	Counselled  *casework.Counselling
	Episode     *casework.Episode // referral, start or end: State says which
	State       casework.State
	Met         *casework.Suitability // a first meeting
	Plan        *casework.Plan        // for the search of work
	Lead        *casework.Lead        // found; with Win a step of the client's in it, with Application what was sent for it
	Win         casework.Win
	Application *casework.Application
	Talk        *casework.DisclosureTalk
	Message     *casework.CareMessage // between the care team and the coaches
	Support     *casework.SupportPlan
	Closing     *casework.ClosingTalk // about how coaching goes on
	Setback     *casework.Setback     // told to the care team
	Pause       *casework.Pause       // it began; with Resumed coaching went on
	Resumed     bool
	Coach       *casework.Dated // took the client over
	Of          casework.UID    // the episode of a pause or hand-over
}

// Client gives a client's page: the header to whoever may know of the client,
// the timeline and consents to whoever may read them. Where a client under an
// order of non-disclosure lives and works is left out.
func (a *App) Client(ctx context.Context, actor access.Actor, uid casework.UID) (ClientPage, error) {
	return a.openClient(ctx, actor, uid, access.ReadClient)
}

// ClientRevealed is Client with where a client under an order of
// non-disclosure lives and works. It is a step of its own, for those who note
// for the client, and the log says so.
func (a *App) ClientRevealed(ctx context.Context, actor access.Actor, uid casework.UID) (ClientPage, error) {
	return a.openClient(ctx, actor, uid, access.NoteClient)
}

func (a *App) openClient(ctx context.Context, actor access.Actor, uid casework.UID, action access.Action) (ClientPage, error) {
	return show(ctx, a, actor, func(t *turn) (ClientPage, error) {
		d, err := t.dossier(uid)
		if err != nil {
			return ClientPage{}, err
		}
		if d.MergedInto != 0 {
			return t.emptiedPage(d)
		}
		if err := t.mayWith(action, d); err != nil {
			return ClientPage{}, err
		}
		return t.clientPage(d, action == access.ReadClient && d.NonDisclosure)
	})
}

func (t *turn) clientPage(d dossier, hidden bool) (ClientPage, error) {
	r := d.resource(t.tx.County, t.day)
	p := ClientPage{Client: d.Client.Unguarded(), Today: t.day, Hidden: hidden}
	if !hidden {
		p.Client.Municipality = d.Lives()
	}
	p.Episode, p.HasEpisode = t.presentTo(d)
	p.State = p.Episode.StateOn(t.day)
	p.Referral, p.Answer = t.toldReferral(d, p.Episode)
	opened := t.decision
	p.May = MayWithClient{
		Note:    t.allowed(access.NoteClient, r),
		Notes:   t.allowed(access.ReadNotes, r),
		Start:   t.allowed(access.StartEpisode, r) && p.State == casework.Queue,
		Change:  t.allowed(access.ChangeEpisode, r),
		Lookers: t.allowed(access.ReadLookers, r),
		Refer:   !p.Open() && t.allowed(access.ReferClient, r),
		Queue:   p.State == casework.Queue && t.allowed(access.KeepQueue, t.queueResource(d, p.Episode)),
	}
	p.May.Merge = t.allowed(access.MergeClients, r)
	if p.May.Note && !hidden {
		p.Client.Reach = d.ReachedBy()
	}
	t.decision = opened // what else they may do is not why it is shown
	if p.HasEpisode {
		programme, err := t.tx.Programme(p.Episode.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Programme, p.Terms = programme.Name, programme.Terms
	}
	merges, err := t.tx.MergesOf(d.ID)
	if err != nil {
		return p, err
	}
	p.MergeWaits = slices.ContainsFunc(merges, func(m casework.Merge) bool { return m.Proposer() != 0 })
	p.MaybeTwice = len(merges) == 0 && p.Referral != nil && p.Referral.Likeness == casework.LikelySame
	parts := "header"
	if p.May.Timeline = t.allowed(access.ReadTimeline, r); p.May.Timeline {
		parts = "header, timeline"
		p.Consents = d.Consents
		if err := t.timeline(&p, d); err != nil {
			return p, err
		}
		if p.May.Notes && p.HasEpisode {
			profile, err := t.profileOf(d.episodeIDs())
			if err != nil {
				return p, err
			}
			p.Profile = &profile
			if p.Watch, err = t.limitsOf(d.Client, profile); err != nil {
				return p, err
			}
			if p.May.Note {
				p.Next = p.nextStep()
			}
		}
	} else {
		p.Client, p.Episode = header(p.Client, p.Episode)
	}
	if d.NonDisclosure && !hidden {
		parts += ", protected"
	}
	t.shows(audit.Showed, "client", d.UID.String(), parts, d.ID)
	return p, t.nameOn(&p)
}

// nameOn adds the names of everybody who is named on the page.
func (t *turn) nameOn(p *ClientPage) error {
	staff := []int64{p.Episode.CoachOn(t.day)}
	careTeams := []int64{p.Episode.CareTeamOn(t.day), p.Episode.ReferringUnitID}
	if r := p.Referral; r != nil {
		staff = append(staff, r.RecordedBy, r.ReferrerID, r.ReceivedBy, r.OwnNurseID)
		careTeams = append(careTeams, r.CareTeamID)
	}
	for _, e := range p.Timeline {
		switch {
		case e.Meeting != nil:
			staff = append(staff, e.Meeting.Staff...)
		case e.Counselled != nil:
			staff = append(staff, e.Counselled.ByID)
		case e.Coach != nil:
			staff = append(staff, e.Coach.ID)
		}
	}
	names, err := t.namesOf(staff, careTeams)
	names.Employers = p.Names.Employers
	p.Names = names
	return err
}

// Open tells whether the client is in the service, or on the way into it.
func (p ClientPage) Open() bool {
	return p.Referral != nil && p.Referral.Waits() || p.State == casework.Queue || p.State == casework.Active || p.State == casework.Paused
}

// Earns tells whether there is pay to watch: a job that runs, or is agreed on, or
// ended within the months that are watched, or pay that was noted.
func (p ClientPage) Earns() bool {
	return slices.ContainsFunc(p.Watch.Months, func(m benefits.WatchedMonth) bool {
		return m.Earned != nil || m.Expected == nil || *m.Expected > 0
	}) || slices.ContainsFunc(p.Timeline, func(e Event) bool {
		return e.Placement != nil && !e.Placement.Withdrawn && e.Placement.Kind == casework.Employment && e.Placement.StartsOn.After(p.Today)
	})
}

// toldReferral is the referral that a client's page tells of: what began the
// episode, or what is asked for and waits. It is nil when there is no record of
// one, and when it is another care team's.
func (t *turn) toldReferral(d dossier, e casework.Episode) (*casework.Referral, casework.Answer) {
	var told *casework.Referral
	for _, r := range d.Referrals {
		if !r.Withdrawn && (r.Waits() || r.EpisodeID == e.ID && e.ID != 0) && t.readsReferral(r, d) {
			told = &r
		}
	}
	switch {
	case told == nil:
		return nil, ""
	case told.EpisodeID == 0:
		e = casework.Episode{}
	}
	return told, told.AnswerOn(e, t.day)
}

// presentTo is the episode that the client's page is about to the actor: the
// present one, and without the timeline the newest of those by which they reach
// the client. What another care team's referral said is not for them.
func (t *turn) presentTo(d dossier) (casework.Episode, bool) {
	if t.decide(access.ReadTimeline, d.resource(t.tx.County, t.day)).Allowed {
		return d.present(t.day)
	}
	for _, e := range newest(d.Episodes, t.day) {
		if t.decide(access.ReadClient, clientResource(t.tx.County, []casework.Episode{e}, nil, d.Banned(t.day), t.day)).Allowed {
			return e, true
		}
	}
	return casework.Episode{}, false
}

// header leaves of a client what may be known of them without the timeline:
// who they are, what the referral said, and where their coaching stands.
func header(c casework.Client, e casework.Episode) (casework.Client, casework.Episode) {
	c = c.Unguarded()
	c.Incomes = nil
	e.Pauses, e.EndReason, e.Closing = nil, "", casework.Closing{}
	e.AgreementOn, e.EmployedAtStart = casework.Day{}, false
	return c, e
}

func (t *turn) timeline(p *ClientPage, d dossier) error {
	episodes, ids := d.Episodes, d.episodeIDs()
	contacts, err := t.tx.ContactsOfEpisodes(ids)
	if err != nil {
		return err
	}
	meetings, err := t.tx.MeetingsOfEpisodes(ids)
	if err != nil {
		return err
	}
	placements, err := t.tx.PlacementsOfEpisodes(ids)
	if err != nil {
		return err
	}
	counselling, err := t.tx.CounsellingOfEpisodes(ids)
	if err != nil {
		return err
	}
	if p.Hidden {
		contacts = converted(contacts, casework.EmployerContact.Unplaced)
		placements = converted(placements, casework.Placement.Unplaced)
	}
	if err := t.nameEmployers(p, contacts, placements); err != nil {
		return err
	}
	if !p.May.Notes { // what was gone through stays with those who may read what is written
		counselling = converted(counselling, casework.Counselling.Unwritten)
	}
	p.Timeline = events(episodes, contacts, meetings, placements, counselling, t.day)
	met, err := t.tx.SuitabilityOfEpisodes(ids)
	if err != nil {
		return err
	}
	for _, m := range met {
		p.Timeline = append(p.Timeline, Event{On: m.On, Met: &m})
	}
	if err := t.leadEvents(p, d); err != nil {
		return err
	}
	slices.SortStableFunc(p.Timeline, Event.compare)
	if err := t.meetingEvents(p, ids); err != nil {
		return err
	}
	if err := t.setbackEvents(p, ids); err != nil {
		return err
	}
	slices.SortStableFunc(p.Timeline, Event.compare)
	p.Phases = outcomes.Phases(p.Episode, meetings, contacts, placements, t.day)
	return nil
}

func (t *turn) nameEmployers(p *ClientPage, contacts []casework.EmployerContact, placements []casework.Placement) error {
	ids := map[int64]bool{}
	for _, c := range contacts {
		ids[c.EmployerID] = true
	}
	for _, j := range placements {
		ids[j.EmployerID] = true
	}
	for _, c := range p.Consents {
		add(ids, c.Employers)
	}
	delete(ids, 0)
	var err error
	p.Names.Employers, err = t.employerNames(ids)
	return err
}

// events puts what happened in order, the newest first; what is agreed for
// later comes on top.
func events(episodes []casework.Episode, contacts []casework.EmployerContact, meetings []casework.Meeting,
	placements []casework.Placement, counselling []casework.Counselling, today casework.Day) []Event {
	var all []Event
	for _, e := range episodes {
		for state, on := range map[casework.State]casework.Day{
			casework.Queue: e.ReferredOn, casework.Active: e.StartedOn, casework.Cancelled: e.CancelledOn, casework.Ended: e.EndedOn,
		} {
			if !on.IsZero() && !on.After(today) {
				all = append(all, Event{On: on, Episode: &e, State: state})
			}
		}
	}
	for _, e := range episodes {
		all = append(all, courseOf(e, today)...)
	}
	for _, c := range contacts {
		all = append(all, Event{On: c.On, Contact: &c})
	}
	for _, m := range meetings {
		all = append(all, Event{On: m.On, Meeting: &m})
	}
	for _, p := range placements {
		all = append(all, Event{On: p.StartsOn, Placement: &p})
		if !p.EndsOn.IsZero() && !p.EndsOn.After(today) && !p.Withdrawn {
			all = append(all, Event{On: p.EndsOn, Ended: &p})
		}
	}
	for _, c := range counselling {
		all = append(all, Event{On: c.On, Counselled: &c})
	}
	slices.SortStableFunc(all, Event.compare)
	return all
}

// compare orders events, the newest first.
func (e Event) compare(o Event) int {
	return cmp.Or(o.On.Compare(e.On), cmp.Compare(e.rank(), o.rank()))
}

// rank orders what happened on one day, the last deed first: a job follows the
// contact that led to it, and everything follows the referral.
func (e Event) rank() int {
	switch {
	case e.Episode != nil && e.State == casework.Ended:
		return 0
	case e.Ended != nil:
		return 1
	case e.Coach != nil, e.Pause != nil:
		return 2
	case e.Placement != nil:
		return 2
	case e.Counselled != nil:
		return 3
	case e.Contact != nil:
		return 4
	case e.Meeting != nil, e.Note != nil, e.Met != nil:
		return 5
	case e.Episode != nil && e.State == casework.Active:
		return 6
	}
	return 7
}

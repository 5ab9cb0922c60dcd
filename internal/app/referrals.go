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

// ReferralInput is a referral as a form sends it.
type ReferralInput struct {
	UID      casework.UID // of the referral to be, made with the form: sending it twice adds one
	Client   casework.UID // who is known already; zero: New
	New      casework.NewClient
	Team     casework.UID
	CareTeam casework.UID
	Note     casework.ReferralNote // its keys are filled in here
	Asked    casework.UID          // of a care team's list of work interest, whose answer this is made of; zero: nobody
}

// Referred is a referral that was made. When somebody like the client is in
// the service already and the note does not say who it is, nothing was made and
// Like tells of them.
type Referred struct {
	Referral casework.Referral
	Client   casework.Client
	Like     *LikeClients
}

// LikeClients are those in the service whom a new client may be.
type LikeClients struct {
	Known  []casework.Client // whose names the actor may read
	Hidden bool              // there is somebody else, of whom the actor may know no more
}

// Refer makes a referral with its episode in the queue. Problems: Forbidden for
// units that the actor does not refer in; NotFound for a client out of reach;
// Conflict when the client's episode is open, and with NotedKey for a uid that
// is there with another text; Invalid with the fields of casework.AddClient and
// casework.Refer.
func (a *App) Refer(ctx context.Context, actor access.Actor, in ReferralInput) (Referred, error) {
	return addOnce(ctx, a, actor, func(t *turn) (Referred, error) {
		return t.refer(in, func(note casework.ReferralNote, d dossier, today casework.Day) (casework.Referral, casework.Episode, error) {
			return casework.Refer(note, d.Episodes, today)
		})
	})
}

// AskReferral notes that a client came to a coach by themselves, and asks the
// care team to write the referral: there is no episode yet. Problems are those
// of Refer.
func (a *App) AskReferral(ctx context.Context, actor access.Actor, in ReferralInput) (Referred, error) {
	return addOnce(ctx, a, actor, func(t *turn) (Referred, error) {
		return t.refer(in, func(note casework.ReferralNote, d dossier, today casework.Day) (casework.Referral, casework.Episode, error) {
			r, err := casework.AskReferral(note, d.Episodes, d.Referrals, today)
			return r, casework.Episode{}, err
		})
	})
}

// ThreePartyInput is a three-party meeting as a form sends it. Its day and the
// client's wish are asked for once, in the referral.
type ThreePartyInput struct {
	Referral   ReferralInput
	MeetingUID casework.UID // of the first meeting to be, made with the form
	Meeting    casework.SuitabilityNote
}

// MeetThreeParty makes of a three-party meeting the referral with its episode in
// the queue and the first meeting, or nothing of them. Problems are those of
// Refer and NoteSuitability; Invalid with the fields of casework.ReferAtMeeting.
func (a *App) MeetThreeParty(ctx context.Context, actor access.Actor, in ThreePartyInput) (Referred, error) {
	in.Meeting.On, in.Meeting.Wish = in.Referral.Note.On, in.Referral.Note.Wish
	return addOnce(ctx, a, actor, func(t *turn) (Referred, error) {
		if err := t.fillReferral(&in.Referral); err != nil {
			return Referred{}, err
		}
		// Asked before anything is made: a refusal must not be logged of a client who is then not there.
		units := t.referResource(in.Referral.Note.TeamID, in.Referral.Note.CareTeamID)
		if err := t.may(access.ChangeEpisode, units, "suitability", in.MeetingUID.String()); err != nil {
			return Referred{}, err
		}
		done, err := t.refer(in.Referral, func(note casework.ReferralNote, d dossier, today casework.Day) (casework.Referral, casework.Episode, error) {
			return casework.ReferAtMeeting(note, in.Meeting, d.Episodes, today)
		})
		if err != nil || done.Like != nil {
			return done, err
		}
		d, e, err := t.episodeToChange(done.Client.UID, access.ChangeEpisode)
		if err != nil {
			return done, err
		}
		_, err = t.meetFirst(d, e, in.MeetingUID, in.Meeting)
		return done, err
	})
}

// referring makes a referral of a note on a client, with the episode that it
// begins if any.
type referring func(casework.ReferralNote, dossier, casework.Day) (casework.Referral, casework.Episode, error)

func (t *turn) refer(in ReferralInput, by referring) (Referred, error) {
	if err := t.fillReferral(&in); err != nil {
		return Referred{}, err
	}
	if err := t.may(access.ReferClient, t.referResource(in.Note.TeamID, in.Note.CareTeamID), "referral", in.UID.String()); err != nil {
		return Referred{}, err
	}
	if in.UID.IsZero() {
		return Referred{}, errUnnamed
	}
	if done, err := t.tx.ReferralByUID(in.UID); !errors.Is(err, store.ErrNotFound) {
		if err != nil || done.RecordedBy != t.actor.StaffID {
			return Referred{}, errors.Join(err, store.ErrTaken)
		}
		return t.referredAgain(done, in, by)
	}
	d, err := t.clientReferred(in)
	if err != nil && !problem.Is(err, problem.Invalid) {
		return Referred{}, err
	}
	client := d.Client
	r, e, ruleErr := by(in.Note, d, t.day)
	if err := problem.Together(err, ruleErr); err != nil {
		return Referred{}, err
	}
	if in.Client.IsZero() && in.Note.Likeness == "" {
		like, ids, err := t.like(client)
		if err != nil {
			return Referred{}, err
		}
		if like != nil {
			t.shows(audit.Listed, "client", "", "alike", ids...)
			return Referred{Like: like}, nil
		}
	}
	if client, err = t.saveReferred(client); err != nil {
		return Referred{}, err
	}
	r.Noted, r.ClientID = t.noted(in.UID), client.ID
	if r, err = t.addReferral(r, e); err != nil {
		return Referred{}, err
	}
	if !in.Asked.IsZero() {
		if err := t.becomesReferral(in.Asked, r); err != nil {
			return Referred{}, err
		}
	}
	t.did(audit.Added, "referral", r.UID.String(), string(r.Pathway), client.ID)
	kind := casework.NoticeReferralCame
	if r.EpisodeID == 0 {
		kind = casework.NoticeReferralAsked
	}
	return Referred{Referral: r, Client: client}, t.tellOfReferral(kind, r)
}

// tellOfReferral tells the other side of a referral what became of it, and who
// asked for it.
func (t *turn) tellOfReferral(kind casework.NoticeKind, r casework.Referral) error {
	return t.tell(casework.Happening{Kind: kind, ClientID: r.ClientID, About: r.UID, TeamID: r.TeamID, CareTeamID: r.CareTeamID,
		Coaches: []int64{r.RecordedBy}, ReferrerID: r.ReferrerID, OwnNurseID: r.OwnNurseID})
}

// addReferral adds a referral with the episode that it begins; the zero episode
// is none.
func (t *turn) addReferral(r casework.Referral, e casework.Episode) (casework.Referral, error) {
	if err := t.beginEpisode(&r, e); err != nil {
		return r, err
	}
	return t.tx.AddReferral(r)
}

func (t *turn) beginEpisode(r *casework.Referral, e casework.Episode) error {
	if e.ReferredOn.IsZero() {
		return nil
	}
	e.Noted, e.ClientID = t.noted(t.app.IDs()), r.ClientID
	e, err := t.tx.AddEpisode(e)
	r.EpisodeID = e.ID
	return err
}

// fillReferral finds the units by uid. Those that are not there, and a team
// whose programme is over, count as not chosen.
func (t *turn) fillReferral(in *ReferralInput) error {
	units, err := t.referringUnits()
	if err != nil {
		return err
	}
	for _, team := range units.Teams {
		if team.UID == in.Team {
			in.Note.TeamID, in.Note.ProgrammeID = team.ID, team.ProgrammeID
		}
	}
	for _, c := range units.CareTeams {
		if c.UID == in.CareTeam {
			in.Note.CareTeamID = c.ID
			if t.caresIn(c.ID) {
				in.Note.ReferrerID = t.actor.StaffID
			}
		}
	}
	return t.fillNurse(&in.Note, in.Note.CareTeamID)
}

// fillNurse finds the own nurse whose name was typed among who works in the care
// team.
func (t *turn) fillNurse(note *casework.ReferralNote, careTeam int64) error {
	if note.OwnNurseName == "" {
		return nil
	}
	staff, err := t.tx.Staff()
	note.OwnNurse = casework.NurseNamed(note.OwnNurseName, staff, careTeam, t.day)
	return err
}

// referResource is what ReferClient asks for. A unit that is not chosen is no
// reason to refuse: the rule tells it beside its field.
func (t *turn) referResource(team, careTeam int64) access.Resource {
	r := access.Resource{County: t.tx.County}
	for _, g := range t.actor.Grants {
		if team == 0 && g.TeamID != 0 {
			r.Teams = append(r.Teams, g.TeamID)
		}
		if careTeam == 0 && g.CareTeamID != 0 {
			r.CareTeams = append(r.CareTeams, g.CareTeamID)
		}
	}
	if team != 0 {
		r.Teams = []int64{team}
	}
	if careTeam != 0 {
		r.CareTeams = []int64{careTeam}
	}
	return r
}

// caresIn tells whether the actor works in the care team today.
func (t *turn) caresIn(careTeam int64) bool {
	return casework.Staff{Grants: t.actor.Grants}.CaresIn(careTeam, t.day)
}

// clientReferred is whom a referral is about: the known client with the incomes
// that it tells of, or a new one that is not stored yet.
func (t *turn) clientReferred(in ReferralInput) (d dossier, err error) {
	if in.Client.IsZero() {
		d.Client, err = casework.AddClient(in.New, in.Note.On, t.day)
		return d, err
	}
	if d, err = t.dossier(in.Client); err != nil {
		return d, err
	}
	decided, about := t.decision, t.resource
	if err := t.mayWith(access.ReadClient, d); err != nil {
		return d, err
	}
	t.decision, t.resource = decided, about // that the actor may refer is why it is done
	d.Client, err = casework.AddIncomes(d.Client, in.New.Incomes, in.Note.On)
	return d, err
}

func (t *turn) saveReferred(c casework.Client) (casework.Client, error) {
	if c.ID == 0 {
		c.Record = casework.Record{UID: t.app.IDs()}
		return t.tx.AddClient(c)
	}
	old, err := t.tx.ClientByID(c.ID)
	if err != nil || reflect.DeepEqual(old, c) {
		return c, err
	}
	return t.tx.ReviseClient(old, c, t.actor.ID, "referral")
}

// alike finds the keys of those in the county whom a client may be.
func (t *turn) alike(c casework.Client) ([]int64, error) {
	born, err := t.tx.ClientsBornOn(c.BirthOn)
	if err != nil {
		return nil, err
	}
	named, err := t.tx.ClientsNamed(c.GivenName, c.FamilyName, c.BirthOn)
	var ids []int64
	for _, o := range append(born, named...) {
		if o.ID != c.ID && casework.Alike(c, o) && !slices.Contains(ids, o.ID) {
			ids = append(ids, o.ID)
		}
	}
	return ids, err
}

// like finds those in the service whom a new client may be, and their keys for
// the log; nil when there is nobody.
func (t *turn) like(c casework.Client) (*LikeClients, []int64, error) {
	ids, err := t.alike(c)
	if err != nil || len(ids) == 0 {
		return nil, nil, err
	}
	like := new(LikeClients)
	dossiers, err := t.dossiers(ids)
	for _, d := range dossiers {
		if t.decide(access.ReadClient, d.resource(t.tx.County, t.day)).Allowed {
			like.Known = append(like.Known, d.Client)
		} else {
			like.Hidden = true
		}
	}
	return like, ids, err
}

// referredAgain answers a referral that was sent before: it is there once.
func (t *turn) referredAgain(done casework.Referral, in ReferralInput, by referring) (Referred, error) {
	client, err := t.tx.ClientByID(done.ClientID)
	if err != nil {
		return Referred{}, err
	}
	sent, _, err := by(in.Note, dossier{}, t.day)
	if err != nil {
		return Referred{}, err
	}
	sent.Noted, sent.ClientID, sent.EpisodeID = done.Noted, done.ClientID, done.EpisodeID
	sent.ReceivedOn, sent.ReceivedBy, sent.ExpectedOn = done.ReceivedOn, done.ReceivedBy, done.ExpectedOn
	if !reflect.DeepEqual(done, sent) {
		return Referred{}, noted()
	}
	t.shows(audit.Showed, "referral", in.UID.String(), "sent again", client.ID)
	return Referred{Referral: done, Client: client}, nil
}

// WriteAsked makes of a referral that was asked for the one that is sent.
// Problems: NotFound for one out of reach; Conflict when it was written, dropped
// or changed since; Invalid with the fields of casework.WriteAsked.
func (a *App) WriteAsked(ctx context.Context, actor access.Actor, which Revised, in ReferralInput) (casework.Referral, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Referral, error) {
		old, d, err := t.askedToAnswer(which.UID)
		if err != nil {
			return old, err
		}
		if t.caresIn(old.CareTeamID) {
			in.Note.ReferrerID = actor.StaffID
		}
		if err := t.fillNurse(&in.Note, old.CareTeamID); err != nil {
			return old, err
		}
		r, e, err := casework.WriteAsked(old, in.Note, d.Episodes, t.day)
		client, incomesErr := casework.AddIncomes(d.Client, in.New.Incomes, in.Note.On)
		if err := problem.Together(incomesErr, err); err != nil {
			return old, err
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		if _, err := t.saveReferred(client); err != nil {
			return old, err
		}
		if err := t.beginEpisode(&r, e); err != nil {
			return old, err
		}
		if r, err = t.tx.ReviseReferral(old, r, actor.ID, "written"); err != nil {
			return old, err
		}
		t.did(audit.Added, "referral", r.UID.String(), "written", d.ID)
		return r, t.tellOfReferral(casework.NoticeReferralCame, r)
	})
}

// Revised says which text of a record is changed: the one on the screen.
type Revised struct {
	UID      casework.UID
	Revision int
}

// DropAsked notes that a referral that was asked for will not be written.
// Problems: NotFound for one out of reach; Conflict when it was written, dropped
// or changed since; Invalid with fields on, reason.
func (a *App) DropAsked(ctx context.Context, actor access.Actor, which Revised, on casework.Day, reason casework.ReturnReason) (casework.Referral, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Referral, error) {
		old, d, err := t.askedToAnswer(which.UID)
		if err != nil {
			return old, err
		}
		r, err := casework.DropAsked(old, on, reason, t.day)
		if err != nil {
			return old, err
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		if r, err = t.tx.ReviseReferral(old, r, actor.ID, string(reason)); err != nil {
			return old, err
		}
		t.did(audit.Withdrew, "referral", r.UID.String(), "dropped", d.ID)
		return r, t.tellOfReferral(casework.NoticeReferralDropped, r)
	})
}

// askedToAnswer loads a referral of the actor's own care team or team, with its
// client.
func (t *turn) askedToAnswer(uid casework.UID) (casework.Referral, dossier, error) {
	r, d, err := t.referral(uid)
	if err != nil {
		return r, d, err
	}
	return r, d, t.may(access.ReferClient, t.referResource(r.TeamID, r.CareTeamID), "referral", uid.String(), d.ID)
}

// referral loads a referral with its client, whom the actor may know of.
func (t *turn) referral(uid casework.UID) (casework.Referral, dossier, error) {
	r, err := t.tx.ReferralByUID(uid)
	if err != nil {
		return r, dossier{}, err
	}
	client, err := t.tx.ClientByID(r.ClientID)
	if err != nil {
		return r, dossier{}, err
	}
	d, err := t.dossierOf(client)
	if err != nil {
		return r, d, err
	}
	return r, d, t.mayWith(access.ReadClient, d)
}

// ReceiptInput is a team's answer to the referral of a client who waits.
type ReceiptInput struct {
	Client     casework.UID
	Revision   int // of the referral that was on the screen; 0: there was none
	On         casework.Day
	ExpectedOn casework.Day
}

// Receive takes a client's referral into the queue, or tells anew when coaching
// may begin. One that came without a record of it gets one, of what its episode
// says. Problems: NotFound for a client out of reach; Conflict when the client
// does not wait any more or it was changed since; Invalid with fields on,
// expected_on.
func (a *App) Receive(ctx context.Context, actor access.Actor, in ReceiptInput) (casework.Referral, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Referral, error) {
		d, e, old, err := t.queued(in.Client)
		if err != nil {
			return old, err
		}
		r, err := casework.Receive(old, e, casework.Receipt{On: in.On, ByID: actor.StaffID, ExpectedOn: in.ExpectedOn}, t.day)
		if err != nil {
			return old, err
		}
		switch {
		case reflect.DeepEqual(r, old): // sent again
			t.shows(audit.Showed, "referral", r.UID.String(), "unchanged", d.ID)
			return r, nil
		case old.Revision != in.Revision:
			return old, store.ErrStale
		case old.ID == 0:
			r.Noted = t.noted(a.IDs())
			r, err = t.tx.AddReferral(r)
		default:
			r, err = t.tx.ReviseReferral(old, r, actor.ID, "received")
		}
		if err != nil {
			return old, err
		}
		t.did(audit.Received, "referral", r.UID.String(), "", d.ID)
		if !old.ReceivedOn.IsZero() { // the day on which coaching may begin is told anew
			return r, nil
		}
		return r, t.tellOfReferral(casework.NoticeReferralReceived, r)
	})
}

// ReturnInput gives a client's referral back.
type ReturnInput struct {
	Client   casework.UID
	Revision int // of the episode that was on the screen
	On       casework.Day
	Reason   casework.ReturnReason
}

// ReturnReferral gives a referral back to who sent it. Problems: NotFound for a
// client out of reach; Conflict when the client does not wait any more or it was
// changed since; Invalid with fields on, reason.
func (a *App) ReturnReferral(ctx context.Context, actor access.Actor, in ReturnInput) (casework.Episode, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Episode, error) {
		d, old, referral, err := t.queued(in.Client)
		if err != nil {
			return old, err
		}
		if old.CancelledOn == in.On && old.CancelReason == in.Reason && in.Reason != "" { // sent again
			t.shows(audit.Showed, "episode", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		e, err := casework.ReturnReferral(old, in.On, in.Reason, t.day)
		if err != nil {
			return old, err
		}
		if old.Revision != in.Revision {
			return old, store.ErrStale
		}
		if e, err = t.tx.ReviseEpisode(old, e, actor.ID, string(in.Reason)); err != nil {
			return old, err
		}
		t.did(audit.Returned, "episode", old.UID.String(), "", d.ID)
		return e, t.tellOfReferral(casework.NoticeReferralReturned, referral)
	})
}

// TakeBack puts a referral that was returned back into the queue. Problems:
// NotFound for a client out of reach; Conflict when it was not returned, when a
// newer one has come, or when it was changed since.
func (a *App) TakeBack(ctx context.Context, actor access.Actor, client casework.UID, revision int) (casework.Episode, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Episode, error) {
		d, old, referral, err := t.queued(client)
		if err != nil {
			return old, err
		}
		e, err := casework.TakeBack(old, d.Episodes)
		if err != nil {
			return old, err
		}
		if old.Revision != revision {
			return old, store.ErrStale
		}
		if e, err = t.tx.ReviseEpisode(old, e, actor.ID, "taken back"); err != nil {
			return old, err
		}
		t.did(audit.Moved, "episode", old.UID.String(), "taken back", d.ID)
		return e, t.tellOfReferral(casework.NoticeReferralReceived, referral)
	})
}

// queued loads a client of the actor's queue with the episode that waits, or
// else their newest in the actor's team, and its referral: what the episode
// says when there is no record of one.
func (t *turn) queued(client casework.UID) (dossier, casework.Episode, casework.Referral, error) {
	d, err := t.dossier(client)
	if err != nil {
		return d, casework.Episode{}, casework.Referral{}, err
	}
	e, _ := d.present(t.day)
	for _, other := range newest(d.Episodes, t.day) {
		if other.StateOn(t.day) == casework.Queue && t.keepsQueueOf(d, other) {
			e = other
			break
		}
	}
	if err := t.may(access.KeepQueue, t.queueResource(d, e), "client", d.UID.String(), d.ID); err != nil {
		return d, e, casework.Referral{}, err
	}
	return d, e, d.referralOf(e), nil
}

func (t *turn) queueResource(d dossier, e casework.Episode) access.Resource {
	return clientResource(t.tx.County, []casework.Episode{e}, nil, d.Banned(t.day), t.day)
}

func (t *turn) keepsQueueOf(d dossier, e casework.Episode) bool {
	return t.decide(access.KeepQueue, t.queueResource(d, e)).Allowed
}

// referralOf is the referral that began an episode.
func (d dossier) referralOf(e casework.Episode) casework.Referral {
	for _, r := range d.Referrals {
		if r.EpisodeID == e.ID && e.ID != 0 && !r.Withdrawn {
			return r
		}
	}
	return casework.ReferralOf(e)
}

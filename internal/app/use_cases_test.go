package app_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
)

// canary is in every text that the use cases below are given, and must never be
// in the log.
const canary = "kanarialintu"

// useCase is one use case, done as somebody. What it needs is made ready first,
// so that what it does itself can be told from that.
type useCase struct {
	name  string
	by    func(*town) access.Actor // somebody who may
	ready func(*subject) things
	do    func(*town, access.Actor, things) (any, error)
}

// things are what a use case is given: a client, and a note, a person or
// whatever else it is about.
type things struct {
	client, uid casework.UID
	coach       casework.Staff
	key         int64
}

// subject is somebody with a home, with new clients there as often as needed:
// one of them is changed by nothing but the use case that asked for them.
type subject struct {
	u       *town
	actor   access.Actor
	home    home
	someone *resident
}

// active is a client who is being coached.
func (s *subject) active() resident {
	if s.someone == nil {
		r := s.u.move(canary, canary, s.home)
		s.someone = &r
	}
	return *s.someone
}

// queued is a client who waits for the start of coaching.
func (s *subject) queued() resident {
	h := s.home
	h.state = casework.Queue
	return s.u.move(canary, canary, h)
}

// employer is one of the client's county.
func (s *subject) employer() casework.Employer {
	if s.home.team.ID == s.u.abroadTeam.ID {
		return s.u.abroadPurola
	}
	return s.u.purola
}

func (s *subject) nothing() things { return things{} }

func (s *subject) client() things { return things{client: s.active().UID} }

// in is a client whose episode is in the state.
func (s *subject) in(state casework.State) things {
	h := s.home
	h.state = state
	r := s.u.move(canary, canary, h)
	return things{client: r.UID, uid: r.Episode.UID, coach: s.home.coach}
}

func (s *subject) paused() things { return s.in(casework.Paused) }
func (s *subject) ended() things  { return s.in(casework.Ended) }

// own is a client who is coached, with their coach.
func (s *subject) own() things { return s.in(casework.Active) }

// handedOver is a client who is coached, with somebody else of the team.
func (s *subject) handedOver() things {
	t := s.in(casework.Active)
	t.coach = s.u.colleagueOf(s.home.coach)
	return t
}

// met is a client whose first meeting is noted.
func (s *subject) met() things {
	t := s.waiting()
	t.uid = s.u.firstMeeting(s.home.coach, t.client).UID
	return t
}

func (s *subject) waiting() things { return things{client: s.queued().UID, coach: s.home.coach} }

// contact is a contact that names the client.
func (s *subject) contact() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.visit(s.home.coach, s.employer(), -3, &r).UID}
}

// freeContact is a contact that names nobody.
func (s *subject) freeContact() things {
	return things{client: s.active().UID, uid: s.u.visit(s.u.riikka, s.u.purola, -3, nil).UID}
}

// consent is one that the client has given today.
func (s *subject) consent() things {
	s.u.t.Helper()
	c := casework.Consent{Noted: s.u.noted(), ClientID: s.active().ID, Kind: casework.ConsentKela, Given: true, Scope: canary, Span: casework.Span{From: today}}
	s.u.write(s.county(), func(tx *store.Tx) (err error) { c, err = tx.AddConsent(c); return err })
	return things{client: s.active().UID, uid: c.UID}
}

// newClient is a client whom nothing has changed yet.
func (s *subject) newClient() things { return things{client: s.u.move(canary, canary, s.home).UID} }

// banned is a client from whom somebody is kept.
func (s *subject) banned() things {
	r := s.u.move(canary, canary, s.home)
	s.u.write(s.county(), func(tx *store.Tx) error {
		changed := r.Client
		changed.Bans = []casework.Ban{{StaffID: s.u.nobody.ID, Span: casework.Span{From: today.AddDays(-9)}}}
		_, err := tx.ReviseClient(r.Client, changed, "x", canary)
		return err
	})
	return things{client: r.UID}
}

func (s *subject) placement() things {
	return things{client: s.active().UID, uid: s.u.job(s.active(), s.employer(), -3).UID}
}

// joonasPlacement is another client's placement.
func (s *subject) joonasPlacement() things {
	return things{client: s.active().UID, uid: s.u.job(s.u.joona, s.u.purola, -3).UID}
}

// referral is what began the episode of a client who waits.
func (s *subject) referral() things {
	r := s.queued()
	return things{client: r.UID, uid: s.addReferral(r.Client, r.Episode.ID).UID}
}

// asked is a referral that was asked for, of a client without an episode.
func (s *subject) asked() things {
	clients := []casework.Client{{Record: s.u.record(), GivenName: canary, FamilyName: canary, BirthOn: casework.MustDay("1990-02-02")}}
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddClients(clients) })
	return things{client: clients[0].UID, uid: s.addReferral(clients[0], 0).UID}
}

func (s *subject) county() int64 {
	if s.home.team.ID == s.u.abroadTeam.ID {
		return s.u.abroad
	}
	return s.u.county
}

func (s *subject) addReferral(c casework.Client, episode int64) (r casework.Referral) {
	r = casework.Referral{Noted: s.u.noted(), ClientID: c.ID, ProgrammeID: s.home.team.ProgrammeID, TeamID: s.home.team.ID, EpisodeID: episode,
		Pathway: casework.PathwaySelf, AskedOn: today.AddDays(-3), CareTeamID: s.home.care.ID, Wish: canary, Agreed: true}
	s.u.write(s.county(), func(tx *store.Tx) (err error) { r, err = tx.AddReferral(r); return err })
	return r
}

// twice is a client with a second record, whose double referral was returned.
func (s *subject) twice() things {
	h := s.home
	h.state = casework.Cancelled
	return things{client: s.active().UID, uid: s.u.move(canary, canary, h).UID}
}

// proposed is a merge of the two that somebody else proposed.
func (s *subject) proposed() things { return s.merge(false) }

// merged is one that holds.
func (s *subject) merged() things { return s.merge(true) }

func (s *subject) merge(holds bool) things {
	h := s.home
	h.state = casework.Cancelled
	keep, from := s.active(), s.u.move(canary, canary, h)
	m := casework.Merge{Noted: s.u.noted(), KeepID: keep.Client.ID, FromID: from.Client.ID, Reason: canary, ProposedBy: s.u.nobody.ID, ProposedOn: today}
	s.u.write(s.county(), func(tx *store.Tx) (err error) {
		if holds {
			emptied, moved := from.Client, from.Episode
			emptied.MergedInto, moved.ClientID, moved.Withdrawn = keep.Client.ID, keep.Client.ID, true
			m.ConfirmedBy, m.ConfirmedOn = s.u.aino.ID, today
			m.Episodes, m.Doubles = []int64{moved.ID}, []int64{moved.ID}
			_, clientErr := tx.ReviseClient(from.Client, emptied, "", "")
			_, episodeErr := tx.ReviseEpisode(from.Episode, moved, "", "")
			err = errors.Join(clientErr, episodeErr)
		}
		if err == nil {
			m, err = tx.AddMerge(m)
		}
		return err
	})
	return things{client: keep.UID, uid: m.UID}
}

// returned is a client whose referral was returned.
func (s *subject) returned() things {
	h := s.home
	h.state = casework.Cancelled
	return things{client: s.u.move(canary, canary, h).UID}
}

// meeting is a meeting with the client, in which a task was agreed.
func (s *subject) meeting() things {
	r := s.active()
	m := s.u.meetIn(r, s.home.coach, -3)
	s.u.promise(r, m.ID, s.home.coach)
	return things{client: r.UID, uid: m.UID}
}

// joonasMeeting is another client's meeting.
func (s *subject) joonasMeeting() things {
	return things{client: s.active().UID, uid: s.u.meet(s.u.joona, s.u.riikka, -3).UID}
}

func (s *subject) planned() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.planFor(r, s.home.coach, 0).UID}
}

func (s *subject) task() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.promise(r, 0, s.home.coach).UID}
}

func (s *subject) note() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.jot(r, s.home.coach).UID}
}

// joonasNote is a note of another client.
func (s *subject) joonasNote() things {
	return things{client: s.active().UID, uid: s.u.jot(s.u.joona, s.u.riikka).UID}
}

// someEmployer is one that nothing hangs on.
func (s *subject) someEmployer() things {
	return things{uid: s.u.addEmployer(s.u.county, canary+s.u.IDs().String()).UID}
}

// stoppedEmployer is one that wants no contacts.
func (s *subject) stoppedEmployer() things {
	e := casework.Employer{Name: canary + s.u.IDs().String(), DoNotContact: casework.DoNotContact{On: today, Reason: canary}}
	e.UID = s.u.IDs()
	s.u.write(s.u.county, func(tx *store.Tx) (err error) {
		e, err = tx.AddEmployer(e)
		return err
	})
	return things{uid: e.UID}
}

// recordOf is an employer's record with a text in every field.
func recordOf(u *town) casework.EmployerNote {
	return casework.EmployerNote{Name: canary + u.IDs().String(), Needs: canary, Hiring: canary, Address: canary, Website: canary + ".example",
		Persons: []casework.ContactPerson{{Name: canary, Role: canary, Phone: "050 000 0001", Email: canary + "@purola.example"}}}
}

// person is somebody new of the staff, who is a manager and has an account.
func (s *subject) person() things {
	p := s.u.hire(s.u.county, "Uusi Ihminen", manager(always))
	s.u.withAccount(p.ID)
	return things{uid: p.UID, key: p.Grants[0].ID}
}

// newcomer is somebody new without an account.
func (s *subject) newcomer() things { return things{uid: s.u.hire(s.u.county, "Uusi Ihminen").UID} }

// account is the actor's own.
func (s *subject) account() things { s.u.withAccount(s.actor.StaffID); return things{} }

func (s *subject) session() things { return things{uid: s.u.session(s.actor.StaffID)} }

func (s *subject) plan() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.planFirst(r, s.home.coach).UID}
}

// lead is a job that there may be for the client.
func (s *subject) lead() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.leadOf(r, s.home.coach, s.employer()).UID}
}

func (s *subject) application() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.applied(r, s.u.leadOf(r, s.home.coach, s.employer())).UID}
}

func (s *subject) toldTalk() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.talked(r, s.home.coach).UID}
}

// support is a support plan for a job, talk a talk about how coaching goes on.
func (s *subject) support() things {
	t := s.placement()
	t.uid = s.u.supportFirst(s.active(), t.uid, s.home.coach).UID
	return t
}

func (s *subject) closingTalk() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.talkFirst(r, s.home.coach).UID}
}

// trusting is a client who lets the care team and the social services be told.
func (s *subject) trusting() resident {
	h := s.home
	for _, kind := range []casework.ConsentKind{casework.ConsentCareTeam, casework.ConsentSocialServices} {
		h.consents = append(slices.Clip(h.consents), casework.Consent{Kind: kind, Given: true})
	}
	return s.u.move(canary, canary, h)
}

func (s *subject) trustingClient() things { return things{client: s.trusting().UID} }

// setback is one that was told of a client.
func (s *subject) setback() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.tellOf(s.county(), r, s.home.coach).UID}
}

// supporter is somebody of a client's network, to whom the client's word is enough.
func (s *subject) partner() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.partnerOf(s.county(), r).UID}
}

// talked is a talk with such a one.
func (s *subject) talked() things {
	r := s.active()
	return things{client: r.UID, uid: s.u.talkedWith(s.county(), r, s.u.partnerOf(s.county(), r)).UID}
}

// recordText is a text that waits to be carried.
func (s *subject) recordText() things {
	r := s.trusting()
	return things{client: r.UID, uid: s.u.textOf(s.county(), r, s.home.coach).UID}
}

// notice is one to the actor, of a client who is coached.
func (s *subject) notice() things {
	uid, about := s.u.IDs(), s.active()
	if s.actor.StaffID != 0 { // an operator has none
		s.u.write(s.county(), func(tx *store.Tx) error {
			return tx.AddNotices([]casework.Notice{{UID: uid, StaffID: s.actor.StaffID, Kind: casework.NoticeGotWork, ClientID: about.Client.ID, About: uid, At: tx.Now.UnixMicro()}})
		})
	}
	return things{uid: uid}
}

// posting is the actor's own account, and mail that goes.
func (s *subject) posting() things {
	s.u.Post = func(context.Context, app.Letter) error { return nil }
	return s.account()
}

func (u *town) postman() access.Actor { return app.Postman(u.county) }

func (s *subject) feed() things {
	if s.actor.StaffID != 0 { // an operator has none
		s.u.write(s.actor.County, func(tx *store.Tx) error { return tx.ReplaceCalendarFeed(s.actor.StaffID, []byte(canary)) })
	}
	return things{}
}

func (s *subject) keptForm() things { return things{uid: s.u.keptForm(s.actor.StaffID)} }

func (u *town) asRiikka() access.Actor { return u.as(u.riikka) }
func (u *town) asSanna() access.Actor  { return u.as(u.sanna) }
func (u *town) asAino() access.Actor   { return u.as(u.aino) }
func (u *town) asPaivi() access.Actor  { return u.as(u.paivi) }

func because(uid casework.UID) app.Correction {
	return app.Correction{UID: uid, Revision: 1, Reason: canary}
}

// noteOf is a note of a contact with a text, at a new employer.
func (u *town) noteOf(client casework.UID) app.ContactInput {
	in := u.noteAt(casework.Employer{})
	in.Client, in.NewEmployer.Name, in.Note.Learned = client, canary+u.IDs().String(), canary
	return in
}

func (u *town) jobOf(client casework.UID) app.PlacementInput {
	in := u.jobFor(resident{Client: casework.Client{Record: casework.Record{UID: client}}}, casework.Employer{})
	in.NewEmployer.Name = canary + u.IDs().String()
	return in
}

// newReferral is a referral of somebody new.
func (u *town) newReferral() app.ReferralInput {
	in := u.referralOf(canary, canary)
	in.Note.Likeness, in.Note.Wish, in.Note.Notes = casework.KnownlyElse, canary, canary
	return in
}

// aboutClients are the use cases about one client.
var aboutClients = []useCase{
	{"Client", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.Client(u.ctx, a, t.client)
	}},
	{"Lookers", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.Lookers(u.ctx, a, t.client, 0)
	}},
	{"LookersBySender", (*town).operator, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.LookersBySender(u.ctx, a, t.client.String())
	}},
	{"Refer, the client", (*town).asRiikka, (*subject).returned, func(u *town, a access.Actor, t things) (any, error) {
		in := u.newReferral()
		in.Client = t.client
		return u.Refer(u.ctx, a, in)
	}},
	{"MeetThreeParty, the client", (*town).asRiikka, (*subject).returned, func(u *town, a access.Actor, t things) (any, error) {
		in := u.newReferral()
		in.Client = t.client
		return u.MeetThreeParty(u.ctx, a, app.ThreePartyInput{Referral: in, MeetingUID: u.IDs(), Meeting: firstMeeting(casework.DecideStart)})
	}},
	{"Referral", (*town).asRiikka, (*subject).referral, func(u *town, a access.Actor, t things) (any, error) {
		return u.Referral(u.ctx, a, t.uid)
	}},
	{"Referral, asked for", (*town).asRiikka, (*subject).asked, func(u *town, a access.Actor, t things) (any, error) {
		return u.Referral(u.ctx, a, t.uid)
	}},
	{"WriteAsked", (*town).asRiikka, (*subject).asked, func(u *town, a access.Actor, t things) (any, error) {
		return u.WriteAsked(u.ctx, a, app.Revised{UID: t.uid, Revision: 1}, u.newReferral())
	}},
	{"DropAsked", (*town).asRiikka, (*subject).asked, func(u *town, a access.Actor, t things) (any, error) {
		return u.DropAsked(u.ctx, a, app.Revised{UID: t.uid, Revision: 1}, today, casework.ReturnDeclined)
	}},
	{"QueueAnswer", (*town).asPaivi, (*subject).referral, func(u *town, a access.Actor, t things) (any, error) {
		return u.QueueAnswer(u.ctx, a, t.client)
	}},
	{"OpenNotice", (*town).asRiikka, (*subject).notice, func(u *town, a access.Actor, t things) (any, error) {
		return u.OpenNotice(u.ctx, a, t.uid)
	}},
	{"SetbackForm", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.SetbackForm(u.ctx, a, t.client)
	}},
	{"TellSetback", (*town).asRiikka, (*subject).trustingClient, func(u *town, a access.Actor, t things) (any, error) {
		return u.TellSetback(u.ctx, a, app.SetbackInput{UID: u.IDs(), Client: t.client, Note: casework.SetbackNote{Text: canary}})
	}},
	{"Setback", (*town).asRiikka, (*subject).setback, func(u *town, a access.Actor, t things) (any, error) {
		return u.Setback(u.ctx, a, t.uid)
	}},
	{"CorrectSetback", (*town).asRiikka, (*subject).setback, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectSetback(u.ctx, a, because(t.uid), casework.SetbackNote{Text: canary + canary})
	}},
	{"WithdrawSetback", (*town).asRiikka, (*subject).setback, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawSetback(u.ctx, a, because(t.uid))
	}},
	{"Partners", (*town).asRiikka, (*subject).talked, func(u *town, a access.Actor, t things) (any, error) {
		return u.Partners(u.ctx, a, t.client)
	}},
	{"PartnerForm", (*town).asRiikka, (*subject).partner, func(u *town, a access.Actor, t things) (any, error) {
		return u.PartnerForm(u.ctx, a, t.uid)
	}},
	{"MeetPartner", (*town).asRiikka, (*subject).partner, func(u *town, a access.Actor, t things) (any, error) {
		return u.MeetPartner(u.ctx, a, app.PartnerTalkInput{UID: u.IDs(), Partner: t.uid, Note: partnerNote})
	}},
	{"PartnerTalk", (*town).asRiikka, (*subject).talked, func(u *town, a access.Actor, t things) (any, error) {
		return u.PartnerTalk(u.ctx, a, t.uid)
	}},
	{"CorrectPartnerTalk", (*town).asRiikka, (*subject).talked, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectPartnerTalk(u.ctx, a, because(t.uid), partnerNote)
	}},
	{"WithdrawPartnerTalk", (*town).asRiikka, (*subject).talked, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawPartnerTalk(u.ctx, a, because(t.uid))
	}},
	{"RecordTexts", (*town).asRiikka, (*subject).recordText, func(u *town, a access.Actor, t things) (any, error) {
		return u.RecordTexts(u.ctx, a, t.client)
	}},
	{"RecordMatter", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.RecordMatter(u.ctx, a, app.RecordPeriod{Client: t.client})
	}},
	{"WriteRecordText", (*town).asRiikka, (*subject).trustingClient, func(u *town, a access.Actor, t things) (any, error) {
		return u.WriteRecordText(u.ctx, a, app.RecordTextInput{UID: u.IDs(), Client: t.client, Note: recordNote})
	}},
	{"RecordText", (*town).asRiikka, (*subject).recordText, func(u *town, a access.Actor, t things) (any, error) {
		return u.RecordText(u.ctx, a, t.uid)
	}},
	{"EditRecordText", (*town).asRiikka, (*subject).recordText, func(u *town, a access.Actor, t things) (any, error) {
		return u.EditRecordText(u.ctx, a, app.Revised{UID: t.uid, Revision: 1}, recordNote)
	}},
	{"CarryRecordText", (*town).asRiikka, (*subject).recordText, func(u *town, a access.Actor, t things) (any, error) {
		return u.CarryRecordText(u.ctx, a, app.Revised{UID: t.uid, Revision: 1})
	}},
	{"WithdrawRecordText", (*town).asRiikka, (*subject).recordText, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawRecordText(u.ctx, a, because(t.uid))
	}},
	{"Receive", (*town).asPaivi, (*subject).referral, func(u *town, a access.Actor, t things) (any, error) {
		return u.Receive(u.ctx, a, app.ReceiptInput{Client: t.client, Revision: 1, On: today})
	}},
	{"ReturnReferral", (*town).asPaivi, (*subject).referral, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReturnReferral(u.ctx, a, app.ReturnInput{Client: t.client, Revision: 1, On: today, Reason: casework.ReturnMoved})
	}},
	{"TakeBack", (*town).asPaivi, (*subject).returned, func(u *town, a access.Actor, t things) (any, error) {
		return u.TakeBack(u.ctx, a, t.client, 1)
	}},
	{"EpisodeStart", (*town).asRiikka, (*subject).waiting, func(u *town, a access.Actor, t things) (any, error) {
		return u.EpisodeStart(u.ctx, a, t.client)
	}},
	{"Merging", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.Merging(u.ctx, a, t.client, casework.UID{}, "")
	}},
	{"ProposeMerge", (*town).asRiikka, (*subject).twice, func(u *town, a access.Actor, t things) (any, error) {
		return u.ProposeMerge(u.ctx, a, app.MergeInput{UID: u.IDs(), Keep: t.client, From: t.uid, Reason: canary})
	}},
	{"ConfirmMerge", (*town).asPaivi, (*subject).proposed, func(u *town, a access.Actor, t things) (any, error) {
		return u.ConfirmMerge(u.ctx, a, app.Revised{UID: t.uid, Revision: 1})
	}},
	{"DropMerge", (*town).asRiikka, (*subject).proposed, func(u *town, a access.Actor, t things) (any, error) {
		return u.DropMerge(u.ctx, a, app.Revised{UID: t.uid, Revision: 1})
	}},
	{"ProposeUnmerge", (*town).asRiikka, (*subject).merged, func(u *town, a access.Actor, t things) (any, error) {
		return u.ProposeUnmerge(u.ctx, a, app.Revised{UID: t.uid, Revision: 1})
	}},
	{"StartEpisode", (*town).asRiikka, (*subject).waiting, func(u *town, a access.Actor, t things) (any, error) {
		return u.StartEpisode(u.ctx, a, app.EpisodeStartInput{Client: t.client, Revision: 1, On: today, Coach: t.coach.UID, Knowingly: true})
	}},
	{"EpisodeForm", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.EpisodeForm(u.ctx, a, t.client)
	}},
	{"Episode", (*town).asRiikka, (*subject).own, func(u *town, a access.Actor, t things) (any, error) {
		return u.Episode(u.ctx, a, t.uid)
	}},
	{"NoteSuitability", (*town).asRiikka, (*subject).waiting, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteSuitability(u.ctx, a, app.SuitabilityInput{UID: u.IDs(), Client: t.client, Note: firstMeeting(casework.DecideService)})
	}},
	{"Suitability", (*town).asRiikka, (*subject).met, func(u *town, a access.Actor, t things) (any, error) {
		return u.Suitability(u.ctx, a, t.uid)
	}},
	{"CorrectSuitability", (*town).asRiikka, (*subject).met, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectSuitability(u.ctx, a, because(t.uid), firstMeeting(casework.DecideThink))
	}},
	{"WithdrawSuitability", (*town).asRiikka, (*subject).met, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawSuitability(u.ctx, a, because(t.uid))
	}},
	{"PauseEpisode", (*town).asRiikka, (*subject).own, func(u *town, a access.Actor, t things) (any, error) {
		return u.PauseEpisode(u.ctx, a, change(t), pauseNote)
	}},
	{"ResumeEpisode", (*town).asRiikka, (*subject).paused, func(u *town, a access.Actor, t things) (any, error) {
		return u.ResumeEpisode(u.ctx, a, change(t), today)
	}},
	{"CheckPause", (*town).asRiikka, (*subject).paused, func(u *town, a access.Actor, t things) (any, error) {
		return u.CheckPause(u.ctx, a, change(t), today)
	}},
	{"NoteAgreement", (*town).asRiikka, (*subject).own, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteAgreement(u.ctx, a, change(t), today)
	}},
	{"HandOverEpisode", (*town).asRiikka, (*subject).handedOver, func(u *town, a access.Actor, t things) (any, error) {
		return u.HandOverEpisode(u.ctx, a, app.HandOverInput{EpisodeInput: change(t), Coach: t.coach.UID, From: today})
	}},
	{"ChangeCareTeam", (*town).asRiikka, (*subject).own, func(u *town, a access.Actor, t things) (any, error) {
		return u.ChangeCareTeam(u.ctx, a, change(t), casework.UID{}, today)
	}},
	{"EndEpisode", (*town).asRiikka, (*subject).own, func(u *town, a access.Actor, t things) (any, error) {
		return u.EndEpisode(u.ctx, a, change(t), endNote)
	}},
	{"TellCareTeam", (*town).asRiikka, (*subject).ended, func(u *town, a access.Actor, t things) (any, error) {
		return u.TellCareTeam(u.ctx, a, app.Revised{UID: t.uid, Revision: 1})
	}},
	{"ReopenEpisode", (*town).asRiikka, (*subject).ended, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReopenEpisode(u.ctx, a, because(t.uid))
	}},
	{"ReturnClient", (*town).asRiikka, (*subject).ended, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReturnClient(u.ctx, a, app.ComebackInput{UID: u.IDs(), Client: t.client, On: today, Pathway: casework.PathwaySelf, Start: true, Coach: t.coach.UID, Knowingly: true})
	}},
	{"ContactForm, for the client", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.ContactForm(u.ctx, a, "", casework.UID{}, t.client)
	}},
	{"LogContact", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.LogContact(u.ctx, a, u.noteOf(t.client))
	}},
	{"Contact", (*town).asRiikka, (*subject).contact, func(u *town, a access.Actor, t things) (any, error) {
		return u.Contact(u.ctx, a, t.uid)
	}},
	{"CorrectContact", (*town).asRiikka, (*subject).contact, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectContact(u.ctx, a, because(t.uid), u.noteOf(t.client))
	}},
	{"CorrectContact, to name the client", (*town).asRiikka, (*subject).freeContact, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectContact(u.ctx, a, because(t.uid), u.noteOf(t.client))
	}},
	{"WithdrawContact", (*town).asRiikka, (*subject).contact, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawContact(u.ctx, a, because(t.uid))
	}},
	{"MoveContact, from the client to nobody", (*town).asRiikka, (*subject).contact, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoveContact(u.ctx, a, because(t.uid), casework.UID{})
	}},
	{"MoveContact, from nobody to the client", (*town).asRiikka, (*subject).freeContact, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoveContact(u.ctx, a, because(t.uid), t.client)
	}},
	{"MeetingForm, for the client", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.MeetingForm(u.ctx, a, t.client, casework.UID{})
	}},
	{"MeetingForm, for what was planned", (*town).asRiikka, (*subject).planned, func(u *town, a access.Actor, t things) (any, error) {
		return u.MeetingForm(u.ctx, a, casework.UID{}, t.uid)
	}},
	{"LogMeeting", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.LogMeeting(u.ctx, a, u.talkWith(t.client))
	}},
	{"LogMeeting, as planned", (*town).asRiikka, (*subject).planned, func(u *town, a access.Actor, t things) (any, error) {
		in := u.talkWith(casework.UID{})
		in.Planned = t.uid
		return u.LogMeeting(u.ctx, a, in)
	}},
	{"Meeting", (*town).asRiikka, (*subject).meeting, func(u *town, a access.Actor, t things) (any, error) {
		return u.Meeting(u.ctx, a, t.uid)
	}},
	{"CorrectMeeting", (*town).asRiikka, (*subject).meeting, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectMeeting(u.ctx, a, because(t.uid), u.talkWith(t.client))
	}},
	{"WithdrawMeeting", (*town).asRiikka, (*subject).meeting, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawMeeting(u.ctx, a, because(t.uid))
	}},
	{"MoveMeeting, from the client", (*town).asRiikka, (*subject).meeting, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoveMeeting(u.ctx, a, because(t.uid), u.mirja.UID)
	}},
	{"MoveMeeting, to the client", (*town).asRiikka, (*subject).joonasMeeting, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoveMeeting(u.ctx, a, because(t.uid), t.client)
	}},
	{"PlanMeeting", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.PlanMeeting(u.ctx, a, u.planWith(t.client))
	}},
	{"PlannedMeeting", (*town).asRiikka, (*subject).planned, func(u *town, a access.Actor, t things) (any, error) {
		return u.PlannedMeeting(u.ctx, a, t.uid)
	}},
	{"ReplanMeeting", (*town).asRiikka, (*subject).planned, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReplanMeeting(u.ctx, a, because(t.uid), u.planWith(t.client))
	}},
	{"CancelMeeting", (*town).asRiikka, (*subject).planned, func(u *town, a access.Actor, t things) (any, error) {
		return u.CancelMeeting(u.ctx, a, because(t.uid))
	}},
	{"AgreeTask", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.AgreeTask(u.ctx, a, app.TaskInput{UID: u.IDs(), Client: t.client, Note: casework.TaskNote{Whose: casework.ClientsTask, Text: canary}})
	}},
	{"Task", (*town).asRiikka, (*subject).task, func(u *town, a access.Actor, t things) (any, error) {
		return u.Task(u.ctx, a, t.uid)
	}},
	{"ChangeTask", (*town).asRiikka, (*subject).task, func(u *town, a access.Actor, t things) (any, error) {
		return u.ChangeTask(u.ctx, a, because(t.uid), casework.TaskNote{Whose: casework.CoachsTask, Text: canary + canary})
	}},
	{"TickTask", (*town).asRiikka, (*subject).task, func(u *town, a access.Actor, t things) (any, error) {
		return u.TickTask(u.ctx, a, t.uid, true)
	}},
	{"DropTask", (*town).asRiikka, (*subject).task, func(u *town, a access.Actor, t things) (any, error) {
		return u.DropTask(u.ctx, a, because(t.uid))
	}},
	{"ClientsList", (*town).asRiikka, (*subject).task, func(u *town, a access.Actor, t things) (any, error) {
		return u.ClientsList(u.ctx, a, t.client)
	}},
	{"Profile", (*town).asRiikka, (*subject).profiled, func(u *town, a access.Actor, t things) (any, error) {
		return u.Profile(u.ctx, a, t.client)
	}},
	{"ProfileCopy", (*town).asRiikka, (*subject).profiled, func(u *town, a access.Actor, t things) (any, error) {
		return u.ProfileCopy(u.ctx, a, t.client)
	}},
	{"ProfileAnswers", (*town).asRiikka, (*subject).profiled, func(u *town, a access.Actor, t things) (any, error) {
		return u.ProfileAnswers(u.ctx, a, t.client, "goal_now")
	}},
	{"ProfileForm", (*town).asRiikka, (*subject).profiled, func(u *town, a access.Actor, t things) (any, error) {
		return u.ProfileForm(u.ctx, a, t.client)
	}},
	{"AnswerProfile", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.AnswerProfile(u.ctx, a, t.client, answering(u, "dream", casework.UID{}, canary))
	}},
	{"WithdrawAnswer", (*town).asRiikka, (*subject).profiled, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawAnswer(u.ctx, a, because(t.uid))
	}},
	{"WriteSummary", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.WriteSummary(u.ctx, a, app.SummaryInput{UID: u.IDs(), Client: t.client, Text: canary, Agreed: true})
	}},
	{"Money", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.Money(u.ctx, a, t.client, app.MoneyQuestion{Municipality: "205", Offers: someOffers()})
	}},
	{"MoneyForm", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoneyForm(u.ctx, a, t.client)
	}},
	{"MoneyAnswers", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoneyAnswers(u.ctx, a, t.client, casework.AskHomeCost)
	}},
	{"KeepEstimate", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.KeepEstimate(u.ctx, a, estimateOf(u, t.client))
	}},
	{"Estimate", (*town).asRiikka, (*subject).estimated, func(u *town, a access.Actor, t things) (any, error) {
		return u.Estimate(u.ctx, a, t.uid)
	}},
	{"EstimateCopy", (*town).asRiikka, (*subject).estimated, func(u *town, a access.Actor, t things) (any, error) {
		return u.EstimateCopy(u.ctx, a, t.uid)
	}},
	{"WithdrawEstimate", (*town).asRiikka, (*subject).estimated, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawEstimate(u.ctx, a, because(t.uid))
	}},
	{"AddJob", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.AddJob(u.ctx, a, t.client, jobOf(u, canary))
	}},
	{"Job", (*town).asRiikka, (*subject).job, func(u *town, a access.Actor, t things) (any, error) {
		return u.Job(u.ctx, a, t.uid)
	}},
	{"ChangeJob", (*town).asRiikka, (*subject).job, func(u *town, a access.Actor, t things) (any, error) {
		return u.ChangeJob(u.ctx, a, because(t.uid), jobOf(u, canary+canary))
	}},
	{"WithdrawJob", (*town).asRiikka, (*subject).job, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawJob(u.ctx, a, because(t.uid))
	}},
	{"AddWish", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.AddWish(u.ctx, a, t.client, wishOf(u, canary))
	}},
	{"Wish", (*town).asRiikka, (*subject).wish, func(u *town, a access.Actor, t things) (any, error) {
		return u.Wish(u.ctx, a, t.uid)
	}},
	{"ChangeWish", (*town).asRiikka, (*subject).wish, func(u *town, a access.Actor, t things) (any, error) {
		return u.ChangeWish(u.ctx, a, because(t.uid), wishOf(u, canary+canary))
	}},
	{"WithdrawWish", (*town).asRiikka, (*subject).wish, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawWish(u.ctx, a, because(t.uid))
	}},
	{"AddSupporter", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.AddSupporter(u.ctx, a, t.client, supporterOf(u, canary))
	}},
	{"Supporter", (*town).asRiikka, (*subject).supporter, func(u *town, a access.Actor, t things) (any, error) {
		return u.Supporter(u.ctx, a, t.uid)
	}},
	{"ChangeSupporter", (*town).asRiikka, (*subject).supporter, func(u *town, a access.Actor, t things) (any, error) {
		return u.ChangeSupporter(u.ctx, a, because(t.uid), supporterOf(u, canary+canary))
	}},
	{"WithdrawSupporter", (*town).asRiikka, (*subject).supporter, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawSupporter(u.ctx, a, because(t.uid))
	}},
	{"CounsellingForm", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.CounsellingForm(u.ctx, a, t.client)
	}},
	{"NoteCounselling", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteCounselling(u.ctx, a, app.CounsellingInput{UID: u.IDs(), Client: t.client, Note: adviceOf(u, canary)})
	}},
	{"Counselling", (*town).asRiikka, (*subject).counselling, func(u *town, a access.Actor, t things) (any, error) {
		return u.Counselling(u.ctx, a, t.uid)
	}},
	{"CorrectCounselling", (*town).asRiikka, (*subject).counselling, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectCounselling(u.ctx, a, because(t.uid), app.CounsellingInput{Note: adviceOf(u, canary+canary)})
	}},
	{"WithdrawCounselling", (*town).asRiikka, (*subject).counselling, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawCounselling(u.ctx, a, because(t.uid))
	}},
	{"JobStart", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.JobStart(u.ctx, a, t.uid)
	}},
	{"AnswerStart", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.AnswerStart(u.ctx, a, app.StartAnswerInput{UID: u.IDs(), Placement: t.uid,
			Note: casework.StartAnswer{On: today, Question: casework.StartSupport, Reply: casework.StartDone, Text: canary}})
	}},
	{"Earnings", (*town).asRiikka, (*subject).earnings, func(u *town, a access.Actor, t things) (any, error) {
		return u.Earnings(u.ctx, a, t.client)
	}},
	{"EarningsMonth", (*town).asRiikka, (*subject).earnings, func(u *town, a access.Actor, t things) (any, error) {
		return u.EarningsMonth(u.ctx, a, t.client, today.Month())
	}},
	{"NoteEarnings", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		e := casework.Earnings{Month: today.Month(), Pay: 1}
		e.UID = u.IDs()
		return u.NoteEarnings(u.ctx, a, t.client, e)
	}},
	{"WithdrawEarnings", (*town).asRiikka, (*subject).earnings, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawEarnings(u.ctx, a, because(t.uid))
	}},
	{"AddDormancy", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		d := casework.Dormancy{Payer: casework.OfficeKela, Span: casework.Span{From: today}, Text: canary}
		d.UID = u.IDs()
		return u.AddDormancy(u.ctx, a, t.client, d)
	}},
	{"Dormancy", (*town).asRiikka, (*subject).dormancy, func(u *town, a access.Actor, t things) (any, error) {
		return u.Dormancy(u.ctx, a, t.uid)
	}},
	{"ChangeDormancy", (*town).asRiikka, (*subject).dormancy, func(u *town, a access.Actor, t things) (any, error) {
		return u.ChangeDormancy(u.ctx, a, because(t.uid), casework.Dormancy{Payer: casework.OfficeKela, Span: casework.Span{From: today}, Text: canary + canary})
	}},
	{"WithdrawDormancy", (*town).asRiikka, (*subject).dormancy, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawDormancy(u.ctx, a, because(t.uid))
	}},
	{"WriteNote", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.WriteNote(u.ctx, a, app.NoteInput{UID: u.IDs(), Client: t.client, Text: canary})
	}},
	{"Note", (*town).asRiikka, (*subject).note, func(u *town, a access.Actor, t things) (any, error) {
		return u.Note(u.ctx, a, t.uid)
	}},
	{"CorrectNote", (*town).asRiikka, (*subject).note, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectNote(u.ctx, a, because(t.uid), app.NoteInput{Text: canary + canary})
	}},
	{"WithdrawNote", (*town).asRiikka, (*subject).note, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawNote(u.ctx, a, because(t.uid))
	}},
	{"MoveNote, from the client", (*town).asRiikka, (*subject).note, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoveNote(u.ctx, a, because(t.uid), u.mirja.UID)
	}},
	{"MoveNote, to the client", (*town).asRiikka, (*subject).joonasNote, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoveNote(u.ctx, a, because(t.uid), t.client)
	}},
	{"ClientRevealed", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.ClientRevealed(u.ctx, a, t.client)
	}},
	{"Consents", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.Consents(u.ctx, a, t.client)
	}},
	{"ConsentSheet", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.ConsentSheet(u.ctx, a, t.client)
	}},
	{"AnswerConsents", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.AnswerConsents(u.ctx, a, t.client, []app.ConsentInput{
			{UID: u.IDs(), Asked: true, Answer: casework.ConsentAnswer{Kind: casework.ConsentFamily, Given: true, Counterparty: canary, Scope: canary}}})
	}},
	{"WithdrawConsent", (*town).asRiikka, (*subject).consent, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawConsent(u.ctx, a, app.WithdrawalInput{Consent: t.uid, How: casework.ConsentOral})
	}},
	{"Safety", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.Safety(u.ctx, a, t.client)
	}},
	{"Details", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.Details(u.ctx, a, t.client)
	}},
	{"CorrectDetails", (*town).asRiikka, (*subject).newClient, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectDetails(u.ctx, a, app.Revised{UID: t.client, Revision: 1},
			casework.ClientDetails{GivenName: canary, FamilyName: canary, BirthOn: casework.MustDay("1991-07-03"), Language: "fi"})
	}},
	{"OrderNonDisclosure", (*town).asRiikka, (*subject).newClient, func(u *town, a access.Actor, t things) (any, error) {
		return u.OrderNonDisclosure(u.ctx, a, because(t.client), true)
	}},
	{"BanStaff", func(u *town) access.Actor { return u.as(u.paivi) }, (*subject).newClient, func(u *town, a access.Actor, t things) (any, error) {
		return u.BanStaff(u.ctx, a, because(t.client), u.nobody.UID, casework.Span{})
	}},
	{"LiftBan", func(u *town) access.Actor { return u.as(u.paivi) }, (*subject).banned, func(u *town, a access.Actor, t things) (any, error) {
		which := because(t.client)
		which.Revision = 2
		return u.LiftBan(u.ctx, a, which, u.nobody.UID)
	}},
	{"PlacementForm", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.PlacementForm(u.ctx, a, t.client, casework.UID{})
	}},
	{"StartPlacement", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.StartPlacement(u.ctx, a, u.jobOf(t.client))
	}},
	{"Placement", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.Placement(u.ctx, a, t.uid)
	}},
	{"CorrectPlacement", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectPlacement(u.ctx, a, because(t.uid), u.jobOf(t.client))
	}},
	{"ChangePlacement", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		hours := 20.0
		return u.ChangePlacement(u.ctx, a, app.PlacementStep{UID: t.uid, Revision: 1}, casework.PlacementChange{From: today, HoursPerWeek: &hours})
	}},
	{"AddSubsidy", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.AddSubsidy(u.ctx, a, app.PlacementStep{UID: t.uid, Revision: 1}, casework.Subsidy{Kind: casework.WageSubsidy})
	}},
	{"NoteDecisions", (*town).asRiikka, (*subject).subsidised, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteDecisions(u.ctx, a, app.PlacementStep{UID: t.uid, Revision: 1}, []casework.SubsidyDecision{{Number: canary}})
	}},
	{"FollowPlacement", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.FollowPlacement(u.ctx, a, app.PlacementStep{UID: t.uid, Revision: 1}, casework.PlacementFollow{MatchesWhy: canary})
	}},
	{"EndPlacement", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.EndPlacement(u.ctx, a, app.PlacementStep{UID: t.uid, Revision: 1}, casework.PlacementEnd{On: today, Reason: "other", Learned: canary})
	}},
	{"Queue", (*town).asRiikka, (*subject).waiting, func(u *town, a access.Actor, t things) (any, error) {
		return u.Queue(u.ctx, a, casework.UID{}, 0)
	}},
	{"AssignPage", (*town).asPaivi, (*subject).waiting, func(u *town, a access.Actor, t things) (any, error) {
		return u.AssignPage(u.ctx, a, t.client)
	}},
	{"AssignCoach", (*town).asPaivi, (*subject).waiting, func(u *town, a access.Actor, t things) (any, error) {
		return u.AssignCoach(u.ctx, a, app.AssignInput{Client: t.client, Revision: 1, Coach: t.coach.UID, Knowingly: true})
	}},
	{"WithdrawPlacement", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawPlacement(u.ctx, a, because(t.uid))
	}},
	{"MovePlacement, from the client", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.MovePlacement(u.ctx, a, because(t.uid), u.mirja.UID)
	}},
	{"MovePlacement, to the client", (*town).asRiikka, (*subject).joonasPlacement, func(u *town, a access.Actor, t things) (any, error) {
		return u.MovePlacement(u.ctx, a, because(t.uid), t.client)
	}},
}

// aboutOthers are the use cases that are not about one client.
var aboutOthers = slices.Concat(aboutTheHouse, aboutReviews)

// aboutTheHouse are those of everything but reviews.
var aboutTheHouse = []useCase{
	{"Caseload", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Caseload(u.ctx, a, app.ViewTeam, 0)
	}},
	{"Search", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Search(u.ctx, a, "moi")
	}},
	{"CareTeams", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareTeams(u.ctx, a)
	}},
	{"CareTeam", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareTeam(u.ctx, a, u.otherCare.UID)
	}},
	{"ReferralForm", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReferralForm(u.ctx, a, casework.UID{}, casework.UID{})
	}},
	{"Refer", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Refer(u.ctx, a, u.newReferral())
	}},
	{"AskReferral", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.AskReferral(u.ctx, a, u.newReferral())
	}},
	{"MeetThreeParty", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.MeetThreeParty(u.ctx, a, app.ThreePartyInput{Referral: u.newReferral(), MeetingUID: u.IDs(), Meeting: firstMeeting(casework.DecideStart)})
	}},
	{"ContactForm", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.ContactForm(u.ctx, a, canary, casework.UID{}, casework.UID{})
	}},
	{"MeetingForm", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.MeetingForm(u.ctx, a, casework.UID{}, casework.UID{})
	}},
	{"FindEmployers", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.FindEmployers(u.ctx, a, "purola")
	}},
	{"Employers", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Employers(u.ctx, a, app.EmployersInput{Typed: "purola", Filter: app.EmployerFilters[0]})
	}},
	{"Employer", (*town).asRiikka, (*subject).someEmployer, func(u *town, a access.Actor, t things) (any, error) {
		return u.Employer(u.ctx, a, t.uid)
	}},
	{"EmployerNotice", (*town).asRiikka, (*subject).someEmployer, func(u *town, a access.Actor, t things) (any, error) {
		return u.EmployerNotice(u.ctx, a, t.uid)
	}},
	{"EmployerForm", (*town).asRiikka, (*subject).someEmployer, func(u *town, a access.Actor, t things) (any, error) {
		return u.EmployerForm(u.ctx, a, t.uid, casework.EmployerNote{Name: canary})
	}},
	{"AddEmployer", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.AddEmployer(u.ctx, a, app.EmployerInput{UID: u.IDs(), Note: recordOf(u)})
	}},
	{"CorrectEmployer", (*town).asRiikka, (*subject).someEmployer, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectEmployer(u.ctx, a, because(t.uid), app.EmployerInput{Note: recordOf(u)})
	}},
	{"StopContacts", (*town).asRiikka, (*subject).someEmployer, func(u *town, a access.Actor, t things) (any, error) {
		return u.StopContacts(u.ctx, a, because(t.uid), today)
	}},
	{"AllowContacts", (*town).asRiikka, (*subject).stoppedEmployer, func(u *town, a access.Actor, t things) (any, error) {
		return u.AllowContacts(u.ctx, a, because(t.uid))
	}},
	{"WithdrawEmployer", (*town).asRiikka, (*subject).someEmployer, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawEmployer(u.ctx, a, because(t.uid))
	}},
	{"JoinEmployers", (*town).asRiikka, (*subject).someEmployer, func(u *town, a access.Actor, t things) (any, error) {
		return u.JoinEmployers(u.ctx, a, because(t.uid), u.purola.UID)
	}},
	{"LogContact", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.LogContact(u.ctx, a, u.noteOf(casework.UID{}))
	}},
	{"Contact", (*town).asRiikka, (*subject).freeContact, func(u *town, a access.Actor, t things) (any, error) {
		return u.Contact(u.ctx, a, t.uid)
	}},
	{"CorrectContact", (*town).asRiikka, (*subject).freeContact, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectContact(u.ctx, a, because(t.uid), u.noteOf(casework.UID{}))
	}},
	{"WithdrawContact", (*town).asRiikka, (*subject).freeContact, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawContact(u.ctx, a, because(t.uid))
	}},
	{"Today", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Today(u.ctx, a)
	}},
	{"Team", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Team(u.ctx, a, u.team.UID)
	}},
	{"Team, another", func(u *town) access.Actor { return u.as(u.outi) }, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Team(u.ctx, a, u.other.UID)
	}},
	{"Monitoring", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Monitoring(u.ctx, a, app.FiguresInput{})
	}},
	{"Outcomes", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Outcomes(u.ctx, a, app.FiguresInput{})
	}},
	{"FigureRows", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.FigureRows(u.ctx, a, app.FiguresInput{}, "started")
	}},
	{"LiveFidelity", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.LiveFidelity(u.ctx, a, app.FidelityInput{Team: u.team.Outward(), Trend: true})
	}},
	{"FidelityRows", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.FidelityRows(u.ctx, a, app.FidelityInput{Team: u.team.Outward()}, 1)
	}},
	{"UseLog", (*town).asSanna, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.UseLog(u.ctx, a, 0, true)
	}},
	{"People", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.People(u.ctx, a)
	}},
	{"Person", (*town).asAino, (*subject).person, func(u *town, a access.Actor, t things) (any, error) {
		return u.Person(u.ctx, a, t.uid)
	}},
	{"NewPersonForm", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.NewPersonForm(u.ctx, a)
	}},
	{"AddPerson", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.AddPerson(u.ctx, a, app.NewPerson{UID: u.IDs(), Name: canary, Grant: app.GrantInput{Role: casework.RoleManager, From: today}})
	}},
	{"GiveRole", (*town).asAino, (*subject).newcomer, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.GiveRole(u.ctx, a, t.uid, app.GrantInput{Role: casework.RoleManager, From: today})
	}},
	{"EndRole", (*town).asAino, (*subject).person, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.EndRole(u.ctx, a, t.uid, t.key, today)
	}},
	{"Invite", (*town).asAino, (*subject).newcomer, func(u *town, a access.Actor, t things) (any, error) {
		return u.Invite(u.ctx, a, t.uid, canary+u.IDs().String()+"@suvanto.fi")
	}},
	{"ResetSignIn", (*town).asAino, (*subject).person, func(u *town, a access.Actor, t things) (any, error) {
		return u.ResetSignIn(u.ctx, a, t.uid)
	}},
	{"RenamePerson", (*town).asAino, (*subject).newcomer, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.RenamePerson(u.ctx, a, t.uid, app.PersonText{Revision: 1, Name: canary, Title: canary})
	}},
	{"SetUp", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.SetUp(u.ctx, a)
	}},
	{"ProgrammeSetUp", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.ProgrammeSetUp(u.ctx, a, u.programme.UID)
	}},
	{"OpenCalculator", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.OpenCalculator(u.ctx, a, false)
	}},
	{"Codes", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Codes(u.ctx, a, casework.IndustryCodes)
	}},
	{"BringCodes", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.BringCodes(u.ctx, a, casework.OccupationCodes, "5223;"+canary)
	}},
	{"AddProgramme", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.AddProgramme(u.ctx, a, programmeCalled(u.IDs(), canary))
	}},
	{"CorrectProgramme", (*town).asAino, (*subject).programme, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.CorrectProgramme(u.ctx, a, 1, programmeCalled(t.uid, canary))
	}},
	{"RemoveProgramme", (*town).asAino, (*subject).programme, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.RemoveProgramme(u.ctx, a, t.uid)
	}},
	{"TeamSetUp", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.TeamSetUp(u.ctx, a, u.team.UID)
	}},
	{"AddTeam", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.AddTeam(u.ctx, a, app.NewTeam{UID: u.IDs(), Programme: u.programme.UID, Name: canary})
	}},
	{"RenameTeam", (*town).asAino, (*subject).team, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.RenameTeam(u.ctx, a, t.uid, 1, canary+canary)
	}},
	{"RemoveTeam", (*town).asAino, (*subject).team, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.RemoveTeam(u.ctx, a, t.uid)
	}},
	{"CareTeamSetUp", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareTeamSetUp(u.ctx, a, u.care.UID)
	}},
	{"AddCareTeam", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.AddCareTeam(u.ctx, a, careTeamCalled(u.IDs(), canary))
	}},
	{"CorrectCareTeam", (*town).asAino, (*subject).careTeam, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.CorrectCareTeam(u.ctx, a, 1, careTeamCalled(t.uid, canary+canary))
	}},
	{"RemoveCareTeam", (*town).asAino, (*subject).careTeam, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.RemoveCareTeam(u.ctx, a, t.uid)
	}},
	{"AttendCareTeam", (*town).asAino, (*subject).careTeam, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.AttendCareTeam(u.ctx, a, app.Attendance{CareTeam: t.uid, Coach: u.riikka.UID, Span: always})
	}},
	{"EndAttendance", (*town).asAino, (*subject).attendance, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.EndAttendance(u.ctx, a, t.uid, t.key, today)
	}},
	{"CoverAreas", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.CoverAreas(u.ctx, a, app.AreasInput{Coach: u.riikka.UID, Municipalities: []string{"205"}, Span: always})
	}},
	{"EndArea", (*town).asAino, (*subject).area, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.EndArea(u.ctx, a, t.key, today)
	}},
	{"NoteLead", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteLead(u.ctx, a, u.leadInput(t.client))
	}},
	{"LeadForm", (*town).asRiikka, (*subject).lead, func(u *town, a access.Actor, t things) (any, error) {
		return u.LeadForm(u.ctx, a, casework.UID{}, casework.UID{}, t.client)
	}},
	{"Leads", (*town).asRiikka, (*subject).lead, func(u *town, a access.Actor, _ things) (any, error) {
		return u.Leads(u.ctx, a, app.OwnLeads)
	}},
	{"ClientLeads", (*town).asRiikka, (*subject).application, func(u *town, a access.Actor, t things) (any, error) {
		return u.ClientLeads(u.ctx, a, t.client)
	}},
	{"Lead", (*town).asRiikka, (*subject).lead, func(u *town, a access.Actor, t things) (any, error) {
		return u.Lead(u.ctx, a, t.uid)
	}},
	{"CorrectLead", (*town).asRiikka, (*subject).lead, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectLead(u.ctx, a, because(t.uid), u.leadInput(t.client))
	}},
	{"StepLead", (*town).asRiikka, (*subject).lead, func(u *town, a access.Actor, t things) (any, error) {
		return u.StepLead(u.ctx, a, because(t.uid), casework.StepNote{LeadStep: casework.LeadStep{Next: canary + " jälleen"}})
	}},
	{"NoteWin", (*town).asRiikka, (*subject).lead, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteWin(u.ctx, a, because(t.uid), casework.SmallWin{Win: casework.WinVisited})
	}},
	{"WithdrawLead", (*town).asRiikka, (*subject).lead, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawLead(u.ctx, a, because(t.uid))
	}},
	{"NoteApplication", (*town).asRiikka, (*subject).lead, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteApplication(u.ctx, a, app.ApplicationInput{UID: u.IDs(), Lead: t.uid, Note: applicationNote()})
	}},
	{"Application", (*town).asRiikka, (*subject).application, func(u *town, a access.Actor, t things) (any, error) {
		return u.Application(u.ctx, a, t.uid)
	}},
	{"CorrectApplication", (*town).asRiikka, (*subject).application, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectApplication(u.ctx, a, because(t.uid), applicationNote())
	}},
	{"WithdrawApplication", (*town).asRiikka, (*subject).application, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawApplication(u.ctx, a, because(t.uid))
	}},
	{"NoteDisclosureTalk", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteDisclosureTalk(u.ctx, a, app.TalkInput{UID: u.IDs(), Client: t.client, Note: talkNote(today)})
	}},
	{"DisclosureTalks", (*town).asRiikka, (*subject).toldTalk, func(u *town, a access.Actor, t things) (any, error) {
		return u.DisclosureTalks(u.ctx, a, t.client)
	}},
	{"DisclosureTalk", (*town).asRiikka, (*subject).toldTalk, func(u *town, a access.Actor, t things) (any, error) {
		return u.DisclosureTalk(u.ctx, a, t.uid)
	}},
	{"CorrectDisclosureTalk", (*town).asRiikka, (*subject).toldTalk, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectDisclosureTalk(u.ctx, a, because(t.uid), talkNote(today.AddDays(-1)))
	}},
	{"WithdrawDisclosureTalk", (*town).asRiikka, (*subject).toldTalk, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawDisclosureTalk(u.ctx, a, because(t.uid))
	}},
	{"PlanSearch", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.PlanSearch(u.ctx, a, app.PlanSearchInput{UID: u.IDs(), Client: t.client, Note: planNote(today)})
	}},
	{"Plans", (*town).asRiikka, (*subject).plan, func(u *town, a access.Actor, t things) (any, error) {
		return u.Plans(u.ctx, a, t.client)
	}},
	{"Plan", (*town).asRiikka, (*subject).plan, func(u *town, a access.Actor, t things) (any, error) {
		return u.Plan(u.ctx, a, t.uid)
	}},
	{"CorrectPlan", (*town).asRiikka, (*subject).plan, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectPlan(u.ctx, a, because(t.uid), planNote(today.AddDays(-1)))
	}},
	{"WithdrawPlan", (*town).asRiikka, (*subject).plan, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawPlan(u.ctx, a, because(t.uid))
	}},
	{"PlanSupport", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.PlanSupport(u.ctx, a, app.SupportInput{UID: u.IDs(), Placement: t.uid, Note: supportNote(today)})
	}},
	{"Support", (*town).asRiikka, (*subject).placement, func(u *town, a access.Actor, t things) (any, error) {
		return u.Support(u.ctx, a, t.uid)
	}},
	{"SupportPlan", (*town).asRiikka, (*subject).support, func(u *town, a access.Actor, t things) (any, error) {
		return u.SupportPlan(u.ctx, a, t.uid)
	}},
	{"CorrectSupport", (*town).asRiikka, (*subject).support, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectSupport(u.ctx, a, because(t.uid), supportNote(today.AddDays(-1)))
	}},
	{"WithdrawSupport", (*town).asRiikka, (*subject).support, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawSupport(u.ctx, a, because(t.uid))
	}},
	{"NoteClosingTalk", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteClosingTalk(u.ctx, a, app.ClosingTalkInput{UID: u.IDs(), Client: t.client, Note: closingTalkNote(today)})
	}},
	{"ClosingTalkForm", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.ClosingTalkForm(u.ctx, a, t.client)
	}},
	{"ClosingTalk", (*town).asRiikka, (*subject).closingTalk, func(u *town, a access.Actor, t things) (any, error) {
		return u.ClosingTalk(u.ctx, a, t.uid)
	}},
	{"CorrectClosingTalk", (*town).asRiikka, (*subject).closingTalk, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectClosingTalk(u.ctx, a, because(t.uid), closingTalkNote(today.AddDays(-1)))
	}},
	{"WithdrawClosingTalk", (*town).asRiikka, (*subject).closingTalk, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawClosingTalk(u.ctx, a, because(t.uid))
	}},
	{"ToTalk", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.ToTalk(u.ctx, a, app.ViewOwn)
	}},
	{"Closing", (*town).asRiikka, (*subject).ended, func(u *town, a access.Actor, t things) (any, error) {
		return u.Closing(u.ctx, a, t.uid)
	}},
	{"Notices", (*town).asRiikka, (*subject).notice, func(u *town, a access.Actor, t things) (any, error) {
		return u.Notices(u.ctx, a)
	}},
	{"ReadNotices", (*town).asRiikka, (*subject).notice, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReadNotices(u.ctx, a)
	}},
	{"ChooseMail", (*town).asRiikka, (*subject).account, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.ChooseMail(u.ctx, a, casework.MailDaily)
	}},
	{"Mail", (*town).asAino, (*subject).posting, func(u *town, a access.Actor, t things) (any, error) {
		return u.Mail(u.ctx, a)
	}},
	{"TryMail", (*town).asAino, (*subject).posting, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.TryMail(u.ctx, a)
	}},
	{"DeliverLetters", (*town).postman, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.DeliverLetters(u.ctx, a)
	}},
	{"Calendar", (*town).asRiikka, (*subject).planned, func(u *town, a access.Actor, t things) (any, error) {
		return u.Calendar(u.ctx, a, casework.Day{})
	}},
	{"MakeCalendarFeed", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.MakeCalendarFeed(u.ctx, a)
	}},
	{"EndCalendarFeed", (*town).asRiikka, (*subject).feed, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.EndCalendarFeed(u.ctx, a)
	}},
	{"MyAccount", (*town).asRiikka, (*subject).account, func(u *town, a access.Actor, t things) (any, error) {
		return u.MyAccount(u.ctx, a, casework.UID{})
	}},
	{"ChooseLanguage", (*town).asRiikka, (*subject).account, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.ChooseLanguage(u.ctx, a, "sv")
	}},
	{"BeginSecondFactor", (*town).asRiikka, (*subject).account, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.BeginSecondFactor(u.ctx, a)
	}},
	{"EndOwnSession", (*town).asRiikka, (*subject).session, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.EndOwnSession(u.ctx, a, t.uid)
	}},
	{"SignOutEverywhere", (*town).asRiikka, (*subject).session, func(u *town, a access.Actor, t things) (any, error) {
		return u.SignOutEverywhere(u.ctx, a, casework.UID{})
	}},
	{"KeptForms", (*town).asRiikka, (*subject).keptForm, func(u *town, a access.Actor, t things) (any, error) {
		return u.KeptForms(u.ctx, a)
	}},
	{"DropKeptForm", (*town).asRiikka, (*subject).keptForm, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.DropKeptForm(u.ctx, a, t.uid)
	}},
	{"Import", (*town).operator, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Import(u.ctx, a, app.ImportInput{File: strings.NewReader(document("suvanto", fmt.Sprintf(`"employers": [{"id": %q, "name": %q}]`, u.IDs(), canary)))})
	}},
	{"Export", (*town).operator, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Export(u.ctx, a, app.ExportInput{})
	}},
	{"ExportRecords", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.ExportRecords(u.ctx, a)
	}},
	{"Imports", (*town).asAino, (*subject).staged, func(u *town, a access.Actor, t things) (any, error) {
		return u.Imports(u.ctx, a)
	}},
	{"StageImport", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.StageImport(u.ctx, a, app.StageInput{UID: u.IDs(), Name: canary, File: u.employerFile()})
	}},
	{"StagedImport", (*town).asAino, (*subject).staged, func(u *town, a access.Actor, t things) (any, error) {
		return u.StagedImport(u.ctx, a, t.uid)
	}},
	{"DropImport", (*town).asAino, (*subject).staged, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.DropImport(u.ctx, a, t.uid)
	}},
	{"FirstAdministrator", (*town).operator, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return first(u.FirstAdministrator(u.ctx, a))
	}},
	{"Teamwork", (*town).asRiikka, (*subject).guidance, func(u *town, a access.Actor, t things) (any, error) {
		return u.Teamwork(u.ctx, a, u.team.UID)
	}},
	{"SupervisionForm", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.SupervisionForm(u.ctx, a, u.team.UID, casework.GroupSupervision, u.purola.UID)
	}},
	{"NoteSupervision", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteSupervision(u.ctx, a, u.mentoring())
	}},
	{"Supervision", (*town).asPaivi, (*subject).guidance, func(u *town, a access.Actor, t things) (any, error) {
		return u.Supervision(u.ctx, a, t.uid)
	}},
	{"CorrectSupervision", (*town).asPaivi, (*subject).guidance, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectSupervision(u.ctx, a, because(t.uid), u.mentoring())
	}},
	{"WithdrawSupervision", (*town).asPaivi, (*subject).guidance, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawSupervision(u.ctx, a, because(t.uid))
	}},
	{"CareTeamMeetingForm", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareTeamMeetingForm(u.ctx, a, u.otherCare.UID)
	}},
	{"NoteCareTeamMeeting", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteCareTeamMeeting(u.ctx, a, u.careMeeting())
	}},
	{"CareTeamMeeting", (*town).asRiikka, (*subject).careTeamMeeting, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareTeamMeeting(u.ctx, a, t.uid)
	}},
	{"CorrectCareTeamMeeting", (*town).asRiikka, (*subject).careTeamMeeting, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectCareTeamMeeting(u.ctx, a, because(t.uid), u.careMeeting())
	}},
	{"WithdrawCareTeamMeeting", (*town).asRiikka, (*subject).careTeamMeeting, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawCareTeamMeeting(u.ctx, a, because(t.uid))
	}},
	{"CareAgenda", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareAgenda(u.ctx, a, u.otherCare.UID)
	}},
	{"CareHome", (*town).asKaisa, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareHome(u.ctx, a)
	}},
	{"UnitList", (*town).asKaisa, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.UnitList(u.ctx, a, u.care.UID)
	}},
	{"ListUnitClients", (*town).asKaisa, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.ListUnitClients(u.ctx, a, u.care.UID, canary)
	}},
	{"UnitClient", (*town).asKaisa, (*subject).listed, func(u *town, a access.Actor, t things) (any, error) {
		return u.UnitClient(u.ctx, a, t.uid)
	}},
	{"AnswerInterest", (*town).asKaisa, (*subject).listed, func(u *town, a access.Actor, t things) (any, error) {
		return u.AnswerInterest(u.ctx, a, app.Revised{UID: t.uid, Revision: 1}, casework.InterestNote{Interest: casework.WantsNow})
	}},
	{"CorrectUnitClient", (*town).asKaisa, (*subject).listed, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectUnitClient(u.ctx, a, because(t.uid), app.UnitClientInput{Mark: u.IDs().String()[16:], Span: casework.Span{From: today.AddDays(-9)}})
	}},
	{"LeaveUnit", (*town).asKaisa, (*subject).listed, func(u *town, a access.Actor, t things) (any, error) {
		return u.LeaveUnit(u.ctx, a, app.Revised{UID: t.uid, Revision: 1})
	}},
	{"WithdrawUnitClient", (*town).asKaisa, (*subject).listed, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawUnitClient(u.ctx, a, because(t.uid))
	}},
	{"Interest", (*town).asKaisa, (*subject).listed, func(u *town, a access.Actor, t things) (any, error) {
		return u.Interest(u.ctx, a)
	}},
	{"UnitInterest", (*town).asKaisa, (*subject).listed, func(u *town, a access.Actor, t things) (any, error) {
		return u.UnitInterest(u.ctx, a, u.care.UID)
	}},
	{"NeedSurveys", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.NeedSurveys(u.ctx, a, u.team.UID)
	}},
	{"MakeNeedSurvey", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.MakeNeedSurvey(u.ctx, a, u.needSurveyOf(u.team))
	}},
	{"NeedSurvey", (*town).asPaivi, (*subject).needSurvey, func(u *town, a access.Actor, t things) (any, error) {
		return u.NeedSurvey(u.ctx, a, t.uid)
	}},
	{"CorrectNeedSurvey", (*town).asPaivi, (*subject).needSurvey, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectNeedSurvey(u.ctx, a, because(t.uid), app.NeedSurveyInput{Name: canary + canary})
	}},
	{"WithdrawNeedSurvey", (*town).asPaivi, (*subject).needSurvey, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawNeedSurvey(u.ctx, a, because(t.uid))
	}},
	{"MakeNeedLinks", (*town).asPaivi, (*subject).needSurvey, func(u *town, a access.Actor, t things) (any, error) {
		return u.MakeNeedLinks(u.ctx, a, t.uid, -1)
	}},
	{"CareMessageForm", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareMessageForm(u.ctx, a, u.otherCare.UID, casework.UID{})
	}},
	{"WriteCareMessage", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.WriteCareMessage(u.ctx, a, app.CareMessageInput{UID: u.IDs(), CareTeam: u.otherCare.UID, Text: canary})
	}},
	{"CareMessage", (*town).asRiikka, (*subject).careMessage, func(u *town, a access.Actor, t things) (any, error) {
		return u.CareMessage(u.ctx, a, t.uid)
	}},
	{"SettleCareMessage", (*town).asRiikka, (*subject).careMessage, func(u *town, a access.Actor, t things) (any, error) {
		return u.SettleCareMessage(u.ctx, a, app.Revised{UID: t.uid, Revision: 1})
	}},
	{"WithdrawCareMessage", (*town).asRiikka, (*subject).careMessage, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawCareMessage(u.ctx, a, because(t.uid))
	}},
	{"ServiceNoteForm", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.ServiceNoteForm(u.ctx, a, u.team.UID, casework.JointGroup)
	}},
	{"NoteService", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteService(u.ctx, a, u.steering())
	}},
	{"ServiceNote", (*town).asRiikka, (*subject).serviceNote, func(u *town, a access.Actor, t things) (any, error) {
		return u.ServiceNote(u.ctx, a, t.uid)
	}},
	{"CorrectServiceNote", (*town).asRiikka, (*subject).serviceNote, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectServiceNote(u.ctx, a, because(t.uid), u.steering())
	}},
	{"WithdrawServiceNote", (*town).asRiikka, (*subject).serviceNote, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawServiceNote(u.ctx, a, because(t.uid))
	}},
	{"Groups", (*town).asRiikka, (*subject).groupAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.Groups(u.ctx, a, u.team.UID)
	}},
	{"GroupAgenda", (*town).asRiikka, (*subject).groupAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.GroupAgenda(u.ctx, a, u.team.UID, casework.JointGroup)
	}},
	{"AgreeGroupAction", (*town).asRiikka, (*subject).groupAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.AgreeGroupAction(u.ctx, a, app.GroupActionInput{UID: u.IDs(), Meeting: t.client, What: canary, Who: canary})
	}},
	{"GroupAction", (*town).asRiikka, (*subject).groupAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.GroupAction(u.ctx, a, t.uid)
	}},
	{"CorrectGroupAction", (*town).asRiikka, (*subject).groupAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectGroupAction(u.ctx, a, because(t.uid), app.GroupActionInput{What: canary, Staff: u.riikka.UID, DueOn: today})
	}},
	{"TickGroupAction", (*town).asRiikka, (*subject).groupAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.TickGroupAction(u.ctx, a, t.uid, true)
	}},
	{"DropGroupAction", (*town).asRiikka, (*subject).groupAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.DropGroupAction(u.ctx, a, because(t.uid))
	}},
	{"WithdrawGroupAction", (*town).asRiikka, (*subject).groupAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawGroupAction(u.ctx, a, because(t.uid))
	}},
	{"TrainingForm", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.TrainingForm(u.ctx, a)
	}},
	{"NoteTraining", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.NoteTraining(u.ctx, a, u.firstAid(u.riikka))
	}},
	{"Training", (*town).asPaivi, (*subject).training, func(u *town, a access.Actor, t things) (any, error) {
		return u.Training(u.ctx, a, t.uid)
	}},
	{"CorrectTraining", (*town).asPaivi, (*subject).training, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectTraining(u.ctx, a, because(t.uid), u.firstAid(u.riikka))
	}},
	{"WithdrawTraining", (*town).asPaivi, (*subject).training, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawTraining(u.ctx, a, because(t.uid))
	}},
	{"Funding", (*town).asAino, (*subject).funding, func(u *town, a access.Actor, t things) (any, error) {
		return u.Funding(u.ctx, a)
	}},
	{"EverySubsidyTerms", (*town).asAino, (*subject).subsidyTerms, func(u *town, a access.Actor, t things) (any, error) {
		return u.EverySubsidyTerms(u.ctx, a)
	}},
	{"KeepSubsidyTerms", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.KeepSubsidyTerms(u.ctx, a, u.supplement())
	}},
	{"SubsidyTerms", (*town).asAino, (*subject).subsidyTerms, func(u *town, a access.Actor, t things) (any, error) {
		return u.SubsidyTerms(u.ctx, a, t.uid)
	}},
	{"CorrectSubsidyTerms", (*town).asAino, (*subject).subsidyTerms, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectSubsidyTerms(u.ctx, a, because(t.uid), u.supplement())
	}},
	{"WithdrawSubsidyTerms", (*town).asAino, (*subject).subsidyTerms, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawSubsidyTerms(u.ctx, a, because(t.uid))
	}},
	{"SubsidyHelp", (*town).asRiikka, (*subject).client, func(u *town, a access.Actor, t things) (any, error) {
		return u.SubsidyHelp(u.ctx, a, t.client)
	}},
	{"ShowCalendarInitials", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.ShowCalendarInitials(u.ctx, a, true)
	}},
	{"Capacity", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.Capacity(u.ctx, a, u.team.UID)
	}},
	{"FundProgramme", (*town).asAino, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.FundProgramme(u.ctx, a, u.grant())
	}},
	{"ProgrammeFunding", (*town).asAino, (*subject).funding, func(u *town, a access.Actor, t things) (any, error) {
		return u.ProgrammeFunding(u.ctx, a, t.uid)
	}},
	{"CorrectFunding", (*town).asAino, (*subject).funding, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectFunding(u.ctx, a, because(t.uid), u.grant())
	}},
	{"WithdrawFunding", (*town).asAino, (*subject).funding, func(u *town, a access.Actor, t things) (any, error) {
		return u.WithdrawFunding(u.ctx, a, because(t.uid))
	}},
	{"WorkWeek", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.WorkWeek(u.ctx, a, 0)
	}},
	{"ConfirmWeek", (*town).asRiikka, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.ConfirmWeek(u.ctx, a, u.nextWeek(a.StaffID))
	}},
	{"Backup", (*town).operator, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.Backup(u.ctx, a, filepath.Join(u.t.TempDir(), "backup.db"))
	}},
	{"VerifyLogs", (*town).operator, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.VerifyLogs(u.ctx, a)
	}},
}

// employerFile is a document of one new employer.
func (u *town) employerFile() []byte {
	return []byte(document("suvanto", fmt.Sprintf(`"employers": [{"id": %q, "name": %q}]`, u.IDs(), canary)))
}

// staged is a file that waits to be imported.
func (s *subject) staged() things {
	s.u.t.Helper()
	uid := s.u.IDs()
	if s.actor.StaffID != 0 {
		s.u.write(s.u.county, func(tx *store.Tx) error {
			return tx.StageImport(store.StagedImport{UID: uid, StaffID: s.actor.StaffID, Name: canary, State: store.ImportChecked, Result: "{}"}, s.u.employerFile())
		})
	}
	return things{uid: uid}
}

func first(link app.Invitation, _ bool, err error) (any, error) { return link, err }

// testedElsewhere are the use cases that those two lists leave out, and why.
var testedElsewhere = map[string]string{
	"FirstRun":            "needs a database without a county",
	"ChangePassword":      "asks for a secret first; ends as ChooseLanguage does",
	"ConfirmImport":       "one at a time: TestOneImportAtATime; ends as DropImport does",
	"ConfirmSecondFactor": "asks for a secret first; ends as ChooseLanguage does",
	"DropSecondFactor":    "asks for a secret first; ends as ChooseLanguage does",
	"Migrate":             "has nothing to do here",
	"Restore":             "leaves another town behind",
}

// withAccount gives somebody an account, unless they have one.
func (u *town) withAccount(staff int64) {
	u.t.Helper()
	if staff != 0 && u.number(fmt.Sprintf("SELECT COUNT(*) FROM account WHERE staff = %d", staff)) == 0 {
		u.write(u.county, func(tx *store.Tx) error {
			return tx.AddAccount(store.Account{StaffID: staff, Login: fmt.Sprintf("%d@suvanto.fi", staff), Password: "x"})
		})
	}
}

// session opens a session for somebody.
func (u *town) session(staff int64) casework.UID {
	u.t.Helper()
	uid := u.IDs()
	if staff != 0 {
		u.write(u.county, func(tx *store.Tx) error {
			s := store.Session{UID: uid, StaffID: staff, How: "password", State: store.SessionOpen, OpenedAt: tx.Now, SeenAt: tx.Now}
			return tx.AddSession(s, uid[:])
		})
	}
	return uid
}

func (u *town) keptForm(staff int64) casework.UID {
	u.t.Helper()
	uid := u.IDs()
	if staff != 0 {
		u.write(u.county, func(tx *store.Tx) error {
			return tx.AddKeptForm(staff, store.KeptForm{UID: uid, Path: "/log", Body: "learned=" + canary})
		})
	}
	return uid
}

package app

import (
	"context"
	"slices"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// noticeNeeds is what one must be able to do with a client to be told of a
// thing, and to be shown it later.
var noticeNeeds = map[casework.NoticeKind]access.Action{
	casework.NoticeGotWork:          access.ReadTimeline,
	casework.NoticeFaresWorse:       access.ReadTimeline,
	casework.NoticeReferralAsked:    access.ReadClient,
	casework.NoticeReferralCame:     access.ReadClient,
	casework.NoticeReferralReceived: access.ReadClient,
	casework.NoticeReferralReturned: access.ReadClient,
	casework.NoticeReferralDropped:  access.ReadClient,
	casework.NoticeConsentWithdrawn: access.ReadClient,
	casework.NoticeHandedOver:       access.ReadTimeline,
	casework.NoticeCareMessage:      access.ReadTimeline,
}

// How far back a person's list of notices goes, and how many it holds.
const (
	noticeDays  = 90
	mostNotices = 100
)

func noticesSince(now time.Time) time.Time { return now.AddDate(0, 0, -noticeDays) }

// tell tells of something that the use case has done to those whom it is for
// and who may know of it, as the client stands now; and puts a letter on its way
// to those who want one.
func (t *turn) tell(h casework.Happening) error {
	h.ByID = t.actor.StaffID
	staff, err := t.tx.Staff()
	if err != nil {
		return err
	}
	client, err := t.tx.ClientByID(h.ClientID)
	if err != nil {
		return err
	}
	d, err := t.dossierOf(client)
	if err != nil {
		return err
	}
	resource := d.resource(t.tx.County, t.day)
	var notices []casework.Notice
	for _, id := range h.ToTell(staff, t.day) {
		s := staff[slices.IndexFunc(staff, func(s casework.Staff) bool { return s.ID == id })]
		if access.Decide(actorOf(store.Holder{County: t.tx.County, Staff: s}), noticeNeeds[h.Kind], resource, t.day).Allowed {
			notices = append(notices, casework.Notice{
				UID: t.app.IDs(), StaffID: id, Kind: h.Kind, ClientID: h.ClientID, About: h.About, Detail: h.Detail, ByID: h.ByID, At: t.tx.Now.UnixMicro(),
			})
		}
	}
	if len(notices) == 0 {
		return nil
	}
	if err := t.tx.AddNotices(notices); err != nil {
		return err
	}
	return t.writeTo(converted(notices, func(n casework.Notice) int64 { return n.StaffID }))
}

// happened is what is told of an episode's client: who they are with on the day.
func (t *turn) happened(kind casework.NoticeKind, e casework.Episode, about casework.UID) casework.Happening {
	h := casework.Happening{Kind: kind, ClientID: e.ClientID, About: about, TeamID: e.TeamID, CareTeamID: e.CareTeamOn(t.day)}
	if coach := e.CoachOn(t.day); coach != 0 {
		h.Coaches = []int64{coach}
	}
	return h
}

// NoticeLine is a notice as it is shown to somebody who may see it still.
type NoticeLine struct {
	casework.Notice
	Client casework.Client
}

// mayStillSee leaves of a person's notices those that the person may be shown
// today: leave may have been taken back since, or a role ended. Of a client whose
// record became part of another the other is named.
func (t *turn) mayStillSee(all []casework.Notice) ([]NoticeLine, error) {
	var ids []int64
	for _, n := range all {
		ids = append(ids, n.ClientID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	clients, err := t.tx.ClientsByID(ids)
	if err != nil {
		return nil, err
	}
	now := map[int64]int64{} // the record in whose place another stands
	for _, c := range clients {
		now[c.ID] = c.ID
		if c.MergedInto != 0 {
			now[c.ID] = c.MergedInto
			ids = append(ids, c.MergedInto)
		}
	}
	slices.Sort(ids)
	dossiers, err := t.dossiers(slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	of := map[int64]dossier{}
	for _, d := range dossiers {
		of[d.ID] = d
	}
	var lines []NoticeLine
	for _, n := range all {
		d := of[now[n.ClientID]]
		if t.decide(noticeNeeds[n.Kind], d.resource(t.tx.County, t.day)).Allowed {
			lines = append(lines, NoticeLine{n, d.Unguarded()})
		}
	}
	return lines, nil
}

// unread counts the notices that wait for the actor and may be shown. It shows
// nothing of anybody, and so it is in no log.
func (a *App) unread(ctx context.Context, actor access.Actor) (n int, err error) {
	now := a.Clock()
	err = a.Store.Read(ctx, actor.County, now, func(tx *store.Tx) error {
		t := a.turn(ctx, tx, actor)
		waiting, err := tx.UnreadTo(actor.StaffID, noticesSince(now), mostNotices)
		if err != nil {
			return err
		}
		lines, err := t.mayStillSee(waiting)
		n = len(lines)
		return err
	})
	return n, err
}

// NoticesPage is what a person is told of.
type NoticesPage struct {
	Lines   []NoticeLine // the newest first
	Unread  int          // of these
	Names   Names
	Mail    casework.MailChoice
	Address string // where letters go; empty: the person has no account
	MailOn  bool   // letters go out from here
}

// Notices gives what the actor is told of, and may be shown today.
func (a *App) Notices(ctx context.Context, actor access.Actor) (NoticesPage, error) {
	return show(ctx, a, actor, func(t *turn) (NoticesPage, error) {
		p := NoticesPage{MailOn: a.Post != nil}
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "notice", ""); err != nil {
			return p, err
		}
		all, err := t.tx.NoticesTo(actor.StaffID, noticesSince(t.tx.Now), mostNotices)
		if err != nil {
			return p, err
		}
		if p.Lines, err = t.mayStillSee(all); err != nil {
			return p, err
		}
		var clients, staff []int64
		for _, l := range p.Lines {
			clients, staff = append(clients, l.Client.ID), append(staff, l.ByID)
			if l.ReadAt == 0 {
				p.Unread++
			}
		}
		if p.Mail, err = t.mailChoice(); err != nil {
			return p, err
		}
		account, err := t.ownAccount()
		if err != nil {
			return p, err
		}
		p.Address = account.Login
		p.Names, err = t.namesOf(staff, nil)
		t.shows(audit.Listed, "notice", "", counted(int64(len(p.Lines)), "notices"), clients...)
		return p, err
	})
}

// mailChoice is how soon the actor wants letters.
func (t *turn) mailChoice() (casework.MailChoice, error) {
	choice, err := t.tx.MailChoiceOf(t.actor.StaffID)
	if choice == "" {
		choice = casework.MailChoices[0]
	}
	return choice, err
}

// OpenNotice marks one of the actor's notices as read, and gives it. Problems:
// NotFound for one of somebody else, and for one that the actor may not be shown
// any more.
func (a *App) OpenNotice(ctx context.Context, actor access.Actor, uid casework.UID) (NoticeLine, error) {
	return change(ctx, a, actor, func(t *turn) (NoticeLine, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "notice", uid.String()); err != nil {
			return NoticeLine{}, err
		}
		n, err := t.tx.NoticeByUID(uid)
		if err != nil {
			return NoticeLine{}, err
		}
		if n.StaffID != actor.StaffID {
			return NoticeLine{}, store.ErrNotFound
		}
		d, err := t.clientOfNotice(n)
		if err != nil {
			return NoticeLine{}, err
		}
		if err := t.mayWith(noticeNeeds[n.Kind], d); err != nil {
			return NoticeLine{}, err
		}
		_, err = t.tx.ReadNotice(actor.StaffID, uid)
		t.did(audit.Changed, "notice", uid.String(), "read", d.ID)
		return NoticeLine{n, d.Unguarded()}, err
	})
}

// clientOfNotice loads whom a notice is about: where one record became part of
// another, the other.
func (t *turn) clientOfNotice(n casework.Notice) (dossier, error) {
	client, err := t.tx.ClientByID(n.ClientID)
	if err == nil && client.MergedInto != 0 {
		client, err = t.tx.ClientByID(client.MergedInto)
	}
	if err != nil {
		return dossier{}, err
	}
	return t.dossierOf(client)
}

// ReadNotices marks all of the actor's notices as read, and counts those that
// were not.
func (a *App) ReadNotices(ctx context.Context, actor access.Actor) (int64, error) {
	return change(ctx, a, actor, func(t *turn) (int64, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "notice", ""); err != nil {
			return 0, err
		}
		n, err := t.tx.ReadNotices(actor.StaffID)
		t.did(audit.Changed, "notice", "", counted(n, "read"))
		return n, err
	})
}

// ChooseMail keeps how soon the actor wants a letter of what is new; one that
// waits and is not wanted any more does not go. Problems: Invalid with the field
// mail.
func (a *App) ChooseMail(ctx context.Context, actor access.Actor, choice casework.MailChoice) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "account", actor.ID); err != nil {
			return struct{}{}, err
		}
		if !slices.Contains(casework.MailChoices, choice) {
			return struct{}{}, invalid("mail", "problem.choose")
		}
		t.did(audit.Changed, "account", actor.ID, "mail "+string(choice))
		return struct{}{}, t.tx.ChooseMail(actor.StaffID, choice)
	})
	return err
}

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

// CareMessageInput is a message between a care team and the coaches as a form
// sends it. Which way it goes follows from who writes: a worker of the care team
// writes to the coaches, and they to the care team.
type CareMessageInput struct {
	UID      casework.UID // of the message to be, made with the form: sending it twice adds one
	CareTeam casework.UID // of a message about nobody; a client's own care team has theirs
	Client   casework.UID // zero: about nobody
	Text     string
}

// CareMessageLine is a message with whose it is and who wrote it.
type CareMessageLine struct {
	casework.CareMessage
	Client *casework.Client // nil: about nobody
	By     string
}

// WriteCareMessage writes a message to the other side. Problems: Forbidden to a
// care worker without the client's leave to tell the care team, and for a care
// team whose work one takes no part in; NotFound; Conflict for a client without
// that leave or without a care team, for a uid that is another's, and with NotedKey for one that is there with
// another text; Invalid with the fields of casework.WriteCareMessage.
func (a *App) WriteCareMessage(ctx context.Context, actor access.Actor, in CareMessageInput) (casework.CareMessage, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.CareMessage, error) {
		m, d, clients, err := t.careMessageOf(in)
		if err != nil {
			return m, err
		}
		if in.UID.IsZero() {
			return m, errUnnamed
		}
		if m, err = casework.WriteCareMessage(m, d.Consents, t.day); err != nil {
			return m, err
		}
		if done, err := t.tx.CareMessageByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID {
			if m.Noted, m.On = done.Noted, done.On; !reflect.DeepEqual(m, done) {
				return done, noted()
			}
			t.shows(audit.Showed, "care_message", in.UID.String(), "sent again", clients...)
			return done, nil
		}
		m.Noted = t.noted(in.UID)
		m, err = t.tx.AddCareMessage(m)
		if err != nil {
			return m, err
		}
		t.did(audit.Added, "care_message", in.UID.String(), string(m.To), clients...)
		return m, t.tellOfMessage(m, d)
	})
}

// tellOfMessage tells the other side of a message about a client. One about
// nobody waits on the agenda of the next meeting.
func (t *turn) tellOfMessage(m casework.CareMessage, d dossier) error {
	if m.EpisodeID == 0 {
		return nil
	}
	e, _ := d.present(t.day)
	h := t.happened(casework.NoticeCareMessage, e, m.UID)
	h.Detail = string(m.To)
	return t.tell(h)
}

// careMessageOf decides on a message and says whose it is and which way it goes.
func (t *turn) careMessageOf(in CareMessageInput) (m casework.CareMessage, d dossier, clients []int64, err error) {
	m.Text = in.Text
	if in.Client.IsZero() {
		c, err := t.tx.CareTeamByUID(in.CareTeam)
		if err != nil {
			return m, d, nil, err
		}
		m.CareTeamID = c.ID
		err = t.mayTalkWith(c.ID, in.UID.String())
		m.To = t.otherSide(c.ID)
		return m, d, nil, err
	}
	if d, err = t.dossier(in.Client); err != nil {
		return m, d, nil, err
	}
	if err := t.mayMessage(d); err != nil {
		return m, d, nil, err
	}
	e, _ := d.present(t.day)
	if m.EpisodeID, m.CareTeamID = e.ID, e.CareTeamOn(t.day); m.CareTeamID == 0 {
		return m, d, nil, problem.New(problem.Conflict, "care_message.no_care_team")
	}
	m.To = t.otherSide(m.CareTeamID)
	return m, d, []int64{d.ID}, nil
}

// mayTalkWith asks whether the actor takes part in the work of the care team.
func (t *turn) mayTalkWith(careTeam int64, target string) error {
	within, err := t.withCareTeam(careTeam)
	if err != nil {
		return err
	}
	return t.may(access.NoteCareTeam, within, "care_message", target)
}

// mayMessage asks whether the actor may write about the client. Who may know of
// the client is told that it takes the client's leave.
func (t *turn) mayMessage(d dossier) error {
	err := t.mayWith(access.MessageCare, d)
	var r *refusal
	if errors.As(err, &r) && t.decide(access.ReadClient, d.resource(t.tx.County, t.day)).Allowed {
		r.problem = problem.New(problem.Forbidden, access.MessageCare.RefusedKey())
	}
	return err
}

func (t *turn) otherSide(careTeam int64) casework.Toward {
	if t.caresIn(careTeam) {
		return casework.ToCoaches
	}
	return casework.ToCareTeam
}

// CareMessagePage is a message as it stands.
type CareMessagePage struct {
	Message  CareMessageLine
	CareTeam casework.CareTeam
	Own      bool // the actor's side wrote it
	Names    Names
}

// CareMessage gives one message: about a client, to those who may read what is
// done for them; about nobody, to who takes part in the care team's work.
// Problems: Forbidden; NotFound.
func (a *App) CareMessage(ctx context.Context, actor access.Actor, uid casework.UID) (CareMessagePage, error) {
	return show(ctx, a, actor, func(t *turn) (CareMessagePage, error) {
		m, d, clients, err := t.careMessage(uid)
		if err != nil {
			return CareMessagePage{}, err
		}
		p := CareMessagePage{Message: CareMessageLine{CareMessage: m}, Own: m.To == t.otherSide(m.CareTeamID)}
		if m.EpisodeID != 0 {
			client := d.Client.Unguarded()
			p.Message.Client = &client
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Message.By = p.Names.Staff[m.RecordedBy]
		careTeams, err := t.tx.CareTeams()
		for _, c := range careTeams {
			if c.ID == m.CareTeamID {
				p.CareTeam = c
			}
		}
		t.shows(audit.Showed, "care_message", uid.String(), "", clients...)
		return p, err
	})
}

// careMessage loads a message that the actor may read, with its client's dossier.
func (t *turn) careMessage(uid casework.UID) (m casework.CareMessage, d dossier, clients []int64, err error) {
	if m, err = t.tx.CareMessageByUID(uid); err != nil {
		return m, d, nil, err
	}
	if m.EpisodeID == 0 {
		return m, d, nil, t.mayTalkWith(m.CareTeamID, uid.String())
	}
	if d, err = t.dossierOfEpisode(m.EpisodeID); err != nil {
		return m, d, nil, err
	}
	return m, d, []int64{d.ID}, t.mayWith(access.ReadTimeline, d)
}

// SettleCareMessage notes that a message was dealt with: it is on no agenda any
// more. Problems: Forbidden; NotFound; Conflict when somebody has changed it
// since.
func (a *App) SettleCareMessage(ctx context.Context, actor access.Actor, which Revised) (casework.CareMessage, error) {
	return change(ctx, a, actor, func(t *turn) (casework.CareMessage, error) {
		old, _, clients, err := t.careMessage(which.UID)
		if err != nil {
			return old, err
		}
		if !old.DoneOn.IsZero() { // sent again, or somebody else was there first
			t.shows(audit.Showed, "care_message", which.UID.String(), "unchanged", clients...)
			return old, nil
		}
		changed, err := casework.SettleCareMessage(old, actor.StaffID, t.day)
		if err != nil {
			return old, err
		}
		return t.reviseCareMessage(old, changed, which.Revision, audit.Ended, stepMark+"done", clients)
	})
}

func (t *turn) reviseCareMessage(old, changed casework.CareMessage, revision int, deed audit.Action, reason string, clients []int64) (casework.CareMessage, error) {
	if old.Revision != revision {
		return old, store.ErrStale
	}
	t.did(deed, "care_message", old.UID.String(), "", clients...)
	return t.tx.ReviseCareMessage(old, changed, t.actor.ID, reason)
}

// WithdrawCareMessage takes back a message of one's own side; it stays to be
// read, struck through. Problems: Forbidden; NotFound; Invalid without a reason;
// Conflict for one of the other side, and when somebody has changed it since.
func (a *App) WithdrawCareMessage(ctx context.Context, actor access.Actor, which Correction) (casework.CareMessage, error) {
	return change(ctx, a, actor, func(t *turn) (casework.CareMessage, error) {
		old, _, clients, err := t.careMessage(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.To != t.otherSide(old.CareTeamID) {
			return old, problem.New(problem.Conflict, "care_message.not_own")
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "care_message", which.UID.String(), "unchanged", clients...)
			return old, nil
		}
		changed := old
		changed.Withdrawn = true
		if changed, err = t.reviseCareMessage(old, changed, which.Revision, audit.Withdrew, which.Reason, clients); err != nil {
			return old, err
		}
		return changed, t.tx.DropNotices(old.UID)
	})
}

// CareMessageForm is what the form of a message is about.
type CareMessageForm struct {
	CareTeam casework.CareTeam
	Client   *casework.Client // nil: about nobody
	To       casework.Toward
	Leave    bool // the client lets the care team be told; always of one about nobody
}

// CareMessageForm gives the form of a message about a client, or with the zero
// uid of one about nobody. Problems: as WriteCareMessage.
func (a *App) CareMessageForm(ctx context.Context, actor access.Actor, careTeam, client casework.UID) (CareMessageForm, error) {
	return show(ctx, a, actor, func(t *turn) (CareMessageForm, error) {
		var f CareMessageForm
		m, d, clients, err := t.careMessageOf(CareMessageInput{CareTeam: careTeam, Client: client})
		if err != nil {
			return f, err
		}
		f.To, f.Leave = m.To, m.EpisodeID == 0 || d.Consents.Allows(casework.ConsentCareTeam, t.day)
		careTeams, err := t.tx.CareTeams()
		if err != nil {
			return f, err
		}
		for _, c := range careTeams {
			if c.ID == m.CareTeamID {
				f.CareTeam = c
			}
		}
		if m.EpisodeID != 0 {
			client := d.Client.Unguarded()
			f.Client = &client
		}
		t.shows(audit.Showed, "care_message", "", "form", clients...)
		return f, nil
	})
}

// careMessages lists the messages of a care team that wait or were dealt with
// lately, of those that the actor may read.
func (t *turn) careMessages(careTeams []int64) ([]CareMessageLine, error) {
	all, err := t.tx.CareMessages(careTeams, t.day.AddDays(-answerShown))
	if err != nil {
		return nil, err
	}
	return t.messageLines(all)
}

func (t *turn) messageLines(all []casework.CareMessage) ([]CareMessageLine, error) {
	var episodes, writers []int64
	for _, m := range all {
		writers = append(writers, m.RecordedBy)
		if m.EpisodeID != 0 {
			episodes = append(episodes, m.EpisodeID)
		}
	}
	readable, err := t.readable(episodes)
	if err != nil {
		return nil, err
	}
	names, err := t.tx.NamesOfStaff(distinct(writers))
	var lines []CareMessageLine
	for _, m := range all {
		line := CareMessageLine{CareMessage: m, By: names[m.RecordedBy]}
		if m.EpisodeID != 0 {
			d, reached := readable[m.EpisodeID]
			if !reached {
				continue
			}
			client := d.Client.Unguarded()
			line.Client = &client
		}
		lines = append(lines, line)
	}
	return lines, err
}

// waitingFor lists the messages that the side has not dealt with, the oldest first.
func waitingFor(side casework.Toward, all []CareMessageLine) []CareMessageLine {
	some := kept(all, func(m CareMessageLine) bool { return m.Waits() && m.To == side })
	slices.Reverse(some)
	return some
}

// careMessageEvents adds to a client's page the messages between the care team
// and the coaches.
func (t *turn) careMessageEvents(p *ClientPage, episodes []int64) error {
	all, err := t.tx.CareMessagesOfEpisodes(episodes)
	for _, m := range all {
		p.Timeline = append(p.Timeline, Event{On: m.On, Message: &m})
	}
	return err
}

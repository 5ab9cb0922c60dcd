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
)

// ClosingTalkInput is a talk about how coaching goes on as a form sends it.
type ClosingTalkInput struct {
	UID    casework.UID // of the talk to be, made with the form: sending it twice adds one
	Client casework.UID
	Note   casework.ClosingTalkNote
}

// NoteClosingTalk notes a talk about how coaching goes on. It closes nothing. Problems:
// NotFound; Conflict when coaching has not begun or has ended, for a uid that is
// another's, and with NotedKey for one that is there with another text; Invalid
// with the fields of casework.NoteClosingTalk.
func (a *App) NoteClosingTalk(ctx context.Context, actor access.Actor, in ClosingTalkInput) (casework.ClosingTalk, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.ClosingTalk, error) {
		var none casework.ClosingTalk
		d, e, err := t.episodeToChange(in.Client, access.NoteClient)
		if err != nil {
			return none, err
		}
		if in.UID.IsZero() {
			return none, errUnnamed
		}
		talk, err := casework.NoteClosingTalk(e, in.Note, t.day)
		if err != nil {
			return none, err
		}
		if done, err := t.tx.ClosingTalkByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if talk.Noted = done.Noted; !reflect.DeepEqual(done, talk) {
				return none, noted()
			}
			t.shows(audit.Showed, "closing_talk", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		talk.Noted = t.noted(in.UID)
		all := []casework.ClosingTalk{talk}
		t.did(audit.Added, "closing_talk", in.UID.String(), string(talk.Outcome), d.ID)
		err = t.tx.AddClosingTalks(all)
		return all[0], err
	})
}

// ClosingTalkForm is what the form of such a talk offers.
type ClosingTalkForm struct {
	Client  casework.Client
	Episode casework.Episode
	Terms   casework.Terms
	Finding *outcomes.Finding // why it is proposed; nil: it is not
	Last    *casework.ClosingTalk
	Today   casework.Day
}

// ClosingTalkForm gives what is offered to note a talk with a client. Problems: NotFound.
func (a *App) ClosingTalkForm(ctx context.Context, actor access.Actor, client casework.UID) (ClosingTalkForm, error) {
	return show(ctx, a, actor, func(t *turn) (ClosingTalkForm, error) {
		d, e, err := t.episodeToChange(client, access.NoteClient)
		if err != nil {
			return ClosingTalkForm{}, err
		}
		f := ClosingTalkForm{Client: d.Client, Episode: e, Today: t.day}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return f, err
		}
		f.Terms = programme.Terms
		due, err := t.findable([]casework.Episode{e})
		if err != nil {
			return f, err
		}
		if found := outcomes.Findings(due, t.day); len(found) > 0 {
			f.Finding = &found[0]
		}
		if last, ok := casework.LastTalk(due[0].Talks, t.day); ok {
			f.Last = &last
		}
		t.shows(audit.Showed, "client", client.String(), "header", d.ID)
		return f, nil
	})
}

// ClosingTalkPage is one talk as it stands, with its earlier texts.
type ClosingTalkPage struct {
	Talk      casework.ClosingTalk
	Client    casework.Client
	Terms     casework.Terms
	Names     Names
	Revisions []Revision
	Note      bool // the actor may correct and withdraw it
}

// ClosingTalk gives one talk with its earlier texts. Problems: NotFound.
func (a *App) ClosingTalk(ctx context.Context, actor access.Actor, uid casework.UID) (ClosingTalkPage, error) {
	return show(ctx, a, actor, func(t *turn) (ClosingTalkPage, error) {
		talk, e, d, err := t.closingTalkOf(uid, access.ReadNotes)
		if err != nil {
			return ClosingTalkPage{}, err
		}
		p := ClosingTalkPage{Talk: talk, Client: d.Client}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("closing_talk", talk.ID)
		t.shows(audit.Showed, "closing_talk", uid.String(), "", d.ID)
		return p, err
	})
}

// closingTalkOf loads a talk for somebody who may do the action with its client.
func (t *turn) closingTalkOf(uid casework.UID, action access.Action) (casework.ClosingTalk, casework.Episode, dossier, error) {
	talk, err := t.tx.ClosingTalkByUID(uid)
	if err != nil {
		return talk, casework.Episode{}, dossier{}, err
	}
	e, err := t.tx.EpisodeByID(talk.EpisodeID)
	if err != nil {
		return talk, e, dossier{}, err
	}
	d, err := t.dossierOfEpisode(talk.EpisodeID)
	if err != nil {
		return talk, e, d, err
	}
	return talk, e, d, t.mayWith(action, d)
}

// CorrectClosingTalk puts another text in the place of a talk's; the old one stays
// readable. Problems: as NoteClosingTalk; Invalid without a reason; Conflict when
// somebody has changed it since.
func (a *App) CorrectClosingTalk(ctx context.Context, actor access.Actor, which Correction, note casework.ClosingTalkNote) (casework.ClosingTalk, error) {
	return change(ctx, a, actor, func(t *turn) (casework.ClosingTalk, error) {
		old, e, d, err := t.closingTalkOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed, err := casework.CorrectClosingTalk(old, e, note, t.day)
		if err != nil {
			return old, err
		}
		if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
			t.shows(audit.Showed, "closing_talk", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		t.did(audit.Corrected, "closing_talk", old.UID.String(), changedFields(old, changed), d.ID)
		return t.reviseClosingTalk(which, old, changed)
	})
}

func (t *turn) reviseClosingTalk(which Correction, old, changed casework.ClosingTalk) (casework.ClosingTalk, error) {
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	return t.tx.ReviseClosingTalk(old, changed, t.actor.ID, which.Reason)
}

// WithdrawClosingTalk takes a talk back; it stays to be read, struck through. Problems:
// NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawClosingTalk(ctx context.Context, actor access.Actor, which Correction) (casework.ClosingTalk, error) {
	return change(ctx, a, actor, func(t *turn) (casework.ClosingTalk, error) {
		old, _, d, err := t.closingTalkOf(which.UID, access.NoteClient)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "closing_talk", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed := old
		changed.Withdrawn = true
		t.did(audit.Withdrew, "closing_talk", old.UID.String(), "", d.ID)
		return t.reviseClosingTalk(which, old, changed)
	})
}

// ToTalk is with whom it is proposed to talk about how coaching goes on.
type ToTalk struct {
	On    casework.Day
	View  View
	Team  bool // the actor may also see the team's
	Found []FoundClient
}

// FoundClient is one of them.
type FoundClient struct {
	outcomes.Finding
	Client casework.Client
	Coach  string // empty: nobody
}

// ToTalk lists with whom of the actor's own clients, or of their teams', it is
// proposed to talk about how coaching goes on. Problems: Forbidden; Invalid for
// a view that is neither.
func (a *App) ToTalk(ctx context.Context, actor access.Actor, view View) (ToTalk, error) {
	return show(ctx, a, actor, func(t *turn) (ToTalk, error) {
		list := ToTalk{On: t.day, View: view}
		if view != ViewOwn && view != ViewTeam {
			return list, invalid("view", "problem.choose")
		}
		reach := access.ScopeOf(actor, access.NoteClient, t.day)
		within := access.Resource{County: t.tx.County, Teams: reach.Teams}
		if view == ViewOwn {
			within.Coaches = []int64{actor.StaffID}
		}
		if err := t.may(access.NoteClient, within, "client", ""); err != nil {
			return list, err
		}
		all, err := t.reached(reach, view)
		if err != nil {
			return list, err
		}
		list.Team = len(reach.Teams) > 0
		due, err := t.findable(converted(all, func(c CaseloadClient) casework.Episode { return c.Episode }))
		if err != nil {
			return list, err
		}
		found := outcomes.Findings(due, t.day)
		coaches := make([]int64, len(all))
		for i, c := range all {
			coaches[i] = c.Episode.CoachOn(t.day)
		}
		names, err := t.namesOf(coaches, nil)
		var ids []int64
		for _, f := range found {
			i := slices.IndexFunc(all, func(c CaseloadClient) bool { return c.Client.ID == f.ClientID })
			list.Found = append(list.Found, FoundClient{f, all[i].Client, names.Staff[coaches[i]]})
			ids = append(ids, f.ClientID)
		}
		t.shows(audit.Listed, "client", "", "to talk with", ids...)
		return list, err
	})
}

// findable loads what the finders need of the clients of the episodes.
func (t *turn) findable(episodes []casework.Episode) ([]outcomes.DueClient, error) {
	ids := episodeKeys(episodes)
	due, of := make([]outcomes.DueClient, len(episodes)), make(map[int64]int, len(episodes))
	clients := make([]int64, len(episodes))
	for i, e := range episodes {
		due[i], of[e.ID], clients[i] = outcomes.DueClient{ClientID: e.ClientID, Episode: e}, i, e.ClientID
	}
	last, err := t.tx.LastOf(clients)
	if err != nil {
		return nil, err
	}
	placements, err := t.tx.PlacementsOfEpisodes(ids)
	if err != nil {
		return nil, err
	}
	talks, err := t.tx.ClosingTalksOfEpisodes(ids)
	if err != nil {
		return nil, err
	}
	var placed []int64
	for _, p := range placements {
		c := &due[of[p.EpisodeID]]
		if len(c.Placements) == 0 {
			placed = append(placed, p.EpisodeID)
		}
		c.Placements = append(c.Placements, p)
	}
	for _, talk := range talks {
		c := &due[of[talk.EpisodeID]]
		c.Talks = append(c.Talks, talk)
	}
	meetings, err := t.tx.MeetingDaysOfEpisodes(placed)
	for _, m := range meetings {
		c := &due[of[m.EpisodeID]]
		c.Meetings = append(c.Meetings, m)
	}
	for i, c := range clients {
		due[i].LastMeeting, due[i].LastFaceMeet = last[c].Meeting, last[c].EmployerFaceToFace
	}
	return due, err
}

// ClosingPage is what there is to know at the end of an episode: for the form
// that ends it, and for the text that the care team gets of it.
type ClosingPage struct {
	Client     casework.Client
	Episode    casework.Episode
	Terms      casework.Terms
	Placements []casework.Placement // of the episode, the oldest first
	Talk       *casework.ClosingTalk
	Attempts   []casework.Meeting // to reach the client, the newest first
	Allowed    bool               // the client lets the care team be told
	Names      Names
	Today      casework.Day
}

// Closing gives what was done in an episode and how it ended, for the care team.
// Problems: NotFound.
func (a *App) Closing(ctx context.Context, actor access.Actor, uid casework.UID) (ClosingPage, error) {
	return show(ctx, a, actor, func(t *turn) (ClosingPage, error) {
		e, d, err := t.episodeOf(uid)
		if err != nil {
			return ClosingPage{}, err
		}
		if err := t.mayWith(access.ReadNotes, d); err != nil {
			return ClosingPage{}, err
		}
		p, err := t.closingOf(d, e)
		t.shows(audit.Showed, "episode", uid.String(), "closing", d.ID)
		return p, err
	})
}

// closingOf gathers what there is to know at the end of an episode.
func (t *turn) closingOf(d dossier, e casework.Episode) (ClosingPage, error) {
	p := ClosingPage{Client: d.Client.Unguarded(), Episode: e, Allowed: d.Consents.Allows(casework.ConsentCareTeam, t.day), Today: t.day}
	programme, err := t.tx.Programme(e.ProgrammeID)
	if err != nil {
		return p, err
	}
	p.Terms = programme.Terms
	ids := []int64{e.ID}
	placements, err := t.tx.PlacementsOfEpisodes(ids)
	if err != nil {
		return p, err
	}
	p.Placements = kept(placements, func(j casework.Placement) bool { return !j.Withdrawn })
	slices.Reverse(p.Placements)
	if d.NonDisclosure {
		p.Placements = converted(p.Placements, casework.Placement.Unplaced)
	}
	talks, err := t.tx.ClosingTalksOfEpisodes(ids)
	if err != nil {
		return p, err
	}
	if last, ok := casework.LastTalk(talks, t.day); ok {
		p.Talk = &last
	}
	meetings, err := t.tx.MeetingDaysOfEpisodes(ids)
	if err != nil {
		return p, err
	}
	p.Attempts = kept(meetings, func(m casework.Meeting) bool { return !m.Withdrawn && m.Kind == casework.MeetingOutreach })
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	employers := map[int64]bool{}
	for _, j := range p.Placements {
		if j.EmployerID != 0 {
			employers[j.EmployerID] = true
		}
	}
	p.Names.Employers, err = t.employerNames(employers)
	return p, err
}

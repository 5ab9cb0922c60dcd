package app

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// MergePage is what the page for one person with two records shows.
type MergePage struct {
	This   ClientHeader
	Other  *ClientHeader // who was chosen
	Why    error         // with Other: why the two cannot be merged
	Found  []casework.Client
	Merges []MergeAnswer // that wait or hold, whose other record the actor may merge too
	Names  Names
	Today  casework.Day
}

// MergeAnswer is a merge that waits for a second person, or holds.
type MergeAnswer struct {
	casework.Merge
	Keep, From casework.Client
	Mine       bool // the actor proposed what waits: somebody else confirms it
}

// mostFound is how many clients a search for the other record lists.
const mostFound = 20

// Merging gives the page on which two records of one person are put together:
// those whom a search finds, or who are like the client, and the other record
// beside this one when it is chosen. Problems: NotFound for a client out of reach.
func (a *App) Merging(ctx context.Context, actor access.Actor, client, other casework.UID, typed string) (MergePage, error) {
	return show(ctx, a, actor, func(t *turn) (MergePage, error) {
		d, err := t.dossier(client)
		if err != nil {
			return MergePage{}, err
		}
		if err := t.mayWith(access.MergeClients, d); err != nil {
			return MergePage{}, err
		}
		p := MergePage{This: t.headerOf(d), Today: t.day}
		t.shows(audit.Showed, "client", d.UID.String(), "header", d.ID)
		if p.Merges, err = t.mergeAnswers(d); err != nil {
			return p, err
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if !other.IsZero() {
			o, err := t.dossier(other)
			if err != nil {
				return p, err
			}
			if err := t.mayWith(access.MergeClients, o); err != nil {
				return p, err
			}
			chosen := t.headerOf(o)
			p.Other = &chosen
			_, p.Why = casework.CanMerge(d.Episodes, o.Episodes)
			t.shows(audit.Showed, "client", o.UID.String(), "header", o.ID)
			return p, nil
		}
		p.Found, err = t.findDoubles(d, typed)
		return p, err
	})
}

// findDoubles finds the clients within reach by what was typed of their name or
// day of birth; nothing typed finds those who are like the client.
func (t *turn) findDoubles(d dossier, typed string) ([]casework.Client, error) {
	ids, err := t.doublesOf(d.Client, strings.TrimSpace(typed))
	if err != nil {
		return nil, err
	}
	dossiers, err := t.dossiers(ids)
	var found []casework.Client
	var shown []int64
	for _, o := range dossiers {
		if o.ID != d.ID && len(found) < mostFound && t.allowed(access.MergeClients, o.resource(t.tx.County, t.day)) {
			found, shown = append(found, o.Client.Unguarded()), append(shown, o.ID)
		}
	}
	if len(shown) > 0 {
		t.shows(audit.Listed, "client", "", "alike", shown...)
	}
	return found, err
}

// doublesOf finds who may be meant, within reach or not.
func (t *turn) doublesOf(c casework.Client, typed string) ([]int64, error) {
	if typed == "" {
		return t.alike(c)
	}
	key := func(c casework.Client) int64 { return c.ID }
	if day, err := time.Parse("2.1.2006", typed); err == nil { // as Finns write it
		born, err := t.tx.ClientsBornOn(casework.Date(day.Date()))
		return converted(born, key), err
	}
	called, err := t.tx.ClientsCalled(typed, access.ScopeOf(t.actor, access.MergeClients, t.day).Teams, nil, mostCalled)
	return converted(called, key), err
}

// mergeAnswers lists what waits or holds of a client's merges.
func (t *turn) mergeAnswers(d dossier) ([]MergeAnswer, error) {
	all, err := t.tx.MergesOf(d.ID)
	if err != nil {
		return nil, err
	}
	var answers []MergeAnswer
	for _, m := range all {
		if !m.Waits() && !m.Holds() {
			continue
		}
		keep, from, err := t.mergedDossiers(m)
		if err != nil {
			return nil, err
		}
		if t.allowed(access.MergeClients, keep.resource(t.tx.County, t.day)) && t.allowed(access.MergeClients, beforeMerge(m, from).resource(t.tx.County, t.day)) {
			answers = append(answers, MergeAnswer{Merge: m, Keep: keep.Client.Unguarded(), From: from.Client.Unguarded(), Mine: m.Proposer() == t.actor.StaffID})
			t.shows(audit.Showed, "merge", m.UID.String(), "", keep.ID, from.ID)
		}
	}
	return answers, nil
}

// mergedDossiers loads both records of a merge. While it holds, the emptied one
// is placed by what it brought.
func (t *turn) mergedDossiers(m casework.Merge) (keep, from dossier, err error) {
	clients := [2]casework.Client{}
	for i, id := range []int64{m.KeepID, m.FromID} {
		if clients[i], err = t.tx.ClientByID(id); err != nil {
			return keep, from, err
		}
	}
	if keep, err = t.dossierOf(clients[0]); err != nil {
		return keep, from, err
	}
	if from, err = t.dossierOf(clients[1]); err != nil || !m.Holds() {
		return keep, from, err
	}
	from.Referrals = kept(keep.Referrals, func(r casework.Referral) bool {
		return slices.Contains(m.Episodes, r.EpisodeID) || r.EpisodeID == 0 && slices.Contains(m.Referrals, r.ID)
	})
	from.Consents = kept(keep.Consents, func(c casework.Consent) bool { return slices.Contains(m.Consents, c.ID) })
	from.Episodes, err = t.tx.EpisodesByID(m.Episodes)
	return keep, from, err
}

// beforeMerge is an emptied client as they were placed before: a double that
// the merge withdrew stands.
func beforeMerge(m casework.Merge, d dossier) dossier {
	d.Episodes = slices.Clone(d.Episodes)
	for i, e := range d.Episodes {
		if m.Holds() && slices.Contains(m.Doubles, e.ID) {
			d.Episodes[i].Withdrawn = false
		}
	}
	return d
}

// MergeInput is a proposal as a form sends it.
type MergeInput struct {
	UID    casework.UID // of the merge to be, made with the form: sending it twice adds one
	Keep   casework.UID // the record that stays
	From   casework.UID
	Reason string
}

// ProposeMerge proposes that two records are one person's. Problems: NotFound
// for a client out of reach; Conflict for what casework.ProposeMerge refuses,
// and with NotedKey for a uid that is there with another text; Invalid with
// field reason.
func (a *App) ProposeMerge(ctx context.Context, actor access.Actor, in MergeInput) (casework.Merge, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Merge, error) {
		keep, err := t.dossier(in.Keep)
		if err != nil {
			return casework.Merge{}, err
		}
		from, err := t.dossier(in.From)
		if err != nil {
			return casework.Merge{}, err
		}
		if err := t.mayMerge(keep, from); err != nil {
			return casework.Merge{}, err
		}
		if in.UID.IsZero() {
			return casework.Merge{}, errUnnamed
		}
		m := casework.Merge{Noted: t.noted(in.UID), Reason: strings.TrimSpace(in.Reason), ProposedBy: actor.StaffID, ProposedOn: t.day}
		if done, err := t.tx.MergeByUID(in.UID); !errors.Is(err, store.ErrNotFound) {
			if err != nil || done.RecordedBy != actor.StaffID {
				return done, errors.Join(err, store.ErrTaken)
			}
			m.Noted, m.ProposedOn, m.KeepID, m.FromID = done.Noted, done.ProposedOn, keep.ID, from.ID
			if !reflect.DeepEqual(m, done) {
				return done, noted()
			}
			t.shows(audit.Showed, "merge", m.UID.String(), "sent again", keep.ID, from.ID)
			return done, nil
		}
		had, err := t.tx.MergesOf(keep.ID)
		if err != nil {
			return m, err
		}
		others, err := t.tx.MergesOf(from.ID)
		if err != nil {
			return m, err
		}
		if m, err = casework.ProposeMerge(m, keep.Client, from.Client, append(had, others...), keep.Episodes, from.Episodes); err != nil {
			return m, err
		}
		m, err = t.tx.AddMerge(m)
		t.did(audit.Added, "merge", m.UID.String(), "proposed", keep.ID, from.ID)
		return m, err
	})
}

// mayMerge asks for both records.
func (t *turn) mayMerge(keep, from dossier) error {
	if err := t.mayWith(access.MergeClients, from); err != nil {
		return err
	}
	return t.mayWith(access.MergeClients, keep)
}

// ConfirmMerge is a second person's yes to what waits, the merge or taking it
// back, and does it. It gives the kept client. Problems: NotFound for clients
// out of reach; Forbidden for who proposed it; Conflict when nothing waits, the
// two cannot be merged any more, or it was changed since.
func (a *App) ConfirmMerge(ctx context.Context, actor access.Actor, which Revised) (casework.Client, error) {
	return a.answerMerge(ctx, actor, which, func(t *turn, m casework.Merge, keep, from dossier) (casework.Merge, string, error) {
		done, err := casework.ConfirmMerge(m, keep.Client, from.Client, actor.StaffID, t.day)
		if err != nil {
			return m, "", err
		}
		if m.Holds() {
			return done, "undone", t.unmerge(m, keep, from)
		}
		done.Brought, err = t.merge(keep, from)
		return done, "merged", err
	})
}

// DropMerge takes back what waits: the two records stay two, or one. Problems
// are those of ConfirmMerge.
func (a *App) DropMerge(ctx context.Context, actor access.Actor, which Revised) (casework.Client, error) {
	return a.answerMerge(ctx, actor, which, func(t *turn, m casework.Merge, _, _ dossier) (casework.Merge, string, error) {
		done, err := casework.DropMerge(m, actor.StaffID, t.day)
		return done, "dropped", err
	})
}

// ProposeUnmerge proposes to take a merge back. Problems are those of
// ConfirmMerge.
func (a *App) ProposeUnmerge(ctx context.Context, actor access.Actor, which Revised) (casework.Client, error) {
	return a.answerMerge(ctx, actor, which, func(t *turn, m casework.Merge, keep, _ dossier) (casework.Merge, string, error) {
		done, err := casework.ProposeUnmerge(m, keep.Client, actor.StaffID, t.day)
		return done, "undo proposed", err
	})
}

func (a *App) answerMerge(ctx context.Context, actor access.Actor, which Revised,
	answer func(*turn, casework.Merge, dossier, dossier) (casework.Merge, string, error)) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		m, err := t.tx.MergeByUID(which.UID)
		if err != nil {
			return casework.Client{}, err
		}
		keep, from, err := t.mergedDossiers(m)
		if err != nil {
			return casework.Client{}, err
		}
		if err := t.mayMerge(keep, beforeMerge(m, from)); err != nil {
			return casework.Client{}, err
		}
		if m.Revision != which.Revision {
			return casework.Client{}, store.ErrStale
		}
		done, detail, err := answer(t, m, keep, from)
		if err != nil {
			return casework.Client{}, err
		}
		if _, err := t.tx.ReviseMerge(m, done, actor.ID, detail); err != nil {
			return casework.Client{}, err
		}
		t.did(audit.Changed, "merge", m.UID.String(), detail, keep.ID, from.ID)
		return keep.Client, nil
	})
}

// merge empties one record into the other and tells what it brought.
func (t *turn) merge(keep, from dossier) (casework.Brought, error) {
	doubles, err := casework.CanMerge(keep.Episodes, from.Episodes)
	if err != nil {
		return casework.Brought{}, err
	}
	kept, emptied, brought := casework.MergeClients(keep.Client, from.Client)
	brought.Doubles = doubles
	for _, e := range from.Episodes {
		brought.Episodes = append(brought.Episodes, e.ID)
	}
	for _, r := range from.Referrals {
		brought.Referrals = append(brought.Referrals, r.ID)
	}
	for _, c := range from.Consents {
		brought.Consents = append(brought.Consents, c.ID)
	}
	slices.Sort(brought.Episodes)
	slices.Sort(brought.Referrals)
	slices.Sort(brought.Consents)
	if err := t.moveRecords(from, keep.ID, doubles, true); err != nil {
		return brought, err
	}
	return brought, t.reviseBoth(keep.Client, kept, from.Client, emptied, "merged")
}

// unmerge puts back what a merge brought.
func (t *turn) unmerge(m casework.Merge, keep, from dossier) error {
	if err := t.moveRecords(from, from.ID, m.Doubles, false); err != nil {
		return err
	}
	kept, restored := casework.UnmergeClients(keep.Client, from.Client, m.Brought)
	return t.reviseBoth(keep.Client, kept, from.Client, restored, "unmerged")
}

// moveRecords gives what hangs on a client to another. The doubles, of either,
// are withdrawn or stand again.
func (t *turn) moveRecords(d dossier, to int64, doubles []int64, withdrawn bool) error {
	others := slices.DeleteFunc(slices.Clone(doubles), d.has)
	stay, err := t.tx.EpisodesByID(others)
	if err != nil {
		return err
	}
	for _, old := range slices.Concat(d.Episodes, stay) {
		e := old
		if d.has(e.ID) {
			e.ClientID = to
		}
		if slices.Contains(doubles, e.ID) {
			e.Withdrawn = withdrawn
		}
		if _, err := t.tx.ReviseEpisode(old, e, t.actor.ID, "merge"); err != nil {
			return err
		}
	}
	for _, old := range d.Referrals {
		r := old
		r.ClientID = to
		if _, err := t.tx.ReviseReferral(old, r, t.actor.ID, "merge"); err != nil {
			return err
		}
	}
	for _, old := range d.Consents {
		c := old
		c.ClientID = to
		if _, err := t.tx.ReviseConsent(old, c, t.actor.ID, "merge"); err != nil {
			return err
		}
	}
	return nil
}

// reviseBoth keeps both clients' new texts and finds their last days anew.
func (t *turn) reviseBoth(oldKeep, keep, oldFrom, from casework.Client, reason string) error {
	if _, err := t.tx.ReviseClient(oldKeep, keep, t.actor.ID, reason); err != nil {
		return err
	}
	if _, err := t.tx.ReviseClient(oldFrom, from, t.actor.ID, reason); err != nil {
		return err
	}
	if err := t.tx.RefreshClient(keep.ID); err != nil {
		return err
	}
	return t.tx.RefreshClient(from.ID)
}

// mostMerged is how far the way from one emptied record to the next is followed.
const mostMerged = 8

// emptiedPage tells of an emptied record whose record took its place, to those
// who may read that one and were not kept from this.
func (t *turn) emptiedPage(d dossier) (ClientPage, error) {
	into, err := t.tx.ClientByID(d.MergedInto)
	for range mostMerged {
		if err != nil || into.MergedInto == 0 {
			break
		}
		into, err = t.tx.ClientByID(into.MergedInto)
	}
	if err != nil {
		return ClientPage{}, err
	}
	kept, err := t.dossierOf(into)
	if err != nil {
		return ClientPage{}, err
	}
	r := kept.resource(t.tx.County, t.day)
	r.Banned = append(r.Banned, d.Banned(t.day)...)
	if err := t.may(access.ReadClient, r, "client", d.UID.String(), d.ID, kept.ID); err != nil {
		return ClientPage{}, err
	}
	t.shows(audit.Showed, "client", d.UID.String(), "header", d.ID, kept.ID)
	client, _ := header(d.Client.Unguarded(), casework.Episode{})
	into = into.Unguarded()
	return ClientPage{Client: client, Into: &into, Today: t.day}, nil
}

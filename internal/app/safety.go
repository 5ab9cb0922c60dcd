package app

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// SafetyPage is what protects a client, and how it came to be so.
type SafetyPage struct {
	Client  casework.Client
	Guard   bool             // the actor may see bans, set and lift them
	Bans    []casework.Ban   // those that hold today or will; with Guard only
	Staff   []casework.Staff // who may be banned, with Guard only
	Names   Names
	Changes []SafetyChange // the newest first
}

// SafetyChange is one change of what protects a client.
type SafetyChange struct {
	At      int64 // Unix microseconds
	Actor   string
	Reason  string
	Ordered *bool   // the order of non-disclosure was set or lifted
	Banned  []int64 // staff who were kept from the client from then on
	Lifted  []int64 // and those who were let in again
}

// Safety gives what protects a client. Who is banned is told to those alone who
// may ban. Problems: NotFound for a client out of reach.
func (a *App) Safety(ctx context.Context, actor access.Actor, client casework.UID) (SafetyPage, error) {
	return show(ctx, a, actor, func(t *turn) (SafetyPage, error) {
		d, err := t.dossier(client)
		if err != nil {
			return SafetyPage{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return SafetyPage{}, err
		}
		p := SafetyPage{Client: d.Client.Unguarded()}
		decision := t.decision
		p.Guard = t.allowed(access.GuardClient, d.resource(t.tx.County, t.day))
		t.decision = decision
		if p.Changes, err = t.safetyChanges(d.Client, p.Guard); err != nil {
			return p, err
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if p.Guard {
			if err := t.fillBans(&p, d); err != nil {
				return p, err
			}
		}
		t.shows(audit.Showed, "client", client.String(), "safety", d.ID)
		return p, nil
	})
}

func (t *turn) fillBans(p *SafetyPage, d dossier) error {
	for _, b := range d.Bans {
		if b.To.IsZero() || !b.To.Before(t.day) {
			p.Bans = append(p.Bans, b)
		}
	}
	all, err := t.tx.Staff()
	banned := d.Banned(t.day)
	for _, s := range all {
		works := slices.ContainsFunc(s.Grants, func(g casework.Grant) bool { return g.Holds(t.day) })
		if works && !slices.Contains(banned, s.ID) {
			p.Staff = append(p.Staff, s)
		}
	}
	slices.SortStableFunc(p.Staff, func(a, b casework.Staff) int {
		return strings.Compare(casework.SortKey(a.Name), casework.SortKey(b.Name))
	})
	return err
}

// safetyChanges reads from a client's earlier texts when the order and the
// bans came and went.
func (t *turn) safetyChanges(present casework.Client, guard bool) ([]SafetyChange, error) {
	revisions, err := t.tx.Revisions(string(store.KindClient), present.ID)
	if err != nil {
		return nil, err
	}
	var all []SafetyChange
	after := present
	for _, r := range revisions {
		var before casework.Client
		if err := json.Unmarshal(r.Body, &before); err != nil {
			return nil, err
		}
		change := SafetyChange{At: r.UntilAt, Actor: r.Actor, Reason: r.Reason}
		if before.NonDisclosure != after.NonDisclosure {
			change.Ordered = &after.NonDisclosure
		}
		if guard {
			change.Banned, change.Lifted = bansBetween(before.Bans, after.Bans)
		}
		if change.Ordered != nil || len(change.Banned)+len(change.Lifted) > 0 {
			all = append(all, change)
		}
		after = before
	}
	return all, nil
}

// bansBetween tells who was banned and who was let in again between two texts.
func bansBetween(before, after []casework.Ban) (banned, lifted []int64) {
	for _, b := range after {
		if !slices.Contains(before, b) && !slices.ContainsFunc(before, func(old casework.Ban) bool { return old.StaffID == b.StaffID && old.From == b.From }) {
			banned = append(banned, b.StaffID)
		}
	}
	for _, b := range before {
		if !slices.Contains(after, b) {
			lifted = append(lifted, b.StaffID)
		}
	}
	return banned, lifted
}

// OrderNonDisclosure sets the order of non-disclosure on a client, or lifts it.
// Problems: NotFound for a client out of reach; Invalid without a reason;
// Conflict when the client has changed since.
func (a *App) OrderNonDisclosure(ctx context.Context, actor access.Actor, which Correction, ordered bool) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		d, err := t.dossier(which.UID)
		if err != nil {
			return casework.Client{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return casework.Client{}, err
		}
		if err := which.check(); err != nil {
			return casework.Client{}, err
		}
		if d.NonDisclosure == ordered { // sent again
			t.shows(audit.Showed, "client", which.UID.String(), "unchanged", d.ID)
			return d.Client.Unguarded(), nil
		}
		return t.reviseSafety(d, which, d.Client.WithNonDisclosure(ordered), "non-disclosure")
	})
}

// BanStaff keeps one of the staff from a client, over every right they have.
// Problems: NotFound for a client or person out of reach; Invalid with fields
// staff, from, to, reason; Conflict when the client has changed since.
func (a *App) BanStaff(ctx context.Context, actor access.Actor, which Correction, staff casework.UID, span casework.Span) (casework.Client, error) {
	return a.changeBans(ctx, actor, which, staff, func(t *turn, c casework.Client, id int64) (casework.Client, error) {
		return casework.BanStaff(c, casework.Ban{StaffID: id, Span: span}, t.day)
	})
}

// LiftBan lets one of the staff in again. Problems: as BanStaff; Conflict for
// one who is not banned.
func (a *App) LiftBan(ctx context.Context, actor access.Actor, which Correction, staff casework.UID) (casework.Client, error) {
	return a.changeBans(ctx, actor, which, staff, func(t *turn, c casework.Client, id int64) (casework.Client, error) {
		return casework.LiftBan(c, id, t.day)
	})
}

func (a *App) changeBans(ctx context.Context, actor access.Actor, which Correction, staff casework.UID,
	rule func(*turn, casework.Client, int64) (casework.Client, error)) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		d, err := t.dossier(which.UID)
		if err != nil {
			return casework.Client{}, err
		}
		if err := t.mayWith(access.GuardClient, d); err != nil {
			return casework.Client{}, err
		}
		if err := which.check(); err != nil {
			return casework.Client{}, err
		}
		var person casework.Staff
		if !staff.IsZero() {
			if person, err = t.tx.StaffByUID(staff); err != nil {
				return casework.Client{}, err
			}
		}
		changed, err := rule(t, d.Client, person.ID)
		if err != nil {
			return casework.Client{}, err
		}
		return t.reviseSafety(d, which, changed, "bans")
	})
}

func (t *turn) reviseSafety(d dossier, which Correction, changed casework.Client, detail string) (casework.Client, error) {
	if d.Revision != which.Revision {
		return casework.Client{}, store.ErrStale
	}
	changed, err := t.tx.ReviseClient(d.Client, changed, t.actor.ID, which.Reason)
	t.did(audit.Corrected, "client", which.UID.String(), detail, d.ID)
	return changed.Unguarded(), err
}

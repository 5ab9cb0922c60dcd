package app

import (
	"context"
	"encoding/json"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// DetailsPage is who a client is and how they are reached, with what it was before.
type DetailsPage struct {
	Client  casework.Client
	Details casework.ClientDetails
	Names   Names
	Changes []DetailsChange // the newest first
}

// DetailsChange is one change of a client's details: what stood until then, and
// what was put in its place.
type DetailsChange struct {
	At            int64 // Unix microseconds
	Actor         string
	Before, After casework.ClientDetails
}

// Details gives a client's details to those who note for them. It is a step of
// its own that the log tells of, since it shows where a client under an order of
// non-disclosure lives. Problems: NotFound for a client out of reach.
func (a *App) Details(ctx context.Context, actor access.Actor, client casework.UID) (DetailsPage, error) {
	return show(ctx, a, actor, func(t *turn) (DetailsPage, error) {
		d, err := t.dossier(client)
		if err != nil {
			return DetailsPage{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return DetailsPage{}, err
		}
		p := DetailsPage{Client: d.Client.Unguarded(), Details: d.Client.Details()}
		if p.Changes, err = t.detailsChanges(d.Client); err != nil {
			return p, err
		}
		p.Names, err = t.names()
		t.shows(audit.Showed, "client", client.String(), "details", d.ID)
		return p, err
	})
}

// detailsChanges reads from a client's earlier texts how their details changed.
func (t *turn) detailsChanges(present casework.Client) ([]DetailsChange, error) {
	revisions, err := t.tx.Revisions(string(store.KindClient), present.ID)
	if err != nil {
		return nil, err
	}
	var all []DetailsChange
	after := present.Details()
	for _, r := range revisions {
		var old casework.Client
		if err := json.Unmarshal(r.Body, &old); err != nil {
			return nil, err
		}
		before := old.Details()
		if before != after {
			all = append(all, DetailsChange{At: r.UntilAt, Actor: r.Actor, Before: before, After: after})
		}
		after = before
	}
	return all, nil
}

// CorrectDetails puts other details in the place of a client's; the old ones stay
// readable. Problems: NotFound for a client out of reach; Invalid with the fields
// of casework.CorrectDetails; Conflict when the client has changed since.
func (a *App) CorrectDetails(ctx context.Context, actor access.Actor, which Revised, in casework.ClientDetails) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		d, err := t.dossier(which.UID)
		if err != nil {
			return casework.Client{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return casework.Client{}, err
		}
		changed, err := casework.CorrectDetails(d.Client, in, t.day)
		if err != nil {
			return casework.Client{}, err
		}
		if reflect.DeepEqual(d.Client, changed) { // sent again, or nothing changed
			t.shows(audit.Showed, "client", which.UID.String(), "unchanged", d.ID)
			return changed.Unguarded(), nil
		}
		if d.Revision != which.Revision {
			return casework.Client{}, store.ErrStale
		}
		told := changedFields(d.Client.Details(), changed.Details())
		if changed, err = t.tx.ReviseClient(d.Client, changed, t.actor.ID, "details"); err != nil {
			return casework.Client{}, err
		}
		t.did(audit.Corrected, "client", which.UID.String(), told, d.ID)
		return changed.Unguarded(), nil
	})
}

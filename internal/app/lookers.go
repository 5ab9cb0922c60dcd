package app

import (
	"context"
	"fmt"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
)

// Lookers is who has seen or changed a client's records, the newest first.
type Lookers struct {
	Client  casework.Client
	Named   bool // the actor may also know whose records these are
	Entries []audit.Entry
	Before  int64 // ask again with this for older entries; 0: there are none
}

// LookersPage is how many entries a page of the log holds.
const LookersPage = 100

// Lookers tells who has seen or changed a client's records, before the entry
// numbered before (0: from the newest). Asking is itself an entry.
func (a *App) Lookers(ctx context.Context, actor access.Actor, uid casework.UID, before int64) (Lookers, error) {
	return show(ctx, a, actor, func(t *turn) (Lookers, error) {
		d, err := t.dossier(uid)
		if err != nil {
			return Lookers{}, err
		}
		return t.lookers(d, before)
	})
}

// LookersBySender is Lookers for the command line, which names a client by the
// sender's id or the uid.
func (a *App) LookersBySender(ctx context.Context, actor access.Actor, id string) (Lookers, error) {
	return show(ctx, a, actor, func(t *turn) (Lookers, error) {
		client, err := t.tx.ClientBySender(id)
		if uid, parseErr := casework.ParseUID(id); err != nil && parseErr == nil {
			client, err = t.tx.ClientByUID(uid)
		}
		if err != nil {
			return Lookers{}, fmt.Errorf("client %q: %w", id, err)
		}
		d, err := t.dossierOf(client)
		if err != nil {
			return Lookers{}, err
		}
		return t.lookers(d, 0)
	})
}

func (t *turn) lookers(d dossier, before int64) (Lookers, error) {
	if err := t.mayWith(access.ReadLookers, d); err != nil {
		return Lookers{}, err
	}
	entries, err := t.tx.EntriesOfClient(d.ID, before, LookersPage)
	if err != nil {
		return Lookers{}, err
	}
	l := Lookers{Client: d.Client, Entries: entries}
	decision := t.decision
	l.Named = t.allowed(access.ReadClient, d.resource(t.tx.County, t.day))
	t.decision = decision
	if !l.Named {
		l.Client = casework.Client{Record: d.Client.Record}
	}
	if len(entries) == LookersPage {
		l.Before = entries[len(entries)-1].Seq
	}
	t.shows(audit.Showed, "log", d.UID.String(), "", d.ID)
	return l, nil
}

// LogPage is a page of the county's log of use.
type LogPage struct {
	Entries []audit.Entry
	Before  int64 // ask again with this for older entries; 0: there are none
	Checked int64 // entries whose chain was verified, with Verify
	Broken  string
}

// UseLog gives the county's log before the entry numbered before (0: from the
// newest); verify checks its chain as well. Names of clients are not in it.
func (a *App) UseLog(ctx context.Context, actor access.Actor, before int64, verify bool) (LogPage, error) {
	return show(ctx, a, actor, func(t *turn) (LogPage, error) {
		if err := t.may(access.ReadLog, access.Resource{County: t.tx.County}, "log", ""); err != nil {
			return LogPage{}, err
		}
		entries, err := t.tx.Entries(before, LookersPage)
		page := LogPage{Entries: entries}
		if err != nil {
			return page, err
		}
		if len(entries) == LookersPage {
			page.Before = entries[len(entries)-1].Seq
		}
		action := audit.Showed
		if verify {
			action = audit.Verified
			if page.Checked, err = t.tx.VerifyLog(); isBroken(err) {
				page.Broken, err = err.Error(), nil
			}
		}
		t.shows(action, "log", "", "")
		return page, err
	})
}

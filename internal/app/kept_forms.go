package app

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/auth"
	"sijoita/internal/store"
)

// KeptForm is a form that came when its session had ended or was locked, for
// the person to send again.
type KeptForm struct {
	UID    casework.UID
	Path   string
	Fields url.Values
	KeptAt time.Time
}

// How much is kept for one person.
const (
	largestKept = 64 << 10
	mostKept    = 10
)

// KeepForm keeps a form that came too late for the person whose session it
// was, and tells whether it did: a token of nobody, a form of more than 64 kB,
// one with a password in it and an eleventh one are let go. The same form twice
// is kept once.
func (a *App) KeepForm(ctx context.Context, token auth.Token, path string, fields url.Values) (bool, error) {
	body := fields.Encode()
	if len(path)+len(body) > largestKept || holdsSecret(fields) {
		return false, nil
	}
	v, err := a.visitor(ctx, token)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return change(ctx, a, actorOf(v.Holder), func(t *turn) (bool, error) {
		t.unasked()
		have, err := t.tx.KeptForms(v.Staff.ID)
		if err != nil {
			return false, err
		}
		same := func(f store.KeptForm) bool { return f.Path == path && f.Body == body }
		if i := slices.IndexFunc(have, same); i >= 0 {
			t.did(audit.Added, "kept_form", have[i].UID.String(), "sent again")
			return true, nil
		}
		form := store.KeptForm{UID: a.IDs(), Path: path, Body: body}
		if len(have) >= mostKept {
			t.did(audit.Added, "kept_form", "", "too many: let go")
			return false, nil
		}
		t.did(audit.Added, "kept_form", form.UID.String(), string(v.Session.State))
		return true, t.tx.AddKeptForm(v.Staff.ID, form)
	})
}

// holdsSecret tells of a form that is never kept.
func holdsSecret(fields url.Values) bool {
	for name := range fields {
		if name == "code" || strings.Contains(name, "password") {
			return true
		}
	}
	return false
}

// KeptForms shows the actor the forms that wait for them, the oldest first.
func (a *App) KeptForms(ctx context.Context, actor access.Actor) ([]KeptForm, error) {
	return show(ctx, a, actor, func(t *turn) ([]KeptForm, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "kept_form", ""); err != nil {
			return nil, err
		}
		rows, err := t.tx.KeptForms(actor.StaffID)
		if err != nil {
			return nil, err
		}
		var forms []KeptForm
		for _, row := range rows {
			fields, err := url.ParseQuery(row.Body)
			if err != nil {
				return nil, err
			}
			if t.tx.Now.Sub(row.KeptAt) < keptFormLife {
				forms = append(forms, KeptForm{UID: row.UID, Path: row.Path, Fields: fields, KeptAt: row.KeptAt})
			}
		}
		t.shows(audit.Listed, "kept_form", "", counted(int64(len(forms)), "forms"))
		return forms, nil
	})
}

// DropKeptForm lets go of a form, because it was sent again or is not wanted.
// One that is not the actor's is let alone.
func (a *App) DropKeptForm(ctx context.Context, actor access.Actor, uid casework.UID) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "kept_form", uid.String()); err != nil {
			return struct{}{}, err
		}
		there, err := t.tx.DropKeptForm(actor.StaffID, uid)
		if err == nil && !there {
			err = store.ErrNotFound
		}
		t.did(audit.Withdrew, "kept_form", uid.String(), "")
		return struct{}{}, err
	})
	return err
}

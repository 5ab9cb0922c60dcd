package app

import (
	"context"
	"errors"
	"fmt"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

// OwnAccount is what a person sees of their own account.
type OwnAccount struct {
	Name     string
	Login    string // empty: there is no account, in the demo
	Language string
	Grants   []casework.Grant
	HasCode  bool          // a second factor is asked for
	SetUp    SetUp         // of a second factor that waits for its first code; else zero
	Sessions []OpenSession // the newest first
}

// SetUp is what an authenticator app is given.
type SetUp struct {
	Secret string
	URL    string // what the picture holds
}

// OpenSession is one of a person's browsers.
type OpenSession struct {
	store.Session
	Current bool
}

// MyAccount shows the actor's own account; session is the one they use.
func (a *App) MyAccount(ctx context.Context, actor access.Actor, session casework.UID) (OwnAccount, error) {
	return show(ctx, a, actor, func(t *turn) (OwnAccount, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "account", actor.ID); err != nil {
			return OwnAccount{}, err
		}
		account, err := t.ownAccount()
		if err != nil {
			return OwnAccount{}, err
		}
		own := OwnAccount{
			Name: actor.Name, Login: account.Login, Language: account.Language, Grants: actor.Grants, HasCode: account.Secret != "",
		}
		if account.NextSecret != "" {
			own.SetUp = SetUp{Secret: account.NextSecret, URL: auth.SetUpURL(account.NextSecret, account.Login)}
		}
		sessions, err := t.tx.Sessions(actor.StaffID)
		for _, s := range sessions {
			own.Sessions = append(own.Sessions, OpenSession{s, s.UID == session})
		}
		t.shows(audit.Showed, "account", actor.ID, "")
		return own, err
	})
}

// ownAccount is the actor's account, or the zero one of somebody in the demo.
func (t *turn) ownAccount() (store.Account, error) { return accountOf(t.tx, t.actor) }

func accountOf(tx *store.Tx, actor access.Actor) (store.Account, error) {
	account, err := tx.Account(actor.StaffID)
	if errors.Is(err, store.ErrNotFound) {
		return store.Account{}, nil
	}
	return account, err
}

// NewPassword is a change of one's own password.
type NewPassword struct {
	Current string
	New     string
	Address string // of the machine that asks
}

// ChangePassword gives the actor a new password and ends their other sessions.
// Problems: Invalid with the fields current and new.
func (a *App) ChangePassword(ctx context.Context, actor access.Actor, session casework.UID, in NewPassword) error {
	try, err := a.askPassword(ctx, actor, in.Current, in.Address, "current")
	if err != nil {
		return err
	}
	hash, err := a.newHash(ctx, in.New, try.login, "new")
	if err != nil {
		return err
	}
	return a.changeAccount(ctx, actor, &try, func(t *turn, account *store.Account) error {
		account.Password = hash
		ended, err := t.tx.EndSessions(actor.StaffID, session)
		t.did(audit.Secured, "account", actor.ID, "password; "+counted(ended, "sessions")+" ended")
		return err
	})
}

// BeginSecondFactor makes the secret that the actor's authenticator app is to
// hold; it is asked for at no sign-in before ConfirmSecondFactor. Problems:
// Conflict for somebody without an account, in the demo, and while a second
// factor is in force: DropSecondFactor, which asks for the password, goes first.
func (a *App) BeginSecondFactor(ctx context.Context, actor access.Actor) error {
	secret, err := auth.NewSecret(a.Random)
	if err != nil {
		return err
	}
	return a.changeAccount(ctx, actor, nil, func(t *turn, account *store.Account) error {
		if account.Secret != "" {
			return problem.New(problem.Conflict, "problem.stale")
		}
		account.NextSecret = secret
		t.did(audit.Secured, "account", actor.ID, "second factor begun")
		return nil
	})
}

// ConfirmSecondFactor puts the second factor in force once the app gives the
// right code. Problems: Invalid with the field code.
func (a *App) ConfirmSecondFactor(ctx context.Context, actor access.Actor, session casework.UID, code string) error {
	return a.changeAccount(ctx, actor, nil, func(t *turn, account *store.Account) error {
		step, ok := auth.CodeStep(account.NextSecret, code, t.tx.Now, account.CodeStep)
		if !ok {
			return invalid("code", "account.code_wrong")
		}
		if _, err := t.tx.SpendCode(actor.StaffID, step); err != nil {
			return err
		}
		account.Secret, account.NextSecret = account.NextSecret, ""
		ended, err := t.tx.EndSessions(actor.StaffID, session)
		t.did(audit.Secured, "account", actor.ID, "second factor set; "+counted(ended, "sessions")+" ended")
		return err
	})
}

// DropSecondFactor takes the second factor off again, or stops setting one up;
// the password is asked for. Problems: Invalid with the field password.
func (a *App) DropSecondFactor(ctx context.Context, actor access.Actor, password, address string) error {
	try, err := a.askPassword(ctx, actor, password, address, "password")
	if err != nil {
		return err
	}
	return a.changeAccount(ctx, actor, &try, func(t *turn, account *store.Account) error {
		account.Secret, account.NextSecret = "", ""
		t.did(audit.Secured, "account", actor.ID, "second factor taken off")
		return nil
	})
}

// ChooseLanguage remembers the language that the actor's pages are in. For
// somebody without an account there is nothing to remember it in.
func (a *App) ChooseLanguage(ctx context.Context, actor access.Actor, language string) error {
	err := a.changeAccount(ctx, actor, nil, func(t *turn, account *store.Account) error {
		account.Language = language
		t.did(audit.Corrected, "account", actor.ID, "language")
		return nil
	})
	if problem.Is(err, problem.Conflict) {
		return nil
	}
	return err
}

// askPassword compares a password that the actor is asked for once more.
func (a *App) askPassword(ctx context.Context, actor access.Actor, password, address, field string) (attempt, error) {
	try := attempt{address: address, wrong: invalid(field, "sign_in.wrong_password")}
	err := a.Store.Read(ctx, actor.County, a.Clock(), func(tx *store.Tx) error {
		account, err := accountOf(tx, actor)
		try.login = account.Login
		return err
	})
	if err != nil {
		return try, a.explain(ctx, actor, a.Clock(), err)
	}
	if _, err := a.look(ctx, &try); err != nil {
		return try, err
	}
	return try, a.compare(ctx, &try, password)
}

// newHash hashes a password that a person has chosen, unless it is too weak.
func (a *App) newHash(ctx context.Context, password, login, field string) (string, error) {
	if key := auth.Weakness(password, login); key != "" {
		return "", invalid(field, key)
	}
	return a.Passwords.Hash(ctx, password)
}

// changeAccount changes the actor's own account, after judging the attempt when
// a password was asked for. Problems: Conflict for somebody without an account.
func (a *App) changeAccount(ctx context.Context, actor access.Actor, try *attempt, change func(*turn, *store.Account) error) error {
	_, err := settle(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "account", actor.ID); err != nil {
			return struct{}{}, err
		}
		if try != nil {
			if err := t.judge(*try); err != nil {
				return struct{}{}, err
			}
		}
		account, err := t.ownAccount()
		if err != nil {
			return struct{}{}, err
		}
		if account.StaffID == 0 {
			return struct{}{}, problem.New(problem.Conflict, "account.none")
		}
		if err := change(t, &account); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, t.tx.ChangeAccount(account)
	})
	return err
}

// invalid is a problem with one field.
func invalid(field, key string, args ...problem.Args) *problem.Error {
	var f problem.Fields
	f.Add(field, key, args...)
	return problem.As(f.Problem())
}

// counted says a number for the log.
func counted(n int64, of string) string { return fmt.Sprintf("%d %s", n, of) }

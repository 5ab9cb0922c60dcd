package app

import (
	"context"
	"errors"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

// VisitState says how far somebody with a token may come.
type VisitState string

// The states of a visit.
const (
	VisitNone   VisitState = ""       // no session
	VisitCode   VisitState = "code"   // the second factor is still to come
	VisitOpen   VisitState = "open"   // signed in
	VisitLocked VisitState = "locked" // the password is asked for again
	VisitEnded  VisitState = "ended"  // signed out, too old, or without a role today
)

// Visit is who a request comes from. Only an open visit may act; of a locked or
// an ended one it is told whose it is, for the lock's page and for forms that
// come late.
type Visit struct {
	State    VisitState
	Session  casework.UID
	Actor    access.Actor
	Login    string         // empty: the person has no account, in the demo
	Language string         // that the person has chosen, or empty
	Terms    casework.Terms // of what the person does today, where all of it speaks the same
	Demo     bool           // somebody in the demo, who has no password to ask for
	Unread   int            // notices that wait for them, and that they may be shown
}

// seenStep is how exactly the last use of a session is known: writing it down
// at every request would make every page a write. A session locks this much
// early at most.
const seenStep = 20 * time.Second

// clockStep is how far a server's clock may be set back, or lie behind another
// server's, before sessions that were opened later than now end, and those that were used
// later than now lock.
const clockStep = time.Minute

// Visit tells who holds a token, with one query; every request asks. A session
// ends after ten hours and with the person's last role, also when the clock was
// set back to before it began, and locks after fifteen minutes without a
// request: what is due is written down, and logged, by the
// request that finds it.
func (a *App) Visit(ctx context.Context, token auth.Token) (Visit, error) {
	v, err := a.visitor(ctx, token)
	if errors.Is(err, store.ErrNotFound) {
		return Visit{}, nil
	}
	if err != nil {
		return Visit{}, err
	}
	visit := Visit{
		State: VisitState(v.Session.State), Session: v.Session.UID, Actor: actorOf(v.Holder),
		Login: v.Account.Login, Language: v.Account.Language, Terms: termsOf(v.Holder), Demo: a.Demo && v.Session.How == byDemo,
	}
	if v.Unread > 0 && visit.State == VisitOpen {
		visit.Unread, err = a.unread(ctx, visit.Actor)
	}
	return visit, err
}

// termsOf is whose words a person's work is spoken of in: those of social
// services when nothing of it is in care.
func termsOf(h store.Holder) casework.Terms {
	if h.Social {
		return casework.TermsSocial
	}
	return casework.TermsCare
}

// visitor finds who holds a token and brings the session up to date.
func (a *App) visitor(ctx context.Context, token auth.Token) (store.Visitor, error) {
	if token == "" {
		return store.Visitor{}, store.ErrNotFound
	}
	now, over := a.sameNight()
	var v store.Visitor
	err := a.Store.Read(ctx, 0, now, func(tx *store.Tx) (err error) {
		v, err = tx.Visitor(token.Sum())
		return err
	})
	over()
	if err != nil {
		return v, err
	}
	state, why := due(v, now)
	switch {
	case state != v.Session.State:
		v.Session.State = state
		return v, a.turnTo(ctx, v, why)
	case state == store.SessionOpen && now.Sub(v.Session.SeenAt) >= seenStep:
		err := a.Store.Write(ctx, v.County, now, func(tx *store.Tx) error { return tx.SeeSession(v.Session.UID) })
		if err != nil {
			return v, unavailable(err) // whoever only reads has no form to send again
		}
	}
	return v, nil
}

// due is the state that a session should be in, and why it is not in it yet.
func due(v store.Visitor, now time.Time) (state store.SessionState, why string) {
	s := v.Session
	age, idle := now.Sub(s.OpenedAt), now.Sub(s.SeenAt)
	_, holds := firstGrant(v.Staff.Grants, casework.DayAt(now))
	switch {
	case s.State == store.SessionEnded:
		return s.State, ""
	case age >= sessionLife || s.State == store.SessionCode && age >= codePatience:
		return store.SessionEnded, "time is up"
	case age < -clockStep: // or it would live longer by as much
		return store.SessionEnded, "the clock went back"
	case !holds:
		return store.SessionEnded, "no role today"
	case s.State == store.SessionOpen && idle >= IdleLimit:
		return store.SessionLocked, "idle"
	case s.State == store.SessionOpen && idle < -clockStep:
		return store.SessionLocked, "the clock went back"
	}
	return s.State, ""
}

// turnTo locks or ends a session that is due for it.
func (a *App) turnTo(ctx context.Context, v store.Visitor, why string) error {
	_, err := change(ctx, a, actorOf(v.Holder), func(t *turn) (struct{}, error) {
		t.unasked()
		if v.Session.State == store.SessionLocked {
			t.did(audit.Locked, "session", v.Session.UID.String(), why)
			_, err := t.tx.LockSession(v.Session.UID)
			return struct{}{}, err
		}
		t.did(audit.SignedOut, "session", v.Session.UID.String(), why)
		_, err := t.tx.EndSession(v.Staff.ID, v.Session.UID)
		return struct{}{}, err
	})
	return err
}

// unasked takes the decision for the log alone, where nobody is refused: on the
// way out, and before anybody is there.
func (t *turn) unasked() { t.allowed(access.KeepAccount, access.OwnAccount(t.actor)) }

// endedProblem is what is said to a token whose session is no more, unless err
// says something worse.
func endedProblem(err error) error {
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	return problem.New(problem.Forbidden, "sign_in.ended")
}

// Unlock lifts the lock from a session by the password, under a new token: the
// old one finds nothing any more. Somebody in the demo has no password, and is
// not asked. Problems: Invalid for a wrong password and while there is waiting
// to do, Forbidden when the session has ended.
func (a *App) Unlock(ctx context.Context, token auth.Token, password, address string) (Entrance, error) {
	v, err := a.visitor(ctx, token)
	if err != nil || v.Session.State != store.SessionLocked && v.Session.State != store.SessionOpen {
		return Entrance{}, endedProblem(err)
	}
	asked := !a.Demo || v.Session.How != byDemo
	try := attempt{login: v.Account.Login, address: address, wrong: problem.New(problem.Invalid, "sign_in.wrong_password")}
	if asked {
		if _, err := a.look(ctx, &try); err != nil {
			return Entrance{}, err
		}
		if err := a.compare(ctx, &try, password); err != nil {
			return Entrance{}, err
		}
	}
	return settle(ctx, a, actorOf(v.Holder), func(t *turn) (Entrance, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(t.actor), "session", v.Session.UID.String()); err != nil {
			return Entrance{}, err
		}
		if asked {
			if err := t.judge(try); err != nil {
				return Entrance{}, err
			}
		}
		fresh, err := auth.NewToken(a.Random)
		if err != nil {
			return Entrance{}, err
		}
		t.did(audit.Unlocked, "session", v.Session.UID.String(), v.Session.How)
		there, err := t.tx.RenewSession(v.Session.UID, fresh.Sum())
		if err != nil || !there {
			return Entrance{}, endedProblem(err)
		}
		kept, err := t.tx.KeptForms(v.Staff.ID)
		return Entrance{Token: fresh, Language: v.Account.Language, Kept: len(kept)}, err
	})
}

// SignOut ends the session of a token; one that has ended stays so.
func (a *App) SignOut(ctx context.Context, token auth.Token) error {
	v, err := a.visitor(ctx, token)
	if errors.Is(err, store.ErrNotFound) || err == nil && v.Session.State == store.SessionEnded {
		return nil
	}
	if err != nil {
		return err
	}
	v.Session.State = store.SessionEnded
	return a.turnTo(ctx, v, "")
}

// EndOwnSession ends one of the actor's sessions. Problems: NotFound.
func (a *App) EndOwnSession(ctx context.Context, actor access.Actor, session casework.UID) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "session", session.String()); err != nil {
			return struct{}{}, err
		}
		ended, err := t.tx.EndSession(actor.StaffID, session)
		if err == nil && !ended {
			err = store.ErrNotFound
		}
		t.did(audit.SignedOut, "session", session.String(), "ended from another")
		return struct{}{}, err
	})
	return err
}

// SignOutEverywhere ends all of the actor's sessions but the one they use, and
// counts them.
func (a *App) SignOutEverywhere(ctx context.Context, actor access.Actor, but casework.UID) (int64, error) {
	return change(ctx, a, actor, func(t *turn) (int64, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(actor), "account", actor.ID); err != nil {
			return 0, err
		}
		ended, err := t.tx.EndSessions(actor.StaffID, but)
		t.did(audit.SignedOut, "account", actor.ID, counted(ended, "sessions"))
		return ended, err
	})
}

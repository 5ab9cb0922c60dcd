// Package app holds the use cases of Sijoita. Every entrance (pages, commands,
// imports, jobs) joins here, so that nothing goes round what each of them does
// in the same order: may they? load, apply the rule, save, log.
//
// Two shapes carry them all. change runs one writing transaction, whose log
// entries are its last statements. show reads, writes its log entries and only
// then hands over what it read: what cannot be logged is not shown. Both refuse
// to end without a decision and an entry, so that forgetting one fails every
// test instead of passing in silence.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/auth"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/problem"
)

// App answers every use case. Clock, IDs and Random come from outside, so that
// tests compare whole values.
type App struct {
	Store *store.DB
	Clock func() time.Time
	IDs   func() casework.UID

	Random    io.Reader       // for tokens and secrets; signing in needs it, and Passwords
	Passwords *auth.Passwords // hashes them
	Demo      bool            // anybody may be anybody: never with real records
	// MoveClock moves the demo's clock to a day and tells by how much; nil: the
	// clock goes by itself.
	MoveClock func(casework.Day) time.Duration

	// Background does what outlives the request that began it, and tells of an
	// error; nil: in a goroutine of its own.
	Background func(do func() error)
	// ReadDocument reads what is imported, as interchange.Read does; nil: JSON alone.
	ReadDocument func(io.Reader, interchange.Held) (*interchange.Document, []interchange.Fault, error)

	// Post sends one letter, or tells why not, best as an *Undelivered; nil: no
	// mail goes out from here. MailServer is what an administrator is told of it.
	Post       func(context.Context, Letter) error
	MailServer string

	leap    sync.RWMutex // held while the demo's clock is moved
	running sync.Map     // *Progress of the imports that run here, by uid
}

// Day is the day it is in Helsinki.
func (a *App) Day() casework.Day { return casework.DayAt(a.Clock()) }

// Revision is an old text of a record, as the store keeps it.
type Revision = store.Revision

type requestKey struct{}

// WithRequest gives a context the id of the request or command it belongs to,
// for the log.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// WithSomeoneWaiting gives a context in which no use case waits for longer than
// a person does for a database that hangs or that somebody else holds.
func WithSomeoneWaiting(ctx context.Context) context.Context {
	return store.WithPatience(ctx, store.Patience)
}

func requestOf(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// turn is one use case under way: one actor, one transaction, the decisions
// made in it and the entries that will tell of it.
type turn struct {
	app      *App
	tx       *store.Tx
	actor    access.Actor
	day      casework.Day
	request  string
	decision access.Decision // the last one
	resource access.Resource // that it was about
	decided  bool
	made     map[string]access.Decision // those of this turn, by what was asked
	entries  []audit.Entry
	banned   *bans // those of the actor, once they were loaded
}

// refusal is a decision against the actor, on its way to the log.
type refusal struct {
	problem error
	entry   audit.Entry
}

func (r *refusal) Error() string { return r.problem.Error() }
func (r *refusal) Unwrap() error { return r.problem }

// decide asks the policies, once for all resources that are placed alike: most
// clients of a list are.
func (t *turn) decide(action access.Action, resource access.Resource) access.Decision {
	asked := string(action) + " " + resource.Placement()
	d, ok := t.made[asked]
	if !ok {
		if t.made == nil {
			t.made = map[string]access.Decision{}
		}
		d = access.Decide(t.actor, action, resource, t.day)
		t.made[asked] = d
	}
	return d
}

// may asks whether the actor may do the action with the resource. A refusal
// ends the use case and is logged; what the actor may not know about is not
// found rather than forbidden.
func (t *turn) may(action access.Action, resource access.Resource, kind, target string, clients ...int64) error {
	t.decision, t.resource = t.decide(action, resource), resource
	t.decided = true
	if t.decision.Allowed {
		return nil
	}
	entry := t.entry(audit.Attempted, kind, target, audit.Refused, string(action), clients)
	p := problem.New(problem.Forbidden, action.RefusedKey())
	if len(clients) > 0 {
		p = problem.New(problem.NotFound, "problem.not_found")
	}
	return &refusal{problem: p, entry: entry}
}

// allowed asks without ending the use case: for a part of a page.
func (t *turn) allowed(action access.Action, resource access.Resource) bool {
	d := t.decide(action, resource)
	t.decided = true
	if d.Allowed {
		t.decision, t.resource = d, resource
	}
	return d.Allowed
}

// did notes what the use case has done, for the log.
func (t *turn) did(action audit.Action, kind, target, detail string, clients ...int64) {
	t.entries = append(t.entries, t.entry(action, kind, target, audit.Done, detail, clients))
}

// shows notes what the use case is about to show, for the log.
func (t *turn) shows(action audit.Action, kind, target, detail string, clients ...int64) {
	t.entries = append(t.entries, t.entry(action, kind, target, audit.Shown, detail, clients))
}

func (t *turn) entry(action audit.Action, kind, target string, result audit.Result, detail string, clients []int64) audit.Entry {
	role, unit := t.capacity()
	return audit.Entry{
		Request: t.request, ActorID: t.actor.ID, Actor: t.actor.Name, Role: role, Unit: unit,
		Action: action, Kind: kind, Target: target, Relation: string(t.decision.Relation), Basis: t.decision.Basis,
		Result: result, Detail: detail, Clients: clients,
	}
}

// capacity is the role the actor acts in and the unit it belongs to: a grant of
// the role that the decision names, in a unit that the resource names where
// there is one, else the first that holds.
func (t *turn) capacity() (role, unit string) {
	role = string(t.decision.As)
	found := false
	for _, g := range t.actor.Grants {
		if !g.Holds(t.day) || t.decision.As != "" && t.decision.As != access.RoleEveryone && g.Role != t.decision.As {
			continue
		}
		near := slices.Contains(t.resource.Teams, g.TeamID) || slices.Contains(t.resource.CareTeams, g.CareTeamID)
		if near || !found {
			role, unit, found = string(g.Role), g.Unit, true
		}
		if near {
			break
		}
	}
	return role, unit
}

func (a *App) turn(ctx context.Context, tx *store.Tx, actor access.Actor) *turn {
	return &turn{app: a, tx: tx, actor: actor, day: casework.DayAt(tx.Now), request: requestOf(ctx)}
}

var errUnsaid = errors.New("app: a use case ended without a decision or without a log entry")

// change runs a use case that changes something, in one transaction with its
// log entries. A refusal is logged in a transaction of its own.
func change[T any](ctx context.Context, a *App, actor access.Actor, do func(*turn) (T, error)) (T, error) {
	var result T
	now := a.Clock()
	err := a.Store.Write(ctx, actor.County, now, func(tx *store.Tx) (err error) {
		t := a.turn(ctx, tx, actor)
		if result, err = do(t); err != nil {
			return err
		}
		if !t.decided || len(t.entries) == 0 {
			return errUnsaid
		}
		if err := tx.Append(t.entries...); err != nil {
			return unavailable(err)
		}
		return nil
	})
	if err != nil {
		var none T
		return none, a.explain(ctx, actor, now, err)
	}
	return result, nil
}

// addOnce is change for what a form adds by a uid of its own: of two that are
// sent at once, the later one runs again and finds the earlier. A uid that is
// somebody else's is problem.Conflict.
func addOnce[T any](ctx context.Context, a *App, actor access.Actor, do func(*turn) (T, error)) (T, error) {
	result, err := change(ctx, a, actor, do)
	if errors.Is(err, store.ErrTaken) {
		result, err = change(ctx, a, actor, do)
	}
	return result, err
}

// show runs a use case that only reads. Its entries are durable before the
// result is handed over.
func show[T any](ctx context.Context, a *App, actor access.Actor, load func(*turn) (T, error)) (T, error) {
	var result, none T
	var entries []audit.Entry
	now := a.Clock()
	err := a.Store.Read(ctx, actor.County, now, func(tx *store.Tx) (err error) {
		t := a.turn(ctx, tx, actor)
		if result, err = load(t); err != nil {
			return err
		}
		if !t.decided || len(t.entries) == 0 {
			return errUnsaid
		}
		entries = t.entries
		return nil
	})
	if err != nil {
		return none, a.explain(ctx, actor, now, err)
	}
	if err := a.Store.Log(ctx, actor.County, now, entries...); err != nil {
		return none, unavailable(err)
	}
	return result, nil
}

// explain turns what the store says into problems and writes a refusal to the
// log; a refusal that cannot be logged is "unavailable". What a rule refuses
// (a form to mend, a deed that the state does not let happen) leaves no entry:
// the actor may, and nothing was changed; what the form then shows again is
// logged as shown.
func (a *App) explain(ctx context.Context, actor access.Actor, now time.Time, err error) error {
	var r *refusal
	switch {
	case errors.As(err, &r):
		if logErr := a.Store.Log(ctx, actor.County, now, r.entry); logErr != nil {
			return unavailable(logErr)
		}
		return r.problem
	case problem.As(err) != nil:
		return err
	case errors.Is(err, store.ErrNotFound):
		return fmt.Errorf("%w (%v)", problem.New(problem.NotFound, "problem.not_found"), err)
	case errors.Is(err, store.ErrTaken): // addOnce asks for it too
		return fmt.Errorf("%w (%w)", problem.New(problem.Conflict, "problem.stale"), err)
	case errors.Is(err, store.ErrStale):
		return fmt.Errorf("%w (%v)", problem.New(problem.Conflict, "problem.stale"), err)
	}
	return err
}

func unavailable(err error) error {
	return fmt.Errorf("%w (%v)", problem.New(problem.Unavailable, "problem.unavailable"), err)
}

// isBroken tells that the log was found touched, which is an answer and no error.
func isBroken(err error) bool { return errors.Is(err, store.ErrBroken) }

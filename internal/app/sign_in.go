package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

// How long things of signing in last.
const (
	sessionLife    = 10 * time.Hour   // then one proves anew who one is
	codePatience   = 10 * time.Minute // between the password and the code
	invitationLife = 7 * 24 * time.Hour
	resetLife      = 24 * time.Hour
	keptFormLife   = 20 * time.Hour
	endedLife      = sessionLife + keptFormLife // of a session's row: so long a late form finds its person
)

// IdleLimit is how long nobody may ask for anything before a session locks.
const IdleLimit = 15 * time.Minute

// How a person proved who they are.
const (
	byPassword = "password"
	byCode     = "code" // password and second factor
	byLink     = "link"
	byDemo     = "demo"
)

// Credentials are what somebody types to sign in, and from where.
type Credentials struct {
	Login    string
	Password string
	Address  string // of the machine that asks
	Agent    string // the browser, as it names itself
}

// Entrance is what signing in gives: the token of a session, or of one that
// waits for the code of the second factor.
type Entrance struct {
	Token     auth.Token // empty: the person has no role today
	NeedsCode bool
	Language  string // that the person has chosen, or empty
	Kept      int    // forms that wait for the person
}

// SignIn lets a person in by login and password. Problems: Invalid, the same
// for a login that nobody has as for a wrong password, and told when there is
// waiting to do; Forbidden for the right password of a person without a role
// today.
func (a *App) SignIn(ctx context.Context, in Credentials) (Entrance, error) {
	try := attempt{login: foldLogin(in.Login), address: in.Address, wrong: problem.New(problem.Invalid, "sign_in.wrong")}
	county, err := a.look(ctx, &try)
	if err != nil {
		return Entrance{}, err
	}
	if err := a.compare(ctx, &try, in.Password); err != nil {
		return Entrance{}, err
	}
	try.more = try.holder.Account.Secret != ""
	actor := access.Actor{Kind: access.Person, County: county}
	if try.right {
		actor = actorOf(try.holder)
	}
	return settle(ctx, a, actor, func(t *turn) (Entrance, error) {
		may := t.allowed(access.KeepAccount, access.OwnAccount(t.actor))
		if err := t.judge(try); err != nil {
			return Entrance{}, err
		}
		if !may {
			return Entrance{}, t.noRole()
		}
		if try.more {
			return t.awaitCode(try.holder, in.Agent)
		}
		return t.openSession(try.holder, byPassword, in.Agent)
	})
}

// SignInCode lets a person in by the code of the second factor, after the
// password. The token of before finds nothing any more. Problems: Invalid for a
// wrong or used code and while there is waiting to do, Forbidden when the
// password was given too long ago.
func (a *App) SignInCode(ctx context.Context, token auth.Token, code, address string) (Entrance, error) {
	v, err := a.visitor(ctx, token)
	if err != nil || v.Session.State != store.SessionCode {
		return Entrance{}, endedProblem(err)
	}
	try := attempt{login: v.Account.Login, address: address, holder: v.Holder, wrong: problem.New(problem.Invalid, "sign_in.wrong_code")}
	return settle(ctx, a, actorOf(v.Holder), func(t *turn) (Entrance, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(t.actor), "session", v.Session.UID.String()); err != nil {
			return Entrance{}, err
		}
		step, ok := auth.CodeStep(v.Account.Secret, code, t.tx.Now, v.Account.CodeStep)
		if ok {
			// Of two who bring one code at a time, one comes too late.
			if ok, err = t.tx.SpendCode(v.Staff.ID, step); err != nil {
				return Entrance{}, err
			}
		}
		try.right = ok
		if err := t.judge(try); err != nil {
			return Entrance{}, err
		}
		waited, err := t.tx.EndSession(v.Staff.ID, v.Session.UID)
		if err != nil || !waited {
			return Entrance{}, endedProblem(err)
		}
		return t.openSession(v.Holder, byCode, v.Session.Agent)
	})
}

// DemoPerson is somebody whom a visitor of the demo can be.
type DemoPerson struct {
	UID   casework.UID
	Name  string
	Grant casework.Grant // the first of today
}

// DemoPeople lists whom one can be, in the order of their roles. There is
// nobody but in the demo.
func (a *App) DemoPeople(ctx context.Context) ([]DemoPerson, error) {
	if !a.Demo {
		return nil, nil
	}
	county, err := a.door(ctx)
	if err != nil {
		return nil, err
	}
	return show(ctx, a, access.Actor{Kind: access.Person, County: county}, func(t *turn) ([]DemoPerson, error) {
		t.unasked()
		staff, err := t.tx.Staff()
		if err != nil {
			return nil, err
		}
		var people []DemoPerson
		for _, s := range staff {
			if g, ok := firstGrant(s.Grants, t.day); ok {
				people = append(people, DemoPerson{UID: s.UID, Name: s.Name, Grant: g})
			}
		}
		slices.SortStableFunc(people, func(a, b DemoPerson) int {
			return slices.Index(casework.Roles, a.Grant.Role) - slices.Index(casework.Roles, b.Grant.Role)
		})
		t.shows(audit.Listed, "staff", "", "demo")
		return people, nil
	})
}

// DemoSignIn lets a visitor of the demo be one of its people. Elsewhere it is
// NotFound.
func (a *App) DemoSignIn(ctx context.Context, staff casework.UID, agent string) (Entrance, error) {
	if !a.Demo {
		return Entrance{}, problem.New(problem.NotFound, "problem.not_found")
	}
	var holder store.Holder
	err := a.Store.Read(ctx, 0, a.Clock(), func(tx *store.Tx) (err error) {
		holder, err = tx.HolderOfStaff(staff)
		return err
	})
	if err != nil {
		return Entrance{}, a.explain(ctx, access.Actor{}, a.Clock(), err)
	}
	return change(ctx, a, actorOf(holder), func(t *turn) (Entrance, error) {
		if err := t.may(access.KeepAccount, access.OwnAccount(t.actor), "staff", staff.String()); err != nil {
			return Entrance{}, err
		}
		return t.openSession(holder, byDemo, agent)
	})
}

// openSession lets a person in. Every way of proving who one is ends here and
// says how it was done, so that another way (an identity provider by OIDC, a
// passkey) is a proof more and a call of this, and nothing else changes.
func (t *turn) openSession(who store.Holder, how, agent string) (Entrance, error) {
	token, err := t.addSession(who, store.SessionOpen, how, agent)
	if err != nil {
		return Entrance{}, err
	}
	kept, err := t.tx.KeptForms(who.Staff.ID)
	return Entrance{Token: token, Language: who.Account.Language, Kept: len(kept)}, err
}

// awaitCode remembers that the password was right until the code comes.
func (t *turn) awaitCode(who store.Holder, agent string) (Entrance, error) {
	token, err := t.addSession(who, store.SessionCode, byPassword, agent)
	return Entrance{Token: token, NeedsCode: true}, err
}

func (t *turn) addSession(who store.Holder, state store.SessionState, how, agent string) (auth.Token, error) {
	now := t.tx.Now
	past := store.Past{Sessions: now.Add(-endedLife), Forms: now.Add(-keptFormLife), Failures: now.Add(-auth.Memory)}
	if err := t.tx.SweepSignIn(past); err != nil {
		return "", err
	}
	token, err := auth.NewToken(t.app.Random)
	if err != nil {
		return "", err
	}
	session := store.Session{UID: t.app.IDs(), StaffID: who.Staff.ID, How: how, State: state, Agent: shorten(agent, 300)}
	detail := how
	if state == store.SessionCode {
		detail = "password; waits for the code"
	}
	t.did(audit.SignedIn, "session", session.UID.String(), detail)
	return token, t.tx.AddSession(session, token.Sum())
}

// shorten keeps the first bytes of a text, and whole characters.
func shorten(s string, most int) string {
	if len(s) > most {
		s = s[:most]
	}
	return strings.ToValidUTF8(s, "")
}

// attempt is somebody trying to prove who they are, and whether they did.
type attempt struct {
	login   string // as an account has it
	address string
	holder  store.Holder   // zero: nobody has the login
	wrong   *problem.Error // what to say when they did not
	wait    time.Duration  // how long there was to wait when they came
	right   bool
	more    bool // something is still to be proven: the failures so far stay counted
}

// reason is what was wrong, for the log.
func (try attempt) reason() string {
	if len(try.wrong.Fields) > 0 {
		return try.wrong.Fields[0].Key
	}
	return try.wrong.Key
}

// counter is what failures are counted by, and how many are free of waiting.
type counter struct {
	key  string
	free int
}

func (try attempt) counters() []counter {
	all := []counter{{auth.ThrottleKey("login", try.login), auth.FreeForLogin}}
	if try.address != "" {
		all = append(all, counter{auth.ThrottleKey("address", try.address), auth.FreeForAddress})
	}
	return all
}

// look finds who has the attempt's login and whether there is waiting to do. It
// gives the county in whose log the attempt goes.
func (a *App) look(ctx context.Context, try *attempt) (county int64, err error) {
	now := a.Clock()
	err = a.Store.Read(ctx, 0, now, func(tx *store.Tx) error {
		for _, c := range try.counters() {
			throttle, err := tx.Throttle(c.key)
			if err != nil {
				return err
			}
			try.wait = max(try.wait, auth.Throttle(throttle).Wait(now))
		}
		county, err = houseCounty(tx)
		if err != nil {
			return err
		}
		try.holder, err = tx.HolderOfLogin(try.login)
		if errors.Is(err, store.ErrNotFound) {
			try.holder = store.Holder{}
			return nil
		}
		county = try.holder.County
		return err
	})
	return county, err
}

// compare hashes the password, outside any transaction: it takes its time.
// While there is waiting to do nothing is compared.
func (a *App) compare(ctx context.Context, try *attempt, password string) (err error) {
	if try.wait > 0 {
		return nil
	}
	try.right, err = a.Passwords.Matches(ctx, password, try.holder.Account.Password)
	return err
}

// judge settles an attempt within the transaction that it opens the door to.
// The waiting is asked for once more here, where nobody else can count at the
// same time: a thousand guesses at once get no further than five.
func (t *turn) judge(try attempt) error {
	now := t.tx.Now
	counters := try.counters()
	throttles := make([]auth.Throttle, len(counters))
	wait := try.wait
	for i, c := range counters {
		row, err := t.tx.TakeThrottle(c.key)
		if err != nil {
			return err
		}
		throttles[i] = auth.Throttle(row)
		wait = max(wait, throttles[i].Wait(now))
	}
	if wait > 0 {
		t.failed(try, "waiting")
		minutes := int((wait + time.Minute - 1) / time.Minute)
		return lasting{problem.New(problem.Invalid, "sign_in.wait").With("n", minutes)}
	}
	if try.right && try.more {
		return nil
	}
	if try.right {
		return t.tx.DropThrottle(counters[0].key)
	}
	for i, c := range counters {
		if err := t.tx.PutThrottle(c.key, store.Throttle(throttles[i].Fail(now, c.free))); err != nil {
			return err
		}
	}
	t.failed(try, try.reason())
	return lasting{try.wrong}
}

// failed notes an attempt for the log: on whose account, and never what was
// typed.
func (t *turn) failed(try attempt, detail string) {
	target := ""
	if try.holder.Staff.ID != 0 {
		target = try.holder.Staff.UID.String()
	}
	t.entries = append(t.entries, t.entry(audit.Failed, "account", target, audit.Refused, detail, nil))
}

// noRole refuses a person who has proven who they are, but holds no role today.
func (t *turn) noRole() error {
	t.entries = append(t.entries, t.entry(audit.Failed, "account", t.actor.ID, audit.Refused, "no role today", nil))
	return lasting{problem.New(problem.Forbidden, "sign_in.no_role")}
}

// lasting is a refusal whose traces stay: what was counted and logged is
// committed all the same.
type lasting struct{ problem *problem.Error }

func (l lasting) Error() string { return l.problem.Error() }
func (l lasting) Unwrap() error { return l.problem }

// settle is change for a use case that may end in a lasting refusal.
func settle[T any](ctx context.Context, a *App, actor access.Actor, do func(*turn) (T, error)) (T, error) {
	var refused error
	result, err := change(ctx, a, actor, func(t *turn) (T, error) {
		result, err := do(t)
		var l lasting
		if errors.As(err, &l) {
			var none T
			refused = l.problem
			return none, nil
		}
		return result, err
	})
	if err != nil {
		return result, err
	}
	return result, refused
}

// actorOf is a person as an actor.
func actorOf(h store.Holder) access.Actor {
	return access.Actor{
		Kind: access.Person, StaffID: h.Staff.ID, ID: h.Staff.UID.String(), Name: h.Staff.Name,
		County: h.County, Grants: h.Staff.Grants, Unled: h.Unled,
	}
}

// firstGrant is the first of the grants that holds on the day.
func firstGrant(grants []casework.Grant, on casework.Day) (casework.Grant, bool) {
	for _, g := range grants {
		if g.Holds(on) {
			return g, true
		}
	}
	return casework.Grant{}, false
}

// foldLogin writes a login as accounts have it.
func foldLogin(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// door is the county in whose log stands what happens before anybody is known.
func (a *App) door(ctx context.Context) (county int64, err error) {
	err = a.Store.Read(ctx, 0, a.Clock(), func(tx *store.Tx) error {
		county, err = houseCounty(tx)
		return err
	})
	return county, err
}

// houseCounty is the only county there is; of several none is meant, and the
// log of county 0 takes it: the house's own.
func houseCounty(tx *store.Tx) (int64, error) {
	counties, err := tx.Counties()
	if err != nil || len(counties) != 1 {
		return 0, err
	}
	return counties[0].ID, nil
}

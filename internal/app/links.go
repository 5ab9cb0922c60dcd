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

// The kinds of link, for the pages.
const (
	LinkFirst = store.LinkFirst
	LinkReset = store.LinkReset
)

// FirstRun makes the link of a database without a county: whoever uses it
// chooses the county and becomes its first administrator. With a county there,
// it makes none and tells false. Only operators may. There is no county yet
// whose log could tell of it; that of the new one begins with its use.
func (a *App) FirstRun(ctx context.Context, actor access.Actor) (Invitation, bool, error) {
	if !access.Decide(actor, access.KeepHouse, access.Resource{}, a.Day()).Allowed {
		return Invitation{}, false, problem.New(problem.Forbidden, access.KeepHouse.RefusedKey())
	}
	token, err := auth.NewToken(a.Random)
	if err != nil {
		return Invitation{}, false, err
	}
	made := Invitation{Kind: store.LinkFirst}
	now := a.Clock()
	err = a.Store.Write(ctx, 0, now, func(tx *store.Tx) error {
		counties, err := tx.Counties()
		if err != nil || len(counties) > 0 {
			return err
		}
		made.Token, made.ExpiresAt = token, now.Add(resetLife)
		return tx.ReplaceFirstRunLink(token.Sum(), made.ExpiresAt)
	})
	return made, made.Token != "", err
}

// Invitation is a link to hand to a person, who then chooses a password. The
// token is told once, here, and stored nowhere.
type Invitation struct {
	Token     auth.Token
	Name      string // of whom it is for; empty for the first administrator
	Kind      store.LinkKind
	ExpiresAt time.Time
}

// FirstAdministrator makes a link for a county in which nobody can administer:
// no account with an administrator's role today. Else, and that is the rule, it
// makes none and tells false. The actor is the operator, in that county.
func (a *App) FirstAdministrator(ctx context.Context, actor access.Actor) (Invitation, bool, error) {
	made, err := change(ctx, a, actor, func(t *turn) (Invitation, error) {
		if err := t.may(access.KeepHouse, access.Resource{County: actor.County}, "sign_in_link", ""); err != nil {
			return Invitation{}, err
		}
		some, err := t.someAdministrator()
		if err != nil {
			return Invitation{}, err
		}
		if some {
			t.did(audit.Verified, "account", "", "there is an administrator")
			return Invitation{}, nil
		}
		t.did(audit.Invited, "sign_in_link", "", string(store.LinkFirst))
		return t.newLink(store.LinkFirst, casework.Staff{}, resetLife)
	})
	return made, made.Token != "", err
}

// someAdministrator tells whether anybody can administer the county today.
func (t *turn) someAdministrator() (bool, error) {
	accounts, err := t.tx.Accounts()
	if err != nil {
		return false, err
	}
	staff, err := t.tx.Staff()
	if err != nil {
		return false, err
	}
	ready := map[int64]bool{}
	for _, account := range accounts {
		ready[account.StaffID] = account.Password != ""
	}
	for _, s := range staff {
		for _, g := range s.Grants {
			if ready[s.ID] && g.Role == casework.RoleAdministrator && g.Holds(t.day) {
				return true, nil
			}
		}
	}
	return false, nil
}

// newLink makes a link in the place of older ones of the same person.
func (t *turn) newLink(kind store.LinkKind, person casework.Staff, life time.Duration) (Invitation, error) {
	token, err := auth.NewToken(t.app.Random)
	if err != nil {
		return Invitation{}, err
	}
	link := store.Link{StaffID: person.ID, Kind: kind, ExpiresAt: t.tx.Now.Add(life)}
	return Invitation{Token: token, Name: person.Name, Kind: kind, ExpiresAt: link.ExpiresAt}, t.tx.ReplaceLink(link, token.Sum())
}

// Invite gives a person a login and makes the link by which they choose a
// password; an invitation that is out ends. Problems: NotFound; Conflict for
// somebody who has a password already, whom ResetSignIn is for; Invalid with
// the field login.
func (a *App) Invite(ctx context.Context, actor access.Actor, staff casework.UID, login string) (Invitation, error) {
	login = foldLogin(login)
	return change(ctx, a, actor, func(t *turn) (Invitation, error) {
		person, err := t.manages(staff)
		if err != nil {
			return Invitation{}, err
		}
		return t.invite(person, login)
	})
}

func (t *turn) invite(person store.Holder, login string) (Invitation, error) {
	if person.Account.Password != "" {
		return Invitation{}, problem.New(problem.Conflict, "people.has_password")
	}
	if key := loginFault(login); key != "" {
		return Invitation{}, invalid("login", key)
	}
	account := person.Account
	account.Login = login
	write := t.tx.ChangeAccount
	if account.StaffID == 0 {
		account.StaffID = person.Staff.ID
		write = t.tx.AddAccount
	}
	if err := write(account); errors.Is(err, store.ErrTaken) {
		return Invitation{}, invalid("login", "people.login_taken")
	} else if err != nil {
		return Invitation{}, err
	}
	t.did(audit.Invited, "staff", person.Staff.UID.String(), string(store.LinkInvitation))
	return t.newLink(store.LinkInvitation, person.Staff, invitationLife)
}

// ResetSignIn makes the link by which a person who has lost their password,
// their phone or a machine chooses a new password. The old password, the second
// factor and every session end at once. Problems: NotFound; Conflict for
// somebody without an account.
func (a *App) ResetSignIn(ctx context.Context, actor access.Actor, staff casework.UID) (Invitation, error) {
	return change(ctx, a, actor, func(t *turn) (Invitation, error) {
		person, err := t.manages(staff)
		if err != nil {
			return Invitation{}, err
		}
		account := person.Account
		if account.StaffID == 0 {
			return Invitation{}, problem.New(problem.Conflict, "people.no_account")
		}
		account.Password, account.Secret, account.NextSecret = "", "", ""
		if err := t.tx.ChangeAccount(account); err != nil {
			return Invitation{}, err
		}
		ended, err := t.tx.EndSessions(person.Staff.ID, casework.UID{})
		if err != nil {
			return Invitation{}, err
		}
		t.did(audit.Invited, "staff", staff.String(), string(store.LinkReset)+"; "+counted(ended, "sessions")+" ended")
		return t.newLink(store.LinkReset, person.Staff, resetLife)
	})
}

// OpenLink is what the page of a link shows.
type OpenLink struct {
	Kind     store.LinkKind
	Name     string // of whom it is for; empty for the first administrator
	Login    string
	Counties []casework.NamedCounty // to choose from, when there is none yet
}

// Link shows what a link is for. Problems: NotFound when it has been used, has
// expired or never was.
func (a *App) Link(ctx context.Context, token auth.Token) (OpenLink, error) {
	link, holder, err := a.linkOf(ctx, token)
	if err != nil {
		return OpenLink{}, err
	}
	if link.County == 0 { // it shows nothing that anybody's log could tell of
		return OpenLink{Kind: link.Kind, Counties: casework.NamedCounties()}, nil
	}
	return show(ctx, a, linkActor(link, holder), func(t *turn) (OpenLink, error) {
		t.unasked()
		t.shows(audit.Showed, "sign_in_link", t.actor.ID, string(link.Kind))
		return OpenLink{Kind: link.Kind, Name: holder.Staff.Name, Login: holder.Account.Login}, nil
	})
}

// linkOf finds a link and whom it is for.
func (a *App) linkOf(ctx context.Context, token auth.Token) (link store.Link, holder store.Holder, err error) {
	err = a.Store.Read(ctx, 0, a.Clock(), func(tx *store.Tx) error {
		if first, err := tx.FirstRunLink(token.Sum()); err != nil || first {
			link = store.Link{Kind: store.LinkFirst}
			return err
		}
		if link, err = tx.Link(token.Sum()); err != nil || link.StaffID == 0 {
			return err
		}
		tx.County = link.County
		person, err := tx.StaffByID(link.StaffID)
		if err != nil {
			return err
		}
		holder, err = tx.HolderOfStaff(person.UID)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		err = problem.New(problem.NotFound, "sign_in.link_gone")
	}
	return link, holder, err
}

// linkActor is who acts by a link: the person it is for, who of the first
// administrator is nobody yet.
func linkActor(link store.Link, holder store.Holder) access.Actor {
	if link.StaffID == 0 {
		return access.Actor{Kind: access.Person, County: link.County}
	}
	return actorOf(holder)
}

// UsedLink is what a person fills in on the page of a link.
type UsedLink struct {
	County   string // key of the county chosen; asked when there is none yet
	Name     string // asked of the first administrator only
	Login    string // the same
	Password string
	Agent    string
}

// UseLink gives the link's person their password, ends their sessions and lets
// them in; the link is then spent. The entrance is empty for a person without a
// role today. Problems: NotFound for a link that is spent or has expired;
// Invalid with the fields county, name, login and password.
func (a *App) UseLink(ctx context.Context, token auth.Token, in UsedLink) (Entrance, error) {
	link, holder, err := a.linkOf(ctx, token)
	if err != nil {
		return Entrance{}, err
	}
	login := holder.Account.Login
	if link.Kind == store.LinkFirst {
		login = foldLogin(in.Login)
		if err := checkFirst(link, in, login); err != nil {
			return Entrance{}, err
		}
	}
	hash, err := a.newHash(ctx, in.Password, login, "password")
	if err != nil {
		return Entrance{}, err
	}
	return change(ctx, a, linkActor(link, holder), func(t *turn) (Entrance, error) {
		if err := t.spend(link, token, in.County); err != nil {
			return Entrance{}, err
		}
		if link.Kind == store.LinkFirst {
			if holder, err = t.addFirst(in.Name, login); err != nil {
				return Entrance{}, err
			}
			t.actor = actorOf(holder)
		}
		entrance, err := t.setPassword(holder, hash, link.Kind, in.Agent)
		if link.County == 0 {
			t.did(audit.Added, "county", in.County, "first run")
		}
		return entrance, err
	})
}

// spend takes a link away; that of the first run makes the county that was
// chosen, in which everything after it takes place.
func (t *turn) spend(link store.Link, token auth.Token, county string) error {
	spend := t.tx.SpendLink
	if link.County == 0 {
		spend = t.tx.SpendFirstRunLink
	}
	there, err := spend(token.Sum())
	if err == nil && !there {
		err = problem.New(problem.NotFound, "sign_in.link_gone")
	}
	if err != nil || link.County != 0 {
		return err
	}
	counties, err := t.tx.Counties()
	if err == nil && len(counties) > 0 { // brought by an import in the meantime
		err = problem.New(problem.NotFound, "sign_in.link_gone")
	}
	if err != nil {
		return err
	}
	named, _ := casework.CountyCalled(county)
	made, err := t.tx.AddCounty(casework.County{Key: named.Key, Name: named.Name})
	t.tx.County, t.actor.County = made.ID, made.ID
	return err
}

func checkFirst(link store.Link, in UsedLink, login string) error {
	var f problem.Fields
	name := in.Name
	if _, known := casework.CountyCalled(in.County); link.County == 0 && !known {
		f.Add("county", "problem.choose")
	}
	if key := nameFault(name); key != "" {
		f.Add("name", key)
	}
	if key := loginFault(login); key != "" {
		f.Add("login", key)
	}
	return f.Problem()
}

// addFirst adds the county's first administrator, unless there is one by now.
func (t *turn) addFirst(name, login string) (store.Holder, error) {
	some, err := t.someAdministrator()
	if err == nil && some {
		err = problem.New(problem.NotFound, "sign_in.link_gone")
	}
	if err != nil {
		return store.Holder{}, err
	}
	person := casework.Staff{Name: cleanName(name), Grants: []casework.Grant{
		{Role: casework.RoleAdministrator, Span: casework.Span{From: t.day}},
	}}
	person.UID = t.app.IDs()
	if person, err = t.tx.AddStaff(person); err != nil {
		return store.Holder{}, err
	}
	holder := store.Holder{County: t.tx.County, Staff: person, Account: store.Account{StaffID: person.ID, Login: login}}
	if err := t.tx.AddAccount(holder.Account); errors.Is(err, store.ErrTaken) {
		return holder, invalid("login", "people.login_taken")
	} else if err != nil {
		return holder, err
	}
	return holder, nil
}

// setPassword puts the new password in force and opens a session, if the person
// has a role today.
func (t *turn) setPassword(holder store.Holder, hash string, kind store.LinkKind, agent string) (Entrance, error) {
	may := t.allowed(access.KeepAccount, access.OwnAccount(t.actor))
	if kind == store.LinkFirst {
		t.did(audit.Added, "staff", t.actor.ID, "first administrator")
		t.did(audit.Granted, "staff", t.actor.ID, string(casework.RoleAdministrator))
	}
	holder.Account.Password = hash
	if err := t.tx.ChangeAccount(holder.Account); err != nil {
		return Entrance{}, err
	}
	ended, err := t.tx.EndSessions(holder.Staff.ID, casework.UID{})
	if err != nil {
		return Entrance{}, err
	}
	t.did(audit.Secured, "account", t.actor.ID, "password by "+string(kind)+" link; "+counted(ended, "sessions")+" ended")
	if err := t.tx.DropThrottle(auth.ThrottleKey("login", holder.Account.Login)); err != nil {
		return Entrance{}, err
	}
	if !may {
		return Entrance{}, nil
	}
	return t.openSession(holder, byLink, agent)
}

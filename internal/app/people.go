package app

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// SignInState says how far a person has come with signing in.
type SignInState string

// The states of signing in.
const (
	SignInNone    SignInState = "none"    // no account
	SignInInvited SignInState = "invited" // a link is out
	SignInExpired SignInState = "expired" // the link was not used in time
	SignInReady   SignInState = "ready"
)

// PersonRow is one of the staff on the page of people.
type PersonRow struct {
	UID       casework.UID
	Name      string
	Grants    []casework.Grant // of all times, the present first
	Login     string
	State     SignInState
	LinkUntil time.Time // while a link is out
	HasCode   bool      // a second factor is asked for
}

// People lists the county's staff with their roles.
func (a *App) People(ctx context.Context, actor access.Actor) ([]PersonRow, error) {
	return show(ctx, a, actor, func(t *turn) ([]PersonRow, error) {
		if err := t.mayManage(""); err != nil {
			return nil, err
		}
		staff, err := t.tx.Staff()
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(staff, func(a, b casework.Staff) int {
			return strings.Compare(casework.SortKey(a.Name), casework.SortKey(b.Name))
		})
		rows, err := t.personRows(staff)
		t.shows(audit.Listed, "staff", "", counted(int64(len(rows)), "people"))
		return rows, err
	})
}

// PersonPage is one of the staff, with what roles can be given in.
type PersonPage struct {
	PersonRow
	Title    string
	Revision int
	Units    Units
	Self     bool // it is the actor
}

// Units are the teams and care teams of the county.
type Units struct {
	Teams     []casework.Team
	CareTeams []casework.CareTeam
}

// Person shows one of the staff to an administrator. Problems: NotFound.
func (a *App) Person(ctx context.Context, actor access.Actor, uid casework.UID) (PersonPage, error) {
	return show(ctx, a, actor, func(t *turn) (PersonPage, error) {
		person, err := t.manages(uid)
		if err != nil {
			return PersonPage{}, err
		}
		rows, err := t.personRows([]casework.Staff{person.Staff})
		if err != nil {
			return PersonPage{}, err
		}
		t.shows(audit.Showed, "staff", uid.String(), "")
		page := PersonPage{PersonRow: rows[0], Self: person.Staff.ID == actor.StaffID}
		if page.Units, err = t.units(); err != nil {
			return page, err
		}
		text, err := t.tx.StaffByUID(uid)
		page.Title, page.Revision = text.Title, text.Revision
		return page, err
	})
}

// PersonText is what a person is called, as a form gives it.
type PersonText struct {
	Revision int // of the text that was on the screen
	Name     string
	Title    string
}

// RenamePerson puts another name and professional title in the place of a
// person's. The old ones stay in the log and in the earlier text. Problems:
// NotFound; Invalid with the fields name and title; Conflict when somebody has
// changed them since.
func (a *App) RenamePerson(ctx context.Context, actor access.Actor, uid casework.UID, in PersonText) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.mayManage(uid.String()); err != nil {
			return struct{}{}, err
		}
		old, err := t.tx.StaffByUID(uid)
		if err != nil {
			return struct{}{}, err
		}
		var f problem.Fields
		changed := old
		changed.Name, changed.Title = personText(&f, in.Name, in.Title)
		if err := f.Problem(); err != nil {
			return struct{}{}, err
		}
		if changed.Name == old.Name && changed.Title == old.Title { // sent again, or nothing changed
			t.shows(audit.Showed, "staff", uid.String(), "unchanged")
			return struct{}{}, nil
		}
		if old.Revision != in.Revision {
			return struct{}{}, store.ErrStale
		}
		_, err = t.tx.ReviseStaff(old, changed, t.actor.ID, "")
		t.did(audit.Corrected, "staff", uid.String(), changedFields(old, changed))
		return struct{}{}, err
	})
	return err
}

// personText is a name and a title as they are kept, on one line each.
func personText(f *problem.Fields, name, title string) (cleanedName, cleanedTitle string) {
	if key := nameFault(name); key != "" {
		f.Add("name", key)
	}
	if title = cleanName(title); title != "" && nameFault(title) != "" {
		f.Add("title", "people.title_wrong")
	}
	return cleanName(name), title
}

// NewPersonForm gives what the form of a new person chooses from.
func (a *App) NewPersonForm(ctx context.Context, actor access.Actor) (Units, error) {
	return show(ctx, a, actor, func(t *turn) (Units, error) {
		if err := t.mayManage(""); err != nil {
			return Units{}, err
		}
		t.shows(audit.Listed, "team", "", "form of a new person")
		return t.units()
	})
}

func (t *turn) units() (u Units, err error) {
	if u.Teams, err = t.tx.Teams(); err != nil {
		return u, err
	}
	u.CareTeams, err = t.tx.CareTeams()
	return u, err
}

// mayManage asks for the administrator's right.
func (t *turn) mayManage(target string) error {
	return t.may(access.ManagePeople, access.Resource{County: t.actor.County}, "staff", target)
}

// manages asks for the administrator's right and finds the person.
func (t *turn) manages(uid casework.UID) (store.Holder, error) {
	if err := t.mayManage(uid.String()); err != nil {
		return store.Holder{}, err
	}
	holder, err := t.tx.HolderOfStaff(uid)
	if err == nil && holder.County != t.actor.County {
		err = store.ErrNotFound
	}
	return holder, err
}

func (t *turn) personRows(staff []casework.Staff) ([]PersonRow, error) {
	accounts, err := t.tx.Accounts()
	if err != nil {
		return nil, err
	}
	links, err := t.tx.Links()
	if err != nil {
		return nil, err
	}
	account := map[int64]store.Account{}
	for _, one := range accounts {
		account[one.StaffID] = one
	}
	until := map[int64]time.Time{}
	for _, one := range links {
		until[one.StaffID] = one.ExpiresAt
	}
	rows := make([]PersonRow, len(staff))
	for i, s := range staff {
		rows[i] = t.personRow(s, account[s.ID], until[s.ID])
	}
	return rows, nil
}

func (t *turn) personRow(s casework.Staff, account store.Account, until time.Time) PersonRow {
	row := PersonRow{
		UID: s.UID, Name: s.Name, Grants: casework.PresentFirst(s.Grants, t.day), Login: account.Login,
		LinkUntil: until, HasCode: account.Secret != "", State: SignInReady,
	}
	switch {
	case account.StaffID == 0:
		row.State = SignInNone
	case account.Password != "":
	case !until.IsZero():
		row.State = SignInInvited
	default:
		row.State = SignInExpired
	}
	return row
}

// GrantInput is a role as a form gives it.
type GrantInput struct {
	Role casework.Role
	Unit casework.UID // of the team or care team; zero: none
	FTE  *float64
	From casework.Day
	To   casework.Day
}

// NewPerson is a person as a form adds them.
type NewPerson struct {
	UID   casework.UID // made with the form: sending it twice adds one
	Name  string
	Title string // professional title, or empty
	Grant GrantInput
}

// AddPerson adds a person with their first role; Invite then lets them in.
// Problems: Invalid with the fields name, role, unit, fte, from and to.
func (a *App) AddPerson(ctx context.Context, actor access.Actor, in NewPerson) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.mayManage(""); err != nil {
			return struct{}{}, err
		}
		if in.UID.IsZero() {
			return struct{}{}, errUnnamed
		}
		if _, err := t.tx.StaffByUID(in.UID); err == nil {
			t.shows(audit.Showed, "staff", in.UID.String(), "sent again")
			return struct{}{}, nil
		}
		var f problem.Fields
		person := casework.Staff{Record: casework.Record{UID: in.UID}}
		person.Name, person.Title = personText(&f, in.Name, in.Title)
		grant, err := t.newGrant(person, in.Grant, &f)
		if err == nil {
			err = f.Problem()
		}
		if err != nil {
			return struct{}{}, err
		}
		person.Grants = []casework.Grant{grant}
		t.did(audit.Added, "staff", person.UID.String(), "")
		t.did(audit.Granted, "staff", person.UID.String(), grantDetail(grant))
		_, err = t.tx.AddStaff(person)
		return struct{}{}, err
	})
	return err
}

// GiveRole gives a person one role more. Problems: NotFound; Invalid with the
// fields role, unit, fte, from and to.
func (a *App) GiveRole(ctx context.Context, actor access.Actor, staff casework.UID, in GrantInput) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		person, err := t.manages(staff)
		if err != nil {
			return struct{}{}, err
		}
		var f problem.Fields
		grant, err := t.newGrant(person.Staff, in, &f)
		if err == nil {
			err = f.Problem()
		}
		if err != nil {
			return struct{}{}, err
		}
		t.did(audit.Granted, "staff", staff.String(), grantDetail(grant))
		return struct{}{}, t.tx.AddGrant(person.Staff.ID, grant)
	})
	return err
}

// newGrant turns a form's role into a grant, or says in f what is wrong.
func (t *turn) newGrant(person casework.Staff, in GrantInput, f *problem.Fields) (casework.Grant, error) {
	g := casework.Grant{Role: in.Role, FTE: in.FTE, Span: casework.Span{From: in.From, To: in.To}}
	units, err := t.units()
	if err != nil {
		return g, err
	}
	for _, team := range units.Teams {
		if team.UID == in.Unit {
			g.TeamID, g.Unit = team.ID, team.Name
		}
	}
	for _, team := range units.CareTeams {
		if team.UID == in.Unit {
			g.CareTeamID, g.Unit = team.ID, team.Name
		}
	}
	casework.GiveGrant(person, &g, f)
	return g, nil
}

// EndRole sets the last day of a person's role; a last day before the first
// takes the role away as if it had never begun. Problems: NotFound; Forbidden
// for one's own last administrator's role: somebody else has to end it.
func (a *App) EndRole(ctx context.Context, actor access.Actor, staff casework.UID, grantID int64, to casework.Day) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		person, err := t.manages(staff)
		if err != nil {
			return struct{}{}, err
		}
		grant, err := grantOf(person.Staff, grantID)
		if err != nil {
			return struct{}{}, err
		}
		if to.IsZero() {
			return struct{}{}, invalid("to", "problem.day_missing")
		}
		if person.Staff.ID == actor.StaffID && casework.LastAdministrator(person.Staff.Grants, grant, t.day) {
			return struct{}{}, problem.New(problem.Forbidden, "people.own_last_role")
		}
		if to.Before(grant.From) {
			t.did(audit.Revoked, "staff", staff.String(), grantDetail(grant)+"; taken away")
			return struct{}{}, t.tx.DropGrant(person.Staff.ID, grantID)
		}
		t.did(audit.Revoked, "staff", staff.String(), grantDetail(grant)+"; last day "+to.String())
		return struct{}{}, t.tx.EndGrant(person.Staff.ID, grantID, to)
	})
	return err
}

func grantOf(s casework.Staff, id int64) (casework.Grant, error) {
	for _, g := range s.Grants {
		if g.ID == id {
			return g, nil
		}
	}
	return casework.Grant{}, store.ErrNotFound
}

// grantDetail says a role for the log.
func grantDetail(g casework.Grant) string {
	detail := string(g.Role)
	if g.Unit != "" {
		detail += " in " + g.Unit
	}
	detail += " from " + g.From.String()
	if !g.To.IsZero() {
		detail += " to " + g.To.String()
	}
	return detail
}

const longestName = 120

func cleanName(name string) string { return strings.Join(strings.Fields(name), " ") }

// nameFault gives the message key of what is wrong with a person's name, or
// nothing.
func nameFault(name string) string {
	name = cleanName(name)
	if name == "" || utf8.RuneCountInString(name) > longestName || strings.ContainsFunc(name, unicode.IsControl) {
		return "people.name_missing"
	}
	return ""
}

// loginFault gives the message key of what is wrong with a login, or nothing.
// It is an e-mail address, so that a link can be sent to it some day.
func loginFault(login string) string {
	name, domain, at := strings.Cut(login, "@")
	odd := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '@' }
	if !at || name == "" || !strings.Contains(domain, ".") || len(login) > 254 || strings.ContainsFunc(name+domain, odd) {
		return "people.login_wrong"
	}
	return ""
}

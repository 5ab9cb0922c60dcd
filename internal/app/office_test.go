package app_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
	"sijoita/problem"
)

// office is a county with an administrator, a coach and a nurse, and a clock
// that begins on a Monday morning.
type office struct {
	*app.App
	t        *testing.T
	clock    *testkit.Clock
	county   int64
	team     casework.Team
	careTeam casework.CareTeam
	admin    casework.Staff
	coach    casework.Staff
	read     int64 // entries of the log that logged has shown
}

const (
	adminLogin, adminPassword = "aino@suvanto.fi", "kurki lentää yli suon"
	coachLogin, coachPassword = "riikka@suvanto.fi", "tuulinen tunturi"
	address                   = "192.0.2.7"
	agent                     = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
)

// always has the test's day in it.
var always = casework.Span{From: casework.MustDay("2026-01-01")}

func manager(span casework.Span) casework.Grant {
	return casework.Grant{Role: casework.RoleManager, Span: span}
}

var cheap = auth.Cost{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// inOffice runs a test in an office on each database.
func inOffice(t *testing.T, test func(*testing.T, *office)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		test(t, newOffice(t, "sqlite:"+filepath.Join(t.TempDir(), "sijoita.db")))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		test(t, newOffice(t, testkit.PostgresFromTemplate(t, "office", func(url string) error {
			db, err := store.Open(context.Background(), url)
			if err != nil {
				return err
			}
			_, err = db.Migrate(context.Background())
			return errors.Join(err, db.Close())
		})))
	})
}

func newOffice(t *testing.T, databaseAddress string) *office {
	t.Helper()
	db, err := store.Open(t.Context(), databaseAddress)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	must(t, err)
	passwords, err := auth.NewPasswords(2, cheap)
	must(t, err)
	clock := testkit.ClockAt(t, "2026-11-23 08:00")
	o := &office{t: t, clock: clock}
	o.App = &app.App{Store: db, Clock: clock.Now, IDs: testkit.NewIDs(7).New, Random: new(counting), Passwords: passwords}
	o.furnish()
	return o
}

// counting is a source of bytes that never come twice, the same in every run.
type counting struct{ n uint64 }

func (c *counting) Read(p []byte) (int, error) {
	for done := 0; done < len(p); c.n++ {
		uid := testkit.UID(99, c.n)
		done += copy(p[done:], uid[:])
	}
	return len(p), nil
}

func (o *office) furnish() {
	o.t.Helper()
	o.write(0, func(tx *store.Tx) error {
		c, err := tx.AddCounty(casework.County{Key: "suvanto", Name: casework.Names{FI: "Suvannon hyvinvointialue"}})
		o.county = c.ID
		return err
	})
	o.write(o.county, func(tx *store.Tx) error {
		programmes := []casework.Programme{{Record: o.record(), Kind: casework.IPS, Name: "IPS", StartsOn: always.From}}
		if err := tx.AddProgrammes(programmes); err != nil {
			return err
		}
		teams := []casework.Team{{Record: o.record(), ProgrammeID: programmes[0].ID, Name: "Suvannon IPS"}}
		if err := tx.AddTeams(teams); err != nil {
			return err
		}
		careTeams := []casework.CareTeam{{Record: o.record(), Name: "Lintulammen psykiatria", Kind: "psychiatry"}}
		if err := tx.AddCareTeams(careTeams); err != nil {
			return err
		}
		o.team, o.careTeam = teams[0], careTeams[0]
		return nil
	})
	o.admin = o.hire("Aino Lehto", adminLogin, adminPassword, casework.Grant{Role: casework.RoleAdministrator, Span: always})
	o.coach = o.hire("Riikka Tolonen", coachLogin, coachPassword, casework.Grant{Role: casework.RoleCoach, TeamID: o.team.ID, Span: always})
}

func (o *office) record() casework.Record { return casework.Record{UID: o.IDs()} }

// hire adds a person with an account; without a password they have none yet,
// and without a login no account.
func (o *office) hire(name, login, password string, grants ...casework.Grant) casework.Staff {
	o.t.Helper()
	person := casework.Staff{Record: o.record(), Name: name, Grants: grants}
	o.write(o.county, func(tx *store.Tx) (err error) {
		if person, err = tx.AddStaff(person); err != nil || login == "" {
			return err
		}
		account := store.Account{StaffID: person.ID, Login: login}
		if password != "" {
			if account.Password, err = o.Passwords.Hash(o.t.Context(), password); err != nil {
				return err
			}
		}
		return tx.AddAccount(account)
	})
	return o.staff(person.UID)
}

func (o *office) write(county int64, do func(*store.Tx) error) {
	o.t.Helper()
	must(o.t, o.Store.Write(o.t.Context(), county, o.clock.Now(), do))
}

func (o *office) staff(uid casework.UID) (s casework.Staff) {
	o.t.Helper()
	must(o.t, o.Store.Read(o.t.Context(), o.county, o.clock.Now(), func(tx *store.Tx) (err error) {
		s, err = tx.StaffByUID(uid)
		return err
	}))
	return s
}

func (o *office) account(s casework.Staff) (a store.Account) {
	o.t.Helper()
	must(o.t, o.Store.Read(o.t.Context(), o.county, o.clock.Now(), func(tx *store.Tx) (err error) {
		a, err = tx.Account(s.ID)
		return err
	}))
	return a
}

// as is a person as an actor, with the grants they have by now.
func (o *office) as(s casework.Staff) access.Actor {
	o.t.Helper()
	s = o.staff(s.UID)
	return access.Actor{Kind: access.Person, StaffID: s.ID, ID: s.UID.String(), Name: s.Name, County: o.county, Grants: s.Grants}
}

// signIn signs somebody in who has no second factor.
func (o *office) signIn(login, password string) auth.Token {
	o.t.Helper()
	in, err := o.SignIn(o.t.Context(), app.Credentials{Login: login, Password: password, Address: address, Agent: agent})
	must(o.t, err)
	if in.Token == "" || in.NeedsCode {
		o.t.Fatalf("signing in gave %+v", in)
	}
	return in.Token
}

func (o *office) visit(token auth.Token) app.Visit {
	o.t.Helper()
	v, err := o.Visit(o.t.Context(), token)
	must(o.t, err)
	return v
}

func (o *office) wantState(token auth.Token, want app.VisitState) {
	o.t.Helper()
	if got := o.visit(token).State; got != want {
		o.t.Errorf("the visit is %q, want %q", got, want)
	}
}

// logged gives the log's entries since it was last asked, the oldest first, in
// words: actor, role, action, kind, whose, result, detail.
func (o *office) logged() []string { return o.loggedIn(o.county) }

func (o *office) loggedIn(county int64) []string {
	o.t.Helper()
	var entries []audit.Entry
	must(o.t, o.Store.Read(o.t.Context(), county, o.clock.Now(), func(tx *store.Tx) (err error) {
		if _, err := tx.VerifyLog(); err != nil {
			return err
		}
		entries, err = tx.Entries(0, 1000)
		return err
	}))
	var lines []string
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		if county == o.county && e.Seq <= o.read {
			continue
		}
		o.read = max(o.read, e.Seq)
		target := e.Target
		for _, s := range []casework.Staff{o.admin, o.coach} {
			if target == s.UID.String() {
				target = s.Name
			}
		}
		if len(target) == 26 && !strings.Contains(target, " ") {
			target = "…"
		}
		lines = append(lines, strings.Join([]string{e.Actor, e.Role, string(e.Action), e.Kind, target, string(e.Result), e.Detail}, "|"))
	}
	return lines
}

func (o *office) wantLogged(want ...string) {
	o.t.Helper()
	if got := strings.Join(o.logged(), "\n"); got != strings.Join(want, "\n") {
		o.t.Errorf("the log says\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// wantProblem asks for a problem of the kind with the key, or, after a colon,
// of the field with the key.
func wantProblem(t *testing.T, err error, kind problem.Kind, key string) {
	t.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind {
		t.Fatalf("got %v, want %s: %s", err, kind, key)
	}
	if p.Key == key {
		return
	}
	for _, f := range p.Fields {
		if f.Name+": "+f.Key == key {
			return
		}
	}
	t.Errorf("got %v, want %s: %s", err, kind, key)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

package app_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

func TestSignInByPassword(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		token := o.signIn(" Riikka@Suvanto.fi ", coachPassword)
		v := o.visit(token)
		if v.State != app.VisitOpen || v.Actor.Name != "Riikka Tolonen" || v.Actor.County != o.county || len(v.Actor.Grants) != 1 ||
			v.Actor.Grants[0].Unit != "Suvannon IPS" || v.Login != coachLogin || v.Demo {
			t.Errorf("the visit is %+v", v)
		}
		o.wantLogged("Riikka Tolonen|coach|sign_in|session|…|done|password")
		if v := o.visit("another token"); v.State != app.VisitNone || v.Actor.ID != "" {
			t.Errorf("a token of nobody gives %+v", v)
		}
	})
}

func TestUnknownLoginAndWrongPasswordAreTheSame(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.hire("Matti Invited", "matti@suvanto.fi", "", manager(always))
		var said []string
		for _, login := range []string{coachLogin, "nobody@suvanto.fi", "matti@suvanto.fi", "", strings.Repeat("x", 5000)} {
			before := o.Passwords.Done()
			_, err := o.SignIn(t.Context(), app.Credentials{Login: login, Password: "a guess of mine"})
			wantProblem(t, err, problem.Invalid, "sign_in.wrong")
			said = append(said, err.Error())
			if done := o.Passwords.Done() - before; done != 1 {
				t.Errorf("%.20s: %d hashes were worked out, want 1 whoever it is", login, done)
			}
		}
		if len(slices.Compact(said)) != 1 {
			t.Errorf("the sentences differ: %q", said)
		}
		log := o.logged()
		want := []string{
			"||sign_in_failed|account|Riikka Tolonen|refused|sign_in.wrong",
			"||sign_in_failed|account||refused|sign_in.wrong",
			"||sign_in_failed|account|…|refused|sign_in.wrong",
			"||sign_in_failed|account||refused|sign_in.wrong",
			"||sign_in_failed|account||refused|sign_in.wrong",
		}
		if !slices.Equal(log, want) {
			t.Errorf("the log says %q", log)
		}
	})
}

func TestUnknownLoginInSeveralCountiesIsInTheHousesOwnLog(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.write(0, func(tx *store.Tx) error {
			_, err := tx.AddCounty(casework.County{Key: "other"})
			return err
		})
		_, err := o.SignIn(t.Context(), app.Credentials{Login: "nobody@suvanto.fi", Password: "a guess of mine"})
		wantProblem(t, err, problem.Invalid, "sign_in.wrong")
		if got := o.loggedIn(0); len(got) != 1 || got[0] != "||sign_in_failed|account||refused|sign_in.wrong" {
			t.Errorf("the house's log says %q", got)
		}
		o.wantLogged()
	})
}

func TestWithoutARoleTodayThereIsNoWayIn(t *testing.T) {
	day := casework.MustDay
	for rule, span := range map[string]casework.Span{
		"a role that ended yesterday":   {From: day("2026-01-01"), To: day("2026-11-22")},
		"a role that begins tomorrow":   {From: day("2026-11-24")},
		"and one may come on the first": {From: day("2026-11-23")},
		"and on the last day":           {From: day("2026-01-01"), To: day("2026-11-23")},
	} {
		t.Run(rule, func(t *testing.T) {
			inOffice(t, func(t *testing.T, o *office) {
				o.hire("Sami Karjalainen", "sami@suvanto.fi", "hiljainen hanki", manager(span))
				in, err := o.SignIn(t.Context(), app.Credentials{Login: "sami@suvanto.fi", Password: "hiljainen hanki"})
				if strings.HasPrefix(rule, "and") {
					must(t, err)
					return
				}
				wantProblem(t, err, problem.Forbidden, "sign_in.no_role")
				if in.Token != "" {
					t.Error("a token was given")
				}
				o.wantLogged("Sami Karjalainen||sign_in_failed|account|…|refused|no role today")
				_, err = o.SignIn(t.Context(), app.Credentials{Login: "sami@suvanto.fi", Password: "a guess of mine"})
				wantProblem(t, err, problem.Invalid, "sign_in.wrong")
			})
		})
	}
}

func TestGuessingIsSlowedDown(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		try := func(login, password string) error {
			_, err := o.SignIn(t.Context(), app.Credentials{Login: login, Password: password, Address: address})
			return err
		}
		for _, login := range []string{coachLogin, "nobody@suvanto.fi"} {
			for range 5 {
				wantProblem(t, try(login, "a guess of mine"), problem.Invalid, "sign_in.wrong")
			}
			before := o.Passwords.Done()
			err := try(login, coachPassword)
			wantProblem(t, err, problem.Invalid, "sign_in.wait")
			if n := problem.As(err).Args["n"]; n != 1 {
				t.Errorf("told to wait %v minutes, want 1", n)
			}
			if o.Passwords.Done() != before {
				t.Error("while waiting, passwords are still compared")
			}
		}
		if log := o.logged(); !slices.Contains(log, "||sign_in_failed|account|Riikka Tolonen|refused|waiting") {
			t.Errorf("the log says %q", log)
		}
		must(t, try(adminLogin, adminPassword)) // others come in meanwhile
		o.clock.Advance(time.Minute)
		wantProblem(t, try(coachLogin, "a guess of mine"), problem.Invalid, "sign_in.wrong")
		wantProblem(t, try(coachLogin, coachPassword), problem.Invalid, "sign_in.wait") // now two minutes
		o.clock.Advance(minutes(2))
		must(t, try(coachLogin, coachPassword))
		wantProblem(t, try(coachLogin, "a guess of mine"), problem.Invalid, "sign_in.wrong") // forgotten with the right one
	})
}

func TestOneAddressMayNotTryManyLogins(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		try := func(login, password, from string) error {
			_, err := o.SignIn(t.Context(), app.Credentials{Login: login, Password: password, Address: from})
			return err
		}
		for i := range auth.FreeForAddress {
			wantProblem(t, try(strings.Repeat("x", i), "a guess of mine", address), problem.Invalid, "sign_in.wrong")
		}
		wantProblem(t, try(coachLogin, coachPassword, address), problem.Invalid, "sign_in.wait")
		must(t, try(coachLogin, coachPassword, "192.0.2.8"))
	})
}

// A crowd of guesses at once gets no further than one after another.
func TestGuessesAtOnceAreCountedOneByOne(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var all sync.WaitGroup
		var mu sync.Mutex
		wrong := 0
		for range 20 {
			all.Go(func() {
				_, err := o.SignIn(t.Context(), app.Credentials{Login: coachLogin, Password: "a guess of mine"})
				mu.Lock()
				defer mu.Unlock()
				if p := problem.As(err); p == nil {
					t.Error(err)
				} else if p.Key == "sign_in.wrong" {
					wrong++
				}
			})
		}
		all.Wait()
		if wrong != auth.FreeForLogin {
			t.Errorf("%d guesses were answered, want %d", wrong, auth.FreeForLogin)
		}
	})
}

// secure gives the coach a second factor and returns its secret.
func (o *office) secure() string {
	o.t.Helper()
	ctx, actor := o.t.Context(), o.as(o.coach)
	must(o.t, o.BeginSecondFactor(ctx, actor))
	own, err := o.MyAccount(ctx, actor, casework.UID{})
	must(o.t, err)
	must(o.t, o.ConfirmSecondFactor(ctx, actor, casework.UID{}, o.code(own.SetUp.Secret)))
	o.clock.Advance(minutes(2)) // the code just used is spent
	o.logged()
	return own.SetUp.Secret
}

func (o *office) code(secret string) string {
	o.t.Helper()
	code, err := auth.CodeAt(secret, o.clock.Now())
	must(o.t, err)
	return code
}

func TestSignInWithSecondFactor(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, secret := t.Context(), o.secure()
		half := func() auth.Token {
			in, err := o.SignIn(ctx, app.Credentials{Login: coachLogin, Password: coachPassword, Address: address})
			must(t, err)
			if !in.NeedsCode {
				t.Fatal("no code is asked for")
			}
			return in.Token
		}
		token := half()
		o.wantState(token, app.VisitCode)
		o.wantLogged("Riikka Tolonen|coach|sign_in|session|…|done|password; waits for the code")

		_, err := o.SignInCode(ctx, token, "000000", address)
		wantProblem(t, err, problem.Invalid, "sign_in.wrong_code")
		o.wantLogged("Riikka Tolonen|coach|sign_in_failed|account|Riikka Tolonen|refused|sign_in.wrong_code")

		code := o.code(secret)
		in, err := o.SignInCode(ctx, token, code, address)
		must(t, err)
		o.wantState(in.Token, app.VisitOpen)
		o.wantState(token, app.VisitEnded)
		o.wantLogged("Riikka Tolonen|coach|sign_in|session|…|done|code")

		again := half()
		_, err = o.SignInCode(ctx, again, code, address)
		wantProblem(t, err, problem.Invalid, "sign_in.wrong_code") // a code is good once

		o.clock.Advance(minutes(10))
		_, err = o.SignInCode(ctx, again, o.code(secret), address)
		wantProblem(t, err, problem.Forbidden, "sign_in.ended") // the password was too long ago
	})
}

// The right password must not buy more guesses at the code.
func TestPasswordDoesNotForgiveWrongCodes(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.secure()
		var err error
		for range 6 {
			var in app.Entrance
			in, err = o.SignIn(t.Context(), app.Credentials{Login: coachLogin, Password: coachPassword})
			if err != nil {
				break
			}
			_, err = o.SignInCode(t.Context(), in.Token, "000000", "")
		}
		wantProblem(t, err, problem.Invalid, "sign_in.wait")
	})
}

// Of two who bring one code at the same time, one is refused.
func TestCodeIsSpentOnce(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		code := o.code(o.secure())
		var tokens []auth.Token
		for range 2 {
			in, err := o.SignIn(t.Context(), app.Credentials{Login: coachLogin, Password: coachPassword})
			must(t, err)
			tokens = append(tokens, in.Token)
		}
		var all sync.WaitGroup
		errs := make([]error, 2)
		for i := range tokens {
			all.Go(func() { _, errs[i] = o.SignInCode(t.Context(), tokens[i], code, "") })
		}
		all.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("one code, used twice at once, gave %v", errs)
		}
	})
}

func TestDemo(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		_, err := o.DemoSignIn(ctx, o.coach.UID, agent)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		if people, err := o.DemoPeople(ctx); err != nil || people != nil {
			t.Errorf("outside the demo there are people to be: %v, %v", people, err)
		}
		o.Demo = true
		o.hire("Sami Gone", "", "", casework.Grant{Role: casework.RoleCoach, TeamID: o.team.ID, Span: casework.Span{From: always.From, To: casework.MustDay("2026-11-22")}})
		nurse := o.hire("Kaisa Nieminen", "", "", casework.Grant{Role: casework.RoleCareWorker, CareTeamID: o.careTeam.ID, Span: always})
		people, err := o.DemoPeople(ctx)
		must(t, err)
		var names []string
		for _, p := range people {
			names = append(names, p.Name+", "+string(p.Grant.Role)+" "+p.Grant.Unit)
		}
		want := []string{"Riikka Tolonen, coach Suvannon IPS", "Kaisa Nieminen, care_worker Lintulammen psykiatria", "Aino Lehto, admin "}
		if !slices.Equal(names, want) {
			t.Errorf("people to be: %q", names)
		}
		in, err := o.DemoSignIn(ctx, nurse.UID, agent)
		must(t, err)
		o.wantLogged("||list|staff||shown|demo", "Kaisa Nieminen|care_worker|sign_in|session|…|done|demo")
		if v := o.visit(in.Token); v.State != app.VisitOpen || !v.Demo || v.Login != "" {
			t.Errorf("the visit is %+v", v)
		}
		o.clock.Advance(minutes(20))
		o.wantState(in.Token, app.VisitLocked)
		unlocked, err := o.Unlock(ctx, in.Token, "", address) // nobody in the demo has a password
		must(t, err)
		o.wantState(unlocked.Token, app.VisitOpen)
		_, err = o.DemoSignIn(ctx, o.IDs(), agent)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
	})
}

func TestTheDayOfTheDemoMovesOn(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		move := func(day string) error { return o.MoveDay(ctx, casework.MustDay(day)) }
		o.MoveClock = func(to casework.Day) time.Duration {
			by := time.Duration(to.DaysSince(o.Day())) * 24 * time.Hour
			o.clock.Advance(by)
			return by
		}
		wantProblem(t, move("2026-11-30"), problem.NotFound, "problem.not_found") // with real records, whatever is wired
		o.Demo = true
		in, err := o.DemoSignIn(ctx, o.coach.UID, agent)
		must(t, err)
		o.logged()
		for _, day := range []string{"2026-11-22", "2026-11-23"} {
			wantProblem(t, move(day), problem.Invalid, "to: demo_day.past")
		}
		wantProblem(t, move("2027-11-25"), problem.Invalid, "to: demo_day.far")
		if got := o.Day().String(); got != "2026-11-23" {
			t.Fatalf("a refused move leads to %s", got)
		}
		must(t, move("2026-11-30"))
		if got := o.Day().String(); got != "2026-11-30" {
			t.Errorf("the day is %s", got)
		}
		o.wantLogged("||move|day|2026-11-30|done|")
		o.wantState(in.Token, app.VisitOpen) // the night does not count
		o.clock.Advance(minutes(20))
		o.wantState(in.Token, app.VisitLocked) // the time of day does
		must(t, move("2026-12-01"))
		o.wantState(in.Token, app.VisitLocked)
		o.Demo = false
		wantProblem(t, move("2026-12-24"), problem.NotFound, "problem.not_found")
	})
}

// What cannot be logged does not happen: without a log nobody comes in.
func TestWithoutALogNobodyComesIn(t *testing.T) {
	o := newOffice(t, "sqlite:"+t.TempDir()+"/sijoita.db")
	must(t, o.Store.Close())
	if _, err := o.SignIn(t.Context(), app.Credentials{Login: coachLogin, Password: coachPassword}); err == nil || problem.As(err) != nil {
		t.Errorf("a closed database gives %v", err)
	}
	if v, err := o.Visit(t.Context(), "x"); err == nil || v.State != app.VisitNone || errors.Is(err, store.ErrNotFound) {
		t.Errorf("a closed database says who is there: %+v, %v", v, err)
	}
}

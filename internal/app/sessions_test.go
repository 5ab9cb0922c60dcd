package app_test

import (
	"testing"
	"time"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
	"sijoita/problem"
)

func TestIdleSessionLocks(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		token := o.signIn(coachLogin, coachPassword)
		o.logged()
		for range 8 { // two hours of work, a page every quarter of an hour less a bit
			o.clock.Advance(14*time.Minute + 30*time.Second)
			o.wantState(token, app.VisitOpen)
		}
		o.wantLogged() // that somebody is there is no news
		o.clock.Advance(15 * time.Minute)
		o.wantState(token, app.VisitLocked)
		o.wantState(token, app.VisitLocked)
		o.wantLogged("Riikka Tolonen|coach|lock|session|…|done|idle")

		_, err := o.Unlock(ctx, token, "a guess of mine", address)
		wantProblem(t, err, problem.Invalid, "sign_in.wrong_password")
		o.wantState(token, app.VisitLocked)
		in, err := o.Unlock(ctx, token, coachPassword, address)
		must(t, err)
		o.wantState(in.Token, app.VisitOpen)
		o.wantState(token, app.VisitNone) // the token is a new one
		o.wantLogged(
			"Riikka Tolonen|coach|sign_in_failed|account|Riikka Tolonen|refused|sign_in.wrong_password",
			"Riikka Tolonen|coach|unlock|session|…|done|password")
	})
}

func TestSessionIsSeenToWithinTwentySeconds(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		token := o.signIn(coachLogin, coachPassword)
		o.clock.Advance(19 * time.Second)
		o.wantState(token, app.VisitOpen) // too soon to be written down
		o.clock.Advance(15*time.Minute - 20*time.Second)
		o.wantState(token, app.VisitOpen)
		o.clock.Advance(15*time.Minute - time.Second)
		o.wantState(token, app.VisitOpen)
	})
}

func TestSessionEndsAfterTenHours(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		token := o.signIn(coachLogin, coachPassword)
		o.logged()
		for range 59 {
			o.clock.Advance(minutes(10))
			o.wantState(token, app.VisitOpen)
		}
		o.clock.Advance(minutes(10))
		o.wantState(token, app.VisitEnded)
		o.wantState(token, app.VisitEnded)
		o.wantLogged("Riikka Tolonen|coach|sign_out|session|…|done|time is up")
		_, err := o.Unlock(t.Context(), token, coachPassword, address)
		wantProblem(t, err, problem.Forbidden, "sign_in.ended")
	})
}

// The grant's last day was yesterday: the next request is refused, whatever the
// session.
func TestRoleThatEndsEndsWithTheNextRequest(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		token := o.signIn(coachLogin, coachPassword)
		o.wantState(token, app.VisitOpen)
		must(t, o.EndRole(ctx, o.as(o.admin), o.coach.UID, o.coach.Grants[0].ID, casework.MustDay("2026-11-22")))
		o.logged()
		o.wantState(token, app.VisitEnded)
		o.wantLogged("Riikka Tolonen||sign_out|session|…|done|no role today")
	})
}

func TestRoleEndsAtMidnightInHelsinki(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		must(t, o.EndRole(t.Context(), o.as(o.admin), o.coach.UID, o.coach.Grants[0].ID, casework.MustDay("2026-11-23")))
		o.clock.Set(testkit.Moment(t, "2026-11-23 23:50"))
		token := o.signIn(coachLogin, coachPassword)
		o.clock.Set(testkit.Moment(t, "2026-11-23 23:59"))
		o.wantState(token, app.VisitOpen)
		o.clock.Set(testkit.Moment(t, "2026-11-24 00:00"))
		o.wantState(token, app.VisitEnded)
	})
}

// A server's clock is set back, as by a machine that starts with a wrong one: a
// session would live longer, and not lock, by as much.
func TestASessionDoesNotOutliveAClockThatIsSetBack(t *testing.T) {
	for _, c := range []struct {
		says string
		used time.Duration // after it was opened
		back time.Duration
		want app.VisitState
		why  string
	}{
		{"a minute is what clocks differ by", 0, time.Minute, app.VisitOpen, ""},
		{"to before it was opened", 0, time.Minute + time.Second, app.VisitEnded, "the clock went back"},
		{"to before it was last used", 14 * time.Minute, 10 * time.Minute, app.VisitLocked, "the clock went back"},
		{"two days", 14 * time.Minute, 48 * time.Hour, app.VisitEnded, "the clock went back"},
	} {
		t.Run(c.says, func(t *testing.T) {
			inOffice(t, func(t *testing.T, o *office) {
				token := o.signIn(coachLogin, coachPassword)
				o.clock.Advance(c.used)
				o.wantState(token, app.VisitOpen)
				o.logged()
				o.clock.Advance(-c.back)
				o.wantState(token, c.want)
				told := map[app.VisitState]string{app.VisitEnded: "sign_out", app.VisitLocked: "lock"}[c.want]
				if told != "" {
					o.wantLogged("Riikka Tolonen|coach|" + told + "|session|…|done|" + c.why)
				}
			})
		})
	}
}

func TestSignOut(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		token := o.signIn(coachLogin, coachPassword)
		o.logged()
		must(t, o.SignOut(ctx, token))
		must(t, o.SignOut(ctx, token))
		must(t, o.SignOut(ctx, "nobody's"))
		o.wantState(token, app.VisitEnded)
		o.wantLogged("Riikka Tolonen|coach|sign_out|session|…|done|")
	})
}

func TestOwnSessions(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		here, phone, home := o.signIn(coachLogin, coachPassword), o.signIn(coachLogin, coachPassword), o.signIn(coachLogin, coachPassword)
		others := o.signIn(adminLogin, adminPassword)
		v := o.visit(here)
		own, err := o.MyAccount(ctx, v.Actor, v.Session)
		must(t, err)
		if len(own.Sessions) != 3 || own.Login != coachLogin || own.HasCode || own.Sessions[0].Agent != agent {
			t.Errorf("own account is %+v", own)
		}
		for _, s := range own.Sessions {
			if s.Current != (s.UID == v.Session) {
				t.Errorf("session %s is current: %v", s.UID, s.Current)
			}
		}
		o.logged()

		must(t, o.EndOwnSession(ctx, v.Actor, o.visit(phone).Session))
		o.wantState(phone, app.VisitEnded)
		wantProblem(t, o.EndOwnSession(ctx, v.Actor, o.visit(others).Session), problem.NotFound, "problem.not_found")
		ended, err := o.SignOutEverywhere(ctx, v.Actor, v.Session)
		must(t, err)
		if ended != 1 {
			t.Errorf("%d sessions ended, want 1", ended)
		}
		o.wantState(home, app.VisitEnded)
		o.wantState(here, app.VisitOpen)
		o.wantState(others, app.VisitOpen)
		o.wantLogged(
			"Riikka Tolonen|coach|sign_out|session|…|done|ended from another",
			"Riikka Tolonen|coach|sign_out|account|Riikka Tolonen|done|1 sessions")
	})
}

func TestPastSessionsAreSwept(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		old := o.signIn(coachLogin, coachPassword)
		o.clock.Advance(29 * time.Hour)
		o.signIn(adminLogin, adminPassword)
		o.wantState(old, app.VisitEnded) // whose it was is still known
		o.clock.Advance(2 * time.Hour)
		o.signIn(adminLogin, adminPassword)
		o.wantState(old, app.VisitNone)
	})
}

// Nothing that opens a door is stored as it is.
func TestTokensAreStoredAsSums(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		token := o.signIn(coachLogin, coachPassword)
		must(t, o.Store.Read(t.Context(), o.county, o.clock.Now(), func(tx *store.Tx) error {
			if _, err := tx.Visitor([]byte(token)); err == nil {
				t.Error("the session is found by the token itself")
			}
			_, err := tx.Visitor(token.Sum())
			return err
		}))
	})
}

package app_test

import (
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/problem"
)

func TestChangePassword(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		here, phone := o.signIn(coachLogin, coachPassword), o.signIn(coachLogin, coachPassword)
		v := o.visit(here)
		o.logged()
		const fresh = "punainen mökki rannalla"
		for rule, row := range map[string]struct{ current, new, want string }{
			"a wrong present password": {"a guess of mine", fresh, "current: sign_in.wrong_password"},
			"a short new one":          {coachPassword, "lyhyt", "new: account.password_short"},
			"the login as the new one": {coachPassword, coachLogin, "new: account.password_is_login"},
			"a common new one":         {coachPassword, "salasana1234", "new: account.password_common"},
		} {
			t.Run(rule, func(t *testing.T) {
				err := o.ChangePassword(ctx, v.Actor, v.Session, app.NewPassword{Current: row.current, New: row.new})
				wantProblem(t, err, problem.Invalid, row.want)
			})
		}
		o.wantLogged("Riikka Tolonen|coach|sign_in_failed|account|Riikka Tolonen|refused|sign_in.wrong_password")
		o.wantState(phone, app.VisitOpen)

		must(t, o.ChangePassword(ctx, v.Actor, v.Session, app.NewPassword{Current: coachPassword, New: fresh}))
		o.wantLogged("Riikka Tolonen|coach|secure|account|Riikka Tolonen|done|password; 1 sessions ended")
		o.wantState(here, app.VisitOpen)
		o.wantState(phone, app.VisitEnded)
		o.signIn(coachLogin, fresh)
		_, err := o.SignIn(ctx, app.Credentials{Login: coachLogin, Password: coachPassword})
		wantProblem(t, err, problem.Invalid, "sign_in.wrong")
	})
}

func TestSecondFactor(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		here, phone := o.signIn(coachLogin, coachPassword), o.signIn(coachLogin, coachPassword)
		v := o.visit(here)
		o.logged()
		wantProblem(t, o.ConfirmSecondFactor(ctx, v.Actor, v.Session, "123456"), problem.Invalid, "code: account.code_wrong")
		must(t, o.BeginSecondFactor(ctx, v.Actor))
		o.signIn(coachLogin, coachPassword) // not asked for yet
		own, err := o.MyAccount(ctx, v.Actor, v.Session)
		must(t, err)
		if own.HasCode || !strings.HasPrefix(own.SetUp.URL, "otpauth://totp/Sijoita:"+coachLogin+"?") || !strings.Contains(own.SetUp.URL, own.SetUp.Secret) {
			t.Errorf("set-up is %+v", own.SetUp)
		}
		wantProblem(t, o.ConfirmSecondFactor(ctx, v.Actor, v.Session, "000000"), problem.Invalid, "code: account.code_wrong")
		must(t, o.ConfirmSecondFactor(ctx, v.Actor, v.Session, o.code(own.SetUp.Secret)))
		o.wantState(phone, app.VisitEnded)
		o.wantState(here, app.VisitOpen)

		wantProblem(t, o.BeginSecondFactor(ctx, v.Actor), problem.Conflict, "problem.stale") // or another could take its place without the password
		wantProblem(t, o.DropSecondFactor(ctx, v.Actor, "a guess of mine", address), problem.Invalid, "password: sign_in.wrong_password")
		must(t, o.DropSecondFactor(ctx, v.Actor, coachPassword, address))
		o.signIn(coachLogin, coachPassword)
		o.wantLogged(
			"Riikka Tolonen|coach|secure|account|Riikka Tolonen|done|second factor begun",
			"Riikka Tolonen|coach|sign_in|session|…|done|password",
			"Riikka Tolonen|coach|show|account|Riikka Tolonen|shown|",
			"Riikka Tolonen|coach|secure|account|Riikka Tolonen|done|second factor set; 2 sessions ended",
			"Riikka Tolonen|coach|sign_in_failed|account|Riikka Tolonen|refused|sign_in.wrong_password",
			"Riikka Tolonen|coach|secure|account|Riikka Tolonen|done|second factor taken off",
			"Riikka Tolonen|coach|sign_in|session|…|done|password")
	})
}

func TestLanguageIsRemembered(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		token := o.signIn(coachLogin, coachPassword)
		o.logged()
		must(t, o.ChooseLanguage(ctx, o.visit(token).Actor, "sv"))
		o.wantLogged("Riikka Tolonen|coach|correct|account|Riikka Tolonen|done|language")
		if got := o.visit(token).Language; got != "sv" {
			t.Errorf("language %q", got)
		}
	})
}

// Somebody in the demo has no account: there is nothing to change in it.
func TestWithoutAnAccountThereIsNothingToSecure(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		nurse := o.as(o.hire("Kaisa Nieminen", "", "", casework.Grant{Role: casework.RoleCareWorker, CareTeamID: o.careTeam.ID, Span: always}))
		wantProblem(t, o.BeginSecondFactor(ctx, nurse), problem.Conflict, "account.none")
		must(t, o.ChooseLanguage(ctx, nurse, "sv"))
		own, err := o.MyAccount(ctx, nurse, casework.UID{})
		must(t, err)
		if own.Login != "" || own.Name != "Kaisa Nieminen" {
			t.Errorf("own account is %+v", own)
		}
	})
}

func TestOwnAccountEndsWithTheLastRole(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		gone := o.as(o.hire("Sami Karjalainen", "sami@suvanto.fi", "hiljainen hanki", manager(casework.Span{From: always.From, To: casework.MustDay("2026-11-22")})))
		_, err := o.MyAccount(t.Context(), gone, casework.UID{})
		wantProblem(t, err, problem.Forbidden, "access.refused.keep_account")
		o.wantLogged("Sami Karjalainen||attempt|account|…|refused|keep_account")
	})
}

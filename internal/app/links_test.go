package app_test

import (
	"sync"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

const chosen = "punainen mökki rannalla"

func (o *office) operator() access.Actor {
	return access.Actor{Kind: access.Operator, ID: "cli:serve", Name: "cli:serve", County: o.county}
}

func TestFirstAdministrator(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		made, ok, err := o.FirstAdministrator(ctx, o.operator())
		if err != nil || ok || made.Token != "" {
			t.Fatalf("with an administrator there, a link is made: %v, %v", ok, err)
		}
		o.write(o.county, func(tx *store.Tx) error {
			return tx.EndGrant(o.admin.ID, o.admin.Grants[0].ID, casework.MustDay("2026-11-22"))
		})
		old, ok, err := o.FirstAdministrator(ctx, o.operator())
		if err != nil || !ok {
			t.Fatalf("no link is made: %v", err)
		}
		made, _, err = o.FirstAdministrator(ctx, o.operator())
		must(t, err)
		_, err = o.Link(ctx, old.Token)
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone") // the newest link is the only one
		if got := made.ExpiresAt.Sub(o.clock.Now()); got != 24*time.Hour {
			t.Errorf("the link lasts %s", got)
		}
		page, err := o.Link(ctx, made.Token)
		if err != nil || page.Kind != store.LinkFirst || page.Name != "" {
			t.Errorf("the link's page is %+v, %v", page, err)
		}
		o.logged()

		for want, in := range map[string]app.UsedLink{
			"name: people.name_missing":        {Name: " ", Login: "eeva@suvanto.fi", Password: chosen},
			"login: people.login_wrong":        {Name: "Eeva Salo", Login: "eeva", Password: chosen},
			"login: people.login_taken":        {Name: "Eeva Salo", Login: coachLogin, Password: chosen},
			"password: account.password_short": {Name: "Eeva Salo", Login: "eeva@suvanto.fi", Password: "lyhyt"},
		} {
			_, err := o.UseLink(ctx, made.Token, in)
			wantProblem(t, err, problem.Invalid, want)
		}
		in, err := o.UseLink(ctx, made.Token, app.UsedLink{Name: " Eeva  Salo ", Login: "Eeva@suvanto.fi", Password: chosen})
		must(t, err)
		v := o.visit(in.Token)
		if v.Actor.Name != "Eeva Salo" || v.Login != "eeva@suvanto.fi" || len(v.Actor.Grants) != 1 || v.Actor.Grants[0].Role != casework.RoleAdministrator {
			t.Errorf("the first administrator is %+v", v)
		}
		o.wantLogged(
			"Eeva Salo|admin|add|staff|…|done|first administrator",
			"Eeva Salo|admin|grant|staff|…|done|admin",
			"Eeva Salo|admin|secure|account|…|done|password by first link; 0 sessions ended",
			"Eeva Salo|admin|sign_in|session|…|done|link")
		_, err = o.UseLink(ctx, made.Token, app.UsedLink{Name: "Another", Login: "another@suvanto.fi", Password: chosen})
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
	})
}

func TestOnlyTheOperatorMakesTheFirstLink(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		_, _, err := o.FirstAdministrator(t.Context(), o.as(o.admin))
		wantProblem(t, err, problem.Forbidden, "access.refused.keep_house")
		o.wantLogged("Aino Lehto|admin|attempt|sign_in_link||refused|keep_house")
	})
}

// An administrator who has come since the link was made makes it worth nothing.
func TestFirstLinkIsGoodOnlyWhileThereIsNobody(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, grant := t.Context(), o.admin.Grants[0].ID
		end := func(to casework.Day) {
			o.write(o.county, func(tx *store.Tx) error { return tx.EndGrant(o.admin.ID, grant, to) })
		}
		end(casework.MustDay("2026-11-22"))
		made, _, err := o.FirstAdministrator(ctx, o.operator())
		must(t, err)
		end(casework.Day{})
		_, err = o.UseLink(ctx, made.Token, app.UsedLink{Name: "Eeva Salo", Login: "eeva@suvanto.fi", Password: chosen})
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
	})
}

func TestInvitation(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, admin := t.Context(), o.as(o.admin)
		nurse := o.hire("Kaisa Nieminen", "", "", casework.Grant{Role: casework.RoleCareWorker, CareTeamID: o.careTeam.ID, Span: always})
		_, err := o.Invite(ctx, admin, nurse.UID, "no address")
		wantProblem(t, err, problem.Invalid, "login: people.login_wrong")
		_, err = o.Invite(ctx, admin, nurse.UID, coachLogin)
		wantProblem(t, err, problem.Invalid, "login: people.login_taken")
		_, err = o.Invite(ctx, admin, o.coach.UID, coachLogin)
		wantProblem(t, err, problem.Conflict, "people.has_password")
		_, err = o.Invite(ctx, o.as(o.coach), nurse.UID, "kaisa@suvanto.fi")
		wantProblem(t, err, problem.Forbidden, "access.refused.manage_people")
		_, err = o.Invite(ctx, admin, o.IDs(), "kaisa@suvanto.fi")
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		o.wantLogged("Riikka Tolonen|coach|attempt|staff|…|refused|manage_people")

		first, err := o.Invite(ctx, admin, nurse.UID, "kasia@suvanto.fi")
		must(t, err)
		made, err := o.Invite(ctx, admin, nurse.UID, "Kaisa@suvanto.fi") // mended
		must(t, err)
		_, err = o.Link(ctx, first.Token)
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
		o.clock.Advance(6 * 24 * time.Hour)
		page, err := o.Link(ctx, made.Token)
		if err != nil || page.Name != "Kaisa Nieminen" || page.Login != "kaisa@suvanto.fi" || page.Kind != store.LinkInvitation {
			t.Errorf("the link's page is %+v, %v", page, err)
		}
		_, err = o.UseLink(ctx, made.Token, app.UsedLink{Password: "kaisa@suvanto.fi"})
		wantProblem(t, err, problem.Invalid, "password: account.password_is_login")
		in, err := o.UseLink(ctx, made.Token, app.UsedLink{Name: "Ignored", Login: "ignored@suvanto.fi", Password: chosen})
		must(t, err)
		if v := o.visit(in.Token); v.Actor.Name != "Kaisa Nieminen" || v.Login != "kaisa@suvanto.fi" {
			t.Errorf("who came in is %+v", v)
		}
		o.wantLogged(
			"Aino Lehto|admin|invite|staff|…|done|invitation",
			"Aino Lehto|admin|invite|staff|…|done|invitation",
			"Kaisa Nieminen|care_worker|show|sign_in_link|…|shown|invitation",
			"Kaisa Nieminen|care_worker|secure|account|…|done|password by invitation link; 0 sessions ended",
			"Kaisa Nieminen|care_worker|sign_in|session|…|done|link")
		o.signIn("kaisa@suvanto.fi", chosen)
	})
}

func TestLinkIsGoodOnce(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		made, err := o.ResetSignIn(t.Context(), o.as(o.admin), o.coach.UID)
		must(t, err)
		var all sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			all.Go(func() { _, errs[i] = o.UseLink(t.Context(), made.Token, app.UsedLink{Password: chosen}) })
		}
		all.Wait()
		in := 0
		for _, err := range errs {
			if err == nil {
				in++
				continue
			}
			wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
		}
		if in != 1 {
			t.Errorf("%d came in by one link", in)
		}
	})
}

func TestLinkExpires(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		made, err := o.ResetSignIn(ctx, o.as(o.admin), o.coach.UID)
		must(t, err)
		o.clock.Advance(24*time.Hour - time.Second)
		_, err = o.Link(ctx, made.Token)
		must(t, err)
		o.clock.Advance(time.Second)
		_, err = o.Link(ctx, made.Token)
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
		_, err = o.UseLink(ctx, made.Token, app.UsedLink{Password: chosen})
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
		_, err = o.Link(ctx, auth.Token("never was"))
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
	})
}

func TestResetEndsWhatWas(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		o.secure()
		v := o.as(o.coach)
		stolen, err := o.SignIn(ctx, app.Credentials{Login: coachLogin, Password: coachPassword})
		must(t, err)
		o.logged()
		nurse := o.hire("Kaisa Nieminen", "", "", casework.Grant{Role: casework.RoleCareWorker, CareTeamID: o.careTeam.ID, Span: always})
		_, err = o.ResetSignIn(ctx, o.as(o.admin), nurse.UID)
		wantProblem(t, err, problem.Conflict, "people.no_account")
		_, err = o.ResetSignIn(ctx, v, o.coach.UID)
		wantProblem(t, err, problem.Forbidden, "access.refused.manage_people")

		made, err := o.ResetSignIn(ctx, o.as(o.admin), o.coach.UID)
		must(t, err)
		o.wantState(stolen.Token, app.VisitEnded)
		_, err = o.SignIn(ctx, app.Credentials{Login: coachLogin, Password: coachPassword})
		wantProblem(t, err, problem.Invalid, "sign_in.wrong")
		in, err := o.UseLink(ctx, made.Token, app.UsedLink{Password: chosen})
		must(t, err)
		o.wantState(in.Token, app.VisitOpen)
		if a := o.account(o.coach); a.Secret != "" {
			t.Error("the second factor of the lost phone is still asked for")
		}
		o.wantLogged(
			"Riikka Tolonen|coach|attempt|staff|Riikka Tolonen|refused|manage_people",
			"Aino Lehto|admin|invite|staff|Riikka Tolonen|done|reset; 1 sessions ended",
			"||sign_in_failed|account|Riikka Tolonen|refused|sign_in.wrong",
			"Riikka Tolonen|coach|secure|account|Riikka Tolonen|done|password by reset link; 0 sessions ended",
			"Riikka Tolonen|coach|sign_in|session|…|done|link")
	})
}

// A password can be chosen before the role begins; the way in begins with it.
func TestLinkBeforeTheRoleBegins(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		soon := o.hire("Sami Karjalainen", "", "", manager(casework.Span{From: casework.MustDay("2026-11-24")}))
		made, err := o.Invite(ctx, o.as(o.admin), soon.UID, "sami@suvanto.fi")
		must(t, err)
		in, err := o.UseLink(ctx, made.Token, app.UsedLink{Password: chosen})
		must(t, err)
		if in.Token != "" {
			t.Error("a session was opened before the role begins")
		}
		o.clock.Advance(24 * time.Hour)
		o.signIn("sami@suvanto.fi", chosen)
	})
}

package app_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"sijoita/internal/app"
	"sijoita/problem"
)

func note(text string) url.Values { return url.Values{"learned": {text}, "channel": {"phone"}} }

func TestFormThatCameTooLateIsGivenBackToTheSamePersonOnly(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		token := o.signIn(coachLogin, coachPassword)
		o.clock.Advance(minutes(20))
		o.wantState(token, app.VisitLocked)
		o.logged()
		for range 2 { // sent twice, kept once
			kept, err := o.KeepForm(ctx, token, "/log", note("Etsii kokkia"))
			if err != nil || !kept {
				t.Fatalf("the form is not kept: %v", err)
			}
		}
		in, err := o.Unlock(ctx, token, coachPassword, address)
		must(t, err)
		if in.Kept != 1 {
			t.Errorf("unlocking tells of %d forms", in.Kept)
		}
		others, err := o.SignIn(ctx, app.Credentials{Login: adminLogin, Password: adminPassword})
		must(t, err)
		if others.Kept != 0 {
			t.Error("somebody else is told of the form")
		}
		for who, want := range map[app.Entrance]int{in: 1, others: 0} {
			forms, err := o.KeptForms(ctx, o.visit(who.Token).Actor)
			must(t, err)
			if len(forms) != want {
				t.Fatalf("%s is given %d forms, want %d", o.visit(who.Token).Actor.Name, len(forms), want)
			}
		}
		me, you := o.visit(in.Token).Actor, o.visit(others.Token).Actor
		forms, err := o.KeptForms(ctx, me)
		must(t, err)
		if f := forms[0]; f.Path != "/log" || f.Fields.Get("learned") != "Etsii kokkia" || f.Fields.Get("channel") != "phone" {
			t.Errorf("given back is %+v", f)
		}
		wantProblem(t, o.DropKeptForm(ctx, you, forms[0].UID), problem.NotFound, "problem.not_found")
		must(t, o.DropKeptForm(ctx, me, forms[0].UID))
		wantProblem(t, o.DropKeptForm(ctx, me, forms[0].UID), problem.NotFound, "problem.not_found")

		log := strings.Join(o.logged(), "\n")
		for _, line := range []string{
			"Riikka Tolonen|coach|add|kept_form|…|done|locked", "Riikka Tolonen|coach|add|kept_form|…|done|sent again",
			"Riikka Tolonen|coach|list|kept_form||shown|1 forms", "Riikka Tolonen|coach|withdraw|kept_form|…|done|",
		} {
			if !strings.Contains(log, line) {
				t.Errorf("the log does not say %s:\n%s", line, log)
			}
		}
		if strings.Contains(log, "kokkia") {
			t.Error("what was typed is in the log")
		}
	})
}

func TestFormOfAnEndedSessionWaitsForTheNextOne(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		token := o.signIn(coachLogin, coachPassword)
		o.clock.Advance(11 * time.Hour)
		kept, err := o.KeepForm(ctx, token, "/log", note("Etsii kokkia"))
		if err != nil || !kept {
			t.Fatalf("the form is not kept: %v", err)
		}
		o.wantState(token, app.VisitEnded)
		o.clock.Advance(19 * time.Hour)
		in, err := o.SignIn(ctx, app.Credentials{Login: coachLogin, Password: coachPassword})
		must(t, err)
		if in.Kept != 1 {
			t.Errorf("signing in tells of %d forms", in.Kept)
		}
		o.clock.Advance(2 * time.Hour)
		in, err = o.SignIn(ctx, app.Credentials{Login: coachLogin, Password: coachPassword})
		must(t, err)
		if in.Kept != 0 {
			t.Error("the form waits for more than twenty hours")
		}
	})
}

func TestWhatIsNotKept(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		token := o.signIn(coachLogin, coachPassword)
		for rule, fields := range map[string]url.Values{
			"a password":         {"password": {"x"}, "learned": {"y"}},
			"a new password":     {"new_password": {"x"}},
			"a code":             {"code": {"123456"}},
			"more than 64 kB":    note(strings.Repeat("x", 64<<10)),
			"64 kB when encoded": note(strings.Repeat("ä", 20<<10)),
		} {
			if kept, err := o.KeepForm(ctx, token, "/log", fields); err != nil || kept {
				t.Errorf("%s is kept: %v", rule, err)
			}
		}
		if kept, err := o.KeepForm(ctx, "nobody's", "/log", note("x")); err != nil || kept {
			t.Errorf("a form of nobody is kept: %v", err)
		}
		for i := range 11 {
			kept, err := o.KeepForm(ctx, token, "/log", note(fmt.Sprint(i)))
			if err != nil || kept != (i < 10) {
				t.Errorf("form %d is kept: %v, %v", i+1, kept, err)
			}
		}
	})
}

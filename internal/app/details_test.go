package app_test

import (
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/problem"
)

func TestDetailsAreCorrectedAndStayReadable(t *testing.T) {
	inTown(t, func(u *town) {
		riikka, which := u.as(u.riikka), app.Revised{UID: u.joona.UID, Revision: 1}
		page, err := u.Details(u.ctx, riikka, u.joona.UID)
		must(t, err)
		u.wantLogged(asRiikka + "show|client|Joona|" + own + "shown|details|Joona")
		in := page.Details
		in.FamilyName, in.Phone = " Joki-Salo ", "050 123 45 67"

		wrong := in
		wrong.GivenName, wrong.Email = "", "joona(at)example"
		_, err = u.CorrectDetails(u.ctx, riikka, which, wrong)
		wantProblem(t, err, problem.Invalid, "given_name: referral.given_name_missing")
		wantProblem(t, err, problem.Invalid, "email: employer.email_wrong")

		changed, err := u.CorrectDetails(u.ctx, riikka, which, in)
		must(t, err)
		if changed.FamilyName != "Joki-Salo" {
			t.Errorf("the name is %q", changed.FamilyName)
		}
		u.wantLogged(asRiikka + "correct|client|Joona|" + own + "done|FamilyName, Reach|Joona")
		_, err = u.CorrectDetails(u.ctx, riikka, which, in)
		must(t, err)
		u.wantLogged(asRiikka + "show|client|Joona|" + own + "shown|unchanged|Joona")
		in.Language = "sv"
		_, err = u.CorrectDetails(u.ctx, riikka, which, in)
		wantProblem(t, err, problem.Conflict, "problem.stale")

		now, err := u.Details(u.ctx, riikka, u.joona.UID)
		must(t, err)
		if len(now.Changes) != 1 || now.Changes[0].Before != page.Details || now.Changes[0].After.Dial() != "0501234567" {
			t.Errorf("the changes are %+v", now.Changes)
		}
		shown, err := u.Client(u.ctx, riikka, u.joona.UID)
		must(t, err)
		if shown.Client.Phone != "050 123 45 67" {
			t.Errorf("the coach is not told the number: %+v", shown.Client)
		}

		cared := u.move("Pihla", "Salo", home{u.team, u.riikka, u.care, casework.Active, nil})
		in = cared.Details()
		in.Phone = "050 123 45 67"
		_, err = u.CorrectDetails(u.ctx, riikka, app.Revised{UID: cared.UID, Revision: 1}, in)
		must(t, err)
		theirs, err := u.Client(u.ctx, u.as(u.kaisa), cared.UID)
		must(t, err)
		if theirs.Client.Reach != (casework.Reach{}) {
			t.Errorf("who does not note for the client is told %+v", theirs.Client.Reach)
		}
	})
}

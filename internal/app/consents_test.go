package app_test

import (
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/problem"
)

// says is an answer as a form sends it.
func (u *town) says(kind casework.ConsentKind, given bool) app.ConsentInput {
	return app.ConsentInput{UID: u.IDs(), Asked: true, Answer: casework.ConsentAnswer{Kind: kind, Given: given}}
}

func (u *town) answersOf(r resident) casework.Consents {
	u.t.Helper()
	page, err := u.Consents(u.ctx, u.as(u.riikka), r.UID)
	must(u.t, err)
	return page.Consents
}

func TestANewAnswerEndsTheOneBefore(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		r := u.move("Pihla", "Salo", home{u.team, u.riikka, u.otherCare, casework.Active, []casework.Consent{toCare}})
		old := u.answersOf(r)[0]
		u.logged()
		in := u.says(casework.ConsentCareTeam, false)
		in.Seen = old.UID
		for range 2 { // sent again it is there once
			_, err := u.AnswerConsents(u.ctx, riikka, r.UID, []app.ConsentInput{in})
			must(u.t, err)
		}
		all := u.answersOf(r)
		if len(all) != 2 || all[0].To != today.AddDays(-1) || all[0].Revision != 2 || all[1].Given || all[1].From != today || all[1].RecordedBy != u.riikka.ID {
			u.t.Errorf("the answers are %+v", all)
		}
		if all.Allows(casework.ConsentCareTeam, today) || !all.Allows(casework.ConsentCareTeam, today.AddDays(-1)) {
			u.t.Error("the new answer does not hold from its day on")
		}
	})
}

func TestTwoWhoAnswerAtOnce(t *testing.T) {
	inTown(t, func(u *town) {
		r := u.move("Pihla", "Salo", home{u.team, u.riikka, u.otherCare, casework.Active, nil})
		_, err := u.AnswerConsents(u.ctx, u.as(u.riikka), r.UID, []app.ConsentInput{u.says(casework.ConsentKela, true)})
		must(u.t, err)
		_, err = u.AnswerConsents(u.ctx, u.as(u.sami), r.UID, []app.ConsentInput{u.says(casework.ConsentKela, false)})
		wantProblem(u.t, err, problem.Conflict, "consent.changed_since")
		_, err = u.AnswerConsents(u.ctx, u.as(u.sami), r.UID, []app.ConsentInput{u.says(casework.ConsentKela, true)})
		must(u.t, err) // the same answer is no conflict
		if all := u.answersOf(r); len(all) != 1 {
			u.t.Errorf("the answers are %+v", all)
		}
	})
}

func TestASlipIsStruckOutOnItsDay(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		r := u.move("Pihla", "Salo", home{u.team, u.riikka, u.otherCare, casework.Active, []casework.Consent{toCare}})
		unasked := func(kind casework.ConsentKind, seen casework.UID) error {
			_, err := u.AnswerConsents(u.ctx, riikka, r.UID, []app.ConsentInput{{Seen: seen, Answer: casework.ConsentAnswer{Kind: kind}}})
			return err
		}
		_, err := u.AnswerConsents(u.ctx, riikka, r.UID, []app.ConsentInput{u.says(casework.ConsentKela, true)})
		must(u.t, err)
		kela, _ := u.answersOf(r).On(casework.ConsentKela, today)
		must(u.t, unasked(casework.ConsentKela, kela.UID))
		if all := u.answersOf(r); all.Allows(casework.ConsentKela, today) || len(all) != 2 {
			u.t.Errorf("the answers are %+v", all)
		}
		care, _ := u.answersOf(r).On(casework.ConsentCareTeam, today)
		wantProblem(u.t, unasked(casework.ConsentCareTeam, care.UID), problem.Invalid, "answer-care_team: consent.withdraw_instead")
	})
}

// TestWithdrawalHoldsFromTheNextRequestOn: the care team sees the timeline, the
// client takes the leave back, and the next request shows the header alone.
func TestWithdrawalHoldsFromTheNextRequestOn(t *testing.T) {
	inTown(t, func(u *town) {
		kaisa, elina := u.as(u.kaisa), u.as(u.elina)
		page, err := u.Client(u.ctx, kaisa, u.eero.UID)
		must(u.t, err)
		if !page.May.Timeline {
			u.t.Fatal("the care team sees nothing from the start")
		}
		consents, err := u.Consents(u.ctx, elina, u.eero.UID)
		must(u.t, err)
		in := app.WithdrawalInput{Consent: consents.Consents[0].UID, How: casework.ConsentOral}
		for range 2 { // sent again it changes nothing
			_, err = u.WithdrawConsent(u.ctx, elina, in)
			must(u.t, err)
		}
		page, err = u.Client(u.ctx, kaisa, u.eero.UID)
		must(u.t, err)
		if page.May.Timeline || page.Timeline != nil || page.Consents != nil {
			u.t.Errorf("the page holds %+v", page)
		}
		consents, err = u.Consents(u.ctx, elina, u.eero.UID)
		must(u.t, err)
		if c := consents.Consents[0]; c.WithdrawnOn != today || c.WithdrawnHow != casework.ConsentOral || !c.Given || c.Revision != 2 {
			u.t.Errorf("what stood before is %+v", c)
		}
	})
}

func TestLeaveForNamedEmployersOnly(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		r := u.move("Pihla", "Salo", home{u.team, u.riikka, u.otherCare, casework.Active, nil})
		in := u.says(casework.ConsentEmployers, true)
		in.Answer.Leave = casework.LeaveNamed
		_, err := u.AnswerConsents(u.ctx, riikka, r.UID, []app.ConsentInput{in})
		wantProblem(u.t, err, problem.Invalid, "employers-employers: consent.employers_missing")
		in.Employers = []casework.UID{u.purola.UID}
		in.NewEmployer = casework.NewEmployer{UID: u.IDs(), Name: "Uusi Leipomo"}
		_, err = u.AnswerConsents(u.ctx, riikka, r.UID, []app.ConsentInput{in})
		must(u.t, err)
		note := u.noteAt(u.purola)
		note.Client = r.UID
		_, err = u.LogContact(u.ctx, riikka, note)
		must(u.t, err)
		note = u.noteAt(u.kahvila)
		note.Client = r.UID
		_, err = u.LogContact(u.ctx, riikka, note)
		wantProblem(u.t, err, problem.Invalid, "client: contact.other_employers_only")
	})
}

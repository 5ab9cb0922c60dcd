package app_test

import (
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// funding is a grant for the year round today.
func (s *subject) funding() things {
	one := casework.ProgrammeFunding{Noted: s.u.noted(), ProgrammeID: s.u.programme.ID, Funder: canary + canary, Amount: 365_00,
		Span: casework.Span{From: today.AddDays(-99), To: today.AddDays(265)}}
	s.u.write(s.u.county, func(tx *store.Tx) error { _, err := tx.AddFunding(one); return err })
	return things{uid: one.UID}
}

// grant is a thousand euros for the hundred days of which today is the last.
func (u *town) grant() app.FundingInput {
	return app.FundingInput{UID: u.IDs(), Programme: u.programme.UID, Funder: canary, Amount: 1000_00, Span: casework.Span{From: today.AddDays(-99), To: today}}
}

// TestFunding: who pays is noted once, corrected with the old text kept and
// withdrawn; what it comes to stands among the outcomes until then.
func TestFunding(t *testing.T) {
	inTown(t, func(u *town) {
		aino := u.as(u.aino)
		in := u.grant()
		first, err := u.FundProgramme(u.ctx, aino, in)
		must(u.t, err)
		if again, err := u.FundProgramme(u.ctx, aino, in); err != nil || again.ID != first.ID {
			u.t.Errorf("sent again it is %+v, %v", again, err)
		}
		if _, err := u.FundProgramme(u.ctx, u.as(u.riikka), u.grant()); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a coach notes who pays: %v", err)
		}
		if _, err := u.FundProgramme(u.ctx, aino, app.FundingInput{UID: u.IDs()}); len(problem.As(err).Fields) != 5 {
			u.t.Errorf("an empty form is refused with %v", err)
		}
		costs := func() casework.Cents {
			found, err := u.Outcomes(u.ctx, u.as(u.paivi), app.FiguresInput{Programme: u.programme.Outward(), On: today.AddDays(-50), View: app.OutcomesWhole})
			must(u.t, err)
			return found.Results.Costs.Fallen
		}
		if got := costs(); got != 500_00 {
			u.t.Errorf("half of the days have taken %s of 1000", got)
		}
		in.Amount = 2000_00
		changed, err := u.CorrectFunding(u.ctx, aino, because(first.UID), in)
		must(u.t, err)
		if changed.Revision != 2 || costs() != 1000_00 {
			u.t.Errorf("corrected it is %+v", changed)
		}
		if _, err := u.CorrectFunding(u.ctx, aino, because(first.UID), u.grant()); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("a stale correction: %v", err)
		}
		_, err = u.WithdrawFunding(u.ctx, aino, app.Correction{UID: first.UID, Revision: 2, Reason: "twice"})
		must(u.t, err)
		if got := costs(); got != 0 {
			u.t.Errorf("what was withdrawn still costs %s", got)
		}
		page, err := u.ProgrammeFunding(u.ctx, aino, first.UID)
		must(u.t, err)
		if !page.Record.Withdrawn || len(page.Revisions) != 2 || page.Revisions[0].Reason != "twice" {
			u.t.Errorf("its page is %+v", page)
		}
	})
}

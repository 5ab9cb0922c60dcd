package app_test

import (
	"slices"
	"testing"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// subsidyTerms are those of a supplement where the clients live.
func (s *subject) subsidyTerms() things {
	one := casework.SubsidyTerms{Noted: s.u.noted(), Area: "10", Kind: casework.MunicipalSupplement, Ask: canary, Span: casework.Span{From: today.AddDays(-99)}}
	s.u.write(s.u.county, func(tx *store.Tx) error { _, err := tx.AddSubsidyTerms(one); return err })
	return things{uid: one.UID}
}

// subsidised is a job whose subsidy waits for its decision.
func (s *subject) subsidised() things {
	of, yes := s.active(), true
	p := casework.Placement{Noted: s.u.noted(), EpisodeID: of.Episode.ID, Kind: casework.Employment, EmployerID: s.employer().ID, StartsOn: today, OpenMarket: &yes,
		Subsidy: &casework.Subsidy{Kind: casework.WageSubsidy, Span: casework.Span{From: today}}}
	county := s.u.county
	if of.Episode.TeamID == s.u.abroadTeam.ID {
		county = s.u.abroad
	}
	s.u.write(county, func(tx *store.Tx) error { _, err := tx.AddPlacement(p); return err })
	return things{client: of.UID, uid: p.UID}
}

// supplement is 1,200 euros a month in Kajaani for six months, and not for those
// on a disability pension.
func (u *town) supplement() app.SubsidyTermsInput {
	amount, months, no := casework.Cents(1200_00), 6, false
	return app.SubsidyTermsInput{UID: u.IDs(), Terms: casework.SubsidyTerms{
		Area: "10", Municipality: "205", Kind: casework.MunicipalSupplement, Amount: &amount, Months: &months, Pensioners: &no,
		Source: canary, Span: casework.Span{From: casework.MustDay("2025-01-01")},
	}}
}

// TestSubsidyTerms: what a county learns of the terms of subsidies is noted
// once, corrected with the old text kept, and withdrawn.
func TestSubsidyTerms(t *testing.T) {
	inTown(t, func(u *town) {
		aino := u.as(u.aino)
		in := u.supplement()
		first, err := u.KeepSubsidyTerms(u.ctx, aino, in)
		must(u.t, err)
		if again, err := u.KeepSubsidyTerms(u.ctx, aino, in); err != nil || again.ID != first.ID {
			u.t.Errorf("sent again it is %+v, %v", again, err)
		}
		if _, err := u.KeepSubsidyTerms(u.ctx, u.as(u.riikka), u.supplement()); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a coach notes them: %v", err)
		}
		if _, err := u.KeepSubsidyTerms(u.ctx, aino, app.SubsidyTermsInput{UID: u.IDs()}); len(problem.As(err).Fields) != 3 {
			u.t.Errorf("an empty form is refused with %v", err)
		}
		in.Terms.To = today
		changed, err := u.CorrectSubsidyTerms(u.ctx, aino, because(first.UID), in)
		must(u.t, err)
		if changed.Revision != 2 || changed.To != today || changed.UID != first.UID {
			u.t.Errorf("corrected it is %+v", changed)
		}
		if _, err := u.CorrectSubsidyTerms(u.ctx, aino, because(first.UID), u.supplement()); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("a stale correction: %v", err)
		}
		_, err = u.WithdrawSubsidyTerms(u.ctx, aino, app.Correction{UID: first.UID, Revision: 2, Reason: "twice"})
		must(u.t, err)
		page, err := u.SubsidyTerms(u.ctx, aino, first.UID)
		must(u.t, err)
		if !page.Record.Withdrawn || len(page.Revisions) != 2 || page.Revisions[0].Reason != "twice" {
			u.t.Errorf("its page is %+v", page)
		}
		all, err := u.EverySubsidyTerms(u.ctx, aino)
		must(u.t, err)
		if len(all.Terms) != 1 || len(all.Known) == 0 {
			u.t.Errorf("the list has %+v", all)
		}
	})
}

// TestSubsidyHelp: whoever notes a client's job is told what is known of the
// terms where the client lives, and what of a subsidy does not fit them.
func TestSubsidyHelp(t *testing.T) {
	inTown(t, func(u *town) {
		aino, riikka := u.as(u.aino), u.as(u.riikka)
		help := func(a access.Actor) app.SubsidyHelp {
			h, err := u.SubsidyHelp(u.ctx, a, u.joona.UID)
			must(u.t, err)
			return h
		}
		long := u.joonasJob
		long.Subsidy = &casework.Subsidy{Kind: casework.MunicipalSupplement, Decision: "1", Span: casework.Span{From: today, To: today.AddMonths(6)}}
		doubts := func(h app.SubsidyHelp) (kinds []casework.SubsidyDoubtKind) {
			for _, d := range h.Doubts(long)[0] {
				kinds = append(kinds, d.Kind)
			}
			return kinds
		}
		if h := help(riikka); len(h.Terms) != 0 || len(doubts(h)) != 0 {
			u.t.Errorf("where nobody has noted terms there are %+v", h)
		}
		elsewhere := u.supplement()
		elsewhere.Terms.Municipality = "305"
		_, err := u.KeepSubsidyTerms(u.ctx, aino, elsewhere)
		must(u.t, err)
		kajaani, err := u.KeepSubsidyTerms(u.ctx, aino, u.supplement())
		must(u.t, err)
		h := help(riikka)
		if len(h.Terms) != 1 || h.Terms[0].ID != kajaani.ID {
			u.t.Errorf("where Joona lives the terms are %+v", h.Terms)
		}
		if got := doubts(h); !slices.Equal(got, []casework.SubsidyDoubtKind{casework.DoubtPension, casework.DoubtMonths}) {
			u.t.Errorf("the doubts about six months and a day for somebody on a pension are %q", got)
		}
		if _, err := u.SubsidyHelp(u.ctx, u.as(u.kaisa), u.joona.UID); !problem.Is(err, problem.Forbidden) && !problem.Is(err, problem.NotFound) {
			u.t.Errorf("a nurse, who notes no jobs, is told %v", err)
		}
		page, err := u.Placement(u.ctx, riikka, u.joonasJob.UID)
		must(u.t, err)
		form, err := u.PlacementForm(u.ctx, riikka, u.joona.UID, casework.UID{})
		must(u.t, err)
		if len(page.Subsidies.Terms) != 1 || len(form.Subsidies.Terms) != 1 {
			u.t.Errorf("the job's page has %+v, the form of a new one %+v", page.Subsidies, form.Subsidies)
		}
		_, err = u.OrderNonDisclosure(u.ctx, riikka, because(u.joona.UID), true)
		must(u.t, err)
		if h := help(riikka); len(h.Terms) != 0 {
			u.t.Errorf("of a client under an order of non-disclosure the terms tell where they live: %+v", h.Terms)
		}
	})
}

// TestNoteDecisions: what was decided on a subsidy is noted as a step of the
// job; sent twice it is noted once.
func TestNoteDecisions(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		step := app.PlacementStep{UID: u.joonasJob.UID, Revision: u.joonasJob.Revision}
		done, err := u.AddSubsidy(u.ctx, riikka, step, casework.Subsidy{Kind: casework.WageSubsidy})
		must(u.t, err)
		step.Revision = done.Placement.Revision
		decided := []casework.SubsidyDecision{{Number: "TE/118/2026", On: today}}
		for range 2 {
			_, err = u.NoteDecisions(u.ctx, riikka, step, decided)
			must(u.t, err)
		}
		p := u.placement(u.joonasJob.UID)
		if p.Revision != step.Revision+1 || p.Subsidy.Decision != "TE/118/2026" || p.Subsidy.DecidedOn != today {
			u.t.Errorf("the subsidy is %+v, revision %d", p.Subsidy, p.Revision)
		}
	})
}

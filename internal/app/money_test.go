package app_test

import (
	"slices"
	"testing"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// someOffers are two jobs that differ in their hours.
func someOffers() []casework.Offer {
	return []casework.Offer{{Name: canary, HourlyPay: 12_50, HoursPerWeek: 8}, {HourlyPay: 12_50, HoursPerWeek: 30}}
}

func estimateOf(u *town, client casework.UID) app.EstimateInput {
	return app.EstimateInput{UID: u.IDs(), Client: client, MoneyQuestion: app.MoneyQuestion{Municipality: "205", Offers: someOffers()}}
}

// estimated is a client for whom an estimate was kept.
func (s *subject) estimated() things {
	r := s.active()
	e := casework.Estimate{
		Noted: s.u.noted(), EpisodeID: r.Episode.ID, On: today, Edition: "2026-01-01-0123456789ab", Municipality: "205",
		Facts: casework.Facts{casework.AskBenefits: "general_support"}, Offers: someOffers(), Lines: []casework.EstimateLine{{Key: "general_support", Amount: 1}},
	}
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddEstimates([]casework.Estimate{e}) })
	return things{client: r.UID, uid: e.UID}
}

// TestMoneyIsComputedOfWhatIsKept answers questions, asks about two jobs, keeps
// what came out and opens it again.
func TestMoneyIsComputedOfWhatIsKept(t *testing.T) {
	inTown(t, func(u *town) {
		riikka, joona := u.as(u.riikka), u.joona.UID
		for question, answer := range map[string]string{
			casework.AskBenefits: "disability_pension_kela pensioner_housing_allowance", casework.AskHomeCost: "560.00", casework.AskChurch: "yes",
		} {
			if _, err := u.AnswerProfile(u.ctx, riikka, joona, answering(u, question, casework.UID{}, answer)); err != nil {
				t.Fatal(err)
			}
		}
		facts := casework.Facts{casework.AskBenefits: "disability_pension_kela pensioner_housing_allowance", casework.AskHomeCost: "560.00", casework.AskChurch: "yes"}
		in := estimateOf(u, joona)
		page, err := u.Money(u.ctx, riikka, joona, in.MoneyQuestion)
		if err != nil || page.Problem != nil {
			t.Fatal(err, page.Problem)
		}
		want, err := benefits.Compare(page.Edition, facts, page.Municipality, today, in.Offers)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(benefits.KeptLines(page.Answer), benefits.KeptLines(want)) {
			t.Errorf("of what is kept comes out\n%v\nwant\n%v", benefits.KeptLines(page.Answer), benefits.KeptLines(want))
		}
		kept, err := u.KeepEstimate(u.ctx, riikka, in)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := u.KeepEstimate(u.ctx, riikka, in); err != nil || again.ID != kept.ID {
			t.Errorf("sent again it is kept as %d (%v), first as %d", again.ID, err, kept.ID)
		}
		opened, err := u.Estimate(u.ctx, riikka, kept.UID)
		if err != nil || !opened.Same || opened.Estimate.Edition != opened.Edition.ID() {
			t.Errorf("opened again it is the same: %t, of edition %s (%v)", opened.Same, opened.Estimate.Edition, err)
		}
		if _, err := u.AnswerProfile(u.ctx, riikka, joona, answering(u, casework.AskEnforcement, casework.UID{}, "yes")); err != nil {
			t.Fatal(err)
		}
		if opened, err = u.Estimate(u.ctx, riikka, kept.UID); err != nil || !opened.Same {
			t.Errorf("a later answer has changed a kept estimate (%v)", err)
		}
		if page, err = u.Money(u.ctx, riikka, joona, app.MoneyQuestion{}); err != nil || len(page.Offers) != 2 || page.Offers[1] != in.Offers[1] {
			t.Errorf("the page begins with the offers %v (%v)", page.Offers, err)
		}
		if _, err := u.WithdrawEstimate(u.ctx, riikka, because(kept.UID)); err != nil {
			t.Fatal(err)
		}
		if page, err = u.Money(u.ctx, riikka, joona, app.MoneyQuestion{}); err != nil || len(page.Offers) != 0 || !page.Estimates[0].Withdrawn {
			t.Errorf("after its withdrawal the page begins with %v (%v)", page.Offers, err)
		}
	})
}

// TestAnEstimateOfOtherRulesSaysSo: one whose sums are not those of the rules
// that there are is told as it was, and as it would be.
func TestAnEstimateOfOtherRulesSaysSo(t *testing.T) {
	inTown(t, func(u *town) {
		e := casework.Estimate{
			Noted: u.noted(), EpisodeID: u.joona.Episode.ID, On: today, Edition: "2025-01-01-0123456789ab", Municipality: "205",
			Facts: casework.Facts{casework.AskBenefits: "general_support"}, Offers: someOffers(), Lines: []casework.EstimateLine{{Key: "general_support", Amount: 700_00}},
		}
		past := e
		past.Noted, past.On = u.noted(), casework.MustDay("2023-01-01")
		u.write(u.county, func(tx *store.Tx) error { return tx.AddEstimates([]casework.Estimate{e, past}) })
		if p, err := u.Estimate(u.ctx, u.as(u.riikka), e.UID); err != nil || p.Same || len(p.Again) != 2 {
			t.Errorf("it is the same: %t, computed again %d (%v)", p.Same, len(p.Again), err)
		}
		if p, err := u.Estimate(u.ctx, u.as(u.riikka), past.UID); err != nil || p.Same || p.Again != nil {
			t.Errorf("a day of which the rules say nothing is computed again: %d (%v)", len(p.Again), err)
		}
	})
}

// TestMoneySaysWhatIsMissing: a pension without its amount, and a job without
// its pay, are told beside what is kept, and nothing is kept of them.
func TestMoneySaysWhatIsMissing(t *testing.T) {
	inTown(t, func(u *town) {
		riikka, joona := u.as(u.riikka), u.joona.UID
		in := estimateOf(u, joona)
		in.Offers[0].HourlyPay = 0
		if p, err := u.Money(u.ctx, riikka, joona, in.MoneyQuestion); err != nil || p.Problem == nil || p.Problem.Fields[0].Name != "offers.1.hourly_pay" || p.Answer != nil {
			t.Errorf("a job without pay is told with %v (%v)", p.Problem, err)
		}
		if _, err := u.KeepEstimate(u.ctx, riikka, in); !problem.Is(err, problem.Invalid) {
			t.Errorf("it is kept with %v", err)
		}
		if _, err := u.AnswerProfile(u.ctx, riikka, joona, answering(u, casework.AskBenefits, casework.UID{}, "disability_pension_earnings")); err != nil {
			t.Fatal(err)
		}
		in = estimateOf(u, joona)
		if p, err := u.Money(u.ctx, riikka, joona, in.MoneyQuestion); err != nil || p.Problem == nil || p.Problem.Fields[0].Name != "benefits[0].amount" {
			t.Errorf("a pension without its amount is told with %v (%v)", p.Problem, err)
		}
		if _, err := u.KeepEstimate(u.ctx, riikka, in); !problem.Is(err, problem.Invalid) {
			t.Errorf("it is kept with %v", err)
		}
	})
}

// TestMoneyAsksWhereSomebodyLives: of a client whose record tells no municipality
// it is asked, and the next time it stands there.
func TestMoneyAsksWhereSomebodyLives(t *testing.T) {
	inTown(t, func(u *town) {
		riikka, joona := u.as(u.riikka), u.joona
		u.write(u.county, func(tx *store.Tx) error {
			moved := joona.Client
			moved.Municipality = ""
			_, err := tx.ReviseClient(joona.Client, moved, "x", "y")
			return err
		})
		in := estimateOf(u, joona.UID)
		in.Municipality = ""
		if p, err := u.Money(u.ctx, riikka, joona.UID, in.MoneyQuestion); err != nil || p.Resident || p.Problem == nil || p.Problem.Fields[0].Key != "money.municipality_missing" {
			t.Errorf("without one it says %v (%v)", p.Problem, err)
		}
		in.Municipality = "205"
		if _, err := u.KeepEstimate(u.ctx, riikka, in); err != nil {
			t.Fatal(err)
		}
		if p, err := u.Money(u.ctx, riikka, joona.UID, app.MoneyQuestion{}); err != nil || p.Municipality != "205" || p.Problem != nil {
			t.Errorf("the next time it begins with %q, %v (%v)", p.Municipality, p.Problem, err)
		}
	})
}

// TestMoneyBeginsWithTheJobThatIsThere: nobody types again what a placement
// tells.
func TestMoneyBeginsWithTheJobThatIsThere(t *testing.T) {
	inTown(t, func(u *town) {
		p := u.job(u.joona, u.purola, -3)
		changed := p
		hours, pay := 20.0, casework.Cents(1075_00)
		changed.HoursPerWeek, changed.MonthlyPay = &hours, &pay
		u.write(u.county, func(tx *store.Tx) error {
			_, err := tx.RevisePlacement(p, changed, "x", "y")
			return err
		})
		page, err := u.Money(u.ctx, u.as(u.riikka), u.joona.UID, app.MoneyQuestion{Municipality: "205"})
		if want := (casework.Offer{HourlyPay: 12_50, HoursPerWeek: 20, StartsOn: p.StartsOn}); err != nil || len(page.Offers) != 1 || page.Offers[0] != want {
			t.Errorf("the offers are %v (%v), want %v", page.Offers, err, want)
		}
	})
}

// TestTheCalculatorIsOpenUntilItIsClosed: whoever sets the county up closes it,
// and the log says so; nobody else can.
func TestTheCalculatorIsOpenUntilItIsClosed(t *testing.T) {
	inTown(t, func(u *town) {
		state := func() bool {
			t.Helper()
			all, err := u.Calculators(u.ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range all {
				if c.County.ID == u.county {
					return c.Open
				}
			}
			t.Fatal("the county has no calculator")
			return false
		}
		if !state() {
			t.Error("it is closed before anybody closed it")
		}
		if err := u.OpenCalculator(u.ctx, u.as(u.riikka), false); !problem.Is(err, problem.Forbidden) {
			t.Errorf("a coach closes it with %v", err)
		}
		admin := u.asAino()
		for _, open := range []bool{false, false, true} {
			if err := u.OpenCalculator(u.ctx, admin, open); err != nil {
				t.Fatal(err)
			}
			if state() != open {
				t.Errorf("it is open: %t, want %t", !open, open)
			}
		}
		if _, err := (app.Calculator{}).Calculate(casework.Facts{}, "205", nil); !problem.Is(err, problem.NotFound) {
			t.Errorf("a closed one computes, or says %v", err)
		}
	})
}

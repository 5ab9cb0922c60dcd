package app_test

import (
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// planNote is a plan of a day with a text in every field that takes one.
func planNote(on casework.Day) casework.PlanNote {
	return casework.PlanNote{On: on, PlanTerms: casework.PlanTerms{
		Goal: canary, Jobs: canary, Times: canary, Area: canary, MustHave: canary, MustAvoid: canary,
		Mode: casework.SearchTogether, Told: casework.DiscloseSome, Sentence: canary, NotSaid: canary,
	}}
}

func (u *town) planFirst(of resident, by casework.Staff) (p casework.Plan) {
	u.t.Helper()
	p, err := casework.MakePlan(of.Episode, planNote(today), today)
	must(u.t, err)
	p.Noted = u.notedBy(by)
	u.write(u.in(of), func(tx *store.Tx) error { p, err = tx.AddPlan(p); return err })
	return p
}

func TestAPlanIsMadeChangedAndCorrected(t *testing.T) {
	inTown(t, func(u *town) {
		actor := u.as(u.riikka)
		first := app.PlanSearchInput{UID: u.IDs(), Client: u.joona.UID, Note: planNote(today.AddDays(-10))}
		first.Note.Goal = "Kahvilaan"
		made, err := u.PlanSearch(u.ctx, actor, first)
		must(t, err)
		again, err := u.PlanSearch(u.ctx, actor, first)
		must(t, err)
		if again.ID != made.ID {
			t.Error("the same form twice makes two plans")
		}
		first.Note.Goal = "Muualle"
		_, err = u.PlanSearch(u.ctx, actor, first)
		wantProblem(t, err, problem.Conflict, app.NotedKey)

		second := app.PlanSearchInput{UID: u.IDs(), Client: u.joona.UID, Note: planNote(today)}
		second.Note.Goal, second.Note.Changed = "Kauppaan", casework.ChangedByWork
		newer, err := u.PlanSearch(u.ctx, actor, second)
		must(t, err)
		holding := func() string {
			page, err := u.Client(u.ctx, actor, u.joona.UID)
			must(t, err)
			if page.Plan == nil {
				return ""
			}
			return page.Plan.Goal
		}
		if got := holding(); got != "Kauppaan" {
			t.Errorf("%q holds", got)
		}
		form, err := u.ContactForm(u.ctx, actor, "", casework.UID{}, u.joona.UID)
		must(t, err)
		if form.ForClient == nil || form.ForClient.Plan == nil || form.ForClient.Plan.Sentence != canary {
			t.Error("the sentence is not there before an employer is met")
		}

		note := second.Note
		note.Goal = "Ruokakauppaan"
		_, err = u.CorrectPlan(u.ctx, actor, app.Correction{UID: newer.UID, Revision: 1, Reason: "tarkennus"}, note)
		must(t, err)
		note.Goal = "Rautakauppaan"
		_, err = u.CorrectPlan(u.ctx, actor, app.Correction{UID: newer.UID, Revision: 1, Reason: "tarkennus"}, note)
		wantProblem(t, err, problem.Conflict, "problem.stale")
		page, err := u.Plan(u.ctx, actor, newer.UID)
		must(t, err)
		if page.Plan.Goal != "Ruokakauppaan" || len(page.Revisions) != 1 {
			t.Errorf("the plan is %q with %d earlier texts", page.Plan.Goal, len(page.Revisions))
		}
		_, err = u.WithdrawPlan(u.ctx, actor, app.Correction{UID: newer.UID, Revision: 2, Reason: "väärä asiakas"})
		must(t, err)
		if got := holding(); got != "Kahvilaan" {
			t.Errorf("when the newest is withdrawn %q holds", got)
		}
	})
}

func TestAPlanIsLookedAtAgain(t *testing.T) {
	inTown(t, func(u *town) {
		searching := u.move("Tuija", "Etsivä", home{u.team, u.riikka, u.care, casework.Active, nil})
		for _, c := range []struct {
			days int // until the review
			due  bool
			late bool
		}{{4, false, false}, {3, true, false}, {0, true, false}, {-1, true, true}} {
			in := app.PlanSearchInput{UID: u.IDs(), Client: searching.UID, Note: planNote(today.AddDays(-5))}
			in.Note.ReviewOn = today.AddDays(c.days)
			_, err := u.PlanSearch(u.ctx, u.as(u.riikka), in)
			must(t, err)
			day, err := u.Today(u.ctx, u.as(u.riikka))
			must(t, err)
			var found []outcomes.Due
			for _, d := range day.Due {
				if d.Kind == outcomes.DuePlan {
					found = append(found, d)
				}
			}
			if (len(found) == 1) != c.due || c.due && (found[0].Late != c.late || day.Clients[found[0].ClientID].ID != searching.ID) {
				t.Errorf("%d days before the review: %+v", c.days, found)
			}
		}
	})
}

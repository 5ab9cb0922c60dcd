package app_test

import (
	"slices"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// supportNote is a support plan of a day with a text in every field that takes one.
func supportNote(on casework.Day) casework.SupportNote {
	return casework.SupportNote{On: on, SupportTerms: casework.SupportTerms{
		FirstDay: canary, Places: []casework.SupportPlace{casework.SupportByPhone}, Needs: []casework.SupportNeed{casework.NeedCoping}, CoachDoes: canary,
		ClientDoes: canary, EmployerDoes: canary, CareTeamDoes: canary, OthersDo: canary, Adaptations: []casework.Adaptation{casework.AdaptHours}, Adapted: canary,
		EarlySigns: canary, Helps: canary, Call: canary, EmployerTold: canary, Limits: canary, Rhythm: casework.GoodRhythm, Agreed: true,
	}}
}

// closingTalkNote is a talk of a day with a text in every field that takes one.
func closingTalkNote(on casework.Day) casework.ClosingTalkNote {
	nine := 9
	return casework.ClosingTalkNote{On: on, ClosingTalkTerms: casework.ClosingTalkTerms{
		Cause: casework.TalkSteady, Present: []casework.Attendant{casework.ClientPresent}, Text: canary, Outcome: casework.TalkThins, HandedTo: canary,
		Feedback: casework.Feedback{Benefit: casework.BenefitMuch, Recommend: &nine, Words: canary},
	}}
}

func (u *town) supportFirst(of resident, placement casework.UID, by casework.Staff) casework.SupportPlan {
	u.t.Helper()
	var all []casework.SupportPlan
	u.write(u.in(of), func(tx *store.Tx) error {
		j, err := tx.PlacementByUID(placement)
		must(u.t, err)
		p, err := casework.PlanSupport(of.Episode, j, supportNote(today), today)
		must(u.t, err)
		p.Noted = u.notedBy(by)
		all = []casework.SupportPlan{p}
		return tx.AddSupportPlans(all)
	})
	return all[0]
}

func (u *town) talkFirst(of resident, by casework.Staff) casework.ClosingTalk {
	u.t.Helper()
	talk, err := casework.NoteClosingTalk(of.Episode, closingTalkNote(today), today)
	must(u.t, err)
	talk.Noted = u.notedBy(by)
	all := []casework.ClosingTalk{talk}
	u.write(u.in(of), func(tx *store.Tx) error { return tx.AddClosingTalks(all) })
	return all[0]
}

func TestASupportPlanIsMadeChangedAndCorrected(t *testing.T) {
	inTown(t, func(u *town) {
		actor := u.as(u.riikka)
		worker := u.move("Tuija", "Työssä", home{u.team, u.riikka, u.care, casework.Active, nil})
		job := u.job(worker, u.purola, -20)
		first := app.SupportInput{UID: u.IDs(), Placement: job.UID, Note: supportNote(today.AddDays(-21))}
		made, err := u.PlanSupport(u.ctx, actor, first)
		must(t, err)
		again, err := u.PlanSupport(u.ctx, actor, first)
		must(t, err)
		if again.ID != made.ID {
			t.Error("the same form twice makes two plans")
		}
		first.Note.Call = "Joku muu"
		_, err = u.PlanSupport(u.ctx, actor, first)
		wantProblem(t, err, problem.Conflict, app.NotedKey)

		start, err := u.JobStart(u.ctx, actor, job.UID)
		must(t, err)
		if start.Plan == nil || start.Plan.ID != made.ID {
			t.Error("the start of the job does not know of the plan")
		}
		page, err := u.Client(u.ctx, actor, worker.UID)
		must(t, err)
		supported := page.Support[job.ID]
		if supported.Plan == nil || !supported.Rhythm.Planned || len(supported.Rhythm.Weeks) != 3 {
			t.Errorf("the client's page tells %+v", supported)
		}
		thin := func() (found []outcomes.Due) {
			day, err := u.Today(u.ctx, actor)
			must(t, err)
			for _, d := range day.Due {
				if d.Kind == outcomes.DueThin && d.ClientID == worker.ID {
					found = append(found, d)
				}
			}
			return found
		}
		if due := thin(); len(due) != 1 || !due[0].Late {
			t.Errorf("nobody has been in touch: %+v", due)
		}
		loose := app.SupportInput{UID: u.IDs(), Placement: job.UID, Note: supportNote(today)}
		loose.Note.Rhythm = casework.Cadences{FirstWeek: casework.AsNeeded, FirstMonth: casework.AsNeeded, ThreeMonths: casework.AsNeeded, Later: casework.AsNeeded}
		loose.Note.Changed = casework.SupportThins
		newer, err := u.PlanSupport(u.ctx, actor, loose)
		must(t, err)
		if support, err := u.Support(u.ctx, actor, job.UID); err != nil || len(support.Plans) != 2 || support.Plans[0].ID != newer.ID {
			t.Errorf("the plans are %d (%v)", len(support.Plans), err)
		}
		_, err = u.CorrectSupport(u.ctx, actor, app.Correction{UID: newer.UID, Revision: 1, Reason: "tarkennus"}, supportNote(today))
		must(t, err)
		_, err = u.CorrectSupport(u.ctx, actor, app.Correction{UID: newer.UID, Revision: 1, Reason: "tarkennus"}, supportNote(today.AddDays(-2)))
		wantProblem(t, err, problem.Conflict, "problem.stale")
		one, err := u.SupportPlan(u.ctx, actor, newer.UID)
		must(t, err)
		if one.Plan.Rhythm != casework.GoodRhythm || len(one.Revisions) != 1 || one.Placement.ID != job.ID {
			t.Errorf("the plan is %+v with %d earlier texts", one.Plan.Rhythm, len(one.Revisions))
		}
		_, err = u.WithdrawSupport(u.ctx, actor, app.Correction{UID: newer.UID, Revision: 2, Reason: "väärä työ"})
		must(t, err)
		support, err := u.Support(u.ctx, actor, job.UID)
		must(t, err)
		if holds, _ := casework.SupportOn(support.Plans, job.ID, today); holds.ID != made.ID {
			t.Error("when the newest is withdrawn the first does not hold")
		}
		_, err = u.Support(u.ctx, u.as(u.pekka), job.UID)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
	})
}

// TestWithWhomToTalk: what the finders list is what the actor may note for.
func TestWithWhomToTalk(t *testing.T) {
	inTown(t, func(u *town) {
		names := func(of casework.Staff, view app.View) (list []string) {
			found, err := u.ToTalk(u.ctx, u.as(of), view)
			must(t, err)
			for _, f := range found.Found {
				list = append(list, f.Client.GivenName)
			}
			return list
		}
		idle := u.move("Idle", "Pitkä", home{u.team, u.riikka, u.care, casework.Active, nil})
		elsewhere := u.move("Muualla", "Pitkä", home{u.other, u.elina, u.otherCare, casework.Active, nil})
		for _, r := range []resident{idle, elsewhere} {
			u.write(u.in(r), func(tx *store.Tx) error {
				long := r.Episode
				long.ReferredOn, long.StartedOn = today.AddDays(-400), today.AddDays(-300)
				long.Coaches = []casework.Dated{{ID: r.Episode.Coaches[0].ID, Span: casework.Span{From: long.StartedOn}}}
				_, err := tx.ReviseEpisode(r.Episode, long, "x", canary)
				return err
			})
		}
		if got := names(u.riikka, app.ViewOwn); !slices.Contains(got, "Idle") || slices.Contains(got, "Muualla") {
			t.Errorf("Riikka's own are %q", got)
		}
		if got := names(u.paivi, app.ViewTeam); !slices.Contains(got, "Idle") || slices.Contains(got, "Muualla") {
			t.Errorf("the leader's are %q", got)
		}
		_, err := u.ToTalk(u.ctx, u.as(u.kaisa), app.ViewOwn)
		wantProblem(t, err, problem.Forbidden, "access.refused.note_client")
		_, err = u.ToTalk(u.ctx, u.as(u.riikka), app.ViewQueue)
		wantProblem(t, err, problem.Invalid, "problem.invalid")

		in := app.ClosingTalkInput{UID: u.IDs(), Client: idle.UID, Note: closingTalkNote(today)}
		form, err := u.ClosingTalkForm(u.ctx, u.as(u.riikka), idle.UID)
		must(t, err)
		if form.Finding == nil || form.Finding.Kind != outcomes.FoundStalled {
			t.Errorf("the form proposes %+v", form.Finding)
		}
		_, err = u.NoteClosingTalk(u.ctx, u.as(u.riikka), in)
		must(t, err)
		if got := names(u.riikka, app.ViewOwn); slices.Contains(got, "Idle") {
			t.Errorf("a talk does not take the name off: %q", got)
		}
		closing, err := u.Closing(u.ctx, u.as(u.riikka), idle.Episode.UID)
		must(t, err)
		if closing.Talk == nil || closing.Talk.HandedTo != canary {
			t.Errorf("the closing knows of %+v", closing.Talk)
		}
	})
}

func TestATrialThatPassesALimitIsNotedKnowingly(t *testing.T) {
	inTown(t, func(u *town) {
		trying := u.move("Koe", "Asiakas", home{u.team, u.riikka, u.care, casework.Active, nil})
		in := app.PlacementInput{UID: u.IDs(), Client: trying.UID, Employer: u.purola.UID, Note: casework.PlacementNote{
			Kind: casework.WorkTrial, StartsOn: today, EndsOn: today.AddMonths(7),
		}}
		_, err := u.StartPlacement(u.ctx, u.as(u.riikka), in)
		if p := problem.As(err); p == nil || len(p.Fields) != 1 || p.Fields[0].Name != "knowingly" {
			t.Fatalf("seven months are answered with %v", err)
		}
		in.Note.Knowingly = true
		noted, err := u.StartPlacement(u.ctx, u.as(u.riikka), in)
		must(t, err)
		page, err := u.Placement(u.ctx, u.as(u.riikka), noted.Placement.UID)
		must(t, err)
		if len(page.Limits) != 3 || page.Limits[0].Kind != casework.LimitEmployer {
			t.Errorf("the limits are %+v", page.Limits)
		}
	})
}

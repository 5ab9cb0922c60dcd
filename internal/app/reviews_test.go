package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

func (u *town) asTimo() access.Actor { return u.as(u.timo) }
func (u *town) asOuti() access.Actor { return u.as(u.outi) }

// reviewIn is a review of the team by Timo and Elina, as it lies in the store in
// the state, with nothing left to wait for.
func (u *town) reviewIn(state casework.ReviewState) casework.Review {
	u.t.Helper()
	steps := map[casework.ReviewStep]casework.Day{}
	at := 0
	for i, s := range casework.ReviewStates {
		if s == state {
			at = i
		}
	}
	done := [][]casework.ReviewStep{{}, {casework.StepEvidence}, {casework.StepVisit}, {casework.StepVisited}, {casework.StepRated}, {casework.StepSettled},
		{casework.StepSent, casework.StepCommented}, {casework.StepSigned}, {casework.StepAdopted}}
	for _, some := range done[:at+1] {
		for _, step := range some {
			steps[step] = today.AddDays(-1)
		}
	}
	r := casework.Review{Record: u.record(), TeamID: u.team.ID, Kind: casework.ReviewPeer, From: today, To: today, Scale: "ips-25", Edition: 1, State: state,
		Steps: steps, Summary: canary, Strengths: canary, Recommendations: canary}
	for _, s := range []casework.Staff{u.timo, u.elina} {
		one := casework.Reviewer{StaffID: s.ID, Organisation: canary, Span: casework.Span{From: today.AddDays(-9), To: today.AddDays(70)}}
		if at > 3 {
			one.HandedInOn = today
		}
		if s.ID == u.elina.ID && at > 5 { // Timo's signature is the last
			one.SignedOn = today
		}
		r.Reviewers = append(r.Reviewers, one)
	}
	u.write(u.county, func(tx *store.Tx) (err error) {
		if r, err = tx.AddReview(r); err != nil || at < 2 {
			return err
		}
		var items []casework.ReviewItem
		var ratings []casework.ReviewRating
		var rows []casework.ReviewRows
		for n := 1; n <= 25; n++ {
			item := casework.ReviewItem{Noted: u.noted(), ReviewID: r.ID, Item: n}
			if at > 3 {
				item.Rating, item.Reason, item.Recommendation = "4", canary, canary
			}
			items = append(items, item)
			rows = append(rows, casework.ReviewRows{ReviewID: r.ID, Item: n, Body: `{"item": ` + strconv.Itoa(n) + `}`})
			for _, s := range []casework.Staff{u.timo, u.elina} {
				ratings = append(ratings, casework.ReviewRating{ReviewID: r.ID, StaffID: s.ID, Item: n, Rating: "4", Reason: canary})
			}
		}
		if err = tx.AddReviewItems(items); err == nil {
			err = tx.PutRatings(ratings)
		}
		if err == nil {
			err = tx.AddReviewRows(rows)
		}
		return err
	})
	return r
}

func (s *subject) reviewIn(state casework.ReviewState) things {
	return things{uid: s.u.reviewIn(state).UID}
}

func (s *subject) plannedReview() things   { return s.reviewIn(casework.ReviewPlanned) }
func (s *subject) visitedReview() things   { return s.reviewIn(casework.ReviewVisit) }
func (s *subject) ratedReview() things     { return s.reviewIn(casework.ReviewRatings) }
func (s *subject) agreedReview() things    { return s.reviewIn(casework.ReviewConsensus) }
func (s *subject) commentedReview() things { return s.reviewIn(casework.ReviewComments) }
func (s *subject) signedReview() things    { return s.reviewIn(casework.ReviewSigned) }

// talk is a note of a talk in a review, made by Timo.
func (s *subject) talk() things {
	r := s.u.reviewIn(casework.ReviewVisit)
	talk := casework.Interview{Noted: s.u.noted(), ReviewID: r.ID, On: today, Role: casework.InterviewClient, Text: canary, Personal: true}
	talk.RecordedBy = s.u.timo.ID
	s.u.write(s.u.county, func(tx *store.Tx) error { return tx.AddInterviews([]casework.Interview{talk}) })
	return things{client: r.UID, uid: talk.UID}
}

// planAction is an action of the team's plan.
func (s *subject) planAction() things {
	all := []casework.PlanAction{{Noted: s.u.noted(), TeamID: s.u.team.ID, Year: 2026, Item: 17, Goal: canary, Action: canary, Owner: casework.OwnerTeam,
		Responsible: canary, Measure: canary, DueOn: today, State: casework.ActionPlanned}}
	s.u.write(s.u.county, func(tx *store.Tx) error { return tx.AddActions(all) })
	return things{uid: all[0].UID}
}

func (u *town) reviewPlan() app.ReviewInput {
	return app.ReviewInput{UID: u.IDs(), Team: u.team.UID, Kind: casework.ReviewPeer, From: today, To: today.AddDays(1),
		Sources: []casework.SourceUsed{{Source: casework.SourceRecords}}, Reviewers: []app.ReviewerInput{{Staff: u.timo.UID, Organisation: canary}}}
}

func (u *town) actionOf() app.ActionInput {
	return app.ActionInput{UID: u.IDs(), Team: u.team.UID, Note: fidelity.PlanNote{Year: 2026, Item: 17, Goal: canary, Action: canary + u.IDs().String(),
		Owner: casework.OwnerClinic, Responsible: canary, Measure: canary, DueOn: today, State: casework.ActionPlanned}}
}

// aboutReviews are the use cases about reviews and development plans.
var aboutReviews = []useCase{
	{"Reviews", (*town).asPaivi, (*subject).plannedReview, func(u *town, a access.Actor, t things) (any, error) { return u.Reviews(u.ctx, a) }},
	{"ReviewMatters", (*town).asPaivi, (*subject).plannedReview, func(u *town, a access.Actor, t things) (any, error) { return u.ReviewMatters(u.ctx, a) }},
	{"ReviewForm", (*town).asPaivi, (*subject).plannedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReviewForm(u.ctx, a, casework.UID{}, t.uid)
	}},
	{"PlanReview", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.PlanReview(u.ctx, a, u.reviewPlan())
	}},
	{"ReplanReview", (*town).asPaivi, (*subject).plannedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReplanReview(u.ctx, a, app.Revised{UID: t.uid, Revision: 1}, u.reviewPlan())
	}},
	{"TickReview", (*town).asPaivi, (*subject).plannedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.TickReview(u.ctx, a, t.uid, casework.StepGaps, true)
	}},
	{"MoveReview, the service's move", (*town).asPaivi, (*subject).plannedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoveReview(u.ctx, a, t.uid, fidelity.GatherEvidence)
	}},
	{"MoveReview, the reviewers' move", (*town).asTimo, (*subject).visitedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.MoveReview(u.ctx, a, t.uid, fidelity.EndVisit)
	}},
	{"Review", (*town).asTimo, (*subject).visitedReview, func(u *town, a access.Actor, t things) (any, error) { return u.Review(u.ctx, a, t.uid) }},
	{"ReviewItem", (*town).asTimo, (*subject).visitedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.ReviewItem(u.ctx, a, t.uid, 17)
	}},
	{"RateItems", (*town).asTimo, (*subject).visitedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.RateItems(u.ctx, a, t.uid, []casework.ReviewRating{{Item: 17, Rating: "3", Reason: canary}})
	}},
	{"HandInRatings", (*town).asTimo, (*subject).ratedReview, func(u *town, a access.Actor, t things) (any, error) { return u.HandInRatings(u.ctx, a, t.uid) }},
	{"AgreeItem", (*town).asTimo, (*subject).agreedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.AgreeItem(u.ctx, a, app.ItemRef{Review: t.uid, Item: 17, Revision: 1}, fidelity.Agreement{Rating: "3", Reason: canary, Recommendation: canary})
	}},
	{"CommentReviewItem", (*town).asPaivi, (*subject).commentedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.CommentReviewItem(u.ctx, a, app.ItemRef{Review: t.uid, Item: 17, Revision: 1}, canary, canary)
	}},
	{"WriteReport", (*town).asTimo, (*subject).agreedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.WriteReport(u.ctx, a, app.Revised{UID: t.uid, Revision: 1}, fidelity.Report{Summary: canary + canary})
	}},
	{"SignReview", (*town).asTimo, (*subject).commentedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.SignReview(u.ctx, a, app.Revised{UID: t.uid, Revision: 1})
	}},
	{"CorrectReview", (*town).asTimo, (*subject).signedReview, func(u *town, a access.Actor, t things) (any, error) {
		return u.CorrectReview(u.ctx, a, t.uid, u.IDs(), canary)
	}},
	{"ForgetReview", (*town).asPaivi, (*subject).signedReview, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.ForgetReview(u.ctx, a, t.uid)
	}},
	{"NoteInterview", (*town).asTimo, (*subject).visitedReview, func(u *town, a access.Actor, t things) (any, error) {
		talk := casework.Interview{On: today, Role: casework.InterviewEmployer, Text: canary}
		talk.UID = u.IDs()
		return u.NoteInterview(u.ctx, a, t.uid, talk)
	}},
	{"DropInterview", (*town).asTimo, (*subject).talk, func(u *town, a access.Actor, t things) (any, error) {
		return nil, u.DropInterview(u.ctx, a, t.client, t.uid)
	}},
	{"CompareReviews", (*town).asOuti, (*subject).signedReview, func(u *town, a access.Actor, t things) (any, error) { return u.CompareReviews(u.ctx, a, nil) }},
	{"Development", (*town).asPaivi, (*subject).planAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.Development(u.ctx, a, u.team.UID, 0)
	}},
	{"NewAction", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) {
		return u.NewAction(u.ctx, a, u.team.UID, casework.UID{}, 17)
	}},
	{"AddAction", (*town).asPaivi, (*subject).nothing, func(u *town, a access.Actor, t things) (any, error) { return u.AddAction(u.ctx, a, u.actionOf()) }},
	{"Action", (*town).asPaivi, (*subject).planAction, func(u *town, a access.Actor, t things) (any, error) { return u.Action(u.ctx, a, t.uid) }},
	{"ChangeAction", (*town).asPaivi, (*subject).planAction, func(u *town, a access.Actor, t things) (any, error) {
		return u.ChangeAction(u.ctx, a, app.Revised{UID: t.uid, Revision: 1}, u.actionOf())
	}},
}

// held is a review that began today, with both reviewers named and the evidence
// frozen: Timo, who is of this county's staff, and Veli, who is a reviewer too.
func (u *town) held() (casework.Review, access.Actor, access.Actor) {
	u.t.Helper()
	veli := u.hire(u.county, "Veli Vertainen", casework.Grant{Role: casework.RoleReviewer, Span: always})
	in := u.reviewPlan()
	in.To, in.Reviewers[0].Organisation = today, "THL"
	in.Reviewers = append(in.Reviewers, app.ReviewerInput{Staff: veli.UID, Organisation: "Toinen alue"})
	r := u.well(u.PlanReview(u.ctx, u.asPaivi(), in))
	for _, move := range []fidelity.Move{fidelity.GatherEvidence, fidelity.BeginVisit} {
		r = u.well(u.MoveReview(u.ctx, u.asPaivi(), r.UID, move))
	}
	return r, u.asTimo(), u.as(veli)
}

func (u *town) well(r casework.Review, err error) casework.Review {
	u.t.Helper()
	must(u.t, err)
	return r
}

func given(points, reason string) []casework.ReviewRating {
	var all []casework.ReviewRating
	for n := 1; n <= 25; n++ {
		all = append(all, casework.ReviewRating{Item: n, Rating: casework.Rating(points), Reason: reason + strconv.Itoa(n)})
	}
	return all
}

// said is everything that somebody can be shown of a review.
func (u *town) said(ctx context.Context, a access.Actor, uid casework.UID) string {
	u.t.Helper()
	var b strings.Builder
	page, err := u.Review(ctx, a, uid)
	must(u.t, err)
	list, err := u.Reviews(ctx, a)
	must(u.t, err)
	for _, v := range []any{page, list} {
		text, err := json.Marshal(v)
		must(u.t, err)
		b.Write(text)
	}
	for n := 1; n <= 25; n++ {
		item, err := u.ReviewItem(ctx, a, uid, n)
		must(u.t, err)
		text, err := json.Marshal(item)
		must(u.t, err)
		b.Write(text)
	}
	return b.String()
}

func TestRatingsStayWithTheirReviewerUntilBothAreIn(t *testing.T) {
	inTown(t, func(u *town) {
		r, timo, veli := u.held()
		u.well(u.RateItems(u.ctx, timo, r.UID, given("2", "timonsyy")))
		u.well(u.RateItems(u.ctx, veli, r.UID, given("4", "velinsyy")))
		u.well(u.MoveReview(u.ctx, timo, r.UID, fidelity.EndVisit))
		blind := func(when string, who access.Actor, word string) {
			u.t.Helper()
			if text := u.said(u.ctx, who, r.UID); strings.Contains(text, word) {
				u.t.Errorf("%s %s sees %q", when, who.Name, word)
			}
		}
		for _, step := range []string{"before anybody has handed in,", "when Timo has,"} {
			blind(step, veli, "timonsyy")
			blind(step, timo, "velinsyy")
			blind(step, u.asPaivi(), "timonsyy")
			blind(step, u.asOuti(), "velinsyy")
			if !strings.Contains(u.said(u.ctx, timo, r.UID), "timonsyy") {
				u.t.Errorf("%s Timo does not see his own", step)
			}
			if step[0] == 'b' {
				u.well(u.HandInRatings(u.ctx, timo, r.UID))
			}
		}
		if _, err := u.RateItems(u.ctx, timo, r.UID, given("5", "myöhemmin")); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("Timo changes what he handed in: %v", err)
		}
		export, err := u.Export(u.ctx, u.operator(), app.ExportInput{})
		must(u.t, err)
		if text, _ := json.Marshal(export.Document); strings.Contains(string(text), "timonsyy") || strings.Contains(string(text), "velinsyy") {
			u.t.Error("a document holds ratings that are still blind")
		}
		u.well(u.HandInRatings(u.ctx, veli, r.UID))
		if !strings.Contains(u.said(u.ctx, timo, r.UID), "velinsyy") || !strings.Contains(u.said(u.ctx, veli, r.UID), "timonsyy") {
			u.t.Error("with both in, they do not see each other's")
		}
		blind("with both in,", u.asPaivi(), "timonsyy")
		blind("with both in,", u.asRiikka(), "velinsyy")
	})
}

func TestAReviewGoesFromItsPlanToItsSignature(t *testing.T) {
	inTown(t, func(u *town) {
		r, timo, veli := u.held()
		paivi := u.asPaivi()
		u.well(u.RateItems(u.ctx, timo, r.UID, given("3", "a")))
		u.well(u.RateItems(u.ctx, veli, r.UID, given("4", "b")))
		u.well(u.MoveReview(u.ctx, veli, r.UID, fidelity.EndVisit))
		u.well(u.HandInRatings(u.ctx, timo, r.UID))
		r = u.well(u.HandInRatings(u.ctx, veli, r.UID))
		for n := 1; n <= 25; n++ {
			item, err := u.AgreeItem(u.ctx, timo, app.ItemRef{Review: r.UID, Item: n, Revision: 1}, fidelity.Agreement{Rating: "4", Reason: "salainen" + strconv.Itoa(n)})
			must(u.t, err)
			if item.Rating != "4" {
				u.t.Fatalf("item %d is %q", n, item.Rating)
			}
		}
		if _, err := u.AgreeItem(u.ctx, veli, app.ItemRef{Review: r.UID, Item: 3, Revision: 1}, fidelity.Agreement{Rating: "2", Reason: "x"}); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("the other reviewer's later text is overwritten: %v", err)
		}
		u.well(u.WriteReport(u.ctx, veli, app.Revised{UID: r.UID, Revision: r.Revision}, fidelity.Report{Summary: "salainen tiivistys"}))
		if strings.Contains(u.said(u.ctx, paivi, r.UID), "salainen") {
			u.t.Error("the service reads the report before it is sent")
		}
		u.well(u.MoveReview(u.ctx, veli, r.UID, fidelity.Settle))
		r = u.well(u.MoveReview(u.ctx, veli, r.UID, fidelity.Send))
		if !strings.Contains(u.said(u.ctx, paivi, r.UID), "salainen tiivistys") {
			u.t.Error("the service does not read the report that was sent")
		}
		_, err := u.CommentReviewItem(u.ctx, paivi, app.ItemRef{Review: r.UID, Item: 17, Revision: 2}, "laskettiin väärin", "kontaktiloki")
		must(u.t, err)
		r = u.well(u.TickReview(u.ctx, paivi, r.UID, casework.StepCommented, true))
		r = u.well(u.SignReview(u.ctx, timo, app.Revised{UID: r.UID, Revision: r.Revision}))
		_, err = u.AgreeItem(u.ctx, veli, app.ItemRef{Review: r.UID, Item: 17, Revision: 3}, fidelity.Agreement{Rating: "5", Reason: "loki", ChangeReason: "uusi näyttö"})
		must(u.t, err)
		page, err := u.Review(u.ctx, timo, r.UID)
		must(u.t, err)
		if !page.Review.Reviewer(u.timo.ID).SignedOn.IsZero() || page.Items[16].DraftRating != "4" {
			u.t.Errorf("a change after a signature: signed %v, first %q", page.Review.Reviewer(u.timo.ID).SignedOn, page.Items[16].DraftRating)
		}
		r = u.well(u.SignReview(u.ctx, timo, app.Revised{UID: r.UID, Revision: page.Review.Revision}))
		r = u.well(u.SignReview(u.ctx, veli, app.Revised{UID: r.UID, Revision: r.Revision}))
		if r.State != casework.ReviewSigned || r.Total == nil || *r.Total != 101 {
			u.t.Fatalf("signed it is %s with %v", r.State, r.Total)
		}
		live, err := u.LiveFidelity(u.ctx, paivi, app.FidelityInput{})
		must(u.t, err)
		if live.Review == nil || *live.Review.Total != 101 {
			u.t.Errorf("the live page's last review is %+v", live.Review)
		}
		u.correct(r, timo, veli)
	})
}

// correct makes a new version of a signed review: the old one counts until both
// have signed the new, and neither changes.
func (u *town) correct(r casework.Review, timo, veli access.Actor) {
	u.t.Helper()
	next := u.well(u.CorrectReview(u.ctx, timo, r.UID, u.IDs(), "kohta 2 luettiin väärin"))
	total := func() int {
		live, err := u.LiveFidelity(u.ctx, u.asPaivi(), app.FidelityInput{})
		must(u.t, err)
		return *live.Review.Total
	}
	if _, err := u.CorrectReview(u.ctx, veli, r.UID, u.IDs(), "toinen"); !problem.Is(err, problem.Conflict) {
		u.t.Errorf("a second new version beside the first: %v", err)
	}
	_, err := u.AgreeItem(u.ctx, veli, app.ItemRef{Review: next.UID, Item: 2, Revision: 1}, fidelity.Agreement{Rating: "3", Reason: "luettiin väärin", ChangeReason: "korjaus"})
	must(u.t, err)
	next = u.well(u.SignReview(u.ctx, timo, app.Revised{UID: next.UID, Revision: next.Revision}))
	if total() != 101 {
		u.t.Errorf("with one signature of the new version %d counts", total())
	}
	next = u.well(u.SignReview(u.ctx, veli, app.Revised{UID: next.UID, Revision: next.Revision}))
	old, err := u.Review(u.ctx, timo, r.UID)
	must(u.t, err)
	if total() != 100 || *next.Total != 100 || *old.Review.Total != 101 || old.Replaced == nil || len(old.Items) != 25 || old.Items[1].Rating != "4" {
		u.t.Errorf("%d counts; the new version has %v, the old %v", total(), *next.Total, *old.Review.Total)
	}
}

func TestAReviewerLearnsNobodysName(t *testing.T) {
	inTown(t, func(u *town) {
		u.plantEverywhere()
		r, timo, _ := u.held()
		text := u.said(u.ctx, timo, r.UID)
		for _, word := range []string{canary, "Joona", "Moilanen", "Mirja", "Purola", "Kulma", "Riikka", "Sami", "päihdepalvelut", "1984"} {
			if strings.Contains(text, word) {
				u.t.Errorf("a reviewer of another county reads %q", word)
			}
		}
		if !strings.Contains(text, `"client":1`) {
			u.t.Error("there is no evidence to read")
		}
		for what, see := range map[string]func() error{
			"a client":       func() error { _, err := u.Client(u.ctx, timo, u.joona.UID); return err },
			"the employers":  func() error { _, err := u.Employers(u.ctx, timo, app.EmployersInput{}); return err },
			"the live rows":  func() error { _, err := u.FidelityRows(u.ctx, timo, app.FidelityInput{}, 1); return err },
			"the live score": func() error { _, err := u.LiveFidelity(u.ctx, timo, app.FidelityInput{}); return err },
			"the figures":    func() error { _, err := u.Monitoring(u.ctx, timo, app.FiguresInput{}); return err },
			"the plan":       func() error { _, err := u.Development(u.ctx, timo, u.team.UID, 0); return err },
		} {
			if err := see(); !problem.Is(err, problem.Forbidden) && !problem.Is(err, problem.NotFound) {
				u.t.Errorf("a reviewer opens %s: %v", what, err)
			}
		}
	})
}

// plantEverywhere writes the canary into every text column of every record that
// names somebody or says something of them.
func (u *town) plantEverywhere() {
	u.t.Helper()
	for _, set := range []string{
		"client SET given_name = given_name || 'kanarialintu', family_name = 'kanarialintu'",
		"employer SET name = name || 'kanarialintu', address = 'kanarialintu', needs = 'kanarialintu', hiring = 'kanarialintu', website = 'kanarialintu', business_id = 'kanarialintu'",
		"employer_contact SET learned = 'kanarialintu'",
		"meeting SET text = 'kanarialintu'",
		"episode SET end_reason = 'kanarialintu'",
		"care_team SET name = name || 'kanarialintu'",
		"consent SET scope = 'kanarialintu', counterparty = 'kanarialintu'",
	} {
		if _, err := u.raw.ExecContext(u.t.Context(), "UPDATE "+set); err != nil {
			u.t.Fatalf("plant %s: %v", set, err)
		}
	}
}

func TestAReviewersAccessEnds(t *testing.T) {
	inTown(t, func(u *town) {
		r, timo, _ := u.held()
		until := r.Reviewer(u.timo.ID).To
		u.clock.Advance(minutes(24 * 60 * until.DaysSince(today)))
		if _, err := u.Review(u.ctx, timo, r.UID); err != nil {
			u.t.Errorf("on the last day: %v", err)
		}
		u.clock.Advance(minutes(24 * 60))
		_, err := u.Review(u.ctx, timo, r.UID)
		wantProblem(u.t, err, problem.Forbidden, access.ReadReview.RefusedKey())
		page, err := u.Reviews(u.ctx, timo)
		if err != nil || len(page.Reviews) != 0 {
			u.t.Errorf("the day after they are listed: %d, %v", len(page.Reviews), err)
		}
	})
}

func TestPersonalDataOfAReviewGo(t *testing.T) {
	inTown(t, func(u *town) {
		r, timo, _ := u.held()
		note := func(text string, personal bool) {
			talk := casework.Interview{On: today, Role: casework.InterviewClient, Text: text, Personal: personal}
			talk.UID = u.IDs()
			u.well(u.NoteInterview(u.ctx, timo, r.UID, talk))
		}
		note("henkilökohtaista", true)
		note("yleistä", false)
		wantProblem(u.t, u.ForgetReview(u.ctx, timo, r.UID), problem.Conflict, "review.not_forgettable")
		u.write(u.county, func(tx *store.Tx) error {
			old, err := tx.ReviewByUID(r.UID)
			if err != nil {
				return err
			}
			sent := old
			sent.State, sent.Steps = casework.ReviewComments, map[casework.ReviewStep]casework.Day{casework.StepEvidence: today, casework.StepVisit: today, casework.StepSent: today}
			_, err = tx.ReviseReview(old, sent, "x", "")
			return err
		})
		u.clock.Advance(minutes(24 * 60 * 14))
		page, err := u.ReviewItem(u.ctx, timo, r.UID, 1)
		must(u.t, err)
		if page.Evidence != nil || len(page.Talks) != 1 || !page.ForgetDue {
			u.t.Errorf("two weeks after the report: evidence %v, %d notes, due %v", page.Evidence != nil, len(page.Talks), page.ForgetDue)
		}
		must(u.t, u.ForgetReview(u.ctx, u.asPaivi(), r.UID))
		if rows, notes := u.number("SELECT COUNT(*) FROM review_rows"), u.number("SELECT COUNT(*) FROM interview"); rows != 0 || notes != 1 {
			u.t.Errorf("%d rows and %d notes are left", rows, notes)
		}
		if n := u.number(fmt.Sprintf("SELECT COUNT(*) FROM review_item WHERE review = %d", r.ID)); n != 25 {
			u.t.Errorf("the figures of %d items are left", n)
		}
		must(u.t, u.ForgetReview(u.ctx, timo, r.UID)) // sent again
	})
}

func TestWhatWaitsInReviewsAndPlans(t *testing.T) {
	inTown(t, func(u *town) {
		total := 103
		u.write(u.county, func(tx *store.Tx) error {
			_, err := tx.AddReview(casework.Review{Record: u.record(), TeamID: u.other.ID, From: today.AddMonths(-12), To: today.AddMonths(-12), Kind: casework.ReviewPeer, Scale: "ips-25", Total: &total})
			return err
		})
		in := u.actionOf()
		in.Staff, in.Note.Responsible, in.Note.DueOn = u.riikka.UID, "", today.AddDays(-1)
		_, err := u.AddAction(u.ctx, u.asPaivi(), in)
		must(u.t, err)
		u.well(u.PlanReview(u.ctx, u.asPaivi(), u.reviewPlan()))
		for _, row := range []struct {
			who  access.Actor
			want string
		}{
			{u.asPaivi(), "step agreement true, action true"},
			{u.asOuti(), "step agreement true, action true, next_review false"},
			{u.asRiikka(), "action true"},
			{u.as(u.sami), ""},
			{u.asTimo(), "step agreement true"},
		} {
			matters, err := u.ReviewMatters(u.ctx, row.who)
			must(u.t, err)
			var got []string
			for _, m := range matters {
				got = append(got, strings.Join(strings.Fields(fmt.Sprintf("%s %s %v", m.Kind, m.Step, m.Late)), " "))
			}
			if text := strings.Join(got, ", "); text != row.want {
				u.t.Errorf("%s is told %q, want %q", row.who.Name, text, row.want)
			}
		}
	})
}

package app

import (
	"cmp"
	"errors"

	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
)

// addReviews adds reviews with what hangs on them, and then says which are new
// versions of others.
func (in *importer) addReviews() error {
	tx := in.turn.tx
	all := converted(in.document.Reviews, in.review)
	err := tx.AddReviews(all)
	keep(in, interchange.ListReviews, all, func(r *casework.Review) casework.Record { return r.Record })
	if err != nil {
		return err
	}
	var items []casework.ReviewItem
	var ratings []casework.ReviewRating
	var talks []casework.Interview
	corrects := map[int64]int64{}
	for i, r := range in.document.Reviews {
		id := all[i].ID
		if of := in.key(interchange.ListReviews, r.Corrects); of != 0 {
			corrects[id] = of
		}
		for _, item := range r.Items {
			items = append(items, casework.ReviewItem{
				Noted: in.noted("", false), ReviewID: id, Item: numberTold(item.Item), Rating: item.Rating, Reason: item.Reason, Recommendation: item.Recommendation,
				Comment: item.Comment, Further: item.Further, DraftRating: item.DraftRating, ChangeReason: item.ChangeReason,
				LiveScore: item.LiveScore, LiveValue: item.LiveValue, LiveN: numberTold(item.LiveN),
			})
		}
		for _, given := range r.Ratings {
			ratings = append(ratings, casework.ReviewRating{ReviewID: id, StaffID: in.key(interchange.ListStaff, given.Staff), Item: numberTold(given.Item),
				Rating: given.Rating, Reason: given.Reason})
		}
		for _, talk := range r.Interviews {
			talks = append(talks, casework.Interview{Noted: in.noted("", false), ReviewID: id, On: talk.On, Role: talk.Role, Text: talk.Text})
		}
	}
	return errors.Join(tx.SayCorrects(corrects), tx.AddReviewItems(items), tx.PutRatings(ratings), tx.AddInterviews(talks))
}

func (in *importer) review(r interchange.Review) casework.Review {
	review := casework.Review{
		Record: in.record(r.ID), TeamID: in.key(interchange.ListTeams, r.Team), From: r.From, To: r.To,
		Kind: casework.ReviewKind(r.Kind), Scale: r.Scale, Scores: r.Scores, Total: r.Total,
		Edition: numberTold(r.Edition), State: cmp.Or(r.State, casework.ReviewSigned), Steps: map[casework.ReviewStep]casework.Day{},
		Summary: r.Summary, Strengths: r.Strengths, Recommendations: r.Recommendations, Note: r.Note,
		Sources: converted(r.Sources, func(s interchange.ReviewSource) casework.SourceUsed {
			return casework.SourceUsed{Source: s.Source, N: s.N}
		}),
		Reviewers: converted(r.Reviewers, func(p interchange.Reviewer) casework.Reviewer {
			return casework.Reviewer{StaffID: in.key(interchange.ListStaff, p.Staff), Organisation: p.Organisation, Span: span(p.From, p.To),
				HandedInOn: p.HandedInOn, SignedOn: p.SignedOn}
		}),
	}
	for _, s := range r.Steps {
		review.Steps[s.Step] = s.On
	}
	return review
}

func (in *importer) addPlanActions() error {
	return in.turn.tx.AddActions(converted(in.document.PlanActions, func(a interchange.PlanAction) casework.PlanAction {
		return casework.PlanAction{
			Noted: in.noted(a.ID, a.Withdrawn), TeamID: in.key(interchange.ListTeams, a.Team), ReviewID: in.key(interchange.ListReviews, a.Review),
			Year: numberTold(a.Year), Item: numberTold(a.Item), Goal: a.Goal, Action: a.Action, Owner: a.Owner, StaffID: in.key(interchange.ListStaff, a.Staff),
			Responsible: a.Responsible, Measure: a.Measure, DueOn: a.DueOn, State: a.State, Outcome: a.Outcome,
		}
	}))
}

// numberTold is a number that was told, or 0.
func numberTold(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// numberSaid is a number as documents tell it: 0 is not told.
func numberSaid(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func (x exporter) review(r casework.Review) interchange.Review {
	d := interchange.Review{
		ID: r.Outward(), Team: x.teams[r.TeamID], From: r.From, To: r.To, Kind: string(r.Kind), Scale: r.Scale, Scores: r.Scores, Total: r.Total,
		Edition: numberSaid(r.Edition), Summary: r.Summary, Strengths: r.Strengths, Recommendations: r.Recommendations,
		Corrects: x.reviews[r.CorrectsID], Note: r.Note,
		Sources: converted(r.Sources, func(s casework.SourceUsed) interchange.ReviewSource {
			return interchange.ReviewSource{Source: s.Source, N: s.N}
		}),
		Reviewers: converted(r.Reviewers, func(p casework.Reviewer) interchange.Reviewer {
			return interchange.Reviewer{Staff: x.staff[p.StaffID], Organisation: p.Organisation, From: p.From, To: p.To, HandedInOn: p.HandedInOn, SignedOn: p.SignedOn}
		}),
	}
	if r.State != casework.ReviewSigned {
		d.State = r.State
	}
	for _, step := range casework.ReviewSteps {
		if on := r.Steps[step]; !on.IsZero() {
			d.Steps = append(d.Steps, interchange.ReviewStep{Step: step, On: on})
		}
	}
	return d
}

// reviewsOf writes reviews with what hangs on them.
func (x exporter) reviewsOf(h store.Holding) []interchange.Review {
	all := converted(h.Reviews, x.review)
	place := make(map[int64]*interchange.Review, len(all))
	for i, r := range h.Reviews {
		place[r.ID] = &all[i]
	}
	for _, i := range h.ReviewParts.Items {
		if r := place[i.ReviewID]; r != nil {
			r.Items = append(r.Items, interchange.ReviewItem{
				Item: numberSaid(i.Item), Rating: i.Rating, Reason: i.Reason, Recommendation: i.Recommendation, Comment: i.Comment, Further: i.Further,
				DraftRating: i.DraftRating, ChangeReason: i.ChangeReason, LiveScore: i.LiveScore, LiveValue: i.LiveValue, LiveN: numberSaid(i.LiveN),
			})
		}
	}
	for _, given := range h.ReviewParts.Ratings {
		if r := place[given.ReviewID]; r != nil {
			r.Ratings = append(r.Ratings, interchange.ReviewRating{Staff: x.staff[given.StaffID], Item: numberSaid(given.Item), Rating: given.Rating, Reason: given.Reason})
		}
	}
	for _, talk := range h.ReviewParts.Interviews {
		if r := place[talk.ReviewID]; r != nil {
			r.Interviews = append(r.Interviews, interchange.Interview{On: talk.On, Role: talk.Role, Text: talk.Text})
		}
	}
	return all
}

func (x exporter) planAction(a casework.PlanAction) interchange.PlanAction {
	return interchange.PlanAction{
		ID: a.Outward(), Team: x.teams[a.TeamID], Review: x.reviews[a.ReviewID], Year: numberSaid(a.Year), Item: numberSaid(a.Item), Goal: a.Goal, Action: a.Action,
		Owner: a.Owner, Staff: x.staff[a.StaffID], Responsible: a.Responsible, Measure: a.Measure, DueOn: a.DueOn, State: a.State, Outcome: a.Outcome,
		Withdrawn: a.Withdrawn,
	}
}

package fidelity

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sijoita/casework"
	"sijoita/problem"
)

// A review goes one way: planned, evidence, visit, ratings, consensus, draft,
// the service's comments, signed, action plan. Each function here takes it one
// step on, or says why not. What is signed never changes: a correction is a new
// version beside it.

// Move is a deed that takes a review from one state to the next.
type Move string

// The moves. Handing in and signing are each reviewer's own: see HandIn and Sign.
const (
	GatherEvidence Move = "gather"
	BeginVisit     Move = "begin_visit"
	EndVisit       Move = "end_visit"
	Settle         Move = "settle"
	Send           Move = "send"
	Adopt          Move = "adopt"
	Cancel         Move = "cancel"
)

// Moves lists them in their order.
var Moves = []Move{GatherEvidence, BeginVisit, EndVisit, Settle, Send, Adopt, Cancel}

// way is what a move leads from and to, and the step that is then done.
type way struct {
	from []casework.ReviewState
	to   casework.ReviewState
	step casework.ReviewStep
	by   Side
}

// Side is whose a move is.
type Side int

// The sides.
const (
	TheService Side = iota
	TheReviewers
	Either
)

var reviewWays = map[Move]way{
	GatherEvidence: {[]casework.ReviewState{casework.ReviewPlanned}, casework.ReviewEvidence, casework.StepEvidence, TheService},
	BeginVisit:     {[]casework.ReviewState{casework.ReviewEvidence}, casework.ReviewVisit, casework.StepVisit, Either},
	EndVisit:       {[]casework.ReviewState{casework.ReviewVisit}, casework.ReviewRatings, casework.StepVisited, TheReviewers},
	Settle:         {[]casework.ReviewState{casework.ReviewConsensus}, casework.ReviewDraft, casework.StepSettled, TheReviewers},
	Send:           {[]casework.ReviewState{casework.ReviewDraft}, casework.ReviewComments, casework.StepSent, TheReviewers},
	Adopt:          {[]casework.ReviewState{casework.ReviewSigned}, casework.ReviewActionPlan, casework.StepAdopted, TheService},
	Cancel:         {[]casework.ReviewState{casework.ReviewPlanned, casework.ReviewEvidence}, casework.ReviewCancelled, "", TheService},
}

// By tells whose the move is.
func (m Move) By() Side { return reviewWays[m].by }

// MovesOf lists the moves that a review in the state waits for.
func MovesOf(state casework.ReviewState) []Move {
	var open []Move
	for _, m := range Moves {
		if slices.Contains(reviewWays[m].from, state) {
			open = append(open, m)
		}
	}
	return open
}

// reviewers is how many rate a review.
const reviewers = 2

// The limits of a plan and of what is written.
const (
	longestVisit  = 10  // days; two are usual, four have been seen
	longestAccess = 183 // days after the visit for which a reviewer may be let in
	maxReason     = 2000
	maxReport     = 8000
	maxName       = 200
)

// ReviewPlan is a review as it is planned.
type ReviewPlan struct {
	TeamID    int64
	Kind      casework.ReviewKind
	From, To  casework.Day
	Sources   []casework.SourceUsed
	Reviewers []casework.Reviewer
	OfTeam    []int64 // staff who work in the team that is reviewed
}

// PlanReview makes a review in an edition of the scale, which stays its own. It
// refuses with problem.Invalid a visit that has passed, ends before it begins or
// takes more than ten days, more than two reviewers, one person twice, and
// reviewers of the team itself unless it reviews itself.
func PlanReview(p ReviewPlan, e *Edition, today casework.Day) (casework.Review, error) {
	r := casework.Review{TeamID: p.TeamID, Scale: e.Scale, Edition: e.Edition, State: casework.ReviewPlanned}
	return planned(r, p, today)
}

// ReplanReview changes the plan of a review whose visit has not begun. It
// refuses as PlanReview does, and with problem.Conflict later.
func ReplanReview(r casework.Review, p ReviewPlan, today casework.Day) (casework.Review, error) {
	if r.State != casework.ReviewPlanned && r.State != casework.ReviewEvidence {
		return r, problem.New(problem.Conflict, "review.visit_begun")
	}
	if p.From == r.From { // it may have been due
		today = p.From
	}
	return planned(r, p, today)
}

func planned(r casework.Review, p ReviewPlan, today casework.Day) (casework.Review, error) {
	var f problem.Fields
	if p.TeamID == 0 {
		f.Add("team", "problem.choose")
	}
	if !slices.Contains(casework.ReviewKinds, p.Kind) {
		f.Add("kind", "problem.choose")
	}
	checkVisit(&f, p.From, p.To, today)
	for _, s := range p.Sources {
		if !slices.Contains(casework.ReviewSources, s.Source) {
			f.AddOnce(problem.Field{Name: "sources", Key: "problem.choose"})
		}
	}
	checkReviewers(&f, p)
	if err := f.Problem(); err != nil {
		return r, err
	}
	r.TeamID, r.Kind, r.From, r.To, r.Sources, r.Reviewers = p.TeamID, p.Kind, p.From, p.To, p.Sources, p.Reviewers
	return r, nil
}

func checkVisit(f *problem.Fields, from, to, today casework.Day) {
	switch {
	case from.IsZero():
		f.Add("from", "problem.day_missing")
	case from.Before(today):
		f.Add("from", "review.from_passed")
	}
	switch {
	case to.IsZero():
		f.Add("to", "problem.day_missing")
	case to.Before(from):
		f.Add("to", "review.to_before_from")
	case to.DaysSince(from) >= longestVisit:
		f.Add("to", "review.too_long", problem.Args{"most": longestVisit})
	}
}

func checkReviewers(f *problem.Fields, p ReviewPlan) {
	if len(p.Reviewers) > reviewers {
		f.Add("reviewer-1", "review.too_many_reviewers", problem.Args{"most": reviewers})
		return
	}
	for i, one := range p.Reviewers {
		at := strconv.Itoa(i + 1)
		own := slices.Contains(p.OfTeam, one.StaffID)
		switch {
		case slices.ContainsFunc(p.Reviewers[:i], func(o casework.Reviewer) bool { return o.StaffID == one.StaffID }):
			f.Add("reviewer-"+at, "review.reviewer_twice")
		case p.Kind == casework.ReviewSelf && !own:
			f.Add("reviewer-"+at, "review.reviewer_not_of_team")
		case p.Kind != casework.ReviewSelf && own:
			f.Add("reviewer-"+at, "review.reviewer_of_team")
		}
		checkLength(f, "organisation-"+at, one.Organisation, maxName)
		switch {
		case one.To.IsZero():
			f.Add("until-"+at, "problem.day_missing")
		case p.To.IsZero():
		case one.To.Before(p.To):
			f.Add("until-"+at, "review.access_short")
		case one.To.DaysSince(p.To) > longestAccess:
			f.Add("until-"+at, "review.access_long")
		}
	}
}

func checkLength(f *problem.Fields, name, text string, most int) {
	if n := utf8.RuneCountInString(text); n > most {
		f.Add(name, "problem.too_long", problem.Args{"n": n, "most": most})
	}
}

// AccessUntil is until when a reviewer is let in unless told otherwise: the day
// by which the action plan is due.
func AccessUntil(to casework.Day) casework.Day {
	return to.AddDays(reportWithin + actionPlanWithin)
}

// Prepared are the steps of a review that the service ticks off itself.
var Prepared = []casework.ReviewStep{casework.StepAgreement, casework.StepSharing, casework.StepGaps, casework.StepTimetable, casework.StepCommented}

// Tick notes a prepared step as done on the day, or as not done after all. It
// refuses with problem.Conflict the steps before the visit once it has begun,
// and the end of the comments while there is no report to comment.
func Tick(r casework.Review, step casework.ReviewStep, done bool, today casework.Day) (casework.Review, error) {
	early := r.State == casework.ReviewPlanned || r.State == casework.ReviewEvidence
	switch {
	case !slices.Contains(Prepared, step):
		return r, problem.New(problem.NotFound, "problem.not_found")
	case step == casework.StepCommented && r.State != casework.ReviewComments:
		return r, problem.New(problem.Conflict, "review.not_sent")
	case step != casework.StepCommented && !early:
		return r, problem.New(problem.Conflict, "review.visit_begun")
	}
	if done && !r.Steps[step].IsZero() || !done && r.Steps[step].IsZero() {
		return r, nil
	}
	if !done {
		today = casework.Day{}
	}
	return stepped(r, step, today), nil
}

// stepped gives the review a step, without touching the old one; the zero day
// takes it away.
func stepped(r casework.Review, step casework.ReviewStep, on casework.Day) casework.Review {
	steps := make(map[casework.ReviewStep]casework.Day, len(r.Steps)+1)
	for s, d := range r.Steps {
		steps[s] = d
	}
	if on.IsZero() {
		delete(steps, step)
	} else {
		steps[step] = on
	}
	r.Steps = steps
	return r
}

// Take moves a review on. It refuses with problem.Conflict what the state does
// not wait for, a visit before its day or with fewer than two reviewers,
// agreement while an item lacks it, and with problem.Invalid a report without a
// summary.
func Take(r casework.Review, m Move, items []casework.ReviewItem, today casework.Day) (casework.Review, error) {
	w, known := reviewWays[m]
	if !known || !slices.Contains(w.from, r.State) {
		return r, problem.New(problem.Conflict, "review.moved_on")
	}
	if err := ready(r, m, items, today); err != nil {
		return r, err
	}
	r.State = w.to
	if w.step != "" {
		r = stepped(r, w.step, today)
	}
	return r, nil
}

func ready(r casework.Review, m Move, of []casework.ReviewItem, today casework.Day) error {
	switch m {
	case BeginVisit:
		if today.Before(r.From) {
			return problem.New(problem.Conflict, "review.before_visit").With("on", r.From)
		}
		if len(r.Reviewers) < reviewers {
			return problem.New(problem.Conflict, "review.two_reviewers")
		}
	case EndVisit:
		if today.Before(r.To) {
			return problem.New(problem.Conflict, "review.before_visit").With("on", r.To)
		}
	case Settle:
		if n := len(of) - len(Unsettled(of)); n < items {
			return problem.New(problem.Conflict, "review.unsettled").With("n", items-n)
		}
	case Send:
		if strings.TrimSpace(r.Summary) == "" {
			var f problem.Fields
			f.Add("summary", "review.summary_missing")
			return f.Problem()
		}
	}
	return nil
}

// Unsettled lists the numbers of the items that wait for an agreed rating.
func Unsettled(all []casework.ReviewItem) []int {
	var open []int
	for _, i := range all {
		if i.Rating == "" {
			open = append(open, i.Item)
		}
	}
	return open
}

// Rates tells whether a reviewer's own ratings may still be changed: from the
// visit on, until they are handed in.
func Rates(r casework.Review, staff int64) bool {
	one := r.Reviewer(staff)
	return one != nil && one.HandedInOn.IsZero() && (r.State == casework.ReviewVisit || r.State == casework.ReviewRatings)
}

// Seen tells whether the reviewers see each other's ratings: not before all of
// them are in.
func Seen(r casework.Review) bool {
	return !r.Steps[casework.StepRated].IsZero()
}

// CheckRatings refuses, each at its place, ratings that are none of the scale's,
// items that it has not, and reasons over 2,000 characters. What is not rated
// yet may stay so.
func CheckRatings(all []casework.ReviewRating) error {
	var f problem.Fields
	for _, r := range all {
		at := strconv.Itoa(r.Item)
		if r.Item < 1 || r.Item > items {
			f.Add("rating-"+at, "review.no_item")
		} else if r.Rating != "" && !slices.Contains(casework.Ratings, r.Rating) {
			f.Add("rating-"+at, "review.no_rating")
		}
		checkLength(&f, "reason-"+at, r.Reason, maxReason)
	}
	return f.Problem()
}

// HandIn gives in a reviewer's own ratings; with the last reviewer's the review
// goes on to consensus. It refuses with problem.Conflict before the visit is
// over and what was handed in already, and with problem.Invalid, each at its
// place, items without a rating or without a reason.
func HandIn(r casework.Review, staff int64, own []casework.ReviewRating, today casework.Day) (casework.Review, error) {
	if r.State != casework.ReviewRatings || !Rates(r, staff) {
		return r, problem.New(problem.Conflict, "review.not_rating")
	}
	if err := CheckRatings(own); err != nil {
		return r, err
	}
	given := map[int]casework.ReviewRating{}
	for _, one := range own {
		given[one.Item] = one
	}
	var f problem.Fields
	for n := 1; n <= items; n++ {
		one := given[n]
		switch {
		case one.Rating == "":
			f.Add("rating-"+strconv.Itoa(n), "review.rating_missing", problem.Args{"n": n})
		case strings.TrimSpace(one.Reason) == "":
			f.Add("reason-"+strconv.Itoa(n), "review.reason_missing_of", problem.Args{"n": n})
		}
	}
	if err := f.Problem(); err != nil {
		return r, err
	}
	r.Reviewers = slices.Clone(r.Reviewers)
	r.Reviewer(staff).HandedInOn = today
	if !slices.ContainsFunc(r.Reviewers, func(o casework.Reviewer) bool { return o.HandedInOn.IsZero() }) {
		r.State = casework.ReviewConsensus
		r = stepped(r, casework.StepRated, today)
	}
	return r, nil
}

// Agreement is what the reviewers agree of an item.
type Agreement struct {
	Rating         casework.Rating
	Reason         string
	Recommendation string
	ChangeReason   string // of a rating that the service has seen already
}

// Agree notes what the reviewers agree of an item: a value of their own, never a
// mean. ratings are those of the item. It refuses with problem.Conflict outside
// consensus, draft and comments, and with problem.Invalid no rating, one that
// differs from a reviewer's without a reason, and one that changes what the
// service has seen without a reason for that.
func Agree(r casework.Review, i casework.ReviewItem, ratings []casework.ReviewRating, a Agreement) (casework.ReviewItem, error) {
	seen := r.State == casework.ReviewComments
	if !seen && r.State != casework.ReviewConsensus && r.State != casework.ReviewDraft {
		return i, problem.New(problem.Conflict, "review.not_consensus")
	}
	a.Reason, a.Recommendation, a.ChangeReason = strings.TrimSpace(a.Reason), strings.TrimSpace(a.Recommendation), strings.TrimSpace(a.ChangeReason)
	var f problem.Fields
	if !slices.Contains(casework.Ratings, a.Rating) {
		f.Add("rating", "review.no_rating")
	}
	differs := slices.ContainsFunc(ratings, func(o casework.ReviewRating) bool { return o.Rating != a.Rating })
	if differs && a.Reason == "" {
		f.Add("reason", "review.reason_differs")
	}
	changes := seen && a.Rating != i.Rating
	if changes && a.ChangeReason == "" {
		f.Add("change_reason", "review.change_reason")
	}
	checkLength(&f, "reason", a.Reason, maxReason)
	checkLength(&f, "recommendation", a.Recommendation, maxReason)
	checkLength(&f, "change_reason", a.ChangeReason, maxReason)
	if err := f.Problem(); err != nil {
		return i, err
	}
	if changes && i.DraftRating == "" {
		i.DraftRating = i.Rating
	}
	if changes {
		i.ChangeReason = a.ChangeReason
	}
	i.Rating, i.Reason, i.Recommendation = a.Rating, a.Reason, a.Recommendation
	if i.DraftRating == i.Rating { // it is what the service saw first
		i.DraftRating, i.ChangeReason = "", ""
	}
	return i, nil
}

// CommentItem notes what the service says of an item and what further evidence
// it names. It refuses with problem.Conflict but between the report and the
// signing, and with problem.Invalid over 2,000 characters.
func CommentItem(r casework.Review, i casework.ReviewItem, comment, further string) (casework.ReviewItem, error) {
	if r.State != casework.ReviewComments {
		return i, problem.New(problem.Conflict, "review.not_comments")
	}
	i.Comment, i.Further = strings.TrimSpace(comment), strings.TrimSpace(further)
	var f problem.Fields
	checkLength(&f, "comment", i.Comment, maxReason)
	checkLength(&f, "further", i.Further, maxReason)
	return i, f.Problem()
}

// Report is the text of a report, with what the reviewers looked at.
type Report struct {
	Summary, Strengths, Recommendations string
	Sources                             []casework.SourceUsed
}

// WriteReport notes the text of a report. It refuses with problem.Conflict
// before the consensus and after the signing, and with problem.Invalid over
// 8,000 characters.
func WriteReport(r casework.Review, text Report) (casework.Review, error) {
	switch r.State {
	case casework.ReviewConsensus, casework.ReviewDraft, casework.ReviewComments:
	default:
		return r, problem.New(problem.Conflict, "review.not_draft")
	}
	r.Summary, r.Strengths, r.Recommendations = strings.TrimSpace(text.Summary), strings.TrimSpace(text.Strengths), strings.TrimSpace(text.Recommendations)
	r.Sources = text.Sources
	var f problem.Fields
	checkLength(&f, "summary", r.Summary, maxReport)
	checkLength(&f, "strengths", r.Strengths, maxReport)
	checkLength(&f, "recommendations", r.Recommendations, maxReport)
	return r, f.Problem()
}

// Unsigned takes the signatures off, because what was signed has changed.
func Unsigned(r casework.Review) casework.Review {
	r.Reviewers = slices.Clone(r.Reviewers)
	for i := range r.Reviewers {
		r.Reviewers[i].SignedOn = casework.Day{}
	}
	return r
}

// Sign signs a review for one of its reviewers. With the last signature it has
// its scores, and its total when all items were rated, and never changes again.
// It refuses with problem.Conflict outside the comments, and while the service
// may still comment: until it has said that it is done, or its week has passed.
func Sign(r casework.Review, staff int64, of []casework.ReviewItem, today casework.Day) (casework.Review, error) {
	one := r.Reviewer(staff)
	if r.State != casework.ReviewComments || one == nil {
		return r, problem.New(problem.Conflict, "review.not_comments")
	}
	if due := reported(r).AddDays(commentsWithin); r.Steps[casework.StepCommented].IsZero() && !today.After(due) {
		return r, problem.New(problem.Conflict, "review.comments_open").With("on", due)
	}
	if open := Unsettled(of); len(open) > 0 || len(of) < items {
		return r, problem.New(problem.Conflict, "review.unsettled").With("n", items-len(of)+len(open))
	}
	if !one.SignedOn.IsZero() {
		return r, nil
	}
	r.Reviewers = slices.Clone(r.Reviewers)
	r.Reviewer(staff).SignedOn = today
	if slices.ContainsFunc(r.Reviewers, func(o casework.Reviewer) bool { return o.SignedOn.IsZero() }) {
		return r, nil
	}
	r.State = casework.ReviewSigned
	r.Scores, r.Total = Given(of)
	return stepped(r, casework.StepSigned, today), nil
}

// Given is what the agreed ratings come to: the points by item, and their sum
// when all 25 items have points.
func Given(of []casework.ReviewItem) (map[int]int, *int) {
	scores := map[int]int{}
	sum := 0
	for _, i := range of {
		if points, rated := i.Rating.Points(); rated {
			scores[i.Item] = points
			sum += points
		}
	}
	if len(scores) < items {
		return scores, nil
	}
	return scores, &sum
}

// Correct begins a new version of a signed review, with a note that says why.
// The signed one stands until all reviewers have signed the new one. It refuses
// with problem.Conflict what is not signed, and with problem.Invalid no note.
func Correct(r casework.Review, note string) (casework.Review, error) {
	if !r.Held() || len(r.Reviewers) == 0 {
		return r, problem.New(problem.Conflict, "review.not_signed")
	}
	var f problem.Fields
	if note = strings.TrimSpace(note); note == "" {
		f.Add("note", "review.note_missing")
	}
	checkLength(&f, "note", note, maxReason)
	if err := f.Problem(); err != nil {
		return r, err
	}
	version := Unsigned(r)
	version.Record = casework.Record{}
	version.State, version.Scores, version.Total = casework.ReviewComments, nil, nil
	version.CorrectsID, version.Note = r.ID, note
	version = stepped(version, casework.StepSigned, casework.Day{})
	return stepped(version, casework.StepAdopted, casework.Day{}), nil
}

// CheckInterview refuses with problem.Invalid a note without a role, a day or a
// text, one of a day to come, and one over 2,000 characters.
func CheckInterview(i casework.Interview, today casework.Day) (casework.Interview, error) {
	var f problem.Fields
	if !slices.Contains(casework.InterviewRoles, i.Role) {
		f.Add("role", "problem.choose")
	}
	switch {
	case i.On.IsZero():
		f.Add("on", "problem.day_missing")
	case i.On.After(today):
		f.Add("on", "review.interview_ahead")
	}
	if i.Text = strings.TrimSpace(i.Text); i.Text == "" {
		f.Add("text", "review.interview_empty")
	}
	checkLength(&f, "text", i.Text, maxReason)
	return i, f.Problem()
}

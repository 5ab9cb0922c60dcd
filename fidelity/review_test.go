package fidelity

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/problem"
)

// The visit of the tests, and its reviewers: two of them from elsewhere.
var visitFrom, visitTo = casework.MustDay("2026-11-24"), casework.MustDay("2026-11-25")

const (
	ritva, veli = int64(71), int64(72)
	own         = int64(73) // works in the team
)

func scale(t *testing.T) *Edition {
	t.Helper()
	editions, err := Published()
	if err != nil {
		t.Fatal(err)
	}
	e, _ := Current(editions, "ips-25")
	return e
}

func planOf(change func(*ReviewPlan)) ReviewPlan {
	until := AccessUntil(visitTo)
	p := ReviewPlan{TeamID: 1, Kind: casework.ReviewPeer, From: visitFrom, To: visitTo, OfTeam: []int64{own},
		Sources:   []casework.SourceUsed{{Source: casework.SourceRecords}},
		Reviewers: []casework.Reviewer{{StaffID: ritva, Span: casework.Span{To: until}}, {StaffID: veli, Span: casework.Span{To: until}}}}
	if change != nil {
		change(&p)
	}
	return p
}

// fieldsOf are the names of what is to be mended, or the key of another problem.
func fieldsOf(err error) string {
	p := problem.As(err)
	switch {
	case err == nil:
		return ""
	case p == nil:
		return err.Error()
	case len(p.Fields) == 0:
		return p.Key
	}
	var names []string
	for _, f := range p.Fields {
		names = append(names, f.Name+" "+f.Key)
	}
	return strings.Join(names, ", ")
}

func TestAPlanOfAReview(t *testing.T) {
	for _, row := range []struct {
		rule   string
		change func(*ReviewPlan)
		want   string
	}{
		{"two reviewers from elsewhere, two days", nil, ""},
		{"one day is enough", func(p *ReviewPlan) { p.To = p.From }, ""},
		{"who reviews may be told later", func(p *ReviewPlan) { p.Reviewers = nil }, ""},
		{"a visit has its days", func(p *ReviewPlan) { p.From, p.To = casework.Day{}, casework.Day{} }, "from problem.day_missing, to problem.day_missing"},
		{"it lies ahead", func(p *ReviewPlan) { p.From = visitFrom.AddDays(-2) }, "from review.from_passed"},
		{"it ends after it begins", func(p *ReviewPlan) { p.To = p.From.AddDays(-1) }, "to review.to_before_from"},
		{"ten days at most", func(p *ReviewPlan) { p.To = p.From.AddDays(10) }, "to review.too_long, until-1 review.access_short, until-2 review.access_short"},
		{"a kind", func(p *ReviewPlan) { p.Kind = "royal" }, "kind problem.choose"},
		{"a source that is known", func(p *ReviewPlan) { p.Sources[0].Source = "rumour" }, "sources problem.choose"},
		{"two people", func(p *ReviewPlan) { p.Reviewers[1].StaffID = ritva }, "reviewer-2 review.reviewer_twice"},
		{"and no third", func(p *ReviewPlan) { p.Reviewers = append(p.Reviewers, p.Reviewers[0]) }, "reviewer-1 review.too_many_reviewers"},
		{"nobody reviews their own team", func(p *ReviewPlan) { p.Reviewers[0].StaffID = own }, "reviewer-1 review.reviewer_of_team"},
		{"but in a self-review they do, and nobody else", func(p *ReviewPlan) { p.Kind, p.Reviewers[0].StaffID = casework.ReviewSelf, own }, "reviewer-2 review.reviewer_not_of_team"},
		{"one is let in until the visit is over", func(p *ReviewPlan) { p.Reviewers[0].To = visitFrom }, "until-1 review.access_short"},
		{"and for half a year at most", func(p *ReviewPlan) { p.Reviewers[0].To = visitTo.AddDays(184) }, "until-1 review.access_long"},
		{"and never without an end", func(p *ReviewPlan) { p.Reviewers[0].To = casework.Day{} }, "until-1 problem.day_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			plan := planOf(row.change)
			if plan.To.DaysSince(plan.From) == 10 { // let in too late for so long a visit
				for i := range plan.Reviewers {
					plan.Reviewers[i].To = visitTo
				}
			}
			_, err := PlanReview(plan, scale(t), visitFrom.AddDays(-1))
			if got := fieldsOf(err); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

// review is one on its way, with both reviewers' ratings and agreed items.
type review struct {
	casework.Review
	items []casework.ReviewItem
}

// until takes a review from its plan as far as a state.
func until(t *testing.T, state casework.ReviewState) review {
	t.Helper()
	r, err := PlanReview(planOf(nil), scale(t), visitFrom)
	if err != nil {
		t.Fatal(err)
	}
	w := review{Review: r}
	step := func(next casework.Review, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("on the way to %s: %v", state, err)
		}
		w.Review = next
	}
	for w.State != state {
		switch w.State {
		case casework.ReviewPlanned:
			step(Take(w.Review, GatherEvidence, nil, visitFrom))
		case casework.ReviewEvidence:
			step(Take(w.Review, BeginVisit, nil, visitFrom))
		case casework.ReviewVisit:
			step(Take(w.Review, EndVisit, nil, visitTo))
		case casework.ReviewRatings:
			step(HandIn(w.Review, ritva, allRated(4), visitTo))
			step(HandIn(w.Review, veli, allRated(4), visitTo))
		case casework.ReviewConsensus:
			w.items = agreed(4)
			step(Take(w.Review, Settle, w.items, visitTo))
		case casework.ReviewDraft:
			w.Summary = "good"
			step(Take(w.Review, Send, w.items, visitTo))
		case casework.ReviewComments:
			step(Tick(w.Review, casework.StepCommented, true, visitTo))
			step(Sign(w.Review, ritva, w.items, visitTo))
			step(Sign(w.Review, veli, w.items, visitTo))
		case casework.ReviewSigned:
			step(Take(w.Review, Adopt, w.items, visitTo))
		}
	}
	return w
}

func allRated(points int) []casework.ReviewRating {
	var all []casework.ReviewRating
	for n := 1; n <= items; n++ {
		all = append(all, casework.ReviewRating{Item: n, Rating: casework.Rating(strconv.Itoa(points)), Reason: "seen"})
	}
	return all
}

func agreed(points int) []casework.ReviewItem {
	var all []casework.ReviewItem
	for n := 1; n <= items; n++ {
		all = append(all, casework.ReviewItem{Item: n, Rating: casework.Rating(strconv.Itoa(points))})
	}
	return all
}

// TestEveryMoveHasItsStates has every move tried in every state.
func TestEveryMoveHasItsStates(t *testing.T) {
	leads := map[casework.ReviewState]map[Move]casework.ReviewState{
		casework.ReviewPlanned:   {GatherEvidence: casework.ReviewEvidence, Cancel: casework.ReviewCancelled},
		casework.ReviewEvidence:  {BeginVisit: casework.ReviewVisit, Cancel: casework.ReviewCancelled},
		casework.ReviewVisit:     {EndVisit: casework.ReviewRatings},
		casework.ReviewConsensus: {Settle: casework.ReviewDraft},
		casework.ReviewDraft:     {Send: casework.ReviewComments},
		casework.ReviewSigned:    {Adopt: casework.ReviewActionPlan},
	}
	for _, state := range casework.ReviewStates {
		var w review
		if state == casework.ReviewCancelled {
			w.Review, _ = Take(until(t, casework.ReviewPlanned).Review, Cancel, nil, visitFrom)
		} else {
			w = until(t, state)
		}
		w.Summary = "good"
		for _, move := range Moves {
			t.Run(string(state)+": "+string(move), func(t *testing.T) {
				after, err := Take(w.Review, move, agreed(4), visitTo)
				want, may := leads[state][move]
				if !may {
					if !problem.Is(err, problem.Conflict) || after.State != state {
						t.Errorf("it came to %s, %v", after.State, err)
					}
					return
				}
				if err != nil || after.State != want {
					t.Errorf("it came to %s, %v; want %s", after.State, err, want)
				}
				if open := MovesOf(state); !slices.Contains(open, move) {
					t.Errorf("the page offers %v", open)
				}
			})
		}
	}
}

func TestWhatAMoveWaitsFor(t *testing.T) {
	few := until(t, casework.ReviewEvidence)
	few.Reviewers = few.Reviewers[:1]
	mute := until(t, casework.ReviewDraft)
	mute.Summary = " "
	for _, row := range []struct {
		rule  string
		of    review
		move  Move
		items []casework.ReviewItem
		on    casework.Day
		want  string
	}{
		{"a visit does not begin before its day", until(t, casework.ReviewEvidence), BeginVisit, nil, visitFrom.AddDays(-1), "review.before_visit"},
		{"nor with one reviewer", few, BeginVisit, nil, visitFrom, "review.two_reviewers"},
		{"it is not over before its last day", until(t, casework.ReviewVisit), EndVisit, nil, visitTo.AddDays(-1), "review.before_visit"},
		{"all items are agreed", until(t, casework.ReviewConsensus), Settle, agreed(4)[:24], visitTo, "review.unsettled"},
		{"an item without a rating is not agreed", until(t, casework.ReviewConsensus), Settle, append(agreed(4)[:24], casework.ReviewItem{Item: 25}), visitTo, "review.unsettled"},
		{"one that cannot be rated is", until(t, casework.ReviewConsensus), Settle, append(agreed(4)[:24], casework.ReviewItem{Item: 25, Rating: casework.NotRated}), visitTo, ""},
		{"a report has a summary", mute, Send, agreed(4), visitTo, "summary review.summary_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			_, err := Take(row.of.Review, row.move, row.items, row.on)
			if got := fieldsOf(err); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestRatingsAreBlindUntilAllAreIn(t *testing.T) {
	r := until(t, casework.ReviewRatings).Review
	if Seen(r) || !Rates(r, ritva) || !Rates(r, veli) || Rates(r, own) {
		t.Fatalf("before anybody has handed in: seen %v", Seen(r))
	}
	r, err := HandIn(r, ritva, allRated(3), visitTo)
	if err != nil || Seen(r) || Rates(r, ritva) || !Rates(r, veli) || r.State != casework.ReviewRatings {
		t.Fatalf("with one of two: seen %v, %s, %v", Seen(r), r.State, err)
	}
	if _, err := HandIn(r, ritva, allRated(5), visitTo); !problem.Is(err, problem.Conflict) {
		t.Errorf("handed in a second time: %v", err)
	}
	if _, err := HandIn(r, own, allRated(5), visitTo); !problem.Is(err, problem.Conflict) {
		t.Errorf("handed in by nobody: %v", err)
	}
	r, err = HandIn(r, veli, allRated(5), visitTo)
	if err != nil || !Seen(r) || r.State != casework.ReviewConsensus {
		t.Errorf("with both: seen %v, %s, %v", Seen(r), r.State, err)
	}
}

func TestRatingsAreRefusedAtTheirPlace(t *testing.T) {
	r := until(t, casework.ReviewRatings).Review
	for _, row := range []struct {
		rule   string
		change func([]casework.ReviewRating) []casework.ReviewRating
		want   string
	}{
		{"25 ratings with their reasons", func(all []casework.ReviewRating) []casework.ReviewRating { return all }, ""},
		{"one that cannot be rated has a reason too", func(all []casework.ReviewRating) []casework.ReviewRating {
			all[6].Rating, all[6].Reason = casework.NotRated, ""
			return all
		}, "reason-7 review.reason_missing_of"},
		{"a rating that is missing", func(all []casework.ReviewRating) []casework.ReviewRating { return all[1:] }, "rating-1 review.rating_missing"},
		{"a reason of blanks", func(all []casework.ReviewRating) []casework.ReviewRating { all[24].Reason = " "; return all }, "reason-25 review.reason_missing_of"},
		{"six points", func(all []casework.ReviewRating) []casework.ReviewRating { all[2].Rating = "6"; return all }, "rating-3 review.no_rating"},
		{"no points", func(all []casework.ReviewRating) []casework.ReviewRating { all[2].Rating = "0"; return all }, "rating-3 review.no_rating"},
		{"half a point", func(all []casework.ReviewRating) []casework.ReviewRating { all[2].Rating = "4.5"; return all }, "rating-3 review.no_rating"},
		{"an item that is none", func(all []casework.ReviewRating) []casework.ReviewRating { all[2].Item = 26; return all }, "rating-26 review.no_item"},
		{"a reason that is too long", func(all []casework.ReviewRating) []casework.ReviewRating {
			all[0].Reason = strings.Repeat("ä", 2001)
			return all
		}, "reason-1 problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			_, err := HandIn(r, ritva, row.change(allRated(4)), visitTo)
			if got := fieldsOf(err); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestWhatIsAgreedIsAThirdValue(t *testing.T) {
	gave := func(a, b casework.Rating) []casework.ReviewRating {
		return []casework.ReviewRating{{Rating: a}, {Rating: b}}
	}
	consensus, sent := until(t, casework.ReviewConsensus).Review, until(t, casework.ReviewComments).Review
	for _, row := range []struct {
		rule    string
		of      casework.Review
		before  casework.Rating
		ratings []casework.ReviewRating
		in      Agreement
		want    string
		draft   casework.Rating // kept beside a changed one
	}{
		{"where both gave the same no reason is asked", consensus, "", gave("4", "4"), Agreement{Rating: "4"}, "", ""},
		{"it is never filled in by itself", consensus, "", gave("4", "4"), Agreement{}, "rating review.no_rating, reason review.reason_differs", ""},
		{"one reviewer's value wants a reason, as it differs from the other's", consensus, "", gave("3", "4"), Agreement{Rating: "4"}, "reason review.reason_differs", ""},
		{"with the reason it stands", consensus, "", gave("3", "4"), Agreement{Rating: "4", Reason: "the log shows it"}, "", ""},
		{"a value of neither wants one too", consensus, "", gave("3", "3"), Agreement{Rating: "5"}, "reason review.reason_differs", ""},
		{"what the service has seen changes with a reason", sent, "4", gave("4", "4"), Agreement{Rating: "3", Reason: "x"}, "change_reason review.change_reason", ""},
		{"and the first value is kept beside it", sent, "4", gave("4", "4"), Agreement{Rating: "3", Reason: "x", ChangeReason: "new evidence"}, "", "4"},
		{"its words alone change without", sent, "4", gave("4", "4"), Agreement{Rating: "4", Reason: "better said"}, "", ""},
		{"what is signed does not change", until(t, casework.ReviewSigned).Review, "4", gave("4", "4"), Agreement{Rating: "4", Reason: "x"}, "review.not_consensus", ""},
		{"nothing is agreed before both are in", until(t, casework.ReviewRatings).Review, "", nil, Agreement{Rating: "4"}, "review.not_consensus", ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := Agree(row.of, casework.ReviewItem{Item: 7, Rating: row.before}, row.ratings, row.in)
			if fields := fieldsOf(err); fields != row.want {
				t.Fatalf("got %q, want %q", fields, row.want)
			}
			if err == nil && (got.Rating != row.in.Rating || got.DraftRating != row.draft) {
				t.Errorf("it is %q, first %q", got.Rating, got.DraftRating)
			}
		})
	}
}

func TestAChangeThatIsTakenBackLeavesNoTrace(t *testing.T) {
	r := until(t, casework.ReviewComments).Review
	i, err := Agree(r, casework.ReviewItem{Item: 7, Rating: "4"}, nil, Agreement{Rating: "3", ChangeReason: "new evidence"})
	if err == nil {
		i, err = Agree(r, i, nil, Agreement{Rating: "4", ChangeReason: "it was old"})
	}
	if err != nil || i.DraftRating != "" || i.ChangeReason != "" {
		t.Errorf("it keeps %q, %q; %v", i.DraftRating, i.ChangeReason, err)
	}
}

func TestSigning(t *testing.T) {
	w := until(t, casework.ReviewComments)
	if _, err := Sign(w.Review, ritva, w.items, visitTo.AddDays(7)); fieldsOf(err) != "review.comments_open" {
		t.Errorf("on the last day of the comments: %v", err)
	}
	r, err := Sign(w.Review, ritva, w.items, visitTo.AddDays(8))
	if err != nil || r.Held() || r.Total != nil {
		t.Fatalf("with one of two signatures: %v, %v, %v", r.State, r.Total, err)
	}
	if again := Unsigned(r); !again.Reviewer(ritva).SignedOn.IsZero() || r.Reviewer(ritva).SignedOn.IsZero() {
		t.Error("a change does not take the signature off, or takes it off the old one")
	}
	r, err = Sign(r, veli, w.items, visitTo.AddDays(9))
	if err != nil || !r.Held() || r.Total == nil || *r.Total != 100 || len(r.Scores) != 25 {
		t.Fatalf("with both: %s, %v, %v", r.State, r.Total, err)
	}
	if _, err := Sign(r, veli, w.items, visitTo); !problem.Is(err, problem.Conflict) {
		t.Errorf("signed again: %v", err)
	}
	for name, change := range map[string]func() error{
		"the report": func() error { _, err := WriteReport(r, Report{Summary: "x"}); return err },
		"an item":    func() error { _, err := Agree(r, w.items[0], nil, Agreement{Rating: "4"}); return err },
		"a comment":  func() error { _, err := CommentItem(r, w.items[0], "x", ""); return err },
		"the plan":   func() error { _, err := ReplanReview(r, planOf(nil), visitFrom); return err },
		"a step":     func() error { _, err := Tick(r, casework.StepGaps, true, visitTo); return err },
	} {
		if err := change(); !problem.Is(err, problem.Conflict) {
			t.Errorf("%s of a signed review changes: %v", name, err)
		}
	}
}

func TestAReviewWithAnItemThatCannotBeRatedHasNoTotal(t *testing.T) {
	w := until(t, casework.ReviewComments)
	w.items[13].Rating = casework.NotRated
	r, _ := Sign(w.Review, ritva, w.items, visitTo.AddDays(8))
	r, err := Sign(r, veli, w.items, visitTo.AddDays(8))
	if err != nil || r.Total != nil || len(r.Scores) != 24 || Total(r) != nil {
		t.Errorf("total %v of %d scores, %v", r.Total, len(r.Scores), err)
	}
	if next := NextReview(r.To, Total(r)); next != r.To.AddMonths(6) {
		t.Errorf("the next review is due on %s", next)
	}
}

func TestACorrectionIsANewVersion(t *testing.T) {
	signed := until(t, casework.ReviewActionPlan).Review
	signed.ID = 9
	if _, err := Correct(signed, " "); fieldsOf(err) != "note review.note_missing" {
		t.Errorf("without a note: %v", err)
	}
	next, err := Correct(signed, "item 7 was misread")
	if err != nil || next.CorrectsID != 9 || next.ID != 0 || next.State != casework.ReviewComments || next.Total != nil || next.Reviewer(ritva).SignedOn != (casework.Day{}) {
		t.Fatalf("got %+v, %v", next, err)
	}
	if !signed.Held() || signed.Total == nil || signed.Reviewer(ritva).SignedOn.IsZero() || signed.Steps[casework.StepAdopted].IsZero() {
		t.Error("the signed version has changed")
	}
	if _, err := Correct(next, "again"); !problem.Is(err, problem.Conflict) {
		t.Errorf("a version that is not signed is corrected: %v", err)
	}
}

func TestTheTimeline(t *testing.T) {
	r := casework.Review{From: casework.MustDay("2026-08-31"), To: casework.MustDay("2026-09-01"), State: casework.ReviewPlanned}
	want := map[casework.ReviewStep]string{
		casework.StepAgreement: "2026-06-30", casework.StepEvidence: "2026-06-30", casework.StepSharing: "2026-07-31", casework.StepGaps: "2026-08-10",
		casework.StepTimetable: "2026-08-17", casework.StepVisit: "2026-08-31", casework.StepVisited: "2026-09-01", casework.StepSent: "2026-09-29",
		casework.StepCommented: "2026-10-06", casework.StepSigned: "2026-10-13", casework.StepForgotten: "2026-10-13", casework.StepAdopted: "2026-11-10",
	}
	for _, d := range Timeline(r) {
		if got := d.On.String(); want[d.Step] != got && !(d.On.IsZero() && want[d.Step] == "") {
			t.Errorf("%s is due on %s, want %s", d.Step, got, want[d.Step])
		}
	}
	r.Steps = map[casework.ReviewStep]casework.Day{casework.StepSent: casework.MustDay("2026-09-10")}
	for _, d := range Timeline(r) {
		if d.Step == casework.StepAdopted && d.On != casework.MustDay("2026-10-22") {
			t.Errorf("after a report of 10 September the plan is due on %s", d.On)
		}
	}
}

func TestWhatWaitsInAReview(t *testing.T) {
	day := visitFrom
	for _, row := range []struct {
		rule string
		of   casework.Review
		on   casework.Day
		want casework.ReviewStep // empty: nothing
	}{
		{"months before nothing presses", until(t, casework.ReviewPlanned).Review, day.AddMonths(-3), ""},
		{"a fortnight before its day a step is told of", until(t, casework.ReviewPlanned).Review, day.AddMonths(-2).AddDays(-14), casework.StepAgreement},
		{"what is overdue comes first", until(t, casework.ReviewPlanned).Review, day, casework.StepAgreement},
		{"once the visit has begun its preparations do not wait", until(t, casework.ReviewVisit).Review, day, casework.StepVisited},
		{"then the report", until(t, casework.ReviewConsensus).Review, visitTo.AddDays(20), casework.StepSent},
		{"then the comments", until(t, casework.ReviewComments).Review, visitTo, casework.StepCommented},
		{"then the data are to go", until(t, casework.ReviewSigned).Review, visitTo, casework.StepForgotten},
		{"a review that came signed waits for nothing", casework.Review{State: casework.ReviewSigned, From: day, To: day}, day.AddMonths(9), ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if d, _ := Soonest(row.of, row.on); d.Step != row.want {
				t.Errorf("it is %q, due on %s", d.Step, d.On)
			}
		})
	}
}

func TestPersonalDataGoTwoWeeksAfterTheReport(t *testing.T) {
	sent, signed := until(t, casework.ReviewComments).Review, until(t, casework.ReviewSigned).Review
	for _, row := range []struct {
		rule              string
		of                casework.Review
		on                casework.Day
		forgets, mayFoget bool
	}{
		{"not before the report", until(t, casework.ReviewDraft).Review, visitTo.AddDays(90), false, false},
		{"not on the thirteenth day", sent, visitTo.AddDays(13), false, false},
		{"on the fourteenth", sent, visitTo.AddDays(14), true, true},
		{"a signed review may be rid of them at once", signed, visitTo, false, true},
		{"what is gone cannot go again", Forget(signed, visitTo), visitTo.AddDays(20), true, false},
		{"a review that came signed has none", casework.Review{State: casework.ReviewSigned}, visitTo, false, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got, may := Forgets(row.of, row.on), Forgettable(row.of, row.on); got != row.forgets || may != row.mayFoget {
				t.Errorf("got %v, %v", got, may)
			}
		})
	}
}

func TestTheNextReview(t *testing.T) {
	total := func(n int) *int { return &n }
	held := casework.Review{Record: casework.Record{ID: 1}, State: casework.ReviewSigned, To: casework.MustDay("2026-05-08"), Total: total(103)}
	newer := casework.Review{Record: casework.Record{ID: 2}, State: casework.ReviewActionPlan, To: casework.MustDay("2026-06-08"), Total: total(99)}
	planned, cancelled, version := newer, newer, newer
	planned.State, cancelled.State = casework.ReviewPlanned, casework.ReviewCancelled
	version.State, version.CorrectsID = casework.ReviewComments, 1
	for _, row := range []struct {
		rule string
		all  []casework.Review
		want string
	}{
		{"a team that was never reviewed has none", nil, ""},
		{"a year after a good one", []casework.Review{held}, "2027-05-08"},
		{"the newest counts: half a year after a fair one", []casework.Review{held, newer}, "2026-12-08"},
		{"none while the next is under way", []casework.Review{held, planned}, ""},
		{"one that was called off is none", []casework.Review{held, cancelled}, "2027-05-08"},
		{"a correction is no review of its own", []casework.Review{held, version}, "2027-05-08"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			on, due := NextReviewOf(row.all)
			if got := on.String(); due != (row.want != "") || due && got != row.want {
				t.Errorf("got %s, %v", got, due)
			}
		})
	}
}

func TestAnActionOfAPlan(t *testing.T) {
	good := PlanNote{TeamID: 1, Year: 2026, Item: 17, Action: "Monday is for visits", Owner: casework.OwnerTeam, StaffID: own, DueOn: visitTo, State: casework.ActionPlanned}
	for _, row := range []struct {
		rule   string
		change func(*PlanNote)
		want   string
	}{
		{"what, whose, who and by when", func(*PlanNote) {}, ""},
		{"somebody of the clinic by name", func(n *PlanNote) { n.StaffID, n.Responsible = 0, "the head of the ward" }, ""},
		{"of no one criterion", func(n *PlanNote) { n.Item = 0 }, ""},
		{"somebody answers for it", func(n *PlanNote) { n.StaffID = 0 }, "responsible development.responsible_missing"},
		{"something is done", func(n *PlanNote) { n.Action = " " }, "action development.action_missing"},
		{"it has an owner", func(n *PlanNote) { n.Owner = "" }, "owner problem.choose"},
		{"and a day", func(n *PlanNote) { n.DueOn = casework.Day{} }, "due_on problem.day_missing"},
		{"what is done tells what was done", func(n *PlanNote) { n.State = casework.ActionDone }, "outcome development.outcome_missing"},
		{"a criterion of the scale", func(n *PlanNote) { n.Item = 26 }, "item review.no_item"},
		{"a year near this one", func(n *PlanNote) { n.Year = 2036 }, "year development.year_far"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := good
			row.change(&note)
			_, err := PlanAction(note, visitTo)
			if got := fieldsOf(err); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

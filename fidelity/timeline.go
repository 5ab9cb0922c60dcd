package fidelity

import "sijoita/casework"

// How many days after the visit, or after the report, a step is due (IPS Grow's
// flowchart). That the weeks of comments, deletion and action plan are counted
// from the report is ours to decide: the chart says only "within".
const (
	reportWithin     = 28 // after the visit
	commentsWithin   = 7  // after the report, and the rest too
	forgottenWithin  = 14
	actionPlanWithin = 42
)

// Due is a step of a review's timeline.
type Due struct {
	Step   casework.ReviewStep
	On     casework.Day // when it is due; zero: it has no day of its own
	DoneOn casework.Day // zero: not done
}

// Late tells whether the step was to be done before the day, and is not.
func (d Due) Late(today casework.Day) bool {
	return d.DoneOn.IsZero() && !d.On.IsZero() && d.On.Before(today)
}

// Timeline gives every step of a review with its day, counted from the days of
// the visit; what follows the report is counted from the day on which it was
// sent, once it was.
func Timeline(r casework.Review) []Due {
	sent := reported(r)
	days := map[casework.ReviewStep]casework.Day{
		casework.StepAgreement: r.From.AddMonths(-2),
		casework.StepEvidence:  r.From.AddMonths(-2),
		casework.StepSharing:   r.From.AddMonths(-1),
		casework.StepGaps:      r.From.AddDays(-21),
		casework.StepTimetable: r.From.AddDays(-14),
		casework.StepVisit:     r.From,
		casework.StepVisited:   r.To,
		casework.StepSent:      r.To.AddDays(reportWithin),
		casework.StepCommented: sent.AddDays(commentsWithin),
		casework.StepSigned:    sent.AddDays(forgottenWithin),
		casework.StepForgotten: sent.AddDays(forgottenWithin),
		casework.StepAdopted:   sent.AddDays(actionPlanWithin),
	}
	line := make([]Due, len(casework.ReviewSteps))
	for i, step := range casework.ReviewSteps {
		line[i] = Due{Step: step, On: days[step], DoneOn: r.Steps[step]}
	}
	return line
}

// reported is when the report was sent, or is due.
func reported(r casework.Review) casework.Day {
	if sent := r.Steps[casework.StepSent]; !sent.IsZero() {
		return sent
	}
	return r.To.AddDays(reportWithin)
}

// OpenSteps gives the steps of a review that still wait to be done, in their order. A
// review that came signed from elsewhere, and one that was called off, wait for
// nothing; once the visit has begun, what was to be done before it does not
// wait any more.
func OpenSteps(r casework.Review) []Due {
	if r.State == "" || r.State == casework.ReviewCancelled || len(r.Steps) == 0 && r.Held() {
		return nil
	}
	var open []Due
	for _, d := range Timeline(r) {
		before := d.Step == casework.StepAgreement || d.Step == casework.StepEvidence || d.Step == casework.StepSharing ||
			d.Step == casework.StepGaps || d.Step == casework.StepTimetable
		over := before && !r.Steps[casework.StepVisit].IsZero() || d.Step == casework.StepCommented && r.Held()
		if d.DoneOn.IsZero() && !over {
			open = append(open, d)
		}
	}
	return open
}

// Forgets tells whether the personal data of a review are to be gone by the
// day: two weeks after its report. They are not shown any more from then on.
func Forgets(r casework.Review, today casework.Day) bool {
	sent := r.Steps[casework.StepSent]
	return !sent.IsZero() && !today.Before(sent.AddDays(forgottenWithin))
}

// Forgettable tells whether the personal data may be deleted: once the review is
// signed, or their time has come.
func Forgettable(r casework.Review, today casework.Day) bool {
	return r.Steps[casework.StepForgotten].IsZero() && (r.Held() && len(r.Steps) > 0 || Forgets(r, today))
}

// Forget notes that the personal data were deleted.
func Forget(r casework.Review, today casework.Day) casework.Review {
	return stepped(r, casework.StepForgotten, today)
}

// Ahead is how many days before its day a step, or an action of a plan, is told of.
const Ahead = 14

// ReviewAhead is how many days before it is due the next review is told of: its
// preparations begin two months before.
const ReviewAhead = 61

// Soonest gives the step of a review that has waited longest of those that are
// late, or are due within Ahead days; false when there is none.
func Soonest(r casework.Review, today casework.Day) (Due, bool) {
	var first Due
	found := false
	for _, d := range OpenSteps(r) {
		if d.On.IsZero() || d.On.After(today.AddDays(Ahead)) {
			continue
		}
		if !found || d.On.Before(first.On) {
			first, found = d, true
		}
	}
	return first, found
}

// NextReviewOf tells when a team's next review is due, of the reviews it has had
// and those under way: false for a team that was never reviewed, and for one
// whose next review is planned already.
func NextReviewOf(all []casework.Review) (casework.Day, bool) {
	var last *casework.Review
	for i, r := range all {
		switch {
		case r.State == casework.ReviewCancelled, r.CorrectsID != 0 && !r.Held():
		case !r.Held():
			return casework.Day{}, false
		case last == nil || !r.To.Before(last.To):
			last = &all[i]
		}
	}
	if last == nil {
		return casework.Day{}, false
	}
	return NextReview(last.To, Total(*last)), true
}

package outcomes

import "sijoita/casework"

// What waits in the support of those who have a job, a trial or studies.
const (
	DueThin          DueKind = "thin"           // a contact that the rhythm of support asks for
	DueSupportReview DueKind = "support_review" // a support plan is to be looked at again
	DueLimit         DueKind = "limit"          // a work trial or studies run out, or are to be looked at on the way
	DueTalk          DueKind = "talk"           // how coaching goes on is to be talked about again
)

const (
	beatEnds    = 2  // days before the end of a beat on which it shows
	limitAhead  = 21 // days before the last day of a trial or of studies
	checkBehind = 14 // days after its day for which a look at a trial is asked for
)

// rhythm is how the support in a placement stands.
func (c DueClient) rhythm(p casework.Placement, today casework.Day) casework.Rhythm {
	return casework.RhythmOf(c.Episode, p, c.Support, c.Meetings, today)
}

// supported tells whether the rhythm of contacts is agreed on for a placement
// that runs: a rule for everybody does not know better.
func (c DueClient) supported(today casework.Day) bool {
	for _, p := range c.Placements {
		if _, planned := casework.SupportOn(c.Support, p.ID, today); planned && !p.Withdrawn && p.RunsOn(today) {
			return true
		}
	}
	return false
}

// dueThin: the rhythm of support asks for a contact. Where a support plan
// stands it is the plan's; else it is the good rhythm of a job's first month,
// after which three weeks of silence are enough of a rule.
func dueThin(c DueClient, today casework.Day) (Due, bool) {
	for _, p := range c.Placements {
		if p.Withdrawn || !p.RunsOn(today) {
			continue
		}
		r := c.rhythm(p, today)
		b, waits := r.Waits()
		early := b.Stage == casework.StageFirstWeek || b.Stage == casework.StageFirstMonth
		if !waits || !r.Planned && (p.Kind != casework.Employment || !early) {
			continue
		}
		late := b.State == casework.BeatMissed
		if left := b.To.DaysSince(today); late || left <= beatEnds {
			return Due{Kind: DueThin, Late: late, Days: left, On: b.To, Placement: &p, Stage: b.Stage}, true
		}
	}
	return Due{}, false
}

// dueSupportReview: the support plan of a placement that runs is to be looked at
// again.
func dueSupportReview(c DueClient, today casework.Day) (Due, bool) {
	for _, p := range c.Placements {
		plan, ok := casework.SupportOn(c.Support, p.ID, today)
		if !ok || p.Withdrawn || !p.RunsOn(today) || plan.ReviewOn.IsZero() || plan.ReviewOn.After(today.AddDays(planAhead)) {
			continue
		}
		return Due{Kind: DueSupportReview, Late: plan.ReviewOn.Before(today), Days: plan.ReviewOn.DaysSince(today), On: plan.ReviewOn, Placement: &p}, true
	}
	return Due{}, false
}

// dueLimit: a work trial or studies run out within three weeks, by the rules or
// as was agreed, or a trial is to be looked at on the way and nobody has been in
// touch about that time.
func dueLimit(c DueClient, today casework.Day) (Due, bool) {
	for _, p := range c.Placements {
		if p.Withdrawn || !p.RunsOn(today) {
			continue
		}
		if check := p.Trial.CheckOn; !check.IsZero() && p.Trial.CheckedOn.Before(check.AddDays(-planAhead)) && !check.After(today.AddDays(planAhead)) && today.DaysSince(check) <= checkBehind && !c.metFrom(check.AddDays(-planAhead)) {
			return Due{Kind: DueLimit, Late: check.Before(today), Days: check.DaysSince(today), On: check, Placement: &p}, true
		}
		for _, l := range p.Limits(append(c.Earlier[:len(c.Earlier):len(c.Earlier)], c.Placements...)) {
			if left := l.Last.DaysSince(today); left <= limitAhead {
				return Due{Kind: DueLimit, Late: left < 0, Days: left, On: l.Last, Placement: &p, Limit: l.Kind}, true
			}
		}
	}
	return Due{}, false
}

func (c DueClient) metFrom(first casework.Day) bool {
	for _, m := range c.Meetings {
		if m.InTouch() && !m.On.Before(first) {
			return true
		}
	}
	return false
}

// dueTalk: it was agreed to talk again about how coaching goes on.
func dueTalk(c DueClient, today casework.Day) (Due, bool) {
	talk, ok := casework.LastTalk(c.Talks, today)
	if !ok || talk.LookOn.IsZero() || talk.LookOn.After(today.AddDays(planAhead)) {
		return Due{}, false
	}
	return Due{Kind: DueTalk, Late: talk.LookOn.Before(today), Days: talk.LookOn.DaysSince(today), On: talk.LookOn}, true
}

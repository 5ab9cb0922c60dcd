package outcomes

import "sijoita/casework"

// planAhead is how many days before its day the review of a plan shows.
const planAhead = 3

// duePlan: the plan that holds is to be looked at again, and the client is not
// in work.
func duePlan(c DueClient, today casework.Day) (Due, bool) {
	plan, ok := casework.PlanOn(c.Plans, today)
	if !ok || plan.ReviewOn.IsZero() || plan.ReviewOn.After(today.AddDays(planAhead)) || c.working(today) {
		return Due{}, false
	}
	return Due{Kind: DuePlan, Late: plan.ReviewOn.Before(today), Days: plan.ReviewOn.DaysSince(today), On: plan.ReviewOn}, true
}

package outcomes

import "sijoita/casework"

// What may wait in a lead.
const (
	DueLeadStop  DueKind = "lead_stop" // it may not be worked any more
	DueInterview DueKind = "interview" // it is near, or was held and nobody has noted how it went
	DueLeadStep  DueKind = "lead_step" // what was to be done next
	DueApplyBy   DueKind = "apply_by"  // the day by which to apply
)

// Limits of the rules, in days.
const (
	stepAhead      = 1 // before its day a step shows
	interviewAhead = 2
	interviewTold  = 3 // after an interview that nobody has noted the result of
	applyAhead     = 3
)

// DueLead is what the rules need of one open lead.
type DueLead struct {
	Lead     casework.Lead
	ClientID int64 // 0: for nobody yet
	Stop     casework.LeadStop
	Newest   *casework.Application // nil: none was sent
}

// leadRules are asked in this order: of one lead only the first that applies is told.
var leadRules = []func(DueLead, casework.Day) (Due, bool){dueLeadStop, dueInterview, dueLeadStep, dueApplyBy}

// DueLeads lists what waits in open leads, one matter of each.
func DueLeads(all []DueLead, today casework.Day) []Due {
	var list []Due
	for _, l := range all {
		for _, rule := range leadRules {
			if d, ok := rule(l, today); ok {
				d.ClientID, d.EmployerID, d.Lead, d.Days = l.ClientID, l.Lead.EmployerID, &l.Lead, d.On.DaysSince(today)
				list = append(list, d)
				break
			}
		}
	}
	return list
}

// dueLeadStop: the client does not let the lead be worked in this way any more,
// or the employer wants no contacts. It goes when the lead is ended or worked in
// another way.
func dueLeadStop(l DueLead, today casework.Day) (Due, bool) {
	return Due{Kind: DueLeadStop, Late: true, On: today, Stop: l.Stop}, l.Stop != casework.StopNone
}

// dueInterview: an interview is near, or it was held and nobody has noted how
// it went.
func dueInterview(l DueLead, today casework.Day) (Due, bool) {
	if l.Newest == nil || l.Newest.InterviewOn.IsZero() || !l.Newest.Waits() || l.Newest.InterviewOn.After(today.AddDays(interviewAhead)) {
		return Due{}, false
	}
	on := l.Newest.InterviewOn
	return Due{Kind: DueInterview, Late: today.DaysSince(on) > interviewTold, On: on, Application: l.Newest}, true
}

// dueLeadStep: what was to be done next is near or has passed.
func dueLeadStep(l DueLead, today casework.Day) (Due, bool) {
	on := l.Lead.NextOn
	if on.IsZero() || on.After(today.AddDays(stepAhead)) {
		return Due{}, false
	}
	return Due{Kind: DueLeadStep, Late: on.Before(today), On: on}, true
}

// dueApplyBy: the day by which to apply is near, and nothing was sent.
func dueApplyBy(l DueLead, today casework.Day) (Due, bool) {
	on := l.Lead.ApplyBy
	if l.Newest != nil || on.IsZero() || on.Before(today) || on.After(today.AddDays(applyAhead)) {
		return Due{}, false
	}
	return Due{Kind: DueApplyBy, On: on}, true
}

package web

import (
	"net/http"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// The steps in the life of a placement, as their addresses name them.
const (
	stepChange   = "change"
	stepSubsidy  = "subsidy"
	stepDecision = "decision"
	stepEnd      = "end"
	stepFollow   = "follow"
)

func (s *Server) handlePlacementChange(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacementStep(w, r, http.StatusOK, pages.PlacementStepView{Step: stepChange, Change: pages.ChangeFields{From: visitOf(r).today.String()}})
}

func (s *Server) handlePlacementSubsidy(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacementStep(w, r, http.StatusOK, pages.PlacementStepView{Step: stepSubsidy})
}

func (s *Server) handlePlacementDecision(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacementStep(w, r, http.StatusOK, pages.PlacementStepView{Step: stepDecision})
}

func (s *Server) handlePlacementEnd(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacementStep(w, r, http.StatusOK, pages.PlacementStepView{Step: stepEnd})
}

func (s *Server) handlePlacementFollow(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacementStep(w, r, http.StatusOK, pages.PlacementStepView{Step: stepFollow})
}

// showPlacementStep shows the form of a step: empty, or with what was typed and
// why it was refused.
func (s *Server) showPlacementStep(w http.ResponseWriter, r *http.Request, status int, view pages.PlacementStepView) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Placement(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	words, j := v.words, found.Placement
	title := stepTitle(words, view.Step, j.Kind)
	if view.Problem == nil {
		view = begun(view, j, v.today)
	}
	path := "/placements/" + uid.String()
	view.Back = ui.Link{Href: path, Text: words.T("placement.kind." + string(j.Kind))}
	view.Kind, view.Action = j.Kind, path+"/"+view.Step
	var sub []string
	for _, part := range []string{found.Client.Name(), whereOf(words, found.Employer.Name, j), termsLine(words, j.HoursOn(v.today), j.PayOn(v.today))} {
		if part != "" {
			sub = append(sub, part)
		}
	}
	view.Sub = strings.Join(sub, " · ")
	if view.Revision == "" || view.Present != nil {
		view.Revision = strconv.Itoa(j.Revision)
	}
	if view.Present != nil {
		view.Present = placementFacts(words, found)
	}
	switch view.Step {
	case stepSubsidy:
		view.Help = furtherHelp(words, found, (&form{r: r}).subsidy("further_subsidy", view.Subsidy, j.StartsOn))
	case stepDecision:
		view.Decided = decisionsView(words, j, view.Decided)
	}
	for _, reason := range casework.EndReasons[j.Kind] {
		view.Reasons = append(view.Reasons, ui.Option{Value: reason, Text: words.T("placement.ended." + reason)})
	}
	view.Title = title
	return s.render(w, r, status, pages.PlacementStep(s.frame(w, r, title), view))
}

// stepTitle is what a step is called: what is noted on the way is another thing
// of a work trial.
func stepTitle(words *i18n.Printer, step string, kind casework.PlacementKind) string {
	if step == stepFollow && kind == casework.WorkTrial {
		return words.T("placement.step_trial")
	}
	return words.T("placement.step." + step)
}

// begun is the form of a step as it begins: with what is known already.
func begun(view pages.PlacementStepView, j casework.Placement, today casework.Day) pages.PlacementStepView {
	switch view.Step {
	case stepEnd:
		view.EndOn, view.Feedback = lastDayOf(j, today).String(), j.Trial.Feedback
		if j.EndReason != "" {
			view.EndOn, view.Reason, view.Learned = j.EndsOn.String(), j.EndReason, j.EndLearned
			view.Planned, view.Benefits, view.Next = typedYesNo(j.Ending.Planned), j.Ending.Benefits, string(j.Ending.Next)
			view.Client, view.Employer = j.Ending.Client, j.Ending.Employer
		}
	case stepFollow:
		view.Follow = pages.FollowFields{
			Found: string(j.Found), Matches: string(j.Matches), Why: j.MatchesWhy, Form: string(j.Form), ProbationTo: j.ProbationTo.String(),
			FourHoursOn: j.FourHoursOn.String(), Tasks: j.Trial.Tasks, AgreedOn: j.Trial.AgreedOn.String(), InPlan: typedYesNo(j.Trial.InPlan),
			Expenses: typedYesNo(j.Trial.Expenses), CheckOn: j.Trial.CheckOn.String(), CheckedOn: j.Trial.CheckedOn.String(),
			Midway: j.Trial.Midway, Feedback: j.Trial.Feedback,
		}
	}
	return view
}

// lastDayOf is the last day that is offered to whom tells how a placement ended:
// the one that was agreed on, when it has passed, and else today.
func lastDayOf(j casework.Placement, today casework.Day) casework.Day {
	if !j.EndsOn.IsZero() && j.EndsOn.Before(today) {
		return j.EndsOn
	}
	return today
}

func (s *Server) handleChangePlacement(w http.ResponseWriter, r *http.Request) error {
	return s.takePlacementStep(w, r, stepChange, func(f *form, view *pages.PlacementStepView) placementDeed {
		view.Change = f.changeFields(0)
		change := f.change(view.Change)
		return func(which app.PlacementStep) (app.NotedPlacement, error) {
			return s.App.ChangePlacement(r.Context(), visitOf(r).actor, which, change)
		}
	})
}

func (s *Server) handleAddSubsidy(w http.ResponseWriter, r *http.Request) error {
	return s.takePlacementStep(w, r, stepSubsidy, func(f *form, view *pages.PlacementStepView) placementDeed {
		view.Subsidy = f.subsidyFields("further_subsidy", 0)
		subsidy := f.subsidy("further_subsidy", view.Subsidy, casework.Day{})
		return func(which app.PlacementStep) (app.NotedPlacement, error) {
			return s.App.AddSubsidy(r.Context(), visitOf(r).actor, which, subsidy)
		}
	})
}

func (s *Server) handleNoteDecisions(w http.ResponseWriter, r *http.Request) error {
	return s.takePlacementStep(w, r, stepDecision, func(f *form, view *pages.PlacementStepView) placementDeed {
		var all []casework.SubsidyDecision
		for i := range f.texts("decision") {
			typed := pages.DecisionFields{Decision: f.nth("decision", i), DecidedOn: f.nth("decided_on", i)}
			view.Decided = append(view.Decided, typed)
			all = append(all, casework.SubsidyDecision{Number: typed.Decision, On: f.readDay(pages.DecisionField("decided_on", i), typed.DecidedOn)})
		}
		return func(which app.PlacementStep) (app.NotedPlacement, error) {
			return s.App.NoteDecisions(r.Context(), visitOf(r).actor, which, all)
		}
	})
}

// decisionsView are the decisions on a job's subsidies, or what was typed of
// them.
func decisionsView(words *i18n.Printer, j casework.Placement, typed []pages.DecisionFields) []pages.DecisionFields {
	var all []pages.DecisionFields
	for i, s := range j.Subsidies() {
		one := pages.DecisionFields{Line: termsOf(words, s), Decision: s.Decision, DecidedOn: s.DecidedOn.String()}
		if i < len(typed) {
			one.Decision, one.DecidedOn = typed[i].Decision, typed[i].DecidedOn
		}
		all = append(all, one)
	}
	return all
}

func (s *Server) handleEndPlacement(w http.ResponseWriter, r *http.Request) error {
	return s.takePlacementStep(w, r, stepEnd, func(f *form, view *pages.PlacementStepView) placementDeed {
		view.EndOn, view.Reason, view.Learned = f.text("end_on"), f.text("end_reason"), f.text("end_learned")
		view.Planned, view.Benefits, view.Next, view.Feedback = f.text("end_planned"), f.yes("end_benefits"), f.text("end_next"), f.text("trial_feedback")
		view.Client, view.Employer = f.text("end_client"), f.text("end_employer")
		end := casework.PlacementEnd{On: f.day("end_on"), Reason: view.Reason, Learned: view.Learned, Feedback: view.Feedback,
			Ending: casework.Ending{Planned: f.yesOrNo("end_planned"), Benefits: view.Benefits, Next: casework.Follow(view.Next), Client: view.Client, Employer: view.Employer}}
		return func(which app.PlacementStep) (app.NotedPlacement, error) {
			return s.App.EndPlacement(r.Context(), visitOf(r).actor, which, end)
		}
	})
}

func (s *Server) handleFollowPlacement(w http.ResponseWriter, r *http.Request) error {
	return s.takePlacementStep(w, r, stepFollow, func(f *form, view *pages.PlacementStepView) placementDeed {
		var in casework.PlacementFollow
		view.Follow, in = f.follow()
		return func(which app.PlacementStep) (app.NotedPlacement, error) {
			return s.App.FollowPlacement(r.Context(), visitOf(r).actor, which, in)
		}
	})
}

// follow reads what has come to be known of a job or a trial.
func (f *form) follow() (pages.FollowFields, casework.PlacementFollow) {
	p := pages.FollowFields{
		Found: f.text("found"), Matches: f.text("matches_wish"), Why: f.text("matches_why"), Form: f.text("job_form"), ProbationTo: f.text("probation_to"),
		FourHoursOn: f.text("four_hours_on"), Tasks: f.text("trial_tasks"), AgreedOn: f.text("trial_agreed_on"), InPlan: f.text("trial_in_plan"),
		Expenses: f.text("trial_expenses"), CheckOn: f.text("trial_check_on"), CheckedOn: f.text("trial_checked_on"), Midway: f.text("trial_midway"),
		Feedback: f.text("trial_feedback"),
	}
	return p, casework.PlacementFollow{
		Found: casework.Found(p.Found), Matches: casework.WishMatch(p.Matches), MatchesWhy: p.Why, Form: casework.JobForm(p.Form),
		ProbationTo: f.day("probation_to"), FourHoursOn: f.day("four_hours_on"),
		Trial: casework.Trial{Tasks: p.Tasks, AgreedOn: f.day("trial_agreed_on"), InPlan: f.yesOrNo("trial_in_plan"), Expenses: f.yesOrNo("trial_expenses"),
			CheckOn: f.day("trial_check_on"), CheckedOn: f.day("trial_checked_on"), Midway: p.Midway, Feedback: p.Feedback},
	}
}

type placementDeed func(app.PlacementStep) (app.NotedPlacement, error)

// takePlacementStep reads a step's form, takes the step and goes back to the
// placement; a refused form comes again with what was typed.
func (s *Server) takePlacementStep(w http.ResponseWriter, r *http.Request, step string, read func(*form, *pages.PlacementStepView) placementDeed) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	view := pages.PlacementStepView{Step: step, Revision: f.text("revision")}
	take := read(f, &view)
	if err = f.invalid(); err == nil {
		_, err = take(app.PlacementStep{UID: uid, Revision: number(f.text("revision"))})
	}
	if p := refusalOf(err); p != nil {
		if view.Problem = p; p.Kind == problem.Conflict {
			view.Present = []ui.Definition{}
		}
		return s.showPlacementStep(w, r, statuses[p.Kind], view)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/placements/"+uid.String(), "done.placement_step."+step)
}

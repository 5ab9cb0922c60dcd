package web

import (
	"net/http"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// The steps in the life of a placement, as their addresses name them.
const (
	stepChange  = "change"
	stepSubsidy = "subsidy"
	stepEnd     = "end"
)

func (s *Server) handlePlacementChange(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacementStep(w, r, http.StatusOK, pages.PlacementStepView{Step: stepChange, Change: pages.ChangeFields{From: visitOf(r).today.String()}})
}

func (s *Server) handlePlacementSubsidy(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacementStep(w, r, http.StatusOK, pages.PlacementStepView{Step: stepSubsidy})
}

func (s *Server) handlePlacementEnd(w http.ResponseWriter, r *http.Request) error {
	return s.showPlacementStep(w, r, http.StatusOK, pages.PlacementStepView{Step: stepEnd, EndOn: visitOf(r).today.String()})
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
	path := "/placements/" + uid.String()
	view.Back = ui.Link{Href: path, Text: words.T("placement.kind." + string(j.Kind))}
	view.Kind, view.Action = j.Kind, path+"/"+view.Step
	var sub []string
	for _, part := range []string{found.Client.Name(), found.Employer.Name, j.School, termsLine(words, j.HoursOn(v.today), j.PayOn(v.today))} {
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
	for _, reason := range casework.EndReasons[j.Kind] {
		view.Reasons = append(view.Reasons, ui.Option{Value: reason, Text: words.T("placement.ended." + reason)})
	}
	return s.render(w, r, status, pages.PlacementStep(s.frame(w, r, words.T("placement.step."+view.Step)), view))
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

func (s *Server) handleEndPlacement(w http.ResponseWriter, r *http.Request) error {
	return s.takePlacementStep(w, r, stepEnd, func(f *form, view *pages.PlacementStepView) placementDeed {
		view.EndOn, view.Reason, view.Learned = f.text("end_on"), f.text("end_reason"), f.text("end_learned")
		view.Planned, view.Benefits, view.Next, view.Feedback = f.text("end_planned"), f.yes("end_benefits"), f.text("end_next"), f.text("trial_feedback")
		end := casework.PlacementEnd{On: f.day("end_on"), Reason: view.Reason, Learned: view.Learned, Feedback: view.Feedback,
			Ending: casework.Ending{Planned: f.yesOrNo("end_planned"), Benefits: view.Benefits, Next: casework.Follow(view.Next)}}
		return func(which app.PlacementStep) (app.NotedPlacement, error) {
			return s.App.EndPlacement(r.Context(), visitOf(r).actor, which, end)
		}
	})
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

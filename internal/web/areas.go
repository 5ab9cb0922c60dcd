package web

import (
	"net/http"
	"slices"
	"strconv"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleAreas(w http.ResponseWriter, r *http.Request) error {
	return s.showAreas(w, r, http.StatusOK, pages.AreasView{Form: pages.DatedForm{From: visitOf(r).today.String()}}, endForm{})
}

// showAreas shows where each coach works; v holds what was typed, and end what
// was refused of ending it somewhere.
func (s *Server) showAreas(w http.ResponseWriter, r *http.Request, status int, view pages.AreasView, end endForm) error {
	v := visitOf(r)
	found, err := s.App.SetUp(r.Context(), v.actor)
	if err != nil {
		return err
	}
	own := ownMunicipalities(found)
	coaches := found.Service.CoachesFrom(v.today)
	view.Form.Action, view.Form.Coaches = "/setup/areas", coachOptions(coaches)
	if end.problem != nil {
		view.Form.Problem = end.onItsField()
	}
	view.Municipalities = municipalityOptions(v.words, own)
	others := slices.DeleteFunc(casework.Municipalities(), func(code string) bool { return slices.Contains(own, code) })
	view.Others = []ui.OptionGroup{{Label: v.words.T("setup.other_municipalities"), Options: municipalityOptions(v.words, others)}}
	for _, c := range withAreas(found.Service, coaches) {
		areas := pages.CoachAreas{Name: c.Name}
		for _, a := range found.Service.Areas {
			if a.CoachID == c.ID {
				path := "/setup/areas/" + strconv.FormatInt(a.ID, 10) + "/end"
				areas.Rows = append(areas.Rows, end.row(v, v.words.Municipality(a.Municipality), a.ID, a.Span, path))
			}
		}
		presentFirst(areas.Rows)
		view.Coaches = append(view.Coaches, areas)
	}
	view.Uncovered = uncovered(v, found.Service, own)
	return s.render(w, r, status, pages.Areas(s.frame(w, r, v.words.T("setup.areas")), view))
}

// withAreas lists the coaches, and after them those who are none any more but
// still have an area.
func withAreas(service casework.Service, coaches []casework.Staff) []casework.Staff {
	all := slices.Clone(coaches)
	for _, person := range service.Staff {
		has := slices.ContainsFunc(service.Areas, func(a casework.CoachArea) bool { return a.CoachID == person.ID })
		if has && !slices.ContainsFunc(all, func(c casework.Staff) bool { return c.ID == person.ID }) {
			all = append(all, person)
		}
	}
	return all
}

// uncovered names the county's municipalities in which nobody works today.
func uncovered(v *visit, service casework.Service, own []string) string {
	nobody := slices.DeleteFunc(slices.Clone(own), func(code string) bool {
		return len(casework.CoachesOfArea(service.Areas, code, v.today)) > 0
	})
	var names []string
	for _, o := range municipalityOptions(v.words, nobody) {
		names = append(names, o.Text)
	}
	return v.words.Join(names)
}

func (s *Server) handleCoverAreas(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, span := f.dated()
	view := pages.AreasView{Chosen: f.texts("municipality"), Other: f.text("other")}
	codes := slices.Clone(view.Chosen)
	if view.Other != "" {
		codes = append(codes, view.Other)
	}
	if err = f.invalid(); err == nil {
		err = s.App.CoverAreas(r.Context(), visitOf(r).actor, app.AreasInput{Coach: f.uid("coach"), Municipalities: codes, Span: span})
	}
	return s.answerUnit(w, r, err, "/setup/areas", "done.covers", func(status int, p *problem.Error) error {
		typed.Problem = p
		view.Form = typed
		return s.showAreas(w, r, status, view, endForm{})
	})
}

func (s *Server) handleEndArea(w http.ResponseWriter, r *http.Request) error {
	id, f, err := s.readEnd(r, "area")
	if err != nil {
		return err
	}
	to := f.day("to")
	if err = f.invalid(); err == nil {
		err = s.App.EndArea(r.Context(), visitOf(r).actor, id, to)
	}
	return s.answerUnit(w, r, err, "/setup/areas", "done.ended", func(status int, p *problem.Error) error {
		view := pages.AreasView{Form: pages.DatedForm{From: visitOf(r).today.String()}}
		return s.showAreas(w, r, status, view, endForm{id, f.text("to"), p})
	})
}

package web

import (
	"net/http"

	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// pathDemo is the page on which the demo's day is moved on.
const pathDemo = "/demo"

// demoRoutes are the routes of a demo whose day can be moved; elsewhere there
// are none.
func (s *Server) demoRoutes() []route {
	if !s.App.DayMoves() {
		return nil
	}
	return []route{
		{"GET " + pathDemo, open, s.handleDemoDay},
		{"POST " + pathDemo, open, s.handleMoveDay},
	}
}

// demoLink leads from every other page of such a demo to where its day is moved.
func (s *Server) demoLink(r *http.Request, v *visit) ui.Link {
	if !s.App.DayMoves() || r.URL.Path == pathDemo {
		return ui.Link{}
	}
	return ui.Link{Href: withQuery(pathDemo, "back", backPath(r)), Text: v.words.T("demo_day.link", "day", v.words.DayWeekday(v.today))}
}

func (s *Server) handleDemoDay(w http.ResponseWriter, r *http.Request) error {
	return s.showDemoDay(w, r, http.StatusOK, pages.DemoDayView{Back: localPath(r.URL.Query().Get("back"))})
}

func (s *Server) showDemoDay(w http.ResponseWriter, r *http.Request, status int, view pages.DemoDayView) error {
	return s.render(w, r, status, pages.DemoDay(s.frame(w, r, visitOf(r).words.T("demo_day.title")), view))
}

// handleMoveDay moves the day on and leads back to the page that it was moved from.
func (s *Server) handleMoveDay(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	back := localPath(f.text("back"))
	to := f.day("to")
	if err = f.invalid(); err == nil {
		err = s.App.MoveDay(r.Context(), to)
	}
	if p := mistakes(err); p != nil {
		return s.showDemoDay(w, r, http.StatusUnprocessableEntity, pages.DemoDayView{Back: back, To: f.text("to"), Problem: p})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, back, "done.day_moved")
}

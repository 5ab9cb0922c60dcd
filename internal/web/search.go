package web

import (
	"net/http"

	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

func (s *Server) handleSearchPage(w http.ResponseWriter, r *http.Request) error {
	return s.showFound(w, r, "")
}

// handleSearch is sent what was typed in the body: a client's name does not
// belong into an address.
func (s *Server) handleSearch(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	return s.showFound(w, r, f.text("q"))
}

func (s *Server) showFound(w http.ResponseWriter, r *http.Request, typed string) error {
	v := visitOf(r)
	found, err := s.App.Search(r.Context(), v.actor, typed)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.Search(s.frame(w, r, v.words.T("search.title")), searchView(v, found)))
}

func searchView(v *visit, f app.Found) pages.SearchView {
	t := v.words.T
	view := pages.SearchView{Action: "/search", Typed: f.Typed, More: f.More}
	for _, c := range f.Clients {
		why := clientNote(v.words, c.Client)
		if c.Coach != "" {
			why += " · " + c.Coach
		}
		row := ui.RowProps{Name: c.Client.Name(), NameHref: "/clients/" + c.Client.UID.String(), Why: why}
		if c.Episode.ID != 0 {
			row.Tag = ui.Tag(stateTag(c.State), t("state."+string(c.State)))
		}
		view.Clients = append(view.Clients, row)
	}
	for _, e := range f.Employers {
		row := ui.RowProps{Name: e.Employer.Name, NameHref: "/employers/" + e.Employer.UID.String()}
		if e.Employer.Municipality != "" {
			row.Why = v.words.Municipality(e.Employer.Municipality)
		}
		view.Employers = append(view.Employers, row)
	}
	for _, l := range f.Leads {
		view.Leads = append(view.Leads, leadRow(v.words, l, v.today, true))
	}
	return view
}

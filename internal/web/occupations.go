package web

import (
	"net/http"
	"strings"

	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// occupationName says an occupation by its code and, where the county's list has
// one, its name.
func occupationName(words *i18n.Printer, known casework.Occupations, code string) string {
	if o, ok := known.Of(code); ok {
		return code + " " + words.Name(o.Names)
	}
	return code
}

// occupationNames are the suggestions of a form's field.
func occupationNames(words *i18n.Printer, known casework.Occupations) []string {
	names := make([]string, len(known))
	for i, o := range known {
		names[i] = o.Code + " " + words.Name(o.Names)
	}
	return names
}

func (s *Server) handleOccupations(w http.ResponseWriter, r *http.Request) error {
	return s.showOccupations(w, r, http.StatusOK, pages.OccupationForm{})
}

func (s *Server) showOccupations(w http.ResponseWriter, r *http.Request, status int, form pages.OccupationForm) error {
	v := visitOf(r)
	found, err := s.App.Occupations(r.Context(), v.actor)
	if err != nil {
		return err
	}
	view := pages.OccupationsView{Form: form}
	if n := len(found.All); n > 0 {
		view.Since = v.words.T("occupations.since", "n", n, "on", found.Since)
		view.List = ui.TableProps{Label: v.words.T("occupations.title"), Columns: []ui.Column{{Text: v.words.T("occupations.code")}, {Text: v.words.T("occupations.name")}}}
		for _, o := range found.All {
			view.List.Rows = append(view.List.Rows, []ui.Cell{{Text: o.Code}, {Text: v.words.Name(o.Names)}})
		}
	}
	return s.render(w, r, status, pages.Occupations(s.frame(w, r, v.words.T("occupations.title")), view))
}

func (s *Server) handleBringOccupations(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := strings.ReplaceAll(r.PostForm.Get("list"), "\r\n", "\n")
	_, err = s.App.BringOccupations(r.Context(), visitOf(r).actor, typed)
	if p := refusalOf(err); p != nil {
		return s.showOccupations(w, r, statuses[p.Kind], pages.OccupationForm{List: f.text("list"), Problem: p})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/setup/occupations", "done.occupations_brought")
}

// occupationsCard tells an administrator which occupations forms know by name.
func occupationsCard(words *i18n.Printer, n int, since casework.Day) string {
	if n == 0 {
		return words.T("occupations.missing")
	}
	return words.T("occupations.since", "n", n, "on", since)
}

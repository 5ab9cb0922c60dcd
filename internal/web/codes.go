package web

import (
	"io"
	"net/http"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// codeName says a code and, where it is known, what it stands for.
func codeName(words *i18n.Printer, known casework.CodeList, code string) string {
	if names, ok := known.NamesOf(code); ok {
		return code + " " + words.Name(names)
	}
	return code
}

// codeNames are the suggestions of a form's field.
func codeNames(words *i18n.Printer, known casework.CodeList) []string {
	offered := known.Offered()
	names := make([]string, len(offered))
	for i, o := range offered {
		names[i] = o.Code + " " + words.Name(o.Names)
	}
	return names
}

// industryName is what an industry is called; a code that nothing is known of is
// said as it is.
func industryName(words *i18n.Printer, known casework.CodeList, code string) string {
	if names, ok := known.NamesOf(code); ok {
		return words.Name(names)
	}
	return code
}

// industryField is how an industry is asked: by its name where the county has
// brought a list, else from the divisions.
func industryField(words *i18n.Printer, known casework.CodeList, chosen string) pages.IndustryField {
	if len(known.Lines) == 0 {
		return pages.IndustryField{Value: chosen, Groups: industryOptions(words, chosen)}
	}
	return pages.IndustryField{Value: codeName(words, known, chosen), Names: codeNames(words, known)}
}

// occupationField is how an occupation is asked: by its code, or by its name
// where the county has brought a list.
func occupationField(words *i18n.Printer, known casework.CodeList, chosen string) pages.OccupationField {
	return pages.OccupationField{Value: codeName(words, known, chosen), Names: codeNames(words, known)}
}

// handleCodes shows the county's list of a classification.
func (s *Server) handleCodes(c casework.Classification) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		return s.showCodes(w, r, c, http.StatusOK, pages.CodesForm{})
	}
}

func (s *Server) showCodes(w http.ResponseWriter, r *http.Request, c casework.Classification, status int, form pages.CodesForm) error {
	v := visitOf(r)
	found, err := s.App.Codes(r.Context(), v.actor, c)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.CodesView{Of: c, Form: form}
	if len(found.Lines) > 0 {
		view.Since = codesCard(v.words, found)
		view.List = ui.TableProps{Label: t("codes.title." + string(c)), Columns: []ui.Column{{Text: t("codes.code")}, {Text: t("codes.name")}}}
		for _, o := range found.Lines {
			view.List.Rows = append(view.List.Rows, []ui.Cell{{Text: o.Code}, {Text: v.words.Name(o.Names)}})
		}
	}
	return s.render(w, r, status, pages.Codes(s.frame(w, r, t("codes.title."+string(c))), view))
}

// handleBringCodes puts a list that was pasted, or sent as a file, in the place
// of the county's.
func (s *Server) handleBringCodes(c casework.Classification) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		list, pasted, err := listSent(r)
		if err == nil {
			_, err = s.App.BringCodes(r.Context(), visitOf(r).actor, c, list)
		}
		if p := refusalOf(err); p != nil {
			return s.showCodes(w, r, c, statuses[p.Kind], pages.CodesForm{List: pasted, Problem: p})
		}
		if err != nil {
			return err
		}
		return s.done(w, r, "/setup/"+string(c), "done.codes_brought")
	}
}

// listSent reads a list from a form's field or its file; pasted is the field
// alone. It refuses at list with problem.Invalid a file that holds no text, and
// one that is too large.
func listSent(r *http.Request) (list, pasted string, err error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		f, err := readForm(r)
		if err != nil {
			return "", "", err
		}
		return strings.ReplaceAll(r.PostForm.Get("list"), "\r\n", "\n"), f.text("list"), nil
	}
	refused := func(key string) error {
		var f problem.Fields
		f.Add("file", key)
		return f.Problem()
	}
	file, _, err := r.FormFile("file")
	if err != nil {
		return "", "", refused("imports.no_file")
	}
	defer func() { _ = file.Close() }() // it was read, or is refused
	content, err := io.ReadAll(file)
	if err != nil || strings.IndexByte(string(content), 0) >= 0 {
		return "", "", refused("codes.unreadable")
	}
	return string(content), "", nil
}

// codesCard tells an administrator what forms know by name.
func codesCard(words *i18n.Printer, list app.CodesPage) string {
	if len(list.Lines) == 0 {
		return words.T("codes.missing." + string(list.Of))
	}
	return words.T("codes.since."+string(list.Of), "n", len(list.Lines), "on", list.Since)
}

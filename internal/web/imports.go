package web

import (
	"errors"
	"io"
	"net/http"
	"path"
	"strconv"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/interchange"
	"sijoita/internal/sheet"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// What is handed in may be larger than a form, and take longer.
const (
	uploadPath  = "/import"
	maxUpload   = 20 << 20
	uploadLimit = 5 * time.Minute
)

func (s *Server) handleImports(w http.ResponseWriter, r *http.Request) error {
	return s.showImports(w, r, http.StatusOK, nil)
}

func (s *Server) showImports(w http.ResponseWriter, r *http.Request, status int, p *problem.Error) error {
	v := visitOf(r)
	all, err := s.App.Imports(r.Context(), v.actor)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.ImportsView{UID: s.App.IDs().String(), Hint: t("imports.file_hint", "most", maxUpload>>20), Problem: p}
	for _, staged := range all {
		tag, word := stateWords(v.words, staged)
		view.Own = append(view.Own, ui.RowProps{
			Name: staged.Name, NameHref: "/import/" + staged.UID.String(),
			Why: t("imports.staged_at", "moment", v.words.Moment(staged.StagedAt)), Tag: ui.Tag(tag, word),
		})
	}
	return s.render(w, r, status, pages.Imports(s.frame(w, r, t("imports.title")), view))
}

func stateWords(words *i18n.Printer, staged app.StagedImport) (ui.TagKind, string) {
	kinds := map[app.ImportState]ui.TagKind{
		app.ImportFaulty: ui.TagLate, app.ImportChecked: ui.TagSoon, app.ImportRunning: ui.TagInfo,
		app.ImportDone: ui.TagGood, app.ImportFailed: ui.TagLate, app.ImportBroken: ui.TagLate,
	}
	return kinds[staged.State], words.T("imports.state." + string(staged.State))
}

// handleStageImport takes a file in. Who may not import is told so before the
// file is read.
func (s *Server) handleStageImport(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if !canReach(v, access.ImportData) {
		return s.App.StageImport(r.Context(), v.actor, app.StageInput{})
	}
	in, err := readUpload(w, r)
	if err == nil {
		err = s.App.StageImport(r.Context(), v.actor, in)
	}
	if p := mistakes(err); p != nil {
		var beside problem.Fields
		beside.Add("file", p.Key, p.Args)
		return s.showImports(w, r, http.StatusUnprocessableEntity, mistakes(beside.Problem()))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/import/"+in.UID.String(), http.StatusSeeOther)
	return nil
}

// readUpload reads the uid and the file of a form, in the order of the form.
func readUpload(w http.ResponseWriter, r *http.Request) (in app.StageInput, err error) {
	none := problem.New(problem.Invalid, "imports.no_file")
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(uploadLimit)) // where it cannot be moved, a slow line is cut off as elsewhere
	form, err := r.MultipartReader()
	if err != nil {
		return in, none
	}
	for {
		part, err := form.NextPart()
		if err != nil {
			return in, tooLarge(err, none)
		}
		switch part.FormName() {
		case "uid":
			text, err := io.ReadAll(io.LimitReader(part, 100))
			if err != nil {
				return in, tooLarge(err, none)
			}
			in.UID = uidOf(string(text))
		case "file":
			in.Name = path.Base(part.FileName())
			if in.File, err = io.ReadAll(part); err != nil {
				return in, tooLarge(err, none)
			}
			if len(in.File) == 0 || in.UID.IsZero() {
				return in, none
			}
			return in, nil
		}
	}
}

// tooLarge tells a file that is too large from a form that ends early.
func tooLarge(err error, other *problem.Error) error {
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return problem.New(problem.Invalid, "imports.too_big").With("most", maxUpload>>20)
	}
	return other
}

func (s *Server) handleStagedImport(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	uid, err := pathUID(r, "import")
	if err != nil {
		return err
	}
	staged, err := s.App.StagedImport(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	view := stagedView(v.words, staged)
	f := s.frame(w, r, v.words.T("imports.title"))
	return s.render(w, r, http.StatusOK, pages.StagedImport(f, view))
}

// handleImportProgress tells how far a running import is; one that does not run
// here any more makes the page look again.
func (s *Server) handleImportProgress(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	uid, err := pathUID(r, "import")
	if err != nil {
		return err
	}
	added, total, err := s.App.ImportProgress(v.actor, uid)
	if err != nil {
		w.Header().Set("HX-Refresh", "true")
		return err
	}
	return s.render(w, r, http.StatusOK, pages.ImportProgress(pages.ImportProgressView{
		Path: r.URL.Path, Text: v.words.T("imports.progress", "added", v.words.Int(int(added)), "total", v.words.Int(int(total))),
		Added: strconv.FormatInt(added, 10), Total: strconv.FormatInt(max(total, 1), 10),
	}))
}

// shownFaults are told on the page; all of them in the list to download.
const shownFaults = 50

func stagedView(words *i18n.Printer, staged app.StagedImport) pages.StagedImportView {
	t := words.T
	tag, word := stateWords(words, staged)
	view := pages.StagedImportView{
		Path: "/import/" + staged.UID.String(), Name: staged.Name, State: string(staged.State), Tag: tag, Word: word,
		Text: importText(words, staged), Again: t("imports.again"),
	}
	if staged.Added > 0 {
		view.Again = t("imports.go_on")
	}
	if staged.Problem != nil {
		view.Why = words.Problem(staged.Problem.Key, staged.Problem.Args)
	}
	view.Counts = ui.TableProps{Label: t("imports.counts"), Columns: []ui.Column{{Text: t("imports.list")}, {Text: t("imports.number"), Numeric: true}}}
	if staged.State == app.ImportDone {
		view.Counts.Label = t("imports.counts_done")
	}
	names := sheet.ListNames(words)
	for _, c := range staged.Counts {
		if c.N > 0 {
			view.Counts.Rows = append(view.Counts.Rows, []ui.Cell{{Text: names[c.List]}, {Text: words.Int(c.N)}})
		}
	}
	if staged.WithoutConsents > 0 {
		view.WithoutConsents = t("cli.without_consents", "n", staged.WithoutConsents)
	}
	view.Faults = ui.TableProps{Label: t("imports.faults", "n", len(staged.Faults)+staged.Untold), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("imports.where")}, {Text: t("imports.what")}}}
	for i, f := range staged.Faults {
		if i == shownFaults {
			view.More = t("imports.faults_first", "shown", shownFaults)
			break
		}
		where, what := faultWords(words, f)
		view.Faults.Rows = append(view.Faults.Rows, []ui.Cell{{Text: where}, {Text: what}})
	}
	return view
}

// importText says in a sentence how far an import has come.
func importText(words *i18n.Printer, staged app.StagedImport) string {
	added, total := words.Int(staged.Added), words.Int(staged.Total)
	switch {
	case staged.State == app.ImportFailed && staged.Added > 0:
		return words.T("imports.text.failed_partly", "added", added, "total", total)
	case staged.State == app.ImportBroken && staged.Added > 0:
		return words.T("imports.text.broken_partly", "added", added, "total", total)
	}
	return words.T("imports.text."+string(staged.State), "moment", words.Moment(staged.BegunAt))
}

func faultWords(words *i18n.Printer, f problem.Field) (where, what string) {
	if where = f.Name; where == "" {
		where = words.T("imports.whole")
	}
	return where, words.Problem(f.Key, f.Args)
}

func (s *Server) handleImportFaults(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	uid, err := pathUID(r, "import")
	if err != nil {
		return err
	}
	staged, err := s.App.StagedImport(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	rows := [][]string{{v.words.T("imports.where"), v.words.T("imports.what")}}
	for _, f := range staged.Faults {
		where, what := faultWords(v.words, f)
		rows = append(rows, []string{where, what})
	}
	if staged.Untold > 0 {
		rows = append(rows, []string{"", v.words.T("imports.untold", "n", staged.Untold)})
	}
	return download(w, v.words.T("imports.faults_file"), asCSV, func(w io.Writer) error {
		return sheet.ListCSV(w, rows)
	})
}

// asJSON is the file of an interchange document.
var asJSON = fileKind{"application/json", "json"}

// handleImportTemplate sends the empty workbook. It holds nothing of anybody's.
func (s *Server) handleImportTemplate(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if _, err := s.App.Imports(r.Context(), v.actor); err != nil {
		return err
	}
	return download(w, v.words.T("imports.template_file"), asWorkbook, func(w io.Writer) error {
		return sheet.WriteDocument(w, &interchange.Document{}, v.words)
	})
}

func (s *Server) handleExportRecords(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	f, err := readForm(r)
	if err != nil {
		return err
	}
	document, err := s.App.ExportRecords(r.Context(), v.actor)
	if err != nil {
		return err
	}
	name := v.words.T("imports.file_name") + "-" + casework.DayAt(s.App.Clock()).String()
	if f.text("form") == "json" {
		return download(w, name, asJSON, func(w io.Writer) error { return interchange.Write(w, document) })
	}
	return download(w, name, asWorkbook, func(w io.Writer) error { return sheet.WriteDocument(w, document, v.words) })
}

func (s *Server) handleConfirmImport(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "import")
	if err != nil {
		return err
	}
	if err := s.App.ConfirmImport(r.Context(), visitOf(r).actor, uid); err != nil {
		return err
	}
	http.Redirect(w, r, "/import/"+uid.String(), http.StatusSeeOther)
	return nil
}

func (s *Server) handleDropImport(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "import")
	if err != nil {
		return err
	}
	if err := s.App.DropImport(r.Context(), visitOf(r).actor, uid); err != nil {
		return err
	}
	return s.done(w, r, "/import", "done.import_dropped")
}

package web

import (
	"net/http"
	"slices"
	"strconv"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

const (
	pathNeeds      = "/needs"
	pathNeedAnswer = "/answer/"
)

func (s *Server) handleNeedSurveys(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.NeedSurveys(r.Context(), v.actor, uidOf(r.URL.Query().Get("team")))
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.NeedSurveysView{
		Back: backToTeamwork(v, "#notes"), Sub: found.Form.Team.Name,
		New: ui.Link{Href: pathNeeds + "/new?team=" + found.Form.Team.UID.String(), Text: t("need.new")},
	}
	for _, team := range found.Form.Teams {
		view.Tabs = append(view.Tabs, ui.NavItem{Link: ui.Link{Href: pathNeeds + "?team=" + team.UID.String(), Text: team.Name}, Current: team.ID == found.Form.Team.ID})
	}
	for _, survey := range found.Surveys {
		sums := survey.Sums()
		row := ui.RowProps{Name: survey.Name, NameHref: pathNeeds + "/" + survey.UID.String(),
			Why: joined(t("need.answered_of", "n", sums.Answers, "of", sums.Units), t("need.open_until", "day", v.words.Day(survey.To)))}
		switch {
		case survey.Withdrawn:
			row.Tag = ui.Tag(ui.TagLate, t("problem.withdrawn"))
		case survey.Holds(v.today):
			row.Tag = ui.Tag(ui.TagGood, t("need.state_open"))
		default:
			row.Tag = ui.Tag(ui.TagPlain, t("need.state_closed"))
		}
		view.Rows = append(view.Rows, row)
	}
	return s.render(w, r, http.StatusOK, pages.NeedSurveys(s.frame(w, r, t("need.all")), view))
}

func (s *Server) handleNeedSurveyForm(w http.ResponseWriter, r *http.Request) error {
	return s.showNeedSurveyForm(w, r, http.StatusOK, pages.NeedSurveyForm{UID: s.App.IDs().String(), Team: r.URL.Query().Get("team")})
}

func (s *Server) showNeedSurveyForm(w http.ResponseWriter, r *http.Request, status int, form pages.NeedSurveyForm) error {
	v := visitOf(r)
	found, err := s.App.NeedSurveys(r.Context(), v.actor, uidOf(form.Team))
	if err != nil {
		return err
	}
	form.Action, form.Team = pathNeeds+"/new", found.Form.Team.UID.String()
	for _, c := range found.CareTeams {
		form.CareTeams = append(form.CareTeams, ui.Option{Value: c.UID.String(), Text: c.Name})
	}
	view := pages.NewNeedSurveyView{Back: ui.Link{Href: pathNeeds + "?team=" + form.Team, Text: v.words.T("need.all")}, Form: form}
	return s.render(w, r, status, pages.NewNeedSurvey(s.frame(w, r, v.words.T("need.new")), view))
}

// needSurvey reads a survey as it was typed.
func (f *form) needSurvey() (pages.NeedSurveyForm, app.NeedSurveyInput) {
	typed := pages.NeedSurveyForm{UID: f.text("uid"), Team: f.text("team"), Name: f.text("name"), To: f.text("to"), Chosen: f.texts("care_teams"), Others: f.text("others"), Reason: f.text("reason")}
	return typed, app.NeedSurveyInput{UID: f.uid("uid"), Team: f.uid("team"), Name: typed.Name, To: f.day("to"), CareTeams: f.uids("care_teams"), Others: typed.Others}
}

func (s *Server) handleMakeNeedSurvey(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.needSurvey()
	typed.UID = s.orNew(in.UID)
	in.UID = uidOf(typed.UID)
	var made casework.NeedSurvey
	if err = f.invalid(); err == nil {
		made, err = s.App.MakeNeedSurvey(r.Context(), visitOf(r).actor, in)
	}
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showNeedSurveyForm(w, r, statuses[p.Kind], typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathNeeds+"/"+made.UID.String(), "done.need_survey")
}

// shownSurvey is what is shown on a survey's page besides the survey: what was
// refused, or the links that were just made.
type shownSurvey struct {
	correct *pages.NeedSurveyForm
	mend    pages.MendForms
	made    []app.NeedLink
}

func (s *Server) handleNeedSurvey(w http.ResponseWriter, r *http.Request) error {
	return s.showNeedSurvey(w, r, http.StatusOK, shownSurvey{})
}

func (s *Server) showNeedSurvey(w http.ResponseWriter, r *http.Request, status int, shown shownSurvey) error {
	uid, err := pathUID(r, "survey")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.NeedSurvey(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	t, survey := v.words.T, found.Record
	path := pathNeeds + "/" + uid.String()
	view := pages.NeedSurveyView{
		Back:  ui.Link{Href: pathNeeds + "?team=" + found.Form.Team.UID.String(), Text: t("need.all")},
		Title: survey.Name, Sub: t("need.open_until", "day", v.words.Day(survey.To)), Withdrawn: survey.Withdrawn,
		Figures: needFigures(v.words, survey.Sums()), Table: needTable(v.words, survey), Mend: shown.mend,
		Correct: pages.NeedSurveyForm{Name: survey.Name, To: survey.To.String()},
		History: history(v.words, found.Revisions, found.Names, needLine),
	}
	for i := range view.History {
		if view.History[i].Actor == app.SurveyGuest {
			view.History[i].Actor = t("need.by_link")
		}
	}
	view.Mend.Path, view.Mend.Revision = path, strconv.Itoa(survey.Revision)
	if shown.correct != nil {
		view.Correct, view.Correct.Open = *shown.correct, true
		if shown.correct.Problem.Kind == problem.Conflict {
			view.Correct.Present = []ui.Definition{{Term: t("need.name"), Text: needLine(v.words, survey)}}
		}
	}
	view.Correct.Action, view.Correct.Revision, view.Correct.Correct = path, strconv.Itoa(survey.Revision), true
	open := !survey.Withdrawn && survey.Holds(v.today)
	for i, u := range survey.Units {
		state := t("need.no_link")
		switch {
		case u.Answer != nil:
			state = t("need.answered_on", "day", v.words.Day(u.Answer.On))
			if u.Answer.Text != "" {
				view.Texts = append(view.Texts, ui.RowProps{Name: u.Name, Why: u.Answer.Text})
			}
		case found.Linked[i]:
			state = t("need.waits")
		default:
			view.Missing++
		}
		view.Units = append(view.Units, pages.NeedUnitLink{Place: strconv.Itoa(i), Name: u.Name, State: state})
	}
	if open {
		view.Links = path + "/links"
	}
	for i, made := range shown.made {
		view.Made = append(view.Made, pages.NeedMade{ID: "link-" + strconv.Itoa(i), Unit: made.Unit, Address: s.origin(r) + pathNeedAnswer + string(made.Token)})
	}
	return s.render(w, r, status, pages.NeedSurvey(s.frame(w, r, t("need.title")), view))
}

func needFigures(words *i18n.Printer, sums casework.NeedSums) []ui.FigureProps {
	named := partFigure(words, sums.Named, "need.named", words.T("need.share_definition"))
	named.Accent = true
	return []ui.FigureProps{
		{Value: words.T("today.of", "n", sums.Answers, "target", sums.Units), Word: words.T("need.answers")},
		{Value: words.Int(sums.Clients), Word: words.T("need.clients")},
		named, partFigure(words, sums.Want, "need.want", ""), partFigure(words, sums.Discuss, "need.discuss", ""),
	}
}

func needTable(words *i18n.Printer, survey casework.NeedSurvey) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("need.by_unit"), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("need.unit")}, {Text: t("need.clients"), Numeric: true},
		{Text: t("need.named"), Numeric: true}, {Text: t("need.want"), Numeric: true}, {Text: t("need.discuss"), Numeric: true}, {Text: t("need.by")}}}
	part := func(n *int, of int) ui.Cell {
		if n == nil {
			return ui.Cell{Text: ui.Nothing}
		}
		return ui.Cell{Text: partText(words, casework.Part{N: *n, Of: of})}
	}
	for _, u := range survey.Units {
		row := []ui.Cell{{Text: u.Name}}
		if a := u.Answer; a != nil {
			row = append(row, ui.Cell{Text: words.Int(a.Clients)}, part(&a.Named, a.Clients), part(a.Want, a.Clients), part(a.Discuss, a.Clients), ui.Cell{Text: orDash(a.By)})
		} else {
			row[0].Note = t("need.unanswered")
			row = append(row, slices.Repeat([]ui.Cell{{Text: ui.Nothing}}, 5)...)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// needLine tells an earlier text of a survey.
func needLine(words *i18n.Printer, s casework.NeedSurvey) string {
	sums := s.Sums()
	return joined(joined(s.Name, words.T("need.open_until", "day", words.Day(s.To))), words.T("need.answered_of", "n", sums.Answers, "of", sums.Units))
}

func (s *Server) handleMakeNeedLinks(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "survey")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	unit, err := strconv.Atoi(f.text("unit"))
	if err != nil { // none: every unit that waits for a link
		unit = -1
	}
	made, err := s.App.MakeNeedLinks(r.Context(), visitOf(r).actor, uid, unit)
	if err != nil {
		return err
	}
	return s.showNeedSurvey(w, r, http.StatusOK, shownSurvey{made: made})
}

var keptNeedSurvey = kept{"survey", pathNeeds + "/"}

func (s *Server) handleCorrectNeedSurvey(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "survey")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.needSurvey()
	if err = f.invalid(); err == nil {
		_, err = s.App.CorrectNeedSurvey(r.Context(), visitOf(r).actor, f.correction(uid), in)
	}
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showNeedSurvey(w, r, statuses[p.Kind], shownSurvey{correct: &typed})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathNeeds+"/"+uid.String(), "done.corrected")
}

func (s *Server) handleWithdrawNeedSurvey(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptNeedSurvey, s.App.WithdrawNeedSurvey, func(status int, mend pages.MendForms) error {
		return s.showNeedSurvey(w, r, status, shownSurvey{mend: mend})
	})
}

func (s *Server) handleNeedQuestion(w http.ResponseWriter, r *http.Request) error {
	return s.showNeedQuestion(w, r, http.StatusOK, pages.NeedAnswerForm{})
}

// showNeedQuestion shows the questions to who has a unit's link, or thanks for
// the answer that was given by it; form is what was refused, or empty.
func (s *Server) showNeedQuestion(w http.ResponseWriter, r *http.Request, status int, form pages.NeedAnswerForm) error {
	v := visitOf(r)
	q, err := s.App.NeedQuestion(r.Context(), auth.Token(r.PathValue("token")), s.address(r))
	if err != nil {
		return err
	}
	f := s.frame(w, r, v.words.T("need.title"))
	if q.Answered {
		return s.render(w, r, http.StatusOK, pages.NeedThanks(f, q.Unit))
	}
	form.Action, form.Title, form.Unit, form.To = r.URL.Path, q.Survey, q.Unit, v.words.T("need.open_until", "day", v.words.Day(q.To))
	return s.render(w, r, status, pages.NeedAnswer(f, form))
}

func (s *Server) handleAnswerNeed(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.NeedAnswerForm{Clients: f.text("clients"), Want: f.text("want"), Named: f.text("named"), Discuss: f.text("discuss"), By: f.text("by"), Text: f.text("text")}
	reply := casework.NeedReply{By: typed.By, Clients: f.counted("clients"), Want: f.counted("want"), Named: f.counted("named"), Discuss: f.counted("discuss"), Text: typed.Text}
	if err = f.invalid(); err == nil {
		err = s.App.AnswerNeed(r.Context(), auth.Token(r.PathValue("token")), s.address(r), reply)
	}
	if typed.Problem = mistakes(err); typed.Problem != nil {
		return s.showNeedQuestion(w, r, http.StatusUnprocessableEntity, typed)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, r.URL.Path, http.StatusSeeOther)
	return nil
}

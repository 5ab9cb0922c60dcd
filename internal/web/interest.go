package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
	"sijoita/problem"
)

const (
	pathInterest    = "/interest"
	pathUnitClients = "/unit-clients/"
)

// careRoutes are the pages of what care teams do with the service: their own
// lists of work interest, surveys of need, messages and the agenda.
func (s *Server) careRoutes() []route {
	return []route{
		{"GET /care", signedIn, s.handleCareHome},
		{"GET /care-teams/{care_team}/agenda", signedIn, s.handleCareAgenda},
		{"GET " + pathInterest, signedIn, s.handleInterest},
		{"GET /care-teams/{care_team}/interest", signedIn, s.handleUnitList},
		{"POST /care-teams/{care_team}/interest", signedIn, s.handleListUnitClients},
		{"GET /care-teams/{care_team}/interest/months", signedIn, s.handleUnitMonths},
		{"GET " + pathUnitClients + "{unit_client}", signedIn, s.handleUnitClient},
		{"POST " + pathUnitClients + "{unit_client}", signedIn, s.handleCorrectUnitClient},
		{"POST " + pathUnitClients + "{unit_client}/answer", signedIn, s.handleAnswerInterest},
		{"POST " + pathUnitClients + "{unit_client}/leave", signedIn, s.handleLeaveUnit},
		{"POST " + pathUnitClients + "{unit_client}/withdraw", signedIn, s.handleWithdrawUnitClient},
		{"GET " + pathNeeds, signedIn, s.handleNeedSurveys},
		{"GET " + pathNeeds + "/new", signedIn, s.handleNeedSurveyForm},
		{"POST " + pathNeeds + "/new", signedIn, s.handleMakeNeedSurvey},
		{"GET " + pathNeeds + "/{survey}", signedIn, s.handleNeedSurvey},
		{"POST " + pathNeeds + "/{survey}", signedIn, s.handleCorrectNeedSurvey},
		{"POST " + pathNeeds + "/{survey}/links", signedIn, s.handleMakeNeedLinks},
		{"POST " + pathNeeds + "/{survey}/withdraw", signedIn, s.handleWithdrawNeedSurvey},
		{"GET " + pathNeedAnswer + "{token}", open, s.handleNeedQuestion},
		{"POST " + pathNeedAnswer + "{token}", open, s.handleAnswerNeed},
		{"GET " + pathCareMessages + "new", signedIn, s.handleCareMessageForm},
		{"POST " + pathCareMessages + "new", signedIn, s.handleWriteCareMessage},
		{"GET " + pathCareMessages + "{message}", signedIn, s.handleCareMessage},
		{"POST " + pathCareMessages + "{message}/done", signedIn, s.handleSettleCareMessage},
		{"POST " + pathCareMessages + "{message}/withdraw", signedIn, s.handleWithdrawCareMessage},
	}
}

func (s *Server) handleUnitList(w http.ResponseWriter, r *http.Request) error {
	return s.showUnitList(w, r, http.StatusOK, pages.UnitAddForm{})
}

// showUnitList shows a care team's own list; add is the refused form, or empty.
func (s *Server) showUnitList(w http.ResponseWriter, r *http.Request, status int, add pages.UnitAddForm) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	v := visitOf(r)
	l, err := s.App.UnitList(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	t := v.words.T
	base := "/care-teams/" + uid.String()
	add.Action = base + "/interest#add"
	view := pages.UnitListView{
		Back: ui.Link{Href: base, Text: l.CareTeam.Name}, Title: t("interest.list_title"), Sub: t("interest.list_sub"), Add: add,
		Months: ui.Link{Href: base + "/interest/months", Text: t("interest.by_month")},
	}
	for _, c := range append([]casework.CareTeam{l.CareTeam}, l.Others...) {
		view.Others = append(view.Others, ui.NavItem{Link: ui.Link{Href: "/care-teams/" + c.UID.String() + "/interest", Text: c.Name}, Current: c.ID == l.CareTeam.ID})
	}
	slices.SortFunc(view.Others, func(a, b ui.NavItem) int { return strings.Compare(casework.SortKey(a.Text), casework.SortKey(b.Text)) })
	if l.Figures.Listed > 0 {
		view.Figures = interestFigures(v.words, l.Figures)
	}
	for _, c := range l.Due {
		view.Due = append(view.Due, pages.UnitRow{Row: unitRow(v, c), Form: interestForm(v, c)})
	}
	for _, c := range append(slices.Clone(l.Due), l.Asked...) {
		row := unitRow(v, c)
		switch referral := l.Referred[c.ReferralID]; {
		case c.ReferralID != 0:
			row.Action = ui.Link{Href: "/referrals/" + referral.String(), Text: t("referral.title")}
			view.Asked = append(view.Asked, row)
		case c.ProposedOn(l.Today):
			row.Action = referAnswer(v.words, l.CareTeam, c)
			view.Proposed = append(view.Proposed, row)
		case !c.DueOn(l.Today):
			view.Asked = append(view.Asked, row)
		}
	}
	return s.render(w, r, status, pages.UnitList(s.frame(w, r, view.Title), view))
}

// referAnswer leads from an answer to the referral that the client agrees to.
func referAnswer(words *i18n.Printer, of casework.CareTeam, c casework.UnitClient) ui.Link {
	return ui.Link{Href: pathRefer + "?care_team=" + of.UID.String() + "&asked=" + c.UID.String(), Text: words.T("interest.refer")}
}

func interestFigures(words *i18n.Printer, u outcomes.UnitInterest) []ui.FigureProps {
	return []ui.FigureProps{
		{Value: words.Int(u.Due), Word: words.T("interest.due"), Accent: true},
		partFigure(words, u.Share, "interest.share", words.T("interest.share_definition")),
		partFigure(words, u.Employed, "interest.employed", words.T("interest.employed_definition")),
	}
}

// partFigure is a part as a large number: its share, with the two counts under it.
func partFigure(words *i18n.Printer, p casework.Part, word, definition string) ui.FigureProps {
	f := ui.FigureProps{Value: words.Percent(p.N, p.Of, 1), Word: words.T(word), Definition: definition}
	if p.Of > 0 {
		f.Note = words.T("interest.part_plain", "n", p.N, "of", p.Of)
	}
	return f
}

// partText says a part with the whole it is of and its share: 58/199 = 29,1 %.
// A part of nothing is a dash.
func partText(words *i18n.Printer, p casework.Part) string {
	if p.Of == 0 {
		return ui.Nothing
	}
	return words.T("interest.part", "n", p.N, "of", p.Of, "share", words.Percent(p.N, p.Of, 1))
}

// canKeep tells whether the person keeps the care team's own list.
func canKeep(v *visit, c casework.CareTeam) bool {
	return access.Decide(v.actor, access.KeepInterest, access.Resource{County: v.actor.County, CareTeams: []int64{c.ID}}, v.today).Allowed
}

// caresAt tells whether the person works in the care team today.
func caresAt(v *visit, careTeam int64) bool {
	return slices.ContainsFunc(v.actor.Grants, func(g casework.Grant) bool {
		return g.Role == casework.RoleCareWorker && g.CareTeamID == careTeam && g.Holds(v.today)
	})
}

// markOf is what a person of a list is called.
func markOf(words *i18n.Printer, c casework.UnitClient) string {
	if c.Mark == "" {
		return words.T("interest.no_mark")
	}
	return c.Mark
}

func unitRow(v *visit, c casework.UnitClient) ui.RowProps {
	row := ui.RowProps{Name: markOf(v.words, c), NameHref: pathUnitClients + c.UID.String(), Why: v.words.T("interest.never_asked")}
	if a, ok := c.AnswerOn(v.today); ok {
		row.Why = answerText(v.words, a)
	}
	return row
}

// answerText says an answer, when it was given and when to ask again.
func answerText(words *i18n.Printer, a casework.InterestAnswer) string {
	text := words.T("interest.answered", "answer", words.T("interest.answer."+string(a.Interest)), "day", words.Day(a.On))
	if !a.NextOn.IsZero() {
		text = joined(text, words.T("interest.again", "day", words.Day(a.NextOn)))
	}
	return text
}

// interestForm is the form for another answer; what holds since the last one is
// ticked.
func interestForm(v *visit, c casework.UnitClient) pages.InterestForm {
	f := pages.InterestForm{Action: pathUnitClients + c.UID.String() + "/answer", Revision: strconv.Itoa(c.Revision), Mark: markOf(v.words, c), On: v.today.String()}
	if a, ok := c.AnswerOn(v.today); ok {
		f.Told, f.InPlan = a.Told, a.InPlan
	}
	return f
}

func (s *Server) handleListUnitClients(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	_, err = s.App.ListUnitClients(r.Context(), visitOf(r).actor, uid, f.text("marks"))
	if p := mistakes(err); p != nil {
		return s.showUnitList(w, r, http.StatusUnprocessableEntity, pages.UnitAddForm{Marks: f.text("marks"), Problem: p})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/care-teams/"+uid.String()+"/interest", "done.listed")
}

// refusedUnit is what was refused on the page of somebody on a list, and what
// was typed.
type refusedUnit struct {
	answer  *pages.InterestForm
	correct *pages.UnitCorrectForm
	mend    pages.MendForms
}

func (s *Server) handleUnitClient(w http.ResponseWriter, r *http.Request) error {
	return s.showUnitClient(w, r, http.StatusOK, refusedUnit{})
}

func (s *Server) showUnitClient(w http.ResponseWriter, r *http.Request, status int, refused refusedUnit) error {
	uid, err := pathUID(r, "unit_client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	p, err := s.App.UnitClient(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	t, c := v.words.T, p.Client
	path := pathUnitClients + uid.String()
	view := pages.UnitClientView{
		Back: ui.Link{Href: "/care-teams/" + p.CareTeam.UID.String() + "/interest", Text: t("interest.list_title")}, Mark: markOf(v.words, c), Sub: p.CareTeam.Name,
		Withdrawn: c.Withdrawn, Off: !c.Present(p.Today), Form: interestForm(v, c), Mend: refused.mend,
		Correct: pages.UnitCorrectForm{Mark: c.Mark, From: c.From.String(), To: dayText(c.To)},
		History: history(v.words, p.Revisions, p.Names, unitLine),
	}
	view.Mend.Path, view.Mend.Revision = path, strconv.Itoa(c.Revision)
	if !view.Off {
		view.Leave = path + "/leave"
	}
	if p.MayRefer && !view.Off {
		view.Refer = referAnswer(v.words, p.CareTeam, c)
	}
	if !p.Referral.IsZero() {
		view.Referral = ui.Link{Href: "/referrals/" + p.Referral.String(), Text: t("referral.title")}
	}
	for _, a := range slices.Backward(c.Answers) {
		view.Answers = append(view.Answers, ui.RowProps{Name: answerText(v.words, a), Why: strings.Join(notEmpty(
			sayIf(v.words, a.Told, "interest.told"), sayIf(v.words, a.Meet, "interest.meet"), sayIf(v.words, a.InPlan, "interest.in_plan"), p.Names.Staff[a.StaffID]), " · ")})
	}
	if refused.answer != nil {
		action := view.Form.Action
		view.Form, view.Form.Action = *refused.answer, action
		if refused.answer.Problem.Kind == problem.Conflict {
			view.Form.Revision = strconv.Itoa(c.Revision)
			view.Form.Present = []ui.Definition{{Term: t("interest.answers"), Text: unitRow(v, c).Why}}
		}
	}
	if refused.correct != nil {
		view.Correct, view.Correct.Open = *refused.correct, true
		if refused.correct.Problem.Kind == problem.Conflict {
			view.Correct.Present = []ui.Definition{{Term: t("interest.mark"), Text: unitLine(v.words, c)}}
		}
	}
	view.Correct.Action, view.Correct.Revision = path, strconv.Itoa(c.Revision)
	return s.render(w, r, status, pages.UnitClient(s.frame(w, r, t("interest.list_title")), view))
}

func sayIf(words *i18n.Printer, so bool, key string) string {
	if !so {
		return ""
	}
	return words.T(key)
}

func dayText(d casework.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// unitLine tells an earlier text of somebody on a list.
func unitLine(words *i18n.Printer, c casework.UnitClient) string {
	line := joined(markOf(words, c), spanWords(words, c.Span))
	if len(c.Answers) > 0 {
		line = joined(line, answerText(words, c.Answers[len(c.Answers)-1]))
	}
	return line
}

func (s *Server) handleAnswerInterest(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "unit_client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.InterestForm{Revision: f.text("revision"), On: f.text("on"), Interest: f.text("interest"), Told: f.yes("told"), Meet: f.yes("meet"), InPlan: f.yes("in_plan"), NextOn: f.text("next_on")}
	note := casework.InterestNote{On: f.day("on"), Interest: casework.Interest(typed.Interest), Told: typed.Told, Meet: typed.Meet, InPlan: typed.InPlan, NextOn: f.day("next_on")}
	var c casework.UnitClient
	if err = f.invalid(); err == nil {
		c, err = s.App.AnswerInterest(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(typed.Revision)}, note)
	}
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showUnitClient(w, r, statuses[p.Kind], refusedUnit{answer: &typed})
	}
	if err != nil {
		return err
	}
	return s.backToUnit(w, r, c, "done.interest")
}

// backToUnit leads back to the list of the person's care team.
func (s *Server) backToUnit(w http.ResponseWriter, r *http.Request, c casework.UnitClient, word string) error {
	p, err := s.App.UnitClient(r.Context(), visitOf(r).actor, c.UID)
	if err != nil {
		return err
	}
	return s.done(w, r, "/care-teams/"+p.CareTeam.UID.String()+"/interest", word)
}

var keptUnitClient = kept{"unit_client", pathUnitClients}

func (s *Server) handleCorrectUnitClient(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "unit_client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.UnitCorrectForm{Mark: f.text("mark"), From: f.text("from"), To: f.text("to"), Reason: f.text("reason")}
	in := app.UnitClientInput{Mark: typed.Mark, Span: casework.Span{From: f.day("from"), To: f.day("to")}}
	if err = f.invalid(); err == nil {
		_, err = s.App.CorrectUnitClient(r.Context(), visitOf(r).actor, f.correction(uid), in)
	}
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showUnitClient(w, r, statuses[p.Kind], refusedUnit{correct: &typed})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathUnitClients+uid.String(), "done.corrected")
}

func (s *Server) handleLeaveUnit(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "unit_client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	c, err := s.App.LeaveUnit(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))})
	if err != nil {
		return err
	}
	return s.backToUnit(w, r, c, "done.left_list")
}

func (s *Server) handleWithdrawUnitClient(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptUnitClient, s.App.WithdrawUnitClient, func(status int, mend pages.MendForms) error {
		return s.showUnitClient(w, r, status, refusedUnit{mend: mend})
	})
}

func (s *Server) handleInterest(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.Interest(r.Context(), v.actor)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.InterestView{Table: ui.TableProps{Label: t("interest.title"), Narrow: ui.Stacks, Columns: interestColumns(v.words, "need.unit")}, Notes: interestNotes(v.words)}
	view.Back = ui.Link{Href: "/care", Text: t("nav.care")}
	if canReach(v, access.ReadFigures) {
		view.Back = ui.Link{Href: "/figures", Text: t("nav.figures")}
	}
	for _, u := range found.Units {
		first := ui.Cell{Text: u.CareTeam.Name, Href: "/care-teams/" + u.CareTeam.UID.String() + "/interest/months"}
		switch {
		case u.Hidden:
			first.Note = t("interest.hidden_short")
		case u.Listed == 0:
			first.Note = t("interest.none_listed")
		}
		view.Table.Rows = append(view.Table.Rows, append([]ui.Cell{first}, interestCells(v.words, u.UnitInterest)...))
	}
	if len(found.Units) > 1 {
		view.Table.Foot = append([]ui.Cell{{Text: t("interest.together")}}, interestCells(v.words, found.Sum.UnitInterest)...)
	}
	return s.render(w, r, http.StatusOK, pages.InterestPage(s.frame(w, r, t("interest.title")), view))
}

// interestColumns head a table of sums; first names its first column.
func interestColumns(words *i18n.Printer, first string) []ui.Column {
	columns := []ui.Column{{Text: words.T(first)}}
	for _, key := range []string{"interest.listed", "interest.share", "interest.answer.wants_now", "interest.answer.later", "interest.answer.unsure", "interest.answer.no", "interest.employed", "interest.answer.studying"} {
		columns = append(columns, ui.Column{Text: words.T(key), Numeric: true})
	}
	return columns
}

func interestCells(words *i18n.Printer, u outcomes.UnitInterest) []ui.Cell {
	if u.Listed == 0 {
		return slices.Repeat([]ui.Cell{{Text: ui.Nothing}}, 8)
	}
	count := func(i casework.Interest) ui.Cell { return ui.Cell{Text: words.Int(u.Answers[i])} }
	return []ui.Cell{
		{Text: words.Int(u.Listed)}, {Text: partText(words, u.Share)}, count(casework.WantsNow), count(casework.WantsLater), count(casework.WantsUnsure), count(casework.WantsNot),
		{Text: partText(words, u.Employed)}, count(casework.Studies),
	}
}

func interestNotes(words *i18n.Printer) []string {
	return []string{words.T("interest.share_definition"), words.T("interest.employed_definition"), words.T("interest.hidden_note")}
}

func (s *Server) handleUnitMonths(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.UnitInterest(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.UnitMonthsView{
		Back: ui.Link{Href: pathInterest, Text: t("interest.title")}, Title: t("interest.months_title"), Sub: found.CareTeam.Name, Notes: interestNotes(v.words),
		Table: ui.TableProps{Label: t("interest.by_month"), Narrow: ui.Stacks, Columns: interestColumns(v.words, "interest.at_end")},
	}
	if found.Own {
		view.Back = ui.Link{Href: "/care-teams/" + uid.String() + "/interest", Text: t("interest.list_title")}
	}
	if found.Hidden {
		view.Sub += " · " + t("interest.hidden")
	}
	for _, month := range slices.Backward(found.Months) {
		view.Table.Rows = append(view.Table.Rows, append([]ui.Cell{{Text: v.words.Day(month.On)}}, interestCells(v.words, month)...))
	}
	return s.render(w, r, http.StatusOK, pages.UnitMonths(s.frame(w, r, view.Title), view))
}

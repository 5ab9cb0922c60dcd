package web

import (
	"net/http"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleJobStart(w http.ResponseWriter, r *http.Request) error {
	return s.showJobStart(w, r, http.StatusOK, pages.StartStep{})
}

// showJobStart shows what is asked when a job starts. refused is the step whose
// answer was refused, with what was typed.
func (s *Server) showJobStart(w http.ResponseWriter, r *http.Request, status int, refused pages.StartStep) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.JobStart(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	words, path := v.words, "/placements/"+uid.String()
	view := pages.JobStartView{
		Back:   ui.Link{Href: path, Text: words.T("placement.kind." + string(found.Placement.Kind))},
		Sub:    found.Client.Name() + " · " + orDash(whereOf(words, found.Employer.Name, found.Placement)) + " · " + startsLine(words, found.Placement, found.Today),
		Client: ui.Link{Href: "/clients/" + found.Client.UID.String(), Text: words.T("start.to_client")},
		All:    words.T("start.all_done"), Done: found.Waiting() == 0,
	}
	if n := found.Waiting(); n > 0 {
		view.All = words.T("start.waiting", "n", n)
	}
	for _, q := range casework.StartQuestions {
		step := startStep(words, found, q)
		step.Action, step.UID, step.On = path+"/start", s.App.IDs().String(), found.Today.String()
		if refused.Question == string(q) {
			step.UID, step.On, step.Typed, step.Problem = refused.UID, refused.On, refused.Typed, refused.Problem
		}
		view.Steps = append(view.Steps, step)
	}
	for _, o := range found.Changes {
		view.Changes = append(view.Changes, changeRow(words, found, o))
	}
	return s.render(w, r, status, pages.JobStart(s.frame(w, r, words.T("start.title")), view))
}

func startsLine(words *i18n.Printer, j casework.Placement, today casework.Day) string {
	if j.StartsOn.After(today) {
		return words.T("placement.begins", "day", words.Day(j.StartsOn))
	}
	return words.T("placement.since", "day", words.Day(j.StartsOn))
}

// startStep words one of the three things.
func startStep(words *i18n.Printer, s app.JobStart, q casework.StartQuestion) pages.StartStep {
	t := words.T
	step := pages.StartStep{
		Question: string(q), Title: t("start." + string(q)), State: t("start." + string(q) + ".open"), Mark: ui.MarkSoon, Word: t("start.not_yet"),
		Declined: t("start.declined"), Text: t("start." + string(q) + ".why"),
	}
	if s.Today.After(s.Placement.StartsOn) {
		step.Mark = ui.MarkLate
	}
	client := "/clients/" + s.Client.UID.String()
	switch q {
	case casework.StartCounselling:
		step.Do = []ui.Link{{Href: client + "/counselling/new?then=" + thenStart + "&placement=" + s.Placement.UID.String(), Text: t("start.counselling.do")},
			{Href: moneyPath(s.Client.UID), Text: t("money.title")}}
	case casework.StartCareTeam:
		step.Done, step.Label, step.Hint = t("start.care_team.done"), t("start.care_team.text"), t("start.care_team.hint")
		if !s.Consents.Allows(casework.ConsentCareTeam, s.Today) {
			step.Text = t("start.care_team.no_leave")
			step.Do = []ui.Link{{Href: client + "/consents", Text: t("consent.title")}}
		}
	case casework.StartSupport:
		step.Done, step.Label, step.Hint = t("start.support.done"), t("start.support.text"), t("start.support.hint")
		step.Do = []ui.Link{{Href: supportPath(s.Placement.UID) + "/new", Text: t("support.first")}, {Href: client + "/meetings/new", Text: t("start.support.do")}}
		if s.Plan != nil {
			step.Do = []ui.Link{{Href: supportPath(s.Placement.UID), Text: t("support.open")}}
		}
	}
	answer, answered := s.Answers[q]
	switch {
	case q == casework.StartCounselling && !s.Advice.Given.IsZero():
		step.State, step.Mark, step.Word = t("start.counselling.given", "day", words.Day(s.Advice.Given)), ui.MarkDone, t("start.done")
		if !s.Advice.InTime() {
			step.State += " " + t("start.counselling.late")
		}
	case q == casework.StartSupport && s.Plan != nil:
		step.State, step.Mark, step.Word = t("start.support.planned", "day", words.Day(s.Plan.On)), ui.MarkDone, t("start.done")
	case answered && answer.Reply == casework.StartDeclined:
		step.State, step.Mark, step.Word = t("start.was_declined", "day", words.Day(answer.On)), ui.MarkNone, t("start.not_wanted")
	case answered:
		step.State, step.Mark, step.Word = t("start."+string(q)+".was", "day", words.Day(answer.On)), ui.MarkDone, t("start.done")
	}
	if answered {
		step.Open = t("start.take_back")
		if name := s.Names.Staff[answer.RecordedBy]; name != "" {
			step.State += " · " + name
		}
		if answer.Text != "" {
			step.State += " · " + answer.Text
		}
	}
	return step
}

// changeRow tells of a change of hours or pay, and leads to noting what was gone
// through for it.
func changeRow(words *i18n.Printer, s app.JobStart, o casework.Occasion) ui.RowProps {
	row := ui.RowProps{Name: words.T("placement.from_day", "day", words.Day(o.On)), Mark: ui.MarkDone, MarkText: words.T("start.done")}
	for _, c := range s.Placement.Changes {
		if c.From == o.On {
			row.Name += " " + termsLine(words, c.HoursPerWeek, c.MonthlyPay)
		}
	}
	switch {
	case o.Missing():
		row.Mark, row.MarkText = ui.MarkSoon, words.T("start.not_yet")
		row.Why = words.T("today.no_counselling")
		row.Action = ui.Link{
			Href: "/clients/" + s.Client.UID.String() + "/counselling/new?then=" + thenStart + "&placement=" + s.Placement.UID.String(),
			Text: words.T("start.counselling.do"),
		}
	case !o.Given.IsZero():
		row.Why = words.T("start.counselling.given", "day", words.Day(o.Given))
	default:
		row.Mark, row.Why = ui.MarkNone, words.T("start.was_declined", "day", words.Day(o.Declined))
	}
	return row
}

func (s *Server) handleAnswerStart(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	step := pages.StartStep{Question: f.text("question"), UID: s.orNew(f.uid("uid")), On: f.text("on"), Typed: f.text("text")}
	in := app.StartAnswerInput{UID: f.uid("uid"), Placement: uid, Note: casework.StartAnswer{
		On: f.day("on"), Question: casework.StartQuestion(step.Question), Reply: casework.StartReply(f.text("reply")), Text: step.Typed,
	}}
	if err = f.invalid(); err == nil {
		_, err = s.App.AnswerStart(r.Context(), visitOf(r).actor, in)
	}
	if p := mistakes(err); p != nil {
		step.Problem = f.refusedMend(step.Question, p).Problem // its fields are named after the question
		return s.showJobStart(w, r, http.StatusUnprocessableEntity, step)
	}
	if p := problem.As(err); p != nil && p.Key == app.NotedKey {
		step.UID, step.Problem = s.App.IDs().String(), p
		return s.showJobStart(w, r, http.StatusConflict, step)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/placements/"+uid.String()+"/start", "done.start_answered")
}

package web

import (
	"net/http"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// applicationRow is an application in a list: the interview, or what came of it.
func applicationRow(words *i18n.Printer, a casework.Application, today casework.Day) ui.RowProps {
	t := words.T
	row := ui.RowProps{Name: t("application.sent", "day", words.Day(a.On)), NameHref: "/applications/" + a.UID.String()}
	parts := []string{t("application.by." + string(a.By))}
	if !a.InterviewOn.IsZero() {
		parts = append(parts, t("application.interview_line", "when", when(words, a.InterviewOn, a.InterviewAt)))
	}
	switch {
	case a.Withdrawn:
		row.Tag = ui.Tag(ui.TagPlain, t("problem.withdrawn"))
	case a.Result == "" && a.InterviewOn.IsZero():
		row.Tag = ui.Tag(ui.TagInfo, t("application.waits"))
	case a.Result == "" && a.InterviewOn.After(today):
		row.Tag = ui.Tag(ui.TagSoon, t("application.interview_ahead"))
	case a.Result == "":
		row.Tag = ui.Tag(ui.TagSoon, t("application.interview_held"))
	case a.Result == casework.ResultOffer:
		row.Tag = ui.Tag(ui.TagGood, t("application.result."+string(a.Result)))
	default:
		row.Tag = ui.Tag(ui.TagPlain, t("application.result."+string(a.Result)))
	}
	row.Why = strings.Join(parts, " · ")
	return row
}

func (s *Server) handleApplicationForm(w http.ResponseWriter, r *http.Request) error {
	return s.showApplicationForm(w, r, http.StatusOK, pages.ApplicationForm{
		UID: s.App.IDs().String(), On: visitOf(r).today.String(), By: string(casework.AppliedAlone),
	})
}

// showApplicationForm shows the form of a new application for a lead.
func (s *Server) showApplicationForm(w http.ResponseWriter, r *http.Request, status int, form pages.ApplicationForm) error {
	uid, err := pathUID(r, "lead")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Lead(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	if !found.Note || found.Client == nil {
		return problem.New(problem.NotFound, "problem.not_found")
	}
	v.speak(found.Terms)
	form.Action, form.MayCome = leadPath(found.Lead)+"/applications/new", found.Leave.LetsName(found.Employer.ID)
	page := pages.ApplicationPage{
		Back: ui.Link{Href: leadPath(found.Lead), Text: found.Lead.Title}, Title: v.words.T("application.new"), Sub: found.Lead.Title + " · " + found.Employer.Name,
		Form: &form, Open: true,
	}
	if found.Told != nil {
		page.Say = maySay(v.words, found.Client.Name(), *found.Told)
	}
	return s.render(w, r, status, pages.Application(s.frame(w, r, page.Title), page))
}

func (f *form) application() (pages.ApplicationForm, casework.ApplicationNote) {
	a := pages.ApplicationForm{
		UID: f.text("uid"), On: f.text("on"), By: f.text("by"), Prepared: f.yes("prepared"), InterviewOn: f.text("interview_on"), InterviewAt: f.text("interview_at"),
		WithCoach: f.yes("with_coach"), Result: f.text("result"), ResultOn: f.text("result_on"), Feedback: f.text("feedback"), Learned: f.text("learned"),
		Feeling: f.text("feeling"), Revision: f.text("revision"),
	}
	note := casework.ApplicationNote{On: f.day("on"), ApplicationTerms: casework.ApplicationTerms{
		By: casework.AppliedBy(a.By), Prepared: a.Prepared, InterviewOn: f.day("interview_on"), InterviewAt: f.timeOfDay("interview_at"), WithCoach: a.WithCoach,
		Result: casework.ApplicationResult(a.Result), ResultOn: f.day("result_on"), Feedback: a.Feedback, Learned: a.Learned,
	}}
	if a.Feeling != "" {
		note.Feeling = f.whole("feeling")
	}
	return a, note
}

func (s *Server) handleNoteApplication(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "lead")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	form, note := f.application()
	form.UID = s.orNew(f.uid("uid"))
	err = f.taken(func() error {
		_, err := s.App.NoteApplication(r.Context(), visitOf(r).actor, app.ApplicationInput{UID: uidOf(form.UID), Lead: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	if refusal != nil && refusal.Key == app.NotedKey {
		r.SetPathValue("application", form.UID)
		form.Problem, form.Known = refusal, []ui.Definition{}
		return s.showApplication(w, r, http.StatusConflict, &form, pages.MendForms{})
	}
	if refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict) {
		form.Problem = refusal
		return s.showApplicationForm(w, r, statuses[refusal.Kind], form)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathLeads+"/"+uid.String(), "done.application_noted")
}

func (s *Server) handleApplication(w http.ResponseWriter, r *http.Request) error {
	return s.showApplication(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showApplication shows one application. typed is the refused text of a
// correction, or nil; mend is what was refused of withdrawing it.
func (s *Server) showApplication(w http.ResponseWriter, r *http.Request, status int, typed *pages.ApplicationForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "application")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Application(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	a := found.Application
	revision, path := strconv.Itoa(a.Revision), "/applications/"+uid.String()
	form := applicationText(a)
	if typed != nil {
		form = *typed
	}
	if typed == nil || typed.Known != nil {
		form.Revision = revision
	}
	facts := applicationFacts(v.words, found)
	if form.Known != nil {
		form.Known = facts
	}
	form.Action, form.Correct, form.MayCome = path, true, found.Leave.LetsName(found.Employer.ID)
	mend.Path, mend.Revision = path, revision
	page := pages.ApplicationPage{
		Back: ui.Link{Href: leadPath(found.Lead), Text: found.Lead.Title}, Title: v.words.T("application.one"), Sub: found.Lead.Title + " · " + found.Employer.Name,
		Withdrawn: a.Withdrawn, Facts: facts, Open: typed != nil, History: history(v.words, found.Revisions, found.Names, applicationLine),
	}
	if found.Note {
		page.Form, page.Mend = &form, mend
	}
	if page.Open {
		page.Facts, page.Mend = nil, pages.MendForms{}
	}
	return s.render(w, r, status, pages.Application(s.frame(w, r, v.words.T("application.one")), page))
}

// applicationText is an application as the form shows it.
func applicationText(a casework.Application) pages.ApplicationForm {
	form := pages.ApplicationForm{
		UID: a.UID.String(), On: a.On.String(), By: string(a.By), Prepared: a.Prepared, InterviewOn: a.InterviewOn.String(), InterviewAt: string(a.InterviewAt),
		WithCoach: a.WithCoach, Result: string(a.Result), ResultOn: a.ResultOn.String(), Feedback: a.Feedback, Learned: a.Learned,
	}
	if a.Feeling != 0 {
		form.Feeling = strconv.Itoa(a.Feeling)
	}
	return form
}

func applicationFacts(words *i18n.Printer, found app.ApplicationPage) []ui.Definition {
	t, a := words.T, found.Application
	facts := []ui.Definition{{Term: t("application.on"), Text: words.DayWeekday(a.On)}, {Term: t("application.by"), Text: t("application.by." + string(a.By))}}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	if !a.InterviewOn.IsZero() {
		along := ""
		if a.WithCoach {
			along = t("application.with_coach")
		}
		add("application.interview", strings.Join(notEmpty(when(words, a.InterviewOn, a.InterviewAt), along), " · "))
	}
	if a.Prepared {
		add("application.preparation", t("application.prepared"))
	}
	if a.Result != "" {
		add("application.result", t("application.result."+string(a.Result))+" · "+words.Day(a.ResultOn))
	}
	if a.Feeling != 0 {
		add("application.feeling", t("application.feeling."+strconv.Itoa(a.Feeling)))
	}
	add("application.feedback", a.Feedback)
	add("application.learned", a.Learned)
	add("application.told", worded(words, "plan.told.", a.Told))
	add("plan.sentence_short", a.Sentence)
	return facts
}

// applicationLine says an application's earlier text in a line.
func applicationLine(words *i18n.Printer, a casework.Application) string {
	interview := ""
	if !a.InterviewOn.IsZero() {
		interview = words.T("application.interview_line", "when", when(words, a.InterviewOn, a.InterviewAt))
	}
	return strings.Join(notEmpty(words.Day(a.On), interview, worded(words, "application.result.", a.Result), a.Feedback, a.Learned), " · ")
}

var keptApplication = kept{"application", "/applications/"}

func (s *Server) handleCorrectApplication(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptApplication, "done.application_noted", (*form).application, s.App.CorrectApplication, func(status int, typed pages.ApplicationForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showApplication(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawApplication(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptApplication, s.App.WithdrawApplication, func(status int, mend pages.MendForms) error {
		return s.showApplication(w, r, status, nil, mend)
	})
}

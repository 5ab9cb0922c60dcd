package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// counsellingRoutes are benefits counselling, what is asked when a job starts
// and the earnings watch.
func (s *Server) counsellingRoutes() []route {
	return []route{
		{"GET /clients/{client}/counselling/new", signedIn, s.handleCounsellingForm},
		{"POST /clients/{client}/counselling/new", signedIn, s.handleNoteCounselling},
		{"GET /counselling/{counselling}", signedIn, s.handleCounselling},
		{"POST /counselling/{counselling}", signedIn, s.handleCorrectCounselling},
		{"POST /counselling/{counselling}/withdraw", signedIn, s.handleWithdrawCounselling},
		{"GET /placements/{placement}/start", signedIn, s.handleJobStart},
		{"POST /placements/{placement}/start", signedIn, s.handleAnswerStart},
		{"GET /clients/{client}/earnings", signedIn, s.handleEarnings},
		{"GET /clients/{client}/earnings/{month}", signedIn, s.handleEarningsMonth},
		{"POST /clients/{client}/earnings/{month}", signedIn, s.handleNoteEarnings},
		{"POST /clients/{client}/earnings/{month}/{earnings}/withdraw", signedIn, s.handleWithdrawEarnings},
		{"GET /clients/{client}/dormancies/new", signedIn, s.handleDormancyForm},
		{"POST /clients/{client}/dormancies/new", signedIn, s.handleAddDormancy},
		{"GET /dormancies/{dormancy}", signedIn, s.handleDormancy},
		{"POST /dormancies/{dormancy}", signedIn, s.handleChangeDormancy},
		{"POST /dormancies/{dormancy}/withdraw", signedIn, s.handleWithdrawDormancy},
	}
}

// thenStart leads from the form of counselling back to the start of a job.
const thenStart = "start"

// nothingChosen is the choice of none among those of a field.
const nothingChosen = "none"

func (s *Server) handleCounsellingForm(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	form := pages.CounsellingForm{
		UID: s.App.IDs().String(), On: visitOf(r).today.String(), GivenBy: string(casework.OfficeCoach), Placement: query.Get("placement"),
	}
	if query.Get("then") == thenStart {
		form.Then = thenStart
	}
	return s.showCounsellingForm(w, r, http.StatusOK, form)
}

func (s *Server) showCounsellingForm(w http.ResponseWriter, r *http.Request, status int, c pages.CounsellingForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	offer, err := s.App.CounsellingForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	c.Action = "/clients/" + uid.String() + "/counselling/new"
	c = withChoices(v.words, c, offer)
	back := ui.Link{Href: "/clients/" + uid.String(), Text: offer.Client.Name()}
	if c.Then == thenStart && c.Placement != "" {
		back = ui.Link{Href: "/placements/" + c.Placement + "/start", Text: v.words.T("start.title")}
	}
	return s.render(w, r, status, pages.NewCounselling(s.frame(w, r, v.words.T("counselling.title")), back, c))
}

// withChoices adds to the form what may be chosen in it. Of one job that the client
// has, it is for that.
func withChoices(words *i18n.Printer, c pages.CounsellingForm, offer app.CounsellingForm) pages.CounsellingForm {
	for _, j := range offer.Jobs {
		c.Jobs = append(c.Jobs, ui.Option{Value: j.UID.String(), Text: placedLine(words, j, offer.Employers)})
	}
	if c.Placement == "" && !c.Correct {
		if c.Placement = nothingChosen; len(offer.Jobs) == 1 {
			c.Placement = offer.Jobs[0].UID.String()
		}
	}
	for _, e := range offer.Estimates {
		c.Estimates = append(c.Estimates, ui.Option{Value: e.UID.String(), Text: words.Day(e.On) + " · " + estimateLine(words, e)})
	}
	var without []string
	for _, office := range casework.Offices {
		if kind := office.Consent(); kind != "" && !offer.Consents.Allows(kind, offer.Today) {
			without = append(without, words.T("counselling.office."+string(office)))
		}
	}
	if len(without) > 0 {
		c.Without = words.T("counselling.without_leave", "offices", words.Join(without))
		c.Consents = ui.Link{Href: "/clients/" + offer.Client.UID.String() + "/consents", Text: words.T("consent.title")}
	}
	return c
}

// placedLine names a job by its employer and the day it begins.
func placedLine(words *i18n.Printer, j casework.Placement, employers map[int64]string) string {
	return orDash(whereOf(words, employers[j.EmployerID], j)) + " · " + words.T("placement.since", "day", words.Day(j.StartsOn))
}

func (f *form) counselling() (pages.CounsellingForm, app.CounsellingInput) {
	c := pages.CounsellingForm{
		UID: f.text("uid"), Then: f.text("then"), On: f.text("on"), GivenBy: f.text("given_by"), Adviser: f.text("adviser"), Placement: f.text("placement"),
		Topics: f.texts("topics"), Asked: f.texts("asked"), Decision: f.text("decision"), Text: f.text("text"), Written: f.yes("written"),
		Limit: f.text("limit"), LimitSource: f.text("limit_source"), Estimate: f.text("estimate"), Revision: f.text("revision"), Reason: f.text("reason"),
	}
	return c, app.CounsellingInput{
		UID: f.uid("uid"), Placement: f.uid("placement"), Estimate: f.uid("estimate"),
		Note: casework.Counselling{
			On: f.day("on"), GivenBy: casework.Office(c.GivenBy), Adviser: casework.AdviserTraining(c.Adviser), Topics: chosen[casework.Topic](c.Topics),
			Asked: chosen[casework.Office](c.Asked), Decision: c.Decision, Text: c.Text, Written: c.Written, Limit: f.euros("limit"),
			LimitSource: casework.LimitSource(c.LimitSource),
		},
	}
}

func (s *Server) handleNoteCounselling(w http.ResponseWriter, r *http.Request) error {
	client, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	c, in := f.counselling()
	in.Client, c.UID = client, s.orNew(in.UID)
	if err = f.invalid(); err == nil {
		_, err = s.App.NoteCounselling(r.Context(), visitOf(r).actor, in)
	}
	p := problem.As(err)
	switch {
	case err == nil && c.Then == thenStart && !in.Placement.IsZero():
		return s.done(w, r, "/placements/"+in.Placement.String()+"/start", "done.counselling_noted")
	case err == nil:
		return s.done(w, r, "/clients/"+client.String(), "done.counselling_noted")
	case p != nil && p.Key == app.NotedKey:
		r.SetPathValue("counselling", in.UID.String())
		c.Problem, c.Present = p, []ui.Definition{}
		return s.showCounselling(w, r, http.StatusConflict, &c, pages.MendForms{})
	case mistakes(err) != nil:
		c.Problem = p
		return s.showCounsellingForm(w, r, http.StatusUnprocessableEntity, c)
	}
	return err
}

func (s *Server) handleCounselling(w http.ResponseWriter, r *http.Request) error {
	return s.showCounselling(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showCounselling shows one record. typed is the refused text of a correction,
// or nil; mend is what was refused of withdrawing it.
func (s *Server) showCounselling(w http.ResponseWriter, r *http.Request, status int, typed *pages.CounsellingForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "counselling")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Counselling(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	facts := counsellingFacts(v.words, found)
	form := counsellingText(found)
	if typed != nil {
		form = *typed
	}
	form.Correct, form.Action, form.Then = true, "/counselling/"+uid.String(), ""
	mend.Path, mend.Revision = form.Action, strconv.Itoa(found.Counselling.Revision)
	if typed == nil || typed.Present != nil {
		form.Revision = mend.Revision
	}
	if typed != nil && typed.Present != nil {
		form.Present = facts
	}
	form = withChoices(v.words, form, found.Form)
	frame, back := s.frame(w, r, v.words.T("counselling.title")), backFromNote(v.words, &found.Form.Client)
	if typed != nil {
		return s.render(w, r, status, pages.NewCounselling(frame, back, form))
	}
	page := pages.CounsellingPage{
		Back: back, Withdrawn: found.Counselling.Withdrawn, Facts: facts, Decision: found.Counselling.Decision, Text: found.Counselling.Text,
		Form: form, Mend: mend, History: history(v.words, found.Revisions, found.Names, counsellingLine),
	}
	if found.Job != nil {
		page.Links = append(page.Links, ui.Link{Href: "/placements/" + found.Job.UID.String() + "/start", Text: v.words.T("start.title")})
	}
	if found.Estimate != nil {
		page.Links = append(page.Links, ui.Link{Href: "/estimates/" + found.Estimate.UID.String(), Text: v.words.T("money.estimate")})
	}
	return s.render(w, r, status, pages.Counselling(frame, page))
}

// counsellingText is the record as the form shows it.
func counsellingText(p app.CounsellingPage) pages.CounsellingForm {
	c := p.Counselling
	form := pages.CounsellingForm{
		UID: c.UID.String(), On: c.On.String(), GivenBy: string(c.GivenBy), Adviser: string(c.Adviser), Placement: nothingChosen,
		Decision: c.Decision, Text: c.Text, Written: c.Written, Limit: typedEuros(c.Limit), LimitSource: string(c.LimitSource),
	}
	for _, t := range c.Topics {
		form.Topics = append(form.Topics, string(t))
	}
	for _, o := range c.Asked {
		form.Asked = append(form.Asked, string(o))
	}
	if p.Job != nil {
		form.Placement = p.Job.UID.String()
	}
	if p.Estimate != nil {
		form.Estimate = p.Estimate.UID.String()
	}
	return form
}

func counsellingFacts(words *i18n.Printer, p app.CounsellingPage) []ui.Definition {
	c := p.Counselling
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: words.T(term), Text: text})
		}
	}
	add("client.name", p.Form.Client.Name())
	add("contact.on", words.DayWeekday(c.On))
	add("counselling.given_by", worded(words, "counselling.office.", c.GivenBy))
	add("counselling.adviser", worded(words, "counselling.training.", c.Adviser))
	add("contact.noted_by", p.Names.Staff[c.ByID])
	if p.Job != nil {
		add("counselling.placement", placedLine(words, *p.Job, p.Form.Employers))
	}
	add("counselling.topics", words.Join(wordedAll(words, "counselling.topic.", c.Topics)))
	add("counselling.asked", words.Join(officesOf(words, c.Asked)))
	if p.Estimate != nil {
		add("counselling.estimate", words.Day(p.Estimate.On)+" · "+estimateLine(words, *p.Estimate))
	}
	if c.Limit != nil {
		limit := words.T("placement.pay_value", "euros", words.Euro(*c.Limit))
		if c.LimitSource != "" {
			limit += " · " + lower(words.T("counselling.limit_source."+string(c.LimitSource)))
		}
		add("counselling.limit", limit)
	}
	if c.Written {
		add("counselling.written_short", words.T("placement.yes"))
	}
	return facts
}

// officesOf gives the names of offices; Kela keeps its capital.
func officesOf(words *i18n.Printer, all []casework.Office) []string {
	names := make([]string, len(all))
	for i, o := range all {
		names[i] = words.T("counselling.office." + string(o))
	}
	return names
}

// counsellingLine tells an earlier text of a record.
func counsellingLine(words *i18n.Printer, c casework.Counselling) string {
	parts := []string{words.Day(c.On), worded(words, "counselling.office.", c.GivenBy), worded(words, "counselling.training.", c.Adviser),
		words.Join(wordedAll(words, "counselling.topic.", c.Topics)), c.Decision, c.Text}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

// counsellingEvent is a record on the timeline: who gave it, and what was gone
// through where that may be read.
func counsellingEvent(words *i18n.Printer, c casework.Counselling, names app.Names) string {
	parts := []string{words.T("client.event_counselled", "name", orDash(names.Staff[c.ByID]))}
	if c.GivenBy != "" && c.GivenBy != casework.OfficeCoach {
		parts[0] = words.T("client.event_counselled", "name", words.T("counselling.office."+string(c.GivenBy)))
	}
	if len(c.Topics) > 0 {
		parts = append(parts, words.Join(wordedAll(words, "counselling.topic.", c.Topics)))
	}
	return strings.Join(parts, " · ")
}

var keptCounselling = kept{"counselling", "/counselling/"}

func (s *Server) handleCorrectCounselling(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptCounselling, "done.corrected", (*form).counselling, s.App.CorrectCounselling, func(status int, typed pages.CounsellingForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Present = p, known
		return s.showCounselling(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawCounselling(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptCounselling, s.App.WithdrawCounselling, func(status int, mend pages.MendForms) error {
		return s.showCounselling(w, r, status, nil, mend)
	})
}

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

const pathLeads = "/leads"

func (s *Server) leadRoutes() []route {
	return []route{
		{"GET " + pathLeads, signedIn, s.handleLeads},
		{"GET " + pathLeads + "/new", signedIn, s.handleLeadForm},
		{"POST " + pathLeads + "/new", signedIn, s.handleNoteLead},
		{"GET " + pathLeads + "/{lead}", signedIn, s.handleLead},
		{"POST " + pathLeads + "/{lead}", signedIn, s.handleCorrectLead},
		{"POST " + pathLeads + "/{lead}/step", signedIn, s.handleStepLead},
		{"POST " + pathLeads + "/{lead}/wins", signedIn, s.handleNoteWin},
		{"POST " + pathLeads + "/{lead}/withdraw", signedIn, s.handleWithdrawLead},
		{"GET " + pathLeads + "/{lead}/applications/new", signedIn, s.handleApplicationForm},
		{"POST " + pathLeads + "/{lead}/applications/new", signedIn, s.handleNoteApplication},
		{"GET /applications/{application}", signedIn, s.handleApplication},
		{"POST /applications/{application}", signedIn, s.handleCorrectApplication},
		{"POST /applications/{application}/withdraw", signedIn, s.handleWithdrawApplication},
		{"GET /clients/{client}/leads", signedIn, s.handleClientLeads},
		{"GET /clients/{client}/disclosure", signedIn, s.handleTalks},
		{"GET /clients/{client}/disclosure/new", signedIn, s.handleTalkForm},
		{"POST /clients/{client}/disclosure/new", signedIn, s.handleNoteTalk},
		{"GET /disclosure/{talk}", signedIn, s.handleTalk},
		{"POST /disclosure/{talk}", signedIn, s.handleCorrectTalk},
		{"POST /disclosure/{talk}/withdraw", signedIn, s.handleWithdrawTalk},
	}
}

func leadPath(l casework.Lead) string { return pathLeads + "/" + l.UID.String() }

func (s *Server) handleLeads(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	t := v.words.T
	asked := app.LeadView(r.URL.Query().Get("view"))
	if !slices.Contains(app.LeadViews, asked) {
		asked = ""
	}
	list, err := s.App.Leads(r.Context(), v.actor, asked)
	if err != nil {
		return err
	}
	view := list.View
	page := pages.LeadsView{
		Add:   ui.Link{Href: pathLeads + "/new", Text: t("lead.new")},
		Empty: ui.EmptyProps{Title: t("lead.none." + string(view)), Text: t("lead.none_text")},
	}
	for _, other := range app.LeadViews {
		page.Tabs = append(page.Tabs, ui.NavItem{Link: ui.Link{Href: pathLeads + "?view=" + string(other), Text: t("lead.view." + string(other))}, Current: other == view})
	}
	for _, l := range list.Lines {
		row := leadRow(v.words, l, list.Today, true)
		if finder := list.Names.Staff[l.Lead.RecordedBy]; finder != "" && view != app.OwnLeads {
			row.Why += " · " + finder
		}
		page.Rows = append(page.Rows, row)
	}
	return s.render(w, r, http.StatusOK, pages.Leads(s.frame(w, r, t("lead.list_title")), page))
}

// leadRow is a lead in a list: what one would be, where, and what is next.
func leadRow(words *i18n.Printer, l app.LeadLine, today casework.Day, whose bool) ui.RowProps {
	t := words.T
	row := ui.RowProps{Name: l.Lead.Title, NameHref: leadPath(l.Lead), Tag: ui.Tag(leadTag(l), leadState(words, l))}
	var parts []string
	if whose && l.Client != nil {
		parts = append(parts, l.Client.Name())
	}
	parts = append(parts, l.Employer.Name)
	if l.State.Open() && l.Lead.Next != "" {
		parts = append(parts, t("lead.next_line", "text", l.Lead.Next, "when", words.DayShort(l.Lead.NextOn)))
	} else if l.State.Open() && !l.Lead.ApplyBy.IsZero() {
		parts = append(parts, t("lead.apply_by_line", "day", words.DayShort(l.Lead.ApplyBy)))
	}
	row.Why = strings.Join(notEmpty(parts...), " · ")
	if l.Stop == casework.StopNone && l.State.Open() && !l.Lead.NextOn.IsZero() && l.Lead.NextOn.Before(today) {
		row.Mark, row.MarkText = ui.MarkLate, t("today.late")
	}
	return row
}

// leadState says where a lead stands; one that may not be worked says that.
func leadState(words *i18n.Printer, l app.LeadLine) string {
	switch {
	case l.Lead.Withdrawn:
		return words.T("problem.withdrawn")
	case l.Stop != casework.StopNone && l.State.Open():
		return words.T("lead.stopped")
	}
	return words.T("lead.state." + string(l.State))
}

func leadTag(l app.LeadLine) ui.TagKind {
	switch {
	case l.Lead.Withdrawn, l.State == casework.LeadOver:
		return ui.TagPlain
	case l.State == casework.LeadGot:
		return ui.TagGood
	case l.Stop != casework.StopNone:
		return ui.TagLate
	case l.State == casework.LeadNew, l.State == casework.LeadInTouch:
		return ui.TagInfo
	}
	return ui.TagSoon
}

func (s *Server) handleLeadForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	return s.showLeadForm(w, r, http.StatusOK, pages.LeadForm{
		UID: s.App.IDs().String(), NewEmployerUID: s.App.IDs().String(), Employer: q.Get("employer"), Client: q.Get("client"), On: visitOf(r).today.String(),
		Source: string(casework.LeadVacancy), Step: pages.StepFields{NextBy: string(casework.CoachsTask)},
	}, uidOf(q.Get("like")))
}

// showLeadForm shows the form of a new lead; like is a lead whose text it begins
// with.
func (s *Server) showLeadForm(w http.ResponseWriter, r *http.Request, status int, form pages.LeadForm, like casework.UID) error {
	v := visitOf(r)
	offer, err := s.App.LeadForm(r.Context(), v.actor, like, uidOf(form.Employer), uidOf(form.Client))
	if err != nil {
		return err
	}
	if offer.Like != nil {
		begun := leadText(*offer.Like, offer.Employer.UID)
		begun.UID, begun.NewEmployerUID, begun.Client, begun.On, begun.Step = form.UID, form.NewEmployerUID, form.Client, form.On, form.Step
		form = begun
	}
	form.Action = pathLeads + "/new"
	view := pages.NewLeadView{Back: ui.Link{Href: pathLeads, Text: v.words.T("lead.list_title")}, Form: offeredLead(v.words, form, offer)}
	if offer.Client != nil {
		view.Back = ui.Link{Href: "/clients/" + offer.Client.Client.UID.String() + "/leads", Text: offer.Client.Client.Name()}
	}
	return s.render(w, r, status, pages.NewLead(s.frame(w, r, v.words.T("lead.new")), view))
}

func offeredLead(words *i18n.Printer, form pages.LeadForm, offer app.LeadForm) pages.LeadForm {
	form.Employers, form.Occupations = employerOptions(offer.Last, offer.Employer), codeNames(words, offer.Occupations)
	form.Occupation = codeName(words, offer.Occupations, form.Occupation)
	if len(form.Employers) == 0 {
		form.Employer = pages.NewEmployer
	}
	for _, c := range offer.Clients {
		form.Clients = append(form.Clients, ui.Option{Value: c.Client.UID.String(), Text: c.Client.Name()})
	}
	if c := offer.Client; c != nil && c.Plan != nil {
		avoid := c.Plan.MustAvoid
		if avoid != "" {
			avoid = words.T("lead.avoid", "text", avoid)
		}
		form.Wishes = strings.Join(notEmpty(inLine(c.Plan.Jobs), planHours(words, c.Plan.MinHours, c.Plan.MaxHours), c.Plan.Times, c.Plan.Area, avoid), " · ")
	}
	return form
}

// leadText is a lead as the form shows it.
func leadText(l casework.Lead, employer casework.UID) pages.LeadForm {
	form := pages.LeadForm{
		UID: l.UID.String(), Employer: employer.String(), On: l.On.String(), Source: string(l.Source), Title: l.Title, Occupation: l.Occupation, Tasks: l.Tasks,
		Times: l.Times, Pay: l.Pay, Contract: string(l.Contract), Place: l.Place, StartsOn: l.StartsOn.String(), ApplyBy: l.ApplyBy.String(), Link: l.Link,
		Fit: l.Fit, Mode: string(l.Mode),
	}
	if l.Hours != nil {
		form.Hours = strings.ReplaceAll(strconv.FormatFloat(*l.Hours, 'f', -1, 64), ".", ",")
	}
	return form
}

func (f *form) lead() (pages.LeadForm, app.LeadInput) {
	l := pages.LeadForm{
		UID: f.text("uid"), NewEmployerUID: f.text("new_employer_uid"), Employer: f.text("employer"), EmployerName: f.text("employer_name"), Client: f.text("client"),
		On: f.text("on"), Source: f.text("source"), Title: f.text("title"), Occupation: f.text("occupation"), Tasks: f.text("tasks"), Hours: f.text("hours"),
		Times: f.text("times"), Pay: f.text("pay"), Contract: f.text("contract"), Place: f.text("place"), StartsOn: f.text("starts_on"), ApplyBy: f.text("apply_by"),
		Link: f.text("link"), Fit: f.text("fit"), Mode: f.text("mode"), Step: f.stepFields(), Revision: f.text("revision"), Reason: f.text("reason"),
	}
	return l, app.LeadInput{
		UID: f.uid("uid"), Employer: f.uid("employer"), Client: f.uid("client"),
		NewEmployer: casework.NewEmployer{UID: f.uid("new_employer_uid"), Name: l.EmployerName},
		Note: casework.LeadNote{On: f.day("on"), LeadStep: f.step(), LeadTerms: casework.LeadTerms{
			Source: casework.LeadSource(l.Source), Title: l.Title, Occupation: l.Occupation, Tasks: l.Tasks, Hours: f.decimal("hours"), Times: l.Times, Pay: l.Pay,
			Contract: casework.LeadContract(l.Contract), Place: l.Place, StartsOn: f.day("starts_on"), ApplyBy: f.day("apply_by"), Link: l.Link, Fit: l.Fit,
			Mode: casework.SearchMode(l.Mode),
		}},
	}
}

func (f *form) stepFields() pages.StepFields {
	return pages.StepFields{Next: f.text("next"), NextOn: f.text("next_on"), NextBy: f.text("next_by")}
}

func (f *form) step() casework.LeadStep {
	return casework.LeadStep{Next: f.text("next"), NextOn: f.day("next_on"), NextBy: casework.Whose(f.text("next_by"))}
}

func (s *Server) handleNoteLead(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	form, in := f.lead()
	form.UID, form.NewEmployerUID = s.orNew(in.UID), s.orNew(in.NewEmployer.UID)
	var l casework.Lead
	err = f.taken(func() (err error) {
		l, err = s.App.NoteLead(r.Context(), visitOf(r).actor, in)
		return err
	})
	if form.Problem = mistakes(err); form.Problem != nil {
		return s.showLeadForm(w, r, http.StatusUnprocessableEntity, form, casework.UID{})
	}
	if p := problem.As(err); p != nil && p.Key == app.NotedKey {
		r.SetPathValue("lead", form.UID)
		form.Problem, form.Known = p, []ui.Definition{}
		return s.showLead(w, r, http.StatusConflict, leadTyped{form: &form})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, leadPath(l), "done.lead_noted")
}

func (s *Server) handleLead(w http.ResponseWriter, r *http.Request) error {
	return s.showLead(w, r, http.StatusOK, leadTyped{})
}

// leadTyped is what was refused on a lead's page: the text of a correction, a
// step, a win or the withdrawal.
type leadTyped struct {
	form *pages.LeadForm
	step *pages.StepForm
	win  *problem.Error
	mend pages.MendForms
}

// showLead shows one lead with what was refused of it.
func (s *Server) showLead(w http.ResponseWriter, r *http.Request, status int, typed leadTyped) error {
	uid, err := pathUID(r, "lead")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Lead(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	frame := s.frame(w, r, v.words.T("lead.page_title"))
	view := leadView(v, found)
	if found.Note && !found.Lead.Withdrawn {
		if err := s.leadForms(r, &view, found, typed); err != nil {
			return err
		}
	}
	if typed.form != nil && view.Form != nil {
		return s.render(w, r, status, pages.RefusedLead(frame, ui.Link{Href: leadPath(found.Lead), Text: found.Lead.Title}, *view.Form))
	}
	return s.render(w, r, status, pages.Lead(frame, view))
}

// leadForms adds to a lead's page what may be done with it.
func (s *Server) leadForms(r *http.Request, view *pages.LeadView, found app.LeadPage, typed leadTyped) error {
	v := visitOf(r)
	l := found.Lead
	path, revision := leadPath(l), strconv.Itoa(l.Revision)
	form := leadText(l, found.Employer.UID)
	if found.Client != nil {
		form.Client = found.Client.UID.String()
	}
	if typed.form != nil {
		form = *typed.form
		if form.Known != nil {
			form.Known = view.Facts
		}
	}
	if form.Revision == "" || form.Known != nil {
		form.Revision = revision
	}
	offer, err := s.App.LeadForm(r.Context(), v.actor, casework.UID{}, uidOf(form.Employer), uidOf(form.Client))
	if err != nil {
		return err
	}
	form = offeredLead(v.words, form, offer)
	form.Action, form.Correct = path, true
	view.Form = &form
	view.Mend = typed.mend
	view.Mend.Path, view.Mend.Revision = path, revision
	if typed.win != nil {
		view.Mend.Problem = typed.win
	}
	step := pages.StepForm{
		Fields: pages.StepFields{Next: l.Next, NextOn: l.NextOn.String(), NextBy: string(l.NextBy)}, EndOn: v.today.String(), Ended: !l.EndedOn.IsZero(),
	}
	if step.Fields.NextBy == "" {
		step.Fields.NextBy = string(casework.CoachsTask)
	}
	if typed.step != nil {
		ended := step.Ended
		step = *typed.step
		step.Ended = ended
	}
	step.Path, step.Revision = path+"/step", revision
	step.Stopped = found.Stop != casework.StopNone && found.State.Open()
	step.Alone = found.Client != nil
	view.Step, view.Revision = &step, revision
	if found.Client != nil {
		view.WinPath = path + "/wins"
		view.Apply = ui.Link{Href: path + "/applications/new", Text: v.words.T("application.new")}
	}
	return nil
}

func leadView(v *visit, found app.LeadPage) pages.LeadView {
	words, t := v.words, v.words.T
	l := found.Lead
	view := pages.LeadView{
		Back: ui.Link{Href: pathLeads + "?view=" + string(app.NobodyLeads), Text: t("lead.list_title")}, Title: l.Title, Sub: found.Employer.Name,
		State: leadState(words, found.LeadLine), StateTag: leadTag(found.LeadLine), Withdrawn: l.Withdrawn, Facts: leadFacts(v, found),
		History: history(words, found.Revisions, found.Names, leadLine),
	}
	if c := found.Client; c != nil {
		view.Back = ui.Link{Href: "/clients/" + c.UID.String() + "/leads", Text: c.Name()}
	}
	if found.Stop != casework.StopNone && found.State.Open() {
		view.Stop = t("lead.stop." + string(found.Stop))
		if found.Client != nil && found.Note && found.Stop != casework.StopNoContacts {
			view.StopLink = ui.Link{Href: "/clients/" + found.Client.UID.String() + "/consents", Text: t("consent.title")}
		}
	}
	leadDeeds(words, &view, found)
	for _, a := range found.Applications {
		view.Applications = append(view.Applications, applicationRow(words, a, found.Today))
	}
	for _, w := range found.Wins {
		view.Wins = append(view.Wins, ui.RowProps{Mark: ui.MarkDone, MarkText: t("lead.win_mark"), Name: t("lead.win." + string(w.Win)), Why: words.DayWeekday(w.On)})
	}
	for _, c := range found.Contacts {
		row := ui.RowProps{Name: words.DayWeekday(c.On) + " · " + lower(t("contact.channel."+string(c.Channel))), Why: contactEvent(words, c)}
		if found.Note {
			row.NameHref = "/contacts/" + c.UID.String()
		}
		view.Contacts = append(view.Contacts, row)
	}
	for _, o := range found.Others {
		view.Others = append(view.Others, leadRow(words, o, found.Today, true))
	}
	return view
}

// leadDeeds adds what one goes on to from a lead, the next step first, and what
// may be said. Where the coach may not speak with the employer that is not
// offered.
func leadDeeds(words *i18n.Printer, view *pages.LeadView, found app.LeadPage) {
	l, t := found.Lead, words.T
	if !found.Note || l.Withdrawn {
		return
	}
	at := "employer=" + found.Employer.UID.String()
	if found.Client == nil {
		view.Deed = ui.Link{Href: pathLeads + "/new?like=" + l.UID.String(), Text: t("lead.offer")}
		view.Actions = []ui.Link{{Href: "/log?" + at, Text: t("client.log_contact")}}
		return
	}
	client := found.Client.UID.String()
	speaks := found.Leave.LetsName(found.Employer.ID) && (l.Mode == casework.SearchDirect || l.Mode == casework.SearchTogether) && found.Stop == casework.StopNone
	switch {
	case found.State == casework.LeadOffered:
		view.Deed = ui.Link{Href: "/clients/" + client + "/placements/new?" + at, Text: t("client.note_job")}
	case found.State.Open() && speaks:
		view.Deed = ui.Link{Href: "/log?client=" + client + "&" + at, Text: t("client.log_contact")}
	}
	if found.State.Open() && found.State != casework.LeadOffered { // a trial is agreed on without an application
		view.Actions = []ui.Link{{Href: "/clients/" + client + "/placements/new?" + at, Text: t("client.note_job")}}
	}
	view.Actions = append(view.Actions, ui.Link{Href: pathLeads + "/new?like=" + l.UID.String(), Text: t("lead.offer_other")})
	if found.State.Open() {
		if found.Told != nil {
			view.Say = maySay(words, found.Client.Name(), *found.Told)
		}
		view.TalkAbout = ui.Link{Href: "/clients/" + client + "/disclosure/new", Text: t("disclosure.new")}
	}
}

// leadFacts says what is known of the job; what was not told is left out.
func leadFacts(v *visit, found app.LeadPage) []ui.Definition {
	words, t, l := v.words, v.words.T, found.Lead
	facts := []ui.Definition{employerFact(v, found.Employer)}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	addDay := func(term string, on casework.Day) {
		if !on.IsZero() {
			add(term, words.DayWeekday(on))
		}
	}
	add("lead.fit", l.Fit)
	add("lead.mode", worded(words, "plan.mode.", l.Mode))
	add("lead.tasks", l.Tasks)
	if l.Hours != nil {
		add("lead.hours", t("placement.hours_value", "hours", words.Number(*l.Hours)))
	}
	add("lead.times", l.Times)
	add("lead.pay", l.Pay)
	add("lead.contract", worded(words, "lead.contract.", l.Contract))
	add("lead.place", l.Place)
	addDay("lead.starts_on", l.StartsOn)
	addDay("lead.apply_by", l.ApplyBy)
	if strings.HasPrefix(l.Link, "https://") || strings.HasPrefix(l.Link, "http://") { // an import may bring anything
		facts = append(facts, ui.Definition{Term: t("lead.link"), Value: ui.TextLink(ui.Link{Href: l.Link, Text: t("lead.open_link")})})
	}
	add("placement.occupation", codeName(words, found.Occupations, l.Occupation))
	add("lead.source", t("lead.source."+string(l.Source)))
	add("lead.on", strings.Join(notEmpty(words.Day(l.On), found.Names.Staff[l.RecordedBy]), " · "))
	if !l.EndedOn.IsZero() {
		add("lead.ended", words.Day(l.EndedOn)+" · "+worded(words, "lead.end.", l.EndedWhy))
	}
	return facts
}

// leadLine says a lead's earlier text in a line.
func leadLine(words *i18n.Printer, l casework.Lead) string {
	next := l.Next
	if next != "" {
		next = words.T("lead.next_line", "text", l.Next, "when", words.DayShort(l.NextOn))
	}
	return strings.Join(notEmpty(l.Title, worded(words, "plan.mode.", l.Mode), l.Fit, next, worded(words, "lead.end.", l.EndedWhy)), " · ")
}

var keptLead = kept{"lead", pathLeads + "/"}

func (s *Server) handleCorrectLead(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptLead, "done.corrected", (*form).lead, s.App.CorrectLead, func(status int, typed pages.LeadForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showLead(w, r, status, leadTyped{form: &typed})
	})
}

func (s *Server) handleStepLead(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "lead")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.StepForm{Fields: f.stepFields(), End: f.text("end"), EndOn: f.text("end_on"), Ending: f.r.PostForm.Has("end_on")}
	in := casework.StepNote{LeadStep: f.step(), Alone: f.yes("alone"), End: casework.LeadEnd(typed.End), EndOn: f.day("end_on")}
	word := "done.lead_step"
	if typed.Ending {
		word = "done.lead_ended"
		if in.End == "" {
			f.fields.Add("end", "problem.choose")
		}
	}
	err = f.taken(func() error {
		_, err := s.App.StepLead(r.Context(), visitOf(r).actor, f.correction(uid), in)
		return err
	})
	if refusal := refusalOf(err); refusal != nil {
		typed.Problem = refusal
		return s.showLead(w, r, statuses[refusal.Kind], leadTyped{step: &typed})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathLeads+"/"+uid.String(), word)
}

func (s *Server) handleNoteWin(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "lead")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	win := casework.SmallWin{Win: casework.Win(f.text("win"))}
	_, err = s.App.NoteWin(r.Context(), visitOf(r).actor, f.correction(uid), win)
	if refusal := refusalOf(err); refusal != nil {
		if len(refusal.Fields) > 0 { // a button has no field to stand beside
			refusal = problem.New(problem.Invalid, refusal.Fields[0].Key)
		}
		return s.showLead(w, r, statuses[refusal.Kind], leadTyped{win: refusal})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathLeads+"/"+uid.String(), "done.win_noted")
}

func (s *Server) handleWithdrawLead(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptLead, s.App.WithdrawLead, func(status int, mend pages.MendForms) error {
		return s.showLead(w, r, status, leadTyped{mend: mend})
	})
}

func (s *Server) handleClientLeads(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	t := v.words.T
	found, err := s.App.ClientLeads(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	page := "/clients/" + uid.String()
	view := pages.ClientLeadsView{Back: ui.Link{Href: page, Text: found.Client.Name()}, Leave: t("lead.leave." + leaveWord(found.Leave.Leave))}
	if found.Note {
		view.Add = ui.Link{Href: pathLeads + "/new?client=" + uid.String(), Text: t("lead.new")}
		view.Talks = ui.Link{Href: page + "/disclosure", Text: t("disclosure.title")}
	}
	if found.Told != nil {
		view.Say = maySay(v.words, found.Client.Name(), *found.Told)
	}
	for _, l := range found.Lines {
		row := leadRow(v.words, l, found.Today, false)
		if l.State.Open() && !l.Lead.Withdrawn {
			view.Open = append(view.Open, row)
		} else {
			view.Over = append(view.Over, row)
		}
	}
	for _, w := range found.Wins {
		view.Wins = append(view.Wins, ui.RowProps{Mark: ui.MarkDone, MarkText: t("lead.win_mark"), Name: t("lead.win." + string(w.Win)), Why: v.words.DayWeekday(w.On)})
	}
	sent, interviews := 0, 0
	for _, a := range found.Applications {
		if !a.Withdrawn {
			sent++
		}
		if !a.Withdrawn && !a.InterviewOn.IsZero() {
			interviews++
		}
	}
	view.Count = []ui.FigureProps{
		{Value: v.words.Int(len(found.Lines)), Word: t("lead.count_leads", "n", len(found.Lines))}, {Value: v.words.Int(sent), Word: t("lead.count_sent", "n", sent)},
		{Value: v.words.Int(interviews), Word: t("lead.count_interviews", "n", interviews)}, {Value: v.words.Int(len(found.Wins)), Word: t("lead.count_wins", "n", len(found.Wins))},
	}
	return s.render(w, r, http.StatusOK, pages.ClientLeads(s.frame(w, r, t("lead.clients_title")), view))
}

// leadCard is what a client's page tells of the open leads.
func leadCard(words *i18n.Printer, p app.ClientPage) pages.LeadCard {
	if !p.HasEpisode {
		return pages.LeadCard{}
	}
	card := pages.LeadCard{Link: ui.Link{Href: "/clients/" + p.Client.UID.String() + "/leads", Text: words.T("client.open"), About: words.T("lead.clients_title")}}
	if p.May.Note && p.State.Started() && p.State != casework.Ended {
		card.Add = ui.Link{Href: pathLeads + "/new?client=" + p.Client.UID.String(), Text: words.T("lead.new")}
	}
	for _, l := range p.Leads {
		row := leadRow(words, l, p.Today, false)
		if p.Client.NonDisclosure && !p.May.Note {
			row.NameHref = "" // its page tells where
		}
		card.Rows = append(card.Rows, row)
	}
	return card
}

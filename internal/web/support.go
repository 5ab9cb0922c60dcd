package web

import (
	"cmp"
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

// The sheets that a support plan is printed as, by the ends of their addresses.
const (
	sheetClient   = "client"
	sheetCard     = "card"
	sheetEmployer = "employer"
)

func supportPath(placement casework.UID) string {
	return "/placements/" + placement.String() + "/support"
}

func (s *Server) handleSupport(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Support(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	words := v.words
	view := pages.SupportView{Back: ui.Link{Href: "/clients/" + found.Client.UID.String(), Text: found.Client.Name()}, Sub: supportSub(words, found)}
	if found.Note && !found.Placement.Withdrawn {
		view.Change = ui.Link{Href: supportPath(uid) + "/new", Text: words.T("support.first")}
	}
	present, holds := casework.SupportOn(found.Plans, found.Placement.ID, found.Today)
	earlier := slices.DeleteFunc(slices.Clone(found.Plans), func(p casework.SupportPlan) bool { return p.ID == present.ID })
	if holds {
		view.Agreed = words.T("plan.agreed", "on", words.Day(present.On))
		view.Open = ui.Link{Href: "/support-plans/" + present.UID.String(), Text: words.T("plan.open"), About: view.Agreed}
		view.Facts = supportFacts(words, present)
		if before, some := casework.SupportOn(earlier, present.PlacementID, present.On); some {
			view.Facts = besideEarlier(words, view.Facts, supportFacts(words, before))
		}
		view.Sheets = supportSheets(words, present)
		if view.Change.Href != "" {
			view.Change.Text = words.T("support.new")
		}
	}
	view.Rhythm = rhythmView(words, found.Placement, found.Rhythm, holds)
	for _, p := range earlier {
		row := ui.RowProps{Name: words.Day(p.On), NameHref: "/support-plans/" + p.UID.String(), Why: cadenceLine(words, p.Rhythm)}
		if p.Withdrawn {
			row.Tag = ui.Tag(ui.TagPlain, words.T("problem.withdrawn"))
		}
		view.Earlier = append(view.Earlier, row)
	}
	return s.render(w, r, http.StatusOK, pages.Support(s.frame(w, r, words.T("support.title")), view))
}

// supportSub says whose support it is and where.
func supportSub(words *i18n.Printer, p app.SupportPage) string {
	where := cmp.Or(whereOf(words, p.Employer.Name, p.Placement), words.T("placement.kind."+string(p.Placement.Kind)))
	return strings.Join([]string{p.Client.Name(), where, startsLine(words, p.Placement, p.Today)}, " · ")
}

func supportSheets(words *i18n.Printer, p casework.SupportPlan) []ui.Link {
	var list []ui.Link
	for _, sheet := range []string{sheetClient, sheetCard, sheetEmployer} {
		list = append(list, ui.Link{Href: "/support-plans/" + p.UID.String() + "/sheets/" + sheet, Text: words.T("support.sheet." + sheet)})
	}
	return list
}

// supportTexts are the texts of a plan by the names of their fields, in the order
// in which they are told.
func supportTexts(t *casework.SupportTerms) []struct {
	name string
	text *string
} {
	return []struct {
		name string
		text *string
	}{
		{"first_day", &t.FirstDay}, {"call", &t.Call}, {"early_signs", &t.EarlySigns}, {"helps", &t.Helps}, {"employer_told", &t.EmployerTold},
		{"limits", &t.Limits}, {"coach_does", &t.CoachDoes}, {"client_does", &t.ClientDoes}, {"employer_does", &t.EmployerDoes},
		{"care_team_does", &t.CareTeamDoes}, {"others_do", &t.OthersDo}, {"adapted", &t.Adapted},
	}
}

// supportFacts says what a support plan holds; what was not told is left out.
func supportFacts(words *i18n.Printer, p casework.SupportPlan) []ui.Definition {
	facts := supportFactsOf(words, p, "first_day", "places", "rhythm", "needs", "call", "early_signs", "helps", "employer_told", "limits",
		"coach_does", "client_does", "employer_does", "care_team_does", "others_do", "adaptations", "adapted")
	if !p.ReviewOn.IsZero() {
		facts = append(facts, ui.Definition{Term: words.T("plan.review_on"), Text: words.Day(p.ReviewOn)})
	}
	if p.Changed != "" {
		facts = append(facts, ui.Definition{Term: words.T("plan.changed_short"), Text: words.T("support.changed." + string(p.Changed))})
	}
	agreed := p.Agreed
	return append(facts, ui.Definition{Term: words.T("support.agreed"), Text: yesNo(words, &agreed)})
}

// supportFactsOf says some of what a support plan holds, in the order asked for.
func supportFactsOf(words *i18n.Printer, p casework.SupportPlan, names ...string) []ui.Definition {
	said := map[string]string{
		"places": words.Join(wordedAll(words, "support.place.", p.Places)), "rhythm": cadenceLine(words, p.Rhythm),
		"needs": words.Join(wordedAll(words, "support.need.", p.Needs)), "adaptations": words.Join(wordedAll(words, "support.adapt.", p.Adaptations)),
	}
	lines := map[string]string{}
	for _, one := range supportTexts(&p.SupportTerms) {
		said[one.name], lines[one.name] = inLine(*one.text), *one.text
	}
	var facts []ui.Definition
	for _, name := range names {
		text := said[name]
		if text == "" {
			continue
		}
		fact := ui.Definition{Term: words.T("support." + name), Text: upper(text)}
		if strings.Contains(lines[name], "\n") {
			fact.Value = pages.Written(lines[name])
		}
		facts = append(facts, fact)
	}
	return facts
}

// cadenceLine says how often client and coach are in touch, stage by stage.
func cadenceLine(words *i18n.Printer, c casework.Cadences) string {
	var parts []string
	for _, stage := range casework.SupportStages {
		parts = append(parts, words.T("support.in_stage", "stage", lower(words.T("support.stage."+string(stage))), "cadence", lower(words.T("support.cadence."+string(c.In(stage))))))
	}
	return strings.Join(parts, ", ")
}

// rhythmView words the rhythm: what has been, what goes on and the next. It is
// nil where none is asked for.
func rhythmView(words *i18n.Printer, p casework.Placement, r casework.Rhythm, planned bool) *pages.RhythmView {
	if p.Withdrawn || p.Kind != casework.Employment && !planned {
		return nil
	}
	kept, of := r.Kept()
	v := &pages.RhythmView{Note: words.T("support.good_rhythm"), Sum: words.T("support.kept", "kept", kept, "n", of)}
	if planned {
		v.Note = words.T("support.planned_rhythm")
	}
	for i, week := range r.Weeks {
		mark := pages.WeekMark{Met: week.Contacts > 0, N: strconv.Itoa(i + 1), Text: words.T("support.week_none", "n", i+1)}
		if mark.Met {
			mark.Text = words.T("support.week_met", "n", i+1)
		}
		v.Weeks = append(v.Weeks, mark)
	}
	for _, b := range r.Beats {
		v.Beats = append(v.Beats, beatRow(words, b))
		if b.State == casework.BeatAhead {
			break
		}
	}
	slices.Reverse(v.Beats)
	return v
}

func beatRow(words *i18n.Printer, b casework.Beat) ui.RowProps {
	row := ui.RowProps{Name: words.Day(b.From) + "–" + words.Day(b.To), MarkText: words.T("support.beat." + string(b.State)), Why: words.T("support.beat." + string(b.State))}
	if b.Stage == "" {
		row.Name += " · " + words.T("support.before")
	}
	switch b.State {
	case casework.BeatKept:
		days := make([]string, len(b.Contacts))
		for i, d := range b.Contacts {
			days[i] = words.DayShort(d)
		}
		row.Mark, row.Why = ui.MarkDone, words.T("support.contacts_on", "days", words.Join(days))
	case casework.BeatMissed:
		row.Mark = ui.MarkLate
	case casework.BeatNow:
		row.Mark = ui.MarkSoon
	}
	return row
}

// supportCards are what a client's page tells of the support in what runs.
func supportCards(words *i18n.Printer, p app.ClientPage) []pages.SupportCard {
	var cards []pages.SupportCard
	for _, e := range p.Timeline {
		j := e.Placement
		if j == nil {
			continue
		}
		s, known := p.Support[j.ID]
		if !known || s.Plan == nil && j.Kind != casework.Employment {
			continue
		}
		card := pages.SupportCard{Link: ui.Link{Href: supportPath(j.UID), Text: words.T("client.open"), About: words.T("support.title")}, Text: words.T("support.none_title")}
		if s.Plan != nil {
			card.Text = words.T("plan.agreed", "on", words.Day(s.Plan.On))
		}
		card.Rhythm = rhythmView(words, *j, s.Rhythm, s.Plan != nil)
		cards = append(cards, card)
	}
	return cards
}

func (s *Server) handleSupportForm(w http.ResponseWriter, r *http.Request) error {
	return s.showSupportForm(w, r, http.StatusOK, nil)
}

// showSupportForm shows the form for a new support plan, which begins as the one
// that holds; typed is a refused one.
func (s *Server) showSupportForm(w http.ResponseWriter, r *http.Request, status int, typed *pages.SupportForm) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Support(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	if !found.Note {
		return problem.New(problem.NotFound, "problem.not_found")
	}
	v.speak(found.Terms)
	view := pages.NewSupportView{Back: ui.Link{Href: supportPath(uid), Text: v.words.T("support.title")}, Sub: supportSub(v.words, found)}
	present, another := casework.SupportOn(found.Plans, found.Placement.ID, found.Today)
	if typed != nil {
		view.Form = *typed
	} else {
		if !another {
			present.Rhythm, present.Agreed = casework.GoodRhythm, true
			present.Places = []casework.SupportPlace{casework.SupportByPhone}
		}
		present.On, present.ReviewOn, present.Changed = v.today, casework.Day{}, ""
		view.Form = supportText(present)
		view.Form.UID = s.App.IDs().String()
		_, err := casework.PlanSupport(found.Episode, found.Placement, casework.SupportNote{}, v.today)
		if view.Closed = inTheWay(err); view.Closed != nil {
			status = statuses[view.Closed.Kind]
		}
	}
	view.Form.Action, view.Form.Another = supportPath(uid)+"/new", another
	return s.render(w, r, status, pages.NewSupport(s.frame(w, r, v.words.T("support.title")), view))
}

// supportText is a support plan as the form shows it.
func supportText(p casework.SupportPlan) pages.SupportForm {
	form := pages.SupportForm{
		UID: p.UID.String(), On: p.On.String(), Texts: map[string]string{}, Cadences: map[string]string{}, Places: wordsOf(p.Places), Needs: wordsOf(p.Needs),
		Adaptations: wordsOf(p.Adaptations), ReviewOn: p.ReviewOn.String(), Agreed: p.Agreed, Changed: string(p.Changed),
	}
	for _, one := range supportTexts(&p.SupportTerms) {
		form.Texts[one.name] = *one.text
	}
	for _, stage := range casework.SupportStages {
		form.Cadences[string(stage)] = string(p.Rhythm.In(stage))
	}
	return form
}

func (f *form) support() (pages.SupportForm, casework.SupportNote) {
	p := pages.SupportForm{
		UID: f.text("uid"), On: f.text("on"), Texts: map[string]string{}, Cadences: map[string]string{}, Places: f.texts("places"), Needs: f.texts("needs"),
		Adaptations: f.texts("adaptations"), ReviewOn: f.text("review_on"), Agreed: f.yes("agreed"), Changed: f.text("changed"),
		Revision: f.text("revision"), Reason: f.text("reason"),
	}
	note := casework.SupportNote{On: f.day("on")}
	t := &note.SupportTerms
	for _, one := range supportTexts(t) {
		*one.text = f.text(one.name)
		p.Texts[one.name] = *one.text
	}
	for _, stage := range casework.SupportStages {
		p.Cadences[string(stage)] = f.text(string(stage))
	}
	cadence := func(stage casework.SupportStage) casework.Cadence { return casework.Cadence(p.Cadences[string(stage)]) }
	t.Rhythm = casework.Cadences{FirstWeek: cadence(casework.StageFirstWeek), FirstMonth: cadence(casework.StageFirstMonth),
		ThreeMonths: cadence(casework.StageThreeMonths), Later: cadence(casework.StageLater)}
	t.Places, t.Needs, t.Adaptations = chosen[casework.SupportPlace](p.Places), chosen[casework.SupportNeed](p.Needs), chosen[casework.Adaptation](p.Adaptations)
	t.Agreed, t.Changed = p.Agreed, casework.SupportChange(p.Changed)
	if p.ReviewOn != "" {
		t.ReviewOn = f.day("review_on")
	}
	return p, note
}

func (s *Server) handlePlanSupport(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, note := f.support()
	p.UID = s.orNew(f.uid("uid"))
	err = f.taken(func() error {
		_, err := s.App.PlanSupport(r.Context(), visitOf(r).actor, app.SupportInput{UID: uidOf(p.UID), Placement: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	if refusal != nil && refusal.Key == app.NotedKey {
		r.SetPathValue("support", p.UID)
		p.Problem, p.Known = refusal, []ui.Definition{}
		return s.showSupportPlan(w, r, http.StatusConflict, &p, pages.MendForms{})
	}
	if refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict) {
		p.Problem = refusal
		return s.showSupportForm(w, r, statuses[refusal.Kind], &p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, supportPath(uid), "done.support_planned")
}

func (s *Server) handleSupportPlan(w http.ResponseWriter, r *http.Request) error {
	return s.showSupportPlan(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showSupportPlan shows one support plan. typed is the refused text of a
// correction, or nil; mend is what was refused of withdrawing it.
func (s *Server) showSupportPlan(w http.ResponseWriter, r *http.Request, status int, typed *pages.SupportForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "support")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.SupportPlan(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	revision := strconv.Itoa(found.Plan.Revision)
	form := supportText(found.Plan)
	if typed != nil {
		form = *typed
	}
	if typed == nil || typed.Known != nil {
		form.Revision = revision
	}
	facts := append([]ui.Definition{
		{Term: v.words.T("support.on"), Text: v.words.DayWeekday(found.Plan.On)},
		{Term: v.words.T("contact.noted_by"), Text: orDash(found.Names.Staff[found.Plan.RecordedBy])},
	}, supportFacts(v.words, found.Plan)...)
	if typed != nil && typed.Known != nil {
		form.Known = facts
	}
	form.Correct, form.Another, form.Action = true, true, "/support-plans/"+uid.String()
	frame := s.frame(w, r, v.words.T("support.title"))
	back := ui.Link{Href: supportPath(found.Placement.UID), Text: v.words.T("support.title")}
	if typed != nil {
		return s.render(w, r, status, pages.NewSupport(frame, pages.NewSupportView{Back: back, Form: form}))
	}
	mend.Path, mend.Revision = form.Action, revision
	page := pages.SupportPlanPage{
		Back: back, Sub: supportSub(v.words, found.SupportPage), Withdrawn: found.Plan.Withdrawn, Facts: facts, Mend: mend,
		Sheets: supportSheets(v.words, found.Plan), History: history(v.words, found.Revisions, found.Names, supportPlanLine),
	}
	if found.Note {
		page.Form = &form
	}
	return s.render(w, r, status, pages.SupportPlan(frame, page))
}

// supportPlanLine says a support plan's earlier text in a line.
func supportPlanLine(words *i18n.Printer, p casework.SupportPlan) string {
	parts := []string{words.Day(p.On), cadenceLine(words, p.Rhythm)}
	for _, one := range supportTexts(&p.SupportTerms) {
		parts = append(parts, inLine(*one.text))
	}
	return strings.Join(notEmpty(parts...), " · ")
}

var keptSupport = kept{"support", "/support-plans/"}

func (s *Server) handleCorrectSupport(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptSupport, "done.corrected", (*form).support, s.App.CorrectSupport, func(status int, typed pages.SupportForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showSupportPlan(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawSupport(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptSupport, s.App.WithdrawSupport, func(status int, mend pages.MendForms) error {
		return s.showSupportPlan(w, r, status, nil, mend)
	})
}

// handleSupportSheet shows a support plan to print: the client's copy and the
// card in the client's language, and the employer's copy, which holds nothing of
// health and is there only with the client's leave.
func (s *Server) handleSupportSheet(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "support")
	if err != nil {
		return err
	}
	sheet := r.PathValue("sheet")
	if !slices.Contains([]string{sheetClient, sheetCard, sheetEmployer}, sheet) {
		return problem.New(problem.NotFound, "problem.not_found")
	}
	v := visitOf(r)
	found, err := s.App.SupportPlan(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	own := v.words
	if sheet != sheetEmployer {
		lang, _ := i18n.ParseLang(found.Client.Language)
		own = i18n.For(lang).With(found.Terms)
	}
	view := pages.SupportSheetView{
		Back: ui.Link{Href: "/support-plans/" + uid.String(), Text: v.words.T("support.title")}, Title: v.words.T("support.sheet." + sheet), Sheet: sheet,
		Words: pages.Frame{Words: own}, Day: own.T("plan.agreed", "on", own.Day(found.Plan.On)), Sign: sheet == sheetClient,
	}
	if coach := found.Names.Staff[found.Episode.CoachOn(found.Today)]; coach != "" {
		view.Coach = own.T("client.coached_by", "name", coach)
	}
	switch sheet {
	case sheetClient:
		view.Facts = supportFactsOf(own, found.Plan, "first_day", "places", "rhythm", "needs", "coach_does", "client_does", "employer_does", "care_team_does",
			"others_do", "adaptations", "adapted", "limits", "early_signs", "helps", "call", "employer_told")
	case sheetCard:
		view.Facts = supportFactsOf(own, found.Plan, "early_signs", "helps", "call", "employer_told", "limits")
	case sheetEmployer:
		view.Facts = supportFactsOf(own, found.Plan, "first_day", "adaptations", "adapted", "employer_does", "rhythm")
		if !found.Speaks {
			view.No, view.Facts = v.words.T("support.no_employer_leave"), nil
			view.Ask = ui.Link{Href: "/clients/" + found.Client.UID.String() + "/consents", Text: v.words.T("consent.title")}
		}
	}
	return s.render(w, r, http.StatusOK, pages.SupportSheet(s.frame(w, r, view.Title), view))
}

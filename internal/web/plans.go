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

func (s *Server) handlePlans(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Plans(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	page := "/clients/" + uid.String()
	view := pages.SearchPlansView{Back: ui.Link{Href: page, Text: found.Client.Name()}}
	if found.Note {
		view.Change = ui.Link{Href: page + "/plan/new", Text: v.words.T("plan.first")}
	}
	present, holds := casework.PlanOn(found.Plans, found.Today)
	earlier := slices.DeleteFunc(slices.Clone(found.Plans), func(p casework.Plan) bool { return p.ID == present.ID })
	if holds {
		view.Agreed = v.words.T("plan.agreed", "on", v.words.Day(present.On))
		view.Correct = ui.Link{Href: "/plans/" + present.UID.String(), Text: v.words.T("plan.open"), About: view.Agreed}
		view.Facts = planFacts(v.words, present)
		if before, some := casework.PlanOn(earlier, present.On); some {
			view.Facts = besideEarlier(v.words, view.Facts, planFacts(v.words, before))
		}
		if found.Note {
			view.Change.Text = v.words.T("plan.new")
			if present.WantsLeave(found.Leave) {
				view.Leave = ui.Link{Href: page + "/consents", Text: v.words.T("plan.ask_leave")}
			}
		}
	}
	for _, p := range earlier {
		view.Earlier = append(view.Earlier, planRow(v.words, p))
	}
	return s.render(w, r, http.StatusOK, pages.SearchPlans(s.frame(w, r, v.words.T("plan.title")), view))
}

// planRow is an earlier plan in a list.
func planRow(words *i18n.Printer, p casework.Plan) ui.RowProps {
	row := ui.RowProps{Name: words.Day(p.On), NameHref: "/plans/" + p.UID.String(), Why: p.Goal}
	if p.Withdrawn {
		row.Tag = ui.Tag(ui.TagPlain, words.T("problem.withdrawn"))
	}
	return row
}

// planFacts says what a plan holds; what was not told is left out.
func planFacts(words *i18n.Printer, p casework.Plan) []ui.Definition {
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: words.T(term), Text: text})
		}
	}
	add("plan.goal_short", p.Goal)
	add("plan.jobs", inLine(p.Jobs))
	add("plan.hours", planHours(words, p.MinHours, p.MaxHours))
	add("plan.times", p.Times)
	add("plan.area", p.Area)
	add("plan.must_have", p.MustHave)
	add("plan.must_avoid", p.MustAvoid)
	add("plan.mode", words.T("plan.mode."+string(p.Mode)))
	add("plan.told", words.T("plan.told."+string(p.Told)))
	add("plan.sentence_short", p.Sentence)
	add("plan.not_said", p.NotSaid)
	if !p.ReviewOn.IsZero() {
		add("plan.review_on", words.Day(p.ReviewOn))
	}
	add("plan.changed_short", worded(words, "plan.changed.", p.Changed))
	return facts
}

// inLine writes several lines as one.
func inLine(text string) string {
	return strings.Join(slices.DeleteFunc(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), func(line string) bool {
		return strings.TrimSpace(line) == ""
	}), ", ")
}

func planHours(words *i18n.Printer, least, most *int) string {
	switch {
	case least != nil && most != nil:
		return words.T("plan.hours_between", "from", *least, "to", *most)
	case least != nil:
		return words.T("plan.hours_least", "n", *least)
	case most != nil:
		return words.T("plan.hours_most", "n", *most)
	}
	return ""
}

// besideEarlier says of each fact that has changed what it was.
func besideEarlier(words *i18n.Printer, facts, before []ui.Definition) []ui.Definition {
	was := map[string]string{}
	for _, d := range before {
		was[d.Term] = d.Text
	}
	review, why := words.T("plan.review_on"), words.T("plan.changed_short")
	for i, d := range facts {
		if old := was[d.Term]; old != "" && d.Text != old && d.Term != review && d.Term != why {
			facts[i].Note = words.T("plan.before", "text", old)
		}
	}
	return facts
}

func (s *Server) handleSearchPlanForm(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanSearch(w, r, http.StatusOK, nil)
}

// showPlanSearch shows the form for a new plan, which begins as the one that
// holds; typed is a refused one.
func (s *Server) showPlanSearch(w http.ResponseWriter, r *http.Request, status int, typed *pages.SearchPlanForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Plans(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	if !found.Note {
		return problem.New(problem.NotFound, "problem.not_found")
	}
	v.speak(found.Terms)
	view := pages.NewSearchPlanView{Back: ui.Link{Href: "/clients/" + uid.String() + "/plan", Text: v.words.T("plan.title")}}
	present, another := casework.PlanOn(found.Plans, found.Today)
	if another {
		view.Sub = v.words.T("plan.new_sub")
	}
	if typed != nil {
		view.Form = *typed
	} else {
		if !another {
			present.PlanTerms = casework.BeginPlan(found.Profile.Answers, found.Profile.Wishes)
		}
		if found.Told != nil { // a talk may be newer than the plan
			present.Told, present.Sentence, present.NotSaid = found.Told.Told, found.Told.Sentence, found.Told.NotSaid
		}
		present.On, present.ReviewOn, present.Changed = v.today, casework.Day{}, ""
		view.Form = planText(present)
		if !another {
			view.Form.Times, view.Form.MustHave = profileWords(v.words, found.Profile, "days", "times"), profileWords(v.words, found.Profile, "setting", "setting_more")
		}
		view.Form.UID = s.App.IDs().String()
		_, err := casework.MakePlan(found.Episode, casework.PlanNote{}, v.today)
		if view.Closed = inTheWay(err); view.Closed != nil {
			status = statuses[view.Closed.Kind]
		}
	}
	view.Form.Action, view.Form.Another = "/clients/"+uid.String()+"/plan/new", another
	return s.render(w, r, status, pages.NewSearchPlan(s.frame(w, r, v.words.T("plan.title")), view))
}

// planText is a plan as the form shows it.
func planText(p casework.Plan) pages.SearchPlanForm {
	return pages.SearchPlanForm{
		UID: p.UID.String(), On: p.On.String(), Goal: p.Goal, Jobs: p.Jobs, MinHours: counted(p.MinHours), MaxHours: counted(p.MaxHours), Times: p.Times,
		Area: p.Area, MustHave: p.MustHave, MustAvoid: p.MustAvoid, Mode: string(p.Mode), Told: string(p.Told), Sentence: p.Sentence, NotSaid: p.NotSaid,
		ReviewOn: p.ReviewOn.String(), Changed: string(p.Changed),
	}
}

func counted(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func (f *form) searchPlan() (pages.SearchPlanForm, casework.PlanNote) {
	p := pages.SearchPlanForm{
		UID: f.text("uid"), On: f.text("on"), Goal: f.text("goal"), Jobs: f.text("jobs"), MinHours: f.text("min_hours"), MaxHours: f.text("max_hours"),
		Times: f.text("times"), Area: f.text("area"), MustHave: f.text("must_have"), MustAvoid: f.text("must_avoid"), Mode: f.text("mode"),
		Told: f.text("told"), Sentence: f.text("sentence"), NotSaid: f.text("not_said"), ReviewOn: f.text("review_on"), Changed: f.text("changed"),
		Revision: f.text("revision"), Reason: f.text("reason"),
	}
	note := casework.PlanNote{On: f.day("on"), PlanTerms: casework.PlanTerms{
		Goal: p.Goal, Jobs: p.Jobs, MinHours: f.hours("min_hours"), MaxHours: f.hours("max_hours"), Times: p.Times, Area: p.Area,
		MustHave: p.MustHave, MustAvoid: p.MustAvoid, Mode: casework.SearchMode(p.Mode), Told: casework.Disclosure(p.Told), Sentence: p.Sentence,
		NotSaid: p.NotSaid, Changed: casework.PlanChange(p.Changed),
	}}
	if p.ReviewOn != "" {
		note.ReviewOn = f.day("review_on")
	}
	return p, note
}

// hours reads a whole number of hours that may be left out.
func (f *form) hours(name string) *int {
	if f.text(name) == "" {
		return nil
	}
	n := f.whole(name)
	return &n
}

func (s *Server) handlePlanSearch(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, note := f.searchPlan()
	p.UID = s.orNew(f.uid("uid"))
	err = f.taken(func() error {
		_, err := s.App.PlanSearch(r.Context(), visitOf(r).actor, app.PlanSearchInput{UID: uidOf(p.UID), Client: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	if refusal != nil && refusal.Key == app.NotedKey {
		r.SetPathValue("plan", p.UID)
		p.Problem, p.Known = refusal, []ui.Definition{}
		return s.showPlan(w, r, http.StatusConflict, &p, pages.MendForms{})
	}
	if refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict) {
		p.Problem = refusal
		return s.showPlanSearch(w, r, statuses[refusal.Kind], &p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+uid.String()+"/plan", "done.plan_noted")
}

func (s *Server) handlePlan(w http.ResponseWriter, r *http.Request) error {
	return s.showPlan(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showPlan shows one plan. typed is the refused text of a correction, or nil;
// mend is what was refused of withdrawing it.
func (s *Server) showPlan(w http.ResponseWriter, r *http.Request, status int, typed *pages.SearchPlanForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "plan")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Plan(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	revision := strconv.Itoa(found.Plan.Revision)
	form := planText(found.Plan)
	if typed != nil {
		form = *typed
	}
	if typed == nil || typed.Known != nil {
		form.Revision = revision
	}
	facts := append([]ui.Definition{
		{Term: v.words.T("plan.on"), Text: v.words.DayWeekday(found.Plan.On)},
		{Term: v.words.T("contact.noted_by"), Text: orDash(found.Names.Staff[found.Plan.RecordedBy])},
	}, planFacts(v.words, found.Plan)...)
	if typed != nil && typed.Known != nil {
		form.Known = facts
	}
	form.Correct, form.Another, form.Action = true, true, "/plans/"+uid.String()
	frame := s.frame(w, r, v.words.T("plan.title"))
	back := ui.Link{Href: "/clients/" + found.Client.UID.String() + "/plan", Text: v.words.T("plan.title")}
	if typed != nil {
		return s.render(w, r, status, pages.NewSearchPlan(frame, pages.NewSearchPlanView{Back: back, Form: form}))
	}
	mend.Path, mend.Revision = form.Action, revision
	page := pages.SearchPlanPage{
		Back: back, Withdrawn: found.Plan.Withdrawn, Facts: facts, Mend: mend,
		History: history(v.words, found.Revisions, found.Names, planLine),
	}
	if found.Note {
		page.Form = &form
	}
	return s.render(w, r, status, pages.SearchPlan(frame, page))
}

// planLine says a plan's earlier text in a line.
func planLine(words *i18n.Printer, p casework.Plan) string {
	return strings.Join(notEmpty(words.Day(p.On), p.Goal, inLine(p.Jobs), words.T("plan.mode."+string(p.Mode)), p.Sentence), " · ")
}

var keptPlan = kept{"plan", "/plans/"}

func (s *Server) handleCorrectPlan(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptPlan, "done.corrected", (*form).searchPlan, s.App.CorrectPlan, func(status int, typed pages.SearchPlanForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showPlan(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawPlan(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptPlan, s.App.WithdrawPlan, func(status int, mend pages.MendForms) error {
		return s.showPlan(w, r, status, nil, mend)
	})
}

// maySay tells what of a client may be said to an employer, and what must not:
// it is read at the door.
func maySay(words *i18n.Printer, name string, p casework.Telling) string {
	var say []string
	switch {
	case p.Sentence != "":
		say = append(say, words.T("plan.say", "name", name, "sentence", p.Sentence))
	case p.Told == casework.DiscloseNothing:
		say = append(say, words.T("plan.say_nothing", "name", name))
	}
	if p.NotSaid != "" {
		say = append(say, words.T("plan.not_to_say", "text", p.NotSaid))
	}
	return strings.Join(say, " ")
}

// planCard is what a client's page tells of the plan that holds.
func planCard(words *i18n.Printer, p app.ClientPage) pages.PlanCard {
	if !p.May.Notes || !p.HasEpisode {
		return pages.PlanCard{}
	}
	card := pages.PlanCard{Link: ui.Link{Href: "/clients/" + p.Client.UID.String() + "/plan", Text: words.T("client.open"), About: words.T("plan.title")}}
	if p.Told != nil {
		card.Say = maySay(words, p.Client.Name(), *p.Told)
	}
	card.Talks = ui.Link{Href: "/clients/" + p.Client.UID.String() + "/disclosure", Text: words.T("disclosure.title")}
	if p.Plan == nil {
		card.Text = words.T("plan.none_title")
		return card
	}
	card.Text = strings.Join(notEmpty(p.Plan.Goal, inLine(p.Plan.Jobs), words.T("plan.mode."+string(p.Plan.Mode))), " · ")
	return card
}

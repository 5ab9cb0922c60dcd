package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleDevelopment(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	q := r.URL.Query()
	found, err := s.App.Development(r.Context(), v.actor, uidOf(q.Get("team")), number(q.Get("year")))
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.Development(s.frame(w, r, v.words.T("development.title")), developmentView(v, found)))
}

func developmentView(v *visit, d app.Development) pages.DevelopmentView {
	t := v.words.T
	at := func(team casework.UID, year int) string {
		return "/development?" + url.Values{"team": {team.String()}, "year": {strconv.Itoa(year)}}.Encode()
	}
	view := pages.DevelopmentView{Back: ui.Link{Href: "/reviews", Text: t("review.list_title")}, Sub: d.Team.Name + " · " + strconv.Itoa(d.Year), None: len(d.Actions) == 0}
	for _, team := range d.Teams {
		view.Teams = append(view.Teams, ui.NavItem{Link: ui.Link{Href: at(team.UID, d.Year), Text: team.Name}, Current: team.ID == d.Team.ID})
	}
	for _, year := range d.Years {
		view.Years = append(view.Years, ui.NavItem{Link: ui.Link{Href: at(d.Team.UID, year), Text: strconv.Itoa(year)}, Current: year == d.Year})
	}
	if d.Keeps {
		view.Add = ui.Link{Href: "/development/new?team=" + d.Team.UID.String(), Text: t("development.add")}
	}
	for _, owner := range casework.ActionOwners {
		table := ui.TableProps{Label: t("development.owner." + string(owner)), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("development.action")}, {Text: t("development.item")},
			{Text: t("development.score"), Numeric: true}, {Text: t("development.staff")}, {Text: t("development.due_on")}, {Text: t("development.state_label")}}}
		for _, a := range d.Actions {
			if a.Owner == owner {
				table.Rows = append(table.Rows, actionCells(v, d, a))
			}
		}
		if len(table.Rows) > 0 {
			view.Groups = append(view.Groups, pages.DevelopmentGroup{Title: table.Label, Table: table})
		}
	}
	return view
}

// actionCells is an action as a line of the plan, with the criterion's points
// at the last review and today.
func actionCells(v *visit, d app.Development, a casework.PlanAction) []ui.Cell {
	t := v.words.T
	row := []ui.Cell{{Text: a.Action, Href: "/development/" + a.UID.String(), Note: a.Outcome}, {Text: ui.Nothing}, {Text: ui.Nothing}, {Text: cmp.Or(d.Names.Staff[a.StaffID], a.Responsible)},
		{Text: v.words.Day(a.DueOn)}, {Value: actionTag(v.words, a, d.On)}}
	if a.Item > 0 && d.Edition != nil {
		row[1].Text = strconv.Itoa(a.Item) + ". " + v.words.Name(d.Edition.Item(a.Item).Name)
		row[2].Text = t("development.today", "score", liveText(v.words, d.Scores[a.Item]))
		if d.Review != nil && d.Review.Scores[a.Item] > 0 {
			row[2].Note = t("development.then", "score", d.Review.Scores[a.Item])
		}
	}
	return row
}

func actionTag(words *i18n.Printer, a casework.PlanAction, on casework.Day) templ.Component {
	kind, text := ui.TagPlain, words.T("development.state."+string(a.State))
	switch {
	case a.State == casework.ActionDone:
		kind = ui.TagGood
	case a.Open() && a.DueOn.Before(on):
		kind, text = ui.TagLate, words.T("development.late")
	case a.State == casework.ActionUnderWay:
		kind = ui.TagInfo
	}
	return ui.Tag(kind, text)
}

func actionRow(words *i18n.Printer, a casework.PlanAction, on casework.Day) ui.RowProps {
	return ui.RowProps{Name: a.Action, NameHref: "/development/" + a.UID.String(),
		Why: words.T("development.owner."+string(a.Owner)) + " · " + words.T("review.due", "on", a.DueOn), Tag: actionTag(words, a, on)}
}

func (s *Server) handleNewAction(w http.ResponseWriter, r *http.Request) error {
	return s.showNewAction(w, r, http.StatusOK, nil)
}

// showNewAction shows the form of a new action; typed is what was refused, or nil.
func (s *Server) showNewAction(w http.ResponseWriter, r *http.Request, status int, typed *pages.ActionForm) error {
	v := visitOf(r)
	q := r.URL.Query()
	team, review, item := uidOf(q.Get("team")), uidOf(q.Get("review")), number(q.Get("item"))
	if typed != nil {
		team, review, item = uidOf(typed.Team), uidOf(typed.Review), number(typed.Item)
	}
	offer, err := s.App.NewAction(r.Context(), v.actor, team, review, item)
	if err != nil {
		return err
	}
	view := actionView(v, offer)
	form := actionFormOf(v, offer)
	form.UID, form.Action = s.App.IDs().String(), "/development/new"
	if typed != nil {
		form = retyped(form, *typed)
	}
	form.Team, form.Review = offer.Team.UID.String(), ""
	if offer.Review != nil {
		form.Review = offer.Review.UID.String()
	}
	view.Form, view.Title = &form, v.words.T("development.add")
	return s.render(w, r, status, pages.Action(s.frame(w, r, view.Title), view))
}

// retyped puts what was typed into a form, and leaves what it offers.
func retyped(form, typed pages.ActionForm) pages.ActionForm {
	typed.Action, typed.Items, typed.People, typed.Revision = form.Action, form.Items, form.People, form.Revision
	return typed
}

func actionView(v *visit, offer app.ActionForm) pages.ActionView {
	t := v.words.T
	view := pages.ActionView{
		Back:  ui.Link{Href: "/development?" + url.Values{"team": {offer.Team.UID.String()}, "year": {strconv.Itoa(offer.Action.Year)}}.Encode(), Text: t("development.title")},
		Title: t("development.one"), Sub: offer.Team.Name,
	}
	if i := offer.Found; i != nil {
		view.Found = []ui.Definition{{Term: t("review.rating"), Text: ratingText(v.words, i.Rating)}, {Term: t("review.reason"), Text: cmp.Or(i.Reason, ui.Nothing)},
			{Term: t("review.recommendation"), Text: cmp.Or(i.Recommendation, ui.Nothing)}}
	}
	return view
}

func actionFormOf(v *visit, offer app.ActionForm) pages.ActionForm {
	a := offer.Action
	form := pages.ActionForm{
		UID: a.UID.String(), Year: strconv.Itoa(a.Year), Goal: a.Goal, What: a.Action, Owner: string(a.Owner), Responsible: a.Responsible, Measure: a.Measure,
		Due: a.DueOn.String(), State: string(a.State), Outcome: a.Outcome,
	}
	if a.Item > 0 {
		form.Item = strconv.Itoa(a.Item)
	}
	if offer.Edition != nil {
		for _, i := range offer.Edition.Items {
			form.Items = append(form.Items, ui.Option{Value: strconv.Itoa(i.Item), Text: strconv.Itoa(i.Item) + ". " + v.words.Name(i.Name)})
		}
	}
	for _, person := range offer.Staff {
		form.People = append(form.People, ui.Option{Value: person.UID.String(), Text: person.Name})
		if person.ID == a.StaffID {
			form.Staff = person.UID.String()
		}
	}
	return form
}

// action reads the form of an action.
func (f *form) action() (pages.ActionForm, app.ActionInput) {
	p := pages.ActionForm{
		UID: f.text("uid"), Team: f.text("team"), Review: f.text("review"), Year: f.text("year"), Item: f.text("item"), Goal: f.text("goal"), What: f.text("action"),
		Owner: f.text("owner"), Staff: f.text("staff"), Responsible: f.text("responsible"), Measure: f.text("measure"), Due: f.text("due_on"), State: f.text("state"),
		Outcome: f.text("outcome"),
	}
	return p, app.ActionInput{UID: f.uid("uid"), Team: f.uid("team"), Review: f.uid("review"), Staff: f.uid("staff"), Note: fidelity.PlanNote{
		Year: number(p.Year), Item: number(p.Item), Goal: p.Goal, Action: p.What, Owner: casework.ActionOwner(p.Owner), Responsible: p.Responsible,
		Measure: p.Measure, DueOn: f.day("due_on"), State: casework.ActionState(p.State), Outcome: p.Outcome,
	}}
}

func (s *Server) handleAddAction(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.action()
	if err = f.invalid(); err == nil {
		_, err = s.App.AddAction(r.Context(), visitOf(r).actor, in)
	}
	if typed.Problem = mistakes(err); typed.Problem != nil {
		return s.showNewAction(w, r, http.StatusUnprocessableEntity, &typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/development?"+url.Values{"team": {typed.Team}, "year": {typed.Year}}.Encode(), "done.development_added")
}

func (s *Server) handleAction(w http.ResponseWriter, r *http.Request) error {
	return s.showAction(w, r, http.StatusOK, nil)
}

// showAction shows an action; typed is a refused change, or nil.
func (s *Server) showAction(w http.ResponseWriter, r *http.Request, status int, typed *pages.ActionForm) error {
	uid, err := pathUID(r, "action")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Action(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	view := actionView(v, found)
	facts := actionFacts(v.words, found)
	if found.Keeps {
		form := actionFormOf(v, found)
		form.Action, form.Revision = "/development/"+uid.String(), strconv.Itoa(found.Action.Revision)
		if typed != nil {
			form = retyped(form, *typed)
			if form.Problem.Kind == problem.Conflict {
				form.Present = facts
			}
		}
		view.Form = &form
	} else {
		view.Facts = facts
	}
	view.History = changes(v.words, history(v.words, found.Revisions, found.Names, func(words *i18n.Printer, a casework.PlanAction) string {
		return a.Action + " · " + words.T("development.state."+string(a.State)) + " · " + words.T("review.due", "on", a.DueOn)
	}))
	return s.render(w, r, status, pages.Action(s.frame(w, r, view.Title), view))
}

func actionFacts(words *i18n.Printer, f app.ActionForm) []ui.Definition {
	t, a := words.T, f.Action
	facts := []ui.Definition{
		{Term: t("development.action"), Text: a.Action}, {Term: t("development.owner"), Text: t("development.owner." + string(a.Owner))},
		{Term: t("development.staff"), Text: cmp.Or(f.Names.Staff[a.StaffID], a.Responsible)}, {Term: t("development.due_on"), Text: words.Day(a.DueOn)},
		{Term: t("development.state_label"), Text: t("development.state." + string(a.State))},
	}
	if a.Outcome != "" {
		facts = append(facts, ui.Definition{Term: t("development.outcome"), Text: a.Outcome})
	}
	return facts
}

func (s *Server) handleChangeAction(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "action")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.action()
	if err = f.invalid(); err == nil {
		_, err = s.App.ChangeAction(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))}, in)
	}
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showAction(w, r, statuses[p.Kind], &typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/development/"+uid.String(), "done.development_changed")
}

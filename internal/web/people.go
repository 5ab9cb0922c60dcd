package web

import (
	"net/http"
	"strconv"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handlePeople(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	rows, err := s.App.People(r.Context(), v.actor)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.PeopleView{Count: t("people.count", "n", len(rows)), Table: ui.TableProps{
		Label: t("people.title"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("people.name")}, {Text: t("people.roles")}, {Text: t("people.sign_in")}},
	}}
	for _, row := range rows {
		view.Table.Rows = append(view.Table.Rows, personCells(v, row))
	}
	return s.render(w, r, http.StatusOK, pages.People(s.frame(w, r, t("people.title")), view))
}

// personCells is a person's line in the list, with the roles of today.
func personCells(v *visit, row app.PersonRow) []ui.Cell {
	var roles []string
	for _, g := range row.Grants {
		if g.Holds(v.today) {
			roles = append(roles, roleWords(v.words, g))
		}
	}
	said := v.words.T("people.no_role")
	if len(roles) > 0 {
		said = v.words.Join(roles)
	}
	kind, tag, _ := signInWords(v.words, row)
	return []ui.Cell{
		{Text: row.Name, Href: "/people/" + row.UID.String(), Note: row.Login},
		{Text: said},
		{Value: ui.Tag(kind, tag)},
	}
}

// signInWords says how far a person has come with signing in: as a tag and as
// a sentence.
func signInWords(words *i18n.Printer, row app.PersonRow) (kind ui.TagKind, tag, sentence string) {
	t := words.T
	switch {
	case row.State == app.SignInNone:
		return ui.TagPlain, t("people.state_none"), t("people.state_none_text")
	case row.State == app.SignInInvited:
		return ui.TagInfo, t("people.state_invited"), t("people.state_invited_text", "moment", words.Moment(row.LinkUntil))
	case row.State == app.SignInExpired:
		return ui.TagSoon, t("people.state_expired"), t("people.state_expired_text")
	case row.HasCode:
		return ui.TagGood, t("people.state_code"), t("people.state_code_text")
	}
	return ui.TagGood, t("people.state_ready"), t("people.state_ready_text")
}

func (s *Server) handleNewPerson(w http.ResponseWriter, r *http.Request) error {
	return s.showNewPerson(w, r, http.StatusOK, pages.NewPersonView{
		UID: s.App.IDs().String(), Grant: pages.GrantForm{From: visitOf(r).today.String()},
	})
}

func (s *Server) showNewPerson(w http.ResponseWriter, r *http.Request, status int, view pages.NewPersonView) error {
	v := visitOf(r)
	units, err := s.App.NewPersonForm(r.Context(), v.actor)
	if err != nil {
		return err
	}
	offer(&view.Grant, v.words, units)
	view.Grant.Problem = view.Problem
	return s.render(w, r, status, pages.NewPerson(s.frame(w, r, v.words.T("people.new_title")), view))
}

// offer fills in what the form of a role chooses from.
func offer(g *pages.GrantForm, words *i18n.Printer, units app.Units) {
	for _, role := range casework.Roles {
		g.Roles = append(g.Roles, ui.Option{Value: string(role), Text: words.T("role." + string(role))})
	}
	for _, team := range units.Teams {
		g.Teams = append(g.Teams, ui.Option{Value: team.UID.String(), Text: team.Name})
	}
	for _, team := range units.CareTeams {
		g.CareTeams = append(g.CareTeams, ui.Option{Value: team.UID.String(), Text: team.Name})
	}
}

// grant reads the form of a role, as typed and as a value.
func (f *form) grant() (pages.GrantForm, app.GrantInput) {
	typed := pages.GrantForm{Role: f.text("role"), Unit: f.text("unit"), FTE: f.text("fte"), From: f.text("from"), To: f.text("to")}
	in := app.GrantInput{Role: casework.Role(typed.Role), Unit: f.uid("unit"), From: f.day("from"), To: f.day("to")}
	if percent := f.decimal("fte"); percent != nil {
		share := *percent / 100
		in.FTE = &share
	}
	return typed, in
}

func (s *Server) handleAddPerson(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	view := pages.NewPersonView{UID: f.text("uid"), Name: f.text("name"), Title: f.text("title")}
	in := app.NewPerson{UID: f.uid("uid"), Name: view.Name, Title: view.Title}
	view.Grant, in.Grant = f.grant()
	view.UID = s.orNew(in.UID)
	if err = f.invalid(); err == nil {
		err = s.App.AddPerson(r.Context(), visitOf(r).actor, in)
	}
	if view.Problem = mistakes(err); view.Problem != nil {
		return s.showNewPerson(w, r, http.StatusUnprocessableEntity, view)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/people/"+in.UID.String(), "done.person_added")
}

func (s *Server) handlePerson(w http.ResponseWriter, r *http.Request) error {
	return s.showPerson(w, r, http.StatusOK, refusedForm{})
}

// refusedForm is a form of a person's page that was refused, and what was
// typed in it.
type refusedForm struct {
	name    string // name, grant, end, invite or reset
	text    pages.PersonText
	grant   pages.GrantForm
	login   string
	problem *problem.Error
}

func (s *Server) showPerson(w http.ResponseWriter, r *http.Request, status int, refused refusedForm) error {
	uid, err := pathUID(r, "person")
	if err != nil {
		return err
	}
	v := visitOf(r)
	person, err := s.App.Person(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	view := personView(v, person)
	view.Refused, view.Problem = refused.name, refused.problem
	if refused.name == "grant" {
		view.Grant = refused.grant
		view.Grant.Problem = refused.problem
	}
	if refused.name == "name" {
		if problem.Is(refused.problem, problem.Conflict) {
			refused.text.Present, refused.text.Revision = personFacts(v, person), view.Text.Revision
		}
		view.Text = refused.text
	}
	if refused.name == "invite" {
		view.Login = refused.login
	}
	offer(&view.Grant, v.words, person.Units)
	return s.render(w, r, status, pages.Person(s.frame(w, r, v.words.T("people.person_title")), view))
}

func personView(v *visit, person app.PersonPage) pages.PersonView {
	view := pages.PersonView{
		UID: person.UID.String(), Name: person.Name, Login: person.Login,
		Ready: person.State == app.SignInReady, Self: person.Self, Grant: pages.GrantForm{From: v.today.String()},
	}
	view.Text = pages.PersonText{Name: person.Name, Title: person.Title, Revision: strconv.Itoa(person.Revision)}
	view.Tag, view.TagText, view.State = signInWords(v.words, person.PersonRow)
	view.Sub = person.Title
	if person.Self {
		view.Sub = v.words.T("people.self")
	}
	for _, g := range person.Grants {
		view.Roles = append(view.Roles, personRole(v, view.UID, g))
	}
	return view
}

func personFacts(v *visit, person app.PersonPage) []ui.Definition {
	return []ui.Definition{
		{Term: v.words.T("people.name"), Text: person.Name}, {Term: v.words.T("people.job_title"), Text: orDash(person.Title)},
	}
}

func personRole(v *visit, person string, g casework.Grant) pages.PersonRole {
	id := strconv.FormatInt(g.ID, 10)
	role := pages.PersonRole{
		What: roleWords(v.words, g), When: spanWords(v.words, g.Span), ID: "last-" + id,
		End: "/people/" + person + "/roles/" + id + "/end", Last: v.today.String(),
	}
	if g.FTE != nil {
		role.When += ", " + v.words.T("people.share", "share", v.words.Number(*g.FTE*100))
	}
	switch {
	case g.Holds(v.today):
		role.Tag, role.State = ui.TagGood, v.words.T("people.role_now")
	case g.From.After(v.today):
		role.Tag, role.State = ui.TagInfo, v.words.T("people.role_ahead")
	default:
		role.Tag, role.State, role.End = ui.TagPlain, v.words.T("people.role_ended"), ""
	}
	return role
}

func (s *Server) handleRenamePerson(w http.ResponseWriter, r *http.Request) error {
	return s.manage(w, r, "name", "done.set_up", func(f *form, person casework.UID, typed *refusedForm) error {
		typed.text = pages.PersonText{Name: f.text("name"), Title: f.text("title"), Revision: f.text("revision")}
		return s.App.RenamePerson(r.Context(), visitOf(r).actor, person, app.PersonText{
			Revision: number(typed.text.Revision), Name: typed.text.Name, Title: typed.text.Title,
		})
	})
}

func (s *Server) handleGiveRole(w http.ResponseWriter, r *http.Request) error {
	return s.manage(w, r, "grant", "done.role_given", func(f *form, person casework.UID, typed *refusedForm) (err error) {
		var in app.GrantInput
		typed.grant, in = f.grant()
		if err := f.invalid(); err != nil {
			return err
		}
		return s.App.GiveRole(r.Context(), visitOf(r).actor, person, in)
	})
}

func (s *Server) handleEndRole(w http.ResponseWriter, r *http.Request) error {
	return s.manage(w, r, "end", "done.role_ended", func(f *form, person casework.UID, _ *refusedForm) error {
		grant, err := strconv.ParseInt(r.PathValue("grant"), 10, 64)
		if err != nil {
			return problem.New(problem.NotFound, "problem.not_found")
		}
		to := f.day("to")
		if err := f.invalid(); err != nil {
			return err
		}
		return s.App.EndRole(r.Context(), visitOf(r).actor, person, grant, to)
	})
}

// manage does what one of a person's forms asks for; a refused form comes back
// with the page.
func (s *Server) manage(w http.ResponseWriter, r *http.Request, name, done string, do func(*form, casework.UID, *refusedForm) error) error {
	person, err := pathUID(r, "person")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	refused := refusedForm{name: name}
	err = do(f, person, &refused)
	if refused.problem = problem.As(err); shownOnPage(refused.problem) {
		return s.showPerson(w, r, statuses[refused.problem.Kind], refused)
	}
	if err != nil || done == "" {
		return err
	}
	return s.done(w, r, "/people/"+person.String(), done)
}

// shownOnPage tells whether a refusal is told beside the form: who may not see
// the page, or not this person, is told on a page of its own.
func shownOnPage(p *problem.Error) bool {
	return p != nil && (p.Kind == problem.Invalid || p.Kind == problem.Conflict || p.Key == "people.own_last_role")
}

func (s *Server) handleInvite(w http.ResponseWriter, r *http.Request) error {
	return s.manage(w, r, "invite", "", func(f *form, person casework.UID, typed *refusedForm) error {
		typed.login = f.text("login")
		made, err := s.App.Invite(r.Context(), visitOf(r).actor, person, typed.login)
		if err != nil {
			return err
		}
		return s.showLinkMade(w, r, person, made)
	})
}

func (s *Server) handleResetSignIn(w http.ResponseWriter, r *http.Request) error {
	return s.manage(w, r, "reset", "", func(_ *form, person casework.UID, _ *refusedForm) error {
		made, err := s.App.ResetSignIn(r.Context(), visitOf(r).actor, person)
		if err != nil {
			return err
		}
		return s.showLinkMade(w, r, person, made)
	})
}

// showLinkMade shows a link this once. There is no page to come back to for it:
// whoever loads this one anew makes a new link in its place.
func (s *Server) showLinkMade(w http.ResponseWriter, r *http.Request, person casework.UID, made app.Invitation) error {
	words := visitOf(r).words
	return s.render(w, r, http.StatusOK, pages.MadeLink(s.frame(w, r, words.T("people.link_title")), pages.MadeLinkView{
		Person: ui.Link{Href: "/people/" + person.String(), Text: words.T("people.back_to_person")}, Name: made.Name,
		URL: s.origin(r) + "/sign-in/link/" + string(made.Token), Until: words.Moment(made.ExpiresAt), Reset: made.Kind == app.LinkReset,
	}))
}

// origin is how the browser reached us.
func (s *Server) origin(r *http.Request) string {
	if s.Secure {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

package web

import (
	"net/http"
	"slices"
	"strings"

	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// peopleRoutes are the routes of signing in, the own account and people.
func (s *Server) peopleRoutes() []route {
	return []route{
		{"GET /sign-in", open, s.handleSignInForm},
		{"POST /sign-in", open, s.handleSignIn},
		{"GET /sign-in/code", open, s.handleCodeForm},
		{"POST /sign-in/code", open, s.handleCode},
		{"POST /sign-in/demo", open, s.handleDemoSignIn},
		{"GET /sign-in/link/{token}", open, s.handleLink},
		{"POST /sign-in/link/{token}", open, s.handleUseLink},
		{"GET /lock", open, s.handleLock},
		{"POST /lock", open, s.handleUnlock},
		{"POST /sign-out", open, s.handleSignOut},

		{"POST /stay", signedIn, s.handleStay},
		{"GET /kept", signedIn, s.handleKept},
		{"POST /kept/{form}/drop", signedIn, s.handleDropKept},

		{"GET /account", signedIn, s.handleAccount},
		{"POST /account/language", signedIn, s.handleOwnLanguage},
		{"POST /account/password", signedIn, s.handleOwnPassword},
		{"POST /account/factor", signedIn, s.handleBeginFactor},
		{"POST /account/factor/confirm", signedIn, s.handleConfirmFactor},
		{"POST /account/factor/drop", signedIn, s.handleDropFactor},
		{"POST /account/sessions/end", signedIn, s.handleEndSessions},
		{"POST /account/sessions/{session}/end", signedIn, s.handleEndSession},

		{"GET /people", signedIn, s.handlePeople},
		{"GET /people/new", signedIn, s.handleNewPerson},
		{"POST /people/new", signedIn, s.handleAddPerson},
		{"GET /people/{person}", signedIn, s.handlePerson},
		{"POST /people/{person}/name", signedIn, s.handleRenamePerson},
		{"POST /people/{person}/roles", signedIn, s.handleGiveRole},
		{"POST /people/{person}/roles/{grant}/end", signedIn, s.handleEndRole},
		{"POST /people/{person}/invite", signedIn, s.handleInvite},
		{"POST /people/{person}/reset", signedIn, s.handleResetSignIn},
	}
}

func (s *Server) handleSignInForm(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	next := r.URL.Query().Get("next")
	if v.signed {
		http.Redirect(w, r, localPath(next), http.StatusSeeOther)
		return nil
	}
	return s.showSignIn(w, r, http.StatusOK, pages.SignInView{Next: next, Ended: v.session.State == app.VisitEnded})
}

func (s *Server) showSignIn(w http.ResponseWriter, r *http.Request, status int, view pages.SignInView) error {
	words := visitOf(r).words
	people, err := s.App.DemoPeople(r.Context())
	if err != nil {
		return err
	}
	view.Moves = s.App.DayMoves()
	for _, p := range people {
		what := words.T("role." + string(p.Grant.Role))
		if p.Grant.Unit != "" {
			what += " · " + p.Grant.Unit
		}
		view.Demo = append(view.Demo, pages.DemoPerson{UID: p.UID.String(), Name: p.Name, What: what})
	}
	calculators, err := s.App.Calculators(r.Context())
	if err != nil {
		return err
	}
	if slices.ContainsFunc(calculators, func(c app.Calculator) bool { return c.Open }) {
		view.Public = ui.Link{Href: "/calculator", Text: words.T("calculator.link")}
	}
	return s.render(w, r, status, pages.SignIn(s.frame(w, r, words.T("sign_in.title")), view))
}

func (s *Server) handleSignIn(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := app.Credentials{Login: f.text("login"), Password: f.secret("password"), Address: s.address(r), Agent: r.UserAgent()}
	entrance, err := s.App.SignIn(r.Context(), in)
	if p := problem.As(err); p != nil {
		return s.showSignIn(w, r, refusedStatus(p), pages.SignInView{Login: in.Login, Next: f.text("next"), Problem: p})
	}
	if err != nil {
		return err
	}
	return s.enter(w, r, entrance, f.text("next"))
}

// refusedStatus is the status of a refused way in: who must wait is told so in
// the status as well.
func refusedStatus(p *problem.Error) int {
	if p.Key == "sign_in.wait" {
		return http.StatusTooManyRequests
	}
	return statuses[p.Kind]
}

// enter gives the browser its new session, in the place of an older one, and
// leads on: to the second factor, to forms that wait, or to the page behind.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, in app.Entrance, next string) error {
	if err := s.App.SignOut(r.Context(), s.token(r)); err != nil {
		return err
	}
	s.setToken(w, in.Token)
	if in.Language != "" {
		s.setLanguage(w, in.Language)
	}
	to := localPath(next)
	switch {
	case in.NeedsCode:
		to = withNext("/sign-in/code", to)
	case in.Kept > 0:
		to = withNext("/kept", to)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (s *Server) setLanguage(w http.ResponseWriter, language string) {
	http.SetCookie(w, &http.Cookie{Name: "lang", Value: language, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true,
		Secure: s.Secure, SameSite: http.SameSiteLaxMode})
}

func (s *Server) handleCodeForm(w http.ResponseWriter, r *http.Request) error {
	next := r.URL.Query().Get("next")
	if visitOf(r).session.State != app.VisitCode {
		http.Redirect(w, r, withNext("/sign-in", next), http.StatusSeeOther)
		return nil
	}
	return s.showCode(w, r, http.StatusOK, pages.SignInCodeView{Next: next})
}

func (s *Server) showCode(w http.ResponseWriter, r *http.Request, status int, view pages.SignInCodeView) error {
	return s.render(w, r, status, pages.SignInCode(s.frame(w, r, visitOf(r).words.T("sign_in.code_title")), view))
}

func (s *Server) handleCode(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	entrance, err := s.App.SignInCode(r.Context(), s.token(r), f.text("code"), s.address(r))
	if p := problem.As(err); p != nil {
		if p.Kind == problem.Forbidden {
			return s.showSignIn(w, r, http.StatusForbidden, pages.SignInView{Next: f.text("next"), Problem: p})
		}
		return s.showCode(w, r, refusedStatus(p), pages.SignInCodeView{Next: f.text("next"), Problem: p})
	}
	if err != nil {
		return err
	}
	return s.enter(w, r, entrance, f.text("next"))
}

func (s *Server) handleDemoSignIn(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	entrance, err := s.App.DemoSignIn(r.Context(), f.uid("staff"), r.UserAgent())
	if err != nil {
		return err
	}
	return s.enter(w, r, entrance, f.text("next"))
}

func (s *Server) handleLink(w http.ResponseWriter, r *http.Request) error {
	return s.showLink(w, r, http.StatusOK, app.UsedLink{}, nil)
}

// showLink shows the page of a link, with what the first administrator typed.
func (s *Server) showLink(w http.ResponseWriter, r *http.Request, status int, typed app.UsedLink, p *problem.Error) error {
	link, err := s.App.Link(r.Context(), auth.Token(r.PathValue("token")))
	if err != nil {
		return err
	}
	view := pages.LinkView{
		Action: "/sign-in/link/" + r.PathValue("token"), First: link.Kind == app.LinkFirst, Reset: link.Kind == app.LinkReset,
		Name: link.Name, Login: link.Login, Problem: p,
	}
	if view.First {
		view.Name, view.Login, view.County = typed.Name, typed.Login, typed.County
	}
	for _, c := range link.Counties {
		view.Counties = append(view.Counties, ui.Option{Value: c.Key, Text: visitOf(r).words.Name(c.Name)})
	}
	return s.render(w, r, status, pages.Link(s.frame(w, r, visitOf(r).words.T("sign_in.title")), view))
}

func (s *Server) handleUseLink(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := app.UsedLink{County: f.text("county"), Name: f.text("name"), Login: f.text("login"), Password: f.secret("password"), Agent: r.UserAgent()}
	entrance, err := s.App.UseLink(r.Context(), auth.Token(r.PathValue("token")), in)
	if p := mistakes(err); p != nil {
		return s.showLink(w, r, http.StatusUnprocessableEntity, in, p)
	}
	if err != nil {
		return err
	}
	if entrance.Token == "" {
		return s.done(w, r, "/sign-in", "done.password_before_role")
	}
	if in.County != "" { // the first of a new database, who has the service to set up
		return s.enter(w, r, entrance, "/setup")
	}
	return s.enter(w, r, entrance, "/")
}

func (s *Server) handleSignOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.SignOut(r.Context(), s.token(r)); err != nil {
		return err
	}
	s.clearToken(w)
	return s.done(w, r, "/sign-in", "done.signed_out")
}

// secret reads a password: as it was typed, blanks at its ends included.
func (f *form) secret(name string) string { return f.r.PostForm.Get(name) }

// wantsPage tells a browser that goes to a page from a script that asks.
func wantsPage(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "text/html") }

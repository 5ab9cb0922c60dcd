package web

import (
	"net/http"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleAccount(w http.ResponseWriter, r *http.Request) error {
	return s.showAccount(w, r, http.StatusOK, "", nil)
}

// showAccount shows the own account; refused names the form that p is about.
func (s *Server) showAccount(w http.ResponseWriter, r *http.Request, status int, refused string, p *problem.Error) error {
	v := visitOf(r)
	own, err := s.App.MyAccount(r.Context(), v.actor, v.session.Session)
	if err != nil {
		return err
	}
	view := pages.AccountView{
		Name: own.Name, Login: own.Login, HasCode: own.HasCode, Refused: refused, Problem: p,
		Language: string(v.words.Lang()), Languages: languageOptions(),
	}
	if own.SetUp.Secret != "" {
		view.SetUp = &pages.SetUp{Secret: inFours(own.SetUp.Secret), URL: own.SetUp.URL}
	}
	for _, g := range own.Grants {
		if g.Holds(v.today) {
			view.Roles = append(view.Roles, ui.Definition{Term: v.words.T("people.role"), Text: roleWords(v.words, g) + ", " + spanWords(v.words, g.Span)})
		}
	}
	for _, one := range own.Sessions {
		view.Sessions = append(view.Sessions, pages.AccountSession{
			What: browserWords(v.words, one.Agent), End: "/account/sessions/" + one.UID.String() + "/end", Current: one.Current,
			When: v.words.T("account.session_when", "opened", v.words.Moment(one.OpenedAt), "seen", v.words.Moment(one.SeenAt)),
		})
	}
	return s.render(w, r, status, pages.Account(s.frame(w, r, v.words.T("account.title")), view))
}

func languageOptions() []ui.Option {
	return []ui.Option{
		{Value: string(i18n.FI), Text: "Suomi"}, {Value: string(i18n.SV), Text: "Svenska"}, {Value: string(i18n.EN), Text: "English"},
	}
}

// inFours writes a secret so that a person can copy it from the screen.
func inFours(secret string) string {
	var groups []string
	for len(secret) > 4 {
		groups, secret = append(groups, secret[:4]), secret[4:]
	}
	return strings.Join(append(groups, secret), " ")
}

// roleWords says a role with where it holds.
func roleWords(words *i18n.Printer, g casework.Grant) string {
	said := words.T("role." + string(g.Role))
	if g.Unit != "" {
		said += ", " + g.Unit
	}
	return said
}

// spanWords says from when to when.
func spanWords(words *i18n.Printer, s casework.Span) string {
	if s.To.IsZero() {
		return words.T("people.since", "from", s.From)
	}
	return words.T("people.between", "from", s.From, "to", s.To)
}

// What browsers and machines call themselves, each after those that pretend to
// be it.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"},
		{"FxiOS", "Firefox"}, {"Chrome", "Chrome"}, {"CriOS", "Chrome"}, {"Safari", "Safari"}}
	machines = [][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"},
		{"Macintosh", "Mac"}, {"CrOS", "Chromebook"}, {"Linux", "Linux"}}
)

// browserWords says in two words what a browser tells of itself at length.
func browserWords(words *i18n.Printer, agent string) string {
	browser, machine := called(browsers, agent), called(machines, agent)
	switch {
	case browser == "" && machine == "":
		return words.T("account.unknown_browser")
	case browser == "" || machine == "":
		return browser + machine
	}
	return browser + ", " + machine
}

func called(names [][2]string, agent string) string {
	for _, n := range names {
		if strings.Contains(agent, n[0]) {
			return n[1]
		}
	}
	return ""
}

func (s *Server) handleOwnLanguage(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	lang, ok := i18n.ParseLang(f.text("lang"))
	if !ok {
		return problem.New(problem.Invalid, "problem.unreadable")
	}
	if err := s.App.ChooseLanguage(r.Context(), visitOf(r).actor, string(lang)); err != nil {
		return err
	}
	s.setLanguage(w, string(lang))
	return s.done(w, r, "/account", "done.language_chosen")
}

func (s *Server) handleOwnPassword(w http.ResponseWriter, r *http.Request) error {
	return s.secure(w, r, "password", "done.password_changed", func(f *form, v *visit) error {
		return s.App.ChangePassword(r.Context(), v.actor, v.session.Session, app.NewPassword{
			Current: f.secret("current"), New: f.secret("new"), Address: s.address(r),
		})
	})
}

func (s *Server) handleBeginFactor(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.BeginSecondFactor(r.Context(), visitOf(r).actor); err != nil {
		return err
	}
	http.Redirect(w, r, "/account#factor", http.StatusSeeOther)
	return nil
}

func (s *Server) handleConfirmFactor(w http.ResponseWriter, r *http.Request) error {
	return s.secure(w, r, "confirm", "done.factor_set", func(f *form, v *visit) error {
		return s.App.ConfirmSecondFactor(r.Context(), v.actor, v.session.Session, f.text("code"))
	})
}

func (s *Server) handleDropFactor(w http.ResponseWriter, r *http.Request) error {
	return s.secure(w, r, "drop", "done.factor_dropped", func(f *form, v *visit) error {
		return s.App.DropSecondFactor(r.Context(), v.actor, f.secret("password"), s.address(r))
	})
}

// secure does what one of the account's forms asks for; a refused form comes
// back with the page.
func (s *Server) secure(w http.ResponseWriter, r *http.Request, form, done string, do func(*form, *visit) error) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	err = do(f, visitOf(r))
	if p := mistakes(err); p != nil {
		return s.showAccount(w, r, refusedStatus(p), form, p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/account", done)
}

func (s *Server) handleEndSession(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "session")
	if err != nil {
		return err
	}
	if err := s.App.EndOwnSession(r.Context(), visitOf(r).actor, uid); err != nil {
		return err
	}
	return s.done(w, r, "/account", "done.session_ended")
}

func (s *Server) handleEndSessions(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if _, err := s.App.SignOutEverywhere(r.Context(), v.actor, v.session.Session); err != nil {
		return err
	}
	return s.done(w, r, "/account", "done.session_ended")
}

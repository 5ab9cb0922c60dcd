package web

import (
	"net/http"
	"slices"
	"strings"

	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleLock(w http.ResponseWriter, r *http.Request) error {
	next := r.URL.Query().Get("next")
	switch visitOf(r).session.State {
	case app.VisitLocked:
		return s.showLock(w, r, http.StatusOK, next, nil)
	case app.VisitOpen:
		http.Redirect(w, r, localPath(next), http.StatusSeeOther)
	default:
		http.Redirect(w, r, withNext("/sign-in", next), http.StatusSeeOther)
	}
	return nil
}

func (s *Server) showLock(w http.ResponseWriter, r *http.Request, status int, next string, p *problem.Error) error {
	v := visitOf(r)
	return s.render(w, r, status, pages.Lock(s.frame(w, r, v.words.T("sign_in.lock_title")), pages.LockView{
		Name: v.session.Actor.Name, Login: v.session.Login, Demo: v.session.Demo, Next: next, Problem: p,
	}))
}

// handleUnlock lifts the lock, for the lock's page and for the dialog that
// covers a page: that one is answered with a status alone.
func (s *Server) handleUnlock(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	entrance, err := s.unlock(r, f)
	p := problem.As(err)
	switch {
	case err != nil && p == nil:
		return err
	case p != nil && wantsPage(r) && visitOf(r).session.State == app.VisitLocked:
		return s.showLock(w, r, refusedStatus(p), f.text("next"), p)
	case p != nil && wantsPage(r):
		return s.showSignIn(w, r, refusedStatus(p), pages.SignInView{Next: f.text("next"), Problem: p})
	case p != nil:
		w.WriteHeader(unlockStatus(p))
		return nil
	}
	s.setToken(w, entrance.Token)
	if !wantsPage(r) {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	to := localPath(f.text("next"))
	if entrance.Kept > 0 {
		to = withNext("/kept", to)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// unlock is for the one whose page it is: when somebody else has signed in
// beside a covered page, their password must not uncover it.
func (s *Server) unlock(r *http.Request, f *form) (app.Entrance, error) {
	if login := f.text("login"); login != visitOf(r).session.Login {
		return app.Entrance{}, problem.New(problem.Forbidden, "sign_in.ended")
	}
	return s.App.Unlock(r.Context(), s.token(r), f.secret("password"), s.address(r))
}

// unlockStatus tells the dialog a wrong password from everything that another
// try will not mend.
func unlockStatus(p *problem.Error) int {
	if p.Kind == problem.Forbidden {
		return http.StatusConflict
	}
	return refusedStatus(p)
}

func (s *Server) handleKept(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	next := localPath(r.URL.Query().Get("next"))
	forms, err := s.App.KeptForms(r.Context(), v.actor)
	if err != nil {
		return err
	}
	if len(forms) == 0 {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return nil
	}
	view := pages.KeptView{Next: ui.Link{Href: next, Text: v.words.T("sign_in.kept_later")}}
	for _, form := range forms {
		view.Forms = append(view.Forms, keptForm(form, v.words.Moment(form.KeptAt), next))
	}
	return s.render(w, r, http.StatusOK, pages.Kept(s.frame(w, r, v.words.T("sign_in.kept_title")), view))
}

func keptForm(form app.KeptForm, moment, next string) pages.KeptForm {
	uid := form.UID.String()
	kept := pages.KeptForm{
		Kept: moment, Text: longestText(form), Action: withQuery(form.Path, keptParameter, uid),
		Drop: withNext("/kept/"+uid+"/drop", next),
	}
	names := make([]string, 0, len(form.Fields))
	for name := range form.Fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range form.Fields[name] {
			kept.Fields = append(kept.Fields, pages.KeptField{Name: name, Value: value})
		}
	}
	return kept
}

// longestText is the longest of what was typed, by which a person knows a form
// again; words of choices and keys are left out.
func longestText(form app.KeptForm) string {
	longest := ""
	for _, values := range form.Fields {
		for _, value := range values {
			value = strings.TrimSpace(value)
			if strings.ContainsRune(value, ' ') && len(value) > len(longest) {
				longest = value
			}
		}
	}
	return longest
}

func (s *Server) handleDropKept(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "form")
	if err != nil {
		return err
	}
	if err := s.App.DropKeptForm(r.Context(), visitOf(r).actor, uid); err != nil {
		return err
	}
	return s.done(w, r, withNext("/kept", localPath(r.URL.Query().Get("next"))), "done.kept_dropped")
}

package web

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/a-h/templ"

	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render writes a page whole or not at all.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	ctx, labels := ui.WithLabels(r.Context())
	if err := page.Render(ctx, b); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(labels.Fill(b.Bytes()))
	return err
}

// statuses gives each kind of problem its status.
var statuses = map[problem.Kind]int{
	problem.Invalid:     http.StatusUnprocessableEntity,
	problem.NotFound:    http.StatusNotFound,
	problem.Forbidden:   http.StatusForbidden,
	problem.Conflict:    http.StatusConflict,
	problem.Unavailable: http.StatusServiceUnavailable,
}

// serveProblem is the one place where an error becomes a page. What is not a
// problem is ours: it is logged with the request's id, and only the id is shown.
func (s *Server) serveProblem(w http.ResponseWriter, r *http.Request, err error) {
	of := requestOf(r.Context())
	p := problem.As(err)
	status := http.StatusInternalServerError
	if p == nil {
		of.err = err
		p = problem.New("internal", "problem.internal").With("request", of.id)
	} else {
		status = statuses[p.Kind]
		if p.Kind == problem.Unavailable {
			of.err = err
			w.Header().Set("Retry-After", "5")
		}
	}
	v := visitOf(r)
	f := s.frame(w, r, v.words.T("problem.title."+string(p.Kind)))
	if err := s.render(w, r, status, pages.Problem(f, p)); err != nil {
		s.Log.Error("render problem", "request", of.id, "error", err)
		http.Error(w, http.StatusText(status)+" "+of.id, status)
	}
}

// done ends a form that was taken: the next page, and a line that says so.
func (s *Server) done(w http.ResponseWriter, r *http.Request, to, word string) error {
	http.SetCookie(w, &http.Cookie{Name: "flash", Value: word, Path: "/", MaxAge: 60, HttpOnly: true,
		Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// flash takes the line that done left. Only a message of the catalogue is
// shown, so that nobody can put words into our mouth.
func (s *Server) flash(w http.ResponseWriter, r *http.Request) ui.Flash {
	cookie, err := r.Cookie("flash")
	if err != nil || !strings.HasPrefix(cookie.Value, "done.") {
		return ui.Flash{}
	}
	http.SetCookie(w, &http.Cookie{Name: "flash", Path: "/", MaxAge: -1, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	text := visitOf(r).words.T(cookie.Value)
	if len(i18n.Missing(text)) > 0 {
		return ui.Flash{}
	}
	return ui.Flash{Kind: ui.FlashDone, Text: text}
}

func (s *Server) handleLanguage(w http.ResponseWriter, r *http.Request) error {
	lang, ok := i18n.ParseLang(r.FormValue("lang"))
	if !ok {
		return problem.New(problem.Invalid, "problem.invalid")
	}
	http.SetCookie(w, &http.Cookie{Name: "lang", Value: string(lang), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true,
		Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, localPath(r.FormValue("back")), http.StatusSeeOther)
	return nil
}

// localPath lets a form lead back to our own pages only. A browser takes a
// backslash for a slash and leaves tabs and line breaks out, so that an address
// with one of them may be somebody else's.
func localPath(to string) string {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.Contains(to, `\`) || strings.ContainsFunc(to, unicode.IsControl) {
		return "/"
	}
	return to
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0 // what is no number was not given
	}
	return n
}

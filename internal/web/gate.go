package web

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/i18n"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// serve is what every request to a page passes through: it finds out who asks,
// lets them in or leads them to the door, and shows what went wrong.
func (s *Server) serve(of route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requestOf(r.Context()).route = of.pattern
		r, err := s.meet(r)
		if err == nil {
			if of.guard == signedIn && !visitOf(r).signed {
				err = s.leadToDoor(w, r)
			} else {
				err = s.handle(of, w, r)
			}
		}
		if err != nil {
			s.serveProblem(w, r, err)
		}
	})
}

// meet finds out who asks, and in which language.
func (s *Server) meet(r *http.Request) (*http.Request, error) {
	session, err := s.App.Visit(r.Context(), s.token(r))
	v := &visit{session: session, signed: session.State == app.VisitOpen, today: casework.DayAt(s.App.Clock())}
	chosen := session.Language
	if cookie, missing := r.Cookie("lang"); missing == nil {
		chosen = cookie.Value
	}
	v.words = i18n.For(i18n.Negotiate(chosen, r.Header.Get("Accept-Language"))).With(session.Terms)
	if v.signed {
		v.actor = session.Actor
		requestOf(r.Context()).actor = v.actor.ID
	}
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, v)), err
}

// handle runs the route's handler. A kept form that was sent again, and taken,
// need not be kept any longer.
func (s *Server) handle(of route, w http.ResponseWriter, r *http.Request) error {
	kept := uidOf(r.URL.Query().Get(keptParameter))
	if r.Method != http.MethodPost || kept.IsZero() || !visitOf(r).signed {
		return of.handle(w, r)
	}
	answer := &statusWriter{ResponseWriter: w, status: http.StatusOK}
	if err := of.handle(answer, r); err != nil {
		return err
	}
	if answer.status < http.StatusBadRequest {
		// The answer is on its way. If this fails the form is offered once
		// more, and sending a form twice does no harm.
		if err := s.App.DropKeptForm(r.Context(), visitOf(r).actor, kept); err != nil && !problem.Is(err, problem.NotFound) {
			requestOf(r.Context()).err = err
		}
	}
	return nil
}

// leadToDoor sends somebody who is not signed in to where they can be: to the
// lock, to the second factor, or to the beginning. What a form held is kept.
func (s *Server) leadToDoor(w http.ResponseWriter, r *http.Request) error {
	next := r.URL.RequestURI()
	if r.Method != http.MethodGet {
		next = ""
		if err := s.keep(r); err != nil {
			return err
		}
	}
	doors := map[app.VisitState]string{app.VisitLocked: "/lock", app.VisitCode: "/sign-in/code"}
	door := doors[visitOf(r).session.State]
	if door == "" {
		door = "/sign-in"
	}
	if r.Header.Get("HX-Request") != "" { // a part of a page must not become the door
		if page, err := url.Parse(r.Header.Get("HX-Current-URL")); err == nil {
			next = page.RequestURI()
		}
		w.Header().Set("HX-Redirect", withNext(door, next))
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(w, r, withNext(door, next), http.StatusSeeOther)
	return nil
}

// longestNext keeps a page's address out of the next one's when it is long.
const longestNext = 500

// withNext adds to a door the page that lies behind it.
func withNext(door, next string) string {
	if next == "" || next == "/" || len(next) > longestNext {
		return door
	}
	return door + "?" + url.Values{"next": {next}}.Encode()
}

// withQuery adds a parameter to a path that may have some already.
func withQuery(path, name, value string) string {
	mark := "?"
	if strings.Contains(path, "?") {
		mark = "&"
	}
	return path + mark + url.Values{name: {value}}.Encode()
}

// keep keeps what a form holds that came when its session had ended or was
// locked. It is never read again but by the same person.
func (s *Server) keep(r *http.Request) error {
	kind := r.Header.Get("Content-Type")
	if !strings.HasPrefix(kind, "application/x-www-form-urlencoded") || r.ParseForm() != nil {
		return nil
	}
	to := *r.URL
	query := to.Query()
	query.Del(keptParameter)
	to.RawQuery = query.Encode()
	_, err := s.App.KeepForm(r.Context(), s.token(r), to.RequestURI(), r.PostForm)
	return err
}

// keptParameter names, in an address, the kept form that is sent again.
const keptParameter = "kept"

// cookieName is the session's cookie. With the prefix a browser takes it over
// TLS only, for this host alone; without TLS we listen on loopback only.
func (s *Server) cookieName() string {
	if s.Secure {
		return "__Host-sijoita"
	}
	return "sijoita"
}

// token is what the request's cookie holds, or nothing.
func (s *Server) token(r *http.Request) auth.Token {
	cookie, err := r.Cookie(s.cookieName())
	if err != nil {
		return ""
	}
	return auth.Token(cookie.Value)
}

// setToken gives the browser a session, until it is closed.
func (s *Server) setToken(w http.ResponseWriter, token auth.Token) {
	http.SetCookie(w, s.sessionCookie(string(token), 0))
}

// clearToken takes the session away from the browser.
func (s *Server) clearToken(w http.ResponseWriter) { http.SetCookie(w, s.sessionCookie("", -1)) }

func (s *Server) sessionCookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: s.cookieName(), Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode}
}

// address is where a request comes from, for slowing down those who guess. Our
// own proxy adds the last address it saw; what stands before it anybody can
// have written. Of IPv6 the first half counts: one household has all the rest.
func (s *Server) address(r *http.Request) string {
	from := r.RemoteAddr
	if forwarded := r.Header.Values("X-Forwarded-For"); s.BehindProxy && len(forwarded) > 0 {
		all := strings.Split(forwarded[len(forwarded)-1], ",")
		from = strings.TrimSpace(all[len(all)-1])
	}
	ip, err := netip.ParseAddr(from)
	if err != nil {
		with, err := netip.ParseAddrPort(from)
		if err != nil {
			return from
		}
		ip = with.Addr()
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is6() {
		return netip.PrefixFrom(ip, 64).Masked().String()
	}
	return ip.String()
}

// lock is the idle lock of a page. Somebody in the demo has no password to
// unlock with and goes by the lock's own page.
func (s *Server) lock(v *visit) ui.LockProps {
	if v.session.Demo {
		return ui.LockProps{}
	}
	t := v.words.T
	return ui.LockProps{
		IdleSeconds: int(app.IdleLimit.Seconds()), UnlockURL: "/lock", StayURL: "/stay",
		Login: v.session.Login, SignOutAction: "/sign-out",
		Words: ui.LockWords{
			WarnTitle: t("sign_in.warn_title"), WarnText: t("sign_in.warn_text"), Stay: t("sign_in.stay"),
			Title: t("sign_in.lock_title"), Text: t("sign_in.lock_text"), Password: t("sign_in.password"), Unlock: t("sign_in.unlock"),
			Wrong: t("sign_in.wrong_password"), Failed: t("sign_in.unlock_failed"), SignOut: t("nav.sign_out"),
		},
	}
}

// handleStay tells the server that somebody is there who reads or types and
// asks for nothing.
func (s *Server) handleStay(w http.ResponseWriter, r *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// handleHealth tells whether the service can answer: 200, or 503 when the
// database does not.
func (s *Server) handleHealth(w http.ResponseWriter, r *http.Request) {
	requestOf(r.Context()).route = "GET /health"
	if err := s.App.Store.Ping(r.Context()); err != nil {
		requestOf(r.Context()).err = err
		http.Error(w, "database unreachable", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if _, err := w.Write([]byte("ok\n")); err != nil {
		requestOf(r.Context()).err = errors.Join(errors.New("answer the health check"), err)
	}
}

// handleNothing answers every address that is none of ours.
func handleNothing(http.ResponseWriter, *http.Request) error {
	return problem.New(problem.NotFound, "problem.not_found")
}

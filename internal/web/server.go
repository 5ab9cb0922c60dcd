// Package web is the pages of Sijoita: it decodes a request into a typed
// struct, calls one use case of internal/app, and chooses a page. It holds no
// rule, no SQL and no state of its own but the pace of the public calculator, so
// that any number of servers can stand behind a balancer.
package web

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"time"

	"sijoita/internal/app"
)

// Server answers requests. The zero value of everything but App is usable.
type Server struct {
	App         *app.App
	Log         *slog.Logger // nil: the default logger
	Secure      bool         // served over TLS, by us or by the proxy: cookies are __Host- and HSTS is sent
	BehindProxy bool         // X-Forwarded-For comes from our own proxy

	pace pace // of the public calculator
}

// Handler is the whole site: routes within what every request passes through.
func (s *Server) Handler() http.Handler {
	if s.Log == nil {
		s.Log = slog.Default()
	}
	var handler http.Handler = s.routes()
	handler = http.NewCrossOriginProtection().Handler(handler)
	handler = limitBody(handler)
	handler = compress(handler)
	handler = s.secureHeaders(handler)
	return s.observe(handler)
}

// handler is a page's or a form's part of a request. What it returns, the one
// renderer of problems shows.
type handler func(w http.ResponseWriter, r *http.Request) error

// Limits of a request. A form is text; what is handed in to be imported has a
// limit of its own.
const (
	maxBody       = 1 << 20
	readTimeout   = 15 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	headerTimeout = 5 * time.Second
)

// HTTPServer is the server with limits of time that suit pages.
func (s *Server) HTTPServer() *http.Server {
	return &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout,
		WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: 64 << 10,
	}
}

func limitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(maxBody)
		if r.URL.Path == uploadPath {
			most = maxUpload
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// policy is strict: everything comes from ourselves, nothing is inline.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"

func (s *Server) secureHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// observe gives the request an id, catches a panic, and writes one log line at
// the end. No line holds a person's data: the route's pattern stands for the path.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		id := requestID()
		r = r.WithContext(app.WithSomeoneWaiting(app.WithRequest(withRequest(r.Context(), &request{id: id}), id)))
		w.Header().Set("X-Request-Id", id)
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if thrown := recover(); thrown != nil && thrown != http.ErrAbortHandler {
				s.Log.Error("panic", "request", id, "panic", thrown)
				if !seen.wrote {
					http.Error(seen, http.StatusText(http.StatusInternalServerError)+" "+id, http.StatusInternalServerError)
				}
			}
			of := requestOf(r.Context())
			s.Log.Info("request", "request", id, "method", r.Method, "route", of.route, "status", seen.status,
				"took", time.Since(start).Round(time.Microsecond), "actor", of.actor, "error", of.err)
		}()
		next.ServeHTTP(seen, r)
	})
}

// requestID is for finding a line in the log again; it decides nothing.
func requestID() string {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic(err) // the operating system has no randomness: nothing can be signed in either
	}
	return hex.EncodeToString(b[:])
}

type statusWriter struct {
	http.ResponseWriter
	status int
	wrote  bool
}

// WriteHeader remembers the status for the log.
func (w *statusWriter) WriteHeader(status int) {
	w.status, w.wrote = status, true
	w.ResponseWriter.WriteHeader(status)
}

// Write counts as a status of 200 when none was written.
func (w *statusWriter) Write(p []byte) (int, error) {
	w.wrote = true
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

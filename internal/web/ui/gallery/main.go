// The gallery shows every part of package ui on pages with made-up people, for
// those who draw and those who test:
//
//	go run ./internal/web/ui/gallery -addr localhost:8089
package main

import (
	"flag"
	"log"
	"net/http"
	"strconv"
	"time"

	"sijoita/internal/web/assets"

	"github.com/a-h/templ"
)

// pages are the gallery's pages by path.
func pages() map[string]templ.Component {
	return map[string]templ.Component{
		"/today.html":   today(),
		"/client.html":  client(),
		"/log.html":     logVisit(),
		"/team.html":    team(),
		"/refused.html": refused(),
		"/empty.html":   empty(),
		"/confirm.html": confirm(),
		"/sign-in.html": signIn(),
	}
}

// policy is what the service's pages are sent with, so that a part that needs
// more is seen here first.
const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET "+assets.Root, assets.Handler())
	mux.Handle("GET /{$}", http.RedirectHandler("/today.html", http.StatusSeeOther))
	mux.HandleFunc("POST /unlock", unlock)
	for path, page := range pages() {
		mux.Handle("GET "+path, templ.Handler(page))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		mux.ServeHTTP(w, r)
	})
}

// idleSeconds is when the idle lock covers a page.
var idleSeconds = 900

// password opens a locked page of the gallery.
const password = "gallery"

func unlock(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("password") != password {
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func number(n int) string { return strconv.Itoa(n) }

func main() {
	addr := flag.String("addr", "localhost:8089", "where to serve the gallery")
	flag.IntVar(&idleSeconds, "idle", idleSeconds, "seconds until the idle lock; its password is "+password)
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServe())
}

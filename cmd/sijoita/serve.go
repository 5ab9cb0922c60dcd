package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/config"
	"sijoita/internal/web"
)

type serveCommand struct {
	Addr        string `default:":8080" placeholder:"HOST:PORT" help:"cli.help.addr"`
	TLSCert     string `placeholder:"FILE" help:"cli.help.tls_cert"`
	TLSKey      string `placeholder:"FILE" help:"cli.help.tls_key"`
	BehindProxy bool   `help:"cli.help.behind_proxy"`
	mailFlags
}

// Help is the command's example.
func (serveCommand) Help() string {
	return "  sijoita serve --addr 0.0.0.0:443 --tls-cert sijoita.pem --tls-key sijoita.key"
}

// Run serves the pages until it is interrupted.
func (s serveCommand) Run(c *call) error {
	settings := config.Server{Addr: s.Addr, TLSCert: s.TLSCert, TLSKey: s.TLSKey, BehindProxy: s.BehindProxy}
	if err := settings.Check(); err != nil {
		return usageError{err}
	}
	post, err := s.settings()
	if err != nil {
		return usageError{err}
	}
	return c.withHouse(func(a *app.App) error {
		if err := letIn(a); err != nil {
			return err
		}
		letOut(a, post)
		log := slog.New(slog.NewTextHandler(c.err, nil))
		log.Info("mail", "settings", post)
		round, end := context.WithCancel(c)
		delivered := make(chan struct{})
		go func() {
			defer close(delivered)
			deliver(round, a, log)
		}()
		defer func() { end(); <-delivered }()
		return c.serve(a, settings, func(url string) error {
			c.tell("cli.serve.at", "url", url)
			if settings.BehindProxy {
				url = "" // people come by another address
			}
			return c.inviteAdministrators(a, url)
		})
	})
}

// letIn gives the use cases what signing in takes.
func letIn(a *app.App) (err error) {
	a.Random = rand.Reader
	a.Passwords, err = auth.NewPasswords(runtime.NumCPU(), auth.Recommended)
	return err
}

// linkPath is where a one-time link is used.
const linkPath = "/sign-in/link/"

// inviteAdministrators prints the one-time link by which a county without an
// administrator gets its first; in a new database, by which the county itself
// is chosen.
func (c *call) inviteAdministrators(a *app.App, url string) error {
	counties, err := a.Counties(c)
	if err != nil {
		return err
	}
	if len(counties) == 0 {
		link, _, err := a.FirstRun(c, app.HouseKeeper(userName()))
		if err != nil {
			return err
		}
		c.tell("cli.serve.first_run", "url", url+linkPath+string(link.Token), "until", link.ExpiresAt)
	}
	for _, county := range counties {
		actor, err := a.Operator(c, userName(), county.Key)
		if err != nil {
			return err
		}
		link, needed, err := a.FirstAdministrator(c, actor)
		if err != nil {
			return err
		}
		if needed {
			c.tell("cli.serve.first_link", "county", county.Name, "url", url+linkPath+string(link.Token), "until", link.ExpiresAt)
		}
	}
	return nil
}

// patience is how long requests under way may take to end.
const patience = 15 * time.Second

// serve listens, calls ready with the address and serves until c is over.
func (c *call) serve(a *app.App, settings config.Server, ready func(url string) error) error {
	listener, err := net.Listen("tcp", settings.Listen())
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(c.err, nil))
	log.Info("serving", "settings", settings, "database", a.Store.Address())
	site := &web.Server{App: a, Log: log, Secure: settings.Secure(), BehindProxy: settings.BehindProxy}
	server := site.HTTPServer()
	if settings.BehindProxy {
		server.Handler = fromProxy(server.Handler)
	}
	ended := make(chan error, 1)
	go func() {
		if settings.TLS() {
			ended <- server.ServeTLS(listener, settings.TLSCert, settings.TLSKey)
		} else {
			ended <- server.Serve(listener)
		}
	}()
	if err := ready(addressOf(listener, settings)); err != nil {
		return errors.Join(err, server.Close())
	}
	select {
	case err := <-ended:
		return err
	case <-c.Done():
		return c.wait(server)
	}
}

// wait lets the requests under way end.
func (c *call) wait(server *http.Server) error {
	c.tell("cli.serve.stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c), patience)
	defer cancel()
	return server.Shutdown(ctx)
}

// addressOf is where people on this machine reach the server: by the host that
// was asked for, at the port that was given.
func addressOf(listener net.Listener, settings config.Server) string {
	scheme := "http://"
	if settings.TLS() {
		scheme = "https://"
	}
	at := listener.Addr().String()
	if host, _, err := net.SplitHostPort(settings.Listen()); err == nil {
		_, port, _ := net.SplitHostPort(at)
		at = net.JoinHostPort(host, port)
	}
	return strings.TrimSuffix(scheme+at, "/")
}

// fromProxy lets only a proxy on this machine or in the private network say
// who asked: what anybody else writes into those headers is dropped.
func fromProxy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer, err := netip.ParseAddrPort(r.RemoteAddr)
		if err != nil || !peer.Addr().Unmap().IsLoopback() && !peer.Addr().Unmap().IsPrivate() {
			for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"} {
				r.Header.Del(header)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// Package config says how a server may be set up, and refuses what would let
// people's data travel in the open. Where the settings come from is the
// command line's business.
package config

import (
	"log/slog"
	"net"
	"strings"

	"sijoita/internal/i18n"
	"sijoita/problem"
)

// Server is how pages are served. The zero value is a server for this machine
// alone, on a port that the system chooses.
type Server struct {
	// Addr is where to listen, as host:port. Without a host it is this machine
	// alone; port 0 lets the system choose.
	Addr string
	// TLSCert and TLSKey are files with the certificate and its key; with them
	// the server speaks https itself.
	TLSCert, TLSKey string
	// BehindProxy says that a proxy on this machine or the private network
	// speaks https to the outside and tells who asked.
	BehindProxy bool
}

// Check refuses with problem.Invalid an address that is none, a certificate
// without its key, and plain http to other machines.
func (s Server) Check() error {
	host, _, err := net.SplitHostPort(s.Addr)
	switch {
	case err != nil:
		return problem.New(problem.Invalid, "cli.serve.no_address").With("addr", s.Addr)
	case (s.TLSCert == "") != (s.TLSKey == ""):
		return problem.New(problem.Invalid, "cli.serve.half_tls")
	case !s.Secure() && !loopback(host):
		return problem.New(problem.Invalid, "cli.serve.plain_http").With("addr", s.Addr)
	}
	return nil
}

// TLS tells whether the server speaks https itself.
func (s Server) TLS() bool { return s.TLSCert != "" }

// Secure tells whether people reach the server by https.
func (s Server) Secure() bool { return s.TLS() || s.BehindProxy }

// Listen is the address to listen on, with its host.
func (s Server) Listen() string {
	if strings.HasPrefix(s.Addr, ":") {
		return "localhost" + s.Addr
	}
	return s.Addr
}

// LogValue writes the settings for the log. None of them is a secret.
func (s Server) LogValue() slog.Value {
	return slog.GroupValue(slog.String("addr", s.Listen()), slog.Bool("tls", s.TLS()), slog.Bool("behind_proxy", s.BehindProxy))
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "" || host == "localhost" || ip != nil && ip.IsLoopback()
}

// Language is the language of the command line: what the environment asks for
// if Sijoita speaks it, else English.
func Language(getenv func(string) string) i18n.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		if end := strings.IndexAny(value, "_.@"); end >= 0 { // fi_FI.UTF-8@euro
			value = value[:end]
		}
		if lang, ok := i18n.ParseLang(strings.ToLower(value)); ok {
			return lang
		}
		return i18n.EN
	}
	return i18n.EN
}

package config

import (
	"log/slog"
	"net"
	netmail "net/mail"
	"net/url"

	"sijoita/problem"
)

// MailTLS is how a connection to the mail server is encrypted.
type MailTLS string

// The ways.
const (
	MailStartTLS MailTLS = "starttls" // the server must offer it
	MailTLSOnly  MailTLS = "tls"      // from the first byte
	MailPlain    MailTLS = "none"     // to a server on this machine alone
)

// Mail is how letters go out that tell people there is something new. The zero
// value sends none.
type Mail struct {
	// Addr is the mail server, as host:port.
	Addr string
	// User and Password let us in there; both or neither.
	User, Password string
	// TLS is how the connection is encrypted; empty: starttls.
	TLS MailTLS
	// From is the address that letters come from.
	From string
	// URL is where people open Sijoita: the link in letters.
	URL string
}

// On tells whether letters go out.
func (m Mail) On() bool { return m.Addr != "" }

// Check refuses with problem.Invalid settings without a server, a server without
// a port, half a login, no address to write from, no address to lead people to,
// and mail that would leave this machine unencrypted.
func (m Mail) Check() error {
	if !m.On() {
		if m.User != "" || m.Password != "" || m.From != "" {
			return problem.New(problem.Invalid, "cli.mail.no_server")
		}
		return nil
	}
	host, port, err := net.SplitHostPort(m.Addr)
	switch {
	case err != nil || host == "" || port == "":
		return problem.New(problem.Invalid, "cli.mail.no_address").With("addr", m.Addr)
	case (m.User == "") != (m.Password == ""):
		return problem.New(problem.Invalid, "cli.mail.half_login")
	case m.TLS == MailPlain && !loopback(host):
		return problem.New(problem.Invalid, "cli.mail.plain")
	case !isMailAddress(m.From):
		return problem.New(problem.Invalid, "cli.mail.no_from")
	case !isSite(m.URL):
		return problem.New(problem.Invalid, "cli.mail.no_url")
	}
	return nil
}

func isMailAddress(s string) bool {
	_, err := netmail.ParseAddress(s)
	return err == nil
}

// isSite tells whether a text is the address of a site: https, or http on this
// machine, with nothing after the host.
func isSite(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname())
}

// LogValue writes the settings for the log, the password hidden.
func (m Mail) LogValue() slog.Value {
	if !m.On() {
		return slog.StringValue("off")
	}
	password := ""
	if m.Password != "" {
		password = "…"
	}
	return slog.GroupValue(slog.String("addr", m.Addr), slog.String("tls", string(m.TLS)), slog.String("user", m.User), slog.String("password", password),
		slog.String("from", m.From), slog.String("url", m.URL))
}

package config_test

import (
	"log/slog"
	"strings"
	"testing"

	"sijoita/internal/config"
	"sijoita/problem"
)

func TestMailCheck(t *testing.T) {
	whole := config.Mail{Addr: "smtp.example.fi:587", User: "sijoita", Password: "salaisuus", TLS: config.MailStartTLS, From: "sijoita@example.fi", URL: "https://sijoita.example.fi"}
	with := func(change func(*config.Mail)) config.Mail {
		m := whole
		change(&m)
		return m
	}
	for _, tt := range []struct {
		rule string
		mail config.Mail
		want string // key of the problem
	}{
		{"no mail needs nothing", config.Mail{URL: "https://sijoita.example.fi"}, ""},
		{"a whole setting is one", whole, ""},
		{"a server may take letters from anybody", with(func(m *config.Mail) { m.User, m.Password = "", "" }), ""},
		{"an account needs its password", with(func(m *config.Mail) { m.Password = "" }), "cli.mail.half_login"},
		{"and a password its account", with(func(m *config.Mail) { m.User = "" }), "cli.mail.half_login"},
		{"a server has a port", with(func(m *config.Mail) { m.Addr = "smtp.example.fi" }), "cli.mail.no_address"},
		{"and a host", with(func(m *config.Mail) { m.Addr = ":587" }), "cli.mail.no_address"},
		{"letters come from somewhere", with(func(m *config.Mail) { m.From = "sijoita" }), "cli.mail.no_from"},
		{"with a name if one likes", with(func(m *config.Mail) { m.From = "Sijoita <sijoita@example.fi>" }), ""},
		{"and lead somewhere", with(func(m *config.Mail) { m.URL = "" }), "cli.mail.no_url"},
		{"by https", with(func(m *config.Mail) { m.URL = "http://sijoita.example.fi" }), "cli.mail.no_url"},
		{"but on this machine", with(func(m *config.Mail) { m.URL = "http://localhost:8080" }), ""},
		{"to the site itself", with(func(m *config.Mail) { m.URL = "https://sijoita.example.fi/today" }), "cli.mail.no_url"},
		{"nothing leaves the machine unencrypted", with(func(m *config.Mail) { m.TLS = config.MailPlain }), "cli.mail.plain"},
		{"within it that may be", with(func(m *config.Mail) { m.TLS, m.Addr = config.MailPlain, "localhost:25" }), ""},
		{"settings without a server are a slip", config.Mail{From: "sijoita@example.fi"}, "cli.mail.no_server"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var got string
			if p := problem.As(tt.mail.Check()); p != nil {
				got = p.Key
			}
			if got != tt.want {
				t.Errorf("Check() = %q, want %q", got, tt.want)
			}
		})
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("serving", "mail", whole)
	if said := log.String(); strings.Contains(said, "salaisuus") || !strings.Contains(said, "smtp.example.fi:587") {
		t.Errorf("the log says %s", said)
	}
}

package config_test

import (
	"testing"

	"sijoita/internal/config"
	"sijoita/internal/i18n"
	"sijoita/problem"
)

func TestServerCheck(t *testing.T) {
	tests := []struct {
		rule   string
		server config.Server
		want   string // key of the problem
	}{
		{"no host is this machine alone", config.Server{Addr: ":8080"}, ""},
		{"localhost may speak plain http", config.Server{Addr: "localhost:8080"}, ""},
		{"a loopback address may speak plain http", config.Server{Addr: "[::1]:8080"}, ""},
		{"other machines are not served in plain http", config.Server{Addr: "10.0.0.5:8080"}, "cli.serve.plain_http"},
		{"every address is not this machine alone", config.Server{Addr: "0.0.0.0:8080"}, "cli.serve.plain_http"},
		{"a name may be another machine's", config.Server{Addr: "sijoita.example:80"}, "cli.serve.plain_http"},
		{"with TLS other machines are served", config.Server{Addr: "0.0.0.0:443", TLSCert: "c", TLSKey: "k"}, ""},
		{"behind a proxy other machines are served", config.Server{Addr: "0.0.0.0:8080", BehindProxy: true}, ""},
		{"a certificate needs its key", config.Server{Addr: ":443", TLSCert: "c"}, "cli.serve.half_tls"},
		{"a key needs its certificate", config.Server{Addr: ":443", TLSKey: "k"}, "cli.serve.half_tls"},
		{"an address has a port", config.Server{Addr: "localhost"}, "cli.serve.no_address"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var got string
			if p := problem.As(tt.server.Check()); p != nil {
				got = p.Key
			}
			if got != tt.want {
				t.Errorf("Check() = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestListen(t *testing.T) {
	for addr, want := range map[string]string{":8080": "localhost:8080", "0.0.0.0:1": "0.0.0.0:1"} {
		if got := (config.Server{Addr: addr}).Listen(); got != want {
			t.Errorf("Listen() of %s = %s, want %s", addr, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct {
		rule string
		env  map[string]string
		want i18n.Lang
	}{
		{"nothing asked for is English", nil, i18n.EN},
		{"LANG asks for Finnish", map[string]string{"LANG": "fi_FI.UTF-8"}, i18n.FI},
		{"LANG asks for Swedish, as spoken in Finland", map[string]string{"LANG": "sv_FI.UTF-8"}, i18n.SV},
		{"LC_ALL goes before LANG", map[string]string{"LANG": "fi_FI.UTF-8", "LC_ALL": "C.UTF-8"}, i18n.EN},
		{"a language not spoken here is English", map[string]string{"LANG": "et_EE.UTF-8"}, i18n.EN},
		{"a language may stand alone", map[string]string{"LANG": "fi"}, i18n.FI},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := config.Language(func(name string) string { return tt.env[name] }); got != tt.want {
				t.Errorf("Language() = %s, want %s", got, tt.want)
			}
		})
	}
}

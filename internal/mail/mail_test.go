package mail_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/config"
	"sijoita/internal/mail"
	"sijoita/internal/testkit"
)

var uid = casework.UID{1, 2, 3}

func letter() app.Letter {
	return app.Letter{UID: uid, To: "riikka.tolonen@suvanto.example", Language: "fi"}
}

func sender(addr string) *mail.Sender {
	return &mail.Sender{
		Settings: config.Mail{Addr: addr, TLS: config.MailPlain, From: "Sijoita <sijoita@suvanto.example>", URL: "https://sijoita.suvanto.example"},
		Clock:    func() time.Time { return time.Date(2026, 11, 23, 6, 5, 0, 0, time.UTC) },
	}
}

// TestALetterTellsOfNobody reads what went out: the sentence, the link, and
// nothing that could be somebody's.
func TestALetterTellsOfNobody(t *testing.T) {
	o := &testkit.PostOffice{}
	s := sender(o.Open(t, "", nil))
	for lang, want := range map[string][2]string{
		"fi": {"Sijoitassa on jotain uutta", "Sijoitassa on sinulle jotain uutta. Kirjaudu sisään, niin näet sen:"},
		"sv": {"Det finns något nytt i Sijoita", "Det finns något nytt för dig i Sijoita. Logga in för att se det:"},
		"en": {"There is something new in Sijoita", "There is something new for you in Sijoita. Sign in to see it:"},
	} {
		l := letter()
		l.Language = lang
		if err := s.Send(t.Context(), l); err != nil {
			t.Fatal(err)
		}
		letters := o.Letters()
		got := letters[len(letters)-1]
		m, err := netmail.ReadMessage(bytes.NewReader(got.Raw))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != want[0] {
			t.Errorf("%s: the subject is %q (%v)", lang, subject, err)
		}
		if got.To != l.To || got.From != "sijoita@suvanto.example" {
			t.Errorf("%s: it goes from %s to %s", lang, got.From, got.To)
		}
		if id := m.Header.Get("Message-ID"); id != "<"+uid.String()+"@sijoita.suvanto.example>" {
			t.Errorf("%s: a double is not known by %s", lang, id)
		}
		if m.Header.Get("Auto-Submitted") != "auto-generated" || m.Header.Get("Date") != "Mon, 23 Nov 2026 06:05:00 +0000" {
			t.Errorf("%s: its head is %v", lang, m.Header)
		}
		text := bodyOf(t, m)
		lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n")
		if len(lines) != 3 || lines[0] != want[1] || lines[1] != "https://sijoita.suvanto.example/notices" {
			t.Errorf("%s: it says %q", lang, text)
		}
	}
}

func bodyOf(t *testing.T, m *netmail.Message) string {
	t.Helper()
	var r io.Reader = m.Body
	switch m.Header.Get("Content-Transfer-Encoding") {
	case "quoted-printable":
		r = quotedprintable.NewReader(m.Body)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, m.Body)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestWhyALetterDoesNotGo meets real servers that are down, slow and refusing,
// and each a second time when all is well again.
func TestWhyALetterDoesNotGo(t *testing.T) {
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := gone.Addr().String()
	_ = gone.Close()
	silent, err := net.Listen("tcp", "127.0.0.1:0") // takes the call and says nothing
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	certificate, roots := certified(t)
	for _, c := range []struct {
		says   string
		office *testkit.PostOffice
		addr   string // in the place of the office
		secure bool   // the office has a certificate
		change func(*mail.Sender)
		why    app.FailureWord
		final  bool
	}{
		{"a server that is not there", nil, nobody, false, nil, app.MailUnreachable, false},
		{"one that takes the call and says nothing", nil, silent.Addr().String(), false, func(s *mail.Sender) { s.Patience = 100 * time.Millisecond }, app.MailSlow, false},
		{"one that never answers to the letter", &testkit.PostOffice{Slow: make(chan struct{})}, "", false, func(s *mail.Sender) { s.Patience = 300 * time.Millisecond }, app.MailSlow, false},
		{"one that asks to come again", refusing(testkit.Refusals{From: testkit.ComeAgain}), "", false, nil, app.MailNotNow, false},
		{"one that asks so of the address", refusing(testkit.Refusals{To: testkit.ComeAgain}), "", false, nil, app.MailNotNow, false},
		{"one that does not know the address", refusing(testkit.Refusals{To: testkit.Unknown}), "", false, nil, app.MailRefused, true},
		{"one that does not take the letter", refusing(testkit.Refusals{Letter: testkit.Unknown}), "", false, nil, app.MailRefused, true},
		{"one that wants encryption we do not trust", &testkit.PostOffice{}, "", true, func(s *mail.Sender) { s.Settings.TLS = config.MailStartTLS }, app.MailNotLetIn, false},
		{"one without encryption where we want it", &testkit.PostOffice{}, "", false, func(s *mail.Sender) { s.Settings.TLS = config.MailStartTLS }, app.MailNotLetIn, false},
		{"one with another password", &testkit.PostOffice{Password: "toinen"}, "", true, func(s *mail.Sender) {
			s.Settings.TLS, s.Roots, s.Settings.User, s.Settings.Password = config.MailStartTLS, roots, "sijoita", "salaisuus"
		}, app.MailNotLetIn, false},
		{"one that lets nobody in whom it does not know", &testkit.PostOffice{Password: "toinen"}, "", false, nil, app.MailNotLetIn, false},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			addr := c.addr
			if c.office != nil {
				var own *tls.Certificate
				if c.secure {
					own = certificate
				}
				addr = c.office.Open(t, "", own)
				if c.office.Slow != nil {
					t.Cleanup(func() { close(c.office.Slow) })
				}
			}
			s := sender(addr)
			if c.change != nil {
				c.change(s)
			}
			err := s.Send(t.Context(), letter())
			var u *app.Undelivered
			if !errors.As(err, &u) || u.Why != c.why || u.Final != c.final {
				t.Errorf("it is answered with %v, want %s, final: %v", err, c.why, c.final)
			}
		})
	}
	t.Run("with the password and encryption it goes", func(t *testing.T) {
		t.Parallel()
		o := &testkit.PostOffice{Password: "salaisuus"}
		s := sender(o.Open(t, "", certificate))
		s.Settings.TLS, s.Roots, s.Settings.User, s.Settings.Password = config.MailStartTLS, roots, "sijoita", "salaisuus"
		if err := s.Send(t.Context(), letter()); err != nil || len(o.Letters()) != 1 {
			t.Errorf("%d letters went: %v", len(o.Letters()), err)
		}
	})
	t.Run("an address that is none is never tried", func(t *testing.T) {
		t.Parallel()
		l := letter()
		l.To = "riikka\r\nBcc: kaikki@example.fi"
		var u *app.Undelivered
		if err := sender(nobody).Send(t.Context(), l); !errors.As(err, &u) || !u.Final {
			t.Errorf("it is answered with %v", err)
		}
	})
}

func refusing(r testkit.Refusals) *testkit.PostOffice {
	o := &testkit.PostOffice{}
	o.Refuse(r)
	return o
}

// certified makes a certificate for this machine, and who trusts it.
func certified(t *testing.T) (*tls.Certificate, *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	body := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	raw, err := x509.CreateCertificate(rand.Reader, body, body, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return &tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}, &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
}

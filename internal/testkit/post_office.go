package testkit

import (
	"crypto/tls"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// PostOffice is a mail server that takes letters, or does what it is told
// instead. The zero value takes everything.
type PostOffice struct {
	Password string        // of the account sijoita; empty: everybody is let in
	Slow     chan struct{} // once this is closed it says that one is to come again; nil: it answers at once

	mu       sync.Mutex
	letters  []Posted
	refuse   Refusals
	server   *smtp.Server
	listener net.Listener
	done     chan error
}

// Posted is a letter that was taken.
type Posted struct {
	From, To string
	Raw      []byte
}

// Refusals are what it answers to who sends, to whom and to the letter; nil:
// it takes it.
type Refusals struct{ From, To, Letter error }

// ComeAgain and Unknown are what mail servers say: later, and never.
var (
	ComeAgain = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"}
	Unknown   = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
)

// Refuse has it refuse from now on.
func (o *PostOffice) Refuse(r Refusals) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.refuse = r
}

// Letters are those that were taken.
func (o *PostOffice) Letters() []Posted {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]Posted(nil), o.letters...)
}

// Open opens it at an address, or at a port that the system chooses when it is
// empty; with a certificate it offers encryption. It is closed with the test.
func (o *PostOffice) Open(t *testing.T, addr string, certificate *tls.Certificate) string {
	t.Helper()
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	o.server, o.listener, o.done = smtp.NewServer(o), listener, make(chan error, 1)
	o.server.Domain, o.server.AllowInsecureAuth = "posti.example", true
	if certificate != nil {
		o.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12}
	}
	go func(server *smtp.Server, done chan error) { done <- server.Serve(listener) }(o.server, o.done)
	t.Cleanup(o.Close)
	return listener.Addr().String()
}

// Close closes it; once closed it stays so until it is opened again.
func (o *PostOffice) Close() {
	if o.server != nil {
		_ = o.listener.Close() // also where the server has not begun to listen yet
		_ = o.server.Close()
		<-o.done
		o.server = nil
	}
}

// NewSession is for the mail server.
func (o *PostOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return &posting{office: o}, nil }

// posting is one connection.
type posting struct {
	office *PostOffice
	signed bool
	Posted
}

func (s *posting) refusals() Refusals {
	s.office.mu.Lock()
	defer s.office.mu.Unlock()
	return s.office.refuse
}

// AuthMechanisms is for the mail server.
func (s *posting) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth is for the mail server.
func (s *posting) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "sijoita" || password != s.office.Password {
			return smtp.ErrAuthFailed
		}
		s.signed = true
		return nil
	}), nil
}

// Mail is for the mail server.
func (s *posting) Mail(from string, _ *smtp.MailOptions) error {
	if s.office.Password != "" && !s.signed {
		return smtp.ErrAuthRequired
	}
	s.From = from
	return s.refusals().From
}

// Rcpt is for the mail server.
func (s *posting) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.To = to
	return s.refusals().To
}

// Data is for the mail server.
func (s *posting) Data(r io.Reader) (err error) {
	if s.Raw, err = io.ReadAll(r); err != nil {
		return err
	}
	if s.office.Slow != nil {
		<-s.office.Slow
		return ComeAgain
	}
	if refused := s.refusals().Letter; refused != nil {
		return refused
	}
	s.office.mu.Lock()
	defer s.office.mu.Unlock()
	s.office.letters = append(s.office.letters, s.Posted)
	return nil
}

// Reset is for the mail server.
func (s *posting) Reset() {}

// Logout is for the mail server.
func (s *posting) Logout() error { return nil }

// Package mail sends letters by SMTP. What they say is here, and it is the same
// for everybody: that there is something new in Sijoita. It knows of no client,
// and so no letter can tell of one.
package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"sijoita/internal/app"
	"sijoita/internal/config"
	"sijoita/internal/i18n"
)

// patience is how long one letter may take, the connection and all.
const patience = 10 * time.Second

// Sender sends letters by the settings. The zero value of everything but
// Settings is usable.
type Sender struct {
	Settings config.Mail
	Clock    func() time.Time // nil: the machine's
	Patience time.Duration    // 0: ten seconds
	Roots    *tls.Config      // whom to trust; nil: whom the machine trusts
}

// Send sends one letter. An error is an *app.Undelivered that says why, in a
// word; the mail server's own answer is in it for the program's log alone.
func (s *Sender) Send(ctx context.Context, l app.Letter) error {
	message, err := s.compose(l)
	if err != nil {
		return &app.Undelivered{Why: app.MailRefused, Final: true, Err: err}
	}
	client, err := s.client()
	if err != nil {
		return &app.Undelivered{Why: app.MailNotLetIn, Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, s.patience())
	defer cancel()
	connection, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return explained(ctx, err)
	}
	err = client.SendWithSMTPClient(connection, message)
	_ = client.CloseWithSMTPClient(connection) // the letter has gone, or has not: a farewell changes nothing
	if err != nil {
		return explained(ctx, err)
	}
	return nil
}

func (s *Sender) patience() time.Duration {
	if s.Patience > 0 {
		return s.Patience
	}
	return patience
}

// compose writes a letter: the sentence and the link, in the person's language.
func (s *Sender) compose(l app.Letter) (*gomail.Msg, error) {
	words := i18n.For(i18n.Negotiate(l.Language, ""))
	subject, text := words.T("mail.subject"), []string{words.T("mail.body"), s.site() + "/notices", words.T("mail.foot")}
	if l.Test {
		subject, text = words.T("mail.test_subject"), []string{words.T("mail.test_body"), s.site() + "/"}
	}
	m := gomail.NewMsg()
	if err := errors.Join(m.From(s.Settings.From), m.To(l.To)); err != nil {
		return nil, err
	}
	m.Subject(subject)
	m.SetMessageIDWithValue(l.UID.String() + "@" + s.host())
	m.SetDateWithValue(s.now())
	m.SetUserAgent("Sijoita")
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no holiday answers
	m.SetBodyString(gomail.TypeTextPlain, strings.Join(text, "\n\n")+"\n")
	return m, nil
}

func (s *Sender) site() string { return strings.TrimSuffix(s.Settings.URL, "/") }

// host is the site's, for names that no other program gives its letters.
func (s *Sender) host() string {
	_, host, _ := strings.Cut(s.site(), "://")
	return host
}

func (s *Sender) now() time.Time {
	if s.Clock != nil {
		return s.Clock()
	}
	return time.Now()
}

func (s *Sender) client() (*gomail.Client, error) {
	host, port, err := net.SplitHostPort(s.Settings.Addr)
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, err
	}
	trust := &tls.Config{MinVersion: tls.VersionTLS12}
	if s.Roots != nil {
		trust = s.Roots.Clone()
	}
	trust.ServerName = host
	options := []gomail.Option{gomail.WithPort(number), gomail.WithTimeout(s.patience()), gomail.WithTLSConfig(trust), gomail.WithHELO(helo(s.host()))}
	switch s.Settings.TLS {
	case config.MailTLSOnly:
		options = append(options, gomail.WithSSL())
	case config.MailPlain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.Settings.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.Settings.User), gomail.WithPassword(s.Settings.Password))
	}
	return gomail.NewClient(host, options...)
}

// helo is the name by which we greet: the site's without its port.
func helo(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		return host
	}
	return name
}

// late tells that the time for a letter is over: what waits for the server finds
// out at the same moment as the context, and either may say so first.
func late(ctx context.Context) bool {
	end, limited := ctx.Deadline()
	return ctx.Err() != nil || limited && !time.Now().Before(end)
}

// explained says in a word why a letter did not go.
func explained(ctx context.Context, err error) *app.Undelivered {
	u := &app.Undelivered{Why: app.MailNotNow, Err: fmt.Errorf("send mail: %w", err)}
	var refused *gomail.SendError
	var answer *textproto.Error
	var network net.Error
	var secure *tls.CertificateVerificationError
	code := 0
	if errors.As(err, &answer) {
		code = answer.Code
	}
	switch {
	case late(ctx) || errors.As(err, &network) && network.Timeout():
		u.Why = app.MailSlow
	case errors.As(err, &refused) && refused.Reason == gomail.ErrSMTPMailFrom && refused.ErrorCode() >= 500:
		u.Why = app.MailNotLetIn // before anybody was named it is about us
	case errors.As(err, &refused) && !refused.IsTemp() && refused.ErrorCode() >= 500:
		u.Why, u.Final = app.MailRefused, true
	case errors.As(err, &refused):
	case errors.As(err, &secure) || code == 530 || code == 534 || code == 535 || code == 538: // RFC 4954: signing in
		u.Why = app.MailNotLetIn
	case code >= 400: // of the greeting
	case errors.As(err, &network):
		u.Why = app.MailUnreachable
	default:
		u.Why = app.MailNotLetIn // it answers, and not as we ask: no encryption, no way to sign in
	}
	return u
}

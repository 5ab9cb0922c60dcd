package main

import (
	"context"
	"log/slog"
	"os"
	"strings"
	"time"

	"sijoita/internal/app"
	"sijoita/internal/config"
	"sijoita/internal/mail"
	"sijoita/problem"
)

// mailFlags say how letters go out. The password itself is never an argument:
// others see those.
type mailFlags struct {
	SMTP             string `name:"smtp" env:"SIJOITA_SMTP" placeholder:"HOST:PORT" help:"cli.help.smtp"`
	SMTPUser         string `name:"smtp-user" env:"SIJOITA_SMTP_USER" placeholder:"NAME" help:"cli.help.smtp_user"`
	SMTPPasswordFile string `name:"smtp-password-file" env:"SIJOITA_SMTP_PASSWORD_FILE" placeholder:"FILE" help:"cli.help.smtp_password_file"`
	SMTPTLS          string `name:"smtp-tls" env:"SIJOITA_SMTP_TLS" enum:"starttls,tls,none" default:"starttls" placeholder:"starttls|tls|none" help:"cli.help.smtp_tls"`
	MailFrom         string `name:"mail-from" env:"SIJOITA_MAIL_FROM" placeholder:"ADDRESS" help:"cli.help.mail_from"`
	URL              string `name:"url" env:"SIJOITA_URL" placeholder:"URL" help:"cli.help.url"`
}

// settings are how letters go out, checked.
func (m mailFlags) settings() (config.Mail, error) {
	settings := config.Mail{Addr: m.SMTP, User: m.SMTPUser, TLS: config.MailTLS(m.SMTPTLS), From: m.MailFrom, URL: m.URL}
	if m.SMTPPasswordFile != "" {
		text, err := os.ReadFile(m.SMTPPasswordFile)
		if err != nil {
			return settings, problem.New(problem.Invalid, "cli.mail.password_unreadable").With("what", err.Error())
		}
		settings.Password = strings.TrimSpace(string(text))
	}
	return settings, settings.Check()
}

// letOut gives the use cases the way by which letters go out.
func letOut(a *app.App, settings config.Mail) {
	if settings.On() {
		a.Post = (&mail.Sender{Settings: settings}).Send
		a.MailServer = settings.Addr + ", " + settings.From
	}
}

// mailRound is how often it is looked whether letters wait.
const mailRound = 10 * time.Second

// deliver sends the letters that are due, round by round, until ctx is over. The
// log says when mail stops going and when it goes again, and of nobody.
func deliver(ctx context.Context, a *app.App, log *slog.Logger) {
	rounds := time.NewTicker(mailRound)
	defer rounds.Stop()
	behind := false
	for {
		done, err := a.DeliverMail(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Error("letters could not be taken or noted", "error", err)
		case done.Failed > 0:
			behind = true
			log.Warn("mail does not go", "failed", done.Failed, "sent", done.Sent, "why", done.Why)
		case behind && done.Sent > 0:
			behind = false
			log.Info("mail goes again", "sent", done.Sent)
		}
		select {
		case <-ctx.Done():
			return
		case <-rounds.C:
		}
	}
}

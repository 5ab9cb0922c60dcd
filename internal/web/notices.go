package web

import (
	"net/http"
	"time"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleNotices(w http.ResponseWriter, r *http.Request) error {
	return s.showNotices(w, r, http.StatusOK, nil)
}

// showNotices shows what the person is told of; p is what was refused of how
// they want mail, or nil.
func (s *Server) showNotices(w http.ResponseWriter, r *http.Request, status int, p *problem.Error) error {
	v := visitOf(r)
	found, err := s.App.Notices(r.Context(), v.actor)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.NoticesView{Sub: t("notice.all_read"), Unread: found.Unread > 0, Mail: string(found.Mail), Problem: p}
	switch {
	case found.Unread > 0:
		view.Sub = t("notice.unread", "n", found.Unread)
	case len(found.Lines) == 0:
		view.Sub = ""
	}
	switch {
	case found.Address == "":
		view.Where = t("notice.mail_none")
	case !found.MailOn:
		view.Where = t("notice.mail_off")
	default:
		view.Where = t("notice.mail_to", "address", found.Address)
	}
	for _, l := range found.Lines {
		view.Rows = append(view.Rows, noticeRow(v.words, l, found.Names))
	}
	return s.render(w, r, status, pages.Notices(s.frame(w, r, t("notice.title")), view))
}

// noticeRow says a notice in a line: what happened to whom, by whom and when.
func noticeRow(words *i18n.Printer, l app.NoticeLine, names app.Names) pages.NoticeRow {
	at := timeOf(l.At)
	row := pages.NoticeRow{Open: "/notices/" + l.UID.String(), New: l.ReadAt == 0}
	row.Name = noticeText(words, l)
	row.Why = words.T("notice.by", "name", orDash(names.Staff[l.ByID]), "when", words.Moment(at))
	row.MarkText = words.T("notice.new")
	if row.New {
		row.Mark = ui.MarkSoon
		if l.Kind != casework.NoticeFaresWorse {
			row.Mark = ui.MarkNormal
		}
	} else {
		row.Mark, row.MarkText = ui.MarkDone, words.T("notice.was_read")
	}
	return row
}

func noticeText(words *i18n.Printer, l app.NoticeLine) string {
	if l.Kind == casework.NoticeHandedOver && l.Detail == string(casework.Queue) {
		return words.T("notice.coach_chosen", "client", l.Client.Name())
	}
	what := ""
	if l.Kind == casework.NoticeConsentWithdrawn {
		what = lower(words.T("consent.kind." + l.Detail))
	}
	return words.T("notice.kind."+string(l.Kind), "client", l.Client.Name(), "what", what)
}

// noticeLeadsTo is the page on which what a notice tells of stands.
func noticeLeadsTo(l app.NoticeLine) string {
	switch l.Kind {
	case casework.NoticeFaresWorse:
		return "/setbacks/" + l.About.String()
	case casework.NoticeCareMessage:
		return pathCareMessages + l.About.String()
	case casework.NoticeReferralAsked, casework.NoticeReferralDropped:
		if !l.About.IsZero() {
			return "/referrals/" + l.About.String()
		}
	}
	return "/clients/" + l.Client.UID.String()
}

func (s *Server) handleOpenNotice(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "notice")
	if err != nil {
		return err
	}
	l, err := s.App.OpenNotice(r.Context(), visitOf(r).actor, uid)
	if err != nil {
		return err
	}
	http.Redirect(w, r, noticeLeadsTo(l), http.StatusSeeOther)
	return nil
}

func (s *Server) handleReadNotices(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.App.ReadNotices(r.Context(), visitOf(r).actor); err != nil {
		return err
	}
	return s.done(w, r, "/notices", "done.notices_read")
}

func (s *Server) handleChooseMail(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	err = s.App.ChooseMail(r.Context(), visitOf(r).actor, casework.MailChoice(f.text("mail")))
	if p := mistakes(err); p != nil {
		return s.showNotices(w, r, http.StatusUnprocessableEntity, p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/notices#mail", "done.mail_chosen")
}

func (s *Server) handleMail(w http.ResponseWriter, r *http.Request) error {
	return s.showMail(w, r, http.StatusOK, nil)
}

func (s *Server) showMail(w http.ResponseWriter, r *http.Request, status int, p *problem.Error) error {
	v := visitOf(r)
	found, err := s.App.Mail(r.Context(), v.actor)
	if err != nil {
		return err
	}
	view := mailView(v.words, found)
	view.Problem = p
	return s.render(w, r, status, pages.Mail(s.frame(w, r, v.words.T("mail.title")), view))
}

// mailView says first whether mail goes.
func mailView(words *i18n.Printer, m app.MailPage) pages.MailView {
	t := words.T
	view := pages.MailView{Kind: ui.FlashDone, Title: t("mail.ok_title"), Lines: []string{t("mail.quiet_text")}, May: m.On && m.Address != ""}
	if !m.LastAt.IsZero() {
		view.Lines = []string{t("mail.ok_text", "when", words.Moment(m.LastAt))}
	}
	switch {
	case !m.On:
		view.Kind, view.Title, view.Lines = ui.FlashInfo, t("mail.off_title"), []string{t("mail.off_text")}
	case m.Behind > 0:
		view.Kind, view.Title = ui.FlashWarning, t("mail.behind_title")
		view.Lines = []string{failureWord(words, m.Why), t("mail.behind", "n", m.Behind, "when", words.Moment(m.Since)), t("mail.next", "when", words.Moment(m.NextAt))}
	}
	if m.On || m.Sent+m.Waiting > 0 {
		view.Facts = []ui.Definition{
			{Term: t("mail.server"), Text: orDash(m.Server)}, {Term: t("mail.sent"), Text: words.Int(m.Sent)}, {Term: t("mail.waiting"), Text: words.Int(m.Waiting)},
		}
	}
	for _, l := range m.Lost {
		view.Lost = append(view.Lost, ui.RowProps{Name: l.Name, Why: words.Moment(l.On) + " · " + failureWord(words, l.Why)})
	}
	switch {
	case !m.On: // which is said above
	case m.Address == "":
		view.Test = t("mail.no_address")
	default:
		view.Test = t("mail.test_text", "address", m.Address)
	}
	if m.Test != nil {
		view.Tried = triedText(words, m.Test.SentAt, m.Test.Failure)
	}
	return view
}

func triedText(words *i18n.Printer, sent time.Time, failure string) string {
	switch {
	case !sent.IsZero():
		return words.T("mail.test_sent", "when", words.Moment(sent))
	case failure != "":
		return words.T("mail.test_failed", "why", failureWord(words, app.FailureWord(failure)))
	}
	return words.T("mail.test_waits")
}

func failureWord(words *i18n.Printer, why app.FailureWord) string {
	return words.T("mail.why." + string(why))
}

func (s *Server) handleTryMail(w http.ResponseWriter, r *http.Request) error {
	err := s.App.TryMail(r.Context(), visitOf(r).actor)
	if p := inTheWay(err); p != nil {
		return s.showMail(w, r, http.StatusConflict, p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/mail", "done.mail_tried")
}

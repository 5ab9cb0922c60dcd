package web

import (
	"net/http"
	"strconv"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

const pathCareMessages = "/care-messages/"

func (s *Server) handleCareMessageForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	return s.showCareMessageForm(w, r, http.StatusOK, pages.CareMessageForm{UID: s.App.IDs().String(), Client: q.Get("client"), CareTeam: q.Get("care_team")})
}

func (s *Server) showCareMessageForm(w http.ResponseWriter, r *http.Request, status int, form pages.CareMessageForm) error {
	v := visitOf(r)
	found, err := s.App.CareMessageForm(r.Context(), v.actor, uidOf(form.CareTeam), uidOf(form.Client))
	if err != nil {
		return err
	}
	t := v.words.T
	form.Title, form.Sub, form.Hint = t("care_message.to."+string(found.To)), found.CareTeam.Name, t("care_message.hint_nobody")
	form.Back = ui.Link{Href: "/care-teams/" + found.CareTeam.UID.String(), Text: found.CareTeam.Name}
	if found.Client != nil {
		page := "/clients/" + found.Client.UID.String()
		form.Back, form.Hint = ui.Link{Href: page, Text: found.Client.Name()}, t("care_message.hint")
		form.Sub = joined(found.Client.Name(), found.CareTeam.Name)
		if found.To == casework.ToCareTeam {
			form.Setback = ui.Link{Href: page + "/setback", Text: t("setback.title")}
		}
		if !found.Leave {
			form.Consents = ui.Link{Href: page + "/consents", Text: t("consent.title")}
		}
	}
	return s.render(w, r, status, pages.CareMessageNew(s.frame(w, r, form.Title), form))
}

func (s *Server) handleWriteCareMessage(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.CareMessageForm{UID: s.orNew(f.uid("uid")), Client: f.text("client"), CareTeam: f.text("care_team"), Text: f.text("text")}
	in := app.CareMessageInput{UID: uidOf(typed.UID), Client: f.uid("client"), CareTeam: f.uid("care_team"), Text: typed.Text}
	m, err := s.App.WriteCareMessage(r.Context(), visitOf(r).actor, in)
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showCareMessageForm(w, r, statuses[p.Kind], typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathCareMessages+m.UID.String(), "done.care_message")
}

func (s *Server) handleCareMessage(w http.ResponseWriter, r *http.Request) error {
	return s.showCareMessage(w, r, http.StatusOK, pages.MendForms{})
}

func (s *Server) showCareMessage(w http.ResponseWriter, r *http.Request, status int, mend pages.MendForms) error {
	uid, err := pathUID(r, "message")
	if err != nil {
		return err
	}
	v := visitOf(r)
	p, err := s.App.CareMessage(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	t, m := v.words.T, p.Message
	path := pathCareMessages + uid.String()
	view := pages.CareMessageView{
		Back:  ui.Link{Href: "/care-teams/" + p.CareTeam.UID.String(), Text: p.CareTeam.Name},
		Title: t("care_message.event." + string(m.To)), Withdrawn: m.Withdrawn, Text: m.Text, Revision: strconv.Itoa(m.Revision), Own: p.Own, Mend: mend,
		Facts: []ui.Definition{{Term: t("contact.on"), Text: v.words.DayWeekday(m.On)}},
	}
	view.Mend.Path, view.Mend.Revision = path, view.Revision
	add := func(term, text string) {
		if text != "" {
			view.Facts = append(view.Facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	add("care_message.by", m.By)
	reply := "care_team=" + p.CareTeam.UID.String()
	if m.Client != nil {
		add("care_message.about", m.Client.Name())
		view.Back = ui.Link{Href: "/clients/" + m.Client.UID.String(), Text: m.Client.Name()}
		reply = "client=" + m.Client.UID.String()
	}
	switch {
	case m.Waits():
		view.Done = path + "/done"
	case !m.DoneOn.IsZero():
		add("care_message.settled_on", joined(v.words.Day(m.DoneOn), p.Names.Staff[m.DoneBy]))
	}
	if !p.Own {
		view.Reply = ui.Link{Href: pathCareMessages + "new?" + reply, Text: t("care_message.reply")}
	}
	return s.render(w, r, status, pages.CareMessage(s.frame(w, r, view.Title), view))
}

func (s *Server) handleSettleCareMessage(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "message")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if _, err := s.App.SettleCareMessage(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))}); err != nil {
		return err
	}
	return s.done(w, r, pathCareMessages+uid.String(), "done.care_message_settled")
}

var keptCareMessage = kept{"message", pathCareMessages}

func (s *Server) handleWithdrawCareMessage(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptCareMessage, s.App.WithdrawCareMessage, func(status int, mend pages.MendForms) error {
		return s.showCareMessage(w, r, status, mend)
	})
}

// messageRow is a message in a list: what it says, of whom, and from whom.
func messageRow(words *i18n.Printer, m app.CareMessageLine) ui.RowProps {
	about := ""
	if m.Client != nil {
		about = m.Client.Name()
	}
	row := ui.RowProps{Name: inLine(m.Text), NameHref: pathCareMessages + m.UID.String(), Why: joined(joined(about, words.DayShort(m.On)), m.By)}
	if m.Waits() {
		row.Mark, row.MarkText = ui.MarkSoon, words.T("care_message.waits")
	} else {
		row.Tag = ui.Tag(ui.TagGood, words.T("care_message.done"))
	}
	return row
}

func messageRows(words *i18n.Printer, all []app.CareMessageLine) []ui.RowProps {
	rows := make([]ui.RowProps, len(all))
	for i, m := range all {
		rows[i] = messageRow(words, m)
	}
	return rows
}

// messageTo is the way to write to the other side about a client.
func messageTo(words *i18n.Printer, client casework.UID, to casework.Toward) ui.Link {
	return ui.Link{Href: pathCareMessages + "new?client=" + client.String(), Text: words.T("care_message.to." + string(to))}
}

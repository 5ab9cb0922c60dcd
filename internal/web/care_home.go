package web

import (
	"net/http"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

func (s *Server) handleCareHome(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	h, err := s.App.CareHome(r.Context(), v.actor)
	if err != nil {
		return err
	}
	v.speak(h.Terms)
	return s.render(w, r, http.StatusOK, pages.CareHome(s.frame(w, r, v.words.T("nav.care")), careHomeView(v, h)))
}

func careHomeView(v *visit, h app.CareHome) pages.CareHomeView {
	t := v.words.T
	view := pages.CareHomeView{Title: t("today.title", "day", v.words.DayLong(h.Today)), Waiting: append(askedRows(v.words, h.Asked), messageRows(v.words, h.Messages)...)}
	var names []string
	for _, c := range h.CareTeams {
		names = append(names, c.Name)
		view.Teams = append(view.Teams, ui.Link{Href: "/care-teams/" + c.UID.String(), Text: c.Name},
			ui.Link{Href: "/care-teams/" + c.UID.String() + "/agenda", Text: t("agenda.title"), About: c.Name})
	}
	view.Sub = v.words.Join(names)
	if h.MayRefer {
		view.Refer = ui.Link{Href: pathRefer, Text: t("referral.new")}
	}
	for _, u := range h.Units {
		list := "/care-teams/" + u.CareTeam.UID.String() + "/interest"
		row := ui.RowProps{Name: t("interest.to_ask", "n", u.Due), NameHref: list, Why: joined(t("interest.listed_n", "n", u.Listed), t("interest.asked_n", "share", partText(v.words, u.Share))),
			Action: ui.Link{Href: list + "#due", Text: t("interest.ask"), About: u.CareTeam.Name}}
		if u.Listed == 0 {
			row.Name, row.Why, row.Action = t("interest.no_list"), t("interest.no_list_why"), ui.Link{Href: list + "#add", Text: t("interest.begin"), About: u.CareTeam.Name}
		}
		if len(h.Units) > 1 {
			row.Why = joined(u.CareTeam.Name, row.Why)
		}
		view.Units = append(view.Units, row)
	}
	for _, n := range h.News {
		view.News = append(view.News, newsRow(v.words, n))
	}
	for _, m := range h.Answered {
		row := messageRow(v.words, m)
		view.News = append(view.News, row)
	}
	for _, c := range h.Clients {
		row := commonRow(v, c)
		if !c.Closed {
			row.Action = ui.Link{Href: messageTo(v.words, c.Client.UID, casework.ToCoaches).Href, Text: t("care_message.short"), About: c.Client.Name()}
		}
		view.Clients = append(view.Clients, row)
	}
	return view
}

// newsRow words one thing that happened to a common client.
func newsRow(words *i18n.Printer, n app.News) ui.RowProps {
	return ui.RowProps{Time: words.DayShort(n.On), DateTime: n.On.String(), Name: words.T("care_home.news_kind."+string(n.Kind), "name", n.Client.Name()), NameHref: "/clients/" + n.Client.UID.String(), Why: n.CareTeam.Name}
}

// askedRows are the referrals that a care team is asked to write.
func askedRows(words *i18n.Printer, asked []app.ReferralLine) []ui.RowProps {
	var rows []ui.RowProps
	for _, line := range asked {
		rows = append(rows, ui.RowProps{
			Mark: ui.MarkSoon, MarkText: words.T("referral.answer.asked"), Name: words.T("care_home.write_referral", "name", line.Client.Name()),
			Why:    joined(words.T("referral.asked_on", "day", words.Day(line.Referral.AskedOn)), line.Staff),
			Action: ui.Link{Href: "/referrals/" + line.Referral.UID.String(), Text: words.T("client.open")},
		})
	}
	return rows
}

func (s *Server) handleCareAgenda(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.CareAgenda(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	view := careAgendaView(v, found)
	return s.render(w, r, http.StatusOK, pages.CareAgenda(s.frame(w, r, view.Title), view))
}

func careAgendaView(v *visit, a app.CareAgenda) pages.CareAgendaView {
	t := v.words.T
	base := "/care-teams/" + a.CareTeam.UID.String()
	view := pages.CareAgendaView{
		Back: ui.Link{Href: base, Text: a.CareTeam.Name}, Title: t("agenda.title"), Sub: t("care_team.nobody_attends"),
		Printed: t("care_team.printed", "day", v.words.Day(a.Today), "name", v.actor.Name),
		Note:    ui.Link{Href: base + "/meeting", Text: t("agenda.note")}, Write: ui.Link{Href: pathCareMessages + "new?care_team=" + a.CareTeam.UID.String(), Text: t("agenda.add")},
		ToCareTeam: append(askedRows(v.words, a.Asked), messageRows(v.words, a.ToCareTeam)...), ToCoaches: messageRows(v.words, a.ToCoaches), Hidden: a.Interest.Hidden,
	}
	if len(a.Coaches) > 0 {
		view.Sub = t("care_team.attended_by", "names", v.words.Join(a.Coaches))
	}
	switch {
	case a.MayAsk:
		view.Ask = ui.Link{Href: pathAsk + "?care_team=" + a.CareTeam.UID.String(), Text: t("referral.ask_title")}
	case a.MayRefer:
		view.Ask = ui.Link{Href: pathRefer + "?care_team=" + a.CareTeam.UID.String(), Text: t("referral.new")}
	}
	for _, line := range a.Answers {
		if line.Answer == casework.AnswerSent || line.Answer == casework.AnswerReceived {
			view.Waiting = append(view.Waiting, ui.RowProps{Name: line.Client.Name(), NameHref: "/clients/" + line.Client.UID.String(), Why: answerLine(v, line)})
		}
	}
	for _, c := range a.Clients {
		view.Clients = append(view.Clients, commonRow(v, c))
	}
	if u := a.Interest; u.Listed > 0 {
		for _, fact := range []struct{ term, text string }{
			{"agenda.not_asked", v.words.T("interest.part_plain", "n", u.Due, "of", u.Listed)}, {"interest.share", partText(v.words, u.Share)},
			{"agenda.proposed", v.words.Int(u.Proposed)}, {"interest.employed", partText(v.words, u.Employed)},
		} {
			view.Interest = append(view.Interest, ui.Definition{Term: t(fact.term), Text: fact.text})
		}
	}
	if a.Interest.Own {
		view.List = ui.Link{Href: base + "/interest", Text: t("interest.list_title")}
	}
	if a.Last != nil {
		view.Last = []ui.Definition{{Term: t("contact.on"), Text: v.words.DayWeekday(a.Last.On)}, {Term: t("teamwork.who.guidance"), Text: attendance(v.words, *a.Last, a.Names)}}
		if a.Last.Text != "" {
			view.Last = append(view.Last, ui.Definition{Term: t("teamwork.agreed"), Text: a.Last.Text})
		}
	}
	return view
}

// careTeamLinks lead from a care team's page to what is done with it.
func careTeamLinks(words *i18n.Printer, p app.CareTeamPage, own bool) []ui.Link {
	base := "/care-teams/" + p.CareTeam.UID.String()
	links := []ui.Link{
		{Href: base + "/agenda", Text: words.T("agenda.title")}, {Href: base + "/meeting", Text: words.T("teamwork.note_meeting")},
		{Href: pathCareMessages + "new?care_team=" + p.CareTeam.UID.String(), Text: words.T("care_message.write")},
		{Href: base + "/interest/months", Text: words.T("interest.title")},
	}
	if own {
		links[3] = ui.Link{Href: base + "/interest", Text: words.T("interest.list_title")}
	}
	return links
}

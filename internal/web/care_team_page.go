package web

import (
	"net/http"
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

func (s *Server) handleCareTeams(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	all, err := s.App.CareTeams(r.Context(), v.actor)
	if err != nil {
		return err
	}
	if len(all) == 1 {
		http.Redirect(w, r, "/care-teams/"+all[0].UID.String(), http.StatusSeeOther)
		return nil
	}
	var view pages.CareTeamsView
	for _, c := range all {
		path := "/care-teams/" + c.UID.String()
		view.Rows = append(view.Rows, ui.RowProps{Name: c.Name, NameHref: path, Why: v.words.T("setup.care_kind." + string(c.Kind)),
			Action: ui.Link{Href: path, Text: v.words.T("client.open")}})
	}
	return s.render(w, r, http.StatusOK, pages.CareTeamsPage(s.frame(w, r, v.words.T("care_team.all")), view))
}

func (s *Server) handleCareTeam(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.CareTeam(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	return s.render(w, r, http.StatusOK, pages.CareTeamPage(s.frame(w, r, found.CareTeam.Name), careTeamView(v, found)))
}

func careTeamView(v *visit, p app.CareTeamPage) pages.CareTeamView {
	t := v.words.T
	view := pages.CareTeamView{
		Title: p.CareTeam.Name, Sub: t("care_team.nobody_attends"), Printed: t("care_team.printed", "day", v.words.Day(p.Today), "name", v.actor.Name),
		Clients: commonTable(v, p), Answers: answersTable(v, p),
	}
	if len(p.Coaches) > 0 {
		view.Sub = t("care_team.attended_by", "names", v.words.Join(p.Coaches))
	}
	if p.MayRefer {
		view.Actions = append(view.Actions, ui.Link{Href: pathRefer + "?care_team=" + p.CareTeam.UID.String(), Text: t("referral.new")})
	}
	if p.MayAsk {
		view.Actions = append(view.Actions, ui.Link{Href: pathThreeParty + "?care_team=" + p.CareTeam.UID.String(), Text: t("three_party.title")})
		view.Actions = append(view.Actions, ui.Link{Href: pathAsk + "?care_team=" + p.CareTeam.UID.String(), Text: t("referral.ask_title")})
	}
	if p.MayNote {
		view.Actions = append(view.Actions, careTeamLinks(v.words, p, canKeep(v, p.CareTeam))...)
		view.Messages = messageRows(v.words, p.Messages)
	}
	for _, c := range append([]casework.CareTeam{p.CareTeam}, p.Others...) {
		view.Others = append(view.Others, ui.NavItem{Link: ui.Link{Href: "/care-teams/" + c.UID.String(), Text: c.Name}, Current: c.ID == p.CareTeam.ID})
	}
	slices.SortFunc(view.Others, func(a, b ui.NavItem) int { return strings.Compare(casework.SortKey(a.Text), casework.SortKey(b.Text)) })
	for _, m := range p.Meetings {
		view.Meetings = append(view.Meetings, recordRow(v.words, careTeamMeetingSite, m, v.words.DayWeekday(m.On), joined(attendance(v.words, m, p.Names), m.Text)))
	}
	view.Asked = askedRows(v.words, p.Asked)
	return view
}

func commonTable(v *visit, p app.CareTeamPage) ui.TableProps {
	t := v.words.T
	table := ui.TableProps{
		Label: t("care_team.clients"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("client.name")}, {Text: t("client.state")}, {Text: t("client.coach")}, {Text: t("care_team.phase")}, {Text: t("client.last_meeting")}, {Text: t("care_team.next")}, {Text: t("client.work")}},
	}
	for _, c := range p.Clients {
		row := []ui.Cell{clientCell(v, c.Client), {Value: ui.Tag(stateTag(c.State), t("state."+string(c.State)))}, {Text: orDash(c.Coach)}}
		if c.Closed {
			row = append(row, ui.Cell{Text: t("client.needs_consent"), Note: c.Wish}, ui.Cell{Text: "–"}, ui.Cell{Text: "–"}, ui.Cell{Text: "–"})
		} else {
			row = append(row, ui.Cell{Text: orDash(worded(v.words, "phase.", c.Phase))}, ui.Cell{Text: ago(v, c.Last)}, ui.Cell{Text: nextMeeting(v, c.Next)}, ui.Cell{Text: job(v.words, c.Job, p.Today)})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// nextMeeting says when the next meeting to come is.
func nextMeeting(v *visit, p *casework.PlannedMeeting) string {
	if p == nil {
		return ui.Nothing
	}
	return when(v.words, p.On, p.At)
}

func clientCell(v *visit, c casework.Client) ui.Cell {
	return ui.Cell{Text: c.FamilyName + ", " + c.GivenName, Href: "/clients/" + c.UID.String(), Note: clientNote(v.words, c)}
}

// answersTable tells who referred what has come of it.
func answersTable(v *visit, p app.CareTeamPage) ui.TableProps {
	t := v.words.T
	table := ui.TableProps{
		Label: t("care_team.answers"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("client.name")}, {Text: t("care_team.sent")}, {Text: t("referral.answer")}, {Text: t("care_team.since")}},
	}
	for _, line := range p.Answers {
		name := clientCell(v, line.Client)
		if line.Referral.ID != 0 {
			name.Href = "/referrals/" + line.Referral.UID.String()
		}
		sent := line.Episode.ReferredOn
		if sent.IsZero() {
			sent = line.Referral.AskedOn
		}
		table.Rows = append(table.Rows, []ui.Cell{
			name, {Text: v.words.Day(sent)}, {Value: ui.Tag(answerTag(line.Answer), answerWord(v.words, line.Answer, line.Episode))}, {Text: orDash(answerLine(v, line))},
		})
	}
	return table
}

// answerLine says the answer's day, reason or wait.
func answerLine(v *visit, line app.ReferralLine) string {
	t := v.words.T
	e, r := line.Episode, line.Referral
	switch line.Answer {
	case casework.AnswerSent, casework.AnswerReceived:
		waited := t("referral.waiting", "n", v.today.DaysSince(e.ReferredOn))
		if r.ExpectedOn.IsZero() {
			return waited
		}
		return waited + " · " + t("referral.expected", "day", v.words.Day(r.ExpectedOn))
	case casework.AnswerStarted:
		return joined(v.words.Day(e.StartedOn), line.Coach)
	case casework.AnswerReturned:
		return joined(v.words.Day(e.CancelledOn), worded(v.words, "referral.return.", e.CancelReason))
	case casework.AnswerDropped:
		return joined(v.words.Day(r.DroppedOn), worded(v.words, "referral.return.", r.DropReason))
	}
	return ""
}

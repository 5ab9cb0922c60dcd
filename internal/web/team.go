package web

import (
	"net/http"
	"net/url"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

func (s *Server) handleTeam(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	week, err := s.App.Team(r.Context(), v.actor, uidOf(r.URL.Query().Get("team")))
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.Team(s.frame(w, r, v.words.T("nav.team")), teamView(v, week)))
}

func teamView(v *visit, week app.Team) pages.TeamView {
	words, t := v.words, v.words.T
	state := func(key casework.State) int { return week.States[key] }
	parts := []string{}
	total := 0
	for _, key := range []casework.State{casework.Queue, casework.Active, casework.Paused, casework.Ended, casework.Cancelled} {
		total += state(key)
		if state(key) > 0 || key != casework.Cancelled {
			parts = append(parts, words.Int(state(key)))
		}
	}
	view := pages.TeamView{
		Title:    week.Team.Name,
		Sub:      t("team.sub", "week", week.On.Week().Number(), "day", words.Day(week.On)),
		Figures:  ui.Link{Href: "/figures", Text: t("team.figures")},
		Work:     ui.Link{Href: pathTeamwork + "?team=" + week.Team.UID.String(), Text: t("teamwork.title")},
		Capacity: ui.Link{Href: pathCapacity + "?team=" + week.Team.UID.String(), Text: t("capacity.title")},
		Quality:  ui.Link{Href: "/fidelity?team=" + url.QueryEscape(week.Team.Outward()), Text: t("team.fidelity")},
		Balance:  t("team.balance", "sum", strings.Join(parts, " + "), "total", words.Int(total)),
		States: []ui.FigureProps{
			{Value: words.Int(total), Word: t("team.referred"), Definition: t("figures.definition.referred")},
			{Value: words.Int(state(casework.Queue)), Word: t("team.queue"), Definition: t("figures.definition.queue")},
			{Value: words.Int(state(casework.Active)), Word: t("team.active", "limit", week.Limit), Definition: t("figures.definition.active")},
			{Value: words.Int(state(casework.Paused)), Word: t("team.paused"), Definition: t("figures.definition.paused")},
			{Value: words.Int(state(casework.Ended)), Word: t("team.ended"), Definition: t("figures.definition.ended")},
			{Value: words.Percent(week.Employed, week.Started, 0), Word: t("team.rate", "employed", week.Employed, "started", week.Started), Definition: t("figures.definition.employed_ever_of_started")},
		},
		Share:   ui.FigureProps{Value: t("today.of", "n", week.ThisWeek, "target", week.WeekLimit), Word: t("team.met"), Definition: t("today.met_definition")},
		Waiting: t("today.nobody_waits"),
		Table:   coachTable(words, week.Coaches),
	}
	switch {
	case week.Unled == 1:
		view.Unled = []string{t("team.unled_one"), t("team.unled_cannot")}
	case week.Unled > 1:
		view.Unled = []string{t("team.unled_many"), t("team.unled_cannot")}
	}
	if week.Unled > 0 {
		view.Unled = append(view.Unled, t("team.unled_seven"), t("team.unled_eight"))
	}
	if week.Waiting > 0 {
		view.Waiting = t("today.waiting", "n", week.Waiting, "days", week.Longest)
	}
	if !week.ShowsAll && len(week.Coaches) > 0 && week.Unled != 1 {
		view.Only = t("team.only_own")
	}
	for _, u := range week.Unadvised {
		view.Unadvised = append(view.Unadvised, unadvisedRow(words, u))
	}
	for _, team := range week.Teams {
		view.Tabs = append(view.Tabs, ui.NavItem{Link: ui.Link{Href: "/team?team=" + team.UID.String(), Text: team.Name}, Current: team.ID == week.Team.ID})
	}
	return view
}

// unadvisedRow tells of a job that waits for benefits counselling.
func unadvisedRow(words *i18n.Printer, u app.Unadvised) ui.RowProps {
	row := ui.RowProps{
		Name: words.T(counsellingWord(u.Due), "name", u.Client.Name(), "when", inDays(words, u.Due.Days, u.Due.On)), Mark: ui.MarkSoon, MarkText: words.T("today.soon"),
		Why: orDash(u.Coach), Action: ui.Link{Href: "/placements/" + u.Due.Occasion.Placement.UID.String() + "/start", Text: words.T("start.title"), About: u.Client.Name()},
	}
	if u.Due.Late {
		row.Mark, row.MarkText = ui.MarkLate, words.T("today.late")
	}
	return row
}

func coachTable(words *i18n.Printer, coaches []app.CoachFigures) ui.TableProps {
	t := words.T
	table := ui.TableProps{
		Label: t("team.week"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("client.coach")}, {Text: t("team.active_column"), Numeric: true}, {Text: t("team.searching"), Numeric: true},
			{Text: t("team.met_column")}, {Text: t("team.mean"), Numeric: true}, {Text: t("team.job_starts"), Numeric: true}},
	}
	for _, c := range coaches {
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: c.Coach.Name}, {Text: t("today.of", "n", c.Active, "target", c.Limit)}, {Text: words.Int(c.Searching)},
			{Value: ui.Meter(ui.MeterProps{Value: c.ThisWeek(), Target: casework.WeeklyTarget, Text: t("today.of", "n", c.ThisWeek(), "target", casework.WeeklyTarget)})},
			{Text: words.Decimal(c.Mean, 1)}, {Text: words.Int(c.JobStarts)},
		})
	}
	return table
}

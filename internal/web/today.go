package web

import (
	"net/http"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
)

func (s *Server) handleToday(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	day, err := s.App.Today(r.Context(), v.actor)
	if err != nil {
		return err
	}
	f := s.frame(w, r, v.words.T("nav.today"))
	return s.render(w, r, http.StatusOK, pages.Today(f, todayView(v.words, day)))
}

func todayView(words *i18n.Printer, day app.Today) pages.TodayView {
	t := words.T
	week := strconv.Itoa(day.On.Week().Number())
	met := day.Weeks[len(day.Weeks)-1].FaceToFace
	view := pages.TodayView{
		Title: t("today.title", "day", words.DayLong(day.On)),
		Sub:   t("today.sub", "n", len(day.Due), "active", day.Active, "limit", day.Limit),
		Log:   ui.Link{Href: "/log", Text: t("nav.log")},
		Week:  t("today.week", "week", week),
		Met:   ui.FigureProps{Value: t("today.of", "n", met, "target", casework.WeeklyTarget), Word: t("today.met"), Definition: t("today.met_definition")},
		Bars:  weeklyBars(words, day.Weeks),
		Numbers: []ui.FigureProps{
			{Value: words.Int(day.Searching), Word: t("today.searching")},
			{Value: words.Int(day.Working), Word: t("today.working")},
			{Value: words.Int(day.Paused), Word: t("today.paused")},
		},
		Clients: ui.Link{Href: "/clients", Text: t("today.all", "n", day.Active+day.Paused)},
		Waiting: t("today.nobody_waits"),
	}
	if day.Waiting > 0 {
		view.Waiting = t("today.waiting", "n", day.Waiting, "days", day.Longest)
	}
	for _, d := range day.Due {
		view.Due = append(view.Due, dueRow(words, day, d))
	}
	for _, c := range day.Contacts {
		view.Contacts = append(view.Contacts, contactLink(words, day.Employers[c.EmployerID].Name, c))
	}
	return view
}

// contactLink is a line of this week's contacts, which leads to where one is
// corrected or withdrawn.
func contactLink(words *i18n.Printer, employer string, c casework.EmployerContact) ui.RowProps {
	row := ui.RowProps{
		Name: employer, Why: words.DayWeekday(c.On) + " · " + lower(words.T("contact.channel."+string(c.Channel))),
		Action: ui.Link{Href: "/contacts/" + c.UID.String(), Text: words.T("client.open")},
	}
	if c.Withdrawn {
		row.Why += " · " + lower(words.T("problem.withdrawn"))
	}
	return row
}

// weeklyBars draws the face-to-face contacts of the last weeks against the target.
func weeklyBars(words *i18n.Printer, weeks []app.WeekCount) ui.BarsProps {
	t := words.T
	bars := ui.BarsProps{
		Target: casework.WeeklyTarget, TargetText: t("today.target", "n", casework.WeeklyTarget),
		TableSummary: t("today.as_table"), LabelColumn: t("today.week_column"), ValueColumn: t("today.met"),
	}
	var said []string
	for i, w := range weeks {
		label := strconv.Itoa(w.Week.Number())
		bars.Bars = append(bars.Bars, ui.Bar{Label: label, Value: w.FaceToFace, Open: i == len(weeks)-1})
		said = append(said, strconv.Itoa(w.FaceToFace))
	}
	bars.Sentence = t("today.sentence", "from", weeks[0].Week.Number(), "to", weeks[len(weeks)-1].Week.Number(),
		"values", strings.Join(said, ", "), "target", casework.WeeklyTarget)
	return bars
}

// dueRow words one matter that waits, with the one thing to do about it.
func dueRow(words *i18n.Printer, day app.Today, d outcomes.Due) ui.RowProps {
	t := words.T
	row := ui.RowProps{Mark: ui.MarkSoon, MarkText: t("today.soon")}
	if d.Late {
		row.Mark, row.MarkText = ui.MarkLate, t("today.late")
	}
	client := day.Clients[d.ClientID]
	page := "/clients/" + client.UID.String()
	name := client.Name()
	switch d.Kind {
	case outcomes.DueCounselling:
		row.Name = t("today.job_ahead", "name", name, "when", inDays(words, d.Days, d.On))
		row.Why = t("today.no_counselling")
		row.Action = ui.Link{Href: page, Text: t("client.open"), About: name}
	case outcomes.DueEmployer:
		row.Name = t("today.since_start", "name", name, "n", d.Days)
		row.Why = t("today.no_employer")
		row.Action = ui.Link{Href: "/log?client=" + client.UID.String(), Text: t("nav.log"), About: name}
	case outcomes.DueSilence:
		row.Name = t("today.silent", "name", name, "n", d.Days)
		row.Why = t("today.silent_why")
		row.Action = ui.Link{Href: page, Text: t("client.open"), About: name}
	case outcomes.DueReturn:
		employer := day.Employers[d.EmployerID]
		row.Name = employer.Name
		row.Why = returnWhy(words, d)
		row.Action = ui.Link{Href: "/log?employer=" + employer.UID.String(), Text: t("nav.log"), About: employer.Name}
	}
	return row
}

func returnWhy(words *i18n.Printer, d outcomes.Due) string {
	why := words.T("today.return", "when", inDays(words, d.Days, d.On), "last", words.DayShort(d.Contact.On))
	if d.Contact.Learned != "" {
		why += " · ”" + d.Contact.Learned + "”"
	}
	return why
}

// inDays says when, as people do: today, tomorrow, on Monday 23.11., or past.
func inDays(words *i18n.Printer, days int, on casework.Day) string {
	switch days {
	case 0:
		return words.T("today.is_today")
	case 1:
		return words.T("today.is_tomorrow")
	}
	return words.DayWeekday(on)
}

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
		Title:   week.Team.Name,
		Sub:     t("team.sub", "week", week.On.Week().Number(), "day", words.Day(week.On)),
		Figures: ui.Link{Href: "/figures", Text: t("team.figures")},
		Balance: t("team.balance", "sum", strings.Join(parts, " + "), "total", words.Int(total)),
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
	if week.Waiting > 0 {
		view.Waiting = t("today.waiting", "n", week.Waiting, "days", week.Longest)
	}
	if !week.ShowsAll && len(week.Coaches) > 0 {
		view.Only = t("team.only_own")
	}
	for _, team := range week.Teams {
		view.Tabs = append(view.Tabs, ui.NavItem{Link: ui.Link{Href: "/team?team=" + team.UID.String(), Text: team.Name}, Current: team.ID == week.Team.ID})
	}
	return view
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

func (s *Server) handleAudit(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	q := r.URL.Query()
	found, err := s.App.UseLog(r.Context(), v.actor, int64(number(q.Get("before"))), q.Get("verify") == "yes")
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.AuditView{
		Table: logTable(v.words, found.Entries), Verify: ui.Link{Href: "/audit?verify=yes", Text: t("audit.verify")}, Broken: found.Broken != "",
	}
	switch {
	case found.Broken != "":
		view.Result = t("audit.broken", "n", found.Checked+1)
	case q.Get("verify") == "yes":
		view.Result = t("audit.whole", "n", found.Checked)
	}
	if found.Before != 0 {
		view.Older = ui.Link{Href: "/audit?before=" + strconv.FormatInt(found.Before, 10), Text: t("lookers.older")}
	}
	return s.render(w, r, http.StatusOK, pages.Audit(s.frame(w, r, t("nav.audit")), view))
}

package web

import (
	"bytes"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/sheet"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
	"sijoita/problem"
)

// figuresAsked reads the programme and the days of a figures page; days that
// cannot be read are told beside their fields.
func figuresAsked(r *http.Request) (app.FiguresInput, error) {
	q := r.URL.Query()
	var f problem.Fields
	day := func(name string) casework.Day {
		d, err := casework.ParseDay(q.Get(name))
		if err != nil && q.Get(name) != "" {
			f.Add(name, "problem.day_unreadable")
		}
		return d
	}
	in := app.FiguresInput{Programme: q.Get("programme"), From: day("from"), On: day("on")}
	return in, f.Problem()
}

// query is the address part that asks for the same figures again.
func query(f app.Figures) string {
	return "?" + url.Values{"programme": {f.Programme.Outward()}, "from": {f.Table.From.String()}, "on": {f.Table.On.String()}}.Encode()
}

func (s *Server) handleFigures(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	in, err := figuresAsked(r)
	var found app.Figures
	if err == nil {
		found, err = s.App.Monitoring(r.Context(), v.actor, in)
		v.speak(found.Programme.Terms)
	}
	f := s.frame(w, r, v.words.T("nav.figures"))
	if p := problem.As(err); p != nil && p.Kind == problem.Invalid {
		q := r.URL.Query()
		view := pages.FiguresView{Title: v.words.T("nav.figures"), Problem: p,
			Choice: pages.FiguresChoice{Programme: q.Get("programme"), From: q.Get("from"), On: q.Get("on")}}
		return s.render(w, r, http.StatusUnprocessableEntity, pages.Figures(f, view))
	}
	if err != nil {
		return err
	}
	view := figuresView(v.words, found)
	if view.Matters, err = s.matters(r); err != nil {
		return err
	}
	view.Choice.Quick = quickDays(v.words, "/figures", url.Values{"programme": {view.Choice.Programme}, "from": {view.Choice.From}}, f.Today, found.Table.On)
	return s.render(w, r, http.StatusOK, pages.Figures(f, view))
}

func figuresView(words *i18n.Printer, f app.Figures) pages.FiguresView {
	t := words.T
	m := f.Table
	one := opener{words, f}
	view := pages.FiguresView{
		Title: t("nav.figures"), Sub: t("figures.sub", "programme", f.Programme.Name, "from", words.Day(m.From), "on", words.Day(m.On)),
		Choice: pages.FiguresChoice{Programme: f.Programme.Outward(), From: m.From.String(), On: m.On.String()},
		States: []ui.FigureProps{
			one.figure(outcomes.Referred, m.Referred), one.figure(outcomes.Queue, m.Queue), one.figure(outcomes.Active, m.Active),
			one.figure(outcomes.Paused, m.Paused), one.figure(outcomes.Ended, m.Ended), one.figure(outcomes.Cancelled, m.Cancelled),
		},
		Balanced: m.Balanced, Balance: balance(words, m),
		Work: []ui.FigureProps{
			one.figure(outcomes.EmployedEver, m.EmployedEver), one.figure(outcomes.EmployedNow, m.EmployedNow),
			one.figure(outcomes.JobStarts, m.JobStarts), one.figure(outcomes.JobStartsSubsidised, m.JobStartsSubsidised),
			one.figure(outcomes.WorkTrials, m.WorkTrials), one.figure(outcomes.Studies, m.Studies),
		},
		Contacts: []ui.FigureProps{
			one.figure(outcomes.ContactsTotal, m.EmployerContacts.Total), one.figure(outcomes.ContactsFaceToFace, m.EmployerContacts.FaceToFace),
			{Value: perWeek(words, m.EmployerContacts.PerCoachWeek), Word: t("figures.name.per_coach_week"), Definition: t("figures.definition.per_coach_week"),
				Note: t("today.target", "n", m.EmployerContacts.Target)},
		},
		Rates: ratesTable(words, one, m.Rates), Coaches: coachesTable(words, m.Coaches, one),
		Places: placesTable(words, m.Municipalities, one), Care: careTable(words, m.CareTeams, one), Reviews: reviewsTable(words, m.Reviews),
		CSV:      ui.Link{Href: "/figures/table.csv" + query(f), Text: t("figures.csv")},
		Workbook: ui.Link{Href: "/figures/table.xlsx" + query(f), Text: t("figures.workbook")},
	}
	view.Choice.Programmes = programmeOptions(f)
	view.Tabs = figuresTabs(words, f, m.On, false)
	return view
}

func programmeOptions(f app.Figures) []ui.Option {
	var options []ui.Option
	for _, p := range f.Programmes {
		options = append(options, ui.Option{Value: p.Outward(), Text: p.Name})
	}
	return options
}

// figuresTabs are the two pages of figures, of one programme on one day.
func figuresTabs(words *i18n.Printer, f app.Figures, on casework.Day, results bool) []ui.NavItem {
	q := "?" + url.Values{"programme": {f.Programme.Outward()}, "on": {on.String()}}.Encode()
	return []ui.NavItem{
		{Link: ui.Link{Href: "/figures" + q, Text: words.T("outcomes.table_title")}, Current: !results},
		{Link: ui.Link{Href: "/figures/outcomes" + q, Text: words.T("outcomes.title")}, Current: results},
		{Link: ui.Link{Href: pathInterest, Text: words.T("interest.title")}},
	}
}

// quickDays are days that figures are often asked for, each keeping what else
// the page was asked.
func quickDays(words *i18n.Printer, path string, asked url.Values, today, on casework.Day) []ui.NavItem {
	quarter := today.QuarterStart()
	year, month := quarter, casework.Date(today.Time().Year(), today.Time().Month(), 1)
	for year.Time().Month() != 1 {
		year = year.AddMonths(-3)
	}
	var items []ui.NavItem
	for _, x := range []struct {
		key string
		day casework.Day
	}{
		{"outcomes.quick_today", today}, {"outcomes.quick_month", month.AddDays(-1)},
		{"outcomes.quick_quarter", quarter.AddDays(-1)}, {"outcomes.quick_year", year.AddDays(-1)},
	} {
		asked.Set("on", x.day.String())
		if asked.Get("from") > x.day.String() { // the period would end before it begins
			asked.Del("from")
		}
		items = append(items, ui.NavItem{Link: ui.Link{Href: path + "?" + asked.Encode(), Text: words.T(x.key), About: words.Day(x.day)}, Current: x.day == on})
	}
	return items
}

// opener makes figures that open to their definition and, for whoever may see
// them, to their rows.
type opener struct {
	words *i18n.Printer
	of    app.Figures
}

func (o opener) rows(figure string) string {
	if !o.of.Rows {
		return ""
	}
	return "/figures/rows/" + url.PathEscape(figure) + query(o.of)
}

func (o opener) figure(key string, n int) ui.FigureProps {
	p := ui.FigureProps{Value: o.words.Int(n), Word: o.words.T("figures.name." + key), Definition: o.words.T("figures.definition." + key)}
	if n > 0 {
		p.Href = o.rows(key)
	}
	return p
}

func (o opener) cell(figure string, n int) ui.Cell {
	c := ui.Cell{Text: o.words.Int(n)}
	if n > 0 {
		c.Href = o.rows(figure)
	}
	return c
}

func balance(words *i18n.Printer, m outcomes.Monitoring) string {
	sum := []string{words.Int(m.Queue), words.Int(m.Active), words.Int(m.Paused), words.Int(m.Ended)}
	if m.Cancelled > 0 {
		sum = append(sum, words.Int(m.Cancelled))
	}
	key := "team.balance"
	if !m.Balanced {
		key = "figures.unbalanced"
	}
	return words.T(key, "sum", strings.Join(sum, " + "), "total", words.Int(m.Referred))
}

func perWeek(words *i18n.Printer, v *float64) string {
	if v == nil {
		return "–"
	}
	return words.Decimal(*v, 1)
}

func percent(words *i18n.Printer, r outcomes.Rate) string {
	return words.Percent(int(r.Numerator), int(r.Denominator), 1)
}

func ratesTable(words *i18n.Printer, one opener, rates outcomes.Rates) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("figures.rates"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("figures.rate")}, {Text: t("figures.share"), Numeric: true}, {Text: t("figures.numerator_column"), Numeric: true}, {Text: t("figures.denominator_column"), Numeric: true}}}
	for i, key := range outcomes.RateKeys {
		rate := rates.List()[i]
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: t("figures.name." + key), Note: t("figures.definition." + key)},
			{Text: percent(words, rate)},
			one.cell(outcomes.Numerator(key), int(rate.Numerator)), one.cell(outcomes.Denominator(key), int(rate.Denominator)),
		})
	}
	return table
}

func coachesTable(words *i18n.Printer, coaches []outcomes.Coach, one opener) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("figures.coaches"), ShowLabel: true, Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("client.coach")}, {Text: t("figures.fte"), Numeric: true}, {Text: t("figures.name.active"), Numeric: true},
			{Text: t("figures.name.employer_contacts.face_to_face"), Numeric: true}, {Text: t("figures.name.weeks"), Numeric: true},
			{Text: t("figures.name.per_coach_week"), Numeric: true}, {Text: t("figures.name.job_starts"), Numeric: true}}}
	for _, c := range coaches {
		active := one.cell("coaches."+c.ID+".active", c.Active)
		if c.OverLimit {
			active.Note = t("figures.over_limit")
		}
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: c.Name}, {Text: words.Percent(int(math.Round(100*c.FTE)), 100, 0)}, active, one.cell("coaches."+c.ID+".face_to_face", c.FaceToFace),
			{Text: words.Decimal(c.Weeks, 1)}, {Text: perWeek(words, c.PerWeek)}, one.cell("coaches."+c.ID+".job_starts", c.JobStarts),
		})
	}
	return table
}

func placesTable(words *i18n.Printer, places []outcomes.Municipality, one opener) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("figures.municipalities"), Dense: true, Columns: []ui.Column{{Text: t("figures.municipality")},
		{Text: t("figures.name.referred"), Numeric: true}, {Text: t("figures.name.started"), Numeric: true}, {Text: t("figures.name.employed_ever"), Numeric: true}}}
	for _, m := range places {
		name, id := t("figures.unknown_place"), "municipalities.null."
		if m.Code != nil {
			name, id = words.Municipality(*m.Code), "municipalities."+*m.Code+"."
		}
		table.Rows = append(table.Rows, []ui.Cell{{Text: name}, one.cell(id+"referred", m.Referred), one.cell(id+"started", m.Started), one.cell(id+"employed_ever", m.EmployedEver)})
	}
	return table
}

func careTable(words *i18n.Printer, teams []outcomes.CareTeam, one opener) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("figures.care_teams"), Dense: true, Columns: []ui.Column{{Text: t("figures.care_team")},
		{Text: t("figures.name.referred"), Numeric: true}, {Text: t("figures.name.active"), Numeric: true}}}
	for _, c := range teams {
		id := "care_teams." + c.ID + "."
		table.Rows = append(table.Rows, []ui.Cell{{Text: c.Name}, one.cell(id+"referred", c.Referred), one.cell(id+"active", c.Active)})
	}
	return table
}

func reviewsTable(words *i18n.Printer, reviews []outcomes.Review) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("figures.reviews"), Columns: []ui.Column{{Text: t("figures.review_on")}, {Text: t("figures.review_total")}, {Text: t("figures.review_next")}}}
	for _, r := range reviews {
		total := ui.Cell{Text: "–"}
		if r.Total != nil {
			total = ui.Cell{Text: t("figures.of_125", "n", *r.Total)}
		}
		if r.Band != nil {
			total.Note = t("figures.band." + string(*r.Band))
		}
		table.Rows = append(table.Rows, []ui.Cell{{Text: words.Day(r.On)}, total, {Text: words.Day(r.NextDue)}})
	}
	return table
}

func (s *Server) handleFigureRows(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	in, err := figuresAsked(r)
	if err != nil {
		return err
	}
	figure := r.PathValue("figure")
	in.FirstRow = number(r.URL.Query().Get("first"))
	found, err := s.App.FigureRows(r.Context(), v.actor, in, figure)
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	t := v.words.T
	title, definition := figureName(v.words, figure, found)
	view := pages.FigureRowsView{
		Back: backToFigures(v.words, r, found.Figures), Title: title, Definition: definition,
		Sub:   t("figures.rows_sub", "n", found.Total, "from", v.words.Day(found.Table.From), "on", v.words.Day(found.Table.On)),
		Table: rowsTable(v.words, title, found), Pages: rowPages(v.words, r.URL.Path, backQuery(r), found),
	}
	if found.Outer > 0 {
		view.Outer = t("figures.outer", "n", found.Outer)
	}
	for _, reason := range outcomes.Reasons {
		if n := found.Left[reason]; n > 0 {
			view.Left = append(view.Left, ui.Definition{Term: t("figures.left_out." + string(reason)), Text: v.words.Int(n)})
		}
	}
	return s.render(w, r, http.StatusOK, pages.FigureRows(s.frame(w, r, t("nav.figures")), view))
}

// rowPages leads to the rows before and after those that are shown.
func rowPages(words *i18n.Printer, path, back string, found app.FigureRows) ui.PaginationProps {
	at := func(first int) string { return path + query(found.Figures) + back + "&first=" + strconv.Itoa(first) }
	return paged(words, found.First, len(found.Rows), found.Total, app.RowsPage, at)
}

// figureName words the number whose rows are shown: a figure, a rate's part, or
// the figure of one coach, municipality or care team.
func figureName(words *i18n.Printer, figure string, found app.FigureRows) (title, definition string) {
	t := words.T
	for _, rate := range outcomes.RateKeys {
		switch figure {
		case outcomes.Numerator(rate):
			return t("figures.name." + rate), t("figures.numerator." + rate)
		case outcomes.Denominator(rate):
			return t("figures.name." + rate), t("figures.denominator." + rate)
		}
	}
	if title, definition, of := outcomeName(words, figure, found); of {
		return title, definition
	}
	of, key := "", figure
	if parts := strings.SplitN(figure, ".", 2); len(parts) == 2 && parts[0] != "employer_contacts" {
		i := strings.LastIndex(figure, ".")
		of, key = whose(words, figure[:i], found)+": ", figure[i+1:]
		if key == "face_to_face" {
			key = outcomes.ContactsFaceToFace
		}
	}
	return of + t("figures.name."+key), t("figures.definition." + key)
}

func whose(words *i18n.Printer, id string, found app.FigureRows) string {
	for _, c := range found.Table.Coaches {
		if id == "coaches."+c.ID {
			return c.Name
		}
	}
	for _, c := range found.Table.CareTeams {
		if id == "care_teams."+c.ID {
			return c.Name
		}
	}
	code := strings.TrimPrefix(id, "municipalities.")
	if code == "null" {
		return words.T("figures.unknown_place")
	}
	return words.Municipality(code)
}

func rowsTable(words *i18n.Printer, label string, found app.FigureRows) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: label, Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("figures.row_what")}, {Text: t("client.state")}, {Text: t("figures.row_when")}, {Text: t("figures.row_more")}}}
	for _, row := range found.Rows {
		cells := []ui.Cell{{Text: t("contact.nobody_named")}, {Text: "–"}, {Text: "–"}, {Text: "–"}}
		if row.Client != nil {
			cells[0] = ui.Cell{Text: row.Client.FamilyName + ", " + row.Client.GivenName, Href: "/clients/" + row.Client.UID.String()}
		}
		if row.Episode != nil && row.State != casework.NotReferred {
			cells[1] = ui.Cell{Value: ui.Tag(stateTag(row.State), t("state."+string(row.State)))}
			cells[2].Text, cells[3].Text = words.Day(row.Episode.ReferredOn), t("figures.row_referred")
			if !row.Episode.StartedOn.IsZero() {
				cells[3].Text += " · " + t("figures.row_started", "day", words.Day(row.Episode.StartedOn))
			}
		}
		if row.Placement != nil {
			cells[2].Text, cells[3].Text = words.Day(row.Placement.StartsOn), placementRow(words, whereOf(words, found.Names.Employers[row.Placement.EmployerID], *row.Placement), *row.Placement)
		}
		if row.Contact != nil {
			cells[2].Text, cells[3].Text = words.Day(row.Contact.On), contactRow(words, found.Names, *row.Contact)
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

func placementRow(words *i18n.Printer, where string, j casework.Placement) string {
	line := words.T("placement.kind." + string(j.Kind))
	if where != "" {
		line += " · " + where
	}
	if j.HoursPerWeek != nil {
		line += " · " + words.T("placement.hours_value", "hours", words.Number(*j.HoursPerWeek))
	}
	for _, s := range j.Subsidies() {
		line += " · " + lower(words.T("subsidy."+string(s.Kind)))
	}
	return line
}

func contactRow(words *i18n.Printer, names app.Names, c casework.EmployerContact) string {
	return names.Employers[c.EmployerID] + " · " + lower(words.T("contact.channel."+string(c.Channel))) + " · " + words.Join(namesOf(names.Staff, c.Staff))
}

func (s *Server) handleFiguresCSV(w http.ResponseWriter, r *http.Request) error {
	return s.downloadTable(w, r, asCSV, sheet.MonitoringCSV)
}

func (s *Server) handleFiguresXLSX(w http.ResponseWriter, r *http.Request) error {
	return s.downloadTable(w, r, asWorkbook, sheet.MonitoringXLSX)
}

// fileKind is what a downloaded file is to the browser, and how its name ends.
type fileKind struct{ kind, ending string }

var (
	asCSV      = fileKind{"text/csv; charset=utf-8", "csv"}
	asWorkbook = fileKind{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"}
)

func (s *Server) downloadTable(w http.ResponseWriter, r *http.Request, as fileKind, write func(io.Writer, outcomes.Monitoring, *i18n.Printer) error) error {
	v := visitOf(r)
	in, err := figuresAsked(r)
	if err != nil {
		return err
	}
	found, err := s.App.Monitoring(r.Context(), v.actor, in)
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	return download(w, v.words.T("figures.file")+"-"+found.Table.On.String(), as, func(file io.Writer) error { return write(file, found.Table, v.words) })
}

// download sends a file, whole or not at all.
func download(w http.ResponseWriter, name string, as fileKind, write func(io.Writer) error) error {
	var file bytes.Buffer
	if err := write(&file); err != nil {
		return err
	}
	w.Header().Set("Content-Type", as.kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+"."+as.ending+`"`)
	_, err := w.Write(file.Bytes())
	return err
}

package web

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/sheet"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
	"sijoita/problem"
)

// outcomesAsked reads what an outcomes page asks: as a figures page, and which
// view.
func outcomesAsked(r *http.Request) (app.FiguresInput, error) {
	in, err := figuresAsked(r)
	if view := app.OutcomesView(r.URL.Query().Get("view")); view == app.OutcomesWhole || view == app.OutcomesPublished {
		in.View = view
	}
	return in, err
}

// outcomesQuery is the address part that asks for the same outcomes again.
func outcomesQuery(f app.Outcomes) url.Values {
	view := app.OutcomesWhole
	if f.Results.Published {
		view = app.OutcomesPublished
	}
	return url.Values{"programme": {f.Programme.Outward()}, "on": {f.Results.On.String()}, "view": {string(view)}}
}

func (s *Server) handleOutcomes(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	in, err := outcomesAsked(r)
	var found app.Outcomes
	if err == nil {
		found, err = s.App.Outcomes(r.Context(), v.actor, in)
		v.speak(found.Programme.Terms)
	}
	f := s.frame(w, r, v.words.T("outcomes.title"))
	if p := problem.As(err); p != nil && p.Kind == problem.Invalid {
		q := r.URL.Query()
		view := pages.OutcomesView{Title: v.words.T("nav.figures"), Problem: p,
			Choice: pages.FiguresChoice{Programme: q.Get("programme"), On: q.Get("on"), View: string(in.View)}}
		return s.render(w, r, http.StatusUnprocessableEntity, pages.Outcomes(f, view))
	}
	if err != nil {
		return err
	}
	view := outcomesView(v.words, found)
	view.Costs = teller{v.words, found}.costsView(canReach(v, access.KeepFunding))
	view.Choice.View = string(in.View)
	view.Choice.Quick = quickDays(v.words, "/figures/outcomes", outcomesQuery(found), f.Today, found.Results.On)
	return s.render(w, r, http.StatusOK, pages.Outcomes(f, view))
}

func (s *Server) handleOutcomesCSV(w http.ResponseWriter, r *http.Request) error {
	return s.downloadOutcomes(w, r, asCSV, sheet.OutcomesCSV)
}

func (s *Server) handleOutcomesXLSX(w http.ResponseWriter, r *http.Request) error {
	return s.downloadOutcomes(w, r, asWorkbook, sheet.OutcomesXLSX)
}

func (s *Server) downloadOutcomes(w http.ResponseWriter, r *http.Request, as fileKind, write func(io.Writer, outcomes.Results, *i18n.Printer) error) error {
	v := visitOf(r)
	in, err := outcomesAsked(r)
	if err != nil {
		return err
	}
	found, err := s.App.Outcomes(r.Context(), v.actor, in)
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	name := v.words.T("outcomes.file")
	if found.Results.Published {
		name = v.words.T("outcomes.file_published")
	}
	return download(w, name+"-"+found.Results.On.String(), as, func(file io.Writer) error { return write(file, found.Results, v.words) })
}

// hiddenMark stands for a number that is hidden.
const hiddenMark = "…"

// teller words the outcomes: numbers that open to their rows, unless they are
// hidden or the rows are not the reader's to open.
type teller struct {
	words *i18n.Printer
	of    app.Outcomes
}

func (o teller) t(key string, args ...any) string { return o.words.T(key, args...) }

func (o teller) number(n outcomes.Count) string {
	if n == outcomes.Hidden {
		return hiddenMark
	}
	return o.words.Int(int(n))
}

// rows leads to the rows of a number counted from a day to another.
func (o teller) rows(figure string, from, to casework.Day) string {
	if !o.of.Rows {
		return ""
	}
	q := url.Values{"programme": {o.of.Programme.Outward()}, "from": {from.String()}, "on": {to.String()}, "outcomes": {o.of.Results.On.String()}}
	return "/figures/rows/" + url.PathEscape(figure) + "?" + q.Encode()
}

func (o teller) cellIn(figure string, n outcomes.Count, from, to casework.Day) ui.Cell {
	c := ui.Cell{Text: o.number(n)}
	if n > 0 {
		c.Href = o.rows(figure, from, to)
	}
	return c
}

// cell is a number of the whole time.
func (o teller) cell(figure string, n outcomes.Count) ui.Cell {
	return o.cellIn(figure, n, o.of.Results.From, o.of.Results.On)
}

// backToFigures leads from rows to the page that they were opened on.
func backToFigures(words *i18n.Printer, r *http.Request, f app.Figures) ui.Link {
	if on, err := casework.ParseDay(r.URL.Query().Get("outcomes")); err == nil {
		q := url.Values{"programme": {f.Programme.Outward()}, "on": {on.String()}}
		return ui.Link{Href: "/figures/outcomes?" + q.Encode(), Text: words.T("outcomes.title")}
	}
	return ui.Link{Href: "/figures" + query(f), Text: words.T("nav.figures")}
}

// backQuery keeps in an address where its rows were opened.
func backQuery(r *http.Request) string {
	if on, err := casework.ParseDay(r.URL.Query().Get("outcomes")); err == nil {
		return "&outcomes=" + on.String()
	}
	return ""
}

func outcomesView(words *i18n.Printer, f app.Outcomes) pages.OutcomesView {
	o := teller{words, f}
	t := words.T
	r := f.Results
	q := "?" + outcomesQuery(f).Encode()
	view := pages.OutcomesView{
		Title: t("nav.figures"), Sub: t("outcomes.sub", "programme", f.Programme.Name, "from", words.Day(r.From), "on", words.Day(r.On)),
		Tabs: figuresTabs(words, f.Figures, r.On, true), Views: o.views(), Published: r.Published,
		ViewNote: t("outcomes.whole_note"),
		Choice:   pages.FiguresChoice{Programme: f.Programme.Outward(), On: r.On.String(), Programmes: programmeOptions(f.Figures)},
		Rates:    o.ratesTable(), Funnel: o.funnelTable(), FunnelNotes: o.funnelNotes(),
		Bars: o.quarterBars(), ByQuarter: o.quarterRates(), Flows: o.quarterFlows(),
		Curves: o.curves(), Shares: o.sharesTable(), Tenure: o.tenureTable(), Hours: o.hoursTable(), Closings: o.closingsTable(),
		Waits:    []pages.WaitView{o.wait(outcomes.FirstContact, r.FirstContact), o.wait(outcomes.FirstJob, r.FirstJob)},
		CSV:      ui.Link{Href: "/figures/outcomes.csv" + q, Text: t("figures.csv")},
		Workbook: ui.Link{Href: "/figures/outcomes.xlsx" + q, Text: t("figures.workbook")},
	}
	if r.Published {
		view.ViewNote = t("outcomes.published_note", "mark", hiddenMark)
	}
	if r.Hours.Median != nil {
		view.HoursMedian = t("outcomes.hours_median", "hours", words.Number(*r.Hours.Median))
	}
	for i, groups := range r.Groups() {
		list := outcomes.GroupLists[i]
		view.Groups = append(view.Groups, pages.GroupsView{Title: t("outcomes.list." + list), Definition: t("outcomes.definition." + list), Table: o.groupsTable(list, groups)})
	}
	return view
}

// views are the switch between all figures and those for publishing.
func (o teller) views() []ui.NavItem {
	var items []ui.NavItem
	for _, view := range []app.OutcomesView{app.OutcomesWhole, app.OutcomesPublished} {
		q := outcomesQuery(o.of)
		q.Set("view", string(view))
		items = append(items, ui.NavItem{Link: ui.Link{Href: "/figures/outcomes?" + q.Encode(), Text: o.t("outcomes.view." + string(view))},
			Current: o.of.Results.Published == (view == app.OutcomesPublished)})
	}
	return items
}

func (o teller) percent(r outcomes.Rate) string {
	if r.Numerator == outcomes.Hidden {
		return hiddenMark
	}
	return percent(o.words, r)
}

// share is a rate in one cell: the share, and under it what it is made of.
func (o teller) share(r outcomes.Rate, numerator string, from, to casework.Day) ui.Cell {
	c := ui.Cell{Text: o.percent(r)}
	if r.Numerator > 0 {
		c.Href = o.rows(numerator, from, to)
	}
	if r.Denominator != outcomes.Hidden {
		c.Note = o.number(r.Numerator) + " / " + o.number(r.Denominator)
	}
	return c
}

func (o teller) ratesTable() ui.TableProps {
	t := o.t
	table := ui.TableProps{Label: t("outcomes.rates"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("figures.rate")}, {Text: t("figures.share"), Numeric: true}, {Text: t("figures.numerator_column"), Numeric: true}, {Text: t("figures.denominator_column"), Numeric: true}}}
	for i, rate := range o.of.Results.Rates.List() {
		key := outcomes.RateKeys[i]
		table.Rows = append(table.Rows, []ui.Cell{
			{Value: ui.Term(t("figures.name."+key), t("figures.definition."+key))},
			{Text: o.percent(rate)}, o.cell(outcomes.Numerator(key), rate.Numerator), o.cell(outcomes.Denominator(key), rate.Denominator),
		})
	}
	return table
}

func (o teller) funnelTable() ui.TableProps {
	t := o.t
	f := o.of.Results.Funnel
	table := ui.TableProps{Label: t("outcomes.funnel"),
		Columns: []ui.Column{{Text: t("outcomes.step")}, {Text: t("outcomes.people")}, {Text: t("outcomes.of_started"), Numeric: true}}}
	for i, n := range f.List() {
		key := outcomes.FunnelKeys[i]
		of := ui.Cell{Text: ui.Nothing}
		if i > 1 && n != outcomes.Hidden && f.Started != outcomes.Hidden {
			of.Text = o.words.Percent(int(n), int(f.Started), 0)
		}
		table.Rows = append(table.Rows, []ui.Cell{{Text: o.name(key)}, o.meter(key, n, f.Referred), of})
	}
	return table
}

// meter is a number as a piece of a whole, which leads to its rows.
func (o teller) meter(figure string, n, whole outcomes.Count) ui.Cell {
	if n == outcomes.Hidden || whole == outcomes.Hidden {
		return o.cell(figure, n)
	}
	m := ui.MeterProps{Value: int(n), Target: int(whole), Text: o.number(n), Plain: true}
	if n > 0 {
		m.Href = o.rows(figure, o.of.Results.From, o.of.Results.On)
	}
	return ui.Cell{Value: ui.Meter(m)}
}

func (o teller) funnelNotes() []ui.Definition {
	var list []ui.Definition
	for _, key := range outcomes.FunnelKeys {
		list = append(list, ui.Definition{Term: o.name(key), Text: o.definition(key)})
	}
	return list
}

// name and definition word a number of the outcomes or of the monitoring table.
func (o teller) name(key string) string {
	if ofOutcomes(key) {
		return o.t("outcomes.name." + key)
	}
	return o.t("figures.name." + key)
}

func (o teller) definition(key string) string {
	if ofOutcomes(key) {
		return o.t("outcomes.definition." + key)
	}
	return o.t("figures.definition." + key)
}

func ofOutcomes(key string) bool {
	return strings.HasPrefix(key, "flows.") || strings.HasPrefix(key, "funnel.")
}

// mostBars is how many quarters the picture has room for: the newest.
const mostBars = 8

func (o teller) quarterBars() ui.BarsProps {
	p := ui.BarsProps{Sentence: o.t("outcomes.quarters_sentence")}
	list := o.of.Results.Quarters
	for _, q := range list[max(0, len(list)-mostBars):] {
		rate := q.Rates.Quarterly
		bar := ui.Bar{Label: shortQuarter(q), Open: !q.Complete, Text: o.percent(rate)}
		if rate.Value != nil {
			bar.Value, bar.Text = int(*rate.Value*100+0.5), o.words.Percent(int(rate.Numerator), int(rate.Denominator), 0)
		}
		if rate.Denominator != outcomes.Hidden {
			bar.Note = fmt.Sprintf("%d/%d", rate.Numerator, rate.Denominator)
		}
		p.Bars = append(p.Bars, bar)
	}
	return p
}

// shortQuarter writes 2024-Q2 as 2/24.
func shortQuarter(q outcomes.Quarter) string { return q.Quarter[6:] + "/" + q.Quarter[2:4] }

// quarterHead is the first cell of a quarter's row.
func (o teller) quarterHead(q outcomes.Quarter) ui.Cell {
	name := q.Quarter[6:] + "/" + q.Quarter[:4]
	if !q.Complete {
		name = o.t("outcomes.quarter_open", "quarter", name)
	}
	return ui.Cell{Text: name}
}

func (o teller) quarterRates() ui.TableProps {
	table := ui.TableProps{Label: o.t("outcomes.rates_by_quarter"), ShowLabel: true, Dense: true, Columns: o.rateColumns(o.t("outcomes.quarter"))}
	for _, q := range slices.Backward(o.of.Results.Quarters) {
		row := []ui.Cell{o.quarterHead(q)}
		for i, rate := range q.Rates.List() {
			row = append(row, o.share(rate, outcomes.Numerator(outcomes.RateKeys[i]), q.From, q.To))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (o teller) rateColumns(first string) []ui.Column {
	columns := []ui.Column{{Text: first}}
	for _, key := range outcomes.RateKeys {
		columns = append(columns, ui.Column{Text: o.t("figures.name." + key), Numeric: true})
	}
	return columns
}

func (o teller) quarterFlows() ui.TableProps {
	r := o.of.Results
	table := ui.TableProps{Label: o.t("outcomes.flows_by_quarter"), ShowLabel: true, Dense: true, Columns: []ui.Column{{Text: o.t("outcomes.quarter")}}}
	for _, key := range outcomes.FlowKeys {
		table.Columns = append(table.Columns, ui.Column{Text: o.name(key), Numeric: true})
	}
	row := func(head ui.Cell, flows outcomes.Flows, from, to casework.Day) []ui.Cell {
		cells := []ui.Cell{head}
		for i, n := range flows.List() {
			cells = append(cells, o.cellIn(outcomes.FlowKeys[i], n, from, to))
		}
		return cells
	}
	for _, q := range slices.Backward(r.Quarters) {
		table.Rows = append(table.Rows, row(o.quarterHead(q), q.Flows, q.From, q.To))
	}
	table.Foot = row(ui.Cell{Text: o.t("outcomes.whole_period")}, r.Flows, r.From, r.On)
	return table
}

// curves draws the waits as shares that have come to it; none when they are
// hidden or nobody waits.
func (o teller) curves() ui.CurvesProps {
	p := ui.CurvesProps{Sentence: o.t("outcomes.waits_sentence"), Axis: o.t("outcomes.weeks_axis")}
	for i := range 5 {
		p.Shares = append(p.Shares, o.words.Percent(i, 4, 0))
	}
	for _, x := range o.waits() {
		if len(x.wait.Curve) == 0 {
			continue
		}
		c := ui.Curve{Name: o.t("outcomes.name." + x.key)}
		for _, s := range x.wait.Curve {
			c.Until = s.Day
			if s.Reached > 0 {
				c.Steps = append(c.Steps, ui.CurveStep{Day: s.Day, Share: 1 - s.Share})
			}
		}
		p.Curves = append(p.Curves, c)
	}
	return p
}

type namedWait struct {
	key  string
	wait outcomes.Wait
}

func (o teller) waits() []namedWait {
	return []namedWait{{outcomes.FirstContact, o.of.Results.FirstContact}, {outcomes.FirstJob, o.of.Results.FirstJob}}
}

// milestones are the days on which the curves are read in the table.
var milestones = []int{30, 60, 90, 180, 365, 730}

func (o teller) sharesTable() ui.TableProps {
	table := ui.TableProps{Label: o.t("outcomes.waits_sentence"), Columns: []ui.Column{{Text: o.t("outcomes.after")}}}
	for _, x := range o.waits() {
		table.Columns = append(table.Columns, ui.Column{Text: o.t("outcomes.name." + x.key), Numeric: true})
	}
	for _, day := range milestones {
		row := []ui.Cell{{Text: o.t("outcomes.after_days", "n", day)}}
		for _, x := range o.waits() {
			share, followed, known := x.wait.ShareOn(day)
			cell := ui.Cell{Text: ui.Nothing, Note: o.t("outcomes.beyond")}
			if known {
				cell = ui.Cell{Text: o.words.Percent(int((1-share)*1000+0.5), 1000, 0), Note: o.t("outcomes.followed", "n", followed)}
			}
			row = append(row, cell)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (o teller) wait(key string, w outcomes.Wait) pages.WaitView {
	t := o.t
	view := pages.WaitView{Title: t("outcomes.name." + key), Definition: t("outcomes.definition." + key)}
	counts := []outcomes.Count{w.People, w.Reached, w.Waiting, w.Left}
	for i, part := range outcomes.WaitParts {
		figure := key + "." + part
		p := ui.FigureProps{Value: o.number(counts[i]), Word: t("outcomes.name.wait." + part), Definition: t("outcomes.definition.wait." + part)}
		if counts[i] > 0 {
			p.Href = o.rows(figure, o.of.Results.From, o.of.Results.On)
		}
		view.Figures = append(view.Figures, p)
	}
	reached, all := ui.Nothing, t("outcomes.not_reached")
	if w.MedianReached != nil {
		reached = t("outcomes.days", "n", int(*w.MedianReached+0.5))
	}
	switch {
	case w.Median != nil:
		all = t("outcomes.days", "n", *w.Median)
	case w.People == 0:
		all = ui.Nothing
	case w.People == outcomes.Hidden:
		reached, all = hiddenMark, hiddenMark
	}
	view.Figures = append(view.Figures,
		ui.FigureProps{Value: reached, Word: t("outcomes.name.wait.median_of_reached"), Definition: t("outcomes.definition.wait.median_of_reached")},
		ui.FigureProps{Value: all, Word: t("outcomes.name.wait.median"), Definition: t("outcomes.definition.wait.median")})
	return view
}

func (o teller) tenureTable() ui.TableProps {
	t := o.t
	table := ui.TableProps{Label: t("outcomes.tenure"), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("outcomes.threshold")}, {Text: t("figures.rate")},
		{Text: t("outcomes.name.numerator"), Numeric: true}, {Text: t("outcomes.name.denominator"), Numeric: true},
		{Text: t("outcomes.name.running"), Numeric: true}, {Text: t("outcomes.name.ended_before"), Numeric: true}}}
	for _, x := range o.of.Results.Tenure {
		of := func(part string, n outcomes.Count) ui.Cell { return o.cell(outcomes.OfTenure(x.Threshold, part), n) }
		share := ui.Cell{Text: o.percent(x.Rate)}
		if x.Denominator > 0 {
			share = ui.Cell{Value: ui.Meter(ui.MeterProps{Value: int(x.Numerator), Target: int(x.Denominator), Text: o.words.Percent(int(x.Numerator), int(x.Denominator), 0), Plain: true})}
		}
		table.Rows = append(table.Rows, []ui.Cell{{Text: t("outcomes.threshold." + x.Threshold)}, share,
			of("numerator", x.Numerator), of("denominator", x.Denominator), of("running", x.Running), of("ended_before", x.Ended)})
	}
	return table
}

func (o teller) hoursTable() ui.TableProps {
	t := o.t
	h := o.of.Results.Hours
	table := ui.TableProps{Label: t("outcomes.hours"), Columns: []ui.Column{{Text: t("outcomes.hours_class")}, {Text: t("outcomes.jobs")}}}
	for _, c := range append(slices.Clone(h.Classes), outcomes.HoursClass{Class: "not_told", Count: h.NotTold}) {
		table.Rows = append(table.Rows, []ui.Cell{{Text: t("outcomes.hours_class." + c.Class)}, o.meter(outcomes.OfHours(c.Class), c.Count, h.Jobs)})
	}
	return table
}

func (o teller) closingsTable() ui.TableProps {
	t := o.t
	table := ui.TableProps{Label: t("outcomes.closings"), Columns: []ui.Column{{Text: t("outcomes.reason")}, {Text: t("outcomes.episodes")}}}
	for _, c := range o.of.Results.Closings {
		table.Rows = append(table.Rows, []ui.Cell{{Text: sheet.ReasonText(o.words, c.Reason)}, o.meter(outcomes.OfClosing(c.Reason), c.Count, o.of.Results.Flows.Ended)})
	}
	return table
}

func (o teller) groupsTable(list string, groups []outcomes.Group) ui.TableProps {
	table := ui.TableProps{Label: o.t("outcomes.list." + list), Dense: true, Columns: o.rateColumns(o.t("outcomes.group"))}
	r := o.of.Results
	for _, g := range groups {
		row := []ui.Cell{{Text: sheet.GroupText(o.words, list, g)}}
		for i, rate := range g.Rates.List() {
			row = append(row, o.share(rate, outcomes.OfGroup(list, g.Key, outcomes.Numerator(outcomes.RateKeys[i])), r.From, r.On))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// outcomeName words a number of the outcomes whose rows are shown; false: it is
// none of theirs.
func outcomeName(words *i18n.Printer, figure string, found app.FigureRows) (title, definition string, of bool) {
	t := words.T
	place, rest, _ := strings.Cut(figure, ".")
	switch place {
	case "flows", "funnel":
		return t("outcomes.name." + figure), t("outcomes.definition." + figure), true
	case outcomes.FirstContact, outcomes.FirstJob:
		return t("outcomes.name."+place) + ": " + t("outcomes.name.wait."+rest), t("outcomes.definition." + place), true
	case "costs":
		title, definition = costName(words, rest[strings.LastIndex(rest, ".")+1:])
		return title, definition, true
	case "tenure":
		threshold, part, _ := strings.Cut(rest, ".")
		return t("outcomes.tenure") + ", " + t("outcomes.threshold."+threshold) + ": " + t("outcomes.name."+part), t("outcomes.definition.tenure"), true
	case "hours_per_week":
		return t("outcomes.hours") + ": " + t("outcomes.hours_class."+rest), t("outcomes.definition.hours_per_week"), true
	case "closings":
		reason := &rest
		if rest == "null" {
			reason = nil
		}
		return t("outcomes.closings") + ": " + sheet.ReasonText(words, reason), t("outcomes.definition.closings"), true
	}
	list, group, ofGroup := strings.Cut(figure, ".")
	group, number, ofRate := strings.Cut(group, ".rates.")
	rate, part, _ := strings.Cut(number, ".")
	if !ofGroup || !ofRate || !slices.Contains(outcomes.RateKeys, rate) {
		return "", "", false
	}
	g := outcomes.Group{Key: &group}
	for _, c := range found.Table.CareTeams {
		if c.ID == group {
			g.Name = &c.Name
		}
	}
	if group == "null" {
		g.Key = nil
	}
	definition = t("figures.numerator." + rate)
	if part == "denominator" {
		definition = t("figures.denominator." + rate)
	}
	return sheet.GroupText(words, list, g) + ": " + t("figures.name."+rate), definition, true
}

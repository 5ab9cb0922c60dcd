package sheet

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/outcomes"
)

// OutcomesCSV writes the outcomes as CSV, in the manner of MonitoringCSV: a
// line for each value. A count that is hidden is empty, as null is.
func OutcomesCSV(w io.Writer, r outcomes.Results, p *i18n.Printer) error {
	return writeCSV(w, outcomeLines(r, p))
}

func count(n outcomes.Count) string {
	if n == outcomes.Hidden {
		return ""
	}
	return strconv.Itoa(int(n))
}

func outcomeLines(r outcomes.Results, p *i18n.Printer) []line {
	t := p.T
	list := []line{
		{section: "report", key: "programme", value: r.Programme, name: t("figures.programme")},
		{section: "report", key: "on", value: r.On.String(), name: t("outcomes.on")},
		{section: "report", key: "from", value: r.From.String(), name: t("figures.from")},
		{section: "report", key: "published", value: strconv.FormatBool(r.Published), name: t("outcomes.view.published")},
	}
	list = append(list, rateValues("rates", "", "", r.Rates, p)...)
	for i, n := range r.Funnel.List() {
		key := outcomes.FunnelKeys[i]
		list = append(list, line{section: "funnel", key: strings.TrimPrefix(key, "funnel."), value: count(n), name: outcomeName(p, key), definition: outcomeDefinition(p, key)})
	}
	list = append(list, flowValues("flows", line{}, r.Flows, p)...)
	for _, q := range r.Quarters {
		of := line{section: "quarters", id: q.Quarter, of: q.Quarter}
		list = append(list, of.with("from", q.From.String(), t("outcomes.from_column"), ""), of.with("to", q.To.String(), t("outcomes.to_column"), ""),
			of.with("complete", strconv.FormatBool(q.Complete), t("outcomes.complete_column"), ""))
		list = append(list, rateValues("quarters", q.Quarter, q.Quarter, q.Rates, p)...)
		list = append(list, flowValues("quarters", of, q.Flows, p)...)
	}
	list = append(list, waitLines(outcomes.FirstContact, r.FirstContact, p)...)
	list = append(list, waitLines(outcomes.FirstJob, r.FirstJob, p)...)
	for _, x := range r.Tenure {
		of := line{section: "tenure", id: x.Threshold, of: t("outcomes.threshold." + x.Threshold)}
		text := t("outcomes.definition.tenure")
		list = append(list, of.with("numerator", count(x.Numerator), t("outcomes.name.numerator"), text),
			of.with("denominator", count(x.Denominator), t("outcomes.name.denominator"), text), of.with("value", decimal(x.Value), t("figures.rate"), text),
			of.with("running", count(x.Running), t("outcomes.name.running"), text), of.with("ended_before", count(x.Ended), t("outcomes.name.ended_before"), text))
	}
	hours := line{section: "hours_per_week", definition: t("outcomes.definition.hours_per_week")}
	list = append(list, hours.with("jobs", count(r.Hours.Jobs), t("outcomes.jobs"), hours.definition),
		hours.with("median", decimal(r.Hours.Median), t("outcomes.name.hours_per_week.median"), hours.definition),
		hours.with("not_told", count(r.Hours.NotTold), t("outcomes.hours_class.not_told"), hours.definition))
	for _, c := range r.Hours.Classes {
		list = append(list, hours.with(c.Class, count(c.Count), t("outcomes.hours_class."+c.Class), hours.definition))
	}
	for _, c := range r.Closings {
		of := line{section: "closings", of: ReasonText(p, c.Reason)}
		if c.Reason != nil {
			of.id = *c.Reason
		}
		list = append(list, of.with("count", count(c.Count), t("outcomes.episodes"), t("outcomes.definition.closings")))
	}
	list = append(list, costValues(line{section: "costs", of: t("funding.together")}, r.Costs.Cost, p)...)
	for _, f := range r.Costs.Funding {
		of := line{section: "costs", id: f.ID, of: f.Funder}
		list = append(list, of.with("from", f.From.String(), t("outcomes.from_column"), ""), of.with("to", f.To.String(), t("outcomes.to_column"), ""),
			of.with("days", strconv.Itoa(f.Days), t("funding.days_column"), ""), of.with("days_passed", strconv.Itoa(f.Passed), t("funding.passed_column"), ""))
		list = append(list, costValues(of, f.Cost, p)...)
	}
	for i, groups := range r.Groups() {
		key := outcomes.GroupLists[i]
		for _, g := range groups {
			id := ""
			if g.Key != nil {
				id = *g.Key
			}
			list = append(list, rateValues(key, id, GroupText(p, key, g), g.Rates, p)...)
		}
	}
	return list
}

// costValues has a line for each number of a cost.
func costValues(of line, c outcomes.Cost, p *i18n.Printer) []line {
	t := p.T
	return []line{
		of.with("amount", c.Amount.String(), t("funding.amount"), ""),
		of.with("fallen", c.Fallen.String(), t("funding.name.fallen"), t("funding.definition.fallen")),
		of.with("started", count(c.Started), t("funding.name.started"), t("funding.definition.started")),
		of.with("employed", count(c.Employed), t("funding.name.employed"), t("funding.definition.employed")),
		of.with("per_started", cents(c.PerStarted), t("funding.name.per_started"), t("funding.definition.each")),
		of.with("per_employed", cents(c.PerEmployed), t("funding.name.per_employed"), t("funding.definition.each")),
	}
}

func cents(c *casework.Cents) string {
	if c == nil {
		return ""
	}
	return c.String()
}

// rateValues has a line for each number of the rates, whose key is its place.
func rateValues(section, id, of string, rates outcomes.Rates, p *i18n.Printer) []line {
	var list []line
	for i, rate := range rates.List() {
		key := outcomes.RateKeys[i]
		l := line{section: section, id: id, of: of}
		list = append(list,
			l.with(key+".numerator", count(rate.Numerator), name(p, key)+": "+p.T("figures.numerator_column"), p.T("figures.numerator."+key)),
			l.with(key+".denominator", count(rate.Denominator), name(p, key)+": "+p.T("figures.denominator_column"), p.T("figures.denominator."+key)),
			l.with(key+".value", decimal(rate.Value), name(p, key), definition(p, key)))
	}
	return list
}

func flowValues(section string, of line, flows outcomes.Flows, p *i18n.Printer) []line {
	var list []line
	of.section = section
	for i, n := range flows.List() {
		key := outcomes.FlowKeys[i]
		short := key[strings.LastIndex(key, ".")+1:]
		list = append(list, of.with(short, count(n), outcomeName(p, key), outcomeDefinition(p, key)))
	}
	return list
}

// waitLines has a wait's numbers, and its curve with the day as the id.
func waitLines(section string, w outcomes.Wait, p *i18n.Printer) []line {
	t := p.T
	of := line{section: section, of: t("outcomes.name." + section)}
	var list []line
	for i, n := range []outcomes.Count{w.People, w.Reached, w.Waiting, w.Left} {
		part := outcomes.WaitParts[i]
		list = append(list, of.with(part, count(n), t("outcomes.name.wait."+part), t("outcomes.definition.wait."+part)))
	}
	median := ""
	if w.Median != nil {
		median = strconv.Itoa(*w.Median)
	}
	list = append(list, of.with("median_of_reached", decimal(w.MedianReached), t("outcomes.name.wait.median_of_reached"), t("outcomes.definition.wait.median_of_reached")),
		of.with("median", median, t("outcomes.name.wait.median"), t("outcomes.definition.wait.median")))
	for _, s := range w.Curve {
		of.section, of.id = section+".curve", strconv.Itoa(s.Day)
		list = append(list, of.with("at_risk", strconv.Itoa(s.AtRisk), t("outcomes.at_risk_column"), ""), of.with("reached", strconv.Itoa(s.Reached), t("outcomes.reached_column"), ""),
			of.with("censored", strconv.Itoa(s.Censored), t("outcomes.censored_column"), ""), of.with("share_waiting", decimal(&s.Share), t("outcomes.share_waiting_column"), ""))
	}
	return list
}

func outcomeName(p *i18n.Printer, key string) string {
	if ofOutcomes(key) {
		return p.T("outcomes.name." + key)
	}
	return name(p, key)
}

func outcomeDefinition(p *i18n.Printer, key string) string {
	if ofOutcomes(key) {
		return p.T("outcomes.definition." + key)
	}
	return definition(p, key)
}

func ofOutcomes(key string) bool {
	return strings.HasPrefix(key, "flows.") || strings.HasPrefix(key, "funnel.")
}

// ReasonText words why an episode ended: nil is a reason that was not told, and
// a sender's own words stay as they are.
func ReasonText(p *i18n.Printer, reason *string) string {
	if reason == nil {
		return p.T("outcomes.reason_not_told")
	}
	if slices.Contains(casework.CloseReasons, casework.CloseReason(*reason)) {
		return p.T("episode.close_reason." + *reason)
	}
	return *reason
}

// GroupText words a group of one of the lists of groups.
func GroupText(p *i18n.Printer, list string, g outcomes.Group) string {
	switch {
	case g.Key == nil:
		return p.T("figures.unknown_place")
	case list == "municipalities":
		return p.Municipality(*g.Key)
	case list == "age_groups":
		return p.T("outcomes.group." + *g.Key)
	case list == "main_incomes" && slices.Contains(outcomes.MainIncomes, *g.Key):
		return p.T("income." + *g.Key)
	case g.Name != nil:
		return *g.Name
	}
	return *g.Key
}

// OutcomesXLSX writes the outcomes as an Excel workbook in the printer's
// language: a summary with definitions, and sheets of the quarters, the waits
// with their curves, the jobs and closings, and the groups.
func OutcomesXLSX(w io.Writer, r outcomes.Results, p *i18n.Printer) error {
	b := newWorkbook(p, p.T("outcomes.title")+" "+r.Programme+" "+p.Day(r.On))
	b.outcomes(r)
	b.quarters(r)
	b.curve(outcomes.FirstContact, r.FirstContact)
	b.curve(outcomes.FirstJob, r.FirstJob)
	b.jobs(r)
	b.closings(r)
	b.costs(r.Costs)
	for i, groups := range r.Groups() {
		b.groups(outcomes.GroupLists[i], groups)
	}
	return b.writeTo(w)
}

const hiddenMark = "…"

// counted is a cell of a count, or the mark of one that is hidden.
func (b *workbook) counted(n outcomes.Count) any {
	if n == outcomes.Hidden {
		return b.text(hiddenMark)
	}
	return b.whole(int(n))
}

func (b *workbook) outcomes(r outcomes.Results) {
	t := b.p.T
	p := b.page(t("figures.summary"), 52, 16, 12, 12, 96)
	p.freeze(7)
	p.add(p.title(t("outcomes.title")))
	p.add(p.text(t("figures.programme")), p.text(r.Programme))
	p.add(p.text(t("outcomes.on")), p.day(r.On))
	p.add(p.text(t("figures.from")), p.day(r.From))
	note := t("outcomes.whole_note")
	if r.Published {
		note = t("outcomes.published_note", "mark", hiddenMark)
	}
	p.add(p.text(t("outcomes.views")), p.text(map[bool]string{false: t("outcomes.view.whole"), true: t("outcomes.view.published")}[r.Published]), nil, nil, p.text(note))
	p.add()
	p.add(p.heads([]string{t("figures.figure_column"), t("figures.value_column"), t("figures.numerator_column"), t("figures.denominator_column"), t("figures.definition_column")})...)
	p.add(p.section(t("outcomes.rates")))
	for i, rate := range r.Rates.List() {
		key := outcomes.RateKeys[i]
		p.add(p.text(name(b.p, key)), p.percent(rate.Value), p.counted(rate.Numerator), p.counted(rate.Denominator), p.text(definition(b.p, key)))
	}
	p.add()
	p.add(p.section(t("outcomes.funnel")), nil, nil, nil, p.text(t("outcomes.funnel_note")))
	for i, n := range r.Funnel.List() {
		key := outcomes.FunnelKeys[i]
		p.add(p.text(outcomeName(b.p, key)), p.counted(n), nil, nil, p.text(outcomeDefinition(b.p, key)))
	}
	p.waits(outcomes.FirstContact, r.FirstContact)
	p.waits(outcomes.FirstJob, r.FirstJob)
	p.close()
}

func (p *page) waits(key string, w outcomes.Wait) {
	t := p.p.T
	p.add()
	p.add(p.section(t("outcomes.name."+key)), nil, nil, nil, p.text(t("outcomes.definition."+key)))
	for i, n := range []outcomes.Count{w.People, w.Reached, w.Waiting, w.Left} {
		part := outcomes.WaitParts[i]
		p.add(p.text(t("outcomes.name.wait."+part)), p.counted(n), nil, nil, p.text(t("outcomes.definition.wait."+part)))
	}
	p.add(p.text(t("outcomes.name.wait.median_of_reached")), p.decimal(w.MedianReached), nil, nil, p.text(t("outcomes.definition.wait.median_of_reached")))
	var median any
	if w.Median != nil {
		median = p.whole(*w.Median)
	}
	p.add(p.text(t("outcomes.name.wait.median")), median, nil, nil, p.text(t("outcomes.definition.wait.median")))
}

func (b *workbook) quarters(r outcomes.Results) {
	t := b.p.T
	widths := []float64{14, 14, 14}
	head := []string{t("outcomes.quarter"), t("outcomes.from_column"), t("outcomes.to_column")}
	for _, key := range outcomes.RateKeys {
		head = append(head, name(b.p, key), name(b.p, key)+": "+t("figures.numerator_column"), name(b.p, key)+": "+t("figures.denominator_column"))
		widths = append(widths, 18, 18, 18)
	}
	for _, key := range outcomes.FlowKeys {
		head, widths = append(head, outcomeName(b.p, key)), append(widths, 18)
	}
	p := b.page(t("outcomes.quarters"), widths...)
	var rows [][]any
	for _, q := range r.Quarters {
		row := []any{p.text(q.Quarter), p.day(q.From), p.day(q.To)}
		row = append(row, p.rates(q.Rates)...)
		for _, n := range q.Flows.List() {
			row = append(row, p.counted(n))
		}
		rows = append(rows, row)
	}
	p.table("quarters", head, rows)
	p.close()
}

func (p *page) rates(rates outcomes.Rates) []any {
	var cells []any
	for _, rate := range rates.List() {
		cells = append(cells, p.percent(rate.Value), p.counted(rate.Numerator), p.counted(rate.Denominator))
	}
	return cells
}

func (b *workbook) curve(key string, w outcomes.Wait) {
	t := b.p.T
	p := b.page(sheetName(t("outcomes.name."+key)), 20, 14, 14, 14, 18)
	var rows [][]any
	for _, s := range w.Curve {
		rows = append(rows, []any{p.whole(s.Day), p.whole(s.AtRisk), p.whole(s.Reached), p.whole(s.Censored), p.percent(&s.Share)})
	}
	p.table(key, []string{t("outcomes.day_column"), t("outcomes.at_risk_column"), t("outcomes.reached_column"), t("outcomes.censored_column"), t("outcomes.share_waiting_column")}, rows)
	p.close()
}

// sheetName cuts a name to the 31 letters that Excel allows.
func sheetName(s string) string {
	letters := []rune(s)
	return strings.TrimSpace(string(letters[:min(len(letters), 31)]))
}

func (b *workbook) jobs(r outcomes.Results) {
	t := b.p.T
	p := b.page(t("outcomes.tenure"), 24, 14, 14, 22, 16, 16)
	var rows [][]any
	for _, x := range r.Tenure {
		rows = append(rows, []any{p.text(t("outcomes.threshold." + x.Threshold)), p.percent(x.Value), p.counted(x.Numerator), p.counted(x.Denominator), p.counted(x.Running), p.counted(x.Ended)})
	}
	p.table("tenure", []string{t("outcomes.threshold"), t("figures.share"), t("outcomes.name.numerator"), t("outcomes.name.denominator"), t("outcomes.name.running"), t("outcomes.name.ended_before")}, rows)
	p.close()
	p = b.page(t("outcomes.hours"), 24, 14)
	rows = nil
	for _, c := range r.Hours.Classes {
		rows = append(rows, []any{p.text(t("outcomes.hours_class." + c.Class)), p.counted(c.Count)})
	}
	rows = append(rows, []any{p.text(t("outcomes.hours_class.not_told")), p.counted(r.Hours.NotTold)}, []any{p.text(t("outcomes.name.hours_per_week.median")), p.decimal(r.Hours.Median)})
	p.table("hours", []string{t("outcomes.hours_class"), t("outcomes.jobs")}, rows)
	p.close()
}

func (b *workbook) closings(r outcomes.Results) {
	t := b.p.T
	p := b.page(t("outcomes.closings"), 44, 16)
	var rows [][]any
	for _, c := range r.Closings {
		rows = append(rows, []any{p.text(ReasonText(b.p, c.Reason)), p.counted(c.Count)})
	}
	p.table("closings", []string{t("outcomes.reason"), t("outcomes.episodes")}, rows)
	p.close()
}

// costs is a sheet of what the money came to; of all funding together the last
// row.
func (b *workbook) costs(c outcomes.Costs) {
	t := b.p.T
	p := b.page(t("funding.costs"), 34, 14, 14, 18, 10, 14, 18, 12, 18, 12, 18)
	row := func(head []any, c outcomes.Cost) []any {
		return append(head, p.euro(&c.Amount), p.euro(&c.Fallen), p.counted(c.Started), p.euro(c.PerStarted), p.counted(c.Employed), p.euro(c.PerEmployed))
	}
	var rows [][]any
	for _, f := range c.Funding {
		rows = append(rows, row([]any{p.text(f.Funder), p.day(f.From), p.day(f.To), p.whole(f.Days), p.whole(f.Passed)}, f.Cost))
	}
	rows = append(rows, row([]any{p.text(t("funding.together")), nil, nil, nil, nil}, c.Cost))
	p.table("costs", []string{t("funding.one"), t("outcomes.from_column"), t("outcomes.to_column"), t("funding.days_column"), t("funding.passed_column"), t("funding.amount"),
		t("funding.name.fallen"), t("funding.name.started"), t("funding.name.per_started"), t("funding.name.employed"), t("funding.name.per_employed")}, rows)
	p.add()
	for _, key := range []string{"fallen", "started", "employed", "each"} {
		p.add(p.text(t("funding.name."+key)), p.text(t("funding.definition."+key)))
	}
	p.close()
}

func (b *workbook) groups(list string, groups []outcomes.Group) {
	t := b.p.T
	head, widths := []string{t("outcomes.group")}, []float64{34}
	for _, key := range outcomes.RateKeys {
		head = append(head, name(b.p, key), name(b.p, key)+": "+t("figures.numerator_column"), name(b.p, key)+": "+t("figures.denominator_column"))
		widths = append(widths, 18, 18, 18)
	}
	p := b.page(t("outcomes.list."+list), widths...)
	var rows [][]any
	for _, g := range groups {
		rows = append(rows, append([]any{p.text(GroupText(b.p, list, g))}, p.rates(g.Rates)...))
	}
	p.table(list, head, rows)
	p.close()
}

package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/sheet"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// fidelityAsked reads the team and the day of a page of scores.
func fidelityAsked(r *http.Request) (app.FidelityInput, error) {
	q := r.URL.Query()
	var f problem.Fields
	on, err := casework.ParseDay(q.Get("on"))
	if err != nil && q.Get("on") != "" {
		f.Add("on", "problem.day_unreadable")
	}
	return app.FidelityInput{Team: q.Get("team"), On: on, FirstRow: number(q.Get("first"))}, f.Problem()
}

// fidelityQuery is the address part that asks for the same scores again.
func fidelityQuery(f app.Fidelity) string {
	return "?" + url.Values{"team": {f.Team.Outward()}, "on": {f.Scores.On.String()}}.Encode()
}

func (s *Server) handleFidelity(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	in, err := fidelityAsked(r)
	var found app.Fidelity
	if err == nil {
		in.Trend = true
		found, err = s.App.LiveFidelity(r.Context(), v.actor, in)
		v.speak(found.Programme.Terms)
	}
	title := v.words.T("nav.fidelity")
	f := s.frame(w, r, title)
	if p := problem.As(err); p != nil && p.Kind == problem.Invalid {
		q := r.URL.Query()
		view := pages.FidelityView{Title: title, Problem: p, Choice: pages.FidelityChoice{Team: q.Get("team"), On: q.Get("on")}}
		return s.render(w, r, http.StatusUnprocessableEntity, pages.Fidelity(f, view))
	}
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.Fidelity(f, scored{v, v.words, found}.view()))
}

// scored words a team's scores.
type scored struct {
	visit *visit
	words *i18n.Printer
	of    app.Fidelity
}

func (s scored) view() pages.FidelityView {
	t, f := s.words.T, s.of
	scores := f.Scores
	view := pages.FidelityView{
		Title:  t("nav.fidelity"),
		Sub:    t("fidelity.sub", "team", f.Team.Name, "on", s.words.Day(scores.On), "scale", s.words.Name(f.Edition.Name)),
		Choice: pages.FidelityChoice{Team: f.Team.Outward(), On: scores.On.String()},
		About:  s.words.Name(f.Edition.About),
		Doubt:  t("fidelity.unverified", "n", f.Edition.Unverified(), "all", 5*len(f.Edition.Items)),
		Strip:  s.strip(), Sum: s.sum(), Review: s.review(), Cheap: s.cheap(), Trend: s.trend(),
	}
	for _, team := range f.Teams {
		view.Choice.Teams = append(view.Choice.Teams, ui.Option{Value: team.Outward(), Text: team.Name})
	}
	people := 0
	for _, section := range fidelity.Sections {
		view.Sections = append(view.Sections, pages.FidelitySection{Title: t("fidelity.section." + string(section))})
	}
	for _, i := range f.Edition.Items {
		if !i.Computed() && f.Scores.Items[i.Item].Score == nil {
			people++
		}
		item := s.item(i)
		view.Warnings = append(view.Warnings, item.Warnings...)
		at := slices.Index(fidelity.Sections, i.Section)
		view.Sections[at].Items = append(view.Sections[at].Items, item)
	}
	view.People = t("fidelity.people", "n", people)
	return view
}

// was is what the last review gave an item; 0: nothing is known.
func (s scored) was(item int) int {
	if s.of.Review == nil {
		return 0
	}
	return s.of.Review.Scores[item]
}

func itemID(n int) string { return "item-" + strconv.Itoa(n) }

func (s scored) strip() ui.StripProps {
	p := ui.StripProps{Label: s.words.T("fidelity.now")}
	for _, i := range s.of.Edition.Items {
		cell := ui.StripCell{Mark: strconv.Itoa(i.Item), Was: s.was(i.Item), Href: "#" + itemID(i.Item), Text: s.headline(i)}
		if score := s.of.Scores.Items[i.Item].Score; score != nil {
			cell.Score = *score
		}
		if cell.Was > 0 {
			cell.Text += ". " + s.words.T("fidelity.was", "n", cell.Was)
		}
		p.Cells = append(p.Cells, cell)
	}
	return p
}

// headline is an item's number, name and score.
func (s scored) headline(i fidelity.Item) string {
	name := strconv.Itoa(i.Item) + ". " + s.words.Name(i.Name) + ": "
	if score := s.of.Scores.Items[i.Item].Score; score != nil {
		return name + s.words.T("fidelity.of_five", "n", *score)
	}
	return name + s.words.T("fidelity.unscored")
}

func (s scored) sum() string {
	scores := s.of.Scores
	if scores.Mean == nil {
		return s.words.T("fidelity.none_scored")
	}
	return s.words.T("fidelity.sum", "n", scores.Rated, "sum", scores.Sum, "mean", s.words.Decimal(*scores.Mean, 2))
}

// review tells of the last review and when the next is due.
func (s scored) review() string {
	r := s.of.Review
	if r == nil {
		return s.words.T("fidelity.no_review")
	}
	total := fidelity.Total(*r)
	next := fidelity.NextReview(r.To, total)
	if total == nil {
		return s.words.T("fidelity.review_open", "on", r.To, "next", next)
	}
	key := "fidelity.review"
	if len(r.Scores) > 0 {
		key = "fidelity.review_line"
	}
	return s.words.T(key, "on", r.To, "total", *total, "band", s.words.T("figures.band."+string(fidelity.BandOf(*total))), "next", next)
}

// cheap lists the items that a point more would raise, the smallest number
// first.
func (s scored) cheap() []ui.RowProps {
	type point struct {
		item fidelity.Item
		next fidelity.Next
	}
	var points []point
	for _, i := range s.of.Edition.Items {
		if next := s.of.Scores.Items[i.Item].ToNext; next != nil {
			points = append(points, point{i, *next})
		}
	}
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(least(a.next), least(b.next)) })
	var rows []ui.RowProps
	for _, p := range points {
		rows = append(rows, ui.RowProps{Name: strconv.Itoa(p.item.Item) + ". " + s.words.Name(p.item.Name), NameHref: "#" + itemID(p.item.Item),
			Why: sheet.WaysText(s.words, p.next), Tag: ui.Tag(ui.TagGood, s.words.T("fidelity.plus_one", "n", p.next.Score))})
	}
	return rows
}

// least is how much the way with the smallest numbers takes.
func least(next fidelity.Next) float64 {
	amounts := make([]float64, len(next.Ways))
	for n, way := range next.Ways {
		for _, need := range way {
			amounts[n] += need.N
		}
	}
	return slices.Min(amounts)
}

func (s scored) item(i fidelity.Item) pages.FidelityItem {
	t := s.words.T
	live := s.of.Scores.Items[i.Item]
	view := pages.FidelityItem{
		ID: itemID(i.Item), Summary: s.headline(i), Anchors: s.anchors(i, live.Score), Coaches: s.coaches(i, live), Parts: s.parts(i, live),
		Facts: s.facts(i, live),
	}
	if i.Item == zeroExclusion {
		view.Facts = append([]ui.Definition{s.eligibility()}, view.Facts...)
	}
	if i.Note.FI != "" {
		view.Note = s.words.Name(i.Note)
	}
	if s.of.Unled && (i.Item == vocationalUnit || i.Item == leaderRole) {
		view.Unled = s.unled(i.Item)
	}
	if live.ToNext != nil {
		view.Next = t("fidelity.next", "score", live.ToNext.Score, "ways", sheet.WaysText(s.words, *live.ToNext))
	}
	for _, w := range live.Warnings {
		view.Warnings = append(view.Warnings, strconv.Itoa(i.Item)+". "+t("fidelity.warning."+string(w)))
	}
	if note, may := s.noteHere(i.Item); may {
		view.NoteHere = ui.Link{Href: note, Text: t("fidelity.note_here"), About: s.words.Name(i.Name)}
	}
	if s.of.Rows && len(live.Rows)+len(live.Weeks) > 0 {
		view.Rows = ui.Link{Href: "/fidelity/" + strconv.Itoa(i.Item) + fidelityQuery(s.of), Text: t("fidelity.rows", "n", len(live.Rows)+len(live.Weeks)),
			About: s.words.Name(i.Name)}
	}
	return view
}

// The criteria that tell of what a programme requires, and of its leader.
const (
	vocationalUnit = 7
	leaderRole     = 8
	zeroExclusion  = 9
)

// unled tells what it means for a criterion that nobody leads the team.
func (s scored) unled(item int) string {
	if item == leaderRole {
		return s.words.T("team.unled_eight")
	}
	return s.words.T("team.unled_seven")
}

// eligibility tells whom the team's programme is for, and what of that weakens
// zero exclusion.
func (s scored) eligibility() ui.Definition {
	g := s.of.Programme.Eligibility
	text := eligibilityText(s.words, g)
	if g.Holds(s.of.Scores.On) {
		if excludes := g.Excludes(); len(excludes) > 0 {
			text = s.words.T("eligibility.weakens", "terms", text, "excludes", requirementsText(s.words, g, excludes))
		}
	}
	return ui.Definition{Term: s.words.T("eligibility.programme"), Text: text}
}

// noteHere is where what an item asks for of the team's own work is noted, and
// whether this person may. What is noted in the work with clients is noted there.
func (s scored) noteHere(item int) (string, bool) {
	team := "team=" + s.of.Team.UID.String()
	may := func(action access.Action) bool {
		within := access.Resource{County: s.visit.actor.County, Teams: []int64{s.of.Team.ID}}
		return access.Decide(s.visit.actor, action, within, s.visit.today).Allowed
	}
	guide := func(kind casework.SupervisionKind) (string, bool) {
		return pathGuide + "?kind=" + string(kind) + "&" + team, may(access.GuideTeam)
	}
	service := func(query string) (string, bool) {
		return pathServiceNote + "?" + query + team, may(access.NoteService)
	}
	switch item {
	case 2, 24:
		return pathWeek, access.Decide(s.visit.actor, access.NoteOwnWork, access.OwnDay(s.visit.actor), s.visit.today).Allowed
	case 5:
		return "/care-teams", may(access.NoteCareTeam)
	case 6:
		return service("kind=" + string(casework.PartnerContact) + "&")
	case 7, 8:
		return guide(casework.GroupSupervision)
	case 10, 11:
		return service("")
	case 17:
		return guide(casework.ContactLogReview)
	}
	return "", false
}

func (s scored) facts(i fidelity.Item, live fidelity.LiveItem) []ui.Definition {
	t := s.words.T
	var facts []ui.Definition
	if live.Value != nil {
		value := t("fidelity.value."+string(i.Formula), "value", s.words.Number(*live.Value))
		if live.Tie {
			value += " · " + t("fidelity.tie")
		}
		facts = append(facts, ui.Definition{Term: t("fidelity.value_term"), Text: value})
	}
	window := s.words.Day(live.Window.From)
	if live.Window.To != live.Window.From {
		window += "–" + s.words.Day(live.Window.To)
	}
	facts = append(facts, ui.Definition{Term: t("fidelity.window"), Text: window})
	if i.Computed() {
		facts = append(facts, ui.Definition{Term: t("fidelity.counted"), Text: s.words.Int(live.N)})
	}
	if len(live.Missing) > 0 {
		needs := make([]string, len(live.Missing))
		for n, need := range live.Missing {
			needs[n] = sheet.NeedText(s.words, need)
		}
		facts = append(facts, ui.Definition{Term: t("fidelity.missing"), Text: s.words.Join(needs)})
	}
	if was := s.was(i.Item); was > 0 {
		facts = append(facts, ui.Definition{Term: t("fidelity.last_review"), Text: t("fidelity.of_five", "n", was)})
	}
	from := make([]string, len(i.Data.From))
	for n, source := range i.Data.From {
		from[n] = t("fidelity.source." + string(source))
	}
	return append(facts, ui.Definition{Term: t("fidelity.sources"), Text: s.words.Join(from)})
}

func (s scored) anchors(i fidelity.Item, score *int) ui.TableProps {
	t := s.words.T
	table := ui.TableProps{Label: t("fidelity.anchors"), ShowLabel: true, Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("fidelity.points")}, {Text: t("fidelity.anchor")}, {Text: t("fidelity.mark")}}}
	for n := len(i.Anchors); n > 0; n-- {
		a := i.Anchors[n-1]
		cell := ui.Cell{Text: s.words.Int(n)}
		if score != nil && *score == n {
			cell = ui.Cell{Value: ui.Tag(ui.TagGood, t("fidelity.reached", "n", n))}
		}
		table.Rows = append(table.Rows, []ui.Cell{cell, {Text: s.words.Name(a.Text)}, {Text: t("fidelity.mark." + string(a.Mark))}})
	}
	return table
}

func (s scored) coaches(i fidelity.Item, live fidelity.LiveItem) ui.TableProps {
	t := s.words.T
	table := ui.TableProps{Label: t("fidelity.per_coach"), ShowLabel: true, Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("client.coach")}, {Text: t("fidelity.value_term")}, {Text: t("fidelity.points"), Numeric: true}, {Text: t("fidelity.one_more")}}}
	for _, c := range live.PerCoach {
		row := []ui.Cell{{Text: c.Name}, {Text: ui.Nothing}, {Text: ui.Nothing}, {}}
		if c.Value != nil {
			row[1].Text = t("fidelity.coach_value."+string(i.Formula), "value", s.words.Number(*c.Value))
		}
		if c.Score != nil {
			row[2].Text = s.words.Int(*c.Score)
		}
		if c.ToNext != nil {
			row[3].Text = sheet.WaysText(s.words, *c.ToNext)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (s scored) parts(i fidelity.Item, live fidelity.LiveItem) ui.TableProps {
	t := s.words.T
	table := ui.TableProps{Label: t("fidelity.parts"), ShowLabel: true, Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("fidelity.part")}, {Text: t("fidelity.in_records"), Numeric: true}, {Text: t("fidelity.part_state")}}}
	for _, p := range live.Parts {
		row := []ui.Cell{{Text: s.partName(i, p.Key)}, {Text: ui.Nothing}, {}}
		switch {
		case p.N != nil && p.Of != nil:
			row[1].Text = t("fidelity.n_of", "n", s.words.Number(*p.N), "of", s.words.Number(*p.Of))
		case p.N != nil:
			row[1].Text = s.words.Number(*p.N)
		}
		switch p.State {
		case fidelity.Found:
			row[2].Value = ui.Tag(ui.TagGood, t("fidelity.part_found"))
		case fidelity.NotFound:
			row[2].Value = ui.Tag(ui.TagSoon, t("fidelity.part_not_found"))
		case fidelity.Judge:
			row[2].Value = ui.Tag(ui.TagPlain, t("fidelity.part_judge"))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// partName words an element of the item, or a figure beside it.
func (s scored) partName(i fidelity.Item, key string) string {
	for _, e := range i.Elements {
		if e.Key == key {
			return s.words.Name(e.Text)
		}
	}
	return s.words.T("fidelity.figure." + key)
}

// trend is what the computed items came to at the end of each month, the newest
// first.
func (s scored) trend() ui.TableProps {
	t := s.words.T
	table := ui.TableProps{Label: t("fidelity.trend"), Narrow: ui.Scrolls, Dense: true, Columns: []ui.Column{{Text: t("fidelity.month")}}}
	var items []fidelity.Item
	for _, i := range s.of.Edition.Items {
		if i.Computed() {
			items = append(items, i)
			table.Columns = append(table.Columns, ui.Column{Text: strconv.Itoa(i.Item), Numeric: true})
		}
	}
	table.Columns = append(table.Columns, ui.Column{Text: t("fidelity.rated"), Numeric: true}, ui.Column{Text: t("fidelity.mean"), Numeric: true})
	months := s.of.Trend
	for len(months) > 1 && months[0].Rated == 0 { // before there was anything to score
		months = months[1:]
	}
	for _, m := range slices.Backward(months) {
		row := []ui.Cell{{Text: s.words.Day(m.On)}}
		for _, i := range items {
			cell := ui.Cell{Text: ui.Nothing}
			if score := m.Scores[i.Item]; score != nil {
				cell.Text = s.words.Int(*score)
			}
			row = append(row, cell)
		}
		mean := ui.Nothing
		if m.Mean != nil {
			mean = s.words.Decimal(*m.Mean, 2)
		}
		table.Rows = append(table.Rows, append(row, ui.Cell{Text: s.words.Int(m.Rated)}, ui.Cell{Text: mean}))
	}
	return table
}

func (s *Server) handleFidelityRows(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	in, err := fidelityAsked(r)
	if err != nil {
		return err
	}
	found, err := s.App.FidelityRows(r.Context(), v.actor, in, number(r.PathValue("item")))
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	one := scored{v, v.words, found.Fidelity}
	t := v.words.T
	at := func(first int) string {
		return r.URL.Path + fidelityQuery(found.Fidelity) + "&first=" + strconv.Itoa(first)
	}
	view := pages.FigureRowsView{
		Back:  ui.Link{Href: "/fidelity" + fidelityQuery(found.Fidelity) + "#" + itemID(found.Item.Item), Text: t("nav.fidelity")},
		Title: one.headline(found.Item), Definition: t("fidelity.not_review"),
		Sub:   t("figures.rows_sub", "n", len(found.Live.Rows)+len(found.Live.Weeks), "from", v.words.Day(found.Live.Window.From), "on", v.words.Day(found.Live.Window.To)),
		Table: one.rows(found), Pages: paged(v.words, found.Behind.First, len(found.Behind.Rows), found.Behind.Total, app.RowsPage, at),
	}
	if found.Behind.Outer > 0 {
		view.Outer = t("figures.outer", "n", found.Behind.Outer)
	}
	return s.render(w, r, http.StatusOK, pages.FigureRows(s.frame(w, r, t("nav.fidelity")), view))
}

// rows are the records behind an item, with what its formula looks at.
func (s scored) rows(found app.FidelityRows) ui.TableProps {
	switch found.Item.Formula {
	case fidelity.ByCaseload, fidelity.ByTeams:
		return s.clientRows(found)
	case fidelity.ByWaits:
		return s.waitRows(found)
	case fidelity.ByJobTypes, fidelity.ByEmployers, fidelity.ByJobs:
		return s.jobRows(found)
	}
	if len(found.Live.Weeks) > 0 {
		return s.weekRows(found)
	}
	return rowsTable(s.words, s.words.Name(found.Item.Name), found.Behind)
}

func (s scored) table(found app.FidelityRows, columns ...string) ui.TableProps {
	table := ui.TableProps{Label: s.words.Name(found.Item.Name), Narrow: ui.Stacks}
	for _, key := range columns {
		table.Columns = append(table.Columns, ui.Column{Text: s.words.T(key)})
	}
	return table
}

// client names the client of a row and leads to them.
func client(row app.FigureRow) ui.Cell {
	if row.Client == nil {
		return ui.Cell{Text: ui.Nothing}
	}
	return ui.Cell{Text: row.Client.FamilyName + ", " + row.Client.GivenName, Href: "/clients/" + row.Client.UID.String()}
}

func (s scored) clientRows(found app.FidelityRows) ui.TableProps {
	table := s.table(found, "figures.row_what", "client.coach", "figures.care_team", "fidelity.row_started")
	on := found.Scores.On
	for _, row := range found.Behind.Rows {
		names := found.Behind.Names
		table.Rows = append(table.Rows, []ui.Cell{client(row), {Text: cmp.Or(names.Staff[row.Episode.CoachOn(on)], ui.Nothing)},
			{Text: cmp.Or(names.CareTeams[row.Episode.CareTeamOn(on)], ui.Nothing)}, {Text: s.words.Day(row.Episode.StartedOn)}})
	}
	return table
}

func (s scored) waitRows(found app.FidelityRows) ui.TableProps {
	table := s.table(found, "figures.row_what", "fidelity.row_started", "fidelity.row_met", "fidelity.row_days")
	table.Columns[3].Numeric = true
	for _, row := range found.Behind.Rows {
		met := ui.Cell{Text: s.words.T("fidelity.row_not_met")}
		if row.Contact != nil {
			met = ui.Cell{Text: s.words.Day(row.Contact.On), Href: "/contacts/" + row.Contact.UID.String()}
		}
		table.Rows = append(table.Rows, []ui.Cell{client(row), {Text: s.words.Day(row.Episode.StartedOn)}, met, {Text: s.words.Int(found.Live.Days[row.Episode.ID])}})
	}
	return table
}

func (s scored) jobRows(found app.FidelityRows) ui.TableProps {
	t := s.words.T
	table := s.table(found, "figures.row_what", "fidelity.row_job", "fidelity.row_occupation", "fidelity.row_employer", "fidelity.row_kind")
	for _, row := range found.Behind.Rows {
		p := row.Placement
		days := s.words.Day(p.StartsOn) + "–"
		if !p.EndsOn.IsZero() {
			days += s.words.Day(p.EndsOn)
		}
		kind := t("fidelity.row_not_open")
		if p.OpenJob() {
			kind = t("fidelity.row_open")
			if p.Permanent != nil && *p.Permanent {
				kind += " · " + t("fidelity.row_permanent")
			}
			for _, subsidy := range p.Subsidies() {
				kind += " · " + lower(t("subsidy."+string(subsidy.Kind)))
			}
		}
		table.Rows = append(table.Rows, []ui.Cell{client(row), {Text: days, Href: "/placements/" + p.UID.String()}, {Text: cmp.Or(p.Occupation, ui.Nothing)},
			{Text: orDash(whereOf(s.words, found.Behind.Names.Employers[p.EmployerID], *p))}, {Text: kind}})
	}
	return table
}

func (s scored) weekRows(found app.FidelityRows) ui.TableProps {
	table := s.table(found, "client.coach", "fidelity.row_week", "fidelity.row_hours", "fidelity.row_employment", "fidelity.row_community")
	for n := 2; n < 5; n++ {
		table.Columns[n].Numeric = true
	}
	for _, w := range found.Live.Weeks {
		table.Rows = append(table.Rows, []ui.Cell{{Text: found.Behind.Names.Staff[w.StaffID]}, {Text: w.Week.String()}, {Text: s.words.Number(w.Hours)},
			{Text: s.words.Number(w.EmploymentServices)}, {Text: s.words.Number(w.Community)}})
	}
	return table
}

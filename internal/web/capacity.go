package web

import (
	"net/http"

	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
)

const pathCapacity = "/team/capacity"

func (s *Server) handleCapacity(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.Capacity(r.Context(), v.actor, uidOf(r.URL.Query().Get("team")))
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	return s.render(w, r, http.StatusOK, pages.Capacity(s.frame(w, r, v.words.T("capacity.title")), capacityView(v, found)))
}

func capacityView(v *visit, p app.CapacityPage) pages.CapacityView {
	words, t, c := v.words, v.words.T, p.Capacity
	view := pages.CapacityView{
		Back: ui.Link{Href: "/team?team=" + p.Team.UID.String(), Text: p.Team.Name}, Sub: t("capacity.sub", "team", p.Team.Name, "on", words.Day(c.On)),
		Figures: []ui.FigureProps{
			{Value: t("today.of", "n", c.Active, "target", c.Limit), Word: t("capacity.active"), Definition: t("capacity.active_definition")},
			{Value: words.Int(c.Free), Word: t("capacity.free"), Definition: t("capacity.free_definition")},
			{Value: words.Int(c.Waiting), Word: t("capacity.waiting"), Definition: t("capacity.waiting_definition")},
			{Value: words.Int(c.Short()), Word: t("capacity.short"), Definition: t("capacity.short_definition")},
			{Value: words.Number(c.ShortCoaches()), Word: t("capacity.short_coaches"), Definition: t("capacity.short_coaches_definition")},
		},
		Causes: capacityCauses(words, c), Areas: areasTable(words, p), Paces: pacesTable(words, c), Loads: loadRows(words, p.Loads),
	}
	view.Notes = []ui.Definition{
		{Term: t("capacity.referred"), Text: t("capacity.referred_definition")}, {Term: t("capacity.left"), Text: t("capacity.left_definition")},
		{Term: t("capacity.empty"), Text: t("capacity.empty_definition")},
	}
	for _, team := range p.Teams {
		view.Tabs = append(view.Tabs, ui.NavItem{Link: ui.Link{Href: pathCapacity + "?team=" + team.UID.String(), Text: team.Name}, Current: team.ID == p.Team.ID})
	}
	return view
}

// capacityCauses tells both things that make a queue: places that are full, and
// more coming than begin.
func capacityCauses(words *i18n.Printer, c outcomes.Capacity) []string {
	t := words.T
	if c.Waiting == 0 {
		return []string{t("capacity.nobody_waits")}
	}
	causes := []string{t("capacity.places_enough", "free", c.Free)}
	if c.Short() > 0 {
		causes = []string{t("capacity.places_short", "short", c.Short())}
	}
	if len(c.Paces) > 0 {
		p := c.Paces[0]
		key := "capacity.pace_keeps"
		switch {
		case p.Shrinks() < 0:
			key = "capacity.pace_behind"
		case p.Shrinks() > 0:
			key = "capacity.pace_ahead"
		}
		causes = append(causes, t(key, "referred", p.Referred, "gone", p.Started+p.Cancelled))
	}
	return causes
}

func pacesTable(words *i18n.Printer, c outcomes.Capacity) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("capacity.pace"), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("capacity.window")},
		{Text: t("capacity.referred"), Numeric: true}, {Text: t("capacity.started"), Numeric: true}, {Text: t("capacity.left"), Numeric: true},
		{Text: t("capacity.ended"), Numeric: true}, {Text: t("capacity.empty")}}}
	monthly := func(p outcomes.Pace, n int) ui.Cell {
		return ui.Cell{Text: t("capacity.monthly", "n", words.Decimal(p.Monthly(n), 1)), Note: t("capacity.in_all", "n", n)}
	}
	for _, p := range c.Paces {
		empty := t("capacity.never")
		if on, empties := p.EmptyOn(c.Waiting, c.On); empties && c.Waiting == 0 {
			empty = t("capacity.is_empty")
		} else if empties {
			empty = words.Day(on)
		}
		table.Rows = append(table.Rows, []ui.Cell{{Text: t("capacity.months", "n", p.Months)}, monthly(p, p.Referred), monthly(p, p.Started), monthly(p, p.Cancelled), monthly(p, p.Ended), {Text: empty}})
	}
	return table
}

func areasTable(words *i18n.Printer, p app.CapacityPage) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("capacity.areas"), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("figures.municipality")}, {Text: t("capacity.coaches")},
		{Text: t("capacity.active"), Numeric: true}, {Text: t("capacity.waiting"), Numeric: true}, {Text: t("capacity.free"), Numeric: true}}}
	names := map[int64]string{}
	for _, l := range p.Loads {
		names[l.Coach.ID] = l.Coach.Name
	}
	for _, a := range p.Capacity.Areas {
		table.Rows = append(table.Rows, []ui.Cell{{Text: areaName(words, a)}, {Text: areaPeople(words, a, names)},
			{Text: words.Int(a.Active)}, {Text: words.Int(a.Waiting)}, {Text: words.Int(a.Free)}})
	}
	return table
}

func areaName(words *i18n.Printer, a outcomes.AreaCapacity) string {
	if a.Municipality == "" {
		return words.T("figures.unknown_place")
	}
	return words.Municipality(a.Municipality)
}

// areaPeople names who works in an area, or says how many do to one who may not
// see each coach's figures.
func areaPeople(words *i18n.Printer, a outcomes.AreaCapacity, names map[int64]string) string {
	switch {
	case len(a.Coaches) == 0:
		return ui.Nothing
	case len(names) == 0:
		return words.T("capacity.coach_count", "n", len(a.Coaches))
	}
	return words.Join(namesOf(names, a.Coaches))
}

package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

func (s *Server) handleCaseload(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	view := viewOf(r.URL.Query().Get("view"))
	list, err := s.App.Caseload(r.Context(), v.actor, view, number(r.URL.Query().Get("from")))
	if err != nil {
		return err
	}
	t := v.words.T
	page := pages.CaseloadView{
		Title: t("client.title"), Tabs: caseloadTabs(v, view), Table: caseloadTable(v, list),
		Count: t("client.count."+string(view), "n", list.Total),
		Empty: ui.EmptyProps{Title: t("client.empty." + string(view)), Text: t("client.empty_text")},
		Pages: caseloadPages(v.words, list),
	}
	switch {
	case coaches(v) && view == app.ViewTeam:
		page.Talks = ui.Link{Href: pathToTalk + "?view=" + string(app.ViewTeam), Text: t("talk.list")}
	case coaches(v) && view == app.ViewOwn:
		page.Talks = ui.Link{Href: pathToTalk, Text: t("talk.list")}
	}
	return s.render(w, r, http.StatusOK, pages.Caseload(s.frame(w, r, page.Title), page))
}

func viewOf(s string) app.View {
	for _, v := range app.Views {
		if string(v) == s {
			return v
		}
	}
	return app.ViewOwn
}

// caseloadTabs offers every view to those with a team; a care worker has one
// list of those in coaching, and those who wait and who have ended.
func caseloadTabs(v *visit, current app.View) []ui.NavItem {
	var tabs []ui.NavItem
	for _, view := range app.Views {
		if view == app.ViewTeam && !coaches(v) {
			continue
		}
		word := v.words.T("client.view." + string(view))
		if view == app.ViewOwn && !coaches(v) {
			word = v.words.T("client.in_coaching")
		}
		tabs = append(tabs, ui.NavItem{Link: ui.Link{Href: "/clients?view=" + string(view), Text: word}, Current: view == current})
	}
	return tabs
}

// coaches tells whether the person holds a role in a team today.
func coaches(v *visit) bool {
	for _, g := range v.actor.Grants {
		if g.TeamID != 0 && g.Holds(v.today) {
			return true
		}
	}
	return false
}

func caseloadTable(v *visit, list app.Caseload) ui.TableProps {
	t := v.words.T
	table := ui.TableProps{
		Label: t("client.title"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("client.name")}, {Text: t("client.state")}, {Text: t("client.last_meeting")}, {Text: t("client.last_contact")}, {Text: t("client.work")}},
	}
	named := list.View != app.ViewOwn || !coaches(v) // one's own clients need no column that says so
	if named {
		table.Columns = slices.Insert(table.Columns, 2, ui.Column{Text: t("client.coach")})
	}
	for _, c := range list.Clients {
		name := ui.Cell{Text: c.Client.FamilyName + ", " + c.Client.GivenName, Href: "/clients/" + c.Client.UID.String(), Note: clientNote(v.words, c.Client)}
		row := []ui.Cell{name, {Value: ui.Tag(stateTag(c.State), t("state."+string(c.State)))}}
		if named {
			row = append(row, ui.Cell{Text: orDash(c.Coach)})
		}
		if c.Closed {
			row = append(row, ui.Cell{Text: v.words.With(c.Terms).T("client.needs_consent")}, ui.Cell{Text: "–"}, ui.Cell{Text: "–"})
		} else {
			row = append(row, ui.Cell{Text: ago(v, c.Last.Meeting)}, ui.Cell{Text: ago(v, c.Last.EmployerFaceToFace)}, ui.Cell{Text: job(v.words, c.Job, v.today)})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func clientNote(words *i18n.Printer, c casework.Client) string {
	parts := []string{words.T("client.born", "year", strconv.Itoa(c.BirthOn.Time().Year()))}
	if c.Municipality != "" {
		parts = append(parts, words.Municipality(c.Municipality))
	}
	return strings.Join(parts, " · ")
}

// ago says a day as people do: today, yesterday, n days ago.
func ago(v *visit, d casework.Day) string {
	if d.IsZero() {
		return "–"
	}
	switch n := v.today.DaysSince(d); {
	case n == 0:
		return v.words.T("client.today")
	case n == 1:
		return v.words.T("client.yesterday")
	case n > 1 && n < 100:
		return v.words.T("client.days_ago", "n", n)
	}
	return v.words.Day(d)
}

func job(words *i18n.Printer, j *casework.Placement, today casework.Day) string {
	switch {
	case j == nil:
		return "–"
	case j.HoursOn(today) == nil:
		return words.T("client.in_work")
	}
	return words.T("placement.hours_value", "hours", words.Number(*j.HoursOn(today)))
}

func stateTag(s casework.State) ui.TagKind {
	switch s {
	case casework.Active:
		return ui.TagGood
	case casework.Queue:
		return ui.TagInfo
	case casework.Paused:
		return ui.TagSoon
	}
	return ui.TagPlain
}

func caseloadPages(words *i18n.Printer, list app.Caseload) ui.PaginationProps {
	at := func(from int) string { return "/clients?view=" + string(list.View) + "&from=" + strconv.Itoa(from) }
	return paged(words, list.From, len(list.Clients), list.Total, app.PageSize, at)
}

// paged leads to the page before and the one after, where there are any; at
// gives the address of the page that begins with a row.
func paged(words *i18n.Printer, first, shown, total, size int, at func(first int) string) ui.PaginationProps {
	if total <= size {
		return ui.PaginationProps{}
	}
	p := ui.PaginationProps{
		Label:    words.T("client.pages"),
		Position: words.T("client.position", "from", first+1, "to", first+shown, "total", total),
	}
	if first > 0 {
		p.Previous = ui.Link{Href: at(max(first-size, 0)), Text: words.T("client.previous")}
	}
	if next := first + size; next < total {
		p.Next = ui.Link{Href: at(next), Text: words.T("client.next")}
	}
	return p
}

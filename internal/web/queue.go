package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sijoita/access"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

func (s *Server) handleQueue(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	team := r.URL.Query().Get("team")
	found, err := s.App.Queue(r.Context(), v.actor, uidOf(team), number(r.URL.Query().Get("from")))
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	return s.render(w, r, http.StatusOK, pages.Queue(s.frame(w, r, v.words.T("queue.title")), queueView(v, found)))
}

func queueView(v *visit, q app.Queue) pages.QueueView {
	t := v.words.T
	view := pages.QueueView{
		Sub: q.Team.Name + " · " + t("queue.count", "n", q.Total),
		Figures: []ui.FigureProps{
			{Value: v.words.Int(q.Total), Word: t("queue.waiting"), Definition: t("queue.waiting_definition")},
			{Value: v.words.Int(q.Free()), Word: t("queue.free"), Definition: t("queue.free_definition")},
			{Value: v.words.Int(q.Referred), Word: t("queue.referred"), Definition: t("queue.pace_definition")},
			{Value: v.words.Int(q.Started), Word: t("queue.started"), Definition: t("queue.pace_definition")},
		},
		Loads: loadRows(v.words, q.Loads),
		Pages: paged(v.words, q.From, len(q.Clients), q.Total, app.PageSize, func(first int) string {
			return "/queue?team=" + q.Team.UID.String() + "&from=" + strconv.Itoa(first)
		}),
	}
	view.Eligibility = eligibilityNotes(v.words, q.Programme.Eligibility, q.Today)
	if canReach(v, access.ReadTeam) {
		view.Capacity = ui.Link{Href: pathCapacity + "?team=" + q.Team.UID.String(), Text: t("capacity.title")}
	}
	if q.Cause != "" {
		view.Cause = t("queue.cause." + string(q.Cause))
	}
	for _, team := range q.Teams {
		view.Tabs = append(view.Tabs, ui.NavItem{Link: ui.Link{Href: "/queue?team=" + team.UID.String(), Text: team.Name}, Current: team.ID == q.Team.ID})
	}
	for _, c := range q.Clients {
		if c.Referral.ReceivedOn.IsZero() {
			view.New = append(view.New, queueRow(v, q, c))
		} else {
			view.Rows = append(view.Rows, queueRow(v, q, c))
		}
	}
	return view
}

// loadRows shows each coach's places, in the order of their names.
func loadRows(words *i18n.Printer, loads []app.CoachLoad) []ui.RowProps {
	var rows []ui.RowProps
	for _, l := range loads {
		kind := ui.TagGood
		if l.Free() <= 0 {
			kind = ui.TagPlain
		}
		rows = append(rows, ui.RowProps{Name: l.Coach.Name, Why: words.T("queue.load", "active", l.Active, "limit", l.Limit, "waiting", l.Waiting),
			Tag: ui.Tag(kind, words.T("queue.places", "n", l.Free()))})
	}
	return rows
}

// queueRow is one who waits: how long, where, in which language, when somebody
// last got in touch, and to whom they are promised.
func queueRow(v *visit, q app.Queue, c app.QueueClient) pages.QueueRow {
	words, t := v.words, v.words.T
	base := "/clients/" + c.Client.UID.String()
	row := pages.QueueRow{
		RowProps: ui.RowProps{Name: c.Client.Name(), NameHref: base,
			Why: t("queue.waited", "n", c.Waited) + " · " + t("queue.since", "day", words.Day(c.Episode.ReferredOn))},
		Contact: t("queue.not_met"),
		Log:     ui.Link{Href: "/log/meeting?client=" + c.Client.UID.String(), Text: t("queue.log"), About: c.Client.Name()},
	}
	add := func(parts ...string) {
		var told []string
		for _, p := range parts {
			if p != "" {
				told = append(told, p)
			}
		}
		if len(told) > 0 {
			row.Lines = append(row.Lines, strings.Join(told, " · "))
		}
	}
	language := ""
	if c.Client.Language != "" && c.Client.Language != "fi" {
		language = words.Language(c.Client.Language)
	}
	interpreter := ""
	if c.Referral.Interpreter {
		interpreter = t("queue.interpreter")
	}
	add(words.Municipality(c.Client.Municipality), language, interpreter, q.Names.CareTeams[c.Episode.CareTeamOn(q.Today)])
	if len(c.Outside) > 0 {
		add(t("eligibility.outside_row", "terms", requirementsText(words, q.Programme.Eligibility, c.Outside)))
	}
	if !c.LastMet.IsZero() {
		row.Contact = t("queue.last_met", "ago", lower(ago(v, c.LastMet)))
	}
	expected, area := "", ""
	if !c.Referral.ExpectedOn.IsZero() {
		expected = t("queue.expected", "day", words.Day(c.Referral.ExpectedOn))
	}
	if c.Coach != 0 {
		add(t("queue.promised_to", "name", q.Names.Staff[c.Coach]), expected)
	} else {
		if names := areaCoaches(q, c); len(names) > 0 {
			area = t("queue.area", "names", words.Join(names))
		}
		add(t("queue.promised_to_nobody"), area)
		add(expected)
	}
	switch {
	case !q.MayKeep:
	case c.Referral.ReceivedOn.IsZero() && c.Referral.ID != 0:
		row.Action = ui.Link{Href: "/referrals/" + c.Referral.UID.String(), Text: t("referral.open"), About: c.Client.Name()}
	default:
		row.Action = ui.Link{Href: base + "/assign", Text: t("queue.assign"), About: c.Client.Name()}
	}
	return row
}

// areaCoaches names the team's coaches who work where the client lives.
func areaCoaches(q app.Queue, c app.QueueClient) []string {
	var names []string
	for _, l := range q.Loads {
		if slices.Contains(c.AreaCoach, l.Coach.ID) {
			names = append(names, l.Coach.Name)
		}
	}
	return names
}

func (s *Server) handleAssignPage(w http.ResponseWriter, r *http.Request) error {
	return s.showAssignPage(w, r, http.StatusOK, pages.AssignView{})
}

// showAssignPage shows the form: empty, or with what was chosen and why it was
// refused.
func (s *Server) showAssignPage(w http.ResponseWriter, r *http.Request, status int, view pages.AssignView) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.AssignPage(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	t := v.words.T
	view.Back = ui.Link{Href: "/clients/" + uid.String(), Text: found.Client.Name()}
	view.Action = r.URL.Path
	view.Sub = t("queue.since", "day", v.words.Day(found.Episode.ReferredOn)) + " · " + t("queue.waited", "n", v.today.DaysSince(found.Episode.ReferredOn))
	if view.Revision == "" {
		view.Revision = strconv.Itoa(found.Episode.Revision)
	}
	for _, c := range found.Coaches {
		note := t("queue.load", "active", c.Active, "limit", c.Limit, "waiting", c.Waiting)
		if slices.Contains(found.Area, c.Coach.ID) {
			note = t("queue.own_area") + " · " + note
		}
		view.Coaches = append(view.Coaches, ui.Option{Value: c.Coach.UID.String(), Text: c.Coach.Name, Note: note})
		if present := found.Episode.CoachOn(v.today); view.Coach == "" && c.Coach.ID == present {
			view.Coach = c.Coach.UID.String()
		}
	}
	return s.render(w, r, status, pages.Assign(s.frame(w, r, t("queue.assign_title")), view))
}

func (s *Server) handleAssignCoach(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	view := pages.AssignView{Coach: f.text("coach"), Knowingly: f.yes("knowingly"), Revision: f.text("revision")}
	_, err = s.App.AssignCoach(r.Context(), visitOf(r).actor, app.AssignInput{
		Client: uid, Revision: number(view.Revision), Coach: f.uid("coach"), Knowingly: view.Knowingly,
	})
	if view.Problem = mistakes(err); view.Problem != nil {
		return s.showAssignPage(w, r, http.StatusUnprocessableEntity, view)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/queue", "done.coach_assigned")
}

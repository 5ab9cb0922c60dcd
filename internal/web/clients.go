package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
)

func timeOf(micro int64) time.Time { return time.UnixMicro(micro) }

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
		tabs = append(tabs, ui.NavItem{Link: ui.Link{Href: "/clients?view=" + string(view), Text: v.words.T("client.view." + string(view))}, Current: view == current})
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
			row = append(row, ui.Cell{Text: t("client.needs_consent")}, ui.Cell{Text: "–"}, ui.Cell{Text: "–"})
		} else {
			row = append(row, ui.Cell{Text: ago(v, c.Last.Meeting)}, ui.Cell{Text: ago(v, c.Last.EmployerFaceToFace)}, ui.Cell{Text: job(v.words, c.Job)})
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

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
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

func job(words *i18n.Printer, j *casework.Placement) string {
	switch {
	case j == nil:
		return "–"
	case j.HoursPerWeek == nil:
		return words.T("client.in_work")
	}
	return words.T("placement.hours_value", "hours", words.Number(*j.HoursPerWeek))
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
	if list.Total <= app.PageSize {
		return ui.PaginationProps{}
	}
	p := ui.PaginationProps{
		Label:    words.T("client.pages"),
		Position: words.T("client.position", "from", list.From+1, "to", list.From+len(list.Clients), "total", list.Total),
	}
	at := func(from int) string { return "/clients?view=" + string(list.View) + "&from=" + strconv.Itoa(from) }
	if list.From > 0 {
		p.Previous = ui.Link{Href: at(max(list.From-app.PageSize, 0)), Text: words.T("client.previous")}
	}
	if next := list.From + app.PageSize; next < list.Total {
		p.Next = ui.Link{Href: at(next), Text: words.T("client.next")}
	}
	return p
}

func (s *Server) handleClient(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Client(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	// The title of a page may be read over a shoulder: it names nobody.
	return s.render(w, r, http.StatusOK, pages.Client(s.frame(w, r, v.words.T("client.page_title")), clientView(v, found)))
}

func clientView(v *visit, p app.ClientPage) pages.ClientView {
	t := v.words.T
	view := pages.ClientView{
		Name: p.Client.Name(), Sub: clientSub(v, p), Open: p.May.Timeline, Actions: clientActions(v, p),
		State: t("state." + string(casework.Ended)), StateTag: ui.TagPlain, Facts: clientFacts(v, p),
		Referral: t("client.referred", "day", v.words.Day(p.Episode.ReferredOn)),
	}
	if p.HasEpisode {
		view.State, view.StateTag = t("state."+string(p.State)), stateTag(p.State)
	}
	if p.May.Lookers {
		view.Lookers = ui.Link{Href: "/clients/" + p.Client.UID.String() + "/lookers", Text: t("client.lookers")}
	}
	if !p.May.Timeline {
		return view
	}
	view.Phases = phases(v.words, p.Phases)
	view.Consents, view.Say = consentLines(v.words, p.Consents, p.Today)
	for _, e := range p.Timeline {
		view.Events = append(view.Events, event(v.words, p, e))
	}
	return view
}

func clientSub(v *visit, p app.ClientPage) string {
	words, c := v.words, p.Client
	parts := []string{words.T("client.born", "year", strconv.Itoa(c.BirthOn.Time().Year()))}
	if c.Municipality != "" {
		parts = append(parts, words.Municipality(c.Municipality))
	}
	if c.Language != "" {
		parts = append(parts, words.T("client.speaks", "language", words.Language(c.Language)))
	}
	if name := p.Names.CareTeams[p.Episode.CareTeamOn(p.Today)]; name != "" {
		parts = append(parts, name)
	}
	if name := p.Names.Staff[p.Episode.CoachOn(p.Today)]; name != "" {
		parts = append(parts, words.T("client.coached_by", "name", name))
	}
	return strings.Join(parts, " · ")
}

// clientActions puts the next step first: a queued client is started, one who
// is coached is noted for.
func clientActions(v *visit, p app.ClientPage) []ui.Link {
	base := "/clients/" + p.Client.UID.String()
	var list []ui.Link
	if p.May.Start {
		list = append(list, ui.Link{Href: base + "/start", Text: v.words.T("client.start")})
	}
	if p.May.Note && (p.State == casework.Active || p.State == casework.Paused) {
		list = append(list, ui.Link{Href: "/log?client=" + p.Client.UID.String(), Text: v.words.T("client.log_contact")})
	}
	if p.May.Note && p.State.Started() {
		list = append(list, ui.Link{Href: base + "/placements/new", Text: v.words.T("client.note_job")})
	}
	return list
}

func clientFacts(v *visit, p app.ClientPage) []ui.Definition {
	t := v.words.T
	facts := []ui.Definition{}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	add("client.programme", p.Programme)
	addDay := func(term string, on casework.Day) {
		if !on.IsZero() {
			add(term, v.words.Day(on))
		}
	}
	addDay("client.referred_on", p.Episode.ReferredOn)
	add("client.referred_by", p.Names.CareTeams[p.Episode.ReferringUnitID])
	add("client.pathway", worded(v.words, "pathway.", p.Episode.Pathway))
	addDay("client.started_on", p.Episode.StartedOn)
	addDay("client.ended_on", p.Episode.EndedOn)
	if !p.May.Timeline {
		return facts
	}
	var incomes []string
	for _, i := range p.Client.Incomes {
		if i.Holds(p.Today) {
			incomes = append(incomes, t("income."+i.Kind))
		}
	}
	add("client.incomes", strings.Join(incomes, ", "))
	return facts
}

func phases(words *i18n.Printer, all []outcomes.Phase) []ui.Phase {
	list := make([]ui.Phase, len(all))
	for i, p := range all {
		list[i] = ui.Phase{Name: strconv.Itoa(i+1) + " " + words.T("phase."+string(p.Key)), State: ui.PhaseAhead, Word: words.T("phase.ahead")}
		if !p.From.IsZero() {
			list[i].Note = words.DayShort(p.From) + "–"
		}
		switch p.State {
		case outcomes.PhaseDone:
			list[i].State, list[i].Word = ui.PhaseDone, words.T("phase.done")
		case outcomes.PhaseNow:
			list[i].State, list[i].Word = ui.PhaseNow, words.T("phase.now")
			list[i].Note += " · " + words.T("phase.days", "n", p.Days)
		}
	}
	return list
}

// consentLines says what may be said and to whom, and the sentence agreed for
// employers, if there is one.
func consentLines(words *i18n.Printer, all casework.Consents, today casework.Day) (lines []ui.Permission, say string) {
	for _, kind := range casework.ConsentKinds {
		c, known := all.On(kind, today)
		line := ui.Permission{Allowed: known && c.Given, Word: words.T("consent.no")}
		switch {
		case !known:
			line.Text = words.T("consent.not_asked", "whom", words.T("consent.kind."+string(kind)))
		case kind == casework.ConsentEmployers:
			leave := all.EmployerLeave(today)
			line.Allowed = leave != casework.LeaveNone
			line.Text = words.T("consent.leave." + leaveWord(leave))
			if leave == casework.LeaveDirect {
				say = c.Scope
			}
		case c.Given && c.Scope != "":
			line.Text = words.T("consent.given_scope", "whom", words.T("consent.kind."+string(kind)), "scope", c.Scope)
		case c.Given:
			line.Text = words.T("consent.given", "whom", words.T("consent.kind."+string(kind)))
		default:
			line.Text = words.T("consent.refused", "whom", words.T("consent.kind."+string(kind)))
		}
		if line.Allowed {
			line.Word = words.T("consent.yes")
		}
		lines = append(lines, line)
	}
	return lines, say
}

func leaveWord(l casework.EmployerLeave) string {
	if l == casework.LeaveNone {
		return "none"
	}
	return string(l)
}

// event words one line of the timeline.
func event(words *i18n.Printer, p app.ClientPage, e app.Event) pages.EventView {
	t := words.T
	v := pages.EventView{Item: ui.TimelineItemProps{Kind: ui.EventNote, Day: words.Day(e.On), DateTime: e.On.String()}}
	mend := func(path string, uid casework.UID, withdrawn bool) {
		if withdrawn {
			v.Item.Withdrawn = t("problem.withdrawn")
		}
		if p.May.Note {
			v.Item.Action = ui.Link{Href: path + uid.String(), Text: t("client.open"), About: v.Item.What + " " + v.Item.Day}
		}
	}
	switch {
	case e.Contact != nil:
		c := e.Contact
		v.Item.Kind, v.Item.What = ui.EventEmployer, t("client.event_contact", "channel", lower(t("contact.channel."+string(c.Channel))))
		v.Lead, v.Text = p.Names.Employers[c.EmployerID], contactEvent(words, *c)
		mend("/contacts/", c.UID, c.Withdrawn)
	case e.Meeting != nil:
		m := e.Meeting
		v.Item.Kind, v.Item.What = ui.EventMeeting, meetingWhat(words, *m)
		v.Text = t("client.event_meeting", "kind", t("meeting.kind."+string(m.Kind)), "staff", words.Join(namesOf(p.Names.Staff, m.Staff)))
		if m.Withdrawn {
			v.Item.Withdrawn = t("problem.withdrawn")
		}
	case e.Placement != nil:
		j := e.Placement
		v.Item.Kind, v.Item.What = ui.EventJob, t("placement.kind."+string(j.Kind))
		v.Lead, v.Text = orDash(p.Names.Employers[j.EmployerID]), placementEvent(words, *j)
		mend("/placements/", j.UID, j.Withdrawn)
	case e.Ended != nil:
		v.Item.Kind, v.Item.What = ui.EventJob, t("placement.kind."+string(e.Ended.Kind))
		v.Lead, v.Text = orDash(p.Names.Employers[e.Ended.EmployerID]), t("client.event_ended")
	case e.Counselled != nil:
		v.Item.What = t("client.event_counselling")
		v.Text = t("client.event_counselled", "name", orDash(p.Names.Staff[e.Counselled.ByID]))
	case e.Episode != nil:
		v.Item.What = t("client.event_episode")
		v.Text = t("client.event_state." + string(e.State))
	}
	return v
}

func lower(s string) string { return strings.ToLower(s) }

func meetingWhat(words *i18n.Printer, m casework.Meeting) string {
	parts := []string{words.T("client.meeting"), lower(words.T("meeting.place." + string(m.Place)))}
	if m.Channel != casework.MeetingFaceToFace {
		parts[1] = lower(words.T("meeting.channel." + string(m.Channel)))
	}
	if m.Minutes > 0 {
		parts = append(parts, words.T("client.minutes", "n", m.Minutes))
	}
	return strings.Join(parts, ", ")
}

func contactEvent(words *i18n.Printer, c casework.EmployerContact) string {
	next := worded(words, "contact.next.", c.Next)
	if !c.ReturnOn.IsZero() {
		next += " " + words.DayShort(c.ReturnOn)
	}
	var parts []string
	for _, p := range []string{worded(words, "contact.reached.", c.Reached), strings.TrimSuffix(c.Learned, "."), next} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

func placementEvent(words *i18n.Printer, j casework.Placement) string {
	parts := []string{words.T("client.event_begins")}
	if j.HoursPerWeek != nil {
		parts = append(parts, words.T("placement.hours_value", "hours", words.Number(*j.HoursPerWeek)))
	}
	if j.Subsidy != nil {
		parts = append(parts, lower(words.T("subsidy."+string(j.Subsidy.Kind))))
	}
	return strings.Join(parts, " · ")
}

func (s *Server) handleLookers(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Lookers(r.Context(), v.actor, uid, int64(number(r.URL.Query().Get("before"))))
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.LookersView{Table: logTable(v.words, found.Entries)}
	if found.Named {
		view.Back = ui.Link{Href: "/clients/" + uid.String(), Text: found.Client.Name()}
		view.Sub = found.Client.Name()
	}
	if found.Before != 0 {
		view.Older = ui.Link{Href: r.URL.Path + "?before=" + strconv.FormatInt(found.Before, 10), Text: t("lookers.older")}
	}
	return s.render(w, r, http.StatusOK, pages.Lookers(s.frame(w, r, t("lookers.title")), view))
}

// logTable words entries of the log for people.
func logTable(words *i18n.Printer, entries []audit.Entry) ui.TableProps {
	t := words.T
	table := ui.TableProps{
		Label: t("lookers.title"), Narrow: ui.Stacks, Dense: true,
		Columns: []ui.Column{{Text: t("lookers.when")}, {Text: t("lookers.who")}, {Text: t("lookers.role")}, {Text: t("lookers.what")}, {Text: t("lookers.why")}},
	}
	for _, e := range entries {
		role, relation := "–", "–"
		if e.Role != "" {
			role = t(access.RoleKey(casework.Role(e.Role)))
		}
		if e.Relation != "" {
			relation = t(access.Relation(e.Relation).Key())
		}
		if e.Unit != "" {
			role += " · " + e.Unit
		}
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: words.Moment(e.At)}, {Text: e.Actor}, {Text: role}, {Text: deed(words, e)}, {Text: relation},
		})
	}
	return table
}

// deed says what an entry tells: what was done with what.
func deed(words *i18n.Printer, e audit.Entry) string {
	said := words.T("lookers.action."+string(e.Action)) + ": " + lower(words.T("lookers.kind."+e.Kind))
	if e.Result == audit.Refused {
		said += " (" + words.T("lookers.refused") + ")"
	}
	return said
}

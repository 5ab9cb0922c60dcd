package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
	"sijoita/problem"
)

const (
	pathGroups      = "/groups"
	pathGroupAgenda = "/groups/agenda"

	pathServiceNotes = "/service-notes/" // and the uid of one
	pathGroupActions = "/group-actions/"
)

// groupRoutes are the pages of how groups have met and of what they have to do.
// Their meetings are noted and shown with the notes of the service.
func (s *Server) groupRoutes() []route {
	action := pathGroupActions + "{" + groupActionSite.param + "}"
	return slices.Concat([]route{
		{"GET " + pathGroups, signedIn, s.handleGroups},
		{"GET " + pathGroupAgenda, signedIn, s.handleGroupAgenda},
		{"POST /service-notes/{note}/actions", signedIn, s.handleAgreeGroupAction},
		{"POST " + action + "/done", signedIn, s.handleTickGroupAction},
		{"POST " + action + "/drop", signedIn, s.handleDropGroupAction},
	}, recordRoutes(s, groupActionSite))
}

func backToGroups(v *visit, team casework.Team) ui.Link {
	return ui.Link{Href: pathGroups + "?team=" + team.UID.String(), Text: v.words.T("group.title")}
}

func (s *Server) handleGroups(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	q := r.URL.Query()
	found, err := s.App.Groups(r.Context(), v.actor, uidOf(q.Get("team")))
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.TeamGroups(s.frame(w, r, v.words.T("group.title")), groupsView(v, found, q.Get("by") == byMeeting)))
}

// byMeeting is what the address says when open actions are told by meeting.
const byMeeting = "meeting"

func groupsView(v *visit, g app.Groups, meetings bool) pages.TeamGroupsView {
	t := v.words.T
	here := pathGroups + "?team=" + g.Team.UID.String()
	back := here
	if meetings {
		back += "&by=" + byMeeting
	}
	view := pages.TeamGroupsView{Back: backToTeamwork(v, "#notes"), Sub: g.Team.Name, Rhythm: rhythmTable(v, g), None: len(g.Meetings) == 0,
		By: []ui.NavItem{{Link: ui.Link{Href: here, Text: t("group.by_municipality")}, Current: !meetings},
			{Link: ui.Link{Href: here + "&by=" + byMeeting, Text: t("group.by_meeting")}, Current: meetings}}}
	for _, team := range g.Teams {
		view.Tabs = append(view.Tabs, ui.NavItem{Link: ui.Link{Href: pathGroups + "?team=" + team.UID.String(), Text: team.Name}, Current: team.ID == g.Team.ID})
	}
	held := map[int64]casework.ServiceNote{}
	for _, n := range g.Meetings {
		held[n.ID] = n
		row := recordRow(v.words, serviceNoteSite, n, meetingName(v.words, n), n.Theme)
		if !g.MayNote {
			row.NameHref = ""
		}
		view.Meetings = append(view.Meetings, row)
	}
	list := groupActions{v: v, may: g.MayNote, names: g.Names, back: back + "#actions"}
	if meetings {
		list.place = true
		view.Open = list.grouped(g.Open, func(a casework.GroupAction) string { return meetingName(v.words, held[a.NoteID]) })
	} else {
		view.Open = list.byMunicipality(g.Open)
	}
	list.place = true
	view.Closed = list.views(g.Closed)
	return view
}

// meetingName is a meeting's group and day.
func meetingName(words *i18n.Printer, n casework.ServiceNote) string {
	return words.T("teamwork.service_kind."+string(n.Kind)) + " " + words.Day(n.On)
}

// rhythmTable tells how often each group has met, beside the practice.
func rhythmTable(v *visit, g app.Groups) ui.TableProps {
	t := v.words.T
	table := ui.TableProps{Label: t("group.rhythm"), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("group.group")}, {Text: t("group.last")},
		{Text: t("group.this_year"), Numeric: true}, {Text: t("group.practice")}, {Text: t("group.next_on")}, {Text: t("group.agenda")}}}
	if g.MayNote {
		table.Columns = append(table.Columns, ui.Column{Text: t("group.note")})
	}
	for _, r := range g.Rhythms {
		query := url.Values{"team": {g.Team.UID.String()}, "kind": {string(r.Kind)}}.Encode()
		name := t("teamwork.service_kind." + string(r.Kind))
		row := []ui.Cell{{Text: name}, {Text: ui.Nothing}, {Text: ui.Nothing}, {Text: practiceText(v.words, r.Practice)}, {Text: ui.Nothing},
			{Value: ui.TextLink(ui.Link{Href: pathGroupAgenda + "?" + query, Text: t("group.agenda"), About: name})}}
		if !r.Last.IsZero() {
			row[1].Text, row[2].Text = v.words.Day(r.Last), v.words.Int(r.ThisYear)
		}
		if r.Behind {
			row[1].Note = t("group.behind")
		}
		if !r.NextOn.IsZero() {
			row[4].Text = v.words.Day(r.NextOn)
		}
		if g.MayNote {
			row = append(row, ui.Cell{Value: ui.TextLink(ui.Link{Href: pathServiceNote + "?" + query, Text: t("group.note"), About: name})})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func practiceText(words *i18n.Printer, p outcomes.GroupPractice) string {
	switch {
	case !p.Known():
		return ui.Nothing
	case p.EveryMonths > 0:
		return words.T("group.every_months", "n", p.EveryMonths)
	case p.MostPerYear > 0:
		return words.T("group.per_year_range", "n", p.PerYear, "most", p.MostPerYear)
	}
	return words.T("group.per_year", "n", p.PerYear)
}

// groupActions words actions of groups.
type groupActions struct {
	v     *visit
	may   bool // tick and open them
	place bool // say where, too
	names app.Names
	back  string // the page that a tick returns to
}

func (g groupActions) views(actions []casework.GroupAction) []pages.GroupActionView {
	list := make([]pages.GroupActionView, len(actions))
	for i, a := range actions {
		list[i] = g.view(a)
	}
	return list
}

func (g groupActions) view(a casework.GroupAction) pages.GroupActionView {
	words, t := g.v.words, g.v.words.T
	var why []string
	if g.place {
		why = append(why, actionPlace(words, a))
	}
	why = append(why, cmp.Or(g.names.Staff[a.StaffID], a.Who, t("group.nobody")))
	view := pages.GroupActionView{Row: ui.RowProps{Name: a.What}, Done: !a.Open(), Back: g.back}
	switch {
	case view.Done:
		view.Row.Mark, view.Row.MarkText = ui.MarkDone, t("group.state."+string(a.State))
		why = append(why, lower(t("group.state."+string(a.State)))+" "+words.Day(a.ClosedOn), a.Outcome)
	case a.DueOn.IsZero():
		view.Row.Mark, view.Row.MarkText = ui.MarkNormal, t("group.state.open")
	default:
		view.Row.Mark, view.Row.MarkText = ui.MarkNormal, t("group.state.open")
		if a.Late(g.v.today) {
			view.Row.Mark, view.Row.MarkText = ui.MarkLate, t("today.late")
		}
		why = append(why, t("teamwork.by", "day", words.DayWeekday(a.DueOn)))
	}
	view.Row.Why = strings.Join(notEmpty(why...), " · ")
	if g.may {
		path := pathGroupActions + a.UID.String()
		view.Row.NameHref, view.Tick = path, path+"/done"
	}
	return view
}

// actionPlace says where an action is to be done.
func actionPlace(words *i18n.Printer, a casework.GroupAction) string {
	if a.Municipality == "" {
		return words.T("group.everywhere")
	}
	return words.Municipality(a.Municipality)
}

// grouped puts actions under headings, in the order in which the headings first
// come.
func (g groupActions) grouped(actions []casework.GroupAction, title func(casework.GroupAction) string) []pages.GroupActionsView {
	var all []pages.GroupActionsView
	for _, a := range actions {
		i := slices.IndexFunc(all, func(part pages.GroupActionsView) bool { return part.Title == title(a) })
		if i < 0 {
			i, all = len(all), append(all, pages.GroupActionsView{Title: title(a)})
		}
		all[i].Actions = append(all[i].Actions, g.view(a))
	}
	return all
}

// byMunicipality puts them under where they are to be done: the place with the
// most pressing one first.
func (g groupActions) byMunicipality(actions []casework.GroupAction) []pages.GroupActionsView {
	return g.grouped(casework.FirstLate(actions), func(a casework.GroupAction) string { return actionPlace(g.v.words, a) })
}

func (s *Server) handleGroupAgenda(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	q := r.URL.Query()
	found, err := s.App.GroupAgenda(r.Context(), v.actor, uidOf(q.Get("team")), casework.ServiceNoteKind(q.Get("kind")))
	if err != nil {
		return err
	}
	t, work := v.words.T, found.Work
	kind := work.Meeting.Kind
	query := url.Values{"team": {found.Team.UID.String()}, "kind": {string(kind)}}.Encode()
	title := t("group.agenda_of", "group", lower(t("teamwork.service_kind."+string(kind))))
	view := pages.GroupAgendaView{Back: backToGroups(v, found.Team), Title: title, Sub: found.Team.Name, None: work.Last == nil}
	if found.MayNote {
		view.Note = ui.Link{Href: pathServiceNote + "?" + query, Text: t("group.note_meeting")}
	}
	list := groupActions{v: v, may: found.MayNote, names: work.Names, back: pathGroupAgenda + "?" + query}
	view.Open = list.byMunicipality(work.Carried)
	list.place = true
	view.Closed = list.views(work.Closed)
	if last := work.Last; last != nil {
		if !last.NextOn.Before(v.today) {
			view.Sub = joined(v.words.DayWeekday(last.NextOn), view.Sub)
		}
		view.Texts = told([]ui.Definition{{Term: t("group.agenda_wishes"), Text: last.Wishes}, {Term: t("group.agenda_decisions", "day", v.words.Day(last.On)), Text: last.Decisions}})
	}
	return s.render(w, r, http.StatusOK, pages.GroupAgenda(s.frame(w, r, title), view))
}

// told leaves out what was not told.
func told(all []ui.Definition) []ui.Definition {
	return slices.DeleteFunc(all, func(d ui.Definition) bool { return d.Text == "" })
}

// showGroupForm shows the form of a group's meeting, from the last one on.
func (s *Server) showGroupForm(w http.ResponseWriter, r *http.Request, status int, offer app.RecordForm, form pages.RecordForm) error {
	v := visitOf(r)
	t, work := v.words.T, offer.Group
	kind := work.Meeting.Kind
	title := t("teamwork.service_kind." + string(kind))
	same := form.Values.Get("same") == "yes"
	form.Values.Del("same")
	offerGroup(v, offer, &form)
	view := pages.GroupNewView{Back: backToGroups(v, work.Team), Title: title, Sub: t("teamwork.service_about." + string(kind))}
	if last := work.Last; last != nil {
		query := url.Values{"team": {work.Team.UID.String()}, "kind": {string(kind)}, "same": {"yes"}}.Encode()
		view.Last = pages.GroupLastView{Title: t("group.last_time", "day", v.words.Day(last.On)), Wishes: last.Wishes,
			Open: ui.Link{Href: pathServiceNotes + last.UID.String(), Text: t("group.open_last")}}
		if len(last.Attendees) > 0 && !same {
			view.Last.Same = ui.Link{Href: pathServiceNote + "?" + query, Text: t("group.same_people")}
		}
		if form.Problem == nil {
			goOnFrom(form.Values, *last, same)
		}
	}
	view.Form = form
	return s.render(w, r, status, pages.GroupNew(s.frame(w, r, title), view))
}

// goOnFrom fills a new form with what the last meeting left: how and where the
// group meets, its wishes as the agenda, and who came when that was asked for.
func goOnFrom(values url.Values, last casework.ServiceNote, same bool) {
	values.Set("way", string(last.Way))
	values.Set("place", last.Place)
	values.Set("agenda", last.Wishes)
	if same {
		addAttendeeValues(values, last.Attendees)
	}
}

// offerGroup puts into a form what a group's meeting, or an action of it, offers.
func offerGroup(v *visit, offer app.RecordForm, form *pages.RecordForm) {
	work := offer.Group
	if work == nil {
		return
	}
	form.Group = &pages.GroupForm{Municipalities: municipalityGroups(v.words, work.Municipalities)}
	list := groupActions{v: v, place: true, names: work.Names}
	for _, a := range work.Carried {
		form.Group.Carried = append(form.Group.Carried, ui.Option{Value: a.UID.String(), Text: a.What, Note: list.view(a).Row.Why})
	}
	if work.Last != nil {
		for _, a := range work.Last.Attendees {
			if !slices.Contains(form.Group.Organisations, a.Organisation) {
				form.Group.Organisations = append(form.Group.Organisations, a.Organisation)
			}
		}
	}
}

// groupMeeting reads what the form of a group's meeting tells beside what every
// note of the service tells.
func (f *form) groupMeeting() casework.GroupMeeting {
	g := casework.GroupMeeting{
		Way: casework.GroupWay(f.text("way")), Place: f.text("place"), Theme: f.text("theme"), Cost: f.euros("cost"), Feedback: f.text("feedback"),
		Agenda: f.text("agenda"), Observations: f.text("observations"), Decisions: f.text("decisions"), Wishes: f.text("wishes"), NextOn: f.day("next_on"),
	}
	for i := 0; i < 2*casework.MostAttendees && f.r.PostForm.Has("attendee-"+strconv.Itoa(i)+"-organisation"); i++ {
		at := "attendee-" + strconv.Itoa(i) + "-"
		a := casework.Attendee{Organisation: f.text(at + "organisation"), Municipality: f.text(at + "municipality"), Role: f.text(at + "role")}
		if n := f.counted(at + "count"); n != nil {
			a.Count = *n
		}
		g.Attendees = append(g.Attendees, a)
	}
	for _, phase := range casework.Phases {
		if n := f.counted("phase-" + string(phase)); n != nil {
			g.Phases = append(g.Phases, casework.PhaseCount{Phase: phase, Count: *n})
		}
	}
	return g
}

// addGroupValues writes a meeting as its form would send it.
func addGroupValues(values url.Values, g casework.GroupMeeting, names app.Names) {
	for name, text := range map[string]string{"way": string(g.Way), "place": g.Place, "theme": g.Theme, "feedback": g.Feedback, "agenda": g.Agenda,
		"observations": g.Observations, "decisions": g.Decisions, "wishes": g.Wishes, "next_on": g.NextOn.String()} {
		values.Set(name, text)
	}
	if g.Cost != nil {
		values.Set("cost", strings.Replace(g.Cost.String(), ".", ",", 1))
	}
	values["led"] = staffUIDs(names, g.Led)
	for _, p := range g.Phases {
		values.Set("phase-"+string(p.Phase), strconv.Itoa(p.Count))
	}
	addAttendeeValues(values, g.Attendees)
}

func addAttendeeValues(values url.Values, attendees []casework.Attendee) {
	for i, a := range attendees {
		at := "attendee-" + strconv.Itoa(i) + "-"
		values.Set(at+"organisation", a.Organisation)
		values.Set(at+"municipality", a.Municipality)
		values.Set(at+"role", a.Role)
		values.Set(at+"count", strconv.Itoa(a.Count))
	}
}

// groupFacts are what is told of a group's meeting in a line or less.
func groupFacts(words *i18n.Printer, n casework.ServiceNote, names app.Names) []ui.Definition {
	t := words.T
	var how string
	if n.Way != "" {
		how = t("group.way." + string(n.Way))
	}
	facts := []ui.Definition{{Term: t("group.theme"), Text: n.Theme}, {Term: t("group.how_and_where"), Text: joined(how, n.Place)}}
	if n.Cost != nil {
		facts = append(facts, ui.Definition{Term: t("group.cost_label"), Text: words.Euro(*n.Cost)})
	}
	if !n.NextOn.IsZero() {
		facts = append(facts, ui.Definition{Term: t("group.next_on"), Text: words.DayWeekday(n.NextOn)})
	}
	return told(facts)
}

// ledNames names who of ours was there, and who of them led.
func ledNames(words *i18n.Printer, n casework.ServiceNote, names app.Names) []string {
	list := namesOf(names.Staff, n.Staff)
	for i, id := range n.Staff {
		if slices.Contains(n.Led, id) {
			list[i] = words.T("group.led_by", "name", list[i])
		}
	}
	return list
}

// minutesBeside puts a group's minutes onto its meeting's page. typed is the
// refused form of a new action, and p why it was refused; or nil.
func minutesBeside(typed url.Values, p *problem.Error) func(*Server, pages.Frame, *visit, app.RecordPage[casework.ServiceNote], *pages.RecordView) {
	return func(s *Server, f pages.Frame, v *visit, found app.RecordPage[casework.ServiceNote], view *pages.RecordView) {
		work := found.Form.Group
		if work == nil {
			return
		}
		t, n := v.words.T, found.Record
		list := groupActions{v: v, may: !n.Withdrawn, place: true, names: work.Names, back: pathServiceNotes + n.UID.String() + "#actions"}
		minutes := pages.MinutesView{
			Came: cameTable(v.words, n), Earlier: list.views(work.Carried), Agreed: list.views(work.Agreed), Asked: len(work.Agreed) == 0 || p != nil,
			Texts: told([]ui.Definition{{Term: t("group.agenda"), Text: n.Agenda}, {Term: t("group.observations"), Text: n.Observations},
				{Term: t("group.decisions"), Text: n.Decisions}, {Term: t("group.feedback"), Text: n.Feedback}, {Term: t("group.wishes"), Text: n.Wishes}}),
		}
		if !n.Withdrawn {
			form := pages.RecordForm{Action: pathServiceNotes + n.UID.String() + "/actions", People: peopleOptions(found.Form.People), Values: typed, Problem: p}
			offerGroup(v, found.Form, &form)
			if form.Values == nil {
				form.Values = url.Values{"uid": {s.App.IDs().String()}}
			}
			minutes.Add = &pages.GroupActionForm{RecordForm: form}
		}
		view.Beside = pages.Minutes(f, minutes)
	}
}

// cameTable tells who came to a meeting: by organisation, or of the peer group how
// many of each phase.
func cameTable(words *i18n.Printer, n casework.ServiceNote) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("group.attendees"), Narrow: ui.Stacks}
	if len(n.Phases) > 0 {
		table.Columns = []ui.Column{{Text: t("group.phase")}, {Text: t("group.count"), Numeric: true}}
		for _, p := range n.Phases {
			table.Rows = append(table.Rows, []ui.Cell{{Text: t("phase." + string(p.Phase))}, {Text: words.Int(p.Count)}})
		}
		return table
	}
	table.Columns = []ui.Column{{Text: t("group.organisation")}, {Text: t("group.municipality")}, {Text: t("group.role")}, {Text: t("group.count"), Numeric: true}}
	for _, a := range n.Attendees {
		row := []ui.Cell{{Text: a.Organisation}, {Text: ui.Nothing}, {Text: cmp.Or(a.Role, ui.Nothing)}, {Text: words.Int(a.Count)}}
		if a.Municipality != "" {
			row[1].Text = words.Municipality(a.Municipality)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (f *form) groupAction() app.GroupActionInput {
	return app.GroupActionInput{UID: f.uid("uid"), What: f.text("what"), Municipality: f.text("municipality"), Staff: f.uid("staff"), Who: f.text("who"),
		DueOn: f.day("due_on"), Outcome: f.text("outcome")}
}

// handleAgreeGroupAction takes the form of a new action on its meeting's page.
func (s *Server) handleAgreeGroupAction(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, serviceNoteSite.param)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	site := groupActionSite
	site.input = func(f *form) app.GroupActionInput {
		in := f.groupAction()
		in.Meeting = uid
		return in
	}
	return site.takeNew(s, w, r, f, pathServiceNotes+uid.String()+"#actions", func(p *problem.Error) error {
		meeting := serviceNoteSite
		meeting.beside = minutesBeside(r.PostForm, f.refusedMend("action", p).Problem)
		return meeting.show(s, w, r, http.StatusUnprocessableEntity, nil, nil, pages.MendForms{})
	})
}

func (s *Server) handleTickGroupAction(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, groupActionSite.param)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if _, err := s.App.TickGroupAction(r.Context(), visitOf(r).actor, uid, f.yes("done")); err != nil {
		return err
	}
	word := "done.group_action_open"
	if f.yes("done") {
		word = "done.group_action_done"
	}
	return s.done(w, r, localPath(cmp.Or(f.text("back"), pathGroupActions+uid.String())), word)
}

func (s *Server) handleDropGroupAction(w http.ResponseWriter, r *http.Request) error {
	return s.mend(w, r, kept{groupActionSite.param, pathGroupActions}, "done.group_action_dropped", func(f *form, which app.Correction) error {
		which.Reason = f.text("outcome")
		_, err := s.App.DropGroupAction(r.Context(), visitOf(r).actor, which)
		return err
	}, func(f *form, status int, p *problem.Error) error {
		site := groupActionSite
		site.beside = actionBeside(f.text("outcome"), f.refusedMend("drop", p).Problem)
		return site.show(s, w, r, status, nil, nil, pages.MendForms{})
	})
}

var groupActionSite = recordSite[casework.GroupAction, app.GroupActionInput]{
	param: "action", path: pathGroupActions, title: "group.action",
	noted: func(a *casework.GroupAction) *casework.Noted { return &a.Noted },
	input: (*form).groupAction,
	open:  (*app.App).GroupAction, note: (*app.App).AgreeGroupAction, correct: (*app.App).CorrectGroupAction, withdraw: (*app.App).WithdrawGroupAction,
	back: func(v *visit, p app.RecordPage[casework.GroupAction]) ui.Link {
		meeting := p.Form.Group.Meeting
		return ui.Link{Href: pathServiceNotes + meeting.UID.String() + "#actions", Text: meetingName(v.words, meeting)}
	},
	values: func(a casework.GroupAction, p app.RecordPage[casework.GroupAction]) url.Values {
		values := url.Values{"what": {a.What}, "municipality": {a.Municipality}, "who": {a.Who}, "due_on": {a.DueOn.String()}, "outcome": {a.Outcome}, "closed": {yesText(!a.Open())}}
		if a.StaffID != 0 {
			values["staff"] = staffUIDs(p.Names, []int64{a.StaffID})
		}
		return values
	},
	fields: pages.GroupActionFields,
	facts: func(words *i18n.Printer, a casework.GroupAction, names app.Names) []ui.Definition {
		t := words.T
		facts := []ui.Definition{{Term: t("group.what"), Text: a.What}, {Term: t("group.where"), Text: actionPlace(words, a)},
			{Term: t("group.who_does"), Text: cmp.Or(names.Staff[a.StaffID], a.Who)}}
		if !a.DueOn.IsZero() {
			facts = append(facts, ui.Definition{Term: t("group.due_on"), Text: words.DayWeekday(a.DueOn)})
		}
		state := t("group.state." + string(a.State))
		if !a.ClosedOn.IsZero() {
			state = joined(state, words.DayWeekday(a.ClosedOn))
		}
		return told(append(facts, ui.Definition{Term: t("group.state_label"), Text: state}, ui.Definition{Term: t("group.outcome"), Text: a.Outcome}))
	},
	text:  func(casework.GroupAction) string { return "" },
	offer: offerGroup, beside: actionBeside("", nil),
}

// actionBeside puts onto an action's page what may be done with it. dropped is
// the reason that was typed when it was refused to be dropped, and p why.
func actionBeside(dropped string, p *problem.Error) func(*Server, pages.Frame, *visit, app.RecordPage[casework.GroupAction], *pages.RecordView) {
	return func(_ *Server, f pages.Frame, v *visit, found app.RecordPage[casework.GroupAction], view *pages.RecordView) {
		a := found.Record
		if a.Withdrawn {
			return
		}
		path := pathGroupActions + a.UID.String()
		deeds := pages.GroupActionDeeds{Action: groupActions{v: v, may: true, back: path}.view(a), Dropped: dropped, Revision: strconv.Itoa(a.Revision), Problem: p}
		if a.Open() {
			deeds.Drop = path + "/drop"
		}
		view.Beside = pages.GroupActionDo(f, deeds)
	}
}

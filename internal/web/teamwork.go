package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
	"sijoita/problem"
)

const (
	pathTeamwork    = "/team/work"
	pathGuide       = "/team/supervision/new"
	pathServiceNote = "/team/notes/new"
	pathTraining    = "/team/training/new"
	pathWeek        = "/week"
)

// teamworkRoutes are the pages of what a team notes of itself.
func (s *Server) teamworkRoutes() []route {
	return slices.Concat([]route{
		{"GET " + pathTeamwork, signedIn, s.handleTeamwork},
		{"GET " + pathGuide, signedIn, s.handleSupervisionForm},
		{"POST " + pathGuide, signedIn, s.handleNoteSupervision},
		{"GET /care-teams/{care_team}/meeting", signedIn, s.handleCareTeamMeetingForm},
		{"POST /care-teams/{care_team}/meeting", signedIn, s.handleNoteCareTeamMeeting},
		{"GET " + pathServiceNote, signedIn, s.handleServiceNoteForm},
		{"POST " + pathServiceNote, signedIn, s.handleNoteService},
		{"GET " + pathTraining, signedIn, s.handleTrainingForm},
		{"POST " + pathTraining, signedIn, s.handleNoteTraining},
		{"GET " + pathWeek, signedIn, s.handleWeek},
		{"POST " + pathWeek, signedIn, s.handleConfirmWeek},
	}, recordRoutes(s, supervisionSite), recordRoutes(s, careTeamMeetingSite), recordRoutes(s, serviceNoteSite), recordRoutes(s, trainingSite), s.groupRoutes())
}

func backToTeamwork(v *visit, at string) ui.Link {
	return ui.Link{Href: pathTeamwork + at, Text: v.words.T("teamwork.title")}
}

func (s *Server) handleTeamwork(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.Teamwork(r.Context(), v.actor, uidOf(r.URL.Query().Get("team")))
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.Teamwork(s.frame(w, r, v.words.T("teamwork.title")), teamworkView(v, found)))
}

func teamworkView(v *visit, w app.Teamwork) pages.TeamworkView {
	t := v.words.T
	team := url.Values{"team": {w.Team.UID.String()}}
	view := pages.TeamworkView{
		Back:  ui.Link{Href: "/team?" + team.Encode(), Text: w.Team.Name},
		Title: t("teamwork.title"), Sub: w.Team.Name, Due: teamDueRows(v.words, v.actor.StaffID, w.Due, w.Names), Weeks: weeksTable(v.words, w), Unled: w.Unled,
	}
	for _, other := range w.Teams {
		view.Tabs = append(view.Tabs, ui.NavItem{Link: ui.Link{Href: pathTeamwork + "?team=" + other.UID.String(), Text: other.Name}, Current: other.ID == w.Team.ID})
	}
	if w.Guides {
		for _, kind := range casework.SupervisionKinds {
			view.Guide = append(view.Guide, ui.Link{Href: pathGuide + "?kind=" + string(kind) + "&" + team.Encode(), Text: t("teamwork.guidance_kind." + string(kind))})
		}
	}
	if w.MayNote {
		view.Note = ui.Link{Href: pathServiceNote + "?" + team.Encode(), Text: t("teamwork.note_service")}
		view.Groups = ui.Link{Href: pathGroups + "?" + team.Encode(), Text: t("group.title")}
		view.Needs = ui.Link{Href: pathNeeds + "?" + team.Encode(), Text: t("need.all")}
	}
	if w.OwnWork {
		view.Week = ui.Link{Href: pathWeek, Text: t("teamwork.week_own")}
	}
	if w.Guides || w.OwnWork {
		view.Train = ui.Link{Href: pathTraining, Text: t("teamwork.note_training")}
	}
	for _, g := range w.Supervision {
		why := joined(v.words.Join(namesOf(w.Names.Staff, g.Staff)), g.Text)
		row := recordRow(v.words, supervisionSite, g, t("teamwork.guidance_kind."+string(g.Kind))+" "+v.words.DayWeekday(g.On), why)
		if !w.Guides {
			row.NameHref = ""
		}
		view.Guidance = append(view.Guidance, row)
	}
	for _, n := range w.Notes {
		row := recordRow(v.words, serviceNoteSite, n, t("teamwork.service_kind."+string(n.Kind))+" "+v.words.DayWeekday(n.On), joined(n.With, n.Text))
		if !w.MayNote {
			row.NameHref = ""
		}
		view.Notes = append(view.Notes, row)
	}
	for _, one := range w.Trainings {
		view.Trainings = append(view.Trainings, recordRow(v.words, trainingSite, one, one.Name, joined(w.Names.Staff[one.StaffID], trainingDays(v.words, one))))
	}
	return view
}

// recordRow is the line of one record in a list: it leads to its page.
func recordRow[T, In any](words *i18n.Printer, k recordSite[T, In], record T, name, why string) ui.RowProps {
	noted := k.noted(&record)
	row := ui.RowProps{Name: name, NameHref: k.path + noted.UID.String(), Why: why}
	if noted.Withdrawn {
		row.Tag = ui.Tag(ui.TagLate, words.T("problem.withdrawn"))
	}
	return row
}

// trainingDays says when a training was done, and by when it is to be.
func trainingDays(words *i18n.Printer, t casework.Training) string {
	var said []string
	if !t.DoneOn.IsZero() {
		said = append(said, words.T("teamwork.training_done", "day", words.Day(t.DoneOn)))
	}
	switch {
	case t.DueOn.IsZero():
	case t.DoneOn.IsZero():
		said = append(said, words.T("teamwork.training_ahead", "day", words.Day(t.DueOn)))
	default:
		said = append(said, words.T("teamwork.training_renew", "day", words.Day(t.DueOn)))
	}
	return strings.Join(said, " · ")
}

// teamDueRows words what waits of the team's own work, each with where to note it.
func teamDueRows(words *i18n.Printer, self int64, list []outcomes.TeamDue, names app.Names) []ui.RowProps {
	t := words.T
	var rows []ui.RowProps
	for _, d := range list {
		row := ui.RowProps{Mark: ui.MarkSoon, MarkText: t("today.soon")}
		if d.Late {
			row.Mark, row.MarkText = ui.MarkLate, t("today.late")
		}
		who := words.Join(namesOf(names.Staff, d.Staff))
		row.Why = t("teamwork.by", "day", words.DayWeekday(d.On))
		if d.Kind == outcomes.DueWeek {
			row.Why = t("teamwork.week_days", "from", words.DayShort(d.Week.Monday()), "to", words.DayShort(d.On))
		}
		if len(d.Staff) > 0 && !slices.Equal(d.Staff, []int64{self}) {
			row.Why = joined(who, row.Why)
		}
		switch d.Kind {
		case outcomes.DueWeek:
			row.Name = t("teamwork.due_weeks", "n", d.N, "week", d.Week.Number())
			if d.Staff[0] == self {
				row.Action = ui.Link{Href: pathWeek + "?week=" + d.Week.String(), Text: t("teamwork.confirm"), About: row.Name}
			}
		case outcomes.DueGroupAction:
			row.Name = d.Action.What
			if d.Action.Who != "" {
				row.Why = joined(d.Action.Who, row.Why)
			}
			row.Action = ui.Link{Href: pathGroupActions + d.Action.UID.String(), Text: t("client.open"), About: row.Name}
		case outcomes.DueTraining:
			row.Name = d.Training.Name
			row.Action = ui.Link{Href: trainingSite.path + d.Training.UID.String(), Text: t("client.open"), About: row.Name}
		default:
			row.Name = t("teamwork.due." + string(d.Kind))
			row.Action = ui.Link{Href: pathGuide + "?kind=" + string(guidanceDue[d.Kind]), Text: t("nav.log"), About: row.Name}
		}
		rows = append(rows, row)
	}
	return rows
}

// guidanceDue is what guidance each rule waits for.
var guidanceDue = map[outcomes.TeamDueKind]casework.SupervisionKind{
	outcomes.DueLogReview: casework.ContactLogReview, outcomes.DueGroup: casework.GroupSupervision,
	outcomes.DueOutcomeReview: casework.OutcomeReview, outcomes.DueMentoring: casework.FieldMentoring,
}

// weeksTable tells which of the coaches' last weeks were confirmed.
func weeksTable(words *i18n.Printer, w app.Teamwork) ui.TableProps {
	table := ui.TableProps{Label: words.T("teamwork.weeks"), Narrow: ui.Stacks, Columns: []ui.Column{{Text: words.T("client.coach")}}}
	for n, c := range w.Weeks {
		row := []ui.Cell{{Text: c.Coach.Name}}
		for _, week := range c.Weeks {
			if n == 0 {
				table.Columns = append(table.Columns, ui.Column{Text: words.T("today.week", "week", week.Week.Number())})
			}
			row = append(row, weekCell(words, week.Worktime))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func weekCell(words *i18n.Printer, w *casework.Worktime) ui.Cell {
	switch {
	case w == nil:
		return ui.Cell{Value: ui.Tag(ui.TagSoon, words.T("teamwork.unconfirmed"))}
	case w.Hours == 0:
		return ui.Cell{Text: words.T("teamwork.away")}
	}
	return ui.Cell{Text: words.T("teamwork.hours_line", "hours", words.Number(w.Hours), "community", words.Number(w.Community))}
}

// handleSupervisionForm shows the agenda and the form of an occasion of guidance.
func (s *Server) handleSupervisionForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	kind := casework.SupervisionKind(q.Get("kind"))
	if !slices.Contains(casework.SupervisionKinds, kind) {
		kind = casework.ContactLogReview
	}
	return s.showSupervisionForm(w, r, http.StatusOK, url.Values{"uid": {s.App.IDs().String()}, "kind": {string(kind)}, "team": {q.Get("team")}, "employer": {q.Get("employer")},
		"on": {visitOf(r).today.String()}}, nil)
}

// showSupervisionForm shows it with the values; p is why the form was refused, or nil.
func (s *Server) showSupervisionForm(w http.ResponseWriter, r *http.Request, status int, values url.Values, p *problem.Error) error {
	v := visitOf(r)
	kind := casework.SupervisionKind(values.Get("kind"))
	offer, err := s.App.SupervisionForm(r.Context(), v.actor, uidOf(values.Get("team")), kind, uidOf(values.Get("employer")))
	if err != nil {
		return err
	}
	values.Set("team", offer.Team.UID.String())
	form := pages.RecordForm{Action: pathGuide, Values: values, People: peopleOptions(offer.People), Employers: employerOptions(offer.Employers, nil), Problem: p}
	if p == nil && !kind.OfOne() { // most come; who does not is taken off
		for _, person := range offer.People {
			values.Add("staff", person.UID.String())
		}
	}
	t := v.words.T
	title := t("teamwork.guidance_kind." + string(kind))
	view := pages.SupervisionNewView{Back: backToTeamwork(v, ""), Title: title, Sub: t("teamwork.guidance_about." + string(kind)), Form: form}
	for _, k := range casework.SupervisionKinds {
		query := url.Values{"kind": {string(k)}, "team": {offer.Team.UID.String()}, "employer": {values.Get("employer")}}
		item := ui.NavItem{Link: ui.Link{Href: pathGuide + "?" + query.Encode(), Text: t("teamwork.guidance_kind." + string(k))}, Current: k == kind}
		if item.Current { // first, where a phone shows it
			view.Kinds = append([]ui.NavItem{item}, view.Kinds...)
		} else {
			view.Kinds = append(view.Kinds, item)
		}
	}
	for _, line := range offer.Agenda {
		view.Agenda = append(view.Agenda, agendaView(v, line))
	}
	return s.render(w, r, status, pages.SupervisionNew(s.frame(w, r, title), view))
}

func agendaView(v *visit, line app.AgendaLine) pages.AgendaView {
	t, words := v.words.T, v.words
	last := line.Weeks[len(line.Weeks)-2].FaceToFace
	a := pages.AgendaView{Coach: line.Coach.Name, Figures: t("teamwork.agenda_line", "active", line.Active, "limit", line.Limit, "last", last,
		"target", casework.WeeklyTarget, "now", line.ThisWeek(), "mean", words.Decimal(line.Mean, 1))}
	for _, m := range line.Matters {
		a.Matters = append(a.Matters, matterRow(words, m))
	}
	return a
}

// matterRow words a matter of the agenda as Today does; it leads to the client.
func matterRow(words *i18n.Printer, m app.AgendaMatter) ui.RowProps {
	row := dueRow(words, app.Today{Clients: map[int64]casework.Client{m.ClientID: m.Client}}, m.Due)
	row.NameHref, row.Action = "/clients/"+m.Client.UID.String(), ui.Link{}
	return row
}

func (s *Server) handleNoteSupervision(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	return supervisionSite.takeNew(s, w, r, f, pathTeamwork+"?team="+f.uid("team").String(), func(p *problem.Error) error {
		return s.showSupervisionForm(w, r, http.StatusUnprocessableEntity, r.PostForm, p)
	})
}

func (s *Server) handleCareTeamMeetingForm(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	return s.showCareTeamMeetingForm(w, r, http.StatusOK, url.Values{"uid": {s.App.IDs().String()}, "on": {v.today.String()}, "there-" + v.actor.ID: {string(pages.ThereWhole)}}, nil)
}

func (s *Server) showCareTeamMeetingForm(w http.ResponseWriter, r *http.Request, status int, values url.Values, p *problem.Error) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.CareTeamMeetingForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	title := v.words.T("teamwork.care_team_meeting")
	view := pages.CareTeamMeetingNewView{
		Back: ui.Link{Href: "/care-teams/" + uid.String(), Text: found.CareTeam.Name}, Title: title, Agenda: careAgendaView(v, found.CareAgenda),
		Form: pages.RecordForm{Action: "/care-teams/" + uid.String() + "/meeting", Values: values, People: peopleOptions(found.Form.People), Problem: p},
	}
	return s.render(w, r, status, pages.CareTeamMeetingNew(s.frame(w, r, title), view))
}

// commonRow is one of the common clients on the agenda, as far as the actor may
// see: what was last done, and what comes next.
func commonRow(v *visit, c app.CareTeamClient) ui.RowProps {
	t := v.words.T
	row := ui.RowProps{Name: c.Client.Name(), NameHref: "/clients/" + c.Client.UID.String(), Why: c.Coach}
	switch {
	case c.Closed:
		row.Why = joined(row.Why, t("client.needs_consent"))
	case c.Job != nil:
		row.Why = joined(row.Why, job(v.words, c.Job, v.today))
	default:
		row.Why = joined(row.Why, t("client.last_meeting")+": "+ago(v, c.Last))
	}
	return row
}

func (s *Server) handleNoteCareTeamMeeting(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "care_team")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	site := careTeamMeetingSite
	site.input = func(f *form) app.CareTeamMeetingInput {
		in := careTeamMeetingSite.input(f)
		in.CareTeam = uid
		return in
	}
	return site.takeNew(s, w, r, f, "/care-teams/"+uid.String(), func(p *problem.Error) error {
		return s.showCareTeamMeetingForm(w, r, http.StatusUnprocessableEntity, r.PostForm, p)
	})
}

func (s *Server) handleServiceNoteForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	return s.showServiceNoteForm(w, r, http.StatusOK, url.Values{"uid": {s.App.IDs().String()}, "kind": {q.Get("kind")}, "team": {q.Get("team")},
		"on": {visitOf(r).today.String()}, "same": {q.Get("same")}}, nil)
}

// showServiceNoteForm shows the form of a kind, or the kinds to choose from.
func (s *Server) showServiceNoteForm(w http.ResponseWriter, r *http.Request, status int, values url.Values, p *problem.Error) error {
	v := visitOf(r)
	kind := casework.ServiceNoteKind(values.Get("kind"))
	offer, err := s.App.ServiceNoteForm(r.Context(), v.actor, uidOf(values.Get("team")), kind)
	if err != nil {
		return err
	}
	t := v.words.T
	if !slices.Contains(casework.ServiceNoteKinds, kind) {
		view := pages.ServiceKindsView{Back: backToTeamwork(v, "#notes")}
		for _, team := range offer.Teams {
			view.Tabs = append(view.Tabs, ui.NavItem{Link: ui.Link{Href: pathServiceNote + "?team=" + team.UID.String(), Text: team.Name}, Current: team.ID == offer.Team.ID})
		}
		for _, k := range casework.ServiceNoteKinds {
			to := pathServiceNote + "?" + url.Values{"kind": {string(k)}, "team": {offer.Team.UID.String()}}.Encode()
			name := t("teamwork.service_kind." + string(k))
			view.Kinds = append(view.Kinds, ui.RowProps{Name: name, NameHref: to, Why: t("teamwork.service_about." + string(k))})
		}
		return s.render(w, r, status, pages.ServiceKinds(s.frame(w, r, t("teamwork.note_service")), view))
	}
	values.Set("team", offer.Team.UID.String())
	title := t("teamwork.service_kind." + string(kind))
	f := s.frame(w, r, title)
	form := pages.RecordForm{Action: pathServiceNote, Values: values, People: peopleOptions(offer.People), Problem: p}
	if offer.Group != nil {
		return s.showGroupForm(w, r, status, offer, form)
	}
	return s.render(w, r, status, pages.RecordNew(f, pages.RecordNewView{
		Back: ui.Link{Href: pathServiceNote + "?team=" + offer.Team.UID.String(), Text: t("teamwork.note_service")}, Title: title, Sub: t("teamwork.service_about." + string(kind)),
		Fields: pages.ServiceNoteFields(f, form),
	}))
}

func (s *Server) handleNoteService(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	to := pathTeamwork + "?team=" + f.uid("team").String() + "#notes"
	if casework.ServiceNoteKind(f.text("kind")).IsGroup() { // on to what was agreed
		f.r.PostForm.Set("uid", s.orNew(f.uid("uid")))
		to = pathServiceNotes + f.text("uid") + "#actions"
	}
	return serviceNoteSite.takeNew(s, w, r, f, to, func(p *problem.Error) error {
		return s.showServiceNoteForm(w, r, http.StatusUnprocessableEntity, r.PostForm, p)
	})
}

func (s *Server) handleTrainingForm(w http.ResponseWriter, r *http.Request) error {
	return s.showTrainingForm(w, r, http.StatusOK, url.Values{"uid": {s.App.IDs().String()}}, nil)
}

func (s *Server) showTrainingForm(w http.ResponseWriter, r *http.Request, status int, values url.Values, p *problem.Error) error {
	v := visitOf(r)
	offer, err := s.App.TrainingForm(r.Context(), v.actor)
	if err != nil {
		return err
	}
	if len(offer.People) == 1 {
		values.Set("staff", offer.People[0].UID.String())
	}
	title := v.words.T("teamwork.note_training")
	f := s.frame(w, r, title)
	form := pages.RecordForm{Action: pathTraining, Values: values, People: peopleOptions(offer.People), Problem: p}
	return s.render(w, r, status, pages.RecordNew(f, pages.RecordNewView{Back: backToTeamwork(v, "#trainings"), Title: title, Fields: pages.TrainingFields(f, form)}))
}

func (s *Server) handleNoteTraining(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	return trainingSite.takeNew(s, w, r, f, pathTeamwork+"#trainings", func(p *problem.Error) error {
		return s.showTrainingForm(w, r, http.StatusUnprocessableEntity, r.PostForm, p)
	})
}

// mayGuide tells whether the person guides a team somewhere.
func mayGuide(v *visit) bool { return canReach(v, access.GuideTeam) }

// weekAsked reads the week of a page; none is 0.
func weekAsked(s string) (casework.Week, error) {
	if s == "" {
		return 0, nil
	}
	week, err := casework.ParseWeek(s)
	if err != nil {
		return 0, problem.New(problem.NotFound, "problem.not_found")
	}
	return week, nil
}

func (s *Server) handleWeek(w http.ResponseWriter, r *http.Request) error {
	week, err := weekAsked(r.URL.Query().Get("week"))
	if err != nil {
		return err
	}
	return s.showWeek(w, r, http.StatusOK, week, nil, nil)
}

// showWeek shows a week: as it was confirmed, else as it is proposed. typed is
// the refused form, or nil.
func (s *Server) showWeek(w http.ResponseWriter, r *http.Request, status int, week casework.Week, typed url.Values, p *problem.Error) error {
	v := visitOf(r)
	found, err := s.App.WorkWeek(r.Context(), v.actor, week)
	if err != nil {
		return err
	}
	words, t := v.words, v.words.T
	monday := found.Week.Monday()
	title := t("teamwork.week_title", "week", found.Week.Number())
	hours, other, community := found.Proposal.Hours, found.Proposal.Hours-found.Proposal.EmploymentServices, found.Proposal.Community
	view := pages.WorkWeekView{
		Back: backToTeamwork(v, "#weeks"), Title: title, Lines: weekLines(words, found.Proposal),
		State: t("teamwork.week_proposed", "from", words.DayShort(monday), "to", words.DayShort(monday.AddDays(6))),
		Form:  pages.RecordForm{Action: pathWeek, Save: t("teamwork.week_confirm"), Problem: p},
	}
	revision := "0"
	if c := found.Confirmed; c != nil {
		hours, other, community, revision = c.Hours, c.Hours-c.EmploymentServices, c.Community, strconv.Itoa(c.Revision)
		view.State = t("teamwork.week_confirmed", "from", words.DayShort(monday), "to", words.DayShort(monday.AddDays(6)))
		view.Form.Save = t("teamwork.week_correct")
	}
	view.Form.Values = url.Values{"week": {found.Week.String()}, "revision": {revision}, "hours": {words.Number(hours)}, "other": {words.Number(other)}, "community": {words.Number(community)}}
	if typed != nil {
		view.Form.Values = typed
	}
	if p != nil && p.Kind == problem.Conflict && found.Confirmed != nil {
		view.Form.Values.Set("revision", revision)
		view.Form.Present = []ui.Definition{{Term: t("teamwork.hours_worked"), Text: weekCell(words, found.Confirmed).Text}}
	}
	for _, state := range found.Recent {
		item := ui.NavItem{Link: ui.Link{Href: pathWeek + "?week=" + state.Week.String(), Text: t("today.week", "week", state.Week.Number())}, Current: state.Week == found.Week}
		if state.Worktime != nil {
			item.Text += " ✓"
		}
		view.Weeks = append(view.Weeks, item)
	}
	view.History = history(words, found.Revisions, found.Names, func(words *i18n.Printer, old casework.Worktime) string { return weekCell(words, &old).Text })
	return s.render(w, r, status, pages.WorkWeek(s.frame(w, r, title), view))
}

// weekLines tell the parts of a week that were noted.
func weekLines(words *i18n.Printer, p casework.WeekProposal) []ui.RowProps {
	rows := make([]ui.RowProps, len(p.Lines))
	for i, l := range p.Lines {
		rows[i] = ui.RowProps{Name: words.T("teamwork.week_part." + string(l.Part)), Why: words.T("teamwork.week_line", "n", l.N, "hours", words.Decimal(float64(l.Minutes)/60, 1))}
		if l.Outside() {
			rows[i].Tag = ui.Tag(ui.TagGood, words.T("teamwork.outside"))
		}
	}
	return rows
}

func (s *Server) handleConfirmWeek(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	week, err := weekAsked(f.text("week"))
	if err != nil {
		return err
	}
	in := app.WeekInput{Week: week, Revision: number(f.text("revision"))}
	if f.text("hours") == "" {
		f.fields.Add("hours", "teamwork.hours_missing")
	}
	for _, field := range []struct {
		name string
		to   *float64
	}{{"hours", &in.Hours}, {"community", &in.Community}, {"other", &in.Other}} {
		if n := f.decimal(field.name); n != nil {
			*field.to = *n
		}
	}
	if err = f.invalid(); err == nil {
		_, err = s.App.ConfirmWeek(r.Context(), visitOf(r).actor, in)
	}
	if p := problem.As(err); p != nil && week != 0 && (p.Kind == problem.Invalid || p.Kind == problem.Conflict) {
		return s.showWeek(w, r, statuses[p.Kind], week, r.PostForm, p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathTeamwork+"#weeks", "done.week_confirmed")
}

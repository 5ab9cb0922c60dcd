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
	"sijoita/problem"
)

// logTabs lead between the two things that are logged, for the client one came
// from.
func logTabs(words *i18n.Printer, meeting bool, client string) []ui.NavItem {
	query := ""
	if client != "" {
		query = "?client=" + client
	}
	return []ui.NavItem{
		{Link: ui.Link{Href: "/log/meeting" + query, Text: words.T("meeting.log_meeting")}, Current: meeting},
		{Link: ui.Link{Href: "/log" + query, Text: words.T("meeting.log_contact")}, Current: !meeting},
	}
}

// handleMeetingForm shows the form to note a meeting with what is likely
// already chosen, or asks first whom it was with.
func (s *Server) handleMeetingForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	offer, err := s.App.MeetingForm(r.Context(), visitOf(r).actor, uidOf(q.Get("client")), uidOf(q.Get("planned")))
	if err != nil {
		return err
	}
	if offer.Client == nil {
		f := s.frame(w, r, visitOf(r).words.T("meeting.title"))
		return s.render(w, r, http.StatusOK, pages.ChooseWhoMet(f, chooseMet(f.Words, offer)))
	}
	usual := offer.Usual
	m := pages.MeetingForm{
		Action: "/log/meeting", UID: s.App.IDs().String(),
		PlanForm: pages.PlanForm{On: offer.Today.String(), Manner: string(casework.MannerOf(usual.Place, usual.Channel)), Kind: string(usual.Kind)},
		Next:     pages.PlanForm{UID: s.App.IDs().String(), Manner: string(casework.MannerOf(usual.Place, usual.Channel))},
	}
	if p := offer.Planned; p != nil {
		m.Planned = p.UID.String()
		m.Manner, m.Kind, m.At = string(casework.MannerOf(p.Place, p.Channel)), string(p.Kind), string(p.At)
		m.ChosenPartners = partnersOf(offer.Partners, p.Staff)
		if !p.On.After(offer.Today) {
			m.On = p.On.String()
		}
	}
	for _, whose := range casework.TaskLists {
		for range pages.TasksOfList {
			m.Tasks = append(m.Tasks, pages.TaskFields{UID: s.App.IDs().String(), Whose: whose})
		}
	}
	return s.showMeetingForm(w, r, http.StatusOK, m, offer)
}

func (s *Server) showMeetingForm(w http.ResponseWriter, r *http.Request, status int, m pages.MeetingForm, offer app.MeetingForm) error {
	f := s.frame(w, r, visitOf(r).words.T("meeting.title"))
	m.Client, m.ClientName = offer.Client.UID.String(), offer.Client.Name()
	m.PlanForm.Partners = staffOptions(offer.Partners)
	for _, task := range offer.Open {
		m.Open = append(m.Open, ui.Option{Value: task.UID.String(), Text: task.Text, Note: f.T("task.whose_short." + string(task.Whose))})
	}
	if offer.Planned != nil {
		m.WasPlanned = f.T("meeting.was_planned", "when", when(f.Words, offer.Planned.On, offer.Planned.At))
	}
	return s.render(w, r, status, pages.LogMeeting(f, m, logTabs(f.Words, true, m.Client)))
}

func chooseMet(words *i18n.Printer, offer app.MeetingForm) pages.ChooseMet {
	v := pages.ChooseMet{Tabs: logTabs(words, true, ""), All: ui.Link{Href: "/clients?view=team", Text: words.T("meeting.somebody_else")}}
	for _, a := range offer.Waiting {
		row := appointmentRow(words, a, offer.Today)
		row.Action = ui.Link{Href: "/log/meeting?planned=" + a.Planned.UID.String(), Text: words.T("nav.log")}
		v.Waiting = append(v.Waiting, row)
	}
	for _, c := range offer.Clients {
		v.Clients = append(v.Clients, ui.Link{Href: "/log/meeting?client=" + c.UID.String(), Text: c.Name()})
	}
	return v
}

// appointmentRow is a planned meeting in a list: its time, whom it is with,
// where, and what for.
func appointmentRow(words *i18n.Printer, a app.Appointment, today casework.Day) ui.RowProps {
	p := a.Planned
	return ui.RowProps{
		Time: words.TimeOfDay(p.At), DateTime: string(p.At), Name: a.Client.Name(), NameHref: "/planned/" + p.UID.String(),
		Why: strings.Join(notEmpty(dayNear(words, p.On, today), whereText(words, p), words.T("meeting.kind."+string(p.Kind))), " · "),
	}
}

// dayNear names a day that people think of by its distance.
func dayNear(words *i18n.Printer, on, today casework.Day) string {
	return inDays(words, on.DaysSince(today), on)
}

func notEmpty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// when says a day and, when it is told, a time.
func when(words *i18n.Printer, on casework.Day, at casework.TimeOfDay) string {
	if at == "" {
		return words.DayWeekday(on)
	}
	return words.T("meeting.when", "day", words.DayWeekday(on), "time", words.TimeOfDay(at))
}

func mannerText(words *i18n.Printer, place casework.Place, channel casework.MeetingChannel) string {
	if place == "" && channel == casework.MeetingFaceToFace { // not to be told
		return ""
	}
	return pages.MannerText(pages.Frame{Words: words}, casework.MannerOf(place, channel))
}

// whereText says where a planned meeting is: the place by its name when it is
// told, else its manner.
func whereText(words *i18n.Printer, p casework.PlannedMeeting) string {
	if p.Where != "" && p.Channel == casework.MeetingFaceToFace {
		return p.Where
	}
	return strings.Join(notEmpty(mannerText(words, p.Place, p.Channel), p.Where), " · ")
}

func staffOptions(all []casework.Staff) []ui.Option {
	var list []ui.Option
	for _, p := range all {
		list = append(list, ui.Option{Value: p.UID.String(), Text: p.Name})
	}
	return list
}

// partnersOf lists the colleagues who are among the staff.
func partnersOf(all []casework.Staff, staff []int64) []string {
	var list []string
	for _, p := range all {
		if slices.Contains(staff, p.ID) {
			list = append(list, p.UID.String())
		}
	}
	return list
}

// timeOfDay reads a time; none is empty.
func (f *form) timeOfDay(name string) casework.TimeOfDay {
	s := f.text(name)
	if s == "" {
		return ""
	}
	at, ok := casework.ParseTimeOfDay(s)
	if !ok {
		f.fields.Add(name, "problem.time_unreadable")
	}
	return at
}

func (f *form) uids(name string) []casework.UID {
	var list []casework.UID
	for _, s := range f.texts(name) {
		if uid := uidOf(s); !uid.IsZero() {
			list = append(list, uid)
		}
	}
	return list
}

// plan reads when and how people meet, from fields whose names begin as told.
func (f *form) plan(prefix string) (pages.PlanForm, app.PlanInput) {
	p := pages.PlanForm{
		UID: f.text(prefix + "uid"), On: f.text(prefix + "on"), At: f.text(prefix + "at"), Manner: f.text(prefix + "manner"),
		Where: f.text(prefix + "where"), Kind: f.text("kind"), ChosenPartners: f.texts("partner"),
	}
	in := app.PlanInput{UID: f.uid(prefix + "uid"), Partners: f.uids("partner")}
	in.Plan = casework.MeetingPlan{On: f.day(prefix + "on"), At: f.timeOfDay(prefix + "at"), Where: p.Where, Kind: casework.MeetingKind(p.Kind)}
	in.Plan.Place, in.Plan.Channel = casework.Manner(p.Manner).Split()
	return p, in
}

func (f *form) meeting() (pages.MeetingForm, app.MeetingInput) {
	held, plan := f.plan("")
	m := pages.MeetingForm{
		UID: held.UID, Client: f.text("client"), Planned: f.text("planned"), PlanForm: held, Minutes: f.text("minutes"), Text: f.text("text"),
		Done: f.texts("done"), Revision: f.text("revision"), Reason: f.text("reason"),
		Seen: pages.SeenFields{Present: f.texts("present"), Topics: f.texts("topics"), Going: f.text("going"), CareTeamTold: f.yes("care_team_told")},
	}
	in := app.MeetingInput{UID: plan.UID, Client: f.uid("client"), Planned: f.uid("planned"), Partners: plan.Partners, Done: f.uids("done")}
	in.Note = casework.MeetingNote{
		On: plan.Plan.On, At: plan.Plan.At, Place: plan.Plan.Place, Channel: plan.Plan.Channel, Kind: plan.Plan.Kind, Minutes: f.whole("minutes"), Text: m.Text,
		Seen: casework.Seen{Present: chosen[casework.Attendant](m.Seen.Present), Topics: chosen[casework.SupportNeed](m.Seen.Topics),
			Going: casework.Going(m.Seen.Going), CareTeamTold: m.Seen.CareTeamTold},
	}
	for i, whose := range casework.TaskLists {
		for j := range pages.TasksOfList {
			name := "task-" + strconv.Itoa(i*pages.TasksOfList+j+1)
			m.Tasks = append(m.Tasks, pages.TaskFields{UID: f.text(name + "-uid"), Whose: whose, Text: f.text(name), Due: f.text(name + "-due")})
			in.Tasks = append(in.Tasks, app.TaskInput{UID: f.uid(name + "-uid"), Note: casework.TaskNote{Whose: whose, Text: f.text(name), DueOn: f.day(name + "-due")}})
		}
	}
	m.Next, in.Next = f.plan("next-")
	return m, in
}

// whole reads a whole number; none is 0.
func (f *form) whole(name string) int {
	s := f.text(name)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		f.fields.Add(name, "problem.number_unreadable")
	}
	return n
}

func (s *Server) handleLogMeeting(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	m, in := f.meeting()
	m.Action = "/log/meeting"
	m.UID, m.Next.UID = s.orNew(in.UID), s.orNew(in.Next.UID)
	for i := range m.Tasks {
		m.Tasks[i].UID = s.orNew(in.Tasks[i].UID)
	}
	actor := visitOf(r).actor
	if err = f.invalid(); err == nil {
		_, err = s.App.LogMeeting(r.Context(), actor, in)
	}
	p := problem.As(err)
	switch {
	case err == nil && in.Note.Going.ToTell() && !in.Note.CareTeamTold:
		return s.done(w, r, "/clients/"+m.Client+"/setback", "done.meeting_worry")
	case err == nil:
		return s.done(w, r, "/clients/"+m.Client, "done.meeting_logged")
	case p != nil && p.Key == app.NotedKey:
		r.SetPathValue("meeting", in.UID.String())
		m.Problem, m.Present = p, []ui.Definition{}
		return s.showMeeting(w, r, http.StatusConflict, &m, pages.MendForms{})
	case p == nil || p.Kind != problem.Invalid && p.Kind != problem.Conflict || wrongClient(p):
		return err
	}
	m.Problem = p
	offer, err := s.App.MeetingForm(r.Context(), actor, in.Client, in.Planned)
	if err != nil {
		return err
	}
	return s.showMeetingForm(w, r, statuses[p.Kind], m, offer)
}

// wrongClient tells that a form has no client to show it with.
func wrongClient(p *problem.Error) bool {
	return slices.ContainsFunc(p.Fields, func(f problem.Field) bool { return f.Name == "client" })
}

func (s *Server) handleMeeting(w http.ResponseWriter, r *http.Request) error {
	return s.showMeeting(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showMeeting shows one meeting. typed is the refused text of a correction, or
// nil; mend is what was refused of the other ways to mend it.
func (s *Server) showMeeting(w http.ResponseWriter, r *http.Request, status int, typed *pages.MeetingForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "meeting")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Meeting(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	form := meetingText(found)
	if typed != nil {
		form = *typed
	}
	form.Correct, form.Action = true, "/meetings/"+uid.String()
	form.Client, form.ClientName = found.Client.UID.String(), found.Client.Name()
	form.PlanForm.Partners = staffOptions(found.Partners)
	if form.Revision == "" || typed != nil && typed.Present != nil {
		form.Revision = strconv.Itoa(found.Meeting.Revision)
	}
	if typed != nil && typed.Present != nil {
		form.Present = append(meetingFacts(v.words, found), ui.Definition{Term: v.words.T("meeting.text"), Text: found.Meeting.Text})
	}
	f := s.frame(w, r, v.words.T("meeting.page_title"))
	if typed != nil {
		return s.render(w, r, status, pages.LogMeeting(f, form, nil))
	}
	mend.Path, mend.Revision, mend.Nobody = form.Action, strconv.Itoa(found.Meeting.Revision), v.words.T("problem.choose_client")
	mend.MoveTo = clientOptions(found.MoveTo)
	page := pages.MeetingPage{
		Withdrawn: found.Meeting.Withdrawn, Facts: meetingFacts(v.words, found), Text: found.Meeting.Text, Form: form, Mend: mend,
		Tasks: tasksView(v.words, found.Tasks, !found.Meeting.Withdrawn, form.Action), Back: backFromNote(v.words, &found.Client),
		History: history(v.words, found.Revisions, found.Names, meetingLine),
	}
	return s.render(w, r, status, pages.Meeting(f, page))
}

func clientOptions(all []casework.Client) []ui.Option {
	list := make([]ui.Option, len(all))
	for i, c := range all {
		list[i] = ui.Option{Value: c.UID.String(), Text: c.Name()}
	}
	return list
}

// meetingText is the meeting as the form shows it.
func meetingText(p app.MeetingPage) pages.MeetingForm {
	m := p.Meeting
	form := pages.MeetingForm{
		UID: m.UID.String(), Text: m.Text,
		PlanForm: pages.PlanForm{On: m.On.String(), At: string(m.At), Manner: string(casework.MannerOf(m.Place, m.Channel)), Kind: string(m.Kind),
			ChosenPartners: partnersOf(p.Partners, m.Staff)},
	}
	form.Seen = pages.SeenFields{Present: wordsOf(m.Present), Topics: wordsOf(m.Topics), Going: string(m.Going), CareTeamTold: m.CareTeamTold}
	if m.Minutes > 0 {
		form.Minutes = strconv.Itoa(m.Minutes)
	}
	return form
}

func meetingFacts(words *i18n.Printer, p app.MeetingPage) []ui.Definition {
	m := p.Meeting
	facts := []ui.Definition{
		{Term: words.T("client.name"), Text: p.Client.Name()},
		{Term: words.T("contact.on"), Text: when(words, m.On, m.At)},
		{Term: words.T("meeting.kind"), Text: meetingKind(words, m)},
		{Term: words.T("meeting.manner"), Text: mannerText(words, m.Place, m.Channel)},
		{Term: words.T("meeting.by"), Text: words.Join(namesOf(p.Names.Staff, m.Staff))},
	}
	if m.Minutes > 0 {
		facts = append(facts, ui.Definition{Term: words.T("meeting.length"), Text: words.T("client.minutes", "n", m.Minutes)})
	}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: words.T(term), Text: text})
		}
	}
	add("meeting.present", upper(words.Join(wordedAll(words, "suitability.present.", m.Present))))
	add("meeting.topics", upper(words.Join(wordedAll(words, "support.need.", m.Topics))))
	add("meeting.going", worded(words, "meeting.going.", m.Going))
	if m.CareTeamTold {
		add("meeting.care_team_told", yesNo(words, &m.CareTeamTold))
	}
	return facts
}

// meetingKind names what a meeting was for; a three-way one by who was there.
func meetingKind(words *i18n.Printer, m casework.Meeting) string {
	if round := m.Round(); round != "" {
		return words.T("meeting.round." + string(round))
	}
	return words.T("meeting.kind." + string(m.Kind))
}

// meetingLine tells an earlier text of a meeting.
func meetingLine(words *i18n.Printer, m casework.Meeting) string {
	parts := notEmpty(when(words, m.On, m.At), meetingKind(words, m), mannerText(words, m.Place, m.Channel), m.Text,
		words.Join(wordedAll(words, "suitability.present.", m.Present)), words.Join(wordedAll(words, "support.need.", m.Topics)), worded(words, "meeting.going.", m.Going))
	if m.Minutes > 0 {
		parts = append(parts, words.T("client.minutes", "n", m.Minutes))
	}
	return strings.Join(parts, " · ")
}

var keptMeeting = kept{"meeting", "/meetings/"}

func (s *Server) handleCorrectMeeting(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptMeeting, "done.corrected", (*form).meeting, s.App.CorrectMeeting, func(status int, typed pages.MeetingForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Present = p, known
		return s.showMeeting(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawMeeting(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptMeeting, s.App.WithdrawMeeting, func(status int, mend pages.MendForms) error {
		return s.showMeeting(w, r, status, nil, mend)
	})
}

func (s *Server) handleMoveMeeting(w http.ResponseWriter, r *http.Request) error {
	return move(s, w, r, keptMeeting, s.App.MoveMeeting, func(status int, mend pages.MendForms) error {
		return s.showMeeting(w, r, status, nil, mend)
	})
}

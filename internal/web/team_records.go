package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// recordSite is how one kind of what a team notes of itself is noted, and how
// its page is asked for, on which it is corrected and withdrawn. T is the record
// and In what its form sends.
type recordSite[T, In any] struct {
	param    string // of the path
	path     string // before the uid
	title    string // message of its page; empty: see named
	input    func(*form) In
	noted    func(*T) *casework.Noted
	open     func(*app.App, context.Context, access.Actor, casework.UID) (app.RecordPage[T], error)
	note     func(*app.App, context.Context, access.Actor, In) (T, error)
	correct  func(*app.App, context.Context, access.Actor, app.Correction, In) (T, error)
	withdraw func(*app.App, context.Context, access.Actor, app.Correction) (T, error)
	back     func(*visit, app.RecordPage[T]) ui.Link
	values   func(T, app.RecordPage[T]) url.Values // as the form would send them
	fields   func(pages.Frame, pages.RecordForm) templ.Component
	facts    func(*i18n.Printer, T, app.Names) []ui.Definition
	text     func(T) string

	// What a kind has besides; nil: nothing. named gives one record's page a title
	// and a line under it, offer puts into the form what only that kind offers, and
	// beside onto the page what only that kind shows.
	named  func(*visit, app.RecordPage[T]) (title, sub string)
	offer  func(*visit, app.RecordForm, *pages.RecordForm)
	beside func(*Server, pages.Frame, *visit, app.RecordPage[T], *pages.RecordView)
}

// recordRoutes are the page of one record and the forms on it.
func recordRoutes[T, In any](s *Server, k recordSite[T, In]) []route {
	at := k.path + "{" + k.param + "}"
	return []route{
		{"GET " + at, signedIn, func(w http.ResponseWriter, r *http.Request) error {
			return k.show(s, w, r, http.StatusOK, nil, nil, pages.MendForms{})
		}},
		{"POST " + at, signedIn, func(w http.ResponseWriter, r *http.Request) error { return k.take(s, w, r) }},
		{"POST " + at + "/withdraw", signedIn, func(w http.ResponseWriter, r *http.Request) error { return k.strike(s, w, r) }},
	}
}

// show shows one record. typed is the refused form to correct it, or nil, and p
// why it was refused; mend is what was refused of the form to withdraw it.
func (k recordSite[T, In]) show(s *Server, w http.ResponseWriter, r *http.Request, status int, typed *form, p *problem.Error, mend pages.MendForms) error {
	uid, err := pathUID(r, k.param)
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := k.open(s.App, r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	noted := k.noted(&found.Record)
	facts := k.facts(v.words, found.Record, found.Names)
	form := pages.RecordForm{Action: k.path + uid.String(), Correct: true, Values: k.values(found.Record, found), Problem: p,
		People: peopleOptions(found.Form.People), Employers: employerOptions(found.Form.Employers, nil)}
	form.Values.Set("revision", strconv.Itoa(noted.Revision))
	if k.offer != nil {
		k.offer(v, found.Form, &form)
	}
	if typed != nil {
		revision := form.Values.Get("revision")
		form.Values = typed.r.PostForm
		if p.Kind == problem.Conflict { // what stands now is shown beside what was typed
			form.Present = append(facts, ui.Definition{Term: v.words.T("teamwork.what"), Text: k.text(found.Record)})
			form.Values.Set("revision", revision)
		}
	}
	mend.Path, mend.Revision = form.Action, strconv.Itoa(noted.Revision)
	title, sub := k.titleOf(v, found)
	f := s.frame(w, r, title)
	if name := found.Names.Staff[noted.RecordedBy]; name != "" {
		facts = append(facts, ui.Definition{Term: v.words.T("meeting.note_by"), Text: name})
	}
	view := pages.RecordView{
		Back: k.back(v, found), Title: title, Sub: sub, Withdrawn: noted.Withdrawn, Facts: facts, Text: k.text(found.Record),
		Fields: k.fields(f, form), Open: typed != nil, Mend: mend,
		History: changes(v.words, history(v.words, found.Revisions, found.Names, func(words *i18n.Printer, old T) string {
			return k.line(words, old, found.Names)
		})),
	}
	if k.beside != nil {
		k.beside(s, f, v, found, &view)
	}
	return s.render(w, r, status, pages.Record(f, view))
}

// titleOf gives the title of a record's page and the line under it.
func (k recordSite[T, In]) titleOf(v *visit, found app.RecordPage[T]) (title, sub string) {
	if k.named != nil {
		return k.named(v, found)
	}
	return v.words.T(k.title), ""
}

// line tells an earlier text of a record.
func (k recordSite[T, In]) line(words *i18n.Printer, old T, names app.Names) string {
	var parts []string
	for _, fact := range k.facts(words, old, names) {
		parts = append(parts, fact.Text)
	}
	if text := k.text(old); text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// take takes the form that corrects a record.
func (k recordSite[T, In]) take(s *Server, w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, k.param)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := k.input(f)
	if err = f.invalid(); err == nil {
		_, err = k.correct(s.App, r.Context(), visitOf(r).actor, f.correction(uid), in)
	}
	if p := refusalOf(err); p != nil {
		return k.show(s, w, r, statuses[p.Kind], f, p, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, k.path+uid.String(), "done.corrected")
}

// strike takes the form that withdraws a record.
func (k recordSite[T, In]) strike(s *Server, w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, k.param)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	_, err = k.withdraw(s.App, r.Context(), visitOf(r).actor, f.correction(uid))
	if p := refusalOf(err); p != nil {
		return k.show(s, w, r, statuses[p.Kind], nil, nil, f.refusedMend("withdraw", p))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, k.path+uid.String(), "done.withdrawn")
}

// takeNew takes the form that notes a new record and leads to where it is
// listed; again shows the form with what was refused.
func (k recordSite[T, In]) takeNew(s *Server, w http.ResponseWriter, r *http.Request, f *form, to string, again func(*problem.Error) error) error {
	f.r.PostForm.Set("uid", s.orNew(f.uid("uid")))
	in := k.input(f)
	err := f.invalid()
	if err == nil {
		_, err = k.note(s.App, r.Context(), visitOf(r).actor, in)
	}
	p := problem.As(err)
	switch {
	case err == nil:
		return s.done(w, r, to, "done.teamwork")
	case p != nil && p.Key == app.NotedKey:
		r.SetPathValue(k.param, f.text("uid"))
		return k.show(s, w, r, http.StatusConflict, f, p, pages.MendForms{})
	case mistakes(err) != nil:
		return again(p)
	}
	return err
}

func peopleOptions(people []casework.Staff) []ui.Option {
	list := make([]ui.Option, len(people))
	for i, s := range people {
		list[i] = ui.Option{Value: s.UID.String(), Text: s.Name}
	}
	return list
}

// counted reads a whole number that may be left out: none is nil.
func (f *form) counted(name string) *int {
	if f.text(name) == "" {
		return nil
	}
	n := f.whole(name)
	return &n
}

// staffUIDs writes people as their form does.
func staffUIDs(names app.Names, staff []int64) []string {
	list := make([]string, len(staff))
	for i, id := range staff {
		list[i] = names.StaffUIDs[id].String()
	}
	return list
}

func wholeText(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func yesText(so bool) string {
	if so {
		return "yes"
	}
	return ""
}

var supervisionSite = recordSite[casework.Supervision, app.SupervisionInput]{
	param: "supervision", path: "/supervision/", title: "teamwork.guidance",
	noted: func(s *casework.Supervision) *casework.Noted { return &s.Noted },
	input: func(f *form) app.SupervisionInput {
		return app.SupervisionInput{UID: f.uid("uid"), Team: f.uid("team"), On: f.day("on"), Kind: casework.SupervisionKind(f.text("kind")), Staff: f.uids("staff"),
			Text: f.text("text"), Practise: f.text("practise"), Employer: f.uid("employer")}
	},
	open: (*app.App).Supervision, note: (*app.App).NoteSupervision, correct: (*app.App).CorrectSupervision, withdraw: (*app.App).WithdrawSupervision,
	back: func(v *visit, _ app.RecordPage[casework.Supervision]) ui.Link { return backToTeamwork(v, "") },
	values: func(s casework.Supervision, p app.RecordPage[casework.Supervision]) url.Values {
		v := url.Values{"kind": {string(s.Kind)}, "on": {s.On.String()}, "staff": staffUIDs(p.Names, s.Staff), "text": {s.Text}, "practise": {s.Practise}}
		if i := slices.IndexFunc(p.Form.Employers, func(e casework.Employer) bool { return e.ID == s.EmployerID }); i >= 0 {
			v.Set("employer", p.Form.Employers[i].UID.String())
		}
		return v
	},
	fields: pages.SupervisionFields,
	facts: func(words *i18n.Printer, s casework.Supervision, names app.Names) []ui.Definition {
		facts := []ui.Definition{
			{Term: words.T("teamwork.kind"), Text: words.T("teamwork.guidance_kind." + string(s.Kind))},
			{Term: words.T("contact.on"), Text: words.DayWeekday(s.On)},
			{Term: words.T("teamwork.who.guidance"), Text: words.Join(namesOf(names.Staff, s.Staff))},
		}
		if s.Practise != "" {
			facts = append(facts, ui.Definition{Term: words.T("teamwork.practise"), Text: s.Practise})
		}
		return facts
	},
	text: func(s casework.Supervision) string { return s.Text },
}

var careTeamMeetingSite = recordSite[casework.CareTeamMeeting, app.CareTeamMeetingInput]{
	param: "meeting", path: "/care-team-meetings/", title: "teamwork.care_team_meeting",
	noted: func(m *casework.CareTeamMeeting) *casework.Noted { return &m.Noted },
	input: func(f *form) app.CareTeamMeetingInput {
		in := app.CareTeamMeetingInput{UID: f.uid("uid"), On: f.day("on"), Discussed: f.counted("discussed"), Proposed: f.counted("proposed"), Text: f.text("text")}
		for _, uid := range f.uids("person") {
			switch pages.There(f.text("there-" + uid.String())) {
			case pages.TherePart:
				in.InPart = append(in.InPart, uid)
				in.Attended = append(in.Attended, uid)
			case pages.ThereWhole:
				in.Attended = append(in.Attended, uid)
			}
		}
		return in
	},
	open: (*app.App).CareTeamMeeting, note: (*app.App).NoteCareTeamMeeting, correct: (*app.App).CorrectCareTeamMeeting, withdraw: (*app.App).WithdrawCareTeamMeeting,
	back: func(_ *visit, p app.RecordPage[casework.CareTeamMeeting]) ui.Link {
		return ui.Link{Href: "/care-teams/" + p.Form.CareTeam.UID.String(), Text: p.Form.CareTeam.Name}
	},
	values: func(m casework.CareTeamMeeting, p app.RecordPage[casework.CareTeamMeeting]) url.Values {
		v := url.Values{"on": {m.On.String()}, "discussed": {wholeText(m.Discussed)}, "proposed": {wholeText(m.Proposed)}, "text": {m.Text}}
		for _, id := range m.Attended {
			there := pages.ThereWhole
			if slices.Contains(m.InPart, id) {
				there = pages.TherePart
			}
			v.Set("there-"+p.Names.StaffUIDs[id].String(), string(there))
		}
		return v
	},
	fields: pages.CareTeamMeetingFields,
	facts: func(words *i18n.Printer, m casework.CareTeamMeeting, names app.Names) []ui.Definition {
		facts := []ui.Definition{
			{Term: words.T("contact.on"), Text: words.DayWeekday(m.On)},
			{Term: words.T("teamwork.who.guidance"), Text: attendance(words, m, names)},
		}
		for _, n := range []struct {
			term string
			n    *int
		}{{"teamwork.discussed", m.Discussed}, {"teamwork.proposed", m.Proposed}} {
			if n.n != nil {
				facts = append(facts, ui.Definition{Term: words.T(n.term), Text: words.Int(*n.n)})
			}
		}
		return facts
	},
	text: func(m casework.CareTeamMeeting) string { return m.Text },
}

// attendance names who of ours was at a care team's meeting, and who of them for
// a part.
func attendance(words *i18n.Printer, m casework.CareTeamMeeting, names app.Names) string {
	if len(m.Attended) == 0 {
		return words.T("teamwork.nobody_there")
	}
	list := namesOf(names.Staff, m.Attended)
	for i, id := range m.Attended {
		if slices.Contains(m.InPart, id) {
			list[i] = words.T("teamwork.in_part", "name", list[i])
		}
	}
	return words.Join(list)
}

var serviceNoteSite = recordSite[casework.ServiceNote, app.ServiceNoteInput]{
	param: "note", path: pathServiceNotes,
	noted: func(n *casework.ServiceNote) *casework.Noted { return &n.Noted },
	input: func(f *form) app.ServiceNoteInput {
		return app.ServiceNoteInput{UID: f.uid("uid"), Team: f.uid("team"), On: f.day("on"), Kind: casework.ServiceNoteKind(f.text("kind")), Staff: f.uids("staff"),
			With: f.text("with"), Executive: f.yes("executive"), Present: f.counted("present"), Text: f.text("text"),
			Group: f.groupMeeting(), Led: f.uids("led"), Done: f.uids("found_done")}
	},
	open: (*app.App).ServiceNote, note: (*app.App).NoteService, correct: (*app.App).CorrectServiceNote, withdraw: (*app.App).WithdrawServiceNote,
	back: func(v *visit, p app.RecordPage[casework.ServiceNote]) ui.Link {
		if p.Form.Group != nil {
			return backToGroups(v, p.Form.Group.Team)
		}
		return backToTeamwork(v, "#notes")
	},
	values: func(n casework.ServiceNote, p app.RecordPage[casework.ServiceNote]) url.Values {
		values := url.Values{"kind": {string(n.Kind)}, "on": {n.On.String()}, "staff": staffUIDs(p.Names, n.Staff), "with": {n.With},
			"executive": {yesText(n.Executive)}, "present": {wholeText(n.Present)}, "text": {n.Text}}
		addGroupValues(values, n.GroupMeeting, p.Names)
		return values
	},
	fields: pages.ServiceNoteFields,
	facts: func(words *i18n.Printer, n casework.ServiceNote, names app.Names) []ui.Definition {
		facts := []ui.Definition{
			{Term: words.T("teamwork.kind"), Text: words.T("teamwork.service_kind." + string(n.Kind))},
			{Term: words.T("contact.on"), Text: words.DayWeekday(n.On)},
		}
		facts = append(facts, groupFacts(words, n, names)...)
		if n.With != "" {
			facts = append(facts, ui.Definition{Term: words.T("teamwork.with.any"), Text: n.With})
		}
		if n.Executive {
			facts = append(facts, ui.Definition{Term: words.T("teamwork.leaders"), Text: words.T("teamwork.executive." + string(n.Kind))})
		}
		if came := n.Came(); came != nil {
			facts = append(facts, ui.Definition{Term: words.T("teamwork.present"), Text: words.Int(*came)})
		}
		if len(n.Staff) > 0 {
			facts = append(facts, ui.Definition{Term: words.T("teamwork.who.service"), Text: words.Join(ledNames(words, n, names))})
		}
		return facts
	},
	text: func(n casework.ServiceNote) string { return n.Text },

	named: func(v *visit, p app.RecordPage[casework.ServiceNote]) (title, sub string) {
		if p.Form.Group == nil {
			return v.words.T("teamwork.note"), ""
		}
		return v.words.T("teamwork.service_kind." + string(p.Record.Kind)), joined(v.words.Day(p.Record.On), p.Form.Group.Team.Name)
	},
	offer: offerGroup, beside: minutesBeside(nil, nil),
}

var trainingSite = recordSite[casework.Training, app.TrainingInput]{
	param: "training", path: "/trainings/", title: "teamwork.training",
	noted: func(t *casework.Training) *casework.Noted { return &t.Noted },
	input: func(f *form) app.TrainingInput {
		return app.TrainingInput{UID: f.uid("uid"), Staff: f.uid("staff"), Kind: casework.TrainingKind(f.text("kind")), Name: f.text("name"), DoneOn: f.day("done_on"), DueOn: f.day("due_on")}
	},
	open: (*app.App).Training, note: (*app.App).NoteTraining, correct: (*app.App).CorrectTraining, withdraw: (*app.App).WithdrawTraining,
	back: func(v *visit, _ app.RecordPage[casework.Training]) ui.Link { return backToTeamwork(v, "#trainings") },
	values: func(t casework.Training, p app.RecordPage[casework.Training]) url.Values {
		v := url.Values{"kind": {string(t.Kind)}, "name": {t.Name}, "done_on": {t.DoneOn.String()}, "due_on": {t.DueOn.String()}}
		for _, s := range p.Form.People {
			v.Set("staff", s.UID.String())
		}
		return v
	},
	fields: pages.TrainingFields,
	facts: func(words *i18n.Printer, t casework.Training, names app.Names) []ui.Definition {
		facts := []ui.Definition{
			{Term: words.T("teamwork.whose_training"), Text: names.Staff[t.StaffID]},
			{Term: words.T("teamwork.kind"), Text: words.T("teamwork.training_kind." + string(t.Kind))},
			{Term: words.T("teamwork.training"), Text: t.Name},
		}
		for _, d := range []struct {
			term string
			on   casework.Day
		}{{"teamwork.done_on", t.DoneOn}, {"teamwork.due_on", t.DueOn}} {
			if !d.on.IsZero() {
				facts = append(facts, ui.Definition{Term: words.T(d.term), Text: words.Day(d.on)})
			}
		}
		return facts
	},
	text: func(casework.Training) string { return "" },
}

package web

import (
	"net/http"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// tasksView puts tasks on their lists. Those who may change them tick and open
// them; back is the page that a tick returns to.
func tasksView(words *i18n.Printer, all []casework.Task, may bool, back string) pages.TasksView {
	var v pages.TasksView
	for _, task := range all {
		if task.Withdrawn {
			continue
		}
		view := taskView(words, task, may, back)
		if task.Whose == casework.CoachsTask {
			v.Coach = append(v.Coach, view)
		} else {
			v.Client = append(v.Client, view)
		}
	}
	return v
}

func taskView(words *i18n.Printer, task casework.Task, may bool, back string) pages.TaskView {
	v := pages.TaskView{Row: ui.RowProps{Name: task.Text}, Done: !task.DoneOn.IsZero(), Back: back}
	switch {
	case v.Done:
		v.Row.Mark, v.Row.MarkText, v.Row.Why = ui.MarkDone, words.T("task.done"), words.T("task.done_on", "day", words.DayShort(task.DoneOn))
	case !task.DueOn.IsZero():
		v.Row.Why = words.T("task.by", "day", words.DayWeekday(task.DueOn))
	}
	if may {
		path := "/tasks/" + task.UID.String()
		v.Row.NameHref, v.Tick = path, path+"/done"
	}
	return v
}

// aheadView is what comes next with a client.
func aheadView(words *i18n.Printer, p app.ClientPage) pages.AheadView {
	page := "/clients/" + p.Client.UID.String()
	v := pages.AheadView{Tasks: tasksView(words, p.Tasks, p.May.Note, page)}
	for _, m := range p.Planned {
		row := ui.RowProps{
			Name: when(words, m.On, m.At), Mark: ui.MarkNormal, MarkText: words.T("meeting.state.ahead"),
			Why: strings.Join(notEmpty(whereText(words, m), words.T("meeting.kind."+string(m.Kind))), " · "),
		}
		if m.On.Before(p.Today) {
			row.Mark, row.MarkText = ui.MarkLate, words.T("meeting.state.passed")
		}
		if p.May.Note {
			row.NameHref = "/planned/" + m.UID.String()
		}
		if p.May.Note && !m.On.After(p.Today) {
			row.Action = ui.Link{Href: "/log/meeting?planned=" + m.UID.String(), Text: words.T("nav.log")}
		}
		v.Meetings = append(v.Meetings, row)
	}
	if p.May.Note {
		v.Plan = ui.Link{Href: page + "/meetings/new", Text: words.T("meeting.plan")}
		v.Add = ui.Link{Href: page + "/tasks/new", Text: words.T("task.add")}
		v.List = ui.Link{Href: page + "/tasks", Text: words.T("task.list_link")}
	}
	return v
}

func (f *form) task() (pages.TaskForm, app.TaskInput) {
	t := pages.TaskForm{UID: f.text("uid"), Whose: f.text("whose"), Text: f.text("text"), Due: f.text("due_on")}
	return t, app.TaskInput{UID: f.uid("uid"), Note: casework.TaskNote{Whose: casework.Whose(t.Whose), Text: t.Text, DueOn: f.day("due_on")}}
}

// handleTaskForm shows the form to add a task between meetings.
func (s *Server) handleTaskForm(w http.ResponseWriter, r *http.Request) error {
	return s.showTaskForm(w, r, http.StatusOK, pages.TaskForm{UID: s.App.IDs().String(), Whose: string(casework.CoachsTask)})
}

func (s *Server) showTaskForm(w http.ResponseWriter, r *http.Request, status int, t pages.TaskForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	offer, err := s.App.MeetingForm(r.Context(), visitOf(r).actor, uid, casework.UID{})
	if err != nil {
		return err
	}
	t.Action = "/clients/" + uid.String() + "/tasks/new"
	f := s.frame(w, r, visitOf(r).words.T("task.add_title"))
	return s.render(w, r, status, pages.AddTask(f, backFromNote(f.Words, offer.Client), t))
}

func (s *Server) handleAgreeTask(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	t, in := f.task()
	in.Client, t.UID = uid, s.orNew(in.UID)
	if err = f.invalid(); err == nil {
		_, err = s.App.AgreeTask(r.Context(), visitOf(r).actor, in)
	}
	p := problem.As(err)
	switch {
	case err == nil:
		return s.done(w, r, "/clients/"+uid.String(), "done.task_added")
	case p != nil && p.Key == app.NotedKey:
		http.Redirect(w, r, "/tasks/"+in.UID.String(), http.StatusSeeOther)
		return nil
	case mistakes(err) != nil:
		t.Problem = p
		return s.showTaskForm(w, r, http.StatusUnprocessableEntity, t)
	}
	return err
}

func (s *Server) handleTask(w http.ResponseWriter, r *http.Request) error {
	return s.showTask(w, r, http.StatusOK, nil)
}

// showTask shows one task; typed is a refused change, or nil.
func (s *Server) showTask(w http.ResponseWriter, r *http.Request, status int, typed *pages.TaskForm) error {
	uid, err := pathUID(r, "task")
	if err != nil {
		return err
	}
	v := visitOf(r)
	t := v.words.T
	found, err := s.App.Task(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	task := found.Task
	form := pages.TaskForm{UID: uid.String(), Whose: string(task.Whose), Text: task.Text, Due: task.DueOn.String()}
	if typed != nil {
		form = *typed
	}
	form.Action, form.Revision = "/tasks/"+uid.String(), strconv.Itoa(task.Revision)
	if form.Present != nil || !task.Open() {
		form.Present = taskFacts(v.words, task)
	}
	page := pages.TaskPage{
		Back: backFromNote(v.words, &found.Client), Tag: ui.TagInfo, State: t("task.open"), Open: task.Open(), Form: form,
		Tick:    taskView(v.words, task, !task.Withdrawn, form.Action),
		History: changes(v.words, history(v.words, found.Revisions, found.Names, taskLine)),
	}
	switch {
	case task.Withdrawn:
		page.Tag, page.State = ui.TagPlain, t("task.dropped")
	case !task.Open():
		page.Tag, page.State = ui.TagGood, t("task.done")
	}
	return s.render(w, r, status, pages.Task(s.frame(w, r, t("task.page_title")), page))
}

func taskFacts(words *i18n.Printer, task casework.Task) []ui.Definition {
	facts := []ui.Definition{
		{Term: words.T("task.whose"), Text: words.T("task.whose." + string(task.Whose))},
		{Term: words.T("task.text"), Text: task.Text},
	}
	if !task.DueOn.IsZero() {
		facts = append(facts, ui.Definition{Term: words.T("task.due_on"), Text: words.Day(task.DueOn)})
	}
	return facts
}

// taskLine tells an earlier text of a task.
func taskLine(words *i18n.Printer, task casework.Task) string {
	parts := []string{words.T("task.whose." + string(task.Whose)), task.Text}
	if !task.DueOn.IsZero() {
		parts = append(parts, words.T("task.by", "day", words.DayShort(task.DueOn)))
	}
	return strings.Join(parts, " · ")
}

func (s *Server) handleChangeTask(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "task")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	t, in := f.task()
	var client casework.Client
	if err = f.invalid(); err == nil {
		client, err = s.App.ChangeTask(r.Context(), visitOf(r).actor, f.correction(uid), in.Note)
	}
	if p := refusalOf(err); p != nil {
		t.Problem = p
		if p.Kind == problem.Conflict {
			t.Present = []ui.Definition{}
		}
		return s.showTask(w, r, statuses[p.Kind], &t)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.UID.String(), "done.task_changed")
}

// handleTickTask notes a task done, or not done after all, and goes back to the
// page where it was ticked.
func (s *Server) handleTickTask(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "task")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	client, err := s.App.TickTask(r.Context(), visitOf(r).actor, uid, f.yes("done"))
	if err != nil {
		return err
	}
	back := f.text("back")
	if back == "" {
		back = "/clients/" + client.UID.String()
	}
	word := "done.task_undone"
	if f.yes("done") {
		word = "done.task_done"
	}
	return s.done(w, r, localPath(back), word)
}

func (s *Server) handleDropTask(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "task")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	client, err := s.App.DropTask(r.Context(), visitOf(r).actor, f.correction(uid))
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.UID.String(), "done.task_dropped")
}

// handleClientsList shows what the client takes along, in the client's own
// language where it is one of ours.
func (s *Server) handleClientsList(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ClientsList(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	f := s.frame(w, r, v.words.T("task.list_title"))
	return s.render(w, r, http.StatusOK, pages.ClientsList(f, clientsList(v.words, found)))
}

func clientsList(words *i18n.Printer, found app.ClientsList) pages.ClientsListView {
	lang, _ := i18n.ParseLang(found.Client.Language)
	own := i18n.For(lang)
	v := pages.ClientsListView{Back: backFromNote(words, &found.Client), Words: pages.Frame{Words: own}}
	message := []string{own.T("task.message_hello")}
	for _, task := range found.Tasks {
		line := task.Text
		if !task.DueOn.IsZero() {
			line += " (" + own.T("task.by", "day", own.DayWeekday(task.DueOn)) + ")"
		}
		v.Tasks = append(v.Tasks, line)
	}
	if len(v.Tasks) > 0 {
		message = append(message, own.T("task.message_tasks"), "– "+strings.Join(v.Tasks, "\n– "))
	}
	if p := found.Next; p != nil {
		v.Next = strings.Join(notEmpty(when(own, p.On, p.At), whereText(own, *p)), " · ")
		message = append(message, own.T("task.message_next", "when", v.Next))
	}
	if found.Coach != "" {
		v.Coach = own.T("task.list_coach", "name", found.Coach)
	}
	v.Message = strings.Join(message, "\n")
	v.Number = found.Client.Dial()
	return v
}

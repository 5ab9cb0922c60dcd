package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleRecordTexts(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.RecordTexts(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	page := "/clients/" + uid.String()
	view := pages.RecordTextsView{Back: ui.Link{Href: page, Text: found.Client.Name()}}
	if found.Note {
		view.New = ui.Link{Href: page + "/record/new", Text: v.words.T("record.new")}
	}
	for _, text := range found.Texts {
		row := ui.RowProps{Name: periodText(v.words, text.From, text.To), Why: v.words.T("record.register."+string(text.Register)) + " · " + receiptText(v.words, text, found.Names), Tag: recordTag(v.words, text)}
		if found.Note {
			row.NameHref = "/record-texts/" + text.UID.String()
		}
		view.Texts = append(view.Texts, row)
	}
	return s.render(w, r, http.StatusOK, pages.RecordTexts(s.frame(w, r, v.words.T("record.title")), view))
}

func periodText(words *i18n.Printer, from, to casework.Day) string {
	return words.Day(from) + "–" + words.Day(to)
}

// receiptText says when a text was carried and by whom, or when it was written.
func receiptText(words *i18n.Printer, r casework.RecordText, names app.Names) string {
	switch {
	case r.CarriedOn.IsZero() && names.Staff[r.RecordedBy] == "":
		return words.T("record.written_on", "on", words.Day(r.On))
	case r.CarriedOn.IsZero():
		return words.T("record.written", "on", words.Day(r.On), "name", names.Staff[r.RecordedBy])
	case r.CarriedAt == "":
		return words.T("record.receipt_unknown", "on", words.Day(r.CarriedOn), "name", orDash(names.Staff[r.CarriedBy]))
	}
	return words.T("record.receipt", "on", words.Day(r.CarriedOn), "at", words.TimeOfDay(r.CarriedAt), "name", orDash(names.Staff[r.CarriedBy]))
}

func recordTag(words *i18n.Printer, r casework.RecordText) templ.Component {
	switch {
	case r.Withdrawn:
		return ui.Tag(ui.TagPlain, words.T("problem.withdrawn"))
	case r.Waits():
		return ui.Tag(ui.TagSoon, words.T("record.waits"))
	}
	return ui.Tag(ui.TagGood, words.T("record.carried"))
}

func (s *Server) handleRecordForm(w http.ResponseWriter, r *http.Request) error {
	return s.showRecordForm(w, r, http.StatusOK, nil)
}

// showRecordForm puts the text together from the records of the days that the
// address names; typed is a refused text.
func (s *Server) showRecordForm(w http.ResponseWriter, r *http.Request, status int, typed *pages.RecordTextForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	form, in := pages.RecordTextForm{}, app.RecordPeriod{Client: uid}
	if typed == nil {
		form, in = recordPeriod(r, uid)
	}
	page := "/clients/" + uid.String()
	found, err := s.App.RecordMatter(r.Context(), v.actor, in)
	if p := mistakes(err); p != nil { // the days are not a period: they are asked again
		form.Problem, status = p, http.StatusUnprocessableEntity
		found, err = s.App.RecordMatter(r.Context(), v.actor, app.RecordPeriod{Client: uid})
	} else if typed == nil && err == nil {
		form = pages.RecordTextForm{From: found.From.String(), To: found.To.String(), Register: string(found.Register)}
	}
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	view := pages.NewRecordTextView{Back: ui.Link{Href: page + "/record", Text: v.words.T("record.title")}, Gather: page + "/record/new"}
	switch {
	case typed != nil:
		form = *typed
	case form.Problem != nil:
		view.Form = form
		return s.render(w, r, status, pages.NewRecordText(s.frame(w, r, v.words.T("record.make_title")), view))
	default:
		form.UID, form.Text = s.App.IDs().String(), recordSentences(v.words, found)
	}
	if register := casework.Register(form.Register); !found.Consents.Allows(register.Consent(), found.Today) && slices.Contains(casework.Registers, register) {
		view.Closed, view.Leave = v.words.T("record.no_leave."+form.Register), ui.Link{Href: page + "/consents", Text: v.words.T("plan.ask_leave")}
	}
	form.Action = page + "/record/new"
	view.Form = form
	return s.render(w, r, status, pages.NewRecordText(s.frame(w, r, v.words.T("record.make_title")), view))
}

// recordPeriod reads from an address of which days a text is to tell, and for
// which register. What is no day is asked again.
func recordPeriod(r *http.Request, client casework.UID) (pages.RecordTextForm, app.RecordPeriod) {
	query := r.URL.Query()
	form := pages.RecordTextForm{From: query.Get("from"), To: query.Get("to"), Register: query.Get("register")}
	in := app.RecordPeriod{Client: client, Register: casework.Register(form.Register)}
	in.From, _ = casework.ParseDay(form.From)
	in.To, _ = casework.ParseDay(form.To)
	return form, in
}

// recordSentences writes what the records of a period hold in plain sentences, a
// line each. Employers and partners are not named.
func recordSentences(words *i18n.Printer, m app.RecordMatter) string {
	t := words.T
	lines := []string{t("record.line_head", "from", words.Day(m.From), "to", words.Day(m.To))}
	add := func(key string, args ...any) { lines = append(lines, t(key, args...)) }
	switch e := m.Episode; e.StateOn(m.To) {
	case casework.Queue:
		add("record.line_state.queue")
	case casework.Active:
		add("record.line_state.active", "on", words.Day(e.StartedOn))
	case casework.Paused:
		add("record.line_state.paused")
	case casework.Ended:
		add("record.line_state.ended", "on", words.Day(e.EndedOn))
	}
	if m.Coach != "" {
		add("record.line_coach", "name", m.Coach)
	}
	if len(m.Meetings) == 0 {
		add("record.line_no_meetings")
	} else {
		add("record.line_meetings", "n", len(m.Meetings))
	}
	for _, met := range m.Meetings {
		add("record.line_meeting", "on", words.Day(met.On), "kind", lower(meetingKind(words, met)), "how", lower(mannerText(words, met.Place, met.Channel)))
	}
	if m.Plan != nil {
		add("record.line_goal", "text", inLine(m.Plan.Goal))
	}
	if m.Contacts > 0 {
		add("record.line_contacts", "n", m.Contacts)
	}
	for _, p := range m.Placements {
		lines = append(lines, placementSentences(words, p, m.From, m.To)...)
	}
	for _, c := range m.Counselled {
		add("record.line_counselled", "on", words.Day(c.On))
	}
	for _, c := range m.Setbacks {
		add("record.line_setback", "on", words.Day(c.On), "text", inLine(c.Text))
	}
	if len(m.Partners) > 0 {
		add("record.line_partners", "who", words.Join(wordedAll(words, "profile.party.", m.Partners)))
	}
	if m.Ahead.ID != 0 {
		add("record.line_next", "on", words.Day(m.Ahead.On))
	}
	return strings.Join(lines, "\n")
}

// placementSentences tell of a placement that it began, and in the period that
// it ended.
func placementSentences(words *i18n.Printer, p casework.Placement, from, to casework.Day) []string {
	kind := words.T("placement.kind." + string(p.Kind))
	began := words.T("record.line_placement", "kind", kind, "on", words.Day(p.StartsOn))
	if p.HoursPerWeek != nil {
		began = words.T("record.line_placement_hours", "kind", kind, "on", words.Day(p.StartsOn), "hours", words.Number(*p.HoursPerWeek))
	}
	lines := []string{began}
	if !p.EndsOn.IsZero() && !p.EndsOn.After(to) && !p.EndsOn.Before(from) {
		lines = append(lines, words.T("record.line_placement_ended", "kind", kind, "on", words.Day(p.EndsOn)))
	}
	return lines
}

func (f *form) recordText() (pages.RecordTextForm, casework.RecordNote) {
	p := pages.RecordTextForm{
		UID: f.text("uid"), From: f.text("from"), To: f.text("to"), Register: f.text("register"), Text: f.text("text"), Revision: f.text("revision"),
	}
	return p, casework.RecordNote{From: f.day("from"), To: f.day("to"), Register: casework.Register(p.Register), Text: p.Text}
}

func (s *Server) handleWriteRecordText(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, note := f.recordText()
	p.UID = s.orNew(f.uid("uid"))
	err = f.taken(func() error {
		_, err := s.App.WriteRecordText(r.Context(), visitOf(r).actor, app.RecordTextInput{UID: uidOf(p.UID), Client: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	switch {
	case err == nil:
		return s.done(w, r, "/record-texts/"+p.UID, "done.record_saved")
	case refusal != nil && refusal.Key == app.NotedKey:
		r.SetPathValue("text", p.UID)
		p.Problem, p.Known = refusal, []ui.Definition{}
		return s.showRecordText(w, r, http.StatusConflict, &p, nil, pages.MendForms{})
	case refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict):
		p.Problem = refusal
		return s.showRecordForm(w, r, statuses[refusal.Kind], &p)
	}
	return err
}

func (s *Server) handleRecordText(w http.ResponseWriter, r *http.Request) error {
	return s.showRecordText(w, r, http.StatusOK, nil, nil, pages.MendForms{})
}

// showRecordText shows one text. typed is a refused wording, or nil; p what was
// refused of carrying it; mend what was refused of withdrawing it.
func (s *Server) showRecordText(w http.ResponseWriter, r *http.Request, status int, typed *pages.RecordTextForm, p *problem.Error, mend pages.MendForms) error {
	uid, err := pathUID(r, "text")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.RecordText(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	text, path := found.Text, "/record-texts/"+uid.String()
	client := "/clients/" + found.Client.UID.String()
	page := pages.RecordTextPage{
		Back: ui.Link{Href: client + "/record", Text: v.words.T("record.title")}, Withdrawn: text.Withdrawn, Tag: recordTag(v.words, text),
		Text: text.Text, Revision: strconv.Itoa(text.Revision), Problem: p, Mend: mend,
		Facts: []ui.Definition{
			{Term: v.words.T("client.name"), Text: found.Client.Name()}, {Term: v.words.T("record.period"), Text: periodText(v.words, text.From, text.To)},
			{Term: v.words.T("record.register"), Text: v.words.T("record.register." + string(text.Register))},
		},
		History: history(v.words, found.Revisions, found.Names, recordLine),
	}
	if name := found.Names.Staff[text.RecordedBy]; name != "" {
		page.Facts = append(page.Facts, ui.Definition{Term: v.words.T("meeting.note_by"), Text: name})
	}
	page.Mend.Path, page.Mend.Revision = path, page.Revision
	switch {
	case !text.CarriedOn.IsZero():
		page.Receipt = receiptText(v.words, text, found.Names)
	case text.Waits() && found.Leave:
		page.Carry = path + "/carry"
	case text.Waits():
		page.Closed, page.Leave = v.words.T("record.no_leave."+string(text.Register)), ui.Link{Href: client + "/consents", Text: v.words.T("plan.ask_leave")}
	}
	form := pages.RecordTextForm{UID: uid.String(), From: text.From.String(), To: text.To.String(), Register: string(text.Register), Text: text.Text, Revision: page.Revision}
	if typed != nil {
		form = *typed
		if form.Known != nil {
			form.Revision, form.Known = page.Revision, append(page.Facts, ui.Definition{Term: v.words.T("record.text"), Text: text.Text})
		}
		if len(form.Problem.Fields) == 0 && form.Known == nil {
			page.Problem = form.Problem
		}
	}
	if page.Carry != "" || typed != nil {
		form.Edit, form.Action = true, path
		page.Form = form
	}
	return s.render(w, r, status, pages.RecordText(s.frame(w, r, v.words.T("record.one_title")), page))
}

// recordLine tells an earlier wording of a text.
func recordLine(words *i18n.Printer, r casework.RecordText) string {
	return periodText(words, r.From, r.To) + " · " + r.Text
}

func (s *Server) handleEditRecordText(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "text")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, note := f.recordText()
	err = f.taken(func() error {
		_, err := s.App.EditRecordText(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(p.Revision)}, note)
		return err
	})
	if refusal := refusalOf(err); refusal != nil {
		if p.Problem = refusal; refusal.Key == "problem.stale" {
			p.Known = []ui.Definition{}
		}
		return s.showRecordText(w, r, statuses[refusal.Kind], &p, nil, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/record-texts/"+uid.String(), "done.record_saved")
}

func (s *Server) handleCarryRecordText(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "text")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	_, err = s.App.CarryRecordText(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))})
	if p := inTheWay(err); p != nil {
		return s.showRecordText(w, r, http.StatusConflict, nil, p, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/record-texts/"+uid.String(), "done.record_carried")
}

var keptRecordText = kept{"text", "/record-texts/"}

func (s *Server) handleWithdrawRecordText(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptRecordText, s.App.WithdrawRecordText, func(status int, mend pages.MendForms) error {
		return s.showRecordText(w, r, status, nil, nil, mend)
	})
}

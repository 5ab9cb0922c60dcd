package web

import (
	"net/http"
	"strconv"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleSetbackForm(w http.ResponseWriter, r *http.Request) error {
	return s.showSetbackForm(w, r, http.StatusOK, pages.SetbackForm{UID: s.App.IDs().String(), On: visitOf(r).today.String()})
}

// showSetbackForm shows the form to tell the care team; form is as it was typed.
func (s *Server) showSetbackForm(w http.ResponseWriter, r *http.Request, status int, form pages.SetbackForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.SetbackForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	page := "/clients/" + uid.String()
	form.Action = page + "/setback"
	view := pages.NewSetbackView{Back: ui.Link{Href: page, Text: found.Client.Name()}, Sub: v.words.T("setback.sub"), Form: form}
	_, err = casework.TellSetback(found.Episode, found.Consents, casework.SetbackNote{Text: "?"}, found.Today)
	if view.Closed = inTheWay(err); view.Closed != nil {
		status = statuses[view.Closed.Kind]
		if view.Closed.Key == "setback.no_leave" {
			view.Leave = ui.Link{Href: page + "/consents", Text: v.words.T("plan.ask_leave")}
		}
	}
	if view.Readers = v.words.T("setback.no_readers"); len(found.Readers) > 0 {
		view.Readers = v.words.T("setback.readers", "names", v.words.Join(found.Readers))
	}
	return s.render(w, r, status, pages.NewSetback(s.frame(w, r, v.words.T("setback.title")), view))
}

func (f *form) setback() (pages.SetbackForm, casework.SetbackNote) {
	p := pages.SetbackForm{UID: f.text("uid"), On: f.text("on"), Text: f.text("text"), Revision: f.text("revision"), Reason: f.text("reason")}
	return p, casework.SetbackNote{On: f.day("on"), Text: p.Text}
}

func (s *Server) handleTellSetback(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, note := f.setback()
	p.UID = s.orNew(f.uid("uid"))
	var told casework.Setback
	err = f.taken(func() error {
		told, err = s.App.TellSetback(r.Context(), visitOf(r).actor, app.SetbackInput{UID: uidOf(p.UID), Client: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	switch {
	case err == nil:
		return s.done(w, r, "/setbacks/"+told.UID.String(), "done.setback_told")
	case refusal != nil && refusal.Key == app.NotedKey:
		r.SetPathValue("setback", p.UID)
		p.Problem, p.Known = refusal, []ui.Definition{}
		return s.showSetback(w, r, http.StatusConflict, &p, pages.MendForms{})
	case refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict):
		p.Problem = refusal
		return s.showSetbackForm(w, r, statuses[refusal.Kind], p)
	}
	return err
}

func (s *Server) handleSetback(w http.ResponseWriter, r *http.Request) error {
	return s.showSetback(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showSetback shows one setback. typed is the refused text of a correction, or
// nil; mend is what was refused of withdrawing it.
func (s *Server) showSetback(w http.ResponseWriter, r *http.Request, status int, typed *pages.SetbackForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "setback")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Setback(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	revision := strconv.Itoa(found.Setback.Revision)
	form := pages.SetbackForm{UID: uid.String(), On: found.Setback.On.String(), Text: found.Setback.Text}
	if typed != nil {
		form = *typed
	}
	if typed == nil || typed.Known != nil {
		form.Revision = revision
	}
	facts := []ui.Definition{
		{Term: v.words.T("client.name"), Text: found.Client.Name()},
		{Term: v.words.T("setback.on"), Text: v.words.DayWeekday(found.Setback.On)},
	}
	if name := found.Names.Staff[found.Setback.RecordedBy]; name != "" {
		facts = append(facts, ui.Definition{Term: v.words.T("meeting.note_by"), Text: name})
	}
	if typed != nil && typed.Known != nil {
		form.Known = append(facts, ui.Definition{Term: v.words.T("setback.text_short"), Text: found.Setback.Text})
	}
	form.Correct, form.Action = true, "/setbacks/"+uid.String()
	frame := s.frame(w, r, v.words.T("setback.page"))
	back := ui.Link{Href: "/clients/" + found.Client.UID.String(), Text: found.Client.Name()}
	if typed != nil {
		return s.render(w, r, status, pages.NewSetback(frame, pages.NewSetbackView{Back: back, Form: form}))
	}
	mend.Path, mend.Revision = form.Action, revision
	page := pages.SetbackPage{
		Back: back, Withdrawn: found.Setback.Withdrawn, Facts: facts, Text: found.Setback.Text, Mend: mend,
		History: history(v.words, found.Revisions, found.Names, setbackLine),
	}
	for _, n := range found.Told {
		page.Told = append(page.Told, toldRow(v.words, n, found.Names))
	}
	if found.Note {
		page.Form = &form
	}
	return s.render(w, r, status, pages.Setback(frame, page))
}

// toldRow says who was told, and whether they have read it.
func toldRow(words *i18n.Printer, n casework.Notice, names app.Names) ui.RowProps {
	row := ui.RowProps{Name: orDash(names.Staff[n.StaffID]), Why: words.T("setback.not_read"), Mark: ui.MarkSoon, MarkText: words.T("setback.not_read")}
	if n.ReadAt != 0 {
		row.Why = words.T("setback.read_at", "when", words.Moment(timeOf(n.ReadAt)))
		row.Mark, row.MarkText = ui.MarkDone, words.T("notice.was_read")
	}
	return row
}

// setbackLine tells an earlier text of a setback.
func setbackLine(words *i18n.Printer, s casework.Setback) string {
	return words.Day(s.On) + " · " + s.Text
}

var keptSetback = kept{"setback", "/setbacks/"}

func (s *Server) handleCorrectSetback(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptSetback, "done.corrected", (*form).setback, s.App.CorrectSetback, func(status int, typed pages.SetbackForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showSetback(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawSetback(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptSetback, s.App.WithdrawSetback, func(status int, mend pages.MendForms) error {
		return s.showSetback(w, r, status, nil, mend)
	})
}

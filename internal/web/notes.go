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

// handleNoteForm shows the form to write a case note of a client.
func (s *Server) handleNoteForm(w http.ResponseWriter, r *http.Request) error {
	return s.showNoteForm(w, r, http.StatusOK, pages.NoteForm{UID: s.App.IDs().String(), On: visitOf(r).today.String()})
}

func (s *Server) showNoteForm(w http.ResponseWriter, r *http.Request, status int, n pages.NoteForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	offer, err := s.App.MeetingForm(r.Context(), visitOf(r).actor, uid, casework.UID{})
	if err != nil {
		return err
	}
	n.Action = "/clients/" + uid.String() + "/notes/new"
	f := s.frame(w, r, visitOf(r).words.T("meeting.note_title"))
	return s.render(w, r, status, pages.WriteNote(f, backFromNote(f.Words, offer.Client), n))
}

func (f *form) note() (pages.NoteForm, app.NoteInput) {
	n := pages.NoteForm{UID: f.text("uid"), On: f.text("on"), Text: f.text("text"), Revision: f.text("revision"), Reason: f.text("reason")}
	return n, app.NoteInput{UID: f.uid("uid"), On: f.day("on"), Text: n.Text}
}

func (s *Server) handleWriteNote(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	n, in := f.note()
	in.Client, n.UID = uid, s.orNew(in.UID)
	if err = f.invalid(); err == nil {
		_, err = s.App.WriteNote(r.Context(), visitOf(r).actor, in)
	}
	p := problem.As(err)
	switch {
	case err == nil:
		return s.done(w, r, "/clients/"+uid.String(), "done.note_written")
	case p != nil && p.Key == app.NotedKey:
		r.SetPathValue("note", in.UID.String())
		n.Problem, n.Present = p, []ui.Definition{}
		return s.showNote(w, r, http.StatusConflict, &n, pages.MendForms{})
	case mistakes(err) != nil:
		n.Problem = p
		return s.showNoteForm(w, r, http.StatusUnprocessableEntity, n)
	}
	return err
}

func (s *Server) handleNote(w http.ResponseWriter, r *http.Request) error {
	return s.showNote(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showNote shows one case note. typed is the refused text of a correction, or
// nil; mend is what was refused of the other ways to mend it.
func (s *Server) showNote(w http.ResponseWriter, r *http.Request, status int, typed *pages.NoteForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "note")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Note(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	form := pages.NoteForm{UID: uid.String(), On: found.Note.On.String(), Text: found.Note.Text}
	if typed != nil {
		form = *typed
	}
	form.Correct, form.Action = true, "/notes/"+uid.String()
	if form.Revision == "" || typed != nil && typed.Present != nil {
		form.Revision = strconv.Itoa(found.Note.Revision)
	}
	facts := noteFacts(v.words, found)
	f := s.frame(w, r, v.words.T("meeting.note_page"))
	if typed != nil {
		if typed.Present != nil {
			form.Present = append(facts, ui.Definition{Term: v.words.T("meeting.note_text"), Text: found.Note.Text})
		}
		return s.render(w, r, status, pages.WriteNote(f, backFromNote(v.words, &found.Client), form))
	}
	mend.Path, mend.Revision, mend.Nobody = form.Action, strconv.Itoa(found.Note.Revision), v.words.T("problem.choose_client")
	mend.MoveTo = clientOptions(found.MoveTo)
	return s.render(w, r, status, pages.Note(f, pages.NotePage{
		Withdrawn: found.Note.Withdrawn, Facts: facts, Text: found.Note.Text, Form: form, Mend: mend,
		Back: backFromNote(v.words, &found.Client), History: history(v.words, found.Revisions, found.Names, noteLine),
	}))
}

func noteFacts(words *i18n.Printer, p app.NotePage) []ui.Definition {
	facts := []ui.Definition{
		{Term: words.T("client.name"), Text: p.Client.Name()},
		{Term: words.T("contact.on"), Text: words.DayWeekday(p.Note.On)},
	}
	if name := p.Names.Staff[p.Note.RecordedBy]; name != "" {
		facts = append(facts, ui.Definition{Term: words.T("meeting.note_by"), Text: name})
	}
	return facts
}

// noteLine tells an earlier text of a case note.
func noteLine(words *i18n.Printer, n casework.Note) string { return words.Day(n.On) + " · " + n.Text }

var keptNote = kept{"note", "/notes/"}

func (s *Server) handleCorrectNote(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptNote, "done.corrected", (*form).note, s.App.CorrectNote, func(status int, typed pages.NoteForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Present = p, known
		return s.showNote(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawNote(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptNote, s.App.WithdrawNote, func(status int, mend pages.MendForms) error {
		return s.showNote(w, r, status, nil, mend)
	})
}

func (s *Server) handleMoveNote(w http.ResponseWriter, r *http.Request) error {
	return move(s, w, r, keptNote, s.App.MoveNote, func(status int, mend pages.MendForms) error {
		return s.showNote(w, r, status, nil, mend)
	})
}

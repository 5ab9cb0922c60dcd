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
	"sijoita/outcomes"
	"sijoita/problem"
)

const pathToTalk = "/talks"

func (s *Server) handleClosingTalkForm(w http.ResponseWriter, r *http.Request) error {
	return s.showClosingTalkForm(w, r, http.StatusOK, nil)
}

// showClosingTalkForm shows the form of a talk about how coaching goes on; typed is a
// refused one.
func (s *Server) showClosingTalkForm(w http.ResponseWriter, r *http.Request, status int, typed *pages.ClosingTalkForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ClosingTalkForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	view := pages.NewClosingTalkView{Back: ui.Link{Href: "/clients/" + uid.String(), Text: found.Client.Name()}}
	if found.Last != nil {
		view.Sub = v.words.T("talk.last", "day", v.words.Day(found.Last.On), "outcome", lower(v.words.T("talk.outcome."+string(found.Last.Outcome))))
	}
	if f := found.Finding; f != nil {
		view.Why = v.words.T("talk.finder."+string(f.Kind)+".since", "day", v.words.Day(f.Since))
	}
	if typed != nil {
		view.Form = *typed
	} else {
		view.Form = pages.ClosingTalkForm{UID: s.App.IDs().String(), On: v.today.String(), Present: []string{string(casework.ClientPresent), string(casework.CoachPresent)}}
		if found.Finding != nil {
			view.Form.Cause = string(found.Finding.Kind)
		}
		_, err := casework.NoteClosingTalk(found.Episode, casework.ClosingTalkNote{}, v.today)
		if view.Closed = inTheWay(err); view.Closed != nil {
			status = statuses[view.Closed.Kind]
		}
	}
	view.Form.Action = "/clients/" + uid.String() + "/talk/new"
	return s.render(w, r, status, pages.NewClosingTalk(s.frame(w, r, v.words.T("talk.title")), view))
}

// closingTalkText is a talk as the form shows it.
func closingTalkText(t casework.ClosingTalk) pages.ClosingTalkForm {
	return pages.ClosingTalkForm{
		UID: t.UID.String(), On: t.On.String(), Cause: string(t.Cause), Present: wordsOf(t.Present), Text: t.Text, Outcome: string(t.Outcome),
		HandedTo: t.HandedTo, LookOn: t.LookOn.String(), Benefit: string(t.Feedback.Benefit), Fares: string(t.Feedback.Fares),
		Recommend: counted(t.Feedback.Recommend), Words: t.Feedback.Words,
	}
}

func (f *form) closingTalk() (pages.ClosingTalkForm, casework.ClosingTalkNote) {
	t := pages.ClosingTalkForm{
		UID: f.text("uid"), On: f.text("on"), Cause: f.text("cause"), Present: f.texts("present"), Text: f.text("text"), Outcome: f.text("outcome"),
		HandedTo: f.text("handed_to"), LookOn: f.text("look_on"), Benefit: f.text("benefit"), Fares: f.text("fares"), Recommend: f.text("recommend"),
		Words: f.text("words"), Revision: f.text("revision"), Reason: f.text("reason"),
	}
	note := casework.ClosingTalkNote{On: f.day("on"), ClosingTalkTerms: casework.ClosingTalkTerms{
		Cause: casework.TalkCause(t.Cause), Present: chosen[casework.Attendant](t.Present), Text: t.Text, Outcome: casework.TalkOutcome(t.Outcome), HandedTo: t.HandedTo,
		Feedback: casework.Feedback{Benefit: casework.Benefit(t.Benefit), Fares: casework.Fares(t.Fares), Recommend: f.hours("recommend"), Words: t.Words},
	}}
	if t.LookOn != "" {
		note.LookOn = f.day("look_on")
	}
	return t, note
}

func (s *Server) handleNoteClosingTalk(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	t, note := f.closingTalk()
	t.UID = s.orNew(f.uid("uid"))
	err = f.taken(func() error {
		_, err := s.App.NoteClosingTalk(r.Context(), visitOf(r).actor, app.ClosingTalkInput{UID: uidOf(t.UID), Client: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	if refusal != nil && refusal.Key == app.NotedKey {
		r.SetPathValue("talk", t.UID)
		t.Problem, t.Known = refusal, []ui.Definition{}
		return s.showClosingTalk(w, r, http.StatusConflict, &t, pages.MendForms{})
	}
	if refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict) {
		t.Problem = refusal
		return s.showClosingTalkForm(w, r, statuses[refusal.Kind], &t)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, pathToTalk+"/"+t.UID, "done.closing_talk_noted")
}

func (s *Server) handleClosingTalk(w http.ResponseWriter, r *http.Request) error {
	return s.showClosingTalk(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showClosingTalk shows one talk. typed is the refused text of a correction, or nil;
// mend is what was refused of withdrawing it.
func (s *Server) showClosingTalk(w http.ResponseWriter, r *http.Request, status int, typed *pages.ClosingTalkForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "talk")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ClosingTalk(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	revision := strconv.Itoa(found.Talk.Revision)
	form := closingTalkText(found.Talk)
	if typed != nil {
		form = *typed
	}
	if typed == nil || typed.Known != nil {
		form.Revision = revision
	}
	facts := append([]ui.Definition{
		{Term: v.words.T("contact.on"), Text: v.words.DayWeekday(found.Talk.On)},
		{Term: v.words.T("contact.noted_by"), Text: orDash(found.Names.Staff[found.Talk.RecordedBy])},
	}, closingTalkFacts(v.words, found.Talk)...)
	if typed != nil && typed.Known != nil {
		form.Known = facts
	}
	form.Correct, form.Action = true, pathToTalk+"/"+uid.String()
	frame := s.frame(w, r, v.words.T("talk.title"))
	back := ui.Link{Href: "/clients/" + found.Client.UID.String(), Text: found.Client.Name()}
	if typed != nil {
		return s.render(w, r, status, pages.NewClosingTalk(frame, pages.NewClosingTalkView{Back: back, Form: form}))
	}
	mend.Path, mend.Revision = form.Action, revision
	page := pages.ClosingTalkPage{
		Back: back, Withdrawn: found.Talk.Withdrawn, Facts: facts, Mend: mend, History: history(v.words, found.Revisions, found.Names, closingTalkLine),
	}
	if found.Note {
		page.Form = &form
		page.Next = afterTalk(v.words, found.Client.UID, found.Talk.Outcome)
	}
	return s.render(w, r, status, pages.ClosingTalk(frame, page))
}

// afterTalk leads to where what was decided is done.
func afterTalk(words *i18n.Printer, client casework.UID, outcome casework.TalkOutcome) []ui.Link {
	deed := func(d episodeDeed) []ui.Link {
		return []ui.Link{{Href: "/clients/" + client.String() + "/" + string(d.name), Text: words.T(d.title)}}
	}
	switch outcome {
	case casework.TalkCloses:
		return deed(endDeed)
	case casework.TalkPauses:
		return deed(pauseDeed)
	}
	return []ui.Link{{Href: "/clients/" + client.String(), Text: words.T("start.to_client")}}
}

// closingTalkFacts says what was talked about and decided; what was not told is left out.
func closingTalkFacts(words *i18n.Printer, t casework.ClosingTalk) []ui.Definition {
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: words.T(term), Text: text})
		}
	}
	add("talk.cause", words.T("talk.cause."+string(t.Cause)))
	add("talk.present", upper(words.Join(wordedAll(words, "suitability.present.", t.Present))))
	add("talk.text", t.Text)
	add("talk.outcome", words.T("talk.outcome."+string(t.Outcome)))
	add("talk.handed_to", t.HandedTo)
	if !t.LookOn.IsZero() {
		add("talk.look_on", words.Day(t.LookOn))
	}
	add("talk.benefit", worded(words, "talk.benefit.", t.Feedback.Benefit))
	add("talk.fares", worded(words, "talk.fares.", t.Feedback.Fares))
	add("talk.recommend", counted(t.Feedback.Recommend))
	add("talk.words", t.Feedback.Words)
	return facts
}

// closingTalkLine says a talk's text in a line.
func closingTalkLine(words *i18n.Printer, t casework.ClosingTalk) string {
	return strings.Join(notEmpty(words.Day(t.On), words.T("talk.cause."+string(t.Cause)), words.T("talk.outcome."+string(t.Outcome)), t.HandedTo, inLine(t.Text), t.Feedback.Words), " · ")
}

var keptClosingTalk = kept{"talk", pathToTalk + "/"}

func (s *Server) handleCorrectClosingTalk(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptClosingTalk, "done.corrected", (*form).closingTalk, s.App.CorrectClosingTalk, func(status int, typed pages.ClosingTalkForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showClosingTalk(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawClosingTalk(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptClosingTalk, s.App.WithdrawClosingTalk, func(status int, mend pages.MendForms) error {
		return s.showClosingTalk(w, r, status, nil, mend)
	})
}

// handleToTalk lists with whom to talk about how coaching goes on.
func (s *Server) handleToTalk(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	view := app.ViewOwn
	if r.URL.Query().Get("view") == string(app.ViewTeam) {
		view = app.ViewTeam
	}
	found, err := s.App.ToTalk(r.Context(), v.actor, view)
	if err != nil {
		return err
	}
	words := v.words
	page := pages.ToTalkView{Back: ui.Link{Href: "/clients", Text: words.T("nav.clients")}}
	for _, tab := range []app.View{app.ViewOwn, app.ViewTeam} {
		page.Tabs = append(page.Tabs, ui.NavItem{Link: ui.Link{Href: pathToTalk + "?view=" + string(tab), Text: words.T("client.view." + string(tab))}, Current: tab == view})
	}
	for _, kind := range outcomes.FindingKinds {
		name := "talk.finder." + string(kind)
		part := pages.ToTalkPart{Title: words.T(name), Definition: words.T(name + ".definition")}
		for _, f := range found.Found {
			if f.Kind == kind {
				part.Rows = append(part.Rows, foundRow(v, f, view))
			}
		}
		page.Parts = append(page.Parts, part)
	}
	return s.render(w, r, http.StatusOK, pages.ToTalk(s.frame(w, r, words.T("talk.list")), page))
}

func foundRow(v *visit, f app.FoundClient, view app.View) ui.RowProps {
	words, client := v.words, "/clients/"+f.Client.UID.String()
	why := []string{words.T("talk.finder."+string(f.Kind)+".since", "day", words.Day(f.Since)), words.T("talk.met", "when", lower(ago(v, f.LastMeeting)))}
	if f.Kind == outcomes.FoundStalled {
		why = append(why, words.T("talk.employer_met", "when", lower(ago(v, f.LastFaceMeet))))
	}
	if view == app.ViewTeam && f.Coach != "" {
		why = append(why, f.Coach)
	}
	return ui.RowProps{
		Name: f.Client.Name(), NameHref: client, Why: strings.Join(why, " · "),
		Action: ui.Link{Href: client + "/talk/new", Text: words.T("talk.note"), About: f.Client.Name()},
	}
}

// handleClosingText shows what the care team gets to know at the end of coaching.
func (s *Server) handleClosingText(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "episode")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Closing(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	view := pages.ClosingTextView{
		Back: ui.Link{Href: "/episodes/" + uid.String(), Text: v.words.T("client.facts")}, Sub: found.Client.Name(), Lines: closingLines(v.words, found),
	}
	view.Message = strings.Join(view.Lines, "\n")
	if !found.Allowed {
		view.No = v.words.T("talk.closing_no")
		view.Ask = ui.Link{Href: "/clients/" + found.Client.UID.String() + "/consents", Text: v.words.T("consent.title")}
	}
	return s.render(w, r, http.StatusOK, pages.ClosingText(s.frame(w, r, v.words.T("talk.closing_title")), view))
}

// closingLines tells the course and the end of an episode, a matter a line.
func closingLines(words *i18n.Printer, p app.ClosingPage) []string {
	t, e := words.T, p.Episode
	lines := []string{t("talk.line_began", "name", p.Client.Name(), "day", words.Day(e.StartedOn))}
	if e.EndedOn.IsZero() {
		lines = append(lines, t("talk.line_goes_on"))
	} else {
		lines = append(lines, t("talk.line_ended", "day", words.Day(e.EndedOn), "why", lower(known(words, "episode.close_reason.", casework.CloseReasons, e.EndReason))))
	}
	add := func(term, text string) {
		if text != "" {
			lines = append(lines, t("talk.line_fact", "term", t(term), "text", text))
		}
	}
	c := e.Closing
	add("episode.initiative", worded(words, "episode.initiative.", c.Initiative))
	add("episode.situation", worded(words, "episode.situation.", c.Situation))
	for _, j := range p.Placements {
		if !j.StartsOn.After(p.Today) {
			lines = append(lines, t("talk.line_placed", "kind", t("placement.kind."+string(j.Kind)), "where", placeOf(words, p.Names, j), "days", spanLine(words, casework.Span{From: j.StartsOn, To: j.EndsOn})))
		}
	}
	if !slices.ContainsFunc(p.Placements, func(j casework.Placement) bool { return j.Kind == casework.Employment }) {
		lines = append(lines, t("talk.line_no_job"))
	}
	add("episode.handed_to", c.HandedTo)
	if c.WayBackTold {
		lines = append(lines, t("talk.line_way_back"))
	}
	if len(p.Attempts) > 0 && c.Initiative == casework.ByNobodyReached {
		lines = append(lines, attemptsLine(words, p.Attempts))
	}
	add("episode.summary", c.Summary)
	return lines
}

// attemptsLine counts the attempts to reach a client, and says when.
func attemptsLine(words *i18n.Printer, attempts []casework.Meeting) string {
	days := make([]string, len(attempts))
	for i, m := range slices.Backward(attempts) {
		days[len(attempts)-1-i] = words.Day(m.On) + " (" + lower(words.T("meeting.channel."+string(m.Channel))) + ")"
	}
	return words.T("talk.attempts", "n", len(attempts), "days", words.Join(days))
}

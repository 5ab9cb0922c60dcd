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

func (s *Server) handleTalks(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.DisclosureTalks(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	page := "/clients/" + uid.String()
	view := pages.TalksView{Back: ui.Link{Href: page, Text: found.Client.Name()}}
	if found.Note {
		view.Add = ui.Link{Href: page + "/disclosure/new", Text: v.words.T("disclosure.new")}
	}
	if told := found.Told; told != nil {
		view.Since = v.words.T("plan.agreed", "on", v.words.Day(told.On))
		view.Facts = tellingFacts(v.words, told.Told, told.Sentence, told.NotSaid)
	}
	for _, k := range found.Talks {
		row := ui.RowProps{Name: v.words.Day(k.On) + " · " + v.words.T("disclosure.occasion."+string(k.Occasion)), NameHref: "/disclosure/" + k.UID.String(), Why: talkLine(v.words, k)}
		if k.Withdrawn {
			row.Tag = ui.Tag(ui.TagPlain, v.words.T("problem.withdrawn"))
		}
		view.Talks = append(view.Talks, row)
	}
	return s.render(w, r, http.StatusOK, pages.DisclosureTalks(s.frame(w, r, v.words.T("disclosure.title")), view))
}

// tellingFacts says what was decided of what employers are told.
func tellingFacts(words *i18n.Printer, told casework.Disclosure, sentence, notSaid string) []ui.Definition {
	facts := []ui.Definition{{Term: words.T("disclosure.decision"), Text: words.T("plan.told." + string(told))}}
	if sentence != "" {
		facts = append(facts, ui.Definition{Term: words.T("plan.sentence_short"), Text: sentence})
	}
	if notSaid != "" {
		facts = append(facts, ui.Definition{Term: words.T("plan.not_said"), Text: notSaid})
	}
	return facts
}

// talkLine says a talk in a line.
func talkLine(words *i18n.Printer, k casework.DisclosureTalk) string {
	return strings.Join(notEmpty(words.T("plan.told."+string(k.Told)), k.Sentence, k.Thoughts), " · ")
}

func (s *Server) handleTalkForm(w http.ResponseWriter, r *http.Request) error {
	return s.showTalkForm(w, r, http.StatusOK, nil)
}

// showTalkForm shows the form of a new talk, which begins with what holds; typed
// is a refused one.
func (s *Server) showTalkForm(w http.ResponseWriter, r *http.Request, status int, typed *pages.DisclosureForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.DisclosureTalks(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	if !found.Note {
		return problem.New(problem.NotFound, "problem.not_found")
	}
	v.speak(found.Terms)
	base := "/clients/" + uid.String() + "/disclosure"
	page := pages.TalkPage{Back: ui.Link{Href: base, Text: v.words.T("disclosure.title")}, Title: v.words.T("disclosure.new"), Open: true}
	form := pages.DisclosureForm{UID: s.App.IDs().String(), On: v.today.String(), Occasion: string(casework.TalkBeforeSearch), Told: string(casework.DiscloseUndecided)}
	if told := found.Told; told != nil {
		form.Told, form.Sentence, form.NotSaid = string(told.Told), told.Sentence, told.NotSaid
	}
	if typed != nil {
		form = *typed
	} else {
		_, err := casework.NoteTalk(found.Episode, casework.TalkNote{}, v.today)
		if page.Closed = inTheWay(err); page.Closed != nil {
			status = statuses[page.Closed.Kind]
		}
	}
	form.Action = base + "/new"
	page.Form = &form
	return s.render(w, r, status, pages.DisclosureTalk(s.frame(w, r, page.Title), page))
}

func (f *form) talk() (pages.DisclosureForm, casework.TalkNote) {
	k := pages.DisclosureForm{
		UID: f.text("uid"), On: f.text("on"), Occasion: f.text("occasion"), Weighed: f.texts("weighed"), Thoughts: f.text("thoughts"), Told: f.text("told"),
		Sentence: f.text("sentence"), NotSaid: f.text("not_said"), By: f.text("by"), Whom: f.text("whom"), When: f.text("when"), Agreed: f.yes("agreed"),
		Revision: f.text("revision"), Reason: f.text("reason"),
	}
	note := casework.TalkNote{On: f.day("on"), TalkTerms: casework.TalkTerms{
		Occasion: casework.TalkOccasion(k.Occasion), Thoughts: k.Thoughts, Told: casework.Disclosure(k.Told), Sentence: k.Sentence, NotSaid: k.NotSaid,
		By: casework.Teller(k.By), Whom: k.Whom, When: k.When, Agreed: k.Agreed,
	}}
	for _, w := range k.Weighed {
		note.Weighed = append(note.Weighed, casework.Weighed(w))
	}
	return k, note
}

func (s *Server) handleNoteTalk(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	form, note := f.talk()
	form.UID = s.orNew(f.uid("uid"))
	err = f.taken(func() error {
		_, err := s.App.NoteDisclosureTalk(r.Context(), visitOf(r).actor, app.TalkInput{UID: uidOf(form.UID), Client: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	if refusal != nil && refusal.Key == app.NotedKey {
		r.SetPathValue("talk", form.UID)
		form.Problem, form.Known = refusal, []ui.Definition{}
		return s.showTalk(w, r, http.StatusConflict, &form, pages.MendForms{})
	}
	if refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict) {
		form.Problem = refusal
		return s.showTalkForm(w, r, statuses[refusal.Kind], &form)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+uid.String()+"/disclosure", "done.talk_noted")
}

func (s *Server) handleTalk(w http.ResponseWriter, r *http.Request) error {
	return s.showTalk(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showTalk shows one talk. typed is the refused text of a correction, or nil;
// mend is what was refused of withdrawing it.
func (s *Server) showTalk(w http.ResponseWriter, r *http.Request, status int, typed *pages.DisclosureForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "talk")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.DisclosureTalk(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	k := found.Talk
	revision, path := strconv.Itoa(k.Revision), "/disclosure/"+uid.String()
	facts := talkFacts(v.words, found)
	page := pages.TalkPage{
		Back:  ui.Link{Href: "/clients/" + found.Client.UID.String() + "/disclosure", Text: v.words.T("disclosure.title")},
		Title: v.words.T("disclosure.one"), Withdrawn: k.Withdrawn, History: history(v.words, found.Revisions, found.Names, talkLine),
	}
	form := talkText(k)
	if typed != nil {
		form, page.Open = *typed, true
	}
	if typed == nil || typed.Known != nil {
		form.Revision = revision
	}
	if form.Known != nil {
		form.Known = facts
	}
	form.Action, form.Correct = path, true
	if typed == nil {
		page.Facts = facts
		mend.Path, mend.Revision = path, revision
		page.Mend = mend
	}
	if found.Note {
		page.Form = &form
	}
	return s.render(w, r, status, pages.DisclosureTalk(s.frame(w, r, page.Title), page))
}

// talkText is a talk as the form shows it.
func talkText(k casework.DisclosureTalk) pages.DisclosureForm {
	form := pages.DisclosureForm{
		UID: k.UID.String(), On: k.On.String(), Occasion: string(k.Occasion), Thoughts: k.Thoughts, Told: string(k.Told), Sentence: k.Sentence, NotSaid: k.NotSaid,
		By: string(k.By), Whom: k.Whom, When: k.When, Agreed: k.Agreed,
	}
	for _, w := range k.Weighed {
		form.Weighed = append(form.Weighed, string(w))
	}
	return form
}

func talkFacts(words *i18n.Printer, found app.TalkPage) []ui.Definition {
	t, k := words.T, found.Talk
	facts := []ui.Definition{
		{Term: t("disclosure.on"), Text: words.DayWeekday(k.On)},
		{Term: t("contact.noted_by"), Text: orDash(found.Names.Staff[k.RecordedBy])},
		{Term: t("disclosure.occasion"), Text: t("disclosure.occasion." + string(k.Occasion))},
	}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	var weighed []string
	for _, w := range k.Weighed {
		weighed = append(weighed, t("disclosure.weighed."+string(w)))
	}
	add("disclosure.weighed", strings.Join(weighed, " · "))
	add("disclosure.thoughts", k.Thoughts)
	facts = append(facts, tellingFacts(words, k.Told, k.Sentence, k.NotSaid)...)
	add("disclosure.by", worded(words, "disclosure.by.", k.By))
	add("disclosure.whom", k.Whom)
	add("disclosure.when", k.When)
	if k.Agreed {
		add("disclosure.approval", t("disclosure.agreed"))
	}
	return facts
}

var keptTalk = kept{"talk", "/disclosure/"}

func (s *Server) handleCorrectTalk(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptTalk, "done.corrected", (*form).talk, s.App.CorrectDisclosureTalk, func(status int, typed pages.DisclosureForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showTalk(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawTalk(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptTalk, s.App.WithdrawDisclosureTalk, func(status int, mend pages.MendForms) error {
		return s.showTalk(w, r, status, nil, mend)
	})
}

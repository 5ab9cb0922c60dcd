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

func (s *Server) handleSuitabilityForm(w http.ResponseWriter, r *http.Request) error {
	return s.showSuitabilityForm(w, r, http.StatusOK, pages.SuitabilityForm{
		UID: s.App.IDs().String(), On: visitOf(r).today.String(), Present: []string{string(casework.ClientPresent), string(casework.CoachPresent)},
	})
}

func (s *Server) showSuitabilityForm(w http.ResponseWriter, r *http.Request, status int, p pages.SuitabilityForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.EpisodeForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	p.Action = r.URL.Path
	var closed *problem.Error
	if p.Problem == nil {
		_, _, err := casework.MeetFirst(found.Episode, casework.SuitabilityNote{}, v.today)
		if closed = inTheWay(err); closed != nil {
			status = statuses[closed.Kind]
		}
	}
	return s.render(w, r, status, pages.NewSuitability(s.frame(w, r, v.words.T("suitability.title")), pages.NewSuitabilityView{
		Closed: closed,
		Back:   ui.Link{Href: "/clients/" + uid.String(), Text: found.Client.Name()},
		Sub:    v.words.T("client.referred_on") + " " + v.words.Day(found.Episode.ReferredOn), Form: p,
	}))
}

func (f *form) suitability() (pages.SuitabilityForm, casework.SuitabilityNote) {
	p := pages.SuitabilityForm{
		UID: f.text("uid"), On: f.text("on"), Place: f.text("place"), Present: f.texts("present"), ModelTold: f.yes("model_told"), VoluntaryTold: f.yes("voluntary_told"),
		FreeTold: f.yes("free_told"), Wish: f.text("wish"), Keenness: f.text("keenness"), Goal: f.text("goal"), Concerns: f.texts("concerns"),
		Decision: f.text("decision"), ThinkUntil: f.text("think_until"), Declined: f.text("declined"), Service: f.text("service"),
		Revision: f.text("revision"), Reason: f.text("reason"),
	}
	note := casework.SuitabilityNote{
		On: f.day("on"), Place: casework.Place(p.Place), Present: chosen[casework.Attendant](p.Present), ModelTold: p.ModelTold, VoluntaryTold: p.VoluntaryTold, FreeTold: p.FreeTold,
		Wish: p.Wish, Goal: casework.Goal(p.Goal), Concerns: chosen[casework.Concern](p.Concerns), Decision: casework.Decision(p.Decision),
		Reason: casework.DeclineReason(p.Declined), Service: p.Service,
	}
	if note.Decision == casework.DecideThink {
		note.ThinkUntil = f.day("think_until")
	}
	if p.Keenness != "" {
		n, err := strconv.Atoi(p.Keenness)
		if err != nil {
			f.fields.Add("keenness", "suitability.keenness_range")
		}
		note.Keenness = &n
	}
	return p, note
}

// chosen are the words that were ticked.
func chosen[T ~string](texts []string) []T {
	var list []T
	for _, s := range texts {
		list = append(list, T(s))
	}
	return list
}

func (s *Server) handleNoteSuitability(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, note := f.suitability()
	p.UID = s.orNew(f.uid("uid"))
	err = f.taken(func() error {
		_, err := s.App.NoteSuitability(r.Context(), visitOf(r).actor, app.SuitabilityInput{UID: uidOf(p.UID), Client: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	if refusal != nil && refusal.Key == app.NotedKey {
		r.SetPathValue("suitability", p.UID)
		p.Problem, p.Known = refusal, []ui.Definition{}
		return s.showSuitability(w, r, http.StatusConflict, &p, pages.MendForms{})
	}
	if refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict) {
		p.Problem = refusal
		return s.showSuitabilityForm(w, r, statuses[refusal.Kind], p)
	}
	if err != nil {
		return err
	}
	if note.Decision == casework.DecideStart {
		return s.done(w, r, "/clients/"+uid.String()+"/start", "done.suitability_start")
	}
	return s.done(w, r, "/clients/"+uid.String(), "done.suitability_noted")
}

func (s *Server) handleSuitability(w http.ResponseWriter, r *http.Request) error {
	return s.showSuitability(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showSuitability shows one first meeting. typed is the refused text of a
// correction, or nil; mend is what was refused of withdrawing it.
func (s *Server) showSuitability(w http.ResponseWriter, r *http.Request, status int, typed *pages.SuitabilityForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "suitability")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Suitability(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	revision := strconv.Itoa(found.Suitability.Revision)
	form := suitabilityText(found.Suitability)
	if typed != nil {
		form = *typed
	}
	if typed == nil || typed.Known != nil {
		form.Revision = revision
	}
	facts := suitabilityFacts(v.words, found)
	if typed != nil && typed.Known != nil {
		form.Known = facts
	}
	form.Correct, form.Action = true, "/suitability/"+uid.String()
	frame := s.frame(w, r, v.words.T("suitability.title"))
	back := ui.Link{Href: "/clients/" + found.Client.UID.String(), Text: found.Client.Name()}
	if typed != nil {
		return s.render(w, r, status, pages.NewSuitability(frame, pages.NewSuitabilityView{Back: back, Form: form}))
	}
	mend.Path, mend.Revision = form.Action, revision
	page := pages.SuitabilityPage{
		Back: back, Withdrawn: found.Suitability.Withdrawn, Facts: facts, Mend: mend,
		History: history(v.words, found.Revisions, found.Names, suitabilityLine),
	}
	if found.Change {
		page.Form = &form
	}
	return s.render(w, r, status, pages.Suitability(frame, page))
}

// suitabilityText is a first meeting as the form shows it.
func suitabilityText(s casework.Suitability) pages.SuitabilityForm {
	form := pages.SuitabilityForm{
		UID: s.UID.String(), On: s.On.String(), Place: string(s.Place), ModelTold: s.ModelTold, VoluntaryTold: s.VoluntaryTold, FreeTold: s.FreeTold, Wish: s.Wish,
		Goal: string(s.Goal), Decision: string(s.Decision), ThinkUntil: s.ThinkUntil.String(), Declined: string(s.Reason), Service: s.Service,
	}
	for _, a := range s.Present {
		form.Present = append(form.Present, string(a))
	}
	for _, c := range s.Concerns {
		form.Concerns = append(form.Concerns, string(c))
	}
	if s.Keenness != nil {
		form.Keenness = strconv.Itoa(*s.Keenness)
	}
	return form
}

func suitabilityFacts(words *i18n.Printer, p app.SuitabilityPage) []ui.Definition {
	s := p.Suitability
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: words.T(term), Text: text})
		}
	}
	add("suitability.on", words.DayWeekday(s.On))
	add("contact.noted_by", p.Names.Staff[s.RecordedBy])
	add("suitability.place", worded(words, "meeting.place.", s.Place))
	add("suitability.present", words.Join(wordedAll(words, "suitability.present.", s.Present)))
	add("suitability.model_told", yesNo(words, &s.ModelTold))
	add("suitability.voluntary_told", yesNo(words, &s.VoluntaryTold))
	add("suitability.free_told", yesNo(words, &s.FreeTold))
	add("suitability.wish", s.Wish)
	if s.Keenness != nil {
		add("suitability.keenness", words.T("suitability.keenness_value", "n", *s.Keenness))
	}
	add("suitability.goal", worded(words, "suitability.goal.", s.Goal))
	add("suitability.concerns", words.Join(wordedAll(words, "suitability.concerns.", s.Concerns)))
	add("suitability.decision", decisionLine(words, s))
	return facts
}

// wordedAll gives the words of several answers.
func wordedAll[T ~string](words *i18n.Printer, prefix string, answers []T) []string {
	list := make([]string, len(answers))
	for i, a := range answers {
		list[i] = lower(words.T(prefix + string(a)))
	}
	return list
}

// decisionLine says what was decided, with what belongs to it.
func decisionLine(words *i18n.Printer, s casework.Suitability) string {
	parts := []string{words.T("suitability.decision." + string(s.Decision))}
	if !s.ThinkUntil.IsZero() {
		parts = append(parts, words.T("suitability.until", "day", words.Day(s.ThinkUntil)))
	}
	for _, p := range []string{worded(words, "suitability.reason.", s.Reason), s.Service} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

func suitabilityLine(words *i18n.Printer, s casework.Suitability) string {
	parts := []string{words.Day(s.On), decisionLine(words, s), s.Wish}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

var keptSuitability = kept{"suitability", "/suitability/"}

func (s *Server) handleCorrectSuitability(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptSuitability, "done.corrected", (*form).suitability, s.App.CorrectSuitability, func(status int, typed pages.SuitabilityForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showSuitability(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawSuitability(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptSuitability, s.App.WithdrawSuitability, func(status int, mend pages.MendForms) error {
		return s.showSuitability(w, r, status, nil, mend)
	})
}

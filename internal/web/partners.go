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

func (s *Server) handlePartners(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Partners(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	page := "/clients/" + uid.String()
	view := pages.PartnersView{Back: ui.Link{Href: page, Text: found.Client.Name()}}
	if found.Note {
		view.Add = ui.Link{Href: page + "/profile/network", Text: v.words.T("partner.add")}
	}
	for _, p := range found.Partners {
		view.Partners = append(view.Partners, partnerView(v.words, found, p))
	}
	return s.render(w, r, http.StatusOK, pages.Partners(s.frame(w, r, v.words.T("partner.title")), view))
}

// partnerView is one of the network: what may be talked about and what was
// agreed, or why nothing may.
func partnerView(words *i18n.Printer, page app.PartnersPage, p app.Partner) pages.PartnerView {
	view := pages.PartnerView{Party: words.T("profile.party." + string(p.Party)), Name: p.Name, May: p.Reachable}
	if p.Matters != "" && p.Reachable {
		view.Matters = words.T("partner.matters", "text", p.Matters)
	}
	client := "/clients/" + page.Client.UID.String()
	switch kind, asked := p.Party.Consent(); {
	case p.Reachable:
	case !p.MayContact || p.Withdrawn:
		view.Why = words.T("partner.person_leave")
		if page.Note {
			view.Leave = ui.Link{Href: client + "/profile/network", Text: words.T("partner.ask_leave"), About: p.Name}
		}
	case asked:
		view.Why = words.T("partner.kind_leave", "kind", lower(words.T("consent.kind."+string(kind))))
		if page.Note {
			view.Leave = ui.Link{Href: client + "/consents", Text: words.T("partner.ask_leave"), About: p.Name}
		}
	}
	if p.Hidden > 0 {
		view.Hidden = words.T("partner.hidden", "n", p.Hidden)
	}
	if page.Note && p.Reachable {
		view.Meet = ui.Link{Href: "/partners/" + p.UID.String() + "/talk", Text: words.T("partner.meet"), About: p.Name}
	}
	for _, talk := range p.Talks {
		view.Talks = append(view.Talks, partnerTalkRow(words, page, talk))
	}
	return view
}

func partnerTalkRow(words *i18n.Printer, page app.PartnersPage, talk casework.PartnerTalk) ui.RowProps {
	row := ui.RowProps{Name: when(words, talk.On, talk.At), Why: strings.Join(notEmpty(mannerText(words, talk.Place, talk.Channel), withClient(words, talk), talk.Matter, talk.Agreed, nextText(words, talk)), " · ")}
	if page.Note {
		row.NameHref = "/partner-talks/" + talk.UID.String()
	}
	if talk.Withdrawn {
		row.Tag = ui.Tag(ui.TagPlain, words.T("problem.withdrawn"))
	}
	return row
}

func withClient(words *i18n.Printer, talk casework.PartnerTalk) string {
	if talk.WithClient {
		return words.T("partner.with_client_short")
	}
	return ""
}

func nextText(words *i18n.Printer, talk casework.PartnerTalk) string {
	if talk.NextOn.IsZero() {
		return ""
	}
	return words.T("partner.next", "on", words.DayShort(talk.NextOn))
}

func (s *Server) handlePartnerForm(w http.ResponseWriter, r *http.Request) error {
	return s.showPartnerForm(w, r, http.StatusOK, pages.PartnerTalkForm{UID: s.App.IDs().String(), On: visitOf(r).today.String()})
}

// showPartnerForm shows the form to note a talk; form is as it was typed.
func (s *Server) showPartnerForm(w http.ResponseWriter, r *http.Request, status int, form pages.PartnerTalkForm) error {
	uid, err := pathUID(r, "partner")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.PartnerForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	form.Action = "/partners/" + uid.String() + "/talk"
	view := pages.NewPartnerTalkView{
		Back: ui.Link{Href: "/clients/" + found.Client.UID.String() + "/partners", Text: v.words.T("partner.title")},
		Sub:  partnerSub(v.words, found.Partner), Form: form,
	}
	if !found.Reachable && form.Problem == nil {
		view.Closed = problem.New(problem.Conflict, "partner.no_leave").With("on", found.Today)
		status = http.StatusConflict
	}
	return s.render(w, r, status, pages.NewPartnerTalk(s.frame(w, r, v.words.T("partner.talk")), view))
}

// partnerSub says with whom a talk is, and in which matters it may be.
func partnerSub(words *i18n.Printer, p casework.Supporter) string {
	parts := notEmpty(words.T("profile.party."+string(p.Party)), p.Name)
	if p.Matters != "" {
		parts = append(parts, words.T("partner.matters", "text", p.Matters))
	}
	return strings.Join(parts, " · ")
}

func (f *form) partnerTalk() (pages.PartnerTalkForm, casework.PartnerNote) {
	p := pages.PartnerTalkForm{
		UID: f.text("uid"), On: f.text("on"), At: f.text("at"), Minutes: f.text("minutes"), Manner: f.text("manner"), WithClient: f.yes("with_client"),
		Present: f.text("present"), Matter: f.text("matter"), Agreed: f.text("agreed"), NextOn: f.text("next_on"),
		Revision: f.text("revision"), Reason: f.text("reason"),
	}
	note := casework.PartnerNote{On: f.day("on"), At: f.timeOfDay("at"), Minutes: f.whole("minutes"), WithClient: p.WithClient,
		Present: p.Present, Matter: p.Matter, Agreed: p.Agreed, NextOn: f.day("next_on")}
	note.Place, note.Channel = casework.Manner(p.Manner).Split()
	return p, note
}

func (s *Server) handleMeetPartner(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "partner")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, note := f.partnerTalk()
	p.UID = s.orNew(f.uid("uid"))
	err = f.taken(func() error {
		_, err := s.App.MeetPartner(r.Context(), visitOf(r).actor, app.PartnerTalkInput{UID: uidOf(p.UID), Partner: uid, Note: note})
		return err
	})
	refusal := problem.As(err)
	switch {
	case err == nil:
		return s.doneWithPartner(w, r, uid)
	case refusal != nil && refusal.Key == app.NotedKey:
		r.SetPathValue("talk", p.UID)
		p.Problem, p.Known = refusal, []ui.Definition{}
		return s.showPartnerTalk(w, r, http.StatusConflict, &p, pages.MendForms{})
	case refusal != nil && (refusal.Kind == problem.Invalid || refusal.Kind == problem.Conflict):
		p.Problem = refusal
		return s.showPartnerForm(w, r, statuses[refusal.Kind], p)
	}
	return err
}

// doneWithPartner leads back to the client's partners.
func (s *Server) doneWithPartner(w http.ResponseWriter, r *http.Request, partner casework.UID) error {
	found, err := s.App.PartnerForm(r.Context(), visitOf(r).actor, partner)
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+found.Client.UID.String()+"/partners", "done.partner_met")
}

func (s *Server) handlePartnerTalk(w http.ResponseWriter, r *http.Request) error {
	return s.showPartnerTalk(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showPartnerTalk shows one talk. typed is the refused text of a correction, or
// nil; mend is what was refused of withdrawing it.
func (s *Server) showPartnerTalk(w http.ResponseWriter, r *http.Request, status int, typed *pages.PartnerTalkForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "talk")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.PartnerTalk(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	revision := strconv.Itoa(found.Talk.Revision)
	form := partnerTalkText(found.Talk)
	if typed != nil {
		form = *typed
	}
	if typed == nil || typed.Known != nil {
		form.Revision = revision
	}
	facts := partnerTalkFacts(v.words, found)
	if typed != nil && typed.Known != nil {
		form.Known = facts
	}
	form.Correct, form.Action = true, "/partner-talks/"+uid.String()
	frame := s.frame(w, r, v.words.T("partner.talk"))
	back := ui.Link{Href: "/clients/" + found.Client.UID.String() + "/partners", Text: v.words.T("partner.title")}
	if typed != nil {
		return s.render(w, r, status, pages.NewPartnerTalk(frame, pages.NewPartnerTalkView{Back: back, Sub: partnerSub(v.words, found.Partner), Form: form}))
	}
	mend.Path, mend.Revision = form.Action, revision
	return s.render(w, r, status, pages.PartnerTalk(frame, pages.PartnerTalkPage{
		Back: back, Withdrawn: found.Talk.Withdrawn, Facts: facts, Form: form, Mend: mend,
		History: history(v.words, found.Revisions, found.Names, partnerTalkLine),
	}))
}

func partnerTalkText(m casework.PartnerTalk) pages.PartnerTalkForm {
	form := pages.PartnerTalkForm{
		UID: m.UID.String(), On: m.On.String(), At: string(m.At), Manner: string(casework.MannerOf(m.Place, m.Channel)), WithClient: m.WithClient,
		Present: m.Present, Matter: m.Matter, Agreed: m.Agreed, NextOn: m.NextOn.String(),
	}
	if m.Minutes != 0 {
		form.Minutes = strconv.Itoa(m.Minutes)
	}
	return form
}

func partnerTalkFacts(words *i18n.Printer, p app.PartnerTalkPage) []ui.Definition {
	facts := []ui.Definition{
		{Term: words.T("client.name"), Text: p.Client.Name()},
		{Term: words.T("partner.with"), Text: words.T("profile.party."+string(p.Partner.Party)) + ", " + p.Partner.Name},
		{Term: words.T("partner.on"), Text: when(words, p.Talk.On, p.Talk.At)},
		{Term: words.T("partner.manner"), Text: strings.Join(notEmpty(mannerText(words, p.Talk.Place, p.Talk.Channel), withClient(words, p.Talk)), ", ")},
	}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: words.T(term), Text: text})
		}
	}
	if p.Talk.Minutes != 0 {
		add("partner.minutes", strconv.Itoa(p.Talk.Minutes))
	}
	add("partner.present", p.Talk.Present)
	add("partner.matter", p.Talk.Matter)
	add("partner.agreed", p.Talk.Agreed)
	if !p.Talk.NextOn.IsZero() {
		add("partner.next_on", words.DayWeekday(p.Talk.NextOn))
	}
	add("meeting.note_by", p.Names.Staff[p.Talk.ByID])
	return facts
}

// partnerTalkLine tells an earlier text of a talk.
func partnerTalkLine(words *i18n.Printer, m casework.PartnerTalk) string {
	return strings.Join(notEmpty(when(words, m.On, m.At), mannerText(words, m.Place, m.Channel), m.Matter, m.Agreed), " · ")
}

var keptPartnerTalk = kept{"talk", "/partner-talks/"}

func (s *Server) handleCorrectPartnerTalk(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptPartnerTalk, "done.corrected", (*form).partnerTalk, s.App.CorrectPartnerTalk, func(status int, typed pages.PartnerTalkForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Known = p, known
		return s.showPartnerTalk(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawPartnerTalk(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptPartnerTalk, s.App.WithdrawPartnerTalk, func(status int, mend pages.MendForms) error {
		return s.showPartnerTalk(w, r, status, nil, mend)
	})
}

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

// handlePlanForm shows the form to agree on a meeting with a client.
func (s *Server) handlePlanForm(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanForm(w, r, http.StatusOK, nil)
}

// showPlanForm shows the form with what was typed, or, with nil, as new.
func (s *Server) showPlanForm(w http.ResponseWriter, r *http.Request, status int, typed *pages.PlanPage) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	offer, err := s.App.MeetingForm(r.Context(), visitOf(r).actor, uid, casework.UID{})
	if err != nil {
		return err
	}
	p := pages.PlanPage{Plan: pages.PlanForm{
		UID: s.App.IDs().String(), Manner: string(casework.MannerOf(offer.Usual.Place, offer.Usual.Channel)), Kind: string(offer.Usual.Kind),
	}}
	if typed != nil {
		p = *typed
	}
	p.Action, p.Back = "/clients/"+uid.String()+"/meetings/new", ui.Link{Href: "/clients/" + uid.String(), Text: offer.Client.Name()}
	p.Plan.Partners = staffOptions(offer.Partners)
	f := s.frame(w, r, visitOf(r).words.T("meeting.plan_title"))
	return s.render(w, r, status, pages.PlanMeeting(f, p))
}

func (s *Server) handlePlanMeeting(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	plan, in := f.plan("")
	in.Client, plan.UID = uid, s.orNew(in.UID)
	if err = f.invalid(); err == nil {
		_, err = s.App.PlanMeeting(r.Context(), visitOf(r).actor, in)
	}
	p := problem.As(err)
	switch {
	case err == nil:
		return s.done(w, r, "/clients/"+uid.String(), "done.meeting_planned")
	case p != nil && p.Key == app.NotedKey:
		http.Redirect(w, r, "/planned/"+in.UID.String(), http.StatusSeeOther)
		return nil
	case mistakes(err) != nil:
		return s.showPlanForm(w, r, http.StatusUnprocessableEntity, &pages.PlanPage{Plan: plan, Problem: p})
	}
	return err
}

func (s *Server) handlePlanned(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanned(w, r, http.StatusOK, nil)
}

// showPlanned shows one planned meeting; typed is a refused change, or nil.
func (s *Server) showPlanned(w http.ResponseWriter, r *http.Request, status int, typed *pages.PlanPage) error {
	uid, err := pathUID(r, "planned")
	if err != nil {
		return err
	}
	v := visitOf(r)
	t := v.words.T
	found, err := s.App.PlannedMeeting(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	p := found.Planned
	change := pages.PlanPage{Plan: pages.PlanForm{
		On: p.On.String(), At: string(p.At), Manner: string(casework.MannerOf(p.Place, p.Channel)), Kind: string(p.Kind), Where: p.Where,
		ChosenPartners: partnersOf(found.Partners, p.Staff),
	}}
	if typed != nil {
		change = *typed
	}
	change.Action, change.Revision, change.Plan.Partners = "/planned/"+uid.String(), strconv.Itoa(p.Revision), staffOptions(found.Partners)
	page := pages.PlannedPage{
		Back: backFromNote(v.words, &found.Client), Tag: ui.TagInfo, State: t("meeting.state.ahead"), Facts: plannedFacts(v.words, found),
		Held: ui.Link{Href: "/log/meeting?planned=" + uid.String(), Text: t("meeting.note_held")}, Waits: p.Waits(), Change: change,
		History: changes(v.words, history(v.words, found.Revisions, found.Names, plannedLine)),
	}
	switch {
	case p.HeldAs != 0:
		page.Tag, page.State, page.Held = ui.TagGood, t("meeting.state.held"), ui.Link{Href: "/meetings/" + found.Meeting.String(), Text: t("meeting.open_held")}
	case !p.Waits():
		page.Tag, page.State, page.Held = ui.TagPlain, t("meeting.state.cancelled"), ui.Link{}
	case p.On.Before(v.today):
		page.Tag, page.State = ui.TagSoon, t("meeting.state.passed")
	}
	return s.render(w, r, status, pages.PlannedMeeting(s.frame(w, r, t("meeting.planned_title")), page))
}

func plannedFacts(words *i18n.Printer, found app.PlannedPage) []ui.Definition {
	p := found.Planned
	facts := []ui.Definition{
		{Term: words.T("client.name"), Text: found.Client.Name()},
		{Term: words.T("contact.on"), Text: when(words, p.On, p.At)},
		{Term: words.T("meeting.manner"), Text: mannerText(words, p.Place, p.Channel)},
	}
	if p.Where != "" {
		facts = append(facts, ui.Definition{Term: words.T("meeting.where"), Text: p.Where})
	}
	return append(facts,
		ui.Definition{Term: words.T("meeting.kind"), Text: words.T("meeting.kind." + string(p.Kind))},
		ui.Definition{Term: words.T("meeting.by_plan"), Text: words.Join(namesOf(found.Names.Staff, p.Staff))})
}

// plannedLine tells an earlier text of a planned meeting.
func plannedLine(words *i18n.Printer, p casework.PlannedMeeting) string {
	return strings.Join(notEmpty(when(words, p.On, p.At), whereText(words, p)), " · ")
}

// changes words the reasons of what was changed by a deed that says why itself.
func changes(words *i18n.Printer, lines []pages.HistoryLine) []pages.HistoryLine {
	for i, l := range lines {
		if text := words.T("meeting.change." + l.Reason); len(i18n.Missing(text)) == 0 {
			lines[i].Reason = text
		}
	}
	return lines
}

func (s *Server) handleReplanMeeting(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "planned")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	plan, in := f.plan("")
	if err = f.invalid(); err == nil {
		_, err = s.App.ReplanMeeting(r.Context(), visitOf(r).actor, f.correction(uid), in)
	}
	if p := refusalOf(err); p != nil {
		return s.showPlanned(w, r, statuses[p.Kind], &pages.PlanPage{Plan: plan, Problem: p})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/planned/"+uid.String(), "done.meeting_replanned")
}

func (s *Server) handleCancelMeeting(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "planned")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if _, err := s.App.CancelMeeting(r.Context(), visitOf(r).actor, f.correction(uid)); err != nil {
		return err
	}
	return s.done(w, r, "/planned/"+uid.String(), "done.meeting_cancelled")
}

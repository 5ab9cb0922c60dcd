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
)

func (s *Server) handleEpisode(w http.ResponseWriter, r *http.Request) error {
	return s.showEpisode(w, r, http.StatusOK, nil)
}

// showEpisode shows one episode; typed is what was refused of taking an end
// back, or nil.
func (s *Server) showEpisode(w http.ResponseWriter, r *http.Request, status int, typed *pages.ReopenForm) error {
	uid, err := pathUID(r, "episode")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Episode(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	words, e := v.words, found.Episode
	view := pages.EpisodeView{
		Back: ui.Link{Href: "/clients/" + found.Client.UID.String(), Text: found.Client.Name()}, Sub: found.Programme + " · " + found.Names.Teams[e.TeamID],
		State: words.T("state." + string(found.State)), StateTag: stateTag(found.State),
		Facts: episodeFacts(words, e, found.Names, v.today), Closing: closingFacts(words, e),
		Meetings: suitabilityRows(words, found.Suitability), Pauses: pauseRows(words, e.Pauses),
		Coaches: datedRows(words, e.Coaches, found.Names.Staff), CareTeams: datedRows(words, e.CareTeams, found.Names.CareTeams),
		History: episodeHistory(words, found),
	}
	if found.Change && found.Present {
		view.Actions = deeds(words, found.Client.UID, found.State)
	}
	if found.Change && found.State.Started() {
		view.Text = ui.Link{Href: "/episodes/" + uid.String() + "/closing", Text: words.T("talk.closing_title")}
	}
	if found.Change && found.State == casework.Ended {
		form := pages.ReopenForm{}
		if typed != nil {
			form = *typed
		}
		form.Action, form.Revision = "/episodes/"+uid.String()+"/reopen", strconv.Itoa(e.Revision)
		view.Reopen = &form
		if !e.Closing.CareTeamTold && e.Closing.Initiative != "" {
			view.Told, view.Revision = "/episodes/"+uid.String()+"/told", strconv.Itoa(e.Revision)
		}
	}
	for _, o := range found.Others {
		view.Others = append(view.Others, ui.RowProps{
			Name: words.Day(o.ReferredOn), NameHref: "/episodes/" + o.UID.String(), Why: words.T("state." + string(o.StateOn(v.today))),
		})
	}
	return s.render(w, r, status, pages.Episode(s.frame(w, r, words.T("client.facts")), view))
}

func (s *Server) handleToldCareTeam(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "episode")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if _, err := s.App.TellCareTeam(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))}); err != nil {
		return err
	}
	return s.done(w, r, "/episodes/"+uid.String(), "done.care_team_told")
}

func (s *Server) handleReopenEpisode(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "episode")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	_, err = s.App.ReopenEpisode(r.Context(), visitOf(r).actor, f.correction(uid))
	if p := refusalOf(err); p != nil {
		return s.showEpisode(w, r, statuses[p.Kind], &pages.ReopenForm{Reason: f.text("reason"), Problem: p})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/episodes/"+uid.String(), "done.episode_reopened")
}

// episodeFacts tell how an episode stands.
func episodeFacts(words *i18n.Printer, e casework.Episode, names app.Names, today casework.Day) []ui.Definition {
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: words.T(term), Text: text})
		}
	}
	day := func(term string, on casework.Day) {
		if !on.IsZero() {
			add(term, words.Day(on))
		}
	}
	day("client.referred_on", e.ReferredOn)
	add("client.referred_by", names.CareTeams[e.ReferringUnitID])
	add("client.pathway", worded(words, "pathway.", e.Pathway))
	day("episode.cancelled_on", e.CancelledOn)
	day("client.started_on", e.StartedOn)
	day("episode.agreement_on", e.AgreementOn)
	add("client.coach", names.Staff[e.CoachOn(today)])
	add("episode.care_team", names.CareTeams[e.CareTeamOn(today)])
	if pause, paused := e.PauseOn(today); paused {
		add("state.paused", pauseLine(words, pause))
	}
	day("client.ended_on", e.EndedOn)
	return facts
}

// known words one of the list's words, and leaves a sender's own as it is.
func known[T ~string](words *i18n.Printer, prefix string, list []T, said string) string {
	if slices.Contains(list, T(said)) {
		return words.T(prefix + said)
	}
	return said
}

func closingFacts(words *i18n.Printer, e casework.Episode) []ui.Definition {
	if e.EndedOn.IsZero() {
		return nil
	}
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: words.T(term), Text: text})
		}
	}
	add("episode.ended_on", words.Day(e.EndedOn))
	add("episode.close_reason", known(words, "episode.close_reason.", casework.CloseReasons, e.EndReason))
	c := e.Closing
	add("episode.initiative", worded(words, "episode.initiative.", c.Initiative))
	add("episode.situation", worded(words, "episode.situation.", c.Situation))
	add("episode.handed_to", c.HandedTo)
	if c.Initiative != "" { // else a sender ended it, who was not asked
		add("episode.care_team_told", yesNo(words, &c.CareTeamTold))
		add("episode.way_back_told", yesNo(words, &c.WayBackTold))
	}
	add("episode.summary", c.Summary)
	return facts
}

func spanLine(words *i18n.Printer, s casework.Span) string {
	from, to := "", ""
	if !s.From.IsZero() {
		from = words.Day(s.From)
	}
	if !s.To.IsZero() {
		to = words.Day(s.To)
	}
	return from + "–" + to
}

func pauseLine(words *i18n.Printer, p casework.Pause) string {
	parts := []string{spanLine(words, p.Span)}
	if why := known(words, "episode.pause_reason.", casework.PauseReasons, p.Reason); why != "" {
		parts = append(parts, why)
	}
	if p.To.IsZero() {
		parts = append(parts, words.T("episode.check_line", "day", words.Day(p.CheckDay())))
	}
	if p.Contact != "" {
		parts = append(parts, words.T("episode.contact")+": "+lower(words.T("episode.contact."+string(p.Contact))))
	}
	return strings.Join(parts, " · ")
}

func pauseRows(words *i18n.Printer, pauses []casework.Pause) []ui.RowProps {
	var rows []ui.RowProps
	for _, p := range slices.Backward(pauses) {
		first, rest, _ := strings.Cut(pauseLine(words, p), " · ")
		rows = append(rows, ui.RowProps{Name: first, Why: rest})
	}
	return rows
}

func datedRows(words *i18n.Printer, list []casework.Dated, names map[int64]string) []ui.RowProps {
	var rows []ui.RowProps
	for _, d := range slices.Backward(list) {
		row := ui.RowProps{Name: names[d.ID], Why: spanLine(words, d.Span)}
		if d.Span == (casework.Span{}) {
			row.Why = words.T("episode.all_along")
		}
		rows = append(rows, row)
	}
	return rows
}

func suitabilityRows(words *i18n.Printer, all []casework.Suitability) []ui.RowProps {
	var rows []ui.RowProps
	for _, s := range all {
		row := ui.RowProps{Name: words.Day(s.On), NameHref: "/suitability/" + s.UID.String(), Why: decisionLine(words, s)}
		if s.Withdrawn {
			row.Why += " · " + lower(words.T("problem.withdrawn"))
		}
		rows = append(rows, row)
	}
	return rows
}

func episodeHistory(words *i18n.Printer, p app.EpisodePage) []pages.HistoryLine {
	return history(words, p.Revisions, p.Names, func(words *i18n.Printer, e casework.Episode) string { return episodeLine(words, e, p) })
}

// episodeLine tells an earlier text of an episode: where it stood when the text
// was changed.
func episodeLine(words *i18n.Printer, e casework.Episode, p app.EpisodePage) string {
	parts := []string{words.T("state." + string(e.StateOn(p.Today)))}
	if n := len(e.Coaches); n > 0 {
		parts = append(parts, p.Names.Staff[e.Coaches[n-1].ID])
	}
	if n := len(e.Pauses); n > 0 {
		parts = append(parts, pauseLine(words, e.Pauses[n-1]))
	}
	if !e.EndedOn.IsZero() {
		parts = append(parts, words.T("client.ended_on")+" "+words.Day(e.EndedOn))
	}
	return strings.Join(parts, " · ")
}

package web

import (
	"net/http"
	"strconv"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleEpisodeStart(w http.ResponseWriter, r *http.Request) error {
	return s.showEpisodeStart(w, r, http.StatusOK, nil)
}

// showEpisodeStart shows the form that begins a client's coaching; typed is
// what was refused, or nil.
func (s *Server) showEpisodeStart(w http.ResponseWriter, r *http.Request, status int, typed *pages.EpisodeStartView) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.EpisodeStart(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	t := v.words.T
	view := pages.EpisodeStartView{On: v.today.String()}
	if typed != nil {
		view = *typed
	}
	view.Action = r.URL.Path
	view.Back = ui.Link{Href: "/clients/" + uid.String(), Text: found.Client.Name()}
	view.Referred = t("episode.referred", "day", v.words.Day(found.Episode.ReferredOn), "n", v.today.DaysSince(found.Episode.ReferredOn))
	if view.Revision == "" {
		view.Revision = strconv.Itoa(found.Episode.Revision)
	}
	view.Coaches = loadOptions(v.words, found.Coaches)
	if typed == nil {
		view.Coach = ownUID(v, found.Coaches)
		_, err := casework.StartEpisode(found.Episode, casework.EpisodeStart{}, v.today)
		if view.Closed = inTheWay(err); view.Closed != nil {
			status = statuses[view.Closed.Kind]
		}
	}
	return s.render(w, r, status, pages.EpisodeStart(s.frame(w, r, t("episode.start_title")), view))
}

func (s *Server) handleStartEpisode(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	view := pages.EpisodeStartView{On: f.text("started_on"), Coach: f.text("coach"), AgreementOn: f.text("agreement_on"),
		EmployedAtStart: f.yes("employed_at_start"), Knowingly: f.yes("knowingly"), Revision: f.text("revision")}
	in := app.EpisodeStartInput{Client: uid, Revision: number(view.Revision), On: f.day("started_on"), Coach: f.uid("coach"),
		AgreementOn: f.day("agreement_on"), EmployedAtStart: view.EmployedAtStart, Knowingly: view.Knowingly}
	if err = f.invalid(); err == nil {
		_, err = s.App.StartEpisode(r.Context(), visitOf(r).actor, in)
	}
	if p := refusalOf(err); p != nil {
		if view.Problem = p; p.Kind == problem.Conflict && len(p.Fields) == 0 { // somebody was there first
			view.Revision = ""
		}
		return s.showEpisodeStart(w, r, statuses[p.Kind], &view)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+uid.String(), "done.episode_started")
}

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

// episodeDeed is one way to change a client's episode: what its form is called
// and begins with, and the use case that takes it.
type episodeDeed struct {
	name  pages.EpisodeDeed
	title string // message
	done  string // message
	begin func(*pages.EpisodeForm, *visit, app.EpisodeForm)
	take  func(*Server, *http.Request, *form, app.EpisodeInput) error
	try   func(app.EpisodeForm) error // its rule, with nothing typed
}

var (
	pauseDeed = episodeDeed{pages.DeedPause, "episode.pause_title", "done.episode_paused",
		func(p *pages.EpisodeForm, v *visit, _ app.EpisodeForm) {
			p.On, p.CheckOn, p.Contact = v.today.String(), v.today.AddDays(casework.CheckAfter).String(), string(casework.CoachContacts)
		},
		func(s *Server, r *http.Request, f *form, in app.EpisodeInput) error {
			note := casework.PauseNote{From: f.day("from"), Reason: casework.PauseReason(f.text("reason")), CheckOn: f.day("check_on"),
				Contact: casework.PauseContact(f.text("contact"))}
			return f.taken(func() error { _, err := s.App.PauseEpisode(r.Context(), visitOf(r).actor, in, note); return err })
		},
		func(f app.EpisodeForm) error {
			_, err := casework.PauseEpisode(f.Episode, casework.PauseNote{}, f.Today)
			return err
		}}
	resumeDeed = episodeDeed{pages.DeedResume, "episode.resume_title", "done.episode_resumed",
		func(p *pages.EpisodeForm, v *visit, _ app.EpisodeForm) { p.On = v.today.String() },
		func(s *Server, r *http.Request, f *form, in app.EpisodeInput) error {
			on := f.day("resumed_on")
			return f.taken(func() error { _, err := s.App.ResumeEpisode(r.Context(), visitOf(r).actor, in, on); return err })
		},
		func(f app.EpisodeForm) error {
			_, err := casework.ResumeEpisode(f.Episode, casework.Day{}, f.Today)
			return err
		}}
	checkDeed = episodeDeed{pages.DeedCheck, "episode.check_title", "done.pause_checked",
		func(p *pages.EpisodeForm, v *visit, _ app.EpisodeForm) {
			p.CheckOn = v.today.AddDays(casework.CheckAfter).String()
		},
		func(s *Server, r *http.Request, f *form, in app.EpisodeInput) error {
			on := f.day("check_on")
			return f.taken(func() error { _, err := s.App.CheckPause(r.Context(), visitOf(r).actor, in, on); return err })
		},
		func(f app.EpisodeForm) error {
			_, err := casework.CheckPause(f.Episode, casework.Day{}, f.Today)
			return err
		}}
	agreementDeed = episodeDeed{pages.DeedAgreement, "episode.agreement_title", "done.agreement_noted",
		func(p *pages.EpisodeForm, v *visit, found app.EpisodeForm) {
			if p.On = found.Episode.AgreementOn.String(); p.On == "" {
				p.On = v.today.String()
			}
		},
		func(s *Server, r *http.Request, f *form, in app.EpisodeInput) error {
			on := f.day("agreement_on")
			return f.taken(func() error { _, err := s.App.NoteAgreement(r.Context(), visitOf(r).actor, in, on); return err })
		},
		func(f app.EpisodeForm) error {
			_, err := casework.NoteAgreement(f.Episode, casework.Day{}, f.Today)
			return err
		}}
	coachDeed = episodeDeed{pages.DeedCoach, "episode.coach_title", "done.handed_over",
		func(p *pages.EpisodeForm, v *visit, _ app.EpisodeForm) { p.On, p.StandIn = v.today.String(), "no" },
		func(s *Server, r *http.Request, f *form, in app.EpisodeInput) error {
			hand := app.HandOverInput{EpisodeInput: in, Coach: f.uid("coach"), From: f.day("from"), StandIn: f.yes("stand_in"), Knowingly: f.yes("knowingly")}
			if hand.StandIn {
				hand.To = f.day("to")
			}
			return f.taken(func() error { _, err := s.App.HandOverEpisode(r.Context(), visitOf(r).actor, hand); return err })
		},
		func(f app.EpisodeForm) error {
			_, err := casework.HandOverEpisode(f.Episode, casework.HandOver{}, f.Today)
			return err
		}}
	careTeamDeed = episodeDeed{pages.DeedCareTeam, "episode.care_team_title", "done.care_team_changed",
		func(p *pages.EpisodeForm, v *visit, _ app.EpisodeForm) { p.On = v.today.String() },
		func(s *Server, r *http.Request, f *form, in app.EpisodeInput) error {
			team, from := f.uid("care_team"), f.day("from")
			return f.taken(func() error {
				_, err := s.App.ChangeCareTeam(r.Context(), visitOf(r).actor, in, team, from)
				return err
			})
		},
		func(f app.EpisodeForm) error {
			_, err := casework.ChangeCareTeam(f.Episode, 0, casework.Day{}, f.Today)
			return err
		}}
	endDeed = episodeDeed{pages.DeedEnd, "episode.end_title", "done.episode_ended",
		func(p *pages.EpisodeForm, v *visit, found app.EpisodeForm) {
			p.On = v.today.String()
			if t := found.Closing.Talk; t != nil && t.Outcome == casework.TalkCloses {
				p.HandedTo = t.HandedTo
			}
		},
		func(s *Server, r *http.Request, f *form, in app.EpisodeInput) error {
			end := casework.EpisodeEnd{On: f.day("ended_on"), Reason: casework.CloseReason(f.text("reason")), Closing: casework.Closing{
				Initiative: casework.Initiative(f.text("initiative")), Situation: casework.Situation(f.text("situation")),
				HandedTo: f.text("handed_to"), CareTeamTold: f.yes("care_team_told"), WayBackTold: f.yes("way_back_told"), Summary: f.text("summary"),
			}}
			return f.taken(func() error { _, err := s.App.EndEpisode(r.Context(), visitOf(r).actor, in, end); return err })
		},
		func(f app.EpisodeForm) error {
			_, err := casework.EndEpisode(f.Episode, casework.EpisodeEnd{}, f.Today)
			return err
		}}
	returnDeed = episodeDeed{pages.DeedReturn, "episode.return_title", "done.client_returned",
		func(p *pages.EpisodeForm, v *visit, found app.EpisodeForm) {
			p.On, p.Pathway, p.Start = v.today.String(), string(casework.PathwaySelf), "yes"
			p.Coach = ownUID(v, found.Coaches)
			for _, c := range found.CareTeams {
				if c.ID == found.Episode.CareTeamOn(v.today) {
					p.CareTeam = c.UID.String()
				}
			}
		},
		func(s *Server, r *http.Request, f *form, in app.EpisodeInput) error {
			back := app.ComebackInput{UID: f.uid("uid"), Client: in.Client, On: f.day("on"), Pathway: casework.Pathway(f.text("pathway")),
				CareTeam: f.uid("care_team"), Start: f.yes("start"), Coach: f.uid("coach"), EmployedAtStart: f.yes("employed_at_start"), Knowingly: f.yes("knowingly")}
			return f.taken(func() error { _, err := s.App.ReturnClient(r.Context(), visitOf(r).actor, back); return err })
		},
		func(f app.EpisodeForm) error {
			_, err := casework.ReturnEpisode(f.Episode, []casework.Episode{f.Episode}, casework.EpisodeReturn{}, f.Today)
			return err
		}}
)

// taken sends what could be read to the use case; what could not be read is
// told first.
func (f *form) taken(send func() error) error {
	if err := f.invalid(); err != nil {
		return err
	}
	return send()
}

// dayNames are what the deeds call their day.
var dayNames = map[pages.EpisodeDeed]string{
	pages.DeedPause: "from", pages.DeedResume: "resumed_on", pages.DeedAgreement: "agreement_on", pages.DeedCoach: "from",
	pages.DeedCareTeam: "from", pages.DeedEnd: "ended_on", pages.DeedReturn: "on",
}

// episodeForm is what was typed into the form of a deed.
func (f *form) episodeForm(deed pages.EpisodeDeed) pages.EpisodeForm {
	return pages.EpisodeForm{
		Revision: f.text("revision"), UID: f.text("uid"), On: f.text(dayNames[deed]), To: f.text("to"), CheckOn: f.text("check_on"),
		Reason: f.text("reason"), Contact: f.text("contact"), Initiative: f.text("initiative"), Situation: f.text("situation"),
		HandedTo: f.text("handed_to"), CareTeamTold: f.yes("care_team_told"), WayBackTold: f.yes("way_back_told"), Summary: f.text("summary"), StandIn: f.text("stand_in"),
		Coach: f.text("coach"), CareTeam: f.text("care_team"), Start: f.text("start"), Pathway: f.text("pathway"), EmployedAtStart: f.yes("employed_at_start"), Knowingly: f.yes("knowingly"),
	}
}

// offer gives the handler that shows a deed's form, or says why the episode's
// state does not let it happen.
func (s *Server) offer(deed episodeDeed) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		return s.showDeed(w, r, http.StatusOK, deed, nil)
	}
}

// take gives the handler that takes a deed's form; a refused one comes again
// with what was typed, and with how the episode stands when somebody was there
// first.
func (s *Server) take(deed episodeDeed) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		uid, err := pathUID(r, "client")
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		err = deed.take(s, r, f, app.EpisodeInput{Client: uid, Revision: number(f.text("revision"))})
		if p := refusalOf(err); p != nil {
			typed := f.episodeForm(deed.name)
			typed.Problem = p
			return s.showDeed(w, r, statuses[p.Kind], deed, &typed)
		}
		if err != nil {
			return err
		}
		return s.done(w, r, "/clients/"+uid.String(), deed.done)
	}
}

// showDeed shows a deed's form; typed is what was refused, or nil.
func (s *Server) showDeed(w http.ResponseWriter, r *http.Request, status int, deed episodeDeed, typed *pages.EpisodeForm) error {
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
	var view pages.EpisodeForm
	if typed != nil {
		view = *typed
	} else {
		deed.begin(&view, v, found)
		view.Closed = inTheWay(deed.try(found))
	}
	if view.Closed != nil {
		status = statuses[view.Closed.Kind]
	}
	if p := view.Problem; p != nil && p.Kind == problem.Conflict && len(p.Fields) == 0 {
		view.Present, view.Revision = episodeFacts(v.words, found.Episode, found.Names, v.today), ""
	}
	if view.Revision == "" {
		view.Revision = strconv.Itoa(found.Episode.Revision)
	}
	if deed.name == pages.DeedReturn {
		view.UID = s.orNew(uidOf(view.UID))
	}
	view.Deed, view.Action, view.Title = deed.name, r.URL.Path, v.words.T(deed.title)
	view.Back = ui.Link{Href: "/clients/" + uid.String(), Text: found.Client.Name()}
	view.Sub = episodeSub(v.words, found.Episode, found.State, found.Names, v.today)
	if deed.name == pages.DeedEnd {
		view.TalkLink = ui.Link{Href: "/clients/" + uid.String() + "/talk/new", Text: v.words.T("talk.note")}
		if t := found.Closing.Talk; t != nil {
			view.Talk = append([]ui.Definition{{Term: v.words.T("contact.on"), Text: v.words.Day(t.On)}}, closingTalkFacts(v.words, *t)...)
		}
		view.Attempts = v.words.T("talk.no_attempts")
		if len(found.Closing.Attempts) > 0 {
			view.Attempts = attemptsLine(v.words, found.Closing.Attempts)
		}
	}
	view.Coaches = loadOptions(v.words, found.Coaches)
	for _, c := range found.CareTeams {
		view.CareTeams = append(view.CareTeams, ui.Option{Value: c.UID.String(), Text: c.Name})
	}
	return s.render(w, r, status, pages.EpisodeChange(s.frame(w, r, view.Title), view))
}

// inTheWay is what a rule says of the state of things before it looks at what
// was typed, or nil.
func inTheWay(err error) *problem.Error {
	if p := problem.As(err); p != nil && p.Kind == problem.Conflict {
		return p
	}
	return nil
}

// ownUID is the actor's own uid among the coaches, or nothing.
func ownUID(v *visit, loads []app.CoachLoad) string {
	for _, c := range loads {
		if c.Coach.ID == v.actor.StaffID {
			return c.Coach.UID.String()
		}
	}
	return ""
}

func loadOptions(words *i18n.Printer, loads []app.CoachLoad) []ui.Option {
	list := make([]ui.Option, len(loads))
	for i, c := range loads {
		list[i] = ui.Option{Value: c.Coach.UID.String(), Text: c.Coach.Name, Note: words.T("episode.coach_load", "n", c.Active, "limit", c.Limit)}
	}
	return list
}

// episodeSub says in a line where an episode stands and with whom.
func episodeSub(words *i18n.Printer, e casework.Episode, state casework.State, names app.Names, today casework.Day) string {
	sub := words.T("state." + string(state))
	if pause, paused := e.PauseOn(today); paused {
		sub += " · " + words.T("episode.since", "day", words.Day(pause.From))
	}
	if name := names.Staff[e.CoachOn(today)]; name != "" && state.Started() {
		sub += " · " + words.T("client.coached_by", "name", name)
	}
	return sub
}

// deeds lists the ways to change the client's present episode that its state
// lets happen, the next step first.
func deeds(words *i18n.Printer, client casework.UID, state casework.State) []ui.Link {
	var list []ui.Link
	add := func(deed episodeDeed) {
		list = append(list, ui.Link{Href: "/clients/" + client.String() + "/" + string(deed.name), Text: words.T(deed.title)})
	}
	switch state {
	case casework.Queue:
		add(careTeamDeed)
	case casework.Active:
		add(pauseDeed)
		add(coachDeed)
		add(careTeamDeed)
		add(agreementDeed)
		add(endDeed)
	case casework.Paused:
		add(resumeDeed)
		add(checkDeed)
		add(coachDeed)
		add(careTeamDeed)
		add(endDeed)
	case casework.Ended, casework.Cancelled:
		add(returnDeed)
	}
	return list
}

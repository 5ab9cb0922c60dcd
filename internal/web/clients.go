package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
)

func timeOf(micro int64) time.Time { return time.UnixMicro(micro) }

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (s *Server) handleClient(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Client(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	// The title of a page may be read over a shoulder: it names nobody.
	return s.render(w, r, http.StatusOK, pages.Client(s.frame(w, r, v.words.T("client.page_title")), clientView(v, found)))
}

func clientView(v *visit, p app.ClientPage) pages.ClientView {
	t := v.words.T
	view := pages.ClientView{
		Name: p.Client.Name(), Sub: clientSub(v, p), Open: p.May.Timeline, Actions: clientActions(v, p),
		State: t("state." + string(casework.Ended)), StateTag: ui.TagPlain, Facts: clientFacts(v, p),
		Referral: t("client.referred", "day", v.words.Day(p.Episode.ReferredOn)),
	}
	if p.Referral != nil {
		view.ReferralFacts = referralFacts(v.words, *p.Referral, p.Names)
		view.ReferralLink = ui.Link{Href: "/referrals/" + p.Referral.UID.String(), Text: t("referral.open")}
	}
	if !p.HasEpisode && p.Referral != nil {
		view.State, view.StateTag = t("referral.answer."+string(p.Answer)), answerTag(p.Answer)
		view.Referral = t("referral.asked_on", "day", v.words.Day(p.Referral.AskedOn))
	}
	if p.HasEpisode {
		view.State, view.StateTag = t("state."+string(p.State)), stateTag(p.State)
	}
	if p.May.Lookers {
		view.Lookers = ui.Link{Href: "/clients/" + p.Client.UID.String() + "/lookers", Text: t("client.lookers")}
	}
	if !p.May.Timeline {
		return view
	}
	view.Phases = phases(v.words, p.Phases)
	view.Running = runningPlacements(v, p)
	view.Ahead = aheadView(v.words, p)
	view.Consents, view.Say = consentLines(v.words, p.Consents, p.Today)
	for _, e := range p.Timeline {
		view.Events = append(view.Events, event(v.words, p, e))
	}
	return view
}

func clientSub(v *visit, p app.ClientPage) string {
	words, c := v.words, p.Client
	parts := []string{words.T("client.born", "year", strconv.Itoa(c.BirthOn.Time().Year()))}
	if c.Municipality != "" {
		parts = append(parts, words.Municipality(c.Municipality))
	}
	if c.Language != "" {
		parts = append(parts, words.T("client.speaks", "language", words.Language(c.Language)))
	}
	if name := p.Names.CareTeams[p.Episode.CareTeamOn(p.Today)]; name != "" {
		parts = append(parts, name)
	}
	if name := p.Names.Staff[p.Episode.CoachOn(p.Today)]; name != "" {
		parts = append(parts, words.T("client.coached_by", "name", name))
	}
	return strings.Join(parts, " · ")
}

// clientActions puts the next step first: a queued client is met and started,
// one on a break goes on, one who is coached is noted for, and one whose coaching
// has ended may return.
func clientActions(v *visit, p app.ClientPage) []ui.Link {
	base := "/clients/" + p.Client.UID.String()
	var list []ui.Link
	if p.May.Change && p.State == casework.Queue {
		list = append(list, ui.Link{Href: base + "/suitability", Text: v.words.T("client.meet_first")})
	}
	if p.May.Start {
		list = append(list, ui.Link{Href: base + "/start", Text: v.words.T("client.start")})
	}
	if p.May.Queue {
		word := v.words.T("referral.receive")
		if p.Referral != nil {
			word = receiveWord(v.words, *p.Referral)
		}
		list = append(list, ui.Link{Href: base + "/receive", Text: word}, ui.Link{Href: base + "/return", Text: v.words.T("referral.return")})
	}
	if p.May.Change && (p.State == casework.Ended || p.State == casework.Cancelled) {
		list = append(list, deeds(v.words, p.Client.UID, p.State)...)
	}
	if p.May.Refer {
		list = append(list, ui.Link{Href: pathRefer + "?client=" + p.Client.UID.String(), Text: v.words.T("referral.again")})
	}
	if p.May.Change && p.State == casework.Paused {
		list = append(list, ui.Link{Href: base + "/resume", Text: v.words.T("episode.resume_title")})
	}
	if p.May.Note && p.HasEpisode {
		list = append(list, ui.Link{Href: "/log/meeting?client=" + p.Client.UID.String(), Text: v.words.T(meetingWord(p.State))})
	}
	if p.May.Note && (p.State == casework.Active || p.State == casework.Paused) {
		list = append(list, ui.Link{Href: "/log?client=" + p.Client.UID.String(), Text: v.words.T("client.log_contact")})
	}
	if p.May.Note && p.State.Started() {
		list = append(list, ui.Link{Href: base + "/placements/new", Text: v.words.T("client.note_job")})
	}
	if p.May.Note && p.HasEpisode {
		list = append(list, ui.Link{Href: base + "/notes/new", Text: v.words.T("client.write_note")})
	}
	if p.May.Change {
		for _, deed := range deeds(v.words, p.Client.UID, p.State) {
			if !slices.ContainsFunc(list, func(l ui.Link) bool { return l.Href == deed.Href }) {
				list = append(list, deed)
			}
		}
	}
	if p.May.Timeline && p.HasEpisode {
		list = append(list, ui.Link{Href: "/episodes/" + p.Episode.UID.String(), Text: v.words.T("client.facts")})
	}
	return list
}

// meetingWord asks for a meeting with one who is coached, and for any contact
// with one who waits.
func meetingWord(state casework.State) string {
	if state == casework.Queue {
		return "client.log_call"
	}
	return "client.log_meeting"
}

func clientFacts(v *visit, p app.ClientPage) []ui.Definition {
	t := v.words.T
	facts := []ui.Definition{}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	add("client.programme", p.Programme)
	addDay := func(term string, on casework.Day) {
		if !on.IsZero() {
			add(term, v.words.Day(on))
		}
	}
	addDay("client.referred_on", p.Episode.ReferredOn)
	add("client.referred_by", p.Names.CareTeams[p.Episode.ReferringUnitID])
	add("client.pathway", worded(v.words, "pathway.", p.Episode.Pathway))
	addDay("client.started_on", p.Episode.StartedOn)
	addDay("client.ended_on", p.Episode.EndedOn)
	if !p.May.Timeline {
		return facts
	}
	var incomes []string
	for _, i := range p.Client.Incomes {
		if i.Holds(p.Today) {
			incomes = append(incomes, t("income."+i.Kind))
		}
	}
	add("client.incomes", strings.Join(incomes, ", "))
	return facts
}

func phases(words *i18n.Printer, all []outcomes.Phase) []ui.Phase {
	list := make([]ui.Phase, len(all))
	for i, p := range all {
		list[i] = ui.Phase{Name: strconv.Itoa(i+1) + " " + words.T("phase."+string(p.Key)), State: ui.PhaseAhead, Word: words.T("phase.ahead")}
		if !p.From.IsZero() {
			list[i].Note = words.DayShort(p.From) + "–"
		}
		switch p.State {
		case outcomes.PhaseDone:
			list[i].State, list[i].Word = ui.PhaseDone, words.T("phase.done")
		case outcomes.PhaseNow:
			list[i].State, list[i].Word = ui.PhaseNow, words.T("phase.now")
			list[i].Note += " · " + words.T("phase.days", "n", p.Days)
		}
	}
	return list
}

// consentLines says what may be said and to whom, and the sentence agreed for
// employers, if there is one.
func consentLines(words *i18n.Printer, all casework.Consents, today casework.Day) (lines []ui.Permission, say string) {
	for _, kind := range casework.ConsentKinds {
		c, known := all.On(kind, today)
		line := ui.Permission{Allowed: known && c.Given, Word: words.T("consent.no")}
		switch {
		case !known:
			line.Text = words.T("consent.not_asked", "whom", words.T("consent.kind."+string(kind)))
		case kind == casework.ConsentEmployers:
			leave := all.EmployerLeave(today)
			line.Allowed = leave != casework.LeaveNone
			line.Text = words.T("consent.leave." + leaveWord(leave))
			if leave == casework.LeaveDirect {
				say = c.Scope
			}
		case c.Given && c.Scope != "":
			line.Text = words.T("consent.given_scope", "whom", words.T("consent.kind."+string(kind)), "scope", c.Scope)
		case c.Given:
			line.Text = words.T("consent.given", "whom", words.T("consent.kind."+string(kind)))
		default:
			line.Text = words.T("consent.refused", "whom", words.T("consent.kind."+string(kind)))
		}
		if line.Allowed {
			line.Word = words.T("consent.yes")
		}
		lines = append(lines, line)
	}
	return lines, say
}

func leaveWord(l casework.EmployerLeave) string {
	if l == casework.LeaveNone {
		return "none"
	}
	return string(l)
}

func lower(s string) string { return strings.ToLower(s) }

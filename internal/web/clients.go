package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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
	open := s.App.Client
	if strings.HasSuffix(r.URL.Path, "/revealed") {
		open = s.App.ClientRevealed
	}
	found, err := open(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	if found.Into != nil {
		return s.render(w, r, http.StatusOK, pages.Emptied(s.frame(w, r, v.words.T("client.page_title")), found.Client.Name(),
			ui.Link{Href: "/clients/" + found.Into.UID.String(), Text: found.Into.Name()}))
	}
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
	view.Reach = reachView(t, p.Client.Reach)
	view.Protected = p.Client.NonDisclosure
	if p.May.Note && p.Hidden {
		view.Reveal = ui.Link{Href: "/clients/" + p.Client.UID.String() + "/revealed", Text: t("safety.reveal")}
	}
	if p.May.Note {
		view.ConsentsPage = ui.Link{Href: "/clients/" + p.Client.UID.String() + "/consents", Text: t("consent.title")}
	}
	switch merge := "/clients/" + p.Client.UID.String() + "/merge"; {
	case p.May.Merge && p.MergeWaits:
		view.MergeTitle, view.Merge = t("merge.waits_title"), ui.Link{Href: merge, Text: t("merge.look")}
	case p.May.Merge && p.MaybeTwice:
		view.MergeTitle, view.Merge = t("merge.maybe_title"), ui.Link{Href: merge, Text: t("merge.maybe_look")}
	}
	if p.May.Lookers {
		view.Lookers = ui.Link{Href: "/clients/" + p.Client.UID.String() + "/lookers", Text: t("client.lookers")}
	}
	if !p.May.Timeline {
		return view
	}
	view.Phases = phases(v.words, p.Phases)
	view.Next = nextStep(v, p)
	view.Running = runningPlacements(v, p)
	view.Support = supportCards(v.words, p)
	view.Limit = limitCard(v.words, p)
	view.Ahead = aheadView(v.words, p)
	view.Profile = profileCard(v.words, p)
	view.Plan = planCard(v.words, p)
	view.Leads = leadCard(v.words, p)
	view.Consents, view.Unasked, view.Say = consentLines(v.words, p.Consents, p.Names, p.Today)
	if p.Told != nil { // what was agreed of it by itself stands beside the plan
		view.Say = ""
	}
	for _, e := range p.Timeline {
		view.Events = append(view.Events, event(v.words, p, e))
	}
	return view
}

// reachView offers to call or write to a client, of whom it is told how.
func reachView(t func(string, ...any) string, r casework.Reach) pages.ReachView {
	view := pages.ReachView{Manner: r.Manner}
	if r.Phone != "" {
		view.Ways = append(view.Ways, ui.Link{Href: "tel:" + r.Dial(), Text: t("details.call", "phone", r.Phone)})
	}
	if r.Email != "" {
		view.Ways = append(view.Ways, ui.Link{Href: "mailto:" + r.Email, Text: r.Email})
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
	if p.May.Queue && p.Episode.CoachOn(p.Today) == 0 {
		list = append(list, queueDeeds(v.words, p)...)
	}
	if p.May.Change && p.State == casework.Queue {
		list = append(list, ui.Link{Href: base + "/suitability", Text: v.words.T("client.meet_first")})
	}
	if p.May.Start {
		list = append(list, ui.Link{Href: base + "/start", Text: v.words.T("client.start")})
	}
	if p.May.Queue && p.Episode.CoachOn(p.Today) != 0 {
		list = append(list, queueDeeds(v.words, p)...)
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
	if p.May.Note && p.State.Started() {
		list = append(list, ui.Link{Href: base + "/counselling/new", Text: v.words.T("client.note_counselling")})
	}
	if p.May.Notes && p.State.Started() {
		list = append(list, ui.Link{Href: base + "/earnings", Text: v.words.T("earnings.title")})
	}
	if p.Profile != nil {
		list = append(list, ui.Link{Href: base + "/profile", Text: v.words.T("profile.title")}, ui.Link{Href: base + "/money", Text: v.words.T("money.title")})
	}
	if p.May.Notes && p.HasEpisode {
		list = append(list, ui.Link{Href: base + "/plan", Text: v.words.T("plan.title")}, ui.Link{Href: base + "/partners", Text: v.words.T("partner.title")},
			ui.Link{Href: base + "/record", Text: v.words.T("record.title")})
	}
	if p.May.Note && p.Open() && p.HasEpisode {
		list = append(list, ui.Link{Href: base + "/setback", Text: v.words.T("setback.short")})
	}
	if p.May.Timeline && p.HasEpisode {
		list = append(list, ui.Link{Href: base + "/leads", Text: v.words.T("lead.clients_title")})
	}
	if p.May.Notes && p.HasEpisode {
		list = append(list, ui.Link{Href: base + "/disclosure", Text: v.words.T("disclosure.title")})
	}
	if p.May.Timeline && p.Episode.CareTeamOn(p.Today) != 0 && p.State.Started() {
		to := casework.ToCareTeam
		if caresAt(v, p.Episode.CareTeamOn(p.Today)) {
			to = casework.ToCoaches
		}
		list = append(list, messageTo(v.words, p.Client.UID, to))
	}
	if p.May.Note && (p.State == casework.Active || p.State == casework.Paused) {
		list = append(list, ui.Link{Href: base + "/talk/new", Text: v.words.T("talk.title")})
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
	if p.May.Merge {
		list = append(list, ui.Link{Href: base + "/merge", Text: v.words.T("merge.title")})
	}
	if p.May.Timeline && p.HasEpisode {
		list = append(list, ui.Link{Href: "/episodes/" + p.Episode.UID.String(), Text: v.words.T("client.facts")})
	}
	if p.May.Note {
		list = append(list, ui.Link{Href: base + "/details", Text: v.words.T("details.title")},
			ui.Link{Href: base + "/consents", Text: v.words.T("consent.title")},
			ui.Link{Href: base + "/safety", Text: v.words.T("safety.title")})
	}
	return list
}

// queueDeeds are what who keeps the queue does: a referral is received, then a
// coach is chosen. Until one is, that comes before the first meeting.
func queueDeeds(words *i18n.Printer, p app.ClientPage) []ui.Link {
	base := "/clients/" + p.Client.UID.String()
	receive := ui.Link{Href: base + "/receive", Text: words.T("referral.receive")}
	choose, back := ui.Link{Href: base + "/assign", Text: words.T("queue.assign")}, ui.Link{Href: base + "/return", Text: words.T("referral.return")}
	if p.Referral == nil || p.Referral.ReceivedOn.IsZero() {
		return []ui.Link{receive, choose, back}
	}
	receive.Text = receiveWord(words, *p.Referral)
	return []ui.Link{choose, receive, back}
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
			if p.Days > 0 {
				list[i].Note += " · " + words.T("phase.days", "n", p.Days)
			}
		}
	}
	return list
}

// consentLines says what may be said and to whom, and the sentence agreed for
// employers, if there is one. Of employers, the care team and health it is told
// even when they have not been asked; of the others then only that.
func consentLines(words *i18n.Printer, all casework.Consents, names app.Names, today casework.Day) (lines []ui.Permission, unasked, say string) {
	var silent []string
	for _, kind := range casework.ConsentKinds {
		c, known := all.On(kind, today)
		whom := words.T("consent.kind." + string(kind))
		line := ui.Permission{Allowed: known && c.Given, Word: words.T("consent.no")}
		last, asked := all.Last(kind)
		switch {
		case known:
			line.Text = consentLine(words, c, names)
		case asked && last.TakenBack(today):
			line.Text = words.T("consent.taken_back_from", "whom", whom, "day", last.WithdrawnOn)
		case asked:
			line.Text = words.T("consent.has_ended", "whom", whom, "day", last.To)
		case kind != casework.ConsentEmployers && kind != casework.ConsentCareTeam && kind != casework.ConsentHealth:
			silent = append(silent, whom)
			continue
		default:
			line.Text = words.T("consent.not_asked", "whom", whom)
		}
		if kind == casework.ConsentEmployers {
			line.Allowed = c.Given && c.Leave != casework.LeaveNone
			if c.Given && c.Leave.Speaks() {
				say = c.Scope
			}
		}
		if line.Allowed {
			line.Word = words.T("consent.yes")
			if !c.To.IsZero() {
				line.Text += " (" + words.T("consent.until", "day", c.To) + ")"
			}
			line.Soon = runsOut(c, today)
		}
		lines = append(lines, line)
	}
	if len(silent) > 0 {
		unasked = words.T("consent.silent", "kinds", words.Join(silent))
	}
	return lines, unasked, say
}

func leaveWord(l casework.EmployerLeave) string {
	if l == casework.LeaveNone {
		return "none"
	}
	return string(l)
}

func lower(s string) string { return strings.ToLower(s) }

// upper begins a text with a capital.
func upper(s string) string {
	if s == "" {
		return ""
	}
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

package web

import (
	"cmp"
	"net/http"
	"net/url"
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

// The ways to a new referral: written at once, asked of the care team, or decided
// on in a three-party meeting.
const (
	pathRefer      = "/referrals/new"
	pathAsk        = "/referrals/ask"
	pathThreeParty = "/referrals/three-party"
)

func (s *Server) handleReferralForm(w http.ResponseWriter, r *http.Request) error {
	return s.showReferralForm(w, r, http.StatusOK, s.newReferral(r))
}

// newReferral is the form of a referral before anything is typed.
func (s *Server) newReferral(r *http.Request) pages.ReferralForm {
	q := r.URL.Query()
	return pages.ReferralForm{UID: s.App.IDs().String(), Client: q.Get("client"), Asked: q.Get("asked"), CareTeam: q.Get("care_team"), Language: "fi", On: visitOf(r).today.String()}
}

func (s *Server) showReferralForm(w http.ResponseWriter, r *http.Request, status int, p pages.ReferralForm) error {
	offer, err := s.offerReferral(r, &p)
	if err != nil {
		return err
	}
	if offer.Coaches && !p.Ask {
		p.Together = ui.Link{Href: pathThreeParty + "?" + url.Values{"client": {p.Client}, "care_team": {p.CareTeam}}.Encode(), Text: visitOf(r).words.T("three_party.together")}
	}
	return s.render(w, r, status, pages.Referral(s.frame(w, r, p.Title), p))
}

// offerReferral puts into the form of a referral what there is to choose from.
// What is chosen to begin with is told by app, unless the form was refused.
func (s *Server) offerReferral(r *http.Request, p *pages.ReferralForm) (app.ReferralForm, error) {
	v := visitOf(r)
	offer, err := s.App.ReferralForm(r.Context(), v.actor, uidOf(p.Client), uidOf(p.CareTeam))
	if err != nil {
		return offer, err
	}
	t := v.words.T
	p.Action, p.Ask, p.ByTeam = r.URL.Path, r.URL.Path == pathAsk, !offer.Cares
	p.Title, p.Submit, p.Agreement = t("referral.new"), t("referral.send"), t("referral.agreed")
	p.Back = ui.Link{Href: "/care-teams", Text: t("care_team.all")}
	if p.Ask {
		p.Title, p.Submit, p.Agreement, p.Sub = t("referral.ask_title"), t("referral.ask"), t("referral.agreed_to_ask"), t("referral.ask_text")
	}
	if offer.Client != nil {
		p.Back = ui.Link{Href: "/clients/" + p.Client, Text: offer.Client.Name()}
		p.Sub = offer.Client.Name()
	}
	if p.Problem == nil && len(p.Like) == 0 {
		p.Team, p.CareTeam = uidText(offer.Team), uidText(offer.CareTeam)
		p.Pathway = string(casework.PathwayCarer)
		if p.ByTeam {
			p.Pathway = string(casework.PathwayThreeParty)
		}
	}
	for _, team := range offer.Teams {
		notes := eligibilityNotes(v.words, team.Programme.Eligibility, v.today)
		p.Teams = append(p.Teams, ui.Option{Value: team.UID.String(), Text: team.Name, Note: strings.Join(append([]string{team.Programme.Name}, notes...), ". ")})
		p.Eligibility = append(p.Eligibility, notes...)
	}
	if len(p.Eligibility) > 0 {
		if len(p.Teams) > 1 {
			p.Eligibility = nil // each stands with its team
		}
		p.Eligibility = append(p.Eligibility, t("eligibility.no_block"))
	}
	for _, c := range offer.CareTeams {
		if p.Asked != "" && c.UID.String() != p.CareTeam {
			continue // an answer on a care team's list is referred by that care team
		}
		p.CareTeams = append(p.CareTeams, ui.Option{Value: c.UID.String(), Text: c.Name})
	}
	p.Nurses = offer.Nurses
	p.Municipalities, p.Languages = municipalityOptions(v.words, casework.Municipalities()), spokenOptions(v.words)
	return offer, nil
}

func uidText(uid casework.UID) string {
	if uid.IsZero() {
		return ""
	}
	return uid.String()
}

// spokenLanguages are offered first in a referral, in the order of this list,
// and the others after them by name.
var spokenLanguages = []string{"fi", "sv", "en"}

var otherLanguages = []string{"ar", "et", "fa", "fr", "ku", "ru", "se", "so", "sq", "th", "tr", "uk", "ur", "vi", "zh", "es", "de", "pl", "ro", "bn", "hi", "ne", "tl"}

func spokenOptions(words *i18n.Printer) []ui.Option {
	of := func(codes []string) (list []ui.Option) {
		for _, code := range codes {
			list = append(list, ui.Option{Value: code, Text: words.Language(code)})
		}
		return list
	}
	others := of(otherLanguages)
	byName(others)
	return append(of(spokenLanguages), others...)
}

func byName(list []ui.Option) {
	slices.SortFunc(list, func(a, b ui.Option) int {
		return strings.Compare(casework.SortKey(a.Text), casework.SortKey(b.Text))
	})
}

// referral reads a referral as it was typed.
func (f *form) referral() (pages.ReferralForm, app.ReferralInput) {
	p := pages.ReferralForm{
		UID: f.text("uid"), Revision: f.text("revision"), Client: f.text("client"), GivenName: f.text("given_name"), FamilyName: f.text("family_name"),
		BirthOn: f.text("birth_on"), Municipality: f.text("municipality"), Language: f.text("language"), Phone: f.text("phone"), Team: f.text("team"), CareTeam: f.text("care_team"), Asked: f.text("asked"),
		On: f.text("on"), Wish: f.text("wish"), Agreed: f.yes("agreed"), Pathway: f.text("pathway"), MetOn: f.text("met_on"), Incomes: f.texts("incomes"),
		Employed: f.text("employed"), Rehabilitation: f.text("rehabilitation"), JobSeeker: f.text("job_seeker"), CareContact: f.text("care_contact"), Interpreter: f.yes("interpreter"),
		OwnNurse: f.text("own_nurse"), Motives: f.texts("motives"), CoachWish: f.text("coach_wish"), PresentedOn: f.text("presented_on"),
		Notes: f.text("notes"), Known: f.text("known"),
	}
	in := app.ReferralInput{
		UID: f.uid("uid"), Client: f.uid("client"), Team: f.uid("team"), CareTeam: f.uid("care_team"), Asked: f.uid("asked"),
		New: casework.NewClient{GivenName: p.GivenName, FamilyName: p.FamilyName, BirthOn: f.day("birth_on"), Municipality: p.Municipality,
			Language: p.Language, Incomes: p.Incomes, Reach: casework.Reach{Phone: p.Phone}},
		Note: casework.ReferralNote{
			On: f.day("on"), Pathway: casework.Pathway(p.Pathway), Wish: p.Wish, Employed: casework.EmployedAtReferral(p.Employed),
			Rehabilitation: casework.Rehabilitation(p.Rehabilitation), Interpreter: p.Interpreter, Notes: p.Notes, Agreed: p.Agreed, MetOn: f.day("met_on"),
			JobSeeker: f.yesOrNo("job_seeker"), CareContact: f.yesOrNo("care_contact"),
			OwnNurse: casework.OwnNurse{OwnNurseName: p.OwnNurse}, Motives: chosen[casework.Motive](p.Motives), CoachWish: p.CoachWish, PresentedOn: f.day("presented_on"),
		},
	}
	if in.Client.IsZero() {
		in.Client = f.uid("known")
	}
	if in.Client.IsZero() {
		in.Note.Likeness = casework.Likeness(p.Known)
	}
	return p, in
}

func (s *Server) handleRefer(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, in := f.referral()
	p.UID = s.orNew(in.UID)
	do, word := s.App.Refer, "done.referral_sent"
	if r.URL.Path == pathAsk {
		do, word = s.App.AskReferral, "done.referral_asked"
	}
	var done app.Referred
	if err = f.invalid(); err == nil {
		done, err = do(r.Context(), visitOf(r).actor, in)
	}
	if known := refusalOf(err); known != nil {
		p.Problem = known
		return s.showReferralForm(w, r, statuses[known.Kind], p)
	}
	if err != nil {
		return err
	}
	if done.Like != nil {
		p.Like = likeOptions(visitOf(r).words, *done.Like)
		return s.showReferralForm(w, r, http.StatusUnprocessableEntity, p)
	}
	return s.done(w, r, "/referrals/"+done.Referral.UID.String(), word)
}

// likeOptions are the answers to who is meant.
func likeOptions(words *i18n.Printer, like app.LikeClients) []ui.Option {
	var list []ui.Option
	for _, c := range like.Known {
		list = append(list, ui.Option{Value: c.UID.String(), Text: words.T("referral.like_known", "name", c.Name()), Note: clientNote(words, c)})
	}
	if like.Hidden {
		list = append(list, ui.Option{Value: string(casework.LikelySame), Text: words.T("referral.like_same"), Note: words.T("referral.like_same_note")})
	}
	return append(list, ui.Option{Value: string(casework.KnownlyElse), Text: words.T("referral.like_other")})
}

func (s *Server) handleReferral(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "referral")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Referral(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	return s.render(w, r, http.StatusOK, pages.ReferralPage(s.frame(w, r, v.words.T("referral.title")), referralView(v, found)))
}

func referralView(v *visit, p app.ReferralPage) pages.ReferralView {
	t := v.words.T
	client := "/clients/" + p.Client.UID.String()
	view := pages.ReferralView{
		Back: ui.Link{Href: client, Text: p.Client.Name()}, Title: t("referral.title"), Sub: p.Programme.Name + " · " + p.Names.Teams[p.Referral.TeamID],
		Tag: ui.Tag(answerTag(p.Answer), answerWord(v.words, p.Answer, p.Episode)), Facts: referralFacts(v.words, p.Referral, p.Names),
		Steps: referralSteps(v, p.Referral, p.Episode, p.Names),
	}
	base := "/referrals/" + p.Referral.UID.String()
	if p.May.Write {
		view.Actions = []ui.Link{{Href: base + "/write", Text: t("referral.write")}, {Href: base + "/drop", Text: t("referral.drop")}}
	}
	if p.May.Receive {
		view.Actions = []ui.Link{{Href: client + "/receive", Text: receiveWord(v.words, p.Referral)}, {Href: client + "/return", Text: t("referral.return")}}
	}
	if p.May.TakeBack {
		view.Revise, view.Number = client+"/take-back", strconv.Itoa(p.Episode.Revision)
	}
	view.Outside = outsideView(v.words, p.Programme.Eligibility, p.Outside)
	if p.Like != nil {
		view.Hidden = p.Like.Hidden
		for _, c := range p.Like.Known {
			view.Like = append(view.Like, ui.Link{Href: "/clients/" + c.UID.String(), Text: c.Name() + ", " + clientNote(v.words, c)})
		}
	}
	return view
}

func receiveWord(words *i18n.Printer, r casework.Referral) string {
	if r.ReceivedOn.IsZero() {
		return words.T("referral.receive")
	}
	return words.T("referral.tell_start")
}

// answerWord is an answer in a word; a cancelled one without a reason was not
// returned by anybody, and coaching that has started may be over.
func answerWord(words *i18n.Printer, a casework.Answer, e casework.Episode) string {
	switch {
	case a == casework.AnswerReturned && e.CancelReason == "":
		return words.T("state." + string(casework.Cancelled))
	case a == casework.AnswerStarted && !e.EndedOn.IsZero():
		return words.T("state." + string(casework.Ended))
	}
	return words.T("referral.answer." + string(a))
}

func answerTag(a casework.Answer) ui.TagKind {
	switch a {
	case casework.AnswerAsked, casework.AnswerSent:
		return ui.TagSoon
	case casework.AnswerReceived:
		return ui.TagInfo
	case casework.AnswerStarted:
		return ui.TagGood
	}
	return ui.TagPlain
}

// referralSteps tells what has come of a referral, the first first.
func referralSteps(v *visit, r casework.Referral, e casework.Episode, names app.Names) []ui.RowProps {
	t := v.words.T
	var rows []ui.RowProps
	step := func(on casework.Day, word, why string) {
		if !on.IsZero() && !on.After(v.today) {
			rows = append(rows, ui.RowProps{Time: v.words.DayShort(on), DateTime: on.String(), Name: t(word), Why: why})
		}
	}
	step(r.AskedOn, "referral.step_asked", names.Staff[r.RecordedBy])
	step(r.DroppedOn, "referral.step_dropped", worded(v.words, "referral.return.", r.DropReason))
	step(e.ReferredOn, "referral.step_sent", joined(names.Staff[r.ReferrerID], names.CareTeams[r.CareTeamID]))
	step(r.ReceivedOn, "referral.step_received", names.Staff[r.ReceivedBy])
	if e.StateOn(v.today) == casework.Queue {
		why := ""
		if !r.ExpectedOn.IsZero() {
			why = t("referral.expected", "day", v.words.Day(r.ExpectedOn))
		}
		rows = append(rows, ui.RowProps{Time: t("client.today"), Name: t("referral.waiting", "n", v.today.DaysSince(e.ReferredOn)), Why: why})
	}
	step(e.StartedOn, "referral.step_started", names.Staff[e.CoachOn(e.StartedOn)])
	step(e.EndedOn, "referral.step_ended", "")
	if e.StartedOn.IsZero() {
		step(e.CancelledOn, "referral.step_returned", worded(v.words, "referral.return.", e.CancelReason))
	}
	return rows
}

// joined puts what there is of two texts on one line.
func joined(a, b string) string { return strings.Trim(a+" · "+b, " ·") }

// referralFacts is what a referral said, in the order of its form.
func referralFacts(words *i18n.Printer, r casework.Referral, names app.Names) []ui.Definition {
	t := words.T
	facts := []ui.Definition{{Term: t("referral.wish"), Text: orSaid(r.Wish, t("referral.wish_not_told"))}}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	add("referral.notes", r.Notes)
	add("referral.pathway", worded(words, "pathway.", r.Pathway))
	add("referral.care_team", names.CareTeams[r.CareTeamID])
	add("referral.own_nurse", cmp.Or(names.Staff[r.OwnNurseID], r.OwnNurseName))
	if !r.MetOn.IsZero() {
		add("referral.met_on", words.Day(r.MetOn))
	}
	if !r.PresentedOn.IsZero() {
		add("referral.presented_on", words.Day(r.PresentedOn))
	}
	add("referral.coach_wish", r.CoachWish)
	add("referral.motives", words.Join(wordedAll(words, "referral.motive.", r.Motives)))
	add("referral.employed", worded(words, "referral.employed_now.", r.Employed))
	add("referral.rehabilitation", worded(words, "referral.rehabilitation_now.", r.Rehabilitation))
	if r.JobSeeker != nil {
		add("referral.job_seeker", yesNo(words, r.JobSeeker))
	}
	if r.CareContact != nil {
		add("referral.care_contact", yesNo(words, r.CareContact))
	}
	if r.Interpreter {
		add("referral.interpreter", t("referral.yes"))
	}
	if r.Likeness != "" {
		add("referral.likeness", t("referral.likeness."+string(r.Likeness)))
	}
	return facts
}

func orSaid(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func (s *Server) handleWriteForm(w http.ResponseWriter, r *http.Request) error {
	return s.showWriteForm(w, r, http.StatusOK, nil)
}

// showWriteForm shows the form to write a referral that was asked for; typed is
// what was refused, or nil.
func (s *Server) showWriteForm(w http.ResponseWriter, r *http.Request, status int, typed *pages.ReferralForm) error {
	uid, err := pathUID(r, "referral")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Referral(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	t := v.words.T
	p := pages.ReferralForm{On: v.today.String(), Wish: found.Referral.Wish, Notes: found.Referral.Notes, Revision: strconv.Itoa(found.Referral.Revision)}
	if typed != nil {
		p = *typed
	}
	p.Nurses = found.Nurses
	p.Written, p.Action, p.Title, p.Submit, p.Agreement = true, r.URL.Path, t("referral.write"), t("referral.send"), t("referral.agreed")
	p.Back = ui.Link{Href: "/referrals/" + uid.String(), Text: t("referral.title")}
	p.Sub = found.Client.Name() + " · " + t("referral.asked_on", "day", v.words.Day(found.Referral.AskedOn))
	return s.render(w, r, status, pages.Referral(s.frame(w, r, p.Title), p))
}

func (s *Server) handleWriteAsked(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "referral")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	p, in := f.referral()
	if err = f.invalid(); err == nil {
		_, err = s.App.WriteAsked(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(p.Revision)}, in)
	}
	if p.Problem = mistakes(err); p.Problem != nil {
		return s.showWriteForm(w, r, http.StatusUnprocessableEntity, &p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/referrals/"+uid.String(), "done.referral_sent")
}

func (s *Server) handleDropForm(w http.ResponseWriter, r *http.Request) error {
	return s.showDropForm(w, r, http.StatusOK, pages.QueueAnswerView{On: visitOf(r).today.String()})
}

func (s *Server) showDropForm(w http.ResponseWriter, r *http.Request, status int, view pages.QueueAnswerView) error {
	uid, err := pathUID(r, "referral")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Referral(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	t := v.words.T
	if view.Revision == "" {
		view.Revision = strconv.Itoa(found.Referral.Revision)
	}
	view.Back = ui.Link{Href: "/referrals/" + uid.String(), Text: t("referral.title")}
	view.Action, view.Title, view.Submit, view.Sub = r.URL.Path, t("referral.drop"), t("referral.drop"), found.Client.Name()
	view.Text, view.OnLabel = t("referral.drop_text"), t("referral.dropped_on")
	return s.render(w, r, status, pages.QueueAnswer(s.frame(w, r, view.Title), view))
}

func (s *Server) handleDropAsked(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "referral")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	view := pages.QueueAnswerView{On: f.text("on"), Reason: f.text("reason"), Revision: f.text("revision")}
	on := f.day("on")
	if err = f.invalid(); err == nil {
		_, err = s.App.DropAsked(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(view.Revision)}, on, casework.ReturnReason(view.Reason))
	}
	if view.Problem = mistakes(err); view.Problem != nil {
		return s.showDropForm(w, r, http.StatusUnprocessableEntity, view)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/referrals/"+uid.String(), "done.referral_dropped")
}

func (s *Server) handleReceiveForm(w http.ResponseWriter, r *http.Request) error {
	return s.showQueueAnswer(w, r, http.StatusOK, pages.QueueAnswerView{Receive: true}, nil)
}

func (s *Server) handleReturnForm(w http.ResponseWriter, r *http.Request) error {
	return s.showQueueAnswer(w, r, http.StatusOK, pages.QueueAnswerView{}, nil)
}

// showQueueAnswer shows the form to receive a referral or to return it; refused
// is what was wrong with it, or nil.
func (s *Server) showQueueAnswer(w http.ResponseWriter, r *http.Request, status int, view pages.QueueAnswerView, refused *problem.Error) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.QueueAnswer(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Programme.Terms)
	t := v.words.T
	view.Outside = outsideView(v.words, found.Programme.Eligibility, found.Outside)
	if refused == nil {
		view.On, view.Revision = v.today.String(), strconv.Itoa(found.Episode.Revision)
		if view.Receive {
			view.Revision, view.ExpectedOn = strconv.Itoa(found.Referral.Revision), found.Referral.ExpectedOn.String()
			if !found.Referral.ReceivedOn.IsZero() {
				view.On = found.Referral.ReceivedOn.String()
			}
		}
	}
	view.Problem, view.Action = refused, r.URL.Path
	view.Back = ui.Link{Href: "/clients/" + uid.String(), Text: found.Client.Name()}
	view.Sub = t("episode.referred", "day", v.words.Day(found.Episode.ReferredOn), "n", v.today.DaysSince(found.Episode.ReferredOn))
	view.Title, view.Text, view.OnLabel, view.Submit = t("referral.return_title"), t("referral.return_text"), t("referral.returned_on"), t("referral.return")
	if view.Receive {
		view.Title, view.Text, view.OnLabel, view.Submit = t("referral.receive_title"), t("referral.receive_text"), t("referral.received_on"), t("referral.receive")
	}
	return s.render(w, r, status, pages.QueueAnswer(s.frame(w, r, view.Title), view))
}

func (s *Server) handleReceive(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	view := pages.QueueAnswerView{Receive: true, On: f.text("on"), ExpectedOn: f.text("expected_on"), Revision: f.text("revision")}
	in := app.ReceiptInput{Client: uid, Revision: number(view.Revision), On: f.day("on"), ExpectedOn: f.day("expected_on")}
	if err = f.invalid(); err == nil {
		_, err = s.App.Receive(r.Context(), visitOf(r).actor, in)
	}
	if refused := mistakes(err); refused != nil {
		return s.showQueueAnswer(w, r, http.StatusUnprocessableEntity, view, refused)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+uid.String(), "done.referral_received")
}

func (s *Server) handleReturnReferral(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	view := pages.QueueAnswerView{On: f.text("on"), Reason: f.text("reason"), Revision: f.text("revision")}
	in := app.ReturnInput{Client: uid, Revision: number(view.Revision), On: f.day("on"), Reason: casework.ReturnReason(view.Reason)}
	if err = f.invalid(); err == nil {
		_, err = s.App.ReturnReferral(r.Context(), visitOf(r).actor, in)
	}
	if refused := mistakes(err); refused != nil {
		return s.showQueueAnswer(w, r, http.StatusUnprocessableEntity, view, refused)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+uid.String(), "done.referral_returned")
}

func (s *Server) handleTakeBack(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if _, err := s.App.TakeBack(r.Context(), visitOf(r).actor, uid, number(f.text("revision"))); err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+uid.String(), "done.referral_taken_back")
}

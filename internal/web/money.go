package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// moneyRoutes are the pages of a client's money and of kept estimates.
func (s *Server) moneyRoutes() []route {
	const base = "/clients/{client}/money"
	return []route{
		{"GET " + base, signedIn, s.handleMoney},
		{"POST " + base, signedIn, s.handleAskMoney},
		{"GET " + base + "/facts", signedIn, s.handleMoneyFacts},
		{"POST " + base + "/facts", signedIn, s.handleKeepMoney},
		{"GET " + base + "/facts/{question}", signedIn, s.handleEarlierMoney},
		{"POST " + base + "/facts/{question}/{answer}/withdraw", signedIn, s.handleWithdrawMoney},
		{"POST " + base + "/estimates", signedIn, s.handleKeepEstimate},
		{"GET /estimates/{estimate}", signedIn, s.handleEstimate},
		{"GET /estimates/{estimate}/copy", signedIn, s.handleEstimateCopy},
		{"POST /estimates/{estimate}/withdraw", signedIn, s.handleWithdrawEstimate},
	}
}

func (s *Server) handleMoney(w http.ResponseWriter, r *http.Request) error {
	return s.showMoney(w, r, http.StatusOK, nil, nil)
}

// handleAskMoney computes what was typed, and keeps nothing.
func (s *Server) handleAskMoney(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	return s.showMoney(w, r, http.StatusOK, f, nil)
}

// showMoney shows a client's page of money. typed is what was asked; refused is
// why it could not be kept.
func (s *Server) showMoney(w http.ResponseWriter, r *http.Request, status int, typed *form, refused *problem.Error) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	var q moneyAsked
	if typed != nil {
		q = typed.money()
	}
	found, err := s.App.Money(r.Context(), v.actor, uid, app.MoneyQuestion{Municipality: q.municipality, Offers: q.offers})
	if err != nil {
		return err
	}
	page := s.moneyView(v, found)
	form := &page.Form
	form.Problem, form.Drawn = found.Problem, "1"
	if typed == nil && found.Municipality == "" { // nobody has done anything wrong yet
		form.Problem = nil
	}
	if unread := mistakesOf(typed); unread != nil {
		form.Problem = unread
	}
	if refused != nil {
		form.Problem = refused
	}
	form.Offers = offerFields(v.words, found.Offers)
	if typed != nil {
		form.Offers, form.Municipality = q.fields, q.municipality
	} else if len(found.Offers) == 0 {
		for i, hours := range firstHours {
			form.Offers[i].Hours = hours
		}
		form.More = true
	}
	form.More = form.More || slices.ContainsFunc(form.Offers[1:], func(o pages.OfferFields) bool { return o != pages.OfferFields{Number: o.Number} })
	form.Mend = mendLink(v.words, uid, form.Problem)
	if form.Problem != nil {
		if found.Problem == nil {
			found.Answer = nil
		}
		if status == http.StatusOK && typed != nil {
			status = http.StatusUnprocessableEntity
		}
	}
	s.fillMoney(v, &page, moneyAnswer{v.words, found.Offers, found.Answer, max(q.drawn, 1), found.Client.NonDisclosure}, found.Facts)
	return s.renderMoney(w, r, status, page, pages.Money)
}

// firstHours are the hours a week that are compared before anything was typed.
var firstHours = []string{"8", "15", "30"}

// moneyView is the page without what comes out.
func (s *Server) moneyView(v *visit, found app.MoneyPage) pages.MoneyView {
	path := moneyPath(found.Client.UID)
	page := pages.MoneyView{
		Back: backFromNote(v.words, &found.Client), Title: v.words.T("money.title"), Sub: v.words.T("money.sub"),
		Known: knownFacts(v.words, found.Facts), Change: ui.Link{Href: path + "/facts", Text: v.words.T("money.change_facts")},
		Form: pages.MoneyForm{Action: path, Keep: path + "/estimates", UID: s.App.IDs().String()}, Estimates: estimateRows(v.words, found),
	}
	if found.FromRecord {
		page.KnownNote = v.words.T("money.from_record")
	}
	if !found.Resident {
		page.Form.Municipality = found.Municipality
		if found.Client.NonDisclosure { // it is typed again each time, and not shown
			page.Form.Municipality = ""
		}
		page.Form.Municipalities = municipalityOptions(v.words, casework.Municipalities())
	}
	return page
}

// fillMoney puts what came out into the page. Without an answer nothing can be
// kept either.
func (s *Server) fillMoney(v *visit, page *pages.MoneyView, a moneyAnswer, facts casework.Facts) {
	if a.drawn > len(a.offers) {
		a.drawn = 1
	}
	if len(a.list) == 0 || !a.jobs() {
		page.Form.Keep = ""
	}
	page.Answer = a.view(facts)
	if a.jobs() {
		page.Form.Slide, page.Form.Drawn = a.slide(), strconv.Itoa(a.drawn)
	}
}

// renderMoney writes the page, or only the part that changes to a script that
// asks for it.
func (s *Server) renderMoney(w http.ResponseWriter, r *http.Request, status int, v pages.MoneyView, page moneyPage) error {
	f := s.frame(w, r, v.Title)
	if r.Header.Get("HX-Request") != "" {
		return s.render(w, r, status, pages.MoneyPart(f, v))
	}
	return s.render(w, r, status, page(f, v))
}

// moneyAsked is what a form asks of the jobs.
type moneyAsked struct {
	municipality string
	offers       []casework.Offer
	fields       []pages.OfferFields
	drawn        int // counted from 1; 0: not told
}

// money reads the jobs of a form. A job that says nothing is none; a later one
// without a pay has that of the first. The slider's hours are those of the job
// that was drawn, when it was moved.
func (f *form) money() moneyAsked {
	q := moneyAsked{municipality: f.text("municipality"), drawn: number(f.text("picture")), offers: []casework.Offer{}}
	moved := number(f.text("drawn"))
	if q.drawn == 0 {
		q.drawn = moved
	}
	for n := 1; n <= casework.MostOffers; n++ {
		o := pages.OfferFields{Number: strconv.Itoa(n)}
		o.Name, o.Pay, o.Hours = f.text(field(n, "name")), f.text(field(n, "hourly_pay")), f.text(field(n, "hours_per_week"))
		o.StartsOn, o.Commute = f.text(field(n, "starts_on")), f.text(field(n, "commute_cost"))
		if slide := f.text("slide"); n == moved && slide != f.text("slid") && slide != "" {
			o.Hours = strconv.Itoa(number(slide))
		}
		if o != (pages.OfferFields{Number: o.Number}) {
			q.fields = append(q.fields, o)
		}
	}
	for i := range q.fields {
		q.fields[i].Number = strconv.Itoa(i + 1)
		q.offers = append(q.offers, f.offer(q.fields[i], i+1))
	}
	for i := range q.offers {
		if first := q.offers[0]; i > 0 && q.fields[i].Pay == "" {
			q.offers[i].HourlyPay = first.HourlyPay
			if q.fields[i].Commute == "" {
				q.offers[i].CommuteCost = first.CommuteCost
			}
		}
	}
	for len(q.fields) < casework.MostOffers {
		q.fields = append(q.fields, pages.OfferFields{Number: strconv.Itoa(len(q.fields) + 1)})
	}
	return q
}

func field(n int, name string) string { return "offers." + strconv.Itoa(n) + "." + name }

// offer reads the n-th job of what was typed.
func (f *form) offer(o pages.OfferFields, n int) casework.Offer {
	offer := casework.Offer{Name: o.Name, StartsOn: f.readDay(field(n, "starts_on"), o.StartsOn)}
	if pay := f.readEuros(field(n, "hourly_pay"), o.Pay); pay != nil {
		offer.HourlyPay = *pay
	}
	if hours := f.readDecimal(field(n, "hours_per_week"), o.Hours); hours != nil {
		offer.HoursPerWeek = *hours
	}
	if commute := f.readEuros(field(n, "commute_cost"), o.Commute); commute != nil {
		offer.CommuteCost = *commute
	}
	return offer
}

// mistakesOf is what could not be read in a form; nil: nothing.
func mistakesOf(f *form) *problem.Error {
	if f == nil {
		return nil
	}
	return mistakes(f.invalid())
}

func (s *Server) handleMoneyFacts(w http.ResponseWriter, r *http.Request) error {
	return s.showMoneyFacts(w, r, http.StatusOK, nil, nil)
}

// showMoneyFacts shows the form of what a client lives on. typed is a refused
// form; of a conflict it shows what stands now, and stands on it when it is sent
// again.
func (s *Server) showMoneyFacts(w http.ResponseWriter, r *http.Request, status int, typed *form, refused *problem.Error) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.MoneyForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	page := pages.MoneyFacts{
		Back: ui.Link{Href: moneyPath(uid), Text: v.words.T("money.title")}, Action: r.URL.Path, Problem: refused,
		On: v.today.String(), Source: string(casework.SourceClient), Sources: words(v.words, "profile.source.", casework.AnswerSources),
	}
	if typed != nil {
		page.On, page.Source = typed.text("on"), typed.text("source")
	}
	page.Groups = factFields(v.words, benefits.PaidOn(found.Edition, v.today), true, func(q casework.Question, field *pages.FactField) {
		a, answered := found.Answers.Present(q.Key)
		if answered {
			field.Showed, field.State = a.UID.String(), string(a.State)
			field.Earlier = ui.Link{Href: r.URL.Path + "/" + q.Key, Text: toldLine(v.words, a.On, a.Source, found.Names.Staff[a.RecordedBy]), About: field.Label}
		}
		fillFact(v.words, q, field, found.Facts[q.Key])
		if typed != nil {
			typed.fact(q, field)
		}
		field.UID = s.orNew(uidOf(field.UID))
		if mistake := fieldOf(refused, q.Key); mistake != nil {
			field.Mistake = v.words.Problem(mistake.Key, mistake.Args)
			if answered && refused.Kind == problem.Conflict {
				page.Present = append(page.Present, ui.Definition{Term: field.Label, Text: moneySaid(v.words, q, a)})
				field.Showed = a.UID.String()
			}
		}
	})
	return s.render(w, r, status, pages.MoneyFactsPage(s.frame(w, r, v.words.T("money.facts_title")), page))
}

// fillFact puts an answer into its field, as it is typed.
func fillFact(words *i18n.Printer, q casework.Question, field *pages.FactField, answer string) {
	field.Value, field.Values = answer, strings.Fields(answer)
	switch {
	case q.Form == casework.AnswerMoney && answer != "":
		if amount, err := casework.ParseCents(answer); err == nil {
			field.Value = amountText(words, amount)
		}
	case q.Form == casework.AnswerOne && field.State == string(casework.Unknown):
		field.Value = field.State
	}
}

// fact puts what was typed in the place of what stands.
func (f *form) fact(q casework.Question, field *pages.FactField) {
	field.Value, field.Values, field.State = f.text(q.Key), f.texts(q.Key), f.text(q.Key+"_state")
	field.UID, field.Showed = f.text(q.Key+"_uid"), f.text(q.Key+"_showed")
}

// livelihood reads the form of what somebody lives on. That something is not
// known is one of the words to choose, or a box that is ticked.
func (f *form) livelihood() casework.SectionNote {
	note := f.section(casework.SectionLivelihood)
	for i, a := range note.Answers {
		if a.Answer == string(casework.Unknown) {
			note.Answers[i].State, note.Answers[i].Answer = casework.Unknown, ""
		}
	}
	return note
}

func (s *Server) handleKeepMoney(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	note, added := f.livelihood(), 0
	err = f.taken(func() error {
		added, err = s.App.AnswerProfile(r.Context(), visitOf(r).actor, uid, note)
		return err
	})
	if p := refusalOf(err); p != nil {
		return s.showMoneyFacts(w, r, statuses[p.Kind], f, p)
	}
	if err != nil {
		return err
	}
	word := "done.money_saved"
	if added == 0 {
		word = "done.profile_unchanged"
	}
	return s.done(w, r, moneyPath(uid), word)
}

// moneySaid is an answer to a question of livelihood as it is read.
func moneySaid(words *i18n.Printer, q casework.Question, a casework.ProfileAnswer) string {
	if a.State != casework.Told {
		return strings.Join(notEmpty(words.T("profile.state."+string(a.State)), a.Answer), " – ")
	}
	return fact(words, q, a.Answer)
}

func (s *Server) handleEarlierMoney(w http.ResponseWriter, r *http.Request) error {
	return s.showEarlierMoney(w, r, http.StatusOK, pages.MendForms{})
}

// showEarlierMoney shows every answer to a question of livelihood; mend is what
// was refused of withdrawing the newest.
func (s *Server) showEarlierMoney(w http.ResponseWriter, r *http.Request, status int, mend pages.MendForms) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.MoneyAnswers(r.Context(), v.actor, uid, r.PathValue("question"))
	if err != nil {
		return err
	}
	q, _ := casework.QuestionOf(r.PathValue("question"))
	view := pages.EarlierView{
		Back: ui.Link{Href: moneyPath(uid) + "/facts", Text: v.words.T("money.facts_title")}, Title: moneyQuestion(v.words, q.Key),
		Answers: earlier(v.words, found.Answers, q.Key, found.Names, func(a casework.ProfileAnswer) string { return moneySaid(v.words, q, a) }),
	}
	if a, answered := found.Answers.Present(q.Key); answered {
		mend.Path, mend.Revision = moneyPath(uid)+"/facts/"+q.Key+"/"+a.UID.String(), strconv.Itoa(a.Revision)
		view.Mend = mend
	}
	return s.render(w, r, status, pages.EarlierAnswers(s.frame(w, r, v.words.T("profile.earlier_title")), view))
}

func (s *Server) handleWithdrawMoney(w http.ResponseWriter, r *http.Request) error {
	return s.withdrawAnswer(w, r, s.showEarlierMoney)
}

func (s *Server) handleKeepEstimate(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	q := f.money()
	var done casework.Estimate
	err = f.taken(func() error {
		done, err = s.App.KeepEstimate(r.Context(), visitOf(r).actor, app.EstimateInput{
			UID: f.uid("uid"), Client: uid, MoneyQuestion: app.MoneyQuestion{Municipality: q.municipality, Offers: q.offers},
		})
		return err
	})
	if p := refusalOf(err); p != nil {
		return s.showMoney(w, r, statuses[p.Kind], f, p)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/estimates/"+done.UID.String(), "done.estimate_kept")
}

func (s *Server) handleEstimate(w http.ResponseWriter, r *http.Request) error {
	return s.showEstimate(w, r, http.StatusOK, pages.MendForms{})
}

func (s *Server) showEstimate(w http.ResponseWriter, r *http.Request, status int, mend pages.MendForms) error {
	uid, err := pathUID(r, "estimate")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Estimate(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	page := estimateView(v.words, found)
	if found.Note && !found.Estimate.Withdrawn {
		mend.Path, mend.Revision = "/estimates/"+uid.String(), strconv.Itoa(found.Estimate.Revision)
		page.Mend = mend
	}
	return s.render(w, r, status, pages.Estimate(s.frame(w, r, v.words.T("money.estimate")), page))
}

// handleEstimateCopy shows what the client takes along, in the client's own
// language where it is one of ours.
func (s *Server) handleEstimateCopy(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "estimate")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.EstimateCopy(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.MoneySheet(s.frame(w, r, v.words.T("money.copy")), moneyCopy(v.words, found)))
}

func (s *Server) handleWithdrawEstimate(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "estimate")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	client, err := s.App.WithdrawEstimate(r.Context(), visitOf(r).actor, f.correction(uid))
	if p := refusalOf(err); p != nil {
		return s.showEstimate(w, r, statuses[p.Kind], f.refusedMend("withdraw", p))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, moneyPath(client.UID), "done.withdrawn")
}

package web

import (
	"encoding/json"
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

// handleContactForm shows the form to log a contact, with what is likely
// already chosen: today, face to face, and the client one came from.
func (s *Server) handleContactForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	c := pages.ContactForm{
		Action: "/log", UID: s.App.IDs().String(), NewEmployerUID: s.App.IDs().String(),
		Employer: q.Get("employer"), Client: q.Get("client"), On: visitOf(r).today.String(),
		Channel: string(casework.FaceToFace), Kind: string(casework.ColdVisit),
		Reached: string(casework.ReachedOther), Next: string(casework.NextNotNow),
	}
	return s.showContactForm(w, r, http.StatusOK, c)
}

// showContactForm fills in what the form offers and shows it.
func (s *Server) showContactForm(w http.ResponseWriter, r *http.Request, status int, c pages.ContactForm) error {
	offer, err := s.App.ContactForm(r.Context(), visitOf(r).actor, c.EmployerName, uidOf(c.Employer), uidOf(c.Client))
	if err != nil {
		return err
	}
	f := s.frame(w, r, visitOf(r).words.T("contact.title"))
	c = offered(f.Words, c, offer)
	if n := offer.Notice; n != nil {
		notice := noticeView(visitOf(r), *n)
		c.Notice = &notice
		if c.Employer == "" || c.Employer == pages.NewEmployer { // it was typed, and is known
			c.Employer = n.Employer.UID.String()
		}
	}
	return s.render(w, r, status, pages.LogContact(f, c))
}

func offered(words *i18n.Printer, c pages.ContactForm, offer app.ContactForm) pages.ContactForm {
	c.ThisWeek, c.Tabs = offer.ThisWeek, logTabs(words, false, c.Client)
	c.Employers = employerOptions(offer.Last, offer.Employer)
	if len(c.Employers) == 0 {
		c.Employer = pages.NewEmployer
	}
	for _, p := range offer.Partners {
		c.Partners = append(c.Partners, ui.Option{Value: p.UID.String(), Text: p.Name})
	}
	for _, k := range offer.Clients {
		chosen := k.Client.UID.String() == c.Client
		switch why := notOffered(k.Leave, offer.Employer); {
		case why == "" || chosen && (c.Correct || c.Problem != nil):
			c.Clients = append(c.Clients, ui.Option{Value: k.Client.UID.String(), Text: clientToName(words, k, offer.Named)})
		case why == "contact.no_leave":
			c.WithoutLeave++
		default:
			c.OtherEmployers++
		}
	}
	if k := offer.ForClient; k != nil && k.Told != nil {
		c.Say = maySay(words, k.Client.Name(), *k.Told)
	}
	if k := offer.ForClient; k != nil && !c.Correct && c.Problem == nil {
		switch notOffered(k.Leave, offer.Employer) {
		case "contact.no_leave":
			c.Client, c.Without = "", words.T("contact.without_leave_from", "name", k.Client.Name())
		case "contact.other_employers_only":
			c.Client, c.Without = "", words.T("contact.other_employers_from", "name", k.Client.Name())
		}
	}
	return c
}

// notOffered tells why a client is not offered, as the message that would
// refuse them; empty for one who is. Before an employer is chosen those are
// offered who may be named to some.
func notOffered(leave casework.Consent, chosen *casework.Employer) string {
	if chosen == nil && leave.Given && leave.Leave.Speaks() || chosen != nil && leave.LetsName(chosen.ID) {
		return ""
	}
	return casework.NoLeaveKey(leave)
}

// clientToName names a client, with the employers to whom they may be named
// when those are not all.
func clientToName(words *i18n.Printer, k app.FormClient, named map[int64]string) string {
	if k.Leave.Leave != casework.LeaveNamed {
		return k.Client.Name()
	}
	return words.T("contact.only_to", "name", k.Client.Name(), "employers", words.Join(namesOf(named, k.Leave.Employers)))
}

// employerOptions offers the employers, with the chosen one first.
func employerOptions(last []casework.Employer, chosen *casework.Employer) []ui.Option {
	if chosen != nil && !slices.ContainsFunc(last, func(e casework.Employer) bool { return e.ID == chosen.ID }) {
		last = append([]casework.Employer{*chosen}, last...)
	}
	list := make([]ui.Option, len(last))
	for i, e := range last {
		list[i] = ui.Option{Value: e.UID.String(), Text: e.Name}
	}
	return list
}

// handleFindEmployers answers the name field with employers to pick.
func (s *Server) handleFindEmployers(w http.ResponseWriter, r *http.Request) error {
	found, err := s.App.FindEmployers(r.Context(), visitOf(r).actor, r.URL.Query().Get("employer_name"))
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.FoundEmployers(pages.Frame{Words: visitOf(r).words}, employerOptions(found, nil)))
}

func (f *form) contact() (pages.ContactForm, app.ContactInput) {
	c := pages.ContactForm{
		UID: f.text("uid"), NewEmployerUID: f.text("new_employer_uid"), Employer: f.text("employer"), EmployerName: f.text("employer_name"),
		On: f.text("on"), Channel: f.text("channel"), Kind: f.text("kind"), Reached: f.text("reached"), Next: f.text("next"),
		ReturnOn: f.text("return_on"), Learned: f.text("learned"), Client: f.text("client"), ChosenPartners: f.texts("partner"),
		Person: f.text("person"), Purpose: f.text("purpose"), Objections: f.texts("objections"), ClientAlong: f.yes("client_along"),
		Knowingly: f.yes("knowingly"), Revision: f.text("revision"), Reason: f.text("reason"),
	}
	in := app.ContactInput{
		UID: f.uid("uid"), Employer: f.uid("employer"), Client: f.uid("client"),
		NewEmployer: casework.NewEmployer{UID: f.uid("new_employer_uid"), Name: c.EmployerName},
		Note: casework.ContactNote{
			On: f.day("on"), Channel: casework.ContactChannel(c.Channel), Kind: casework.ContactKind(c.Kind),
			Reached: casework.Reached(c.Reached), Next: casework.Next(c.Next), ReturnOn: f.day("return_on"), Learned: c.Learned, Knowingly: c.Knowingly,
			Person: c.Person, Purpose: casework.Purpose(c.Purpose), Objections: chosen[casework.Objection](c.Objections), ClientAlong: c.ClientAlong,
		},
	}
	for _, p := range c.ChosenPartners {
		if uid := uidOf(p); !uid.IsZero() {
			in.Partners = append(in.Partners, uid)
		}
	}
	return c, in
}

// orNew is the uid that a form brought, or a new one for a form that brought none.
func (s *Server) orNew(uid casework.UID) string {
	if uid.IsZero() {
		uid = s.App.IDs()
	}
	return uid.String()
}

func (s *Server) handleLogContact(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	c, in := f.contact()
	c.Action = "/log"
	c.UID, c.NewEmployerUID = s.orNew(in.UID), s.orNew(in.NewEmployer.UID)
	if err = f.invalid(); err == nil {
		_, err = s.App.LogContact(r.Context(), visitOf(r).actor, in)
	}
	if c.Problem = mistakes(err); c.Problem != nil {
		return s.showContactForm(w, r, http.StatusUnprocessableEntity, c)
	}
	if p := problem.As(err); p != nil && p.Key == app.NotedKey {
		r.SetPathValue("contact", in.UID.String())
		c.Problem, c.Present = p, []ui.Definition{}
		return s.showContact(w, r, http.StatusConflict, &c, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	to := "/today"
	if !in.Client.IsZero() {
		to = "/clients/" + in.Client.String()
	}
	return s.done(w, r, to, "done.contact_logged")
}

func (s *Server) handleContact(w http.ResponseWriter, r *http.Request) error {
	return s.showContact(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showContact shows one contact. typed is the refused text of a correction, or
// nil; mend is what was refused of the other ways to mend it.
func (s *Server) showContact(w http.ResponseWriter, r *http.Request, status int, typed *pages.ContactForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "contact")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Contact(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	form := contactText(found)
	if typed != nil {
		form = *typed
	}
	form.Correct, form.Action = true, "/contacts/"+uid.String()
	if form.Revision == "" || typed != nil && typed.Present != nil {
		form.Revision = strconv.Itoa(found.Contact.Revision)
	}
	if typed != nil && typed.Present != nil {
		form.Present = contactFacts(v, found)
	}
	offer, err := s.App.ContactForm(r.Context(), v.actor, form.EmployerName, found.Employer.UID, uidOf(form.Client))
	if err != nil {
		return err
	}
	f := s.frame(w, r, v.words.T("contact.page_title"))
	form = offered(v.words, form, offer)
	if typed != nil {
		return s.render(w, r, status, pages.LogContact(f, form))
	}
	mend.Path, mend.Revision = form.Action, strconv.Itoa(found.Contact.Revision)
	mend.MoveTo, mend.Nobody = form.Clients, v.words.T("contact.nobody_named")
	page := pages.ContactPage{
		Withdrawn: found.Contact.Withdrawn, Facts: contactFacts(v, found), Form: form, Mend: mend,
		Back: backFromNote(v.words, found.Client), History: history(v.words, found.Revisions, found.Names, contactLine),
	}
	return s.render(w, r, status, pages.Contact(f, page))
}

func backFromNote(words *i18n.Printer, client *casework.Client) ui.Link {
	if client == nil {
		return ui.Link{Href: "/today", Text: words.T("nav.today")}
	}
	return ui.Link{Href: "/clients/" + client.UID.String(), Text: client.Name()}
}

// contactText is the contact as the form shows it.
func contactText(p app.ContactPage) pages.ContactForm {
	c := p.Contact
	form := pages.ContactForm{
		UID: c.UID.String(), Employer: p.Employer.UID.String(), On: c.On.String(), Channel: string(c.Channel), Kind: string(c.Kind),
		Reached: string(c.Reached), Next: string(c.Next), ReturnOn: c.ReturnOn.String(), Learned: c.Learned,
		Person: c.Person, Purpose: string(c.Purpose), ClientAlong: c.ClientAlong,
	}
	for _, o := range c.Objections {
		form.Objections = append(form.Objections, string(o))
	}
	if p.Client != nil {
		form.Client = p.Client.UID.String()
	}
	for _, id := range c.Staff[min(1, len(c.Staff)):] {
		form.ChosenPartners = append(form.ChosenPartners, p.Names.StaffUIDs[id].String())
	}
	return form
}

func contactFacts(v *visit, p app.ContactPage) []ui.Definition {
	words, t := v.words, v.words.T
	c := p.Contact
	facts := []ui.Definition{
		employerFact(v, p.Employer),
		{Term: t("contact.on"), Text: words.DayWeekday(c.On)},
		{Term: t("contact.by"), Text: words.Join(namesOf(p.Names.Staff, c.Staff))},
		{Term: t("contact.channel"), Text: t("contact.channel." + string(c.Channel))},
	}
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	add("contact.kind", worded(words, "contact.kind.", c.Kind))
	add("contact.how", worded(words, "contact.reached.", c.Reached))
	add("contact.what_next", worded(words, "contact.next.", c.Next))
	if !c.ReturnOn.IsZero() {
		add("contact.return_on", words.Day(c.ReturnOn))
	}
	add("contact.learned", c.Learned)
	add("contact.person", c.Person)
	add("contact.purpose", worded(words, "contact.purpose.", c.Purpose))
	add("contact.objections", words.Join(wordedAll(words, "contact.objection.", c.Objections)))
	if p.Client != nil {
		add("contact.client", p.Client.Name())
		if c.ClientAlong {
			add("contact.client_along", yesNo(words, &c.ClientAlong))
		}
	}
	return facts
}

// worded gives the words of an answer; none for one that was not told.
func worded[T ~string](words *i18n.Printer, prefix string, answer T) string {
	if answer == "" {
		return ""
	}
	return words.T(prefix + string(answer))
}

func namesOf(names map[int64]string, ids []int64) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = names[id]
	}
	return list
}

// history words the earlier texts of a note; line tells one of them.
func history[T any](words *i18n.Printer, all []app.Revision, names app.Names, line func(*i18n.Printer, T) string) []pages.HistoryLine {
	var lines []pages.HistoryLine
	for _, rev := range all {
		var old T
		text := words.T("problem.earlier_unreadable")
		if err := json.Unmarshal(rev.Body, &old); err == nil {
			text = line(words, old)
		}
		lines = append(lines, pages.HistoryLine{
			Moment: words.Moment(timeOf(rev.UntilAt)), Actor: names.Actor(rev.Actor), Reason: reasonOf(words, rev), Text: text,
		})
	}
	return lines
}

// reasonOf is why a text was changed: a person's reason, or the step that
// followed it.
func reasonOf(words *i18n.Printer, rev app.Revision) string {
	if step, ok := app.StepOf(rev.Reason); ok {
		return words.T("problem.step." + step)
	}
	return rev.Reason
}

func contactLine(words *i18n.Printer, c casework.EmployerContact) string {
	parts := []string{words.Day(c.On), words.T("contact.channel." + string(c.Channel))}
	for _, p := range []string{worded(words, "contact.reached.", c.Reached), worded(words, "contact.next.", c.Next), c.Learned, c.Person,
		worded(words, "contact.purpose.", c.Purpose), words.Join(wordedAll(words, "contact.objection.", c.Objections))} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

func (f *form) correction(uid casework.UID) app.Correction {
	return app.Correction{UID: uid, Revision: number(f.text("revision")), Reason: f.text("reason")}
}

var keptContact = kept{"contact", "/contacts/"}

func (s *Server) handleCorrectContact(w http.ResponseWriter, r *http.Request) error {
	return correct(s, w, r, keptContact, "done.corrected", (*form).contact, s.App.CorrectContact, func(status int, typed pages.ContactForm, p *problem.Error, known []ui.Definition) error {
		typed.Problem, typed.Present = p, known
		return s.showContact(w, r, status, &typed, pages.MendForms{})
	})
}

func (s *Server) handleWithdrawContact(w http.ResponseWriter, r *http.Request) error {
	return withdraw(s, w, r, keptContact, s.App.WithdrawContact, func(status int, mend pages.MendForms) error {
		return s.showContact(w, r, status, nil, mend)
	})
}

func (s *Server) handleMoveContact(w http.ResponseWriter, r *http.Request) error {
	return move(s, w, r, keptContact, s.App.MoveContact, func(status int, mend pages.MendForms) error {
		return s.showContact(w, r, status, nil, mend)
	})
}

// refusedMend is a form to move or withdraw that was refused, with what was
// typed. Its fields are named after it, for it shares the page with others.
func (f *form) refusedMend(name string, p *problem.Error) pages.MendForms {
	named := *p
	named.Fields = slices.Clone(p.Fields)
	for i := range named.Fields {
		named.Fields[i].Name = name + "-" + named.Fields[i].Name
	}
	return pages.MendForms{Refused: name, Client: f.text("client"), Reason: f.text("reason"), Problem: &named}
}

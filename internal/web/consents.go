package web

import (
	"net/http"
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// The answers of the form, beside the leaves to employers.
const (
	answerYes   = "yes"
	answerNo    = "no"
	notAnswered = "unasked"
)

func (s *Server) handleConsents(w http.ResponseWriter, r *http.Request) error {
	return s.showConsents(w, r, http.StatusOK, nil, nil)
}

// showConsents shows a client's consents. typed is the refused form of answers,
// or nil; taken is a refused withdrawal, or nil.
func (s *Server) showConsents(w http.ResponseWriter, r *http.Request, status int, typed *pages.ConsentForm, taken *pages.GivenConsent) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Consents(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	base := "/clients/" + uid.String()
	view := pages.ConsentsView{
		Back:  ui.Link{Href: base, Text: found.Client.Name()},
		Sub:   v.words.T("consent.sub"),
		Sheet: ui.Link{Href: base + "/consents/sheet", Text: v.words.T("consent.print")},
		Given: givenConsents(v.words, found, base, taken),
		Form:  s.consentForm(v.words, found), History: consentHistory(v.words, found),
	}
	for _, l := range found.Leads {
		if l.Stop != casework.StopNone {
			view.Stopped = append(view.Stopped, leadRow(v.words, l, found.Today, false))
		} else if l.Lead.Mode != casework.SearchSelf {
			view.Worked++
		}
	}
	if typed != nil {
		view.Form = typedOver(v.words, found, view.Form, *typed)
	}
	view.Form.Action = base + "/consents"
	return s.render(w, r, status, pages.Consents(s.frame(w, r, v.words.T("consent.title")), view))
}

// givenConsents are the consents that hold today.
func givenConsents(words *i18n.Printer, found app.ConsentsPage, base string, taken *pages.GivenConsent) []pages.GivenConsent {
	var list []pages.GivenConsent
	for _, kind := range casework.ConsentKinds {
		c, ok := found.Consents.On(kind, found.Today)
		if !ok || !c.Given {
			continue
		}
		g := pages.GivenConsent{
			Text: consentLine(words, c, found.Names), Note: joinParts(words.T("consent.since", "day", c.From), consentNoted(words, c, found.Names)),
			Action: base + "/consents/" + c.UID.String() + "/withdraw", ID: string(kind),
			On: found.Today.String(), How: string(casework.ConsentOral),
		}
		if runsOut(c, found.Today) {
			g.Soon = words.T("consent.until", "day", c.To)
		} else if !c.To.IsZero() {
			g.Note = joinParts(words.T("consent.until", "day", c.To), g.Note)
		}
		if taken != nil && taken.Action == g.Action {
			g.On, g.How, g.Problem, g.Open = taken.On, taken.How, taken.Problem, true
		}
		list = append(list, g)
	}
	return list
}

func joinParts(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// soonOver is how many days before its last day a consent is said to run out.
const soonOver = 14

func runsOut(c casework.Consent, today casework.Day) bool {
	return !c.To.IsZero() && c.To.DaysSince(today) <= soonOver
}

// consentLine says what an answer lets be done.
func consentLine(words *i18n.Printer, c casework.Consent, names app.Names) string {
	whom := words.T("consent.kind." + string(c.Kind))
	if c.Counterparty != "" {
		whom += " (" + c.Counterparty + ")"
	}
	switch {
	case !c.Given:
		return words.T("consent.refused", "whom", whom)
	case c.Kind == casework.ConsentEmployers && c.Leave == casework.LeaveNamed:
		return words.T("consent.leave_named", "employers", words.Join(namesOf(names.Employers, c.Employers)))
	case c.Kind == casework.ConsentEmployers:
		return words.T("consent.leave." + leaveWord(c.Leave))
	case c.Scope != "":
		return words.T("consent.given_scope", "whom", whom, "scope", c.Scope)
	}
	return words.T("consent.given", "whom", whom)
}

// consentNoted says how an answer was given and who noted it.
func consentNoted(words *i18n.Printer, c casework.Consent, names app.Names) string {
	return joinParts(worded(words, "consent.method.", c.Method), names.Staff[c.RecordedBy])
}

// consentHistory tells of every answer that does not hold today, the newest first.
func consentHistory(words *i18n.Printer, found app.ConsentsPage) ui.TableProps {
	t := words.T
	table := ui.TableProps{
		Label: t("consent.history"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("consent.column_what")}, {Text: t("consent.column_days")}, {Text: t("consent.column_how")}},
	}
	all := slices.Clone(found.Consents)
	slices.Reverse(all)
	for _, c := range all {
		if now, ok := found.Consents.On(c.Kind, found.Today); ok && now.ID == c.ID && c.Given {
			continue
		}
		days := words.Day(c.From) + "–"
		if !c.To.IsZero() {
			days += words.Day(c.To)
		}
		how := ui.Cell{Text: consentNoted(words, c, found.Names)}
		switch {
		case c.Withdrawn:
			how.Note = t("consent.by_mistake")
		case !c.WithdrawnOn.IsZero():
			how.Note = joinParts(t("consent.taken_back", "day", c.WithdrawnOn), worded(words, "consent.method.", c.WithdrawnHow))
		}
		what := ui.Cell{Text: consentLine(words, c, found.Names)}
		if c.Kind == casework.ConsentEmployers && c.Scope != "" {
			what.Note = c.Scope
		}
		table.Rows = append(table.Rows, []ui.Cell{what, {Text: days}, how})
	}
	return table
}

// consentForm offers every kind with what stands today.
func (s *Server) consentForm(words *i18n.Printer, found app.ConsentsPage) pages.ConsentForm {
	form := pages.ConsentForm{From: found.Today.String(), Method: string(casework.ConsentOral), NewEmployerUID: s.App.IDs().String()}
	for _, e := range found.Employers {
		form.Employers = append(form.Employers, ui.Option{Value: e.UID.String(), Text: e.Name})
	}
	for _, kind := range casework.ConsentKinds {
		c, stands := found.Consents.On(kind, found.Today)
		row := pages.ConsentRow{
			Kind: kind, Label: words.T("consent.kind." + string(kind)), Options: consentOptions(words, kind, !stands || app.NotedOn(c, found.Today)),
			Details: words.T("consent.details"), ScopeLabel: words.T("consent.scope"), Answer: notAnswered, UID: s.App.IDs().String(),
		}
		switch kind {
		case casework.ConsentEmployers, casework.ConsentHealth:
			row.ScopeLabel = words.T("consent.sentence")
		case casework.ConsentPensionCompany, casework.ConsentSocialServices, casework.ConsentGuardian, casework.ConsentFamily:
			row.CounterpartyLabel = words.T("consent.who." + string(kind))
		}
		if stands {
			row.Answer, row.Seen, row.Scope, row.Counterparty, row.To = answerOf(c), c.UID.String(), c.Scope, c.Counterparty, c.To.String()
			for _, e := range found.Employers {
				if slices.Contains(c.Employers, e.ID) {
					form.Chosen = append(form.Chosen, e.UID.String())
				}
			}
		}
		if detail := joinParts(row.Counterparty, row.Scope, row.To); detail != "" {
			row.Details = words.T("consent.details_now", "details", detail)
		}
		form.Rows = append(form.Rows, row)
	}
	return form
}

func consentOptions(words *i18n.Printer, kind casework.ConsentKind, unasked bool) []ui.Option {
	options := []ui.Option{{Value: answerYes, Text: words.T("consent.answer.yes")}, {Value: answerNo, Text: words.T("consent.answer.no")}}
	if kind == casework.ConsentEmployers {
		options = []ui.Option{{Value: answerNo, Text: words.T("consent.answer.none")}}
		for _, leave := range casework.EmployerLeaves {
			options = append(options, ui.Option{Value: string(leave), Text: words.T("consent.answer." + string(leave))})
		}
	}
	if unasked {
		options = append(options, ui.Option{Value: notAnswered, Text: words.T("consent.answer.unasked")})
	}
	return options
}

func answerOf(c casework.Consent) string {
	switch {
	case !c.Given || c.Kind == casework.ConsentEmployers && c.Leave == casework.LeaveNone:
		return answerNo
	case c.Kind == casework.ConsentEmployers:
		return string(c.Leave)
	}
	return answerYes
}

// typedOver puts what was typed over what stands. What stood on the screen is
// what stands now, so that a second try is about that; what another has noted
// meanwhile is shown.
func typedOver(words *i18n.Printer, found app.ConsentsPage, form, typed pages.ConsentForm) pages.ConsentForm {
	typed.Employers = form.Employers
	for i, now := range form.Rows {
		row := &typed.Rows[i]
		if row.Answer != "" && row.Seen != now.Seen {
			stands := words.T("consent.answer.unasked")
			if c, ok := found.Consents.On(now.Kind, found.Today); ok {
				stands = joinParts(consentLine(words, c, found.Names), consentNoted(words, c, found.Names))
			}
			typed.Present = append(typed.Present, ui.Definition{Term: now.Label, Text: stands})
		}
		now.Open = row.Scope != now.Scope || row.Counterparty != now.Counterparty || row.To != now.To
		now.Answer, now.Scope, now.Counterparty, now.To, now.UID = row.Answer, row.Scope, row.Counterparty, row.To, row.UID
		*row = now
	}
	return typed
}

// consents reads the form of answers; a kind that was not sent is left as it is.
func (f *form) consents(orNew func(casework.UID) string) (pages.ConsentForm, []app.ConsentInput) {
	p := pages.ConsentForm{
		Chosen: f.texts("employers"), EmployerName: f.text("employer_name"), NewEmployerUID: orNew(f.uid("new_employer_uid")),
		Method: f.text("method"), From: f.text("from"),
	}
	from := f.day("from")
	var all []app.ConsentInput
	for _, kind := range casework.ConsentKinds {
		of := func(field string) string { return field + "-" + string(kind) }
		row := pages.ConsentRow{
			Kind: kind, Answer: f.text(of("answer")), Scope: f.text(of("scope")), Counterparty: f.text(of("counterparty")), To: f.text(of("to")),
			UID: orNew(f.uid(of("uid"))), Seen: f.text(of("seen")),
		}
		p.Rows = append(p.Rows, row)
		if row.Answer == "" {
			continue
		}
		in := app.ConsentInput{
			UID: uidOf(row.UID), Seen: uidOf(row.Seen), Asked: row.Answer != notAnswered,
			Answer: casework.ConsentAnswer{
				Kind: kind, Given: row.Answer != answerNo, Counterparty: row.Counterparty, Scope: row.Scope,
				Method: casework.ConsentMethod(p.Method), From: from, To: f.day(of("to")),
			},
		}
		if kind == casework.ConsentEmployers && in.Answer.Given {
			in.Answer.Leave = casework.EmployerLeave(row.Answer)
			in.NewEmployer = casework.NewEmployer{UID: uidOf(p.NewEmployerUID), Name: p.EmployerName}
			for _, e := range p.Chosen {
				if uid := uidOf(e); !uid.IsZero() {
					in.Employers = append(in.Employers, uid)
				}
			}
		}
		all = append(all, in)
	}
	return p, all
}

func (s *Server) handleAnswerConsents(w http.ResponseWriter, r *http.Request) error {
	client, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, answers := f.consents(s.orNew)
	if err = f.invalid(); err == nil {
		_, err = s.App.AnswerConsents(r.Context(), visitOf(r).actor, client, answers)
	}
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showConsents(w, r, statuses[p.Kind], &typed, nil)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.String()+"/consents", "done.consents_noted")
}

func (s *Server) handleWithdrawConsent(w http.ResponseWriter, r *http.Request) error {
	client, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	consent, err := pathUID(r, "consent")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := app.WithdrawalInput{Consent: consent, On: f.day("on"), How: casework.ConsentMethod(f.text("how"))}
	if err = f.invalid(); err == nil {
		_, err = s.App.WithdrawConsent(r.Context(), visitOf(r).actor, in)
	}
	if p := refusalOf(err); p != nil {
		return s.showConsents(w, r, statuses[p.Kind], nil, &pages.GivenConsent{Action: r.URL.Path, On: f.text("on"), How: f.text("how"), Problem: p})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.String()+"/consents", "done.consent_withdrawn")
}

// handleConsentSheet shows the sheet to sign, in the client's language unless
// another is asked for.
func (s *Server) handleConsentSheet(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ConsentSheet(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	v.speak(found.Terms)
	f := s.frame(w, r, v.words.T("consent.sheet_title"))
	return s.render(w, r, http.StatusOK, pages.ConsentSheet(f, sheetView(v, found, r.URL.Query().Get("in"))))
}

func sheetView(v *visit, found app.ConsentsPage, asked string) pages.ConsentSheetView {
	base := "/clients/" + found.Client.UID.String() + "/consents"
	words, languages := sheetWords(v, found.Client, found.Terms, asked, base+"/sheet")
	return pages.ConsentSheetView{
		Back: ui.Link{Href: base, Text: v.words.T("consent.title")}, Print: v.words.T("consent.sheet_sub"), Lang: string(words.Lang()), Languages: languages,
		Sheet: pages.Frame{Words: words}, Name: found.Client.Name(), Born: words.T("consent.sheet.born", "day", found.Client.BirthOn),
		Rows: sheetRows(words, found),
	}
}

// sheetWords are the words of a sheet that the client signs: in the client's
// language where it is one of ours, unless another is asked for. The links lead
// from the one to the other.
func sheetWords(v *visit, client casework.Client, terms casework.Terms, asked, path string) (*i18n.Printer, []ui.NavItem) {
	lang := v.words.Lang()
	languages := []i18n.Lang{i18n.FI, i18n.SV, i18n.EN}
	for _, choice := range []string{client.Language, asked} {
		if slices.Contains(languages, i18n.Lang(choice)) {
			lang = i18n.Lang(choice)
		}
	}
	var links []ui.NavItem
	for _, l := range languages {
		links = append(links, ui.NavItem{Link: ui.Link{Href: path + "?in=" + string(l), Text: v.words.Language(string(l))}, Current: l == lang})
	}
	return i18n.For(lang).With(terms), links
}

// sheetRows are what a client says yes or no to: each leave to employers, and
// then each kind.
func sheetRows(words *i18n.Printer, found app.ConsentsPage) []pages.SheetRow {
	var rows []pages.SheetRow
	for _, kind := range casework.ConsentKinds {
		c, stands := found.Consents.On(kind, found.Today)
		if kind != casework.ConsentEmployers {
			rows = append(rows, pages.SheetRow{
				Text: words.T("consent.sheet." + string(kind)), Note: joinParts(c.Counterparty, c.Scope), Yes: stands && c.Given, No: stands && !c.Given,
			})
			continue
		}
		for _, leave := range casework.EmployerLeaves {
			row := pages.SheetRow{Text: words.T("consent.sheet." + string(leave)), Yes: stands && c.Given && c.Leave == leave, No: stands && !c.Given}
			if leave == casework.LeaveNamed {
				row.Note = words.Join(namesOf(found.Names.Employers, c.Employers))
			} else if row.Yes {
				row.Note = c.Scope
			}
			rows = append(rows, row)
		}
	}
	return rows
}

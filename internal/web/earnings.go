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

func (s *Server) handleEarnings(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Earnings(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.Earnings(s.frame(w, r, v.words.T("earnings.title")), earningsView(v.words, found)))
}

func earningsView(words *i18n.Printer, p app.EarningsPage) pages.EarningsView {
	client := "/clients/" + p.Client.UID.String()
	view := pages.EarningsView{
		Back: ui.Link{Href: client, Text: p.Client.Name()}, Sub: words.T("earnings.sub"), Table: earningsTable(words, p, client),
		Alert: earningsAlert(words, p.Watch, p.Today.Month()), About: earningsAbout(words, p.Watch),
	}
	for _, month := range p.Watch.Months {
		for _, l := range p.Watch.Limits {
			if l.At(month.Month).OneOff {
				view.Notes = append(view.Notes, words.T("earnings.one_off_over", "month", monthLine(month.Month), "payer", words.T("benefits.tell."+string(l.Payer))))
			}
		}
	}
	if len(p.Watch.Limits) == 0 {
		view.NoLimit = words.T("earnings.no_limit")
	}
	for _, l := range p.Watch.Limits {
		view.Limits = append(view.Limits, limitView(words, l, p.Today.Month()))
	}
	for _, rest := range p.Rests {
		view.Rests = append(view.Rests, restRow(words, p, rest))
	}
	if p.Note {
		view.Told = ui.Link{Href: client + "/counselling/new", Text: words.T("earnings.tell_limit")}
		view.Rest = ui.Link{Href: client + "/dormancies/new", Text: words.T("earnings.add_dormancy")}
	}
	return view
}

// monthLine writes a month as one does: 11/2026.
func monthLine(m casework.Month) string {
	return strconv.Itoa(int(m)%100) + "/" + strconv.Itoa(int(m)/100)
}

// earningsTable has a line for each month of the watch, the latest last.
func earningsTable(words *i18n.Printer, p app.EarningsPage, client string) ui.TableProps {
	t := words.T
	table := ui.TableProps{
		Label: t("earnings.by_month"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("earnings.month")}, {Text: t("earnings.expected"), Numeric: true}, {Text: t("earnings.paid"), Numeric: true}},
	}
	for _, l := range p.Watch.Limits {
		table.Columns = append(table.Columns, ui.Column{Text: t("earnings.limit_of", "payer", t("benefits.tell."+string(l.Payer)))})
	}
	now := p.Today.Month()
	for _, m := range p.Watch.Months {
		month := ui.Cell{Text: monthLine(m.Month)}
		if m.Month == now {
			month.Note = t("earnings.now")
		}
		paid := ui.Cell{Text: ui.Nothing}
		switch {
		case m.Earned != nil:
			paid.Text = words.Euro(m.Earned.Pay)
			if m.Earned.OneOff > 0 {
				paid.Note = oneOffLine(words, *m.Earned)
			}
		case m.Month <= now && p.Note:
			paid.Text = t("earnings.note")
		}
		if m.Month <= now && p.Note {
			paid.Value = ui.TextLink(ui.Link{Href: client + "/earnings/" + m.Month.String(), Text: paid.Text, About: monthLine(m.Month)})
		}
		row := []ui.Cell{month, {Text: euroOr(words, m.Expected, t("earnings.not_known"))}, paid}
		for _, l := range p.Watch.Limits {
			row = append(row, ui.Cell{Value: ui.Tag(standingTag(l.At(m.Month)), standingWord(words, l.At(m.Month)))})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func euroOr(words *i18n.Printer, c *casework.Cents, otherwise string) string {
	if c == nil {
		return otherwise
	}
	return words.Euro(*c)
}

func oneOffLine(words *i18n.Printer, e casework.Earnings) string {
	what := words.T("earnings.one_off")
	if e.What != "" {
		what = words.T("earnings.what." + string(e.What))
	}
	return what + " " + words.Euro(e.OneOff)
}

func standingTag(at benefits.MonthAtLimit) ui.TagKind {
	switch {
	case at.Standing == benefits.StandingOver && at.InRow > 1:
		return ui.TagLate
	case at.Standing == benefits.StandingOver:
		return ui.TagSoon
	case at.Standing == benefits.StandingUnder:
		return ui.TagGood
	case at.Standing == benefits.StandingDormant:
		return ui.TagInfo
	}
	return ui.TagPlain
}

func standingWord(words *i18n.Printer, at benefits.MonthAtLimit) string {
	if at.Standing == benefits.StandingOver {
		return words.T("earnings.over", "n", at.InRow)
	}
	return words.T("earnings.standing." + string(at.Standing))
}

// earningsAlert warns of a limit that is passed in the month: what it means in
// the first, the second and the third in a row, and who is to be told.
func earningsAlert(words *i18n.Printer, w benefits.Watch, now casework.Month) *pages.EarningsAlert {
	worst, at, passed := w.Worst(now)
	if !passed {
		return nil
	}
	payer := words.T("benefits.tell." + string(worst.Payer))
	alert := &pages.EarningsAlert{Kind: ui.FlashWarning, Title: words.T("earnings.over_title", "n", at.InRow)}
	step := "first"
	switch {
	case at.InRow == 2:
		step = "second"
	case at.InRow > 2:
		step, alert.Kind = "third", ui.FlashRefused
	}
	alert.Texts = []string{words.T("earnings.in_row."+step, "payer", payer), words.T("earnings.decides", "payer", payer)}
	return alert
}

// earningsAbout tells the rules behind the watch, with their doubts.
func earningsAbout(words *i18n.Printer, w benefits.Watch) []string {
	about := []string{words.T("earnings.about_watch")}
	rows := w.Rests
	if w.Breaks != nil {
		about = append(about, words.T("earnings.about_breaks", "months", words.Int(int(w.Breaks.Value.Whole()))))
		rows = slices.Insert(slices.Clone(rows), 0, w.Breaks)
	}
	about = append(about, words.T("earnings.about_companies"), words.T("earnings.about_dormancy"), words.T("earnings.about_one_off"))
	for _, row := range rows {
		if !row.Confirmed {
			about = append(about, words.T("benefits.unconfirmed", "note", row.Note))
		}
	}
	return about
}

func limitView(words *i18n.Printer, l benefits.WatchedLimit, now casework.Month) pages.LimitView {
	at := l.At(now)
	view := pages.LimitView{Title: words.T("earnings.limit_of", "payer", words.T("benefits.tell."+string(l.Payer)))}
	add := func(term, text string) {
		view.Facts = append(view.Facts, ui.Definition{Term: words.T(term), Text: text})
	}
	add("earnings.limit", limitText(words, at))
	for _, row := range at.Rules {
		if !at.Told {
			add("earnings.source_law", row.Parameter.Law)
		}
		if !row.Confirmed {
			view.Doubts = append(view.Doubts, words.T("benefits.unconfirmed", "note", row.Note))
		}
	}
	if l.Either() {
		view.Doubts = append(view.Doubts, words.T("earnings.either"))
	}
	if at.Limit == nil && at.Least != nil {
		view.Doubts = append(view.Doubts, words.T("earnings.unknown_limit", "least", words.Euro(*at.Least)))
	}
	return view
}

func limitText(words *i18n.Printer, at benefits.MonthAtLimit) string {
	switch {
	case at.Standing == benefits.StandingNone:
		return words.T("earnings.standing.none")
	case at.Limit == nil:
		return words.T("earnings.not_known")
	case at.Told:
		return words.T("placement.pay_value", "euros", words.Euro(*at.Limit)) + " · " + words.T("earnings.limit_told")
	}
	return words.T("placement.pay_value", "euros", words.Euro(*at.Limit))
}

// restRow tells of a dormancy: since when, and until when it may last.
func restRow(words *i18n.Printer, p app.EarningsPage, rest benefits.Rest) ui.RowProps {
	row := ui.RowProps{Name: words.T("counselling.office."+string(rest.Payer)) + " · " + words.T("placement.since", "day", words.Day(rest.From))}
	if p.Note {
		row.NameHref = "/dormancies/" + rest.UID.String()
	}
	switch {
	case !rest.To.IsZero():
		row.Why = words.T("earnings.dormancy_ended", "day", words.Day(rest.To))
	case rest.Ends.IsZero():
		row.Why = words.T("earnings.dormancy_unknown")
	case rest.Ends.Before(p.Today):
		row.Mark, row.MarkText = ui.MarkLate, words.T("today.late")
		row.Why = words.T("earnings.dormancy_over", "day", words.Day(rest.Ends))
	default:
		row.Why = words.T("earnings.dormancy_lasts", "returns", words.Day(rest.Returns), "ends", words.Day(rest.Ends))
	}
	return row
}

// limitCard is how the present month stands, for the client's page.
func limitCard(words *i18n.Printer, p app.ClientPage) pages.LimitCard {
	if p.Watch == nil || !p.Earns() {
		return pages.LimitCard{}
	}
	now := p.Today.Month()
	card := pages.LimitCard{Link: ui.Link{Href: "/clients/" + p.Client.UID.String() + "/earnings", Text: words.T("earnings.open")}}
	for _, m := range p.Watch.Months {
		if m.Month == now {
			card.Lines = append(card.Lines, ui.Definition{Term: words.T("earnings.pay_of", "month", monthLine(now)), Text: euroOr(words, m.Pay(), words.T("earnings.not_known"))})
		}
	}
	for i, l := range p.Watch.Limits {
		at := l.At(now)
		if i == 0 || at.InRow > 0 {
			card.Kind, card.Word = standingTag(at), standingWord(words, at)
		}
		card.Lines = append(card.Lines, ui.Definition{Term: words.T("earnings.limit_of", "payer", words.T("benefits.tell."+string(l.Payer))), Text: limitText(words, at)})
	}
	if len(p.Watch.Limits) == 0 {
		card.Kind, card.Word = ui.TagPlain, words.T("earnings.standing.none")
	}
	return card
}

// pathMonth reads a month of the path; what is not one names nothing.
func pathMonth(r *http.Request) (casework.Month, error) {
	m, err := casework.ParseMonth(r.PathValue("month"))
	if err != nil {
		return 0, problem.New(problem.NotFound, "problem.not_found")
	}
	return m, nil
}

func (s *Server) handleEarningsMonth(w http.ResponseWriter, r *http.Request) error {
	return s.showEarningsMonth(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showEarningsMonth shows one month. typed is a refused note of it, or nil;
// mend is what was refused of withdrawing the one that holds.
func (s *Server) showEarningsMonth(w http.ResponseWriter, r *http.Request, status int, typed *pages.EarningsForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	month, err := pathMonth(r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.EarningsMonth(r.Context(), v.actor, uid, month)
	if err != nil {
		return err
	}
	words, watch := v.words, "/clients/"+uid.String()+"/earnings"
	view := pages.EarningsMonthView{
		Back: ui.Link{Href: watch, Text: words.T("earnings.title")}, Title: words.T("earnings.month_title", "month", monthLine(month)), Sub: found.Client.Name(),
		Expected: words.T("earnings.expected_of", "euros", euroOr(words, found.Expected, words.T("earnings.not_known"))),
		Form:     pages.EarningsForm{UID: s.App.IDs().String()},
	}
	if e := found.Present; e != nil {
		view.Present = earnedFacts(words, *e, found.Names)
		view.Form.Pay, view.Form.What, view.Form.Source = typedEuros(&e.Pay), string(e.What), string(e.Source)
		if e.OneOff > 0 {
			view.Form.OneOff = typedEuros(&e.OneOff)
		}
		mend.Path, mend.Revision = watch+"/"+month.String()+"/"+e.UID.String(), strconv.Itoa(e.Revision)
	}
	for _, e := range found.Earlier {
		line := earnedLine(words, e)
		if e.Withdrawn {
			line += " · " + lower(words.T("problem.withdrawn"))
		}
		view.Earlier = append(view.Earlier, line)
	}
	if typed != nil {
		view.Form = *typed
	}
	view.Form.Action, view.Mend = watch+"/"+month.String(), mend
	return s.render(w, r, status, pages.EarningsMonth(s.frame(w, r, view.Title), view))
}

func earnedFacts(words *i18n.Printer, e casework.Earnings, names app.Names) []ui.Definition {
	facts := []ui.Definition{{Term: words.T("earnings.pay"), Text: words.Euro(e.Pay)}}
	if e.OneOff > 0 {
		facts = append(facts, ui.Definition{Term: words.T("earnings.one_off"), Text: oneOffLine(words, e)})
	}
	if e.Source != "" {
		facts = append(facts, ui.Definition{Term: words.T("earnings.source"), Text: words.T("earnings.source." + string(e.Source))})
	}
	if name := names.Staff[e.RecordedBy]; name != "" {
		facts = append(facts, ui.Definition{Term: words.T("meeting.note_by"), Text: name})
	}
	return facts
}

func earnedLine(words *i18n.Printer, e casework.Earnings) string {
	parts := []string{words.Euro(e.Pay)}
	if e.OneOff > 0 {
		parts = append(parts, oneOffLine(words, e))
	}
	if e.Source != "" {
		parts = append(parts, lower(words.T("earnings.source."+string(e.Source))))
	}
	return strings.Join(parts, " · ")
}

func (s *Server) handleNoteEarnings(w http.ResponseWriter, r *http.Request) error {
	client, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	month, err := pathMonth(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.EarningsForm{UID: s.orNew(f.uid("uid")), Pay: f.text("pay"), OneOff: f.text("one_off"), What: f.text("what"), Source: f.text("source")}
	e := casework.Earnings{Month: month, What: casework.OneOff(typed.What), Source: casework.EarningsSource(typed.Source)}
	e.UID = f.uid("uid")
	if pay := f.euros("pay"); pay != nil {
		e.Pay = *pay
	} else if typed.Pay == "" {
		f.fields.Add("pay", "earnings.pay_missing")
	}
	if once := f.euros("one_off"); once != nil {
		e.OneOff = *once
	}
	if err = f.invalid(); err == nil {
		_, err = s.App.NoteEarnings(r.Context(), visitOf(r).actor, client, e)
	}
	if typed.Problem = mistakes(err); typed.Problem != nil {
		return s.showEarningsMonth(w, r, http.StatusUnprocessableEntity, &typed, pages.MendForms{})
	}
	if p := problem.As(err); p != nil && p.Key == app.NotedKey {
		typed.UID, typed.Problem = s.App.IDs().String(), p
		return s.showEarningsMonth(w, r, http.StatusConflict, &typed, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.String()+"/earnings", "done.earnings_noted")
}

func (s *Server) handleWithdrawEarnings(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "earnings")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	client, err := s.App.WithdrawEarnings(r.Context(), visitOf(r).actor, f.correction(uid))
	if p := refusalOf(err); p != nil {
		return s.showEarningsMonth(w, r, statuses[p.Kind], nil, f.refusedMend("withdraw", p))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.UID.String()+"/earnings", "done.withdrawn")
}

func (s *Server) handleDormancyForm(w http.ResponseWriter, r *http.Request) error {
	return s.showDormancyForm(w, r, http.StatusOK, pages.DormancyForm{UID: s.App.IDs().String(), From: visitOf(r).today.String()})
}

func (s *Server) showDormancyForm(w http.ResponseWriter, r *http.Request, status int, d pages.DormancyForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	offer, err := s.App.CounsellingForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	d.Action = "/clients/" + uid.String() + "/dormancies/new"
	return s.render(w, r, status, pages.Dormancy(s.frame(w, r, v.words.T("earnings.dormancy")), pages.DormancyView{
		Back: ui.Link{Href: "/clients/" + uid.String() + "/earnings", Text: v.words.T("earnings.title")}, Sub: offer.Client.Name(), Form: d,
	}))
}

func (f *form) dormancy() (pages.DormancyForm, casework.Dormancy) {
	typed := pages.DormancyForm{UID: f.text("uid"), Payer: f.text("payer"), From: f.text("from"), To: f.text("to"), Text: f.text("text"), Revision: f.text("revision")}
	d := casework.Dormancy{Payer: casework.Office(typed.Payer), Span: casework.Span{From: f.day("from"), To: f.day("to")}, Text: typed.Text}
	d.UID = f.uid("uid")
	return typed, d
}

func (s *Server) handleAddDormancy(w http.ResponseWriter, r *http.Request) error {
	client, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, d := f.dormancy()
	typed.UID = s.orNew(d.UID)
	if err = f.invalid(); err == nil {
		_, err = s.App.AddDormancy(r.Context(), visitOf(r).actor, client, d)
	}
	if typed.Problem = mistakes(err); typed.Problem != nil {
		return s.showDormancyForm(w, r, http.StatusUnprocessableEntity, typed)
	}
	if p := problem.As(err); p != nil && p.Key == app.NotedKey {
		r.SetPathValue("dormancy", d.UID.String())
		typed.Problem = p
		return s.showDormancy(w, r, http.StatusConflict, &typed, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.String()+"/earnings", "done.dormancy_noted")
}

func (s *Server) handleDormancy(w http.ResponseWriter, r *http.Request) error {
	return s.showDormancy(w, r, http.StatusOK, nil, pages.MendForms{})
}

// showDormancy shows one dormancy. typed is the refused text of a change, or
// nil; mend is what was refused of withdrawing it.
func (s *Server) showDormancy(w http.ResponseWriter, r *http.Request, status int, typed *pages.DormancyForm, mend pages.MendForms) error {
	uid, err := pathUID(r, "dormancy")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Dormancy(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	d := found.Row
	mend.Path, mend.Revision = "/dormancies/"+uid.String(), strconv.Itoa(d.Revision)
	form := pages.DormancyForm{UID: uid.String(), Payer: string(d.Payer), From: d.From.String(), To: d.To.String(), Text: d.Text, Revision: mend.Revision}
	if typed != nil {
		form = *typed
		if form.Revision == "" {
			form.Revision = mend.Revision
		}
	}
	form.Action = mend.Path
	return s.render(w, r, status, pages.Dormancy(s.frame(w, r, v.words.T("earnings.dormancy")), pages.DormancyView{
		Back: ui.Link{Href: "/clients/" + found.Client.UID.String() + "/earnings", Text: v.words.T("earnings.title")}, Sub: found.Client.Name(),
		Withdrawn: d.Withdrawn, Form: form, Mend: mend, History: history(v.words, found.Revisions, found.Names, dormancyLine),
	}))
}

func dormancyLine(words *i18n.Printer, d casework.Dormancy) string {
	line := words.T("counselling.office."+string(d.Payer)) + " · " + words.Day(d.From) + "–"
	if !d.To.IsZero() {
		line += words.Day(d.To)
	}
	if d.Text != "" {
		line += " · " + d.Text
	}
	return line
}

func (s *Server) handleChangeDormancy(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "dormancy")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, d := f.dormancy()
	if err = f.invalid(); err == nil {
		_, err = s.App.ChangeDormancy(r.Context(), visitOf(r).actor, f.correction(uid), d)
	}
	if p := refusalOf(err); p != nil {
		if typed.Problem = p; p.Kind == problem.Conflict {
			typed.Revision = ""
		}
		return s.showDormancy(w, r, statuses[p.Kind], &typed, pages.MendForms{})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/dormancies/"+uid.String(), "done.corrected")
}

func (s *Server) handleWithdrawDormancy(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "dormancy")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	client, err := s.App.WithdrawDormancy(r.Context(), visitOf(r).actor, f.correction(uid))
	if p := refusalOf(err); p != nil {
		return s.showDormancy(w, r, statuses[p.Kind], nil, f.refusedMend("withdraw", p))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+client.UID.String()+"/earnings", "done.withdrawn")
}

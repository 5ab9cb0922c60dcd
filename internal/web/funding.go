package web

import (
	"net/http"
	"net/url"
	"slices"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
	"sijoita/problem"
)

const (
	pathFunding    = "/funding"
	pathNewFunding = "/funding/new"
)

// fundingRoutes are the pages of what the programmes are paid by.
func (s *Server) fundingRoutes() []route {
	return slices.Concat([]route{
		{"GET " + pathFunding, signedIn, s.handleFunding},
		{"GET " + pathNewFunding, signedIn, s.handleFundingForm},
		{"POST " + pathNewFunding, signedIn, s.handleFundProgramme},
	}, recordRoutes(s, fundingSite))
}

var fundingSite = recordSite[casework.ProgrammeFunding, app.FundingInput]{
	param: "funding", path: "/funding/", title: "funding.one",
	noted: func(x *casework.ProgrammeFunding) *casework.Noted { return &x.Noted },
	input: func(f *form) app.FundingInput {
		in := app.FundingInput{UID: f.uid("uid"), Programme: f.uid("programme"), Funder: f.text("funder"), Span: casework.Span{From: f.day("from"), To: f.day("to")}}
		if amount := f.euros("amount"); amount != nil {
			in.Amount = *amount
		}
		return in
	},
	open: (*app.App).ProgrammeFunding, note: (*app.App).FundProgramme, correct: (*app.App).CorrectFunding, withdraw: (*app.App).WithdrawFunding,
	back: func(v *visit, _ app.RecordPage[casework.ProgrammeFunding]) ui.Link {
		return ui.Link{Href: pathFunding, Text: v.words.T("funding.title")}
	},
	values: func(x casework.ProgrammeFunding, p app.RecordPage[casework.ProgrammeFunding]) url.Values {
		v := url.Values{"funder": {x.Funder}, "amount": {x.Amount.String()}, "from": {x.From.String()}, "to": {x.To.String()}}
		for _, programme := range p.Form.Programmes {
			v.Set("programme", programme.UID.String())
		}
		return v
	},
	fields: pages.FundingFields,
	facts: func(words *i18n.Printer, x casework.ProgrammeFunding, _ app.Names) []ui.Definition {
		return []ui.Definition{
			{Term: words.T("funding.funder"), Text: x.Funder},
			{Term: words.T("funding.amount"), Text: words.Euro(x.Amount)},
			{Term: words.T("funding.days"), Text: spanWords(words, x.Span)},
		}
	},
	text: func(casework.ProgrammeFunding) string { return "" },
}

func (s *Server) handleFunding(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.Funding(r.Context(), v.actor)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.FundingView{Back: ui.Link{Href: "/figures/outcomes#costs", Text: t("outcomes.title")}}
	if !canReach(v, access.ReadFigures) {
		view.Back = ui.Link{Href: "/setup", Text: t("setup.title")}
	}
	if len(found.Programmes) > 0 {
		view.New = ui.Link{Href: pathNewFunding, Text: t("funding.new")}
	}
	for _, programme := range found.Programmes {
		one := pages.ProgrammeFundingView{Programme: programme.Name}
		for _, x := range found.Funding {
			if x.ProgrammeID == programme.ID {
				one.Rows = append(one.Rows, fundingRow(v.words, x, found.Today))
			}
		}
		view.Programmes = append(view.Programmes, one)
	}
	return s.render(w, r, http.StatusOK, pages.Funding(s.frame(w, r, t("funding.title")), view))
}

func fundingRow(words *i18n.Printer, x casework.ProgrammeFunding, today casework.Day) ui.RowProps {
	row := ui.RowProps{Name: x.Funder, NameHref: "/funding/" + x.UID.String(), Why: joined(words.Euro(x.Amount), spanWords(words, x.Span))}
	if x.Withdrawn {
		row.Tag = ui.Tag(ui.TagPlain, words.T("problem.withdrawn"))
	} else if x.Holds(today) {
		row.Tag = ui.Tag(ui.TagGood, words.T("funding.runs"))
	}
	return row
}

func (s *Server) handleFundingForm(w http.ResponseWriter, r *http.Request) error {
	return s.showFundingForm(w, r, http.StatusOK, url.Values{"uid": {s.App.IDs().String()}, "programme": {r.URL.Query().Get("programme")}}, nil)
}

// showFundingForm shows the form with what was typed; p is why it was refused,
// or nil.
func (s *Server) showFundingForm(w http.ResponseWriter, r *http.Request, status int, values url.Values, p *problem.Error) error {
	v := visitOf(r)
	found, err := s.App.Funding(r.Context(), v.actor)
	if err != nil {
		return err
	}
	title := v.words.T("funding.new")
	f := s.frame(w, r, title)
	form := pages.RecordForm{Action: pathNewFunding, Values: values, Problem: p}
	for _, programme := range found.Programmes {
		form.Programmes = append(form.Programmes, ui.Option{Value: programme.UID.String(), Text: programme.Name})
	}
	if len(form.Programmes) == 1 {
		values.Set("programme", form.Programmes[0].Value)
	}
	return s.render(w, r, status, pages.RecordNew(f, pages.RecordNewView{
		Back: ui.Link{Href: pathFunding, Text: v.words.T("funding.title")}, Title: title, Sub: v.words.T("funding.sub"), Fields: pages.FundingFields(f, form),
	}))
}

func (s *Server) handleFundProgramme(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	return fundingSite.takeNew(s, w, r, f, pathFunding, func(p *problem.Error) error {
		return s.showFundingForm(w, r, http.StatusUnprocessableEntity, r.PostForm, p)
	})
}

// costsView tells what the programme's money came to for each who started and
// for each who got work.
func (o teller) costsView(keeps bool) pages.CostsView {
	c := o.of.Results.Costs
	view := pages.CostsView{Table: o.costsTable(c)}
	for _, key := range []string{"fallen", "started", "employed", "each"} {
		view.Definitions = append(view.Definitions, ui.Definition{Term: o.t("funding.name." + key), Text: o.t("funding.definition." + key)})
	}
	if len(c.Funding) > 1 {
		view.Definitions = append(view.Definitions, ui.Definition{Term: o.t("funding.together"), Text: o.t("funding.definition.together")})
	}
	if keeps {
		view.Keep = ui.Link{Href: pathFunding, Text: o.t("funding.keep")}
	}
	return view
}

func (o teller) costsTable(c outcomes.Costs) ui.TableProps {
	t := o.t
	table := ui.TableProps{Label: t("funding.costs"), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("funding.one")}, {Text: t("funding.name.fallen"), Numeric: true},
		{Text: t("funding.name.started"), Numeric: true}, {Text: t("funding.name.per_started"), Numeric: true},
		{Text: t("funding.name.employed"), Numeric: true}, {Text: t("funding.name.per_employed"), Numeric: true}}}
	row := func(head, fallen ui.Cell, cost outcomes.Cost, started, employed string) []ui.Cell {
		return []ui.Cell{head, fallen,
			o.cell(started, cost.Started), o.each(cost.PerStarted, cost.Started), o.cell(employed, cost.Employed), o.each(cost.PerEmployed, cost.Employed)}
	}
	for _, f := range c.Funding {
		table.Rows = append(table.Rows, row(
			ui.Cell{Text: f.Funder, Note: joined(o.words.Euro(f.Amount), spanWords(o.words, casework.Span{From: f.From, To: f.To}))},
			ui.Cell{Text: o.words.Euro(f.Fallen), Note: t("funding.passed", "n", f.Passed, "of", f.Days)},
			f.Cost, outcomes.OfFunding(f.ID, outcomes.Started), outcomes.OfFunding(f.ID, outcomes.Employed)))
	}
	if len(c.Funding) > 1 {
		table.Foot = row(ui.Cell{Text: t("funding.together"), Note: o.words.Euro(c.Amount)}, ui.Cell{Text: o.words.Euro(c.Fallen)},
			c.Cost, outcomes.OfCosts(outcomes.Started), outcomes.OfCosts(outcomes.Employed))
	}
	return table
}

// each is what falls to each of some people, with a word of warning when they
// are few.
func (o teller) each(share *casework.Cents, people outcomes.Count) ui.Cell {
	switch {
	case people == outcomes.Hidden:
		return ui.Cell{Text: hiddenMark}
	case share == nil:
		return ui.Cell{Text: ui.Nothing}
	}
	c := ui.Cell{Text: o.words.Euro(*share)}
	if outcomes.Few(people) {
		c.Note = o.t("funding.few")
	}
	return c
}

// costName words a number of the costs whose rows are shown.
func costName(words *i18n.Printer, part string) (title, definition string) {
	return words.T("funding.name." + part), words.T("funding.definition." + part)
}

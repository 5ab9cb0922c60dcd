package web

import (
	"net/http"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// subsidyAsked is one subsidy in a form: as far as it is written, where its
// fields stand, and what is doubted of it.
type subsidyAsked struct {
	field  string
	ask    string // where the help is asked anew; empty: nowhere
	area   string
	kind   casework.SubsidyKind // empty: not chosen yet, and all are told
	on     casework.Day         // its first
	doubts []casework.SubsidyDoubt
}

// helpView tells what is known of the terms beside the fields of a subsidy.
// Where nobody has noted any, it says no more than the warnings that need none.
func helpView(words *i18n.Printer, known app.SubsidyHelp, asked subsidyAsked) pages.SubsidyHelp {
	h := pages.SubsidyHelp{Field: asked.field, Ask: asked.ask, Warnings: map[string]string{}}
	for _, d := range asked.doubts {
		h.Warnings[d.Field()] = strings.TrimSpace(h.Warnings[d.Field()] + " " + doubtWords(words, d))
	}
	if len(known.Terms) == 0 {
		return h
	}
	h.Title = words.T("terms.here", "area", asked.area, "day", words.Day(asked.on))
	for _, kind := range casework.SubsidyKinds {
		if asked.kind != "" && kind != asked.kind {
			continue
		}
		holds, others := casework.InForce(known.Terms, kind, asked.on)
		for _, x := range holds {
			h.Lines = append(h.Lines, termsLineOf(words, x))
		}
		for _, x := range others {
			h.Others = append(h.Others, termsLineOf(words, x))
		}
		if len(holds) == 0 && kind != casework.OtherSubsidy {
			h.Lines = append(h.Lines, pages.TermsLine{Name: words.T("subsidy." + string(kind)), Terms: words.T(noneWord(others))})
		}
	}
	return h
}

// noneWord says that no terms hold on the day: of a kind that is known on other
// days, or of one that nobody has noted anything about.
func noneWord(others []casework.SubsidyTerms) string {
	if len(others) > 0 {
		return "terms.none_that_day"
	}
	return "terms.none_of_kind"
}

func termsLineOf(words *i18n.Printer, x casework.SubsidyTerms) pages.TermsLine {
	line := pages.TermsLine{Name: termsName(words, x), Terms: joined(termsWords(words, x), spanWords(words, x.Span))}
	if x.Text != "" {
		line.More = append(line.More, x.Text)
	}
	if x.Ask != "" {
		line.More = append(line.More, words.T("terms.ask_line", "who", x.Ask))
	}
	if x.Source != "" {
		line.More = append(line.More, words.T("terms.source_line", "source", x.Source))
	}
	return line
}

// doubtWords says what does not fit, and what to do about it.
func doubtWords(words *i18n.Printer, d casework.SubsidyDoubt) string {
	key, x := "terms.doubt."+string(d.Kind), d.Terms
	switch d.Kind {
	case casework.DoubtPercent:
		return words.T(key, "percent", words.Number(*x.Percent))
	case casework.DoubtAmount:
		return words.T(key, "euros", words.Euro(*x.Amount))
	case casework.DoubtMonths:
		return words.T(key, "n", *x.Months, "day", words.Day(d.Last))
	}
	return words.T(key)
}

// jobTyped is the job of a form as far as it can be read: help is given while
// it is being written.
func jobTyped(n casework.PlacementNote) casework.Placement {
	return casework.Placement{Kind: casework.Employment, StartsOn: n.StartsOn, EndsOn: n.EndsOn, Subsidy: n.Subsidy, FurtherSubsidies: n.FurtherSubsidies}
}

// jobOnScreen is the job that a form shows: as it stands, or as it was typed and
// refused.
func jobOnScreen(r *http.Request, typed *pages.PlacementForm, stands casework.Placement) casework.Placement {
	if typed == nil {
		return stands
	}
	_, in := (&form{r: r}).placement()
	return jobTyped(in.Note)
}

// helpsFor gives the help of the first subsidy of a form and of the further ones.
func helpsFor(words *i18n.Printer, known app.SubsidyHelp, client casework.Client, p casework.Placement, today casework.Day) (first pages.SubsidyHelp, further []pages.SubsidyHelp) {
	area := employmentArea(words, client)
	on := orDay(p.StartsOn, today)
	one := subsidyAsked{field: "subsidy", ask: "/clients/" + client.UID.String() + "/subsidy-help", area: area, on: on}
	doubts := known.Doubts(p)
	for i, s := range p.Subsidies() {
		if p.Subsidy != nil && i == 0 {
			one.kind, one.on, one.doubts = s.Kind, orDay(s.From, on), doubts[i]
			continue
		}
		further = append(further, helpView(words, known, subsidyAsked{
			field: "further_subsidy", area: area, kind: s.Kind, on: orDay(s.From, on), doubts: doubts[i],
		}))
	}
	return helpView(words, known, one), further
}

// handleSubsidyHelp answers while a job is being written: what is known of the
// terms of its subsidy. Nothing that cannot be read yet is refused here.
func (s *Server) handleSubsidyHelp(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	known, err := s.App.SubsidyHelp(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	_, in := f.placement()
	in.Note.FurtherSubsidies = nil
	first, _ := helpsFor(v.words, known, known.Client, jobTyped(in.Note), v.today)
	return s.render(w, r, http.StatusOK, pages.SubsidyHelpPart(s.frame(w, r, v.words.T("placement.subsidy")), first))
}

// handleFurtherSubsidyHelp is handleSubsidyHelp of one subsidy more of a job.
func (s *Server) handleFurtherSubsidyHelp(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "placement")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Placement(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	help := furtherHelp(v.words, found, f.subsidy("further_subsidy", f.subsidyFields("further_subsidy", 0), found.Placement.StartsOn))
	return s.render(w, r, http.StatusOK, pages.SubsidyHelpPart(s.frame(w, r, v.words.T("placement.subsidy")), help))
}

// furtherHelp is the help of one subsidy more beside those that a job has.
func furtherHelp(words *i18n.Printer, p app.PlacementPage, s casework.Subsidy) pages.SubsidyHelp {
	asked := subsidyAsked{
		field: "further_subsidy", ask: "/placements/" + p.Placement.UID.String() + "/subsidy-help", area: employmentArea(words, p.Client),
		kind: s.Kind, on: orDay(s.From, p.Placement.StartsOn),
	}
	if s.Kind != "" {
		with := p.Placement
		with.Subsidy, with.FurtherSubsidies = nil, append(with.Subsidies(), s)
		doubts := p.Subsidies.Doubts(with)
		asked.doubts = doubts[len(doubts)-1]
	}
	return helpView(words, p.Subsidies, asked)
}

// subsidyCard tells of a job's subsidies, of the decisions on them and of what is
// doubted.
func subsidyCard(words *i18n.Printer, p app.PlacementPage, path string) pages.SubsidyCard {
	var card pages.SubsidyCard
	all := p.Placement.Subsidies()
	if p.Placement.Withdrawn || len(all) == 0 {
		return card
	}
	card.Decide = ui.Link{Href: path + "/" + stepDecision, Text: words.T("placement.step." + stepDecision)}
	doubts := p.Subsidies.Doubts(p.Placement)
	for i, s := range all {
		view := pages.SubsidyView{Line: termsOf(words, s), Decision: decisionWords(words, s)}
		if view.Decision == "" {
			view.Decision = words.T("placement.no_decision")
		}
		for _, d := range doubts[i] {
			view.Doubts = append(view.Doubts, doubtWords(words, d))
		}
		card.Subsidies = append(card.Subsidies, view)
	}
	return card
}

// decisionWords words the decision on a subsidy, as far as it is told.
func decisionWords(words *i18n.Printer, s casework.Subsidy) string {
	switch {
	case s.Decision != "" && !s.DecidedOn.IsZero():
		return words.T("placement.decided_both", "number", s.Decision, "day", words.Day(s.DecidedOn))
	case s.Decision != "":
		return words.T("placement.decided_number", "number", s.Decision)
	case !s.DecidedOn.IsZero():
		return words.T("placement.decided_day", "day", words.Day(s.DecidedOn))
	}
	return ""
}

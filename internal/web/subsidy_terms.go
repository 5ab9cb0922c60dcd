package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

const (
	pathSubsidyTerms    = "/setup/subsidies"
	pathNewSubsidyTerms = "/setup/subsidies/new"
)

// subsidyTermsRoutes are the pages of the terms of subsidies, and the parts of
// the forms of a job that tell of them.
func (s *Server) subsidyTermsRoutes() []route {
	return slices.Concat([]route{
		{"GET " + pathSubsidyTerms, signedIn, s.handleSubsidyTerms},
		{"GET " + pathNewSubsidyTerms, signedIn, s.handleSubsidyTermsForm},
		{"POST " + pathNewSubsidyTerms, signedIn, s.handleKeepSubsidyTerms},
		{"POST /clients/{client}/subsidy-help", signedIn, s.handleSubsidyHelp},
		{"POST /placements/{placement}/subsidy-help", signedIn, s.handleFurtherSubsidyHelp},
	}, recordRoutes(s, subsidyTermsSite))
}

var subsidyTermsSite = recordSite[casework.SubsidyTerms, app.SubsidyTermsInput]{
	param: "terms", path: pathSubsidyTerms + "/", title: "terms.one",
	noted: func(x *casework.SubsidyTerms) *casework.Noted { return &x.Noted },
	input: func(f *form) app.SubsidyTermsInput {
		return app.SubsidyTermsInput{UID: f.uid("uid"), Terms: casework.SubsidyTerms{
			Area: f.text("area"), Municipality: f.text("municipality"), Kind: casework.SubsidyKind(f.text("kind")), NotGranted: f.text("granted") == "no",
			Percent: f.decimal("percent"), Amount: f.euros("amount"), Months: f.counted("months"), Pensioners: f.yesOrNo("pensioners"),
			Ask: f.text("ask"), Text: f.text("text"), Source: f.text("source"), Span: casework.Span{From: f.day("from"), To: f.day("to")},
		}}
	},
	open: (*app.App).SubsidyTerms, note: (*app.App).KeepSubsidyTerms, correct: (*app.App).CorrectSubsidyTerms, withdraw: (*app.App).WithdrawSubsidyTerms,
	back: func(v *visit, _ app.RecordPage[casework.SubsidyTerms]) ui.Link {
		return ui.Link{Href: pathSubsidyTerms, Text: v.words.T("terms.title")}
	},
	values: func(x casework.SubsidyTerms, _ app.RecordPage[casework.SubsidyTerms]) url.Values {
		return subsidyTermsValues(x)
	},
	fields: func(f pages.Frame, form pages.RecordForm) templ.Component {
		offerAreas(f.Words, casework.County{}, &form)
		return pages.SubsidyTermsFields(f, form)
	},
	facts: func(words *i18n.Printer, x casework.SubsidyTerms, _ app.Names) []ui.Definition {
		return subsidyTermsFacts(words, x)
	},
	text: func(casework.SubsidyTerms) string { return "" },
}

// subsidyTermsValues writes terms as their form sends them.
func subsidyTermsValues(x casework.SubsidyTerms) url.Values {
	granted := "yes"
	if x.NotGranted {
		granted = "no"
	}
	return url.Values{
		"area": {x.Area}, "municipality": {x.Municipality}, "kind": {string(x.Kind)}, "granted": {granted}, "percent": {typedNumber(x.Percent)},
		"amount": {typedEuros(x.Amount)}, "months": {wholeText(x.Months)}, "pensioners": {typedYesNo(x.Pensioners)},
		"ask": {x.Ask}, "text": {x.Text}, "source": {x.Source}, "from": {x.From.String()}, "to": {x.To.String()},
	}
}

func subsidyTermsFacts(words *i18n.Printer, x casework.SubsidyTerms) []ui.Definition {
	t := words.T
	var facts []ui.Definition
	add := func(term, text string) {
		if text != "" {
			facts = append(facts, ui.Definition{Term: t(term), Text: text})
		}
	}
	add("terms.area", employmentAreaCalled(words, x.Area))
	if x.Municipality != "" {
		add("terms.municipality", words.Municipality(x.Municipality))
	}
	add("terms.kind", t("subsidy."+string(x.Kind)))
	add("terms.days", spanWords(words, x.Span))
	add("terms.one", termsWords(words, x))
	add("terms.ask", x.Ask)
	add("terms.text", x.Text)
	add("terms.source", x.Source)
	return facts
}

func employmentAreaCalled(words *i18n.Printer, code string) string {
	names, _ := casework.EmploymentAreaCalled(code)
	return words.Name(names)
}

// termsWords words what is granted at most, and to whom.
func termsWords(words *i18n.Printer, x casework.SubsidyTerms) string {
	t := words.T
	if x.NotGranted {
		return t("terms.not_granted")
	}
	var parts []string
	if x.Percent != nil {
		parts = append(parts, t("terms.up_to_percent", "percent", words.Number(*x.Percent)))
	}
	if x.Amount != nil {
		parts = append(parts, t("terms.up_to_amount", "euros", words.Euro(*x.Amount)))
	}
	if x.Months != nil {
		parts = append(parts, t("terms.up_to_months", "n", *x.Months))
	}
	switch {
	case x.Pensioners == nil:
	case *x.Pensioners:
		parts = append(parts, t("terms.also_pensioners"))
	default:
		parts = append(parts, t("terms.no_pensioners"))
	}
	if len(parts) == 0 {
		return t("terms.is_granted")
	}
	return strings.Join(parts, " · ")
}

// termsName names a subsidy, and whose it is where it is a municipality's own.
func termsName(words *i18n.Printer, x casework.SubsidyTerms) string {
	name := words.T("subsidy." + string(x.Kind))
	if x.Municipality != "" {
		name += " (" + words.Municipality(x.Municipality) + ")"
	}
	return name
}

func (s *Server) handleSubsidyTerms(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.EverySubsidyTerms(r.Context(), v.actor)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.SubsidyTermsView{
		Back: ui.Link{Href: "/setup", Text: t("setup.title")}, New: ui.Link{Href: pathNewSubsidyTerms, Text: t("terms.new")},
	}
	for _, area := range casework.EmploymentAreas() {
		one := pages.SubsidyArea{Name: employmentAreaCalled(v.words, area)}
		for _, x := range ofArea(found.Terms, area) {
			row := subsidyTermsRow(v.words, x, found.Today)
			if x.Withdrawn || !x.To.IsZero() && x.To.Before(found.Today) {
				one.Past = append(one.Past, row)
			} else {
				one.Rows = append(one.Rows, row)
			}
		}
		if len(one.Rows)+len(one.Past) > 0 {
			view.Areas = append(view.Areas, one)
		}
	}
	for i, k := range found.Known {
		if isNews(found, k) {
			view.Known = append(view.Known, knownView(v.words, i, k))
		}
	}
	return s.render(w, r, http.StatusOK, pages.SubsidyTermsList(s.frame(w, r, t("terms.title")), view))
}

// ofArea lists an area's terms by kind, the oldest of each first.
func ofArea(all []casework.SubsidyTerms, area string) []casework.SubsidyTerms {
	list := slices.DeleteFunc(slices.Clone(all), func(x casework.SubsidyTerms) bool { return x.Area != area })
	slices.SortStableFunc(list, func(a, b casework.SubsidyTerms) int {
		if a.Kind != b.Kind {
			return slices.Index(casework.SubsidyKinds, a.Kind) - slices.Index(casework.SubsidyKinds, b.Kind)
		}
		return a.From.Compare(b.From)
	})
	return list
}

func subsidyTermsRow(words *i18n.Printer, x casework.SubsidyTerms, today casework.Day) ui.RowProps {
	row := ui.RowProps{Name: termsName(words, x), NameHref: pathSubsidyTerms + "/" + x.UID.String(), Why: joined(termsWords(words, x), spanWords(words, x.Span))}
	switch {
	case x.Withdrawn:
		row.Tag = ui.Tag(ui.TagPlain, words.T("problem.withdrawn"))
	case x.From.After(today):
		row.Tag = ui.Tag(ui.TagInfo, words.T("terms.ahead"))
	case !x.Holds(today):
		row.Tag = ui.Tag(ui.TagPlain, words.T("terms.over"))
	case x.NotGranted:
		row.Tag = ui.Tag(ui.TagSoon, words.T("terms.not_granted"))
	default:
		row.Tag = ui.Tag(ui.TagGood, words.T("terms.in_force"))
	}
	return row
}

// isNews tells whether what is told elsewhere is of use to the county: it is of
// the whole country or of an area where the county has municipalities, and the
// county has nothing like it yet.
func isNews(p app.SubsidyTermsPage, k benefits.KnownSubsidy) bool {
	own := areasOf(p.County)
	if k.Terms.Area != "" && len(own) > 0 && !slices.Contains(own, k.Terms.Area) {
		return false
	}
	return !slices.ContainsFunc(p.Terms, func(x casework.SubsidyTerms) bool {
		return !x.Withdrawn && x.Kind == k.Terms.Kind && x.From == k.Terms.From && x.NotGranted == k.Terms.NotGranted && x.Municipality == k.Terms.Municipality &&
			(k.Terms.Percent == nil || x.Percent != nil && *x.Percent == *k.Terms.Percent)
	})
}

// areasOf lists the employment areas of a county's municipalities; none where it
// is not known which they are.
func areasOf(county casework.County) []string {
	var areas []string
	for _, code := range casework.MunicipalitiesOf(county.Key) {
		if area, known := casework.AreaOfMunicipality(code); known {
			areas = append(areas, area)
		}
	}
	slices.Sort(areas)
	return slices.Compact(areas)
}

func knownView(words *i18n.Printer, i int, k benefits.KnownSubsidy) pages.KnownSubsidyView {
	t := words.T
	where := t("terms.whole_country")
	if k.Terms.Area != "" {
		where = employmentAreaCalled(words, k.Terms.Area)
	}
	return pages.KnownSubsidyView{
		Row: ui.RowProps{
			Name: termsName(words, k.Terms) + ", " + where, Why: joined(termsWords(words, k.Terms), spanWords(words, k.Terms.Span)),
			Action: ui.Link{Href: withQuery(pathNewSubsidyTerms, "known", strconv.Itoa(i)), Text: t("terms.use"), About: termsName(words, k.Terms) + ", " + termsWords(words, k.Terms)},
		},
		Source: k.Terms.Source, Doubt: t("terms.trust." + string(k.Doubt)),
	}
}

func (s *Server) handleSubsidyTermsForm(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.EverySubsidyTerms(r.Context(), v.actor)
	if err != nil {
		return err
	}
	values := url.Values{"granted": {"yes"}}
	if i, err := strconv.Atoi(r.URL.Query().Get("known")); err == nil && i >= 0 && i < len(found.Known) {
		k := found.Known[i]
		values = subsidyTermsValues(k.Terms)
		values.Set("source", k.Terms.Source+". "+v.words.T("terms.trust."+string(k.Doubt)))
	}
	if own := areasOf(found.County); len(own) == 1 && values.Get("area") == "" {
		values.Set("area", own[0])
	}
	values.Set("uid", s.App.IDs().String())
	return s.showSubsidyTermsForm(w, r, http.StatusOK, found, values, nil)
}

// showSubsidyTermsForm shows the form with what was typed; p is why it was
// refused, or nil.
func (s *Server) showSubsidyTermsForm(w http.ResponseWriter, r *http.Request, status int, found app.SubsidyTermsPage, values url.Values, p *problem.Error) error {
	v := visitOf(r)
	title := v.words.T("terms.new")
	f := s.frame(w, r, title)
	form := pages.RecordForm{Action: pathNewSubsidyTerms, Values: values, Problem: p}
	offerAreas(v.words, found.County, &form)
	return s.render(w, r, status, pages.RecordNew(f, pages.RecordNewView{
		Back: ui.Link{Href: pathSubsidyTerms, Text: v.words.T("terms.title")}, Title: title, Sub: v.words.T("terms.form_sub"), Fields: pages.SubsidyTermsFields(f, form),
	}))
}

// offerAreas offers the employment areas and the municipalities, the county's
// own first.
func offerAreas(words *i18n.Printer, county casework.County, form *pages.RecordForm) {
	own := areasOf(county)
	others := slices.DeleteFunc(casework.EmploymentAreas(), func(code string) bool { return slices.Contains(own, code) })
	if len(own) > 0 {
		form.Areas = append(form.Areas, ui.OptionGroup{Label: words.T("terms.own_areas"), Options: areaOptions(words, own)})
	}
	form.Areas = append(form.Areas, ui.OptionGroup{Label: words.T("terms.other_areas"), Options: areaOptions(words, others)})
	form.Municipalities = municipalityGroups(words, casework.MunicipalitiesOf(county.Key))
}

func areaOptions(words *i18n.Printer, codes []string) []ui.Option {
	options := make([]ui.Option, len(codes))
	for i, code := range codes {
		options[i] = ui.Option{Value: code, Text: employmentAreaCalled(words, code)}
	}
	slices.SortFunc(options, func(a, b ui.Option) int {
		return strings.Compare(casework.SortKey(a.Text), casework.SortKey(b.Text))
	})
	return options
}

func (s *Server) handleKeepSubsidyTerms(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	return subsidyTermsSite.takeNew(s, w, r, f, pathSubsidyTerms, func(p *problem.Error) error {
		found, err := s.App.EverySubsidyTerms(r.Context(), visitOf(r).actor)
		if err != nil {
			return err
		}
		return s.showSubsidyTermsForm(w, r, http.StatusUnprocessableEntity, found, r.PostForm, p)
	})
}

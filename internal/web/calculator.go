package web

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/a-h/templ"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// moneyPage draws the page around what came out.
type moneyPage func(pages.Frame, pages.MoneyView) templ.Component

// calculatorRoutes are the public calculator and its switch.
func (s *Server) calculatorRoutes() []route {
	return []route{
		{"GET /calculator", open, s.handleCalculators},
		{"GET /calculator/{county}", open, s.handleCalculator},
		{"POST /calculator/{county}", open, s.handleCalculate},
		{"POST /setup/calculator", signedIn, s.handleOpenCalculator},
	}
}

// handleCalculators leads to the one county's calculator, or lets choose; who is
// signed in is led to their own county's.
func (s *Server) handleCalculators(w http.ResponseWriter, r *http.Request) error {
	all, err := s.App.Calculators(r.Context())
	if err != nil {
		return err
	}
	v := visitOf(r)
	words := v.words
	var links []ui.Link
	for _, c := range all {
		if c.Open && (!v.signed || c.County.ID == v.actor.County) {
			links = append(links, ui.Link{Href: "/calculator/" + c.County.Key, Text: words.Name(c.County.Name)})
		}
	}
	switch len(links) {
	case 0:
		return s.closedCalculator(w, r)
	case 1:
		http.Redirect(w, r, links[0].Href, http.StatusSeeOther)
		return nil
	}
	return s.render(w, r, http.StatusOK, pages.Calculators(s.frame(w, r, words.T("calculator.title")), links))
}

func (s *Server) closedCalculator(w http.ResponseWriter, r *http.Request) error {
	words := visitOf(r).words
	return s.render(w, r, http.StatusOK, pages.CalculatorClosed(s.frame(w, r, words.T("calculator.title")), ui.Link{Href: "/", Text: words.T("calculator.home")}))
}

// calculator finds the county's. Problems: NotFound.
func (s *Server) calculator(r *http.Request) (app.Calculator, error) {
	all, err := s.App.Calculators(r.Context())
	if err != nil {
		return app.Calculator{}, err
	}
	for _, c := range all {
		if c.County.Key == r.PathValue("county") {
			return c, nil
		}
	}
	return app.Calculator{}, problem.New(problem.NotFound, "problem.not_found")
}

func (s *Server) handleCalculator(w http.ResponseWriter, r *http.Request) error {
	c, err := s.calculator(r)
	if err != nil {
		return err
	}
	if !c.Open {
		return s.closedCalculator(w, r)
	}
	page := s.calculatorView(r, c, casework.Facts{}, nil, nil)
	for i, hours := range firstHours {
		page.Form.Offers[i].Hours = hours
	}
	page.Form.More = true
	return s.renderMoney(w, r, http.StatusOK, page, pages.Calculator)
}

// handleCalculate computes what was typed. Nothing of it is kept or logged.
func (s *Server) handleCalculate(w http.ResponseWriter, r *http.Request) error {
	c, err := s.calculator(r)
	if err != nil {
		return err
	}
	if !c.Open {
		return s.closedCalculator(w, r)
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	q := f.money()
	note := f.livelihood()
	note.On, note.Source = c.Today, casework.SourceClient
	answers, err := casework.AnswerSection(nil, note, c.Today)
	facts := casework.FactsOf(answers)
	if err == nil {
		err = f.invalid()
	}
	if err == nil && !s.pace.allows(s.address(r), s.App.Clock()) {
		err = problem.New(problem.Invalid, "calculator.wait")
	}
	var list []benefits.Estimate
	if err == nil {
		list, err = c.Calculate(facts, q.municipality, q.offers)
	}
	refused := problem.As(err)
	if err != nil && refused == nil {
		return err
	}
	page := s.calculatorView(r, c, facts, f, factFaults(refused, facts))
	page.Form.Offers, page.Form.Municipality, page.Form.More = q.fields, q.municipality, len(q.offers) > 1
	s.fillMoney(v, &page, moneyAnswer{v.words, q.offers, list, max(q.drawn, 1), false}, facts)
	status := http.StatusOK
	if refused != nil {
		status = statuses[refused.Kind]
		if refused.Key == "calculator.wait" {
			status = http.StatusTooManyRequests
		}
	}
	return s.renderMoney(w, r, status, page, pages.Calculator)
}

// factFaults names the fields of the form where a computed question has others:
// the amount of its third benefit is the amount of that kind.
func factFaults(p *problem.Error, facts casework.Facts) *problem.Error {
	if p == nil {
		return nil
	}
	named := *p
	named.Fields = slices.Clone(p.Fields)
	kinds := facts.Words(casework.AskBenefits)
	for i, f := range named.Fields {
		list, rest, found := strings.Cut(f.Name, "]")
		at := number(strings.TrimPrefix(list, "benefits["))
		if found && at < len(kinds) {
			named.Fields[i].Name = casework.AskBenefits
			if rest == ".amount" {
				named.Fields[i].Name = casework.AskAmount(kinds[at])
			}
		}
	}
	return &named
}

// calculatorView is the page without what comes out.
func (s *Server) calculatorView(r *http.Request, c app.Calculator, facts casework.Facts, typed *form, refused *problem.Error) pages.MoneyView {
	v := visitOf(r)
	page := pages.MoneyView{
		Title: v.words.T("calculator.title"),
		Form: pages.MoneyForm{
			Action: "/calculator/" + c.County.Key, Problem: refused, Offers: offerFields(v.words, nil), Municipalities: municipalityOptions(v.words, casework.Municipalities()),
		},
	}
	if v.signed {
		page.Back = ui.Link{Href: "/", Text: v.words.T("calculator.home")}
	} else {
		page.Back = ui.Link{Href: "/sign-in", Text: v.words.T("sign_in.title")}
	}
	page.Form.Facts = factFields(v.words, benefits.PaidOn(c.Edition, v.today), false, func(q casework.Question, field *pages.FactField) {
		fillFact(v.words, q, field, facts[q.Key])
		if typed != nil {
			field.Value, field.Values = typed.text(q.Key), typed.texts(q.Key)
		}
		if mistake := fieldOf(refused, q.Key); mistake != nil {
			field.Mistake = v.words.Problem(mistake.Key, mistake.Args)
		}
	})
	return page
}

// calculatorSwitch tells an administrator where the calculator is.
func calculatorSwitch(v *visit, p app.SetUpPage) pages.CalculatorSwitch {
	if p.Calculator.Open {
		return pages.CalculatorSwitch{Text: v.words.T("calculator.open_text", "path", "/calculator/"+p.County.Key), Open: true}
	}
	return pages.CalculatorSwitch{Text: v.words.T("calculator.closed_since", "on", p.Calculator.Since)}
}

func (s *Server) handleOpenCalculator(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if err := s.App.OpenCalculator(r.Context(), visitOf(r).actor, f.yes("open")); err != nil {
		return err
	}
	word := "done.calculator_closed"
	if f.yes("open") {
		word = "done.calculator_open"
	}
	return s.done(w, r, "/setup#calculator", word)
}

// pace bounds what the public calculator computes: so much in a minute for one
// address, and so much for all. It remembers no longer than the minute.
type pace struct {
	mu     sync.Mutex
	minute time.Time
	asked  map[string]int
	all    int
}

// A slider moved to and fro asks once a second at most; a whole office may stand
// behind one address. All together take a tenth of one processor.
const (
	mostOfAddress = 120
	mostOfAll     = 600
)

// allows counts one question more, and tells whether it may be computed.
func (p *pace) allows(address string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if minute := now.Truncate(time.Minute); !minute.Equal(p.minute) {
		p.minute, p.asked, p.all = minute, map[string]int{}, 0
	}
	if p.all >= mostOfAll || p.asked[address] >= mostOfAddress {
		return false
	}
	p.all++
	p.asked[address]++
	return true
}

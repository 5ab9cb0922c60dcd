package web

import (
	"encoding/json"
	"math"
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
	"sijoita/rules"
)

func moneyPath(client casework.UID) string { return "/clients/" + client.String() + "/money" }

// moneyAnswer is what came out, as pages tell it: words in one language, and the job
// whose hours are drawn, counted from 1.
type moneyAnswer struct {
	*i18n.Printer
	offers []casework.Offer
	list   []benefits.Estimate // one for each offer, or one without a job
	drawn  int
	hidden bool // where somebody lives is not told
}

// jobs tells whether there is an offer to compare.
func (a moneyAnswer) jobs() bool { return len(a.offers) > 0 && len(a.list) == len(a.offers) }

// of is the estimate that is drawn.
func (a moneyAnswer) of() benefits.Estimate { return a.list[max(a.drawn, 1)-1] }

// view is everything that the page tells of what came out.
func (a moneyAnswer) view(facts casework.Facts) pages.MoneyAnswer {
	if len(a.list) == 0 {
		return pages.MoneyAnswer{}
	}
	v := pages.MoneyAnswer{
		Heads: a.heads(), Lines: a.lines(), Columns: []string{a.T("money.without_job")}, Foot: []string{a.Euro(a.list[0].Before.Net)},
		Warnings: a.warnings(), Note: a.note(), Rules: a.T("money.rules", "on", a.list[0].On, "from", a.list[0].RulesFrom, "edition", a.list[0].Edition),
	}
	if a.jobs() {
		for i, e := range a.list {
			v.Columns = append(v.Columns, a.T("money.job_hours", "job", a.jobName(i), "hours", a.offers[i].HoursPerWeek))
			v.Foot = append(v.Foot, a.Euro(e.InHand().Net))
		}
		v.Say, v.Curve, v.Table = a.say(), a.curve(), a.table()
	}
	var untold []string
	for _, q := range benefits.Untold(facts) {
		untold = append(untold, lower(moneyQuestion(a.Printer, q)))
	}
	if len(untold) > 0 {
		v.Untold = a.T("money.untold", "questions", strings.Join(untold, "; "))
	}
	return v
}

// jobName is what a job is called: its own name, or its number.
func (a moneyAnswer) jobName(i int) string {
	if name := a.offers[i].Name; name != "" {
		return name
	}
	return a.T("money.job_number", "number", i+1)
}

func (a moneyAnswer) hours(o casework.Offer) string {
	return a.T("money.hours_a_week", "hours", o.HoursPerWeek)
}

// heads are the situations in a few words.
func (a moneyAnswer) heads() []pages.MoneyHead {
	home := func(p benefits.Picture) string {
		if p.AfterHousing == p.Net {
			return ""
		}
		return a.T("money.after_home", "amount", p.AfterHousing)
	}
	before := a.list[0].Before
	heads := []pages.MoneyHead{{Name: a.T("money.without_job"), Net: a.Euro(before.Net), Home: home(before)}}
	if !a.jobs() {
		return heads
	}
	for i, e := range a.list {
		hand := e.InHand()
		h := pages.MoneyHead{
			Number: strconv.Itoa(i + 1), Name: a.jobName(i), Hours: a.hours(a.offers[i]), Net: a.Euro(hand.Net), Home: home(hand),
			Change: a.change(hand.Net - before.Net), Less: hand.Net < before.Net, Drawn: i+1 == a.drawn,
		}
		if e.Settled != nil {
			h.Over = a.T("money.over")
		}
		if len(a.list) > 1 {
			h.Draw = a.T("money.draw")
		}
		heads = append(heads, h)
	}
	return heads
}

// change says how much more or less it is.
func (a moneyAnswer) change(by casework.Cents) string {
	switch {
	case by > 0:
		return a.T("money.more", "amount", by)
	case by < 0:
		return a.T("money.less", "amount", -by)
	}
	return a.T("money.same")
}

// say tells the drawn job in sentences.
func (a moneyAnswer) say() (said []string) {
	e, o := a.of(), a.offers[a.drawn-1]
	hand := e.InHand()
	add := func(key string, args ...any) { said = append(said, a.T(key, args...)) }
	wage := amountIn(e.After, benefits.LineWage)
	change := hand.Net - e.Before.Net
	switch {
	case change > 0:
		add("money.say_more", "hours", o.HoursPerWeek, "wage", wage, "more", change, "cents", int(math.Round(float64(change)*100/float64(wage))))
	default:
		add("money.say_less", "hours", o.HoursPerWeek, "wage", wage, "less", -change)
	}
	add("money.say_ten", "left", casework.Cents(rules.Yes.Minus(e.Marginal).Times(rules.Whole(10)).InHundredths()))
	if e.Limit != nil && e.MostHours != nil {
		add("money.say_limit", "limit", *e.Limit, "hours", e.MostHours.Shown())
	}
	if e.Settled != nil {
		add("money.say_over", "first", e.After.Net, "then", hand.Net)
	}
	for _, c := range benefits.Cliffs(e.Curve) {
		add("money.say_cliff", "from", c.From.Hours.Shown(), "to", c.To.Hours.Shown(), "loss", c.Loss())
	}
	return said
}

// amountIn is the amount of a picture's line; 0: there is none.
func amountIn(p benefits.Picture, key string) casework.Cents {
	for _, l := range p.Lines {
		if l.Key == key {
			return l.Amount
		}
	}
	return 0
}

func euroFloat(c casework.Cents) float64 { return float64(c) / 100 }

// curve draws the net of the drawn job over hours.
func (a moneyAnswer) curve() ui.NetCurveProps {
	e, o := a.of(), a.offers[a.drawn-1]
	c := ui.NetCurveProps{Axis: a.T("money.axis_hours"), Money: a.T("money.axis_money"), Euros: a.Int}
	for _, p := range e.Curve {
		c.Points = append(c.Points, ui.NetPoint{Hours: p.Hours.Shown(), Net: euroFloat(p.Net)})
	}
	for i, other := range a.offers {
		if other.HourlyPay == o.HourlyPay && other.CommuteCost == o.CommuteCost {
			c.Marks = append(c.Marks, ui.NetMark{NetPoint: ui.NetPoint{Hours: other.HoursPerWeek, Net: euroFloat(a.list[i].InHand().Net)}, Text: a.Number(other.HoursPerWeek) + " h"})
		}
	}
	first, last := e.Curve[0], e.Curve[len(e.Curve)-1]
	c.Sentence = a.T("money.curve", "job", a.jobName(a.drawn-1), "none", first.Net, "last", last.Net, "hours", last.Hours.Shown())
	if e.MostHours != nil && e.MostHours.Shown() < last.Hours.Shown() {
		c.LimitHours, c.LimitText = e.MostHours.Shown(), a.T("money.limit_mark", "hours", e.MostHours.Shown())
	}
	return c
}

// everyHours is how far apart the rows of the curve's table are.
const everyHours = 5

// table has the curve in figures: every fifth hour, the last under a limit and
// the two sides of every cliff.
func (a moneyAnswer) table() ui.TableProps {
	t := ui.TableProps{Label: a.T("money.table"), Dense: true,
		Columns: []ui.Column{{Text: a.T("money.axis_hours"), Numeric: true}, {Text: a.T("money.in_hand"), Numeric: true}, {Text: a.T("money.table_change"), Numeric: true}}}
	e := a.of()
	edges := map[string]bool{}
	for _, c := range benefits.Cliffs(e.Curve) {
		edges[c.From.Hours.String()], edges[c.To.Hours.String()] = true, true
	}
	for _, p := range e.Curve {
		if hours := p.Hours.Shown(); math.Mod(hours, everyHours) == 0 || math.Mod(hours, 1) != 0 || edges[p.Hours.String()] {
			t.Rows = append(t.Rows, []ui.Cell{{Text: a.Number(hours)}, {Text: a.Euro(p.Net)}, {Text: a.signed(p.Net - e.Before.Net)}})
		}
	}
	return t
}

// signed writes an amount with its sign.
func (a moneyAnswer) signed(c casework.Cents) string {
	if c > 0 {
		return "+" + a.Euro(c)
	}
	return a.Euro(c)
}

// slide says what each whole hour leaves of the drawn job's pay.
func (a moneyAnswer) slide() pages.SlideView {
	e, o := a.of(), a.offers[a.drawn-1]
	said := make([]string, 0, len(e.Curve))
	most := 0.0
	for _, p := range e.Curve {
		if hours := p.Hours.Shown(); hours == math.Trunc(hours) {
			said = append(said, a.atHours(hours, p.Net, e.Before.Net))
			most = hours
		}
	}
	texts, err := json.Marshal(said)
	if err != nil {
		panic(err) // strings always can be written
	}
	return pages.SlideView{
		Hours: strconv.Itoa(int(math.Min(math.Round(o.HoursPerWeek), most))), Most: strconv.Itoa(int(most)), Said: string(texts),
		Now: a.atHours(o.HoursPerWeek, e.InHand().Net, e.Before.Net), Job: a.T("money.slide", "job", a.jobName(a.drawn-1)),
	}
}

func (a moneyAnswer) atHours(hours float64, net, before casework.Cents) string {
	return a.T("money.at_hours", "hours", hours, "net", net, "change", a.change(net-before))
}

// lineName names a line: a benefit and the wage as a client's income.
func lineName(words *i18n.Printer, key string) string {
	if slices.Contains(benefits.Lines, key) {
		return words.T("benefits.line." + key)
	}
	return words.T("income." + key)
}

// lines are the sums of all situations beside each other.
func (a moneyAnswer) lines() []pages.MoneyLine {
	pictures := []benefits.Picture{a.list[0].Before}
	names := []string{a.T("money.without_job")}
	if a.jobs() {
		for i, e := range a.list {
			pictures = append(pictures, e.InHand())
			names = append(names, a.jobName(i)+", "+a.hours(a.offers[i]))
		}
	}
	var lines []pages.MoneyLine
	for _, key := range keysOf(pictures) {
		lines = append(lines, a.line(key, names, pictures))
	}
	return lines
}

// keysOf lists the keys of the lines in their order: each picture has the same
// order, and may leave some out.
func keysOf(pictures []benefits.Picture) (keys []string) {
	for _, p := range pictures {
		at := 0
		for _, l := range p.Lines {
			if i := slices.Index(keys, l.Key); i >= 0 {
				at = i + 1
				continue
			}
			keys = slices.Insert(keys, at, l.Key)
			at++
		}
	}
	return keys
}

func (a moneyAnswer) line(key string, names []string, pictures []benefits.Picture) pages.MoneyLine {
	v := pages.MoneyLine{Name: lineName(a.Printer, key)}
	var read []*rules.Row
	for i, p := range pictures {
		at := slices.IndexFunc(p.Lines, func(l benefits.Line) bool { return l.Key == key })
		if at < 0 {
			v.Amounts = append(v.Amounts, ui.Nothing)
			continue
		}
		l := p.Lines[at]
		v.Amounts = append(v.Amounts, a.Euro(l.Amount))
		v.Bases = append(v.Bases, ui.Definition{Term: names[i], Text: a.Problem(l.Basis.Key, l.Basis.Args)})
		v.Doubt = v.Doubt || !l.Confirmed()
		for _, note := range l.Notes() {
			if !slices.Contains(v.Doubts, note) {
				v.Doubts = append(v.Doubts, note)
			}
		}
		for _, r := range l.Rules {
			if !slices.Contains(read, r) {
				read = append(read, r)
			}
		}
	}
	if same := slices.ContainsFunc(v.Bases, func(d ui.Definition) bool { return d.Text != v.Bases[0].Text }); !same {
		v.Bases = []ui.Definition{{Text: v.Bases[0].Text}}
	}
	for _, r := range read {
		if _, place := municipalRule(r.Parameter.Key); place && a.hidden {
			continue
		}
		v.Rules = append(v.Rules, pages.MoneyRule{What: r.Parameter.Description, Value: a.ruleValue(r), Law: r.Parameter.Law, URL: r.Parameter.URL})
	}
	return v
}

// municipalRule tells the municipality of a rule that is one municipality's.
func municipalRule(key string) (code string, ok bool) {
	last := key[strings.LastIndexByte(key, '.')+1:]
	_, known := casework.MunicipalityNames(last)
	return last, known
}

// ruleValue writes a value with what it is of.
func (a moneyAnswer) ruleValue(r *rules.Row) string {
	value := r.Value.Shown()
	of, per, _ := strings.Cut(r.Parameter.Unit, "/")
	switch {
	case of == "EUR":
		amount := a.Euro(casework.Cents(r.Value.InHundredths()))
		for _, period := range []string{"month", "day", "year"} {
			if strings.HasPrefix(per, period) {
				return a.T("money.per."+period, "amount", amount)
			}
		}
		return amount
	case strings.HasPrefix(of, "ratio"):
		return a.Number(value*100) + " %"
	case of == "percent":
		return a.Number(value) + " %"
	case r.Parameter.Unit == rules.YesNo:
		return a.T("money.word." + yesOrNo(!r.Value.IsZero()))
	}
	return a.Number(value)
}

// warnings are those of all jobs, each once, with the jobs it is about.
func (a moneyAnswer) warnings() []pages.MoneyWarning {
	if !a.jobs() {
		return nil
	}
	var list []pages.MoneyWarning
	jobs := map[string][]string{}
	for i, e := range a.list {
		for _, w := range e.Warnings {
			text := a.Problem(w.Text.Key, w.Text.Args)
			if jobs[text] == nil {
				list = append(list, pages.MoneyWarning{Text: text, Tell: a.tell(w.Tell), Laws: w.Laws()})
			}
			jobs[text] = append(jobs[text], a.T("money.job_hours", "job", a.jobName(i), "hours", a.offers[i].HoursPerWeek))
		}
	}
	for i := range list {
		if of := jobs[list[i].Text]; len(of) < len(a.list) {
			list[i].Jobs = a.T("money.concerns", "jobs", a.Join(of))
		}
	}
	return list
}

func (a moneyAnswer) tell(whom []benefits.Tell) string {
	var names []string
	for _, t := range whom {
		names = append(names, a.T("benefits.tell."+string(t)))
	}
	return upper(a.Join(names))
}

// note says what an estimate is, and who decides.
func (a moneyAnswer) note() string {
	var deciders []string
	for _, t := range a.list[0].Deciders {
		deciders = append(deciders, a.T("benefits.tell."+string(t)))
	}
	return a.T("benefits.note", "deciders", a.Join(deciders))
}

// moneyQuestion names a question of livelihood.
func moneyQuestion(words *i18n.Printer, key string) string {
	for _, kind := range casework.BenefitKinds {
		name := words.T("income." + kind)
		switch key {
		case casework.AskAmount(kind):
			return words.T("money.q.amount", "benefit", name)
		case casework.AskStable(kind):
			return words.T("money.q.stable", "benefit", name)
		case casework.AskPartial(kind):
			return words.T("money.q.partial", "benefit", name)
		}
	}
	return words.T("money.q." + key)
}

// moneyWord names one of the words of a question of livelihood.
func moneyWord(words *i18n.Printer, q casework.Question, word string) string {
	switch {
	case q.Key == casework.AskBenefits && word != casework.NoBenefits:
		return words.T("income." + word)
	case q.Key == casework.AskHome:
		return words.T("money.home." + word)
	}
	return words.T("money.word." + word)
}

// fact is an answer to a question of livelihood as it is read.
func fact(words *i18n.Printer, q casework.Question, answer string) string {
	switch q.Form {
	case casework.AnswerMoney:
		amount, err := casework.ParseCents(answer)
		if err != nil {
			return answer
		}
		return words.Euro(amount)
	case casework.AnswerOne, casework.AnswerMany:
		var list []string
		for _, w := range strings.Fields(answer) {
			list = append(list, moneyWord(words, q, w))
		}
		return words.Join(list)
	}
	return answer
}

// knownFacts tells facts as a list.
func knownFacts(words *i18n.Printer, facts casework.Facts) (list []ui.Definition) {
	for _, q := range casework.QuestionsOf(casework.SectionLivelihood) {
		if answer, told := facts[q.Key]; told && asked(facts, q.Key) {
			list = append(list, ui.Definition{Term: moneyQuestion(words, q.Key), Text: fact(words, q, answer)})
		}
	}
	return list
}

// raisedBy is the benefit that raises a question; empty: it is always asked.
func raisedBy(key string) string {
	for _, kind := range casework.BenefitKinds {
		if key == casework.AskAmount(kind) || key == casework.AskStable(kind) || key == casework.AskPartial(kind) {
			return kind
		}
	}
	return ""
}

// asked tells whether a question is raised by what is received.
func asked(facts casework.Facts, key string) bool {
	kind := raisedBy(key)
	return kind == "" || slices.Contains(facts.Words(casework.AskBenefits), kind)
}

// factGroups are the questions in the order in which they are asked.
var factGroups = []struct {
	title     string
	questions func(q casework.Question) bool
}{
	{"money.group.benefits", func(q casework.Question) bool {
		return q.Key == casework.AskBenefits || q.Key == casework.AskDormant || raisedBy(q.Key) != ""
	}},
	{"money.group.home", among(casework.AskHome, casework.AskHomeCost, casework.AskHeatingSeparate, casework.AskWaterSeparate)},
	{"money.group.household", among(casework.AskAdults, casework.AskChildren, casework.AskOtherIncome, casework.AskAssets)},
	{"money.group.debts", among(casework.AskChurch, casework.AskEnforcement, casework.AskChildSupport)},
}

func among(keys ...string) func(casework.Question) bool {
	return func(q casework.Question) bool { return slices.Contains(keys, q.Key) }
}

// factFields lay the questions out. value gives what stands in each, states
// tells whether a form keeps that something is not known, and paid which
// benefits there are on the day.
func factFields(words *i18n.Printer, paid []benefits.Kind, keeps bool, value func(casework.Question, *pages.FactField)) []pages.FactGroup {
	var groups []pages.FactGroup
	for _, g := range factGroups {
		group := pages.FactGroup{Title: words.T(g.title)}
		for _, q := range casework.QuestionsOf(casework.SectionLivelihood) {
			kind := raisedBy(q.Key)
			if !g.questions(q) || kind != "" && !slices.Contains(paid, benefits.Kind(kind)) {
				continue
			}
			field := pages.FactField{Of: kind, QuestionField: pages.QuestionField{Key: q.Key, Form: string(q.Form), Label: moneyQuestion(words, q.Key)}}
			if q.Key == casework.AskDormant {
				field.Of = "pension"
			}
			field.Hint = factHint(words, q, kind)
			if q.Form == casework.AnswerMoney {
				field.Unit = "€"
			}
			for _, w := range q.Words {
				if q.Key != casework.AskBenefits || w == casework.NoBenefits || slices.Contains(paid, benefits.Kind(w)) {
					field.Options = append(field.Options, ui.Option{Value: w, Text: moneyWord(words, q, w)})
				}
			}
			value(q, &field)
			if keeps && q.Form == casework.AnswerOne {
				field.Options = append(field.Options, ui.Option{Value: string(casework.Unknown), Text: words.T("profile.state.unknown")})
			}
			if keeps && q.Form == casework.AnswerMoney {
				field.NotKnown = words.T("profile.state.unknown")
			}
			group.Questions = append(group.Questions, field)
		}
		groups = append(groups, group)
	}
	return groups
}

// factHint says under a field what is asked, where its label cannot.
func factHint(words *i18n.Printer, q casework.Question, kind string) string {
	switch {
	case kind != "" && q.Key == casework.AskAmount(kind) && !benefits.NeedsAmount(benefits.Kind(kind)):
		return words.T("money.hint.amount")
	case kind != "" && q.Key == casework.AskAmount(kind):
		return words.T("money.hint.amount_needed")
	case kind != "" && q.Key == casework.AskStable(kind):
		return words.T("money.hint.stable")
	case slices.Contains([]string{casework.AskAdults, casework.AskDormant, casework.AskHomeCost, casework.AskAssets, casework.AskEnforcement}, q.Key):
		return words.T("money.hint." + q.Key)
	}
	return ""
}

// amountText is an amount as it is typed: with the decimals of the language.
func amountText(words *i18n.Printer, c casework.Cents) string {
	return strings.NewReplacer("\u00a0", "", "\u202f", "").Replace(words.Decimal(euroFloat(c), 2))
}

// offerFields are the fields of offers, and of as many more as may be compared.
func offerFields(words *i18n.Printer, offers []casework.Offer) []pages.OfferFields {
	fields := make([]pages.OfferFields, casework.MostOffers)
	for i := range fields {
		fields[i].Number = strconv.Itoa(i + 1)
		if i >= len(offers) {
			continue
		}
		o := offers[i]
		fields[i].Name, fields[i].Pay, fields[i].Hours = o.Name, amountText(words, o.HourlyPay), words.Number(o.HoursPerWeek)
		if o.CommuteCost > 0 {
			fields[i].Commute = amountText(words, o.CommuteCost)
		}
		if !o.StartsOn.IsZero() {
			fields[i].StartsOn = o.StartsOn.String()
		}
	}
	return fields
}

// estimateRows are kept estimates as rows.
func estimateRows(words *i18n.Printer, p app.MoneyPage) []ui.RowProps {
	var rows []ui.RowProps
	for _, e := range p.Estimates {
		row := ui.RowProps{Name: words.T("money.estimate_on", "on", e.On), NameHref: "/estimates/" + e.UID.String(), Why: estimateLine(words, e)}
		if who := p.Names.Staff[e.RecordedBy]; who != "" {
			row.Why += " · " + who
		}
		if e.Withdrawn {
			row.Mark, row.MarkText = ui.MarkNormal, words.T("problem.withdrawn")
			row.Why = row.MarkText + " · " + row.Why
		}
		rows = append(rows, row)
	}
	return rows
}

// estimateLine tells a kept estimate in one line.
func estimateLine(words *i18n.Printer, e casework.Estimate) string {
	var parts []string
	for i, o := range e.Offers {
		net, settled := e.Net(i+1, true)
		if !settled {
			net, _ = e.Net(i+1, false)
		}
		parts = append(parts, words.T("money.estimate_offer", "hours", o.HoursPerWeek, "net", net))
	}
	return strings.Join(parts, ", ")
}

// mendLink leads to where a fault of what is known is mended.
func mendLink(words *i18n.Printer, client casework.UID, p *problem.Error) ui.Link {
	if p == nil || slices.ContainsFunc(p.Fields, func(f problem.Field) bool {
		return strings.HasPrefix(f.Name, "offers") || f.Name == "municipality" || f.Name == "on"
	}) {
		return ui.Link{}
	}
	return ui.Link{Href: moneyPath(client) + "/facts", Text: words.T("money.change_facts")}
}

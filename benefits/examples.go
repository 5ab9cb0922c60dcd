package benefits

import (
	"io"
	"maps"
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/problem"
	"sijoita/rules"
)

// Example is one worked example of an authority: a formula, a day, what went in
// and what came out.
type Example struct {
	ID        string
	Function  string
	ValidOn   casework.Day
	Misprint  bool // the authority's own mistake: computed, and held against nothing
	inputs    node
	expected  map[string]rules.Decimal
	tolerance rules.Decimal
}

// Result is how an example came out.
type Result struct {
	ID       string
	OK       bool // every expected output is met
	Misprint bool
	Got      map[string]rules.Decimal
	Missed   []Missed
}

// Missed is an output that an example expects and the formula does not give.
type Missed struct {
	Name      string
	Want, Got rules.Decimal
}

// Results are those of a list of examples. A known misprint is neither passed
// nor failed.
type Results struct {
	Passed, Failed int
	List           []Result
}

// leastTolerance is half a cent: amounts are written to the cent.
var leastTolerance = cent.Over(two)

// ReadExamples reads a list of worked examples. What is wrong with it is an
// Invalid problem with the place of each fault.
func ReadExamples(r io.Reader) ([]Example, error) {
	doc, err := readJSON(r)
	if err != nil {
		return nil, err
	}
	var c checked
	examples := make([]Example, 0, 100)
	if items, ok := doc.of.([]node); !ok {
		return nil, problem.New(problem.Invalid, "benefits.fault.not_examples")
	} else {
		for _, item := range items {
			examples = append(examples, c.example(item))
		}
	}
	return examples, c.faults.Problem()
}

func (c *checked) example(n node) Example {
	v := c.known(n, "id!", "function!", "valid_on!", "inputs!", "expected!", "tolerance", "known_misprint")
	e := Example{
		ID: c.text(v["id"]), Function: c.text(v["function"]), ValidOn: c.day(v["valid_on"]), inputs: v["inputs"],
		Misprint: c.yesNo(v["known_misprint"], false), tolerance: c.number(v["tolerance"], mostEuros).Most(leastTolerance),
		expected: map[string]rules.Decimal{},
	}
	if _, known := functions[e.Function]; !known && e.Function != "" {
		c.fault(v["function"], faultWord, problem.Args{"value": e.Function, "words": listed(slices.Sorted(maps.Keys(functions)))})
	}
	members, ok := v["expected"].of.([]member)
	if v["expected"].present && (!ok || len(members) == 0) {
		c.fault(v["expected"], faultNotObject)
	}
	for _, m := range members {
		e.expected[m.key] = c.number(m.value, 100*mostEuros)
	}
	return e
}

// RunExamples computes each example by the rules of its day. An example whose
// inputs do not fit its function, or whose day has no rule that the function
// needs, is an Invalid problem with its place.
func RunExamples(e *rules.Edition, examples []Example) (Results, error) {
	results := Results{List: make([]Result, 0, len(examples))}
	var faults problem.Fields
	for _, example := range examples {
		got, err := example.run(e)
		if err != nil {
			for _, f := range problem.As(err).Fields {
				faults.Add(f.Name, f.Key, f.Args)
			}
			continue
		}
		result := example.held(got)
		switch {
		case example.Misprint:
		case result.OK:
			results.Passed++
		default:
			results.Failed++
		}
		results.List = append(results.List, result)
	}
	return results, faults.Problem()
}

// held compares what a formula gave with what its example expects.
func (e Example) held(got map[string]rules.Decimal) Result {
	r := Result{ID: e.ID, OK: true, Misprint: e.Misprint, Got: got}
	for _, name := range slices.Sorted(maps.Keys(e.expected)) {
		want := e.expected[name]
		value, given := got[name]
		off := want.Minus(value)
		if !given || off.More(e.tolerance) || off.Negative().More(e.tolerance) {
			r.OK = false
			r.Missed = append(r.Missed, Missed{name, want, value})
		}
	}
	return r
}

func (e Example) run(edition *rules.Edition) (map[string]rules.Decimal, error) {
	var c checked
	f, on := functions[e.Function], e.ValidOn
	if strings.HasPrefix(e.Function, legacy) {
		on = casework.DayAt(edition.From)
	}
	l, err := onDay(edition, on, e.inputs.path)
	if err != nil {
		return nil, err
	}
	in := inputs{c: &c, of: c.object(e.inputs, f.inputs...)}
	got := f.compute(l, in)
	if err := c.faults.Problem(); err != nil {
		return nil, err
	}
	return got, l.gap(e.inputs.path, on)
}

// onDay gives the rules of a day, or an Invalid problem at a place.
func onDay(e *rules.Edition, on casework.Day, path string) (*law, error) {
	day, ok := e.On(on.Time())
	if !ok {
		var faults problem.Fields
		faults.Add(path, "benefits.fault.outside", problem.Args{"on": on, "from": casework.MustDay(e.From.Format(dayForm)), "to": casework.MustDay(e.To.Format(dayForm))})
		return nil, faults.Problem()
	}
	return &law{day: day}, nil
}

const dayForm = "2006-01-02"

// gap is an Invalid problem where a formula asked for a rule that says nothing
// on the day.
func (l *law) gap(path string, on casework.Day) error {
	if l.missing == "" {
		return nil
	}
	var faults problem.Fields
	faults.Add(path, "benefits.fault.gap", problem.Args{"key": l.missing, "on": on})
	return faults.Problem()
}

// inputs are what an example states.
type inputs struct {
	c  *checked
	of map[string]node
}

func (in inputs) number(name string) rules.Decimal { return in.c.number(in.of[name], 100*mostEuros) }
func (in inputs) count(name string) int            { return in.c.count(in.of[name], 100) }
func (in inputs) yes(name string) bool             { return in.c.yesNo(in.of[name], false) }
func (in inputs) given(name string) bool           { return in.of[name].present }

// or gives an input, or what the rules say where the example does not state it.
func (in inputs) or(name string, rule func() rules.Decimal) rules.Decimal {
	if in.given(name) {
		return in.number(name)
	}
	return rule()
}

func (in inputs) household() household { return household{in.count("adults"), in.count("children")} }

// outputs are what a function gives by name.
type outputs = map[string]rules.Decimal

// function is a formula as the worked examples call it.
type function struct {
	inputs  []string // one with ! must be stated
	compute func(*law, inputs) outputs
}

var classes = []int{1, 2, 3}

// class reads a rent class.
func (in inputs) class() int {
	n := in.count("group")
	if in.given("group") && !slices.Contains(classes, n) {
		in.c.fault(in.of["group"], faultWord, problem.Args{"value": n, "words": "1, 2, 3"})
		return classes[0]
	}
	return max(n, classes[0])
}

// legacy begins the name of a formula whose example brings the amounts of days
// before the rules.
const legacy = "legacy_"

// functions are the formulas that worked examples name.
var functions = map[string]function{
	"vero": {[]string{"income!", "kind!", "kunta!", "evl"}, taxExample},
	"kansanelake": {[]string{"tyoelake!", "couple"}, func(l *law, in inputs) outputs {
		p := l.kelaPensionBeside(in.number("tyoelake"), in.yes("couple"))
		return outputs{"kansanelake": p.national, "takuuelake": p.guarantee}
	}},
	"ke_raja":       {[]string{"couple"}, func(l *law, in inputs) outputs { return outputs{"raja_kk": l.nationalEndsAt(in.yes("couple"))} }},
	"ke_taysi_raja": {[]string{"couple"}, func(l *law, in inputs) outputs { return outputs{"raja_kk": l.nationalIsFullTo(in.yes("couple"))} }},
	"takuu_raja":    {nil, func(l *law, _ inputs) outputs { return outputs{"raja_kk": l.guaranteeEndsAt()} }},
	"asumistuki":    {[]string{"group!", "adults!", "children", "income!", "rent!", "wages"}, housingExample},
	"asumistuki_tuloraja": {[]string{"group!", "adults!", "children"}, func(l *law, in inputs) outputs {
		return outputs{"tuloraja_kk": l.housingEndsAt(in.class(), in.household())}
	}},
	"omaisuustulo": {[]string{"assets!", "adults"}, func(l *law, in inputs) outputs {
		year := l.assetIncome(in.number("assets"), max(in.count("adults"), 1))
		return outputs{"vuosi": year, "kk": year.Over(twelve).Cents()}
	}},
	"paivat": {[]string{"per_day!", "days!"}, func(_ *law, in inputs) outputs {
		return outputs{"kk": monthOf(in.number("per_day"), in.number("days"))}
	}},
	"perusosa":  {[]string{"who!"}, basicExample},
	"sovittelu": {[]string{"wage!", "full_month", "suojaosa"}, adjustmentExample},
	"ansiopaivaraha": {[]string{"monthly_wage!"}, func(l *law, in inputs) outputs {
		a := l.earningsRelated(in.number("monthly_wage"))
		return outputs{"taysi": a.full, "porras1": a.first, "porras2": a.second}
	}},
	"sairauspaivaraha": {[]string{"gross_year!", "vahennys"}, func(l *law, in inputs) outputs {
		deduction := in.or("vahennys", func() rules.Decimal { return l.get("sairauspaivaraha.vakuutusmaksuvahennys") })
		return outputs{"paivaraha": l.sicknessAllowance(in.number("gross_year"), deduction)}
	}},
	"ulosotto": {[]string{"dependants"}, func(l *law, in inputs) outputs {
		return outputs{"suojaosuus_kk": l.protected(in.count("dependants"))}
	}},
	"indeksi": {[]string{"amount!"}, func(l *law, in inputs) outputs {
		index := l.get("elatusapu.indeksikerroin.osoittaja")
		return outputs{"uusi": in.number("amount").Times(index).Over(l.get("elatusapu.indeksikerroin.nimittaja")).Cents()}
	}},
	"legacy_asumistuki": {[]string{"income!", "adults!", "children", "rent!", "cap!", "k!", "c!", "a!", "l!", "pct!"}, func(l *law, in inputs) outputs {
		terms := housingTerms{
			factor: in.number("k"), base: in.number("c"), adult: in.number("a"), child: in.number("l"), share: in.number("pct"),
			ownFrom: l.get("asumistuki.perusomavastuu.huomiotta_alle"), least: l.get("asumistuki.pienin_maksettava"),
		}
		return housingOutputs(terms.allowance(in.number("rent"), in.number("cap"), in.number("income").Round(0), in.household()))
	}},
	"legacy_elasumistuki": {[]string{"cap_month!", "cost_month!", "perus_month!", "lisa_month!", "pct!"}, func(_ *law, in inputs) outputs {
		accepted := in.number("cost_month").Least(in.number("cap_month"))
		return outputs{"tuki": pensionerShare(in.number("pct"), accepted, in.number("perus_month"), in.number("lisa_month")).Cents()}
	}},
}

func taxExample(l *law, in inputs) outputs {
	amount := in.number("income")
	of := income{}
	switch word(in.c, in.of["kind"], "palkka", "elake", "etuus") {
	case "palkka":
		of.wage = amount
	case "elake":
		of.pension = amount
	default:
		of.benefit = amount
	}
	tax := l.tax(of, rates{in.number("kunta"), in.number("evl")}).all()
	return outputs{"vero": tax, "prosentti": percent(tax, amount)}
}

func housingExample(l *law, in inputs) outputs {
	h := in.household()
	var wages []rules.Decimal
	for _, wage := range in.c.list(in.of["wages"]) {
		wages = append(wages, in.c.number(wage, mostEuros))
	}
	most := l.housingCap(in.class(), h.people())
	return housingOutputs(l.housingTerms().allowance(in.number("rent"), most, l.housingIncome(in.number("income"), wages, rules.No), h))
}

func housingOutputs(a allowanceSteps) outputs {
	return outputs{"tuki": a.paid, "perusomavastuu": a.own, "huomioitavat_menot": a.accepted}
}

// basicAmounts are the basic amounts of social assistance as the examples name
// those they are for.
var basicAmounts = map[string]func(*law) rules.Decimal{
	"yksin": (*law).basicAlone, "yhteistalous": (*law).basicShared, "yksinhuoltaja": (*law).basicLoneParent,
	"vanhempien_luona": (*law).basicWithParents,
	"lapsi10_17_1":     child(1, false), "lapsi10_17_2": child(2, false), "lapsi10_17_3": child(3, false),
	"lapsi_alle10_1": child(1, true), "lapsi_alle10_2": child(2, true), "lapsi_alle10_3": child(3, true),
}

func child(nth int, under10 bool) func(*law) rules.Decimal {
	return func(l *law) rules.Decimal { return l.basicChild(nth, under10) }
}

func basicExample(l *law, in inputs) outputs {
	who := word(in.c, in.of["who"], slices.Sorted(maps.Keys(basicAmounts))...)
	amount, known := basicAmounts[who]
	if !known {
		return nil
	}
	return outputs{"perusosa": amount(l)}
}

func adjustmentExample(l *law, in inputs) outputs {
	protected := in.or("suojaosa", func() rules.Decimal { return l.get("tyottomyys.sovittelu.suojaosa_kk") })
	less := l.adjustment(in.number("wage"), protected)
	out := outputs{"vahennys": less}
	if in.given("full_month") {
		out["maksetaan"] = in.number("full_month").Minus(less).Positive()
	}
	return out
}

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/problem"
	"sijoita/rules"
)

type examplesCommand struct {
	File   string `arg:"" help:"cli.help.examples_file"`
	Format string `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
}

// Help is the command's example.
func (examplesCommand) Help() string {
	return "  sijoita benefits examples --format json official.json"
}

// examplesJSON is what the contract says of worked examples.
type examplesJSON struct {
	Passed  int           `json:"passed"`
	Failed  int           `json:"failed"`
	Results []exampleJSON `json:"results"`
}

type exampleJSON struct {
	ID       string                   `json:"id"`
	OK       bool                     `json:"ok"`
	Misprint bool                     `json:"known_misprint"`
	Got      map[string]rules.Decimal `json:"got"`
}

// Run computes the examples; one that misses is a failure.
func (x examplesCommand) Run(c *call) error {
	results, err := x.results(c)
	if err != nil {
		return err
	}
	if x.Format == "json" {
		out := examplesJSON{results.Passed, results.Failed, make([]exampleJSON, len(results.List))}
		for i, r := range results.List {
			out.Results[i] = exampleJSON{r.ID, r.OK, r.Misprint, r.Got}
		}
		err = c.json(out)
	} else {
		err = c.printExamples(results)
	}
	if err == nil && results.Failed > 0 {
		return problem.New(problem.Invalid, "cli.examples_missed")
	}
	return err
}

func (x examplesCommand) results(c *call) (benefits.Results, error) {
	in, err := c.input(x.File)
	if err != nil {
		return benefits.Results{}, err
	}
	defer in.Close() //nolint:errcheck // nothing was written
	examples, err := benefits.ReadExamples(in)
	if err != nil {
		return benefits.Results{}, refused(err, examplesRefused)
	}
	edition, err := rules.Published()
	if err != nil {
		return benefits.Results{}, err
	}
	results, err := benefits.RunExamples(edition, examples)
	return results, refused(err, examplesRefused)
}

const examplesRefused = "benefits.fault.examples_refused"

func (c *call) printExamples(results benefits.Results) error {
	misprints := 0
	for _, r := range results.List {
		if r.Misprint {
			misprints++
			continue
		}
		for _, m := range r.Missed {
			if err := c.print("cli.example_missed", "id", r.ID, "name", m.Name, "got", m.Got.String(), "want", m.Want.String()); err != nil {
				return err
			}
		}
	}
	return c.print("cli.examples_done", "passed", results.Passed, "failed", results.Failed, "misprints", misprints)
}

type estimateCommand struct {
	File   string `arg:"" help:"cli.help.estimate_file"`
	Format string `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
}

// Help is the command's example.
func (estimateCommand) Help() string {
	return "  sijoita benefits estimate --format json offer.json"
}

// Run computes the estimate of one question.
func (x estimateCommand) Run(c *call) error {
	in, err := c.input(x.File)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // nothing was written
	question, err := benefits.ReadQuestion(in)
	if err != nil {
		return refused(err, "benefits.fault.refused")
	}
	edition, err := rules.Published()
	if err != nil {
		return err
	}
	estimate, err := benefits.Compute(edition, question)
	if err != nil {
		return refused(err, "benefits.fault.refused")
	}
	if x.Format == "json" {
		return c.json(c.estimateJSON(estimate))
	}
	return c.printEstimate(estimate)
}

// refused says of the faults of a document what they mean for the work.
func refused(err error, key string) error {
	if p := problem.As(err); p != nil && len(p.Fields) > 0 {
		return &problem.Error{Kind: p.Kind, Key: key, Fields: p.Fields}
	}
	return err
}

// estimateJSON is what the contract says of an estimate.
type estimateJSON struct {
	On        casework.Day    `json:"on"`
	Edition   string          `json:"edition"`
	RulesFrom casework.Day    `json:"rules_from"`
	Before    pictureJSON     `json:"before"`
	After     pictureJSON     `json:"after"`
	Change    casework.Cents  `json:"change"`
	Kept      *rules.Decimal  `json:"kept_of_each_euro"`
	Marginal  rules.Decimal   `json:"effective_marginal"`
	Limit     *casework.Cents `json:"earnings_limit"`
	MostHours *rules.Decimal  `json:"max_hours_under_limit"`
	Warnings  []warningJSON   `json:"warnings"`
	Settled   *pictureJSON    `json:"settled"`
	Curve     []pointJSON     `json:"curve"`
	Note      string          `json:"note"` // that it is an estimate, and who decides
}

type pictureJSON struct {
	Lines        []lineJSON     `json:"lines"`
	Net          casework.Cents `json:"net"`
	AfterHousing casework.Cents `json:"after_housing"`
}

type lineJSON struct {
	Key       string         `json:"key"`
	Amount    casework.Cents `json:"amount"`
	Basis     string         `json:"basis"`
	Source    string         `json:"source"`
	Confirmed bool           `json:"confirmed"`
	Notes     []string       `json:"notes"`
}

type warningJSON struct {
	Key  string          `json:"key"`
	Text string          `json:"text"`
	Rule string          `json:"rule"`
	Tell []benefits.Tell `json:"tell"`
}

type pointJSON struct {
	Hours rules.Decimal  `json:"hours"`
	Net   casework.Cents `json:"net"`
}

func (c *call) estimateJSON(e benefits.Estimate) estimateJSON {
	out := estimateJSON{
		On: e.On, Edition: e.Edition, RulesFrom: e.RulesFrom, Before: c.pictureJSON(e.Before), After: c.pictureJSON(e.After),
		Change: e.Change, Kept: e.Kept, Marginal: e.Marginal, Limit: e.Limit, MostHours: e.MostHours,
		Warnings: make([]warningJSON, len(e.Warnings)), Curve: make([]pointJSON, len(e.Curve)), Note: c.estimateNote(e),
	}
	for i, w := range e.Warnings {
		out.Warnings[i] = warningJSON{w.Key, c.words(w.Text), strings.Join(w.Laws(), "; "), w.Tell}
	}
	if e.Settled != nil {
		settled := c.pictureJSON(*e.Settled)
		out.Settled = &settled
	}
	for i, p := range e.Curve {
		out.Curve[i] = pointJSON(p)
	}
	return out
}

func (c *call) pictureJSON(p benefits.Picture) pictureJSON {
	out := pictureJSON{make([]lineJSON, len(p.Lines)), p.Net, p.AfterHousing}
	for i, l := range p.Lines {
		out.Lines[i] = lineJSON{l.Key, l.Amount, c.words(l.Basis), strings.Join(l.Laws(), "; "), l.Confirmed(), append([]string{}, l.Notes()...)}
	}
	return out
}

// words says a sentence of the domain in the language of the terminal.
func (c *call) words(w benefits.Words) string { return c.say.Problem(w.Key, w.Args) }

// estimateNote says what an estimate is, and who decides.
func (c *call) estimateNote(e benefits.Estimate) string {
	var deciders []string
	for _, tell := range e.Deciders {
		deciders = append(deciders, c.say.T("benefits.tell."+string(tell)))
	}
	return c.say.T("benefits.note", "deciders", c.say.Join(deciders))
}

// lineName names a line: a benefit and the wage as a client's income.
func (c *call) lineName(key string) string {
	if slices.Contains(benefits.Lines, key) {
		return c.say.T("benefits.line." + key)
	}
	return c.say.T("income." + key)
}

// printEstimate writes the estimate for people.
func (c *call) printEstimate(e benefits.Estimate) error {
	fmt.Fprintln(c.out, c.say.T("cli.estimate.title", "on", e.On, "edition", e.Edition, "from", e.RulesFrom))
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	c.printPicture(w, "cli.estimate.before", e.Before)
	c.printPicture(w, "cli.estimate.after", e.After)
	if e.Settled != nil {
		c.printPicture(w, "cli.estimate.settled", *e.Settled)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(c.out)
	fmt.Fprintln(c.out, c.say.T("cli.estimate.change", "change", e.Change))
	if e.Kept != nil {
		fmt.Fprintln(c.out, c.say.T("cli.estimate.kept", "kept", c.say.Decimal(e.Kept.Shown(), 2)))
	}
	fmt.Fprintln(c.out, c.say.T("cli.estimate.marginal", "percent", e.Marginal.Times(rules.Whole(100)).Round(0).Shown()))
	if e.Limit != nil {
		fmt.Fprintln(c.out, c.say.T("cli.estimate.limit", "limit", *e.Limit))
	}
	if e.MostHours != nil {
		fmt.Fprintln(c.out, c.say.T("cli.estimate.hours", "hours", e.MostHours.Shown()))
	}
	c.printCurve(e.Curve)
	for _, warning := range e.Warnings {
		var tell []string
		for _, t := range warning.Tell {
			tell = append(tell, c.say.T("benefits.tell."+string(t)))
		}
		fmt.Fprintf(c.out, "\n• %s\n  %s\n", c.words(warning.Text), c.say.T("cli.estimate.tell", "tell", c.say.Join(tell)))
	}
	_, err := fmt.Fprintf(c.out, "\n%s\n", c.estimateNote(e))
	return err
}

func (c *call) printPicture(w io.Writer, title string, p benefits.Picture) {
	fmt.Fprintf(w, "\n%s\n", c.say.T(title))
	for _, l := range p.Lines {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", c.lineName(l.Key), c.say.Euro(l.Amount), c.words(l.Basis))
		for _, note := range l.Notes() {
			fmt.Fprintf(w, "  \t\t%s\n", c.say.T("benefits.unconfirmed", "note", note))
		}
	}
	fmt.Fprintf(w, "  %s\t%s\t\n  %s\t%s\t\n", c.say.T("cli.estimate.net"), c.say.Euro(p.Net), c.say.T("cli.estimate.after_housing"), c.say.Euro(p.AfterHousing))
}

// printCurve writes every fifth hour and the last one under a limit.
func (c *call) printCurve(curve []benefits.Point) {
	fmt.Fprintf(c.out, "\n%s\n", c.say.T("cli.estimate.curve"))
	five := rules.Whole(5)
	for _, p := range curve {
		if whole := p.Hours.Over(five); whole.Equal(whole.Down()) || !p.Hours.Equal(p.Hours.Down()) {
			fmt.Fprintf(c.out, "  %5s h  %s\n", c.say.Number(p.Hours.Shown()), c.say.Euro(p.Net))
		}
	}
}

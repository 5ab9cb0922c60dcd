package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/sheet"
	"sijoita/outcomes"
)

type outcomesCommand struct {
	Programme string  `required:"" placeholder:"ID" help:"cli.help.programme"`
	On        dayFlag `required:"" placeholder:"DATE" help:"cli.help.on"`
	Published bool    `help:"cli.help.published"`
	Format    string  `enum:"text,json,csv" default:"text" placeholder:"text|json|csv" help:"cli.help.outcomes_format"`
}

// Help is the command's example.
func (outcomesCommand) Help() string {
	return "  sijoita report outcomes --programme ips --on 2024-06-12 --format json"
}

// Run makes the outcomes up to a day and writes them in the format asked for.
func (o outcomesCommand) Run(c *call) error {
	return c.with(func(a *app.App, actor access.Actor) error {
		view := app.OutcomesWhole
		if o.Published {
			view = app.OutcomesPublished
		}
		found, err := a.Outcomes(c, actor, app.FiguresInput{Programme: o.Programme, On: o.On.Day, View: view})
		if err != nil {
			return err
		}
		switch o.Format {
		case "json":
			return c.json(found.Results)
		case "csv":
			return sheet.OutcomesCSV(c.out, found.Results, c.say)
		default:
			return c.printOutcomes(found)
		}
	})
}

// count writes a number, or a mark for one that is hidden.
func (c *call) count(n outcomes.Count) string {
	if n == outcomes.Hidden {
		return "…"
	}
	return c.say.Int(int(n))
}

// share writes a rate with what it is made of.
func (c *call) share(r outcomes.Rate) string {
	if r.Numerator == outcomes.Hidden {
		return "…"
	}
	return fmt.Sprintf("%d/%d %s", r.Numerator, r.Denominator, c.say.Percent(int(r.Numerator), int(r.Denominator), 1))
}

// printOutcomes writes the outcomes for people. The curves are left to the
// other formats.
func (c *call) printOutcomes(f app.Outcomes) error {
	r, t := f.Results, c.say.T
	fmt.Fprintln(c.out, t("outcomes.sub", "programme", f.Programme.Name, "from", c.say.Day(r.From), "on", c.say.Day(r.On)))
	if r.Published {
		fmt.Fprintln(c.out, t("outcomes.published_note", "mark", "…"))
	}
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\n%s\n", t("outcomes.rates"))
	for i, rate := range r.Rates.List() {
		fmt.Fprintf(w, "%s\t%s\n", t("figures.name."+outcomes.RateKeys[i]), c.share(rate))
	}
	c.printQuarters(w, r)
	c.printWait(w, outcomes.FirstContact, r.FirstContact)
	c.printWait(w, outcomes.FirstJob, r.FirstJob)
	fmt.Fprintf(w, "\n%s\n", t("outcomes.tenure"))
	for _, x := range r.Tenure {
		fmt.Fprintf(w, "%s\t%s\n", t("outcomes.threshold."+x.Threshold), c.share(x.Rate))
	}
	fmt.Fprintf(w, "\n%s\n", t("outcomes.hours"))
	for _, x := range append(r.Hours.Classes, outcomes.HoursClass{Class: "not_told", Count: r.Hours.NotTold}) {
		fmt.Fprintf(w, "%s\t%s\n", t("outcomes.hours_class."+x.Class), c.count(x.Count))
	}
	fmt.Fprintf(w, "\n%s\n", t("outcomes.closings"))
	for _, x := range r.Closings {
		fmt.Fprintf(w, "%s\t%s\n", sheet.ReasonText(c.say, x.Reason), c.count(x.Count))
	}
	c.printCosts(w, r.Costs)
	for i, groups := range r.Groups() {
		c.printGroups(w, outcomes.GroupLists[i], groups)
	}
	return w.Flush()
}

func (c *call) printQuarters(w io.Writer, r outcomes.Results) {
	t := c.say.T
	fmt.Fprintf(w, "\n%s\t%s\t%s\t%s\t%s\n", t("outcomes.quarters"), t("figures.name."+outcomes.EmployedEverOfStarted),
		t("figures.name."+outcomes.Quarterly), t("outcomes.name.flows.started"), t("figures.name.job_starts"))
	for _, q := range r.Quarters {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", q.Quarter, c.share(q.Rates.EmployedEverOfStarted), c.share(q.Rates.Quarterly), c.count(q.Flows.Started), c.count(q.Flows.JobStarts))
	}
}

func (c *call) printWait(w io.Writer, key string, x outcomes.Wait) {
	t := c.say.T
	fmt.Fprintf(w, "\n%s\n", t("outcomes.name."+key))
	for i, n := range []outcomes.Count{x.People, x.Reached, x.Waiting, x.Left} {
		fmt.Fprintf(w, "%s\t%s\n", t("outcomes.name.wait."+outcomes.WaitParts[i]), c.count(n))
	}
	reached, all := "–", "–"
	if x.MedianReached != nil {
		reached = c.say.Number(*x.MedianReached)
	}
	if x.Median != nil {
		all = c.say.Int(*x.Median)
	}
	fmt.Fprintf(w, "%s\t%s\n%s\t%s\n", t("outcomes.name.wait.median_of_reached"), reached, t("outcomes.name.wait.median"), all)
}

// printCosts writes what the money came to, and nothing where none was noted.
func (c *call) printCosts(w io.Writer, costs outcomes.Costs) {
	if len(costs.Funding) == 0 {
		return
	}
	t := c.say.T
	line := func(name string, x outcomes.Cost) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", name, c.say.Euro(x.Fallen), c.count(x.Started), c.euro(x.PerStarted), c.count(x.Employed), c.euro(x.PerEmployed))
	}
	fmt.Fprintf(w, "\n%s\t%s\t%s\t%s\t%s\t%s\n", t("funding.costs"), t("funding.name.fallen"), t("funding.name.started"), t("funding.name.per_started"),
		t("funding.name.employed"), t("funding.name.per_employed"))
	for _, f := range costs.Funding {
		line(f.Funder, f.Cost)
	}
	line(t("funding.together"), costs.Cost)
}

// euro writes an amount that may be missing.
func (c *call) euro(amount *casework.Cents) string {
	if amount == nil {
		return "–"
	}
	return c.say.Euro(*amount)
}

func (c *call) printGroups(w io.Writer, list string, groups []outcomes.Group) {
	t := c.say.T
	fmt.Fprintf(w, "\n%s\t%s\t%s\n", t("outcomes.list."+list), t("figures.name."+outcomes.EmployedEverOfStarted), t("figures.name."+outcomes.EmployedNowOfActive))
	for _, g := range groups {
		fmt.Fprintf(w, "%s\t%s\t%s\n", sheet.GroupText(c.say, list, g), c.share(g.Rates.EmployedEverOfStarted), c.share(g.Rates.EmployedNowOfActive))
	}
}

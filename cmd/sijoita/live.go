package main

import (
	"fmt"
	"text/tabwriter"

	"sijoita/access"
	"sijoita/fidelity"
	"sijoita/internal/app"
	"sijoita/internal/sheet"
)

type liveCommand struct {
	Team   string  `required:"" placeholder:"ID" help:"cli.help.team"`
	On     dayFlag `required:"" placeholder:"DATE" help:"cli.help.on"`
	Format string  `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
}

// Help is the command's example.
func (liveCommand) Help() string {
	return "  sijoita fidelity live --team t1 --on 2024-06-12 --format json"
}

// Run scores a team from its records as on a day.
func (l liveCommand) Run(c *call) error {
	return c.with(func(a *app.App, actor access.Actor) error {
		found, err := a.LiveFidelity(c, actor, app.FidelityInput{Team: l.Team, On: l.On.Day})
		if err != nil {
			return err
		}
		if l.Format == "json" {
			return c.json(found.Scores)
		}
		return c.printLive(found)
	})
}

// printLive writes a team's scores for people: what each comes to, and what
// one point more would take or what is missing.
func (c *call) printLive(f app.Fidelity) error {
	t := c.say.T
	fmt.Fprintf(c.out, "%s\n%s\n\n", t("cli.fidelity.live", "team", f.Team.Name, "on", c.say.Day(f.Scores.On)), t("fidelity.not_review"))
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, i := range f.Edition.Items {
		item := f.Scores.Items[i.Item]
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", i.Item, c.points(item.Score), c.decimal(item.Value), c.say.Name(i.Name), c.needs(item))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return c.printSummary(f.Scores.Summary)
}

// needs says what would raise an item, or what it lacks.
func (c *call) needs(item fidelity.LiveItem) string {
	if item.ToNext != nil {
		return c.say.T("fidelity.next", "score", item.ToNext.Score, "ways", sheet.WaysText(c.say, *item.ToNext))
	}
	if item.Score == nil {
		return sheet.LackText(c.say, item.Missing)
	}
	return ""
}

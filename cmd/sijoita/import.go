package main

import (
	"fmt"
	"text/tabwriter"

	"sijoita/internal/app"
)

type importCommand struct {
	DryRun bool   `help:"cli.help.dry_run"`
	Format string `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
	File   string `arg:"" help:"cli.help.import_file"`
}

// Help is the command's example.
func (importCommand) Help() string { return "  sijoita import --dry-run kainuu.xlsx" }

// Run adds what an interchange file holds, or tells everything that is wrong with it.
func (i importCommand) Run(c *call) error {
	file, err := c.input(i.File)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // it was only read
	return c.withHouse(func(a *app.App) error {
		actor := app.HouseKeeper(userName())
		done, err := a.Import(c, actor, app.ImportInput{File: file, County: c.county, DryRun: i.DryRun})
		if err != nil {
			return err
		}
		return i.report(c, done)
	})
}

// report tells what was added: counts where the data go, sentences to the person.
func (i importCommand) report(c *call, done app.Imported) error {
	write := func() error { return c.printCounts(done.Counts) }
	if i.Format == "json" {
		write = func() error { return c.json(importedCounts(done, i.DryRun)) }
	}
	err := write()
	outcome := "cli.imported"
	if i.DryRun {
		outcome = "cli.import_dry"
	}
	c.tell(outcome, "county", done.County.Name)
	if done.WithoutConsents > 0 {
		c.tell("cli.without_consents", "n", done.WithoutConsents)
	}
	return err
}

type imported struct {
	County          string         `json:"county"`
	DryRun          bool           `json:"dry_run"`
	Counts          map[string]int `json:"counts"` // of every list
	WithoutConsents int            `json:"without_consents"`
}

func importedCounts(done app.Imported, dryRun bool) imported {
	counts := make(map[string]int, len(done.Counts))
	for _, count := range done.Counts {
		counts[count.List] = count.N
	}
	return imported{County: done.County.Key, DryRun: dryRun, Counts: counts, WithoutConsents: done.WithoutConsents}
}

func (c *call) printCounts(counts []app.Counted) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, count := range counts {
		if count.N > 0 {
			fmt.Fprintf(w, "%s\t%s\n", c.say.T("cli.list."+count.List), c.say.Int(count.N))
		}
	}
	return w.Flush()
}

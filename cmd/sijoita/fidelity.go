package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"sijoita/fidelity"
)

type scoreCommand struct {
	Format string `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
	File   string `arg:"" help:"cli.help.score_file"`
}

// Help is the command's example.
func (scoreCommand) Help() string { return "  sijoita fidelity score --format json measures.json" }

// Run scores the measures of a file, or tells every fault in it. No database is read.
func (s scoreCommand) Run(c *call) error {
	editions, err := fidelity.Published()
	if err != nil {
		return err
	}
	file, err := c.input(s.File)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // it was only read
	measures, err := fidelity.ReadMeasures(file, editions)
	if err != nil {
		return err
	}
	scores := fidelity.Score(measures)
	if s.Format == "json" {
		return c.json(scores)
	}
	return c.printScores(measures.Edition, scores)
}

// printScores writes the scored items for people, and what they come to.
func (c *call) printScores(e *fidelity.Edition, scores fidelity.Scores) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, i := range e.Items {
		if s, scored := scores.Items[i.Item]; scored {
			fmt.Fprintf(w, "%d\t%s\t%s", i.Item, c.points(s.Score), c.say.Name(i.Name))
			if s.Tie {
				fmt.Fprintf(w, "\t%s", c.say.T("fidelity.tie"))
			}
			for _, warning := range s.Warnings {
				fmt.Fprintf(w, "\t%s", c.say.T("fidelity.warning."+string(warning)))
			}
			fmt.Fprintln(w)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return c.printSummary(scores.Summary)
}

// points writes a score, or a mark where there is none.
func (c *call) points(score *int) string {
	if score == nil {
		return "–"
	}
	return c.say.Int(*score)
}

// printSummary tells the sum so far, or the total and its band when every item
// is scored.
func (c *call) printSummary(s fidelity.Summary) error {
	fmt.Fprintln(c.out)
	if s.Total != nil {
		return c.print("cli.fidelity.total", "total", *s.Total, "band", c.say.T("figures.band."+string(*s.Band)))
	}
	if err := c.print("cli.fidelity.rated", "n", s.Rated, "sum", s.Sum); err != nil || s.Mean == nil {
		return err
	}
	_, err := io.WriteString(c.out, c.say.T("cli.fidelity.mean", "mean", c.say.Decimal(*s.Mean, 2))+"\n")
	return err
}

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

// dayFlag is a day as a flag takes it: YYYY-MM-DD.
type dayFlag struct{ casework.Day }

// UnmarshalText reads a day that exists.
func (d *dayFlag) UnmarshalText(text []byte) (err error) {
	d.Day, err = casework.ParseDay(string(text))
	return err
}

type monitoringCommand struct {
	Programme string  `required:"" placeholder:"ID" help:"cli.help.programme"`
	On        dayFlag `required:"" placeholder:"DATE" help:"cli.help.on"`
	From      dayFlag `placeholder:"DATE" help:"cli.help.from"`
	Format    string  `enum:"text,json,csv,xlsx" default:"text" placeholder:"text|json|csv|xlsx" help:"cli.help.report_format"`
}

// Help is the command's example.
func (monitoringCommand) Help() string {
	return "  sijoita report monitoring --programme ips --on 2024-06-12 --format json"
}

// Run makes the monitoring table of a day and writes it in the format asked for.
func (m monitoringCommand) Run(c *call) error {
	if m.On.Before(m.From.Day) {
		return misused("cli.from_after_on")
	}
	return c.with(func(a *app.App, actor access.Actor) error {
		figures, err := a.Monitoring(c, actor, app.FiguresInput{Programme: m.Programme, From: m.From.Day, On: m.On.Day})
		if err != nil {
			return err
		}
		switch m.Format {
		case "json":
			return c.json(figures.Table)
		case "csv":
			return sheet.MonitoringCSV(c.out, figures.Table, c.say)
		case "xlsx":
			return sheet.MonitoringXLSX(c.out, figures.Table, c.say)
		default:
			return c.printMonitoring(figures)
		}
	})
}

// printMonitoring writes the table for people: every number with what it is.
func (c *call) printMonitoring(f app.Figures) error {
	m := f.Table
	fmt.Fprintln(c.out, c.say.T("cli.report.title", "programme", f.Programme.Name, "on", m.On, "from", m.From))
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	line := func(key string, n int) { fmt.Fprintf(w, "%s\t%s\n", c.say.T(key), c.say.Int(n)) }
	fmt.Fprintln(w)
	line("cli.report.referred", m.Referred)
	line("cli.report.queue", m.Queue)
	line("cli.report.active", m.Active)
	line("cli.report.paused", m.Paused)
	line("cli.report.ended", m.Ended)
	line("cli.report.cancelled", m.Cancelled)
	line("cli.report.started", m.Started)
	fmt.Fprintf(w, "%s\t%d + %d + %d + %d + %d = %d\n", c.say.T(balanceKey(m.Balanced)), m.Queue, m.Active, m.Paused, m.Ended, m.Cancelled, m.Referred)
	fmt.Fprintln(w)
	line("cli.report.employed_ever", m.EmployedEver)
	line("cli.report.employed_now", m.EmployedNow)
	line("cli.report.job_starts", m.JobStarts)
	line("cli.report.job_starts_subsidised", m.JobStartsSubsidised)
	line("cli.report.work_trials", m.WorkTrials)
	line("cli.report.studies", m.Studies)
	fmt.Fprintln(w)
	line("cli.report.contacts", m.EmployerContacts.Total)
	line("cli.report.face_to_face", m.EmployerContacts.FaceToFace)
	fmt.Fprintf(w, "%s\t%s\n", c.say.T("cli.report.per_coach_week", "target", m.EmployerContacts.Target), c.decimal(m.EmployerContacts.PerCoachWeek))
	c.printRates(w, m.Rates)
	c.printReviews(w, m.Reviews)
	c.printCoaches(w, m.Coaches)
	c.printPlaces(w, m)
	return w.Flush()
}

func balanceKey(balanced bool) string {
	if balanced {
		return "cli.report.balanced"
	}
	return "cli.report.unbalanced"
}

// decimal writes a number that may be missing with two decimals.
func (c *call) decimal(f *float64) string {
	if f == nil {
		return "–"
	}
	return c.say.Decimal(*f, 2)
}

func (c *call) printRates(w io.Writer, rates outcomes.Rates) {
	fmt.Fprintln(w)
	for _, r := range []struct {
		key  string
		rate outcomes.Rate
	}{
		{"cli.report.employed_ever_of_started", rates.EmployedEverOfStarted},
		{"cli.report.employed_now_of_active", rates.EmployedNowOfActive},
		{"cli.report.quarterly", rates.Quarterly},
		{"cli.report.entered_work_of_jobless_starters", rates.EnteredWorkOfJoblessStarters},
		{"cli.report.work_or_study_12m", rates.WorkOrStudy12m},
	} {
		fmt.Fprintf(w, "%s\t%d/%d\t%s\n", c.say.T(r.key), r.rate.Numerator, r.rate.Denominator,
			c.say.Percent(int(r.rate.Numerator), int(r.rate.Denominator), 1))
	}
}

func (c *call) printReviews(w io.Writer, reviews []outcomes.Review) {
	for _, r := range reviews {
		total := "–"
		if r.Total != nil {
			total = c.say.Int(*r.Total)
		}
		fmt.Fprintf(w, "\n%s\t%s\n", c.say.T("cli.report.review", "on", r.On, "next", r.NextDue), total)
	}
}

func (c *call) printCoaches(w io.Writer, coaches []outcomes.Coach) {
	if len(coaches) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", c.say.T("cli.report.coaches"))
	for _, coach := range coaches {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%d\n", coach.Name, coach.Active, coach.FaceToFace, c.decimal(coach.PerWeek), coach.JobStarts)
	}
}

func (c *call) printPlaces(w io.Writer, m outcomes.Monitoring) {
	fmt.Fprintf(w, "\n%s\n", c.say.T("cli.report.municipalities"))
	for _, place := range m.Municipalities {
		name := c.say.T("cli.report.not_known")
		if place.Code != nil {
			name = c.say.Municipality(*place.Code)
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\n", name, place.Referred, place.Started, place.EmployedEver)
	}
	fmt.Fprintf(w, "\n%s\n", c.say.T("cli.report.care_teams"))
	for _, team := range m.CareTeams {
		fmt.Fprintf(w, "%s\t%d\t%d\n", team.Name, team.Referred, team.Active)
	}
}

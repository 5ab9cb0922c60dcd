package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/problem"
	"sijoita/rules"
)

type rulesCheckCommand struct {
	Folder string `arg:"" optional:"" help:"cli.help.rules_folder"`
}

// Help is the command's example.
func (rulesCheckCommand) Help() string { return "  sijoita rules check" }

// Run reads the rules and tells every fault with file and line.
func (r rulesCheckCommand) Run(c *call) error {
	data := rules.Data()
	if r.Folder != "" {
		data = os.DirFS(r.Folder)
	}
	edition, err := rules.Read(data)
	err = errors.Join(err, checkScales(data))
	var faults rules.Faults
	if errors.As(err, &faults) {
		fmt.Fprintln(c.err, err)
		return problem.New(problem.Invalid, "cli.rules_faulty")
	}
	if err != nil {
		return err
	}
	return c.print("cli.rules_sound", "edition", edition.ID(), "rules", len(edition.Keys()))
}

// checkScales reads the fidelity scales that lie beside the rules.
func checkScales(data fs.FS) error {
	folder, err := fs.Sub(data, "fidelity")
	if err != nil {
		return err
	}
	_, err = fidelity.ReadEditions(folder)
	return err
}

type rulesShowCommand struct {
	Key    string  `arg:"" help:"cli.help.rules_key"`
	On     dayFlag `required:"" placeholder:"DATE" help:"cli.help.rules_on"`
	Format string  `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
}

// Help is the command's example.
func (rulesShowCommand) Help() string {
	return "  sijoita rules show tyottomyys.perus_pv --on 2026-05-01"
}

// ruleJSON is one value of a rule.
type ruleJSON struct {
	Key         string       `json:"key"`
	Value       any          `json:"value"` // a number, or true or false
	Unit        string       `json:"unit"`
	Description string       `json:"description"`
	From        casework.Day `json:"from"`
	To          casework.Day `json:"to"` // null: until further notice
	Law         string       `json:"law"`
	URL         *string      `json:"url"`
	Act         *string      `json:"act"`
	Source      string       `json:"source"`
	Confirmed   bool         `json:"confirmed"`
	Note        *string      `json:"note"`
	Edition     string       `json:"edition"`
}

// Run tells a rule's value on a day, its unit and where it is from.
func (r rulesShowCommand) Run(c *call) error {
	edition, err := rules.Published()
	if err != nil {
		return err
	}
	p, ok := edition.Parameter(byCode(r.Key))
	if !ok {
		return problem.New(problem.NotFound, "cli.no_rule").With("key", r.Key)
	}
	row, ok := p.On(r.On.Time())
	if !ok || r.On.Time().After(edition.To) { // until further notice goes no further than the edition
		return c.noRuleThen(edition, p, r.On.Day)
	}
	if r.Format == "json" {
		return c.json(ruleJSON{
			Key: p.Key, Value: ruleValue(row), Unit: p.Unit, Description: p.Description, From: ruleDay(row.From), To: ruleDay(row.To),
			Law: p.Law, URL: orNull(p.URL), Act: orNull(row.Act), Source: row.Source, Confirmed: row.Confirmed, Note: orNull(row.Note), Edition: edition.ID(),
		})
	}
	return c.printRule(p, row)
}

// byCode puts the code of a municipality in the place of its name at the end of
// a key: vero.kunta.Kajaani is vero.kunta.205.
func byCode(key string) string {
	point := strings.LastIndex(key, ".") + 1
	for _, code := range casework.Municipalities() {
		if names, _ := casework.MunicipalityNames(code); strings.EqualFold(names.FI, key[point:]) || strings.EqualFold(names.SV, key[point:]) {
			return key[:point] + code
		}
	}
	return key
}

// noRuleThen says why a rule has no value on a day.
func (c *call) noRuleThen(e *rules.Edition, p *rules.Parameter, on casework.Day) error {
	why := p.Partly
	if on.Time().After(e.To) || why == "" {
		why = c.say.T("benefits.fault.outside", "from", ruleDay(e.From), "to", ruleDay(e.To), "on", on)
	}
	return problem.New(problem.NotFound, "cli.no_rule_then").With("key", p.Key).With("on", on).With("why", why)
}

// ruleValue is a rule's value as its file writes it.
func ruleValue(row rules.Row) any {
	if row.Parameter.Unit == rules.YesNo {
		return row.Value.Equal(rules.Yes)
	}
	return row.Value
}

// ruleDay is a day of a rule as the rest of the program knows it.
func ruleDay(d time.Time) casework.Day {
	if d.IsZero() {
		return casework.Day{}
	}
	return casework.DayAt(d)
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (c *call) printRule(p *rules.Parameter, row rules.Row) error {
	to := c.say.T("cli.rule.until_notice")
	if !row.To.IsZero() {
		to = c.say.Day(ruleDay(row.To))
	}
	fmt.Fprintf(c.out, "%s = %v %s\n%s\n", p.Key, ruleValue(row), p.Unit, p.Description)
	fmt.Fprintln(c.out, c.say.T("cli.rule.days", "from", ruleDay(row.From), "to", to))
	fmt.Fprintln(c.out, c.say.T("cli.rule.law", "law", strings.TrimSpace(p.Law+" "+p.URL)))
	if row.Act != "" {
		fmt.Fprintln(c.out, c.say.T("cli.rule.act", "act", row.Act))
	}
	fmt.Fprintln(c.out, c.say.T("cli.rule.source", "source", row.Source))
	switch {
	case !row.Confirmed:
		return c.print("benefits.unconfirmed", "note", row.Note)
	case row.Note != "":
		return c.print("cli.rule.note", "note", row.Note)
	default:
		return c.print("cli.rule.confirmed")
	}
}

package main

import (
	"io"

	"sijoita/access"
	"sijoita/internal/app"
	"sijoita/internal/interchange"
	"sijoita/internal/sheet"
)

type exportCommand struct {
	Programme     string `placeholder:"ID" help:"cli.help.export_programme"`
	Template      bool   `help:"cli.help.export_template"`
	Format        string `enum:"json,xlsx" default:"json" placeholder:"json|xlsx" help:"cli.help.export_format"`
	WithProtected bool   `help:"cli.help.export_protected"`
	File          string `arg:"" help:"cli.help.export_file"`
}

// Help is the command's example.
func (exportCommand) Help() string {
	return "  sijoita export --programme ips --format json kainuu.json\n  sijoita export --template tyhja.xlsx"
}

// Run writes everything, or one programme, into an interchange file; or the
// workbook that one fills in.
func (e exportCommand) Run(c *call) error {
	if e.Template {
		return e.template(c)
	}
	return c.with(func(a *app.App, actor access.Actor) error {
		done, err := a.Export(c, actor, app.ExportInput{Programme: e.Programme, WithProtected: e.WithProtected})
		if err != nil {
			return err
		}
		if err := c.output(e.File, func(w io.Writer) error { return e.write(w, c, done.Document) }); err != nil {
			return err
		}
		if e.File != "-" {
			c.tell("cli.exported", "n", len(done.Document.Clients), "file", e.File)
		}
		switch {
		case done.Protected == 0:
		case e.WithProtected:
			c.tell("cli.with_protected", "n", done.Protected)
		default:
			c.tell("cli.without_protected", "n", done.Protected)
		}
		return nil
	})
}

func (e exportCommand) write(w io.Writer, c *call, document *interchange.Document) error {
	if e.Format == "xlsx" {
		return sheet.WriteDocument(w, document, c.say)
	}
	return interchange.Write(w, document)
}

// template writes a workbook without records.
func (e exportCommand) template(c *call) error {
	if err := c.output(e.File, func(w io.Writer) error { return sheet.WriteDocument(w, &interchange.Document{}, c.say) }); err != nil {
		return err
	}
	if e.File != "-" {
		c.tell("cli.template", "file", e.File)
	}
	return nil
}

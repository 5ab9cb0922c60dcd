// Command sijoita is the whole of Sijoita: it serves the pages, and keeps the
// house from the command line. Here the flags become settings, the settings a
// wired program, and its end an exit code; what is done is in internal/app.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // Helsinki's days, on a machine without time zones

	"github.com/alecthomas/kong"

	"sijoita/internal/app"
	"sijoita/internal/config"
	"sijoita/internal/i18n"
	"sijoita/problem"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // the work was refused or failed
	exitUsage  = 2 // the call itself was wrong
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// commands are the flags of every command, and the commands.
type commands struct {
	DB     string `name:"db" env:"SIJOITA_DB" default:"sqlite:data/sijoita.db" placeholder:"URL" help:"cli.help.db"`
	County string `placeholder:"ID" help:"cli.help.county"`
	keyFlags

	Demo    demoCommand    `cmd:"" help:"cli.help.demo"`
	Serve   serveCommand   `cmd:"" help:"cli.help.serve"`
	Migrate migrateCommand `cmd:"" help:"cli.help.migrate"`
	Import  importCommand  `cmd:"" help:"cli.help.import"`
	Export  exportCommand  `cmd:"" help:"cli.help.export"`
	Report  struct {
		Monitoring monitoringCommand `cmd:"" help:"cli.help.monitoring"`
		Outcomes   outcomesCommand   `cmd:"" help:"cli.help.outcomes"`
	} `cmd:"" help:"cli.help.report"`
	Fidelity struct {
		Score scoreCommand `cmd:"" help:"cli.help.score"`
		Live  liveCommand  `cmd:"" help:"cli.help.live"`
	} `cmd:"" help:"cli.help.fidelity"`
	Benefits struct {
		Examples examplesCommand `cmd:"" help:"cli.help.examples"`
		Estimate estimateCommand `cmd:"" help:"cli.help.estimate"`
	} `cmd:"" help:"cli.help.benefits"`
	Rules struct {
		Check rulesCheckCommand `cmd:"" help:"cli.help.rules_check"`
		Show  rulesShowCommand  `cmd:"" help:"cli.help.rules_show"`
	} `cmd:"" help:"cli.help.rules"`
	Audit struct {
		Verify verifyCommand `cmd:"" help:"cli.help.verify"`
		Show   showCommand   `cmd:"" help:"cli.help.show"`
	} `cmd:"" help:"cli.help.audit"`
	Backup  backupCommand  `cmd:"" help:"cli.help.backup"`
	Restore restoreCommand `cmd:"" help:"cli.help.restore"`
	Version versionCommand `cmd:"" help:"cli.help.version"`
}

// call is one run of the program: what every command works with.
type call struct {
	context.Context
	in       io.Reader
	out, err io.Writer // what was asked for; messages for people
	say      *i18n.Printer
	db       string
	key      keyFlags
	county   string
}

// run runs one command line and gives its exit code.
func run(args []string, in io.Reader, out, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends at once
	c := &call{Context: app.WithRequest(ctx, randomUID().String()),
		in: in, out: out, err: stderr, say: i18n.For(config.Language(os.Getenv))}
	var cli commands
	helped := false
	parser, err := kong.New(&cli, kong.Name("sijoita"), kong.Description("cli.help.sijoita"), kong.Writers(out, stderr),
		kong.Exit(func(int) { helped = true }), kong.Help(c.printHelp))
	if err != nil {
		return c.failed(err)
	}
	chosen, err := parser.Parse(args)
	switch {
	case helped:
		return exitDone
	case err != nil:
		c.tell("cli.usage_error", "what", err.Error(), "command", commandOf(err))
		return exitUsage
	}
	c.db, c.key, c.county = cli.DB, cli.keyFlags, cli.County
	if err := chosen.Run(c); err != nil {
		return c.failed(err)
	}
	return exitDone
}

// commandOf is the command whose help tells how the call should have been.
func commandOf(err error) string {
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context.Selected() != nil {
		return parse.Context.Selected().FullPath()
	}
	return "sijoita"
}

// tell says something to the person at the terminal, beside the data.
func (c *call) tell(key string, args ...any) { fmt.Fprintln(c.err, c.say.T(key, args...)) }

// print says something that was asked for.
func (c *call) print(key string, args ...any) error {
	_, err := fmt.Fprintln(c.out, c.say.T(key, args...))
	return err
}

// usageError is a call that is wrong in itself.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// misused makes a usage error with a sentence.
func misused(key string) error { return usageError{problem.New(problem.Invalid, key)} }

// failed tells why a command did not do its work, and gives the exit code.
func (c *call) failed(err error) int {
	if c.Err() != nil {
		c.tell("cli.interrupted")
		return exitFailed
	}
	if p := problem.As(err); p != nil {
		fmt.Fprintln(c.err, c.say.Problem(p.Key, p.Args))
		if p.Kind == problem.Unavailable { // who runs commands can do more than wait
			c.tell("cli.failed", "what", err.Error())
		}
		for _, f := range p.Fields {
			c.tellField(f)
		}
	} else {
		c.tell("cli.failed", "what", err.Error())
	}
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailed
}

// tellField says what is wrong at one place, the place first.
func (c *call) tellField(f problem.Field) {
	sentence := c.say.Problem(f.Key, f.Args)
	if f.Name != "" {
		sentence = f.Name + ": " + sentence
	}
	fmt.Fprintln(c.err, sentence)
}

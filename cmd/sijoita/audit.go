package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/app"
)

type verifyCommand struct {
	Format string `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
}

// Help is the command's example.
func (verifyCommand) Help() string { return "  sijoita audit verify" }

type verifiedLog struct {
	County  string `json:"county"`
	Entries int64  `json:"entries"`   // that are as they were written
	Intact  bool   `json:"intact"`    // all of them are
	Touched *int64 `json:"first_bad"` // number of the first that is not
}

// Run walks the logs from end to end; a touched one fails it.
func (v verifyCommand) Run(c *call) error {
	return c.withHouse(func(a *app.App) error {
		actor, err := c.verifier(a)
		if err != nil {
			return err
		}
		checks, err := a.VerifyLogs(c, actor)
		if err != nil {
			return err
		}
		if v.Format == "json" {
			return errors.Join(c.json(verifiedLogs(checks)), touched(checks))
		}
		c.tellChecks(checks)
		return touched(checks)
	})
}

// verifier is the actor for one county when it is named, else for all.
func (c *call) verifier(a *app.App) (access.Actor, error) {
	if c.county == "" {
		return app.HouseKeeper(userName()), nil
	}
	return a.Operator(c, userName(), c.county)
}

func verifiedLogs(checks []app.LogCheck) []verifiedLog {
	logs := make([]verifiedLog, len(checks))
	for i, check := range checks {
		logs[i] = verifiedLog{County: check.County, Entries: check.Entries, Intact: check.Touched == 0}
		if check.Touched != 0 {
			logs[i].Touched = &check.Touched
		}
	}
	return logs
}

func (c *call) tellChecks(checks []app.LogCheck) {
	for _, check := range checks {
		if check.Touched == 0 {
			c.tell("cli.log_intact", "county", check.County, "n", int(check.Entries))
		}
	}
	if len(checks) == 0 {
		c.tell("cli.log_none")
	}
}

// touched is an error that tells of the first log that was touched.
func touched(checks []app.LogCheck) error {
	i := slices.IndexFunc(checks, func(check app.LogCheck) bool { return check.Touched != 0 })
	if i < 0 {
		return nil
	}
	return checks[i].Problem()
}

type showCommand struct {
	Client string `required:"" placeholder:"ID" help:"cli.help.client"`
	Format string `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
}

// Help is the command's example.
func (showCommand) Help() string { return "  sijoita audit show --client p12" }

type shownEntry struct {
	Seq      int64        `json:"seq"`
	At       time.Time    `json:"at"`
	ActorID  string       `json:"actor_id"`
	Actor    string       `json:"actor"`
	Role     string       `json:"role"`
	Unit     string       `json:"unit"`
	Action   audit.Action `json:"action"`
	Kind     string       `json:"kind"`
	Result   audit.Result `json:"result"`
	Relation string       `json:"relation"`
	Basis    string       `json:"basis"`
	Detail   string       `json:"detail"`
	Request  string       `json:"request"`
}

// Run shows who has seen or changed a client's records, the newest first.
func (s showCommand) Run(c *call) error {
	return c.with(func(a *app.App, actor access.Actor) error {
		entries, err := lookers(c, a, actor, s.Client)
		if err != nil {
			return err
		}
		if s.Format == "json" {
			return c.json(entries)
		}
		return c.printEntries(entries)
	})
}

// lookers asks page by page until there are no older entries.
func lookers(c *call, a *app.App, actor access.Actor, client string) ([]shownEntry, error) {
	page, err := a.LookersBySender(c, actor, client)
	all := []shownEntry{}
	for {
		if err != nil {
			return nil, err
		}
		for _, e := range page.Entries {
			all = append(all, shownEntry{
				Seq: e.Seq, At: e.At, ActorID: e.ActorID, Actor: e.Actor, Role: e.Role, Unit: e.Unit, Action: e.Action,
				Kind: e.Kind, Result: e.Result, Relation: e.Relation, Basis: e.Basis, Detail: e.Detail, Request: e.Request,
			})
		}
		if page.Before == 0 {
			return all, nil
		}
		page, err = a.Lookers(c, actor, page.Client.UID, page.Before)
	}
}

func (c *call) printEntries(entries []shownEntry) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, e := range entries {
		role := ""
		if e.Role != "" {
			role = c.say.T(access.RoleKey(casework.Role(e.Role)))
		}
		deed := c.say.T("lookers.action."+string(e.Action)) + ": " + strings.ToLower(c.say.T("lookers.kind."+e.Kind))
		if e.Result == audit.Refused {
			deed += " (" + c.say.T("lookers.refused") + ")"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", c.say.Moment(e.At), e.Actor, role, deed, e.Basis)
	}
	return w.Flush()
}

package main

import (
	"runtime/debug"

	"sijoita/internal/store"
	"sijoita/rules"
)

type versionCommand struct {
	Format string `enum:"text,json" default:"text" placeholder:"text|json" help:"cli.help.format"`
}

// Help is the command's example.
func (versionCommand) Help() string { return "  sijoita version --format json" }

type version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Schema  int64  `json:"schema"`
	Rules   string `json:"rules"`
}

// Run says which Sijoita this is.
func (v versionCommand) Run(c *call) error {
	edition, err := rules.PublishedID()
	if err != nil {
		return err
	}
	is := thisVersion(debug.ReadBuildInfo())
	is.Rules = edition
	if v.Format == "json" {
		return c.json(is)
	}
	return c.print("cli.version", "version", is.Version, "commit", is.Commit, "schema", int(is.Schema), "rules", is.Rules)
}

// thisVersion reads what the build knows of itself.
func thisVersion(build *debug.BuildInfo, known bool) version {
	is := version{Version: "devel", Commit: "unknown", Schema: store.LatestSchema()}
	if !known {
		return is
	}
	if v := build.Main.Version; v != "" && v != "(devel)" {
		is.Version = v
	}
	for _, s := range build.Settings {
		if s.Key == "vcs.revision" {
			is.Commit = s.Value
		}
	}
	return is
}

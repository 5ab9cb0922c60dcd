package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/alecthomas/kong"
)

// printHelp tells how to call the program or one command, in the language of
// the terminal. Kong's own help speaks English alone. Every help text in the
// command structs is the key of its sentence.
func (c *call) printHelp(_ kong.HelpOptions, chosen *kong.Context) error {
	node := chosen.Selected()
	if node == nil {
		node = chosen.Model.Node
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s sijoita%s\n\n%s\n", c.say.T("cli.usage"), usageOf(node), c.say.T(node.Help))
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	if leaves := node.Leaves(true); len(leaves) > 0 {
		fmt.Fprintf(w, "\n%s\n", c.say.T("cli.commands"))
		for _, leaf := range leaves {
			fmt.Fprintf(w, "  %s\t%s\n", strings.TrimPrefix(leaf.FullPath(), "sijoita "), c.say.T(leaf.Help))
		}
	}
	if len(node.Positional) > 0 {
		fmt.Fprintf(w, "\n%s\n", c.say.T("cli.arguments"))
		for _, p := range node.Positional {
			fmt.Fprintf(w, "  %s\t%s\n", strings.ToUpper(p.Name), c.say.T(p.Help))
		}
	}
	fmt.Fprintf(w, "\n%s\n", c.say.T("cli.flags"))
	for _, group := range node.AllFlags(true) {
		for _, flag := range group {
			c.printFlag(w, flag)
		}
	}
	if node.Detail != "" {
		fmt.Fprintf(w, "\n%s\n%s\n", c.say.T("cli.example"), node.Detail)
	} else {
		fmt.Fprintf(w, "\n%s\n", c.say.T("cli.more"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(chosen.Stdout, b.String())
	return err
}

func usageOf(node *kong.Node) string {
	usage := strings.TrimPrefix(node.FullPath(), "sijoita")
	if len(node.Children) > 0 {
		return usage + " <command>"
	}
	for _, group := range node.AllFlags(true) {
		for _, flag := range group {
			if flag.Required {
				usage += " --" + flag.Name + "=" + flag.FormatPlaceHolder()
			}
		}
	}
	for _, p := range node.Positional {
		usage += " " + strings.ToUpper(p.Name)
	}
	return usage
}

func (c *call) printFlag(w io.Writer, flag *kong.Flag) {
	name := "--" + flag.Name
	if !flag.IsBool() {
		name += "=" + flag.PlaceHolder
	}
	help := "cli.help.help"
	if flag.Name != "help" {
		help = flag.Help
	}
	fmt.Fprintf(w, "  %s\t%s\n", name, c.say.T(help))
}

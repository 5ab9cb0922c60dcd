package browser

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// Check fails the test for everything that is wrong with the page as it stands:
// what axe-core finds, what reaches over the edge, what the console said, and
// on a touch screen what a finger does not hit.
func (p *Page) Check() {
	p.t.Helper()
	p.settle()
	place := p.Place()
	var faults []string
	faults = append(faults, p.Violations()...)
	faults = append(faults, p.Overflow()...)
	faults = append(faults, p.Troubles()...)
	for _, fault := range faults {
		p.t.Errorf("%s at %s px: %s", place, p.tab.screen.Name, fault)
	}
}

// Overflow tells what makes the page wider than the screen.
func (p *Page) Overflow() []string {
	p.t.Helper()
	return look[[]string](p, "wide", p.argument("width", p.tab.screen.Width))
}

// SmallTargets tells which controls, or which of those that a CSS selector
// names, are smaller than so many pixels either way.
func (p *Page) SmallTargets(least int, selector string) []string {
	p.t.Helper()
	return look[[]string](p, "small", p.argument("least", least, "name", selector))
}

// Troubles are the errors that came up in the window since it was opened or
// last asked: in the console, against the content security policy, answers of
// 500 and above, missing files, requests to another host.
func (p *Page) Troubles() []string {
	return p.tab.takeTroubles()
}

//go:embed testdata/axe/axe.min.js
var axe string

// axeRun asks for the WCAG 2.2 A and AA rules and gives back what is needed to
// mend a fault.
const axeRun = `(async () => {
  const result = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    resultTypes: ["violations"],
    preload: false,
  });
  return result.violations.map((v) => ({
    id: v.id, impact: v.impact, help: v.help,
    nodes: v.nodes.map((n) => ({ target: n.target.flat().join(" "), html: n.html, why: n.failureSummary })),
  }));
})()`

type violation struct {
	ID, Impact, Help string
	Nodes            []struct{ Target, HTML, Why string }
}

// Violations tells what axe-core finds against WCAG 2.2 A and AA.
func (p *Page) Violations() []string {
	p.t.Helper()
	p.settle()
	ctx, cancel := context.WithTimeout(p.tab.ctx, 2*p.tab.patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		p.t.Fatalf("load axe-core: %v", err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]violation](axeRun, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("run axe-core: %v", err)
	}
	var told []string
	for _, v := range found {
		for _, n := range v.Nodes {
			why := strings.Join(strings.Fields(n.Why), " ")
			told = append(told, fmt.Sprintf("%s (%s): %s: %s\n\t%s\n\t%s", v.ID, v.Impact, v.Help, n.Target, n.HTML, why))
		}
	}
	return told
}

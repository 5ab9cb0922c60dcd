package sheet

import (
	"math"
	"strings"

	"sijoita/fidelity"
	"sijoita/internal/i18n"
)

// NeedText words so much of something that is needed.
func NeedText(p *i18n.Printer, n fidelity.Need) string {
	if n.N == math.Trunc(n.N) {
		return p.T("fidelity.need."+string(n.What), "n", int(n.N))
	}
	return p.T("fidelity.need."+string(n.What), "n", n.N)
}

// WaysText words the ways to a point: what each takes together, one or another.
func WaysText(p *i18n.Printer, next fidelity.Next) string {
	ways := make([]string, len(next.Ways))
	for i, way := range next.Ways {
		needs := make([]string, len(way))
		for j, n := range way {
			needs[j] = NeedText(p, n)
		}
		ways[i] = p.Join(needs)
	}
	return strings.Join(ways, " "+p.T("fidelity.or")+" ")
}

// LackText words what an item lacks; nothing when it lacks nothing.
func LackText(p *i18n.Printer, missing []fidelity.Need) string {
	if len(missing) == 0 {
		return ""
	}
	list := make([]string, len(missing))
	for i, n := range missing {
		list[i] = NeedText(p, n)
	}
	return p.T("fidelity.lacks", "what", p.Join(list))
}

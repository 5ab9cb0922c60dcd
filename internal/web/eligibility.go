package web

import (
	"strings"

	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
)

// requirementsText says some of what a programme requires, on one line.
func requirementsText(words *i18n.Printer, g casework.Eligibility, some []casework.Requirement) string {
	texts := make([]string, len(some))
	for i, r := range some {
		texts[i] = requirementText(words, g, r)
	}
	return strings.Join(texts, ", ")
}

func requirementText(words *i18n.Printer, g casework.Eligibility, r casework.Requirement) string {
	switch {
	case r == casework.RequiresNoKela:
		return words.T("eligibility.no_kela_rehabilitation")
	case r == casework.RequiresCare:
		return words.T("eligibility.care_contact")
	case g.AgeTo == nil:
		return words.T("eligibility.age_from", "from", *g.AgeFrom)
	case g.AgeFrom == nil:
		return words.T("eligibility.age_to", "to", *g.AgeTo)
	}
	return words.T("eligibility.age_between", "from", *g.AgeFrom, "to", *g.AgeTo)
}

// eligibilityText says whom a programme is for, with the days on which that
// holds when it does not hold all the time.
func eligibilityText(words *i18n.Printer, g casework.Eligibility) string {
	all := g.Requires()
	if len(all) == 0 {
		return words.T("eligibility.open")
	}
	text := requirementsText(words, g, all)
	switch {
	case !g.From.IsZero():
		text += " (" + spanWords(words, g.Span) + ")"
	case !g.To.IsZero():
		text = words.T("eligibility.until", "terms", text, "to", g.To)
	}
	return text
}

// eligibilityNotes tell what a programme requires on the day, and why; nothing
// of one that is open to all.
func eligibilityNotes(words *i18n.Printer, g casework.Eligibility, on casework.Day) []string {
	required := g.RequiresOn(on)
	if len(required) == 0 {
		return nil
	}
	notes := []string{words.T("eligibility.line", "terms", requirementsText(words, g, required))}
	if g.Why != "" {
		notes = append(notes, words.T("eligibility.why", "why", g.Why))
	}
	return notes
}

// outsideView warns that a client seems not to meet some of what a programme
// requires; nil of nobody.
func outsideView(words *i18n.Printer, g casework.Eligibility, outside []casework.Requirement) *pages.OutsideView {
	if len(outside) == 0 {
		return nil
	}
	view := &pages.OutsideView{Text: words.T("eligibility.outside_text", "terms", requirementsText(words, g, outside))}
	if g.Why != "" {
		view.Why = words.T("eligibility.why", "why", g.Why)
	}
	return view
}

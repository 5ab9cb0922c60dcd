package sheet

import (
	"strings"

	"sijoita/internal/i18n"
	"sijoita/outcomes"
)

// number is one figure of the whole programme. Its key names its texts.
type number struct {
	key string
	n   int
}

func states(m outcomes.Monitoring) []number {
	return []number{
		{outcomes.Referred, m.Referred}, {outcomes.Queue, m.Queue}, {outcomes.Active, m.Active}, {outcomes.Paused, m.Paused},
		{outcomes.Ended, m.Ended}, {outcomes.Cancelled, m.Cancelled}, {outcomes.Started, m.Started},
	}
}

func work(m outcomes.Monitoring) []number {
	return []number{
		{outcomes.EmployedEver, m.EmployedEver}, {outcomes.EmployedNow, m.EmployedNow}, {outcomes.JobStarts, m.JobStarts},
		{outcomes.JobStartsSubsidised, m.JobStartsSubsidised}, {outcomes.WorkTrials, m.WorkTrials}, {outcomes.Studies, m.Studies},
	}
}

func contacts(m outcomes.Monitoring) []number {
	return []number{{outcomes.ContactsTotal, m.EmployerContacts.Total}, {outcomes.ContactsFaceToFace, m.EmployerContacts.FaceToFace}}
}

func name(p *i18n.Printer, key string) string       { return p.T("figures.name." + key) }
func definition(p *i18n.Printer, key string) string { return p.T("figures.definition." + key) }

// balance is the hard check as people write it: 29 + 58 + 3 + 5 + 0 = 95.
func balance(p *i18n.Printer, m outcomes.Monitoring) string {
	var terms []string
	for _, n := range []int{m.Queue, m.Active, m.Paused, m.Ended, m.Cancelled} {
		terms = append(terms, p.Int(n))
	}
	sum, total := strings.Join(terms, " + "), p.Int(m.Referred)
	if !m.Balanced {
		return p.T("figures.unbalanced", "sum", sum, "total", total)
	}
	return sum + " = " + total
}

func municipality(p *i18n.Printer, m outcomes.Municipality) string {
	if m.Code == nil {
		return p.T("figures.unknown_place")
	}
	return p.Municipality(*m.Code)
}

func band(p *i18n.Printer, r outcomes.Review) string {
	if r.Band == nil {
		return ""
	}
	return p.T("figures.band." + string(*r.Band))
}

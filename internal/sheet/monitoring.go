package sheet

import (
	"io"

	"sijoita/internal/i18n"
	"sijoita/outcomes"
)

// MonitoringXLSX writes the monitoring table as an Excel workbook in the
// printer's language: a summary with every number beside its definition, and
// sheets of the coaches, municipalities, care teams and reviews.
func MonitoringXLSX(w io.Writer, m outcomes.Monitoring, p *i18n.Printer) error {
	b := newWorkbook(p, p.T("figures.title")+" "+m.Programme+" "+p.Day(m.On))
	b.summary(m)
	b.coaches(m)
	b.municipalities(m)
	b.careTeams(m)
	b.reviews(m)
	return b.writeTo(w)
}

func (b *workbook) summary(m outcomes.Monitoring) {
	t := b.p.T
	p := b.page(t("figures.summary"), 44, 16, 12, 12, 96)
	p.freeze(6)
	p.add(p.title(t("figures.title")))
	p.add(p.text(t("figures.programme")), p.text(m.Programme))
	p.add(p.text(t("figures.on")), p.day(m.On))
	p.add(p.text(t("figures.from")), p.day(m.From))
	p.add()
	p.add(p.heads([]string{t("figures.figure_column"), t("figures.value_column"), t("figures.numerator_column"), t("figures.denominator_column"), t("figures.definition_column")})...)

	p.add(p.section(t("figures.states")))
	p.numbers(states(m))
	p.add(p.text(t("figures.check")), nil, nil, nil, p.text(balance(b.p, m)+" – "+t("figures.check_definition")))
	p.add()
	p.add(p.section(t("figures.work")))
	p.numbers(work(m))
	p.add()
	p.add(p.section(t("figures.rates")), nil, nil, nil, p.text(t("figures.rates_note")))
	for i, rate := range m.Rates.List() {
		key := outcomes.RateKeys[i]
		p.add(p.text(name(b.p, key)), p.percent(rate.Value), p.counted(rate.Numerator), p.counted(rate.Denominator), p.text(definition(b.p, key)))
	}
	p.add()
	p.add(p.section(t("figures.contacts")))
	p.numbers(contacts(m))
	p.add(p.text(t("figures.name.per_coach_week")), p.decimal(m.EmployerContacts.PerCoachWeek), nil, nil, p.text(t("figures.definition.per_coach_week")))
	p.add(p.text(t("figures.target")), p.whole(m.EmployerContacts.Target), nil, nil, p.text(t("figures.target_definition")))
	p.close()
}

func (p *page) numbers(list []number) {
	for _, x := range list {
		p.add(p.text(name(p.p, x.key)), p.whole(x.n), nil, nil, p.text(definition(p.p, x.key)))
	}
}

func (b *workbook) coaches(m outcomes.Monitoring) {
	t := b.p.T
	p := b.page(t("figures.coaches"), 34, 16, 12, 12, 22, 16, 14, 16, 16)
	var rows [][]any
	for _, c := range m.Coaches {
		limit := ""
		if c.OverLimit {
			limit = t("figures.over_limit")
		}
		rows = append(rows, []any{p.text(c.Name), p.text(c.ID), p.decimal(&c.FTE), p.whole(c.Active), p.text(limit),
			p.whole(c.FaceToFace), p.decimal(&c.Weeks), p.decimal(c.PerWeek), p.whole(c.JobStarts)})
	}
	p.table("coaches", []string{t("figures.coach_column"), t("figures.id_column"), t("figures.fte"), name(b.p, outcomes.Active), t("figures.limit_column"),
		name(b.p, outcomes.ContactsFaceToFace), t("figures.name.weeks"), t("figures.name.per_coach_week"), name(b.p, outcomes.JobStarts)}, rows)
	p.close()
}

func (b *workbook) municipalities(m outcomes.Monitoring) {
	t := b.p.T
	p := b.page(t("figures.municipalities"), 34, 18, 16, 16, 16)
	var rows [][]any
	for _, x := range m.Municipalities {
		code := ""
		if x.Code != nil {
			code = *x.Code
		}
		rows = append(rows, []any{p.text(municipality(b.p, x)), p.text(code), p.whole(x.Referred), p.whole(x.Started), p.whole(x.EmployedEver)})
	}
	p.table("municipalities", []string{t("figures.municipality"), t("figures.code_column"), name(b.p, outcomes.Referred), name(b.p, outcomes.Started),
		name(b.p, outcomes.EmployedEver)}, rows)
	p.close()
}

func (b *workbook) careTeams(m outcomes.Monitoring) {
	t := b.p.T
	p := b.page(t("figures.care_teams"), 44, 16, 16, 16)
	var rows [][]any
	for _, c := range m.CareTeams {
		rows = append(rows, []any{p.text(c.Name), p.text(c.ID), p.whole(c.Referred), p.whole(c.Active)})
	}
	p.table("care_teams", []string{t("figures.care_team"), t("figures.id_column"), name(b.p, outcomes.Referred), name(b.p, outcomes.Active)}, rows)
	p.close()
}

func (b *workbook) reviews(m outcomes.Monitoring) {
	t := b.p.T
	p := b.page(t("figures.reviews"), 16, 12, 40, 22)
	var rows [][]any
	for _, r := range m.Reviews {
		var total any = p.text("")
		if r.Total != nil {
			total = p.whole(*r.Total)
		}
		rows = append(rows, []any{p.day(r.On), total, p.text(band(b.p, r)), p.day(r.NextDue)})
	}
	p.table("reviews", []string{t("figures.review_on"), t("figures.review_total"), t("figures.band_column"), t("figures.review_next")}, rows)
	p.close()
}

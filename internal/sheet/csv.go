package sheet

import (
	"encoding/csv"
	"io"
	"strconv"

	"sijoita/internal/i18n"
	"sijoita/outcomes"
)

const byteOrderMark = "\ufeff" // without it, spreadsheets take the text for another alphabet

// columns are the CSV's, in every language: it is for programs and for tables
// made of it. One line holds one value. Section, id and key are the report's
// own words and ids, so that a value is found whatever the language; of says
// whose value it is; name and definition say for people what it is.
var columns = []string{"section", "id", "of", "key", "value", "name", "definition"}

// line is one value of the report. A value that is null in the report is empty.
type line struct {
	section, id, of, key, value string
	name, definition            string
}

// MonitoringCSV writes the monitoring table as CSV (RFC 4180) in UTF-8 with a
// byte order mark: a line for each value, with decimals after a point and days
// as YYYY-MM-DD. Texts are in the printer's language.
func MonitoringCSV(w io.Writer, m outcomes.Monitoring, p *i18n.Printer) error {
	return writeCSV(w, monitoringLines(m, p))
}

// writeCSV writes lines under their headings.
func writeCSV(w io.Writer, lines []line) error {
	rows := [][]string{columns}
	for _, l := range lines {
		rows = append(rows, []string{l.section, l.id, l.of, l.key, l.value, l.name, l.definition})
	}
	return ListCSV(w, rows)
}

// ListCSV writes rows as CSV (RFC 4180) in UTF-8 with a byte order mark.
func ListCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, text := range row {
			cells[i] = plain(text)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func monitoringLines(m outcomes.Monitoring, p *i18n.Printer) []line {
	list := []line{
		{section: "report", key: "programme", value: m.Programme, name: p.T("figures.programme")},
		{section: "report", key: "on", value: m.On.String(), name: p.T("figures.on")},
		{section: "report", key: "from", value: m.From.String(), name: p.T("figures.from")},
	}
	for _, x := range states(m) {
		list = append(list, line{section: "states", key: x.key, value: strconv.Itoa(x.n), name: name(p, x.key), definition: definition(p, x.key)})
	}
	list = append(list, line{section: "states", key: "balanced", value: strconv.FormatBool(m.Balanced), name: p.T("figures.check"), definition: balance(p, m)})
	for _, x := range work(m) {
		list = append(list, line{section: "work", key: x.key, value: strconv.Itoa(x.n), name: name(p, x.key), definition: definition(p, x.key)})
	}
	list = append(list, rateLines(m, p)...)
	list = append(list, contactLines(m, p)...)
	list = append(list, reviewLines(m, p)...)
	list = append(list, coachLines(m, p)...)
	list = append(list, municipalityLines(m, p)...)
	return append(list, careTeamLines(m, p)...)
}

func rateLines(m outcomes.Monitoring, p *i18n.Printer) []line {
	var list []line
	rates := m.Rates.List()
	for i, key := range outcomes.RateKeys {
		of := line{section: "rates", id: key, of: name(p, key)}
		list = append(list,
			of.with("numerator", count(rates[i].Numerator), p.T("figures.numerator_column"), p.T("figures.numerator."+key)),
			of.with("denominator", count(rates[i].Denominator), p.T("figures.denominator_column"), p.T("figures.denominator."+key)),
			of.with("value", decimal(rates[i].Value), p.T("figures.rate"), definition(p, key)))
	}
	return list
}

func contactLines(m outcomes.Monitoring, p *i18n.Printer) []line {
	of, c := line{section: "employer_contacts"}, m.EmployerContacts
	return []line{
		of.with("total", strconv.Itoa(c.Total), name(p, outcomes.ContactsTotal), definition(p, outcomes.ContactsTotal)),
		of.with("face_to_face", strconv.Itoa(c.FaceToFace), name(p, outcomes.ContactsFaceToFace), definition(p, outcomes.ContactsFaceToFace)),
		of.with("per_coach_week", decimal(c.PerCoachWeek), p.T("figures.name.per_coach_week"), p.T("figures.definition.per_coach_week")),
		of.with("target", strconv.Itoa(c.Target), p.T("figures.target"), p.T("figures.target_definition")),
	}
}

// reviewLines name a review by its place in the list: the report gives it no id.
func reviewLines(m outcomes.Monitoring, p *i18n.Printer) []line {
	var list []line
	for i, r := range m.Reviews {
		of := line{section: "reviews", id: strconv.Itoa(i + 1), of: p.Day(r.On)}
		total, level := "", ""
		if r.Total != nil {
			total = strconv.Itoa(*r.Total)
		}
		if r.Band != nil {
			level = string(*r.Band)
		}
		list = append(list,
			of.with("on", r.On.String(), p.T("figures.review_on"), ""),
			of.with("total", total, p.T("figures.review_total"), ""),
			of.with("band", level, p.T("figures.band_column"), band(p, r)),
			of.with("next_due", r.NextDue.String(), p.T("figures.review_next"), ""))
	}
	return list
}

func coachLines(m outcomes.Monitoring, p *i18n.Printer) []line {
	var list []line
	for _, c := range m.Coaches {
		of := line{section: "coaches", id: c.ID, of: c.Name}
		list = append(list,
			of.with("fte", decimal(&c.FTE), p.T("figures.fte"), ""),
			of.with("active", strconv.Itoa(c.Active), name(p, outcomes.Active), definition(p, outcomes.Active)),
			of.with("over_limit", strconv.FormatBool(c.OverLimit), p.T("figures.over_limit"), ""),
			of.with("face_to_face", strconv.Itoa(c.FaceToFace), name(p, outcomes.ContactsFaceToFace), definition(p, outcomes.ContactsFaceToFace)),
			of.with("weeks", decimal(&c.Weeks), p.T("figures.name.weeks"), p.T("figures.definition.weeks")),
			of.with("per_week", decimal(c.PerWeek), p.T("figures.name.per_coach_week"), p.T("figures.definition.per_coach_week")),
			of.with("job_starts", strconv.Itoa(c.JobStarts), name(p, outcomes.JobStarts), definition(p, outcomes.JobStarts)))
	}
	return list
}

func municipalityLines(m outcomes.Monitoring, p *i18n.Printer) []line {
	var list []line
	for _, x := range m.Municipalities {
		of := line{section: "municipalities", of: municipality(p, x)}
		if x.Code != nil {
			of.id = *x.Code
		}
		list = append(list, of.person(p, outcomes.Referred, x.Referred), of.person(p, outcomes.Started, x.Started), of.person(p, outcomes.EmployedEver, x.EmployedEver))
	}
	return list
}

func careTeamLines(m outcomes.Monitoring, p *i18n.Printer) []line {
	var list []line
	for _, c := range m.CareTeams {
		of := line{section: "care_teams", id: c.ID, of: c.Name}
		list = append(list, of.person(p, outcomes.Referred, c.Referred), of.person(p, outcomes.Active, c.Active))
	}
	return list
}

func (l line) with(key, value, name, definition string) line {
	l.key, l.value, l.name, l.definition = key, value, name, definition
	return l
}

// person is a count of persons of whom the line tells.
func (l line) person(p *i18n.Printer, key string, n int) line {
	return l.with(key, strconv.Itoa(n), name(p, key), definition(p, key))
}

// decimal writes a number as programs read it; nothing for none.
func decimal(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

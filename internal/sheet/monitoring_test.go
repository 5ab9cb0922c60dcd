package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/i18n"
	"sijoita/outcomes"
)

func as[T any](v T) *T { return &v }

// report has something of everything, and names that would be formulas.
func report() outcomes.Monitoring {
	rate := outcomes.Rate{Numerator: 22, Denominator: 66, Value: as(0.3333)}
	return outcomes.Monitoring{
		Programme: "ips", On: casework.MustDay("2024-06-12"), From: casework.MustDay("2023-08-01"),
		Referred: 1095, Queue: 1029, Active: 58, Paused: 3, Ended: 4, Cancelled: 1, Started: 65, Balanced: true,
		EmployedEver: 22, EmployedNow: 19, JobStarts: 27, JobStartsSubsidised: 12, WorkTrials: 11, Studies: 4,
		Rates:            outcomes.Rates{EmployedEverOfStarted: rate, EmployedNowOfActive: outcomes.Rate{}, Quarterly: rate, EnteredWorkOfJoblessStarters: rate, WorkOrStudy12m: rate},
		EmployerContacts: outcomes.EmployerContacts{Total: 438, FaceToFace: 343, PerCoachWeek: as(2.9397), Target: 6},
		Reviews: []outcomes.Review{
			{On: casework.MustDay("2024-05-08"), Total: as(103), Band: as(fidelity.Good), NextDue: casework.MustDay("2025-05-08")},
			{On: casework.MustDay("2024-06-01"), NextDue: casework.MustDay("2024-12-01")}},
		Coaches: []outcomes.Coach{
			{ID: "c1", Name: `=HYPERLINK("http://example.org","Aino")`, FTE: 0.55, Active: 12, OverLimit: true, FaceToFace: 133, Weeks: 43.4286, PerWeek: as(3.0625), JobStarts: 7},
			{ID: "-2+3", Name: "Åsa, \"Eeva\" Öhman", FTE: 1}},
		Municipalities: []outcomes.Municipality{{Code: as("205"), Name: as("Kajaani"), Referred: 53, Started: 38, EmployedEver: 13}, {Referred: 1}},
		CareTeams:      []outcomes.CareTeam{{ID: "k1", Name: "@SUM(1)", Referred: 8, Active: 3}, {ID: "k2", Name: "\tPsykiatria", Referred: 1}},
	}
}

func empty() outcomes.Monitoring {
	return outcomes.Monitor(outcomes.Records{Programme: casework.Programme{Record: casework.Record{SenderID: "ips"}}}, casework.MustDay("2024-01-01"), casework.MustDay("2024-06-12"))
}

func csvOf(t *testing.T, m outcomes.Monitoring, lang i18n.Lang) string {
	t.Helper()
	var b strings.Builder
	if err := MonitoringCSV(&b, m, i18n.For(lang)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parsed(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCSVIsRFC4180(t *testing.T) {
	text := csvOf(t, report(), i18n.FI)
	if !strings.HasPrefix(text, "\ufeffsection,id,of,key,value,name,definition\r\n") {
		t.Errorf("it begins with %q", text[:60])
	}
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") || !strings.HasSuffix(text, "\r\n") {
		t.Error("not every line ends with CR LF")
	}
	if !strings.Contains(text, `"Åsa, ""Eeva"" Öhman"`) {
		t.Error("a name with a comma and quotes is not quoted as it should be")
	}
}

// TestCSVHoldsTheReport finds every value of the JSON in the CSV, and nothing
// else, in every language.
func TestCSVHoldsTheReport(t *testing.T) {
	for _, m := range []outcomes.Monitoring{report(), empty()} {
		want := valuesOf(t, m)
		for _, lang := range i18n.Langs {
			got := map[string]string{}
			for _, row := range parsed(t, csvOf(t, m, lang))[1:] {
				id := strings.TrimPrefix(row[1], "'")
				place := strings.Trim(strings.Join([]string{row[0], id, row[3]}, "."), ".")
				if row[0] == "municipalities" && id == "" {
					place = "municipalities.null." + row[3]
				} else if id == "" {
					place = row[0] + "." + row[3]
				}
				if _, twice := got[place]; twice {
					t.Errorf("%s: %s is there twice", lang, place)
				}
				got[place] = row[4]
				if row[5] == "" || strings.Contains(row[5]+row[6], "⟦") {
					t.Errorf("%s: %s has no words: %q %q", lang, place, row[5], row[6])
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: values (- report, + CSV)\n%s", lang, diff)
			}
		}
	}
}

// sections says where the CSV puts the report's keys that stand by themselves.
var sections = map[string][]string{
	"report": {"programme", "on", "from"},
	"states": {"referred", "queue", "active", "paused", "ended", "cancelled", "started", "balanced"},
	"work":   {"employed_ever", "employed_now", "job_starts", "job_starts_subsidised", "work_trials", "studies"},
}

// valuesOf gives every value of the report by its place in the JSON.
func valuesOf(t *testing.T, m outcomes.Monitoring) map[string]string {
	t.Helper()
	raw, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for section, keys := range sections {
		for _, key := range keys {
			values[section+"."+key] = told(fields[key])
			delete(fields, key)
		}
	}
	for section, part := range fields {
		switch part := part.(type) {
		case map[string]any:
			for key, value := range part {
				if rate, is := value.(map[string]any); is {
					for of, x := range rate {
						values[section+"."+key+"."+of] = told(x)
					}
				} else {
					values[section+"."+key] = told(value)
				}
			}
		case []any:
			for i, element := range part {
				keep(values, section, i, element.(map[string]any))
			}
		}
	}
	return values
}

func keep(values map[string]string, section string, i int, element map[string]any) {
	id := fmt.Sprint(i + 1)
	for _, name := range []string{"id", "code"} {
		if value, named := element[name]; named {
			id = told(value)
			if value == nil {
				id = "null"
			}
		}
	}
	for key, value := range element {
		if key != "id" && key != "code" && key != "name" {
			values[section+"."+id+"."+key] = told(value)
		}
	}
}

func told(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// signs begin a formula, or hide one.
var signs = []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"}

func TestNothingInCSVIsAFormula(t *testing.T) {
	for _, name := range signs {
		m := report()
		m.Programme, m.Coaches[0].Name, m.Coaches[0].ID, m.CareTeams[0].Name, m.CareTeams[0].ID = name, name, name, name, name
		text := csvOf(t, m, i18n.EN)
		found := 0
		for _, row := range parsed(t, text)[1:] {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
					t.Errorf("%q begins a cell of %q", cell[:1], row)
				}
				if strings.HasPrefix(cell, "'") {
					found++
				}
			}
		}
		if found == 0 {
			t.Errorf("%q is nowhere kept as text", name)
		}
	}
	if text := csvOf(t, report(), i18n.FI); strings.Contains(text, "'c1") || strings.Contains(text, "'Åsa") {
		t.Error("an ordinary name has a mark before it")
	}
}

func bookOf(t *testing.T, m outcomes.Monitoring, lang i18n.Lang) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := MonitoringXLSX(&b, m, i18n.For(lang)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func rowsOf(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestWorkbook(t *testing.T) {
	f := bookOf(t, report(), i18n.FI)
	want := []string{"Yhteenveto", "Valmentajat", "Kunnittain", "Hoitotiimeittäin", "Laatuarvioinnit"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("the sheets are %v, want %v", got, want)
	}
	summary := rowsOf(t, f, "Yhteenveto")
	for _, row := range [][]string{
		{"Seurantataulukko"}, {"Ohjelma", "ips"}, {"Tilanne päivänä", "12.6.2024"}, {"Jakso alkaen", "1.8.2023"},
		{"Luku", "Arvo", "Osoittaja", "Nimittäjä", "Miten se lasketaan"},
		{"Jonossa", "1,029", "", "", "Lähete on tullut. Valmennus ei ole alkanut eikä lähetettä ole peruttu."},
		{"Näistä tuettuja", "12", "", "", i18n.For(i18n.FI).T("figures.definition.job_starts_subsidised")},
		{"Työllistymisprosentti", "33.3%", "22", "66", i18n.For(i18n.FI).T("figures.definition.employed_ever_of_started")},
		{"Työssä nyt aktiivisista", "", "0", "0", i18n.For(i18n.FI).T("figures.definition.employed_now_of_active")},
		{"Kasvokkain viikossa", "2.9397", "", "", i18n.For(i18n.FI).T("figures.definition.per_coach_week")},
	} {
		if !slices.ContainsFunc(summary, func(r []string) bool { return slices.Equal(r, row) }) {
			t.Errorf("the summary lacks the row %q", row)
		}
	}
	check := slices.IndexFunc(summary, func(r []string) bool { return len(r) > 0 && r[0] == "Tarkistus" })
	if got := summary[check][4]; !strings.HasPrefix(got, "1\u00a0029 + 58 + 3 + 4 + 1 = 1\u00a0095 – ") {
		t.Errorf("the check says %q", got)
	}
	if got := rowsOf(t, f, "Valmentajat")[1]; !slices.Equal(got, []string{`=HYPERLINK("http://example.org","Aino")`, "c1", "0.55", "12", "yli rajan", "133", "43.4286", "3.0625", "7"}) {
		t.Errorf("the first coach is %q", got)
	}
	if got := rowsOf(t, f, "Kunnittain")[1:]; !slices.Equal(got[0], []string{"Kajaani", "205", "53", "38", "13"}) || !slices.Equal(got[1], []string{"Ei tiedossa", "", "1", "0", "0"}) {
		t.Errorf("the municipalities are %q", got)
	}
	if got := rowsOf(t, f, "Laatuarvioinnit")[1:]; !slices.Equal(got[0], []string{"8.5.2024", "103", "hyvä menetelmällinen tarkkuus", "8.5.2025"}) || !slices.Equal(got[1], []string{"1.6.2024", "", "", "1.12.2024"}) {
		t.Errorf("the reviews are %q", got)
	}
}

func TestWorkbookSaysWhatItIs(t *testing.T) {
	for lang, title := range map[i18n.Lang]string{i18n.FI: "Seurantataulukko ips 12.6.2024", i18n.SV: "Uppföljningstabell ips 12.6.2024", i18n.EN: "Monitoring table ips 12 Jun 2024"} {
		f := bookOf(t, report(), lang)
		props, err := f.GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		if props.Title != title || props.Language != string(lang) {
			t.Errorf("the file calls itself %q in %q", props.Title, props.Language)
		}
		for _, sheet := range f.GetSheetList() {
			for _, row := range rowsOf(t, f, sheet) {
				if strings.Contains(strings.Join(row, " "), "⟦") {
					t.Errorf("%s, %s: a text is missing: %q", lang, sheet, row)
				}
			}
			panes, err := f.GetPanes(sheet)
			if err != nil || !panes.Freeze || panes.YSplit == 0 {
				t.Errorf("%s: the headings of %s move out of sight (%v)", lang, sheet, err)
			}
			if width, err := f.GetColWidth(sheet, "A"); err != nil || width < 12 {
				t.Errorf("%s: the first column of %s is %v wide (%v)", lang, sheet, width, err)
			}
		}
	}
}

// TestNothingInAWorkbookIsAFormula looks at what each cell is, not at how it
// is shown.
func TestNothingInAWorkbookIsAFormula(t *testing.T) {
	for _, name := range signs {
		m := report()
		m.Programme, m.Coaches[0].Name, m.Coaches[0].ID, m.CareTeams[0].Name, m.CareTeams[0].ID = name, name, name, name, name
		f := bookOf(t, m, i18n.FI)
		found := 0
		for _, sheet := range f.GetSheetList() {
			for r, row := range rowsOf(t, f, sheet) {
				for c, value := range row {
					cell, err := excelize.CoordinatesToCellName(c+1, r+1)
					if err != nil {
						t.Fatal(err)
					}
					if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" {
						t.Errorf("%s!%s is the formula %q (%v)", sheet, cell, formula, err)
					}
					if strings.TrimSpace(value) == strings.TrimSpace(name) {
						found++
						checkText(t, f, sheet, cell)
					}
				}
			}
		}
		if found < 5 {
			t.Errorf("%q is there %d times", name, found)
		}
	}
}

func checkText(t *testing.T, f *excelize.File, sheet, cell string) {
	t.Helper()
	kind, err := f.GetCellType(sheet, cell)
	if err != nil || kind == excelize.CellTypeFormula || kind == excelize.CellTypeNumber {
		t.Errorf("%s!%s is of type %v (%v)", sheet, cell, kind, err)
	}
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.NumFmt != 49 {
		t.Errorf("%s!%s becomes a formula when somebody edits it (%v)", sheet, cell, err)
	}
}

// TestColumnsAreInOrder looks into the file: Excel calls one broken whose
// columns are told in another order.
func TestColumnsAreInOrder(t *testing.T) {
	var b bytes.Buffer
	if err := MonitoringXLSX(&b, report(), i18n.For(i18n.FI)); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := fs.ReadFile(z, "xl/worksheets/sheet2.xml")
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, found := range regexp.MustCompile(`<col min="(\d+)"`).FindAllSubmatch(sheet, -1) {
		order = append(order, string(found[1]))
	}
	if got := strings.Join(order, " "); got != "1 2 3 4 5 6 7 8 9" {
		t.Errorf("the columns are told in the order %s", got)
	}
}

func TestAnEmptyReportIsAWorkbookToo(t *testing.T) {
	f := bookOf(t, empty(), i18n.EN)
	if got := rowsOf(t, f, "Coaches"); len(got) != 2 || got[1][0] != "None" {
		t.Errorf("the sheet of coaches is %q", got)
	}
}

// closed is a place that takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, fmt.Errorf("no room") }

func TestAFileThatCannotBeWrittenIsToldOf(t *testing.T) {
	if err := MonitoringCSV(closed{}, report(), i18n.For(i18n.FI)); err == nil {
		t.Error("the CSV was not written and nobody was told")
	}
	if err := MonitoringXLSX(closed{}, report(), i18n.For(i18n.FI)); err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("the workbook was not written and the error is %v", err)
	}
}

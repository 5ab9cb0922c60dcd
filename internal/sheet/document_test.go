package sheet

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"sijoita/casework"
	"sijoita/internal/demo"
	"sijoita/internal/i18n"
	"sijoita/internal/interchange"
	"sijoita/problem"
)

var exact = cmp.Options{cmp.Comparer(func(a, b casework.Day) bool { return a == b })}

func document(t testing.TB, name string) *interchange.Document {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "interchange", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	d, faults, err := interchange.Read(file, nil)
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	return d
}

func written(t testing.TB, d *interchange.Document, lang i18n.Lang) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteDocument(&b, d, i18n.For(lang)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, file []byte) (*interchange.Document, []interchange.Fault) {
	t.Helper()
	d, faults, err := ReadDocument(bytes.NewReader(file), nil)
	if err != nil {
		t.Fatal(err)
	}
	return d, faults
}

func TestAWorkbookIsTheDocumentAgain(t *testing.T) {
	for name, want := range map[string]*interchange.Document{
		"small": document(t, "small.json"), "Kainuu": document(t, "kainuu-2023-2024.json"), "the demo": demo.Document(casework.MustDay("2026-11-23")),
	} {
		for _, lang := range i18n.Langs {
			got, faults := read(t, written(t, want, lang))
			if len(faults) > 0 {
				t.Fatalf("%s, %s: %v", name, lang, faults[:min(len(faults), 10)])
			}
			if diff := cmp.Diff(want, got, exact); diff != "" {
				t.Errorf("%s, %s (-document +workbook):\n%s", name, lang, diff)
			}
		}
	}
}

// TestAnyTextComesBack writes texts that cells, XML and people's habits could
// change.
func TestAnyTextComesBack(t *testing.T) {
	texts := []string{
		"=1+1", "+358", "-", "@x", "'", " edessä ja perässä ", "\trivi\nvaihtuu\r\n", "<b>&amp;\"", "\x01\x1f\ufffe", "_x0041_", "_x005F_x0041_",
		`""`, `"`, `""""`, "1.2.2024", "007", "TRUE", "1e3", strings.Repeat("ä", 32767), "👩🏽‍🦽",
	}
	d := &interchange.Document{Programmes: []interchange.Programme{{ID: "ips", Kind: "ips", StartsOn: casework.MustDay("1899-12-31")}}}
	for i, text := range texts {
		d.Teams = append(d.Teams, interchange.Team{ID: fmt.Sprint(string([]rune(text)[:min(len([]rune(text)), 20)]), i), Programme: "ips", Name: text})
	}
	d.Staff = []interchange.Staff{{ID: "a;b", Name: "A"}, {ID: ` "c"`, Name: "B"}, {ID: "d, e", Name: "C"}}
	d.Supervision = []interchange.Supervision{{Team: d.Teams[0].ID, On: casework.MustDay("9999-12-31"), Kind: "group", Staff: []string{"a;b", ` "c"`, "d, e"}}}
	got, faults := read(t, written(t, d, i18n.FI))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if diff := cmp.Diff(d, got, exact); diff != "" {
		t.Errorf("(-document +workbook):\n%s", diff)
	}
}

func TestTooMuchForAWorkbookIsRefused(t *testing.T) {
	d := &interchange.Document{Programmes: []interchange.Programme{{ID: "ips", Kind: "ips", Name: strings.Repeat("ä", 32768)}}}
	if err := WriteDocument(io.Discard, d, i18n.For(i18n.EN)); problem.As(err) == nil || problem.As(err).Args["place"] != "Programmes!C2" {
		t.Errorf("got %v", err)
	}
}

// TestSpreadsheetsOpenTheWorkbook looks at the file with another program's eyes.
func TestSpreadsheetsOpenTheWorkbook(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, document(t, "kainuu-2023-2024.json"), i18n.FI)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // in memory
	rows := rowsOf(t, f, "Asiakkaat")
	if len(rows) != 105 || !slices.Equal(rows[0][:6], []string{"Tunnus", "Etunimi *", "Sukunimi *", "Syntymäpäivä *", "Kuntanumero", "Kieli"}) {
		t.Errorf("%d rows under %q", len(rows), rows[0])
	}
	if kind, err := f.GetCellType("Asiakkaat", "E2"); err != nil || kind == excelize.CellTypeNumber {
		t.Errorf("a code is a number (%v)", err)
	}
	if shown, err := f.GetCellValue("Asiakkaat", "D2"); err != nil || shown != "3.7.1970" {
		t.Errorf("a day is shown as %q (%v)", shown, err)
	}
	for _, sheet := range f.GetSheetList()[1:] {
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("the headings of %s move out of sight (%v)", sheet, err)
		}
	}
	choices, err := f.GetDataValidations("Tapaamiset")
	if err != nil || !slices.ContainsFunc(choices, func(v *excelize.DataValidation) bool { return strings.HasPrefix(v.Formula1, "'Sanat'!$") }) {
		t.Errorf("no words to choose from (%v)", err)
	}
	guide := rowsOf(t, f, "Ohje")
	if !slices.ContainsFunc(guide, func(row []string) bool {
		return len(row) == 6 && row[0] == "Asiakkuudet" && row[1] == "Asiakas" && row[2] == "kyllä" && row[5] == "p1"
	}) {
		t.Error("the guide does not explain the columns")
	}
	for _, row := range guide {
		if strings.Contains(strings.Join(row, ""), "⟦") {
			t.Errorf("a text is missing: %q", row)
		}
	}
}

// TestEveryNameMeansOneThing holds the names of sheets, columns and words
// against each other, in all languages at once.
func TestEveryNameMeansOneThing(t *testing.T) {
	sheets := map[string]string{}
	only := func(of map[string]string, name, what string) {
		t.Helper()
		if before, taken := of[name]; taken && before != what {
			t.Errorf("%q means %s and %s", name, before, what)
		}
		of[name] = what
	}
	for _, lang := range i18n.Langs {
		l := labels{i18n.For(lang)}
		only(sheets, folded(l.guide()), "the guide")
		only(sheets, folded(l.words()), "the words")
		for _, table := range interchange.Tables() {
			name := l.table(table)
			only(sheets, folded(name), table.Path)
			if len([]rune(name)) > 31 || strings.ContainsAny(name, `[]:*?/\'`) {
				t.Errorf("%s: no sheet can be called %q", lang, name)
			}
		}
	}
	for _, table := range interchange.Tables() {
		columns := map[string]string{}
		for _, lang := range i18n.Langs {
			l := labels{i18n.For(lang)}
			if table.Parent != nil {
				only(columns, folded(l.parent(table)), "the parent")
			}
			for _, c := range table.Columns {
				only(columns, folded(l.column(table, c)), c.Key)
				words := map[string]string{}
				for _, other := range i18n.Langs {
					for _, word := range c.Words {
						only(words, folded(labels{i18n.For(other)}.word(table, c, word)), word)
					}
				}
			}
		}
	}
}

// TestEverythingInTheContractHasALabel fails when a list, a field or a word came
// into the contract without its texts: in catalogue/*/sheet.json, or for words
// that the pages have too, by a line in pageWords.
func TestEverythingInTheContractHasALabel(t *testing.T) {
	for _, lang := range i18n.Langs {
		l := labels{i18n.For(lang)}
		for _, table := range interchange.Tables() {
			if l.first("", "sheet.table."+table.Path) == "" || l.about(table) == "" {
				t.Errorf("%s: sheet.table.%[2]s or sheet.about.%[2]s has no text", lang, table.Path)
			}
			if table.Parent != nil && l.first("", "sheet.parent."+table.Parent.Path) == "" {
				t.Errorf("%s: sheet.parent.%s has no text", lang, table.Parent.Path)
			}
			for _, c := range table.Columns {
				if l.column(table, c) == c.Key {
					t.Errorf("%s: neither sheet.column.%s.%s nor sheet.column.%[3]s has a text", lang, table.Path, c.Key)
				}
				for _, word := range c.Words {
					if l.word(table, c, word) == word {
						t.Errorf("%s: the word %s of %s.%s has no text", lang, word, table.Path, c.Key)
					}
				}
			}
		}
	}
}

// TestEveryTextColumnIsWeighed holds the list of texts that are no one's case
// against the contract: a new text is the one or the other.
func TestEveryTextColumnIsWeighed(t *testing.T) {
	plain := []string{
		"county.name.fi", "county.name.sv", "county.name.en", "programmes.name", "programmes.scale", "programmes.eligibility.why", "teams.name", "staff.name", "staff.title",
		"care_teams.name", "clients.given_name", "clients.family_name", "clients.phone", "clients.email", "employers.name", "employers.business_id", "employers.industry", "reviews.scale",
		"reviews.summary", "reviews.strengths", "reviews.recommendations", "reviews.note", "reviews.reviewers.organisation", "reviews.items.reason",
		"reviews.items.recommendation", "reviews.items.comment", "reviews.items.further", "reviews.items.change_reason", "reviews.ratings.reason",
		"plan_actions.goal", "plan_actions.action", "plan_actions.responsible", "plan_actions.measure", "plan_actions.outcome",

		"employers.address", "employers.website", "employers.needs", "employers.hiring", "employers.persons.name", "employers.persons.role",
		"employers.persons.phone", "employers.persons.email", "employers.do_not_contact.reason", "placements.school", "placements.subject", "placements.agreement", "employer_contacts.person", "wishes.industry",
		"estimates.edition", "estimates.lines.line",
		"service_notes.with", "trainings.name", "programme_funding.funder",
		"service_notes.place", "service_notes.theme", "service_notes.attendees.organisation", "service_notes.attendees.role",
		"group_actions.what", "group_actions.who", "group_actions.outcome",
		"subsidy_terms.ask", "subsidy_terms.text", "subsidy_terms.source",
		"leads.title", "leads.tasks", "leads.times", "leads.pay", "leads.place", "leads.link",
		"need_surveys.name", "need_surveys.units.name", "need_surveys.units.by",
	}
	for _, table := range interchange.Tables() {
		for _, c := range table.Columns {
			if c.Kind == interchange.KindText && !c.CaseText && !slices.Contains(plain, table.Path+"."+c.Key) {
				t.Errorf("%s.%s: is it somebody's own words about a client (caseText), or plain?", table.Path, c.Key)
			}
		}
	}
}

// filled makes a workbook as somebody would fill it in: each sheet with its
// rows, the first of them the headings.
func filled(t testing.TB, sheets map[string][][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // in memory
	names := make([]string, 0, len(sheets))
	for name := range sheets {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", name))
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range sheets[name] {
			for c, value := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				must(t, err)
				if formula, ok := value.(formula); ok {
					must(t, f.SetCellFormula(name, cell, string(formula)))
				} else if value != nil {
					must(t, f.SetCellValue(name, cell, value))
				}
			}
		}
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

type formula string

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func day(s string) time.Time { return casework.MustDay(s).Time() }

// TestAServiceMovesIn fills in what a person knows and nothing else.
func TestAServiceMovesIn(t *testing.T) {
	file := filled(t, map[string][][]any{
		"Ohjelmat":              {{"Laji", "Nimi", "Alkamispäivä"}, {"ips", "IPS Suvanto", day("2024-01-01")}},
		"Tiimit":                {{"Nimi"}, {"Suvannon tiimi"}},
		"Työntekijät":           {{"Nimi"}, {"Riikka Tolonen"}, {"Sanna Aho"}},
		"Työntekijöiden roolit": {{"Työntekijä", "Rooli", "Tiimi", "Alkaa"}, {"riikka tolonen", "työhönvalmentaja", "Suvannon tiimi", "1.1.2024"}},
		"Hoitotiimit":           {{"Nimi", "Laji", "Kuntanumero"}, {"Aikuispsykiatria", "Psykiatria", 49}},
		"Asiakkaat":             {{"Sukunimi", "Etunimi", "Syntymäpäivä", "Kieli", "Tunnus"}, {"Niemi", "Aino", "9.5.1985", "fi"}, {}, {"Laine", "Joona", "1990-12-24"}},
		"Asiakkuudet":           {{"Asiakas", "Miten tuli palveluun", "Lähetteen päivä", "Hoitotiimi", "Valmentaja", "Valmennus alkoi"}, {"Aino Niemi", "Oma yhteydenotto", day("2024-02-01"), "Aikuispsykiatria", "Riikka Tolonen", day("2024-02-10")}},
		"Tapaamiset":            {{"Asiakkuus", "Päivä", "Minuuttia", "Työntekijät", "Paikka", "Tapa", "Laji"}, {"Niemi, Aino", day("2024-02-12"), "45", "Riikka Tolonen; Sanna Aho", "Toimistolla", "Kasvokkain", "Ensitapaaminen"}},
		"Työnantajat":           {{"Nimi", "Sektori"}, {"Kahvila Purola", "Yritys"}},
		"Sijoittumiset":         {{"Asiakkuus", "Laji", "Työnantaja", "Alkamispäivä", "Tuntia viikossa", "Kuukausipalkka", "Avoimet työmarkkinat", "Ammattikoodi"}, {"Aino Niemi", "Työsuhde", "kahvila  purola", day("2024-05-02"), "37,5", "1 950,50 €", true, "9112"}},
		"Palkkatuet":            {{"Sijoittuminen", "Laji", "Prosenttia palkasta"}},
		"Työaika":               {{"Työntekijä", "Viikko", "Tunteja yhteensä", "Tunteja työllistymistyössä", "Tunteja toimiston ulkopuolella"}, {"Sanna Aho", "2024-W10", 37.5, 30, 20}},
		"Taul1":                 {},
	})
	d, faults := read(t, file)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	e, m, p := d.Episodes[0], d.Meetings[0], d.Placements[0]
	switch {
	case e.Client != d.Clients[0].ID, e.Programme != d.Programmes[0].ID, e.Team != d.Teams[0].ID, e.Coaches[0].ID != d.Staff[0].ID,
		m.Episode != e.ID, !slices.Equal(m.Staff, []string{d.Staff[0].ID, d.Staff[1].ID}), *m.Minutes != 45,
		p.Employer != d.Employers[0].ID, *p.MonthlyPay != 195050, *p.HoursPerWeek != 37.5, !*p.OpenMarket,
		d.CareTeams[0].Municipality != "049", d.Clients[1].BirthDate != casework.MustDay("1990-12-24"), d.Staff[0].Roles[0].Team != d.Teams[0].ID:
		t.Errorf("something was not understood: %+v", d)
	}
	again, _ := read(t, file)
	if diff := cmp.Diff(d, again, exact); diff != "" {
		t.Errorf("the second time the ids are others:\n%s", diff)
	}
}

var update = flag.Bool("update", false, "rewrite the examples of the guides")

// TestTheGuidesExamplesAreAService reads the examples that the guides show, and
// writes them with -update.
func TestTheGuidesExamplesAreAService(t *testing.T) {
	want := exampleService()
	for lang, name := range map[i18n.Lang]string{i18n.FI: "fi/esimerkki.xlsx", i18n.EN: "en/example.xlsx"} {
		path := filepath.Join("..", "..", "docs", "guides", filepath.FromSlash(name))
		if *update {
			must(t, os.WriteFile(path, written(t, want, lang), 0o644))
		}
		file, err := os.ReadFile(path)
		must(t, err)
		got, faults := read(t, file)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		if diff := cmp.Diff(want, got, exact); diff != "" {
			t.Errorf("%s (-service +example):\n%s", name, diff)
		}
	}
}

// exampleService is a small service, invented from end to end.
func exampleService() *interchange.Document {
	on := casework.MustDay
	full, hours, pay, open := 1.0, 20.0, casework.Cents(125000), true
	return &interchange.Document{
		Programmes: []interchange.Programme{{ID: "ips", Kind: "ips", Name: "IPS Esimerkkilä", StartsOn: on("2024-01-01"), Scale: "ips-25"}},
		Teams:      []interchange.Team{{ID: "t1", Programme: "ips", Name: "Esimerkkilän tiimi"}},
		Staff: []interchange.Staff{
			{ID: "c1", Name: "Valma Valmentaja", Roles: []interchange.Role{{Role: "coach", Team: "t1", FTE: &full, From: on("2024-01-01")}}},
			{ID: "n1", Name: "Hoito Hoitaja", Roles: []interchange.Role{{Role: "care_worker", CareTeam: "k1", From: on("2024-01-01")}}},
		},
		CareTeams:           []interchange.CareTeam{{ID: "k1", Name: "Esimerkkilän poliklinikka", Kind: "psychiatry", Municipality: "205"}},
		CareTeamAssignments: []interchange.CareTeamAssignment{{CareTeam: "k1", Coach: "c1", From: on("2024-01-08")}},
		Clients: []interchange.Client{
			{ID: "p1", GivenName: "Eka", FamilyName: "Esimerkki", BirthDate: on("1984-05-02"), Municipality: "205", Language: "fi"},
			{ID: "p2", GivenName: "Toka", FamilyName: "Esimerkki", BirthDate: on("1991-11-30"), Municipality: "205", Language: "sv"},
		},
		Episodes: []interchange.Episode{
			{ID: "e1", Client: "p1", Programme: "ips", Team: "t1", Pathway: "carer", ReferredOn: on("2024-02-01"), ReferringUnit: "k1",
				CareTeams: []interchange.Dated{{ID: "k1"}}, Coaches: []interchange.Dated{{ID: "c1"}}, StartedOn: on("2024-02-12")},
			{ID: "e2", Client: "p2", Programme: "ips", Team: "t1", Pathway: "self", ReferredOn: on("2024-04-15"), CareTeams: []interchange.Dated{{ID: "k1"}}},
		},
		Meetings:         []interchange.Meeting{{ID: "m1", Episode: "e1", On: on("2024-02-12"), Staff: []string{"c1"}, Place: "office", Channel: "face_to_face", Kind: "first_meeting"}},
		Employers:        []interchange.Employer{{ID: "o1", Name: "Esimerkin leipomo", Industry: "10710", Municipality: "205", Sector: "company"}},
		EmployerContacts: []interchange.EmployerContact{{ID: "y1", Employer: "o1", On: on("2024-03-04"), Staff: []string{"c1"}, Channel: "face_to_face", Kind: "cold_visit"}},
		Placements: []interchange.Placement{{ID: "j1", Episode: "e1", Kind: "employment", Employer: "o1", Occupation: "7512", StartsOn: on("2024-05-06"),
			HoursPerWeek: &hours, MonthlyPay: &pay, OpenMarket: &open, Permanent: &open}},
		Consents: []interchange.Consent{{ID: "s1", Client: "p1", Kind: "employers", Given: true, Leave: "direct", From: on("2024-02-12")}},
	}
}

func TestFaultsAreToldAtTheirCells(t *testing.T) {
	clients := func(rows ...[]any) map[string][][]any {
		return map[string][][]any{"Asiakkaat": append([][]any{{"Tunnus", "Etunimi", "Sukunimi", "Syntymäpäivä", "Kuntanumero"}}, rows...)}
	}
	with := func(sheets map[string][][]any, name string, rows ...[]any) map[string][][]any {
		sheets[name] = rows
		return sheets
	}
	aino := []any{"p1", "Aino", "Niemi", "9.5.1985", "205"}
	for _, tt := range []struct {
		rule   string
		sheets map[string][][]any
		want   []string
	}{
		{"a formula is refused, whatever it gives", clients([]any{"p1", formula(`"Aino"`), "Niemi", day("1985-05-09")}), []string{"Asiakkaat!B2 sheet.formula"}},
		{"a day that is not in the calendar", clients([]any{"p1", "Aino", "Niemi", "30.2.1985"}), []string{"Asiakkaat!D2 sheet.not_day"}},
		{"a number is no day", clients([]any{"p1", "Aino", "Niemi", 31000}), []string{"Asiakkaat!D2 sheet.not_day"}},
		{"a day is no text", clients([]any{"p1", day("1985-05-09"), "Niemi", "9.5.1985"}), []string{"Asiakkaat!B2 sheet.not_text"}},
		{"every fault is told, in the order of the file", clients([]any{"p1", nil, "Niemi", "x"}, aino, []any{"p1", "Joona", "Laine", "1.1.1990", "9"}),
			[]string{"Asiakkaat!B2 interchange.missing", "Asiakkaat!D2 sheet.not_day", "Asiakkaat!A3 interchange.id_twice", "Asiakkaat!A4 interchange.id_twice", "Asiakkaat!E4 interchange.municipality"}},
		{"a required column that is not there is told once", map[string][][]any{"Asiakkaat": {{"Etunimi", "Sukunimi"}, {"Aino", "Niemi"}, {"Joona", "Laine"}}},
			[]string{"Asiakkaat!A1 sheet.missing_column"}},
		{"a column that nobody knows", map[string][][]any{"Asiakkaat": {{"Etunimi", "Sukunimi", "Syntymäpäivä", "Hetu"}, {"Aino", "Niemi", "9.5.1985", "x"}}},
			[]string{"Asiakkaat!D1 sheet.unknown_column"}},
		{"a column twice", map[string][][]any{"Asiakkaat": {{"Etunimi", "Sukunimi", "Syntymäpäivä", "Given name"}, {"Aino", "Niemi", "9.5.1985", "x"}}},
			[]string{"Asiakkaat!D1 sheet.column_twice"}},
		{"values without a heading", map[string][][]any{"Asiakkaat": {{"Etunimi", "Sukunimi", "Syntymäpäivä"}, {"Aino", "Niemi", "9.5.1985", "x"}, {"Joona", "Laine", "1.1.1990", "x"}}},
			[]string{"Asiakkaat!D2 sheet.no_heading"}},
		{"a sheet that nobody knows", with(clients(aino), "Oma", []any{"x"}), []string{"Oma sheet.unknown_sheet"}},
		{"a word that is not in the list", with(clients(aino), "Asiakkaiden tulot", []any{"Asiakas", "Laji", "Alkaa"}, []any{"Aino Niemi", "Lottovoitto", "1.1.2024"}),
			[]string{"Asiakkaiden tulot!B2 sheet.not_word"}},
		{"rows of a record that is not there", with(clients(aino), "Asiakkaiden tulot", []any{"Asiakas", "Laji", "Alkaa"}, []any{"p2", "Palkka", "1.1.2024"}, []any{nil, "Palkka", "1.1.2024"}),
			[]string{"Asiakkaiden tulot!A2 interchange.no_parent", "Asiakkaiden tulot!A3 interchange.missing"}},
		{"days in the wrong order, in rows of a record", with(clients(aino), "Asiakkaiden tulot", []any{"Asiakas", "Laji", "Alkaa", "Päättyy"}, []any{"p1", "Palkka", "1.1.2024", "1.2.2024"}, []any{"p1", "Palkka", "1.1.2024", "31.12.2023"}),
			[]string{"Asiakkaiden tulot!D3 interchange.end_before_start"}},
		{"two of one name", with(clients(aino, []any{"p2", "Aino", "Niemi", "1.1.1990"}), "Asiakkaiden tulot", []any{"Asiakas", "Laji", "Alkaa"}, []any{"Aino Niemi", "Palkka", "1.1.2024"}),
			[]string{"Asiakkaiden tulot!A2 interchange.ambiguous"}},
		{"a reference to nothing", with(clients(aino), "Luvat", []any{"Asiakas", "Laji", "Annettu", "Alkaa"}, []any{"Joona Laine", "Kela", "ehkä", "1.1.2024"}),
			[]string{"Luvat!A2 interchange.nothing", "Luvat!C2 sheet.not_word"}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			_, faults := read(t, filled(t, tt.sheets))
			var got []string
			for _, f := range faults {
				got = append(got, f.Path+" "+f.Key)
				for _, lang := range i18n.Langs {
					if said := i18n.For(lang).Problem(f.Key, f.Args); len(i18n.Missing(said)) > 0 {
						t.Errorf("%s: %s", lang, said)
					}
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// changed is a workbook in which parts are others; an empty one is left out.
func changed(t testing.TB, file []byte, parts map[string]string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, part := range from.File {
		if _, other := parts[part.Name]; !other {
			must(t, to.Copy(part))
		}
	}
	for name, text := range parts {
		if text == "" {
			continue
		}
		w, err := to.Create(name)
		must(t, err)
		_, err = io.WriteString(w, text)
		must(t, err)
	}
	must(t, to.Close())
	return b.Bytes()
}

func TestHostileFilesAreNotRead(t *testing.T) {
	file := written(t, &interchange.Document{}, i18n.FI)
	sheet := func(inner string) map[string]string {
		return map[string]string{"xl/worksheets/sheet4.xml": `<worksheet><sheetData>` + inner + `</sheetData></worksheet>`}
	}
	for _, tt := range []struct {
		rule string
		file []byte
		want string
	}{
		{"a file that ends early", file[:len(file)/2], "sheet.not_workbook"},
		{"a zip that is no workbook", changed(t, file, map[string]string{"[Content_Types].xml": ""}), "sheet.not_workbook"},
		{"an old or a locked file", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "sheet.old_or_locked"},
		{"macros", changed(t, file, map[string]string{"xl/vbaProject.bin": "x"}), "sheet.programs"},
		{"a file that calls itself one with macros", changed(t, file, map[string]string{"[Content_Types].xml": `<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>`}), "sheet.programs"},
		{"links to other files", changed(t, file, map[string]string{"xl/externalLinks/externalLink1.xml": "<x/>"}), "sheet.programs"},
		{"a part from elsewhere", changed(t, file, map[string]string{"xl/worksheets/_rels/sheet4.xml.rels": `<Relationships><Relationship Id="a" Type="x/image" Target="http://evil.example/" TargetMode="External"/></Relationships>`}), "sheet.programs"},
		{"entities", changed(t, file, map[string]string{"xl/workbook.xml": `<!DOCTYPE a [<!ENTITY b "c">]><workbook/>`}), "sheet.not_workbook"},
		{"a bomb", changed(t, file, map[string]string{"xl/media/image1.bin": strings.Repeat("\x00", 64<<20)}), "sheet.too_big.unpacked"},
		{"too many cells", changed(t, file, sheet("<row>"+strings.Repeat("<c/>", maxCells+1)+"</row>")), "sheet.too_big.cells"},
		{"a row beyond the last", changed(t, file, sheet(`<row r="1048577"/>`)), "sheet.too_big.rows"},
		{"nesting without end", changed(t, file, sheet(strings.Repeat("<a>", 1000)+strings.Repeat("</a>", 1000))), "sheet.not_workbook"},
		{"a text that nobody shares", changed(t, file, sheet(`<row><c t="s"><v>7</v></c></row>`)), "sheet.not_workbook"},
		{"columns that go back", changed(t, file, sheet(`<row><c r="B1"/><c r="A1"/></row>`)), "sheet.not_workbook"},
		{"a sheet without its part", changed(t, file, map[string]string{"xl/worksheets/sheet4.xml": "", "xl/_rels/workbook.xml.rels": `<Relationships/>`}), "sheet.not_workbook"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			_, faults, err := ReadDocument(bytes.NewReader(tt.file), nil)
			p := problem.As(err)
			if p == nil || p.Key != tt.want {
				t.Fatalf("got %v, %v", faults, err)
			}
			if said := i18n.For(i18n.FI).Problem(p.Key, p.Args); len(i18n.Missing(said)) > 0 {
				t.Error(said)
			}
		})
	}
}

func TestAWorkbookWithoutOurSheetsIsNone(t *testing.T) {
	_, _, err := ReadDocument(bytes.NewReader(filled(t, map[string][][]any{"Taul1": {}})), nil)
	if p := problem.As(err); p == nil || p.Key != "sheet.none_of_ours" {
		t.Errorf("got %v", err)
	}
}

func TestJSONIsReadAsJSON(t *testing.T) {
	_, faults, err := ReadDocument(strings.NewReader(`{"format": "x"}`), nil)
	if err != nil || len(faults) == 0 || faults[0].Path != "format" {
		t.Errorf("got %v, %v", faults, err)
	}
}

// TestBrokenWorkbooksAreToldOf breaks the XML of each part in many places: cut
// off, cut out, and with other signs in it.
func TestBrokenWorkbooksAreToldOf(t *testing.T) {
	file := written(t, exampleService(), i18n.FI)
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	rapid.Check(t, func(r *rapid.T) {
		part := rapid.SampledFrom(archive.File).Draw(r, "part")
		whole, err := fs.ReadFile(archive, part.Name)
		must(t, err)
		from := rapid.IntRange(0, len(whole)-1).Draw(r, "from")
		to := min(len(whole), from+rapid.IntRange(0, 40).Draw(r, "how many"))
		other := rapid.SampledFrom([]string{"", "<", ">", "&", "\"", "9", "-1", "<c/>", "<row r=\"0\"/>", "</row>", "<f>1</f>", "\x00", "\xff", "<v>1e999</v>"}).Draw(r, "other")
		broken := string(whole[:from]) + other + string(whole[to:])
		d, faults, err := ReadDocument(bytes.NewReader(changed(t, file, map[string]string{part.Name: broken})), nil)
		if err != nil && problem.As(err) == nil || (d == nil) == (len(faults) == 0 && err == nil) {
			t.Errorf("%s: got %v, %v, %v", part.Name, d, faults, err)
		}
	})
}

// FuzzReadDocument breaks workbooks: none may bring the reader down.
func FuzzReadDocument(f *testing.F) {
	file := written(f, document(f, "small.json"), i18n.FI)
	f.Add(file)
	f.Add(file[:len(file)-30])
	f.Add(changed(f, file, map[string]string{"xl/worksheets/sheet4.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Laji</t></is></c></row><row><c><f>1</f></c></row></sheetData></worksheet>`}))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, file []byte) {
		d, faults, err := ReadDocument(bytes.NewReader(file), nil)
		if (d == nil) == (len(faults) == 0 && err == nil) {
			t.Errorf("got %v, %v, %v", d, faults, err)
		}
	})
}

// FuzzSheetXML breaks the XML of a sheet within a file that is whole.
func FuzzSheetXML(f *testing.F) {
	file := written(f, document(f, "small.json"), i18n.FI)
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Laji</t></is></c></row><row><c s="2"><v>45000</v></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, text string) {
		_, _, _ = ReadDocument(bytes.NewReader(changed(t, file, map[string]string{"xl/worksheets/sheet4.xml": text})), nil)
	})
}

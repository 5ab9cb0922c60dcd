package ui

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

func TestFieldTiesItsMessagesToTheControl(t *testing.T) {
	field := FieldProps{Name: "born", Label: "Syntymäpäivä", Hint: "Jos tiedossa", Error: "Päivä on tulevaisuudessa", Value: `"><b>`}
	controls := map[string]templ.Component{
		"input":    Input(InputProps{FieldProps: field, Type: "date"}),
		"textarea": TextArea(TextAreaProps{FieldProps: field}),
		"select":   Select(SelectProps{FieldProps: field, Options: []Option{{Value: field.Value, Text: "x"}}}),
		"fieldset": Picks(PicksProps{FieldProps: field, Options: []Option{{Value: "a", Text: "A"}}}),
	}
	for tag, c := range controls {
		t.Run(tag, func(t *testing.T) {
			doc := render(t, c)
			one(t, doc, tag, "aria-describedby", "born-hint born-error", "aria-invalid", "true")
			if got := words(one(t, doc, "", "id", "born-hint")); got != field.Hint {
				t.Errorf("hint %q", got)
			}
			if got := words(one(t, doc, "", "id", "born-error")); got != field.Error {
				t.Errorf("error %q", got)
			}
			if len(all(doc, "b")) > 0 {
				t.Error("what was typed became markup")
			}
			one(t, doc, "", "id", "born") // where an error summary leads
		})
	}
}

func TestFieldWithoutFaultIsQuiet(t *testing.T) {
	doc := render(t, Input(InputProps{FieldProps: FieldProps{Name: "q", Label: "Nimi"}}))
	input := one(t, doc, "input", "id", "q", "type", "text", "autocomplete", "off")
	for _, name := range []string{"aria-invalid", "aria-describedby", "required", "value-missing"} {
		if _, ok := attr(input, name); ok {
			t.Errorf("%s is set", name)
		}
	}
	one(t, doc, "label", "for", "q")
}

func TestInputTakesItsLimits(t *testing.T) {
	doc := render(t, Input(InputProps{FieldProps: FieldProps{Name: "hours", Label: "Tunteja", Required: true}, Type: "number", Min: "0", Max: "80", Step: "0.5", InputMode: "decimal", Size: 4, Unit: "h", List: []string{"12"}, More: templ.Attributes{"hx-get": "/x"}}))
	one(t, doc, "input", "min", "0", "max", "80", "step", "0.5", "inputmode", "decimal", "size", "4", "list", "hours-list", "hx-get", "/x", "required", "")
	one(t, doc, "datalist", "id", "hours-list")
	if got := words(one(t, doc, "", "class", "ds-field-affix")); got != "h" {
		t.Errorf("unit %q", got)
	}
}

func TestPicks(t *testing.T) {
	options := []Option{{Value: "a", Text: "A"}, {Value: "b", Text: "B", Note: "selitys"}}
	t.Run("one choice is radio buttons with the value chosen", func(t *testing.T) {
		doc := render(t, Picks(PicksProps{FieldProps: FieldProps{Name: "next", Label: "Mitä seuraa?", Value: "b"}, Options: options, Columns: 3}))
		one(t, doc, "input", "type", "radio", "value", "b", "checked", "", "id", "next-2")
		one(t, doc, "div", "class", "picks-3")
		if got := words(one(t, doc, "legend")); got != "Mitä seuraa?" {
			t.Errorf("legend %q", got)
		}
	})
	t.Run("many choices are check boxes with the values chosen", func(t *testing.T) {
		doc := render(t, Picks(PicksProps{FieldProps: FieldProps{Name: "w", Required: true}, Options: options, Multiple: true, Values: []string{"a", "b"}}))
		if n := len(all(doc, "input", "type", "checkbox", "checked", "")); n != 2 {
			t.Errorf("%d chosen", n)
		}
		if n := len(all(doc, "input", "required", "")); n != 0 {
			t.Error("every box must be ticked")
		}
	})
}

func TestErrorSummaryLeadsToTheFields(t *testing.T) {
	doc := render(t, ErrorSummary("Korjaa nämä", []FieldMistake{{ID: "last", Text: "Kirjoita sukunimi"}, {Text: "Yritä uudelleen"}}))
	one(t, doc, "a", "href", "#last")
	one(t, doc, "div", "tabindex", "-1", "data-focus", "")
	if len(all(render(t, ErrorSummary("Korjaa nämä", nil)), "h2")) > 0 {
		t.Error("a form without mistakes has a summary")
	}
}

func TestMistakesOfTheSameWordsNameTheirFields(t *testing.T) {
	page := templ.Join(
		ErrorSummary("Korjaa nämä", []FieldMistake{{ID: "from", Text: "Anna päivä."}, {ID: "to", Text: "Anna päivä."}, {ID: "gone", Text: "Anna päivä."}, {ID: "name", Text: "Anna nimi."}}),
		Input(InputProps{FieldProps: FieldProps{Name: "from", Label: "Alku & loppu", Error: "Anna päivä."}}),
		Picks(PicksProps{FieldProps: FieldProps{Name: "to", Label: "Viimeinen päivä", Error: "Anna päivä."}}),
		Input(InputProps{FieldProps: FieldProps{Name: "name", Label: "Nimi", Error: "Anna nimi."}}),
	)
	ctx, labels := WithLabels(context.Background())
	var b bytes.Buffer
	if err := page.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(labels.Fill(b.Bytes())))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"from": "Alku & loppu: Anna päivä.", "to": "Viimeinen päivä: Anna päivä.", "gone": "Anna päivä.", "name": "Anna nimi."} {
		if got := words(one(t, doc, "a", "href", "#"+id)); got != want {
			t.Errorf("the line of %s says %q, want %q", id, got, want)
		}
	}
}

func TestRowSaysWhatItsButtonIsAbout(t *testing.T) {
	doc := render(t, Row(RowProps{Mark: MarkLate, MarkText: "Myöhässä", Name: "Oona Leinonen", Action: Link{Href: "/x", Text: "Avaa"}}))
	if got := words(one(t, doc, "a", "href", "/x")); got != "Avaa : Oona Leinonen" && got != "Avaa: Oona Leinonen" {
		t.Errorf("button %q", got)
	}
	if got := words(one(t, doc, "span", "class", "mark")); got != "Myöhässä" {
		t.Errorf("mark %q", got)
	}
	one(t, doc, "svg", "class", "shape-late", "aria-hidden", "true")
}

func TestFigureOpensToRowsAndDefinition(t *testing.T) {
	doc := render(t, Figure(FigureProps{Value: "58", Word: "aktiivisia", Href: "/rows", Definition: "Valmennus on käynnissä.", More: Link{Href: "/def", Text: "Miten laskettu"}}))
	if got := words(one(t, doc, "a", "href", "/rows")); !strings.HasPrefix(got, "58") || !strings.Contains(got, "aktiivisia") {
		t.Errorf("link %q", got)
	}
	if got := words(one(t, doc, "summary")); got != "aktiivisia" {
		t.Errorf("summary %q", got)
	}
	one(t, doc, "a", "href", "/def")
}

func TestWithdrawnItemIsStruckThrough(t *testing.T) {
	doc := render(t, TimelineItem(TimelineItemProps{Kind: EventMeeting, Day: "1.11.", Withdrawn: "peruttu"}), text("Kahvilla"))
	if got := words(one(t, doc, "del")); got != "Kahvilla" {
		t.Errorf("struck through %q", got)
	}
	if got := words(one(t, doc, "p", "class", "event-head")); got != "1.11. peruttu" {
		t.Errorf("head %q", got)
	}
	if len(all(render(t, TimelineItem(TimelineItemProps{Day: "1.11."}), text("x")), "del")) > 0 {
		t.Error("a valid item is struck through")
	}
}

func TestPhaseBarMarksThePresentPhase(t *testing.T) {
	doc := render(t, PhaseBar("Vaiheet", []Phase{{Name: "1", State: PhaseDone, Word: "valmis"}, {Name: "2", State: PhaseNow, Word: "nyt"}, {Name: "3", Word: "edessä"}}))
	if got := words(one(t, doc, "li", "aria-current", "step")); got != "2 nyt" && got != "2nyt" {
		t.Errorf("present phase %q", got)
	}
}

func TestTableHeadsItsRowsAndColumns(t *testing.T) {
	doc := render(t, DataTable(TableProps{Label: "Valmentajat", Columns: []Column{{Text: "Nimi", Href: "?sort=name", Sorted: "ascending"}, {Text: "Aktiivisia", Numeric: true}},
		Rows: [][]Cell{{{Text: "Riikka", Href: "/r"}, {Text: "19"}, {Text: "liikaa"}}}, Foot: []Cell{{Text: "Yhteensä"}, {}}, Narrow: Stacks}))
	one(t, doc, "div", "role", "region", "tabindex", "0", "aria-label", "Valmentajat")
	one(t, doc, "th", "scope", "col", "aria-sort", "ascending")
	if n := len(all(doc, "th", "scope", "row")); n != 2 {
		t.Errorf("%d row headings", n)
	}
	one(t, doc, "td", "class", "blank")
	if n := len(all(doc, "td", "class", "numeric")); n != 2 {
		t.Errorf("%d numeric cells", n)
	}
	if got := words(one(t, doc, "caption")); got != "Valmentajat" {
		t.Errorf("caption %q", got)
	}
}

func TestBarsSayTheirNumbersTwice(t *testing.T) {
	p := BarsProps{Sentence: "46: 6, 47: 4; tavoite 6", Bars: []Bar{{Label: "46", Value: 6}, {Label: "47", Value: 4, Open: true}, {Label: "48"}}, Target: 6, TargetText: "tavoite 6", TableSummary: "Taulukko", LabelColumn: "Viikko", ValueColumn: "Tapaamisia"}
	doc := render(t, Bars(p))
	one(t, doc, "svg", "role", "img", "aria-label", p.Sentence)
	if n := len(all(doc, "rect")); n != 2 {
		t.Errorf("%d bars, want none for the empty week", n)
	}
	one(t, doc, "rect", "class", "reached")
	one(t, doc, "rect", "class", "open")
	for _, b := range p.Bars {
		found := false
		for _, row := range all(doc, "tr") {
			found = found || words(row) == b.Label+" "+number(float64(b.Value)) || words(row) == b.Label+number(float64(b.Value))
		}
		if !found {
			t.Errorf("week %s is not in the table", b.Label)
		}
	}
}

func TestBarsFitTheirFrame(t *testing.T) {
	tests := []struct {
		name string
		p    BarsProps
	}{
		{"nothing yet", BarsProps{Target: 6}},
		{"all far over the target", BarsProps{Target: 6, Bars: []Bar{{Value: 40}, {Value: 41}}}},
		{"below nothing counts as nothing", BarsProps{Target: 6, Bars: []Bar{{Value: -3}}}},
		{"no target at all", BarsProps{Bars: []Bar{{Value: 0}, {Value: 2}}}},
		{"a whole year", BarsProps{Target: 6, Bars: make([]Bar, 12)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, s := range tt.p.shapes() {
				if s.y < barsTop-0.01 || s.y+s.height > barsFloor+0.01 || s.height < 0 || s.x < 0 || s.x+barWidth > barsWidth {
					t.Errorf("bar %+v is outside", s)
				}
			}
			if y := tt.p.targetY(); y < barsTop-0.01 || y > barsFloor {
				t.Errorf("the target is at %v", y)
			}
		})
	}
}

func TestMeterFills(t *testing.T) {
	tests := []struct {
		name    string
		m       MeterProps
		filled  float64
		reached bool
	}{
		{"nothing of six", MeterProps{Value: 0, Target: 6}, 0, false},
		{"half of six", MeterProps{Value: 3, Target: 6}, meterWidth / 2, false},
		{"all of six", MeterProps{Value: 6, Target: 6}, meterWidth, true},
		{"more than six fills it and no more", MeterProps{Value: 9, Target: 6}, meterWidth, true},
		{"without a target it stays empty", MeterProps{Value: 9}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.m.filled(); got != tt.filled {
				t.Errorf("filled %v, want %v", got, tt.filled)
			}
			if got := tt.m.reached(); got != tt.reached {
				t.Errorf("reached %v", got)
			}
		})
	}
}

func navItems(phone ...bool) []NavItem {
	items := make([]NavItem, len(phone))
	for i, p := range phone {
		items[i] = NavItem{Link: Link{Href: "/", Text: string(rune('A' + i))}, Phone: p}
	}
	return items
}

func TestPhoneBarHasTheLogButtonInTheMiddle(t *testing.T) {
	tests := []struct {
		name string
		nav  []NavItem
		want string
	}{
		{"three places, log third of five", navItems(true, false, true, true, true), "A C Kirjaa D Valikko"},
		{"two places", navItems(true, true), "A B Kirjaa Valikko"},
		{"a menu of two has room for both", navItems(true, false), "A B Kirjaa Valikko"},
		{"one place in a longer menu", navItems(true, false, false, false), "A Kirjaa Valikko"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := render(t, Page(PageProps{Nav: tt.nav, Log: NavItem{Link: Link{Href: "/log", Text: "Kirjaa"}}, Words: PageWords{Menu: "Valikko"}}))
			var got []string
			for _, li := range all(one(t, doc, "nav", "class", "bottom"), "li") {
				got = append(got, words(li))
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("bar %v, want %s", got, tt.want)
			}
		})
	}
}

func TestPageWithoutMenuIsBare(t *testing.T) {
	doc := render(t, Page(PageProps{Lang: "sv", Title: "Logga in", Languages: []Language{{Code: "fi", Name: "Suomi"}}}), text("innehåll"))
	one(t, doc, "body", "class", "bare")
	if len(all(doc, "nav"))+len(all(doc, "dialog")) > 0 {
		t.Error("a bare page has a menu or a lock")
	}
	one(t, doc, "html", "lang", "sv")
	if got := words(one(t, doc, "title")); got != "Logga in – Sijoita" {
		t.Errorf("title %q", got)
	}
	if got := words(one(t, doc, "main")); got != "innehåll" {
		t.Errorf("main %q", got)
	}
}

func TestIdleLockIsTiedToThePage(t *testing.T) {
	doc := render(t, Page(PageProps{Lock: LockProps{IdleSeconds: 900, UnlockURL: "/unlock", StayURL: "/stay", Words: LockWords{Wrong: "väärin"}}}))
	one(t, doc, "body", "data-idle-seconds", "900", "data-unlock-url", "/unlock", "data-stay-url", "/stay")
	for _, id := range []string{"idle-warning", "idle-lock", "idle-form", "idle-password", "idle-error"} {
		one(t, doc, "", "id", id)
	}
	one(t, doc, "input", "type", "password", "name", "password", "autocomplete", "current-password")
}

func TestFlashStandsInTheLiveRegion(t *testing.T) {
	doc := render(t, Page(PageProps{Flash: Flash{Kind: FlashDone, Text: "Tallennettu"}}))
	if got := words(one(t, doc, "div", "id", "status", "role", "status")); got != "Tallennettu" {
		t.Errorf("status %q", got)
	}
	one(t, render(t, StatusUpdate(Flash{Text: "x"})), "div", "id", "status", "hx-swap-oob", "true")
	if status := one(t, render(t, Page(PageProps{})), "div", "id", "status"); status.FirstChild != nil {
		t.Error("an empty status is not empty")
	}
}

func TestConfirmOffersTheWayBackFirst(t *testing.T) {
	doc := render(t, Confirm(ConfirmProps{Title: "Poistetaanko?", Action: "/delete", Submit: "Poista", Danger: true, Cancel: Link{Href: "/back", Text: "Älä poista"}}), Hidden("revision", "3"))
	form := one(t, doc, "form", "method", "post", "action", "/delete")
	one(t, form, "input", "name", "revision", "value", "3")
	if got := words(one(t, form, "div", "class", "actions")); got != "Älä poista Poista" && got != "Älä poistaPoista" {
		t.Errorf("actions %q", got)
	}
	one(t, form, "button", "data-color", "danger")
}

func TestLinksLeadWhereTheyMay(t *testing.T) {
	one(t, render(t, TextLink(Link{Href: "/clients?x=1&y=2", Text: "x"})), "a", "href", "/clients?x=1&y=2")
	if len(all(render(t, TextLink(Link{Text: "ei minnekään"})), "a")) > 0 {
		t.Error("a link without a place is drawn")
	}
	script := "javascript:alert(1)"
	for _, c := range []templ.Component{TextLink(Link{Href: script}), LinkButton(Link{Href: script}, Quiet), Row(RowProps{NameHref: script}),
		DataTable(TableProps{Rows: [][]Cell{{{Href: script}}}}), Form(script)} {
		doc := render(t, c)
		for _, n := range append(all(doc, "a"), all(doc, "form")...) {
			for _, name := range []string{"href", "action"} {
				if v, _ := attr(n, name); strings.HasPrefix(v, "javascript:") {
					t.Errorf("<%s> leads to a script", n.Data)
				}
			}
		}
	}
}

func TestCurvesAreToldApartWithoutColour(t *testing.T) {
	p := CurvesProps{Sentence: "Osuudet viikoittain", Axis: "viikkoa", Shares: []string{"0 %", "25 %", "50 %", "75 %", "100 %"}, Curves: []Curve{
		{Name: "Työnantaja tavattu", Until: 70, Steps: []CurveStep{{Day: 7, Share: 0.5}, {Day: 35, Share: 1}}},
		{Name: "Työsuhde", Until: 140, Steps: []CurveStep{{Day: 14, Share: 0.25}}}}}
	doc := render(t, Curves(p))
	one(t, doc, "svg", "role", "img", "aria-label", p.Sentence)
	if n := len(all(doc, "path")); n != 4 {
		t.Errorf("%d lines, want each curve and a piece of it beside its name", n)
	}
	key := words(one(t, doc, "figcaption"))
	for _, c := range p.Curves {
		if !strings.Contains(key, c.Name) {
			t.Errorf("%s is not named: %s", c.Name, key)
		}
	}
}

func TestCurvesFitTheirFrame(t *testing.T) {
	for _, until := range []int{0, 3, 28, 200, 365, 2000, 9000} {
		p := CurvesProps{Curves: []Curve{{Until: until}}}
		last, step := p.weeks()
		if 7*last < until || len(p.weekMarks()) > 7 && until < 7*6*104 || last%step != 0 {
			t.Errorf("%d days are drawn over %d weeks with a mark every %d", until, last, step)
		}
		if x := p.x(until); x < curvesLeft || x > curvesRight {
			t.Errorf("day %d is at %v", until, x)
		}
	}
	p := CurvesProps{Curves: []Curve{{Until: 28, Steps: []CurveStep{{Day: 0, Share: 0.5}, {Day: 14, Share: 1}}}}}
	if got := p.path(p.Curves[0]); got != "M40 166H40V89H185V12H330" {
		t.Errorf("the line is %s", got)
	}
}

func TestABarHasItsOwnTextAndNote(t *testing.T) {
	doc := render(t, Bars(BarsProps{Sentence: "Osuudet", Bars: []Bar{{Label: "2/24", Value: 34, Text: "34 %", Note: "21/62"}}}))
	if got := words(one(t, doc, "svg")); got != "2/24 21/62 34 %" && got != "2/2421/6234 %" {
		t.Errorf("the picture says %q", got)
	}
	if n := len(all(doc, "table")); n != 0 {
		t.Errorf("it has %d tables beside the page's own", n)
	}
}

func TestATableRowWithNothingButItsHeadingSaysWhy(t *testing.T) {
	columns := []Column{{Text: "Yksikkö"}, {Text: "Listalla", Numeric: true}}
	nothing := Cell{Text: Nothing}
	doc := render(t, DataTable(TableProps{Label: "Yksiköt", Narrow: Stacks, Columns: columns, Rows: [][]Cell{
		{{Text: "A", Note: "ei listaa"}, nothing},
		{{Text: "B"}, nothing},
		{{Text: "C", Note: "uusi"}, {Text: "0"}},
	}}))
	rows := all(doc, "tr", "class", "told")
	if len(rows) != 1 || !strings.Contains(words(rows[0]), "ei listaa") {
		t.Errorf("%d rows are told by their heading, want A alone", len(rows))
	}
}

func TestALongFigureAsksForRoom(t *testing.T) {
	for value, word := range map[string]string{"8.5.2027": "viimeistään", "105": "hyvä menetelmällinen tarkkuus"} {
		one(t, render(t, Figure(FigureProps{Value: value, Word: word})), "div", "class", "figure-long")
	}
	if len(all(render(t, Figure(FigureProps{Value: "39,6 %", Word: "työllistynyt"})), "div", "class", "figure-long")) > 0 {
		t.Error("a short figure is taken for a long one")
	}
}

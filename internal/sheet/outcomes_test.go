package sheet

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/outcomes"
)

// kainuu reads the outcomes that the rules make of the Kainuu file, in both
// views. What is null there is hidden.
func kainuu(t *testing.T) map[string]outcomes.Results {
	t.Helper()
	views := map[string]outcomes.Results{}
	for _, view := range []string{"whole", "published"} {
		raw, err := os.ReadFile("../../outcomes/testdata/kainuu-outcomes-" + view + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var r outcomes.Results
		if err := json.Unmarshal(raw, &r); err != nil {
			t.Fatal(err)
		}
		each := casework.Cents(17_223_53)
		cost := outcomes.Cost{Amount: 344_000_00, Fallen: 172_235_29, Started: 10, Employed: 0, PerStarted: &each}
		r.Costs = outcomes.Costs{Cost: cost, Funding: []outcomes.FundingCost{
			{ID: "f1", Funder: "STM", From: casework.MustDay("2023-01-01"), To: casework.MustDay("2024-12-31"), Days: 731, Passed: 366, Cost: cost},
		}}
		views[view] = r
	}
	return views
}

// TestOutcomesCSVHoldsTheOutcomes finds every value of the JSON in the CSV, and
// nothing else, in every language.
func TestOutcomesCSVHoldsTheOutcomes(t *testing.T) {
	for view, r := range kainuu(t) {
		for _, lang := range i18n.Langs {
			var b strings.Builder
			if err := OutcomesCSV(&b, r, i18n.For(lang)); err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for _, row := range parsed(t, b.String())[1:] {
				place := strings.Join([]string{row[0], row[1], row[3]}, "|")
				if _, twice := got[place]; twice {
					t.Errorf("%s: %s is there twice", lang, place)
				}
				got[place] = row[4]
				if row[5] == "" || strings.Contains(row[2]+row[5]+row[6], "⟦") {
					t.Errorf("%s: %s has no words: %q %q", lang, place, row[5], row[6])
				}
			}
			if diff := cmp.Diff(placesOf(t, r), got); diff != "" {
				t.Errorf("%s, %s: values (- outcomes, + CSV)\n%s", view, lang, diff)
			}
		}
	}
}

// placesOf gives every value of the JSON by its place in the CSV.
func placesOf(t *testing.T, r outcomes.Results) map[string]string {
	t.Helper()
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	var put func(section, id, key string, value any)
	put = func(section, id, key string, value any) {
		switch v := value.(type) {
		case map[string]any:
			for k, x := range v {
				put(section, id, strings.TrimPrefix(key+"."+k, "."), x)
			}
		case float64:
			values[section+"|"+id+"|"+key] = told(v)
			if slices.Contains([]string{"amount", "fallen", "per_started", "per_employed"}, key) { // money is told to the cent
				values[section+"|"+id+"|"+key] = fmt.Sprintf("%.2f", v)
			}
		default:
			values[section+"|"+id+"|"+key] = told(v)
		}
	}
	for section, part := range all {
		switch part := part.(type) {
		case map[string]any:
			for key, value := range part {
				switch list, is := value.([]any); {
				case is && key == "curve":
					for _, step := range list {
						fields := step.(map[string]any)
						id := told(fields["day"])
						delete(fields, "day")
						put(section+".curve", id, "", fields)
					}
				case is && key == "funding":
					for _, one := range list {
						fields := one.(map[string]any)
						id := fields["id"].(string)
						delete(fields, "id")
						delete(fields, "funder")
						put(section, id, "", fields)
					}
				case is:
					for _, class := range list {
						fields := class.(map[string]any)
						put(section, "", fields["class"].(string), fields["count"])
					}
				default:
					put(section, "", key, value)
				}
			}
		case []any:
			for _, element := range part {
				fields := element.(map[string]any)
				id := ""
				for _, name := range []string{"quarter", "threshold", "reason", "key"} {
					if s, is := fields[name].(string); is {
						id = s
					}
					delete(fields, name)
				}
				delete(fields, "name")
				delete(fields, "days")
				for _, inner := range []string{"rates", "flows"} {
					put(section, id, "", fields[inner])
					delete(fields, inner)
				}
				delete(values, section+"|"+id+"|")
				put(section, id, "", fields)
			}
		default:
			put("report", "", section, part)
		}
	}
	return values
}

func TestOutcomesWorkbook(t *testing.T) {
	for view, r := range kainuu(t) {
		for _, lang := range i18n.Langs {
			p := i18n.For(lang)
			var b bytes.Buffer
			if err := OutcomesXLSX(&b, r, p); err != nil {
				t.Fatal(err)
			}
			f, err := excelize.OpenReader(&b)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(f.GetSheetList()); got != 12 {
				t.Errorf("%s: there are %d sheets: %v", lang, got, f.GetSheetList())
			}
			for _, sheet := range f.GetSheetList() {
				for _, row := range rowsOf(t, f, sheet) {
					if strings.Contains(strings.Join(row, " "), "⟦") {
						t.Errorf("%s: a text is missing in %s: %q", lang, sheet, row)
					}
				}
			}
			rows := rowsOf(t, f, p.T("outcomes.list.municipalities"))
			i := slices.IndexFunc(rows, func(row []string) bool { return row[0] == "Kuhmo" })
			if told := rows[i][2] != hiddenMark; told != (view == "whole") {
				t.Errorf("%s, %s: Kuhmo says %q", view, lang, rows[i])
			}
			if view == "whole" && !slices.Equal(rows[i][1:4], []string{"28.6%", "2", "7"}) {
				t.Errorf("%s: Kuhmo says %q", lang, rows[i])
			}
		}
	}
}

func TestAReasonInAWorkbookIsNoFormula(t *testing.T) {
	for _, text := range signs {
		r := outcomes.Results{Closings: []outcomes.Closing{{Reason: &text, Count: 1}}, CareTeams: []outcomes.Group{{Key: &text, Name: &text}}}
		var b bytes.Buffer
		if err := OutcomesXLSX(&b, r, i18n.For(i18n.FI)); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range []string{"outcomes.closings", "outcomes.list.care_teams"} {
			checkText(t, f, i18n.For(i18n.FI).T(sheet), "A2")
		}
		var c strings.Builder
		if err := OutcomesCSV(&c, r, i18n.For(i18n.FI)); err != nil {
			t.Fatal(err)
		}
		if line := fmt.Sprintf("closings,%s", text); strings.Contains(c.String(), line) {
			t.Errorf("the CSV says %s", line)
		}
	}
}

package interchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sijoita/casework"
)

// laidOut are a document's rows, as somebody would fill them in.
func laidOut(d *Document) Filled {
	filled := Filled{}
	for _, t := range Tables() {
		filled[t] = slices.Collect(d.Rows(t))
	}
	return filled
}

func TestRowsAreTheDocumentAgain(t *testing.T) {
	for _, name := range []string{"small.json", "kainuu-2023-2024.json"} {
		d, faults, err := Read(strings.NewReader(sample(t, name)), nil)
		if err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		again, cells, err := ReadRows(laidOut(d), nil)
		if err != nil || len(cells) > 0 {
			t.Fatal(cells, err)
		}
		if diff := cmp.Diff(d, again, exact); diff != "" {
			t.Errorf("%s (-document +rows):\n%s", name, diff)
		}
	}
}

func TestRowsOfAnyDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		want, faults, err := Read(strings.NewReader(writtenBy(t, d)), nil)
		if err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		again, cells, err := ReadRows(laidOut(d), nil)
		if err != nil || len(cells) > 0 {
			t.Fatal(cells, err)
		}
		if diff := cmp.Diff(want, again, exact); diff != "" {
			t.Errorf("(-document +rows):\n%s", diff)
		}
	})
}

// TestCaseTextsStayAtHome fills every text of a document and looks for those
// that are somebody's own words about a client.
func TestCaseTextsStayAtHome(t *testing.T) {
	const own = "omin sanoin"
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		for _, table := range Tables() {
			eachRecord(d.fields(), table, func(_ string, fields []field) bool {
				for _, f := range fields {
					if text, ok := f.value.(textValue); ok && text.caseText {
						*text.p = own
					}
				}
				return true
			})
		}
		WithoutCaseTexts(d)
		if strings.Contains(writtenBy(t, d), own) {
			t.Errorf("a case text is left: %s", writtenBy(t, d))
		}
		if again, faults, err := Read(strings.NewReader(writtenBy(t, d)), nil); err != nil || len(faults) > 0 {
			t.Errorf("what is left is no document: %v, %v, %v", again, faults, err)
		}
	})
}

// row is a row of a table, its values by column.
func row(t testing.TB, path string, values map[string]any) Laid {
	t.Helper()
	table := tableAt(path)
	laid := Laid{Cells: make([]any, len(table.Columns))}
	for key, value := range values {
		if key == "parent" {
			laid.Parent = value.(string)
			continue
		}
		at := table.column(key)
		if at < 0 {
			t.Fatalf("%s has no %s", path, key)
		}
		laid.Cells[at] = value
	}
	return laid
}

func TestNamesStandForRecords(t *testing.T) {
	on := casework.MustDay("2024-02-01")
	county := func() Filled {
		return Filled{tableAt("county"): {row(t, "county", map[string]any{"id": "kainuu", "name.fi": "Kainuu"})}}
	}
	tests := []struct {
		rule string
		fill func(Filled)
		want []string // of the faults
	}{
		{"the county's people are called by name", func(f Filled) {
			f[tableAt("worktime")] = []Laid{row(t, "worktime", map[string]any{"staff": " HOITAJA ", "week": "2024-W20", "hours": 1.0, "employment_services_hours": 1.0, "community_hours": 1.0})}
		}, nil},
		{"who is a client of the county is not told to who guesses a name", func(f Filled) {
			f[tableAt("consents")] = []Laid{row(t, "consents", map[string]any{"client": "Niko Testi", "kind": "kela", "given": true, "from": on})}
		}, []string{"consents 0 client interchange.nothing"}},
		{"the only team may be left out, and the only programme", func(f Filled) {
			f[tableAt("clients")] = []Laid{row(t, "clients", map[string]any{"given_name": "Aino", "family_name": "Niemi", "birth_date": on})}
			f[tableAt("episodes")] = []Laid{row(t, "episodes", map[string]any{"client": "Niemi Aino", "pathway": "self", "referred_on": on})}
		}, nil},
		{"a holder is told in one place", func(f Filled) {
			f[tableAt("episodes")] = []Laid{row(t, "episodes", map[string]any{"id": "e9", "client": "p1", "pathway": "self", "referred_on": on, "cancelled_on": on, "coach": "c1"})}
			f[tableAt("episodes.coach")] = []Laid{row(t, "episodes.coach", map[string]any{"parent": "e9", "id": "c1", "from": on})}
		}, []string{"episodes.coach 0 parent interchange.told_twice", "episodes 0 referred_on interchange.overlap"}},
		{"a score is found by its item", func(f Filled) {
			f[tableAt("reviews")] = []Laid{row(t, "reviews", map[string]any{"id": "r9", "team": "t1", "from": on, "to": on, "kind": "self", "scale": "ips-25"})}
			f[tableAt("reviews.scores")] = []Laid{
				row(t, "reviews.scores", map[string]any{"parent": "r9", "item": 3.0, "score": 4.0}),
				row(t, "reviews.scores", map[string]any{"parent": "r9", "item": 4.0, "score": 6.0}),
				row(t, "reviews.scores", map[string]any{"parent": "r9", "item": 26.0, "score": 1.0}),
				row(t, "reviews.scores", map[string]any{"parent": "r9", "score": 1.0}),
			}
		}, []string{"reviews.scores 3 item interchange.item", "reviews.scores 1 score interchange.score", "reviews.scores 2 score interchange.item"}},
		{"a record that may be there once", func(f Filled) {
			f[tableAt("county")] = append(f[tableAt("county")], f[tableAt("county")][0])
		}, []string{"county 1 id interchange.one_only"}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			filled := county()
			tt.fill(filled)
			_, faults, err := ReadRows(filled, shelf{Document: small(t)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range faults {
				column := "parent"
				if f.Column >= 0 {
					column = f.Table.Columns[f.Column].Key
				}
				got = append(got, fmt.Sprint(f.Table.Path, " ", f.Row, " ", column, " ", f.Key))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestEveryNestedTableHasAParentWithAnId is what the rows of a nested table are
// told apart by.
func TestEveryNestedTableHasAParentWithAnId(t *testing.T) {
	for _, table := range Tables() {
		if table.Parent != nil && table.Parent.list == noList {
			t.Errorf("the rows of %s cannot say which of %s they belong to", table.Path, table.Parent.Path)
		}
	}
}

func writtenBy(t *rapid.T, d *Document) string {
	var b strings.Builder
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

package interchange

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// readPart reads a part against those before it, and puts it with them.
func readPart(t interface{ Fatalf(string, ...any) }, before, part *Document, text string) {
	read, faults, err := Read(strings.NewReader(text), shelf{Document: before})
	if err != nil || len(faults) > 0 {
		t.Fatalf("a part has faults: %v, %v", faults, err)
	}
	if diff := cmp.Diff(part, read, exact); diff != "" {
		t.Fatalf("a part (-cut +read):\n%s", diff)
	}
	for i, f := range read.fields() {
		if list, ok := f.value.(divisible); ok {
			list.move(before.fields()[i].value, list.length())
		}
	}
}

func records(d *Document) (n int) {
	for _, f := range d.fields() {
		if list, ok := f.value.(divisible); ok {
			n += list.length()
		}
	}
	return n
}

func TestADocumentIsCutIntoPartsThatAreDocuments(t *testing.T) {
	whole, _, err := Read(strings.NewReader(sample(t, "kainuu-2023-2024.json")), nil)
	if err != nil {
		t.Fatal(err)
	}
	const most = 100
	parts := whole.Cut(most)
	if want := (records(whole) + most - 1) / most; len(parts) != want {
		t.Errorf("%d parts, want %d", len(parts), want)
	}
	sum := &Document{County: whole.County}
	for i, part := range parts {
		if n := records(part); n != most && i < len(parts)-1 {
			t.Errorf("part %d has %d records", i, n)
		}
		readPart(t, sum, part, written(t, part))
	}
	if diff := cmp.Diff(written(t, whole), written(t, sum)); diff != "" {
		t.Errorf("document (-whole +parts):\n%s", diff)
	}
}

func TestAnyDocumentIsTheSumOfItsParts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		whole := anyDocument(rt)
		text := written(t, whole)
		sum := &Document{County: whole.County}
		for _, part := range whole.Cut(rapid.IntRange(1, 20).Draw(rt, "most")) {
			readPart(rt, sum, part, written(t, part))
		}
		if diff := cmp.Diff(text, written(t, sum)); diff != "" {
			rt.Fatalf("document (-whole +parts):\n%s", diff)
		}
		if written(t, whole) != text {
			rt.Fatalf("the whole has changed")
		}
	})
}

// A double may come before the record that took its place.
func TestRecordsThatReferToOneAnotherStayTogether(t *testing.T) {
	whole := &Document{
		Clients:   []Client{{ID: "p1", MergedInto: "p2"}, {ID: "p2"}},
		Employers: []Employer{{ID: "o1"}, {ID: "o2"}, {ID: "o3"}},
	}
	var got []string
	for _, part := range whole.Cut(1) {
		got = append(got, fmt.Sprint(len(part.Clients), len(part.Employers)))
	}
	if diff := cmp.Diff([]string{"2 0", "0 1", "0 1", "0 1"}, got); diff != "" {
		t.Errorf("clients and employers of the parts (-want +got):\n%s", diff)
	}
}

func TestADocumentWithoutRecordsHasNoParts(t *testing.T) {
	if parts := (&Document{}).Cut(10); len(parts) != 0 {
		t.Errorf("%d parts", len(parts))
	}
}

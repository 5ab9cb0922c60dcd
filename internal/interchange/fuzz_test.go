package interchange

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// FuzzRead feeds Read with anything. It must never panic, never take what is
// no JSON, and what it takes must survive being written and read again.
func FuzzRead(f *testing.F) {
	good := sample(f, "small.json")
	f.Add([]byte(good))
	for _, m := range mistakes {
		f.Add([]byte(strings.Replace(good, m.right, m.wrong, 1)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d, faults, err := Read(bytes.NewReader(text), nil)
		if err != nil {
			t.Fatalf("an error of a document: %v", err)
		}
		if len(faults) > 0 {
			return
		}
		if !utf8.Valid(text) || !json.Valid(bytes.TrimPrefix(text, []byte("\ufeff"))) {
			t.Fatalf("taken, but no JSON: %q", text)
		}
		first := written(t, d)
		again, faults, err := Read(strings.NewReader(first), nil)
		if err != nil || len(faults) > 0 {
			t.Fatalf("got %v, %v of %s", faults, err, first)
		}
		if diff := cmp.Diff(d, again, exact); diff != "" {
			t.Fatal(diff)
		}
		if second := written(t, again); second != first {
			t.Fatal(cmp.Diff(first, second))
		}
	})
}

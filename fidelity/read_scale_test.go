package fidelity

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"sijoita/rules"
)

// digests has what each published edition's file came to when it was published.
// An edition never changes: what is to be changed goes into the next one, with
// a line of its own here.
var digests = map[string]string{
	"ips-25-1.yaml": "f00c59869d679e04624709cc1a17abc4ecc4f7ad106b4d9be7b2fab953d483cd",
	"latu-1.yaml":   "6d8c6f684a1f99b80050ffb3e0d53b7e8c3f8606508a0ec7b0fb0737ed709d2e",
}

func TestPublishedEditionsStandStill(t *testing.T) {
	names, err := fs.Glob(rules.Scales(), "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(rules.Scales(), name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		if got := hex.EncodeToString(sum[:]); got != digests[name] {
			t.Errorf("%s comes to %s: a published edition has changed, or a new one has no line here", name, got)
		}
	}
	if len(names) != len(digests) {
		t.Errorf("there are %d editions, and %d have a digest", len(names), len(digests))
	}
}

func TestEditions(t *testing.T) {
	all, err := Published()
	if err != nil {
		t.Fatal(err)
	}
	e := ips(t)
	if len(e.Items) != 25 || e.Item(17).Key != "frequent_employer_contact" {
		t.Fatalf("ips-25 has %d items, the 17th is %q", len(e.Items), e.Item(17).Key)
	}
	var verified []int
	for _, i := range e.Items {
		if i.Anchors[0].Mark == Verified {
			verified = append(verified, i.Item)
		}
	}
	if len(verified) != 3 || verified[2] != 3 || e.Unverified() != 22*5 {
		t.Errorf("verified are %v, %d anchors are not", verified, e.Unverified())
	}
	latu, ok := Current(all, "latu")
	if !ok {
		t.Fatal("there is no edition for LATU")
	}
	for n, i := range latu.Items {
		noted := i.Note.FI != ""
		if noted != (n+1 == 4) {
			t.Errorf("item %d of LATU: noted %v", n+1, noted)
		}
		if i.Note = e.Items[n].Note; i.Key != e.Items[n].Key {
			t.Errorf("item %d of LATU is %s", n+1, i.Key)
		}
	}
	if e.Item(4).Note.FI != "" {
		t.Error("what LATU notes stands in the edition under it too")
	}
}

// TestMistakesAreRefused makes one mistake at a time in the published file.
func TestMistakesAreRefused(t *testing.T) {
	whole, err := fs.ReadFile(rules.Scales(), "ips-25-1.yaml")
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, changed string) string {
		if !strings.Contains(string(whole), old) {
			t.Fatalf("the file has no %q", old)
		}
		return strings.Replace(string(whole), old, changed, 1)
	}
	for _, c := range []struct{ says, text, want string }{
		{"a key that is not known", change("programme: ips", "programme: ips\ncolour: red"), `ips-25-1.yaml:\d+: .*colour`},
		{"a key twice", change("edition: 1", "edition: 1\nedition: 1"), `ips-25-1.yaml:\d+: `},
		{"a day that is none", change("2026-11-22", "2026-11-31"), `published "2026-11-31" is not a day`},
		{"another edition than the file's name says", change("edition: 1", "edition: 2"), `are not those of the file's name`},
		{"a name in two languages", change(`sv: "Klientgruppens storlek", `, ""), `ips-25-1.yaml:\d+: name is not in all three languages`},
		{"an anchor too few", change("\n      1: {mark: verified, fi: \"41 asiakasta", "\n      6: {mark: verified, fi: \"41 asiakasta"), `anchors.1 is not in all three languages`},
		{"a mark that there is not", change("mark: verified, from", "mark: sure, from"), `data.mark "sure" is not one of those there are`},
		{"a formula that there is not", change("formula: caseload", "formula: guess"), `formula "guess" is not one`},
		{"a formula without its steps", change("steps: [{score: 5, most: 20}, {score: 4, most: 25}, {score: 3, most: 30}, {score: 2, most: 40}]", ""), `steps do not fit the formula`},
		{"a step that is not easier", change("{score: 4, most: 25}", "{score: 4, most: 15}"), `steps\[1\] is not easier`},
		{"a step with two bounds", change("{score: 4, most: 25}", "{score: 4, most: 25, least: 3}"), `steps\[1\] needs one of`},
		{"steps out of order", change("{score: 4, most: 25}", "{score: 3, most: 25}"), `steps\[1\].score is 3 in the place of 4`},
		{"an item in another's place", change("item: 2\n", "item: 3\n"), `item is 3 in the place of 2`},
		{"counts that do not fit the elements", change("counts: [1, 2, 3, 4, 5]", "counts: [1, 2, 3, 4]"), `counts do not fit`},
		{"counts that fall", change("counts: [1, 2, 3, 4, 5]", "counts: [1, 2, 3, 2, 5]"), `counts\[3\] does not follow`},
		{"a window of no length", change("{kind: full_weeks, n: 4}", "{kind: full_weeks}"), `window.n does not fit`},
		{"no source", change("sources: [https://ipsgrow.org.uk/providers/fidelity-reviews/]", "sources: []"), `sources name no source`},
		{"a cap that is missing", change("caps: {untracked: 4}", "caps: {}"), `caps.untracked is no score`},
		{"a threshold that is missing", change("    least: 10\n    steps: [{score: 5, most: 30}", "    steps: [{score: 5, most: 30}"), `least or open_after is missing`},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, err := ReadEditions(fstest.MapFS{"ips-25-1.yaml": {Data: []byte(c.text)}})
			if err == nil || !regexp.MustCompile(c.want).MatchString(err.Error()) {
				t.Errorf("told\n%v\nwant %s", err, c.want)
			}
		})
	}
	latu, err := fs.ReadFile(rules.Scales(), "latu-1.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadEditions(fstest.MapFS{"latu-1.yaml": {Data: latu}}); err == nil || !strings.Contains(err.Error(), "base there is no ips-25-1") {
		t.Errorf("an edition that stands on none is taken: %v", err)
	}
}

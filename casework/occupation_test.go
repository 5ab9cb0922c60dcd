package casework

import (
	"strings"
	"testing"
)

func TestAListOfOccupationsIsRead(t *testing.T) {
	const three = "\ufeffkoodi;nimike;benämning;title\n5;Palvelu- ja myyntityöntekijät\n5223;Myyjä;Försäljare;Shop assistant\r\n\n" +
		"9112\t\"Siivooja,  laitos\"\n5120;;Kock;\n52231;Kioskimyyjä\n"
	all, err := ReadOccupations(three)
	if err != nil {
		t.Fatal(err)
	}
	want := Occupations{{"5120", Names{SV: "Kock"}}, {"5223", Names{"Myyjä", "Försäljare", "Shop assistant"}}, {"9112", Names{FI: "Siivooja, laitos"}}}
	if len(all) != len(want) {
		t.Fatalf("read %v, want %v", all, want)
	}
	for i := range want {
		if all[i] != want[i] {
			t.Errorf("read %v, want %v", all[i], want[i])
		}
	}
	again, err := ReadOccupations(all.Text())
	if err != nil || len(again) != len(all) || again[0] != all[0] || again[2] != all[2] {
		t.Errorf("what was written is read as %v, %v", again, err)
	}
	for _, c := range []struct{ says, typed, want string }{
		{"a code stays", "5223", "5223"},
		{"a code that the list has not stays too", "1111", "1111"},
		{"a suggestion is its code", "5223 Myyjä", "5223"},
		{"a name is its code", " myyjä ", "5223"},
		{"in any language", "SHOP  assistant", "5223"},
		{"a name that is not whole is none", "Myy", "Myy"},
		{"nothing is nothing, though a name is missing", "", ""},
		{"digits in a word are no code", "5223x", "5223x"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if got := all.CodeOf(c.typed); got != c.want {
				t.Errorf("%q is %q, want %q", c.typed, got, c.want)
			}
		})
	}
	if o, ok := all.Of("9112"); !ok || o.FI != "Siivooja, laitos" {
		t.Errorf("9112 is %v, %v", o, ok)
	}
	if _, ok := all.Of("9113"); ok {
		t.Error("9113 is on the list")
	}
}

func TestWhatIsNoListOfOccupationsIsRefused(t *testing.T) {
	for _, c := range []struct{ says, list, want string }{
		{"nothing", "", "list: occupations.none"},
		{"a heading alone", "koodi;nimike\n", "list: occupations.none"},
		{"a code without a name", "5223;Myyjä\n9112;;\n", "list: occupations.nameless"},
		{"a code twice", "5223;Myyjä\n5223;Kauppias\n", "list: occupations.twice"},
		{"a name too long", "5223;" + strings.Repeat("ä", 121), "list: occupations.long"},
		{"too many lines", strings.Repeat("\n", 2001), "list: occupations.too_many"},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, err := ReadOccupations(c.list)
			if got := firstFault(err); got != c.want {
				t.Errorf("refused with %q, want %q", got, c.want)
			}
		})
	}
}

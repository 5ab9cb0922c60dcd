package casework

import (
	"slices"
	"strings"
	"testing"
)

func TestAListOfOccupationsIsRead(t *testing.T) {
	const three = "\ufeffkoodi;nimike;benämning;title\n5;Palvelu- ja myyntityöntekijät\n5223;Myyjä;Försäljare;Shop assistant\r\n\n" +
		"9112\t\"Siivooja,  laitos\"\n5120;;Kock;\n52231;Kioskimyyjä\n"
	all, err := ReadCodes(OccupationCodes, three)
	if err != nil {
		t.Fatal(err)
	}
	want := []Coded{{"5120", Names{SV: "Kock"}}, {"5223", Names{"Myyjä", "Försäljare", "Shop assistant"}}, {"9112", Names{FI: "Siivooja, laitos"}}}
	if !slices.Equal(all.Lines, want) {
		t.Errorf("read %v, want %v", all.Lines, want)
	}
	if kept := KeptCodes(OccupationCodes, all.Text()); !slices.Equal(kept.Lines, all.Lines) || kept.Of != OccupationCodes {
		t.Errorf("what was written is read as %v", kept)
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
	if names, ok := all.NamesOf("9112"); !ok || names.FI != "Siivooja, laitos" {
		t.Errorf("9112 is %v, %v", names, ok)
	}
	if _, ok := all.NamesOf("9113"); ok {
		t.Error("9113 is on the list")
	}
}

func TestAListOfIndustriesIsRead(t *testing.T) {
	const published = "koodi;taso;selite\n'G';Kauppa\n'47';Muu nimi\n'4711';Marketkauppa;Detaljhandel med brett sortiment;Non-specialised retail\n" +
		"47.111;Supermarketit;Stormarknader\n0111;Viljakasvien viljely\n999999;Liikaa numeroita\n04.11;Ei toimialaa\n472;Marketkauppa\n"
	all, err := ReadCodes(IndustryCodes, published)
	if err != nil {
		t.Fatal(err)
	}
	want := []Coded{{"0111", Names{FI: "Viljakasvien viljely"}}, {"4711", Names{"Marketkauppa", "Detaljhandel med brett sortiment", "Non-specialised retail"}},
		{"47111", Names{FI: "Supermarketit", SV: "Stormarknader"}}, {"472", Names{FI: "Marketkauppa"}}}
	if !slices.Equal(all.Lines, want) {
		t.Errorf("read %v, want %v", all.Lines, want)
	}
	for _, c := range []struct{ says, typed, code, name string }{
		{"a class by its name", "supermarketit", "47111", "Supermarketit"},
		{"a name that stands twice is the first of its codes", "Marketkauppa", "4711", "Marketkauppa"},
		{"a class that the list has not is called by its division", "47112", "47112", "Vähittäiskauppa"},
		{"a division has its name from here", "47", "47", "Vähittäiskauppa"},
		{"and is found by it", "Detaljhandel", "47", "Vähittäiskauppa"},
		{"a section is a code too", "G", "G", "Tukku- ja vähittäiskauppa"},
		{"a code with a point", "47.11 Marketkauppa", "4711", "Marketkauppa"},
		{"what is none stays, to be refused", "Jotain muuta", "Jotain muuta", ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			code := all.CodeOf(c.typed)
			names, _ := all.NamesOf(code)
			if code != c.code || names.FI != c.name {
				t.Errorf("%q is %q, %q", c.typed, code, names.FI)
			}
		})
	}
	offered := all.Offered()
	if i := slices.IndexFunc(offered, func(o Coded) bool { return o.Code == "47" }); i < 0 || offered[i+1].Code != "4711" {
		t.Error("the divisions are not offered before their classes")
	}
	none := CodeList{Of: IndustryCodes}
	if names, ok := none.NamesOf("47111"); !ok || names.FI != "Vähittäiskauppa" || len(none.Offered()) != 0 {
		t.Errorf("without a list a class is %v, and %d are offered", names, len(none.Offered()))
	}
}

func TestAListFromWindowsIsRead(t *testing.T) {
	all, err := ReadCodes(OccupationCodes, "5223;Myyj\xe4;F\xf6rs\xe4ljare\n")
	if err != nil || len(all.Lines) != 1 || all.Lines[0].Names != (Names{FI: "Myyjä", SV: "Försäljare"}) {
		t.Errorf("read %v, %v", all, err)
	}
}

func TestWhatIsNoListOfCodesIsRefused(t *testing.T) {
	for _, c := range []struct {
		says string
		of   Classification
		list string
		want string
	}{
		{"nothing", OccupationCodes, "", "list: codes.none.occupations"},
		{"a heading alone", OccupationCodes, "koodi;nimike\n", "list: codes.none.occupations"},
		{"sections and divisions alone", IndustryCodes, "koodi;nimike\nA;Maatalous\n01;Kasvinviljely\n", "list: codes.none.industries"},
		{"a code without a name", OccupationCodes, "5223;Myyjä\n9112;;\n", "list: codes.nameless"},
		{"a code twice", IndustryCodes, "4711;Myyjä\n47.11;Kauppias\n", "list: codes.twice"},
		{"a name too long", OccupationCodes, "5223;" + strings.Repeat("ä", 201), "list: codes.long"},
		{"too many lines", OccupationCodes, strings.Repeat("\n", 3001), "list: codes.too_many"},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, err := ReadCodes(c.of, c.list)
			if got := firstFault(err); got != c.want {
				t.Errorf("refused with %q, want %q", got, c.want)
			}
		})
	}
}

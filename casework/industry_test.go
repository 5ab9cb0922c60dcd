package casework

import "testing"

func TestIndustryOf(t *testing.T) {
	for _, row := range []struct {
		rule, code, want string
	}{
		{"a class of five digits belongs to its division", "47111", "Vähittäiskauppa"},
		{"a division", "81", "Kiinteistön- ja maisemanhoito"},
		{"a section", "Q", "Koulutus"},
		{"a division of the older classification", "45201", "Moottoriajoneuvojen ja moottoripyörien tukku- ja vähittäiskauppa sekä korjaus"},
		{"no division begins so", "04", ""},
		{"no code", "", ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			found, ok := IndustryOf(row.code)
			if found.FI != row.want || ok != (row.want != "") {
				t.Errorf("got %q, %t; want %q", found.FI, ok, row.want)
			}
		})
	}
}

func TestIndustriesAreWhole(t *testing.T) {
	sections, divisions := 0, 0
	section := ""
	for _, i := range Industries() {
		if i.FI == "" || i.SV == "" || i.EN == "" {
			t.Errorf("%s lacks a name: %+v", i.Code, i.Names)
		}
		switch {
		case i.Section == "":
			sections, section = sections+1, i.Code
		case i.Section != section:
			t.Errorf("%s stands under %s and belongs to %s", i.Code, section, i.Section)
		default:
			divisions++
		}
	}
	if sections != 22 || divisions != 87 {
		t.Errorf("%d sections and %d divisions; TOL 2025 has 22 and 87", sections, divisions)
	}
}

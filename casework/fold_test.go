package casework

import (
	"slices"
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, row := range []struct{ rule, name, want string }{
		{"small letters", "Lähikauppa PUROLA", "lähikauppa purola"},
		{"Å, Ä and Ö stay letters of their own", "ÅÄÖ Oy", "åäö oy"},
		{"single spaces", "  Suvannon \t Kiinteistö\u00a0Oy ", "suvannon kiinteistö oy"},
		{"a hyphen parts words", "Mäki-Mattila", "mäki mattila"},
		{"other accents stay", "Café Élan", "café élan"},
		{"nothing is nothing", " - ", ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := Fold(row.name); got != row.want {
				t.Errorf("Fold(%q) = %q, want %q", row.name, got, row.want)
			}
		})
	}
}

func TestSortKey(t *testing.T) {
	names := []string{
		"Aalto Aino", "Åberg Axel", "Ähtäri Eino", "Öhman Ulla", "Zetterberg Otto", "Mäkinen Liisa", "Makkonen Liisa", "Mäki-Mattila Ville",
		"Mäki Ville", "Mäkinen Eila", "Édouard Paul", "Eklund Paul", "Müller Hans", "Myllylä Hans", "Šemeikka Ivan", "Seppä Ilkka", "aho Matti",
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(SortKey(a), SortKey(b)) })
	want := []string{
		"Aalto Aino", "aho Matti", "Édouard Paul", "Eklund Paul", "Makkonen Liisa", "Müller Hans", "Myllylä Hans",
		"Mäki-Mattila Ville", "Mäki Ville", "Mäkinen Eila", "Mäkinen Liisa", "Šemeikka Ivan", "Seppä Ilkka",
		"Zetterberg Otto", "Åberg Axel", "Ähtäri Eino", "Öhman Ulla",
	}
	if !slices.Equal(names, want) {
		t.Errorf("names stand in the order\n%s\nwant\n%s", strings.Join(names, "\n"), strings.Join(want, "\n"))
	}
}

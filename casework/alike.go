package casework

import "strings"

// Alike tells whether two clients may be one person: born on one day with names
// that differ by a slip (a letter or two, other accents, given and family name
// the wrong way round, one of them changed), or of one name and born in one
// year.
func Alike(a, b Client) bool {
	given, family := sameName(a.GivenName, b.GivenName), sameName(a.FamilyName, b.FamilyName)
	turned := sameName(a.GivenName, b.FamilyName) && sameName(a.FamilyName, b.GivenName)
	if a.BirthOn == b.BirthOn {
		return given || family || turned
	}
	return a.BirthOn.Time().Year() == b.BirthOn.Time().Year() && bare(a.Name()) == bare(b.Name())
}

// sameName tells whether two names differ by no more than a slip: one letter in
// a short name, two in one of six letters or more. Of two given names one may
// be left out.
func sameName(a, b string) bool {
	a, b = bare(a), bare(b)
	if a == "" || b == "" {
		return false
	}
	for _, x := range strings.Fields(a) {
		for _, y := range strings.Fields(b) {
			if len(x) > 2 && x == y {
				return true
			}
		}
	}
	slips := 1
	if min(len(a), len(b)) >= 6 {
		slips = 2
	}
	return min(len(a), len(b)) > 3 && distance(a, b) <= slips || a == b
}

// bare leaves of a name its letters without accents, as somebody in a hurry
// types it.
func bare(s string) string { return accents.Replace(Fold(s)) }

var accents = strings.NewReplacer(
	"å", "a", "ä", "a", "á", "a", "à", "a", "â", "a", "æ", "a", "ö", "o", "ø", "o", "ó", "o", "ò", "o", "ô", "o", "õ", "o",
	"é", "e", "è", "e", "ë", "e", "ê", "e", "ü", "u", "ú", "u", "í", "i", "ï", "i", "š", "s", "ž", "z", "č", "c", "ç", "c", "ñ", "n",
	"w", "v", "'", "", "’", "", ".", "")

// distance is how many letters must be put in, taken out or changed to make one
// word of the other.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for j := range y {
			keep := before
			if x[i] != y[j] {
				keep++
			}
			before = row[j+1]
			row[j+1] = min(keep, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Given and family names: a selection from @faker-js/faker 10.6.0 (MIT),
// locale fi. Nobody of the staff has these family names.
var (
	givenNames = strings.Fields(`Aino Anna Anne Eeva Elina Emilia Eveliina Hanna Helena Johanna Karoliina Katariina
		Kristiina Laura Maarit Maija Mari Maria Marika Marja Pauliina Päivi Riitta Sari Satu Sofia Susanna Tarja Tiina
		Tuula Aleksi Antti Ari Eero Erik Hannu Heikki Henrik Jaakko Janne Jari Juha Juho Jukka Kari Kristian Lauri
		Marko Markus Matias Matti Mika Mikael Mikko Oskari Pekka Petteri Sakari Tapio Tuomas Valtteri Ville`)
	familyNames = strings.Fields(`Aaltonen Ahonen Hakala Heikkilä Heikkinen Heinonen Hiltunen Hämäläinen Jokinen
		Järvinen Kallio Koivisto Korhonen Koskinen Laakso Laaksonen Lahtinen Laine Laitinen Lehtinen Lehto Lehtonen
		Leppänen Mattila Miettinen Mustonen Mäkelä Mäkinen Niemi Nieminen Pitkänen Rantanen Saarinen Salminen Salo
		Savolainen Toivonen Tuominen Turunen Virtanen Väisänen`)
)

// namer gives names of which no two are the same.
type namer struct {
	given, family []string
	next          int
}

func newNamer(r *rand.Rand) *namer {
	n := &namer{given: append([]string(nil), givenNames...), family: append([]string(nil), familyNames...)}
	r.Shuffle(len(n.given), func(i, j int) { n.given[i], n.given[j] = n.given[j], n.given[i] })
	r.Shuffle(len(n.family), func(i, j int) { n.family[i], n.family[j] = n.family[j], n.family[i] })
	return n
}

// name gives the next one. The lists have no common divisor in their lengths,
// so that the pairs come round only after their product.
func (n *namer) name() (given, family string) {
	given, family = n.given[n.next%len(n.given)], n.family[n.next%len(n.family)]
	n.next++
	return given, family
}

// Name gives invented persons their names, by number; a name comes again after
// as many as the lists can pair.
func Name(n int) (given, family string) {
	return (&namer{given: givenNames, family: familyNames, next: n}).name()
}

// EmployerName gives invented employers their names, by number, with the line
// of business (TOL); a name comes again after as many as the lists can pair.
func EmployerName(n int) (name, industry string) {
	t, place := trades[n%len(trades)], places[n/len(trades)%len(places)]
	if t.genitive {
		return fmt.Sprintf(t.name, place[1]), t.industry
	}
	return fmt.Sprintf(t.name, place[0]), t.industry
}
